//! A timeline as one page to read: on a screen, on a phone, on paper, in light and in dark.
//!
//! The page stands for itself: no script, no other file, nothing from a network; it even forbids them.
//! Events stand under the headings of their periods, each at an address of its own (`#key`), with its
//! quotes and what each says for or against it; after them the sources and the actors, with ways back.
//! What a colour says is also said in words.
//!
//! It is made for people and cannot be read back. Nothing in a text of the timeline becomes markup, a
//! link leads only to `http`, `https` or `mailto`, and what would be hidden (controls, marks that reorder
//! letters) is shown as a stand-in. A date is a `time` where HTML can say it; any other is a `data`, with
//! its EDTF as the value. The page is written as it is made: a long timeline is never in memory as text.

use std::io;

use super::losses::has_extra;
use super::{Format, Losses, Writer};
use crate::model::{Event, EventId, Timeline};
use crate::period::Headings;
use crate::text::{Text, line, plural};
use escape::{Line, Lines, id, is_html_time, is_language};

mod escape;
mod event;
mod index;
mod strip;

pub(super) const FORMAT: Format = Format {
    name: "html",
    extensions: &["html", "htm"],
    description: "one page to read or print, with the sources and the actors",
    sniff: |_| false,
    records: false,
    fields: Vec::new,
    read: None,
    write: Some(Writer::File(|timeline, out, losses| {
        let mut out = io::BufWriter::new(out);
        Page::new(timeline, &mut out).write(losses)?;
        io::Write::flush(&mut out)
    })),
};

/// How many events there are at least to a heading, on average, and how many headings at most.
const EVENTS_EACH: usize = 3;
const HEADINGS: usize = 150;

/// A page that is being written.
struct Page<'t, 'w> {
    timeline: &'t Timeline,
    out: &'w mut dyn io::Write,
    /// The language of the page: the timeline's.
    language: &'t str,
    /// What marks the page's own words, which are English, where the timeline is not.
    ours: &'static str,
}

impl<'t, 'w> Page<'t, 'w> {
    fn new(timeline: &'t Timeline, out: &'w mut dyn io::Write) -> Self {
        let language = timeline.meta().language.as_ref().map(Text::raw);
        let language = language.filter(|text| is_language(text)).unwrap_or("en");
        let ours = if language.split('-').next() == Some("en") { "" } else { " lang=\"en\"" };
        Self { timeline, out, language, ours }
    }

    fn write(&mut self, losses: &mut Losses) -> io::Result<()> {
        let ids: Vec<EventId> = self.timeline.event_ids().collect();
        let headings = Headings::of(self.timeline, &ids, EVENTS_EACH.max(ids.len().div_ceil(HEADINGS)));
        self.head()?;
        self.contents(&ids, &headings)?;
        self.events(&ids, &headings, losses)?;
        self.sources()?;
        self.actors()?;
        self.out.write_all(b"</body>\n</html>\n")?;
        lose_rest(losses, self.timeline);
        Ok(())
    }

