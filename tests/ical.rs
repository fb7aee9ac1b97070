//! iCalendar from outside: real calendars, what goes through it and back, and what must not break it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends there")]
#![allow(
    clippy::format_collect,
    clippy::print_stderr,
    reason = "the texts are small, and a skipped test says so"
)]

use std::path::Path;

use annals::formats::{self, Hint, Import, Losses};
use annals::model::{Date, Event, Status, Timeline};
use proptest::prelude::*;

#[path = "common/drafts.rs"]
mod drafts;
#[path = "ical/series.rs"]
mod series;

fn read(text: &str) -> Import {
    formats::read(Hint::Name("ical"), text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn write(timeline: &Timeline) -> (String, Losses) {
    let mut out = Vec::new();
    let losses = formats::write_to(formats::by_name("ical").unwrap(), timeline, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), losses)
}

/// Everything of a timeline but the lines of the file that it came from.
fn parts(timeline: &Timeline) -> impl PartialEq + std::fmt::Debug + use<'_> {
    let events: Vec<Event> = timeline.in_file_order().map(|event| Event { line: 0, ..event }).collect();
    (timeline.meta().clone(), timeline.sources().to_vec(), timeline.actors().to_vec(), events)
}

/// An event in a calendar of its own.
fn one(lines: &str) -> Import {
    read(&format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"))
}

fn edtf<'a>(event: &'a Event) -> Option<&'a str> {
    event.date.as_ref().map(Date::edtf)
}

fn extra(event: &Event, name: &str) -> Option<String> {
    Some(event.extra.get()?.get(name)?.as_str()?.to_owned())
}

fn issues(import: &Import) -> Vec<String> {
    import.issues.iter().map(ToString::to_string).collect()
}

/// A file of other people, read in place.
fn sample(name: &str) -> Option<Import> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/ical").join(name);
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("{} is not there: skipped", path.display());
        return None;
    };
    let import = formats::read(Hint::Path(Path::new(name)), &bytes).unwrap();
    assert_eq!(import.format.name, "ical");
    assert!(formats::detect(Hint::None, &String::from_utf8_lossy(&bytes).replace('\u{feff}', "")).is_ok());
    comes_back(&import.timeline);
    Some(import)
}

/// Whether a timeline is the same after it was written and read.
fn comes_back(timeline: &Timeline) {
    let (text, _) = write(timeline);
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\0', '\t']), "{text:?}");
    let again = read(&text);
    assert_eq!(parts(&again.timeline), parts(timeline), "{text}");
    assert_eq!(write(&again.timeline).0, text);
}

#[test]
fn calendars_without_events_are_empty_timelines() {
    for name in ["bom_calendar.ics", "empty.ics"] {
        let Some(import) = sample(name) else { return };
        assert_eq!((import.timeline.events().len(), issues(&import).len()), (0, 0), "{name}");
    }
}

#[test]
fn a_broken_start_leaves_an_event_undated() {
    let Some(import) = sample("broken_dtstart.ics") else { return };
    let event = &import.timeline.events().next().unwrap();
    assert_eq!((event.key.raw(), edtf(event)), ("test-123", None));
    assert_eq!(extra(event, "date").as_deref(), Some("INVALID-DATE"));
    assert!(
        issues(&import).iter().any(|issue| issue.starts_with("6:9: error: date: ")),
        "{:?}",
        issues(&import)
    );
    assert_eq!(import.tally.remarked, 1);
}

#[test]
fn an_event_without_a_calendar_is_read() {
    let Some(import) = sample("event_with_escaped_characters.ics") else { return };
    let actor = &import.timeline.actors()[0];
    assert_eq!(actor.name.raw(), "that, that; %th%%at% that:");
    let Some(import) = sample("event_with_unicode_fields.ics") else { return };
    let event = &import.timeline.events().next().unwrap();
    assert_eq!(event.title.raw(), "Non-ASCII Test: ÄÖÜ äöü €");
    assert_eq!(event.place.as_ref().unwrap().raw(), "Tribstrül");
    assert_eq!(
        event.date.as_ref().unwrap().original().unwrap().raw(),
        "2010-10-10T10:00:00Z/2010-10-10T12:00:00Z"
    );
}

