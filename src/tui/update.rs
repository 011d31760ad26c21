//! What happens on a message: the only place that changes the model. Pure: whatever must be done
//! outside comes back as an [`Effect`].

mod copy;
mod excerpt;
mod form;
mod list;
mod reader;
mod save;
mod search;
mod ticket;

use super::keys::{self, Action, Place};
use super::model::{Consent, Effect, Focus, Model, Msg, Screen};
use super::paste::newlines;
use crossterm::event::{KeyEvent, MouseEvent, MouseEventKind};

pub(crate) use search::open_at;

/// Changes the model as a message demands.
pub(crate) fn update(model: &mut Model, msg: Msg) -> Option<Effect> {
    match msg {
        Msg::Key(key) => {
            model.notice = None;
            let effect = press(model, &key);
            refresh(model);
            effect
        }
        Msg::Paste(text) => {
            model.notice = None;
            paste(model, &text);
            refresh(model);
            None
        }
        Msg::Clipboard(Some(text)) => update(model, Msg::Paste(newlines(&text))),
        Msg::Clipboard(None) => {
            model.say("The clipboard can't be read here: paste with your terminal's own key (often Shift+Insert or a right click).", Some(false));
            None
        }
        Msg::Mouse(event) => {
            wheel(model, event);
            None
        }
        Msg::Resize(size) => {
            model.size = size;
            refresh(model);
            None
        }
        Msg::Copied(copying, via) => {
            copy::copied(model, &copying, via);
            refresh(model);
            None
        }
        Msg::NotCopied(copying, reason) => {
            copy::not_copied(model, &copying, reason);
            refresh(model);
            None
        }
        Msg::NotSaved(reason) => {
            model.say(format!("Not saved: {reason}"), Some(false));
            None
        }
        Msg::Script(done) => {
            save::done(model, done);
            refresh(model);
            None
        }
        Msg::Receiving(bytes) => {
            model.say(format!("Receiving a paste: {} KB", bytes / 1024), None);
            None
        }
    }
}

/// A key: an action where the table knows it, text where text is typed.
fn press(model: &mut Model, key: &KeyEvent) -> Option<Effect> {
    let place = keys::place(model);
    let action = keys::action(place, key);
    if action != Some(Action::Interrupt) {
        model.quitting = false;
    }
    match action {
        Some(Action::CopyNumbered) => copy::numbered(model, key),
        Some(action) => act(model, place, action),
        None => {
            if let Some(edit) = keys::edit(key).filter(|_| place.takes_text()) {
                type_in(model, place, edit);
            }
            None
        }
    }
}

/// Actions that are the same everywhere; the rest is up to what has the keys.
fn act(model: &mut Model, place: Place, action: Action) -> Option<Effect> {
    match action {
        Action::Quit => return Some(Effect::Quit),
        Action::Interrupt => return interrupt(model),
        Action::Help if place != Place::Help => model.screens.push(Screen::Help(0)),
        Action::Mouse => return Some(toggle_mouse(model)),
        Action::Paste => return Some(Effect::ReadClipboard),
        Action::Values if place != Place::Form => form::open(model),
        Action::Copy => return copy::selected(model),
        Action::CopySection => return copy::section(model),
        Action::CopyArticle => return copy::article(model),
        Action::CopyMarkdown => return copy::markdown(model),
        Action::CopyNote => return ticket::copy(model, false),
        Action::CopyMaskedNote => return ticket::copy(model, true),
        Action::SaveScript => save::start(model),
        Action::Bookmark => return copy::bookmark(model),
        Action::Yes | Action::No => return answer(model, action == Action::Yes),
        _ => return act_in(model, place, action),
    }
    None
}

fn act_in(model: &mut Model, place: Place, action: Action) -> Option<Effect> {
    match place {
        Place::Box => search::act(model, action),
        Place::List | Place::Pick => list::act(model, action),
        Place::Article => reader::act(model, action),
        Place::Find => reader::act_in_find(model, action),
        Place::Form => return form::act(model, action),
        Place::Save => return save::act(model, action),
        Place::Plain | Place::Help => scroll_text(model, action),
        Place::Ask => {}
    }
    None
}

