//! Tests of rules: what the standard says of each, and what is not followed.

use super::*;

/// The first `most` times, the time of day left out where it is midnight, and whether that was all.
fn times(first: &str, rule: &str, most: usize) -> (Vec<String>, bool) {
    let When::Time { at, .. } = When::parse(first).unwrap() else { panic!("{first}") };
    let mut found = Vec::new();
    let is_all = Rule::parse(rule).unwrap().each(
        at,
        &mut 1_000_000,
        |at| at,
        |at| {
            if found.len() == most {
                return false;
            }
            found.push(at.format("%Y-%m-%d %H:%M").to_string().replace(" 00:00", ""));
            true
        },
    );
    (found, is_all)
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of rules")]
fn rules_are_followed_as_the_standard_has_them() {
    let rows: [(&str, &str, &[&str]); 39] = [
        ("19970902T000000", "FREQ=DAILY;COUNT=3", &["1997-09-02", "1997-09-03", "1997-09-04"]),
        ("19970902T000000", "FREQ=DAILY;UNTIL=19970903T000000Z", &["1997-09-02", "1997-09-03"]),
        ("19970902T000000", "FREQ=DAILY;INTERVAL=10;UNTIL=19970912", &["1997-09-02", "1997-09-12"]),
        ("19980130T000000", "FREQ=DAILY;BYMONTH=1;COUNT=3", &["1998-01-30", "1998-01-31", "1999-01-01"]),
        (
            "19970902T000000",
            "FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH",
            &["1997-09-02", "1997-09-04", "1997-09-09", "1997-09-11"],
        ),
        // Which weeks are every second one depends on the day on which they begin.
        (
            "19970805T000000",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            &["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"],
        ),
        (
            "19970805T000000",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            &["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"],
        ),
        ("19970905T000000", "FREQ=MONTHLY;COUNT=3;BYDAY=1FR", &["1997-09-05", "1997-10-03", "1997-11-07"]),
        (
            "19970907T000000",
            "FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU",
            &["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"],
        ),
        ("19970922T000000", "FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", &["1997-09-22", "1997-10-20", "1997-11-17"]),
        (
            "19970928T000000",
            "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3",
            &["1997-09-28", "1997-10-29", "1997-11-28"],
        ),
        ("20250131T000000", "FREQ=MONTHLY;COUNT=3", &["2025-01-31", "2025-03-31", "2025-05-31"]),
        // Friday the thirteenth.
        (
            "19980213T000000",
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=4",
            &["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13"],
        ),
        // The third of those that are a Tuesday, Wednesday or Thursday.
        (
            "19970904T000000",
            "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
            &["1997-09-04", "1997-10-07", "1997-11-06"],
        ),
        (
            "19970930T000000",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2",
            &["1997-09-30", "1997-10-31"],
        ),
        ("19970610T000000", "FREQ=YEARLY;COUNT=3;BYMONTH=6,7", &["1997-06-10", "1997-07-10", "1998-06-10"]),
        ("19970519T000000", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", &["1997-05-19", "1998-05-18", "1999-05-17"]),
        (
            "19970313T000000",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=3",
            &["1997-03-13", "1997-03-20", "1997-03-27"],
        ),
        // The Tuesday after the first Monday of November, every fourth year.
        (
            "19961105T000000",
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
            &["1996-11-05", "2000-11-07", "2004-11-02"],
        ),
        ("20240229T000000", "FREQ=YEARLY;COUNT=2", &["2024-02-29", "2028-02-29"]),
        ("20240101T233000", "FREQ=HOURLY;INTERVAL=3;COUNT=2", &["2024-01-01 23:30", "2024-01-02 02:30"]),
        ("20240101T100000", "FREQ=DAILY;COUNT=1", &["2024-01-01 10:00"]),
        (
            "19970101T000000",
            "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200",
            &["1997-01-01", "1997-04-10", "1997-07-19", "2000-01-01"],
        ),
        (
            "19970101T000000",
            "FREQ=YEARLY;BYYEARDAY=-1,-366;COUNT=4",
            &["1997-01-01", "1997-12-31", "1998-12-31", "1999-12-31"],
        ),
        (
            "19970512T000000",
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3",
            &["1997-05-12", "1998-05-11", "1999-05-17"],
        ),
        (
            "19970902T000000",
            "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=4",
            &["1997-09-02", "1997-12-29", "1999-01-04", "2000-01-03"],
        ),
        ("20201231T000000", "FREQ=YEARLY;BYWEEKNO=53;COUNT=2", &["2020-12-31", "2026-12-31"]),
        ("20201228T000000", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO;COUNT=2", &["2020-12-28", "2021-12-27"]),
        (
            "19970902T080000",
            "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0,30;COUNT=5",
            &[
                "1997-09-02 08:00",
                "1997-09-02 08:30",
                "1997-09-02 20:00",
                "1997-09-02 20:30",
                "1997-09-03 08:00",
            ],
        ),
        (
            "19970902T090000",
            "FREQ=DAILY;BYHOUR=9,10,11;BYSETPOS=-1;COUNT=3",
            &["1997-09-02 09:00", "1997-09-02 11:00", "1997-09-03 11:00"],
        ),
        (
            "19970902T160000",
            "FREQ=HOURLY;BYHOUR=9,16;BYDAY=TU;COUNT=3",
            &["1997-09-02 16:00", "1997-09-09 09:00", "1997-09-09 16:00"],
        ),
        (
            "19970902T235000",
            "FREQ=HOURLY;INTERVAL=2;BYMINUTE=10,50;COUNT=3",
            &["1997-09-02 23:50", "1997-09-03 01:10", "1997-09-03 01:50"],
        ),
        (
            "19970902T090000",
            "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10;COUNT=7",
            &[
                "1997-09-02 09:00",
                "1997-09-02 09:20",
                "1997-09-02 09:40",
                "1997-09-02 10:00",
                "1997-09-02 10:20",
                "1997-09-02 10:40",
                "1997-09-03 09:00",
            ],
        ),
        (
            "20240101T000000",
            "FREQ=SECONDLY;BYMONTH=3;BYHOUR=9;BYMINUTE=5;BYSECOND=0;COUNT=3",
            &["2024-01-01", "2024-03-01 09:05", "2024-03-02 09:05"],
        ),
        (
            "20240102T000000",
            "FREQ=MINUTELY;BYYEARDAY=366;BYHOUR=12;BYMINUTE=0;COUNT=3",
            &["2024-01-02", "2024-12-31 12:00", "2028-12-31 12:00"],
        ),
        (
            "20240101T090000",
            "FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=9,17;COUNT=4",
            &["2024-01-01 09:00", "2024-01-01 17:00", "2024-01-05 09:00", "2024-01-05 17:00"],
        ),
        (
            "20240131T180000",
            "FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=6,18;COUNT=3",
            &["2024-01-31 18:00", "2024-02-29 06:00", "2024-02-29 18:00"],
        ),
        // The first time is what the event says, whatever its day.
        ("20240102T000000", "FREQ=WEEKLY;BYDAY=MO;COUNT=2", &["2024-01-02", "2024-01-08"]),
        ("99991231T000000", "FREQ=DAILY", &["9999-12-31"]),
    ];
    for (first, rule, wanted) in rows {
        assert_eq!(times(first, rule, 10), (wanted.iter().map(|&at| at.into()).collect(), true), "{rule}");
    }
    assert_eq!(
        times("20240101T000000", "FREQ=DAILY", 2),
        (vec!["2024-01-01".into(), "2024-01-02".into()], false)
    );
}

#[test]
fn what_is_not_followed_is_no_rule() {
    for rule in [
        "",
        "FREQ=",
        "FREQ=DAILY;X=1",
        "FREQ=YEARLY;BYWEEKNO=54",
        "FREQ=MONTHLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO",
        "FREQ=WEEKLY;BYYEARDAY=1",
        "FREQ=YEARLY;BYYEARDAY=367",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYMINUTE=-1",
        "FREQ=DAILY;BYEASTER=0",
        "COUNT=2",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYDAY=54MO",
        "FREQ=MONTHLY;BYDAY=é",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=HOURLY;BYDAY=1MO",
        "FREQ=YEARLY;BYMONTH=-1",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1",
    ] {
        assert_eq!(Rule::parse(rule), None, "{rule}");
    }
}

#[test]
fn rules_without_any_day_come_to_an_end() {
    for rule in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=65535",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=6",
    ] {
        assert_eq!(times("20240101T000000", rule, 10).0.len(), 1, "{rule}");
    }
    let mut days = 10;
    let rule = Rule::parse("FREQ=DAILY").unwrap();
    assert!(!rule.each(NaiveDateTime::MIN, &mut days, |at| at, |_| true));
    assert_eq!(days, 0);
}
