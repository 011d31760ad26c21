//! Whether the terminal can show more than ASCII, as far as it lets on.

/// Whether to keep to ASCII on this terminal: it is a dumb one, its locale names a character set
/// other than UTF-8, or it is a Windows console whose font or code page has no lines to draw with.
pub fn ascii_only() -> bool {
    #[cfg(windows)]
    if console_lacks_lines() {
        return true;
    }
    says_so(|name| std::env::var(name).ok())
}

/// A console from before escape sequences has a raster font; a newer one may have been given one.
/// Windows Terminal has neither such fonts nor a use for code pages.
#[cfg(windows)]
fn console_lacks_lines() -> bool {
    use win32console::console::WinConsole;

    if std::env::var_os("WT_SESSION").is_some() {
        return false;
    }
    let console = WinConsole::get_current_output_handle().map(WinConsole::with_handle);
    let font = console.and_then(|console| console.get_font_ex(false));
    let raster = font.is_ok_and(|font| is_raster(font.font_family, &font.face_name));
    let code_page = WinConsole::get_output_code_page();
    raster || !code_page.is_ok_and(has_lines) || !crossterm::ansi_support::supports_ansi()
}

/// Whether a font is the console's raster font, which goes by the name of Terminal. `family` is that
/// of `CONSOLE_FONT_INFOEX`, in which 4 stands for TrueType; a console without a window of its own
/// says 0 of a font that it doesn't know.
#[cfg(any(windows, test))]
fn is_raster(family: u32, face: &[u16]) -> bool {
    const TRUETYPE: u32 = 4;
    let end = face.iter().position(|unit| *unit == 0);
    let face = String::from_utf16_lossy(&face[..end.unwrap_or(face.len())]);
    family & TRUETYPE == 0 && face.eq_ignore_ascii_case("terminal")
}

/// Whether a console's code page has lines one column wide: UTF-8 and those of DOS do. Those of the
/// Windows desktop have none, and in the East Asian ones they are two columns wide.
#[cfg(any(windows, test))]
fn has_lines(code_page: u32) -> bool {
    const UTF_8: u32 = 65001;
    const DOS: [u32; 16] = [
        437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 865, 866, 869,
    ];
    code_page == UTF_8 || DOS.contains(&code_page)
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
    use super::{has_lines, is_raster, says_so};

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

    #[test]
    fn a_raster_font_is_told_from_others() {
        let face = |name: &str| -> Vec<u16> {
            let padding = std::iter::repeat_n(0, 32 - name.len());
            name.encode_utf16().chain(padding).collect()
        };
        assert!(is_raster(0x30, &face("Terminal")));
        assert!(!is_raster(0x36, &face("Consolas")));
        assert!(!is_raster(0x36, &face("Lucida Console")));
        assert!(!is_raster(0, &face("")));
        assert!(is_raster(
            0x30,
            &"Terminal".encode_utf16().collect::<Vec<_>>()
        ));
    }

    #[test]
    fn code_pages_without_lines_are_known() {
        assert!([437, 850, 65001].into_iter().all(has_lines));
        assert!(![932, 936, 1250, 1252, 28591].into_iter().any(has_lines));
    }
}
