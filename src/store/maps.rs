//! Which columns of a table are which fields, remembered from `--map` for tables of the same kind.
//!
//! Two files are of the same kind when their first lines are the same. One file holds what was said,
//! `$XDG_STATE_HOME/annals/maps.json`, as an array of `{"header": .., "map": [[field, column], ..]}`, the
//! newest last. Losing it loses nothing but that `--map` must be said again, so trouble with it is told
//! and never in the way.

use std::borrow::Cow;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::formats::decode::decode_as;

/// How many kinds of tables are remembered; the oldest are forgotten first.
const MAX_KINDS: usize = 200;

/// A first line that is longer is not remembered, in bytes.
const MAX_HEADER: usize = 16 * 1024;

/// What is remembered. The default remembers nothing.
#[derive(Clone, Debug, Default)]
pub struct Maps {
    path: Option<PathBuf>,
    /// Nothing is to be recalled, and what is known of this kind forgotten.
    forget: bool,
}

#[derive(Serialize, Deserialize)]
struct Kind {
    header: String,
    map: Vec<(String, String)>,
}

impl Maps {
    /// What is remembered in the file at `path`, be it there or not.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: Some(path.into()), forget: false }
    }

    /// The same, but nothing is recalled, and what was said of a file that is read is forgotten.
    #[must_use]
    pub fn forgetting(self) -> Self {
        Self { forget: true, ..self }
    }

    /// What was said before of tables that begin as this file does.
    pub(super) fn recall(&self, bytes: &[u8]) -> Option<Vec<(String, String)>> {
        let path = self.path.as_deref()?;
        let header = header(bytes)?;
        let mut kinds = read(path);
        let at = kinds.iter().position(|kind| kind.header == header)?;
        let kind = kinds.remove(at);
        if self.forget {
            let _ = write(path, &kinds);
            return None;
        }
        Some(kind.map)
    }

    /// Remembers what is said of a table. Of a file whose first line does not name the columns nothing
    /// is remembered: it would be taken for others that begin alike. Tells what was done.
    pub(super) fn keep(&self, bytes: &[u8], map: &[(String, String)]) -> Option<String> {
        let path = self.path.as_deref()?;
        let header = header(bytes)?;
        if !map.iter().all(|(_, column)| header.contains(column.trim())) {
            return None;
        }
        let mut kinds = read(path);
        let said: Vec<_> = map.to_vec();
        if kinds.iter().any(|kind| kind.header == header && kind.map == said) {
            return None;
        }
        kinds.retain(|kind| kind.header != header);
        kinds.push(Kind { header, map: said });
        let over = kinds.len().saturating_sub(MAX_KINDS);
        kinds.drain(..over);
        Some(match write(path, &kinds) {
            Ok(()) => "the map is remembered for tables with the same header; --map= forgets it".to_owned(),
            Err(error) => format!("the map is not remembered: {}", super::trouble::writing(&error)),
        })
    }
}

/// `date=Datum, title=Was`
pub(super) fn said(map: &[(String, String)]) -> String {
    map.iter().map(|(field, column)| format!("{field}={column}")).collect::<Vec<_>>().join(", ")
}

/// The beginning of a file, as far as its first line can stand in it, as UTF-8 whatever it is in.
pub(super) fn head<'a>(bytes: &'a [u8], encoding: Option<&str>) -> Cow<'a, [u8]> {
    let head = bytes.get(..bytes.len().min(2 * MAX_HEADER)).unwrap_or(bytes);
    if encoding.is_none() && std::str::from_utf8(head).is_ok() && !head.contains(&0) {
        return Cow::Borrowed(head);
    }
    // What it is is told by all of it.
    let Ok(decoded) = decode_as(bytes, encoding) else { return Cow::Borrowed(head) };
    let end =
        (0..=decoded.text.len().min(2 * MAX_HEADER)).rev().find(|&at| decoded.text.is_char_boundary(at));
    Cow::Owned(decoded.text.as_bytes()[..end.unwrap_or(0)].to_vec())
}

/// The first line that is not blank, as far as it is text.
fn header(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(2 * MAX_HEADER))?;
    let line =
        head.split(|&byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.trim_ascii().is_empty())?;
    if line.len() > MAX_HEADER {
        return None;
    }
    let text = std::str::from_utf8(line).ok()?;
    Some(text.trim_start_matches('\u{feff}').trim().to_owned())
}

fn read(path: &Path) -> Vec<Kind> {
    let bytes = super::read_file(path).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

fn write(path: &Path, kinds: &[Kind]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut new = tempfile::Builder::new().prefix(".maps-").tempfile_in(folder)?;
    new.write_all(&serde_json::to_vec_pretty(kinds)?)?;
    new.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        rows.iter().map(|&(field, column)| (field.to_owned(), column.to_owned())).collect()
    }

    #[test]
    fn what_was_said_once_need_not_be_said_again() {
        let folder = tempfile::tempdir().unwrap();
        let maps = Maps::at(folder.path().join("new/maps.json"));
        let (table, other) = (b"\xef\xbb\xbfDatum;Was\n1989;x\n", b"Date;What\n");
        let said = map(&[("date", "Datum"), ("title", "Was")]);
        assert_eq!(maps.recall(table), None);
        assert!(maps.keep(table, &said).unwrap().starts_with("the map is remembered"));
        assert_eq!(maps.keep(table, &said), None, "it is known");
        assert_eq!(maps.recall(b"Datum;Was\r\n1990;y"), Some(said));
        assert_eq!(maps.recall(other), None);
        assert_eq!(maps.keep(b"{\n", &map(&[("date", "when")])), None, "a file that is not a table");
        let newer = map(&[("date", "Datum")]);
        maps.keep(table, &newer);
        assert_eq!(maps.recall(table), Some(newer));
        assert_eq!(maps.clone().forgetting().recall(table), None);
        assert_eq!(maps.recall(table), None);
    }

    #[test]
    fn trouble_with_the_file_is_told_and_not_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("maps.json");
        std::fs::write(&path, "no JSON").unwrap();
        let maps = Maps::at(&path);
        assert_eq!(maps.recall(b"a;b"), None);
        assert!(maps.keep(b"a;b", &map(&[("date", "a")])).is_some());
        assert_eq!(maps.recall(b"a;b"), Some(map(&[("date", "a")])));
        let maps = Maps::at(path.join("below a file"));
        assert!(maps.keep(b"a;b", &map(&[("date", "a")])).unwrap().starts_with("the map is not remembered"));
        assert!(Maps::default().keep(b"a;b", &map(&[("date", "a")])).is_none());
    }
}
