//! Three and more dates in one breath: `May 5, 6 and 7, 1994`, `5, 6 and 7 May`, `May, June and July 1994`.

use super::phrase::Found;
use super::reading::{Core, Grain, Reading, Within};
use super::scan::Scan;
use super::tag::Tag;

/// So many days at most are told in one breath.
const MOST: usize = 8;

impl Scan<'_, '_> {
    /// Three or more days of one month, as far as they are listed; the token behind the last of them.
    pub(super) fn days_listed(&self, at: usize, found: &mut Vec<Found>) -> Option<usize> {
        if self.is(at, Tag::Digits) {
            return if self.is(at + 1, Tag::Comma) { self.days_before_month(at, found) } else { None };
        }
        let (behind, month) = self.month(at)?;
        let (mut end, mut day) = self.small_day(behind)?;
        if !self.is(end, Tag::Comma) {
            return None;
        }
        let mut days = vec![(at, end, day)];
        let mut last = false;
        while !last && days.len() < MOST {
            let (next, and) = self.next_of_list(end)?;
            let (behind, more) = self.small_day(next)?;
            let other = self.unit(behind).is_some()
                || self.month(behind).is_some()
                || self.is_counted(behind)
                || matches!(self.tag(behind), Tag::Colon | Tag::Am(_) | Tag::Hyphen | Tag::Of);
            if other || more <= day {
                return None;
            }
            days.push((next, behind, more));
            (end, day, last) = (behind, more, and);
        }
        if !last || days.len() < 3 {
            return None;
        }
        let (behind, within) = self.year_behind(end);
        let count = days.len();
        found.extend(days.into_iter().enumerate().map(|(number, (start, end, day))| Found {
            start,
            end: if number + 1 == count { behind } else { end },
            reading: Reading::named(Grain::Day(month, day), within, "listed-day"),
        }));
        Some(behind)
    }

    /// `5, 6 and` before `7 May 1994`, which is read by itself.
    fn days_before_month(&self, at: usize, found: &mut Vec<Found>) -> Option<usize> {
        if self.is_glued(at) {
            return None;
        }
        let mut days: Vec<(usize, usize, u8)> = Vec::new();
        let (mut start, mut last) = (at, false);
        while !last && days.len() < MOST {
            let (end, day) = self.small_day(start)?;
            days.push((start, end, day));
            let (next, and) = self.next_of_list(end)?;
            (start, last) = (next, and);
        }
        let dated = self.calendar_date(start).filter(|_| last && self.small_day(start).is_some())?;
        let Core::Named { grain: Grain::Day(month, _), within, .. } = dated.reading.core else { return None };
        found.extend(days.into_iter().map(|(start, end, day)| Found {
            start,
            end,
            reading: Reading::named(Grain::Day(month, day), within, "listed-day"),
        }));
        found.push(Found { start, end: dated.end, reading: dated.reading });
        Some(dated.end)
    }

    /// The number of a day in one or two digits.
    pub(super) fn small_day(&self, at: usize) -> Option<(usize, u8)> {
        let day = self.number(at).filter(|day| (1..=31).contains(day) && self.width(at) <= 2)?;
        let suffixed = self.is(at + 1, Tag::Suffix) && self.touches(at + 1);
        Some((if suffixed { at + 2 } else { at + 1 }, u8::try_from(day).ok()?))
    }

    /// Behind what parts the items of a list, and whether it tells that the last is next.
    fn next_of_list(&self, at: usize) -> Option<(usize, bool)> {
        let next = self.past(at, Tag::Comma);
        match self.tag(next) {
            Tag::And | Tag::Or => Some((next + 1, true)),
            _ => (next > at && !self.touches(next)).then_some((next, false)),
        }
    }
}

/// Hands the year behind a day that is told by both calendars to both: `25 October (7 November) 1917`, `25 October [O.S.
/// 13 October] 1854`.
pub(super) fn share_year_of_both(scan: &Scan<'_, '_>, found: &mut [Found], at: usize) {
    let Some([first, second, year]) = found.get_mut(at.wrapping_sub(2)..=at) else { return };
    let Core::Named { grain: Grain::Year, within: of @ Within::Year(_), .. } = year.reading.core else {
        return;
    };
    let closed = matches!(scan.word(second.end), ")" | "]")
        && (year.start == second.end + 1
            || year.start == second.end + 2 && scan.is(second.end + 1, Tag::Comma));
    let opened = matches!(scan.word(first.end), "(" | "[") && second.start <= first.end + REACH;
    if !closed || !opened || first.start < scan.start {
        return;
    }
    for day in [first, second] {
        if let Core::Named { grain: Grain::Day(..), within: within @ Within::Open, .. } =
            &mut day.reading.core
        {
            *within = of;
        }
    }
}

/// So many tokens at most stand between two dates of one breath: `lost on 7 May and taken again on`.
const REACH: usize = 7;

/// Hands the year behind the last of a list back to those before it: `May, June and July 1994`, `taken on 5 May, lost on
/// 7 May and taken again on 9 May 1942`.
pub(super) fn share_year(scan: &Scan<'_, '_>, found: &mut [Found], at: usize) {
    let [first, second] = &mut found[at..at + 2] else { return };
    let between = first.end..second.start;
    let comma = between.len() == 1 && scan.is(first.end, Tag::Comma);
    // Deeds side by side, each on its day.
    let deeds = between.len() <= REACH
        && between.clone().any(|at| matches!(scan.tag(at), Tag::Comma | Tag::And))
        && scan.is(second.start.wrapping_sub(1), Tag::On)
        && first.start > scan.start
        && scan.is(first.start - 1, Tag::On);
    if !comma && !deeds {
        return;
    }
    let (
        Core::Named { grain, which: None, within: within @ Within::Open },
        Core::Named { grain: other, which: None, within: year @ Within::Year(_) },
    ) = (&mut first.reading.core, second.reading.core)
    else {
        return;
    };
    let alike = match (*grain, other) {
        (Grain::Month(one), Grain::Month(two)) => one < two && comma,
        (Grain::Season(one), Grain::Season(two)) => one < two && comma,
        (Grain::Day(one, day), Grain::Day(two, next)) => (one, day) < (two, next),
        _ => false,
    };
    if alike {
        *within = year;
    }
    // `the 8th, 9th and 12th of June 1944`
    if let (Grain::DayOfMonth(day), Grain::Day(month, next)) = (*grain, other)
        && day < next
        && comma
    {
        (*grain, *within) = (Grain::Day(month, day), year);
    }
}
