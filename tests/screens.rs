//! Every screen as keys in, picture out, at three sizes. Counts and dates are masked, and what
//! stands below the first hit is left out, so that a new article changes no picture.

use hybridkb::clipboard::{Clipboard, Mode};
use hybridkb::library::Library;
use hybridkb::settings::Store;
use hybridkb::tui::{self, Colors};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

const PASTE: &str = include_str!("data/hcw8078.txt");
const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 10)];

fn options(clipboard: Mode) -> tui::Options {
    tui::Options {
        library: Library::embedded(),
        query: None,
        article: None,
        clipboard: Clipboard::new(clipboard),
        store: Store::locate(true),
        ascii: false,
        colors: Colors::Sixteen,
        mouse: false,
        today: || "2026-11-23".to_owned(),
    }
}

fn frame(keys: &str, (width, height): (u16, u16)) -> Buffer {
    tui::render(options(Mode::Osc52), keys, width, height)
}

fn pasted(keys: &str, size: (u16, u16)) -> Vec<String> {
    lines(&frame(&format!("<paste>{PASTE}</paste>{keys}"), size))
}

fn lines(buffer: &Buffer) -> Vec<String> {
    let row = |y: u16| (0..buffer.area.width).map(move |x| (x, y));
    (0..buffer.area.height)
        .map(|y| {
            let line: String = row(y).map(|at| buffer[at].symbol()).collect();
            masked(line.trim_end())
        })
        .collect()
}

/// Counts, positions and dates, which change with the articles, as `#`.
fn masked(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let changes = |at: usize| {
        let next = words
            .get(at + 1)
            .map_or("", |word| word.trim_end_matches(','));
        let is_date = words[at].matches('-').count() == 2;
        next.starts_with("article") || words[at].ends_with('%') || is_date
    };
    let word = |(at, word): (usize, &&str)| {
        if changes(at) {
            digits_masked(word)
        } else {
            (*word).to_owned()
        }
    };
    let words: Vec<String> = words.iter().enumerate().map(word).collect();
    words.join(" ")
}

fn digits_masked(text: &str) -> String {
    let mut masked = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' if masked.ends_with('#') => {}
            '0'..='9' => masked.push('#'),
            c => masked.push(c),
        }
    }
    masked
}

/// What stands left and right of the line between list and article.
fn halves(lines: &[String]) -> (Vec<String>, Vec<String>) {
    let cut = |line: &String| match line.char_indices().nth(48) {
        Some((at, _)) => (line[..at].trim_end().to_owned(), line[at..].to_owned()),
        None => (line.clone(), String::new()),
    };
    lines.iter().map(cut).unzip()
}

/// The lines up to the blank one below the first hit.
fn first_hit(lines: &[String]) -> String {
    let list = lines
        .iter()
        .position(|line| line.starts_with("▌"))
        .unwrap_or(0);
    let end = lines[list..].iter().position(String::is_empty);
    let end = end.map_or(lines.len(), |end| list + end);
    lines[..end].join("\n")
}

#[test]
fn the_start_screen() {
    for size in SIZES {
        let name = format!("start_{}x{}", size.0, size.1);
        let shown = lines(&frame("", size));
        let masked: Vec<String> = shown.iter().map(|line| digits_masked(line)).collect();
        insta::assert_snapshot!(name, masked.join("\n"));
    }
}

#[test]
fn a_paste_with_its_first_hit() {
    let (left, right) = halves(&pasted("", (120, 40)));
    insta::assert_snapshot!("hits_120x40", first_hit(&left));
    insta::assert_snapshot!("hits_120x40_article", right[8..39].join("\n"));
    insta::assert_snapshot!("hits_80x24", first_hit(&pasted("", (80, 24))));
    insta::assert_snapshot!("hits_40x10", pasted("", (40, 10))[..5].join("\n"));
}

