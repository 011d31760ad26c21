//! Search results and lists as text that reads from top to bottom.

use super::page;
use super::style::{Role, Style, one_line, push_line, words, wrap};
use crate::command::Values;
use crate::library::Library;
use crate::search::{Confidence, Hit, Query, Results, TextKind, Verdict};

/// How many commands of the first hit's section are shown at once.
const COMMANDS: usize = 3;

/// How many characters of a piece of evidence are shown.
const EVIDENCE: usize = 120;

/// What a search found: the verdict, then the hits with why; commands with the first.
pub(super) fn results(
    library: &Library,
    query: &Query,
    results: &Results,
    values: &Values,
    explain: bool,
    style: &Style,
) -> String {
    let mut text = verdict(query, results, style);
    for (at, hit) in results.hits.iter().enumerate() {
        text.push('\n');
        text.push_str(&hit_text(library, at + 1, hit, style));
        if explain {
            text.push_str(&explanation(hit, style));
        }
        if at == 0 && hit.confidence >= Confidence::Likely {
            text.push_str(&first_commands(library, hit, values, style));
        }
    }
    text
}

fn verdict(query: &Query, results: &Results, style: &Style) -> String {
    let (role, line) = match results.verdict {
        _ if results.hits.is_empty() => (Role::Warning, "Nothing known matches this."),
        Verdict::Match => (Role::Good, "A known problem."),
        Verdict::Vague => (Role::Warning, "It may be one of these, or none."),
        Verdict::None if results.is_open() => (
            Role::Warning,
            "No known match for sure; these articles are nearest.",
        ),
        Verdict::None => (
            Role::Warning,
            "Nothing known matches this; these articles are nearest.",
        ),
    };
    let mut text = style.paint(role, line).into_owned();
    if !matches!(query.kind, TextKind::Words | TextKind::Empty) {
        text.push_str(" The text is: ");
        text.push_str(query.kind.label());
        text.push('.');
    }
    text.push('\n');
    if let Some(hint) = results.hint {
        text.push_str(&wrap(&words(Role::Plain, hint), "", style));
    }
    text
}

fn hit_text(library: &Library, number: usize, hit: &Hit, style: &Style) -> String {
    let card = &library.cards()[hit.article];
    let role = match hit.confidence {
        Confidence::Strong | Confidence::Likely => Role::Good,
        Confidence::Possible => Role::Warning,
        Confidence::None => Role::Faint,
    };
    let margin = " ".repeat(style.indent(3));
    let first = format!("{number}. ");
    let mut text = wrap(&words(Role::Strong, card.title), &first, style);
    let section = card.sections.get(hit.section).copied().unwrap_or_default();
    let sure = match hit.confidence {
        Confidence::None => "hardly a".to_owned(),
        known => known.key().to_owned(),
    };
    let about = format!(
        "{}{} match | {} | open at: {section}\n",
        margin,
        style.paint(role, sure),
        style.paint(Role::Emphasis, card.id),
    );
    text.push_str(&about);
    for reason in hit.reasons.iter().take(3) {
        let evidence = one_line(&reason.text, EVIDENCE);
        let why = format!("why: {} {evidence}", reason.kind.key());
        text.push_str(&wrap(&words(Role::Faint, &why), &margin, style));
    }
    text
}

/// The score term by term.
fn explanation(hit: &Hit, style: &Style) -> String {
    let margin = " ".repeat(style.indent(3));
    let mut text = String::new();
    for reason in &hit.reasons {
        let evidence = one_line(&reason.text, EVIDENCE);
        let kind = reason.kind.key();
        push_line(
            &mut text,
            format_args!("{margin}{:9.3}  {kind}: {evidence}", reason.weight),
        );
    }
    push_line(
        &mut text,
        format_args!("{margin}{:9.3}  = score", hit.score),
    );
    text
}

fn first_commands(library: &Library, hit: &Hit, values: &Values, style: &Style) -> String {
    let article = library.article(hit.article);
    let here: Vec<_> = article
        .commands()
        .enumerate()
        .filter(|(_, (section, _))| *section == hit.section)
        .collect();
    let mut text = String::new();
    for (at, (_, command)) in here.iter().take(COMMANDS) {
        text.push('\n');
        text.push_str(&page::command(at + 1, command, values, style));
    }
    let id = &article.meta.id;
    let more = here.len().saturating_sub(COMMANDS);
    if more > 0 {
        push_line(&mut text, format_args!("\n{more} more here."));
    }
    let next = format!("All of it: hybridkb show {id}");
    push_line(
        &mut text,
        format_args!("\n{}", style.paint(Role::Faint, next)),
    );
    text
}

/// The articles with these numbers: by category on a terminal, else one a line with tabs between
/// id, category, title and codes.
pub(super) fn list(library: &Library, numbers: &[usize], style: &Style) -> String {
    let mut text = String::new();
    let mut category = "";
    for card in numbers.iter().map(|number| &library.cards()[*number]) {
        let codes = card.codes.join(", ");
        if style.linear {
            let fields = [card.id, card.category, card.title, &codes];
            push_line(&mut text, format_args!("{}", fields.join("\t")));
            continue;
        }
        if card.category != category {
            let gap = if category.is_empty() { "" } else { "\n" };
            category = card.category;
            let title = category_title(library, category);
            let heading = style.paint(Role::Heading, format!("{title} ({category})"));
            push_line(&mut text, format_args!("{gap}{heading}"));
        }
        let id = style.paint(Role::Emphasis, card.id);
        let title = words(Role::Plain, card.title);
        push_line(&mut text, format_args!("  {id}"));
        text.push_str(&wrap(&title, "      ", style));
    }
    text
}

/// The heading of a category.
pub(super) fn category_title<'a>(library: &'a Library, id: &'a str) -> &'a str {
    let categories = library.categories().iter();
    let found = categories.into_iter().find(|category| category.id == id);
    found.map_or(id, |category| &category.title)
}
