//! A query in the vocabulary of the index: known terms with their weight, wraps and misread
//! letters mended, and the sequence of tokens that messages are compared with.

use super::Query;
use super::common::{SHORT_NAMES, is_everyday, is_foreign, is_our_part, is_ours, is_small};
use super::mend::Mender;
use super::messages::Standing;
use super::query::Token;
use super::terms::Terms;
use super::translate::Translator;
use crate::index::phrases::idf;
use crate::index::tokens::{hash, tokenize};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::ops::Range;
use tantivy::postings::TermInfo;

/// A term of the query that the index knows.
pub(crate) struct QueryTerm {
    /// The term as indexed.
    pub text: CompactString,
    /// How telling it is.
    pub idf: f32,
    /// How much it counts in this query: parts, unfinished words and repairs count less, the
    /// innermost cause more.
    pub weight: f32,
    /// Only a guess of how an unfinished word goes on.
    pub guess: bool,
    /// Bytes of the clean text where it stands first.
    pub place: Range<usize>,
    /// Its entry in the dictionary.
    pub info: TermInfo,
}

/// The query, read.
#[derive(Default)]
pub(crate) struct Reading {
    /// Known terms, each once, rarest first.
    pub terms: Vec<QueryTerm>,
    /// Weight of all known words, before the rarest were chosen.
    pub known: f32,
    /// Weight of words that no article knows.
    pub foreign: f32,
    /// Whether some word says that the text is about Exchange.
    pub ours: bool,
    /// Hashes of the words in order, for messages.
    pub sequence: Vec<u32>,
    /// For each of `sequence`, its bytes of the clean text.
    pub places: Vec<Range<usize>>,
    /// For each of `sequence`, where it stands.
    pub standing: Vec<Standing>,
}

/// Of a pasted text this many terms are looked at, the rarest.
const MOST: usize = 48;
/// A word that is not in the index weighs at most this; it may be a name.
const FOREIGN: f32 = 2.5;
/// At most this many unknown words are mended.
const REPAIRS: usize = 12;

/// What a query is read with.
pub(crate) struct Vocabulary<'a> {
    /// The words of the articles.
    pub terms: &'a Terms,
    /// What other languages call them.
    pub translator: &'a Translator,
    /// The number of articles.
    pub all: f32,
}

/// The distinct words of a query while they are looked up: `None` where no article has the word.
type Lookups = FxHashMap<CompactString, Option<QueryTerm>>;

impl Reading {
    /// Reads a query.
    pub fn of(query: &Query, vocabulary: &Vocabulary) -> Reading {
        let mut reading = Reading::default();
        let mut lookups = Lookups::default();
        let unfinished = Unfinished::of(query, vocabulary);
        reading.read_words(query, unfinished.as_ref(), vocabulary, &mut lookups);
        reading.read_other_languages(query, vocabulary, &mut lookups);
        spell_out(vocabulary, &mut lookups);
        if let Some(unfinished) = unfinished {
            unfinished.go_on(vocabulary, &mut lookups);
        }
        let found = lookups.into_values().flatten();
        reading.terms = found.filter(|term| term.weight > 0.0).collect();
        reading.known = reading.terms.iter().map(QueryTerm::mass).sum();
        reading
            .terms
            .sort_by(|a, b| b.idf.total_cmp(&a.idf).then_with(|| a.text.cmp(&b.text)));
        reading.terms.truncate(MOST);
        reading
    }

    fn read_words(
        &mut self,
        query: &Query,
        unfinished: Option<&Unfinished>,
        vocabulary: &Vocabulary,
        lookups: &mut Lookups,
    ) {
        let mut repairs = REPAIRS;
        let mut mender = Mender::new(query, vocabulary.terms);
        let mut skip = false;
        for (at, token) in query.tokens.iter().enumerate() {
            if std::mem::take(&mut skip) {
                continue;
            }
            let mut text = token.text.clone();
            let whole = unfinished.is_none_or(|word| word.token.range != token.range);
            let mendable = whole && repairs > 0 && !token.part && !token.trace;
            if !vocabulary.knows(&text, lookups) && mendable && !is_everyday(&text) {
                let next = query.tokens[at + 1..].iter().find(|next| !next.part);
                if let Some(mut mended) = mender.mend(token, next) {
                    skip = mended.joined;
                    repairs -= 1;
                    for word in &mended.words {
                        vocabulary.knows(word, lookups);
                    }
                    text = mended.words.pop().unwrap_or_default();
                    for word in mended.words {
                        self.take(token, &word, lookups);
                    }
                } else if is_word(&text) {
                    repairs -= usize::from(query.is_typed());
                }
            }
            self.take(token, &text, lookups);
        }
    }

