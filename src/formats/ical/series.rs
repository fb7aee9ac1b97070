//! What is repeated: the times of a series, and which of them the file changes or leaves out.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::fields::Fields;
use super::lines::{Line, Lines};
use super::rule::Rule;
use super::when::{self, When};
use super::zones::Zones;
use crate::formats::node::{Kind, Node, Table};
use crate::formats::records::add;
use crate::formats::zone::Zone;
use crate::formats::{MAX_REPEATED, MAX_REPEATED_BYTES, MAX_REPEATS};
use crate::issue::Spot;
use crate::model::Date;
use crate::model::draft::{At, NO_TITLE};
use crate::text::line as cleaned;

/// Whether an event is repeated.
#[derive(Default)]
pub(super) enum Repeats {
    #[default]
    Not,
    /// In a way that is not followed.
    Unknown,
    /// These are the other times; `true` where they are all.
    Others(Vec<Fields>, bool),
}

/// What the lines of an event say of how it is repeated.
#[derive(Debug)]
pub(super) enum Said {
    Nothing,
    /// What is not followed.
    Unknown,
    These(Times),
}

/// What an event of a series has of the first one: what is said of each of them.
const SHARED: [&str; 8] = ["title", "summary", "status", "importance", "place", "actors", "tags", "TZID"];

/// How much the series of one file may still make.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) events: usize,
    pub(super) bytes: usize,
    /// How many days may be looked at.
    days: u32,
}

impl Default for Room {
    fn default() -> Self {
        Self { events: MAX_REPEATED, bytes: MAX_REPEATED_BYTES, days: 3_500_000 }
    }
}

/// When a series is for the first time: as it stands, with the zones of its ends.
#[derive(Debug)]
pub(super) struct First {
    pub(super) from: When,
    pub(super) to: Option<When>,
    pub(super) zones: [Option<Zone>; 2],
}

/// The times of a series.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// All that follow the first, as the clocks of the first show them.
    pub(super) others: Vec<NaiveDateTime>,
    /// The file leaves the first one out, or has it changed by itself.
    pub(super) is_first_out: bool,
    /// Whether these are all.
    pub(super) is_all: bool,
}

/// Times, some of which say where they are.
#[derive(Debug, Default)]
struct Set {
    days: HashSet<NaiveDate>,
    /// As the clocks at Greenwich showed them.
    moments: HashSet<NaiveDateTime>,
    /// As clocks showed them, nobody says where.
    local: HashSet<NaiveDateTime>,
}

impl Set {
    fn put(&mut self, when: When) {
        match when {
            When::Day(day) => self.days.insert(day),
            When::Time { at, offset: None } => self.local.insert(at),
            When::Time { at, offset: Some(minutes) } => self.moments.insert(greenwich(at, Some(minutes))),
        };
    }

    fn has(&self, at: NaiveDateTime, moment: NaiveDateTime) -> bool {
        self.days.contains(&at.date()) || self.local.contains(&at) || self.moments.contains(&moment)
    }
}

/// Times of series that the file has by themselves, by the name of the series.
#[derive(Debug, Default)]
pub(super) struct Changed {
    times: HashMap<String, Set>,
    /// The series of which all that follows a time is changed.
    onwards: HashSet<String>,
}

