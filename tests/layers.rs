//! The layering that the architecture promises: what a module may know of, and how long a file is.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules that know nothing of terminals, printing, clock, environment or network.
const CORE: [&str; 7] = [
    "command", "kb", "index", "search", "library", "check", "export",
];

/// What only edges may use.
const OF_EDGES: [&str; 13] = [
    "crossterm",
    "ratatui",
    "clap::",
    "arboard",
    "std::env::",
    "std::env;",
    "println!",
    "print!(",
    "SystemTime",
    "Instant",
    "std::thread",
    "crate::cli",
    "crate::tui",
];

/// What nobody may use: the program has no network and starts nothing.
const OF_NOBODY: [&str; 4] = ["TcpStream", "TcpListener", "UdpSocket", "process::Command"];

struct Source {
    /// Path below `src`, with `/`.
    name: String,
    /// The lines that are no comments.
    code: Vec<(usize, String)>,
    first_line: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the package") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    assert!(files.len() > 20, "the sources were not found");
    files.iter().map(|file| source(&root, file)).collect()
}

fn source(root: &Path, file: &Path) -> Source {
    let text = fs::read_to_string(file).expect("a source file is UTF-8");
    let below = file.strip_prefix(root).expect("it was found there");
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    let lines = text.lines().zip(1..);
    Source {
        name: parts.join("/"),
        code: lines
            .filter(|(line, _)| !line.trim_start().starts_with("//"))
            .map(|(line, number)| (number, line.to_owned()))
            .collect(),
        first_line: text.lines().next().unwrap_or_default().to_owned(),
    }
}

impl Source {
    /// Whether the file belongs to a module of the first level.
    fn is_in(&self, module: &str) -> bool {
        let rest = self.name.strip_prefix(module);
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }

    /// Places where one of these words stands.
    fn uses(&self, words: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for (number, line) in &self.code {
            for word in words.iter().filter(|word| has_word(line, word)) {
                found.push(format!("src/{}:{number}: {word}", self.name));
            }
        }
        found
    }
}

/// Whether a word stands in a line, and not only as the beginning of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let next = line[at + word.len()..].chars().next();
        !word.ends_with(char::is_alphanumeric) || !next.is_some_and(char::is_alphanumeric)
    })
}

#[test]
fn the_core_knows_no_edges() {
    let core = sources();
    let core = core
        .iter()
        .filter(|source| CORE.iter().any(|module| source.is_in(module)));
    let found: Vec<String> = core.flat_map(|source| source.uses(&OF_EDGES)).collect();
    assert!(
        found.is_empty(),
        "the core must not use:\n{}",
        found.join("\n")
    );
}

#[test]
fn the_two_edges_do_not_know_each_other() {
    for (module, other) in [("cli", "tui"), ("tui", "cli")] {
        for source in sources().iter().filter(|source| source.is_in(module)) {
            let found = source.uses(&[&format!("crate::{other}"), &format!("hybridkb::{other}")]);
            assert!(found.is_empty(), "{}", found.join("\n"));
        }
    }
}

#[test]
fn nothing_opens_a_connection_or_starts_a_process() {
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|source| source.uses(&OF_NOBODY))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_file_says_what_it_is_and_stays_readable() {
    for source in sources() {
        assert!(
            source.first_line.starts_with("//!"),
            "src/{}: the first line says what the file is: //! ...",
            source.name
        );
        let lines = source.code.last().map_or(0, |(number, _)| *number);
        assert!(lines <= 500, "src/{}: {lines} lines; split it", source.name);
    }
}
