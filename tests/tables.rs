//! Tables from outside: what is written is read back but for what is said to be lost, what other people's
//! tables become, and what hostile ones do not do.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends there")]

use std::time::{Duration, Instant};

use annals::formats::{self, Hint, Import, Losses, Options, YearZero};
use annals::issue::Severity;
use annals::model::{CaveatKind, Date, Event, Importance, Timeline};
use annals::text::Text;
use proptest::collection::vec;
use proptest::prelude::*;

use made::timeline;

#[path = "tables/made.rs"]
mod made;

#[path = "tables/cells.rs"]
mod cells;

fn read(format: &str, text: &str) -> Import {
    read_with(format, text, &Options::default())
}

fn read_with(format: &str, text: &str, options: &Options) -> Import {
    formats::read_with(Hint::Name(format), text.as_bytes(), options)
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn refusal(text: &str, options: &Options) -> String {
    match formats::read_with(Hint::Name("csv"), text.as_bytes(), options) {
        Ok(import) => panic!("it was read as {} events", import.timeline.len()),
        Err(error) => error.to_string(),
    }
}

fn map(pairs: &[(&str, &str)]) -> Options {
    let map = pairs.iter().map(|&(field, header)| (field.to_owned(), header.to_owned())).collect();
    Options { map, ..Options::default() }
}

fn written(format: &str, timeline: &Timeline) -> (String, Losses) {
    let mut out = Vec::new();
    let losses = formats::write_to(formats::by_name(format).unwrap(), timeline, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), losses)
}

/// An event as fields and values; those that `losses` name are left out.
fn fields(timeline: &Timeline, event: &Event, losses: &Losses) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let is_lost = |name: &str| losses.rows().any(|(lost, _)| lost == name);
    let mut put = |name: &str, value: &dyn std::fmt::Debug| {
        let lost = losses.rows().any(|(lost, _)| {
            lost == name || name.strip_prefix(lost).is_some_and(|rest| rest.starts_with('.'))
        });
        if !lost {
            out.push((name.to_owned(), format!("{value:?}")));
        }
    };
    let mut actor = |prefix: &str, id| {
        let actor = timeline.actor(id);
        put(prefix, &"actor");
        put("actors.key", &actor.key);
        put("actors.name", &actor.name);
    };
    event.actors.iter().for_each(|one| actor("actors", one.actor));
    if !is_lost("quotes.speaker") {
        event.quotes.iter().filter_map(|quote| quote.speaker).for_each(|id| actor("quotes.speaker", id));
    }
    put("key", &event.key);
    put("date", &event.date);
    put("title", &event.title);
    put("summary", &event.summary);
    put("status", &event.status);
    put("importance", &event.importance);
    put("place", &event.place);
    put("tags", &event.tags.iter().collect::<Vec<_>>());
    put(
        "extra",
        &event.extra.get().map(|extra| extra.into_iter().collect::<std::collections::BTreeMap<_, _>>()),
    );
    event.actors.iter().for_each(|one| put("actors.role", &one.role));
    for caveat in &event.caveats {
        put("caveats.text", &caveat.text);
        put("caveats.kind", &caveat.kind);
        put("caveats.quote", &caveat.quote);
    }
    for quote in &event.quotes {
        put("quotes.text", &quote.text);
        put("quotes.locator", &quote.locator);
        put("quotes.stance", &quote.stance);
        put("quotes.note", &quote.note);
        put("quotes.speaker", &quote.speaker.is_some());
        put("quotes.source", &quote.source.is_some());
        if let Some(source) = quote.source.filter(|_| !is_lost("quotes.source")).map(|id| timeline.source(id))
        {
            put("sources.key", &source.key);
            put("sources.title", &source.title);
            put("sources.publisher", &source.publisher);
            put("sources.author", &source.author);
            put("sources.kind", &source.kind);
            put("sources.published", &source.published);
            put("sources.published_basis", &source.published_basis);
            put("sources.url", &source.url);
            put("sources.language", &source.language);
            put("sources.file", &source.file);
            put("sources.sha256", &source.sha256);
        }
    }
    out
}

