//! Pipes that close, disks that are full, colours, standard input.

use std::fs::OpenOptions;
use std::process::Stdio;

use super::run::{CANAL, annals, feed, printed, run};

/// What prints enough to be worth cutting off.
const PRINTERS: &[&[&str]] = &[
    &["list"],
    &["list", "--format", "json"],
    &["quotes"],
    &["actors"],
    &["export"],
    &["show", "davos-meeting"],
    &["keys"],
    &["man"],
    &["completions", "zsh"],
    &["view", "--size", "300x300"],
    &["--help"],
    &["--version"],
    &[],
];

#[test]
fn a_closed_pipe_is_no_error() {
    for args in PRINTERS {
        let mut child = annals(*args).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), err.as_ref()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn a_full_disk_is_told() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    for args in PRINTERS {
        let ended = run(annals(*args).stdout(Stdio::from(full.try_clone().unwrap())));
        assert_eq!(
            (ended.code, ended.err.as_str()),
            (Some(2), "annals: standard output cannot be written: the disk is full: free some space\n"),
            "{args:?}"
        );
    }
}

#[test]
fn colours_are_for_those_who_see_them() {
    type Row<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str], bool);
    let env = |pairs: &[(&str, &str)], args: &[&str]| {
        let mut command = annals(["list", "--file", CANAL]);
        command.args(args).envs(pairs.iter().copied());
        run(&mut command).out.contains('\u{1b}')
    };
    let rows: &[Row] = &[
        (&[("TERM", "xterm-256color")], &[], false),
        (&[("CLICOLOR_FORCE", "1")], &[], true),
        (&[("CLICOLOR_FORCE", "0")], &[], false),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[], false),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")], &[], true),
        (&[("CLICOLOR_FORCE", "1")], &["--color", "never"], false),
        (&[("NO_COLOR", "1")], &["--color", "always"], true),
    ];
    for (pairs, args, wanted) in rows {
        assert_eq!(env(pairs, args), *wanted, "{pairs:?} {args:?}");
    }
}

#[test]
fn no_escape_sequence_goes_into_a_pipe() {
    for args in PRINTERS {
        assert!(!printed(*args).contains('\u{1b}'), "{args:?}");
    }
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let toml = std::fs::read(CANAL).unwrap();
    for args in [&["list", "--file"][..], &["export", "--file"], &["quotes", "-f"], &["check"], &[]] {
        let piped = feed(&mut annals(args.iter().chain(&["-"])), &toml);
        let named = printed(args.iter().chain(&[CANAL])).replace(CANAL, "standard input");
        assert_eq!((piped.code, piped.out, piped.err.as_str()), (Some(0), named, ""), "{args:?}");
    }
    let nothing = feed(&mut annals(["check", "-"]), b"");
    assert_eq!(nothing.code, Some(1));
    assert!(nothing.out.starts_with("standard input:"), "{}", nothing.out);
    let garbage = feed(&mut annals(["list", "--file", "-"]), b"{");
    assert_eq!(garbage.code, Some(2));
    assert!(garbage.err.starts_with("standard input:1:1: error: "), "{}", garbage.err);
}
