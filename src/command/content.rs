//! What a PowerShell string says, and the strings inside it: filters and commands have them.

use super::place::Inner;

/// The text of a string, unescaped, and where its placeholders stand in it.
#[derive(Default)]
pub(crate) struct Content {
    /// The text; what is not known before it runs is U+FFFC.
    pub(crate) text: String,
    /// Whether its end was found.
    pub(crate) closed: bool,
    marks: Vec<(usize, usize)>,
}

impl Content {
    /// Notes a placeholder, by its number, at the end of the text so far.
    pub(crate) fn mark(&mut self, gap: usize) {
        self.marks.push((gap, self.text.len()));
        self.text.push('\u{FFFC}');
    }

    /// The placeholders, and the string inside the string that each stands in; `filter` says
    /// that the text is a filter.
    pub(crate) fn inner(&self, filter: bool) -> impl Iterator<Item = (usize, Option<Inner>)> {
        self.marks.iter().map(move |(gap, at)| {
            let inner = match self.quote_at(*at) {
                Some('"') => Some(Inner::Double),
                Some(_) if filter => Some(Inner::Filter),
                Some(_) => Some(Inner::Single),
                None => (filter && self.is_operand(*at)).then_some(Inner::Operand),
            };
            (*gap, inner)
        })
    }

    /// The quote that is open at a byte. One that nothing closes is an apostrophe.
    fn quote_at(&self, at: usize) -> Option<char> {
        let mut open = None;
        let mut before = ' ';
        for (place, c) in self
            .text
            .char_indices()
            .take_while(|(place, _)| *place < at)
        {
            if open == Some(c) {
                open = None;
            } else if open.is_none()
                && matches!(c, '\'' | '"')
                && (before.is_whitespace() || "(=,:;{['\"".contains(before))
                && self.text[place + 1..].contains(c)
            {
                open = Some(c);
            }
            before = c;
        }
        open
    }

    /// Whether an operator of a filter stands before a byte.
    fn is_operand(&self, at: usize) -> bool {
        const OPERATORS: [&str; 11] = [
            "eq", "ne", "gt", "ge", "lt", "le", "like", "notlike", "contains", "in", "match",
        ];
        let before = &self.text[..at];
        let word = before.split_whitespace().next_back().unwrap_or_default();
        let word = word.trim_start_matches('-').to_ascii_lowercase();
        before.ends_with(' ') && OPERATORS.contains(&word.as_str())
    }
}
