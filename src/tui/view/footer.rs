//! The last line: the keys that work now, or what there is to say.

use super::paint_rows;
use crate::tui::keys::{self, Action, Binding, Place, TABLE};
use crate::tui::model::Model;
use crate::tui::text::{Row, piece, row_width, wrap};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Rows that the footer needs.
pub(crate) fn height(model: &Model) -> u16 {
    notice(model).map_or(1, |rows| rows.len() as u16)
}

pub(super) fn draw(model: &Model, frame: &mut Frame, area: Rect) {
    let rows = notice(model).unwrap_or_else(|| vec![keys_row(model, usize::from(area.width))]);
    paint_rows(frame.buffer_mut(), area, &rows, model.theme);
}

/// What there is to say, in as many rows as it needs, three at most.
fn notice(model: &Model) -> Option<Vec<Row>> {
    let notice = model.notice.as_ref()?;
    let (tone, mark) = match notice.good {
        Some(true) => (Tone::Good, "√ "),
        Some(false) => (Tone::Bad, "! "),
        None => (Tone::Strong, ""),
    };
    let text = [piece(mark, tone), piece(&notice.text, tone)];
    let mut rows = wrap(&text, usize::from(model.size.width).saturating_sub(2));
    rows.truncate(3);
    for row in &mut rows {
        row.insert(0, piece(" ", Tone::Plain));
    }
    Some(rows)
}

/// As many of the keys that work here as fit; help is always among them.
fn keys_row(model: &Model, columns: usize) -> Row {
    let place = keys::place(model);
    let here = |row: &&Binding| row.places.contains(&place) && keys::applies(model, row.action);
    let mut offers = TABLE
        .iter()
        .filter(here)
        .filter_map(|row| offer(model, row));
    let help = offers.clone().find(|offer| offer[0].text.contains("F1"));
    let reserved = help.as_ref().map_or(0, |help| row_width(help));
    let mut row = vec![piece(" ", Tone::Plain)];
    let mut room = columns.saturating_sub(1 + reserved);
    for offer in offers.by_ref() {
        let needed = row_width(&offer);
        if Some(&offer) != help.as_ref() && needed <= room {
            row.extend(offer);
            room -= needed;
        }
    }
    row.extend(help.unwrap_or_default());
    if place == Place::Box && room > 14 {
        row.push(piece("Ctrl+C", Tone::Accent));
        row.push(piece(" quit", Tone::Plain));
    }
    row
}

/// A key and its word, if it has one; copying names the command that it would copy.
fn offer(model: &Model, binding: &Binding) -> Option<Row> {
    let word = binding.footer?;
    let key = binding.keys.first()?;
    let selected = model.reader().and_then(|reader| reader.command);
    let word = match (binding.action, selected) {
        (Action::Copy, Some(number)) => format!(" {word} [{}]  ", number + 1),
        _ => format!(" {word}  "),
    };
    Some(vec![
        piece(key.name(), Tone::Accent),
        piece(word, Tone::Plain),
    ])
}
