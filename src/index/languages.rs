//! Localised messages and words, made ready to be looked up by token.

use super::phrases::{self, NO_SECTION, Phrase};
use super::tokens::{hash, phrase, tokenize};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `kb/languages.yaml`: what other languages call it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Languages {
    messages: Vec<Message>,
    /// Language, then word to English words.
    words: BTreeMap<String, BTreeMap<String, String>>,
}

/// A message in English and as other languages print it.
#[derive(Debug, Clone, Deserialize)]
struct Message {
    en: String,
    #[serde(flatten)]
    others: BTreeMap<String, Vec<String>>,
}

/// What the build script makes of [`Languages`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Glossary {
    /// The English messages.
    pub messages: Vec<String>,
    /// A table of [`phrases`] in which the article's number is that of the English message.
    pub table: Vec<u8>,
    /// Hash of a word's token, and the English words; sorted by hash.
    pub words: Vec<(u32, String)>,
}

impl Languages {
    /// Makes it ready to be looked up.
    pub fn compile(&self) -> Glossary {
        let mut localised: Vec<Phrase> = Vec::new();
        for (number, message) in (0u32..).zip(&self.messages) {
            localised.extend(message.others.values().flatten().map(|text| Phrase {
                article: number,
                section: NO_SECTION,
                tokens: phrase(text),
            }));
        }
        let rarity: Vec<Vec<u32>> = localised.iter().map(|known| known.tokens.clone()).collect();
        let weights = phrases::weights(&rarity);
        let table = phrases::write(&localised, |token| {
            weights.get(&token).copied().unwrap_or(1.0)
        });
        let mut words: Vec<(u32, String)> = self
            .words
            .values()
            .flatten()
            .filter_map(|(word, english)| {
                let token = tokenize(word).into_iter().next()?;
                Some((hash(&token.text), english.clone()))
            })
            .collect();
        words.sort();
        words.dedup_by_key(|(hash, _)| *hash);
        let messages = self
            .messages
            .iter()
            .map(|message| message.en.clone())
            .collect();
        Glossary {
            messages,
            table,
            words,
        }
    }
}
