//! Showing and listing articles.

use super::*;

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
