//! What recurs: `every other week for 6 times`, and how often that is followed.

use chrono::{Datelike, NaiveDateTime, Weekday};

use super::clock;
use super::range::{self, End, Order, Unit};
use super::resolve::{Exact, Grain};
use crate::formats::MAX_REPEATS;

/// How many steps are tried to find the next time: on the 31st, on a 29th of February.
const MAX_STEPS: i64 = 4_000;

/// A rule that is understood.
#[derive(Debug, PartialEq, Eq)]
struct Rule {
    count: i64,
    unit: Unit,
    /// Only these days of the week.
    days: Vec<Weekday>,
    limit: Limit,
}

#[derive(Debug, PartialEq, Eq)]
enum Limit {
    None,
    Times(usize),
    /// As long as this, from the beginning.
    For(i64, Unit),
    Until(NaiveDateTime),
}

type Remark = (String, &'static str);

/// The range each time that it recurs, the first time first; and what is to be said.
pub(super) fn times(first: &Exact, rule: &str, order: Order) -> (Vec<Exact>, Option<Remark>) {
    let Some(rule) = parse(rule, order) else {
        let help =
            "write it as in `every 2 weeks for 6 times` or `every day until 2025-03-01`; the rule is kept";
        return (vec![first.clone()], Some(("how it recurs is not understood".into(), help)));
    };
    let until = match rule.limit {
        Limit::Until(until) => Some(until),
        Limit::For(amount, unit) => clock::step(first.from, amount, unit)
            .and_then(|end| end.checked_sub_signed(chrono::TimeDelta::seconds(1))),
        Limit::None | Limit::Times(_) => None,
    };
    let wanted = match rule.limit {
        Limit::Times(times) => times.max(1),
        _ => usize::MAX,
    };
    let mut out = Vec::new();
    for at in rule.moments(first.from) {
        if out.len() >= wanted || until.is_some_and(|until| at > until && !out.is_empty()) {
            return (out, None);
        }
        if out.len() == MAX_REPEATS {
            let what = format!("it recurs more than {MAX_REPEATS} times; the first {MAX_REPEATS} are here");
            return (out, Some((what, "the rule is kept")));
        }
        let Some(one) = rule.moved(first, at) else { break };
        out.push(one);
    }
    if out.is_empty() {
        out.push(first.clone());
    }
    (out, None)
}

impl Rule {
    /// Every moment at which it begins, from the first on; bounded by [`MAX_STEPS`].
    fn moments(&self, first: NaiveDateTime) -> impl Iterator<Item = NaiveDateTime> {
        let by_day = !self.days.is_empty();
        let weeks = by_day && self.unit == Unit::Week;
        let (count, unit) = if by_day { (1, Unit::Day) } else { (self.count, self.unit) };
        let monday = first
            .checked_sub_signed(chrono::TimeDelta::days(i64::from(first.weekday().num_days_from_monday())));
        (0..MAX_STEPS)
            .map_while(move |n| Some((n, clock::step(first, count.checked_mul(n)?, unit)?)))
            .filter_map(move |(n, at)| {
                // There is no 31st of April: it is left out, not moved.
                let same_day = !matches!(unit, Unit::Month | Unit::Year) || at.day() == first.day();
                let week = monday.map_or(0, |monday| (at - monday).num_weeks());
                let this_week = !weeks || week % self.count == 0;
                // The first time is as the range says, whatever its day.
                let this_day = n == 0 || !by_day || self.days.contains(&at.weekday());
                (same_day && this_week && this_day).then_some(at)
            })
    }

    /// `first`, beginning at another moment.
    fn moved(&self, first: &Exact, at: NaiveDateTime) -> Option<Exact> {
        let mut out = first.clone();
        // Whole months move in months, so that February ends where it ends.
        let months = i64::from(at.year() - first.from.year()) * 12 + i64::from(at.month())
            - i64::from(first.from.month());
        let calendar = matches!(self.unit, Unit::Month | Unit::Year);
        out.to = if calendar {
            clock::step(first.to, months, Unit::Month)?
        } else {
            first.to.checked_add_signed(at - first.from)?
        };
        out.from = at;
        let finest = match self.unit {
            Unit::Year => Grain::Year,
            Unit::Month => Grain::Month,
            Unit::Week => Grain::Week,
            _ => Grain::Day,
        };
        if at != first.from {
            out.grains = (out.grains.0.min(finest), out.grains.1.min(finest));
        }
        Some(out)
    }
}

fn parse(rule: &str, order: Order) -> Option<Rule> {
    let text = rule.get("every".len()..)?.trim();
    let (text, limit) = limit(text, order)?;
    let mut words = text.split([' ', ',', '\t']).filter(|word| !word.is_empty());
    let mut word = words.next()?.to_ascii_lowercase();
    let mut count = 1;
    if word == "other" {
        count = 2;
        word = words.next()?.to_ascii_lowercase();
    } else if let Ok(number) = word.parse::<u16>() {
        count = i64::from(number.max(1));
        word = words.next()?.to_ascii_lowercase();
    }
    let mut days = Vec::new();
    let unit = match range::unit(&word) {
        Some(Unit::Workday) if count == 1 => {
            days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri].into();
            Unit::Day
        }
        Some(Unit::Workday | Unit::Millisecond) => return None,
        Some(unit) => unit,
        None if count == 1 => {
            days.push(weekday(&word)?);
            Unit::Week
        }
        None => return None,
    };
    for word in words {
        match word.to_ascii_lowercase().as_str() {
            "on" | "and" if unit == Unit::Week => {}
            word if unit == Unit::Week => days.push(weekday(word)?),
            _ => return None,
        }
    }
    Some(Rule { count, unit, days, limit })
}

