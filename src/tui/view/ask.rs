//! A question that y or n answers.

use super::{dialog, paint_rows};
use crate::tui::layout;
use crate::tui::model::{Ask, Consent, Model};
use crate::tui::text::{Row, piece, wrap};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) fn draw(model: &Model, ask: &Ask, frame: &mut Frame, area: Rect) {
    let columns = area.width.saturating_sub(6).min(64);
    let mut rows = wrap(&[piece(&ask.question, Tone::Plain)], usize::from(columns));
    rows.push(Row::new());
    rows.push(vec![
        piece("y", Tone::Accent),
        piece(" yes    ", Tone::Plain),
        piece("n", Tone::Accent),
        piece(" no", Tone::Plain),
    ]);
    let title = match ask.then {
        Consent::Copy(_) => "Copy this command?",
        Consent::Script(_) => "Save these commands too?",
        Consent::Remember => "Remember?",
    };
    let place = layout::dialog(area, columns, rows.len() as u16);
    let inner = dialog(model, frame, place, title);
    paint_rows(frame.buffer_mut(), inner, &rows, model.theme);
}
