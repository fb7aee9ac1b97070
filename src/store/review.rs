//! Reviews on disk: the journal of one that goes on, and the writing of its result.
//!
//! Every step is added to a journal in the state folder and synced, so that a review can be left, or end with
//! the power, and be gone on with. The timeline's own file is only written when the reader says so: a TOML
//! file as an edit of what stands there ([`write()`](fn@write)), with its comments and its order, and so a JSON file
//! with its order and its layout; and always whole, beside the old one, which it then replaces.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

mod edit;
mod journal;
mod json;

pub use journal::{Closed, Entry, Journal, Kept, Opened, past};

use crate::formats::{self, Hint};
use crate::review::{Review, Seen, Step, Unjudged};
use crate::store::session::{Disk as _, Os, Print, encoded_path};
use crate::store::trouble::writing;
use crate::store::whole::{Whole, folder_of};
use crate::text::line;

/// How a writing ended; or why nothing was written, and what to do.
pub type Written = Result<Done, String>;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What to say.
    pub said: String,
    /// The file as a session knows it.
    pub identity: Option<String>,
    /// The [`digest`](super::digest) of what stands there now.
    pub digest: String,
    /// What was changed, where a file was edited.
    pub edit: Option<Edit>,
}

/// A file before and after it was edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    before: String,
    after: String,
}

impl Done {
    fn of(path: &Path, name: &str, text: &str) -> Self {
        let whole = path.canonicalize().ok().or_else(|| std::path::absolute(path).ok());
        Self {
            said: format!("Wrote {name}"),
            identity: whole.map(|path| encoded_path(&path)),
            digest: super::digest(text.as_bytes()),
            edit: None,
        }
    }
}

/// Does the steps of a review in the file at `path`, as an edit of what stands there now.
///
/// # Errors
///
/// When the file cannot be read or written, or is in a format in which comments and order cannot be kept:
/// why, and what to do. The file is then as it was.
pub fn write(path: &Path, steps: &[Seen]) -> Written {
    let name = line(&path.to_string_lossy()).into_owned();
    // Looked at first: what somebody else writes from now on is not written over.
    let print = Os.print(path).map_err(|error| format!("{name}: {error}"))?;
    let bytes = super::read_file(path).map_err(|reason| format!("{name}: {reason}"))?;
    let text = String::from_utf8(bytes.clone()).map_err(|_| {
        format!("{name} is not UTF-8 text, and is not edited: give the name of a file that is not there yet")
    })?;
    let import = formats::read(Hint::Path(path), &bytes).map_err(|error| format!("{name}:{error}"))?;
    let format = import.format.name;
    if !matches!(format, "toml" | "json") {
        return Err(format!(
            "{name} is {format}, in which order and what else stands there cannot be kept: give the name of a TOML or JSON file that is not there yet"
        ));
    }
    let before = import.timeline;
    let review = Review::taken_up(before.clone(), steps.to_vec());
    if !review.resting().is_empty() {
        return Err(format!(
            "{name} was not written: events that were judged are others in it now; it is read again"
        ));
    }
    let (after, _) = review.result(Unjudged::Stay);
    let merged = review.steps().iter().filter_map(|step| match step {
        Step::Merge { into, from, .. } => Some((from.as_str(), into.as_str())),
        _ => None,
    });
    let merged: HashMap<&str, &str> = merged.collect();
    let edited = if format == "json" {
        json::edited(&text, &before, &after)
    } else {
        edit::edited(&text, &before, &after, &merged)
    };
    let edited = edited.map_err(|reason| format!("{name}: {reason}"))?;
    if edited != text {
        // What was written is read before it is put in place: nothing may be lost by an edit.
        let again = formats::read(Hint::Name(format), edited.as_bytes());
        let again = again.map_err(|error| format!("{name} was not written: the edit went wrong: {error}"))?;
        if formats::write("toml", &again.timeline).ok() != formats::write("toml", &after).ok() {
            return Err(format!(
                "{name} was not written: it cannot be edited in place; give the name of a file that is not there yet"
            ));
        }
        replace(path, print, &edited).map_err(|error| match error.kind() {
            io::ErrorKind::StaleNetworkFileHandle => {
                format!("{name} was not written: somebody else has just changed it; write it again")
            }
            _ => format!("{name} was not written: {}", why(path, &error)),
        })?;
    }
    let done = Done::of(path, &name, &edited);
    Ok(Done { edit: Some(Edit { before: text, after: edited }), ..done })
}

