//! What annals says about bad files, and that hostile ones are stood.

use std::time::{Duration, Instant};

use annals::formats::{self, Hint};
use annals::issue;

/// A file with every problem that a file can have.
const BAD: &str = include_str!("native_format/bad.toml");

#[test]
#[expect(clippy::too_many_lines, reason = "the report is the test")]
fn every_problem_is_told_at_once() {
    let import = formats::read(Hint::Name("toml"), BAD.as_bytes()).unwrap();
    let report: String = issue::report("bad.toml", &import.issues).collect();
    insta::assert_snapshot!(report, @r#"
    bad.toml:1:1: warning: unknown field `titel` outside of every table; did you mean `title`? It belongs under [timeline]
      1 | titel = "Gas"
        | ^
    bad.toml:4:1: error: `title` is there twice (first on line 3); take one out; the first one counts
      4 | title = "Gas and power"
        | ^
    bad.toml:5:1: warning: unknown field `languge` in [timeline]; did you mean `language`?
      5 | languge = "en"
        | ^
    bad.toml:11:8: error: `kind` must be text, not a number; put it in quotes
      11 | kind = 3
         |        ^
    bad.toml:14:7: error: source key `letter` is there twice (first on line 8); rename one; this one is called `letter-2` here
      14 | key = "letter"
         |       ^
    bad.toml:15:9: error: these quotation marks are not TOML's; use " or '
      15 | title = “Another letter”
         |         ^
    bad.toml:20:11: note: `aliases` is a list; write aliases = [".."]
      20 | aliases = "Alliance"
         |           ^
    bad.toml:21:8: error: `kind` cannot be `organization`; did you mean `organisation`? It can be person, state, organisation, company, place, programme
      21 | kind = "organization"
         |        ^
    bad.toml:26:24: error: `aliases` holds texts, not a number; put it in quotes
      26 | aliases = ["Zelensky", 3]
         |                        ^
    bad.toml:28:1: warning: [actors] is read as one more [[actors]]; write two brackets
      28 | [actors]
         | ^
    bad.toml:28:1: warning: actor without key, here called `actor`; give it a key, so that others can refer to it
      28 | [actors]
         | ^
    bad.toml:28:1: error: actor `actor` has no name; add one in `name`
      28 | [actors]
         | ^
    bad.toml:29:8: note: `name` is empty; leave it out
      29 | name = ""
         |        ^
    bad.toml:33:8: error: date: “2025-13-01” is not a date: month 13 does not exist; months are 01 to 12
      33 | date = "2025-13-01"
         |        ^
    bad.toml:35:10: error: `status` cannot be `occured`; did you mean `occurred`? It can be occurred, ongoing, planned, target, cancelled
      35 | status = "occured"
         |          ^
    bad.toml:37:10: error: this bracket is never closed; close it behind the last part
      37 | actors = [
         |          ^
    bad.toml:38:13: error: there is no actor `Zelensky`; did you mean `volodymyr-zelenskyy`? If not, declare it under [[actors]]
      38 |   { actor = "Zelensky", role = "guest" },
         |             ^
    bad.toml:39:3: error: an actor of an event that is not named; name the actor by its key: { actor = "key" }
      39 |   { role = "host" },
         |   ^
    bad.toml:44:10: error: there is no source `leter`; did you mean `letter`? If not, declare it under [[sources]]
      44 | source = "leter"
         |          ^
    bad.toml:45:11: error: there is no actor `nobody`; declare it under [[actors]]
      45 | speaker = "nobody"
         |           ^
    bad.toml:46:10: error: `stance` must be text, not true or false; put it in quotes
      46 | stance = true
         |          ^
    bad.toml:48:1: error: event `talks-2` has no title; add one in `title`
      48 | [[events]]
         | ^
    bad.toml:49:7: error: event key `talks` is there twice (first on line 32); rename one; this one is called `talks-2` here
      49 | key = "talks"
         |       ^
    bad.toml:51:1: warning: unknown field `tittle` in an event; did you mean `title`?
      51 | tittle = "More talks"
         | ^
    bad.toml:52:9: note: `place` is empty; leave it out
      52 | place = ""
         |         ^
    bad.toml:53:8: note: `tags` is empty; leave it out
      53 | tags = []
         |        ^
    bad.toml:55:1: warning: source `letter` (5 January 1994) is older than the event that it reports (10 January 1994); mend one of the dates, set status = "planned", or stance = "mentions" where it only announces it
      55 | [[events.quotes]]
         | ^
    bad.toml:59:1: warning: the same quote twice in one event; take one out
      59 | [[events.quotes]]
         | ^
    bad.toml:59:1: warning: source `letter` (5 January 1994) is older than the event that it reports (10 January 1994); mend one of the dates, set status = "planned", or stance = "mentions" where it only announces it
      59 | [[events.quotes]]
         | ^
    bad.toml:63:1: error: a quote without source; name the document it is from in `source`
      63 | [[events.quotes]]
         | ^
    bad.toml:64:17: error: a backslash that escapes nothing; write \\, or put the text in '..'
      64 | text = "A line \q"
         |                 ^
    bad.toml:67:8: error: `kind` cannot be `dispute`; did you mean `disputed`? It can be error, disputed, ambiguous, imprecise
      67 | kind = "dispute"
         |        ^
    bad.toml:71:1: note: event without key, here called `1580-undone`; give it a key of its own, so that marks and notes stay with it
      71 | [[events]]
         | ^
    bad.toml:71:1: warning: event `1580-undone` has no evidence; quote a source that reports it, in `quotes`, with `text` and `source`
      71 | [[events]]
         | ^
    bad.toml:72:8: note: date: “c. 1580” was read as 1580~: EDTF writes “about” as ~ after the date
      72 | date = "c. 1580"
         |        ^
    bad.toml:74:11: error: this text is never closed; put the same three quotation marks behind it
      74 | summary = """never closed
         |           ^
    bad.toml:76:1: note: event without key, here called `2025-02-short`; give it a key of its own, so that marks and notes stay with it
      76 | [[events]]
         | ^
    bad.toml:77:8: error: without quotation marks only a full date can stand here; put it in ".."
      77 | date = 2025-02
         |        ^
    bad.toml:79:1: error: `date` is there twice (first on line 77); take one out; the first one counts
      79 | date = "2025-03"
         | ^
    bad.toml:80:11: error: a quote without source; name the document it is from in `source`
      80 | quotes = ["Words alone"]
         |           ^
    bad.toml:82:1: error: event `backwards` has no title; add one in `title`
      82 | [[events]]
         | ^
    bad.toml:82:1: warning: event `backwards` has no evidence; quote a source that reports it, in `quotes`, with `text` and `source`
      82 | [[events]]
         | ^
    bad.toml:84:8: error: date: “2025/2024” is not a date: it ends (2024) before it begins (2025); the other way round it is 2024/2025
      84 | date = "2025/2024"
         |        ^
    bad.toml:85:9: error: `title` must be text, not a number; put it in quotes
      85 | title = 1984
         |         ^
    bad.toml:86:8: note: `tags` is a list; write tags = [".."]
      86 | tags = "one"
         |        ^
    bad.toml:87:12: error: a caveat without words; say in `text` what is doubtful
      87 | caveats = [{ kind = "error" }]
         |            ^
    bad.toml:88:1: note: unknown field `number` in an event; it is kept as it is
      88 | number = 99999999999999999999
         | ^
    bad.toml:88:10: warning: `number` holds a number that is too large, or too exact; it is kept as text; put it in quotes
      88 | number = 99999999999999999999
         |          ^
    "#);
}

/// What reading `bytes` comes to: the events and the first of what is told.
fn told(bytes: &[u8]) -> (usize, String) {
    match formats::read(Hint::None, bytes) {
        Ok(import) => {
            let told: Vec<String> = import.issues.iter().take(5).map(ToString::to_string).collect();
            (import.timeline.events().len(), told.join("\n"))
        }
        Err(error) => (0, error.to_string()),
    }
}

const CLEAN: &str = "\
[[sources]]
key = \"s\"
title = \"S\"

[[events]]
key = \"e\"
title = \"É\"

[[events.quotes]]
text = \"w\"
source = \"s\"
";

#[test]
fn the_same_events_whatever_the_encoding() {
    let utf16: Vec<u8> = CLEAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin1 = CLEAN.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let rows: Vec<(&str, Vec<u8>, &str)> = vec![
        ("clean", CLEAN.into(), ""),
        ("mark", [b"\xef\xbb\xbf", CLEAN.as_bytes()].concat(), ""),
        ("CRLF", CLEAN.replace('\n', "\r\n").into(), ""),
        ("CR", CLEAN.replace('\n', "\r").into(), ""),
        ("NEL", CLEAN.replace("\n\n", "\n\u{85}\u{2028}\n").into(), ""),
        ("no last line end", CLEAN.trim_end().into(), ""),
        ("UTF-16", [&b"\xff\xfe"[..], &utf16].concat(), ""),
        ("UTF-16 without a mark", utf16, "note: the file looks like UTF-16 without a byte order mark"),
        ("Latin-1", latin1, ""),
        ("NUL", CLEAN.replace('É', "\0").into(), "7:10: error: a character that TOML wants escaped"),
    ];
    for (name, bytes, wanted) in rows {
        let (events, told) = told(&bytes);
        assert_eq!(events, 1, "{name}");
        assert!(told.starts_with(wanted) && told.is_empty() == wanted.is_empty(), "{name}: {told}");
    }
}

#[test]
fn hostile_files_are_refused_or_read_in_no_time() {
    let event = |rest: &str| format!("[[events]]\n{rest}");
    let json = |rest: &str| format!("{{\"events\": {rest}");
    let deep = |open: &str| open.repeat(200_000);
    let numbered = |before: &str, after: &str| {
        (0..50_000).flat_map(|n| [before.to_owned(), n.to_string(), after.to_owned()]).collect::<String>()
    };
    let unclosed = format!("a = \"\"\"\n{}", "b = \\\"\"\"\n".repeat(50_000));
    #[rustfmt::skip]
    let rows: Vec<(&str, String, usize, &str)> = vec![
        ("empty", String::new(), 0, "warning: the file is empty; begin with [[events]]"),
        ("only a mark", "\u{feff}".into(), 0, "warning: the file is empty"),
        ("16 million line ends", "\n".repeat(16 << 20) + &event(""), 1, "note: event without key"),
        ("one long line", event(&format!("title = \"{}\"", "x".repeat(16 << 20))), 1, "note: event without key"),
        ("deep lists in JSON", json(&deep("[")), 0, "the limit of depth"),
        ("deep objects", json(&deep("{\"a\":")), 0, "the limit of depth"),
        ("never closed", json(&"[".repeat(60)), 0, "this is not JSON: unterminated array"),
        ("deep lists", event(&format!("a = {}", deep("["))), 1, "the limit of depth"),
        ("deep tables", event(&format!("a = {}", deep("{a="))), 1, "the limit of depth"),
        ("deep names", event(&format!("{}a = 1", deep("a."))), 1, "the limit of depth"),
        ("deep header", event(&format!("[{}a]", deep("a."))), 1, "the limit of depth"),
        ("many parts", event(&format!("a = [{}]", "1,".repeat(2 << 20))), 1, "the limit of parts"),
        ("texts never closed", event(&unclosed), 1, "error: this text is never closed"),
        ("broken lines", event(&"what is this\n".repeat(50_000)), 1, "error: a line that sets nothing"),
        ("one name", event(&"a = 1\n".repeat(50_000)), 1, "unknown field `a`"),
        ("many names", event(&numbered("a", " = 1\n")), 1, "unknown field"),
        ("many tables", numbered("[events.a", "]\n"), 1, "`events` is a list of tables"),
        ("many issues on one line", json(&format!("[{}1]}}", "{},".repeat(50_000))), 50_000, "has no title"),
        ("two values", "{\"events\": []} {}".into(), 0, "1:16: error: this is not JSON: text cannot contain more than one"),
        ("lone surrogate", "{\"events\": [\"\\ud800\"]}".into(), 0, "1:14: error: this is not JSON"),
        ("another TOML", "[package]\nname = \"x\"\n".into(), 0, "1:1: error: this TOML is not a timeline"),
        ("prose", "Dear reader,\nthis is a letter.".into(), 0, "error: this is no timeline that annals knows"),
        ("a terminal's commands", "\u{1b}]0;x\u{7}\n".repeat(9), 0, "error: this is no timeline that annals knows"),
    ];
    for (name, text, events, wanted) in rows {
        let start = Instant::now();
        let (count, told) = told(text.as_bytes());
        assert_eq!(count, events, "{name}: {told}");
        assert!(told.contains(wanted), "{name}: {told}");
        assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn a_null_is_absent_and_a_doubled_key_is_told() {
    let json = br#"{"events": [{"key": "a", "title": "A", "title": "B", "summary": null, "x": [null, 1, {"y": 1, "y": 2}]}]}"#;
    let import = formats::read(Hint::None, json).unwrap();
    let told: String = issue::report("a.json", &import.issues).collect();
    insta::assert_snapshot!(told, @r#"
    a.json:1:13: warning: event `a` has no evidence; quote a source that reports it, in `quotes`, with `text` and `source`
      1 | {"events": [{"key": "a", "title": "A", "title": "B", "summary": null, "x": [null, 1, {"y": 1, "y": 2}]}]}
        |             ^
    a.json:1:40: error: `title` is there twice (first on line 1); take one out; the first one counts
      1 | {"events": [{"key": "a", "title": "A", "title": "B", "summary": null, "x": [null, 1, {"y": 1, "y": 2}]}]}
        |                                        ^
    a.json:1:71: note: unknown field `x` in an event; it is kept as it is
      1 | {"events": [{"key": "a", "title": "A", "title": "B", "summary": null, "x": [null, 1, {"y": 1, "y": 2}]}]}
        |                                                                       ^
    a.json:1:77: warning: x: a null in a list; annals has none, and leaves it out; write "" to keep its place
      1 | {"events": [{"key": "a", "title": "A", "title": "B", "summary": null, "x": [null, 1, {"y": 1, "y": 2}]}]}
        |                                                                             ^
    a.json:1:95: error: `y` is there twice; take one out
      1 | … ey": "a", "title": "A", "title": "B", "summary": null, "x": [null, 1, {"y": 1, "y": 2}]}]}
        |                                                                                  ^
    "#);
    insta::assert_snapshot!(formats::write("toml", &import.timeline).unwrap(), @r#"
    [[events]]
    key = "a"
    title = "A"
    x = [1, { y = 1, y-2 = 2 }]
    title-2 = "B"
    "#);
    insta::assert_snapshot!(formats::write("json", &import.timeline).unwrap(), @r#"
    {
      "events": [
        {
          "key": "a",
          "title": "A",
          "x": [
            1,
            {
              "y": 1,
              "y-2": 2
            }
          ],
          "title-2": "B"
        }
      ]
    }
    "#);
}
