//! Each test merges files of a few lines.

use super::*;
use crate::formats::{self, Hint};

fn read(text: &str) -> Timeline {
    formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline
}

fn toml(timeline: &Timeline) -> String {
    formats::write("toml", timeline).unwrap()
}

const BASE: &str = "\
[[actors]]
key = \"nato\"
name = \"NATO\"

[[events]]
key = \"a\"
date = \"2024\"
title = \"First\"
actors = [
    { actor = \"nato\", role = \"host\" },
]
tags = [\"x\"]

[[events]]
key = \"b\"
title = \"Second\"
";

fn three(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> (String, Vec<Conflict>) {
    let edit = |edits: &[(&str, &str)]| {
        let text = edits.iter().fold(BASE.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        });
        read(&text)
    };
    let merged = merge(Some(&read(BASE)), &edit(ours), &edit(theirs), None);
    (toml(&merged.timeline), merged.conflicts)
}

#[test]
fn with_itself_nothing_changes() {
    let base = read(BASE);
    for base_of in [None, Some(&base)] {
        let merged = merge(base_of, &base, &base, None);
        assert_eq!(toml(&merged.timeline), BASE);
        assert_eq!((merged.added, merged.updated, merged.conflicts.len()), (0, 0, 0));
    }
}

#[test]
fn changes_of_both_sides_come_together() {
    let second = "[[events]]\nkey = \"b\"\ntitle = \"Second\"\n";
    let (text, conflicts) = three(
        &[("\"2024\"", "\"2024-05\""), ("[\"x\"]", "[\"x\", \"ours\"]"), ("\"NATO\"", "\"Nato\"")],
        &[("First", "The first"), ("[\"x\"]", "[\"theirs\"]"), ("host", "guest"), (second, "")],
    );
    assert_eq!(conflicts, []);
    for wanted in ["\"2024-05\"", "\"The first\"", "[\"ours\", \"theirs\"]", "\"guest\"", "\"Nato\""] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert!(!text.contains("Second"), "what only one side took out is out: {text}");
}

#[test]
fn a_conflict_keeps_both_words() {
    let (text, conflicts) = three(&[("\"2024\"", "\"2023\"")], &[("\"2024\"", "\"2025\"")]);
    assert_eq!(conflicts.len(), 1);
    assert!(text.contains("date = \"2023\"") && text.contains("has another date: 2025"), "{text}");
    let (text, conflicts) = three(&[("\"NATO\"", "\"Nato\"")], &[("\"NATO\"", "\"N.A.T.O.\"")]);
    assert_eq!(conflicts.len(), 1);
    assert!(text.contains("name = \"Nato\"\naliases = [\"N.A.T.O.\"]"), "{text}");
    let second = "[[events]]\nkey = \"b\"\ntitle = \"Second\"\n";
    let (text, conflicts) = three(&[(second, "")], &[("Second", "The second")]);
    assert_eq!(conflicts[0].field, "all of it");
    assert!(text.contains("The second"), "{text}");
}

#[test]
fn unknown_fields_are_kept_beside_each_other() {
    let with = |fields: &str| read(&format!("[[sources]]\nkey = 's'\ntitle = 'S'\n{fields}"));
    let (a, b) = (with("shelf = 'A1'\npages = 3"), with("shelf = 'B2'\npages = 4"));
    let merged = merge(None, &a, &b, None);
    let fields: Vec<&str> = merged.conflicts.iter().map(|conflict| conflict.field.as_str()).collect();
    assert_eq!(fields, ["shelf", "pages"]);
    let text = toml(&merged.timeline);
    for wanted in ["shelf = \"A1\"", "conflict_shelf = \"B2\"", "conflict_pages = \"4\""] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    // A third version does not push out what the second said, and says nothing twice.
    for _ in 0..2 {
        let again = merge(None, &merged.timeline, &with("shelf = 'C3'\npages = 4"), None);
        let text = toml(&again.timeline);
        for wanted in ["conflict_shelf = \"B2\"", "conflict_shelf_2 = \"C3\"", "conflict_pages = \"4\""] {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
        assert!(!text.contains("conflict_pages_2"), "{text}");
    }
    let with = |colour: &str| read(&format!("[[events]]\nkey = 'a'\ntitle = 'A'\ncolour = '{colour}'"));
    let text = toml(&merge(None, &with("red"), &with("blue"), None).timeline);
    assert!(text.contains("Another version of this event has another “colour”: blue"), "{text}");
}

#[test]
fn very_many_tags_and_actors_do_not_double() {
    let with = |tags: &[u32]| {
        let tags: Vec<String> = tags.iter().map(|n| format!("'t{n}'")).collect();
        let all = tags.join(", ");
        read(&format!("[[events]]\nkey = 'a'\ntitle = 'A'\nactors = [{all}]\ntags = [{all}]"))
    };
    let all: Vec<u32> = (0..3_000).collect();
    let turned: Vec<u32> = (1_000..3_001).chain(0..1_000).collect();
    let merged = merge(None, &with(&all), &with(&turned), None).timeline;
    let event = merged.events().next().unwrap();
    assert_eq!((event.tags.len(), event.actors.len()), (3_001, 3_001));
}

#[test]
fn reading_a_newer_export_again_does_not_double() {
    let mine = "[[events]]\nkey = 'a'\ntitle = 'First'\ntags = ['mine']\n\
        quotes = [{ text = 'Words of a source', source = 's' }]\n\
        [[events]]\ntitle = 'A long title that was made a key'\ndate = '2025'\n";
    let newer = "[[events]]\nkey = 'a'\ntitle = 'First'\nplace = 'Baku'\n\
        quotes = [{ text = 'Words of a source', source = 's', locator = 'p. 1' }]\n\
        [[events]]\ntitle = 'A long title that was made a key.'\ndate = '2025-05'\n\
        [[events]]\nkey = 'n'\ntitle = 'New'\n";
    let (mine, newer) = (read(mine), read(newer));
    let once = merge(None, &mine, &newer, Some(Side::B));
    assert_eq!((once.timeline.events().len(), once.added, once.updated), (3, 1, 2));
    let text = toml(&once.timeline);
    for wanted in ["tags = [\"mine\"]", "Baku", "locator = \"p. 1\"", "date = \"2025-05\""] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let twice = merge(None, &once.timeline, &newer, Some(Side::B));
    assert_eq!((toml(&twice.timeline), twice.added, twice.updated), (text, 0, 0));
    let doubt = merge(None, &mine, &newer, None);
    let again = merge(None, &doubt.timeline, &newer, None);
    assert_eq!(toml(&again.timeline), toml(&doubt.timeline), "no caveat doubles");
}

#[test]
fn quotes_that_are_not_agreed_on_both_stay() {
    let a =
        read("[[events]]\nkey = 'a'\ntitle = 'A'\nquotes = [{ text = 'x', source = 's', locator = 'p. 1' }]");
    let b =
        read("[[events]]\nkey = 'a'\ntitle = 'A'\nquotes = [{ text = 'x', source = 's', locator = 'p. 2' }]");
    let merged = merge(None, &a, &b, None);
    assert_eq!((merged.timeline.quotes().count(), merged.conflicts.len()), (2, 1));
    assert_eq!(merge(None, &a, &b, Some(Side::B)).timeline.quotes().count(), 1);
}

#[test]
fn an_event_of_very_many_parts_is_soon_done() {
    use std::fmt::Write as _;
    let event = |from: usize| {
        let mut text = "[[events]]\nkey = 'a'\ntitle = 'A'\ntags = [".to_owned();
        (from..from + 30_000).for_each(|n| write!(text, "'t{n}', ").unwrap());
        text.push_str("]\n");
        for n in from..from + 10_000 {
            writeln!(text, "[[events.quotes]]\ntext = 'quote {n} of many'\n[[events.caveats]]\ntext = '{n}'")
                .unwrap();
        }
        read(&text)
    };
    let (a, b) = (event(0), event(7));
    let start = std::time::Instant::now();
    let merged = merge(Some(&a), &a, &b, None);
    assert_eq!(merged.timeline.quotes().count(), 10_000);
    assert!(!crate::change::Account::of(&a, &b).is_empty());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_quote_that_one_side_mended_stays_one_quote() {
    let with = |quote: &str| read(&format!("[[events]]\nkey = 'a'\ntitle = 'A'\nquotes = [{{ {quote} }}]"));
    let base = with("text = 'of mutual interest to all of us', source = 's', locator = 'p. 1'");
    let ours = with("text = 'of common interest to all of us', source = 's', locator = 'p. 1'");
    let theirs = with(
        "text = 'of mutual interest to all of us', source = 's', locator = 'p. 1', stance = 'contradicts'",
    );
    for (a, b) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merge(Some(&base), a, b, None);
        let quotes: Vec<_> = merged.timeline.quotes().map(|(_, quote)| quote).collect();
        assert_eq!((quotes.len(), merged.conflicts.len()), (1, 0));
        assert_eq!(quotes[0].text.raw(), "of common interest to all of us");
        assert_eq!(quotes[0].stance, Some(crate::model::Stance::Contradicts));
    }
    // Without a base nobody knows which words are right.
    let merged = merge(None, &ours, &theirs, None);
    assert_eq!((merged.timeline.quotes().count(), merged.conflicts.len()), (2, 1));
    assert_eq!(merged.conflicts[0].field, "quotes.text");
    assert_eq!(merge(None, &ours, &theirs, Some(Side::B)).timeline.quotes().count(), 1);
}

#[test]
fn what_one_side_took_out_stays_while_the_other_needs_it() {
    const SOURCE: &str = "[[sources]]\nkey = 's'\ntitle = 'Report'\nurl = 'https://example.org/s'\n";
    const ACTOR: &str = "[[actors]]\nkey = 'nato'\nname = 'NATO'\n";
    const OTHER: &str = "[[events]]\nkey = 'a'\ntitle = 'A'\n";
    const NEEDS: &str = "[[events]]\nkey = 'b'\ntitle = 'B'\nactors = ['nato']\n\
        quotes = [{ text = 'words', source = 's', speaker = 'nato' }]\n";
    let join = |parts: &[&str]| read(&parts.concat());
    let base = join(&[SOURCE, ACTOR, OTHER]);
    let (ours, theirs) = (join(&[OTHER]), join(&[SOURCE, ACTOR, OTHER, NEEDS]));
    for (a, b) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merge(Some(&base), a, b, None);
        let timeline = &merged.timeline;
        assert!(timeline.sources()[0].declared && timeline.actors()[0].declared);
        assert_eq!(timeline.sources()[0].url, Some("https://example.org/s".into()));
        let things: Vec<_> = merged.conflicts.iter().map(|conflict| conflict.thing).collect();
        assert_eq!((things, merged.issues.len()), (vec!["actor", "source"], 0));
        // Who says which side counts hears of no conflict, and loses nothing that is named.
        let merged = merge(Some(&base), a, b, Some(Side::A));
        assert!(merged.timeline.sources()[0].declared && merged.conflicts.is_empty());
    }
    // What nobody names goes.
    let merged = merge(Some(&base), &ours, &base, None);
    assert!(merged.timeline.sources().is_empty() && merged.conflicts.is_empty());

    // One side gives it another key, and the other goes on by the old one.
    let renamed = join(&[SOURCE, ACTOR, OTHER]);
    let renamed = read(&toml(&renamed).replace("\"nato\"", "\"otan\"").replace("\"s\"", "\"report\""));
    for (a, b) in [(&renamed, &theirs), (&theirs, &renamed)] {
        let merged = merge(Some(&base), a, b, None);
        assert_eq!((merged.conflicts.as_slice(), merged.issues.len()), ([].as_slice(), 0));
        let timeline = merged.timeline;
        assert_eq!((timeline.actors().len(), timeline.sources().len()), (1, 1), "{}", toml(&timeline));
        assert_eq!(timeline.actors()[0].key.raw(), "otan");
        assert!(timeline.actors()[0].declared && timeline.sources()[0].declared);
        assert_eq!(
            timeline.events().get(1).unwrap().quotes.first().unwrap().speaker,
            Some(crate::model::ActorId(0))
        );
    }
    // Both do: ours counts.
    let other = read(&toml(&theirs).replace("\"nato\"", "\"north\""));
    let merged = merge(Some(&base), &renamed, &other, None);
    assert_eq!((merged.timeline.actors().len(), merged.issues.len()), (1, 0));
    assert_eq!(merged.timeline.actors()[0].key.raw(), "otan");
}

#[test]
fn what_nobody_gave_a_key_is_not_one_event_at_two_places() {
    let read = |place: &str, key: &str| {
        let text = format!("[[events]]\n{key}date = '2020-05-01'\ntitle = 'Protest'\nplace = '{place}'\n");
        crate::formats::read(crate::formats::Hint::Name("toml"), text.as_bytes()).unwrap().timeline
    };
    let own = "key = 'p'\n";
    for (a, b, key, events, apart) in [
        ("Berlin", "Hamburg", "", 2, 1),
        ("Berlin", "Berlin, Mitte", "", 1, 0),
        ("Berlin", "Hamburg", own, 1, 0),
    ] {
        let merged = merge(None, &read(a, key), &read(b, key), None);
        assert_eq!((merged.timeline.len(), merged.apart.len()), (events, apart), "{a} {b} {key}");
    }
}
