//! Where sessions are kept.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::disk::Disk;
use crate::session::form::Part;
use crate::text::line;

/// The session is not kept: why, and what to do. One line for the reader; reading goes on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this session is not kept: {0}")]
pub struct NotKept(pub String);

/// The two folders of annals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    data: PathBuf,
    state: PathBuf,
}

impl Folders {
    /// The folders that the environment names: `$XDG_DATA_HOME/annals` and `$XDG_STATE_HOME/annals`,
    /// or `~/.local/share/annals` and `~/.local/state/annals`. Nothing is made yet.
    ///
    /// # Errors
    ///
    /// Where `HOME` would be needed and names no folder of a user: nothing is ever written to the
    /// current folder or to `/`.
    pub fn from_env() -> Result<Self, NotKept> {
        let not_kept = |why: &str| {
            let help = "set HOME, or XDG_DATA_HOME and XDG_STATE_HOME, to folders of yours";
            NotKept(format!("{why}; {help}"))
        };
        let xdg = etcetera::base_strategy::Xdg::new().map_err(|_| not_kept("HOME is not set"))?;
        let is_set = |name| std::env::var_os(name).is_some_and(|value| Path::new(&value).is_absolute());
        if !(is_set("XDG_DATA_HOME") && is_set("XDG_STATE_HOME")) {
            let home = std::env::var_os("HOME").unwrap_or_default();
            if home.is_empty() {
                return Err(not_kept("HOME is not set"));
            }
            if !Path::new(&home).is_absolute() || Path::new(&home).parent().is_none() {
                return Err(not_kept("HOME does not name the folder of a user"));
            }
        }
        let state = xdg.state_dir().ok_or_else(|| not_kept("there is no folder for state"))?;
        Ok(Self::at(xdg.data_dir().join("annals"), state.join("annals")))
    }

    /// These folders: one for marks and notes, one for everything else.
    #[must_use]
    pub fn at(data: impl Into<PathBuf>, state: impl Into<PathBuf>) -> Self {
        Self { data: data.into(), state: state.into() }
    }

    /// Makes the folders, private to the user, and sees whether they can be written to.
    ///
    /// # Errors
    ///
    /// When they cannot: a file is in the way, or they belong to somebody else.
    pub fn prepare(&self, disk: &dyn Disk) -> Result<(), NotKept> {
        for folder in [&self.data, &self.state, &self.data_sessions(), &self.state_sessions()] {
            disk.make_folder(folder).map_err(|error| {
                let shown = folder.to_string_lossy();
                NotKept(format!("{}: {error}; free that path, or make it yours", crate::text::line(&shown)))
            })?;
        }
        Ok(())
    }

    pub(super) fn data_sessions(&self) -> PathBuf {
        self.data.join("sessions")
    }

    /// Where the journals of reviews are.
    #[must_use]
    pub fn reviews(&self) -> PathBuf {
        self.state.join("reviews")
    }

    pub(super) fn state_sessions(&self) -> PathBuf {
        self.state.join("sessions")
    }

    /// The file of one part of the session of that name.
    #[must_use]
    pub fn file(&self, part: Part, name: &str) -> PathBuf {
        match part {
            Part::Notes => self.data_sessions().join(format!("{name}.notes.jsonl")),
            Part::Marks => self.data.join("marks.jsonl"),
            Part::Reads => self.state_sessions().join(format!("{name}.reads.jsonl")),
            Part::Place => self.state_sessions().join(format!("{name}.place.jsonl")),
        }
    }

    pub(super) fn texts(&self, name: &str) -> PathBuf {
        self.state_sessions().join(format!("{name}.texts.jsonl"))
    }

    /// Which columns of tables are which fields: see [`crate::store::Maps`].
    #[must_use]
    pub fn maps(&self) -> PathBuf {
        self.state.join("maps.json")
    }

    /// One lock for all sessions: they share the marks across timelines.
    pub(super) fn lock(&self) -> PathBuf {
        self.state.join("sessions.lock")
    }
}

/// A path as [`crate::session::Identity::path`] has it.
#[must_use]
pub fn encoded_path(path: &Path) -> String {
    path.to_str().map_or_else(
        || {
            let mut out = "bytes:".to_owned();
            for byte in path.as_os_str().as_bytes() {
                let _ = write!(out, "{byte:02x}");
            }
            out
        },
        str::to_owned,
    )
}

/// What several inputs are known by, whatever their order: [`paths_of`] gives them back.
///
/// ```
/// use annals::store::session::{encoded_paths, paths_of};
/// let both = encoded_paths(["/b.csv".as_ref(), "/a.toml".as_ref()]);
/// assert_eq!(both.as_deref(), Some(r#"["/a.toml","/b.csv"]"#));
/// assert_eq!(paths_of(&both.unwrap()).len(), 2);
/// ```
pub fn encoded_paths<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Option<String> {
    let mut all: Vec<String> = paths.into_iter().map(encoded_path).collect();
    all.sort_unstable();
    all.dedup();
    match all.as_slice() {
        [] | [_] => all.pop(),
        _ => serde_json::to_string(&all).ok(),
    }
}

/// The path that [`encoded_path`] wrote, or the paths of [`encoded_paths`].
#[must_use]
pub fn paths_of(encoded: &str) -> Vec<PathBuf> {
    let several = encoded.strip_prefix('[').and_then(|_| serde_json::from_str::<Vec<String>>(encoded).ok());
    several.map_or_else(|| vec![path_of(encoded)], |all| all.iter().map(|one| path_of(one)).collect())
}

/// The same in words, fit for a terminal.
#[must_use]
pub fn said_paths(encoded: &str) -> String {
    let said = paths_of(encoded).into_iter().map(|path| line(&path.to_string_lossy()).into_owned());
    said.collect::<Vec<_>>().join(", ")
}

fn path_of(encoded: &str) -> PathBuf {
    let Some(hex) = encoded.strip_prefix("bytes:") else { return PathBuf::from(encoded) };
    let bytes = hex.as_bytes().chunks(2).filter_map(|pair| {
        let text = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(text, 16).ok()
    });
    PathBuf::from(OsString::from_vec(bytes.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_any_bytes_comes_back() {
        let all = [&b"/home/a/b.toml"[..], b"/new\nline", b"/x/\xff\xfe.toml"];
        let mut all = all.map(|bytes| PathBuf::from(OsString::from_vec(bytes.to_vec())));
        for path in &all {
            assert_eq!(paths_of(&encoded_path(path)), std::slice::from_ref(path));
        }
        let encoded = encoded_paths(all.iter().chain(&all).map(PathBuf::as_path)).unwrap();
        let mut back = paths_of(&encoded);
        back.sort();
        all.sort();
        assert_eq!(back, all);
        assert_eq!(encoded_paths([]), None);
    }
}
