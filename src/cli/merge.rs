//! `annals merge`: two timelines as one, or the changes of two that began as one.

use std::path::Path;

use anyhow::bail;

use super::args::{MergeArgs, Prefer};
use super::load::Loaded;
use super::out::{self, Out};
use super::write::Written;
use super::{End, convert, load, write};
use crate::change::{Conflict, Merged, Side, merge};
use crate::formats::{self, Format};
use crate::issue::Severity;
use crate::text::{cut, line, plural};

/// The longest that a value in a conflict is shown.
const SHOWN: usize = 100;

/// How many events that are kept apart are told one by one.
const TOLD: usize = 20;

pub(super) fn run(args: &MergeArgs, out: &mut Out) -> anyhow::Result<End> {
    if args.paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        bail!("standard input can be read once only; name files");
    }
    if !(2..=3).contains(&args.paths.len()) {
        bail!("name two timelines, or BASE OURS THEIRS");
    }
    let path = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    load::two_files(path, &args.manner)?;
    let mut read = load::each(&args.paths, &args.manner, args.force)?;
    let (Some(theirs), Some(ours)) = (read.pop(), read.pop()) else {
        bail!("name two timelines, or BASE OURS THEIRS");
    };
    let base = read.pop();
    let format = target(args.to.as_deref(), path, &ours)?;
    match &args.name {
        // What git gives are copies that are gone when this is read.
        Some(name) => {
            let name = line(&name.to_string_lossy()).into_owned();
            for (loaded, side) in [(&ours, "ours"), (&theirs, "theirs")] {
                loaded
                    .warn_as(&format!("{name} ({side})"), &format!("`annals check {name}` after the merge"));
            }
        }
        None => [&ours, &theirs].into_iter().for_each(Loaded::warn),
    }
    let called = args.name.as_deref().map(|name| line(&name.to_string_lossy()).into_owned());
    for name in [&ours, &theirs].into_iter().flat_map(convert::remarked) {
        out::complain_plainly(&convert::remarks_go(called.as_ref().unwrap_or(&name)));
        if called.is_some() {
            break;
        }
    }
    let prefer = args.prefer.map(|prefer| match prefer {
        Prefer::A => Side::A,
        Prefer::B => Side::B,
    });
    let base = base.as_ref().map(|base| &base.timeline);
    let Merged { timeline, conflicts, issues, added, updated, removed, apart } =
        merge(base, &ours.timeline, &theirs.timeline, prefer);
    for title in apart.iter().take(TOLD) {
        let title = cut(&title.line(), SHOWN).into_owned();
        out::complain_plainly(&format!(
            "“{title}”: both files have one on that date, at other places: both are kept"
        ));
    }
    if let Some(more) = apart.len().checked_sub(TOLD).filter(|&more| more > 0) {
        out::complain_plainly(&format!(
            "{more} more events are at other places in the other file: both are kept"
        ));
    }
    for conflict in &conflicts {
        out::complain_plainly(&said(conflict));
    }
    for issue in &issues {
        out::complain_plainly(&format!("the result: {issue}"));
    }
    let name = path.map_or_else(|| "standard output".to_owned(), convert::shown);
    match write::timeline(&timeline, format, path, (args.force, args.strict), out)? {
        Written::Not(losses) => return Err(convert::unwritten(&name, format, &losses)),
        Written::Whole(losses) => convert::tell(path, format, &losses),
    }
    let events = plural(timeline.events().len(), "event");
    let gone = if removed > 0 { format!(", {removed} gone") } else { String::new() };
    let count = plural(conflicts.len(), "conflict");
    out::complain_plainly(&format!("{events}: {added} new, {updated} changed{gone}; {count}"));
    let is_whole = [&ours, &theirs].iter().all(|loaded| loaded.is_whole(&args.manner));
    // What is to be mended in the result is a conflict too; what is only told of it is none.
    let is_sound = issues.iter().all(|issue| issue.severity != Severity::Error);
    Ok(End::found(conflicts.is_empty() && is_sound && is_whole))
}

/// The format to write: as the user says, as the name of the output says, or as the first file has it.
fn target(to: Option<&str>, path: Option<&Path>, ours: &Loaded) -> anyhow::Result<&'static Format> {
    let own = ours.reports.first().map(|report| report.format).filter(|format| format.can_write());
    let named = path.is_some_and(|path| formats::for_output(path).is_ok());
    match own {
        Some(format) if to.is_none() && !named => Ok(format),
        _ => convert::target(to, path),
    }
}

/// `conflict: event davos: date: 2025-01 is kept, the other says 2025-02`
fn said(conflict: &Conflict) -> String {
    let show = |text: &Option<crate::text::Text>| {
        text.as_ref().map_or_else(|| "nothing".to_owned(), |text| cut(&line(text.raw()), SHOWN).into_owned())
    };
    let key = conflict.key.line();
    let gap = if key.is_empty() { "" } else { " " };
    let (kept, other) = (show(&conflict.kept), show(&conflict.other));
    let Conflict { thing, field, .. } = conflict;
    format!("conflict: {thing}{gap}{key}: {field}: {kept} is kept, the other side says {other}")
}
