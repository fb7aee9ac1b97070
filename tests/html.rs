//! The formats that are only written: the page in HTML, and the bibliography in CSL-JSON.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends there")]

use std::collections::HashSet;
use std::path::Path;

use annals::formats::{self, Hint};
use annals::issue::Spot;
use annals::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use annals::model::{Date, Draft, Locator, Timeline, Word};
use annals::text::Text;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document, tokenizer::TokenizerOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// A timeline in which every field is set, and much of it means harm.
const SAMPLE: &str = include_str!("html/sample.toml");

fn read(text: &str) -> Timeline {
    formats::read(Hint::None, text.as_bytes()).unwrap().timeline
}

/// An element: its name, its attributes, the text in it.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Parses a page, which must be without an error, and gives its elements in order.
fn elements(page: &str) -> Vec<Element> {
    let options = ParseOpts {
        tokenizer: TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() },
        ..ParseOpts::default()
    };
    let dom = parse_document(RcDom::default(), options).one(page);
    assert_eq!(*dom.errors.borrow(), Vec::<std::borrow::Cow<str>>::new(), "{page}");
    let mut found = Vec::new();
    collect(&dom.document, &mut found);
    found
}

fn collect(node: &Handle, found: &mut Vec<Element>) {
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes =
            attrs.borrow().iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
        found.push(Element { name: name.local.to_string(), attributes, text: text_in(node) });
    }
    for child in node.children.borrow().iter() {
        collect(child, found);
    }
}

fn text_in(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(text_in).collect(),
    }
}

/// What holds of every page, whatever the timeline.
fn is_sound(timeline: &Timeline, page: &str) {
    let elements = elements(page);
    let plain = |c: char| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
    assert!(page.chars().all(plain), "{page:?}");

    let known: HashSet<&str> = ELEMENTS.iter().copied().collect();
    let mut ids = HashSet::new();
    for element in &elements {
        assert!(known.contains(element.name.as_str()), "<{}> in {page}", element.name);
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name} in {page}");
            if name == "id" {
                assert!(ids.insert(value.clone()), "{value:?} twice in {page}");
                assert!(!value.is_empty() && !value.contains(char::is_whitespace), "{value:?}");
            }
        }
    }
    for element in elements.iter().filter(|element| element.name == "a") {
        let href = element.get("href").unwrap();
        assert!(!element.text.trim().is_empty(), "a link without words to {href}");
        if let Some(place) = href.strip_prefix('#') {
            assert!(ids.contains(&unescaped(place)), "{href} leads nowhere in {page}");
        } else {
            assert!(["http://", "https://", "mailto:"].iter().any(|safe| href.starts_with(safe)), "{href}");
        }
    }
    for labelled in elements.iter().filter_map(|element| element.get("aria-labelledby")) {
        assert!(labelled.split(' ').all(|id| ids.contains(id)), "{labelled} in {page}");
    }
    let levels: Vec<usize> = elements.iter().filter_map(|e| e.name.strip_prefix('h')?.parse().ok()).collect();
    assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1, "{page}");
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");

    let count = |name: &str| elements.iter().filter(|element| element.name == name).count();
    assert_eq!(count("article"), timeline.events().len());
    assert_eq!(count("blockquote"), timeline.quotes().count());
    assert_eq!(count("style"), 1);
}

/// Every element that a page may have.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "header",
    "h1",
    "h2",
    "h3",
    "p",
    "br",
    "figure",
    "svg",
    "desc",
    "defs",
    "pattern",
    "path",
    "line",
    "rect",
    "g",
    "text",
    "figcaption",
    "nav",
    "ul",
    "ol",
    "li",
    "small",
    "main",
    "section",
    "article",
    "time",
    "data",
    "span",
    "dl",
    "div",
    "dt",
    "dd",
    "bdi",
    "blockquote",
    "cite",
    "strong",
    "q",
    "details",
    "summary",
];

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn page(timeline: &Timeline) -> String {
    formats::write("html", timeline).unwrap()
}

#[test]
fn a_page_as_it_is_written() {
    let timeline = read(SAMPLE);
    let page = page(&timeline);
    is_sound(&timeline, &page);
    // The style has a file of its own to be read in.
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    insta::assert_snapshot!(format!("{head}<style>…</style>{rest}"));
}

#[test]
fn the_page_of_the_bundled_timeline_is_sound() {
    let timeline = annals::store::bundled().unwrap().import.timeline;
    is_sound(&timeline, &page(&timeline));
}

#[test]
fn a_timeline_of_nothing_is_a_page() {
    for text in ["[timeline]\ntitle = 'Nothing'\n", "[[sources]]\ntitle = 'S'\n", "[[events]]\n"] {
        let timeline = read(text);
        is_sound(&timeline, &page(&timeline));
    }
}

#[test]
fn the_page_says_what_it_has_no_place_for() {
    let timeline = read(SAMPLE);
    let losses = formats::write_to(formats::by_name("html").unwrap(), &timeline, &mut std::io::sink());
    let rows: Vec<_> = losses.unwrap().unwrap().rows().map(|(field, n)| format!("{field} {n}")).collect();
    assert_eq!(rows, ["extra 1", "key 1"]);
}

