//! The list of the search screen: categories, the articles of one, or what was found and why.

use super::{paint, paint_rows, pane_title};
use crate::search::{Confidence, Hit, Reason, ReasonKind, Results, Verdict};
use crate::tui::layout;
use crate::tui::model::{Focus, Listed, Model, Shelf};
use crate::tui::text::{Row, cut, fit, piece, row_width, width, wrap};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Rows that a hit takes up at least, for paging.
pub(crate) const HIT_ROWS: usize = 4;

/// What a newcomer does first.
const START: &str = "Paste the text of an error as it is: the dialog, the log, the bounce message. The article that fits comes up, and c copies its first command with your own names in it.";

pub(super) fn draw(model: &Model, frame: &mut Frame, area: Rect) {
    let focus = model.search.focus == Focus::List && model.screens.is_empty();
    let listed = model.listed();
    let title = Rect { height: 1, ..area };
    pane_title(
        frame.buffer_mut(),
        title,
        &heading(&listed),
        focus,
        model.theme,
    );
    let rows = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    match listed {
        Listed::Shelves(shelves) => draw_shelves(model, &shelves, focus, frame, rows),
        Listed::Articles(_, articles) => draw_articles(model, &articles, focus, frame, rows),
        Listed::Hits(results) => draw_hits(model, results, focus, frame, rows),
    }
}

fn heading(listed: &Listed) -> Row {
    match listed {
        Listed::Shelves(_) => vec![piece("Browse by category", Tone::Strong)],
        Listed::Articles(title, articles) => vec![
            piece(*title, Tone::Strong),
            piece(format!(" ({})", articles.len()), Tone::Dim),
        ],
        Listed::Hits(results) => match results.verdict {
            Verdict::Match if results.hits.len() == 1 => vec![piece("1 article", Tone::Strong)],
            Verdict::Match => {
                vec![piece(
                    format!("{} articles", results.hits.len()),
                    Tone::Strong,
                )]
            }
            Verdict::Vague => vec![piece("Too little to tell", Tone::Strong)],
            Verdict::None => vec![piece("No known match", Tone::Strong)],
        },
    }
}

/// Every category in one row: title, count and, where there is room, what it holds.
fn draw_shelves(model: &Model, shelves: &[Shelf], focus: bool, frame: &mut Frame, area: Rect) {
    let names = shelves.iter().map(|shelf| width(shelf.title));
    let room = usize::from(area.width);
    let column = names.max().unwrap_or(0).min(room.saturating_sub(8));
    let items: Vec<Vec<Row>> = shelves
        .iter()
        .map(|shelf| {
            let title = fit(shelf.title, column);
            let pad = " ".repeat(column - width(&title));
            let count = format!("{pad} {:>4}", shelf.articles.len());
            let mut row = vec![piece(title, Tone::Plain), piece(count, Tone::Dim)];
            let left = room.saturating_sub(row_width(&row) + 6);
            if left > 20 {
                row.push(piece(format!("   {}", fit(shelf.summary, left)), Tone::Dim));
            }
            vec![row]
        })
        .collect();
    draw_items(model, &items, focus, frame, area);
    let below = area.height.saturating_sub(items.len() as u16 + 1);
    let hint = Rect {
        x: area.x + 2,
        y: area.bottom() - below,
        width: area.width.saturating_sub(4),
        height: below,
    };
    let rows = wrap(&[piece(START, Tone::Dim)], usize::from(hint.width));
    if rows.len() <= usize::from(below) {
        paint_rows(frame.buffer_mut(), hint, &rows, model.theme);
    }
}

fn draw_articles(model: &Model, articles: &[usize], focus: bool, frame: &mut Frame, area: Rect) {
    let room = usize::from(area.width).saturating_sub(3);
    let items: Vec<Vec<Row>> = articles
        .iter()
        .map(|number| {
            vec![vec![piece(
                fit(model.card(*number).title, room),
                Tone::Plain,
            )]]
        })
        .collect();
    draw_items(model, &items, focus, frame, area);
}

fn draw_hits(model: &Model, results: &Results, focus: bool, frame: &mut Frame, mut area: Rect) {
    let room = usize::from(area.width).saturating_sub(3);
    let mut said: Vec<Row> = Vec::new();
    for build in &model.search.builds {
        said.extend(wrap(&[piece(build, Tone::Code)], room));
    }
    if let Some(text) = advice(results) {
        said.extend(wrap(&[piece(text, Tone::Plain)], room));
    }
    if !said.is_empty() {
        said.push(Row::new());
        let above = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(3),
            ..area
        };
        paint_rows(frame.buffer_mut(), above, &said, model.theme);
        let height = (said.len() as u16).min(area.height);
        area.y += height;
        area.height -= height;
    }
    let near = results.verdict == Verdict::None;
    let items: Vec<Vec<Row>> = results
        .hits
        .iter()
        .map(|hit| hit_rows(model, hit, near, room))
        .collect();
    draw_items(model, &items, focus, frame, area);
}

