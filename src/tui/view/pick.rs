//! A short list of articles to choose from.

use super::{dialog, paint};
use crate::tui::layout;
use crate::tui::model::{Model, Pick};
use crate::tui::text::{fit, piece};
use crate::tui::theme::Tone;
use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) fn draw(model: &Model, pick: &Pick, frame: &mut Frame, area: Rect) {
    let place = layout::dialog(area, 76, pick.articles.len() as u16);
    let inner = dialog(model, frame, place, &pick.title);
    let height = usize::from(inner.height).max(1);
    let first = (pick.at + 1).saturating_sub(height);
    let shown = pick.articles.iter().enumerate().skip(first);
    for (y, (at, article)) in (inner.y..inner.bottom()).zip(shown) {
        let line = Rect {
            y,
            height: 1,
            ..inner
        };
        let title = fit(model.card(*article).title, usize::from(inner.width));
        paint(
            frame.buffer_mut(),
            line,
            &[piece(title, Tone::Plain)],
            model.theme,
        );
        if at == pick.at {
            frame
                .buffer_mut()
                .set_style(line, model.theme.style(Tone::Selected));
        }
    }
}
