//! `be` without a helper: what was decided is to be (`ordered that a hearing | be held`), and what shares the `will` of
//! the verb before it (`will be cleaned and the road | be closed`).

use std::ops::Range;

use super::super::clause::{Predicate, Told};
use super::super::words::{Mark, Sheet, mark};

/// How far back the verb stands at most that decides it.
const BACK: usize = 16;

/// Tells what was decided, what is to come, and what is only wanted.
pub(super) fn settle(page: &Sheet<'_, '_>, clause: &Range<usize>, found: &mut [Predicate]) {
    for index in 0..found.len() {
        let start = found[index].tokens.start;
        if page.word(start) != "be" || found[index].told != Told::Present {
            continue;
        }
        let before = found[..index].iter().rfind(|other| !matches!(other.told, Told::Noun | Told::Reduced));
        let joined =
            before.filter(|before| (before.tokens.end..start).any(|at| mark(page, at).has(Mark::AND)));
        found[index].told = match joined.map(|joined| joined.told) {
            Some(told @ (Told::Future | Told::Would)) => told,
            _ if is_decided(page, clause.start, start) => Told::Aim,
            _ if shares_will(page, start) => Told::Future,
            _ => Told::Unreal,
        };
    }
}

/// Whether what is to be was decided by who can: `ordered that ..`, and not `asked that ..`.
fn is_decided(page: &Sheet<'_, '_>, clause: usize, be: usize) -> bool {
    let near =
        (be.saturating_sub(BACK)..be).rev().take_while(|&at| !matches!(page.word(at), "." | ";" | "!" | "?"));
    let decides = |at: usize| DECIDES.iter().any(|word| page.word(at).eq_ignore_ascii_case(word));
    let verb = near.into_iter().find(|&at| {
        let marks = mark(page, at);
        let verb = marks.has(Mark::PAST.or(Mark::EITHER).or(Mark::PRESENT)) && !marks.has(Mark::HAPPENING);
        let described = at >= clause && at > 0 && mark(page, at - 1).has(Mark::DETERMINER);
        decides(at) || verb && !described
    });
    verb.is_some_and(decides)
}

/// What is done by who can say what is to be.
const DECIDES: [&str; 17] = [
    "ordered",
    "orders",
    "directed",
    "ruled",
    "rules",
    "decreed",
    "resolved",
    "agreed",
    "agrees",
    "decided",
    "determined",
    "stipulated",
    "stipulates",
    "provided",
    "provides",
    "required",
    "requires",
];

/// Whether the clause before, to which an `and` joins this one, tells what will be.
fn shares_will(page: &Sheet<'_, '_>, be: usize) -> bool {
    let near = (be.saturating_sub(BACK)..be)
        .rev()
        .take_while(|&at| !matches!(page.word(at), "." | ";" | "!" | "?" | "that"));
    let mut and = false;
    for at in near {
        and |= mark(page, at).has(Mark::AND);
        if mark(page, at).has(Mark::WILL) {
            return and;
        }
        if mark(page, at).has(Mark::MODAL.or(Mark::HAVE)) {
            return false;
        }
    }
    false
}
