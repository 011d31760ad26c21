//! Whether the commands of a text exist where it is run, with the parameters that they are given.

use super::Finding;
use super::facts::{Entry, Facts, Lookup, Only};
use super::syntax::{Call, Given, Script, Value};
use crate::kb::Shell;

/// Cmdlets and modules that are gone, by a beginning of the noun, and what to use instead.
const RETIRED: [(&str, &str); 2] = [
    (
        "Msol",
        "the MSOnline module is retired: use Microsoft Graph PowerShell",
    ),
    (
        "AzureAD",
        "the AzureAD module is retired: use Microsoft Graph PowerShell",
    ),
];

/// Single cmdlets that are gone from Exchange Online.
const GONE_ONLINE: [(&str, &str); 4] = [
    (
        "Get-MessageTrace",
        "retired in Exchange Online: use Get-MessageTraceV2",
    ),
    (
        "Get-MessageTraceDetail",
        "retired in Exchange Online: use Get-MessageTraceDetailV2",
    ),
    (
        "Connect-EXOPSSession",
        "retired: use Connect-ExchangeOnline",
    ),
    (
        "Search-Mailbox",
        "retired in Exchange Online: use New-ComplianceSearch",
    ),
];

/// Modules that are gone.
const GONE_MODULES: [&str; 5] = [
    "MSOnline",
    "AzureAD",
    "AzureADPreview",
    "AADRM",
    "SkypeOnlineConnector",
];

/// What is wrong with the commands of a script that is run in a shell.
pub(super) fn findings(script: &Script, shell: Shell, facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if matches!(shell, Shell::Cmd | Shell::Dns) {
        let message = format!(
            "run={}: this is PowerShell; use ems, exo, graph or admin",
            shell.key()
        );
        return vec![Finding::new(0, message)];
    }
    for call in &script.calls {
        let Some(name) = call.name.as_deref() else {
            continue;
        };
        if script.functions.contains(&name.to_ascii_lowercase()) {
            continue;
        }
        if let Some(reason) = retired(name, shell).or_else(|| retired_module(call)) {
            findings.push(Finding::new(call.row, format!("{name}: {reason}")));
            continue;
        }
        let base = name.rsplit(['\\', '/']).next().unwrap_or(name);
        match facts.entry(base) {
            Some(entry) if entry.is_in(shell) => {
                findings.extend(parameters(call, entry, shell));
            }
            Some(entry) => findings.push(Finding::new(call.row, elsewhere(entry, shell))),
            None if is_tolerated(name, shell) => {}
            None => findings.push(Finding::new(call.row, unknown(name, shell, facts))),
        }
    }
    findings
}

fn retired(name: &str, shell: Shell) -> Option<&'static str> {
    let noun = name.split_once('-').map_or("", |(_, noun)| noun);
    let begins = |start: &str| {
        noun.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    let module = RETIRED.iter().find(|(start, _)| begins(start));
    let single = GONE_ONLINE
        .iter()
        .find(|(gone, _)| gone.eq_ignore_ascii_case(name) && shell == Shell::Exo);
    module.or(single).map(|(_, reason)| *reason)
}

/// Whether a module that is gone is installed or loaded.
fn retired_module(call: &Call) -> Option<&'static str> {
    let name = call.name.as_deref()?.to_ascii_lowercase();
    if !["import-module", "install-module", "update-module"].contains(&name.as_str()) {
        return None;
    }
    let mut words = call.arguments.split([' ', ',', '"', '\'']);
    let gone = |word: &str| {
        GONE_MODULES
            .iter()
            .any(|module| module.eq_ignore_ascii_case(word))
    };
    words.any(gone).then_some(
        "this module is retired: use Microsoft Graph PowerShell or ExchangeOnlineManagement",
    )
}

/// Whether a name that the facts don't have may be right all the same: scripts, programs by path
/// or extension, and the thousands of cmdlets of Microsoft Graph.
fn is_tolerated(name: &str, shell: Shell) -> bool {
    let lower = name.to_ascii_lowercase();
    let files = [".ps1", ".exe", ".cmd", ".bat", ".msi", ".com"];
    let graph = shell == Shell::Graph && lower.split_once("-mg").is_some();
    graph || files.iter().any(|end| lower.ends_with(end)) || lower.contains(['\\', '/', ':'])
}

fn unknown(name: &str, shell: Shell, facts: &Facts) -> String {
    let what = if name.contains('-') {
        "cmdlet"
    } else {
        "command"
    };
    match facts.nearest(name, shell) {
        Some(near) => format!("no {what} {name}: did you mean {near}?"),
        None => format!("no {what} {name}: look for a slip, or call a script by its path"),
    }
}

fn elsewhere(entry: &Entry, shell: Shell) -> String {
    let name = entry.name;
    let there = if entry.is_graph() {
        "a cmdlet of Microsoft Graph PowerShell: use run=graph"
    } else if entry.is_on_premises() && entry.is_online() {
        "an Exchange cmdlet: use run=ems or run=exo"
    } else if entry.is_on_premises() {
        "a cmdlet of Exchange Server alone: use run=ems"
    } else {
        "a cmdlet of Exchange Online alone: use run=exo"
    };
    format!(
        "{name} does not exist in run={}; it is {there}",
        shell.key()
    )
}

fn parameters(call: &Call, entry: &Entry, shell: Shell) -> Vec<Finding> {
    if entry.takes_anything() {
        return Vec::new();
    }
    let given = call.parameters.iter();
    given
        .filter_map(|given| {
            let message = parameter(given, entry, shell)?;
            Some(Finding::new(given.row, message))
        })
        .collect()
}

/// What is wrong with a parameter.
fn parameter(given: &Given, entry: &Entry, shell: Shell) -> Option<String> {
    let (cmdlet, name) = (entry.name, &given.name);
    let parameter = match entry.parameter(name) {
        Lookup::Found(parameter) => parameter,
        Lookup::Ambiguous(names) => {
            return Some(format!(
                "{cmdlet} -{name} is ambiguous: it may be -{}",
                names.join(" or -")
            ));
        }
        Lookup::Unknown(Some(near)) => {
            return Some(format!(
                "{cmdlet} has no parameter -{name}: did you mean -{near}?"
            ));
        }
        Lookup::Unknown(None) => return Some(format!("{cmdlet} has no parameter -{name}")),
    };
    let full = parameter.name;
    match (parameter.only, shell) {
        (Some(Only::OnPremises), Shell::Exo) => {
            return Some(format!("{cmdlet} -{full} exists in Exchange Server alone"));
        }
        (Some(Only::Online), Shell::Ems) => {
            return Some(format!("{cmdlet} -{full} exists in Exchange Online alone"));
        }
        (Some(Only::Seven), Shell::Ems | Shell::Admin) => {
            return Some(format!(
                "{cmdlet} -{full} exists in PowerShell 7 alone; this runs in 5.1"
            ));
        }
        _ => {}
    }
    match &given.value {
        Value::Apart(value) if parameter.switch && is_truth(value) => Some(format!(
            "{cmdlet} -{full} is a switch and takes no value: write -{full} or -{full}:{value}"
        )),
        Value::Nothing if !parameter.switch => Some(format!("{cmdlet} -{full} needs a value")),
        _ => None,
    }
}

fn is_truth(value: &str) -> bool {
    let bare = value
        .trim_matches(['"', '\''])
        .trim_start_matches('$')
        .to_ascii_lowercase();
    bare == "true" || bare == "false"
}
