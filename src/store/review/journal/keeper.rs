//! The file of a journal: locked while it is open, added to at its end, whole after anything.
//!
//! It is known how much of it is whole. Whatever stands behind that is half of what the disk refused, and is cut
//! off before it is tried again, so that nothing stands there twice or runs into the next line.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::fold::{self, Read, Written};
use super::{Closed, Entry, Kept};
use crate::store::session::{Disk, Print, aside, is_irregular, temporary};
use crate::store::trouble::writing;
use crate::store::whole::folder_of;
use crate::text::line;

/// How often what could not be kept is tried again.
const AGAIN: Duration = Duration::from_secs(2);

#[derive(Debug)]
pub(super) enum Order {
    Add(Vec<Entry>),
    Flush(SyncSender<Result<(), String>>),
}

pub(super) struct Keeper {
    disk: Box<dyn Disk>,
    path: PathBuf,
    /// Open and locked; `None` where that could not be had.
    file: Option<File>,
    /// Whether the name of the file is on the disk.
    is_named: bool,
    /// What the file has, and is not in the timeline.
    kept: Vec<u8>,
    /// What is still to be added.
    missing: Vec<u8>,
    /// Whether the last line says that everything is written.
    is_written: bool,
    /// Whether it says of which documents the review is: then other reviews of them may look into it.
    is_past: bool,
    /// Why something is missing.
    failing: Option<String>,
    report: Box<dyn FnMut(Kept) + Send>,
}

