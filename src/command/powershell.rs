//! A small PowerShell lexer: what each placeholder of a command stands in.
//!
//! It tells strings, comments and nested code apart as PowerShell's tokenizer does, and arguments
//! from expressions as its parser does. It accepts anything; what is no PowerShell gets no slot.

use super::place::{Place, WordStyle, is_double_quote, is_joint, is_single_quote};
use super::template::Gap;
use std::ops::Range;

mod strings;

/// Code nested deeper than this is not looked into.
const DEPTH: usize = 64;

const NAMES_COMMAND: &str = "a placeholder can't be the name of a command";
const NAMES_VARIABLE: &str = "a placeholder can't be a part of a variable's name; put braces \
                              around the name, as in ${name}";
const NAMES_PARAMETER: &str = "a placeholder can't be a part of a parameter's name";
const BEGINS_WORD: &str = "what follows would be an argument of its own; put the whole in quotes";
const VERBATIM: &str = "nothing after --% can be quoted";
const ESCAPED: &str = "a backtick stands before it";
pub(super) const UNCLOSED: &str = "the string or comment that it stands in is not closed";
const TOO_DEEP: &str = "it is nested too deeply";

/// Places the gaps of a PowerShell source; returns the words that [`Place::Word`] counts.
pub(crate) fn place(source: &str, gaps: &mut [Gap]) -> Vec<Range<usize>> {
    let mut lexer = Lexer {
        source,
        at: 0,
        gaps,
        next: 0,
        word: None,
        words: Vec::new(),
        parameter: String::new(),
        depth: 0,
        nested: 0,
    };
    lexer.code(None, Frame::Statements);
    lexer.words
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    gaps: &'a mut [Gap],
    /// The next gap.
    next: usize,
    /// The bare word that is being read.
    word: Option<Open>,
    words: Vec<Range<usize>>,
    /// The parameter whose value comes next, in lower case.
    parameter: String,
    depth: usize,
    /// How many strings the code is inside of, by `$( )`.
    nested: usize,
}

/// A bare word that is being read.
struct Open {
    start: usize,
    style: WordStyle,
    gaps: Vec<usize>,
    /// Whether it is made of letters, digits and joints alone, but for its gaps.
    plain: bool,
    /// Whether it began with a string, which ends where its quote does.
    string: bool,
}

/// What holds the code that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    /// Statements: a script, a block, brackets.
    Statements,
    /// The entries of a hashtable.
    Entries,
    /// Operands: an index, the arguments of a method.
    Operands,
}

/// What the next word is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// The beginning of a statement: a command's name or an operand.
    Start,
    /// An argument of a command.
    Argument,
    /// A part of an expression.
    Expression,
    /// A key of a hashtable.
    Key,
}

impl Frame {
    fn start(self) -> Mode {
        match self {
            Frame::Statements => Mode::Start,
            Frame::Entries => Mode::Key,
            Frame::Operands => Mode::Expression,
        }
    }
}

