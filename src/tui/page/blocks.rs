//! Blocks of an article as rows: paragraphs, lists, quotations, samples and commands.

use super::{Page, Setting, indented, powershell, table};
use crate::command::{Filled, Language};
use crate::kb::{Block, Command, Inline, Risk, Sample};
use crate::tui::text::{Piece, Row, break_code, break_hard, piece, row_width, width, wrap};
use crate::tui::theme::Tone;

impl Page {
    pub(super) fn blocks(&mut self, blocks: &[Block], indent: usize, setting: &Setting) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.gap();
            }
            match block {
                Block::Paragraph(text) => self.text(&pieces(text), indent, setting),
                Block::List(start, items) => self.list(*start, items, indent, setting),
                Block::Quote(blocks) => self.quote(blocks, indent, setting),
                Block::Sample(sample) => self.sample(sample, indent, setting),
                Block::Command(command) => self.command(command, indent, setting),
                Block::Table(head, rows) => {
                    let columns = setting.columns.saturating_sub(indent);
                    for row in table::rows(head, rows, columns) {
                        self.rows.push(indented(row, indent));
                    }
                }
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], indent: usize, setting: &Setting) {
        for (number, item) in (start.unwrap_or(1)..).zip(items) {
            let mark = match start {
                Some(_) => format!("{number}. "),
                None => "• ".to_owned(),
            };
            let inner = indent + width(&mark);
            let first = self.rows.len();
            self.blocks(item, inner, setting);
            if let Some(blank) = self.rows.get_mut(first).and_then(|row| row.first_mut()) {
                blank.text = format!("{}{mark}", " ".repeat(indent));
            }
        }
    }

    fn quote(&mut self, blocks: &[Block], indent: usize, setting: &Setting) {
        let first = self.rows.len();
        self.blocks(blocks, indent + 2, setting);
        for row in &mut self.rows[first..] {
            let mark = format!("{}{} ", " ".repeat(indent), BAR);
            match row.first_mut() {
                Some(blank) => blank.text = mark,
                None => row.push(piece(mark, Tone::Dim)),
            }
        }
    }

    fn sample(&mut self, sample: &Sample, indent: usize, setting: &Setting) {
        let columns = setting.columns.saturating_sub(indent + 2);
        for line in sample.text.trim_end().lines() {
            for row in break_hard(&[piece(line, Tone::Dim)], columns) {
                self.rows.push(indented(row, indent + 2));
            }
        }
    }

    /// A command: its number and title, where it runs and what it does, then its text.
    fn command(&mut self, command: &Command, indent: usize, setting: &Setting) {
        let first = self.rows.len();
        let columns = setting.columns.saturating_sub(indent);
        for row in title(self.commands.len() + 1, command, columns) {
            self.rows.push(indented(row, indent));
        }
        let filled = command.template.fill(setting.values);
        for line in lines(code(&filled, command.template.language())) {
            let rows = break_code(&line, columns.saturating_sub(3));
            for (at, row) in rows.into_iter().enumerate() {
                let gutter = if at == 0 { BAR } else { WRAPPED };
                let mut whole = vec![piece(format!(" {gutter} "), Tone::Dim)];
                whole.extend(row);
                self.rows.push(indented(whole, indent));
            }
        }
        self.commands.push(first..self.rows.len());
    }
}

/// The mark at the left of commands and quotations.
const BAR: &str = "│";
/// The mark at the left of a command's line that continues the one above.
const WRAPPED: &str = "¦";

/// The rows above a command's text; what it does stands on the right where there is room.
fn title(number: usize, command: &Command, columns: usize) -> Vec<Row> {
    let name = [
        piece(format!("[{number}] "), Tone::Accent),
        piece(&command.title, Tone::Strong),
    ];
    let mut about = Row::new();
    if let Some(shell) = command.run {
        about.push(piece(shell.label(), Tone::Dim));
    }
    if let Some(risk) = command.risk {
        if !about.is_empty() {
            about.push(piece("  ", Tone::Plain));
        }
        about.push(piece(risk.key(), risk_tone(risk)));
    }
    let free = columns.min(super::MEASURE);
    let used = row_width(&name) + row_width(&about);
    if used + 2 <= free {
        let mut row = name.to_vec();
        row.push(piece(" ".repeat(free - used), Tone::Plain));
        row.extend(about);
        return vec![row];
    }
    let mut rows = wrap(&name, columns);
    if !about.is_empty() {
        let rest = wrap(&about, columns.saturating_sub(4));
        rows.extend(rest.into_iter().map(|row| indented(row, 4)));
    }
    rows
}

/// The tone of a risk's word.
pub(crate) fn risk_tone(risk: Risk) -> Tone {
    match risk {
        Risk::Read => Tone::RiskRead,
        Risk::Change => Tone::RiskChange,
        Risk::Outage => Tone::RiskOutage,
        Risk::Irreversible => Tone::RiskIrreversible,
    }
}

/// Inline text in its tones.
pub(super) fn pieces(text: &[Inline]) -> Vec<Piece> {
    text.iter()
        .map(|run| {
            let tone = match run {
                Inline { url: Some(_), .. } => Tone::Link,
                Inline { code: true, .. } => Tone::Code,
                Inline { strong: true, .. } => Tone::Strong,
                Inline { emphasis: true, .. } => Tone::Emphasis,
                _ => Tone::Plain,
            };
            piece(&run.text, tone)
        })
        .collect()
}

/// A filled command in the colours of its language; values and missing placeholders stand out.
fn code(filled: &Filled, language: Language) -> Vec<(String, Tone)> {
    let text = filled.text.trim_end();
    let runs = match language {
        Language::PowerShell => powershell::tones(text),
        _ => vec![(0..text.len(), Tone::Plain)],
    };
    let slot_at = |at: usize| filled.slots.iter().find(|slot| slot.range.contains(&at));
    let mut cuts: Vec<usize> = runs.iter().map(|(range, _)| range.start).collect();
    cuts.extend(
        filled
            .slots
            .iter()
            .flat_map(|slot| [slot.range.start, slot.range.end]),
    );
    cuts.push(text.len());
    cuts.retain(|cut| *cut <= text.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| {
            let tone = match slot_at(cut[0]) {
                Some(slot) if slot.filled => Tone::Value,
                Some(_) => Tone::Missing,
                None => runs
                    .iter()
                    .find(|(range, _)| range.contains(&cut[0]))
                    .map_or(Tone::Plain, |run| run.1),
            };
            (text[cut[0]..cut[1]].to_owned(), tone)
        })
        .collect()
}

/// Runs cut at line ends.
fn lines(runs: Vec<(String, Tone)>) -> Vec<Vec<Piece>> {
    let mut lines = vec![Vec::new()];
    for (text, tone) in runs {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(piece(part.trim_end_matches('\r'), tone));
            }
        }
    }
    lines
}
