//! Marks, quotes and pieces of documents, and documents that are not there.

use super::*;

fn wanted(event: &str, words: &str, locator: Option<&str>) -> Wanted {
    Wanted { event: event.into(), quote: 0, words: words.into(), locator: locator.map(str::to_owned) }
}

#[test]
fn quotes_are_found_where_their_pin_cite_says_and_missed_with_a_reason() {
    let text = "The talks began in May.\n\nMuch was said.\n\nThe talks  began in May.\n";
    let quotes = [
        wanted("a", "The talks began", None),
        wanted("b", "The talks began", Some("par. 3")),
        wanted("c", "The talks began in June", None),
    ];
    let document = Marked::new("a.txt", text, &quotes);
    let marks = document.marks(Sort::Quote).all();
    assert_eq!(marks.iter().map(|mark| mark.span.start).collect::<Vec<_>>(), [0, 41]);
    assert_eq!(document.quote("a", 0, "The talks began"), Ok(0));
    assert_eq!(document.quote("b", 0, "The talks began"), Ok(1));
    let reason = document.quote("c", 0, "The talks began in June").unwrap_err();
    assert!(reason.contains("May"), "{reason}");
    assert_eq!((document.missing(), document.quote("a", 1, "x")), (1, Err("")));
}

#[test]
fn marks_are_found_by_place_also_where_they_lie_in_each_other() {
    let mark = |span: Range<usize>, of| Mark { span, of };
    let marks = Marks::new(vec![mark(5..8, 0), mark(0..30, 1), mark(10..12, 2), mark(40..41, 3)]);
    let of = |bytes| marks.within(bytes).map(|mark| mark.of).collect::<Vec<_>>();
    assert_eq!(of(6..7), [1, 0]);
    assert_eq!(of(20..25), [1]);
    assert_eq!(of(30..40), Vec::<usize>::new());
    assert_eq!((marks.after(0), marks.after(10), marks.after(40)), (Some(1), Some(3), None));
    assert_eq!((marks.before(0), marks.before(6), marks.before(100)), (None, Some(1), Some(3)));
}

#[test]
fn pieces_have_no_line_ends_and_every_byte_is_in_one() {
    let document = Marked::new("a", "one\r\n\ntwo\n", &[]);
    let pieces: Vec<&str> =
        (0..document.starts().len()).map(|index| &document.text[document.piece(index)]).collect();
    assert_eq!(pieces, ["one", "", "two"]);
    assert_eq!((document.piece_of(0), document.piece_of(5), document.piece_of(9)), (0, 1, 2));
    assert_eq!(Marked::new("a", "", &[]).piece(0), 0..0);
}

#[test]
fn what_is_not_there_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let said = |folder: Option<&Path>, file: &str| {
        let request = Request {
            number: 7,
            source: String::new(),
            file: file.into(),
            published: None,
            quotes: Vec::new(),
        };
        let mut said = Vec::new();
        read(folder, None, &request, &mut |answer| {
            said.push(answer.document.err());
            true
        });
        said
    };
    let [Some(reason)] = &said(None, "a.txt")[..] else { panic!() };
    assert!(reason.contains("--documents"), "{reason}");
    let [Some(reason)] = &said(Some(folder.path()), "a.txt")[..] else { panic!() };
    assert!(reason.contains("a.txt") && reason.contains("--documents"), "{reason}");
    let [Some(reason)] = &said(Some(folder.path()), "../a.txt")[..] else { panic!() };
    assert!(reason.contains("outside"), "{reason}");
    std::fs::write(folder.path().join("a.txt"), "On 3 May 2024 they met.").unwrap();
    assert_eq!(said(Some(folder.path()), "a.txt"), [None, None], "the text, and then the marks");
}

#[test]
fn a_document_is_dated_by_what_its_file_says_as_when_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let page = "<html><head><meta property=\"article:published_time\" content=\"2024-08-19T10:00:00Z\"></head><body>\
                <article><p>The two sides met yesterday in Bergen and agreed on a treaty about fish.</p></article></body></html>";
    std::fs::write(folder.path().join("a.html"), page).unwrap();
    let request =
        Request { number: 1, source: "s".into(), file: "a.html".into(), published: None, quotes: Vec::new() };
    let mut about = String::new();
    read(Some(folder.path()), None, &request, &mut |answer| {
        let document = answer.document.unwrap();
        if document.is_done {
            about = document.about(Sort::Time, 0);
        }
        true
    });
    assert!(about.starts_with("18 August 2024"), "{about}");
}

#[test]
fn what_is_in_no_file_is_shown_where_its_text_is_at_hand() {
    let request = Request {
        number: 1,
        source: "s".into(),
        file: "standard input".into(),
        published: None,
        quotes: vec![wanted("a", "They met", None)],
    };
    let mut shown = Vec::new();
    read(None, Some("They met on 3 May 2024."), &request, &mut |answer| {
        shown.push(answer.document.unwrap().quote("a", 0, "They met").is_ok());
        true
    });
    assert_eq!(shown, [true, true]);
}

#[test]
fn what_a_mark_means_is_said_with_the_day_from_which_it_counts_and_in_no_code() {
    let text = "Talks\n\nPublished: 20 May 2024\n\nThey met on Friday and meet every week. It now takes some years.\n";
    let document = Marked::new("a.txt", text, &[]).read_through(None);
    let all: Vec<String> =
        (0..document.marks(Sort::Time).all().len()).map(|index| document.about(Sort::Time, index)).collect();
    assert!(
        all.iter().any(|about| about.contains("counted from 20 May 2024, the day of the document")),
        "{all:?}"
    );
    for about in &all {
        assert!(!about.contains("_REF") && !about.contains("PX") && !about.contains("rule"), "{about}");
    }
}
