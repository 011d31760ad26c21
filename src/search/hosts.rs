//! Telling host names from file and type names, and the user's own from Microsoft's.

/// Domains of Microsoft's services: a host below them is nobody's server.
const MICROSOFTS: [&str; 12] = [
    "outlook.com",
    "office365.com",
    "office.com",
    "office.net",
    "microsoft.com",
    "microsoftonline.com",
    "windows.net",
    "live.com",
    "aka.ms",
    "msappproxy.net",
    "mx.microsoft",
    "azure.com",
];

/// Whether a host belongs to Microsoft's services; a tenant's `onmicrosoft.com` doesn't.
pub(crate) fn is_microsofts(host: &str) -> bool {
    let lower = host.to_ascii_lowercase();
    MICROSOFTS.iter().any(|domain| {
        let below = lower.strip_suffix(domain);
        below.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// A host name: labels of letters, digits and dashes with a dot between, the last of letters.
pub(crate) fn is_host(word: &str) -> bool {
    if !word.contains('.') {
        return false;
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && !label.starts_with('-')
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let last = word.rsplit('.').next().unwrap_or_default();
    word.len() < 254
        && word.split('.').all(label)
        && last.len() > 1
        && last.chars().all(char::is_alphabetic)
        && !is_type(last)
        && !FILES.contains(&last.to_ascii_lowercase().as_str())
}

/// Whether a label is written as types are: `RoutingAgentFactory`.
fn is_type(label: &str) -> bool {
    label.contains(char::is_lowercase) && label.chars().skip(1).any(char::is_uppercase)
}

/// Endings that make a dotted word a file or a type, not a host.
const FILES: [&str; 18] = [
    "ps1",
    "svc",
    "asmx",
    "dll",
    "exe",
    "log",
    "xml",
    "config",
    "cs",
    "txt",
    "msp",
    "msi",
    "aspx",
    "exception",
    "json",
    "zip",
    "cer",
    "pfx",
];

/// A host that isn't one of Microsoft's and isn't a .NET name.
pub(crate) fn is_own_host(word: &str) -> bool {
    let dotnet = word.starts_with("Microsoft.") || word.starts_with("System.");
    is_host(word) && !dotnet && !is_microsofts(word)
}

/// A server of the user's own: a computer name of up to 15 characters, or its full name.
pub(crate) fn is_server(word: &str) -> bool {
    let short = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name = word.len() > 2 && word.len() <= 15 && word.chars().all(short);
    let plausible = name && word.bytes().any(|b| b.is_ascii_alphabetic()) && !is_cloud_server(word);
    let words = [
        "error", "name", "where", "none", "null", "true", "false", "version", "could", "the",
    ];
    (plausible && !words.contains(&word.to_ascii_lowercase().as_str())) || is_own_host(word)
}

/// Names such as `AM6PR08MB3924`, which Exchange Online gives its servers.
fn is_cloud_server(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    upper.len() > 10
        && (upper.contains("PR") || upper.contains("EUR") || upper.contains("NAM"))
        && upper.contains(|c: char| c.is_ascii_digit())
        && (upper.contains("MB") || upper.contains("FT"))
}
