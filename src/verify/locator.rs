//! Whether a quote stands where its pin-cite says.

use super::{Document, Hit};
use crate::model::Locator;
use crate::model::quote::Unit;

/// The hit that the pin-cite means, and the pin-cite that would be right where it is wrong. A pin-cite
/// in no known form, and pages, which plain text does not have, are taken as they are.
pub(super) fn check(
    document: &Document,
    words: &str,
    locator: Option<Locator>,
    hit: Hit,
) -> (Hit, Option<String>) {
    let Some((unit, first, last)) = locator.and_then(Locator::part) else {
        return (hit, None);
    };
    if fits(&hit, unit, first, last) {
        return (hit, None);
    }
    // The same words may stand there as well, later in the document.
    let stretch = match unit {
        Unit::Page => return (hit, None),
        Unit::Paragraph => document.stretch(first, last, |_, paragraph| paragraph),
        Unit::Line => document.stretch(first, last, |index, _| u32::try_from(index + 1).unwrap_or(u32::MAX)),
        Unit::Character => match document.byte_of(first as usize) {
            Some(start) => start..document.text().len(),
            None => 0..0,
        },
    };
    match document.find_in(stretch, words).filter(|hit| fits(hit, unit, first, last)) {
        Some(there) => (there, None),
        None => (hit, Some(right(&hit, unit))),
    }
}

fn fits(hit: &Hit, unit: Unit, first: u32, last: u32) -> bool {
    let within = |(from, to): (u32, u32)| from >= first && to <= last;
    match unit {
        Unit::Page => true,
        Unit::Paragraph => within(hit.paragraphs),
        Unit::Line => within(hit.lines),
        Unit::Character if first == last => hit.first_char == first as usize,
        Unit::Character => hit.first_char >= first as usize && hit.end_char <= last as usize + 1,
    }
}

fn right(hit: &Hit, unit: Unit) -> String {
    let short = unit.short();
    let range = |(from, to): (u32, u32)| {
        if from == to { format!("{short} {from}") } else { format!("{short} {from}-{to}") }
    };
    match unit {
        Unit::Line => range(hit.lines),
        Unit::Character => format!("{short} {}", hit.first_char),
        Unit::Paragraph | Unit::Page => range(hit.paragraphs),
    }
}
