//! Where a content begins and how far it goes, before and behind its cue.

use std::ops::Range;

use super::clause::{Phrase, Reading};
use super::grammar::{Class, Tag};
use crate::extract::lex::{Kind, Shape};

/// Whether a stretch has a verb of its own.
pub(super) fn is_clause(r: &Reading<'_, '_>, part: &Range<usize>) -> bool {
    part.len() > 2 && part.clone().take(60).any(|at| r.tag(at).has(Tag::FINITE))
}

/// Whether words are no more than a thing or a person: without marks, without a verb, and no clause of any sort.
pub(super) fn is_bare(r: &Reading<'_, '_>, part: &Range<usize>) -> bool {
    let first = r.tag(part.start);
    let led = r.kind(part.start) == Kind::Word
        && (first.has(Tag::THAT.with(Tag::TO).with(Tag::SUBORDINATOR))
            || matches!(
                r.word(part.start),
                "whether" | "if" | "how" | "why" | "what" | "who" | "where" | "when"
            ));
    !led && !r.opens_within(part) && !part.clone().take(60).any(|at| r.tag(at).has(Tag::FINITE))
}

/// Whether words tell a time and nothing else: `Friday`, `on 3 May`, `last week`.
pub(super) fn is_time(r: &Reading<'_, '_>, part: &Range<usize>) -> bool {
    let mut when = false;
    part.len() <= 8
        && part.clone().all(|at| match r.kind(at) {
            Kind::Number => true,
            Kind::Word if r.tag(at).has(Tag::WHEN) || is_stretch(r.word(at)) => {
                when = true;
                true
            }
            Kind::Word => {
                r.tag(at).has(Tag::PREPOSITION.with(Tag::DETERMINER))
                    || matches!(
                        r.word(at),
                        "last" | "next" | "past" | "early" | "late" | "ago" | "th" | "st" | "nd" | "rd"
                    )
            }
            _ => r.word(at) == ",",
        })
        && (when || part.len() == 1 && r.kind(part.start) == Kind::Number && r.word(part.start).len() == 4)
}

fn is_stretch(word: &str) -> bool {
    matches!(
        word,
        "day"
            | "days"
            | "week"
            | "weeks"
            | "weekend"
            | "month"
            | "months"
            | "year"
            | "years"
            | "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "noon"
            | "midnight"
            | "hours"
            | "hour"
            | "minutes"
            | "spring"
            | "autumn"
    )
}

/// Whether a quotation ends here that is speech, and not a title or a name: `on “Meet the Press,” X said`.
pub(super) fn closes_speech(r: &Reading<'_, '_>, sentence: &Range<usize>, last: usize) -> bool {
    let Some(number) = r.quotation(last) else { return false };
    let quotation = r.quotations[number];
    if quotation.closed && last + 1 < quotation.end {
        return false;
    }
    let open = quotation.open;
    let long = last - open > 10;
    let stops = last > open
        && matches!(r.word(last - 1), "," | "." | "?" | "!" | "…" | "—" | "–" | "-" | "’" | "'")
        || r.word(last) == ",";
    let begins = open <= sentence.start + 1;
    long && (stops || begins)
        || stops && (begins || r.word(open - 1) == ":" || is_clause(r, &(sentence.start..open)))
}

/// Whether the words that end here end with a comma, so that their sentence goes on behind them.
pub(super) fn goes_on(r: &Reading<'_, '_>, last: usize) -> bool {
    r.quotation(last).is_none() || last > 0 && matches!(r.word(last - 1), "," | "—" | "–" | "-" | "…")
}

/// What stands before and behind a cue in the middle or at the end of its sentence.
pub(super) fn around(
    r: &Reading<'_, '_>,
    sentence: &Range<usize>,
    left: usize,
    behind: usize,
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let end = if r.quotation(left).is_some() { left + 1 } else { left };
    let mut start = sentence.start;
    if r.quotation(start).is_none() && r.tag(start).has(Tag::AND) && start + 1 < end {
        start += 1;
    }
    if start < end {
        parts.push(start..end);
    }
    let next = (behind..sentence.end.min(behind + 30)).find(|next| r.opens(*next) || r.word(*next) == ";");
    if let Some(next) =
        next.filter(|next| r.opens(*next) && matches!(r.word(*next - 1), "," | "." | ":" | "—" | "–" | "-"))
    {
        parts.push(trim(r, next..sentence.end));
    }
    parts
}

/// The content behind a verb, if there is one.
pub(super) fn behind(r: &Reading<'_, '_>, verb: usize, end: usize, class: &Class) -> Option<Range<usize>> {
    reach(r, verb, end, class).map(|part| to_mark(r, part))
}

