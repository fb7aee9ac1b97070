//! When a range is: dates as they are typed, and those that are counted from other events.
//!
//! A date that is typed keeps its precision: `2025` stays a year. What is counted (`after !a 3 days`)
//! is counted as markwhen does it, from moments with exclusive ends, and is told by the day. Nothing is
//! filled in: `now`, and a date without a year, depend on when the file is opened, and give no date.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::clock;
use super::range::{Anchor, Edge, End, Order, Range, Relative, Stamp, Unit};
use super::repeat;
use crate::formats::zone::Zone;
use crate::model::Date;
use crate::model::date::Moment;

/// The moments of an event; the end is exclusive. `None` is not known when the file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: Option<NaiveDateTime>,
    pub(super) to: Option<NaiveDateTime>,
}

/// What a range may be counted from.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The event before.
    pub(super) prior: Option<Span>,
    pub(super) ids: HashMap<String, Span>,
    /// How slash dates are read.
    pub(super) order: Order,
    /// Where times of day are: the zone of the header.
    pub(super) zone: Option<Zone>,
}

/// When an event is.
#[derive(Debug)]
pub(super) struct When {
    /// The dates, one for each time that it recurs; `None` is undated.
    pub(super) dates: Vec<Option<Date>>,
    /// The moments of the first.
    pub(super) span: Span,
    /// What is to be said: what is wrong, and what to do.
    pub(super) remarks: Vec<(String, &'static str)>,
    /// Whether the typed range says more than the dates.
    pub(super) keep: bool,
}

/// How exactly an end is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Clock,
    Day,
    Week,
    Month,
    Year,
}

/// A range with both ends.
#[derive(Clone, Debug)]
pub(super) struct Exact {
    pub(super) from: NaiveDateTime,
    pub(super) to: NaiveDateTime,
    pub(super) grains: (Grain, Grain),
    /// It is one date as it was typed, not a range.
    pub(super) single: bool,
    pub(super) zone: Option<Zone>,
}

/// Resolves a range with the zone of its own event, where that has one.
pub(super) fn resolve(range: &Range, context: &Context, zone: Option<Zone>) -> When {
    if let End::Worded(date) = &range.from {
        return worded(date);
    }
    let mut remarks = Vec::new();
    let zone = zone.or(context.zone.clone());
    let exact = match exact(range, context, zone.clone()) {
        Ok(exact) => exact,
        Err(Open::Ends(from, to)) => return open(from, to, range, zone.as_ref()),
        Err(Open::Why(what, help)) => {
            remarks.push((what, help));
            return When { dates: vec![None], span: Span { from: None, to: None }, remarks, keep: true };
        }
    };
    let span = Span { from: Some(exact.from), to: Some(exact.to) };
    let (times, told) = match range.rule {
        Some(rule) => repeat::times(&exact, rule, context.order),
        None => (vec![exact.clone()], None),
    };
    remarks.extend(told);
    let mut dates = Vec::with_capacity(times.len());
    for one in &times {
        match one.date() {
            Ok(date) => dates.push(Some(date)),
            Err(why) => {
                remarks.push((why, "mend the date"));
                dates.push(None);
            }
        }
    }
    let keep = match dates.first_mut() {
        Some(Some(date)) => as_typed(date, range.typed, exact.single),
        _ => true,
    };
    When { dates, span, remarks, keep }
}

/// When a date in words is: what else is counted from it is counted from its bounds.
fn worded(date: &Date) -> When {
    let at = |moment: Moment| {
        let seconds = (!moment.is_infinite()).then(|| moment.seconds())?;
        Some(chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc())
    };
    let ends = date.ends();
    let end = if ends.latest_end.is_infinite() { ends.latest_end } else { ends.latest_end.plus(1) };
    let span = Span { from: at(ends.earliest_start), to: at(end) };
    When { dates: vec![Some(date.clone())], span, remarks: Vec::new(), keep: false }
}

/// Lets a date keep the words that it was typed in, where the model reads the same from them. Answers
/// whether the words say something that the date then does not.
fn as_typed(date: &mut Date, typed: &str, single: bool) -> bool {
    let close = |text: &str| -> String { text.split_whitespace().collect() };
    if close(typed) == date.edtf() {
        return false;
    }
    // Times have no place in EDTF, and stand in the words.
    if date.original().is_some_and(|words| words.raw() == spelled(typed)) {
        return false;
    }
    // `1999 - 2099` is `1999/2099` in markwhen's own spelling, and no other words.
    if !single && close(typed).replacen('-', "/", 1) == date.edtf() {
        return false;
    }
    match Date::parse(typed) {
        Ok((same, _)) if same.edtf() == date.edtf() && date.original().is_none() => {
            *date = same;
            false
        }
        _ => true,
    }
}

