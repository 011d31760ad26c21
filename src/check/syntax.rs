//! The commands that a PowerShell text calls, by tree-sitter.

use super::Finding;
use super::readable::readable;
use tree_sitter::{Node, Parser, Tree};

/// A text that parses.
pub(super) struct Script {
    /// The commands, in the order in which they begin.
    pub(super) calls: Vec<Call>,
    /// Names of the functions that the text defines, in lower case.
    pub(super) functions: Vec<String>,
}

/// A command with its arguments.
pub(super) struct Call {
    /// Its line, from 0.
    pub(super) row: usize,
    /// Its name or path as written, without quotes; `None` when that is known only when it runs.
    pub(super) name: Option<String>,
    /// Its parameters.
    pub(super) parameters: Vec<Given>,
    /// All of its arguments, as written.
    pub(super) arguments: String,
}

/// A parameter as it is given.
pub(super) struct Given {
    /// Its line, from 0.
    pub(super) row: usize,
    /// The name without the hyphen.
    pub(super) name: String,
    /// What follows it.
    pub(super) value: Value,
}

/// What follows a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Another parameter, or the end.
    Nothing,
    /// A value after a colon.
    Joined(String),
    /// A value after a blank.
    Apart(String),
}

impl Script {
    /// Parses a text.
    ///
    /// # Errors
    /// The first place that is no PowerShell.
    pub(super) fn parse(text: &str) -> Result<Script, Finding> {
        let rewritten = readable(text);
        let rewritten_tree = tree(&rewritten);
        let (text, tree) = if first_error(rewritten_tree.root_node()).is_some() {
            (text, tree(text))
        } else {
            (rewritten.as_str(), rewritten_tree)
        };
        if let Some(node) = first_error(tree.root_node()) {
            let row = node.start_position().row;
            let line = text.lines().nth(row).unwrap_or_default().trim();
            let message = if node.is_missing() {
                format!(
                    "not valid PowerShell: `{}` is missing in `{line}`",
                    node.kind()
                )
            } else {
                format!("not valid PowerShell: `{line}`")
            };
            return Err(Finding::new(row, message));
        }
        let mut script = Script {
            calls: Vec::new(),
            functions: Vec::new(),
        };
        script.collect(tree.root_node(), text);
        Ok(script)
    }

    fn collect(&mut self, node: Node, source: &str) {
        match node.kind() {
            "command" => self.calls.push(call(node, source)),
            "function_name" => self
                .functions
                .push(source[node.byte_range()].to_ascii_lowercase()),
            _ => {}
        }
        let mut filter = false;
        let mut cursor = node.walk();
        for child in node.named_children(&mut cursor) {
            let text = &source[child.byte_range()];
            // `-Filter {Name -eq "x"}` looks like code and is none.
            if child.kind() == "command_parameter" {
                filter = text.to_ascii_lowercase().ends_with("filter");
            } else if !(filter && text.starts_with('{')) {
                self.collect(child, source);
            }
        }
    }
}

fn tree(source: &str) -> Tree {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_powershell::LANGUAGE.into())
        .expect("the grammar was made for this version of the parser");
    parser
        .parse(source, None)
        .expect("no timeout and no cancellation are set")
}

fn first_error(node: Node) -> Option<Node> {
    if !node.has_error() {
        return None;
    }
    // The grammar misses a blank before the comma in `Get-X $a.Method(), $b`, which needs none.
    let blank = node.is_missing() && node.kind() == " ";
    if node.is_error() || (node.is_missing() && !blank) {
        return Some(node);
    }
    let mut cursor = node.walk();
    node.children(&mut cursor).find_map(first_error)
}

fn call(node: Node, source: &str) -> Call {
    let text = |node: Node| source[node.byte_range()].to_owned();
    let name = node.child_by_field_name("command_name").map(text);
    let name = name.map(|name| name.trim_matches(['"', '\'']).to_owned());
    let mut call = Call {
        row: node.start_position().row,
        name: name.filter(|name| !name.starts_with(['$', '(', '{'])),
        parameters: Vec::new(),
        arguments: String::new(),
    };
    let Some(elements) = node.child_by_field_name("command_elements") else {
        return call;
    };
    call.arguments = text(elements);
    let mut cursor = elements.walk();
    let children: Vec<Node> = elements.named_children(&mut cursor).collect();
    for (at, child) in children.iter().enumerate() {
        if child.kind() == "command_parameter" {
            call.parameters.push(Given {
                row: child.start_position().row,
                name: text(*child).trim_start_matches('-').to_owned(),
                value: value(&children[at + 1..], source),
            });
        }
    }
    call
}

/// What stands behind a parameter.
fn value(after: &[Node], source: &str) -> Value {
    let colon = after
        .first()
        .is_some_and(|node| &source[node.byte_range()] == ":");
    let value = after
        .iter()
        .find(|node| node.kind() != "command_argument_sep");
    match value {
        Some(node) if !matches!(node.kind(), "command_parameter" | "redirection") => {
            let text = source[node.byte_range()].to_owned();
            if colon {
                Value::Joined(text)
            } else {
                Value::Apart(text)
            }
        }
        _ => Value::Nothing,
    }
}
