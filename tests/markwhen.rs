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

#[path = "markwhen/again.rs"]
mod again;
#[path = "markwhen/drafts.rs"]
mod drafts;
#[path = "markwhen/wild.rs"]
mod wild;

fn write(timeline: &Timeline) -> (String, formats::Losses) {
    let mut out = Vec::new();
    let format = formats::by_name("markwhen").unwrap();
    let losses = formats::write_to(format, timeline, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), losses)
}

fn read(text: &str) -> Import {
    formats::read(Hint::Name("markwhen"), text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn told(import: &Import) -> Vec<String> {
    import.issues.iter().map(ToString::to_string).collect()
}

/// Everything of a timeline but the lines of the file that it came from.
fn parts(timeline: &Timeline) -> impl PartialEq + std::fmt::Debug + use<'_> {
    let events: Vec<Event> = timeline.in_file_order().map(|event| Event { line: 0, ..event }).collect();
    (timeline.meta().clone(), timeline.sources().to_vec(), timeline.actors().to_vec(), events)
}

// ---- markwhen's own samples ----

fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/markwhen");
    let found = Some(folder).filter(|folder| folder.is_dir());
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
        let date = import
            .timeline
            .events()
            .next()
            .unwrap()
            .date
            .clone()
            .unwrap_or_else(|| panic!("{line}: {:?}", told(&import)));
        let exception = EXCEPTIONS.iter().find(|(input, _, _)| input == line);
        if let Some((_, end, _)) = exception {
            needed += usize::from(end != to);
        }
        let wanted = exception.map_or(to.as_str(), |(_, end, _)| end);
        assert_eq!(days(&date), (from.clone(), wanted.to_owned()), "{line}: {}", date.edtf());
        assert_eq!(import.timeline.events().next().unwrap().title.raw(), "x");
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
        let extra = event.extra.get().unwrap();
        let range = extra.get("range").unwrap().as_str().unwrap();
        assert_eq!(format!("{range}: x"), line, "the words are kept");
    }
}

/// Each sample: the dates of its events in the order of the file, and how many remarks there are.
const SAMPLES: &[(&str, &str, usize)] = &[
    ("basic.mw", "2025/2026 2026/2027 2028-03-02", 0),
    ("basic78.mw", "2025", 0),
    // Its header is not YAML.
    ("basic86.mw", "2025", 1),
    ("ca.mw", "2025-09-14 2025-09-15/2025-10-19", 0),
    ("eventText1.mw", "2019-01-01/..", 0),
    ("eventText2.mw", "1989-12-02/..", 0),
    (
        "eventsWithTz.mw",
        "2025-09-14 2025-09-14 2025-09-14 2025-06-13/2025-11-12 2026-04-13/2026-04-17 2025-09-15/2025-10-19 2025-09-12/2025-09-14",
        0,
    ),
    ("relativeToId.mw", "1941-12-07 1941-12-08/2041-12-07", 0),
    // It counts from the day on which it is opened.
    ("relativeToPrevious1.mw", "undated", 1),
    ("relativeToStart1.mw", "2025/2025-05", 0),
];

#[test]
fn every_sample_is_read() {
    let Some(folder) = samples() else { return };
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "mw"));
    names.sort();
    let mut found = Vec::new();
    for path in &names {
        let import = formats::read(Hint::Path(path), &std::fs::read(path).unwrap()).unwrap();
        assert_eq!(import.format.name, "markwhen");
        let date =
            |event: Event| event.date.as_ref().map_or("undated".to_owned(), |date| date.edtf().to_owned());
        let dates: Vec<String> = import.timeline.in_file_order().map(date).collect();
        found.push((path.file_name().unwrap().to_str().unwrap(), dates.join(" "), import.issues.len()));
        same_again(&import.timeline);
    }
    let found: Vec<(&str, &str, usize)> =
        found.iter().map(|(name, dates, told)| (*name, dates.as_str(), *told)).collect();
    assert_eq!(found, SAMPLES);
}

// ---- files of our own ----

