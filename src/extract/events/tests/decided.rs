//! Tests of what courts, councils and minutes decide, of what is denied, and of what happened only then.

use super::honest::rows;
use super::read;
use crate::extract::events::Doubt;
use crate::extract::time::Sure;

#[test]
fn how_old_somebody_is_is_nobody() {
    rows(&[
        (
            "Alan Reed, 54, of Penwith, pleaded guilty to fraud on 3 May 2024.",
            &["2024-05-03 Occurred Alan Reed pleaded guilty to fraud"],
        ),
        (
            "Marta Klein, 31, and Tom Bray, aged 29, were jailed on 6 May 2024.",
            &["2024-05-06 Occurred Marta Klein and Tom Bray were jailed"],
        ),
        (
            "About two hundred people died in the fire of 1911.",
            &["1911 Occurred About two hundred people died in the fire"],
        ),
        (
            "A crowd of three hundred gathered in Riga on 5 May 2024.",
            &["2024-05-05 Occurred A crowd of three hundred gathered in Riga"],
        ),
    ]);
}

#[test]
fn what_was_decided_is_to_be_and_what_is_wanted_is_not() {
    rows(&[
        (
            "Judge Ellen Shaw ordered that a hearing be held on 9 September 2024.",
            &["2024-09-09 Planned A hearing is to be held"],
        ),
        (
            "It was RESOLVED that the hall be repaired by 30 June 2025.",
            &["2025-06-30 Target The hall is to be repaired"],
        ),
        (
            "A deal will be signed in May 2025 and the border be opened in July 2025.",
            &["2025-05 Planned A deal will be signed", "2025-07 Planned The border will be opened"],
        ),
        ("The union asked that the mill be closed in May 2025.", &[]),
        ("The committee recommended that the bridge be closed in August 2025.", &[]),
        (
            "The council RESOLVED to sell the field on 4 May 2024.",
            &["2024-05-04 Occurred The council RESOLVED to sell the field"],
        ),
        ("Next meeting: 14 September 2024.", &["2024-09-14 Planned Next meeting"]),
        ("The next meeting is on 14 September 2024.", &["2024-09-14 Planned Next meeting"]),
        (
            "The treaty provides that elections be held by March 2025.",
            &["2025-03 Target Elections are to be held"],
        ),
        (
            "Olga Brun was found guilty on 28 May 2024 and will be sentenced on 4 October 2024.",
            &[
                "2024-05-28 Occurred Olga Brun was found guilty",
                "2024-10-04 Planned Olga Brun will be sentenced",
            ],
        ),
        ("The strike was in March 2018.", &["2018-03 Occurred The strike"]),
        (
            "The case was first listed for trial on 12 May 2021.",
            &["2021-05-12 Planned The case was first listed for trial"],
        ),
    ]);
}

#[test]
fn what_was_not_until_a_day_was_then() {
    rows(&[
        ("Oskar Lind was not charged until 4 March 2020.", &["2020-03-04 Occurred Oskar Lind was charged"]),
        (
            "The bridge did not reopen until May 1998.",
            &["1998-05 Occurred The bridge did not reopen until May 1998"],
        ),
        ("Not until 1975 was the ban lifted.", &["1975 Occurred The ban was lifted"]),
        (
            "Berg taught in Graz until 1938, when he fled to Zurich.",
            &["[..1938] Occurred Berg taught in Graz", "1938 Occurred He fled to Zurich"],
        ),
        (
            "When help came on 4 June 1952, the ship had sunk.",
            &["1952-06-04 Occurred Help came", "[..1952-06-04] Occurred The ship had sunk"],
        ),
        ("It is not true that Oskar Lind was not charged until 4 March 2020.", &[]),
    ]);
}

