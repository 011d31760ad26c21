//! Telling noise from signal: which spans of a clean text say nothing about the problem, and
//! which one holds the innermost cause.

use super::hosts::is_microsofts;
use std::ops::Range;

/// How little a place of a text says about the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The text itself.
    Signal,
    /// Stack frames and what PowerShell adds below an error: only as part of a known message.
    Trace,
    /// Log prefixes, prompts and the user's own hosts: nothing.
    Noise,
}

/// Spans of a text that are not about the problem, in order, not overlapping.
#[derive(Debug, Clone, Default)]
pub struct Noise {
    spans: Vec<(Range<usize>, Level)>,
    /// The innermost message of an exception chain, if there is a chain.
    pub inner: Option<Range<usize>>,
}

impl Noise {
    /// Reads a clean text.
    pub fn of(text: &str) -> Noise {
        let mut spans = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            line_noise(line, start, &mut spans);
            start += line.len();
        }
        let inner = innermost(text, &spans);
        Noise { spans, inner }
    }

    /// What a byte stands in.
    pub fn level(&self, at: usize) -> Level {
        let next = self.spans.partition_point(|(span, _)| span.start <= at);
        let before = next.checked_sub(1).map(|index| &self.spans[index]);
        before
            .filter(|(span, _)| at < span.end)
            .map_or(Level::Signal, |(_, level)| *level)
    }
}

fn line_noise(line: &str, start: usize, spans: &mut Vec<(Range<usize>, Level)>) {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    if is_frame(trimmed) || is_error_tail(trimmed) {
        spans.push((start..start + line.len(), Level::Trace));
        return;
    }
    let body = log_prefix(trimmed).max(prompt(trimmed)) + indent;
    if body > indent {
        spans.push((start + indent..start + body, Level::Noise));
    }
    hosts(&line[body..], start + body, spans);
}

/// A stack frame: `at Namespace.Type.Method(` in English, German, French, Spanish, Dutch.
fn is_frame(line: &str) -> bool {
    let words = ["at ", "bei ", "à ", "en ", "in ", "bij ", "em "];
    let Some(rest) = words.iter().find_map(|word| line.strip_prefix(word)) else {
        return false;
    };
    let name = rest.split('(').next().unwrap_or_default();
    rest.contains('(')
        && name.contains('.')
        && name.len() < 400
        && !name.trim_end().contains(' ')
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '<')
}

/// Lines that PowerShell adds below an error, and the wrapping of them.
fn is_error_tail(line: &str) -> bool {
    let line = line.trim_start_matches(['+', '-', ' ', '#', '>', '*']);
    [
        "CategoryInfo",
        "FullyQualifiedErrorId",
        "PSComputerName",
        "RunspaceId",
        "~~~",
    ]
    .iter()
    .any(|start| line.starts_with(start))
        || line.starts_with("At line:")
}

/// Length of a log line's prefix: time, level, number and context of the wizard's log, or the
/// bracketed time of its older dialect and of the setup log.
fn log_prefix(line: &str) -> usize {
    let bytes = line.as_bytes();
    let dated = bytes.len() > 24
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4] == b'.'
        && bytes[10] == b' ';
    if dated {
        let context = line.find('[').filter(|at| *at < 60);
        let close = context.and_then(|at| line[at..].find(']').map(|length| at + length + 1));
        return close.unwrap_or(0);
    }
    if line.starts_with('[') {
        let close = line.find(']').filter(|at| *at < 40);
        let timed =
            close.is_some_and(|at| line[..at].bytes().filter(u8::is_ascii_digit).count() > 7);
        if let (Some(at), true) = (close, timed) {
            return at + 1;
        }
    }
    0
}

/// Length of PowerShell's prompt: `PS C:\Users\Anna>`, in the Exchange Management Shell `[PS] C:\>`.
fn prompt(line: &str) -> usize {
    let path = line
        .strip_prefix("[PS] ")
        .or_else(|| line.strip_prefix("PS "));
    let is_path = |path: &&str| path.get(1..3) == Some(":\\");
    path.filter(is_path)
        .and_then(|_| line.find('>'))
        .map_or(0, |at| at + 1)
}

