//! What each kind takes and refuses.

use super::Kind;

fn accepts(kind: Kind, values: &[&str]) {
    for value in values {
        assert_eq!(kind.check(value), Ok(()), "{kind:?} {value:?}");
    }
}

fn refuses(kind: Kind, values: &[(&str, &str)]) {
    for (value, reason) in values {
        let refusal = kind.check(value).expect_err(value).to_string();
        assert!(refusal.contains(reason), "{kind:?} {value:?}: {refusal}");
    }
}

#[test]
fn every_kind_refuses_what_has_no_line_of_its_own() {
    let kinds = [
        Kind::Server,
        Kind::Url,
        Kind::Text,
        Kind::Number,
        Kind::Path,
    ];
    for kind in kinds {
        refuses(
            kind,
            &[
                ("", "nothing"),
                ("  ", "nothing"),
                ("a\nb", "one line"),
                ("a\rb", "one line"),
                ("a\u{2028}b", "one line"),
                ("a\u{2029}b", "one line"),
                ("a\0b", "U+0000"),
                ("a\tb", "U+0009"),
                ("a\u{202E}b", "U+202E"),
            ],
        );
    }
}

#[test]
fn names_of_hosts_are_checked_label_by_label() {
    accepts(
        Kind::Server,
        &["EX01", "ex-01_a", "ex01.contoso.local", "EX01.contoso.com"],
    );
    refuses(
        Kind::Server,
        &[
            ("EX01;calc", "`;`"),
            ("EX 01", "blanks"),
            ("ABCDEFGHIJKLMNOP", "15"),
            ("2019", "digits"),
            ("-EX01", "hyphen"),
            ("10.0.0.1", "IP address"),
        ],
    );
    accepts(Kind::Fqdn, &["mail.contoso.com", "xn--mller-kva.de", "a.b"]);
    refuses(
        Kind::Fqdn,
        &[
            ("mail", "dot"),
            ("https://mail.contoso.com/owa", "URL"),
            ("mail..contoso.com", "empty part"),
            ("mäil.contoso.com", "`ä`"),
            ("anna@contoso.com", "address"),
        ],
    );
    accepts(
        Kind::Domain,
        &["contoso.com", "müller.de", "xn--mller-kva.de", "почта.рф"],
    );
    refuses(
        Kind::Domain,
        &[
            ("contoso.com'", "`'`"),
            ("contoso", "dot"),
            ("1.2", "number"),
        ],
    );
}

#[test]
fn addresses_keep_what_mail_systems_allow() {
    accepts(
        Kind::SmtpAddress,
        &[
            "anna@contoso.com",
            "o'brien+x@contoso.com",
            "jörg@müller.de",
        ],
    );
    refuses(
        Kind::SmtpAddress,
        &[
            ("anna", "@"),
            ("a b@contoso.com", "` `"),
            ("a\"b@contoso.com", "`\"`"),
            ("o\u{2019}brien@contoso.com", "`\u{2019}`"),
            (".a@contoso.com", "dots"),
            ("anna@contoso", "dot"),
        ],
    );
}

#[test]
fn urls_need_a_scheme_and_a_host() {
    accepts(
        Kind::Url,
        &[
            "https://mail.contoso.com/EWS/Exchange.asmx",
            "http://ex01:8080/",
            "https://10.0.0.1",
            "https://[2001:db8::1]:444/x?a=b&c='d'",
            "HTTPS://müller.de",
        ],
    );
    refuses(
        Kind::Url,
        &[
            ("ftp://contoso.com", "https://"),
            ("https://", "no host"),
            ("https://a b", "` `"),
            ("https://user:pw@contoso.com", "sign-in"),
            ("https://contoso.com:99999/", "port"),
            ("https://exa$mple.com", "`$`"),
        ],
    );
}

#[test]
fn digits_are_counted() {
    accepts(
        Kind::Guid,
        &[
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "{3F2504E0-4F89-41D3-9A0C-0305E82C3301}",
        ],
    );
    refuses(
        Kind::Guid,
        &[
            ("3f2504e0", "8-4-4-4-12"),
            ("3f2504e0-4f89-41d3-9a0c-0305e82c330g", "`g`"),
            ("{3f2504e0-4f89-41d3-9a0c-0305e82c3301", "8-4-4-4-12"),
        ],
    );
    accepts(
        Kind::Thumbprint,
        &["5D0C1B7E94A26F3382D1C7E05B98A4F61E7703CD"],
    );
    refuses(
        Kind::Thumbprint,
        &[("5D0C", "these are 4"), ("5D 0C", "` `")],
    );
    accepts(Kind::Number, &["0", "20"]);
    refuses(Kind::Number, &[("-1", "digits"), ("1e5", "digits")]);
    accepts(Kind::Ip, &["203.0.113.25", "2001:db8::25"]);
    refuses(Kind::Ip, &[("203.0.113", "IP"), ("300.1.1.1", "IP")]);
}

#[test]
fn paths_are_windows_paths() {
    accepts(
        Kind::Path,
        &[
            r"C:\",
            r"C:\Temp\O'Brien $x.txt",
            r"\\fs01\share\x.pst",
            r".\export.csv",
            r"Cert:\LocalMachine\My",
        ],
    );
    refuses(
        Kind::Path,
        &[
            ("/etc/passwd", "drive"),
            ("export.csv", "drive"),
            (r"C:\a|b", "`|`"),
            (r"C:/Temp", "drive"),
            (r"C:\a/b", "not /"),
        ],
    );
}

#[test]
fn cleaning_takes_away_what_came_along() {
    let thumbprint = "\u{200E}5d 0c 1b 7e 94 a2 6f 33 82 d1 c7 e0 5b 98 a4 f6 1e 77 03 cd ";
    let clean = Kind::Thumbprint.clean(thumbprint);
    assert_eq!(clean, "5d0c1b7e94a26f3382d1c7e05b98a4f61e7703cd");
    accepts(Kind::Thumbprint, &[&clean]);
    assert_eq!(
        Kind::SmtpAddress.clean(" <SMTP:anna@contoso.com> "),
        "anna@contoso.com"
    );
    assert_eq!(Kind::Server.clean(r"\\EX01"), "EX01");
    assert_eq!(Kind::Fqdn.clean("mail.contoso.com."), "mail.contoso.com");
    assert_eq!(Kind::Text.clean("\u{FEFF}a\u{A0}b "), "a b");
}