fn all(timeline: &Timeline, losses: &Losses) -> Vec<Vec<(String, String)>> {
    timeline.events().map(|event| fields(timeline, &event, losses)).collect()
}

fn survives(format: &str, timeline: &Timeline) {
    let (text, losses) = written(format, timeline);
    assert_eq!(
        annals::text::shown(&text).replace(' ', "\t"),
        text.replace(' ', "\t"),
        "a terminal would obey"
    );
    let again = read(format, &text);
    assert_eq!(again.refused, Vec::<String>::new(), "{text}");
    assert_eq!(all(&again.timeline, &losses), all(timeline, &losses), "{losses:?}\n{text}");
    if !timeline.is_empty() && format != "legal" {
        // A row that begins with `a=1` could be TOML.
        let found = formats::detect(Hint::None, &text).unwrap().name;
        assert!(["csv", "tsv", "toml"].contains(&found), "{found}\n{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(timeline in timeline(false)) {
        survives("csv", &timeline);
        survives("tsv", &timeline);
        survives("legal", &timeline);
    }

    #[test]
    fn what_a_terminal_would_obey_is_lost_and_said(timeline in timeline(true)) {
        survives("csv", &timeline);
        survives("legal", &timeline);
    }

    #[test]
    fn arbitrary_tables_break_nothing(
        lines in vec(prop::sample::select(PIECES.to_vec()), 0..30),
        format in prop::sample::select(vec!["csv", "tsv", "legal"]),
    ) {
        let text = lines.concat();
        if let Ok(import) = formats::read(Hint::Name(format), text.as_bytes()) {
            survives(format, &import.timeline);
        }
        let _ = formats::read(Hint::None, text.as_bytes());
    }
}

/// Pieces that make half-right tables.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "date,title\n", "Date;Titel;Quelle\n", "year,month,day,event\n", "start\tend\tname\n", "event_date,event,date_certainty\n",
    "1994-05,", "3/4/2024,", "13/4/2024,", "2024;", "1994\t", "45234,", "-44,", "approximate,", "source_conflict,", "c. 1580,",
    "a", "b; c", "\"", "\"\"", "\"x\ny\",", ",", ";", "\t", "|", "\n", "\n\n", "\r\n", "=1", "'=1", "1,2,3,4,5\n", "sep=;\n",
];

/// What an event became, in a line.
fn shown(import: &Import) -> Vec<String> {
    let timeline = &import.timeline;
    let event = |event: Event| {
        let date = event.date.as_ref().map_or("undated", Date::edtf);
        let actors: Vec<&str> = event.actors.iter().map(|one| timeline.actor(one.actor).name.raw()).collect();
        let extra: Vec<String> = event
            .extra
            .get()
            .iter()
            .flat_map(|extra| extra.iter())
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        format!("{date} {} [{}] {}", event.title.raw(), actors.join("|"), extra.join(" "))
            .trim_end()
            .to_owned()
    };
    timeline.in_file_order().map(event).collect()
}

fn said(import: &Import) -> Vec<String> {
    import.issues.iter().map(ToString::to_string).collect()
}

