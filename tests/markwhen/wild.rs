//! Any bytes, and very many of them.

use super::*;

/// What can be read comes back when it is written.
fn survives(bytes: &[u8]) {
    let Ok(import) = formats::read(Hint::Name("markwhen"), bytes) else { return };
    let _: Vec<String> = issue::report("bad", &import.issues).collect();
    let text = formats::write("markwhen", &import.timeline).unwrap();
    let again = read(&text);
    // What is not a number is not equal to itself either.
    if !text.contains("nan") {
        assert_eq!(parts(&again.timeline), parts(&import.timeline), "{text}");
    }
    let toml = formats::write("toml", &import.timeline).unwrap();
    let _ = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap();
}

/// Lines that make half-right files.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "---\n", "title: T\n", "title: 2025\n", "tz: +9\n", "timezone: Nowhere\n", "dateFormat: d/M/y\n", "dateFormat: [a]\n",
    "annals: 1\n", "#work: red\n", "actors: [Bob, {name: Al}]\n", "actors: Bob\n", "sources: [{key: s}]\n", "rest: {a: 1}\n", "extra: {a: 1}\n",
    "2025: x\n", "2025-02-30: x\n", "1999 / 1998: x\n", "1/2/2025 3pm: x\n", "Aug 30: x\n", "9am - 10am: x\n", "now: x\n", "1995 - now: x\n",
    "after !a 3 days: x\n", "!a / !b: x #t\n", ".start - .end: x\n", "3 months: x\n", "-99999 years: x\n", "99999 BCE: x\n", "2016-W60-9: x\n",
    "2025 every day: x\n", "2025 every 3 weeks for 2 times: x\n", "2025-01-31 every month until 2026: x\n", "5 d every y x3: [x] 40% !a\n",
    "id: a\n", "id: b\n", "id: 3\n", "id:\n", "edtf: 1580~\n", "edtf: soon\n", "edtf: null\n", "edtf: [1]\n", "title: x\n", "key: v\n", "date: 1\n",
    "status: done\n", "status: occurred\n", "tags: [a, 1]\n", "tags: a\n", "quotes: [words, {text: w, source: s}]\n", "caveats: {text: c}\n",
    "2025: ![z](w) [a](b #c](d) @x_y. #é of [it](to)(s #t\n", "2025: @a [x](y) 40% !id\n", "line: see @a\n", "end section\n", "03/2021 / 6 months: x\n",
    "place: 3\n", "x: &a 1\n", "y: *a\n", "z: [\n", "  - 1\n", "  deeper: {}\n", "color: #fff\n", "text: |\n", "n: .nan\n", "d: {toml-value: 1979-05-27}\n",
    "# A #t\n", "## B\n", "###### C\n", "section D\n", "group\n", "endSection\n", "_-_-_break_-_-_\n", "// comment\n", "\n", "words\n", "More: words #u\n", "- [ ] item\n",
];

#[test]
fn huge_files_take_no_time() {
    let many = |n| format!("2025-01-01: Event {n} #t{n}\nid: e{n}\nkey: [1, 2]\n\nwords\n");
    let nested = |n| format!("section {}{n}\n", "x".repeat(50));
    let all = |count: usize, one: &dyn Fn(usize) -> String| -> String { (0..count).map(one).collect() };
    let files = [
        ("events", all(20_000, &many)),
        ("sections", format!("{}2025: x\nendSection\n", all(20_000, &nested))),
        ("tags", format!("2025: {0}\n{0}\n", "words #tag ".repeat(100_000))),
        ("rules", "2025-01-01 every day: x\n".repeat(20_000)),
        ("depth", format!("a: {}", "{a: ".repeat(100_000))),
        ("chain", "2025: x\nafter !a 1 day: ".repeat(10_000)),
        ("one name", format!("---\n{}---\n", "a:\n".repeat(20_000))),
        ("no fence", "a: [\n".repeat(20_000)),
        ("links", format!("2025: {}{}", "](".repeat(500_000), "[a](b) @c_d #e ".repeat(50_000))),
        ("one alias", format!("a: &a {}\n{}", "x".repeat(1_000), "b: *a\n".repeat(20_000))),
        ("words", "words\n".repeat(100_000)),
        ("one line", format!("2025: {}", "a".repeat(2_000_000))),
    ];
    for (what, text) in files {
        let begun = std::time::Instant::now();
        let import = read(&text);
        let taken = begun.elapsed();
        eprintln!("{what}: {} bytes in {taken:?}, {} events", text.len(), import.timeline.events().len());
        assert!(import.timeline.events().len() <= 120_000);
        assert!(taken.as_secs() < 60, "{what} took {taken:?}");
    }
}

#[test]
fn a_section_that_was_ended_takes_in_no_other() {
    survives(b"# A #t\n2025: x\nendSection\n## B\n2025: x\n");
}

#[test]
fn letters_that_yaml_does_not_know_come_back() {
    survives("2025: x\ntitle: \u{fffe}\n\n\u{ffff}\u{0}\u{feff}\u{85}\u{2028}\u{7f}\u{10ffff}\n".as_bytes());
    survives("\u{fffe}\u{0}".as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, max_shrink_iters: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_texts_break_nothing(text in drafts::words(), bytes: Vec<u8>) {
        survives(text.raw().as_bytes());
        survives(&bytes);
    }

    #[test]
    fn arbitrary_lines_break_nothing(lines in vec(prop::sample::select(LINES.to_vec()), 0..24)) {
        survives(lines.concat().as_bytes());
    }
}
