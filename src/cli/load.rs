//! Which timeline a subcommand reads.

use std::path::{Path, PathBuf};

use super::out;
use crate::app::plural;
use crate::formats::decode::decode;
use crate::issue::{Issue, Severity};
use crate::model::Timeline;
use crate::store;

/// A timeline with what was wrong with it.
pub(super) struct Loaded {
    pub(super) timeline: Timeline,
    pub(super) issues: Vec<Issue>,
    /// What messages call it.
    pub(super) name: String,
    /// The file, where it is one.
    pub(super) path: Option<PathBuf>,
    /// The digest of its bytes.
    pub(super) digest: String,
}

impl Loaded {
    /// Says on standard error that there is something wrong, and where to see it: what is printed
    /// may not be all.
    pub(super) fn warn(&self) {
        let wrong = self.issues.iter().filter(|issue| issue.severity > Severity::Note).count();
        if wrong > 0 {
            let problems = plural(wrong, "problem");
            let which = match &self.path {
                Some(_) => format!(" {}", self.name),
                None if self.name == store::STDIN => " -".to_owned(),
                None => String::new(),
            };
            let name = &self.name;
            out::complain_plainly(&format!("{name}: {problems}; `annals check{which}` lists them"));
        }
    }

    /// The text, read once more; `None` where it cannot be, or is no longer the same.
    pub(super) fn text(&self) -> Option<String> {
        let bytes = match &self.path {
            Some(path) => store::read_file(path).ok()?,
            None => store::BUNDLED.as_bytes().to_vec(),
        };
        let same = store::digest(&bytes) == self.digest;
        same.then(|| decode(&bytes).ok()).flatten().map(|decoded| decoded.text.into_owned())
    }

    /// The folder of the file: where its documents are looked for when nobody says.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let folder = self.path.as_ref()?.parent()?;
        Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() })
    }
}

/// The timeline at `path`, standard input where that is `-`, the bundled one without it.
pub(super) fn open(path: Option<&Path>) -> anyhow::Result<Loaded> {
    let loaded = match path {
        Some(path) => store::load(path)?,
        None => store::bundled()?,
    };
    Ok(Loaded {
        timeline: loaded.import.timeline,
        issues: loaded.import.issues,
        name: loaded.name,
        path: loaded.path,
        digest: loaded.digest,
    })
}