    fn head(&mut self) -> io::Result<()> {
        let (title, ours) = (Line(self.timeline.title()), self.ours);
        writeln!(self.out, "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>", self.language)?;
        self.out.write_all(HEAD.as_bytes())?;
        let description = self.timeline.meta().description.as_ref().filter(|text| !text.is_blank());
        if let Some(description) = description {
            writeln!(self.out, "<meta name=\"description\" content=\"{}\">", Line(description.raw()))?;
        }
        write!(self.out, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n")?;
        writeln!(self.out, "<a class=\"skip\" href=\"#_events\"{ours}>Skip to the events</a>")?;
        writeln!(self.out, "<header class=\"page\">\n<h1 dir=\"auto\">{title}</h1>")?;
        if let Some(description) = description {
            self.paragraphs(description.raw(), " class=\"lead\"")?;
        }
        let counts = [
            (self.timeline.event_ids().count(), "event"),
            (self.timeline.actor_ids().count(), "actor"),
            (self.timeline.source_ids().count(), "source"),
        ];
        let counts = counts.map(|(count, what)| plural(count, what)).join(", ");
        writeln!(self.out, "<p class=\"counts\"{ours}>{counts}</p>")?;
        strip::write(self.timeline, ours, self.out)?;
        self.out.write_all(b"</header>\n")
    }

    /// The way to each period, to the sources and to the actors.
    fn contents(&mut self, ids: &[EventId], headings: &Headings) -> io::Result<()> {
        let ours = self.ours;
        writeln!(
            self.out,
            "<nav aria-labelledby=\"_contents\"{ours}>\n<h2 id=\"_contents\">Contents</h2>\n<ul>"
        )?;
        // Where everything that is dated stands together, no heading of a period is above it.
        let first = headings.before.first().map_or(ids.len(), |&at| at as usize);
        if first > 0 {
            writeln!(self.out, "<li><a href=\"#_all\">Events</a> <small>{first}</small></li>")?;
        }
        let next = headings.before.iter().skip(1).copied().map(|at| at as usize).chain([ids.len()]);
        // Periods that begin in one year stand together below it.
        let year = |at: u32| {
            let date = self.timeline.event(*ids.get(at as usize)?).date?;
            date.first_day().map(|(year, ..)| year)
        };
        let years: Vec<Option<i64>> = headings.before.iter().map(|&at| year(at)).collect();
        let mut open = None;
        for (number, (&at, next)) in (1_usize..).zip(headings.before.iter().zip(next)) {
            let Some(&event) = ids.get(at as usize) else { continue };
            let (this, after) =
                (years.get(number - 1).copied().flatten(), years.get(number).copied().flatten());
            if open.is_some() && open != this {
                self.out.write_all(b"</ul></li>\n")?;
                open = None;
            }
            if let (None, Some(year)) = (open, this.filter(|_| this == after)) {
                writeln!(self.out, "<li class=\"year\">{}\n<ul>", crate::model::date::era_year(year))?;
                open = this;
            }
            let label = headings.label(self.timeline, event);
            writeln!(
                self.out,
                "<li><a href=\"#_period-{number}\">{}</a> <small>{}</small></li>",
                Line(&label),
                next - at as usize
            )?;
        }
        if open.is_some() {
            self.out.write_all(b"</ul></li>\n")?;
        }
        let rest = [
            ("_sources", "Sources", self.timeline.source_ids().count()),
            ("_actors", "Actors", self.timeline.actor_ids().count()),
        ];
        for (id, label, count) in rest.into_iter().filter(|(.., count)| *count > 0) {
            writeln!(self.out, "<li><a href=\"#{id}\">{label}</a> <small>{count}</small></li>")?;
        }
        self.out.write_all(b"</ul>\n</nav>\n")
    }

    fn events(&mut self, ids: &[EventId], headings: &Headings, losses: &mut Losses) -> io::Result<()> {
        let ours = self.ours;
        self.out.write_all(b"<main id=\"_events\">\n")?;
        let mut numbers = (1..).zip(&headings.before).peekable();
        let mut is_open = false;
        for (at, &id) in (0_u32..).zip(ids) {
            if let Some((number, _)) = numbers.next_if(|&(_, &before)| before == at) {
                let close = if is_open { "</section>\n" } else { "" };
                let label = headings.label(self.timeline, id);
                writeln!(
                    self.out,
                    "{close}<section aria-labelledby=\"_period-{number}\">\n\
                     <h2 id=\"_period-{number}\"{ours}>{}</h2>",
                    Line(&label)
                )?;
                is_open = true;
            } else if at == 0 {
                writeln!(self.out, "<section aria-labelledby=\"_all\">\n<h2 id=\"_all\"{ours}>Events</h2>")?;
                is_open = true;
            }
            self.event(id)?;
            lose_event(losses, &self.timeline.event(id));
        }
        let close = if is_open { "</section>\n" } else { "" };
        writeln!(self.out, "{close}</main>")
    }

    /// A date as people write it, with its EDTF for machines and for those who ask.
    fn date(&mut self, date: &crate::model::Date) -> io::Result<()> {
        let (edtf, ours) = (date.edtf(), self.ours);
        let (element, name) = if is_html_time(edtf) { ("time", "datetime") } else { ("data", "value") };
        write!(self.out, "<{element} {name}=\"{}\" title=\"EDTF {}", Line(edtf), Line(edtf))?;
        if let Some(original) = date.original() {
            write!(self.out, "; written “{}”", Line(original.raw()))?;
        }
        write!(self.out, "\"{ours}>{}</{element}>", Line(&date.human()))
    }

    /// A text in paragraphs: a blank line parts them, a line break stays one.
    fn paragraphs(&mut self, text: &str, attributes: &str) -> io::Result<()> {
        let text = crate::text::shown(text);
        let mut is_open = false;
        for line in text.lines().map(str::trim) {
            match (line.is_empty(), is_open) {
                (true, true) => self.out.write_all(b"</p>\n")?,
                (true, false) => {}
                (false, true) => write!(self.out, "<br>\n{}", Lines(line))?,
                (false, false) => write!(self.out, "<p dir=\"auto\"{attributes}>{}", Lines(line))?,
            }
            is_open = !line.is_empty();
        }
        if is_open { self.out.write_all(b"</p>\n") } else { Ok(()) }
    }

    fn event_id(&self, event: EventId) -> std::borrow::Cow<'t, str> {
        id("", self.timeline.event(event).key.raw(), event.0)
    }
}

/// A title that a link can be made of, whatever there is.
fn titled(title: &str) -> std::borrow::Cow<'_, str> {
    let title = line(title);
    if title.is_empty() { "(untitled)".into() } else { title }
}

fn lose_event(losses: &mut Losses, event: &Event) {
    let key = id("", event.key.raw(), 0) != event.key.raw();
    losses.name(event.extra.get().iter().flat_map(|extra| extra.keys()));
    losses.lose_where(event.key, &[("key", key), ("extra", has_extra(event))]);
}

fn lose_rest(losses: &mut Losses, timeline: &Timeline) {
    let meta = timeline.meta();
    let language = meta.language.as_ref().is_some_and(|text| !is_language(text.raw()));
    let extra = meta.extra.is_some() || meta.rest.is_some();
    losses.lose_where("timeline", &[("timeline.language", language), ("timeline.extra", extra)]);
    for id in timeline.actor_ids() {
        let actor = timeline.actor(id);
        losses.lose_where(&actor.key, &[("actors.extra", actor.extra.is_some())]);
    }
    for id in timeline.source_ids() {
        let source = timeline.source(id);
        losses.lose_where(&source.key, &[("sources.extra", source.extra.is_some())]);
    }
}

const STYLE: &str = include_str!("html/style.css");

/// What every page has. The policy forbids what the page does not have anyway.
const HEAD: &str = "<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n\
    <meta name=\"referrer\" content=\"no-referrer\">\n\
    <meta name=\"generator\" content=\"annals\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
    base-uri 'none'; form-action 'none'\">\n";
