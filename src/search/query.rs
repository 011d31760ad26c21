//! Reading a pasted or typed text: what it is, what identifies it, which values it holds.

use super::noise::{Level, Noise};
use super::paste::Clean;
use super::{identifiers, shape, values};
use crate::index::tokens::{Word, tokenize};
use crate::kb::builds::{self, Number};
use compact_str::CompactString;
use std::ops::Range;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Nothing was given.
    Empty,
    /// Plain words.
    Words,
    /// A dialog of the Hybrid Configuration Wizard.
    HcwDialog,
    /// Lines of the wizard's log.
    HcwLog,
    /// A non-delivery report or a line of a message trace.
    Ndr,
    /// A move or migration report.
    MoveReport,
    /// Output of a Test- cmdlet.
    TestOutput,
    /// The error of a cmdlet.
    CmdletError,
    /// An event of a Windows log.
    Event,
    /// Lines of the setup log.
    SetupLog,
    /// A free/busy error.
    FreeBusy,
    /// Build numbers.
    Builds,
}

impl TextKind {
    /// The word used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            TextKind::Empty => "empty",
            TextKind::Words => "words",
            TextKind::HcwDialog => "hcw-dialog",
            TextKind::HcwLog => "hcw-log",
            TextKind::Ndr => "ndr",
            TextKind::MoveReport => "move-report",
            TextKind::TestOutput => "test-output",
            TextKind::CmdletError => "cmdlet-error",
            TextKind::Event => "event",
            TextKind::SetupLog => "setup-log",
            TextKind::FreeBusy => "free-busy",
            TextKind::Builds => "builds",
        }
    }

    /// What a reader calls it.
    pub fn label(self) -> &'static str {
        match self {
            TextKind::Empty => "nothing yet",
            TextKind::Words => "plain words",
            TextKind::HcwDialog => "Hybrid Configuration Wizard dialog",
            TextKind::HcwLog => "Hybrid Configuration Wizard log",
            TextKind::Ndr => "non-delivery report",
            TextKind::MoveReport => "migration report",
            TextKind::TestOutput => "output of a test cmdlet",
            TextKind::CmdletError => "cmdlet error",
            TextKind::Event => "event log entry",
            TextKind::SetupLog => "setup log",
            TextKind::FreeBusy => "free/busy error",
            TextKind::Builds => "build numbers",
        }
    }
}

/// A value that a text holds, for a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundValue {
    /// The name of the place that it was recognised in, as `kb/inputs.yaml` uses it.
    pub place: &'static str,
    /// The value.
    pub text: String,
    /// Line of the text, from 1.
    pub line: usize,
}

/// A text, read.
#[derive(Debug, Clone)]
pub struct Query {
    /// What it is.
    pub kind: TextKind,
    /// Identifiers as they are usually written, with their bytes of the text as given.
    pub codes: Vec<(String, Range<usize>)>,
    /// Builds of Exchange Server, each once, in order of appearance.
    pub builds: Vec<Number>,
    /// Values for placeholders, in order of appearance.
    pub values: Vec<FoundValue>,
    /// The category that `cat:` names.
    pub category: Option<String>,
    pub(crate) clean: Clean,
    pub(crate) tokens: Vec<Token>,
}

/// A word of a text with what its place says about it.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, not a state"
)]
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Lower-case and stemmed.
    pub text: CompactString,
    /// Bytes of the clean text.
    pub range: Range<usize>,
    /// A part of the `CamelCase` word before it.
    pub part: bool,
    /// In the innermost message of an exception chain.
    pub inner: bool,
    /// In a stack frame or the tail of a PowerShell error.
    pub trace: bool,
    /// Nothing but a line break and blanks between this word and the next.
    pub broken: bool,
}

/// What an article on build numbers as such has among its codes.
pub(crate) const ANY_BUILD: &str = "Exchange build";
/// At most this many identifiers and builds are looked up.
const MOST_CODES: usize = 80;
/// A typed query has at most this many words; longer texts are pasted.
const TYPED: usize = 12;

impl Query {
    /// Reads a text of any size and shape.
    pub fn from_text(text: &str) -> Query {
        let (category, scoped) = scopes(text);
        let clean = match &scoped {
            Some(spelt) => Clean::new(spelt).detached(),
            None => Clean::new(text),
        };
        let noise = Noise::of(&clean.text);
        let words = tokenize(&clean.text);
        let builds = builds::find_all(&clean.text);
        let mut codes: Vec<(String, Range<usize>)> = identifiers::find(&clean.text, &words)
            .into_iter()
            .map(|found| (found.text, clean.raw(&found.range)))
            .collect();
        if let Some((_, place)) = builds.first() {
            codes.push((ANY_BUILD.to_owned(), clean.raw(place)));
        }
        for (number, place) in &builds {
            let text = number.to_string();
            if !codes.iter().any(|(known, _)| *known == text) && codes.len() < MOST_CODES {
                codes.push((text, clean.raw(place)));
            }
        }
        let tokens = signal(&clean.text, words, &noise);
        Query {
            kind: shape::kind(&clean.text),
            codes,
            builds: distinct(builds),
            values: values::find(&clean.text),
            category,
            clean,
            tokens,
        }
    }

