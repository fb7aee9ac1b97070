//! The native format from outside: what it says about bad files, that nothing is lost on the way
//! through it, and that nothing breaks it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends there")]

use annals::formats::{self, Hint, Import};
use annals::issue;
use annals::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use annals::model::{
    ActorKind, CaveatKind, Date, Draft, Event, Extra, Importance, Meta, Stance, Status, Timeline, Word,
};
use annals::text::Text;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn read(text: &str) -> Import {
    formats::read(Hint::None, text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Everything of a timeline but the lines of the file that it came from.
fn parts(timeline: &Timeline) -> impl PartialEq + std::fmt::Debug + use<'_> {
    let events: Vec<Event> =
        timeline.in_file_order().map(|event| Event { line: 0, ..event.clone() }).collect();
    (timeline.meta().clone(), timeline.sources().to_vec(), timeline.actors().to_vec(), events)
}

fn nasty() -> impl Strategy<Value = Text> {
    let nasty = prop::sample::select(vec![
        "\"",
        "'",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\u{1b}[31m",
        "\0",
        "\u{9b}",
        "\u{202e}",
        "\u{feff}",
        "é",
        "дата",
        "👨‍👩‍👧",
        "\"\"\"",
        "'''",
        " ",
        "#",
        "=",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        "[[events]]",
        "a",
        "B",
        "-",
        "x = 1",
        "\u{2028}",
        "\u{85}",
        "\u{7f}",
        "\u{e0041}",
        "0",
    ]);
    prop_oneof![
        3 => vec(nasty, 0..6).prop_map(|parts| Text::new(parts.concat())),
        1 => "\\PC{0,12}".prop_map(Text::new),
        1 => any::<String>().prop_map(Text::new),
    ]
}

fn value() -> impl Strategy<Value = toml::Value> {
    let dates = ["1979-05-27T07:32:00Z", "1979-05-27T00:32:00.5-07:00", "1979-05-27", "07:32:00"];
    let leaf = prop_oneof![
        nasty().prop_map(|text| toml::Value::String(text.raw().into())),
        any::<i64>().prop_map(toml::Value::Integer),
        any::<f64>().prop_filter("equal to itself", |n| !n.is_nan()).prop_map(toml::Value::Float),
        any::<bool>().prop_map(toml::Value::Boolean),
        prop::sample::select(dates.to_vec()).prop_map(|date| toml::Value::Datetime(date.parse().unwrap())),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(toml::Value::Array),
            vec((nasty(), inner), 0..3).prop_map(|fields| toml::Value::Table(
                fields.into_iter().map(|(name, value)| (name.raw().to_owned(), value)).collect()
            )),
        ]
    })
}

fn extra() -> impl Strategy<Value = Extra> {
    of(vec((nasty(), value()), 1..3).prop_map(|fields| {
        // A mark before each name keeps it from being one that the format knows.
        Box::new(fields.into_iter().map(|(name, value)| (format!("x{}", name.raw()), value)).collect())
    }))
}

fn date() -> impl Strategy<Value = At<Date>> {
    let dates =
        ["1994", "2024-11-11/2024-11-22", "c. 1580", "-0043-03-15", "2025-05~", "1995/..", "1980s", "Y17E7"];
    prop::sample::select(dates.to_vec()).prop_filter_map("a date", |text| Some(at(Date::parse(text).ok()?.0)))
}

fn at<T>(value: T) -> At<T> {
    At::new(value, annals::issue::Spot::NONE)
}

fn word<T: Word + std::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
    of(prop::sample::select(T::ALL))
}

/// Keys from few, so that references lead somewhere and keys are doubled.
fn key() -> impl Strategy<Value = At<Text>> {
    prop_oneof![prop::sample::select(vec!["a", "b", "c-2", "nato"]).prop_map(Text::from), nasty()]
        .prop_map(at)
}

fn source() -> impl Strategy<Value = DraftSource> {
    let texts = vec(of(nasty()), 8);
    (of(key()), of(nasty()), texts, of(date()), extra()).prop_map(
        |(key, title, mut texts, published, extra)| {
            let mut text = || texts.pop().flatten();
            DraftSource {
                key,
                title,
                publisher: text(),
                author: text(),
                kind: text(),
                published,
                published_basis: text(),
                url: text(),
                language: text(),
                file: text(),
                sha256: text(),
                extra,
                ..DraftSource::default()
            }
        },
    )
}

