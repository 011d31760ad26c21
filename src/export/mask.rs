//! Tenant data out of a text: what names an organisation, a machine or a person is replaced, the
//! same value by the same mask.

use crate::command::Values;
use std::collections::HashMap;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Replaces addresses, host and domain names, IP addresses, GUIDs, thumbprints and tenant names.
pub fn mask(text: &str) -> String {
    Mask::default().run(text)
}

/// The same, and the values of placeholders wherever they stand: short server names, names of
/// databases and connectors can't be told from other words without them.
pub fn mask_known(text: &str, values: &Values) -> String {
    let mut mask = Mask::default();
    for (name, value) in &values.0 {
        let kind = kind_of(&value.text);
        if kind.is_none() && value.text.chars().count() > 2 && !is_number(&value.text) {
            let label = name.to_lowercase();
            mask.word(&value.text, &label);
        }
    }
    mask.run(text)
}

/// Masks given so far.
#[derive(Default)]
struct Mask {
    given: HashMap<(String, String), usize>,
    /// Words that are masked wherever they stand as a whole, in lower case, longest first.
    words: Vec<(String, String)>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Address,
    Host,
    Ip,
    Guid,
    Thumbprint,
}

impl Mask {
    fn run(mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (token, is_word) in tokens(text) {
            if is_word {
                self.look_back(&out, token);
                out.push_str(&self.token(token));
            } else {
                out.push_str(token);
            }
        }
        self.words
            .sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let words = std::mem::take(&mut self.words);
        words
            .iter()
            .fold(out, |text, (word, mask)| replace_word(&text, word, mask))
    }

    /// Notes a word that what stands before it gives away: `\\\\server`, `DC=contoso`.
    fn look_back(&mut self, before: &str, token: &str) {
        let plain = token.chars().all(|c| c.is_alphanumeric() || c == '-');
        let component = before.to_ascii_lowercase().ends_with("dc=") && token.len() > 3;
        if plain && before.ends_with("\\\\") {
            self.word(token, "server");
        } else if plain && component {
            self.word(token, "tenant");
        }
    }

    /// A token with what is known of it masked; marks around it stay.
    fn token(&mut self, token: &str) -> String {
        let core = token.trim_matches(['.', ':', '-', '\'', '{', '}', '+', '_']);
        if core.is_empty() {
            return token.to_owned();
        }
        let start = token.find(core).unwrap_or(0);
        let (head, tail) = (&token[..start], &token[start + core.len()..]);
        let ip6 = token.trim_end_matches(['.', '\'']);
        if ip6
            .parse::<Ipv6Addr>()
            .is_ok_and(|ip| !ip.is_loopback() && !ip.is_unspecified())
        {
            let rest = &token[ip6.len()..];
            return format!("{}{rest}", self.numbered("ip", ip6));
        }
        if core.contains(':') {
            let parts: Vec<String> = core.split(':').map(|part| self.token(part)).collect();
            return format!("{head}{}{tail}", parts.join(":"));
        }
        format!("{head}{}{tail}", self.value(core))
    }

    fn value(&mut self, value: &str) -> String {
        match kind_of(value) {
            Some(Kind::Address) => {
                let (local, domain) = value.rsplit_once('@').unwrap_or((value, ""));
                format!("{}@{}", self.numbered("user", local), self.host(domain))
            }
            Some(Kind::Host) => self.host(value),
            Some(Kind::Ip) => self.numbered("ip", value),
            Some(Kind::Guid) => self.numbered("guid", value),
            Some(Kind::Thumbprint) => self.numbered("thumbprint", value),
            None => value.to_owned(),
        }
    }

    /// A host or domain: of a tenant's own names only the tenant, of Microsoft's nothing.
    fn host(&mut self, host: &str) -> String {
        let lower = host.to_ascii_lowercase();
        for suffix in TENANT_SUFFIXES {
            if let Some(tenant) = lower.strip_suffix(suffix) {
                let mask = self.numbered("tenant", tenant);
                self.word(tenant, "tenant");
                return format!("{mask}{suffix}");
            }
        }
        if is_public(&lower) {
            return host.to_owned();
        }
        let labels: Vec<&str> = lower.split('.').collect();
        if labels.len() > 2 && labels[0].contains(|c: char| c.is_ascii_digit()) {
            self.word(labels[0], "server");
        }
        // The label before the ending, and before a double ending such as co.uk.
        let owner = labels.iter().rev().skip(1).find(|label| label.len() > 3);
        if let Some(owner) = owner {
            self.word(owner, "tenant");
        }
        self.numbered(if labels.len() > 2 { "host" } else { "domain" }, &lower)
    }

    /// The mask of a value: its kind and a number.
    fn numbered(&mut self, kind: &str, value: &str) -> String {
        let same = self.given.keys().filter(|(known, _)| known == kind);
        let next = same.count() + 1;
        let key = (kind.to_owned(), value.to_lowercase());
        format!("{kind}-{}", self.given.entry(key).or_insert(next))
    }