fn type_in(model: &mut Model, place: Place, edit: super::line::Edit) {
    match place {
        Place::Box => search::edit(model, edit),
        Place::Find => reader::edit_find(model, edit),
        Place::Form => form::edit(model, edit),
        Place::Save => save::edit(model, edit),
        _ => {}
    }
}

/// A paste goes into the field that has the keys; anywhere else it is a new search. A question is
/// never answered by it.
fn paste(model: &mut Model, text: &str) {
    if text.is_empty() {
        return;
    }
    match keys::place(model) {
        Place::Form => form::insert(model, text),
        Place::Save => save::insert(model, text),
        Place::Find => reader::insert_in_find(model, text),
        Place::Ask => model.say("Answer y or n first; the paste was not used.", None),
        place => search::paste(model, text, place),
    }
}

/// The first Ctrl+C doesn't lose a text in the box.
fn interrupt(model: &mut Model) -> Option<Effect> {
    if model.quitting || model.search.entry.is_empty() {
        return Some(Effect::Quit);
    }
    model.quitting = true;
    model.say("Ctrl+C again quits. Your text is still in the box.", None);
    None
}

fn toggle_mouse(model: &mut Model) -> Effect {
    model.mouse = !model.mouse;
    let text = if model.mouse {
        "Mouse wheel on: it scrolls here. F2 gives the mouse back to the terminal."
    } else {
        "Mouse off: select text as usual in your terminal."
    };
    model.say(text, None);
    Effect::Mouse(model.mouse)
}

fn wheel(model: &mut Model, event: MouseEvent) {
    let action = match event.kind {
        MouseEventKind::ScrollUp => Action::Up,
        MouseEventKind::ScrollDown => Action::Down,
        _ => return,
    };
    let place = match keys::place(model) {
        Place::Box => Place::List,
        place => place,
    };
    let times = if place == Place::Article { 3 } else { 1 };
    for _ in 0..times {
        act_in(model, place, action);
    }
    refresh(model);
}

/// The answer to the question in front.
fn answer(model: &mut Model, yes: bool) -> Option<Effect> {
    let Some(Screen::Ask(ask)) = model.screens.pop() else {
        return None;
    };
    match ask.then {
        Consent::Copy(copying) if yes => Some(Effect::Copy(copying)),
        Consent::Copy(_) => {
            model.say("Not copied.", None);
            None
        }
        Consent::Script(article) => {
            save::open(model, article, yes);
            None
        }
        Consent::Remember => {
            model.settings.remember = Some(yes);
            form::remember(model);
            let text = if yes {
                "Remembered for next time."
            } else {
                "Kept for this session only."
            };
            model.say(text, Some(yes));
            yes.then_some(Effect::Save)
        }
    }
}

/// Scrolling of the help and of the blank page; the views stop at the end.
fn scroll_text(model: &mut Model, action: Action) {
    let page = usize::from(model.size.height.saturating_sub(4)).max(1);
    let last = super::view::last_scroll(model);
    let scroll = match model.screens.last_mut() {
        Some(Screen::Help(scroll)) => scroll,
        Some(Screen::Plain(plain)) => &mut plain.scroll,
        _ => return,
    };
    *scroll = match action {
        Action::Up => scroll.saturating_sub(1),
        Action::Down => *scroll + 1,
        Action::PageUp => scroll.saturating_sub(page),
        Action::PageDown => *scroll + page,
        Action::First => 0,
        Action::Last => usize::MAX,
        Action::Back | Action::Help => {
            model.screens.pop();
            return;
        }
        _ => return,
    }
    .min(last);
}

/// Brings what is derived up to date: the article beside the list, pages laid out for the width.
fn refresh(model: &mut Model) {
    search::refresh(model);
    reader::refresh(model);
    if model.search.article.is_none() && model.search.focus == Focus::Article {
        model.search.focus = Focus::List;
    }
}
