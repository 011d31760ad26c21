//! What the command check refuses, and that it says where and what instead.

use hybridkb::check;
use hybridkb::kb::parse;

/// The findings of a block, as `line: message`, lines counted from the block's first.
fn findings(info: &str, text: &str) -> Vec<String> {
    let article = format!(
        "---\nid: x\ntitle: X\nsummary: X\ncategory: hcw\napplies_to: []\nupdated: 2026-11-23\n\
         sources: []\n---\n## Check\n\n```{info}\n{text}\n```\n"
    );
    let article = parse::article("x.md", &article).expect("the frame is a valid article");
    let problems = check::commands("x.md", &article, &[]);
    let lines = problems
        .iter()
        .map(|problem| format!("{}: {}", problem.line - 12, problem.message));
    lines.collect()
}

fn assert_finding(run: &str, risk: &str, text: &str, expected: &str) {
    let info = format!("powershell title=\"Do\" run={run} risk={risk}");
    let found = findings(&info, text);
    assert!(
        found.len() == 1 && found[0].contains(expected),
        "{text}\nexpected {expected}\n{found:#?}"
    );
}

fn assert_fine(run: &str, risk: &str, text: &str) {
    let info = format!("powershell title=\"Do\" run={run} risk={risk}");
    assert_eq!(findings(&info, text), Vec::<String>::new(), "{text}");
}

#[test]
fn names_and_parameters_are_looked_up_where_the_command_is_run() {
    let cases = [
        (
            "ems",
            "Get-Mailboxx -Identity a",
            "1: no cmdlet Get-Mailboxx: did you mean Get-Mailbox?",
        ),
        (
            "ems",
            "Get-Date\nGet-Mailbox -Idenity a",
            "2: Get-Mailbox has no parameter -Idenity: did you mean -Identity?",
        ),
        ("ems", "Get-Mailbox -R a", "ambiguous"),
        ("ems", "Get-OutboundConnector", "run=exo"),
        ("exo", "Get-ExchangeServer", "Exchange Server alone"),
        ("admin", "Get-Mailbox", "run=ems or run=exo"),
        ("ems", "Get-MgUser -UserId a", "run=graph"),
        ("graph", "Get-Mailbox", "Exchange"),
        ("ems", "Get-Mailbox -Identity", "needs a value"),
        ("ems", "Get-Mailbox -Archive $true", "-Archive is a switch"),
        (
            "admin",
            "Invoke-WebRequest -Uri a -SkipCertificateCheck",
            "PowerShell 7 alone",
        ),
        ("ems", "frobnicate", "no command frobnicate"),
        ("ems", "Get-Mailbox | Format-Lst", "Format-List"),
        (
            "ems",
            "$x = (Get-Mailbox a).Where({ Get-Mailboxx })",
            "Get-Mailboxx",
        ),
        (
            "ems",
            ".\\HealthChecker.ps1 -Sever a",
            "did you mean -Server?",
        ),
    ];
    for (run, text, expected) in cases {
        assert_finding(run, "read", text, expected);
    }
}

#[test]
fn what_powershell_takes_is_taken() {
    let cases = [
        (
            "admin",
            "New-Object -TypeName X -ArgumentList $c.GetStream(), $false, ({ $true })",
        ),
        (
            "admin",
            "Get-ADObject -Filter {name -eq 'x'} -Server a\ngpresult /R",
        ),
        ("ems", "get-mailbox -ident a -ea SilentlyContinue"),
        (
            "ems",
            "Get-Mailbox -Archive:$false -ResultSize Unlimited | fl Name, Alias",
        ),
        ("ems", "Get-Mailbox @arguments"),
        (
            "ems",
            "function Show-Thing { Get-Mailbox }\nShow-Thing -Any 1",
        ),
        (
            "ems",
            "& $script -Any 1\n.\\Own.ps1 -Any 1\nC:\\Tools\\x.exe /y",
        ),
        ("ems", ".\\HealthChecker.ps1 -Server EX01"),
        (
            "exo",
            "Get-Mailbox -Filter \"Name -eq '<Name>'\" | Where-Object { $_.Name -eq 'a' }",
        ),
        ("graph", "Get-MgGroup -GroupId a"),
        ("admin", "netsh winhttp show proxy\nping.exe -n 1 EX01"),
        (
            "admin",
            "Get-ChildItem -Path \"$env:TEMP\\x #1\" | Select-Object Name,@{n='x';e={$_.Y}},Length",
        ),
    ];
    for (run, text) in cases {
        assert_fine(run, "read", text);
    }
}

