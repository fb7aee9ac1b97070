//! What a file by hand looks like when it is written again, and what is told of lines that are no events.

use annals::formats::Import;

use super::{read, write};

#[test]
fn sections_and_links_stand_as_they_stood_when_markwhen_is_written_again() {
    let text = "# Sec one\n2024-01-01: A\n\n## Sec two\nstyle: section\n2024-02-01: B #beta\n\n# Sec three\n\
                2024-03-01: Kickoff #alpha [link](https://example.org)\n\n# Sec one\n2024-13-45: never\n";
    let import = read(text);
    let (written, losses) = write(&import.timeline);
    assert!(losses.is_empty(), "{losses:?}");
    let body: Vec<&str> = written.lines().skip_while(|line| !line.starts_with('#')).collect();
    let kept = |line: &&str| line.starts_with('#') || line.starts_with("20") || line.starts_with("style");
    assert_eq!(
        body.into_iter().filter(kept).collect::<Vec<_>>(),
        [
            "# Sec one",
            "2024-01-01: A",
            "## Sec two",
            "style: section",
            "2024-02-01: B #beta",
            "# Sec three",
            "2024-03-01: Kickoff #alpha [link](https://example.org)",
            "# Sec one",
            "2024-13-45: never",
        ],
        "{written}"
    );
    assert!(!written.contains("tags:") && !written.contains("edtf: null"), "{written}");
    let again = read(&written);
    let events = |import: &Import| -> Vec<_> {
        import
            .timeline
            .in_file_order()
            .map(|event| {
                (
                    event.title.to_string(),
                    event.date.clone(),
                    event.tags.iter().map(|tag| tag.to_string()).collect::<Vec<_>>(),
                )
            })
            .collect()
    };
    assert_eq!(events(&again), events(&import), "{written}");
    assert_eq!(write(&again.timeline).0, written);
}

#[test]
fn a_line_that_only_looks_like_an_event_is_told() {
    let text = "2024-06-01: Kickoff\n2024-07-01 ~ 10%: progress?\nevery week for 5 times: nope\nNote: all well\nAt 10:30 they met.\n";
    let import = read(text);
    assert_eq!(import.timeline.len(), 1);
    let told: Vec<String> = import.issues.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("2:1: warning: this line looks like an event"), "{told:?}");
    assert!(told[1].starts_with("3:1: "), "{told:?}");
}

#[test]
fn dates_in_words_are_events_and_what_is_doubtful_is_told() {
    let text = "2020: Start\nspring 2025: Election\nabout 1580: Map drawn\n1850s: Decade\nFrühjahr 1990: Umzug\n\
                12. März 2021: Treffen\n1580~: Plan\n198X: Building\n2021-03-12?: Talks\n[1667,1668]: Either\n\
                12.03.21: Doubtful\n1850iger: Doubtful\nMai 20 vielleicht: Doubtful\nNote: not a date\n  \
                spring 2026: further in\n";
    let import = read(text);
    let events = |import: &Import| -> Vec<(String, String)> {
        let date = |date: &annals::model::Date| date.edtf().to_owned();
        let event = |event: annals::model::Event| {
            (event.title.to_string(), event.date.as_ref().map(date).unwrap_or_default())
        };
        import.timeline.in_file_order().map(event).collect()
    };
    let wanted = [
        ("Start", "2020"),
        ("Election", "2025-21"),
        ("Map drawn", "1580~"),
        ("Decade", "185X"),
        ("Umzug", "1990-21"),
        ("Treffen", "2021-03-12"),
        ("Plan", "1580~"),
        ("Building", "198X"),
        ("Talks", "2021-03-12?"),
        ("Either", "[1667,1668]"),
    ];
    let wanted = wanted.map(|(title, date)| (title.to_owned(), date.to_owned()));
    assert_eq!(events(&import), wanted);
    let told: Vec<String> = import.issues.iter().map(ToString::to_string).collect();
    let doubtful: Vec<&String> = told.iter().filter(|told| told.contains("looks like an event")).collect();
    let lines: Vec<&str> = doubtful.iter().map(|told| told.split_once(':').unwrap().0).collect();
    assert_eq!(lines, ["11", "12", "13"], "{told:?}");
    // And all of it comes back.
    let again = read(&write(&import.timeline).0);
    assert_eq!(events(&again), wanted);
}

