//! Research datasets: real shapes read in place, and what is done with codes, clocks and cut rows.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail")]

use std::fs;
use std::path::Path;

use annals::formats::{self, Hint, Import};
use annals::model::Event;
use proptest::prelude::*;

/// A sample that lies beside the project, where it is there.
fn sample(name: &str) -> Option<Import> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples").join(name);
    let Ok(bytes) = fs::read(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    Some(formats::read(Hint::Path(&path), &bytes).unwrap())
}

fn import(format: &str, text: &str) -> Import {
    formats::read(Hint::Name(format), text.as_bytes()).unwrap()
}

fn event<'a>(import: &'a Import, key: &str) -> Event<'a> {
    import.timeline.events().find(|event| event.key.raw() == key).unwrap()
}

fn edtf<'a>(event: &'a Event) -> &'a str {
    event.date.as_ref().map_or("undated", |date| date.edtf())
}

/// An extra field as TOML writes it; blank where there is none.
fn kept(event: &Event, name: &str) -> String {
    event.extra.get().and_then(|extra| extra.get(name).map(ToString::to_string)).unwrap_or_default()
}

fn actors(import: &Import, event: &Event) -> Vec<(String, String)> {
    let name = |actor| import.timeline.actor(actor).name.raw().to_owned();
    let role = |role: Option<annals::text::TextRef>| role.map_or("", |role| role.raw()).to_owned();
    event.actors.iter().map(|one| (name(one.actor), role(one.role))).collect()
}

fn titles(import: &Import) -> Vec<&str> {
    import.timeline.sources().iter().map(|source| source.title.raw()).collect()
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(name, role)| ((*name).to_owned(), (*role).to_owned())).collect()
}

// ACLED

/// The titles of the sources that report an event.
fn reporters(import: &Import, event: &Event) -> Vec<String> {
    let reports = event.quotes.iter().filter(annals::model::Quote::is_report);
    reports.map(|quote| import.timeline.source(quote.source.unwrap()).title.to_string()).collect()
}

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

/// A row of ACLED: its number, day, precision, notes and time of publication.
fn acled_row(id: &str, day: &str, precision: &str, notes: &str, published: &str) -> String {
    format!(
        "{id},{day},2023,{precision},Political violence,Battles,Armed clash,Army,,1,Band,,2,12,,999,Region,Land,North,,,Town,1.0,-2.0,1,Gazette,National,{notes},3,,{published}"
    )
}

/// What is not a day stays under its own name: as `date` another format would read it as one.
#[test]
fn a_day_that_cannot_be_read_is_no_date_elsewhere_either() {
    let rows = [acled_row("A1", "2023-01-3", "1", "One", "0"), acled_row("A2", "1,890", "1", "Two", "0")];
    let text = format!("{ACLED}\n{}\n{}\n", rows[0], rows[1].replacen("1,890", "\"1,890\"", 1));
    let import = formats::read(Hint::Name("acled"), text.as_bytes()).unwrap();
    let kept_days = |import: &Import| -> Vec<(bool, String)> {
        import.timeline.in_file_order().map(|one| (one.date.is_some(), kept(&one, "event_date"))).collect()
    };
    let wanted = [(false, "\"2023-01-3\"".to_owned()), (false, "\"1,890\"".to_owned())];
    assert_eq!(kept_days(&import), wanted);
    let written = formats::write("jsonl", &import.timeline).unwrap();
    assert_eq!(kept_days(&formats::read(Hint::Name("jsonl"), written.as_bytes()).unwrap()), wanted);
}

