//! Ranking: candidates from tantivy's postings, then evidence, then reasons.
//!
//! A hit's score is the sum of three: the identifiers it carries, the messages it claims and
//! their share in the text, and the words they have in common.

mod codes;
mod reasons;
mod subject;

use super::common::is_everyday;
use super::confidence::{Evidence, is_vague, judge};
use super::embedded::Embedded;
use super::messages::{self, Match};
use super::reading::{Reading, Vocabulary};
use super::said::Said;
use super::terms::{Posting, Terms};
use super::translate::Translator;
use super::{Confidence, Hit, Query, ReasonKind, Results, TextKind, Verdict};
use crate::index::phrases::{Entry, Table};
use crate::index::schema;
use crate::index::tokens::tokenize;
use crate::kb::base::Card;
use codes::code_weights;
use include_dir::Dir;
use reasons::{LEAST, counted, message_score, reasons, section};
use std::cmp::Ordering;
use std::ops::Range;
use subject::Subjects;
use tantivy::schema::Field;
use tantivy::{Index, ReloadPolicy, SegmentReader};

/// The opened index.
pub struct Searcher {
    head: Terms,
    text: Terms,
    code: Terms,
    head_halves: Halves,
    text_halves: Halves,
    all: f32,
    phrases: Table<'static>,
    translator: Translator,
    subjects: Subjects,
}

/// How often a term must stand in a field of each article to say half of what it can, after BM25:
/// oftener in a long text.
struct Halves(Vec<f32>);

/// How much the words in common count.
const WORDS: f32 = 0.55;
/// How much a word counts where it stands often, anywhere in an article.
const TEXT: f32 = 2.5;
/// How much it counts besides where it stands often in the head: the title, what people say.
const HEAD: f32 = 6.0;
/// The more words, the less each further one adds; no number of them weighs more than this.
const MANY_WORDS: f32 = 200.0;
/// How much it counts that the text has the words of a title or of what people say.
const SAID: f32 = 0.8;
/// So many articles are looked at more closely.
const CANDIDATES: usize = 12;
/// At most this many hits are returned.
const MOST: usize = 20;

/// What speaks for one article, while it is gathered.
#[derive(Debug, Clone, Default)]
struct Case {
    codes: Vec<(usize, f32)>,
    own_code: bool,
    words: f32,
    covered: f32,
    /// Which of the reading's terms the article has, a bit each.
    shared: u64,
    messages: Vec<Match>,
}

/// Why no hit is sure, whatever speaks for it.
#[derive(Debug, Clone, Copy)]
struct Doubt {
    /// The text names its problem by a code that no article is about.
    elsewhere: bool,
    /// The query names a subject that many articles are about.
    subject: bool,
}

impl Halves {
    /// `k` for a text of average length; `b`, 0 to 1, is how much the length matters.
    fn open(segment: &SegmentReader, field: Field, k: f32, b: f32) -> tantivy::Result<Halves> {
        let articles = segment.max_doc();
        let total = segment.inverted_index(field)?.total_num_tokens() as f32;
        let average = total / (articles as f32).max(1.0);
        let lengths = segment.get_fieldnorms_reader(field)?;
        let half = |article| k * (1.0 - b + b * lengths.fieldnorm(article) as f32 / average);
        Ok(Halves((0..articles).map(half).collect()))
    }

