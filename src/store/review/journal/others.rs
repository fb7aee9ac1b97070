//! The journals of other reviews of the same documents.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::Entry;
use super::fold::{self, Written};
use crate::review::carry::{Past, Pile};

/// How many journals are looked at, and how much of one is read at most, in bytes.
const LOOKED_AT: usize = 1_000;
const LONGEST: u64 = 64 << 20;

/// The reviews of any of these documents, as [`Pile`] names them: the latest first.
#[must_use]
pub fn past(folder: &Path, documents: &[String]) -> Vec<Past> {
    let documents: HashSet<&str> = documents.iter().map(String::as_str).collect();
    let mut journals: Vec<(SystemTime, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let path = entry.path();
            let meta = entry.metadata().ok()?;
            let is_journal = path.extension().is_some_and(|extension| extension == "jsonl");
            let is_some = meta.is_file() && (1..=LONGEST).contains(&meta.len());
            (is_journal && is_some).then_some((meta.modified().ok()?, path))
        })
        .collect();
    journals.sort_unstable_by(|one, other| other.cmp(one));
    let read = |path: &Path| {
        let mut file = BufReader::new(File::open(path).ok()?.take(LONGEST));
        let mut bytes = Vec::new();
        // The first line says of which documents it is; one of others is not read on.
        file.read_until(b'\n', &mut bytes).ok()?;
        let first = fold::entries(bytes.trim_ascii())?;
        let of = first.iter().find_map(|entry| match entry {
            Entry::Pile(pile) => Some(pile),
            _ => None,
        });
        let is_of_them = |pile: &Pile| pile.documents.iter().any(|name| documents.contains(name.as_str()));
        let goes_on = first.last() == Some(&Entry::Anew);
        if !of.map_or(goes_on, is_of_them) {
            return None;
        }
        file.read_to_end(&mut bytes).ok()?;
        let past = fold::read(&bytes, Written::IsKnown).past;
        (is_of_them(&past.pile) && !past.steps.is_empty()).then_some(past)
    };
    journals.iter().take(LOOKED_AT).filter_map(|(_, path)| read(path)).collect()
}
