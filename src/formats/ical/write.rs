//! A timeline as a calendar.
//!
//! An event is written with the properties of iCalendar alone, and these are read again by our own reader:
//! whatever does not come back as it was goes into `X-ANNALS-EVENT`. So nothing is written twice, and
//! nothing is thought to be held that is not.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;

use ::toml::{Table, Value};

use super::calendar::{self, PRODID};
use super::fields::{self, Around, COMPONENTS, Component, Fields, STAMP, What};
use super::lines::{self, Line};
use super::people;
use super::series::{CUT, Changed, Repeats, Room};
use super::when;
use super::zones::Zones;
use crate::formats::Losses;
use crate::formats::fields::{self as native, Records, meta_and_rest};
use crate::formats::{harmless_json, records};
use crate::model::{Date, Event, Timeline};
use crate::text::{Text, TextRef};

pub(super) fn write(timeline: &Timeline, out: &mut dyn io::Write, losses: &mut Losses) -> io::Result<()> {
    let mut whole = Whole::default();
    let mut text = String::new();
    whole.head(timeline, losses, &mut text);
    out.write_all(text.as_bytes())?;
    let series = whole.series(timeline);
    whole.room = RefCell::default();
    for (event, table) in timeline.in_file_order().zip(Records::Events(timeline).tables()) {
        if series.said.contains(event.key.raw()) {
            continue;
        }
        text.clear();
        let rule = series.rules.get(event.key.raw()).unwrap_or(&Rule::AsIs);
        whole.event((event.key, event.date.as_ref()), &table, rule, losses, &mut text);
        out.write_all(text.as_bytes())?;
    }
    out.write_all(b"END:VCALENDAR\r\n")
}

/// Properties that say how an event is repeated.
const REPEATING: [&str; 4] = ["RRULE", "RDATE", "EXDATE", "EXRULE"];

/// The name of the series that an event with that key is a changed occurrence of.
fn series_of<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    let uid =
        table.get("UID").and_then(Value::as_str).filter(|uid| !uid.is_empty() && lines::is_plain(uid))?;
    let (_, time) = table.iter().find(|(name, _)| property(name) == "RECURRENCE-ID")?;
    (format!("{uid}/{}", time.as_str()?.trim()) == key).then_some(uid)
}

/// How the rule of a series is written.
enum Rule {
    /// As it stands, where it stands for all of its events.
    AsIs,
    /// With these lines, that take out what is not there.
    Without(Vec<String>),
    /// For annals alone: nothing of what it stands for is there.
    Aside,
}

/// The series of a timeline.
#[derive(Default)]
struct AllSeries {
    /// The rule of each, by the key of its first event, where it is not as it stands.
    rules: HashMap<String, Rule>,
    /// The keys of events that the rules stand for.
    said: HashSet<String>,
}

#[derive(Default)]
struct Whole {
    /// Actors by key, as a file has them.
    actors: HashMap<String, Table>,
    /// Addresses of sources by key.
    urls: HashMap<String, String>,
    /// What the timeline itself defines.
    zones: Zones,
    /// How much its series may still make: who reads the file has no more room for all of them.
    room: RefCell<Room>,
}