    /// Adds in English what a localised system printed or a user wrote in another language.
    fn read_other_languages(
        &mut self,
        query: &Query,
        vocabulary: &Vocabulary,
        lookups: &mut Lookups,
    ) {
        let signal = query
            .tokens
            .iter()
            .filter(|token| !token.part && !token.trace);
        // Two different ones: a single one may be a name that stands on every line.
        let mut signs = signal
            .clone()
            .map(|token| token.text.as_str())
            .filter(|text| is_foreign(text));
        let first = signs.next();
        let other = signs.any(|sign| Some(sign) != first);
        let foreign: Vec<(&Token, bool)> = signal
            .map(|token| (token, matches!(lookups.get(&token.text), Some(None))))
            .filter(|(_, unknown)| other || *unknown)
            .collect();
        let translator = vocabulary.translator;
        let languages = translator.languages(foreign.iter().map(|(token, _)| token.text.as_str()));
        let mut translated = false;
        for (token, unknown) in foreign {
            let english = translator.english(&token.text, languages, other && unknown);
            // Where an article has the word too, its author happened to think of it in that
            // language: among English articles it would weigh far more than it says.
            if other
                && (!english.is_empty() || is_small(&token.text))
                && let Some(Some(term)) = lookups.get_mut(&token.text)
            {
                term.weight = 0.0;
            }
            translated |= !english.is_empty();
            for word in english.into_iter().flat_map(tokenize) {
                add(&word.text, token.range.clone(), 1.0, vocabulary, lookups);
                self.ours |= is_ours(&word.text);
            }
        }
        if !(other || translated) {
            return;
        }
        for (place, english) in vocabulary.translator.messages(&self.sequence) {
            let range = self.span(*place.start(), *place.end());
            let standing = self.standing[*place.start()];
            for word in english {
                add(&word.text, range.clone(), 1.0, vocabulary, lookups);
                if !word.part {
                    self.sequence.push(hash(&word.text));
                    self.places.push(range.clone());
                    self.standing.push(standing);
                }
            }
        }
    }

    /// The clean bytes from one place of `sequence` to a later one. Translated messages stand
    /// behind the text that they were made from.
    pub fn span(&self, first: usize, last: usize) -> Range<usize> {
        let (a, b) = (&self.places[first], &self.places[last]);
        a.start.min(b.start)..a.end.max(b.end)
    }

    /// Notes a word, known or not.
    fn take(&mut self, token: &Token, text: &str, lookups: &mut Lookups) {
        if !token.part {
            self.ours |= is_ours(text);
            self.sequence.push(hash(text));
            self.places.push(token.range.clone());
            self.standing.push(match (token.trace, token.inner) {
                (true, _) => Standing::Trace,
                (_, true) => Standing::Inner,
                _ => Standing::Text,
            });
        }
        self.ours |= token.part && is_our_part(text);
        if token.trace {
            return;
        }
        let weight = match (token.part, token.inner) {
            (true, _) => 0.45,
            (false, true) => 2.0,
            (false, false) => 1.0,
        };
        match lookups.get_mut(text) {
            Some(Some(term)) => term.raise(weight, token.range.clone()),
            Some(None) if !token.part && is_word(text) && !is_everyday(text) => {
                self.foreign += FOREIGN;
            }
            _ => {}
        }
    }
}

/// Adds what a short name stands for, and the short name where all of that is there.
fn spell_out(vocabulary: &Vocabulary, lookups: &mut Lookups) {
    const WEIGHT: f32 = 0.5;
    let place = |word: &str, lookups: &Lookups| match lookups.get(word) {
        Some(Some(entry)) if entry.weight > 0.0 => Some(entry.place.clone()),
        _ => None,
    };
    for (short, long) in SHORT_NAMES {
        if let Some(at) = place(short, lookups) {
            for word in long {
                add(word, at.clone(), WEIGHT, vocabulary, lookups);
            }
        } else if let Some(at) = place(long[0], lookups)
            && long[1..].iter().all(|word| place(word, lookups).is_some())
        {
            add(short, at, WEIGHT, vocabulary, lookups);
        }
    }
}

