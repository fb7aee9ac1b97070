//! The short way and the long way must lead to the same place.

use super::*;
use crate::formats::{Hint, Options};
use crate::model::stream::Assembler;

/// What a reader of a timeline can see of it.
fn seen(timeline: &Timeline) -> String {
    let mut out = Vec::new();
    write(timeline, &mut out).unwrap();
    let lines: Vec<String> = timeline.in_file_order().map(|event| event.line.to_string()).collect();
    format!("{}{}", String::from_utf8(out).unwrap(), lines.join(" "))
}

fn streamed(text: &str, at: usize) -> (Timeline, Vec<String>) {
    let cut = text.as_bytes().iter().take(at).rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let mut assembler = Assembler::default();
    for part in [&text[..cut], &text[cut..]] {
        let mut stretches = Stretches::new(assembler.writer());
        assembler.add(stretches.read(part.as_bytes()));
    }
    let (timeline, told) = assembler.finish();
    (timeline, told.issues.iter().map(ToString::to_string).collect())
}

/// Where the events begin in it.
const EVENTS: usize = 220;

const PLAIN: &str = r#"{"timeline": {"title": "Talks", "language": "en"}}
{"source": {"key": "letter", "title": "Letter", "published": "1995-02"}}
{"actor": {"key": "nato", "name": "NATO", "kind": "organisation", "aliases": ["Alliance"]}}
{"key": "talks", "date": "1994-01-10", "title": "Talks \u00e9\n\"x\"", "summary": "Sum", "status": "occurred", "importance": "core", "place": "Brussels", "actors": ["nato", {"actor": "Alliance", "role": "host"}, "Somebody"], "quotes": [{"text": "We met.", "source": "letter", "speaker": "nato", "locator": "par. 2", "stance": "supports", "note": "n"}], "caveats": [{"kind": "disputed", "text": "Not so", "quote": "met"}], "tags": ["a", "b"]}

{"key": "later", "date": "[2023,2024]", "title": "Later"}
{"title": "No key", "date": "2024-02-29"}
{"title": "No key", "date": "2024-02-29"}
"#;

#[test]
fn plain_lines_give_the_same_both_ways() {
    let whole = crate::formats::read(Hint::Name("jsonl"), PLAIN.as_bytes()).unwrap();
    for at in [0, 200, PLAIN.len()] {
        let (timeline, issues) = streamed(PLAIN, at);
        assert_eq!(seen(&timeline), seen(&whole.timeline));
        assert!(issues.is_empty(), "{issues:?}");
    }
    assert_eq!(whole.issues, []);
    assert_eq!(whole.timeline.actors().len(), 2, "an alias is the actor");
}

