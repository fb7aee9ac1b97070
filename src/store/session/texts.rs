//! What events said when they were read: a file that is only ever added to.
//!
//! Each text stands in it once, under the hash of the content. It is looked up, never loaded: a
//! hundred thousand texts may be tens of megabytes. A line that was cut by a crash is skipped, and
//! the next one begins on a line of its own.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::Notice;
use super::disk::{Disk, aside, is_irregular};
use crate::session::form::{read_text, text_prefix, write_text};
use crate::session::{ContentHash, Millis, OldText};
use crate::store::trouble::writing;
use crate::text::line;

/// The file, and what is to be added to it.
#[derive(Debug)]
pub(super) struct Texts {
    path: PathBuf,
    waiting: Vec<(ContentHash, OldText)>,
    /// What is in the file, once something was added; another program may have added more.
    held: Option<HashSet<u64>>,
}

impl Texts {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, waiting: Vec::new(), held: None }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn add(&mut self, texts: Vec<(ContentHash, OldText)>) {
        self.waiting.extend(texts);
    }

    pub(super) fn is_dirty(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Adds what is waiting, and syncs. Only under the lock.
    pub(super) fn append(&mut self, disk: &dyn Disk, now: Millis) -> Result<Option<Notice>, String> {
        if self.waiting.is_empty() {
            return Ok(None);
        }
        let notice = self.make_way(disk, now).map_err(|error| writing(&error))?;
        self.add_waiting(disk).map_err(|error| writing(&error))?;
        Ok(notice)
    }

    fn add_waiting(&mut self, disk: &dyn Disk) -> io::Result<()> {
        if self.held.is_none() {
            let bytes = disk.read(&self.path)?.map(|(bytes, _)| bytes).unwrap_or_default();
            self.held = Some(bytes.split(|&byte| byte == b'\n').filter_map(hash_of_line).collect());
        }
        let held = self.held.get_or_insert_default();
        let mut fresh = HashSet::new();
        let mut out = String::new();
        for (hash, text) in &self.waiting {
            if !held.contains(&hash.0) && fresh.insert(hash.0) {
                out.push_str(&write_text(*hash, text));
            }
        }
        if !out.is_empty() {
            let mut file = disk.append(&self.path)?;
            if !ends_whole(&mut file)? {
                out.insert(0, '\n');
            }
            disk.write(&mut file, out.as_bytes())?;
            disk.sync(&file)?;
            disk.sync_folder(self.path.parent().unwrap_or(Path::new("/")))?;
            held.extend(fresh);
        }
        self.waiting.clear();
        Ok(())
    }

    /// Sets aside what stands where the file should be and is none.
    fn make_way(&mut self, disk: &dyn Disk, now: Millis) -> io::Result<Option<Notice>> {
        match disk.print(&self.path) {
            Err(error) if is_irregular(&error) => {
                let to = aside(&self.path, "bad", now);
                disk.rename(&self.path, &to)?;
                Ok(Some(format!("what was in the way is kept as {}", line(&to.to_string_lossy()))))
            }
            other => other.map(|_| None),
        }
    }

    /// The text of that hash, on disk or still waiting.
    pub(super) fn look_up(&self, disk: &dyn Disk, hash: ContentHash) -> Option<OldText> {
        let waiting = self.waiting.iter().find(|(held, _)| *held == hash).map(|(_, text)| text.clone());
        waiting.or_else(|| look_up(disk, &self.path, hash))
    }
}

/// The text of that hash in the file at `path`.
pub(super) fn look_up(disk: &dyn Disk, path: &Path, hash: ContentHash) -> Option<OldText> {
    let (bytes, _) = disk.read(path).ok()??;
    let prefix = text_prefix(hash);
    memchr::memmem::find_iter(&bytes, prefix.as_bytes())
        .filter(|&at| at == 0 || bytes.get(at - 1) == Some(&b'\n'))
        .filter_map(|at| {
            let rest = bytes.get(at..)?;
            let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            read_text(rest.get(..end)?)
        })
        .find(|(found, _)| *found == hash)
        .map(|(_, text)| text)
}

/// Whether the file ends with a line break, or is empty.
fn ends_whole(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// The hash at the start of a line that is whole.
fn hash_of_line(line: &[u8]) -> Option<u64> {
    let digits = line.strip_prefix(b"{\"hash\":\"")?.get(..16)?;
    let is_whole = line.ends_with(b"}}");
    is_whole.then(|| u64::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()).flatten()
}
