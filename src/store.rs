//! Files: what is read from a disk or a pipe.
//!
//! A path is looked at before it is read: only a regular file is, and never more of it than
//! [`MAX_FILE`]. A device, a pipe with nobody at the other end, a folder or a circle of links is
//! refused at once with a sentence, and nothing waits.

use std::fmt::Write as _;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::formats::{self, Hint, Import, Options, ReadError};
use crate::text::line;

pub mod inputs;
pub mod later;
mod maps;
mod open;
pub mod papers;
mod patient;
pub mod review;
pub mod session;
pub mod stream;
pub mod trouble;
mod unpack;
mod walk;
pub mod whole;

pub use inputs::{Report, Whole, load_all};
pub use maps::Maps;
pub use open::{MAX_FILE, read_file};
pub use unpack::{MAX_RATIO, MAX_UNPACKED, Unpacked, bare, unpack};

/// The timeline that comes with the program.
pub(crate) const BUNDLED: &str = include_str!("../assets/timeline.toml");

/// What messages call standard input.
pub const STDIN: &str = "standard input";

/// A timeline with what is known of where it came from.
#[derive(Debug)]
pub struct Loaded {
    /// The timeline and what was wrong with it.
    pub import: Import,
    /// The file; `None` for standard input and the bundled timeline.
    pub path: Option<PathBuf>,
    /// What messages call it: the path, `standard input` or `bundled timeline`. Fit for a terminal.
    pub name: String,
    /// SHA-256 of the bytes, in hexadecimal: tells whether a file is still the same.
    pub digest: String,
}

/// How inputs are to be read, as the user says. The default says nothing.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// The name of their format.
    pub from: Option<String>,
    /// What readers are told.
    pub options: Options,
    /// Which columns are which fields in tables that were read before.
    pub maps: Maps,
    /// Keys of actors and sources that are one, `(this, is that)`.
    pub joins: Vec<(String, String)>,
}

/// A timeline could not be loaded. Prints as `path:line:column: error: what; what to do`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Opening or reading.
    #[error("{name}: error: {reason}")]
    Read {
        /// What messages call the file.
        name: String,
        /// Why, and what to do.
        reason: String,
    },
    /// Understanding.
    #[error("{name}:{}{error}", if error.0.place.line > 0 { "" } else { " " })]
    Parse {
        /// What messages call the file.
        name: String,
        /// Where and why, and what to do.
        error: ReadError,
    },
}

/// Loads a timeline from a file, or from standard input where `path` is `-`.
///
/// # Errors
///
/// When it cannot be read, or is in no format that annals knows.
pub fn load(path: &Path) -> Result<Loaded, StoreError> {
    load_with(path, &Manner::default())
}

/// The same, read as the user says.
///
/// # Errors
///
/// As [`load`].
pub fn load_with(path: &Path, manner: &Manner) -> Result<Loaded, StoreError> {
    let is_stdin = path == Path::new("-");
    let name = if is_stdin { STDIN.to_owned() } else { line(&path.to_string_lossy()).into_owned() };
    if !is_stdin && let Some(lines) = later::lines(path, manner)? {
        let loaded = lines.load(&mut |_| true)?;
        // Here nobody is waiting for a screen, and all of it is to be looked at.
        loaded.import.timeline.line_up();
        return Ok(loaded);
    }
    let bytes = if is_stdin { read_stdin("a timeline") } else { read_file(path) };
    let bytes = bytes.map_err(|reason| StoreError::Read { name: name.clone(), reason })?;
    let digest = digest(&bytes);
    let import = understand((!is_stdin).then_some(path), &name, bytes, manner)?;
    Ok(Loaded { import, path: (!is_stdin).then(|| path.to_owned()), name, digest })
}

/// Understands `bytes` that were read from the file at `path` with [`read_file`]: for who follows a
/// file, and wants to know first whether they are new. Messages call it `name`.
///
/// # Errors
///
/// When they are in no format that annals knows.
pub fn parse(path: &Path, name: &str, bytes: Vec<u8>, manner: &Manner) -> Result<Import, StoreError> {
    understand(Some(path), name, bytes, manner)
}

/// From bytes, compressed or not, to a timeline.
fn understand(
    path: Option<&Path>,
    name: &str,
    bytes: Vec<u8>,
    manner: &Manner,
) -> Result<Import, StoreError> {
    let read = |reason| StoreError::Read { name: name.to_owned(), reason };
    let Unpacked { bytes, cut } = unpack(bytes).map_err(read)?;
    let path = path.map(bare);
    let hint = match (&manner.from, &path) {
        (Some(format), _) => Hint::Name(format),
        (None, Some(path)) => Hint::Path(path),
        (None, None) => Hint::None,
    };
    let mut options = manner.options.clone();
    let file_name = || path.as_ref()?.file_name().map(|name| name.to_string_lossy().into_owned());
    options.name = options.name.or_else(file_name);
    let head = maps::head(&bytes, options.encoding.as_deref());
    let recalled = if options.map.is_empty() { manner.maps.recall(&head) } else { None };
    options.map.extend(recalled.iter().flatten().cloned());
    let mut import = formats::read_with(hint, &bytes, &options).map_err(|error| match &cut {
        // That its end is missing is what is wrong with it.
        Some(why) => read(why.clone()),
        None => StoreError::Parse { name: name.to_owned(), error },
    })?;
    if let Some(why) = cut {
        if !import.format.is_records() {
            return Err(read(why));
        }
        import.cut_short(&why);
    }
    if let Some(map) = &recalled {
        import.recalled =
            Some(format!("columns as --map said before: {}; --map '' forgets it", maps::said(map)));
    } else if !options.map.is_empty() && import.format.name != formats::jsonl().name {
        // Lines of JSON have no header by which they could be known.
        import.told.extend(manner.maps.keep(&head, &options.map));
    }
    Ok(import)
}

