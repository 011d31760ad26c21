//! The program in a terminal: what it paints, what it copies, and that it leaves the terminal as
//! it was. Waits for text with a deadline, never for time.
#![cfg(unix)]

use base64::Engine as _;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const PASTE: &str = include_str!("data/hcw8078.txt");
const HIT: &str = "HCW8078: the migration endpoint";
const PATIENCE: Duration = Duration::from_secs(30);

/// The program, and the terminal that it runs in.
struct Session {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

impl Session {
    fn start(clipboard: &str) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_hybridkb"));
        command.arg("--private");
        command.args(["--clipboard", clipboard]);
        Session::of(command)
    }

    fn of(mut command: CommandBuilder) -> Session {
        command.env("TERM", "xterm-256color");
        command.env_remove("TMUX");
        command.env_remove("STY");
        let size = PtySize {
            rows: 40,
            cols: 120,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Session {
            master: pair.master,
            keyboard,
            child,
            output,
            screen: vt100::Parser::new(size_of(40), size_of(120), 0),
            bytes: Vec::new(),
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
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.bytes.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout) => panic!("no {what} on\n{}", self.text()),
                Err(RecvTimeoutError::Disconnected) => {
                    assert!(holds(self), "it ended without {what} on\n{}", self.text());
                }
            }
        }
    }

    fn wait_for(&mut self, text: &str) {
        self.wait(text, |session| session.text().contains(text));
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// What the terminal was last told to put on its clipboard.
    fn clipboard(&self) -> Option<String> {
        let bytes = String::from_utf8_lossy(&self.bytes);
        let (_, rest) = bytes.rsplit_once("\u{1b}]52;c;")?;
        let end = rest.find(['\u{7}', '\u{1b}'])?;
        let decoded = base64::engine::general_purpose::STANDARD.decode(&rest[..end]);
        Some(String::from_utf8(decoded.expect("base64")).expect("UTF-8"))
    }

    /// Waits for the end; the terminal must be as it was.
    fn end(mut self) -> portable_pty::ExitStatus {
        self.wait("restored terminal", |session| {
            let screen = session.screen.screen();
            !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
        });
        let screen = self.screen.screen();
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        self.child.wait().expect("it ends")
    }
}

fn size_of(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("a terminal has cells")
}

fn bracketed(text: &str) -> String {
    format!("\u{1b}[200~{text}\u{1b}[201~")
}

