//! The command line from outside: every command, exit codes, JSON shapes, pipes, bad input.

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
fn search_finds_the_article_of_a_pasted_error() {
    let found = ran(&["search", "HCW8078", "-", "Migration", "Endpoint"]);
    assert_eq!(found.code, Some(0));
    let first = found.out.find(HCW8078).expect("the article is listed");
    assert!(found.out[..first].contains("1. "), "{}", found.out);
    assert!(found.out.contains("why: "));
}

#[test]
fn search_reads_a_pipe_with_and_without_a_dash() {
    for arguments in [&["search", "-"][..], &["search"], &["-"], &[]] {
        let found = piped(
            arguments,
            "HCW8078 Migration Endpoint could not be created\r\n",
        );
        assert_eq!(found.code, Some(0), "{arguments:?}: {}", found.err);
        assert!(found.out.contains(HCW8078), "{arguments:?}");
    }
}

#[test]
fn words_without_a_command_are_searched_for() {
    let found = ran(&["HCW8078", "Migration Endpoint"]);
    assert_eq!(found.code, Some(0));
    assert!(found.out.contains(HCW8078));
}

#[test]
fn search_reads_what_windows_powershell_writes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("hcw log ü.txt");
    let utf16: Vec<u8> = "\u{feff}HCW8078 Migration Endpoint could not be created\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    std::fs::write(&file, &utf16).expect("written");
    let name = file.to_str().expect("the name is Unicode");
    let from_file = ran(&["search", "--file", name]);
    assert!(from_file.out.contains(HCW8078), "{}", from_file.err);
    let from_pipe = piped(&["search", "-"], utf16);
    assert_eq!(from_pipe.out, from_file.out);
    let ansi = piped(&["search", "-"], b"HCW8078 f\xfcr Postf\xe4cher".to_vec());
    assert!(ansi.out.contains(HCW8078));
}

#[test]
fn search_as_json_has_the_documented_shape() {
    let found = ran(&["search", "HCW8078 Migration Endpoint", "--json"]);
    let results = json(&found);
    assert_eq!(keys(&results), ["verdict", "kind", "hint", "hits"]);
    let verdict = results["verdict"].as_str().expect("a word");
    assert!(["match", "vague", "none"].contains(&verdict));
    let hit = &results["hits"][0];
    let expected = [
        "id",
        "title",
        "category",
        "section",
        "confidence",
        "score",
        "reasons",
        "commands",
    ];
    assert_eq!(keys(hit), expected);
    assert_eq!(hit["id"], HCW8078);
    assert!(hit["section"].is_string() && hit["score"].is_number());
    assert_eq!(keys(&hit["reasons"][0]), ["kind", "text", "weight"]);
    let command = &hit["commands"][0];
    let expected = ["n", "section", "title", "run", "risk", "text", "missing"];
    assert_eq!(keys(command), expected);
    assert!(command["missing"].is_array());
}

#[test]
fn the_score_is_the_sum_of_its_reasons() {
    let found = json(&ran(&[
        "search",
        "HCW8078 Migration Endpoint 403",
        "--json",
    ]));
    for hit in found["hits"].as_array().expect("a list") {
        let reasons = hit["reasons"].as_array().expect("a list");
        let sum: f64 = reasons.iter().filter_map(|r| r["weight"].as_f64()).sum();
        let score = hit["score"].as_f64().expect("a number");
        assert!((sum - score).abs() < 0.01, "{sum} is not {score}");
    }
}

#[test]
fn explain_prints_the_score_term_by_term() {
    let found = ran(&["search", "HCW8078", "--explain"]);
    assert!(found.out.contains("= score"), "{}", found.out);
}

#[test]
fn nothing_found_is_exit_code_1() {
    let nothing = ran(&["search", "qqzzxx wwvvyy"]);
    assert_eq!(nothing.code, Some(1), "{}", nothing.out);
    let as_json = ran(&["search", "qqzzxx wwvvyy", "--json"]);
    assert_eq!(as_json.code, Some(1));
    assert_eq!(json(&as_json)["hits"], serde_json::json!([]));
}

#[test]
fn an_empty_search_says_so() {
    for arguments in [&["search"][..], &["search", "-"], &["search", " "], &[]] {
        let nothing = piped(arguments, "");
        assert_eq!(nothing.code, Some(1), "{arguments:?}");
        assert!(
            nothing.err.contains("nothing to search for"),
            "{arguments:?}"
        );
    }
    let as_json = piped(&["search", "--json"], " \n");
    assert_eq!(
        (as_json.code, json(&as_json)["kind"].as_str()),
        (Some(1), Some("empty"))
    );
}