#[test]
fn times_keep_the_clock_that_they_are_told_by() {
    let rows = [
        ("2001-09-11T08:46:00-04:00: x", "2001-09-11T08:46:00-04:00"),
        ("2001-09-11T08:46+0530: x", "2001-09-11T08:46:00+05:30"),
        ("2001-09-11T08:46:00+02: x", "2001-09-11T08:46:00+02:00"),
        ("2001-09-11T08:46: x", "2001-09-11T08:46:00"),
        ("2001-09-11T08:46:00Z: x", "2001-09-11T08:46:00Z"),
        ("2001-09-11T23:00:00-04:00 - 2001-09-12T05:30:00+02:00: x", "2001-09-11"),
        ("2001-09-11T08:46-2001-09-12T09:00: x", "2001-09-11/2001-09-12"),
    ];
    for (line, wanted) in rows {
        let import = read(line);
        assert!(import.issues.is_empty(), "{line}: {:?}", import.issues);
        let date = import.timeline.events().next().unwrap().date.unwrap();
        assert_eq!(date.edtf(), wanted, "{line}");
    }
}

#[test]
fn what_is_not_kept_and_what_could_be_read_otherwise_is_told() {
    let text = "// a remark\n12/03/1999: A\nkey: value\n2020-01-01 every week for 3 times: B\n// another\n";
    let import = read(text);
    assert_eq!(
        import.told,
        [
            "“12/03/1999” is read as 3 December 1999: markwhen has the month first; `dateFormat: d/M/y` in the \
             header says that the day is",
            "1 line that recurs is 3 events here; the rule is kept",
            "2 comments (//) are read over, and not kept in what is written",
        ]
    );
    let written = write(&import.timeline).0;
    assert!(written.contains("\nkey: value\n"), "{written}");
    let said = read("dateFormat: d/M/y\n12/03/1999: A\n13/12/1999: B\n");
    assert!(said.told.is_empty(), "{:?}", said.told);
    assert!(read("12/13/1999: A\n12/12/1999: B\n").told.is_empty());
}

/// The lines of a file that annals wrote, below its header and without the names of events.
fn body(written: &str) -> Vec<&str> {
    let body = written.split("---\n").nth(2).unwrap_or_default();
    body.lines().filter(|line| !line.is_empty() && !line.contains("id: ")).collect()
}

