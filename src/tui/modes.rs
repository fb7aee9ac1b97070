//! The modes of the terminal, as one fact about the process.
//!
//! They are global on purpose: a panic in any thread, or a signal while the loop is stuck, has to
//! put them back without asking anybody. So there is one flag (up or not), one lock (who writes),
//! and [`down`] may be called from anywhere, any number of times.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, SpecialCodeIndex};

/// Alternate screen, bracketed paste, no cursor.
const UP: &str = "\x1b[?1049h\x1b[?2004h\x1b[?25l";
/// Clicks and drags, in the encoding without limits. Not plain movement: a mouse that is only moved
/// over the window should wake nobody.
pub(super) const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
pub(super) const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Everything that this program ever switches on, off; the string terminator first, in case a
/// sequence was cut in the middle.
const DOWN: &str = "\x1b\\\x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[?1049l\x1b[?25h";

/// How long [`down`] waits for a terminal that does not take what it is sent.
const PATIENCE: Duration = Duration::from_millis(150);

static IS_UP: AtomicBool = AtomicBool::new(false);
static WRITER: Mutex<()> = Mutex::new(());

/// The terminal that keys come from: standard input, or the controlling terminal when that is a
/// pipe. crossterm decides the same way.
pub(super) fn input() -> io::Result<OwnedFd> {
    let stdin = rustix::stdio::stdin();
    if rustix::termios::isatty(stdin) {
        return stdin.try_clone_to_owned();
    }
    Ok(std::fs::File::options().read(true).write(true).open("/dev/tty")?.into())
}

/// Takes the terminal: raw mode, alternate screen, bracketed paste, the mouse if wanted.
pub(super) fn up(mouse: bool) -> io::Result<()> {
    if IS_UP.load(Ordering::SeqCst) {
        return Ok(());
    }
    let writer = lock();
    enable_raw_mode()?;
    IS_UP.store(true, Ordering::SeqCst);
    let sent = never_wait_for_keys().and_then(|()| {
        send(UP.as_bytes())?;
        if mouse { send(MOUSE_ON.as_bytes()) } else { Ok(()) }
    });
    drop(writer);
    if sent.is_err() {
        down();
    }
    sent
}

/// Gives the terminal back. Does nothing when it was not taken; waits [`PATIENCE`] at most.
pub(super) fn down() {
    if !IS_UP.swap(false, Ordering::SeqCst) {
        return;
    }
    let _writer = lock_patiently();
    // The line first: what is typed as soon as the screen is back is the shell's, Enter and all.
    let _ = disable_raw_mode();
    send_patiently(DOWN.as_bytes());
}

/// Writes to the screen, unless the terminal was given back meanwhile. Waits as long as the terminal
/// takes: nothing is queued on this side.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let _writer = lock();
    if IS_UP.load(Ordering::SeqCst) { send(bytes) } else { Ok(()) }
}

/// A read that finds nothing comes back at once instead of waiting. crossterm reads until nothing
/// is left, so without this half an escape sequence would hold the input thread, and the editor's
/// first key would go to it.
fn never_wait_for_keys() -> io::Result<()> {
    let tty = input()?;
    let mut modes = rustix::termios::tcgetattr(&tty)?;
    modes.special_codes[SpecialCodeIndex::VMIN] = 0;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    Ok(rustix::termios::tcsetattr(&tty, OptionalActions::Now, &modes)?)
}

fn lock() -> MutexGuard<'static, ()> {
    WRITER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The lock, or nothing if its owner is stuck in a write or is this very thread.
fn lock_patiently() -> Option<MutexGuard<'static, ()>> {
    let end = Instant::now() + PATIENCE;
    loop {
        match WRITER.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() >= end => return None,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

fn send(mut bytes: &[u8]) -> io::Result<()> {
    let out = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(out, bytes) {
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Somebody else has made the terminal non-blocking.
            Err(Errno::AGAIN) => {
                wait_for_room(out, None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn send_patiently(mut bytes: &[u8]) {
    let out = rustix::stdio::stdout();
    let end = Instant::now() + PATIENCE;
    while !bytes.is_empty() {
        let left = end.saturating_duration_since(Instant::now());
        if !wait_for_room(out, Some(left)).unwrap_or(false) {
            return;
        }
        match rustix::io::write(out, bytes) {
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return,
        }
    }
}

fn wait_for_room(out: BorrowedFd<'_>, timeout: Option<Duration>) -> io::Result<bool> {
    let timeout = timeout.and_then(|t| Timespec::try_from(t).ok());
    match rustix::event::poll(&mut [PollFd::from_borrowed_fd(out.as_fd(), PollFlags::OUT)], timeout.as_ref())
    {
        Ok(n) => Ok(n > 0),
        Err(Errno::INTR) => Ok(true),
        Err(error) => Err(error.into()),
    }
}