/// Events as lines: key, date and its words, title, tags; then the fields that are there.
fn told_events(import: &Import) -> String {
    let mut out = String::new();
    let mut add = |text: String| out.push_str(&text);
    for event in import.timeline.in_file_order() {
        let date = event.date.as_ref();
        let words = date.and_then(Date::original).map(|words| format!(" ({words})")).unwrap_or_default();
        let tags: Vec<String> = event.tags.iter().map(|tag| format!(" #{tag}")).collect();
        let tags = tags.concat();
        add(format!(
            "{} | {}{words} | {}{tags}\n",
            event.key,
            date.map_or("undated", Date::edtf),
            event.title
        ));
        if let Some(summary) = &event.summary {
            add(format!("  summary {:?}\n", summary.raw()));
        }
        if let Some(place) = &event.place {
            add(format!("  place {place}\n"));
        }
        for actor in &event.actors {
            add(format!("  actor {}\n", import.timeline.actor(actor.actor).name));
        }
        for (name, value) in event.extra.get().iter().flat_map(|extra| extra.iter()) {
            add(format!("  {name} {value}\n"));
        }
    }
    let meta = import.timeline.meta();
    for (name, value) in meta.extra.iter().flat_map(|extra| extra.iter()) {
        add(format!("timeline {name} {value}\n"));
    }
    for issue in told(import) {
        add(format!("{issue}\n"));
    }
    out
}