impl Whole {
    fn head(&mut self, timeline: &Timeline, losses: &mut Losses, out: &mut String) {
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0"] {
            lines::push_line(out, line);
        }
        lines::push_line(out, &format!("PRODID:{PRODID}"));
        let ((meta, rest), mut own) = (meta_and_rest(timeline), String::new());
        // Actors and sources that are only referred to are written too, so that they keep their keys.
        for source in timeline.sources() {
            losses_of_extra(losses, &source.extra, "sources.extra", source.key.as_ref());
            let table = crate::formats::fields::source(source);
            if let Some(url) = table.get("url").and_then(Value::as_str) {
                self.urls.insert(source.key.raw().to_owned(), url.to_owned());
            }
            push_own(&mut own, "X-ANNALS-SOURCE", &records::to_json(&Value::Table(table)));
        }
        for actor in timeline.actors() {
            losses_of_extra(losses, &actor.extra, "actors.extra", actor.key.as_ref());
            let table = crate::formats::fields::actor(actor);
            push_own(&mut own, "X-ANNALS-ACTOR", &records::to_json(&Value::Table(table.clone())));
            self.actors.insert(actor.key.raw().to_owned(), table);
        }
        losses_of_extra(losses, &timeline.meta().extra, "timeline.extra", TextRef::default());
        losses_of_extra(losses, &timeline.meta().rest, "timeline.extra", TextRef::default());
        let mut standard = String::new();
        let text = |name: &str| meta.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        for (field, names) in
            [("title", ["NAME", "X-WR-CALNAME"]), ("description", ["DESCRIPTION", "X-WR-CALDESC"])]
        {
            if let Some(value) = text(field) {
                let value = lines::escape(value);
                for name in names {
                    lines::push_line(&mut standard, &format!("{name}:{value}"));
                }
            }
        }
        push_kept(&mut standard, &meta, calendar::KNOWN);
        let mut came_back = calendar::meta(&standard);
        out.push_str(&standard);
        if let Some(components) = components(&meta) {
            for text in &components {
                push_component(out, text);
            }
            self.zones = Zones::of(&components.join("\n"));
            came_back
                .extend(meta.get_key_value(COMPONENTS).map(|(name, value)| (name.clone(), value.clone())));
        }
        if let Some(own) = difference(&meta, &came_back) {
            push_own(out, "X-ANNALS-TIMELINE", &own.into());
        }
        if !rest.is_empty() {
            push_own(out, "X-ANNALS-REST", &records::to_json(&Value::Table(rest)));
        }
        out.push_str(&own);
    }

    /// What is written as a rule: a reader of the file makes the same events of it. Those that somebody has
    /// changed stand by themselves, as iCalendar has it.
    fn series(&self, timeline: &Timeline) -> AllSeries {
        let mut out = AllSeries::default();
        let (changed, room) = (self.changed(timeline), RefCell::default());
        let is_first = |event: &Event| {
            let names = event.extra.get();
            let is =
                |name: &&str| names.iter().flat_map(|extra| extra.keys()).any(|key| property(key) == *name);
            ["RRULE", "RDATE"].iter().any(is) && !is(&"RECURRENCE-ID")
        };
        for event in timeline.in_file_order().filter(is_first) {
            let (mut table, mut text) = (native::event(timeline, &event), String::new());
            // What an alarm says is not said of the event.
            table.remove(COMPONENTS);
            // What is lost of it is told when it is written.
            let losses = &mut Losses::default();
            self.event((event.key, event.date.as_ref()), &table, &Rule::AsIs, losses, &mut text);
            let Repeats::Others(others, _) = self.read(What::Event, &text, &room).repeats else { continue };
            // Of a series that was cut, who reads may have had room for fewer: what is missing at the end is not gone.
            let is_cut = event.caveats.iter().any(|caveat| caveat.text.raw().starts_with(CUT));
            let count = others.len();
            let (mut gone, mut behind) = (Vec::new(), 0);
            for one in others {
                let table = fields::values(one);
                let key = table.get("key").and_then(Value::as_str).unwrap_or_default().to_owned();
                match timeline.event_by_key(&Text::new(key.as_str())).map(|id| timeline.event(id)) {
                    Some(event) => {
                        behind = gone.len();
                        if native::event(timeline, &event) == table {
                            out.said.insert(key);
                        }
                    }
                    None => gone.extend(table.iter().find_map(|(name, time)| {
                        let params = name.strip_prefix("RECURRENCE-ID")?;
                        let line = format!("EXDATE{params}:{}", time.as_str()?);
                        // It may be changed by a name that another zone gives to its time.
                        (!changed.has(event.key.raw(), &Line::alone(&line)?, &self.zones)).then_some(line)
                    })),
                }
            }
            if is_cut {
                gone.truncate(behind);
            }
            let rule = match gone.len() {
                0 => continue,
                all if all == count => Rule::Aside,
                _ => Rule::Without(gone),
            };
            out.rules.insert(event.key.raw().to_owned(), rule);
        }
        out
    }

    /// The times of series that stand by themselves.
    fn changed(&self, timeline: &Timeline) -> Changed {
        let mut out = Changed::default();
        for event in timeline.in_file_order() {
            let Some(table) = event.extra.get() else { continue };
            let Some(uid) = series_of(&table, event.key.raw()) else { continue };
            let time = table.iter().find(|(name, _)| property(name) == "RECURRENCE-ID");
            let text = time.and_then(|(name, time)| Some(format!("{name}:{}", time.as_str()?)));
            if let Some(line) = text.as_deref().and_then(Line::alone) {
                out.note(uid, &line, &self.zones);
            }
        }
        out
    }

    fn event(
        &self,
        (key, date): (TextRef, Option<&Date>),
        table: &Table,
        rule: &Rule,
        losses: &mut Losses,
        out: &mut String,
    ) {
        tell_texts(key, table, losses);
        let text = |name: &str| table.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let zone =
            text("TZID").filter(|zone| lines::is_plain(zone)).map(|name| (name, self.zones.called(name)));
        let ends = date.and_then(|date| when::ends(date, zone.as_ref()));
        // Only a journal entry needs no date.
        let what = if ends.is_some() { What::Event } else { What::Journal };
        let mut standard = String::new();
        let mut push = |line: &str| lines::push_line(&mut standard, line);
        let params = |name: &str| {
            let params = text(&format!("{name} parameters")).filter(|params| lines::is_plain(params));
            params.map(|params| format!(";{params}")).unwrap_or_default()
        };
        // A changed occurrence bears the name of its series.
        push(&format!("UID:{}", lines::escape(series_of(table, key.raw()).unwrap_or(key.raw()))));
        if text("DTSTAMP").is_none() {
            push(&format!("DTSTAMP:{STAMP}"));
        }
        if let Some((start, end)) = &ends {
            push(&format!("DTSTART{start}"));
            if let Some(end) = end {
                push(&format!("DTEND{end}"));
            }
        }
        for (field, name) in [("title", "SUMMARY"), ("summary", "DESCRIPTION"), ("place", "LOCATION")] {
            let value = text(field).filter(|_| field != "place" || what == What::Event);
            if let Some(value) = value.filter(|value| field != "place" || !is_of_geo(table, value)) {
                push(&format!("{name}{}:{}", params(name), lines::escape(value)));
            }
        }
        match text("status").filter(|_| what == What::Event) {
            Some("planned" | "target") => push("STATUS:TENTATIVE"),
            Some("occurred" | "ongoing") => push("STATUS:CONFIRMED"),
            Some("cancelled") => push("STATUS:CANCELLED"),
            _ => text("STATUS")
                .filter(|word| lines::is_plain(word))
                .iter()
                .for_each(|word| push(&format!("STATUS:{word}"))),
        }
        let tags: Vec<String> = strings(table.get("tags")).map(lines::escape).collect();
        if !tags.is_empty() {
            push(&format!("CATEGORIES:{}", tags.join(",")));
        }
        let mut organizer = false;
        for one in list(table.get("actors")).filter_map(Value::as_table) {
            let who = one.get("actor").and_then(Value::as_str).and_then(|key| self.actors.get(key));
            who.and_then(|who| people::write(one, who, &mut organizer)).iter().for_each(|line| push(line));
        }
        let mut quoted =
            list(table.get("quotes")).filter_map(|quote| quote.as_table()?.get("source")?.as_str());
        let linked = table.contains_key("URL");
        if let Some(url) = quoted.find_map(|key| self.urls.get(key)).filter(|url| is_address(url) && !linked)
        {
            push(&format!("URL;X-ANNALS=SOURCE:{url}"));
        }
        let known: Vec<&str> = match rule {
            Rule::Aside => [fields::KNOWN, &REPEATING].concat(),
            Rule::AsIs | Rule::Without(_) => fields::KNOWN.to_vec(),
        };
        push_kept(&mut standard, table, &known);
        if let Rule::Without(lines) = rule {
            for line in lines {
                lines::push_line(&mut standard, line);
            }
        }
        let mut came_back = fields::values(self.read(what, &standard, &self.room));
        lines::push_line(out, if what == What::Event { "BEGIN:VEVENT" } else { "BEGIN:VJOURNAL" });
        out.push_str(&standard);
        let said = came_back.get("date").and_then(|text| Some(Date::parse(text.as_str()?).ok()?.0));
        if let Some(date) = date.filter(|date| said.as_ref().is_none_or(|said| said.edtf() != date.edtf())) {
            // Other programs see all the days in which it may be, or nothing; unless it is only the zone.
            if said.is_none_or(|said| said.ends() != date.ends()) {
                losses.misread("date", key);
            }
            // What is dated otherwise is not repeated as its lines say.
            let line = format!("X-EDTF:{}", lines::escape(date.edtf()));
            lines::push_line(out, &line);
            lines::push_line(&mut standard, &line);
            came_back = fields::values(self.read(what, &standard, &self.room));
        }
        // Where we say the status ourselves, that it is confirmed is not read from the line.
        if table.get("status") != came_back.get("status") {
            let is_ours = |name: &str, value: &Value| {
                property(name) == "STATUS"
                    && value.as_str().is_some_and(|word| word.trim().eq_ignore_ascii_case("CONFIRMED"))
            };
            came_back.retain(|name, value| !is_ours(name, value));
        }
        if let Some(date) = date.filter(|date| date.original().is_none()) {
            came_back.insert("date".into(), date.edtf().into());
        }
        let components = components(table);
        if components.is_some() {
            came_back
                .extend(table.get_key_value(COMPONENTS).map(|(name, value)| (name.clone(), value.clone())));
        }
        if let Some(own) = difference(table, &came_back) {
            push_own(out, "X-ANNALS-EVENT", &own.into());
        }
        components.iter().flatten().for_each(|text| push_component(out, text));
        lines::push_line(out, if what == What::Event { "END:VEVENT" } else { "END:VJOURNAL" });
    }

    /// What our reader makes of the properties of one event, where the series before it have left so much room.
    fn read(&self, what: What, text: &str, room: &RefCell<Room>) -> Fields {
        let lines = lines::Lines::of(text).filter_map(Result::ok).collect();
        let component = Component { what, at: 0, lines, broken: Vec::new(), within: Vec::new() };
        let mut around = Around { zones: self.zones.clone(), ..Around::default() };
        std::mem::swap(&mut around.room, &mut room.borrow_mut());
        let fields = fields::read(&component, &mut around, &mut Vec::new());
        std::mem::swap(&mut around.room, &mut room.borrow_mut());
        fields
    }
}

