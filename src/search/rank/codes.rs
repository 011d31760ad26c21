//! Identifiers as evidence: which articles carry those of the text, and how much that says.

use super::{Case, Searcher};
use crate::index::phrases::idf;
use crate::index::tokens;
use crate::search::query::ANY_BUILD;
use crate::search::{Query, TextKind};
use std::ops::Range;

/// How much an identifier counts, times how few articles carry it.
const CODE: f32 = 7.0;

/// How much a build counts in a text that only mentions it: most tell it by the way.
const INCIDENTAL: f32 = 0.35;

impl Searcher {
    /// Identifiers, and with the returned list what each case's numbers mean.
    pub(super) fn score_codes(
        &self,
        query: &Query,
        implied: &[String],
        cases: &mut [Case],
    ) -> Vec<(String, Range<usize>)> {
        let mut codes = query.codes.clone();
        codes.extend(self.written_codes(query));
        let found = codes.len();
        let about_builds = query.is_typed() || is_list_of_builds(query);
        codes.extend(implied.iter().map(|code| (code.clone(), 0..0)));
        for (number, (code, _)) in codes.iter().enumerate() {
            let Some(info) = self.code.get(&tokens::code(code)) else {
                continue;
            };
            let holders = info.doc_freq as f32;
            let incidental = number >= found || is_build(code) || code == ANY_BUILD;
            let place = if incidental && !about_builds {
                INCIDENTAL
            } else {
                1.0
            };
            let weight = CODE * idf(self.all, holders) * generic(code) * place;
            let own = holders <= 3.0 && is_exchanges_own(code);
            self.code.each_posting(&info, |posting| {
                let case = &mut cases[posting.article];
                case.codes.push((number, weight));
                case.own_code |= own;
            });
        }
        codes
    }

    /// Whether the text names its problem by a code, and no article is about that code.
    pub(super) fn is_elsewhere(&self, codes: &[(String, Range<usize>)]) -> bool {
        let mut names = codes
            .iter()
            .filter(|(code, _)| names_a_problem(code))
            .peekable();
        names.peek().is_some() && names.all(|(code, _)| !self.code.contains(&tokens::code(code)))
    }

    /// Words of the text that some article carries as a code although they have no known shape,
    /// and in a typed query codes that begin with the last word.
    fn written_codes(&self, query: &Query) -> Vec<(String, Range<usize>)> {
        let text = &query.clean.text;
        let mut found: Vec<(String, Range<usize>)> = Vec::new();
        let shaped = |word: &str| {
            (4..40).contains(&word.len())
                && word.bytes().any(|b| b.is_ascii_digit() || b == b'-')
                && !query
                    .codes
                    .iter()
                    .any(|(code, _)| code.eq_ignore_ascii_case(word))
        };
        let cut = |c: char| !(c.is_alphanumeric() || c == '.' || c == '-');
        let mut at = 0;
        for word in text.split(cut) {
            let start = at;
            at += word.len()
                + text[at + word.len()..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
            let trimmed = word.trim_end_matches(['.', '-']);
            if shaped(trimmed) && self.code.contains(&tokens::code(trimmed)) {
                let place = query.clean.raw(&(start..start + trimmed.len()));
                if !found.iter().any(|(known, _)| known == trimmed) {
                    found.push((trimmed.to_owned(), place));
                }
            }
        }
        if query.is_typed() && query.codes.is_empty() && found.is_empty() {
            found.extend(self.begun_code(query));
        }
        found
    }

    /// Codes that begin with the last word typed, if that has a digit in it.
    fn begun_code(&self, query: &Query) -> Vec<(String, Range<usize>)> {
        const CONTINUATIONS: usize = 12;
        let text = query.clean.text.trim_end();
        let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        let code = tokens::code(word);
        let is_number = code.bytes().all(|b| b.is_ascii_digit());
        if code.len() < 3 + usize::from(is_number) || !code.bytes().any(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        let place = query.clean.raw(&(text.len() - word.len()..text.len()));
        let continued = self.code.with_prefix(&code, CONTINUATIONS);
        continued
            .into_iter()
            .map(|(code, _)| (code.into(), place.clone()))
            .collect()
    }
}

/// The weights of the identifiers: the rarest whole, the others a part.
pub(super) fn code_weights(case: &Case) -> Vec<(usize, f32)> {
    let mut codes = case.codes.clone();
    codes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    for (_, weight) in codes.iter_mut().skip(1) {
        *weight *= 0.3;
    }
    codes.truncate(6);
    codes
}

/// Identifiers that say little by themselves count less: HRESULTs that Windows uses everywhere,
/// plain numbers, and the status codes x.y.0, «other or undefined» in RFC 3463.
fn generic(code: &str) -> f32 {
    const EVERYWHERE: [&str; 6] = [
        "0x80004005",
        "0x80070005",
        "0x80070643",
        "5.1.1",
        "5.4.1",
        "4.4.1",
    ];
    const NOTHING: [&str; 3] = ["5.7.1", "5.0.0", "4.0.0"];
    let is_one_of = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(code));
    if is_one_of(&NOTHING) {
        0.15
    } else if code == ANY_BUILD {
        0.5
    } else if is_one_of(&EVERYWHERE)
        || is_status(code) && code.ends_with(".0")
        || code.bytes().all(|b| b.is_ascii_digit())
    {
        0.35
    } else {
        1.0
    }
}

/// Whether a text has little beside builds.
fn is_list_of_builds(query: &Query) -> bool {
    /// Server name, edition, date and labels stand beside a build in a list.
    const WORDS: usize = 16;
    let words = query.tokens.iter().filter(|token| !token.part).count();
    query.kind == TextKind::Builds && words <= WORDS * query.builds.len()
}

/// Whether an identifier stands for one problem: a code of the wizard, of sign-in, an enhanced
/// status code, an event or a failure's HRESULT.
fn names_a_problem(code: &str) -> bool {
    let named = ["HCW", "AADSTS", "Event ", "0x8"];
    named.iter().any(|name| code.starts_with(name)) || is_status(code)
}

/// Whether an identifier is an enhanced status code.
fn is_status(code: &str) -> bool {
    code.starts_with(['4', '5']) && code.matches('.').count() == 2
}

fn is_build(code: &str) -> bool {
    code.starts_with("15.")
}

/// Whether an identifier is used by nobody else. Status codes (RFC 3463), event numbers, HRESULTs
/// and the sign-in codes of Entra are: they need more evidence beside them.
fn is_exchanges_own(code: &str) -> bool {
    ["HCW", "KB", "CVE", "15."]
        .iter()
        .any(|own| code.starts_with(own))
}
