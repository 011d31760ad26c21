//! Ranking: candidates from tantivy's postings, then evidence.

use super::embedded::Embedded;
use super::{Confidence, Hit, Query, Reason, ReasonKind, Results, Verdict};
use crate::index::{Fields, schema};
use include_dir::Dir;
use std::collections::HashMap;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Index, ReloadPolicy, SegmentReader, TERMINATED, Term};

/// The opened index.
pub struct Searcher {
    segment: SegmentReader,
    fields: Fields,
}

impl Searcher {
    /// Opens the embedded index.
    ///
    /// # Errors
    /// Only if the program was built from a damaged index.
    pub fn open(files: &'static Dir<'static>) -> tantivy::Result<Searcher> {
        let index = Index::open(Embedded(files))?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(0)
            .try_into()?;
        let segment = reader.searcher().segment_reader(0).clone();
        Ok(Searcher {
            segment,
            fields: schema().1,
        })
    }

    /// Ranks all articles for a query.
    pub fn search(&self, query: &Query) -> Results {
        let mut scores: HashMap<u32, (f32, Vec<String>)> = HashMap::new();
        for word in &query.words {
            for (doc, score) in self.postings(self.fields.text, &word.text) {
                let entry = scores.entry(doc).or_default();
                entry.0 += score;
                let shown = query.text[word.range.clone()].to_owned();
                if !entry.1.contains(&shown) {
                    entry.1.push(shown);
                }
            }
        }
        let mut hits: Vec<Hit> = scores
            .into_iter()
            .map(|(doc, (score, words))| Hit {
                article: doc as usize,
                section: 0,
                confidence: Confidence::Possible,
                score,
                reasons: vec![Reason {
                    kind: ReasonKind::Words,
                    text: words.join(", "),
                    weight: score,
                    places: Vec::new(),
                }],
            })
            .collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
        hits.truncate(20);
        let verdict = if hits.is_empty() {
            Verdict::None
        } else {
            Verdict::Match
        };
        Results {
            verdict,
            hint: None,
            hits,
        }
    }

    fn postings(&self, field: Field, word: &str) -> Vec<(u32, f32)> {
        let term = Term::from_field_text(field, word);
        let Ok(index) = self.segment.inverted_index(field) else {
            return Vec::new();
        };
        let Ok(Some(mut postings)) = index.read_postings(&term, IndexRecordOption::WithFreqs)
        else {
            return Vec::new();
        };
        let all = f64::from(self.segment.max_doc());
        let idf = (1.0 + all / f64::from(postings.doc_freq().max(1))).ln() as f32;
        let mut found = Vec::new();
        while postings.doc() != TERMINATED {
            let frequency = postings.term_freq() as f32;
            found.push((postings.doc(), idf * frequency / (frequency + 1.2)));
            postings.advance();
        }
        found
    }
}
