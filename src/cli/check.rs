//! `annals check`: everything that is wrong with a file.

use super::args::CheckArgs;
use super::out::{Out, Set};
use super::{End, load};
use crate::app::plural;
use crate::issue::{self, Issue, Lines, Severity, Spot};
use crate::model::Timeline;
use crate::text::line;
use crate::verify::{self, Finding};

pub(super) fn run(args: &CheckArgs, out: &mut Out) -> anyhow::Result<End> {
    let mut loaded = load::open(args.path.as_deref())?;
    let mut issues: Vec<Issue> = std::mem::take(&mut loaded.issues);
    if let Some(folder) = &args.documents {
        let findings = verify::documents(&loaded.timeline, folder);
        if args.offsets {
            for finding in &findings {
                offset(&loaded.timeline, finding, out)?;
            }
        }
        let mut found: Vec<Issue> = findings.iter().filter_map(Finding::issue).collect();
        if !found.is_empty()
            && let Some(text) = loaded.text()
        {
            let lines = Lines::of(&text);
            let mut begins: Vec<u32> = loaded.timeline.events().map(|event| event.line).collect();
            begins.sort_unstable();
            let wrong = findings.iter().filter(|finding| finding.issue().is_some());
            for (issue, finding) in found.iter_mut().zip(wrong) {
                issue.spot = spot(&loaded.timeline, finding, &text, &lines, &begins);
            }
            lines.locate_all(&mut found);
        }
        issues.extend(found);
    }
    for text in issue::report(&loaded.name, &issues) {
        let mut lines = text.lines();
        out.line(Set::Plain, lines.next().unwrap_or_default())?;
        for below in lines {
            out.line(Set::Dim, below)?;
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

/// An event that is longer is not searched for its quotes.
const LONGEST_EVENT: usize = 1 << 20;

/// Where a finding is in the text of the timeline: at the words of the quote where they stand in one
/// place of the event only, else where the event begins. `begins` are the lines of all events.
fn spot(timeline: &Timeline, finding: &Finding, text: &str, lines: &Lines, begins: &[u32]) -> Spot {
    let Some(from) = lines.start(finding.line) else { return Spot::NONE };
    let next = begins.get(begins.partition_point(|&line| line <= finding.line));
    let to = next.and_then(|&line| lines.start(line)).unwrap_or(text.len());
    let quote = finding.event.zip(finding.quote).and_then(|(id, n)| timeline.event(id).quotes.get(n));
    let words = quote.map(|quote| quote.text.raw().split(['"', '\\', '\n']).next().unwrap_or_default());
    let found =
        words.filter(|words| !words.trim().is_empty()).zip(text.get(from..to)).and_then(|(words, event)| {
            let mut places =
                event.match_indices(words).map(|(at, _)| at).filter(|_| event.len() <= LONGEST_EVENT);
            places.next().filter(|_| places.next().is_none())
        });
    Spot::at(from + found.unwrap_or(0))
}

/// Where a quote was found: `event: quote 1: file, par. 4, characters 120-180, bytes 120-182`.
fn offset(timeline: &Timeline, finding: &Finding, out: &mut Out) -> anyhow::Result<()> {
    if let (Some(hit), Some(event), Some(quote)) = (finding.hit(), finding.event, finding.quote) {
        let key = &timeline.event(event).key;
        let (first, last) = hit.paragraphs;
        let paragraphs = if first == last { format!("par. {first}") } else { format!("par. {first}-{last}") };
        let at = format!("characters {}-{}, bytes {}-{}", hit.first_char, hit.end_char, hit.start, hit.end);
        let file = finding.source.and_then(|id| timeline.source(id).file.as_ref());
        let file = file.map(|file| format!("{}, ", line(file.raw()))).unwrap_or_default();
        out.line(Set::Plain, &format!("{key}: quote {}: {file}{paragraphs}, {at}", quote + 1))?;
    }
    Ok(())
}
