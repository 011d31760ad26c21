//! What a Windows console is told beyond crossterm's raw mode: to say when its window is resized.

use crossterm_winapi::{ConsoleMode, Handle};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

/// `ENABLE_WINDOW_INPUT`: off unless a program asks for it.
const WINDOW_INPUT: u32 = 0x8;

/// Whether it was this program that asked.
static ASKED: AtomicBool = AtomicBool::new(false);

/// Asks for an event whenever the window is resized.
///
/// # Errors
/// When there is no console.
pub(super) fn report_resizes() -> io::Result<()> {
    let console = ConsoleMode::from(Handle::current_in_handle()?);
    let mode = console.mode()?;
    if mode & WINDOW_INPUT == 0 {
        ASKED.store(true, Ordering::SeqCst);
        console.set_mode(mode | WINDOW_INPUT)?;
    }
    Ok(())
}

/// Takes the request back.
///
/// # Errors
/// When there is no console.
pub(super) fn restore() -> io::Result<()> {
    if ASKED.swap(false, Ordering::SeqCst) {
        let console = ConsoleMode::from(Handle::current_in_handle()?);
        console.set_mode(console.mode()? & !WINDOW_INPUT)?;
    }
    Ok(())
}
