//! Days that are called by a name, and the weekdays of a month: which day each is in which year.

use super::Sure;
use super::calendar::Day;
use super::dates::in_year;
use super::habits::is_american;
use super::reading::{Feast, Grain, Which};
use super::resolve::Resolver;
use super::tag::Tag;
use super::tense::Tense;
use super::value::Point;
use crate::extract::lex::Shape;

impl Resolver<'_, '_, '_, '_> {
    /// `the first Monday of May`, of the year that the tense tells.
    pub(super) fn nth_weekday(&mut self, nth: u8, weekday: u8, month: u8) -> Point {
        let Point::Month(Some(year), _) = self.month(month, None) else { return Point::Month(None, month) };
        in_year(Grain::Nth(nth, weekday, month), year)
    }

    pub(super) fn feast(&mut self, feast: Feast, which: Option<Which>) -> Point {
        let narrated = if self.context.narrative { self.context.spoken_year() } else { None };
        let Some(now) = narrated.map_or_else(|| self.now(), |year| Day::new(year, 7, 1)) else {
            return Point::SomeDay(None);
        };
        // Every state has a day of independence of its own.
        if feast == Feast::Independence && !self.is_american() {
            return Point::SomeDay(None);
        }
        if narrated.is_some() {
            self.lean();
            return Point::Day(feast_day(feast, now.year));
        }
        self.sure = Sure::Likely;
        let days: Vec<Day> = [-1, 0, 1].into_iter().map(|more| feast_day(feast, now.year + more)).collect();
        let day = match which {
            Some(Which::Last | Which::Previous) => days.iter().rev().find(|day| **day < now),
            Some(Which::Next | Which::Following) => days.iter().find(|day| **day > now),
            Some(Which::This) => days.get(1),
            _ if self.is_done() => days.iter().rev().find(|day| **day <= now),
            _ if self.tense() == Tense::Future => days.iter().find(|day| **day >= now),
            _ => days.iter().min_by_key(|day| (day.count() - now.count()).abs()),
        };
        day.map_or(Point::SomeDay(None), |day| Point::Day(*day))
    }

    /// Whether a feast is one of the United States: the document speaks of them, and the feast is not called another's.
    fn is_american(&self) -> bool {
        let (page, at) = (self.scan.page, self.found.start);
        if at == self.scan.start || !self.context.habits.american {
            return self.context.habits.american;
        }
        let owner = if self.scan.is(at - 1, Tag::Possessive) { at.saturating_sub(2) } else { at - 1 };
        let named =
            owner < at - 1 || self.scan.shape(owner) == Shape::Title && self.scan.is(owner, Tag::Other);
        !named || is_american(page, owner)
    }
}

/// The day of a feast in a year.
pub(super) fn feast_day(feast: Feast, year: i32) -> Day {
    let on = |month, day| Day { year, month, day };
    match feast {
        Feast::Christmas => on(12, 25),
        Feast::ChristmasEve => on(12, 24),
        Feast::Boxing => on(12, 26),
        Feast::Easter => Day::easter(year),
        Feast::EasterMonday => Day::easter(year).plus(1),
        Feast::PalmSunday => Day::easter(year).plus(-7),
        Feast::AshWednesday => Day::easter(year).plus(-46),
        Feast::Pentecost => Day::easter(year).plus(49),
        Feast::MayDay => on(5, 1),
        Feast::Patrick => on(3, 17),
        Feast::Bastille => on(7, 14),
        Feast::Columbus => Day::nth_weekday(year, 10, 1, 2),
        Feast::King => Day::nth_weekday(year, 1, 1, 3),
        Feast::Presidents => Day::nth_weekday(year, 2, 1, 3),
        Feast::GoodFriday => Day::easter(year).plus(-2),
        Feast::Thanksgiving => Day::nth_weekday(year, 11, 4, 4),
        Feast::Halloween => on(10, 31),
        Feast::NewYear => on(1, 1),
        Feast::NewYearsEve => on(12, 31),
        Feast::Independence => on(7, 4),
        Feast::Labor => Day::nth_weekday(year, 9, 1, 1),
        Feast::Memorial => Day::nth_weekday(year, 5, 1, 0),
        Feast::Veterans => on(11, 11),
        Feast::Valentine => on(2, 14),
        Feast::Election => Day::nth_weekday(year, 11, 1, 1).plus(1),
    }
}
