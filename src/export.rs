//! What leaves the program: commands to copy, an article as text or Markdown, a script file, a
//! note for the ticket. Pure functions; the date is an argument.

mod markdown;
mod mask;
mod script;
mod text;
mod ticket;

pub use markdown::markdown;
pub use mask::{mask, mask_known};
pub use script::script;
pub use text::plain;
pub use ticket::{Note, note};

use crate::command::{Filled, Values};
use crate::kb::{Article, Command, Shell};

/// Commands as one text, and what it does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collected {
    /// The filled commands in order, a line break between them and none at the end.
    pub text: String,
    /// Numbers of the commands that it holds, from 1 as [`Article::commands`] counts.
    pub taken: Vec<usize>,
    /// Numbers of the commands that interrupt a service or can't be undone, left out for want of
    /// consent.
    pub left_out: Vec<usize>,
    /// Names of the placeholders that have no value yet.
    pub missing: Vec<String>,
    /// The shells that the commands are for, in order; more than one can't be pasted at once.
    pub shells: Vec<Shell>,
}

/// One command, filled: what is copied.
pub fn command(command: &Command, values: &Values) -> Filled {
    command.template.fill(values)
}

/// The commands of some sections, by their indices, in the article's order. Records and files
/// don't belong to them. Without consent, what interrupts a service or can't be undone is left out.
pub fn sections(article: &Article, wanted: &[usize], values: &Values, consent: bool) -> Collected {
    let numbered = article.commands().zip(1..);
    let there = numbered.filter(|((at, command), _)| wanted.contains(at) && command.run.is_some());
    collect(
        there.map(|((_, command), number)| (number, command)),
        values,
        consent,
    )
}

fn collect<'a>(
    commands: impl Iterator<Item = (usize, &'a Command)>,
    values: &Values,
    consent: bool,
) -> Collected {
    let mut all = Collected::default();
    for (number, command) in commands {
        if !consent && needs_consent(command) {
            all.left_out.push(number);
            continue;
        }
        let filled = command.template.fill(values);
        if !all.text.is_empty() {
            all.text.push('\n');
        }
        all.text.push_str(filled.text.trim_end());
        all.taken.push(number);
        note_missing(&mut all.missing, &filled);
        all.shells
            .extend(command.run.filter(|shell| !all.shells.contains(shell)));
    }
    all
}

fn needs_consent(command: &Command) -> bool {
    command.risk.is_some_and(crate::kb::Risk::needs_consent)
}

fn note_missing(missing: &mut Vec<String>, filled: &Filled) {
    for name in filled.missing() {
        if !missing.iter().any(|known| known == name) {
            missing.push(name.to_owned());
        }
    }
}

/// Where a command is run and what it does, in words: `Exchange Management Shell, change`.
fn about(command: &Command) -> String {
    let place = command.run.map(Shell::label);
    let risk = command.risk.map(crate::kb::Risk::key);
    place.into_iter().chain(risk).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
