//! Which files a command takes, and what it says of them.
#![expect(clippy::unwrap_used, reason = "a test that cannot run its program has failed")]

use std::path::Path;

use crate::run::{CANAL, annals, feed, printed, run};

/// A folder with those files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn at(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

#[test]
fn a_file_before_the_filter_is_the_file() {
    for command in [&["list"][..], &["quotes"], &["export", "--format", "jsonl"]] {
        let named: Vec<&str> = command.iter().copied().chain(["-f", CANAL]).collect();
        let plain: Vec<&str> = command.iter().copied().chain([CANAL]).collect();
        assert_eq!(printed(plain), printed(named), "{command:?}");
    }
    assert_eq!(printed(["list", CANAL, "date:1895"]), printed(["list", "-f", CANAL, "date:1895"]));
    // Who has named a file with --file means a word.
    assert_eq!(run(&mut annals(["list", "-f", CANAL, CANAL])).code, Some(1));
}

#[test]
fn a_folder_of_many_files_is_told_in_a_line() {
    let names: Vec<String> = (0..12).map(|n| format!("in/{n}.md")).collect();
    let text = "---\ndate: 1994\ntitle: A\n---\n";
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text)).collect();
    files.push(("in/README.md", "# What is here\n"));
    let folder = folder(&files);
    let ended = run(&mut annals(["convert", &at(&folder, "in"), "-o", &at(&folder, "out.toml")]));
    assert!(
        ended.err.contains("12 inputs: 12 records read, 0 kept with a remark, 0 refused"),
        "{}",
        ended.err
    );
    assert!(ended.err.lines().count() < 12, "{}", ended.err);
    assert!(ended.err.contains("README.md: it has no front matter, so it is not an event; passed over"));
}

#[test]
fn like_problems_are_counted_not_listed() {
    let rows: Vec<String> = (0..500).map(|n| format!("whenever {n},Event {n}\n")).collect();
    let folder = folder(&[("a.csv", &format!("date,title\n{}", rows.concat()))]);
    let path = at(&folder, "a.csv");
    let few = run(&mut annals(["check", &path])).out;
    assert!(few.lines().count() < 60 && few.contains("more like this: “whenever 0” is not a date"), "{few}");
    assert!(run(&mut annals(["check", "--all", &path])).out.lines().count() > 500);
}

#[test]
fn remarks_have_a_way_to_see_them() {
    let folder = folder(&[("a.csv", "date,title\n12.03.2021,A\n")]);
    let ended = run(&mut annals(["convert", &at(&folder, "a.csv"), "--to", "toml"]));
    assert!(ended.err.contains("1 kept with a remark"), "{}", ended.err);
    assert!(ended.err.contains("1 remark; `annals check "), "{}", ended.err);
    // The timeline that comes of it has none.
    std::fs::write(folder.path().join("a.toml"), &ended.out).unwrap();
    let checked = run(&mut annals(["check", &at(&folder, "a.toml")]));
    assert!(checked.out.contains("no key") || !checked.out.contains("EDTF"), "{}", checked.out);
    assert!(ended.out.contains("date = \"2021-03-12\"\ndate_original = \"12.03.2021\"\n"), "{}", ended.out);
}

#[test]
fn force_covers_what_is_refused_too() {
    let folder = folder(&[("a.csv", "date,title\n1994,A\n,\n,,\n\"unclosed,x\n"), ("r.txt", "older\n")]);
    let (input, out, rejects) = (at(&folder, "a.csv"), at(&folder, "o.toml"), at(&folder, "r.txt"));
    let args = ["convert", &input, "-o", &out, "--rejects", &rejects];
    assert_eq!(run(&mut annals(args)).code, Some(2));
    let forced = run(annals(args).arg("--force"));
    assert_eq!(forced.code, Some(0), "{}", forced.err);
    assert!(std::fs::read_to_string(Path::new(&rejects)).unwrap().starts_with("date,title\n"));
}

