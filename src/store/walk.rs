//! Going through folders: every file that is wanted, in the order of their names, each once.

use std::collections::{HashSet, VecDeque};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{STDIN, StoreError};
use crate::text::line;

/// How deep folders may lie in a folder that is read.
pub(super) const MAX_FOLDERS: usize = 16;

/// How many files that are passed over are told by name.
const MAX_TOLD: usize = 20;

/// Going through folders.
pub(super) struct Walk<'a> {
    /// Whether a file is wanted, or why it is not.
    wants: &'a dyn Fn(&Path) -> Result<(), String>,
    /// Links to folders, with their depth: gone through when what really lies here was, so that a file is
    /// known by its own name.
    links: VecDeque<(PathBuf, usize)>,
    /// The files and folders that were found, as they really are: one to which links lead is read once,
    /// or folders full of links to each other would never end.
    seen: HashSet<PathBuf>,
    /// Links that lead out of a folder are passed over.
    stays: bool,
    /// The folder that is gone through, as it really is.
    root: PathBuf,
    /// How many files are looked for; one more is found where there are more.
    most: usize,
    /// What was passed over.
    pub(super) skipped: Skipped,
    /// What was found, and whether it was named.
    pub(super) found: Vec<(PathBuf, bool)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(most: usize, wants: &'a dyn Fn(&Path) -> Result<(), String>) -> Self {
        let (seen, skipped) = (HashSet::new(), Skipped::default());
        let root = PathBuf::new();
        Self { wants, links: VecDeque::new(), seen, stays: false, root, most, skipped, found: Vec::new() }
    }

    /// Passes over links that lead out of the folder in which they are.
    pub(super) fn staying(self) -> Self {
        Self { stays: true, ..self }
    }

    /// Every path: a folder is gone through, what else it is is for who reads it. `Err` names a folder and
    /// says why it cannot be gone through.
    pub(super) fn paths(&mut self, paths: &[PathBuf]) -> Result<(), StoreError> {
        if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
            let reason = "it can be read once only; name - once".into();
            return Err(StoreError::Read { name: STDIN.into(), reason });
        }
        for path in paths {
            // Named twice, or in a folder that was gone through: it is read once.
            let real = path.canonicalize().ok().filter(|_| path.as_os_str() != "-");
            if real.as_ref().is_some_and(|real| self.seen.contains(real)) {
                self.skipped.push(format!("{}: it was read already; passed over", shown(path)));
            } else if path.as_os_str() != "-" && path.is_dir() {
                self.all(path).map_err(|reason| StoreError::Read { name: shown(path), reason })?;
            } else {
                self.seen.extend(real);
                self.found.push((path.clone(), true));
            }
        }
        Ok(())
    }

    /// A folder, and all to which its links lead.
    fn all(&mut self, folder: &Path) -> Result<(), String> {
        self.root = folder.canonicalize().map_err(|error| super::trouble::reading(&error))?;
        self.folder(folder, 0)?;
        while let Some((link, depth)) = self.links.pop_front().filter(|_| self.found.len() <= self.most) {
            if let Err(why) = self.folder(&link, depth) {
                self.skipped.push(format!("{}: {why}; passed over", shown(&link)));
            }
        }
        Ok(())
    }

    /// The files of a folder in the order of their names.
    fn folder(&mut self, folder: &Path, depth: usize) -> Result<(), String> {
        if depth > MAX_FOLDERS {
            return Err(format!("it lies deeper than {MAX_FOLDERS} folders (the limit of depth)"));
        }
        let real = folder.canonicalize().map_err(|error| super::trouble::reading(&error))?;
        if !self.seen.insert(real) {
            return Err("it was gone through already, under another name".into());
        }
        let entries = std::fs::read_dir(folder).map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => "you are not allowed to look into it".to_owned(),
            _ => super::trouble::reading(&error),
        })?;
        let mut names: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        names.sort();
        for path in names {
            if self.found.len() > self.most {
                break;
            }
            if let Err(why) = self.entry(&path, depth) {
                self.skipped.push(format!("{}: {why}; passed over", shown(&path)));
            }
        }
        Ok(())
    }

    fn entry(&mut self, path: &Path, depth: usize) -> Result<(), String> {
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            return Err("it is hidden".into());
        }
        let leads_out = || path.canonicalize().is_ok_and(|real| !real.starts_with(&self.root));
        if self.stays && path.is_symlink() && leads_out() {
            return Err("it leads out of the folder; name it, and it is read".into());
        }
        if path.is_dir() {
            if path.is_symlink() {
                self.links.push_back((path.to_owned(), depth + 1));
                return Ok(());
            }
            return self.folder(path, depth + 1);
        }
        (self.wants)(path)?;
        if let Ok(real) = path.canonicalize()
            && !self.seen.insert(real)
        {
            return Err("it was read already, under another name".into());
        }
        self.found.push((path.to_owned(), false));
        Ok(())
    }
}

/// What was passed over: the first by name, so that it stays readable, and how many more.
#[derive(Default)]
pub(super) struct Skipped {
    first: Vec<String>,
    more: usize,
}

impl Skipped {
    pub(super) fn push(&mut self, what: String) {
        if self.first.len() < MAX_TOLD {
            self.first.push(what);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn told(mut self) -> Vec<String> {
        if self.more > 0 {
            self.first.push(format!("{} more were passed over", self.more));
        }
        self.first
    }
}

pub(super) fn shown(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}
