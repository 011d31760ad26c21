//! Searching: by words, by a pipe, as JSON, and what is no text.

use super::*;

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
