//! Tests of events: what a text of a known day tells, with dates, titles and who takes part.

use super::*;
use crate::extract::account::{self, Account};
use crate::extract::dated::Clues;

fn read(text: &str) -> Account {
    account::read(text, &Clues { given: Day::new(2024, 8, 19), ..Clues::default() })
}

/// `date | status | title` of every event.
fn told(text: &str) -> Vec<String> {
    let line = |told: &account::Told| {
        let date = told.event.when.as_ref().map_or("-", |when| when.edtf.as_str());
        format!("{date} {:?} {}", told.event.status, told.title)
    };
    read(text).events.iter().map(line).collect()
}

#[test]
fn what_happens_is_told_with_its_date_in_the_words_of_the_sentence() {
    let rows: [(&str, &[&str]); 20] = [
        (
            "On 6 May 2023, Anna Berg opened a school in Oslo.",
            &["2023-05-06 Occurred Anna Berg opened a school in Oslo"],
        ),
        (
            "The school was opened by Anna Berg in May 2023.",
            &["2023-05 Occurred The school was opened by Anna Berg"],
        ),
        (
            "Norway will host the Games in Oslo from 3 to 9 May 2026.",
            &["2026-05-03/2026-05-09 Planned Norway will host the Games in Oslo"],
        ),
        (
            "Norway aims to reduce its emissions by half by 2035.",
            &["2035 Target Norway aims to reduce its emissions by half"],
        ),
        ("The treaty signed in 1994 is still kept today.", &["1994 Occurred The treaty signed"]),
        ("She was glad about her visit to Chad in May 2023.", &["2023-05 Occurred Visit to Chad"]),
        (
            "The fair has been held in Bergen since 1995.",
            &["1995/.. Ongoing The fair has been held in Bergen"],
        ),
        (
            "Anna Berg, the mayor of Bergen, signed the decree (No. 7) on Monday.",
            &["2024-08-19 Occurred Anna Berg signed the decree"],
        ),
        (
            "This came in addition to two ships that were delivered in 2023.",
            &["2023 Occurred Two ships were delivered"],
        ),
        (
            "In May 2023, it was agreed that both towns would share the port.",
            &["2023-05 Occurred Was agreed that both towns would share the port"],
        ),
        (
            "The summit to be held in Oslo in May 2025 already shows its weight.",
            &["2025-05 Planned The summit to be held in Oslo"],
        ),
        (
            "Anna Berg is expected to meet Erik Lund in March 2025.",
            &["2025-03 Planned Anna Berg is expected to meet Erik Lund"],
        ),
        // Nothing happens here.
        ("Relations between Norway and Chad have been based on trust since 1990.", &[]),
        ("The town could have opened a port in 2023.", &[]),
        ("If Norway had signed the treaty in 2023, it would be kept.", &[]),
        ("Norway did not sign the treaty in 2023.", &[]),
        ("Did Norway sign the treaty in May 2023?", &[]),
        ("Published: 19 August 2024", &[]),
        ("Norway is one of the largest countries in the region today.", &[]),
        ("May 2023\n\nMo Tu We Th Fr Sa Su 12345678910", &[]),
    ];
    for (text, wanted) in rows {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn what_is_beyond_doubt_is_kept_without_a_date_and_what_points_back_has_one() {
    assert_eq!(
        told("Anna Berg founded the harbour of Bergen."),
        ["- Occurred Anna Berg founded the harbour of Bergen"]
    );
    assert_eq!(told("They built bridges between people."), [""; 0]);
    let visit = "Anna Berg began a visit to Chad on 6 May 2023. During the visit, Berg met Erik Lund.";
    assert_eq!(told(visit)[1], "2023-05-06 Occurred Berg met Erik Lund");
    assert_eq!(read(visit).events[1].event.rule, SAME_OCCASION);
}

#[test]
fn every_title_and_date_stands_in_its_sentence() {
    let text = "KIEL, 3 May 2023 - “We opened the port on Monday,” Anna Berg said. The port, which was built in 1990, \
                will close in 2030.";
    for told in read(text).events {
        let sentence = &told.event.sentence;
        assert!(text.is_char_boundary(sentence.start) && sentence.end <= text.len());
        for part in told.event.title.iter().chain(told.event.when.as_ref().map(|when| &when.span)) {
            assert!(sentence.start <= part.start && part.end <= sentence.end, "{told:?}");
        }
        assert_eq!(told.quote, text[sentence.clone()].split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

#[test]
fn one_event_of_two_documents_is_one_and_its_date_the_finer() {
    let one = read("In May 2023, Norway and Chad signed a treaty on fish in Oslo.");
    let two = read("Norway and Chad signed the treaty on fish on 6 May 2023.");
    let other = read("Norway and Chad opened a school in May 2023.");
    let accounts = [&one, &two, &other];
    let given: Vec<_> = accounts
        .iter()
        .map(|account| (&account.cast, account.events.iter().map(|told| &told.event).collect()))
        .collect();
    let merged = merge::stories(&given);
    let stories: Vec<Vec<usize>> =
        merged.stories.iter().map(|story| story.iter().map(|telling| telling.document).collect()).collect();
    assert_eq!(stories, [vec![1, 0], vec![2]]);
}

#[test]
fn long_and_hostile_texts_end_soon() {
    for part in [
        "held ",
        "in 2023 ",
        "(in 2023 signed, and ",
        "that was signed in 2023 ",
        "“Norway said in May ",
        "Norway, ",
        "to be held ",
    ] {
        let text = part.repeat(40_000);
        let start = std::time::Instant::now();
        let _ = read(&text);
        assert!(start.elapsed().as_secs() < 20, "{part}: {:?}", start.elapsed());
    }
}

proptest::proptest! {
    #[test]
    fn any_words_are_read(text in "((On|Norway|signed|was|to|be|held|in|May|2023|the|visit|of|and|that|which|,|\\.|\\(|\\)|“|”|\n|é|’s|–|will|by|US) ?){0,60}") {
        for told in read(&text).events {
            proptest::prop_assert!(text.get(told.event.sentence.clone()).is_some());
            for part in &told.event.title {
                proptest::prop_assert!(text.get(part.clone()).is_some());
            }
        }
    }
}
