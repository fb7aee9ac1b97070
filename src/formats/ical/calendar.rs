//! From components to a reading: calendars, the events in them, and what is left out.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use ::toml::map::Map;

use super::fields::{self, Around, COMPONENTS, Component, Fields, What};
use super::lines::{self, Broken, Line, Lines};
use super::series::{Changed, Repeats};
use super::zones::Zones;
use crate::formats::node::{Kind, Node, Odd, Table};
use crate::formats::records::{self, Records, add};
use crate::formats::{MAX_DAMAGE, MAX_DEPTH, MAX_REPEATS, Reading};
use crate::issue::{Issue, Lines as Places, Spot};

/// What annals calls itself in the calendars that it writes.
pub(super) const PRODID: &str = "-//annals//annals//EN";

/// Properties of a calendar that are read.
pub(super) const KNOWN: &[&str] = &[
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "NAME",
    "X-WR-CALNAME",
    "DESCRIPTION",
    "X-WR-CALDESC",
    "X-ANNALS-TIMELINE",
    "X-ANNALS-REST",
    "X-ANNALS-SOURCE",
    "X-ANNALS-ACTOR",
];

/// Reads a whole file.
pub(super) fn read(text: &str, places: &Places) -> Reading {
    let zones = Zones::of(text);
    let changed = Changed::of(text, &zones);
    let mut reader =
        Reader { text, around: Around { zones, changed, ..Around::default() }, ..Reader::default() };
    for line in Lines::of(text) {
        match line {
            Ok(line) => reader.line(line),
            Err(broken) => reader.broken(&broken),
        }
    }
    reader.finish(text.len(), places)
}

/// What our reader makes of the properties of a calendar.
pub(super) fn meta(text: &str) -> ::toml::Table {
    let mut reader = Reader::default();
    Lines::of(text).filter_map(Result::ok).for_each(|line| reader.of_calendar(&line));
    let value = |node: Node<'static>| node.into_value(&mut Odd::default());
    reader.meta.into_iter().filter_map(|(name, node)| Some((name, value(node)?))).collect()
}

/// An open component.
struct Open {
    name: String,
    at: usize,
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    records: Records<'static>,
    around: Around,
    /// How many to-dos and journal entries there are.
    others: usize,
    /// annals wrote it.
    is_ours: bool,
    /// What the file says of the timeline, and what it says in our own words.
    meta: Map<String, Node<'static>>,
    own: serde_json::Map<String, serde_json::Value>,
    open: Vec<Open>,
    /// Which of the open components is passed over, with all that is in it.
    passed: Option<usize>,
    /// How many are open beyond the limit of depth.
    deeper: usize,
    event: Option<Component<'a>>,
    /// How many components are open around the event.
    event_depth: usize,
    calendars: usize,
    /// The definitions of zones, as they stand.
    zones: Vec<String>,
    series: Series,
    issues: Vec<Issue>,
    refused: Vec<(Range<usize>, Issue)>,
    refused_more: usize,
    broken: usize,
    declared: HashSet<String>,
}

