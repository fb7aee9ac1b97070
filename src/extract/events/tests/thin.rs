//! Tests of titles that say what happened: what points back is told in the words it points to, or is a guess.

use super::read;
use crate::extract::events::Doubt;
use crate::extract::time::Sure;

/// The last event of each text: its title, and how sure it is.
fn last(rows: &[(&str, &str, Sure)]) {
    for (text, title, sure) in rows {
        let account = read(text);
        let found = account.events.last().map(|told| (told.title.as_str(), told.event.sure));
        assert_eq!(found, Some((*title, *sure)), "{text}");
    }
}

#[test]
fn what_points_back_is_told_in_the_words_that_it_points_to() {
    last(&[
        (
            "In 2018 Peru signed a contract with Norvik Ltd. That contract was cancelled in 2020.",
            "A contract with Norvik Ltd was cancelled",
            Sure::Likely,
        ),
        (
            "We chose a panel of judges in May 2023, and it will meet on 30 September 2024.",
            "A panel will meet",
            Sure::Likely,
        ),
        (
            "The Fish Council opened an inquiry in May 2023; its report is expected in October 2024.",
            "The Fish Council’s report is expected",
            Sure::Likely,
        ),
        // A text speaks of itself.
        (
            "Peru will present this report in Oslo in May 2025.",
            "Peru will present this report in Oslo",
            Sure::Certain,
        ),
    ]);
}

#[test]
fn what_says_of_nothing_in_particular_is_a_guess() {
    last(&[
        (
            "Peru signed the pact in 2019. The decision was made in May 2018.",
            "The decision was made",
            Sure::Guess,
        ),
        ("Peru met the goal. This figure was raised in May 2021.", "This figure was raised", Sure::Guess),
        ("Norway held a couple of events in May 2023.", "Norway held a couple of events", Sure::Guess),
        ("More than 400,000 were sold by 1965.", "More than 400,000 were sold", Sure::Guess),
        ("They left in May 2021.", "They left", Sure::Guess),
        (
            "Norvik bought the mills in 2019 and merged them with its yards in 2021.",
            "Norvik merged them with its yards",
            Sure::Guess,
        ),
    ]);
    assert!(read("The dam was inspected. I said so in this House on 4 June 2024.").events.is_empty());
}

#[test]
fn a_figure_of_speech_is_no_event() {
    assert!(read("An entirely new era has been opened in the region by Norway.").events.is_empty());
    last(&[
        ("Norway opened a new chapter in May 2024.", "Norway opened a new chapter", Sure::Guess),
        ("Norway opened a new mill in May 2024.", "Norway opened a new mill", Sure::Certain),
    ]);
}

#[test]
fn whoever_a_pronoun_means_is_likely_and_no_more() {
    last(&[(
        "Lars Holm left Bergen in 1990. He opened a shop in Molde in 1992.",
        "Lars Holm opened a shop in Molde",
        Sure::Likely,
    )]);
}

#[test]
fn an_allegation_is_told_as_one() {
    for (text, title, words) in [
        (
            "The director is alleged to have bribed two inspectors in May 2019.",
            "The director is alleged to have bribed two inspectors",
            "alleged",
        ),
        (
            "Two men are reported to have been arrested on 7 July 2024.",
            "Two men are reported to have been arrested",
            "reported",
        ),
        (
            "The minister, it is claimed, took bribes in 2019.",
            "The minister took bribes, it is claimed",
            "it is claimed",
        ),
        (
            "On 3 May 2019, it is alleged, the guard burned the letters.",
            "The guard burned the letters, it is alleged",
            "it is alleged",
        ),
        (
            "The guard burned the letters in 2019, it is said.",
            "The guard burned the letters, it is said",
            "it is said",
        ),
    ] {
        let account = read(text);
        let [told] = &account.events[..] else { panic!("{text}: {:?}", account.events) };
        assert_eq!((told.title.as_str(), told.event.sure), (title, Sure::Guess), "{text}");
        let doubt = told.doubts.iter().find(|(doubt, _)| matches!(doubt, Doubt::Told(_)));
        assert_eq!(doubt.map(|(_, words)| words.as_str()), Some(words), "{text}");
    }
    assert!(read("Lars Holm is not believed to have left Turku in 2019.").events.is_empty());
}

#[test]
fn what_somebody_said_would_be_is_planned_until_its_day() {
    last(&[(
        "The ministry said it would publish a list by December 15.",
        "The ministry said it would publish a list",
        Sure::Likely,
    )]);
    let account = read("The ministry said in 2019 that it would open a school in 2020.");
    assert_eq!(account.events.len(), 1, "{:?}", account.events);
}

#[test]
fn a_verb_that_an_and_joins_keeps_who_and_what_it_is_told_of() {
    let titles = |text: &str| read(text).events.iter().map(|told| told.title.clone()).collect::<Vec<_>>();
    for (text, wanted) in [
        (
            "The ship was built in 1987 in Oslo and bought by Norvik in 2019.",
            ["The ship was built in Oslo", "The ship was bought by Norvik"],
        ),
        ("A mill was opened in 1958 and sold in 1973.", ["A mill was opened", "A mill was sold"]),
        (
            "The bridge was closed in November 2023 and only reopened in March 2024.",
            ["The bridge was closed", "The bridge reopened"],
        ),
    ] {
        assert_eq!(titles(text), wanted, "{text}");
    }
    for (text, wanted) in [
        ("The club was founded in 2012 and represents 300 families.", "The club was founded"),
        ("He recorded the suites in 1979 and again in 2001.", "He recorded the suites"),
        ("A grant of £40,000 was awarded to Norvik in May 2023.", "A grant of £40,000 was awarded to Norvik"),
        (
            "On 2 July 2024, two trucks without plates arrived from the mine.",
            "Two trucks without plates arrived from the mine",
        ),
    ] {
        assert_eq!(titles(text), [wanted], "{text}");
    }
}
