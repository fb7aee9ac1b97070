//! What the shell does outside: the clipboard, openers, the editor.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::harness::DEADLINE;
use crate::{SOON, ready, sample, saving, times_left};

#[test]
fn copies_only_what_a_terminal_takes() {
    let mut session = ready(sample());
    session.send("c");
    session.wait_for("Sent 9 characters to the clipboard: the words");
    assert!(
        session.see(|seen| String::from_utf8_lossy(&seen.bytes).contains("\x1b]52;c;G1sySndvcmRz\x1b\\"))
    );
    session.send("C");
    session.wait_for("failed: not copied: all of it has 1048576 bytes");
}

/// A folder with a program in it that `script` is, for `PATH`.
fn program(name: &str, script: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[track_caller]
fn wait_for_file(path: &Path) -> String {
    let end = Instant::now() + DEADLINE;
    loop {
        if let Ok(text) = fs::read_to_string(path)
            && text.ends_with("end\n")
        {
            return text;
        }
        assert!(Instant::now() < end, "{} was not written", path.display());
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn opens_addresses_and_documents_without_a_shell() {
    let folder = program("xdg-open", r#"printf '%s\n' "$#" "$1" end > "$OPENED""#);
    let opened = folder.path().join("opened");
    fs::write(folder.path().join("document.txt"), "").unwrap();
    let mut command = sample();
    command.env("PATH", format!("{}:/usr/bin:/bin", folder.path().display()));
    command.env("OPENED", &opened);
    command.env("SAMPLE_FILE", folder.path().join("timeline.toml"));
    let mut session = ready(command);

    session.send("o");
    assert_eq!(wait_for_file(&opened), "1\nhttps://example.org/$(id);x?a=b\nend\n");
    fs::remove_file(&opened).unwrap();
    session.send("f");
    let document = folder.path().canonicalize().unwrap().join("document.txt");
    assert_eq!(wait_for_file(&opened), format!("1\n{}\nend\n", document.display()));
    session.send("O");
    session.wait_for("failed: not opened: only http, https and mailto");
    session.send("F");
    session.wait_for("failed: not opened: /etc/passwd");
}

#[test]
fn over_ssh_an_address_is_copied_instead() {
    let mut command = sample();
    command.env("SSH_TTY", "/dev/pts/0");
    command.env_remove("DISPLAY");
    command.env_remove("WAYLAND_DISPLAY");
    let mut session = ready(command);
    session.send("o");
    session.wait_for("no browser over SSH");
    assert!(session.see(|seen| String::from_utf8_lossy(&seen.bytes).contains("\x1b]52;c;")));
}

#[test]
fn an_opener_in_the_current_folder_is_not_run() {
    let folder = program("xdg-open", r#"echo end > "$OPENED""#);
    let mut command = sample();
    command.env("PATH", ":.:");
    command.env("OPENED", folder.path().join("opened"));
    command.cwd(folder.path());
    let mut session = ready(command);
    session.send("o");
    session.wait_for("failed: no program here opens things");
    assert!(!folder.path().join("opened").exists());
}

#[test]
fn the_editor_gets_the_terminal_and_every_key() {
    let folder = program(
        "nano",
        r#"printf 'editor is here\n'; IFS= read -r typed; printf '%s\n' "$#" "$1" "$2" "$typed" end > "$EDITED"; exit "$CODE""#,
    );
    for code in [0, 3] {
        let edited = folder.path().join(format!("edited {code}"));
        let mut command = sample();
        command.env("EDITOR", folder.path().join("nano"));
        command.env("EDITED", &edited);
        command.env("CODE", code.to_string());
        command.env("SAMPLE_FILE", folder.path().join("a b.toml"));
        if code != 0 {
            // A file that is there and stays as it is: nothing else is to be told.
            fs::write(folder.path().join("a b.toml"), "[[events]]\ntitle = 'a'\n").unwrap();
        }
        let mut session = ready(command);
        session.send("e");
        session.wait_until("the editor", |seen| seen.is_restored() && seen.shows("editor is here"));
        session.resize(70, 20);
        // Ctrl-C in the editor is the editor's.
        session.signal(Signal::INT);
        session.send("every key\r");
        session.wait_for("ready 70x20");
        let file = folder.path().join("a b.toml");
        assert_eq!(wait_for_file(&edited), format!("2\n+3\n{}\nevery key\nend\n", file.display()));
        session.wait_for(if code == 0 { "failed: not read again" } else { "ended with exit status: 3" });
        session.send("q");
        assert!(session.wait_for_restored_exit(DEADLINE).success());
    }
}

#[test]
fn a_signal_ends_the_editor_too() {
    let folder = program("nano", "printf 'editor is here\\n'; sleep 1000");
    let (mut command, left) = saving();
    command.env("EDITOR", folder.path().join("nano"));
    command.env("SAMPLE_FILE", "timeline.toml");
    let mut session = ready(command);
    session.send("e");
    session.wait_for("editor is here");
    session.signal(Signal::TERM);
    assert_eq!(session.wait_for_exit(SOON).signal(), Some("Terminated"));
    assert_eq!(times_left(&left), 1);
}

#[test]
fn an_editor_that_is_not_there_is_named() {
    let mut command = sample();
    command.env("EDITOR", "no-such-editor");
    command.env("SAMPLE_FILE", "timeline.toml");
    let mut session = ready(command);
    session.send("e");
    session.wait_for("failed: the editor no-such-editor (EDITOR) was not found");
    session.send("j");
    session.wait_for("keys 2");
}