/// The timeline that comes with the program.
///
/// # Errors
///
/// Never, in a program that passed its tests.
pub fn bundled() -> Result<Loaded, StoreError> {
    let name = "bundled timeline".to_owned();
    let bytes = BUNDLED.as_bytes();
    let import = formats::read(Hint::Name("toml"), bytes)
        .map_err(|error| StoreError::Parse { name: name.clone(), error })?;
    Ok(Loaded { import, path: None, name, digest: digest(bytes) })
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

fn read_stdin(what: &str) -> Result<Vec<u8>, String> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        return Err(format!("it is a terminal; pipe {what} into it, or name a file"));
    }
    let mut bytes = Vec::new();
    stdin.lock().take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| trouble::reading(&error))?;
    open::within_limit(bytes)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn the_bundled_timeline_loads() {
        let loaded = bundled().unwrap();
        assert!(!loaded.import.timeline.events().is_empty());
        assert_eq!(loaded.digest.len(), 64);
    }

    #[test]
    fn errors_name_the_file_the_place_and_the_remedy() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("bad.json");
        std::fs::write(&path, "{\n  \"events\": [1,]\n}").unwrap();
        let error = load(&path).unwrap_err().to_string();
        assert!(
            error.ends_with("bad.json:2:15: error: this is not JSON: trailing commas are not allowed; take the last comma out"),
            "{error}"
        );
        std::fs::write(&path, "[1]").unwrap();
        assert!(
            load(&path).unwrap_err().to_string().contains("bad.json:1:1: error: this JSON is not a timeline")
        );
        std::fs::write(&path, "[[events]]\ntitle = 'x'\n").unwrap();
        let error = load(&path).unwrap_err().to_string();
        assert!(error.contains("looks like toml: read it with --from toml"), "{error}");
        // The advice can be followed.
        let renamed = path.with_extension("toml");
        std::fs::rename(&path, &renamed).unwrap();
        assert_eq!(load(&renamed).unwrap().import.timeline.events().len(), 1);
    }

    #[test]
    fn what_is_no_file_is_refused_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::create_dir(at("folder")).unwrap();
        std::fs::write(at("secret.toml"), "").unwrap();
        std::fs::set_permissions(at("secret.toml"), std::fs::Permissions::from_mode(0o000)).unwrap();
        symlink(at("b"), at("a")).unwrap();
        symlink(at("a"), at("b")).unwrap();
        symlink(at("nowhere"), at("dangling")).unwrap();
        let fifo = std::process::Command::new("mkfifo").arg(at("fifo")).status();
        let mut rows = vec![
            (at("folder"), "it is a folder; name a file in it"),
            (at("a"), "its links lead in a circle"),
            (at("dangling"), "it is a link to something that is not there"),
            (at("missing"), "there is no such file"),
            (at("secret.toml/x"), "a part of its path is no folder"),
            (at(&"x".repeat(300)), "its name is too long"),
            (at("nul\0"), "its name holds a NUL"),
            (PathBuf::new(), "the name is empty"),
            (PathBuf::from("/dev/zero"), "it is a device, not a file"),
            (PathBuf::from("/dev/full"), "it is a device, not a file"),
            (PathBuf::from("/proc/self/mem"), "it cannot be read"),
        ];
        if fifo.is_ok_and(|status| status.success()) {
            rows.push((at("fifo"), "it is a pipe, not a file"));
        }
        if !rustix::process::geteuid().is_root() {
            rows.push((at("secret.toml"), "you are not allowed to read it"));
        }
        for (path, wanted) in rows {
            let error = load(&path).unwrap_err().to_string();
            assert!(error.contains(wanted), "{}: {error}", path.display());
        }
    }

    #[test]
    fn a_hostile_name_is_printed_clean() {
        let error = load(Path::new("x\u{1b}]0;y\u{7}\n.toml")).unwrap_err().to_string();
        assert_eq!(error, "x␛]0;y␇ .toml: error: there is no such file");
    }

    #[test]
    fn a_file_beyond_the_limit_is_refused_by_the_limits_name() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("big.toml");
        // A hole, so that nothing of it is on the disk.
        std::fs::File::create(&path).unwrap().set_len(MAX_FILE + 1).unwrap();
        let error = load(&path).unwrap_err().to_string();
        assert!(error.contains("the limit of size"), "{error}");
    }
}
