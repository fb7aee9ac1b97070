//! Who denies what somebody claims: `Berg called that a lie`, `.., which he denies`, `She rejects the charges`.

use std::ops::Range;

use super::super::words::{Mark, Sheet, mark};
use crate::extract::lex::Kind;

/// How many sentences behind a claim may name it to deny it: `He denies the charges`.
const BEHIND: usize = 3;

/// How many tokens of a sentence are looked through.
const LONGEST: usize = 80;

/// The words that deny what a sentence claims, behind a token of it.
pub(super) fn of(page: &Sheet<'_, '_>, sentence: usize, behind: usize) -> Option<Range<usize>> {
    let own = page.sentences.get(sentence)?;
    let rest = behind.min(own.tokens.end)..own.tokens.end;
    denial(page, &rest).map(|(words, _)| words).or_else(|| {
        (1..=BEHIND).find_map(|next| {
            let near = page.sentences.get(sentence + next).filter(|near| near.block <= own.block + 1)?;
            let (words, named) = denial(page, &near.tokens)?;
            (next == 1 || named).then_some(words)
        })
    })
}

/// The denial among tokens, and whether it names what it denies: `the charges`, and not `it`.
fn denial(page: &Sheet<'_, '_>, tokens: &Range<usize>) -> Option<(Range<usize>, bool)> {
    let end = tokens.end.min(tokens.start + LONGEST);
    let (at, named) = (tokens.start..end).find_map(|at| denies(page, at, end).map(|named| (at, named)))?;
    let parts = |at: usize| page.tokens[at].kind == Kind::Sign && !matches!(page.word(at), "-" | "’" | "'");
    let start = (tokens.start..at).rev().take_while(|&at| !parts(at)).last().unwrap_or(at);
    let end = (at..end).take_while(|&at| !parts(at)).last().map_or(at, |last| last + 1);
    Some((start..end, named))
}

/// Whether somebody denies at a token, and whether they name what.
fn denies(page: &Sheet<'_, '_>, at: usize, end: usize) -> Option<bool> {
    let behind = |words: &[&str], reach: usize| {
        (at + 1..end.min(at + 1 + reach)).any(|at| words.contains(&page.word(at)))
    };
    let not = (1..=2).any(|back| at.checked_sub(back).is_some_and(|at| mark(page, at).has(Mark::NOT)));
    match page.word(at) {
        _ if not => None,
        "denied" | "denies" | "deny" | "denying" | "rejected" | "rejects" | "rejecting" | "refuted"
        | "refutes" | "disputed" | "disputes" | "dismissed" | "dismisses" => {
            let accused = behind(&ACCUSATIONS, 5);
            let it = matches!(
                page.word(at + 1),
                "it" | "this" | "that" | "them" | "having" | "doing" | "ever" | "both"
            );
            // `.., which he denies`
            let which = at + 1 >= end || matches!(page.word(at + 1), "." | "," | ";");
            let which =
                which && (1..=4).any(|back| at.checked_sub(back).is_some_and(|at| page.word(at) == "which"));
            accused.then_some(true).or((it || which).then_some(false))
        }
        "called" | "calls" | "described" | "describes" | "branded" => behind(&LIES, 6).then_some(false),
        "That" | "This" | "It" | "that" | "this" | "it" => {
            let is = matches!(page.word(at + 1), "is" | "was" | "’s" | "'s");
            let untrue = page.word(at + 2) == "not" && page.word(at + 3) == "true";
            let lie = LIES.contains(&page.word(at + 2))
                || page.word(at + 2) == "a" && LIES.contains(&page.word(at + 3));
            (is && (untrue || lie)).then_some(false)
        }
        "pleaded" | "pleads" => (page.word(at + 1) == "not" && page.word(at + 2) == "guilty").then_some(true),
        _ => None,
    }
}

/// What somebody is accused by.
const ACCUSATIONS: [&str; 11] = [
    "claim",
    "claims",
    "charge",
    "charges",
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "wrongdoing",
    "guilt",
    "involvement",
];

/// What somebody calls it that is not true.
const LIES: [&str; 13] = [
    "lie",
    "lies",
    "untrue",
    "false",
    "nonsense",
    "baseless",
    "unfounded",
    "fabrication",
    "fabricated",
    "invention",
    "invented",
    "smear",
    "absurd",
];