/// Why the file cannot be had.
enum Refused {
    Busy,
    Changed,
    Disk(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl Refused {
    fn reason(&self) -> String {
        match self {
            Self::Busy => "another annals goes on with this review".to_owned(),
            Self::Changed => "somebody else has changed the journal".to_owned(),
            Self::Disk(error) => writing(error),
        }
    }
}

impl Keeper {
    /// Opens and locks the journal at `path`, and reads it.
    pub(super) fn open(
        disk: Box<dyn Disk>,
        path: &Path,
        report: Box<dyn FnMut(Kept) + Send>,
    ) -> Result<(Self, Read), Closed> {
        let mut keeper = Self {
            disk,
            path: path.to_owned(),
            file: None,
            is_named: false,
            kept: Vec::new(),
            missing: Vec::new(),
            is_written: false,
            is_past: false,
            failing: None,
            report,
        };
        let mut told = Vec::new();
        if let Err(error) = keeper.disk.print(path)
            && is_irregular(&error)
        {
            let to = keeper.bad();
            keeper.disk.rename(path, &to).map_err(|error| keeper.failed(&error))?;
            told.push(format!("what was in the way of the review's journal is kept as {}", shown(&to)));
        }
        match keeper.take_file() {
            Ok(file) => keeper.file = Some(file),
            Err(Refused::Busy) => return Err(Closed::Busy),
            // It may still be read; what is done is not kept, and that is told then.
            Err(_) => {}
        }
        let found = keeper.disk.read(path).map_err(|error| keeper.failed(&error))?;
        let bytes = found.map(|(bytes, _)| bytes).unwrap_or_default();
        let mut read = fold::read(&bytes, Written::IsDone);
        if read.damaged > 0 {
            let to = match keeper.set_aside(&read.whole) {
                Ok(to) => to,
                Err(Refused::Busy) => return Err(Closed::Busy),
                Err(refused) => return Err(Closed::Failed(format!("{}: {}", shown(path), refused.reason()))),
            };
            let lines = if read.damaged == 1 { "1 line" } else { "some lines" };
            told.push(format!(
                "{lines} of the review's journal cannot be read; the rest is used, and all of it is kept as {}",
                shown(&to)
            ));
        }
        keeper.kept = std::mem::take(&mut read.whole);
        if keeper.kept.last().is_some_and(|&last| last != b'\n') {
            keeper.missing.push(b'\n');
        }
        keeper.is_past = !read.past.pile.documents.is_empty();
        read.told = told;
        Ok((keeper, read))
    }

    /// Does what it is told, until nobody tells it anything any more.
    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        loop {
            let first = match self.failing {
                Some(_) => orders.recv_timeout(AGAIN),
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let is_over = matches!(first, Err(RecvTimeoutError::Disconnected));
            let mut waiting = Vec::new();
            let mut is_new = false;
            for order in first.into_iter().chain(orders.try_iter()) {
                match order {
                    Order::Add(entries) => {
                        is_new = true;
                        self.is_written = entries.last() == Some(&Entry::Written);
                        self.is_past |= entries.iter().any(|entry| matches!(entry, Entry::Pile(_)));
                        self.missing.extend(fold::line(&entries).unwrap_or_default());
                    }
                    Order::Flush(done) => waiting.push(done),
                }
            }
            let done = self.bring().map_err(|refused| refused.reason());
            self.tell(&done, is_new);
            for one in waiting {
                let _ = one.send(done.clone());
            }
            if is_over {
                return;
            }
        }
    }

    fn tell(&mut self, done: &Result<(), String>, is_new: bool) {
        match done {
            Ok(()) => {
                if self.failing.take().is_some() {
                    (self.report)(Kept::Again);
                }
            }
            Err(why) => {
                if is_new || self.failing.as_ref() != Some(why) {
                    let path = shown(&self.path);
                    (self.report)(Kept::Not(format!(
                        "the review is NOT kept: {path}: {why}; it is tried again"
                    )));
                }
                self.failing = Some(why.clone());
            }
        }
    }

    /// Brings what is missing to the disk.
    fn bring(&mut self) -> Result<(), Refused> {
        // A line break that ends somebody's last line is no reason to write.
        let is_idle = |keeper: &Self| keeper.missing.trim_ascii().is_empty() && keeper.failing.is_none();
        if is_idle(self) && (self.file.is_none() || self.kept.is_empty()) {
            return Ok(());
        }
        self.seize()?;
        if is_idle(self) {
            return Ok(());
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        if self.is_written && !self.is_past && self.disk.cut(file, 0).is_ok() {
            // Nothing of it is needed any more. Where it cannot be taken away, its last line says so.
            self.kept.clear();
            self.missing.clear();
        }
        let length = self.kept.len() as u64;
        if Print::of_open(file)?.size() != length {
            self.disk.cut(file, length)?;
        }
        let written = self.disk.write(file, &self.missing).and_then(|()| self.disk.sync(file));
        if let Err(error) = written {
            // So that a crash now leaves nothing but whole lines. Where it cannot be, it is done the next time.
            let _ = self.disk.cut(file, length);
            return Err(error.into());
        }
        self.kept.append(&mut self.missing);
        if !self.is_named {
            self.disk.sync_folder(folder_of(&self.path))?;
            self.is_named = true;
        }
        Ok(())
    }

    /// Has the file open and locked, and sees that it is the one that has the name.
    fn seize(&mut self) -> Result<(), Refused> {
        if let Some(file) = &self.file {
            let own = Print::of_open(file)?;
            let there = self.disk.print(&self.path)?;
            // What is shorter than what was kept is not what was kept.
            if there.is_some_and(|there| there.is_same_file(&own) && there.size() >= self.kept.len() as u64) {
                return Ok(());
            }
            (self.file, self.is_named) = (None, false);
        }
        let file = self.take_file()?;
        let there = self.disk.read(&self.path)?.map(|(bytes, _)| bytes).unwrap_or_default();
        let rest = there.strip_prefix(self.kept.as_slice());
        if rest.is_none() && self.kept.starts_with(&there) {
            // It was taken away: all of it is written again.
            let missing = std::mem::take(&mut self.missing);
            self.missing = std::mem::take(&mut self.kept);
            self.missing.extend(missing);
        } else if rest.is_none_or(|rest| !fold::read(rest, Written::IsDone).whole.is_empty()) {
            return Err(Refused::Changed);
        }
        self.file = Some(file);
        Ok(())
    }

    fn take_file(&self) -> Result<File, Refused> {
        self.disk.make_folder(folder_of(&self.path))?;
        let file = self.disk.append(&self.path)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Refused::Busy),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Keeps a damaged journal under another name, and what can be read of it under its own.
    fn set_aside(&mut self, whole: &[u8]) -> Result<PathBuf, Refused> {
        let to = self.bad();
        self.disk.duplicate(&self.path, &to)?;
        let temporary = temporary(&self.path);
        let mut file = self.disk.create(&temporary)?;
        self.disk.write(&mut file, whole)?;
        self.disk.sync(&file)?;
        self.disk.rename(&temporary, &self.path)?;
        self.disk.sync_folder(folder_of(&self.path))?;
        self.file = Some(self.take_file()?);
        Ok(to)
    }

    fn bad(&self) -> PathBuf {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        aside(&self.path, "bad", i64::try_from(now).unwrap_or_default())
    }

    fn failed(&self, error: &io::Error) -> Closed {
        Closed::Failed(format!("{}: {}", shown(&self.path), writing(error)))
    }
}

fn shown(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}
