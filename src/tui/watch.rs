//! The timeline's file, followed while it is read.
//!
//! A thread of its own waits until the file was touched and then left alone for [`QUIET`], reads it,
//! and puts what it says into the mailbox. The loop never waits for it, however large the file is;
//! while nothing happens to the file, nothing runs.
//!
//! - What counts is the bytes: a file that was only touched, or written again as it was, is no news.
//! - A file that cannot be read, or not as a timeline, is told once, and what was read before stays.
//! - A file without a single event, where there were some before, is most likely being written:
//!   it is taken up only when the reader asks for it.
//! - A change, the reader's own wish (`R`) and the return from the editor take the same road, so
//!   nothing is taken up twice.
//!
//! `bell` is how the thread is told, `spots` knows where to look for changes, `eyes` looks there.

use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

mod bell;
mod eyes;
mod spots;

use bell::{Bell, Wish};
use eyes::Eyes;

use super::mailbox::Mailbox;
use crate::app::{Again, Msg, Outcome};
use crate::change;
use crate::issue::{Issue, Spot};
use crate::model::Timeline;
use crate::store::{self, Manner, StoreError};
use crate::text::line;

/// How long a file has to be left alone before it is read: whoever writes it is done, most likely.
const QUIET: Duration = Duration::from_millis(100);

/// Follows the file until it is dropped.
pub(super) struct Watch(Arc<Bell>);

/// Starts to follow `file`; `digest` is that of the bytes that the program shows already, and the timeline what
/// they say, once they are known.
pub(super) fn start(
    file: PathBuf,
    (digest, shown): (Arc<OnceLock<String>>, Arc<OnceLock<Timeline>>),
    manner: Manner,
    mailbox: Arc<Mailbox>,
) -> io::Result<Watch> {
    let bell = Arc::new(Bell::default());
    let mut follower = Follower::new(file, digest, manner, mailbox);
    follower.shown = shown;
    std::thread::Builder::new().name("file".into()).spawn({
        let bell = Arc::clone(&bell);
        move || follow(follower, &bell)
    })?;
    Ok(Watch(bell))
}

impl Watch {
    /// The reader wants it read again, and to hear of it also when nothing has changed.
    pub(super) fn read(&self) {
        self.0.wish(Wish::Tell);
    }

    /// It may have changed: an editor has ended.
    pub(super) fn look(&self) {
        self.0.wish(Wish::Look);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.wish(Wish::Stop);
    }
}

/// The thread.
fn follow(mut follower: Follower, bell: &Arc<Bell>) {
    let mut eyes = Eyes::default();
    let mut warned = false;
    // What happened between the first reading and now was seen by nobody.
    let mut asked = false;
    let mut look = follower.taken.is_some();
    loop {
        // First the eyes, then the file: so a change is seen by one of them.
        match eyes.open(&follower.path, bell) {
            Ok(()) => warned = false,
            Err(reason) if !warned => {
                warned = true;
                let said = format!(
                    "changes of {} will not be noticed ({reason}): press R to read it again",
                    follower.name
                );
                follower.mailbox.push(Msg::Done(Outcome::Failed(said)));
            }
            Err(_) => {}
        }
        if look && let Some(msg) = follower.look(asked) {
            follower.mailbox.push(msg);
        }
        let news = bell.wait(QUIET);
        if news.wish == Wish::Stop {
            return;
        }
        if news.moved {
            eyes.close();
        }
        asked = news.wish == Wish::Tell;
        look = true;
    }
}

/// What a look at the file has found.
enum Content {
    Bytes(Vec<u8>),
    Read(Box<store::Loaded>),
}

