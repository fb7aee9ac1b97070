//! What other programs read: JSON, JSON lines, CSV, and files that come back the same.

use super::run::{CANAL, annals, feed, printed, run};

const LISTS: &[&str] = &["list", "actors", "quotes", "sources"];

#[test]
fn json_is_json_and_a_line_is_a_record() {
    for file in [CANAL, "assets/timeline.toml"] {
        for list in LISTS {
            let print = |format| printed([list, "--file", file, "--format", format]);
            let whole: Vec<serde_json::Value> = serde_json::from_str(&print("json")).unwrap();
            let lines: Vec<serde_json::Value> =
                print("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert!(whole.iter().all(serde_json::Value::is_object), "{list}");
            assert_eq!(whole, lines, "{list}");
            assert_eq!(whole.len(), print("table").lines().count(), "{list}: one record a line");
            assert_eq!(whole.len(), csv(&print("csv")).len() - 1, "{list}");
        }
    }
}

/// The records of a table, all of one width; the header first.
fn csv(text: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

#[test]
fn formulas_are_defused_in_every_table() {
    let toml = "[[sources]]\nkey = '=s'\ntitle = '@SUM(A1)'\n\
        [[actors]]\nkey = '+a'\nname = '=cmd|x'\naliases = ['-1']\n\
        [[events]]\nkey = '-e'\ntitle = '=HYPERLINK(1)'\ndate = '-0044'\nplace = \"\\t=1\"\n\
        actors = [{ actor = '+a' }]\ntags = ['=t']\n\
        [[events.quotes]]\ntext = '=q'\nsource = '=s'\nspeaker = '+a'\nlocator = '=p'\n";
    for args in [&["list"][..], &["actors"], &["quotes"], &["sources"], &["export"], &["show", "--", "-e"]] {
        let mut program = annals(&args[..1]);
        program.args(["--format", "csv", "--file", "-"]).args(&args[1..]);
        let ended = feed(&mut program, toml.as_bytes());
        assert_eq!(ended.code, Some(0), "{args:?}: {}", ended.err);
        for cell in csv(&ended.out).iter().flat_map(|record| record.iter()) {
            // A number is no formula.
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.trim_start().starts_with(['=', '+', '-', '@']), "{args:?}: {cell:?}");
        }
    }
}

#[test]
fn what_is_exported_comes_back_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for file in [CANAL, "assets/timeline.toml"] {
        let toml = printed(["export", "--file", file]);
        let json = printed(["export", "--format", "json", "--file", file]);
        for (name, format, text) in [("a.toml", "toml", &toml), ("a.json", "json", &json)] {
            let path = folder.path().join(name);
            let path = path.to_str().unwrap();
            let quiet = printed(["export", "--file", file, "--format", format, "--force", "--output", path]);
            assert_eq!(quiet, "");
            assert_eq!(&std::fs::read_to_string(path).unwrap(), text);
            assert_eq!(printed(["export", "--file", path]), toml, "{file} by {format}");
            assert_eq!(printed(["export", "--format", "json", "--file", path]), json, "{file} by {format}");
        }
    }
}

#[test]
fn a_file_is_written_over_only_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, "mine").unwrap();
    let export = |force: &[&str]| run(annals(["export", "--file", CANAL, "-o"]).arg(&path).args(force));
    let refused = export(&[]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    assert_eq!(export(&["--force"]).code, Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), printed(["export", "--file", CANAL]));
}

#[test]
fn a_quote_that_is_not_there_is_shown_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.txt"), "They met twice.\n").unwrap();
    let text = "[[sources]]\nkey = 's'\ntitle = 'S'\nfile = 'letter.txt'\n\
        [[events]]\nkey = 'e'\ntitle = 'They met'\n\
        [[events.quotes]]\ntext = 'They met twice'\nsource = 's'\n\
        [[events.quotes]]\ntext = 'They met once'\nsource = 's'\n\
        [[events.caveats]]\ntext = 'Who?'\nquote = 'They never met'\n";
    std::fs::write(folder.path().join("mine.toml"), text).unwrap();
    let args = ["check", "mine.toml", "--documents", ".", "--offsets"];
    let ended = run(annals(args).current_dir(folder.path()));
    assert_eq!(ended.code, Some(1), "{}", ended.err);
    for wanted in [
        "e: quote 1: letter.txt, par. 1, characters 0-14, bytes 0-14\n",
        "mine.toml:5:1: warning: event `e`: a caveat is about “They never met”",
        "  5 | [[events]]\n    | ^\n",
        "mine.toml:12:9: error: event `e`: the quote “They met once” is not in letter.txt",
        "  12 | text = 'They met once'\n     |         ^\n",
        "mine.toml: 1 of 2 quotes found in their documents\n",
    ] {
        assert!(ended.out.contains(wanted), "{wanted}: {}", ended.out);
    }
}

