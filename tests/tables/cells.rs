//! What stands in the cells: numbers, dates, names and lines as programs and people write them.

use super::*;

#[test]
fn a_table_that_a_german_spreadsheet_saved_has_its_umlauts() {
    let text = "Datum;Überschrift;Akteure\r\n09.11.1989;Öffnung der Grenze;Günter Schabowski\r\n";
    // Windows-1252 and Latin-1 are Unicode up to U+00FF, a byte each.
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let path = Hint::Path(std::path::Path::new("d.csv"));
    let import = formats::read(path, &bytes).unwrap();
    let event = import.timeline.events().next().unwrap();
    assert_eq!(event.title.raw(), "Öffnung der Grenze");
    assert_eq!(import.timeline.actors()[0].name.raw(), "Günter Schabowski");
    assert!(!formats::write("toml", &import.timeline).unwrap().contains('\u{fffd}'));
    assert_eq!(
        import.told[0],
        "the file is not UTF-8, and is read as windows-1252; --encoding says otherwise"
    );
    let said = Options { encoding: Some("koi8-r".into()), ..Options::default() };
    let import = formats::read_with(path, &bytes, &said).unwrap();
    assert!(import.told.iter().all(|told| !told.contains("UTF-8")), "{:?}", import.told);
    let utf8 = Options { encoding: Some("utf-8".into()), ..Options::default() };
    assert_eq!(formats::read_with(path, &bytes, &utf8).unwrap().issues[0].severity, Severity::Warning);
}

#[test]
fn a_new_timeline_from_a_table_has_edtf_and_nothing_to_remark_on_its_dates() {
    let table = "date,title\n12.03.2021,a\n12/31/2024,b\n500 BC,c\num 1987,d\n2021-03-12,e\n";
    let import = read("csv", table);
    for format in ["toml", "json"] {
        let written = formats::write(format, &import.timeline).unwrap();
        let again = read(format, &written);
        let about_dates = again.issues.iter().filter(|issue| issue.what.raw().starts_with("date"));
        assert_eq!(about_dates.count(), 0, "{written}: {:?}", again.issues);
        let dates =
            |import: &Import| -> Vec<_> { import.timeline.events().map(|event| event.date).collect() };
        assert_eq!(dates(&again), dates(&import), "{written}");
    }
}

#[test]
fn words_that_are_no_date_stand_where_the_date_would() {
    let import = read("csv", "Datum,Titel\n12.03.21,a\nirgendwann,b\n44275,c\n1994,d\n");
    let kept: Vec<String> = import
        .timeline
        .in_file_order()
        .map(|event| event.extra.get().map(|extra| extra.to_string().trim().to_owned()).unwrap_or_default())
        .collect();
    assert_eq!(kept, ["date = \"12.03.21\"", "date = \"irgendwann\"", "Datum = \"44275\"", ""]);
    assert!(import.issues.iter().any(|issue| issue.what.raw().contains("2021-03-20")), "{:?}", import.issues);
    // They come back as they are.
    let again = read("csv", &formats::write("csv", &import.timeline).unwrap());
    assert!(again.timeline.in_file_order().all(|event| event.date.is_some() == (event.title.raw() == "d")));
}

#[test]
fn actors_that_stand_in_a_cell_as_json_are_read() {
    let table = "date,title,actors\n1994,a,\"[{\"\"actor\"\": \"\"Ada Lovelace\"\", \"\"role\"\": \"\"host\"\"}, \"\"NATO\"\"]\"\n\
                 1995,b,[not json]\n";
    let import = read("csv", table);
    let names: Vec<&str> = import.timeline.actors().iter().map(|actor| actor.name.raw()).collect();
    assert_eq!(names, ["Ada Lovelace", "NATO", "[not json]"]);
    let first = import.timeline.events().next().unwrap();
    assert_eq!(first.actors.get(0).unwrap().role.map(annals::text::TextRef::raw), Some("host"));
}

#[test]
fn a_legal_chronology_knows_its_own_columns() {
    let table = "event_date,document_date,date_extracted_from,date_certainty,actor,event,source_identifier,quote,\
                 confidence,significance,issue_tags,notes\n1994,1995,par. 2,exact,A,They met,Letter,,high,key,,\n";
    let import = read("legal", table);
    assert!(import.told.iter().all(|told| !told.contains("kept with each event")), "{:?}", import.told);
    let again = read("legal", &formats::write("legal", &import.timeline).unwrap());
    assert!(again.told.iter().all(|told| !told.contains("kept with each event")), "{:?}", again.told);
}

