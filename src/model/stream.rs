//! A timeline that is read piece by piece: chunks are packed side by side, and put together in order.
//!
//! A [`ChunkWriter`] packs the events of one stretch of a file without knowing the rest; an
//! [`Assembler`] takes chunks in the order of the file, gives actors and sources their numbers, sees to
//! it that each key is there once, and can show at any time what has come so far.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::build::{Keyed, checked, named_actor, named_source, slug};
use super::draft::{DraftActor, DraftEvent, DraftSource};
use super::pack::{Block, EventParts, Loose, Numbers, Packer, PartCaveat, PartParticipant, PartQuote, Row};
use super::timeline::{EventKeys, KeyHasher, Parts, Placed};
use super::{Actor, ActorId, Draft, Extra, Meta, Source, SourceId, Timeline};
use crate::issue::{Issue, Place, Severity};
use crate::text::{Text, TextRef, line};

/// How many keys that are there twice are told; of more only their number.
const MAX_DOUBLED: usize = 200;

/// How many other remarks are told; of more only their number.
const MAX_TOLD: usize = 1_000;

/// The events of one stretch of a file, and what it declares.
#[derive(Debug, Default)]
pub struct Chunk {
    block: Block,
    /// The hash of each event's key, and whether the key is the event's own.
    hashes: Vec<(u32, bool)>,
    /// In how many events each actor of the chunk is, and the last of them.
    counts: Vec<(u32, usize)>,
    meta: Option<Meta>,
    actors: Vec<DraftActor>,
    sources: Vec<DraftSource>,
    /// How many lines the stretch has.
    pub lines: u32,
    /// What was wrong in it; lines count from the beginning of the stretch.
    pub issues: Vec<Issue>,
    /// Records that were refused, as they stood.
    pub refused: Vec<String>,
    /// How many records were kept with a remark.
    pub remarked: usize,
}

/// Packs a chunk.
#[derive(Debug)]
pub struct ChunkWriter {
    packer: Packer,
    hasher: KeyHasher,
    chunk: Chunk,
}

impl ChunkWriter {
    /// A writer for a stretch of about so many bytes.
    #[must_use]
    pub fn new(keys: &KeyHasher, bytes: usize) -> Self {
        Self { packer: Packer::with_capacity(bytes), hasher: keys.clone(), chunk: Chunk::default() }
    }

    /// What numbers actors and sources within the chunk.
    pub fn packer(&mut self) -> &mut Packer {
        &mut self.packer
    }

    /// What was wrong and what was refused is put here.
    pub fn chunk(&mut self) -> &mut Chunk {
        &mut self.chunk
    }

    /// Packs an event; one without key gets one made from its date and title.
    pub fn event(&mut self, event: &EventParts) {
        if event.key.is_empty() {
            let key = slug(&[event.date.map_or("", |date| date.edtf), event.title], "event");
            return self.push(&EventParts { key: &key, ..event.clone() }, false);
        }
        self.push(event, true);
    }

    /// Packs an event; `own` says whether its key is its own.
    fn push(&mut self, event: &EventParts, own: bool) {
        self.chunk.hashes.push((self.hasher.hash(event.key), own));
        let this = self.chunk.hashes.len();
        for one in event.actors {
            let at = one.actor as usize;
            if at >= self.chunk.counts.len() {
                self.chunk.counts.resize(at + 1, (0, 0));
            }
            // Also where it takes part twice.
            if let Some((count, last)) = self.chunk.counts.get_mut(at).filter(|(_, last)| *last != this) {
                (*count, *last) = (*count + 1, this);
            }
        }
        self.packer.event(event);
    }

    /// Takes in what a line declares or tells, event by event; what is wrong with it goes to `issues`.
    pub fn draft(&mut self, draft: Draft, issues: &mut Vec<Issue>) {
        let Draft { meta, sources, actors, events, foreign: _ } = draft;
        if meta != Meta::default() {
            self.chunk.meta.get_or_insert_default().take_over(meta);
        }
        self.chunk.sources.extend(sources);
        self.chunk.actors.extend(actors);
        for event in &events {
            self.draft_event(event, issues);
        }
    }

