//! The terminal itself: what is switched on at start is switched off at the end, on an error,
//! before a panic's message, and when a signal ends the program.

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    self, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, TryLockError};

/// Set in the environment, the screen is drawn on standard output whatever that is.
const DRAW_ON_STDOUT: &str = "HYBRIDKB_DRAW_ON_STDOUT";

/// Whether the terminal is ours: set by [`Guard::enter`], cleared by the one that restores it.
static OURS: AtomicBool = AtomicBool::new(false);
/// Whether mouse reports are on. Switching them off where they never were is an error on Windows.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Held while bytes go to the terminal, so that a frame and the restoring don't mix.
static WRITING: Mutex<()> = Mutex::new(());

/// The terminal in our hands; dropping it gives it back.
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// When there is none, or it refuses.
    pub(super) fn enter(mouse: bool) -> io::Result<Guard> {
        let mut out = Tty::open()?;
        restore_on_panic();
        restore_on_signal()?;
        enable_raw_mode()?;
        #[cfg(windows)]
        super::console::report_resizes()?;
        OURS.store(true, Ordering::SeqCst);
        let guard = Guard(());
        execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        title::keep(&mut out)?;
        execute!(out, SetTitle("hybridkb"))?;
        if mouse {
            capture_mouse(&mut out, true);
        }
        Ok(guard)
    }

    /// Where frames are drawn.
    pub(super) fn backend() -> io::Result<CrosstermBackend<BufWriter<Tty>>> {
        Ok(CrosstermBackend::new(BufWriter::with_capacity(
            1 << 15,
            Tty::open()?,
        )))
    }

    /// Where the clipboard writes what only a terminal can pass on.
    pub(super) fn writer() -> io::Result<Tty> {
        Tty::open()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Columns and rows of the terminal.
pub(super) fn size() -> io::Result<Size> {
    let (width, height) = terminal::size()?;
    Ok(Size { width, height })
}

/// Switches mouse reports on or off; a terminal that can't is as good as one without a mouse.
pub(super) fn capture_mouse(out: &mut dyn Write, on: bool) {
    if MOUSE.swap(on, Ordering::SeqCst) == on {
        return;
    }
    let mut bytes: Vec<u8> = Vec::new();
    let _ = if on {
        queue!(bytes, EnableMouseCapture)
    } else {
        queue!(bytes, DisableMouseCapture)
    };
    let _ = out.write_all(&bytes).and_then(|()| out.flush());
}

/// Writes lines from a row on, each in one piece.
///
/// # Errors
/// When the terminal can't be written.
pub(super) fn write_lines(out: &mut impl Write, row: u16, lines: &[String]) -> io::Result<()> {
    queue!(out, cursor::MoveTo(0, row))?;
    out.write_all(lines.join("\r\n").as_bytes())?;
    out.flush()
}

/// Gives the terminal back, once.
fn restore() {
    // A panic may come while this thread holds the lock: then there is no one to wait for.
    let writing = match WRITING.try_lock() {
        Err(TryLockError::WouldBlock) if !std::thread::panicking() => WRITING.lock().ok(),
        Ok(held) => Some(held),
        Err(_) => None,
    };
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    drop(writing);
    let Ok(mut out) = Target::open() else {
        return;
    };
    // Nothing better can be done about a terminal that is gone.
    capture_mouse(&mut out, false);
    let _ = execute!(
        out,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = title::restore(&mut out);
    #[cfg(windows)]
    let _ = super::console::restore();
    let _ = disable_raw_mode();
}

fn restore_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        restore();
        before(info);
    }));
}

/// On SIGTERM, SIGHUP and the like: restore, then end the way the signal would have.
#[cfg(unix)]
fn restore_on_signal() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGQUIT])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            restore();
            let _ = emulate_default_handler(signal);
        }
    });
    Ok(())
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the other platform's can fail")]
fn restore_on_signal() -> io::Result<()> {
    Ok(())
}

/// The window's title: the terminal keeps it on a stack of its own, where it has one.
#[cfg(unix)]
mod title {
    use std::io::{self, Write};

    pub(super) fn keep(out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"\x1b[22;2t")
    }

    pub(super) fn restore(out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"\x1b[23;2t")?;
        out.flush()
    }
}

/// The window's title: Windows consoles have no stack for it, but say what it is.
#[cfg(windows)]
mod title {
    use crossterm::execute;
    use crossterm::terminal::SetTitle;
    use std::io::{self, Write};
    use std::sync::OnceLock;
    use win32console::console::WinConsole;

    static BEFORE: OnceLock<String> = OnceLock::new();

    #[allow(clippy::unnecessary_wraps, reason = "the other platform's can fail")]
    pub(super) fn keep(_: &mut impl Write) -> io::Result<()> {
        // What comes is padded with zeros, and what other programs put there is not to be trusted.
        let title = WinConsole::get_title().unwrap_or_default();
        BEFORE.get_or_init(|| title.chars().filter(|c| !c.is_control()).collect());
        Ok(())
    }

    /// An empty title has a terminal show its own.
    pub(super) fn restore(out: &mut impl Write) -> io::Result<()> {
        execute!(out, SetTitle(BEFORE.get().map_or("", String::as_str)))
    }
}

/// Writes to the terminal as long as it is ours.
pub(super) struct Tty(Target);

impl Tty {
    fn open() -> io::Result<Tty> {
        Target::open().map(Tty)
    }
}

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _writing = WRITING.lock();
        if OURS.load(Ordering::SeqCst) {
            self.0.write(bytes)
        } else {
            Ok(bytes.len())
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The screen: standard output or error where that is the terminal, else the terminal by name,
/// so that output can be piped.
enum Target {
    Stdout(io::Stdout),
    Stderr(io::Stderr),
    Named(File),
}

impl Target {
    fn open() -> io::Result<Target> {
        // The second is for wine, whose console shows escape sequences instead of acting on them:
        // its tests read them from a pipe.
        if io::stdout().is_terminal() || std::env::var_os(DRAW_ON_STDOUT).is_some() {
            return Ok(Target::Stdout(io::stdout()));
        }
        if io::stderr().is_terminal() {
            return Ok(Target::Stderr(io::stderr()));
        }
        let name = if cfg!(windows) { "CONOUT$" } else { "/dev/tty" };
        let file = OpenOptions::new().read(true).write(true).open(name)?;
        Ok(Target::Named(file))
    }

    fn stream(&mut self) -> &mut dyn Write {
        match self {
            Target::Stdout(out) => out,
            Target::Stderr(out) => out,
            Target::Named(file) => file,
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream().flush()
    }
}
