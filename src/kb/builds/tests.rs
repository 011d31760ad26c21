//! Build numbers found in text, and what the embedded list says of some well-known ones.

use super::*;
use crate::library::Library;

fn numbers(text: &str) -> Vec<String> {
    find_all(text)
        .iter()
        .map(|(number, _)| number.to_string())
        .collect()
}

fn report(library: &Library, text: &str) -> (String, usize) {
    let report = library.build(text).expect("a known product");
    (report.build.name(), report.newer.len())
}

#[test]
fn the_three_spellings_are_the_same_number() {
    for spelling in [
        "15.1 (Build 2507.27)",
        "15.01.2507.027",
        "15.1.2507.27",
        "Version 15.1 (build 2507.27)",
        "ProductVersion : 15.01.2507.027.",
    ] {
        assert_eq!(numbers(spelling), ["15.1.2507.27"], "{spelling}");
    }
}

#[test]
fn places_are_those_of_the_whole_spelling() {
    let text = "EX01 15.1 (Build 2507.27) and 15.02.1748.010, ü 15.20.7741.29";
    let found = find_all(text);
    let spelt: Vec<&str> = found.iter().map(|(_, at)| &text[at.clone()]).collect();
    assert_eq!(
        spelt,
        ["15.1 (Build 2507.27)", "15.02.1748.010", "15.20.7741.29"]
    );
}

#[test]
fn addresses_and_other_versions_are_no_builds() {
    for other in [
        "15.1.20.4",
        "10.15.1.2507.27",
        "v15.1.2507.27",
        "15.1.2507",
        "15.1.2507.27.3",
        "115.1.2507.27",
        "15.9.2507.27",
        "15.1 (Build 2507)",
        "15.1.2507.27b",
        "15.",
        "",
    ] {
        assert_eq!(numbers(other), [""; 0], "{other}");
    }
}

#[test]
fn the_list_is_read_whole() {
    let yaml = include_str!("../../../kb/builds.yaml");
    let builds = Builds::parse("kb/builds.yaml", yaml).expect("valid");
    assert!(builds.known.len() >= 319);
    for note in builds.notes.keys() {
        let known = builds.known.iter().any(|build| build.cves.contains(note));
        assert!(known, "{note} is in no build");
    }
}

#[test]
fn a_known_build_names_its_update_and_what_is_newer() {
    let library = Library::embedded();
    let report = library.build("15.1 (Build 2507.27)").expect("known");
    assert!(report.is_exact());
    assert_eq!(report.build.name(), "Exchange 2016 CU23 Jun23SU");
    assert_eq!(report.build.kb.as_deref(), Some("KB5025903"));
    assert_eq!(report.build.cves, ["CVE-2023-28310", "CVE-2023-32031"]);
    assert!(report.newer.iter().all(|newer| newer.cu == "CU23"));
    assert!(report.newer[0].number > report.newer[1].number);
    assert!(report.open_cves.contains(&"CVE-2024-49040"));
    assert!(!report.open_cves.contains(&"CVE-2023-32031"));
    assert_eq!(report.later_cu, None);
    assert_eq!(
        report.successor.map(|build| build.product.as_str()),
        Some("SE")
    );
}

#[test]
fn an_unknown_build_leads_to_the_nearest_below() {
    let library = Library::embedded();
    let unknown = library.build("15.1.2507.28").expect("between two");
    assert!(!unknown.is_exact());
    assert_eq!(unknown.build.name(), "Exchange 2016 CU23 Jun23SU");
    let future = library.build("15.2.2562.999").expect("above the newest");
    assert_eq!(future.build.product, "SE");
    assert!(future.newer.is_empty() && future.successor.is_none());
}

#[test]
fn a_cumulative_update_has_no_update_name() {
    let library = Library::embedded();
    assert_eq!(report(&library, "15.2.1748.10").0, "Exchange 2019 CU15");
    let old = library.build("15.2.1118.7").expect("known");
    assert_eq!(old.later_cu.map(|build| build.cu.as_str()), Some("CU15"));
}

#[test]
fn what_is_no_build_has_no_report() {
    let library = Library::embedded();
    assert_eq!(library.build("15.20.7741.29"), None);
    assert_eq!(library.build("Exchange 2016"), None);
    assert_eq!(library.build("15.0.300.1"), None);
}

#[test]
fn support_ends_on_its_last_day_and_esu_with_its_month() {
    let library = Library::embedded();
    let support = library.build("15.1.2507.27").expect("known").support;
    assert_eq!(support.on("2025-10-14"), SupportState::Supported);
    assert_eq!(support.on("2025-10-15"), SupportState::Extended);
    assert_eq!(support.on("2026-10-31"), SupportState::Extended);
    assert_eq!(support.on("2026-11-01"), SupportState::Ended);
    let lasting = library.build("15.2.2562.17").expect("known").support;
    assert_eq!(lasting.on("2030-01-01"), SupportState::Supported);
}

#[test]
fn a_list_out_of_order_is_refused() {
    let yaml = "as_of: 2026-01-01\nsupport: [{product: SE}]\nnotes: {}\nbuilds:\n\
        - {product: SE, cu: RTM, kind: CU, build: 15.2.2562.17, date: 2025-07-01}\n\
        - {product: SE, cu: RTM, kind: CU, build: 15.2.2562.20, date: 2025-08-12}\n";
    let problem = Builds::parse("builds.yaml", yaml).expect_err("out of order");
    assert!(problem.message.contains("15.2.2562.20 must stand above"));
    let typo = yaml.replace("15.2.2562.17", "15.2.2562");
    let problem = Builds::parse("builds.yaml", &typo).expect_err("not a number");
    assert_eq!(problem.line, 5, "{problem}");
}
