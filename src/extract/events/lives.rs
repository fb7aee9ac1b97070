//! Births and deaths that stand in brackets behind a name: `Anna Berg (born 3 May 1950)`, `(3 May 1870 – 4 June 1945)`.

use std::ops::Range;

use super::title::Helper;
use super::words::Sheet;
use crate::extract::actors::{Cast, Kind};
use crate::extract::lex::{Kind as Sort, Shape};
use crate::extract::time::{Timex, TimexKind};

/// A birth or a death.
pub(super) struct Life<'t> {
    /// The name that it is told of.
    pub(super) name: Range<usize>,
    pub(super) timex: &'t Timex,
    pub(super) what: Helper,
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
    for aside in asides {
        let name = cast.within(&(from.min(aside.start)..aside.start)).last().filter(|mention| {
            mention.tokens.end == aside.start
                && cast.actors.get(mention.actor).is_some_and(|actor| actor.kind == Kind::Person)
        });
        // `(née ..)` and `(born ..)` are of people, known or not.
        let personal = aside.clone().any(|at| is_word(page, at, &["née", "né", "nee", "born"]));
        let name = name.map(|mention| mention.tokens.clone());
        let name = name.or_else(|| titled(page, from, aside.start).filter(|_| personal));
        let Some(name) = name else { continue };
        let first = timexes.partition_point(|timex| timex.tokens.start < aside.start);
        let within: Vec<&Timex> = timexes[first..]
            .iter()
            .take_while(|timex| timex.tokens.end <= aside.end)
            .filter(|timex| timex.kind == TimexKind::Date && timex.edtf.is_some())
            .take(3)
            .collect();
        let mut tell = |timex, what| found.push(Life { name: name.clone(), timex, what });
        match within[..] {
            [one, two] if is_stretch(page, one, two) => {
                let day = |timex: &Timex| timex.days.is_some_and(|(first, last)| first == last);
                let led = one.tokens.start == aside.start + 1
                    || matches!(page.word(one.tokens.start - 1), ";" | ",")
                    || is_word(page, one.tokens.start - 1, &["born", "b"]);
                if led && day(one) && day(two) {
                    tell(one, Helper::WasBorn);
                    tell(two, Helper::Died);
                }
            }
            _ => {
                for timex in within {
                    let before = timex.tokens.start - 1;
                    let before = if matches!(page.word(before), "on" | "in" | "." | "c") {
                        before - 1
                    } else {
                        before
                    };
                    if is_word(page, before, &["born", "b"]) {
                        tell(timex, Helper::WasBorn);
                    } else if is_word(page, before, &["died", "d"]) || page.word(before) == "†" {
                        tell(timex, Helper::Died);
                    }
                }
            }
        }
    }
    found
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

/// Whether nothing but a dash stands between both.
fn is_stretch(page: &Sheet<'_, '_>, one: &Timex, two: &Timex) -> bool {
    let between = one.tokens.end..two.tokens.start;
    !between.is_empty()
        && between.len() <= 2
        && between
            .clone()
            .all(|at| page.tokens[at].kind == Sort::Sign && matches!(page.word(at), "-" | "–" | "—"))
}
