//! A small article as text: linear for pipes, in columns for terminals.

use super::*;
use crate::command::Origin;
use crate::kb::parse;

const SOURCE: &str = r#"---
id: small
title: "A small article with a title that is longer than a line"
summary: What fails.
category: hcw
codes: [HCW8078]
applies_to: [exchange-se]
updated: 2026-11-23
related: [other]
sources:
  - title: "A page"
    url: "https://example.com/page"
---

## Cause

See **the log**: `Results=PASSED`, or [the page](https://example.com/page).

| Text | Cause |
|---|---|
| 403 | MRS Proxy off |
| 401 | |

## Check

```powershell title="Show it" run=ems risk=read
Get-Mailbox -Identity "<User>"
```

## Fix

### The first cause

1. Do this.
   - And this.
2. Do that.

```cmd title="Restart IIS" run=admin risk=outage
iisreset
```
"#;

const LINEAR: Style = Style {
    color: false,
    linear: true,
    ascii: false,
    width: 40,
};

fn page(only: Option<&str>, values: &Values, style: &Style) -> String {
    let parsed = parse::article("small.md", SOURCE).expect("a valid article");
    article(&parsed, "Wizard", only, values, style)
}

#[test]
fn an_article_reads_from_top_to_bottom() {
    let expected = r#"A small article with a title that is
longer than a line
small | Wizard | HCW8078 | updated
2026-11-23

What fails.

## Cause

See the log: `Results=PASSED`, or the
page (https://example.com/page).

- Text: 403; Cause: MRS Proxy off
- Text: 401

## Check

[1] Show it
Exchange Management Shell | read: changes nothing

Get-Mailbox -Identity "<User>"

to fill in: User

## Fix

### The first cause

1. Do this.
   - And this.
2. Do that.

[2] Restart IIS
Windows PowerShell as administrator | outage: interrupts a service for users

iisreset

Sources

- A page https://example.com/page

Related: other
"#;
    assert_eq!(page(None, &Values::default(), &LINEAR), expected);
}

#[test]
fn a_terminal_gets_columns_and_indented_commands() {
    let wide = Style {
        linear: false,
        ..LINEAR
    };
    let page = page(None, &Values::default(), &wide);
    assert!(
        page.contains("\nText  Cause\n403   MRS Proxy off\n401\n"),
        "{page}"
    );
    assert!(page.contains("\n    iisreset\n"), "{page}");
}

#[test]
fn a_section_keeps_the_numbers_of_its_commands() {
    for name in ["fix", "first cause"] {
        let page = page(Some(name), &Values::default(), &LINEAR);
        assert!(page.contains("[2] Restart IIS"), "{page}");
        assert!(!page.contains("[1]") && !page.contains("Sources"), "{page}");
    }
}

#[test]
fn values_are_filled_in_without_control_characters() {
    let mut values = Values::default();
    values.set("User", "anna@contoso.com\u{1b}", Origin::Typed);
    let hostile = page(Some("check"), &values, &LINEAR);
    assert!(!hostile.contains('\u{1b}'), "{hostile:?}");
    values.set("User", "anna@contoso.com", Origin::Typed);
    let filled = page(Some("check"), &values, &LINEAR);
    assert!(filled.contains("\"anna@contoso.com\"") && !filled.contains("to fill in"));
}
