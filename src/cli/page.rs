//! An article as text: headings, filled prose, commands with where they run and what they do.

use super::style::{Role, Style, Word, clean, push_line, words, wrap};
use crate::command::{Filled, Values};
use crate::kb::parse::plain;
use crate::kb::{Article, Block, Command, Inline, Risk, Section};
use unicode_width::UnicodeWidthStr;

/// How far commands and samples are set in, where lines may be.
const INDENT: usize = 4;

/// The sections of an article that are wanted, all where `only` is `None`; commands keep the
/// numbers that they have in the whole article.
pub(super) fn article(
    article: &Article,
    category: &str,
    only: Option<&str>,
    values: &Values,
    style: &Style,
) -> String {
    let mut page = heading(article, category, style);
    let mut number = 0;
    for section in &article.sections {
        let wanted = only.is_none_or(|only| is_named(section, only));
        let first = number + 1;
        number += commands_in(section);
        if wanted {
            page.push_str(&section_text(section, first, values, style));
        }
    }
    if only.is_none() {
        page.push_str(&sources(article, style));
    }
    page
}

/// Whether a section's heading, or that of the part it belongs to, holds this text.
pub(super) fn is_named(section: &Section, name: &str) -> bool {
    let name = name.to_lowercase();
    section.heading().to_lowercase().contains(&name)
        || section.part.heading().to_lowercase() == name
}

fn commands_in(section: &Section) -> usize {
    let is_command = |block: &&Block| matches!(block, Block::Command(_));
    section.blocks.iter().filter(is_command).count()
}

fn heading(article: &Article, category: &str, style: &Style) -> String {
    let meta = &article.meta;
    let mut top = wrap(&words(Role::Heading, &meta.title), "", style);
    let mut about = vec![meta.id.clone(), category.to_owned()];
    if !meta.codes.is_empty() {
        about.push(meta.codes.join(", "));
    }
    about.push(format!("updated {}", meta.updated));
    let about = words(Role::Faint, &about.join(" | "));
    top.push_str(&wrap(&about, "", style));
    top.push('\n');
    top.push_str(&wrap(&words(Role::Plain, &meta.summary), "", style));
    top
}

fn section_text(section: &Section, first: usize, values: &Values, style: &Style) -> String {
    let marks = if section.cause.is_some() {
        "### "
    } else {
        "## "
    };
    let title = format!("{marks}{}", section.heading());
    let mut text = format!("\n{}\n", style.paint(Role::Heading, title));
    let mut number = first;
    for block in &section.blocks {
        text.push('\n');
        if let Block::Command(found) = block {
            text.push_str(&command(number, found, values, style));
            number += 1;
        } else {
            text.push_str(&block_text(block, "", style));
        }
    }
    text
}

/// A command with its number, where it runs, what it does, and what is still missing in it.
pub(super) fn command(number: usize, command: &Command, values: &Values, style: &Style) -> String {
    let margin = " ".repeat(style.indent(INDENT));
    let mut text = format!(
        "{} {}\n",
        style.paint(Role::Strong, format!("[{number}]")),
        style.paint(Role::Strong, command.title.as_str())
    );
    let place = command.run.map(|shell| shell.label().to_owned());
    let risk = command.risk.map(|risk| risk_label(risk, style));
    let about: Vec<String> = place.into_iter().chain(risk).collect();
    if !about.is_empty() {
        push_line(&mut text, format_args!("{margin}{}", about.join(" | ")));
    }
    let filled = command.template.fill(values);
    text.push('\n');
    for line in clean(&filled.text).lines() {
        let line = style.paint(Role::Code, line);
        push_line(&mut text, format_args!("{margin}{line}"));
    }
    let gaps = gaps(&filled);
    if !gaps.is_empty() {
        text.push('\n');
    }
    for gap in gaps {
        let gap = style.paint(Role::Warning, gap);
        push_line(&mut text, format_args!("{margin}{gap}"));
    }
    text
}

/// What a filled command still lacks, a line each: placeholders without a value, and values that
/// could not stand where they are wanted.
pub(super) fn gaps(filled: &Filled) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for slot in &filled.slots {
        if let Some(why) = slot.refused {
            lines.push(format!("left out the value of {}: {why}", slot.name));
        }
    }
    lines.dedup();
    let missing = filled.missing();
    if !missing.is_empty() {
        lines.push(format!("to fill in: {}", missing.join(", ")));
    }
    lines
}

/// What a command does to the system, in words and, where there are colours, in one.
pub(super) fn risk_label(risk: Risk, style: &Style) -> String {
    let (role, label) = match risk {
        Risk::Read => (Role::Good, "read: changes nothing"),
        Risk::Change => (Role::Warning, "change: alters configuration"),
        Risk::Outage => (Role::Danger, "outage: interrupts a service for users"),
        Risk::Irreversible => (Role::Danger, "irreversible: can't be undone"),
    };
    style.paint(role, label).into_owned()
}

