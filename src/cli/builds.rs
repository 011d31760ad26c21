//! `build`: what build numbers are, what they repair, what is newer.

use super::json;
use super::run::{Exit, is_dash};
use super::session::{Session, say};
use super::style::{Role, Style, clean, push_line, words, wrap};
use crate::input;
use crate::kb::builds::{Build, BuildReport, Number, SupportState, find_all};
use crate::library::{Library, Lookup};
use crate::today::today;
use anyhow::bail;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many newer builds and open CVEs are listed; the newest say enough.
const LISTED: usize = 6;

/// Reports on every build number in the words, or in standard input.
pub(super) fn build(session: &Session, words: &[String]) -> anyhow::Result<Exit> {
    let text = if is_dash(words) {
        input::read_stdin()?
    } else {
        words.join(" ")
    };
    let numbers = numbers(&text);
    if numbers.is_empty() {
        bail!(
            "no build number in `{}`; write it as 15.1.2507.27, 15.01.2507.027 or \
             \"15.1 (Build 2507.27)\"",
            clean(text.trim())
        );
    }
    let library = &session.library;
    let reports: Vec<BuildReport> = numbers
        .iter()
        .filter_map(|number| library.builds().report(*number))
        .collect();
    let date = today();
    if session.options.json {
        let values = reports.iter().map(|report| value(library, report, &date));
        session.print(&json::text(&values.collect()))?;
    } else {
        let texts = reports
            .iter()
            .map(|report| text_of(library, report, &date, &session.style));
        session.print(&texts.collect::<Vec<_>>().join("\n"))?;
    }
    for number in numbers {
        if number.is_online() {
            say(&format!(
                "{number} is Exchange Online, which Microsoft updates; nothing to do"
            ));
        } else if library.builds().report(number).is_none() {
            say(&format!("{number} is below every known build"));
        }
    }
    Ok(if reports.is_empty() {
        Exit::Nothing
    } else {
        Exit::Found
    })
}

/// The build numbers in a text, each once.
fn numbers(text: &str) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    for (number, _) in find_all(text) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}

/// A line for each of the first builds in a text that is searched for.
pub(super) fn in_passing(library: &Library, text: &str) -> String {
    let mut lines = String::new();
    for number in numbers(text).into_iter().take(LISTED) {
        if let Some(report) = library.builds().report(number) {
            let known = if report.is_exact() {
                "is"
            } else {
                "comes after"
            };
            let (name, newer) = (report.build.name(), report.newer.len());
            let line =
                format_args!("{number} {known} {name}; newer: {newer} (hybridkb build {number})");
            push_line(&mut lines, line);
        }
    }
    lines
}

fn text_of(library: &Library, report: &BuildReport, date: &str, style: &Style) -> String {
    let build = report.build;
    let mut text = String::new();
    let heading = if report.is_exact() {
        format!("{} is {}", report.asked, build.name())
    } else {
        let (asked, number) = (report.asked, build.number);
        format!(
            "{asked} is not known; below it stands {number}, {}",
            build.name()
        )
    };
    push_line(
        &mut text,
        format_args!("{}", style.paint(Role::Heading, heading)),
    );
    let row = |name: &str, value: &str| {
        let first = format!("{name:<10}");
        wrap(&words(Role::Plain, value), &first, style)
    };
    text.push_str(&row("Update", &update(build)));
    text.push_str(&row("Support", &support(report, date)));
    if !build.cves.is_empty() {
        text.push_str(&row("Repairs", &build.cves.join(", ")));
    }
    for (need, cves) in by_need(report) {
        text.push_str(&row("Beside it", &format!("{need}: {}", cves.join(", "))));
    }
    text.push_str(&newer(report, style));
    if !report.open_cves.is_empty() {
        let open = listed(report.open_cves.iter().rev().map(|cve| (*cve).to_owned()));
        text.push_str(&row("Open", &format!("{open} (newest first)")));
    }
    if let Some(later) = report.later_cu {
        text.push_str(&row("Later CU", &short(later)));
    }
    if let Some(successor) = report.successor {
        text.push_str(&row("Current", &short(successor)));
    }
    let articles = articles(library, build);
    if !articles.is_empty() {
        text.push_str(&row("Articles", &articles.join(", ")));
    }
    text.push_str(&row("As of", report.as_of));
    text
}