#[test]
fn tables_of_other_people_are_understood() {
    let rows: [(&str, &[&str]); 12] = [
        (
            "Datum;Ereignis;Beteiligte;Farbe\n9.11.1989;Mauerfall;\"Volk; Schabowski\";rot\n",
            &["1989-11-09 Mauerfall [Volk|Schabowski] Farbe=\"rot\""],
        ),
        ("Date de début\tDate de fin\tTitre\n1914\t1918\tGuerre\n", &["1914/1918 Guerre []"]),
        ("Fecha|Título\n1810-05-25|Revolución\n", &["1810-05-25 Revolución []"]),
        ("Дата,Событие,Участники\n1917,Революция,Ленин\n", &["1917 Революция [Ленин]"]),
        (
            "YEAR, Month ,day,event\n1969,7,20,Landing\n\"1,969\",,,A year\n1969,,5,No month\n1969,July,,Named\n",
            &["1969-07-20 Landing []", "1969 A year []", "1969 No month [] day=\"5\"", "1969-07 Named []"],
        ),
        ("Jahr;Monat;Tag;Titel\n1989;11;9;Mauerfall\n", &["1989-11-09 Mauerfall []"]),
        (
            "start,end,what\n2001,present,War\n,1980,Ended\n2001,2001,Once\n2001,soon,Odd\n",
            &["2001/.. War []", "/1980 Ended []", "2001 Once []", "2001 Odd [] end=\"soon\""],
        ),
        (
            "date,title\n3/4/2024,a\n25/12/2023,b\n",
            &["2024-04-03 a [] date_original=\"3/4/2024\"", "2023-12-25 b []"],
        ),
        ("date,title\n3/4/2024,a\n", &["undated a [] date=\"3/4/2024\""]),
        (
            "date,title\n45234,a\n45235,b\n",
            &["2023-11-04 a [] date_original=\"45234\"", "2023-11-05 b [] date_original=\"45235\""],
        ),
        ("year,title\n-44,Ides\n-1000000,Old\n", &["-0043 Ides []", "Y-999999 Old []"]),
        (
            "date,title,title,\n1994,a,b,c,d\n",
            &["1994 a [] title (column 3)=\"b\" column 4=\"c\" column 5=\"d\""],
        ),
    ];
    for (text, wanted) in rows {
        assert_eq!(shown(&read("csv", text)), wanted, "{text}");
    }
    let astronomical = Options { year_zero: Some(YearZero::Astronomical), ..Options::default() };
    assert_eq!(shown(&read_with("csv", "year,title\n-44,Ides\n", &astronomical)), ["-0044 Ides []"]);
}

#[test]
fn the_words_of_a_date_stay_beside_it() {
    let words = |import: &Import| -> Vec<String> {
        let events = import.timeline.in_file_order();
        let word = |event: Event| {
            let beside =
                event.extra.get().and_then(|extra| Some(extra.get("date_original")?.as_str()?.to_owned()));
            let own =
                event.date.as_ref().and_then(|date| date.original()).map(|words| words.raw().to_owned());
            let date = event.date.as_ref().map_or("", |date| date.edtf());
            format!("{date} {}", own.or(beside).unwrap_or_default())
        };
        events.map(word).collect()
    };
    let cells = "title,date\na,KW 12 2024\nb,3/4/2021\nc,13/4/2021\nd,2021-05\ne,spring 2021\nf,-44\n";
    let import = read("csv", cells);
    let wanted = [
        "[2024-03-18..2024-03-24] KW 12 2024",
        "2021-04-03 3/4/2021",
        "2021-04-13 13/4/2021",
        "2021-05 ",
        "2021-21 spring 2021",
        "-0043 -44",
    ];
    assert_eq!(words(&import), wanted);
    let (written, _) = written("csv", &import.timeline);
    let mut again = words(&read("csv", &written));
    let mut wanted = wanted.map(str::to_owned);
    again.sort();
    wanted.sort();
    assert_eq!(again, wanted, "{written}");
    let import =
        read("csv", "start,end,title\nKW 12 2024,KW 14 2024,a\nMarch 2021,May 2021,b\n2021-03,2021-05,c\n");
    let wanted = [
        "2024-03-18~/2024-04-07~ KW 12 2024 / KW 14 2024",
        "2021-03/2021-05 March 2021 / May 2021",
        "2021-03/2021-05 ",
    ];
    assert_eq!(words(&import), wanted);
}

