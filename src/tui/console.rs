//! What a Windows console needs beyond crossterm: to be asked for resizes of its window, and to be
//! read fast enough for a paste.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEvent, MouseEventKind,
};
use crossterm_winapi::{
    Console, ConsoleMode, ControlKeyState, EventFlags, Handle, InputRecord, KeyEventRecord,
};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

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

/// So many events wait only while a paste comes in; crossterm has the others.
const MANY: u32 = 32;
/// How long the second half of a character may take to come in.
const HALF: Duration = Duration::from_millis(20);

/// Takes the text that waits, if there is much of it. crossterm asks the console four times for each
/// event, and a paste of 10 KB is 20,000 events: seconds, where reading them at once is milliseconds.
///
/// # Errors
/// When the console can't be read any more.
pub(super) fn take_burst() -> io::Result<Vec<Event>> {
    let console = Console::from(Handle::current_in_handle()?);
    if console.number_of_console_input_events()? < MANY {
        return Ok(Vec::new());
    }
    let mut records = console.read_console_input()?;
    if records.last().is_some_and(is_first_half) {
        thread::sleep(HALF);
        records.extend(console.read_console_input()?);
    }
    let mut half = None;
    Ok(records
        .into_iter()
        .filter_map(|record| event(record, &mut half))
        .collect())
}

fn is_first_half(record: &InputRecord) -> bool {
    matches!(record, InputRecord::KeyEvent(key) if (0xD800..0xDC00).contains(&key.u_char))
}

/// What a record means among many. Moves of the mouse may be among them while a frame is slow:
/// only its wheel means something.
fn event(record: InputRecord, half: &mut Option<u16>) -> Option<Event> {
    match record {
        InputRecord::KeyEvent(record) => key(&record, half).map(Event::Key),
        InputRecord::MouseEvent(mouse) => wheel(&mouse).map(Event::Mouse),
        InputRecord::WindowBufferSizeEvent(to) => {
            Some(Event::Resize(to.size.x as u16, to.size.y as u16))
        }
        _ => None,
    }
}

fn wheel(mouse: &crossterm_winapi::MouseEvent) -> Option<MouseEvent> {
    let kind = match mouse.event_flags {
        EventFlags::MouseWheeled if mouse.button_state.scroll_down() => MouseEventKind::ScrollDown,
        EventFlags::MouseWheeled => MouseEventKind::ScrollUp,
        _ => return None,
    };
    Some(MouseEvent {
        kind,
        column: mouse.mouse_position.x as u16,
        row: mouse.mouse_position.y as u16,
        modifiers: modifiers(mouse.control_key_state),
    })
}

/// Virtual key codes, as in
/// <https://learn.microsoft.com/windows/win32/inputdev/virtual-key-codes>.
mod vk {
    pub const BACK: u16 = 0x08;
    pub const TAB: u16 = 0x09;
    pub const RETURN: u16 = 0x0D;
    pub const ALT: u16 = 0x12;
    pub const ESCAPE: u16 = 0x1B;
    pub const PAGE_UP: u16 = 0x21;
    pub const PAGE_DOWN: u16 = 0x22;
    pub const END: u16 = 0x23;
    pub const HOME: u16 = 0x24;
    pub const LEFT: u16 = 0x25;
    pub const UP: u16 = 0x26;
    pub const RIGHT: u16 = 0x27;
    pub const DOWN: u16 = 0x28;
    pub const DELETE: u16 = 0x2E;
    pub const F1: u16 = 0x70;
    pub const F24: u16 = 0x87;
}

/// The key as crossterm tells it. `half` is the first half of a character beyond U+FFFF.
fn key(record: &KeyEventRecord, half: &mut Option<u16>) -> Option<KeyEvent> {
    let modifiers = modifiers(record.control_key_state);
    let code = match record.virtual_key_code {
        vk::BACK => KeyCode::Backspace,
        vk::TAB if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        vk::TAB => KeyCode::Tab,
        vk::RETURN => KeyCode::Enter,
        vk::ESCAPE => KeyCode::Esc,
        vk::PAGE_UP => KeyCode::PageUp,
        vk::PAGE_DOWN => KeyCode::PageDown,
        vk::END => KeyCode::End,
        vk::HOME => KeyCode::Home,
        vk::LEFT => KeyCode::Left,
        vk::UP => KeyCode::Up,
        vk::RIGHT => KeyCode::Right,
        vk::DOWN => KeyCode::Down,
        vk::DELETE => KeyCode::Delete,
        f @ vk::F1..=vk::F24 => KeyCode::F((f - vk::F1) as u8 + 1),
        // What the keyboard lacks comes with the release of an Alt that was never pressed.
        vk::ALT if record.key_down => return None,
        _ => KeyCode::Char(character(record.u_char, half)?),
    };
    let kind = match record.key_down {
        true => KeyEventKind::Press,
        false => KeyEventKind::Release,
    };
    Some(KeyEvent::new_with_kind(code, modifiers, kind))
}

fn character(unit: u16, half: &mut Option<u16>) -> Option<char> {
    match unit {
        0 | 0x1B..=0x1F => None,
        // Ctrl and a letter.
        1..=0x1A => Some(char::from(b'a' + unit as u8 - 1)),
        0xD800..0xDC00 => {
            *half = Some(unit);
            None
        }
        0xDC00..0xE000 => char::decode_utf16([half.take()?, unit]).next()?.ok(),
        _ => char::from_u32(u32::from(unit)),
    }
}

fn modifiers(state: ControlKeyState) -> KeyModifiers {
    // RIGHT_ALT, LEFT_ALT, RIGHT_CTRL, LEFT_CTRL and SHIFT of KEY_EVENT_RECORD.
    [
        (0x3, KeyModifiers::ALT),
        (0xC, KeyModifiers::CONTROL),
        (0x10, KeyModifiers::SHIFT),
    ]
    .into_iter()
    .filter(|(bits, _)| state.has_state(*bits))
    .map(|(_, modifier)| modifier)
    .collect()
}
