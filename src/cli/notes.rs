//! `annals notes`: the memo of what was marked and noted, with full citations.

use super::args::{Cite, NotesArgs, NotesFormat};
use super::out::{self, Out};
use super::{End, keep, list, load};
use crate::memo;
use crate::model::EventId;

pub(super) fn run(args: &NotesArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = load::open(&args.input.file, &args.input.manner)?;
    loaded.warn();
    let timeline = &loaded.timeline;
    let Some(session) = keep::find(timeline, loaded.identity.as_deref())? else {
        out::complain_plainly("this timeline was not read yet: nothing was marked or noted");
        return Ok(End::Nothing);
    };
    let ids: Vec<EventId> = list::select(&loaded, &args.which)?.iter().map(|hit| hit.id).collect();
    let memo = memo::gather(&session, timeline, &ids);
    if memo.is_empty() {
        out::complain_plainly("nothing was marked or noted here");
        return Ok(End::Nothing);
    }
    let text = match (args.cite, args.format) {
        (Some(Cite::CslJson), _) => memo::csl_json(timeline, &memo.cited(timeline)),
        (Some(Cite::Biblatex), _) => memo::bib(timeline, &memo.cited(timeline)),
        (None, NotesFormat::Md) => memo::markdown(&memo, timeline),
        (None, NotesFormat::Json) => memo::json(&memo, timeline),
    };
    out.bytes(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.end()?;
    }
    Ok(End::Found)
}
