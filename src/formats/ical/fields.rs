//! The fields of one component under their native names, as its lines and its X-ANNALS properties say.

use std::collections::HashSet;

use ::toml::map::Map;

use super::lines::{self, Line};
use super::people::{self, People};
use super::series::{self, Changed, First, Repeats, Room, Said};
use super::when::{self, BadEnd, Duration, When};
use super::zones::Zones;
use crate::formats::node::{Kind, Node, Odd, Table};
use crate::formats::records::{self, add};
use crate::issue::{Issue, Spot};
use crate::model::Date;
use crate::model::date::Certainty;
use crate::model::draft::At;
use crate::text::line as cleaned;

/// The DTSTAMP of what annals writes: the same for the same timeline, whenever it is written.
pub(super) const STAMP: &str = "19700101T000000Z";

/// Properties of an event that are read; every other one is kept under its own name.
pub(super) const KNOWN: &[&str] = &[
    "BEGIN",
    "END",
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "CATEGORIES",
    "STATUS",
    "ATTENDEE",
    "ORGANIZER",
    "DTSTART",
    "DTEND",
    "DURATION",
    "DUE",
    "TZID",
    "X-EDTF",
    "X-ANNALS-EVENT",
];

/// The field of what annals makes nothing of, and writes as it stands: alarms of an event, zones of a calendar.
pub(super) const COMPONENTS: &str = "components";

/// What a component is, of those that become events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Event,
    Journal,
    Todo,
}

/// A component that becomes an event.
#[derive(Debug)]
pub(super) struct Component<'a> {
    pub(super) what: What,
    /// Where it begins.
    pub(super) at: usize,
    pub(super) lines: Vec<Line<'a>>,
    /// Lines that are none.
    pub(super) broken: Vec<String>,
    /// The components within it, such as alarms.
    pub(super) within: Vec<String>,
}

/// What is known of the whole file while one component of it is read.
#[derive(Default)]
pub(super) struct Around {
    pub(super) zones: Zones,
    pub(super) people: People,
    pub(super) changed: Changed,
    pub(super) room: Room,
}

/// An event under native names, before it is a table.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) named: Map<String, Node<'static>>,
    pub(super) date: Option<At<Date>>,
    pub(super) repeats: Repeats,
}

impl Fields {
    fn put(&mut self, name: &str, kind: Kind<'static>, spot: Spot) {
        self.named.insert(name.to_owned(), Node::new(kind, spot));
    }

    pub(super) fn text(&mut self, name: &str, text: impl Into<String>, spot: Spot) {
        let text = text.into();
        if !text.is_empty() {
            self.put(name, Kind::Text(text.into()), spot);
        }
    }

    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        match &self.named.get(name)?.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A property that annals does not know: one text, or a list where there are several.
    fn keep(&mut self, head: &str, value: &str, spot: Spot) {
        let text = Kind::Text(value.to_owned().into());
        match self.named.get_mut(head).map(|node| &mut node.kind) {
            None => self.put(head, text, spot),
            Some(Kind::List(nodes)) => nodes.push(Node::new(text, spot)),
            Some(kind) => {
                let first = Node::new(std::mem::replace(kind, Kind::Null), spot);
                *kind = Kind::List(vec![first, Node::new(text, spot)]);
            }
        }
    }

    /// As a table, the date in it as text.
    pub(super) fn into_table(self) -> Table<'static> {
        let mut table = Table::default();
        for (name, node) in self.named {
            add(&mut table, name, node.kind, node.spot);
        }
        table
    }
}

/// The value of every field, for comparing; the date as it was written.
pub(super) fn values(fields: Fields) -> ::toml::Table {
    let date = fields.date.as_ref().map(|at| written(&at.value));
    let mut out: ::toml::Table = fields
        .named
        .into_iter()
        .filter_map(|(name, node)| Some((name, node.into_value(&mut Odd::default())?)))
        .collect();
    if let Some(date) = date {
        out.insert("date".into(), date.into());
    }
    out
}

/// A date as its author wrote it.
pub(super) fn written(date: &Date) -> String {
    date.original().map_or(date.edtf(), crate::text::Text::raw).to_owned()
}

