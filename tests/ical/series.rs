//! What is repeated: each time is an event, and a series is written as one again.

use super::*;

#[test]
fn a_series_stands_at_each_of_its_times_and_is_written_as_one() {
    let Some(import) = sample("event_with_recurrence.ics") else { return };
    let events: Vec<Event> = import.timeline.events().collect();
    assert_eq!(
        (events.len(), edtf(&events[0]), edtf(&events[1])),
        (97, Some("1996-04-01"), Some("1996-04-05"))
    );
    assert_eq!((edtf(&events[96]), events[0].caveats.len()), (Some("1996-07-09"), 0));
    assert!(
        import.told.iter().any(|told| told == "1 event that is repeated is 97 events here; the rule is kept"),
        "{:?}",
        import.told
    );
    assert_eq!((import.tally.read, import.tally.remarked), (1, 0));
    assert_eq!(
        extra(&events[0], "EXDATE").as_deref(),
        Some("19960402T010000Z,19960403T010000Z,19960404T010000Z")
    );
    let (text, _) = write(&import.timeline);
    assert_eq!((text.matches("BEGIN:VEVENT").count(), text.contains("X-ANNALS-EVENT")), (1, false), "{text}");
    let Some(import) = sample("ical4j-lotr.ics") else { return };
    assert_eq!(import.timeline.title(), "Lord of the Rings");
    assert_eq!((import.tally.read, import.timeline.events().len(), issues(&import).len()), (37, 3601, 0));
    let title = "Fellowship enters Moria";
    let moria: Vec<Event> = import.timeline.events().filter(|event| event.title.raw() == title).collect();
    assert_eq!(
        (moria.len(), edtf(&moria[0]), edtf(&moria[99])),
        (100, Some("2004-01-05"), Some("2103-01-05"))
    );
    assert_eq!(
        moria[0].caveats.get(0).unwrap().text.raw(),
        "Repeated more often; the first 100 times stand here (RRULE: FREQ=YEARLY;INTERVAL=1;BYMONTH=1)."
    );
    assert_eq!(write(&import.timeline).0.matches("BEGIN:VEVENT").count(), 37);
}

/// A meeting in Berlin, every Monday and Thursday of three weeks, through the change of the clocks.
const MEETINGS: &str = "UID:m\r\nSUMMARY:Meeting\r\nDESCRIPTION:d\r\nSTATUS:TENTATIVE\r\n\
    DTSTART;TZID=Europe/Berlin:20240321T180000\r\nDTEND;TZID=Europe/Berlin:20240321T190000\r\n\
    RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20240404T160000Z\r\nATTENDEE;CN=Ann:mailto:ann@example.org\r\n\
    X-SEEN:1\r\n";

#[test]
fn each_time_of_a_series_is_an_event_with_what_is_said_of_all() {
    let import = one(MEETINGS);
    let events: Vec<Event> = import.timeline.events().collect();
    let days: Vec<String> = events.iter().map(|event| event.date.as_ref().unwrap().human()).collect();
    assert_eq!(
        days,
        [
            "18:00–19:00 on 21 March 2024 (UTC+1)",
            "18:00–19:00 on 25 March 2024 (UTC+1)",
            "18:00–19:00 on 28 March 2024 (UTC+1)",
            "18:00–19:00 on 1 April 2024 (UTC+2)",
            "18:00–19:00 on 4 April 2024 (UTC+2)",
        ]
    );
    let last = &events[4];
    assert_eq!((last.key.raw(), last.title.raw()), ("m/20240404T180000", "Meeting"));
    assert_eq!(
        (last.status, last.actors.len(), last.summary.unwrap().raw()),
        (Some(Status::Planned), 1, "d")
    );
    assert_eq!((extra(last, "RRULE"), extra(last, "X-SEEN")), (None, None));
    comes_back(&import.timeline);
}

#[test]
fn what_is_changed_or_gone_of_a_series_is_written_as_calendars_have_it() {
    let all = one(MEETINGS).timeline;
    let third = all.event_by_key("m/20240328T180000").unwrap();
    let without: Vec<_> = all.event_ids().filter(|&id| id != third).collect();
    let (text, _) = write(&all.part(&without));
    assert!(text.contains("\r\nEXDATE;TZID=Europe/Berlin:20240328T180000\r\n"), "{text}");
    comes_back(&all.part(&without));
    // An event alone is no series, and events without the first are events.
    let first = all.event_by_key("m").unwrap();
    for ids in [vec![first], vec![third], without[1..].to_vec()] {
        let part = all.part(&ids);
        let (text, _) = write(&part);
        assert!(!text.contains("\r\nRRULE") && text.matches("BEGIN:VEVENT").count() == ids.len(), "{text}");
        comes_back(&part);
    }
    let toml = formats::write("toml", &all).unwrap().replacen("title = \"Meeting\"", "title = \"Other\"", 1);
    assert!(toml.contains("Other"));
    let mended = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    comes_back(&mended);
}

