//! All sessions: which one belongs to a timeline, what there is, and how one is forgotten.
//!
//! # Which one
//!
//! A session belongs to what was named: a file, a folder, or several inputs together, in any order.
//!
//! - The path is known and the events are about the same (three in ten in common): that one.
//! - The path is new, but one session has nearly the same events (eight in ten) and nothing is left
//!   at its own path: the file was moved.
//! - The timeline has no path (standard input): the one of no path with nearly the same events, else the one of
//!   a file, which stays that file's.
//! - What is read together with others, or by itself, is another timeline: a file that is there keeps its session
//!   to itself.
//! - Nothing fits: a new one.
//! - Anything else is [`Found::Doubt`], for the reader to say: a copy of a file that is still there,
//!   another timeline at a known path, a file that is like what was read from a pipe, two sessions that would do.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::disk::{Disk, Os, aside, lock};
use super::{Folders, NotKept, NotSaved, Opened, SessionStore, paths_of};
use crate::session::form::{self, Part};
use crate::session::{Identity, Millis, State};

/// Two timelines at one path with less in common than this are not the same.
const SAME_PATH: f64 = 0.3;
/// Two timelines with more in common than this may be the same.
const MAYBE: f64 = 0.5;
/// Two timelines with more in common than this are the same.
const SURE: f64 = 0.8;

/// How much of a file is read to see which timeline it is of.
const HEADER: u64 = 64 * 1024;

/// The longest part of a title that a name has.
const NAME: usize = 40;

/// The sessions in a pair of folders.
#[derive(Clone, Debug)]
pub struct Library {
    folders: Folders,
}

/// A session that may belong to a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its name.
    pub name: String,
    /// The timeline that it was kept for.
    pub identity: Identity,
    /// The share of events in common, from 0 to 1; `None` where one of them has no events.
    pub common: Option<f64>,
}

/// Which session belongs to a timeline.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// None yet; one of this name would be made.
    New(String),
    /// The one of this name.
    Known(String),
    /// The one of this name, and the file was at this path before.
    Moved {
        /// The name.
        name: String,
        /// Where the file was: [`paths_of`] gives the path.
        from: String,
    },
    /// One of these, the likeliest first, or a new one: the reader has to say.
    Doubt {
        /// Which it could be.
        candidates: Vec<Candidate>,
        /// What a new one would be called.
        new: String,
    },
}

/// One session in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// The title of its timeline.
    pub title: String,
    /// Where that was, as [`Identity::path`].
    pub path: Option<String>,
    /// When it was last read.
    pub last_read: Option<Millis>,
    /// How many events were read.
    pub read: usize,
    /// How many there were.
    pub events: u64,
    /// How many marks there are, those across timelines not counted.
    pub marks: usize,
    /// How many notes there are.
    pub notes: usize,
    /// What is wrong with its files.
    pub notices: Vec<String>,
}

impl Library {
    /// The sessions in `folders`; makes the folders where they are not there.
    ///
    /// # Errors
    ///
    /// When the folders cannot be used: then nothing is kept, and reading goes on.
    pub fn open(folders: Folders) -> Result<Self, NotKept> {
        folders.prepare(&Os)?;
        Ok(Self { folders })
    }

    /// The sessions in `folders`, which are left as they are: for looking only.
    #[must_use]
    pub fn look(folders: Folders) -> Self {
        Self { folders }
    }

    /// Which session belongs to the timeline with that identity.
    #[must_use]
    pub fn find(&self, identity: &Identity) -> Found {
        let known = self.identities();
        let name = new_name(identity, &known);
        let mut candidates: Vec<Candidate> = known
            .into_iter()
            .map(|(name, held)| Candidate { name, common: identity.common(&held), identity: held })
            .filter(|held| {
                let is_like = held.common.is_some_and(|common| common >= MAYBE);
                is_at(identity, held) || is_like && !is_known_otherwise(identity, &held.identity)
            })
            .collect();
        candidates.sort_by(|a, b| b.common.unwrap_or(0.0).total_cmp(&a.common.unwrap_or(0.0)));
        let at_path = candidates.iter().filter(|held| is_at(identity, held));
        let same = |held: &&Candidate| identity.grown(&held.identity).is_none_or(|grown| grown >= SAME_PATH);
        if let Some(held) = only(at_path.clone().filter(same)) {
            return Found::Known(held.name.clone());
        }
        let sure = candidates.iter().filter(|held| held.common.is_some_and(|common| common >= SURE));
        if identity.path.is_none() {
            let unnamed = sure.clone().filter(|held| held.identity.path.is_none());
            if let Some(held) = only(unnamed.clone()).or_else(|| only(sure).filter(|_| unnamed.count() == 0))
            {
                return Found::Known(held.name.clone());
            }
        } else if at_path.count() == 0
            && let Some(held) = only(sure)
            && let Some(from) = &held.identity.path
            && !paths_of(from).iter().any(|path| is_there(path))
        {
            return Found::Moved { name: held.name.clone(), from: from.clone() };
        }
        if candidates.is_empty() { Found::New(name) } else { Found::Doubt { candidates, new: name } }
    }

    /// Opens the session of that name. `instance` is a random number: [`super::instance`].
    #[must_use]
    pub fn session(&self, name: &str, instance: u32) -> Opened {
        SessionStore::open(&self.folders, name, Box::new(Os), instance)
    }

    /// Every session, the last read first.
    #[must_use]
    pub fn sessions(&self) -> Vec<Listed> {
        let mut all: Vec<Listed> = self.names().into_keys().map(|name| self.listed(name)).collect();
        all.sort_by(|a, b| b.last_read.cmp(&a.last_read).then_with(|| a.name.cmp(&b.name)));
        all
    }