#[test]
fn acled_says_how_much_of_a_day_is_meant() {
    let Some(import) = sample("acled/synthetic_bom_crlf.csv") else { return };
    assert_eq!(import.format.name, "acled");
    assert!(import.issues.is_empty(), "{:?}", import.issues);
    let dates: Vec<String> = import.timeline.events().map(|one| edtf(&one).to_owned()).collect();
    assert_eq!(dates, ["2023-01-31", "2023-02-15~", "2023-03"]);
    let protest = &event(&import, "XXX1");
    assert_eq!(protest.title.raw(), "Peaceful protest: Protesters (Sampleland), Sample City");
    assert_eq!(protest.place.as_ref().unwrap().raw(), "Sample City, North, Sampleland");
    let wanted = [
        ("Protesters (Sampleland)", "protesters"),
        ("Labor Group (Sampleland)", "with Protesters (Sampleland)"),
        ("Students (Sampleland)", "with Protesters (Sampleland)"),
    ];
    assert_eq!(actors(&import, protest), pairs(&wanted));
    assert_eq!(kept(protest, "recorded"), "\"2023-01-31T21:20:00Z\"");
    assert_eq!(reporters(&import, protest), ["Sample Gazette", "Other Paper"]);
    assert_eq!(kept(protest, "source"), "", "the reports say it all");
    assert_eq!(kept(protest, "event_date"), "", "the date says it all");
    let clash = &event(&import, "XXX2");
    assert_eq!(kept(clash, "event_date"), "\"15 February 2023\"");
    assert!(clash.title.raw().ends_with("Other Town (3 reported killed)"), "{}", clash.title.raw());
    assert!(clash.summary.as_ref().unwrap().raw().contains("\"clash\" near Other Town, with, commas."));
    assert!(clash.quotes.iter().all(|quote| quote.is_report()), "the notes are no words of a source");
    assert_eq!(actors(&import, clash)[1].1, "political militia");
    let month = &event(&import, "XXX3");
    assert_eq!(kept(month, "event_date"), "\"2023-03-15\"");
    assert_eq!((kept(month, "time_precision"), kept(month, "fatalities")), ("3".to_owned(), "0".to_owned()));
    assert!(month.tags.iter().any(|tag| tag.raw() == "Civilian targeting"));
    assert_eq!(titles(&import), ["Sample Gazette", "Other Paper", "Undisclosed Source"]);
    assert_eq!(month.line, 4);
}

#[test]
fn of_two_rows_of_one_event_the_latest_counts() {
    let rows = [
        acled_row("A1", "2023-01-01", "1", "first", "1700000000"),
        acled_row("A2", "2023-01-02", "1", "other", "1700000000"),
        acled_row("A1", "2023-01-03", "1", "mended", "1700000009"),
        acled_row("A1", "2023-01-04", "1", "stale", "1600000000"),
    ];
    let import = import("acled", &format!("{ACLED}\n{}\n", rows.join("\n")));
    assert_eq!(import.timeline.events().len(), 2);
    let one = &event(&import, "A1");
    assert_eq!((edtf(one), one.summary.as_ref().unwrap().raw(), one.line), ("2023-01-03", "mended", 4));
    assert_eq!(import.told[0], "4 rows are 2 events; 2 older than another of the same event");
    let issues: Vec<String> = import.issues.iter().map(ToString::to_string).collect();
    assert_eq!(
        issues,
        [
            "2:1: note: an older row of event A1; the one on line 4, published later, counts",
            "5:1: note: an older row of event A1; the one on line 4, published later, counts"
        ]
    );
}

#[test]
fn what_acled_does_not_document_is_kept() {
    let row = acled_row("A1", "someday", "9", "", "x").replace(",Army,,1,", ",Army,,77,");
    let import = import(
        "acled",
        &format!("{ACLED},Best,population_best\n{row},yes,120\n").replace("time_p", "TIME_P"),
    );
    let one = &event(&import, "A1");
    assert_eq!((kept(one, "x-Best"), kept(one, "population_best")), ("\"yes\"".to_owned(), "120".to_owned()));
    assert_eq!((kept(one, "event_date"), kept(one, "inter1")), ("\"someday\"".to_owned(), "77".to_owned()));
    assert_eq!(kept(one, "timestamp"), "\"x\"");
    assert_eq!(import.issues.len(), 1, "{:?}", import.issues);
    let odd = acled_row("A1", "2023-01-01", "9", "", "");
    let import = self::import("acled", &format!("{ACLED}\n{odd}\n"));
    assert_eq!(edtf(&event(&import, "A1")), "2023-01-01~");
    assert!(import.issues[0].what.raw().contains("time_precision"));
}

