//! One record of two sides.

use std::collections::HashSet;

use super::lists::united;
use super::reworded;
use super::{Conflict, Merge, Side};
use crate::change::kept::{keep_beside, shown};
use crate::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use crate::model::{CaveatKind, Date, Extra, Meta, Word};
use crate::text::Text;

/// A record in the making.
pub(super) struct Record<'a> {
    merge: &'a mut Merge,
    thing: &'static str,
    key: Text,
    /// What the other side says of fields on which there is no agreement.
    others: Vec<(String, Text)>,
}

impl<'a> Record<'a> {
    pub(super) fn new(merge: &'a mut Merge, thing: &'static str, key: Text) -> Self {
        Self { merge, thing, key, others: Vec::new() }
    }

    /// One field. `base` is what stood there, where the record is in the base.
    fn field<T: Clone>(
        &mut self,
        name: &str,
        base: Option<&Option<T>>,
        (a, b): (&Option<T>, &Option<T>),
        same: impl Fn(&T, &T) -> bool,
        show: impl Fn(&T) -> Text,
    ) -> Option<T> {
        let alike = |a: &Option<T>, b: &Option<T>| match (a, b) {
            (None, None) => true,
            (Some(a), Some(b)) => same(a, b),
            _ => false,
        };
        let fills = base.is_none();
        if alike(a, b) || base.is_some_and(|base| alike(base, b)) || fills && b.is_none() {
            return a.clone();
        }
        if base.is_some_and(|base| alike(base, a)) || fills && a.is_none() {
            return b.clone();
        }
        match self.merge.prefer {
            Some(Side::A) => a.clone(),
            Some(Side::B) => b.clone(),
            None => {
                // What is there is kept before what is not.
                let (kept, other) = if a.is_some() { (a, b) } else { (b, a) };
                self.conflict(name, kept.as_ref().map(&show), other.as_ref().map(&show));
                kept.clone()
            }
        }
    }

    fn conflict(&mut self, field: &str, kept: Option<Text>, other: Option<Text>) {
        self.others.extend(other.clone().map(|other| (field.to_owned(), other)));
        let (thing, key) = (self.thing, self.key.clone());
        self.merge.conflicts.push(Conflict { thing, key, field: field.to_owned(), kept, other });
    }

    fn text(
        &mut self,
        name: &'static str,
        base: Option<&Option<Text>>,
        (a, b): (&Option<Text>, &Option<Text>),
    ) -> Option<Text> {
        self.field(name, base, (a, b), Text::eq, Text::clone)
    }

    fn word<T: Word + PartialEq + Copy>(
        &mut self,
        name: &'static str,
        base: Option<&Option<T>>,
        (a, b): (&Option<T>, &Option<T>),
    ) -> Option<T> {
        self.field(name, base, (a, b), T::eq, |word| Text::new(word.word()))
    }

    fn date(
        &mut self,
        name: &'static str,
        base: Option<&Option<At<Date>>>,
        (a, b): (&Option<At<Date>>, &Option<At<Date>>),
    ) -> Option<At<Date>> {
        let same = |a: &At<Date>, b: &At<Date>| a.value.edtf() == b.value.edtf();
        self.field(name, base, (a, b), same, |at| Text::new(at.value.edtf()))
    }

    /// Fields that annals does not know, each for itself.
    fn extra(&mut self, base: Option<&Extra>, a: &Extra, b: &Extra) -> Extra {
        let get = |extra: &Extra, name: &str| extra.as_ref().and_then(|table| table.get(name)).cloned();
        let mut out: Extra = None;
        let names = a.iter().flat_map(|table| table.keys());
        let only_b = |name: &&String| !a.as_ref().is_some_and(|table| table.contains_key(*name));
        let names: Vec<&String> =
            names.chain(b.iter().flat_map(|table| table.keys()).filter(only_b)).collect();
        for name in names {
            let base = base.map(|base| get(base, name));
            let sides = (&get(a, name), &get(b, name));
            let value = self.field(name, base.as_ref(), sides, toml::Value::eq, shown);
            if let Some(value) = value {
                out.get_or_insert_default().insert(name.clone(), value);
            }
        }
        out
    }

    /// Keeps what the other side says in fields of its own, each beside what is there.
    fn keep_beside(&mut self, extra: &mut Extra) {
        for (field, other) in self.others.drain(..) {
            keep_beside(extra, &field, &other);
        }
    }
}

/// What is told apart by a key.
pub(super) trait Keyed: Clone + PartialEq {
    fn key(&self) -> Text;
    fn merged(record: &mut Record, base: Option<&Self>, a: &Self, b: &Self) -> Self;
}

