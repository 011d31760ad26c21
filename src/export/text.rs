//! An article as plain text for the clipboard and the printer: 78 columns, commands unwrapped.

use super::about;
use crate::command::Values;
use crate::kb::parse::plain as unstyled;
use crate::kb::{Article, Block, Command, Inline};
use unicode_width::UnicodeWidthStr;

/// Columns of prose and tables.
const WIDTH: usize = 78;
/// How far commands and samples are set in.
const INDENT: &str = "    ";

/// The whole article with its commands filled.
pub fn plain(article: &Article, values: &Values) -> String {
    let meta = &article.meta;
    let mut page = Page::default();
    page.heading(&meta.title, '=');
    let mut facts = vec![meta.id.clone()];
    facts.extend((!meta.codes.is_empty()).then(|| meta.codes.join(", ")));
    facts.push(format!("checked {}", meta.updated));
    page.paragraph(&facts.join(" | "), "", "");
    page.gap();
    page.paragraph(&meta.summary, "", "");
    let mut number = 0;
    for section in &article.sections {
        page.gap();
        page.heading(
            section.heading(),
            if section.cause.is_some() { '.' } else { '-' },
        );
        for block in &section.blocks {
            page.gap();
            if let Block::Command(command) = block {
                number += 1;
                page.command(number, command, values);
            } else {
                page.block(block, "", "");
            }
        }
    }
    page.gap();
    page.heading("Sources", '-');
    for source in &meta.sources {
        page.paragraph(&format!("{} {}", source.title, source.url), "- ", "  ");
    }
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// One empty line, however many were asked for.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn heading(&mut self, title: &str, under: char) {
        self.paragraph(title, "", "");
        let width = title.width().min(WIDTH);
        self.line(&String::from(under).repeat(width));
    }

    /// Wrapped prose; the first line begins with `first`, the others with `next`.
    fn paragraph(&mut self, text: &str, first: &str, next: &str) {
        for (at, hard) in text.split('\n').enumerate() {
            let mut line = (if at == 0 { first } else { next }).to_owned();
            let mut empty = true;
            for word in hard.split_whitespace() {
                if !empty && line.width() + 1 + word.width() > WIDTH {
                    self.line(&line);
                    next.clone_into(&mut line);
                    empty = true;
                }
                if !empty {
                    line.push(' ');
                }
                line.push_str(word);
                empty = false;
            }
            self.line(&line);
        }
    }

    fn command(&mut self, number: usize, command: &Command, values: &Values) {
        let about = about(command);
        let about = if about.is_empty() {
            about
        } else {
            format!(" ({about})")
        };
        self.paragraph(&format!("[{number}] {}{about}", command.title), "", INDENT);
        self.gap();
        self.verbatim(&command.template.fill(values).text, INDENT);
    }

    /// Lines that are never wrapped.
    fn verbatim(&mut self, text: &str, margin: &str) {
        for line in text.lines() {
            self.line(&format!("{margin}{line}"));
        }
    }

    fn block(&mut self, block: &Block, first: &str, next: &str) {
        match block {
            Block::Paragraph(inlines) => self.paragraph(&prose(inlines), first, next),
            Block::List(start, items) => self.list(*start, items, first, next),
            Block::Table(header, rows) => self.table(header, rows),
            Block::Quote(blocks) => {
                for block in blocks {
                    self.block(block, &format!("{first}> "), &format!("{next}> "));
                }
            }
            Block::Command(command) => {
                self.verbatim(command.template.source(), &format!("{next}{INDENT}"));
            }
            Block::Sample(sample) => self.verbatim(&sample.text, &format!("{next}{INDENT}")),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], first: &str, next: &str) {
        for (at, blocks) in items.iter().enumerate() {
            let mark = start.map_or("- ".to_owned(), |start| format!("{}. ", start + at as u64));
            let margin = format!("{next}{}", " ".repeat(mark.width()));
            let outer = if at == 0 { first } else { next };
            let marked = format!("{outer}{mark}");
            for (at, block) in blocks.iter().enumerate() {
                self.block(block, if at == 0 { &marked } else { &margin }, &margin);
            }
        }
    }

    /// A table in columns where they fit, else a list of rows.
    fn table(&mut self, header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let header: Vec<String> = header.iter().map(|cell| prose(cell)).collect();
        let rows = rows
            .iter()
            .map(|row| row.iter().map(|cell| prose(cell)).collect());
        let rows: Vec<Vec<String>> = rows.collect();
        let mut widths: Vec<usize> = header.iter().map(|cell| cell.width()).collect();
        for (width, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
            widths[width] = widths[width].max(cell.width());
        }
        if widths.iter().map(|width| width + 2).sum::<usize>() > WIDTH + 2 {
            for row in &rows {
                let cells = header
                    .iter()
                    .zip(row)
                    .map(|(name, cell)| format!("{name}: {cell}"));
                self.paragraph(&cells.collect::<Vec<_>>().join("; "), "- ", "  ");
            }
            return;
        }
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        for row in [&header, &rule].into_iter().chain(&rows) {
            let cells = row.iter().zip(&widths);
            let cells =
                cells.map(|(cell, width)| format!("{cell}{}  ", " ".repeat(width - cell.width())));
            self.line(&cells.collect::<String>());
        }
    }
}

/// Inline text with its code between backticks and its links' addresses.
fn prose(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for (at, inline) in inlines.iter().enumerate() {
        let run = unstyled(std::slice::from_ref(inline));
        let mark = if inline.code { "`" } else { "" };
        text.extend([mark, &run, mark]);
        let ends = inlines
            .get(at + 1)
            .is_none_or(|next| next.url != inline.url);
        if let Some(url) = inline
            .url
            .as_ref()
            .filter(|url| ends && **url != inline.text)
        {
            text.extend([" (", url, ")"]);
        }
    }
    text
}
