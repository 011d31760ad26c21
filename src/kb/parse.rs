//! From a markdown file to an [`Article`]: front matter, headings, blocks, fences.

use super::{Article, Block, Command, Inline, Meta, Part, Problem, Risk, Sample, Section, Shell};
use crate::command::{Language, Template};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Parses one article file; `file` is only used in messages.
///
/// # Errors
/// Every problem found, each with the line and what to do.
pub fn article(file: &str, source: &str) -> Result<Article, Vec<Problem>> {
    let source = source.replace("\r\n", "\n");
    let (front, offset) = split(file, &source).map_err(|problem| vec![problem])?;
    let meta: Meta = serde_yaml::from_str(front).map_err(|error| {
        let line = error.location().map_or(1, |at| at.line() + 1);
        vec![problem(file, line, format!("front matter: {error}"))]
    })?;
    let mut body = Body::new(file, &source, offset);
    body.read();
    body.finish();
    if body.problems.is_empty() {
        Ok(Article {
            meta,
            sections: body.sections,
        })
    } else {
        Err(body.problems)
    }
}

fn problem(file: &str, line: usize, message: String) -> Problem {
    Problem {
        file: file.to_owned(),
        line,
        message,
    }
}

/// The YAML between the two `---` lines, and the byte at which the body begins.
fn split<'a>(file: &str, source: &'a str) -> Result<(&'a str, usize), Problem> {
    let rest = source.strip_prefix("---\n").ok_or_else(|| {
        problem(
            file,
            1,
            "no front matter: the first line must be `---`".into(),
        )
    })?;
    let end = rest.find("\n---\n").ok_or_else(|| {
        problem(
            file,
            1,
            "the front matter is not closed: add a line `---` after it".into(),
        )
    })?;
    Ok((&rest[..end], 4 + end + 5))
}

/// The body while it is read: a cursor over events, and what came of them.
struct Body<'a> {
    file: &'a str,
    source: &'a str,
    events: std::iter::Peekable<pulldown_cmark::OffsetIter<'a>>,
    offset: usize,
    sections: Vec<Section>,
    problems: Vec<Problem>,
}

