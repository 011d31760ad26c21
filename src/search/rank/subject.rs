//! A word or two that name a subject rather than a problem.

use super::super::Query;
use super::super::common::SHORT_NAMES;
use crate::index::tokens::{Word, tokenize};
use crate::kb::base::Card;
use std::sync::OnceLock;

/// How the ids of the articles begin that give an overview of a category.
const OVERVIEW: &str = "overview-";
/// More words than this tell a problem.
const WORDS: usize = 3;
/// A subject stands in at least this many titles; what fewer have is found by them.
const TITLES: usize = 6;

/// The titles, in tokens, cut when first needed.
#[derive(Default)]
pub(super) struct Subjects {
    overviews: OnceLock<Vec<Overview>>,
    others: OnceLock<Vec<Vec<Word>>>,
}

struct Overview {
    article: usize,
    id: Vec<Word>,
    title: Vec<Word>,
}

impl Subjects {
    /// The number of the overview whose subject a query names: by its id, or, where many articles
    /// are about that subject, by its title.
    pub fn overview(&self, query: &Query, cards: &[Card]) -> Option<usize> {
        let words = query.tokens.iter().filter(|token| !token.part);
        let words: Vec<&str> = words
            .take(WORDS + 1)
            .map(|token| token.text.as_str())
            .collect();
        let scoped = query.category.is_some() || !query.codes.is_empty();
        if words.is_empty() || words.len() > WORDS || scoped {
            return None;
        }
        let named = |text: &[Word]| words.iter().all(|word| has(text, word));
        let is_subject = || {
            let named = self.others(cards).iter().filter(|title| named(title));
            named.take(TITLES).count() == TITLES
        };
        let mut overviews = self.overviews(cards).iter();
        overviews
            .find(|it| named(&it.id) || named(&it.title) && is_subject())
            .map(|it| it.article)
    }

    fn overviews(&self, cards: &[Card]) -> &[Overview] {
        self.overviews.get_or_init(|| {
            let numbered = cards.iter().enumerate();
            let overviews = numbered.filter(|(_, card)| card.id.starts_with(OVERVIEW));
            let cut = overviews.map(|(article, card)| Overview {
                article,
                id: tokenize(card.id),
                title: tokenize(card.title),
            });
            cut.collect()
        })
    }

    /// The titles of the other articles.
    fn others(&self, cards: &[Card]) -> &[Vec<Word>] {
        self.others.get_or_init(|| {
            let others = cards.iter().filter(|card| !card.id.starts_with(OVERVIEW));
            others.map(|card| tokenize(card.title)).collect()
        })
    }
}

/// Whether a text has a word, or what it is short for.
fn has(text: &[Word], word: &str) -> bool {
    let holds = |word: &str| text.iter().any(|known| known.text == word);
    let long = SHORT_NAMES.iter().find(|(short, _)| *short == word);
    holds(word) || long.is_some_and(|(_, long)| long.iter().all(|word| holds(word)))
}
