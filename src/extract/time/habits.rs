//! What a document does throughout: the order in which it writes the numbers of a date, and whose feasts it keeps.

use super::phrase::Found;
use super::reading::{Core, Feast, Grain};
use crate::extract::page::Page;

/// What a document does throughout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habits {
    /// Whether the day comes before the month in `03/04/2024`, where other dates of the document tell.
    pub(super) day_first: Option<bool>,
    /// Whether it speaks of the United States.
    pub(super) american: bool,
}

/// Reads the habits of a document off its expressions.
pub(super) fn of(page: &Page<'_>, found: &[Found]) -> Habits {
    let (mut days, mut months, mut feasts) = (false, false, false);
    for hit in found {
        if hit.reading.rule == "numeric-date" {
            let number =
                |at: usize| page.tokens.get(at).and_then(|token| token.number(page.text)).unwrap_or(0);
            days |= number(hit.start) > 12 && page.word(hit.start + 1) != ".";
            months |= number(hit.start + 2) > 12;
        }
        feasts |= matches!(hit.reading.core, Core::Named { grain: Grain::Feast(Feast::Independence), .. });
    }
    let day_first = if days == months { None } else { Some(days) };
    let american = feasts && (0..page.tokens.len()).any(|at| is_american(page, at));
    Habits { day_first, american }
}

/// Whether a word names the United States.
pub(super) fn is_american(page: &Page<'_>, at: usize) -> bool {
    match page.word(at) {
        "U.S." | "U.S" | "US" | "USA" | "America" | "American" | "Americans" => true,
        "States" => at > 0 && page.word(at - 1) == "United",
        _ => false,
    }
}
