//! The keys, in one table: dispatch, the footer and the help are all read from it.

use super::line::Edit;
use super::model::{Focus, Model, Screen};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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
    /// Text on a blank screen.
    Plain,
    /// The help.
    Help,
}

impl Place {
    /// All places, with the heading that the help gives them.
    pub(crate) const ALL: [(Place, &'static str); 9] = [
        (Place::Box, "In the search box"),
        (Place::List, "In the list"),
        (Place::Article, "In an article"),
        (Place::Find, "While finding in the page"),
        (Place::Pick, "In a choice of articles"),
        (Place::Form, "In the form for values"),
        (Place::Ask, "At a question"),
        (Place::Plain, "On the blank page for the mouse"),
        (Place::Help, "In this help"),
    ];

    /// Whether letters are text here.
    pub(crate) fn takes_text(self) -> bool {
        matches!(self, Place::Box | Place::Find | Place::Form)
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

const fn key(code: KeyCode) -> Key {
    Key { code, ctrl: false }
}
const fn ch(c: char) -> Key {
    key(KeyCode::Char(c))
}
const fn ctrl(c: char) -> Key {
    let code = KeyCode::Char(c);
    Key { code, ctrl: true }
}

const fn bind(
    places: &'static [Place],
    keys: &'static [Key],
    action: Action,
    label: &'static str,
    footer: Option<&'static str>,
) -> Binding {
    Binding {
        places,
        keys,
        action,
        label,
        footer,
    }
}

const ENTER: Key = key(KeyCode::Enter);
const ESC: Key = key(KeyCode::Esc);
const TAB: Key = key(KeyCode::Tab);
const BACKTAB: Key = key(KeyCode::BackTab);
const UP: Key = key(KeyCode::Up);
const DOWN: Key = key(KeyCode::Down);
const PGUP: Key = key(KeyCode::PageUp);
const PGDN: Key = key(KeyCode::PageDown);
const HOME: Key = key(KeyCode::Home);
const END: Key = key(KeyCode::End);

const EVERYWHERE: &[Place] = &[
    Place::Box,
    Place::List,
    Place::Article,
    Place::Find,
    Place::Pick,
    Place::Form,
    Place::Ask,
    Place::Plain,
    Place::Help,
];
const MAIN: &[Place] = &[Place::Box, Place::List, Place::Article];
const BOX: &[Place] = &[Place::Box];
const LIST: &[Place] = &[Place::List];
const ARTICLE: &[Place] = &[Place::Article];
const COPYING: &[Place] = &[Place::List, Place::Article];
const QUIET: &[Place] = &[
    Place::Box,
    Place::List,
    Place::Article,
    Place::Find,
    Place::Pick,
    Place::Form,
    Place::Plain,
    Place::Help,
];
const FORM: &[Place] = &[Place::Form];
const FIND: &[Place] = &[Place::Find];
const ASK: &[Place] = &[Place::Ask];
const CHOICES: &[Place] = &[Place::List, Place::Pick];
const SCROLLING: &[Place] = &[Place::Article, Place::Plain, Place::Help];
const LEAVING: &[Place] = &[
    Place::Find,
    Place::Pick,
    Place::Form,
    Place::Plain,
    Place::Help,
];

/// Every key of the program, most wanted first: the footer shows as many as fit.
pub(crate) const TABLE: &[Binding] = &[
    bind(
        COPYING,
        &[ch('c'), ch('y')],
        Action::Copy,
        "copy the selected command",
        Some("copy"),
    ),
    bind(
        BOX,
        &[ENTER],
        Action::Open,
        "open the best match",
        Some("open"),
    ),
    bind(CHOICES, &[ENTER], Action::Open, "open", Some("open")),
    bind(
        ARTICLE,
        &[TAB, ch('n')],
        Action::Next,
        "next command; n: next match while finding",
        Some("next command"),
    ),
    bind(
        ARTICLE,
        &[BACKTAB, ch('N'), ch('p')],
        Action::Previous,
        "previous command or match",
        None,
    ),
    bind(
        COPYING,
        &[
            ch('1'),
            ch('2'),
            ch('3'),
            ch('4'),
            ch('5'),
            ch('6'),
            ch('7'),
            ch('8'),
            ch('9'),
        ],
        Action::CopyNumbered,
        "copy the command with this number",
        None,
    ),
    bind(
        COPYING,
        &[ch('Y')],
        Action::CopyArticle,
        "copy the article as text",
        None,
    ),
    bind(
        ARTICLE,
        &[ch(']'), key(KeyCode::Right)],
        Action::NextSection,
        "next section",
        Some("section"),
    ),
    bind(
        ARTICLE,
        &[ch('['), key(KeyCode::Left)],
        Action::PreviousSection,
        "previous section",
        None,
    ),
    bind(
        ARTICLE,
        &[ch('/')],
        Action::Find,
        "find in the page",
        Some("find"),
    ),
    bind(ARTICLE, &[ENTER], Action::Open, "whole screen", None),
    bind(
        ARTICLE,
        &[ch('r')],
        Action::Related,
        "related articles",
        Some("related"),
    ),
    bind(LIST, &[TAB], Action::NextPane, "next pane", Some("pane")),
    bind(
        LIST,
        &[BACKTAB],
        Action::PreviousPane,
        "previous pane",
        None,
    ),
    bind(
        BOX,
        &[TAB, DOWN],
        Action::NextPane,
        "to the list",
        Some("list"),
    ),
    bind(BOX, &[BACKTAB], Action::PreviousPane, "previous pane", None),
    bind(CHOICES, &[UP, ch('k')], Action::Up, "up", None),
    bind(CHOICES, &[DOWN, ch('j')], Action::Down, "down", None),
    bind(CHOICES, &[PGUP, ch('b')], Action::PageUp, "a page up", None),
    bind(
        CHOICES,
        &[PGDN, ch(' ')],
        Action::PageDown,
        "a page down",
        None,
    ),
    bind(CHOICES, &[HOME, ch('g')], Action::First, "first", None),
    bind(CHOICES, &[END, ch('G')], Action::Last, "last", None),
    bind(SCROLLING, &[UP, ch('k')], Action::Up, "scroll up", None),
    bind(
        SCROLLING,
        &[DOWN, ch('j')],
        Action::Down,
        "scroll down",
        None,
    ),
    bind(
        SCROLLING,
        &[PGUP, ch('b')],
        Action::PageUp,
        "a page up",
        None,
    ),
    bind(
        SCROLLING,
        &[PGDN, ch(' ')],
        Action::PageDown,
        "a page down",
        None,
    ),
    bind(
        SCROLLING,
        &[HOME, ch('g')],
        Action::First,
        "to the top",
        None,
    ),
    bind(SCROLLING, &[END, ch('G')], Action::Last, "to the end", None),
    bind(
        LIST,
        &[ch('/'), ch('i')],
        Action::SearchBox,
        "back to the search box",
        Some("search"),
    ),
    bind(
        COPYING,
        &[ch('m')],
        Action::Bookmark,
        "set or remove a bookmark",
        None,
    ),
    bind(
        FIND,
        &[ENTER],
        Action::Accept,
        "keep the matches, n and N step through them",
        Some("keep"),
    ),
    bind(FIND, &[DOWN], Action::Next, "next match", Some("next")),
    bind(
        FIND,
        &[UP],
        Action::Previous,
        "previous match",
        Some("previous"),
    ),
    bind(
        FORM,
        &[ENTER],
        Action::Accept,
        "use these values",
        Some("use these values"),
    ),
    bind(
        FORM,
        &[TAB, DOWN],
        Action::Next,
        "next field",
        Some("next field"),
    ),
    bind(
        FORM,
        &[BACKTAB, UP],
        Action::Previous,
        "previous field",
        None,
    ),
    bind(
        FORM,
        &[ctrl('u')],
        Action::ClearBox,
        "clear the field",
        Some("clear"),
    ),
    bind(
        FORM,
        &[ctrl('z')],
        Action::Undo,
        "the value as it was",
        Some("as it was"),
    ),
    bind(ASK, &[ch('y')], Action::Yes, "yes", Some("yes")),
    bind(ASK, &[ch('n'), ESC], Action::No, "no", Some("no")),
    bind(LEAVING, &[ESC], Action::Back, "close", Some("close")),
    bind(
        MAIN,
        &[ESC],
        Action::Back,
        "back; in the box: clear it",
        Some("back"),
    ),
    bind(BOX, &[ctrl('u')], Action::ClearBox, "clear the box", None),
    bind(
        BOX,
        &[ctrl('z')],
        Action::Undo,
        "bring back what was cleared",
        None,
    ),
    bind(
        QUIET,
        &[key(KeyCode::F(4))],
        Action::Values,
        "values for the commands: see, edit, clear",
        Some("values"),
    ),
    bind(
        EVERYWHERE,
        &[key(KeyCode::F(1))],
        Action::Help,
        "this help",
        Some("help"),
    ),
    bind(COPYING, &[ch('?')], Action::Help, "this help", None),
    bind(COPYING, &[ch('q')], Action::Quit, "quit", Some("quit")),
    bind(
        QUIET,
        &[ctrl('v')],
        Action::Paste,
        "paste from the clipboard",
        None,
    ),
    bind(
        EVERYWHERE,
        &[key(KeyCode::F(2))],
        Action::Mouse,
        "mouse wheel on or off (off: select text as usual)",
        None,
    ),
    bind(
        EVERYWHERE,
        &[ctrl('c')],
        Action::Interrupt,
        "quit; with text in the box, press it twice",
        None,
    ),
];

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
        Action::Copy | Action::CopyNumbered | Action::Next | Action::Previous => {
            keeps_fields(model) || reader.is_some_and(|reader| !reader.page.commands.is_empty())
        }
        Action::CopyArticle | Action::Bookmark => reader.is_some(),
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
