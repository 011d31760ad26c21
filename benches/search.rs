//! Speed of search, evidence and reasons included: `cargo bench --bench search`.
#![allow(
    missing_docs,
    reason = "criterion's macros make undocumented functions"
)]
#![allow(clippy::print_stdout, reason = "the figures are what one runs it for")]

use criterion::{Criterion, criterion_group, criterion_main};
use hybridkb::library::Library;
use hybridkb::search::Query;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What people type.
const TYPED: [&str; 6] = [
    "HCW8078",
    "mrs proxy 403",
    "free busy not working from cloud to on-prem",
    "wizard hangs federated domain",
    "tlsa-invalid after certificate renewal",
    "oauth certifcate expired",
];

/// A paste of about 3 KB: an exception chain with stack frames, as a log or a report has it.
fn paste() -> String {
    let chain = include_str!("../tests/data/hcw8078.txt");
    let frame = "   at Microsoft.Exchange.MailboxReplicationService.MailboxReplicationServiceFault.\
                 <>c__DisplayClass1.<ReconstructAndThrow>b__0()\r\n   at Microsoft.Exchange.\
                 MailboxReplicationService.ExecutionContext.Execute(Action operation)\r\n";
    let prefix = "2026.11.20 10:21:33.123 *ERROR* 10277 [Client=UX, Page=Finish, fn=RunCmdlet, \
                  Workflow=Hybrid, Session=Tenant, Cmdlet=New-MigrationEndpoint, Thread=14] ";
    let mut text = format!("{prefix}{chain}");
    while text.len() < 3000 {
        text.push_str(frame);
    }
    text
}

/// A log of 5 MB with one known error in its middle.
fn log() -> String {
    let line = "2026.11.20 10:21:33.123         10276 [Client=UX, fn=RunCmdlet, Session=OnPremises, \
                Thread=14] FINISH Time=0.2s Results=Passed\r\n";
    let half = line.repeat(2_500_000 / line.len());
    format!(
        "{half}{}\r\n{half}",
        include_str!("../tests/data/hcw8078.txt")
    )
}

fn search(c: &mut Criterion) {
    let library = Library::embedded();
    let run = |text: &str| library.search(&Query::from_text(black_box(text)));
    for text in TYPED {
        c.bench_function(&format!("typed: {text}"), |b| b.iter(|| run(text)));
    }
    let (paste, log) = (paste(), log());
    c.bench_function(&format!("paste of {} bytes", paste.len()), |b| {
        b.iter(|| run(&paste));
    });
    c.bench_function("log of 5 MB", |b| b.iter(|| run(&log)));
    c.bench_function("open and first search", |b| {
        b.iter(|| Library::embedded().search(&Query::from_text("HCW8078")));
    });
}

/// So many make a percentile.
const SEARCHES: usize = 40_000;

/// Single searches, as a user meets them: criterion's samples are means of many. Every key press
/// of what people type, each a few hundred times in turn, and the paste.
fn percentiles(_: &mut Criterion) {
    let library = Library::embedded();
    let prefixes = |text: &'static str| (1..=text.len()).map(|end| text[..end].to_owned());
    let keys: Vec<String> = TYPED.into_iter().flat_map(prefixes).collect();
    for (what, texts) in [("key press", keys), ("paste", vec![paste()])] {
        let mut took: Vec<Duration> = Vec::new();
        while took.len() < SEARCHES {
            for text in &texts {
                let begun = Instant::now();
                black_box(library.search(&Query::from_text(black_box(text))));
                took.push(begun.elapsed());
            }
        }
        took.sort_unstable();
        let at = |share: usize| took[took.len() * share / 100];
        println!("{what}: p50 {:.1?}, p99 {:.1?}", at(50), at(99));
    }
}

criterion_group!(benches, percentiles, search);
criterion_main!(benches);
