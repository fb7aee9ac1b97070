//! `annals check`: everything that is wrong with a file.

use std::path::Path;

use super::args::CheckArgs;
use super::load::Loaded;
use super::out::{Out, Set};
use super::{End, load};
use crate::app::plural;
use crate::issue::{self, Issue, Lines, Place, Severity, Spot};
use crate::model::{Event, Timeline, Word};
use crate::review::Certainty;
use crate::text::line;
use crate::verify::{self, Finding};

pub(super) fn run(args: &CheckArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = load::open(&args.paths, &args.manner)?;
    let mut found = args
        .documents
        .as_deref()
        .map_or_else(|| Ok(Vec::new()), |folder| documents(&loaded, folder, args.offsets, out))?;
    let mut all: Vec<Issue> = Vec::new();
    for (part, report) in loaded.reports.iter().enumerate() {
        for told in &report.told {
            out.line(Set::Dim, &format!("{}: {told}", report.name))?;
        }
        let mut issues = report.issues.clone();
        issues.extend(loaded.notes.iter().filter(|(of, _)| *of == part).map(|(_, note)| note.clone()));
        issues.extend(candidates(&loaded, part));
        issues.extend(found.extract_if(.., |(of, _)| *of == part).map(|(_, issue)| issue));
        print(&report.name, &issues, out)?;
        all.extend(issues);
    }
    let wrong = all.iter().filter(|issue| issue.severity > Severity::Note).count();
    if all.is_empty() {
        let timeline = &loaded.timeline;
        let (all, quotes) = timeline
            .quotes()
            .fold((0, 0), |(all, worded), (_, quote)| (all + 1, worded + usize::from(!quote.is_report())));
        let checked = if args.documents.is_some() { ", each found in its document" } else { "" };
        out.line(
            Set::Plain,
            &format!(
                "{}: nothing to remark: {}, {}{checked}",
                loaded.name,
                plural(timeline.events().len(), "event"),
                crate::cite::evidence((quotes, all - quotes))
            ),
        )?;
    } else {
        out.line(Set::Bold, &issue::count(&all))?;
        for report in &loaded.reports {
            out.line(Set::Dim, &format!("{}: {}", report.name, report.summary()))?;
        }
    }
    Ok(End::found(wrong == 0))
}

/// That events of an input are still to be judged, where some are.
fn candidates(loaded: &Loaded, part: usize) -> Option<Issue> {
    let names = &loaded.reports;
    let is_of_it = |event: &Event| match names.as_slice() {
        [_] => true,
        names => names.get(part).is_some_and(|report| {
            event.origin.is_some_and(|origin| origin.raw().split(", ").next() == Some(&report.name))
        }),
    };
    let timeline = &loaded.timeline;
    let sure = |certainty: Certainty| {
        timeline.events().filter(|event| Certainty::of(event) == Some(certainty) && is_of_it(event)).count()
    };
    let counts = Certainty::ALL.iter().rev().map(|&certainty| (certainty, sure(certainty)));
    let counts: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let each: Vec<String> = counts.iter().map(|(sure, count)| format!("{count} {}", sure.word())).collect();
    let what = format!("{}, found by rules and not judged: {}", plural(all, "candidate"), each.join(", "));
    let help = "open the timeline to review them; `is:candidate` filters them";
    (all > 0).then(|| Issue::note(Spot::NONE, what, help))
}

fn print(name: &str, issues: &[Issue], out: &mut Out) -> anyhow::Result<()> {
    for text in issue::report(name, issues) {
        let mut lines = text.lines();
        out.line(Set::Plain, lines.next().unwrap_or_default())?;
        for below in lines {
            out.line(Set::Dim, below)?;
        }
    }
    Ok(())
}

/// What is wrong with quotes and their documents, each with the number of its input.
fn documents(
    loaded: &Loaded,
    folder: &Path,
    offsets: bool,
    out: &mut Out,
) -> anyhow::Result<Vec<(usize, Issue)>> {
    let timeline = &loaded.timeline;
    let findings = verify::documents(timeline, folder);
    if offsets {
        for finding in &findings {
            offset(timeline, finding, out)?;
        }
    }
    let mut found: Vec<Issue> = findings.iter().filter_map(Finding::issue).collect();
    let wrong: Vec<&Finding> = findings.iter().filter(|finding| finding.issue().is_some()).collect();
    if loaded.reports.len() > 1 {
        // Of several files only the line is known on which the event begins.
        let part = |finding: &Finding| {
            let origin = finding.event.and_then(|id| timeline.event(id).origin);
            let is_it = |report: &&crate::store::Report| {
                origin.as_ref().is_some_and(|origin| origin.raw().split(", ").next() == Some(&report.name))
            };
            loaded.reports.iter().position(|report| is_it(&report)).unwrap_or(0)
        };
        for (issue, finding) in found.iter_mut().zip(&wrong) {
            issue.place = Place { line: finding.line, column: u32::from(finding.line > 0) };
        }
        return Ok(wrong.iter().map(|finding| part(finding)).zip(found).collect());
    }
    if !found.is_empty()
        && let Some(text) = loaded.text()
    {
        let lines = Lines::of(&text);
        let mut begins: Vec<u32> = timeline.events().map(|event| event.line).collect();
        begins.sort_unstable();
        for (issue, finding) in found.iter_mut().zip(wrong) {
            issue.spot = spot(timeline, finding, &text, &lines, &begins);
        }
        lines.locate_all(&mut found);
    }
    Ok(found.into_iter().map(|issue| (0, issue)).collect())
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