// UCDP

const UCDP: &str = "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

#[expect(clippy::too_many_arguments, reason = "the columns that differ")]
fn ucdp_row(
    id: &str,
    article: &str,
    office: &str,
    date: &str,
    headline: &str,
    clarity: &str,
    prec: &str,
    start: &str,
    end: &str,
    dead: &str,
) -> String {
    format!(
        "{id},R-{id},2001,True,Clear,3,1,2,Land: One-sided,3,4,Band - Civilians,5,6,Band,7,8,Civilians,2,{article},{office},{date},{headline},army,2,Town,near the river,North,,1.5,-2.25,POINT (-2.25 1.50),9,Land,10,Africa,{clarity},{prec},{start},{end},1,2,0,0,{dead},,"
    )
}

#[test]
fn ucdp_dates_are_one_of_their_days() {
    let Some(import) = sample("ucdp/synthetic_ged.csv") else { return };
    assert_eq!(import.format.name, "ucdp");
    assert!(import.issues.is_empty(), "{:?}", import.issues);
    let one = &event(&import, "1");
    assert_eq!(edtf(one), "[2001-05-07..2001-05-13]");
    assert_eq!(one.title.raw(), "Government of Sampleland - SRF, Sample City: 3 killed (3 to 5)");
    let wanted = [("Government of Sampleland", "side A"), ("SRF", "side B")];
    assert_eq!(actors(&import, one), pairs(&wanted));
    assert_eq!(
        (kept(one, "best"), kept(one, "high"), kept(one, "low")),
        ("3".into(), "5".into(), "3".into())
    );
    assert_eq!(titles(&import), ["Clashes reported", "More clashes"]);
    assert_eq!(reporters(&import, one).len(), 2);
    let source = &import.timeline.sources()[1];
    assert_eq!(source.publisher.as_ref().unwrap().raw(), "Other Wire");
    assert_eq!(source.published.as_ref().unwrap().edtf(), "2001-05-15");
    assert!(kept(one, "source_article").contains("Sample Wire,2001-05-14,Clashes reported"));
    assert_eq!(kept(one, "source_headline"), "", "the article says it already");
    assert_eq!(kept(one, "geom_wkt"), "", "nothing but longitude and latitude");
}

#[test]
fn ucdp_keeps_what_does_not_fit() {
    let rows = [
        ucdp_row(
            "1",
            "\"\"\"A,2001-05-07,x; y\"\"\"",
            "A",
            "2001-05-07",
            "x; y",
            "2",
            "1",
            "2001-05-07",
            "2001-05-07",
            "3,5,2",
        ),
        ucdp_row("2", "", "A;B", "2001-05-07;soon", "x;y", "1", "5", "2001-01-01", "2001-12-31", "0,0,0"),
        ucdp_row("3", "", "", "", "", "1", "1", "May", "2001-05-07", ",,"),
    ];
    let import = import("ucdp", &format!("{UCDP}\r\n{}\r\n", rows.join("\r\n")));
    let one = &event(&import, "1");
    assert_eq!((edtf(one), one.title.raw()), ("2001-05-07", "Band - Civilians, Town: 3 killed (2 to 5)"));
    assert!(one.caveats.get(0).unwrap().text.raw().contains("several events"));
    assert_eq!(kept(one, "source_headline"), "\"x; y\"", "the lists do not run in parallel");
    assert_eq!(kept(one, "geom_wkt"), "\"POINT (-2.25 1.50)\"");
    assert_eq!(kept(one, "where_description"), "\"near the river\"");
    assert_eq!(titles(&import), ["A,2001-05-07,x; y", "x", "y"]);
    assert_eq!(edtf(&event(&import, "2")), "[2001-01-01..2001-12-31]");
    assert_eq!(kept(&event(&import, "2"), "source_office"), "\"A;B\"");
    assert_eq!(kept(&event(&import, "3"), "date_start"), "\"May\"");
    assert_eq!(import.issues.len(), 1, "{:?}", import.issues);
    assert_eq!(import.issues[0].place.line, 4);
    assert!(
        import.told.iter().any(|told| told.contains("on 1 rows") || told.contains("on 1 row")),
        "{:?}",
        import.told
    );
}