/// Host names and addresses of the user's own; Microsoft's stay, they say where a call went.
fn hosts(line: &str, start: usize, spans: &mut Vec<(Range<usize>, Level)>) {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '@' | '_');
    let mut at = 0;
    while let Some(found) = line[at..].find(is_part) {
        let from = at + found;
        let length = line[from..]
            .find(|c| !is_part(c))
            .unwrap_or(line.len() - from);
        let word = line[from..from + length].trim_end_matches(['.', '-']);
        if is_host(word) {
            spans.push((start + from..start + from + word.len(), Level::Noise));
        }
        at = from + length;
    }
}

fn is_host(word: &str) -> bool {
    const ENDINGS: [&str; 34] = [
        "com", "net", "org", "local", "lan", "corp", "int", "intern", "internal", "de", "at", "ch",
        "nl", "be", "fr", "es", "it", "pt", "uk", "ru", "pl", "cz", "se", "dk", "no", "fi", "eu",
        "us", "ca", "au", "jp", "br", "in", "email",
    ];
    let lower = word.to_ascii_lowercase();
    if !lower.contains('@') && is_microsofts(&lower) {
        return false;
    }
    let Some((name, ending)) = lower.rsplit_once('.') else {
        return false;
    };
    lower.contains('@') || (!name.is_empty() && ENDINGS.contains(&ending))
}

/// The last message of an exception chain: what follows the last arrow, up to the stack.
fn innermost(text: &str, noise: &[(Range<usize>, Level)]) -> Option<Range<usize>> {
    let arrow = text
        .rfind("-->")
        .or_else(|| text.rfind("->").filter(|at| text[..*at].ends_with(' ')))?;
    let start = arrow + text[arrow..].find(|c: char| c != '-' && c != '>' && c != ' ')?;
    let rest = &text[start..];
    let stop = ["--- End", "   at ", "\n\n"]
        .iter()
        .filter_map(|end| rest.find(end))
        .min();
    let line_after = noise
        .iter()
        .map(|(span, _)| span.start)
        .find(|at| *at > start + 8 && text[..*at].ends_with('\n'));
    let end = stop
        .map_or(text.len(), |at| start + at)
        .min(line_after.unwrap_or(text.len()));
    (end > start).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signal(text: &str) -> String {
        let noise = Noise::of(text);
        text.char_indices()
            .filter(|(at, _)| noise.level(*at) == Level::Signal)
            .map(|(_, c)| c)
            .collect()
    }

    #[test]
    fn stack_frames_and_error_tails_are_noise() {
        let text =
            "Boom\n   at System.Net.X.Get(String a)\n    + CategoryInfo : NotSpecified: (:)\n";
        assert_eq!(signal(text), "Boom\n");
    }

    #[test]
    fn own_hosts_are_noise_and_microsofts_are_not() {
        let text = "call https://mail.contoso.com/EWS to outlook.office365.com by a.b@contoso.de";
        assert_eq!(
            signal(text),
            "call https:///EWS to outlook.office365.com by "
        );
    }

    #[test]
    fn the_log_prefix_is_noise() {
        let text = "2026.01.02 10:11:12.123 WARNING 10026 [Client=UX, Thread=14] HCW8078 - x";
        assert_eq!(signal(text), " HCW8078 - x");
    }

    #[test]
    fn the_prompt_is_noise_and_the_command_is_not() {
        for text in [
            "[PS] C:\\Windows\\system32>Get-Mailbox",
            "PS C:\\>Get-Mailbox",
        ] {
            assert_eq!(signal(text), "Get-Mailbox");
        }
        assert_eq!(signal("PS versions > 5"), "PS versions > 5");
    }

    #[test]
    fn the_innermost_message_is_found() {
        let text = "A failed ---> B failed --> The remote server returned an error: (403) Forbidden.\n   at X.Y()";
        let inner = Noise::of(text).inner.expect("a chain");
        assert_eq!(
            text[inner].trim(),
            "The remote server returned an error: (403) Forbidden."
        );
    }
}
