//! What becomes of a candidate: whether it is an event at all, under which title, of which date, and how sure that is.

use std::ops::Range;

use super::clause::{Clause, Predicate, Told};
use super::doubt::{self, Doubt};
use super::sentence::{Finder, Point};
use super::{Event, Status, When, chronicle, dating, merge, status, title, who};
use crate::extract::time::Sure;

/// What was decided of something that is told.
pub(super) struct Decided<'d> {
    pub(super) clause: &'d Clause,
    pub(super) predicate: &'d Predicate,
    pub(super) title: title::Title,
    pub(super) when: Option<When>,
    /// The tokens of its date.
    pub(super) date: Range<usize>,
    pub(super) status: Status,
    pub(super) sure: Sure,
    pub(super) doubts: Vec<Doubt>,
    /// Whose claim it is, for one that takes part by that.
    pub(super) by: Option<usize>,
    pub(super) rule: &'static str,
}

impl Finder<'_, '_, '_> {
    /// The event that a point is, if it is one.
    pub(super) fn tell(
        &self,
        number: usize,
        tokens: &Range<usize>,
        setting: &title::Setting<'_, '_, '_>,
        point: &Point<'_>,
    ) -> Option<Event> {
        let page = self.page;
        let clause = setting.clauses.get(point.clause)?;
        let (predicate, acts) = status::real(
            page,
            clause,
            clause.predicates.get(point.predicate)?,
            point.date,
            self.found.dated,
        )?;
        if predicate.tokens.start > clause.tokens.start
            && page.word(predicate.tokens.start - 1).eq_ignore_ascii_case("you")
        {
            return None;
        }
        let (status, mut sure) = status::of(page, self.found.dated, predicate, point.date)?;
        let denied = self.denied(number, clause)?;
        sure = sure.min(acts).min(predicate.sure).min(if denied { Sure::Guess } else { Sure::Certain });
        let since = point.date.is_some_and(dating::Date::since);
        let mut title = setting.title(point.clause, predicate, since);
        let count: usize = title.parts.iter().map(|part| title::words(page, part)).sum();
        if count < 2 || title::is_empty(page, &title.parts, predicate) {
            return None;
        }
        let mut doubts = Vec::new();
        // `the meeting of 8 January`: nothing but a name for a day.
        let day = point.date.filter(|date| date.tie == dating::Tie::Noun).map(|date| &date.when.span);
        if let Some(day) = day.filter(|_| predicate.told == Told::Noun)
            && title.helpers.is_empty()
            && title::words_beside(page, &title.parts, day) <= 1
        {
            return None;
        }
        // What nobody could have seen has no place without a date.
        if title.figure && point.date.is_none() {
            return None;
        }
        if title.vague {
            sure = Sure::Guess;
        } else if title.stands_for {
            sure = sure.min(Sure::Likely);
        }
        let mut when = point.date.map(|date| date.when.clone());
        match point.date {
            Some(date) => {
                if date.by_document {
                    sure = sure.min(self.found.dated.sure);
                    // Of a document whose day nobody knows, neither `yesterday` nor `last week` is known.
                    let fine = date
                        .when
                        .days
                        .is_some_and(|(first, last)| first.month == last.month && first.year == last.year);
                    if self.found.dated.day.is_none() && fine && date.when.edtf.len() > 7 {
                        when = None;
                        sure = Sure::Guess;
                    }
                }
                if predicate.told == Told::Noun || point.rule == dating::ELSEWHERE {
                    sure = sure.min(Sure::Likely);
                }
                sure = sure.min(status::of_date(page, predicate, date));
                doubt::of_date(page, self.found.timexes, date, &point.others, &mut doubts);
                if doubt::is_spoken_of(page, predicate, date) {
                    doubts.push(Doubt::Spoken(page.bytes(&(predicate.tokens.start..date.phrase.start))));
                }
                if doubts.iter().any(|doubt| matches!(doubt, Doubt::Beside(_))) {
                    sure = Sure::Guess;
                } else if doubts.iter().any(|doubt| *doubt != Doubt::Counted) {
                    sure = sure.min(Sure::Likely);
                }
                // What is to be done by a day may be done before; a target is reached by then as it is.
                let bounded = status == Status::Occurred || status == Status::Planned && !date.until();
                if bounded && let Some(when) = &mut when {
                    date.bound(when);
                }
            }
            None => sure = Sure::Guess,
        }
        let claim = self.claim(number, point.clause, setting, predicate, &mut title);
        sure = sure.min(claim.sure);
        doubts.extend(claim.doubts);
        let rule = match (predicate.told, point.date) {
            (_, None) => "deed-undated",
            (Told::Noun, Some(_)) if point.rule == dating::ELSEWHERE => "noun-sentence",
            (_, Some(_)) if point.rule == chronicle::ENTRY || point.rule == chronicle::HEADING => point.rule,
            (Told::Noun, Some(_)) => "noun-date",
            (Told::Reduced, Some(_)) => "participle-date",
            (Told::Aim, Some(_)) => "aim-date",
            (Told::Future | Told::Would, Some(_)) => "future-date",
            (_, Some(_)) => point.rule,
        };
        let date = point.date.map_or(predicate.head..predicate.head + 1, |date| date.phrase.clone());
        let by = claim.by;
        let decided = Decided { clause, predicate, title, when, date, status, sure, doubts, by, rule };
        Some(self.event(number, tokens, setting, decided))
    }

    /// An event of what was decided, with who takes part and whose words tell it.
    pub(super) fn event(
        &self,
        number: usize,
        tokens: &Range<usize>,
        setting: &title::Setting<'_, '_, '_>,
        decided: Decided<'_>,
    ) -> Event {
        let Decided { clause, predicate, title, when, date, status, sure, doubts, by, rule } = decided;
        let (page, cast) = (self.page, self.found.cast);
        let (mut actors, place) = who::actors(page, cast, clause, predicate, &title.parts);
        if let Some(by) = by.filter(|by| !actors.contains(by)) {
            actors.insert(0, by);
        }
        let needed = [predicate.head..predicate.head + 1, date];
        let voice = self.voice(number, tokens, clause, &needed, &mut actors);
        let traits = merge::Traits::of(cast, page, setting, clause, predicate, &title.parts);
        Event {
            sentence: page.bytes(tokens),
            title: title.parts.iter().map(|part| page.bytes(part)).collect(),
            helpers: title.helpers,
            when,
            status,
            actors,
            place,
            quote: voice.quote,
            speaker: voice.speaker,
            reported: voice.reported,
            sure,
            doubts,
            rule,
            traits,
        }
    }
}
