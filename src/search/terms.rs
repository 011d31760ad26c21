//! The vocabulary of the index: looking words up, mending those that it doesn't know.

use compact_str::CompactString;
use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{InvertedIndexReader, SegmentReader};

/// One field of the opened index.
pub(crate) struct Terms {
    index: Arc<InvertedIndexReader>,
    /// All terms, sorted; listed when a word is first mended.
    listed: OnceLock<Vec<Listed>>,
}

struct Listed {
    term: CompactString,
    /// See [`letters()`].
    letters: u32,
    /// The number of articles that hold it.
    articles: u32,
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
            listed: OnceLock::new(),
        })
    }

    /// The term's entry in the dictionary.
    pub fn get(&self, term: &str) -> Option<TermInfo> {
        self.index.terms().get(term.as_bytes()).ok().flatten()
    }

    pub fn contains(&self, term: &str) -> bool {
        self.get(term).is_some()
    }

    /// Calls `met` for each article that holds a term, by number.
    pub fn each_posting(&self, info: &TermInfo, mut met: impl FnMut(Posting)) {
        let option = IndexRecordOption::WithFreqs;
        let Ok(mut block) = self.index.read_block_postings_from_terminfo(info, option) else {
            return;
        };
        while !block.docs().is_empty() {
            for (article, frequency) in block.docs().iter().zip(block.freqs()) {
                met(Posting {
                    article: *article as usize,
                    frequency: *frequency as f32,
                });
            }
            block.advance();
        }
    }

    /// The first terms that begin with a prefix, in the order of the alphabet, at most `most`,
    /// with their entries in the dictionary.
    pub fn with_prefix(&self, prefix: &str, most: usize) -> Vec<(CompactString, TermInfo)> {
        let end = format!("{prefix}\u{10ffff}");
        let range = self.index.terms().range().ge(prefix).lt(end);
        let Ok(mut stream) = range.into_stream() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        while found.len() < most
            && let Some((term, info)) = stream.next()
        {
            let term = CompactString::from_utf8(term).unwrap_or_default();
            found.push((term, info.clone()));
        }
        found
    }

    /// The term nearest to a misspelt word: same first letter, one change, two in a long word.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let allowed = if word.len() >= 8 { 2 } else { 1 };
        let first = &word[..word.chars().next()?.len_utf8()];
        let known = letters(word.as_bytes());
        let listed = self.listed.get_or_init(|| self.list());
        let start = listed.partition_point(|entry| entry.term.as_str() < first);
        listed[start..]
            .iter()
            .take_while(|entry| entry.term.starts_with(first))
            .filter(|entry| {
                let others = (entry.letters ^ known).count_ones() as usize;
                entry.term.len().abs_diff(word.len()) <= allowed && others <= 2 * allowed
            })
            .map(|entry| {
                let distance = typos(word.as_bytes(), entry.term.as_bytes(), allowed);
                (distance, Reverse(entry.articles), entry.term.as_str())
            })
            .filter(|(distance, ..)| *distance <= allowed)
            .min()
            .map(|(_, _, term)| term)
    }

    fn list(&self) -> Vec<Listed> {
        let mut listed = Vec::with_capacity(self.index.terms().num_terms());
        if let Ok(mut stream) = self.index.terms().stream() {
            while let Some((term, info)) = stream.next() {
                listed.push(Listed {
                    term: CompactString::from_utf8(term).unwrap_or_default(),
                    letters: letters(term),
                    articles: info.doc_freq,
                });
            }
        }
        listed
    }
}

/// Which letters a word has, a bit each: one change alters two at most.
fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |set, byte| set | 1 << (byte & 31))
}

/// Words longer than this are not mended.
const LONGEST: usize = 32;

/// Damerau's distance in bytes (neighbours swapped count one), as soon as it is known to be more
/// than `most` any number above that.
fn typos(a: &[u8], b: &[u8], most: usize) -> usize {
    if a.len().max(b.len()) > LONGEST {
        return most + 1;
    }
    let mut rows = [[0u8; LONGEST + 1]; 3];
    for (j, cell) in rows[1].iter_mut().enumerate() {
        *cell = j as u8;
    }
    for i in 1..=a.len() {
        let [before, row, next] = &mut rows;
        next[0] = i as u8;
        let mut least = next[0];
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            let mut cell = (row[j] + 1)
                .min(next[j - 1] + 1)
                .min(row[j - 1] + u8::from(!same));
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                cell = cell.min(before[j - 2] + 1);
            }
            next[j] = cell;
            least = least.min(cell);
        }
        if usize::from(least) > most {
            return most + 1;
        }
        rows.rotate_left(1);
    }
    usize::from(rows[1][b.len()])
}
