//! Which reading session belongs to a timeline.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::out;
use crate::model::Timeline;
use crate::session::{Identity, Millis, Session};
use crate::store::session::{
    Candidate, Folders, Found, Library, NotKept, SessionStore, encoded_path, instance, path_of,
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

/// A path as sessions know it.
pub(super) fn identity(path: Option<&Path>) -> Option<String> {
    let path = path?;
    let path = path.canonicalize().ok().or_else(|| std::path::absolute(path).ok())?;
    Some(encoded_path(&path))
}

/// The sessions of this user.
pub(super) fn library() -> Result<Library, NotKept> {
    Library::open(Folders::from_env()?)
}

/// Finds the session of a timeline, or begins one. Where that is not plain the reader is asked.
pub(super) fn open(timeline: &Timeline, path: Option<&str>) -> Result<Kept, NotKept> {
    let file = path.map(|path| line(&path_of(path).to_string_lossy()).into_owned());
    let title = line(timeline.title()).into_owned();
    let what = file.map_or_else(|| format!("“{title}”"), |file| format!("“{title}”, {file}"));
    open_or(timeline, path, |candidates| ask(&what, candidates))
}

/// The same while the screen stands, where nobody can be asked: in doubt nothing is kept.
pub(super) fn open_quietly(timeline: &Timeline, path: Option<&str>) -> Result<Kept, NotKept> {
    open_or(timeline, path, |_| Answer::None)
}

fn open_or(
    timeline: &Timeline,
    path: Option<&str>,
    ask: impl FnOnce(&[Candidate]) -> Answer,
) -> Result<Kept, NotKept> {
    let library = library()?;
    let mut notices = Vec::new();
    let name = match library.find(&Identity::of(timeline, path)) {
        Found::New(name) | Found::Known(name) => name,
        Found::Moved { name, from } => {
            let from = path_of(&from);
            notices.push(format!(
                "this timeline was at {} before: its session goes on",
                line(&from.to_string_lossy())
            ));
            name
        }
        Found::Doubt { candidates, new } => match ask(&candidates) {
            Answer::This(name) => name,
            Answer::New => new,
            Answer::None => {
                let why = "several sessions may belong to this timeline; start annals where it can ask which";
                return Err(NotKept(why.to_owned()));
            }
        },
    };
    let opened = library.session(&name, instance());
    notices.extend(opened.notices);
    Ok(Kept { session: opened.session, store: opened.store, notices })
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

/// What the reader says to a doubt.
enum Answer {
    This(String),
    New,
    /// Nothing: there was nobody to ask.
    None,
}

/// Asks which session is meant, by what is opened.
fn ask(what: &str, candidates: &[Candidate]) -> Answer {
    if !std::io::stdin().is_terminal() {
        return Answer::None;
    }
    out::complain_plainly(&format!("Which reading session belongs to this timeline ({what})?"));
    for (number, candidate) in (1..).zip(candidates) {
        let path = candidate.identity.path.as_deref().map(path_of);
        let path = path.map_or_else(String::new, |path| format!(", {}", line(&path.to_string_lossy())));
        let common = candidate
            .common
            .map_or_else(String::new, |share| format!(", {:.0} % of the events in common", share * 100.0));
        out::complain_plainly(&format!("  {number}  {}{path}{common}", line(&candidate.identity.title)));
    }
    out::complain_plainly("  n  none of these: begin a new one");
    loop {
        let _ = write!(std::io::stderr(), "> ");
        let mut answer = String::new();
        if std::io::stdin().read_line(&mut answer).map_or(true, |read| read == 0) {
            return Answer::None;
        }
        match answer.trim() {
            "n" | "N" => return Answer::New,
            number => {
                let chosen = number.parse::<usize>().ok().and_then(|n| candidates.get(n.checked_sub(1)?));
                if let Some(candidate) = chosen {
                    return Answer::This(candidate.name.clone());
                }
            }
        }
    }
}
