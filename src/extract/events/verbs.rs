//! What is told in a clause: verbs that are said of somebody, and nouns that are things that happen.

use std::ops::Range;

use super::clause::{Predicate, Told};
use super::words::{Mark, Sheet, mark, plain};
use crate::extract::lex::{Kind, Shape};
use crate::extract::time::Sure;

mod bare;
mod nouns;
mod settle;

pub(super) use nouns::only_dates;

/// The predicates of a clause, in order, without what stands in `asides`. One that `leads` to the next begins with its participle.
pub(super) fn predicates(
    page: &Sheet<'_, '_>,
    tokens: &Range<usize>,
    asides: &[Range<usize>],
    line: bool,
    leads: bool,
    resumed: bool,
) -> Vec<Predicate> {
    let mut found: Vec<Predicate> = Vec::new();
    let mut at = tokens.start;
    if leads {
        let marks = plain(page, at);
        found.push(Predicate::new(
            at..at + 1,
            at,
            Told::Reduced,
            marks,
            marks.has(Mark::EITHER.or(Mark::PARTICIPLE)),
        ));
        at += 1;
    }
    while at < tokens.end {
        if let Some(aside) = asides.iter().find(|aside| aside.contains(&at)) {
            at = aside.end;
            continue;
        }
        if let Some(predicate) = group(page, at, tokens.end).or_else(|| lone(page, tokens, at, line)) {
            at = predicate.tokens.end.max(at + 1);
            found.push(predicate);
            continue;
        }
        let marks = mark(page, at);
        if (marks.has(Mark::HAPPENING) || nouns::is_of_verb(page, at, tokens.start))
            && is_noun(page, at, tokens)
        {
            found.push(Predicate::new(at..at + 1, at, Told::Noun, marks.or(Mark::HAPPENING), false));
        }
        at += 1;
    }
    nouns::take_place(page, &mut found);
    bare::settle(page, tokens, &mut found);
    settle::settle(page, tokens, resumed, &mut found);
    settle::share(page, &mut found);
    if leads {
        // `Elected in 2010 and re-elected in 2014, ..`
        for other in
            found.iter_mut().filter(|other| other.told == Told::Past && other.marks.has(Mark::EITHER))
        {
            other.told = Told::Reduced;
        }
    }
    found
}

/// What stands before a verb and belongs to it.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
struct Helpers {
    negated: bool,
    modal: bool,
    /// `would`
    would: bool,
    will: bool,
    have: bool,
    be: bool,
    /// `is expected to`, `is to`
    plan: bool,
    /// `allegedly`
    hedged: bool,
    /// `is alleged to`
    reported: bool,
}

/// The helpers from a token on, and where they end.
fn helpers(page: &Sheet<'_, '_>, from: usize, limit: usize) -> (Helpers, usize) {
    let mut found = Helpers::default();
    let mut at = from;
    while at < limit && at < from + 10 {
        let marks = mark(page, at);
        found.hedged |= marks.has(Mark::HEDGE);
        if marks.has(Mark::NOT.or(Mark::MISS)) && !mark(page, at + 1).has(Mark::EVEN) {
            found.negated = true;
        } else if marks.has(Mark::MODAL) {
            found.modal = true;
            found.would |= page.word(at) == "would";
        } else if marks.has(Mark::WILL) {
            found.will = true;
        } else if marks.has(Mark::HAVE) {
            found.have = true;
        } else if marks.has(Mark::BE) {
            found.be = true;
        } else if marks.has(Mark::DO) || marks.has(Mark::ADVERB.or(Mark::NOT)) && at > from {
        } else if found.be && is_reported(page, at) {
            // `is alleged to have signed`: the words say who it is told of, and that it is only told.
            (found.reported, found.be) = (true, false);
            found.hedged |= !matches!(page.word(at), "known" | "found" | "shown");
            at += 1;
        } else if found.be && marks.has(Mark::PLAN) && mark(page, at + 1).has(Mark::TO) {
            found.plan = true;
            at += 1;
        } else if found.be && marks.has(Mark::TO) {
            found.plan = true;
        } else {
            break;
        }
        at += 1;
    }
    (found, at)
}

