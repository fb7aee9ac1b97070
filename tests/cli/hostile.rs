//! Arguments and files that mean harm.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use super::run::{CANAL, annals, assert_clean, feed, run};

/// A title for the window, a line break, and letters that run backwards.
const EVIL: &str = "x\u{1b}]0;pwned\u{7}\ny\u{202e}z\u{9b}31m\u{7f}\u{200f}";

#[test]
fn hostile_arguments_are_printed_clean() {
    let filter = format!("actr:{EVIL}");
    let key = format!("--format={EVIL}");
    let join = format!("{EVIL}={EVIL}");
    let output = format!("tests/nowhere/{EVIL}.json");
    let rows: &[&[&str]] = &[
        &[EVIL],
        &[EVIL, EVIL],
        &["show", EVIL],
        &["list", &filter],
        &["list", EVIL],
        &["list", "--file", EVIL],
        &["list", &key],
        &["list", "--format", EVIL],
        &["actors", EVIL],
        &["quotes", "--file", EVIL],
        &["check", EVIL],
        &["check", CANAL, "--documents", EVIL],
        &["export", "--format", EVIL],
        &["export", "--output", "tests/nowhere/\u{1b}[31m\n/x"],
        &["view", "--keys", EVIL],
        &["view", "--keys", "<\u{1b}[31m>"],
        &["view", "--size", EVIL],
        &["completions", EVIL],
        &["help", EVIL],
        &["keys", EVIL],
        &["formats", EVIL],
        &["convert", EVIL, "-o", "-"],
        &["convert", EVIL, EVIL, "--to", "json"],
        &["convert", CANAL, "--to", EVIL],
        &["convert", CANAL, "-o", EVIL],
        &["convert", CANAL, "-o", &output],
        &["convert", CANAL, "--to", "json", "--filter", EVIL],
        &["diff", EVIL, CANAL],
        &["diff", "--textconv", EVIL],
        &["merge", CANAL, EVIL],
        &["merge", CANAL, CANAL, "-o", &output],
        &["list", "--join", &join],
        &["list", "--join", EVIL],
        &["list", "--map", EVIL],
        &["list", "--from", EVIL],
        &["list", "--rejects", EVIL],
    ];
    for args in rows {
        let ended = run(&mut annals(*args));
        assert_ne!(ended.code, None, "{args:?} ended by a signal");
        assert_clean(&ended.out);
        assert_clean(&ended.err);
        assert!(!ended.err.lines().any(|line| line.starts_with('y')), "{args:?} wrote a line: {}", ended.err);
    }
}

#[test]
fn names_that_are_no_text_are_stood() {
    let name = OsStr::from_bytes(b"\xff\xfe\x1b[31m");
    for args in [vec![name], vec![OsStr::new("list"), name], vec![OsStr::new("show"), name]] {
        let ended = run(&mut annals(&args));
        assert_eq!(ended.code, Some(2), "{args:?}");
        assert_clean(&ended.err);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a\u{1b}[31m\nb.toml");
    std::fs::write(&path, "[[events]]\ntitle = 3\n").unwrap();
    for (command, code) in [("check", 1), ("list", 0)] {
        let mut program = annals([command]);
        if command == "list" {
            program.arg("--file");
        }
        let ended = run(program.arg(&path));
        assert_eq!(ended.code, Some(code), "{command}: {}", ended.err);
        assert_clean(&ended.out);
        assert_clean(&ended.err);
    }
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let fifo = folder.path().join("fifo");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status().is_ok_and(|status| status.success());
    let mut rows = vec![
        (folder.path().to_owned(), "there is nothing in it that annals can read"),
        ("/dev/zero".into(), "it is a device"),
        ("/dev/full".into(), "it is a device"),
        ("/dev/tty".into(), "device"),
    ];
    if made {
        rows.push((fifo, "it is a pipe"));
    }
    for (path, wanted) in rows {
        for args in [&["list", "--file"][..], &["check"], &["view"]] {
            let ended = run(annals(args).arg(&path));
            assert_eq!(ended.code, Some(2), "{args:?} {path:?}");
            assert!(ended.err.contains(wanted), "{args:?}: {}", ended.err);
            assert_eq!(ended.out, "");
        }
    }
}

#[test]
fn ten_megabytes_of_garbage_are_refused_soon() {
    let folder = tempfile::tempdir().unwrap();
    let mut state = 29_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_le_bytes()[3]
    };
    let noise: Vec<u8> = (0..10 << 20).map(|_| next()).collect();
    let rows = [
        ("noise.toml", noise.clone()),
        ("noise.json", noise),
        ("brackets.json", b"[".repeat(10 << 20)),
        ("brackets.toml", b"[".repeat(10 << 20)),
        ("lines.toml", b"\n".repeat(10 << 20)),
        ("nul.toml", vec![0; 10 << 20]),
    ];
    for (name, bytes) in rows {
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).unwrap();
        let ended = run(annals(["list", "--file"]).arg(&path));
        assert!(matches!(ended.code, Some(1 | 2)), "{name}: {:?}", ended.code);
        assert!(ended.err.contains(name), "{name}: {}", ended.err);
        assert!(ended.err.len() < 10_000, "{name}: a message of {} bytes", ended.err.len());
        assert_clean(&ended.err);
    }
}

