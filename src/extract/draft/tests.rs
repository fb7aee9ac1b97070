//! Tests of the draft: what documents report as a timeline, each event once, with its sources and what is doubtful.

use super::*;
use crate::extract::account;
use crate::extract::dated::Clues;
use crate::extract::time::calendar::Day;

/// Written on a Monday.
const DAY: &str = "2024-08-19";

fn document(name: &str, text: &str, day: Option<&str>) -> Document {
    let clues = Clues { given: day.and_then(Day::parse), ..Clues::default() };
    Document { source: DraftSource::default(), name: name.to_owned(), account: account::read(text, &clues) }
}

fn draft(texts: &[&str]) -> Draft {
    let documents: Vec<Document> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| document(&format!("paper{number}.txt"), text, Some(DAY)))
        .collect();
    build(&documents)
}

/// `date | status | title | actors | who says it | notes` of each event.
fn lines(draft: &Draft) -> Vec<String> {
    let line = |event: &DraftEvent| {
        let date = event.date.as_ref().map_or("-", |date| date.value.edtf());
        let title = event.title.as_ref().map(|title| title.raw().to_owned()).unwrap_or_default();
        let actors: Vec<&str> = event.actors.iter().map(|actor| actor.actor.value.raw()).collect();
        let status = format!("{:?}", event.status.unwrap_or(model::Status::Occurred)).to_lowercase();
        format!("{date} | {status} | {title} | {} | {}", actors.join(" "), event.quotes.len())
    };
    draft.events.iter().map(line).collect()
}

#[test]
fn each_event_stands_once_with_who_takes_part_and_all_that_tell_it() {
    let rows: [(&[&str], &[&str]); 6] = [
        (
            &["Norway signed a pact with Chad on 3 May 2024."],
            &["2024-05-03 | occurred | Norway signed a pact with Chad | norway chad | 1"],
        ),
        // Two papers, one event; the finer date.
        (
            &[
                "In May 2023, Norway and Chad signed a treaty on fish.",
                "Norway and Chad signed the treaty on fish on 6 May 2023.",
            ],
            &["2023-05-06 | occurred | Norway and Chad signed the treaty on fish | norway chad | 2"],
        ),
        // One sentence, two events: in the order of their dates, what has none last.
        (
            &[
                "Anna Berg founded the harbour of Bergen. The law, which Peru adopted in 2019, was repealed on 3 May 2024.",
            ],
            &[
                "2019 | occurred | Peru adopted the law | peru | 1",
                "2024-05-03 | occurred | The law was repealed |  | 1",
                "- | occurred | Anna Berg founded the harbour of Bergen | anna-berg | 1",
            ],
        ),
        (
            &["Peru will host the Games in May 2026. Chad aims to halve its debt by 2030."],
            &[
                "2026-05 | planned | Peru will host the Games | peru | 1",
                "2030 | target | Chad aims to halve its debt | chad | 1",
            ],
        ),
        (&["The pact signed in 1994 is kept."], &["1994 | occurred | The pact was signed |  | 1"]),
        (&["Relations are based on trust."], &[]),
    ];
    for (texts, wanted) in rows {
        assert_eq!(lines(&draft(texts)), wanted, "{texts:?}");
    }
}

#[test]
fn what_was_announced_and_then_happened_has_happened_and_the_announcement_only_mentions_it() {
    let documents = [
        document("before.txt", "Peru will host the Fish Forum on 3 May 2024.", Some("2024-04-01")),
        document("after.txt", "Peru hosted the Fish Forum on 3 May 2024.", Some(DAY)),
    ];
    let draft = build(&documents);
    assert_eq!(draft.events.len(), 1, "{:?}", lines(&draft));
    let event = &draft.events[0];
    assert_eq!(event.status, Some(model::Status::Occurred));
    let stances: Vec<_> = event
        .quotes
        .iter()
        .map(|quote| (quote.source.as_ref().unwrap().value.raw().to_owned(), quote.stance))
        .collect();
    assert!(stances.contains(&("before".to_owned(), Some(model::Stance::Mentions))), "{stances:?}");
    assert!(stances.contains(&("after".to_owned(), None)), "{stances:?}");
}

#[test]
fn accounts_that_differ_are_both_kept_and_each_names_the_other() {
    for (texts, words) in [
        (
            [
                "Peru and Chad signed the pact on fish on 3 May 2024.",
                "Peru and Chad signed the pact on fish on 4 May 2024.",
            ],
            "This may be what is told of",
        ),
        (
            [
                "The quake killed 40 people in Chad on 3 May 2024.",
                "The quake killed 60 people in Chad on 3 May 2024.",
            ],
            "Another account has other numbers",
        ),
    ] {
        let draft = draft(&texts);
        assert_eq!(draft.events.len(), 2);
        for event in &draft.events {
            assert!(event.caveats.iter().any(|caveat| caveat.text.raw().starts_with(words)), "{event:?}");
        }
    }
}

#[test]
fn what_rests_on_a_date_that_the_document_does_not_say_says_so() {
    let text = "The town opened a hall at the end of April 2023.\n\nIn March, it launched two ferries.";
    let draft = build(&[document("paper.txt", text, None)]);
    let ferries = draft.events.iter().find(|event| event.title.as_ref().unwrap().raw().contains("ferries"));
    let ferries = ferries.unwrap();
    assert_eq!(ferries.date.as_ref().unwrap().value.edtf(), "2023-03");
    assert!(ferries.caveats.iter().any(|caveat| caveat.kind == Some(CaveatKind::Ambiguous)), "{ferries:?}");
    assert_eq!(ferries.extra.as_ref().unwrap()["certainty"].as_str(), Some("guess"));
}