#[test]
fn ends_of_days_are_exclusive_and_equal_ends_are_forgiven() {
    let Some(import) = sample("example.ics") else { return };
    let events: Vec<Event> = import.timeline.events().collect();
    let dates: Vec<_> = events.iter().map(edtf).collect();
    assert_eq!(dates, [Some("2022-01-01"), Some("2022-01-07"), Some("2022-03-08")]);
    assert_eq!((import.timeline.title(), issues(&import).len()), ("Holidays", 0));
    let import = one("SUMMARY:x\r\nDTSTART;VALUE=DATE:20240229\r\nDTEND;VALUE=DATE:20240303\r\n");
    assert_eq!(edtf(&import.timeline.events().next().unwrap()), Some("2024-02-29/2024-03-02"));
}

#[test]
fn a_time_has_the_offset_of_its_zone_and_keeps_the_name() {
    let Some(import) = sample("timezoned.ics") else { return };
    let event = &import.timeline.events().next().unwrap();
    assert_eq!(edtf(event), Some("2012-02-13/2012-02-17"));
    assert_eq!(
        event.date.as_ref().unwrap().original().unwrap().raw(),
        "2012-02-13T10:00:00+01:00/2012-02-17T18:00:00+01:00"
    );
    assert_eq!(extra(event, "TZID").as_deref(), Some("Europe/Vienna"));
    assert_eq!(import.timeline.meta().description.as_ref().unwrap().raw(), "icalendar test");
    assert!(import.told.is_empty(), "{:?}", import.told);
    let (text, losses) = write(&import.timeline);
    assert!(text.contains("\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Vienna\r\n"), "{text}");
    assert!(text.contains(
        "DTSTART;TZID=Europe/Vienna:20120213T100000\r\nDTEND;TZID=Europe/Vienna:20120217T180000\r\n"
    ));
    assert!(losses.is_empty() && !text.contains("X-EDTF"), "{text}");
}

