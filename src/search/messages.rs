//! Comparing a text with the messages that articles claim: in order, with gaps, inserted words
//! and missing ones allowed.

use crate::index::phrases::{Entry, Table, run_hash, single_hash};
use crate::index::tokens::GAP;
use std::collections::HashMap;

/// How well a claimed message is found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Match {
    pub article: usize,
    /// The section that the message tells apart, if it is not a sign of the whole article.
    pub section: Option<usize>,
    /// Whether it is what people say rather than what software prints.
    pub description: bool,
    /// Weight of the message's tokens that were found.
    pub found: f32,
    /// Weight of all of the message's tokens.
    pub total: f32,
    /// Number of tokens found.
    pub count: usize,
    /// Places in the text's token list of the first and last token found.
    pub first: usize,
    pub last: usize,
    /// Whether most of it stands in the innermost cause.
    pub inner: bool,
}

impl Match {
    /// Share of the message that was found, 0 to 1.
    pub fn share(&self) -> f32 {
        self.found / self.total.max(f32::EPSILON)
    }
}

/// Between two tokens of a message at most this many others may stand in the text.
const WINDOW: usize = 4;
/// Where the message has a variable part.
const GAP_WINDOW: usize = 14;
/// A message is tried at most at this many places of the text.
const TRIES: u8 = 6;

/// Finds the claimed messages in a text, given the hashes of its tokens in order, and whether
/// each stands in the innermost cause. The best place of each message counts.
pub(crate) fn find(table: &Table, tokens: &[u32], inner: &[bool]) -> Vec<Match> {
    let mut best: HashMap<usize, Match> = HashMap::new();
    let mut tries: HashMap<usize, u8> = HashMap::new();
    let mut attempt = |phrase: usize, place: usize, at: usize| {
        let attempts = tries.entry(phrase).or_default();
        let inside = best
            .get(&phrase)
            .is_some_and(|known| (known.first..=known.last).contains(&at));
        if *attempts >= TRIES || inside {
            return;
        }
        *attempts += 1;
        let entry = table.phrase(phrase);
        let found = align(table, &entry, place, tokens, inner, at);
        if best
            .get(&phrase)
            .is_none_or(|known| found.found > known.found)
        {
            best.insert(phrase, found);
        }
    };
    for (at, run) in tokens.windows(3).enumerate() {
        for (phrase, place) in table.triggered(run_hash(run[0], run[1], run[2])) {
            attempt(phrase, place, at);
        }
    }
    for (at, token) in tokens.iter().enumerate() {
        for (phrase, place) in table.triggered(single_hash(*token)) {
            attempt(phrase, place, at);
        }
    }
    let mut found: Vec<(usize, Match)> = best.into_iter().collect();
    found.sort_by_key(|(phrase, _)| *phrase);
    found.into_iter().map(|(_, found)| found).collect()
}

/// Extends a message to both sides from a token that is in both: token `place` of the message
/// stands at `at` in the text.
fn align(
    table: &Table,
    entry: &Entry,
    place: usize,
    tokens: &[u32],
    inner: &[bool],
    at: usize,
) -> Match {
    let weights: Vec<(u32, f32)> = (0..entry.len).map(|n| table.token(entry, n)).collect();
    let total = weights.iter().map(|(_, weight)| weight).sum();
    let mut found = Match {
        article: entry.article,
        section: entry.section,
        description: entry.description,
        found: weights[place].1,
        total,
        count: 1,
        first: at,
        last: at,
        inner: false,
    };
    let mut inside = usize::from(inner[at]);
    let mut reach = WINDOW;
    for (hash, weight) in &weights[place + 1..] {
        if *hash == GAP {
            reach = GAP_WINDOW;
            continue;
        }
        let from = found.last + 1;
        let until = (from + reach).min(tokens.len());
        if let Some(step) = tokens[from.min(until)..until]
            .iter()
            .position(|token| token == hash)
        {
            found.last = from + step;
            found.found += weight;
            found.count += 1;
            inside += usize::from(inner[found.last]);
            reach = WINDOW;
        } else {
            reach = (reach + 1).min(GAP_WINDOW);
        }
    }
    let mut reach = WINDOW;
    for (hash, weight) in weights[..place].iter().rev() {
        if *hash == GAP {
            reach = GAP_WINDOW;
            continue;
        }
        let from = found.first.saturating_sub(reach);
        let before = &tokens[from..found.first];
        if let Some(step) = before.iter().rposition(|token| token == hash) {
            found.first = from + step;
            found.found += weight;
            found.count += 1;
            inside += usize::from(inner[found.first]);
            reach = WINDOW;
        } else {
            reach = (reach + 1).min(GAP_WINDOW);
        }
    }
    found.inner = inside * 2 > found.count;
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::phrases::{NO_SECTION, Phrase, write};
    use crate::index::tokens::{hash, phrase, tokenize};

    fn found(signature: &str, text: &str) -> Option<Match> {
        let phrases = [Phrase {
            article: 0,
            section: NO_SECTION,
            tokens: phrase(signature),
        }];
        let bytes = write(&phrases, |_| 1.0);
        let tokens: Vec<u32> = tokenize(text)
            .into_iter()
            .filter(|word| !word.part)
            .map(|word| hash(&word.text))
            .collect();
        let inner = vec![false; tokens.len()];
        find(&Table::new(&bytes), &tokens, &inner)
            .into_iter()
            .next()
    }

    const MESSAGE: &str = "The call to '<Url>' failed. Error details: Access is denied.";

    #[test]
    fn a_whole_message_is_found_around_its_variable_part() {
        let text = "x The call to 'https://mail.contoso.com/EWS/mrsproxy.svc' failed. Error details: Access is denied.. y";
        let found = found(MESSAGE, text).expect("found");
        assert!(found.share() > 0.99, "{found:?}");
    }

    #[test]
    fn half_a_message_counts_half() {
        let share = found(MESSAGE, "failed. Error details: Access is denied")
            .expect("found")
            .share();
        assert!((0.5..0.9).contains(&share), "{share}");
    }

    #[test]
    fn words_in_another_order_are_no_message() {
        let found = found(
            MESSAGE,
            "denied is access; details of the error: calls failed to go out",
        );
        assert!(found.is_none_or(|found| found.share() < 0.6));
    }
}
