//! Which date belongs to what is told.

use std::ops::Range;

use super::When;
use super::clause::{Clause, Predicate, Told};
use super::words::{Mark, Sheet, mark};
use crate::extract::lex::{Kind, Shape};
use crate::extract::time::{Anchor, Sure, Timex, TimexKind};

/// The rule of a date that stands behind its verb.
pub(super) const BEHIND: &str = "verb-date";
/// The rule of a date that stands before the clause: `On 6 May, ..`
pub(super) const BEFORE: &str = "date-verb";
/// The rule of a date in another clause of the sentence.
pub(super) const ELSEWHERE: &str = "date-sentence";

/// How many tokens may stand between a verb and its date.
const REACH: usize = 24;

/// A date in a sentence.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word that stood beside it, or not")]
pub(super) struct Date {
    pub(super) when: When,
    /// Its words with the preposition that leads to them.
    pub(super) phrase: Range<usize>,
    pub(super) sure: Sure,
    /// It counts from the day the document was written.
    pub(super) by_document: bool,
    /// `by 2030`
    pub(super) by: bool,
    /// `since 1995`
    pub(super) since: bool,
    /// It belongs to a name or a noun: `the 2024 Conference`.
    pub(super) attributive: bool,
}

/// The dates of a sentence that lie on the calendar.
pub(super) fn dates(page: &Sheet<'_, '_>, timexes: &[Timex], sentence: &Range<usize>) -> Vec<Date> {
    let mut found: Vec<Date> = Vec::new();
    let mut stretched = 0;
    for timex in timexes {
        if !matches!(timex.kind, TimexKind::Date | TimexKind::Time) || timex.span.end <= stretched {
            continue;
        }
        let Some(edtf) = timex.edtf.clone() else { continue };
        let mut tokens = timex.tokens.clone();
        let mut when = When { edtf, days: timex.days, span: timex.span.clone() };
        if let Some(stretch) = &timex.stretch {
            stretched = stretch.span.end;
            tokens.end = page.token_at(stretch.span.end).max(tokens.end).min(sentence.end);
            let last = timexes.iter().find(|last| last.span.end == stretch.span.end);
            let end = last.and_then(|last| last.days).map(|(_, end)| end);
            let days = timex.days.zip(end).map(|((start, _), end)| (start, end));
            when = When { edtf: stretch.edtf.clone(), days, span: stretch.span.clone() };
        }
        let before = |back: usize| {
            let at = tokens.start.checked_sub(back).filter(|at| *at >= sentence.start);
            at.map(|at| page.word(at).to_ascii_lowercase()).unwrap_or_default()
        };
        let (by, since) = (before(1) == "by", before(1) == "since");
        if since && !when.edtf.contains('/') {
            when.edtf += "/..";
        }
        let next = page.tokens.get(tokens.end).filter(|_| tokens.end < sentence.end);
        let owns = next.is_some_and(|next| next.kind == Kind::Clitic);
        let attributive = owns
            || next.is_some_and(|next| {
                next.kind == Kind::Word
                    && (next.shape != Shape::Lower || mark(page, tokens.end).has(Mark::HAPPENING))
                    && !mark(page, tokens.end)
                        .has(Mark::PRONOUN.or(Mark::DETERMINER).or(Mark::POSSESSIVE).or(Mark::PREPOSITION))
            }) && tokens.start > sentence.start
                && !mark(page, tokens.start - 1).has(Mark::PREPOSITION)
                && timex.kind == TimexKind::Date;
        let mut phrase = tokens.clone();
        while phrase.start > sentence.start && phrase.start + 3 > tokens.start {
            let marks = mark(page, phrase.start - 1);
            let leads = marks.has(Mark::PREPOSITION)
                && !matches!(page.word(phrase.start - 1), "for" | "with" | "than")
                || marks.has(Mark::ADVERB)
                    && mark(page, phrase.start).has(Mark::PREPOSITION)
                    && matches!(before(2).as_str(), "just" | "only" | "early" | "already");
            if !leads {
                break;
            }
            phrase.start -= 1;
        }
        let sure = if timex.modifier.is_some() { timex.sure.min(Sure::Likely) } else { timex.sure };
        let by_document = matches!(timex.anchor, Anchor::Document | Anchor::Bounds);
        // What is held by a year alone says little of the day, but that surely.
        found.push(Date { when, phrase, sure, by_document, by, since, attributive });
    }
    found
}

