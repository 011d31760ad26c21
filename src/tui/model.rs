//! Everything the screen shows, as plain values: only `update` changes it, views only read it.

use super::line::Line;
use super::page::Page;
use super::text::{Row, clean};
use super::theme::Theme;
use crate::clipboard::Via;
use crate::command::{Input, Origin, Values};
use crate::kb::base::Card;
use crate::library::Library;
use crate::search::{Hit, Results, TextKind, Verdict};
use crate::settings::Settings;
use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;
use std::ops::Range;

/// The state of the terminal UI.
pub(crate) struct Model {
    pub(crate) library: Library,
    pub(crate) size: Size,
    pub(crate) theme: Theme,
    /// Whether the mouse scrolls here instead of selecting text in the terminal.
    pub(crate) mouse: bool,
    /// The search screen, which is always at the bottom.
    pub(crate) search: Search,
    /// What lies above it; the last is in front and has the keys.
    pub(crate) screens: Vec<Screen>,
    pub(crate) known: Known,
    pub(crate) settings: Settings,
    /// Whether nothing may be written.
    pub(crate) private: bool,
    /// The date, as the world outside tells it before each message.
    pub(crate) today: String,
    /// The commands that were copied since the start.
    pub(crate) copied: Vec<Copied>,
    /// What the footer says instead of keys, until the next key.
    pub(crate) notice: Option<Notice>,
    /// Whether the next Ctrl+C quits.
    pub(crate) quitting: bool,
}

/// A screen above the search screen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Screen {
    /// An article on the whole screen.
    Reader(Reader),
    /// Articles to choose from.
    Pick(Pick),
    /// Values for placeholders.
    Form(Form),
    /// A question that y or n answers.
    Ask(Ask),
    /// Text to select by mouse, with nothing around it.
    Plain(Plain),
    /// Where to save a script.
    Save(Save),
    /// All keys; the first row shown.
    Help(usize),
}

/// The screen with the box and what was found.
#[derive(Debug, Default)]
pub(crate) struct Search {
    pub(crate) entry: Entry,
    /// What was cleared last, to bring back.
    pub(crate) undo: Option<Entry>,
    pub(crate) focus: Focus,
    pub(crate) kind: Option<TextKind>,
    /// `None` while the box is empty.
    pub(crate) results: Option<Results>,
    /// What is known of build numbers in the text, a line each.
    pub(crate) builds: Vec<String>,
    /// The category that is browsed: its place in [`Model::shelves`].
    pub(crate) browsing: Option<usize>,
    /// The selected row of the list.
    pub(crate) selected: usize,
    /// The selected article, laid out beside the list or ready to be read.
    pub(crate) article: Option<Reader>,
    /// Telling lines of a pasted text, for the selected hit.
    pub(crate) excerpt: Vec<(usize, Row)>,
}

/// Which part of the search screen has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Focus {
    #[default]
    Box,
    List,
    Article,
}

/// What stands in the box: a pasted text, a typed line, or a line that adds to a paste.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) pasted: Option<Pasted>,
    pub(crate) line: Line,
}

/// A pasted text, measured once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pasted {
    pub(crate) text: String,
    /// Lines that hold something.
    pub(crate) lines: usize,
    /// The first of them, cleaned.
    pub(crate) first: String,
}

/// An article that is being read.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Reader {
    pub(crate) article: usize,
    /// The section that it was opened at.
    pub(crate) section: usize,
    pub(crate) page: Page,
    /// Columns that the page was laid out for.
    pub(crate) columns: usize,
    /// The first row shown.
    pub(crate) scroll: usize,
    /// The selected command, from 0.
    pub(crate) command: Option<usize>,
    pub(crate) find: Option<Find>,
}

/// Find in page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Find {
    pub(crate) line: Line,
    /// Whether the keys go to the line.
    pub(crate) typing: bool,
    /// Row and bytes of its text, in order.
    pub(crate) places: Vec<(usize, Range<usize>)>,
    /// The place that the reader stands on.
    pub(crate) at: usize,
}

/// A short list of articles.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pick {
    pub(crate) title: String,
    pub(crate) articles: Vec<usize>,
    pub(crate) at: usize,
}

/// The form for placeholder values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Form {
    pub(crate) fields: Vec<Field>,
    pub(crate) at: usize,
    /// The command to copy once the form is filled: article and number from 0.
    pub(crate) copy: Option<(usize, usize)>,
}