/// Quoted speech ends with its mark where its speaker does something else behind it: `that “..” and left`.
fn to_mark(r: &Reading<'_, '_>, part: Range<usize>) -> Range<usize> {
    let open = part.start + usize::from(r.tag(part.start).has(Tag::THAT));
    let Some(number) = r.quotation(open).filter(|_| r.opens(open)) else { return part };
    let close = r.quotations[number].end;
    let next = close + usize::from(r.word(close) == ",");
    let deed = r.quotations[number].closed
        && close < part.end
        && matches!(r.word(next), "and" | "but" | "then" | "before")
        && r.tag(next + 1).has(Tag::PAST.with(Tag::PRESENT).with(Tag::ING));
    if deed { part.start..close } else { part }
}

fn reach(r: &Reading<'_, '_>, verb: usize, end: usize, class: &Class) -> Option<Range<usize>> {
    let mut from = past_adverbs(r, verb + 1, end);
    let particle = r.kind(from) == Kind::Word && r.tag(from).has(Tag::PREPOSITION.with(Tag::TO));
    if class.particle {
        // `lashed out`, `spoke about`; but `spoke from the balcony`, `shot in the back`.
        let takes = matches!(
            r.word(from),
            "about"
                | "of"
                | "to"
                | "for"
                | "against"
                | "on"
                | "upon"
                | "over"
                | "out"
                | "back"
                | "in"
                | "off"
        );
        if !takes || r.word(from) == "in" && !r.opens(from + 1) && r.word(from + 1) != "," {
            return None;
        }
        // `shot back`, and not `fired on the crowd`.
        let shoots = matches!(
            r.word(verb),
            "shot" | "shoot" | "shoots" | "shooting" | "fire" | "fires" | "fired" | "firing"
        );
        if shoots
            && !(r.word(from) == "back"
                && (r.opens(from + 1) || matches!(r.word(from + 1), "," | ":" | "at")))
        {
            return None;
        }
        from += 1;
        // `voted on Tuesday to ..`
        let late = (from..end).find(|at| !r.tag(*at).has(Tag::WHEN)).unwrap_or(end);
        if late > from {
            return r.tag(late).has(Tag::TO).then(|| cut(r, late..end)).filter(|_| late < end);
        }
    }
    if class.whom && !r.tag(from).has(Tag::THAT) {
        match told(r, from, end) {
            Some(told) => from = past_adverbs(r, told, end),
            None if !class.object && !class.zero => return None,
            None => {}
        }
    }
    match marked(r, from, end, class) {
        Marked::At(part) => return Some(part),
        Marked::Nothing => return None,
        Marked::No => {}
    }
    if is_over(r, from, end) {
        return None;
    }
    let tag = r.tag(from);
    let sign =
        r.kind(from) == Kind::Sign && !matches!(r.word(from), "$" | "“" | "\"" | "‘" | "'" | "#" | "@" | "(");
    if sign && r.word(from) != "," {
        return None;
    }
    if class.to && tag.has(Tag::TO) {
        return Some(cut(r, from..end));
    }
    let wh = tag.has(Tag::SUBORDINATOR) || matches!(r.word(from), "who" | "which");
    if wh && !tag.has(Tag::PREPOSITION) {
        let fits = class.whether || class.clause || class.object;
        let when = matches!(r.word(from), "because" | "when" | "while" | "although" | "though" | "unless");
        return (fits && !when).then(|| cut(r, from..end));
    }
    if r.kind(from) == Kind::Word && tag.has(Tag::SUBORDINATOR) && tag.has(Tag::PREPOSITION) {
        // `said as he left`
        return None;
    }
    if class.zero {
        let start = past_adverbials(r, from, end);
        if is_adverbial(r.word(start)) {
            return None;
        }
        let pronoun = r.kind(start) == Kind::Word && r.tag(start).has(Tag::SUBJECT) && r.word(start) != "it";
        let clause = pronoun || is_clause(r, &(start..end.min(start + 30)));
        if start < end && !is_over(r, start, end) && clause {
            return Some(cut(r, start..end));
        }
    }
    if class.object {
        let links = matches!(r.word(from), "for" | "of" | "about" | "on" | "against" | "with");
        let start = if particle && !class.particle { from + 1 } else { from };
        if start < end && !is_over(r, start, end) && !sign && (!particle || class.particle || links) {
            return Some(cut(r, start..end)).filter(|part| !class.deed || is_of_words(r, part));
        }
    }
    None
}