/// Takes an edit back: the file is as it was before, where it is still as the edit left it.
///
/// # Errors
///
/// When it is not, or cannot be written: why, and what to do.
pub fn take_back(path: &Path, edit: &Edit) -> Result<(), String> {
    let name = line(&path.to_string_lossy()).into_owned();
    let print = Os.print(path).map_err(|error| format!("{name}: {error}"))?;
    let bytes = super::read_file(path).map_err(|reason| format!("{name}: {reason}"))?;
    let changed = || format!("{name} has changed since it was written: take back in the file what was (e)");
    if bytes != edit.after.as_bytes() {
        return Err(changed());
    }
    replace(path, print, &edit.before).map_err(|error| match error.kind() {
        io::ErrorKind::StaleNetworkFileHandle => changed(),
        _ => format!("{name} was not written: {}", why(path, &error)),
    })
}

/// Writes a review's result to a file that is not there yet.
///
/// # Errors
///
/// When it is there, or cannot be written: why, and what to do.
pub fn write_new(path: &Path, text: &str) -> Written {
    let name = line(&path.to_string_lossy()).into_owned();
    put_new(path, text, "give another name (w has one)")?;
    Ok(Done::of(path, &name, text))
}

/// Writes a text to a file that is not there yet, whole or not at all; `help` says what to do where it is there.
///
/// # Errors
///
/// When it is there, or cannot be written: why, and what to do.
pub fn put_new(path: &Path, text: &str, help: &str) -> Result<(), String> {
    let name = line(&path.to_string_lossy()).into_owned();
    let written = || -> io::Result<()> {
        let mut new = Whole::new(path)?;
        new.fill(|out| out.write_all(text.as_bytes()).map(|()| true))?;
        new.put()
    };
    match written() {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(format!("{name} is there already: {help}"))
        }
        Err(error) => Err(format!("{name} was not written: {}", why(path, &error))),
    }
}

/// Why a file could not be written, without the name of the one that was to take its place.
fn why(path: &Path, error: &io::Error) -> String {
    let folder = line(&folder_of(path).to_string_lossy()).into_owned();
    match error.kind() {
        io::ErrorKind::NotFound => {
            format!("there is no folder {folder} in which a file can be made; give another name")
        }
        io::ErrorKind::NotADirectory => format!("{folder} is no folder; give another name"),
        io::ErrorKind::PermissionDenied => format!("you may not write in {folder}; give another name"),
        io::ErrorKind::ReadOnlyFilesystem => format!("nothing can be written in {folder}; give another name"),
        _ => writing(error),
    }
}

/// Puts another text in the place of a file that was read.
fn replace(path: &Path, read: Option<Print>, text: &str) -> io::Result<()> {
    let mut new = Whole::instead_of(path, &path.metadata()?, read)?;
    new.fill(|out| out.write_all(text.as_bytes()).map(|()| true))?;
    new.put()
}

/// Where the journal of a review is, in the folder of journals. What is reviewed is known by its file, or by
/// the documents that it was read from.
#[must_use]
pub fn journal_path(folder: &Path, identity: &str) -> PathBuf {
    let digest = super::digest(identity.as_bytes());
    folder.join(format!("{}.jsonl", digest.get(..32).unwrap_or_default()))
}

#[cfg(test)]
mod tests;
