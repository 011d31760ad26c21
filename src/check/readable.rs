//! PowerShell rewritten where the grammar errs on valid text, line for line as long.
//!
//! It does not know quotes in the middle of a bare word (`proxy="a;b"`), a word that goes on
//! after a variable (`$env:TEMP\x`), bare words in a list that begins with an expression
//! (`"a",b`), and in a double-quoted string it takes `#` for a comment behind a variable or an
//! escaped character.

/// The text with such words quoted as a whole, and `_` for `#` in double-quoted strings.
pub(super) fn readable(text: &str) -> String {
    let mut reader = Reader {
        rest: text,
        out: String::with_capacity(text.len() + 16),
        before: ' ',
    };
    while !reader.rest.is_empty() {
        reader.step();
    }
    reader.out
}

struct Reader<'a> {
    rest: &'a str,
    out: String,
    /// The last character that is no blank.
    before: char,
}

impl Reader<'_> {
    fn step(&mut self) {
        let rest = self.rest;
        let first = rest.chars().next().unwrap_or(' ');
        let fresh = self
            .out
            .ends_with(|c: char| c.is_whitespace() || "({;|,=".contains(c));
        let fresh = fresh || self.out.is_empty();
        let word = word(rest);
        match first {
            '\'' | '"' => self.take(string(rest, first)),
            '#' if fresh => self.copy(rest.find('\n').unwrap_or(rest.len())),
            '@' if rest.starts_with("@'") || rest.starts_with("@\"") => {
                let end = rest.find("\n'@").or_else(|| rest.find("\n\"@"));
                self.copy(end.map_or(rest.len(), |at| at + 3));
            }
            '`' => self.copy(1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
            '$' if fresh && word.contains('\\') => self.quote(word.len()),
            _ if fresh
                && self.is_argument()
                && (word.ends_with('=') || word.starts_with('/') && word.ends_with(':'))
                && rest[word.len()..].starts_with('"') =>
            {
                let end = word.len() + string(&rest[word.len()..], '"');
                let inner = rest[word.len() + 1..end].replace('#', "_");
                self.out.extend(["\"", word, &inner]);
                self.skip(end);
            }
            _ if fresh && self.before == ',' && first.is_ascii_alphabetic() => {
                self.quote(word.len());
            }
            _ => self.copy(first.len_utf8()),
        }
    }

    /// Whether a word here is the argument of a command, not the key of a hashtable.
    fn is_argument(&self) -> bool {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        !line.trim().is_empty() && !"{;(=,|".contains(self.before)
    }

    fn skip(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at(bytes);
        let last = taken.chars().rev().find(|c| !c.is_whitespace());
        self.before = last.unwrap_or(self.before);
        self.rest = rest;
    }

    fn copy(&mut self, bytes: usize) {
        self.out.push_str(&self.rest[..bytes]);
        self.skip(bytes);
    }

    /// Copies a string.
    fn take(&mut self, bytes: usize) {
        let text = &self.rest[..bytes];
        let double = text.starts_with('"') && !text.contains("$(");
        let text = if double {
            text.replace('#', "_")
        } else {
            text.to_owned()
        };
        self.out.push_str(&text);
        self.skip(bytes);
    }

    fn quote(&mut self, bytes: usize) {
        self.out.extend(["\"", &self.rest[..bytes], "\""]);
        self.skip(bytes);
    }
}

/// The bare word that a text begins with, up to and with a `=`.
fn word(text: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || "'\"`(){}[];,|&=<>".contains(c);
    let end = text.find(ends).unwrap_or(text.len());
    let equals = usize::from(text[end..].starts_with('='));
    &text[..end + equals]
}

/// How long the string is that a text begins with.
fn string(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == '`' && quote == '"' {
            chars.next();
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn only_what_the_grammar_does_not_know_is_rewritten() {
        let same = [
            "Get-X -Identity \"a b\" -Y 'c#d' # e \"f",
            "@{a=\"b\"; c='d'}",
            "$x = \"a\"",
            "Get-X a\nGet-Y $x.Name",
        ];
        for text in same {
            assert_eq!(readable(text), text);
        }
        let cases = [
            ("netsh proxy=\"<a>;b\" c", "netsh \"proxy=<a>;b\" c"),
            ("w32tm /computer:\"a b\" /x", "w32tm \"/computer:a b\" /x"),
            ("Get-X \"a\",b, c", "Get-X \"a\",\"b\", \"c\""),
            ("Get-X $env:TEMP\\x -Y", "Get-X \"$env:TEMP\\x\" -Y"),
            ("\"$a #b\"", "\"$a _b\""),
        ];
        for (text, expected) in cases {
            assert_eq!(readable(text), expected);
        }
    }
}
