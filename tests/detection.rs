//! Which format each of other people's files is found to be, by its name and by its look alone.

#![expect(clippy::unwrap_used, reason = "a test ends there")]

use std::fs;
use std::path::{Path, PathBuf};

use annals::formats::{self, Hint};

/// The file, its format by name and look, and by its look alone; `-` is none.
#[rustfmt::skip]
const FOUND: &[(&str, &str, &str)] = &[
    // The extension has the word; reading says that there is no front matter.
    ("LICENSES.md", "events-md", "-"),
    ("acled/acled_columns.txt", "-", "-"),
    ("acled/synthetic_bom_crlf.csv", "acled", "acled"),
    ("edtf/ohm-level0.tsv", "tsv", "tsv"),
    ("edtf/ohm-level1.tsv", "tsv", "tsv"),
    ("edtf/ohm-level2.tsv", "tsv", "tsv"),
    ("edtf/python-edtf-bounds.tsv", "tsv", "-"),
    ("edtf/python-edtf-invalid.txt", "-", "-"),
    ("gdelt/gdelt_v1_columns.txt", "-", "-"),
    ("gdelt/gdelt_v2_events_columns.txt", "-", "-"),
    ("gdelt/gdelt_v2_mentions_columns.txt", "-", "-"),
    ("gdelt/synthetic_v2.export.CSV", "gdelt", "gdelt"),
    ("ical/bom_calendar.ics", "ical", "ical"),
    ("ical/broken_dtstart.ics", "ical", "ical"),
    ("ical/empty.ics", "ical", "ical"),
    ("ical/event_with_escaped_characters.ics", "ical", "ical"),
    ("ical/event_with_recurrence.ics", "ical", "ical"),
    ("ical/event_with_unicode_fields.ics", "ical", "ical"),
    ("ical/example.ics", "ical", "ical"),
    ("ical/ical4j-lotr.ics", "ical", "ical"),
    ("ical/ical4j-rfc5545-sec4.1.ics", "ical", "ical"),
    ("ical/rfc_6868.ics", "ical", "ical"),
    ("ical/rfc_7986_properties.ics", "ical", "ical"),
    ("ical/timezoned.ics", "ical", "ical"),
    ("markwhen/basic.mw", "markwhen", "markwhen"),
    ("markwhen/basic78.mw", "markwhen", "markwhen"),
    ("markwhen/basic86.mw", "markwhen", "markwhen"),
    ("markwhen/ca.mw", "markwhen", "markwhen"),
    // Each row of it begins with a line of markwhen.
    ("markwhen/dates.tsv", "tsv", "markwhen"),
    ("markwhen/eventText1.mw", "markwhen", "markwhen"),
    ("markwhen/eventText2.mw", "markwhen", "markwhen"),
    ("markwhen/eventsWithTz.mw", "markwhen", "markwhen"),
    ("markwhen/relative.tsv", "tsv", "-"),
    ("markwhen/relativeToId.mw", "markwhen", "markwhen"),
    // Nothing in it is a date.
    ("markwhen/relativeToPrevious1.mw", "markwhen", "-"),
    ("markwhen/relativeToStart1.mw", "markwhen", "markwhen"),
    ("timelinejs/all-media-types.json", "timelinejs", "timelinejs"),
    ("timelinejs/cosmo-mixed.json", "timelinejs", "timelinejs"),
    // Only a table: it has no headline.
    ("timelinejs/parser_test.csv", "csv", "csv"),
    ("timelinejs/women_in_computing.csv", "timelinejs-csv", "timelinejs-csv"),
    ("timelinejs/women_in_computing.json", "timelinejs", "timelinejs"),
    ("ucdp/synthetic_ged.csv", "ucdp", "ucdp"),
    ("ucdp/ucdp_ged_columns.txt", "-", "-"),
    ("wikidata/synthetic_edge.srj", "wikidata", "wikidata"),
];

/// Whether a file may be a timeline: samples of other things stand beside them.
fn may_be(path: &Path) -> bool {
    let known = formats::FORMATS.iter().flat_map(|format| format.extensions);
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    known.into_iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { out.extend(files(&path)) } else { out.push(path) }
    }
    out
}

fn found(hint: Hint, text: &str) -> &'static str {
    formats::detect(hint, text).map_or("-", |format| format.name)
}

#[test]
fn every_sample_is_found_to_be_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    if !root.is_dir() {
        eprintln!("{} is not there: skipped", root.display());
        return;
    }
    for &(name, by_name, by_look) in FOUND {
        let path = root.join(name);
        let Ok(bytes) = fs::read(&path) else {
            eprintln!("{} is not there: skipped", path.display());
            continue;
        };
        let text = formats::decode::decode(&bytes).unwrap().text;
        assert_eq!((found(Hint::Path(&path), &text), found(Hint::None, &text)), (by_name, by_look), "{name}");
    }
    for path in files(&root).iter().filter(|path| may_be(path)) {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        assert!(FOUND.iter().any(|(known, ..)| *known == name), "{name} is not in the table");
    }
}
