//! The places in which a placeholder can stand, and how a value is written into each so that it
//! stays what it is there: one literal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Where a placeholder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Text that nothing interprets.
    Plain,
    /// A PowerShell string.
    Quoted(Quoted),
    /// Part of the bare word with this index, quoted as a whole when a value asks for it.
    Word(usize, WordStyle),
    /// Inside a PowerShell word that holds more than plain text, not at its beginning:
    /// quotes there do not end the word.
    Inset,
    /// A `<# … #>` comment.
    BlockComment,
    /// Between double quotes at the command prompt.
    CmdQuoted,
    /// At the command prompt, in a word that can't be quoted as a whole.
    CmdBare,
    /// A bare field of a DNS record.
    DnsBare,
    /// A quoted string of a DNS record.
    DnsQuoted,
    /// XML text or an attribute's value.
    XmlText,
    /// An XML comment.
    XmlComment,
    /// A CDATA section.
    XmlData,
    /// No value is safe here: why.
    Nowhere(&'static str),
}

/// What reads a bare word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordStyle {
    /// A PowerShell command, as its argument.
    Argument,
    /// PowerShell, where it expects an expression.
    Expression,
    /// The command prompt.
    Cmd,
}

/// A PowerShell string, and a string inside it if the placeholder stands in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// What the outer string is.
    pub(crate) string: StringKind,
    /// The string inside the string.
    pub(crate) inner: Option<Inner>,
}

/// The four strings of PowerShell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StringKind {
    /// `'…'`
    Single,
    /// `"…"`
    Double,
    /// `@'…'@`; true where the placeholder begins a line.
    SingleHere(bool),
    /// `@"…"@`
    DoubleHere,
}

/// A string within a string, as filters and commands in arguments have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inner {
    /// `'…'` of a filter: only the ASCII quote ends it.
    Filter,
    /// The operand of a filter's operator, without quotes.
    Operand,
    /// `'…'` of PowerShell text.
    Single,
    /// `"…"` of PowerShell text.
    Double,
}

/// Why a value can't stand in its place.
pub(crate) type Refused = &'static str;

/// What single-quotes a string in PowerShell, which takes typographic quotes too.
pub(crate) fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201B}')
}

/// What double-quotes a string in PowerShell.
pub(crate) fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201C}'..='\u{201E}')
}

/// A value on one line: line breaks and control characters, which [`super::Kind::check`]
/// refuses, become blanks, so that a command never runs by itself when it is pasted.
pub(crate) fn one_line(value: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if value.contains(breaks) {
        Cow::Owned(value.replace(breaks, " "))
    } else {
        Cow::Borrowed(value)
    }
}

/// Whether a value may stand inside `$( )` within a string: there PowerShell looks for the end
/// by counting brackets, without regard to quotes, and joins doubled quotes.
pub(crate) fn check_nested(value: &str) -> Result<(), Refused> {
    let breaks = |c: char| matches!(c, '(' | ')' | '`') || is_double_quote(c);
    if value.contains(breaks) {
        return Err("inside $( ) in a string, a value can't hold brackets, backticks or quotes");
    }
    Ok(())
}

impl Place {
    /// Writes a value of one line as this place needs it.
    ///
    /// # Errors
    /// When nothing would keep the value together here.
    pub(crate) fn write(self, value: &str) -> Result<String, Refused> {
        Ok(match self {
            Place::Quoted(quoted) => quoted.write(value),
            Place::Word(_, WordStyle::Cmd) | Place::CmdQuoted => cmd(value)?.to_owned(),
            Place::Word(..) => doubled(value, is_single_quote),
            Place::Inset if is_number(value) => value.to_owned(),
            Place::Inset => format!("'{}'", doubled(value, is_single_quote)),
            Place::BlockComment => value.replace('#', "# ").replace('>', " >"),
            Place::CmdBare if is_plain(value) => value.to_owned(),
            Place::CmdBare => return Err("only letters, digits and . - _ \\ / : @ fit here"),
            Place::DnsBare => dns_bare(value),
            Place::DnsQuoted => escaped(value, '\\', |c| matches!(c, '"' | '\\')),
            Place::XmlText => xml(value),
            Place::XmlComment if value.contains("--") || value.starts_with(['-', '>']) => {
                return Err("an XML comment can't hold two hyphens");
            }
            Place::XmlComment => format!("{value}{}", if value.ends_with('-') { " " } else { "" }),
            Place::XmlData if value.contains(']') || value.starts_with('>') => {
                return Err("a CDATA section can't hold a closing bracket");
            }
            Place::Plain | Place::XmlData => value.to_owned(),
            Place::Nowhere(why) => return Err(why),
        })
    }
}

