//! `annals check`: everything that is wrong with a file.

use std::collections::HashMap;
use std::path::Path;

use super::args::CheckArgs;
use super::load::Loaded;
use super::out::{Out, Set};
use super::{End, load};
use crate::issue::{self, Issue, Lines, Place, Severity, Spot};
use crate::model::{Timeline, Word};
use crate::review::Certainty;
use crate::text::{line, plural};
use crate::verify::{self, Finding};

pub(super) fn run(args: &CheckArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = load::open(&args.paths, &args.manner)?;
    let (mut found, looked_up) = match args.documents.as_deref() {
        Some(folder) => documents(&loaded, folder, args.offsets, out)?,
        None => (Vec::new(), String::new()),
    };
    let candidates = candidates(&loaded);
    let mut all: Vec<Issue> = Vec::new();
    let mut kinds = Kinds { most: if args.all { usize::MAX } else { FEW }, ..Kinds::default() };
    for (part, report) in loaded.reports.iter().enumerate() {
        for told in report.told.iter().chain(&report.recalled) {
            out.line(Set::Dim, &format!("{}: {told}", report.name))?;
        }
        let mut issues = report.issues.clone();
        issues.extend(loaded.notes.iter().filter(|(of, _)| *of == part).map(|(_, note)| note.clone()));
        issues.extend(candidates.get(&part).map(unjudged));
        issues.extend(found.extract_if(.., |(of, _)| *of == part).map(|(_, issue)| issue));
        print(&report.name, &issues, &mut kinds, out)?;
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
                "{}: no problems: {}, {}{checked}",
                loaded.name,
                plural(timeline.events().len(), "event"),
                crate::cite::evidence((quotes, all - quotes))
            ),
        )?;
    } else {
        for more in kinds.more() {
            out.line(Set::Plain, &more)?;
        }
        if !looked_up.is_empty() {
            out.line(Set::Plain, &format!("{}: {looked_up}", loaded.name))?;
        }
        out.line(Set::Bold, &issue::count(&all))?;
        for line in load::account(&loaded.reports, load::Account::Sums) {
            out.line(Set::Dim, &line)?;
        }
    }
    Ok(End::found(wrong == 0))
}

/// How many events of each input are still to be judged, by how certain they are: one pass for all.
fn candidates(loaded: &Loaded) -> HashMap<usize, HashMap<Certainty, usize>> {
    let mut counts: HashMap<usize, HashMap<Certainty, usize>> = HashMap::new();
    for (id, event) in loaded.timeline.event_ids().zip(loaded.timeline.events()) {
        if let Some(certainty) = Certainty::of(&event) {
            *counts.entry(loaded.part_of(id)).or_default().entry(certainty).or_default() += 1;
        }
    }
    counts
}

/// That events of an input are still to be judged, where some are.
fn unjudged(counts: &HashMap<Certainty, usize>) -> Issue {
    let counts: Vec<_> =
        Certainty::ALL.iter().rev().filter_map(|sure| Some((sure, *counts.get(sure)?))).collect();
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let each: Vec<String> = counts.iter().map(|(sure, count)| format!("{count} {}", sure.word())).collect();
    let what = format!("{}, found by rules and not judged: {}", plural(all, "candidate"), each.join(", "));
    Issue::note(Spot::NONE, what, "open the timeline to review them; `is:candidate` filters them")
}

/// How many issues of one kind are listed, unless all are asked for.
const FEW: usize = 10;

/// How many kinds of issues are told apart.
const MAX_KINDS: usize = 1_000;

/// What is wrong, by kind: what differs only in numbers and quoted words is one.
#[derive(Default)]
struct Kinds {
    most: usize,
    /// How many there are of each, and the first of them.
    seen: HashMap<String, (usize, usize, String)>,
}