    /// Whether it is short enough to have been typed: then the last word may be unfinished and
    /// words may be misspelt.
    pub fn is_typed(&self) -> bool {
        self.tokens.iter().filter(|token| !token.part).count() <= TYPED
            && !self.clean.text.trim_end().contains('\n')
    }
}

fn distinct(builds: Vec<(Number, Range<usize>)>) -> Vec<Number> {
    /// A list of servers may be longer; its first builds tell enough.
    const MOST: usize = 8;
    let mut numbers: Vec<Number> = Vec::new();
    for (number, _) in builds {
        if !numbers.contains(&number) && numbers.len() < MOST {
            numbers.push(number);
        }
    }
    numbers
}

/// The words that are not noise.
fn signal(text: &str, words: Vec<Word>, noise: &Noise) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len());
    for word in words {
        let level = noise.level(word.range.start);
        if level == Level::Noise {
            continue;
        }
        if !word.part
            && let Some(last) = tokens.iter_mut().rev().find(|token| !token.part)
        {
            let between = text
                .get(last.range.end..word.range.start)
                .unwrap_or_default();
            last.broken = between.contains('\n') && between.trim().is_empty();
        }
        let inner = noise
            .inner
            .as_ref()
            .is_some_and(|inner| inner.contains(&word.range.start));
        tokens.push(Token {
            text: word.text,
            range: word.range,
            part: word.part,
            inner,
            trace: level == Level::Trace,
            broken: false,
        });
    }
    tokens
}

/// Reads `hcw:8078`, `ndr:5.7.64`, `kb:5026261`, `cve:2025-53786`, `event:2004` and `cat:migration`:
/// the category, and the text with the identifiers spelt out where there was a scope.
fn scopes(text: &str) -> (Option<String>, Option<String>) {
    /// Scopes are typed; in anything longer a colon means something else.
    const LONGEST: usize = 200;
    if text.len() > LONGEST || !text.contains(':') {
        return (None, None);
    }
    let mut category = None;
    let mut found = false;
    let words: Vec<String> = text
        .split_whitespace()
        .filter_map(|word| {
            let Some((scope, value)) = word.split_once(':').filter(|(_, value)| !value.is_empty())
            else {
                return Some(word.to_owned());
            };
            let spelt = match scope.to_ascii_lowercase().as_str() {
                "hcw" => format!(
                    "HCW{}",
                    value.trim_start_matches(['h', 'H', 'c', 'C', 'w', 'W'])
                ),
                "ndr" | "code" => value.to_owned(),
                "kb" => format!("KB{}", value.trim_start_matches(['k', 'K', 'b', 'B'])),
                "cve" => format!(
                    "CVE-{}",
                    value.trim_start_matches(['c', 'C', 'v', 'V', 'e', 'E', '-'])
                ),
                "event" => format!("Event {value}"),
                "cat" | "category" => {
                    category = Some(value.to_ascii_lowercase());
                    found = true;
                    return None;
                }
                _ => return Some(word.to_owned()),
            };
            found = true;
            Some(spelt)
        })
        .collect();
    (category, found.then(|| words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        Query::from_text(text)
            .codes
            .into_iter()
            .map(|(code, _)| code)
            .collect()
    }

    #[test]
    fn scopes_spell_identifiers_out() {
        for (text, code) in [
            ("hcw:8078", "HCW8078"),
            ("ndr:5.7.64", "5.7.64"),
            ("kb:5026261", "KB5026261"),
            ("cve:2025-53786", "CVE-2025-53786"),
            ("event:2004", "Event 2004"),
        ] {
            assert_eq!(codes(text), [code], "{text}");
        }
        assert_eq!(
            Query::from_text("cat:migration slow").category.as_deref(),
            Some("migration")
        );
    }

    #[test]
    fn a_colon_in_a_message_is_no_scope() {
        let query = Query::from_text("The request failed: Error details: Access is denied.");
        assert!(query.category.is_none());
        assert!(query.tokens.iter().any(|token| token.text == "detail"));
    }

    #[test]
    fn code_places_point_into_the_text_as_given() {
        let text = "\u{201c}x\u{201d} \u{2013} HCW8078 \u{2013} y";
        let query = Query::from_text(text);
        assert_eq!(&text[query.codes[0].1.clone()], "HCW8078");
    }
}
