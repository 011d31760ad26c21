//! Reading a pasted or typed text: what it is, what identifies it, which values it holds.

use crate::index::tokens::{Word, tokenize};
use std::ops::Range;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Nothing was given.
    Empty,
    /// Plain words.
    Words,
    /// A dialog of the Hybrid Configuration Wizard.
    HcwDialog,
    /// Lines of the wizard's log.
    HcwLog,
    /// A non-delivery report or a line of a message trace.
    Ndr,
    /// A move or migration report.
    MoveReport,
    /// Output of a Test- cmdlet.
    TestOutput,
    /// The error of a cmdlet.
    CmdletError,
    /// An event of a Windows log.
    Event,
    /// Lines of the setup log.
    SetupLog,
    /// A free/busy error.
    FreeBusy,
    /// Build numbers.
    Builds,
}

impl TextKind {
    /// The word used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            TextKind::Empty => "empty",
            TextKind::Words => "words",
            TextKind::HcwDialog => "hcw-dialog",
            TextKind::HcwLog => "hcw-log",
            TextKind::Ndr => "ndr",
            TextKind::MoveReport => "move-report",
            TextKind::TestOutput => "test-output",
            TextKind::CmdletError => "cmdlet-error",
            TextKind::Event => "event",
            TextKind::SetupLog => "setup-log",
            TextKind::FreeBusy => "free-busy",
            TextKind::Builds => "builds",
        }
    }

    /// What a reader calls it.
    pub fn label(self) -> &'static str {
        match self {
            TextKind::Empty => "nothing yet",
            TextKind::Words => "plain words",
            TextKind::HcwDialog => "Hybrid Configuration Wizard dialog",
            TextKind::HcwLog => "Hybrid Configuration Wizard log",
            TextKind::Ndr => "non-delivery report",
            TextKind::MoveReport => "migration report",
            TextKind::TestOutput => "output of a test cmdlet",
            TextKind::CmdletError => "cmdlet error",
            TextKind::Event => "event log entry",
            TextKind::SetupLog => "setup log",
            TextKind::FreeBusy => "free/busy error",
            TextKind::Builds => "build numbers",
        }
    }
}

/// A value that a text holds, for a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundValue {
    /// The name of the place that it was recognised in, as `kb/inputs.yaml` uses it.
    pub place: &'static str,
    /// The value.
    pub text: String,
    /// Line of the text, from 1.
    pub line: usize,
}

/// A text, read.
#[derive(Debug, Clone)]
pub struct Query {
    /// What it is.
    pub kind: TextKind,
    /// Identifiers as written, with their places.
    pub codes: Vec<(String, Range<usize>)>,
    /// Values for placeholders, in order of appearance.
    pub values: Vec<FoundValue>,
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
}

impl Query {
    /// Reads a text of any size and shape.
    pub fn from_text(text: &str) -> Query {
        let words = tokenize(text);
        let kind = if text.trim().is_empty() {
            TextKind::Empty
        } else {
            TextKind::Words
        };
        Query {
            kind,
            codes: Vec::new(),
            values: Vec::new(),
            text: text.to_owned(),
            words,
        }
    }
}
