//! Values for placeholders in a text: server, host, domain, address, thumbprint, GUID.
//!
//! Each is recognised by the place that it stands in; `kb/inputs.yaml` says which placeholder
//! takes values from which places.

use super::hosts::{is_host, is_own_host, is_server};
use super::query::FoundValue;
use memchr::memchr3;

/// At most this many values are taken from one text.
const MOST: usize = 200;

/// Labels before a value, in lower case, with the place that they stand for.
const FIELDS: [(&str, &str); 26] = [
    ("-remoteserver", "remote-server"),
    ("remoteserver", "remote-server"),
    ("-remotehostname", "remote-server"),
    ("remotehostname", "remote-server"),
    ("lastattemptedservername", "last-attempted-server"),
    ("-server", "server-field"),
    ("server", "server-field"),
    ("-computername", "server-field"),
    ("computer", "server-field"),
    ("computername", "server-field"),
    ("sourceserver", "server-field"),
    ("targetserver", "server-field"),
    ("-domaincontroller", "domain-controller"),
    ("domaincontroller", "domain-controller"),
    ("-domainname", "domain-field"),
    ("domainname", "domain-field"),
    ("-domain", "domain-field"),
    ("domain", "domain-field"),
    ("domäne", "domain-field"),
    ("-targetdeliverydomain", "domain-field"),
    ("batchname", "batch-field"),
    ("-batchname", "batch-field"),
    ("database", "database-field"),
    ("-targetdatabase", "database-field"),
    ("sourcedatabase", "database-field"),
    ("targetdatabase", "database-field"),
];

/// Finds the values of a clean text, in order of appearance, with their
/// lines in it.
pub fn find(text: &str) -> Vec<FoundValue> {
    let mut found = Found::default();
    for (number, line) in (1..).zip(text.lines()) {
        if found.0.len() >= MOST {
            break;
        }
        fields(line, number, &mut found);
        for word in line.split(|c: char| c.is_whitespace() || is_punctuation(c)) {
            shapes(
                word.trim_matches(['.', ':', '=', '!', '?']),
                line,
                number,
                &mut found,
            );
        }
    }
    // A name that the text calls by URL is the published one, not a server's.
    let published: Vec<String> = places(&found.0, "url-host")
        .map(str::to_lowercase)
        .collect();
    found.0.retain(|value| {
        value.place != "server-field" || !published.contains(&value.text.to_lowercase())
    });
    found.0
}

fn places<'a>(values: &'a [FoundValue], place: &'a str) -> impl Iterator<Item = &'a str> {
    values
        .iter()
        .filter(move |value| value.place == place)
        .map(|value| value.text.as_str())
}

#[derive(Default)]
struct Found(Vec<FoundValue>);

impl Found {
    fn add(&mut self, place: &'static str, text: &str, line: usize) {
        let known = |value: &FoundValue| value.place == place && value.text == text;
        if !text.is_empty() && text.len() < 256 && !self.0.iter().any(known) {
            self.0.push(FoundValue {
                place,
                text: text.to_owned(),
                line,
            });
        }
    }
}

/// `Label: value`, `Label=value`, `-Parameter value`.
fn fields(line: &str, number: usize, found: &mut Found) {
    // Most lines of a trace have none of these.
    if memchr3(b'=', b':', b'-', line.as_bytes()).is_none() {
        return;
    }
    let mut rest = line;
    while let Some(at) = rest.find(|c: char| c.is_alphabetic() || c == '-') {
        rest = &rest[at..];
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '-'))
            .unwrap_or(rest.len());
        let (label, after) = rest.split_at(end);
        // Few words have a value behind them; that is told sooner than whether they are labels.
        if let Some(value) = value_after(label, after)
            && let Some(place) = place_of(label)
        {
            field_value(place, value, number, found);
        }
        rest = after;
    }
}

/// What stands around values, never in them.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '|' | '`' | '*'
    )
}

fn place_of(label: &str) -> Option<&'static str> {
    let same = |name: &str| name.len() == label.len() && name.eq_ignore_ascii_case(label);
    let known = FIELDS.iter().find(|(name, _)| same(name));
    known.map(|(_, place)| *place)
}