/// A block whose first line begins with `first`, the others with as many spaces.
fn block_text(block: &Block, first: &str, style: &Style) -> String {
    match block {
        Block::Paragraph(inlines) => paragraph(inlines, first, style),
        Block::List(start, items) => list(*start, items, first, style),
        Block::Table(header, rows) => table(header, rows, style),
        Block::Quote(blocks) => {
            let first = format!("{first}> ");
            let inner = blocks.iter().map(|block| block_text(block, &first, style));
            inner.collect::<Vec<_>>().join("\n")
        }
        Block::Command(found) => indented(found.template.source(), first, style),
        Block::Sample(sample) => indented(&sample.text, first, style),
    }
}

fn indented(text: &str, first: &str, style: &Style) -> String {
    let margin = " ".repeat(first.width() + style.indent(INDENT));
    let line = |line: &str| format!("{margin}{}\n", style.paint(Role::Faint, line));
    text.lines().map(line).collect::<Vec<_>>().concat()
}

fn paragraph(inlines: &[Inline], first: &str, style: &Style) -> String {
    let margin = " ".repeat(first.width());
    let lines = lines_of(inlines, style);
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let first = if at == 0 { first } else { &margin };
        text.push_str(&wrap(line, first, style));
    }
    text
}

/// Inline runs as words, cut at hard line breaks. Runs that touch without a space are one word.
fn lines_of(inlines: &[Inline], style: &Style) -> Vec<Vec<Word>> {
    let mut lines = vec![Vec::<Word>::new()];
    let mut glued = false;
    for (text, role) in inlines.iter().flat_map(|inline| runs(inline, style)) {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
                glued = false;
            }
            let line = lines.last_mut().expect("there is always a line");
            let mut pieces = words(role, part).into_iter();
            if glued
                && !part.starts_with(char::is_whitespace)
                && let (Some(last), Some(piece)) = (line.last_mut(), pieces.next())
            {
                last.0.extend(piece.0);
            }
            line.extend(pieces);
            if !part.is_empty() {
                glued = !part.ends_with(char::is_whitespace);
            }
        }
    }
    lines
}

/// The text of a run as it is shown, and the address where it is a link.
fn runs(inline: &Inline, style: &Style) -> Vec<(String, Role)> {
    let role = if inline.code {
        Role::Code
    } else if inline.strong {
        Role::Strong
    } else if inline.emphasis {
        Role::Emphasis
    } else {
        Role::Plain
    };
    let text = if inline.code && !style.color {
        format!("`{}`", inline.text)
    } else {
        inline.text.clone()
    };
    let mut runs = vec![(text, role)];
    if let Some(url) = inline.url.as_ref().filter(|url| **url != inline.text) {
        runs.push((format!(" ({url})"), Role::Faint));
    }
    runs
}

fn list(start: Option<u64>, items: &[Vec<Block>], first: &str, style: &Style) -> String {
    let mut text = String::new();
    let margin = " ".repeat(first.width());
    for (at, blocks) in items.iter().enumerate() {
        let mark = match start {
            Some(start) => format!("{}. ", start + at as u64),
            None => "- ".to_owned(),
        };
        let outer = if at == 0 { first } else { &margin };
        let marked = format!("{outer}{mark}");
        let hanging = " ".repeat(marked.width());
        for (at, block) in blocks.iter().enumerate() {
            let first = if at == 0 { &marked } else { &hanging };
            text.push_str(&block_text(block, first, style));
        }
    }
    text
}

/// A table in columns where it fits, else, and for screen readers, row by row.
fn table(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], style: &Style) -> String {
    let header: Vec<String> = header.iter().map(|cell| plain(cell)).collect();
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| plain(cell)).collect())
        .collect();
    let mut widths: Vec<usize> = header.iter().map(|cell| cell.width()).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    let total: usize = widths.iter().map(|width| width + 2).sum();
    if style.linear || total > style.width + 2 {
        return row_by_row(&header, &rows, style);
    }
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| {
            let fill = " ".repeat(width.saturating_sub(cell.width()) + 2);
            format!("{cell}{fill}")
        });
        padded.collect::<String>().trim_end().to_owned()
    };
    let mut text = format!("{}\n", style.paint(Role::Strong, line(&header)));
    for row in &rows {
        text.push_str(&line(row));
        text.push('\n');
    }
    text
}

fn row_by_row(header: &[String], rows: &[Vec<String>], style: &Style) -> String {
    let mut text = String::new();
    for row in rows {
        let cells = header.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        let cells: Vec<String> = cells
            .map(|(name, cell)| {
                if name.is_empty() {
                    cell.clone()
                } else {
                    format!("{name}: {cell}")
                }
            })
            .collect();
        let row = words(Role::Plain, &cells.join("; "));
        text.push_str(&wrap(&row, "- ", style));
    }
    text
}

fn sources(article: &Article, style: &Style) -> String {
    let mut text = format!("\n{}\n\n", style.paint(Role::Heading, "Sources"));
    for source in &article.meta.sources {
        let line = format!("{} {}", source.title, source.url);
        text.push_str(&wrap(&words(Role::Plain, &line), "- ", style));
    }
    if !article.meta.related.is_empty() {
        let related = format!("Related: {}", article.meta.related.join(", "));
        text.push('\n');
        text.push_str(&wrap(&words(Role::Plain, &related), "", style));
    }
    text
}

#[cfg(test)]
mod tests;
