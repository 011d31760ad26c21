//! A paste is one thing. Where the terminal doesn't say so, pasted text arrives as a burst of key
//! presses with an Enter for each newline; [`Burst`] tells it from typing by its pace.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::time::{Duration, Instant};

/// No one types two keys within this time; a console delivers pasted ones in a fraction of it.
const TYPING: Duration = Duration::from_millis(12);
/// Once a burst is recognised, a busy console may pause for this long.
const PAUSE: Duration = Duration::from_millis(50);
/// A burst of more than [`LONG`] bytes takes seconds, in which a busy server stops for longer; the
/// rest of it must not become a second paste.
const LONG_PAUSE: Duration = Duration::from_millis(400);
const LONG: usize = 512;
/// Fewer keys than this are typed, however fast.
const FEWEST: usize = 6;

/// What came in from the terminal, with bursts joined.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted; lines end in `\n`.
    Paste(String),
    /// Anything else.
    Other(Event),
}

/// Keys that may be part of a paste, held back until their pace says what they are.
#[derive(Debug, Default)]
pub(crate) struct Burst {
    held: Vec<KeyEvent>,
    text: String,
    last: Option<Instant>,
    /// Character keys that are down, where the terminal reports releases.
    down: Vec<char>,
}

impl Burst {
    /// Takes an event in; gives out what is certain now, in order.
    pub(crate) fn take(&mut self, event: Event, now: Instant) -> Vec<Input> {
        let mut out = self.expire(now);
        match event {
            Event::Key(key) => {
                let key = match key.kind {
                    KeyEventKind::Release => self.released(&key),
                    _ => Some(self.pressed(key)),
                };
                match key.map(|key| (key, pasted_char(&key))) {
                    Some((key, Some(c))) => self.hold(key, c, now),
                    Some((key, None)) => {
                        out.extend(self.flush());
                        out.push(Input::Key(key));
                    }
                    None => {}
                }
            }
            Event::Paste(text) => {
                out.extend(self.flush());
                out.push(Input::Paste(newlines(&text)));
            }
            other => {
                out.extend(self.flush());
                out.push(Input::Other(other));
            }
        }
        out
    }

    /// Gives out what is held if nothing more has come for long enough.
    pub(crate) fn expire(&mut self, now: Instant) -> Vec<Input> {
        match self.deadline() {
            Some(deadline) if now >= deadline => self.flush(),
            _ => Vec::new(),
        }
    }

    /// When [`Burst::expire`] will have something; `None` while nothing is held.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        let wait = match self.is_paste() {
            true if self.text.len() > LONG => LONG_PAUSE,
            true => PAUSE,
            false => TYPING,
        };
        self.last.map(|last| last + wait)
    }

    /// Bytes held, once they are known to be a paste.
    pub(crate) fn receiving(&self) -> Option<usize> {
        self.is_paste().then_some(self.text.len())
    }

    fn pressed(&mut self, key: KeyEvent) -> KeyEvent {
        // Characters of two UTF-16 units never go up: crossterm tells their pieces as one press.
        if let KeyCode::Char(c) = key.code
            && c.len_utf16() == 1
            && !self.down.contains(&c)
        {
            self.down.push(c);
        }
        key
    }

    /// The key that a release stands for. A Windows console sends what the keyboard lacks, such as
    /// the quotes and dashes of a paste, as the release of an Alt key that was never pressed;
    /// any other release is nothing.
    fn released(&mut self, key: &KeyEvent) -> Option<KeyEvent> {
        let KeyCode::Char(c) = key.code else {
            return None;
        };
        let same = |down: &char| down.to_lowercase().eq(c.to_lowercase());
        if let Some(place) = self.down.iter().position(same) {
            self.down.remove(place);
            return None;
        }
        // With Shift or AltGr let go first, a key goes up as another character than it went down.
        let by_alt = self.down.pop().is_none() && !c.is_ascii();
        by_alt.then(|| KeyEvent::new(key.code, KeyModifiers::NONE))
    }

    fn hold(&mut self, key: KeyEvent, c: char, now: Instant) {
        self.text.push(c);
        self.last = Some(now);
        if self.held.len() < FEWEST || !self.is_paste() {
            self.held.push(key);
        }
    }

    /// Enough keys, and not one key held down.
    fn is_paste(&self) -> bool {
        let mut kinds: Vec<char> = Vec::new();
        self.held.len() >= FEWEST
            && self.text.chars().take(4096).any(|c| {
                if !kinds.contains(&c) {
                    kinds.push(c);
                }
                kinds.len() > 2
            })
    }

    fn flush(&mut self) -> Vec<Input> {
        let is_paste = self.is_paste();
        self.last = None;
        let text = std::mem::take(&mut self.text);
        let held = std::mem::take(&mut self.held);
        if is_paste {
            vec![Input::Paste(newlines(&text))]
        } else {
            held.into_iter().map(Input::Key).collect()
        }
    }
}

