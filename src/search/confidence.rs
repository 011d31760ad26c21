//! From evidence to words: how sure a hit is, and whether the text says enough.
//!
//! The thresholds were set on the labelled pastes in `tests/eval` so that near misses stay
//! below «likely»; `tests/search_quality.rs` holds them to it.

use super::reading::{QueryTerm, Reading};
use super::{Confidence, Query};

/// What speaks for one article.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, not a state"
)]
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Evidence {
    /// An identifier that at most three articles carry and nobody but Exchange uses, or the
    /// article's own id.
    pub own_code: bool,
    /// Any identifier that the article carries.
    pub code: bool,
    /// Share of the best claimed message that was found, 0 to 1.
    pub share: f32,
    /// Weight of that message's tokens that were found.
    pub message: f32,
    /// Number of those tokens.
    pub tokens: usize,
    /// Whether the text says what people say of the article.
    pub described: bool,
    /// Share of the text's known vocabulary, by weight, that the article holds, 0 to 1.
    pub coverage: f32,
    /// Weight of the words that text and article share.
    pub words: f32,
    /// Weight of the text's words that no article knows, over that of those some article knows.
    pub foreign: f32,
    /// Its score over that of the next one, for the first hit; for the others, over the first's.
    pub lead: f32,
    /// Whether the text is about Exchange at all, or a word or two typed.
    pub ours: bool,
    /// Whether it is short enough to have been typed.
    pub typed: bool,
    /// Whether all telling words of a typed query stand in its title.
    pub titled: bool,
    /// Whether the text names its problem by a code that no article is about.
    pub elsewhere: bool,
    /// Whether the text names no problem at all but a subject.
    pub subject: bool,
}

/// Says how sure a hit is.
///
/// Messages of .NET, Windows and SMTP are printed by all kinds of software: in a text without a
/// word of Exchange they must explain most of it. A text whose own code is unknown makes no more
/// than «possible», unless it is nearly all of a long message: neighbouring codes are printed with
/// much the same words. Nor does a mere subject.
pub(crate) fn judge(evidence: &Evidence) -> Confidence {
    let spelled_out = evidence.share >= 0.9 && evidence.message >= 24.0;
    // What stands far behind the first hit is not as sure, whatever it shares with it.
    let most = match evidence.lead {
        _ if evidence.subject => Confidence::Possible,
        _ if evidence.elsewhere && !spelled_out => Confidence::Possible,
        lead if lead < 0.35 => Confidence::Possible,
        lead if lead < 0.6 => Confidence::Likely,
        _ if evidence.elsewhere => Confidence::Likely,
        _ => Confidence::Strong,
    };
    by_itself(evidence).min(most)
}

fn by_itself(evidence: &Evidence) -> Confidence {
    let whole_message = evidence.share >= 0.8 && evidence.message >= 14.0;
    // Half a message is often that of a neighbour, so it must be ahead of the next article.
    let half_message = evidence.lead >= 1.3
        && (evidence.share >= 0.5 && evidence.message >= 10.0
            || evidence.share >= 0.9 && evidence.message >= 6.0 && evidence.tokens >= 4);
    // So long a message is nobody else's, even if it doesn't say «Exchange».
    let long_message = evidence.share >= 0.7 && evidence.message >= 34.0;
    // A message that is nearly all there, explains the text and is no other article's.
    let sole_message = evidence.share >= 0.87
        && evidence.message >= 10.0
        && evidence.coverage >= 0.65
        && evidence.lead >= 1.25;
    let coded = evidence.code && (evidence.share >= 0.4 || evidence.coverage >= 0.25);
    // The further ahead of the next article, the less of the text must be explained.
    let ahead = evidence.coverage * evidence.lead.min(2.0) >= 0.83 && evidence.words >= 14.5;
    let described = evidence.described && evidence.lead >= 1.1;
    let titled = evidence.titled && evidence.lead >= 1.15;
    let explained = evidence.coverage >= 0.65 && evidence.words >= 18.0 && evidence.lead >= 1.1;
    let typed = evidence.typed && evidence.coverage >= 0.75 && evidence.words >= 6.0;
    let in_words = ahead || described || titled || explained || typed && evidence.lead >= 1.4;
    if evidence.own_code
        || long_message
        || (evidence.ours && (whole_message || coded && evidence.share >= 0.5))
    {
        Confidence::Strong
    } else if evidence.ours && (half_message || coded || in_words && evidence.foreign < 0.5)
        || evidence.code && half_message
        || sole_message
    {
        Confidence::Likely
    } else if evidence.coverage >= 0.3 || evidence.code || evidence.share >= 0.4 {
        Confidence::Possible
    } else {
        Confidence::None
    }
}

/// Whether a text says too little to tell: short, without an identifier, of common words only.
pub(crate) fn is_vague(query: &Query, reading: &Reading) -> bool {
    let words = query.tokens.iter().filter(|token| !token.part).count();
    let rarest = reading
        .terms
        .iter()
        .map(QueryTerm::mass)
        .fold(0.0, f32::max);
    query.codes.is_empty() && words <= 6 && reading.known < 6.0 && rarest < 3.0
}