    fn draft_event(&mut self, draft: &DraftEvent, issues: &mut Vec<Issue>) {
        let own = draft.key.as_ref().map(|at| at.value.raw()).filter(|key| !key.trim().is_empty());
        let made = || {
            let date = draft.date.as_ref().map_or("", |date| date.value.edtf());
            slug(&[date, draft.title.as_ref().map_or("", Text::raw)], "event")
        };
        let key = own.map_or_else(made, str::to_owned);
        let title = checked(draft, &Text::new(key.as_str()), issues);
        let some =
            |text: Option<&'_ Text>| text.map(Text::raw).filter(|text| !text.is_empty()).map(str::to_owned);
        // Rare enough that a copy of each does not matter.
        let role: Vec<Option<String>> = draft.actors.iter().map(|one| some(one.role.as_ref())).collect();
        let packer = &mut self.packer;
        let named = |text: &Text| if text.is_blank() { "?".to_owned() } else { text.raw().to_owned() };
        let actors: Vec<PartParticipant> = draft
            .actors
            .iter()
            .zip(&role)
            .map(|(one, role)| PartParticipant {
                actor: packer.actor(&named(&one.actor.value)),
                role: role.as_deref(),
                extra: table(&one.extra),
            })
            .collect();
        let quotes: Vec<PartQuote> = draft
            .quotes
            .iter()
            .map(|one| PartQuote {
                text: one.text.raw(),
                source: one
                    .source
                    .as_ref()
                    .map(|at| &at.value)
                    .filter(|text| !text.is_blank())
                    .map(|text| packer.source(text.raw())),
                speaker: one
                    .speaker
                    .as_ref()
                    .map(|at| &at.value)
                    .filter(|text| !text.is_blank())
                    .map(|text| packer.actor(text.raw())),
                locator: text(one.locator.as_ref()),
                stance: one.stance,
                note: text(one.note.as_ref()),
                extra: table(&one.extra),
            })
            .collect();
        let caveats: Vec<PartCaveat> = draft
            .caveats
            .iter()
            .map(|one| PartCaveat {
                kind: one.kind,
                text: one.text.raw(),
                quote: text(one.quote.as_ref()),
                extra: table(&one.extra),
            })
            .collect();
        let tags: Vec<&str> = draft.tags.iter().map(Text::raw).filter(|tag| !tag.is_empty()).collect();
        let parts = EventParts {
            key: &key,
            date: draft.date.as_ref().map(|date| Loose::from(&date.value)),
            title: title.raw(),
            summary: text(draft.summary.as_ref()),
            status: draft.status,
            importance: draft.importance,
            place: text(draft.place.as_ref()),
            actors: &actors,
            quotes: &quotes,
            caveats: &caveats,
            tags: &tags,
            extra: table(&draft.extra),
            line: draft.line,
            origin: text(draft.origin.as_ref()),
        };
        self.push(&parts, own.is_some());
    }

    /// The chunk.
    #[must_use]
    pub fn finish(self) -> Chunk {
        let mut chunk = self.chunk;
        chunk.block = self.packer.finish();
        chunk.block.shrink();
        chunk
    }
}

fn text(text: Option<&Text>) -> Option<&str> {
    text.map(Text::raw).filter(|text| !text.is_empty())
}

fn table(extra: &Extra) -> Option<&toml::Table> {
    extra.as_deref().filter(|extra| !extra.is_empty())
}

/// Puts chunks together in the order of the file.
#[derive(Debug, Default)]
pub struct Assembler {
    meta: Meta,
    actors: Named<Actor>,
    sources: Named<Source>,
    blocks: Vec<Placed>,
    rows: Vec<Row>,
    keys: EventKeys,
    /// How many events each actor has.
    counts: Vec<u32>,
    renamed: HashMap<u32, Text>,
    /// The number last tried behind a key that is there more than once.
    tried: HashMap<Text, u32>,
    lines: u32,
    issues: Vec<Issue>,
    doubled: usize,
    /// How many other remarks there were.
    told: usize,
    refused: Vec<String>,
    remarked: usize,
}

/// What a stream gave, besides its timeline.
#[derive(Debug, Default)]
pub struct Told {
    /// What was wrong, with lines.
    pub issues: Vec<Issue>,
    /// Records that were refused, as they stood.
    pub refused: Vec<String>,
    /// How many records were kept with a remark.
    pub remarked: usize,
}

impl Assembler {
    /// What hashes the keys of the events: the writers of chunks need it.
    #[must_use]
    pub fn hasher(&self) -> KeyHasher {
        self.keys.hasher().clone()
    }

