//! The note for the ticket: what was searched for, the article, and the commands copied so far.

use crate::command::Values;
use crate::export::{self, Note};
use crate::kb::Command;
use crate::tui::model::{Copied, Copying, Effect, Model};

/// Copies a note on the article, masked for readers outside.
pub(super) fn copy(model: &mut Model, masked: bool) -> Option<Effect> {
    let article = model.library.article(model.reader()?.article);
    let entry = &model.search.entry;
    let symptom = match &entry.pasted {
        Some(pasted) => &pasted.first,
        None => entry.line.text(),
    };
    let copied = model.copied.iter();
    let copied: Vec<(&str, &str)> = copied
        .map(|copied| (copied.title.as_str(), copied.text.as_str()))
        .collect();
    let note = export::note(&Note {
        symptom,
        article,
        copied: &copied,
        result: "",
        date: &model.today,
    });
    let (text, what) = if masked {
        let masked = export::mask_known(&note, &model.known.values);
        (
            masked,
            "a masked note for the ticket (read it before you send it)",
        )
    } else {
        (note, "a note for the ticket")
    };
    Some(Effect::Copy(Copying::words(&text, what.to_owned())))
}

/// A command as it is copied now.
pub(super) fn record(command: &Command, values: &Values) -> Copied {
    let filled = export::command(command, values);
    Copied {
        title: command.title.clone(),
        complete: filled.missing().is_empty(),
        text: filled.text,
    }
}

/// Keeps what was copied for the note. A command that was copied before with gaps in it, or just
/// so, is not named twice.
pub(super) fn remember(model: &mut Model, copying: &Copying) {
    for new in &copying.commands {
        let known = &mut model.copied;
        known.retain(|old| old.title != new.title || old.complete && old.text != new.text);
        known.push(new.clone());
    }
}
