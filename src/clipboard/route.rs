//! Which way a copy can go, from the environment alone.

use super::{Mode, Unavailable};

/// What the choice depends on, as a value so that it can be tested.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an independent fact about the surroundings"
)]
pub(super) struct Environment {
    /// The system always has a clipboard (Windows, macOS).
    pub native: bool,
    /// The clipboard wants CR LF between lines.
    pub crlf: bool,
    /// An X or Wayland display is announced.
    pub display: bool,
    /// The user sits at the other end of an SSH connection.
    pub ssh: bool,
    /// What stands between the program and the terminal.
    pub multiplexer: Multiplexer,
    /// The terminal is known to interpret OSC 52 or at least to swallow it.
    pub osc52: bool,
}

/// A program between this one and the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Multiplexer {
    /// Nothing.
    #[default]
    None,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

/// The ways to try, best first; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    /// The system's clipboard only.
    Native,
    /// The system's clipboard, the terminal's if that fails.
    NativeThenOsc52,
    /// The terminal's clipboard.
    Osc52,
}

impl Environment {
    /// The environment of this process.
    pub fn of_process() -> Environment {
        Environment::from(cfg!(windows), cfg!(target_os = "macos"), |name| {
            std::env::var(name).ok().filter(|value| !value.is_empty())
        })
    }

    /// The environment that these variables describe.
    pub fn from(
        windows: bool,
        macos: bool,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Environment {
        let set = |name| variable(name).is_some();
        let term = variable("TERM").unwrap_or_default();
        let multiplexer = if set("TMUX") {
            Multiplexer::Tmux
        } else if set("STY") {
            Multiplexer::Screen
        } else {
            Multiplexer::None
        };
        let capable = !matches!(term.as_str(), "" | "dumb" | "linux");
        Environment {
            native: windows || macos,
            crlf: windows,
            display: set("DISPLAY") || set("WAYLAND_DISPLAY"),
            ssh: set("SSH_CONNECTION") || set("SSH_TTY"),
            multiplexer,
            osc52: capable || set("WT_SESSION"),
        }
    }

    /// How a copy goes, or why it can't.
    pub fn route(&self, mode: Mode) -> Result<Route, Unavailable> {
        let native = self.native || self.display;
        match mode {
            Mode::None => Err(Unavailable::Off),
            Mode::Native => Ok(Route::Native),
            Mode::Osc52 => Ok(Route::Osc52),
            Mode::Auto if native && !self.ssh => Ok(if self.osc52 {
                Route::NativeThenOsc52
            } else {
                Route::Native
            }),
            // Windows' own SSH server sets no TERM for a console; the terminal may still know.
            Mode::Auto if self.osc52 || (self.ssh && self.crlf) => Ok(Route::Osc52),
            Mode::Auto => Err(Unavailable::NoWay),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_linux(variables: &[(&str, &str)]) -> Environment {
        environment(false, variables)
    }

    fn on_windows(variables: &[(&str, &str)]) -> Environment {
        environment(true, variables)
    }

    fn environment(windows: bool, variables: &[(&str, &str)]) -> Environment {
        Environment::from(windows, false, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn windows_uses_its_clipboard_and_windows_terminal_as_second_way() {
        assert_eq!(on_windows(&[]).route(Mode::Auto), Ok(Route::Native));
        let terminal = on_windows(&[("WT_SESSION", "1")]);
        assert_eq!(terminal.route(Mode::Auto), Ok(Route::NativeThenOsc52));
    }

    #[test]
    fn ssh_goes_to_the_terminal_even_where_a_display_is_forwarded() {
        let there = [
            ("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22"),
            ("TERM", "xterm"),
        ];
        assert_eq!(on_linux(&there).route(Mode::Auto), Ok(Route::Osc52));
        let forwarded = [
            ("SSH_TTY", "/dev/pts/1"),
            ("TERM", "xterm"),
            ("DISPLAY", ":10"),
        ];
        assert_eq!(on_linux(&forwarded).route(Mode::Auto), Ok(Route::Osc52));
        assert_eq!(
            on_windows(&[("SSH_CONNECTION", "x")]).route(Mode::Auto),
            Ok(Route::Osc52)
        );
    }

    #[test]
    fn a_desktop_uses_its_clipboard() {
        let desktop = on_linux(&[("WAYLAND_DISPLAY", "wayland-0"), ("TERM", "foot")]);
        assert_eq!(desktop.route(Mode::Auto), Ok(Route::NativeThenOsc52));
    }

    #[test]
    fn a_console_without_any_clipboard_says_so() {
        for term in ["linux", "dumb", ""] {
            let console = on_linux(&[("TERM", term)]);
            assert_eq!(console.route(Mode::Auto), Err(Unavailable::NoWay), "{term}");
        }
    }

    #[test]
    fn the_wish_of_the_user_goes_before_the_environment() {
        let console = on_linux(&[("TERM", "linux")]);
        assert_eq!(console.route(Mode::Osc52), Ok(Route::Osc52));
        assert_eq!(console.route(Mode::Native), Ok(Route::Native));
        assert_eq!(on_windows(&[]).route(Mode::None), Err(Unavailable::Off));
    }

    #[test]
    fn multiplexers_are_seen() {
        let tmux = [("TMUX", "/tmp/tmux-0/default,1,0"), ("TERM", "screen")];
        assert_eq!(on_linux(&tmux).multiplexer, Multiplexer::Tmux);
        let screen = [("STY", "1.pts"), ("TERM", "screen")];
        assert_eq!(on_linux(&screen).multiplexer, Multiplexer::Screen);
    }
}
