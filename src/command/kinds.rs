//! Kinds of values: what each may hold, and the reason when it doesn't.

use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// The kind of value that a placeholder takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A computer name, short or with its domain.
    Server,
    /// A host name with at least one dot.
    Fqdn,
    /// A DNS domain, in Unicode or as punycode.
    Domain,
    /// `local@domain`.
    SmtpAddress,
    /// An http or https address.
    Url,
    /// 32 hexadecimal digits in 8-4-4-4-12 groups, with or without braces.
    Guid,
    /// 40 hexadecimal digits (SHA-1 of a certificate).
    Thumbprint,
    /// A Windows path.
    Path,
    /// Decimal digits.
    Number,
    /// An IPv4 or IPv6 address.
    Ip,
    /// Anything that fits on one line.
    Text,
}

/// Why a value was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

/// The most characters that a value may have.
const LONGEST: usize = 2000;

impl Kind {
    /// A typed or pasted value without what came along with it: invisible characters, blanks
    /// around it and, where the kind has none, inside it; `mailto:` and `<…>` around an address.
    pub fn clean(self, value: &str) -> String {
        let visible: String = value
            .chars()
            .filter(|c| !is_invisible(*c))
            .map(|c| {
                if matches!(c, '\u{A0}' | '\u{202F}') {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let trimmed = visible.trim();
        match self {
            Kind::Thumbprint => trimmed.replace([' ', ':'], ""),
            Kind::Fqdn | Kind::Domain => trimmed.trim_end_matches('.').to_owned(),
            Kind::Server => trimmed
                .trim_start_matches('\\')
                .trim_end_matches('.')
                .to_owned(),
            Kind::SmtpAddress => {
                let bare = trimmed.trim_start_matches('<').trim_end_matches('>');
                let scheme = bare.split_once(':').filter(|(scheme, _)| {
                    scheme.eq_ignore_ascii_case("smtp") || scheme.eq_ignore_ascii_case("mailto")
                });
                scheme
                    .map_or(bare, |(_, address)| address)
                    .trim()
                    .to_owned()
            }
            Kind::Url => trimmed
                .trim_start_matches('<')
                .trim_end_matches('>')
                .to_owned(),
            Kind::Guid | Kind::Path | Kind::Number | Kind::Ip | Kind::Text => trimmed.to_owned(),
        }
    }

    /// Says whether a value may stand for a placeholder of this kind.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the value.
    pub fn check(self, value: &str) -> Result<(), Refusal> {
        check_text(value)?;
        match self {
            Kind::Server => check_server(value),
            Kind::Fqdn => check_host(
                value,
                "host name",
                "mail.contoso.com",
                char::is_ascii_alphanumeric,
            ),
            Kind::Domain => check_host(value, "domain", "contoso.com", |c| c.is_alphanumeric()),
            Kind::SmtpAddress => check_address(value),
            Kind::Url => check_url(value),
            Kind::Guid => check_guid(value),
            Kind::Thumbprint => check_thumbprint(value),
            Kind::Path => check_path(value),
            Kind::Number => check_number(value),
            Kind::Ip => check_ip(value),
            Kind::Text => Ok(()),
        }
    }
}

fn refuse(reason: impl Into<String>) -> Result<(), Refusal> {
    Err(Refusal(reason.into()))
}

/// What holds for every kind: something is there, on one line, and all of it can be seen.
fn check_text(value: &str) -> Result<(), Refusal> {
    if value.trim().is_empty() {
        return refuse("nothing was given");
    }
    if value.chars().count() > LONGEST {
        return refuse(format!("it is longer than {LONGEST} characters"));
    }
    for c in value.chars() {
        if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
            return refuse("it has more than one line; give one line");
        }
        if c.is_control() || is_invisible(c) {
            let code = c as u32;
            return refuse(format!(
                "it holds an invisible character (U+{code:04X}); type it afresh"
            ));
        }
    }
    Ok(())
}

/// Format characters that web pages, mails and certificate dialogs leave in copied text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn check_server(value: &str) -> Result<(), Refusal> {
    if value.contains('.') {
        return check_host(value, "server name", "ex01.contoso.local", |c| {
            c.is_ascii_alphanumeric() || *c == '_'
        });
    }
    if value.chars().count() > 15 {
        return refuse(
            "a short server name has at most 15 characters; add its domain if this is not one",
        );
    }
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return refuse("a server name is not digits alone; write it like EX01");
    }
    check_label(value, "server name", |c| {
        c.is_ascii_alphanumeric() || *c == '_'
    })
}

/// Checks a name of two or more labels.
fn check_host(
    value: &str,
    what: &str,
    example: &str,
    letter: fn(&char) -> bool,
) -> Result<(), Refusal> {
    if value.parse::<IpAddr>().is_ok() {
        return refuse(format!(
            "this is an IP address; give a {what} like {example}"
        ));
    }
    if value.contains("://") || value.contains('/') {
        return refuse(format!(
            "this is a URL; give only the {what}, like {example}"
        ));
    }
    if value.contains('@') {
        return refuse(format!(
            "this is an address; give only the {what}, like {example}"
        ));
    }
    if !value.contains('.') {
        return refuse(format!("a {what} has a dot, like {example}"));
    }
    if value.len() > 253 {
        return refuse(format!("a {what} has at most 253 characters"));
    }
    value
        .split('.')
        .try_for_each(|label| check_label(label, what, letter))?;
    if value.ends_with(|c: char| c.is_ascii_digit())
        && value.rsplit('.').next().is_some_and(is_digits)
    {
        return refuse(format!("a {what} does not end in a number"));
    }
    Ok(())
}

