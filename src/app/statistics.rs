//! What was read, and when; and what a changed event said.

use std::fmt::Write as _;

use super::page::{Page, Style, Tone, Writer};
use super::text_pane::TextPane;
use super::{App, Effect, Overlay, ReadState};
use crate::memo;
use crate::session::{ContentHash, Coverage, Millis, OldText, by_actor, by_source, by_year};
use crate::text::{fill, line, plural};

const DAY: i64 = 86_400_000;
/// How many days the chart shows.
const DAYS: usize = 28;
/// How many actors are listed.
const ACTORS: usize = 12;

/// A share as a bar of ten cells.
fn bar(read: usize, of: usize) -> String {
    let full = if of == 0 { 0 } else { (read * 10).div_ceil(of).min(10) };
    format!("{}{}", "█".repeat(full), "·".repeat(10 - full))
}

fn covered(coverage: Coverage) -> String {
    format!("{} {:>4} of {:<4}", bar(coverage.read, coverage.events), coverage.read, coverage.events)
}

/// The day of a moment, counted from 1970, in UTC.
fn day(at: Millis) -> i64 {
    at.div_euclid(DAY)
}

fn day_name(day: i64) -> String {
    chrono::DateTime::from_timestamp(day.saturating_mul(DAY / 1000), 0)
        .map_or_else(String::new, |date| date.format("%-d %b").to_string())
}

/// Milliseconds as people say them: `3 h 12 min`.
fn duration(millis: u64) -> String {
    let minutes = millis / 60_000;
    match minutes / 60 {
        0 => format!("{minutes} min"),
        hours => format!("{hours} h {} min", minutes % 60),
    }
}

impl App {
    /// The statistics as a page of `columns`; `None` where nothing is remembered.
    #[must_use]
    pub fn statistics(&self, columns: usize) -> Option<Page> {
        let session = self.reader.session()?;
        let mut page = Writer::new(Style { width: columns, edtf: false, needle: None, reader: None });
        let progress = self.reader.progress(&self.timeline, self.timeline.event_ids())?;
        page.paragraph(
            Tone::Title,
            "",
            "",
            &format!("Read: {} of {}", progress.read, plural(progress.events, "event")),
        );
        let sittings = session.sittings().count();
        let mut words = format!("{}, {} in all", plural(sittings, "sitting"), duration(session.time_spent()));
        if let Some(pace) = session.pace() {
            let _ = write!(words, ", {} words a minute", pace.words_per_minute);
        }
        page.paragraph(Tone::Plain, "", "", &words);
        page.blank();

        page.paragraph(Tone::Heading, "", "", "By day");
        let days = session.read_by_day(day);
        let most = days.values().copied().max().unwrap_or(0).max(1);
        for (day, count) in days.iter().rev().take(DAYS) {
            let cells = (count * 30).div_ceil(most).min(30);
            page.row(&format!("{:>7}  {} {count}", day_name(*day), "█".repeat(cells)));
        }
        if days.is_empty() {
            page.paragraph(Tone::Dim, "", "", "Nothing was read yet.");
        }
        page.blank();

        let room = columns.saturating_sub(26).clamp(8, 40);
        page.paragraph(Tone::Heading, "", "", "By source");
        for (id, coverage) in by_source(session, &self.timeline) {
            let name = fill(&line(self.timeline.source(id).title.raw()), room);
            page.row(&format!("{name}  {}", covered(coverage)));
        }
        page.blank();
        page.paragraph(Tone::Heading, "", "", "By actor");
        let mut actors = by_actor(session, &self.timeline);
        actors.sort_by(|(a, one), (b, other)| other.events.cmp(&one.events).then(a.cmp(b)));
        for (id, coverage) in actors.into_iter().take(ACTORS) {
            let name = fill(&line(self.timeline.actor(id).name.raw()), room);
            page.row(&format!("{name}  {}", covered(coverage)));
        }
        page.blank();
        page.paragraph(Tone::Heading, "", "", "By year");
        for (year, coverage) in by_year(session, &self.timeline) {
            let name =
                year.map_or_else(|| "undated or beginning not known".to_owned(), crate::period::year_name);
            page.row(&format!("{}  {}", fill(&name, room), covered(coverage)));
        }
        Some(page.done())
    }

