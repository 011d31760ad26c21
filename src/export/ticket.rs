//! A note for the ticket: what was seen, what was done, what came of it.

use crate::kb::Article;

/// What a note is made of.
#[derive(Debug, Clone, Copy)]
pub struct Note<'a> {
    /// The error as it was pasted or typed; may be empty.
    pub symptom: &'a str,
    /// The article that was used.
    pub article: &'a Article,
    /// The commands that were copied: title and filled text, in order.
    pub copied: &'a [(&'a str, &'a str)],
    /// What came of it, in the user's words; may be empty.
    pub result: &'a str,
    /// The date as it is to stand there.
    pub date: &'a str,
}

/// Most lines of a symptom that a note repeats.
const SYMPTOM_LINES: usize = 25;

/// The note as plain text. It holds tenant data as given: see [`super::mask`].
pub fn note(note: &Note) -> String {
    let meta = &note.article.meta;
    let mut text = format!("Date: {}\n\nSymptom\n", note.date);
    let lines: Vec<&str> = or_blank(note.symptom).lines().collect();
    for line in lines.iter().take(SYMPTOM_LINES) {
        text.push_str(&indent(line));
    }
    if lines.len() > SYMPTOM_LINES {
        let more = lines.len() - SYMPTOM_LINES;
        text.push_str(&indent(&format!("({more} more lines)")));
    }
    text.push_str("\nArticle\n");
    text.push_str(&indent(&meta.title));
    text.push_str(&indent(&format!("{}, checked {}", meta.id, meta.updated)));
    text.push_str("\nCommands copied\n");
    if note.copied.is_empty() {
        text.push_str(&indent("none"));
    }
    for (number, (title, command)) in (1..).zip(note.copied) {
        text.push_str(&indent(&format!("{number}. {title}")));
        for line in command.lines() {
            text.push_str(&indent(&format!("   {line}")));
        }
    }
    text.push_str("\nResult\n");
    for line in or_blank(note.result).lines() {
        text.push_str(&indent(line));
    }
    text
}

/// A text, or the blank to write it into.
fn or_blank(text: &str) -> &str {
    match text.trim() {
        "" => "(to be filled in)",
        text => text,
    }
}

fn indent(line: &str) -> String {
    format!("{}\n", format!("  {line}").trim_end())
}
