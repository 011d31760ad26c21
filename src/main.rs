//! The program: arguments to the command line or the terminal UI.

use hybridkb::cli::run::{self, Exit, Next};
use hybridkb::cli::{Arguments, Color};
use hybridkb::clipboard::Clipboard;
use hybridkb::library::Library;
use hybridkb::settings::Store;
use hybridkb::tui;
use std::process::ExitCode;

fn main() -> ExitCode {
    let exit = run::arguments().map(|arguments| {
        let done = run::run(&arguments).and_then(|next| match next {
            Next::Done(exit) => Ok(exit),
            Next::Open(query) => tui::run(screen(&arguments, query)).map(|()| Exit::Found),
        });
        done.unwrap_or_else(|error| {
            run::say(&format!("hybridkb: {error:#}"));
            Exit::Error
        })
    });
    ExitCode::from(exit.unwrap_or_else(|exit| exit) as u8)
}

/// What the screen starts with, by the command line.
fn screen(arguments: &Arguments, query: Option<String>) -> tui::Options {
    let options = &arguments.options;
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    tui::Options {
        library: Library::embedded(),
        query,
        article: None,
        clipboard: Clipboard::new(options.clipboard.into()),
        store: Store::locate(options.private),
        ascii: options.ascii,
        color: options.color == Color::Always || options.color == Color::Auto && !no_color,
        mouse: false,
    }
}