/// What else is needed, each with the CVEs that need it.
fn by_need<'a>(report: &BuildReport<'a>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut needs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (cve, need) in &report.needs {
        needs.entry(need).or_default().push(cve);
    }
    needs
}

fn update(build: &Build) -> String {
    let kb = build.kb.as_deref().unwrap_or("no KB article known");
    let esu = if build.esu { ", paid ESU only" } else { "" };
    format!("{} of {}, {kb}{esu}", build.kind.label(), build.date)
}

fn support(report: &BuildReport, date: &str) -> String {
    let ends = report.support.ends.as_deref().unwrap_or_default();
    let until = report.support.esu_until.as_deref().unwrap_or_default();
    match report.support.on(date) {
        SupportState::Supported if ends.is_empty() => "yes, no end set".into(),
        SupportState::Supported => format!("until {ends}"),
        SupportState::Extended => format!("ended {ends}; paid ESU until {until}"),
        SupportState::Ended if until.is_empty() => format!("ended {ends}"),
        SupportState::Ended => format!("ended {ends}; paid ESU ended with {until}"),
    }
}

fn newer(report: &BuildReport, style: &Style) -> String {
    let cu = format!("Exchange {} {}", report.build.product, report.build.cu);
    if report.newer.is_empty() {
        return format!("{:<10}nothing newer for {cu}\n", "Newer");
    }
    let count = report.newer.len();
    let mut text = format!("{:<10}{count} for {cu}, newest first:\n", "Newer");
    let margin = " ".repeat(style.indent(10));
    for build in report.newer.iter().take(LISTED) {
        push_line(&mut text, format_args!("{margin}{}", short(build)));
    }
    text
}

fn short(build: &Build) -> String {
    let kb = build.kb.as_deref().unwrap_or_default();
    let esu = if build.esu { "paid ESU only" } else { "" };
    let number = build.number.to_string();
    let line = format!("{number} {} {} {kb} {esu}", build.name(), build.date);
    line.trim_end().to_owned()
}

/// The first of many, with how many more there are.
fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(LISTED);
    let first = names.take(LISTED).collect::<Vec<_>>().join(", ");
    if more > 0 {
        format!("{first} and {more} more")
    } else {
        first
    }
}

/// Ids of the articles on a build or its KB number.
fn articles<'a>(library: &'a Library, build: &Build) -> Vec<&'a str> {
    let number = build.number.to_string();
    let names = build.kb.iter().chain([&number]);
    let mut ids: Vec<&str> = names
        .flat_map(|name| match library.lookup(name) {
            Lookup::Found(number) => vec![number],
            Lookup::Several(numbers) => numbers,
            Lookup::Unknown(_) => Vec::new(),
        })
        .map(|number| library.cards()[number].id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn value(library: &Library, report: &BuildReport, date: &str) -> Value {
    let state = match report.support.on(date) {
        SupportState::Supported => "supported",
        SupportState::Extended => "esu",
        SupportState::Ended => "ended",
    };
    let mut found = build_value(report.build);
    found["asked"] = json!(report.asked.to_string());
    found["exact"] = json!(report.is_exact());
    found["support"] = json!(state);
    found["support_ends"] = json!(report.support.ends);
    found["cves"] = json!(report.build.cves);
    found["open_cves"] = json!(report.open_cves);
    found["newer"] = report
        .newer
        .iter()
        .map(|build| build_value(build))
        .collect();
    found["later_cu"] = json!(report.later_cu.map(build_value));
    found["current"] = json!(report.successor.map(build_value));
    found["articles"] = json!(articles(library, report.build));
    found["as_of"] = json!(report.as_of);
    found
}

fn build_value(build: &Build) -> Value {
    json!({
        "build": build.number.to_string(),
        "product": build.product,
        "cu": build.cu,
        "update": build.update,
        "kind": build.kind,
        "date": build.date,
        "kb": build.kb,
        "esu": build.esu,
    })
}