/// What follows a label: behind `=` or `:`, or behind blanks after a parameter's name.
fn value_after<'a>(label: &str, after: &'a str) -> Option<&'a str> {
    let blank = |c: char| c == ' ' || c == '\t';
    let bare = after.trim_start_matches(blank);
    let value = match bare.strip_prefix(['=', ':']) {
        Some(value) => value.trim_start_matches(blank),
        None if label.starts_with('-') && bare.len() < after.len() => bare,
        None => return None,
    };
    let value = value.trim_start_matches(['"', '\'', '`']);
    let end = value
        .find(|c: char| c.is_whitespace() || c == '=' || is_punctuation(c))
        .unwrap_or(value.len());
    let value = value[..end].trim_end_matches(['.', ':']);
    (!value.starts_with('-')).then_some(value)
}

fn field_value(place: &'static str, value: &str, number: usize, found: &mut Found) {
    match place {
        "server-field" | "domain-controller" if is_server(value) => {
            found.add(place, value, number);
        }
        "remote-server" | "last-attempted-server" if is_own_host(value) => {
            found.add(place, value, number);
        }
        "domain-field" if is_own_host(value) => found.add(place, value, number),
        "batch-field" | "database-field" if value.len() > 1 && !value.contains(['\\', '/']) => {
            found.add(place, value, number);
        }
        _ => {}
    }
}

/// Values that their own shape gives away.
fn shapes(word: &str, line: &str, number: usize, found: &mut Found) {
    if word.len() < 4 || word.len() > 1024 {
        return;
    }
    if let Some((server, _)) = word
        .rsplit_once('\\')
        .filter(|(_, directory)| is_directory(directory))
    {
        let server = server.rsplit('\\').next().unwrap_or(server);
        if is_server(server) {
            found.add("virtual-directory", server, number);
        }
    } else if let Some(rest) = word
        .strip_prefix("https://")
        .or_else(|| word.strip_prefix("http://"))
    {
        let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
        if is_own_host(host) {
            found.add("url", word, number);
            found.add("url-host", host, number);
            host_domain(host, number, found);
        }
    } else if word.contains('@') {
        address(word, number, found);
    } else if is_guid(word) {
        found.add("guid", word, number);
        let lower = line.to_lowercase();
        if lower.contains("tenant") {
            found.add("tenant-id", word, number);
        }
        if lower.contains("appid") || lower.contains("application") || lower.contains("client") {
            found.add("app-id", word, number);
        }
    } else if word.len() == 40 && word.bytes().all(|b| b.is_ascii_hexdigit()) {
        found.add("thumbprint", word, number);
    } else if word.contains(['.', ':']) && word.parse::<std::net::IpAddr>().is_ok() {
        found.add("ip", word, number);
    } else if is_own_host(word) {
        host(word, line, number, found);
    }
}

fn address(word: &str, number: usize, found: &mut Found) {
    let word = word.rsplit(':').next().unwrap_or(word);
    let Some((local, domain)) = word.split_once('@') else {
        return;
    };
    let plain = |c: char| c.is_alphanumeric() || "._-+!#$%&*".contains(c);
    if local.is_empty() || !local.chars().all(plain) || !is_host(domain) {
        return;
    }
    let domain = domain.to_ascii_lowercase();
    if let Some(place) = tenant_place(&domain) {
        found.add(place, &domain, number);
    } else if is_own_host(&domain) {
        found.add("smtp-domain", &domain, number);
    }
    // Correlation ids of Microsoft's own servers look like addresses.
    if !domain.ends_with(".prod.outlook.com") {
        found.add("smtp-address", word, number);
    }
}

fn host(word: &str, line: &str, number: usize, found: &mut Found) {
    let lower = word.to_ascii_lowercase();
    if let Some(place) = tenant_place(&lower) {
        found.add(place, &lower, number);
        return;
    }
    let quoted = ['\'', '"']
        .iter()
        .any(|quote| line.contains(&format!("{quote}{word}{quote}")));
    if quoted {
        found.add("quoted-host", word, number);
    }
    host_domain(word, number, found);
}

