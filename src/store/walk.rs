//! Going through folders: every file that is wanted, in the order of their names, each once.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::text::line;

/// How deep folders may lie in a folder that is read.
pub(super) const MAX_FOLDERS: usize = 16;

/// How many files that are passed over are told by name.
const MAX_TOLD: usize = 20;

/// Going through folders.
pub(super) struct Walk<'a> {
    /// Whether a file is wanted, or why it is not.
    wants: &'a dyn Fn(&Path) -> Result<(), String>,
    /// The folders that lead here, as they really are.
    above: Vec<PathBuf>,
    /// The files that were found, as they really are: one to which links lead is read once.
    seen: HashSet<PathBuf>,
    /// How many files are looked for; one more is found where there are more.
    pub(super) most: usize,
    /// What was passed over, a sentence each.
    pub(super) skipped: Vec<String>,
    /// What was found.
    pub(super) found: Vec<PathBuf>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(wants: &'a dyn Fn(&Path) -> Result<(), String>) -> Self {
        Self {
            wants,
            above: Vec::new(),
            seen: HashSet::new(),
            most: usize::MAX,
            skipped: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Goes through a folder. `Err` says why it cannot be gone through.
    pub(super) fn go(&mut self, folder: &Path) -> Result<(), String> {
        self.folder(folder, 0)
    }

    /// The files of a folder in the order of their names.
    fn folder(&mut self, folder: &Path, depth: usize) -> Result<(), String> {
        if depth > MAX_FOLDERS {
            return Err(format!("it lies deeper than {MAX_FOLDERS} folders (the limit MAX_FOLDERS)"));
        }
        let real = folder.canonicalize().map_err(|error| super::open::plain(&error))?;
        if self.above.contains(&real) {
            return Err("its links lead in a circle".into());
        }
        let entries = std::fs::read_dir(folder).map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => "you are not allowed to look into it".to_owned(),
            _ => super::open::plain(&error),
        })?;
        let mut names: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        names.sort();
        self.above.push(real);
        for path in names {
            if self.found.len() > self.most {
                break;
            }
            let refused = self.entry(&path, depth);
            self.skipped.extend(refused.err().map(|why| format!("{}: {why}; passed over", shown(&path))));
        }
        self.above.pop();
        Ok(())
    }

    fn entry(&mut self, path: &Path, depth: usize) -> Result<(), String> {
        if path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b".")) {
            return Err("it is hidden".into());
        }
        if path.is_dir() {
            return self.folder(path, depth + 1);
        }
        (self.wants)(path)?;
        if let Ok(real) = path.canonicalize()
            && !self.seen.insert(real)
        {
            return Err("it was read already, under another name".into());
        }
        self.found.push(path.to_owned());
        Ok(())
    }
}

/// Keeps what is told readable.
pub(super) fn cap(told: &mut Vec<String>) {
    if let Some(more) = told.len().checked_sub(MAX_TOLD).filter(|&more| more > 0) {
        told.truncate(MAX_TOLD);
        told.push(format!("{more} more were passed over"));
    }
}

pub(super) fn shown(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}
