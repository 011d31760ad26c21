//! What `hybridkb check` says of articles: of files and front matter what the parser says, of
//! commands whether they are PowerShell, exist where they are run, and do what they are marked as.

mod cmdlets;
mod facts;
mod readable;
mod risk;
mod syntax;

use crate::command::{Input, Language, Origin, Values};
use crate::kb::{Article, Command, Problem, base, parse};
use facts::Facts;
use std::fs;
use std::path::Path;
use syntax::Script;

/// Checks a folder: with a `categories.yaml` as a knowledge base, with its articles in
/// `articles/`; otherwise every markdown file below it by itself. By file, then line.
pub fn articles(folder: &Path) -> Vec<Problem> {
    let whole = folder.join("categories.yaml").exists();
    let mut problems = if whole {
        base::read(folder).err().unwrap_or_default()
    } else {
        Vec::new()
    };
    let inputs = fs::read_to_string(folder.join("inputs.yaml")).unwrap_or_default();
    let inputs: Vec<Input> = serde_yaml::from_str(&inputs).unwrap_or_default();
    let mut files = Vec::new();
    let below = if whole {
        folder.join("articles")
    } else {
        folder.to_owned()
    };
    if let Err(error) = base::markdown_files(&below, &mut files) {
        problems.push(unreadable(&below, &error));
    }
    for path in files {
        let file = path.to_string_lossy().replace('\\', "/");
        match fs::read_to_string(&path) {
            Err(error) => problems.push(unreadable(&path, &error)),
            Ok(source) => match parse::article(&file, &source) {
                Ok(article) => problems.extend(commands(&file, &article, &inputs)),
                Err(found) => problems.extend(found),
            },
        }
    }
    problems.sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    problems.dedup();
    problems
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem {
        file: path.to_string_lossy().replace('\\', "/"),
        line: 1,
        message: format!("can't be read: {error}"),
    }
}

/// Checks the commands of one article. `inputs` gives the placeholders an example each; `file`
/// is only used in the problems.
pub fn commands(file: &str, article: &Article, inputs: &[Input]) -> Vec<Problem> {
    let facts = Facts::embedded();
    let mut problems = Vec::new();
    for (_, command) in article.commands() {
        let mut found = text_findings(command);
        let placed = command.template.misplaced().next().is_none();
        if placed && command.template.language() == Language::PowerShell {
            found.extend(powershell_findings(command, inputs, facts));
        }
        problems.extend(found.into_iter().map(|finding| Problem {
            file: file.to_owned(),
            line: command.line + 1 + finding.row,
            message: finding.message,
        }));
    }
    problems
}

/// Something wrong in a command.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    /// Line of the command's text, from 0.
    row: usize,
    message: String,
}

impl Finding {
    fn new(row: usize, message: impl Into<String>) -> Finding {
        let message = message.into();
        Finding { row, message }
    }
}

/// What is wrong whatever the language: prompts, typographic marks, placeholders that no value
/// can fill.
fn text_findings(command: &Command) -> Vec<Finding> {
    let source = command.template.source();
    let mut findings = Vec::new();
    for (start, name, why) in command.template.misplaced() {
        let row = source[..start].matches('\n').count();
        findings.push(Finding::new(
            row,
            format!("<{name}> can't be filled here: {why}"),
        ));
    }
    if !matches!(
        command.template.language(),
        Language::PowerShell | Language::Cmd
    ) {
        return findings;
    }
    for (row, line) in source.lines().enumerate() {
        if let Some(prompt) = prompt(line) {
            findings.push(Finding::new(
                row,
                format!("`{prompt}` is the prompt; leave it out"),
            ));
        }
        if let Some(mark) = line.chars().find(|c| is_typographic(*c)) {
            let code = mark as u32;
            let message = format!("`{mark}` (U+{code:04X}) is a typographic mark; type it plainly");
            findings.push(Finding::new(row, message));
        }
    }
    findings
}

fn prompt(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let end = line.find('>').map_or(0, |at| at + 1);
    let (head, _) = line.split_at(end);
    let drive = head.as_bytes().get(1..3) == Some(b":\\");
    (head.starts_with("[PS]") || head.starts_with("PS ") || head == "PS>" || head == ">" || drive)
        .then_some(head)
        .filter(|head| !head.is_empty())
}

fn is_typographic(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201F}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{A0}' | '\u{2026}')
}

fn powershell_findings(command: &Command, inputs: &[Input], facts: &Facts) -> Vec<Finding> {
    let filled = command.template.fill(&examples(command, inputs)).text;
    let script = match Script::parse(&filled) {
        Ok(script) => script,
        Err(finding) => return vec![finding],
    };
    let mut findings = Vec::new();
    if let Some(shell) = command.run {
        findings.extend(cmdlets::findings(&script, shell, facts));
    }
    if let Some(risk) = command.risk {
        findings.extend(risk::findings(&script, risk, facts));
    }
    findings
}

/// A value for each placeholder of a command.
fn examples(command: &Command, inputs: &[Input]) -> Values {
    let mut values = Values::default();
    for name in command.template.placeholders() {
        let input = inputs.iter().find(|input| input.name == name);
        let example = input.map_or("1", |input| input.example.as_str());
        values.set(name, example, Origin::Typed);
    }
    values
}