#[test]
fn odd_lines_take_the_long_way_and_say_what_is_wrong() {
    let rows = [
        (r#"{"title": "x", "tite": "red"}"#, "1:16: warning: unknown field `tite` in an event"),
        (r#"{"title": "x", "date": "c. 1580"}"#, "1:24: note: date: “c. 1580” was read as 1580~"),
        (
            r#"{"title": "x", "date": 1699056000}"#,
            "1:24: note: date: 1699056000 is read as the seconds since 1970, which is 2023-11-04T00:00:00Z",
        ),
        (
            r#"{"title": "x", "date": "2024-05-10T18:00:00Z/2024-05-10T17:00:00Z"}"#,
            "1:24: error: date `2024-05-10T18:00:00Z/2024-05-10T17:00:00Z` ends before it begins",
        ),
        (
            r#"{"title": "x", "a": 1.2345678901234567890}"#,
            "1:21: warning: `a` holds a number that is too large, or too exact",
        ),
        (r#"{"title": "x", "date": "2025-02-30"}"#, "1:24: error: date: “2025-02-30” is not a date"),
        (r#"{"title": 5}"#, "1:11: error: `title` must be text, not a number"),
        (r#"{"date": "2024"}"#, "1:1: error: event `2024` has no title"),
        (r#"{"title": "x", "title": "y"}"#, "1:16: error: `title` is there twice"),
        (r#"{"title": "x", "quotes": [{"text": "y"}]}"#, "1:27: error: a quote without source"),
        (
            r#"{"title": "x", "actors": [" "], "quotes": [{"text": "y", "source": " ", "speaker": " "}]}"#,
            "1:44: error: a quote without source",
        ),
        (r#"{"title": "x""#, "1:1: error: this is not JSON"),
        (r#"["title"]"#, "1:1: error: this line is a list, not an event"),
    ];
    for (line, wanted) in rows {
        let (timeline, issues) = streamed(&format!("{line}\n"), 0);
        assert!(issues.iter().any(|issue| issue.starts_with(wanted)), "{line}: {issues:?}");
        let whole =
            crate::formats::read_with(Hint::Name("jsonl"), line.as_bytes(), &Options::default()).unwrap();
        assert_eq!(seen(&timeline), seen(&whole.timeline), "{line}");
    }
}

#[test]
fn a_source_may_report_an_event_without_words() {
    let text = "{\"title\": \"x\", \"quotes\": [{\"source\": \"Reuters\"}, {\"text\": \"They met.\", \"source\": \"AP\"}]}\n";
    let (timeline, issues) = streamed(text, 0);
    assert_eq!(issues, [] as [&str; 0]);
    let all: Vec<bool> = timeline.quotes().map(|(_, quote)| quote.is_report()).collect();
    assert_eq!(all, [true, false]);
    let evidence: Vec<_> = timeline.source_ids().map(|id| timeline.evidence_of(id)).collect();
    assert_eq!(evidence, [(0, 1), (1, 0)]);
    let whole = crate::formats::read(Hint::Name("jsonl"), text.as_bytes()).unwrap();
    assert_eq!(seen(&timeline), seen(&whole.timeline));
}

#[test]
fn two_of_one_name_stay_two() {
    let text = r#"{"source": {"key": "s1", "title": "Press release"}}
{"source": {"key": "s2", "title": "Press release"}}
{"key": "a", "title": "A", "quotes": [{"text": "one", "source": "s1"}]}
{"key": "b", "title": "B", "quotes": [{"text": "two", "source": "s2"}]}
"#;
    let whole = crate::formats::read(Hint::Name("jsonl"), text.as_bytes()).unwrap();
    let (timeline, _) = streamed(text, 0);
    assert_eq!(timeline.sources().len(), 2);
    assert_eq!(seen(&timeline), seen(&whole.timeline));
}

/// Files in which something that comes later says what came before is.
#[test]
fn what_comes_later_counts_as_in_a_whole_file() {
    let rows = [
        // An alias of somebody declared at the end; in one event under both names.
        r#"{"title": "x", "actors": ["Alliance", "Somebody"]}
{"title": "y", "actors": ["nato", "Alliance"], "quotes": [{"text": "t", "source": "Letter"}]}
{"source": {"key": "letter", "title": "Letter"}}
{"actor": {"key": "nato", "name": "NATO", "aliases": ["Alliance"]}}"#,
        // A key made of a name is nobody's own.
        r#"{"title": "x", "actors": ["Some Body"]}
{"actor": {"key": "some-body", "name": "Somebody else"}}"#,
        // Keys that are there twice, and one that the next free one would be.
        r#"{"key": "a", "title": "1"}
{"key": "a", "title": "2"}
{"key": "a", "title": "3"}
{"key": "a-2", "title": "4"}"#,
        // Keys that are made, and one's own.
        r#"{"title": "a"}
{"title": "a"}
{"title": "a 2"}
{"key": "a", "title": "own"}"#,
        // Two declarations with one key.
        r#"{"actor": {"key": "a", "name": "A", "description": "first"}}
{"actor": {"key": "a", "name": "B", "description": "second"}}
{"title": "x", "actors": ["a", "B"]}"#,
        // A source that is out before what it reports.
        r#"{"key": "k", "title": "x", "date": "1995", "quotes": [{"text": "t", "source": "s"}]}
{"key": "l", "title": "x", "date": "1996", "status": "planned", "quotes": [{"text": "t", "source": "s"}]}
{"key": "m", "title": "x", "date": "1996", "quotes": [{"text": "t", "source": "s", "stance": "mentions"}]}
{"source": {"key": "s", "title": "S", "published": "1994"}}"#,
    ];
    for text in rows {
        let whole = crate::formats::read(Hint::Name("jsonl"), text.as_bytes()).unwrap();
        let mut wanted: Vec<(u32, String)> =
            whole.issues.iter().map(|issue| (issue.place.line, issue.what.to_string())).collect();
        wanted.sort();
        for at in [0, text.find('\n').unwrap() + 1, text.rfind('\n').unwrap() + 1] {
            let mut assembler = Assembler::default();
            let mut stretches = Stretches::new(assembler.writer());
            for part in [&text[..at], &text[at..]] {
                assembler.add(stretches.read(part.as_bytes()));
            }
            let (timeline, told) = assembler.finish();
            assert_eq!(seen(&timeline), seen(&whole.timeline), "{at}: {text}");
            let mut issues: Vec<(u32, String)> =
                told.issues.iter().map(|issue| (issue.place.line, issue.what.to_string())).collect();
            issues.sort();
            assert_eq!(issues, wanted, "{at}: {text}");
            assert_eq!(told.remarked, whole.tally.remarked, "{at}: {text}");
            for id in timeline.actor_ids() {
                assert_eq!(timeline.count_of(id), timeline.events_of(id).len(), "{at}: {text}");
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
        let _ = Stretches::new(Assembler::default().writer()).read(&bytes);
    }

    #[test]
    fn both_ways_lead_to_the_same_place(cut in 0..PLAIN.len(), at in EVENTS..PLAIN.len(), byte in 32_u8..127) {
        let mut bytes = PLAIN.as_bytes().to_vec();
        bytes[at] = byte;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let whole = crate::formats::read(Hint::Name("jsonl"), text.as_bytes()).unwrap();
        proptest::prop_assert_eq!(seen(&streamed(&text, cut).0), seen(&whole.timeline));
    }
}