/// Reads a component.
pub(super) fn read(component: &Component, around: &mut Around, issues: &mut Vec<Issue>) -> Fields {
    let mut out = Fields::default();
    let mut reader = Reader {
        around,
        issues,
        seen: HashSet::new(),
        own: None,
        edtf: None,
        lines: Dated::default(),
        first: None,
        uid: None,
        status: None,
        actors: Vec::new(),
        tags: Vec::new(),
    };
    for line in &component.lines {
        reader.line(&mut out, line, component.what);
    }
    for text in &component.broken {
        out.keep("broken-lines", text, Spot::at(component.at));
    }
    if !component.within.is_empty() {
        out.put(COMPONENTS, texts(&component.within), Spot::at(component.at));
    }
    reader.finish(&mut out, component);
    out
}

/// A list of texts.
pub(super) fn texts(texts: &[String]) -> Kind<'static> {
    let node = |text: &String| Node::new(Kind::Text(text.clone().into()), Spot::NONE);
    Kind::List(texts.iter().map(node).collect())
}

/// The properties that say when.
#[derive(Default)]
struct Dated<'l, 'a> {
    start: Option<&'l Line<'a>>,
    end: Option<&'l Line<'a>>,
    duration: Option<&'l Line<'a>>,
}

struct Reader<'l, 'a, 'p> {
    around: &'p mut Around,
    issues: &'p mut Vec<Issue>,
    /// Properties that may be there once, and were.
    seen: HashSet<&'l str>,
    own: Option<serde_json::Map<String, serde_json::Value>>,
    edtf: Option<At<Date>>,
    lines: Dated<'l, 'a>,
    /// When it is, before the offsets of its zones are known, with the line of the start.
    first: Option<(First, &'l Line<'a>)>,
    uid: Option<&'l Line<'a>>,
    status: Option<&'l Line<'a>>,
    actors: Vec<Node<'static>>,
    tags: Vec<Node<'static>>,
}

