//! What a sentence says of what it tells: that it is so, that it is not, or only that somebody says so.

use std::ops::Range;

use super::clause::{Clause, Predicate, Told};
use super::words::{Mark, Sheet, mark};
use crate::extract::lex::Shape;
use crate::extract::time::Sure;

/// How a clause is told by the words around it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Frame {
    Fact,
    /// `he said that ..`
    Said,
    /// `it was claimed that ..`
    Hedged,
    /// `it is not true that ..`, `if ..`
    Denied,
}

/// Takes from every predicate what is not told as a fact.
pub(super) fn doubt(page: &Sheet<'_, '_>, sentence: &Range<usize>, clauses: &mut [Clause]) {
    let mut last = Frame::Fact;
    for number in 0..clauses.len() {
        let clause = &clauses[number];
        let mut frame = opened(page, sentence, clause).max(introduced(page, clause));
        if clause.claimed(page).is_some() {
            frame = frame.max(Frame::Hedged);
        }
        // `He claimed that X left and that ..`, `.. and the army took Oslo`: one claim holds both.
        if clause.joined {
            frame = frame.max(last);
        }
        last = frame;
        // `The law, which ..., | was not repealed` has its subject before.
        if let Some(resumed) = clause.resumes.and_then(|resumed| clauses.get(resumed))
            && denies(page, &resumed.tokens)
        {
            frame = Frame::Denied;
        }
        let clause = &mut clauses[number];
        let (start, end) = (clause.tokens.start, clause.tokens.end);
        for at in 0..clause.predicates.len() {
            let inner = within(page, &clause.predicates, at, start, end);
            let predicate = &mut clause.predicates[at];
            let frame = frame.max(inner);
            // `The ministry said that it would sign ..`: to come, as they had it.
            predicate.told = match predicate.told {
                Told::Would if frame != Frame::Said => Told::Unreal,
                told => told,
            };
            match frame {
                Frame::Fact => {}
                Frame::Said => predicate.sure = predicate.sure.min(Sure::Likely),
                Frame::Hedged => predicate.sure = Sure::Guess,
                Frame::Denied => (predicate.told, predicate.until) = (Told::Unreal, None),
            }
        }
    }
}

/// What the word that opens a clause, and those before it, say of it.
fn opened(page: &Sheet<'_, '_>, sentence: &Range<usize>, clause: &Clause) -> Frame {
    let Some(opener) = clause.opener else { return Frame::Fact };
    let marks = mark(page, opener);
    if marks.has(Mark::IF) {
        return Frame::Denied;
    }
    if !marks.has(Mark::THAT) || opener <= sentence.start {
        return Frame::Fact;
    }
    let mut frame = Frame::Fact;
    let rumour = mark(page, opener - 1).has(Mark::RUMOUR);
    if rumour {
        frame = Frame::Hedged;
        // `Rumours that .. are false`: what is said of them stands behind.
        let rest = clause.tokens.end..sentence.end.min(clause.tokens.end + 12);
        let told = rest.clone().any(|at| mark(page, at).has(Mark::FALSE.or(Mark::DENY).or(Mark::NOT)));
        let own =
            clause.tokens.clone().rev().take(6).any(|at| mark(page, at).has(Mark::FALSE.or(Mark::DENY)));
        if told || own {
            return Frame::Denied;
        }
    }
    // A relative clause describes what there is: only what a verb or a noun of saying leads to is in doubt.
    if clause.relative(page).is_some() && !rumour {
        return Frame::Fact;
    }
    let from = opener.saturating_sub(9).max(sentence.start);
    for at in (from..opener).rev() {
        let marks = mark(page, at);
        if marks.has(Mark::OPENER) && !marks.has(Mark::WHICH)
            || matches!(page.word(at), ";" | ":" | "“" | "”")
        {
            break;
        }
        let denied = marks.has(Mark::DENY.or(Mark::FALSE).or(Mark::MISS))
            || marks.has(Mark::NOT) && !mark(page, at + 1).has(Mark::EVEN)
            || marks.has(Mark::PARTICLE)
                && matches!(page.word(at - usize::from(at > from)), "ruled" | "rules" | "rule");
        if denied {
            return Frame::Denied;
        }
        if marks.has(Mark::CLAIM.or(Mark::HEDGE)) {
            frame = frame.max(Frame::Hedged);
        } else if marks.has(Mark::SPEECH) {
            frame = frame.max(Frame::Said);
        }
    }
    frame
}