#[test]
fn a_document_without_a_title_is_called_as_its_file() {
    let folder = folder(&[("Gas transit.csv", "date,title\n1994,A\n")]);
    let path = at(&folder, "Gas transit.csv");
    let markdown = run(&mut annals(["convert", &path, "--to", "md"])).out;
    assert!(markdown.starts_with("# Gas transit\n"), "{markdown}");
    assert!(run(&mut annals(["convert", &path, "--to", "html"])).out.contains("<title>Gas transit</title>"));
    assert!(!run(&mut annals(["convert", &path, "--to", "toml"])).out.contains("Gas transit"));
}

#[test]
fn a_bibliography_counts_sources() {
    let ended = run(&mut annals(["convert", CANAL, "--to", "csl-json"]));
    assert!(
        ended.err.contains("source written; ") || ended.err.contains("sources written; "),
        "{}",
        ended.err
    );
}

#[test]
fn a_merge_speaks_of_the_file_and_not_of_copies_that_are_gone() {
    let bad = "[[events]]\nkey = \"a\"\ntitle = \"A\"\ndate = \"never\"\n";
    let folder = folder(&[(".merge_file_1", bad), (".merge_file_2", bad), (".merge_file_3", bad)]);
    let [base, ours, theirs] = [1, 2, 3].map(|n| at(&folder, &format!(".merge_file_{n}")));
    let ended =
        run(&mut annals(["merge", &base, &ours, &theirs, "-o", &ours, "--force", "--name", "history.toml"]));
    assert!(
        ended.err.contains("history.toml (ours): 2 problems; `annals check history.toml` after the merge"),
        "{}",
        ended.err
    );
    assert!(!ended.err.contains("merge_file"), "{}", ended.err);
}

#[test]
fn what_is_named_as_a_file_is_never_a_word() {
    let folder = folder(&[("vault/a.toml", "[[events]]\ntitle = 'Meant'\n"), ("empty/README", "")]);
    for (name, code, wanted) in [
        ("nosuch.csv", 2, "there is no such file"),
        ("nowhere/", 2, "there is no such file"),
        ("./nosuch", 2, "there is no such file"),
        ("empty/", 2, "nothing in it that annals can read"),
        ("vault/", 0, "Meant"),
        ("./vault", 0, "Meant"),
    ] {
        for command in ["list", "actors", "quotes"] {
            let ended = run(annals([command, name]).current_dir(folder.path()));
            if command == "list" || code == 2 {
                assert_eq!(ended.code, Some(code), "{command} {name}: {}{}", ended.out, ended.err);
                assert!((ended.out + &ended.err).contains(wanted), "{command} {name}");
            }
        }
    }
    let pipe = at(&folder, "pipe.toml");
    if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        let ended = run(&mut annals(["list", &pipe]));
        assert!(ended.code == Some(2) && ended.err.contains("it is a pipe, not a file"), "{}", ended.err);
    }
    // A folder that is named like a word is a word, and that is said.
    let ended = run(annals(["list", "vault"]).current_dir(folder.path()));
    assert!(ended.err.contains("the folder is read as vault/"), "{}", ended.err);
    // Words with a slash are words.
    for word in ["1887/1895", "oil/gas"] {
        assert_ne!(run(&mut annals(["list", word])).code, Some(2), "{word}");
    }
}

#[test]
fn what_is_refused_of_all_sides_of_a_merge_stands_in_one_file_and_over_no_input() {
    let good = "{\"key\": \"a\", \"title\": \"A\"}\n";
    let folder = folder(&[("a.jsonl", &format!("{good}{{one\n")), ("b.jsonl", &format!("{good}{{two\n"))]);
    let [a, b, rejects] = ["a.jsonl", "b.jsonl", "rejects"].map(|name| at(&folder, name));
    let ended = run(&mut annals(["merge", &a, &b, "--to", "toml", "--rejects", &rejects]));
    assert!(ended.out.contains("title = \"A\""), "{}", ended.err);
    assert_eq!(std::fs::read_to_string(&rejects).unwrap(), "{one\n{two\n");
    for arguments in [["convert", &a, "--to", "toml"], ["merge", &a, &b, "--to=toml"]] {
        let ended = run(annals(arguments).args(["--force", "--rejects", &a]));
        assert_eq!(ended.code, Some(2), "{}", ended.out);
    }
    let both = ["convert", &a, "--to", "toml", "-o", &rejects, "--force", "--rejects", &rejects];
    assert!(run(&mut annals(both)).err.contains("cannot be both"));
    assert!(std::fs::read_to_string(&a).unwrap().starts_with(good), "what was read is as it was");
}

