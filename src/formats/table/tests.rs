//! Records and their places; what hostile tables do.

use std::time::{Duration, Instant};

use super::*;

/// Cells between commas, as RFC 4180 has them.
const COMMA: Dialect = Dialect { delimiter: b',', quoting: true };

fn cells(text: &str, dialect: Dialect) -> Vec<Vec<String>> {
    let row = |record: Record| (0..record.len()).map(|at| record.cell(at).into_owned()).collect();
    Records::new(text, dialect).map(row).collect()
}

#[test]
fn records_are_cells_between_delimiters() {
    let rows: [(&str, &[&[&str]]); 14] = [
        ("a,b\nc,d\n", &[&["a", "b"], &["c", "d"]]),
        ("a,b\r\nc,d", &[&["a", "b"], &["c", "d"]]),
        ("a,\n,b", &[&["a", ""], &["", "b"]]),
        ("a\n\n \n,,\nb", &[&["a"], &["b"]]),
        ("\"a,b\",c", &[&["a,b", "c"]]),
        ("\"a\nb\",\"c\r\nd\"\r\ne,f", &[&["a\nb", "c\nd"], &["e", "f"]]),
        ("\"say \"\"yes\"\"\"\n", &[&["say \"yes\""]]),
        ("a, \"b, c\" ,d", &[&["a", "b, c", "d"]]),
        ("\"\",x", &[&["", "x"]]),
        ("5\" pipe,6\"", &[&["5\" pipe", "6\""]]),
        ("\"a\"b,c\nd,e", &[&["\"a\"b", "c"], &["d", "e"]]),
        ("\"the \"plan\" is\",c", &[&["the \"plan\" is", "c"]]),
        ("\"the\n\"plan\" is\nold\",c\nd,e", &[&["\"the"], &["\"plan\" is"], &["old\"", "c"], &["d", "e"]]),
        ("sep=;\r\na;b", &[&["a;b"]]),
    ];
    for (text, wanted) in rows {
        assert_eq!(cells(text, COMMA), wanted, "{text:?}");
    }
    assert_eq!(cells("\"a\tb\"\n\"c", Dialect::PLAIN_TAB), [vec!["\"a", "b\""], vec!["\"c"]]);
}

#[test]
fn every_cell_has_its_place() {
    let text = "é,\"b\"\"\nc\",d\r\n\r\ne,f\n";
    let records: Vec<Record> = Records::new(text, COMMA).collect();
    let ranges: Vec<&str> = records.iter().map(|record| &text[record.range()]).collect();
    assert_eq!(ranges, ["é,\"b\"\"\nc\",d", "e,f"]);
    for record in &records {
        for at in 0..record.len() {
            let from = record.spot(at).offset().unwrap();
            let shown = record.cell(at).replace('"', "\"\"");
            assert!(text[from..].starts_with(&shown), "{shown}");
        }
    }
}

#[test]
fn an_open_quote_is_told_where_it_opens_and_costs_its_line() {
    let rows = [
        ("a,b\n1,\"x\n2,\"y\"\n3,z\n", vec![(4, 6)]),
        ("a,b\n1,\"x\n2,y\n3,\"\"\n", vec![(4, 6)]),
        ("a,b\n1,x\n2,\"y", vec![(8, 10)]),
        ("\"a\n\"b\n\"c\n", vec![(0, 0), (3, 3), (6, 6)]),
    ];
    for (text, wanted) in rows {
        let refused = |record: Record| Some((record.start(), record.refusal()?.spot.offset()?));
        let open: Vec<_> = Records::new(text, COMMA).filter_map(refused).collect();
        assert_eq!(open, wanted, "{text:?}");
        assert_eq!(Records::new(text, COMMA).count(), text.lines().count(), "{text:?}");
    }
}

#[test]
fn the_delimiter_is_found() {
    let rows = [
        ("a,b;c\n1,2\n", b','),
        ("date;title\n1,5;2,5\n3,1;4,2\n", b';'),
        ("date\ttitle, long\n1\ta, b, c\n", b'\t'),
        ("a|b\n1|2", b'|'),
        ("A title\n\ndate;title\n1994;\"a,b\"\n1995;x\n", b';'),
        ("only", b','),
        ("sep=|\na,b|c,d\n", b'|'),
        ("SEP=\t\r\na\tb", b'\t'),
    ];
    for (text, wanted) in rows {
        assert_eq!(char::from(Dialect::sniff(text).delimiter), char::from(wanted), "{text:?}");
    }
}

