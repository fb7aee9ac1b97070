//! iCalendar (RFC 5545): the calendars of other programs as timelines, and timelines as calendars.
//!
//! # Why no crate reads it
//!
//! Three parsers were tried with real files. `icalendar` refuses a whole file for one broken line or
//! a colon in a name, and calls itself for every component within another; `calcard` reads everything, but drops a line that it does not
//! understand without a word and leaves carets (RFC 6868) in names; `ical` has had no release for years.
//! None says where anything stands, so no remark could have a place. The grammar is four rules, and stands
//! in [`lines`].
//!
//! # What becomes of what
//!
//! | property | becomes |
//! |---|---|
//! | `UID` | the key; with `RECURRENCE-ID` behind it for a changed occurrence of a series |
//! | `DTSTART`, `DTEND`, `DURATION`, `DUE` | the date: [`when`]; with the offset of the zone (`TZID`), which is kept beside it |
//! | `SUMMARY`, `DESCRIPTION`, `LOCATION` | title, summary, place; `GEO` is the place where there is no other |
//! | `CATEGORIES` | tags |
//! | `ATTENDEE`, `ORGANIZER` | actors with their roles: [`people`] |
//! | `URL` | an extra field: a link, not a report |
//! | `STATUS` | planned (`TENTATIVE`), cancelled, target; ongoing and occurred for to-dos |
//! | `RRULE`, `RDATE`, `EXDATE` | an event each time, at most [`MAX_REPEATS`]: [`rule`], [`series`]; the rule is kept |
//! | alarms, definitions of zones | texts in the field `components` of the event, of the timeline |
//! | everything else | kept under its own name, parameters and all, and written back |
//!
//! A rule that has more times, or that is not followed, is told in a caveat of the first. An event of a series
//! has the key that a changed one of it has in a calendar, the UID of the series with its own time, so that it
//! stays the same when somebody changes it there.
//!
//! # What is written
//!
//! Calendars begin in the year 1 and know days and seconds. Any other date is written as all the days in
//! which it may be, where there are such days, and told as a loss; undated and ancient events become
//! journal entries, which need no date. `X-EDTF` holds the date itself, and `X-ANNALS-EVENT`, as JSON,
//! whatever else iCalendar has no place for: quotes, caveats, importance. So our own files read back
//! whole, and still do when another program has changed a title or moved an event in them.
//!
//! A series is written as one event with its rule again. What somebody has changed of it stands beside it, and
//! what is gone is an `EXDATE`.

use super::{Format, Input, Reading, Writer};
use crate::issue::{Issue, Lines as Places, Spot};

mod calendar;
mod fields;
mod lines;
mod people;
mod rule;
mod series;
mod when;
mod write;
mod zones;

#[cfg(doc)]
use super::MAX_REPEATS;

pub(super) const FORMAT: Format = Format {
    name: "ical",
    extensions: &["ics", "ical", "ifb", "icalendar"],
    description: "a calendar (iCalendar), for calendar programs; what they do not know is kept for annals",
    sniff: looks_like,
    records: false,
    fields: Vec::new,
    read: Some(read),
    write: Some(Writer::File(write::write)),
};

/// Some programs export events without a calendar around them.
const BEGINNINGS: &[&str] = &["VCALENDAR", "VEVENT", "VTODO", "VJOURNAL"];

fn looks_like(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default().trim_end();
    let name = first.get(..6).filter(|begin| begin.eq_ignore_ascii_case("BEGIN:"));
    name.is_some() && BEGINNINGS.iter().any(|name| first[6..].trim().eq_ignore_ascii_case(name))
}

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let begins = |line: &str| line.get(..6).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:"));
    if !input.text.lines().any(begins) {
        let help = "a calendar begins with BEGIN:VCALENDAR";
        return Err(Box::new(Issue::error(Spot::at(0), "this is not a calendar", help)));
    }
    Ok(calendar::read(input.text, &Places::of(input.text)))
}
