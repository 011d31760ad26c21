//! The terminal UI: draw, read, update, perform the effect. [`run`] is the loop around the pure
//! `update`; [`render`] plays keys without a terminal, for tests and pictures.

#[cfg(windows)]
mod console;
mod keys;
mod layout;
mod line;
mod model;
mod page;
mod paste;
mod script;
mod terminal;
mod text;
mod theme;
mod update;
mod view;

use crate::clipboard::Clipboard;
use crate::command::{Origin, Values};
use crate::library::Library;
use crate::save;
use crate::settings::{Settings, Store};
use anyhow::Context as _;
use crossterm::event::{self, Event};
use model::{Effect, Known, Model, Msg, Search};
use paste::{Burst, Input};
use ratatui::backend::{CrosstermBackend, TestBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use terminal::Guard;
pub use theme::Colors;
use theme::Theme;

/// What the terminal UI starts with.
pub struct Options {
    /// What it knows.
    pub library: Library,
    /// A text to search for at once, as if it were pasted.
    pub query: Option<String>,
    /// An article to open at once, by its number.
    pub article: Option<usize>,
    /// Where copies go.
    pub clipboard: Clipboard,
    /// Where values and bookmarks are kept.
    pub store: Store,
    /// Whether to draw with ASCII only.
    pub ascii: bool,
    /// The colours to use.
    pub colors: Colors,
    /// Whether the mouse wheel scrolls from the start.
    pub mouse: bool,
    /// Tells the date for notes and scripts; the program may stay open for days.
    pub today: fn() -> String,
}

/// While a long burst comes in, the screen says so this often.
const RECEIVING: Duration = Duration::from_millis(400);

/// Runs until the user quits, with some keys pressed at first (see [`render`]). The terminal is as
/// before afterwards, whatever happens.
///
/// # Errors
/// When there is no terminal, or it can't be read or written any more.
pub fn run(options: Options, keys: &str) -> anyhow::Result<()> {
    let _guard = Guard::enter(options.mouse).context("the terminal UI needs a terminal")?;
    let size = terminal::size()?;
    let mut screen = Terminal::new(Guard::backend()?)?;
    let (mut model, mut edge) = start(options, size);
    let mut writer = Guard::writer()?;
    for msg in script::messages(keys) {
        if edge.perform(&mut model, msg, &mut writer) {
            return Ok(());
        }
    }
    let mut burst = Burst::default();
    let mut told = Instant::now();
    show(&mut screen, &model, &mut writer)?;
    loop {
        let (msgs, changed) = read(&mut burst)?;
        for msg in msgs {
            if edge.perform(&mut model, msg, &mut writer) {
                return Ok(());
            }
        }
        if let Some(bytes) = burst.receiving() {
            if told.elapsed() > RECEIVING {
                told = Instant::now();
                update::update(&mut model, Msg::Receiving(bytes));
                show(&mut screen, &model, &mut writer)?;
            }
        } else if changed {
            show(&mut screen, &model, &mut writer)?;
        }
    }
}

/// Draws a frame.
fn show<W: Write>(
    screen: &mut Terminal<CrosstermBackend<W>>,
    model: &Model,
    out: &mut impl Write,
) -> io::Result<()> {
    screen.draw(|frame| view::draw(model, frame))?;
    if let Some((row, lines)) = view::plain_lines(model) {
        terminal::write_lines(out, row, &lines)?;
    }
    Ok(())
}

/// What more there is to read is there within this time; a wait of zero is never answered.
const DRAIN: Duration = Duration::from_millis(1);

/// Waits for something to happen, then takes all that is there; says whether to draw.
fn read(burst: &mut Burst) -> io::Result<(Vec<Msg>, bool)> {
    let wait = burst
        .deadline()
        .map(|deadline| deadline.saturating_duration_since(Instant::now()));
    let mut inputs = Vec::new();
    let mut ready = match wait {
        Some(wait) => event::poll(wait)?,
        None => true,
    };
    let started = Instant::now();
    while ready {
        inputs.extend(burst.take(event::read()?, Instant::now()));
        #[cfg(windows)]
        for event in console::take_burst()? {
            inputs.extend(burst.take(event, Instant::now()));
        }
        ready = started.elapsed() < RECEIVING && event::poll(DRAIN)?;
    }
    inputs.extend(burst.expire(Instant::now()));
    let msgs: Vec<Msg> = inputs.into_iter().filter_map(message).collect();
    let changed = !msgs.is_empty();
    Ok((msgs, changed))
}

fn message(input: Input) -> Option<Msg> {
    match input {
        Input::Key(key) => Some(Msg::Key(key)),
        Input::Paste(text) => Some(Msg::Paste(text)),
        // A Windows console tells the size of its buffer, not of its window.
        Input::Other(Event::Resize(..)) => terminal::size().ok().map(Msg::Resize),
        Input::Other(Event::Mouse(event)) => Some(Msg::Mouse(event)),
        Input::Other(_) => None,
    }
}

/// Renders one frame after some keys, without a terminal. Keys are written as they are typed;
/// special ones stand in angle brackets: `<enter> <esc> <tab> <s-tab> <up> <pgdn> <f1> <c-u>`;
/// `<paste>…</paste>` pastes, `<lt>` is `<`.
///
/// # Panics
/// Never: drawing into memory can't fail.
pub fn render(options: Options, keys: &str, width: u16, height: u16) -> Buffer {
    let size = Size { width, height };
    let (mut model, mut edge) = start(options, size);
    for msg in script::messages(keys) {
        if edge.perform(&mut model, msg, &mut io::sink()) {
            break;
        }
    }
    let backend = TestBackend::new(width, height);
    let viewport = Viewport::Fullscreen;
    let mut screen = Terminal::with_options(backend, TerminalOptions { viewport })
        .expect("a terminal in memory has no errors");
    screen
        .draw(|frame| view::draw(&model, frame))
        .expect("a terminal in memory has no errors");
    screen.backend().buffer().clone()
}

/// A rendered frame as lines of text.
pub fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut covered = 0;
        for x in 0..buffer.area.width {
            if x >= covered {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                // A wide character covers the cell behind it.
                covered = x + text::width(symbol).max(1) as u16;
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The model as it is before the first key, and the world outside of it.
fn start(options: Options, size: Size) -> (Model, Edge) {
    let (settings, warning) = options.store.load();
    let mut known = Known {
        remembered: remembered(&settings),
        ..Known::default()
    };
    known.merge();
    let mut model = Model {
        library: options.library,
        size,
        theme: Theme {
            colors: options.colors,
            ascii: options.ascii,
        },
        mouse: options.mouse,
        search: Search::default(),
        screens: Vec::new(),
        known,
        settings,
        private: options.store.is_private(),
        today: (options.today)(),
        copied: Vec::new(),
        notice: None,
        quitting: false,
    };
    if let Some(text) = options.query {
        update::update(&mut model, Msg::Paste(paste::newlines(&text)));
    }
    if let Some(article) = options.article {
        update::open_at(&mut model, article, None);
    }
    if let Some(warning) = warning {
        model.say(warning.0, Some(false));
    }
    let edge = Edge {
        clipboard: options.clipboard,
        store: options.store,
        today: options.today,
    };
    (model, edge)
}

fn remembered(settings: &Settings) -> Values {
    let mut values = Values::default();
    for (name, text) in &settings.values {
        values.set(name, text, Origin::Remembered);
    }
    values
}

/// The world outside of the model.
struct Edge {
    clipboard: Clipboard,
    store: Store,
    today: fn() -> String,
}

impl Edge {
    /// Updates the model and performs what it asks for, until it asks for nothing more; says
    /// whether to quit.
    fn perform(&mut self, model: &mut Model, msg: Msg, terminal: &mut dyn Write) -> bool {
        model.today = (self.today)();
        let mut next = Some(msg);
        while let Some(effect) = next.take().and_then(|msg| update::update(model, msg)) {
            next = match effect {
                Effect::Quit => return true,
                Effect::Copy(copying) => Some(match self.clipboard.copy(&copying.text, terminal) {
                    Ok(via) => Msg::Copied(copying, via),
                    Err(reason) => Msg::NotCopied(copying, reason.to_string()),
                }),
                Effect::ReadClipboard => Some(Msg::Clipboard(self.clipboard.paste())),
                Effect::Mouse(on) => {
                    terminal::capture_mouse(terminal, on);
                    None
                }
                Effect::Save => {
                    let saved = self.store.save(&model.settings);
                    saved.err().map(|error| Msg::NotSaved(format!("{error:#}")))
                }
                Effect::Script(path, bytes) => {
                    let saved = save::write(Path::new(&path), &bytes, false);
                    let saved = saved.map(|path| path.display().to_string());
                    Some(Msg::Script(saved.map_err(|error| error.to_string())))
                }
            };
        }
        false
    }
}