impl Changed {
    /// Those of a file.
    pub(super) fn of(text: &str, zones: &Zones) -> Self {
        let has = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
        let mut out = Self::default();
        if !(has("RECURRENCE-ID") && (has("RRULE") || has("RDATE"))) {
            return out;
        }
        let (mut name, mut time, mut is_onwards) = (None, None, false);
        // How deep within the event: an alarm has a name of its own.
        let mut depth = 0_usize;
        for line in Lines::of(text).filter_map(Result::ok) {
            let is_event = ["VEVENT", "VTODO", "VJOURNAL"].contains(&line.value().trim());
            match line.name.as_str() {
                "BEGIN" if is_event => (name, time, is_onwards, depth) = (None, None, false, 0),
                "BEGIN" => depth += 1,
                "UID" if depth == 0 => name = Some(super::lines::unescape(line.value().trim())),
                "RECURRENCE-ID" if depth == 0 => {
                    time = all(&line, zones).and_then(|all| all.first().copied());
                    is_onwards = line.param("RANGE").is_some();
                }
                "END" if is_event => {
                    if let (Some(name), Some(time)) = (name.take(), time.take()) {
                        if is_onwards {
                            out.onwards.insert(name.clone());
                        }
                        out.times.entry(name).or_default().put(time);
                    }
                }
                "END" => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        out
    }
}

impl Changed {
    /// Notes the times of a line that names them, of that series.
    pub(super) fn note(&mut self, series: &str, line: &Line, zones: &Zones) {
        let set = self.times.entry(series.to_owned()).or_default();
        all(line, zones).into_iter().flatten().for_each(|when| set.put(when));
    }

    /// Whether the times of such a line are among them, whatever the zones by which they are named.
    pub(super) fn has(&self, series: &str, line: &Line, zones: &Zones) -> bool {
        let Some(set) = self.times.get(series) else { return false };
        let has = |when: &When| match *when {
            When::Day(day) => set.days.contains(&day),
            When::Time { at, offset } => set.has(at, greenwich(at, offset)),
        };
        all(line, zones).is_some_and(|all| all.iter().all(has))
    }
}

impl First {
    /// The first time, as its clocks show it.
    fn at(&self) -> NaiveDateTime {
        match self.from {
            When::Day(day) => day.and_time(NaiveTime::MIN),
            When::Time { at, .. } => at,
        }
    }

    /// What the clocks at Greenwich show then, as far as that is known.
    fn moment(&self, at: NaiveDateTime) -> NaiveDateTime {
        match self.from {
            When::Day(_) => at,
            When::Time { offset: Some(minutes), .. } => greenwich(at, Some(minutes)),
            When::Time { offset: None, .. } => {
                greenwich(at, self.zones[0].as_ref().and_then(|zone| zone.minutes(at)))
            }
        }
    }

    /// The start and the end where the first is at `at`, both with their offsets; and the start as it stands.
    pub(super) fn moved(&self, at: NaiveDateTime) -> Option<(When, Option<When>, When)> {
        let by = at - self.at();
        let moved = |when: When| match when {
            When::Day(day) => day.checked_add_signed(by).map(When::Day),
            When::Time { at, offset } => at.checked_add_signed(by).map(|at| When::Time { at, offset }),
        };
        let located = |when: When, zone: &Option<Zone>| when.located(|at| zone.as_ref()?.minutes(at));
        let from = moved(self.from)?;
        let to = match self.to {
            Some(to) => Some(located(moved(to)?, &self.zones[1])),
            None => None,
        };
        Some((located(from, &self.zones[0]), to, from))
    }

    /// The times of the series that is called `name`; `None` where something says how it is repeated that is
    /// not followed.
    pub(super) fn times(
        &self,
        name: &str,
        lines: &[Line],
        zones: &Zones,
        changed: &Changed,
        room: &mut Room,
    ) -> Option<Times> {
        if changed.onwards.contains(name) {
            return None;
        }
        let first = self.at();
        let mut found = BTreeSet::from([first]);
        let mut out = Set::default();
        let mut is_all = true;
        for line in lines {
            match line.name.as_str() {
                "EXRULE" => return None,
                "EXDATE" => all(line, zones)?.into_iter().for_each(|when| out.put(when)),
                "RRULE" => {
                    // The first of each rule, of which the first of all stay.
                    let mut taken = 0;
                    let take = |at| {
                        taken += 1;
                        taken <= MAX_REPEATS && {
                            found.insert(at);
                            true
                        }
                    };
                    let rule = Rule::parse(line.value())?;
                    is_all &= rule.each(first, &mut room.days, |at| self.moment(at), take);
                }
                "RDATE" => {
                    for when in all(line, zones)? {
                        let at = match (when, self.from) {
                            (When::Day(day), When::Day(_)) => day.and_time(NaiveTime::MIN),
                            (When::Time { at, offset }, When::Time { .. })
                                if greenwich(at, offset) == self.moment(at) =>
                            {
                                at
                            }
                            _ => return None,
                        };
                        found.insert(at);
                    }
                }
                _ => {}
            }
        }
        while found.len() > MAX_REPEATS {
            found.pop_last();
            is_all = false;
        }
        let nothing = Set::default();
        let changed = changed.times.get(name).unwrap_or(&nothing);
        let is_out = |at: NaiveDateTime| {
            let moment = self.moment(at);
            out.has(at, moment) || changed.has(at, moment)
        };
        let is_first_out = is_out(first);
        let mut others: Vec<_> = found.into_iter().filter(|&at| at != first && !is_out(at)).collect();
        is_all &= others.len() <= room.events;
        others.truncate(room.events);
        Some(Times { others, is_first_out, is_all })
    }
}

/// The times of a line, with the offset of its zone; `None` where one of them is none.
fn all(line: &Line, zones: &Zones) -> Option<Vec<When>> {
    let zone = line.param("TZID").and_then(|name| zones.called(name));
    let one = |text: &str| Some(When::parse(text)?.located(|at| zone.as_ref()?.minutes(at)));
    line.value().split(',').filter(|text| !text.trim().is_empty()).map(one).collect()
}

fn greenwich(at: NaiveDateTime, minutes: Option<i32>) -> NaiveDateTime {
    at.checked_sub_signed(TimeDelta::minutes(minutes.unwrap_or(0).into())).unwrap_or(at)
}

/// How the caveat of a series begins of which not all times stand.
pub(super) const CUT: &str = "Repeated more often";

/// What a reader must know of an event that is repeated.
pub(super) fn caveats(fields: &Fields, said: &Said) -> Vec<Node<'static>> {
    let rules: Vec<String> = fields.named.iter().filter_map(rule).collect();
    let rules = rules.join("; ");
    let mut texts = Vec::new();
    match said {
        Said::Nothing => {}
        Said::Unknown => texts
            .push(format!("Repeated as it is not followed here; only the first time stands here ({rules}).")),
        Said::These(times) => {
            if !times.is_all {
                let count = times.others.len() + 1;
                let these = if count == 1 {
                    "only the first time stands"
                } else {
                    &format!("the first {count} times stand")
                };
                texts.push(format!("{CUT}; {these} here ({rules})."));
            }
            if times.is_first_out {
                texts
                    .push("The calendar leaves out this first time, or has it changed beside it.".to_owned());
            }
        }
    }
    let caveat = |text: String| {
        let mut table = Table::default();
        add(&mut table, "text", Kind::Text(text.into()), Spot::NONE);
        Node::new(Kind::Table(table), Spot::NONE)
    };
    texts.into_iter().map(caveat).collect()
}

/// A property that says how an event is repeated, in a caveat.
fn rule((name, node): (&String, &Node)) -> Option<String> {
    let name = name.split(';').next().filter(|name| ["RRULE", "RDATE", "EXRULE"].contains(name))?;
    let text = match &node.kind {
        Kind::Text(text) => cleaned(text).into_owned(),
        _ => "several".to_owned(),
    };
    Some(format!("{name}: {text}"))
}

/// The event of a series that is at `at`: the same as a program writes where somebody has changed nothing but
/// its place in the series.
pub(super) fn occurrence(first: &Fields, when: &First, start: &Line, at: NaiveDateTime) -> Option<Fields> {
    let (from, to, stands) = when.moved(at)?;
    let (value, name) = (stands.value()?, first.text_of("key")?.to_owned());
    let spot = first.date.as_ref()?.spot;
    let (date, _) = Date::parse(&when::date(from, to).0).ok()?;
    let mut out = Fields { date: Some(At::new(date, spot)), ..Fields::default() };
    let shared = first.named.iter().filter(|(name, _)| SHARED.contains(&name.as_str()));
    out.named.extend(shared.map(|(name, node)| (name.clone(), node.clone())));
    // A series without a title lacks it once.
    if out.text_of("title").is_none() {
        out.text("title", NO_TITLE, spot);
    }
    out.text("key", format!("{name}/{value}"), spot);
    out.text("UID", name, spot);
    // Days are written as what they are, also where the file forgets to say so.
    let params = if let When::Day(_) = stands { ";VALUE=DATE" } else { start.written_params() };
    out.text(&format!("RECURRENCE-ID{params}"), value, spot);
    Some(out)
}
