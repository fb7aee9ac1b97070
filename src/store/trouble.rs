//! What the system says when something cannot be read or written, in words that say what to do.

use std::io::{self, ErrorKind};

/// Why something cannot be written.
///
/// ```
/// use std::io::ErrorKind;
/// use annals::store::trouble::writing;
/// assert_eq!(writing(&ErrorKind::StorageFull.into()), "the disk is full: free some space");
/// assert_eq!(writing(&std::io::Error::from_raw_os_error(5)), "Input/output error");
/// ```
#[must_use]
pub fn writing(error: &io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::StorageFull => "the disk is full: free some space",
        ErrorKind::QuotaExceeded => "your quota is used up: free some space",
        ErrorKind::ReadOnlyFilesystem => "the disk is mounted read-only",
        ErrorKind::PermissionDenied => "you may not write there: see the permissions of the folder",
        ErrorKind::FileTooLarge => "it grew too large",
        ErrorKind::NotFound => "there is no such folder",
        ErrorKind::NotADirectory => "a part of its path is no folder",
        ErrorKind::IsADirectory => "it is a folder",
        _ => return told(error),
    };
    why.to_owned()
}

/// Why something cannot be read, as the end of a sentence that begins with its name.
#[must_use]
pub fn reading(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you are not allowed to read it".into(),
        ErrorKind::OutOfMemory => "there is not enough memory for it".into(),
        // Whoever unpacks says it in a sentence.
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof if error.raw_os_error().is_none() => {
            error.to_string()
        }
        _ => format!("it cannot be read: {}", told(error)),
    }
}

/// A system's error in its own words: without its number, and without the name of a temporary file, which
/// stands behind what is wrong.
fn told(error: &io::Error) -> String {
    let told = error.to_string();
    let told = told.split(" at path ").next().unwrap_or_default();
    told.split(" (os error").next().unwrap_or_default().to_owned()
}
