//! One line of editable text with a cursor, moving by what a reader sees as one character.

use super::text::{clean, take, width};
use unicode_segmentation::UnicodeSegmentation;

/// Text that is being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    text: String,
    /// Byte offset into the text, at a character boundary.
    cursor: usize,
}

/// A change to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    Insert(char),
    Backspace,
    Delete,
    DeleteWord,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
}

impl Line {
    /// A line with the cursor behind the text.
    pub(crate) fn new(text: &str) -> Line {
        Line {
            text: text.to_owned(),
            cursor: text.len(),
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is no text.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts text in at the cursor.
    pub(crate) fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    /// Applies a change; says whether the text is another one now.
    pub(crate) fn edit(&mut self, edit: Edit) -> bool {
        let before = self.text.len();
        match edit {
            Edit::Insert(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Edit::Backspace => self.remove_to(self.previous()),
            Edit::Delete => {
                let next = self.next();
                self.text.replace_range(self.cursor..next, "");
            }
            Edit::DeleteWord => self.remove_to(self.word_before()),
            Edit::Left => self.cursor = self.previous(),
            Edit::Right => self.cursor = self.next(),
            Edit::WordLeft => self.cursor = self.word_before(),
            Edit::WordRight => self.cursor = self.word_after(),
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
        }
        self.text.len() != before
    }

    /// The part to show in some columns, and the cursor's column in it.
    pub(crate) fn window(&self, columns: usize) -> (String, usize) {
        let before = clean(&self.text[..self.cursor]);
        let after = clean(&self.text[self.cursor..]);
        let room = columns.saturating_sub(1);
        let excess = width(&before).saturating_sub(room);
        let mut skipped = take(&before, excess).len();
        if width(&before[..skipped]) < excess {
            skipped += before[skipped..].graphemes(true).next().map_or(0, str::len);
        }
        let shown = &before[skipped..];
        let column = width(shown);
        let rest = take(&after, columns.saturating_sub(column));
        (format!("{shown}{rest}"), column)
    }

    fn remove_to(&mut self, start: usize) {
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    fn previous(&self) -> usize {
        let last = self.text[..self.cursor].graphemes(true).next_back();
        self.cursor - last.map_or(0, str::len)
    }

    fn next(&self) -> usize {
        let first = self.text[self.cursor..].graphemes(true).next();
        self.cursor + first.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let head = self.text[..self.cursor].trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| {
            at + head[at..].chars().next().map_or(0, char::len_utf8)
        })
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let word = rest.len() - rest.trim_start().len();
        let end = rest[word..].find(char::is_whitespace);
        end.map_or(self.text.len(), |at| self.cursor + word + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing_moves_by_what_is_seen() {
        let mut line = Line::new("ne\u{301}");
        line.edit(Edit::Backspace);
        assert_eq!(line.text(), "n");
        line.insert("ab cd");
        line.edit(Edit::DeleteWord);
        assert_eq!(line.text(), "nab ");
        line.edit(Edit::Home);
        line.edit(Edit::Delete);
        assert_eq!(line.text(), "ab ");
    }

    #[test]
    fn the_window_follows_the_cursor() {
        let mut line = Line::new("abcdefghij");
        assert_eq!(line.window(5), ("ghij".into(), 4));
        line.edit(Edit::Home);
        assert_eq!(line.window(5), ("abcde".into(), 0));
        assert_eq!(Line::new("漢字漢字").window(6), ("漢字".into(), 4));
    }
}
