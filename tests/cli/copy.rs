//! Copying commands, and the question before an outage.

use super::*;

#[test]
fn copy_without_a_clipboard_prints_the_command_and_fails() {
    let set = "--set=Fqdn=mail.contoso.com";
    let copied = ran(&["copy", HCW8078, "1", "--clipboard", "none", set]);
    assert_eq!(copied.code, Some(2));
    assert!(copied.out.contains("mail.contoso.com"), "{}", copied.out);
    assert!(!copied.out.contains('<'), "{}", copied.out);
    assert!(copied.err.contains("not copied"), "{}", copied.err);
}

#[test]
fn copy_lists_the_commands_when_the_number_is_missing_or_wrong() {
    for arguments in [
        &["copy", HCW8078][..],
        &["copy", HCW8078, "0"],
        &["copy", HCW8078, "99"],
    ] {
        let ran = ran(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.err.contains("\n  1 "), "{}", ran.err);
    }
    assert_eq!(ran(&["copy", "no-such-article", "1"]).code, Some(1));
}

#[test]
fn copy_does_not_take_an_outage_without_being_told() {
    let article = json(&ran(&["show", HCW8078, "--json"]));
    let commands = article["commands"].as_array().expect("a list");
    let outage = commands.iter().find(|command| command["risk"] == "outage");
    let number = outage.expect("iisreset is one")["n"].to_string();
    let refused = piped(&["copy", HCW8078, &number, "--clipboard", "none"], "");
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("interrupts a service") && refused.out.is_empty());
    let told = ran(&["copy", HCW8078, &number, "--clipboard", "none", "--yes"]);
    assert!(!told.out.is_empty() && told.err.contains("not copied"));
}

#[test]
fn copy_takes_a_section_or_all_in_order_and_leaves_outages_out() {
    let none = ["--clipboard", "none"];
    let fix = ran(&[&["copy", HCW8078, "--section", "403 forbidden"][..], &none].concat());
    assert_eq!(fix.code, Some(2));
    assert!(
        fix.out.contains("Set-WebServicesVirtualDirectory"),
        "{}",
        fix.out
    );
    assert!(!fix.out.contains("iisreset"), "{}", fix.out);
    assert!(fix.err.contains("left out: [4] "), "{}", fix.err);
    assert!(fix.err.contains("not copied"), "{}", fix.err);
    let all = ran(&[&["copy", HCW8078, "all", "--yes"][..], &none].concat());
    assert!(all.out.contains("iisreset") && all.out.len() > fix.out.len());
    assert!(!all.err.contains("left out") && all.err.contains("several shells"));
    let wrong = ran(&["copy", HCW8078, "every"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("`all`"), "{}", wrong.err);
}
