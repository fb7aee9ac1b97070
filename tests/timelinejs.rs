//! TimelineJS from outside: what its slides become, that nothing is lost on the way back, and that
//! nothing breaks it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends there")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::fmt::Write as _;
use std::path::Path;

use annals::formats::{self, Hint, Import, Options, YearZero};
use annals::model::pack::PackedExtra;
use annals::model::{Date, Event, Extra, Timeline};
use annals::text::TextRef;
use proptest::prelude::*;

#[path = "timelinejs/drafts.rs"]
mod drafts;

const JSON: &str = "timelinejs";
const CSV: &str = "timelinejs-csv";

fn read(name: &str, text: &str) -> Import {
    formats::read(Hint::Name(name), text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A file of real slides; `None` where it is not there.
fn sample(name: &str) -> Option<Import> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/timelinejs").join(name);
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("{} is not there: skipped", path.display());
        return None;
    };
    Some(formats::read(Hint::Path(&path), &bytes).unwrap_or_else(|error| panic!("{name}:{error}")))
}

/// What a timeline says, but for where its file had it.
fn parts(timeline: &Timeline) -> Vec<String> {
    let mut meta = timeline.meta().clone();
    (meta.extra, meta.rest) = (sorted(meta.extra), sorted(meta.rest));
    let mut out = vec![format!("{meta:?}")];
    // To be named is to be declared here.
    out.extend(
        timeline.sources().iter().map(|one| format!("{one:?}").replace("declared: false", "declared: true")),
    );
    out.extend(
        timeline.actors().iter().map(|one| format!("{one:?}").replace("declared: false", "declared: true")),
    );
    for event in timeline.in_file_order() {
        let extra = sorted(event.extra.get());
        out.push(format!("{:#?}\n{extra:#?}", Event { line: 0, extra: PackedExtra::default(), ..event }));
    }
    out
}

/// Extra fields in the order of their names: which stood first does not matter.
fn sorted(extra: Extra) -> Extra {
    fn sort(value: &mut toml::Value) {
        match value {
            toml::Value::Table(table) => {
                table.iter_mut().for_each(|(_, value)| sort(value));
                let mut fields: Vec<_> = std::mem::take(table).into_iter().collect();
                fields.sort_by(|(a, _), (b, _)| a.cmp(b));
                table.extend(fields);
            }
            toml::Value::Array(values) => values.iter_mut().for_each(sort),
            _ => {}
        }
    }
    let mut extra = toml::Value::Table(*extra?);
    sort(&mut extra);
    extra.try_into().ok().map(Box::new)
}

fn told(import: &Import) -> String {
    import.issues.iter().fold(String::new(), |out, issue| out + &issue.to_string() + "\n")
}

/// What was read, for people.
fn picture(import: &Import) -> String {
    let meta = import.timeline.meta();
    let mut out = format!("{} | {:?}\n", import.timeline.title(), meta.description);
    out += &meta.extra.as_ref().map(ToString::to_string).unwrap_or_default();
    for event in import.timeline.in_file_order() {
        let date = event.date.as_ref().map(Date::edtf).unwrap_or_default();
        let summary = event.summary.map(TextRef::raw).unwrap_or_default();
        let _ = write!(
            out,
            "\n{} | {date} | {} | {summary:?} | {:?}\n",
            event.key.raw(),
            event.title.raw(),
            event.tags
        );
        out += &event.extra.get().as_ref().map(ToString::to_string).unwrap_or_default();
    }
    out += "\n";
    for source in import.timeline.sources() {
        let _ = writeln!(out, "{} | {:?} | {:?}", source.title.raw(), source.author, source.url);
    }
    for part in [told(import), import.told.join("\n"), import.refused.join("\n")] {
        let _ = write!(out, "\n{part}");
    }
    out
}

#[test]
fn slides_become_events() {
    let import = read(JSON, FIXTURE);
    insta::assert_snapshot!("slides", picture(&import));
    let again = read(JSON, &formats::write(JSON, &import.timeline).unwrap());
    assert_eq!(parts(&again.timeline), parts(&import.timeline));
}

