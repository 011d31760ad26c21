//! The form for placeholder values: a field a row, with its example, origin, or what is wrong.

use super::{dialog, paint};
use crate::command::Origin;
use crate::tui::layout;
use crate::tui::model::{Field, Form, Model};
use crate::tui::text::{Row, fit, piece, width};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Rows that a field takes up: its value, and a note below.
const FIELD_ROWS: usize = 2;

pub(super) fn draw(model: &Model, form: &Form, frame: &mut Frame, area: Rect) {
    let title = match form.copy {
        Some(_) => "Values for this command",
        None => "Values for the commands",
    };
    let rows = (form.fields.len() * FIELD_ROWS) as u16;
    let inner = dialog(model, frame, layout::dialog(area, 76, rows), title);
    let shown = usize::from(inner.height) / FIELD_ROWS;
    let first = (form.at + 1).saturating_sub(shown.max(1));
    let labels = form.fields.iter().map(|field| width(&field.input.label));
    let column = labels.max().unwrap_or(0).min(usize::from(inner.width) / 2);
    for (line, at) in (first..form.fields.len()).take(shown.max(1)).enumerate() {
        let row = Rect {
            y: inner.y + (line * FIELD_ROWS) as u16,
            height: 1,
            ..inner
        };
        draw_field(model, &form.fields[at], at == form.at, column, frame, row);
    }
}

fn draw_field(
    model: &Model,
    field: &Field,
    focus: bool,
    column: usize,
    frame: &mut Frame,
    area: Rect,
) {
    let label = fit(&field.input.label, column);
    let pad = " ".repeat(column - width(&label) + 1);
    let room = usize::from(area.width).saturating_sub(column + 4);
    let (text, cursor) = field.line.window(room);
    let value = if text.is_empty() {
        piece(format!("<{}>", field.input.name), Tone::Dim)
    } else {
        piece(text, if focus { Tone::Plain } else { Tone::Value })
    };
    let (mark, tone) = if focus {
        ("> ", Tone::Accent)
    } else {
        ("  ", Tone::Plain)
    };
    let row = [
        piece(label, tone),
        piece(pad, Tone::Plain),
        piece(mark, tone),
        value,
    ];
    paint(frame.buffer_mut(), area, &row, model.theme);
    if focus {
        frame.set_cursor_position((area.x + (column + 3 + cursor) as u16, area.y));
    }
    let below = Rect {
        x: area.x + column as u16 + 3,
        y: area.y + 1,
        width: area.width.saturating_sub(column as u16 + 3),
        height: 1,
    };
    if below.y < frame.area().bottom() {
        paint(frame.buffer_mut(), below, &note(field), model.theme);
    }
}

/// What is wrong, where the value came from, or an example.
fn note(field: &Field) -> Row {
    let text = match (&field.refusal, &field.origin) {
        (Some(refusal), _) => return vec![piece(refusal, Tone::Bad)],
        (None, Some(origin)) if field.line.text() == field.before => match origin {
            Origin::Paste(line, place) => {
                format!(
                    "from line {line} of the paste ({})",
                    place.replace('-', " ")
                )
            }
            Origin::Remembered => "remembered".into(),
            Origin::Typed => "typed".into(),
        },
        _ => format!("for example {}", field.input.example),
    };
    vec![piece(text, Tone::Dim)]
}
