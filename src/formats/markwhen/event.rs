//! One event: its range, its title, its properties and the words below them.

use std::borrow::Cow;
use std::collections::HashSet;

use toml::{Table as Extra, Value};

use super::super::node::{Field, Kind, Node, Repeats, Table};
use super::lines::{self, Line};
use super::range::{self, Range};
use super::read::{Reader, as_text, is_new};
use super::resolve::{self, When};
use super::yaml::{self, Entry};
use super::{first, front};
use crate::formats::{MAX_REPEATED, MAX_REPEATED_BYTES};
use crate::issue::{Issue, Spot};
use crate::model::Date;
use crate::model::draft::{At, made_key};

/// Properties that are fields of an event.
const FIELDS: &[&str] = &["summary", "status", "importance", "place", "actors", "quotes", "caveats", "tags"];

/// An event as the native walk wants it, and what that does not know.
pub(super) struct Record {
    pub(super) spot: Spot,
    /// Known fields, by their native names.
    pub(super) fields: Table<'static>,
    /// The date, unless it is a field.
    pub(super) date: Option<At<Date>>,
    pub(super) extra: Extra,
}

/// What the properties of an event say.
#[derive(Default)]
struct Properties {
    fields: Table<'static>,
    tags: Vec<Node<'static>>,
    id: Option<Node<'static>>,
    /// `edtf`, where it is there: `Null` is undated.
    edtf: Option<Node<'static>>,
    title: Option<Entry>,
    zone: Option<crate::formats::zone::Zone>,
    extra: Extra,
}

