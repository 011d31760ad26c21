//! What may stand for a placeholder: declarations, values and where they came from.

use super::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A placeholder as `kb/inputs.yaml` declares it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The name between the angle brackets.
    pub name: String,
    /// What the form calls it.
    pub label: String,
    /// A made-up value of the right shape.
    pub example: String,
    /// What a value may hold.
    pub kind: Kind,
    /// The places of a pasted text from which a value may be taken, best first.
    #[serde(default)]
    pub recognise: Vec<String>,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Found in the pasted text: the 1-based line and what was recognised there.
    Paste(usize, String),
    /// Typed in an earlier session.
    Remembered,
    /// Typed now, or given by `--set`.
    Typed,
}

/// A value for a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value itself, unquoted.
    pub text: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Values by placeholder name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(pub BTreeMap<String, Value>);

impl Values {
    /// The value of a placeholder.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Sets a value, replacing what was there.
    pub fn set(&mut self, name: &str, text: &str, origin: Origin) {
        let text = text.to_owned();
        self.0.insert(name.to_owned(), Value { text, origin });
    }
}