#[test]
fn a_changed_time_with_an_alarm_is_there_once() {
    let series = "BEGIN:VEVENT\r\nUID:s\r\nSUMMARY:Talk\r\nDTSTART:20240101T100000Z\r\n\
                  RRULE:FREQ=WEEKLY;COUNT=3\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Soon\r\nEND:VALARM\r\n\
                  END:VEVENT\r\n";
    let changed = "BEGIN:VEVENT\r\nUID:s\r\nSUMMARY:Talk\r\nRECURRENCE-ID:20240108T100000Z\r\n\
                   DTSTART:20240109T100000Z\r\nBEGIN:VALARM\r\nUID:x\r\nEND:VALARM\r\nEND:VEVENT\r\n";
    let import = read(&format!("BEGIN:VCALENDAR\r\n{series}{changed}END:VCALENDAR\r\n"));
    let dates: Vec<_> =
        import.timeline.events().map(|event| edtf(&event).unwrap()[..10].to_owned()).collect();
    assert_eq!(dates, ["2024-01-01", "2024-01-09", "2024-01-15"]);
    let (text, _) = write(&import.timeline);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    comes_back(&import.timeline);
    // Where all that follows is changed, half of the rule would make wrong days.
    let onwards = changed.replace("RECURRENCE-ID:", "RECURRENCE-ID;RANGE=THISANDFUTURE:");
    let import = read(&format!("BEGIN:VCALENDAR\r\n{series}{onwards}END:VCALENDAR\r\n"));
    assert_eq!(import.timeline.len(), 2);
}

#[test]
fn what_is_added_to_a_rule_stands_whatever_comes_first() {
    let lines = ["RRULE:FREQ=YEARLY", "RDATE;VALUE=DATE:20240615"];
    for [first, second] in [lines, [lines[1], lines[0]]] {
        let import =
            one(&format!("UID:a\r\nSUMMARY:Tea\r\nDTSTART;VALUE=DATE:20240101\r\n{first}\r\n{second}\r\n"));
        assert_eq!(import.timeline.len(), 100);
        assert!(import.timeline.event_by_key("a/20240615").is_some());
    }
}

#[test]
fn a_series_without_a_name_or_with_an_odd_rule_is_not_lost() {
    let import =
        one("SUMMARY:Tea\r\nDTSTART:20240101T160000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3\r\n");
    let keys: Vec<&str> = import.timeline.events().map(|event| event.key.raw()).collect();
    assert_eq!(keys[1..], ["2024-01-01-tea/20240102T160000Z", "2024-01-01-tea/20240103T160000Z"]);
    comes_back(&import.timeline);
    let import = one("UID:a\r\nSUMMARY:Tea\r\nDTSTART:20240101\r\nRRULE:FREQ=YEARLY;BYEASTER=0\r\n");
    let event = import.timeline.events().next().unwrap();
    assert_eq!(
        event.caveats.get(0).unwrap().text.raw(),
        "Repeated as it is not followed here; only the first time stands here (RRULE: FREQ=YEARLY;BYEASTER=0)."
    );
    assert!(
        import.told[0].starts_with("1 event is repeated by rules that are not followed"),
        "{:?}",
        import.told
    );
    comes_back(&import.timeline);
    let import = one(
        "UID:a\r\nSUMMARY:x\r\nDTSTART:20240101\r\nEXDATE:20240101\r\nRDATE;VALUE=DATE:20240301,20240201\r\n",
    );
    let events: Vec<Event> = import.timeline.events().collect();
    assert_eq!(
        events.iter().map(|event| edtf(event).unwrap()).collect::<Vec<_>>(),
        ["2024-01-01", "2024-02-01", "2024-03-01"]
    );
    assert!(
        events[0].caveats.get(0).unwrap().text.raw().starts_with("The calendar leaves out this first time")
    );
    comes_back(&import.timeline);
}

#[test]
fn a_changed_occurrence_is_an_event_of_its_own() {
    let import = read(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:s\nSUMMARY:a\nDTSTART:20240101T100000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20240108T100000Z\nSUMMARY:b\nDTSTART:20240109T100000Z\nEND:VEVENT\nEND:VCALENDAR\n",
    );
    let keys: Vec<_> = import.timeline.events().map(|event| event.key.raw()).collect();
    assert_eq!((keys, issues(&import).len()), (vec!["s", "s/20240108T100000Z", "s/20240115T100000Z"], 0));
    comes_back(&import.timeline);
    let (text, _) = write(&import.timeline);
    assert_eq!(text.matches("UID:s\r\n").count(), 2, "{text}");
}

#[test]
fn a_time_that_is_changed_by_the_name_of_another_zone_is_not_taken_out() {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n{MEETINGS}END:VEVENT\r\nBEGIN:VEVENT\r\nUID:m\r\n\
         RECURRENCE-ID;TZID=America/New_York:20240325T130000\r\nSUMMARY:Elsewhere\r\n\
         DTSTART;TZID=Europe/Berlin:20240326T180000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let import = read(&text);
    assert_eq!(import.timeline.len(), 5);
    let (written, _) = write(&import.timeline);
    assert!(!written.contains("EXDATE"), "{written}");
    assert_eq!(parts(&read(&written).timeline), parts(&import.timeline));
}

#[test]
fn thousands_of_rules_are_written_in_no_time() {
    let rule = |n: usize| {
        format!(
            "BEGIN:VEVENT\nUID:{n}\nDTSTART:20240101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n"
        )
    };
    let text: String = (0..5_000).map(rule).collect();
    let start = std::time::Instant::now();
    let import = read(&format!("BEGIN:VCALENDAR\n{text}END:VCALENDAR\n"));
    let (written, _) = write(&import.timeline);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert_eq!(parts(&read(&written).timeline), parts(&import.timeline));
}
