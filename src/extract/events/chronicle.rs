//! Chronicles: entries that begin with their date (`1914 - ..`, rows of a table), and headings that are dates.

use std::ops::Range;

use super::dating::{Date, Edge, Tie, some_time};
use super::words::Sheet;
use super::{Found, When};
use crate::extract::lex::Kind;
use crate::extract::page::{Form, Page};
use crate::extract::time::{Anchor, Sure, Timex, TimexKind};

/// The rule of the date at the head of an entry.
pub(super) const ENTRY: &str = "entry-date";
/// The rule of a heading that is a date.
pub(super) const HEADING: &str = "heading-date";

/// An entry: its date and its words.
pub(super) struct Entry<'t> {
    timex: &'t Timex,
    /// The tokens behind the date, or of the cell that tells.
    pub(super) body: Range<usize>,
}

impl Entry<'_> {
    /// Its date, as one that can be given to what it tells.
    pub(super) fn date(&self, page: &Sheet<'_, '_>) -> (Date, &'static str) {
        let (timex, at) = (self.timex, self.body.start);
        let mut when = when(timex);
        if let Some(stretch) = &timex.stretch {
            when.span = stretch.span.clone();
        }
        let _ = page;
        let sure = if timex.modifier.is_some() { timex.sure.min(Sure::Likely) } else { timex.sure };
        let by_document = matches!(timex.anchor, Anchor::Document | Anchor::Bounds);
        (
            Date {
                when,
                phrase: at..at,
                sure,
                by_document,
                itself: true,
                hour: false,
                edge: Edge::On,
                tie: Tie::Free,
                clock: false,
            },
            ENTRY,
        )
    }
}

fn when(timex: &Timex) -> When {
    if let Some(stretch) = &timex.stretch {
        return When { edtf: stretch.edtf.clone(), days: None, span: stretch.span.clone() };
    }
    let edtf = timex.edtf.as_deref().map(some_time).unwrap_or_default();
    When { edtf, days: timex.days, span: timex.span.clone() }
}

/// The date of a heading, for what stands below it.
pub(super) fn under(when: &When, at: usize) -> (Date, &'static str) {
    let when = when.clone();
    let date = Date {
        when,
        phrase: at..at,
        sure: Sure::Likely,
        by_document: false,
        itself: true,
        hour: false,
        edge: Edge::On,
        tie: Tie::Free,
        clock: false,
    };
    (date, HEADING)
}

/// Whether a sign may stand before an entry: of a list, a heading, a table, or for stress.
fn leads(sign: &str) -> bool {
    matches!(sign, "-" | "–" | "—" | "•" | "*" | "#" | "|" | "·" | "+" | ">" | "[" | "(" | "_")
}

/// Whether a sign parts the date of an entry from its words.
fn parts(page: &Page<'_>, at: usize) -> bool {
    let sign = page.word(at);
    matches!(sign, ":" | "–" | "—" | "|" | "]") || sign == "-" && !page.tokens[at].touches()
}

fn on_calendar(timex: &Timex) -> bool {
    timex.kind == TimexKind::Date && timex.edtf.is_some()
}

/// The entry that these tokens are, if they are one.
pub(super) fn entry<'t>(
    page: &Sheet<'_, '_>,
    timexes: &'t [Timex],
    tokens: &Range<usize>,
) -> Option<Entry<'t>> {
    let row = page.word(tokens.start) == "|";
    if row {
        return cells(page, timexes, tokens);
    }
    let timex = timexes.first().filter(|timex| on_calendar(timex))?;
    let mut start = tokens.start;
    while start < timex.tokens.start && page.tokens[start].kind == Kind::Sign && leads(page.word(start)) {
        start += 1;
    }
    // `On 3 May 1940: ..`
    if start + 1 == timex.tokens.start && matches!(page.word(start), "On" | "In" | "on" | "in") {
        start += 1;
    }
    if start != timex.tokens.start {
        return None;
    }
    let mut end = timex.tokens.end;
    if let Some(stretch) = &timex.stretch {
        end = page.token_at(stretch.span.end).max(end);
    }
    let mut parted = false;
    while end < tokens.end
        && page.tokens[end].kind == Kind::Sign
        && (parts(page, end) || matches!(page.word(end), "*" | ")" | "_"))
    {
        parted |= parts(page, end);
        end += 1;
    }
    (parted && end < tokens.end).then_some(Entry { timex, body: end..tokens.end })
}