    /// How much the frequency of a term says, 0 to 1.
    fn saturated(&self, posting: &Posting) -> f32 {
        posting.frequency / (posting.frequency + self.0[posting.article])
    }
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
        let searcher = reader.searcher();
        let segment = searcher.segment_reader(0);
        let (_, fields) = schema();
        let all = segment.max_doc() as f32;
        let phrases = files
            .get_file("phrases")
            .map_or(&[][..], include_dir::File::contents);
        Ok(Searcher {
            head: Terms::open(segment, fields.head)?,
            text: Terms::open(segment, fields.text)?,
            code: Terms::open(segment, fields.code)?,
            head_halves: Halves::open(segment, fields.head, 1.0, 0.8)?,
            text_halves: Halves::open(segment, fields.text, 1.5, 0.95)?,
            all,
            phrases: Table::new(phrases),
            translator: Translator::new(files),
            subjects: Subjects::default(),
        })
    }

    /// Ranks all articles for a query; `implied` are identifiers that the text doesn't hold but
    /// means, `cards` the articles that were indexed.
    pub fn search(&self, query: &Query, implied: &[String], cards: &[Card]) -> Results {
        let vocabulary = Vocabulary {
            terms: &self.text,
            translator: &self.translator,
            all: self.all,
        };
        let reading = Reading::of(query, &vocabulary);
        let mut cases = vec![Case::default(); cards.len()];
        self.score_words(query, &reading, cards, &mut cases);
        let codes = self.score_codes(query, implied, &mut cases);
        let said = Said::of(&reading.sequence);
        self.score_messages(&reading, &said, &mut cases);
        let mut ranked = ranked(query, &cases, cards);
        self.score_descriptions(&said, &mut ranked, &mut cases);
        let subject = self.subjects.overview(query, cards);
        let subject = subject.filter(|overview| score(&cases[*overview]) > 0.0);
        if let Some(overview) = subject {
            put_first(overview, score(&cases[overview]), &mut ranked);
        }
        let doubt = Doubt {
            elsewhere: self.is_elsewhere(&codes),
            subject: subject.is_some(),
        };
        let mut hits = hits(query, &reading, &codes, doubt, &cases, &ranked, cards);
        if subject.is_some() {
            hits[0].confidence = Confidence::Possible;
        }
        verdict(query, &reading, doubt, hits)
    }

    /// BM25 over the whole text, and once more over the head.
    fn score_words(&self, query: &Query, reading: &Reading, cards: &[Card], cases: &mut [Case]) {
        for (at, term) in reading.terms.iter().enumerate() {
            // A word of nearly every article only costs time.
            if term.idf <= 0.25 {
                continue;
            }
            self.text.each_posting(&term.info, |posting| {
                let case = &mut cases[posting.article];
                let often = self.text_halves.saturated(&posting);
                case.words += TEXT * often * term.idf * term.weight;
                case.covered += term.mass();
                case.shared |= 1 << at;
            });
            if let Some(info) = self.head.get(&term.text) {
                self.head.each_posting(&info, |posting| {
                    let often = self.head_halves.saturated(&posting);
                    cases[posting.article].words += HEAD * often * term.idf * term.weight;
                });
            }
        }
        let known = reading.known.max(f32::EPSILON);
        let met = cases.iter_mut().zip(cards);
        for (case, card) in met.filter(|(case, _)| case.words > 0.0) {
            let coverage = (case.covered / known).min(1.0);
            let words =
                WORDS * case.words * coverage.sqrt().sqrt() * prior(query.kind, card.category);
            case.words = words / (1.0 + words / MANY_WORDS);
        }
    }

    fn score_messages(&self, reading: &Reading, said: &Said, cases: &mut [Case]) {
        for found in messages::find(&self.phrases, &reading.sequence, said, &reading.standing) {
            // What is neither a reason nor tells causes apart needn't be kept.
            if message_score(&found) > LEAST || found.section.is_some() && found.share() >= 0.6 {
                cases[found.article].messages.push(found);
            }
        }
        for case in cases.iter_mut().filter(|case| case.messages.len() > 1) {
            case.messages
                .sort_by(|a, b| message_score(b).total_cmp(&message_score(a)));
        }
    }

    /// What people say of an article, against the words of the text in any order: for the
    /// articles that are best so far, which it puts in order again.
    fn score_descriptions(&self, said: &Said, ranked: &mut [(usize, f32)], cases: &mut [Case]) {
        for (number, score) in ranked.iter_mut().take(CANDIDATES) {
            let phrases = self.phrases.of_article(*number);
            let best = phrases
                .map(|phrase| self.phrases.phrase(phrase))
                .filter(|entry| entry.description)
                .fold(0.0, |best, entry| {
                    // None says more than all of it.
                    if entry.total > best {
                        self.overlap(&entry, said).max(best)
                    } else {
                        best
                    }
                });
            cases[*number].words += SAID * best;
            *score += SAID * best;
        }
        sort(ranked);
    }

    /// The weight of the tokens of a description that a text has, less where many are missing.
    fn overlap(&self, entry: &Entry, said: &Said) -> f32 {
        let tokens = self.phrases.tokens(entry);
        let found: f32 = tokens
            .filter(|(hash, _)| said.has(*hash))
            .map(|(_, weight)| weight)
            .sum();
        found * found / entry.total.max(f32::EPSILON)
    }
}

/// The numbers of the articles that something speaks for, best first, with their scores.
fn ranked(query: &Query, cases: &[Case], cards: &[Card]) -> Vec<(usize, f32)> {
    let wanted = |number: usize| {
        query
            .category
            .as_ref()
            .is_none_or(|name| cards[number].category.starts_with(name.as_str()))
    };
    let mut ranked: Vec<(usize, f32)> = cases
        .iter()
        .enumerate()
        .map(|(number, case)| (number, score(case)))
        .filter(|(number, score)| *score > 0.0 && wanted(*number))
        .collect();
    if ranked.len() > MOST {
        ranked.select_nth_unstable_by(MOST, order);
        ranked.truncate(MOST);
    }
    sort(&mut ranked);
    ranked
}

/// Puts an article first, wherever it stands and whether it does.
fn put_first(article: usize, score: f32, ranked: &mut Vec<(usize, f32)>) {
    ranked.retain(|(number, _)| *number != article);
    ranked.truncate(MOST - 1);
    ranked.insert(0, (article, score));
}