#[test]
fn a_file_behind_its_option_is_no_word() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(CANAL, folder.path().join("mytimeline")).unwrap();
    let list = |word: &str| run(annals(["list", "-f", "mytimeline", word]).current_dir(folder.path()));
    let refused = list("-fmytimeline");
    assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""));
    assert!(refused.err.contains("for the file write -f mytimeline"), "{}", refused.err);
    for word in ["-france", "-\"fmytimeline\""] {
        assert_eq!(list(word).code, Some(0), "{word}");
    }
}

#[test]
fn what_is_written_over_is_never_half_there() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("mine.toml"), folder.path().join("link.toml"));
    std::fs::write(&path, "mine").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("mine.toml", &link).unwrap();
    // A disk that is full after a block or two.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" export --force -o \"$1\"";
    let program = env!("CARGO_BIN_EXE_annals");
    let mut shell = std::process::Command::new("sh");
    let full = shell.args(["-c", script, program]).arg(&link).output().unwrap();
    assert_eq!(full.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&full.stderr).contains("could not be written whole"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");

    assert_eq!(run(annals(["export", "--file", CANAL, "--force", "-o"]).arg(&link)).code, Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), printed(["export", "--file", CANAL]));
    assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o640);
    assert!(link.is_symlink());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left there");
    assert_eq!(run(&mut annals(["export", "--force", "-o", "/dev/null"])).code, Some(0));
}

#[test]
fn what_is_converted_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let packed = std::fs::File::create(at("canal.toml.gz")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(packed, flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &std::fs::read(CANAL).unwrap()).unwrap();
    packed.finish().unwrap();
    let convert = |from: &str, to: &str, more: &[&str]| {
        run(annals(["convert"]).arg(at(from)).arg("-o").arg(at(to)).args(more))
    };
    let ended = convert("canal.toml.gz", "canal.json", &[]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), ""), "{}", ended.err);
    assert!(ended.err.contains("5 records read, 0 kept with a remark, 0 refused"), "{}", ended.err);
    assert!(ended.err.contains("canal.json: json: 5 events written; nothing else lost"), "{}", ended.err);
    assert_eq!(convert("canal.json", "canal.toml", &[]).code, Some(0));
    assert_eq!(std::fs::read_to_string(at("canal.toml")).unwrap(), printed(["export", "--file", CANAL]));

    let ended = convert("canal.json", "canal.toml", &[]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("--force"), "{}", ended.err);
    assert_eq!(convert("canal.json", "canal.toml", &["--force"]).code, Some(0));
    std::fs::write(at("cut.toml.gz"), &std::fs::read(at("canal.toml.gz")).unwrap()[..200]).unwrap();
    let ended = convert("cut.toml.gz", "cut.json", &[]);
    assert_eq!(ended.code, Some(2));
    assert!(
        ended.err.contains("cut.toml.gz: error: it cannot be unpacked to its end: it is cut short"),
        "{}",
        ended.err
    );
    assert!(!at("cut.json").exists());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4, "nothing else is left there");
}

