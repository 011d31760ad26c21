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

/// The colours that a terminal shows; weight and reverse are used on all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colors {
    /// None are wanted.
    None,
    /// Those of its own palette.
    Sixteen,
    /// Any: ours are told from black, white and blue alike, whatever its palette.
    True,
}

/// How the terminal wants to be drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Theme {
    pub(crate) colors: Colors,
    /// Whether only ASCII may be used for borders and marks.
    pub(crate) ascii: bool,
}

impl Theme {
    /// The look of a meaning.
    pub(crate) fn style(self, tone: Tone) -> Style {
        let (color, modifier) = look(tone);
        let style = Style::new().add_modifier(modifier);
        match (color, self.colors) {
            (None, _) | (_, Colors::None) => style,
            (Some(color), Colors::Sixteen) => style.fg(color),
            (Some(color), Colors::True) => style.fg(precise(color)),
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

/// For a colour of the palette one whose contrast is 6 to 1 on black, 4 to 1 on PowerShell's blue and
/// more than 3 to 1 on white, as <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio> counts it.
fn precise(color: Color) -> Color {
    match color {
        Color::Cyan => Color::Rgb(0, 154, 178),
        Color::Green => Color::Rgb(40, 160, 66),
        Color::Red => Color::Rgb(255, 70, 65),
        other => other,
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

#[cfg(test)]
mod tests {
    use super::precise;
    use ratatui::style::Color;

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(channels: [u8; 3]) -> f64 {
        let linear = channels.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    #[test]
    fn true_colours_are_told_from_every_background() {
        const BLACK: [u8; 3] = [0; 3];
        const WHITE: [u8; 3] = [255; 3];
        const POWERSHELL: [u8; 3] = [1, 36, 86];
        for color in [Color::Cyan, Color::Green, Color::Red] {
            let Color::Rgb(r, g, b) = precise(color) else {
                panic!("{color} has no true colour");
            };
            for background in [BLACK, WHITE, POWERSHELL] {
                let (a, b) = (luminance([r, g, b]), luminance(background));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 3.0, "{color} on {background:?}: {contrast:.1}");
            }
        }
    }
}
