//! Whether the commands of a text do no more than its mark says.

use super::Finding;
use super::facts::Facts;
use super::syntax::{Call, Script, Value};
use crate::kb::Risk;

/// What a call does, as far as its name and arguments tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    /// Changes nothing, or the shell only.
    Reads,
    /// Ends an outage: fine beside what caused it.
    Resumes,
    /// Changes something.
    Changes,
    /// Interrupts a service.
    Interrupts,
}

/// What is wrong with the mark of a script.
pub(super) fn findings(script: &Script, risk: Risk, facts: &Facts) -> Vec<Finding> {
    let named = script.calls.iter().filter_map(|call| {
        let name = call.name.as_deref()?;
        let own = script.functions.contains(&name.to_ascii_lowercase());
        (!own).then(|| (call, name, effect(call, name, facts)))
    });
    let calls: Vec<_> = named.collect();
    let interrupts = calls
        .iter()
        .any(|(_, _, effect)| *effect == Effect::Interrupts);
    let mut findings = Vec::new();
    for (call, name, effect) in calls {
        let message = match (effect, risk) {
            (Effect::Interrupts, Risk::Read | Risk::Change) => {
                format!("{name} interrupts a service: mark the block risk=outage")
            }
            (Effect::Changes | Effect::Resumes, Risk::Read) => {
                format!("{name} changes something: mark the block risk=change")
            }
            (Effect::Changes, _) if interrupts => {
                format!("{name} stands beside an outage: put it in a block of its own")
            }
            _ => continue,
        };
        findings.push(Finding::new(call.row, message));
    }
    findings
}

fn effect(call: &Call, name: &str, facts: &Facts) -> Effect {
    let entry = facts.entry(name.rsplit(['\\', '/']).next().unwrap_or(name));
    let full = entry.map_or(name, |entry| entry.name).to_ascii_lowercase();
    let arguments = call.arguments.to_ascii_lowercase();
    if has_switch(call, "WhatIf") {
        return Effect::Reads;
    }
    let script = full.rsplit('.').next() == Some("ps1");
    if let Some((verb, _)) = full.split_once('-').filter(|_| !script) {
        return cmdlet(call, &full, verb, &arguments);
    }
    program(full.trim_end_matches(".exe"), &arguments)
}

fn has_switch(call: &Call, name: &str) -> bool {
    call.parameters.iter().any(|given| {
        given.name.eq_ignore_ascii_case(name) && given.value != Value::Joined("$false".into())
    })
}

/// Cmdlets that interrupt a service.
const INTERRUPT: [&str; 14] = [
    "restart-service",
    "stop-service",
    "suspend-service",
    "restart-computer",
    "stop-computer",
    "restart-webapppool",
    "stop-webapppool",
    "restart-webitem",
    "stop-webitem",
    "stop-website",
    "dismount-database",
    "move-activemailboxdatabase",
    "move-databasepath",
    "stop-cluster",
];

/// Verbs that change nothing by themselves.
const READ: [&str; 29] = [
    "get",
    "test",
    "resolve",
    "select",
    "where",
    "format",
    "sort",
    "measure",
    "group",
    "write",
    "out",
    "compare",
    "convertto",
    "convertfrom",
    "convert",
    "foreach",
    "connect",
    "disconnect",
    "search",
    "find",
    "read",
    "join",
    "split",
    "tee",
    "show",
    "wait",
    "enter",
    "exit",
    "trace",
];

/// Cmdlets of other verbs that change nothing but the shell or a file that the user names.
const READ_TOO: [&str; 31] = [
    "new-object",
    "new-timespan",
    "new-pssession",
    "new-pssessionoption",
    "new-cimsession",
    "new-webserviceproxy",
    "new-variable",
    "set-variable",
    "set-location",
    "set-strictmode",
    "set-adserversettings",
    "set-psdebug",
    "push-location",
    "pop-location",
    "export-certificate",
    "export-csv",
    "export-clixml",
    "import-csv",
    "import-clixml",
    "import-module",
    "import-pssession",
    "remove-variable",
    "remove-pssession",
    "add-member",
    "add-type",
    "add-pssnapin",
    "start-sleep",
    "start-transcript",
    "stop-transcript",
    "clear-host",
    "validate-outboundconnector",
];

