//! Events as a table, for spreadsheets: one row an event, in the order of time.
//!
//! Columns: `key`, `date` (EDTF), `when` (as a person writes it), `title`, `summary`, `status`,
//! `importance`, `place`, `actors` (names, with the role in brackets), `quotes` (each with its speaker
//! and source in brackets), `sources` (keys), `caveats`, `tags`. Lists are separated by `; `, quotes
//! and caveats by a line break within the cell.
//!
//! It is made for people and cannot be read back. Control characters are shown as stand-ins. A cell
//! that a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`, white space
//! aside) gets an apostrophe before it, as spreadsheets themselves do; so does a year before 1.

use std::collections::HashSet;

use super::{Format, Writer};
use crate::model::{Event, Quote, Timeline, Word};
use crate::text::{TextRef, shown};

pub(super) const FORMAT: Format = Format {
    name: "csv",
    extensions: &["csv"],
    description: "events as a table, one a row, for spreadsheets",
    sniff: |_| false,
    read: None,
    write: Some(Writer::File(|timeline, out, _| out.write_all(write(timeline).as_bytes()))),
};

const COLUMNS: [&str; 13] = [
    "key",
    "date",
    "when",
    "title",
    "summary",
    "status",
    "importance",
    "place",
    "actors",
    "quotes",
    "sources",
    "caveats",
    "tags",
];

fn write(timeline: &Timeline) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut row = |cells: [String; 13]| out.write_record(cells.map(|cell| defused(&cell)));
    // Writing to memory does not fail; if it did, what is there is still a table.
    let _ = row(COLUMNS.map(String::from));
    for event in timeline.events() {
        let _ = row(cells(timeline, &event));
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn cells(timeline: &Timeline, event: &Event) -> [String; 13] {
    let text = |text: Option<TextRef>| text.map(|text| text.raw().to_owned()).unwrap_or_default();
    let actors = event.actors.iter().map(|one| {
        let name = timeline.actor(one.actor).name.raw();
        one.role.map_or(name.to_owned(), |role| format!("{name} ({})", role.raw()))
    });
    let mut seen = HashSet::new();
    let sources = event
        .quotes
        .iter()
        .filter_map(|quote| quote.source)
        .filter(|&id| seen.insert(id))
        .map(|id| timeline.source(id).key.raw().to_owned());
    [
        event.key.raw().to_owned(),
        event.date.as_ref().map(|date| date.edtf().to_owned()).unwrap_or_default(),
        event.date.as_ref().map(crate::model::Date::human).unwrap_or_default(),
        event.title.raw().to_owned(),
        text(event.summary),
        event.status.map(Word::word).unwrap_or_default().to_owned(),
        event.importance.map(Word::word).unwrap_or_default().to_owned(),
        text(event.place),
        joined(actors, "; "),
        joined(event.quotes.iter().map(|one| quote(timeline, &one)), "\n"),
        joined(sources, "; "),
        joined(event.caveats.iter().map(|caveat| caveat.text.raw().to_owned()), "\n"),
        joined(event.tags.iter().map(|tag| tag.raw().to_owned()), "; "),
    ]
}

fn quote(timeline: &Timeline, quote: &Quote) -> String {
    let speaker = quote.speaker.map(|id| timeline.actor(id).name.raw());
    let source = quote.source.map(|id| timeline.source(id).key.raw());
    let locator = quote.locator.map(|locator| locator.text().raw());
    let cited: Vec<&str> = [speaker, source, locator].into_iter().flatten().collect();
    format!("\u{201c}{}\u{201d} ({})", quote.text.raw(), cited.join(", "))
}

fn joined(parts: impl Iterator<Item = String>, gap: &str) -> String {
    parts.collect::<Vec<_>>().join(gap)
}

/// Text that neither a terminal nor a spreadsheet obeys.
pub(crate) fn defused(cell: &str) -> String {
    let cell = shown(cell);
    if cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_only_text() {
        let rows = [
            ("=1+2", "'=1+2"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("\t-44", "' -44"),
            ("\r=x", "'\n=x"),
            ("a=b", "a=b"),
            ("\u{1b}]0;x\u{7}", "␛]0;x␇"),
        ];
        for (cell, wanted) in rows {
            assert_eq!(defused(cell), wanted, "{cell:?}");
        }
    }

    #[test]
    fn one_row_an_event() {
        let text = b"[[actors]]\nkey = 'n'\nname = 'NATO'\n[[sources]]\nkey = 's'\ntitle = 'S'\n\
            [[events]]\nkey = 'a'\ntitle = '=cmd'\nactors = [{ actor = 'n', role = 'host' }]\n\
            tags = ['x', 'y, z']\n[[events.quotes]]\ntext = 'We \"met\"'\nsource = 's'\nlocator = 'p. 2'\n";
        let timeline = super::super::read(super::super::Hint::None, text).unwrap().timeline;
        assert_eq!(
            write(&timeline),
            "key,date,when,title,summary,status,importance,place,actors,quotes,sources,caveats,tags\n\
             a,,,'=cmd,,,,,NATO (host),\"“We \"\"met\"\"” (s, p. 2)\",s,,\"x; y, z\"\n"
        );
    }
}
