//! A file from its first line to its last: headers, sections, events.

use std::collections::HashSet;

use toml::{Table as Extra, Value};

use super::super::node::{Field, Kind, Node, Odd, Repeats, Table};
use super::super::{Reading, walk};
use super::event::Record;
use super::lines::{self, Line, Mark};
use super::range::{self, Range};
use super::resolve::Context;
use super::yaml::{self, Entry};
use super::{first, front};
use crate::formats::zone::Zone;
use crate::issue::{Issue, Lines, Spot};
use crate::model::{Date, Draft};
use crate::text::line;

/// How long the path of a section may get as a tag.
const MAX_PATH: usize = 1_000;

/// How many bytes the names of all sections may have to be listed.
const MAX_LISTED: usize = 1 << 20;

/// How deep sections may lie in each other.
const MAX_SECTIONS: usize = 64;

pub(super) fn read(text: &str) -> Reading {
    let lines = lines::split(text);
    let aliases = crate::formats::yaml::budget(text);
    let mut reader = Reader { older: lines::is_older(&lines), lines, aliases, ..Reader::default() };
    reader.whole();
    let told = reader.told();
    let (draft, issues) = reader.draft(text);
    let mut reading = Reading::whole(draft, issues);
    for told in told {
        reading.tell(told);
    }
    reading
}

/// A file that is being read.
#[derive(Default)]
pub(super) struct Reader<'t> {
    pub(super) lines: Vec<Line<'t>>,
    /// It has the older marks of sections.
    pub(super) older: bool,
    pub(super) context: Context,
    pub(super) issues: Vec<Issue>,
    pub(super) records: Vec<Record>,
    /// It was written by annals: names must be declared.
    pub(super) native: bool,
    /// How many events, and bytes of words, recurrences have made.
    pub(super) repeated: (usize, usize),
    /// How much aliases may still repeat.
    pub(super) aliases: usize,
    /// How many lines recur.
    pub(super) recurring: usize,
    /// The first date whose month could be its day, as it was typed.
    pub(super) either: Option<(String, Date)>,
    /// The file says how its dates with slashes count.
    says_order: bool,
    sections: Vec<Section>,
    /// Fields of the timeline, and the lists beside it.
    timeline: Table<'static>,
    lists: Table<'static>,
    extra: Extra,
    names: Repeats,
    rest: Option<Box<Extra>>,
    /// The sections in their order, what is said of each, and how many bytes their names have.
    listed: Vec<Value>,
    known: HashSet<String>,
    named: usize,
    /// Words that belong to no event.
    outside: Vec<&'t str>,
}

struct Section {
    level: usize,
    /// With the sections around it.
    path: String,
    tags: Vec<String>,
}