#[test]
fn nouns_made_from_verbs_happen() {
    rows(&[
        (
            "After the closure of the mine in 1985 many families left Harrow.",
            &["1985 Occurred Closure of the mine"],
        ),
        (
            "The abolition of the tolls in 1834 and the arrival of the railway in 1857 made Harrow rich.",
            &["1834 Occurred Abolition of the tolls", "1857 Occurred Arrival of the railway"],
        ),
        (
            "Until the building of the sea wall in 1612, storms flooded the quays.",
            &["1612 Occurred Building of the sea wall"],
        ),
        (
            "In 1850 was laid the first stone of the church.",
            &["1850 Occurred The first stone of the church was laid"],
        ),
        (
            "The painter Ida Holt, whose work was banned in 1937, left for Oslo in 1938.",
            &[
                "1937 Occurred The painter Ida Holt’s work was banned",
                "1938 Occurred The painter Ida Holt left for Oslo",
            ],
        ),
        ("The ferry that the bridge replaced had sunk in 1893.", &["1893 Occurred The ferry had sunk"]),
    ]);
}

#[test]
fn what_is_told_to_somebody_has_to_be_said() {
    rows(&[
        ("Dr Mills told reporters in Oslo on 3 May 2024.", &[]),
        (
            "Ms Hoyle told reporters on 3 May 2024 that the mine had closed.",
            &["2024-05-03 Occurred Ms Hoyle told reporters that the mine had closed"],
        ),
        ("Cash stood at 310 million on 31 December 2023.", &[]),
    ]);
}

#[test]
fn who_tells_of_it_later_does_not_tell_it_then() {
    rows(&[(
        "The fire broke out in March 2016. Lisa Hoyle testified that she saw the fire. Tom Ellis inspected the fire.",
        &["2016-03 Occurred The fire broke out", "- Occurred Lisa Hoyle testified that she saw the fire"],
    )]);
}

#[test]
fn what_is_denied_is_told_as_that() {
    for (text, title, words) in [
        (
            "Nora Lund said the mayor took bribes in 2019; the mayor called that a lie.",
            "Nora Lund said the mayor took bribes",
            "the mayor called that a lie",
        ),
        (
            "Karl Weiss, 61, said he handed Otto Brandt 400 crowns in June 2019. Brandt called that a lie.",
            "Karl Weiss said he handed Otto Brandt 400 crowns",
            "Brandt called that a lie",
        ),
        (
            "According to the indictment, Berg laundered 3 million euros in 2017, which he denies.",
            "According to the indictment, Berg laundered 3 million euros",
            "which he denies",
        ),
        (
            "The opposition accused the mayor of rigging the vote in 2022. Nobody was hurt. He rejects the allegation.",
            "The opposition accused the mayor of rigging the vote",
            "He rejects the allegation",
        ),
    ] {
        let account = read(text);
        let [told] = &account.events[..] else { panic!("{text}: {:?}", account.events) };
        assert_eq!((told.title.as_str(), told.event.sure), (title, Sure::Guess), "{text}");
        let denied = told.doubts.iter().find(|(doubt, _)| matches!(doubt, Doubt::Denied(_)));
        assert_eq!(denied.map(|(_, words)| words.as_str()), Some(words), "{text}");
    }
    // What nobody claims is not denied, and who denies nothing of it does not.
    for text in [
        "Norway signed the pact in May 2022. Chad denied visas to two envoys.",
        "Nora Lund said the mill closed in 2019. She did not deny it.",
    ] {
        let doubts: Vec<_> = read(text).events.into_iter().flat_map(|told| told.doubts).collect();
        assert!(!doubts.iter().any(|(doubt, _)| matches!(doubt, Doubt::Denied(_))), "{text}");
    }
}

#[test]
fn it_is_nobody_where_it_may_be_two() {
    rows(&[
        (
            "The bank lent the firm a million in 2019. In 2021 it went bankrupt.",
            &["2019 Occurred The bank lent the firm a million", "2021 Occurred It went bankrupt"],
        ),
        (
            "The firm sold its mill in 2019. In 2021 it went bankrupt.",
            &["2019 Occurred The firm sold its mill", "2021 Occurred The firm went bankrupt"],
        ),
    ]);
}
