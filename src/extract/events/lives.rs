//! Births and deaths that stand in brackets behind a name: `Anna Berg (born 3 May 1950)`, `(3 May 1870, Lviv – 4 June
//! 1945, Paris)`.

use std::ops::Range;

use super::title::Helper;
use super::words::Sheet;
use crate::extract::actors::{Cast, Kind};
use crate::extract::lex::{Kind as Sort, Shape};
use crate::extract::time::{Timex, TimexKind};

/// How many words may say where.
const PLACE: usize = 6;

/// A birth or a death.
pub(super) struct Life<'t> {
    /// The name that it is told of.
    pub(super) name: Range<usize>,
    pub(super) timex: &'t Timex,
    pub(super) what: Helper,
    /// Where it was, with its `in`: `in Lviv`.
    pub(super) place: Option<Range<usize>>,
}

/// The births and deaths in the brackets of a sentence.
pub(super) fn lives<'t>(
    page: &Sheet<'_, '_>,
    cast: &Cast,
    timexes: &'t [Timex],
    asides: &[Range<usize>],
    from: usize,
) -> Vec<Life<'t>> {
    let mut found = Vec::new();
    for aside in asides.iter().filter(|aside| page.word(aside.start) == "(") {
        let name = cast.within(&(from.min(aside.start)..aside.start)).last().filter(|mention| {
            mention.tokens.end == aside.start
                && cast.actors.get(mention.actor).is_some_and(|actor| actor.kind == Kind::Person)
        });
        // `(née ..)` and `(born ..)` are of people, known or not.
        let personal = aside.clone().any(|at| is_word(page, at, &["née", "né", "nee", "born"]));
        let name = name.map(|mention| mention.tokens.clone());
        let name = name.or_else(|| titled(page, from, aside.start).filter(|_| personal));
        let Some(name) = name else { continue };
        let parts = parts(page, timexes, aside);
        // Two days, one on each side of a dash, are a life; years alone may be a reign.
        let day = |timex: &Timex| timex.days.is_some_and(|(first, last)| first == last);
        let bare = |part: &Part<'_>| part.what.is_none() && part.is_bare(page, cast);
        let life = matches!(&parts[..], [one, two] if two.dashed && (bare(one) || one.what == Some(Helper::WasBorn))
            && bare(two) && day(one.timex) && day(two.timex));
        for (number, part) in parts.iter().enumerate() {
            let of_two = if number == 0 { Helper::WasBorn } else { Helper::Died };
            if let Some(what) = part.what.or(Some(of_two).filter(|_| life)) {
                found.push(Life {
                    name: name.clone(),
                    timex: part.timex,
                    what,
                    place: part.place(page, cast),
                });
            }
        }
    }
    found
}

/// What brackets tell of one date.
struct Part<'t> {
    tokens: Range<usize>,
    timex: &'t Timex,
    what: Option<Helper>,
    /// A dash parts it from what stands before.
    dashed: bool,
}

/// What brackets tell, date by date: parted by dashes, semicolons, and commas before another date or word.
fn parts<'t>(page: &Sheet<'_, '_>, timexes: &'t [Timex], aside: &Range<usize>) -> Vec<Part<'t>> {
    let first = timexes.partition_point(|timex| timex.tokens.start < aside.start);
    let dates: Vec<&Timex> = timexes[first..]
        .iter()
        .take_while(|timex| timex.tokens.end <= aside.end)
        .filter(|timex| timex.kind == TimexKind::Date && timex.edtf.is_some())
        .take(3)
        .collect();
    let born = |at: usize| is_word(page, at, &["born", "b"]);
    let died = |at: usize| is_word(page, at, &["died", "d"]) || page.word(at) == "†";
    let mut parts: Vec<Part<'t>> = Vec::new();
    let mut start = aside.start + 1;
    for (number, timex) in dates.iter().enumerate() {
        let next = dates.get(number + 1).map_or(aside.end - 1, |next| next.tokens.start);
        let dash = |at: &usize| {
            matches!(page.word(*at), "–" | "—" | ";") || page.word(*at) == "-" && !page.tokens[*at].touches()
        };
        let end = (timex.tokens.end..next)
            .find(dash)
            .or_else(|| {
                (timex.tokens.end..next).find(|&at| page.word(at) == "," && (born(at + 1) || died(at + 1)))
            })
            .or_else(|| {
                (timex.tokens.end == next - 1 || next == timex.tokens.end).then_some(timex.tokens.end)
            })
            .unwrap_or(next);
        let before = start..timex.tokens.start;
        let what = before.clone().rev().find_map(|at| match () {
            () if born(at) => Some(Helper::WasBorn),
            () if died(at) => Some(Helper::Died),
            () => None,
        });
        let dashed = start > aside.start + 1 && matches!(page.word(start - 1), "–" | "—" | "-");
        parts.push(Part { tokens: start..end.max(timex.tokens.end), timex, what, dashed });
        start = (end + 1).max(timex.tokens.end);
        // `1870-1945`, where both touch the dash.
        if page.word(timex.tokens.end) == "-" {
            start = timex.tokens.end + 1;
        }
    }
    parts
}

impl Part<'_> {
    /// The words beside its date.
    fn words(&self) -> impl Iterator<Item = usize> + '_ {
        self.tokens.clone().filter(|at| !self.timex.tokens.contains(at))
    }

    /// Whether it says no more than a day and a place, and the name that somebody was born with.
    fn is_bare(&self, page: &Sheet<'_, '_>, cast: &Cast) -> bool {
        self.words().all(|at| {
            let token = &page.tokens[at];
            let name = token.kind == Sort::Word && token.shape != Shape::Lower;
            name || !cast.within(&(at..at + 1)).is_empty()
                || matches!(
                    page.word(at),
                    "," | ";" | "in" | "near" | "on" | "née" | "né" | "nee" | "c" | "." | "-"
                )
        })
    }

    /// Where it was: `in Lviv`, and `, Lviv` without its comma.
    fn place(&self, page: &Sheet<'_, '_>, cast: &Cast) -> Option<Range<usize>> {
        let known = |at: &usize| {
            cast.within(&(*at..*at + 1)).first().is_some_and(|mention| {
                cast.actors
                    .get(mention.actor)
                    .is_some_and(|actor| matches!(actor.kind, Kind::Place | Kind::State))
            })
        };
        let capital =
            |at: &usize| page.tokens[*at].kind == Sort::Word && page.tokens[*at].shape != Shape::Lower;
        let leads = |at: &usize| matches!(page.word(*at), "in" | "near" | "at");
        let start = self.words().find(|at| {
            leads(at)
                && self.tokens.contains(&(at + 1))
                && capital(&(at + 1))
                && !self.timex.tokens.contains(&(at + 1))
                || known(at) && capital(at)
        })?;
        let mut end = start + 1;
        while end < self.tokens.end
            && end - start < PLACE
            && !self.timex.tokens.contains(&end)
            && (capital(&end) || matches!(page.word(end), "-" | "am" | "de" | "of") && capital(&(end + 1)))
        {
            end += 1;
        }
        Some(start..end)
    }
}

/// Two to four words with capitals right before a token.
fn titled(page: &Sheet<'_, '_>, from: usize, end: usize) -> Option<Range<usize>> {
    let capital = |at: &usize| {
        let token = &page.tokens[*at];
        token.kind == Sort::Word && matches!(token.shape, Shape::Title | Shape::Mixed)
    };
    let count = (from..end).rev().take_while(capital).count();
    (2..=4).contains(&count).then_some(end - count..end)
}

fn is_word(page: &Sheet<'_, '_>, at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| page.word(at).eq_ignore_ascii_case(word))
}
