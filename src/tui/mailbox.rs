//! What happened and was not yet taken in.
//!
//! Other threads put things in; the loop takes everything at once. Keys are queued up to a bound
//! (then the input thread waits, and the kernel's own small buffer stops the sender). What only its
//! last state matters of, a new size or a signal, is a flag and cannot pile up.

use std::process::ExitStatus;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::app::Msg;
use crate::ui::theme::Background;

/// How much is queued before the input thread waits; a key weighs 1, a paste its length over 16.
const ROOM: usize = 16 * 1024;

/// How late a signal may come that was meant for a program which has ended.
const LATE: Duration = Duration::from_millis(250);

/// Why the program has to end although nobody asked it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Signal(i32),
    Gone,
    Panicked,
}

/// Everything that has happened since the last look.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) messages: Vec<Msg>,
    weight: usize,
    /// The size may have changed; what it is now is asked when it is needed.
    pub(super) resized: bool,
    /// `SIGTSTP` came.
    pub(super) stop: bool,
    /// `SIGCONT` came.
    pub(super) continued: bool,
    /// The terminal has answered.
    pub(super) background: Option<Background>,
    /// The editor has ended.
    pub(super) child: Option<std::io::Result<ExitStatus>>,
}

impl Batch {
    fn is_empty(&self) -> bool {
        let Self { messages, weight: _, resized, stop, continued, background, child } = self;
        messages.is_empty() && !resized && !stop && !continued && background.is_none() && child.is_none()
    }
}

#[derive(Debug, Default)]
struct State {
    batch: Batch,
    /// Never taken away: once it is over it stays over.
    end: Option<End>,
    /// The terminal belongs to another program: Ctrl-C and Ctrl-\ are meant for that.
    lent: bool,
    /// Since when it is not any more: the Ctrl-C that ended that program may be told late.
    returned: Option<Instant>,
    /// The input thread is to keep its hands off the terminal.
    rest: bool,
    /// It does.
    resting: bool,
}

#[derive(Debug, Default)]
pub(super) struct Mailbox {
    state: Mutex<State>,
    /// Something was put in, or the input thread has come to rest.
    news: Condvar,
    /// Something was taken out, or the queue does not matter any more.
    room: Condvar,
}

