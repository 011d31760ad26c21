//! Exact identifiers in a text: wizard codes, status codes, AADSTS, HRESULTs, KB, CVE, events.

use crate::index::tokens::Word;
use std::ops::Range;

/// An identifier as it is usually written, and the clean bytes that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// `HCW8078`, `5.7.64`, `AADSTS500011`, `0x80004005`, `KB5026261`, `CVE-2025-53786`, `Event 2004`.
    pub text: String,
    /// Where it stands in the clean text.
    pub range: Range<usize>,
}

/// At most this many identifiers are read from one text.
const MOST: usize = 64;

/// Finds the identifiers among a text's words, each once, in order.
pub fn find(text: &str, words: &[Word]) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = Vec::new();
    for at in 0..words.len() {
        if words[at].part {
            continue;
        }
        if let Some(identifier) = read(text, &words[at..]) {
            if !found.iter().any(|known| known.text == identifier.text) {
                found.push(identifier);
            }
            if found.len() == MOST {
                break;
            }
        }
    }
    found
}

/// The identifier that some words begin with.
fn read(text: &str, words: &[Word]) -> Option<Identifier> {
    let word = words[0].text.as_str();
    let one = |identifier: String| Some((identifier, words[0].range.clone()));
    let (name, range) = match word.as_bytes().first()? {
        b'h' => wizard_code(words)?,
        b'a' => one(format!(
            "AADSTS{}",
            digits(word.strip_prefix("aadsts")?, 5..=7)?
        ))?,
        b'0' => one(format!("0x{}", hex(word.strip_prefix("0x")?)?))?,
        b'k' => kb(words)?,
        b'c' => cve(words)?,
        b'e' => event(text, words)?,
        b'2' | b'4' | b'5' => one(status(word)?)?,
        _ => return None,
    };
    Some(Identifier { text: name, range })
}

/// `HCW8078`, also `HCW 8078`, `HCW-8078` and what a text recognition makes of it.
fn wizard_code(words: &[Word]) -> Option<(String, Range<usize>)> {
    let rest = words[0].text.strip_prefix("hcw")?;
    if !rest.is_empty() {
        let number = ocr_digits(rest)?;
        return Some((format!("HCW{number}"), words[0].range.clone()));
    }
    let next = words.get(1)?;
    let near = next.range.start <= words[0].range.end + 2;
    let number = near.then(|| ocr_digits(&next.text)).flatten()?;
    Some((format!("HCW{number}"), words[0].range.start..next.range.end))
}

/// Four digits, read through the letters that text recognition takes for digits.
fn ocr_digits(text: &str) -> Option<String> {
    let read: String = text
        .chars()
        .map(|c| match c {
            'o' | 'q' => '0',
            'l' | 'i' => '1',
            'z' => '2',
            's' => '5',
            'g' => '6',
            'b' => '8',
            other => other,
        })
        .collect();
    (read.len() == 4 && read.bytes().all(|b| b.is_ascii_digit())).then_some(read)
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<&str> {
    (length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

fn hex(text: &str) -> Option<&str> {
    ((6..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_hexdigit())).then_some(text)
}

fn kb(words: &[Word]) -> Option<(String, Range<usize>)> {
    let rest = words[0].text.strip_prefix("kb")?;
    if let Some(number) = digits(rest, 6..=7) {
        return Some((format!("KB{number}"), words[0].range.clone()));
    }
    let next = words.get(1).filter(|_| rest.is_empty())?;
    let number = digits(&next.text, 6..=7)?;
    Some((format!("KB{number}"), words[0].range.start..next.range.end))
}

fn cve(words: &[Word]) -> Option<(String, Range<usize>)> {
    let [name, year, number, ..] = words else {
        return None;
    };
    let year_text = digits(&year.text, 4..=4).filter(|_| name.text == "cve")?;
    let number_text = digits(&number.text, 4..=6)?;
    Some((
        format!("CVE-{year_text}-{number_text}"),
        name.range.start..number.range.end,
    ))
}

/// `Event ID: 4002`, `event 4002`, `Ereignis-ID: 4002`, `EventID 4002`.
fn event(text: &str, words: &[Word]) -> Option<(String, Range<usize>)> {
    let known = ["event", "eventid", "ereigni", "evento", "gebeurteni"];
    if !known.contains(&words[0].text.as_str()) {
        return None;
    }
    let mut rest = words[1..].iter().take(4).skip_while(|word| {
        word.part || matches!(word.text.as_str(), "id" | "code" | "nr" | "number")
    });
    let number = rest.next()?;
    let id = digits(&number.text, 1..=5)?;
    let between = text.get(words[0].range.end..number.range.start)?;
    let close = between.len() <= 24 && !between.contains(['\n', '.']);
    close.then(|| {
        (
            format!("Event {id}"),
            words[0].range.start..number.range.end,
        )
    })
}

/// An enhanced status code (RFC 3463): class, subject, detail.
fn status(word: &str) -> Option<String> {
    let mut parts = word.split('.');
    let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
    let plausible = parts.next().is_none()
        && class.len() == 1
        && digits(subject, 1..=2).is_some()
        && digits(detail, 1..=3).is_some();
    plausible.then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::tokens::tokenize;

    fn ids(text: &str) -> Vec<String> {
        find(text, &tokenize(text))
            .into_iter()
            .map(|id| id.text)
            .collect()
    }

    #[test]
    fn every_kind_is_found() {
        assert_eq!(
            ids(
                "HCW8078 AADSTS500011 0x800c820f KB5026261 CVE-2025-53786 Event ID: 2004 550 5.7.64"
            ),
            [
                "HCW8078",
                "AADSTS500011",
                "0x800c820f",
                "KB5026261",
                "CVE-2025-53786",
                "Event 2004",
                "5.7.64"
            ]
        );
    }

    #[test]
    fn wizard_codes_survive_text_recognition_and_dashes() {
        for text in ["HCWB078", "HCW8O78", "HCW-8078", "hcw 8078"] {
            assert_eq!(ids(text), ["HCW8078"], "{text}");
        }
    }

    #[test]
    fn builds_addresses_and_plain_numbers_are_no_status_codes() {
        assert!(ids("15.1.2507.27 192.168.1.20 4.0.30319.0 5026261 10.0.0").is_empty());
    }
}
