//! `annals show`: events with all their evidence.

use anyhow::bail;

use super::args::{Format, ShowArgs};
use super::list;
use super::out::{Out, Set};
use super::{End, load};
use crate::app::page::{Style, Tone, event_page};
use crate::issue::nearest;
use crate::model::{EventId, Timeline};
use crate::text::{Text, line};

/// The measure of the text where nobody says how wide it may be.
const MEASURE: usize = 80;

pub(super) fn run(args: &ShowArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = load::open(args.input.file.as_deref())?;
    loaded.warn();
    let timeline = &loaded.timeline;
    let ids = args.keys.iter().map(|key| find(timeline, key)).collect::<anyhow::Result<Vec<EventId>>>()?;
    if args.format != Format::Table {
        list::records(timeline, &ids, args.format, out)?;
        return Ok(End::Found);
    }
    let width = out.columns.unwrap_or(MEASURE).clamp(20, MEASURE);
    for (number, &id) in ids.iter().enumerate() {
        if number > 0 {
            out.end()?;
        }
        let page = event_page(timeline, id, Style { width, edtf: args.edtf, needle: None });
        for line in &page.lines {
            for span in &line.spans {
                out.text(set(span.tone), &span.text)?;
            }
            out.end()?;
        }
        out.line(Set::Dim, &format!("key: {}", timeline.event(id).key))?;
    }
    Ok(End::Found)
}

fn set(tone: Tone) -> Set {
    match tone {
        Tone::Plain | Tone::Words => Set::Plain,
        Tone::Title | Tone::Heading => Set::Bold,
        Tone::Date | Tone::Name | Tone::Planned => Set::Accent,
        Tone::Dim => Set::Dim,
        Tone::Caveat => Set::Warn,
    }
}

/// The event of that key; the nearest is named where there is none.
fn find(timeline: &Timeline, key: &str) -> anyhow::Result<EventId> {
    if let Some(id) = timeline.event_by_key(&Text::new(key)) {
        return Ok(id);
    }
    let keys = timeline.events().iter().map(|event| event.key.raw());
    match nearest(key, keys) {
        Some(near) => bail!("no event has the key {}; did you mean {}?", line(key), line(near)),
        None => bail!("no event has the key {}; `annals list` prints the keys", line(key)),
    }
}
