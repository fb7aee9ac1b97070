//! Datelines: where and when a report was written, and who sends it (`OSLO, March 4 (NTB) -`), are no part of what it
//! tells.

use std::ops::Range;

use super::words::Sheet;
use crate::extract::lex::{Gap, Kind, Shape};
use crate::extract::time::{Timex, TimexKind};

/// How many tokens a dateline has at most.
const LONGEST: usize = 22;

/// Where the words behind a dateline begin, if `tokens` begin with one: a place in capitals or a day, and a dash.
pub(super) fn behind(page: &Sheet<'_, '_>, timexes: &[Timex], tokens: &Range<usize>) -> Option<usize> {
    let first = page.tokens.get(tokens.start).filter(|first| first.kind == Kind::Word)?;
    let dash = (tokens.start + 1..tokens.end.min(tokens.start + LONGEST)).find(|&at| is_dash(page, at))?;
    let head = tokens.start..dash;
    if timexes.first().is_some_and(|timex| timex.tokens.start == tokens.start) {
        return None;
    }
    let day = timexes.iter().take_while(|timex| timex.tokens.end <= dash).any(|timex| {
        matches!(timex.kind, TimexKind::Date | TimexKind::Time)
            && timex.days.is_none_or(|(first, last)| first == last)
    });
    let loud = first.shape == Shape::Upper && first.end - first.start > 2;
    let sender = page.word(dash - 1) == ")";
    let place = head.clone().all(|at| {
        let token = &page.tokens[at];
        let mut near = timexes.iter().take_while(|timex| timex.tokens.start < dash);
        let dated = near.any(|timex| timex.tokens.contains(&at));
        match token.kind {
            Kind::Word => {
                dated || token.shape != Shape::Lower || matches!(page.word(at), "of" | "the" | "and" | "de")
            }
            Kind::Sign => matches!(page.word(at), "," | "." | "/" | "(" | ")" | "-" | "–"),
            Kind::Number => dated,
            Kind::Clitic => false,
        }
    });
    // `Oslo, 3 May 2021 (AB) -` needs its day, and a sign between both.
    let before = timexes.first().and_then(|timex| timex.tokens.start.checked_sub(1));
    let parted = before.is_some_and(|at| matches!(page.word(at), "," | ")" | "–" | "—" | "/"));
    let count = |sign: &str| head.clone().filter(|&at| page.word(at) == sign).count();
    let place = place && count("(") == count(")");
    let is_one = place && (loud && (day || sender) || day && parted);
    let mut end = dash;
    while end < tokens.end && is_dash(page, end) {
        end += 1;
    }
    (is_one && end < tokens.end).then_some(end)
}

/// A dash that parts: `—`, `--`, ` - `.
fn is_dash(page: &Sheet<'_, '_>, at: usize) -> bool {
    let Some(token) = page.tokens.get(at).filter(|token| token.kind == Kind::Sign) else { return false };
    let apart = |at: usize| page.tokens.get(at).is_none_or(|token| token.gap >= Gap::Space);
    match page.word(at) {
        "—" | "--" | "―" => true,
        "-" | "–" => {
            let doubled = page.word(at + 1) == "-" || at > 0 && page.word(at - 1) == "-";
            doubled || token.gap >= Gap::Space && apart(at + 1) || page.word(at.wrapping_sub(1)) == ")"
        }
        _ => false,
    }
}
