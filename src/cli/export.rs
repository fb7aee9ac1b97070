//! `annals export`: the timeline in another format.

use super::args::{ExportArgs, Which};
use super::list;
use super::out::Out;
use super::write::Written;
use super::{End, convert, load, write};
use crate::formats;
use crate::model::EventId;

pub(super) fn run(args: &ExportArgs, out: &mut Out) -> anyhow::Result<End> {
    let (files, words) = load::inputs(&args.input, &args.which.filter);
    let which = Which { filter: words.to_vec(), ..args.which };
    let loaded = load::open(&files, &args.input.manner)?;
    loaded.warn();
    let format = formats::by_name(&args.format)?;
    let part = if which.filter.is_empty() {
        None
    } else {
        let ids: Vec<EventId> = list::select(&loaded, &which)?.iter().map(|hit| hit.id).collect();
        if ids.is_empty() {
            list::nothing("event", &which.filter);
            return Ok(End::Nothing);
        }
        Some(loaded.timeline.part(&ids))
    };
    let timeline = &write::called(part.as_ref().unwrap_or(&loaded.timeline), &loaded, format);
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    if let Written::Whole(losses) = write::timeline(timeline, format, path, (args.force, false), out)? {
        convert::tell(path, format, &losses);
    }
    Ok(End::Found)
}
