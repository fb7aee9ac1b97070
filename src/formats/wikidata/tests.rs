//! Results as queries give them, and odd ones.

use proptest::prelude::*;

use crate::formats::{Hint, Import, Options, read, read_with};
use crate::model::Event;

fn import(text: &str) -> Import {
    read(Hint::Name("wikidata"), text.as_bytes()).unwrap()
}

fn uri(id: &str) -> String {
    format!(r#"{{"type":"uri","value":"http://www.wikidata.org/entity/{id}"}}"#)
}

fn words(text: &str) -> String {
    format!(r#"{{"type":"literal","value":"{text}"}}"#)
}

fn moment(text: &str) -> String {
    let datatype = "http://www.w3.org/2001/XMLSchema#dateTime";
    format!(r#"{{"type":"literal","datatype":"{datatype}","value":"{text}"}}"#)
}

/// A result of these rows, each a list of variables and values.
fn result(rows: &[&[(&str, String)]]) -> String {
    let row = |row: &&[(&str, String)]| {
        let cells: Vec<String> = row.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", cells.join(","))
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!("{{\"head\":{{\"vars\":[\"event\"]}},\"results\":{{\"bindings\":[\n{}\n]}}}}", rows.join(",\n"))
}

fn kept(event: &Event, name: &str) -> String {
    event.extra.get().and_then(|extra| extra.get(name).map(ToString::to_string)).unwrap_or_default()
}

#[test]
fn rows_of_one_item_are_one_event() {
    let row = |person: &str, place: &str| {
        vec![
            ("event", uri("Q1")),
            ("eventLabel", words("A meeting")),
            ("eventDescription", words("meeting of two")),
            ("date", moment("1961-04-12T00:00:00Z")),
            ("datePrecision", words("11")),
            ("headOfState", uri(person)),
            ("headOfStateLabel", words(if person == "Q3" { "Q3" } else { "Ada" })),
            ("place", uri(place)),
            ("placeLabel", words(&format!("Town {place}"))),
            ("typeLabel", words("summit")),
            ("type", uri("Q9")),
        ]
    };
    let import = import(&result(&[&row("Q2", "Q5"), &row("Q3", "Q5"), &row("Q2", "Q6")]));
    assert!(import.issues.is_empty(), "{:?}", import.issues);
    let [event] = &import.timeline.events().collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!((event.key.raw(), event.title.raw()), ("Q1", "A meeting"));
    assert_eq!(event.summary.as_ref().unwrap().raw(), "meeting of two");
    assert_eq!(event.date.as_ref().unwrap().edtf(), "1961-04-12");
    assert_eq!(event.place.as_ref().unwrap().raw(), "Town Q5; Town Q6");
    assert_eq!(event.tags.iter().map(crate::text::TextRef::raw).collect::<Vec<_>>(), ["summit"]);
    let actors: Vec<(&str, &str)> = event
        .actors
        .iter()
        .map(|one| (import.timeline.actor(one.actor).name.raw(), one.role.as_ref().unwrap().raw()))
        .collect();
    assert_eq!(actors, [("Ada", "head of state"), ("Q3", "head of state")]);
    assert_eq!(kept(event, "datePrecision"), "11");
    assert_eq!(kept(event, "x-date"), "", "the date says it all");
    assert!(kept(event, "x-place").contains("entity/Q6"), "{:?}", event.extra);
    assert_eq!(import.told[0], "3 rows are 1 event; 2 joined to an event above");
    assert!(import.told[1].contains("?headOfState is who takes part"), "{}", import.told[1]);
}

#[test]
fn dates_say_what_they_know() {
    let text = result(&[
        &[("event", uri("Q1")), ("date", moment("1900-01-01T00:00:00Z")), ("prec", words("7"))],
        &[("event", uri("Q2")), ("date", moment("1900-01-01T00:00:00Z"))],
        &[("event", uri("Q3")), ("date", moment("1950-01-01T00:00:00Z"))],
        &[("event", uri("Q4")), ("date", r#"{"type":"bnode","value":"t1"}"#.into())],
        &[
            ("event", uri("Q5")),
            ("date", moment("1582-10-04T00:00:00Z")),
            ("prec", words("11")),
            ("cal", uri("Q1985786")),
        ],
        &[
            ("event", uri("Q6")),
            ("startDate", moment("1914-07-28T00:00:00Z")),
            ("endDate", moment("1918-11-11T00:00:00Z")),
        ],
        &[("event", uri("Q7")), ("startDate", moment("1914-07-28T00:00:00Z"))],
        &[("event", uri("Q8")), ("date", moment("1950-02-30T00:00:00Z")), ("prec", words("x"))],
        &[("event", uri("Q9")), ("date", moment("-0043-03-15T00:00:00Z")), ("prec", words("11"))],
        &[("event", uri("Q9")), ("date", moment("-0042-03-15T00:00:00Z")), ("prec", words("11"))],
    ]);
    let import = import(&text);
    let event = |key: &str| import.timeline.events().find(|event| event.key.raw() == key).unwrap();
    let date = |key| event(key).date.as_ref().map(|date| date.edtf().to_owned());
    let dates: Vec<Option<String>> = ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9"].map(date).into();
    let wanted = [
        Some("18XX"),
        Some("1900"),
        Some("1950"),
        None,
        Some("1582-10-04"),
        Some("1914-07-28/1918-11-11"),
        Some("1914-07-28/"),
        None,
        Some("-0043-03-15"),
    ];
    assert_eq!(dates.iter().map(Option::as_deref).collect::<Vec<_>>(), wanted);
    assert_eq!(kept(&event("Q1"), "x-date"), "\"1900-01-01T00:00:00Z\"", "the value itself is kept");
    assert_eq!(kept(&event("Q4"), "x-date"), "\"unknown value\"");
    assert!(event("Q4").caveats.get(0).unwrap().text.raw().contains("nobody knows"));
    assert_eq!(kept(&event("Q5"), "cal"), "\"Q1985786\"");
    assert!(event("Q5").caveats.get(0).unwrap().text.raw().contains("Julian"));
    assert_eq!(kept(&event("Q8"), "date"), "\"1950-02-30T00:00:00Z\"", "shown as it was written");
    assert_eq!(event("Q9").caveats.len(), 2, "{:?}", event("Q9").caveats);
    assert!(
        event("Q9").caveats.get(1).unwrap().text.raw().contains("15 March 43 BCE"),
        "{:?}",
        event("Q9").caveats
    );
    let issues: Vec<String> = import.issues.iter().map(ToString::to_string).collect();
    assert_eq!(issues.len(), 3, "{issues:#?}");
    assert!(issues[0].starts_with("3:") && issues[0].contains("(2 dates of this file)"), "{issues:#?}");
}

#[test]
fn references_are_quotes_where_they_have_words() {
    let reference = |extra: &[(&'static str, String)]| {
        let mut row = vec![("event", uri("Q1")), ("eventLabel", words("A"))];
        row.extend(extra.iter().cloned());
        row
    };
    let import = import(&result(&[
        &reference(&[
            ("statedIn", uri("Q7")),
            ("statedInLabel", words("The Gazette")),
            ("quotation", words("They met.")),
            ("page", words("12")),
            ("retrieved", moment("2020-01-02T00:00:00Z")),
        ]),
        &reference(&[("refUrl", r#"{"type":"uri","value":"https://example.org/a"}"#.into())]),
        &reference(&[("quotation", words("Words of nobody."))]),
    ]));
    let [event] = &import.timeline.events().collect::<Vec<_>>()[..] else { panic!() };
    let [quote, report] = &event.quotes.iter().collect::<Vec<_>>()[..] else { panic!("{:?}", event.quotes) };
    assert_eq!((quote.text.raw(), quote.locator.as_ref().unwrap().text().raw()), ("They met.", "p. 12"));
    assert_eq!(import.timeline.source(quote.source.unwrap()).title.raw(), "The Gazette");
    assert_eq!(import.timeline.sources()[1].url.as_ref().unwrap().raw(), "https://example.org/a");
    assert!(report.is_report() && report.source == Some(crate::model::SourceId(1)));
    assert_eq!(kept(event, "quotation"), "\"Words of nobody.\"");
    assert_eq!(kept(event, "retrieved"), "\"2020-01-02T00:00:00Z\"");
    assert_eq!(import.issues.len(), 1);
}

#[test]
fn odd_rows_are_told() {
    let text = "{\"head\":{\"vars\":[\"item\"]},\"extra\":1,\"results\":{\"bindings\":[\n7,\n{},\n\
        {\"item\":{\"type\":\"uri\",\"value\":\"http://www.wikidata.org/entity/Q1\"},\"x\":null,\"y\":[1],\
        \"item\":{\"type\":\"literal\",\"value\":\"again\"}},\n\
        {\"xLabel\":{\"type\":\"literal\",\"value\":\"No item\"}}]}}";
    let import = import(text);
    assert_eq!(import.refused, ["7", "{}"]);
    assert_eq!(import.tally.read, 4);
    let titles: Vec<&str> = import.timeline.events().map(|event| event.title.raw()).collect();
    assert_eq!(titles, ["Q1", "No item"]);
    let event = &import.timeline.events().next().unwrap();
    assert_eq!(kept(event, "y"), "\"[1]\"");
    assert!(kept(event, "item").contains("again"));
    let lines: Vec<u32> = import.issues.iter().map(|issue| issue.place.line).collect();
    assert_eq!(lines, [2, 3, 4, 4], "{:?}", import.issues);
    assert_eq!(import.timeline.meta().extra.as_ref().unwrap().get("extra").unwrap().as_integer(), Some(1));
}

#[test]
fn what_is_no_result_says_what_it_is() {
    let rows = [
        ("{\"head\":{},\"boolean\":true}", "1:22: error: this is the answer to an ASK query"),
        ("{\"head\":{}}", "it has no `results`"),
        ("{\"head\":{},\"results\":[]}", "are no object"),
        ("{\"head\":{},\"results\":{}}", "has no `bindings`"),
        ("{\"head\":{},\"results\":{\"bindings\":{}}}", "are no list"),
        ("[{\"item\":\"x\"}]", "JSON file (verbose)"),
        ("{\"head\":{},\"results\":{\"bindings\":[{\"a\"", "1:39: error: this is not JSON"),
    ];
    for (text, wanted) in rows {
        let error = read(Hint::Name("wikidata"), text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(wanted), "{text}: {error}");
    }
    let empty = import("{\"head\":{\"vars\":[\"a\"]},\"results\":{\"bindings\":[]}}");
    assert_eq!((empty.timeline.events().len(), empty.issues.len()), (0, 1));
}

#[test]
fn it_is_known_by_its_look_and_json_stays_json() {
    let result = result(&[&[("event", uri("Q1"))]]);
    for name in ["a.json", "a.srj", "a", "a.txt"] {
        let import = read(Hint::Path(name.as_ref()), result.as_bytes()).unwrap();
        assert_eq!(import.format.name, "wikidata", "{name}");
    }
    let native = "{\"events\":[{\"title\":\"\\\"head\\\" \\\"vars\\\"\"}]}";
    assert_eq!(read(Hint::Path("a.json".as_ref()), native.as_bytes()).unwrap().format.name, "json");
    let broken = read(Hint::Path("a.json".as_ref()), b"[1]").unwrap_err().to_string();
    assert!(broken.contains("a timeline is one object"), "{broken}");
}

#[test]
fn the_user_says_which_variable_is_which() {
    let text = result(&[&[
        ("event", uri("Q1")),
        ("eventLabel", words("A")),
        ("quando", words("1994-05")),
        ("chi", words("Ada")),
    ]]);
    let map = [("date", "?quando"), ("actors", "chi"), ("dat", "x"), ("end", "quand")];
    let map = map.map(|(field, name)| (field.to_owned(), name.to_owned())).to_vec();
    let options = Options { map, ..Options::default() };
    let import = read_with(Hint::Name("wikidata"), text.as_bytes(), &options).unwrap();
    let event = &import.timeline.events().next().unwrap();
    assert_eq!(event.date.as_ref().unwrap().edtf(), "1994-05");
    assert_eq!(import.timeline.actor(event.actors.get(0).unwrap().actor).name.raw(), "Ada");
    let issues: Vec<&str> = import.issues.iter().map(|issue| issue.what.raw()).collect();
    assert_eq!(issues, ["no field `dat` can be mapped", "there is no variable `quand`"]);
}

#[test]
fn many_values_of_one_item_stay_cheap() {
    let begun = std::time::Instant::now();
    let rows: Vec<Vec<(&str, String)>> = (0..20_000)
        .map(|n| {
            let id = format!("Q{n}");
            vec![("event", uri("Q1")), ("person", uri(&id)), ("place", uri(&id)), ("note", words(&id))]
        })
        .collect();
    let rows: Vec<&[(&str, String)]> = rows.iter().map(Vec::as_slice).collect();
    let import = import(&result(&rows));
    assert_eq!(import.timeline.events().len(), 1);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(text in r#"[\[\]{}:,"a-z0-9 -]{0,80}"#) {
        let _ = read(Hint::Name("wikidata"), text.as_bytes());
    }

    #[test]
    fn every_row_is_an_event_joined_or_refused(rows in proptest::collection::vec(row(), 0..12)) {
        let text = format!("{{\"results\":{{\"bindings\":[{}]}}}}", rows.join(","));
        let import = import(&text);
        let events = import.timeline.events().len();
        let joined: usize = import.told[0].split(' ').nth(4).map(|word| word.trim_end_matches(';')).map_or(0, |_| {
            import.told[0].split("; ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap()
        });
        prop_assert_eq!(rows.len(), events + joined + import.tally.refused);
    }
}

/// A row, well made or not.
fn row() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "event",
        "eventLabel",
        "date",
        "prec",
        "cal",
        "person",
        "personLabel",
        "endDate",
        "quote",
        "ref",
    ]);
    let types = prop::sample::select(vec!["uri", "literal", "bnode", "typed-literal", "odd"]);
    let values = prop::sample::select(vec![
        "http://www.wikidata.org/entity/Q1",
        "http://www.wikidata.org/entity/Q2",
        "http://www.wikidata.org/.well-known/genid/1",
        "1961-04-12T00:00:00Z",
        "-0099-01-01T00:00:00Z",
        "99999999999999999-01-01T00:00:00Z",
        "7",
        "0",
        "Q1",
        "",
    ]);
    let cell = (names, types, values)
        .prop_map(|(name, kind, value)| format!("\"{name}\":{{\"type\":\"{kind}\",\"value\":\"{value}\"}}"));
    prop_oneof![
        9 => proptest::collection::vec(cell, 0..6).prop_map(|cells| format!("{{{}}}", cells.join(","))),
        1 => Just("null".to_owned()),
    ]
}
