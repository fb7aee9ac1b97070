//! Editing files in place, new files, and journals that end anywhere.

use super::*;
use crate::review::carry::{Known, Pile};
use crate::review::{Holds, Verdict, parted};

const FILE: &str = "# About this file.
[timeline]
title = 'T'

[[sources]]
key = 's'   # short
title = 'S'

# The first months
[[events]]
key = 'a'
date = '2024-05-03'  # from the headline
title = 'They met'
certainty = 'certain'
rule = 'verb'
actors = [
    { actor = 'berg', role = 'host' }, # she hosted
]

[[events.quotes]]
text = 'They met on 3 May.'  # checked
source = 's'

# The summer
[[events]]
date = '2024-06'
title = 'Rumours'
certainty = 'guess'
rule = 'noun'

[[events]]
key = 'c'
date = '2024-07'
title = 'They left'
certainty = 'likely'
rule = 'verb'

[[events.quotes]]
text = 'They left in July.'
source = 's'

# The end
";

fn judge(events: &[&str], verdict: Verdict) -> Step {
    Step::Judge { events: events.iter().map(|&key| key.to_owned()).collect(), verdict: Some(verdict) }
}

fn after(steps: &[Step]) -> String {
    after_in(FILE, steps)
}

fn after_in(file: &str, steps: &[Step]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.toml");
    std::fs::write(&path, file).unwrap();
    write(&path, &blind(steps)).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left there");
    std::fs::read_to_string(&path).unwrap()
}

/// Steps of which nobody knows what their events said.
fn blind(steps: &[Step]) -> Vec<Seen> {
    steps.iter().map(|step| (step.clone(), Vec::new())).collect()
}

fn keys(text: &str) -> Vec<String> {
    let timeline = formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline;
    timeline.in_file_order().map(|event| event.key.raw().to_owned()).collect()
}

#[test]
fn lines_end_as_they_did() {
    let steps = [
        judge(&["a"], Verdict::Accepted),
        Step::Title { event: "c".into(), title: "They left early".into() },
        Step::Split { event: "a".into(), quote: 0, new: "a-part-2".into() },
    ];
    let plain = after(&steps);
    let long = FILE.replace('\n', "\r\n");
    assert_eq!(
        after_in(&long, &[judge(&["a"], Verdict::Accepted)]),
        long.replacen("certainty = 'certain'\r\n", "", 1)
    );
    assert_eq!(after_in(&long, &steps), plain.replace('\n', "\r\n"));
    let marked = format!("\u{feff}{long}");
    assert_eq!(after_in(&marked, &steps), format!("\u{feff}{}", plain.replace('\n', "\r\n")));
    // Of both kinds, and with words that go over several lines.
    let words = "summary = \"\"\"One\r\nand two\nand three\"\"\"\r\n";
    let mixed = FILE.replacen("certainty = 'certain'\n", &format!("certainty = 'certain'\n{words}"), 1);
    assert_eq!(
        after_in(&mixed, &[judge(&["a"], Verdict::Accepted)]),
        mixed.replacen("certainty = 'certain'\n", "", 1)
    );
}

#[test]
fn comments_on_a_field_that_goes_stay() {
    let accept = [judge(&["a"], Verdict::Accepted)];
    let rows = [
        ("certainty = 'certain'\n", "# it is\ncertainty = 'certain'\n", "# it is\n"),
        ("certainty = 'certain'\n", "certainty = 'certain' # on page 2\n", "# on page 2\n"),
        (
            "certainty = 'certain'\n",
            "\n# one\n\n# two\ncertainty = 'certain' # three\n",
            "\n# one\n\n# two\n# three\n",
        ),
    ];
    for (from, to, wanted) in rows {
        let file = FILE.replacen(from, to, 1);
        assert_eq!(after_in(&file, &accept), FILE.replacen(from, wanted, 1));
    }
    // The last field of an event, with and without something behind it.
    let last = |rest: &str| format!("[[events]]\nkey = 'a'\ntitle = 'T'\n# why\ncertainty = 'guess'\n{rest}");
    for rest in
        ["", "\n# next\n[[events]]\nkey = 'b'\ntitle = 'U'\n", "[[events.quotes]]\ntext = 'W'\n", "\n# end\n"]
    {
        let text = after_in(&last(rest), &accept);
        for comment in ["# why", "# next", "# end"].into_iter().filter(|one| last(rest).contains(*one)) {
            assert_eq!(text.matches(comment).count(), 1, "{text}");
        }
        assert!(!text.contains("certainty"), "{text}");
    }
}

