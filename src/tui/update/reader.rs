//! An article being read: scrolling, sections, commands, find in page, related articles.

use crate::tui::keys::Action;
use crate::tui::layout;
use crate::tui::line::Edit;
use crate::tui::model::{Find, Focus, Model, Pick, Reader, Screen};
use crate::tui::page::{Page, Setting};
use std::ops::Range;

pub(super) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Back => back(model),
        Action::Open => enlarge(model),
        Action::Related => related(model),
        _ => {
            let height = height(model);
            if let Some(reader) = model.reader_mut() {
                steer(reader, action, height);
            }
        }
    }
}

pub(super) fn act_in_find(model: &mut Model, action: Action) {
    let height = height(model);
    let Some(reader) = model.reader_mut() else {
        return;
    };
    match action {
        Action::Back => reader.find = None,
        Action::Accept => keep_matches(reader),
        Action::Next => step_match(reader, 1, height),
        Action::Previous => step_match(reader, -1, height),
        _ => {}
    }
}

/// Changes the line of find in page.
pub(super) fn edit_find(model: &mut Model, edit: Edit) {
    change_find(model, |find| {
        find.line.edit(edit);
    });
}

/// Pastes into the line of find in page.
pub(super) fn insert_in_find(model: &mut Model, text: &str) {
    let line = text.lines().next().unwrap_or_default();
    change_find(model, |find| find.line.insert(line));
}

fn change_find(model: &mut Model, change: impl FnOnce(&mut Find)) {
    let height = height(model);
    if let Some(reader) = model.reader_mut() {
        if let Some(find) = &mut reader.find {
            change(find);
        }
        find_places(reader);
        show_match(reader, height);
    }
}

/// Lays all open articles out for the width and the values there are now.
pub(super) fn refresh(model: &mut Model) {
    let (pane, whole) = (pane_columns(model), whole_columns(model));
    let mut screens = std::mem::take(&mut model.screens);
    for screen in &mut screens {
        match screen {
            Screen::Reader(reader) if reader.columns != whole => {
                lay_out_again(model, reader, whole);
            }
            _ => {}
        }
    }
    model.screens = screens;
    if let Some(mut reader) = model.search.article.take() {
        if reader.columns != pane {
            lay_out_again(model, &mut reader, pane);
        }
        model.search.article = Some(reader);
    }
}

/// Lays all open articles out again because values have changed.
pub(super) fn values_changed(model: &mut Model) {
    for screen in &mut model.screens {
        if let Screen::Reader(reader) = screen {
            reader.columns = 0;
        }
    }
    if let Some(reader) = &mut model.search.article {
        reader.columns = 0;
    }
}

/// An article laid out and scrolled to a section, for the whole screen or beside the list.
pub(super) fn opened(model: &Model, article: usize, section: usize, whole: bool) -> Reader {
    let mut reader = Reader {
        article,
        section,
        ..Reader::default()
    };
    let columns = if whole {
        whole_columns(model)
    } else {
        pane_columns(model)
    };
    lay_out(model, &mut reader, columns);
    reader.command = reader.page.command_from(section);
    reader.scroll = match section {
        0 => 0,
        section => reader.page.sections.get(section).copied().unwrap_or(0),
    };
    clamp(&mut reader, height(model));
    reader
}

fn lay_out(model: &Model, reader: &mut Reader, columns: usize) {
    let article = model.library.article(reader.article);
    let related = article.meta.related.iter();
    let related = related.filter_map(|id| model.library.by_id(id));
    let setting = Setting {
        values: &model.known.values,
        columns: columns.max(8),
        category: model.category(reader.article),
        related: related.map(|number| model.card(number).title).collect(),
    };
    reader.page = Page::of(article, &setting);
    reader.columns = columns;
}

fn whole_columns(model: &Model) -> usize {
    usize::from(layout::text_of(layout::with_footer(model).0).width)
}

/// Columns of the article beside the list, or on the whole screen where there is no such place.
fn pane_columns(model: &Model) -> usize {
    match layout::areas(model).article {
        Some(pane) => usize::from(layout::text_of(pane).width),
        None => whole_columns(model),
    }
}

/// Lays out again, staying at the same section.
fn lay_out_again(model: &Model, reader: &mut Reader, columns: usize) {
    let section = reader.page.section_at(reader.scroll);
    let first = reader.page.sections.get(section).copied().unwrap_or(0);
    let in_section = reader.scroll.checked_sub(first);
    lay_out(model, reader, columns);
    if let Some(below) = in_section {
        reader.scroll = reader.page.sections.get(section).copied().unwrap_or(0) + below;
    }
    find_places(reader);
    clamp(reader, height(model));
}

/// Rows of the article's text on the screen.
fn height(model: &Model) -> usize {
    usize::from(layout::reader_text(model).height).max(1)
}

fn clamp(reader: &mut Reader, height: usize) {
    let last = reader.page.rows.len().saturating_sub(height);
    reader.scroll = reader.scroll.min(last);
}

