//! Text with meaning: pieces in one tone each, cleaned for the terminal, wrapped by display width.

use super::theme::Tone;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A run of text in one tone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) tone: Tone,
}

/// One line of the screen.
pub(crate) type Row = Vec<Piece>;

/// A piece of text, cleaned for the terminal.
pub(crate) fn piece(text: impl AsRef<str>, tone: Tone) -> Piece {
    Piece {
        text: clean(text.as_ref()),
        tone,
    }
}

/// Columns that a text takes up.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Columns that a row takes up.
pub(crate) fn row_width(row: &[Piece]) -> usize {
    row.iter().map(|piece| width(&piece.text)).sum()
}

/// Text that can do nothing to a terminal: tabs become four blanks; control characters, escape
/// sequences' first bytes, bidirectional overrides and invisible marks become a middle dot or go.
pub(crate) fn clean(text: &str) -> String {
    if !text.chars().any(|c| c.is_control() || is_invisible(c)) {
        return text.to_owned();
    }
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => cleaned.push_str("    "),
            '\n' | '\r' => cleaned.push(' '),
            c if c.is_control() => cleaned.push('·'),
            c if is_invisible(c) => {}
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// Bidirectional controls, zero-width marks and line separators.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{061c}')
}

/// The last character boundary at or before a byte.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// The beginning of a text that fits into some columns, with an ellipsis where it was cut.
pub(crate) fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = take(text, columns.saturating_sub(1)).to_owned();
    if columns > 0 {
        kept.push('…');
    }
    kept
}