#[test]
fn an_article_on_the_whole_screen() {
    for size in SIZES {
        let name = format!("article_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, pasted("<enter><enter>", size).join("\n"));
    }
}

#[test]
fn a_question_before_an_outage() {
    for size in SIZES {
        let name = format!("ask_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, pasted("<enter><enter>4", size).join("\n"));
    }
}

#[test]
fn the_form_for_a_missing_value() {
    for size in SIZES {
        let name = format!("form_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, pasted("<enter><enter>5", size).join("\n"));
    }
}

#[test]
fn the_line_that_asks_where_to_save_a_script() {
    for size in SIZES {
        let name = format!("save_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, pasted("<enter><enter>sn", size).join("\n"));
    }
}

#[test]
fn a_saved_script_holds_outages_only_after_a_yes_and_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("fix.ps1");
    let save = |answer: char| {
        let keys = format!("<enter><enter>s{answer}<c-u>{}<enter>", path.display());
        pasted(&keys, (120, 40)).join("\n")
    };
    let saved = save('n');
    assert!(
        saved.contains("√ Saved as ") && saved.contains("are not in it"),
        "{saved}"
    );
    let without = std::fs::read_to_string(&path).expect("it was written");
    assert!(without.starts_with("\u{feff}# HCW8078") && !without.contains("\niisreset"));
    assert!(without.contains("by hybridkb on 2026-11-23;"), "{without}");
    let refused = save('y');
    assert!(refused.contains("was not overwritten"), "{refused}");
    assert!(refused.contains(" Save the commands as "), "{refused}");
    assert_eq!(std::fs::read_to_string(&path).expect("readable"), without);
    std::fs::remove_file(&path).expect("it is there");
    save('y');
    let with = std::fs::read_to_string(&path).expect("it was written");
    assert!(with.contains("\niisreset"), "{with}");
}

#[test]
fn escape_saves_nothing() {
    let screen = pasted("<enter><enter>sn<esc>", (120, 40)).join("\n");
    assert!(screen.contains("Not saved."), "{screen}");
}

#[test]
fn a_note_names_the_symptom_and_what_was_copied() {
    let note = |keys: &str| {
        let keys = format!("<paste>{PASTE}</paste><enter>{keys}");
        lines(&tui::render(options(Mode::None), &keys, 120, 60)).join("\n")
    };
    let plain = note("3<esc><esc>t");
    let first = PASTE.lines().next().expect("it has lines").trim();
    let start: String = first.chars().take(40).collect();
    for part in [
        &start,
        "hcw8078-migration",
        "1. Turn the MRS Proxy off and on again",
    ] {
        assert!(plain.contains(part), "{part}: {plain}");
    }
    assert!(
        note("t").contains("Commands copied\n  none"),
        "{}",
        note("t")
    );
    assert!(note("M").contains("## Symptoms"));
}

#[test]
fn a_masked_note_names_nobody() {
    let keys = "<paste>HCW8078 at\nex01.contoso.com\n</paste><enter><esc><esc>";
    let line = "<paste>HCW8078 The connection to the server 'ex01.contoso.com' failed\nx\n</paste>";
    let note = |key: &str| {
        let keys = format!("{keys}{line}<enter><enter>{key}");
        lines(&tui::render(options(Mode::None), &keys, 120, 60)).join("\n")
    };
    assert!(note("t").contains("ex01.contoso.com"), "{}", note("t"));
    assert!(note("T").contains("host-1") && !note("T").contains("contoso"));
}

#[test]
fn find_in_page() {
    for size in SIZES {
        let name = format!("find_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, pasted("<enter><enter>/403", size).join("\n"));
    }
}

#[test]
fn the_help() {
    for size in SIZES {
        let name = format!("help_{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, lines(&frame("<f1>", size)).join("\n"));
    }
}

#[test]
fn a_blank_page_where_there_is_no_clipboard() {
    for (width, height) in SIZES {
        let keys = format!("<paste>{PASTE}</paste>c");
        let buffer = tui::render(options(Mode::None), &keys, width, height);
        let name = format!("plain_{width}x{height}");
        insta::assert_snapshot!(name, lines(&buffer).join("\n"));
    }
}

#[test]
fn a_terminal_that_is_too_small_says_so() {
    assert_eq!(
        lines(&frame("", (30, 4)))[..2],
        ["30x4 is too small: hybridkb", "needs 40x10."]
    );
}

#[test]
fn a_value_typed_in_the_form_goes_into_the_command() {
    let text = pasted("<enter><enter>5Moves<enter>n", (120, 40)).join("\n");
    assert!(
        text.contains("New-MigrationEndpoint -Name \"Moves\""),
        "{text}"
    );
}

#[test]
fn copying_a_section_leaves_the_outage_out() {
    let text = pasted("<enter><enter>C", (120, 40)).join("\n");
    assert!(text.contains("[3] for Exchange Management Shell"), "{text}");
    assert!(text.contains("left out, as it does harm: [4]"), "{text}");
}

#[test]
fn related_articles_open_and_escape_goes_back_through_them() {
    let choice = pasted("<enter><enter>r", (80, 24)).join("\n");
    assert!(choice.contains(" Related articles "), "{choice}");
    let first = pasted("<enter><enter>", (80, 24));
    assert_ne!(pasted("<enter><enter>r<enter>", (80, 24)), first);
    assert_eq!(pasted("<enter><enter>r<enter><esc>", (80, 24)), first);
}

#[test]
fn a_bookmark_stands_on_the_start_screen() {
    let screen = pasted("m<esc><esc>", (80, 24)).join("\n");
    assert!(screen.contains("▌ Bookmarks"), "{screen}");
}

#[test]
fn a_category_is_browsed_without_searching() {
    let screen = lines(&frame("<tab><enter><down>", (80, 24))).join("\n");
    assert!(
        screen.contains("═ Hybrid Configuration Wizard ("),
        "{screen}"
    );
    let article = lines(&frame("<tab><enter><down><enter>", (80, 24))).join("\n");
    assert!(article.contains("Tab next command"), "{article}");
}

#[test]
fn wide_characters_keep_the_border_straight() {
    let buffer = frame("<paste>漢字の長いエラー</paste>", (80, 24));
    assert_eq!(buffer[(79, 2)].symbol(), "║");
    assert!(tui::text(&buffer).contains("> 漢字の長いエラー"));
}

#[test]
fn letters_typed_in_the_box_are_text() {
    let text = lines(&frame("qcymY?", (80, 24))).join("\n");
    assert!(text.contains("> qcymY?"), "{text}");
}

#[test]
fn escape_never_quits_and_what_it_clears_comes_back() {
    let screen = lines(&frame("hcw8078<esc><esc><esc><c-z>", (80, 24))).join("\n");
    assert!(screen.contains("> hcw8078"), "{screen}");
}

#[test]
fn escapes_in_a_paste_never_reach_the_terminal() {
    let hostile = "<paste>HCW8078 \u{1b}[31m\u{202e}red\u{7}\n\u{9b}2J second\tline\n</paste>";
    for size in SIZES {
        let buffer = frame(hostile, size);
        for cell in buffer.content() {
            let bad = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!cell.symbol().contains(bad), "{:?}", cell.symbol());
        }
    }
}

#[test]
fn matched_fragments_of_the_paste_are_marked() {
    let buffer = frame(&format!("<paste>{PASTE}</paste>"), (120, 40));
    let marked = (0..8).flat_map(|y| (0..120).map(move |x| (x, y)));
    let text: String = marked
        .filter(|at| buffer[*at].modifier.contains(Modifier::UNDERLINED))
        .map(|at| buffer[at].symbol())
        .collect();
    assert!(text.contains("HCW8078"), "{text}");
}

#[test]
fn without_colour_there_is_none() {
    let options = tui::Options {
        colors: Colors::None,
        ..options(Mode::Osc52)
    };
    let buffer = tui::render(options, &format!("<paste>{PASTE}</paste><tab>"), 120, 40);
    let plain = ratatui::style::Color::Reset;
    assert!(
        buffer
            .content()
            .iter()
            .all(|cell| cell.fg == plain && cell.bg == plain)
    );
}

#[test]
fn true_colours_are_used_where_the_terminal_has_them() {
    use ratatui::style::Color;
    let options = tui::Options {
        colors: Colors::True,
        ..options(Mode::Osc52)
    };
    let buffer = tui::render(options, &format!("<paste>{PASTE}</paste><tab>"), 120, 40);
    let mut colored = buffer.content().iter().map(|cell| cell.fg);
    assert!(colored.clone().any(|color| matches!(color, Color::Rgb(..))));
    assert!(colored.all(|color| matches!(color, Color::Rgb(..) | Color::Reset)));
}

#[test]
fn ascii_borders_hold_nothing_else() {
    let options = tui::Options {
        ascii: true,
        ..options(Mode::Osc52)
    };
    let buffer = tui::render(options, "", 80, 24);
    let text = lines(&buffer).join("\n");
    assert!(text.is_ascii(), "{text}");
}