#[test]
fn sources_are_called_by_their_files_and_actors_by_their_names_each_once() {
    let documents = [
        document(
            "a/Wire Note.txt",
            "PERU ADOPTS NEW LAWS ON FISHING\n\nPeru adopted the law on 3 May 2024.",
            Some(DAY),
        ),
        document("b/Wire Note.txt", "Chad adopted the law on 4 May 2024.", Some(DAY)),
    ];
    let draft = build(&documents);
    let keys: Vec<&str> =
        draft.sources.iter().map(|source| source.key.as_ref().unwrap().value.raw()).collect();
    assert_eq!(keys, ["wire-note", "wire-note-2"]);
    let titles: Vec<&str> = draft.sources.iter().map(|source| source.title.as_ref().unwrap().raw()).collect();
    assert_eq!(titles, ["PERU ADOPTS NEW LAWS ON FISHING", "[b/Wire Note.txt]"]);
    assert_eq!(draft.meta.title.as_ref().unwrap().raw(), "What 2 documents report");
    let mut keys = Keys::default();
    let taken =
        ["Ærø", "ÆRØ", "", "!!", "a-2", "a", "a"].map(|name| keys.take(name, "actor").raw().to_owned());
    assert_eq!(taken, ["aero", "aero-2", "actor", "actor-2", "a-2", "a", "a-3"]);
}

#[test]
fn one_event_has_no_more_quotes_than_anybody_reads() {
    let texts: Vec<String> = (0..70)
        .map(|number| format!("Peru signed the pact with Chad on 3 May 2024, hall {number} heard."))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let draft = draft(&texts);
    for event in &draft.events {
        assert!(event.quotes.len() <= MOST_QUOTES);
        let cut = event.caveats.iter().any(|caveat| caveat.text.raw().contains("are kept"));
        assert!(cut || event.quotes.len() < MOST_QUOTES, "{event:?}");
    }
}

/// What sentences of the property are made from: who, does what, when.
const WHO: &str =
    "(Anna Berg|Norway|The minister|She|It|We|The ship, built in 1990,|Peru, Chad and Malta|“We|A coup)";
const DOES: &str = "(signed a pact with Chad|was founded|opened a school\nin Oslo|will visit Paris|died|said they had won|\
                    met him|aims to halve its debt|that fell|, who resigned,|has been held annually|hope to build them)";
const WHEN: &str = "(on 3 May 2024|in 1994|by 2030|since 1995|yesterday|on 4 and 5 April|in March|until 2031|,”|last year\
                    |at 9:30|, the mayor said on Monday|before 1990|)";

proptest::proptest! {
    /// Whatever is read: quotes stand in their documents word by word, titles are lines that say something, dates are
    /// dates, and every key that is named is there.
    #[test]
    fn every_event_can_be_held_against_its_document(
        texts in proptest::collection::vec(proptest::collection::vec((WHO, DOES, WHEN), 1..8), 1..4),
        dated in proptest::bool::ANY,
    ) {
        let sentence = |(who, does, when): &(String, String, String)| format!("{who} {does} {when}.");
        let texts: Vec<String> = texts
            .iter()
            .map(|sentences| sentences.iter().map(sentence).collect::<Vec<_>>().join(" "))
            .collect();
        let documents: Vec<Document> = texts
            .iter()
            .enumerate()
            .map(|(number, text)| document(&format!("{number}.txt"), text, dated.then_some(DAY)))
            .collect();
        for (document, text) in documents.iter().zip(&texts) {
            for told in &document.account.events {
                let event = &told.event;
                let quote = text.get(event.quote.clone());
                proptest::prop_assert!(quote.is_some(), "{text}");
                let plain = quote.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
                proptest::prop_assert_eq!(&told.quote, &plain);
                proptest::prop_assert!(event.title.iter().all(|part| text.get(part.clone()).is_some()));
            }
        }
        let draft = build(&documents);
        let keys: HashSet<&str> = draft.sources.iter().map(|source| source.key.as_ref().unwrap().value.raw()).collect();
        let actors: HashSet<&str> = draft.actors.iter().map(|actor| actor.key.as_ref().unwrap().value.raw()).collect();
        proptest::prop_assert_eq!(actors.len(), draft.actors.len());
        for event in &draft.events {
            let title = event.title.as_ref().unwrap().raw();
            proptest::prop_assert!(!title.trim().is_empty() && !title.contains('\n'), "{title:?}");
            proptest::prop_assert!(title.contains(char::is_alphabetic), "{title:?}");
            if let Some(date) = &event.date {
                proptest::prop_assert!(Date::parse(date.value.edtf()).is_ok());
            }
            proptest::prop_assert!(!event.quotes.is_empty());
            for quote in &event.quotes {
                let source = quote.source.as_ref().unwrap().value.raw();
                proptest::prop_assert!(keys.contains(source));
                let number = draft.sources.iter().position(|known| known.key.as_ref().unwrap().value.raw() == source);
                let text = texts[number.unwrap()].split_whitespace().collect::<Vec<_>>().join(" ");
                proptest::prop_assert!(text.contains(quote.text.raw()), "{:?} in {text}", quote.text);
                if let Some(speaker) = &quote.speaker {
                    proptest::prop_assert!(actors.contains(speaker.value.raw()));
                }
            }
            for actor in &event.actors {
                proptest::prop_assert!(actors.contains(actor.actor.value.raw()));
            }
        }
        let (timeline, _) = draft.clone().build();
        proptest::prop_assert_eq!(timeline.events().len(), draft.events.len());
    }
}
