//! Whether what is told happened, is to come, or is aimed at; and whether it can be told at all.

use super::Status;
use super::claim::is_threat;
use super::clause::{Clause, Predicate, Told};
use super::dating::{Date, Edge};
use super::words::{Mark, Sheet, mark};
use crate::extract::dated::Dated;
use crate::extract::time::Sure;

/// Where a date lies, seen from the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lies {
    Before,
    Around,
    Behind,
}

fn lies(dated: &Dated, date: Option<&Date>) -> Lies {
    let Some((first, last)) = date.and_then(|date| date.when.days) else { return Lies::Around };
    // Of a document that is known by its bounds alone, what lies behind the first of them may be past all the same.
    let goal = date.filter(|date| date.by()).and(dated.earliest);
    let (early, late) = (dated.day.or(dated.earliest), dated.day.or(dated.latest).or(goal));
    if early.is_some_and(|early| last < early) {
        Lies::Before
    } else if late.is_some_and(|late| first > late) {
        Lies::Behind
    } else {
        Lies::Around
    }
}

/// What really happened where an aim is told: after `managed to` the aim, after `agreed to` the agreement, after
/// `failed to` nothing. With it how sure at most.
pub(super) fn real<'c>(
    page: &Sheet<'_, '_>,
    clause: &'c Clause,
    predicate: &'c Predicate,
    date: Option<&Date>,
    dated: &Dated,
) -> Option<(&'c Predicate, Sure)> {
    if predicate.told == Told::Unreal {
        return None;
    }
    if predicate.told != Told::Aim {
        return Some((predicate, Sure::Certain));
    }
    let by = date.is_some_and(Date::by);
    // `to extend the truce until May`: that is no day on which anything is done.
    if date.is_some_and(Date::until) {
        return None;
    }
    let lies = lies(dated, date);
    // `wants the vote to be held in March`: nobody has said that it will be.
    let wanted = (clause.tokens.start..predicate.tokens.start.saturating_sub(1)).any(|at| {
        let wants =
            matches!(page.word(at), "wants" | "want" | "demands" | "demand" | "asks" | "urges" | "calls");
        wants && predicate.passive
    });
    if wanted {
        return None;
    }
    let governor = clause.predicates.iter().rfind(|other| {
        other.tokens.end <= predicate.tokens.start && !matches!(other.told, Told::Noun | Told::Aim)
    });
    // `Plans to open a school were dropped`: the aim is a part of what is spoken of.
    let Some(governor) = governor else {
        let spoken_of = clause.predicates.iter().any(|other| {
            other.tokens.start > predicate.tokens.start
                && !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced)
        });
        let open = (by || lies != Lies::Before) && (predicate.passive || !spoken_of);
        return open.then_some((predicate, Sure::Likely));
    };
    let between = governor.tokens.start..predicate.tokens.start;
    let has = |marks: Mark| between.clone().any(|at| mark(page, at).has(marks));
    if governor.told == Told::Unreal || has(Mark::FAIL) || has(Mark::NOT) || is_threat(page, governor) {
        return None;
    }
    if has(Mark::ACHIEVE) {
        return Some((predicate, Sure::Likely));
    }
    // What was set as a goal, or is still to come, is told as that.
    if by || predicate.marks.has(Mark::AIM) && lies != Lies::Before || lies == Lies::Behind {
        return (lies != Lies::Before).then_some((predicate, Sure::Certain));
    }
    if lies == Lies::Around {
        let past = governor.told == Told::Past
            && date.is_some_and(|date| date.when.days.is_some())
            && dated.day.is_some();
        if !past {
            return Some((predicate, Sure::Certain));
        }
    }
    // `agreed to sign ..`: that was done. `wanted to sign`: nothing was.
    let done = matches!(governor.told, Told::Past | Told::Perfect) && governor.is_event();
    done.then_some((governor, Sure::Likely))
}

