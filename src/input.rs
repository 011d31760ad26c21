//! Bytes from a pipe or file as text, whatever Windows wrote them in: UTF-8, UTF-16 as Windows
//! PowerShell's `>` writes it, or the ANSI code page.

use anyhow::Context;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most that is read, in bytes; a search looks at far less.
const MOST: u64 = 64 << 20;

/// How much of the beginning is looked at to tell what the bytes are.
const SAMPLE: usize = 8 << 10;

/// The bytes are no text in any encoding that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not text but {0}")]
pub struct NotText(&'static str);

/// How files that aren't text begin, and what to do with them.
const BINARY: [(&[u8], &str); 6] = [
    (
        b"ElfFile\0",
        "an event log file: export the event as text, or copy it from the Event Viewer",
    ),
    (
        b"PK\x03\x04",
        "a zip archive or Office document: unpack it, or copy the text out of it",
    ),
    (b"\x89PNG", "a picture: type the error's code and words"),
    (
        b"\xff\xd8\xff",
        "a picture: type the error's code and words",
    ),
    (b"%PDF-", "a PDF document: copy the text out of it"),
    (b"MZ", "a program"),
];

/// Reads all of standard input as text.
///
/// # Errors
/// When it can't be read, or isn't text.
pub fn read_stdin() -> anyhow::Result<String> {
    read(io::stdin().lock()).context("cannot use standard input")
}

/// Reads a file as text.
///
/// # Errors
/// When it can't be read, or isn't text.
pub fn read_file(path: &Path) -> anyhow::Result<String> {
    File::open(path)
        .map_err(anyhow::Error::from)
        .and_then(read)
        .with_context(|| format!("cannot use {}", path.display()))
}

fn read(source: impl Read) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    source.take(MOST).read_to_end(&mut bytes)?;
    Ok(decode(&bytes)?)
}

/// Text from bytes: by their byte order mark, else UTF-16 by its zero bytes, else UTF-8 if it is
/// valid, else Windows-1252. Zero characters are dropped.
///
/// # Errors
/// When the bytes are no text.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    for (beginning, what) in BINARY {
        if bytes.starts_with(beginning) && !looks_like_text(bytes) {
            return Err(NotText(what));
        }
    }
    let (encoding, marked) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (guess(bytes)?, 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[marked..]);
    Ok(if text.contains('\0') {
        text.replace('\0', "")
    } else {
        text.into_owned()
    })
}

/// The encoding of bytes without a mark.
fn guess(bytes: &[u8]) -> Result<&'static Encoding, NotText> {
    if let Some(encoding) = utf16(bytes) {
        return Ok(encoding);
    }
    if !looks_like_text(bytes) {
        return Err(NotText("binary data: give a text file or pasted text"));
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        // Cut in the middle of the last character.
        Err(error) if error.error_len().is_none() => UTF_8,
        Err(_) => WINDOWS_1252,
    })
}

/// UTF-16 without a mark: in text of Western languages, most high bytes are zero and no low ones.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| {
        let half = sample.iter().skip(offset).step_by(2);
        half.take(pairs).filter(|byte| **byte == 0).count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let most = |count: usize| pairs > 1 && count * 10 > pairs * 6;
    let hardly_any = |count: usize| count * 20 <= pairs;
    if most(second) && hardly_any(first) {
        Some(UTF_16LE)
    } else if most(first) && hardly_any(second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether there are few enough control characters for single-byte text. Stray zeros, form feeds
/// and escape sequences do occur in logs.
fn looks_like_text(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let odd = |byte: &&u8| matches!(**byte, 0..=7 | 14..=26 | 28..=31 | 127);
    let odd = sample.iter().filter(odd).count();
    odd * 20 <= sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "HCW8078 – Endpunkt für „EX01“\r\n";

    fn utf16_bytes(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn what_windows_writes_reads_the_same() {
        let le = utf16_bytes(TEXT, u16::to_le_bytes);
        let be = utf16_bytes(TEXT, u16::to_be_bytes);
        let (ansi, _, _) = WINDOWS_1252.encode(TEXT);
        let spellings: [(&str, Vec<u8>); 7] = [
            ("UTF-8", TEXT.into()),
            (
                "UTF-8 with mark",
                [b"\xef\xbb\xbf", TEXT.as_bytes()].concat(),
            ),
            ("UTF-16LE with mark", [b"\xff\xfe", le.as_slice()].concat()),
            ("UTF-16BE with mark", [b"\xfe\xff", be.as_slice()].concat()),
            ("UTF-16LE", le),
            ("UTF-16BE", be),
            ("ANSI", ansi.into_owned()),
        ];
        for (name, bytes) in spellings {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT), "{name}");
        }
    }

    #[test]
    fn stray_zeros_are_dropped() {
        let log = b"20 characters of text\0 and 20 characters of text\0";
        let text = decode(log).expect("text");
        assert_eq!(text, "20 characters of text and 20 characters of text");
    }

    #[test]
    fn a_cut_last_character_keeps_the_rest() {
        let bytes = "für".as_bytes();
        assert_eq!(decode(&bytes[..2]).as_deref(), Ok("f\u{fffd}"));
    }

    #[test]
    fn pictures_and_archives_say_what_they_are() {
        let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 64]].concat();
        let refused = decode(&picture).expect_err("not text");
        assert!(refused.to_string().contains("a picture"), "{refused}");
        let noise: Vec<u8> = (0..4096_u32).map(|n| (n * 167 % 251) as u8).collect();
        assert!(decode(&noise).is_err());
    }

    #[test]
    fn text_may_begin_like_a_program() {
        assert_eq!(decode(b"MZ is a name").as_deref(), Ok("MZ is a name"));
    }

    #[test]
    fn nothing_is_text_too() {
        assert_eq!(decode(b"").as_deref(), Ok(""));
    }
}