/// The character that a key would be if it were pasted.
fn pasted_char(key: &KeyEvent) -> Option<char> {
    let modifiers = key.modifiers - KeyModifiers::SHIFT;
    // AltGr on Windows is Ctrl and Alt together; `{` and `@` need it on many keyboards.
    let typed = modifiers.is_empty() || modifiers == KeyModifiers::CONTROL | KeyModifiers::ALT;
    match key.code {
        KeyCode::Char(c) if typed => Some(c),
        KeyCode::Char('j') if modifiers == KeyModifiers::CONTROL => Some('\n'),
        KeyCode::Enter if modifiers.is_empty() => Some('\r'),
        KeyCode::Tab if modifiers.is_empty() => Some('\t'),
        _ => None,
    }
}

/// Every kind of line end as `\n`, and none behind the last line.
pub(crate) fn newlines(text: &str) -> String {
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    };
    text.trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(c: char) -> Event {
        let code = match c {
            '\r' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            c => KeyCode::Char(c),
        };
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    /// Plays keys with a pause between them, then waits.
    fn play(text: &str, pause: Duration) -> Vec<Input> {
        let (mut burst, mut now, mut out) = (Burst::default(), Instant::now(), Vec::new());
        for c in text.chars() {
            out.extend(burst.take(press(c), now));
            now += pause;
        }
        out.extend(burst.expire(now + PAUSE));
        out
    }

    fn is_key(input: &Input) -> bool {
        matches!(input, Input::Key(_))
    }

    #[test]
    fn a_burst_with_enters_is_one_paste() {
        let text = "HCW8078\r\rq c y\tone\r";
        let paste = Input::Paste("HCW8078\n\nq c y\tone".into());
        assert_eq!(play(text, Duration::from_micros(200)), [paste]);
    }

    #[test]
    fn typing_stays_typing() {
        let typed = play("HCW8078\r", Duration::from_millis(30));
        assert_eq!(typed.len(), 8);
        assert!(typed.iter().all(is_key));
    }

    #[test]
    fn a_key_held_down_over_a_slow_line_is_no_paste() {
        let keys = play("jjjjjjjjjjjj", Duration::ZERO);
        assert_eq!(keys.len(), 12);
        assert!(keys.iter().all(is_key));
    }

    #[test]
    fn a_recognised_burst_may_pause() {
        let (mut burst, start) = (Burst::default(), Instant::now());
        for c in "abcdefg".chars() {
            assert!(burst.take(press(c), start).is_empty());
        }
        assert!(
            burst
                .take(press('h'), start + Duration::from_millis(45))
                .is_empty()
        );
        let out = burst.expire(start + Duration::from_millis(100));
        assert_eq!(out, [Input::Paste("abcdefgh".into())]);
    }

    #[test]
    fn releases_are_ignored_and_other_keys_end_a_burst() {
        let (mut burst, now) = (Burst::default(), Instant::now());
        let mut release = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert!(burst.take(Event::Key(release), now).is_empty());
        burst.take(press('a'), now);
        let up = Event::Key(KeyEvent::new(KeyCode::Up, KeyModifiers::NONE));
        assert_eq!(burst.take(up, now).len(), 2);
    }

    #[test]
    fn characters_that_a_console_sends_as_releases_arrive_once() {
        let (mut burst, now, mut out) = (Burst::default(), Instant::now(), Vec::new());
        let mut send = |c: char, kinds: &[KeyEventKind]| {
            for kind in kinds {
                let key = KeyEvent::new_with_kind(KeyCode::Char(c), KeyModifiers::NONE, *kind);
                out.extend(burst.take(Event::Key(key), now));
            }
        };
        let (press, release) = (KeyEventKind::Press, KeyEventKind::Release);
        for c in "HCW8078 – “für".chars() {
            match c {
                '–' | '“' => send(c, &[release]),
                c => send(c, &[press, release]),
            }
        }
        // Rolling from key to key, and a key that goes up without the Shift it went down with.
        send('п', &[press]);
        send('Р', &[press]);
        send('п', &[release]);
        send('р', &[release]);
        send('?', &[press]);
        send('ß', &[release]);
        out.extend(burst.expire(now + PAUSE));
        assert_eq!(out, [Input::Paste("HCW8078 – “fürпР?".into())]);
    }

    #[test]
    fn line_ends_count_once() {
        assert_eq!(newlines("a\r\nb\rc\n\nd\r\n"), "a\nb\nc\n\nd");
    }
}