    /// Masks a word wherever it stands as a whole.
    fn word(&mut self, word: &str, label: &str) {
        let word = word.to_lowercase();
        let known = self.words.iter().any(|(known, _)| *known == word);
        if known || GENERIC.contains(&word.as_str()) {
            return;
        }
        let mask = self.numbered(label, &word);
        self.words.push((word, mask));
    }
}

/// Domains under which a tenant's name stands.
const TENANT_SUFFIXES: [&str; 7] = [
    ".mail.onmicrosoft.com",
    ".onmicrosoft.com",
    ".mail.protection.outlook.com",
    ".mx.microsoft",
    ".sharepoint.com",
    ".msappproxy.net",
    ".resource.mailboxmigration.his.msappproxy.net",
];

/// Domains that tell nothing of the tenant.
const PUBLIC: [&str; 16] = [
    "microsoft.com",
    "microsoftonline.com",
    "microsoftonline-p.com",
    "office.com",
    "office.net",
    "office365.com",
    "office365.us",
    "outlook.com",
    "live.com",
    "windows.net",
    "windowsupdate.com",
    "msauth.net",
    "msftauth.net",
    "azure.com",
    "aka.ms",
    "github.com",
];

fn is_public(host: &str) -> bool {
    let below = |domain: &&str| {
        host.strip_suffix(*domain)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    PUBLIC.iter().any(|domain| host == *domain || below(domain))
}

/// Words that name no organisation and no machine, or that masks are made of.
const GENERIC: [&str; 18] = [
    "mail",
    "corp",
    "local",
    "domain",
    "example",
    "exchange",
    "internal",
    "test",
    "server",
    "tenant",
    "host",
    "user",
    "guid",
    "thumbprint",
    "autodiscover",
    "outlook",
    "www",
    "localhost",
];

/// Last labels of host names, beside those of two letters.
const ENDINGS: [&str; 29] = [
    "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "local", "lan", "corp",
    "internal", "intern", "intra", "home", "test", "example", "name", "pro", "cloud", "online",
    "email", "tech", "group", "company", "global", "health", "bank",
];

/// Two letters that end file names, not host names.
const FILES: [&str; 10] = ["cs", "md", "py", "sh", "pl", "rs", "js", "ts", "db", "gz"];

fn kind_of(token: &str) -> Option<Kind> {
    if let Some((local, domain)) = token.rsplit_once('@') {
        return (!local.is_empty() && is_host(domain)).then_some(Kind::Address);
    }
    if is_guid(token) {
        return Some(Kind::Guid);
    }
    let hex = token.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hex && matches!(token.len(), 40 | 64) {
        return Some(Kind::Thumbprint);
    }
    if let Ok(ip) = token.parse::<Ipv4Addr>() {
        // 15.0 to 15.2 are versions of Exchange.
        let version = matches!(ip.octets(), [15, 0..=2, ..] | [0 | 255, ..]);
        return (!ip.is_loopback() && !version).then_some(Kind::Ip);
    }
    if let Ok(ip) = token.parse::<Ipv6Addr>() {
        return (!ip.is_loopback() && !ip.is_unspecified()).then_some(Kind::Ip);
    }
    is_host(token).then_some(Kind::Host)
}

fn is_guid(token: &str) -> bool {
    let groups: Vec<&str> = token.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let hex = groups.concat().bytes().all(|byte| byte.is_ascii_hexdigit());
    // Microsoft's own applications have these beginnings everywhere.
    let known = token.contains("-0000-0ff1-ce00-") || token.contains("-0000-0000-c000-");
    lengths == [8, 4, 4, 4, 12] && hex && !known
}

fn is_host(token: &str) -> bool {
    let lower = token.to_ascii_lowercase();
    let Some((head, last)) = lower.rsplit_once('.') else {
        return false;
    };
    let ending = ENDINGS.contains(&last)
        || (last.len() == 2
            && last.bytes().all(|b| b.is_ascii_lowercase())
            && !FILES.contains(&last));
    let namespace = lower.starts_with("microsoft.") || lower.starts_with("system.");
    let label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    ending && !namespace && head.split('.').all(label)
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text cut into words, which may hold values, and what stands between them.
fn tokens(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let word = is_part(first);
        let end = rest.find(|c| is_part(c) != word).unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        rest = after;
        Some((token, word))
    })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | ':' | '+' | '\'' | '{' | '}')
}

/// Replaces a word, in lower case, wherever it stands between other characters than letters and
/// digits, whatever its case.
fn replace_word(text: &str, word: &str, mask: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let head = rest
            .get(..word.len())
            .filter(|head| head.to_lowercase() == word);
        let after = head.and_then(|head| rest[head.len()..].chars().next());
        if head.is_some() && !before.is_alphanumeric() && !after.is_some_and(char::is_alphanumeric)
        {
            out.push_str(mask);
            rest = &rest[word.len()..];
            before = word.chars().next_back().unwrap_or(' ');
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            before = c;
        }
    }
    out
}
