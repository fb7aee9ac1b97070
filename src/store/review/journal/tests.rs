//! Journals that end anywhere, on disks that fail, and with somebody else at work.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use super::*;
use crate::review::Verdict;
use crate::store::session::Print;

const SOON: Duration = Duration::from_secs(10);

fn judge(event: &str) -> Step {
    Step::Judge { events: vec![event.to_owned()], verdict: Some(Verdict::Accepted) }
}

fn did(event: &str) -> Entry {
    Entry::Did(judge(event))
}

fn open(path: &Path) -> (Journal, Vec<Step>, Vec<String>) {
    let Opened { journal, past, told } = Journal::open(path, |_| {}).unwrap();
    (journal, past.steps, told)
}

/// What is gone on with when the program has ended in any way.
fn steps(path: &Path) -> Vec<String> {
    let read = fold::read(&std::fs::read(path).unwrap_or_default(), fold::Written::IsDone);
    read.past.steps.iter().flat_map(of).collect()
}

fn of(step: &Step) -> Vec<String> {
    match step {
        Step::Judge { events, .. } => events.clone(),
        _ => Vec::new(),
    }
}

/// A disk that refuses so many things, after so many that it does; a refused write is half done.
#[derive(Clone, Debug, Default)]
struct Frail {
    good: Arc<AtomicI64>,
    bad: Arc<AtomicI64>,
}

impl Frail {
    fn after(good: i64, bad: i64) -> Self {
        Self { good: Arc::new(AtomicI64::new(good)), bad: Arc::new(AtomicI64::new(bad)) }
    }

    fn refuses(&self) -> bool {
        self.good.fetch_sub(1, Ordering::Relaxed) <= 0 && self.bad.fetch_sub(1, Ordering::Relaxed) > 0
    }

    fn allow<T>(&self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.refuses() { Err(io::ErrorKind::StorageFull.into()) } else { act() }
    }
}

impl Disk for Frail {
    fn print(&self, path: &Path) -> io::Result<Option<Print>> {
        self.allow(|| Os.print(path))
    }
    fn read(&self, path: &Path) -> io::Result<Option<(Vec<u8>, Print)>> {
        self.allow(|| Os.read(path))
    }
    fn append(&self, path: &Path) -> io::Result<File> {
        self.allow(|| Os.append(path))
    }
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if self.refuses() {
            Os.write(file, &bytes[..bytes.len() / 2])?;
            return Err(io::ErrorKind::StorageFull.into());
        }
        Os.write(file, bytes)
    }
    fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        self.allow(|| Os.cut(file, length))
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        self.allow(|| Os.sync(file))
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.allow(|| Os.sync_folder(folder))
    }
}

fn new_path() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reviews").join("a.jsonl");
    (folder, path)
}

#[test]
fn a_review_is_gone_on_with_after_anything() {
    let (_folder, path) = new_path();
    let (journal, none, _) = open(&path);
    assert_eq!(none, []);
    journal.add_all(vec![did("a"), did("b"), did("c")]);
    for entry in [Entry::Undid, Entry::Undid, Entry::Redid] {
        journal.add(entry);
    }
    assert_eq!(journal.flush(SOON), Ok(()));
    drop(journal);
    let whole = std::fs::read(&path).unwrap();
    let next = fold::line(&[did("x"), did("y")]).unwrap();
    // The power went while a line was written, anywhere in it.
    for cut in 0..=next.len() {
        std::fs::write(&path, [&whole[..], &next[..cut]].concat()).unwrap();
        let (journal, left, told) = open(&path);
        let left: Vec<String> = left.iter().flat_map(of).collect();
        let is_whole = cut + 1 >= next.len();
        assert_eq!(left, if is_whole { vec!["a", "b", "x", "y"] } else { vec!["a", "b"] }, "{cut}");
        assert_eq!(told, Vec::<String>::new());
        journal.add(did("c"));
        assert_eq!(journal.flush(SOON), Ok(()));
        drop(journal);
        assert_eq!(steps(&path).len(), left.len() + 1, "{cut}");
        assert_eq!(steps(&path).last().unwrap(), "c");
    }
    let (journal, ..) = open(&path);
    journal.add(Entry::Written);
    assert_eq!(journal.flush(SOON), Ok(()));
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 0, "what is written is not kept for ever");
    // What was done while it was written is in the same line.
    journal.add_all(vec![Entry::Written, did("z")]);
    assert_eq!(journal.flush(SOON), Ok(()));
    assert_eq!(steps(&path), ["z"]);
}

