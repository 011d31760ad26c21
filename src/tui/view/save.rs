//! The line that asks where to save a script, with what is wrong with the path below it.

use super::{dialog, paint, paint_rows};
use crate::tui::layout;
use crate::tui::model::{Model, Save};
use crate::tui::text::{piece, wrap};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

const HINT: &str = "A name alone is a file in the current folder. Nothing is overwritten.";

pub(super) fn draw(model: &Model, asked: &Save, frame: &mut Frame, area: Rect) {
    let columns = area.width.saturating_sub(6).min(76);
    let note = match &asked.refusal {
        Some(refusal) => piece(refusal, Tone::Bad),
        None => piece(HINT, Tone::Dim),
    };
    let below = wrap(&[note], usize::from(columns));
    let place = layout::dialog(area, columns, 1 + below.len() as u16);
    let inner = dialog(model, frame, place, "Save the commands as");
    let (text, column) = asked
        .line
        .window(usize::from(inner.width).saturating_sub(2));
    let line = Rect { height: 1, ..inner };
    let row = [piece("> ", Tone::Accent), piece(text, Tone::Plain)];
    paint(frame.buffer_mut(), line, &row, model.theme);
    frame.set_cursor_position((inner.x + 2 + column as u16, inner.y));
    let rest = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(1),
        ..inner
    };
    paint_rows(frame.buffer_mut(), rest, &below, model.theme);
}