/// Three events of one evening, each in its own zone.
const EVENING: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
    BEGIN:VEVENT\r\nUID:ny\r\nDTSTART;TZID=America/New_York:20240510T180000\r\nSUMMARY:New York\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:utc\r\nDTSTART:20240510T200000Z\r\nSUMMARY:Greenwich\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:be\r\nDTSTART;TZID=Europe/Berlin:20240510T213000\r\n\
    DTEND;TZID=Europe/Berlin:20240510T230000\r\nSUMMARY:Berlin\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn events_stand_in_the_order_in_which_they_happen_whatever_their_zone() {
    let import = read(EVENING);
    let shown: Vec<String> = import
        .timeline
        .events()
        .map(|event| format!("{}: {}", event.title, event.date.unwrap().human()))
        .collect();
    assert_eq!(
        shown,
        [
            "Berlin: 21:30–23:00 on 10 May 2024 (UTC+2)",
            "Greenwich: 20:00 on 10 May 2024 (UTC)",
            "New York: 18:00 on 10 May 2024 (UTC-4)",
        ]
    );
    comes_back(&import.timeline);
    let (text, losses) = write(&import.timeline);
    for line in EVENING.split("\r\n").filter(|line| line.starts_with("DT")) {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(losses.is_empty() && losses.misread_rows().next().is_none(), "{losses:?}");
}

#[test]
fn a_zone_that_nobody_knows_is_told_and_its_times_stay_as_they_stand() {
    let import = one("SUMMARY:x\r\nDTSTART;TZID=Middle of Nowhere:20240510T180000\r\n");
    let event = &import.timeline.events().next().unwrap();
    assert_eq!(
        (edtf(event), extra(event, "TZID").as_deref()),
        (Some("2024-05-10T18:00:00"), Some("Middle of Nowhere"))
    );
    assert!(
        issues(&import)[0].contains("`Middle of Nowhere` is neither known nor defined"),
        "{:?}",
        issues(&import)
    );
    comes_back(&import.timeline);
    // What the file itself defines is known.
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
                TZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    let event = "BEGIN:VEVENT\r\nUID:e\r\nDTSTART;TZID=Mine:20240510T180000\r\nSUMMARY:x\r\nEND:VEVENT\r\n";
    let import = read(&format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zone}{event}END:VCALENDAR\r\n"));
    assert_eq!(edtf(&import.timeline.events().next().unwrap()), Some("2024-05-10T18:00:00+05:30"));
    assert!(issues(&import).is_empty(), "{:?}", issues(&import));
    comes_back(&import.timeline);
    // And stands there again, with the time as the clocks showed it.
    let (text, _) = write(&import.timeline);
    assert!(text.contains(zone) && text.contains("\r\nDTSTART;TZID=Mine:20240510T180000\r\n"), "{text}");
}

#[test]
fn alarms_are_kept_and_written_as_they_stand() {
    let alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:a\\, b\r\nTRIGGER;RELATED=START:-PT5M\r\nEND:VALARM\r\n";
    let import = one(&format!("UID:a\r\nSUMMARY:x\r\nDTSTART:20240101\r\n{alarm}{alarm}LOCATION:p\r\n"));
    assert!(issues(&import).is_empty() && import.told.is_empty());
    let (text, losses) = write(&import.timeline);
    assert!(losses.is_empty() && text.contains(&format!("{alarm}{alarm}END:VEVENT")), "{text}");
    comes_back(&import.timeline);
}

#[test]
fn the_example_of_the_standard_is_read() {
    let Some(import) = sample("ical4j-rfc5545-sec4.1.ics") else { return };
    let event = &import.timeline.events().next().unwrap();
    assert_eq!(
        event.summary.as_ref().unwrap().raw(),
        "Networld+Interop Conference and Exhibit\nAtlanta World Congress Center\nAtlanta, Georgia"
    );
    let actor = import.timeline.actor(event.actors.get(0).unwrap().actor);
    assert_eq!(
        (actor.name.raw(), event.actors.get(0).unwrap().role.as_ref().unwrap().raw()),
        ("jsmith@example.com", "organizer")
    );
    assert_eq!(event.tags.get(0).unwrap().raw(), "CONFERENCE");
    // Settled is not the same as done.
    assert_eq!((event.status, extra(event, "STATUS").as_deref()), (None, Some("CONFIRMED")));
}

#[test]
fn later_standards_are_read() {
    let Some(import) = sample("rfc_6868.ics") else { return };
    assert_eq!(import.timeline.actors()[0].name.raw(), "George Herman \"Babe\" Ruth");
    let Some(import) = sample("rfc_7986_properties.ics") else { return };
    assert_eq!(import.timeline.title(), "RFC 7986 calendar");
    assert_eq!(import.timeline.meta().extra.as_ref().unwrap()["COLOR"].as_str(), Some("black"));
}

#[test]
fn people_have_names_and_roles() {
    let import = one("SUMMARY:x\r\nORGANIZER;CN=Ann:mailto:Ann@example.org\r\n\
        ATTENDEE;CN=Bob;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:bob@example.org\r\n\
        ATTENDEE;CN=Bob:mailto:bob@example.com\r\nATTENDEE;CN=Annie:mailto:ann@example.org\r\n");
    let event = &import.timeline.events().next().unwrap();
    let found: Vec<_> = event
        .actors
        .iter()
        .map(|one| (import.timeline.actor(one.actor).key.raw(), one.role.as_ref().unwrap().raw()))
        .collect();
    assert_eq!(found, [("ann", "organizer"), ("bob", "chair"), ("bob-2", "attendee"), ("ann", "attendee")]);
    assert_eq!(event.actors.get(1).unwrap().extra.get().unwrap()["PARTSTAT"].as_str(), Some("ACCEPTED"));
    assert_eq!(event.actors.get(3).unwrap().extra.get().unwrap()["CN"].as_str(), Some("Annie"));
    comes_back(&import.timeline);
}

#[test]
fn an_address_is_a_link_and_coordinates_are_a_place() {
    let import = one(
        "SUMMARY:x\r\nURL:https://example.org/a\r\nGEO:37.386013;-122.082932\r\nRELATED-TO;RELTYPE=PARENT:p\r\n",
    );
    let event = &import.timeline.events().next().unwrap();
    // Nobody says that the page reports the event.
    assert!(event.quotes.is_empty() && import.timeline.sources().is_empty());
    assert_eq!(extra(event, "URL").as_deref(), Some("https://example.org/a"));
    assert_eq!(event.place.as_ref().unwrap().raw(), "37.386013, -122.082932");
    assert_eq!(extra(event, "RELATED-TO;RELTYPE=PARENT").as_deref(), Some("p"));
    comes_back(&import.timeline);
    let (text, _) = write(&import.timeline);
    assert!(
        text.contains("\r\nRELATED-TO;RELTYPE=PARENT:p\r\nURL")
            || text.contains("\r\nRELATED-TO;RELTYPE=PARENT:p\r\n")
    );
    assert!(text.contains("GEO:37.386013;-122.082932") && !text.contains("LOCATION"));
}

#[test]
fn to_dos_are_targets_and_what_is_cancelled_says_so() {
    let import = read(
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:a\nSUMMARY:Net zero\nDUE;VALUE=DATE:20500101\nEND:VTODO\n\
        BEGIN:VEVENT\nUID:b\nSUMMARY:Talks\nSTATUS:CANCELLED\nDTSTART:20240101\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:c\nSUMMARY:Talks\nSTATUS:tentative\nDTSTART:20230101\nBEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT\n\
        BEGIN:VFREEBUSY\nUID:d\nEND:VFREEBUSY\nEND:VCALENDAR\n",
    );
    let found: Vec<_> =
        import.timeline.events().map(|event| (event.key.raw(), event.status, event.caveats.len())).collect();
    assert_eq!(
        found,
        [("c", Some(Status::Planned), 0), ("b", Some(Status::Cancelled), 0), ("a", Some(Status::Target), 0)]
    );
    assert_eq!(import.refused, ["BEGIN:VFREEBUSY\nUID:d\nEND:VFREEBUSY"]);
    assert_eq!(
        issues(&import),
        ["22:1: warning: VFREEBUSY is not an event; only VEVENT, VJOURNAL and VTODO are read"]
    );
    assert_eq!((import.tally.read, import.tally.refused, import.told.len()), (4, 1, 1));
    assert_eq!(import.told[0], "to-dos and journal entries are events here, and are written as such (1)");
    comes_back(&import.timeline);
}

#[test]
fn damage_costs_its_own_line() {
    let import = one("SUMMARY:x\r\nthis is nothing\r\nDTSTART:20240101\r\nDTEND:20230101\r\nSUMMARY:y\r\n");
    let event = &import.timeline.events().next().unwrap();
    assert_eq!(
        (event.title.raw(), edtf(event), extra(event, "DTEND").as_deref()),
        ("x", Some("2024-01-01"), Some("20230101"))
    );
    assert_eq!(extra(event, "broken-lines").as_deref(), Some("this is nothing"));
    let found = issues(&import);
    assert!(found[0].starts_with("5:1: error: this line is not a property: its name holds"), "{found:?}");
    assert!(found[1].starts_with("7:7: warning: DTEND lies before DTSTART: 20230101"), "{found:?}");
    assert!(found[2].starts_with("8:1: warning: SUMMARY is there twice"), "{found:?}");
    comes_back(&import.timeline);
    let cut = read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\nBEGIN:VEVENT\nSUMMARY:b\nBEGIN:VALARM\n");
    assert_eq!(cut.timeline.events().len(), 2);
    assert_eq!(issues(&cut).len(), 2, "{:?}", issues(&cut));
}

#[test]
fn hostile_calendars_are_read_within_bounds() {
    let rows = [
        "BEGIN:VEVENT\n".repeat(20_000),
        format!(
            "BEGIN:VEVENT\nDTSTART:20240101\nSUMMARY:{}\nRRULE:FREQ=DAILY\nEND:VEVENT\n",
            "x".repeat(500)
        )
        .repeat(4_000),
        "BEGIN:VEVENT\nDTSTART:20240101\nRRULE:FREQ=YEARLY;BYDAY=53MO;BYSETPOS=7\nEND:VEVENT\n".repeat(4_000),
        "BEGIN:X\n".repeat(200_000),
        format!("{}{}", "BEGIN:VCALENDAR\n".repeat(50_000), "END:VCALENDAR\n".repeat(50_000)),
        format!("BEGIN:VEVENT\nSUMMARY:a{}\nEND:VEVENT", "\n b".repeat(300_000)),
        format!("BEGIN:VEVENT\nA{}:x\nEND:VEVENT", ";P=\"".repeat(50_000)),
        format!("BEGIN:VEVENT\n{}END:VEVENT", "SUMMARY:x\n".repeat(50_000)),
        format!("BEGIN:VEVENT\n{}END:VEVENT", "no property\n".repeat(50_000)),
        "BEGIN:VFREEBUSY\nEND:VFREEBUSY\n".repeat(50_000),
        format!("BEGIN:VEVENT\n{}END:VEVENT", (0..50_000).map(|n| format!("X-{n}:1\n")).collect::<String>()),
        format!("BEGIN:VEVENT\nX-ANNALS-EVENT:{{\"x\":{}", "[".repeat(50_000)),
    ];
    for text in rows {
        let start = std::time::Instant::now();
        let import = read(&text);
        assert!(import.issues.len() < 100_000);
        assert!(start.elapsed().as_secs() < 20, "{}", &text[..40]);
    }
}

#[test]
fn a_moved_event_counts_where_it_was_moved_to() {
    let toml = "[[events]]\nkey = 'k'\ntitle = 't'\ndate = '1994-05~'\n";
    let timeline = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    let (text, losses) = write(&timeline);
    assert_eq!((losses.rows().count(), losses.misread_rows().collect::<Vec<_>>()), (0, vec![("date", 1)]));
    assert!(text.contains("DTSTART;VALUE=DATE:19940501\r\nDTEND;VALUE=DATE:19940601\r\n"), "{text}");
    assert!(text.contains("X-EDTF:1994-05~\r\n"), "{text}");
    let moved = read(&text.replace("19940501", "20240501").replace("19940601", "20240502"));
    assert_eq!(edtf(&moved.timeline.events().next().unwrap()), Some("2024-05-01"));
    assert!(
        issues(&moved)[0].contains("DTSTART says 2024-05-01, X-EDTF says 1994-05~"),
        "{:?}",
        issues(&moved)
    );
    let renamed = read(&text.replace("SUMMARY:t", "SUMMARY:u"));
    assert_eq!(renamed.timeline.events().next().unwrap().title.raw(), "u");
}

#[test]
fn what_has_no_day_is_a_journal_entry() {
    let toml = "[[events]]\ntitle = 'Ides'\ndate = '-0043-03-15'\n[[events]]\ntitle = 'Some day'\n";
    let timeline = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    let (text, losses) = write(&timeline);
    assert_eq!((text.matches("BEGIN:VJOURNAL").count(), text.contains("DTSTART")), (2, false), "{text}");
    assert_eq!((losses.rows().count(), losses.misread_rows().collect::<Vec<_>>()), (0, vec![("date", 1)]));
    comes_back(&timeline);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_comes_back(draft in drafts::foreign_of_json()) {
        comes_back(&draft.build().0);
    }

    #[test]
    fn arbitrary_lines_break_nothing(lines in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24)) {
        let text = lines.concat();
        if let Ok(import) = formats::read(Hint::Name("ical"), text.as_bytes()) {
            comes_back(&import.timeline);
        }
    }

    #[test]
    fn arbitrary_bytes_break_nothing(bytes: Vec<u8>) {
        let _ = formats::read(Hint::Name("ical"), &bytes);
    }
}

