//! Comparing a text with the messages that articles claim: in order, with gaps, inserted words
//! and missing ones allowed.

use super::said::Said;
use crate::index::phrases::{Entry, Table, run_hash, single_hash};
use crate::index::tokens::GAP;
use rustc_hash::FxHashMap;

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
    /// Whether most of it stands in stack frames or the tail of a PowerShell error.
    pub trace: bool,
}

impl Match {
    /// Share of the message that was found, 0 to 1.
    pub fn share(&self) -> f32 {
        self.found / self.total.max(f32::EPSILON)
    }
}

/// Where a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Standing {
    /// In the text.
    #[default]
    Text,
    /// In the innermost cause of a chain of exceptions.
    Inner,
    /// In a stack frame or the tail of a PowerShell error.
    Trace,
}

/// Between two tokens of a message at most this many others may stand in the text.
const WINDOW: usize = 4;
/// Where the message has a variable part.
const GAP_WINDOW: usize = 14;
/// A message is tried at most at this many places of the text.
const TRIES: u32 = 4;

/// Finds the claimed messages in a text, given the hashes of its tokens in order, and where each
/// stands. The best place of each message counts.
pub(crate) fn find(
    table: &Table,
    tokens: &[u32],
    said: &Said,
    standing: &[Standing],
) -> Vec<Match> {
    let mut search = Search {
        table,
        tokens,
        said,
        standing,
        tried: FxHashMap::default(),
        found: Vec::new(),
    };
    for (at, run) in tokens.windows(3).enumerate() {
        for (phrase, place) in table.triggered(run_hash(run[0], run[1], run[2])) {
            search.attempt(phrase, place, at);
        }
    }
    // A single word of a stack frame is no sign; whole frames were met above.
    let telling = |at: &usize| standing[*at] != Standing::Trace;
    for at in (0..tokens.len()).filter(telling) {
        for (phrase, place) in table.triggered(single_hash(tokens[at])) {
            search.attempt(phrase, place, at);
        }
    }
    search.found
}

/// A search under way.
struct Search<'a> {
    table: &'a Table<'a>,
    tokens: &'a [u32],
    said: &'a Said,
    standing: &'a [Standing],
    /// How often a message was tried, and which of `found` it is. There are thousands of messages
    /// and few are met.
    tried: FxHashMap<usize, (u32, usize)>,
    found: Vec<Match>,
}

impl Search<'_> {
    /// Tries a message where its token `place` stands at `at` in the text.
    fn attempt(&mut self, phrase: usize, place: usize, at: usize) {
        let known = self.tried.get(&phrase).copied();
        if let Some((tries, number)) = known {
            let inside = (self.found[number].first..=self.found[number].last).contains(&at);
            if tries >= TRIES || inside {
                return;
            }
        }
        let found = self.align(&self.table.phrase(phrase), place, at);
        let (tries, number) = known.unwrap_or((0, self.found.len()));
        if known.is_none() {
            self.found.push(found);
        } else if found.found > self.found[number].found {
            self.found[number] = found;
        }
        self.tried.insert(phrase, (tries + 1, number));
    }

    /// Extends a message to both sides from a token that is in both.
    fn align(&self, entry: &Entry, place: usize, at: usize) -> Match {
        let mut found = Match {
            article: entry.article,
            section: entry.section,
            description: entry.description,
            found: self
                .table
                .tokens(entry)
                .nth(place)
                .map_or(0.0, |(_, weight)| weight),
            total: entry.total,
            count: 1,
            first: at,
            last: at,
            inner: false,
            trace: false,
        };
        self.extend_right(&mut found, entry, place);
        self.extend_left(&mut found, entry, place);
        let stands = &self.standing[found.first..=found.last];
        let most = |sort| stands.iter().filter(|at| **at == sort).count() * 2 > stands.len();
        found.inner = most(Standing::Inner);
        found.trace = most(Standing::Trace);
        found
    }

    /// Takes in the message's tokens behind `place`.
    fn extend_right(&self, found: &mut Match, entry: &Entry, place: usize) {
        let mut reach = WINDOW;
        for (hash, weight) in self.table.tokens(entry).skip(place + 1) {
            if hash == GAP {
                reach = GAP_WINDOW;
                continue;
            }
            let from = (found.last + 1).min(self.tokens.len());
            let until = (from + reach).min(self.tokens.len());
            let ahead = &self.tokens[from..until];
            if self.said.may_have(hash)
                && let Some(step) = ahead.iter().position(|token| *token == hash)
            {
                found.last = from + step;
                found.found += weight;
                found.count += 1;
                reach = WINDOW;
            } else {
                reach = (reach + 1).min(GAP_WINDOW);
            }
        }
    }

    /// The same before `place`.
    fn extend_left(&self, found: &mut Match, entry: &Entry, place: usize) {
        let mut reach = WINDOW;
        for (hash, weight) in self.table.tokens(entry).take(place).rev() {
            if hash == GAP {
                reach = GAP_WINDOW;
                continue;
            }
            let from = found.first.saturating_sub(reach);
            let before = &self.tokens[from..found.first];
            if self.said.may_have(hash)
                && let Some(step) = before.iter().rposition(|token| *token == hash)
            {
                found.first = from + step;
                found.found += weight;
                found.count += 1;
                reach = WINDOW;
            } else {
                reach = (reach + 1).min(GAP_WINDOW);
            }
        }
    }
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
        let standing = vec![Standing::Text; tokens.len()];
        find(&Table::new(&bytes), &tokens, &Said::of(&tokens), &standing)
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
