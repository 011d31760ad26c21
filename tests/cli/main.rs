//! The command line from outside: every command, exit codes, JSON shapes, pipes, bad input.

mod build;
mod copy;
mod export;
mod search;
mod show;

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;

/// The program with an environment in which nothing of the user's can be found or written.
fn hybridkb(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("hybridkb").expect("cargo built it for this test");
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-settings");
    for folder in ["APPDATA", "XDG_CONFIG_HOME"] {
        command.env(folder, &nowhere);
    }
    for variable in [
        "NO_COLOR",
        "TERM",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "WT_SESSION",
    ] {
        command.env_remove(variable);
    }
    command.args(arguments);
    command
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(mut command: Command) -> Ran {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    let ran = Ran {
        code: output.status.code(),
        out: text(output.stdout).replace("\r\n", "\n"),
        err: text(output.stderr).replace("\r\n", "\n"),
    };
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

fn ran(arguments: &[&str]) -> Ran {
    run(hybridkb(arguments))
}

fn piped(arguments: &[&str], input: impl Into<Vec<u8>>) -> Ran {
    let mut command = hybridkb(arguments);
    command.write_stdin(input);
    run(command)
}

fn json(ran: &Ran) -> Value {
    assert!(
        ran.out.is_ascii(),
        "Windows PowerShell reads only ASCII right"
    );
    serde_json::from_str(&ran.out).expect("standard output is JSON")
}

fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

const HCW8078: &str = "hcw8078-migration-endpoint-not-created";

#[test]
fn the_readme_names_every_command_and_option() {
    let readme = include_str!("../../README.md");
    let program = <hybridkb::cli::Arguments as clap::CommandFactory>::command();
    let commands: Vec<&clap::Command> = program.get_subcommands().collect();
    let options = commands.iter().copied().chain([&program]);
    let options = options.flat_map(clap::Command::get_arguments);
    let options: Vec<String> = options
        .filter(|option| !option.is_hide_set())
        .filter_map(clap::Arg::get_long)
        .map(|name| format!("`--{name}"))
        .collect();
    assert!(options.len() > 8);
    for command in commands {
        let name = format!("`hybridkb {}", command.get_name());
        assert!(readme.contains(&name), "{name}");
    }
    for name in options {
        assert!(readme.contains(&name), "{name}");
    }
}

#[test]
fn check_accepts_the_built_in_articles_and_names_faults() {
    let kb = Path::new(env!("CARGO_MANIFEST_DIR")).join("kb");
    let fine = ran(&["check", kb.to_str().expect("Unicode")]);
    assert_eq!(fine.code, Some(0), "{}{}", fine.out, fine.err);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let name = folder.path().to_str().expect("Unicode");
    for nothing in ["no-such-folder", name] {
        let refused = ran(&["check", nothing]);
        assert_eq!(refused.code, Some(2), "{nothing}");
        assert!(refused.err.contains(nothing), "{}", refused.err);
    }
    std::fs::write(folder.path().join("bad.md"), "no front matter\n").expect("written");
    let bad = ran(&["check", name]);
    assert_eq!(bad.code, Some(1));
    assert!(bad.out.contains("bad.md:1: no front matter"), "{}", bad.out);
    let problems = json(&ran(&["check", name, "--json"]));
    assert_eq!(keys(&problems[0]), ["file", "line", "message"]);
}

#[test]
fn completions_are_ascii_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = ran(&["completions", shell]);
        assert_eq!(script.code, Some(0), "{shell}");
        assert!(
            script.out.contains("hybridkb") && script.out.is_ascii(),
            "{shell}"
        );
    }
    assert_eq!(ran(&["completions", "tcsh"]).code, Some(2));
}

#[test]
fn paths_tells_where_settings_would_be_and_creates_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = hybridkb(&["paths", "--json"]);
    command
        .env("APPDATA", folder.path())
        .env("XDG_CONFIG_HOME", folder.path());
    let paths = json(&run(command));
    let settings = paths["settings"].as_str().expect("a path");
    assert!(Path::new(settings).starts_with(folder.path()), "{settings}");
    assert_eq!(paths["settings_exist"], false);
    assert_eq!(
        std::fs::read_dir(folder.path()).expect("readable").count(),
        0
    );
}

#[test]
fn values_are_remembered_only_after_a_yes_and_never_in_private() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = folder.path().join("hybridkb").join("hybridkb.yaml");
    let show = |arguments: &[&str]| {
        let mut command = hybridkb(&[&["show", HCW8078], arguments].concat());
        command
            .env("APPDATA", folder.path())
            .env("XDG_CONFIG_HOME", folder.path());
        run(command)
    };
    show(&["--set", "Server=EX01"]);
    assert!(!settings.exists());
    std::fs::create_dir_all(settings.parent().expect("a folder")).expect("made");
    std::fs::write(&settings, "remember: yes\n").expect("written");
    show(&["--set", "Server=EX02", "--private"]);
    assert!(!show(&[]).out.contains("EX02"));
    show(&["--set", "Server=EX03"]);
    assert!(show(&[]).out.contains("EX03"));
    std::fs::write(&settings, "remember: [").expect("written");
    let damaged = show(&[]);
    assert_eq!(damaged.code, Some(0));
    assert!(damaged.err.contains("is damaged"), "{}", damaged.err);
}

#[test]
fn colour_comes_only_when_asked_for() {
    assert!(!ran(&["show", HCW8078]).out.contains('\u{1b}'));
    assert!(
        ran(&["show", HCW8078, "--color", "always"])
            .out
            .contains('\u{1b}')
    );
}

#[test]
fn ascii_output_is_ascii() {
    let out = ran(&["show", HCW8078, "--ascii"]).out;
    assert!(out.is_ascii(), "{:?}", out.chars().find(|c| !c.is_ascii()));
}

#[test]
fn help_names_every_command_and_a_wrong_option_is_an_error() {
    let help = ran(&["--help"]);
    assert_eq!(help.code, Some(0));
    for name in [
        "search",
        "show",
        "list",
        "copy",
        "export",
        "build",
        "check",
        "completions",
        "paths",
    ] {
        assert!(help.out.contains(name), "{name}");
    }
    let wrong = ran(&["--nonsense"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("--nonsense"), "{}", wrong.err);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::{Command, Stdio};
    let program = assert_cmd::cargo::cargo_bin("hybridkb");
    let mut child = Command::new(program)
        .args(["list", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
