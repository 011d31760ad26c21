//! What placeholders stand in outside of PowerShell: the command prompt, DNS records, XML.

use super::place::{Place, WordStyle, is_joint};
use super::template::Gap;
use std::ops::Range;

const NAMES_ELEMENT: &str = "a placeholder can't name an element or an attribute";

/// Places the gaps of lines for the command prompt; returns the words that can be quoted whole.
pub(crate) fn place_cmd(source: &str, gaps: &mut [Gap]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    for gap in gaps {
        let line = source[..gap.range.start].rfind('\n').map_or(0, |at| at + 1);
        let before = &source[line..gap.range.start];
        gap.place = if before.matches('"').count() % 2 == 1 {
            Place::CmdQuoted
        } else {
            let word = word_around(source, &gap.range);
            if !is_plain_template(&source[word.clone()]) {
                Place::CmdBare
            } else if words.last() == Some(&word) {
                Place::Word(words.len() - 1, WordStyle::Cmd)
            } else {
                words.push(word);
                Place::Word(words.len() - 1, WordStyle::Cmd)
            }
        };
    }
    words
}

/// The stretch without blanks around a gap.
fn word_around(source: &str, gap: &Range<usize>) -> Range<usize> {
    let start = source[..gap.start]
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + 1);
    let end = source[gap.end..].find(char::is_whitespace);
    start..end.map_or(source.len(), |at| gap.end + at)
}

/// Whether a word is plain but for its placeholders.
fn is_plain_template(word: &str) -> bool {
    let mark = |c: char| matches!(c, '<' | '>');
    word.chars()
        .all(|c| c.is_ascii_alphanumeric() || is_joint(c) || mark(c))
        && word.matches('<').count() == word.matches('>').count()
}

/// Places the gaps of zone file lines.
pub(crate) fn place_dns(source: &str, gaps: &mut [Gap]) -> Vec<Range<usize>> {
    let (mut at, mut quoted, mut comment) = (0, false, false);
    for gap in gaps {
        let mut escaped = false;
        for c in source[at..gap.range.start].chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '\n' => (quoted, comment) = (false, false),
                '"' if !comment => quoted = !quoted,
                ';' if !quoted => comment = true,
                _ => {}
            }
        }
        at = gap.range.end;
        gap.place = match (comment, quoted) {
            (true, _) => Place::Plain,
            (_, true) => Place::DnsQuoted,
            (_, false) => Place::DnsBare,
        };
    }
    Vec::new()
}

/// Places the gaps of an XML file.
pub(crate) fn place_xml(source: &str, gaps: &mut [Gap]) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut state = Xml::Text;
    for gap in gaps {
        while at < gap.range.start {
            let (next, step) = state.step(&source[at..gap.range.start]);
            state = next;
            at += step;
        }
        at = gap.range.end;
        gap.place = match state {
            Xml::Text | Xml::Value(_) => Place::XmlText,
            Xml::Comment => Place::XmlComment,
            Xml::Data => Place::XmlData,
            Xml::Tag => Place::Nowhere(NAMES_ELEMENT),
        };
    }
    Vec::new()
}

/// What a byte of an XML file belongs to.
#[derive(Clone, Copy)]
enum Xml {
    Text,
    Tag,
    /// An attribute's value, in this quote.
    Value(char),
    Comment,
    Data,
}

impl Xml {
    /// What follows the beginning of a text, and how many bytes that beginning has.
    fn step(self, rest: &str) -> (Xml, usize) {
        let c = rest.chars().next().unwrap_or(' ');
        match self {
            Xml::Text if rest.starts_with("<!--") => (Xml::Comment, 4),
            Xml::Text if rest.starts_with("<![CDATA[") => (Xml::Data, 9),
            Xml::Text if c == '<' => (Xml::Tag, 1),
            Xml::Tag if c == '>' => (Xml::Text, 1),
            Xml::Tag if matches!(c, '"' | '\'') => (Xml::Value(c), 1),
            Xml::Value(quote) if c == quote => (Xml::Tag, 1),
            Xml::Comment if rest.starts_with("-->") => (Xml::Text, 3),
            Xml::Data if rest.starts_with("]]>") => (Xml::Text, 3),
            _ => (self, c.len_utf8()),
        }
    }
}
