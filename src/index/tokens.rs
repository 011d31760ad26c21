//! Text to tokens, the same way for articles and for what is pasted.
//!
//! A token is a run of letters and digits in lower case; dots between digits and apostrophes
//! between letters don't cut it, but what French and Italian elide before a vowel (l'utilisateur) is
//! left off; a GUID is one. Plain English endings are taken off. A `CamelCase` word yields itself and
//! its parts.

use compact_str::CompactString;
use std::ops::Range;

/// Stands in a phrase for a variable part.
pub const GAP: u32 = 0;

/// A token and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The token, lower-case and stemmed.
    pub text: CompactString,
    /// Bytes of the text that it was cut from.
    pub range: Range<usize>,
    /// Whether it is a part of the `CamelCase` word before it.
    pub part: bool,
}

/// Tokens of several texts.
#[derive(Debug, Clone, Default)]
pub struct Tokens(Vec<Word>);

impl Tokens {
    /// Adds the tokens of one more text.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Word>) {
        self.0.extend(more);
    }

    /// The tokens without their places.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|word| word.text.to_string())
    }
}

impl IntoIterator for Tokens {
    type Item = Word;
    type IntoIter = std::vec::IntoIter<Word>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Cuts a text into tokens.
pub fn tokenize(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut chars = text.char_indices().peekable();
    let mut start = None;
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        if let Some(end) = guid_before(text, start, at, c) {
            emit(text, at - 8..end, &mut words);
            start = None;
            while chars.next_if(|(next, _)| *next < end).is_some() {}
            continue;
        }
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let inside = c.is_alphanumeric()
            || start.is_some()
                && match c {
                    '.' => previous.is_ascii_digit() && next.is_ascii_digit(),
                    '\'' | '\u{2019}' => previous.is_alphabetic() && next.is_alphabetic(),
                    _ => false,
                };
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                emit(text, from..at, &mut words);
                start = None;
            }
            _ => {}
        }
        previous = c;
    }
    if let Some(from) = start {
        emit(text, from..text.len(), &mut words);
    }
    words
}

/// The end of the GUID whose first group ends before the dash `c` at `at`: it is one token, not
/// five rare ones.
fn guid_before(text: &str, start: Option<usize>, at: usize, c: char) -> Option<usize> {
    const LENGTH: usize = 36;
    let start = start.filter(|start| c == '-' && at - start == 8)?;
    let bytes = text.as_bytes().get(start..start + LENGTH)?;
    let ends = text
        .as_bytes()
        .get(start + LENGTH)
        .is_none_or(|next| !next.is_ascii_alphanumeric());
    let shaped = bytes.iter().enumerate().all(|(place, byte)| match place {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    });
    (shaped && ends).then_some(start + LENGTH)
}

/// Longest word that is kept, in bytes; longer ones are base64 and the like.
const LONGEST: usize = 80;

fn emit(text: &str, mut range: Range<usize>, words: &mut Vec<Word>) {
    range.start += elided(&text[range.clone()]);
    let raw = &text[range.clone()];
    if raw.len() > LONGEST {
        return;
    }
    words.push(Word {
        text: token(raw),
        range: range.clone(),
        part: false,
    });
    for piece in camel(raw) {
        let range = range.start + piece.start..range.start + piece.end;
        let text = token(&text[range.clone()]);
        words.push(Word {
            text,
            range,
            part: true,
        });
    }
}

/// The length of an elided article or the like, with its apostrophe, before a word of a vowel or `h`.
fn elided(raw: &str) -> usize {
    const ELIDED: [&str; 17] = [
        "l", "d", "n", "s", "j", "m", "t", "c", "qu", "un", "all", "dell", "nell", "sull", "dall",
        "jusqu", "lorsqu",
    ];
    const LONGEST: usize = 6;
    const VOWELS: &str = "aeiouyhàâäèéêëìîïòôöùûüAEIOUYHÉÊÈ";
    // The curly one, U+2019, begins with the byte E2.
    let apostrophe = |byte| byte == b'\'' || byte == 0xE2;
    let Some(at) = raw.bytes().take(LONGEST + 1).position(apostrophe) else {
        return 0;
    };
    let (before, after) = raw.split_at(at);
    let Some(after) = after.strip_prefix(['\'', '\u{2019}']) else {
        return 0;
    };
    let mut letters = after.chars();
    let vowel = letters.next().is_some_and(|first| VOWELS.contains(first));
    if vowel
        && letters.nth(1).is_some()
        && ELIDED
            .iter()
            .any(|known| known.eq_ignore_ascii_case(before))
    {
        raw.len() - after.len()
    } else {
        0
    }
}

/// The token of a word: lower case, without its ending, one spelling of what has several.
fn token(raw: &str) -> CompactString {
    let mut word = lower(raw);
    stem(&mut word);
    if let Some(same) = same(&word) {
        word = CompactString::const_new(same);
    }
    word
}

/// The stem that stands for the stem of a short form or spelling variant of the field.
fn same(stem: &str) -> Option<&'static str> {
    Some(match stem {
        "auth" => "authentication",
        "autodiscovery" => "autodiscover",
        "cert" => "certificat",
        "config" => "configuration",
        "creation" => "creat",
        "deletion" => "delet",
        "expiration" | "expiry" => "expir",
        "mbx" => "mailbox",
        "onprem" | "onpremis" | "prem" => "premis",
        "org" | "organisation" => "organization",
        "removal" => "remov",
        "renewal" => "renew",
        "synchronis" | "synchronisation" | "synchroniz" | "synchronization" => "sync",
        "validation" => "validat",
        _ => return None,
    })
}

