//! What later sentences point back to (`during the visit`, `at COP29`), and what is told without any date.

use std::collections::HashMap;
use std::ops::Range;

use super::clause::{Clause, Predicate, Told};
use super::dating::Date;
use super::words::{self, Mark, Sheet, mark};
use super::{Event, When, merge};
use crate::extract::actors::{Cast, How, Kind};
use crate::extract::lex::Kind as Sort;
use crate::extract::time::Sure;

/// The rule of what has the date of the occasion that it points back to.
pub(in crate::extract) const SAME_OCCASION: &str = "same-occasion";

/// Occasions that were told with their dates.
#[derive(Default)]
pub(super) struct Occasions {
    /// The last event with a date, and what happened there, for `during the visit`.
    last: Option<(When, Vec<u32>)>,
    /// The last day of a paragraph on which something was, for `at 9:30` behind it.
    day: Option<(usize, When)>,
    /// The dates of conferences and the like, for `at COP29`.
    programmes: HashMap<usize, When>,
}

impl Occasions {
    /// Whether a sentence without a date can be worth a look: most are not.
    pub(super) fn may_tell(&self, page: &Sheet<'_, '_>, cast: &Cast, tokens: &Range<usize>) -> bool {
        let past = Mark::PAST.or(Mark::EITHER).or(Mark::PARTICIPLE);
        let deed = tokens.clone().any(|at| {
            let marks = mark(page, at);
            marks.has(past) && marks.has(Mark::DEED)
        });
        deed || self.of(page, cast, tokens).is_some()
    }

    /// Remembers what later sentences may point back to.
    pub(super) fn remember(
        &mut self,
        page: &Sheet<'_, '_>,
        cast: &Cast,
        tokens: &Range<usize>,
        block: usize,
        events: &[Event],
    ) {
        for event in events {
            let Some(when) = &event.when else { continue };
            if when.days.is_some_and(|(first, last)| first == last) {
                self.day = Some((block, when.clone()));
            }
            let nouns = tokens.clone().filter(|&at| mark(page, at).has(Mark::HAPPENING));
            self.last = Some((when.clone(), nouns.filter_map(|at| words::stem(page, at)).collect()));
            if !merge::hosts(event) || event.rule == SAME_OCCASION {
                continue;
            }
            for &actor in &event.actors {
                if cast.actors.get(actor).is_some_and(|actor| actor.kind == Kind::Programme) {
                    let known = self.programmes.entry(actor).or_insert_with(|| when.clone());
                    if when.edtf.len() > known.edtf.len() && when.edtf.starts_with(&known.edtf) {
                        *known = when.clone();
                    }
                }
            }
        }
    }

    /// Gives an hour alone the day that its paragraph told last; where it told none, the day is not known.
    pub(super) fn of_the_day(&self, block: usize, dates: &mut Vec<Date>) {
        let day = self.day.as_ref().filter(|(told, _)| *told == block).and_then(|(_, when)| when.days);
        // `at 3:40 a.m. on Saturday`: an hour that has its day beside it.
        let said: Vec<_> = dates.iter().filter(|date| !date.hour).map(|date| date.when.days).collect();
        dates.retain_mut(|date| {
            if !date.clock || date.when.days.is_some() && said.contains(&date.when.days) {
                return true;
            }
            let Some((day, _)) = day else { return false };
            let hour = date.when.edtf.find('T').map(|at| date.when.edtf.split_off(at)).unwrap_or_default();
            date.when.edtf = format!("{:04}-{:02}-{:02}{hour}", day.year, day.month, day.day);
            date.when.days = Some((day, day));
            date.sure = date.sure.min(Sure::Likely);
            true
        });
    }

    /// The date of what a sentence points back to: `during the visit`, `at COP29`.
    pub(super) fn of(&self, page: &Sheet<'_, '_>, cast: &Cast, tokens: &Range<usize>) -> Option<When> {
        if !self.programmes.is_empty() {
            for mention in cast.within(tokens) {
                let at = mention.tokens.start;
                let the = at > tokens.start && mark(page, at - 1).has(Mark::DETERMINER);
                let at = if the { at - 1 } else { at };
                if at > tokens.start
                    && mark(page, at - 1).has(Mark::DURING)
                    && let Some(when) = self.programmes.get(&mention.actor)
                {
                    return Some(when.clone());
                }
            }
        }
        let (when, nouns) = self.last.as_ref()?;
        let points = tokens.clone().take(16).any(|at| {
            // `The visit ..`, `during the visit`; what is done to it may be done on any day.
            let leads =
                at == tokens.start + 1 || at > tokens.start + 1 && mark(page, at - 2).has(Mark::DURING);
            mark(page, at).has(Mark::HAPPENING)
                && leads
                && mark(page, at - 1).has(Mark::KNOWN)
                && words::stem(page, at).is_some_and(|stem| nouns.contains(&stem))
        });
        points.then(|| when.clone())
    }
}

/// The predicate of a clause that tells a deed beyond doubt, by somebody who is named. At an `occasion`, what was
/// welcomed there counts too.
pub(super) fn beyond_doubt(
    page: &Sheet<'_, '_>,
    cast: &Cast,
    clause: &Clause,
    occasion: bool,
) -> Option<usize> {
    let number = clause
        .predicates
        .iter()
        .position(|predicate| !matches!(predicate.told, Told::Noun | Told::Reduced))?;
    let first = &clause.predicates[number];
    let deed = matches!(first.told, Told::Past | Told::Perfect)
        && first.marks.has(Mark::DEED)
        && first.sure > Sure::Guess;
    let said = occasion
        && first.told == Told::Past
        && first.is_event()
        && !first.marks.has(Mark::ING.or(Mark::SPEECH));
    let that = |opener: usize| mark(page, opener).has(Mark::THAT);
    let main = clause.opener.is_none_or(that) && (clause.relative(page).is_none() || occasion);
    let own = (clause.tokens.start..first.tokens.start).any(|at| matches!(page.word(at), "We" | "we" | "I"));
    let named = cast.within(&clause.tokens).iter().any(|mention| {
        let acts = mention.tokens.start < first.tokens.start || own || occasion;
        acts && !matches!(mention.how, How::Pronoun | How::Noun | How::Demonym)
    });
    ((deed || said) && main && named && !touches_noun(page, clause, first)).then_some(number)
}

/// Whether a clause without a word that opens it only describes: `the projects | we finished`.
fn touches_noun(page: &Sheet<'_, '_>, clause: &Clause, predicate: &Predicate) -> bool {
    (clause.tokens.start + 1..predicate.tokens.start).rev().take(3).any(|at| {
        let pronoun = matches!(page.word(at), "we" | "he" | "she" | "they" | "I" | "it" | "you");
        let before = &page.tokens[at - 1];
        pronoun
            && before.kind == Sort::Word
            && !mark(page, at - 1).has(Mark::AND.or(Mark::OPENER).or(Mark::ADVERB))
    })
}
