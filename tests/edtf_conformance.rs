//! Where `annals` stands to ISO 8601-2: other people's test suites row by row, the standard's own
//! vectors, and properties that hold for any text.
//!
//! "Accepts" means read without a note. What is not EDTF may still be read, with a note that says
//! what would be right; that counts as a rejection here. Where a suite differs from the standard, the
//! row stands in a table of exceptions with the reason, and a row that is no exception any more fails.

#![allow(clippy::print_stderr, reason = "a test that skips says so")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use annals::model::Date;
use annals::model::date::{Moment, SHORT_WIDTH};
use proptest::prelude::*;

/// `annals` reads it as EDTF, without a note.
fn accepted(text: &str) -> Option<Date> {
    Date::parse(text).ok().filter(|(_, notes)| notes.is_empty()).map(|(date, _)| date)
}

/// A file of the samples, or `None` with a message.
fn sample(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/edtf").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    text
}

/// Runs the rows of a suite; each gives `Err` with what differs. The exceptions must differ, the rest
/// must not.
fn judge<'a>(rows: impl Iterator<Item = (&'a str, Result<(), String>)>, exceptions: &[(&str, &str)]) {
    let mut excused: BTreeMap<&str, bool> = exceptions.iter().map(|(row, _)| (*row, false)).collect();
    let mut wrong = Vec::new();
    for (row, outcome) in rows {
        match (outcome, excused.get_mut(row)) {
            (Err(_), Some(needed)) => *needed = true,
            (Err(difference), None) => wrong.push(format!("{row}: {difference}")),
            (Ok(()), _) => {}
        }
    }
    wrong.extend(
        excused
            .iter()
            .filter(|(_, needed)| !**needed)
            .map(|(row, _)| format!("{row}: no exception is needed")),
    );
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn expect(what: &str, got: &str, wanted: &str) -> Result<(), String> {
    if got == wanted { Ok(()) } else { Err(format!("{what} is {got}, not {wanted}")) }
}

const NO_SECONDS: &str = "a time has seconds";
const NO_FRACTION: &str = "a time has no fractions of a second";
const TWO_DIGITS: &str = "EDTF has four digits in a year; 19XX is the century, and 0019 the year";
const THREE_DIGITS: &str = "EDTF has four digits in a year; 199X is the decade, and 0199 the year";
const BLANK: &str = "EDTF has no blanks";
const SEASON: &str = "the suite begins the year's seasons in January; the standard leaves the months open, and here spring begins in March";

/// `OpenHistoricalMap`'s suite for edtf-java, all levels.
const OHM: &[(&str, &str)] = &[
    ("2020-05-01T10:30Z", NO_SECONDS),
    ("2020-05-01T00:00Z", NO_SECONDS),
    ("2020-05-01T23:59Z", NO_SECONDS),
    ("2020-05-01T10:30:45.123Z", NO_FRACTION),
    ("2020-05-01T10:30:45.500-05:00", NO_FRACTION),
    ("2020-05-01T24:00:00Z", "the 2019 edition has no hour 24"),
    ("20", TWO_DIGITS),
    ("00", TWO_DIGITS),
    ("19", TWO_DIGITS),
    ("-01", TWO_DIGITS),
    ("-05", TWO_DIGITS),
    ("-99", TWO_DIGITS),
    ("199", THREE_DIGITS),
    ("202", THREE_DIGITS),
    ("-005", THREE_DIGITS),
    ("199?", THREE_DIGITS),
    ("199~", THREE_DIGITS),
    ("199%", THREE_DIGITS),
    ("2020-21", SEASON),
    ("2020-22", SEASON),
    ("2020-23", SEASON),
    ("2020-24", SEASON),
    ("1999-24", SEASON),
    ("2020-25", SEASON),
    ("2020-37", "the suite gives this third of the year five months; the standard says four"),
    ("2020-30", "the suite has southern summer in July to September"),
    ("../..", "an interval needs one end that is known"),
    ("[2020, 2021]", BLANK),
    ("[2020, 2021, 2023]", BLANK),
    ("{2020, 2021}", BLANK),
];

#[test]
fn ohm_suite() {
    let files: Vec<String> =
        ["ohm-level0.tsv", "ohm-level1.tsv", "ohm-level2.tsv"].into_iter().filter_map(sample).collect();
    if files.len() < 3 {
        return;
    }
    let rows = files.iter().flat_map(|file| file.lines().skip(1)).filter(|row| !row.trim().is_empty());
    judge(rows.map(|row| (row.split('\t').next().unwrap_or_default(), ohm_row(row))), OHM);
}

/// `input type level min max edtf`, the bounds in milliseconds, the last one inclusive. Empty is an
/// end that is not known.
fn ohm_row(row: &str) -> Result<(), String> {
    let mut fields = row.split('\t');
    let mut field = || fields.next().unwrap_or_default();
    let (input, _kind, _level, min, max, edtf) = (field(), field(), field(), field(), field(), field());
    let date = accepted(input).ok_or("not accepted")?;
    let bound = |millis: &str, unknown: Moment| match millis {
        "" => Ok(unknown.seconds()),
        "Infinity" => Ok(Moment::FUTURE.seconds()),
        "-Infinity" => Ok(Moment::PAST.seconds()),
        // The suite's years before 0 end one millisecond late, at ...001.
        _ => millis.parse::<i64>().map(|millis| millis.div_euclid(1000)).map_err(|error| error.to_string()),
    };
    let ends = date.ends();
    let (min, max) = (bound(min, Moment::PAST)?, bound(max, Moment::FUTURE)?);
    expect("the earliest second", &ends.earliest_start.seconds().to_string(), &min.to_string())?;
    expect("the latest second", &ends.latest_end.seconds().to_string(), &max.to_string())?;
    if !input.contains('T') {
        expect("the canonical form", date.edtf(), edtf)?;
    }
    Ok(())
}

const PADDED: &str = "an end that is not known has no date; the suite puts ten years";

/// python-edtf's examples, its strict bounds.
const PYTHON: &[(&str, &str)] = &[
    ("-01XX", "years before 0000 have no unspecified digits"),
    ("-01XX~", "years before 0000 have no unspecified digits"),
    ("/2006", PADDED),
    ("2004-06-01/", PADDED),
    ("1984-06-02?/", PADDED),
    ("2010-24", "the suite cuts winter off at the end of December; here it ends in February"),
    ("[1667, 1668, 1670..1672]", BLANK),
    ("[1760-01, 1760-02, 1760-12..]", BLANK),
    ("[1667, 1760-12]", BLANK),
    ("{1667,1668, 1670..1672}", BLANK),
    ("{1960, 1961-12}", BLANK),
    (
        "1950S2",
        "the suite's strict bounds are the estimate alone; the standard says some year of the century",
    ),
    ("1953S2", "as 1950S2"),
    ("1953S3", "as 1950S2: some year of the decade"),
    ("Y17101E4S3", "as 1950S2"),
    ("Y3388E2S3", "as 1950S2"),
    ("Y171010000S3", "as 1950S2"),
];

#[test]
fn python_edtf_bounds() {
    let Some(file) = sample("python-edtf-bounds.tsv") else { return };
    let rows = file.lines().filter(|row| !row.starts_with('#') && !row.trim().is_empty());
    judge(rows.map(|row| (row.split('\t').next().unwrap_or_default(), python_row(row))), PYTHON);
}

/// `input` and one to four bounds. Of the fuzzy ones, which pad what is approximate, none is taken:
/// EDTF does not say how much "about" is.
fn python_row(row: &str) -> Result<(), String> {
    let fields: Vec<&str> = row.split('\t').collect();
    let (lower, upper) = match fields.as_slice() {
        [_, all] => (*all, *all),
        [_, lower, upper] | [_, lower, upper, _, _] => (*lower, *upper),
        [_, strict, _, _] => (*strict, *strict),
        _ => return Err("a row with another number of bounds".into()),
    };
    let date = accepted(fields[0]).ok_or("not accepted")?;
    expect("the earliest day", &day(date.ends().earliest_start), lower)?;
    expect("the latest day", &day(date.ends().latest_end), upper)
}

/// A moment as the suites write a day; `date -> year` for years beyond four digits is the same.
fn day(moment: Moment) -> String {
    match (moment, moment.civil()) {
        (Moment::PAST, _) => "-inf".into(),
        (Moment::FUTURE, _) => "inf".into(),
        (_, Some((year, month, day))) if year < 0 => format!("-{:04}-{month:02}-{day:02}", -year),
        (_, Some((year, month, day))) => format!("{year:04}-{month:02}-{day:02}"),
        (_, None) => "too far".into(),
    }
}

#[test]
fn python_edtf_invalid() {
    let Some(file) = sample("python-edtf-invalid.txt") else { return };
    let rows = file.lines().filter(|row| row.starts_with('"')).map(|row| row.trim().trim_matches('"'));
    judge(rows.map(|row| (row, if accepted(row).is_some() { Err("accepted".into()) } else { Ok(()) })), &[]);
}

/// Expression, earliest day, latest day, as the standard has them (seasons as annals decides).
const VECTORS: &[(&str, &str, &str)] = &[
    ("1985", "1985-01-01", "1985-12-31"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30-04", "1985-04-13", "1985-04-13"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
    ("2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("-1985", "-1985-01-01", "-1985-12-31"),
    ("0000", "0000-01-01", "0000-12-31"),
    ("0000-01-03/0000-01", "0000-01-03", "0000-01-31"),
    ("Y170000002", "170000002-01-01", "170000002-12-31"),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31"),
    ("1984?/2004%", "1984-01-01", "2004-12-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1985-04-12/..", "1985-04-12", "inf"),
    ("1986-04/", "1986-04-01", "inf"),
    ("../1985-04-12", "-inf", "1985-04-12"),
    ("/1985", "-inf", "1985-12-31"),
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("2001-24", "2001-12-01", "2002-02-28"),
    ("2001-28", "2001-12-01", "2002-02-28"),
    ("2001-30", "2001-12-01", "2002-02-28"),
    ("2001-34", "2001-04-01", "2001-06-30"),
    ("2001-39", "2001-09-01", "2001-12-31"),
    ("2001-40", "2001-01-01", "2001-06-30"),
    ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
    ("1950S2", "1900-01-01", "1999-12-31"),
    ("Y171010000S3", "171000000-01-01", "171999999-12-31"),
    ("Y3388E2S3", "338000-01-01", "338999-12-31"),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
    ("[..1984]", "-inf", "1984-12-31"),
    ("[..1760-12-03]", "-inf", "1760-12-03"),
    ("[1984..]", "1984-01-01", "inf"),
    ("2004-06~-11", "2004-06-11", "2004-06-11"),
    ("2004?-06-~11", "2004-06-11", "2004-06-11"),
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("1560-X2", "1560-02-01", "1560-12-31"),
    ("XXXX-02-29", "0000-02-29", "9996-02-29"),
    ("XXXX-12-XX", "0000-12-01", "9999-12-31"),
];

/// Not EDTF.
const INVALID: &[&str] = &[
    "1985-13",
    "1985-00",
    "2004-20",
    "2004-42",
    "1985-02-30",
    "1985-1",
    "198",
    "-0000",
    "12345",
    "Y9999",
    "Y00001",
    "Y17E7-12-26",
    "1985-04-12T24:00:00",
    "1985-04-12T24:00:01",
    "1985-04-12T23:20:30+15:00",
    "1985-04-12T23:20:30-00:00",
    "1985-04-12T23:20:30.5",
    "1985-04-12T23:20",
    "19850412",
    "1985-W15-5",
    "[1999}",
    "[1999",
    "[]",
    "[[1999]]",
    "/",
    "../..",
    "1985/1984",
    "[1985..1984]",
    " 1985",
    "1985 ",
    "156X-09-31",
    "1900-02-29",
    "-01XX",
    "198x",
    "19uu",
    "1984?~",
    "1985/open",
    "1985/unknown",
    "2001-21-03",
    "1985-04-12?T10:00:00Z",
    "٢٠٢٥",
    "",
];

#[test]
fn vectors_of_the_standard() {
    for (edtf, first, last) in VECTORS {
        let date =
            accepted(edtf).unwrap_or_else(|| panic!("{edtf} is not accepted: {:?}", Date::parse(edtf)));
        let ends = date.ends();
        assert_eq!(
            (day(ends.earliest_start).as_str(), day(ends.latest_end).as_str()),
            (*first, *last),
            "{edtf}"
        );
        assert_eq!(date.edtf(), *edtf, "canonical");
    }
    for edtf in INVALID {
        assert!(accepted(edtf).is_none(), "{edtf} is accepted");
    }
}

/// A moment of a computer's clock, or a day with something behind it, is no year of many millions.
#[test]
fn many_digits_are_no_year_unless_it_is_said() {
    for text in ["202201011", "1676500000", "2022020220107"] {
        assert!(Date::parse(text).is_err(), "{text}");
    }
    let said = Date::parse("1676500000").unwrap_err();
    assert!(said.ends_with("it has 10 digits; write Y1676500000 if a year is meant"), "{said}");
    for (text, edtf) in [
        ("20150218,", "2015-02-18"),
        ("12345", "Y12345"),
        ("Y1676500000", "Y1676500000"),
        ("12,000 BC", "Y-11999"),
    ] {
        assert_eq!(Date::parse(text).unwrap().0.edtf(), edtf);
    }
}

/// Text that is nearly EDTF, or nearly words.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9XxYyESTZu:/.,?~%{}()\\[\\] +–-]{0,24}",
        "-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?",
        "Y-?[1-9][0-9]{0,18}(E[0-9]{1,6})?(S[0-9]{1,2})?[?~%]?",
        "[\\[{](\\.\\.)?[0-9]{4}(-[01][0-9])?([,.][.]?[0-9]{4}){0,4}(\\.\\.)?[\\]}]",
        "[0-9]{4}(-[0-3][0-9])?[~?]?/([0-9]{4}(-[0-3][0-9])?|\\.\\.)?",
        "[0-9]{4}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9](:[0-6][0-9])?(Z|[+-][01][0-9]:?[0-5]0)?",
        "(since |before |by |about |early |between |last |next )?([0-9]{1,2} |[0-9]{4} |May |spring |week |19th century |1980s |days |ago |and |to |or |BC |– ){1,5}",
    ]
}

fn dates() -> impl Strategy<Value = Date> {
    texts().prop_filter_map("no date", |text| Date::parse(&text).ok().map(|(date, _)| date))
}

fn fit_to_print(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_control)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, max_local_rejects: 10_000_000,failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in texts()) {
        match Date::parse(&text) {
            Err(said) => prop_assert!(fit_to_print(&said), "{said:?}"),
            Ok((date, notes)) => {
                prop_assert!(notes.iter().all(|note| fit_to_print(note)));
                prop_assert!(fit_to_print(&date.human()) && fit_to_print(&date.short()));
                prop_assert!(date.short().chars().count() <= SHORT_WIDTH, "{}", date.short());
                let _ = (date.is_fuzzy(), date.first_day());
            }
        }
    }

    #[test]
    fn any_text_is_a_prompt(text in texts(), days in -3_000_000i32..3_000_000) {
        let today = chrono::NaiveDate::from_epoch_days(days).unwrap_or_default();
        if let Err(said) = Date::parse_prose(&text, today) {
            prop_assert!(fit_to_print(&said));
        }
    }

    #[test]
    fn canonical_edtf_reads_as_itself(date in dates()) {
        let (again, notes) = Date::parse(date.edtf()).map_err(TestCaseError::fail)?;
        prop_assert_eq!(again.edtf(), date.edtf());
        prop_assert_eq!(again.ends(), date.ends());
        prop_assert!(notes.is_empty() && again.original().is_none());
    }

    #[test]
    fn the_four_ends_are_in_order(date in dates()) {
        let ends = date.ends();
        prop_assert!(ends.earliest_start <= ends.latest_start && ends.latest_start <= ends.latest_end);
        prop_assert!(ends.earliest_start <= ends.earliest_end && ends.earliest_end <= ends.latest_end);
    }

    #[test]
    fn order_is_total_and_agrees_with_equality(a in dates(), b in dates(), c in dates()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b).is_eq(), a == b);
        prop_assert!(!(a <= b && b <= c) || a <= c);
    }
}
