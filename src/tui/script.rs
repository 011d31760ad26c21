//! Keys written as text, for [`super::render`]: `HCW8078<enter>jj<tab>c`.

use super::model::Msg;
use super::paste::newlines;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The messages that a script stands for. An unknown name in brackets is typed as it stands.
pub(super) fn messages(script: &str) -> Vec<Msg> {
    let mut messages = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        if let Some((text, after)) = pasted(rest) {
            messages.push(Msg::Paste(newlines(text)));
            rest = after;
            continue;
        }
        let named = rest.strip_prefix('<').and_then(|inner| {
            let (name, after) = inner.split_once('>')?;
            Some((key(name)?, after))
        });
        let (event, after) = named.unwrap_or_else(|| {
            let typed = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
            (typed, &rest[c.len_utf8()..])
        });
        messages.push(Msg::Key(event));
        rest = after;
    }
    messages
}

fn pasted(script: &str) -> Option<(&str, &str)> {
    script.strip_prefix("<paste>")?.split_once("</paste>")
}

/// The key of a name in brackets.
fn key(name: &str) -> Option<KeyEvent> {
    let name = name.to_ascii_lowercase();
    if let Some(c) = name.strip_prefix("c-").and_then(|name| name.chars().next()) {
        return Some(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    }
    let code = match name.as_str() {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "s-tab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "space" => KeyCode::Char(' '),
        "lt" => KeyCode::Char('<'),
        other => KeyCode::F(other.strip_prefix('f')?.parse().ok()?),
    };
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_typed_keys_names_and_pastes() {
        let messages = messages("a<tab><f4><paste>x\r\ny</paste><b>");
        let shown: Vec<String> = messages
            .iter()
            .map(|msg| match msg {
                Msg::Key(event) => event.code.to_string(),
                Msg::Paste(text) => format!("{text:?}"),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(shown, ["a", "Tab", "F4", "\"x\\ny\"", "<", "b", ">"]);
    }
}
