//! The program itself, on a file that is changed under it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::harness::{DEADLINE, Session};
use crate::{surroundings, wake_ups};

/// A file of its own, and the program that shows it.
struct Followed {
    folder: TempDir,
    session: Session,
}

/// A timeline of the events named, one a year.
fn timeline(titles: &[&str]) -> String {
    let event = |(year, title): (u32, &&str)| {
        format!("[[events]]\nkey = \"{}\"\ndate = \"{year}\"\ntitle = \"{title}\"\n\n", title.to_lowercase())
    };
    (2001..).zip(titles).map(event).collect()
}

impl Followed {
    fn new(titles: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("timeline.toml"), timeline(titles)).unwrap();
        Self::at("timeline.toml", folder)
    }

    fn at(name: &str, folder: TempDir) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
        command.arg(name);
        surroundings(&mut command);
        for folder_of in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env(folder_of, folder.path().join("home"));
        }
        command.cwd(folder.path());
        let session = Session::start(command, 100, 24);
        session.wait_for("Alpha");
        Self { folder, session }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("timeline.toml")
    }

    fn write(&self, text: &str) {
        fs::write(self.path(), text).unwrap();
    }

    /// Writes beside it, then puts that in its place, as careful editors do.
    fn replace(&self, text: &str) {
        replace(&self.path(), text);
    }

    /// The row of the selected event is the one that is reversed.
    fn selects(&self, title: &str) {
        self.session.wait_until(&format!("{title} to be selected"), |seen| {
            let screen = seen.screen();
            (0..24).any(|row| {
                let reversed =
                    (0..40).any(|column| screen.cell(row, column).is_some_and(vt100::Cell::inverse));
                reversed && screen.contents_between(row, 0, row, 60).contains(title)
            })
        });
    }
}

fn replace(path: &Path, text: &str) {
    let beside = path.with_extension("new");
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, path).unwrap();
}

#[test]
fn a_change_is_taken_up_and_the_place_is_kept() {
    let mut it = Followed::new(&["Alpha", "Beta", "Gamma"]);
    it.session.send("jj");
    it.selects("Gamma");

    it.write(&timeline(&["Alpha", "Added", "Beta", "Gamma"]));
    it.session.wait_for("Read again: 1 new, 2 changed");
    it.selects("Gamma");

    it.replace(&timeline(&["Alpha", "Added", "Beta", "Gamma", "Delta"]));
    it.session.wait_for("Read again: new: Delta");
    it.selects("Gamma");

    // Once more by rename: it is another file by now than the one that was there at the start.
    it.replace(&timeline(&["Alpha", "Added", "Beta", "Delta"]));
    it.session.wait_for("Read again: 1 changed, 1 gone");
    it.selects("Delta");

    it.session.send("q");
    assert!(it.session.wait_for_restored_exit(DEADLINE).success());
}

#[test]
fn a_broken_file_leaves_what_was_read_and_says_why() {
    let good = r#"{"timeline": {"title": "T"}, "events": [{"key": "a", "title": "Alpha"}]}"#;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.json");
    fs::write(&path, good).unwrap();
    let mut it = Followed::at("t.json", folder);

    fs::write(&path, &good[..good.len() - 3]).unwrap();
    it.session.wait_for("not read again: t.json:1:");
    it.session.wait_for("Alpha");
    it.session.wait_for("2 problems");
    // It is in the list of what is wrong, too.
    it.session.send("!");
    it.session.wait_for("error: ");
    it.session.send("\x1b");

    fs::write(&path, good).unwrap();
    it.session.wait_for("t.json is again as it was");
    it.session.wait_for("1 problem");

    fs::write(&path, "{").unwrap();
    it.session.wait_for("not read again: t.json:1:");
    fs::write(&path, good.replace("\"Alpha\"", "\"Alpha and Omega\"")).unwrap();
    it.session.wait_for("Read again: changed: Alpha and Omega: title");
}

#[test]
fn a_file_that_goes_and_comes_back_is_followed_on() {
    let it = Followed::new(&["Alpha"]);
    fs::remove_file(it.path()).unwrap();
    it.session.wait_for("not read again: timeline.toml: error: there is no such file");
    it.write(&timeline(&["Alpha", "Beta"]));
    it.session.wait_for("Read again: new: Beta");
    // Emptied first, filled later.
    it.write("");
    it.session.wait_for("the file has no event any more");
    it.session.wait_for("Beta");
    it.write(&timeline(&["Alpha"]));
    it.session.wait_for("Read again: gone: Beta");
}

