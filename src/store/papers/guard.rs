//! Calling libraries that may panic, recurse deeply or never come back on what others wrote.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use super::MAX_TIME;

/// Enough for the deepest nesting that the libraries allow; only what is used of it is taken.
const STACK: usize = 64 << 20;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is reading a document: a panic in it is caught and told, and is nobody else's matter.
#[must_use]
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Does `work` in a thread of its own.
///
/// # Errors
///
/// What `work` says; that it panicked; or that it took longer than [`MAX_TIME`], after which it is left
/// behind.
pub(super) fn run<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    quiet();
    let (send, done) = mpsc::channel();
    let thread = thread::Builder::new().name("document".into()).stack_size(STACK).spawn(move || {
        let _ = send.send(contained(work));
    });
    thread.map_err(|error| format!("it cannot be read now: {error}"))?;
    match done.recv_timeout(MAX_TIME) {
        Ok(Some(done)) => done,
        Ok(None) | Err(RecvTimeoutError::Disconnected) => {
            Err("it is damaged, or made in a way that annals cannot read; save it as plain text".into())
        }
        Err(RecvTimeoutError::Timeout) => Err(too_slow()),
    }
}

pub(super) fn too_slow() -> String {
    let seconds = MAX_TIME.as_secs();
    format!("it takes longer than {seconds} seconds to read (the limit of time); save it as plain text")
}

/// Calls what may panic; nothing when it did.
pub(super) fn contained<T>(call: impl FnOnce() -> T) -> Option<T> {
    quiet();
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(before);
    result.ok()
}

/// Has panics in guarded threads print nothing.
fn quiet() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !is_guarded() {
                print(info);
            }
        }));
    });
}
