//! A word or two that name a subject rather than a problem.

use super::super::Query;
use super::super::common::SHORT_NAMES;
use crate::index::tokens::{Word, tokenize};
use crate::kb::base::Card;

/// How the ids of the articles begin that give an overview of a category.
const OVERVIEW: &str = "overview-";
/// More words than this tell a problem.
const WORDS: usize = 3;
/// A subject stands in at least this many titles; what fewer have is found by them.
const TITLES: usize = 6;

/// The number of the overview whose subject a query names: by its id, or, where many articles are
/// about that subject, by its title.
pub(super) fn overview(query: &Query, cards: &[Card]) -> Option<usize> {
    let words: Vec<&str> = query
        .tokens
        .iter()
        .filter(|token| !token.part)
        .map(|token| token.text.as_str())
        .collect();
    if words.is_empty() || words.len() > WORDS || !query.codes.is_empty() {
        return None;
    }
    let holds = |text: &str| {
        let text = tokenize(text);
        words.iter().all(|word| has(&text, word))
    };
    let is_overview = |card: &&Card| card.id.starts_with(OVERVIEW);
    let is_subject = || {
        let others = cards.iter().filter(|card| !is_overview(card));
        others.filter(|card| holds(card.title)).take(TITLES).count() == TITLES
    };
    cards.iter().position(|card| {
        is_overview(&card) && (holds(card.id) || holds(card.title) && is_subject())
    })
}

/// Whether a text has a word, or what it is short for.
fn has(text: &[Word], word: &str) -> bool {
    let holds = |word: &str| text.iter().any(|known| known.text == word);
    let long = SHORT_NAMES.iter().find(|(short, _)| *short == word);
    holds(word) || long.is_some_and(|(_, long)| long.iter().all(|word| holds(word)))
}
