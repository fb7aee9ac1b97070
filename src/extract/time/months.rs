//! Months and seasons without a year: of which one they are.

use super::Sure;
use super::calendar::Day;
use super::reading::{Season, Which};
use super::resolve::Resolver;
use super::tense::Tense;
use super::value::Point;

/// So many bytes behind a date of long ago a report still tells of it.
const NEAR: usize = 160;

/// So many days before that of writing a date without a year is rather of that year than of one that was just told of.
const LATELY: i32 = 62;

impl Resolver<'_, '_, '_, '_> {
    pub(super) fn month(&mut self, month: u8, which: Option<Which>) -> Point {
        let pointed = matches!(which, Some(Which::Following | Which::Previous | Which::That));
        if (self.context.narrative || pointed && self.context.spoken_month().is_some())
            && let Some(year) = self.told_year()
        {
            self.lean();
            let (spoken_year, spoken_month) = self.context.spoken_month().unwrap_or((year, month));
            let year = match which {
                Some(Which::Previous | Which::Last) => {
                    if month < spoken_month {
                        spoken_year
                    } else {
                        spoken_year - 1
                    }
                }
                Some(Which::Following | Which::Next) => {
                    if month > spoken_month {
                        spoken_year
                    } else {
                        spoken_year + 1
                    }
                }
                _ => self.narrated_year(year, month),
            };
            return Point::Month(Some(year), month);
        }
        let Some(now) = self.now() else {
            if which == Some(Which::This) {
                return Point::Month(self.this_year(), month);
            }
            if let Some(year) = self.bounded_year(month).filter(|_| which.is_none()) {
                return Point::Month(Some(year), month);
            }
            if which.is_some() || self.is_ahead_of_told() {
                return Point::Month(self.year_beside(which, month), month);
            }
            self.lean();
            // `will open in October, and close in March`
            let turned =
                self.context.spoken_month().is_some_and(|(_, told)| month < told) && self.is_coming();
            let year = self.told_year();
            return Point::Month(year.map(|year| year + i32::from(turned)), month);
        };
        if which.is_some_and(|which| self.is_adrift(which)) {
            return Point::Month(None, month);
        }
        if let Some(year) = self.followed_year(month, 31).filter(|_| which.is_none()) {
            return Point::Month(Some(year), month);
        }
        self.sure = Sure::Likely;
        let same = i32::from(month) - i32::from(now.month);
        let year = match which {
            Some(Which::Last | Which::Previous) => {
                if same < 0 {
                    now.year
                } else {
                    now.year - 1
                }
            }
            Some(Which::Next | Which::Following) => {
                if same > 0 {
                    now.year
                } else {
                    now.year + 1
                }
            }
            Some(Which::This) => now.year,
            // `gold for December delivery`
            _ if self.is_delivered() => {
                if same >= 0 {
                    now.year
                } else {
                    now.year + 1
                }
            }
            // `the worst since May`
            _ if self.says_before("since") => now.year - i32::from(same > 0),
            _ => match self.tense() {
                Tense::Future => {
                    if same >= 0 {
                        now.year
                    } else {
                        now.year + 1
                    }
                }
                Tense::Past => {
                    // What was told of the month to come was not done in it eleven months ago.
                    if same <= 0 || same <= 2 && !self.is_done() { now.year } else { now.year - 1 }
                }
                Tense::Present => {
                    if same > 4 {
                        now.year - 1
                    } else if same < -8 {
                        now.year + 1
                    } else {
                        now.year
                    }
                }
            },
        };
        Point::Month(Some(year), month)
    }

