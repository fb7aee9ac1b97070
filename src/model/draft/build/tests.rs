//! Tests of model draft build.

use super::*;
use crate::model::draft::{DraftCaveat, DraftParticipant, DraftQuote};
use crate::model::{EventId, Status};

#[expect(clippy::unnecessary_wraps, reason = "every draft's field is an option")]
fn at(text: &str, offset: usize) -> Option<At<Text>> {
    Some(At::new(text.into(), Spot::at(offset)))
}

fn actor(key: &str, name: &str, aliases: &[&str], offset: usize) -> DraftActor {
    DraftActor {
        spot: Spot::at(offset),
        key: at(key, offset),
        name: Some(name.into()),
        aliases: aliases.iter().map(|&alias| alias.into()).collect(),
        ..DraftActor::default()
    }
}

fn told(issues: &[Issue]) -> Vec<String> {
    issues.iter().map(ToString::to_string).collect()
}

#[test]
fn the_first_keeps_its_key_and_none_is_taken_from_the_file() {
    let key = |key: Option<&str>, offset| DraftEvent {
        spot: Spot::at(offset),
        key: key.map(|key| At::new(key.into(), Spot::at(offset))),
        title: Some("À Kyïv, 1994".into()),
        quotes: vec![quote("w", "s")],
        ..DraftEvent::default()
    };
    let drafts = [Some("a"), Some("a"), Some("a-2"), Some("a"), None, None, Some("a-kyiv-1994"), Some(" ")];
    let events = (0..).zip(drafts).map(|(offset, given)| key(given, offset)).collect();
    let sources = vec![DraftSource { key: at("s", 0), title: Some("S".into()), ..Default::default() }];
    let (timeline, issues) = Draft { sources, events, ..Draft::default() }.build();
    let keys: Vec<&str> = timeline.in_file_order().map(|event| event.key.raw()).collect();
    let made = ["a", "a-3", "a-2", "a-4", "a-kyiv-1994-2", "a-kyiv-1994-3", "a-kyiv-1994", "a-kyiv-1994-4"];
    assert_eq!(keys, made);
    assert_eq!(
        told(&issues)[0],
        "error: event key `a` is there twice; rename one; this one is called `a-3` here"
    );
    assert_eq!(issues[0].first, Spot::at(0));
    assert_eq!(timeline.event_by_key("a"), Some(EventId(0)));
}

fn quote(text: &str, source: &str) -> DraftQuote {
    DraftQuote { text: text.into(), source: at(source, 50), spot: Spot::at(49), ..DraftQuote::default() }
}

