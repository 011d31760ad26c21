//! Texts of localised systems: known messages and words of the field, in English.

use super::messages::{self, Standing};
use crate::index::languages::Glossary;
use crate::index::phrases::Table;
use crate::index::tokens::{Word, hash, tokenize};
use include_dir::Dir;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// The glossary that the build script embedded, read when first needed.
pub(crate) struct Translator {
    file: &'static [u8],
    glossary: OnceLock<Glossary>,
}

/// Words by which German, French, Spanish, Dutch, Italian and Portuguese give themselves away.
const FUNCTION_WORDS: [&str; 40] = [
    "der", "das", "und", "nicht", "wurde", "ist", "ein", "eine", "auf", "für", "bei", "kann",
    "les", "des", "est", "une", "pas", "dans", "pour", "été", "los", "las", "del", "una", "para",
    "por", "het", "een", "niet", "van", "voor", "kan", "gli", "della", "non", "uma", "não", "dos",
    "mit", "von",
];

/// A message in another language is taken for known from this share on.
const SHARE: f32 = 0.7;

impl Translator {
    pub fn new(files: &'static Dir<'static>) -> Translator {
        let file = files
            .get_file("glossary")
            .map_or(&[][..], include_dir::File::contents);
        Translator {
            file,
            glossary: OnceLock::new(),
        }
    }

    fn glossary(&self) -> &Glossary {
        self.glossary.get_or_init(|| {
            postcard::from_bytes(self.file).expect("written by the same version of the same type")
        })
    }

    /// Whether a word is one of those that only another language has.
    pub fn is_function_word(word: &str) -> bool {
        FUNCTION_WORDS.contains(&word)
    }

    /// The English words for a token, or, where that may be a compound, for its parts.
    pub fn english(&self, token: &str, may_be_compound: bool) -> Vec<&str> {
        match self.word(hash(token)) {
            Some(words) => vec![words],
            None if may_be_compound => self.compound(token).map(Vec::from).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// The English words for a word, by its token's hash.
    fn word(&self, hash: u32) -> Option<&str> {
        let words = &self.glossary().words;
        let at = words
            .binary_search_by_key(&hash, |(known, _)| *known)
            .ok()?;
        Some(&words[at].1)
    }

    /// The English words for a compound of two known words: `kalenderrechte`, `migrationsendpunkt`.
    fn compound(&self, word: &str) -> Option<[&str; 2]> {
        /// A shorter part is no word of its own.
        const SHORTEST: usize = 4;
        let part = |text: &str| {
            let token = tokenize(text).into_iter().next()?;
            self.word(hash(&token.text))
        };
        let cuts = word.char_indices().map(|(at, _)| at);
        cuts.filter(|at| *at >= SHORTEST && *at + SHORTEST <= word.len())
            .find_map(|at| {
                let (first, second) = word.split_at(at);
                let first = part(first).or_else(|| part(first.strip_suffix('s')?))?;
                Some([first, part(second)?])
            })
    }

    /// The known messages among some token hashes, best first where they overlap: their places,
    /// and the tokens of the English text.
    pub fn messages(&self, sequence: &[u32]) -> Vec<(RangeInclusive<usize>, Vec<Word>)> {
        let table = Table::new(&self.glossary().table);
        let standing = vec![Standing::Text; sequence.len()];
        let mut found = messages::find(&table, sequence, &standing);
        found.retain(|known| known.share() >= SHARE && known.count >= 3);
        found.sort_by(|a, b| b.found.total_cmp(&a.found));
        let mut kept: Vec<(RangeInclusive<usize>, Vec<Word>)> = Vec::new();
        for known in found {
            let apart = |(place, _): &(RangeInclusive<usize>, Vec<Word>)| {
                known.first > *place.end() || known.last < *place.start()
            };
            if kept.iter().all(apart) {
                let english = tokenize(&self.glossary().messages[known.article]);
                kept.push((known.first..=known.last, english));
            }
        }
        kept
    }
}