#[test]
fn a_mistyped_command_is_hinted_at() {
    let mistyped = ran(&["paht"]);
    assert!(mistyped.err.contains("hybridkb paths"), "{}", mistyped.err);
}

#[test]
fn a_text_that_begins_like_a_command_is_told_how_to_be_searched_for() {
    let refused = ran(&["list", "of", "certificates", "is", "empty"]);
    assert_eq!(refused.code, Some(2));
    let way = "hybridkb search list of certificates is empty";
    assert!(refused.err.contains(way), "{}", refused.err);
}

#[test]
fn what_is_not_text_is_refused() {
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 99]].concat();
    let refused = piped(&["search", "-"], picture);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("a picture"), "{}", refused.err);
    let missing = ran(&["search", "--file", "no such file.log"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.err.contains("no such file.log"));
}

#[test]
fn control_characters_of_the_input_do_not_come_back() {
    for arguments in [
        &[
            "search",
            "--explain",
            "HCW8078 \u{1b}]0;title\u{7} \u{9b}31m Migration",
        ][..],
        &["show", "\u{1b}[31mno-such-article"],
        &["list", "--category", "\u{1b}[31m"],
        &["show", HCW8078, "--set", "Server=\u{1b}[31mEX01"],
        &["--color", "\u{1b}[31m"],
        &["build", "\u{1b}[31m"],
    ] {
        let ran = ran(arguments);
        for stream in [&ran.out, &ran.err] {
            let raw = |c: char| c.is_control() && c != '\n' && c != '\t';
            assert!(!stream.contains(raw), "{arguments:?}: {stream:?}");
        }
    }
}

#[test]
fn show_renders_an_article_by_id_and_by_code() {
    let by_id = ran(&["show", HCW8078]);
    assert_eq!(by_id.code, Some(0));
    for part in ["## Symptoms", "## Fix", "[1] ", "Sources"] {
        assert!(by_id.out.contains(part), "{part}");
    }
    assert_eq!(ran(&["show", "KB5026261"]).code, Some(0));
    assert_eq!(ran(&["show", &HCW8078.to_uppercase()]).out, by_id.out);
}

#[test]
fn show_fills_in_values_and_says_what_is_missing() {
    let unfilled = ran(&["show", HCW8078]).out;
    assert!(unfilled.contains("to fill in: ") && unfilled.contains("<Server>"));
    let filled = ran(&["show", HCW8078, "--set", "server=EX01"]).out;
    assert!(filled.contains("EX01") && !filled.contains("<Server>\\"));
}

