//! Folders of Markdown from outside: files as people write them, and a timeline through a folder and back.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends there")]
#![allow(
    clippy::format_collect,
    clippy::print_stderr,
    reason = "the texts are small, and a skipped test says so"
)]

use std::collections::{BTreeMap, HashSet};

use annals::formats::{self, Hint, Import, Losses, Page};
use annals::model::{Date, Event, Extra, Importance, Timeline};
use proptest::prelude::*;

#[path = "common/drafts.rs"]
mod drafts;

fn read(text: &str) -> Import {
    formats::read(Hint::Name("events-md"), text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn write(timeline: &Timeline) -> (Vec<Page>, Losses) {
    formats::write_folder(formats::by_name("events-md").unwrap(), timeline).unwrap()
}

fn issues(import: &Import) -> Vec<String> {
    import.issues.iter().map(ToString::to_string).collect()
}

/// All that is said of an event, with keys where it refers to something.
fn said(timeline: &Timeline, event: &Event) -> String {
    let extra = event.extra.get();
    let actors: Vec<_> =
        event.actors.iter().map(|one| (&timeline.actor(one.actor).key, one.role, one.extra)).collect();
    let quotes: Vec<_> = event
        .quotes
        .iter()
        .map(|quote| {
            let source = quote.source.map(|id| timeline.source(id));
            let speaker = quote.speaker.map(|id| &timeline.actor(id).key);
            (quote.text, source, speaker, quote.locator, quote.stance, quote.note, quote.extra)
        })
        .collect();
    let words = (event.status, event.importance, &event.tags, &event.caveats, sorted(&extra));
    format!("{:#?}", (event.key, &event.date, event.title, event.summary, event.place, actors, quotes, words))
}

/// Extra fields by name: those that stand under `extra` in a file come back behind the others.
fn sorted(extra: &Extra) -> BTreeMap<&String, &toml::Value> {
    extra.iter().flat_map(|extra| extra.iter()).collect()
}

/// Whether a timeline is the same after it was written as a folder and every file of it read.
fn comes_back(timeline: &Timeline) {
    let (pages, losses) = write(timeline);
    assert!(losses.is_empty(), "{:?}", losses.rows().collect::<Vec<_>>());
    let names: HashSet<String> = pages.iter().map(|page| page.name.to_lowercase()).collect();
    assert_eq!(names.len(), pages.len());
    for page in &pages {
        assert!(page.name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)), "{}", page.name);
        assert!(!page.text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\0', '\t', '\r']), "{:?}", page.text);
        assert_eq!(
            formats::detect(Hint::Path(page.name.as_ref()), &page.text).unwrap().name,
            "events-md",
            "{}",
            page.text
        );
    }
    let (head, events) = pages.split_first().unwrap();
    assert_eq!(head.name, "_timeline.md");
    let all = read(&head.text).timeline;
    assert_eq!((all.meta(), all.events().len()), (timeline.meta(), 0), "{}", head.text);
    assert_eq!((all.actors(), all.sources()), (timeline.actors(), timeline.sources()), "{}", head.text);
    assert_eq!(events.len(), timeline.events().len());
    for (page, event) in events.iter().zip(timeline.in_file_order()) {
        let again = read(&page.text).timeline;
        let [one] = &again.events().collect::<Vec<_>>()[..] else { panic!("{}", page.text) };
        assert_eq!(said(&again, one), said(timeline, &event), "{}", page.text);
        assert_eq!(one.line, 1);
    }
}

#[test]
fn a_file_as_people_write_it_is_an_event() {
    let import = read(
        "---\nid: 2016-11-08--election\ndate: 2016-11-08\ntitle: An election\nimportance: 9\nlocation: Ohio\n\
         tags: [vote, 2016]\nactors:\n  - Ann Example\n  - name: The Council\n    role: host\nsources:\n  - title: A report\n    \
         url: https://example.org/a\n    outlet: The Paper\n    date: 2016-11-09\n  - https://example.org/b\nstatus: confirmed\n\
         verification_status: verified\n---\n\nThey voted.\n\nTwice.\n",
    );
    let timeline = &import.timeline;
    let [event] = &timeline.events().collect::<Vec<_>>()[..] else { panic!("one event") };
    assert_eq!((event.key.raw(), event.title.raw()), ("2016-11-08--election", "An election"));
    assert_eq!(event.date.as_ref().map(Date::edtf), Some("2016-11-08"));
    assert_eq!(event.importance, Some(Importance::Core));
    assert_eq!(event.summary.as_ref().unwrap().raw(), "They voted.\n\nTwice.");
    assert_eq!(event.tags.iter().map(annals::text::TextRef::raw).collect::<Vec<_>>(), ["vote", "2016"]);
    let actors: Vec<_> = timeline.actors().iter().map(|actor| (actor.key.raw(), actor.name.raw())).collect();
    assert_eq!(actors, [("ann-example", "Ann Example"), ("the-council", "The Council")]);
    let source = timeline.source(event.quotes.get(0).unwrap().source.unwrap());
    assert_eq!((source.title.raw(), source.publisher.as_ref().unwrap().raw()), ("A report", "The Paper"));
    assert_eq!(source.published.as_ref().map(Date::edtf), Some("2016-11-09"));
    assert_eq!(
        timeline.source(event.quotes.get(1).unwrap().source.unwrap()).url.as_ref().unwrap().raw(),
        "https://example.org/b"
    );
    let extra = event.extra.get().unwrap();
    assert_eq!(
        (extra["verification_status"].as_str(), extra["status of the file"].as_str()),
        (Some("verified"), Some("confirmed"))
    );
    let found = issues(&import);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("18:9: note: `status` is `confirmed`, which says nothing to annals"),
        "{found:?}"
    );
    comes_back(timeline);
    let (pages, _) = write(timeline);
    assert_eq!(pages[1].name, "2016-11-08-election.md");
    assert!(
        pages[1].text.contains("\nimportance: 9\n") && pages[1].text.contains("\nstatus: confirmed\n"),
        "{}",
        pages[1].text
    );
}

