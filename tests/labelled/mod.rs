//! Labelled pastes: reading them, running them, counting what came of them. Shared by the
//! `eval` program and the test that holds search to its floors.
#![allow(dead_code, reason = "each of the two uses a part")]

use hybridkb::library::Library;
use hybridkb::search::Query;
use serde::Deserialize;
use std::fmt;

/// One line of an eval file.
#[derive(Debug, Deserialize)]
pub struct Labelled {
    pub id: String,
    pub text: String,
    /// Articles any of which is right at rank 1; `none` in the negatives.
    pub expect: Vec<String>,
    pub kind: String,
    pub difficulty: String,
    /// Of negatives: near, far, vague.
    pub sort: Option<String>,
}

/// What a search answered.
pub struct Outcome {
    pub ids: Vec<String>,
    pub verdict: &'static str,
    /// Id and explanation of the first hits.
    pub shown: Vec<(String, String)>,
}

/// Reads a file of one JSON object a line.
pub fn read(file: &str) -> Vec<Labelled> {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{file}: {error}")))
        .collect()
}

/// Searches for one paste.
pub fn run(library: &Library, paste: &Labelled) -> Outcome {
    let results = library.search(&Query::from_text(&paste.text));
    let id = |number: usize| library.cards()[number].id.to_owned();
    Outcome {
        ids: results.hits.iter().map(|hit| id(hit.article)).collect(),
        verdict: results.verdict.key(),
        shown: results
            .hits
            .iter()
            .map(|hit| {
                let reasons: Vec<String> = hit
                    .reasons
                    .iter()
                    .map(|reason| {
                        format!(
                            "{} {:.1} {:.60}",
                            reason.kind.key(),
                            reason.weight,
                            reason.text
                        )
                    })
                    .collect();
                let detail = format!(
                    "{} {:.1} = {}",
                    hit.confidence.key(),
                    hit.score,
                    reasons.join(" | ")
                );
                (id(hit.article), detail)
            })
            .collect(),
    }
}

impl Labelled {
    /// Whether an expected article exists.
    pub fn counts(&self, library: &Library) -> bool {
        self.expect.iter().any(|id| library.by_id(id).is_some())
    }

    pub fn category(&self, library: &Library) -> String {
        let known = self.expect.iter().find_map(|id| library.by_id(id));
        match (&self.sort, known) {
            (Some(sort), _) => format!("negative, {sort}"),
            (None, Some(number)) => library.cards()[number].category.to_owned(),
            (None, None) => "(no article)".to_owned(),
        }
    }

    /// The first characters, on one line.
    pub fn head(&self) -> String {
        self.text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(110)
            .collect()
    }
}

impl Outcome {
    /// The rank of the first expected article, from 1.
    pub fn rank(&self, paste: &Labelled) -> Option<usize> {
        self.ids
            .iter()
            .position(|id| paste.expect.contains(id))
            .map(|at| at + 1)
    }

    /// What is wrong with the answer, in a word.
    pub fn problem(&self, paste: &Labelled, library: &Library) -> Option<&'static str> {
        match &paste.sort {
            Some(_) if self.verdict == "match" => Some("FALSE CLAIM"),
            Some(sort) if sort == "vague" && self.verdict != "vague" => Some("not vague"),
            Some(_) => None,
            None if !paste.counts(library) => (self.verdict == "match").then_some("no article"),
            None => match self.rank(paste) {
                Some(1) => (self.verdict != "match").then_some("unsure"),
                Some(2 | 3) => Some("SECOND"),
                _ => Some("MISS"),
            },
        }
    }
}

/// Counts over some pastes.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    pub pastes: usize,
    pub counted: usize,
    pub first: usize,
    pub third: usize,
    pub reciprocal: f64,
    /// Right at rank 1 and claimed as a match.
    pub claimed: usize,
    pub negatives: usize,
    pub false_claims: usize,
    pub vague: usize,
    pub said_vague: usize,
}

impl Tally {
    pub fn add(&mut self, paste: &Labelled, outcome: &Outcome) {
        if let Some(sort) = &paste.sort {
            self.negatives += 1;
            self.false_claims += usize::from(outcome.verdict == "match");
            self.vague += usize::from(sort == "vague");
            self.said_vague += usize::from(sort == "vague" && outcome.verdict == "vague");
            return;
        }
        self.pastes += 1;
        if !LIBRARY.with(|library| paste.counts(library)) {
            return;
        }
        self.counted += 1;
        let rank = outcome.rank(paste);
        self.first += usize::from(rank == Some(1));
        self.third += usize::from(rank.is_some_and(|rank| rank <= 3));
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / rank as f64);
        self.claimed += usize::from(rank == Some(1) && outcome.verdict == "match");
    }

    /// Percent of the pastes that count.
    pub fn percent(&self, part: usize) -> f64 {
        100.0 * part as f64 / self.counted.max(1) as f64
    }
}

thread_local! {
    static LIBRARY: Library = Library::embedded();
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:>3} of {:>3} count  top-1 {:5.1} %  top-3 {:5.1} %  MRR {:.3}  claimed {:5.1} %",
            self.counted,
            self.pastes,
            self.percent(self.first),
            self.percent(self.third),
            self.reciprocal / self.counted.max(1) as f64,
            self.percent(self.claimed),
        )?;
        if self.negatives > 0 {
            write!(
                f,
                "  false claims {} of {}  vague {} of {}",
                self.false_claims, self.negatives, self.said_vague, self.vague
            )?;
        }
        Ok(())
    }
}