    fn listed(&self, name: String) -> Listed {
        let Opened { session, notices, .. } = self.session(&name, 0);
        let identity = session.identity().cloned().unwrap_or_default();
        Listed {
            title: identity.title,
            path: identity.path,
            last_read: session.last_sitting(),
            read: session.state().reads.iter().count(),
            events: identity.events,
            marks: session.marks().filter(|(letter, _)| !letter.is_global()).count(),
            notes: session.notes().count(),
            notices,
            name,
        }
    }

    /// The files of that session, those that are there.
    #[must_use]
    pub fn paths(&self, name: &str) -> Vec<PathBuf> {
        let own = [Part::Notes, Part::Reads, Part::Place].map(|part| self.folders.file(part, name));
        own.into_iter()
            .chain([self.folders.texts(name)])
            .filter(|path| fs::symlink_metadata(path).is_ok())
            .collect()
    }

    /// Forgets a session: its files get `.forgotten-TIME` at the end of their names, and are not
    /// looked at any more. Nothing is destroyed; giving one its old name brings it back. Marks
    /// across timelines stay. Returns the new names.
    ///
    /// # Errors
    ///
    /// When a file cannot be renamed; those before it were.
    pub fn forget(&self, name: &str, now: Millis) -> Result<Vec<PathBuf>, NotSaved> {
        let failed = |path: PathBuf, why: String| NotSaved { path, why };
        let lock_path = self.folders.lock();
        let _lock = lock(&Os, &lock_path).map_err(|why| failed(lock_path.clone(), why))?;
        let mut renamed = Vec::new();
        for path in self.paths(name) {
            let to = aside(&path, "forgotten", now);
            let done = Os.rename(&path, &to).and_then(|()| match path.parent() {
                Some(folder) => Os.sync_folder(folder),
                None => Ok(()),
            });
            done.map_err(|error| failed(path, crate::store::trouble::writing(&error)))?;
            renamed.push(to);
        }
        Ok(renamed)
    }

    /// The names of sessions, with the files that say which timeline they are of.
    fn names(&self) -> BTreeMap<String, Vec<PathBuf>> {
        let mut names: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for folder in [self.folders.state_sessions(), self.folders.data_sessions()] {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let file = entry.file_name();
                let Some(file) = file.to_str() else { continue };
                let ends = [".place.jsonl", ".reads.jsonl", ".notes.jsonl"];
                if let Some(name) = ends.iter().find_map(|end| file.strip_suffix(end)) {
                    names.entry(name.to_owned()).or_default().push(entry.path());
                }
            }
        }
        names
    }

    /// Which timeline each session is of, from the first lines of its files.
    fn identities(&self) -> Vec<(String, Identity)> {
        let read = |files: &[PathBuf]| {
            let mut state = State::default();
            for file in files {
                state.merge(form::read(&first_line(file)).state);
            }
            state.identity.get(&()).cloned()
        };
        self.names().into_iter().filter_map(|(name, files)| Some((name, read(&files)?))).collect()
    }
}

/// The one of these, where there are no two.
fn only<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    of.next().filter(|_| of.next().is_none())
}

/// Whether a session was kept for what stands where this timeline does.
fn is_at(identity: &Identity, held: &Candidate) -> bool {
    identity.path.is_some() && identity.path == held.identity.path
}

/// Whether something is still there; a pipe among several inputs always is.
fn is_there(path: &Path) -> bool {
    path.as_os_str() == "-" || fs::symlink_metadata(path).is_ok()
}

/// Whether a session is of a part of what is read here, or of more, all of which is where it was: of something
/// else that shares its files.
fn is_known_otherwise(identity: &Identity, held: &Identity) -> bool {
    let (Some(here), Some(there)) = (&identity.path, &held.path) else { return false };
    let (here, there) = (paths_of(here), paths_of(there));
    let within = |these: &[PathBuf], those: &[PathBuf]| {
        these.iter().all(|path| those.iter().any(|other| path.starts_with(other)))
    };
    (within(&here, &there) || within(&there, &here))
        && here != there
        && there.iter().all(|path| is_there(path))
}

/// The first line of a regular file; empty where there is none.
fn first_line(path: &PathBuf) -> Vec<u8> {
    if !matches!(Os.print(path), Ok(Some(_))) {
        return Vec::new();
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEADER).read_to_end(&mut bytes));
    if read.is_err() {
        return Vec::new();
    }
    bytes.truncate(memchr::memchr(b'\n', &bytes).unwrap_or(bytes.len()));
    bytes
}

/// A name that nothing has, the same for everybody who opens the same file.
fn new_name(identity: &Identity, known: &[(String, Identity)]) -> String {
    let mut slug = String::new();
    for c in deunicode::deunicode(&identity.title).chars().take(4 * NAME) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(NAME);
    let slug = if slug.is_empty() { "timeline" } else { slug.trim_end_matches('-') };
    let mut hash = Sha256::new();
    match &identity.path {
        Some(path) => hash.update(path.as_bytes()),
        None => identity.sketch.iter().for_each(|part| hash.update(part.to_le_bytes())),
    }
    let hash = hash.finalize().iter().take(4).fold(0_u32, |hash, &byte| (hash << 8) | u32::from(byte));
    let name = format!("{slug}-{hash:08x}");
    let taken = |name: &String| known.iter().any(|(known, _)| known == name);
    let others = (2..10_000).map(|n| format!("{name}-{n}"));
    std::iter::once(name.clone()).chain(others).find(|name| !taken(name)).unwrap_or(name)
}
