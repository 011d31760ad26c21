//! Whatever is pasted, search answers: no panic, no stall, and every place that it names lies in
//! the text.

use hybridkb::library::Library;
use hybridkb::search::Query;
use proptest::prelude::*;

thread_local! {
    static LIBRARY: Library = Library::embedded();
}

/// Searches, and checks what must hold of any answer.
fn answer(text: &str) {
    LIBRARY.with(|library| {
        let query = Query::from_text(text);
        for (code, place) in &query.codes {
            assert!(text.get(place.clone()).is_some(), "{code} at {place:?}");
        }
        for value in &query.values {
            assert!(!value.text.contains('\n') && value.line >= 1, "{value:?}");
        }
        let results = library.search(&query);
        for hit in &results.hits {
            assert!(hit.score.is_finite() && hit.score > 0.0);
            assert!(hit.section < library.article(hit.article).sections.len());
            for place in hit.reasons.iter().flat_map(|reason| &reason.places) {
                assert!(text.get(place.clone()).is_some(), "{place:?}");
            }
        }
        library.values(&query);
    });
}

/// Pieces that the readers of a paste look for, to be put together at random.
const PIECES: [&str; 34] = [
    "HCW8078",
    "HCW",
    "8078",
    "5.7.64",
    "AADSTS500011",
    "0x80004005",
    "KB5026261",
    "CVE-2025-53786",
    "Event ID: 4002",
    "15.1 (Build 2507.27)",
    "--->",
    "-->",
    "–>",
    "\r\n",
    "\n",
    "\t",
    " ",
    "   at System.Net.X.Get(",
    "+ CategoryInfo",
    "[2026.11.20",
    "\u{1b}[31m",
    "\u{1b}]0;",
    "&lt;",
    "&amp",
    "_x000A_",
    "\u{202e}",
    "\u{feff}",
    "\u{200b}",
    "‘mail.contoso.com’",
    "EX01\\EWS",
    "a@b.onmicrosoft.com",
    "The remote server returned an error: (403) Forbidden",
    "MigrationPermanentException",
    "cat:migration",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        answer(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn arbitrary_text(text in "\\PC{0,400}") {
        answer(&text);
    }

    #[test]
    fn known_pieces_in_any_order(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60),
        glue in proptest::sample::select(&["", " ", "\n", "'", ":"][..]),
    ) {
        answer(&pieces.join(glue));
    }

    #[test]
    fn a_labelled_paste_cut_anywhere(cut in 0usize..1000, line in 0usize..138) {
        let file = include_str!("eval/pastes.jsonl");
        let object: serde_json::Value =
            serde_json::from_str(file.lines().nth(line).expect("138 lines")).expect("an object");
        let text = object["text"].as_str().expect("a text");
        let cut = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        answer(&text[..cut]);
        answer(&text[cut..]);
    }
}

#[test]
fn huge_and_hostile_texts() {
    answer(&"a".repeat(3_000_000));
    answer(&"--->".repeat(500_000));
    answer(&"HCW8078 ".repeat(100_000));
    let codes: Vec<String> = (8000..108_000).map(|n| format!("HCW{n} 5.7.{n}")).collect();
    answer(&codes.join(" "));
    answer(&"\u{202e}\u{5d0}\u{5d1} ".repeat(200_000));
    answer(&"&lt;&amp;_x000A_\u{1b}[".repeat(100_000));
    answer(&"((((((((a+)+)+)+)+)+)+)+)+!".repeat(20_000));
    answer(&"The remote server returned an error: (403) Forbidden. ---> ".repeat(50_000));
    answer(&"\r\n".repeat(1_000_000));
    answer(&"é".repeat(700_000));
    answer(&"x@y.zz ".repeat(300_000));
}
