//! What an expression means once it is resolved, and how it is written: in TIMEX3 and in EDTF.

use super::TimexKind;
use super::calendar::Day;
use super::reading::{Amount, Clock, DayPart, Modifier, Ref, Season, Unit};

/// A point of the calendar, as fine as the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Day(Day),
    /// A day of a month whose year nobody knows.
    DayOfYear(u8, u8),
    /// A weekday that nothing fixes.
    Weekday(u8),
    /// A day of which only this is known: its month, its year, or nothing.
    SomeDay(Option<(i32, Option<u8>)>),
    Month(Option<i32>, u8),
    Season(Option<i32>, Season),
    Quarter(Option<i32>, Option<u8>),
    Half(Option<i32>, u8),
    Week(i32, u8),
    SomeWeek,
    SomeWeekend,
    Weekend(i32, u8),
    Year(i32),
    SomeYear,
    /// By its first year.
    Decade(i32),
    Century(i32),
    Millennium(i32),
}

/// What an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Date(Point),
    Time(Point, Hours),
    Duration(Amount),
    /// So much of a date, with its days.
    Run(Amount, Day, Day),
    Set(Amount),
    SetOf(Point),
    Refer(Ref),
}

/// The hours of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hours {
    Clock(Clock),
    Part(DayPart),
}

impl Value {
    pub(super) fn kind(self) -> TimexKind {
        match self {
            Self::Date(_) | Self::Run(..) | Self::Refer(_) => TimexKind::Date,
            Self::Time(..) => TimexKind::Time,
            Self::Duration(_) => TimexKind::Duration,
            Self::Set(_) | Self::SetOf(_) => TimexKind::Set,
        }
    }

    /// As TIMEX3 writes it.
    pub(super) fn timex(self) -> String {
        match self {
            Self::Date(point) | Self::SetOf(point) => point.timex(),
            Self::Time(point, hours) => {
                let day = match point {
                    Point::Week(..) | Point::SomeDay(None) => "XXXX-XX-XX".to_owned(),
                    Point::SomeDay(Some(_)) | Point::Day(_) | Point::DayOfYear(..) | Point::Weekday(_) => {
                        point.timex()
                    }
                    Point::Month(..) => format!("{}-XX", point.timex()),
                    Point::Year(_) => format!("{}-XX-XX", point.timex()),
                    _ => point.timex(),
                };
                match hours {
                    Hours::Clock(Clock { hour, minute: Some(minute) }) => {
                        format!("{day}T{hour:02}:{minute:02}")
                    }
                    Hours::Clock(Clock { hour, minute: None }) => format!("{day}T{hour:02}:00"),
                    Hours::Part(part) => format!("{day}T{}", part_name(part)),
                }
            }
            Self::Duration(amount) | Self::Run(amount, ..) | Self::Set(amount) => duration(amount),
            Self::Refer(Ref::Past) => "PAST_REF".to_owned(),
            Self::Refer(Ref::Present) => "PRESENT_REF".to_owned(),
            Self::Refer(Ref::Future) => "FUTURE_REF".to_owned(),
        }
    }

    /// One of several equal parts of a month, a decade or a century, in EDTF and by its days.
    pub(super) fn share(self, (nth, of): (u8, u8)) -> Option<(String, (Day, Day))> {
        let (nth, of) = (i32::from(nth), i32::from(of));
        let part = |first: i32, length: i32| (first + length * (nth - 1) / of, first + length * nth / of - 1);
        let (first, length) = match self {
            Self::Date(Point::Month(Some(year), month)) => {
                let (from, to) = part(1, i32::from(super::calendar::month_length(year, month)));
                let first = Day::new(year, month, 1)?;
                let (from, to) = (first.plus(from - 1), first.plus(to - 1));
                return Some((interval(from, to.count() - from.count()), (from, to)));
            }
            Self::Date(Point::Decade(first)) if first >= 0 => (first, 10),
            Self::Date(Point::Century(first)) if first > 0 => (first, 100),
            _ => return None,
        };
        let (from, to) = part(first, length);
        let days = (Day::new(from, 1, 1)?, Day::new(to, 12, 31)?);
        Some((format!("{}/{}", edtf_year(from), edtf_year(to)), days))
    }

    /// The years around the first of a century, in EDTF and by their days.
    pub(super) fn turn(self) -> Option<(String, (Day, Day))> {
        let Self::Date(Point::Century(first @ 100..)) = self else { return None };
        let days = (Day::new(first - 5, 1, 1)?, Day::new(first + 5, 12, 31)?);
        Some((format!("{}~", edtf_year(first)), days))
    }

