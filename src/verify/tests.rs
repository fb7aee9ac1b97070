//! Tests of verify.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use super::*;
use crate::formats::{self, Hint};

const LETTER: &str = "\u{feff}LETTER\r\n\r\nThe plant was shut down in \u{201c}March\u{201d}.\r\n\
    It was an agree-\r\nment of well-\r\nknown men.\r\n\r\nThe plant was shut down again.\r\n";

fn timeline(text: &str) -> Timeline {
    formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline
}

/// What the check says, where `letter.txt` is the letter and `quotes` are an event's.
fn told(source: &str, quotes: &[(&str, &str)], rest: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("letter.txt"), LETTER).unwrap();
    let mut text =
        format!("[[sources]]\nkey = \"letter\"\ntitle = \"Letter\"\n{source}\n[[events]]\nkey = \"e\"\n");
    for (quote, locator) in quotes {
        let quote = format!("text = '''{quote}'''\nsource = \"letter\"\nlocator = \"{locator}\"\n");
        text.extend(["[[events.quotes]]\n", &quote]);
    }
    text += rest;
    let findings = documents(&timeline(&text), dir.path());
    findings.iter().filter_map(Finding::issue).map(|issue| issue.to_string()).collect()
}

#[test]
fn quotes_that_stand_there_are_found() {
    let good = [
        ("The plant was shut down in \"March\".", "par. 2"),
        ("agreement of well-known men", "par. 3-5"),
        ("The plant [...] again", "par. 6"),
        ("The plant was shut down", "line 8"),
        ("The plant was shut down", "char 10"),
        ("LETTER", "p. 77"),
        ("LETTER", "top of the page"),
    ];
    assert_eq!(told("file = \"letter.txt\"", &good, ""), [""; 0]);
}

