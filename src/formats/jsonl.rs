//! JSON Lines: one event a line, with the field names of the native JSON form; for other programs, and
//! for timelines of any size.
//!
//! A line is an event, or declares something: `{"timeline": {..}}`, `{"source": {..}}`,
//! `{"actor": {..}}`, with the fields of the native format; `{"rest": {..}}` has the unknown fields that a
//! whole file has beside these. Declarations may stand anywhere; an actor
//! or source that is only named is declared by that. Blank lines are passed over. A line that is no
//! JSON is refused, and the next one is read.
//!
//! ```text
//! {"source": {"key": "letter", "title": "Letter to the editor", "published": "1994-02"}}
//! {"key": "talks", "date": "1994-01-10", "title": "Talks", "actors": ["NATO"], "quotes": [{"text": "They met.", "source": "letter"}]}
//! ```
//!
//! Each line is read by itself, so a file can be read in pieces, side by side ([`Stretches`]), and shown
//! while it is still being read. Plain lines take a short way (`line`); a line with anything odd in it
//! takes the long one, which is that of native JSON, and says what is wrong.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use toml::Value;

use super::decode::legacy_of;
use super::node::{Field, Kind, Node, Table};
use super::{Format, HEAD, Input, Options, Reading, Writer, fields, json, walk};
use crate::issue::{Issue, Lines, Spot};
use crate::model::stream::{Chunk, ChunkWriter};
use crate::model::{Draft, Timeline};
use crate::text::Text;

mod line;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    description: "one event a line as JSON, for other programs and for any size",
    sniff: looks_like,
    records: true,
    fields: || walk::EVENT.to_vec(),
    read: Some(read),
    write: Some(Writer::File(|timeline, out, losses| {
        losses.odd_as_text(timeline);
        write(timeline, out)
    })),
};

/// The longest line that is read, in bytes.
pub const MAX_LINE: usize = 64 << 20;

/// What a line may declare, and under which name a whole file has it.
const DECLARED: [(&str, &str); 4] =
    [("timeline", "timeline"), ("source", "sources"), ("actor", "actors"), (REST, REST)];

/// The line of the fields that a whole file would have beside its timeline.
const REST: &str = "rest";

/// A first line that is an object by itself, with another behind it or nothing.
fn looks_like(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(first) = lines.next().filter(|first| first.starts_with('{')) else { return false };
    // A line that goes on behind what is looked at shows only how it begins.
    let is_cut = head.len() + 4 > HEAD && !head.trim_start().contains('\n');
    let begins = first.trim_start_matches('{').trim_start();
    let begins_with = |name: &str| {
        let rest = begins.strip_prefix('"').and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with('"'))
    };
    let is_declared = DECLARED.iter().any(|(name, _)| begins_with(name));
    if is_cut {
        return is_declared && !begins_with("timeline") || walk::EVENT.iter().any(|name| begins_with(name));
    }
    let known = ["\"title\"", "\"date\""];
    first.ends_with('}')
        && lines.next().is_none_or(|next| next.starts_with('{'))
        && (is_declared || known.iter().any(|name| first.contains(name)))
        && !first.contains("\"events\"")
}

/// The fields of an event that `--map` names, each with the name that it has in the file.
fn mapped(options: &Options) -> Result<Vec<(&'static str, &str)>, Box<Issue>> {
    let pairs = options.map.iter().map(|(name, called)| {
        let field = walk::EVENT.iter().find(|field| field.eq_ignore_ascii_case(name.trim()));
        field.map(|&field| (field, called.trim())).ok_or_else(|| {
            let what = format!("--map: there is no field `{}` of an event", crate::text::line(name));
            let help = format!("fields are {}", walk::EVENT.join(", "));
            Box::new(Issue::error(Spot::NONE, what, help))
        })
    });
    pairs.collect()
}

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let map = mapped(input.options)?;
    let mut met = vec![false; map.len()];
    let mut reading = Reading::foreign();
    let places = Lines::of(input.text);
    for range in lines(input.text) {
        let Some(text) = input.text.get(range.clone()) else { continue };
        match draft_mapped(text, &map, &mut met) {
            Err(mut issue) => {
                shift(&mut issue, range.start);
                reading.refuse(range, *issue);
            }
            Ok((mut draft, issues)) => {
                for mut issue in issues {
                    shift(&mut issue, range.start);
                    reading.issue(issue);
                }
                reading.meta().take_over(std::mem::take(&mut draft.meta));
                for spot in spots(&mut draft) {
                    *spot = spot.offset().map_or(Spot::NONE, |at| Spot::at(at + range.start));
                }
                draft.sources.into_iter().for_each(|source| reading.source(source));
                draft.actors.into_iter().for_each(|actor| reading.actor(actor));
                for mut event in draft.events {
                    event.spot = Spot::at(range.start);
                    event.line = places.line(range.start);
                    reading.event(event);
                }
            }
        }
    }
    for ((field, called), _) in map.iter().zip(met).filter(|(_, met)| !met) {
        let what = format!("--map {field}={}: no line has such a field", crate::text::line(called));
        reading.issue(Issue::warning(Spot::NONE, what, "name it as it stands in the file"));
    }
    Ok(reading)
}

