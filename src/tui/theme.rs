//! What a piece of text means, and how that looks. Sixteen colours that read on black, white and
//! blue: no blue, yellow, white or magenta in the foreground; weight and reverse do most of the work.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use std::borrow::Cow;

/// The meaning of a piece of text on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tone {
    #[default]
    Plain,
    /// Of less weight than its surroundings.
    Dim,
    Strong,
    Emphasis,
    Heading,
    /// A file name, a cmdlet, a message inside running text.
    Code,
    Link,
    /// Keys in the footer, numbers of commands, the marker of the selection.
    Accent,
    /// The selected row of a list that has the focus.
    Selected,
    /// Text that the search matched, or that find in page found.
    Match,
    /// The found text that the reader stands on.
    CurrentMatch,
    /// A value in a command, in place of a placeholder.
    Value,
    /// A placeholder that has no value yet.
    Missing,
    Cmdlet,
    Parameter,
    Quoted,
    Variable,
    Comment,
    RiskRead,
    RiskChange,
    RiskOutage,
    RiskIrreversible,
    Border,
    /// The border of the region that has the focus.
    Focus,
    Good,
    Bad,
}

/// How the terminal wants to be drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Theme {
    /// Whether colours may be used; weight and reverse always are.
    pub(crate) color: bool,
    /// Whether only ASCII may be used for borders and marks.
    pub(crate) ascii: bool,
}

impl Theme {
    /// The look of a meaning.
    pub(crate) fn style(self, tone: Tone) -> Style {
        let (color, modifier) = look(tone);
        let style = Style::new().add_modifier(modifier);
        match color {
            Some(color) if self.color => style.fg(color),
            _ => style,
        }
    }

    /// The characters of a border.
    pub(crate) fn border(self, focus: bool) -> border::Set<'static> {
        match (self.ascii, focus) {
            (true, _) => ASCII_BORDER,
            (false, true) => border::DOUBLE,
            (false, false) => border::PLAIN,
        }
    }

    /// A text as it is shown: where only ASCII can be, marks and typographic signs give way to
    /// others of the same width.
    pub(crate) fn shown(self, text: &str) -> Cow<'_, str> {
        if !self.ascii || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.chars().map(ascii).collect())
    }
}

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

fn ascii(c: char) -> char {
    match c {
        '▌' | '→' => '>',
        '│' => '|',
        '¦' => ':',
        '─' | '–' | '—' | '·' => '-',
        '═' => '=',
        '•' => '*',
        '√' => '+',
        '…' => '~',
        '“' | '”' | '„' => '"',
        '‘' | '’' => '\'',
        '\u{a0}' => ' ',
        c => c,
    }
}

fn look(tone: Tone) -> (Option<Color>, Modifier) {
    const BOLD: Modifier = Modifier::BOLD;
    const NONE: Modifier = Modifier::empty();
    match tone {
        Tone::Plain | Tone::Parameter => (None, NONE),
        Tone::Dim | Tone::Comment | Tone::Border => (None, Modifier::DIM),
        Tone::Strong | Tone::Variable => (None, BOLD),
        Tone::Emphasis => (None, Modifier::ITALIC),
        Tone::Heading | Tone::Cmdlet | Tone::Accent | Tone::Focus => (Some(Color::Cyan), BOLD),
        Tone::Code | Tone::RiskChange => (Some(Color::Cyan), NONE),
        Tone::Link => (Some(Color::Cyan), Modifier::UNDERLINED),
        Tone::Selected | Tone::CurrentMatch => (None, BOLD.union(Modifier::REVERSED)),
        Tone::Match => (None, BOLD.union(Modifier::UNDERLINED)),
        Tone::Value => (Some(Color::Green), BOLD.union(Modifier::UNDERLINED)),
        Tone::Missing => (None, Modifier::REVERSED),
        Tone::Quoted | Tone::RiskRead => (Some(Color::Green), NONE),
        Tone::Good => (Some(Color::Green), BOLD),
        Tone::RiskOutage | Tone::Bad => (Some(Color::Red), BOLD),
        Tone::RiskIrreversible => (Some(Color::Red), BOLD.union(Modifier::REVERSED)),
    }
}
