//! The signs of all articles as one flat table that is read in place, without decoding.
//!
//! Layout, all little-endian `u32`: the number of phrases, of tokens and of triggers; then a record
//! of five a phrase (article, section or [`NO_SECTION`], first token, number of tokens, their
//! weight together as `f32` bits); two a token (hash, weight as `f32` bits); two a trigger (hash;
//! phrase in the upper, place in the lower 16 bits), sorted by hash.

use super::tokens::GAP;
use std::collections::HashMap;

/// In the section's place for a sign of the whole article.
pub const NO_SECTION: u32 = u32::MAX;

/// In the section's place for a title or what people type who don't have the text.
pub const DESCRIPTION: u32 = u32::MAX - 1;

/// A text that is a sign of an article, or of one cause within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Place of the article in the catalogue.
    pub article: u32,
    /// The section that it tells apart; [`NO_SECTION`] for a signature of the whole article.
    pub section: u32,
    /// Hashes of its tokens in order; [`GAP`] where a variable part stands.
    pub tokens: Vec<u32>,
}

/// Added to every token's weight: that common words stand in just this order says something too.
const ORDER: f32 = 0.4;

/// Spells phrases as a table. `weight` says how telling a token is, by its hash.
pub fn write(phrases: &[Phrase], weight: impl Fn(u32) -> f32) -> Vec<u8> {
    let mut records: Vec<u32> = Vec::new();
    let mut tokens: Vec<u32> = Vec::new();
    let mut triggers: Vec<(u32, u32)> = Vec::new();
    for (number, phrase) in (0u32..).zip(phrases) {
        let first = (tokens.len() / 2) as u32;
        let mut total = 0.0;
        for token in &phrase.tokens {
            let weight = if *token == GAP {
                0.0
            } else {
                ORDER + weight(*token)
            };
            total += weight;
            tokens.extend([*token, weight.to_bits()]);
        }
        records.extend([
            phrase.article,
            phrase.section,
            first,
            phrase.tokens.len() as u32,
            total.to_bits(),
        ]);
        triggers.extend(
            phrase_triggers(phrase, &weight).map(|(hash, place)| (hash, number << 16 | place)),
        );
    }
    triggers.sort_unstable();
    triggers.dedup();
    let counts = [
        phrases.len() as u32,
        (tokens.len() / 2) as u32,
        triggers.len() as u32,
    ];
    let triggers = triggers.iter().flat_map(|(hash, at)| [*hash, *at]);
    counts
        .into_iter()
        .chain(records)
        .chain(tokens)
        .chain(triggers)
        .flat_map(u32::to_le_bytes)
        .collect()
}

/// Each run of three tokens; of what software prints also the two most telling tokens by
/// themselves.
fn phrase_triggers(
    phrase: &Phrase,
    weight: impl Fn(u32) -> f32,
) -> impl Iterator<Item = (u32, u32)> {
    let tokens = &phrase.tokens;
    let mut found: Vec<(u32, u32)> = (0u32..)
        .zip(tokens.windows(3))
        .filter(|(_, run)| !run.contains(&GAP))
        .map(|(place, run)| (run_hash(run[0], run[1], run[2]), place))
        .collect();
    if phrase.section != DESCRIPTION {
        let mut single: Vec<(u32, u32)> = tokens
            .iter()
            .copied()
            .zip(0u32..)
            .filter(|(token, _)| *token != GAP)
            .collect();
        single.sort_by(|a, b| weight(b.0).total_cmp(&weight(a.0)).then(a.1.cmp(&b.1)));
        let telling = single.into_iter().take(2);
        found.extend(telling.map(|(token, place)| (single_hash(token), place)));
    }
    found.into_iter().filter(|(_, place)| *place < 1 << 16)
}

/// The trigger of three tokens in a row.
pub fn run_hash(a: u32, b: u32, c: u32) -> u32 {
    let mut hash = a.rotate_left(13) ^ b;
    hash = hash.wrapping_mul(0x9e37_79b1).rotate_left(11) ^ c;
    hash.wrapping_mul(0x85eb_ca6b) | 1
}

/// The trigger of one token; even, so that it never meets one of three.
pub fn single_hash(token: u32) -> u32 {
    token.wrapping_mul(0x9e37_79b1) & !1
}

