//! The formats that are only written: the page in HTML, and the bibliography in CSL-JSON.

#![expect(clippy::unwrap_used, reason = "a test ends there")]

use std::collections::HashSet;
use std::path::Path;

use annals::formats::{self, Hint};
use annals::issue::Spot;
use annals::model::draft::{At, DraftEvent};
use annals::model::{Date, Draft, Timeline};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document, tokenizer::TokenizerOpts};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

#[path = "html/generate.rs"]
mod generate;
#[path = "html/schema.rs"]
mod schema;

use generate::timeline;
use schema::fits;

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
    assert_eq!(count("blockquote"), timeline.quotes().filter(|(_, quote)| !quote.is_report()).count());
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
    let rows: Vec<_> = losses.unwrap().rows().map(|(field, n)| format!("{field} {n}")).collect();
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
        let written = formats::write_to(formats::by_name(name).unwrap(), &timeline, &mut Full);
        assert_eq!(
            std::io::Error::from(written.unwrap_err()).kind(),
            std::io::ErrorKind::StorageFull,
            "{name}"
        );
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
        let _ = formats::write_to(format, &timeline, &mut counter).unwrap();
        assert!(counter.1 > 50_000 && counter.0 < 20_000, "{name}: {} at once", counter.0);
    }
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

/// A timeline of an event on each of those dates.
fn dated(dates: impl IntoIterator<Item = String>) -> Timeline {
    let event = |(n, date)| format!("[[events]]\nkey='{n}'\ntitle='T'\ndate='{date}'\n");
    read(&dates.into_iter().enumerate().map(event).collect::<Vec<_>>().concat())
}

#[test]
fn the_strip_says_where_it_ends() {
    let page = page(&dated((1991..=2050).map(|year| year.to_string())));
    let labels: Vec<&str> = page.lines().filter(|line| line.starts_with("<text")).collect();
    assert!(labels.iter().any(|label| label.contains(">2050<")), "{labels:?}");
}

#[test]
fn the_contents_stand_by_year() {
    let days = (1..=3).flat_map(|month| [1, 5, 9, 13, 17, 21].map(|day| format!("2025-{month:02}-{day:02}")));
    let page = page(&dated(["1990", "1995", "2024-11"].map(String::from).into_iter().chain(days)));
    let contents = page.split("<nav").nth(1).and_then(|rest| rest.split("</nav>").next()).unwrap();
    assert!(contents.contains("<li class=\"year\">2025\n<ul>"), "{contents}");
    assert_eq!(contents.matches("<ul>").count(), contents.matches("</ul>").count());
}
