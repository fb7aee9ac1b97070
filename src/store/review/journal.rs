//! The journal of a review: every step, as it was done.
//!
//! One process at a time goes on with a review: the journal is locked while it is open, and whoever comes second
//! is told ([`Closed::Busy`]). What the disk refuses stays in memory, is tried again, and is told each time.

use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use serde::{Deserialize, Serialize};

mod fold;
mod keeper;
mod others;

use crate::review::Step;
use crate::review::carry::{Known, Past, Pile};
use crate::store::session::{Disk, Os};
use keeper::{Keeper, Order};
pub use others::past;

/// What a line of a journal says; a line may say several things, which hold together or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// A step was done.
    Did(Step),
    /// The last step was taken back.
    Undid,
    /// The last step that was taken back was done again.
    Redid,
    /// Everything before is in the timeline's file.
    Written,
    /// Here stood what cannot be read any more.
    Lost,
    /// What was there before holds no longer: another review begins.
    Anew,
    /// What is reviewed.
    Pile(Pile),
    /// What a candidate is known by that the next steps name.
    Known(Known),
}

/// What a journal has to say of its disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Steps are not on the disk: why, and what to do. Said again with every step until they are.
    Not(String),
    /// All that was not kept is kept now.
    Again,
}

/// A journal that is open.
#[derive(Debug)]
pub struct Opened {
    /// What keeps the steps to come.
    pub journal: Journal,
    /// What was done and is not yet written to the timeline.
    pub past: Past,
    /// What the reader should be told once.
    pub told: Vec<String>,
}

/// Why a journal was not opened. Each is a sentence for the reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// Another process goes on with this review: nothing is to be judged here as long as it does.
    #[error("another annals goes on with this review: judge there, or leave it there first")]
    Busy,
    /// It cannot be read, and is left as it is.
    #[error("the review is not kept: {0}")]
    Failed(String),
}

/// Keeps a journal on a thread of its own: no key waits for a disk.
///
/// Dropping it brings everything to disk first, as far as the disk lets it.
#[derive(Debug)]
pub struct Journal {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Journal {
    /// Opens the journal at `path`, which need not be there. `report` is called on the journal's thread and must
    /// not wait for anything.
    ///
    /// # Errors
    ///
    /// When another process has it, or when it cannot be read.
    pub fn open(path: &Path, report: impl FnMut(Kept) + Send + 'static) -> Result<Opened, Closed> {
        Self::open_on(Box::new(Os), path, report)
    }

    /// The same on another disk.
    ///
    /// # Errors
    ///
    /// As [`Journal::open`].
    pub fn open_on(
        disk: Box<dyn Disk>,
        path: &Path,
        report: impl FnMut(Kept) + Send + 'static,
    ) -> Result<Opened, Closed> {
        let (keeper, read) = Keeper::open(disk, path, Box::new(report))?;
        let (orders, received) = mpsc::channel();
        let thread = std::thread::Builder::new()
            .name("review".into())
            .spawn(move || keeper.run(&received))
            .map_err(|error| Closed::Failed(error.to_string()))?;
        let journal = Self { orders: Some(orders), thread: Some(thread) };
        Ok(Opened { journal, past: read.past, told: read.told })
    }

    /// Adds an entry, soon.
    pub fn add(&self, entry: Entry) {
        self.add_all(vec![entry]);
    }

    /// Adds entries that hold together or not at all, soon.
    pub fn add_all(&self, entries: Vec<Entry>) {
        if let Some(orders) = self.orders.as_ref().filter(|_| !entries.is_empty()) {
            // Nobody listens only when the thread has ended, and then `flush` says so.
            let _ = orders.send(Order::Add(entries));
        }
    }

    /// Brings everything to the disk, trying again what it refused, and waiting no longer than `within`.
    ///
    /// # Errors
    ///
    /// When some of it is not there: why.
    pub fn flush(&self, within: Duration) -> Result<(), String> {
        let gone = || "nothing keeps it any more".to_owned();
        let (done, answer) = mpsc::sync_channel(1);
        let sent = self.orders.as_ref().map(|orders| orders.send(Order::Flush(done)));
        sent.ok_or_else(gone)?.map_err(|_| gone())?;
        match answer.recv_timeout(within) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => Err("the disk does not answer".to_owned()),
            Err(RecvTimeoutError::Disconnected) => Err(gone()),
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests;
