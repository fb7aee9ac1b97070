//! A short title out of the words of one sentence: somebody, what they did, to what.

use std::ops::Range;

use super::clause::{Clause, Predicate, Told};
use super::words::{Mark, Sheet, mark};
use crate::extract::actors::Cast;
use crate::extract::lex::{Kind, Shape, Token};

/// How many words a title may have.
const LONGEST: usize = 15;

/// How many of them before the verb.
const SUBJECT: usize = 12;

/// What a title is made from.
pub(super) struct Setting<'s, 'p, 't> {
    pub(super) page: &'p Sheet<'p, 't>,
    pub(super) cast: &'s Cast,
    pub(super) clauses: &'s [Clause],
    /// Expressions of time and what stands in brackets.
    pub(super) skipped: &'s [Range<usize>],
}

impl Setting<'_, '_, '_> {
    /// The tokens of the title, stretch by stretch.
    pub(super) fn title(&self, number: usize, predicate: &Predicate) -> Vec<Range<usize>> {
        let page = self.page;
        let clause = &self.clauses[number];
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut start = predicate.tokens.start;
        match predicate.told {
            Told::Noun => start = self.noun_start(clause, predicate.head),
            Told::Reduced => {
                start = self.phrase_before(predicate.tokens.start, floor(clause, predicate, true));
            }
            Told::Aim => {
                let main = clause.predicates.iter().rfind(|other| {
                    other.tokens.end <= predicate.tokens.start
                        && !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced)
                });
                // `aims | to reduce`: a verb of the present that tells no event.
                let at = predicate.tokens.start.saturating_sub(1);
                let verb = Mark::PRESENT.or(Mark::EITHER).or(Mark::PAST);
                let aims = (at >= clause.tokens.start && mark(page, at).has(verb)).then(|| Predicate {
                    tokens: at..at + 1,
                    head: at,
                    told: Told::Present,
                    marks: mark(page, at),
                    passive: false,
                });
                if let Some(main) = main.or(aims.as_ref()) {
                    let lead = self.lead(number, main);
                    // `to reduce .. | and increase ..`: both hang on the same `to`.
                    let to =
                        (main.tokens.end..predicate.tokens.start).find(|&at| mark(page, at).has(Mark::TO));
                    let coordinated = !mark(page, predicate.tokens.start).has(Mark::TO);
                    let end = if coordinated {
                        to.map_or(predicate.tokens.start, |to| to + 1)
                    } else {
                        predicate.tokens.start
                    };
                    let middle = main.tokens.start..end;
                    if words(page, &middle) + lead.iter().map(|part| words(page, part)).sum::<usize>() <= 9 {
                        parts.extend(lead);
                        push(&mut parts, middle);
                    }
                } else {
                    start = self.phrase_before(predicate.tokens.start, floor(clause, predicate, true));
                }
                if parts.is_empty() && !predicate.passive {
                    start = predicate.head;
                }
            }
            _ => {
                let lead = self.lead(number, predicate);
                if lead.is_empty() && !predicate.passive && predicate.told != Told::Future {
                    // Who it was stands beside the title: `completed the renovation`.
                    start = predicate.head;
                }
                parts.extend(lead);
            }
        }
        let count: usize = parts.iter().map(|part| words(page, part)).sum();
        let tail = self.tail(number, predicate, start, LONGEST.saturating_sub(count).max(5));
        for part in tail {
            push(&mut parts, part);
        }
        parts
    }

    /// Who does it, without pronouns, times and asides; of a relative clause, what it describes.
    fn lead(&self, number: usize, predicate: &Predicate) -> Vec<Range<usize>> {
        let page = self.page;
        let clause = &self.clauses[number];
        let subject = self.subject(clause, predicate);
        let pronoun = words(page, &subject) == 1 && mark(page, subject.start).has(Mark::PRONOUN);
        if let Some(opener) = clause.relative(page) {
            let mut end = opener;
            while end > 0 && page.word(end - 1) == "," {
                end -= 1;
            }
            let floor = number.checked_sub(1).map_or(0, |before| {
                let before = &self.clauses[before];
                before
                    .predicates
                    .iter()
                    .rfind(|other| other.told != Told::Noun && other.tokens.end <= end)
                    .map_or(before.tokens.start, |other| other.tokens.end)
            });
            let start = self.phrase_before(end, floor);
            let antecedent = self.without(&(start..end));
            if subject.is_empty() {
                return antecedent;
            }
            // `a meeting that both held in Davos`: the words go on.
            if !pronoun && subject.start == opener + 1 {
                let mut parts = antecedent;
                push(&mut parts, opener..subject.end);
                return parts;
            }
        }
        if pronoun || subject.is_empty() { Vec::new() } else { self.without(&subject) }
    }

    /// Who does it: the words before the verb that are no time, no aside and no other clause.
    fn subject(&self, clause: &Clause, predicate: &Predicate) -> Range<usize> {
        let page = self.page;
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
        let floor = floor(clause, predicate, false).min(end);
        let mut start = end;
        while start > floor {
            let at = start - 1;
            let marks = mark(page, at);
            let token = &page.tokens[at];
            let stops = match token.kind {
                Kind::Sign => !matches!(
                    page.word(at),
                    "-" | "–" | "/" | "&" | "." | "'" | "’" | "+" | "“" | "”" | "\"" | ")" | "("
                ),
                _ => {
                    marks.has(Mark::OPENER) && !page.word(at).eq_ignore_ascii_case("that")
                        || token.shape == Shape::Other
                }
            };
            if stops {
                break;
            }
            start = at;
        }
        while start < end
            && (mark(page, start).has(Mark::AND.or(Mark::ADVERB).or(Mark::OPENER))
                || page.tokens[start].kind == Kind::Sign
                || self.skipped.iter().any(|time| time.contains(&start)))
        {
            start += 1;
        }
        // `In Baku on May 6 the ministers met`: what stands first is where and when.
        if start < end && mark(page, start).has(Mark::PREPOSITION) {
            match self.cast.within(&(start..end)).last() {
                Some(mention) if mention.tokens.end == end => start = mention.tokens.start.max(start),
                _ => {
                    let determiner = (start + 1..end).rev().find(|&at| {
                        mark(page, at).has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN))
                    });
                    start = determiner.unwrap_or(end);
                }
            }
        }
        if words(page, &(start..end)) > SUBJECT {
            let last = self.cast.within(&(start..end)).iter().rfind(|mention| mention.tokens.end == end);
            let preposition = (start + 1..end).rfind(|&at| {
                mark(page, at).has(Mark::PREPOSITION) && (2..=9).contains(&words(page, &(start..at)))
            });
            if let Some(mention) = last {
                start = mention.tokens.start;
            } else if let Some(at) = preposition {
                end = at;
            }
        }
        start..end
    }

    /// Where the phrase begins that ends before `end`: `the climate finance goal |`, `7.6 million dollars |`.
    fn phrase_before(&self, end: usize, floor: usize) -> usize {
        let page = self.page;
        let mut start = end;
        while start > floor && end - start < 14 {
            let at = start - 1;
            let marks = mark(page, at);
            let token = &page.tokens[at];
            let goes_on = match token.kind {
                Kind::Word => {
                    let of = matches!(page.word(at), "of" | "on" | "for" | "between") && start < end;
                    let name = token.shape != Shape::Lower;
                    of || !marks.has(closed())
                        && (name || !marks.has(Mark::PAST.or(Mark::BASE)))
                        && token.shape != Shape::Other
                }
                Kind::Clitic => !marks.has(Mark::BE.or(Mark::HAVE).or(Mark::WILL)),
                Kind::Number => true,
                Kind::Sign => {
                    matches!(page.word(at), "-" | "–" | "." | "$" | "€" | "£" | "%" | "(" | ")")
                        || page.word(at) == ","
                            && token.touches()
                            && page.tokens.get(start).is_some_and(Token::touches)
                }
            };
            if !goes_on || self.skipped.iter().any(|time| time.contains(&at) && page.word(time.start) != "(")
            {
                if marks.has(Mark::DETERMINER.or(Mark::POSSESSIVE)) {
                    start = at;
                    // `the visit of the minister`
                    if start > floor + 1 && matches!(page.word(start - 1), "of" | "on" | "between") {
                        start -= 1;
                        continue;
                    }
                }
                break;
            }
            start = at;
        }
        while start < end
            && (mark(page, start).has(Mark::PREPOSITION) || page.tokens[start].kind == Kind::Sign)
        {
            start += 1;
        }
        start
    }

    /// Where the phrase begins whose word is a thing that happens: `President X’s visit`, `victory in the .. conflict`.
    fn noun_start(&self, clause: &Clause, head: usize) -> usize {
        let page = self.page;
        let mut start = head;
        while start > clause.tokens.start {
            let at = start - 1;
            let marks = mark(page, at);
            let goes_on = match page.tokens[at].kind {
                Kind::Word => {
                    !marks.has(closed().or(Mark::PAST))
                        && (marks.has(Mark::HAPPENING) || !marks.has(Mark::EITHER))
                }
                Kind::Clitic => !marks.has(Mark::BE.or(Mark::HAVE).or(Mark::WILL)),
                Kind::Number => true,
                Kind::Sign => matches!(page.word(at), "-" | "–" | "’" | "'"),
            };
            if !goes_on || self.skipped.iter().any(|time| time.contains(&at)) {
                break;
            }
            start = at;
        }
        start
    }

    /// From the verb on, up to what is no longer needed.
    fn tail(&self, number: usize, predicate: &Predicate, start: usize, room: usize) -> Vec<Range<usize>> {
        let page = self.page;
        let clause = &self.clauses[number];
        let from = predicate.tokens.end;
        let mut limit = clause.tokens.end;
        // `agreed | that both ..`, `delivered everything | that ..`: what is told goes on in the next clause.
        if let Some(next) = self.clauses.get(number + 1)
            && next.opener == Some(next.tokens.start)
            && page.word(next.tokens.start).eq_ignore_ascii_case("that")
            && words(page, &(from..limit)) <= 2
        {
            limit = next.tokens.end;
        }
        let describes = matches!(predicate.told, Told::Noun | Told::Reduced)
            || predicate.told == Told::Aim && predicate.passive;
        let stop = self.clauses[number..]
            .iter()
            .flat_map(|clause| &clause.predicates)
            .filter(|other| other.tokens.start >= from && !matches!(other.told, Told::Noun | Told::Aim))
            .find(|other| {
                let joined = other.tokens.start > 0 && mark(page, other.tokens.start - 1).has(Mark::AND);
                describes && other.told != Told::Reduced && limit == clause.tokens.end || joined
            })
            .map(|other| {
                let at = other.tokens.start;
                if at > from && mark(page, at - 1).has(Mark::AND) { at - 1 } else { at }
            });
        let limit = limit.min(stop.unwrap_or(limit));
        let mut parts: Vec<Range<usize>> = Vec::new();
        let (mut begun, mut at) = (start, from);
        let mut count = words(page, &(start..from));
        // Where it may be cut: before a preposition or an `and`, once there are words enough.
        let mut cut: Option<usize> = None;
        let mut nominal = false;
        while at < limit {
            if let Some(time) = self.skipped.iter().find(|time| time.contains(&at)) {
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
            let inner = token.touches() && page.tokens.get(at + 1).is_some_and(Token::touches);
            if token.kind == Kind::Sign && matches!(word, "." | "!" | "?" | ";" | ":" | "”" | "\"") && !inner
            {
                break;
            }
            // What describes ends where somebody does something: `the event to be held | already shows`.
            let doing = marks.has(Mark::PRESENT) && !marks.has(Mark::HAPPENING) && nominal;
            let going_on =
                marks.has(Mark::AND) && mark(page, at + 1).has(Mark::ADVERB.or(Mark::ING).or(Mark::EITHER));
            if describes && (doing || going_on || nominal && marks.has(Mark::ADVERB)) {
                break;
            }
            if word == "," && !inner {
                if nominal || count > 4 {
                    break;
                }
                at += 1;
                continue;
            }
            let base_before = at > from + 1 && mark(page, at - 2).has(Mark::TO);
            let cuts = marks.has(Mark::PREPOSITION.or(Mark::TO).or(Mark::ING))
                && !matches!(word, "of" | "between")
                || marks.has(Mark::AND) && !base_before
                || marks.has(Mark::EITHER) && token.shape == Shape::Lower;
            if nominal && count >= 4 && cuts {
                cut = Some(at);
            }
            if matches!(token.kind, Kind::Word | Kind::Number) {
                count += 1;
                if count > room {
                    if let Some(cut) = cut.filter(|cut| *cut > begun || !parts.is_empty()) {
                        at = cut;
                    }
                    break;
                }
                nominal = !marks.has(closed());
            }
            at += 1;
        }
        if begun < at {
            parts.push(begun..at);
        }
        while let Some(last) = parts.last_mut() {
            // Nothing hangs at the end: `signed a decree | in`.
            let hangs = |at: usize| {
                mark(page, at).has(closed())
                    && !mark(page, at).has(Mark::ADVERB.or(Mark::PRONOUN))
                    && at >= from
                    || page.tokens[at].kind == Kind::Sign && !matches!(page.word(at), "%" | "”")
            };
            while last.end > last.start && hangs(last.end - 1) {
                last.end -= 1;
            }
            if last.start < last.end {
                break;
            }
            parts.pop();
        }
        parts
    }

    /// `tokens` without what is passed by.
    fn without(&self, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut begun = tokens.start;
        for at in tokens.clone() {
            if self.skipped.iter().any(|time| time.contains(&at)) {
                if begun < at {
                    parts.push(begun..at);
                }
                begun = at + 1;
            }
        }
        if begun < tokens.end {
            parts.push(begun..tokens.end);
        }
        parts.retain(|part| words(self.page, part) > 0);
        parts
    }
}

/// Where the predicate before this one ends.
fn floor(clause: &Clause, predicate: &Predicate, plain: bool) -> usize {
    let before = clause.predicates.iter().rfind(|other| {
        other.tokens.end <= predicate.tokens.start
            && (other.told != Told::Noun)
            && (plain || !matches!(other.told, Told::Aim | Told::Reduced))
    });
    before.map_or(clause.tokens.start, |other| other.tokens.end)
}

/// Words that hold others together.
const fn closed() -> Mark {
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
        .or(Mark::WILL)
        .or(Mark::MODAL)
}

/// Adds a stretch, to the last one where it goes on there.
fn push(parts: &mut Vec<Range<usize>>, part: Range<usize>) {
    match parts.last_mut() {
        Some(last) if last.end == part.start => last.end = part.end,
        _ => parts.push(part),
    }
}

/// How many words and numbers there are.
pub(super) fn words(page: &Sheet<'_, '_>, tokens: &Range<usize>) -> usize {
    page.tokens.get(tokens.clone()).map_or(0, |tokens| {
        tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number)).count()
    })
}
