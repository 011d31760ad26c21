//! How text output looks: colour or none, width, and that nothing from outside gets through raw.

use super::{Color, Options, ascii_only};
use std::borrow::Cow;
use std::fmt::{self, Write};
use std::io::IsTerminal;
use unicode_width::UnicodeWidthStr;

/// What a piece of text is, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    Heading,
    Strong,
    Emphasis,
    Code,
    Faint,
    Good,
    Warning,
    Danger,
}

/// How output looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Colours may be used.
    pub color: bool,
    /// One thing a line, no columns, no indentation.
    pub linear: bool,
    /// Only ASCII may be drawn.
    pub ascii: bool,
    /// Columns that prose may take.
    pub width: usize,
}

/// Prose is hard to read in longer lines.
const WIDEST: usize = 100;

impl Style {
    /// The style for standard output.
    pub fn of_stdout(options: &Options) -> Style {
        let terminal = std::io::stdout().is_terminal();
        let columns = if terminal {
            crossterm::terminal::size().map_or(0, |(columns, _)| usize::from(columns))
        } else {
            0
        };
        // Some terminals don't know their size.
        let columns = if columns == 0 { 80 } else { columns };
        Style {
            color: match options.color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => !options.plain && terminal && colors_work(),
            },
            linear: options.plain || !terminal,
            // A Windows shell reads a pipe in its own code page, which knows no dashes.
            ascii: options.ascii || (cfg!(windows) && !terminal) || (terminal && ascii_only()),
            width: columns.clamp(20, WIDEST),
        }
    }

    /// The same look without colours.
    pub fn without_color(self) -> Style {
        Style {
            color: false,
            ..self
        }
    }

    /// Text in the colour of its role.
    pub fn paint<'a>(&self, role: Role, text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
        let text = text.into();
        let codes = match role {
            Role::Plain => return text,
            Role::Heading => "1;36",
            Role::Strong => "1",
            Role::Emphasis => "3",
            Role::Code => "36",
            Role::Faint => "2",
            Role::Good => "32",
            Role::Warning => "33",
            Role::Danger => "1;31",
        };
        if self.color && !text.is_empty() {
            format!("\x1b[{codes}m{text}\x1b[0m").into()
        } else {
            text
        }
    }

    /// Spaces before what belongs to the line above.
    pub fn indent(&self, columns: usize) -> usize {
        if self.linear { 0 } else { columns }
    }
}

fn colors_work() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    #[cfg(windows)]
    let interpreted = crossterm::ansi_support::supports_ansi();
    #[cfg(not(windows))]
    let interpreted = true;
    !set("NO_COLOR") && !dumb && interpreted
}

/// Text from outside without what a terminal would act on: control characters other than newline
/// and tab, and marks that change the direction of what follows.
pub(super) fn clean(text: &str) -> String {
    let harmful = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace("\r\n", "\n").replace(harmful, "")
}

/// [`clean`] text on one line, cut after `most` characters.
pub(super) fn one_line(text: &str, most: usize) -> String {
    let line = clean(text);
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    format!("{cut}...")
}

/// Typographic characters of articles as ASCII; other letters stay.
pub(super) fn to_ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2018}' | '\u{2019}' => plain.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' => plain.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' => plain.push('-'),
            '\u{2026}' => plain.push_str("..."),
            '\u{2192}' => plain.push_str("->"),
            '\u{2190}' => plain.push_str("<-"),
            '\u{2265}' => plain.push_str(">="),
            '\u{2264}' => plain.push_str("<="),
            '\u{00a0}' | '\u{202f}' | '\u{2009}' => plain.push(' '),
            '\u{2022}' | '\u{00b7}' => plain.push('*'),
            '\u{2502}' => plain.push('|'),
            '\u{250c}' | '\u{2510}' | '\u{2514}' | '\u{2518}' | '\u{251c}' | '\u{2524}'
            | '\u{252c}' | '\u{2534}' | '\u{253c}' => plain.push('+'),
            '\u{25ba}' | '\u{25b6}' => plain.push('>'),
            '\u{25c4}' | '\u{25c0}' => plain.push('<'),
            '\u{25bc}' => plain.push('v'),
            '\u{25b2}' => plain.push('^'),
            _ => plain.push(c),
        }
    }
    plain
}

