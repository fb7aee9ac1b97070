//! `annals check`: everything that is wrong with a file.

use super::args::CheckArgs;
use super::out::{Out, Set};
use super::{End, load};
use crate::app::plural;
use crate::issue::{self, Issue, Severity};
use crate::model::Timeline;
use crate::verify::{self, Finding};

pub(super) fn run(args: &CheckArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = load::open(args.path.as_deref())?;
    let mut issues: Vec<Issue> = loaded.issues;
    if let Some(folder) = &args.documents {
        let findings = verify::documents(&loaded.timeline, folder);
        if args.offsets {
            for finding in &findings {
                offset(&loaded.timeline, finding, out)?;
            }
        }
        issues.extend(findings.iter().filter_map(Finding::issue));
    }
    for text in issue::report(&loaded.name, &issues) {
        let mut lines = text.lines();
        out.line(Set::Plain, lines.next().unwrap_or_default())?;
        for line in lines {
            out.line(Set::Dim, line)?;
        }
    }
    let wrong = issues.iter().filter(|issue| issue.severity > Severity::Note).count();
    if issues.is_empty() {
        let timeline = &loaded.timeline;
        let quotes = timeline.quotes().count();
        let checked = if args.documents.is_some() { ", each found in its document" } else { "" };
        out.line(
            Set::Plain,
            &format!(
                "{}: nothing to remark: {}, {}{checked}",
                loaded.name,
                plural(timeline.events().len(), "event"),
                plural(quotes, "quote")
            ),
        )?;
    } else {
        out.line(Set::Bold, &issue::count(&issues))?;
    }
    Ok(End::found(wrong == 0))
}

/// Where a quote was found: `event: quote 1: file, characters 120-180, par. 4`.
fn offset(timeline: &Timeline, finding: &Finding, out: &mut Out) -> anyhow::Result<()> {
    if let (Some(hit), Some(event), Some(quote)) = (finding.hit(), finding.event, finding.quote) {
        let key = &timeline.event(event).key;
        let (first, last) = hit.paragraphs;
        let paragraphs = if first == last { format!("par. {first}") } else { format!("par. {first}-{last}") };
        let at = format!("characters {}-{}, bytes {}-{}", hit.first_char, hit.end_char, hit.start, hit.end);
        out.line(Set::Plain, &format!("{key}: quote {}: {paragraphs}, {at}", quote + 1))?;
    }
    Ok(())
}
