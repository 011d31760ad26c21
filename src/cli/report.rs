//! `check`, `completions` and `paths`: what the program knows about articles, shells
//! and itself.

use super::Arguments;
use super::json;
use super::run::Exit;
use super::session::{Session, write_out};
use super::style::clean;
use crate::check;
use crate::kb::base;
use anyhow::{Context, bail};
use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::json;
use std::path::Path;

/// Checks a folder of articles and prints what is wrong, a line each.
pub(super) fn check(session: &Session, folder: &Path) -> anyhow::Result<Exit> {
    let mut files = Vec::new();
    base::markdown_files(folder, &mut files)
        .with_context(|| format!("cannot read the folder {}", folder.display()))?;
    if files.is_empty() {
        bail!(
            "no articles (.md files) in {}: name the folder that holds them",
            folder.display()
        );
    }
    let problems = check::articles(folder);
    if session.options.json {
        let problems = problems.iter().map(|problem| {
            json!({
                "file": problem.file,
                "line": problem.line,
                "message": problem.message,
            })
        });
        session.print(&json::text(&problems.collect()))?;
    } else {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}\n", clean(&problem.to_string())))
            .collect();
        session.print(&lines.concat())?;
        if problems.is_empty() {
            session.print(&format!("{} articles, no problems\n", files.len()))?;
        }
    }
    Ok(if problems.is_empty() {
        Exit::Found
    } else {
        Exit::Nothing
    })
}

/// Prints a completion script. It is ASCII, which Windows PowerShell 5.1 reads without a mark.
pub(super) fn completions(shell: Shell) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "hybridkb", &mut script);
    write_out(&script)?;
    Ok(Exit::Found)
}

/// Says where the program and its settings are.
pub(super) fn paths(session: &Session) -> anyhow::Result<Exit> {
    let store = &session.store;
    let program = std::env::current_exe().ok();
    let program = program.as_deref().map(Path::to_string_lossy);
    let settings = store.path().map(Path::to_string_lossy);
    let exists = store.path().is_some_and(Path::exists);
    if session.options.json {
        let paths = json!({
            "program": program,
            "settings": settings,
            "settings_exist": exists,
            "portable": store.is_portable(),
            "articles": session.library.cards().len(),
        });
        session.print(&json::text(&paths))?;
        return Ok(Exit::Found);
    }
    let state = match (store.is_portable(), exists) {
        (true, _) => "portable, beside the program",
        (false, true) => "there",
        (false, false) => "not there: nothing is remembered",
    };
    let count = session.library.cards().len();
    let unknown = || "unknown".into();
    session.print(&format!(
        "program   {}\n\
         settings  {} ({state})\n\
         articles  {count}, built into the program\n\n\
         To remember values and bookmarks, write `remember: yes` into the settings file.\n\
         A file hybridkb.yaml beside the program is used instead of the one above.\n",
        program.unwrap_or_else(unknown),
        settings.unwrap_or_else(unknown),
    ))?;
    Ok(Exit::Found)
}
