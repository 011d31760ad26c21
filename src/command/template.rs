//! A command's text, cut at its placeholders, and how values go into it.

use super::place::{self, Place, Refused, WordStyle};
use super::{Values, powershell, records};
use std::ops::Range;

/// What the text of a command is written in, which decides how a value is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Windows PowerShell.
    PowerShell,
    /// The command prompt.
    Cmd,
    /// Records of a DNS zone file.
    Dns,
    /// An XML file.
    Xml,
    /// Anything else.
    Text,
}

impl Language {
    /// The language that a fence's first word names.
    pub fn of_fence(word: &str) -> Language {
        match word {
            "powershell" => Language::PowerShell,
            "cmd" => Language::Cmd,
            "dns" => Language::Dns,
            "xml" => Language::Xml,
            _ => Language::Text,
        }
    }
}

/// A command's text with its placeholders found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    language: Language,
    source: String,
    slots: Vec<Gap>,
    /// Bare words with placeholders and otherwise plain text: their bytes.
    words: Vec<Range<usize>>,
}

/// A placeholder in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) range: Range<usize>,
    pub(crate) name: String,
    pub(crate) place: Place,
    /// Whether it stands inside `$( )` within a string.
    pub(crate) nested: bool,
}

/// A place in filled text where a placeholder stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The placeholder's name.
    pub name: String,
    /// Bytes of [`Filled::text`] that the value, or the untouched placeholder, takes up.
    pub range: Range<usize>,
    /// Whether a value stands there.
    pub filled: bool,
    /// Why the value that there was could not stand there.
    pub refused: Option<&'static str>,
}

/// A template with the values that there were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The text; placeholders without a value stand as they are.
    pub text: String,
    /// Where each placeholder stood.
    pub slots: Vec<Slot>,
}

impl Filled {
    /// Names of the placeholders that have no value in the text, each once, in order.
    pub fn missing(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for slot in self.slots.iter().filter(|slot| !slot.filled) {
            if !names.contains(&slot.name.as_str()) {
                names.push(&slot.name);
            }
        }
        names
    }
}

impl Template {
    /// Finds the placeholders of a text, and what each stands in: `<` a capital letter, one or
    /// more letters or digits `>`. A single letter is none: certificate names hold `<I>` and `<S>`.
    pub fn parse(language: Language, source: &str) -> Template {
        let mut slots = gaps(source);
        let words = match language {
            Language::PowerShell => powershell::place(source, &mut slots),
            Language::Cmd => records::place_cmd(source, &mut slots),
            Language::Dns => records::place_dns(source, &mut slots),
            Language::Xml => records::place_xml(source, &mut slots),
            Language::Text => Vec::new(),
        };
        Template {
            language,
            source: source.to_owned(),
            slots,
            words,
        }
    }

    /// The text with its placeholders as they stand in the article.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What the text is written in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Names of the placeholders, each once, in order of appearance.
    pub fn placeholders(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for gap in &self.slots {
            if !names.contains(&gap.name.as_str()) {
                names.push(&gap.name);
            }
        }
        names
    }

    /// The placeholders that no value can fill safely: byte in the source, name, why.
    pub fn misplaced(&self) -> impl Iterator<Item = (usize, &str, &'static str)> {
        self.slots.iter().filter_map(|gap| match gap.place {
            Place::Nowhere(why) => Some((gap.range.start, gap.name.as_str(), why)),
            _ => None,
        })
    }

    /// Puts values where their placeholders stand, each escaped for its place. A value that
    /// nothing would keep together in its place is left out, and its slot says why.
    pub fn fill(&self, values: &Values) -> Filled {
        let (mut text, mut slots) = (String::with_capacity(self.source.len()), Vec::new());
        let mut done = 0;
        for edit in self.edits(values) {
            text.push_str(&self.source[done..edit.range.start]);
            let start = text.len();
            text.push_str(&edit.text);
            done = edit.range.end;
            slots.extend(edit.slot.map(|slot| Slot {
                range: start..text.len(),
                ..slot
            }));
        }
        text.push_str(&self.source[done..]);
        Filled { text, slots }
    }

    /// What to put in place of which bytes of the source, in order.
    fn edits(&self, values: &Values) -> Vec<Edit> {
        let quoted: Vec<bool> = (0..self.words.len())
            .map(|word| self.needs_quotes(word, values))
            .collect();
        let mut edits: Vec<Edit> = self
            .slots
            .iter()
            .map(|gap| {
                let raw = matches!(gap.place, Place::Word(word, _) if !quoted[word]);
                let source = &self.source[gap.range.clone()];
                gap.edit(source, gap.written(values, raw))
            })
            .collect();
        for gap in &self.slots {
            if let Place::Word(word, style) = gap.place
                && quoted[word]
            {
                let Range { start, end } = self.words[word];
                let quote = |range| Edit {
                    range,
                    text: style.quote().into(),
                    slot: None,
                };
                edits.extend([quote(start..start), quote(end..end)]);
            }
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        edits.dedup_by(|b, a| a.slot.is_none() && b.slot.is_none() && a.range == b.range);
        edits
    }

    /// Whether a word would mean something else with these values if it stood bare.
    fn needs_quotes(&self, word: usize, values: &Values) -> bool {
        let Range { start, end } = self.words[word];
        let (mut text, mut done) = (String::new(), start);
        let mut reader = None;
        for (gap, style) in self.gaps_of(word) {
            text.push_str(&self.source[done..gap.range.start]);
            done = gap.range.end;
            if let Ok(Some(value)) = gap.written(values, true) {
                text.push_str(&value);
                reader = Some(style);
            }
        }
        text.push_str(&self.source[done..end]);
        reader.is_some_and(|style| !style.takes_bare(&text))
    }

    fn gaps_of(&self, word: usize) -> impl Iterator<Item = (&Gap, WordStyle)> {
        self.slots.iter().filter_map(move |gap| match gap.place {
            Place::Word(at, style) if at == word => Some((gap, style)),
            _ => None,
        })
    }
}

/// A stretch of the source and what takes its place.
struct Edit {
    range: Range<usize>,
    text: String,
    /// The slot that it fills; its range is still that of the source.
    slot: Option<Slot>,
}

impl Gap {
    /// The value as it is to stand here, if there is one; raw in a word that needs no quotes.
    fn written(&self, values: &Values, raw: bool) -> Result<Option<String>, Refused> {
        let value = values.get(&self.name).map_or("", |value| &value.text);
        if value.is_empty() {
            return Ok(None);
        }
        let value = place::one_line(value);
        if self.nested {
            place::check_nested(&value)?;
        }
        let written = self.place.write(&value)?;
        Ok(Some(if raw { value.into_owned() } else { written }))
    }

    fn edit(&self, source: &str, written: Result<Option<String>, Refused>) -> Edit {
        let slot = Slot {
            name: self.name.clone(),
            range: self.range.clone(),
            filled: matches!(written, Ok(Some(_))),
            refused: written.as_ref().err().copied(),
        };
        Edit {
            range: self.range.clone(),
            text: written.ok().flatten().unwrap_or_else(|| source.to_owned()),
            slot: Some(slot),
        }
    }
}

/// The placeholders of a source, as if nothing interpreted them.
fn gaps(source: &str) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut from = 0;
    while let Some(open) = source[from..].find('<').map(|at| at + from) {
        let name: String = source[open + 1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let close = open + 1 + name.len();
        from = open + 1;
        if name.len() > 1
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && source[close..].starts_with('>')
        {
            gaps.push(Gap {
                range: open..close + 1,
                name,
                place: Place::Plain,
                nested: false,
            });
            from = close + 1;
        }
    }
    gaps
}
