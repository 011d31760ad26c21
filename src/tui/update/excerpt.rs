//! The telling lines of a pasted text: those that speak for the selected hit, with what matched
//! marked. Made once per search or selection, never per frame.

use crate::search::Hit;
use crate::tui::layout;
use crate::tui::model::Model;
use crate::tui::text::{Row, boundary, cut, piece};
use crate::tui::theme::Tone;
use std::ops::Range;

/// Lines of the paste that speak for the selected hit, then the first ones.
pub(super) fn of(model: &Model) -> Vec<(usize, Row)> {
    let Some(pasted) = &model.search.entry.pasted else {
        return Vec::new();
    };
    let most = layout::excerpt_lines(model.size);
    let places = model.hit().map(telling_places).unwrap_or_default();
    let text = &pasted.text[..boundary(&pasted.text, 1 << 16)];
    let mut lines: Vec<Range<usize>> = Vec::new();
    for place in places.iter().filter(|place| place.end <= text.len()) {
        let line = line_around(text, place.start);
        if lines.len() < most && !lines.contains(&line) {
            lines.push(line);
        }
    }
    for line in ranges_of_lines(text) {
        if lines.len() >= most {
            break;
        }
        if !lines.contains(&line) && !text[line.clone()].trim().is_empty() {
            lines.push(line);
        }
    }
    lines.sort_by_key(|line| line.start);
    let columns = usize::from(model.size.width).saturating_sub(8);
    lines
        .into_iter()
        .map(|line| {
            let number = text[..line.start].matches('\n').count() + 1;
            (number, highlighted(text, line, &places, columns))
        })
        .collect()
}

/// Places of a hit's reasons, the weightiest reason's first.
fn telling_places(hit: &Hit) -> Vec<Range<usize>> {
    let places = hit.reasons.iter().flat_map(|reason| &reason.places);
    places.take(64).cloned().collect()
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = boundary(text, at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

fn ranges_of_lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

/// One line with the matched parts marked, cut so that the first of them is seen.
fn highlighted(text: &str, line: Range<usize>, places: &[Range<usize>], columns: usize) -> Row {
    let mut marked: Vec<Range<usize>> = places
        .iter()
        .map(|place| place.start.max(line.start)..place.end.min(line.end))
        .filter(|place| place.start < place.end)
        .filter(|place| text.is_char_boundary(place.start) && text.is_char_boundary(place.end))
        .collect();
    marked.sort_by_key(|place| place.start);
    let lead = text[line.clone()].len() - text[line.clone()].trim_start().len();
    let mut at = line.start + lead;
    let mut row = Row::new();
    if let Some(first) = marked.first() {
        let before = first.start.saturating_sub(at);
        if before > columns / 2 {
            at = boundary(text, first.start - columns / 4);
            row.push(piece("…", Tone::Dim));
        }
    }
    for place in marked {
        if place.start >= at {
            row.push(piece(&text[at..place.start], Tone::Dim));
            row.push(piece(&text[place.clone()], Tone::Match));
            at = place.end;
        }
    }
    let rest = &text[at.min(line.end)..line.end];
    row.push(piece(&rest[..boundary(rest, columns * 4)], Tone::Dim));
    cut(&row, columns)
}