fn key(at: Option<&At<Text>>) -> Text {
    at.map(|at| at.value.clone()).unwrap_or_default()
}

impl Keyed for DraftActor {
    fn key(&self) -> Text {
        key(self.key.as_ref())
    }

    fn merged(record: &mut Record, base: Option<&Self>, a: &Self, b: &Self) -> Self {
        let name = record.text("name", base.map(|base| &base.name), (&a.name, &b.name));
        let aliases = base.map(|base| base.aliases.as_slice());
        let mut aliases = united(aliases, &a.aliases, &b.aliases, Text::clone, |_, a, _| vec![a.clone()]);
        // Another name is a name too.
        for (_, other) in record.others.drain(..) {
            if !aliases.contains(&other) {
                aliases.push(other);
            }
        }
        let mut out = Self {
            name,
            aliases,
            kind: record.word("kind", base.map(|base| &base.kind), (&a.kind, &b.kind)),
            description: record.text(
                "description",
                base.map(|base| &base.description),
                (&a.description, &b.description),
            ),
            extra: record.extra(base.map(|base| &base.extra), &a.extra, &b.extra),
            ..a.clone()
        };
        record.keep_beside(&mut out.extra);
        out
    }
}

impl Keyed for DraftSource {
    fn key(&self) -> Text {
        key(self.key.as_ref())
    }

    fn merged(record: &mut Record, base: Option<&Self>, a: &Self, b: &Self) -> Self {
        let mut text =
            |name, get: fn(&Self) -> &Option<Text>| record.text(name, base.map(get), (get(a), get(b)));
        let mut out = Self {
            title: text("title", |one| &one.title),
            publisher: text("publisher", |one| &one.publisher),
            author: text("author", |one| &one.author),
            kind: text("kind", |one| &one.kind),
            published_basis: text("published_basis", |one| &one.published_basis),
            url: text("url", |one| &one.url),
            language: text("language", |one| &one.language),
            file: text("file", |one| &one.file),
            sha256: text("sha256", |one| &one.sha256),
            ..a.clone()
        };
        out.published =
            record.date("published", base.map(|base| &base.published), (&a.published, &b.published));
        out.extra = record.extra(base.map(|base| &base.extra), &a.extra, &b.extra);
        record.keep_beside(&mut out.extra);
        out
    }
}

/// What is said of the timeline itself.
pub(super) fn meta(merge: &mut Merge, base: Option<&Meta>, a: &Meta, b: &Meta) -> Meta {
    let mut record = Record::new(merge, "timeline", Text::default());
    let mut out = Meta {
        title: record.text("title", base.map(|base| &base.title), (&a.title, &b.title)),
        description: record.text(
            "description",
            base.map(|base| &base.description),
            (&a.description, &b.description),
        ),
        language: record.text("language", base.map(|base| &base.language), (&a.language, &b.language)),
        extra: record.extra(base.map(|base| &base.extra), &a.extra, &b.extra),
        rest: record.extra(base.map(|base| &base.rest), &a.rest, &b.rest),
    };
    record.keep_beside(&mut out.extra);
    out
}