#[test]
fn a_writer_that_fails_is_told() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let timeline = read(SAMPLE);
    for name in ["html", "md", "csl-json"] {
        let written = formats::write_to(formats::by_name(name).unwrap(), &timeline, &mut Full).unwrap();
        assert_eq!(written.unwrap_err().kind(), std::io::ErrorKind::StorageFull, "{name}");
    }
}

#[test]
fn a_long_timeline_is_written_as_it_is_made() {
    /// Counts, and keeps nothing.
    struct Counter(usize, usize);
    impl std::io::Write for Counter {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.max(bytes.len());
            self.1 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let event = |n: usize| DraftEvent {
        title: Some(format!("Event {n}").into()),
        date: Some(At::new(Date::parse(&format!("{:04}", 1000 + n / 3)).unwrap().0, Spot::NONE)),
        ..DraftEvent::default()
    };
    let (timeline, _) =
        Draft { events: (0..3_000).map(event).collect(), foreign: true, ..Draft::default() }.build();
    for name in ["html", "md"] {
        let mut counter = Counter(0, 0);
        let format = formats::by_name(name).unwrap();
        let _ = formats::write_to(format, &timeline, &mut counter).unwrap().unwrap();
        assert!(counter.1 > 100_000 && counter.0 < 20_000, "{name}: {} at once", counter.0);
    }
}

fn nasty() -> impl Strategy<Value = Text> {
    let pieces = prop::sample::select(vec![
        "<script>",
        "</script>",
        "</style>",
        "<!--",
        "-->",
        "]]>",
        "\"",
        "'",
        "&",
        "&lt",
        "&#x41;",
        "<",
        ">",
        "=",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        " ",
        "\u{1b}[31m",
        "\0",
        "\u{9b}",
        "\u{202e}",
        "\u{feff}",
        "\u{fdd0}",
        "\u{1ffff}",
        "\u{85}",
        "\u{2028}",
        "_contents",
        "_",
        "#",
        "%",
        "%4",
        "%41",
        "http://",
        "https://e.example/",
        "mailto:a",
        "javascript:x",
        "a",
        "B",
        "é",
        "نام",
        "👨‍👩‍👧",
        "https://[",
        "\\",
        "{",
        "`",
        "en",
        "de-AT",
    ]);
    prop_oneof![
        4 => vec(pieces, 0..6).prop_map(|parts| Text::new(parts.concat())),
        1 => any::<String>().prop_map(Text::new),
    ]
}

fn at<T>(value: T) -> At<T> {
    At::new(value, Spot::NONE)
}

fn date() -> impl Strategy<Value = Option<At<Date>>> {
    let dates = [
        "1994",
        "2024-11-11/2024-11-22",
        "c. 1580",
        "-0043-03-15",
        "0000",
        "2025-05~",
        "1995/..",
        "1980s",
        "Y17E7",
        "2025-05-03T10:00:00Z",
        "2025-05-03T10:00:00+04",
        "../1990",
        "[1994,1996]",
        "2025-21",
        "12025",
        "1994/1996",
    ];
    of(prop::sample::select(dates.to_vec())
        .prop_filter_map("a date", |text| Some(at(Date::parse(text).ok()?.0))))
}

fn word<T: Word + std::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
    of(prop::sample::select(T::ALL))
}

fn key() -> impl Strategy<Value = At<Text>> {
    prop_oneof![prop::sample::select(vec!["a", "b", "a b"]).prop_map(Text::from), nasty()].prop_map(at)
}

fn quote() -> impl Strategy<Value = DraftQuote> {
    (nasty(), of(key()), of(key()), of(nasty()), word(), of(nasty())).prop_map(
        |(text, source, speaker, locator, stance, note)| DraftQuote {
            text,
            source,
            speaker,
            locator: locator.map(|text| Locator::new(text.raw())),
            stance,
            note,
            ..DraftQuote::default()
        },
    )
}

fn event() -> impl Strategy<Value = DraftEvent> {
    let words = (word(), word(), of(nasty()), vec(nasty(), 0..3));
    let actors = vec((key(), of(nasty())), 0..3);
    let caveats = vec((word(), nasty(), of(nasty())), 0..2);
    let texts = (of(key()), of(nasty()), of(nasty()));
    (texts, date(), words, actors, vec(quote(), 0..3), caveats).prop_map(
        |((key, title, summary), date, (status, importance, place, tags), actors, quotes, caveats)| {
            DraftEvent {
                key,
                date,
                title,
                summary,
                status,
                importance,
                place,
                tags,
                quotes,
                actors: actors
                    .into_iter()
                    .map(|(actor, role)| DraftParticipant { actor, role, extra: None })
                    .collect(),
                caveats: caveats
                    .into_iter()
                    .map(|(kind, text, quote)| DraftCaveat { kind, text, quote, ..DraftCaveat::default() })
                    .collect(),
                ..DraftEvent::default()
            }
        },
    )
}

