//! Saving the commands of an article as a script: whether to take those that do harm, where to,
//! and what to say when it is there or isn't.

use crate::command::Language;
use crate::export;
use crate::kb::{Command, Risk};
use crate::tui::keys::Action;
use crate::tui::line::{Edit, Line};
use crate::tui::model::{Ask, Consent, Effect, Model, Save, Screen};

/// Asks where to save the commands of the article; before that, whether to take those that do
/// harm, if there are any.
pub(super) fn start(model: &mut Model) {
    let Some(article) = model.reader().map(|reader| reader.article) else {
        return;
    };
    let commands = model.library.article(article).commands().zip(1..);
    let commands: Vec<(usize, &Command)> = commands
        .map(|((_, command), number)| (number, command))
        .filter(|(_, command)| command.template.language() == Language::PowerShell)
        .collect();
    if commands.is_empty() {
        model.say("This article has no PowerShell commands to save.", None);
        return;
    }
    let harms = |command: &Command| command.risk.is_some_and(Risk::needs_consent);
    let harmful: Vec<String> = commands
        .iter()
        .filter(|(_, command)| harms(command))
        .map(|(number, command)| format!("[{number}] {}", command.title))
        .collect();
    if harmful.is_empty() {
        open(model, article, true);
        return;
    }
    let question = format!(
        "These interrupt a service or can't be undone: {}. Without them, the script has the other commands.",
        harmful.join(", ")
    );
    model.screens.push(Screen::Ask(Ask {
        question,
        then: Consent::Script(article),
    }));
}

/// Opens the line for the path.
pub(super) fn open(model: &mut Model, article: usize, consent: bool) {
    let name = format!("{}.ps1", model.card(article).id);
    model.screens.push(Screen::Save(Save {
        article,
        consent,
        line: Line::new(&name),
        refusal: None,
    }));
}

pub(super) fn act(model: &mut Model, action: Action) -> Option<Effect> {
    match action {
        Action::Accept => return accept(model),
        Action::Back => {
            model.screens.pop();
            model.say("Not saved.", None);
        }
        Action::ClearBox => change(model, |line| *line = Line::default()),
        _ => {}
    }
    None
}

/// Changes the path.
pub(super) fn edit(model: &mut Model, edit: Edit) {
    change(model, |line| {
        line.edit(edit);
    });
}

/// Pastes into the path: the first line of the text.
pub(super) fn insert(model: &mut Model, text: &str) {
    let text = text.lines().next().unwrap_or_default().trim();
    change(model, |line| line.insert(text));
}

fn change(model: &mut Model, change: impl FnOnce(&mut Line)) {
    if let Some(Screen::Save(asked)) = model.screens.last_mut() {
        change(&mut asked.line);
        asked.refusal = None;
    }
}

/// The script with the values as they are now; the line stays until it is written.
fn accept(model: &mut Model) -> Option<Effect> {
    let Some(Screen::Save(asked)) = model.screens.last_mut() else {
        return None;
    };
    // Windows copies a path between quotes.
    let path = asked.line.text().trim().trim_matches('"').to_owned();
    if path.is_empty() {
        asked.refusal = Some("Name a file, such as fix.ps1.".to_owned());
        return None;
    }
    let article = model.library.article(asked.article);
    let values = &model.known.values;
    let bytes = export::script(article, &[], values, &model.today, asked.consent);
    Some(Effect::Script(path, bytes))
}

/// Says where the script is; where it could not be written, asks for another path.
pub(super) fn done(model: &mut Model, done: Result<String, String>) {
    let Some(Screen::Save(asked)) = model.screens.last_mut() else {
        return;
    };
    match done {
        Ok(path) => {
            let left_out = if asked.consent {
                ""
            } else {
                " Commands that do harm are not in it."
            };
            model.screens.pop();
            model.say(format!("Saved as {path}.{left_out}"), Some(true));
        }
        Err(why) => asked.refusal = Some(format!("{why}. Name another file.")),
    }
}