/// An event: fields one by one, lists united, and what is not agreed on in caveats.
pub(super) fn event(
    record: &mut Record,
    base: Option<&DraftEvent>,
    a: &DraftEvent,
    b: &DraftEvent,
) -> DraftEvent {
    // The key of ours stays unless only theirs changed: marks and notes hang on it.
    let moved = base.is_some_and(|base| key(base.key.as_ref()) == key(a.key.as_ref()));
    let (title, summary) = (
        record.text("title", base.map(|base| &base.title), (&a.title, &b.title)),
        record.text("summary", base.map(|base| &base.summary), (&a.summary, &b.summary)),
    );
    let date = record.date("date", base.map(|base| &base.date), (&a.date, &b.date));
    let status = record.word("status", base.map(|base| &base.status), (&a.status, &b.status));
    let importance =
        record.word("importance", base.map(|base| &base.importance), (&a.importance, &b.importance));
    let place = record.text("place", base.map(|base| &base.place), (&a.place, &b.place));
    let extra = record.extra(base.map(|base| &base.extra), &a.extra, &b.extra);
    let actors = united(
        base.map(|base| base.actors.as_slice()),
        &a.actors,
        &b.actors,
        |one| one.actor.value.clone(),
        |base, a, b| vec![participant(record, base, a, b)],
    );
    let mut aligned = reworded::align(base.map(|base| base.quotes.as_slice()), &a.quotes, &b.quotes);
    for (kept, other) in std::mem::take(&mut aligned.doubtful) {
        match record.merge.prefer {
            Some(Side::A) => aligned.b.retain(|one| *one != other),
            Some(Side::B) => aligned.a.retain(|one| *one != kept),
            None => {
                let (thing, key) = (record.thing, record.key.clone());
                let (kept, other) = (Some(kept.text), Some(other.text));
                // Both stay as quotes, so no caveat need say it.
                record.merge.conflicts.push(Conflict {
                    thing,
                    key,
                    field: "quotes.text".into(),
                    kept,
                    other,
                });
            }
        }
    }
    let quotes = united(
        aligned.base.as_deref(),
        &aligned.a,
        &aligned.b,
        |one| (one.text.clone(), one.source.as_ref().map(|at| at.value.clone())),
        |base, a, b| quote(record, base, a, b),
    );
    let mut caveats = united(
        base.map(|base| base.caveats.as_slice()),
        &a.caveats,
        &b.caveats,
        |one| (one.text.clone(), one.quote.clone()),
        |base, a, b| {
            let kind = record.word("caveats.kind", base.map(|base| &base.kind), (&a.kind, &b.kind));
            let extra = record.extra(base.map(|base| &base.extra), &a.extra, &b.extra);
            vec![DraftCaveat { kind, extra, ..a.clone() }]
        },
    );
    let tags = united(base.map(|base| base.tags.as_slice()), &a.tags, &b.tags, Text::clone, |_, a, _| {
        vec![a.clone()]
    });
    let known: HashSet<Text> = caveats.iter().map(|caveat| caveat.text.clone()).collect();
    for (field, other) in record.others.drain(..) {
        let text = Text::new(doubt(&field, other.raw()));
        if !known.contains(&text) {
            caveats.push(DraftCaveat { kind: Some(CaveatKind::Disputed), text, ..DraftCaveat::default() });
        }
    }
    DraftEvent {
        key: if moved { b.key.clone() } else { a.key.clone() },
        date,
        title,
        summary,
        status,
        importance,
        place,
        actors,
        quotes,
        caveats,
        tags,
        extra,
        ..a.clone()
    }
}

/// What another version says, for somebody who knows neither the format nor how dates are written in it.
fn doubt(field: &str, other: &str) -> String {
    let (what, other) = match field {
        "date" => ("another date", Date::parse(other).map_or(other.into(), |(date, _)| date.human())),
        "title" => ("another title", other.into()),
        "summary" => ("another summary", other.into()),
        "status" => ("another status", other.into()),
        "importance" => ("another importance", other.into()),
        "place" => ("another place", other.into()),
        "actors.role" => ("another role", other.into()),
        "caveats.kind" => ("another kind of doubt", other.into()),
        field => return format!("Another version of this event has another “{field}”: {other}"),
    };
    format!("Another version of this event has {what}: {other}")
}

fn participant(
    record: &mut Record,
    base: Option<&DraftParticipant>,
    a: &DraftParticipant,
    b: &DraftParticipant,
) -> DraftParticipant {
    let who = a.actor.value.clone();
    let show = |role: &Text| Text::new(format!("{} as {}", who.raw(), role.raw()));
    let role = record.field("actors.role", base.map(|base| &base.role), (&a.role, &b.role), Text::eq, show);
    let extra = record.extra(base.map(|base| &base.extra), &a.extra, &b.extra);
    DraftParticipant { role, extra, ..a.clone() }
}

/// The same words of the same source. Where it is not agreed what else is said of them, both stay.
fn quote(record: &mut Record, base: Option<&DraftQuote>, a: &DraftQuote, b: &DraftQuote) -> Vec<DraftQuote> {
    let (others, conflicts) = (record.others.len(), record.merge.conflicts.len());
    let locator = record.field(
        "quotes.locator",
        base.map(|base| &base.locator),
        (&a.locator, &b.locator),
        Text::eq,
        Clone::clone,
    );
    let same_speaker = |a: &At<Text>, b: &At<Text>| a.value == b.value;
    let speaker = record.field(
        "quotes.speaker",
        base.map(|base| &base.speaker),
        (&a.speaker, &b.speaker),
        same_speaker,
        |at| at.value.clone(),
    );
    let stance = record.word("quotes.stance", base.map(|base| &base.stance), (&a.stance, &b.stance));
    let note = record.text("quotes.note", base.map(|base| &base.note), (&a.note, &b.note));
    let extra = record.extra(base.map(|base| &base.extra), &a.extra, &b.extra);
    if record.merge.conflicts.len() > conflicts {
        // Both are kept whole, so no caveat need say it.
        record.others.truncate(others);
        return vec![a.clone(), b.clone()];
    }
    vec![DraftQuote { speaker, locator, stance, note, extra, ..a.clone() }]
}