/// A verb with helpers that begins at `from`: `has not been signed`, `will sign`, `is expected to sign`.
fn group(page: &Sheet<'_, '_>, from: usize, limit: usize) -> Option<Predicate> {
    let first = mark(page, from);
    let helper = Mark::HELPER.or(Mark::DO);
    if !first.has(helper) || page.tokens[from].kind == Kind::Clitic && first.has(Mark::NOT) {
        return None;
    }
    let past_helper = first.has(Mark::WAS);
    let (Helpers { negated, modal, will, have, be, plan, hedged, reported, would }, at) =
        helpers(page, from, limit);
    let marks = mark(page, at);
    let verb = Mark::PAST.or(Mark::EITHER).or(Mark::PARTICIPLE).or(Mark::ING).or(Mark::BASE);
    let lower =
        page.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.shape == Shape::Lower);
    let wants_base =
        (will || modal || plan) && !have && !be || plan && !marks.has(Mark::EITHER.or(Mark::PARTICIPLE));
    let is_verb = at < limit
        && lower
        && if wants_base {
            // Of plain forms only the common ones are listed: behind `will` any word is one.
            !marks.has(Mark::DETERMINER.or(Mark::PREPOSITION).or(Mark::PRONOUN))
        } else if be || have {
            marks.has(verb) && !marks.has(Mark::BASE) || marks.has(Mark::EITHER.or(Mark::PARTICIPLE))
        } else {
            !marks.has(Mark::DETERMINER.or(Mark::PREPOSITION).or(Mark::PRONOUN).or(Mark::TO))
        };
    let passive = be && marks.has(Mark::EITHER.or(Mark::PARTICIPLE));
    // `will last until May`
    let marks = if wants_base && page.word(at) == "last" { Mark::BASE.or(Mark::STATE) } else { marks };
    let plain = be && !(will || modal || negated || past_helper);
    if plain && is_due(page, at) {
        let marks = marks.or(Mark::DEED).or(Mark::EITHER);
        return Some(Predicate::new(from..at + 1, at, Told::Future, marks, true));
    }
    // `claims to have signed`: nobody vouches for it.
    let infinitive = have && from > 0 && mark(page, from - 1).has(Mark::TO);
    let told = if negated || infinitive {
        Told::Unreal
    } else if modal {
        match (would && !have, !have && must_by(page, from..at, limit)) {
            (true, _) => Told::Would,
            (_, true) => Told::Aim,
            _ => Told::Unreal,
        }
    } else if reported {
        Told::Past
    } else if will || plan {
        if plan && past_helper { Told::Unreal } else { Told::Future }
    } else if past_helper {
        Told::Past
    } else if have {
        Told::Perfect
    } else {
        Told::Present
    };
    // `was not charged until 4 March`
    let until = match (negated && !modal && !plan && !hedged, will, past_helper) {
        (false, ..) => None,
        (_, true, _) => Some(Told::Future),
        (_, _, past) => past.then_some(Told::Past),
    };
    // `to become acquainted`, `got married`
    let end = if matches!(page.word(at), "become" | "became" | "get" | "got")
        && is_verb
        && mark(page, at + 1).has(Mark::EITHER.or(Mark::PARTICIPLE))
    {
        at + 1
    } else {
        at
    };
    if is_verb && end > at {
        let marks = mark(page, end);
        return Some(Predicate {
            sure: sure(hedged),
            ..Predicate::new(from..end + 1, end, told, marks, true)
        });
    }
    if is_verb {
        let marks = if wants_base { marks.or(Mark::BASE) } else { marks };
        // `was named after her`: to name somebody so is done once.
        let done = passive && page.word(at) == "named" && page.word(at + 1) == "after";
        let marks = if done { marks.without(Mark::STATE).or(Mark::DEED) } else { marks };
        return Some(Predicate {
            sure: sure(hedged),
            until,
            ..Predicate::new(from..at + 1, at, told, marks, passive)
        });
    }
    let (has, was) = (have && will && !be && !negated && !modal, be && told == Told::Past && !hedged);
    if let Some(found) = with_noun(page, from..at, limit, has && lower, was) {
        return Some(Predicate { sure: sure(hedged), ..found });
    }
    // `was a success`: a state.
    let end = at.max(from + 1);
    Some(Predicate::new(from..end, end - 1, told, Mark::BE.or(Mark::STATE), false))
}