#[test]
fn numbers_stand_as_numbers_and_what_others_see_otherwise_is_told() {
    let json = r#"{"events": [
        {"key": "a", "date": "-0043", "title": "-2.25", "place": "+49 30", "n": 5, "ok": true, "f": -1.5, "s": "5"},
        {"key": "b", "title": "=1+1", "f": {"deep": 1}}
    ]}"#;
    let timeline = read("json", json).timeline;
    for format in ["csv", "tsv", "legal"] {
        let (text, losses) = written(format, &timeline);
        let sign = if format == "tsv" { '\t' } else { ',' };
        let row = text.lines().find(|line| line.contains("-2.25")).unwrap();
        let cells: Vec<&str> = row.split(sign).collect();
        for cell in ["-2.25", "+49 30", "5", "true", "-1.5"] {
            // A legal chronology has no places.
            assert!(cells.contains(&cell) || (format, cell) == ("legal", "+49 30"), "{cell}\n{text}");
        }
        let mut rows: Vec<_> = losses.rows().filter(|(name, _)| name.starts_with("extra")).collect();
        rows.sort_unstable();
        assert_eq!(rows, [("extra", 1), (formats::AS_TEXT, 1)], "{format}");
        assert_eq!(losses.text_names(), "n, ok, f");
        let misread: Vec<_> = losses.misread_rows().collect();
        assert!(misread.iter().any(|(_, count)| *count == 1), "{format}: {misread:?}");
        let again = read(format, &text).timeline;
        let event =
            again.event(again.event_ids().find(|&id| again.event(id).title.raw() == "-2.25").unwrap());
        let extra = event.extra.get().unwrap();
        assert_eq!(extra.get("n").and_then(|n| n.as_str()), Some("5"), "{text}");
        let place = event.place.map(|place| place.to_string());
        assert!(format == "legal" || place.as_deref() == Some("+49 30"), "{place:?}");
        assert_eq!(event.date.as_ref().map(Date::edtf), Some("-0043"));
    }
}

#[test]
fn lines_in_a_cell_end_as_lines_do() {
    let import = read("csv", "date,title,summary\r\n2020,A,\"one\r\ntwo\"\r\n");
    let event = import.timeline.events().next().unwrap();
    assert_eq!(event.summary.unwrap().raw(), "one\ntwo");
    assert!(written("csv", &import.timeline).1.is_empty());
}

#[test]
fn seconds_since_1970_are_no_years() {
    for (cell, day) in
        [("1614556800", "2021-03-01"), ("1614556800.5", "2021-03-01"), ("1614556800000", "2021-03-01")]
    {
        let date = |import: &Import| {
            import.timeline.in_file_order().next().unwrap().date.map(|date| date.edtf().to_owned())
        };
        let import = read("csv", &format!("date,title\n{cell},A\n"));
        assert_eq!(date(&import).as_deref(), Some(day));
        assert!(import.told.iter().any(|told| told.contains(day)), "{:?}", import.told);
        // Beside years it may be one.
        let import = read("csv", &format!("date,title\n{cell},A\n1994,B\n"));
        let told: Vec<String> = import.issues.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|told| told.contains(day)), "{told:?}");
        assert_eq!(date(&import), None);
    }
}

/// Of many alike only the first are told, and all are counted.
#[test]
fn every_row_with_something_wrong_is_counted() {
    let rows = "zzz,An event\n".repeat(1_000);
    let import = read("csv", &format!("date,title\n{rows}"));
    assert_eq!((import.tally.read, import.tally.remarked), (1_000, 1_000));
    assert!(import.issues.len() < 300);
}

/// One number that is no year makes no seconds of the years around it.
#[test]
fn years_in_a_column_called_epoch_stay_years() {
    for odd in ["20240105", "12000"] {
        let import = read("csv", &format!("Epoch,Title\n1789,a\n1815,b\n1848,c\n{odd},d\n"));
        let first = import.timeline.in_file_order().next().unwrap().date.unwrap();
        assert_eq!(first.edtf(), "1789", "{odd}");
    }
}

#[test]
fn parts_of_a_year_are_as_others_name_them() {
    let table = "Datum,Titel\nKW 12 2024,a\n1. Halbjahr 2020,b\n2. Quartal 2021,c\n3. März 2019,d\n3e trimestre 2018,e\n";
    let import = read("csv", table);
    let dates = |import: &Import| -> Vec<String> {
        let date = |event: annals::model::Event| event.date.map(|date| date.edtf().to_owned());
        import.timeline.in_file_order().filter_map(date).collect()
    };
    assert_eq!(dates(&import)[1..], ["2020-40", "2021-34", "2019-03-03", "2018-35"]);
    let week = import.timeline.in_file_order().next().unwrap().date.unwrap();
    assert!(week.edtf().contains("2024-03-18") && week.edtf().contains("2024-03-24"), "{}", week.edtf());
    assert!(import.issues.iter().all(|issue| issue.severity == Severity::Note), "{:?}", import.issues);
    for format in ["csv", "toml", "json", "jsonl"] {
        let again = read(format, &formats::write(format, &import.timeline).unwrap());
        let found =
            |import: &Import| -> Vec<_> { import.timeline.events().map(|event| event.date).collect() };
        assert_eq!(found(&again), found(&import), "{format}");
    }
}

#[test]
fn what_has_fields_of_its_own_is_not_mapped() {
    let told = |format: &str, text: &str| {
        let import = read_with(format, text, &map(&[("date", "published")]));
        import.issues.iter().any(|issue| issue.to_string().contains("--map"))
    };
    assert!(told("toml", "[[events]]\ntitle = 'A'\n"));
    assert!(!told("csv", "published,title\n1994,A\n"));
    assert!(!told("jsonl", "{\"title\": \"A\", \"published\": \"1994\"}\n"));
}

#[test]
fn what_is_some_time_by_a_day_is_no_week() {
    let import =
        read("csv", "start,end,title\n[2024-03-04..],2024-05-01,a\n[2024-01-01..2024-12-31],2025-02-01,b\n");
    for event in import.timeline.in_file_order() {
        let date = event.date.as_ref().map_or("", |date| date.edtf());
        assert!(!date.contains('~'), "{date}");
    }
    assert_eq!(import.issues.len(), 2, "{:?}", import.issues);
}
