//! The first line: the program's name and what it knows.

use super::paint;
use crate::tui::model::Model;
use crate::tui::text::piece;
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) fn draw(model: &Model, frame: &mut Frame, area: Rect) {
    if area.is_empty() {
        return;
    }
    let cards = model.library.cards();
    let newest = cards.iter().map(|card| card.updated).max().unwrap_or("");
    let mut row = vec![
        piece(" hybridkb", Tone::Heading),
        piece("  Exchange hybrid troubleshooting", Tone::Plain),
    ];
    if area.width >= 90 {
        let about = format!("   {} articles, checked up to {newest}", cards.len());
        row.push(piece(about, Tone::Dim));
    }
    paint(frame.buffer_mut(), area, &row, model.theme);
}
