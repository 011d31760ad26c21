//! `export`: an article or its commands to standard output or into a file.

use super::run::Exit;
use super::session::{Session, say, write_out};
use super::style::clean;
use super::{Export, Form};
use crate::command::{Language, Values};
use crate::export::{self, Collected, Note};
use crate::kb::{Article, Risk};
use crate::save::{self, Unsaved};
use crate::search::Query;
use crate::today::today;
use anyhow::bail;
use std::io::{self, IsTerminal};

/// Writes an article in the form that is asked for.
pub(super) fn export(session: &Session, asked: &Export) -> anyhow::Result<Exit> {
    let Ok(number) = session.find(&asked.name)? else {
        return Ok(Exit::Nothing);
    };
    let values = session.values(None::<&Query>, &asked.set.set)?;
    let mut text = text(session, number, asked, &values)?;
    if asked.mask {
        text = export::mask_known(&text, &values);
    }
    let Some(path) = &asked.output else {
        return print(session, &text).map(|()| Exit::Found);
    };
    match save::write(path, native(&text).as_bytes(), asked.force) {
        Ok(path) => say(&format!("saved as {}", path.display())),
        Err(error @ Unsaved::Exists(_)) => bail!("{error}; name another, or add --force"),
        Err(error) => return Err(error.into()),
    }
    Ok(Exit::Found)
}

fn text(
    session: &Session,
    number: usize,
    asked: &Export,
    values: &Values,
) -> anyhow::Result<String> {
    let article = session.library.article(number);
    let section = asked.section.as_deref();
    Ok(match asked.form {
        Form::Text if section.is_none() => export::plain(article, values),
        Form::Text => commands(session, number, section, values, asked.yes)?.text + "\n",
        Form::Markdown if section.is_none() => export::markdown(article, values),
        Form::Markdown => bail!("a section is exported as text, ps1 or note, not as markdown"),
        Form::Ps1 => script(session, number, asked, values)?,
        Form::Note => {
            let copied = match section {
                Some(_) => commands(session, number, section, values, asked.yes)?.taken,
                None => Vec::new(),
            };
            note(article, &copied, values)
        }
    })
}

/// The commands of some sections, or of the whole article, and a line for each that is left out.
pub(super) fn commands(
    session: &Session,
    number: usize,
    section: Option<&str>,
    values: &Values,
    consent: bool,
) -> anyhow::Result<Collected> {
    let article = session.library.article(number);
    let wanted = session.wanted(number, section)?;
    let all = export::sections(article, &wanted, values, consent);
    tell_left_out(article, &all.left_out);
    if all.taken.is_empty() && all.left_out.is_empty() {
        bail!(
            "nothing to run there; `hybridkb show {}` shows it",
            article.meta.id
        );
    }
    if all.taken.is_empty() {
        bail!("nothing is left; to take these commands all the same, add --yes");
    }
    Ok(all)
}

/// The PowerShell commands as a file that Windows PowerShell reads.
fn script(
    session: &Session,
    number: usize,
    asked: &Export,
    values: &Values,
) -> anyhow::Result<String> {
    let article = session.library.article(number);
    let wanted = session.wanted(number, asked.section.as_deref())?;
    let numbered = article
        .commands()
        .zip(1..)
        .filter(|((section, command), _)| {
            wanted.contains(section) && command.template.language() == Language::PowerShell
        });
    let (numbers, harmful): (Vec<usize>, Vec<bool>) = numbered
        .map(|((_, command), n)| (n, command.risk.is_some_and(Risk::needs_consent)))
        .unzip();
    if numbers.is_empty() {
        bail!("no PowerShell commands there: try --as text");
    }
    if !asked.yes {
        let left_out = numbers.iter().zip(harmful).filter(|(_, harmful)| *harmful);
        let left_out: Vec<usize> = left_out.map(|(number, _)| *number).collect();
        tell_left_out(article, &left_out);
        if left_out.len() == numbers.len() {
            bail!("nothing is left; to take these commands all the same, add --yes");
        }
    }
    let bytes = export::script(article, &numbers, values, &today(), asked.yes);
    Ok(String::from_utf8(bytes).expect("a script is made of text"))
}

fn note(article: &Article, copied: &[usize], values: &Values) -> String {
    let numbered = article.commands().zip(1..);
    let taken = numbered.filter(|(_, number)| copied.contains(number));
    let filled: Vec<(&str, String)> = taken
        .map(|((_, command), _)| {
            (
                command.title.as_str(),
                export::command(command, values).text,
            )
        })
        .collect();
    let copied: Vec<(&str, &str)> = filled
        .iter()
        .map(|(title, text)| (*title, text.as_str()))
        .collect();
    export::note(&Note {
        symptom: "",
        article,
        copied: &copied,
        result: "",
        date: &today(),
    })
}

/// Says which commands are left out for want of consent.
fn tell_left_out(article: &Article, numbers: &[usize]) {
    for number in numbers {
        let Some((_, command)) = article.commands().nth(number - 1) else {
            continue;
        };
        let risk = command.risk.map_or("", Risk::key);
        say(&format!(
            "left out: [{number}] {} ({risk}); --yes takes it too",
            command.title
        ));
    }
}

/// To standard output. A byte order mark is for files: a terminal shows it, and a Windows shell
/// reads pipes in its own code page.
fn print(session: &Session, text: &str) -> anyhow::Result<()> {
    if session.style.ascii || io::stdout().is_terminal() {
        session.print(&clean(text.trim_start_matches('\u{feff}')))
    } else {
        write_out(text.as_bytes())
    }
}

/// Lines as the system ends them; a script's end as Windows wants them everywhere.
fn native(text: &str) -> String {
    if cfg!(windows) && !text.contains('\r') {
        text.replace('\n', "\r\n")
    } else {
        text.to_owned()
    }
}
