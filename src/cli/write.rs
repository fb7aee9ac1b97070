//! Writing a file or a folder whole or not at all.

use std::fs::{OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Component, Path, PathBuf};

use anyhow::bail;

use super::load::Loaded;
use super::out::{self, Out};
use crate::formats::{self, Format, Losses, Page};
use crate::model::Timeline;
use crate::store;
use crate::store::trouble::writing;
use crate::store::whole::{Whole, folder_of};
use crate::text::line;

/// Whether a timeline was written.
#[derive(Debug)]
pub(super) enum Written {
    /// It was; the format cannot hold this.
    Whole(Losses),
    /// It was not, because the format cannot hold this.
    Not(Losses),
}

/// The timeline as a document for people has it: without a title it is called as its file.
pub(super) fn called(timeline: &Timeline, loaded: &Loaded, format: &Format) -> Timeline {
    let is_page = format.can_write() && !format.can_read() && format.name != "csl-json";
    let stem = loaded.path.as_deref().map(store::bare);
    let stem = stem.as_deref().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    match stem.filter(|_| is_page) {
        Some(stem) => timeline.titled(&stem),
        None => timeline.clone(),
    }
}

/// Writes a timeline to `path`, standard output without one. With `strict` nothing is written that
/// loses something; with `force` what is there is written over.
pub(super) fn timeline(
    timeline: &Timeline,
    format: &Format,
    path: Option<&Path>,
    (force, strict): (bool, bool),
    out: &mut Out,
) -> anyhow::Result<Written> {
    let path = path.filter(|path| path.as_os_str() != "-");
    if format.is_folder() {
        let Some(path) = path else {
            bail!("{} is a folder of files; name one with -o", format.name);
        };
        let (pages, losses) = formats::write_folder(format, timeline)?;
        if strict && !losses.is_empty() {
            return Ok(Written::Not(losses));
        }
        folder(path, force, &pages)?;
        return Ok(Written::Whole(losses));
    }
    let Some(path) = path else {
        let mut bytes = Vec::new();
        let losses = formats::write_to(format, timeline, &mut bytes)?;
        if strict && !losses.is_empty() {
            return Ok(Written::Not(losses));
        }
        out.bytes(&bytes)?;
        return Ok(Written::Whole(losses));
    };
    let mut lost = None;
    // That it can be written at all is asked before anything is touched.
    formats::write_to(format, &Timeline::default(), &mut io::sink())?;
    let done = file(path, force, |mut out| {
        let losses = formats::write_to(format, timeline, &mut out)?;
        let keep = !strict || losses.is_empty();
        lost = Some(losses);
        Ok(keep)
    })?;
    let losses = lost.unwrap_or_default();
    Ok(if done { Written::Whole(losses) } else { Written::Not(losses) })
}

/// Writes a file: whatever happens, what was there or what is new is there whole. `fill` says whether
/// it is to be kept; so does the answer.
pub(super) fn file(
    path: &Path,
    force: bool,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<bool>,
) -> anyhow::Result<bool> {
    let name = line(&path.to_string_lossy()).into_owned();
    let cannot = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            anyhow::anyhow!("{name} is there already; give another name, or --force to write over it")
        }
        _ => anyhow::anyhow!("{name} cannot be written: {}", writing(error)),
    };
    let half = |error: io::Error| anyhow::anyhow!("{name} could not be written whole: {}", writing(&error));
    let is_there = path.symlink_metadata().is_ok();
    if is_there && !force {
        return Err(cannot(&io::ErrorKind::AlreadyExists.into()));
    }
    if is_there {
        // Left as it is: it shows only whether it may be written.
        let old = OpenOptions::new().write(true).create(true).truncate(false).open(path);
        let mut old = old.map_err(|error| cannot(&error))?;
        let data = old.metadata().map_err(|error| cannot(&error))?;
        if !data.is_file() {
            return fill(&mut old).map_err(half);
        }
        let mut whole = Whole::instead_of(path, &data, None).map_err(half)?;
        let keep = whole.fill(fill).map_err(half)?;
        if keep {
            whole.put().map_err(half)?;
        }
        return Ok(keep);
    }
    let mut whole = Whole::new(path).map_err(|error| cannot(&error))?;
    let keep = whole.fill(fill).map_err(half)?;
    if keep {
        whole.put().map_err(|error| cannot(&error))?;
    }
    Ok(keep)
}