fn losses_of_extra(losses: &mut Losses, extra: &crate::model::Extra, field: &'static str, key: TextRef) {
    if extra.iter().flat_map(|extra| extra.iter()).any(|(_, value)| records::becomes_text(value)) {
        losses.lose(field, key);
    }
}

/// Properties that annals does not know, as they stood.
fn push_kept(out: &mut String, table: &Table, known: &[&str]) {
    for (head, value) in table {
        let is_head = |line: &Line| line.head() == *head && !known.contains(&line.name.as_str());
        let values: Vec<&str> = match value {
            Value::String(text) => vec![text],
            Value::Array(_) => strings(Some(value)).collect(),
            _ => continue,
        };
        let written: Vec<String> = values.iter().map(|value| format!("{head}:{value}")).collect();
        let fits = |line: &String| lines::is_plain(line) && Line::alone(line).as_ref().is_some_and(is_head);
        if written.iter().all(fits) {
            for line in &written {
                lines::push_line(out, line);
            }
        }
    }
}

/// The components that stand in a record, where all of them can be written as they stand.
fn components(table: &Table) -> Option<Vec<&str>> {
    let all = table.get(COMPONENTS)?.as_array()?;
    let all: Option<Vec<&str>> = all.iter().map(Value::as_str).collect();
    all.filter(|all| !all.is_empty() && all.iter().all(|text| lines::is_component(text)))
}

