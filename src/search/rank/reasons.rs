//! Reasons: what a hit's score is made of, in the user's own words, and the section to open at.

use super::Case;
use super::codes::code_weights;
use crate::search::messages::Match;
use crate::search::reading::Reading;
use crate::search::{Query, Reason, ReasonKind};
use std::ops::Range;

/// A message that weighs less is no reason.
pub(super) const LEAST: f32 = 0.5;
/// How much a message counts, times the weight of its tokens that were found.
const MESSAGE: f32 = 0.9;
/// How much what people say of an article counts, against what software prints.
const DESCRIBED: f32 = 0.42;
/// How much a message in stack frames and error tails counts: frameworks print the same for many
/// problems.
const TRACE: f32 = 0.3;
/// How much a sign of one cause counts, against one of the whole article.
const CAUSE: f32 = 0.3;

/// Weight of one message: what was found of it, less where much is missing.
pub(super) fn message_score(found: &Match) -> f32 {
    let share = found.share();
    let sort = match (found.section, found.description) {
        (_, true) => DESCRIBED,
        (Some(_), _) => CAUSE,
        (None, _) => 1.0,
    };
    let place = match (found.inner, found.trace) {
        (true, _) => 1.2,
        (_, true) => TRACE,
        _ => 1.0,
    };
    // One or two words are a coincidence unless they are the whole message and rare.
    let enough = if found.count >= 3 || share > 0.9 {
        1.0
    } else {
        0.25
    };
    MESSAGE * found.found * share * share.sqrt() * sort * place * enough
}

/// The weights of the messages that count: the best one, and a part of two more that stand
/// elsewhere in the text.
pub(super) fn counted(case: &Case) -> Vec<(&Match, f32)> {
    const LATER: [f32; 3] = [1.0, 0.35, 0.15];
    let mut counted: Vec<(&Match, f32)> = Vec::new();
    for found in &case.messages {
        let elsewhere = counted
            .iter()
            .all(|(known, _)| found.first > known.last || found.last < known.first);
        let weight = message_score(found);
        if elsewhere && weight > LEAST && counted.len() < LATER.len() {
            let part = LATER[counted.len()];
            counted.push((found, weight * part));
        }
    }
    counted
}

/// A place, unless it is nowhere in the text as given.
fn present(place: Range<usize>) -> Option<Range<usize>> {
    (!place.is_empty()).then_some(place)
}

/// The cause under `Fix` whose signs are in the text, the innermost first.
pub(super) fn section(case: &Case) -> Option<usize> {
    let weight = |found: &Match| {
        let inner = if found.inner { 2.0 } else { 1.0 };
        found.found * found.share() * found.share() * inner
    };
    case.messages
        .iter()
        .filter(|found| found.section.is_some() && found.share() >= 0.6 && found.found >= 1.5)
        .max_by(|a, b| weight(a).total_cmp(&weight(b)))
        .and_then(|found| found.section)
}

pub(super) fn reasons(
    query: &Query,
    reading: &Reading,
    codes: &[(String, Range<usize>)],
    case: &Case,
) -> Vec<Reason> {
    /// So many words are named.
    const NAMED: usize = 8;
    let mut reasons: Vec<Reason> = Vec::new();
    for (number, weight) in code_weights(case) {
        let (text, place) = codes[number].clone();
        reasons.push(Reason {
            kind: ReasonKind::Code,
            text,
            weight,
            // An implied identifier stands nowhere.
            places: present(place).into_iter().collect(),
        });
    }
    for (found, weight) in counted(case) {
        let clean = reading.span(found.first, found.last);
        reasons.push(Reason {
            kind: if found.description {
                ReasonKind::Words
            } else {
                ReasonKind::Message
            },
            text: query.clean.text[clean.clone()]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            weight,
            places: present(query.clean.raw(&clean)).into_iter().collect(),
        });
    }
    if case.words > 0.0 {
        let mut places: Vec<Range<usize>> = Vec::new();
        let shared = reading
            .terms
            .iter()
            .enumerate()
            .filter(|(at, _)| case.shared >> at & 1 == 1);
        for (_, term) in shared {
            let known = places
                .iter()
                .any(|place| place.start < term.place.end && term.place.start < place.end);
            if !known && places.len() < NAMED {
                places.push(term.place.clone());
            }
        }
        let text: Vec<&str> = places
            .iter()
            .map(|place| &query.clean.text[place.clone()])
            .collect();
        let mut places: Vec<Range<usize>> = places
            .iter()
            .filter_map(|place| present(query.clean.raw(place)))
            .collect();
        places.sort_by_key(|place| place.start);
        reasons.push(Reason {
            kind: ReasonKind::Words,
            text: text.join(", "),
            weight: case.words,
            places,
        });
    }
    reasons.sort_by(|a, b| {
        let kinds = a.kind.cmp(&b.kind);
        kinds.then(b.weight.total_cmp(&a.weight))
    });
    reasons
}