fn actor() -> impl Strategy<Value = DraftActor> {
    (of(key()), of(nasty()), word::<ActorKind>(), vec(nasty(), 0..3), of(nasty()), extra()).prop_map(
        |(key, name, kind, aliases, description, extra)| DraftActor {
            key,
            name,
            kind,
            aliases,
            description,
            extra,
            ..DraftActor::default()
        },
    )
}

fn event() -> impl Strategy<Value = DraftEvent> {
    let participant = (key(), of(nasty()), extra()).prop_map(|(actor, role, extra)| DraftParticipant {
        actor,
        role,
        extra,
    });
    let quote = (nasty(), of(key()), of(key()), of(nasty()), word::<Stance>(), of(nasty()), extra())
        .prop_map(|(text, source, speaker, locator, stance, note, extra)| DraftQuote {
            text,
            source,
            speaker,
            locator,
            stance,
            note,
            extra,
            ..DraftQuote::default()
        });
    let caveat =
        (word::<CaveatKind>(), nasty(), of(nasty()), extra()).prop_map(|(kind, text, quote, extra)| {
            DraftCaveat { kind, text, quote, extra, ..DraftCaveat::default() }
        });
    let head = (of(key()), of(date()), of(nasty()), of(nasty()), of(nasty()));
    let words = (word::<Status>(), word::<Importance>(), extra());
    let lists = (vec(participant, 0..3), vec(quote, 0..3), vec(caveat, 0..2), vec(nasty(), 0..3));
    (head, words, lists).prop_map(
        |((key, date, title, summary, place), (status, importance, extra), lists)| {
            let (actors, quotes, caveats, tags) = lists;
            DraftEvent {
                key,
                date,
                title,
                summary,
                status,
                importance,
                place,
                actors,
                quotes,
                caveats,
                tags,
                extra,
                ..DraftEvent::default()
            }
        },
    )
}

fn draft() -> impl Strategy<Value = Draft> {
    let some = || of(nasty().prop_filter("absent, not empty", |text| !text.raw().is_empty()));
    let meta =
        (some(), some(), some(), extra(), extra()).prop_map(|(title, description, language, extra, rest)| {
            Meta { title, description, language, extra, rest }
        });
    (meta, vec(source(), 0..3), vec(actor(), 0..3), vec(event(), 0..4))
        .prop_map(|(meta, sources, actors, events)| Draft { meta, sources, actors, events, foreign: false })
}

/// What JSON makes of a value that it has no form for.
fn as_json_has_it(value: &mut toml::Value) {
    match value {
        toml::Value::Datetime(date) => *value = toml::Value::String(date.to_string()),
        toml::Value::Float(number) if !number.is_finite() => *value = toml::Value::String(number.to_string()),
        toml::Value::Array(values) => values.iter_mut().for_each(as_json_has_it),
        toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| as_json_has_it(value)),
        _ => {}
    }
}

fn extras_as_json_has_them(draft: &mut Draft) {
    let fix = |extra: &mut Extra| {
        extra.iter_mut().flat_map(|extra| extra.iter_mut()).for_each(|(_, value)| as_json_has_it(value));
    };
    fix(&mut draft.meta.extra);
    fix(&mut draft.meta.rest);
    draft.sources.iter_mut().for_each(|one| fix(&mut one.extra));
    draft.actors.iter_mut().for_each(|one| fix(&mut one.extra));
    for event in &mut draft.events {
        fix(&mut event.extra);
        event.actors.iter_mut().for_each(|one| fix(&mut one.extra));
        event.quotes.iter_mut().for_each(|one| fix(&mut one.extra));
        event.caveats.iter_mut().for_each(|one| fix(&mut one.extra));
    }
}

/// Reads bytes as both formats; where they can be read, writing and reading again changes nothing.
fn survives(bytes: &[u8]) {
    let _ = formats::read(Hint::None, bytes);
    for format in ["toml", "json"] {
        let Ok(import) = formats::read(Hint::Name(format), bytes) else { continue };
        for name in ["toml", "json", "csv", "md"] {
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
    fn toml_holds_everything(draft in draft()) {
        let (timeline, _) = draft.build();
        let text = formats::write("toml", &timeline).unwrap();
        prop_assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\0', '\r']), "{text:?}");
        let again = read(&text);
        prop_assert_eq!(parts(&again.timeline), parts(&timeline), "{}", &text);
        prop_assert_eq!(formats::write("toml", &again.timeline).unwrap(), text);
    }

    #[test]
    fn json_holds_everything(mut draft in draft()) {
        extras_as_json_has_them(&mut draft);
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
