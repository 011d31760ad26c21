//! The form for placeholder values: what a command still needs, or everything that is known.

use super::{copy, reader};
use crate::command::{Origin, Values};
use crate::tui::keys::Action;
use crate::tui::line::{Edit, Line};
use crate::tui::model::{Ask, Consent, Effect, Field, Form, Missing, Model, Screen};

/// Opens the form with what a copied command still needs.
pub(super) fn ask(model: &mut Model, missing: &[Missing], command: (usize, usize)) {
    let names = missing.iter().map(|missing| missing.name.as_str());
    let mut fields = fields(model, names);
    for field in &mut fields {
        let same = missing
            .iter()
            .find(|missing| missing.name == field.input.name);
        field.refusal = same.and_then(|missing| missing.refused.clone());
    }
    if !fields.is_empty() {
        model.screens.push(Screen::Form(Form {
            fields,
            at: 0,
            copy: Some(command),
        }));
    }
}

/// Opens the form with all placeholders of the article and every value that is known.
pub(super) fn open(model: &mut Model) {
    let mut names: Vec<String> = Vec::new();
    if let Some(reader) = model.reader() {
        for (_, command) in model.library.article(reader.article).commands() {
            names.extend(
                command
                    .template
                    .placeholders()
                    .into_iter()
                    .map(str::to_owned),
            );
        }
    }
    names.extend(model.known.values.0.keys().cloned());
    let mut unique: Vec<&str> = Vec::new();
    for name in &names {
        if !unique.contains(&name.as_str()) {
            unique.push(name);
        }
    }
    let fields = fields(model, unique.into_iter());
    if fields.is_empty() {
        model.say(
            "No values yet: they come from what you paste, or from the commands of an article.",
            None,
        );
    } else {
        model.screens.push(Screen::Form(Form {
            fields,
            at: 0,
            copy: None,
        }));
    }
}

fn fields<'a>(model: &Model, names: impl Iterator<Item = &'a str>) -> Vec<Field> {
    names
        .filter_map(|name| {
            let input = model.library.input(name)?.clone();
            let value = model.known.values.get(name);
            let text = value.map_or("", |value| &value.text);
            Some(Field {
                input,
                line: Line::new(text),
                before: text.to_owned(),
                origin: value.map(|value| value.origin.clone()),
                refusal: None,
            })
        })
        .collect()
}

pub(super) fn act(model: &mut Model, action: Action) -> Option<Effect> {
    let Some(Screen::Form(form)) = model.screens.last_mut() else {
        return None;
    };
    let count = form.fields.len();
    match action {
        Action::Accept => return accept(model),
        Action::Back => {
            model.screens.pop();
        }
        Action::Next => {
            form.check();
            form.at = (form.at + 1) % count;
        }
        Action::Previous => {
            form.check();
            form.at = (form.at + count - 1) % count;
        }
        Action::ClearBox => form.set(""),
        Action::Undo => {
            let before = form.fields[form.at].before.clone();
            form.set(&before);
        }
        _ => {}
    }
    None
}

/// Changes the field that has the keys.
pub(super) fn edit(model: &mut Model, edit: Edit) {
    if let Some(Screen::Form(form)) = model.screens.last_mut() {
        let field = &mut form.fields[form.at];
        if field.line.edit(edit) {
            field.refusal = None;
        }
    }
}

/// Pastes into the field that has the keys: the first line of the text.
pub(super) fn insert(model: &mut Model, text: &str) {
    if let Some(Screen::Form(form)) = model.screens.last_mut() {
        let field = &mut form.fields[form.at];
        field
            .line
            .insert(text.lines().next().unwrap_or_default().trim());
        field.refusal = None;
    }
}

/// Takes the values over if all are right; copies the command that waits for them.
fn accept(model: &mut Model) -> Option<Effect> {
    let Some(Screen::Form(form)) = model.screens.last_mut() else {
        return None;
    };
    let wrong = (0..form.fields.len()).find(|at| !form.is_right(*at));
    if let Some(at) = wrong {
        form.at = at;
        return None;
    }
    let Some(Screen::Form(form)) = model.screens.pop() else {
        return None;
    };
    for field in form.fields.iter().filter(|field| field.is_changed()) {
        take_over(model, field);
    }
    model.known.merge();
    reader::values_changed(model);
    reader::refresh(model);
    let effect = if let Some((article, number)) = form.copy {
        copy::command(model, article, number, true)
    } else {
        model.say("Values taken over.", Some(true));
        None
    };
    if form.fields.iter().any(Field::is_changed) {
        let saving = save_or_ask(model);
        return effect.or(saving);
    }
    effect
}

fn take_over(model: &mut Model, field: &Field) {
    let name = &field.input.name;
    let text = field.input.kind.clean(field.line.text());
    model.known.cleared.retain(|cleared| cleared != name);
    if text.is_empty() {
        model.known.typed.0.remove(name);
        model.known.cleared.push(name.clone());
    } else {
        model.known.typed.set(name, &text, Origin::Typed);
    }
    remember(model);
}

/// Puts what was typed into the settings, where the user wants it remembered.
pub(super) fn remember(model: &mut Model) {
    if model.settings.remember != Some(true) {
        return;
    }
    for name in &model.known.cleared {
        model.settings.values.remove(name);
    }
    let Values(typed) = &model.known.typed;
    for (name, value) in typed {
        model
            .settings
            .values
            .insert(name.clone(), value.text.clone());
    }
}

/// Writes the settings if the user wants that, asks once if they never said.
pub(super) fn save_or_ask(model: &mut Model) -> Option<Effect> {
    match model.settings.remember {
        _ if model.private => None,
        Some(true) => Some(Effect::Save),
        Some(false) => None,
        None => {
            let question = "Remember such values and bookmarks for next time, in one readable file? Pasted text is never kept.";
            model.screens.push(Screen::Ask(Ask {
                question: question.into(),
                then: Consent::Remember,
            }));
            None
        }
    }
}

impl Form {
    /// Checks the field that has the keys.
    fn check(&mut self) {
        self.is_right(self.at);
    }

    /// Checks a field; an empty one is right, it only stays a placeholder.
    fn is_right(&mut self, at: usize) -> bool {
        let field = &mut self.fields[at];
        let text = field.input.kind.clean(field.line.text());
        field.refusal = match text.as_str() {
            "" => None,
            text => field.input.kind.check(text).err().map(|refusal| refusal.0),
        };
        field.refusal.is_none()
    }

    fn set(&mut self, text: &str) {
        let field = &mut self.fields[self.at];
        field.line = Line::new(text);
        field.refusal = None;
    }
}

impl Field {
    /// Whether the value is another one than when the form opened.
    fn is_changed(&self) -> bool {
        self.line.text().trim() != self.before
    }
}
