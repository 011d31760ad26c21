//! Commands of an article as a `.ps1` file that Windows PowerShell 5.1 reads: UTF-8 with a byte
//! order mark, CRLF.

use super::{about, collect, needs_consent};
use crate::command::{Language, Origin, Values};
use crate::kb::{Article, Command};
use std::fmt::Write;

/// The PowerShell commands of an article with these numbers, from 1, or all of them where the
/// list is empty. Without consent, what interrupts a service or can't be undone is left out, and
/// the header says so. `date` stands in the header as it is.
pub fn script(
    article: &Article,
    numbers: &[usize],
    values: &Values,
    date: &str,
    consent: bool,
) -> Vec<u8> {
    let chosen: Vec<(usize, &Command)> = article
        .commands()
        .zip(1..)
        .map(|((_, command), number)| (number, command))
        .filter(|(_, command)| command.template.language() == Language::PowerShell)
        .filter(|(number, _)| numbers.is_empty() || numbers.contains(number))
        .collect();
    let mut text = header(article, &chosen, values, date, consent);
    for (number, command) in chosen {
        if consent || !needs_consent(command) {
            let title = format!("[{number}] {} ({})", command.title, about(command));
            let filled = command.template.fill(values);
            text.push('\n');
            comment(&mut text, &title);
            text.push_str(filled.text.trim_end());
            text.push('\n');
        }
    }
    let lines = text.lines().map(|line| format!("{line}\r\n"));
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(lines.collect::<String>().into_bytes());
    bytes
}

fn header(
    article: &Article,
    chosen: &[(usize, &Command)],
    values: &Values,
    date: &str,
    consent: bool,
) -> String {
    let meta = &article.meta;
    let collected = collect(chosen.iter().copied(), values, consent);
    let mut text = String::new();
    comment(&mut text, &meta.title);
    comment(
        &mut text,
        &format!("Article {}, checked {}", meta.id, meta.updated),
    );
    comment(
        &mut text,
        &format!("Written by hybridkb on {date}; nothing in it was run"),
    );
    let names = chosen
        .iter()
        .flat_map(|(_, command)| command.template.placeholders());
    let mut listed: Vec<&str> = Vec::new();
    for name in names {
        if let Some(value) = values.get(name).filter(|_| !listed.contains(&name)) {
            let origin = match &value.origin {
                Origin::Paste(line, _) => format!("from line {line} of the pasted text"),
                Origin::Remembered => "remembered".to_owned(),
                Origin::Typed => "typed".to_owned(),
            };
            comment(
                &mut text,
                &format!("Value of {name}: {} ({origin})", value.text),
            );
            listed.push(name);
        }
    }
    for name in &collected.missing {
        comment(&mut text, &format!("TO FILL IN: <{name}>"));
    }
    for number in &collected.left_out {
        if let Some((_, command)) = chosen.iter().find(|(at, _)| at == number) {
            let title = &command.title;
            comment(
                &mut text,
                &format!("Left out: [{number}] {title} ({})", about(command)),
            );
        }
    }
    text
}

/// A comment on one line, whatever its text holds.
fn comment(text: &mut String, line: &str) {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    writeln!(text, "# {}", line.replace(breaks, " ")).expect("a String takes everything");
}
