//! Articles as data: what one markdown file in `kb/articles/` says, as typed values.
//!
//! [`parse::article`] makes an [`Article`] from a file; nothing here knows of the index or a screen.

pub mod base;
pub mod builds;
pub mod parse;

use crate::command::Template;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One topic: front matter and body of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The front matter.
    pub meta: Meta,
    /// The body in reading order: second-level headings, each followed by its third-level ones.
    pub sections: Vec<Section>,
}

/// The front matter of an article, field by field as in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// File name without `.md`; never changes.
    pub id: String,
    /// What the article is about, in one line.
    pub title: String,
    /// One or two sentences for a result list.
    pub summary: String,
    /// A key of `kb/categories.yaml`.
    pub category: String,
    /// Exact identifiers: HCW codes, enhanced status codes, KB and CVE numbers, "Event 2004".
    #[serde(default)]
    pub codes: Vec<String>,
    /// Text that software prints, variable parts as `<Placeholder>`.
    #[serde(default)]
    pub signatures: Vec<String>,
    /// What people type who don't have the text.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Products the article holds for, of [`PRODUCTS`].
    pub applies_to: Vec<String>,
    /// ISO date on which the facts were last checked.
    pub updated: String,
    /// Ids of other articles.
    #[serde(default)]
    pub related: Vec<String>,
    /// Former ids that still resolve to this article.
    #[serde(default)]
    pub redirects: Vec<String>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

/// A page that an article's facts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The page's title and publisher.
    pub title: String,
    /// An https address.
    pub url: String,
}

/// What `applies_to` may name.
pub const PRODUCTS: [&str; 6] = [
    "exchange-2010",
    "exchange-2013",
    "exchange-2016",
    "exchange-2019",
    "exchange-se",
    "exchange-online",
];

/// The part of an article that a second-level heading opens; the order is that of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// What one sees.
    Symptoms,
    /// Why it happens.
    Cause,
    /// How to make sure, changing nothing.
    Check,
    /// What to run.
    Fix,
    /// How to see that it worked.
    Verify,
    /// How to go back.
    Undo,
    /// Background.
    Notes,
}

impl Part {
    /// All parts in the order that an article must keep.
    pub const ALL: [Part; 7] = [
        Part::Symptoms,
        Part::Cause,
        Part::Check,
        Part::Fix,
        Part::Verify,
        Part::Undo,
        Part::Notes,
    ];

    /// The heading as it stands in a file.
    pub fn heading(self) -> &'static str {
        match self {
            Part::Symptoms => "Symptoms",
            Part::Cause => "Cause",
            Part::Check => "Check",
            Part::Fix => "Fix",
            Part::Verify => "Verify",
            Part::Undo => "Undo",
            Part::Notes => "Notes",
        }
    }
}

/// A heading and what stands under it, up to the next heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The second-level part that it is or belongs to.
    pub part: Part,
    /// `None` for the part itself, the heading's text for a third-level section.
    pub cause: Option<String>,
    /// The content.
    pub blocks: Vec<Block>,
}

impl Section {
    /// The heading as shown.
    pub fn heading(&self) -> &str {
        self.cause.as_deref().unwrap_or(self.part.heading())
    }
}

/// A block of content.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A list; `Some(n)` numbers it from n.
    List(Option<u64>, Vec<Vec<Block>>),
    /// A table: header cells, then rows of cells.
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Fenced text that can be copied.
    Command(Command),
    /// Fenced text that is only shown.
    Sample(Sample),
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline {
    /// The text, without markup.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub emphasis: bool,
    /// Between backticks.
    pub code: bool,
    /// Target of the link that it is part of.
    pub url: Option<String>,
}

/// Fenced text with a title: something to copy.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// An imperative phrase, unique in the article.
    pub title: String,
    /// Where it is run; `None` for records and files.
    pub run: Option<Shell>,
    /// What it does to the system; `None` for records and files.
    pub risk: Option<Risk>,
    /// The text with its placeholders.
    pub template: Template,
    /// Line of the opening fence in the file, from 1.
    pub line: usize,
}

/// Fenced text without a title: output, a log, a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The first word of the info string.
    pub language: String,
    /// The text as it stands.
    pub text: String,
}

/// Where a command is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shell {
    /// Exchange Management Shell, on-premises.
    Ems,
    /// Exchange Online PowerShell.
    Exo,
    /// Microsoft Graph PowerShell.
    Graph,
    /// Elevated Windows PowerShell.
    Admin,
    /// A DNS zone.
    Dns,
    /// The command prompt.
    Cmd,
}

impl Shell {
    /// All shells with the word that `run=` uses.
    pub const ALL: [(&'static str, Shell); 6] = [
        ("ems", Shell::Ems),
        ("exo", Shell::Exo),
        ("graph", Shell::Graph),
        ("admin", Shell::Admin),
        ("dns", Shell::Dns),
        ("cmd", Shell::Cmd),
    ];

    /// What a reader calls it.
    pub fn label(self) -> &'static str {
        match self {
            Shell::Ems => "Exchange Management Shell",
            Shell::Exo => "Exchange Online PowerShell",
            Shell::Graph => "Microsoft Graph PowerShell",
            Shell::Admin => "Windows PowerShell as administrator",
            Shell::Dns => "DNS zone",
            Shell::Cmd => "Command prompt",
        }
    }

    /// The word that `run=` uses.
    pub fn key(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, shell)| *shell == self)
            .map_or("", |(key, _)| key)
    }
}

/// What a command does to the system, least harmful first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Risk {
    /// Changes nothing.
    Read,
    /// Alters configuration.
    Change,
    /// Interrupts a service for users.
    Outage,
    /// Can't be undone.
    Irreversible,
}

impl Risk {
    /// All risks, least harmful first.
    pub const ALL: [Risk; 4] = [Risk::Read, Risk::Change, Risk::Outage, Risk::Irreversible];

    /// The word that `risk=` uses, which is also shown.
    pub fn key(self) -> &'static str {
        match self {
            Risk::Read => "read",
            Risk::Change => "change",
            Risk::Outage => "outage",
            Risk::Irreversible => "irreversible",
        }
    }

    /// Whether copying it asks once more.
    pub fn needs_consent(self) -> bool {
        self >= Risk::Outage
    }
}

impl Article {
    /// Everything that can be copied, in reading order: the section's index and the command.
    /// The nth of these is command n (from 1) wherever commands are numbered.
    pub fn commands(&self) -> impl Iterator<Item = (usize, &Command)> {
        self.sections.iter().enumerate().flat_map(|(at, section)| {
            section.blocks.iter().filter_map(move |block| match block {
                Block::Command(command) => Some((at, command)),
                _ => None,
            })
        })
    }

    /// The index of the first section of a part.
    pub fn section_of(&self, part: Part) -> Option<usize> {
        self.sections
            .iter()
            .position(|section| section.part == part)
    }
}

/// A category of `kb/categories.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The key that articles name.
    pub id: String,
    /// The heading of the category.
    pub title: String,
    /// What it holds, in one line.
    pub summary: String,
}

/// Something wrong in a file of the knowledge base.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// The file, as it was named to the parser.
    pub file: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}
