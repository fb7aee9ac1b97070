//! Reports that tell much of the past, and histories: which of their dates count from the day of writing.
//!
//! The texts stand in a file of their own. What is to be found in them is marked as `{{words|value}}`; the day of writing
//! is that of their head, or stands before them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use annals::extract::dated::{self, Clues};
use annals::extract::page::Page;
use annals::extract::time::calendar::Day;

/// A text without its marks, and what is marked: where, and what it is to be.
fn unmarked(marked: &str) -> (String, Vec<(usize, &str)>) {
    let (mut text, mut wanted) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once("{{") {
        let (mark, after) = behind.split_once("}}").unwrap();
        let (words, value) = mark.split_once('|').unwrap();
        text.push_str(before);
        wanted.push((text.len(), value));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    (text, wanted)
}

#[test]
fn each_passage_counts_from_what_it_is_told_from() {
    let all = include_str!("fixtures/reports_and_histories.txt");
    let mut count = 0;
    for case in all.split("====\n").filter(|case| !case.trim().is_empty()) {
        let (name, case) = case.split_once('\n').unwrap();
        let (given, case) = match case.strip_prefix("date: ").and_then(|case| case.split_once('\n')) {
            Some((day, case)) => (Day::parse(day), case),
            None => (None, case),
        };
        let (text, wanted) = unmarked(case.trim());
        let page = Page::read(&text);
        let (_, timexes) = dated::read(&page, &Clues { given, ..Clues::default() });
        for (at, value) in wanted {
            let timex = timexes.iter().find(|timex| timex.span.contains(&at));
            let timex = timex.unwrap_or_else(|| panic!("{name}: nothing at {:?}", &text[at..]));
            let said = &text[timex.span.clone()];
            assert!(value == "*" || timex.value == value, "{name}: {said} is {}, not {value}", timex.value);
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}