/// One placeholder in the form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub(crate) input: Input,
    pub(crate) line: Line,
    /// The value that it had when the form opened.
    pub(crate) before: String,
    pub(crate) origin: Option<Origin>,
    /// What is wrong with the value.
    pub(crate) refusal: Option<String>,
}

/// A yes-or-no question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ask {
    pub(crate) question: String,
    pub(crate) then: Consent,
}

/// What a yes allows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Consent {
    /// Copying a command that interrupts or can't be undone.
    Copy(Copying),
    /// Saving commands that interrupt or can't be undone with the others of an article.
    Script(usize),
    /// Keeping values and bookmarks in a file.
    Remember,
}

/// Text on its way to the clipboard.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Copying {
    pub(crate) text: String,
    /// What it is, for the footer.
    pub(crate) what: String,
    /// Placeholders that have no value yet.
    pub(crate) missing: Vec<Missing>,
    /// Article and number of the command, from 0, where it is one.
    pub(crate) command: Option<(usize, usize)>,
    /// Whether the form was shown for it already.
    pub(crate) asked: bool,
    /// The commands in it, for the ticket.
    pub(crate) commands: Vec<Copied>,
}

/// A command as it was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copied {
    pub(crate) title: String,
    pub(crate) text: String,
    /// Whether no placeholder stood in it any more.
    pub(crate) complete: bool,
}

/// The line that asks where to save a script.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Save {
    pub(crate) article: usize,
    /// Whether it holds commands that interrupt or can't be undone.
    pub(crate) consent: bool,
    pub(crate) line: Line,
    /// Why it could not be saved there.
    pub(crate) refusal: Option<String>,
}

/// A placeholder that still stands in a copied command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) name: String,
    /// Why the value that there is could not stand there.
    pub(crate) refused: Option<String>,
}

/// Text without anything around it, for selection by mouse.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plain {
    pub(crate) text: String,
    /// Why it isn't on the clipboard.
    pub(crate) reason: String,
    /// The first line shown.
    pub(crate) scroll: usize,
}

/// What the footer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) text: String,
    /// Good news, bad news, or neither.
    pub(crate) good: Option<bool>,
}

/// Values for placeholders by where they came from.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) remembered: Values,
    pub(crate) pasted: Values,
    pub(crate) typed: Values,
    /// Names whose value was cleared in the form.
    pub(crate) cleared: Vec<String>,
    /// All of them together.
    pub(crate) values: Values,
}

/// What happened.
#[derive(Debug)]
pub(crate) enum Msg {
    Key(KeyEvent),
    Paste(String),
    Mouse(MouseEvent),
    Resize(Size),
    /// The text went to the clipboard.
    Copied(Copying, Via),
    /// It didn't, and why.
    NotCopied(Copying, String),
    /// What the clipboard holds, if it could be read.
    Clipboard(Option<String>),
    /// The settings could not be written, and why.
    NotSaved(String),
    /// The script was written: where it is, or why not.
    Script(Result<String, String>),
    /// A burst of keys is still coming in: bytes so far.
    Receiving(usize),
}

/// What `update` wants done outside of the model.
#[derive(Debug, PartialEq)]
pub(crate) enum Effect {
    Quit,
    Copy(Copying),
    ReadClipboard,
    /// Whether to capture the mouse.
    Mouse(bool),
    /// Write the settings.
    Save,
    /// Write a script to a path, over nothing that is there.
    Script(String, Vec<u8>),
}

