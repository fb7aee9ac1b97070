//! Reading sessions on disk.
//!
//! [`Library`] finds the session of a timeline and lists what there is; [`SessionStore`] loads and
//! saves one; [`Saver`] does that on a thread of its own, so that no key ever waits for a disk.
//!
//! # Where
//!
//! ```text
//! $XDG_DATA_HOME/annals/sessions/NAME.notes.jsonl    marks and notes: the reader's own work
//! $XDG_DATA_HOME/annals/marks.jsonl                  marks across timelines, A to Z
//! $XDG_STATE_HOME/annals/sessions/NAME.reads.jsonl   what was read and met
//! $XDG_STATE_HOME/annals/sessions/NAME.place.jsonl   place, history, sittings
//! $XDG_STATE_HOME/annals/sessions/NAME.texts.jsonl   what events said when they were read
//! $XDG_STATE_HOME/annals/sessions.lock               held while something is written
//! ```
//!
//! Files are the user's alone (0600), folders too (0700). What is in them is
//! [`crate::session::form`].
//!
//! # How
//!
//! A lock around read, merge and write, rather than a log: the files stay what one would write by
//! hand, they merge in git, and there is nothing to compact. What changes together is one file, so
//! moving about does not write the read states. A file is written whole beside the old one,
//! synced, renamed over it, and the folder synced; only then is a change acknowledged. A file that
//! nobody else touched since is not read again.
//!
//! The texts are the exception: they are never changed, only added to, so they are appended and
//! synced before the read states that refer to them. They cost memory only when one is looked up.
//!
//! Reads first, writes on the saver's thread:
//!
//! ```no_run
//! use std::time::Duration;
//! use annals::session::{Identity, Op};
//! use annals::store::session::{Folders, Found, Library, Opened, Saver, instance};
//! # let (timeline, now) = (annals::model::Timeline::default(), || 0);
//! let library = Library::open(Folders::from_env()?)?; // an error: Session::new("unkept", instance())
//! let path = Some("/home/reader/talks.toml");
//! let name = match library.find(&Identity::of(&timeline, path)) {
//!     Found::New(name) | Found::Known(name) | Found::Moved { name, .. } => name,
//!     Found::Doubt { new, .. } => new, // or ask which of the candidates
//! };
//! let Opened { mut session, store, notices } = library.session(&name, instance());
//! let saver = Saver::start(store, now, |report| { /* to the loop: merge news, show the rest */ });
//! saver.save(session.begin(&timeline, path, now()));
//! saver.save(session.apply(Op::Touch, now()).delta);
//! saver.flush(Duration::from_secs(1))?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What goes wrong
//!
//! Nothing is ever deleted. A file that is damaged is set aside as `NAME.bad-TIME` before it is
//! written over, with what can be read of it going on; a file of a newer version is read as far as
//! it goes and never written. What could not be saved stays in memory and is tried again. A session
//! that is forgotten is renamed to `.forgotten-TIME`.

mod disk;
mod document;
mod folders;
mod library;
mod saver;
mod texts;

use std::path::{Path, PathBuf};

pub use disk::{Disk, Os, Print};
pub(in crate::store) use disk::{aside, is_irregular, temporary};
pub use folders::{Folders, NotKept, encoded_path, encoded_paths, paths_of, said_paths};
pub use library::{Candidate, Found, Library, Listed};
pub use saver::{Flush, Flushing, Report, Saver};

use crate::session::form::Part;
use crate::session::{ContentHash, Delta, Millis, OldText, Session, State};
use document::{Document, Loaded};
use texts::Texts;

/// Something was not saved. It is still in memory, and is tried again with the next save.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("NOT saved: {}: {why}", crate::text::line(&path.to_string_lossy()))]
pub struct NotSaved {
    /// The file.
    pub path: PathBuf,
    /// Why, and what to do.
    pub why: String,
}

/// Something that the reader should be told once, in one line.
pub type Notice = String;

/// What a save brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// What other programs wrote meanwhile: for [`Session::merge`].
    pub news: State,
    /// What the reader should be told.
    pub notices: Vec<Notice>,
}

/// A session as it was opened.
#[derive(Debug)]
pub struct Opened {
    /// What was kept.
    pub session: Session,
    /// Where it is kept.
    pub store: SessionStore,
    /// What the reader should be told: damage, a newer version.
    pub notices: Vec<Notice>,
}

/// The files of one session.
#[derive(Debug)]
pub struct SessionStore {
    disk: Box<dyn Disk>,
    lock: PathBuf,
    documents: Vec<Document>,
    texts: Texts,
    /// What is or should be on disk.
    replica: State,
    /// What was found and not told yet, because the save that found it failed.
    untold: Saved,
    /// Whether what a crash left behind was cleared away.
    tidied: bool,
}