#[test]
fn years_before_our_era_count_in_one_way_in_a_file_and_that_is_told() {
    let historical = Options { year_zero: Some(YearZero::Historical), ..Options::default() };
    let astronomical = Options { year_zero: Some(YearZero::Astronomical), ..Options::default() };
    let unsaid = Options::default();
    let typed = "date,title\n-44,a\n-500,b\n-3500,c\n-0044,d\n";
    let edtf = "date,title\n-0043,a\n-3499,b\n";
    let rows = [
        (typed, &unsaid, "-0043 -0499 -3499 -0043", "-44 is 44 BCE; --year-zero astronomical"),
        (typed, &astronomical, "-0044 -0500 -3500 -0044", "-0044 is 45 BCE"),
        ("date,title\n-3500,a\n", &unsaid, "-3499", "-3500 is 3500 BCE"),
        ("year,title\n-3500,a\n", &unsaid, "-3499", "-3500 is 3500 BCE"),
        (edtf, &unsaid, "-0043 -3499", "-0043 is 44 BCE; --year-zero historical"),
        (edtf, &historical, "-0042 -3498", "-0043 is 43 BCE"),
        ("edtf,title\n-3500,a\n", &unsaid, "-3500", ""),
    ];
    for (text, options, wanted, told) in rows {
        let import = read_with("csv", text, options);
        let dates = import.timeline.in_file_order().map(|event| event.date.clone());
        let dates: Vec<String> = dates.flatten().map(|date| date.edtf().to_owned()).collect();
        assert_eq!(dates.join(" "), wanted, "{text}");
        let all = import.told.join("\n");
        assert!(
            all.contains(told) && all.contains("years before our era") != told.is_empty(),
            "{text}: {all}"
        );
        // What annals writes is EDTF, and is read as that.
        let again = read("csv", &formats::write("csv", &import.timeline).unwrap());
        let dates =
            |import: &Import| -> Vec<_> { import.timeline.events().map(|event| event.date).collect() };
        assert_eq!(dates(&again), dates(&import), "{text}");
    }
}

#[test]
fn what_was_found_is_told() {
    let import = read("csv", "The war\n\nDatum;Überschrift;Farbe\n3/4/2024;a;rot\n25/12/2023;b;blau\n");
    assert_eq!(import.timeline.title(), "The war");
    assert_eq!(
        import.told,
        [
            "the line above the header, “The war”, is the title",
            "`Datum` is the date, `Überschrift` is the title; --map field=column says otherwise",
            "kept with each event as they are: `Farbe`",
            "the days of `Datum` stand before the months, as “25/12/2023” shows",
        ]
    );
}

#[test]
fn the_user_says_which_column_is_which() {
    let text = "a,b,c\n1994,x,y\n";
    assert_eq!(
        refusal(text, &Options::default()),
        "1:1: error: no column looks like a date or a title, read with commas between columns: `a`, `b`, `c`; say which they are: --map 'date=a' --map 'title=b'"
    );
    assert_eq!(
        shown(&read_with("csv", text, &map(&[("date", "A"), ("Headline", "c")]))),
        ["1994 y [] b=\"x\""]
    );
    assert_eq!(
        refusal(text, &map(&[("date", "d")])),
        "1:1: error: --map date=d: there is no such column; the columns are `a`, `b`, `c`"
    );
    let wrong = refusal(text, &map(&[("dat", "a")]));
    assert!(wrong.starts_with("error: --map: there is no field `dat`; did you mean `date`?"), "{wrong}");
}

#[test]
fn a_source_without_an_address_does_not_take_that_of_a_namesake() {
    for rows in
        [["a,Reuters,https://r.example/1", "b,Reuters,"], ["b,Reuters,", "a,Reuters,https://r.example/1"]]
    {
        let text = format!("title,source,url\n{}\nc,Reuters,\n", rows.join("\n"));
        let import = formats::read(Hint::Name("csv"), text.as_bytes()).unwrap();
        let url_of = |title: &str| {
            let event = import.timeline.events().find(|event| event.title.raw() == title).unwrap();
            let source = import.timeline.source(event.quotes.get(0).unwrap().source.unwrap());
            (source.title.raw().to_owned(), source.url.as_ref().map(|url| url.raw().to_owned()))
        };
        assert_eq!(url_of("a"), ("Reuters".into(), Some("https://r.example/1".into())), "{text}");
        assert_eq!(
            [url_of("b"), url_of("c")],
            [("Reuters".into(), None), ("Reuters".into(), None)],
            "{text}"
        );
        assert_eq!(import.timeline.sources().len(), 2);
        assert!(
            import.told.iter().any(|told| told.starts_with("“Reuters” stands with an address, and without")),
            "{:?}",
            import.told
        );
    }
}