#[test]
fn what_is_wrong_is_told_with_what_would_be_right() {
    let bad = [
        ("The plant was shut down in April", ""),
        ("Nobody knows", ""),
        ("The plant was shut", "par. 9"),
        ("an agreement", "line 1"),
        ("The plant was shut down again", "char 3"),
        ("The plant was sh", ""),
    ];
    let caveat = "[[events.caveats]]\ntext = \"?\"\nquote = \"no such words\"\n\
        [[events.caveats]]\ntext = \"?\"\nquote = \"known men\"\n";
    insta::assert_snapshot!(told("file = \"letter.txt\"\nsha256 = \"00\"", &bad, caveat).join("\n"), @r#"
    error: source `letter`: letter.txt has the SHA-256 2d5656d82996e762cd04879559064d260079c0e33290bdb24bbad38dedfd4739, not `00`; it is not the document that was quoted, or `sha256` is wrong
    6:1: error: event `e`: the quote “The plant was shut down in April” is not in letter.txt; in par. 2, after “The plant was shut down in”, the document has ““March”. It was an agree- ment of well-…”, and the quote has “April”
    6:1: error: event `e`: the quote “Nobody knows” is not in letter.txt; nothing like it is there; is it from this source?
    6:1: warning: event `e`: the quote “The plant was shut” is not at par. 9 of letter.txt; write locator = "par. 2"
    6:1: warning: event `e`: the quote “an agreement” is not at line 1 of letter.txt; write locator = "line 4-5"
    6:1: warning: event `e`: the quote “The plant was shut down again” is not at char 3 of letter.txt; write locator = "char 94"
    6:1: error: event `e`: the quote “The plant was sh” is not in letter.txt; in par. 2, after “The plant was sh”, the document has “ut down in “March”. It was an agree- men…”, and the quote ends within a word
    6:1: warning: event `e`: a caveat is about “no such words”, which no document of the event says; take the words as they stand in the document
    "#);
}

#[test]
fn documents_of_any_kind_are_held_against_their_words() {
    let dir = tempfile::tempdir().unwrap();
    let paragraph =
        "It was a long summer of many words, and nobody in the town had thought that it would end so. ";
    let page = format!(
        "<html><title>The plant</title><body><nav>Menu of the day</nav><article><p>The plant was <b>shut</b>&nbsp;down.</p>\
         <p>{}</p></article></body></html>",
        paragraph.repeat(12)
    );
    fs::write(dir.path().join("a.html"), page).unwrap();
    fs::write(dir.path().join("a.md"), "---\ntitle: x\n---\nThe **plant** was [shut](https://x) down.\n")
        .unwrap();
    fs::write(dir.path().join("a.eml"), "From: a@x\nSubject: s\nDate: d\n\nThe plant was shut =\ndown.\n")
        .unwrap();
    fs::write(dir.path().join("a.txt"), b"The plant was shut d\xf6wn.").unwrap();
    let rows = [
        ("a.html", "The plant was shut down.", true),
        ("a.html", "Menu of the day", true),
        ("a.html", "<b>shut</b>", false),
        ("a.md", "The plant was shut down.", true),
        ("a.md", "The **plant** was", true),
        ("a.eml", "The plant was shut", true),
        ("a.eml", "From: a@x", false),
        ("a.txt", "shut döwn", true),
    ];
    for (file, quote, wanted) in rows {
        let timeline = timeline(&format!(
            "[[sources]]\nkey = \"s\"\ntitle = \"S\"\nfile = '{file}'\n[[events]]\n[[events.quotes]]\ntext = '{quote}'\nsource = \"s\"\n"
        ));
        let findings = documents(&timeline, dir.path());
        assert_eq!(findings[0].hit().is_some(), wanted, "{file}: {quote}: {findings:?}");
    }
}

#[test]
fn documents_are_read_from_the_folder_only() {
    let dir = tempfile::tempdir().unwrap();
    let inside = dir.path().join("documents");
    fs::create_dir(&inside).unwrap();
    fs::write(dir.path().join("secret.txt"), "secret").unwrap();
    fs::write(inside.join("here.txt"), "secret").unwrap();
    symlink(dir.path().join("secret.txt"), inside.join("out.txt")).unwrap();
    symlink(inside.join("here.txt"), inside.join("in.txt")).unwrap();
    symlink(inside.join("nowhere"), inside.join("dangling.txt")).unwrap();
    let rows = [
        ("here.txt", None),
        ("./here.txt", None),
        // Named from the folder above.
        ("documents/here.txt", None),
        ("in.txt", None),
        ("../secret.txt", Some("lies outside")),
        ("/etc/hostname", Some("lies outside")),
        ("out.txt", Some("lies outside")),
        ("x/../../secret.txt", Some("lies outside")),
        ("file:///etc/hostname", Some("there is no such file")),
        ("missing.txt", Some("there is no such file")),
        ("dangling.txt", Some("it is a link to something that is not there")),
        (".", Some("it is a folder")),
    ];
    for (file, wanted) in rows {
        let timeline = timeline(&format!(
            "[[sources]]\nkey = \"s\"\ntitle = \"S\"\nfile = '{file}'\n[[events]]\n[[events.quotes]]\ntext = \"secret\"\nsource = \"s\"\n"
        ));
        let findings = documents(&timeline, &inside);
        let issue = findings.iter().find_map(Finding::issue).map(|issue| issue.to_string());
        match wanted {
            None => assert_eq!(issue, None, "{file}"),
            Some(wanted) => {
                assert!(issue.as_ref().is_some_and(|told| told.contains(wanted)), "{file}: {issue:?}");
            }
        }
    }
    let none = documents(&timeline("[[events]]\n"), &dir.path().join("nowhere"));
    assert!(none[0].issue().unwrap().to_string().contains("there is no such folder"));
}

#[test]
fn offsets_are_of_bytes_and_of_characters() {
    let text = "É\n\né words";
    let hit = locate(text, "words").unwrap();
    assert_eq!((hit.start, hit.first_char, hit.end_char), (7, 5, 10));
    assert_eq!((hit.lines, hit.paragraphs), ((3, 3), (2, 2)));
}

#[test]
fn a_long_hostile_document_is_no_trouble() {
    let text = "a- \u{301}\u{202e}\n".repeat(200_000);
    assert_eq!(locate(&text, "not there at all"), None);
    assert!(!words::parting(&Document::new(&text), "a- b").contains('\u{202e}'));
}

proptest::proptest! {
    #[test]
    fn hits_are_slices(text in "([a-é \n\"'-]|\\[\\.\\.\\.\\]){0,60}", quote in "([a-é \"-]|\\[\\.\\.\\.\\]){0,6}") {
        let document = Document::new(&text);
        if let Some(hit) = document.find(&quote) {
            let slice = &text[hit.start..hit.end];
            proptest::prop_assert_eq!(hit.end_char - hit.first_char, slice.chars().count());
            proptest::prop_assert_eq!(document.byte_of(hit.first_char), Some(hit.start));
        }
        let _ = words::parting(&document, &quote);
    }
}

#[test]
fn the_bundled_timeline_quotes_its_documents_word_for_word() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !dir.is_dir() {
        eprintln!("skipped: ../shared/seeds is not there");
        return;
    }
    let loaded = crate::store::bundled().unwrap();
    let findings = documents(&loaded.import.timeline, &dir);
    let told: Vec<Issue> =
        findings.iter().filter_map(Finding::issue).filter(|issue| issue.severity > Severity::Note).collect();
    assert!(told.is_empty(), "{}", crate::issue::report("timeline.toml", &told).collect::<String>());
}

#[test]
fn findings_come_in_the_same_order_every_time() {
    let caveat = |n| format!("[[events.caveats]]\ntext = \"?\"\nquote = \"no such words {n:02}\"\n");
    let caveats = (0..40).map(caveat).collect::<Vec<_>>().concat();
    let run = || told("file = \"letter.txt\"", &[("LETTER", "")], &caveats);
    let first = run();
    assert_eq!(first.len(), 40);
    assert!(first.is_sorted(), "not in the order of the file: {first:?}");
    assert_eq!(first, run());
}