impl<'l, 'a> Reader<'l, 'a, '_> {
    fn line(&mut self, out: &mut Fields, line: &'l Line<'a>, what: What) {
        let name = line.name.as_str();
        let (at, spot) = (Spot::at(line.at), Spot::at(line.value_at()));
        let many = matches!(name, "CATEGORIES" | "ATTENDEE" | "ORGANIZER");
        if KNOWN.contains(&name) && !many && !self.seen.insert(name) {
            // Told once for each name, so that a flood stays readable.
            if !out.named.contains_key(name) {
                let help = "the first one counts; take the other out";
                self.issues.push(Issue::warning(at, format!("{name} is there twice"), help));
            }
            out.keep(&line.head(), line.value(), spot);
            return;
        }
        match name {
            "UID" => self.uid = Some(line),
            "SUMMARY" | "DESCRIPTION" | "LOCATION" => {
                let field = match name {
                    "SUMMARY" => "title",
                    "DESCRIPTION" => "summary",
                    _ => "place",
                };
                // Some put a blank behind the colon.
                let value = if field == "summary" { line.value() } else { line.value().trim() };
                out.text(field, lines::unescape(value), spot);
                let params = line.written_params();
                if !params.is_empty() && !params.eq_ignore_ascii_case(";VALUE=TEXT") {
                    out.text(&format!("{name} parameters"), params.trim_start_matches(';'), at);
                }
            }
            "CATEGORIES" => {
                let tags =
                    lines::list(line.value()).into_iter().map(|tag| lines::unescape(tag).trim().to_owned());
                let tags = tags.filter(|tag| !tag.is_empty());
                self.tags.extend(tags.map(|tag| Node::new(Kind::Text(tag.into()), spot)));
            }
            "STATUS" => self.status = Some(line),
            // What annals wrote there is the address of a source, which stands elsewhere. Any other is a link:
            // nobody says that the page reports the event.
            "URL" if line.param("X-ANNALS").is_some() => {}
            "ATTENDEE" | "ORGANIZER" => self.actors.extend(people::read(line, &mut self.around.people)),
            "DTSTART" => self.lines.start = Some(line),
            "DTEND" => self.lines.end = Some(line),
            "DUE" if what == What::Todo => self.lines.end = Some(line),
            "DURATION" => self.lines.duration = Some(line),
            "X-EDTF" => match Date::parse(lines::unescape(line.value()).trim()) {
                Ok((date, _)) => self.edtf = Some(At::new(date, spot)),
                Err(reason) => {
                    self.issues.push(Issue::error(spot, format!("X-EDTF: {reason}"), ""));
                    out.keep("X-EDTF", line.value(), spot);
                }
            },
            "X-ANNALS-EVENT" => {
                self.own = own(line);
                if self.own.is_none() {
                    let help = "what iCalendar has no place for is lost from this event; export it again";
                    self.issues.push(Issue::error(spot, "X-ANNALS-EVENT is not a JSON object", help));
                    out.keep("X-ANNALS-EVENT", line.value(), spot);
                }
            }
            "DTSTAMP" if line.value() == STAMP => {}
            _ => out.keep(&line.head(), line.value(), spot),
        }
    }

    fn finish(mut self, out: &mut Fields, component: &Component) {
        let begin = Spot::at(component.at);
        self.key(out);
        let is_own = self.own.as_ref().is_some_and(|own| own.contains_key("status"));
        self.status(out, component.what, is_own, begin);
        if !self.tags.is_empty() {
            out.put("tags", Kind::List(std::mem::take(&mut self.tags)), begin);
        }
        if !self.actors.is_empty() {
            out.put("actors", Kind::List(std::mem::take(&mut self.actors)), begin);
        }
        if out.text_of("place").is_none()
            && let Some(place) = out.text_of("GEO").and_then(place_of)
        {
            out.text("place", place, begin);
        }
        let mut own = self.own.take().unwrap_or_default();
        // A text that is not a date is left to the walk, which keeps it and tells.
        let as_written = own.get("date").and_then(|date| Date::parse(date.as_str()?).ok());
        let as_written = as_written.map(|(date, _)| At::new(date, begin));
        if as_written.is_some() {
            own.remove("date");
        }
        let said = as_written.or(self.edtf.take());
        self.date(out, said, component.what);
        let times = self.repeated(out, component);
        let caveats = series::caveats(out, &times);
        if !caveats.is_empty() {
            out.put("caveats", Kind::List(caveats), begin);
        }
        for (name, value) in own {
            match value {
                serde_json::Value::Null => out.named.remove(&name),
                serde_json::Value::Array(values) if values.is_empty() && name == "caveats" => {
                    out.named.remove(&name)
                }
                value => out.named.insert(name, records::of_json(value, begin)),
            };
        }
        out.repeats = match (self.first, times) {
            (_, Said::Unknown) => Repeats::Unknown,
            (Some((first, start)), Said::These(times)) => {
                let others = times
                    .others
                    .iter()
                    .filter_map(|&at| series::occurrence(out, &first, start, at))
                    .collect();
                Repeats::Others(others, times.is_all)
            }
            _ => Repeats::Not,
        };
    }

    /// The times at which it is repeated, where it is.
    fn repeated(&mut self, out: &mut Fields, component: &Component) -> Said {
        let is = |name: &str| component.lines.iter().any(|line| line.name == name);
        if !(is("RRULE") || is("RDATE")) || is("RECURRENCE-ID") {
            return Said::Nothing;
        }
        // A to-do that is done once is not done; and what is dated otherwise is not repeated by these lines.
        let Some((first, _)) = self.first.as_ref().filter(|_| component.what != What::Todo) else {
            return Said::Unknown;
        };
        if out.text_of("key").is_none() {
            let date = out.date.as_ref().map_or("", |date| date.value.edtf());
            let key = crate::model::draft::made_key(date, out.text_of("title").unwrap_or_default());
            out.text("key", key, Spot::at(component.at));
        }
        let name = out.text_of("key").unwrap_or_default();
        let Around { zones, changed, room, .. } = &mut *self.around;
        let Some(mut times) = first.times(name, &component.lines, zones, changed, room) else {
            return Said::Unknown;
        };
        let words = |name| out.text_of(name).map_or(0, str::len);
        let bytes = words("title") + words("summary") + words("place") + 200;
        let count = times.others.len().min(room.bytes / bytes);
        times.is_all &= count == times.others.len();
        times.others.truncate(count);
        room.bytes -= bytes * count;
        room.events -= count;
        Said::These(times)
    }

    /// A changed occurrence of a series has the UID of the series, and its own place in it.
    fn key(&self, out: &mut Fields) {
        let Some(uid) = self.uid else { return };
        let spot = Spot::at(uid.value_at());
        let key = lines::unescape(uid.value().trim());
        match out.named.iter().find(|(name, _)| name.split(';').next() == Some("RECURRENCE-ID")) {
            Some((_, node)) if !key.is_empty() => {
                let Kind::Text(time) = &node.kind else { return out.text("key", key, spot) };
                let whole = format!("{key}/{}", time.trim());
                out.text("UID", key, spot);
                out.text("key", whole, spot);
            }
            _ => out.text("key", key, spot),
        }
    }

    fn status(&self, out: &mut Fields, what: What, is_own: bool, begin: Spot) {
        let Some(line) = self.status else {
            if what == What::Todo {
                out.text("status", "target", begin);
            }
            return;
        };
        let spot = Spot::at(line.value_at());
        let word = line.value().trim().to_ascii_uppercase();
        match word.as_str() {
            "TENTATIVE" => out.text("status", "planned", spot),
            "NEEDS-ACTION" => out.text("status", "target", spot),
            "IN-PROCESS" => out.text("status", "ongoing", spot),
            "COMPLETED" => out.text("status", "occurred", spot),
            "CANCELLED" => out.text("status", "cancelled", spot),
            // That it is settled does not say that it happened; of our own files annals knows.
            "CONFIRMED" if is_own => {}
            _ => out.keep(&line.head(), line.value(), spot),
        }
    }

    fn date(&mut self, out: &mut Fields, said: Option<At<Date>>, what: What) {
        let Dated { start, end, duration } = std::mem::take(&mut self.lines);
        // A to-do is dated by when it is due; when it may be begun is kept beside.
        if let (What::Todo, Some(begins), true) = (what, start, end.is_some()) {
            out.text("begins", begins.value(), Spot::at(begins.value_at()));
        }
        let (start, end) = if what == What::Todo && end.is_some() { (end, None) } else { (start, end) };
        let from_lines = start.and_then(|start| self.times(out, start, end, duration));
        if start.is_none() {
            for line in [end, duration].into_iter().flatten() {
                let spot = Spot::at(line.at);
                let what = format!("{} without DTSTART", line.name);
                self.issues.push(Issue::warning(spot, what, "the event stays undated; the property is kept"));
                out.keep(&line.head(), line.value(), spot);
            }
        }
        let is_said =
            |lines: &At<Date>| said.as_ref().is_none_or(|said| said.value.edtf() == lines.value.edtf());
        if !from_lines.as_ref().is_some_and(is_said) {
            self.first = None;
        }
        out.date = match (said, from_lines) {
            (Some(said), Some(lines)) if said.value.overlaps(&lines.value.ends()) == Certainty::No => {
                let (a, b) =
                    (cleaned(said.value.edtf()).into_owned(), cleaned(lines.value.edtf()).into_owned());
                let what = format!("DTSTART says {b}, X-EDTF says {a}");
                let help =
                    "DTSTART counts: somebody has moved the event; take X-EDTF and X-ANNALS-EVENT's date out";
                self.issues.push(Issue::warning(lines.spot, what, help));
                out.text("X-EDTF", a, said.spot);
                Some(lines)
            }
            (said, lines) => said.or(lines),
        };
        // Only an undated event keeps its words for a date under that name.
        if out.date.is_some()
            && let Some(node) = out.named.remove("date")
        {
            out.named.insert("DTSTART".into(), node);
        }
    }

    /// The date of DTSTART and DTEND or DURATION. What is not understood is told and kept.
    fn times(
        &mut self,
        out: &mut Fields,
        start: &'l Line<'a>,
        end: Option<&Line>,
        duration: Option<&Line>,
    ) -> Option<At<Date>> {
        let spot = Spot::at(start.value_at());
        if let Some(zone) = start.param("TZID") {
            out.text("TZID", zone, Spot::at(start.at));
        }
        let Some(from) = self.start(start) else {
            for line in [end, duration].into_iter().flatten() {
                out.keep(&line.head(), line.value(), Spot::at(line.value_at()));
            }
            let date = Date::parse(start.value()).ok().map(|(date, _)| At::new(date, spot));
            if date.is_none() {
                // The walk tells it, and keeps it where an undated event's own words for its date stand.
                out.text("date", start.value(), spot);
            }
            return date;
        };
        let zones = &self.around.zones;
        let zone = |line: &Line| line.param("TZID").and_then(|name| zones.called(name));
        let mut first = First { from, to: None, zones: [zone(start), end.map_or_else(|| zone(start), zone)] };
        let mut to = None;
        if let Some(end) = end {
            let zone = end.param("TZID");
            first.to = self.start(end);
            to = first.to.map(|to| self.located(to, end));
            if zone != start.param("TZID") {
                out.text("DTEND TZID", zone.unwrap_or("none"), Spot::at(end.at));
            }
            if to.is_none() {
                self.bad_end(out, end, "is not a date");
            }
        } else if let Some(duration) = duration {
            first.to = Duration::parse(duration.value()).and_then(|much| from.plus(much));
            to = first.to.map(|to| self.located(to, start));
            if to.is_none() {
                self.bad_end(out, duration, "is no duration that can be reckoned with");
            }
        }
        let from = self.located(from, start);
        let (text, bad) = when::date(from, to);
        if let (Some(bad), Some(line)) = (bad, end.or(duration)) {
            self.bad_end(
                out,
                line,
                match bad {
                    BadEnd::Before => "lies before DTSTART",
                    BadEnd::Unlike => "is not of the kind of DTSTART",
                },
            );
        }
        first.to = first.to.filter(|_| bad.is_none());
        self.first = Some((first, start));
        match Date::parse(&text) {
            Ok((date, _)) => Some(At::new(date, spot)),
            Err(reason) => {
                self.issues.push(Issue::error(spot, format!("{}: {reason}", start.name), ""));
                out.text("date", start.value(), spot);
                None
            }
        }
    }

    /// A start or an end, also as others than calendars write a day or a time; `None` where it is neither.
    fn start(&mut self, line: &Line) -> Option<When> {
        let text = line.value();
        When::parse(text).or_else(|| {
            let (date, _) = Date::parse(text).ok()?;
            let what = format!("{} is not written as a calendar has it: {}", line.name, cleaned(text));
            let spot = Spot::at(line.value_at());
            self.issues.push(Issue::warning(spot, what, "write 20240131 or 20240131T090000Z"));
            When::time(date.edtf())
        })
    }

    /// A time with the offset of its zone, as far as that is known.
    fn located(&mut self, when: When, line: &Line) -> When {
        let Some(name) = line.param("TZID") else { return when };
        let located = when.located(|at| self.around.zones.minutes(name, at));
        if self.around.zones.is_new(name) {
            let what = format!("the time zone `{}` is neither known nor defined in the file", cleaned(name));
            let help = "its times stay as they stand, without a zone; name one such as Europe/Berlin";
            self.issues.push(Issue::warning(Spot::at(line.at), what, help));
        }
        located
    }

    fn bad_end(&mut self, out: &mut Fields, line: &Line, why: &str) {
        let spot = Spot::at(line.value_at());
        let what = format!("{} {why}: {}", line.name, cleaned(line.value()));
        self.issues.push(Issue::warning(spot, what, "DTSTART alone counts; the property is kept"));
        out.keep(&line.head(), line.value(), spot);
    }
}

/// The object that one of our own properties holds.
pub(super) fn own(line: &Line) -> Option<serde_json::Map<String, serde_json::Value>> {
    serde_json::from_str(&lines::unescape(line.value())).ok()
}

/// A place that is only known by its coordinates.
pub(super) fn place_of(geo: &str) -> Option<String> {
    let (north, east) = geo.split_once(';')?;
    let (north, east) = (north.trim(), east.trim());
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    (is_number(north) && is_number(east)).then(|| format!("{north}, {east}"))
}