impl Mailbox {
    /// Queues a message, waiting for room.
    pub(super) fn push(&self, msg: Msg) {
        let mut state = self.lock();
        while state.batch.weight >= ROOM && !state.rest && state.end.is_none() {
            state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let batch = &mut state.batch;
        // What has been read takes the place of less: where nobody looks for long, nothing piles up.
        let before = batch.messages.len();
        match &msg {
            Msg::LoadPart(..) | Msg::LoadDone(..) => {
                batch.messages.retain(|msg| !matches!(msg, Msg::LoadPart(..) | Msg::LoadProgress(_)));
            }
            Msg::LoadProgress(_) => batch.messages.retain(|msg| !matches!(msg, Msg::LoadProgress(_))),
            _ => {}
        }
        batch.weight = batch.weight.saturating_sub(before - batch.messages.len());
        state.batch.weight += weight(&msg);
        state.batch.messages.push(msg);
        // Whoever wakes finds the lock free.
        drop(state);
        self.news.notify_all();
    }

    /// Notes what is not queued.
    pub(super) fn note(&self, change: impl FnOnce(&mut Batch)) {
        change(&mut self.lock().batch);
        self.news.notify_all();
    }

    /// It is over. The first reason stays. Answers whether the reason was taken: Ctrl-C for a
    /// program that the terminal is lent to is none.
    pub(super) fn end(&self, end: End) -> bool {
        let mut state = self.lock();
        let meant_for_another =
            matches!(end, End::Signal(signal_hook::consts::SIGINT | signal_hook::consts::SIGQUIT));
        let lent = state.lent || state.returned.is_some_and(|returned| returned.elapsed() < LATE);
        if lent && meant_for_another {
            return false;
        }
        state.end.get_or_insert(end);
        self.news.notify_all();
        self.room.notify_all();
        true
    }

    /// Why it is over, if it is.
    pub(super) fn ended(&self) -> Option<End> {
        self.lock().end
    }

    /// Waits until it is over or the time has come; takes nothing.
    pub(super) fn wait_for_end(&self, until: Instant) {
        let mut state = self.lock();
        while state.end.is_none() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            state = self.news.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits until something is there, it is over, or the time has come; then takes everything.
    pub(super) fn take(&self, until: Option<Instant>) -> Batch {
        let mut state = self.lock();
        while state.batch.is_empty() && state.end.is_none() {
            match until.map(|until| until.saturating_duration_since(Instant::now())) {
                Some(left) if left.is_zero() => break,
                Some(left) => {
                    state = self.news.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
                }
                None => state = self.news.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
        let batch = std::mem::take(&mut state.batch);
        self.room.notify_all();
        batch
    }

    /// The terminal is lent to another program, or taken back.
    pub(super) fn lend(&self, lent: bool) {
        let mut state = self.lock();
        state.lent = lent;
        state.returned = (!lent).then(Instant::now);
    }

    /// Whether the input thread is to rest.
    pub(super) fn rest(&self, rest: bool) {
        self.lock().rest = rest;
        self.room.notify_all();
    }

    /// Whether to rest; the input thread asks, and says by asking that it has noticed.
    pub(super) fn rests(&self) -> bool {
        let mut state = self.lock();
        if state.resting != state.rest {
            state.resting = state.rest;
            self.news.notify_all();
        }
        state.resting
    }

    /// Waits until the input thread has noticed that it is to rest.
    pub(super) fn wait_for_rest(&self, until: Instant) {
        let mut state = self.lock();
        while !state.resting && state.end.is_none() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            state = self.news.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn weight(msg: &Msg) -> usize {
    match msg {
        Msg::Paste(text) => 1 + text.len() / 16,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::store::stream::Progress;

    #[test]
    fn everything_is_taken_at_once_and_in_order() {
        let mailbox = Mailbox::default();
        mailbox.push(Msg::Resize(1, 1));
        mailbox.push(Msg::Resize(2, 2));
        mailbox.note(|batch| batch.resized = true);
        let batch = mailbox.take(None);
        assert!(matches!(batch.messages[..], [Msg::Resize(1, 1), Msg::Resize(2, 2)]));
        assert!(batch.resized);
        assert!(mailbox.take(Some(Instant::now())).is_empty());
    }

    #[test]
    fn a_full_queue_makes_the_sender_wait() {
        let mailbox = Arc::new(Mailbox::default());
        let sender = std::thread::spawn({
            let mailbox = Arc::clone(&mailbox);
            move || (0..3 * ROOM).for_each(|_| mailbox.push(Msg::Resize(1, 1)))
        });
        let mut taken = 0;
        while taken < 3 * ROOM {
            let n = mailbox.take(None).messages.len();
            assert!(n <= ROOM, "{n}");
            taken += n;
        }
        sender.join().unwrap();
    }

    #[test]
    fn what_has_been_read_does_not_pile_up() {
        let mailbox = Mailbox::default();
        let key = || Msg::Resize(1, 1);
        let at = |read| Progress { read, ..Progress::default() };
        for n in 0..3 * u64::try_from(ROOM).unwrap() {
            mailbox.push(Msg::LoadPart(Box::default(), at(n)));
            mailbox.push(Msg::LoadProgress(at(n)));
            if n == 0 {
                mailbox.push(key());
            }
        }
        let messages = mailbox.take(None).messages;
        assert!(
            matches!(messages[..], [Msg::Resize(..), Msg::LoadPart(..), Msg::LoadProgress(_)]),
            "{messages:?}"
        );
    }

    #[test]
    fn the_first_reason_to_end_stays_and_frees_the_sender() {
        let mailbox = Arc::new(Mailbox::default());
        assert!(mailbox.end(End::Signal(15)));
        assert!(mailbox.end(End::Gone));
        assert_eq!(mailbox.ended(), Some(End::Signal(15)));
        (0..=2 * ROOM).for_each(|_| mailbox.push(Msg::Resize(1, 1)));
    }

    #[test]
    fn ctrl_c_belongs_to_whom_the_terminal_is_lent() {
        let mailbox = Mailbox::default();
        mailbox.lend(true);
        assert!(!mailbox.end(End::Signal(signal_hook::consts::SIGINT)));
        mailbox.lend(false);
        assert!(!mailbox.end(End::Signal(signal_hook::consts::SIGQUIT)), "told late");
        assert!(mailbox.end(End::Signal(signal_hook::consts::SIGTERM)));
    }

    #[test]
    fn waiting_has_an_end() {
        let mailbox = Mailbox::default();
        let start = Instant::now();
        mailbox.wait_for_rest(start + Duration::from_millis(20));
        mailbox.take(Some(start + Duration::from_millis(40)));
        assert!(start.elapsed() >= Duration::from_millis(40));
    }
}
