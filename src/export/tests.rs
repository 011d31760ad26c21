//! What leaves the program, as it leaves it.

use super::{Note, markdown, mask, mask_known, note, plain, script, sections};
use crate::command::{Origin, Values};
use crate::kb::{Article, Part, Shell, parse};

fn article() -> Article {
    let source = "---\nid: hcw1-x\ntitle: \"HCW1: it *fails*\"\nsummary: It fails.\ncategory: hcw\n\
        codes: [HCW1]\napplies_to: []\nupdated: 2026-11-20\n\
        sources: [{title: Docs, url: \"https://learn.microsoft.com/x\"}]\n---\n\
        ## Cause\n\nLong prose with `code_x` and a [link](https://aka.ms/x) that goes on for more \
        than seventy-eight columns, so that it wraps.\n\n| Text | Cause |\n|---|---|\n| a | b |\n\n\
        ## Fix\n\n1. First step\n2. Second step\n\n\
        ```powershell title=\"Show it\" run=ems risk=read\nGet-Mailbox -Identity \"<User>\"\n```\n\n\
        ```powershell title=\"Restart it\" run=admin risk=outage\niisreset\n```\n\n\
        ```dns title=\"The record\"\n<Domain>. IN A 10.1.2.3\n```\n\n\
        ```powershell title=\"Set it\" run=ems risk=change\nSet-Mailbox -Identity \"<User>\" -Alias <Name>\n```\n";
    parse::article("hcw1-x.md", source).expect("a valid article")
}

fn values() -> Values {
    let mut values = Values::default();
    values.set("User", "o'brien$@contoso.com", Origin::Typed);
    values
}

#[test]
fn a_section_is_copied_without_outages_unless_there_is_consent() {
    let article = article();
    let fix = article.section_of(Part::Fix).expect("it has one");
    let all = sections(&article, &[fix], &values(), false);
    assert_eq!(
        all.text,
        "Get-Mailbox -Identity \"o'brien`$@contoso.com\"\n\
         Set-Mailbox -Identity \"o'brien`$@contoso.com\" -Alias <Name>"
    );
    assert_eq!((all.taken, all.left_out), (vec![1, 4], vec![2]));
    assert_eq!(all.missing, ["Name"]);
    assert_eq!(all.shells, [Shell::Ems]);
    let all = sections(&article, &[fix], &values(), true);
    assert_eq!((all.taken, all.left_out), (vec![1, 2, 4], vec![]));
    assert_eq!(all.shells, [Shell::Ems, Shell::Admin]);
    assert!(all.text.contains("\niisreset\n"));
}

#[test]
fn plain_text_wraps_prose_and_never_a_command() {
    let text = plain(&article(), &values());
    for line in text.lines() {
        assert!(
            line.starts_with("    ") || line.chars().count() <= 78,
            "{line}"
        );
        assert_eq!(line, line.trim_end());
    }
    assert!(text.starts_with("HCW1: it *fails*\n================\n"));
    assert!(text.contains("`code_x` and a link (https://aka.ms/x)"));
    assert!(text.contains("Text  Cause\n----  -----\na     b\n"));
    assert!(text.contains("1. First step\n2. Second step\n"));
    assert!(text.contains(
        "[2] Restart it (Windows PowerShell as administrator, outage)\n\n    iisreset\n"
    ));
    assert!(text.contains("\n    Set-Mailbox -Identity \"o'brien`$@contoso.com\" -Alias <Name>\n"));
}

#[test]
fn markdown_says_the_same_when_it_is_read() {
    let text = markdown(&article(), &values());
    assert!(text.starts_with("# HCW1: it \\*fails\\*\n\nIt fails.\n\n## Cause\n"));
    assert!(text.contains("`code_x` and a [link](https://aka.ms/x)"));
    assert!(text.contains("| Text | Cause |\n|---|---|\n| a | b |\n"));
    assert!(text.contains("1. First step\n2. Second step\n"));
    assert!(text.contains("**Restart it** (Windows PowerShell as administrator, outage)\n\n```powershell\niisreset\n```\n"));
}

