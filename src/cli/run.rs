//! What the commands do: read, search, print, and the exit code.

pub use super::session::say;

use super::session::Session;
use super::style::clean;
use super::{Arguments, Command, Which, builds, copy, export, json, page, print, report};
use crate::input;
use crate::library::distance;
use crate::search::{Query, Verdict};
use anyhow::bail;
use clap::{CommandFactory, Parser};
use std::io::{self, IsTerminal};
use std::path::Path;

/// How the program ends: found, nothing found, or an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Something was found, or done.
    Found = 0,
    /// There is nothing of that kind.
    Nothing = 1,
    /// It could not be done; standard error says why.
    Error = 2,
}

/// What is to happen after the command line has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// All is done.
    Done(Exit),
    /// The screen is to be opened, with a search if there is a text.
    Open(Option<String>),
}

/// Reads the command line of this process; prints help, version or what is wrong with it.
///
/// # Errors
/// The exit code where there is nothing more to do.
pub fn arguments() -> Result<Arguments, Exit> {
    Arguments::try_parse().map_err(|error| {
        if error.use_stderr() {
            say(&error.render().to_string());
            hint_at_search();
            Exit::Error
        } else {
            // Help that nobody reads to its end is no failure.
            let _ = error.print();
            Exit::Found
        }
    })
}

/// Does what the command line asks, up to the point where the screen takes over.
///
/// # Errors
/// What could not be done, for standard error; the exit code is [`Exit::Error`].
pub fn run(arguments: &Arguments) -> anyhow::Result<Next> {
    let Some(command) = &arguments.command else {
        return without_command(arguments);
    };
    let session = Session::new(&arguments.options);
    let exit = match command {
        Command::Search { text, file, limit } => session.search(text, file.as_deref(), *limit),
        Command::Show { name, section, set } => session.show(name, section.as_deref(), &set.set),
        Command::List { category } => session.list(category.as_deref()),
        Command::Copy {
            name,
            which,
            section,
            set,
            yes,
        } => match (section, which) {
            (Some(section), _) => copy::several(&session, name, Some(section), &set.set, *yes),
            (None, Some(Which::All)) => copy::several(&session, name, None, &set.set, *yes),
            (None, Some(Which::One(number))) => copy::one(&session, name, *number, &set.set, *yes),
            // No command has the number 0: it says which there are.
            (None, None) => copy::one(&session, name, 0, &set.set, *yes),
        },
        Command::Export(asked) => export::export(&session, asked),
        Command::Build { number } => builds::build(&session, number),
        Command::Check { folder } => report::check(&session, folder),
        Command::Completions { shell } => report::completions(*shell),
        Command::Paths => report::paths(&session),
    }?;
    Ok(Next::Done(exit))
}

/// `hybridkb TEXT` or piped text: the screen where there is one, else the search as text.
fn without_command(arguments: &Arguments) -> anyhow::Result<Next> {
    let options = &arguments.options;
    let prints = options.print.is_some();
    let piped = !prints && arguments.text.is_empty() && !io::stdin().is_terminal();
    let text = if piped || is_dash(&arguments.text) {
        input::read_stdin()?
    } else {
        arguments.text.join(" ")
    };
    let as_text = options.plain || options.json || options.explain;
    if prints || !as_text && screen_works() {
        return Ok(Next::Open(
            Some(text).filter(|text| !text.trim().is_empty()),
        ));
    }
    if arguments.text.is_empty() && !piped {
        bail!("the screen needs a terminal; to print instead: hybridkb search TEXT");
    }
    let exit = Session::new(options).search_text(&text, DEFAULT_LIMIT)?;
    hint_at_command(&arguments.text);
    Ok(Next::Done(exit))
}

const DEFAULT_LIMIT: usize = 5;

fn screen_works() -> bool {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    let forced = std::env::var_os("HYBRIDKB_DRAW_ON_STDOUT").is_some();
    (io::stdout().is_terminal() || forced) && !dumb
}

