//! An article laid out as rows for one width: what stands where, so that a reader can scroll to a
//! section, select a command and find text. Nothing here draws.

mod blocks;
mod powershell;
mod table;

use super::text::{Piece, Row, fit, piece, row_width, wrap};
use super::theme::Tone;
use crate::command::Values;
use crate::kb::{Article, Part};
use std::ops::Range;

/// A laid-out article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// The rows, top to bottom.
    pub(crate) rows: Vec<Row>,
    /// First row of each section.
    pub(crate) sections: Vec<usize>,
    /// Rows of each command, title included.
    pub(crate) commands: Vec<Range<usize>>,
}

/// What a page is made from, apart from the article.
pub(crate) struct Setting<'a> {
    pub(crate) values: &'a Values,
    /// Columns to fill.
    pub(crate) columns: usize,
    /// Title of the article's category.
    pub(crate) category: &'a str,
    /// Titles of the related articles.
    pub(crate) related: Vec<&'a str>,
}

/// Columns beyond which running text gets hard to read.
const MEASURE: usize = 100;

impl Page {
    /// Lays an article out.
    pub(crate) fn of(article: &Article, setting: &Setting) -> Page {
        let mut page = Page::default();
        page.head(article, setting);
        for section in &article.sections {
            page.gap();
            page.sections.push(page.rows.len());
            page.heading(section.heading(), section.cause.is_none(), setting);
            page.blocks(&section.blocks, 0, setting);
        }
        page.foot(article, setting);
        page
    }

    /// The section that a row belongs to.
    pub(crate) fn section_at(&self, row: usize) -> usize {
        self.sections
            .partition_point(|first| *first <= row)
            .saturating_sub(1)
    }

    /// The first command from a section on, staying inside its part of the page where it can.
    pub(crate) fn command_from(&self, section: usize) -> Option<usize> {
        let first = self.sections.get(section).copied().unwrap_or(0);
        self.commands
            .iter()
            .position(|command| command.start >= first)
    }

    /// The rows as plain text, for find in page.
    pub(crate) fn plain(&self, row: usize) -> String {
        self.rows[row]
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    fn head(&mut self, article: &Article, setting: &Setting) {
        let meta = &article.meta;
        self.text(&[piece(&meta.title, Tone::Strong)], 0, setting);
        let mut about = vec![setting.category.to_owned()];
        about.extend(meta.codes.iter().take(4).cloned());
        about.push(format!("checked {}", meta.updated));
        let about = about.join(" · ");
        self.text(&[piece(about, Tone::Dim)], 0, setting);
        self.gap();
        self.text(&[piece(&meta.summary, Tone::Plain)], 0, setting);
    }

    fn heading(&mut self, text: &str, is_part: bool, setting: &Setting) {
        if is_part {
            let mut row = vec![piece(text, Tone::Heading), piece(" ", Tone::Plain)];
            let left = setting.columns.min(MEASURE).saturating_sub(row_width(&row));
            row.push(piece("─".repeat(left), Tone::Border));
            self.rows.push(row);
        } else {
            self.text(&[piece(text, Tone::Heading)], 0, setting);
        }
    }

    fn foot(&mut self, article: &Article, setting: &Setting) {
        if !setting.related.is_empty() {
            self.gap();
            self.heading("Related", true, setting);
            for title in &setting.related {
                self.bullet(&[piece(*title, Tone::Plain)], setting);
            }
            self.rows
                .push(vec![piece("Press r to open one.", Tone::Dim)]);
        }
        self.gap();
        self.heading("Sources", true, setting);
        for source in &article.meta.sources {
            self.bullet(&[piece(&source.title, Tone::Plain)], setting);
            self.text(&[piece(&source.url, Tone::Link)], 2, setting);
        }
    }

    fn bullet(&mut self, text: &[Piece], setting: &Setting) {
        let start = self.rows.len();
        self.text(text, 2, setting);
        if let Some(mark) = self.rows.get_mut(start).and_then(|row| row.first_mut()) {
            mark.text = "• ".into();
        }
    }

    /// Running text, indented.
    fn text(&mut self, pieces: &[Piece], indent: usize, setting: &Setting) {
        let columns = setting.columns.min(MEASURE).saturating_sub(indent);
        for row in wrap(pieces, columns) {
            self.rows.push(indented(row, indent));
        }
    }

    /// An empty row, unless there is one.
    fn gap(&mut self) {
        if self.rows.last().is_some_and(|row| !row.is_empty()) {
            self.rows.push(Row::new());
        }
    }
}

/// A row moved to the right.
fn indented(mut row: Row, indent: usize) -> Row {
    if indent > 0 {
        row.insert(0, piece(" ".repeat(indent), Tone::Plain));
    }
    row
}

/// The section that a command belongs to, as a path: `Fix > 403 Forbidden`.
pub(crate) fn trail(article: &Article, section: usize, columns: usize) -> String {
    let Some(section) = article.sections.get(section) else {
        return String::new();
    };
    let part = match section.part {
        Part::Fix if section.cause.is_some() => "Fix > ",
        _ => "",
    };
    fit(&format!("{part}{}", section.heading()), columns)
}
