//! PowerShell that we hand out must run in Windows PowerShell 5.1; package templates must be valid
//! files of their kind.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tree_sitter::{Node, Parser};

/// What newer shells than Windows PowerShell 5.1 know.
const TOO_NEW: [&str; 6] = ["&&", "||", "??", "?.", "?[", "-Parallel"];

/// Where a script is no PowerShell, or none of version 5.1.
fn faults(script: &str) -> Vec<String> {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_powershell::LANGUAGE.into())
        .expect("the grammar fits the parser");
    let tree = parser.parse(script, None).expect("no limit was set");
    let mut faults = Vec::new();
    collect(tree.root_node(), script, &mut faults);
    faults
}

fn collect(node: Node, script: &str, faults: &mut Vec<String>) {
    let line = node.start_position().row + 1;
    if node.is_error() || node.is_missing() {
        faults.push(format!("line {line}: syntax"));
        return;
    }
    if matches!(node.kind(), "comment") || node.kind().contains("string_literal") {
        return;
    }
    if node.child_count() == 0 {
        let text = &script[node.byte_range()];
        if TOO_NEW.contains(&text) {
            faults.push(format!("line {line}: `{text}` is not in 5.1"));
        }
    }
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        collect(child, script, faults);
    }
}

fn packaging(name: &str) -> PathBuf {
    Path::new("assets/packaging").join(name)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn faults_are_seen() {
    assert_eq!(
        faults("Get-Mailbox | Where-Object { $_.Name -eq 'a' }").len(),
        0
    );
    assert!(!faults("Get-Mailbox | Where-Object { $_.Name -eq").is_empty());
    assert!(!faults("Get-Mailbox && Get-User").is_empty());
}

#[test]
fn the_completion_script_is_windows_powershell() {
    let output = Command::cargo_bin("hybridkb")
        .expect("cargo built it for this test")
        .args(["completions", "powershell"])
        .output()
        .expect("the program starts");
    let script = String::from_utf8(output.stdout).expect("UTF-8");
    // Without a mark, 5.1 reads a script in the code page of the system.
    assert!(script.is_ascii());
    assert!(script.contains("Register-ArgumentCompleter -Native"));
    // A script block as the only argument needs no parentheses since 4.0; the grammar wants them.
    let known = r#".Where{ $_.CompletionText -like "$wordToComplete*" }"#;
    let parenthesized = r#".Where({ $_.CompletionText -like "$wordToComplete*" })"#;
    let script = script.replace(known, parenthesized);
    assert_eq!(faults(&script), Vec::<String>::new());
}

#[test]
fn package_templates_are_valid_and_have_their_placeholders() {
    let install = read(&packaging("chocolatey/tools/chocolateyInstall.ps1"));
    assert_eq!(faults(&install), Vec::<String>::new());
    let scoop: serde_json::Value =
        serde_json::from_str(&read(&packaging("scoop/hybridkb.json"))).expect("JSON");
    assert_eq!(scoop["architecture"]["64bit"]["hash"], "SHA256");
    for manifest in ["", ".installer", ".locale.en-US"] {
        let text = read(&packaging(&format!(
            "winget/hybridkb.hybridkb{manifest}.yaml"
        )));
        let yaml: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
        assert_eq!(yaml["PackageVersion"], "VERSION", "{manifest}");
        assert_eq!(yaml["PackageIdentifier"], "hybridkb.hybridkb", "{manifest}");
    }
    assert!(read(&packaging("chocolatey/hybridkb.nuspec")).contains("<version>VERSION</version>"));
}
