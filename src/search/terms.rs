//! The vocabulary of the index: looking words up, mending those that it doesn't know.

use std::sync::Arc;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

/// One field of the opened index.
pub(crate) struct Terms {
    index: Arc<InvertedIndexReader>,
}

/// An article that holds a term, and how often.
pub(crate) struct Posting {
    pub article: usize,
    pub frequency: f32,
}

impl Terms {
    pub fn open(segment: &SegmentReader, field: Field) -> tantivy::Result<Terms> {
        Ok(Terms {
            index: segment.inverted_index(field)?,
        })
    }

    /// The term's entry in the dictionary.
    pub fn get(&self, term: &str) -> Option<TermInfo> {
        self.index.terms().get(term.as_bytes()).ok().flatten()
    }

    pub fn contains(&self, term: &str) -> bool {
        self.get(term).is_some()
    }

    /// The articles that hold a term, by number.
    pub fn postings(&self, info: &TermInfo) -> Vec<Posting> {
        let read = self
            .index
            .read_postings_from_terminfo(info, IndexRecordOption::WithFreqs);
        let Ok(mut postings) = read else {
            return Vec::new();
        };
        let mut found = Vec::with_capacity(info.doc_freq as usize);
        while postings.doc() != TERMINATED {
            found.push(Posting {
                article: postings.doc() as usize,
                frequency: postings.term_freq() as f32,
            });
            postings.advance();
        }
        found
    }

    /// Terms that begin with a prefix, rarest last, at most `most` of them.
    pub fn with_prefix(&self, prefix: &str, most: usize) -> Vec<String> {
        self.range(prefix, &format!("{prefix}\u{10ffff}"))
            .take_while_some(most)
    }

    /// The terms nearest to a misspelt word: same first letter, one change, two in a long word.
    pub fn nearest(&self, word: &str) -> Option<String> {
        let first = word.chars().next()?;
        let allowed = if word.len() >= 8 { 2 } else { 1 };
        let start = first.to_string();
        let mut best: Option<(usize, u32, String)> = None;
        let mut stream = self.index.terms().range().ge(&start).into_stream().ok()?;
        while let Some((term, info)) = stream.next() {
            let Ok(term) = std::str::from_utf8(term) else {
                continue;
            };
            if !term.starts_with(first) {
                break;
            }
            if term.len().abs_diff(word.len()) > allowed {
                continue;
            }
            let distance = typos(word, term);
            let better = best.as_ref().is_none_or(|(known, frequency, _)| {
                (distance, u32::MAX - info.doc_freq) < (*known, u32::MAX - frequency)
            });
            if distance <= allowed && better {
                best = Some((distance, info.doc_freq, term.to_owned()));
            }
        }
        best.map(|(_, _, term)| term)
    }

    fn range(&self, from: &str, to: &str) -> TermRange<'_> {
        TermRange {
            index: &self.index,
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }
}

struct TermRange<'a> {
    index: &'a InvertedIndexReader,
    from: String,
    to: String,
}

impl TermRange<'_> {
    fn take_while_some(self, most: usize) -> Vec<String> {
        let range = self.index.terms().range().ge(&self.from).lt(&self.to);
        let Ok(mut stream) = range.into_stream() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        while found.len() < most {
            let Some((term, _)) = stream.next() else {
                break;
            };
            found.extend(std::str::from_utf8(term).map(str::to_owned));
        }
        found
    }
}

/// Damerau's distance (neighbours swapped count one), for short words of any script.
fn typos(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            next[j] = (row[j] + 1)
                .min(next[j - 1] + 1)
                .min(row[j - 1] + usize::from(!same));
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}
