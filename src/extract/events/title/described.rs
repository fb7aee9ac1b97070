//! What is described and not told: by a participle (`the treaty | signed in 1994`), by an aim (`Norway aims | to ..`).

use std::ops::Range;

use super::super::clause::{Predicate, Told};
use super::super::words::{Mark, mark};
use super::{AIMED, Setting, Title, floor, push, words};

impl Setting<'_, '_, '_> {
    /// What a participle describes: `the treaty | signed in 1994`.
    pub(super) fn described(&self, number: usize, predicate: &Predicate) -> Title {
        let page = self.page;
        let clause = &self.clauses[number];
        if clause.leads {
            // `Born in Skien, Ibsen ..`: who it was stands behind.
            return self.led(number);
        }
        let floor = floor(clause, predicate, true);
        let mut end = predicate.tokens.start;
        while end > clause.tokens.start
            && (page.word(end - 1) == "," || mark(page, end - 1).has(Mark::ADVERB))
        {
            end -= 1;
        }
        let found = if end == predicate.tokens.start {
            let start = self.held(self.phrase_before(end, floor), end, floor, page.word(predicate.head));
            // `restored in 1990 and | closed in 2019`: it is told of the same.
            if start == end && end > clause.tokens.start && mark(page, end - 1).has(Mark::AND) {
                let earlier = clause
                    .predicates
                    .iter()
                    .rfind(|other| other.told == Told::Reduced && other.tokens.end < end);
                return earlier.map(|earlier| self.described(number, earlier)).unwrap_or_default();
            }
            start..end
        } else {
            let named = self.named_before(end, floor);
            // `The motion to sell the hall, | proposed in May`: not the hall.
            let aim =
                clause.predicates.iter().find(|aim| aim.told == Told::Aim && aim.tokens.end == named.start);
            aim.map_or(named.start, |aim| self.phrase_before(aim.tokens.start, clause.tokens.start))
                ..named.end
        };
        let mut title = Title { parts: self.without(&found), ..Title::default() };
        let first = title.parts.first().map_or(found.start, |part| part.start);
        if !matches!(page.word(first), "a" | "an") || first <= clause.tokens.start {
            return title;
        }
        let before = mark(page, first - 1);
        if before.has(Mark::BE) {
            // `The Larks are a band | formed in 2003`
            let be =
                clause.predicates.iter().rfind(|other| other.tokens.end <= first && other.told != Told::Noun);
            if let Some(be) = be {
                let lead = self.lead(number, be);
                if !lead.parts.is_empty() {
                    return lead;
                }
            }
        } else if page.word(first - 1) == "," {
            // `The aircraft, a jet | built in 1998, ..`
            let named = self.without(&self.named_before(first - 1, clause.tokens.start));
            if !named.is_empty() {
                title.parts = named;
                return title;
            }
        }
        title.vague = true;
        title
    }

    /// Where begins what was held or made: of `the minutes of | the meeting held in May` the meeting, of `interviews with
    /// two witnesses conducted in May` the interviews.
    fn held(&self, start: usize, end: usize, floor: usize, verb: &str) -> usize {
        let page = self.page;
        let held = matches!(verb, "held" | "hosted" | "convened" | "organised" | "organized" | "fought");
        let made = held || matches!(verb, "conducted" | "signed" | "concluded" | "reached" | "made");
        let happens = end > start && mark(page, end - 1).has(Mark::HAPPENING);
        if held && happens {
            let of = (start..end).rev().find(|&at| page.word(at) == "of");
            return of.map_or(start, |of| of + 1);
        }
        let with = start > floor + 1 && page.word(start - 1) == "with";
        if made && !happens && with && !mark(page, start - 2).has(Mark::PAST.or(Mark::EITHER).or(Mark::BASE))
        {
            return self.phrase_before(start - 1, floor).min(start);
        }
        start
    }

    /// Who aims at it, and how that is said: `Norway aims | to reduce ..`; nothing where that would be too long.
    pub(super) fn aimed(&self, number: usize, predicate: &Predicate) -> Option<Title> {
        let page = self.page;
        let clause = &self.clauses[number];
        let main = clause.predicates.iter().rfind(|other| {
            other.tokens.end <= predicate.tokens.start
                && !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced)
        });
        // `aims | to reduce`: a verb of the present that tells no event.
        let at = predicate.tokens.start.saturating_sub(1);
        let verb = Mark::PRESENT.or(Mark::EITHER).or(Mark::PAST).or(Mark::BASE);
        let aims =
            (at > clause.tokens.start && mark(page, at).has(verb) && !mark(page, at).has(Mark::HAPPENING))
                .then(|| Predicate::new(at..at + 1, at, Told::Present, mark(page, at), false))
                .filter(|aims| main.is_none_or(|main| main.tokens.end <= aims.tokens.start));
        let Some(main) = aims.as_ref().or(main) else { return Some(Title::default()) };
        let mut title = self.lead(number, main);
        // `to reduce .. | and increase ..`: both hang on the same `to`.
        let to = (main.tokens.end..predicate.tokens.start).find(|&at| mark(page, at).has(Mark::TO));
        let coordinated = !mark(page, predicate.tokens.start).has(Mark::TO);
        let end =
            if coordinated { to.map_or(predicate.tokens.start, |to| to + 1) } else { predicate.tokens.start };
        let middle = self.without(&(main.tokens.start..end));
        let count = |parts: &[Range<usize>]| parts.iter().map(|part| words(page, part)).sum::<usize>();
        if title.parts.is_empty() || count(&middle) + count(&title.parts) > AIMED {
            return None;
        }
        for part in middle {
            push(&mut title.parts, part);
        }
        Some(title)
    }
}
