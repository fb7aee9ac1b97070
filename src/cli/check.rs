//! `annals check`: everything that is wrong with a file.

use super::End;
use super::args::CheckArgs;
use super::out::{Out, Set};
use crate::app::plural;
use crate::issue::{self, Issue, Severity};
use crate::store;
use crate::verify;

pub(super) fn run(args: &CheckArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = store::open(args.path.as_deref())?;
    let mut issues: Vec<Issue> = loaded.issues;
    if let Some(folder) = &args.documents {
        let findings = verify::documents(&loaded.timeline, folder);
        if args.offsets {
            for finding in findings.iter().filter(|finding| finding.issue.is_none()) {
                out.line(Set::Plain, &finding.to_string())?;
            }
        }
        issues.extend(findings.into_iter().filter_map(|finding| finding.issue));
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