/// Whether it was only said when something is to be: `scheduled for 3 May`, `first listed for trial`.
fn is_set(page: &Sheet<'_, '_>, predicate: &Predicate) -> bool {
    predicate.marks.has(Mark::PLAN) && page.word(predicate.tokens.end) == "for"
}

/// Whether it happened, and how sure that is at most; nothing where the date speaks against the tense.
pub(super) fn of(
    page: &Sheet<'_, '_>,
    dated: &Dated,
    predicate: &Predicate,
    date: Option<&Date>,
) -> Option<(Status, Sure)> {
    let lies = lies(dated, date);
    let by = date.is_some_and(Date::by);
    let since = date.is_some_and(Date::since);
    let sure = date.map_or(Sure::Guess, |date| date.sure);
    // `called an election for 3 May`: whether it came to that is not said.
    if date.is_some_and(|date| date.edge == Edge::For) && predicate.told == Told::Noun {
        return Some((
            Status::Planned,
            if lies == Lies::Behind { sure.min(Sure::Likely) } else { Sure::Guess },
        ));
    }
    Some(match predicate.told {
        Told::Unreal => return None,
        Told::Aim if by || predicate.marks.has(Mark::AIM) && lies != Lies::Before => (Status::Target, sure),
        // Only what was managed comes here with a day that is over.
        Told::Aim if lies == Lies::Before && !predicate.passive => (Status::Occurred, sure),
        Told::Aim | Told::Future if lies == Lies::Before && dated.day.is_some() => {
            (Status::Planned, Sure::Guess)
        }
        // What was to come then may never have.
        Told::Would if lies == Lies::Before => return None,
        Told::Aim | Told::Future | Told::Would => (Status::Planned, sure),
        Told::Perfect | Told::Present if since => (Status::Ongoing, sure),
        // `The next meeting is on 3 May`
        Told::Noun if predicate.marks.has(Mark::WILL) && lies == Lies::Before => return None,
        Told::Noun if predicate.marks.has(Mark::WILL) => (Status::Planned, sure),
        // `was listed for trial in May 2021`: whether it came to that is not said.
        Told::Past | Told::Perfect | Told::Reduced if is_set(page, predicate) => {
            (Status::Planned, if lies == Lies::Before { Sure::Guess } else { sure })
        }
        // `organised every year since 2012`
        Told::Reduced if since => (Status::Ongoing, sure),
        // `called for more by 2035`
        Told::Past | Told::Perfect | Told::Reduced if lies == Lies::Behind => {
            if by && predicate.marks.has(Mark::DEMAND) {
                (Status::Target, sure)
            } else if predicate.marks.has(Mark::PLAN) || date.is_some_and(|date| date.edge == Edge::For) {
                (Status::Planned, sure)
            } else {
                // What was has no date that is still to come.
                return None;
            }
        }
        // What a timetable says of today or of what is over tells nothing.
        Told::Present if predicate.marks.has(Mark::TIMED) && lies != Lies::Behind => return None,
        _ if lies == Lies::Behind => (Status::Planned, sure),
        _ => (Status::Occurred, sure),
    })
}

/// How sure a date can be at most that stands behind a verb which has more than one thing before it.
pub(super) fn of_date(page: &Sheet<'_, '_>, predicate: &Predicate, date: &Date) -> Sure {
    let (from, to) = (predicate.tokens.end, date.phrase.start);
    if from >= to {
        return Sure::Certain;
    }
    // `accused of killing X in 2019`, `cancelled the vote on 3 May`: the day may be that of what is spoken of.
    let spoken = Mark::CLAIM.or(Mark::DENY).or(Mark::UNDO).or(Mark::MOVE);
    let aim = |at: usize| mark(page, at).has(Mark::TO) && mark(page, at + 1).has(Mark::BASE);
    let thing = (from..to).any(|at| mark(page, at).has(Mark::ING.or(Mark::HAPPENING)) || aim(at));
    if predicate.marks.has(spoken) && thing {
        return Sure::Guess;
    }
    if (from..to).any(aim) { Sure::Likely } else { Sure::Certain }
}