/// What the list of the search screen shows.
pub(crate) enum Listed<'a> {
    /// Names of categories and how many articles each has.
    Shelves(Vec<Shelf<'a>>),
    /// The articles of one of them.
    Articles(&'a str, Vec<usize>),
    /// What was found.
    Hits(&'a Results),
}

/// A category, or the bookmarks.
pub(crate) struct Shelf<'a> {
    pub(crate) title: &'a str,
    pub(crate) summary: &'a str,
    pub(crate) articles: Vec<usize>,
}

impl Model {
    /// The card of an article.
    pub(crate) fn card(&self, article: usize) -> &Card<'static> {
        &self.library.cards()[article]
    }

    /// Title of an article's category.
    pub(crate) fn category(&self, article: usize) -> &str {
        let id = self.card(article).category;
        let all = self.library.categories();
        all.iter()
            .find(|category| category.id == id)
            .map_or(id, |category| &category.title)
    }

    /// Bookmarks where there are any, then the categories that have articles.
    pub(crate) fn shelves(&self) -> Vec<Shelf<'_>> {
        let ids = self.settings.bookmarks.iter();
        let marked: Vec<usize> = ids.filter_map(|id| self.library.by_id(id)).collect();
        let bookmarks = Shelf {
            title: "Bookmarks",
            summary: "Articles that you marked with m.",
            articles: marked,
        };
        let categories = self.library.categories().iter().map(|category| Shelf {
            title: &category.title,
            summary: &category.summary,
            articles: self.articles_of(&category.id),
        });
        std::iter::once(bookmarks)
            .chain(categories)
            .filter(|shelf| !shelf.articles.is_empty())
            .collect()
    }

    fn articles_of(&self, category: &str) -> Vec<usize> {
        let cards = self.library.cards().iter().enumerate();
        cards
            .filter(|(_, card)| card.category == category)
            .map(|(number, _)| number)
            .collect()
    }

    /// What the list shows now.
    pub(crate) fn listed(&self) -> Listed<'_> {
        if let Some(results) = &self.search.results {
            return Listed::Hits(results);
        }
        let mut all = self.shelves();
        match self.search.browsing {
            Some(at) if at < all.len() => {
                let Shelf {
                    title, articles, ..
                } = all.swap_remove(at);
                Listed::Articles(title, articles)
            }
            _ => Listed::Shelves(all),
        }
    }

    /// The selected hit.
    pub(crate) fn hit(&self) -> Option<&Hit> {
        let results = self.search.results.as_ref()?;
        results.hits.get(self.search.selected)
    }

    /// The article that the keys act on, whether it is beside the list or on the whole screen.
    pub(crate) fn reader(&self) -> Option<&Reader> {
        let readers = self.screens.iter().rev();
        let mut readers = readers.filter_map(|screen| match screen {
            Screen::Reader(reader) => Some(reader),
            _ => None,
        });
        readers.next().or(self.search.article.as_ref())
    }

    /// The same, to be changed.
    pub(crate) fn reader_mut(&mut self) -> Option<&mut Reader> {
        let readers = self.screens.iter_mut().rev();
        let mut readers = readers.filter_map(|screen| match screen {
            Screen::Reader(reader) => Some(reader),
            _ => None,
        });
        readers.next().or(self.search.article.as_mut())
    }

    /// Says something in the footer.
    pub(crate) fn say(&mut self, text: impl Into<String>, good: Option<bool>) {
        self.notice = Some(Notice {
            text: clean(&text.into()),
            good,
        });
    }
}

impl Copying {
    /// Text that is no command.
    pub(crate) fn words(text: &str, what: String) -> Copying {
        Copying {
            text: text.trim_end().to_owned(),
            what,
            missing: Vec::new(),
            command: None,
            asked: true,
            commands: Vec::new(),
        }
    }
}

impl Listed<'_> {
    /// How many rows there are to choose from.
    pub(crate) fn len(&self) -> usize {
        match self {
            Listed::Shelves(shelves) => shelves.len(),
            Listed::Articles(_, articles) => articles.len(),
            Listed::Hits(results) => results.hits.len(),
        }
    }

    /// Whether the first of them is an answer rather than only near.
    pub(crate) fn is_answer(&self) -> bool {
        matches!(self, Listed::Hits(results) if results.verdict == Verdict::Match)
    }
}

impl Entry {
    /// Whether nothing was typed or pasted.
    pub(crate) fn is_empty(&self) -> bool {
        self.pasted.is_none() && self.line.is_empty()
    }

    /// The whole text to search for. Places in it are places in the pasted text, which is first.
    pub(crate) fn text(&self) -> String {
        match &self.pasted {
            Some(pasted) if self.line.is_empty() => pasted.text.clone(),
            Some(pasted) => format!("{}\n{}", pasted.text, self.line.text()),
            None => self.line.text().to_owned(),
        }
    }
}

impl Pasted {
    /// Measures a pasted text.
    pub(crate) fn new(text: String) -> Pasted {
        let full = text.lines().filter(|line| !line.trim().is_empty());
        let first = full.clone().next().unwrap_or_default();
        let first: String = first.trim().chars().take(400).collect();
        Pasted {
            lines: full.count(),
            first: clean(&first),
            text,
        }
    }
}

impl Known {
    /// Puts the values together: typed ones win, then those of the paste, then remembered ones.
    pub(crate) fn merge(&mut self) {
        let mut values = self.remembered.clone();
        values.0.extend(self.pasted.0.clone());
        values.0.retain(|name, _| !self.cleared.contains(name));
        values.0.extend(self.typed.0.clone());
        self.values = values;
    }
}
