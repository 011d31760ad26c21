//! The command line as types; what the commands do is in [`run`].

mod builds;
mod charset;
mod copy;
mod export;
mod json;
mod page;
mod print;
mod report;
pub mod run;
mod session;
mod style;

use crate::clipboard;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

pub use charset::ascii_only;

// Help texts stay in ASCII: the completion script for PowerShell 5.1 quotes them.

/// Offline knowledge base for Exchange hybrid troubleshooting.
///
/// Without a command, TEXT or piped text is searched for: on the screen where there is a
/// terminal, as plain text otherwise.
#[derive(Debug, Parser)]
#[command(
    name = "hybridkb",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit codes: 0 found, 1 nothing found, 2 error, 130 interrupted.\n\
                  It uses no network, runs nothing, and writes nothing unless you say so."
)]
pub struct Arguments {
    /// What to do; without one, TEXT is searched for.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// An error, a code, a build number or a few words; `-` reads standard input
    pub text: Vec<String>,
    /// The options that all commands take.
    #[command(flatten)]
    pub options: Options,
}

/// The options that all commands take.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct Options {
    /// Plain lines for pipes and screen readers: no colour, no columns, no screen
    #[arg(long, global = true)]
    pub plain: bool,
    /// JSON for scripts; the shapes are in the README and stay
    #[arg(long, global = true)]
    pub json: bool,
    /// Show what each score is made of
    #[arg(long, global = true)]
    pub explain: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Which clipboard to copy to
    #[arg(long, global = true, value_name = "WHICH", default_value = "auto")]
    pub clipboard: ClipboardMode,
    /// Remember nothing: no values, no bookmarks
    #[arg(long, global = true)]
    pub private: bool,
    /// Leave the mouse to the terminal
    #[arg(long, global = true)]
    pub no_mouse: bool,
    /// Press these keys at first, for pictures and bug reports
    #[arg(long, hide = true, value_name = "KEYS", default_value = "")]
    pub keys: String,
    /// Print one frame of the screen of this size instead of opening it
    #[arg(long, hide = true, value_name = "WxH")]
    pub print: Option<String>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Which clipboard to copy to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClipboardMode {
    /// The one that can be reached
    Auto,
    /// The system's
    Native,
    /// The terminal's, by an escape sequence
    Osc52,
    /// None
    None,
}

impl From<ClipboardMode> for clipboard::Mode {
    fn from(mode: ClipboardMode) -> clipboard::Mode {
        match mode {
            ClipboardMode::Auto => clipboard::Mode::Auto,
            ClipboardMode::Native => clipboard::Mode::Native,
            ClipboardMode::Osc52 => clipboard::Mode::Osc52,
            ClipboardMode::None => clipboard::Mode::None,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find the articles that explain a text
    Search {
        /// The text; `-` or nothing reads standard input
        text: Vec<String>,
        /// Read the text from a file instead
        #[arg(short, long, value_name = "FILE", conflicts_with = "text")]
        file: Option<PathBuf>,
        /// At most this many articles
        #[arg(short, long, value_name = "N", default_value_t = 5)]
        limit: usize,
    },
    /// Show an article
    Show {
        /// An article's id, or a code such as HCW8078
        name: String,
        /// Only the sections whose heading holds this text
        #[arg(long, value_name = "HEADING")]
        section: Option<String>,
        /// Values for the commands
        #[command(flatten)]
        set: Set,
    },
    /// List the articles
    List {
        /// Only those of a category
        #[arg(long, value_name = "ID")]
        category: Option<String>,
    },
    /// Copy a command of an article to the clipboard, or several
    Copy {
        /// An article's id, or a code such as HCW8078
        name: String,
        /// The number of the command, as `show` prints it, or `all`
        #[arg(value_name = "N|all", value_parser = which)]
        which: Option<Which>,
        /// The commands of the sections whose heading holds this text, in order
        #[arg(long, value_name = "HEADING", conflicts_with = "which")]
        section: Option<String>,
        /// Values for the command
        #[command(flatten)]
        set: Set,
        /// Copy without asking, whatever the command does
        #[arg(long)]
        yes: bool,
    },
    /// Write an article or its commands to standard output or a file
    Export(Export),
    /// Say what a build number is and what is newer
    Build {
        /// Build numbers in any spelling; `-` reads a list from standard input
        #[arg(required = true)]
        number: Vec<String>,
    },
    /// Check articles: format, PowerShell syntax, cmdlets and parameters
    Check {
        /// A folder of articles, or a knowledge base as `kb` is one
        #[arg(default_value = "kb")]
        folder: PathBuf,
    },
    /// Print the completion script of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Say where files are
    Paths,
}

/// What `export` writes, and where.
#[derive(Debug, Args)]
pub struct Export {
    /// An article's id, or a code such as HCW8078
    pub name: String,
    /// What to make of it
    #[arg(long = "as", value_name = "FORM", default_value = "text")]
    pub form: Form,
    /// Only the commands of the sections whose heading holds this text
    #[arg(long, value_name = "HEADING")]
    pub section: Option<String>,
    /// Values for the commands.
    #[command(flatten)]
    pub set: Set,
    /// Replace what names an organisation, a machine or a person
    #[arg(long)]
    pub mask: bool,
    /// Take commands too that interrupt a service or can't be undone
    #[arg(long)]
    pub yes: bool,
    /// Write to this file, which must not exist yet
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// What `export` makes of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Plain text
    Text,
    /// Markdown
    Markdown,
    /// A script of its PowerShell commands
    Ps1,
    /// A note for the ticket
    Note,
}

/// Which commands `copy` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one with this number, from 1.
    One(usize),
    /// All that can be run.
    All,
}

fn which(text: &str) -> Result<Which, String> {
    match text.parse() {
        Ok(number) => Ok(Which::One(number)),
        Err(_) if text.eq_ignore_ascii_case("all") => Ok(Which::All),
        Err(_) => Err("neither the number of a command nor `all`".to_owned()),
    }
}

/// Values for placeholders.
#[derive(Debug, Args)]
pub struct Set {
    /// A value for a placeholder, such as Server=EX01; may be repeated
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
}
