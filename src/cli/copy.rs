//! `copy`: commands of an article onto the clipboard, asking before the dangerous ones.

use super::run::Exit;
use super::session::{Session, say};
use super::{export, page};
use crate::clipboard::{Clipboard, Via};
use crate::kb::Command;
use crate::search::Query;
use anyhow::bail;
use std::fs::OpenOptions;
use std::io::{self, IsTerminal, Write};

/// Copies command `number` of an article; where there is none, lists what there is to copy.
pub(super) fn one(
    session: &Session,
    name: &str,
    number: usize,
    set: &[String],
    yes: bool,
) -> anyhow::Result<Exit> {
    let article = match session.find(name)? {
        Ok(article) => session.library.article(article),
        Err(_) => return Ok(Exit::Nothing),
    };
    let commands: Vec<&Command> = article.commands().map(|(_, command)| command).collect();
    let chosen = number.checked_sub(1).and_then(|at| commands.get(at));
    let Some(command) = chosen else {
        let titles = commands.iter().zip(1..);
        let titles: Vec<String> = titles
            .map(|(command, n)| format!("  {n} {}", command.title))
            .collect();
        bail!(
            "which command of {}? There are {}:\n{}",
            article.meta.id,
            commands.len(),
            titles.join("\n")
        );
    };
    let values = session.values(None::<&Query>, set)?;
    let filled = command.template.fill(&values);
    if !yes && !agreed(session, command)? {
        say("nothing was copied");
        return Ok(Exit::Error);
    }
    for gap in page::gaps(&filled) {
        say(&gap);
    }
    let missing = filled.missing();
    let what = format!("`{}`", command.title);
    deliver(session, &what, &filled.text, missing.first().copied())
}

/// Copies the commands of some sections, or of the whole article, in order; those that interrupt
/// a service or can't be undone only with `yes`.
pub(super) fn several(
    session: &Session,
    name: &str,
    section: Option<&str>,
    set: &[String],
    yes: bool,
) -> anyhow::Result<Exit> {
    let Ok(number) = session.find(name)? else {
        return Ok(Exit::Nothing);
    };
    let values = session.values(None::<&Query>, set)?;
    let all = export::commands(session, number, section, &values, yes)?;
    if !all.missing.is_empty() {
        say(&format!("to fill in: {}", all.missing.join(", ")));
    }
    if all.shells.len() > 1 {
        let shells: Vec<&str> = all.shells.iter().map(|shell| shell.label()).collect();
        say(&format!(
            "they are for several shells: {}",
            shells.join(", then ")
        ));
    }
    let taken: Vec<String> = all.taken.iter().map(|n| format!("[{n}]")).collect();
    let missing = all.missing.first().map(String::as_str);
    deliver(session, &taken.join(" "), &all.text, missing)
}

/// Asks before a command that interrupts a service or can't be undone.
fn agreed(session: &Session, command: &Command) -> anyhow::Result<bool> {
    let Some(risk) = command.risk.filter(|risk| risk.needs_consent()) else {
        return Ok(true);
    };
    let warning = page::risk_label(risk, &session.style.without_color());
    let title = &command.title;
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        bail!("`{title}` is marked {warning}; to copy it all the same, add --yes");
    }
    write!(
        io::stderr(),
        "`{title}` is marked {warning}.\nCopy it? [y/N] "
    )?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(matches!(
        answer.trim().to_lowercase().as_str(),
        "y" | "yes" | "j" | "ja"
    ))
}

/// Puts the text on the clipboard and says where it is; where there is none, prints the text.
fn deliver(
    session: &Session,
    what: &str,
    text: &str,
    missing: Option<&str>,
) -> anyhow::Result<Exit> {
    let mut clipboard = Clipboard::new(session.options.clipboard.into());
    let copied = match terminal() {
        Some(mut terminal) => clipboard.copy(text, &mut terminal),
        None => clipboard.copy(text, &mut Nowhere),
    };
    if let Some(name) = missing {
        say(&format!("add --set {name}=..."));
    }
    match copied {
        Ok(via) => {
            say(&format!("copied {what} to {}", via.label()));
            if via == Via::Native && cfg!(all(unix, not(target_os = "macos"))) {
                say("some desktops drop it when the program ends; a clipboard manager keeps it");
            }
            Ok(Exit::Found)
        }
        Err(why) => {
            session.print(&format!("{}\n", super::style::clean(text)))?;
            say(&format!("not copied: {why}; here it is to select"));
            Ok(Exit::Error)
        }
    }
}

/// The terminal itself, also where standard output is a pipe.
fn terminal() -> Option<std::fs::File> {
    let device = if cfg!(windows) { "CONOUT$" } else { "/dev/tty" };
    OpenOptions::new().write(true).open(device).ok()
}

/// Stands in for a terminal that there isn't.
struct Nowhere;

impl Write for Nowhere {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("there is none"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
