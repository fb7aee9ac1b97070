//! Markwhen from outside: that its own samples are read as it reads them, that a timeline comes back
//! whole, and that nothing breaks it.

#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test ends there")]

use std::path::{Path, PathBuf};

use annals::formats::{self, Hint, Import};
use annals::issue;
use annals::model::date::Moment;
use annals::model::{Date, Event, Timeline};
use proptest::collection::vec;
use proptest::prelude::*;

#[path = "markwhen/drafts.rs"]
mod drafts;

fn read(text: &str) -> Import {
    formats::read(Hint::Name("markwhen"), text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn told(import: &Import) -> Vec<String> {
    import.issues.iter().map(ToString::to_string).collect()
}

/// Everything of a timeline but the lines of the file that it came from.
fn parts(timeline: &Timeline) -> impl PartialEq + std::fmt::Debug + use<> {
    let events: Vec<Event> =
        timeline.in_file_order().map(|event| Event { line: 0, ..event.clone() }).collect();
    (timeline.meta().clone(), timeline.sources().to_vec(), timeline.actors().to_vec(), events)
}

// ---- markwhen's own samples ----

fn samples() -> Option<PathBuf> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|root| root.join("../shared/samples/markwhen"));
    let found = folder.chain([PathBuf::from("/work/shared/samples/markwhen")]).find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: the samples of markwhen are not here");
    }
    found
}

/// A row of the tables: the line, and the days it begins on and ends before.
fn rows(name: &str) -> Vec<(String, String, String)> {
    let Some(folder) = samples() else { return Vec::new() };
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            (fields[0].to_owned(), fields[1].to_owned(), fields[2].to_owned())
        })
        .collect()
}

/// The first day of a date and the day after its last, as the tables write them.
fn days(date: &Date) -> (String, String) {
    let ends = date.ends();
    let instant = date.edtf().contains('T');
    let end = ends.latest_end.plus(i64::from(!instant));
    let day = |moment: Moment| {
        let (year, month, day) = moment.civil().unwrap();
        if year < 0 {
            format!("-{:06}-{month:02}-{day:02}", -year)
        } else {
            format!("{year:04}-{month:02}-{day:02}")
        }
    };
    (day(ends.earliest_start), day(end))
}

/// Rows that are read otherwise on purpose: the line, what annals reads as its end, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("285–247 BCE: x", "-000245-01-01", "the last year of a range is in it, as it is in every other range"),
    ("586 BC- 70 AD: x", "0071-01-01", "the last year of a range is in it, as it is in every other range"),
];

#[test]
fn dates_are_those_of_markwhen() {
    let mut needed = 0;
    let rows = rows("dates.tsv");
    for (line, from, to) in &rows {
        let import = read(line);
        let date =
            import.timeline.events()[0].date.clone().unwrap_or_else(|| panic!("{line}: {:?}", told(&import)));
        let exception = EXCEPTIONS.iter().find(|(input, _, _)| input == line);
        if let Some((_, end, _)) = exception {
            needed += usize::from(end != to);
        }
        let wanted = exception.map_or(to.as_str(), |(_, end, _)| end);
        assert_eq!(days(&date), (from.clone(), wanted.to_owned()), "{line}: {}", date.edtf());
        assert_eq!(import.timeline.events()[0].title.raw(), "x");
        assert!(import.issues.is_empty(), "{line}: {:?}", told(&import));
    }
    assert!(rows.is_empty() || needed == EXCEPTIONS.len(), "an exception is not needed any more");
}

#[test]
fn relative_dates_are_those_of_markwhen() {
    const BASE: &str = "2025-07-28 / 2025-08-01: A\nid: event\n\n2025-08-09: B\nid: eventy\n\n";
    for (line, from, to) in rows("relative.tsv") {
        let import = read(&format!("{BASE}{line}"));
        let event = import.timeline.in_file_order().nth(2).unwrap();
        let date = event.date.as_ref().unwrap_or_else(|| panic!("{line}: {:?}", told(&import)));
        assert_eq!(days(date), (from, to), "{line}: {}", date.edtf());
        assert!(import.issues.is_empty(), "{line}: {:?}", told(&import));
        let range = event.extra.as_ref().unwrap().get("range").unwrap().as_str().unwrap();
        assert_eq!(format!("{range}: x"), line, "the words are kept");
    }
}

#[test]
fn every_sample_is_read() {
    let Some(folder) = samples() else { return };
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "mw"));
    names.sort();
    assert!(names.len() >= 10, "{names:?}");
    let mut out = String::new();
    for path in names {
        let bytes = std::fs::read(&path).unwrap();
        let import = formats::read(Hint::Path(&path), &bytes).unwrap();
        out.push_str(&format!("== {}\n", path.file_name().unwrap().display()));
        for event in import.timeline.in_file_order() {
            let date = event.date.as_ref().map_or("undated", Date::edtf);
            let extra: Vec<String> = event
                .extra
                .iter()
                .flat_map(|extra| extra.iter())
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let tags: Vec<&str> = event.tags.iter().map(annals::text::Text::raw).collect();
            out.push_str(&format!(
                "{} | {} | {} | {} | {}\n",
                event.key,
                date,
                event.title,
                tags.join(" "),
                extra.join(" ")
            ));
        }
        for issue in told(&import) {
            out.push_str(&format!("  {issue}\n"));
        }
        same_again(&import.timeline);
    }
    insta::assert_snapshot!(out);
}