#[test]
fn a_folder_that_goes_and_comes_back_is_followed_on() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    let path = inner.join("timeline.toml");
    fs::create_dir(&inner).unwrap();
    fs::write(&path, timeline(&["Alpha"])).unwrap();
    let it = Followed::at("inner/timeline.toml", folder);
    fs::rename(&inner, it.folder.path().join("away")).unwrap();
    it.session.wait_for("error: there is no such file");
    fs::create_dir(&inner).unwrap();
    fs::write(&path, timeline(&["Alpha", "Beta"])).unwrap();
    it.session.wait_for("Read again: new: Beta");
    replace(&path, &timeline(&["Alpha", "Beta", "Gamma"]));
    it.session.wait_for("Read again: new: Gamma");
}

#[test]
fn what_a_link_leads_to_is_followed_too() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (name, titles) in [("one", &["Alpha"][..]), ("two", &["Alpha", "Beta"])] {
        fs::create_dir(at(name)).unwrap();
        fs::write(at(name).join("t.toml"), timeline(titles)).unwrap();
    }
    std::os::unix::fs::symlink("one/t.toml", at("link.toml")).unwrap();
    let it = Followed::at("link.toml", folder);
    let at = |name: &str| it.folder.path().join(name);
    replace(&at("one/t.toml"), &timeline(&["Alpha", "First"]));
    it.session.wait_for("Read again: new: First");
    std::os::unix::fs::symlink("two/t.toml", at("new")).unwrap();
    fs::rename(at("new"), at("link.toml")).unwrap();
    it.session.wait_for("Read again: 1 new, 1 gone");
    replace(&at("two/t.toml"), &timeline(&["Alpha", "Beta", "Second"]));
    it.session.wait_for("Read again: new: Second");
}

#[test]
fn what_is_typed_is_finished_first() {
    let mut it = Followed::new(&["Alpha", "Beta"]);
    it.session.send("fBe");
    it.session.wait_for("filter: Be");
    it.replace(&timeline(&["Alpha", "Beta", "Better"]));
    // Longer than it takes to be noticed and read.
    std::thread::sleep(Duration::from_millis(600));
    it.session.send("t\r");
    it.session.wait_for("Read again: new: Better");
    it.session.wait_until("both", |seen| seen.shows("Beta") && seen.shows("Better"));
}

#[test]
fn what_the_editor_wrote_is_taken_up_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("timeline.toml"), timeline(&["Alpha"])).unwrap();
    let editor = folder.path().join("editor");
    // Saves, stays long enough for that to be noticed, then saves once more and leaves.
    let script = "#!/bin/sh\necho editing\ncat two > \"$1\"\nsleep 0.5\ncat three > \"$1\"\n";
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    fs::write(folder.path().join("two"), timeline(&["Alpha", "Beta"])).unwrap();
    fs::write(folder.path().join("three"), timeline(&["Alpha", "Beta", "Gamma"])).unwrap();
    let mut it = with_editor(folder, &editor);
    it.session.send("e");
    it.session.wait_for("Read again: new: Gamma");
    it.selects("Alpha");
    it.session.send("R");
    it.session.wait_for("timeline.toml has not changed");
}

fn with_editor(folder: TempDir, editor: &Path) -> Followed {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
    command.arg("timeline.toml");
    surroundings(&mut command);
    command.env("EDITOR", editor);
    command.cwd(folder.path());
    let session = Session::start(command, 100, 24);
    session.wait_for("Alpha");
    Followed { folder, session }
}

#[test]
fn a_file_that_is_only_touched_is_no_news_and_nothing_runs() {
    let it = Followed::new(&["Alpha", "Beta"]);
    it.write(&timeline(&["Alpha", "Beta", "Gamma"]));
    it.session.wait_for("Read again: new: Gamma");
    let frames = it.session.see(|seen| seen.bytes.len());
    it.replace(&timeline(&["Alpha", "Beta", "Gamma"]));
    fs::File::options()
        .append(true)
        .open(it.path())
        .unwrap()
        .set_modified(std::time::SystemTime::now())
        .unwrap();
    fs::write(it.folder.path().join("neighbour"), "x").unwrap();
    // The look at it is over when a stretch has passed in which nothing ran.
    let end = Instant::now() + DEADLINE;
    loop {
        let before = wake_ups(&it.session);
        std::thread::sleep(Duration::from_secs(1));
        if wake_ups(&it.session) == before {
            break;
        }
        assert!(Instant::now() < end, "it never comes to rest");
    }
    assert_eq!(it.session.see(|seen| seen.bytes.len()), frames, "nothing was drawn");
}
