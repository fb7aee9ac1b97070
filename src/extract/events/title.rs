//! A short title out of the words of one sentence: somebody, what they did, to what.

use std::ops::Range;

use super::clause::{Clause, Predicate, Told};
use super::words::{Mark, mark};
use crate::extract::actors::Cast;
use crate::extract::lex::Kind;
use crate::extract::page::Page;

/// How many words a title may have.
const LONGEST: usize = 13;

/// How many of them before the verb.
const SUBJECT: usize = 8;

/// The tokens of the title, stretch by stretch; `skipped` are expressions of time.
pub(super) fn title(
    page: &Page<'_>,
    cast: &Cast,
    clause: &Clause,
    predicate: &Predicate,
    skipped: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let subject = subject(page, cast, clause, predicate);
    let pronoun = subject.len() == 1 && mark(page, subject.start).has(Mark::PRONOUN);
    let mut room = LONGEST;
    let mut start = predicate.tokens.start;
    if predicate.told == Told::Noun {
        start = noun_start(page, clause, predicate.head, skipped);
    } else if subject.is_empty() || pronoun {
        // Who it was stands beside the title: `completed the renovation`.
        if !predicate.passive && !matches!(predicate.told, Told::Future | Told::Aim) {
            start = predicate.head;
        }
    } else {
        for part in without(page, &subject, skipped) {
            room = room.saturating_sub(words(page, &part));
            parts.push(part);
        }
    }
    let tail = tail(page, clause, start, predicate.tokens.end, room.max(4), skipped);
    for part in tail {
        match parts.last_mut() {
            Some(last) if last.end == part.start => last.end = part.end,
            _ => parts.push(part),
        }
    }
    parts
}

/// Who does it: the words before the verb that are no time, no aside and no other clause.
fn subject(page: &Page<'_>, cast: &Cast, clause: &Clause, predicate: &Predicate) -> Range<usize> {
    let verb = predicate.tokens.start;
    let mut end = verb;
    while end > clause.tokens.start && mark(page, end - 1).has(Mark::ADVERB) {
        end -= 1;
    }
    // `X, the minister of .., signed`: the aside is passed by.
    if end > clause.tokens.start && page.word(end - 1) == "," {
        let open = (clause.tokens.start..end - 1).rev().find(|&at| page.word(at) == ",");
        match open.filter(|&open| end - open < 20) {
            Some(open) => end = open,
            None => return verb..verb,
        }
    }
    let before = clause.predicates.iter().rfind(|other| other.tokens.end <= end && other.told != Told::Noun);
    let floor = before.map_or(clause.tokens.start, |other| other.tokens.end);
    let mut start = end;
    while start > floor {
        let at = start - 1;
        let marks = mark(page, at);
        let stops = match page.tokens[at].kind {
            Kind::Sign => {
                !matches!(page.word(at), "-" | "–" | "/" | "&" | "." | "'" | "’" | "+" | "“" | "”" | "\"")
            }
            _ => marks.has(Mark::OPENER) && !page.word(at).eq_ignore_ascii_case("that"),
        };
        if stops {
            break;
        }
        start = at;
    }
    while start < end
        && (mark(page, start).has(Mark::AND.or(Mark::ADVERB).or(Mark::OPENER))
            || page.tokens[start].kind == Kind::Sign)
    {
        start += 1;
    }
    // `In Baku on May 6 the ministers met`: what stands first is where and when.
    if start < end && mark(page, start).has(Mark::PREPOSITION) {
        let first = cast.within(&(start..end)).last();
        match first {
            Some(mention) if mention.tokens.end == end => start = mention.tokens.start.max(start),
            _ => {
                let determiner = (start + 1..end)
                    .rev()
                    .find(|&at| mark(page, at).has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN)));
                start = determiner.unwrap_or(end);
            }
        }
    }
    if words(page, &(start..end)) > SUBJECT {
        let last = cast.within(&(start..end)).iter().rfind(|mention| mention.tokens.end == end);
        let preposition = (start + 1..end)
            .find(|&at| mark(page, at).has(Mark::PREPOSITION) && words(page, &(start..at)) > 1);
        if let Some(mention) = last {
            start = mention.tokens.start;
        } else if let Some(at) = preposition {
            end = at;
        }
    }
    start..end
}