#[test]
fn twins_keep_the_keys_that_they_were_known_by() {
    let twin = "[[events]]\ndate = '2024-06'\ntitle = 'Rumours'\ncertainty = 'guess'\n\n";
    let named = "[[events]]\nkey = 'x'\ntitle = 'Same key'\ncertainty = 'guess'\n\n";
    for one in [twin, named] {
        let file = one.repeat(4);
        let before = keys(&file);
        for gone in 0..4 {
            let mut left = before.clone();
            let gone = left.remove(gone);
            let text =
                after_in(&file, &[judge(&[&gone], Verdict::Rejected), judge(&[&left[0]], Verdict::Accepted)]);
            assert_eq!(keys(&text), left, "{text}");
            assert_eq!(text.matches("certainty").count(), 2, "{text}");
        }
        let text = after_in(
            &file,
            &[Step::Merge { into: before[2].clone(), from: before[0].clone(), date: Holds::First }],
        );
        assert_eq!(keys(&text), before[1..], "{text}");
    }
    let text = after_in(&twin.repeat(2), &[judge(&[&keys(&twin.repeat(2))[1]], Verdict::Accepted)]);
    assert!(!text.contains("key ="), "nothing is written that need not be: {text}");
}

#[test]
fn only_what_was_reviewed_is_another() {
    assert_eq!(after(&[]), FILE);
    assert_eq!(after(&[judge(&["a"], Verdict::Accepted)]), FILE.replacen("certainty = 'certain'\n", "", 1));
    let mended = after(&[
        Step::Date { event: "a".into(), date: Some("2024-05-04".into()) },
        Step::Title { event: "c".into(), title: "They left \"early\"".into() },
    ]);
    let wanted = FILE.replacen("'2024-05-03'  # from", "\"2024-05-04\"  # from", 1).replacen(
        "'They left'",
        "'They left \"early\"'",
        1,
    );
    assert_eq!(mended, wanted);
}

/// Headings with a blank line below them, and remarks at the events themselves.
const REMARKED: &str = "[timeline]
title = 'T'

# The first months

# seen by two
[[events]]
key = 'a'
title = 'They met'
certainty = 'certain'

# The summer

# hearsay
[[events]]
key = 'b'
title = 'Rumours'
certainty = 'guess'

# doubtful
[[events]]
key = 'c'
title = 'They left'
certainty = 'likely'

# The end
";

fn remarked(steps: &[Step]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.toml");
    std::fs::write(&path, REMARKED).unwrap();
    write(&path, &blind(steps)).unwrap();
    std::fs::read_to_string(&path).unwrap()
}

#[test]
fn the_comment_at_an_event_goes_with_it_and_a_heading_stays() {
    let text = remarked(&[judge(&["b"], Verdict::Rejected)]);
    assert_eq!(
        text,
        REMARKED.replacen(
            "# hearsay\n[[events]]\nkey = 'b'\ntitle = 'Rumours'\ncertainty = 'guess'\n\n",
            "",
            1
        )
    );
    let text = remarked(&[judge(&["a", "b", "c"], Verdict::Rejected)]);
    for (comment, stays) in [
        ("# The first months", true),
        ("# The summer", true),
        ("# The end", true),
        ("# seen", false),
        ("# doubtful", false),
    ] {
        assert_eq!(text.contains(comment), stays, "{comment} in {text}");
    }
}