/// Whether what stands behind is only told of somebody: `is | alleged to have signed`.
fn is_reported(page: &Sheet<'_, '_>, at: usize) -> bool {
    let said = mark(page, at).has(Mark::CLAIM.or(Mark::SPEECH))
        || matches!(page.word(at), "thought" | "understood" | "feared" | "rumoured" | "rumored")
        || matches!(page.word(at), "known" | "found" | "shown");
    said && mark(page, at + 1).has(Mark::TO) && page.word(at + 2) == "have"
}

/// What a helper tells with a noun: `will have surgery`, where it is `has`; `was mayor of Oslo`, where it is `was`.
fn with_noun(
    page: &Sheet<'_, '_>,
    helpers: Range<usize>,
    limit: usize,
    has: bool,
    was: bool,
) -> Option<Predicate> {
    let (from, at) = (helpers.start, helpers.end);
    let marks = mark(page, at);
    if has && page.word(at - 1) == "have" && !marks.has(Mark::TO.or(Mark::PREPOSITION).or(Mark::ADVERB)) {
        let marks = Mark::BASE.or(Mark::DEED);
        return Some(Predicate::new(from..at, at - 1, Told::Future, marks, false));
    }
    let office = at + usize::from(marks.has(Mark::DETERMINER));
    let is_office = was && office < limit && mark(page, office).has(Mark::OFFICE);
    let marks = Mark::EITHER.or(Mark::OFFICE);
    is_office.then(|| Predicate::new(from..office + 1, office, Told::Past, marks, false))
}

/// Whether something is said to be on a day to come: `is scheduled for 3 May`, `are due in 2026`.
fn is_due(page: &Sheet<'_, '_>, at: usize) -> bool {
    mark(page, at).has(Mark::PLAN)
        && !matches!(page.word(at), "going" | "about")
        && (matches!(page.word(at + 1), "for" | "in" | "on" | "at" | "by")
            || matches!(page.word(at + 1), "no" | "not") && page.word(at + 2) == "later")
}

/// How far behind `must` the day may stand by which it must be.
const TERM: usize = 14;

/// Whether something must be done by a day: `must be finished by 2030`, `must leave no later than Friday`.
fn must_by(page: &Sheet<'_, '_>, helpers: Range<usize>, limit: usize) -> bool {
    let behind = helpers.end..limit.min(helpers.end + TERM);
    let begins = |at: usize| {
        page.tokens.get(at).is_some_and(|next| next.kind == Kind::Number || next.shape == Shape::Title)
            || page.word(at) == "the" && mark(page, at + 1).has(Mark::SPAN)
    };
    let by = |at: usize| page.word(at) == "by" || page.word(at) == "than" && page.word(at - 1) == "later";
    helpers.into_iter().any(|at| page.word(at) == "must")
        && behind.into_iter().any(|at| by(at) && begins(at + 1))
}

