//! Signals, taken in by a thread that sleeps in between.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::mailbox::{End, Mailbox};
use super::modes;

/// The signals that end the program.
const LAST: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];

/// How long the loop has, after one of [`LAST`], before the process is ended without it: it may be
/// stuck in a write to a terminal that takes nothing.
const GRACE: Duration = Duration::from_millis(600);

/// Whether the default action holds again, as it must once nobody listens any more.
static DEFAULT: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// Listens until it is dropped.
pub(super) struct Watch(Handle);

/// Starts to listen. To be called before any mode of the terminal is changed.
pub(super) fn watch(mailbox: Arc<Mailbox>) -> io::Result<Watch> {
    DEFAULT.store(false, Ordering::SeqCst);
    for signal in LAST {
        signal_hook::flag::register_conditional_default(signal, Arc::clone(&DEFAULT))?;
    }
    let mut signals = Signals::new(LAST.iter().chain(&[SIGTSTP, SIGCONT, SIGWINCH]))?;
    let handle = signals.handle();
    std::thread::Builder::new().name("signals".into()).spawn(move || {
        while !signals.is_closed() {
            // All that came together are told together: a process that is continued and asked to
            // end must not take the terminal first.
            let came: Vec<i32> = signals.wait().collect();
            if let Some(signal) = tell(&mailbox, &came) {
                end_anyway(signal);
            }
        }
    })?;
    Ok(Watch(handle))
}

impl Drop for Watch {
    fn drop(&mut self) {
        DEFAULT.store(true, Ordering::SeqCst);
        self.0.close();
    }
}

/// Puts what came into the mailbox; answers the signal that ends the program.
fn tell(mailbox: &Mailbox, came: &[i32]) -> Option<i32> {
    let last = came.iter().copied().find(|signal| LAST.contains(signal));
    let last = last.filter(|&signal| mailbox.end(End::Signal(signal)));
    mailbox.note(|batch| {
        batch.resized |= came.contains(&SIGWINCH);
        batch.stop |= came.contains(&SIGTSTP);
        batch.continued |= came.contains(&SIGCONT);
    });
    last
}

/// Ends the process by `signal` unless the loop is quicker.
fn end_anyway(signal: i32) {
    std::thread::sleep(GRACE);
    modes::down();
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_signal_finds_its_place() {
        let mailbox = Mailbox::default();
        assert_eq!(tell(&mailbox, &[SIGWINCH, SIGCONT]), None);
        let batch = mailbox.take(None);
        assert!(batch.resized && batch.continued && !batch.stop);
        assert_eq!(tell(&mailbox, &[SIGTSTP, SIGTERM]), Some(SIGTERM));
        assert_eq!(mailbox.ended(), Some(End::Signal(SIGTERM)));
    }

    #[test]
    fn ctrl_c_while_the_editor_runs_ends_nothing() {
        let mailbox = Mailbox::default();
        mailbox.lend(true);
        assert_eq!(tell(&mailbox, &[SIGINT]), None);
        assert_eq!(mailbox.ended(), None);
    }
}