#[test]
fn quotes_have_their_sources() {
    let text = "date,event,quote,source,url,published,speaker\n\
        1994,a,\"We met; we spoke\",\"Smith, J.; Doe, A.\",https://x.example/1,May 1994,Anna\n\
        1995,b,\"\"\"One\"\"; \"\"Two\"\"\",S; T,,,\n1996,c,,Only; a source,https://x.example/2,,\n";
    let import = read("csv", text);
    let timeline = &import.timeline;
    let quotes: Vec<String> = timeline
        .quotes()
        .map(|(_, quote)| {
            let source = quote.source.map(|id| timeline.source(id)).unwrap();
            let published = source.published.as_ref().map_or("", Date::edtf);
            let speaker = quote.speaker.map_or("", |id| timeline.actor(id).name.raw());
            format!(
                "{}/{}/{published}/{speaker}/{}",
                quote.text.raw(),
                source.title.raw(),
                source.url.as_ref().map_or("", Text::raw)
            )
        })
        .collect();
    assert_eq!(
        quotes,
        [
            "We met; we spoke/Smith, J.; Doe, A./1994-05/Anna/https://x.example/1",
            "One/S///",
            "Two/T///",
            // Nothing of it is quoted: it reports the event.
            "/Only; a source///https://x.example/2"
        ]
    );
    assert_eq!(shown(&import)[2], "1996 c []");
}

#[test]
fn damage_is_told_where_it_is() {
    let text = "date,title,who\n1994,\"open,x\n1995,b,\"c\"\n1996,d\n,,nobody\ndate,title,who\n31.2.1994,e,\n1997,\"f\"g,\n";
    let import = read("csv", text);
    assert_eq!(
        shown(&import),
        ["1995 b [c]", "1996 d []", "undated e [] date=\"31.2.1994\"", "1997 \"f\"g []"]
    );
    assert_eq!(import.refused, ["1994,\"open,x", ",,nobody", "date,title,who"]);
    assert_eq!((import.tally.read, import.tally.remarked, import.tally.refused), (7, 3, 3));
    assert_eq!(
        said(&import),
        [
            "2:6: error: the quote that opens here is not closed; close it at the end of the cell, and double the quotes within it",
            "4:1: warning: this row has 2 cells, the header 3; give every row as many cells; those that lack are taken as blank",
            "5:1: error: a row with neither date nor title nor quote; give it one of them, or take it out",
            "6:1: note: the header once more; take it out",
            "7:1: error: “31.2.1994” is not a date: February 1994 has 28 days; the cell is kept as it stands",
            "8:8: warning: a quote within a cell that is not doubled; write two quotes for one within a cell in quotes; the cell is kept as it stands",
        ]
    );
    let import = read("csv", "date,title\n3/4/2024,a\n");
    assert!(
        said(&import)[0].contains("2024-04-03 (day first) or 2024-03-04 (month first)"),
        "{:?}",
        said(&import)
    );
}