// GDELT

/// A row of GDELT events with so many columns.
fn gdelt_row(width: usize, id: &str) -> String {
    let mut cells = vec![""; width];
    for (at, cell) in [
        (0, id),
        (1, "20150218"),
        (2, "201502"),
        (3, "2015"),
        (4, "2015.9"),
        (5, "USACOP"),
        (6, "POLICE"),
        (15, "FRACOP"),
        (16, "POLICE"),
        (26, "1823"),
        (28, "18"),
        (29, "4"),
    ] {
        cells[at] = cell;
    }
    let (added, moment) = if width == 61 { (59, "20150218230000") } else { (56, "20150218") };
    cells[added] = moment;
    if let Some(url) = cells.get_mut(added + 1) {
        *url = "https://example.org/\"a";
    }
    cells.join("\t")
}

#[test]
fn gdelt_rows_are_told_in_words() {
    let Some(import) = sample("gdelt/synthetic_v2.export.CSV") else { return };
    assert_eq!(import.format.name, "gdelt");
    assert!(import.issues.is_empty(), "{:?}", import.issues);
    let one = &event(&import, "900000001");
    assert_eq!(
        (edtf(one), one.title.raw()),
        ("2015-02-18~", "SAMPLELAND speaks in public to OTHERLAND, Sample City, Sampleland")
    );
    assert_eq!(actors(&import, one), pairs(&[("SAMPLELAND", "acting"), ("OTHERLAND", "target")]));
    assert_eq!(kept(one, "recorded"), "\"2015-02-18T23:00:00Z\"");
    assert_eq!((kept(one, "EventCode"), kept(one, "EventRootCode")), ("\"010\"".into(), "\"01\"".into()));
    assert_eq!((kept(one, "MonthYear"), kept(one, "FractionDate")), (String::new(), String::new()));
    assert_eq!(reporters(&import, one), ["https://example.org/a"]);
    assert_eq!(kept(one, "SOURCEURL"), "");
    assert_eq!(one.tags.get(0).unwrap().raw(), "verbal cooperation");
    let two = &event(&import, "900000002");
    assert_eq!(two.title.raw(), "(unnamed) assaults OTHERLAND, Sample City, Sampleland");
    assert_eq!(titles(&import), ["https://example.org/a"]);
}

#[test]
fn gdelt_is_known_by_its_columns_whatever_it_is_called() {
    for (width, names) in [(57, ["a.csv", "a.txt"]), (58, ["a", "a.export.CSV"]), (61, ["a.tsv", "a.CSV"])] {
        let text = format!("{}\n", gdelt_row(width, "7"));
        for name in names {
            let import = formats::read(Hint::Path(name.as_ref()), text.as_bytes()).unwrap();
            assert_eq!(import.format.name, "gdelt", "{name}");
            let one = &event(&import, "7");
            assert_eq!(kept(one, "FractionDate"), "\"2015.9\"", "it does not say the same day");
            let urls = reporters(&import, one);
            assert_eq!(urls.iter().any(|url| url.contains("\"a")), width > 57, "a quote is a letter");
            let keys: Vec<&str> =
                one.actors.iter().map(|one| import.timeline.actor(one.actor).key.raw()).collect();
            assert_eq!(keys, ["POLICE (USACOP)", "POLICE (FRACOP)"], "one name, two actors");
        }
    }
    for (name, text) in [("a.csv", ACLED), ("a.txt", ACLED), ("a.csv", UCDP), ("a", UCDP)] {
        let import = formats::read(Hint::Path(name.as_ref()), text.as_bytes()).unwrap();
        assert!(["acled", "ucdp"].contains(&import.format.name), "{name}");
    }
}

