//! Expressions of time in reports, class by class: what is found, where it ends, what it means.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "common/told.rs"]
mod told;

use annals::extract::time::Setting;
use annals::extract::time::calendar::Day;

use told::{Row, lines};

/// Written on a Wednesday.
const WRITTEN: &str = "1999-11-03";

/// Holds reports against what is found in them, as `words = value`.
fn check(rows: &[Row<'_>]) {
    let setting = Setting { date: Day::parse(WRITTEN), narrative: Some(false), ..Setting::default() };
    told::check(rows, |text| lines(text, &setting, |timex| timex.value.clone()));
}

#[test]
fn stretches_and_what_is_counted_from_today() {
    check(&[
        ("It closed on the last day of September.", &["the last day of September = 1999-09-30"]),
        ("It opened on the first day of 1999.", &["the first day of 1999 = 1999-01-01"]),
        ("The polls open a week from today.", &["a week from today = 1999-11-10"]),
        ("It was signed a year ago today.", &["a year ago today = 1998-11-03"]),
        ("It grew over the past quarter century.", &["the past quarter century = P25Y"]),
        ("A quarter of a century passed.", &["A quarter of a century = P25Y"]),
        ("The year before, it had lost money.", &["The year before = 1998"]),
        ("He stayed home in the last week of the campaign.", &["the last week = P1W"]),
        ("He stayed home in the last week.", &["the last week = 1999-W43"]),
        ("In the third quarter a year ago it lost money.", &["the third quarter a year ago = 1998-Q3"]),
    ]);
}

#[test]
fn what_comes_again() {
    check(&[
        ("She calls every few months.", &["every few months = PXM"]),
        ("The plant makes 1,000 cars a day.", &["a day = P1D"]),
        ("On weekends the beach is full.", &["weekends = XXXX-WXX-WE"]),
        // A price is no set.
        ("He is paid $20 an hour.", &[]),
    ]);
}

#[test]
fn parts_of_the_day() {
    check(&[
        ("By mid-morning the fire was out.", &["mid-morning = 1999-11-03TMO"]),
        ("At mid-afternoon yesterday it fell.", &["mid-afternoon yesterday = 1999-11-02TAF"]),
        ("The offer expires at midnight tonight.", &["midnight tonight = 1999-11-03T24:00"]),
    ]);
}

#[test]
fn what_only_looks_like_a_date() {
    check(&[
        ("A man in his late sixties was hurt.", &[]),
        ("Call 1-800-555-1999.", &[]),
        ("The quarter-final was lost.", &[]),
        ("The three-year-olds ran.", &[]),
        ("They sang “White Christmas” to her.", &[]),
        ("They will sing carols at Christmas.", &["Christmas = 1999-12-25"]),
    ]);
}

#[test]
fn weekdays_by_the_verb_that_governs_them() {
    check(&[
        ("The envoy arrives in Cairo on Thursday for talks.", &["Thursday = 1999-11-04"]),
        ("The leaders meet Monday with the envoy.", &["Monday = 1999-11-08"]),
        ("The leaders did not meet Monday.", &["Monday = 1999-11-01"]),
        ("He is leaving Saturday for Rome.", &["Saturday = 1999-11-06"]),
        ("They wanted an answer by Friday.", &["Friday = 1999-11-05"]),
        ("By Friday, 300 had died.", &["Friday = 1999-10-29"]),
        (
            "Officials said on Tuesday that the bridge would open Saturday.",
            &["Tuesday = 1999-11-02", "Saturday = 1999-11-06"],
        ),
        (
            "Officials said on Tuesday that the bridge had opened Saturday.",
            &["Tuesday = 1999-11-02", "Saturday = 1999-10-30"],
        ),
    ]);
}

#[test]
fn seasons_quarters_and_months_of_trade() {
    check(&[
        ("In the spring, he will retire.", &["the spring = 2000-SP"]),
        ("In the spring, he retired.", &["the spring = 1999-SP"]),
        ("By the end of the first quarter it will open.", &["the end of the first quarter = 2000-Q1"]),
        ("It will report third-quarter profit soon.", &["third-quarter = 1999-Q3", "soon = FUTURE_REF"]),
        ("Profit rose from 1998's third quarter.", &["1998's third quarter = 1998-Q3"]),
        ("In the same quarter last year profit fell.", &["the same quarter last year = 1998-Q3"]),
        ("In the 2000 fiscal year, profit will fall.", &["the 2000 fiscal year = 2000"]),
        ("Crude for January delivery fell.", &["January = 2000-01"]),
    ]);
}

#[test]
fn dates_in_one_breath() {
    check(&[
        ("In May, June and July 1994, it grew.", &["May = 1994-05", "June = 1994-06", "July 1994 = 1994-07"]),
        (
            "On 5, 6 and 7 May 1994, it grew.",
            &["5 = 1994-05-05", "6 = 1994-05-06", "7 May 1994 = 1994-05-07"],
        ),
        (
            "On May 5, 6 and 7, 1994, it grew.",
            &["May 5 = 1994-05-05", "6 = 1994-05-06", "7, 1994 = 1994-05-07"],
        ),
        (
            "On the night of May 5-6, 1994, it burned.",
            &["the night of May 5 = 1994-05-05TNI", "6, 1994 = 1994-05-06"],
        ),
        // Not every number behind a day is one.
        ("On May 5, 12 and 15 people died.", &["May 5 = 1999-05-05"]),
    ]);
}

#[test]
fn centuries_and_halves() {
    check(&[
        ("The 19th-century church burned.", &["19th-century = 18"]),
        ("In the first half of this century it grew.", &["the first half of this century = 19"]),
        ("The next century will be hot.", &["The next century = 20"]),
        ("Over the next decade, half will go.", &["the next decade = P10Y"]),
        ("It took half an hour.", &["half an hour = PT30M"]),
        ("It took an hour and a half.", &["an hour and a half = PT1H30M"]),
        ("It took half a year.", &["half a year = P6M"]),
    ]);
}

#[test]
fn what_goes_on_from_a_date_is_of_its_year() {
    check(&[
        (
            "In March 1991 the war ended. In April the refugees came.",
            &["March 1991 = 1991-03", "April = 1991-04"],
        ),
        // What is told at the end of a sentence may be of any year.
        (
            "In March 1991 the war ended. The minister resigned in October.",
            &["March 1991 = 1991-03", "October = 1999-10"],
        ),
        (
            "The band broke up in May 1996 and met again that November.",
            &["May 1996 = 1996-05", "that November = 1996-11"],
        ),
        ("The next morning, he had left.", &["The next morning = XXXX-XX-XXTMO"]),
        (
            "On Oct. 5 he came. The next morning he left.",
            &["Oct. 5 = 1999-10-05", "The next morning = 1999-10-06TMO"],
        ),
        ("By day's end 40 were dead.", &["day's end = 1999-11-03"]),
        ("They were held at dawn Monday.", &["dawn Monday = 1999-11-01TMO"]),
    ]);
}

#[test]
fn what_is_to_come_and_what_was_done() {
    check(&[
        ("Polls close at 8 p.m. on Sunday.", &["8 p.m. = 1999-11-07T20:00", "Sunday = 1999-11-07"]),
        ("At the close on Friday it was unchanged.", &["Friday = 1999-10-29"]),
        ("They agreed to keep it in force until 31 July.", &["31 July = 2000-07-31"]),
        (
            "We will meet again on the 20th. We met on the 2nd.",
            &["the 20th = 1999-11-20", "the 2nd = 1999-11-02"],
        ),
        ("Please send your comments by Friday.", &["Friday = 1999-11-05"]),
        ("The port opens again on Monday week.", &["Monday week = 1999-11-15"]),
        ("It was signed a week ago on Monday.", &["a week ago on Monday = 1999-10-25"]),
        ("The audit for 1998 starts soon.", &["1998 = 1998", "soon = FUTURE_REF"]),
        (
            "It meets every second Saturday and every third month.",
            &["every second Saturday = P2W", "every third month = P3M"],
        ),
        (
            "He came on 4 May 1990. His claim was refused on 9 July.",
            &["4 May 1990 = 1990-05-04", "9 July = 1990-07-09"],
        ),
        (
            "It was sold on 4 May 1990. Its gate was blown up on 29 October.",
            &["4 May 1990 = 1990-05-04", "29 October = 1999-10-29"],
        ),
        ("The fund was set up in December.", &["December = 1998-12"]),
        ("It sank on Monday. In December it had hit a pier.", &["Monday = 1999-11-01", "December = 1998-12"]),
        ("By letter of the 6th day of May 1999 he left.", &["the 6th day of May 1999 = 1999-05-06"]),
        ("They married two years earlier, in 1989.", &["two years earlier = 1989", "1989 = 1989"]),
        (
            "The court has set 10 December for the ruling. He was jailed the same day.",
            &["10 December = 1999-12-10", "the same day = XXXX-XX-XX"],
        ),
    ]);
}

#[test]
fn the_number_of_a_question_is_no_quarter() {
    check(&[
        ("Q1: When did it begin?\n\nA: In May.\n\nQ3. Who was there?", &["May = 1999-05"]),
        ("Q3 Mr Hall: Who was there?\n\nQ1-Q4: answered in writing.", &[]),
        ("Q2 Anna Berg: How much in Q3 1998?", &["Q3 1998 = 1998-Q3"]),
        ("Q2 sales fell. What will Q3 bring?", &["Q2 = 1999-Q2", "Q3 = 1999-Q3"]),
        ("Q3 1999: sales up", &["Q3 1999 = 1999-Q3"]),
    ]);
}

#[test]
fn a_manner_of_speaking_is_no_time() {
    check(&[
        ("Today's children spend less on sweets.", &[]),
        ("The union met at today's rally.", &["today = 1999-11-03"]),
        ("It is the city of tomorrow.", &[]),
        ("On days when the wind is strong the ferry stays.", &[]),
        ("The post is manned 24 hours a day, seven days a week.", &[]),
        ("He works 40 hours a week.", &["40 hours = PT40H", "a week = P1W"]),
        ("The pump moves 40 litres per second.", &[]),
        ("It flew at 900 kilometres per hour.", &[]),
        ("He was attacked twice, most recently last June.", &["last June = 1999-06"]),
        ("Her 1987 Volvo was found on Tuesday.", &["Tuesday = 1999-11-02"]),
        ("Her 1987 novel was found.", &["1987 = 1987"]),
    ]);
}

#[test]
fn what_is_so_every_year_is_of_no_single_one() {
    check(&[
        ("The river usually floods in April.", &["April = XXXX-04"]),
        ("Sales typically peak in the fourth quarter.", &["the fourth quarter = XXXX-Q4"]),
        ("It traditionally opens in the spring.", &["the spring = XXXX-SP"]),
        ("The river flooded in April.", &["April = 1999-04"]),
    ]);
}

#[test]
fn reports_on_earnings_compare_the_same_part_of_another_year() {
    check(&[
        (
            "It earned $3 million in the third quarter. In the 1998 quarter it earned $2 million. Sales rose in the \
             quarter.",
            &["the third quarter = 1999-Q3", "the 1998 quarter = 1998-Q3", "the quarter = 1999-Q3"],
        ),
        (
            "It earned $3 million in the third quarter, up from $2 million in the corresponding period last year.",
            &["the third quarter = 1999-Q3", "the corresponding period last year = 1998-Q3"],
        ),
        ("The first-half loss narrowed.", &["first-half = 1999-H1"]),
    ]);
}

#[test]
fn what_is_undertaken_is_to_come() {
    check(&[
        ("The bank announced an agreement to buy the insurer in January.", &["January = 2000-01"]),
        ("The ban runs through the end of March.", &["the end of March = 2000-03"]),
        ("The storm was to reach the coast on Saturday.", &["Saturday = 1999-11-06"]),
        ("The trial was to begin yesterday.", &["yesterday = 1999-11-02"]),
        ("The talks were to open on Monday, but nobody came.", &["Monday = 1999-11-01"]),
        ("The team plays Sunday and Friday at home.", &["Sunday = 1999-11-07", "Friday = 1999-11-05"]),
        ("It is the worst storm since December.", &["December = 1998-12"]),
        ("They will decide in a day or two.", &["a day or two = P1D"]),
        ("It took a week or more.", &["a week or more = P1W"]),
    ]);
}
