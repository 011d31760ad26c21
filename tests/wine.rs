//! The Windows executable at a console, as far as wine has one: a paste arrives as a burst of keys.
//! `.ci/windows` builds the executable, names it in the environment and runs these tests.
#![cfg(unix)]
#![allow(clippy::print_stdout, reason = "the figures are what one runs it for")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::env;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const HIT: &str = "HCW8078: the migration endpoint";
const ERROR: &str = "tests/data/hcw8078.txt";
/// A line for `console_keys`.
const CTRL_C: &str = "67 3 8 1\n";
const PATIENCE: Duration = Duration::from_secs(90);
/// For 10 KB through the console of wine, which takes less than a second on an idle machine.
const ENOUGH: Duration = Duration::from_secs(10);
/// Between two looks at the screen.
const MOMENT: Duration = Duration::from_millis(20);

/// The executable under wine, in a terminal.
struct Session {
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    _master: Box<dyn MasterPty + Send>,
}

impl Session {
    /// Starts a shell line in which `$HYBRIDKB` is the executable under wine, and `$CONSOLE_KEYS`
    /// what types for `$EXE`.
    ///
    /// Wine's console shows escape sequences instead of acting on them, so the screen goes through
    /// a pipe; the keys come from the console.
    fn start(line: &str) -> Session {
        let setting = |name| env::var(name).unwrap_or_else(|_| panic!(".ci/windows sets {name}"));
        let (wine, exe) = (setting("HYBRIDKB_WINE"), setting("HYBRIDKB_EXE"));
        let keys = setting("HYBRIDKB_CONSOLE_KEYS");
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", &format!("stty raw -echo; {line} | cat")]);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("HYBRIDKB", format!("{wine} {exe}"));
        command.env("CONSOLE_KEYS", format!("{wine} {keys}"));
        command.env("EXE", exe);
        command.env("HYBRIDKB_DRAW_ON_STDOUT", "1");
        command.env("TERM", "xterm-256color");
        let size = PtySize {
            rows: 40,
            cols: 120,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let cells = |count| NonZeroU16::new(count).expect("a terminal has cells");
        Session {
            keyboard: pair.master.take_writer().expect("a writer"),
            child,
            output,
            screen: vt100::Parser::new(cells(40), cells(120), 0),
            _master: pair.master,
        }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("it reads");
        self.keyboard.flush().expect("it reads");
    }

    /// Reads until something holds; fails with the screen when it doesn't in time.
    fn wait(&mut self, what: &str, holds: impl Fn(&Session) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(Instant::now() < deadline, "no {what} on\n{}", self.text());
            if let Ok(bytes) = self.output.recv_timeout(MOMENT) {
                self.screen.process(&bytes);
            }
        }
    }

    fn wait_for(&mut self, text: &str) {
        self.wait(text, |session| session.text().contains(text));
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits for the end; the terminal must be as it was.
    fn end(mut self) {
        self.wait("restored terminal", |session| {
            let screen = session.screen.screen();
            !screen.alternate_screen() && !screen.hide_cursor()
        });
        let deadline = Instant::now() + PATIENCE;
        while self.child.try_wait().expect("it was started").is_none() {
            assert!(Instant::now() < deadline, "it doesn't end");
            // Ends `console_keys`, then the `cat` that feeds it.
            let _ = self.keyboard.write_all(b"end\n");
            let _ = self.output.recv_timeout(MOMENT);
        }
    }
}

/// An error with what surrounds it in a log, and every key that means something to the screen.
fn log_of(bytes: usize) -> String {
    let mut text = include_str!("data/hcw8078.txt").replace('\n', "\r");
    for line in 0.. {
        if text.len() >= bytes {
            break;
        }
        write!(
            text,
            "\r[{line}] q Y c ? /n N [ ] 1 2 quick yes, copy; more of the same\r"
        )
        .expect("writing into a String can't fail");
    }
    text
}

/// A line for `console_keys`: a character typed.
fn typed(c: char) -> String {
    let key = c.to_ascii_uppercase() as u32;
    format!("{key} {} 0 1\n", c as u32)
}

/// A line for `console_keys`: what a paste holds and the keyboard lacks, as conhost sends it.
fn by_alt(c: char) -> String {
    const ALT: u32 = 18;
    format!("{ALT} {} 0 0\n", c as u32)
}

/// The lines of a text pasted into conhost on a keyboard that has ASCII only.
fn pasted(text: &str) -> String {
    let line = |c: char| if c.is_ascii() { typed(c) } else { by_alt(c) };
    text.chars().map(line).collect()
}

#[test]
#[ignore = "needs the Windows executable: .ci/windows runs it"]
fn a_pasted_log_is_one_query_and_presses_no_shortcut() {
    let mut session = Session::start("$HYBRIDKB --private --clipboard none");
    session.wait_for("Paste an error here");
    let log = log_of(10 << 10);
    let lines = log.split('\r').filter(|line| !line.is_empty()).count();
    let begun = Instant::now();
    session.press(&log);
    session.wait_for(&format!("{lines} lines pasted"));
    session.wait_for(HIT);
    let took = begun.elapsed();
    println!("{} bytes pasted: the result after {took:.2?}", log.len());
    assert!(took < ENOUGH, "{took:?}");
    session.wait_for("q quit");
    session.press("q");
    session.end();
}

#[test]
#[ignore = "needs the Windows executable: .ci/windows runs it"]
fn piped_text_opens_the_screen_and_keys_work() {
    let mut session = Session::start(&format!("cat | $CONSOLE_KEYS {ERROR} \"$EXE --private\""));
    session.wait_for(HIT);
    // To the search box, where letters are text.
    session.press(&typed('/'));
    session.wait_for("add words, or paste another text");
    session.press(&pasted("HCW8001 \u{2013} \u{201c}one\u{201d}"));
    session.wait_for("HCW8001 \u{2013} \u{201c}one\u{201d}");
    // Ctrl+C doesn't throw away a text at once.
    session.press(CTRL_C);
    session.wait_for("again");
    session.press(CTRL_C);
    session.end();
}

#[test]
#[ignore = "needs the Windows executable: .ci/windows runs it"]
fn what_was_copied_to_the_windows_clipboard_comes_back_by_ctrl_v() {
    let mut session = Session::start(&format!("cat | $CONSOLE_KEYS {ERROR} \"$EXE --private\""));
    session.wait_for("7 lines pasted");
    session.press(&typed('Y'));
    session.wait_for("the Windows clipboard");
    session.press("86 22 8 1\n");
    session.wait("the article in the box", |session| {
        let text = session.text();
        text.contains(" lines pasted") && !text.contains(" 7 lines pasted")
    });
    session.press(CTRL_C);
    session.press(CTRL_C);
    session.end();
}
