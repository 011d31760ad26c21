//! A command's text, cut at its placeholders, and how values go into it.

use super::Values;
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
    slots: Vec<(Range<usize>, String)>,
}

/// A place in filled text where a placeholder stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The placeholder's name.
    pub name: String,
    /// Bytes of [`Filled::text`] that the value, or the untouched placeholder, takes up.
    pub range: Range<usize>,
    /// Whether there was a value.
    pub filled: bool,
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
    /// Names of the placeholders that had no value, each once, in order.
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
    /// Finds the placeholders of a text: `<` a capital letter, letters and digits `>`.
    pub fn parse(language: Language, source: &str) -> Template {
        let mut slots = Vec::new();
        let mut from = 0;
        while let Some(open) = source[from..].find('<').map(|at| at + from) {
            let name: String = source[open + 1..]
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let close = open + 1 + name.len();
            from = open + 1;
            if name.starts_with(|c: char| c.is_ascii_uppercase())
                && source[close..].starts_with('>')
            {
                slots.push((open..close + 1, name));
                from = close + 1;
            }
        }
        Template {
            language,
            source: source.to_owned(),
            slots,
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
        for (_, name) in &self.slots {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// Puts values where their placeholders stand, each escaped for its place.
    pub fn fill(&self, values: &Values) -> Filled {
        let mut text = String::with_capacity(self.source.len());
        let mut slots = Vec::new();
        let mut done = 0;
        for (range, name) in &self.slots {
            text.push_str(&self.source[done..range.start]);
            let start = text.len();
            let value = values.get(name);
            text.push_str(value.map_or(&self.source[range.clone()], |value| &value.text));
            slots.push(Slot {
                name: name.clone(),
                range: start..text.len(),
                filled: value.is_some(),
            });
            done = range.end;
        }
        text.push_str(&self.source[done..]);
        Filled { text, slots }
    }
}