impl Reader<'_> {
    /// Reads the event that begins at a line; answers where to go on.
    pub(super) fn event(&mut self, at: usize, line: Line, range: &Range) -> usize {
        let spot = Spot::at(line.at + range.at);
        let order = self.context.order;
        let block = lines::properties(&self.lines, at + 1, order, self.older);
        let mut next = block.next;
        let entries = yaml::block(block.lines, false, &mut self.aliases, &mut self.issues);
        self.almost(at + 1..next, "the properties of the event above");
        let mut said = self.properties(entries);

        let begin = next;
        while let Some(line) = self.lines.get(next)
            && lines::mark(line.text, self.older).is_none()
            && range::start(line.text, order).is_none()
            && self.undated(line.text).is_none()
        {
            next += 1;
        }
        self.almost(begin..next, "the words of the event above");
        let words: Vec<&str> =
            self.lines.get(begin..next).unwrap_or_default().iter().map(|line| line.text).collect();
        let mut words = words.as_slice();
        let blank = |text: &str| text.trim().is_empty() || lines::is_comment(text);
        while let [first, rest @ ..] = words
            && blank(first)
        {
            words = rest;
        }
        while let [rest @ .., last] = words
            && blank(last)
        {
            words = rest;
        }
        let words: Vec<&str> = words.iter().copied().filter(|text| !lines::is_comment(text)).collect();

        let typed_title = self.title(range.rest, &mut said, spot);
        let first = first::read(&typed_title.marks);
        let mut tags = std::mem::take(&mut said.tags);
        let mut seen: HashSet<String> = tags
            .iter()
            .filter_map(|tag| if let Kind::Text(tag) = &tag.kind { Some(tag.to_string()) } else { None })
            .collect();
        let below = words.iter().flat_map(|text| text.split_whitespace()).filter_map(first::tag);
        for tag in first.tags.iter().copied().chain(below).chain(self.section_tags()) {
            if is_new(&mut seen, tag) {
                tags.push(text(tag.to_owned(), spot));
            }
        }
        if !tags.is_empty() {
            said.set("tags", Node::new(Kind::List(tags), spot));
        }
        let is_whole = typed_title.whole.is_some();
        match (typed_title.whole, first.title.is_empty()) {
            (Some(node), _) => said.set("title", node),
            (None, true) => {}
            (None, false) => said.set("title", text(first.title.to_string(), spot)),
        }
        if let Some(place) = first.place.filter(|_| !said.fields.has("place")) {
            said.set("place", text(place.to_owned(), spot));
        }
        if first.is_marked && !is_whole && !said.fields.has(first::LINE) {
            said.note(first::LINE, Some(Value::String(typed_title.marks.trim().to_owned())));
        }
        // What annals wrote has them among its actors.
        if !self.native && !first.people.is_empty() && !said.fields.has("actors") {
            let people = first.people.iter().map(|name| text(name.clone(), spot)).collect();
            said.set("actors", Node::new(Kind::List(people), spot));
        }
        said.note("completed", first.completed.map(Value::Boolean));
        said.note("percent", first.percent.map(|percent| Value::Integer(percent.into())));
        // Indented below its event, as many write it.
        let indent = |text: &&str| text.len() - text.trim_start().len();
        let least = words.iter().filter(|text| !text.trim().is_empty()).map(indent).min().unwrap_or(0);
        let words: Vec<&str> =
            words.iter().map(|text| text.get(least..).unwrap_or_default().trim_end()).collect();
        let words = words.join("\n");
        if !words.is_empty() {
            if said.fields.has("summary") {
                said.note("description", Some(Value::String(words)));
            } else {
                said.set("summary", text(words, spot));
            }
        }
        let name = match &said.id {
            Some(Node { kind: Kind::Text(id) | Kind::Number(id), .. }) => Some(id.to_string()),
            _ => first.id.map(str::to_owned),
        };
        let when = resolve::resolve(range, &self.context, said.zone.take());
        self.context.prior = Some(when.span);
        if let Some(name) = &name {
            self.context.ids.entry(name.clone()).or_insert(when.span);
        }
        if let Some(id) = said.id.take().or_else(|| name.map(|name| text(name, spot))) {
            said.set("key", id);
        }
        if self.undated(line.text).is_some() && said.edtf.is_none() {
            said.edtf = Some(Node::new(Kind::Null, spot));
        }
        self.dated(said, when, range, spot);
        next
    }

    /// Tells of lines that look like events and are none, and are kept in `what`.
    pub(super) fn almost(&mut self, lines: std::ops::Range<usize>, kept: &str) {
        let lines = self.lines.get(lines).unwrap_or_default();
        let is_blank = |line: Option<&Line>| line.is_none_or(|line| line.text.trim().is_empty());
        for (at, line) in lines.iter().enumerate().filter(|_| !self.older) {
            let before = at.checked_sub(1).and_then(|before| lines.get(before));
            if let Some(title) =
                lines::unclosed(line.text).filter(|_| is_blank(before) && is_blank(lines.get(at + 1)))
            {
                let what = "this line looks like a section, and is none: it is closed nowhere";
                let title = crate::text::line(title);
                let help = format!("write `# {title}`, or `endSection` where it ends; it is kept in {kept}");
                self.issues.push(Issue::warning(Spot::at(line.at), what, help));
            }
        }
        for line in lines.iter().filter(|line| front::looks_dated(line.text)) {
            let what =
                "this line looks like an event, and is none: what stands before its colon is not a range";
            let help = format!("write a range such as `2024-07-01 / 2024-07-31:`; it is kept in {kept}");
            self.issues.push(Issue::warning(Spot::at(line.at), what, help));
        }
    }

    /// Puts the dates to the event, and the event to the records, once for each.
    fn dated(&mut self, mut said: Properties, when: When, range: &Range, spot: Spot) {
        if let Some(edtf) = said.edtf.take() {
            let date = match &edtf.kind {
                Kind::Text(text) | Kind::Number(text) => Date::parse(text).ok().map(|(date, _)| date),
                _ => None,
            };
            let known = date.is_some() || matches!(edtf.kind, Kind::Null);
            if known && !front::stands_for(range.typed, date.as_ref()) {
                let what =
                    format!("the range `{}` and `edtf` say different things", crate::text::line(range.typed));
                self.issues.push(Issue::warning(edtf.spot, what, "mend one of them; `edtf` counts"));
            }
            said.set("date", edtf);
            self.records.push(Record { spot, fields: said.fields, date: None, extra: said.extra });
            return;
        }
        if let range::End::Worded(_) = range.from {
            // As it stands in every other format, with the same remarks.
            said.set("date", text(range.typed.to_owned(), spot));
            self.records.push(Record { spot, fields: said.fields, date: None, extra: said.extra });
            return;
        }
        for (what, help) in when.remarks {
            self.issues.push(Issue::warning(spot, what, help));
        }
        if when.keep {
            said.note("range", Some(Value::String(range.typed.to_owned())));
        }
        let could_be_either = |end: &range::End| matches!(end, range::End::Stamp(stamp) if stamp.either);
        if self.either.is_none()
            && [Some(&range.from), range.to.as_ref()].into_iter().flatten().any(could_be_either)
            && let Some(Some(date)) = when.dates.first()
        {
            self.either = Some((range.typed.to_owned(), date.clone()));
        }
        said.note("recurrence", range.rule.map(|rule| Value::String(rule.to_owned())));
        let mut dates = when.dates.into_iter().map(|date| date.map(|date| At::new(date, spot)));
        let first = dates.next().flatten();
        let copies = Copies::of(&mut said, spot);
        self.records.push(Record { spot, fields: said.fields, date: first, extra: said.extra });
        self.recurring += usize::from(dates.len() > 0);
        for date in dates {
            self.repeated.0 += 1;
            self.repeated.1 += copies.len();
            if self.repeated.0 > MAX_REPEATED || self.repeated.1 > MAX_REPEATED_BYTES {
                let what = "recurrences make too many events in this file; this one is not repeated further";
                let help = "there is a limit for all of them together; the rule is kept";
                self.issues.push(Issue::warning(spot, what, help));
                return;
            }
            let (mut fields, extra) = copies.another();
            if let Some(date) = date.as_ref().filter(|_| self.native) {
                // As it is called where nobody calls it: the rule gives it no name.
                let key = made_key(date.value.edtf(), copies.title());
                fields.add("key".into(), Field { name_spot: spot, value: text(key, spot) });
            }
            self.records.push(Record { spot, fields, date, extra });
        }
    }

    fn properties(&mut self, entries: Vec<Entry>) -> Properties {
        let mut out = Properties::default();
        let mut names = Repeats::default();
        for mut entry in entries {
            let spot = entry.spot;
            let name = entry.name.clone();
            let taken = out.fields.has(&name);
            if matches!(name.as_str(), "id" | "edtf" | "title" | "summary" | "place") {
                entry.as_text();
            }
            match (name.as_str(), &mut entry.value) {
                ("id", Ok(node)) if out.id.is_none() => {
                    if !self.native {
                        as_text(node);
                    }
                    out.id = entry.value.ok().filter(|node| !matches!(node.kind, Kind::Null));
                }
                ("edtf", Ok(node)) if out.edtf.is_none() => {
                    if !self.native {
                        as_text(node);
                    }
                    out.edtf = entry.value.ok();
                }
                ("title", Ok(node)) if out.title.is_none() && !matches!(node.kind, Kind::Null) => {
                    out.title = Some(entry);
                }
                ("tags", Ok(Node { kind: Kind::List(tags), .. })) if out.tags.is_empty() => {
                    out.tags = std::mem::take(tags);
                    if !self.native {
                        out.tags.iter_mut().for_each(as_text);
                    }
                }
                ("tags", Ok(node @ Node { kind: Kind::Text(_), .. })) if out.tags.is_empty() => {
                    out.tags.push(std::mem::replace(node, Node::new(Kind::Null, spot)));
                }
                (_, Ok(node)) if FIELDS.contains(&name.as_str()) && !taken => {
                    match name.as_str() {
                        _ if self.native => {}
                        "actors" | "quotes" | "caveats" => listed(node),
                        _ => as_text(node),
                    }
                    if let Ok(value) = entry.value {
                        out.fields.add(name.into(), Field { name_spot: spot, value });
                    }
                }
                ("extra", Ok(Node { kind: Kind::Table(_), .. })) => {
                    let mut extra = std::mem::take(&mut out.extra);
                    self.spread(entry, &mut extra);
                    out.extra = extra;
                }
                (word, value) => {
                    if let ("timezone" | "tz", Ok(node)) = (word, value) {
                        let from = match &mut node.kind {
                            Kind::Table(table) => table.get_mut("from").map(|field| &field.value),
                            _ => Some(&*node),
                        };
                        out.zone = from.and_then(|node| self.zone(node, spot)).or(out.zone.take());
                    }
                    // These names have a meaning of their own in annals.
                    let meant = matches!(word, "key" | "date" | "title") || FIELDS.contains(&word);
                    let kept = if meant { format!("x-{word}") } else { name.clone() };
                    self.put(&mut out.extra, &mut names, &kept, entry);
                }
            }
        }
        out
    }

    /// The title: the property, where it is what the words in front stand for; else those words.
    fn title<'a>(&mut self, rest: &'a str, said: &mut Properties, spot: Spot) -> Typed<'a> {
        let Some(entry) = said.title.take() else { return Typed { whole: None, marks: rest.into() } };
        let Ok(node) = entry.value else { return Typed { whole: None, marks: rest.into() } };
        match &node.kind {
            Kind::Text(title) => {
                let shown = front::words(title);
                let behind = [rest.strip_prefix(' ').unwrap_or(rest).trim_end(), rest.trim()]
                    .into_iter()
                    .filter_map(|rest| rest.strip_prefix(shown.as_str()))
                    .find(|tags| tags.is_empty() || tags.starts_with(" #"));
                if let Some(behind) = behind {
                    return Typed { marks: behind.to_owned().into(), whole: Some(node) };
                }
            }
            // Something else was in place of a title, and is written back as it was.
            _ if self.native => return Typed { marks: rest.into(), whole: Some(node) },
            _ => {}
        }
        let mut names = Repeats::default();
        let mut extra = std::mem::take(&mut said.extra);
        self.put(&mut extra, &mut names, "x-title", Entry { name: "title".into(), spot, value: Ok(node) });
        said.extra = extra;
        Typed { whole: None, marks: rest.into() }
    }
}