/// Where the phrase begins whose word is a thing that happens: `President X’s | visit`, `the signing`.
fn noun_start(page: &Page<'_>, clause: &Clause, head: usize, skipped: &[Range<usize>]) -> usize {
    let mut start = head;
    while start > clause.tokens.start {
        let at = start - 1;
        let marks = mark(page, at);
        let token = &page.tokens[at];
        let of = page.word(at).eq_ignore_ascii_case("of") || page.word(at).eq_ignore_ascii_case("in");
        let goes_on = match token.kind {
            Kind::Word if of => start > clause.tokens.start + 1 && mark(page, at - 1).has(Mark::HAPPENING),
            Kind::Word => {
                !marks.has(
                    Mark::DETERMINER
                        .or(Mark::POSSESSIVE)
                        .or(Mark::PREPOSITION)
                        .or(Mark::AND)
                        .or(Mark::OPENER)
                        .or(Mark::PRONOUN)
                        .or(Mark::TO)
                        .or(Mark::BE)
                        .or(Mark::HAVE)
                        .or(Mark::ADVERB)
                        .or(Mark::PAST)
                        .or(Mark::WILL),
                ) && !(marks.has(Mark::EITHER) && !marks.has(Mark::HAPPENING))
            }
            Kind::Clitic => true,
            Kind::Number => true,
            Kind::Sign => matches!(page.word(at), "-" | "–" | "’" | "'"),
        };
        if !goes_on || skipped.iter().any(|time| time.contains(&at)) {
            // `the Garabagh conflict` after `victory in the`.
            let chain = marks.has(Mark::DETERMINER)
                && at > clause.tokens.start + 1
                && matches!(page.word(at - 1), "of" | "in")
                && mark(page, at - 2).has(Mark::HAPPENING);
            if !chain {
                break;
            }
        }
        start = at;
    }
    start
}

/// From the verb on, up to what is no longer needed.
fn tail(
    page: &Page<'_>,
    clause: &Clause,
    start: usize,
    from: usize,
    room: usize,
    skipped: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut begun = start;
    let mut at = from;
    let mut count = words(page, &(start..from));
    // Where it may be cut: before a preposition or an `and`, once there are words enough.
    let mut cut: Option<usize> = None;
    let mut nominal = false;
    while at < clause.tokens.end {
        if let Some(time) = skipped.iter().find(|time| time.contains(&at)) {
            if begun < at {
                parts.push(begun..at);
            }
            at = time.end.max(at + 1);
            begun = at;
            continue;
        }
        let word = page.word(at);
        let token = &page.tokens[at];
        let marks = mark(page, at);
        if token.kind == Kind::Sign
            && matches!(word, "." | "!" | "?" | ";" | "(" | "”" | "“" | "\"")
            && !(word == "." && token.touches() && page.tokens.get(at + 1).is_some_and(|next| next.touches()))
        {
            break;
        }
        if word == "," {
            if nominal || count > 4 {
                break;
            }
            at += 1;
            continue;
        }
        if nominal
            && count >= 4
            && (marks.has(Mark::PREPOSITION.or(Mark::AND).or(Mark::TO).or(Mark::ING))
                && !word.eq_ignore_ascii_case("of"))
        {
            cut = Some(at);
        }
        if token.kind == Kind::Word || token.kind == Kind::Number {
            count += 1;
            if count > room {
                if let Some(cut) = cut.filter(|cut| *cut > begun || !parts.is_empty()) {
                    at = cut;
                }
                break;
            }
            nominal = !marks.has(
                Mark::DETERMINER
                    .or(Mark::PREPOSITION)
                    .or(Mark::ADVERB)
                    .or(Mark::AND)
                    .or(Mark::TO)
                    .or(Mark::POSSESSIVE),
            );
        }
        at += 1;
    }
    if begun < at {
        parts.push(begun..at);
    }
    // Nothing hangs at the end: `signed a decree | in`.
    while let Some(last) = parts.last_mut() {
        let hanging = Mark::PREPOSITION
            .or(Mark::DETERMINER)
            .or(Mark::AND)
            .or(Mark::TO)
            .or(Mark::OPENER)
            .or(Mark::POSSESSIVE);
        while last.end > last.start
            && (mark(page, last.end - 1).has(hanging) && last.end - 1 >= from
                || page.tokens[last.end - 1].kind == Kind::Sign
                    && !matches!(page.word(last.end - 1), ")" | "%" | "”"))
        {
            last.end -= 1;
        }
        if last.start >= last.end {
            parts.pop();
        } else {
            break;
        }
    }
    parts
}

/// `tokens` without expressions of time, and without the preposition that leads to one.
fn without(page: &Page<'_>, tokens: &Range<usize>, skipped: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut begun = tokens.start;
    for at in tokens.clone() {
        if skipped.iter().any(|time| time.contains(&at)) {
            if begun < at {
                parts.push(begun..at);
            }
            begun = at + 1;
        }
    }
    if begun < tokens.end {
        parts.push(begun..tokens.end);
    }
    parts.retain(|part| words(page, part) > 0);
    parts
}

/// How many words and numbers there are.
pub(super) fn words(page: &Page<'_>, tokens: &Range<usize>) -> usize {
    page.tokens.get(tokens.clone()).map_or(0, |tokens| {
        tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number)).count()
    })
}