    /// How many events have come.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none has come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes the next chunk.
    pub fn add(&mut self, chunk: Chunk) {
        let Chunk { mut block, hashes, counts, meta, actors, sources, lines, issues, refused, remarked } =
            chunk;
        if let Some(meta) = meta {
            self.meta.take_over(meta);
        }
        for draft in actors {
            self.actors.declare(
                draft.key.as_ref().map(|at| &at.value),
                draft.name.as_ref(),
                |actor: &mut Actor| {
                    actor.kind = draft.kind.or(actor.kind);
                    actor.aliases.clone_from(&draft.aliases);
                    actor.description.clone_from(&draft.description);
                    actor.extra.clone_from(&draft.extra);
                    if let Some(name) = draft.name.as_ref().filter(|name| !name.is_blank()) {
                        actor.name = name.clone();
                    }
                    draft.aliases.clone()
                },
            );
        }
        for draft in sources {
            self.sources.declare(
                draft.key.as_ref().map(|at| &at.value),
                draft.title.as_ref(),
                |source: &mut Source| {
                    if let Some(title) = draft.title.as_ref().filter(|title| !title.is_blank()) {
                        source.title = title.clone();
                    }
                    source.publisher.clone_from(&draft.publisher);
                    source.author.clone_from(&draft.author);
                    source.kind.clone_from(&draft.kind);
                    source.published = draft.published.as_ref().map(|at| at.value.clone());
                    source.published_basis.clone_from(&draft.published_basis);
                    source.url.clone_from(&draft.url);
                    source.language.clone_from(&draft.language);
                    source.file.clone_from(&draft.file);
                    source.sha256.clone_from(&draft.sha256);
                    source.extra.clone_from(&draft.extra);
                    Vec::new()
                },
            );
        }
        let numbers = Numbers {
            actors: block.actor_names.iter().map(|name| ActorId(self.actors.number(name))).collect(),
            sources: block.source_names.iter().map(|name| SourceId(self.sources.number(name))).collect(),
        };
        self.counts.resize(self.actors.all.len(), 0);
        for (actor, (count, _)) in numbers.actors.iter().zip(&counts) {
            if let Some(sum) = self.counts.get_mut(actor.0 as usize) {
                *sum += count;
            }
        }
        block.actor_names = Vec::new();
        block.source_names = Vec::new();
        let number = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        let first = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let rows = std::mem::take(&mut block.rows);
        self.rows.extend((first..).zip(rows).map(|(arrival, row)| Row { block: number, arrival, ..row }));
        self.blocks.push(Placed { block: Arc::new(block), numbers: Arc::new(numbers), lines: self.lines });
        self.keys.reserve(hashes.len());
        for (arrival, (hash, own)) in (first..).zip(hashes) {
            self.key(arrival, hash, own);
        }
        let moved = issues.into_iter().map(|mut issue| {
            issue.place.line = issue.place.line.saturating_add(self.lines);
            issue
        });
        let room = MAX_TOLD.saturating_sub(self.told);
        self.told += moved.len();
        self.issues.extend(moved.take(room));
        self.refused.extend(refused);
        self.remarked += remarked;
        self.lines = self.lines.saturating_add(lines);
    }

    fn key_of(&self, arrival: u32) -> TextRef<'_> {
        if let Some(renamed) = self.renamed.get(&arrival) {
            return renamed.as_ref();
        }
        let row = self.rows.get(arrival as usize);
        row.and_then(|row| Some(self.blocks.get(row.block as usize)?.event(row).key)).unwrap_or_default()
    }

    /// Notes the key of an event; one that is there already gets the next free one.
    fn key(&mut self, arrival: u32, hash: u32, own: bool) {
        let Some(first) = self.keys.find_hashed(hash, |place| self.key_of(place) == self.key_of(arrival))
        else {
            return self.keys.insert_hashed(hash, arrival);
        };
        let key = self.key_of(arrival).to_text();
        let mut number = self.tried.get(&key).copied().unwrap_or(1);
        let next = loop {
            number += 1;
            let next = format!("{}-{number}", key.raw());
            if self.keys.find(&next, |place| self.key_of(place).raw() == next).is_none() {
                break next;
            }
        };
        self.tried.insert(key.clone(), number);
        self.keys.insert(&next, arrival);
        // Two events of one day and title may well be two.
        self.doubled += usize::from(own);
        if own && self.doubled <= MAX_DOUBLED {
            let line_of = |arrival: u32| {
                let row = self.rows.get(arrival as usize);
                row.and_then(|row| Some(self.blocks.get(row.block as usize)?.event(row).line)).unwrap_or(0)
            };
            let what =
                format!("event key `{}` is there twice, first on line {}", line(key.raw()), line_of(first));
            let help = format!("rename one; this one is called `{}` here", line(&next));
            let mut issue = Issue::new(Severity::Error, crate::issue::Spot::NONE, what, help);
            issue.place = Place { line: line_of(arrival), column: 1 };
            self.issues.push(issue);
        }
        self.renamed.insert(arrival, Text::new(next));
    }

    /// A line was passed over, for this reason.
    pub fn refuse(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    /// What has come so far, as a timeline.
    #[must_use]
    pub fn so_far(&self) -> Timeline {
        Timeline::assemble(Parts {
            meta: self.meta.clone(),
            sources: self.sources.all.clone(),
            actors: self.actors.all.clone(),
            blocks: self.blocks.clone(),
            rows: self.rows.clone(),
            renamed: self.renamed.clone(),
            keys: None,
            counts: Some(self.counts.clone()),
        })
    }

    /// The whole, when nothing more comes.
    #[must_use]
    pub fn finish(self) -> (Timeline, Told) {
        let mut issues = self.issues;
        if let Some(more) = self.doubled.checked_sub(MAX_DOUBLED).filter(|&more| more > 0) {
            let what = format!("{more} more events have a key that is there twice");
            issues.push(Issue::error(crate::issue::Spot::NONE, what, "give each event a key of its own"));
        }
        issues.sort_by_key(|issue| issue.place);
        if let Some(more) = self.told.checked_sub(MAX_TOLD).filter(|&more| more > 0) {
            let what = format!("{more} more remarks like those above");
            issues.push(Issue::error(crate::issue::Spot::NONE, what, "mend those that are told first"));
        }
        let timeline = Timeline::assemble(Parts {
            meta: self.meta,
            sources: self.sources.all,
            actors: self.actors.all,
            blocks: self.blocks,
            rows: self.rows,
            renamed: self.renamed,
            keys: Some(self.keys),
            counts: Some(self.counts),
        });
        (timeline, Told { issues, refused: self.refused, remarked: self.remarked })
    }
}