/// Takes `for 3 times`, `x30`, `until 2025-03-01` from the end of a rule.
fn limit(text: &str, order: Order) -> Option<(&str, Limit)> {
    let lower = text.to_ascii_lowercase();
    let cut = |word: &str| {
        let at = lower.find(word)?;
        Some((text.get(..at)?, text.get(at + word.len()..)?.trim()))
    };
    for word in [" until ", " til ", " to ", " | "] {
        if let Some((before, date)) = cut(word) {
            let End::Stamp(stamp) = range::end(date, order)? else { return None };
            let (month, day) = (stamp.month.unwrap_or(12), stamp.day);
            let last = if let Some(day) = day {
                chrono::NaiveDate::from_ymd_opt(stamp.year?, month, day)?
            } else {
                let first = chrono::NaiveDate::from_ymd_opt(stamp.year?, month, 1)?;
                first.checked_add_months(chrono::Months::new(1))?.pred_opt()?
            };
            let (hour, minute, second) = stamp.clock.unwrap_or((23, 59, 59));
            return Some((before, Limit::Until(last.and_hms_opt(hour, minute, second)?)));
        }
    }
    if let Some((before, amount)) = cut(" for ") {
        if let Some(times) = amount.to_ascii_lowercase().strip_suffix("times").or(amount.strip_suffix("time"))
        {
            return Some((before, Limit::Times(times.trim().parse().ok()?)));
        }
        let (amount, unit) = range::amount(amount)?;
        return Some((before, Limit::For(amount, unit)));
    }
    if let Some((before, times)) = cut(" x")
        && let Ok(times) = times.parse()
    {
        return Some((before, Limit::Times(times)));
    }
    Some((text, Limit::None))
}

fn weekday(word: &str) -> Option<Weekday> {
    word.parse().ok().or_else(|| word.strip_suffix('s')?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::super::range::start;
    use super::super::resolve::{Context, resolve};
    use super::*;

    fn dates(line: &str) -> (Vec<String>, usize) {
        let range = start(line, Order::default()).unwrap_or_else(|| panic!("{line}"));
        let when = resolve(&range, &Context::default(), None);
        let dates = when.dates.iter().flatten().map(|date| date.edtf().to_owned()).collect();
        (dates, when.remarks.len())
    }

    #[test]
    fn recurs_as_often_as_it_says() {
        let rows: [(&str, usize, &str, usize); 15] = [
            ("2022-08-07 every 12 months x30: x", 30, "2051-08-07", 0),
            ("2025-02-06 every day until 2025-02-28: x", 23, "2025-02-28", 0),
            ("2025-04-07 every day until 2025-05-01: x", 25, "2025-05-01", 0),
            ("2025-02-06 every day until 2025-01-28: x", 1, "2025-02-06", 0),
            ("2025-02-06 every day for 3 days: x", 3, "2025-02-08", 0),
            ("2025 every other year for 3 times: x", 3, "2029", 0),
            ("2025-01-31 every month x3: x", 3, "2025-05-31", 0),
            ("2024-02-29 every year x3: x", 3, "2032-02-29", 0),
            ("2025-01-01 / 2025-01-03 every week x2: x", 2, "2025-01-08/2025-01-10", 0),
            ("2025-01-03 every weekday x3: x", 3, "2025-01-07", 0),
            ("2025-01-06 every 2 weeks on Monday, Wednesday x4: x", 4, "2025-01-22", 0),
            ("2025-01-06 every Tuesday and Thursday until 2025-01-16: x", 5, "2025-01-16", 0),
            ("2025-01-01 9am every day x2: x", 2, "2025-01-02T09:00:00", 0),
            ("2025-01-01 every day: x", MAX_REPEATS, "2025-04-10", 1),
            ("2025-01-01 every blue moon: x", 1, "2025-01-01", 1),
        ];
        for (line, count, last, remarks) in rows {
            let (found, told) = dates(line);
            assert_eq!(
                (found.len(), found.last().map(String::as_str), told),
                (count, Some(last), remarks),
                "{line}"
            );
        }
    }

    #[test]
    fn huge_rules_end() {
        for line in [
            "2025 every 65535 years x4000000000: x",
            "9999-12-31 every second x99: x",
            "2025-01-31 every 0 days: x",
        ] {
            assert!(dates(line).0.len() <= MAX_REPEATS);
        }
    }
}
