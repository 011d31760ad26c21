//! Rectangles of the screen, for the views that draw in them and for `update`, which needs to
//! know how many rows a page has.

use super::model::{Listed, Model, Screen};

use super::view::footer;
use ratatui::layout::{Rect, Size};

/// Below this the program only says that it needs more room.
pub(crate) const SMALLEST: Size = Size {
    width: 40,
    height: 10,
};
/// From this width on the article stands beside the list.
const WIDE: u16 = 100;
/// From this height on there is room for a title and borders.
const HIGH: u16 = 16;

/// The regions of the search screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Areas {
    /// The program's name; empty where there is no room.
    pub(crate) title: Rect,
    /// The box.
    pub(crate) entry: Rect,
    /// Categories, articles or hits.
    pub(crate) list: Rect,
    /// The selected article, where there is room beside the list.
    pub(crate) article: Option<Rect>,
    /// Keys, or what there is to say.
    pub(crate) footer: Rect,
}

/// Whether the terminal is too small for anything.
pub(crate) fn is_too_small(size: Size) -> bool {
    size.width < SMALLEST.width || size.height < SMALLEST.height
}

/// Whether the article stands beside the list.
pub(crate) fn is_wide(size: Size) -> bool {
    size.width >= WIDE
}

/// Whether there is room for borders and space between things.
pub(crate) fn is_high(size: Size) -> bool {
    size.height >= HIGH
}

/// The regions of the search screen.
pub(crate) fn areas(model: &Model) -> Areas {
    let size = model.size;
    let (body, footer) = with_footer(model);
    let title = slice(body, 0, u16::from(is_high(size)));
    let entry = slice(body, title.height, entry_height(model));
    let top = title.height + entry.height;
    let rest = slice(body, top, body.height.saturating_sub(top));
    let beside = is_wide(size) && !matches!(model.listed(), Listed::Shelves(_));
    if !beside {
        return Areas {
            title,
            entry,
            list: rest,
            article: None,
            footer,
        };
    }
    let left = (rest.width * 2 / 5).clamp(44, 64);
    Areas {
        title,
        entry,
        list: Rect {
            width: left,
            ..rest
        },
        article: Some(Rect {
            x: rest.x + left + 1,
            width: rest.width - left - 1,
            ..rest
        }),
        footer,
    }
}

/// The region of a whole-screen article, and the footer.
pub(crate) fn with_footer(model: &Model) -> (Rect, Rect) {
    let whole = Rect::new(0, 0, model.size.width, model.size.height);
    let height = footer::height(model).min(whole.height.saturating_sub(4).max(1));
    let body = slice(whole, 0, whole.height.saturating_sub(height));
    (body, slice(whole, body.height, height))
}

/// Where an article's text goes: its region without the title row and the margins.
pub(crate) fn text_of(article: Rect) -> Rect {
    Rect {
        x: article.x + 2,
        y: article.y + 1,
        width: article.width.saturating_sub(3),
        height: article.height.saturating_sub(1),
    }
}

/// Where the text of the article stands that the keys act on.
pub(crate) fn reader_text(model: &Model) -> Rect {
    let on_whole_screen = model
        .screens
        .iter()
        .any(|screen| matches!(screen, Screen::Reader(_)));
    let (body, _) = with_footer(model);
    match areas(model).article {
        Some(pane) if !on_whole_screen => text_of(pane),
        _ => text_of(body),
    }
}

/// A region in the middle of another for a few rows of content and a border.
pub(crate) fn dialog(within: Rect, columns: u16, rows: u16) -> Rect {
    let width = (columns + 4).min(within.width);
    let height = (rows + 2).min(within.height);
    Rect {
        x: within.x + (within.width - width) / 2,
        y: within.y + (within.height - height) / 3,
        width,
        height,
    }
}

/// Rows of the box: one for a typed line, more for a paste, and a border where there is room.
fn entry_height(model: &Model) -> u16 {
    let border = if is_high(model.size) { 2 } else { 0 };
    let content = match &model.search.entry.pasted {
        Some(_) => 1 + model.search.excerpt.len() as u16 + u16::from(has_addition(model)),
        None => 1,
    };
    border + content
}

/// Whether a line that adds to the paste is shown.
pub(crate) fn has_addition(model: &Model) -> bool {
    model.search.entry.pasted.is_some()
        && (!model.search.entry.line.is_empty()
            || super::keys::place(model) == super::keys::Place::Box)
}

/// Lines of a paste that there is room to show.
pub(crate) fn excerpt_lines(size: Size) -> usize {
    match size.height {
        0..HIGH => 1,
        HIGH..30 => 2,
        _ => 4,
    }
}

fn slice(area: Rect, from: u16, height: u16) -> Rect {
    let from = from.min(area.height);
    Rect {
        y: area.y + from,
        height: height.min(area.height - from),
        ..area
    }
}
