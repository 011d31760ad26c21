//! The keys: what has them, what they do, how they are called. Dispatch, the footer and the help
//! are all read from the one [`TABLE`].

mod table;

use super::line::Edit;
use super::model::{Focus, Model, Screen};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub(crate) use table::TABLE;

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The search box.
    Box,
    /// The list of categories, articles or hits.
    List,
    /// An article beside the list or on the whole screen.
    Article,
    /// The line of find in page.
    Find,
    /// A short list of articles.
    Pick,
    /// The form for values.
    Form,
    /// A question.
    Ask,
    /// The line that asks where to save a script.
    Save,
    /// Text on a blank screen.
    Plain,
    /// The help.
    Help,
}

impl Place {
    /// All places, with the heading that the help gives them.
    pub(crate) const ALL: [(Place, &'static str); 10] = [
        (Place::Box, "In the search box"),
        (Place::List, "In the list"),
        (Place::Article, "In an article"),
        (Place::Find, "While finding in the page"),
        (Place::Pick, "In a choice of articles"),
        (Place::Form, "In the form for values"),
        (Place::Ask, "At a question"),
        (Place::Save, "While saving a script"),
        (Place::Plain, "On the blank page for the mouse"),
        (Place::Help, "In this help"),
    ];

    /// Whether letters are text here.
    pub(crate) fn takes_text(self) -> bool {
        matches!(self, Place::Box | Place::Find | Place::Form | Place::Save)
    }
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Accept,
    Back,
    Bookmark,
    ClearBox,
    Copy,
    CopyArticle,
    CopyMarkdown,
    CopyNote,
    /// Copies the note without what names an organisation, a machine or a person.
    CopyMaskedNote,
    /// Copies the commands of the selected one's section, except those that do harm.
    CopySection,
    /// Copies the command with the pressed digit as its number.
    CopyNumbered,
    Down,
    Find,
    First,
    Help,
    Interrupt,
    Last,
    Mouse,
    Next,
    NextPane,
    NextSection,
    No,
    Open,
    PageDown,
    PageUp,
    Paste,
    Previous,
    PreviousPane,
    PreviousSection,
    Quit,
    Related,
    SaveScript,
    SearchBox,
    Undo,
    Up,
    Values,
    Yes,
}

/// One row of the table.
pub(crate) struct Binding {
    pub(crate) places: &'static [Place],
    pub(crate) keys: &'static [Key],
    pub(crate) action: Action,
    /// What it does, for the help.
    pub(crate) label: &'static str,
    /// A word for the footer, where it is worth one.
    pub(crate) footer: Option<&'static str>,
}

/// A key with Ctrl or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    code: KeyCode,
    ctrl: bool,
}

/// What a key does in a place.
pub(crate) fn action(place: Place, event: &KeyEvent) -> Option<Action> {
    let pressed = Key {
        code: event.code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL)
            && !event.modifiers.contains(KeyModifiers::ALT),
    };
    TABLE
        .iter()
        .find(|row| row.places.contains(&place) && row.keys.contains(&pressed))
        .map(|row| row.action)
}

/// What a key changes in a line of text.
pub(crate) fn edit(event: &KeyEvent) -> Option<Edit> {
    let modifiers = event.modifiers - KeyModifiers::SHIFT;
    let ctrl = modifiers == KeyModifiers::CONTROL;
    // AltGr on Windows is Ctrl and Alt together.
    let typed = modifiers.is_empty() || modifiers == KeyModifiers::CONTROL | KeyModifiers::ALT;
    match event.code {
        KeyCode::Char('w') | KeyCode::Backspace if ctrl => Some(Edit::DeleteWord),
        KeyCode::Char('a') if ctrl => Some(Edit::Home),
        KeyCode::Char('e') if ctrl => Some(Edit::End),
        KeyCode::Char(c) if typed => Some(Edit::Insert(c)),
        KeyCode::Backspace => Some(Edit::Backspace),
        KeyCode::Delete => Some(Edit::Delete),
        KeyCode::Left if ctrl => Some(Edit::WordLeft),
        KeyCode::Right if ctrl => Some(Edit::WordRight),
        KeyCode::Left => Some(Edit::Left),
        KeyCode::Right => Some(Edit::Right),
        KeyCode::Home => Some(Edit::Home),
        KeyCode::End => Some(Edit::End),
        _ => None,
    }
}

