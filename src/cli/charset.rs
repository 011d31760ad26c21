//! Whether the terminal can show more than ASCII, as far as it lets on.

/// Whether to keep to ASCII on this terminal: it is a dumb one, its locale names a character set
/// other than UTF-8, or it is a Windows console from before escape sequences, with its raster font.
pub fn ascii_only() -> bool {
    #[cfg(windows)]
    let modern = crossterm::ansi_support::supports_ansi();
    #[cfg(not(windows))]
    let modern = true;
    !modern || says_so(|name| std::env::var(name).ok())
}

fn says_so(variable: impl Fn(&str) -> Option<String>) -> bool {
    if variable("TERM").as_deref() == Some("dumb") {
        return true;
    }
    // The first that is set counts. Locales without a character set, C too, are often set on
    // terminals that know UTF-8.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|locale| !locale.is_empty());
    let charset = locale.as_deref().and_then(|locale| locale.split_once('.'));
    charset.is_some_and(|(_, charset)| {
        let charset = charset.to_lowercase().replace('-', "");
        !charset.starts_with("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::says_so;

    fn in_environment(set: &[(&str, &str)]) -> bool {
        says_so(|name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn only_a_terminal_that_says_so_is_kept_to_ascii() {
        assert!(in_environment(&[("TERM", "dumb"), ("LANG", "de_DE.UTF-8")]));
        assert!(in_environment(&[("LANG", "de_DE.ISO-8859-1")]));
        assert!(in_environment(&[
            ("LC_ALL", "de_DE.ISO-8859-1"),
            ("LANG", "C.UTF-8")
        ]));
        assert!(!in_environment(&[("LC_ALL", ""), ("LANG", "C.utf8@x")]));
        assert!(!in_environment(&[("LANG", "C")]));
        assert!(!in_environment(&[]));
    }
}
