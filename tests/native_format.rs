//! The native format from outside: what it says about bad files, that nothing is lost on the way
//! through it, and that nothing breaks it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends there")]

use annals::formats::{self, Hint, Import};
use annals::issue;
use annals::model::{Event, Timeline};
use proptest::collection::vec;
use proptest::prelude::*;

#[path = "common/drafts.rs"]
mod drafts;

fn read(text: &str) -> Import {
    formats::read(Hint::None, text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Everything of a timeline but the lines of the file that it came from.
fn parts(timeline: &Timeline) -> impl PartialEq + std::fmt::Debug + use<'_> {
    let events: Vec<Event> =
        timeline.in_file_order().map(|event| Event { line: 0, ..event.clone() }).collect();
    (timeline.meta().clone(), timeline.sources().to_vec(), timeline.actors().to_vec(), events)
}

/// Reads bytes as both formats; where they can be read, writing and reading again changes nothing.
fn survives(bytes: &[u8]) {
    let _ = formats::read(Hint::None, bytes);
    for format in ["toml", "json"] {
        let Ok(import) = formats::read(Hint::Name(format), bytes) else { continue };
        for name in ["toml", "json", "csv", "md", "html", "csl-json"] {
            let _ = formats::write(name, &import.timeline).unwrap();
        }
        let _: Vec<String> = issue::report("bad", &import.issues).collect();
        let once = formats::write(format, &import.timeline).unwrap();
        let again = formats::read(Hint::Name(format), once.as_bytes())
            .unwrap_or_else(|error| panic!("{error}\n{once}"));
        // What is not a number is not equal to itself either.
        if !once.contains("nan") {
            assert_eq!(parts(&again.timeline), parts(&import.timeline), "{once}");
        }
        assert_eq!(formats::write(format, &again.timeline).unwrap(), once);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn toml_holds_everything(draft in drafts::native()) {
        let (timeline, _) = draft.build();
        let text = formats::write("toml", &timeline).unwrap();
        prop_assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\0', '\r']), "{text:?}");
        let again = read(&text);
        prop_assert_eq!(parts(&again.timeline), parts(&timeline), "{}", &text);
        prop_assert_eq!(formats::write("toml", &again.timeline).unwrap(), text);
    }

    #[test]
    fn json_holds_everything(draft in drafts::of_json()) {
        let (timeline, _) = draft.build();
        let json = formats::write("json", &timeline).unwrap();
        prop_assert!(json.bytes().all(|b| b == b'\n' || b >= b' '));
        prop_assert!(!json.contains(['\u{7f}', '\u{9b}', '\u{202e}']), "{json:?}");
        let _: serde_json::Value = serde_json::from_str(&json).unwrap();
        let again = read(&json).timeline;
        prop_assert_eq!(parts(&again), parts(&timeline), "{}", json);
        // And on through TOML.
        let toml = formats::write("toml", &again).unwrap();
        let read = read(&toml).timeline;
        prop_assert_eq!(parts(&read), parts(&again), "{}", toml);
    }

    #[test]
    fn arbitrary_bytes_break_nothing(bytes: Vec<u8>) {
        survives(&bytes);
    }

    #[test]
    fn arbitrary_lines_break_nothing(lines in vec(prop::sample::select(PIECES.to_vec()), 0..24)) {
        survives(lines.concat().as_bytes());
    }

    #[test]
    fn damaged_files_break_nothing(at in 0..BAD.len(), cut: bool, byte: u8) {
        let mut bytes = BAD.as_bytes().to_vec();
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        survives(&bytes);
        let mut json = formats::write("json", &read(BAD).timeline).unwrap().into_bytes();
        let at = at % json.len();
        survives(&json[..at]);
        json[at] = byte;
        survives(&json);
    }
}

#[test]
fn what_was_kept_as_text_stays_what_it_was() {
    let big = "99999999999999999999";
    let event = |fields: &str| format!("[[events]]\nkey = \"k\"\n{fields}\n");
    let rows = [
        event("title = _Short\""),
        event("title = +Short"),
        event("title = 1_x"),
        event(&format!("title = {big}\ntags = {big}")),
        event(&format!("title = 't'\ntags = [{big}, 'a', 1]\nstatus = {big}\ndate = {big}")),
        event(&format!("title = 't'\nactors = [{big}, {{ actor = {big} }}, {{ role = {big} }}]")),
        event(&format!(
            "title = 't'\nquotes = [{big}, {{ text = {big}, source = 1e999 }}]\ncaveats = [{big}]"
        )),
    ];
    for text in rows {
        survives(text.as_bytes());
    }
    let json = format!("{{\"events\": [{{\"title\": {big}, \"tags\": [{big}], \"actors\": [1e999]}}]}}");
    survives(json.as_bytes());
    let import = read(&event(&format!("title = {big}")));
    assert_eq!(import.timeline.events().next().unwrap().title.raw(), big);
    let told: Vec<String> = import.issues.iter().map(ToString::to_string).collect();
    assert!(
        told[1].starts_with("3:9: warning: `title` holds a number that is too large, or too exact"),
        "{told:?}"
    );
    let import = read(&event("title = _Short\""));
    assert_eq!(import.timeline.events().next().unwrap().title.raw(), "_Short\"");
}

/// Pieces that make half-right files.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "[[events]]\n", "[events]\n", "[[events.quotes]]\n", "[events.x]\n", "[timeline]\n", "[timeline.x.y]\n",
    "[[actors]]\n", "[[sources]]\n", "[x]\n", "[[x]]\n", "[x.y]\n", "events = 3\n", "events = [1, {}]\n",
    "title = \"t\"\n", "title = 3\n", "title.x = 1\n", "key = \"k\"\n", "key = \"\"\n", "date = 1994\n",
    "date = \"soon\"\n", "date = 2025-13-01\n", "x.y.z = 1\n", "x = { y = 1 }\n", "tags = [\"a\", 1]\n",
    "tags = \"a\"\n", "actors = [\"k\", {}, { actor = \"k\", actor = \"l\" }]\n", "actors = [\n", "]\n",
    "quotes = [\"words\", 3]\n", "quotes = {}\n", "caveats = [[]]\n", "status = \"happend\"\n",
    "status = \"occurred\"\n", "\"\"\"", "'''", "\"", "=", "\n", "{", "}", "\"events\": [{}]", ",", "null",
    "\"x\": null", "timeline = 1\n", "\"\" = 1\n", "x-2 = 1\n",
];

/// A file with every problem that a file can have.
const BAD: &str = include_str!("native_format/bad.toml");