/// A verb without helpers: `signed`, `to be signed`, in a headline `signs`.
fn lone(page: &Sheet<'_, '_>, clause: &Range<usize>, at: usize, line: bool) -> Option<Predicate> {
    let marks = mark(page, at);
    let before = if at > clause.start { mark(page, at - 1) } else { Mark::default() };
    if marks.has(Mark::TO) && at + 1 < clause.end {
        let next = mark(page, at + 1);
        if next.has(Mark::BE) && mark(page, at + 2).has(Mark::EITHER.or(Mark::PARTICIPLE)) {
            let (tokens, marks) = (at..at + 3, mark(page, at + 2));
            return Some(Predicate::new(tokens, at + 2, Told::Aim, marks, true));
        }
        // `hopes to reintroduce beavers`: behind such a verb any word is one.
        let hopes = matches!(
            page.word(at.wrapping_sub(1)),
            "hopes" | "hope" | "plans" | "aims" | "aim" | "intends" | "intend" | "expects" | "wants" | "want"
        );
        let closed =
            Mark::DETERMINER.or(Mark::PREPOSITION).or(Mark::PRONOUN).or(Mark::POSSESSIVE).or(Mark::BE);
        let verb = page.tokens[at + 1].kind == Kind::Word && page.tokens[at + 1].shape == Shape::Lower;
        if hopes && verb && !next.has(closed.or(Mark::HAVE).or(Mark::STATE).or(Mark::SPEECH)) {
            let marks = next.or(Mark::BASE).or(Mark::DEED);
            return Some(Predicate::new(at..at + 2, at + 1, Told::Aim, marks, false));
        }
        if next.has(Mark::BASE.or(Mark::AIM)) && !next.has(Mark::STATE) {
            return Some(Predicate::new(at..at + 2, at + 1, Told::Aim, next, false));
        }
        return None;
    }
    // `to reduce .. and increase ..`
    let plain = marks.has(Mark::BASE) && (clause.start..at).any(|at| mark(page, at).has(Mark::TO));
    if marks.has(Mark::AIM) && before.has(Mark::AND) && plain {
        return Some(Predicate::new(at..at + 1, at, Told::Aim, marks, false));
    }
    if marks.has(Mark::PAST.or(Mark::EITHER)) {
        // `the restored clinic`, `of liberated towns`, `well-known`.
        let next_nominal = page.tokens.get(at + 1).is_some_and(|token| {
            token.kind == Kind::Word
                && !mark(page, at + 1).has(
                    Mark::DETERMINER
                        .or(Mark::PREPOSITION)
                        .or(Mark::PRONOUN)
                        .or(Mark::POSSESSIVE)
                        .or(Mark::AND)
                        .or(Mark::TO)
                        .or(Mark::ADVERB)
                        .or(Mark::OPENER),
                )
        });
        let adverb_of = before.has(Mark::ADVERB)
            && at > clause.start + 1
            && mark(page, at - 2).has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PREPOSITION))
            && next_nominal;
        let again =
            at >= clause.start + 2 && matches!(page.word(at - 2), "re" | "co") && page.tokens[at].touches();
        let hyphened = page.word(at.wrapping_sub(1)) == "-" && !again || page.word(at + 1) == "-";
        let adjective = before.has(Mark::DETERMINER.or(Mark::POSSESSIVE))
            && !marks.has(Mark::PAST)
            // `dedicated to her | opened in 1985`
            && (next_nominal || !before.has(Mark::PRONOUN))
            || before.has(Mark::PREPOSITION.or(Mark::AND))
                && next_nominal
                && !marks.has(Mark::PAST)
                && before.has(Mark::PREPOSITION)
            || page
                .tokens
                .get(at.wrapping_sub(1))
                .is_some_and(|token| token.kind == Kind::Clitic && !before.has(Mark::HAVE))
                && next_nominal;
        if adjective || adverb_of || hyphened {
            return None;
        }
        let mut start = if again && page.word(at - 1) == "-" { at - 2 } else { at };
        // `allegedly signed`, `never signed`: what is said of the verb stays with it.
        let mut told = Told::Past;
        let mut hedged = false;
        while start > clause.start {
            let marks = mark(page, start - 1);
            let denied = marks.has(Mark::MISS.or(Mark::NOT)) && !marks.has(Mark::DETERMINER);
            if denied {
                told = Told::Unreal;
            }
            hedged |= marks.has(Mark::HEDGE);
            if !denied && !marks.has(Mark::HEDGE) {
                break;
            }
            start -= 1;
        }
        return Some(Predicate {
            sure: sure(hedged),
            ..Predicate::new(start..at + 1, at, told, marks, false)
        });
    }
    if marks.has(Mark::PARTICIPLE) && (before.has(Mark::AND) || page.word(at.wrapping_sub(1)) == ",") {
        return Some(Predicate::new(at..at + 1, at, Told::Reduced, marks, true));
    }
    present(page, clause, at, line)
}