impl Quoted {
    fn write(self, value: &str) -> String {
        let inner = match self.inner {
            None => value.to_owned(),
            Some(Inner::Filter) => doubled(value, |c| c == '\''),
            Some(Inner::Operand) if is_plain(value) => value.to_owned(),
            Some(Inner::Operand) => format!("'{}'", doubled(value, |c| c == '\'')),
            Some(Inner::Single) => doubled(value, is_single_quote),
            Some(Inner::Double) => expandable(value),
        };
        match self.string {
            StringKind::Single => doubled(&inner, is_single_quote),
            StringKind::Double | StringKind::DoubleHere => expandable(&inner),
            // Nothing escapes a quote here; a blank keeps `'@` from beginning the line.
            StringKind::SingleHere(true) if inner.starts_with(is_single_quote) => {
                format!(" {inner}")
            }
            StringKind::SingleHere(_) => inner,
        }
    }
}

/// A value for an expandable string.
fn expandable(value: &str) -> String {
    escaped(value, '`', |c| matches!(c, '`' | '$') || is_double_quote(c))
}

fn doubled(value: &str, special: impl Fn(char) -> bool) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        if special(c) {
            text.push(c);
        }
        text.push(c);
    }
    text
}

fn escaped(value: &str, by: char, special: impl Fn(char) -> bool) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        if special(c) {
            text.push(by);
        }
        text.push(c);
    }
    text
}

fn cmd(value: &str) -> Result<&str, Refused> {
    if value.contains('"') {
        return Err("the command prompt can't keep a quotation mark inside quotes");
    }
    if value.contains('%') {
        return Err("the command prompt would take % for the name of a variable");
    }
    Ok(value)
}

/// A value in the notation of zone files: `\032` for a blank, `\;` for a mark that means
/// something.
fn dns_bare(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            _ if byte.is_ascii_alphanumeric() || b".-_*/+=:".contains(&byte) => {
                text.push(char::from(byte));
            }
            b'!'..=b'~' => text.extend(['\\', char::from(byte)]),
            _ => write!(text, "\\{byte:03}").expect("a String takes everything"),
        }
    }
    text
}

fn xml(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&apos;"),
            '\u{FFFE}' | '\u{FFFF}' => text.push('\u{FFFD}'),
            _ => text.push(c),
        }
    }
    text
}

impl WordStyle {
    /// Whether a whole word means itself without quotes.
    pub(crate) fn takes_bare(self, word: &str) -> bool {
        match self {
            WordStyle::Expression => is_quantity(word),
            WordStyle::Argument => is_plain(word) || is_quantity(word),
            WordStyle::Cmd => is_plain(word),
        }
    }

    /// What quotes a word that doesn't.
    pub(crate) fn quote(self) -> char {
        match self {
            WordStyle::Cmd => '"',
            WordStyle::Argument | WordStyle::Expression => '\'',
        }
    }
}

/// Whether a text means itself wherever a bare argument stands, in PowerShell and at the command
/// prompt. What begins like a number but isn't one (`1e5`, `12kb`) doesn't.
pub(crate) fn is_plain(text: &str) -> bool {
    let begins =
        text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '\\' | '/'));
    let safe = |c: char| c.is_ascii_alphanumeric() || is_joint(c);
    is_number(text) || (begins && text.chars().all(safe))
}

/// The marks that may stand in a plain word.
pub(crate) fn is_joint(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '\\' | '/' | ':' | '@')
}

/// Whether a text is a whole number that PowerShell reads back as the same digits.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    digits && (text == "0" || !text.starts_with('0'))
}

/// Whether a text is a number with a unit, as in `25MB`, or without.
pub(crate) fn is_quantity(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let units = ["kb", "mb", "gb", "tb", "pb"];
    let digits = units.iter().find_map(|unit| lower.strip_suffix(unit));
    is_number(digits.unwrap_or(&lower))
}
