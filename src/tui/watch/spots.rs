//! Where a change of a file shows.
//!
//! A file that is replaced (written beside it, then renamed) is another one afterwards, so its folder
//! is watched for the name. Where the name is a link, what it leads to can change as well; and where
//! the folder is gone, it can come back.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// More links than the system itself follows.
const LINKS: usize = 40;

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// The folder, as the system calls it.
    pub(super) folder: PathBuf,
    /// The name in it.
    pub(super) name: OsString,
}

impl Spot {
    /// The whole path.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }
}

/// Every spot that what is read at `path` depends on: its own, and those its links lead to. Of a
/// folder that is not there, the spot is its own name in the nearest one that is.
pub(super) fn of(path: &Path) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    let mut next = std::path::absolute(path).ok();
    while let Some(spot) = next.take().and_then(|path| nearest(&path)) {
        if spots.contains(&spot) || spots.len() > LINKS {
            break;
        }
        next = std::fs::read_link(spot.path()).ok().map(|target| spot.folder.join(target));
        spots.push(spot);
    }
    spots
}

/// The spot at which `path`, or the first of its folders that is missing, would appear.
fn nearest(path: &Path) -> Option<Spot> {
    path.ancestors().find_map(|path| {
        let folder = path.parent()?.canonicalize().ok().filter(|folder| folder.is_dir())?;
        Some(Spot { folder, name: path.file_name()?.to_owned() })
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_and_missing_folders_are_seen_through() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("real")).unwrap();
        fs::write(root.join("real/file"), "").unwrap();
        symlink("real/file", root.join("link")).unwrap();
        symlink(root.join("link"), root.join("second")).unwrap();
        symlink("circle", root.join("circle")).unwrap();
        symlink("nowhere", root.join("dangling")).unwrap();
        symlink("real", root.join("other")).unwrap();
        let rows: &[(&str, &[&str])] = &[
            ("real/file", &["real/file"]),
            ("real/./file", &["real/file"]),
            ("link", &["link", "real/file"]),
            ("second", &["second", "link", "real/file"]),
            ("circle", &["circle"]),
            ("dangling", &["dangling", "nowhere"]),
            ("other/file", &["real/file"]),
            ("missing", &["missing"]),
            ("gone/far/file", &["gone"]),
        ];
        for (path, wanted) in rows {
            let found: Vec<PathBuf> = of(&root.join(path)).iter().map(Spot::path).collect();
            let wanted: Vec<PathBuf> = wanted.iter().map(|path| root.join(path)).collect();
            assert_eq!(found, wanted, "{path}");
        }
        assert_eq!(of(Path::new("")), []);
        assert_eq!(of(Path::new("/")), []);
    }
}
