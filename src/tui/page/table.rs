//! Tables that fit: columns share the width, cells wrap; where that is too narrow, one record a row.

use super::blocks::pieces;
use crate::kb::Inline;
use crate::tui::text::{Piece, Row, piece, row_width, wrap};
use crate::tui::theme::Tone;

/// Columns between two cells.
const GAP: usize = 2;
/// What a column needs to be worth having.
const NARROWEST: usize = 9;

/// The rows of a table in some columns.
pub(super) fn rows(head: &[Vec<Inline>], body: &[Vec<Vec<Inline>>], columns: usize) -> Vec<Row> {
    let head: Vec<Vec<Piece>> = head.iter().map(|cell| strong(pieces(cell))).collect();
    let body: Vec<Vec<Vec<Piece>>> = body
        .iter()
        .map(|row| row.iter().map(|cell| pieces(cell)).collect())
        .collect();
    match widths(&head, &body, columns) {
        Some(widths) => grid(&head, &body, &widths),
        None => records(&head, &body, columns),
    }
}

fn strong(mut cell: Vec<Piece>) -> Vec<Piece> {
    for part in &mut cell {
        part.tone = Tone::Strong;
    }
    cell
}

/// Widths of the columns; `None` where they would be too narrow.
fn widths(head: &[Vec<Piece>], body: &[Vec<Vec<Piece>>], columns: usize) -> Option<Vec<usize>> {
    let room = columns.checked_sub(GAP * head.len().saturating_sub(1))?;
    let natural = |at: usize| {
        let cells = body.iter().filter_map(|row| row.get(at));
        cells
            .chain(head.get(at))
            .map(|cell| row_width(cell))
            .max()
            .unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..head.len()).map(natural).collect();
    while widths.iter().sum::<usize>() > room {
        let widest = widths.iter_mut().max()?;
        if *widest <= NARROWEST {
            return None;
        }
        *widest -= 1;
    }
    Some(widths)
}

fn grid(head: &[Vec<Piece>], body: &[Vec<Vec<Piece>>], widths: &[usize]) -> Vec<Row> {
    let mut rows = cells(head, widths);
    let rule: usize = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    rows.push(vec![piece("─".repeat(rule), Tone::Border)]);
    for row in body {
        rows.extend(cells(row, widths));
    }
    rows
}

/// One row of cells, as many rows high as its highest cell.
fn cells(row: &[Vec<Piece>], widths: &[usize]) -> Vec<Row> {
    let wrapped: Vec<Vec<Row>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| wrap(cell, *width))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let mut line = Row::new();
        for (cell, width) in wrapped.iter().zip(widths) {
            let part = cell.get(at).cloned().unwrap_or_default();
            let blank = width.saturating_sub(row_width(&part)) + GAP;
            line.extend(part);
            line.push(piece(" ".repeat(blank), Tone::Plain));
        }
        line.pop();
        line
    };
    (0..height).map(line).collect()
}

/// Cells below each other, each behind its column's name.
fn records(head: &[Vec<Piece>], body: &[Vec<Vec<Piece>>], columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, row) in body.iter().enumerate() {
        if at > 0 {
            rows.push(Row::new());
        }
        for (name, cell) in head.iter().zip(row) {
            let mut text = name.clone();
            text.push(piece(": ", Tone::Strong));
            text.extend(cell.iter().cloned());
            rows.extend(wrap(&text, columns));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Vec<Inline> {
        let text = text.to_owned();
        vec![Inline {
            text,
            ..Inline::default()
        }]
    }

    fn shown(columns: usize) -> Vec<String> {
        let head = [cell("Inner text"), cell("Cause")];
        let body = [vec![
            cell("timed out"),
            cell("a firewall or a load balancer"),
        ]];
        let text = |row: &Row| row.iter().map(|part| part.text.as_str()).collect();
        rows(&head, &body, columns).iter().map(text).collect()
    }

    #[test]
    fn shares_the_width_among_the_columns() {
        assert_eq!(
            shown(30),
            [
                "Inner text  Cause",
                "──────────────────────────────",
                "timed out   a firewall or a",
                "            load balancer"
            ]
        );
    }

    #[test]
    fn becomes_records_where_it_is_too_narrow() {
        assert_eq!(shown(18)[0], "Inner text: timed");
    }
}
