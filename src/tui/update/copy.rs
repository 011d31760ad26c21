//! Copying: which text, whether to ask first, and what to say when it has arrived or has not.

use super::{form, ticket};
use crate::clipboard::Via;
use crate::command::Filled;
use crate::export;
use crate::kb::{Command, Risk};
use crate::tui::model::{Ask, Consent, Copying, Effect, Missing, Model, Plain, Screen};
use crossterm::event::{KeyCode, KeyEvent};

/// Copies the selected command.
pub(super) fn selected(model: &mut Model) -> Option<Effect> {
    let reader = model.reader()?;
    let chosen = reader.command.or_else(|| reader.page.command_from(0));
    let Some(number) = chosen else {
        model.say("This article has no commands. Y copies it as text.", None);
        return None;
    };
    command(model, reader.article, number, false)
}

/// Copies the command whose number was pressed.
pub(super) fn numbered(model: &mut Model, key: &KeyEvent) -> Option<Effect> {
    let KeyCode::Char(digit) = key.code else {
        return None;
    };
    let number = digit.to_digit(10)? as usize - 1;
    let reader = model.reader_mut()?;
    let count = reader.page.commands.len();
    if number >= count {
        let text = match count {
            0 => "This article has no commands.".into(),
            count => format!("There is no command {digit}: this article has {count}."),
        };
        model.say(text, None);
        return None;
    }
    reader.command = Some(number);
    let article = reader.article;
    command(model, article, number, false)
}

/// Copies a command of an article, or asks before if it does harm.
pub(super) fn command(
    model: &mut Model,
    article: usize,
    number: usize,
    asked: bool,
) -> Option<Effect> {
    let (_, command) = model.library.article(article).commands().nth(number)?;
    let filled = command.template.fill(&model.known.values);
    let copying = Copying {
        missing: missing(&filled),
        what: format!("[{}] {}", number + 1, command.title),
        text: ready(&filled),
        command: Some((article, number)),
        asked,
        commands: vec![ticket::record(command, &model.known.values)],
    };
    if !asked && command.risk.is_some_and(Risk::needs_consent) {
        let question = question(command, &copying.text);
        model.screens.push(Screen::Ask(Ask {
            question,
            then: Consent::Copy(copying),
        }));
        return None;
    }
    Some(Effect::Copy(copying))
}

/// Copies the commands of the selected one's section, but never one that does harm: that is
/// copied by itself, after a question.
pub(super) fn section(model: &mut Model) -> Option<Effect> {
    let reader = model.reader()?;
    let article = model.library.article(reader.article);
    let (section, _) = article.commands().nth(reader.command.unwrap_or(0))?;
    let all = export::sections(article, &[section], &model.known.values, false);
    let harmful = numbers(&all.left_out);
    if all.taken.is_empty() {
        let text = match all.left_out.as_slice() {
            [] => "This section has nothing to run.".into(),
            _ => format!("Left out, as it does harm: {harmful}. Copy it by its number."),
        };
        model.say(text, None);
        return None;
    }
    let shells: Vec<&str> = all.shells.iter().map(|shell| shell.label()).collect();
    let mut what = format!("{} for {}", numbers(&all.taken), shells.join(", then "));
    if !all.left_out.is_empty() {
        what = format!("{what} (left out, as it does harm: {harmful})");
    }
    let numbered = article.commands().zip(1..);
    let taken = numbered.filter(|(_, number)| all.taken.contains(number));
    let commands = taken.map(|((_, command), _)| ticket::record(command, &model.known.values));
    let commands = commands.collect();
    let missing = all.missing.into_iter();
    Some(Effect::Copy(Copying {
        text: all.text,
        what,
        missing: missing
            .map(|name| Missing {
                name,
                refused: None,
            })
            .collect(),
        command: None,
        asked: true,
        commands,
    }))
}

/// Numbers of commands as they stand in the article.
fn numbers(numbers: &[usize]) -> String {
    let shown: Vec<String> = numbers.iter().map(|number| format!("[{number}]")).collect();
    shown.join(" ")
}

