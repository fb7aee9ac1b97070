//! Expressions of time whose words leave more than one day open: which is meant, and where nobody can know.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "common/told.rs"]
mod told;

use annals::extract::page::Page;
use annals::extract::time::calendar::Day;
use annals::extract::time::{self, Setting};

use told::{Row, lines};

/// Written on a Monday.
const LATER: &str = "2024-08-19";

/// Holds texts written then against what is found in them, as `words = EDTF`, with `?` behind a guess.
fn check_known(rows: &[Row<'_>]) {
    let setting = Setting { date: Day::parse(LATER), ..Setting::default() };
    told::check(rows, |text| {
        lines(text, &setting, |timex| {
            let sure = if timex.sure == time::Sure::Guess { "?" } else { "" };
            format!("{}{sure}", timex.edtf.as_deref().unwrap_or("-"))
        })
    });
}

#[test]
fn what_was_done_does_not_lie_ahead() {
    check_known(&[
        ("On Christmas Eve, the mayor opened the bridge.", &["Christmas Eve = 2023-12-24"]),
        ("The storm struck on Halloween.", &["Halloween = 2023-10-31"]),
        ("He was hurt on Labor Day.", &["Labor Day = 2023-09-04"]),
        ("The pact was signed on September 11.", &["September 11 = 2023-09-11"]),
        ("The pact, signed on September 11, is in force.", &["September 11 = 2023-09-11"]),
        ("The deal was announced on Sept. 30.", &["Sept. 30 = 2023-09-30"]),
        ("The judge resigned on the 25th.", &["the 25th = 2024-07-25"]),
        ("The judge resigned on the 5th.", &["the 5th = 2024-08-05"]),
        ("The mill failed in the fall.", &["the fall = 2023-23"]),
        ("They reached the coast on Friday.", &["Friday = 2024-08-16"]),
        ("The fair was held from 24 to 28 August.", &["24 = 2023-08-24?", "28 August = 2023-08-28?"]),
        ("The road has been closed since 30 August.", &["30 August = 2023-08-30"]),
        ("He died on New Year's Eve.", &["New Year's Eve = 2023-12-31"]),
        (
            "The team won on Sept. 9, and plays again on Sept. 16.",
            &["Sept. 9 = 2023-09-09", "Sept. 16 = 2024-09-16"],
        ),
        // What is arranged, owed or meant may lie ahead, whatever the verb.
        ("The board declared a dividend payable Sept. 15.", &["Sept. 15 = 2024-09-15"]),
        ("The union set a vote for Sept. 11.", &["Sept. 11 = 2024-09-11"]),
        ("They agreed to meet on the 25th.", &["the 25th = 2024-08-25"]),
        ("The trial was put off until Sept. 11.", &["Sept. 11 = 2024-09-11"]),
        ("They plan to marry on Christmas Day.", &["Christmas Day = 2024-12-25"]),
        ("The office will be closed on Easter Monday.", &["Easter Monday = 2025-04-21"]),
        ("The law will take effect on Jan. 5.", &["Jan. 5 = 2025-01-05"]),
    ]);
}

#[test]
fn a_day_that_is_counted_from_a_named_one_is_one_expression() {
    check_known(&[
        ("The envoy left two days before Christmas.", &["two days before Christmas = 2023-12-23"]),
        ("The shop was robbed the day after Christmas.", &["the day after Christmas = 2023-12-26"]),
        ("She left three weeks after 5 June 2023.", &["three weeks after 5 June 2023 = 2023-06-26"]),
        ("They stood firm on the eve of 3 May 2024.", &["the eve of 3 May 2024 = 2024-05-02"]),
        ("They met a week ago Monday.", &["a week ago Monday = 2024-08-12"]),
        ("They meet a week from Friday.", &["a week from Friday = 2024-08-30"]),
        ("It rained on the first Monday of May 2024.", &["the first Monday of May 2024 = 2024-05-06"]),
        ("It rained on the last Friday in October 2023.", &["the last Friday in October 2023 = 2023-10-27"]),
        ("It was sold the year before last.", &["the year before last = 2022"]),
        ("The vote was a week later than planned.", &["a week = -"]),
    ]);
}

#[test]
fn what_nothing_fixes_is_not_reckoned_from_the_day_of_writing() {
    check_known(&[
        ("Ten years later, he returned to the coast.", &["Ten years = -"]),
        ("He left in 1988. Two weeks later he returned.", &["1988 = 1988", "Two weeks = -"]),
        (
            "War came in June 1914. Two years later, in March, he fell.",
            &["June 1914 = 1914-06", "Two years later = 1916", "March = 1916-03"],
        ),
        ("They met in March, two years ago.", &["March = 2022-03", "two years ago = 2022"]),
        ("Last year, on 5 May, they met.", &["Last year = 2023", "5 May = 2023-05-05"]),
        ("On India's Independence Day they spoke of the U.S.", &["Independence Day = -"]),
        ("The U.S. marked Independence Day.", &["Independence Day = 2024-07-04"]),
    ]);
}

#[test]
fn weekdays_and_weeks_are_those_that_are_meant() {
    check_known(&[
        ("The Monday after Thanksgiving was cold.", &["The Monday after Thanksgiving = 2023-11-27"]),
        ("The Sunday before the vote was cold.", &["The Sunday = -"]),
        ("They met two Fridays ago.", &["two Fridays ago = 2024-08-09"]),
        ("One Sunday they met.", &["One Sunday = -"]),
        ("They met on a Friday afternoon.", &["Friday afternoon = -"]),
        ("They met in the week of 4 March.", &["the week of 4 March = 2024-03-04/2024-03-10"]),
        (
            "On 3 May 2023 it passed; the following Monday they left.",
            &["3 May 2023 = 2023-05-03", "the following Monday = 2023-05-08"],
        ),
        ("It passed; the following Monday they left.", &["the following Monday = -"]),
        ("In the summer of that year, she moved.", &["the summer of that year = -"]),
        (
            "It was signed on 3 September 1783 and ratified the following January.",
            &["3 September 1783 = 1783-09-03", "the following January = 1784-01"],
        ),
        ("In May 1996 it rose, and again in July.", &["May 1996 = 1996-05", "July = 1996-07"]),
        ("The shops were full on Black Friday.", &["Friday = -"]),
        ("A deadline of noon Thursday was set.", &["noon Thursday = 2024-08-22T12:00:00"]),
        (
            "They marched from the 13th to the 19th of October 1950.",
            &["the 13th = 1950-10-13", "the 19th of October 1950 = 1950-10-19"],
        ),
    ]);
}

#[test]
fn a_heading_and_the_head_of_a_sentence_say_the_year_of_what_follows() {
    check_known(&[
        (
            "1939\n\n1 September: The army crosses the border.\n\n1940\n\n10 May: The bridge fell.",
            &["1939 = 1939", "1 September = 1939-09-01", "1940 = 1940", "10 May = 1940-05-10"],
        ),
        ("1939: The bridge fell on 3 September.", &["1939 = 1939", "3 September = 1939-09-03"]),
        ("In 1998 he moved, and in June he married.", &["1998 = 1998", "June = 1998-06"]),
        // The year of something else is not that of what follows, nor is a number that stands alone once.
        ("The firm, founded in 1998, opened a shop in June.", &["1998 = 1998", "June = 2024-06"]),
        ("1998\n\nThe bridge opened in June.", &["1998 = 1998", "June = 2024-06"]),
    ]);
}

#[test]
fn words_count_from_the_day_they_were_said() {
    check_known(&[
        (
            "“I saw her yesterday,” Berg said on 3 May 2024.",
            &["yesterday = 2024-05-02", "3 May 2024 = 2024-05-03"],
        ),
        (
            "'I saw her yesterday,' Berg said on 3 May 2024.",
            &["yesterday = 2024-05-02", "3 May 2024 = 2024-05-03"],
        ),
        (
            "On 3 May 2024 Berg said: \"We vote tomorrow.\"",
            &["3 May 2024 = 2024-05-03", "tomorrow = 2024-05-04"],
        ),
        (
            "“I saw her yesterday,” Berg said of 3 May 2024 and left.",
            &["yesterday = 2024-05-02", "3 May 2024 = 2024-05-03"],
        ),
        ("“I saw her yesterday,” Berg nodded.", &["yesterday = 2024-08-18"]),
    ]);
}

#[test]
fn doubtful_numbers_are_read_as_the_document_writes_them_or_only_guessed() {
    check_known(&[
        (
            "It ran from 25/12/2023 on. On 03/04/2024 it closed.",
            &["25/12/2023 = 2023-12-25", "03/04/2024 = 2024-04-03"],
        ),
        (
            "It ran from 12/25/2023 on. On 03/04/2024 it closed.",
            &["12/25/2023 = 2023-12-25", "03/04/2024 = 2024-03-04"],
        ),
        ("On 03/04/2024 it closed.", &["03/04/2024 = 2024-03-04?"]),
        ("On Wednesday, 03/04/2024 it closed.", &["Wednesday, 03/04/2024 = 2024-04-03"]),
        ("It began on 3/5/24.", &["3/5/24 = 2024-03-05?"]),
        ("They met on Monday, 18 August 2024.", &["Monday, 18 August 2024 = 2024-08-18?"]),
        ("They met on Sunday, 18 August 2024.", &["Sunday, 18 August 2024 = 2024-08-18"]),
        ("The pact was signed on Feb. 30, 2024.", &["Feb. 30, 2024 = 2024-02?"]),
        ("Profit rose in FY2024 and in fiscal 2023.", &["FY2024 = 2024~?", "fiscal 2023 = 2023~?"]),
    ]);
}

#[test]
fn numbers_and_halves_are_read_for_what_they_say() {
    check_known(&[
        ("It fell in the year 800.", &["the year 800 = 0800"]),
        ("It opened on 2024-5-3.", &["2024-5-3 = 2024-05-03"]),
        ("It opened on 20240503.", &["20240503 = 2024-05-03"]),
        ("It was built c. 1240 by monks.", &["c. 1240 = 1240~"]),
        ("It grew in the late 1990s.", &["the late 1990s = 1997/1999"]),
        ("It grew in the early 19th century.", &["the early 19th century = 1800/1833"]),
        ("It grew in the first half of the 1980s.", &["the first half of the 1980s = 1980/1984"]),
        ("It grew in the 18th and 19th centuries.", &["the 18th = 17XX", "19th centuries = 18XX"]),
        ("They met at 1400 GMT.", &["1400 GMT = 2024-08-19T14:00:00"]),
        ("They met at half past three.", &["half past three = 2024-08-19T03:30:00"]),
        (
            "They met at a quarter to five in the evening.",
            &["a quarter to five in the evening = 2024-08-19T16:45:00"],
        ),
        (
            "They landed on 5 June 1944; at dawn the next day they fought.",
            &["5 June 1944 = 1944-06-05", "dawn the next day = 1944-06-06"],
        ),
    ]);
    for (text, want) in [
        ("It ran from late 1999 until early 2003.", "1999-09/2003-04"),
        ("The 2023/24 season was long.", "2023/2024"),
    ] {
        let setting = Setting { date: Day::parse(LATER), ..Setting::default() };
        let found = time::find(&Page::read(text), &setting);
        assert_eq!(found[1].stretch.as_ref().map(|stretch| stretch.edtf.as_str()), Some(want), "{text}");
    }
}