impl SessionStore {
    /// Opens the session of that name, be there one or not. Nothing is written yet.
    ///
    /// `now` names what has to be set aside; `instance` is a random number (see [`instance`]).
    pub fn open(folders: &Folders, name: &str, disk: Box<dyn Disk>, instance: u32) -> Opened {
        let mut store = Self {
            lock: folders.lock(),
            documents: Part::ALL.iter().map(|&part| Document::new(part, folders.file(part, name))).collect(),
            texts: Texts::new(folders.texts(name)),
            replica: State::default(),
            untold: Saved::default(),
            tidied: false,
            disk,
        };
        store.read(Document::load);
        let notices = std::mem::take(&mut store.untold).notices;
        let session = Session::of(name, store.replica.clone(), instance);
        Opened { session, store, notices }
    }

    /// Saves everything that is in `session`: [`Self::absorb`] and [`Self::commit`].
    ///
    /// # Errors
    ///
    /// As [`Self::commit`].
    pub fn save(&mut self, session: &Session, now: Millis) -> Result<Saved, NotSaved> {
        self.absorb(Delta { state: session.state().clone(), texts: Vec::new() });
        self.commit(now)
    }

    /// Takes note of what is to be saved.
    pub fn absorb(&mut self, delta: Delta) {
        let news = self.replica.merge(delta.state);
        for document in &mut self.documents {
            document.touched_by(&news);
        }
        self.texts.add(delta.texts);
    }

    /// Reads every file in the way that `how` says.
    fn read(&mut self, how: impl Fn(&mut Document, &dyn Disk) -> Loaded) {
        for index in 0..self.documents.len() {
            let Some(document) = self.documents.get_mut(index) else { continue };
            let (loaded, own) = (how(document, &*self.disk), document.part());
            self.untold.notices.extend(loaded.notices);
            // What stands in a file where it does not belong is written where it does.
            for other in self.documents.iter_mut().filter(|other| other.part() != own) {
                other.take_over(&loaded.state);
            }
            let news = self.replica.merge(loaded.state);
            self.untold.news.merge(news);
        }
    }

    /// Whether there is something that is not on disk yet.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.texts.is_dirty() || self.documents.iter().any(Document::is_dirty)
    }

    /// Brings everything to disk. When it returns, what was absorbed survives a loss of power.
    ///
    /// One file that fails does not keep the others from being written.
    ///
    /// # Errors
    ///
    /// The first file that could not be written, and why. What it should hold stays in memory and is
    /// written with the next commit.
    pub fn commit(&mut self, now: Millis) -> Result<Saved, NotSaved> {
        if !self.is_dirty() && !self.documents.iter().any(|document| document.is_stale(&*self.disk)) {
            return Ok(std::mem::take(&mut self.untold));
        }
        let failed = |path: &Path, why: String| NotSaved { path: path.to_owned(), why };
        let _lock = disk::lock(&*self.disk, &self.lock).map_err(|error| failed(&self.lock, error))?;
        if !std::mem::replace(&mut self.tidied, true) {
            self.documents.iter().for_each(Document::tidy);
        }
        let mut first = None;
        match self.texts.append(&*self.disk, now) {
            Ok(notice) => self.untold.notices.extend(notice),
            Err(why) => first = Some(failed(self.texts.path(), why)),
        }
        // All are read before any is written: an item may have been moved from file to file.
        self.read(Document::refresh);
        for document in &mut self.documents {
            // A read state must not be on disk before the text that it refers to.
            if self.texts.is_dirty() && document.part() == Part::Reads {
                continue;
            }
            match document.write(&*self.disk, &self.replica, now) {
                Ok(notice) => self.untold.notices.extend(notice),
                Err(why) => first = first.or_else(|| Some(failed(document.path(), why))),
            }
        }
        match first {
            None => Ok(std::mem::take(&mut self.untold)),
            Some(failed) => Err(failed),
        }
    }

    /// What an event said when it was read with that hash; `None` where that was not kept.
    #[must_use]
    pub fn old_text(&self, hash: ContentHash) -> Option<OldText> {
        self.texts.look_up(&*self.disk, hash)
    }

    /// Where a thread that does not own the store looks such a text up, with [`old_text`].
    #[must_use]
    pub fn texts_path(&self) -> &Path {
        self.texts.path()
    }

    /// Every file of the session, there or not.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.documents.iter().map(Document::path).chain([self.texts.path()])
    }
}

/// What an event said when it was read with that hash, from the file at
/// [`SessionStore::texts_path`]; texts that are still to be saved are not there.
#[must_use]
pub fn old_text(path: &Path, hash: ContentHash) -> Option<OldText> {
    texts::look_up(&Os, path, hash)
}

/// A random number for [`Session::new`]: no two running programs have the same, but for one chance
/// in four thousand millions.
#[must_use]
pub fn instance() -> u32 {
    use std::hash::{BuildHasher as _, RandomState};
    // The seed of a hash map is random, taken from the system.
    let hash = RandomState::new().hash_one(std::process::id());
    u32::try_from(hash >> 32).unwrap_or_default()
}
