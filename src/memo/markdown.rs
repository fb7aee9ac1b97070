//! A memo as Markdown, to paste into a draft.

use std::fmt::Write as _;

use super::{Memo, Remarks};
use crate::cite::citation;
use crate::formats::{markdown_escaped, markdown_line};
use crate::model::{Date, Quote, Timeline, Word};
use crate::session::Target;
use crate::text::{Text, line};

/// Writes `memo` as Markdown. Text from the timeline is escaped, so that nothing in it is markup;
/// notes are the reader's own and stand as they were written, control characters made visible.
#[must_use]
pub fn markdown(memo: &Memo, timeline: &Timeline) -> String {
    let mut out = format!("# {}\n", markdown_line(timeline.title()));
    if memo.is_empty() {
        out.push_str("\nNothing is marked or noted here.\n");
    }
    for entry in &memo.entries {
        let Some(event) = timeline.events().get(entry.event.0 as usize) else { continue };
        let date = event.date.as_ref().map_or_else(|| "Undated".to_owned(), Date::human);
        let _ = writeln!(out, "\n## {}: {}", markdown_line(&date), markdown_line(event.title.raw()));
        remarks(&mut out, &entry.on_event);
        if let Some(summary) = &event.summary {
            let _ = writeln!(out, "\n{}", markdown_line(summary.raw()));
        }
        if !event.actors.is_empty() {
            let named = event.actors.iter().map(|participant| {
                let name = markdown_line(timeline.actor(participant.actor).name.raw());
                match &participant.role {
                    Some(role) => format!("{name} ({})", markdown_line(role.raw())),
                    None => name,
                }
            });
            let _ = writeln!(out, "\nActors: {}.", named.collect::<Vec<_>>().join(", "));
        }
        for (index, quote) in event.quotes.iter().enumerate() {
            let words = markdown_line(quote.text.raw());
            let cited = cited(timeline, &quote);
            let _ = if quote.is_report() {
                writeln!(out, "\nReported by {cited}.")
            } else {
                writeln!(out, "\n> “{words}”\n>\n> — {cited}")
            };
            // Whose words they are, where that is not plain, is said there.
            if let Some(note) = quote.note {
                let _ = writeln!(out, "\n({})", markdown_line(note.raw()));
            }
            if let Some(on_quote) = entry.on_quotes.get(index) {
                remarks(&mut out, on_quote);
            }
        }
        for caveat in &event.caveats {
            let kind = caveat.kind.map_or("caveat", Word::word);
            let _ = writeln!(out, "\n*{kind}: {}*", markdown_line(caveat.text.raw()));
        }
    }
    section(&mut out, "Actors", memo.actors.iter().map(|(id, on)| (&timeline.actor(*id).name, on)));
    section(&mut out, "Sources", memo.sources.iter().map(|(id, on)| (&timeline.source(*id).title, on)));
    lost(&mut out, memo);
    out
}

/// The citation of a quote; its address is a link, which must not be escaped.
fn cited(timeline: &Timeline, quote: &Quote) -> String {
    let whole = citation(timeline, quote);
    let url = quote.source.and_then(|id| timeline.source(id).url.as_ref()).map(|url| line(url.raw()));
    let is_link = |url: &str| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && !url.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\'))
    };
    match url.as_deref().filter(|url| is_link(url)).and_then(|url| Some((whole.strip_suffix(url)?, url))) {
        Some((before, url)) => format!("{}<{url}>", markdown_escaped(before)),
        None => markdown_line(&whole),
    }
}

fn section<'a>(out: &mut String, title: &str, all: impl Iterator<Item = (&'a Text, &'a Remarks)>) {
    for (index, (name, on)) in all.enumerate() {
        if index == 0 {
            let _ = writeln!(out, "\n## {title}");
        }
        let _ = writeln!(out, "\n### {}", markdown_line(name.raw()));
        remarks(out, on);
    }
}

fn lost(out: &mut String, memo: &Memo) {
    if memo.lost.is_empty() && memo.lost_marks.is_empty() {
        return;
    }
    out.push_str("\n## No longer in the timeline\n");
    for (letter, target, hint) in &memo.lost_marks {
        let _ = writeln!(out, "\nMark {}: {} ({})", letter.char(), named(target), markdown_line(hint.raw()));
    }
    for (target, remark) in &memo.lost {
        let _ = writeln!(out, "\n{}:", named(target));
        note(out, &remark.text);
    }
}

fn named(target: &Target) -> String {
    let (what, key) = match target {
        Target::Event(key) => ("Event", key),
        Target::Actor(key) => ("Actor", key),
        Target::Source(key) => ("Source", key),
        Target::Quote { event, .. } => ("A quote of the event", event),
    };
    format!("{what} {}", markdown_line(key))
}

fn remarks(out: &mut String, remarks: &Remarks) {
    if !remarks.marks.is_empty() {
        let letters: Vec<String> = remarks.marks.iter().map(|letter| letter.char().to_string()).collect();
        let _ = writeln!(out, "\nMark: {}", letters.join(", "));
    }
    for remark in &remarks.notes {
        note(out, &remark.text);
    }
}

/// The reader's own words, told apart from the timeline's.
fn note(out: &mut String, text: &Text) {
    let _ = writeln!(out, "\n**Note:** {}", text.shown().trim_matches('\n'));
}