fn check_label(label: &str, what: &str, letter: fn(&char) -> bool) -> Result<(), Refusal> {
    if label.is_empty() {
        return refuse(format!(
            "a {what} has no empty part: look for a dot too many"
        ));
    }
    if label.len() > 63 {
        return refuse(format!("no part of a {what} has more than 63 characters"));
    }
    if label.starts_with('-') || label.ends_with('-') {
        return refuse(format!(
            "`{label}`: no part of a {what} begins or ends with a hyphen"
        ));
    }
    match label.chars().find(|c| !letter(c) && *c != '-') {
        Some(' ') => refuse(format!("a {what} has no blanks")),
        Some(c) => refuse(format!("a {what} has no `{c}`")),
        None => Ok(()),
    }
}

fn check_address(value: &str) -> Result<(), Refusal> {
    let Some((local, domain)) = value.rsplit_once('@') else {
        return refuse("an address has an @, like anna@contoso.com");
    };
    let letter = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if local.is_empty() || local.len() > 64 {
        return refuse("before the @ stand 1 to 64 characters");
    }
    if let Some(c) = local.chars().find(|c| !letter(*c)) {
        return refuse(format!("an address has no `{c}` before the @"));
    }
    if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return refuse("dots before the @ stand singly between other characters");
    }
    Kind::Domain.check(domain)
}

fn check_url(value: &str) -> Result<(), Refusal> {
    let lower = value.to_ascii_lowercase();
    let Some(scheme) = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme))
    else {
        return refuse("a URL begins with https:// or http://");
    };
    if let Some(c) = value
        .chars()
        .find(|c| c.is_whitespace() || "\"<>\\^`{|}".contains(*c))
    {
        return refuse(format!("a URL has no `{c}`"));
    }
    let rest = &value[scheme.len()..];
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return refuse(
            "a URL with a sign-in name is not taken; leave out what stands before the @",
        );
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    if port.is_some_and(|port| !is_digits(port) || port.parse::<u16>().is_err()) {
        return refuse("the port after the host is not a number up to 65535");
    }
    let bracketed = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    let address = bracketed.unwrap_or(host).parse::<IpAddr>();
    if host.is_empty() {
        return refuse("the URL names no host");
    }
    if address.is_ok() || check_server(host).is_ok() {
        return Ok(());
    }
    check_host(host, "host", "mail.contoso.com", |c| c.is_alphanumeric())
}

fn check_guid(value: &str) -> Result<(), Refusal> {
    let bare = value
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'));
    let groups: Vec<&str> = bare.unwrap_or(value).split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    if lengths != [8, 4, 4, 4, 12] {
        return refuse(
            "a GUID has groups of 8-4-4-4-12 digits, like 3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        );
    }
    match groups.concat().chars().find(|c| !c.is_ascii_hexdigit()) {
        Some(c) => refuse(format!("`{c}` is not a hexadecimal digit")),
        None => Ok(()),
    }
}

fn check_thumbprint(value: &str) -> Result<(), Refusal> {
    if let Some(c) = value.chars().find(|c| !c.is_ascii_hexdigit()) {
        return refuse(format!(
            "a thumbprint has the digits 0-9 and A-F only, no `{c}`"
        ));
    }
    match value.len() {
        40 => Ok(()),
        64 => refuse("this is a SHA-256 hash; a thumbprint has 40 digits"),
        digits => refuse(format!("a thumbprint has 40 digits; these are {digits}")),
    }
}

fn check_path(value: &str) -> Result<(), Refusal> {
    let drive = value.split_once(":\\").map(|(drive, _)| drive);
    let rest = match drive {
        Some(drive) if !drive.is_empty() && drive.chars().all(|c| c.is_ascii_alphanumeric()) => {
            &value[drive.len() + 2..]
        }
        _ => value
            .strip_prefix("\\\\")
            .or_else(|| value.strip_prefix(".\\"))
            .unwrap_or(""),
    };
    if rest.is_empty() && drive.is_none() {
        return refuse(
            "a path begins with a drive, like C:\\Temp\\export.txt, or with \\\\server\\share",
        );
    }
    match rest.chars().find(|c| "<>\"|?*:/".contains(*c)) {
        Some('/') => refuse("a Windows path has \\ between its parts, not /"),
        Some(c) => refuse(format!("a path has no `{c}`")),
        None => Ok(()),
    }
}

fn check_number(value: &str) -> Result<(), Refusal> {
    if !is_digits(value) {
        return refuse("a number has digits only, like 20");
    }
    if value.len() > 18 {
        return refuse("the number has more than 18 digits");
    }
    Ok(())
}

fn check_ip(value: &str) -> Result<(), Refusal> {
    if value.parse::<IpAddr>().is_err() {
        return refuse("this is not an IP address, like 203.0.113.25 or 2001:db8::25");
    }
    Ok(())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
