//! The timeline that comes with the program: nothing wrong, nothing missing, every quote verbatim.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;

use annals::model::{ActorKind, Status, Timeline};
use annals::{store, verify};

fn bundled() -> Timeline {
    let loaded = store::bundled().unwrap();
    assert_eq!(loaded.import.issues, [], "nothing to remark");
    loaded.import.timeline
}

#[test]
fn every_quote_stands_in_its_document() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        eprintln!("skipped: the documents are not at ../shared/seeds");
        return;
    }
    let timeline = bundled();
    let findings = verify::documents(&timeline, &folder);
    let wrong: Vec<String> =
        findings.iter().filter_map(verify::Finding::issue).map(|i| i.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let found = findings.iter().filter(|finding| finding.hit().is_some() && finding.quote.is_some()).count();
    assert_eq!(found, timeline.quotes().count(), "every quote was looked up");
}

#[test]
fn it_holds_what_it_promises() {
    let timeline = bundled();
    assert!(timeline.dated() >= 75, "{} dated events", timeline.dated());
    assert_eq!(timeline.sources().len(), 5);
    assert!(timeline.events().all(|event| !event.quotes.is_empty()), "each event has evidence");
    assert!(timeline.quotes().all(|(_, quote)| quote.locator.is_some()), "each quote has a pin-cite");
    assert!(timeline.sources().iter().all(|source| source.file.is_some() && source.sha256.is_some()));
    assert!(timeline.actors().iter().all(|actor| actor.declared && actor.kind.is_some()));

    let titled = |key: &str, date: &str| {
        let event = timeline.event(timeline.event_by_key(key).unwrap());
        assert_eq!(event.date.as_ref().unwrap().edtf(), date, "{key}");
        assert_eq!(event.status, Some(Status::Occurred), "{key}");
    };
    titled("pfp-azerbaijan-joins", "1994");
    titled("cop29", "2024-11-11/2024-11-22");
    titled("davos-meeting", "2025-01-21");
}

#[test]
fn namesakes_are_kept_apart() {
    let timeline = bundled();
    let aliyevs: Vec<&str> = timeline
        .actors()
        .iter()
        .filter(|actor| actor.kind == Some(ActorKind::Person) && actor.name.raw().contains("Aliyev"))
        .map(|actor| actor.key.raw())
        .collect();
    assert_eq!(aliyevs.len(), 2, "{aliyevs:?}");
}

#[test]
fn no_form_of_a_name_belongs_to_two() {
    let timeline = bundled();
    let mut seen = std::collections::HashMap::new();
    for actor in timeline.actors() {
        for form in std::iter::once(&actor.name).chain(&actor.aliases) {
            let other = seen.insert(form.raw().to_lowercase(), actor.key.raw());
            assert!(
                other.is_none_or(|other| other == actor.key.raw()),
                "{form}: {other:?} and {}",
                actor.key
            );
        }
    }
}

#[test]
fn what_is_planned_is_not_told_as_done() {
    let timeline = bundled();
    for event in timeline.events() {
        let Some(date) = &event.date else { continue };
        // The last document is of 2025: what begins later can only be planned or aimed at.
        let later = date.ends().earliest_start.year().is_some_and(|year| year > 2025);
        let open = matches!(event.status, Some(Status::Planned | Status::Target));
        assert!(!later || open, "{} begins in {}", event.key, date.edtf());
    }
}

/// Short quotes, not the documents: of each at most this share, in percent of its words.
const LARGEST_SHARE: usize = 40;

#[test]
fn the_documents_are_quoted_not_reprinted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        eprintln!("skipped: the documents are not at ../shared/seeds");
        return;
    }
    let timeline = bundled();
    for id in timeline.source_ids() {
        let source = timeline.source(id);
        let file = folder.join(source.file.as_ref().unwrap().raw());
        let words = |text: &str| text.split_whitespace().count();
        let whole = words(&std::fs::read_to_string(file).unwrap());
        let quoted: usize = timeline
            .quotes_of(id)
            .iter()
            .map(|&(event, quote)| {
                words(timeline.event(event).quotes.get(quote as usize).unwrap().text.raw())
            })
            .sum();
        assert!(quoted * 100 <= whole * LARGEST_SHARE, "{}: {quoted} of {whole} words", source.key);
    }
}
