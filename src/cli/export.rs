//! `annals export`: the timeline in another format.

use std::fs::OpenOptions;
use std::io::Write;

use anyhow::{Context, bail};

use super::args::ExportArgs;
use super::list;
use super::out::Out;
use super::{End, load};
use crate::formats;
use crate::model::EventId;

pub(super) fn run(args: &ExportArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = load::open(args.input.file.as_deref())?;
    loaded.warn();
    let text = if args.filter.is_empty() {
        formats::write(&args.format, &loaded.timeline)?
    } else {
        let ids: Vec<EventId> =
            list::select(&loaded.timeline, &args.filter)?.iter().map(|hit| hit.id).collect();
        if ids.is_empty() {
            return Ok(End::Nothing);
        }
        formats::write(&args.format, &loaded.timeline.part(&ids))?
    };
    let Some(path) = args.output.as_ref().filter(|path| path.as_os_str() != "-") else {
        out.bytes(text.as_bytes())?;
        return Ok(End::Found);
    };
    let name = path.display().to_string();
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
        Err(error) => return Err(error).with_context(|| format!("{name} cannot be written")),
    };
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .with_context(|| format!("{name} could not be written whole"))?;
    Ok(End::Found)
}