fn sort(ranked: &mut [(usize, f32)]) {
    ranked.sort_unstable_by(order);
}

/// Best first; of equals the one that stands first in the catalogue.
fn order(a: &(usize, f32), b: &(usize, f32)) -> Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

fn hits(
    query: &Query,
    reading: &Reading,
    codes: &[(String, Range<usize>)],
    doubt: Doubt,
    cases: &[Case],
    ranked: &[(usize, f32)],
    cards: &[Card],
) -> Vec<Hit> {
    let scores: Vec<f32> = ranked.iter().map(|(_, score)| *score).collect();
    ranked
        .iter()
        .enumerate()
        .map(|(rank, (number, _))| {
            let case = &cases[*number];
            let rival = scores.get(usize::from(rank == 0)).copied().unwrap_or(0.0);
            let lead = scores[rank] / rival.max(1.0);
            let card = &cards[*number];
            let named = query.clean.text.trim().eq_ignore_ascii_case(card.id);
            let evidence = Evidence {
                own_code: case.own_code || named,
                elsewhere: doubt.elsewhere && case.codes.is_empty(),
                subject: doubt.subject,
                titled: rank == 0 && query.is_typed() && is_titled(card.title, reading),
                ..evidence(query, case, reading, lead)
            };
            let reasons = reasons(query, reading, codes, case);
            Hit {
                article: *number,
                section: section(case).unwrap_or(usize::from(card.opening)),
                confidence: judge(&evidence),
                score: reasons.iter().map(|reason| reason.weight).sum(),
                reasons,
            }
        })
        .collect()
}

fn score(case: &Case) -> f32 {
    // Most articles share no more than words with a text.
    if case.codes.is_empty() && case.messages.is_empty() {
        return case.words;
    }
    let codes: f32 = code_weights(case).iter().map(|(_, weight)| weight).sum();
    let messages: f32 = counted(case).iter().map(|(_, weight)| weight).sum();
    codes + messages + case.words
}

/// How likely an article of a category is for a kind of text.
fn prior(kind: TextKind, category: &str) -> f32 {
    let fits = match kind {
        TextKind::HcwDialog | TextKind::HcwLog => category == "hcw",
        TextKind::Ndr => matches!(category, "mail-flow" | "email-authentication"),
        TextKind::MoveReport => category == "migration",
        TextKind::SetupLog => matches!(category, "setup" | "security-updates"),
        TextKind::FreeBusy => category == "free-busy",
        TextKind::Builds => category == "security-updates",
        _ => false,
    };
    if fits { 1.15 } else { 1.0 }
}

fn evidence(query: &Query, case: &Case, reading: &Reading, lead: f32) -> Evidence {
    let best = case
        .messages
        .iter()
        .filter(|found| !found.description)
        .max_by(|a, b| message_score(a).total_cmp(&message_score(b)));
    Evidence {
        own_code: case.own_code,
        code: !case.codes.is_empty(),
        share: best.map_or(0.0, Match::share),
        message: best.map_or(0.0, |found| found.found),
        tokens: best.map_or(0, |found| found.count),
        described: case.messages.iter().any(|found| {
            found.description && found.count >= 3 && found.share() >= 0.75 && found.found >= 5.0
        }),
        coverage: (case.covered / reading.known.max(f32::EPSILON)).min(1.0),
        words: case.covered,
        foreign: reading.foreign / reading.known.max(1.0),
        typed: query.is_typed(),
        ours: reading.ours || query.is_typed() && query.tokens.len() <= 4,
        lead,
        elsewhere: false,
        subject: false,
        titled: false,
    }
}

/// Whether all telling words of a query stand in a title.
fn is_titled(title: &str, reading: &Reading) -> bool {
    let title = tokenize(title);
    let mut telling = reading
        .terms
        .iter()
        .filter(|term| term.mass() > 0.5 && !is_everyday(&term.text))
        .peekable();
    reading.foreign == 0.0
        && telling.peek().is_some()
        && telling.all(|term| title.iter().any(|word| word.text == term.text))
}

const MORE: &str = "This says too little to tell. Paste the error itself: the code, the whole \
                    message with its inner exceptions, or the failing lines of the log.";

fn verdict(query: &Query, reading: &Reading, doubt: Doubt, hits: Vec<Hit>) -> Results {
    let sure = hits
        .first()
        .is_some_and(|hit| hit.confidence >= Confidence::Likely);
    let coded = hits.first().is_some_and(|hit| {
        hit.reasons
            .iter()
            .any(|reason| reason.kind == ReasonKind::Code)
    });
    let verdict = if query.kind == TextKind::Empty {
        Verdict::None
    } else if !coded && !sure && (doubt.subject || is_vague(query, reading)) {
        Verdict::Vague
    } else if sure {
        Verdict::Match
    } else {
        Verdict::None
    };
    Results {
        verdict,
        hint: (verdict == Verdict::Vague).then_some(MORE),
        hits,
    }
}