pub(super) fn is_dash(words: &[String]) -> bool {
    matches!(words, [word] if word == "-")
}

/// Words that begin like a command may have been meant as a text to search for.
fn hint_at_search() {
    let words: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    if words.len() > 2 && !words.iter().any(|word| word.starts_with('-')) {
        let words = words.join(" ");
        say(&format!(
            "To search for these words: hybridkb search {words}"
        ));
    }
}

/// Names the command that a single word was perhaps meant to be.
fn hint_at_command(words: &[String]) {
    let [word] = words else { return };
    let commands = Arguments::command();
    let near = commands
        .get_subcommands()
        .map(clap::Command::get_name)
        .find(|name| word.get(..1) == name.get(..1) && distance(word, name) <= 2);
    if let Some(near) = near {
        say(&format!("Did you mean: hybridkb {near}"));
    }
}

impl Session<'_> {
    fn search(&self, words: &[String], file: Option<&Path>, limit: usize) -> anyhow::Result<Exit> {
        let text = match file {
            Some(path) => input::read_file(path)?,
            None if words.is_empty() || is_dash(words) => {
                if io::stdin().is_terminal() {
                    let end = if cfg!(windows) {
                        "Ctrl+Z and Enter"
                    } else {
                        "Ctrl+D"
                    };
                    say(&format!(
                        "Paste the text, then press {end} on a line of its own."
                    ));
                }
                input::read_stdin()?
            }
            None => words.join(" "),
        };
        self.search_text(&text, limit)
    }

    fn search_text(&self, text: &str, limit: usize) -> anyhow::Result<Exit> {
        let query = Query::from_text(text);
        let mut results = self.library.search(&query);
        results.hits.truncate(limit);
        let empty = text.trim().is_empty();
        if empty {
            say("nothing to search for: give an error text, a code or a few words");
        }
        let values = self.values(Some(&query), &[])?;
        if self.options.json {
            let value = json::results(&self.library, &query, &results, &values);
            self.print(&json::text(&value))?;
        } else if !empty {
            let explain = self.options.explain;
            let found = print::results(
                &self.library,
                &query,
                &results,
                &values,
                explain,
                &self.style,
            );
            let passing = builds::in_passing(&self.library, text);
            self.print(&(passing + &found))?;
        }
        let nothing = results.verdict == Verdict::None || results.hits.is_empty();
        Ok(if nothing { Exit::Nothing } else { Exit::Found })
    }

    fn show(&self, name: &str, section: Option<&str>, set: &[String]) -> anyhow::Result<Exit> {
        let number = match self.find(name)? {
            Ok(number) => number,
            Err(exit) => return Ok(exit),
        };
        let article = self.library.article(number);
        let values = self.values(None, set)?;
        if self.options.json {
            let value = json::article(&self.library, number, &values);
            return self.print(&json::text(&value)).map(|()| Exit::Found);
        }
        if let Some(wanted) = section {
            self.sections(number, wanted)?;
        }
        let category = print::category_title(&self.library, &article.meta.category);
        self.print(&page::article(
            article,
            category,
            section,
            &values,
            &self.style,
        ))?;
        Ok(Exit::Found)
    }

    fn list(&self, category: Option<&str>) -> anyhow::Result<Exit> {
        let cards = self.library.cards().iter().enumerate();
        let wanted = category.map(str::to_lowercase);
        let numbers: Vec<usize> = cards
            .filter(|(_, card)| wanted.as_deref().is_none_or(|id| card.category == id))
            .map(|(number, _)| number)
            .collect();
        let categories = self.library.categories();
        let ids: Vec<&str> = categories.iter().map(|known| known.id.as_str()).collect();
        if let Some(unknown) = wanted.filter(|id| !ids.contains(&id.as_str())) {
            let unknown = clean(&unknown);
            bail!("no category `{unknown}`; there are: {}", ids.join(", "));
        }
        self.print_list(&numbers)?;
        Ok(if numbers.is_empty() {
            Exit::Nothing
        } else {
            Exit::Found
        })
    }
}