/// Pieces that make half-right calendars.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "BEGIN:VCALENDAR\n", "END:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VTODO\n", "END:VTODO\n",
    "BEGIN:VALARM\n", "END:VALARM\n", "BEGIN:VJOURNAL\n", "END:VJOURNAL\n", "BEGIN:VTIMEZONE\n", "BEGIN:\n", "END:\n",
    "UID:a\n", "UID:a\n", "SUMMARY:t\n", "SUMMARY;LANGUAGE=en:t\n", "DESCRIPTION:d\\, \\n e\n", "LOCATION: p \n",
    "DTSTART:20240101\n", "DTSTART;TZID=Europe/Vienna:20240101T100000\n", "DTSTART:2024\n", "DTSTART:x\n",
    "DTEND:20240105\n", "DTEND;TZID=UTC:20240101T110000\n", "DTEND:\n", "DURATION:PT1H\n", "DURATION:-P1D\n", "DUE:20250101\n",
    "CATEGORIES:a,b\\,c,,d\n", "STATUS:CANCELLED\n", "STATUS:CONFIRMED\n", "STATUS:IN-PROCESS\n", "STATUS:odd\n",
    "URL:https://example.org\n", "URL:x\n", "GEO:1;2\n", "RRULE:FREQ=DAILY\n", "RRULE:FREQ=DAILY;X=\u{202e}\n", "RDATE;VALUE=DATE:20240102\n",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4\n", "RRULE:FREQ=MONTHLY;UNTIL=20240501\n", "EXDATE:20240104\n", "EXDATE;TZID=UTC:20240108T100000\n",
    "RECURRENCE-ID:20240102\n", "RECURRENCE-ID;X=1:20240102\n", "ATTENDEE;CN=A;ROLE=CHAIR:mailto:a@b\n",
    "ATTENDEE;CN=B;X=\u{1b}:mailto:a@b\n", "ORGANIZER;CN=C:\n", "ORGANIZER:\n", "ATTENDEE:urn:x-annals:actor:k\n", "DTSTAMP:19700101T000000Z\n", "DTSTAMP:20240101T000000Z\n",
    "X-A:1\n", "X-A:2\n", "X-A;B=\"c:d\":\u{1b}[31m\n", "x-low:v\n", "X-EDTF:1994~\n", "X-EDTF:nothing\n", "TZID:Europe/Rome\n",
    "X-ANNALS-EVENT:{\"importance\": \"core\"}\n", "X-ANNALS-EVENT:{\"date\": \"c. 1994\"\\, \"tags\": null}\n", "X-ANNALS-EVENT:{\"caveats\":[]}\n",
    "X-ANNALS-EVENT:[]\n", "X-ANNALS-EVENT:{\"actors\": 3\\, \"x\": {\"y\": [1]}}\n", "X-ANNALS-ACTOR:{\"key\": \"k\"\\, \"name\": \"K\"}\n",
    "X-ANNALS-SOURCE:{}\n", "X-ANNALS-TIMELINE:{\"title\": null\\, \"language\": \"en\"}\n", "X-ANNALS-REST:{\"a\": 1}\n",
    "NAME:n\n", "X-WR-CALNAME:n\n", "NAME:m\n", "DESCRIPTION;ALTREP=\"x\":d\n", "PRODID:-//x//y\n", "VERSION:1.0\n", "METHOD:PUBLISH\n",
    "broken\n", " folded\n", "\n", "; \n", "A;B\n", "GEO:x\n", "X-A:a\tb\n",
];

