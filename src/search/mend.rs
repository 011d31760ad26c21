//! Mending words that no article knows: broken by a wrap, misread by a text recognition, mistyped,
//! run together.

use super::Query;
use super::query::Token;
use super::reading::is_word;
use super::terms::Terms;
use crate::index::tokens::tokenize;
use compact_str::CompactString;
use std::ops::RangeInclusive;

/// Mends the words of one query.
pub(crate) struct Mender<'a> {
    query: &'a Query,
    terms: &'a Terms,
    /// How many more words may be tried for lost spaces.
    splits: usize,
}

/// What an unknown word was meant to say.
pub(crate) struct Mended {
    /// One known word, or several that stood without spaces.
    pub words: Vec<CompactString>,
    /// Whether the next word was taken in.
    pub joined: bool,
}

/// At most this many words are tried for lost spaces; each costs microseconds.
const SPLITS: usize = 8;

impl<'a> Mender<'a> {
    pub fn new(query: &'a Query, terms: &'a Terms) -> Mender<'a> {
        Mender {
            query,
            terms,
            splits: SPLITS,
        }
    }

    /// Tries to make known words of an unknown one; `next` is the word behind it.
    pub fn mend(&mut self, token: &Token, next: Option<&Token>) -> Option<Mended> {
        if let Some(word) = next.and_then(|next| self.wrapped(token, next)) {
            return Some(Mended {
                words: vec![word],
                joined: true,
            });
        }
        let words = self
            .misread(token)
            .map(|word| vec![word])
            .or_else(|| self.mistyped(token).map(|word| vec![word]))
            .or_else(|| self.run_together(token))?;
        Some(Mended {
            words,
            joined: false,
        })
    }

    /// A word that goes on behind a line break.
    fn wrapped(&self, token: &Token, next: &Token) -> Option<CompactString> {
        if !token.broken {
            return None;
        }
        let source = &self.query.clean.text;
        let joined = format!(
            "{}{}",
            &source[token.range.clone()],
            &source[next.range.clone()]
        );
        self.known(&joined)
    }

    /// `va1idation`, `d0main`, `fai1ed`: digits inside a word read as letters.
    fn misread(&self, token: &Token) -> Option<CompactString> {
        let raw = self.raw(token);
        let digits = raw.bytes().filter(u8::is_ascii_digit).count();
        let letters = raw.bytes().filter(u8::is_ascii_alphabetic).count();
        if digits == 0 || letters < 2 || raw.len() < 4 {
            return None;
        }
        ['l', 'i'].into_iter().find_map(|one| {
            let read: String = raw
                .chars()
                .map(|c| match c {
                    '0' => 'o',
                    '1' => one,
                    '5' => 's',
                    other => other,
                })
                .collect();
            self.known(&read)
        })
    }

    /// `Theremoteserver`, `couldnotbe`: words whose spaces a text recognition lost.
    fn run_together(&mut self, token: &Token) -> Option<Vec<CompactString>> {
        const LENGTHS: RangeInclusive<usize> = 8..=40;
        let raw = self.raw(token);
        let letters = raw.bytes().all(|b| b.is_ascii_lowercase());
        if self.splits == 0 || !LENGTHS.contains(&raw.len()) || !letters {
            return None;
        }
        self.splits -= 1;
        let words = self.fewest_words(&raw)?;
        // Four letters a word at least: what falls into shreds is another word.
        (words.len() > 1 && raw.len() >= 4 * words.len()).then_some(words)
    }

    /// Cuts a run of letters into as few known words as possible.
    fn fewest_words(&self, raw: &str) -> Option<Vec<CompactString>> {
        const LONGEST: usize = 16;
        // For each length of the beginning: how many words it falls into, and where the last starts.
        let mut best: Vec<Option<(usize, usize)>> = vec![None; raw.len() + 1];
        best[0] = Some((0, 0));
        for end in 1..=raw.len() {
            for start in end.saturating_sub(LONGEST)..end {
                let Some((count, _)) = best[start] else {
                    continue;
                };
                let fewer = best[end].is_none_or(|(known, _)| count + 1 < known);
                if fewer && self.is_piece(&raw[start..end]) {
                    best[end] = Some((count + 1, start));
                }
            }
        }
        let mut words = Vec::new();
        let mut end = raw.len();
        while end > 0 {
            let (_, start) = best[end]?;
            let piece = &raw[start..end];
            words.push(self.known(piece).unwrap_or_else(|| piece.into()));
            end = start;
        }
        words.reverse();
        Some(words)
    }

    fn is_piece(&self, piece: &str) -> bool {
        /// A shorter known word is in half of all words by chance.
        const SHORTEST: usize = 3;
        const LITTLE: [&str; 14] = [
            "is", "in", "of", "to", "on", "be", "by", "at", "an", "as", "it", "no", "or", "a",
        ];
        LITTLE.contains(&piece) || piece.len() >= SHORTEST && self.known(piece).is_some()
    }

    /// In a typed query the nearest known word.
    fn mistyped(&self, token: &Token) -> Option<CompactString> {
        let typed = self.query.is_typed() && is_word(&token.text);
        let nearest = typed.then(|| self.terms.nearest(&token.text))?;
        nearest.map(CompactString::from)
    }

    fn raw(&self, token: &Token) -> String {
        self.query.clean.text[token.range.clone()].to_lowercase()
    }

    /// The token of a text, if some article has it.
    fn known(&self, text: &str) -> Option<CompactString> {
        let word = tokenize(text).into_iter().next()?;
        self.terms.contains(&word.text).then_some(word.text)
    }
}