#[test]
fn what_is_no_powershell_is_refused_with_its_line() {
    assert_finding(
        "ems",
        "read",
        "Get-Date\nGet-Mailbox (",
        "2: not valid PowerShell",
    );
    assert_finding("ems", "read", "Get-Mailbox 'a", "1: not valid PowerShell");
    assert_finding("ems", "read", "Get-<Name>", "name of a command");
    assert_finding("cmd", "read", "Get-Date", "run=cmd");
}

#[test]
fn prompts_and_typographic_marks_are_refused() {
    let message = |text| findings("powershell title=\"Do\" run=ems risk=read", text).join("\n");
    assert!(message("[PS] C:\\>Get-Date").contains("prompt"));
    assert!(message("PS C:\\> Get-Date").contains("prompt"));
    assert!(message("Get-Mailbox \u{2013}Identity a").contains("U+2013"));
    assert!(message("Get-Mailbox -Identity \u{201C}a\u{201D}").contains("U+201C"));
    assert!(
        findings("cmd title=\"Do\" run=cmd risk=read", "C:\\>ping EX01")
            .join("")
            .contains("prompt")
    );
}

#[test]
fn retired_modules_are_refused_with_what_replaces_them() {
    let cases = [
        ("exo", "Get-MsolUser", "MSOnline"),
        ("admin", "Connect-AzureAD", "AzureAD"),
        ("admin", "Import-Module MSOnline", "retired"),
        (
            "exo",
            "Get-MessageTrace -SenderAddress a",
            "Get-MessageTraceV2",
        ),
    ];
    for (run, text, expected) in cases {
        assert_finding(run, "change", text, expected);
    }
}

#[test]
fn the_mark_of_a_block_covers_what_it_does() {
    let cases = [
        (
            "read",
            "Set-Mailbox -Identity a -HiddenFromAddressListsEnabled $true",
            "risk=change",
        ),
        (
            "read",
            "Get-Mailbox a | Set-Mailbox -Alias b",
            "risk=change",
        ),
        ("read", "netsh winhttp reset proxy", "risk=change"),
        ("change", "iisreset", "risk=outage"),
        ("change", "Restart-Service -Name W3SVC", "risk=outage"),
        (
            "read",
            "Invoke-Command -ComputerName a -ScriptBlock { iisreset }",
            "risk=outage",
        ),
        (
            "change",
            "Enable-ExchangeCertificate -Thumbprint a -Services IIS,SMTP",
            "risk=outage",
        ),
        (
            "outage",
            "Set-Mailbox a -Alias b\nRestart-Service -Name W3SVC",
            "1: Set-Mailbox stands beside",
        ),
        (
            "read",
            "Invoke-WebRequest -Uri a -Method Post",
            "risk=change",
        ),
        (
            "read",
            "Search-Mailbox -Identity a -DeleteContent",
            "risk=change",
        ),
    ];
    for (risk, text, expected) in cases {
        assert_finding("ems", risk, text, expected);
    }
    assert_fine("ems", "read", "Set-Mailbox -Identity a -Alias b -WhatIf");
    assert_fine(
        "ems",
        "change",
        "Enable-ExchangeCertificate -Thumbprint a -Services SMTP",
    );
    assert_fine(
        "ems",
        "outage",
        "Get-Service -Name W3SVC\nStop-Service -Name W3SVC\nStart-Service -Name W3SVC",
    );
    assert_fine("admin", "read", "iisreset /status");
}