/// A verb of the present, as headlines and chronicles have it: `opens the school`.
fn present(page: &Sheet<'_, '_>, clause: &Range<usize>, at: usize, line: bool) -> Option<Predicate> {
    let marks = mark(page, at);
    if !marks.has(Mark::PRESENT.or(Mark::TIMED)) {
        return None;
    }
    let before = if at > clause.start { mark(page, at - 1) } else { Mark::default() };
    let nominal_before = at > clause.start
        && page.tokens[at - 1].kind == Kind::Word
        && !before.has(
            Mark::DETERMINER
                .or(Mark::PREPOSITION)
                .or(Mark::POSSESSIVE)
                .or(Mark::AND)
                .or(Mark::TO)
                .or(verbs()),
        );
    let counted = at > clause.start
        && matches!(
            page.word(at - 1),
            "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten"
        );
    let next = mark(page, at + 1);
    let object = next.has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN))
        || page
            .tokens
            .get(at + 1)
            .is_some_and(|token| token.shape == Shape::Title || token.kind == Kind::Number)
        || matches!(
            page.word(at + 1),
            "in" | "on" | "at" | "place" | "effect" | "office" | "part" | "over" | "into"
        );
    // `dropped heavy bombs on the town`: what a verb right before it has for its object is no verb.
    let near = at.saturating_sub(3).max(clause.start)..at;
    let verb = near.clone().rev().find(|&at| mark(page, at).has(Mark::PAST.or(Mark::EITHER)));
    let is_object = verb
        .is_some_and(|verb| (verb + 1..at).all(|at| !mark(page, at).has(Mark::PREPOSITION.or(Mark::AND))));
    if marks.has(Mark::PRESENT)
        && nominal_before
        && !is_object
        && !counted
        && object
        && (line || marks.has(Mark::DEED) && !marks.has(Mark::HAPPENING))
    {
        return Some(Predicate::new(at..at + 1, at, Told::Present, marks.without(Mark::TIMED), false));
    }
    // `The championships | end on Sunday`
    let timed = marks.has(Mark::TIMED)
        && at > clause.start
        && page.tokens[at].shape == Shape::Lower
        && (matches!(page.word(at + 1), "on" | "at" | "in" | "from" | "until" | "tomorrow" | "next"))
        && page.tokens[at - 1].kind != Kind::Sign
        && !before.has(
            Mark::DETERMINER
                .or(Mark::PREPOSITION)
                .or(Mark::POSSESSIVE)
                .or(Mark::AND)
                .or(Mark::TO)
                .or(Mark::ADVERB)
                .or(Mark::BE)
                .or(verbs()),
        )
        && !(clause.start..at)
            .any(|at| mark(page, at).has(Mark::PAST.or(Mark::BE).or(Mark::HAVE).or(Mark::WILL)));
    if timed {
        let marks = marks.or(Mark::DEED).or(Mark::PRESENT);
        return Some(Predicate::new(at..at + 1, at, Told::Present, marks, false));
    }
    None
}

/// How sure `allegedly` and the like leave it.
const fn sure(hedged: bool) -> Sure {
    if hedged { Sure::Guess } else { Sure::Certain }
}

const fn verbs() -> Mark {
    Mark::PAST.or(Mark::EITHER).or(Mark::PARTICIPLE).or(Mark::ING)
}

/// Whether a word that is a thing that happens stands as a noun here.
fn is_noun(page: &Sheet<'_, '_>, at: usize, clause: &Range<usize>) -> bool {
    let before = if at > clause.start { mark(page, at - 1) } else { Mark::default() };
    let pronoun = before.has(Mark::PRONOUN) && !before.has(Mark::POSSESSIVE);
    !before.has(Mark::TO.or(Mark::WILL).or(Mark::MODAL))
        && !pronoun
        && !mark(page, at + 1).has(Mark::DETERMINER)
}
