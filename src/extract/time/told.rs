//! What a date without its year may take from what was told, and from the months in which a document was written.

use super::reading::{Core, Grain, Which};
use super::resolve::Resolver;
use super::tense::{Tense, is_coming, tense};

impl Resolver<'_, '_, '_, '_> {
    /// The year that a date without one takes from what was spoken of: years before our era are not those of a
    /// day that another paragraph does not tell as past, nor is what is yet to come of a year that has been.
    pub(super) fn told_year(&self) -> Option<i32> {
        let (point, start, _) = self.context.spoken?;
        let year = point.year()?;
        if year <= 0 {
            let page = self.scan.page;
            let block = |token: usize| page.sentences.get(page.sentence_of(token)).map(|found| found.block);
            let day = matches!(self.found.reading.core, Core::Named { grain: Grain::Day(..), .. });
            if day && self.tense() != Tense::Past && block(page.token_at(start)) != block(self.found.start) {
                return None;
            }
        }
        // Where a text turns from what it tells to its own day, its passages show.
        let passages = self.context.narrative && self.context.written.is_some();
        (passages || !self.is_ahead_of_told()).then_some(year)
    }

    /// Whether what is told lies ahead of the writer, and what was spoken of does not, so that its year says nothing.
    pub(super) fn is_ahead_of_told(&self) -> bool {
        let page = self.scan.page;
        is_coming(page, &(self.found.start..self.found.end))
            && self.context.spoken.is_none_or(|(_, start, end)| {
                let told = page.token_at(start)..page.token_at(end.saturating_sub(1)) + 1;
                tense(page, &told) != Tense::Future
            })
    }

    /// The year of a month that comes next, or was last, where of the day of writing is known in which months of one
    /// year it lies.
    pub(super) fn year_beside(&mut self, which: Option<Which>, month: u8) -> Option<i32> {
        let (from, to) = (self.context.earliest?, self.context.latest?);
        if from.year != to.year || matches!(which, Some(Which::That | Which::Following)) {
            return None;
        }
        let year = self.this_year()?;
        match which {
            Some(Which::This) => Some(year),
            Some(Which::Last | Which::Previous) if month >= to.month => Some(year - 1),
            Some(Which::Last | Which::Previous) if month < from.month => Some(year),
            Some(Which::Last | Which::Previous) => None,
            _ if month > to.month => Some(year),
            _ if month < from.month => Some(year + 1),
            _ => None,
        }
    }

    /// Whether what is told lies ahead of the writer.
    pub(super) fn is_coming(&self) -> bool {
        is_coming(self.scan.page, &(self.found.start..self.found.end))
    }

    /// Whether what was spoken of last is still to come, and what is told has been done: it was not done `the same day`.
    pub(super) fn is_told_ahead(&self) -> bool {
        let day = self.context.spoken_day();
        let ahead = day.is_some_and(|day| self.context.written.is_some_and(|now| day > now));
        ahead && self.tense() == Tense::Past
    }
}