/// Whether the object of what may be a deed is about words: it holds quoted ones, is a noun of speech, or is
/// called something (`attacked the plan as reckless`; not `attacked as night fell`).
fn is_of_words(r: &Reading<'_, '_>, object: &Range<usize>) -> bool {
    let near = object.start..object.end.min(object.start + 12);
    let called = |at: usize| {
        r.word(at) == "as"
            && at > object.start
            && !r.tag(at + 1).has(Tag::SUBJECT)
            && !(at + 1..object.end.min(at + 6)).any(|at| r.tag(at).has(Tag::FINITE))
    };
    r.opens_within(object) || near.clone().any(called) || {
        let head = r.phrase_after(object.start, object.end, false);
        head.is_some_and(|head| r.tag(head.end - 1).has(Tag::NOUN) && r.shape(head.end - 1) == Shape::Lower)
    }
}

/// What the signs behind a verb tell of its content.
enum Marked {
    /// It is this.
    At(Range<usize>),
    /// There is none.
    Nothing,
    /// They tell nothing.
    No,
}

/// The content that a sign within reach begins: `that`, a colon, quoted speech.
fn marked(r: &Reading<'_, '_>, from: usize, end: usize, class: &Class) -> Marked {
    let mut crossed = false;
    for near in from..end.min(from + 28) {
        let tag = r.tag(near);
        if r.opens(near) && (class.quote || class.object) {
            let announced = near == from || matches!(r.word(near - 1), "," | ":");
            if near == from && !class.clause && !class.object && is_title(r, near) {
                return Marked::Nothing;
            }
            let long = r.quotation(near).is_some_and(|number| r.quotations[number].end - near > 6);
            if !long && !announced {
                return Marked::No;
            }
            let start =
                if class.quote && announced && !crossed { near } else { past_adverbials(r, from, near) };
            return Marked::At(trim(r, start..end));
        }
        if tag.has(Tag::THAT) && class.clause && (near == from || !crossed) {
            return Marked::At(cut(r, near..end));
        }
        if r.is_colon(near) && !class.quote {
            return Marked::No;
        }
        if r.is_colon(near) {
            return if near + 1 < end { Marked::At(trim(r, near + 1..end)) } else { Marked::Nothing };
        }
        if tag.has(Tag::FINITE.with(Tag::CUE)) && r.kind(near) != Kind::Sign || r.word(near) == ";" {
            return Marked::No;
        }
        crossed |= tag.has(Tag::SUBJECT.with(Tag::AND));
    }
    Marked::No
}

/// Whether a quotation reads as the title of a work: `sang “Home Again”`.
fn is_title(r: &Reading<'_, '_>, open: usize) -> bool {
    let Some(quotation) = r.quotation(open).map(|number| r.quotations[number]) else { return false };
    let words = open + 1..quotation.end.saturating_sub(1);
    let small =
        |at: usize| matches!(r.word(at), "of" | "the" | "a" | "an" | "and" | "in" | "on" | "to" | "for");
    (2..=8).contains(&words.len())
        && words.clone().all(|at| r.kind(at) == Kind::Word && (r.shape(at) == Shape::Title || small(at)))
}

fn past_adverbs(r: &Reading<'_, '_>, from: usize, end: usize) -> usize {
    let adverb = |at: &usize| {
        r.kind(*at) == Kind::Word && r.tag(*at).has(Tag::ADVERB) && !r.tag(*at).has(Tag::SUBORDINATOR)
    };
    (from..end).find(|at| !adverb(at)).unwrap_or(end)
}

fn is_over(r: &Reading<'_, '_>, at: usize, end: usize) -> bool {
    at >= end || matches!(r.word(at), "." | "!" | "?" | ";")
}

/// Behind the one who is told something.
fn told(r: &Reading<'_, '_>, from: usize, end: usize) -> Option<usize> {
    if r.tag(from).has(Tag::OBJECT) && r.kind(from) == Kind::Word {
        return Some(from + 1);
    }
    r.phrase_after(from, end, false).map(|phrase| phrase.end)
}

/// Past `in a statement on Tuesday`, to where a clause begins.
fn past_adverbials(r: &Reading<'_, '_>, from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end {
        let tag = r.tag(at);
        if tag.has(Tag::WHEN) || r.word(at) == "," {
            at += 1;
        } else if r.kind(at) == Kind::Word
            && tag.has(Tag::PREPOSITION)
            && !matches!(r.word(at), "like" | "as")
        {
            match r.phrase_after(at + 1, end, false) {
                Some(phrase) => at = phrase.end,
                None if r.tag(at + 1).has(Tag::WHEN) => at += 2,
                None => break,
            }
        } else {
            break;
        }
    }
    at
}

/// To the end of the sentence, without its full stop but where quoted speech ends with it.
pub(super) fn trim(r: &Reading<'_, '_>, part: Range<usize>) -> Range<usize> {
    let mut end = part.end;
    while end > part.start + 1
        && r.quotation(end - 1).is_none()
        && matches!(r.word(end - 1), "." | "," | ";" | ":" | "—" | "–")
    {
        end -= 1;
    }
    part.start..end
}

