//! Each test puts two or three small timelines together.

use super::*;
use crate::formats::{self, Hint};

fn read(text: &str) -> Timeline {
    formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline
}

fn put(texts: &[&str], joins: &[(&str, &str)]) -> Combined {
    let timelines: Vec<Timeline> = texts.iter().map(|text| read(text)).collect();
    let names = ["a", "b", "c", "d"].map(Text::from);
    let parts: Vec<(Text, &Timeline)> = names.into_iter().zip(&timelines).collect();
    let joins: Vec<_> = joins.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    combine(&parts, &joins).unwrap()
}

fn keys(combined: &Combined) -> Vec<(String, String)> {
    let events = combined.timeline.in_file_order();
    events.map(|event| (event.key.to_string(), event.origin.unwrap_or_default().to_string())).collect()
}

fn said(combined: &Combined) -> String {
    let lines: Vec<String> = combined.notes.iter().map(|(part, note)| format!("{part} {note}\n")).collect();
    lines.concat()
}

fn pairs(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

const ZEL: &str = "[[actors]]\nkey = 'z'\nname = 'Zelenskyy'\n\
    [[events]]\nkey = 'x'\ntitle = 'X'\nactors = ['z']\n";

#[test]
fn the_same_event_is_one_and_another_gets_a_key() {
    let other = ZEL.replace("'X'", "'Y'");
    let combined = put(&[ZEL, ZEL, &other], &[]);
    assert_eq!(keys(&combined), pairs(&[("x", "a, b"), ("x-2", "c")]));
    assert_eq!(combined.timeline.actors().len(), 1);
    assert_eq!(
        said(&combined),
        "1 note: 1 event of this input stood in an earlier one, with the same content; each is here once\n\
         2 note: event key `x` is also in a, b with other content; this one is called `x-2` here\n"
    );
}

#[test]
fn a_key_that_is_given_is_not_given_away() {
    let combined = put(&[ZEL, &ZEL.replace("'X'", "'Y'"), &ZEL.replace("key = 'x'", "key = 'x-2'")], &[]);
    assert_eq!(keys(&combined), pairs(&[("x", "a"), ("x-3", "b"), ("x-2", "c")]));
}

#[test]
fn one_key_for_two_actors_is_two_keys_and_references_follow() {
    let other = ZEL.replace("Zelenskyy", "Zorn").replace("key = 'x'", "key = 'y'");
    let combined = put(&[ZEL, &other, &other.replace("'y'", "'w'")], &[]);
    let timeline = &combined.timeline;
    let actor_of = |key: &str| {
        let event = timeline.event(timeline.event_by_key(key).unwrap());
        timeline.actor(event.actors.first().unwrap().actor).name.to_string()
    };
    assert_eq!(
        (actor_of("x"), actor_of("y"), actor_of("w")),
        ("Zelenskyy".into(), "Zorn".into(), "Zorn".into())
    );
    assert_eq!(timeline.actors().len(), 2);
    let wanted = "1 note: actor key `z` is another actor in a; this one is called `z-2` here; if they are one, --join z-2=z\n";
    assert_eq!(said(&combined), wanted);
}

#[test]
fn namesakes_are_proposed_and_joined_when_somebody_says_so() {
    let other = "[[actors]]\nkey = 'vz'\nname = 'V. Z.'\naliases = ['ZELENSKYY']\nkind = 'person'\n\
        [[events]]\nkey = 'y'\ntitle = 'Y'\nactors = ['vz', 'z']\n";
    let apart = put(&[ZEL, other], &[]);
    assert_eq!(apart.timeline.actors().len(), 2);
    assert_eq!(
        said(&apart),
        "1 note: actor `vz` may be `z` of a: both are called “ZELENSKYY”; if they are one, --join vz=z\n"
    );
    let joined = put(&[ZEL, other], &[("vz", "z")]);
    let actor = &joined.timeline.actors()[0];
    assert_eq!((joined.timeline.actors().len(), actor.key.raw(), actor.name.raw()), (1, "z", "Zelenskyy"));
    assert_eq!(actor.aliases.iter().map(Text::raw).collect::<Vec<_>>(), ["V. Z.", "ZELENSKYY"]);
    assert!(actor.kind.is_some());
    let event = joined.timeline.event(joined.timeline.event_by_key("y").unwrap());
    assert_eq!(event.actors.len(), 1, "who takes part as two takes part once");
    assert_eq!(said(&joined), "");
}

#[test]
fn a_join_of_what_is_not_there_is_refused() {
    let timeline = read(ZEL);
    let error = combine(&[("a".into(), &timeline)], &[("zz".into(), "z".into())]).unwrap_err();
    assert_eq!(
        error,
        "no actor and no source has the key `zz`; `annals actors` and `annals sources` print the keys"
    );
}

#[test]
fn what_is_said_of_the_whole_is_what_all_say() {
    let one = "[timeline]\ntitle = 'One'\nlanguage = 'en'\n[[events]]\ntitle = 'x'\n";
    let two = "[timeline]\ntitle = 'Two'\nlanguage = 'en'\nregion = 'Baku'\n[[events]]\ntitle = 'y'\n";
    let combined = put(&[one, two, one], &[]);
    let meta = combined.timeline.meta();
    assert_eq!(meta.title, Some("One + Two".into()));
    assert_eq!(meta.language, Some("en".into()));
    assert!(meta.extra.as_ref().unwrap().contains_key("region"));
}

#[test]
fn what_is_told_otherwise_is_kept_beside_or_under_a_key_of_its_own() {
    let source = |fields: &str| {
        format!(
            "[[sources]]\nkey = 's'\ntitle = 'Report'\n{fields}\n[[events]]\nkey = '{}'\ntitle = 'E'\n\
             quotes = [{{ text = 'words', source = 's' }}]\n",
            fields.len()
        )
    };
    let cited = |combined: &Combined, event: usize| {
        let quote = combined.timeline.in_file_order().nth(event).unwrap().quotes.first().unwrap();
        combined.timeline.source(quote.source.unwrap()).clone()
    };
    let (a, b) = (source("url = 'https://example.org/a'"), source("url = 'https://example.org/second'"));
    for other in [&b, &source("published = '2024-05'"), &source("file = 'other.pdf'")] {
        let first = if other == &b { a.clone() } else { source("published = '2024'\nfile = 'one.pdf'") };
        let combined = put(&[&first, other, other], &[]);
        assert_eq!(combined.timeline.sources().len(), 2, "{other}");
        assert_eq!((cited(&combined, 0).key.raw(), cited(&combined, 1).key.raw()), ("s", "s-2"));
        assert!(said(&combined).contains("source key `s` is another source in a; this one is called `s-2`"));
    }
    assert_eq!(cited(&put(&[&a, &b], &[]), 1).url, Some("https://example.org/second".into()));

    // A publisher that one of them names otherwise does not make it another.
    let combined =
        put(&[&source("publisher = 'Press'"), &source("publisher = 'The Press'\nshelf = 'A1'")], &[]);
    let only = &combined.timeline.sources()[0];
    let extra =
        |name: &str| only.extra.as_ref().and_then(|extra| extra.get(name)).and_then(toml::Value::as_str);
    assert_eq!((combined.timeline.sources().len(), only.publisher.clone()), (1, Some("Press".into())));
    assert_eq!((extra("conflict_publisher"), extra("shelf")), (Some("The Press"), Some("A1")));
    assert!(said(&combined).contains("1 note: source `s` has another publisher in a: Press; that stands"));

    let actor = |fields: &str| {
        format!(
            "[timeline]\ndescription = '{0}'\nlanguage = '{0}'\n[[actors]]\nkey = 'x'\nname = 'X'\n{1}",
            &fields[..6],
            fields
        )
    };
    let combined =
        put(&[&actor("kind = 'person'"), &actor("kind = 'state'"), &actor("description = 'Who'")], &[]);
    let only = &combined.timeline.actors()[0];
    let extra =
        only.extra.as_ref().and_then(|extra| extra.get("conflict_kind")).and_then(toml::Value::as_str);
    assert_eq!((combined.timeline.actors().len(), extra), (1, Some("state")));
    assert!(said(&combined).contains("actor `x` has another kind in a: person"), "{}", said(&combined));
    assert_eq!(combined.timeline.meta().description, Some("kind =\n\ndescri".into()));
    assert!(
        said(&combined).contains("the language `descri` of the timeline is not kept"),
        "{}",
        said(&combined)
    );
}

#[test]
fn a_timeline_without_a_title_is_named_by_its_file_or_counted() {
    let event = |title: &str| format!("[[events]]\ntitle = '{title}'\n");
    let titled = format!("[timeline]\ntitle = 'One'\n{}", event("x"));
    let two = event("y") + &event("z");
    let title = |texts: &[&str]| {
        let combined = put(texts, &[]);
        combined.timeline.meta().title.as_ref().map(|title| title.raw().to_owned())
    };
    assert_eq!(title(&[&titled, &two]).as_deref(), Some("One + b"));
    assert_eq!(title(&[&event("p"), &event("q")]), None);
    assert_eq!(title(&[&titled, &event("p")]).as_deref(), Some("One and 1 other"));
    assert_eq!(title(&[&titled, &two, &two, &two]).as_deref(), Some("One and 3 others"));
}
