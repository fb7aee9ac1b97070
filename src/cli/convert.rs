//! `annals convert`: from any format to another, with a report on what was read and what was lost.

use std::path::Path;

use anyhow::bail;

use super::args::{ConvertArgs, Which};
use super::load::Loaded;
use super::out::{self, Out};
use super::write::{self, Written};
use super::{End, list, load};
use crate::formats::{self, Format, Losses};
use crate::model::EventId;
use crate::store;
use crate::text::{line, plural};

pub(super) fn run(args: &ConvertArgs, out: &mut Out) -> anyhow::Result<End> {
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let format = target(args.to.as_deref(), path)?;
    load::two_files(path, &args.manner)?;
    let loaded = load::open_over(&args.paths, &args.manner, args.force)?;
    for told in load::account(&loaded.reports, load::Account::Whole) {
        out::complain_plainly(&told);
    }
    loaded.warn_of_all();
    let remarks = remarked(&loaded);
    for name in &remarks {
        out::complain_plainly(&remarks_go(name));
    }
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
        Written::Not(losses) => return Err(unwritten(&name, format, &losses)),
        Written::Whole(losses) => {
            let nothing = if remarks.is_empty() { "nothing lost" } else { "nothing else lost" };
            let held = held(format, &losses, nothing);
            if timeline.events().any(|event| event.origin.is_some()) {
                out::complain_plainly(&format!("{name}: which input each event is from is not written"));
            }
            let written = if losses.rows().any(|(field, _)| field == "events") {
                plural(timeline.sources().len(), "source")
            } else {
                plural(timeline.events().len(), "event")
            };
            out::complain_plainly(&format!("{name}: {}: {written} written; {held}", format.name));
            too_large(&name, format, path);
        }
    }
    Ok(End::found(loaded.is_whole(&args.manner)))
}

/// Tells of a file that annals itself would not read.
fn too_large(name: &str, format: &Format, path: Option<&Path>) {
    let size = path.and_then(|path| path.metadata().ok()).filter(std::fs::Metadata::is_file);
    let streams = format.name == formats::jsonl().name || !format.can_read();
    if size.is_some_and(|data| data.len() > store::MAX_FILE) && !streams {
        out::complain_plainly(&format!(
            "{name}: larger than the {} MiB that annals reads of {}; write JSON Lines (.jsonl) to read it again",
            store::MAX_FILE >> 20,
            format.name
        ));
    }
}

/// That nothing is written, because the format cannot hold everything.
pub(super) fn unwritten(name: &str, format: &Format, losses: &Losses) -> anyhow::Error {
    anyhow::anyhow!(
        "{name} was not written: {} cannot hold {}; without --strict it is written all the same",
        format.name,
        lost(losses)
    )
}

/// What of a timeline does not stand in what was written; `nothing` where all of it does.
fn held(format: &Format, losses: &Losses, nothing: &str) -> String {
    let held = if losses.is_empty() {
        nothing.to_owned()
    } else {
        format!("{} cannot hold {}", format.name, lost(losses))
    };
    let said = [held, misread(losses)];
    said.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Tells what was lost in writing to `path`, where something was.
pub(super) fn tell(path: Option<&Path>, format: &Format, losses: &Losses) {
    let held = held(format, losses, "");
    if !held.is_empty() {
        let name = path.map_or_else(|| "standard output".to_owned(), shown);
        out::complain_plainly(&format!("{name}: {held}"));
    }
}

/// The names of the TOML files with remarks in them: records are written anew, and these are not kept.
pub(super) fn remarked(loaded: &Loaded) -> Vec<String> {
    let reports = loaded.reports.iter().filter(|report| report.format.name == "toml");
    let text = |path: &Path| {
        let bytes = store::unpack(store::read_file(path).ok()?).ok()?.bytes;
        String::from_utf8(bytes).ok()
    };
    let has =
        |report: &&store::Report| report.path.as_deref().and_then(text).is_some_and(|text| has_remark(&text));
    reports.filter(has).map(|report| report.name.clone()).collect()
}

/// What is said of the remarks of a file.
pub(super) fn remarks_go(name: &str) -> String {
    format!("{name}: the remarks (#) in it are not kept")
}

/// Whether a line of TOML is a remark, and stands in no text of many lines.
fn has_remark(text: &str) -> bool {
    let mut within = None;
    text.lines().any(|line| {
        let begins = within.is_none();
        for mark in ["\"\"\"", "'''"] {
            let odd = line.matches(mark).count() % 2 == 1;
            match within {
                None if odd => within = Some(mark),
                Some(open) if odd && open == mark => within = None,
                _ => {}
            }
        }
        begins && line.trim_start().starts_with('#')
    })
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

pub(super) fn shown(path: &Path) -> String {
    line(&path.to_string_lossy()).into_owned()
}

/// What others see otherwise than it is, or not at all.
fn misread(losses: &Losses) -> String {
    let rows = || losses.misread_rows().map(|(field, count)| (field, plural(count, "event")));
    let other: Vec<String> =
        rows().filter(|row| row.0 != "events").map(|(field, events)| format!("{field} ({events})")).collect();
    let others = (!other.is_empty()).then(|| format!("other programs read otherwise: {}", other.join(", ")));
    let hidden = rows().find(|row| row.0 == "events");
    let hidden = hidden.map(|(_, events)| format!("only annals sees {events} without a date there"));
    others.into_iter().chain(hidden).collect::<Vec<_>>().join("; ")
}

/// `quotes (12 events), sources.publisher (1 source)`
fn lost(losses: &Losses) -> String {
    let rows = losses.rows().map(|(field, count)| {
        let what = match field.split_once('.') {
            Some(("sources", _)) => plural(count, "source"),
            Some(("actors", "role" | "extra" | "actor")) => plural(count, "event"),
            Some(("actors", _)) => plural(count, "actor"),
            Some(("timeline" | "meta", _)) => return field.to_owned(),
            // Records and those that they are named in are counted together.
            _ if matches!(field, "timeline" | "sources" | "actors") => return field.to_owned(),
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
    fn remarks_are_lines_of_their_own() {
        let rows = [
            ("# a\n[timeline]", true),
            ("  # a", true),
            ("a = \"#\"", false),
            ("a = \"\"\"\n# heading\n\"\"\"", false),
            ("a = \'\'\'x\'\'\'\n# a", true),
        ];
        for (text, wanted) in rows {
            assert_eq!(has_remark(text), wanted, "{text}");
        }
    }

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
