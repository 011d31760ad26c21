//! OSC 52: asking the terminal, also at the far end of SSH, to put text on its clipboard.

use super::route::Multiplexer;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The longest text, in bytes, that common terminals take; longer ones they drop silently.
pub(super) const LONGEST: usize = 74_994;

/// GNU screen cuts control strings after a few hundred bytes.
const SCREEN_CHUNK: usize = 76;

/// The bytes that set the clipboard of the terminal behind a multiplexer.
pub(super) fn sequence(text: &str, multiplexer: Multiplexer) -> String {
    let plain = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    match multiplexer {
        Multiplexer::None => plain,
        // tmux takes the plain form with `set-clipboard on`, the wrapped one before 3.3 or with
        // `allow-passthrough on`; each setting ignores the other form.
        Multiplexer::Tmux => {
            let wrapped = plain.replace('\x1b', "\x1b\x1b");
            format!("{plain}\x1bPtmux;{wrapped}\x1b\\")
        }
        Multiplexer::Screen => {
            let chunks: Vec<_> = plain
                .as_bytes()
                .chunks(SCREEN_CHUNK)
                .map(String::from_utf8_lossy)
                .collect();
            format!("\x1bP{}\x1b\\", chunks.join("\x1b\\\x1bP"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_sent_as_base64_between_the_marks() {
        let sent = sequence("Get-Mailbox ü", Multiplexer::None);
        assert_eq!(sent, "\x1b]52;c;R2V0LU1haWxib3ggw7w=\x07");
    }

    #[test]
    fn tmux_gets_the_plain_and_the_wrapped_form() {
        let sent = sequence("a", Multiplexer::Tmux);
        assert_eq!(
            sent,
            "\x1b]52;c;YQ==\x07\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\"
        );
    }

    #[test]
    fn screen_gets_short_control_strings_that_join_to_the_whole() {
        let text = "Get-Mailbox ".repeat(40);
        let sent = sequence(&text, Multiplexer::Screen);
        let parts: Vec<&str> = sent.split_inclusive("\x1b\\").collect();
        assert!(parts.len() > 1);
        let joined: String = parts
            .iter()
            .map(|part| &part["\x1bP".len()..part.len() - 2])
            .collect();
        assert_eq!(joined, sequence(&text, Multiplexer::None));
    }
}