/// Where the lines are that are not blank.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(from..).filter(|rest| !rest.is_empty())?;
        let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let range = from..from + len;
        from += len + 1;
        Some(range)
    })
    .filter(move |range| text.get(range.clone()).is_some_and(|line| !line.trim().is_empty()))
}

/// All places of a draft.
fn spots(draft: &mut Draft) -> impl Iterator<Item = &mut Spot> {
    let Draft { sources, actors, events, .. } = draft;
    let sources = sources.iter_mut().flat_map(|source| {
        let date = source.published.as_mut().map(|at| &mut at.spot);
        std::iter::once(&mut source.spot).chain(source.key.as_mut().map(|at| &mut at.spot)).chain(date)
    });
    let actors = actors
        .iter_mut()
        .flat_map(|actor| std::iter::once(&mut actor.spot).chain(actor.key.as_mut().map(|at| &mut at.spot)));
    let events = events.iter_mut().flat_map(|event| {
        let key = event.key.as_mut().map(|at| &mut at.spot);
        let date = event.date.as_mut().map(|at| &mut at.spot);
        let quotes = event.quotes.iter_mut().flat_map(|quote| {
            let names = quote.source.iter_mut().chain(&mut quote.speaker).map(|at| &mut at.spot);
            std::iter::once(&mut quote.spot).chain(names)
        });
        let actors = event.actors.iter_mut().map(|one| &mut one.actor.spot);
        let caveats = event.caveats.iter_mut().map(|one| &mut one.spot);
        key.into_iter().chain(date).chain(actors).chain(quotes).chain(caveats)
    });
    sources.chain(actors).chain(events)
}

fn shift(issue: &mut Issue, by: usize) {
    for spot in [&mut issue.spot, &mut issue.first] {
        if let Some(offset) = spot.offset() {
            *spot = Spot::at(offset + by);
        }
    }
}

/// What one line says, the long way. Places count from the beginning of the line.
fn draft(text: &str) -> Result<(Draft, Vec<Issue>), Box<Issue>> {
    draft_mapped(text, &[], &mut [])
}

