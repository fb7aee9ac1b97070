//! Opening what may be anything, without waiting for it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags};
use rustix::io::Errno;

use super::trouble::reading;

/// The largest file that is read, in bytes: 256 MiB, some hundreds of thousands of events.
pub const MAX_FILE: u64 = 256 << 20;

/// The bytes of a regular file.
///
/// # Errors
///
/// When it is none, cannot be read, or is larger than [`MAX_FILE`]: why, as the end of a sentence that
/// begins with its name.
pub fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let (file, size) = open_any(path)?;
    if size > MAX_FILE {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // Asked for, not taken: a size can be a lie, and memory can be short.
    let _ = bytes.try_reserve(usize::try_from(size).unwrap_or(0));
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| reading(&error))?;
    within_limit(bytes)
}

/// A regular file of any size, and that size.
pub(super) fn open_any(path: &Path) -> Result<(File, u64), String> {
    if path.as_os_str().is_empty() {
        return Err("the name is empty; name a file".into());
    }
    // Without waiting: a pipe that nobody writes to would never open, a terminal might take us over.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = rustix::fs::open(path, flags, Mode::empty()).map_err(|errno| not_opened(path, errno))?;
    let stat = rustix::fs::fstat(&file).map_err(|errno| reading(&errno.into()))?;
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => {}
        FileType::Directory => return Err("it is a folder; name a file in it".into()),
        FileType::Fifo => return Err("it is a pipe, not a file; read one with - for standard input".into()),
        FileType::Socket => return Err("it is a socket, not a file".into()),
        _ => return Err("it is a device, not a file".into()),
    }
    Ok((File::from(file), u64::try_from(stat.st_size).unwrap_or(0)))
}

/// `bytes`, unless there are too many.
pub(super) fn within_limit(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if bytes.len() as u64 > MAX_FILE { Err(too_large()) } else { Ok(bytes) }
}

fn too_large() -> String {
    format!(
        "it is larger than {} MiB (the limit of size); split it, or give it as JSON Lines (.jsonl), which are read at any size",
        MAX_FILE >> 20
    )
}

fn not_opened(path: &Path, errno: Errno) -> String {
    match errno {
        Errno::NOENT if path.symlink_metadata().is_ok() => {
            "it is a link to something that is not there".into()
        }
        Errno::NOENT => "there is no such file".into(),
        Errno::ACCESS | Errno::PERM => "you are not allowed to read it".into(),
        Errno::LOOP => "its links lead in a circle".into(),
        Errno::NOTDIR => "a part of its path is no folder".into(),
        Errno::NAMETOOLONG => "its name is too long".into(),
        Errno::INVAL if path.as_os_str().as_encoded_bytes().contains(&0) => "its name holds a NUL".into(),
        Errno::NXIO | Errno::NODEV => "it is a device or socket, not a file".into(),
        _ => reading(&errno.into()),
    }
}