/// Writes a folder: one that is new or empty comes to be whole; in another, by force, each file does.
fn folder(path: &Path, force: bool, pages: &[Page]) -> anyhow::Result<()> {
    let name = line(&path.to_string_lossy()).into_owned();
    let plain = |page: &Page| {
        let mut parts = Path::new(&page.name).components();
        matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) && !page.name.contains('/')
    };
    if let Some(page) = pages.iter().find(|page| !plain(page)) {
        bail!("{name} cannot be written: a file of it would be called “{}”", line(&page.name));
    }
    let entries = match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().map_or(Entries::None, |_| Entries::Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Entries::New,
        Err(error) => bail!("{name} cannot be written: {}", writing(&error)),
    };
    match entries {
        Entries::Some if !force => {
            bail!("{name} is there already, and not empty; give another name, or --force to write into it")
        }
        Entries::Some => {
            for page in pages {
                file(&path.join(&page.name), true, |out| out.write_all(page.text.as_bytes()).map(|()| true))?;
            }
            tell_of_others(path, &name, pages);
            return Ok(());
        }
        Entries::None | Entries::New => {}
    }
    let written = || -> io::Result<()> {
        let above = absolute(path)?;
        let new = tempfile::Builder::new()
            .prefix(".annals-")
            .permissions(Permissions::from_mode(0o777))
            .tempdir_in(folder_of(&above))?;
        for page in pages {
            std::fs::write(new.path().join(&page.name), &page.text)?;
        }
        // An empty folder gives way to a full one.
        std::fs::rename(new.keep(), &above)
    };
    written().map_err(|error| anyhow::anyhow!("{name} cannot be written: {}", writing(&error)))
}

/// Tells of pages that stood in a folder before and are not among those that were written: they would be read
/// with these.
fn tell_of_others(path: &Path, name: &str, pages: &[Page]) {
    let others = others(path, pages);
    if let Some(first) = others.first() {
        let (files, are) = if others.len() == 1 { ("1 file", "is") } else { ("other files", "are") };
        let count = if others.len() == 1 { String::new() } else { format!("{} ", others.len()) };
        out::complain_plainly(&format!(
            "{name}: {count}{files} that {are} not of this timeline stay there, such as {}; take out what is gone",
            line(first)
        ));
    }
}

/// The names of the pages in a folder that are not among these, in order.
fn others(path: &Path, pages: &[Page]) -> Vec<String> {
    let extension = |name: &str| Path::new(name).extension().map(std::ffi::OsStr::to_owned);
    let written: std::collections::HashSet<&str> = pages.iter().map(|page| page.name.as_str()).collect();
    let kind = pages.first().and_then(|page| extension(&page.name));
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter(|name| extension(name) == kind && !written.contains(name.as_str())).collect();
    names.sort_unstable();
    names
}

/// What is in a folder.
#[derive(Clone, Copy)]
enum Entries {
    Some,
    None,
    New,
}

fn absolute(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize().or_else(|_| std::path::absolute(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(name: &str) -> Page {
        Page { name: name.into(), text: format!("{name}\n") }
    }

    #[test]
    fn a_folder_comes_to_be_whole_and_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("site");
        folder(&path, false, &[page("a.html"), page("b.html")]).unwrap();
        assert_eq!(std::fs::read_dir(&path).unwrap().count(), 2);
        let error = folder(&path, false, &[page("a.html")]).unwrap_err().to_string();
        assert!(error.contains("--force"), "{error}");
        folder(&path, true, &[page("c.html")]).unwrap();
        assert_eq!(std::fs::read_dir(&path).unwrap().count(), 3);
        assert_eq!(others(&path, &[page("c.html"), page("b.html")]), ["a.html"]);
        assert!(others(&path, &[page("a.md")]).is_empty());
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "nothing else is left there");
        for bad in ["../x", "/x", "", ".", "a/b"] {
            assert!(folder(&dir.path().join("new"), false, &[page(bad)]).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_not_kept_is_not_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        assert!(!file(&path, false, |out| out.write_all(b"x").map(|()| false)).unwrap());
        assert!(!path.exists());
        assert!(file(&path, false, |out| out.write_all(b"x").map(|()| true)).unwrap());
        assert!(!file(&path, true, |out| out.write_all(b"y").map(|()| false)).unwrap());
        assert_eq!(std::fs::read(&path).unwrap(), b"x");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