/// Adds a line to a text.
pub(super) fn push_line(text: &mut String, line: fmt::Arguments) {
    writeln!(text, "{line}").expect("writing into a String can't fail");
}

/// A word: pieces of text in one role each, that touch.
pub(super) struct Word(pub Vec<(Role, String)>);

impl Word {
    fn columns(&self) -> usize {
        self.0.iter().map(|(_, text)| text.width()).sum()
    }
}

/// Words of one role.
pub(super) fn words(role: Role, text: &str) -> Vec<Word> {
    text.split_whitespace()
        .map(|word| Word(vec![(role, word.to_owned())]))
        .collect()
}

/// Fills lines with words; the first line begins with `first`, the others with as many spaces.
/// A word longer than a line is left whole, so that it can be copied.
pub(super) fn wrap(words: &[Word], first: &str, style: &Style) -> String {
    let margin = " ".repeat(first.width());
    let mut filled = first.to_owned();
    let mut line: Vec<(Role, String)> = Vec::new();
    let mut column = margin.len();
    for word in words {
        let columns = word.columns();
        if !line.is_empty() && column + 1 + columns > style.width {
            filled.push_str(&painted(&line, style));
            filled.push('\n');
            filled.push_str(&margin);
            line.clear();
            column = margin.len();
        }
        column += columns + usize::from(!line.is_empty());
        append(&mut line, word);
    }
    filled.push_str(&painted(&line, style));
    filled.push('\n');
    filled
}

/// Adds a word to a line; the space before it is coloured only between words of one role.
fn append(line: &mut Vec<(Role, String)>, word: &Word) {
    for (at, (role, text)) in word.0.iter().enumerate() {
        let space = if at == 0 && !line.is_empty() { " " } else { "" };
        match line.last_mut() {
            Some((last, run)) if last == role => {
                run.push_str(space);
                run.push_str(text);
            }
            _ => {
                line.push((Role::Plain, space.to_owned()));
                line.push((*role, text.clone()));
            }
        }
    }
}

fn painted(line: &[(Role, String)], style: &Style) -> String {
    let runs = line.iter();
    runs.map(|(role, text)| style.paint(*role, text.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Style = Style {
        color: false,
        linear: true,
        ascii: false,
        width: 20,
    };

    #[test]
    fn control_characters_do_not_get_through() {
        let hostile = "a\x1b[31mred\x07\u{9b}31m\u{202e}b\r\nc\td\0";
        assert_eq!(clean(hostile), "a[31mred31mb\nc\td");
    }

    #[test]
    fn a_long_text_is_cut_to_one_line() {
        assert_eq!(one_line("a\n b\t c", 9), "a b c");
        assert_eq!(one_line("abcdef", 3), "abc...");
    }

    #[test]
    fn lines_are_filled_and_long_words_stay_whole() {
        let text = words(Role::Plain, "one two https://mail.contoso.com/EWS three");
        let wrapped = wrap(&text, "- ", &Style { width: 12, ..PLAIN });
        assert_eq!(
            wrapped,
            "- one two\n  https://mail.contoso.com/EWS\n  three\n"
        );
    }

    #[test]
    fn colour_does_not_count_as_width() {
        let colored = Style {
            color: true,
            ..PLAIN
        };
        let mut text = words(Role::Code, "ab cd");
        text.extend(words(Role::Plain, "ef gh"));
        let wrapped = wrap(
            &text,
            "",
            &Style {
                width: 8,
                ..colored
            },
        );
        assert_eq!(wrapped, "\x1b[36mab cd\x1b[0m ef\ngh\n");
    }

    #[test]
    fn typography_becomes_ascii() {
        assert_eq!(to_ascii("“a” – b … ü"), "\"a\" - b ... ü");
    }
}
