//! Builds the knowledge base into the program: parses `kb/`, checks that it is consistent, writes
//! the index. A broken article fails the build with its file and line.
#![allow(
    dead_code,
    missing_docs,
    reason = "the modules are shared with the program, which uses the rest"
)]
#![allow(
    clippy::print_stdout,
    reason = "standard output is how a build script talks to cargo"
)]

mod command;
mod index;
mod kb;

use kb::{Article, Problem};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=kb");
    println!("cargo::rerun-if-changed=src/build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let yaml = fs::read_to_string("kb/builds.yaml")?;
    let builds =
        kb::builds::Builds::parse("kb/builds.yaml", &yaml).map_err(|problem| vec![problem]);
    match kb::base::read(Path::new("kb")).and_then(|base| Ok((base, builds?))) {
        Ok((base, builds)) => embed(&base, &builds, &out),
        Err(problems) => {
            for Problem {
                file,
                line,
                message,
            } in problems
            {
                println!("cargo::error={file}:{line}: {message}");
            }
            Ok(())
        }
    }
}

/// Writes what the program embeds into `OUT_DIR/base`.
fn embed(base: &kb::base::Base, builds: &kb::builds::Builds, out: &Path) -> io::Result<()> {
    let folder = out.join("base");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let articles: Vec<Article> = base
        .articles
        .iter()
        .map(|(_, article)| article.clone())
        .collect();
    let built = index::build(&articles).map_err(io::Error::other)?;
    for (name, bytes) in &built.files {
        fs::write(folder.join(name), bytes)?;
    }
    fs::write(folder.join("phrases"), &built.phrases)?;
    let glossary = postcard::to_allocvec(&base.languages.compile()).map_err(io::Error::other)?;
    fs::write(folder.join("glossary"), glossary)?;
    let builds = postcard::to_allocvec(builds).map_err(io::Error::other)?;
    fs::write(folder.join("builds"), builds)?;
    let catalog = postcard::to_allocvec(&base.catalog()).map_err(io::Error::other)?;
    fs::write(folder.join("catalog"), catalog)
}
