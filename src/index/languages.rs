//! Localised messages and words, made ready to be looked up by token.

use super::phrases::{self, NO_SECTION, Phrase};
use super::tokens::{hash, phrase, tokenize};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
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
pub struct Glossary<'a> {
    /// The English messages.
    #[serde(borrow)]
    pub messages: Vec<&'a str>,
    /// A table of [`phrases`] in which the article's number is that of the English message.
    #[serde(borrow)]
    pub table: Cow<'a, [u8]>,
    /// Hash of a word's token, the number of its language, and the English words; sorted by hash.
    #[serde(borrow)]
    pub words: Vec<(u32, u8, &'a str)>,
}

impl Languages {
    /// The words that aren't looked up as one token, and so would stand for something else.
    pub fn cut_words(&self) -> impl Iterator<Item = &str> {
        let words = self.words.values().flat_map(BTreeMap::keys);
        let cut = words.filter(|word| tokenize(word).iter().filter(|it| !it.part).count() != 1);
        cut.map(String::as_str)
    }

    /// Makes it ready to be looked up.
    pub fn compile(&self) -> Glossary<'_> {
        let mut words: Vec<(u32, u8, &str)> = Vec::new();
        for (language, known) in (0u8..).zip(self.words.values()) {
            words.extend(known.iter().filter_map(|(word, english)| {
                let token = tokenize(word).into_iter().next()?;
                Some((hash(&token.text), language, english.as_str()))
            }));
        }
        words.sort_unstable();
        words.dedup_by_key(|(hash, language, _)| (*hash, *language));
        Glossary {
            messages: self.messages.iter().map(|it| it.en.as_str()).collect(),
            table: Cow::Owned(self.table()),
            words,
        }
    }

    fn table(&self) -> Vec<u8> {
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
        phrases::write(&localised, |token| {
            weights.get(&token).copied().unwrap_or(1.0)
        })
    }
}