fn source() -> impl Strategy<Value = DraftSource> {
    (of(key()), vec(of(nasty()), 7), date()).prop_map(|(key, mut texts, published)| {
        let mut text = || texts.pop().flatten();
        DraftSource {
            key,
            title: text(),
            publisher: text(),
            author: text(),
            kind: text(),
            url: text(),
            language: text(),
            published_basis: text(),
            published,
            ..DraftSource::default()
        }
    })
}

fn actor() -> impl Strategy<Value = DraftActor> {
    (of(key()), of(nasty()), word(), vec(nasty(), 0..3), of(nasty())).prop_map(
        |(key, name, kind, aliases, description)| DraftActor {
            key,
            name,
            kind,
            aliases,
            description,
            ..DraftActor::default()
        },
    )
}

fn timeline() -> impl Strategy<Value = Timeline> {
    let meta = (of(nasty()), of(nasty()), of(nasty()));
    (meta, vec(source(), 0..3), vec(actor(), 0..3), vec(event(), 0..6), any::<bool>()).prop_map(
        |((title, description, language), sources, actors, events, foreign)| {
            let mut draft = Draft { sources, actors, events, foreign, ..Draft::default() };
            (draft.meta.title, draft.meta.description, draft.meta.language) = (title, description, language);
            draft.build().0
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_page_is_sound(timeline in timeline()) {
        is_sound(&timeline, &page(&timeline));
    }

    #[test]
    fn every_bibliography_is_one(timeline in timeline()) {
        let items: serde_json::Value =
            serde_json::from_str(&formats::write("csl-json", &timeline).unwrap()).unwrap();
        let items = items.as_array().unwrap();
        prop_assert_eq!(items.len(), timeline.sources().len());
        let ids: HashSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        prop_assert_eq!(ids.len(), items.len());
        if let Some(schema) = csl_schema() {
            fits(&schema, &schema, &items.clone().into(), "items");
        }
    }
}

fn csl_schema() -> Option<serde_json::Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/csl");
    let text = std::fs::read_to_string(folder.join("csl-data.json")).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

#[test]
fn a_bibliography_is_what_the_schema_of_csl_wants() {
    let Some(schema) = csl_schema() else {
        eprintln!("skipped: the schema is not at ../shared/samples/csl/csl-data.json");
        return;
    };
    let bundled = annals::store::bundled().unwrap().import.timeline;
    for timeline in [bundled, read(SAMPLE)] {
        let items = serde_json::from_str(&formats::write("csl-json", &timeline).unwrap()).unwrap();
        fits(&schema, &schema, &items, "items");
    }
}

#[test]
fn a_bibliography_as_it_is_written() {
    insta::assert_snapshot!(formats::write("csl-json", &read(SAMPLE)).unwrap());
}

/// The part of JSON Schema that the schema of CSL uses.
fn fits(root: &serde_json::Value, schema: &serde_json::Value, value: &serde_json::Value, place: &str) {
    if let Err(why) = check(root, schema, value, place) {
        panic!("{why}");
    }
}

fn check(
    root: &serde_json::Value,
    schema: &serde_json::Value,
    value: &serde_json::Value,
    place: &str,
) -> Result<(), String> {
    use serde_json::Value;
    if let Some(name) = schema["$ref"].as_str() {
        return check(root, root.pointer(name.trim_start_matches('#')).unwrap(), value, place);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = any.iter().any(|one| check(root, one, value, place).is_ok());
        return if fits { Ok(()) } else { Err(format!("{place}: {value} is none of {}", schema["anyOf"])) };
    }
    let kind = match value {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "boolean",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        Value::Null => "null",
    };
    let is_kind = match &schema["type"] {
        Value::String(name) => name == kind,
        Value::Array(names) => names.iter().any(|name| name == kind),
        _ => true,
    };
    if !is_kind {
        return Err(format!("{place}: {value} is no {}", schema["type"]));
    }
    if schema["enum"].as_array().is_some_and(|all| !all.contains(value)) {
        return Err(format!("{place}: {value} is not in the list"));
    }
    if let Some(items) = value.as_array() {
        let (least, most) = (schema["minItems"].as_u64(), schema["maxItems"].as_u64());
        let length = items.len() as u64;
        if least.is_some_and(|least| length < least) || most.is_some_and(|most| length > most) {
            return Err(format!("{place}: {length} items"));
        }
        for (at, item) in items.iter().enumerate() {
            check(root, &schema["items"], item, &format!("{place}[{at}]"))?;
        }
    }
    if let Some(fields) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                return Err(format!("{place}: no {name}"));
            }
        }
        for (name, field) in fields {
            match schema["properties"].get(name) {
                Some(schema) => check(root, schema, field, &format!("{place}.{name}"))?,
                None if schema["additionalProperties"] == false => {
                    return Err(format!("{place}: {name} is unknown"));
                }
                None => {}
            }
        }
    }
    Ok(())
}
