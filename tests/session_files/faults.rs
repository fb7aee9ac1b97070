//! A disk on which anything can go wrong.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use annals::store::session::Print;

use super::*;

/// What goes wrong.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// The program ends, as from SIGKILL.
    Die,
    /// The system says no, with this number.
    Error(i32),
}

/// Goes wrong before, in the middle of or after the step of that number.
#[derive(Debug)]
pub(super) struct Faulty {
    fault: Fault,
    at: u64,
    /// Whether only that step fails, or all from there on.
    once: bool,
    steps: std::sync::Arc<AtomicU64>,
}

impl Faulty {
    pub(super) fn new(fault: Fault, at: u64, once: bool) -> Self {
        Self { fault, at, once, steps: std::sync::Arc::default() }
    }

    fn step(&self) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::Relaxed);
        if step < self.at || (self.once && step > self.at) {
            return Ok(());
        }
        match self.fault {
            Fault::Die => {
                let pid = rustix::process::getpid();
                rustix::process::kill_process(pid, rustix::process::Signal::KILL)?;
                loop {
                    std::thread::park();
                }
            }
            Fault::Error(number) => Err(io::Error::from_raw_os_error(number)),
        }
    }

    fn around<T>(&self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.step()?;
        let done = act()?;
        self.step()?;
        Ok(done)
    }

    /// The same for what only reads: there is nothing to die of.
    fn reading<T>(&self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if matches!(self.fault, Fault::Error(_)) {
            self.step()?;
        }
        act()
    }
}

impl Disk for Faulty {
    fn print(&self, path: &Path) -> io::Result<Option<Print>> {
        self.reading(|| Os.print(path))
    }
    fn read(&self, path: &Path) -> io::Result<Option<(Vec<u8>, Print)>> {
        self.reading(|| Os.read(path))
    }
    fn create(&self, path: &Path) -> io::Result<File> {
        self.around(|| Os.create(path))
    }
    fn append(&self, path: &Path) -> io::Result<File> {
        self.around(|| Os.append(path))
    }
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let (first, second) = bytes.split_at(bytes.len() / 2);
        self.around(|| Os.write(file, first))?;
        self.around(|| Os.write(file, second))
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        self.around(|| Os.sync(file))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.around(|| Os.rename(from, to))
    }
    fn duplicate(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.around(|| Os.duplicate(from, to))
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.around(|| Os.sync_folder(folder))
    }
}

const ENOSPC: i32 = 28;
const EIO: i32 = 5;

/// Numbers as Linux has them; elsewhere they are other errors, which must do no harm either.
const ERRORS: [i32; 5] = [ENOSPC, EIO, 30, 122, 13];

#[test]
fn an_error_at_any_step_is_told_and_loses_nothing() {
    let mut tried = 0;
    for (index, error) in ERRORS.into_iter().enumerate() {
        for once in [true, false] {
            // Each step for the commonest two, every seventh for the others.
            for at in (0..400).step_by(if index < 2 { 1 } else { 7 }) {
                let root = tempfile::tempdir().unwrap();
                let mut before = open(root.path());
                before.store.absorb(act(&mut before.session, "b", 0));
                before.store.commit(NOW).unwrap();

                let disk = Faulty::new(Fault::Error(error), at, once);
                let steps = std::sync::Arc::clone(&disk.steps);
                let mut opened = open_on(root.path(), Box::new(disk));
                opened.store.absorb(act(&mut opened.session, "e", 0));
                let result = opened.store.commit(NOW);
                let reached = steps.load(Ordering::Relaxed) > at;
                match &result {
                    Ok(_) => assert_acted(root.path(), "e", [0]),
                    Err(failed) => {
                        assert!(failed.to_string().starts_with("NOT saved: "), "{failed}");
                        assert!(opened.store.is_dirty());
                    }
                }
                assert_acted(root.path(), "b", [0]);
                if once && result.is_err() {
                    // The disk is well again: the next save brings what the last one could not.
                    opened.store.commit(NOW).unwrap();
                    assert!(!opened.store.is_dirty());
                    assert_acted(root.path(), "e", [0]);
                    assert_acted(root.path(), "b", [0]);
                }
                tried += 1;
                if !reached {
                    break;
                }
            }
        }
    }
    println!("{tried} faults");
    assert!(tried > 100);
}

/// A file system of 64 KiB, unmounted when dropped; `None` where that is not allowed.
struct Small(tempfile::TempDir);

impl Small {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let done = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k,mode=0755", "annals-test"])
            .arg(folder.path())
            .output();
        done.is_ok_and(|out| out.status.success()).then(|| Self(folder))
    }

    fn remount(&self, how: &str) {
        let done = std::process::Command::new("mount")
            .args(["-o", &format!("remount,{how}")])
            .arg(self.0.path())
            .status()
            .unwrap();
        assert!(done.success());
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn a_full_disk_and_a_read_only_one_are_told_and_lose_nothing() {
    let Some(small) = Small::mount() else {
        eprintln!("skipped: a small file system cannot be mounted here");
        return;
    };
    let root = small.0.path();
    let mut opened = open(root);
    let mut number = 0;
    let failed = loop {
        opened.store.absorb(act(&mut opened.session, "f", number));
        match opened.store.commit(NOW) {
            Ok(_) => number += 1,
            Err(failed) => break failed,
        }
        assert!(number < 10_000);
    };
    assert!(failed.to_string().contains("the disk is full: free some space"), "{failed}");
    assert_acted(root, "f", 0..number);
    small.remount("size=8m");
    opened.store.commit(NOW).unwrap();
    assert_acted(root, "f", 0..=number);

    small.remount("ro");
    opened.store.absorb(act(&mut opened.session, "r", 0));
    let failed = opened.store.commit(NOW).unwrap_err();
    assert!(failed.to_string().contains("read-only"), "{failed}");
    small.remount("rw");
    opened.store.commit(NOW).unwrap();
    assert_acted(root, "r", [0]);
    println!("{number} saves on 64 KiB");
}
