//! What a document does throughout: the order in which it writes the numbers of a date, and whose feasts it keeps.

use super::phrase::Found;
use super::reading::{Core, Feast, Grain, Within};
use crate::extract::page::Page;

/// What a document does throughout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habits {
    /// Whether the day comes before the month in `03/04/2024`, where other dates of the document tell.
    pub(super) day_first: Option<bool>,
    /// Whether it speaks of the United States.
    pub(super) american: bool,
    /// Whether years or months stand over what they date, as in a chronology.
    pub(super) headed: bool,
}

/// Whether an expression is a line of its own, but for the marks of a heading.
pub(super) fn is_line(page: &Page<'_>, hit: &Found) -> bool {
    let Some(sentence) = page.sentences.get(page.sentence_of(hit.start)) else { return false };
    let Some(block) = page.blocks.get(sentence.block) else { return false };
    let is_mark = |at: usize| matches!(page.word(at), "#" | "*" | ":" | "=" | "-" | "." | "_");
    let (before, behind) = (block.tokens.start..hit.start, hit.end..block.tokens.end);
    before.len() <= 6 && behind.len() <= 4 && before.chain(behind).all(is_mark)
}

/// The year of a heading: `1939`, `May 1940`.
pub(super) fn heading_year(page: &Page<'_>, hit: &Found) -> Option<i32> {
    match hit.reading.core {
        Core::Named { grain: Grain::Year | Grain::Month(_), within: Within::Year(year), .. }
            if is_line(page, hit) =>
        {
            Some(year)
        }
        _ => None,
    }
}

/// Reads the habits of a document off its expressions.
pub(super) fn of(page: &Page<'_>, found: &[Found]) -> Habits {
    let (mut days, mut months, mut feasts) = (false, false, false);
    // In words: `9 May`, `May 9`.
    let (mut day_words, mut month_words) = (false, false);
    for hit in found {
        if let Core::Named { grain: Grain::Day(..), .. } = hit.reading.core {
            day_words |= hit.reading.rule == "day-month";
            month_words |= hit.reading.rule == "month-day";
        }
        if hit.reading.rule == "numeric-date" {
            let number =
                |at: usize| page.tokens.get(at).and_then(|token| token.number(page.text)).unwrap_or(0);
            days |= number(hit.start) > 12 && page.word(hit.start + 1) != ".";
            months |= number(hit.start + 2) > 12;
        }
        feasts |= matches!(hit.reading.core, Core::Named { grain: Grain::Feast(Feast::Independence), .. });
    }
    let mut years = found.iter().filter_map(|hit| heading_year(page, hit));
    let headed = years.next().is_some_and(|first| years.any(|year| year != first));
    // Numbers tell of numbers; where there are none, words do.
    let day_first = match (days == months, day_words == month_words) {
        (false, _) => Some(days),
        (true, false) if !days => Some(day_words),
        _ => None,
    };
    let american = feasts && (0..page.tokens.len()).any(|at| is_american(page, at));
    Habits { day_first, american, headed }
}

/// Whether a word names the United States.
pub(super) fn is_american(page: &Page<'_>, at: usize) -> bool {
    match page.word(at) {
        "U.S." | "U.S" | "US" | "USA" | "America" | "American" | "Americans" => true,
        "States" => at > 0 && page.word(at - 1) == "United",
        _ => false,
    }
}