#[test]
fn the_comment_at_an_event_that_goes_into_another_goes_there() {
    let text = remarked(&[
        Step::Merge { into: "c".into(), from: "b".into(), date: Holds::First },
        Step::Merge { into: "a".into(), from: "c".into(), date: Holds::First },
    ]);
    let head = text.split("[[events]]").next().unwrap();
    for comment in ["# The first months", "# seen by two", "# hearsay", "# doubtful"] {
        assert!(head.contains(comment), "{text}");
    }
    assert!(text.contains("# The summer") && text.contains("# The end"), "{text}");
}

#[test]
fn reviews_of_the_same_documents_are_found_in_their_journals() {
    let folder = tempfile::tempdir().unwrap();
    let add = |name: &str, documents: &[&str], events: &[&str], more: &[Entry]| {
        let Opened { journal, .. } =
            Journal::open(&folder.path().join(format!("{name}.jsonl")), |_| {}).unwrap();
        journal.add(Entry::Pile(Pile {
            documents: documents.iter().map(ToString::to_string).collect(),
            found: None,
        }));
        for event in events {
            journal.add(Entry::Known(Known {
                event: event.to_string(),
                title: "T".into(),
                date: None,
                quotes: vec!["q".into()],
                documents: Vec::new(),
            }));
            journal.add(Entry::Did(judge(&[event], Verdict::Accepted)));
        }
        for entry in more {
            journal.add(entry.clone());
        }
        assert_eq!(journal.flush(std::time::Duration::from_secs(10)), Ok(()));
    };
    add("one", &["file a.txt", "sha256 11"], &["x", "y"], &[Entry::Written]);
    add("other", &["file b.txt"], &["z"], &[]);
    add("undone", &["file a.txt"], &["z"], &[Entry::Undid]);
    std::fs::write(folder.path().join("old.jsonl"), "{\"did\":{}}\n").unwrap();
    let found = past(folder.path(), &["sha256 11".into(), "file c.txt".into()]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].steps.len(), found[0].known.len()),
        (2, 2),
        "what was written was decided all the same"
    );
    assert_eq!(past(&folder.path().join("nowhere"), &["file a.txt".into()]), []);
}

#[test]
fn merges_splits_and_new_actors_are_written_where_they_belong() {
    let text = after(&[
        Step::Merge { into: "a".into(), from: "c".into(), date: Holds::First },
        Step::Split { event: "a".into(), quote: 0, new: "a-part-2".into() },
        Step::Actors { event: "a".into(), actors: parted("berg, host; The Port", |_| false) },
    ]);
    for kept in ["# she hosted", "# from the headline", "text = 'They met on 3 May.'  # checked"] {
        assert!(text.contains(kept), "{kept} in {text}");
    }
    let again = formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline;
    let keys: Vec<String> = again.in_file_order().map(|event| event.key.raw().to_owned()).collect();
    assert_eq!((keys[0].as_str(), keys[1].as_str(), keys.len()), ("a", "a-part-2", 3), "{text}");
    let port = again.actor(again.actor_by_key("the-port").unwrap());
    assert!(port.declared && port.name.raw() == "The Port");
}

#[test]
fn an_event_without_a_key_gets_the_one_that_it_was_known_by() {
    let import = formats::read(Hint::Name("toml"), FILE.as_bytes()).unwrap().timeline;
    let rumours = import.in_file_order().nth(1).unwrap().key.raw().to_owned();
    let text = after(&[Step::Title { event: rumours.clone(), title: "Talks".into() }]);
    let again = formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline;
    let event = again.event(again.event_by_key(rumours.as_str()).unwrap());
    assert_eq!(event.title.raw(), "Talks");
}

