//! What kind of text something is, by the marks that its software leaves.

use super::paste::floor;
use super::query::TextKind;
use memchr::memmem::{self, Finder};
use std::sync::OnceLock;

/// Marks of each kind; a text is of the kind whose marks it bears most of, the first on a tie.
const MARKS: [(TextKind, &[&str]); 10] = [
    (
        TextKind::HcwLog,
        &[
            "[Client=UX",
            "Activity=",
            "*ERROR*",
            "fn=",
            "Workflow=",
            "Session=OnPremises",
            "Session=Tenant",
            " 10277 [",
            " 10276 [",
            "Subtask ",
        ],
    ),
    (
        TextKind::MoveReport,
        &[
            "FailureType",
            "FailureCode",
            "FailureSide",
            "MigrationPermanentException",
            "MigrationTransientException",
            "StatusDetail",
            "MRSRemote",
            "BadItemsEncountered",
            "move request",
            "StalledDueTo",
            "Relinquishing job",
            "MailboxReplicationService",
        ],
    ),
    (
        TextKind::Ndr,
        &[
            "LED=",
            "Remote Server returned",
            "Diagnostic-Code",
            "smtp;5",
            "smtp;4",
            "RESOLVER.",
            "SMTP; 5",
            "#SMTP#",
            "LastAttemptedServerName",
            "Reporting-MTA",
            "Generating server",
            "Status code:",
            "NDR",
        ],
    ),
    (
        TextKind::SetupLog,
        &[
            "[REQUIRED]",
            "[ERROR]",
            "[WARNING]",
            "ExchangeSetup",
            "$error.Clear()",
            "was run: \"",
            "MSI (s)",
            "The Exchange Server setup operation",
            "Setup.exe",
            "Performing Microsoft Exchange Server Prerequisite",
        ],
    ),
    (
        TextKind::Event,
        &[
            "Event ID",
            "EventID",
            "Log Name:",
            "Task Category:",
            "Source:",
            "Level:",
            "Ereignis-ID",
            "event id",
        ],
    ),
    (
        TextKind::TestOutput,
        &[
            "Result : Failed",
            "ResultType",
            "Test-OAuthConnectivity",
            "Test-FederationTrust",
            "Test-OrganizationRelationship",
            "Test-MigrationServerAvailability",
            "RunspaceId",
            "SupportsCutover",
            "ErrorDetail",
        ],
    ),
    (
        TextKind::FreeBusy,
        &[
            "FreeBusy",
            "free/busy",
            "InfoWorker.Common.Availability",
            "ErrorNoFreeBusyAccess",
            "GetUserAvailability",
            "MSExchange Availability",
        ],
    ),
    (
        TextKind::CmdletError,
        &[
            "+ CategoryInfo",
            "FullyQualifiedErrorId",
            "At line:",
            "[PS] C:\\",
            "PS C:\\",
            "Write-ErrorMessage",
        ],
    ),
    (
        TextKind::HcwDialog,
        &["HCW8", "Hybrid Configuration Wizard", "The HCW has"],
    ),
    (
        TextKind::Builds,
        &[
            "15.0.", "15.1.", "15.2.", "15.00.", "15.01.", "15.02.", "(Build ",
        ],
    ),
];

/// The marks, made ready to be looked for.
fn finders() -> &'static [(TextKind, Vec<Finder<'static>>)] {
    static FINDERS: OnceLock<Vec<(TextKind, Vec<Finder<'static>>)>> = OnceLock::new();
    FINDERS.get_or_init(|| {
        let ready = |marks: &'static [&str]| marks.iter().map(Finder::new).collect();
        MARKS
            .into_iter()
            .map(|(kind, marks)| (kind, ready(marks)))
            .collect()
    })
}

/// Tells what a clean text is.
pub fn kind(text: &str) -> TextKind {
    if text.trim().is_empty() {
        return TextKind::Empty;
    }
    let head = &text.as_bytes()[..floor(text, 16 * 1024)];
    let count = |marks: &[Finder]| {
        marks
            .iter()
            .filter(|mark| mark.find(head).is_some())
            .count()
    };
    let finders = finders();
    let log = count(&finders[0].1);
    if log < 2 && memmem::find(head, b"HCW8").is_some() {
        return TextKind::HcwDialog;
    }
    let mut best = (TextKind::Words, 0);
    for (kind, marks) in finders {
        let count = if *kind == TextKind::HcwLog {
            log
        } else {
            count(marks)
        };
        // Event and test output share common words with other texts: one mark isn't enough.
        let enough = match kind {
            TextKind::Event | TextKind::HcwLog | TextKind::SetupLog => 2,
            _ => 1,
        };
        if count >= enough && count > best.1 {
            best = (*kind, count);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_apart() {
        let cases = [
            (
                "HCW8078 - Migration Endpoint could not be created",
                TextKind::HcwDialog,
            ),
            (
                "2026.01.02 10:11:12.123 *ERROR* 10277 [Client=UX, Activity=x] FINISH",
                TextKind::HcwLog,
            ),
            (
                "Reason: [{LED=450 4.7.323 tlsa-invalid} [LastAttemptedServerName=x]",
                TextKind::Ndr,
            ),
            (
                "Log Name: Application\nSource: MSExchange\nEvent ID: 4002",
                TextKind::Event,
            ),
            (
                "Error: MigrationPermanentException: x FailureType: y",
                TextKind::MoveReport,
            ),
            (
                "    + CategoryInfo : NotSpecified\n    + FullyQualifiedErrorId : x",
                TextKind::CmdletError,
            ),
            ("wizard hangs on the second domain", TextKind::Words),
            ("15.1 (Build 2507.27)", TextKind::Builds),
            ("", TextKind::Empty),
        ];
        for (text, expected) in cases {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
