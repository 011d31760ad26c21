//! Build numbers, typed and in a text.

use super::*;

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
fn build_says_what_it_does_not_know() {
    let between = json(&ran(&["build", "15.1.2507.28", "--json"]));
    assert_eq!(between[0]["exact"], false);
    assert_eq!(ran(&["build", "15.20.7741.29"]).code, Some(1));
    let nonsense = ran(&["build", "CU23"]);
    assert_eq!(nonsense.code, Some(2));
    assert!(nonsense.err.contains("15.1.2507.27"), "{}", nonsense.err);
}
