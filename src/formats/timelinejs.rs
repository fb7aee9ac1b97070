//! The timelines of TimelineJS: as JSON, and as the spreadsheet that its authors fill.
//!
//! | slide | event |
//! |---|---|
//! | `start_date`, `end_date` | date, an interval where they differ |
//! | `text`: `headline`, `text` | title and summary, as plain text; HTML that says more stays in `text` |
//! | `group` | tag |
//! | `media` | a source, and the event's `media` |
//! | `unique_id` | key |
//! | an era | an event with `type` = `era` |
//! | the title | title and description of the timeline |
//!
//! Everything else stays among the extra fields. `scale` is left out where it is the one that the dates
//! need. A slide without a date, which TimelineJS leaves out, becomes an undated event.
//!
//! What JSON has no field for is written in side fields that TimelineJS ignores: `x_edtf` where the
//! numbers say less than the date, `x_written` where it was written otherwise, `x_quotes`, `x_actors`,
//! `x_caveats`, `x_status`, `x_importance`, `x_place`, `x_tags` and `x_extra` on a slide, `x_sources`,
//! `x_actors` and `x_extra` at the root, `x_language` and `x_extra` on the title. Quotes are also part
//! of the text that people see. So a timeline that is read back is the same. The spreadsheet holds less.

use super::{Format, Writer};

mod back;
mod clock;
mod html;
mod old;
mod quotes;
mod read;
mod sheet;
mod shown;
mod slide;
mod sniff;
mod when;
mod write;

pub(super) use html::plain;

/// The JSON.
pub(super) const FORMAT: Format = Format {
    name: "timelinejs",
    extensions: &["json", "jsonp"],
    description: "slides of TimelineJS, as JSON",
    sniff: sniff::looks,
    records: false,
    fields: Vec::new,
    read: Some(read::read),
    write: Some(Writer::File(write::write)),
};

/// The spreadsheet.
pub(super) const SHEET: Format = Format {
    name: "timelinejs-csv",
    extensions: &["csv", "tsv"],
    description: "the spreadsheet that TimelineJS is filled from, as CSV",
    sniff: sheet::looks,
    records: true,
    fields: Vec::new,
    read: Some(sheet::read),
    write: Some(Writer::File(sheet::write)),
};

/// The scale that TimelineJS takes for dates of that kind.
fn scale(cosmological: bool) -> &'static str {
    if cosmological { "cosmological" } else { "human" }
}