/// How telling each token is: the logarithm of how few articles hold it.
pub fn weights(articles: &[Vec<u32>]) -> HashMap<u32, f32> {
    let mut holders: HashMap<u32, u32> = HashMap::new();
    for tokens in articles {
        let mut tokens = tokens.clone();
        tokens.sort_unstable();
        tokens.dedup();
        for token in tokens {
            *holders.entry(token).or_default() += 1;
        }
    }
    let all = articles.len() as f32;
    holders
        .into_iter()
        .map(|(token, holders)| (token, idf(all, holders as f32)))
        .collect()
}

/// The weight of a token that `holders` of `all` articles hold.
pub fn idf(all: f32, holders: f32) -> f32 {
    (all / holders).ln().max(0.1)
}

/// Numbers in the record of a phrase.
const RECORD: usize = 5;

/// A table read in place.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    bytes: &'a [u8],
    phrases: usize,
    tokens: usize,
    triggers: usize,
}

/// A phrase of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// See [`Phrase::article`].
    pub article: usize,
    /// See [`Phrase::section`].
    pub section: Option<usize>,
    /// Whether it is a [`DESCRIPTION`].
    pub description: bool,
    first: usize,
    /// Number of tokens, gaps included.
    pub len: usize,
    /// Weight of all tokens.
    pub total: f32,
}

impl<'a> Table<'a> {
    /// Takes the bytes that [`write()`] made.
    pub fn new(bytes: &'a [u8]) -> Table<'a> {
        let mut table = Table {
            bytes,
            phrases: 0,
            tokens: 0,
            triggers: 0,
        };
        table.phrases = table.number(0) as usize;
        table.tokens = table.number(1) as usize;
        table.triggers = table.number(2) as usize;
        table
    }

    /// The phrase with a number that a trigger gave.
    pub fn phrase(&self, number: usize) -> Entry {
        let at = 3 + number * RECORD;
        let section = self.number(at + 1);
        Entry {
            article: self.number(at) as usize,
            section: (section < DESCRIPTION).then_some(section as usize),
            description: section == DESCRIPTION,
            first: self.number(at + 2) as usize,
            len: self.number(at + 3) as usize,
            total: f32::from_bits(self.number(at + 4)),
        }
    }

    /// The numbers of an article's phrases; phrases stand in the order of articles.
    pub fn of_article(&self, article: usize) -> std::ops::Range<usize> {
        let first = |article: usize| {
            let (mut low, mut high) = (0, self.phrases);
            while low < high {
                let middle = usize::midpoint(low, high);
                if (self.number(3 + middle * RECORD) as usize) < article {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        first(article)..first(article + 1)
    }

    /// Hash and weight of each of a phrase's tokens, in order.
    pub fn tokens(
        &self,
        entry: &Entry,
    ) -> impl DoubleEndedIterator<Item = (u32, f32)> + ExactSizeIterator + use<'a> {
        /// Bytes of a token: hash and weight.
        const TOKEN: usize = 8;
        let at = (3 + self.phrases * RECORD) * 4 + entry.first * TOKEN;
        let bytes = self.bytes.get(at..at + entry.len * TOKEN);
        let (tokens, _) = bytes.unwrap_or_default().as_chunks::<TOKEN>();
        tokens.iter().map(|[a, b, c, d, weight @ ..]| {
            let hash = u32::from_le_bytes([*a, *b, *c, *d]);
            (hash, f32::from_le_bytes(*weight))
        })
    }

    /// Phrases, with the place in them, that a trigger leads to.
    pub fn triggered(&self, hash: u32) -> impl Iterator<Item = (usize, usize)> + '_ {
        let base = 3 + self.phrases * RECORD + self.tokens * 2;
        let key = move |index: usize| self.number(base + index * 2);
        let (mut low, mut high) = (0, self.triggers);
        while low < high {
            let middle = usize::midpoint(low, high);
            if key(middle) < hash {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..self.triggers)
            .take_while(move |index| key(*index) == hash)
            .map(move |index| {
                let at = self.number(base + index * 2 + 1) as usize;
                (at >> 16, at & 0xffff)
            })
    }

    fn number(&self, index: usize) -> u32 {
        let at = index * 4;
        self.bytes.get(at..at + 4).map_or(0, |four| {
            u32::from_le_bytes([four[0], four[1], four[2], four[3]])
        })
    }
}
