//! Files that are written whole or not at all: beside their place, and then put there.

use std::fs::{File, Metadata, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::session::{Disk as _, Os, Print};

/// A file on its way. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Whole {
    file: NamedTempFile,
    path: PathBuf,
    place: Place,
}

/// What is where it is put.
#[derive(Clone, Debug)]
enum Place {
    /// Nothing.
    Free,
    /// Another file, whose permissions it gets. Where it was read, it must still be as it was then.
    Taken(Permissions, Option<Print>),
}

impl Whole {
    /// A file that is not there yet.
    ///
    /// # Errors
    ///
    /// When nothing can be written in that folder.
    pub fn new(path: &Path) -> io::Result<Self> {
        let file = tempfile::Builder::new()
            .prefix(".annals-")
            .permissions(Permissions::from_mode(0o666))
            .tempfile_in(folder_of(path))?;
        Ok(Self { file, path: path.to_owned(), place: Place::Free })
    }

    /// Another in the place of a file, with its mode. Where `path` is a link, it stays one. What was `read` of it
    /// says how it was when the new content was made from it.
    ///
    /// # Errors
    ///
    /// When the file cannot be found, or nothing can be written in its folder.
    pub fn instead_of(path: &Path, old: &Metadata, read: Option<Print>) -> io::Result<Self> {
        let path = path.canonicalize()?;
        let file = tempfile::Builder::new().prefix(".annals-").tempfile_in(folder_of(&path))?;
        Ok(Self { file, path, place: Place::Taken(old.permissions(), read) })
    }

    /// Writes it, and waits until it is on the disk. `fill` says whether it is to be kept; so does the answer.
    ///
    /// # Errors
    ///
    /// As the system has it.
    pub fn fill(&mut self, fill: impl FnOnce(&mut dyn Write) -> io::Result<bool>) -> io::Result<bool> {
        let file = self.file.as_file_mut();
        let mut out = io::BufWriter::new(&mut *file);
        let keep = fill(&mut out)?;
        out.flush()?;
        drop(out);
        if let Place::Taken(permissions, _) = &self.place {
            file.set_permissions(permissions.clone())?;
        }
        file.sync_all()?;
        Ok(keep)
    }

    /// Puts it in its place.
    ///
    /// # Errors
    ///
    /// As the system has it; [`io::ErrorKind::AlreadyExists`] where a new one would not be new, and
    /// [`io::ErrorKind::StaleNetworkFileHandle`] where the old one is another than the one that was read.
    pub fn put(self) -> io::Result<()> {
        let Self { file, path, place } = self;
        match place {
            Place::Free => file.persist_noclobber(&path).map_err(|error| error.error)?,
            Place::Taken(_, read) => {
                if read.is_some_and(|read| !matches!(Os.print(&path), Ok(Some(now)) if now == read)) {
                    return Err(io::ErrorKind::StaleNetworkFileHandle.into());
                }
                file.persist(&path).map_err(|error| error.error)?
            }
        };
        kept(folder_of(&path));
        Ok(())
    }
}

/// The folder that a file is in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The name is on the disk when the folder is; some file systems cannot be asked for that.
fn kept(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn text(text: &str) -> impl FnOnce(&mut dyn Write) -> io::Result<bool> {
        let text = text.to_owned();
        move |out| out.write_all(text.as_bytes()).map(|()| true)
    }

    #[test]
    fn what_somebody_wrote_meanwhile_is_not_written_over() {
        type Change = (&'static str, fn(&Path));
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        let changes: [Change; 4] = [
            ("saved in place", |path| std::fs::write(path, "other").unwrap()),
            ("replaced", |path| {
                let new = path.with_extension("new");
                std::fs::write(&new, "mine").unwrap();
                std::fs::rename(new, path).unwrap();
            }),
            ("taken away", |path| std::fs::remove_file(path).unwrap()),
            ("added to", |path| {
                std::fs::OpenOptions::new().append(true).open(path).unwrap().write_all(b"x").unwrap();
            }),
        ];
        for (name, change) in changes {
            std::fs::write(&path, "mine").unwrap();
            let read = Os.print(&path).unwrap();
            let mut whole = Whole::instead_of(&path, &path.metadata().unwrap(), read).unwrap();
            assert!(whole.fill(text("ours")).unwrap());
            change(&path);
            let theirs = std::fs::read(&path).ok();
            assert_eq!(whole.put().unwrap_err().kind(), io::ErrorKind::StaleNetworkFileHandle, "{name}");
            assert_eq!(std::fs::read(&path).ok(), theirs, "{name}");
            let _ = std::fs::remove_file(&path);
            assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "{name}");
        }
        let mut new = Whole::new(&path).unwrap();
        assert!(new.fill(text("ours")).unwrap());
        std::fs::write(&path, "theirs").unwrap();
        assert_eq!(new.put().unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs");
    }

    #[test]
    fn a_mode_and_a_link_stay() {
        let dir = tempfile::tempdir().unwrap();
        let (path, link) = (dir.path().join("a"), dir.path().join("link"));
        std::fs::write(&path, "old").unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        let mut whole = Whole::instead_of(&link, &link.metadata().unwrap(), None).unwrap();
        assert!(whole.fill(text("new")).unwrap());
        whole.put().unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }
}