#[test]
fn hostile_records_are_printed_clean() {
    let json = serde_json::json!({
        "sources": [{ "key": "s", "title": EVIL, "publisher": EVIL, "file": EVIL }],
        "actors": [{ "key": EVIL, "name": EVIL, "aliases": [EVIL], "description": EVIL }],
        "events": [{
            "key": EVIL, "date": "2024", "title": EVIL, "summary": EVIL, "place": EVIL, "tags": [EVIL],
            "actors": [{ "actor": EVIL, "role": EVIL }],
            "quotes": [{ "text": EVIL, "source": "s", "speaker": EVIL, "locator": EVIL, "note": EVIL }],
            "caveats": [{ "kind": "error", "text": EVIL, "quote": EVIL }],
            EVIL: EVIL,
        }],
    })
    .to_string();
    let mut rows: Vec<Vec<&str>> = vec![vec!["check", "-"], vec!["show", "-f", "-", EVIL], vec!["view", "-"]];
    for command in ["list", "actors", "quotes", "sources"] {
        for format in ["table", "json", "jsonl", "csv", "md"] {
            rows.push(vec![command, "-f", "-", "--format", format]);
        }
    }
    for format in ["toml", "json", "md", "csv"] {
        rows.push(vec!["export", "-f", "-", "--format", format]);
        rows.push(vec!["convert", "-", "--to", format]);
    }
    rows.extend([
        vec!["diff", "-", CANAL],
        vec!["diff", CANAL, "-"],
        vec!["diff", "--json", CANAL, "-"],
        vec!["diff", "--stat", CANAL, "-"],
        vec!["diff", "--textconv", "-"],
        vec!["merge", CANAL, "-"],
        vec!["list", "-f", CANAL, "-f", "-"],
        vec!["check", CANAL, "-"],
    ]);
    for args in rows {
        let ended = feed(&mut annals(&args), json.as_bytes());
        assert!(matches!(ended.code, Some(0 | 1)), "{args:?}: {}", ended.err);
        assert!(!ended.out.is_empty(), "{args:?}");
        assert_clean(&ended.err);
        assert_clean(&ended.out);
    }
}

#[test]
fn a_folder_of_hostile_names_is_told_clean() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a\u{1b}]0;x\u{7}.toml", "[[events]]\nkey = 'x'\ntitle = 'A'\n"),
        ("b\u{202e}\n.toml", "[[events]]\nkey = 'x'\ntitle = 'B'\n"),
        (".h\u{1b}[31m", ""),
        ("c\u{9b}31m.xyz", ""),
        ("d\r\n.json", "["),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    for args in [&["check"][..], &["show", "x", "x-2", "-f"], &["list", "--format", "json", "-f"], &["view"]]
    {
        let ended = run(annals(args).arg(folder.path()));
        assert!(matches!(ended.code, Some(0 | 1)), "{args:?}: {}", ended.err);
        assert!(ended.err.contains("passed over"), "{args:?}: {}", ended.err);
        assert_clean(&ended.out);
        assert_clean(&ended.err);
    }
}

#[test]
fn what_is_read_by_programs_is_clean_and_loses_nothing() {
    let json = serde_json::json!({ "events": [{ "key": "e", "title": EVIL, EVIL: EVIL }] }).to_string();
    let told = |args: &[&str], input: &str| {
        let ended = feed(&mut annals(args), input.as_bytes());
        assert_clean(&ended.out);
        ended.out
    };
    let listed = told(&["list", "-f", "-", "--format", "json"], &json);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed[0]["title"], EVIL);
    assert_eq!(listed[0][EVIL], EVIL);
    let toml = told(&["export", "-f", "-", "--format", "toml"], &json);
    let table: toml::Table = toml.parse().unwrap();
    assert_eq!(table["events"][0]["title"].as_str(), Some(EVIL));
    assert_eq!(table["events"][0][EVIL].as_str(), Some(EVIL));
    let back = told(&["export", "-f", "-", "--format", "json"], &toml);
    assert_eq!(back, told(&["export", "-f", "-", "--format", "json"], &json));
}