fn lower(raw: &str) -> CompactString {
    if raw.is_ascii() {
        let mut word = CompactString::new(raw);
        word.make_ascii_lowercase();
        if word.contains('\'') {
            word.retain(|c| c != '\'');
        }
        word
    } else {
        raw.chars()
            .filter(|c| !matches!(c, '\'' | '\u{2019}'))
            .flat_map(char::to_lowercase)
            .collect()
    }
}

/// The parts of a `CamelCase` word of letters, of three letters or more each; none for others.
fn camel(raw: &str) -> Vec<Range<usize>> {
    let bytes = raw.as_bytes();
    let plain = bytes.len() < 7 || !bytes[1..].iter().any(u8::is_ascii_uppercase);
    if plain || !bytes.iter().all(u8::is_ascii_alphabetic) {
        return Vec::new();
    }
    let mut cuts = vec![0];
    for at in 1..bytes.len() {
        let (before, here) = (bytes[at - 1], bytes[at]);
        let next_lower = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        let starts = here.is_ascii_uppercase() && (before.is_ascii_lowercase() || next_lower);
        if starts {
            cuts.push(at);
        }
    }
    cuts.push(bytes.len());
    if cuts.len() == 2 {
        return Vec::new();
    }
    cuts.windows(2)
        .map(|pair| pair[0]..pair[1])
        .filter(|piece| piece.len() > 2)
        .collect()
}

/// Takes plain English endings off words of letters: plural s, -ed, -ing, a final e, so that
/// `move`, `moves`, `moved` and `moving` are one token.
fn stem(word: &mut CompactString) {
    let n = word.len();
    if n < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return;
    }
    let bytes = word.as_bytes();
    let doubled = |end: usize| {
        end > 3 && bytes[end - 1] == bytes[end - 2] && !matches!(bytes[end - 1], b'l' | b's' | b'e')
    };
    let vowel = |end: usize| bytes[..end].iter().any(|b| b"aeiouy".contains(b));
    if word.ends_with("ies") && n > 4 {
        word.truncate(n - 3);
        return word.push('y');
    }
    let end = if word.ends_with("sses") {
        return word.truncate(n - 2);
    } else if word.ends_with("ing") && n > 5 && vowel(n - 3) {
        n - 3 - usize::from(doubled(n - 3))
    } else if word.ends_with("ed") && n > 4 && vowel(n - 2) {
        n - 2 - usize::from(doubled(n - 2))
    } else if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") {
        n - 1
    } else {
        n
    };
    word.truncate(end);
    if end > 3 && word.ends_with('e') {
        word.truncate(end - 1);
    }
}

/// The token hashes of a signature, with a [`GAP`] for each `<Placeholder>` and for `…`.
pub fn phrase(signature: &str) -> Vec<u32> {
    let mut tokens = Vec::new();
    let mut rest = signature;
    while let Some(open) = rest.find('<') {
        let name = rest[open + 1..]
            .bytes()
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let close = open + 1 + name;
        let (upto, next) = if name > 0 && rest[close..].starts_with('>') {
            (open, close + 1)
        } else {
            (open + 1, open + 1)
        };
        tokens.extend(whole_words(&rest[..upto]));
        if next > upto {
            tokens.push(GAP);
        }
        rest = &rest[next..];
    }
    tokens.extend(whole_words(rest));
    tokens.dedup_by(|a, b| *a == GAP && *b == GAP);
    tokens
}

fn whole_words(text: &str) -> impl Iterator<Item = u32> {
    tokenize(text)
        .into_iter()
        .filter(|word| !word.part)
        .map(|word| hash(&word.text))
}

/// 32-bit FNV-1a of a token, never [`GAP`].
pub fn hash(token: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for byte in token.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash.max(1)
}

/// The spelling of an identifier under which it is indexed: lower case, without blanks, brackets
/// and the dash of `HCW-8078`.
pub fn code(identifier: &str) -> String {
    identifier
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '.' || *c == '-')
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokenize(text)
            .into_iter()
            .map(|word| word.text.into())
            .collect()
    }

    #[test]
    fn codes_and_builds_stay_whole() {
        assert_eq!(
            words("550 5.7.64 at 15.1.2507.27."),
            ["550", "5.7.64", "at", "15.1.2507.27"]
        );
    }

    #[test]
    fn a_guid_is_one_token() {
        let text = "id 00000002-0000-0FF1-ce00-000000000000/x, 12345678-90ab";
        let expected = [
            "id",
            "00000002-0000-0ff1-ce00-000000000000",
            "x",
            "12345678",
            "90ab",
        ];
        assert_eq!(words(text), expected);
    }

    #[test]
    fn endings_of_one_verb_meet() {
        let stems = ["move", "moves", "moved", "moving"].map(token);
        assert!(stems.iter().all(|stem| stem == "mov"), "{stems:?}");
    }

    #[test]
    fn camel_case_yields_whole_and_parts() {
        assert_eq!(
            words("RemoteUserMailbox"),
            ["remoteusermailbox", "remot", "user", "mailbox"]
        );
    }

    #[test]
    fn ranges_point_at_the_source() {
        let text = "can't — Müller's";
        for word in tokenize(text) {
            assert!(text.get(word.range).is_some());
        }
    }

    #[test]
    fn what_is_elided_before_a_vowel_is_left_off() {
        assert_eq!(
            words("l'utilisateur d\u{2019}Exchange qu'il dell'utente can't user's O'Hara l'a"),
            [
                "utilisateur",
                "exchang",
                "quil",
                "utent",
                "cant",
                "user",
                "ohara",
                "la"
            ]
        );
    }

    #[test]
    fn placeholders_become_gaps() {
        let tokens = phrase("object '<Server>' couldn't be found on '<Server>'.");
        assert_eq!(tokens.iter().filter(|token| **token == GAP).count(), 2);
        assert_eq!(tokens.len(), 7);
    }
}