    /// The year of a date long ago that a report has just told, where what comes behind goes on from there: `In March
    /// 1991 it ended. In April the refugees came.`
    pub(super) fn followed_year(&mut self, month: u8, day: u8) -> Option<i32> {
        let (point, _, end) = self.context.spoken?;
        let before = match point {
            Point::Day(day) => day,
            Point::Month(Some(year), month) => Day { year, month, day: 1 },
            Point::Week(year, week) => Day::of_week(year, week),
            _ => return None,
        };
        let start = self.scan.page.bytes(&(self.found.start..self.found.end)).start;
        let heads = self.found.start <= self.scan.start + 2
            || end >= self.scan.page.bytes(&(self.scan.start..self.found.start)).start;
        let old = self.context.written.is_some_and(|now| before.year < now.year - 1);
        let goes_on = (before.month, before.day) < (month, day) && start.saturating_sub(end) < NEAR;
        let within = !heads && !self.is_lately(month, day) && self.goes_on_from(end);
        if !old || !heads && !within || !goes_on || self.tense() != Tense::Past {
            return None;
        }
        self.lean();
        if within {
            self.sure = Sure::Guess;
        }
        Some(before.year)
    }

    /// Whether a date without a year lies shortly before the day of writing, so that it is likely of that year.
    fn is_lately(&self, month: u8, day: u8) -> bool {
        let Some(now) = self.context.written else { return false };
        let days = i32::from(now.month) * 31 + i32::from(now.day) - i32::from(month) * 31 - i32::from(day);
        days.rem_euclid(12 * 31) < LATELY
    }

    /// Whether a deed is told right behind the sentence of the last date: `He came in June 2015. He was refused in July.`
    fn goes_on_from(&self, end: usize) -> bool {
        let page = self.scan.page;
        let before = page.sentence_of(page.token_at(end.saturating_sub(1)));
        let here = page.sentence_of(self.found.start);
        let block = |sentence: usize| page.sentences.get(sentence).map(|sentence| sentence.block);
        before + 1 == here && block(before) == block(here) && self.is_done()
    }

    /// Whether a month is that in which goods or papers are handed over that are dealt in now.
    fn is_delivered(&self) -> bool {
        let end = self.found.end;
        let dealt = |at: usize| {
            ["delivery", "futures", "contract", "contracts", "options"]
                .iter()
                .any(|word| self.scan.says(at, word))
        };
        dealt(end) && self.found.start > self.scan.start && !self.says_before("a")
            || self.scan.says(end, "delivery")
    }

    /// Of a document that is known to be no older than a day, the year in which what was done in a month was done
    /// last: unless its own paragraph speaks of a year.
    fn bounded_year(&mut self, month: u8) -> Option<i32> {
        let earliest = self.context.earliest.filter(|_| self.tense() == Tense::Past)?;
        let page = self.scan.page;
        let block = |token: usize| page.sentences.get(page.sentence_of(token)).map(|sentence| sentence.block);
        if let Some((_, start, _)) = self.context.spoken
            && block(page.token_at(start)) == block(self.found.start)
        {
            return None;
        }
        let year = self.this_year()?;
        Some(if month <= earliest.month { year } else { year - 1 })
    }

    pub(super) fn season(&mut self, season: Season, which: Option<Which>) -> Point {
        let pointed = matches!(which, Some(Which::Following | Which::Previous | Which::That));
        if (self.context.narrative || pointed)
            && let Some(year) = self.told_year()
        {
            self.lean();
            let year = match which {
                Some(Which::Previous | Which::Last) => year - 1,
                Some(Which::Following | Which::Next) => year + 1,
                _ => year,
            };
            return Point::Season(Some(year), season);
        }
        let Some(now) = self.now() else {
            if which.is_some() || self.is_ahead_of_told() {
                return Point::Season(self.year_beside(which, season.first_month()), season);
            }
            self.lean();
            return Point::Season(self.told_year(), season);
        };
        if which.is_some_and(|which| self.is_adrift(which)) || which == Some(Which::That) {
            return Point::Season(None, season);
        }
        self.sure = Sure::Likely;
        let first = season.first_month();
        let year = match which {
            Some(Which::Last | Which::Previous) if now.month >= first + 3 => now.year,
            Some(Which::Last | Which::Previous) => now.year - 1,
            Some(Which::Next | Which::Following) if now.month < first => now.year,
            Some(Which::Next | Which::Following) => now.year + 1,
            None if now.month < first && self.is_done() => now.year - 1,
            None if now.month >= first + 3 && self.tense() == Tense::Future => now.year + 1,
            _ => now.year,
        };
        Point::Season(Some(year), season)
    }
}
