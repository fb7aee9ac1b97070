//! `annals export`: the timeline in another format.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use anyhow::bail;

use super::args::ExportArgs;
use super::list;
use super::out::{self, Out};
use super::{End, load};
use crate::formats;
use crate::model::EventId;
use crate::text::line;

pub(super) fn run(args: &ExportArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = load::open(args.input.file.as_deref())?;
    loaded.warn();
    let text = if args.which.filter.is_empty() {
        formats::write(&args.format, &loaded.timeline)?
    } else {
        let ids: Vec<EventId> = list::select(&loaded, &args.which)?.iter().map(|hit| hit.id).collect();
        if ids.is_empty() {
            list::nothing("event", &args.which.filter);
            return Ok(End::Nothing);
        }
        formats::write(&args.format, &loaded.timeline.part(&ids))?
    };
    let Some(path) = args.output.as_ref().filter(|path| path.as_os_str() != "-") else {
        out.bytes(text.as_bytes())?;
        return Ok(End::Found);
    };
    let name = line(&path.to_string_lossy()).into_owned();
    let mut file = match open(path, args.force) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{name} is there already; give another name, or --force to write over it")
        }
        Err(error) => bail!("{name} cannot be written: {}", out::plain(&error)),
    };
    let written = match file.metadata() {
        Ok(old) if args.force && old.is_file() => replace(path, &old, text.as_bytes()),
        _ => file.write_all(text.as_bytes()).and_then(|()| kept(&file)),
    };
    written.map_err(|error| anyhow::anyhow!("{name} could not be written whole: {}", out::plain(&error)))?;
    Ok(End::Found)
}

/// Opens what is to be written, and leaves what is in it alone. By force that may be there already.
fn open(path: &Path, force: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(false)
    } else {
        options.create_new(true)
    };
    options.open(path)
}

/// Puts a new file in the place of an old one, with its mode: whatever happens, one of them is there
/// whole. Where `path` is a link, it stays one.
fn replace(path: &Path, old: &Metadata, bytes: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().unwrap_or(Path::new("/"));
    let mut new = tempfile::Builder::new().prefix(".annals-").tempfile_in(folder)?;
    new.write_all(bytes)?;
    new.as_file().set_permissions(old.permissions())?;
    new.as_file().sync_all()?;
    new.persist(&path)?;
    // The name is on the disk when the folder is; some file systems cannot be asked for that.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Waits until the text is on the disk; a pipe or a device has none.
fn kept(file: &File) -> io::Result<()> {
    if file.metadata()?.is_file() { file.sync_all() } else { Ok(()) }
}
