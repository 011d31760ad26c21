//! An article, beside the list or on the whole screen: the rows of its page with the selected
//! command and found text marked.

use super::{paint, pane_title};
use crate::tui::layout;
use crate::tui::model::{Find, Focus, Model, Reader};
use crate::tui::page;
use crate::tui::text::{Piece, Row, fit, part_of, piece, width};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The article of the selected row, or a word where there is none.
pub(super) fn beside(model: &Model, frame: &mut Frame, area: Rect) {
    let mark = "│";
    for y in area.y + 1..area.bottom() {
        let cell = Rect::new(area.x - 1, y, 1, 1);
        paint(
            frame.buffer_mut(),
            cell,
            &[piece(mark, Tone::Border)],
            model.theme,
        );
    }
    let focus = model.search.focus == Focus::Article && model.screens.is_empty();
    match &model.search.article {
        Some(reader) => draw(model, reader, focus, frame, area),
        None => pane_title(
            frame.buffer_mut(),
            Rect { height: 1, ..area },
            &[],
            false,
            model.theme,
        ),
    }
}

/// An article with its title row.
pub(super) fn draw(model: &Model, reader: &Reader, focus: bool, frame: &mut Frame, area: Rect) {
    let text = layout::text_of(area);
    let title = Rect { height: 1, ..area };
    draw_title(model, reader, focus, frame, title);
    let last = reader.page.rows.len();
    let shown = reader.scroll..last.min(reader.scroll + usize::from(text.height));
    for (y, at) in (text.y..text.bottom()).zip(shown) {
        let line = Rect {
            y,
            height: 1,
            ..text
        };
        let row = marked(reader, at);
        paint(frame.buffer_mut(), line, &row, model.theme);
        if is_selected(reader, at) {
            let mark = "▌";
            let margin = Rect {
                x: text.x - 2,
                width: 1,
                ..line
            };
            paint(
                frame.buffer_mut(),
                margin,
                &[piece(mark, Tone::Accent)],
                model.theme,
            );
        }
    }
}

fn is_selected(reader: &Reader, row: usize) -> bool {
    let selected = reader.command.and_then(|at| reader.page.commands.get(at));
    selected.is_some_and(|rows| rows.contains(&row))
}

/// Where in the article the reader is, or the line of find in page.
fn draw_title(model: &Model, reader: &Reader, focus: bool, frame: &mut Frame, area: Rect) {
    if let Some(find) = &reader.find {
        draw_find(model, find, focus, frame, area);
        return;
    }
    let article = model.library.article(reader.article);
    let rows = reader.page.rows.len();
    let seen = (reader.scroll + usize::from(area.height)).max(1);
    let end = (reader.scroll + usize::from(layout::reader_text(model).height)).min(rows);
    let percent = if seen == 0 || rows == 0 {
        100
    } else {
        end * 100 / rows
    };
    let position = format!("{percent:>3}%");
    let room = usize::from(area.width).saturating_sub(width(&position) + 8);
    let section = reader.page.section_at(reader.scroll);
    let first = reader.page.sections.first().copied().unwrap_or(0);
    // Where the heading itself is the first row, the article's title says more.
    let at_heading = reader.page.sections.get(section) == Some(&reader.scroll);
    let name = if reader.scroll < first || at_heading {
        fit(&article.meta.title, room)
    } else {
        page::trail(article, section, room)
    };
    let title = [
        piece(name, Tone::Strong),
        piece(format!(" {position}"), Tone::Dim),
    ];
    pane_title(frame.buffer_mut(), area, &title, focus, model.theme);
}

fn draw_find(model: &Model, find: &Find, focus: bool, frame: &mut Frame, area: Rect) {
    let count = match (find.line.is_empty(), find.places.len()) {
        (true, _) => String::new(),
        (false, 0) => " no match".into(),
        (false, count) => format!(" {} of {count}", find.at + 1),
    };
    let room = usize::from(area.width).saturating_sub(width(&count) + 10);
    let (text, column) = find.line.window(room);
    let row = [
        piece("Find: ", Tone::Accent),
        piece(text, Tone::Plain),
        piece(count, Tone::Dim),
    ];
    pane_title(frame.buffer_mut(), area, &row, focus, model.theme);
    if find.typing && focus {
        frame.set_cursor_position((area.x + 8 + column as u16, area.y));
    }
}

/// A row with the found text marked.
fn marked(reader: &Reader, at: usize) -> Row {
    let row = &reader.page.rows[at];
    let Some(find) = reader.find.as_ref().filter(|find| !find.places.is_empty()) else {
        return row.clone();
    };
    let here = find
        .places
        .iter()
        .enumerate()
        .filter(|(_, place)| place.0 == at);
    let mut marked = row.clone();
    for (number, (_, range)) in here {
        let tone = if number == find.at {
            Tone::CurrentMatch
        } else {
            Tone::Match
        };
        marked = retoned(&marked, range.start, range.end, tone);
    }
    marked
}

/// A row in which some bytes have another tone.
fn retoned(row: &[Piece], start: usize, end: usize, tone: Tone) -> Row {
    let mut result = part_of(row, 0, start);
    let found = part_of(row, start, end);
    let text = found.into_iter().map(|part| part.text).collect();
    result.push(Piece { text, tone });
    result.extend(part_of(row, end, usize::MAX));
    result
}
