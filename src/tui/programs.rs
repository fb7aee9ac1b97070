//! Where a program's name leads, without ever leading into the folder one happens to stand in.

use std::ffi::{OsStr, OsString};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The absolute entries of `path`. An empty or relative entry means the current folder, which may
/// belong to whoever made the timeline.
pub(super) fn safe_path(path: Option<OsString>) -> Vec<PathBuf> {
    let path = path.unwrap_or_else(|| "/usr/local/bin:/usr/bin:/bin".into());
    std::env::split_paths(&path).filter(|entry| entry.is_absolute()).collect()
}

/// The file that `name` means: an absolute path, or a name looked up in `folders`.
pub(super) fn find(name: &OsStr, folders: &[PathBuf]) -> Option<PathBuf> {
    let name = Path::new(name);
    if name.is_absolute() {
        return can_be_run(name).then(|| name.to_path_buf());
    }
    if name.components().count() != 1 || name.file_name().is_none() {
        return None;
    }
    folders.iter().map(|folder| folder.join(name)).find(|path| can_be_run(path))
}

fn can_be_run(path: &Path) -> bool {
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_current_folder_is_never_searched() {
        let path = OsString::from(":/usr/bin:.:bin:./bin::/bin:");
        assert_eq!(safe_path(Some(path)), [PathBuf::from("/usr/bin"), PathBuf::from("/bin")]);
        assert!(safe_path(None).iter().all(|entry| entry.is_absolute()));
    }

    #[test]
    fn finds_programs_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("plain"), "").unwrap();
        let folders = [folder.path().to_path_buf(), PathBuf::from("/bin")];
        assert_eq!(find(OsStr::new("sh"), &folders), Some("/bin/sh".into()));
        assert_eq!(find(OsStr::new("/bin/sh"), &[]), Some("/bin/sh".into()));
        for name in ["plain", "./sh", "bin/sh", "..", ".", "", "no such thing", "/bin", "/no/such"] {
            assert_eq!(find(OsStr::new(name), &folders), None, "{name}");
        }
    }
}