#[test]
fn rows_become_events() {
    let import = read(CSV, SHEET);
    insta::assert_snapshot!("rows", picture(&import));
    let written = formats::write(CSV, &import.timeline).unwrap();
    insta::assert_snapshot!("rows_written", written);
    let again = formats::read(Hint::Path(Path::new("a.csv")), written.as_bytes()).unwrap();
    assert_eq!(again.format.name, CSV);
    assert_eq!(parts(&again.timeline), parts(&import.timeline));
    // And through the JSON.
    let again = read(JSON, &formats::write(JSON, &import.timeline).unwrap());
    assert_eq!(in_order_of_keys(&again.timeline), in_order_of_keys(&import.timeline));
}

/// Eras come last in JSON.
fn in_order_of_keys(timeline: &Timeline) -> Vec<String> {
    let mut all = parts(timeline);
    all.sort();
    all
}

#[test]
fn the_sheet_and_the_json_are_the_same_timeline() {
    let (Some(json), Some(csv)) = (sample("women_in_computing.json"), sample("women_in_computing.csv"))
    else {
        return;
    };
    assert_eq!((json.format.name, csv.format.name), (JSON, CSV));
    assert_eq!(told(&csv), "");
    // Their author has typed some words anew: apostrophes, "Laboratory", "sound clips".
    let same = |text: &str| {
        text.replace('\u{2019}', "'").replace("Laborotory", "Laboratory").replace("soundclips", "sound clips")
    };
    let parts = |timeline: &Timeline| parts(timeline).iter().map(|part| same(part)).collect::<Vec<_>>();
    let (json, csv) = (parts(&json.timeline), parts(&csv.timeline));
    for (json, csv) in json.iter().zip(&csv) {
        assert_eq!(json, csv);
    }
    assert_eq!(json.len(), csv.len());
}

#[test]
fn old_sheets_and_other_delimiters_are_read() {
    let rows = [
        "Start Date;End Date;Headline\n12/10/1815;11/27/1852;Ada\n",
        "Headline\tStart Date\tEnd Date\nAda\t1815-12-10\t1852-11-27\n",
        "sep=;\nheadline;year;month;day;end year;end month;end day\r\nAda;1815;12;10;1852;11;27\r\n",
    ];
    for text in rows {
        let import = formats::read(Hint::None, text.as_bytes()).unwrap();
        assert_eq!(import.format.name, CSV, "{text}");
        assert_eq!(told(&import), "", "{text}");
        assert_eq!(
            import.timeline.events().next().unwrap().date.as_ref().unwrap().edtf(),
            "1815-12-10/1852-11-27",
            "{text}"
        );
    }
}

#[test]
fn a_cell_is_no_formula() {
    let toml = "[[events]]\nkey = '-k'\ndate = '-0043'\ntitle = '=1+2'\nsummary = '@x'\ntags = ['+1']\n";
    let timeline = read("toml", toml).timeline;
    let written = formats::write(CSV, &timeline).unwrap();
    let cells = written.lines().nth(1).unwrap();
    assert_eq!(cells, "-44,,,,,,,,44 BCE,&#61;1+2,&#64;x,,,,,,,+1,,'-k,-0043");
    let again = &read(CSV, &written).timeline;
    let event = &again.events().next().unwrap();
    assert_eq!(
        (event.key.raw(), event.title.raw(), event.summary.as_ref().unwrap().raw()),
        ("-k", "=1+2", "@x")
    );
}

