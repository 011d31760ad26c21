//! The search box: typing, pasting, searching, and what follows from the selected row.

use super::reader;
use crate::search::{Hit, Query};
use crate::tui::keys::{Action, Place};
use crate::tui::layout;
use crate::tui::line::Edit;
use crate::tui::model::{Entry, Focus, Listed, Model, Pasted, Screen};
use crate::tui::text::{Row, clean, fit, piece, width};
use crate::tui::theme::Tone;
use std::ops::Range;

/// A paste of one line longer than this is shown as a paste, not as a line to edit.
const LINE: usize = 160;
/// Text of more than this is not somebody's error; the rest is left out.
const MOST: usize = 4 << 20;

pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Open => accept(model),
        Action::PreviousPane if model.search.article.is_some() && layout::is_wide(model.size) => {
            model.search.focus = Focus::Article;
        }
        Action::NextPane | Action::PreviousPane => to_list(model),
        Action::Back => leave(model),
        Action::ClearBox => clear(model),
        Action::Undo => undo(model),
        _ => {}
    }
}

/// Changes the line in the box.
pub(super) fn edit(model: &mut Model, edit: Edit) {
    let entry = &mut model.search.entry;
    if edit == Edit::Backspace && entry.line.is_empty() && entry.pasted.is_some() {
        model.say("Ctrl+U takes the paste out of the box.", None);
    } else if entry.line.edit(edit) {
        search(model);
    }
}

/// Takes a pasted text as the new search; a short one is put into the line.
pub(super) fn paste(model: &mut Model, text: &str, place: Place) {
    let text = &text[boundary(&..text, MOST)];
    model.screens.clear();
    model.search.browsing = None;
    let short = !text.contains('\n') && text.chars().count() <= LINE;
    let replaced = std::mem::take(&mut model.search.entry);
    if short {
        if place == Place::Box {
            model.search.entry = replaced;
        } else {
            model.search.undo = Some(replaced);
        }
        model.search.entry.line.insert(text);
        model.search.focus = Focus::Box;
    } else {
        if !replaced.is_empty() {
            model.search.undo = Some(replaced);
        }
        model.search.entry.pasted = Some(Pasted::new(text.to_owned()));
        model.search.focus = Focus::Box;
    }
    search(model);
    let found = model.listed().len() > 0 && model.listed().is_answer();
    if found && (!short || text.len() > 40) {
        model.search.focus = Focus::List;
    }
}

/// Opens an article on the whole screen.
pub(crate) fn open_at(model: &mut Model, article: usize, section: Option<usize>) {
    let section = section.unwrap_or_else(|| usize::from(model.card(article).opening));
    let opened = reader::opened(model, article, section, true);
    model.screens.push(Screen::Reader(opened));
}

/// Searches for what is in the box.
pub(super) fn search(model: &mut Model) {
    let text = model.search.entry.text();
    model.search.selected = 0;
    model.search.article = None;
    if text.trim().is_empty() {
        model.search.results = None;
        model.search.kind = None;
        model.search.excerpt.clear();
        return;
    }
    let query = Query::from_text(&text);
    model.search.kind = Some(query.kind);
    model.search.results = Some(model.library.search(&query));
    model.known.pasted = model.library.values(&query);
    model.known.merge();
}

/// Brings the article of the selected row and the telling lines of a paste up to date.
pub(super) fn refresh(model: &mut Model) {
    model.search.excerpt = excerpt(model);
    let selected = match model.listed() {
        Listed::Hits(results) => results
            .hits
            .get(model.search.selected)
            .map(|hit| (hit.article, hit.section)),
        Listed::Articles(_, articles) => articles
            .get(model.search.selected)
            .map(|article| (*article, usize::from(model.card(*article).opening))),
        Listed::Shelves(_) => None,
    };
    let current = model.search.article.as_ref();
    let current = current.map(|reader| (reader.article, reader.section));
    if selected == current {
        return;
    }
    model.search.article =
        selected.map(|(article, section)| reader::opened(model, article, section, false));
}

