//! Tests of what must not be told: a wrong date, a date of the document, a claim as a fact, one of several in silence.

use super::{read, told};
use crate::extract::account;
use crate::extract::dated::Clues;
use crate::extract::events::Doubt;
use crate::extract::time::Sure;

pub(super) fn rows(rows: &[(&str, &[&str])]) {
    for (text, want) in rows {
        assert_eq!(told(text), *want, "{text}");
    }
}

#[test]
fn each_of_two_clauses_keeps_its_own_date() {
    rows(&[
        (
            "Chad closed the port in May 2019 and in June 2020 Norway reopened the embassy.",
            &["2019-05 Occurred Chad closed the port", "2020-06 Occurred Norway reopened the embassy"],
        ),
        ("In 1961 Chad won and in 1964 Kenya lost.", &["1961 Occurred Chad won", "1964 Occurred Kenya lost"]),
        (
            "The strike began in 1921, but in 1922 the guild left the union.",
            &["1921 Occurred The strike began", "1922 Occurred The guild left the union"],
        ),
        (
            "Norway recognised Chad on 3 May 2011 and the Czech Republic followed on 9 May 2011.",
            &[
                "2011-05-03 Occurred Norway recognised Chad",
                "2011-05-09 Occurred The Czech Republic followed",
            ],
        ),
        // One verb with two things that were done to, and two that do it, stay together.
        (
            "Norway signed the treaty and the protocol in May 2019.",
            &["2019-05 Occurred Norway signed the treaty and the protocol"],
        ),
    ]);
}

#[test]
fn no_title_goes_over_two_verbs_with_dates_of_their_own() {
    let subjects = ["Norway", "the army", "she", "Anna Berg", "the old guild"];
    let verbs = ["won", "took the port", "reopened the school", "was founded"];
    let links = [" and ", " but ", ", and ", ", but "];
    for (number, subject) in subjects.iter().enumerate() {
        for verb in verbs {
            for link in links {
                let first = subjects[(number + 1) % subjects.len()];
                for text in [
                    format!("In 1961 {first} left{link}in 1964 {subject} {verb}."),
                    format!("Chad left Bergen in May 1961{link}in June 1964 {subject} {verb}."),
                    format!("Chad left Bergen in May 1961{link}{subject} {verb} in June 1964."),
                ] {
                    for told in read(&text).events {
                        let title = &told.title;
                        assert!(!(title.contains("left") && title.contains(verb)), "{text}: {title}");
                    }
                }
            }
        }
    }
}

#[test]
fn several_dates_of_one_thing_all_stay() {
    rows(&[
        ("The bridge was built in 1903 or 1904.", &["[1903,1904] Occurred The bridge was built"]),
        ("The choir sang on 4 and 5 June 2022.", &["2022-06-04/2022-06-05 Occurred The choir sang"]),
        (
            "The council met in May 2019, June 2020 and August 2023.",
            &["{2019-05,2020-06,2023-08} Occurred The council met"],
        ),
        ("The river flooded in April 2001 and May 2013.", &["{2001-04,2013-05} Occurred The river flooded"]),
        (
            "In the six months to March 2021 the yard lost 300 jobs.",
            &["2020-10/2021-03 Occurred The yard lost 300 jobs"],
        ),
    ]);
    let account =
        read("She taught Greek in Bergen from 1901 to 1904, publishing her first book in May 1905.");
    let [event] = &account.events[..] else { panic!("{:?}", account.events) };
    assert_eq!(event.event.when.as_ref().map(|when| when.edtf.as_str()), Some("1901/1904"));
    assert_eq!(event.event.sure, Sure::Guess);
    assert!(
        event.doubts.iter().any(|(doubt, words)| matches!(doubt, Doubt::Beside(_)) && words == "May 1905")
    );
}