/// The last word of a typed query, which may go on.
struct Unfinished<'a> {
    token: &'a Token,
    /// Known words that begin with it.
    continuations: Vec<(CompactString, TermInfo)>,
}

impl<'a> Unfinished<'a> {
    fn of(query: &'a Query, vocabulary: &Vocabulary) -> Option<Unfinished<'a>> {
        /// More continuations than this say nothing.
        const CONTINUATIONS: usize = 24;
        if !query.is_typed() {
            return None;
        }
        let token = query.tokens.iter().rev().find(|token| !token.part)?;
        let raw = query.clean.text[token.range.clone()].to_lowercase();
        if token.range.end != query.clean.text.trim_end_matches('\n').len() || raw.len() < 2 {
            return None;
        }
        let continuations = vocabulary.terms.with_prefix(&raw, CONTINUATIONS);
        (!continuations.is_empty()).then_some(Unfinished {
            token,
            continuations,
        })
    }

    /// Lets the words that it may become count too, a little less.
    fn go_on(self, vocabulary: &Vocabulary, lookups: &mut Lookups) {
        // A guess says no more than the word as it stands, or than a word of a dozen articles.
        let finished = vocabulary.knows(&self.token.text, lookups);
        let most = match lookups.get(&self.token.text) {
            Some(Some(entry)) => entry.idf,
            _ => 3.0,
        };
        let weight = if finished { 0.3 } else { 0.6 };
        for (term, info) in self.continuations {
            let entry = lookups
                .entry(term)
                .or_insert_with_key(|term| vocabulary.term(term, Some(info)));
            let Some(entry) = entry else { continue };
            if entry.weight == 0.0 {
                entry.guess = true;
                entry.idf = entry.idf.min(most);
            }
            entry.raise(weight, self.token.range.clone());
        }
    }
}

/// Adds a word that doesn't stand in the text itself but in its place.
fn add(
    word: &str,
    place: Range<usize>,
    weight: f32,
    vocabulary: &Vocabulary,
    lookups: &mut Lookups,
) {
    if vocabulary.knows(word, lookups)
        && let Some(Some(entry)) = lookups.get_mut(word)
    {
        entry.raise(weight, place);
    }
}

impl QueryTerm {
    /// Lets it count at least so much; the first place where it stands is kept.
    fn raise(&mut self, weight: f32, place: Range<usize>) {
        if self.weight == 0.0 {
            self.place = place;
        }
        self.weight = self.weight.max(weight);
    }

    /// What it adds to the weight of a text.
    pub fn mass(&self) -> f32 {
        if self.guess {
            0.0
        } else {
            self.idf * self.weight.min(1.0)
        }
    }
}

impl Vocabulary<'_> {
    /// Looks a word up, once.
    fn knows(&self, text: &str, lookups: &mut Lookups) -> bool {
        if let Some(entry) = lookups.get(text) {
            return entry.is_some();
        }
        let entry = self.term(text, self.terms.get(text));
        let found = entry.is_some();
        lookups.insert(text.into(), entry);
        found
    }

    /// A word that doesn't count yet, if the index has an entry for it.
    fn term(&self, text: &str, info: Option<TermInfo>) -> Option<QueryTerm> {
        info.map(|info| QueryTerm {
            text: text.into(),
            idf: telling(text, idf(self.all, info.doc_freq as f32)),
            weight: 0.0,
            guess: false,
            place: 0..0,
            info,
        })
    }
}

/// The weight of a word: how few articles hold it, much less for everyday words and little
/// numbers.
fn telling(text: &str, idf: f32) -> f32 {
    let little = text.len() < 2 || text.len() < 3 && text.bytes().all(|b| b.is_ascii_digit());
    if little {
        0.0
    } else if is_everyday(text) {
        idf * 0.3
    } else {
        idf
    }
}

/// A word that could be in an article: letters, not a number or an id.
pub(crate) fn is_word(text: &str) -> bool {
    text.chars().count() >= 4 && text.chars().all(char::is_alphabetic)
}
