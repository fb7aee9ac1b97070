//! What is told in a clause: verbs that are said of somebody, and nouns that are things that happen.

use std::ops::Range;

use super::clause::{Predicate, Told};
use super::words::{Mark, Sheet, mark, plain};
use crate::extract::lex::{Kind, Shape};
use crate::extract::time::Sure;

/// The predicates of a clause, in order. One that `leads` to the next begins with its participle.
pub(super) fn predicates(
    page: &Sheet<'_, '_>,
    tokens: &Range<usize>,
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
        if let Some(predicate) = group(page, at, tokens.end).or_else(|| lone(page, tokens, at, line)) {
            at = predicate.tokens.end.max(at + 1);
            found.push(predicate);
            continue;
        }
        let marks = mark(page, at);
        if marks.has(Mark::HAPPENING) && is_noun(page, at, tokens) {
            found.push(Predicate::new(at..at + 1, at, Told::Noun, marks, false));
        }
        at += 1;
    }
    settle(page, tokens, resumed, &mut found);
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

/// A verb with helpers that begins at `from`: `has not been signed`, `will sign`, `is expected to sign`.
fn group(page: &Sheet<'_, '_>, from: usize, limit: usize) -> Option<Predicate> {
    let first = mark(page, from);
    let helper = Mark::BE.or(Mark::HAVE).or(Mark::WILL).or(Mark::MODAL).or(Mark::DO);
    if !first.has(helper) || page.tokens[from].kind == Kind::Clitic && first.has(Mark::NOT) {
        return None;
    }
    let past_helper = first.has(Mark::WAS);
    let (mut negated, mut modal, mut will, mut have, mut be, mut plan, mut hedged) =
        (false, false, false, false, false, false, false);
    let mut at = from;
    while at < limit && at < from + 10 {
        let marks = mark(page, at);
        hedged |= marks.has(Mark::HEDGE);
        if marks.has(Mark::NOT.or(Mark::MISS)) && !mark(page, at + 1).has(Mark::EVEN) {
            negated = true;
        } else if marks.has(Mark::MODAL) {
            modal = true;
        } else if marks.has(Mark::WILL) {
            will = true;
        } else if marks.has(Mark::HAVE) {
            have = true;
        } else if marks.has(Mark::BE) {
            be = true;
        } else if marks.has(Mark::DO) || marks.has(Mark::ADVERB.or(Mark::NOT)) && at > from {
        } else if be && marks.has(Mark::PLAN) && mark(page, at + 1).has(Mark::TO) {
            plan = true;
            at += 1;
        } else if be && marks.has(Mark::TO) {
            plan = true;
        } else {
            break;
        }
        at += 1;
    }
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
    // `is said to have signed`: nobody vouches for it.
    let infinitive = have && from > 0 && mark(page, from - 1).has(Mark::TO);
    let told = if negated || modal || infinitive {
        Told::Unreal
    } else if will || plan {
        if plan && past_helper { Told::Unreal } else { Told::Future }
    } else if past_helper {
        Told::Past
    } else if have {
        Told::Perfect
    } else {
        Told::Present
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
        && matches!(page.word(at + 1), "for" | "in" | "on" | "at" | "by")
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
    if marks.has(Mark::PRESENT)
        && nominal_before
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

/// Tells what is said of somebody from what only describes: `the treaty signed in May was kept`.
fn settle(page: &Sheet<'_, '_>, clause: &Range<usize>, resumed: bool, found: &mut [Predicate]) {
    let bare = |predicate: &Predicate| {
        predicate.told == Told::Past
            && predicate.marks.has(Mark::EITHER)
            && !mark(page, predicate.tokens.start).has(Mark::BE.or(Mark::HAVE).or(Mark::DO))
    };
    let mut said = false;
    for index in 0..found.len() {
        if !bare(&found[index]) {
            said |= !matches!(found[index].told, Told::Noun | Told::Aim);
            continue;
        }
        let at = found[index].head;
        let before = if found[index].tokens.start > clause.start {
            mark(page, found[index].tokens.start - 1)
        } else {
            Mark::default()
        };
        // `built in 1974 and modernised in 2011, carries ..`
        let with_first = before.has(Mark::AND)
            && index > 0
            && found[index - 1].told == Told::Reduced
            && !said
            && (found[index - 1].head..at).all(|at| page.word(at) != ",");
        let joined = before.has(Mark::AND) && !with_first
            || before.has(Mark::PRONOUN)
            || before.has(Mark::ADVERB) && !said;
        let comma = at > clause.start && page.word(at - 1) == ",";
        // `said Norway would ..`, `signed the treaty`: it has an object, or a clause that it says.
        let next = mark(page, at + 1);
        let has_object = next.has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN))
            || page.tokens.get(at + 1).is_some_and(|token| token.shape == Shape::Title)
            || found[index].marks.has(Mark::SPEECH) && !matches!(page.word(at + 1), "by" | "as");
        // A comma parts them; what is joined by `and` is told of the same.
        let near = |later: &&Predicate| (at..later.tokens.start).all(|at| page.word(at) != ",");
        let joined_later =
            |later: &Predicate| mark(page, later.tokens.start.saturating_sub(1)).has(Mark::AND);
        // `A museum dedicated to her | opened`, `A flaw found in February | affected ..`
        let described = next.has(Mark::PREPOSITION.or(Mark::TO))
            && matches!(
                page.word(at),
                "dedicated"
                    | "devoted"
                    | "located"
                    | "based"
                    | "found"
                    | "held"
                    | "made"
                    | "used"
                    | "designed"
                    | "written"
                    | "owned"
                    | "run"
            )
            || page.word(at + 1) == "by";
        let sure_later =
            found[index + 1..].iter().take_while(near).filter(|later| !joined_later(later)).any(|later| {
                let second = described && later.told == Told::Past && page.word(later.tokens.end) != "by";
                if second {
                    return true;
                }
                let helped = later.tokens.len() > 1
                    || later.marks.has(Mark::BE.or(Mark::HAVE))
                    || later.marks.has(Mark::PAST);
                helped && !matches!(later.told, Told::Noun | Told::Aim | Told::Reduced)
            });
        let first = at == clause.start;
        let opened = first && at > 0 && mark(page, at - 1).has(Mark::OPENER);
        let lowercase = first && !resumed && page.tokens[at].shape == Shape::Lower && at > 0;
        // `The ministry said ..`, also behind what it says: no participle.
        let says = matches!(page.word(at), "said" | "told" | "added" | "wrote");
        // `Voltra, founded in 1994, employs ..`, `The aircraft, a jet built in 1998, took off`
        let comma_behind = (at..clause.end.saturating_sub(2)).take(12).any(|at| page.word(at) == ",");
        let aside = clause.start + 1 < at
            && (clause.start + 1..at).rev().take(6).find(|&at| page.word(at) == ",").is_some_and(|open| {
                matches!(page.word(open + 1), "a" | "an" | "the")
                    && !found[..index]
                        .iter()
                        .any(|other| other.tokens.start > open && other.told != Told::Noun)
            });
        let set_in = !said && comma_behind && marked_off(page, at, clause) && (comma || aside);
        // `The church, built in 1240, burned down`
        let apposed = comma
            && !said
            && found[index + 1..].iter().any(|later| {
                !matches!(later.told, Told::Noun | Told::Aim | Told::Reduced)
                    && (at..later.tokens.start).any(|at| page.word(at) == ",")
                    && !mark(page, later.tokens.start.saturating_sub(1)).has(Mark::AND)
            });
        let describes =
            with_first || said && !comma || sure_later && !has_object || lowercase || apposed || set_in;
        let content =
            has_object && is_said(page, index.checked_sub(1).and_then(|at| found.get(at)), &found[index]);
        if !joined && !opened && !says && !content && describes {
            found[index].told = Told::Reduced;
        } else {
            said = true;
        }
    }
}