/// The longest beginning of a text that fits into some columns.
pub(crate) fn take(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// Breaks running text at blanks; a word wider than the line is broken where it must be.
pub(crate) fn wrap(pieces: &[Piece], columns: usize) -> Vec<Row> {
    let columns = columns.max(1);
    let mut rows = vec![Row::new()];
    let mut used = 0;
    for word in words(pieces) {
        let blank = word.len() == 1 && word[0].text.trim().is_empty();
        let needed = row_width(&word);
        if blank && (used == 0 || used + needed > columns) {
            continue;
        }
        if !blank && used > 0 && used + needed > columns {
            trim_end(rows.last_mut());
            rows.push(Row::new());
            used = 0;
        }
        for part in &word {
            used = push_broken(&mut rows, part, used, columns);
        }
    }
    trim_end(rows.last_mut());
    rows
}

/// Breaks text that keeps its blanks, such as code, wherever a line is full.
pub(crate) fn break_hard(pieces: &[Piece], columns: usize) -> Vec<Row> {
    let mut rows = vec![Row::new()];
    let mut used = 0;
    for part in pieces {
        used = push_broken(&mut rows, part, used, columns.max(2));
    }
    rows
}

/// A row cut to some columns, with an ellipsis where it was.
pub(crate) fn cut(row: &[Piece], columns: usize) -> Row {
    let mut left = columns;
    let mut kept = Row::new();
    for (at, part) in row.iter().enumerate() {
        let more = row[at + 1..].iter().any(|part| !part.text.is_empty());
        let text = if more && width(&part.text) == left {
            fit(&format!("{} ", part.text), left)
        } else {
            fit(&part.text, left)
        };
        left = left.saturating_sub(width(&text));
        let tone = part.tone;
        kept.push(Piece { text, tone });
        if left == 0 {
            break;
        }
    }
    kept
}

/// Breaks a line of code: behind a blank in the second half of the row if there is one, else
/// where the row is full.
pub(crate) fn break_code(pieces: &[Piece], columns: usize) -> Vec<Row> {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let mut rows = Vec::new();
    let mut from = 0;
    while width(&text[from..]) > columns.max(2) {
        let full = take(&text[from..], columns.max(2));
        let full = if full.is_empty() { &text[from..] } else { full };
        let blank = full.rfind(' ').map(|at| at + 1);
        let end = from
            + blank
                .filter(|at| *at > full.len() / 2)
                .unwrap_or(full.len());
        rows.push(part_of(pieces, from, end));
        from = end;
    }
    rows.push(part_of(pieces, from, text.len()));
    rows
}

/// The pieces between two bytes of their joined text.
pub(crate) fn part_of(pieces: &[Piece], start: usize, end: usize) -> Row {
    let mut row = Row::new();
    let mut from = 0;
    for part in pieces {
        let to = from + part.text.len();
        let (a, b) = (start.clamp(from, to) - from, end.clamp(from, to) - from);
        if a < b {
            push_joined(&mut row, &part.text[a..b], part.tone);
        }
        from = to;
    }
    row
}

/// Appends a piece to the last row, opening new rows as needed; returns the columns used there.
fn push_broken(rows: &mut Vec<Row>, part: &Piece, mut used: usize, columns: usize) -> usize {
    let mut rest = part.text.as_str();
    loop {
        let taken = take(rest, columns.saturating_sub(used));
        let taken = match rest.graphemes(true).next() {
            Some(first) if taken.is_empty() && used == 0 => first,
            _ => taken,
        };
        if !taken.is_empty() {
            used += width(taken);
            if let Some(row) = rows.last_mut() {
                push_joined(row, taken, part.tone);
            }
        }
        rest = &rest[taken.len()..];
        if rest.is_empty() {
            return used;
        }
        rows.push(Row::new());
        used = 0;
    }
}

/// Appends text to a row, joining it with the last piece where the tone is the same.
fn push_joined(row: &mut Row, text: &str, tone: Tone) {
    match row.last_mut() {
        Some(last) if last.tone == tone => last.text.push_str(text),
        _ => row.push(Piece {
            text: text.to_owned(),
            tone,
        }),
    }
}

fn trim_end(row: Option<&mut Row>) {
    if let Some(last) = row.and_then(|row| row.last_mut()) {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
}

/// Cuts pieces into words, which may run over several tones, and the blanks between them.
fn words(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut words: Vec<Vec<Piece>> = Vec::new();
    let mut open = false;
    for part in pieces {
        for run in part.text.split_inclusive(' ') {
            let (word, blank) = match run.strip_suffix(' ') {
                Some(word) => (word, true),
                None => (run, false),
            };
            if !word.is_empty() {
                let whole = Piece {
                    text: word.to_owned(),
                    tone: part.tone,
                };
                match words.last_mut() {
                    Some(last) if open => last.push(whole),
                    _ => words.push(vec![whole]),
                }
                open = true;
            }
            if blank {
                words.push(vec![Piece {
                    text: " ".into(),
                    tone: part.tone,
                }]);
                open = false;
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(rows: &[Row]) -> Vec<String> {
        let text = |row: &Row| row.iter().map(|piece| piece.text.as_str()).collect();
        rows.iter().map(text).collect()
    }

    #[test]
    fn wraps_at_blanks_across_tones_and_breaks_what_is_too_wide() {
        let text = [
            piece("one (", Tone::Plain),
            piece("two", Tone::Code),
            piece(") abcdefghijk", Tone::Plain),
        ];
        assert_eq!(plain(&wrap(&text, 7)), ["one", "(two)", "abcdefg", "hijk"]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(
            plain(&wrap(&[piece("漢字漢字", Tone::Plain)], 5)),
            ["漢字", "漢字"]
        );
        assert_eq!(fit("漢字漢字", 5), "漢字…");
    }

    #[test]
    fn hostile_text_is_disarmed() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\td\u{9b}"), "a·[31mbc    d·");
    }

    #[test]
    fn code_is_broken_behind_a_blank_where_that_wastes_little() {
        let code = [
            piece("Get-Mailbox -Identity \"", Tone::Plain),
            piece("anna", Tone::Value),
            piece("\"", Tone::Plain),
        ];
        assert_eq!(
            plain(&break_code(&code, 14)),
            ["Get-Mailbox ", "-Identity ", "\"anna\""]
        );
        assert_eq!(
            plain(&break_code(&code[..1], 8)),
            ["Get-Mail", "box -Ide", "ntity \""]
        );
    }

    #[test]
    fn a_row_is_cut_with_an_ellipsis() {
        let row = [piece("abc", Tone::Plain), piece("def", Tone::Code)];
        assert_eq!(
            plain(&[cut(&row, 6), cut(&row, 5), cut(&row, 3)]),
            ["abcdef", "abcd…", "ab…"]
        );
    }

    #[test]
    fn code_keeps_its_blanks_when_broken() {
        assert_eq!(
            plain(&break_hard(&[piece("  a b  c", Tone::Plain)], 4)),
            ["  a ", "b  c"]
        );
    }
}