/// The title of an event, and where its marks are read from.
struct Typed<'a> {
    whole: Option<Node<'static>>,
    marks: Cow<'a, str>,
}

impl Properties {
    fn set(&mut self, name: &'static str, value: Node<'static>) {
        self.fields.add(name.into(), Field { name_spot: value.spot, value });
    }

    /// Keeps what a line says, where no property of that name does.
    fn note(&mut self, name: &str, value: Option<Value>) {
        if let Some(value) = value
            && !self.extra.contains_key(name)
        {
            self.extra.insert(name.to_owned(), value);
        }
    }
}

/// What of an event is there again each time that it recurs. Its evidence is there once.
struct Copies {
    spot: Spot,
    texts: Vec<(&'static str, String)>,
    tags: Vec<String>,
    extra: Extra,
}

impl Copies {
    fn of(said: &mut Properties, spot: Spot) -> Self {
        let mut out = Self { spot, texts: Vec::new(), tags: Vec::new(), extra: Extra::new() };
        for name in ["title", "place", "status", "importance"] {
            if let Some(Kind::Text(text)) = said.fields.get_mut(name).map(|field| &field.value.kind) {
                out.texts.push((name, text.to_string()));
            }
        }
        if let Some(Kind::List(tags)) = said.fields.get_mut("tags").map(|field| &field.value.kind) {
            let text =
                |tag: &Node| if let Kind::Text(tag) = &tag.kind { Some(tag.to_string()) } else { None };
            out.tags = tags.iter().filter_map(text).collect();
        }
        if let Some(rule) = said.extra.get("recurrence") {
            out.extra.insert("recurrence".to_owned(), rule.clone());
        }
        out
    }