#[test]
fn a_pasted_error_leads_to_its_command_on_the_clipboard() {
    let mut session = Session::start("osc52");
    session.wait_for("Paste an error here");
    assert!(session.screen.screen().alternate_screen());
    assert!(session.screen.screen().bracketed_paste());
    session.press(&bracketed(PASTE));
    session.wait_for(HIT);
    session.wait_for("strong");
    session.press("c");
    session.wait_for("Copied, but Server is still <Server>");
    let copied = session.clipboard().expect("OSC 52");
    assert!(copied.contains("-Identity \"<Server>\\EWS"), "{copied}");
    session.wait_for("for example EX01");
    session.press("EXCH7");
    session.wait_for("> EXCH7");
    session.press("\r");
    session.wait_for("Copied [");
    let copied = session.clipboard().expect("OSC 52");
    let start = "Set-WebServicesVirtualDirectory -Identity \"EXCH7\\EWS (Default Web Site)\"";
    assert!(copied.starts_with(start), "{copied}");
    assert!(!copied.contains('<') && !copied.ends_with('\n'));
    assert!(!copied.contains('│'), "borders were copied: {copied}");
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn a_burst_of_keys_is_one_paste_and_presses_no_shortcut() {
    let mut session = Session::start("osc52");
    session.wait_for("Paste an error here");
    session.press(&PASTE.replace('\n', "\r"));
    session.wait_for("7 lines pasted");
    session.wait_for(HIT);
    assert_eq!(session.clipboard(), None, "the c of a word was pressed");
    // Now the list has the focus, where q would quit and c would copy.
    session.press("quick check: connection to the cloud\rquit quietly\rcopy");
    session.wait_for("3 lines pasted");
    assert_eq!(session.clipboard(), None);
    session.press("\u{3}");
    session.wait_for("Ctrl+C again quits");
    session.press("\u{3}");
    assert!(session.end().success());
}

#[test]
fn a_long_burst_loses_nothing() {
    let mut session = Session::start("osc52");
    session.wait_for("Paste an error here");
    let line = "quick: a line of a log that is long enough to be one\r";
    let text = format!("{}{}", PASTE.replace('\n', "\r"), line.repeat(400));
    let mut keyboard = std::mem::replace(&mut session.keyboard, Box::new(std::io::sink()));
    let writer = std::thread::spawn(move || {
        let sent = keyboard.write_all(text.as_bytes());
        sent.and_then(|()| keyboard.flush()).map(|()| keyboard)
    });
    session.wait_for("407 lines pasted");
    session.keyboard = writer.join().expect("it was sent").expect("it was read");
    session.press("\u{3}");
    session.wait_for("Ctrl+C again quits");
    session.press("\u{3}");
    assert!(session.end().success());
}

#[test]
fn a_resize_lays_everything_out_again() {
    let mut session = Session::start("osc52");
    session.press(&bracketed(PASTE));
    session.wait_for("403 Forbidden: MRS Proxy off");
    for (cols, rows, text) in [
        (39, 9, "too small"),
        (40, 10, "HCW8078: the migration"),
        (90, 24, "c copy"),
        (160, 50, "403 Forbidden: MRS Proxy off"),
    ] {
        let size = PtySize {
            rows,
            cols,
            ..PtySize::default()
        };
        let screen = session.screen.screen_mut();
        screen.set_size(size_of(rows), size_of(cols));
        session.master.resize(size).expect("a new size");
        session.wait_for(text);
    }
    session.press("q");
    assert!(session.end().success());
}

#[test]
fn sigterm_gives_the_terminal_back() {
    let mut session = Session::start("osc52");
    session.wait_for("Paste an error here");
    let id = session.child.process_id().expect("it runs").to_string();
    let killed = std::process::Command::new("kill")
        .args(["-TERM", &id])
        .status();
    assert!(killed.expect("kill").success());
    assert!(!session.end().success());
}

#[test]
fn a_megabyte_is_pasted_and_the_screen_still_answers() {
    let mut session = Session::start("osc52");
    session.wait_for("Paste an error here");
    let noise = "2026.11.23 10:00:00.000         10276 [Client=UX] START Get-Mailbox\n";
    let text = format!("{PASTE}\n{}", noise.repeat((1 << 20) / noise.len()));
    let mut keyboard = std::mem::replace(&mut session.keyboard, Box::new(std::io::sink()));
    // The pty holds little: it must be read while it is written.
    let writer = std::thread::spawn(move || {
        let sent = keyboard.write_all(bracketed(&text).as_bytes());
        sent.and_then(|()| keyboard.flush()).map(|()| keyboard)
    });
    session.wait_for("lines pasted");
    session.keyboard = writer.join().expect("it was sent").expect("it was read");
    session.wait_for(HIT);
    session.press("j");
    session.press("\u{1b}OP");
    session.wait_for("Everywhere");
    session.press("\u{3}\u{3}");
    assert!(session.end().success());
}

#[test]
fn keys_work_while_a_text_is_piped_in() {
    let mut command = CommandBuilder::new("/bin/sh");
    let program = env!("CARGO_BIN_EXE_hybridkb");
    command.args([
        "-c",
        &format!("printf 'HCW8078' | '{program}' --clipboard osc52 --private"),
    ]);
    let mut session = Session::of(command);
    session.wait_for(HIT);
    session.press("\r");
    session.wait_for("next command");
    session.press("\u{3}");
    session.wait_for("Ctrl+C again quits");
    session.press("\u{3}");
    assert!(session.end().success());
}

#[test]
fn without_a_clipboard_the_command_stands_on_a_blank_page() {
    let mut session = Session::start("none");
    session.press(&bracketed(PASTE));
    session.wait_for(HIT);
    session.press("c");
    session.wait_for("Values for this command");
    session.press("\u{1b}");
    session.wait("page without the form", |session| {
        session.text().contains("Select the text with the mouse")
            && !session.text().contains("Values for this command")
    });
    let text = session.text();
    assert!(text.contains("\nSet-WebServicesVirtualDirectory"), "{text}");
    session.press("\u{1b}");
    session.wait_for(HIT);
    session.press("q");
    assert!(session.end().success());
}