impl Mode {
    /// What follows an operand.
    fn after_operand(self) -> Mode {
        match self {
            Mode::Start => Mode::Expression,
            other => other,
        }
    }
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, chars: usize) {
        self.at += self
            .rest()
            .chars()
            .take(chars)
            .map(char::len_utf8)
            .sum::<usize>();
    }

    /// The gap that begins here. One whose beginning was taken for something else is out.
    fn gap_here(&mut self) -> Option<usize> {
        while self.gaps.get(self.next)?.range.start < self.at {
            self.gaps[self.next].place = Place::Nowhere(ESCAPED);
            self.next += 1;
        }
        (self.gaps[self.next].range.start == self.at).then_some(self.next)
    }

    /// Moves behind the gap that begins here.
    fn pass(&mut self, gap: usize) {
        self.gaps[gap].nested = self.nested > 0;
        self.at = self.gaps[gap].range.end;
        self.next = gap + 1;
    }

    /// Moves to a byte; the gaps before it can't be filled, or stand in plain text.
    fn pass_to(&mut self, end: usize, place: Place) {
        while self
            .gaps
            .get(self.next)
            .is_some_and(|gap| gap.range.start < end)
        {
            let gap = self.next;
            self.pass(gap);
            self.gaps[gap].place = place;
        }
        self.at = end.max(self.at);
    }

    /// Reads code up to and with its closing bracket.
    fn code(&mut self, end: Option<char>, frame: Frame) {
        if self.depth == DEPTH {
            return self.pass_to(self.source.len(), Place::Nowhere(TOO_DEEP));
        }
        self.depth += 1;
        let outer = self.word.take();
        let mut mode = frame.start();
        while let Some(c) = self.peek() {
            if let Some(gap) = self.gap_here() {
                mode = self.bare(gap, mode);
            } else if end == Some(c) {
                break;
            } else {
                mode = self.token(c, mode, frame);
            }
        }
        self.end_word();
        self.skip(usize::from(end.is_some()));
        self.word = outer;
        self.depth -= 1;
    }

    /// Reads what begins with a character, in the mode that it stands in; says what comes next.
    fn token(&mut self, c: char, mode: Mode, frame: Frame) -> Mode {
        let fresh = self.word.is_none();
        let rest = self.rest();
        match c {
            '\n' if self.continues() => self.separate(mode),
            '\n' | ';' => self.separate(frame.start()),
            '&' if mode == Mode::Start => self.separate(Mode::Argument),
            '|' | '&' => self.separate(Mode::Start),
            '#' if fresh => self.comment(mode),
            '<' if rest.starts_with("<#") => self.comment(mode),
            '<' | '>' => self.separate(Mode::Argument),
            ',' => self.separate(mode.after_operand()),
            '`' if rest.starts_with("`\n") => self.separate(mode),
            '`' => self.word_chars(2, mode),
            '@' | '$' | '(' | '{' | '[' => self.opening(c, mode),
            '=' if mode != Mode::Argument => self.separate(match frame {
                Frame::Operands => Mode::Expression,
                _ => Mode::Start,
            }),
            '-' => self.dash(mode),
            '.' if mode == Mode::Start && rest.starts_with(". ") => self.separate(Mode::Argument),
            '.' if mode == Mode::Expression && rest.starts_with("..") => {
                self.separate(mode);
                self.separate(mode)
            }
            '+' | '*' | '/' | '!' if mode != Mode::Argument => self.separate(mode.after_operand()),
            '%' if mode == Mode::Expression => self.separate(mode),
            ')' | '}' | ']' => self.separate(mode),
            _ if c.is_whitespace() => self.separate(mode),
            _ if is_single_quote(c) || is_double_quote(c) => self.string(c, mode),
            _ if mode == Mode::Start && !c.is_ascii_digit() => self.name(),
            _ if mode == Mode::Expression
                && fresh
                && rest_word(rest).eq_ignore_ascii_case("in") =>
            {
                self.skip(2);
                Mode::Start
            }
            _ => self.word_chars(1, mode),
        }
    }

    /// Whether the line goes on after its end: after a comma or a bar.
    fn continues(&self) -> bool {
        self.source[..self.at]
            .trim_end_matches([' ', '\t', '\r'])
            .ends_with([',', '|'])
    }

    /// Ends the word and skips one character.
    fn separate(&mut self, next: Mode) -> Mode {
        self.end_word();
        self.skip(1);
        next
    }

    fn comment(&mut self, mode: Mode) -> Mode {
        self.end_word();
        let block = self.rest().starts_with("<#");
        let (end, place) = if block {
            let end = self.rest().find("#>").map(|at| at + 2);
            let place = end.map_or(Place::Nowhere(UNCLOSED), |_| Place::BlockComment);
            (end, place)
        } else {
            (self.rest().find('\n'), Place::Plain)
        };
        self.pass_to(self.at + end.unwrap_or(self.rest().len()), place);
        mode
    }

    /// Takes characters into the bare word.
    fn word_chars(&mut self, chars: usize, mode: Mode) -> Mode {
        let plain = self
            .rest()
            .chars()
            .take(chars)
            .all(|c| c.is_ascii_alphanumeric() || is_joint(c));
        let word = self.open(mode);
        word.plain &= plain;
        self.skip(chars);
        mode.after_operand()
    }

    fn open(&mut self, mode: Mode) -> &mut Open {
        let start = self.at;
        self.word.get_or_insert_with(|| Open {
            start,
            style: match mode {
                Mode::Argument => WordStyle::Argument,
                Mode::Start | Mode::Expression | Mode::Key => WordStyle::Expression,
            },
            gaps: Vec::new(),
            plain: true,
            string: false,
        })
    }

    /// A gap outside of strings and comments.
    fn bare(&mut self, gap: usize, mode: Mode) -> Mode {
        let at = self.at;
        let source = self.source;
        let word = self.open(mode);
        let before = &source[word.start..at];
        let nowhere = if word.string {
            Some(BEGINS_WORD)
        } else if names_variable(before) {
            Some(NAMES_VARIABLE)
        } else {
            word.gaps.push(gap);
            None
        };
        if let Some(why) = nowhere {
            self.gaps[gap].place = Place::Nowhere(why);
        }
        self.pass(gap);
        mode.after_operand()
    }

    fn end_word(&mut self) {
        let Some(word) = self.word.take() else {
            return;
        };
        self.parameter.clear();
        let place = |gap: &Gap, words: usize| {
            if word.plain {
                Place::Word(words, word.style)
            } else if gap.range.start == word.start {
                Place::Nowhere(BEGINS_WORD)
            } else {
                Place::Inset
            }
        };
        for gap in &word.gaps {
            self.gaps[*gap].place = place(&self.gaps[*gap], self.words.len());
        }
        if word.plain && !word.gaps.is_empty() {
            self.words.push(word.start..self.at);
        }
    }

    /// A command's name or a keyword.
    fn name(&mut self) -> Mode {
        const KEYWORDS: [&str; 21] = [
            "if", "elseif", "else", "while", "until", "do", "for", "foreach", "switch", "try",
            "catch", "finally", "return", "throw", "exit", "trap", "begin", "process", "end",
            "param", "data",
        ];
        let start = self.at;
        while let Some(c) = self.peek() {
            let ends = c.is_whitespace() || "(){}|;,&=<>$".contains(c);
            if self.gap_here().is_some() {
                let end = self.gaps[self.next].range.end;
                self.pass_to(end, Place::Nowhere(NAMES_COMMAND));
            } else if ends || is_single_quote(c) || is_double_quote(c) {
                break;
            } else {
                self.skip(1);
            }
        }
        let name = self.source[start..self.at].to_ascii_lowercase();
        if KEYWORDS.contains(&name.as_str()) {
            Mode::Start
        } else {
            Mode::Argument
        }
    }

    /// A hyphen: a parameter, an operator, a sign, or a part of a word.
    fn dash(&mut self, mode: Mode) -> Mode {
        let rest = self.rest();
        let name = rest[1..]
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .next();
        let name = name.unwrap_or_default();
        if self.word.is_some() && mode == Mode::Argument {
            return self.word_chars(1, mode);
        }
        if rest.starts_with("--%") {
            let end = rest.find('\n').unwrap_or(rest.len());
            self.pass_to(self.at + end, Place::Nowhere(VERBATIM));
            return mode;
        }
        self.end_word();
        self.at += 1 + name.len();
        if let (Mode::Argument, Some(gap)) = (mode, self.gap_here()) {
            self.gaps[gap].place = Place::Nowhere(NAMES_PARAMETER);
            self.pass(gap);
        }
        if mode == Mode::Argument {
            self.parameter = name.to_ascii_lowercase();
            self.at += usize::from(self.rest().starts_with(':'));
        }
        mode.after_operand()
    }

    /// What opens nested code, or a variable.
    fn opening(&mut self, c: char, mode: Mode) -> Mode {
        let rest = self.rest();
        let second = rest[c.len_utf8()..].chars().next().unwrap_or(' ');
        match (c, second) {
            ('@', _) if self.word.is_some() => return self.word_chars(1, mode),
            ('@', q) if here_header(rest) && (is_single_quote(q) || is_double_quote(q)) => {
                self.here(q);
            }
            ('@', '{') => self.nest(2, '}', Frame::Entries),
            ('@' | '$', '(') => self.nest(2, ')', Frame::Statements),
            ('$', '{') => {
                let end = rest.find('}').map_or(rest.len(), |at| at + 1);
                self.open(mode).plain = false;
                self.pass_to(self.at + end, Place::Nowhere(NAMES_VARIABLE));
            }
            ('(', _) if mode == Mode::Expression && self.calls() => {
                self.nest(1, ')', Frame::Operands);
            }
            ('(', _) => self.nest(1, ')', Frame::Statements),
            ('{', _) => {
                self.nest(1, '}', Frame::Statements);
                return if mode == Mode::Argument {
                    mode
                } else {
                    Mode::Start
                };
            }
            ('[', _) if mode != Mode::Argument => self.nest(1, ']', Frame::Operands),
            _ => return self.word_chars(1, mode),
        }
        mode.after_operand()
    }

    fn nest(&mut self, opening: usize, end: char, frame: Frame) {
        self.end_word();
        self.skip(opening);
        self.code(Some(end), frame);
    }

    /// Whether a bracket here is that of a method.
    fn calls(&self) -> bool {
        self.source[..self.at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
    }

    fn string(&mut self, quote: char, mode: Mode) -> Mode {
        let fresh = self.word.is_none();
        let word = self.open(mode);
        word.plain = false;
        word.string |= fresh;
        self.skip(1);
        if is_single_quote(quote) {
            self.single();
        } else {
            self.double(false);
        }
        mode.after_operand()
    }
}

/// Whether text that goes on would change the name of a variable before it.
fn names_variable(before: &str) -> bool {
    let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '?' | ':' | '^');
    before.trim_end_matches(name).ends_with(['$', '@'])
}

/// The letters that a text begins with.
fn rest_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

/// Whether a line begins a here-string: nothing but blanks after `@'` or `@"`.
fn here_header(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default();
    let after = line.char_indices().nth(2).map_or("", |(at, _)| &line[at..]);
    rest.contains('\n') && after.trim().is_empty()
}
