//! Text on a blank page, for selection by mouse: nothing stands beside it.

use super::paint_rows;
use crate::tui::model::{Model, Plain};
use crate::tui::text::{Row, break_hard, clean, piece, take, width, wrap};
use crate::tui::theme::{Theme, Tone};
use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) fn draw(model: &Model, plain: &Plain, frame: &mut Frame, area: Rect) {
    let mut rows = head(plain, area);
    let columns = usize::from(area.width);
    let lines = plain.text.lines().skip(plain.scroll);
    rows.extend(lines.flat_map(|line| break_hard(&[piece(line, Tone::Plain)], columns)));
    // What is selected here must be the text itself, whatever the terminal's font holds.
    let theme = Theme {
        ascii: false,
        ..model.theme
    };
    paint_rows(frame.buffer_mut(), area, &rows, theme);
}

/// The row at which the text begins, and its lines as far as they fit. Written once more in one
/// piece each, they are wrapped by the terminal itself, so that a selection joins what it wrapped.
pub(super) fn lines(plain: &Plain, area: Rect) -> (u16, Vec<String>) {
    let first = head(plain, area).len();
    let columns = usize::from(area.width).max(1);
    let mut room = usize::from(area.height).saturating_sub(first);
    let mut lines = Vec::new();
    for line in plain.text.lines().skip(plain.scroll) {
        let line = clean(line);
        let rows = width(&line).div_ceil(columns).max(1);
        if room == 0 {
            break;
        }
        let fitting = take(&line, columns * rows.min(room)).to_owned();
        room = room.saturating_sub(rows);
        lines.push(fitting);
    }
    (first as u16, lines)
}

/// Why it is shown, and how to go on.
fn head(plain: &Plain, area: Rect) -> Vec<Row> {
    let reason = plain.reason.trim_end_matches('.');
    let text = format!("{reason}. Select the text with the mouse; Esc goes back.");
    let mut rows = wrap(&[piece(text, Tone::Dim)], usize::from(area.width));
    rows.push(Row::new());
    rows
}

/// The scroll position at which the last line is seen.
pub(super) fn last_scroll(plain: &Plain, area: Rect) -> usize {
    let room = usize::from(area.height).saturating_sub(head(plain, area).len());
    plain.text.lines().count().saturating_sub(room.max(1))
}