/// The domain of a host: its last two labels, three where the second is short as in `co.uk`.
fn host_domain(host: &str, number: usize, found: &mut Found) {
    let labels: Vec<&str> = host.split('.').collect();
    let internal = ["local", "lan", "corp", "int", "internal", "intern"];
    let keep = if labels.len() > 2 && labels[labels.len() - 2].len() <= 3 {
        3
    } else {
        2
    };
    if labels.len() > keep && !labels.last().is_some_and(|last| internal.contains(last)) {
        found.add(
            "host-domain",
            &labels[labels.len() - keep..].join("."),
            number,
        );
    }
}

fn tenant_place(domain: &str) -> Option<&'static str> {
    if domain.ends_with(".mail.onmicrosoft.com") {
        Some("routing-domain")
    } else if domain.ends_with(".onmicrosoft.com") {
        Some("tenant-domain")
    } else {
        None
    }
}

fn is_directory(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [
        "ews",
        "autodiscover",
        "owa",
        "ecp",
        "oab",
        "mapi",
        "powershell",
        "microsoft-server-activesync",
    ]
    .iter()
    .any(|directory| lower == *directory || lower.starts_with(&format!("{directory} ")))
}

fn is_guid(word: &str) -> bool {
    word.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && word.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(place: &str, text: &str) -> Vec<String> {
        find(text)
            .into_iter()
            .filter(|value| value.place == place)
            .map(|value| value.text)
            .collect()
    }

    #[test]
    fn the_founding_paste_gives_host_and_server() {
        let text = "The call to 'https://mail.contoso.com/EWS/mrsproxy.svc' failed.\n[PS] C:\\> Set-WebServicesVirtualDirectory -Identity EXCH01\\EWS -MRSProxyEnabled $False";
        assert_eq!(of("url-host", text), ["mail.contoso.com"]);
        assert_eq!(of("virtual-directory", text), ["EXCH01"]);
    }

    #[test]
    fn servers_of_exchange_online_are_not_the_users() {
        assert!(
            of(
                "server-field",
                "[Server=AM6PR08MB3924,RequestId=80379413-5d60-4a0f-9132-24e7ce5bbf75]"
            )
            .is_empty()
        );
        assert_eq!(
            of("server-field", "Computer:      EX16-04.bellows.local"),
            ["EX16-04.bellows.local"]
        );
    }

    #[test]
    fn a_server_in_a_sentence_is_no_value() {
        let text = "The connection to the server 'mail.contoso.com' could not be completed.";
        assert!(of("server-field", text).is_empty());
    }

    #[test]
    fn parameters_and_fields_give_values() {
        let text =
            "New-MigrationEndpoint -RemoteServer 'mail.contoso.com' -DomainController \"DC01\"";
        assert_eq!(of("remote-server", text), ["mail.contoso.com"]);
        assert_eq!(of("domain-controller", text), ["DC01"]);
    }

    #[test]
    fn types_and_files_are_no_hosts() {
        assert!(find("Microsoft.Exchange.Data.Storage failed in mrsproxy.svc").is_empty());
        assert!(find("Exchange.DkimSigner.DkimSigningRoutingAgentFactory").is_empty());
        assert_eq!(of("host-domain", "MAIL.Contoso.COM"), ["Contoso.COM"]);
    }

    #[test]
    fn tenant_names_are_told_apart() {
        let text = "SMTP:l.weber@fabrikam.mail.onmicrosoft.com and fabrikam.onmicrosoft.com";
        assert_eq!(
            of("routing-domain", text),
            ["fabrikam.mail.onmicrosoft.com"]
        );
        assert_eq!(of("tenant-domain", text), ["fabrikam.onmicrosoft.com"]);
    }

    #[test]
    fn the_message_trace_line_names_the_server() {
        let text =
            "[LastAttemptedServerName=mx1.fourthcoffee.de] [LastAttemptedIP=198.51.100.40:25]";
        assert_eq!(of("last-attempted-server", text), ["mx1.fourthcoffee.de"]);
    }
}