#[test]
fn version_1_may_lack_addresses_and_cut_rows_are_refused() {
    let whole = gdelt_row(58, "1");
    let cut = &whole[..40];
    let half = gdelt_row(57, "3").replace("\t20150218", "\t201502");
    let text = [&whole, &gdelt_row(57, "2"), cut, &half].join("\n");
    let import = import("gdelt", &text);
    assert_eq!(import.timeline.events().len(), 2);
    assert_eq!(import.refused, [cut, &half]);
    let lines: Vec<u32> = import.issues.iter().map(|issue| issue.place.line).collect();
    assert_eq!(lines, [3, 4]);
    assert!(formats::read(Hint::Name("gdelt"), b"a\tb\n").unwrap_err().to_string().contains("57, 58 or 61"));
}

#[test]
fn mentions_are_sources_with_a_pin() {
    let row = |id: &str, url: &str, sentence: &str, action: &str| {
        format!(
            "{id}\t20150218230000\t20150219001500\t1\texample.org\t{url}\t{sentence}\t10\t-1\t{action}\t1\t60\t2000\t-1.5\tsrclc:fra;eng:GT\t"
        )
    };
    let text = [
        row("7", "https://example.org/a", "5", "120"),
        row("8", "https://example.org/a", "2", "-1"),
        row("7", "https://example.org/b", "1", "30"),
        "9\t2015".to_owned(),
    ];
    let import = formats::read(Hint::Path("a.mentions.CSV".as_ref()), text.join("\n").as_bytes()).unwrap();
    assert_eq!(import.format.name, "gdelt-mentions");
    assert_eq!(import.told[0], "3 mentions are 2 events; 1 joined to an event above");
    assert_eq!(import.refused, ["9\t2015"]);
    let seven = &event(&import, "7");
    assert_eq!((edtf(seven), kept(seven, "recorded")), ("undated", "\"2015-02-18T23:00:00Z\"".to_owned()));
    assert_eq!(reporters(&import, seven), ["https://example.org/a", "https://example.org/b"]);
    let pin = |event: &Event, at: usize| event.quotes.get(at).unwrap().locator.unwrap().text().to_string();
    assert_eq!(pin(seven, 0), "char 120, sentence 5");
    let first = seven.quotes.get(0).unwrap().extra.get().unwrap();
    assert!(first.get("Confidence").unwrap().is_integer());
    assert_eq!(first.get("EventTimeDate"), None, "the event has it");
    let eight = event(&import, "8");
    assert_eq!(pin(&eight, 0), "char 10, sentence 2", "the actor's place where the action has none");
    let sources = import.timeline.sources();
    assert_eq!(sources.len(), 2);
    assert_eq!(sources[0].language.as_ref().unwrap().raw(), "fra");
    assert_eq!(sources[0].published.as_ref().unwrap().edtf(), "2015-02-19T00:15:00Z");
    assert_eq!(sources[0].kind.as_ref().unwrap().raw(), "web page");
}

// Wikidata