#[test]
fn a_dateline_dates_nothing_and_takes_no_part() {
    for (text, want) in [
        ("MADRID, 6 June 2024 (AB) -- Hundreds marched in Bilbao on Tuesday.", Some("2024-06-04")),
        (
            "NAIROBI, June 6, 2024 (Reuters) - The council of Kisumu voted on Wednesday to close a road.",
            Some("2024-06-05"),
        ),
        ("BERGEN, 6 June 2024 - The harbour master resigned in 2021.", Some("2021")),
        ("Bergen, 6 June 2024 (Reuters) – A storm hit the port of Molde on 3 June 2024.", Some("2024-06-03")),
        ("BERGEN, 6 June 2024 — A storm hit the port of Molde on Monday.", Some("2024-06-03")),
        // What happened on no day that is said has none.
        ("BERGEN, 6 June 2024 - The harbour master of Bergen resigned.", None),
        ("BERGEN, 6 June 2024 - A storm hit the port.", None),
    ] {
        let account = account::read(text, &Clues::default());
        let when = account.events.first().and_then(|told| told.event.when.as_ref());
        assert_eq!(when.map(|when| when.edtf.as_str()), want, "{text}");
        for told in &account.events {
            let names: Vec<&str> =
                told.event.actors.iter().map(|&at| account.cast.actors[at].name.as_str()).collect();
            assert!(!names.contains(&"Reuters"), "{text}: {names:?}");
        }
    }
}

