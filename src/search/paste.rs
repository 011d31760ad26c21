//! From raw text to clean text: the same message looks the same, however it was copied.
//!
//! Smart quotes and dashes become plain ones, HTML entities and `_x000A_` what they stand for;
//! escape sequences, zero-width characters and carriage returns go. Of a huge text only what
//! may matter is kept. Every byte of the clean text knows where it came from.

use std::ops::Range;

/// A text made clean, and the way back to the text as given.
#[derive(Debug, Clone, Default)]
pub struct Clean {
    /// The clean text.
    pub text: String,
    /// From which clean byte on which raw byte corresponds, ascending.
    anchors: Vec<(usize, usize)>,
    /// Whether the raw text is not the one that the user gave.
    detached: bool,
}

/// Texts up to this size are read whole; of longer ones a head, a tail and what is between them
/// that looks like trouble, together no more than this.
const WHOLE: usize = 40 * 1024;
const HEAD: usize = WHOLE / 2;
const TAIL: usize = WHOLE / 4;

impl Clean {
    /// Cleans a text of any size.
    pub fn new(raw: &str) -> Clean {
        let mut clean = Clean::default();
        clean.text.reserve(raw.len().min(WHOLE + 4096));
        for piece in pieces(raw) {
            if !clean.text.is_empty() {
                clean.text.push('\n');
            }
            clean.add(raw, piece);
        }
        clean
    }

    /// The same text, made of another than the user gave: its bytes lead nowhere.
    pub fn detached(self) -> Clean {
        Clean {
            detached: true,
            ..self
        }
    }

    /// The bytes of the raw text that some clean bytes were made from; empty where it isn't the
    /// user's.
    pub fn raw(&self, range: &Range<usize>) -> Range<usize> {
        if self.detached {
            return 0..0;
        }
        self.raw_at(range.start)..self.raw_at(range.end)
    }

    fn raw_at(&self, at: usize) -> usize {
        let next = self.anchors.partition_point(|(clean, _)| *clean <= at);
        match next
            .checked_sub(1)
            .and_then(|index| self.anchors.get(index))
        {
            Some((clean, raw)) => raw + (at - clean),
            None => at,
        }
    }

    fn add(&mut self, raw: &str, piece: Range<usize>) {
        let bytes = raw.as_bytes();
        let mut at = piece.start;
        self.anchor(at);
        while at < piece.end {
            let plain = bytes[at..piece.end]
                .iter()
                .position(|byte| is_special(*byte));
            let stop = plain.map_or(piece.end, |length| at + length);
            self.text.push_str(&raw[at..stop]);
            at = stop;
            if at < piece.end {
                let (length, replacement) = special(&raw[at..piece.end]);
                match replacement {
                    Some(replacement) => self.text.push_str(replacement),
                    None => self.text.push_str(&raw[at..at + length]),
                }
                at += length;
                if replacement.is_some() {
                    self.anchor(at);
                }
            }
        }
    }

    fn anchor(&mut self, raw: usize) {
        self.anchors.push((self.text.len(), raw));
    }
}

fn is_special(byte: u8) -> bool {
    byte >= 0x80 || matches!(byte, b'&' | b'_' | b'\\' | b'\r' | 0..=8 | 11..=12 | 14..=31 | 127)
}

/// What stands at the start of a text that begins with a special byte: its length, and what
/// replaces it if it isn't kept.
fn special(text: &str) -> (usize, Option<&'static str>) {
    let bytes = text.as_bytes();
    match bytes[0] {
        b'\r' => (
            1,
            Some(if bytes.get(1) == Some(&b'\n') {
                ""
            } else {
                "\n"
            }),
        ),
        0x1b => (escape_length(bytes), Some("")),
        b'&' => entity(text).unwrap_or((1, None)),
        b'_' => {
            let known = ["_x000D_", "_x000A_", "_x000d_", "_x000a_"];
            let found = known.iter().find(|code| text.starts_with(**code));
            found.map_or((1, None), |code| {
                (
                    7,
                    Some(if code.ends_with("A_") || code.ends_with("a_") {
                        "\n"
                    } else {
                        ""
                    }),
                )
            })
        }
        b'\\' if text.starts_with("\\r\\n") => (4, Some("\n")),
        0..=31 | 127 => (1, Some(" ")),
        _ => {
            let c = text.chars().next().unwrap_or(' ');
            (c.len_utf8(), unicode(c))
        }
    }
}

fn unicode(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{b4}' => "'",
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{2026}' => "...",
        '\u{2192}' => "-->",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{80}'..='\u{9f}' => "",
        _ => return None,
    })
}

