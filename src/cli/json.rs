//! JSON for scripts. The shapes are documented in the README; fields are added, never changed.
//!
//! All of it is ASCII, so that Windows PowerShell reads it right in any code page.

use super::style::clean;
use crate::command::Values;
use crate::kb::{Command, Risk, Section, Shell};
use crate::library::Library;
use crate::search::{Hit, Query, Reason, Results};
use serde_json::{Value, json};
use std::fmt::Write;

/// A value as indented ASCII text with a newline at the end.
pub(super) fn text(value: &Value) -> String {
    let indented = serde_json::to_string_pretty(value).expect("values have only string keys");
    let mut ascii = String::with_capacity(indented.len());
    for c in indented.chars() {
        if c.is_ascii() && c != '\x7f' {
            ascii.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(ascii, "\\u{unit:04x}").expect("writing into a String can't fail");
            }
        }
    }
    ascii.push('\n');
    ascii
}

/// `list`: an array of cards.
pub(super) fn list(library: &Library, numbers: &[usize]) -> Value {
    numbers
        .iter()
        .map(|number| {
            let card = &library.cards()[*number];
            json!({
                "id": card.id,
                "title": card.title,
                "category": card.category,
                "codes": card.codes,
                "updated": card.updated,
            })
        })
        .collect()
}

/// `search`: the verdict and the hits, best first.
pub(super) fn results(
    library: &Library,
    query: &Query,
    results: &Results,
    values: &Values,
) -> Value {
    let hits = results.hits.iter();
    json!({
        "verdict": results.verdict.key(),
        "kind": query.kind.key(),
        "hint": results.hint,
        "hits": hits.map(|hit| hit_value(library, hit, values)).collect::<Value>(),
    })
}

fn hit_value(library: &Library, hit: &Hit, values: &Values) -> Value {
    let card = &library.cards()[hit.article];
    json!({
        "id": card.id,
        "title": card.title,
        "category": card.category,
        "section": card.sections.get(hit.section),
        "confidence": hit.confidence.key(),
        "score": hit.score,
        "reasons": hit.reasons.iter().map(reason).collect::<Value>(),
        "commands": commands(library, hit.article, Some(hit.section), values),
    })
}

fn reason(reason: &Reason) -> Value {
    json!({
        "kind": reason.kind.key(),
        "text": reason.text,
        "weight": reason.weight,
    })
}

/// The commands of an article with their numbers, those of one section first.
fn commands(library: &Library, article: usize, first: Option<usize>, values: &Values) -> Value {
    let article = library.article(article);
    let mut numbered: Vec<_> = article.commands().zip(1..).collect();
    numbered.sort_by_key(|((section, _), _)| first.is_some_and(|first| *section != first));
    numbered
        .into_iter()
        .map(|((section, found), n)| command(n, article.sections[section].heading(), found, values))
        .collect()
}

fn command(n: usize, section: &str, command: &Command, values: &Values) -> Value {
    let filled = command.template.fill(values);
    json!({
        "n": n,
        "section": section,
        "title": command.title,
        "run": command.run.map(Shell::key),
        "risk": command.risk.map(Risk::key),
        "text": clean(&filled.text),
        "missing": filled.missing(),
    })
}

/// `show`: one article with its commands; `text` is the body as markdown.
pub(super) fn article(library: &Library, number: usize, values: &Values) -> Value {
    let article = library.article(number);
    let meta = &article.meta;
    let sections = article.sections.iter();
    json!({
        "id": meta.id,
        "title": meta.title,
        "summary": meta.summary,
        "category": meta.category,
        "codes": meta.codes,
        "applies_to": meta.applies_to,
        "updated": meta.updated,
        "related": meta.related,
        "sources": meta.sources,
        "sections": sections.map(Section::heading).collect::<Value>(),
        "commands": commands(library, number, None, values),
        "text": body(library.source(number)),
    })
}

/// The part of an article's file after the front matter.
fn body(source: &str) -> String {
    let source = source.replace("\r\n", "\n");
    let body = source.splitn(3, "---\n").nth(2).unwrap_or_default();
    body.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_ascii_and_reads_back_the_same() {
        let value = json!({"text": "für “EX01” \u{1f600} \u{7f}\u{9b}"});
        let written = text(&value);
        assert!(written.is_ascii() && !written.contains('\x7f'));
        let read: Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(read, value);
    }
}