impl Reader<'_> {
    /// How the file was understood, where that could be otherwise, and what of it is not kept.
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if let Some((typed, date)) = self.either.as_ref().filter(|_| !self.says_order) {
            told.push(format!(
                "“{}” is read as {}: markwhen has the month first; `dateFormat: d/M/y` in the header says that \
                 the day is",
                line(typed),
                date.human()
            ));
        }
        if self.repeated.0 > 0 {
            let lines =
                if self.recurring == 1 { "1 line that recurs is" } else { "the lines that recur are" };
            let events = self.recurring + self.repeated.0;
            told.push(format!("{lines} {events} events here; the rule is kept"));
        }
        let is_read_over = |line: &&Line| lines::is_comment(line.text) && self.undated(line.text).is_none();
        let comments = self.lines.iter().filter(is_read_over).count();
        if comments > 0 {
            let lines = if comments == 1 {
                "1 comment (//) is".to_owned()
            } else {
                format!("{comments} comments (//) are")
            };
            told.push(format!("{lines} read over, and not kept in what is written"));
        }
        told
    }

    fn whole(&mut self) {
        let mut at = self.header(0, true);
        if self.native {
            lines::uncover(self.lines.get_mut(at..).unwrap_or_default());
        }
        while let Some(&line) = self.lines.get(at) {
            at = self.line(at, line);
        }
    }

    /// Reads what begins at a line; answers where to go on.
    fn line(&mut self, at: usize, line: Line) -> usize {
        if let Some(rest) = self.undated(line.text) {
            let (from, begins) = (range::End::Now, line.text.len() - rest.len());
            let range = Range { from, to: None, rule: None, typed: front::UNDATED, at: begins, rest };
            return self.event(at, line, &range);
        }
        if line.text.trim().is_empty() || lines::is_comment(line.text) {
            return at + 1;
        }
        if let Some(mark) = lines::mark(line.text, self.older) {
            return self.mark(at, line, mark);
        }
        // The line is looked at anew, so that the reader is not lent out while it reads on.
        if let Some(range) = range::start(line.text, self.context.order) {
            return self.event(at, line, &range);
        }
        self.stray(at);
        at + 1
    }

    /// What stands in the first line of an event without a date, as annals writes one.
    pub(super) fn undated<'l>(&self, text: &'l str) -> Option<&'l str> {
        lines::undated(text).filter(|_| self.native)
    }

    /// Words outside of events are kept, and told once in a row.
    fn stray(&mut self, at: usize) {
        let Some(line) = self.lines.get(at) else { return };
        let before = at.checked_sub(1).and_then(|before| self.lines.get(before));
        if before.is_none_or(|before| self.outside.last() != Some(&before.text)) {
            let what = "words that belong to no event";
            let help = "begin the line with a date and a colon; they are kept in `text` of the timeline";
            self.issues.push(Issue::warning(Spot::at(line.at), what, help));
        }
        self.outside.push(line.text);
    }

    fn mark(&mut self, at: usize, line: Line, mark: Mark) -> usize {
        match mark {
            Mark::Break => {
                self.sections.clear();
                return self.header(at + 1, false);
            }
            Mark::Close => {
                if self.sections.pop().is_none() {
                    let what = format!("`{}` closes nothing", crate::text::line(line.text.trim()));
                    let help = "take it out, or open a section above with `section` and its title";
                    self.issues.push(Issue::warning(Spot::at(line.at), what, help));
                }
                return at + 1;
            }
            Mark::Heading(level, title) => {
                let inside = self.sections.iter().take_while(|section| section.level < level).count();
                self.sections.truncate(inside);
                self.open(level, title, line);
            }
            Mark::Open(title) => {
                let level = self.sections.last().map_or(1, |section| section.level + 1);
                self.open(level, title, line);
            }
        }
        let block = lines::properties(&self.lines, at + 1, self.context.order, self.older);
        let next = block.next;
        let entries = yaml::block(block.lines, false, &mut self.aliases, &mut self.issues);
        let (path, level) =
            self.sections.last().map(|section| (section.path.clone(), section.level)).unwrap_or_default();
        let is_new = self.known.insert(path.clone());
        if !entries.is_empty() || is_new && self.named < MAX_LISTED {
            let mut about = Extra::new();
            self.named += path.len();
            about.insert("section".into(), Value::String(path));
            if level != self.sections.len() {
                about.insert("level".into(), Value::Integer(i64::try_from(level).unwrap_or(0)));
            }
            let mut names = Repeats::default();
            for entry in entries {
                let name = entry.name.clone();
                self.put(&mut about, &mut names, &name, entry);
            }
            self.listed.push(Value::Table(about));
        }
        next
    }

    fn open(&mut self, level: usize, title: &str, line_of: Line) {
        let first = first::read(title);
        let title = if first.title.is_empty() { "untitled" } else { &first.title };
        let outer = self.sections.last();
        let mut path = outer.map(|outer| format!("{}/", outer.path)).unwrap_or_default();
        path.push_str(title);
        let mut tags: Vec<String> = outer.map(|outer| outer.tags.clone()).unwrap_or_default();
        tags.extend(first.tags.iter().map(|&tag| tag.to_owned()));
        let too_deep = self.sections.len() >= MAX_SECTIONS;
        if path.len() > MAX_PATH || tags.len() > MAX_SECTIONS || too_deep {
            let end = (0..=MAX_PATH.min(path.len())).rev().find(|&end| path.is_char_boundary(end));
            path.truncate(end.unwrap_or(0));
            tags.truncate(MAX_SECTIONS);
            let what = format!("section `{}` lies too deep, or has too long a name", line(&path));
            let help = "shorten it; what is longer is cut here";
            self.issues.push(Issue::warning(Spot::at(line_of.at), what, help));
        }
        if too_deep {
            self.sections.pop();
        }
        self.sections.push(Section { level, path, tags });
    }

    /// The tags that an event has from the sections around it.
    pub(super) fn section_tags(&self) -> impl Iterator<Item = &str> {
        let section = self.sections.last();
        let path = section.map(|section| section.path.as_str());
        path.into_iter()
            .chain(section.into_iter().flat_map(|section| section.tags.iter().map(String::as_str)))
    }

    /// The header of a page; the first is the timeline's.
    fn header(&mut self, at: usize, whole: bool) -> usize {
        let block = lines::header(&self.lines, at, self.older);
        let next = block.next;
        let lines: Vec<Line> =
            block.lines.iter().copied().filter(|line| !lines::is_comment(line.text)).collect();
        let entries = yaml::block(&lines, true, &mut self.aliases, &mut self.issues);
        self.almost(at..next, "the header");
        if whole {
            self.native = entries.iter().any(|entry| entry.name == "annals");
        }
        if whole {
            for entry in entries {
                self.heading(entry);
            }
        } else {
            self.page(entries);
        }
        next
    }

    /// A later page: its title is a section around all that is on it.
    fn page(&mut self, entries: Vec<Entry>) {
        let mut about = Extra::new();
        let mut names = Repeats::default();
        for entry in entries {
            self.setting(&entry);
            let name = entry.name.clone();
            self.put(&mut about, &mut names, &name, entry);
        }
        if let Some(title) = about.get("title").and_then(Value::as_str) {
            let path: String = title.chars().take(MAX_PATH / 4).collect();
            self.sections.push(Section { level: 0, path, tags: Vec::new() });
        }
        let all = self.extra.entry("pages").or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all) = all {
            all.push(Value::Table(about));
        }
    }

    fn heading(&mut self, mut entry: Entry) {
        self.setting(&entry);
        let name_spot = entry.spot;
        if matches!(entry.name.as_str(), "title" | "description" | "language") {
            entry.as_text();
        }
        match (entry.name.as_str(), &mut entry.value) {
            ("annals", Ok(_)) => {}
            ("title" | "description" | "language", Ok(node)) => {
                if !self.native {
                    as_text(node);
                }
                let name = entry.name.clone().into();
                if let Ok(value) = entry.value {
                    self.timeline.add(name, Field { name_spot, value });
                }
            }
            ("actors" | "sources", Ok(_)) => {
                let name = entry.name.clone().into();
                if let Ok(value) = entry.value {
                    self.lists.add(name, Field { name_spot, value });
                }
            }
            ("rest", Ok(Node { kind: Kind::Table(_), .. })) if self.native => {
                let mut rest = Extra::new();
                self.spread(entry, &mut rest);
                self.rest = (!rest.is_empty()).then(|| Box::new(rest));
            }
            ("extra", Ok(Node { kind: Kind::Table(_), .. })) if self.native => {
                let mut extra = std::mem::take(&mut self.extra);
                self.spread(entry, &mut extra);
                self.extra = extra;
            }
            _ => {
                let name = entry.name.clone();
                let (mut extra, mut names) =
                    (std::mem::take(&mut self.extra), std::mem::take(&mut self.names));
                self.put(&mut extra, &mut names, &name, entry);
                (self.extra, self.names) = (extra, names);
            }
        }
    }

    /// What a header says about how the file is to be read.
    fn setting(&mut self, entry: &Entry) {
        let Ok(node) = &entry.value else { return };
        let spot = entry.spot;
        match entry.name.as_str() {
            "timezone" | "tz" => self.context.zone = self.zone(node, spot).or(self.context.zone.take()),
            "dateFormat" => match &node.kind {
                Kind::Text(text) if matches!(text.trim(), "d/M/y" | "M/d/y") => {
                    self.context.order.day_first = text.trim() == "d/M/y";
                    self.says_order = true;
                }
                Kind::Null => {}
                _ => {
                    let help = "write these dates as 2025-03-18 or 18 March 2025; the rules are kept";
                    let what = "annals does not follow rules for dates of one's own";
                    self.issues.push(Issue::warning(spot, what, help));
                }
            },
            _ => {}
        }
    }

    /// The zone that a property names; a zone for either end is that of the beginning.
    pub(super) fn zone(&mut self, node: &Node, spot: Spot) -> Option<Zone> {
        let text = match &node.kind {
            Kind::Text(text) | Kind::Number(text) => text.as_ref(),
            _ => "",
        };
        let zone = Zone::parse(text);
        if zone.is_none() && !matches!(node.kind, Kind::Table(_) | Kind::Null) {
            let what = format!("`{}` is not a time zone", line(text));
            let help = "name one such as Europe/London, or an offset such as +2; it is kept";
            self.issues.push(Issue::warning(spot, what, help));
        }
        zone
    }

    /// The fields of a table, each under its own name.
    pub(super) fn spread(&mut self, entry: Entry, into: &mut Extra) {
        let Some(Value::Table(fields)) = entry.value.ok().and_then(|node| self.value(node)) else { return };
        let mut names = Repeats::default();
        for (name, value) in fields {
            let name = if into.contains_key(&name) { names.next(into, &name) } else { name };
            into.insert(name, value);
        }
    }

    /// Keeps a field under `name`, or the next free one.
    pub(super) fn put(&mut self, extra: &mut Extra, names: &mut Repeats, name: &str, entry: Entry) {
        let spot = entry.spot;
        let value = match entry.value {
            // A name alone says something too.
            Ok(node) => self.value(node).unwrap_or_else(|| Value::String(String::new())),
            Err(kept) => Value::String(kept),
        };
        let name = if extra.contains_key(name) {
            let what = format!("`{}` is there twice", line(name));
            self.issues.push(Issue::warning(spot, what, "take one out; both are kept"));
            names.next(extra, name)
        } else {
            name.to_owned()
        };
        extra.insert(name, value);
    }

    fn value(&mut self, node: Node) -> Option<Value> {
        let mut odd = Odd::default();
        let value = node.into_value(&mut odd);
        if let Some(spot) = odd.too_large {
            let help = "it is kept as text; put it in quotes";
            self.issues.push(Issue::warning(spot, "a number that is too large, or too exact", help));
        }
        for (name, spot) in odd.repeated {
            let what = format!("`{}` is there twice", line(&name));
            self.issues.push(Issue::error(spot, what, "take one out"));
        }
        value
    }

    /// Everything that was read, walked as a native file is: the fields have the same names, the same
    /// tolerance and the same messages.
    fn draft(mut self, text: &str) -> (Draft, Vec<Issue>) {
        let mut root = std::mem::take(&mut self.lists);
        let field = |kind| Field { name_spot: Spot::NONE, value: Node::new(kind, Spot::NONE) };
        if !self.timeline.is_empty() {
            root.add("timeline".into(), field(Kind::Table(std::mem::take(&mut self.timeline))));
        }
        let mut patches = Vec::with_capacity(self.records.len());
        let mut events = Vec::with_capacity(self.records.len());
        for record in std::mem::take(&mut self.records) {
            events.push(Node::new(Kind::Table(record.fields), record.spot));
            patches.push((record.date, record.extra));
        }
        if !events.is_empty() {
            root.add("events".into(), field(Kind::List(events)));
        }
        let (mut draft, issues) = walk::draft(root, &Lines::of(text));
        self.issues.extend(issues);
        draft.foreign = !self.native;
        for (event, (date, extra)) in draft.events.iter_mut().zip(patches) {
            event.date = event.date.take().or(date);
            merge(&mut event.extra, extra);
        }
        // What annals wrote has the list in its header.
        let is_there = self.native && self.extra.contains_key("sections");
        if !self.listed.is_empty() && !is_there {
            let mut listed = Extra::new();
            listed.insert("sections".into(), Value::Array(std::mem::take(&mut self.listed)));
            let mut extra = Some(Box::new(std::mem::take(&mut self.extra)));
            merge(&mut extra, listed);
            self.extra = extra.map(|extra| *extra).unwrap_or_default();
        }
        if !self.outside.is_empty() {
            let mut texts = Extra::new();
            texts.insert("text".into(), Value::String(self.outside.join("\n")));
            let mut extra = Some(Box::new(std::mem::take(&mut self.extra)));
            merge(&mut extra, texts);
            self.extra = extra.map(|extra| *extra).unwrap_or_default();
        }
        merge(&mut draft.meta.extra, self.extra);
        merge(&mut draft.meta.rest, self.rest.map(|rest| *rest).unwrap_or_default());
        (draft, self.issues)
    }
}

/// Adds fields to those that are kept already; a name that is taken gets a number.
fn merge(into: &mut crate::model::Extra, from: Extra) {
    if from.is_empty() {
        return;
    }
    let into = into.get_or_insert_default();
    let mut names = Repeats::default();
    for (name, value) in from {
        let name = if into.contains_key(&name) { names.next(into, &name) } else { name };
        into.insert(name, value);
    }
}

/// A number or a word such as `true`, where text is meant: nobody puts a title into quotes.
pub(super) fn as_text(node: &mut Node<'static>) {
    match &node.kind {
        Kind::Number(text) => node.kind = Kind::Text(text.clone()),
        Kind::Bool(value) => node.kind = Kind::Text(value.to_string().into()),
        _ => {}
    }
}

/// Whether a tag was not there before.
pub(super) fn is_new(seen: &mut HashSet<String>, tag: &str) -> bool {
    !tag.is_empty() && seen.insert(tag.to_owned())
}