/// Whether a verb is that of a clause which the verb before it says: `Anna Berg said | Lars Holm robbed a bank`.
fn is_said(page: &Sheet<'_, '_>, before: Option<&Predicate>, predicate: &Predicate) -> bool {
    before.is_some_and(|before| {
        let apart = before.tokens.end..predicate.tokens.start;
        let parts = Mark::PREPOSITION.or(Mark::AND);
        before.told != Told::Noun
            && matches!(
                page.word(before.head),
                "said" | "says" | "claimed" | "alleged" | "insisted" | "argued"
            )
            && !apart.is_empty()
            && !apart.clone().any(|at| page.tokens[at].kind == Kind::Sign || mark(page, at).has(parts))
    })
}

/// Whether what is set between commas at a participle is followed by more of the sentence: a verb of the present.
fn marked_off(page: &Sheet<'_, '_>, at: usize, clause: &Range<usize>) -> bool {
    let Some(comma) = (at..clause.end.min(at + 12)).find(|&at| page.word(at) == ",") else { return false };
    let next = comma + 1;
    let marks = mark(page, next);
    let word = page.word(next);
    page.tokens.get(next).is_some_and(|token| token.kind == Kind::Word && token.shape == Shape::Lower)
        && !marks.has(Mark::AND.or(Mark::PREPOSITION).or(Mark::DETERMINER).or(Mark::ING).or(Mark::ADVERB))
        && (word.ends_with('s') || marks.has(Mark::PAST.or(Mark::EITHER).or(Mark::BE).or(Mark::HAVE)))
}

/// Whether a word that is a thing that happens stands as a noun here.
fn is_noun(page: &Sheet<'_, '_>, at: usize, clause: &Range<usize>) -> bool {
    let before = if at > clause.start { mark(page, at - 1) } else { Mark::default() };
    let pronoun = before.has(Mark::PRONOUN) && !before.has(Mark::POSSESSIVE);
    !before.has(Mark::TO.or(Mark::WILL).or(Mark::MODAL))
        && !pronoun
        && !mark(page, at + 1).has(Mark::DETERMINER)
}
