//! What a title says behind its verb, and where it is cut.

use std::ops::Range;

use super::super::clause::{Predicate, Told};
use super::super::words::{Mark, mark};
use super::{Setting, closed, words};
use crate::extract::lex::{Kind, Shape, Token};

impl Setting<'_, '_, '_> {
    /// From the verb on, up to what is no longer needed.
    pub(super) fn tail(
        &self,
        number: usize,
        predicate: &Predicate,
        start: usize,
        room: usize,
    ) -> Vec<Range<usize>> {
        let page = self.page;
        let from = predicate.tokens.end;
        let describes = matches!(predicate.told, Told::Noun | Told::Reduced)
            || predicate.told == Told::Aim && predicate.passive;
        let limit = self.limit(number, from, describes);
        let mut parts = self.cut(start, from..limit, describes, room);
        while let Some(last) = parts.last_mut() {
            // Nothing hangs at the end: `signed a decree | in`.
            let hangs = |at: usize| {
                let particle = at == from && mark(page, at).has(Mark::PARTICLE);
                mark(page, at).has(closed())
                    && !particle
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

    /// Where the words that belong to a predicate end at the latest.
    fn limit(&self, number: usize, from: usize, describes: bool) -> usize {
        let page = self.page;
        let clause = &self.clauses[number];
        let mut limit = clause.tokens.end;
        // `agreed | that both ..`, `delivered everything | that ..`: what is told goes on in the next clause.
        if let Some(next) = self.clauses.get(number + 1)
            && next.opener == Some(next.tokens.start)
            && mark(page, next.tokens.start).has(Mark::THAT)
            && words(page, &(from..limit)) <= 2
        {
            limit = next.tokens.end;
        }
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
        limit.min(stop.unwrap_or(limit))
    }

    /// The words from `start` on, over those of `rest` that there is room for; at a good place where that is not all.
    fn cut(&self, start: usize, rest: Range<usize>, describes: bool, room: usize) -> Vec<Range<usize>> {
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
        while at < limit {
            if let Some(time) = self.skipped.iter().find(|time| time.contains(&at)) {
                if begun < at {
                    parts.push(begun..at);
                }
                at = time.end.max(at + 1);
                begun = at;
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
            if describes && (doing || going_on || nominal && marks.has(Mark::ADVERB)) {
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
                if count > room + 4 || count > room && !self.in_name(at) {
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
        parts
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
            || marks.has(Mark::AND) && !base_before
            || marks.has(Mark::EITHER) && page.tokens[at].shape == Shape::Lower;
        cuts && !self.in_name(at)
    }
}