fn cmdlet(call: &Call, name: &str, verb: &str, arguments: &str) -> Effect {
    let iis = name == "enable-exchangecertificate" && arguments.contains("iis");
    let stops = name == "set-service" && arguments.contains("stopped");
    if INTERRUPT.contains(&name) || iis || stops {
        return Effect::Interrupts;
    }
    if verb == "start" && name.contains("service")
        || name == "start-webapppool"
        || name == "start-website"
    {
        return Effect::Resumes;
    }
    // A request is a GET unless it says otherwise; a block given to other computers is checked
    // by its own commands.
    let request = name == "invoke-webrequest" || name == "invoke-restmethod";
    let writes = call.parameters.iter().any(|given| {
        given.name.eq_ignore_ascii_case("Method") && !matches!(&given.value, Value::Apart(value) if value.to_ascii_lowercase().contains("get"))
    });
    let deletes = name == "search-mailbox" && arguments.contains("-delete");
    let reads = READ.contains(&verb) || READ_TOO.contains(&name) || name == "invoke-command";
    if (reads && !deletes) || (request && !writes) {
        Effect::Reads
    } else {
        Effect::Changes
    }
}

/// Words with which programs that otherwise read change something.
const CHANGE: [(&str, &[&str]); 13] = [
    ("netsh", &["set", "reset", "add", "delete", "import"]),
    ("w32tm", &["/config", "/resync", "/register", "/unregister"]),
    ("nltest", &["/sc_reset", "/sc_change_pwd", "/dsregdns"]),
    (
        "reg",
        &[
            "add", "delete", "import", "copy", "restore", "load", "unload",
        ],
    ),
    (
        "certutil",
        &[
            "-addstore",
            "-delstore",
            "-importpfx",
            "-setreg",
            "-delreg",
            "-repairstore",
            "-urlcache",
        ],
    ),
    (
        "ipconfig",
        &["/flushdns", "/registerdns", "/release", "/renew"],
    ),
    ("klist", &["purge"]),
    ("setspn", &["-a", "-s", "-d", "-r"]),
    ("repadmin", &["/syncall", "/replicate", "/options"]),
    ("auditpol", &["/set", "/clear", "/restore"]),
    (
        "wevtutil",
        &["cl", "clear-log", "sl", "set-log", "im", "um"],
    ),
    (
        "schtasks",
        &["/create", "/delete", "/change", "/run", "/end"],
    ),
    (
        "appcmd",
        &["set", "add", "delete", "clear", "unlock", "lock"],
    ),
];

/// Programs that always change something.
const CHANGERS: [&str; 9] = [
    "gpupdate", "setup", "msiexec", "regsvr32", "icacls", "takeown", "rundll32", "wusa", "robocopy",
];

fn program(name: &str, arguments: &str) -> Effect {
    let has = |words: &[&str]| {
        arguments
            .split_whitespace()
            .any(|word| words.contains(&word))
    };
    match name {
        "iisreset" if has(&["/status"]) => Effect::Reads,
        "iisreset" if has(&["/start"]) => Effect::Resumes,
        "iisreset" | "shutdown" => Effect::Interrupts,
        "net" | "sc" if has(&["stop"]) => Effect::Interrupts,
        "net" | "sc" if has(&["start"]) => Effect::Resumes,
        _ if CHANGERS.contains(&name) => Effect::Changes,
        _ if CHANGE
            .iter()
            .any(|(program, words)| *program == name && has(words)) =>
        {
            Effect::Changes
        }
        _ => Effect::Reads,
    }
}