#[test]
fn headers_are_found_by_name() {
    let text = "An export\n Date ,TITLE,,date,\"No\nte\"\n1994,x,,,\n";
    let table = Table::open(text, COMMA, |header| header.has("title")).unwrap();
    assert_eq!(table.preamble.len(), 1);
    assert_eq!((table.header.find("date"), table.header.find("Title ")), (Some(0), Some(1)));
    let names: Vec<_> = (0..6).map(|at| table.header.name(at)).collect();
    assert_eq!(names, ["Date", "TITLE", "column 3", "date (column 4)", "No\nte", "column 6"]);
    let repeats: Vec<String> = table.header.repeats().map(|issue| issue.what.raw().to_owned()).collect();
    assert_eq!(repeats, ["a second column `date`"]);
    assert_eq!((table.records().count(), table.records().count()), (1, 1));
    assert!(Table::open(text, COMMA, |header| header.has("nothing")).is_none());
}

#[test]
fn ragged_rows_are_told() {
    let text = "a,b\n1\n1,2\n1,2,\n1,2,3\n\"1\n\"\n\"1\"2,3\n";
    let table = Table::open(text, COMMA, |_| true).unwrap();
    let told = |record: Record| -> Vec<String> {
        table.remarks(&record).iter().map(|issue| issue.what.raw().to_owned()).collect()
    };
    let told: Vec<Vec<String>> = table.records().map(told).collect();
    assert_eq!(
        told,
        [
            vec!["this row has 1 cell, the header 2"],
            vec![],
            vec![],
            vec!["this row has 3 cells, the header 2"],
            vec!["this row has 1 cell, the header 2; a quote that opens in it closes on a later line"],
            vec!["a quote within a cell that is not doubled"],
        ]
    );
}

#[test]
fn limits_have_their_names() {
    let wide = ",x".repeat(200_000);
    let record = Records::new(&wide, COMMA).next().unwrap();
    assert!(record.refusal().unwrap().what.raw().contains("200001 cells, more than the 16384"));
    let long = format!("a\n\"{}\"\nb\n", "x".repeat(50 << 20));
    let refused: Vec<bool> = Records::new(&long, COMMA).map(|record| record.refusal().is_some()).collect();
    assert_eq!(refused, [false, true, false]);
}

#[test]
fn time_is_linear_in_hostile_tables() {
    let begun = Instant::now();
    let pieces =
        ["\"a", "\"a\n", "\"a\"b,", "\"\"\"a\n", "\" \"", ",\"a\"\"\n", "\"\n", "\"a \"b\" \n", "\",\"\"\n,"];
    for piece in pieces {
        let text = piece.repeat((1 << 19) / piece.len());
        let _ = Records::new(&text, COMMA).map(|record| record.len()).sum::<usize>();
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

proptest::proptest! {
    #[test]
    fn what_is_written_is_read(rows in proptest::collection::vec(proptest::collection::vec("[ab\", \n;]{0,6}", 1..4), 1..5)) {
        for delimiter in *b",;\t|" {
            let mut out = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
            for row in &rows {
                out.write_record(row).unwrap();
            }
            let text = String::from_utf8(out.into_inner().unwrap()).unwrap();
            let solid = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
            let solid: Vec<Vec<String>> = solid.cloned().collect();
            proptest::prop_assert_eq!(cells(&text, Dialect { delimiter, quoting: true }), solid, "{:?}", text);
        }
    }

    #[test]
    fn nothing_is_dropped(text in "[ab\",; \r\n]{0,40}") {
        let mut end = 0;
        for record in Records::new(&text, COMMA) {
            proptest::prop_assert!(text[end..record.start()].trim_matches(['"', ',', ' ', '\r', '\n']).is_empty());
            end = record.range().end;
        }
        proptest::prop_assert!(text[end..].trim_matches(['"', ',', ' ', '\r', '\n']).is_empty());
    }
}
