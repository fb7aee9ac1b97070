//! Events as a table, one row an event: what spreadsheets hold.
//!
//! # Reading
//!
//! Any table with a header and a column that looks like a date or a title. Headers are known in English,
//! German, French, Spanish and Russian (`names.rs` has them all), whatever their case; `--map
//! date=Datum` says which is which. How they were understood is told. The delimiter is found, titles
//! above the header are seen, and columns that mean nothing to annals stay with each event as they are.
//!
//! Dates are EDTF, what people write, or what spreadsheets make of them (`dates.rs`); they may stand in one
//! cell, in a start and an end, or in year, month and day. Actors, roles and tags are lists with `;`
//! between. A quote is one, unless all its words stand in quotes with `;` between (`cell.rs`); then source,
//! speaker and what else is said of a quote are lists of as many items.
//!
//! # Writing
//!
//! What is written is read back. `key`, `date` (EDTF), `when` (in words), `title`, `summary`, `status`,
//! `importance`, `place`, `actors`, `quotes`, `sources`, `caveats`, `tags` are always there; roles,
//! speakers, locators and the like, and unknown fields, where there are any. What has no column is said
//! to be lost: what the timeline says of itself, what an actor is beside its name, who does nothing.
//!
//! Control characters are shown as stand-ins. A cell that a spreadsheet would take for a formula (it
//! begins with `=`, `+`, `-` or `@`, white space aside) gets an apostrophe before it, as spreadsheets
//! themselves do it; so does a year before 1. Reading takes it away.

use super::{Format, Writer};

mod cell;
mod columns;
mod dates;
mod dating;
mod extra;
mod names;
mod namesakes;
mod read;
mod row;
mod stretches;
mod unwritten;
mod write;

pub(crate) use cell::defused;
pub(super) use cell::{fused, guarded};
pub(super) use names::own;
pub(super) use {
    columns::Field,
    dating::Says,
    extra::Extras,
    names::{all as fields, plain},
    read::profile,
    unwritten::{Named, timeline_itself},
    write::{Cells, date_alone},
};

pub(super) const FORMAT: Format = Format {
    name: "csv",
    extensions: &["csv"],
    description: "events as a table, one a row, for spreadsheets",
    sniff: |text| columns::looks(text, None),
    records: true,
    fields: names::all,
    read: Some(read::table),
    write: Some(Writer::File(|timeline, out, losses| write::table(timeline, b',', out, losses))),
};

pub(super) const TSV: Format = Format {
    name: "tsv",
    extensions: &["tsv", "tab"],
    description: "events as a table with tabs between its cells",
    sniff: |text| columns::looks(text, Some(true)),
    records: true,
    fields: names::all,
    read: Some(read::table),
    write: Some(Writer::File(|timeline, out, losses| write::table(timeline, b'\t', out, losses))),
};