/// Two times of day as the model writes them: `2025-05-03 14:30 - 2025-05-03 16:00`.
fn spelled(typed: &str) -> String {
    let clock = |end: &str| match end.replacen(' ', "T", 1) {
        minutes if minutes.len() == 16 => minutes + ":00",
        other => other,
    };
    typed.split(" - ").map(clock).collect::<Vec<_>>().join("/")
}

/// Why a range has not two known ends.
enum Open {
    /// One of them is `now`: the other end as EDTF.
    Ends(Option<(NaiveDateTime, Grain)>, Option<(NaiveDateTime, Grain)>),
    Why(String, &'static str),
}

fn open(
    from: Option<(NaiveDateTime, Grain)>,
    to: Option<(NaiveDateTime, Grain)>,
    range: &Range,
    zone: Option<&Zone>,
) -> When {
    let span = Span { from: from.map(|(at, _)| at), to: to.map(|(at, _)| at) };
    // A time of day has no place in an interval.
    let day = |at: NaiveDateTime, grain: Grain| text(at, grain.max(Grain::Day), zone);
    let edtf = match (from, to) {
        (Some((at, grain)), _) => format!("{}/..", day(at, grain)),
        (None, Some((at, grain))) => format!("/{}", day(last(at), grain)),
        (None, None) => String::new(),
    };
    let mut remarks = Vec::new();
    if range.rule.is_some() {
        remarks.push(("what goes on until now cannot recur".to_owned(), "give it an end"));
    }
    let date = Date::parse(&edtf).ok().map(|(date, _)| date);
    if date.is_none() {
        let help = "write the date; it is undated here";
        remarks.push(("`now` is another date whenever the file is opened".to_owned(), help));
    }
    // `2019-01-01 / now` says no more than `2019-01-01/..` does.
    let same = date.as_ref().and_then(|date| date.edtf().strip_suffix("/.."));
    let keep = same.is_none_or(|from| !range.typed.starts_with(from)) || range.rule.is_some();
    When { dates: vec![date], span, remarks, keep }
}

/// The last moment before an exclusive end.
fn last(end: NaiveDateTime) -> NaiveDateTime {
    end.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(end)
}

fn exact(range: &Range, context: &Context, zone: Option<Zone>) -> Result<Exact, Open> {
    let (first_zone, second) = (offset(&range.from), range.to.as_ref().and_then(offset));
    let zone = first_zone.or(second).map(Zone::Fixed).or(zone);
    let made = |from, to, grains, single| Exact { from, to, grains, single, zone: zone.clone() };
    match (&range.from, &range.to) {
        (End::Relative(from), to) => {
            let (from, to) = relative(from, to.as_ref(), context)?;
            Ok(made(from, to, (Grain::Day, Grain::Day), false))
        }
        (End::Now, None) => Err(Open::Ends(None, None)),
        (End::Now, Some(to)) => match to {
            End::Now | End::Relative(_) | End::Time(..) => Err(Open::Ends(None, None)),
            _ => typed(to, context).and_then(|(_, to, grain)| Err(Open::Ends(None, Some((to, grain))))),
        },
        (from, to) => {
            let (first, end, grain) = typed(from, context)?;
            match to {
                None => Ok(made(first, end, (grain, grain), true)),
                Some(End::Now) => Err(Open::Ends(Some((first, grain)), None)),
                Some(End::Relative(to)) => {
                    let end = relative_end(to, first, context)?;
                    Ok(made(first, end, (grain, counted(to, grain, end)), false))
                }
                Some(End::Time(hour, minute)) => {
                    let end = next_time(first, *hour, *minute)?;
                    Ok(made(first, end, (grain, Grain::Clock), false))
                }
                Some(to) => {
                    let (_, end, end_grain) = typed(to, context)?;
                    // Both ends by the clock of the first.
                    let between = first_zone.zip(second).map_or(0, |(here, there)| here - there);
                    let end = clock::step(end, between.into(), Unit::Minute).ok_or_else(too_far)?;
                    Ok(made(first, end, (grain, end_grain), false))
                }
            }
        }
    }
}

/// How many minutes east of Greenwich an end says that its clock is.
fn offset(end: &End) -> Option<i32> {
    if let End::Stamp(stamp) = end { stamp.offset } else { None }
}

/// How exactly the end of `2025 / 5 months` is known: counted in months from a year, it is a month.
fn counted(to: &Relative, from: Grain, end: NaiveDateTime) -> Grain {
    let least = to.amounts.iter().map(|&(_, unit)| unit).min();
    let whole = to.anchor.is_none() && end.day() == 1 && end.time() == NaiveTime::MIN;
    match least {
        Some(Unit::Year) if whole && end.month() == 1 && from == Grain::Year => Grain::Year,
        Some(Unit::Month | Unit::Year) if whole && from >= Grain::Month => Grain::Month,
        _ => Grain::Day,
    }
}

/// The first moment of an end that stands for itself, the first after it, and how exact it is.
fn typed(end: &End, context: &Context) -> Result<(NaiveDateTime, NaiveDateTime, Grain), Open> {
    match end {
        End::Stamp(stamp) => stamped(stamp),
        End::Week(year, week, day) => {
            let weekday = u8::try_from(day.unwrap_or(1).wrapping_sub(1)).ok();
            let weekday = weekday.and_then(|n| chrono::Weekday::try_from(n).ok());
            let first = weekday.and_then(|day| NaiveDate::from_isoywd_opt(*year, *week, day));
            let Some(first) = first else {
                return Err(Open::Why(format!("{year} has no such week or day: {week}"), "mend the date"));
            };
            let grain = if day.is_some() { Grain::Day } else { Grain::Week };
            span(first, grain).ok_or_else(too_far)
        }
        End::Time(hour, minute) => {
            let Some(prior) = context.prior.and_then(|prior| prior.to) else {
                let help = "put a date before it; it is undated here";
                return Err(Open::Why("a time of day without a dated event before it".into(), help));
            };
            let at = next_time(prior, *hour, *minute)?;
            Ok((at, at, Grain::Clock))
        }
        End::Now | End::Relative(_) | End::Worded(_) => Err(Open::Ends(None, None)),
    }
}

fn stamped(stamp: &Stamp) -> Result<(NaiveDateTime, NaiveDateTime, Grain), Open> {
    let Some(year) = stamp.year else {
        let help = "write the year; it is undated here, and markwhen takes the year in which it is opened";
        return Err(Open::Why("a date without a year".into(), help));
    };
    let (month, day) = (stamp.month.unwrap_or(1), stamp.day.unwrap_or(1));
    let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
        let text = format!("{}-{month:02}-{day:02}", edtf_year(year));
        let why = Date::parse(&text).err().unwrap_or_else(|| format!("{text} is not a date"));
        return Err(Open::Why(why, "mend the date; it is undated here"));
    };
    let grain = match (stamp.month, stamp.day) {
        (None, _) => Grain::Year,
        (Some(_), None) => Grain::Month,
        _ => Grain::Day,
    };
    let Some((hour, minute, second)) = stamp.clock else { return span(date, grain).ok_or_else(too_far) };
    // A leap second shares the second before it.
    let at = date.and_hms_opt(hour, minute, second.min(59)).filter(|_| second <= 60);
    let help = "hours are 00 to 23, minutes 00 to 59";
    let at = at.ok_or_else(|| Open::Why(format!("{hour}:{minute:02} is not a time of day"), help))?;
    Ok((at, at, Grain::Clock))
}

