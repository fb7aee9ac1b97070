//! Saving on a thread of its own: no key waits for a disk.

use std::cell::Cell;
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::{NotSaved, Notice, SessionStore};
use crate::session::{Delta, Millis, State};

/// How long changes are gathered before they are written: well under the second that is promised.
const GATHER: Duration = Duration::from_millis(300);

/// How often what could not be saved is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// How often a look is taken at what other programs wrote, while somebody reads: nothing runs while
/// nothing happens.
const LOOK: Duration = Duration::from_secs(5);

/// What the saver has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Another program changed the session: for [`crate::session::Session::merge`].
    News(Box<State>),
    /// Something that the reader should be told once.
    Notice(Notice),
    /// Something is not on disk. Said once for each reason, not with every try.
    NotSaved(NotSaved),
    /// All that was not saved is saved now.
    SavedAgain,
}

enum Order {
    Save(Box<Delta>),
    Look,
    Flush(SyncSender<Result<(), NotSaved>>),
    End,
}

/// Saves changes within one second, in the background.
///
/// Dropping it brings everything to disk first, as far as the disk lets it.
#[derive(Debug)]
pub struct Saver {
    orders: mpsc::Sender<Order>,
    thread: Option<JoinHandle<()>>,
    /// When somebody was last at the keyboard, as far as it was told on.
    stirred: Cell<Option<Instant>>,
}

/// Brings everything to disk: for handlers of signals and panics, which do not own the saver.
#[derive(Clone, Debug)]
pub struct Flush(mpsc::Sender<Order>);

impl Flush {
    /// As [`Saver::flush`].
    ///
    /// # Errors
    ///
    /// As [`Saver::flush`].
    pub fn flush(&self, within: Duration) -> Result<(), NotSaved> {
        Flushing::begun(&self.0).wait(within)
    }
}

impl Saver {
    /// Starts saving to `store`. `now` is the caller's clock, `report` is called on the saver's
    /// thread and must not wait for anything.
    pub fn start(
        store: SessionStore,
        now: impl Fn() -> Millis + Send + 'static,
        report: impl FnMut(Report) + Send + 'static,
    ) -> Self {
        let (orders, received) = mpsc::channel();
        let worker = Worker { store, now: Box::new(now), report: Box::new(report), failing: None };
        // Without a thread nothing is saved, and `flush` says so.
        let thread =
            std::thread::Builder::new().name("annals-saver".into()).spawn(move || worker.run(&received)).ok();
        Self { orders, thread, stirred: Cell::new(Some(Instant::now())) }
    }

    /// Has `delta` saved, within one second. Returns at once.
    pub fn save(&self, delta: Delta) {
        if !delta.is_empty() {
            // Nobody listens only where the thread could not be had: `flush` tells.
            let _ = self.orders.send(Order::Save(Box::new(delta)));
        }
    }

    /// Somebody is at the keyboard: what other programs wrote is looked at, unless that was done a moment
    /// ago. Returns at once.
    pub fn stir(&self) {
        let mut last = self.stirred.get();
        let now = Instant::now();
        if last.is_none_or(|last| now - last >= LOOK) {
            last = Some(now);
            let _ = self.orders.send(Order::Look);
        }
        self.stirred.set(last);
    }

    /// Brings everything that was given to [`Self::save`] to disk, waiting no longer than `within`.
    ///
    /// # Errors
    ///
    /// What is not saved, and why.
    pub fn flush(&self, within: Duration) -> Result<(), NotSaved> {
        self.flushing().wait(within)
    }

    /// Begins to bring everything to disk, and returns at once.
    #[must_use]
    pub fn flushing(&self) -> Flushing {
        Flushing::begun(&self.orders)
    }

    /// Something that can flush from elsewhere.
    #[must_use]
    pub fn handle(&self) -> Flush {
        Flush(self.orders.clone())
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        let _ = self.orders.send(Order::End);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What was given to a [`Saver`] on its way to the disk.
#[derive(Debug)]
pub struct Flushing(Option<mpsc::Receiver<Result<(), NotSaved>>>);

impl Flushing {
    fn begun(orders: &mpsc::Sender<Order>) -> Self {
        let (done, answer) = mpsc::sync_channel(1);
        Self(orders.send(Order::Flush(done)).ok().map(|()| answer))
    }

    /// Waits until it is there, no longer than `within`.
    ///
    /// # Errors
    ///
    /// What is not saved, and why.
    pub fn wait(self, within: Duration) -> Result<(), NotSaved> {
        let failed = |why: &str| NotSaved { path: "session".into(), why: why.into() };
        let answer = self.0.ok_or_else(|| failed("nothing saves any more"))?;
        match answer.recv_timeout(within) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => Err(failed("the disk does not answer")),
            Err(RecvTimeoutError::Disconnected) => Err(failed("nothing saves any more")),
        }
    }
}

struct Worker {
    store: SessionStore,
    now: Box<dyn Fn() -> Millis + Send>,
    report: Box<dyn FnMut(Report) + Send>,
    failing: Option<NotSaved>,
}

impl Worker {
    fn run(mut self, orders: &mpsc::Receiver<Order>) {
        let mut due: Option<Instant> = None;
        loop {
            let again = self.failing.is_some().then_some(AGAIN);
            let wait = due.map(|due| due.saturating_duration_since(Instant::now())).or(again);
            let order = match wait {
                Some(wait) => orders.recv_timeout(wait),
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match order {
                Ok(Order::Save(delta)) => {
                    self.store.absorb(*delta);
                    due = due.or_else(|| Instant::now().checked_add(GATHER));
                }
                Ok(Order::Look) => due = due.or_else(|| Instant::now().checked_add(GATHER)),
                Ok(Order::Flush(done)) => {
                    due = None;
                    let result = self.commit();
                    let _ = done.send(result);
                }
                Err(RecvTimeoutError::Timeout) => {
                    due = None;
                    let _ = self.commit();
                }
                Ok(Order::End) | Err(RecvTimeoutError::Disconnected) => {
                    let _ = self.commit();
                    return;
                }
            }
        }
    }

    fn commit(&mut self) -> Result<(), NotSaved> {
        let result = self.store.commit((self.now)());
        match &result {
            Ok(saved) => {
                if self.failing.take().is_some() {
                    (self.report)(Report::SavedAgain);
                }
                for notice in saved.notices.clone() {
                    (self.report)(Report::Notice(notice));
                }
                if !saved.news.is_empty() {
                    (self.report)(Report::News(Box::new(saved.news.clone())));
                }
            }
            Err(failed) => {
                if self.failing.as_ref() != Some(failed) {
                    (self.report)(Report::NotSaved(failed.clone()));
                }
                self.failing = Some(failed.clone());
            }
        }
        result.map(drop)
    }
}