impl<'a> Body<'a> {
    fn new(file: &'a str, source: &'a str, offset: usize) -> Self {
        let options = Options::ENABLE_TABLES;
        let events = Parser::new_ext(&source[offset..], options)
            .into_offset_iter()
            .peekable();
        Body {
            file,
            source,
            events,
            offset,
            sections: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn read(&mut self) {
        while let Some((event, range)) = self.events.next() {
            let line = self.line(&range);
            match event {
                Event::Start(Tag::Heading { level, .. }) => self.heading(level, line),
                Event::Start(tag) => {
                    let block = self.block(tag, line);
                    match (self.sections.last_mut(), block) {
                        (Some(section), Some(block)) => section.blocks.push(block),
                        (None, Some(_)) => self.complain(
                            line,
                            "text before the first heading: put it under `## Symptoms`",
                        ),
                        (_, None) => {}
                    }
                }
                Event::Html(_) => self.complain(line, "HTML is not shown: write it as markdown"),
                _ => {}
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel, line: usize) {
        let text = plain(&self.inlines());
        match level {
            HeadingLevel::H2 => self.part(&text, line),
            HeadingLevel::H3 => match self.sections.last() {
                Some(section) => {
                    let part = section.part;
                    self.sections.push(Section {
                        part,
                        cause: Some(text),
                        blocks: Vec::new(),
                    });
                }
                None => self.complain(line, "a third-level heading needs a second-level one above"),
            },
            _ => self.complain(line, "only headings of the second and third level are used"),
        }
    }

    fn part(&mut self, text: &str, line: usize) {
        let Some(part) = Part::ALL.into_iter().find(|part| part.heading() == text) else {
            let list = Part::ALL.map(Part::heading).join(", ");
            return self.complain(line, &format!("heading `{text}` is not one of {list}"));
        };
        if self.sections.iter().any(|section| section.part >= part) {
            let list = Part::ALL.map(Part::heading).join(", ");
            self.complain(
                line,
                &format!("heading `{text}` twice or out of order; it is {list}"),
            );
        }
        self.sections.push(Section {
            part,
            cause: None,
            blocks: Vec::new(),
        });
    }

    /// What is to be said once the whole body is known.
    fn finish(&mut self) {
        let mut titles: Vec<(&str, usize)> = Vec::new();
        let mut twice = Vec::new();
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        for block in blocks {
            if let Block::Command(command) = block {
                if titles.iter().any(|(title, _)| *title == command.title) {
                    twice.push((
                        command.line,
                        format!("title `{}` stands twice", command.title),
                    ));
                }
                titles.push((&command.title, command.line));
            }
        }
        for (line, message) in twice {
            self.complain(line, &message);
        }
        let fix: Vec<&Section> = self
            .sections
            .iter()
            .filter(|section| section.part == Part::Fix)
            .collect();
        let acts = |block: &Block| matches!(block, Block::Command(_) | Block::List(Some(_), _));
        if !fix.is_empty() && !fix.iter().any(|section| section.blocks.iter().any(acts)) {
            self.complain(1, "`## Fix` has neither a command nor a numbered step");
        }
        if self.sections.is_empty() {
            self.complain(1, "the article has no sections");
        }
    }

    fn block(&mut self, tag: Tag<'a>, line: usize) -> Option<Block> {
        match tag {
            Tag::Paragraph => Some(Block::Paragraph(self.inlines())),
            Tag::List(start) => Some(Block::List(start, self.items())),
            Tag::BlockQuote(_) => Some(Block::Quote(self.blocks(line))),
            Tag::Table(_) => Some(self.table()),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let info = info.into_string();
                let text = self.code();
                self.fence(&info, &text, line)
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                let text = self.code();
                Some(Block::Sample(Sample {
                    language: "text".into(),
                    text,
                }))
            }
            other => {
                self.complain(line, &format!("{other:?} is not used in articles"));
                None
            }
        }
    }

    /// Blocks up to the end of the element that holds them. Inline text that stands there
    /// directly, as in tight list items, becomes a paragraph.
    fn blocks(&mut self, line: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        loop {
            match self.events.peek() {
                None => return blocks,
                Some((Event::End(_), _)) => {
                    self.events.next();
                    return blocks;
                }
                Some((Event::Start(tag), _)) if is_block(tag) => {
                    if let Some((Event::Start(tag), range)) = self.events.next() {
                        let line = self.line(&range).max(line);
                        blocks.extend(self.block(tag, line));
                    }
                }
                Some(_) => {
                    let mut inlines = Vec::new();
                    while self
                        .events
                        .peek()
                        .is_some_and(|(event, _)| is_inline(event))
                    {
                        self.inline(&mut inlines, &Inline::default());
                    }
                    if inlines.is_empty() {
                        self.events.next();
                    } else {
                        blocks.push(Block::Paragraph(inlines));
                    }
                }
            }
        }
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let line = self.line(&range);
                    items.push(self.blocks(line));
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn table(&mut self) -> Block {
        let (mut header, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(self.inlines()),
                Event::End(TagEnd::TableHead) => header = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table(header, rows)
    }

    fn code(&mut self) -> String {
        let mut text = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// Inline text up to the end of the element that holds it.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            if matches!(event, Event::End(_)) {
                self.events.next();
                break;
            }
            self.inline(&mut inlines, &Inline::default());
        }
        inlines
    }

    /// Reads one inline event, or a styled run up to its end.
    fn inline(&mut self, into: &mut Vec<Inline>, style: &Inline) {
        let Some((event, _)) = self.events.next() else {
            return;
        };
        let text = |text: &str, code| Inline {
            text: text.to_owned(),
            code,
            ..style.clone()
        };
        match event {
            Event::Text(part) | Event::InlineHtml(part) => push(into, text(&part, false)),
            Event::Code(part) => push(into, text(&part, true)),
            Event::SoftBreak => push(into, text(" ", false)),
            Event::HardBreak => push(into, text("\n", false)),
            Event::Start(tag) => {
                let mut style = style.clone();
                match tag {
                    Tag::Strong => style.strong = true,
                    Tag::Emphasis => style.emphasis = true,
                    Tag::Link { dest_url, .. } => style.url = Some(dest_url.into_string()),
                    _ => {}
                }
                while self
                    .events
                    .peek()
                    .is_some_and(|(event, _)| !matches!(event, Event::End(_)))
                {
                    self.inline(into, &style);
                }
                self.events.next();
            }
            _ => {}
        }
    }

    /// A fence: a command where it has a title, else a sample.
    fn fence(&mut self, info: &str, text: &str, line: usize) -> Option<Block> {
        let (language, attributes) = match attributes(info) {
            Ok(parsed) => parsed,
            Err(message) => {
                self.complain(line, &message);
                return None;
            }
        };
        let known = ["powershell", "cmd", "dns", "xml", "text", "diagram"];
        if !known.contains(&language.as_str()) {
            self.complain(
                line,
                &format!("fence `{language}`: use one of {}", known.join(", ")),
            );
        }
        let get = |key: &str| {
            attributes
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value.as_str())
        };
        let Some(title) = get("title") else {
            if matches!(language.as_str(), "powershell" | "cmd") {
                self.complain(line, "a command needs title=\"…\" run=… risk=…");
            }
            return Some(Block::Sample(Sample {
                language,
                text: text.to_owned(),
            }));
        };
        let run = get("run").and_then(|word| Shell::ALL.into_iter().find(|(key, _)| *key == word));
        let risk = get("risk").and_then(|word| Risk::ALL.into_iter().find(|r| r.key() == word));
        if matches!(language.as_str(), "powershell" | "cmd") {
            if run.is_none() {
                self.complain(line, "run= must be one of ems, exo, graph, admin, dns, cmd");
            }
            if risk.is_none() {
                self.complain(
                    line,
                    "risk= must be one of read, change, outage, irreversible",
                );
            }
        }
        if text.trim().is_empty() {
            self.complain(line, "the fence is empty");
        }
        Some(Block::Command(Command {
            title: title.to_owned(),
            run: run.map(|(_, shell)| shell),
            risk,
            template: Template::parse(Language::of_fence(&language), text),
            line,
        }))
    }

    fn line(&self, range: &Range<usize>) -> usize {
        let at = (self.offset + range.start).min(self.source.len());
        self.source[..at].matches('\n').count() + 1
    }

    fn complain(&mut self, line: usize, message: &str) {
        self.problems
            .push(problem(self.file, line, message.to_owned()));
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Strikethrough
    )
}

fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => !is_block(tag),
        Event::Text(_)
        | Event::Code(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::InlineHtml(_) => true,
        _ => false,
    }
}

/// Appends a run, joined with the one before it where the style is the same.
fn push(into: &mut Vec<Inline>, inline: Inline) {
    match into.last_mut() {
        Some(last)
            if !inline.code
                && !last.code
                && (last.strong, last.emphasis) == (inline.strong, inline.emphasis)
                && last.url == inline.url =>
        {
            last.text.push_str(&inline.text);
        }
        _ => into.push(inline),
    }
}

/// The text of inline runs without their style.
pub fn plain(inlines: &[Inline]) -> String {
    inlines.iter().map(|inline| inline.text.as_str()).collect()
}

/// A fence's info string: the language, then `key=value` or `key="a value"`.
type Info = (String, Vec<(String, String)>);

fn attributes(info: &str) -> Result<Info, String> {
    let info = info.trim();
    let (language, mut rest) = info.split_once(' ').unwrap_or((info, ""));
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok((language.to_owned(), found));
        }
        let (key, after) = rest
            .split_once('=')
            .ok_or_else(|| format!("`{rest}` in the fence's first line is not key=value"))?;
        let (value, after) = if let Some(quoted) = after.strip_prefix('"') {
            quoted
                .split_once('"')
                .ok_or_else(|| format!("the quote after `{key}=` is not closed"))?
        } else {
            after.split_once(' ').unwrap_or((after, ""))
        };
        if !["title", "run", "risk"].contains(&key) {
            return Err(format!(
                "unknown `{key}=`: a fence takes title=, run= and risk="
            ));
        }
        found.push((key.to_owned(), value.to_owned()));
        rest = after;
    }
}