#[test]
fn a_legal_chronology_keeps_its_dates_apart() {
    let text = "event_date,document_date,date_extracted_from,date_certainty,actor,event,source_identifier,quote,confidence,significance,issue_tags,notes\n\
        1994-05,1995-01-02,letterhead,approximate,Smith; Jones,They met,EX-1,We met,high,key,notice; breach,Not signed\n\
        ,1996,,date_uncertain,,Undated,EX-2,Some day,low,background,,\n\
        1997,,,source_conflict,,Sold,EX-1,Sold,,supporting,,\n1998,,,perhaps,,Odd,,,,,,\n";
    let import = formats::read(Hint::None, text.as_bytes()).unwrap();
    assert_eq!(import.format.name, "legal");
    assert_eq!(
        shown(&import),
        [
            "1994-05~ They met [Smith|Jones] date_extracted_from=\"letterhead\" confidence=\"high\"",
            "undated Undated [] date_certainty=\"date_uncertain\" confidence=\"low\"",
            "1997 Sold []",
            "1998 Odd [] date_certainty=\"perhaps\"",
        ]
    );
    let published: Vec<_> = import
        .timeline
        .sources()
        .iter()
        .map(|source| (source.title.raw(), source.published.as_ref().map(Date::edtf)))
        .collect();
    assert_eq!(published, [("EX-1", Some("1995-01-02")), ("EX-2", Some("1996"))]);
    let grades: Vec<_> = import.timeline.in_file_order().map(|event| event.importance).collect();
    assert_eq!(
        grades,
        [Some(Importance::Core), Some(Importance::Marginal), Some(Importance::Secondary), None]
    );
    let sold = import.timeline.in_file_order().nth(2).unwrap();
    assert_eq!(
        sold.caveats.iter().map(|caveat| caveat.kind).collect::<Vec<_>>(),
        [Some(CaveatKind::Disputed)]
    );
    survives("legal", &import.timeline);
}

#[test]
fn the_bundled_timeline_comes_back() {
    let bundled = annals::store::bundled().unwrap().import.timeline;
    survives("csv", &bundled);
    survives("legal", &bundled);
    // What is said of the timeline and of actors has no column; all of every event has.
    let losses = written("csv", &bundled).1;
    let of_events =
        |name: &&str| !["timeline.", "actors.", "actors"].iter().any(|other| name.starts_with(other));
    let lost: Vec<&str> = losses.rows().map(|row| row.0).filter(|name| of_events(name)).collect();
    assert_eq!(lost, Vec::<&str>::new());
}

#[test]
fn what_is_no_table_is_not_taken_for_one() {
    for text in [
        "{\"a\": 1, \"date\": 2}",
        "[[events]]\ndate = 1994\n",
        "# A title\n\nOnce, twice, thrice\n",
        "BEGIN:VCALENDAR\nDTSTART;VALUE=DATE:1994\n",
        "| date | title |\n|---|---|\n| 1994 | a |\n",
        "1994: One, two\n1995: Three, four\n",
    ] {
        let found = formats::detect(Hint::None, text).map_or("none", |format| format.name);
        assert!(!["csv", "tsv", "legal"].contains(&found), "{found}: {text}");
    }
    for (text, wanted) in [
        ("date,title\n", "csv"),
        ("Datum;Titel\n", "csv"),
        ("date\ttitle\n", "tsv"),
        ("city,mayor,party\nX,Y,Z\nA,B,C\n", "csv"),
    ] {
        assert_eq!(formats::detect(Hint::None, text).unwrap().name, wanted);
    }
}

#[test]
fn big_and_hostile_tables_cost_their_length() {
    let begun = Instant::now();
    let wide = format!("date,title{}\n1994,a\n", ",x".repeat(200_000));
    let error = refusal(&wide, &Options::default());
    assert!(error.contains("200002 cells, more than the 16384 that are read"), "{error}");
    let long = format!("date,title\n1994,\"{}\"\n1995,b\n", "x".repeat(50 << 20));
    let import = read("csv", &long);
    assert_eq!(shown(&import), ["1995 b []"]);
    assert!(said(&import)[0].starts_with("2:7: error: a cell longer than 16 MiB"));
    let mut refused = "date,title,who\n".to_owned();
    refused.push_str(&",,x\n".repeat(50_000));
    assert_eq!(read("csv", &refused).tally.refused, 50_000);
    let odd = format!("date,status,title\n{}", "3/4/2024,odd,a\n".repeat(50_000));
    let import = read("csv", &odd);
    assert_eq!(import.timeline.len(), 50_000);
    assert!(import.issues.len() < 1_000, "{}", import.issues.len());
    assert!(
        import.told.iter().any(|told| told.contains("50000 values were not understood")),
        "{:?}",
        import.told
    );
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}