impl Kinds {
    /// Whether an issue is one of the first of its kind.
    fn is_listed(&mut self, issue: &Issue) -> bool {
        let kind = format!("{}{}", issue.severity.word(), stencil(issue.what.raw()));
        let order = self.seen.len();
        if order >= MAX_KINDS && !self.seen.contains_key(&kind) {
            return true;
        }
        let seen = self.seen.entry(kind).or_insert_with(|| (order, 0, line(issue.what.raw()).into_owned()));
        seen.1 += 1;
        seen.1 <= self.most
    }

    /// How many more there are of each kind that was not listed whole.
    fn more(&self) -> Vec<String> {
        let mut more: Vec<_> = self.seen.values().filter(|(_, count, _)| *count > self.most).collect();
        more.sort_unstable();
        let said = |(_, count, first): &(usize, usize, String)| {
            format!("{} more like this: {first}; --all lists them", count - self.most)
        };
        more.into_iter().map(said).collect()
    }
}

/// A message without its numbers and what it quotes.
fn stencil(what: &str) -> String {
    let mut out = String::with_capacity(what.len());
    let mut close = None;
    for c in what.chars() {
        match close {
            Some(end) if c == end => close = None,
            Some(_) => {}
            None => {
                close = match c {
                    '“' => Some('”'),
                    '`' => Some('`'),
                    _ => None,
                };
                if !c.is_ascii_digit() {
                    out.push(c);
                }
            }
        }
    }
    out
}

fn print(name: &str, issues: &[Issue], kinds: &mut Kinds, out: &mut Out) -> anyhow::Result<()> {
    let listed: Vec<Issue> = issues.iter().filter(|issue| kinds.is_listed(issue)).cloned().collect();
    for text in issue::report(name, &listed) {
        let mut lines = text.lines();
        out.line(Set::Plain, lines.next().unwrap_or_default())?;
        for below in lines {
            out.line(Set::Dim, below)?;
        }
    }
    Ok(())
}

/// What is wrong with quotes and their documents, each with the number of its input; and how many quotes stand in
/// theirs.
fn documents(
    loaded: &Loaded,
    folder: &Path,
    offsets: bool,
    out: &mut Out,
) -> anyhow::Result<(Vec<(usize, Issue)>, String)> {
    let timeline = &loaded.timeline;
    let findings = verify::documents(timeline, folder);
    let hits = findings.iter().filter(|finding| finding.quote.is_some() && finding.hit().is_some()).count();
    let quotes = timeline.quotes().filter(|(_, quote)| !quote.is_report()).count();
    let looked_up = format!("{hits} of {} found in their documents", plural(quotes, "quote"));
    if offsets {
        for finding in &findings {
            offset(timeline, finding, out)?;
        }
    }
    let mut found: Vec<Issue> = findings.iter().filter_map(Finding::issue).collect();
    let wrong: Vec<&Finding> = findings.iter().filter(|finding| finding.issue().is_some()).collect();
    if loaded.reports.len() > 1 {
        // Of several files only the line is known on which the event begins.
        let part = |finding: &Finding| finding.event.map_or(0, |id| loaded.part_of(id));
        for (issue, finding) in found.iter_mut().zip(&wrong) {
            issue.place = Place { line: finding.line, column: u32::from(finding.line > 0) };
        }
        return Ok((wrong.iter().map(|finding| part(finding)).zip(found).collect(), looked_up));
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
    Ok((found.into_iter().map(|issue| (0, issue)).collect(), looked_up))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_issues_are_one_kind_of_which_a_few_are_listed() {
        let mut kinds = Kinds { most: FEW, ..Kinds::default() };
        let issue = |n: usize| Issue::error(Spot::NONE, format!("“cell {n}” on line {n} is not a date"), "");
        let listed = (0..30_000).filter(|&n| kinds.is_listed(&issue(n))).count();
        assert_eq!(listed, FEW);
        assert!(kinds.is_listed(&Issue::error(Spot::NONE, "another matter", "")));
        assert_eq!(
            kinds.more(),
            ["29990 more like this: “cell 0” on line 0 is not a date; --all lists them"]
        );
    }
}