#[test]
fn a_json_file_is_edited_in_its_own_layout() {
    let events = "{'key': 'a', 'title': 'They met', 'certainty': 'certain', 'mine': [1, 2], 'rule': 'r'},\
        {'key': 'b', 'title': 'Rumours', 'certainty': 'guess'},\
        {'key': 'c', 'date': '2024', 'title': 'They left', 'certainty': 'likely'}";
    let value: serde_json::Value = serde_json::from_str(
        &format!("{{'events': [{events}], 'own': {{'z': 1, 'a': 2.5}}}}").replace('\'', "\""),
    )
    .unwrap();
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    let steps = [
        judge(&["a"], Verdict::Accepted),
        judge(&["b"], Verdict::Rejected),
        Step::Title { event: "c".into(), title: "They went".into() },
        Step::Actors { event: "c".into(), actors: parted("The Port, host", |_| false) },
    ];
    for text in [pretty.clone() + "\n", pretty.replace("  ", "    "), serde_json::to_string(&value).unwrap()]
    {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.json");
        std::fs::write(&path, &text).unwrap();
        write(&path, &blind(&steps)).unwrap();
        let edited = std::fs::read_to_string(&path).unwrap();
        let again = formats::read(Hint::Name("json"), edited.as_bytes()).unwrap().timeline;
        let titles: Vec<_> = again.in_file_order().map(|event| event.title.raw().to_owned()).collect();
        assert_eq!(titles, ["They met", "They went"], "{edited}");
        let order = ["\"mine\"", "\"rule\"", "\"own\"", "\"z\"", "\"a\"", "\"actors\""];
        let places: Vec<_> = order.iter().filter_map(|name| edited.rfind(name)).collect();
        assert!(places.len() == 6 && edited.matches("certainty").count() == 1, "{edited}");
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{order:?} in {edited}");
        assert_eq!(edited.lines().count() > 1, text.lines().count() > 1, "{edited}");
        assert_eq!(edited.ends_with('\n'), text.ends_with('\n'));
    }
}

#[test]
fn what_cannot_be_edited_is_said_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let rows = [
        ("a.json", "{\"events\": [{\"title\": \"x\", \"certainty\": \"guess\"}]}"),
        ("b.toml", "events = [{ title = 'x', key = 'x', certainty = 'guess', rule = 'r' }]\n"),
    ];
    for (name, text) in rows {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let error = write(&path, &blind(&[judge(&["x"], Verdict::Rejected)])).unwrap_err();
        assert!(error.contains("not there yet"), "{error}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
    let new = folder.path().join("new.toml");
    write_new(&new, "x").unwrap();
    assert!(write_new(&new, "y").unwrap_err().contains("another name"));
    assert_eq!(std::fs::read_to_string(&new).unwrap(), "x");
}

#[test]
fn what_was_judged_of_other_events_is_not_done_to_these() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.toml");
    let event = |title: &str, more: &str| {
        format!("[[events]]\nkey = 'e0'\ntitle = '{title}'\ncertainty = 'guess'\n{more}")
    };
    let read = |text: &str| formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline;
    let mut review = Review::new(read(&event("They met", "")));
    review.act(judge(&["e0"], Verdict::Rejected));
    let seen: Vec<Seen> = review.seen().map(|(step, marks)| (step.clone(), marks.to_vec())).collect();
    let other = event("A ship sank", "");
    std::fs::write(&path, &other).unwrap();
    assert!(write(&path, &seen).unwrap_err().contains("others in it now"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), other);
    std::fs::write(&path, event("They met", "tags = ['new']\n")).unwrap();
    write(&path, &seen).unwrap();
    assert!(!std::fs::read_to_string(&path).unwrap().contains("They met"));
}

#[test]
fn of_two_actors_of_one_name_the_one_who_was_there_stays_in_the_file() {
    let two = "[[actors]]\nkey = 'smith-sr'\nname = 'John Smith'\n[[actors]]\nkey = 'smith-jr'\nname = 'John Smith'\n";
    let file =
        FILE.replacen("{ actor = 'berg', role = 'host' }", "{ actor = 'smith-jr', role = 'host' }", 1) + two;
    let actors = parted("John Smith, host; Mary", |_| false);
    let text = after_in(&file, &[Step::Actors { event: "a".into(), actors }]);
    assert!(text.contains("{ actor = 'smith-jr', role = 'host' }, # she hosted"), "{text}");
    assert!(text.contains("{ actor = \"mary\" }") && !text.contains("actor = \"smith"), "{text}");
}