/// Which predicate each date belongs to: clause, predicate, date and rule. Each predicate gets one date, the finest.
pub(super) fn attach(
    page: &Sheet<'_, '_>,
    clauses: &[Clause],
    dates: &[Date],
) -> Vec<(usize, usize, usize, &'static str)> {
    let mut found: Vec<(usize, usize, usize, &'static str)> = Vec::new();
    for (number, date) in dates.iter().enumerate() {
        let Some(clause) =
            clauses.iter().position(|clause| clause.tokens.contains(&date.phrase.end.saturating_sub(1)))
        else {
            continue;
        };
        let Some((clause, predicate, rule)) = choose(page, clauses, clause, date) else { continue };
        if clauses[clause].predicates[predicate].told == Told::Noun
            && let Some(main) = beside(page, &clauses[clause], predicate, date)
            && found.iter().all(|(c, p, ..)| (*c, *p) != (clause, main))
        {
            found.push((clause, main, number, ELSEWHERE));
        }
        match found.iter_mut().find(|(c, p, ..)| (*c, *p) == (clause, predicate)) {
            Some(old) => {
                let length = |date: &Date| {
                    date.when.days.map_or(i64::MAX, |(first, last)| {
                        i64::from(last.year - first.year) * 372
                            + (i64::from(last.month) - i64::from(first.month)) * 31
                            + i64::from(last.day)
                            - i64::from(first.day)
                    })
                };
                if length(date) < length(&dates[old.2]) {
                    (old.2, old.3) = (number, rule);
                }
            }
            None => found.push((clause, predicate, number, rule)),
        }
    }
    found.sort_unstable_by_key(|(clause, predicate, ..)| (*clause, *predicate));
    found
}

/// What a caption tells, whose date stands behind it.
pub(super) fn of_caption(clauses: &[Clause]) -> Vec<(usize, usize, usize, &'static str)> {
    let found = clauses.iter().enumerate().find_map(|(number, clause)| {
        let is_told = |predicate: &Predicate| predicate.told != Told::Noun && predicate.is_event();
        Some((number, clause.predicates.iter().position(is_told)?, 0, BEHIND))
    });
    found.into_iter().collect()
}

/// What somebody does `during his visit to .. in May`: it has the date of the visit.
fn beside(page: &Sheet<'_, '_>, clause: &Clause, noun: usize, date: &Date) -> Option<usize> {
    let head = clause.predicates.get(noun)?.head;
    let whose = head.checked_sub(1).map(|at| mark(page, at)).is_some_and(|marks| marks.has(Mark::POSSESSIVE));
    let is_main = |predicate: &Predicate| predicate.told == Told::Past && predicate.head < head;
    let main = clause.predicates.iter().position(is_main)?;
    (whose && tells(&clause.predicates[main], date)).then_some(main)
}

fn choose(
    page: &Sheet<'_, '_>,
    clauses: &[Clause],
    at: usize,
    date: &Date,
) -> Option<(usize, usize, &'static str)> {
    let clause = &clauses[at];
    if date.attributive {
        // `the 2020 war`: the thing itself, where that is all.
        let noun = clause.predicates.iter().position(|predicate| {
            predicate.told == Told::Noun
                && predicate.head >= date.phrase.end
                && predicate.head < date.phrase.end + 5
        })?;
        let other =
            clause.predicates.iter().any(|predicate| predicate.is_event() && predicate.told != Told::Noun);
        return (!other).then_some((at, noun, BEHIND));
    }
    let left = clause.predicates.iter().rposition(|predicate| {
        predicate.told != Told::Noun
            && predicate.tokens.end <= date.phrase.start
            && date.phrase.start - predicate.tokens.end <= REACH
    });
    let right = clause
        .predicates
        .iter()
        .position(|predicate| predicate.told != Told::Noun && predicate.tokens.start >= date.phrase.end);
    let noun = noun_before(page, clause, date);
    if let Some(left) = left {
        if tells(&clause.predicates[left], date) {
            // `met during his visit in May`: the verb; `was glad about his visit in May`: the visit.
            return Some((at, left, BEHIND));
        }
        if let Some(noun) = noun {
            return Some((at, noun, BEHIND));
        }
        // `was signed by X, who hoped .., on 6 May`
        return clause.predicates[..left]
            .iter()
            .rposition(|predicate| {
                predicate.told != Told::Noun
                    && matches!(predicate.told, Told::Past | Told::Perfect | Told::Future)
                    && tells(predicate, date)
            })
            .filter(|_| {
                clause.predicates[left].told == Told::Aim || clause.predicates[left].told == Told::Reduced
            })
            .map(|earlier| (at, earlier, ELSEWHERE));
    }
    if let Some(right) = right {
        if tells(&clause.predicates[right], date) {
            return Some((at, right, BEFORE));
        }
        if let Some(noun) = noun {
            return Some((at, noun, BEHIND));
        }
        let next = clause.predicates[right..]
            .iter()
            .position(|predicate| predicate.told != Told::Noun && tells(predicate, date));
        return next.filter(|next| *next == 1).map(|next| (at, right + next, ELSEWHERE));
    }
    if let Some(noun) = noun {
        return Some((at, noun, BEHIND));
    }
    // A clause without a verb: what stands before it, or what it leads to.
    let before = at.checked_sub(1).filter(|_| clause.opener.is_none());
    let near = before
        .and_then(|before| last_event(&clauses[before], date).map(|predicate| (before, predicate)))
        .or_else(|| {
            let after = at + 1;
            let clause = clauses.get(after)?;
            let predicate = clause
                .predicates
                .iter()
                .position(|predicate| tells(predicate, date) && predicate.told != Told::Noun)?;
            Some((after, predicate))
        });
    near.map(|(clause, predicate)| (clause, predicate, ELSEWHERE))
}

fn last_event(clause: &Clause, date: &Date) -> Option<usize> {
    clause.predicates.iter().rposition(|predicate| tells(predicate, date))
}

/// Whether a predicate is an event that can have this date.
fn tells(predicate: &Predicate, date: &Date) -> bool {
    if !predicate.is_event() {
        return false;
    }
    match predicate.told {
        // What is always so has no date, but a plan is told in the present too.
        Told::Present => predicate.marks.has(Mark::DEED) && !date.by,
        Told::Aim => predicate.passive || date.by || predicate.marks.has(Mark::DEED),
        _ => true,
    }
}

/// The thing that happens whose date this is: nothing but the words of its phrase stand between.
fn noun_before(page: &Sheet<'_, '_>, clause: &Clause, date: &Date) -> Option<usize> {
    let index = clause.predicates.iter().rposition(|predicate| {
        predicate.told == Told::Noun
            && predicate.tokens.end <= date.phrase.start
            && date.phrase.start - predicate.tokens.end <= 14
    })?;
    let verb_between = clause.predicates[index + 1..]
        .iter()
        .any(|predicate| predicate.tokens.start < date.phrase.start && predicate.told != Told::Noun);
    let noun = &clause.predicates[index];
    let plain = (noun.tokens.end..date.phrase.start)
        .all(|at| !matches!(page.word(at), "," | ";" | ":" | "(") && !mark(page, at).has(Mark::OPENER));
    // `victory in the Garabagh conflict in 2020`: the first of a chain.
    let first = clause.predicates[..index].iter().rposition(|predicate| {
        predicate.told == Told::Noun
            && (predicate.tokens.end..noun.tokens.start).all(|at| {
                let marks = mark(page, at);
                marks.has(Mark::PREPOSITION.or(Mark::DETERMINER)) || page.tokens[at].shape == Shape::Title
            })
            && noun.tokens.start - predicate.tokens.end <= 5
    });
    (!verb_between && plain).then_some(first.unwrap_or(index))
}