#[test]
fn all_years_of_a_file_count_in_one_way() {
    let slide = |year: i64| format!(r#"{{"start_date": {{"year": {year}}}, "text": {{"headline": "x"}}}}"#);
    let slides: Vec<String> = [-300_000, -3500, -44].map(slide).into();
    let import = read(JSON, &format!(r#"{{"events": [{}]}}"#, slides.join(",")));
    let dates: Vec<String> = import.timeline.events().map(|event| event.date.unwrap().human()).collect();
    assert_eq!(dates, ["300,000 BCE", "3500 BCE", "44 BCE"]);
    assert!(import.told[0].contains("-44 is 44 BCE"), "{:?}", import.told);
}

#[test]
fn years_before_our_era_count_as_the_user_says() {
    let text = r#"{"events": [{"start_date": {"year": "-44", "month": 3}, "text": {"headline": "Ides"}}]}"#;
    for (year_zero, wanted) in [(YearZero::Historical, "-0043-03"), (YearZero::Astronomical, "-0044-03")] {
        let options = Options { year_zero: Some(year_zero), ..Options::default() };
        let import = formats::read_with(Hint::None, text.as_bytes(), &options).unwrap();
        assert_eq!(import.timeline.events().next().unwrap().date.as_ref().unwrap().edtf(), wanted);
        assert_eq!(import.told.len(), 1, "{:?}", import.told);
        // What we write says which it is, whatever the reader thinks.
        let written = formats::write(JSON, &import.timeline).unwrap();
        let again = formats::read_with(Hint::None, written.as_bytes(), &options).unwrap();
        assert_eq!(
            again.timeline.events().next().unwrap().date,
            import.timeline.events().next().unwrap().date,
            "{written}"
        );
    }
}

#[test]
fn the_form_before_the_third_is_read() {
    let text = "storyjs_jsonp_data = {\"timeline\": {\"headline\": \"Canals\", \"type\": \"default\",\n\
        \"text\": \"<p>Two of them</p>\", \"startDate\": \"1869\", \"date\": [\n\
        {\"startDate\": \"1869,11,17\", \"endDate\": \"1869,11,17\", \"headline\": \"Suez opens\", \"tag\": \"sea\",\n\
        \"asset\": {\"media\": \"https://example.org/suez.jpg\", \"credit\": \"Nobody\"}},\n\
        {\"startDate\": \"8/15/1914\", \"headline\": \"Panama opens\"}, {\"startDate\": \"then\", \"headline\": \"Later\"}],\n\
        \"era\": [{\"startDate\": \"1850\", \"endDate\": \"1920\", \"headline\": \"Digging\"}]}};\n";
    let import = formats::read(Hint::None, text.as_bytes()).unwrap();
    assert_eq!(import.format.name, JSON);
    let rows: Vec<_> = import
        .timeline
        .in_file_order()
        .map(|event| {
            (
                event.date.as_ref().map(|date| date.edtf().to_owned()).unwrap_or_default(),
                event.title.to_string(),
                event.line,
            )
        })
        .collect();
    let row = |date: &str, title: &str, line| (date.to_owned(), title.to_owned(), line);
    let wanted = [
        row("1869-11-17", "Suez opens", 3),
        row("1914-08-15", "Panama opens", 5),
        row("", "Later", 5),
        row("1850/1920", "Digging", 6),
    ];
    assert_eq!(rows, wanted);
    assert_eq!(
        told(&import),
        "5:71: error: the start of this slide: this year is no number; mend it; what is coarser counts, and the rest is kept\n"
    );
    assert_eq!(import.timeline.title(), "Canals");
    assert_eq!(import.timeline.sources()[0].author.as_ref().unwrap().raw(), "Nobody");
    assert!(import.told[0].contains("TimelineJS 1 and 2"));
}

#[test]
fn what_people_changed_has_the_word() {
    let toml = "[[sources]]\nkey = 's'\ntitle = 'S'\n[[events]]\nkey = 'a'\ndate = 'c. 1580'\ntitle = 'T'\n\
        summary = 'Said.'\n[[events.quotes]]\ntext = 'Its words'\nsource = 's'\nlocator = 'p. 2'\n";
    let timeline = read("toml", toml).timeline;
    let json = formats::write(JSON, &timeline).unwrap();
    assert_eq!(parts(&read(JSON, &json).timeline), parts(&timeline), "{json}");
    let edited =
        read(JSON, &json.replace("\"year\": 1580", "\"year\": 1590").replace("Its words<", "His words<"));
    let event = &edited.timeline.events().next().unwrap();
    assert_eq!(event.date.as_ref().unwrap().edtf(), "1590");
    assert_eq!(event.quotes.len(), 1);
    assert!(event.summary.as_ref().unwrap().raw().contains("His words"));
    assert!(
        told(&edited).contains("`x_edtf` is 1580~, but the slide shows another date"),
        "{}",
        told(&edited)
    );
    assert!(told(&edited).contains("the quotes in this text are others"), "{}", told(&edited));
}

#[test]
fn many_slides_take_no_time() {
    let slide =
        |n: u32| format!("{{\"start_date\": {{\"year\": {n}}}, \"text\": {{\"headline\": \"<b>{n}\"}}}}");
    let slides: Vec<String> = (0..20_000).map(slide).collect();
    let json = format!("{{\"events\": [{}]}}", slides.join(","));
    let rows: Vec<String> = (0..20_000).map(|n| format!("{n},<b>{n},https://example.org/{n}\n")).collect();
    let start = std::time::Instant::now();
    for (name, text) in [(JSON, json), (CSV, format!("Year,Headline,Media\n{}", rows.concat()))] {
        let import = read(name, &text);
        assert_eq!(import.timeline.events().len(), 20_000);
        let written = formats::write(name, &import.timeline).unwrap();
        assert_eq!(read(name, &written).timeline.events().len(), 20_000);
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
    let deep = format!("{{\"events\": [{{\"x_extra\": {}", "[".repeat(100_000));
    assert!(formats::read(Hint::Name(JSON), deep.as_bytes()).is_err());
}

#[test]
fn files_that_are_no_timeline_are_refused() {
    for (text, wanted) in [
        ("[1]", "this JSON is not a TimelineJS timeline"),
        ("{\"a\": 1}", "this JSON is not a TimelineJS timeline"),
        ("{\"events\": [", "this is not JSON"),
    ] {
        let error = formats::read(Hint::Name(JSON), text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}");
    }
}

#[test]
fn the_samples_are_read_whole() {
    for (name, events) in
        [("women_in_computing.json", 10), ("all-media-types.json", 0), ("cosmo-mixed.json", 11)]
    {
        let Some(import) = sample(name) else { return };
        assert_eq!(import.format.name, JSON, "{name}");
        assert_eq!(told(&import), "", "{name}");
        if events > 0 {
            assert_eq!(import.timeline.events().len(), events, "{name}");
        }
        let json = formats::write(JSON, &import.timeline).unwrap();
        assert!(!json.contains("x_extra"), "{name}: everything has its own field\n{json}");
        let again = formats::read(Hint::Path(Path::new("a.json")), json.as_bytes()).unwrap();
        assert_eq!(parts(&again.timeline), parts(&import.timeline), "{name}");
        // The native JSON of it is still native.
        let native = formats::write("json", &import.timeline).unwrap();
        let native = formats::read(Hint::Path(Path::new("a.json")), native.as_bytes()).unwrap();
        assert_eq!(native.format.name, "json", "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, max_shrink_iters: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_holds_everything(draft in drafts::draft()) {
        let (timeline, _) = draft.build();
        let mut out = Vec::new();
        let losses = formats::write_to(formats::by_name(JSON).unwrap(), &timeline, &mut out).unwrap();
        let json = String::from_utf8(out).unwrap();
        prop_assert!(json.bytes().all(|b| b == b'\n' || b >= b' '), "{}", json);
        prop_assert!(!json.contains(['\u{7f}', '\u{9b}', '\u{202e}']), "{}", json);
        let again = read(JSON, &json).timeline;
        prop_assert_eq!(losses.rows().collect::<Vec<_>>(), vec![], "{}", &json);
        prop_assert_eq!(parts(&again), parts(&timeline), "{}", json);
    }

    #[test]
    fn a_sheet_loses_only_what_it_says(draft in drafts::draft()) {
        let (timeline, _) = draft.build();
        let mut out = Vec::new();
        let losses = formats::write_to(formats::by_name(CSV).unwrap(), &timeline, &mut out).unwrap();
        let csv = String::from_utf8(out).unwrap();
        prop_assert!(!csv.contains(['\u{1b}', '\0', '\u{9b}', '\u{202e}']), "{:?}", csv);
        let again = read(CSV, &csv).timeline;
        let lost: Vec<&str> = losses.rows().map(|(field, _)| field).collect();
        prop_assert_eq!(fields(&again, &lost), fields(&timeline, &lost), "{:?}\n{}", &lost, csv);
    }

    #[test]
    fn damaged_files_break_nothing(at in 0..FIXTURE.len(), cut: bool, byte: u8) {
        for (name, whole) in [(JSON, FIXTURE), (CSV, SHEET)] {
            let mut bytes = whole.as_bytes().to_vec();
            let at = at % bytes.len();
            if cut {
                bytes.truncate(at);
            } else {
                bytes[at] = byte;
            }
            let Ok(import) = formats::read(Hint::Name(name), &bytes) else { continue };
            let once = formats::write(JSON, &import.timeline).unwrap();
            prop_assert_eq!(in_order_of_keys(&read(JSON, &once).timeline), in_order_of_keys(&import.timeline), "{}", once);
            let _ = formats::write(CSV, &import.timeline).unwrap();
        }
    }

    #[test]
    fn arbitrary_bytes_break_nothing(bytes: Vec<u8>) {
        for name in [JSON, CSV] {
            let _ = formats::read(Hint::Name(name), &bytes);
        }
    }
}

/// The fields of a timeline that were not lost.
fn fields(timeline: &Timeline, lost: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    let has = |field: &str| !lost.contains(&field);
    if has("timeline") {
        let mut meta = timeline.meta().clone();
        meta.language = meta.language.filter(|_| has("timeline.language"));
        meta.extra = sorted(meta.extra);
        meta.rest = sorted(meta.rest.filter(|_| has("timeline.extra")));
        out.push(format!("{meta:?}"));
    }
    if has("sources") {
        out.push(format!("{:?}", timeline.sources()));
    }
    if has("actors") {
        out.push(format!("{:?}", timeline.actors()));
    }
    for event in timeline.in_file_order() {
        let mut put = |field: &str, value: String| {
            if has(field) {
                out.push(format!("{field}: {value}"));
            }
        };
        put("key", format!("{:?}", event.key));
        put("date", format!("{:?}", event.date));
        put("title", format!("{:?}", event.title));
        put("summary", format!("{:?}", event.summary));
        put("status", format!("{:?}", event.status));
        put("importance", format!("{:?}", event.importance));
        put("place", format!("{:?}", event.place));
        put("caveats", format!("{:?}", event.caveats));
        put("tags", format!("{:?}", event.tags));
        put("extra", format!("{:?}", sorted(event.extra.get())));
        for quote in event.quotes.iter().filter(|_| has("quotes")) {
            let source = quote.source.map(|id| timeline.source(id).title.to_string());
            let speaker = quote.speaker.map(|id| timeline.actor(id).name.to_string());
            let mut put = |field: &str, value: String| {
                if has(field) {
                    out.push(format!("{field}: {value}"));
                }
            };
            put("quotes.text", quote.text.to_string());
            put("quotes.source", format!("{source:?}"));
            put("quotes.speaker", format!("{speaker:?}"));
            put("quotes.locator", format!("{:?}", quote.locator));
            put("quotes.stance", format!("{:?}", quote.stance));
            put("quotes.note", format!("{:?}", quote.note));
        }
    }
    out
}

const SHEET: &str = include_str!("fixtures/timelinejs.csv");

const FIXTURE: &str = include_str!("fixtures/timelinejs.json");