    /// As EDTF writes it, for what lies on the calendar.
    pub(super) fn edtf(self, modifier: Option<Modifier>) -> Option<String> {
        match self {
            Self::Date(point) => {
                let plain = point.edtf()?;
                // Weeks and decades before our era are stretches by themselves, and take no more.
                if plain.contains('/') {
                    return Some(plain);
                }
                Some(match modifier {
                    Some(Modifier::Approx) => format!("{plain}~"),
                    Some(Modifier::Start | Modifier::Mid | Modifier::End) => {
                        point.part_edtf(modifier).unwrap_or(plain)
                    }
                    Some(Modifier::Before) => format!("../{plain}"),
                    Some(Modifier::After) => format!("{plain}/.."),
                    _ => plain,
                })
            }
            // EDTF tells the hours of our era only.
            Self::Time(point @ Point::Day(day), Hours::Clock(Clock { hour, minute }))
                if hour < 24 && day.year >= 0 =>
            {
                Some(format!("{}T{hour:02}:{:02}:00", point.edtf()?, minute.unwrap_or(0)))
            }
            Self::Time(point, _) => point.edtf(),
            Self::Run(amount, from, to) => Some(run_edtf(amount.unit, from, to)),
            _ => None,
        }
    }
}

fn part_name(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Daytime => "DT",
    }
}

fn season_name(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn | Season::Fall => "FA",
        Season::Winter => "WI",
    }
}

fn duration(Amount { tenths, unit }: Amount) -> String {
    let (letter, times, clock) = match unit {
        Unit::Second => ("S", 1, true),
        Unit::Minute => ("M", 1, true),
        Unit::Hour => ("H", 1, true),
        Unit::Day | Unit::Night => ("D", 1, false),
        Unit::Weekend => ("WE", 1, false),
        Unit::Week => ("W", 1, false),
        Unit::Fortnight => ("W", 2, false),
        Unit::Month => ("M", 1, false),
        Unit::Quarter => ("M", 3, false),
        Unit::Season(season) => (season_name(season), 1, false),
        Unit::Year => ("Y", 1, false),
        Unit::Decade if tenths.is_none() => ("DE", 1, false),
        Unit::Century if tenths.is_none() => ("CE", 1, false),
        Unit::Millennium if tenths.is_none() => ("ML", 1, false),
        Unit::Decade => ("Y", 10, false),
        Unit::Century => ("Y", 100, false),
        Unit::Millennium => ("Y", 1000, false),
    };
    let head = if clock { "PT" } else { "P" };
    match tenths.map(|tenths| tenths.saturating_mul(times)) {
        None => format!("{head}X{letter}"),
        Some(tenths) if tenths % 10 == 0 => format!("{head}{}{letter}", tenths / 10),
        Some(tenths) if tenths % 10 == 5 && (letter == "Y" || clock && letter != "S") => {
            let half = match letter {
                "Y" => "6M",
                "H" => "30M",
                _ => "30S",
            };
            match tenths / 10 {
                0 => format!("{head}{half}"),
                whole => format!("{head}{whole}{letter}{half}"),
            }
        }
        Some(tenths) => format!("{head}{}.{}{letter}", tenths / 10, tenths % 10),
    }
}

/// A year in TIMEX3: `1998`, `BC0264`, `XXXX`.
fn year(year: Option<i32>) -> String {
    match year {
        None => "XXXX".to_owned(),
        Some(year) if year > 0 => padded("", year, 4),
        Some(year) => padded("BC", 1 - year, 4),
    }
}

/// The first digits of a year: 3 of a decade, 2 of a century.
fn digits(first: i32, keep: usize) -> String {
    // Years before our era are counted from 1: the 490s BC are 490 to 499.
    let mut text = year(Some(first));
    text.truncate(text.len() - (4 - keep));
    text
}

/// A year in EDTF: four digits, with a sign before our era.
fn edtf_year(year: i32) -> String {
    if year < 0 { padded("-", -year, 4) } else { padded("", year, 4) }
}

/// A number with so many digits at least, behind a few letters. Dates are written by the thousand: what `format!`
/// does for any value costs several times as much.
fn padded(head: &str, number: i32, digits: usize) -> String {
    let mut text = String::with_capacity(24);
    text.push_str(head);
    push(&mut text, number, digits);
    text
}

fn push(text: &mut String, number: i32, digits: usize) {
    if number >= 10 || digits > 1 {
        push(text, number / 10, digits.saturating_sub(1));
    }
    text.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or_default()));
}

