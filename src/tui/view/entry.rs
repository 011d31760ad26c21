//! The search box: a line being typed, or a pasted text in a few telling lines.

use super::paint;
use crate::tui::layout;
use crate::tui::line::Line;
use crate::tui::model::{Focus, Model, Pasted};
use crate::tui::text::{Row, fit, piece};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line as Title;
use ratatui::widgets::{Block, Widget};

const PROMPT: &str = "Paste an error here, or type words, a code, a cmdlet";

pub(super) fn draw(model: &Model, frame: &mut Frame, area: Rect) {
    let focus = model.search.focus == Focus::Box && model.screens.is_empty();
    let inner = if layout::is_high(model.size) {
        border(model, focus, frame, area)
    } else {
        area
    };
    let entry = &model.search.entry;
    let Some(pasted) = &entry.pasted else {
        line(model, &entry.line, PROMPT, focus, frame, inner);
        return;
    };
    let mut area = Rect { height: 1, ..inner };
    paint(
        frame.buffer_mut(),
        area,
        &summary(model, pasted),
        model.theme,
    );
    for (number, excerpt) in &model.search.excerpt {
        area.y += 1;
        let mut row = vec![piece(format!("{number:>4} "), Tone::Dim)];
        row.extend(excerpt.iter().cloned());
        if area.y < inner.bottom() {
            paint(frame.buffer_mut(), area, &row, model.theme);
        }
    }
    area.y += 1;
    if layout::has_addition(model) && area.y < inner.bottom() {
        line(
            model,
            &entry.line,
            "add words, or paste another text",
            focus,
            frame,
            area,
        );
    }
}

fn border(model: &Model, focus: bool, frame: &mut Frame, area: Rect) -> Rect {
    let tone = if focus { Tone::Focus } else { Tone::Border };
    let block = Block::bordered()
        .border_set(model.theme.border(focus))
        .border_style(model.theme.style(tone))
        .title(Title::styled(" Search ", model.theme.style(Tone::Strong)));
    let inner = block.inner(area);
    block.render(area, frame.buffer_mut());
    inner
}

/// How much was pasted, what it is, and its first line.
fn summary(model: &Model, pasted: &Pasted) -> Row {
    let lines = match pasted.lines {
        1 => "1 line pasted".to_owned(),
        lines => format!("{lines} lines pasted"),
    };
    let mut row = vec![piece(" ", Tone::Plain), piece(lines, Tone::Strong)];
    if let Some(kind) = model.search.kind {
        row.push(piece(": ", Tone::Plain));
        row.push(piece(kind.label(), Tone::Code));
    }
    if model.search.excerpt.is_empty() {
        row.push(piece("  ", Tone::Plain));
        row.push(piece(&pasted.first, Tone::Dim));
    }
    row
}

/// A line being typed, with the terminal's cursor in it.
fn line(model: &Model, line: &Line, prompt: &str, focus: bool, frame: &mut Frame, area: Rect) {
    let mark = if focus { Tone::Accent } else { Tone::Dim };
    let room = usize::from(area.width.saturating_sub(4));
    let (text, column) = line.window(room);
    let shown = if text.is_empty() {
        piece(fit(prompt, room), Tone::Dim)
    } else {
        piece(text, Tone::Plain)
    };
    let row = [piece(" > ", mark), shown];
    paint(frame.buffer_mut(), area, &row, model.theme);
    if focus {
        frame.set_cursor_position((area.x + 3 + column as u16, area.y));
    }
}
