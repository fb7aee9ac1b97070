//! Letters that a letter quotes: `On 3 June 2024, Tom Ellis wrote:` and the lines with `>` below it. Each has its own
//! writer, and `yesterday` counts from its own day.

use std::ops::Range;

use super::actors::{Cast, Kind};
use super::page::Page;
use super::quotes::{Act, Said};
use super::time::calendar::Day;
use super::time::{self, Anchor, Setting, Sure, Timex};

/// A quoted letter whose first lines say who wrote it, or when.
struct Reply {
    /// The bytes of its lines, signs of quotation and all.
    lines: Range<usize>,
    /// The tokens of the line that says so.
    head: Range<usize>,
    /// The bytes of `wrote`.
    wrote: Range<usize>,
}

/// Gives what quoted letters tell the day that they were written on, and their writer for a speaker.
pub(super) fn settle(page: &Page<'_>, cast: &Cast, timexes: &mut Vec<Timex>, said: &mut Vec<Said>) {
    for reply in replies(page) {
        let day = timexes
            .iter()
            .filter(|timex| reply.head.start <= timex.tokens.start && timex.tokens.end <= reply.head.end)
            .find_map(|timex| {
                Some((timex.span.clone(), timex.days.filter(|(first, last)| first == last)?.0))
            });
        if let Some((span, day)) = day {
            count_from(page, &reply.lines, day, &span, timexes);
        }
        let writer = cast
            .within(&reply.head)
            .last()
            .filter(|mention| cast.actors.get(mention.actor).is_some_and(|actor| actor.kind == Kind::Person));
        if let Some(writer) = writer {
            said.push(Said {
                span: reply.lines,
                more: Vec::new(),
                cue: reply.wrote,
                source: Some(writer.span.clone()),
                speaker: Some(writer.actor),
                with: Vec::new(),
                behalf: None,
                direct: true,
                act: Act::Speech,
                rule: "quoted-letter",
                sure: Sure::Likely,
            });
        }
    }
}

/// The quoted letters, each up to the next one that begins, or to the first line that is quoted less deeply.
fn replies(page: &Page<'_>) -> Vec<Reply> {
    let text = page.text;
    let mut found: Vec<Reply> = Vec::new();
    if !text.contains("wrote:") {
        return found;
    }
    // The letter that is being read, and how deeply its lines are quoted.
    let mut open: Option<(Reply, usize)> = None;
    let (mut start, mut before) = (0, 0..0);
    for line in text.split_inclusive('\n') {
        let span = start..start + line.len();
        start = span.end;
        let depth = line.chars().take_while(|c| matches!(c, '>' | ' ' | '|')).filter(|c| *c != ' ').count();
        if let Some((mut reply, least)) = open.take() {
            if depth >= least && depth > 0 {
                reply.lines.end = span.end;
                open = Some((reply, least));
            } else if reply.lines.is_empty() && line.trim().is_empty() {
                open = Some((reply, least));
            } else {
                found.push(reply);
            }
        }
        if line.trim_end().ends_with("wrote:") {
            found.extend(open.take().map(|(mut reply, _)| {
                reply.lines.end = reply.lines.end.min(span.start).max(reply.lines.start);
                reply
            }));
            // `On Mon, 3 Jun 2024 at 09:00, Tom Ellis` may stand on the line above.
            let alone = !line.contains("On ") && text[before.clone()].contains("On ");
            let first = if alone { before.start } else { span.start };
            let wrote = span.start + line.rfind("wrote:").unwrap_or_default();
            let head = page.token_at(first)..page.token_at(wrote);
            let reply = Reply { lines: span.end..span.end, head, wrote: wrote..wrote + "wrote".len() };
            open = Some((reply, depth + 1));
        }
        before = span;
    }
    found.extend(open.map(|(reply, _)| reply));
    found.retain(|reply| !reply.lines.is_empty());
    found
}

/// Reads the expressions of time of some lines anew, as they count from the day of the letter that they are of.
fn count_from(
    page: &Page<'_>,
    lines: &Range<usize>,
    day: Day,
    spoken: &Range<usize>,
    timexes: &mut Vec<Timex>,
) {
    let Some(text) = page.text.get(lines.clone()) else { return };
    let from = page.token_at(lines.start);
    let part = Page::read(text);
    // The same bytes are the same words, but where something else begins them.
    if from + part.tokens.len() != page.token_at(lines.end) {
        return;
    }
    let mut own =
        time::find(&part, &Setting { date: Some(day), narrative: Some(false), ..Setting::default() });
    for timex in &mut own {
        timex.span = timex.span.start + lines.start..timex.span.end + lines.start;
        timex.tokens = timex.tokens.start + from..timex.tokens.end + from;
        if let Some(stretch) = &mut timex.stretch {
            stretch.span = stretch.span.start + lines.start..stretch.span.end + lines.start;
        }
        timex.anchor = match timex.anchor {
            Anchor::Itself => Anchor::Itself,
            Anchor::Spoken { start, end } => {
                Anchor::Spoken { start: start + lines.start, end: end + lines.start }
            }
            Anchor::Document | Anchor::Bounds => Anchor::Spoken { start: spoken.start, end: spoken.end },
        };
    }
    let first = timexes.partition_point(|timex| timex.span.start < lines.start);
    let last = timexes.partition_point(|timex| timex.span.start < lines.end);
    timexes.splice(first..last.max(first), own);
}

#[cfg(test)]
mod tests {
    use crate::extract::account;
    use crate::extract::dated::Clues;

    #[test]
    fn a_quoted_letter_keeps_its_day_and_its_writer() {
        let text = "From: Anna Bell\nDate: Wed, 5 Jun 2024 10:12:00 +0200\n\nWe agree. The auditors came yesterday.\n\n\
                    On Mon, 3 Jun 2024 at 09:00, Tom Ellis wrote:\n> I paid the deposit yesterday.\n>\n\
                    > On 30 May 2024, Olga Lind wrote:\n>> I sold the van yesterday.\n\nThe keys came today.\n";
        let account = account::read(text, &Clues::default());
        let told: Vec<_> = account
            .events
            .iter()
            .map(|told| {
                (told.event.when.as_ref().map_or("-", |when| when.edtf.as_str()), told.title.as_str())
            })
            .collect();
        assert_eq!(
            told,
            [
                ("2024-06-04", "The auditors came"),
                ("2024-06-02", "Tom Ellis paid the deposit"),
                ("2024-05-29", "Olga Lind sold the van"),
                ("2024-06-05", "The keys came"),
            ]
        );
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "wrote:",
            "> wrote:\n>",
            "On 3 May 2024 he wrote:\n\nwrote:\n>\n> \n",
            "Anna Berg wrote: we won.\n> x",
        ] {
            let account = account::read(text, &Clues::default());
            assert!(account.said.iter().all(|said| said.rule != "quoted-letter"), "{text}");
        }
    }
}
