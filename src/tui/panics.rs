//! A panic in any thread: the terminal first, then the message, then the end.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::mailbox::{End, Mailbox};
use super::modes;
use crate::store::papers::is_guarded;

/// How long the loop has to end after another thread has panicked.
const GRACE: Duration = Duration::from_millis(700);

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// While this lives, a panic anywhere gives the terminal back before its message is printed, and
/// ends the program. Afterwards panics are what they were.
pub(super) struct Hook(Arc<AtomicBool>);

/// Puts the hook before the one that prints. To be called by the thread of the loop.
pub(super) fn hook(mailbox: Arc<Mailbox>) -> Hook {
    let on = Arc::new(AtomicBool::new(true));
    let hook = Hook(Arc::clone(&on));
    let looping = thread::current().id();
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if CONTAINED.get() || is_guarded() {
            return;
        }
        modes::down();
        print(info);
        // The loop's own panic unwinds through it. Another thread's does not reach it, so it is
        // told; and where it does not listen, the process ends all the same.
        if on.load(Ordering::SeqCst) && thread::current().id() != looping {
            mailbox.end(End::Panicked);
            thread::sleep(GRACE);
            if on.load(Ordering::SeqCst) {
                std::process::exit(101);
            }
        }
    }));
    hook
}

impl Drop for Hook {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

/// Calls what is known to panic on some input of others; nothing when it did. Nothing is printed and
/// the program goes on.
pub(super) fn contained<T>(call: impl FnOnce() -> T) -> Option<T> {
    CONTAINED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(call));
    CONTAINED.set(false);
    result.ok()
}