/// What is known of the file.
struct Follower {
    path: PathBuf,
    /// What messages call it: its last name, for the line that they stand on is short.
    name: String,
    /// The digest of what the program was given first, once that was read.
    first: Arc<OnceLock<String>>,
    /// What they say.
    shown: Arc<OnceLock<Timeline>>,
    /// The digest of what the program was given last.
    taken: Option<String>,
    /// The digest of what was there at the last look, or why nothing was.
    seen: Option<String>,
    /// Whether the program was told last that the file cannot be read.
    broken: bool,
    /// Whether what the program was given last had any event; as long as nothing was, nobody knows.
    had_events: bool,
    /// How it is read.
    manner: Manner,
    mailbox: Arc<Mailbox>,
}

impl Follower {
    fn new(path: PathBuf, digest: Arc<OnceLock<String>>, manner: Manner, mailbox: Arc<Mailbox>) -> Self {
        let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
        let name = line(&name).into_owned();
        let seen = digest.get().cloned();
        Self {
            path,
            name,
            taken: seen.clone(),
            seen,
            first: digest,
            shown: Arc::default(),
            broken: false,
            had_events: true,
            manner,
            mailbox,
        }
    }

    /// Looks at the file: what there is to tell. Who has `asked` is told something in any case.
    fn look(&mut self, asked: bool) -> Option<Msg> {
        if self.taken.is_none() {
            self.taken = self.first.get().cloned();
            self.seen = self.seen.take().or_else(|| self.taken.clone());
        }
        // JSON Lines are read as they are hashed: they may be too large to be read first.
        let read = if let Ok(Some(lines)) = store::later::lines(&self.path, &self.manner) {
            lines.load(&mut |_| true).map(|loaded| Content::Read(Box::new(loaded)))
        } else {
            let read = store::read_file(&self.path).map(Content::Bytes);
            read.map_err(|reason| StoreError::Read { name: self.name.clone(), reason })
        };
        let seen = match &read {
            Ok(Content::Bytes(bytes)) => store::digest(bytes),
            Ok(Content::Read(loaded)) => loaded.digest.clone(),
            Err(error) => error.to_string(),
        };
        if self.seen.as_ref() == Some(&seen) && !asked {
            return None;
        }
        self.seen = Some(seen.clone());
        if self.taken.as_ref() == Some(&seen) {
            let name = &self.name;
            return Some(if std::mem::take(&mut self.broken) {
                Msg::Mended(format!("{name} is again as it was"))
            } else {
                Msg::Done(Outcome::Did(format!("{name} has not changed")))
            });
        }
        let import = read.and_then(|content| match content {
            Content::Bytes(bytes) => store::parse(&self.path, &self.name, bytes, &self.manner),
            Content::Read(loaded) => Ok(loaded.import),
        });
        match import {
            Ok(import) if !asked && self.had_events && import.timeline.is_empty() => {
                let what = "the file has no event any more";
                let issue = Issue::error(Spot::NONE, what, "press R to read it all the same");
                let said = format!("not read again: {}: {issue}", self.name);
                Some(self.broken(issue, said))
            }
            Ok(import) => {
                self.had_events = !import.timeline.is_empty();
                self.taken = Some(seen);
                self.broken = false;
                // What belongs to whom is found out here, and not under somebody's hands.
                import.timeline.warm();
                let (timeline, issues) = (import.timeline, import.issues);
                let now = Arc::new(OnceLock::from(timeline.clone()));
                let before = std::mem::replace(&mut self.shown, now);
                Some(match before.get().cloned() {
                    Some(before) => {
                        let changes = change::between(&before, &timeline);
                        Msg::Compared(Box::new(Again { timeline, issues, before, changes }))
                    }
                    None => Msg::Reloaded(Box::new(timeline), issues),
                })
            }
            Err(error) => {
                let said = format!("not read again: {error}");
                let issue = match error {
                    StoreError::Parse { error, .. } => *error.0,
                    StoreError::Read { reason, .. } => Issue::error(Spot::NONE, reason, ""),
                };
                Some(self.broken(issue, said))
            }
        }
    }

    fn broken(&mut self, issue: Issue, said: String) -> Msg {
        self.broken = true;
        Msg::Broken(Box::new(issue), said)
    }
}

#[cfg(test)]
mod tests;