/// What has the keys now.
pub(crate) fn place(model: &Model) -> Place {
    let finding = |reader: Option<&super::model::Reader>| {
        reader.is_some_and(|reader| reader.find.as_ref().is_some_and(|find| find.typing))
    };
    match model.screens.last() {
        Some(Screen::Reader(reader)) if finding(Some(reader)) => Place::Find,
        Some(Screen::Reader(_)) => Place::Article,
        Some(Screen::Pick(_)) => Place::Pick,
        Some(Screen::Form(_)) => Place::Form,
        Some(Screen::Ask(_)) => Place::Ask,
        Some(Screen::Save(_)) => Place::Save,
        Some(Screen::Plain(_)) => Place::Plain,
        Some(Screen::Help(_)) => Place::Help,
        None => match model.search.focus {
            Focus::Box => Place::Box,
            Focus::List => Place::List,
            Focus::Article if finding(model.search.article.as_ref()) => Place::Find,
            Focus::Article => Place::Article,
        },
    }
}

/// Whether an action can do anything now: what can't is not offered in the footer.
pub(crate) fn applies(model: &Model, action: Action) -> bool {
    let reader = model.reader();
    match action {
        Action::Copy
        | Action::CopySection
        | Action::CopyNumbered
        | Action::SaveScript
        | Action::Next
        | Action::Previous => {
            keeps_fields(model) || reader.is_some_and(|reader| !reader.page.commands.is_empty())
        }
        Action::CopyArticle
        | Action::CopyMarkdown
        | Action::CopyNote
        | Action::CopyMaskedNote
        | Action::Bookmark => reader.is_some(),
        Action::Related => reader.is_some_and(|reader| {
            let article = model.library.article(reader.article);
            !article.meta.related.is_empty()
        }),
        Action::Open => model.listed().len() > 0 || place(model) != Place::Box,
        Action::Back => place(model) != Place::Box || !model.search.entry.is_empty(),
        _ => true,
    }
}

/// Whether next and previous move between fields or matches here rather than commands.
fn keeps_fields(model: &Model) -> bool {
    matches!(place(model), Place::Form | Place::Find)
}

impl Key {
    /// How the key is written in the footer and the help.
    pub(crate) fn name(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) if self.ctrl => c.to_ascii_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::Enter => "Enter".into(),
            KeyCode::Esc => "Esc".into(),
            KeyCode::Tab => "Tab".into(),
            KeyCode::BackTab => "Shift+Tab".into(),
            KeyCode::Up => "Up".into(),
            KeyCode::Down => "Down".into(),
            KeyCode::Left => "Left".into(),
            KeyCode::Right => "Right".into(),
            KeyCode::PageUp => "PgUp".into(),
            KeyCode::PageDown => "PgDn".into(),
            KeyCode::Home => "Home".into(),
            KeyCode::End => "End".into(),
            KeyCode::F(n) => format!("F{n}"),
            other => format!("{other:?}"),
        };
        if self.ctrl {
            format!("Ctrl+{name}")
        } else {
            name
        }
    }
}

impl Binding {
    /// The keys as the help lists them; nine digits are a range.
    pub(crate) fn names(&self) -> String {
        if self.action == Action::CopyNumbered {
            return "1…9".into();
        }
        let names: Vec<String> = self.keys.iter().map(|key| key.name()).collect();
        names.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for (place, heading) in Place::ALL {
            let rows = TABLE.iter().filter(|row| row.places.contains(&place));
            let mut seen: Vec<Key> = Vec::new();
            for key in rows.flat_map(|row| row.keys) {
                assert!(!seen.contains(key), "{} twice: {heading}", key.name());
                seen.push(*key);
            }
        }
    }

    #[test]
    fn every_row_says_what_it_does() {
        for row in TABLE {
            assert!(!row.label.is_empty() && !row.keys.is_empty() && !row.places.is_empty());
            assert!(row.footer != Some(""));
        }
    }

    #[test]
    fn every_place_can_be_left_and_helps() {
        for (place, heading) in Place::ALL {
            for code in [KeyCode::Esc, KeyCode::F(1)] {
                let event = KeyEvent::new(code, KeyModifiers::NONE);
                assert!(action(place, &event).is_some(), "{code:?}: {heading}");
            }
        }
    }

    #[test]
    fn letters_are_text_where_text_is_typed() {
        for row in TABLE {
            let typed = |key: &Key| matches!(key.code, KeyCode::Char(_)) && !key.ctrl;
            let in_text = row.places.iter().any(|place| place.takes_text());
            assert!(!in_text || !row.keys.iter().any(typed), "{}", row.label);
        }
    }

    #[test]
    fn altgr_types_a_character() {
        let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        let event = KeyEvent::new(KeyCode::Char('c'), altgr);
        assert_eq!(action(Place::Box, &event), None);
        assert_eq!(edit(&event), Some(Edit::Insert('c')));
    }
}
