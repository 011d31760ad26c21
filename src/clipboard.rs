//! The last step of a search: text onto the clipboard the user will paste from, or an honest no.
//!
//! Natively where this machine has the user's clipboard, by OSC 52 where the terminal has it.

mod osc52;
mod route;

use route::{Environment, Route};
use std::io::{self, Write};
use std::thread;
use std::time::Duration;

/// Which clipboard the user wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// The one that can be reached from here.
    #[default]
    Auto,
    /// This system's.
    Native,
    /// The terminal's, by an escape sequence.
    Osc52,
    /// None: commands are shown instead.
    None,
}

/// Which way a copy went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// The system's clipboard; what was written was read back.
    Native,
    /// The terminal was asked; it doesn't answer.
    Osc52,
}

impl Via {
    /// Where the text is now, as said after "copied to".
    pub fn label(self) -> &'static str {
        match self {
            Via::Native if cfg!(windows) => "the Windows clipboard",
            Via::Native => "the clipboard of this desktop",
            Via::Osc52 => "the clipboard of your terminal (OSC 52)",
        }
    }
}

/// Why nothing was copied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// The user turned it off.
    #[error("the clipboard is turned off (--clipboard none)")]
    Off,
    /// Neither a desktop nor a terminal that passes on a copy.
    #[error("neither a desktop nor this terminal offers a clipboard")]
    NoWay,
    /// The system's clipboard could not be written, or held something else afterwards.
    #[error("the clipboard could not be set: {0}")]
    Native(String),
    /// More than terminals take.
    #[error("{0} bytes are more than a terminal's clipboard takes")]
    TooLong(usize),
    /// The terminal could not be written to.
    #[error("the terminal can't pass it on: {0}")]
    Terminal(String),
}

/// How often the native clipboard is tried: over RDP another program often holds it for a moment.
const TRIES: u32 = 8;

/// The wait before the second try; each further one is that much longer.
const PAUSE: Duration = Duration::from_millis(20);

/// The way to the user's clipboard. Keep it as long as the copied text shall live: on X11 and
/// Wayland the text goes with its owner.
pub struct Clipboard {
    mode: Mode,
    environment: Environment,
    native: Option<arboard::Clipboard>,
}

impl Clipboard {
    /// Looks at the environment of this process; opens nothing yet.
    pub fn new(mode: Mode) -> Clipboard {
        Clipboard {
            mode,
            environment: Environment::of_process(),
            native: None,
        }
    }

    /// Puts text on the clipboard, without a trailing newline, so that nothing runs by itself
    /// when it is pasted into a shell. `terminal` receives the escape sequence if that is the way.
    ///
    /// # Errors
    /// Why no clipboard has the text; nothing was copied then.
    pub fn copy(&mut self, text: &str, terminal: &mut dyn Write) -> Result<Via, Unavailable> {
        let route = self.environment.route(self.mode)?;
        let text = for_pasting(text, self.environment.crlf);
        match route {
            Route::Osc52 => self.send(&text, terminal),
            Route::Native => self.set(&text),
            Route::NativeThenOsc52 => self.set(&text).or_else(|refused| {
                self.send(&text, terminal).map_err(
                    |_| refused, /* the first way's failure is the one to act on */
                )
            }),
        }
    }

    /// The text on the system's clipboard, if it is the user's and holds text.
    pub fn paste(&mut self) -> Option<String> {
        match self.environment.route(self.mode) {
            Ok(Route::Native | Route::NativeThenOsc52) => {}
            _ => return None,
        }
        retry(|| self.native()?.get_text()).ok()
    }

    fn send(&self, text: &str, terminal: &mut dyn Write) -> Result<Via, Unavailable> {
        if text.len() > osc52::LONGEST {
            return Err(Unavailable::TooLong(text.len()));
        }
        let sequence = osc52::sequence(text, self.environment.multiplexer);
        let sent = terminal
            .write_all(sequence.as_bytes())
            .and_then(|()| terminal.flush());
        let failed = |error: io::Error| Unavailable::Terminal(error.to_string());
        sent.map_err(failed).map(|()| Via::Osc52)
    }

