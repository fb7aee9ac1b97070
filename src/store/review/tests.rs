//! Editing files in place, new files, and journals that end anywhere.

use super::*;
use crate::review::Verdict;

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
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.toml");
    std::fs::write(&path, FILE).unwrap();
    write(&path, steps).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left there");
    std::fs::read_to_string(&path).unwrap()
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

#[test]
fn comments_above_what_goes_stay() {
    let import = formats::read(Hint::Name("toml"), FILE.as_bytes()).unwrap().timeline;
    let rumours = import.in_file_order().nth(1).unwrap().key.raw().to_owned();
    let text = after(&[judge(&[&rumours], Verdict::Rejected)]);
    assert!(
        !text.contains("Rumours") && text.contains("# The summer") && text.contains("# The end"),
        "{text}"
    );
    assert!(text.find("# The summer") < text.find("They left"), "{text}");
    let text = after(&[judge(&["a", &rumours, "c"], Verdict::Rejected)]);
    for comment in ["# About this file.", "# The first months", "# The summer", "# The end"] {
        assert!(text.contains(comment), "{text}");
    }
}

#[test]
fn merges_splits_and_new_actors_are_written_where_they_belong() {
    let text = after(&[
        Step::Merge { into: "a".into(), from: "c".into() },
        Step::Split { event: "a".into(), quote: 0, new: "a-part-2".into() },
        Step::Actors { event: "a".into(), actors: vec!["berg".into(), "The Port".into()] },
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
fn what_cannot_be_edited_is_said_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let rows = [
        ("a.json", "{\"events\": [{\"title\": \"x\", \"certainty\": \"guess\"}]}"),
        ("b.toml", "events = [{ title = 'x', key = 'x', certainty = 'guess', rule = 'r' }]\n"),
    ];
    for (name, text) in rows {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let error = write(&path, &[judge(&["x"], Verdict::Rejected)]).unwrap_err();
        assert!(error.contains("not there yet"), "{error}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
    let new = folder.path().join("new.toml");
    write_new(&new, "x").unwrap();
    assert!(write_new(&new, "y").unwrap_err().contains("another name"));
    assert_eq!(std::fs::read_to_string(&new).unwrap(), "x");
}
