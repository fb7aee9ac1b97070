//! The program itself, left in every way: what was read, marked and noted is there afterwards.

use std::fs;
use std::path::Path;
use std::time::Duration;

use portable_pty::CommandBuilder;
use rustix::process::Signal;
use tempfile::TempDir;

use crate::harness::Session;
use crate::surroundings;

const TIMELINE: &str = "[[events]]\nkey = 'a'\ndate = '2001'\ntitle = 'Alpha'\n\n[[events]]\nkey = 'b'\ndate = '2002'\ntitle = 'Beta'\n";

fn begin(folder: &Path, arguments: &[&str]) -> Session {
    let session = begin_with(folder, &[&["timeline.toml"], arguments].concat());
    session.wait_for("Alpha");
    session
}

fn begin_with(folder: &Path, arguments: &[&str]) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
    command.args(arguments);
    surroundings(&mut command);
    for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, folder.join("home"));
    }
    command.cwd(folder);
    Session::start(command, 100, 24)
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("timeline.toml"), TIMELINE).unwrap();
    fs::create_dir(folder.path().join("home")).unwrap();
    folder
}

fn work(session: &mut Session) {
    session.send("jma");
    session.wait_for("Mark a: Beta");
    session.send("aa note to keep\x1b");
    session.wait_for("Noted");
}

fn is_all_there(folder: &Path) {
    let mut session = begin(folder, &[]);
    session.send("M");
    session.wait_for("a note to keep");
    session.wait_for("a  Beta");
    session.send("\x1b");
    session.wait_until("the list of marks to close", |seen| !seen.shows("Marks and notes"));
    session.send("Q");
    session.wait_for_restored_exit(Duration::from_secs(5));
}

#[test]
fn a_session_outlives_quitting_and_every_signal() {
    for signal in [None, Some(Signal::TERM), Some(Signal::HUP), Some(Signal::INT)] {
        let folder = folder();
        let mut session = begin(folder.path(), &[]);
        work(&mut session);
        match signal {
            None => session.send("Q"),
            Some(signal) => session.signal(signal),
        }
        session.wait_for_exit(Duration::from_secs(5));
        is_all_there(folder.path());
    }
}

#[test]
fn what_was_done_a_second_ago_outlives_a_kill() {
    let folder = folder();
    let mut session = begin(folder.path(), &[]);
    work(&mut session);
    std::thread::sleep(Duration::from_millis(1_200));
    session.signal(Signal::KILL);
    session.wait_for_exit(Duration::from_secs(5));
    is_all_there(folder.path());
}

#[test]
fn nothing_is_kept_when_nothing_is_to_be_kept() {
    let folder = folder();
    let mut session = begin(folder.path(), &["--no-session"]);
    session.send("ma");
    session.wait_for("Nothing is kept in this run");
    session.send("Q");
    session.wait_for_restored_exit(Duration::from_secs(5));
    assert_eq!(fs::read_dir(folder.path().join("home")).unwrap().count(), 0);
}

#[test]
fn what_a_review_has_written_is_followed_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let letter = "Vik, 2 June 2024\n\nThe museum was opened on 1 June 2024.\n";
    fs::write(folder.path().join("letter.txt"), letter).unwrap();
    let mut session = begin_with(folder.path(), &["--no-session", "read", "letter.txt"]);
    session.wait_for("1 candidate");
    session.send("aw\x15mine.toml\r");
    session.wait_for("Wrote mine.toml");
    let path = folder.path().join("mine.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("title = \"The museum was", "title = \"The museum of Vik was")).unwrap();
    session.wait_for("Read again: changed: The museum of Vik was opened: title");
    session.send("Q");
    session.wait_for_restored_exit(Duration::from_secs(5));
}

#[test]
fn a_home_that_is_a_file_is_said_and_reading_goes_on() {
    let folder = folder();
    fs::remove_dir(folder.path().join("home")).unwrap();
    fs::write(folder.path().join("home"), "not a folder").unwrap();
    let mut session = begin(folder.path(), &[]);
    session.wait_for("not kept");
    session.send("j");
    session.send("Q");
    session.wait_for_restored_exit(Duration::from_secs(5));
}

#[test]
fn in_doubt_the_reader_says_which_session() {
    let folder = folder();
    let mut session = begin(folder.path(), &[]);
    work(&mut session);
    session.send("Q");
    session.wait_for_exit(Duration::from_secs(5));
    // A copy beside the file that is still there.
    let copy = fs::read_to_string(folder.path().join("timeline.toml")).unwrap();
    fs::write(folder.path().join("copy.toml"), copy).unwrap();
    let ask = || {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
        command.arg("copy.toml");
        surroundings(&mut command);
        for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, folder.path().join("home"));
        }
        command.cwd(folder.path());
        let session = Session::start(command, 100, 24);
        session.wait_for("Which reading session");
        session.wait_for("100 % of the events are the same");
        session
    };
    let mut none = ask();
    none.send("\x1b");
    none.wait_for("not kept");
    none.send("Q");
    none.wait_for_exit(Duration::from_secs(5));
    let mut this = ask();
    // Other keys do nothing until it is answered, nor does Enter before one is chosen.
    this.send("x/\rj\r");
    this.wait_until("the answer", |seen| !seen.shows("Which reading session"));
    this.send("M");
    this.wait_for("Marks and notes");
    this.wait_for("a note to keep");
    this.send("\x1b");
    this.wait_until("the list of marks to close", |seen| !seen.shows("Marks and notes"));
    this.send("Q");
    this.wait_for_exit(Duration::from_secs(5));
}
