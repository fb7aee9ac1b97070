//! Which reading session belongs to a timeline.

use std::path::Path;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::app::{SessionAnswer, SessionChoice};
use crate::model::{Timeline, UNTITLED};
use crate::session::{Identity, Millis, Session};
use crate::store::session::{
    Candidate, Folders, Found, Library, NotKept, SessionStore, encoded_paths, instance, paths_of, said_paths,
};
use crate::text::line;

/// A session that is kept, and what to say about it.
pub(super) struct Kept {
    pub(super) session: Session,
    pub(super) store: SessionStore,
    pub(super) notices: Vec<String>,
}

/// Now, in milliseconds since 1970; a clock before that counts as then.
pub(super) fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
}

/// A file as sessions know it.
pub(super) fn identity(path: Option<&Path>) -> Option<String> {
    inputs(&[path?.to_owned()])
}

/// What was named, as sessions know it; `None` for what comes out of a pipe alone, and where nothing was named.
pub(super) fn inputs(named: &[PathBuf]) -> Option<String> {
    let whole = |path: &PathBuf| {
        if path.as_os_str() == "-" {
            return Some(path.clone());
        }
        path.canonicalize().ok().or_else(|| std::path::absolute(path).ok())
    };
    let all: Vec<PathBuf> = named.iter().map(whole).collect::<Option<_>>()?;
    encoded_paths(all.iter().map(PathBuf::as_path)).filter(|known| known != "-")
}

/// The sessions of this user.
pub(super) fn library() -> Result<Library, NotKept> {
    Library::open(Folders::from_env()?)
}

/// What was found for a timeline: its session, or several that it could be.
pub(super) enum Finding {
    One(Box<Kept>),
    /// The reader has to say.
    Doubt(Doubt),
}

/// Sessions that may belong to a timeline.
pub(super) struct Doubt {
    library: Library,
    candidates: Vec<Candidate>,
    new: String,
}

impl Doubt {
    /// What the reader chooses from.
    pub(super) fn choices(&self) -> Vec<SessionChoice> {
        let choice = |candidate: &Candidate| {
            let path = candidate.identity.path.as_deref();
            let paths = path.map(paths_of).unwrap_or_default();
            // What has no title is called as its file is.
            let name = paths
                .first()
                .and_then(|path| path.file_name())
                .filter(|_| candidate.identity.title == UNTITLED);
            let title = name
                .map_or_else(|| candidate.identity.title.clone(), |name| name.to_string_lossy().into_owned());
            let place = path.map_or_else(|| "read from a pipe".to_owned(), said_paths);
            let common =
                candidate.common.map(|share| format!("; {:.0} % of the events are the same", share * 100.0));
            SessionChoice { title, about: place + &common.unwrap_or_default() }
        };
        self.candidates.iter().map(choice).collect()
    }

    /// The session that was chosen; `None` where none is to be kept.
    pub(super) fn answered(self, answer: SessionAnswer) -> Option<Kept> {
        let name = match answer {
            SessionAnswer::This(number) => self.candidates.into_iter().nth(number)?.name,
            SessionAnswer::New => self.new,
            SessionAnswer::None => return None,
        };
        Some(kept(&self.library, &name, Vec::new()))
    }
}

fn kept(library: &Library, name: &str, mut notices: Vec<String>) -> Kept {
    let opened = library.session(name, instance());
    notices.extend(opened.notices);
    Kept { session: opened.session, store: opened.store, notices }
}

/// Finds the session of a timeline, or begins one.
pub(super) fn open(timeline: &Timeline, path: Option<&str>) -> Result<Finding, NotKept> {
    let library = library()?;
    Ok(match library.find(&Identity::of(timeline, path)) {
        Found::New(name) | Found::Known(name) => Finding::One(Box::new(kept(&library, &name, Vec::new()))),
        Found::Moved { name, from } => {
            let moved = format!("this timeline was at {} before: its session goes on", said_paths(&from));
            Finding::One(Box::new(kept(&library, &name, vec![moved])))
        }
        Found::Doubt { candidates, new } => Finding::Doubt(Doubt { library, candidates, new }),
    })
}

/// The session of a timeline without asking: `None` where there is none, or it is not plain which.
pub(super) fn find(timeline: &Timeline, path: Option<&str>) -> anyhow::Result<Option<Session>> {
    let library = Library::look(Folders::from_env()?);
    match library.find(&Identity::of(timeline, path)) {
        Found::New(_) => Ok(None),
        Found::Known(name) | Found::Moved { name, .. } => {
            Ok(Some(library.session(&name, instance()).session))
        }
        Found::Doubt { candidates, .. } => {
            let names: Vec<String> =
                candidates.iter().map(|candidate| line(&candidate.name).into_owned()).collect();
            anyhow::bail!(
                "several sessions may belong to this timeline ({}); open it once to say which",
                names.join(", ")
            )
        }
    }
}