/// A year with what follows in two digits each: its month, its day.
fn with(mut year: String, parts: &[u8]) -> String {
    for part in parts {
        year.push('-');
        push(&mut year, i32::from(*part), 2);
    }
    year
}

impl Point {
    /// Whether it lies within the years of four digits, as far as its year is known.
    pub(super) fn is_near(self) -> bool {
        let year = match self {
            Self::Decade(first) | Self::Century(first) | Self::Millennium(first) => Some(first),
            _ => self.year(),
        };
        year.is_none_or(|year| (-9900..=9900).contains(&year))
    }

    /// The year that it lies in.
    pub(super) fn year(self) -> Option<i32> {
        match self {
            Self::Day(day) => Some(day.year),
            Self::Month(year, _) | Self::Season(year, _) | Self::Quarter(year, _) | Self::Half(year, _) => {
                year
            }
            Self::Year(year) | Self::Week(year, _) | Self::Weekend(year, _) => Some(year),
            Self::SomeDay(known) => known.map(|(year, _)| year),
            _ => None,
        }
    }

    pub(super) fn timex(self) -> String {
        match self {
            Self::Day(day) => with(year(Some(day.year)), &[day.month, day.day]),
            Self::DayOfYear(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Self::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
            Self::SomeDay(None) => "XXXX-XX-XX".to_owned(),
            Self::SomeDay(Some((of, None))) => format!("{}-XX-XX", year(Some(of))),
            Self::SomeDay(Some((of, Some(month)))) => format!("{}-{month:02}-XX", year(Some(of))),
            Self::Month(of, month) => with(year(of), &[month]),
            Self::Season(of, season) => format!("{}-{}", year(of), season_name(season)),
            Self::Quarter(of, Some(quarter)) => format!("{}-Q{quarter}", year(of)),
            Self::Quarter(of, None) => format!("{}-QX", year(of)),
            Self::Half(of, half) => format!("{}-H{half}", year(of)),
            Self::Week(of, week) => format!("{}-W{week:02}", year(Some(of))),
            Self::SomeWeek => "XXXX-WXX".to_owned(),
            Self::SomeWeekend => "XXXX-WXX-WE".to_owned(),
            Self::Weekend(of, week) => format!("{}-W{week:02}-WE", year(Some(of))),
            Self::Year(of) => year(Some(of)),
            Self::SomeYear => "XXXX".to_owned(),
            Self::Decade(first) => digits(first, 3),
            Self::Century(first) => digits(first, 2),
            Self::Millennium(first) => digits(first, 1),
        }
    }

    /// In EDTF; nothing where it does not lie on the calendar.
    pub(super) fn edtf(self) -> Option<String> {
        Some(match self {
            Self::Day(day) => with(edtf_year(day.year), &[day.month, day.day]),
            Self::SomeDay(Some((of, None))) | Self::Year(of) => edtf_year(of),
            Self::SomeDay(Some((of, Some(month)))) | Self::Month(Some(of), month) => {
                with(edtf_year(of), &[month])
            }
            Self::Season(Some(of), season) => {
                let number = match season {
                    Season::Spring => 21,
                    Season::Summer => 22,
                    Season::Autumn | Season::Fall => 23,
                    Season::Winter => 24,
                };
                format!("{}-{number}", edtf_year(of))
            }
            Self::Quarter(Some(of), Some(quarter)) => {
                format!("{}-{}", edtf_year(of), 32 + u32::from(quarter))
            }
            Self::Quarter(Some(of), None) => edtf_year(of),
            Self::Half(Some(of), half) => format!("{}-{}", edtf_year(of), 39 + u32::from(half)),
            Self::Week(of, week) => interval(Day::of_week(of, week), 6),
            Self::Weekend(of, week) => interval(Day::of_week(of, week).plus(5), 1),
            Self::Decade(first) if first >= 0 => format!("{}X", digits_of(first, 3)),
            Self::Century(first) if first > 0 => format!("{}XX", digits_of(first, 2)),
            Self::Millennium(first) if first > 0 => format!("{}XXX", digits_of(first, 1)),
            // Before our era the decade and the century are counted from the year 1 BC: the 490s BC are -0498/-0489.
            Self::Decade(first) => format!("{}/{}", edtf_year(first - 9), edtf_year(first)),
            Self::Century(first) => format!("{}/{}", edtf_year(first - 99), edtf_year(first)),
            Self::Millennium(first) => format!("{}/{}", edtf_year(first - 999), edtf_year(first)),
            _ => return None,
        })
    }

    /// The beginning, the middle or the end of a year or a month, where EDTF can say it.
    fn part_edtf(self, modifier: Option<Modifier>) -> Option<String> {
        let third = match modifier {
            Some(Modifier::Start) => 0,
            Some(Modifier::Mid) => 1,
            Some(Modifier::End) => 2,
            _ => return None,
        };
        match self {
            Self::Year(of) => {
                let year = edtf_year(of);
                let (from, to) = [("01", "04"), ("05", "08"), ("09", "12")].get(third).copied()?;
                Some(format!("{year}-{from}/{year}-{to}"))
            }
            Self::Decade(of) if of >= 0 => {
                let (from, to) = [(0, 3), (4, 6), (7, 9)].get(third).copied()?;
                Some(format!("{}/{}", edtf_year(of + from), edtf_year(of + to)))
            }
            Self::Century(of) if of > 0 => {
                let (from, to) = [(0, 33), (34, 66), (67, 99)].get(third).copied()?;
                Some(format!("{}/{}", edtf_year(of + from), edtf_year(of + to)))
            }
            Self::Month(Some(of), month) => {
                let first = Day::new(of, month, 1)?;
                let last = super::calendar::month_length(of, month);
                let (from, to) = [(1, 10), (11, 20), (21, last)].get(third).copied()?;
                Some(interval(Day { day: from, ..first }, i32::from(to - from)))
            }
            _ => None,
        }
    }

    /// The first and the last day, where it lies on the calendar.
    pub(super) fn days(self) -> Option<(Day, Day)> {
        let months = |year: i32, from: u8, to: u8| {
            Some((Day::new(year, from, 1)?, Day::new(year, to, super::calendar::month_length(year, to))?))
        };
        match self {
            Self::Day(day) => Some((day, day)),
            Self::Month(Some(year), month) => months(year, month, month),
            Self::SomeDay(Some((year, month))) => months(year, month.unwrap_or(1), month.unwrap_or(12)),
            Self::Season(Some(year), season) => match season {
                Season::Spring => months(year, 3, 5),
                Season::Summer => months(year, 6, 8),
                Season::Autumn | Season::Fall => months(year, 9, 11),
                Season::Winter => months(year, 12, 12),
            },
            Self::Quarter(Some(year), Some(quarter)) => months(year, quarter * 3 - 2, quarter * 3),
            Self::Half(Some(year), half) => months(year, half * 6 - 5, half * 6),
            Self::Week(year, week) => {
                let monday = Day::of_week(year, week);
                Some((monday, monday.plus(6)))
            }
            Self::Weekend(year, week) => {
                let monday = Day::of_week(year, week);
                Some((monday.plus(5), monday.plus(6)))
            }
            Self::Year(year) => months(year, 1, 12),
            Self::Decade(first) if first < 0 => Some((Day::new(first - 9, 1, 1)?, Day::new(first, 12, 31)?)),
            Self::Century(first) if first <= 0 => {
                Some((Day::new(first - 99, 1, 1)?, Day::new(first, 12, 31)?))
            }
            Self::Millennium(first) if first <= 0 => {
                Some((Day::new(first - 999, 1, 1)?, Day::new(first, 12, 31)?))
            }
            Self::Decade(first) => Some((Day::new(first, 1, 1)?, Day::new(first + 9, 12, 31)?)),
            Self::Century(first) => Some((Day::new(first, 1, 1)?, Day::new(first + 99, 12, 31)?)),
            Self::Millennium(first) => Some((Day::new(first, 1, 1)?, Day::new(first + 999, 12, 31)?)),
            _ => None,
        }
    }
}

/// The first digits of a year of our era.
fn digits_of(year: i32, keep: usize) -> String {
    let mut text = edtf_year(year);
    text.truncate(keep);
    text
}

/// A stretch from a day to a day, as fine as the unit that it is counted in.
fn run_edtf(unit: Unit, from: Day, to: Day) -> String {
    let point = |day: Day| match unit {
        Unit::Month | Unit::Quarter => Point::Month(Some(day.year), day.month),
        Unit::Year | Unit::Decade => Point::Year(day.year),
        _ => Point::Day(day),
    };
    let (from, to) = (point(from), point(to));
    let [first, last] = [from, to].map(|point| point.edtf().unwrap_or_default());
    if from == to { first } else { format!("{first}/{last}") }
}

/// A day, and so many that follow it.
fn interval(first: Day, more: i32) -> String {
    let last = first.plus(more);
    let write = |day: Day| with(edtf_year(day.year), &[day.month, day.day]);
    write(first) + "/" + &write(last)
}