#[test]
fn a_file_by_hand_is_read_with_all_that_it_says() {
    let import = read(FILE);
    insta::assert_snapshot!(told_events(&import), @r##"
    survey | 2025-02-01/2025-02-03 | Survey of the old quay quay and pier #quay #stone #listed #Planning #plan
      summary "First line of words\n  indented\n\n- [ ] a list #listed"
      place North quay
      actor Harbour Board
      actor Engineers
      cost 12
      line "Survey of the [old quay](https://example.org) #quay and pier #stone"
      range "1/2/2025 - 3/2/2025"
    2025-02-04-2025-02-17-bids-open | 2025-02-04/2025-02-17 | Bids open #Planning/Money #plan
      completed true
      range "after !survey 2 weeks"
    meeting | 2025-03-03T09:30:00-05:00 | Meeting 40% #Planning/Money #plan
      percent 40
      range "2025-03-03 9:30am"
    2025-03-03-lunch | 2025-03-03 (2025-03-03T10:00:00-05:00/2025-03-03T11:30:00-05:00) | Lunch #Planning/Money #plan
      place Harbour inn
      range "10:00 - 11:30"
    2025-03-03-2025-03-08-reading-of-bids | 2025-03-03/2025-03-08 (2025-03-03T11:30:00-05:00/2025-03-08T11:30:00-05:00) | Reading of bids #Planning/Money #plan
      range "5 business days"
    2025-03-03-2025-03-09-reading-again | 2025-03-03/2025-03-09 (2025-03-03T11:30:00-05:00/2025-03-09T11:30:00-04:00) | Reading again #Planning/Money #plan
      range ".start / .end 1 day"
    2025-07-building | 2025-07/.. | Building #Works
      tz "Europe/Paris"
    2025-01-06-report | 2025-01-06 | Report #weekly #Works
      recurrence "every 2 weeks for 3 times"
    2025-01-20-report | 2025-01-20 | Report #weekly #Works
      recurrence "every 2 weeks for 3 times"
    2025-02-03-report | 2025-02-03 | Report #weekly #Works
      recurrence "every 2 weeks for 3 times"
    2025-01-31-party | 2025-01-31 | Party #Works
      recurrence "every blue moon"
    1900-1910-old | 1900~/1910 (c. 1900 - 1910) | old #Works
    1900-a-date-in-words | 1900~ (c1900) | a date in words #Works
    0585-0070-temple | -0585/0070 (586 BC- 70 AD) | Temple #Works
    2016-05-25-a-day-of-a-week | 2016-05-25 (2016-W21-3) | A day of a week #Works
    no-year | undated | No year #Works
      range "Aug 30 9:45am"
    no-day | undated | No day #Works
      range "2025-02-30"
    no-event | undated | No event #Works
      range "after !nobody 2 days"
    1999-05-a-title-of-its-own | 1999-05~ | A title of its own #Works
    2001-05-told-with-more | 2001-05? | Told with more #Works
      bad "[x"
      x-title "Not this"
    timeline timezone "America/New_York"
    timeline #work "red"
    timeline dateFormat "d/M/y"
    timeline sections [{ section = "Planning", style = "section" }, { section = "Planning/Money" }, { section = "Works" }]
    33:1: warning: how it recurs is not understood; write it as in `every 2 weeks for 6 times` or `every day until 2025-03-01`; the rule is kept
    34:1: note: date: “c. 1900 - 1910” was read as 1900~/1910: EDTF has / between the two ends of an interval
    35:1: note: date: “c1900” was read as 1900~: EDTF writes “about” as ~ after the date
    38:1: warning: a date without a year; write the year; it is undated here, and markwhen takes the year in which it is opened
    39:1: warning: “2025-02-30” is not a date: February 2025 has 28 days; mend the date; it is undated here
    40:1: warning: there is no event `!nobody` before this one; put the event that it is counted from before it; it is undated here
    42:1: warning: the range `1999` and `edtf` say different things; mend one of them; `edtf` counts
    46:1: error: a quote without source; name the document it is from in `source`
    47:1: error: this is not YAML: unclosed bracket '['; put the value in double quotes; it is kept as it stands
    "##);
    same_again(&import.timeline);
}

/// Everything that markwhen has, and some slips.
const FILE: &str = "\
title: Harbour works
timezone: America/New_York
#work: red
dateFormat: d/M/y
// a comment

# Planning #plan
style: section

1/2/2025 - 3/2/2025: Survey of the [old quay](https://example.org) #quay and pier #stone
id: survey
actors: [Harbour Board, Engineers]
place: North quay
cost: 12

  First line of words
    indented

  - [ ] a list #listed
// not this
## Money

after !survey 2 weeks: [x] Bids open
2025-03-03 9:30am: Meeting 40% !meeting
10:00 - 11:30: Lunch [Harbour inn](location)
5 business days: Reading of bids
.start / .end 1 day: Reading again

# Works
2025-07 / now: Building
tz: Europe/Paris
2025-01-06 every 2 weeks for 3 times: Report #weekly
2025-01-31 every blue moon: Party
c. 1900 - 1910: old
c1900: a date in words
586 BC- 70 AD: Temple
2016-W21-3: A day of a week
Aug 30 9:45am: No year
2025-02-30: No day
after !nobody 2 days: No event
1999: A title of its own
edtf: 1999-05~
2001-05: Told with more
edtf: 2001-05?
title: Not this
quotes: [they said so, {text: and so, source: Paper}]
bad: [x
";

#[test]
fn links_and_people_in_a_line_are_words_and_the_line_comes_back() {
    let line =
        "2021-03 - 2021-05: See [the paper](https://example.org/a) by @Jane_Doe on #energy ![map](m.png)";
    let text = format!("03/2021 / 6 months: half\n{line}\n");
    let import = read(&text);
    insta::assert_snapshot!(told_events(&import), @r##"
    2021-03-2021-08-half | 2021-03/2021-08 | half
      range "03/2021 / 6 months"
    2021-03-2021-05-see-the-paper-by-jane-doe-on-energy-map | 2021-03/2021-05 (2021-03 - 2021-05) | See the paper by Jane Doe on energy map #energy
      actor Jane Doe
      line "See [the paper](https://example.org/a) by @Jane_Doe on #energy ![map](m.png)"
    "##);
    let event = import.timeline.in_file_order().nth(1).unwrap();
    let who: Vec<&str> = event.actors.iter().map(|one| import.timeline.actor(one.actor).name.raw()).collect();
    assert_eq!(who, ["Jane Doe"]);
    let (written, _) = write(&import.timeline);
    assert!(written.contains(line.split_once(": ").unwrap().1), "{written}");
    assert_eq!(parts(&read(&written).timeline), parts(&import.timeline), "{written}");
}

#[test]
fn sections_of_older_files_end_in_two_ways_or_are_told() {
    let import = read("section A\n2001: a\nend section\n2002: b\nendGroup\n");
    insta::assert_snapshot!(told_events(&import), @r##"
    2001-a | 2001 | a #A
    2002-b | 2002 | b
    timeline sections [{ section = "A" }]
    5:1: warning: `endGroup` closes nothing; take it out, or open a section above with `section` and its title
    "##);
    let import = read("2001: a\n\nsection B\n\n2002: b\n");
    assert!(
        told(&import).iter().any(|told| told.starts_with("3:1: warning: this line looks like a section"))
    );
}

#[test]
fn older_files_have_pages_and_groups() {
    let text = "\
title: First
section Outer #o
2001: a
group Inner
2002: b
endGroup
2003: c
endSection
words outside
_-_-_break_-_-_
title: Second
2004: d
";
    insta::assert_snapshot!(told_events(&read(text)), @r##"
    2001-a | 2001 | a #Outer #o
    2002-b | 2002 | b #Outer/Inner #o
    2003-c | 2003 | c #Outer #o
    2004-d | 2004 | d #Second
    timeline pages [{ title = "Second" }]
    timeline sections [{ section = "Outer" }, { section = "Outer/Inner" }]
    timeline text "words outside"
    9:1: warning: words that belong to no event; begin the line with a date and a colon; they are kept in `text` of the timeline
    "##);
}

#[test]
fn what_is_written_can_be_read_by_people_and_by_markwhen() {
    let toml = r##"
[timeline]
title = "Gas transit"
colour = "#fff"

[[sources]]
key = "letter"
title = "Letter: to the editor"
published = "1994-02"

[[actors]]
key = "nato"
name = "NATO"
kind = "organisation"

[[events]]
key = "talks"
date = "1994-01-10/1994-01-11"
title = "Talks in Brussels"
summary = "They met for two days.\nNote: nothing was signed."
status = "occurred"
actors = [{ actor = "nato", role = "host" }]
tags = ["gas", "Europe/Belgium"]
by = "hand"
colour = "#fff"

[[events.quotes]]
text = 'They met "for two days".'
source = "letter"

[[events]]
key = "about"
date = "c. 1580"
title = "Plan #2: #start at 40%"
summary = "2025: not an event"
tags = ["a", "b_2"]

[[events]]
key = "ides"
date = "-0043-03-15"
title = "Ides of March"

[[events]]
key = "undated"
title = "Nobody dates it"
"##;
    let timeline = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    insta::assert_snapshot!(same_again(&timeline), @r##"
    ---
    title: Gas transit
    annals: 1
    colour: "#fff"
    sources:
      - {key: letter, title: "Letter: to the editor", published: "1994-02"}
    actors:
      - {key: nato, name: NATO, kind: organisation}
    ---

    1994-01-10 / 1994-01-11: Talks in Brussels #gas
    id: talks
    tags: [gas, "Europe/Belgium"]
    status: occurred
    actors: [{actor: nato, role: host}]
    quotes: [{text: "They met \"for two days\".", source: letter}]
    colour: "#fff"
    extra: {by: hand}

    They met for two days.
    Note: nothing was signed.

    1580: Plan ＃2: ＃start at 40％ #a #b_2
    id: about
    edtf: "c. 1580"
    title: "Plan #2: #start at 40%"
    summary: "2025: not an event"

    44 BCE: Ides of March
    id: ides
    edtf: "-0043-03-15"

    // undated: Nobody dates it
    //   id: undated
    "##);
}

#[test]
fn a_slip_after_writing_is_told() {
    let rows = [
        (
            "annals: 1\n2025: x\nedtf: 1999\n",
            "3:1: warning: the range `2025` and `edtf` say different things",
        ),
        ("annals: 1\n2025: x\nactors: [nobody]\n", "there is no actor `nobody`"),
        ("2025: x\nactors: [nobody]\n", ""),
        ("2025: x\nstatus: happend\n", "`status` cannot be `happend`"),
        ("2025: x\nedtf: soon\n", "“soon” is not a date"),
    ];
    for (text, wanted) in rows {
        let told = told(&read(text)).join("\n");
        assert!(told.contains(wanted) && (!wanted.is_empty() || told.is_empty()), "{text}: {told}");
    }
}

#[test]
fn it_is_known_by_its_look() {
    let rows = [
        ("2025-01: x\n", Some("markwhen")),
        ("title: x\n\n# Section\n\n18 March 2026: x\n", Some("markwhen")),
        ("[[events]]\ntitle = \"2025: x\"\n", Some("toml")),
        ("{\"events\": []}", Some("json")),
        ("---\ntitle: x\n---\n2025-01: x\n", Some("markwhen")),
        ("---\ntitle: x\ndate: 1994\n---\n2025: x\n", Some("events-md")),
        ("date,title\n2025,x\n", Some("csv")),
        ("Dear reader,\n1: one\n2: two\n12:30 at noon\n", None),
        ("BEGIN:VCALENDAR\n2025: x\n", Some("ical")),
    ];
    for (text, wanted) in rows {
        let found = formats::detect(Hint::None, text).ok().map(|format| format.name);
        assert_eq!(found, wanted, "{text}");
    }
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
        let losses = formats::write_to(format, &timeline, &mut Vec::new()).unwrap();
        prop_assert!(losses.is_empty());
    }
}

#[test]
fn aliases_repeat_no_more_than_the_file_is_long() {
    let event = format!("2024: a\na: &a \"{}\"\nb: [*a, *a, *a, *a]\n", "x".repeat(20_000));
    let import = formats::read(Hint::Name("markwhen"), event.repeat(40).as_bytes()).unwrap();
    assert_eq!(import.timeline.len(), 40);
    let size: usize = import
        .timeline
        .events()
        .map(|event| event.extra.get().map_or(0, |extra| toml::to_string(&*extra).unwrap().len()))
        .sum();
    assert!(size < 4 * event.len() * 40, "{size}");
}