fn span(first: NaiveDate, grain: Grain) -> Option<(NaiveDateTime, NaiveDateTime, Grain)> {
    let unit = match grain {
        Grain::Year => Unit::Year,
        Grain::Month => Unit::Month,
        Grain::Week => Unit::Week,
        Grain::Day | Grain::Clock => Unit::Day,
    };
    let first = first.and_time(NaiveTime::MIN);
    Some((first, clock::step(first, 1, unit)?, grain))
}

fn too_far() -> Open {
    Open::Why("the date is too far away to be counted with".into(), "write a nearer date")
}

/// The next time that a clock shows `hour:minute`, from `at` on.
fn next_time(at: NaiveDateTime, hour: u32, minute: u32) -> Result<NaiveDateTime, Open> {
    let same = at.date().and_hms_opt(hour, minute, 0).ok_or_else(too_far)?;
    if same < at { clock::step(same, 1, Unit::Day).ok_or_else(too_far) } else { Ok(same) }
}

/// Both ends of a range whose first end is counted.
fn relative(
    from: &Relative,
    to: Option<&End>,
    context: &Context,
) -> Result<(NaiveDateTime, NaiveDateTime), Open> {
    let base = base(from.anchor, if from.before { Edge::Start } else { Edge::End }, context)?;
    let sign = if from.before { -1 } else { 1 };
    let at = clock::add(base, &from.amounts, sign).ok_or_else(too_far)?;
    match to {
        // One amount alone is how long it takes, from where it is counted.
        None => Ok((base.min(at), base.max(at))),
        Some(End::Relative(to)) if from.before && to.anchor.is_none() => {
            let first = clock::add(at, &to.amounts, -1).ok_or_else(too_far)?;
            Ok((first, at))
        }
        Some(End::Relative(to)) => Ok((at, relative_end(to, at, context)?)),
        Some(End::Now) => Err(Open::Ends(Some((at, Grain::Day)), None)),
        Some(End::Time(hour, minute)) => Ok((at, next_time(at, *hour, *minute)?)),
        Some(to) => typed(to, context).map(|(_, end, _)| (at, end)),
    }
}

