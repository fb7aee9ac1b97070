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
//! Each line is read by itself, so a file can be read in pieces, side by side ([`chunk`]), and shown
//! while it is still being read. Plain lines take a short way (`line`); a line with anything odd in it
//! takes the long one, which is that of native JSON, and says what is wrong.

use std::io;
use std::ops::Range;

use toml::Value;

use super::node::{Field, Kind, Node, Table};
use super::{Format, Input, Reading, Writer, fields, json, walk};
use crate::issue::{Issue, Lines, Spot};
use crate::model::stream::{Chunk, ChunkWriter};
use crate::model::timeline::KeyHasher;
use crate::model::{Draft, Timeline};

mod line;

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    extensions: &["jsonl", "ndjson"],
    description: "one event a line as JSON, for other programs and for any size",
    sniff: looks_like,
    read: Some(read),
    write: Some(Writer::File(|timeline, out, _| write(timeline, out))),
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
    let Some(first) = lines.next() else { return false };
    let object = |line: &str| line.starts_with('{') && line.ends_with('}');
    let known = ["\"title\"", "\"timeline\"", "\"source\"", "\"actor\"", "\"date\""];
    object(first)
        && lines.next().is_none_or(|next| next.starts_with('{'))
        && known.iter().any(|name| first.contains(name))
        && !first.contains("\"events\"")
}

#[expect(clippy::unnecessary_wraps, reason = "as every reader")]
fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let mut reading = Reading::foreign();
    let places = Lines::of(input.text);
    for range in lines(input.text) {
        let Some(text) = input.text.get(range.clone()) else { continue };
        match draft(text) {
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
            let event = Node::new(Kind::Table(table), node.spot);
            let value = Node::new(Kind::List(vec![event]), node.spot);
            root.add("events".into(), Field { name_spot: node.spot, value });
        }
    }
    Ok(walk::record(root, &Lines::of(text)))
}

/// What a line declares; the line itself where it is an event.
fn declared(table: Table<'_>) -> Result<(&'static str, Field<'_>), Table<'_>> {
    match DECLARED.iter().find(|(name, _)| table.is_only(name)) {
        Some((name, whole)) => table.take_only(name).map(|field| (*whole, field)),
        None => Err(table),
    }
}

/// Reads a stretch of a file that ends where a line does: what another thread may do while the next
/// one is fetched. `keys` is the hasher of whoever puts the chunks together.
#[must_use]
pub fn chunk(bytes: &[u8], keys: &KeyHasher) -> Chunk {
    let mut writer = ChunkWriter::new(keys, bytes.len());
    let text = match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => std::borrow::Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    };
    let mut short = line::Reader::default();
    let mut number = 0_u32;
    let mut from = 0;
    let all = text.as_bytes();
    while from < all.len() {
        let len = memchr::memchr(b'\n', &all[from..]).unwrap_or(all.len() - from);
        let this = text.get(from..from + len).unwrap_or_default();
        from += len + 1;
        number = number.saturating_add(1);
        if !short.read(this, number, &mut writer) && !this.trim().is_empty() {
            long(this, number, &mut writer);
        }
    }
    if let std::borrow::Cow::Owned(text) = &text {
        bad_bytes(text, &mut writer);
    }
    writer.chunk().lines = number;
    writer.finish()
}

/// Where bytes were no UTF-8.
fn bad_bytes(text: &str, writer: &mut ChunkWriter) {
    for (line, _) in (1..).zip(text.lines()).filter(|(_, line)| line.contains('\u{fffd}')) {
        let what = "bytes that are no UTF-8, read as \u{fffd}";
        let help = "save the file as UTF-8, with the letter that belongs here";
        let mut issue = Issue::warning(Spot::NONE, what, help);
        issue.place.line = line;
        issue.place.column = 1;
        writer.chunk().remark(issue);
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
                let name = DECLARED.iter().find(|(_, whole)| *whole == name).map(|(name, _)| *name);
                for record in records.tables() {
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
