//! Tests of what several sentences and documents tell: one event, two, or a dispute.

use super::*;

/// The stories of documents, each as its tellings in order: document and event.
fn stories(documents: &[&str]) -> (Vec<Vec<(usize, usize)>>, usize) {
    let accounts: Vec<Account> = documents.iter().map(|text| read(text)).collect();
    let given: Vec<_> = accounts
        .iter()
        .map(|account| (&account.cast, account.events.iter().map(|told| &told.event).collect()))
        .collect();
    let merged = merge::stories(&given);
    let tellings = |story: &Vec<merge::Telling>| {
        let mut tellings: Vec<_> = story.iter().map(|telling| (telling.document, telling.event)).collect();
        tellings.sort_unstable();
        tellings
    };
    let mut stories: Vec<_> = merged.stories.iter().map(tellings).collect();
    stories.sort_unstable();
    (stories, merged.disputed.len())
}

#[test]
fn two_events_stay_two() {
    for (one, two) in [
        ("On 3 May 2024 Peru sanctioned Chad.", "On 3 May 2024 Peru sanctioned Malta."),
        ("Anna Berg met Lars Holm in Turku.", "Olga Lind met Lars Holm in Paris."),
        ("Peru attacked Chad on 3 May 2024.", "Chad attacked Peru on 3 May 2024."),
        ("In 2019 Peru attacked Chad.", "On 3 May 2019 Peru attacked Malta."),
        ("Anna Berg opened a school on 3 May 2024.", "Anna Berg opened a clinic on 3 May 2024."),
        ("Peru and Chad opened a school in May 2024.", "Peru and Chad opened a clinic in May 2024."),
        ("Peru hosted the Games in 2019.", "Peru hosted the Fish Forum in 2019."),
        ("Anna Berg founded the party.", "Anna Berg founded the club."),
        ("The Harrow dam burst in 1952.", "The Lindau dam burst in March 1952."),
        ("Norvex Ltd opened a plant in Oslo in 2019.", "In May 2019 Norvex Ltd opened a plant in Graz."),
    ] {
        assert_eq!(stories(&[one, two]).0.len(), 2, "{one} {two}");
    }
    for (one, two) in [
        ("Peru signed a pact with Chad on 3 May 2024.", "On 3 May 2024, a pact was signed by Peru and Chad."),
        ("In 2019 Peru attacked Chad.", "On 3 May 2019 Peru attacked Chad."),
        // Nobody does it, but it has a name; one says the year, the other the month.
        (
            "The Harrow dam burst in 1952.",
            "The Harrow dam burst after weeks of rain in March 1952, killing nine people.",
        ),
        (
            "Norvex Ltd opened a plant in 2019.",
            "In May 2019 Norvex Ltd opened its second plant, which makes rope, in Graz.",
        ),
        ("Anna Berg met Lars Holm on 3 May 2024.", "On 3 May 2024, Lars Holm and Anna Berg met in Turku."),
    ] {
        assert_eq!(stories(&[one, two]).0.len(), 1, "{one} {two}");
    }
}

#[test]
fn accounts_that_differ_in_a_date_or_a_number_are_disputed_and_not_joined() {
    for (one, two) in [
        (
            "Peru and Chad signed the pact on fish on 3 May 2024.",
            "Peru and Chad signed the pact on fish on 4 May 2024.",
        ),
        (
            "Peru and Chad signed the pact on fish in May 2023.",
            "Peru and Chad signed the pact on fish in June 2023.",
        ),
        ("Peru founded the school of fishing in 1990.", "Peru founded the school of fishing in 1991."),
        (
            "The quake killed 40 people in Chad on 3 May 2024.",
            "The quake killed 60 people in Chad on 3 May 2024.",
        ),
        (
            "On 3 May 2024 Peru paid Chad 3 million dollars.",
            "On 3 May 2024 Peru paid Chad 5 million dollars.",
        ),
    ] {
        let (stories, disputed) = stories(&[one, two]);
        assert_eq!((stories.len(), disputed), (2, 1), "{one} {two}");
    }
}

#[test]
fn the_order_of_the_documents_does_not_matter() {
    let documents = [
        "In May 2023 Anna Berg met Lars Holm in Turku.",
        "On 6 May 2023 Anna Berg met Lars Holm in Turku.",
        "On 9 May 2023 Anna Berg met Lars Holm in Turku.",
        "In 2019 Peru attacked Chad.",
        "On 3 May 2019 Peru attacked Chad.",
        "In May 2019 Peru attacked Chad with ships.",
    ];
    let wanted = stories(&documents).0;
    assert_eq!(wanted, [vec![(0, 0)], vec![(1, 0)], vec![(2, 0)], vec![(3, 0), (4, 0), (5, 0)]]);
    for turn in 1..documents.len() {
        for back in [false, true] {
            let mut order: Vec<usize> = (0..documents.len()).collect();
            order.rotate_left(turn);
            if back {
                order.reverse();
            }
            let shuffled: Vec<&str> = order.iter().map(|&at| documents[at]).collect();
            let mut found = stories(&shuffled).0;
            for story in &mut found {
                for telling in story.iter_mut() {
                    telling.0 = order[telling.0];
                }
                story.sort_unstable();
            }
            found.sort_unstable();
            assert_eq!(found, wanted, "{order:?}");
        }
    }
}

#[test]
fn a_happening_with_a_number_is_one_however_it_is_named_and_whoever_is_named_with_it() {
    let told = [
        "In 2023, Peru hosted the 12th Forum of Fishing Nations.",
        "Turku will host the talks, known as FFN 12, from 3 to 9 May 2023.",
        "The FFN12 meeting was held in May 2023.",
    ];
    assert_eq!(stories(&[told[0], told[1], told[2]]).0.len(), 1);
    for other in [
        // The one before it, another year, and what was only done there.
        "The FFN11 meeting was held in May 2023.",
        "The FFN12 meeting was held in May 2022.",
        "Peru signed a pact on nets at the FFN12 in May 2023.",
    ] {
        assert_eq!(stories(&[told[0], other]).0.len(), 2, "{other}");
    }
}
