//! `annals export`: the timeline in another format.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};

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
        let ids: Vec<EventId> =
            list::select(&loaded.timeline, &args.which)?.iter().map(|hit| hit.id).collect();
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
    let mut options = OpenOptions::new();
    options.write(true);
    if args.force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let mut file = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("{name} is there already; give another name, or --force to write over it")
        }
        Err(error) => bail!("{name} cannot be written: {}", out::plain(&error)),
    };
    file.write_all(text.as_bytes())
        .and_then(|()| kept(&file))
        .map_err(|error| anyhow::anyhow!("{name} could not be written whole: {}", out::plain(&error)))?;
    Ok(End::Found)
}

/// Waits until the text is on the disk; a pipe or a device has none.
fn kept(file: &File) -> io::Result<()> {
    if file.metadata()?.is_file() { file.sync_all() } else { Ok(()) }
}
