//! What every command line needs: the library, the look of the output, the settings; and the two
//! ways out, standard output and standard error.

use super::run::Exit;
use super::style::{Style, clean, to_ascii};
use super::{Options, json, page, print};
use crate::command::{Input, Origin, Values};
use crate::library::{Library, Lookup};
use crate::search::Query;
use crate::settings::Store;
use anyhow::{Context, bail};
use std::io::{self, ErrorKind, Write};

/// What all commands need: the library, the look of the output, the settings.
pub(super) struct Session<'a> {
    pub library: Library,
    pub options: &'a Options,
    pub style: Style,
    pub store: Store,
}

impl<'a> Session<'a> {
    pub fn new(options: &'a Options) -> Session<'a> {
        Session {
            library: Library::embedded(),
            options,
            style: Style::of_stdout(options),
            store: Store::locate(options.private),
        }
    }

    /// The article with an id or code. Where there is none or more than one, says so; the exit
    /// code is in the inner `Err` then.
    pub fn find(&self, name: &str) -> anyhow::Result<Result<usize, Exit>> {
        match self.library.lookup(name) {
            Lookup::Found(number) => Ok(Ok(number)),
            Lookup::Several(numbers) => {
                let name = clean(name);
                say(&format!(
                    "{} articles carry {name}; take one by its id:",
                    numbers.len()
                ));
                self.print_list(&numbers)?;
                Ok(Err(Exit::Found))
            }
            Lookup::Unknown(nearest) => {
                let near = if nearest.is_empty() {
                    "`hybridkb list` shows all; `hybridkb search TEXT` looks into them".to_owned()
                } else {
                    format!("nearest: {}", nearest.join(", "))
                };
                say(&format!("no article or code `{}`; {near}", clean(name)));
                Ok(Err(Exit::Nothing))
            }
        }
    }

    /// The sections of an article whose heading, or that of their part, holds this text; at least
    /// one.
    pub fn sections(&self, article: usize, wanted: &str) -> anyhow::Result<Vec<usize>> {
        let sections = self.library.article(article).sections.iter().zip(0..);
        let named = sections.filter(|(section, _)| page::is_named(section, wanted));
        let named: Vec<usize> = named.map(|(_, at)| at).collect();
        if named.is_empty() {
            let known = &self.library.cards()[article].sections;
            let wanted = clean(wanted);
            bail!("no section `{wanted}`; there are: {}", known.join(" | "));
        }
        Ok(named)
    }

    /// Those sections, or all of the article where none is named.
    pub fn wanted(&self, article: usize, named: Option<&str>) -> anyhow::Result<Vec<usize>> {
        match named {
            Some(named) => self.sections(article, named),
            None => Ok((0..self.library.article(article).sections.len()).collect()),
        }
    }

    /// Values for placeholders: remembered ones, over them those of a paste, over them those of
    /// the command line, which are remembered if the user wants that.
    pub fn values(&self, query: Option<&Query>, set: &[String]) -> anyhow::Result<Values> {
        let (mut settings, warning) = self.store.load();
        if let Some(warning) = warning {
            say(&warning.0);
        }
        let mut values = Values::default();
        for (name, value) in &settings.values {
            let input = self.library.input(name);
            if input.is_some_and(|input| input.kind.check(value).is_ok()) {
                values.set(name, value, Origin::Remembered);
            }
        }
        if let Some(query) = query {
            values.0.extend(self.library.values(query).0);
        }
        for assignment in set {
            let (name, value) = self.assignment(assignment)?;
            values.set(name, &value, Origin::Typed);
            settings.values.insert(name.to_owned(), value);
        }
        if !set.is_empty() {
            self.store.save(&settings)?;
        }
        Ok(values)
    }

    /// `Name=Value` with a known name and a value of its kind.
    fn assignment(&self, text: &str) -> anyhow::Result<(&str, String)> {
        let (name, value) = text.split_once('=').with_context(|| {
            format!(
                "`--set {}` has no `=`; write --set Server=EX01",
                clean(text)
            )
        })?;
        let inputs = self.library.inputs();
        let named = |input: &&Input| input.name.eq_ignore_ascii_case(name.trim());
        let Some(input) = inputs.iter().find(named) else {
            let known: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
            let name = clean(name);
            bail!("no placeholder `{name}`; there are: {}", known.join(", "));
        };
        let value = input.kind.clean(value);
        input
            .kind
            .check(&value)
            .with_context(|| format!("--set {} (such as {})", input.name, input.example))?;
        Ok((&input.name, value))
    }

    pub fn print_list(&self, numbers: &[usize]) -> anyhow::Result<()> {
        self.print(&if self.options.json {
            json::text(&json::list(&self.library, numbers))
        } else {
            print::list(&self.library, numbers, &self.style)
        })
    }

    /// Writes to standard output; a reader that has gone away is no failure.
    pub fn print(&self, text: &str) -> anyhow::Result<()> {
        if self.style.ascii {
            write_out(to_ascii(text).as_bytes())
        } else {
            write_out(text.as_bytes())
        }
    }
}

/// Writes bytes to standard output; a reader that has gone away is no failure.
pub(super) fn write_out(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to standard output")
        }
        _ => Ok(()),
    }
}

/// A line on standard error, without control characters.
pub fn say(line: &str) {
    // There is nowhere left to report that standard error is closed.
    let _ = writeln!(io::stderr(), "{}", clean(line).trim_end());
}
