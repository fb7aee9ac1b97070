//! Reading a document in a process of its own.
//!
//! A library that recurses without end, or takes memory until there is none, ends its process, and nothing
//! that is called from that process can help. So the program starts itself once more to read such a
//! document: what happens there ends there, within limits of memory and time, and what is read comes back
//! as text. Where the program is another one, as in tests of this library, [`guard`] has to do.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::work::Work;
use super::{MAX_TIME, Words, guard, wire};
use crate::store::MAX_FILE;

/// The memory that a process may take for one document, in bytes: 1 GiB.
pub const MAX_MEMORY: u64 = 1 << 30;

/// How many such processes there are at once, on however many processors.
const AT_ONCE: usize = 4;

/// The first argument of a program that is to read a document.
const WORD: &str = "__paper";

/// Whether this program answers when it is started to read a document.
static ANSWERS: AtomicBool = AtomicBool::new(false);

/// To be called first of all by a program, with its arguments: reads a document where that is what it was
/// started for. Else there is nothing, and documents are from now on read by processes of their own.
pub fn answer(mut args: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    let mut next = || args.next().unwrap_or_default();
    let (_, word, version, work) = (next(), next(), next(), next());
    let is_meant = word == OsStr::new(WORD) && version == OsStr::new(env!("CARGO_PKG_VERSION"));
    match work.to_str().and_then(Work::named) {
        Some(work) if is_meant && args.next().is_none() => Some(serve(work)),
        _ => {
            ANSWERS.store(true, Ordering::Relaxed);
            None
        }
    }
}

/// Does `work` with the bytes of a document in a process of its own, or as well as it goes in this one.
pub(super) fn run(work: Work, bytes: Vec<u8>) -> Result<Words, String> {
    if ANSWERS.load(Ordering::Relaxed) {
        let _place = Place::taken();
        if let Some(read) = start(work).and_then(|child| attend(child, &bytes, MAX_TIME)) {
            return read;
        }
    }
    guard::run(move || work.alone(bytes))
}

/// One of the [`AT_ONCE`], for as long as it lives.
struct Place;

static TAKEN: Mutex<usize> = Mutex::new(0);
static LEFT: Condvar = Condvar::new();

impl Place {
    /// Waits until there is one.
    fn taken() -> Self {
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken =
            LEFT.wait_while(taken, |taken| *taken >= AT_ONCE).unwrap_or_else(PoisonError::into_inner);
        *taken += 1;
        Self
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        LEFT.notify_one();
    }
}