/// What to do where there is no answer.
fn advice(results: &Results) -> Option<&str> {
    match (results.verdict, results.hint, results.hits.is_empty()) {
        (_, Some(hint), _) => Some(hint),
        (Verdict::None, None, true) => Some(
            "Nothing here speaks of this. Try the error code, or the innermost message of the error.",
        ),
        (Verdict::None, None, false) if results.is_open() => {
            Some("Nothing matches for sure. These are nearest, with what speaks for each:")
        }
        (Verdict::None, None, false) => {
            Some("Nothing here speaks of this. These articles are only the nearest:")
        }
        _ => None,
    }
}

/// Title, confidence and reasons, summary; dimmed where it is only near.
fn hit_rows(model: &Model, hit: &Hit, near: bool, room: usize) -> Vec<Row> {
    let card = model.card(hit.article);
    let (title, rest) = if near {
        (Tone::Dim, Tone::Dim)
    } else {
        (Tone::Strong, Tone::Plain)
    };
    let mut because = vec![
        piece(confidence(hit.confidence), confidence_tone(hit.confidence)),
        piece("  ", Tone::Plain),
    ];
    because.extend(why(&hit.reasons));
    if !layout::is_high(model.size) {
        let name = vec![piece(fit(card.title, room), title)];
        return vec![name, cut(&because, room)];
    }
    let mut rows = wrap(&[piece(card.title, title)], room);
    rows.push(cut(&because, room));
    rows.extend(at_most(2, wrap(&[piece(card.summary, rest)], room)));
    rows.push(vec![piece(
        fit(model.category(hit.article), room),
        Tone::Dim,
    )]);
    rows.push(Row::new());
    rows
}

/// The first rows, with an ellipsis where some are left out.
fn at_most(count: usize, mut rows: Vec<Row>) -> Vec<Row> {
    if rows.len() > count {
        rows.truncate(count);
        if let Some(last) = rows.last_mut() {
            last.push(piece("…", Tone::Dim));
        }
    }
    rows
}

/// The evidence in words.
fn why(reasons: &[Reason]) -> Row {
    let mut row = Row::new();
    for reason in reasons.iter().take(3) {
        if !row.is_empty() {
            row.push(piece(", ", Tone::Dim));
        }
        row.push(piece(reason.kind.key(), Tone::Dim));
        let (open, close) = match reason.kind {
            ReasonKind::Message => (" “", "”"),
            _ => (" ", ""),
        };
        row.push(piece(open, Tone::Dim));
        row.push(piece(&reason.text, Tone::Code));
        row.push(piece(close, Tone::Dim));
    }
    row
}

/// How sure a hit is, in a word.
fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::None => "unlikely",
        other => other.key(),
    }
}

fn confidence_tone(confidence: Confidence) -> Tone {
    match confidence {
        Confidence::Strong => Tone::Good,
        Confidence::Likely => Tone::Code,
        Confidence::Possible | Confidence::None => Tone::Dim,
    }
}

/// Items below each other, scrolled so that the selected one is seen.
fn draw_items(model: &Model, items: &[Vec<Row>], focus: bool, frame: &mut Frame, area: Rect) {
    let selected = model.search.selected;
    let height = usize::from(area.height);
    let first = first_shown(items, selected, height);
    let mut y = area.y;
    for (at, item) in items.iter().enumerate().skip(first) {
        for (line, row) in item.iter().enumerate() {
            if y >= area.bottom() {
                return;
            }
            let whole = Rect {
                y,
                height: 1,
                ..area
            };
            let chosen = at == selected && !row.is_empty();
            draw_row(model, row, chosen, focus && line == 0, frame, whole);
            y += 1;
        }
    }
}

fn draw_row(model: &Model, row: &Row, chosen: bool, bright: bool, frame: &mut Frame, area: Rect) {
    let buffer = frame.buffer_mut();
    let text = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(3),
        ..area
    };
    paint(buffer, text, row, model.theme);
    if chosen {
        let mark = "▌";
        paint(buffer, area, &[piece(mark, Tone::Accent)], model.theme);
    }
    if chosen && bright {
        let bar = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(1),
            ..area
        };
        buffer.set_style(bar, model.theme.style(Tone::Selected));
    }
}

/// The first item to draw so that the selected one fits as a whole.
fn first_shown(items: &[Vec<Row>], selected: usize, height: usize) -> usize {
    let mut used = 0;
    for at in (0..=selected.min(items.len().saturating_sub(1))).rev() {
        used += items.get(at).map_or(0, Vec::len);
        if used > height {
            return (at + 1).min(selected);
        }
    }
    0
}