#[test]
fn show_keeps_to_a_section_and_to_the_numbers_of_the_whole() {
    let whole = ran(&["show", HCW8078]).out;
    let fix = ran(&["show", HCW8078, "--section", "fix"]).out;
    assert!(fix.contains("## Fix") && !fix.contains("## Symptoms"));
    let numbered = fix.lines().find(|line| line.starts_with('['));
    let numbered = numbered.expect("the fix has commands");
    assert!(whole.lines().any(|line| line == numbered));
    let unknown = ran(&["show", HCW8078, "--section", "Nonsense"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("Symptoms | "), "{}", unknown.err);
}

#[test]
fn show_as_json_has_the_documented_shape() {
    let article = json(&ran(&["show", HCW8078, "--json", "--set", "Server=EX01"]));
    let expected = [
        "id",
        "title",
        "summary",
        "category",
        "codes",
        "applies_to",
        "updated",
        "related",
        "sources",
        "sections",
        "commands",
        "text",
    ];
    assert_eq!(keys(&article), expected);
    let numbers = article["commands"].as_array().expect("a list").iter();
    let numbers: Vec<u64> = numbers
        .filter_map(|command| command["n"].as_u64())
        .collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
    let text = article["text"].as_str().expect("markdown");
    assert!(text.starts_with("## Symptoms"), "{text}");
}

#[test]
fn an_unknown_id_offers_the_nearest() {
    let unknown = ran(&["show", "HCW8087"]);
    assert_eq!(unknown.code, Some(1));
    assert!(unknown.err.contains("nearest: "), "{}", unknown.err);
    assert_eq!(unknown.out, "");
    let hopeless = ran(&["show", "q"]);
    assert_eq!(hopeless.code, Some(1));
    assert!(hopeless.err.contains("hybridkb"), "{}", hopeless.err);
}

#[test]
fn bad_values_are_refused_with_what_to_write() {
    for (set, says) in [
        ("Server", "--set Server=EX01"),
        ("Sever=EX01", "Server"),
        ("Server=", "such as"),
    ] {
        let refused = ran(&["show", HCW8078, "--set", set]);
        assert_eq!(refused.code, Some(2), "{set}");
        assert!(refused.err.contains(says), "{set}: {}", refused.err);
    }
}

#[test]
fn list_gives_one_article_a_line_or_an_array() {
    let lines = ran(&["list"]).out;
    let cards = json(&ran(&["list", "--json"]));
    let cards = cards.as_array().expect("an array");
    assert_eq!(lines.lines().count(), cards.len());
    assert_eq!(
        keys(&cards[0]),
        ["id", "title", "category", "codes", "updated"]
    );
    let hcw = json(&ran(&["list", "--category", "hcw", "--json"]));
    let hcw = hcw.as_array().expect("an array");
    assert!(!hcw.is_empty() && hcw.iter().all(|card| card["category"] == "hcw"));
    let unknown = ran(&["list", "--category", "nonsense"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("mail-flow"), "{}", unknown.err);
}

#[test]
fn copy_without_a_clipboard_prints_the_command_and_fails() {
    let set = "--set=Fqdn=mail.contoso.com";
    let copied = ran(&["copy", HCW8078, "1", "--clipboard", "none", set]);
    assert_eq!(copied.code, Some(2));
    assert!(copied.out.contains("mail.contoso.com"), "{}", copied.out);
    assert!(!copied.out.contains('<'), "{}", copied.out);
    assert!(copied.err.contains("not copied"), "{}", copied.err);
}

#[test]
fn copy_lists_the_commands_when_the_number_is_missing_or_wrong() {
    for arguments in [
        &["copy", HCW8078][..],
        &["copy", HCW8078, "0"],
        &["copy", HCW8078, "99"],
    ] {
        let ran = ran(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.err.contains("\n  1 "), "{}", ran.err);
    }
    assert_eq!(ran(&["copy", "no-such-article", "1"]).code, Some(1));
}

#[test]
fn copy_does_not_take_an_outage_without_being_told() {
    let article = json(&ran(&["show", HCW8078, "--json"]));
    let commands = article["commands"].as_array().expect("a list");
    let outage = commands.iter().find(|command| command["risk"] == "outage");
    let number = outage.expect("iisreset is one")["n"].to_string();
    let refused = piped(&["copy", HCW8078, &number, "--clipboard", "none"], "");
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("interrupts a service") && refused.out.is_empty());
    let told = ran(&["copy", HCW8078, &number, "--clipboard", "none", "--yes"]);
    assert!(!told.out.is_empty() && told.err.contains("not copied"));
}

#[test]
fn copy_takes_a_section_or_all_in_order_and_leaves_outages_out() {
    let none = ["--clipboard", "none"];
    let fix = ran(&[&["copy", HCW8078, "--section", "403 forbidden"][..], &none].concat());
    assert_eq!(fix.code, Some(2));
    assert!(
        fix.out.contains("Set-WebServicesVirtualDirectory"),
        "{}",
        fix.out
    );
    assert!(!fix.out.contains("iisreset"), "{}", fix.out);
    assert!(fix.err.contains("left out: [4] "), "{}", fix.err);
    assert!(fix.err.contains("not copied"), "{}", fix.err);
    let all = ran(&[&["copy", HCW8078, "all", "--yes"][..], &none].concat());
    assert!(all.out.contains("iisreset") && all.out.len() > fix.out.len());
    assert!(!all.err.contains("left out") && all.err.contains("several shells"));
    let wrong = ran(&["copy", HCW8078, "every"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("`all`"), "{}", wrong.err);
}

#[test]
fn export_writes_every_form_to_standard_output() {
    let export = |form: &str| ran(&["export", HCW8078, "--as", form, "--set", "Server=EX01"]);
    let text = ran(&["export", HCW8078]);
    assert_eq!(text.code, Some(0));
    assert!(text.out.starts_with("HCW8078: ") && text.err.is_empty());
    assert!(export("text").out.contains("\"EX01\\EWS"));
    assert!(export("markdown").out.contains("## Symptoms\n"));
    let script = export("ps1");
    assert!(script.out.contains("# Value of Server: EX01 (typed)\n"));
    assert!(
        script.err.contains("left out: [4] Restart IIS"),
        "{}",
        script.err
    );
    assert!(!script.out.contains("\niisreset"));
    assert!(export("note").out.contains("(to be filled in)"));
    assert_eq!(export("pdf").code, Some(2));
    assert_eq!(ran(&["export", "no-such-article"]).code, Some(1));
}

#[test]
fn export_of_a_section_takes_an_outage_only_when_told() {
    let section =
        |more: &[&str]| ran(&[&["export", HCW8078, "--section", "403 forbidden"], more].concat());
    let without = section(&[]);
    assert!(without.err.contains("left out: [4] "), "{}", without.err);
    assert!(without.out.contains("-MRSProxyEnabled") && !without.out.contains("iisreset"));
    let with = section(&["--yes"]);
    assert!(with.out.contains("\niisreset") && with.err.is_empty());
    assert!(
        section(&["--as", "note"])
            .out
            .contains("  1. Turn the MRS Proxy off")
    );
    let unknown = ran(&["export", HCW8078, "--section", "Nonsense"]);
    assert!(
        unknown.err.contains("there are: Symptoms"),
        "{}",
        unknown.err
    );
}

#[test]
fn export_masks_the_values_that_it_was_given() {
    let set = ["--set", "Server=EX01", "--set", "Fqdn=mail.contoso.com"];
    for form in ["text", "markdown", "ps1"] {
        let arguments = ["export", HCW8078, "--mask", "--as", form];
        let out = ran(&[&arguments[..], &set].concat()).out;
        assert!(out.contains("server-1") && !out.contains("EX01"), "{out}");
        assert!(!out.contains("mail.contoso.com"), "{out}");
    }
}

#[test]
fn export_writes_a_file_that_powershell_reads_and_never_over_another() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("fix.ps1");
    let name = path.to_str().expect("Unicode");
    let arguments = ["export", HCW8078, "--as", "ps1", "--output", name];
    let saved = ran(&arguments);
    assert_eq!((saved.code, saved.out.as_str()), (Some(0), ""));
    assert!(saved.err.contains(name), "{}", saved.err);
    let bytes = std::fs::read(&path).expect("it was written");
    assert!(bytes.starts_with(b"\xEF\xBB\xBF# HCW8078") && bytes.ends_with(b"\r\n"));
    std::fs::write(&path, "mine").expect("written");
    let refused = ran(&arguments);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(std::fs::read(&path).expect("readable"), b"mine");
    assert_eq!(ran(&[&arguments[..], &["--force"]].concat()).code, Some(0));
    assert_eq!(std::fs::read(&path).expect("readable"), bytes);
}

#[test]
fn build_names_the_update_in_every_spelling() {
    let plain = ran(&["build", "15.1.2507.27"]);
    assert_eq!(plain.code, Some(0));
    assert!(
        plain.out.contains("Exchange 2016 CU23 Jun23SU"),
        "{}",
        plain.out
    );
    assert!(plain.out.contains("KB5025903") && plain.out.contains("CVE-2023-32031"));
    for spelling in [
        &["15.01.2507.027"][..],
        &["15.1 (Build 2507.27)"],
        &["15.1", "(Build", "2507.27)"],
    ] {
        let arguments = [&["build"], spelling].concat();
        assert_eq!(ran(&arguments).out, plain.out, "{spelling:?}");
    }
    let listed = piped(
        &["build", "-", "--json"],
        "EX01 15.1 (Build 2507.27)\nEX02 15.2.1748.10\n",
    );
    let reports = json(&listed);
    assert_eq!(reports[0]["kb"], "KB5025903");
    assert_eq!(reports[1]["cu"], "CU15");
}

#[test]
fn a_build_in_a_searched_text_is_named() {
    let found = ran(&[
        "search",
        "AdminDisplayVersion : Version 15.1 (Build 2507.27)",
    ]);
    let named = "15.1.2507.27 is Exchange 2016 CU23 Jun23SU";
    assert!(found.out.starts_with(named), "{}", found.out);
}

#[test]
fn the_readme_names_every_command_and_option() {
    let readme = include_str!("../README.md");
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
fn build_says_what_it_does_not_know() {
    let between = json(&ran(&["build", "15.1.2507.28", "--json"]));
    assert_eq!(between[0]["exact"], false);
    assert_eq!(ran(&["build", "15.20.7741.29"]).code, Some(1));
    let nonsense = ran(&["build", "CU23"]);
    assert_eq!(nonsense.code, Some(2));
    assert!(nonsense.err.contains("15.1.2507.27"), "{}", nonsense.err);
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