#[test]
fn records_that_are_left_out_show_in_the_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let lines = "{\"title\": \"a\"}\n{\"title\": \n{\"title\": \"b\"}\n";
    std::fs::write(at("bad.jsonl"), lines).unwrap();
    let convert = |more: &[&std::ffi::OsStr]| {
        run(annals(["convert"]).arg(at("bad.jsonl")).args(["--to", "csv"]).args(more))
    };
    let ended = convert(&[]);
    assert_eq!(ended.code, Some(1), "{}", ended.err);
    assert!(ended.err.contains("3 records read, 0 kept with a remark, 1 refused"), "{}", ended.err);
    assert_eq!(ended.out.lines().count(), 3, "{}", ended.out);
    // Who has them put aside knows.
    let rejects = at("rejects.jsonl");
    assert_eq!(convert(&["--rejects".as_ref(), rejects.as_ref()]).code, Some(0));
    assert_eq!(std::fs::read_to_string(rejects).unwrap(), "{\"title\": \n");
    let merged = run(annals(["merge"]).arg(at("bad.jsonl")).arg(CANAL).args(["--to", "toml"]));
    assert_eq!(merged.code, Some(1), "{}", merged.err);

    // What is cut short gives what stands before the cut, where records stand each by itself.
    let packed = std::fs::File::create(at("cut.jsonl.gz")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(packed, flate2::Compression::fast());
    for n in 0..2_000 {
        std::io::Write::write_all(&mut packed, format!("{{\"title\": \"e{n}\"}}\n").as_bytes()).unwrap();
    }
    packed.finish().unwrap();
    let bytes = std::fs::read(at("cut.jsonl.gz")).unwrap();
    std::fs::write(at("cut.jsonl.gz"), &bytes[..bytes.len() / 2]).unwrap();
    let ended = run(annals(["convert"]).arg(at("cut.jsonl.gz")).args(["--to", "csv"]));
    assert_eq!(ended.code, Some(1), "{}", ended.err);
    assert!(ended.out.lines().count() > 100);
    let ended = run(annals(["check"]).arg(at("cut.jsonl.gz")));
    assert!(
        ended.out.contains("it is cut short; get it again; what stands before the cut is here"),
        "{}",
        ended.out
    );
}

#[test]
fn the_manual_the_keys_and_the_completions_are_whole() {
    let manual = printed(["man"]);
    assert!(manual.contains(".TH ANNALS 1"), "{manual}");
    for heading in
        ["NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "EXAMPLES", "EXIT STATUS", "ENVIRONMENT", "FILES", "GIT"]
    {
        assert!(manual.contains(&format!("\n.SH {heading}\n")), "{heading}");
    }
    let completions = printed(["completions", "bash"]);
    let keys = printed(["keys"]);
    assert!(keys.contains("PgDn") && printed(["keys", "--markdown"]).contains("| `j` "));
    for command in [
        "list", "show", "actors", "quotes", "sources", "check", "export", "convert", "diff", "merge",
        "formats", "view", "keys", "man",
    ] {
        assert!(manual.contains(&format!(".SS annals {command}")), "{command}");
        assert!(completions.contains(&format!("annals__subcmd__{command}")), "{command}");
    }
    assert!(!manual.contains('\0') && !printed(["list", "--help"]).contains('\0'));
}

#[test]
fn a_source_that_is_named_without_words_reports_the_event() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let rows = "id,date,title,source,url\nm,1994,They met,Sample Gazette,https://gazette.example/1\n";
    std::fs::write(at("a.csv"), rows).unwrap();
    assert_eq!(run(annals(["convert"]).arg(at("a.csv")).arg("-o").arg(at("a.toml"))).code, Some(0));
    for name in ["a.csv", "a.toml"] {
        let list = |filter: &str| run(annals(["list", "--file"]).arg(at(name)).arg(filter));
        assert!(list("source:gazette").out.contains("They met"), "{name}");
        assert_eq!(list("has:quote").code, Some(1), "{name}: it is not quoted");
        let shown = run(annals(["show", "--file"]).arg(at(name)).arg("m")).out;
        assert!(shown.contains("Reported by “Sample Gazette”"), "{name}: {shown}");
        assert!(!shown.contains("No source is quoted"), "{name}: {shown}");
        let sources = run(annals(["sources", "--file"]).arg(at(name))).out;
        assert!(sources.contains("1 report"), "{name}: {sources}");
        assert_eq!(run(annals(["quotes", "--file"]).arg(at(name))).code, Some(1), "{name}");
        let html = run(annals(["export", "--format", "html", "--file"]).arg(at(name))).out;
        assert!(html.contains("Reported by") && !html.contains("<blockquote"), "{name}");
        let checked = run(annals(["check"]).arg(at(name)));
        assert_eq!(checked.code, Some(0), "{name}: {}", checked.out);
        assert!(checked.out.contains("1 event, 1 report"), "{name}: {}", checked.out);
    }
}

