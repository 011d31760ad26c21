//! The help: the key table, place by place, the one that had the keys first.

use super::{paint_rows, pane_title};
use crate::tui::keys::{Binding, Place, TABLE};
use crate::tui::model::Model;
use crate::tui::text::{Row, piece, width, wrap};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

const KEYS: usize = 17;

pub(super) fn draw(model: &Model, scroll: usize, frame: &mut Frame, area: Rect) {
    let title = Rect { height: 1, ..area };
    let name = [piece("Keys", Tone::Strong)];
    pane_title(frame.buffer_mut(), title, &name, true, model.theme);
    let rows = rows(usize::from(area.width).saturating_sub(4));
    let inner = inner(area);
    let shown = &rows[scroll.min(rows.len())..];
    paint_rows(frame.buffer_mut(), inner, shown, model.theme);
}

fn inner(area: Rect) -> Rect {
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(1),
    }
}

/// The scroll position at which the last row is seen.
pub(super) fn last_scroll(_: &Model, area: Rect) -> usize {
    let inner = inner(area);
    rows(usize::from(inner.width))
        .len()
        .saturating_sub(usize::from(inner.height))
}

fn rows(columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    // A question takes nothing but its answer: what holds in all other places holds everywhere.
    let everywhere = |row: &&Binding| row.places.len() + 1 >= Place::ALL.len();
    section(
        &mut rows,
        "Everywhere",
        TABLE.iter().filter(everywhere),
        columns,
    );
    for (place, heading) in Place::ALL {
        let here = TABLE
            .iter()
            .filter(|row| row.places.contains(&place) && !everywhere(row));
        section(&mut rows, heading, here, columns);
    }
    let promises = "hybridkb runs nothing, sends nothing, and writes nothing unless you say so.";
    rows.extend(wrap(&[piece(promises, Tone::Dim)], columns));
    rows
}

fn section<'a>(
    rows: &mut Vec<Row>,
    heading: &str,
    bindings: impl Iterator<Item = &'a Binding>,
    columns: usize,
) {
    rows.push(vec![piece(heading, Tone::Heading)]);
    for binding in bindings {
        let names = binding.names();
        let pad = KEYS.saturating_sub(width(&names) + 1).max(1);
        let room = columns.saturating_sub(KEYS + 1);
        let labels = wrap(&[piece(binding.label, Tone::Plain)], room);
        for (at, label) in labels.into_iter().enumerate() {
            let mut row = if at == 0 {
                vec![
                    piece(" ", Tone::Plain),
                    piece(&names, Tone::Accent),
                    piece(" ".repeat(pad), Tone::Plain),
                ]
            } else {
                vec![piece(" ".repeat(KEYS + 1), Tone::Plain)]
            };
            row.extend(label);
            rows.push(row);
        }
    }
    rows.push(Row::new());
}