#[test]
fn a_comparison_of_what_was_not_read_whole_finds_no_sameness() {
    let event = "{\"key\": \"a\", \"title\": \"A\"}\n";
    let folder = folder(&[("a.jsonl", event), ("b.jsonl", &format!("{event}{{\"title\": \n"))]);
    let ended = run(&mut annals(["diff", &at(&folder, "a.jsonl"), &at(&folder, "b.jsonl")]));
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""), "{}", ended.err);
    assert!(ended.err.contains("1 problem"), "{}", ended.err);
    assert_eq!(run(&mut annals(["diff", CANAL, CANAL])).code, Some(0));
}

#[test]
fn a_remark_is_on_the_file_that_it_is_about() {
    let candidate = "[[events]]\ntitle = 'C'\ndate = '1994'\ncertainty = 'likely'\n";
    let folder = folder(&[("x", "{}"), ("x, y.toml", candidate), ("y.toml", "[[events]]\ntitle = 'Y'\n")]);
    let names = ["y.toml", "x, y.toml"].map(|name| at(&folder, name));
    let checked = run(&mut annals(["check", &names[0], &names[1]])).out;
    assert!(checked.contains("x, y.toml: note: 1 candidate"), "{checked}");
    assert!(!checked.contains("/y.toml: note"), "{checked}");
}

#[test]
fn very_many_quotes_of_one_event_take_no_longer_each() {
    let mut toml = "[[sources]]\nkey = 's'\ntitle = 'S'\n[[events]]\nkey = 'a'\ntitle = 'A'\n".to_owned();
    toml.extend((0..40_000).map(|n| format!("[[events.quotes]]\ntext = 'q{n}'\nsource = 's'\n")));
    let folder = folder(&[("a.toml", &toml)]);
    let found = printed(["sources", "-f", &at(&folder, "a.toml")]);
    assert!(found.contains("40000") || found.contains("40,000"), "{found}");
}

#[test]
fn a_refused_record_that_is_not_kept_is_told() {
    // Longer than all refused records that are kept.
    let long = format!("{{\"title\": \"A\"}}\n{{\"title\": \"{}\n", "x".repeat(65 << 20));
    let folder = folder(&[("a.jsonl", &long)]);
    let (input, rejects) = (at(&folder, "a.jsonl"), at(&folder, "r.jsonl"));
    let ended = run(&mut annals(["convert", &input, "--to", "toml", "--rejects", &rejects]));
    assert_eq!(ended.code, Some(1), "{}", ended.err);
    assert!(ended.err.contains("1 refused record is not in it"), "{}", ended.err);
    assert!(!Path::new(&rejects).exists(), "an empty file says nothing");
}

#[test]
fn the_next_event_with_an_actor_is_found_in_a_stream_too() {
    let event = |n: u32, who: &str| {
        format!("{{\"key\":\"e{n}\",\"date\":\"199{n}\",\"title\":\"Event {n}\",\"actors\":[\"{who}\"]}}\n")
    };
    let text = event(1, "a") + &event(2, "b") + &event(3, "a");
    let folder = folder(&[("a.jsonl", &text)]);
    let screen = printed(["view", &at(&folder, "a.jsonl"), "--keys", ")", "--size", "100x24"]);
    assert!(screen.contains("With a") && !screen.contains("gathered"), "{screen}");
}