/// Actors or sources by their names: naming one declares it.
#[derive(Debug)]
struct Named<T> {
    all: Vec<T>,
    numbers: hashbrown::HashMap<Box<str>, u32>,
    /// Those that a line declares; the others were only named.
    told: hashbrown::HashSet<u32>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { all: Vec::new(), numbers: hashbrown::HashMap::new(), told: hashbrown::HashSet::new() }
    }
}

/// What [`Named`] can hold.
trait Nameable: Keyed {
    /// Something of which nothing but a name is known.
    fn named(name: &Text) -> Self;
    /// What its kind is called.
    const WORD: &'static str;
    /// What the field is called that names it.
    const NAME: &'static str;
}

impl Nameable for Actor {
    const WORD: &'static str = "actor";
    const NAME: &'static str = "name";
    fn named(name: &Text) -> Self {
        named_actor(name)
    }
}

impl Nameable for Source {
    const WORD: &'static str = "source";
    const NAME: &'static str = "title";
    fn named(name: &Text) -> Self {
        named_source(name)
    }
}

impl<T: Nameable> Named<T> {
    /// The number of what has that key or name; it gets one if it is new.
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let base = slug(&[name], T::WORD);
        let mut key = base.clone();
        let mut tried = 1_u32;
        while self.numbers.contains_key(key.as_str()) {
            tried += 1;
            key = format!("{base}-{tried}");
        }
        // A line may declare something of which it says neither key nor name.
        let unnamed = || Text::new(format!("(no {}: {key})", T::NAME));
        let mut one = T::named(&if name.trim().is_empty() { unnamed() } else { Text::new(name) });
        one.declare(Text::new(key.as_str()));
        let number = self.push(one);
        self.numbers.insert(key.into(), number);
        self.numbers.entry(name.into()).or_insert(number);
        number
    }

    fn push(&mut self, one: T) -> u32 {
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(one);
        number
    }

    /// Takes in what a line says of something; it may have been named before. `fill` answers by what else it
    /// is called.
    fn declare(&mut self, key: Option<&Text>, name: Option<&Text>, fill: impl FnOnce(&mut T) -> Vec<Text>) {
        let given = key.or(name).map_or("", Text::raw).trim();
        let number_of = |text: &Text| self.numbers.get(text.raw()).copied();
        // Of two with one name each is its own; what was only named may be this one.
        let named = || name.and_then(number_of).filter(|number| !self.told.contains(number));
        let known = key.and_then(number_of).or_else(named);
        let number = known.unwrap_or_else(|| self.number(given));
        self.told.insert(number);
        let Some(one) = self.all.get_mut(number as usize) else { return };
        if let Some(key) = key.filter(|key| !key.is_blank()) {
            one.declare(key.clone());
        }
        let aliases = fill(one);
        for name in [key, name].into_iter().flatten().chain(&aliases) {
            self.numbers.entry(name.raw().into()).or_insert(number);
        }
    }
}

#[cfg(test)]
mod tests;