/// Scrolling and moving about.
fn steer(reader: &mut Reader, action: Action, height: usize) {
    let page = height.saturating_sub(2).max(1);
    match action {
        Action::Up => reader.scroll = reader.scroll.saturating_sub(1),
        Action::Down => reader.scroll += 1,
        Action::PageUp => reader.scroll = reader.scroll.saturating_sub(page),
        Action::PageDown => reader.scroll += page,
        Action::First => reader.scroll = 0,
        Action::Last => reader.scroll = usize::MAX,
        Action::NextSection => to_section(reader, 1),
        Action::PreviousSection => to_section(reader, -1),
        Action::Next if reader.find.is_some() => step_match(reader, 1, height),
        Action::Previous if reader.find.is_some() => step_match(reader, -1, height),
        Action::Next => step_command(reader, 1, height),
        Action::Previous => step_command(reader, -1, height),
        Action::Find => {
            reader.find = Some(Find {
                typing: true,
                ..Find::default()
            });
        }
        _ => {}
    }
    clamp(reader, height);
}

/// To the next or previous heading; the command selection follows.
fn to_section(reader: &mut Reader, by: isize) {
    let sections = &reader.page.sections;
    let target = if by > 0 {
        sections.iter().position(|first| *first > reader.scroll)
    } else {
        sections.iter().rposition(|first| *first < reader.scroll)
    };
    match target {
        Some(section) => {
            reader.scroll = sections[section];
            reader.command = reader.page.command_from(section).or(reader.command);
        }
        None if by < 0 => reader.scroll = 0,
        None => {}
    }
}

fn step_command(reader: &mut Reader, by: isize, height: usize) {
    let count = reader.page.commands.len();
    if count == 0 {
        return;
    }
    let next = match reader.command {
        Some(at) => at.saturating_add_signed(by).min(count - 1),
        None => 0,
    };
    reader.command = Some(next);
    show(reader, &reader.page.commands[next].clone(), height);
}

/// Scrolls as little as needed to show some rows, the first of them in any case.
fn show(reader: &mut Reader, rows: &Range<usize>, height: usize) {
    if rows.end > reader.scroll + height {
        reader.scroll = rows.end - height;
    }
    if rows.start < reader.scroll || rows.len() > height {
        reader.scroll = rows.start;
    }
}

/// Finds all places of what is typed, without regard to case.
fn find_places(reader: &mut Reader) {
    let Some(find) = &reader.find else {
        return;
    };
    let wanted = find.line.text().trim().to_lowercase();
    let mut places = Vec::new();
    if !wanted.is_empty() {
        for row in 0..reader.page.rows.len() {
            let text = reader.page.plain(row);
            // Where lower case has other lengths, places would be off: such rows are left out.
            let lower = text.to_lowercase();
            if lower.len() == text.len() {
                let found = lower.match_indices(&wanted);
                places.extend(found.map(|(at, part)| (row, at..at + part.len())));
            }
        }
    }
    let from = places.partition_point(|place| place.0 < reader.scroll);
    if let Some(find) = &mut reader.find {
        find.at = if from < places.len() { from } else { 0 };
        find.places = places;
    }
}

fn keep_matches(reader: &mut Reader) {
    match &mut reader.find {
        Some(find) if !find.places.is_empty() => find.typing = false,
        _ => reader.find = None,
    }
}

fn step_match(reader: &mut Reader, by: isize, height: usize) {
    if let Some(find) = &mut reader.find
        && !find.places.is_empty()
    {
        let count = find.places.len();
        find.at = (find.at + count).saturating_add_signed(by) % count;
    }
    show_match(reader, height);
}

fn show_match(reader: &mut Reader, height: usize) {
    let place = reader
        .find
        .as_ref()
        .and_then(|find| find.places.get(find.at));
    if let Some((row, _)) = place {
        let row = *row;
        show(reader, &(row..row + 1), height);
    }
    clamp(reader, height);
}

/// Esc: first ends find in page, then leaves the article.
fn back(model: &mut Model) {
    if let Some(reader) = model.reader_mut()
        && reader.find.take().is_some()
    {
        return;
    }
    if model.screens.pop().is_none() {
        model.search.focus = Focus::List;
    }
}

/// From beside the list to the whole screen.
fn enlarge(model: &mut Model) {
    if model.screens.is_empty()
        && let Some(mut reader) = model.search.article.clone()
    {
        reader.columns = 0;
        model.screens.push(Screen::Reader(reader));
    }
}

fn related(model: &mut Model) {
    let Some(reader) = model.reader() else {
        return;
    };
    let article = model.library.article(reader.article);
    let ids = article.meta.related.iter();
    let articles: Vec<usize> = ids.filter_map(|id| model.library.by_id(id)).collect();
    if articles.is_empty() {
        model.say("This article names no related ones.", None);
        return;
    }
    model.screens.push(Screen::Pick(Pick {
        title: "Related articles".into(),
        articles,
        at: 0,
    }));
}