    fn len(&self) -> usize {
        let texts: usize = self.texts.iter().map(|(_, text)| text.len()).sum();
        let rule = self.extra.values().filter_map(Value::as_str).map(str::len).sum::<usize>();
        texts + rule + self.tags.iter().map(|tag| tag.len() + 8).sum::<usize>()
    }

    fn title(&self) -> &str {
        self.texts.iter().find(|(name, _)| *name == "title").map_or("", |(_, title)| title)
    }

    fn another(&self) -> (Table<'static>, Extra) {
        let mut fields = Table::default();
        let mut set =
            |name: &'static str, value| fields.add(name.into(), Field { name_spot: self.spot, value });
        for (name, words) in &self.texts {
            set(name, text(words.clone(), self.spot));
        }
        if !self.tags.is_empty() {
            let tags = self.tags.iter().map(|tag| text(tag.clone(), self.spot)).collect();
            set("tags", Node::new(Kind::List(tags), self.spot));
        }
        (fields, self.extra.clone())
    }
}

/// One thing where a list is wanted.
fn listed(node: &mut Node<'static>) {
    if matches!(node.kind, Kind::Text(_) | Kind::Table(_)) {
        let spot = node.spot;
        let one = std::mem::replace(node, Node::new(Kind::Null, spot));
        node.kind = Kind::List(vec![one]);
    }
}

fn text(text: String, spot: Spot) -> Node<'static> {
    Node::new(Kind::Text(text.into()), spot)
}
