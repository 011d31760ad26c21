//! The Windows executable at a console, as far as wine has one: a paste arrives as a burst of keys.
//! `.ci/windows` builds the executable, names it in the environment and runs these tests.
#![cfg(unix)]
#![allow(clippy::print_stdout, reason = "the figures are what one runs it for")]

mod terminal;

use portable_pty::CommandBuilder;
use std::env;
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use terminal::Terminal;

const HIT: &str = "HCW8078: the migration endpoint";
const ERROR: &str = "tests/data/hcw8078.txt";
/// A line for `console_keys`.
const CTRL_C: &str = "67 3 8 1\n";
const ESCAPE: &str = "27 27 0 1\n";
const PATIENCE: Duration = Duration::from_secs(90);
/// For 10 KB through the console of wine, which takes less than a second on an idle machine.
const ENOUGH: Duration = Duration::from_secs(10);
/// The title that `console_keys` gives the window.
const TITLE: &str = "before";
/// Between two looks at whether it ended.
const MOMENT: Duration = Duration::from_millis(20);

/// Starts a shell line in which `$HYBRIDKB` is the executable under wine, and `$CONSOLE_KEYS` what
/// types for `$EXE`.
///
/// Wine's console shows escape sequences instead of acting on them, so the screen goes through a
/// pipe; the keys come from the console.
fn start(line: &str) -> Terminal {
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
    Terminal::start(command, PATIENCE)
}

/// A line for `console_keys`: many moves of the mouse, a turn of its wheel down, and F1, all of which
/// wait at the same moment.
const MOVES_TURN_AND_F1: &str = "0 100 112 1\n";

/// Waits for the end; the terminal must be as it was.
fn end(mut terminal: Terminal) {
    terminal.wait_for_restored();
    let deadline = Instant::now() + PATIENCE;
    while terminal.child.try_wait().expect("it was started").is_none() {
        assert!(Instant::now() < deadline, "it doesn't end");
        // Ends `console_keys`, then the `cat` that feeds it; the terminal may be gone by then.
        let _ = terminal.keyboard.write_all(b"end\n");
        let _ = terminal.read(MOMENT);
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
    let mut terminal = start("$HYBRIDKB --private --clipboard none");
    terminal.wait_for("Paste an error here");
    let log = log_of(10 << 10);
    let lines = log.split('\r').filter(|line| !line.is_empty()).count();
    let begun = Instant::now();
    terminal.press(&log);
    terminal.wait_for(&format!("{lines} lines pasted"));
    terminal.wait_for(HIT);
    let took = begun.elapsed();
    println!("{} bytes pasted: the result after {took:.2?}", log.len());
    assert!(took < ENOUGH, "{took:?}");
    terminal.wait_for("q quit");
    terminal.press("q");
    end(terminal);
}

#[test]
#[ignore = "needs the Windows executable: .ci/windows runs it"]
fn piped_text_opens_the_screen_and_keys_work() {
    let mut terminal = start(&format!("cat | $CONSOLE_KEYS {ERROR} \"$EXE --private\""));
    terminal.wait_for(HIT);
    // To the search box, where letters are text.
    terminal.press(&typed('/'));
    terminal.wait_for("add words, or paste another text");
    terminal.press(&pasted("HCW8001 \u{2013} \u{201c}one\u{201d}"));
    terminal.wait_for("HCW8001 \u{2013} \u{201c}one\u{201d}");
    // Ctrl+C doesn't throw away a text at once.
    terminal.press(CTRL_C);
    terminal.wait_for("again");
    terminal.press(CTRL_C);
    end(terminal);
}

#[test]
#[ignore = "needs the Windows executable: .ci/windows runs it"]
fn a_turn_of_the_wheel_and_a_key_are_found_among_many_moves_of_the_mouse() {
    let mut terminal = start(&format!("cat | $CONSOLE_KEYS {ERROR} \"$EXE --private\""));
    terminal.wait_for(&format!("\u{258c} {HIT}"));
    terminal.press(MOVES_TURN_AND_F1);
    terminal.wait_for("this help");
    terminal.press(ESCAPE);
    terminal.wait("second hit", |terminal| {
        let text = terminal.text();
        text.contains(HIT) && !text.contains(&format!("\u{258c} {HIT}"))
    });
    terminal.press(CTRL_C);
    terminal.press(CTRL_C);
    end(terminal);
}

#[test]
#[ignore = "needs the Windows executable: .ci/windows runs it"]
fn the_title_of_the_window_comes_back() {
    let mut terminal = start(&format!("cat | $CONSOLE_KEYS {ERROR} \"$EXE --private\""));
    terminal.wait_for(HIT);
    assert_eq!(title(&terminal), "hybridkb");
    terminal.press(CTRL_C);
    terminal.press(CTRL_C);
    terminal.wait("former title", |terminal| title(terminal) == TITLE);
    end(terminal);
}

/// The title that was set last, by the escape sequence for it.
fn title(terminal: &Terminal) -> String {
    let text = String::from_utf8_lossy(&terminal.bytes);
    let last = text.rsplit_once("\x1b]0;").map_or("", |(_, after)| after);
    last.split('\x07').next().unwrap_or_default().to_owned()
}

#[test]
#[ignore = "needs the Windows executable: .ci/windows runs it"]
fn what_was_copied_to_the_windows_clipboard_comes_back_by_ctrl_v() {
    let mut terminal = start(&format!("cat | $CONSOLE_KEYS {ERROR} \"$EXE --private\""));
    terminal.wait_for("7 lines pasted");
    terminal.press(&typed('Y'));
    terminal.wait_for("the Windows clipboard");
    terminal.press("86 22 8 1\n");
    terminal.wait("the article in the box", |terminal| {
        let text = terminal.text();
        text.contains(" lines pasted") && !text.contains(" 7 lines pasted")
    });
    terminal.press(CTRL_C);
    terminal.press(CTRL_C);
    end(terminal);
}