#[test]
fn lines_of_json_are_read_as_other_files_are() {
    let line = |title: &str| format!("{{\"title\": \"{title}\", \"date\": \"2020\"}}\n");
    let text = line("Café Straße größer");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let legacy: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let alone = text.replace('\n', "\r") + &line("Second");
    // Far behind what is looked at first.
    let mut late = line("plain").repeat(4_000).into_bytes();
    late.extend(&legacy);
    for (bytes, events) in [(utf16, 1), (legacy, 1), (alone.into_bytes(), 2), (late, 4_001)] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.jsonl"), bytes).unwrap();
        let ended = run(&mut annals(["convert", &at(&folder, "a.jsonl"), "--to", "json"]));
        assert_eq!(ended.out.matches("\"title\"").count(), events, "{}", ended.err);
        assert!(ended.out.contains("Café Straße größer"), "{}", ended.err);
    }
    // A letter that stands for one that was lost long ago is nothing that is wrong with this file.
    let folder = folder(&[("a.jsonl", &line("was \u{fffd}"))]);
    let ended = run(&mut annals(["convert", &at(&folder, "a.jsonl"), "--to", "json"]));
    assert!(!ended.err.contains("problem"), "{}", ended.err);
}

#[test]
fn what_annals_writes_as_lines_is_known_in_a_pipe() {
    let long = format!("{{\"key\": \"a\", \"title\": \"{}\"}}\n", "long ".repeat(20_000));
    for text in ["{\"rest\": {\"x\": 1}}\n{\"key\": \"a\", \"title\": \"A\"}\n", &long] {
        let ended = feed(&mut annals(["convert", "-", "--to", "toml"]), text.as_bytes());
        assert!(ended.err.contains("jsonl: 1 record read"), "{}", ended.err);
    }
    // A whole timeline on one long line is none of these.
    let whole = format!("{{\"timeline\": {{\"title\": \"T\"}}, \"events\": [{}]}}", long.trim());
    let ended = feed(&mut annals(["convert", "-", "--to", "toml"]), whole.as_bytes());
    assert!(ended.err.contains(": json: 1 record read"), "{}", ended.err);
}

#[test]
fn fields_of_lines_are_mapped_and_other_files_say_that_theirs_are_not() {
    let folder = folder(&[
        ("m.jsonl", "{\"when\": \"2020-05-01\", \"headline\": \"Protest\"}\n"),
        ("m.json", "{\"events\": [{\"date\": \"2020\", \"title\": \"A\"}]}"),
    ]);
    let map = |file: &str, map: &str| {
        run(&mut annals(["convert", &at(&folder, file), "--to", "toml", "--map", map]))
    };
    let ended = map("m.jsonl", "date=when,title=headline");
    assert!(ended.out.contains("date = \"2020-05-01\"\ntitle = \"Protest\""), "{}{}", ended.out, ended.err);
    assert!(map("m.jsonl", "wer=when").err.contains("there is no field `wer` of an event"));
    assert!(map("m.json", "date=when").err.contains("2 problems"));
}

#[test]
fn what_is_lost_is_told_by_merge_and_export_too() {
    let folder = folder(&[
        ("a.toml", "# a remark\n[[events]]\nkey = 'a'\ntitle = 'A'\nn = [1]\n"),
        ("b.toml", "[[events]]\nkey = 'b'\ntitle = 'B'\n"),
        ("null.json", "{\"events\": [{\"title\": \"A\", \"l\": [1, null]}]}"),
    ]);
    let [a, b, null] = ["a.toml", "b.toml", "null.json"].map(|name| at(&folder, name));
    let merged = run(&mut annals(["merge", &a, &b, "--to", "csv"]));
    assert!(merged.err.contains("csv cannot hold extra (1 event: n)"), "{}", merged.err);
    let strict = run(&mut annals(["merge", &a, &b, "--to", "csv", "--strict"]));
    assert_eq!((strict.code, strict.out.as_str()), (Some(2), ""));
    let exported = run(&mut annals(["export", "--file", &a, "--format", "csv"]));
    assert!(exported.err.contains("csv cannot hold extra"), "{}", exported.err);
    let again = run(&mut annals(["convert", &a, "--to", "toml"]));
    assert!(again.err.contains("the remarks (#) in it are not kept"), "{}", again.err);
    assert!(again.err.contains("nothing else lost"), "{}", again.err);
    let checked = run(&mut annals(["check", &null]));
    assert!(format!("{}{}", checked.out, checked.err).contains("a null in a list"), "{}", checked.err);
}