#[test]
fn what_recurs_is_written_as_the_line_that_it_was() {
    let text = "2025-01-06 every week for 3 times: Meeting #work\nplace: Rome\nall: of it\n\nAnn and Bob.\n\n2026: End\n";
    let import = read(text);
    assert_eq!((import.timeline.len(), import.tally.read), (4, 2));
    let (written, losses) = write(&import.timeline);
    assert_eq!(losses.misread_rows().count(), 0);
    let wanted = [
        "2025-01-06 every week for 3 times: Meeting #work",
        "place: Rome",
        "all: of it",
        "Ann and Bob.",
        "2026: End",
    ];
    assert_eq!(body(&written), wanted);
    let again = read(&written);
    assert_eq!(again.issues.len(), 1, "{:?}", again.issues);
    let keys = |import: &Import| -> Vec<String> {
        import.timeline.events().map(|event| event.key.to_string()).collect()
    };
    assert_eq!((keys(&again), write(&again.timeline).0), (keys(&import), written.clone()));
    // One that somebody has changed stands by itself, and so do all.
    let mended = read(&format!("{written}2025-01-07: x\n"));
    assert_eq!(write(&mended.timeline).0.matches("every week").count(), 1);
    let toml =
        annals::formats::write("toml", &import.timeline).unwrap().replacen("\"Meeting\"", "\"Party\"", 1);
    let mended =
        annals::formats::read(annals::formats::Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    let (written, _) = write(&mended);
    assert_eq!(
        (written.matches(": Meeting").count(), written.matches(": Party").count()),
        (2, 1),
        "{written}"
    );
    assert_eq!(read(&written).timeline.len(), 4);
}

#[test]
fn an_event_without_a_date_is_shown_at_none() {
    let toml = "[[events]]\nkey = 'a'\ntitle = 'Some day'\nsummary = 'Words.'\ntags = ['t']\n\
                [[events]]\nkey = 'b'\ntitle = 'Then'\ndate = '1994'\n[[events]]\nkey = 'c'\ndate = 'in a while'\ntitle = ''\n";
    let timeline =
        annals::formats::read(annals::formats::Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    let (written, losses) = write(&timeline);
    assert_eq!(losses.misread_rows().collect::<Vec<_>>(), [("events", 2)]);
    assert!(!written.contains("now"), "{written}");
    assert!(written.contains("\n// undated: Some day #t\n//   id: a\n"), "{written}");
    let again = read(&written);
    assert!(again.told.is_empty(), "{:?}", again.told);
    let parts = |timeline: &annals::model::Timeline| -> Vec<String> {
        let events = timeline.in_file_order().map(|event| annals::model::Event { line: 0, ..event });
        events.map(|event| format!("{event:?}")).collect()
    };
    assert_eq!(parts(&again.timeline).len(), 3);
    assert_eq!(write(&again.timeline).0, written);
    // In a file by hand it is a comment, and `now` stays what its author has written.
    let by_hand = read("// undated: x\nnow: y\nAug 30: z\n");
    assert_eq!(by_hand.timeline.len(), 2);
    assert_eq!(body(&write(&by_hand.timeline).0), ["now: y", "Aug 30: z"]);
}

#[test]
fn sections_with_an_end_are_groups_again() {
    let text = "2018: before\ngroup A\n2019: a\nsection B\n2020: b\nendSection\n2021: a too\nendGroup\n2022: none\n\
                group A\n2023: a\nendGroup\n";
    let import = read(text);
    let (written, _) = write(&import.timeline);
    let marks: Vec<&str> = body(&written);
    assert_eq!(
        marks,
        [
            "2018: before",
            "group A",
            "2019: a",
            "group B",
            "2020: b",
            "endGroup",
            "2021: a too",
            "endGroup",
            "2022: none",
            "group A",
            "2023: a",
            "endGroup",
        ]
    );
    let again = read(&written);
    assert_eq!(write(&again.timeline).0, written);
}

#[test]
fn times_of_day_are_shown_at_their_moments() {
    let rows = [
        ("2024-05-10T18:00:00/2024-05-10T20:30:00", "2024-05-10 18:00 - 2024-05-10 20:30: x", 0),
        ("2024-05-10T18:00:00Z/2024-05-11T02:00:00Z", "2024-05-10T18:00:00Z - 2024-05-11T02:00:00Z: x", 0),
        (
            "2024-05-10T18:00:00-04:00/2024-05-10T20:00:00-04:00",
            "2024-05-10T22:00:00Z - 2024-05-11T00:00:00Z: x",
            0,
        ),
        ("2024-05-10T18:00:00-04:00", "2024-05-10T22:00:00Z: x", 0),
        ("2024-05-10T18:00:00/2024-05-10T17:00:00", "2024-05-10: x", 1),
    ];
    for (date, wanted, misread) in rows {
        let toml = format!("[[events]]\nkey = 'a'\ntitle = 'x'\ndate = '{date}'\n");
        let timeline =
            annals::formats::read(annals::formats::Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
        let (written, losses) = write(&timeline);
        assert_eq!((body(&written)[0], losses.misread_rows().count()), (wanted, misread), "{written}");
        let again = read(&written).timeline;
        assert_eq!(again.events().next().unwrap().date, timeline.events().next().unwrap().date, "{written}");
    }
}
