//! `annals export`: the timeline in another format.

use super::args::ExportArgs;
use super::list;
use super::out::Out;
use super::{End, load, write};
use crate::formats;
use crate::model::EventId;

pub(super) fn run(args: &ExportArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = load::open(&args.input.file, &args.input.manner)?;
    loaded.warn();
    let format = formats::by_name(&args.format)?;
    let part = if args.which.filter.is_empty() {
        None
    } else {
        let ids: Vec<EventId> = list::select(&loaded, &args.which)?.iter().map(|hit| hit.id).collect();
        if ids.is_empty() {
            list::nothing("event", &args.which.filter);
            return Ok(End::Nothing);
        }
        Some(loaded.timeline.part(&ids))
    };
    let timeline = part.as_ref().unwrap_or(&loaded.timeline);
    write::timeline(timeline, format, args.output.as_deref(), (args.force, false), out)?;
    Ok(End::Found)
}