#[test]
fn references_that_lead_nowhere_are_kept_and_told() {
    let actors = vec![
        actor("nato", "NATO", &["North Atlantic Treaty Organization"], 1),
        actor("volodymyr-zelenskyy", "Volodymyr Zelenskyy", &["Зеленський", "Zelensky"], 2),
    ];
    let refers = |key: &str, offset| DraftParticipant {
        actor: At::new(key.into(), Spot::at(offset)),
        role: None,
        extra: None,
    };
    let names = ["NATO", "Zelenskiy", "zelensky", "volodymyr-zelensky", "eu", "eu", "nato"];
    let event = DraftEvent {
        key: at("e", 0),
        title: Some("E".into()),
        actors: names.iter().zip(10..).map(|(name, offset)| refers(name, offset)).collect(),
        quotes: vec![quote("words", "003")],
        ..DraftEvent::default()
    };
    let (timeline, issues) = Draft { actors, events: vec![event], ..Draft::default() }.build();
    insta::assert_snapshot!(told(&issues).join("\n"), @r"
    error: there is no actor `NATO`; did you mean `nato`? If not, declare it under [[actors]]
    error: there is no actor `Zelenskiy`; did you mean `volodymyr-zelenskyy`? If not, declare it under [[actors]]
    error: there is no actor `zelensky`; did you mean `volodymyr-zelenskyy`? If not, declare it under [[actors]]
    error: there is no actor `volodymyr-zelensky`; did you mean `volodymyr-zelenskyy`? If not, declare it under [[actors]]
    error: there is no actor `eu`; declare it under [[actors]]
    error: there is no actor `eu`; declare it under [[actors]]
    error: there is no source `003`; declare it under [[sources]]
    ");
    assert_eq!(timeline.actors().len(), 7);
    let eu = timeline.actor_by_key("eu").unwrap();
    assert!(!timeline.actor(eu).declared);
    assert_eq!(timeline.events_of(eu), [EventId(0)]);
    assert_eq!(timeline.quotes_of(timeline.source_by_key("003").unwrap()).len(), 1);
}

#[test]
fn what_makes_no_sense_is_told() {
    let caveat = |quote: &str| DraftCaveat { quote: Some(quote.into()), ..DraftCaveat::default() };
    let event = DraftEvent {
        key: at("e", 0),
        quotes: vec![quote("It\u{2019}s  so", "s"), quote("It\u{2019}s  so", "s"), DraftQuote::default()],
        caveats: vec![caveat("it's"), caveat("It's so")],
        status: Some(Status::Occurred),
        ..DraftEvent::default()
    };
    let bare = DraftEvent { key: at("bare", 90), title: Some("B".into()), ..DraftEvent::default() };
    let sources = vec![DraftSource { key: at("s", 0), ..DraftSource::default() }];
    let actors = vec![DraftActor::default()];
    let (timeline, issues) = Draft { sources, actors, events: vec![event, bare], ..Draft::default() }.build();
    let mut told = told(&issues);
    told.sort();
    insta::assert_snapshot!(told.join("\n"), @r#"
    error: a quote with neither words nor source; put the words of the source in `text`, and its key in `source`
    error: actor `actor` has no name; add one in `name`
    error: event `e` has no title; add one in `title`
    error: source `s` has no title; add one in `title`
    warning: actor without key, here called `actor`; give it a key, so that others can refer to it
    warning: event `bare` has no evidence; quote a source that reports it, in `quotes`, with `text` and `source`
    warning: the same quote twice in one event; take one out
    "#);
    assert_eq!(timeline.actors()[0].key.raw(), "actor");
}

#[test]
fn hundreds_of_thousands_take_no_time() {
    let event = |n: usize| DraftEvent {
        key: at("same", n),
        title: Some("T".into()),
        actors: vec![DraftParticipant {
            actor: At::new(Text::new(format!("who-{n}")), Spot::at(n)),
            role: None,
            extra: None,
        }],
        ..DraftEvent::default()
    };
    let actors = (0..20_000).map(|n| actor(&format!("a{n}"), "A", &[], n)).collect();
    let draft = Draft { actors, events: (0..100_000).map(event).collect(), ..Draft::default() };
    let (timeline, issues) = draft.build();
    assert_eq!((timeline.events().len(), timeline.actors().len()), (100_000, 120_000));
    assert!(issues.len() >= 200_000);
}

#[test]
fn in_a_foreign_format_a_name_declares() {
    let at = |text: &str| At::new(Text::new(text), Spot::NONE);
    let actor = |name: &str| DraftParticipant { actor: at(name), role: None, extra: None };
    let declared = DraftActor { name: Some("Ilham Aliyev".into()), ..DraftActor::default() };
    let event = DraftEvent {
        title: Some("Meeting".into()),
        actors: ["Ilham Aliyev", "NATO", "Nato!", "NATO"].map(actor).into(),
        ..DraftEvent::default()
    };
    let draft = Draft { actors: vec![declared], events: vec![event], foreign: true, ..Draft::default() };
    let (timeline, issues) = draft.build();
    assert_eq!(issues, []);
    let named: Vec<(&str, &str, bool)> =
        timeline.actors().iter().map(|one| (one.key.raw(), one.name.raw(), one.declared)).collect();
    let wanted = [("ilham-aliyev", "Ilham Aliyev", true), ("nato", "NATO", true), ("nato-2", "Nato!", true)];
    assert_eq!(named, wanted);
}

#[test]
fn in_a_foreign_format_blank_text_names_nobody() {
    let at = |text: &str| At::new(Text::new(text), Spot::NONE);
    let quote = DraftQuote {
        text: "Words".into(),
        source: Some(at(" ")),
        speaker: Some(at("\n")),
        ..DraftQuote::default()
    };
    let actor = DraftParticipant { actor: at("\t"), role: None, extra: None };
    let event = DraftEvent {
        title: Some("Meeting".into()),
        actors: vec![actor],
        quotes: vec![quote],
        ..DraftEvent::default()
    };
    let draft = Draft { events: vec![event], foreign: true, ..Draft::default() };
    let (timeline, issues) = draft.build();
    assert_eq!(issues.len(), 1, "a quote without source");
    assert_eq!(timeline.sources(), []);
    let names: Vec<(&str, &str)> =
        timeline.actors().iter().map(|one| (one.key.raw(), one.name.raw())).collect();
    assert_eq!(names, [("actor", "?")]);
    let again = Draft::from(&timeline).build().0;
    assert_eq!(again.actors(), timeline.actors());
}
