//! Build numbers in the three spellings that Exchange uses, alone or anywhere in a text.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::ops::Range;

/// A build number such as 15.1.2507.27.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Number(pub [u16; 4]);

impl Number {
    /// Whether the first two parts are the same: 15.1 stands for Exchange 2016, say.
    pub fn is_same_version(self, other: Number) -> bool {
        self.0[..2] == other.0[..2]
    }

    /// Whether it is one of Exchange Online, which Microsoft updates all the time.
    pub fn is_online(self) -> bool {
        self.0[..2] == [15, 20]
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, build, revision] = self.0;
        write!(f, "{major}.{minor}.{build}.{revision}")
    }
}

impl<'de> Deserialize<'de> for Number {
    /// From text in YAML, from the four parts in what the build script writes.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return Deserialize::deserialize(from).map(Number);
        }
        let text = String::deserialize(from)?;
        match find_all(&text).as_slice() {
            [(number, range)] if range.len() == text.len() => Ok(*number),
            _ => Err(serde::de::Error::custom(format!(
                "`{text}` is not a build number such as 15.1.2507.27"
            ))),
        }
    }
}

/// The build numbers in a text with the bytes where they stand: `15.1 (Build 2507.27)`,
/// `15.01.2507.027` and `15.1.2507.27`, on-premises and Exchange Online.
pub fn find_all(text: &str) -> Vec<(Number, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let begins = bytes[at] == b'1' && (at == 0 || !is_part(bytes[at - 1]));
        match begins.then(|| number_at(bytes, at)).flatten() {
            Some((number, end)) => {
                found.push((number, at..end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a byte next to a number makes it part of something else.
fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_'
}

/// The number that begins at a byte, and where it ends.
fn number_at(bytes: &[u8], at: usize) -> Option<(Number, usize)> {
    let (major, at) = digits(bytes, at, 2)?;
    let (minor, at) = digits(bytes, after(bytes, at, b'.')?, 2)?;
    let (build, revision, end) = match after(bytes, at, b'.') {
        Some(at) => {
            let (build, at) = digits(bytes, at, 4)?;
            let (revision, end) = digits(bytes, after(bytes, at, b'.')?, 4)?;
            (build, revision, end)
        }
        None => in_brackets(bytes, at)?,
    };
    let next = bytes.get(end).copied().unwrap_or(b' ');
    // A full stop may end the sentence, but not go on with digits.
    let goes_on = next.is_ascii_alphanumeric()
        || (next == b'.' && bytes.get(end + 1).is_some_and(u8::is_ascii_digit));
    let version = major == 15 && matches!(minor, 0 | 1 | 2 | 20);
    // Below 256 it is more likely an address; these three are the releases that are as low.
    let release = build > 255 || matches!(build, 196 | 221 | 225);
    (version && release && !goes_on).then_some((Number([major, minor, build, revision]), end))
}

/// ` (Build 2507.27)`.
fn in_brackets(bytes: &[u8], mut at: usize) -> Option<(u16, u16, usize)> {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    let at = after(bytes, at, b'(')?;
    let word = bytes.get(at..at + 5)?;
    if !word.eq_ignore_ascii_case(b"build") {
        return None;
    }
    let mut at = at + 5;
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    let (build, at) = digits(bytes, at, 4)?;
    let (revision, at) = digits(bytes, after(bytes, at, b'.')?, 4)?;
    Some((build, revision, after(bytes, at, b')')?))
}

fn after(bytes: &[u8], at: usize, expected: u8) -> Option<usize> {
    (bytes.get(at) == Some(&expected)).then_some(at + 1)
}

/// A decimal number of one to `most` digits, and where it ends.
fn digits(bytes: &[u8], at: usize, most: usize) -> Option<(u16, usize)> {
    let rest = bytes.get(at..)?;
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 || length > most {
        return None;
    }
    let value = rest[..length]
        .iter()
        .fold(0, |value, digit| value * 10 + u16::from(digit - b'0'));
    Some((value, at + length))
}