#[test]
fn a_script_is_for_windows_powershell_and_leaves_outages_out() {
    let bytes = script(&article(), &[], &values(), "2026-11-23", false);
    let text = String::from_utf8(bytes).expect("it is UTF-8");
    let text = text
        .strip_prefix('\u{FEFF}')
        .expect("it begins with a mark");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let expected = [
        "# HCW1: it *fails*",
        "# Article hcw1-x, checked 2026-11-20",
        "# Written by hybridkb on 2026-11-23; nothing in it was run",
        "# Value of User: o'brien$@contoso.com (typed)",
        "# TO FILL IN: <Name>",
        "# Left out: [2] Restart it (Windows PowerShell as administrator, outage)",
        "",
        "# [1] Show it (Exchange Management Shell, read)",
        "Get-Mailbox -Identity \"o'brien`$@contoso.com\"",
        "",
        "# [4] Set it (Exchange Management Shell, change)",
        "Set-Mailbox -Identity \"o'brien`$@contoso.com\" -Alias <Name>",
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    let with = String::from_utf8(script(&article(), &[2], &values(), "2026-11-23", true));
    assert!(with.expect("UTF-8").ends_with("outage)\r\niisreset\r\n"));
}

#[test]
fn a_value_never_leaves_the_comment_of_a_script() {
    let mut values = values();
    values.set("Name", "a\r\nRemove-Item C:\\\u{2028}x", Origin::Remembered);
    let bytes = script(&article(), &[], &values, "2026-11-23", false);
    let text = String::from_utf8(bytes).expect("it is UTF-8");
    assert!(text.contains("# Value of Name: a  Remove-Item C:\\ x (remembered)\r\n"));
    assert!(text.ends_with(" -Alias 'a  Remove-Item C:\\ x'\r\n"));
}

#[test]
fn a_note_holds_what_was_seen_and_done() {
    let text = note(&Note {
        symptom: "HCW1 - it fails\nat mail.contoso.com",
        article: &article(),
        copied: &[("Show it", "Get-Mailbox -Identity \"anna@contoso.com\"")],
        result: "",
        date: "2026-11-23",
    });
    let expected = "Date: 2026-11-23\n\nSymptom\n  HCW1 - it fails\n  at mail.contoso.com\n\n\
        Article\n  HCW1: it *fails*\n  hcw1-x, checked 2026-11-20\n\n\
        Commands copied\n  1. Show it\n     Get-Mailbox -Identity \"anna@contoso.com\"\n\n\
        Result\n  (to be filled in)\n";
    assert_eq!(text, expected);
}

#[test]
fn tenant_data_is_masked_the_same_value_the_same_way() {
    let cases = [
        (
            "anna@contoso.com and ANNA@Contoso.com",
            "user-1@domain-1 and user-1@domain-1",
        ),
        (
            "smtp:anna@contoso.com;ben@contoso.com",
            "smtp:user-1@domain-1;user-2@domain-1",
        ),
        (
            "https://mail.contoso.com:444/EWS/Exchange.asmx?x=1",
            "https://host-1:444/EWS/Exchange.asmx?x=1",
        ),
        (
            "'ex01.contoso.local' (EX01) at Contoso",
            "'host-1' (server-1) at tenant-1",
        ),
        (
            "contoso.mail.onmicrosoft.com, contoso.onmicrosoft.com",
            "tenant-1.mail.onmicrosoft.com, tenant-1.onmicrosoft.com",
        ),
        (
            "10.1.2.3 2001:db8::25 [::1] 127.0.0.1",
            "ip-1 ip-2 [::1] 127.0.0.1",
        ),
        ("{3f2504e0-4f89-41d3-9a0c-0305e82c3301}", "{guid-1}"),
        ("5D0C1B7E94A26F3382D1C7E05B98A4F61E7703CD.", "thumbprint-1."),
        ("\\\\FS01\\share, FS01", "\\\\server-1\\share, server-1"),
        ("CN=x,DC=contoso,DC=com", "CN=x,DC=tenant-1,DC=com"),
    ];
    for (text, expected) in cases {
        assert_eq!(mask(text), expected, "{text}");
    }
}

#[test]
fn what_names_nobody_stays() {
    let same = [
        "Microsoft.Exchange.Management.RecipientTasks.ManagementObjectNotFoundException",
        "System.Net.Http at 15.2.1544.4, 2026-11-23 14:05:00",
        "https://outlook.office365.com/EWS/Exchange.asmx via login.microsoftonline.com",
        "00000002-0000-0ff1-ce00-000000000000",
        "Set-Mailbox.ps1 | $_.Name -eq 'x' # it's",
        "HCW8078, 550 5.7.64, 4.7.323; 0x800c820f",
    ];
    for text in same {
        assert_eq!(mask(text), text);
    }
}

#[test]
fn known_values_are_masked_wherever_they_stand() {
    let mut values = Values::default();
    values.set("Server", "EX01", Origin::Typed);
    values.set("Database", "Sales DB", Origin::Typed);
    values.set("Count", "10", Origin::Typed);
    let text = "ex01\\EWS (Default Web Site), EX010, 'sales db', 10 of 10";
    assert_eq!(
        mask_known(text, &values),
        "server-1\\EWS (Default Web Site), EX010, 'database-1', 10 of 10"
    );
}