    /// Writes what was marked and noted among the events shown.
    pub(super) fn write_memo(&mut self, path: &str) -> Vec<Effect> {
        let Some(session) = self.reader.session() else { return Vec::new() };
        let memo = memo::gather(session, &self.timeline, &self.view.visible.iter().collect::<Vec<_>>());
        if memo.is_empty() {
            self.fail("Nothing that is shown was marked or noted: m sets a mark, a writes a note");
            return Vec::new();
        }
        let extension = std::path::Path::new(path).extension().and_then(|extension| extension.to_str());
        let text = match extension {
            Some("json") => memo::json(&memo, &self.timeline),
            Some("bib") => memo::bib(&self.timeline, &memo.cited(&self.timeline)),
            _ => memo::markdown(&memo, &self.timeline),
        };
        vec![Effect::Write { path: path.into(), text, what: "the memo".to_owned() }]
    }

    /// Asks for what the selected event said when it was read.
    pub(super) fn compare(&mut self) -> Vec<Effect> {
        if !self.remembers() {
            return Vec::new();
        }
        let Some(id) = self.selected() else { return Vec::new() };
        match self.reader.state(id) {
            Some(ReadState::Changed) => {
                let key = self.timeline.event(id).key.raw();
                let read = self.reader.session().and_then(|session| session.read(key));
                read.map_or_else(Vec::new, |read| vec![Effect::Recall(read.hash)])
            }
            Some(ReadState::Read) => {
                self.say("It says what it said when you read it");
                Vec::new()
            }
            _ => {
                self.say("It was not read before: there is nothing to compare it with");
                Vec::new()
            }
        }
    }

    /// Shows what an event said, beside what it says.
    pub(super) fn recalled(&mut self, hash: ContentHash, old: Option<&OldText>) {
        let Some(id) = self.selected().filter(|_| self.overlay.is_none()) else { return };
        let key = self.timeline.event(id).key.raw();
        // The reader may have gone on.
        if self.reader.session().and_then(|session| session.read(key)).is_none_or(|read| read.hash != hash) {
            return;
        }
        let Some(old) = old else {
            self.fail("What it said before was not kept");
            return;
        };
        let columns = usize::from(self.layout().body.width.saturating_sub(4));
        let new = OldText::of(&self.timeline.event(id));
        let page = side_by_side(old, &new, columns);
        self.overlay = Some(Overlay::Compare(TextPane { page, ..TextPane::default() }));
    }
}

/// Old and new in two columns, part by part; one under the other where there is no room.
fn side_by_side(old: &OldText, new: &OldText, columns: usize) -> Page {
    let mut page = Writer::new(Style { width: columns, edtf: false, needle: None, reader: None });
    let mut parts: Vec<(&str, String, String)> = vec![
        ("Date", old.date.clone().unwrap_or_default(), new.date.clone().unwrap_or_default()),
        ("Title", old.title.clone(), new.title.clone()),
        ("Summary", old.summary.clone().unwrap_or_default(), new.summary.clone().unwrap_or_default()),
    ];
    let gone = old.quotes.iter().filter(|quote| !new.quotes.contains(quote));
    let come = new.quotes.iter().filter(|quote| !old.quotes.contains(quote));
    let quoted = |quotes: Vec<&String>| {
        quotes.into_iter().map(|q| format!("“{}”", q.trim())).collect::<Vec<_>>().join("\n")
    };
    parts.push(("Quotes", quoted(gone.collect()), quoted(come.collect())));
    let mut any = false;
    let half = columns.saturating_sub(3) / 2;
    for (name, was, is) in parts {
        if was == is {
            continue;
        }
        any = true;
        page.paragraph(Tone::Heading, "", "", name);
        if half < 24 {
            page.prose(Tone::Dim, "- ", "  ", if was.is_empty() { "(nothing)" } else { &was });
            page.prose(Tone::Plain, "+ ", "  ", if is.is_empty() { "(nothing)" } else { &is });
        } else {
            page.columns(&was, &is, half);
        }
        page.blank();
    }
    if !any {
        let words = "The date, title, summary and quotes are as they were: something else of it changed (actors, status, caveats, tags).";
        page.paragraph(Tone::Plain, "", "", words);
    }
    page.done()
}
