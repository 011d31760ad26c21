//! Lists: the categories, articles or hits of the search screen, and short choices of articles.

use crate::tui::keys::Action;
use crate::tui::layout;
use crate::tui::model::{Focus, Listed, Model, Screen};
use crate::tui::view::list::HIT_ROWS;

pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Open => open(model),
        Action::Back => back(model),
        Action::SearchBox | Action::PreviousPane => model.search.focus = Focus::Box,
        Action::NextPane => next_pane(model),
        _ => step(model, action),
    }
}

/// Opens the selected row.
pub(super) fn open(model: &mut Model) {
    if let Some(Screen::Pick(pick)) = model.screens.last() {
        let article = pick.articles.get(pick.at).copied();
        model.screens.pop();
        if let Some(article) = article {
            super::open_at(model, article, None);
        }
        return;
    }
    let selected = model.search.selected;
    match model.listed() {
        Listed::Shelves(shelves) if selected < shelves.len() => {
            model.search.browsing = Some(selected);
            model.search.selected = 0;
        }
        Listed::Shelves(_) => {}
        Listed::Articles(..) | Listed::Hits(_) => {
            super::refresh(model);
            let Some(reader) = model.search.article.clone() else {
                return;
            };
            if layout::is_wide(model.size) {
                model.search.focus = Focus::Article;
            } else {
                model.screens.push(Screen::Reader(reader));
            }
        }
    }
}

fn back(model: &mut Model) {
    if matches!(model.screens.last(), Some(Screen::Pick(_))) {
        model.screens.pop();
    } else if let (None, Some(shelf)) = (&model.search.results, model.search.browsing) {
        model.search.browsing = None;
        model.search.selected = shelf;
    } else {
        model.search.focus = Focus::Box;
    }
}

fn next_pane(model: &mut Model) {
    let beside = layout::areas(model).article.is_some();
    model.search.focus = if beside && model.search.article.is_some() {
        Focus::Article
    } else {
        Focus::Box
    };
}

/// Moves the selection.
fn step(model: &mut Model, action: Action) {
    let height = usize::from(layout::areas(model).list.height);
    let rows_each = match model.listed() {
        Listed::Hits(_) => HIT_ROWS,
        _ => 1,
    };
    let page = (height / rows_each).max(1);
    let listed = model.listed().len();
    let (at, count) = match model.screens.last_mut() {
        Some(Screen::Pick(pick)) => (&mut pick.at, pick.articles.len()),
        _ => (&mut model.search.selected, listed),
    };
    let last = count.saturating_sub(1);
    let at_top = *at == 0;
    *at = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => *at + 1,
        Action::PageUp => at.saturating_sub(page),
        Action::PageDown => *at + page,
        Action::First => 0,
        Action::Last => last,
        _ => *at,
    }
    .min(last);
    if at_top && action == Action::Up && model.screens.is_empty() {
        model.search.focus = Focus::Box;
    }
}
