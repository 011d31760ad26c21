//! The program: arguments to the command line or the terminal UI.

use anyhow::Context as _;
use hybridkb::cli::run::{self, Exit, Next};
use hybridkb::cli::{Arguments, Color, ascii_only};
use hybridkb::clipboard::Clipboard;
use hybridkb::library::Library;
use hybridkb::settings::Store;
use hybridkb::today::today;
use hybridkb::tui;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let exit = run::arguments().map(|arguments| {
        let done = run::run(&arguments).and_then(|next| match next {
            Next::Done(exit) => Ok(exit),
            Next::Open(query) => open(&arguments, query).map(|()| Exit::Found),
        });
        done.unwrap_or_else(|error| {
            run::say(&format!("hybridkb: {error:#}"));
            Exit::Error
        })
    });
    ExitCode::from(exit.unwrap_or_else(|exit| exit) as u8)
}

/// Opens the screen, or prints one frame of it.
fn open(arguments: &Arguments, query: Option<String>) -> anyhow::Result<()> {
    let (options, keys) = (screen(arguments, query), &arguments.options.keys);
    let Some(size) = &arguments.options.print else {
        return tui::run(options, keys);
    };
    let (width, height) = size
        .split_once('x')
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)))
        .with_context(|| format!("--print takes a size such as 120x40, not `{size}`"))?;
    let frame = tui::text(&tui::render(options, keys, width, height));
    // Whoever reads it may stop where they like.
    let _ = std::io::stdout().write_all(frame.as_bytes());
    Ok(())
}

/// What the screen starts with, by the command line.
fn screen(arguments: &Arguments, query: Option<String>) -> tui::Options {
    let options = &arguments.options;
    tui::Options {
        library: Library::embedded(),
        query,
        article: None,
        clipboard: Clipboard::new(options.clipboard.into()),
        store: Store::locate(options.private),
        ascii: options.ascii || ascii_only(),
        colors: colors(options.color),
        mouse: false,
        today,
    }
}

/// Which colours the screen has: more than sixteen where the terminal says so. Windows Terminal says
/// it by its name alone.
fn colors(wanted: Color) -> tui::Colors {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let announced = std::env::var("COLORTERM").is_ok_and(|it| it == "truecolor" || it == "24bit");
    match wanted {
        Color::Never => tui::Colors::None,
        Color::Auto if set("NO_COLOR") => tui::Colors::None,
        _ if announced || set("WT_SESSION") => tui::Colors::True,
        _ => tui::Colors::Sixteen,
    }
}