/// The entry of a row of a table: one cell is a date, the longest of the others tells.
fn cells<'t>(page: &Sheet<'_, '_>, timexes: &'t [Timex], tokens: &Range<usize>) -> Option<Entry<'t>> {
    let mut date = None;
    let mut best: Option<Range<usize>> = None;
    let mut start = tokens.start + 1;
    for at in tokens.start + 1..=tokens.end {
        if at < tokens.end && page.word(at) != "|" {
            continue;
        }
        let cell = start..at;
        start = at + 1;
        let number = timexes.partition_point(|timex| timex.tokens.start < cell.start);
        let whole = timexes.get(number).filter(|timex| {
            let end =
                timex.stretch.as_ref().map_or(timex.tokens.end, |stretch| page.token_at(stretch.span.end));
            on_calendar(timex) && timex.tokens.start == cell.start && end.max(timex.tokens.end) >= cell.end
        });
        match whole {
            Some(timex) if date.is_none() => date = Some(timex),
            _ if best.as_ref().is_none_or(|best| best.len() < cell.len()) => best = Some(cell),
            _ => {}
        }
    }
    let body = best.filter(|body| body.len() > 1)?;
    Some(Entry { timex: date?, body })
}

/// The sentence behind this one, where it is nothing but a date: that date and where it ends.
pub(super) fn date_behind<'x>(
    page: &Page<'_>,
    number: usize,
    timex: Option<&'x Timex>,
) -> Option<(&'x Timex, usize)> {
    let timex = timex?;
    let next = page.sentences.get(number + 1)?;
    let same = page.sentences.get(number)?.block == next.block;
    let only = timex.tokens.start == next.tokens.start && timex.tokens.end + 1 >= next.tokens.end;
    (same && only).then_some((timex, next.tokens.end))
}

/// Where the date of a heading begins to hold, or, where there is none, ends.
pub(super) struct Heading {
    pub(super) block: usize,
    pub(super) when: Option<When>,
}

/// Lines that are nothing but a date, where a document is ordered by them: as headings of Markdown, or so many that
/// they are not captions.
pub(super) fn headings(page: &Page<'_>, found: &Found<'_>) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut marked = 0;
    let mut plain = 0;
    let mut timexes = found.timexes.iter().peekable();
    for (number, block) in page.blocks.iter().enumerate() {
        while timexes.next_if(|timex| timex.tokens.end <= block.tokens.start).is_some() {}
        if block.form != Form::Line {
            continue;
        }
        let mut start = block.tokens.start;
        let hashed = page.word(start) == "#";
        while start < block.tokens.end && matches!(page.word(start), "#" | "*" | "_" | "=") {
            start += 1;
        }
        let date = timexes.peek().filter(|timex| {
            on_calendar(timex)
                && timex.tokens.start == start
                && (timex.tokens.end..block.tokens.end)
                    .all(|at| matches!(page.word(at), ":" | "*" | "_" | "#" | "."))
        });
        match date {
            Some(timex) => {
                marked += usize::from(hashed);
                plain += 1;
                headings.push(Heading { block: number, when: Some(when(timex)) });
            }
            None if hashed => headings.push(Heading { block: number, when: None }),
            None => {}
        }
    }
    if marked == 0 && (plain < 2 || plain * 4 < page.blocks.len()) {
        headings.clear();
    }
    headings
}

/// Where the clause begins whose date a sentence puts first: `It was on 3 May 1957 that | the satellite was launched`.
pub(super) fn behind_cleft(page: &Sheet<'_, '_>, body: &Range<usize>, date: &Date) -> Option<usize> {
    let it = page.word(body.start) == "It" && matches!(page.word(body.start + 1), "was" | "is");
    // `It was there, in 1968, that`
    let aside = usize::from(page.word(date.phrase.end) == ",");
    let that = date.phrase.end + aside;
    let first = (body.start + 2..=body.start + 3 + 2 * aside).contains(&date.phrase.start);
    (it && first && page.word(that) == "that" && that + 3 < body.end).then_some(that + 1)
}