fn push_component(out: &mut String, text: &str) {
    text.split('\n').for_each(|line| lines::push_line(out, line));
}

/// The name of a property, without its parameters.
fn property(head: &str) -> &str {
    head.split(';').next().unwrap_or_default()
}

/// What must be said beside `came_back`, so that `wanted` is understood: null takes a field away.
fn difference(wanted: &Table, came_back: &Table) -> Option<serde_json::Map<String, serde_json::Value>> {
    let mut out = BTreeMap::new();
    for (name, value) in wanted.iter().filter(|(name, value)| came_back.get(*name) != Some(*value)) {
        out.insert(name.clone(), records::to_json(value));
    }
    for (name, _) in came_back.iter().filter(|(name, _)| !wanted.contains_key(*name)) {
        out.insert(name.clone(), serde_json::Value::Null);
    }
    // By name, so that what is read is written in the same way again.
    (!out.is_empty()).then(|| out.into_iter().collect())
}

fn push_own(out: &mut String, name: &str, own: &serde_json::Value) {
    lines::push_line(out, &format!("{name}:{}", lines::escape_verbatim(&harmless_json(&own.to_string()))));
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    list(value).filter_map(Value::as_str)
}

/// Whether a text can stand as an address.
fn is_address(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic()) && text.contains(':')
}

/// Whether a place is what our reader makes of GEO.
fn is_of_geo(table: &Table, place: &str) -> bool {
    let geo = table.get("GEO").and_then(Value::as_str);
    geo.and_then(fields::place_of).is_some_and(|of_geo| of_geo == place)
}

/// Tells which fields stand as text that were none.
fn tell_texts(key: TextRef, table: &Table, losses: &mut Losses) {
    let lost = table.iter().filter(|(_, value)| records::becomes_text(value)).map(|(name, _)| name);
    let lost: Vec<&String> = lost.collect();
    if !lost.is_empty() {
        losses.name(lost);
        losses.lose("extra", key);
    }
}
