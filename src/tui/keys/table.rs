//! The table of keys: one row an action, with its places and its words.

use super::{Action, Binding, Key, Place};
use crossterm::event::KeyCode;

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
    Place::Save,
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
    Place::Save,
    Place::Plain,
    Place::Help,
];
const FORM: &[Place] = &[Place::Form];
const SAVE: &[Place] = &[Place::Save];
const FIND: &[Place] = &[Place::Find];
const ASK: &[Place] = &[Place::Ask];
const CHOICES: &[Place] = &[Place::List, Place::Pick];
const SCROLLING: &[Place] = &[Place::Article, Place::Plain, Place::Help];
const LEAVING: &[Place] = &[
    Place::Find,
    Place::Pick,
    Place::Form,
    Place::Save,
    Place::Plain,
    Place::Help,
];

/// Every key of the program, most wanted first: the footer shows as many as fit.
#[rustfmt::skip] // one row a line
pub(crate) const TABLE: &[Binding] = &[
    bind(COPYING, &[ch('c'), ch('y')], Action::Copy, "copy the selected command", Some("copy")),
    bind(BOX, &[ENTER], Action::Open, "open the best match", Some("open")),
    bind(CHOICES, &[ENTER], Action::Open, "open", Some("open")),
    bind(ARTICLE, &[TAB, ch('n')], Action::Next, "next command; n: next match while finding", Some("next command")),
    bind(ARTICLE, &[BACKTAB, ch('N'), ch('p')], Action::Previous, "previous command or match", None),
    bind(COPYING, &[ch('1'), ch('2'), ch('3'), ch('4'), ch('5'), ch('6'), ch('7'), ch('8'), ch('9')], Action::CopyNumbered, "copy the command with this number", None),
    bind(COPYING, &[ch('C')], Action::CopySection, "copy the section's commands together, without outages", None),
    bind(COPYING, &[ch('Y')], Action::CopyArticle, "copy the article as text", None),
    bind(ARTICLE, &[ch(']'), key(KeyCode::Right)], Action::NextSection, "next section", Some("section")),
    bind(ARTICLE, &[ch('['), key(KeyCode::Left)], Action::PreviousSection, "previous section", None),
    bind(ARTICLE, &[ch('/')], Action::Find, "find in the page", Some("find")),
    bind(ARTICLE, &[ENTER], Action::Open, "whole screen", None),
    bind(ARTICLE, &[ch('r')], Action::Related, "related articles", Some("related")),
    bind(LIST, &[TAB], Action::NextPane, "next pane", Some("pane")),
    bind(LIST, &[BACKTAB], Action::PreviousPane, "previous pane", None),
    bind(BOX, &[TAB, DOWN], Action::NextPane, "to the list", Some("list")),
    bind(BOX, &[BACKTAB], Action::PreviousPane, "previous pane", None),
    bind(CHOICES, &[UP, ch('k')], Action::Up, "up", None),
    bind(CHOICES, &[DOWN, ch('j')], Action::Down, "down", None),
    bind(CHOICES, &[PGUP, ch('b')], Action::PageUp, "a page up", None),
    bind(CHOICES, &[PGDN, ch(' ')], Action::PageDown, "a page down", None),
    bind(CHOICES, &[HOME, ch('g')], Action::First, "first", None),
    bind(CHOICES, &[END, ch('G')], Action::Last, "last", None),
    bind(SCROLLING, &[UP, ch('k')], Action::Up, "scroll up", None),
    bind(SCROLLING, &[DOWN, ch('j')], Action::Down, "scroll down", None),
    bind(SCROLLING, &[PGUP, ch('b')], Action::PageUp, "a page up", None),
    bind(SCROLLING, &[PGDN, ch(' ')], Action::PageDown, "a page down", None),
    bind(SCROLLING, &[HOME, ch('g')], Action::First, "to the top", None),
    bind(SCROLLING, &[END, ch('G')], Action::Last, "to the end", None),
    bind(LIST, &[ch('/'), ch('i')], Action::SearchBox, "back to the search box", Some("search")),
    bind(COPYING, &[ch('m')], Action::Bookmark, "set or remove a bookmark", None),
    bind(FIND, &[ENTER], Action::Accept, "keep the matches, n and N step through them", Some("keep")),
    bind(FIND, &[DOWN], Action::Next, "next match", Some("next")),
    bind(FIND, &[UP], Action::Previous, "previous match", Some("previous")),
    bind(FORM, &[ENTER], Action::Accept, "use these values", Some("use these values")),
    bind(FORM, &[TAB, DOWN], Action::Next, "next field", Some("next field")),
    bind(FORM, &[BACKTAB, UP], Action::Previous, "previous field", None),
    bind(FORM, &[ctrl('u')], Action::ClearBox, "clear the field", Some("clear")),
    bind(FORM, &[ctrl('z')], Action::Undo, "the value as it was", Some("as it was")),
    bind(SAVE, &[ENTER], Action::Accept, "save it there", Some("save")),
    bind(SAVE, &[ctrl('u')], Action::ClearBox, "clear the line", Some("clear")),
    bind(ASK, &[ch('y')], Action::Yes, "yes", Some("yes")),
    bind(ASK, &[ch('n'), ESC], Action::No, "no", Some("no")),
    bind(LEAVING, &[ESC], Action::Back, "close", Some("close")),
    bind(MAIN, &[ESC], Action::Back, "back; in the box: clear it", Some("back")),
    bind(BOX, &[ctrl('u')], Action::ClearBox, "clear the box", None),
    bind(BOX, &[ctrl('z')], Action::Undo, "bring back what was cleared", None),
    bind(ARTICLE, &[ch('s')], Action::SaveScript, "save its commands as a script (.ps1)", Some("save")),
    bind(ARTICLE, &[ch('t')], Action::CopyNote, "copy a note for the ticket", Some("note")),
    bind(ARTICLE, &[ch('T')], Action::CopyMaskedNote, "copy the note without names and addresses", None),
    bind(ARTICLE, &[ch('M')], Action::CopyMarkdown, "copy the article as Markdown", None),
    bind(QUIET, &[key(KeyCode::F(4))], Action::Values, "values for the commands: see, edit, clear", Some("values")),
    bind(EVERYWHERE, &[key(KeyCode::F(1))], Action::Help, "this help", Some("help")),
    bind(COPYING, &[ch('?')], Action::Help, "this help", None),
    bind(COPYING, &[ch('q')], Action::Quit, "quit", Some("quit")),
    bind(QUIET, &[ctrl('v')], Action::Paste, "paste from the clipboard", None),
    bind(EVERYWHERE, &[key(KeyCode::F(2))], Action::Mouse, "mouse wheel on or off (off: select text as usual)", None),
    bind(EVERYWHERE, &[ctrl('c')], Action::Interrupt, "quit; with text in the box, press it twice", None),
];
