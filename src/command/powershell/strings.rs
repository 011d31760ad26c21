//! The four strings of PowerShell: where they end, and what their placeholders stand in.

use super::{Frame, Lexer, NAMES_VARIABLE, UNCLOSED};
use crate::command::content::Content;
use crate::command::place::{Inner, Place, Quoted, StringKind, is_double_quote, is_single_quote};

impl Lexer<'_> {
    pub(super) fn here(&mut self, quote: char) {
        self.end_word();
        self.at += self.rest().find('\n').map_or(0, |at| at + 1);
        if is_double_quote(quote) {
            return self.double(true);
        }
        let body = self.rest();
        let lines = body.match_indices('\n').map(|(at, _)| at + 1);
        let ends = |at: &usize| {
            let mut chars = body[*at..].chars();
            chars.next().is_some_and(is_single_quote) && chars.next() == Some('@')
        };
        let Some(end) = lines.chain([0]).filter(ends).min() else {
            return self.pass_to(self.source.len(), Place::Nowhere(UNCLOSED));
        };
        let end = self.at + end;
        while self
            .gaps
            .get(self.next)
            .is_some_and(|gap| gap.range.start < end)
        {
            let gap = self.next;
            let first = self.source[..self.gaps[gap].range.start].ends_with('\n');
            self.gaps[gap].place = Place::Quoted(Quoted {
                string: StringKind::SingleHere(first),
                inner: None,
            });
            self.pass(gap);
        }
        self.at = end;
        self.skip(2);
    }

    pub(super) fn single(&mut self) {
        let mut content = Content::default();
        while let Some(c) = self.peek() {
            if let Some(gap) = self.gap_here() {
                content.mark(gap);
                self.pass(gap);
                continue;
            }
            self.skip(1);
            if is_single_quote(c) {
                if !self.peek().is_some_and(is_single_quote) {
                    content.closed = true;
                    break;
                }
                self.skip(1);
            }
            content.text.push(c);
        }
        self.settle(&content, StringKind::Single);
    }

    pub(super) fn double(&mut self, here: bool) {
        let mut content = Content::default();
        while let Some(c) = self.peek() {
            let rest = self.rest();
            let closes = is_double_quote(c) && (!here || self.source[..self.at].ends_with('\n'));
            if let Some(gap) = self.gap_here() {
                content.mark(gap);
                self.pass(gap);
            } else if closes && here && rest[c.len_utf8()..].starts_with('@') {
                self.skip(2);
                content.closed = true;
                break;
            } else if c == '$' {
                content.text.push('\u{FFFC}');
                self.dollar();
            } else if c == '`' {
                content.text.extend(rest.chars().nth(1));
                self.skip(2);
            } else {
                self.skip(1);
                if closes && !here {
                    if !self.peek().is_some_and(is_double_quote) {
                        content.closed = true;
                        break;
                    }
                    self.skip(1);
                }
                content.text.push(c);
            }
        }
        let string = if here {
            StringKind::DoubleHere
        } else {
            StringKind::Double
        };
        self.settle(&content, string);
    }

    /// A dollar in a string: nested code, a variable, or itself.
    fn dollar(&mut self) {
        let rest = self.rest();
        if rest.starts_with("$(") {
            self.nested += 1;
            let (word, parameter) = (self.word.take(), std::mem::take(&mut self.parameter));
            self.nest(2, ')', Frame::Statements);
            (self.word, self.parameter) = (word, parameter);
            self.nested -= 1;
        } else if rest.starts_with("${") {
            let end = rest.find('}').map_or(rest.len(), |at| at + 1);
            self.pass_to(self.at + end, Place::Nowhere(NAMES_VARIABLE));
        } else {
            let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '?' | ':' | '^' | '$');
            self.skip(1);
            while self.gap_here().is_none() && self.peek().is_some_and(name) {
                self.skip(1);
            }
            if let Some(gap) = self.gap_here() {
                self.gaps[gap].place = Place::Nowhere(NAMES_VARIABLE);
                self.pass(gap);
            }
        }
    }

    /// Places the gaps of a string, now that the whole of it is known.
    fn settle(&mut self, content: &Content, string: StringKind) {
        let filter = ["filter", "query"]
            .iter()
            .any(|end| self.parameter.ends_with(end));
        for (gap, inner) in content.inner(filter) {
            let inner =
                inner.filter(|inner| string != StringKind::DoubleHere || *inner == Inner::Filter);
            self.gaps[gap].place = if content.closed {
                Place::Quoted(Quoted { string, inner })
            } else {
                Place::Nowhere(UNCLOSED)
            };
        }
    }
}