/// How many events are repeated.
#[derive(Default)]
struct Series {
    /// Those whose times stand here, and how many events that makes.
    followed: usize,
    events: usize,
    /// Those of them that have more times than stand here.
    cut: usize,
    /// Those that stand once.
    once: usize,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: Line<'a>) {
        match line.name.as_str() {
            "BEGIN" => self.begin(&line),
            "END" => self.end(&line),
            _ if self.passes() => {}
            _ => match &mut self.event {
                Some(event) => event.lines.push(line),
                None => self.of_calendar(&line),
            },
        }
    }

    /// Whether what stands here is passed over.
    fn passes(&self) -> bool {
        self.passed.is_some() || self.deeper > 0
    }

    fn begin(&mut self, line: &Line<'a>) {
        let name = line.value().trim().to_ascii_uppercase();
        if self.open.len() >= MAX_DEPTH {
            if self.deeper == 0 && self.passed.is_none() {
                let what = format!("components lie more than {MAX_DEPTH} deep (the limit of depth)");
                self.issues.push(Issue::error(Spot::at(line.at), what, "no calendar needs that"));
            }
            self.deeper += 1;
            return;
        }
        let what = match name.as_str() {
            "VEVENT" => Some(What::Event),
            "VJOURNAL" => Some(What::Journal),
            "VTODO" => Some(What::Todo),
            _ => None,
        };
        if self.passed.is_some() {
            // Only its end matters.
        } else if let Some(what) = what {
            // None lies within another: the one before was never closed.
            if let Some(event) = self.event.take() {
                self.not_closed(event.at);
                self.open.pop();
                self.take(&event);
            }
            self.event = Some(Component {
                what,
                at: line.at,
                lines: Vec::new(),
                broken: Vec::new(),
                within: Vec::new(),
            });
            self.event_depth = self.open.len();
        } else if name == "VCALENDAR" && self.event.is_none() {
            self.calendars += 1;
            if self.calendars == 2 {
                let help =
                    "its events are read; of its own properties those count that the first does not have";
                self.issues.push(Issue::note(Spot::at(line.at), "another calendar in the same file", help));
            }
        } else {
            self.passed = Some(self.open.len());
        }
        self.open.push(Open { name, at: line.at });
    }

    fn end(&mut self, line: &Line<'a>) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let name = line.value().trim().to_ascii_uppercase();
        let Some(depth) = self.open.iter().rposition(|open| open.name == name) else {
            self.broken += 1;
            if self.broken <= MAX_DAMAGE {
                let what = format!("END:{} closes nothing", crate::text::line(&name));
                self.issues.push(Issue::error(Spot::at(line.at), what, "take it out"));
            }
            return;
        };
        // What was opened within it and never closed ends with it.
        if let Some(inner) = self.open.get(depth + 1) {
            self.not_closed(inner.at);
        }
        self.close(depth, line.end);
    }

    /// Closes what is open from `depth` on.
    fn close(&mut self, depth: usize, end: usize) {
        if let Some(passed) = self.passed.filter(|&passed| depth <= passed) {
            self.passed = None;
            if let Some(open) = self.open.get(passed) {
                let (name, at) = (open.name.clone(), open.at);
                let whole = self.text.get(at..end).unwrap_or_default();
                let text = || lines::unfolded(whole);
                match &mut self.event {
                    Some(event) => event.within.push(text()),
                    None if name == "VTIMEZONE" => self.zones.push(text()),
                    None => self.passed_over(&name, at..end),
                }
            }
        }
        self.open.truncate(depth);
        if depth <= self.event_depth
            && let Some(event) = self.event.take()
        {
            self.take(&event);
        }
    }

    fn not_closed(&mut self, at: usize) {
        self.broken += 1;
        if self.broken <= MAX_DAMAGE {
            let help = "put its END where it ends; the file may be cut off";
            self.issues.push(Issue::warning(Spot::at(at), "this component is not closed", help));
        }
    }

    /// A component that cannot be an event.
    fn passed_over(&mut self, name: &str, range: Range<usize>) {
        if self.refused.len() >= MAX_DAMAGE {
            self.refused_more += 1;
            return;
        }
        let what = format!("{} is not an event", crate::text::line(name));
        let issue = Issue::warning(Spot::at(range.start), what, "only VEVENT, VJOURNAL and VTODO are read");
        self.refused.push((range, issue));
    }

    fn broken(&mut self, broken: &Broken) {
        if self.passes() {
            return;
        }
        self.broken += 1;
        if self.broken <= MAX_DAMAGE {
            let what = format!("this line is not a property: {}", broken.why);
            let help = if self.event.is_some() {
                "it is kept with its event; put a blank before it if it belongs to the line above"
            } else {
                "it is left out; put a blank before it if it belongs to the line above"
            };
            self.issues.push(Issue::error(Spot::at(broken.at), what, help));
        }
        if let Some(event) = &mut self.event {
            event.broken.push(broken.text.clone().into_owned());
        }
    }

    fn take(&mut self, component: &Component) {
        let mut fields = fields::read(component, &mut self.around, &mut self.issues);
        self.others += usize::from(component.what != What::Event);
        let repeats = std::mem::take(&mut fields.repeats);
        self.event(fields, component);
        match repeats {
            Repeats::Not => {}
            Repeats::Unknown => self.series.once += 1,
            Repeats::Others(others, is_all) => {
                self.series.followed += 1;
                self.series.events += others.len() + 1;
                self.series.cut += usize::from(!is_all);
                for fields in others {
                    self.event(fields, component);
                }
            }
        }
    }

    fn event(&mut self, mut fields: Fields, component: &Component) {
        let date = fields.date.take();
        self.records.event(fields.into_table(), Spot::at(component.at), date);
    }

    /// A property of a calendar.
    fn of_calendar(&mut self, line: &Line) {
        let spot = Spot::at(line.value_at());
        match line.name.as_str() {
            "VERSION" if line.value().trim() == "2.0" => {}
            "PRODID" if line.value() == PRODID => self.is_ours = true,
            "NAME" | "X-WR-CALNAME" => self.say("title", line, spot),
            "DESCRIPTION" | "X-WR-CALDESC" => self.say("description", line, spot),
            name @ ("X-ANNALS-TIMELINE" | "X-ANNALS-REST" | "X-ANNALS-SOURCE" | "X-ANNALS-ACTOR") => {
                let Some(own) = fields::own(line) else {
                    let what = format!("{name} is not a JSON object");
                    self.issues.push(Issue::error(
                        spot,
                        what,
                        "it is kept as it stands; export the timeline again",
                    ));
                    self.keep(line, spot);
                    return;
                };
                self.own(name, own, spot);
            }
            _ => self.keep(line, spot),
        }
    }

    fn own(&mut self, name: &str, own: serde_json::Map<String, serde_json::Value>, spot: Spot) {
        if name == "X-ANNALS-TIMELINE" {
            self.own = own;
            return;
        }
        if let Some(key) =
            own.get("key").and_then(serde_json::Value::as_str).filter(|_| name == "X-ANNALS-ACTOR")
        {
            self.declared.insert(key.to_owned());
        }
        let Kind::Table(table) = records::of_json(own.into(), spot).kind else { return };
        match name {
            "X-ANNALS-REST" => self.records.rest(table),
            "X-ANNALS-SOURCE" => self.records.source(table, spot),
            _ => self.records.actor(table, spot),
        }
    }

    /// The first that says it counts; the same said twice is common.
    fn say(&mut self, field: &str, line: &Line, spot: Spot) {
        let text = lines::unescape(line.value().trim());
        match self.meta.get(field).map(|node| &node.kind) {
            None if text.trim().is_empty() => {}
            None => {
                self.meta.insert(field.to_owned(), Node::new(Kind::Text(text.into()), spot));
            }
            Some(Kind::Text(known)) if *known == text => {}
            Some(_) => self.keep(line, spot),
        }
    }

    fn keep(&mut self, line: &Line, spot: Spot) {
        let (head, text) = (line.head(), Kind::Text(Cow::Owned(line.value().to_owned())));
        let node = Node::new(text, spot);
        match self.meta.get_mut(&head).map(|node| &mut node.kind) {
            None => {
                self.meta.insert(head, node);
            }
            Some(Kind::List(nodes)) => nodes.push(node),
            Some(kind) => {
                let first = Node::new(std::mem::replace(kind, Kind::Null), spot);
                *kind = Kind::List(vec![first, node]);
            }
        }
    }

    fn finish(mut self, end: usize, places: &Places) -> Reading {
        if let Some(at) = self.open.last().map(|open| open.at) {
            self.not_closed(at);
            self.close(0, end);
        }
        for person in std::mem::take(&mut self.around.people).into_all() {
            if person.key.as_ref().is_some_and(|key| self.declared.contains(key)) {
                continue;
            }
            let mut actor = Table::default();
            let text = |text: String| Kind::Text(text.into());
            if let Some(key) = person.key {
                add(&mut actor, "key", text(key), Spot::NONE);
            }
            add(&mut actor, "name", text(person.name), Spot::NONE);
            if let Some(address) = person.address {
                let alias = Node::new(text(address), Spot::NONE);
                add(&mut actor, "aliases", Kind::List(vec![alias]), Spot::NONE);
            }
            self.records.actor(actor, Spot::NONE);
        }
        if !self.zones.is_empty() {
            self.meta.insert(COMPONENTS.into(), Node::new(fields::texts(&self.zones), Spot::NONE));
        }
        for (name, value) in std::mem::take(&mut self.own) {
            match value {
                serde_json::Value::Null => self.meta.remove(&name),
                value => self.meta.insert(name, records::of_json(value, Spot::NONE)),
            };
        }
        let mut meta = Table::default();
        for (name, node) in std::mem::take(&mut self.meta) {
            add(&mut meta, name, node.kind, node.spot);
        }
        self.records.timeline(meta);
        let (draft, found) = self.records.draft(places);
        self.issues.extend(found);
        if let Some(more) = self.broken.checked_sub(MAX_DAMAGE).filter(|&more| more > 0) {
            let what = format!("{more} more lines that are no property");
            self.issues.push(Issue::error(Spot::NONE, what, "mend those above first"));
        }
        if self.refused_more > 0 {
            let what = format!("{} more components that are no event", self.refused_more);
            self.issues.push(Issue::warning(Spot::NONE, what, "only VEVENT, VJOURNAL and VTODO are read"));
        }
        let mut reading = Reading::whole(draft, self.issues);
        for (range, issue) in self.refused {
            reading.refuse(range, issue);
        }
        for (name, times) in self.around.zones.unknown() {
            let name = crate::text::line(name);
            reading.tell(format!(
                "the time zone `{name}` is neither known nor defined in the file ({times} times): they stay as they stand, without a zone"
            ));
        }
        self.series.told().into_iter().for_each(|told| reading.tell(told));
        if self.others > 0 && !self.is_ours {
            reading.tell(format!(
                "to-dos and journal entries are events here, and are written as such ({})",
                self.others
            ));
        }
        reading
    }
}

impl Series {
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.followed > 0 {
            let is =
                if self.followed == 1 { "event that is repeated is" } else { "events that are repeated are" };
            told.push(format!("{} {is} {} events here; the rule is kept", self.followed, self.events));
        }
        if self.cut > 0 {
            let go = if self.cut == 1 { "goes" } else { "go" };
            told.push(format!(
                "{} of them {go} on: the first {MAX_REPEATS} times at most stand here, and a caveat says the rule",
                self.cut
            ));
        }
        if self.once > 0 {
            let is = if self.once == 1 { "1 event is" } else { "events are" };
            let count = if self.once == 1 { String::new() } else { format!("{} ", self.once) };
            told.push(format!("{count}{is} repeated by rules that are not followed: only the first time stands here, with a caveat"));
        }
        told
    }
}
