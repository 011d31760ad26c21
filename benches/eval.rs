//! Measures search on labelled pastes: `cargo run --release --example eval -- [FILE…]`.
//!
//! Without a file it takes those in `tests/eval`. Only pastes whose expected article exists
//! count; the share of such pastes is printed as coverage. Plain BM25 over the same articles is
//! printed beside it.
#![allow(
    clippy::print_stdout,
    missing_docs,
    reason = "a measuring program prints what it measures"
)]

#[path = "../tests/labelled/mod.rs"]
mod labelled;

use hybridkb::library::Library;
use labelled::{Labelled, Outcome, Tally};
use std::collections::BTreeMap;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, Schema, TEXT, Value};
use tantivy::{Index, TantivyDocument, doc};

fn main() {
    let mut files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with('-'))
        .collect();
    if files.is_empty() {
        for set in ["", "-2", "-3", "-4"] {
            files.extend(
                ["pastes", "negatives"].map(|sort| format!("tests/eval/{sort}{set}.jsonl")),
            );
        }
    }
    let library = Library::embedded();
    let baseline = Baseline::new(&library);
    let pastes: Vec<Labelled> = files.iter().flat_map(|file| labelled::read(file)).collect();
    let mut all = Tally::default();
    let mut plain = Tally::default();
    let mut groups: BTreeMap<String, Tally> = BTreeMap::new();
    for paste in &pastes {
        let outcome = labelled::run(&library, paste);
        plain.add(paste, &baseline.run(&library, paste));
        all.add(paste, &outcome);
        let category = paste.category(&library);
        for group in [
            format!("difficulty {}", paste.difficulty),
            format!("kind {}", paste.kind),
            format!("category {category}"),
        ] {
            groups.entry(group).or_default().add(paste, &outcome);
        }
        report(&library, paste, &outcome);
    }
    println!();
    for (name, tally) in &groups {
        println!("{name:<34} {tally}");
    }
    println!("{:<34} {plain}", "plain BM25");
    println!("{:<34} {all}", "hybridkb");
}

/// Prints a miss, a false claim or a paste whose verdict is off.
fn report(library: &Library, paste: &Labelled, outcome: &Outcome) {
    let Some(problem) = outcome.problem(paste, library) else {
        return;
    };
    println!(
        "{problem:<12} {} [{} {}] {:?}",
        paste.id,
        paste.kind,
        paste.difficulty,
        paste.head()
    );
    println!("             wanted {:?}", paste.expect);
    for (id, detail) in outcome.shown.iter().take(3) {
        println!("             {id}: {detail}");
    }
}

/// BM25 of tantivy's own query parser over the articles' files.
struct Baseline {
    index: Index,
    number: tantivy::schema::Field,
    body: tantivy::schema::Field,
}

impl Baseline {
    fn new(library: &Library) -> Baseline {
        let mut schema = Schema::builder();
        let number = schema.add_u64_field("number", STORED);
        let body = schema.add_text_field("body", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index
            .writer_with_num_threads(1, 50_000_000)
            .expect("memory for an index");
        for at in 0..library.cards().len() {
            writer
                .add_document(doc!(number => at as u64, body => library.source(at)))
                .expect("room for a document");
        }
        writer.commit().expect("an index in memory");
        Baseline {
            index,
            number,
            body,
        }
    }

    fn run(&self, library: &Library, paste: &Labelled) -> Outcome {
        let searcher = self.index.reader().expect("an index in memory").searcher();
        let words: String = paste
            .text
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let (query, _) = QueryParser::for_index(&self.index, vec![self.body])
            .parse_query_lenient(&words.to_lowercase());
        let top = searcher
            .search(&query, &TopDocs::with_limit(10).order_by_score())
            .expect("an index in memory");
        let ids = top
            .iter()
            .filter_map(|(_, address)| {
                let document: TantivyDocument = searcher.doc(*address).ok()?;
                let number = document.get_first(self.number)?.as_u64()? as usize;
                Some(library.cards()[number].id.to_owned())
            })
            .collect();
        Outcome {
            ids,
            verdict: "match",
            shown: Vec::new(),
        }
    }
}
