//! The one folder that documents are read from.

use std::path::{Component, Path, PathBuf};

use crate::text::line;

pub(super) struct Folder {
    /// With every link resolved.
    root: PathBuf,
}

impl Folder {
    /// # Errors
    ///
    /// When it is none: why.
    pub(super) fn new(dir: &Path) -> Result<Self, String> {
        let root = dir.canonicalize().map_err(|_| "there is no such folder".to_owned())?;
        if root.is_dir() { Ok(Self { root }) } else { Err("it is no folder".into()) }
    }

    /// The path of a source's `file`, which must lie in the folder, links and all.
    ///
    /// # Errors
    ///
    /// When it is not there, or lies elsewhere: why.
    pub(super) fn resolve(&self, file: &str) -> Result<PathBuf, String> {
        let outside = "it lies outside of the folder of documents, and is not read";
        let relative = Path::new(file);
        let stays = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
        if file.is_empty() || !relative.components().all(stays) {
            return Err(outside.into());
        }
        let path = self.root.join(relative);
        let path = if path.exists() { path } else { self.named_with(relative).unwrap_or(path) };
        let Ok(real) = path.canonicalize() else {
            // Why it cannot be resolved is told better by opening it; that a link leads to nowhere, too.
            return Ok(path);
        };
        if real.starts_with(&self.root) {
            Ok(real)
        } else {
            Err(format!("{outside} (a link leads to {})", line(&real.to_string_lossy())))
        }
    }

    /// The path where `file` is named from above this folder, with its name: `pile/a.txt` in `pile`.
    fn named_with(&self, file: &Path) -> Option<PathBuf> {
        let above = file.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty());
        let mut inner =
            above.filter(|above| self.root.ends_with(above)).map(|above| file.strip_prefix(above));
        let path = self.root.join(inner.next()?.ok()?);
        path.exists().then_some(path)
    }
}
