//! Markwhen: timelines as text, an event a line. Read as it is written by hand; written so that nothing
//! is lost.
//!
//! # Reading
//!
//! An event is a range, a colon and a title; below it stand properties (`name: value`, as YAML) and
//! then words, up to the next event or section.
//!
//! | markwhen | annals |
//! |---|---|
//! | `2025-03 / 2026`, `18 March 2026 - now`, `586 BC - 70 AD`, `2016-W21-3` | the date, as exactly as it is typed |
//! | `after !id 3 days`, `.start / .end 1 day`, `12:00 - 13:00` | the days that it counts to; `range` keeps the words |
//! | `every 2 weeks for 6 times` | an event each time, at most [`MAX_REPEATS`]; `recurrence` keeps the rule |
//! | title, words below it | title, summary |
//! | `@name`, `[words](link)` in the title | who takes part; the words; `line` keeps the line as it stands |
//! | `#tag`, sections and groups | tags; a section is one, with the sections around it: `Europe/France`; the timeline's `sections` lists which are |
//! | `id: x`, `!x` | the key |
//! | `summary`, `status`, `importance`, `place`, `actors`, `quotes`, `caveats`, `tags` | the fields of that name |
//! | other properties, `[x]`, `40%` | extra fields, `completed`, `percent` |
//! | `timezone` of the file or of an event | the offset of times of day; kept as extra field |
//!
//! A line that begins at the left with a date in words that annals reads (`spring 2025: Election`) is an event too;
//! one that only looks so is told. Comments are not kept, and that is told.
//!
//! What `now` means, and a date without a year, depends on when the file is opened: such an event has no
//! date here, and `1995 - now` is `1995/..`.
//!
//! # Writing
//!
//! The range in front is the nearest one that markwhen reads, so that it shows the event in its place.
//! Sections stand as headings above their events again, or as groups where something stands behind their end;
//! what recurs as one line with its rule. An event without a date is a comment, for markwhen would show it at some
//! date. What the range cannot say stands in properties, and those count when annals reads the file again: `edtf`
//! is the date, `title` and `tags` what cannot stand in a line, `extra` the fields whose names markwhen would not take. The header holds what is said of the
//! timeline, with `sources` and `actors`; `annals: 1` there says that it was written here, and that a
//! name which is not declared is a slip.

use super::{Format, Input, Reading, Writer};
use crate::issue::Issue;

mod clock;
mod event;
mod first;
mod flow;
mod front;
mod lines;
mod range;
mod read;
mod repeat;
mod resolve;
mod sections;
mod write;
mod yaml;

#[cfg(doc)]
use super::MAX_REPEATS;

pub(super) const FORMAT: Format = Format {
    name: "markwhen",
    extensions: &["mw", "markwhen"],
    description: "text with an event a line, for markwhen; what it has no words for stands in properties",
    sniff,
    records: false,
    fields: Vec::new,
    read: Some(read),
    write: Some(Writer::File(write::write)),
};

#[expect(clippy::unnecessary_wraps, reason = "other formats refuse what is not theirs; any text is markwhen")]
fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    Ok(read::read(input.text))
}

/// How many lines are looked at to know the format.
const LOOKED_AT: usize = 400;

/// A line with a date of its own in front, and no other format in sight.
fn sniff(text: &str) -> bool {
    let text = text.trim_start();
    let other = text.starts_with(['{', '[', '<']) || text.starts_with("BEGIN:");
    let dated = |line: &str| {
        let range = range::start(line, range::Order::default());
        let is_date = |end: &range::End| match end {
            range::End::Stamp(stamp) => stamp.year.is_some_and(|year| year.abs() > 31),
            range::End::Week(..) => true,
            _ => false,
        };
        range.is_some_and(|range| is_date(&range.from) && range.rest.starts_with([' ', '\t']))
    };
    !other && text.lines().take(LOOKED_AT).any(dated)
}