/// Enter in the box: to the article where it stands beside, else open it.
fn accept(model: &mut Model) {
    match model.listed() {
        Listed::Hits(results) if results.hits.is_empty() => {}
        Listed::Hits(_) if layout::is_wide(model.size) => model.search.focus = Focus::Article,
        Listed::Hits(_) => {
            model.search.focus = Focus::List;
            super::list::open(model);
        }
        _ => model.search.focus = Focus::List,
    }
}

fn to_list(model: &mut Model) {
    if model.listed().len() > 0 {
        model.search.focus = Focus::List;
    }
}

/// Esc in the box.
fn leave(model: &mut Model) {
    if model.search.entry.is_empty() {
        if model.search.browsing.take().is_some() {
            model.search.selected = 0;
        } else {
            model.say("Ctrl+C quits.", None);
        }
    } else {
        clear(model);
    }
}

fn clear(model: &mut Model) {
    if model.search.entry.is_empty() {
        return;
    }
    model.search.undo = Some(std::mem::take(&mut model.search.entry));
    search(model);
    model.say("Cleared. Ctrl+Z brings it back.", None);
}

fn undo(model: &mut Model) {
    if let Some(entry) = model.search.undo.take() {
        let replaced = std::mem::replace(&mut model.search.entry, entry);
        if replaced != Entry::default() {
            model.search.undo = Some(replaced);
        }
        search(model);
    }
}

/// Lines of the paste that speak for the selected hit, then the first ones.
fn excerpt(model: &Model) -> Vec<(usize, Row)> {
    let Some(pasted) = &model.search.entry.pasted else {
        return Vec::new();
    };
    let most = layout::excerpt_lines(model.size);
    let places = model.hit().map(telling_places).unwrap_or_default();
    let text = &pasted.text[boundary(&..pasted.text, 1 << 16)];
    let mut lines: Vec<Range<usize>> = Vec::new();
    for place in places.iter().filter(|place| place.end <= text.len()) {
        let line = line_around(text, place.start);
        if lines.len() < most && !lines.contains(&line) {
            lines.push(line);
        }
    }
    for line in ranges_of_lines(text) {
        if lines.len() >= most {
            break;
        }
        if !lines.contains(&line) && !text[line.clone()].trim().is_empty() {
            lines.push(line);
        }
    }
    lines.sort_by_key(|line| line.start);
    let columns = usize::from(model.size.width).saturating_sub(12);
    lines
        .into_iter()
        .map(|line| {
            let number = text[..line.start].matches('\n').count() + 1;
            (number, highlighted(text, line, &places, columns))
        })
        .collect()
}

/// Places of a hit's reasons, the weightiest reason's first.
fn telling_places(hit: &Hit) -> Vec<Range<usize>> {
    let places = hit.reasons.iter().flat_map(|reason| &reason.places);
    places.take(64).cloned().collect()
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = boundary(&text, at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

fn ranges_of_lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

/// One line with the matched parts marked, cut so that the first of them is seen.
fn highlighted(text: &str, line: Range<usize>, places: &[Range<usize>], columns: usize) -> Row {
    let mut marked: Vec<Range<usize>> = places
        .iter()
        .map(|place| place.start.max(line.start)..place.end.min(line.end))
        .filter(|place| place.start < place.end)
        .filter(|place| text.is_char_boundary(place.start) && text.is_char_boundary(place.end))
        .collect();
    marked.sort_by_key(|place| place.start);
    let lead = text[line.clone()].len() - text[line.clone()].trim_start().len();
    let mut at = line.start + lead;
    let mut row = Row::new();
    if let Some(first) = marked.first() {
        let before = first.start.saturating_sub(at);
        if before > columns / 2 {
            at = boundary(&text, first.start - columns / 4);
            row.push(piece("…", Tone::Dim));
        }
    }
    let mut used = 0;
    for place in marked {
        if place.start < at || used > columns {
            continue;
        }
        row.push(piece(&text[at..place.start], Tone::Dim));
        row.push(piece(&text[place.clone()], Tone::Match));
        used += width(&text[at..place.end]);
        at = place.end;
    }
    let rest = &text[at.min(line.end)..line.end];
    let rest = fit(
        &clean(&rest[boundary(&..rest, columns * 4)]),
        columns.saturating_sub(used),
    );
    row.push(piece(rest, Tone::Dim));
    row
}
