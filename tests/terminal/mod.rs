//! A program in a pseudo-terminal: pressing keys, and waiting for what its screen shows, with a
//! deadline, never for time. Shared by the tests of the program here and of the one under wine.
#![allow(dead_code, reason = "each of the two uses a part")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The program, and the terminal that it runs in.
pub struct Terminal {
    pub keyboard: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub screen: vt100::Parser,
    /// All that the program wrote.
    pub bytes: Vec<u8>,
    master: Box<dyn MasterPty + Send>,
    output: Receiver<Vec<u8>>,
    patience: Duration,
}

impl Terminal {
    /// Starts a program in a terminal of 120 by 40 cells; each wait takes at most `patience`.
    pub fn start(mut command: CommandBuilder, patience: Duration) -> Terminal {
        command.env("TERM", "xterm-256color");
        command.env_remove("TMUX");
        command.env_remove("STY");
        let pair = native_pty_system().openpty(size(120, 40)).expect("a pty");
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
        Terminal {
            keyboard: pair.master.take_writer().expect("a writer"),
            child,
            screen: vt100::Parser::new(cells(40), cells(120), 0),
            bytes: Vec::new(),
            master: pair.master,
            output,
            patience,
        }
    }

    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("it reads");
        self.keyboard.flush().expect("it reads");
    }

    /// Presses many keys while the screen is read: a terminal holds few that nobody takes.
    pub fn press_many(&mut self, keys: String, text: &str) {
        let mut keyboard = std::mem::replace(&mut self.keyboard, Box::new(std::io::sink()));
        let writer = std::thread::spawn(move || {
            let sent = keyboard.write_all(keys.as_bytes());
            sent.and_then(|()| keyboard.flush()).map(|()| keyboard)
        });
        self.wait_for(text);
        self.keyboard = writer.join().expect("it was sent").expect("it was read");
    }

    /// Reads until something holds; fails with the screen when it doesn't in time.
    pub fn wait(&mut self, what: &str, holds: impl Fn(&Terminal) -> bool) {
        let deadline = Instant::now() + self.patience;
        while !holds(self) {
            match self.read(deadline.saturating_duration_since(Instant::now())) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => panic!("no {what} on\n{}", self.text()),
                Err(RecvTimeoutError::Disconnected) => {
                    assert!(holds(self), "it ended without {what} on\n{}", self.text());
                }
            }
        }
    }

    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |terminal| terminal.text().contains(text));
    }

    /// Waits until the screen is as a program should leave it.
    pub fn wait_for_restored(&mut self) {
        self.wait("restored terminal", |terminal| {
            let screen = terminal.screen.screen();
            !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
        });
        let mouse = self.screen.screen().mouse_protocol_mode();
        assert_eq!(mouse, vt100::MouseProtocolMode::None);
    }

    /// Takes in what the program writes next.
    pub fn read(&mut self, within: Duration) -> Result<(), RecvTimeoutError> {
        let bytes = self.output.recv_timeout(within)?;
        self.screen.process(&bytes);
        self.bytes.extend(bytes);
        Ok(())
    }

    /// The lines on the screen.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        let screen = self.screen.screen_mut();
        screen.set_size(cells(rows), cells(columns));
        let resized = self.master.resize(size(columns, rows));
        resized.expect("a new size");
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        ..PtySize::default()
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has cells")
}
