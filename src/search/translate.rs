//! Texts of localised systems: known messages and words of the field, in English.

use super::messages::{self, Standing};
use super::said::Said;
use crate::index::languages::Glossary;
use crate::index::phrases::Table;
use crate::index::tokens::{Word, hash, tokenize};
use include_dir::Dir;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// The glossary that the build script embedded, read when first needed.
pub(crate) struct Translator {
    file: &'static [u8],
    glossary: OnceLock<Glossary<'static>>,
}

/// Languages that a text may be in, a bit each by the number of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Languages(u32);

impl Languages {
    fn has(self, language: u8) -> bool {
        self.0 >> language & 1 == 1
    }
}

/// More languages than `kb/languages.yaml` will have.
const MOST_LANGUAGES: usize = 32;

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

    fn glossary(&self) -> &Glossary<'static> {
        self.glossary.get_or_init(|| {
            postcard::from_bytes(self.file).expect("written by the same version of the same type")
        })
    }

    /// The languages that know most of some tokens: more than one where they know equally many.
    pub fn languages<'t>(&self, tokens: impl Iterator<Item = &'t str>) -> Languages {
        let mut known = [0_u32; MOST_LANGUAGES];
        for token in tokens {
            for (_, language, _) in self.entries(hash(token)) {
                known[usize::from(*language) % MOST_LANGUAGES] += 1;
            }
        }
        let most = known.into_iter().max().unwrap_or(0);
        let best = (0..).zip(known).filter(|(_, count)| *count == most);
        Languages(best.map(|(language, _)| 1 << language).sum())
    }

    /// The English words for a token, or, where that may be a compound, for its parts.
    pub fn english(&self, token: &str, of: Languages, may_be_compound: bool) -> Vec<&str> {
        match self.word(hash(token), of) {
            Some(words) => vec![words],
            None if may_be_compound => self.compound(token, of).map(Vec::from).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// The English words for a word, by its token's hash.
    fn word(&self, hash: u32, of: Languages) -> Option<&str> {
        let mut entries = self.entries(hash).iter();
        let (_, _, english) = entries.find(|(_, language, _)| of.has(*language))?;
        Some(english)
    }

    /// What a token's hash stands for in each language.
    fn entries(&self, hash: u32) -> &[(u32, u8, &'static str)] {
        let words = &self.glossary().words;
        let from = words.partition_point(|(known, _, _)| *known < hash);
        let count = words[from..]
            .iter()
            .take_while(|(known, _, _)| *known == hash)
            .count();
        &words[from..from + count]
    }

    /// The English words for a compound of two known words: `kalenderrechte`, `migrationsendpunkt`.
    fn compound(&self, word: &str, of: Languages) -> Option<[&str; 2]> {
        /// A shorter part is no word of its own.
        const SHORTEST: usize = 4;
        let part = |text: &str| {
            let token = tokenize(text).into_iter().next()?;
            self.word(hash(&token.text), of)
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
        let mut found = messages::find(&table, sequence, &Said::of(sequence), &standing);
        found.retain(|known| known.share() >= SHARE && known.count >= 3);
        found.sort_by(|a, b| b.found.total_cmp(&a.found));
        let mut kept: Vec<(RangeInclusive<usize>, Vec<Word>)> = Vec::new();
        for known in found {
            let apart = |(place, _): &(RangeInclusive<usize>, Vec<Word>)| {
                known.first > *place.end() || known.last < *place.start()
            };
            if kept.iter().all(apart) {
                let english = tokenize(self.glossary().messages[known.article]);
                kept.push((known.first..=known.last, english));
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::Translator;
    use crate::index::languages;
    use std::sync::OnceLock;

    /// With a glossary of a few words.
    fn translator() -> Translator {
        let file = "messages: []
words:
  de: {kalender: calendar, rechte: permissions, abgelaufen: expired}
  es: {fecha: date, certificado: certificate}
  pt: {fecha: closed, certificado: certificate, assistente: wizard}
";
        let known: languages::Languages = serde_yaml::from_str(file).expect("a glossary");
        let bytes = postcard::to_allocvec(&known.compile()).expect("it is plain data");
        Translator {
            file: bytes.leak(),
            glossary: OnceLock::new(),
        }
    }

    fn english(text: &str) -> Vec<String> {
        let translator = translator();
        let tokens = || text.split(' ');
        let languages = translator.languages(tokens());
        let english = tokens().flat_map(|token| translator.english(token, languages, true));
        english.map(str::to_owned).collect()
    }

    #[test]
    fn a_word_is_taken_in_the_language_that_knows_most_of_the_text() {
        assert_eq!(english("assistent fecha"), ["wizard", "closed"]);
        assert_eq!(english("certificado fecha"), ["certificate", "date"]);
        assert_eq!(
            english("certificado fecha abgelaufen"),
            ["certificate", "date"]
        );
    }

    #[test]
    fn a_compound_of_known_words_is_both() {
        assert_eq!(english("kalenderrecht"), ["calendar", "permissions"]);
        assert!(english("kalenderx").is_empty());
    }
}
