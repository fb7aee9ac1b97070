//! A memo says what was marked and noted, cited, and nothing twice.

use biblatex::ChunksExt as _;

use super::*;
use crate::formats::{self, Hint};
use crate::session::Op;

const FILE: &str = r#"
[timeline]
title = "Talks"
[[sources]]
key = "s"
title = "Talks {open} & 5% rise_"
author = "A. Writer"
publisher = "The Paper"
kind = "article"
published = "2025-05-06"
url = "https://example.org/a_b?c=d%20e&f#g"
[[sources]]
key = "ü s"
title = "[Untitled]"
published = "[2025-05-01..2025-07-31]"
[[actors]]
key = "a"
name = "Ana"
[[events]]
key = "open"
date = "2025-05"
title = "The *talks* open"
actors = [{ actor = "a", role = "host" }]
[[events.quotes]]
text = "They opened."
source = "s"
speaker = "a"
locator = "par. 3"
[[events.quotes]]
text = "Not so."
source = "ü s"
[[events]]
key = "close"
date = "2025-06"
title = "The talks close"
"#;

fn made() -> (Timeline, Session) {
    let timeline = formats::read(Hint::Name("toml"), FILE.as_bytes()).unwrap().timeline;
    let mut session = Session::new("talks", 1);
    let words = words_hash("They opened.");
    let notes = [
        (Target::Event("open".into()), "First.\n\nSecond paragraph."),
        (Target::Quote { event: "open".into(), words }, "Who says?"),
        (Target::Actor("a".into()), "The host."),
        (Target::Source("s".into()), "Reliable."),
        (Target::Event("gone".into()), "Kept."),
    ];
    for (on, text) in notes {
        session.apply(Op::AddNote { on, text: text.into() }, 1_746_000_000_000);
    }
    let letter = Letter::new('c').unwrap();
    let on = Target::Event("close".into());
    session.apply(Op::SetMark { letter, on, hint: String::new() }, 0);
    (timeline, session)
}

#[test]
fn markdown_cites_every_quote() {
    let (timeline, session) = made();
    let all: Vec<EventId> = timeline.event_ids().collect();
    let memo = gather(&session, &timeline, &all);
    let wanted = r"# Talks

## May 2025: The \*talks\* open

**Note:** First.

Second paragraph.

Actors: Ana (host).

> “They opened.”
>
> — Ana, quoted in A. Writer, “Talks {open} \& 5% rise\_”, The Paper, 6 May 2025, par. 3, <https://example.org/a_b?c=d%20e&f#g>

**Note:** Who says?

> “Not so.”
>
> — \[Untitled\], between 1 May and 31 July 2025

## June 2025: The talks close

Mark: c

## Actors

### Ana

**Note:** The host.

## Sources

### Talks {open} \& 5% rise\_

**Note:** Reliable.

## No longer in the timeline

Event gone:

**Note:** Kept.
";
    assert_eq!(markdown(&memo, &timeline), wanted);
}

#[test]
fn a_filter_leaves_out_what_it_leaves_out() {
    let (timeline, session) = made();
    let close = timeline.event_by_key("close").unwrap();
    let memo = gather(&session, &timeline, &[close, close]);
    assert_eq!(memo.entries.len(), 1);
    assert!(memo.actors.is_empty() && memo.sources.is_empty() && memo.lost.is_empty());
    assert_eq!(memo.cited(&timeline), []);
    assert!(gather(&Session::new("x", 1), &timeline, &[close]).is_empty());
}

#[test]
fn json_has_every_part_of_a_citation() {
    let (timeline, session) = made();
    let all: Vec<EventId> = timeline.event_ids().collect();
    let written = json(&gather(&session, &timeline, &all), &timeline);
    let value: serde_json::Value = serde_json::from_str(&written).unwrap();
    let quote = &value["events"][0]["quotes"][0];
    assert_eq!(quote["locator"], "par. 3");
    assert_eq!(quote["source"]["published"], "2025-05-06");
    assert_eq!(quote["notes"][0]["text"], "Who says?");
    assert_eq!(quote["notes"][0]["made"], "2025-04-30T08:00:00Z");
    assert_eq!(value["events"][1]["marks"][0], "c");
    assert_eq!(value["lost"][0]["on"]["event"], "gone");
}

#[test]
fn the_sources_cited_are_a_bibliography() {
    let (timeline, session) = made();
    let all: Vec<EventId> = timeline.event_ids().collect();
    let cited = gather(&session, &timeline, &all).cited(&timeline);
    let csl: serde_json::Value = serde_json::from_str(&csl_json(&timeline, &cited)).unwrap();
    assert_eq!(csl[0]["type"], "article-newspaper");
    assert_eq!(csl[0]["container-title"], "The Paper");
    assert_eq!(csl[0]["author"][0]["literal"], "A. Writer");
    assert_eq!(csl[1]["id"], "ü s");
    assert!(csl[1]["issued"]["literal"].is_string());

    let written = bib(&timeline, &cited);
    let back = biblatex::Bibliography::parse(&written).expect(&written);
    let first = back.get("s").unwrap();
    assert_eq!(first.get("title").unwrap().format_verbatim(), "Talks {open} & 5% rise_");
    assert_eq!(first.url().unwrap(), "https://example.org/a_b?c=d%20e&f#g");
    assert!(matches!(first.date().unwrap(), biblatex::PermissiveType::Typed(_)));
    assert!(back.get("u-s").unwrap().get("note").is_some(), "{written}");
}