    /// Sets the system's clipboard and reads it back; once more if something else is there then.
    fn set(&mut self, text: &str) -> Result<Via, Unavailable> {
        for _ in 0..2 {
            let held = retry(|| {
                let native = self.native()?;
                native.set_text(text)?;
                native.get_text()
            });
            let held = held.map_err(|error| Unavailable::Native(error.to_string()))?;
            if same_lines(&held, text) {
                return Ok(Via::Native);
            }
        }
        Err(Unavailable::Native(
            "another program replaced the text at once".into(),
        ))
    }

    fn native(&mut self) -> Result<&mut arboard::Clipboard, arboard::Error> {
        match &mut self.native {
            Some(native) => Ok(native),
            empty => Ok(empty.insert(arboard::Clipboard::new()?)),
        }
    }
}

/// Repeats what failed because another program holds the clipboard; gives up after about half a
/// second.
fn retry<T>(mut attempt: impl FnMut() -> Result<T, arboard::Error>) -> Result<T, arboard::Error> {
    let mut tried = 1;
    loop {
        match attempt() {
            Err(arboard::Error::ClipboardOccupied | arboard::Error::Unknown { .. })
                if tried < TRIES =>
            {
                thread::sleep(PAUSE * tried);
                tried += 1;
            }
            result => return result,
        }
    }
}

/// Lines as the system that pastes them wants them; no newline at the end.
fn for_pasting(text: &str, crlf: bool) -> String {
    let lines = text.replace("\r\n", "\n");
    let lines = lines.trim_end_matches('\n');
    if crlf {
        lines.replace('\n', "\r\n")
    } else {
        lines.to_owned()
    }
}

/// Whether two texts differ in nothing but the kind of line ends.
fn same_lines(a: &str, b: &str) -> bool {
    a.replace("\r\n", "\n") == b.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over_ssh(mode: Mode) -> Clipboard {
        Clipboard {
            mode,
            environment: Environment::from(false, false, |name| match name {
                "SSH_TTY" => Some("/dev/pts/0".into()),
                "TERM" => Some("xterm-256color".into()),
                _ => None,
            }),
            native: None,
        }
    }

    #[test]
    fn a_copy_over_ssh_is_written_to_the_terminal_without_its_last_newline() {
        let mut terminal = Vec::new();
        let via = over_ssh(Mode::Auto).copy("Get-Mailbox\n", &mut terminal);
        assert_eq!(via, Ok(Via::Osc52));
        assert_eq!(terminal, b"\x1b]52;c;R2V0LU1haWxib3g=\x07");
    }

    #[test]
    fn nothing_is_written_when_the_clipboard_is_off() {
        let mut terminal = Vec::new();
        let refused = over_ssh(Mode::None).copy("x", &mut terminal);
        assert_eq!(refused, Err(Unavailable::Off));
        assert!(terminal.is_empty());
    }

    #[test]
    fn text_that_terminals_would_drop_is_refused() {
        let mut terminal = Vec::new();
        let long = "x".repeat(osc52::LONGEST + 1);
        let refused = over_ssh(Mode::Auto).copy(&long, &mut terminal);
        assert_eq!(refused, Err(Unavailable::TooLong(long.len())));
        assert!(terminal.is_empty());
    }

    #[test]
    fn windows_gets_crlf_and_no_line_end_to_run_by_itself() {
        assert_eq!(for_pasting("a\nb\r\nc\n\n", true), "a\r\nb\r\nc");
        assert_eq!(for_pasting("a\r\nb\r\n", false), "a\nb");
    }

    #[test]
    fn an_occupied_clipboard_is_tried_again() {
        let mut tried = 0;
        let done = retry(|| {
            tried += 1;
            if tried < 3 {
                Err(arboard::Error::ClipboardOccupied)
            } else {
                Ok(tried)
            }
        });
        assert_eq!(done.ok(), Some(3));
    }

    #[test]
    fn there_is_nothing_to_paste_over_ssh() {
        assert_eq!(over_ssh(Mode::Auto).paste(), None);
    }
}