/// Length of an escape sequence: CSI, OSC up to its terminator, or two bytes.
fn escape_length(bytes: &[u8]) -> usize {
    /// An escape sequence that goes on longer isn't one.
    const LONGEST: usize = 256;
    let end = |is_end: &dyn Fn(u8) -> bool| {
        let body = bytes.iter().skip(2).take(LONGEST);
        body.clone()
            .position(|byte| is_end(*byte))
            .map_or(2, |at| at + 3)
    };
    let length = match bytes.get(1) {
        Some(b'[') => end(&|byte| (0x40..=0x7e).contains(&byte)),
        Some(b']') => end(&|byte| byte == 7 || byte == b'\\'),
        Some(byte) if byte.is_ascii() => 2,
        _ => 1,
    };
    // A cut must not fall into a character.
    if bytes[..length.min(bytes.len())].is_ascii() {
        length.min(bytes.len())
    } else {
        1
    }
}

fn entity(text: &str) -> Option<(usize, Option<&'static str>)> {
    const NAMED: [(&str, &str); 12] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&#39;", "'"),
        ("&#34;", "\""),
        ("&#160;", " "),
        ("&#xA;", "\n"),
        ("&#xD;", ""),
        ("&#10;", "\n"),
    ];
    let (name, stands_for) = NAMED.iter().find(|(name, _)| text.starts_with(name))?;
    Some((name.len(), Some(stands_for)))
}

/// The parts of a text that are read: all of it, or of a huge one its beginning, its end, and
/// lines from between that look like trouble.
fn pieces(raw: &str) -> Vec<Range<usize>> {
    if raw.len() <= WHOLE {
        return std::iter::once(0..raw.len()).collect();
    }
    let head = floor(raw, HEAD);
    let tail = floor(raw, raw.len() - TAIL);
    let mut pieces: Vec<Range<usize>> = std::iter::once(0..head).collect();
    pieces.extend(trouble(raw, head..tail, WHOLE - HEAD - TAIL));
    pieces.push(tail..raw.len());
    pieces
}

/// Windows around words that stand where software reports trouble, rarest words first, within
/// a budget of bytes.
fn trouble(raw: &str, within: Range<usize>, budget: usize) -> Vec<Range<usize>> {
    /// Before the word and after it, in bytes.
    const WINDOW: (usize, usize) = (200, 600);
    const SIGNS: [&str; 6] = ["HCW8", "AADSTS", "--->", "Exception", "*ERROR*", "rror:"];
    /// One kind of word may not use up the whole budget.
    const MOST: usize = 12;
    let text = &raw.as_bytes()[within.clone()];
    let mut left = budget;
    let mut windows: Vec<Range<usize>> = Vec::new();
    for sign in SIGNS {
        let mut last_end = 0;
        for at in memchr::memmem::find_iter(text, sign.as_bytes()).take(4096) {
            let start = (within.start + at)
                .saturating_sub(WINDOW.0)
                .max(within.start);
            let end = (within.start + at + WINDOW.1).min(within.end);
            let (start, end) = (floor(raw, start), floor(raw, end));
            if start < last_end || windows.iter().any(|w| start < w.end && w.start < end) {
                continue;
            }
            if left < end - start || windows.len() >= MOST * SIGNS.len() {
                break;
            }
            left -= end - start;
            last_end = end;
            windows.push(start..end);
        }
    }
    windows.sort_by_key(|window| window.start);
    windows
}

/// The nearest character boundary at or before a byte.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(raw: &str) -> String {
        Clean::new(raw).text
    }

    #[test]
    fn web_punctuation_becomes_plain() {
        assert_eq!(
            clean("\u{2018}mail\u{2019} failed. \u{2013}> (403)\u{a0}x"),
            "'mail' failed. -> (403) x"
        );
    }

    #[test]
    fn entities_escapes_and_line_ends_are_read() {
        assert_eq!(
            clean("&lt;b&gt; &amp;x\r\n\u{1b}[31mred\u{1b}[0m_x000D__x000A_end"),
            "<b> &x\nred\nend"
        );
    }

    #[test]
    fn an_unknown_entity_and_a_lone_backslash_stay() {
        assert_eq!(
            clean("a & b &foo; C:\\Temp _x_"),
            "a & b &foo; C:\\Temp _x_"
        );
    }

    #[test]
    fn clean_bytes_lead_back_to_the_raw_text() {
        let raw = "x \u{201c}HCW8078\u{201d} \u{2013} &quot;Endpoint&quot;";
        let clean = Clean::new(raw);
        for word in ["HCW8078", "Endpoint"] {
            let at = clean.text.find(word).expect("kept");
            assert_eq!(&raw[clean.raw(&(at..at + word.len()))], word);
        }
    }

    #[test]
    fn a_code_in_the_middle_of_a_huge_text_is_kept() {
        let filler = "2026.01.01 nothing of interest here, move on please\r\n".repeat(60_000);
        let raw = format!("{filler}HCW8078 - Migration Endpoint could not be created\r\n{filler}");
        let clean = Clean::new(&raw);
        assert!(
            clean
                .text
                .contains("HCW8078 - Migration Endpoint could not be created")
        );
        assert!(clean.text.len() < 2 * WHOLE);
    }
}
