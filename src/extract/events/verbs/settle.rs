//! Which verbs without helpers are said of somebody, which only describe, and which share the helper of the one before.

use std::ops::Range;

use super::super::clause::{Predicate, Told};
use super::super::title::is_done_by_itself;
use super::super::words::{Mark, Sheet, mark};
use crate::extract::lex::{Kind, Shape};

/// Tells what is said of somebody from what only describes: `the treaty signed in May was kept`.
pub(super) fn settle(page: &Sheet<'_, '_>, clause: &Range<usize>, resumed: bool, found: &mut [Predicate]) {
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
        // `was closed in May and only | reopened in June`
        let adverbs = (clause.start..found[index].tokens.start)
            .rev()
            .take_while(|&at| mark(page, at).has(Mark::ADVERB));
        let over = found[index].tokens.start - adverbs.count();
        let and_before = over > clause.start && mark(page, over - 1).has(Mark::AND);
        // `The trial, first listed for May 2021, was put off`
        let set = found[index].marks.has(Mark::PLAN) && page.word(at + 1) == "for";
        if set && over > clause.start && page.word(over - 1) == "," {
            found[index].told = Told::Reduced;
            continue;
        }
        let joined =
            and_before && !with_first || before.has(Mark::PRONOUN) || before.has(Mark::ADVERB) && !said;
        let comma = at > clause.start && page.word(at - 1) == ",";
        let other = said && !comma && index > 0 && is_of_another(page, found[index - 1].tokens.end..at);
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
        let described = next.has(Mark::PREPOSITION.or(Mark::TO)) && is_description(page.word(at))
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
        let closes = comma && closes_aside(page, clause, &found[..index], at);
        let set_in = !said && !closes && comma_behind && marked_off(page, at, clause) && (comma || aside);
        // `The church, built in 1240, burned down`
        let named =
            matches!(page.word(at), "called" | "named" | "known" | "nicknamed" | "renamed" | "dubbed");
        let apposed = comma
            && !closes
            && (!has_object || named)
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
        if !joined && !other && !opened && !says && !content && describes {
            found[index].told = Told::Reduced;
        } else {
            said = true;
        }
    }
}

/// Whether a verb says what follows it with `that`.
fn is_of_speech(page: &Sheet<'_, '_>, at: usize) -> bool {
    mark(page, at).has(Mark::SPEECH.or(Mark::CLAIM).or(Mark::DENY))
        || matches!(
            page.word(at),
            "agreed" | "announced" | "concluded" | "confirmed" | "decided" | "declared"
        )
        || matches!(page.word(at), "found" | "held" | "ordered" | "promised" | "ruled" | "stated" | "warned")
}

/// Notes where a participle is told with the helper of the verb before it: `was built in 1987 and | bought by Norvik`.
pub(super) fn share(page: &Sheet<'_, '_>, found: &mut [Predicate]) {
    for index in 1..found.len() {
        let at = found[index].tokens.start;
        let bare = found[index].told == Told::Past
            && found[index].tokens.len() == 1
            && found[index].marks.has(Mark::EITHER)
            && mark(page, at - 1).has(Mark::AND);
        // What has an object of its own is done by whom it is told of.
        let next = page.tokens.get(at + 1);
        let held = mark(page, at + 1).has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN));
        // `was elected and | crowned a week later`
        let object = held && !mark(page, at + 2).has(Mark::SPAN)
            || next.is_some_and(|next| {
                next.kind == Kind::Number || next.shape != Shape::Lower && next.kind == Kind::Word
            });
        // `was founded in 1902, floated in 1921 and | sold to Norvex`: over what is listed between.
        let listed = |other: &Predicate| {
            let start = other.tokens.start;
            other.tokens.len() == 1
                && other.told == Told::Past
                && other.marks.has(Mark::EITHER)
                && start > 0
                && page.word(start - 1) == ","
        };
        let earlier = found[..index].iter().rfind(|other| other.told != Told::Noun && !listed(other));
        let helped = earlier.is_some_and(|other| other.passive && other.told == Told::Past);
        // `was founded in 1902 and announced on 3 June that ..`: who says something is not told of.
        let tells = (at + 1..at + 8)
            .take_while(|at| !matches!(page.word(*at), "," | ";" | "." | "and" | "or"))
            .any(|at| page.word(at) == "that");
        let tells = tells && is_of_speech(page, at);
        let by = page.word(at + 1) == "by";
        found[index].passive |= !tells && bare && helped && !object && (by || !is_of_itself(page.word(at)));
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

/// Whether a participle tells how something is more often than what became of it: `a museum | dedicated to her`.
fn is_description(verb: &str) -> bool {
    matches!(
        verb,
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
}

/// Whether somebody else does something behind a comma: `After talks that lasted for days, Norway | signed in May ..`
fn is_of_another(page: &Sheet<'_, '_>, between: Range<usize>) -> bool {
    let at = between.end;
    let open = between
        .rev()
        .take(6)
        .find(|&at| page.tokens[at].kind == Kind::Sign || mark(page, at).has(Mark::AND.or(Mark::OPENER)));
    let apart =
        |open: &usize| page.word(*open) == "," && open + 1 < at && !matches!(page.word(open + 1), "a" | "an");
    open.filter(apart).is_some_and(|open| {
        page.tokens[open + 1].shape == Shape::Title
            || mark(page, open + 1).has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN))
    })
}

/// Whether the comma before a verb closes what is set in: `Norvex, the insurer led by Anna Berg, | agreed ..`
fn closes_aside(page: &Sheet<'_, '_>, clause: &Range<usize>, earlier: &[Predicate], at: usize) -> bool {
    earlier.iter().any(|other| {
        other.told == Told::Reduced
            && (clause.start + 1..other.tokens.start).rev().take(6).any(|at| page.word(at) == ",")
            && (other.tokens.end..at - 1).all(|at| page.word(at) != ",")
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

/// Whether a thing does it as well as it is done to it: `was closed and | reopened`, `was arrested and | died`.
fn is_of_itself(verb: &str) -> bool {
    is_done_by_itself(verb)
        || matches!(
            verb,
            "opened"
                | "reopened"
                | "closed"
                | "began"
                | "started"
                | "ended"
                | "moved"
                | "sank"
                | "burned"
                | "broke"
                | "grew"
                | "changed"
                | "stopped"
                | "spread"
                | "split"
                | "continued"
                | "recovered"
                | "went"
        )
}