#[test]
fn slips_are_told_where_they_stand() {
    let import =
        read("---\r\ntitle: x\r\ndaet: 1994\r\ndate: someday\r\ntitle: y\r\n---\r\nBody\r\nmore\r\n");
    let found = issues(&import);
    assert!(found[0].starts_with("3:1: note: unknown field `daet`; did you mean `date`?"), "{found:?}");
    assert!(found[1].starts_with("4:7: error: date: "), "{found:?}");
    assert!(found[2].starts_with("5:1: error: `title` is there twice"), "{found:?}");
    assert_eq!(import.timeline.events().next().unwrap().summary.as_ref().unwrap().raw(), "Body\nmore");
    assert_eq!(import.tally.remarked, 1);
    let cut = read("---\ntitle: x\ntags: [a, b\n---\n");
    assert!(issues(&cut)[0].contains("this is not YAML"), "{:?}", issues(&cut));
    assert_eq!(cut.timeline.events().next().unwrap().title.raw(), "x");
    for text in ["# only text\n", "---\ntitle: never closed\n", "---\n- a list\n---\n", "---\n---\n"] {
        assert!(formats::read(Hint::Name("events-md"), text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_page_is_what_a_person_would_write() {
    let toml = "[timeline]\ntitle = 'Talks'\n[[sources]]\nkey = 's'\ntitle = 'Letter'\n[[actors]]\nkey = 'n'\nname = 'NATO'\n\
        [[events]]\nkey = 'talks'\ndate = '1994-01-10/1994-01-11'\ntitle = 'They met'\nsummary = 'In Brussels.'\n\
        actors = [{ actor = 'n', role = 'host' }]\ntags = ['a b', '7']\n\
        [[events.quotes]]\ntext = \"We met.\\nTwice.\"\nsource = 's'\nlocator = 'par. 2'\n";
    let timeline = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    let (pages, _) = write(&timeline);
    assert_eq!(pages[1].name, "1994-01-10-talks.md");
    insta::assert_snapshot!(pages[1].text, @r#"
    ---
    id: talks
    date: "1994-01-10/1994-01-11"
    title: They met
    names:
      "n": NATO
    actors:
      - actor: "n"
        role: host
    sources:
      - key: s
        title: Letter
    quotes:
      - text: "We met.\nTwice."
        source: s
        locator: "par. 2"
    tags: [a b, "7"]
    ---

    In Brussels.
    "#);
    comes_back(&timeline);
}

#[test]
fn a_toml_date_becomes_text_and_is_told() {
    let toml = "[[events]]\nkey = 'k'\ntitle = 't'\nwhen = 1979-05-27\n";
    let timeline = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    assert_eq!(write(&timeline).1.rows().collect::<Vec<_>>(), [("extra", 1)]);
}

#[test]
fn hostile_files_are_read_within_bounds() {
    let laughs: String =
        (1..40).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))).collect();
    let rows = [
        format!("---\ntitle: x\na0: &a0 lol\n{laughs}---\n"),
        format!("---\ntitle: x\na: {}\n---\n", "[".repeat(100_000)),
        format!("---\ntitle: x\n{}\n---\n", "- ".repeat(100_000)),
        format!("---\n{}---\n", (0..50_000).map(|n| format!("x{n}: 1\n")).collect::<String>()),
        format!("---\n{}---\n", "title: x\n".repeat(20_000)),
        format!("---\ntitle: x\nactors: [{}]\n---\n", "{name: a}, ".repeat(20_000)),
        format!("---\ntitle: {}\n---\n", "\"".repeat(100_001)),
        format!("---\ntitle: x\n---\n{}", "---\n".repeat(200_000)),
    ];
    for text in rows {
        let start = std::time::Instant::now();
        let _ = formats::read(Hint::Name("events-md"), text.as_bytes());
        assert!(start.elapsed().as_secs() < 20, "{}", &text[..40]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_comes_back(draft in drafts::foreign_of_json()) {
        comes_back(&draft.build().0);
    }

    #[test]
    fn arbitrary_lines_break_nothing(lines in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..16)) {
        let text = format!("---\n{}---\nBody\n", lines.concat());
        if let Ok(import) = formats::read(Hint::Name("events-md"), text.as_bytes()) {
            let (pages, _) = write(&import.timeline);
            for page in pages {
                let _ = read(&page.text);
            }
        }
    }

    #[test]
    fn arbitrary_bytes_break_nothing(bytes: Vec<u8>) {
        let _ = formats::read(Hint::Name("events-md"), &bytes);
        let _ = formats::read(Hint::Name("events-md"), &[b"---\n".as_slice(), &bytes, b"\n---\n"].concat());
    }
}

/// Pieces that make half-right front matter.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "id: a\n", "id: 7\n", "key: k\n", "date: 1994\n", "date: soon\n", "date: [1994]\n", "title: t\n", "title: 1984\n", "title:\n",
    "summary: s\n", "location: here\n", "place: there\n", "importance: 9\n", "importance: 99\n", "importance: core\n",
    "status: confirmed\n", "status: planned\n", "status: {}\n", "tags: a\n", "tags: [a, 1, ~, [b]]\n", "tags: []\n",
    "actors: A\n", "actors: [A, {name: B, role: 1}, {actor: b, name: C}, {role: x}, 3]\n", "actors: {name: D}\n",
    "sources: x\n", "sources: [{}, {url: u}, {title: t, url: u}, {title: t, url: v}, {title: t}, 7, [a]]\n", "sources: {title: t, date: x}\n",
    "quotes: [{text: q, source: t}]\n", "quotes: x\n", "caveats: [{text: c}]\n", "extra: {id: 1, date: x}\n", "extra: 1\n",
    "names: {a: B}\n", "names: 1\n", "annals: timeline\n", "annals: x\n", "rest: {a: 1}\n", "body: b\n", "importance 1-10: 9\n",
    "status of the file: x\n", "? [a]\n: b\n", "x: &x [1]\n", "y: *x\n", "z: *none\n", "a: |\n  b\n   c\n", "- l\n", "\"\\0id\": 1\n", "!!str a: b\n",
    "{", "}", "[", "'", "\"", "\t", " ", ":", "%YAML 1.2\n", "...\n",
];
