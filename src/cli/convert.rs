//! `annals convert`: from any format to another, with a report on what was read and what was lost.

use std::path::Path;

use anyhow::bail;

use super::args::{ConvertArgs, Which};
use super::out::{self, Out};
use super::write::{self, Written};
use super::{End, list, load};
use crate::app::plural;
use crate::formats::{self, Format, Losses};
use crate::model::EventId;
use crate::text::line;

pub(super) fn run(args: &ConvertArgs, out: &mut Out) -> anyhow::Result<End> {
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let format = target(args.to.as_deref(), path)?;
    let loaded = load::open_over(&args.paths, &args.manner, args.force)?;
    for told in load::account(&loaded.reports, load::Account::Whole) {
        out::complain_plainly(&told);
    }
    loaded.warn_of_all();
    let part = if args.filter.is_empty() {
        None
    } else {
        let which = Which { filter: args.filter.clone(), today: None };
        let ids: Vec<EventId> = list::select(&loaded, &which)?.iter().map(|hit| hit.id).collect();
        if ids.is_empty() {
            list::nothing("event", &args.filter);
            return Ok(End::Nothing);
        }
        Some(loaded.timeline.part(&ids))
    };
    let timeline = &write::called(part.as_ref().unwrap_or(&loaded.timeline), &loaded, format);
    let name = path.map_or_else(|| "standard output".to_owned(), shown);
    match write::timeline(timeline, format, path, (args.force, args.strict), out)? {
        Written::Not(losses) => {
            bail!(
                "{name} was not written: {} cannot hold {}; without --strict it is written all the same",
                format.name,
                lost(&losses)
            )
        }
        Written::Whole(losses) => {
            let held = if losses.is_empty() {
                "nothing lost".to_owned()
            } else {
                format!("{} cannot hold {}", format.name, lost(&losses))
            };
            let held = match misread(&losses) {
                seen if seen.is_empty() => held,
                seen => format!("{held}; other programs than annals see another {seen}"),
            };
            if timeline.events().any(|event| event.origin.is_some()) {
                out::complain_plainly(&format!("{name}: which input each event is from is not written"));
            }
            let written = if losses.rows().any(|(field, _)| field == "events") {
                plural(timeline.sources().len(), "source")
            } else {
                plural(timeline.events().len(), "event")
            };
            out::complain_plainly(&format!("{name}: {}: {written} written; {held}", format.name));
        }
    }
    Ok(End::found(loaded.is_whole(&args.manner)))
}

/// The format to write: as the user says, else as the name of the output says.
pub(super) fn target(to: Option<&str>, path: Option<&Path>) -> anyhow::Result<&'static Format> {
    let format = match (to, path) {
        (Some(name), _) => formats::by_name(name)?,
        (None, Some(path)) => {
            formats::for_output(path).map_err(|error| anyhow::anyhow!("{}: {error}", shown(path)))?
        }
        (None, None) => bail!("name the format with --to, or a file to write with -o"),
    };
    if !format.can_write() {
        bail!("{} can be read, but not written; `annals formats` lists what can be written", format.name);
    }
    Ok(format)
}

fn shown(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}

/// `date (12 events)`: what others see otherwise than it is.
fn misread(losses: &Losses) -> String {
    let rows = losses.misread_rows().map(|(field, count)| format!("{field} ({})", plural(count, "event")));
    rows.collect::<Vec<_>>().join(", ")
}

/// `quotes (12 events), sources.publisher (1 source)`
fn lost(losses: &Losses) -> String {
    let rows = losses.rows().map(|(field, count)| {
        let what = match field.split_once('.') {
            Some(("sources", _)) => plural(count, "source"),
            Some(("actors", "role" | "extra" | "actor")) => plural(count, "event"),
            Some(("actors", _)) => plural(count, "actor"),
            Some(("timeline" | "meta", _)) => return field.to_owned(),
            _ if matches!(field, "timeline" | "sources") => return field.to_owned(),
            _ => plural(count, "event"),
        };
        if field == formats::AS_TEXT {
            return format!(
                "the numbers of extra but as text ({}: {})",
                plural(count, "event"),
                line(&losses.text_names())
            );
        }
        let names = if field == "extra" { losses.names() } else { String::new() };
        let named = if names.is_empty() { String::new() } else { format!(": {}", line(&names)) };
        format!("{field} ({what}{named})")
    });
    rows.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_are_said_with_what_loses_them() {
        let mut losses = Losses::default();
        for (field, key) in [
            ("quotes", "a"),
            ("quotes", "b"),
            ("actors.role", "a"),
            ("actors.description", "putin"),
            ("sources.publisher", "letter"),
            ("timeline.language", ""),
        ] {
            losses.lose(field, key);
        }
        assert_eq!(
            lost(&losses),
            "quotes (2 events), actors.role (1 event), actors.description (1 actor), \
             sources.publisher (1 source), timeline.language"
        );
    }
}
