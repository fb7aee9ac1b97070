//! Every format that is both read and written: a timeline comes back but for the fields that the writer
//! says are lost.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends there")]

use annals::formats::{self, FORMATS, Format, Hint};
use annals::model::Timeline;
use proptest::prelude::*;
use said::{Lost, of_all, of_event};

#[path = "common/drafts.rs"]
mod drafts;
#[path = "common/said.rs"]
mod said;

fn read(format: &Format, text: &str) -> Timeline {
    let import = formats::read(Hint::Name(format.name), text.as_bytes());
    let import = import.unwrap_or_else(|error| panic!("{}: {error}\n{text}", format.name));
    assert_eq!(import.refused, Vec::<String>::new(), "{}: {:?}\n{text}", format.name, import.issues);
    import.timeline
}

/// Writes a timeline, reads it, and compares.
fn comes_back(name: &str, timeline: &Timeline) {
    let format = formats::by_name(name).unwrap();
    if format.is_folder() {
        return folder_comes_back(format, timeline);
    }
    let mut out = Vec::new();
    let losses = formats::write_to(format, timeline, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lost = Lost::of(&losses);
    same_as(name, timeline, &read(format, &text), &lost, &text);
    if name == "jsonl" {
        // Commands read it as a stream.
        let mut input = text.as_bytes();
        let whole = annals::store::stream::read(&mut input, Some(text.len() as u64), &mut |_| true).unwrap();
        assert_eq!(whole.told.refusals, 0, "{text}");
        same_as("jsonl as a stream", timeline, &whole.timeline, &lost, &text);
    }
}

/// Compares what came back.
fn same_as(name: &str, timeline: &Timeline, again: &Timeline, lost: &Lost, text: &str) {
    let told = |why: String| panic!("{name}: {why}\n{lost:?}\n{text}");
    of_all(again, lost).same(&of_all(timeline, lost)).unwrap_or_else(told);
    assert_eq!(again.len(), timeline.len(), "{name}: {lost:?}\n{text}");
    // Tables are written in the order of time.
    let wanted: Vec<_> = match name {
        "csv" | "tsv" | "legal" => timeline.events().collect(),
        _ => timeline.in_file_order().collect(),
    };
    for (found, event) in again.in_file_order().zip(&wanted) {
        of_event(again, &found, lost).same(&of_event(timeline, event, lost)).unwrap_or_else(told);
    }
}

/// The first file has what is said of all, every other one an event.
fn folder_comes_back(format: &Format, timeline: &Timeline) {
    let (pages, losses) = formats::write_folder(format, timeline).unwrap();
    let lost = Lost::of(&losses);
    let (head, events) = pages.split_first().unwrap();
    let told = |text: &str, why: String| panic!("{}: {why}\n{lost:?}\n{text}", format.name);
    let again = read(format, &head.text);
    of_all(&again, &lost).same(&of_all(timeline, &lost)).unwrap_or_else(|why| told(&head.text, why));
    assert_eq!(events.len(), timeline.len());
    for (page, event) in events.iter().zip(timeline.in_file_order()) {
        let again = read(format, &page.text);
        assert_eq!(again.len(), 1, "{}", page.text);
        let found = of_event(&again, &again.events().next().unwrap(), &lost);
        found.same(&of_event(timeline, &event, &lost)).unwrap_or_else(|why| told(&page.text, why));
    }
}

#[test]
fn the_bundled_timeline_goes_through_every_format() {
    let timeline = annals::store::bundled().unwrap().import.timeline;
    for name in BOTH_WAYS {
        comes_back(name, &timeline);
    }
}

#[test]
fn no_format_is_left_out() {
    let both = FORMATS.iter().filter(|format| format.can_read() && format.can_write());
    assert_eq!(both.map(|format| format.name).collect::<Vec<_>>(), BOTH_WAYS);
}

/// A property for each format, so that each fails by itself.
macro_rules! both_ways {
    ($($test:ident: $name:literal),+ $(,)?) => {
        const BOTH_WAYS: &[&str] = &[$($name),+];

        proptest! {
            #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 3000, failure_persistence: None, ..ProptestConfig::default() })]

            $(
                #[test]
                fn $test(draft in drafts::foreign()) {
                    comes_back($name, &draft.build().0);
                }
            )+
        }
    };
}

both_ways! {
    timelinejs: "timelinejs",
    timelinejs_csv: "timelinejs-csv",
    jsonl: "jsonl",
    json: "json",
    toml: "toml",
    legal: "legal",
    tsv: "tsv",
    csv: "csv",
    ical: "ical",
    events_md: "events-md",
    markwhen: "markwhen",
}

#[test]
fn a_name_that_is_no_key_stays_the_key_that_it_is() {
    let toml = "[[events]]\ntitle = 'Summit'\nactors = ['NATO Summit', 'nato']\n\
                since = 2020-01-02\n[[events.quotes]]\ntext = 'x'\nsource = 'The Daily'\n";
    let timeline = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    comes_back("jsonl", &timeline);
    let mut out = Vec::new();
    let format = formats::by_name("jsonl").unwrap();
    let losses = formats::write_to(format, &timeline, &mut out).unwrap();
    assert_eq!(losses.rows().collect::<Vec<_>>(), [(formats::AS_TEXT, 1)]);
    let again = read(format, &String::from_utf8(out).unwrap());
    let mut keys: Vec<&str> = again.actors().iter().map(|actor| actor.key.raw()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["NATO Summit", "nato"]);
}
