//! What a title says behind its verb, and where it is cut.

use std::ops::Range;

use super::super::clause::{Predicate, TELLS, Told};
use super::super::words::{Mark, mark, only_says};
use super::{Setting, words};
use crate::extract::actors::Kind as Who;
use crate::extract::lex::{Kind, Shape, Token};

/// How many words may say who hears what is told: `told the committee of the house | that ..`
const HEARER: usize = 6;

/// How many tokens an office may go on for.
const OFFICE: usize = 14;

impl Setting<'_, '_, '_> {
    /// From the verb on, up to what is no longer needed; and whether it is cut where nothing ends.
    pub(super) fn tail(
        &self,
        number: usize,
        predicate: &Predicate,
        start: usize,
        room: usize,
    ) -> (Vec<Range<usize>>, bool) {
        let page = self.page;
        let from = predicate.tokens.end;
        let describes = matches!(predicate.told, Told::Noun | Told::Reduced)
            || predicate.told == Told::Aim && predicate.passive;
        let limit = self.limit(number, from, describes);
        let (mut parts, hard) = self.cut(start, from..limit, describes, room);
        while let Some(last) = parts.last_mut() {
            // Nothing hangs at the end: `signed a decree | in`.
            let hangs = |at: usize| {
                let particle = at == from && mark(page, at).has(Mark::PARTICLE);
                mark(page, at).has(Mark::CLOSED)
                    && !particle
                    && !mark(page, at).has(Mark::ADVERB.or(Mark::PRONOUN))
                    && !self.is_particle(at, from)
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
        self.end_office(from..limit, &mut parts);
        self.end_word(limit, &mut parts);
        (parts, hard)
    }

    /// Ends a word of several parts that was cut within: `his brother | -in-law` is another person.
    fn end_word(&self, limit: usize, parts: &mut [Range<usize>]) {
        let Some(last) = parts.last_mut() else { return };
        let touches = |at: usize| self.page.tokens.get(at).is_some_and(Token::touches);
        while last.end + 1 < limit
            && self.page.word(last.end) == "-"
            && touches(last.end)
            && touches(last.end + 1)
        {
            last.end += 2;
        }
    }

    /// Ends an office that was cut within: with whoever holds it, `Secretary | for Trade, Fishing and Energy | Anna
    /// Berg`, else with all of its name.
    fn end_office(&self, rest: Range<usize>, parts: &mut Vec<Range<usize>>) {
        let page = self.page;
        let Some(last) = parts.last_mut().filter(|last| last.end > rest.start && last.end < rest.end) else {
            return;
        };
        let capital = |at: usize| {
            page.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.shape != Shape::Lower)
        };
        // `Secretary for Trade |, Fishing ..`
        let field = (rest.start..last.end)
            .rev()
            .take(8)
            .take_while(|&at| capital(at) || !mark(page, at).has(Mark::CLOSED));
        let Some(of) = field.last().and_then(|first| first.checked_sub(1)).filter(|&of| of > rest.start)
        else {
            return;
        };
        let office = matches!(page.word(of), "for" | "of") && capital(of - 1) && capital(of + 1);
        if !office || page.word(last.end) != "," && page.word(last.end) != "and" {
            return;
        }
        let mut end = last.end;
        while end < rest.end.min(last.end + OFFICE)
            && (capital(end)
                || end > of + 1
                    && matches!(page.word(end), "," | "and" | "&")
                    && (capital(end + 1) || capital(end + 2) && page.word(end + 1) == "and"))
        {
            let person = self.cast.within(&(end..end + 1)).first().filter(|mention| {
                mention.tokens.start == end
                    && self.cast.actors.get(mention.actor).is_some_and(|actor| actor.kind == Who::Person)
            });
            if let Some(person) = person {
                if page.word(end - 1) == "," {
                    last.end = end - 1;
                } else {
                    last.end = of;
                    parts.push(person.tokens.clone());
                }
                return;
            }
            end += 1;
        }
        // An `and` ends the list: `Trade, Fishing and Energy`.
        if (last.end..end).any(|at| mark(page, at).has(Mark::AND)) {
            last.end = end;
        }
    }

    /// Where the words that belong to a predicate end at the latest.
    fn limit(&self, number: usize, from: usize, describes: bool) -> usize {
        let page = self.page;
        let clause = &self.clauses[number];
        let mut limit = clause.tokens.end;
        // `agreed | that both ..`, `delivered everything | that ..`: what is told goes on in the next clause, also over
        // a time (`ruled on 3 May | that ..`), but not what is only said then.
        let verb = page.word(from.saturating_sub(1));
        let said = only_says(verb);
        let hearer = if TELLS.contains(&verb) { HEARER } else { 0 };
        let here = || self.without(&(from..limit)).iter().map(|part| words(page, part)).sum::<usize>();
        if let Some(next) = self.clauses.get(number + 1)
            && next.opener == Some(next.tokens.start)
            && mark(page, next.tokens.start).has(Mark::THAT)
            && (words(page, &(from..limit)) <= 2 || !said && here() <= hearer)
        {
            limit = next.tokens.end;
        }
        let stop = self.clauses[number..]
            .iter()
            .flat_map(|clause| &clause.predicates)
            .filter(|other| other.tokens.start >= from && !matches!(other.told, Told::Noun | Told::Aim))
            .find(|other| {
                let at = self.over_adverbs(from, other.tokens.start);
                let joined = at > 0 && mark(page, at - 1).has(Mark::AND);
                describes && other.told != Told::Reduced && limit == clause.tokens.end || joined
            })
            .map(|other| {
                let at = self.over_adverbs(from, other.tokens.start);
                if at > from && mark(page, at - 1).has(Mark::AND) { at - 1 } else { other.tokens.start }
            });
        limit.min(stop.unwrap_or(limit))
    }

    /// Where the adverbs right before a token begin: `closed in May and | only reopened`.
    fn over_adverbs(&self, from: usize, at: usize) -> usize {
        at - (from..at).rev().take_while(|&at| mark(self.page, at).has(Mark::ADVERB)).count()
    }

    /// The words from `start` on, over those of `rest` that there is room for; at a good place where that is not all.
    /// With it whether it is cut where nothing ends.
    fn cut(
        &self,
        start: usize,
        rest: Range<usize>,
        describes: bool,
        room: usize,
    ) -> (Vec<Range<usize>>, bool) {
        let page = self.page;
        let (from, limit) = (rest.start, rest.end);
        let mut parts: Vec<Range<usize>> = Vec::new();
        let (mut begun, mut at) = (start, from);
        let mut count = words(page, &(start..from));
        // Where it may be cut: before a preposition or an `and`, once there are words enough.
        let mut cut: Option<usize> = None;
        let mut nominal = false;
        // `between X | and Y` is not cut.
        let mut pair = false;
        let mut hard = false;
        while at < limit {
            if let Some(time) = self.skipped.iter().find(|time| time.contains(&at)) {
                if begun < at {
                    parts.push(begun..at);
                }
                at = time.end.max(at + 1);
                begun = at;
                // `the signing of the treaty on 3 May | the troops were withdrawn`
                let held = Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN);
                let next = at + usize::from(mark(page, at).has(Mark::AND) || page.word(at) == ",");
                if describes && mark(page, next).has(held) {
                    break;
                }
                nominal |= describes;
                continue;
            }
            let word = page.word(at);
            let token = &page.tokens[at];
            let marks = mark(page, at);
            let inner = token.touches() && page.tokens.get(at + 1).is_some_and(Token::touches);
            if !inner && self.stops(at, limit) {
                break;
            }
            // What describes ends where somebody does something: `the event to be held | already shows`.
            let doing = marks.has(Mark::PRESENT) && !marks.has(Mark::HAPPENING) && nominal;
            let going_on =
                marks.has(Mark::AND) && mark(page, at + 1).has(Mark::ADVERB.or(Mark::ING).or(Mark::EITHER));
            // `was founded in 2012 | and represents 300 families`: what is so now is no part of it.
            let next = mark(page, at + 1);
            let state = marks.has(Mark::AND) && next.has(Mark::PRESENT) && !next.has(Mark::HAPPENING);
            if state || describes && (doing || going_on || nominal && marks.has(Mark::ADVERB)) {
                break;
            }
            if word == "," && !inner {
                // `died on 3 May 2024, 30 years after ..`; not `signed, on 3 May, a treaty`.
                let last = parts.last().and_then(|part| part.end.checked_sub(1));
                let behind_time = begun == at && last.is_some_and(|last| page.word(last) != ",");
                // `exploded in Oslo, killing 40 people`
                let next = mark(page, at + 1);
                if next.has(Mark::ING) && next.has(Mark::DEED) && !describes && count + 3 < room {
                    cut = Some(at);
                } else if let Some(end) =
                    self.list_end(at, limit).filter(|end| count + words(page, &(at..*end)) <= room + 6)
                {
                    // `met X, Y and Z`
                    count += words(page, &(at..end));
                    at = end;
                    nominal = true;
                    continue;
                } else if self.in_name(at + 1) && cut.is_some() {
                    // `the Minister for Trade, Fishing and Energy`: a name is not cut in two.
                    at = cut.unwrap_or(at);
                    break;
                } else if nominal || count > 4 || behind_time || self.goes_on(at, limit) {
                    break;
                }
                at += 1;
                continue;
            }
            if nominal && count >= 4 && !pair && self.may_end(at, from) {
                cut = Some(at);
            }
            if word == "between" {
                pair = (at + 1..limit.min(at + 12)).any(|at| mark(page, at).has(Mark::AND));
            } else if marks.has(Mark::AND) {
                pair = false;
            }
            if matches!(token.kind, Kind::Word | Kind::Number) {
                count += 1;
                if count > room + 8 || count > room && !self.goes_on_as_name(at) {
                    let good = cut.filter(|cut| *cut > begun || !parts.is_empty());
                    hard = good.is_none() && at + 1 < limit;
                    at = good.unwrap_or(at);
                    break;
                }
                nominal = !marks.has(Mark::CLOSED);
            }
            at += 1;
        }
        if begun < at {
            parts.push(begun..at);
        }
        (parts, hard)
    }

    /// Whether behind a comma somebody else does something: `When the war ended in 1945, | he returned`.
    fn goes_on(&self, comma: usize, limit: usize) -> bool {
        let later = self.clauses.iter().flat_map(|clause| &clause.predicates).find(|other| {
            other.tokens.start > comma && !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced)
        });
        later.is_some_and(|later| later.tokens.start < limit)
    }

    /// Whether a sign ends what is told.
    fn stops(&self, at: usize, limit: usize) -> bool {
        let (page, token) = (self.page, &self.page.tokens[at]);
        let word = page.word(at);
        // A full stop within a sentence belongs to its word: `Inc.`
        let short = word == "." && token.touches() && at + 2 < limit;
        token.kind == Kind::Sign && matches!(word, "." | "!" | "?" | ";" | ":" | "”" | "\"") && !short
    }

    /// Whether the words before a token say enough without it: before a preposition, or an `and`.
    fn may_end(&self, at: usize, from: usize) -> bool {
        let (page, marks) = (self.page, mark(self.page, at));
        let base_before = at > from + 1 && mark(page, at - 2).has(Mark::TO);
        let cuts = marks.has(Mark::PREPOSITION.or(Mark::TO).or(Mark::ING))
            && !matches!(page.word(at), "of" | "between")
            && !matches!(page.word(at + 1), "least" | "most" | "than")
            && !self.joins_names(at)
            || marks.has(Mark::AND) && !base_before && self.begins_anew(at + 1)
            || marks.has(Mark::EITHER) && page.tokens[at].shape == Shape::Lower;
        cuts && !self.in_name(at)
    }

    /// Whether what stands behind an `and` is something of its own, and not a half of one: `public | and private banks`.
    fn begins_anew(&self, at: usize) -> bool {
        let page = self.page;
        let marks = mark(page, at);
        let anew = Mark::ING
            .or(Mark::DETERMINER)
            .or(Mark::POSSESSIVE)
            .or(Mark::PREPOSITION)
            .or(Mark::PAST)
            .or(Mark::EITHER);
        let token = page.tokens.get(at);
        marks.has(anew.or(Mark::ADVERB))
            || token.is_some_and(|token| token.kind == Kind::Number || token.shape != Shape::Lower)
                && !self.joins_names(at.saturating_sub(1))
    }

    /// Whether a little word stands within a name: `Convention | on Climate Change`.
    fn joins_names(&self, at: usize) -> bool {
        let page = self.page;
        let title = |at: usize| {
            page.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.shape != Shape::Lower)
        };
        let the = usize::from(page.word(at + 1) == "the");
        matches!(page.word(at), "on" | "for" | "and" | "of" | "&" | "to")
            && at > 0
            && title(at - 1)
            && title(at + 1 + the)
    }

    /// Whether a name goes on at a word: by the actors, or by its capital letters.
    fn goes_on_as_name(&self, at: usize) -> bool {
        let page = self.page;
        let title = |at: usize| {
            page.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.shape == Shape::Title)
        };
        self.in_name(at)
            || self.joins_names(at)
            || title(at)
                && at > 0
                && (title(at - 1) || matches!(page.word(at - 1), "on" | "for" | "and" | "of" | "&"))
    }

    /// The end of a list of names that goes on behind a comma: `Anna Berg, | Lars Holm and Olga Lind`.
    fn list_end(&self, comma: usize, limit: usize) -> Option<usize> {
        let page = self.page;
        let named = |range: &Range<usize>| {
            self.cast
                .within(range)
                .iter()
                .any(|mention| mention.tokens.end >= range.end && mention.tokens.start < range.end)
        };
        if comma == 0 || !named(&(comma - 1..comma)) {
            return None;
        }
        let mut start = comma + 1;
        let mut last = false;
        let mut items = 0;
        for at in comma + 1..limit.min(comma + 40) {
            let ends = at + 1 == limit;
            let joins = page.word(at) == "," || matches!(page.word(at), "and" | "&") && !self.in_name(at);
            if !joins && !last && !ends {
                continue;
            }
            if last {
                // The last of the list ends where its name does.
                let mention = self.cast.within(&(start..limit)).first()?;
                let lead = mention.tokens.start.checked_sub(start)?;
                return (lead <= 3 && mention.tokens.end <= limit).then_some(mention.tokens.end);
            }
            let item = start..at;
            if !item.is_empty() && (!named(&item) || item.len() > 8) {
                return None;
            }
            // `X, and now Y has`: that is no list.
            if item.is_empty() && page.word(at) != "," && items == 0 {
                return None;
            }
            items += usize::from(!item.is_empty());
            start = at + 1;
            last |= page.word(at) != ",";
        }
        None
    }

    /// Whether a word right behind the verb belongs to it, though it could lead to a place: `was sworn in | on 3 May`.
    fn is_particle(&self, at: usize, from: usize) -> bool {
        at == from && self.skips(at + 1) && matches!(self.page.word(at), "in" | "on" | "over")
    }
}