#[test]
fn a_disk_that_refuses_anything_is_told_and_loses_nothing_and_doubles_nothing() {
    let mut tried = 0;
    for good in 0..40 {
        for bad in [1, 2, 3, 5, 1_000_000] {
            let (_folder, path) = new_path();
            let (journal, ..) = open(&path);
            journal.add_all(vec![did("a"), did("b"), did("c"), did("d")]);
            assert_eq!(journal.flush(SOON), Ok(()));
            drop(journal);

            let told: Arc<Mutex<Vec<Kept>>> = Arc::default();
            let disk = Frail::after(good, bad);
            let hear = Arc::clone(&told);
            let opened =
                Journal::open_on(Box::new(disk.clone()), &path, move |kept| hear.lock().unwrap().push(kept));
            let Ok(Opened { journal, past, .. }) = opened else {
                assert_eq!(steps(&path), ["a", "b", "c", "d"], "{good} {bad}");
                continue;
            };
            assert_eq!(past.steps.len(), 4);
            // One that is taken back twice would take another with it.
            journal.add(Entry::Undid);
            let first = journal.flush(SOON);
            journal.add(did("e"));
            let second = journal.flush(SOON);
            for (flushed, wanted) in [(first, vec!["a", "b", "c"]), (second, vec!["a", "b", "c", "e"])] {
                tried += 1;
                if let Err(why) = flushed {
                    assert!(why.contains("full"), "{why}");
                    let told = told.lock().unwrap();
                    assert!(told.iter().any(|kept| matches!(kept, Kept::Not(_))), "{good} {bad}");
                } else if wanted.len() == 4 {
                    assert_eq!(steps(&path), wanted, "{good} {bad}");
                }
            }
            // The disk is well again.
            disk.bad.store(0, Ordering::Relaxed);
            assert_eq!(journal.flush(SOON), Ok(()), "{good} {bad}");
            assert_eq!(steps(&path), ["a", "b", "c", "e"], "{good} {bad}");
            let told = told.lock().unwrap();
            assert!(told.is_empty() || told.last() == Some(&Kept::Again), "{told:?}");
        }
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn what_is_not_kept_is_told_with_every_step() {
    let (_folder, path) = new_path();
    let told: Arc<Mutex<usize>> = Arc::default();
    let hear = Arc::clone(&told);
    let disk = Frail::after(0, 0);
    let opened = Journal::open_on(Box::new(disk.clone()), &path, move |kept| {
        *hear.lock().unwrap() += usize::from(matches!(kept, Kept::Not(_)));
    });
    let Opened { journal, .. } = opened.unwrap();
    disk.bad.store(1_000_000, Ordering::Relaxed);
    for (count, event) in ["a", "b", "c"].into_iter().enumerate() {
        journal.add(did(event));
        assert!(journal.flush(SOON).unwrap_err().contains("full"));
        assert!(*told.lock().unwrap() > count);
    }
    // Ended here, all of it would be missing; but nothing would be in halves.
    assert_eq!(steps(&path), Vec::<String>::new());
}

#[test]
fn a_second_process_is_told_and_goes_on_when_the_first_has_left() {
    let (_folder, path) = new_path();
    let (journal, ..) = open(&path);
    journal.add(did("a"));
    // A lock holds between handles of one process as it does between two.
    assert_eq!(Journal::open(&path, |_| {}).unwrap_err(), Closed::Busy);
    assert_eq!(journal.flush(SOON), Ok(()));
    drop(journal);
    assert_eq!(open(&path).1, [judge("a")]);
}

#[test]
fn a_journal_that_is_taken_away_is_written_again() {
    let (folder, path) = new_path();
    let (journal, ..) = open(&path);
    for (number, event) in ["a", "b", "c"].into_iter().enumerate() {
        journal.add(did(event));
        assert_eq!(journal.flush(SOON), Ok(()));
        assert_eq!(steps(&path).len(), number + 1);
        match number {
            0 => std::fs::remove_dir_all(path.parent().unwrap()).unwrap(),
            1 => std::fs::write(&path, "").unwrap(),
            _ => {}
        }
        assert_eq!(journal.flush(SOON), Ok(()));
        assert_eq!(steps(&path).len(), number + 1);
    }
    // Somebody else's is not mixed with it, and not written over.
    let other = folder.path().join("other");
    std::fs::write(&other, fold::line(&[did("x")]).unwrap()).unwrap();
    std::fs::rename(&other, &path).unwrap();
    journal.add(did("d"));
    assert!(journal.flush(SOON).unwrap_err().contains("somebody else"));
    assert_eq!(steps(&path), ["x"]);
}

#[test]
fn damage_is_told_once_and_kept() {
    let lines = |events: &[Entry]| {
        events.iter().flat_map(|one| fold::line(std::slice::from_ref(one)).unwrap()).collect()
    };
    let whole: Vec<u8> = lines(&[did("a"), did("b"), did("c")]);
    let second = whole.iter().position(|&byte| byte == b'\n').unwrap() + 3;
    let mut flipped = whole.clone();
    flipped[second] = b'#';
    let mut newer = whole.clone();
    newer.extend(b"{\"dreamt\":{\"of\":\"a\"}}\n");
    let zeroed = [&whole[..], &[0; 30]].concat();
    let rows: [(&[u8], &[&str]); 4] = [
        (&flipped, &["a", "c"]),
        (&newer, &["a", "b", "c"]),
        (&zeroed, &["a", "b", "c"]),
        (b"\xff\xfe", &[]),
    ];
    for (bytes, wanted) in rows {
        let (_folder, path) = new_path();
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        let (journal, left, told) = open(&path);
        assert_eq!(left.iter().flat_map(of).collect::<Vec<_>>(), wanted);
        assert!(told.len() == 1 && told[0].contains("kept as"), "{told:?}");
        let is_copy = |entry: &std::fs::DirEntry| std::fs::read(entry.path()).unwrap() == bytes;
        let folder = std::fs::read_dir(path.parent().unwrap()).unwrap().map(Result::unwrap);
        assert_eq!(folder.filter(is_copy).count(), 1);
        journal.add(did("d"));
        assert_eq!(journal.flush(SOON), Ok(()));
        drop(journal);
        assert_eq!(steps(&path), [wanted, &["d"]].concat());
        assert_eq!(open(&path).2, Vec::<String>::new());
    }
    // What cannot be read and is taken back takes nothing else with it.
    let mut bytes: Vec<u8> = lines(&[did("a"), did("b"), Entry::Undid]);
    bytes[second] = b'#';
    assert_eq!(fold::read(&bytes, fold::Written::IsDone).past.steps, [judge("a")]);
}

#[test]
fn what_is_in_the_way_is_set_aside() {
    let (_folder, path) = new_path();
    std::fs::create_dir_all(&path).unwrap();
    let (journal, _, told) = open(&path);
    assert!(told[0].contains("kept as"), "{told:?}");
    journal.add(did("a"));
    assert_eq!(journal.flush(SOON), Ok(()));
    assert_eq!(steps(&path), ["a"]);
}