#[test]
fn a_claim_keeps_whose_it_is() {
    for (text, title) in [
        (
            "Investigators allege that Lars Holm bribed Anna Berg on 3 May 2021.",
            "Investigators allege that Lars Holm bribed Anna Berg",
        ),
        (
            "Anna Berg claimed that Lars Holm burned the letters on 3 May 2021.",
            "Anna Berg claimed that Lars Holm burned the letters",
        ),
        ("Anna Berg said Lars Holm robbed a bank on 3 May 2021.", "Anna Berg said Lars Holm robbed a bank"),
        (
            "Lars Holm murdered a guard on 3 May 2021, detectives say.",
            "Lars Holm murdered a guard, detectives say",
        ),
        (
            "According to detectives, Lars Holm stole a car on 3 May 2021.",
            "According to detectives, Lars Holm stole a car",
        ),
        ("It is believed that Lars Holm fled on 3 May 2021.", "It is believed that Lars Holm fled"),
    ] {
        let account = read(text);
        let [told] = &account.events[..] else { panic!("{text}: {:?}", account.events) };
        assert_eq!((told.title.as_str(), told.event.sure), (title, Sure::Guess), "{text}");
        assert!(told.doubts.iter().any(|(doubt, _)| matches!(doubt, Doubt::Told(_))), "{text}");
    }
    for text in [
        "It was wrongly reported that Lars Holm left on 3 May 2021.",
        "The guild threatened to close the port on 3 May 2021.",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_is_only_compared_and_what_is_always_so_has_no_date() {
    for text in [
        "For the first time since 2011, she won the cup.",
        "It was the driest summer since 1976.",
        "The bus leaves at night.",
        "The museum opens at noon.",
    ] {
        for told in read(text).events {
            assert_eq!(told.event.when, None, "{text}");
        }
    }
}

#[test]
fn an_hour_is_as_exact_as_it_is_said() {
    let day = "The barge sank on 8 June 2022. ";
    for (text, date, doubt) in [
        ("By 18:40 the crew had been rescued.", "2022-06-08T18:40:00", Some("By 18:40")),
        ("The tug arrived shortly after 7pm.", "2022-06-08T19:00:00", Some("shortly after 7pm")),
        ("The tug arrived at 19:05.", "2022-06-08T19:05:00", None),
    ] {
        let account = read(&format!("{day}{text}"));
        let told = account.events.last().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(told.event.when.as_ref().map(|when| when.edtf.as_str()), Some(date), "{text}");
        assert!(!told.title.contains("shortly"), "{}", told.title);
        let found = told.doubts.iter().find(|(doubt, _)| matches!(doubt, Doubt::Latest(_) | Doubt::About(_)));
        assert_eq!(found.map(|(_, words)| words.as_str()), doubt, "{text}");
    }
    rows(&[(
        "The roof fell on Monday, 6 June 2022 at about 14:20.",
        &["2022-06-06T14:20:00 Occurred The roof fell"],
    )]);
}

#[test]
fn lives_offices_hopes_and_calls_are_told() {
    rows(&[
        (
            "Lars Holm (5 May 1861 – 7 June 1930) was a baker.",
            &["1861-05-05 Occurred Lars Holm was born", "1930-06-07 Occurred Lars Holm died"],
        ),
        (
            "Lars Holm (3 May 1911, Lviv – 4 June 1987, Paris) was a baker.",
            &[
                "1911-05-03 Occurred Lars Holm was born in Lviv",
                "1987-06-04 Occurred Lars Holm died in Paris",
            ],
        ),
        (
            "Lars Holm (b. Lviv, 3 May 1911; d. Paris, 1987) was a baker.",
            &["1911-05-03 Occurred Lars Holm was born in Lviv", "1987 Occurred Lars Holm died in Paris"],
        ),
        ("Anna Berg (born 8 May 1970) is a judge.", &["1970-05-08 Occurred Anna Berg was born"]),
        // A reign is no life.
        ("King Olav (1957–1991) opened the school in 1960.", &["1960 Occurred King Olav opened the school"]),
        (
            "Lars Holm was governor of Molde from 1921 to 1927.",
            &["1921/1927 Occurred Lars Holm was governor of Molde"],
        ),
        (
            "In 2026 the guild hopes to rethatch the barn.",
            &["2026 Planned The guild hopes to rethatch the barn"],
        ),
        (
            "Anna Berg dissolved the council and called a snap vote for 18 May 2025.",
            &["2025-05-18 Planned Snap vote"],
        ),
        ("Halden (OSE: HLD) today signed a contract.", &["2024-08-19 Occurred Halden signed a contract"]),
    ]);
}

#[test]
fn a_pronoun_that_means_one_is_named() {
    let account = read("Lars Holm left Bergen in 1990. He opened a shop in Molde in 1992.");
    let told = account.events.last().unwrap_or_else(|| panic!("nothing"));
    assert_eq!(told.title, "Lars Holm opened a shop in Molde");
}

#[test]
fn who_speaks_turn_after_turn_says_we() {
    for label in ["KOWALCZYK", "Ms ORBAN (Minister for Water)"] {
        let text = format!(
            "{label}: We opened the plant in May 2019.\nQ: Who paid?\n{label}: The town.\nQ: When did it close?\n\
             {label}: In June.\nQ: Why?\n{label}: It burned down."
        );
        let account = read(&text);
        let told = account.events.first().unwrap_or_else(|| panic!("{text}"));
        let speaker = told.event.speaker.map(|at| account.cast.actors[at].name.as_str());
        assert!(speaker.is_some_and(|name| label.contains(name)), "{label}: {speaker:?}");
        assert!(told.title.contains(": we opened the plant"), "{}", told.title);
    }
}

#[test]
fn no_title_is_cut_within_an_office_or_a_name() {
    rows(&[
        (
            "Lars Holm met Deputy Secretary for Trade, Hybrid Technologies, and Energy Anna Berg on 3 May 2024.",
            &["2024-05-03 Occurred Lars Holm met Deputy Secretary Anna Berg"],
        ),
        (
            "Lars Holm met the Minister for Trade, Fishing and Energy, Anna Berg, on 3 May 2024.",
            &["2024-05-03 Occurred Lars Holm met the Minister for Trade, Fishing and Energy"],
        ),
        (
            "President Anna visited Chad on 3 May 2024. President Anna Berg left Chad on 4 May 2024.",
            &[
                "2024-05-03 Occurred President Anna Berg visited Chad",
                "2024-05-04 Occurred President Anna Berg left Chad",
            ],
        ),
    ]);
}

#[test]
fn what_is_described_is_what_the_words_are_said_of() {
    rows(&[
        ("The crew left the wreck of a boat that sank in May 2024.", &["2024-05 Occurred A boat sank"]),
        (
            "The minutes of the meeting held on 3 May 2024 were kept.",
            &["2024-05-03 Occurred The meeting was held"],
        ),
        (
            "The study is based on talks with two experts held in May 2024.",
            &["2024-05 Occurred Talks with two experts were held"],
        ),
        ("The clerk presented the accounts to 31 December 2023.", &[]),
        (
            "Norvik was listed on the Oslo exchange in 1969.",
            &["1969 Occurred Norvik was listed on the Oslo exchange"],
        ),
        ("Anna Berg resigned with effect from 31 August 2024.", &["2024-08-31 Planned Anna Berg resigned"]),
        (
            "A storm hit Oslo on 2 July 2024. The tug arrived at 7 a.m. on 3 July 2024.",
            &["2024-07-02 Occurred A storm hit Oslo", "2024-07-03T07:00:00 Occurred The tug arrived"],
        ),
    ]);
}