#[test]
fn a_status_that_is_there_twice_comes_back() {
    for date in ["", "DTSTART:20240101\n"] {
        let text = format!(
            "BEGIN:VEVENT\nUID:a\nSUMMARY:t\n{date}STATUS:IN-PROCESS\nSTATUS:CONFIRMED\nEND:VEVENT\n"
        );
        comes_back(&formats::read(Hint::Name("ical"), text.as_bytes()).unwrap().timeline);
    }
}

#[test]
fn a_to_do_keeps_when_it_may_be_begun() {
    let todo = "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:a\nSUMMARY:Paint\nDTSTART:20241001T120000Z\n\
        DUE:20241005T120000Z\nEND:VTODO\nEND:VCALENDAR\n";
    for import in [read(todo), read(&formats::write("ical", &read(todo).timeline).unwrap())] {
        let event = import.timeline.events().next().unwrap();
        assert_eq!(event.date.as_ref().unwrap().edtf(), "2024-10-05T12:00:00Z");
        assert_eq!(event.extra.get().unwrap()["begins"].as_str(), Some("20241001T120000Z"));
    }
}

#[test]
fn who_declined_is_said_to_have() {
    let import = one("SUMMARY:x\r\nATTENDEE;CN=Bob;PARTSTAT=DECLINED:mailto:bob@example.org\r\n");
    let event = &import.timeline.events().next().unwrap();
    assert_eq!(event.actors.get(0).unwrap().role.unwrap().raw(), "attendee, declined");
    comes_back(&import.timeline);
}

#[test]
fn a_start_and_an_end_that_are_not_written_as_a_calendar_has_them_are_read_alike() {
    let dates = |start: &str, end: &str| -> Vec<String> {
        let import = one(&format!("UID:a\r\nSUMMARY:x\r\nDTSTART:{start}\r\nDTEND:{end}\r\n"));
        import.timeline.in_file_order().map(|event| format!("{:?}", event.date)).collect()
    };
    let wanted = dates("20240131T090000", "20240131T100000");
    for (start, end) in
        [("2024-01-31T09:00:00", "2024-01-31T10:00:00"), ("20240131T090000", "2024-01-31T10:00:00")]
    {
        assert_eq!(dates(start, end), wanted, "{start} {end}");
    }
}