#[test]
fn wikidata_has_dates_of_every_precision() {
    let Some(import) = sample("wikidata/synthetic_edge.srj") else { return };
    assert_eq!(import.format.name, "wikidata");
    assert!(import.issues.is_empty(), "{:?}", import.issues);
    let events: Vec<Event> = import.timeline.events().collect();
    let dates: Vec<(&str, &str)> = events.iter().map(|one| (one.key.raw(), edtf(one))).collect();
    let wanted = [
        ("Q999000008", "Y-13798000000S5"),
        ("Q999000004", "-0099"),
        ("Q999000005", "[0001..0100]"),
        ("Q999000001", "1961-04-12"),
        ("Q999000006", "undated"),
        ("Q999000007", "undated"),
    ];
    assert_eq!(dates, wanted);
    assert_eq!(import.told[0], "7 rows are 6 events; 1 joined to an event above");
    let one = &event(&import, "Q999000001");
    assert_eq!(actors(&import, one), pairs(&[("Sample Person", ""), ("Second Person", "")]));
    assert_eq!((kept(one, "prec"), kept(one, "cal")), ("11".to_owned(), "\"Q1985727\"".to_owned()));
    assert_eq!(event(&import, "Q999000005").title.raw(), "Q999000005");
    assert_eq!(kept(&event(&import, "Q999000006"), "x-date"), "\"unknown value\"");
}

// All of them

/// How many records were joined to another, as the reader tells it.
fn joined(import: &Import) -> usize {
    let told = import.told.iter().find_map(|told| told.split_once("; ")?.1.split_once(' '));
    told.and_then(|(number, _)| number.parse().ok()).unwrap_or(0)
}

#[test]
fn big_tables_are_read_in_linear_time() {
    let begun = std::time::Instant::now();
    let row = |n: usize| {
        let id = n.to_string();
        let headline = format!("Headline {n}");
        ucdp_row(
            &id,
            "",
            "A;B",
            "2001-05-07;2001-05-08",
            &format!("{headline};Other"),
            "1",
            "3",
            "2001-05-07",
            "2001-05-13",
            "3,5,2",
        )
    };
    let text: String =
        std::iter::once(UCDP.to_owned()).chain((0..20_000).map(row)).map(|row| row + "\n").collect();
    let import = import("ucdp", &text);
    assert_eq!((import.timeline.events().len(), import.timeline.sources().len()), (20_000, 20_001));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[\\PC\t\n\",;]{0,120}") {
        for format in ["wikidata", "gdelt", "gdelt-mentions", "acled", "ucdp"] {
            for header in ["", ACLED, UCDP] {
                let _ = formats::read(Hint::Name(format), &[header.as_bytes(), b"\n", &bytes].concat());
                let _ = formats::read(Hint::Name(format), format!("{header}\n{text}").as_bytes());
            }
        }
    }

    #[test]
    fn nothing_is_dropped(rows in proptest::collection::vec((0..4_usize, 0..3_usize, 0..400_usize), 1..12)) {
        let mention = |id: &str| format!("{id}\t20150218230000\t20150219001500\t1\te\thttps://e/a\t1\t1\t1\t1\t1\t1\t1\t1\t\t");
        for (format, header) in [("gdelt", ""), ("gdelt-mentions", ""), ("acled", ACLED), ("ucdp", UCDP)] {
            let mut lines: Vec<String> = Vec::new();
            for (number, &(id, kind, cut)) in rows.iter().enumerate() {
                let key = if format == "ucdp" || format == "gdelt" { format!("{number}{id}") } else { id.to_string() };
                let row = match format {
                    "gdelt" => gdelt_row([61, 58, 57][kind], &key),
                    "gdelt-mentions" => mention(&key),
                    "acled" => acled_row(&key, "2023-01-01", ["1", "2", "x"][kind], "n", &cut.to_string()),
                    _ => ucdp_row(&key, "", "A", "", "", "1", "1", ["2001-01-01", "x", ""][kind], "2001-01-01", "1,1,1"),
                };
                lines.push(if cut < 40 { row[..row.len().min(cut + 1)].to_owned() } else { row });
            }
            let records = lines.iter().filter(|line| !line.trim().is_empty()).count();
            let text = format!("{header}\n{}", lines.join("\n"));
            let Ok(import) = formats::read(Hint::Name(format), text.as_bytes()) else { continue };
            prop_assert_eq!(records, import.timeline.events().len() + joined(&import) + import.tally.refused, "{}: {:?}", format, import.told);
        }
    }
}