/// To where the content ends before its sentence does.
pub(super) fn cut(r: &Reading<'_, '_>, part: Range<usize>) -> Range<usize> {
    let ends = |at: &usize| {
        if r.quotation(*at).is_some() {
            return false;
        }
        let next = at + 1;
        match r.word(*at) {
            ";" => true,
            "," => {
                r.word(next) == "according"
                    || r.word(next) == "but" && !r.tag(next + 1).has(Tag::THAT)
                    || matches!(r.word(next), "while" | "although" | "though")
                    || r.tag(next).has(Tag::ING) && r.tag(next).class().is_some()
            }
            _ => false,
        }
    };
    let end = (part.start + 1..part.end.min(part.start + 160)).find(ends).unwrap_or(part.end);
    trim(r, part.start..end)
}

/// Whether a subject stands in a clause that a subordinator or a relative pronoun leads.
pub(super) fn is_led(r: &Reading<'_, '_>, sentence: &Range<usize>, source: &Phrase) -> bool {
    let start = source.tokens.start;
    // `X, who Y said was a fool, left`
    let relative = start > sentence.start + 1
        && r.kind(start - 1) == Kind::Word
        && matches!(r.word(start - 1), "who" | "whom" | "which")
        && r.word(start - 2) == ",";
    r.tag(start).has(Tag::RELATIVE)
        || relative
        || start > sentence.start
            && r.kind(start - 1) == Kind::Word
            && r.tag(start - 1).has(Tag::SUBORDINATOR)
            && r.starts_clause(start - 1)
}

/// Where the clause of a cue ends before its content would: at a comma with another clause behind it.
pub(super) fn bounded(r: &Reading<'_, '_>, part: Range<usize>, led: bool, object: bool) -> Range<usize> {
    let ends = |at: &usize| {
        let next = at + 1;
        let listed = |at: usize| {
            r.tag(at).has(Tag::PAST.with(Tag::PRESENT)) && r.tag(at).class().is_some_and(|class| class.quote)
        };
        if r.quotation(*at).is_none() && r.tag(*at).has(Tag::AND) && r.kind(*at) == Kind::Word && listed(next)
        {
            return true;
        }
        if object
            && r.quotation(*at).is_none()
            && r.tag(*at).has(Tag::SUBORDINATOR)
            && is_adverbial(r.word(*at))
        {
            return true;
        }
        if object && r.quotation(*at).is_none() && r.word(*at) == "and" && clause_begins(r, next, part.end) {
            return true;
        }
        let comma = match r.quotation(*at) {
            None => r.word(*at) == ",",
            Some(number) => r.quotations[number].end == next && matches!(r.word(at - 1), "," | "!" | "?"),
        };
        if !comma {
            return false;
        }
        if led && r.tag(next).has(Tag::FINITE)
            || led && r.tag(next).has(Tag::ADVERB) && r.tag(next + 1).has(Tag::FINITE)
        {
            return true;
        }
        if object && (r.tag(next).has(Tag::AND) && r.tag(next + 1).has(Tag::FINITE) || inserts(r, next)) {
            return true;
        }
        led && clause_begins(r, next, part.end)
    };
    let end = (part.start + 1..part.end.min(part.start + 60)).find(ends);
    let end = end.map_or(part.end, |at| if r.quotation(at).is_some() { at + 1 } else { at });
    trim(r, part.start..end)
}

/// Whether what stands behind a comma only adds to the noun before it: `Y, with whom he clashed`, `Y, calling it ..`
fn inserts(r: &Reading<'_, '_>, at: usize) -> bool {
    let tag = r.tag(at);
    tag.has(Tag::RELATIVE.with(Tag::ING)) || tag.has(Tag::PREPOSITION) && r.tag(at + 1).has(Tag::RELATIVE)
}

fn is_adverbial(word: &str) -> bool {
    matches!(
        word,
        "when"
            | "while"
            | "because"
            | "although"
            | "though"
            | "unless"
            | "if"
            | "after"
            | "before"
            | "since"
            | "once"
            | "until"
    )
}

/// Whether a subject and its verb begin here.
fn clause_begins(r: &Reading<'_, '_>, at: usize, end: usize) -> bool {
    let verb = |at: usize| at < end && r.tag(at).has(Tag::FINITE);
    if r.kind(at) == Kind::Word && r.tag(at).has(Tag::SUBJECT) && !r.tag(at).has(Tag::RELATIVE) {
        return true;
    }
    r.phrase_after(at, end, true).is_some_and(|phrase| {
        let next = phrase.end;
        verb(next) || r.tag(next).has(Tag::ADVERB) && verb(next + 1)
    })
}