/// Copies the whole article.
pub(super) fn article(model: &mut Model) -> Option<Effect> {
    let article = model.reader()?.article;
    let text = export::plain(model.library.article(article), &model.known.values);
    let what = format!("the article “{}”", model.card(article).title);
    Some(Effect::Copy(Copying::words(&text, what)))
}

/// Copies the whole article as Markdown.
pub(super) fn markdown(model: &mut Model) -> Option<Effect> {
    let article = model.reader()?.article;
    let text = export::markdown(model.library.article(article), &model.known.values);
    let what = format!("the article “{}” as Markdown", model.card(article).title);
    Some(Effect::Copy(Copying::words(&text, what)))
}

/// Says that a text has arrived; opens the form where values are missing.
pub(super) fn copied(model: &mut Model, copying: &Copying, via: Via) {
    let (what, place) = (&copying.what, via.label());
    let text = match copying.missing.as_slice() {
        [] => format!("Copied {what} to {place}."),
        [Missing { name, .. }] => {
            format!("Copied, but {name} is still <{name}>: {what} to {place}.")
        }
        [Missing { name, .. }, more @ ..] => format!(
            "Copied, but {name} is still <{name}> (and {} more): {what} to {place}.",
            more.len()
        ),
    };
    model.say(text, Some(copying.missing.is_empty()));
    ticket::remember(model, copying);
    ask_for_missing(model, copying);
}

/// Without a clipboard the text is shown on a blank page, for selection by mouse.
pub(super) fn not_copied(model: &mut Model, copying: &Copying, reason: String) {
    if matches!(model.screens.last(), Some(Screen::Plain(_))) {
        model.screens.pop();
    }
    model.screens.push(Screen::Plain(Plain {
        text: copying.text.clone(),
        reason,
        scroll: 0,
    }));
    // The mouse takes it from there.
    ticket::remember(model, copying);
    ask_for_missing(model, copying);
}

fn ask_for_missing(model: &mut Model, copying: &Copying) {
    if let (false, Some(command)) = (copying.asked || copying.missing.is_empty(), copying.command) {
        form::ask(model, &copying.missing, command);
    }
}

/// Sets or removes a bookmark.
pub(super) fn bookmark(model: &mut Model) -> Option<Effect> {
    let article = model.reader()?.article;
    let id = model.card(article).id.to_owned();
    let bookmarks = &mut model.settings.bookmarks;
    let was = bookmarks.len();
    bookmarks.retain(|known| *known != id);
    let removed = bookmarks.len() < was;
    if !removed {
        bookmarks.push(id);
    }
    let text = if removed {
        "Bookmark removed."
    } else {
        "Bookmarked: see the first line of the start screen."
    };
    model.say(text, Some(true));
    form::save_or_ask(model)
}

/// The text as it goes to the clipboard: without a newline at its end, so that nothing runs by itself.
fn ready(filled: &Filled) -> String {
    filled.text.trim_end().to_owned()
}

/// The placeholders that still stand in a command, with why a value was left out.
fn missing(filled: &Filled) -> Vec<Missing> {
    let refusal = |name: &str| {
        let slot = filled.slots.iter().find(|slot| slot.name == name)?;
        slot.refused.map(str::to_owned)
    };
    let names = filled.missing().into_iter();
    names
        .map(|name| Missing {
            name: name.to_owned(),
            refused: refusal(name),
        })
        .collect()
}

/// What a command does, as a question.
fn question(command: &Command, text: &str) -> String {
    let lower = text.to_lowercase();
    let effect = match command.risk {
        Some(Risk::Irreversible) => "This can't be undone.",
        _ if lower.contains("iisreset") => {
            "This restarts IIS: users are cut off for a minute or so."
        }
        _ if lower.contains("restart-computer") => "This restarts the server.",
        _ if lower.contains("-service") || lower.contains("net stop") => {
            "This restarts a service: its users are cut off meanwhile."
        }
        _ => "This interrupts a service for users.",
    };
    format!("{}: {effect} Copy it?", command.title)
}
