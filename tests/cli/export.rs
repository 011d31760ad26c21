//! Exporting articles and sections to files and pipes.

use super::*;

#[test]
fn export_writes_every_form_to_standard_output() {
    let export = |form: &str| ran(&["export", HCW8078, "--as", form, "--set", "Server=EX01"]);
    let text = ran(&["export", HCW8078]);
    assert_eq!(text.code, Some(0));
    assert!(text.out.starts_with("HCW8078: ") && text.err.is_empty());
    assert!(export("text").out.contains("\"EX01\\EWS"));
    assert!(export("markdown").out.contains("## Symptoms\n"));
    let script = export("ps1");
    assert!(script.out.contains("# Value of Server: EX01 (typed)\n"));
    assert!(
        script.err.contains("left out: [4] Restart IIS"),
        "{}",
        script.err
    );
    assert!(!script.out.contains("\niisreset"));
    assert!(export("note").out.contains("(to be filled in)"));
    assert_eq!(export("pdf").code, Some(2));
    assert_eq!(ran(&["export", "no-such-article"]).code, Some(1));
}

#[test]
fn export_of_a_section_takes_an_outage_only_when_told() {
    let section =
        |more: &[&str]| ran(&[&["export", HCW8078, "--section", "403 forbidden"], more].concat());
    let without = section(&[]);
    assert!(without.err.contains("left out: [4] "), "{}", without.err);
    assert!(without.out.contains("-MRSProxyEnabled") && !without.out.contains("iisreset"));
    let with = section(&["--yes"]);
    assert!(with.out.contains("\niisreset") && with.err.is_empty());
    assert!(
        section(&["--as", "note"])
            .out
            .contains("  1. Turn the MRS Proxy off")
    );
    let unknown = ran(&["export", HCW8078, "--section", "Nonsense"]);
    assert!(
        unknown.err.contains("there are: Symptoms"),
        "{}",
        unknown.err
    );
}

#[test]
fn export_masks_the_values_that_it_was_given() {
    let set = ["--set", "Server=EX01", "--set", "Fqdn=mail.contoso.com"];
    for form in ["text", "markdown", "ps1"] {
        let arguments = ["export", HCW8078, "--mask", "--as", form];
        let out = ran(&[&arguments[..], &set].concat()).out;
        assert!(out.contains("server-1") && !out.contains("EX01"), "{out}");
        assert!(!out.contains("mail.contoso.com"), "{out}");
    }
}

#[test]
fn export_writes_a_file_that_powershell_reads_and_never_over_another() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("fix.ps1");
    let name = path.to_str().expect("Unicode");
    let arguments = ["export", HCW8078, "--as", "ps1", "--output", name];
    let saved = ran(&arguments);
    assert_eq!((saved.code, saved.out.as_str()), (Some(0), ""));
    assert!(saved.err.contains(name), "{}", saved.err);
    let bytes = std::fs::read(&path).expect("it was written");
    assert!(bytes.starts_with(b"\xEF\xBB\xBF# HCW8078") && bytes.ends_with(b"\r\n"));
    std::fs::write(&path, "mine").expect("written");
    let refused = ran(&arguments);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(std::fs::read(&path).expect("readable"), b"mine");
    assert_eq!(ran(&[&arguments[..], &["--force"]].concat()).code, Some(0));
    assert_eq!(std::fs::read(&path).expect("readable"), bytes);
}