/// The same, with fields of an event that are called otherwise; `met` is which of these are there.
fn draft_mapped(
    text: &str,
    map: &[(&'static str, &str)],
    met: &mut [bool],
) -> Result<(Draft, Vec<Issue>), Box<Issue>> {
    let node = json::node_of(text)?;
    let Kind::Table(table) = node.kind else {
        let help = "a line is one event: {\"title\": .., \"date\": ..}";
        return Err(Box::new(Issue::error(
            node.spot,
            format!("this line is {}, not an event", node.what()),
            help,
        )));
    };
    let mut root = Table::default();
    match declared(table) {
        Ok((name, value)) if name == "timeline" => root.add(name.into(), value),
        Ok((REST, Field { value: Node { kind: Kind::Table(rest), .. }, .. })) => root = rest,
        Ok((name, value)) => {
            let spot = value.value.spot;
            let value = Node::new(Kind::List(vec![value.value]), spot);
            root.add(name.into(), Field { name_spot: spot, value });
        }
        Err(table) => {
            let table = renamed(table, map, met);
            let event = Node::new(Kind::Table(table), node.spot);
            let value = Node::new(Kind::List(vec![event]), node.spot);
            root.add("events".into(), Field { name_spot: node.spot, value });
        }
    }
    Ok(walk::record(root, &Lines::of(text)))
}

/// A table whose fields have the names of those that they are mapped to.
fn renamed<'a>(table: Table<'a>, map: &[(&'static str, &str)], met: &mut [bool]) -> Table<'a> {
    if map.is_empty() {
        return table;
    }
    let (fields, again) = table.into_parts();
    let mut out = Table::default();
    let mut others = Vec::new();
    for (name, field) in fields.into_iter().chain(again) {
        match map.iter().position(|(_, called)| *called == name) {
            Some(at) => {
                met.iter_mut().skip(at).take(1).for_each(|met| *met = true);
                out.add(Cow::Borrowed(map.get(at).map_or("", |(field, _)| field)), field);
            }
            None => others.push((name, field)),
        }
    }
    for (name, field) in others {
        // What has the name of a field that is said to be another one keeps its words under another.
        let name = if out.has(&name) { format!("x-{name}").into() } else { name };
        out.add(name, field);
    }
    out
}

/// What a line declares; the line itself where it is an event.
fn declared(table: Table<'_>) -> Result<(&'static str, Field<'_>), Table<'_>> {
    match DECLARED.iter().find(|(name, _)| table.is_only(name)) {
        Some((name, whole)) => table.take_only(name).map(|field| (*whole, field)),
        None => Err(table),
    }
}

/// Reads stretches of a file, each of which ends where a line does: what one of several threads does.
///
/// ```
/// use annals::formats::jsonl::Stretches;
/// use annals::model::stream::Assembler;
///
/// let mut assembler = Assembler::default();
/// let mut stretches = Stretches::new(assembler.writer());
/// assembler.add(stretches.read(b"{\"date\": \"1994\", \"title\": \"Partnership for Peace\"}\n"));
/// assembler.add(stretches.read(b"{\"date\": \"2024\", \"title\": \"COP29\"}\n"));
/// assert_eq!(assembler.finish().0.len(), 2);
/// ```
#[derive(Debug)]
pub struct Stretches {
    writer: ChunkWriter,
    short: line::Reader,
}

impl Stretches {
    /// What `writer` is to write.
    #[must_use]
    pub fn new(writer: ChunkWriter) -> Self {
        Self { writer, short: line::Reader::default() }
    }

    /// Reads the next stretch.
    pub fn read(&mut self, bytes: &[u8]) -> Chunk {
        let Self { writer, short } = self;
        writer.begin(bytes.len());
        let mut bad = Vec::new();
        let text = if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            Cow::Borrowed(text)
        } else {
            bad = bad_lines(bytes);
            lossy(bytes, &bad, writer)
        };
        let mut bad = bad.into_iter().peekable();
        let mut number = 0_u32;
        let mut from = 0;
        let all = text.as_bytes();
        while from < all.len() {
            let len = memchr::memchr(b'\n', &all[from..]).unwrap_or(all.len() - from);
            let this = text.get(from..from + len).unwrap_or_default();
            from += len + 1;
            number = number.saturating_add(1);
            let before = writer.chunk().odd();
            if !short.read(this, number, writer) && !this.trim().is_empty() {
                long(this, number, writer);
            }
            if bad.next_if_eq(&number).is_some() && writer.chunk().odd() == before {
                writer.chunk().remarked += 1;
            }
        }
        writer.chunk().lines = number;
        writer.finish()
    }
}

/// The lines, counted from 1, in which bytes are no UTF-8.
fn bad_lines(bytes: &[u8]) -> Vec<u32> {
    let (mut lines, mut number) = (Vec::new(), 1_u32);
    for chunk in bytes.utf8_chunks() {
        let ends = memchr::memchr_iter(b'\n', chunk.valid().as_bytes()).count();
        number = number.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        if !chunk.invalid().is_empty() && lines.last() != Some(&number) {
            lines.push(number);
        }
    }
    lines
}

/// A stretch that is no UTF-8 as text, and what is said of those lines: in the encoding that it looks like, or
/// with U+FFFD for what is damaged.
fn lossy<'a>(bytes: &'a [u8], bad: &[u32], writer: &mut ChunkWriter) -> Cow<'a, str> {
    let encoding = legacy_of(bytes);
    let (what, help) = match encoding {
        Some(encoding) => (
            format!("this is not UTF-8, and is read as {}", encoding.name()),
            "name another encoding with --encoding, or save the file as UTF-8",
        ),
        None => (
            "bytes that are no UTF-8, read as \u{fffd}".to_owned(),
            "save the file as UTF-8, with the letter that belongs here",
        ),
    };
    for &line in bad {
        let mut issue = Issue::warning(Spot::NONE, what.as_str(), help);
        issue.place.line = line;
        issue.place.column = 1;
        writer.chunk().remark(issue);
    }
    match encoding {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
        None => String::from_utf8_lossy(bytes),
    }
}

/// Reads a line the long way.
fn long(text: &str, number: u32, writer: &mut ChunkWriter) {
    let places = Lines::of(text);
    let mut issues = Vec::new();
    match draft(text) {
        Err(issue) => {
            writer.chunk().refuse(text);
            issues.push(*issue);
        }
        Ok((mut draft, found)) => {
            issues.extend(found);
            for event in &mut draft.events {
                event.line = number;
            }
            writer.draft(draft, number, &mut issues);
            writer.chunk().remarked += usize::from(!issues.is_empty());
        }
    }
    places.locate_all(&mut issues);
    for mut issue in issues {
        issue.place.line = number;
        writer.chunk().remark(issue);
    }
}

fn write(timeline: &Timeline, out: &mut dyn io::Write) -> io::Result<()> {
    let all = timeline.meta().rest.as_deref().filter(|rest| !rest.is_empty());
    let is_rest = |name: &str| all.is_some_and(|rest| rest.contains_key(name));
    let mut rest = all.cloned();
    for section in fields::sections(timeline) {
        match section {
            fields::Section::One(name, _) | fields::Section::Value(name, _) if is_rest(&name) => {}
            fields::Section::One(name, table) => one(out, &name, Value::Table(table))?,
            fields::Section::Value(name, value) => one(out, &name, value)?,
            fields::Section::Many(name, records) => {
                if let Some(rest) = rest.take() {
                    one(out, REST, Value::Table(rest))?;
                }
                if name == "events" {
                    named(timeline, out)?;
                }
                let name = DECLARED.iter().find(|(_, whole)| *whole == name).map(|(name, _)| *name);
                for record in records.tables().map(fields::edtf_first) {
                    match name {
                        Some(name) => one(out, name, Value::Table(record))?,
                        None => line(out, &Value::Table(record))?,
                    }
                }
            }
        }
    }
    rest.map_or(Ok(()), |rest| one(out, REST, Value::Table(rest)))
}

/// Declares what is only named, where its name alone would make another key of it.
fn named(timeline: &Timeline, out: &mut dyn io::Write) -> io::Result<()> {
    let text = |text: &Text| Value::String(text.raw().to_owned());
    let declared = |key: &Text, name: &'static str, called: &Text| {
        let fields = [("key".to_owned(), text(key)), (name.to_owned(), text(called))];
        Value::Table(fields.into_iter().collect())
    };
    for source in timeline.sources().iter().filter(|source| !source.declared && !is_slug(source.key.raw())) {
        one(out, "source", declared(&source.key, "title", &source.title))?;
    }
    for actor in timeline.actors().iter().filter(|actor| !actor.declared && !is_slug(actor.key.raw())) {
        one(out, "actor", declared(&actor.key, "name", &actor.name))?;
    }
    Ok(())
}

/// Whether a name is a key as it stands.
fn is_slug(name: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.len() <= 40 && name.split('-').all(is_part)
}

fn one(out: &mut dyn io::Write, name: &str, value: Value) -> io::Result<()> {
    line(out, &Value::Table([(name.to_owned(), value)].into_iter().collect()))
}

fn line(out: &mut dyn io::Write, value: &Value) -> io::Result<()> {
    let json = serde_json::to_string(&json::Json(value)).map_err(io::Error::other)?;
    out.write_all(json::harmless(&json).as_bytes())?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests;
