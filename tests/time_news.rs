//! Expressions of time in reports, class by class: what is found, where it ends, what it means.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use annals::extract::page::Page;
use annals::extract::time::calendar::Day;
use annals::extract::time::{self, Setting};

/// Written on a Wednesday.
const WRITTEN: &str = "1999-11-03";

/// What is found in a report, as `words = value`.
fn said(text: &str) -> Vec<String> {
    let setting = Setting { date: Day::parse(WRITTEN), narrative: Some(false), ..Setting::default() };
    time::find(&Page::read(text), &setting)
        .iter()
        .map(|timex| format!("{} = {}", &text[timex.span.clone()], timex.value))
        .collect()
}

fn check(rows: &[(&str, &[&str])]) {
    for (text, want) in rows {
        assert_eq!(said(text), *want, "{text}");
    }
}

#[test]
fn stretches_and_what_is_counted_from_today() {
    check(&[
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
        ("They sang “White Christmas” to her.", &[]),
        ("They will sing carols at Christmas.", &["Christmas = 1999-12-25"]),
    ]);
}
