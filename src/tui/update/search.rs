//! The search box: typing, pasting, searching, and what follows from the selected row.

use super::{excerpt, reader};
use crate::kb::builds::BuildReport;
use crate::search::Query;
use crate::tui::keys::{Action, Place};
use crate::tui::layout;
use crate::tui::line::Edit;
use crate::tui::model::{Entry, Focus, Listed, Model, Pasted, Screen};
use crate::tui::text::boundary;

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
    let text = &text[..boundary(text, MOST)];
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
        // What was cleared was a value of the text before.
        model.known.cleared.clear();
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
        model.search.builds.clear();
        model.search.excerpt.clear();
        return;
    }
    let query = Query::from_text(&text);
    model.search.kind = Some(query.kind);
    model.search.results = Some(model.library.search(&query));
    model.search.builds = model
        .library
        .reports(&query)
        .take(2)
        .map(|report| known(&report))
        .collect();
    model.known.pasted = model.library.values(&query);
    model.known.merge();
}

/// Brings the article of the selected row and the telling lines of a paste up to date.
pub(super) fn refresh(model: &mut Model) {
    model.search.excerpt = excerpt::of(model);
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

/// What a build number is, in a line.
fn known(report: &BuildReport) -> String {
    let verb = if report.is_exact() {
        "is"
    } else {
        "comes after"
    };
    let newer = match report.newer.first() {
        Some(newest) => format!("newer: {} ({})", newest.name(), newest.number),
        None => format!("nothing newer known on {}", report.as_of),
    };
    format!("{} {verb} {}; {newer}.", report.asked, report.build.name())
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
