//! Session files survive: kills, full disks, two programs at once, and whatever stands in them.
//!
//! The test program runs itself again as a child (`run_as_child`), so that it can be killed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "session_files/faults.rs"]
mod faults;
#[path = "session_files/hostile.rs"]
mod hostile;
#[path = "session_files/kills.rs"]
mod kills;
#[path = "session_files/library.rs"]
mod library;
#[path = "session_files/saver.rs"]
mod saver;
#[path = "session_files/size.rs"]
mod size;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use annals::formats::{self, Hint};
use annals::model::Timeline;
use annals::session::form::{self, Part};
use annals::session::{
    ContentHash, Delta, Letter, Millis, OldText, Op, Place, ReadNow, Session, State, Target,
};
use annals::store::session::{Disk, Folders, Library, Opened, Os, SessionStore, instance};

const NOW: Millis = 1_746_000_000_000;

fn timeline(count: usize) -> Timeline {
    let events = (0..count).map(|n| format!("[[events]]\nkey='e{n}'\ntitle='Number {n}'\ndate='2025'\n"));
    let file = events.collect::<String>();
    formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline
}

fn folders(root: &Path) -> Folders {
    Folders::at(root.join("data/annals"), root.join("state/annals"))
}

/// Opens the session `s` below `root`, on a disk of one's own.
fn open_on(root: &Path, disk: Box<dyn Disk>) -> Opened {
    let folders = folders(root);
    Library::open(folders.clone()).unwrap();
    SessionStore::open(&folders, "s", disk, instance())
}

fn open(root: &Path) -> Opened {
    open_on(root, Box::new(Os))
}

/// One note, one mark of each kind, one read event, one move: every file changes.
fn act(session: &mut Session, label: &str, number: u64) -> Delta {
    let event = format!("{label}-{number}");
    let on = Target::Event(event.clone());
    let title = format!("text of {event}");
    let text = OldText { title, ..OldText::default() };
    let hash = ContentHash(number ^ (u64::from(label.bytes().next().unwrap_or(0)) << 40));
    let mark = |c| Op::SetMark { letter: Letter::new(c).unwrap(), on: on.clone(), hint: event.clone() };
    let ops = [
        Op::AddNote { on: on.clone(), text: format!("note {event}") },
        mark('a'),
        mark('A'),
        Op::Read(vec![ReadNow { event: event.clone(), hash, text, words: 10, took: None }]),
        Op::Place(Place { event: Some(event.clone()), ..Place::default() }),
    ];
    let mut delta = Delta::default();
    for op in ops {
        delta.absorb(session.apply(op, NOW).delta);
    }
    delta
}

/// What the files below `root` hold, every line of them sound; and how often each note is there.
fn on_disk(root: &Path) -> (State, BTreeMap<String, usize>) {
    let mut state = State::default();
    let mut notes = BTreeMap::new();
    for part in Part::ALL {
        let Ok(bytes) = std::fs::read(folders(root).file(part, "s")) else { continue };
        let parsed = form::read(&bytes);
        assert_eq!(parsed.damage, [], "{part:?}");
        state.merge(parsed.state);
    }
    for (_, note) in state.notes.iter() {
        *notes.entry(note.text.clone()).or_default() += 1;
    }
    (state, notes)
}

/// Everything that `act` did with these numbers is there, once.
fn assert_acted(root: &Path, label: &str, numbers: impl IntoIterator<Item = u64>) {
    let (state, notes) = on_disk(root);
    let opened = open(root);
    for number in numbers {
        let event = format!("{label}-{number}");
        assert_eq!(notes.get(&format!("note {event}")), Some(&1), "{event}");
        let read = state.reads.get(&event).unwrap_or_else(|| panic!("{event} is not read"));
        let text = opened.store.old_text(read.hash).unwrap_or_else(|| panic!("no text of {event}"));
        assert_eq!(text.title, format!("text of {event}"));
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn temporary_files(root: &Path) -> usize {
    files(root).iter().filter(|path| path.extension().is_some_and(|end| end == "tmp")).count()
}
