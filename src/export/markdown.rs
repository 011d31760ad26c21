//! An article as Markdown, for a wiki or a mail: filled commands, no front matter.

use super::about;
use crate::command::Values;
use crate::kb::{Article, Block, Command, Inline};

/// The whole article with its commands filled.
pub fn markdown(article: &Article, values: &Values) -> String {
    let meta = &article.meta;
    let mut parts = vec![
        format!("# {}\n", escaped(&meta.title)),
        format!("{}\n", escaped(&meta.summary)),
    ];
    for section in &article.sections {
        let marks = if section.cause.is_some() { "###" } else { "##" };
        parts.push(format!("{marks} {}\n", escaped(section.heading())));
        parts.extend(section.blocks.iter().map(|block| block_text(block, values)));
    }
    let sources = meta.sources.iter().map(|source| {
        let address = address(&source.url);
        format!("- [{}]({address})\n", escaped(&source.title))
    });
    parts.push("## Sources\n".to_owned());
    parts.push(sources.collect());
    parts.push(format!("From `{}`, checked {}.\n", meta.id, meta.updated));
    parts.join("\n")
}

fn block_text(block: &Block, values: &Values) -> String {
    match block {
        Block::Paragraph(inlines) => format!("{}\n", prose(inlines)),
        Block::List(start, items) => list(*start, items, values),
        Block::Table(header, rows) => table(header, rows),
        Block::Quote(blocks) => prefixed(&joined(blocks, values), "> ", "> "),
        Block::Command(command) => command_text(command, values),
        Block::Sample(sample) => fence(&sample.language, &sample.text),
    }
}

fn joined(blocks: &[Block], values: &Values) -> String {
    let blocks = blocks.iter().map(|block| block_text(block, values));
    blocks.collect::<Vec<_>>().join("\n")
}

fn command_text(command: &Command, values: &Values) -> String {
    use crate::command::Language;
    let language = match command.template.language() {
        Language::PowerShell => "powershell",
        Language::Cmd => "cmd",
        Language::Xml => "xml",
        Language::Dns | Language::Text => "text",
    };
    let about = about(command);
    let about = if about.is_empty() {
        about
    } else {
        format!(" ({about})")
    };
    let title = format!("**{}**{about}\n\n", escaped(&command.title));
    title + &fence(language, &command.template.fill(values).text)
}

/// Fenced text; the fence is longer than any row of backticks in it.
fn fence(language: &str, text: &str) -> String {
    let mut marks = "```".to_owned();
    while text.contains(&marks) {
        marks.push('`');
    }
    format!("{marks}{language}\n{}\n{marks}\n", text.trim_end())
}

fn list(start: Option<u64>, items: &[Vec<Block>], values: &Values) -> String {
    let items = items.iter().enumerate().map(|(at, blocks)| {
        let mark = start.map_or("- ".to_owned(), |start| format!("{}. ", start + at as u64));
        prefixed(&joined(blocks, values), &mark, &" ".repeat(mark.len()))
    });
    items.collect()
}

/// Text whose first line begins with one prefix and whose others begin with another.
fn prefixed(text: &str, first: &str, next: &str) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| {
        let prefix = if at == 0 { first } else { next };
        format!("{}\n", format!("{prefix}{line}").trim_end())
    });
    lines.collect()
}

fn table(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
    let line = |cells: &[Vec<Inline>]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell_text(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = format!("|{}\n", "---|".repeat(header.len()));
    let rows: String = rows.iter().map(|row| line(row)).collect();
    line(header) + &rule + &rows
}

fn cell_text(cell: &[Inline]) -> String {
    prose(cell).replace('|', "\\|").replace(['\n', '\r'], " ")
}

fn prose(inlines: &[Inline]) -> String {
    inlines.iter().map(run).collect()
}

fn run(inline: &Inline) -> String {
    let mut text = if inline.code {
        code(&inline.text)
    } else {
        escaped(&inline.text).replace('\n', "  \n")
    };
    if inline.strong {
        text = format!("**{text}**");
    }
    if inline.emphasis {
        text = format!("*{text}*");
    }
    match &inline.url {
        Some(url) => format!("[{text}]({})", address(url)),
        None => text,
    }
}

/// Code between more backticks than it holds in a row.
fn code(text: &str) -> String {
    let mut marks = "`".to_owned();
    while text.contains(&marks) {
        marks.push('`');
    }
    let edge = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{marks}{edge}{text}{edge}{marks}")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_[]<>|#".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn address(url: &str) -> String {
    url.replace(' ', "%20")
        .replace('(', "%28")
        .replace(')', "%29")
}
