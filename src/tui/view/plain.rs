//! Text on a blank page, for selection by mouse: nothing stands beside it.

use super::paint;
use crate::tui::model::{Model, Plain};
use crate::tui::text::{piece, wrap};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) fn draw(model: &Model, plain: &Plain, frame: &mut Frame, area: Rect) {
    let mut rows = head(plain, area);
    let lines = plain.text.lines().skip(plain.scroll);
    // The terminal itself would join what it wraps; here each line of text is broken where it must.
    rows.extend(lines.flat_map(|line| {
        crate::tui::text::break_hard(&[piece(line, Tone::Plain)], usize::from(area.width))
    }));
    for (y, row) in (area.y..area.bottom()).zip(&rows) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        paint(frame.buffer_mut(), line, row, model.theme);
    }
}

/// Why it is shown, and how to go on.
fn head(plain: &Plain, area: Rect) -> Vec<Vec<crate::tui::text::Piece>> {
    let text = format!(
        "{} Select the text below with the mouse. Esc goes back.",
        plain.reason
    );
    let mut rows = wrap(&[piece(text, Tone::Dim)], usize::from(area.width));
    rows.push(Vec::new());
    rows
}

/// The scroll position at which the last line is seen.
pub(super) fn last_scroll(plain: &Plain, area: Rect) -> usize {
    let room = usize::from(area.height).saturating_sub(head(plain, area).len());
    plain.text.lines().count().saturating_sub(room.max(1))
}