/// A last end that is counted: from another event, or from the range's own beginning.
fn relative_end(to: &Relative, from: NaiveDateTime, context: &Context) -> Result<NaiveDateTime, Open> {
    let edge = if to.after { Edge::End } else { Edge::Start };
    let base = if to.anchor.is_some() { base(to.anchor, edge, context)? } else { from };
    let sign = if to.before { -1 } else { 1 };
    clock::add(base, &to.amounts, sign).ok_or_else(too_far)
}

fn base(anchor: Option<Anchor>, edge: Edge, context: &Context) -> Result<NaiveDateTime, Open> {
    let (id, given) = anchor.map_or((None, None), |anchor| (anchor.id, anchor.edge));
    let help = "put the event that it is counted from before it; it is undated here";
    let span = match id {
        Some(id) => {
            let found = context.ids.get(id).copied();
            found.ok_or_else(|| Open::Why(format!("there is no event `!{id}` before this one"), help))?
        }
        None => context.prior.ok_or_else(|| {
            Open::Why("a date counted from the event before, and there is none".into(), help)
        })?,
    };
    let at = match given.unwrap_or(edge) {
        Edge::Start => span.from,
        Edge::End => span.to,
    };
    at.ok_or_else(|| Open::Why("a date counted from one that is not known".into(), help))
}

impl Exact {
    /// The date that it is.
    fn date(&self) -> Result<Date, String> {
        let (from, to) = self.grains;
        let edtf = if self.single {
            match from {
                // A week is a time in which something is, as a year is.
                Grain::Week => {
                    format!("[{}..{}]", text(self.from, from, None), text(last(self.to), from, None))
                }
                _ => text(self.from, from, self.zone.as_ref()),
            }
        } else if self.from == self.to {
            text(self.from, Grain::Clock, self.zone.as_ref())
        } else {
            let end = if self.to > self.from { last(self.to) } else { self.to };
            let [first, end] =
                [(self.from, from), (end, to)].map(|(at, grain)| text(at, grain.max(Grain::Day), None));
            if first == end { first } else { format!("{first}/{end}") }
        };
        let (date, _) = Date::parse(&edtf)?;
        // EDTF has no times in an interval; the words keep them where they lead to the same days.
        let midnight = |at: NaiveDateTime| at.time() == NaiveTime::MIN;
        if !self.single && self.from != self.to && !(midnight(self.from) && midnight(self.to)) {
            let [first, end] = [self.from, self.to].map(|at| text(at, Grain::Clock, self.zone.as_ref()));
            if let Ok((timed, _)) = Date::parse(&format!("{first}/{end}"))
                && timed.edtf() == date.edtf()
            {
                return Ok(timed);
            }
        }
        Ok(date)
    }
}

/// A moment as EDTF, as exactly as `grain` says.
fn text(at: NaiveDateTime, grain: Grain, zone: Option<&Zone>) -> String {
    let year = edtf_year(at.year());
    match grain {
        Grain::Year => year,
        Grain::Month => format!("{year}-{:02}", at.month()),
        Grain::Day | Grain::Week => format!("{year}-{:02}-{:02}", at.month(), at.day()),
        Grain::Clock => {
            let offset = zone.map(|zone| zone.offset(at)).unwrap_or_default();
            format!("{year}-{:02}-{:02}T{}{offset}", at.month(), at.day(), at.format("%H:%M:%S"))
        }
    }
}

fn edtf_year(year: i32) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..=-1 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}
