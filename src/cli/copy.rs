//! `copy`: one command of an article onto the clipboard, asking before the dangerous ones.

use super::page;
use super::run::Exit;
use super::session::{Session, say};
use crate::clipboard::{Clipboard, Via};
use crate::command::Filled;
use crate::kb::Command;
use crate::search::Query;
use anyhow::bail;
use std::fs::OpenOptions;
use std::io::{self, IsTerminal, Write};

/// Copies command `number` of an article; without a number, lists what there is to copy.
pub(super) fn copy(
    session: &Session,
    name: &str,
    number: Option<usize>,
    set: &[String],
    yes: bool,
) -> anyhow::Result<Exit> {
    let article = match session.find(name)? {
        Ok(article) => session.library.article(article),
        Err(_) => return Ok(Exit::Nothing),
    };
    let commands: Vec<&Command> = article.commands().map(|(_, command)| command).collect();
    let chosen = number.and_then(|number| commands.get(number.checked_sub(1)?));
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
    deliver(session, command, &filled)
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
fn deliver(session: &Session, command: &Command, filled: &Filled) -> anyhow::Result<Exit> {
    let mut clipboard = Clipboard::new(session.options.clipboard.into());
    let copied = match terminal() {
        Some(mut terminal) => clipboard.copy(&filled.text, &mut terminal),
        None => clipboard.copy(&filled.text, &mut Nowhere),
    };
    for gap in page::gaps(filled) {
        say(&gap);
    }
    if let Some(name) = filled.missing().first() {
        say(&format!("add --set {name}=..."));
    }
    match copied {
        Ok(via) => {
            say(&format!("copied `{}` to {}", command.title, via.label()));
            if via == Via::Native && cfg!(all(unix, not(target_os = "macos"))) {
                say("some desktops drop it when the program ends; a clipboard manager keeps it");
            }
            Ok(Exit::Found)
        }
        Err(why) => {
            session.print(&format!("{}\n", super::style::clean(&filled.text)))?;
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
