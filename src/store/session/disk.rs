//! The handful of things that are done to a disk.
//!
//! They stand behind [`Disk`] so that a test can fail, or end the program, before and after each.

use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::OFlags;

use crate::store::trouble::writing;

/// The largest file that is read. A hundred thousand read events are ten megabytes.
const MAX_FILE: u64 = 1 << 30;

/// How long somebody else's save is waited for.
const PATIENCE: Duration = Duration::from_secs(3);

/// Tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print {
    device: u64,
    inode: u64,
    size: u64,
    changed: (i64, i64),
    written: (i64, i64),
}

impl Print {
    /// The state of a file that is open.
    ///
    /// # Errors
    ///
    /// When it cannot be looked at.
    pub fn of_open(file: &File) -> io::Result<Self> {
        Ok(Self::of(&file.metadata()?))
    }

    /// Whether both are of one file, in whatever states.
    #[must_use]
    pub fn is_same_file(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    fn of(metadata: &fs::Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.size(),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            written: (metadata.mtime(), metadata.mtime_nsec()),
        }
    }
}

/// What is done to a disk. Everything has a way to do it that is right: [`Os`].
pub trait Disk: fmt::Debug + Send {
    /// The state of the regular file at `path`; `None` where there is nothing at all.
    ///
    /// # Errors
    ///
    /// When it cannot be looked at, or is no regular file.
    fn print(&self, path: &Path) -> io::Result<Option<Print>> {
        Os.print(path)
    }

    /// Reads a regular file whole, without waiting for anything; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is no regular file, or is larger than a gibibyte.
    fn read(&self, path: &Path) -> io::Result<Option<(Vec<u8>, Print)>> {
        Os.read(path)
    }

    /// Makes a new file for nobody but the user; one that is left over under that name is removed.
    ///
    /// # Errors
    ///
    /// As the system has it.
    fn create(&self, path: &Path) -> io::Result<File> {
        Os.create(path)
    }

    /// Opens a file to add to its end, and makes it where there is none.
    ///
    /// # Errors
    ///
    /// As the system has it, and where it is no regular file.
    fn append(&self, path: &Path) -> io::Result<File> {
        Os.append(path)
    }

    /// Writes all of `bytes`.
    ///
    /// # Errors
    ///
    /// As the system has it; some may have been written.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        Os.write(file, bytes)
    }

    /// Takes away what a file has behind its first `length` bytes.
    ///
    /// # Errors
    ///
    /// As the system has it.
    fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        Os.cut(file, length)
    }

    /// Waits until the file is on the disk itself.
    ///
    /// # Errors
    ///
    /// As the system has it.
    fn sync(&self, file: &File) -> io::Result<()> {
        Os.sync(file)
    }

    /// Gives a file, folder or link another name, in place of what has it.
    ///
    /// # Errors
    ///
    /// As the system has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Os.rename(from, to)
    }

    /// Gives a file one more name, or copies it where that cannot be done.
    ///
    /// # Errors
    ///
    /// As the system has it.
    fn duplicate(&self, from: &Path, to: &Path) -> io::Result<()> {
        Os.duplicate(from, to)
    }

    /// Waits until the names in a folder are on the disk itself.
    ///
    /// # Errors
    ///
    /// As the system has it.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        Os.sync_folder(folder)
    }

    /// Makes a folder and those above it, for nobody but the user, and sees that it can be used.
    ///
    /// # Errors
    ///
    /// As the system has it.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        Os.make_folder(folder)
    }
}

/// The system's disk.
#[derive(Clone, Copy, Debug)]
pub struct Os;

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    // NONBLOCK: a pipe with nobody at the other end must not keep anybody waiting.
    options.mode(0o600).custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    options
}

fn irregular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")
}

/// Whether the error means that something else than a file of annals is in the way.
pub(in crate::store) fn is_irregular(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, InvalidInput, IsADirectory, NotFound};
    matches!(error.kind(), FileTooLarge | InvalidInput | IsADirectory | NotFound)
        || error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

impl Disk for Os {
    fn print(&self, path: &Path) -> io::Result<Option<Print>> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => Ok(Some(Print::of(&metadata))),
            Ok(_) => Err(irregular()),
            // A link that leads nowhere is something, too.
            Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_err() => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Option<(Vec<u8>, Print)>> {
        if self.print(path)?.is_none() {
            return Ok(None);
        }
        let file = private().read(true).open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(irregular());
        }
        if metadata.len() > MAX_FILE {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "it is larger than any that annals writes",
            ));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
        file.take(MAX_FILE).read_to_end(&mut bytes)?;
        Ok(Some((bytes, Print::of(&metadata))))
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        match private().write(true).create_new(true).open(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                fs::remove_file(path)?;
                private().write(true).create_new(true).open(path)
            }
            opened => opened,
        }
    }

    fn append(&self, path: &Path) -> io::Result<File> {
        let file = private().read(true).append(true).create(true).open(path)?;
        if file.metadata()?.is_file() { Ok(file) } else { Err(irregular()) }
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        file.set_len(length)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn duplicate(&self, from: &Path, to: &Path) -> io::Result<()> {
        if fs::hard_link(from, to).is_ok() {
            return Ok(());
        }
        let mut source = private().read(true).open(from)?;
        let mut copy = private().write(true).create_new(true).open(to)?;
        io::copy(&mut source, &mut copy)?;
        copy.sync_all()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if !folder.is_dir() {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
            if let Some(above) = folder.parent() {
                self.sync_folder(above)?;
            }
        }
        let permissions = fs::metadata(folder)?.permissions();
        if permissions.mode() & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK)?;
        Ok(())
    }
}

/// Held while something is written; given up when dropped, or when the program ends in any way.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Takes the lock at `path`, waiting a little while somebody else saves.
pub(super) fn lock(disk: &dyn Disk, path: &Path) -> Result<Lock, String> {
    let file = disk.append(path).map_err(|error| writing(&error))?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(3));
            }
            Err(TryLockError::WouldBlock) => {
                return Err("another annals is saving and does not finish; it is tried again".to_owned());
            }
            Err(TryLockError::Error(error)) => {
                return Err(format!("{}; this disk cannot lock files", writing(&error)));
            }
        }
    }
}

/// Where a file is written before it takes the place of `path`. Written under the lock, so one name
/// is enough and nothing piles up.
pub(in crate::store) fn temporary(path: &Path) -> PathBuf {
    with_suffix(path, ".tmp")
}

/// `path` with something added to its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A name beside `path` that nothing has: `PATH.WORD-TIME`, with a number where that is taken.
pub(in crate::store) fn aside(path: &Path, word: &str, now: i64) -> PathBuf {
    let stamp = chrono::DateTime::from_timestamp_millis(now)
        .map_or_else(|| now.to_string(), |time| time.format("%Y%m%dT%H%M%SZ").to_string());
    let plain = with_suffix(path, &format!(".{word}-{stamp}"));
    let others = (2..10_000).map(|n| with_suffix(path, &format!(".{word}-{stamp}-{n}")));
    let free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
    std::iter::once(plain.clone()).chain(others).find(free).unwrap_or(plain)
}
