//! From a pasted text to articles: [`Query`] reads the text, [`Searcher`] ranks.

mod common;
mod confidence;
mod embedded;
mod hosts;
mod identifiers;
mod mend;
mod messages;
mod noise;
mod paste;
pub mod query;
mod rank;
mod reading;
mod said;
mod shape;
mod terms;
mod translate;
mod values;

pub use query::{Query, TextKind};
pub use rank::Searcher;

use std::ops::Range;

/// Whether a search found a known problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The first hit is strong or likely.
    Match,
    /// The text says too little to tell.
    Vague,
    /// No known match; the hits, if any, are only the nearest articles.
    None,
}

impl Verdict {
    /// The word used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Match => "match",
            Verdict::Vague => "vague",
            Verdict::None => "none",
        }
    }
}

/// How sure a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Hardly anything speaks for it.
    None,
    /// Worth a look.
    Possible,
    /// The evidence points here.
    Likely,
    /// An exact identifier or message of this article.
    Strong,
}

impl Confidence {
    /// The word shown and used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Confidence::None => "none",
            Confidence::Possible => "possible",
            Confidence::Likely => "likely",
            Confidence::Strong => "strong",
        }
    }
}

/// What kind of evidence a reason is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonKind {
    /// An exact identifier of the article.
    Code,
    /// Text that the article says the software prints.
    Message,
    /// Words of the article.
    Words,
}

impl ReasonKind {
    /// The word shown and used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            ReasonKind::Code => "code",
            ReasonKind::Message => "message",
            ReasonKind::Words => "words",
        }
    }
}

/// One piece of evidence for a hit. A hit's score is the sum of its reasons' weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What kind of evidence it is.
    pub kind: ReasonKind,
    /// The evidence as the user wrote it: the code, the fragment of their text, the words.
    pub text: String,
    /// Its share of the score.
    pub weight: f32,
    /// Bytes of the text as given in which it stands, in order.
    pub places: Vec<Range<usize>>,
}

/// An article that may be the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article's number in the catalogue.
    pub article: usize,
    /// The section to open at: an index into the article's sections.
    pub section: usize,
    /// How sure it is.
    pub confidence: Confidence,
    /// Sum of the reasons' weights; only its order means anything across queries.
    pub score: f32,
    /// The evidence: identifiers, then messages, then words, each weightiest first.
    pub reasons: Vec<Reason>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// Whether there is a known match.
    pub verdict: Verdict,
    /// What to paste or add, where the text says too little.
    pub hint: Option<&'static str>,
    /// Best first.
    pub hits: Vec<Hit>,
}

impl Results {
    /// Whether the first hit is worth a look, though not sure.
    pub fn is_open(&self) -> bool {
        let first = self.hits.first();
        first.is_some_and(|hit| hit.confidence == Confidence::Possible)
    }
}
