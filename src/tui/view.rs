//! Drawing: functions of the model and a rectangle, one file a region. Nothing here changes state.

pub(crate) mod article;
mod ask;
mod entry;
pub(crate) mod footer;
mod form;
mod help;
pub(crate) mod list;
mod pick;
mod plain;
mod save;
mod title;

use super::layout;
use super::model::{Model, Screen};
use super::text::{Piece, Row, piece, wrap};
use super::theme::{Theme, Tone};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Widget};

/// Draws the whole screen.
pub(crate) fn draw(model: &Model, frame: &mut Frame) {
    let area = frame.area();
    if layout::is_too_small(area.as_size()) {
        let text = format!(
            "{}x{} is too small: hybridkb needs {}x{}.",
            area.width,
            area.height,
            layout::SMALLEST.width,
            layout::SMALLEST.height
        );
        let rows = wrap(&[piece(text, Tone::Plain)], usize::from(area.width));
        paint_rows(frame.buffer_mut(), area, &rows, model.theme);
        return;
    }
    let (body, below) = layout::with_footer(model);
    let base = model.screens.iter().rposition(is_whole);
    match base.map(|at| &model.screens[at]) {
        Some(Screen::Reader(reader)) => article::draw(model, reader, true, frame, body),
        Some(Screen::Plain(plain)) => plain::draw(model, plain, frame, body),
        Some(Screen::Help(scroll)) => help::draw(model, *scroll, frame, body),
        _ => search(model, frame),
    }
    for screen in &model.screens[base.map_or(0, |at| at + 1)..] {
        match screen {
            Screen::Form(form) => form::draw(model, form, frame, body),
            Screen::Pick(pick) => pick::draw(model, pick, frame, body),
            Screen::Ask(ask) => ask::draw(model, ask, frame, body),
            Screen::Save(asked) => save::draw(model, asked, frame, body),
            Screen::Reader(_) | Screen::Plain(_) | Screen::Help(_) => {}
        }
    }
    footer::draw(model, frame, below);
}

/// Whether a screen covers all that is below it.
fn is_whole(screen: &Screen) -> bool {
    matches!(
        screen,
        Screen::Reader(_) | Screen::Plain(_) | Screen::Help(_)
    )
}

fn search(model: &Model, frame: &mut Frame) {
    let areas = layout::areas(model);
    title::draw(model, frame, areas.title);
    entry::draw(model, frame, areas.entry);
    list::draw(model, frame, areas.list);
    if let Some(area) = areas.article {
        article::beside(model, frame, area);
    }
}

/// Row and lines of the blank page, for the terminal to wrap by itself.
pub(crate) fn plain_lines(model: &Model) -> Option<(u16, Vec<String>)> {
    let (body, _) = layout::with_footer(model);
    match model.screens.last() {
        Some(Screen::Plain(plain)) => Some(plain::lines(plain, body)),
        _ => None,
    }
}

/// The largest sensible scroll position of the help or the blank page.
pub(crate) fn last_scroll(model: &Model) -> usize {
    let (body, _) = layout::with_footer(model);
    match model.screens.last() {
        Some(Screen::Help(_)) => help::last_scroll(model, body),
        Some(Screen::Plain(plain)) => plain::last_scroll(plain, body),
        _ => 0,
    }
}

/// Writes a row of pieces; what doesn't fit is cut.
fn paint(buffer: &mut Buffer, area: Rect, row: &[Piece], theme: Theme) {
    let mut x = area.x;
    for part in row {
        let left = usize::from(area.right().saturating_sub(x));
        let style = theme.style(part.tone);
        (x, _) = buffer.set_stringn(x, area.y, theme.shown(&part.text), left, style);
    }
}

/// Writes rows below each other.
fn paint_rows(buffer: &mut Buffer, area: Rect, rows: &[Row], theme: Theme) {
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        paint(buffer, line, row, theme);
    }
}

/// The line above a pane: its title, and a rule that shows the focus.
fn pane_title(buffer: &mut Buffer, area: Rect, title: &[Piece], focus: bool, theme: Theme) {
    let tone = if focus { Tone::Focus } else { Tone::Border };
    let rule = if focus { "═" } else { "─" };
    let width = usize::from(area.width);
    paint(buffer, area, &[piece(rule.repeat(width), tone)], theme);
    let mut row = vec![piece(" ", Tone::Plain)];
    row.extend(title.iter().cloned());
    row.push(piece(" ", Tone::Plain));
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    paint(buffer, inner, &row, theme);
}

/// An empty box in the middle of the screen; returns its inside.
fn dialog(model: &Model, frame: &mut Frame, area: Rect, title: &str) -> Rect {
    let block = Block::bordered()
        .border_set(model.theme.border(false))
        .border_style(model.theme.style(Tone::Focus))
        .title(Line::styled(
            format!(" {title} "),
            model.theme.style(Tone::Strong),
        ));
    frame.render_widget(Clear, area);
    let inner = block.inner(area);
    block.render(area, frame.buffer_mut());
    Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    }
}