// ---- what is written ----

/// Writes and reads a timeline; nothing may change.
fn same_again(timeline: &Timeline) -> String {
    let text = formats::write("markwhen", timeline).unwrap();
    let harmless = |c: char| c == '\n' || (!c.is_control() && !"\u{202e}\u{2028}\u{feff}".contains(c));
    assert!(text.chars().all(harmless), "{text:?}");
    let again = read(&text);
    assert_eq!(parts(&again.timeline), parts(timeline), "{text}");
    assert_eq!(formats::write("markwhen", &again.timeline).unwrap(), text);
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(draft in drafts::draft()) {
        let (timeline, _) = draft.build();
        same_again(&timeline);
        let format = formats::by_name("mw").unwrap();
        let losses = formats::write_to(format, &timeline, &mut Vec::new()).unwrap().unwrap();
        prop_assert!(losses.is_empty());
    }

    #[test]
    fn arbitrary_texts_break_nothing(text in drafts::words(), bytes: Vec<u8>) {
        survives(text.raw().as_bytes());
        survives(&bytes);
    }

    #[test]
    fn arbitrary_lines_break_nothing(lines in vec(prop::sample::select(LINES.to_vec()), 0..24)) {
        survives(lines.concat().as_bytes());
    }
}

/// What can be read comes back when it is written.
fn survives(bytes: &[u8]) {
    let Ok(import) = formats::read(Hint::Name("markwhen"), bytes) else { return };
    let _: Vec<String> = issue::report("bad", &import.issues).collect();
    let text = formats::write("markwhen", &import.timeline).unwrap();
    let again = read(&text);
    // What is not a number is not equal to itself either.
    if !text.contains("nan") {
        assert_eq!(parts(&again.timeline), parts(&import.timeline), "{text}");
    }
    let toml = formats::write("toml", &import.timeline).unwrap();
    let _ = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap();
}

/// Lines that make half-right files.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "---\n", "title: T\n", "title: 2025\n", "tz: +9\n", "timezone: Nowhere\n", "dateFormat: d/M/y\n", "dateFormat: [a]\n",
    "annals: 1\n", "#work: red\n", "actors: [Bob, {name: Al}]\n", "actors: Bob\n", "sources: [{key: s}]\n", "rest: {a: 1}\n", "extra: {a: 1}\n",
    "2025: x\n", "2025-02-30: x\n", "1999 / 1998: x\n", "1/2/2025 3pm: x\n", "Aug 30: x\n", "9am - 10am: x\n", "now: x\n", "1995 - now: x\n",
    "after !a 3 days: x\n", "!a / !b: x #t\n", ".start - .end: x\n", "3 months: x\n", "-99999 years: x\n", "99999 BCE: x\n", "2016-W60-9: x\n",
    "2025 every day: x\n", "2025 every 3 weeks for 2 times: x\n", "2025-01-31 every month until 2026: x\n", "5 d every y x3: [x] 40% !a\n",
    "id: a\n", "id: b\n", "id: 3\n", "id:\n", "edtf: 1580~\n", "edtf: soon\n", "edtf: null\n", "edtf: [1]\n", "title: x\n", "key: v\n", "date: 1\n",
    "status: done\n", "status: occurred\n", "tags: [a, 1]\n", "tags: a\n", "quotes: [words, {text: w, source: s}]\n", "caveats: {text: c}\n",
    "place: 3\n", "x: &a 1\n", "y: *a\n", "z: [\n", "  - 1\n", "  deeper: {}\n", "color: #fff\n", "text: |\n", "n: .nan\n", "d: {toml-value: 1979-05-27}\n",
    "# A #t\n", "## B\n", "###### C\n", "section D\n", "group\n", "endSection\n", "_-_-_break_-_-_\n", "// comment\n", "\n", "words\n", "More: words #u\n", "- [ ] item\n",
];

#[test]
fn huge_files_take_no_time() {
    let many: String = (0..20_000)
        .map(|n| format!("2025-01-01: Event {n} #t{n}\nid: e{n}\nkey: [1, 2]\n\nwords\n"))
        .collect();
    assert_eq!(read(&many).timeline.events().len(), 20_000);
    let nested: String = (0..20_000).map(|n| format!("section {}{n}\n", "x".repeat(50))).collect();
    read(&format!("{nested}2025: x\nendSection\n"));
    let words = "words #tag ".repeat(100_000);
    read(&format!("2025: {words}\n{words}\n"));
    let rules = "2025-01-01 every day: x\n".repeat(20_000);
    assert!(read(&rules).timeline.events().len() <= 120_000);
    read(&format!("a: {}", "{a: ".repeat(100_000)));
    read(&"2025: x\nafter !a 1 day: ".repeat(10_000));
    read(&format!("---\n{}", "a:\n".repeat(50_000)));
}