#[test]
fn what_other_formats_bring_along_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let rows: Vec<String> = (0..30).map(|n| format!("e{n},19{n:02},Event {n},{n},red")).collect();
    let rows = rows.join("\n");
    std::fs::write(at("a.csv"), format!("id,date,title,shelf,binding\n{rows}\n")).unwrap();
    for (to, codes) in [("a.toml", 1), ("a.json", 1), ("a.jsonl", 0)] {
        assert_eq!(run(annals(["convert"]).arg(at("a.csv")).arg("-o").arg(at(to))).code, Some(0));
        let checked = run(annals(["check"]).arg(at(to)));
        assert_eq!(checked.code, Some(codes), "{to}: {}", checked.out);
        let said =
            checked.out.lines().filter(|line| line.contains(": note: ") || line.contains(": warning: "));
        assert!(said.count() <= 3, "{to}: {}", checked.out);
        if to != "a.jsonl" {
            assert!(checked.out.contains("unknown field `shelf` in an event, 30 times"), "{}", checked.out);
            assert!(checked.out.contains("none of the 30 events has evidence"), "{}", checked.out);
        }
    }
}

#[test]
fn of_several_inputs_each_event_and_each_problem_knows_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("a.csv"), "date,title,shelf\n1994,A,7\n").unwrap();
    std::fs::write(at("b.toml"), "[[events]]\nkey = 'b'\ntitle = 'B'\nstatus = 'occured'\n").unwrap();
    let both = |command: &str| {
        let mut annals = annals([command]);
        for name in ["a.csv", "b.toml"] {
            if command != "convert" {
                annals.arg("--file");
            }
            annals.arg(at(name));
        }
        annals
    };
    let found = run(both("list").arg("origin:a.csv")).out;
    assert!(found.contains('A') && !found.contains('B'), "{found}");
    let shown = run(both("show").arg("1994-a")).out;
    assert!(shown.contains("shelf: 7") && shown.contains("a.csv:2"), "{shown}");
    let ended = run(both("convert").args(["--to", "md"]));
    assert!(ended.err.contains("which input each event is from is not written"), "{}", ended.err);
    assert!(ended.err.contains("extra (2 events: shelf, status)"), "{}", ended.err);
    let ended = run(annals(["view", "--print", "--size", "100x30", "--keys", "!"])
        .arg(at("a.csv"))
        .arg(at("b.toml")));
    assert!(ended.out.contains("b.toml:4:10"), "{}{}", ended.out, ended.err);
}

#[test]
fn what_is_read_otherwise_than_it_stands_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let rows = "date,title,actors,summary\n1994,A,\"NATO, Azerbaijan\",<p>They <b>met</b>.</p>\n";
    std::fs::write(at("a.csv"), rows).unwrap();
    let checked = run(annals(["check"]).arg(at("a.csv"))).out;
    assert!(checked.contains("“NATO, Azerbaijan” is read as one actor; if it is several"), "{checked}");
    let shown = run(annals(["export", "--format", "json", "--file"]).arg(at("a.csv"))).out;
    assert!(shown.contains("\"They met.\"") && shown.contains("<p>They <b>met</b>.</p>"), "{shown}");
    std::fs::write(at("empty.csv"), "").unwrap();
    let checked = run(annals(["check"]).arg(at("empty.csv"))).out;
    assert!(
        checked.contains("the file is empty; there is nothing to read in it; export it again"),
        "{checked}"
    );
    let noise: Vec<u8> = (0..4_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    std::fs::write(at("a.xlsx"), noise).unwrap();
    let ended = run(annals(["check"]).arg(at("a.xlsx")));
    assert!(ended.err.contains("`annals formats` lists what can be read"), "{}", ended.err);
    // Other programs see another date where theirs cannot say it.
    let toml =
        "[[events]]\nkey = 'a'\ntitle = 'A'\n[[events]]\nkey = 'b'\ntitle = 'B'\ndate = 'Y-13800000000'\n";
    std::fs::write(at("a.toml"), toml).unwrap();
    for to in ["a.mw", "a.ics"] {
        let ended = run(annals(["convert", "--strict"]).arg(at("a.toml")).arg("-o").arg(at(to)));
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        assert!(ended.err.contains("other programs read otherwise: date ("), "{}", ended.err);
    }
}

#[test]
fn a_mapping_that_is_remembered_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "wann,was\n1994,A\n").unwrap();
    let state = folder.path().join("state");
    let run_in = |args: &[&str]| {
        run(annals(args).arg(&path).env("XDG_STATE_HOME", &state).env("XDG_DATA_HOME", &state))
    };
    assert_eq!(run_in(&["check", "--map", "date=wann,title=was"]).code, Some(0));
    for args in [&["list", "--file"][..], &["convert", "--to", "toml"]] {
        let ended = run_in(args);
        assert_eq!(ended.err.matches("columns as --map said before").count(), 1, "{args:?}: {}", ended.err);
    }
}