/// The child's part: the document comes in, what it says goes out.
fn serve(work: Work) -> ExitCode {
    confine();
    let mut bytes = Vec::new();
    let came = io::stdin().lock().take(MAX_FILE + 1).read_to_end(&mut bytes);
    let read = match came {
        Ok(_) => guard::run(move || work.run(bytes)),
        Err(error) => Err(format!("it cannot be read now: {error}")),
    };
    let sent = io::stdout().lock().write_all(&wire::write(&read));
    // Threads that did not come to an end are not waited for.
    if sent.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Gives this process its limits. One that cannot be set is not: the parent has a clock all the same.
fn confine() {
    let lower = |resource, most: u64| {
        let maximum = getrlimit(resource).maximum.map_or(most, |maximum| maximum.min(most));
        let _ = setrlimit(resource, Rlimit { current: Some(maximum), maximum: Some(maximum) });
    };
    #[cfg(not(target_os = "openbsd"))]
    lower(Resource::As, MAX_MEMORY);
    lower(Resource::Data, MAX_MEMORY);
    lower(Resource::Cpu, MAX_TIME.as_secs());
    // Whoever reads does not write, and leaves no picture of itself in the folder of the user.
    lower(Resource::Fsize, 0);
    lower(Resource::Core, 0);
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
}

fn start(work: Work) -> Option<Child> {
    let mut command = Command::new(program()?);
    command.args([WORD, env!("CARGO_PKG_VERSION"), work.name()]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().ok()
}

/// This program.
fn program() -> Option<PathBuf> {
    // By this name it is found even after another version was put in its place.
    let same = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && same.exists() {
        Some(same.to_owned())
    } else {
        std::env::current_exe().ok()
    }
}

/// Sends the bytes and waits for what comes. Nothing where the child does not know what it is for.
fn attend(mut child: Child, bytes: &[u8], most: Duration) -> Option<Result<Words, String>> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return None;
    };
    let (send, done) = mpsc::channel();
    let (came, ended) = thread::scope(|scope| {
        // A child that has fallen takes no more: what matters is what it said.
        let writer = thread::Builder::new().spawn_scoped(scope, move || drop(input.write_all(bytes)));
        let reader = thread::Builder::new().spawn_scoped(scope, move || {
            let mut all = Vec::new();
            let whole = output.take(wire::MAX_SENT as u64 + 1).read_to_end(&mut all);
            let _ = send.send(whole.map(|_| all));
        });
        let came = match (writer, reader) {
            (Ok(_), Ok(_)) => Some(done.recv_timeout(most)),
            _ => None,
        };
        // With the child its pipes are closed, and the threads come to their end.
        let ended = if matches!(came, Some(Ok(_))) { settle(&mut child) } else { end(&mut child) };
        (came, ended)
    });
    match came? {
        Err(RecvTimeoutError::Timeout) => Some(Err(guard::too_slow())),
        Ok(Ok(all)) if all.len() > wire::MAX_SENT => Some(Err(super::too_much_text())),
        Ok(Ok(all)) => match wire::read(&all) {
            Some(read) => Some(read),
            None => fell(ended?),
        },
        _ => fell(ended?),
    }
}

/// Why a child ended without a word; nothing where it was not even begun.
fn fell(ended: ExitStatus) -> Option<Result<Words, String>> {
    let signal = ended.signal()?;
    let out_of_time = rustix::process::Signal::XCPU.as_raw() == signal;
    Some(Err(if out_of_time {
        guard::too_slow()
    } else {
        format!(
            "it cannot be read: it is nested without end, or needs more than {} MiB of memory (the limit \
             MAX_MEMORY); save it as plain text",
            MAX_MEMORY >> 20
        )
    }))
}

/// Waits for a child that has said all, but not for long.
fn settle(child: &mut Child) -> Option<ExitStatus> {
    for _ in 0..200 {
        if let Some(ended) = child.try_wait().ok()? {
            return Some(ended);
        }
        thread::sleep(Duration::from_millis(5));
    }
    end(child)
}

/// Ends a child at once.
fn end(child: &mut Child) -> Option<ExitStatus> {
    let _ = child.kill();
    child.wait().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attended(script: &str, most: Duration) -> Option<Result<Words, String>> {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        attend(command.spawn().unwrap(), &vec![b'x'; 1 << 20], most)
    }

    #[test]
    fn a_child_may_end_as_it_likes() {
        let (soon, late) = (Duration::from_millis(200), Duration::from_secs(30));
        let told = |script, most| attended(script, most).unwrap().unwrap_err();
        for script in ["kill -SEGV $$", "cat >/dev/null; echo half; kill -ABRT $$"] {
            assert!(told(script, late).contains("MAX_MEMORY"), "{script}");
        }
        assert!(told("kill -XCPU $$", late).contains("the limit of time"));
        assert!(told("exec sleep 100", soon).contains("the limit of time"));
        assert!(told("exec sleep 100 >&-", soon).contains("MAX_MEMORY"));
        assert!(told("exec cat /dev/zero", late).contains("the limit of text"));
        // Another program by this name, perhaps an older one: it does not know what it is asked.
        for script in ["exit 2", "echo usage; exit 2", "cat >/dev/null"] {
            assert!(attended(script, late).is_none(), "{script}");
        }
    }
}
