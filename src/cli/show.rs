//! `annals show`: events with all their evidence.

use super::args::{Format, ShowArgs};
use super::list;
use super::out::{self, Out, Set};
use super::{End, load};
use crate::app::page::{Style, Tone, event_page};
use crate::issue::nearest;
use crate::model::{EventId, Timeline};
use crate::text::{Text, line};

/// The measure of the text where nobody says how wide it may be.
const MEASURE: usize = 80;

pub(super) fn run(args: &ShowArgs, out: &mut Out) -> anyhow::Result<End> {
    let (files, keys) = load::inputs(&args.input, &args.keys);
    let loaded = load::open(&files, &args.input.manner)?;
    loaded.warn();
    let timeline = &loaded.timeline;
    let ids: Vec<EventId> = keys.iter().filter_map(|key| find(timeline, key)).collect();
    if ids.is_empty() {
        return Ok(End::Nothing);
    }
    if args.format != Format::Table {
        list::records(timeline, &ids, args.format, out)?;
        return Ok(End::found(ids.len() == keys.len()));
    }
    let width = out.columns.unwrap_or(MEASURE).clamp(20, MEASURE);
    for (number, &id) in ids.iter().enumerate() {
        if number > 0 {
            out.end()?;
        }
        let page = event_page(timeline, id, Style { width, edtf: args.edtf, needle: None, reader: None });
        for line in &page.lines {
            for span in &line.spans {
                out.text(set(span.tone), &span.text)?;
            }
            out.end()?;
        }
        let event = timeline.event(id);
        out.line(Set::Dim, &format!("key: {}", event.key))?;
    }
    Ok(End::found(ids.len() == keys.len()))
}

fn set(tone: Tone) -> Set {
    match tone {
        Tone::Plain | Tone::Words => Set::Plain,
        Tone::Title | Tone::Heading => Set::Bold,
        Tone::Date | Tone::Name | Tone::Planned | Tone::Note => Set::Accent,
        Tone::Dim => Set::Dim,
        Tone::Caveat => Set::Warn,
    }
}

/// The event of that key. Where there is none it is said, with the nearest; the others are shown.
fn find(timeline: &Timeline, key: &str) -> Option<EventId> {
    let found = timeline.event_by_key(&Text::new(key));
    if found.is_none() {
        let keys = timeline.events().map(|event| event.key.raw());
        let help = match nearest(key, keys) {
            Some(near) => format!("did you mean {}?", line(near)),
            None => "`annals list` prints the keys".to_owned(),
        };
        out::complain_plainly(&format!("annals: no event has the key {}; {help}", line(key)));
    }
    found
}
