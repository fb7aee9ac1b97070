//! One file of a session: read, merged, set aside, written.

use std::path::{Path, PathBuf};

use super::Notice;
use super::disk::{Disk, Print, aside, is_irregular, temporary};
use crate::session::form::{self, Part, VERSION};
use crate::session::{Millis, State};
use crate::store::trouble::writing;
use crate::text::line;

/// What is wrong with the file as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Condition {
    /// Nothing.
    Sound,
    /// Some of it cannot be read: it is set aside before it is written over.
    Damaged,
    /// It is no regular file: the same.
    Irregular,
    /// The disk does not give it out: nothing is written over what may be sound.
    Withheld(String),
    /// A newer annals wrote it: it is never written over.
    Newer(u64),
}

/// One file.
#[derive(Debug)]
pub(super) struct Document {
    part: Part,
    path: PathBuf,
    /// The state of the file that the store knows; `None` where there was none.
    seen: Option<Print>,
    condition: Condition,
    dirty: bool,
}

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub(super) state: State,
    pub(super) notices: Vec<Notice>,
}

impl Document {
    pub(super) fn new(part: Part, path: PathBuf) -> Self {
        // A link to a file is kept as a link, and the file that it leads to is written.
        let path = match std::fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => std::fs::canonicalize(&path).unwrap_or(path),
            _ => path,
        };
        Self { part, path, seen: None, condition: Condition::Sound, dirty: false }
    }

    pub(super) fn part(&self) -> Part {
        self.part
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// Takes note that some of `news` may belong here.
    pub(super) fn touched_by(&mut self, news: &State) {
        self.dirty |= self.part.is_in(news);
    }

    /// Takes over what was found in another file, where it does not belong.
    pub(super) fn take_over(&mut self, found: &State) {
        self.dirty |= self.part.has_items(found);
    }

    /// Clears away what a crash left behind. Only under the lock.
    pub(super) fn tidy(&self) {
        let _ = std::fs::remove_file(temporary(&self.path));
    }

    /// Whether somebody else wrote the file.
    pub(super) fn is_stale(&self, disk: &dyn Disk) -> bool {
        disk.print(&self.path).is_ok_and(|print| print != self.seen)
    }

    /// Reads the file if it is not as it was last seen.
    pub(super) fn refresh(&mut self, disk: &dyn Disk) -> Loaded {
        match disk.print(&self.path) {
            Ok(print) if print == self.seen => Loaded::default(),
            Ok(None) => {
                // It was taken away: what it held is written again with the next change.
                (self.seen, self.condition) = (None, Condition::Sound);
                Loaded::default()
            }
            _ => self.load(disk),
        }
    }

    /// Reads the file.
    pub(super) fn load(&mut self, disk: &dyn Disk) -> Loaded {
        let mut loaded = Loaded::default();
        let shown = self.path.to_string_lossy();
        let shown = line(&shown);
        let (bytes, print) = match disk.read(&self.path) {
            Ok(Some(found)) => found,
            Ok(None) => {
                (self.seen, self.condition) = (None, Condition::Sound);
                return loaded;
            }
            Err(error) => {
                let why = writing(&error);
                let (condition, then) = if is_irregular(&error) {
                    (Condition::Irregular, "it is set aside when the session is next saved")
                } else {
                    let then = "what it holds is missing for now, and nothing is written over it";
                    (Condition::Withheld(why.clone()), then)
                };
                if self.condition != condition {
                    loaded.notices.push(format!("{shown}: {why}; {then}"));
                }
                (self.seen, self.condition) = (None, condition);
                return loaded;
            }
        };
        let parsed = form::read(&bytes);
        self.seen = Some(print);
        self.condition = Condition::Sound;
        if let Some(version) = parsed.newer {
            loaded.notices.push(format!(
                "{shown} was written by a newer annals (version {version}, this one knows {VERSION}): \
                 it is read as far as it goes, and nothing is saved to it; use the newer annals"
            ));
            self.condition = Condition::Newer(version);
        } else if let Some((number, why)) = parsed.damage.first() {
            let lines =
                if parsed.damaged == 1 { "1 line".into() } else { format!("{} lines", parsed.damaged) };
            loaded.notices.push(format!(
                "{shown}:{number}: {lines} cannot be read ({why}); \
                 the rest is used, and the file is set aside before anything is written"
            ));
            self.condition = Condition::Damaged;
            self.dirty = true;
        }
        loaded.state = parsed.state;
        loaded
    }

    /// Writes the file, if there is something to write. Only under the lock, and after
    /// [`Self::refresh`].
    pub(super) fn write(
        &mut self,
        disk: &dyn Disk,
        state: &State,
        now: Millis,
    ) -> Result<Vec<Notice>, String> {
        let mut notices = Vec::new();
        if !self.dirty {
            return Ok(notices);
        }
        let kept = match &self.condition {
            Condition::Sound => None,
            Condition::Newer(version) => {
                return Err(format!("a newer annals wrote it (version {version}); use that to save"));
            }
            Condition::Withheld(why) => return Err(format!("what it holds cannot be read: {why}")),
            Condition::Damaged => {
                let to = aside(&self.path, "bad", now);
                Some((disk.duplicate(&self.path, &to), to))
            }
            Condition::Irregular => {
                let to = aside(&self.path, "bad", now);
                Some((disk.rename(&self.path, &to), to))
            }
        };
        if let Some((done, to)) = kept {
            done.map_err(|error| format!("the damaged file cannot be set aside: {}", writing(&error)))?;
            self.sync_folder(disk)?;
            self.condition = Condition::Sound;
            notices.push(format!("the damaged file is kept as {}", line(&to.to_string_lossy())));
        }
        let temporary = temporary(&self.path);
        let text = form::write(self.part, state);
        let written = disk.create(&temporary).and_then(|mut file| {
            disk.write(&mut file, text.as_bytes())?;
            disk.sync(&file)?;
            disk.rename(&temporary, &self.path)
        });
        if let Err(error) = written {
            // Half a file on a full disk helps nobody; failing to remove it does not matter.
            let _ = std::fs::remove_file(&temporary);
            return Err(writing(&error));
        }
        self.seen = disk.print(&self.path).ok().flatten();
        self.sync_folder(disk)?;
        self.dirty = false;
        Ok(notices)
    }

    fn sync_folder(&self, disk: &dyn Disk) -> Result<(), String> {
        let folder = self.path.parent().unwrap_or(Path::new("/"));
        disk.sync_folder(folder).map_err(|error| writing(&error))
    }
}
