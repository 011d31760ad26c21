//! Colours for PowerShell: a small lexer that knows comments, strings, variables, parameters and
//! cmdlets. It never fails; what it doesn't know stays plain.

use crate::tui::theme::Tone;
use std::ops::Range;

/// The tones of a script, covering all of it in order.
pub(super) fn tones(text: &str) -> Vec<(Range<usize>, Tone)> {
    let mut runs = Vec::new();
    let mut at = 0;
    let mut fresh = true;
    while at < text.len() {
        let rest = &text[at..];
        let (length, tone) = token(rest, fresh);
        runs.push((at..at + length, tone));
        at += length;
        fresh = text[..at].ends_with(|c: char| c.is_whitespace() || "({[|;=,&".contains(c));
    }
    runs
}

/// Length and tone of the token that a text begins with; `fresh` says that a word may begin here.
fn token(rest: &str, fresh: bool) -> (usize, Tone) {
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        '#' if fresh => (until(rest, "\n", 0), Tone::Comment),
        '<' if rest.starts_with("<#") => (past(rest, "#>", 2), Tone::Comment),
        '@' if rest.starts_with("@'\n") => (past(rest, "\n'@", 2), Tone::Quoted),
        '@' if rest.starts_with("@\"\n") => (past(rest, "\n\"@", 2), Tone::Quoted),
        '\'' => (past(rest, "'", 1), Tone::Quoted),
        '"' => (double_quoted(rest), Tone::Quoted),
        '$' if rest.starts_with("${") => (past(rest, "}", 2), Tone::Variable),
        '$' => (
            1 + word(&rest[1..], |c| c.is_alphanumeric() || "_:".contains(c)),
            Tone::Variable,
        ),
        '-' if fresh && rest[1..].starts_with(char::is_alphabetic) => {
            (1 + word(&rest[1..], char::is_alphanumeric), Tone::Parameter)
        }
        c if c.is_alphabetic() => {
            let length = word(rest, |c| c.is_alphanumeric() || "-_.\\:".contains(c));
            let tone = if fresh && is_cmdlet(&rest[..length]) {
                Tone::Cmdlet
            } else {
                Tone::Plain
            };
            (length, tone)
        }
        c => (c.len_utf8(), Tone::Plain),
    }
}

/// Bytes up to a mark, or all of it.
fn until(text: &str, mark: &str, from: usize) -> usize {
    text[from..].find(mark).map_or(text.len(), |at| from + at)
}

/// Bytes up to and with a mark, or all of it.
fn past(text: &str, mark: &str, from: usize) -> usize {
    text[from..]
        .find(mark)
        .map_or(text.len(), |at| from + at + mark.len())
}

/// Length of a double-quoted string; a backtick takes the character after it along.
fn double_quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '`' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn word(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// `Verb-Noun`.
fn is_cmdlet(word: &str) -> bool {
    word.split_once('-').is_some_and(|(verb, noun)| {
        verb.chars().all(char::is_alphabetic)
            && verb.starts_with(char::is_uppercase)
            && noun.starts_with(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, tone: Tone) -> Vec<&str> {
        let runs = tones(text).into_iter();
        runs.filter(|run| run.1 == tone)
            .map(|run| &text[run.0])
            .collect()
    }

    #[test]
    fn knows_what_a_command_is_made_of() {
        let text =
            "Get-Mailbox -Identity \"a`\"b\" | Where-Object { $_.Name -eq 'x' } # why\niisreset";
        assert_eq!(of(text, Tone::Cmdlet), ["Get-Mailbox", "Where-Object"]);
        assert_eq!(of(text, Tone::Parameter), ["-Identity", "-eq"]);
        assert_eq!(of(text, Tone::Quoted), ["\"a`\"b\"", "'x'"]);
        assert_eq!(of(text, Tone::Variable), ["$_"]);
        assert_eq!(of(text, Tone::Comment), ["# why"]);
    }

    #[test]
    fn covers_every_byte_of_anything() {
        for text in [
            "'open",
            "\"open`",
            "@\"\nhere",
            "<# c",
            "$",
            "ä-ö $ü",
            "-",
            "${",
            "a\r\n\t#",
        ] {
            let joined: String = tones(text).into_iter().map(|run| &text[run.0]).collect();
            assert_eq!(joined, text);
        }
    }
}