/// What its first words say of a clause: `Had Norway signed, ..`, `According to rumours, ..`
fn introduced(page: &Sheet<'_, '_>, clause: &Clause) -> Frame {
    let first = clause.tokens.start;
    let marks = mark(page, first);
    let inverted = page.tokens.get(first).is_some_and(|token| token.shape == Shape::Title)
        && marks.has(Mark::WAS.or(Mark::MODAL))
        && !matches!(page.word(first), "Did");
    if inverted {
        return Frame::Denied;
    }
    let head = first..clause.tokens.end.min(first + 6);
    let according = matches!(page.word(first), "According" | "according");
    let rumoured = according && head.clone().any(|at| mark(page, at).has(Mark::RUMOUR));
    let hedged = head.into_iter().take(2).any(|at| mark(page, at).has(Mark::HEDGE));
    if rumoured || hedged { Frame::Hedged } else { Frame::Fact }
}

/// What is said of a predicate within its own clause: by its subject, its object, and a verb of saying before it.
fn within(page: &Sheet<'_, '_>, predicates: &[Predicate], at: usize, start: usize, end: usize) -> Frame {
    let predicate = &predicates[at];
    if predicate.told == Told::Noun {
        return of_noun(page, predicate.head, start);
    }
    let verbal = |other: &&Predicate| !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced);
    let before = predicates[..at].iter().rfind(verbal);
    let from = before.map_or(start, |before| before.tokens.end).max(start);
    let coordinated = mark(page, predicate.tokens.start.saturating_sub(1)).has(Mark::AND);
    if predicate.told != Told::Aim && denies(page, &(from..predicate.tokens.start)) {
        return Frame::Denied;
    }
    // `signed no treaty`
    let next = predicate.tokens.end;
    let no = next < end && mark(page, next).has(Mark::NOT) && page.word(next + 1) != "later";
    if no && !mark(page, next + 1).has(Mark::EVEN) {
        return Frame::Denied;
    }
    let Some(before) = before.filter(|_| !coordinated) else { return Frame::Fact };
    match predicate.told {
        Told::Aim => Frame::Fact,
        _ if before.marks.has(Mark::DENY) => Frame::Denied,
        _ if before.marks.has(Mark::CLAIM) => Frame::Hedged,
        _ if before.marks.has(Mark::SPEECH) && before.told == Told::Past => Frame::Said,
        _ => Frame::Fact,
    }
}

/// A thing that happens and did not: `the alleged attack`, `without a vote`, `no war`.
fn of_noun(page: &Sheet<'_, '_>, head: usize, start: usize) -> Frame {
    let from = head.saturating_sub(4).max(start);
    let mut frame = Frame::Fact;
    for at in (from..head).rev() {
        let marks = mark(page, at);
        if marks.has(Mark::NOT.or(Mark::WOULD_BE).or(Mark::FALSE))
            || matches!(page.word(at), "without" | "Without")
        {
            frame = Frame::Denied;
        }
    }
    frame
}

/// Whether the words before a verb say that nobody did it: `No treaty`, `Neither X nor Y`, `Nobody`.
fn denies(page: &Sheet<'_, '_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        let not = mark(page, at).has(Mark::NOT)
            && !mark(page, at + 1).has(Mark::EVEN)
            // `No. 7`
            && page.word(at + 1) != ".";
        // `Norway, not Chad, signed`
        let aside = at > tokens.start && page.word(at - 1) == ",";
        not && !aside
    })
}
