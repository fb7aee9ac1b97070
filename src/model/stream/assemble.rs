//! Putting chunks together in the order of the file.
//!
//! Names, keys and the dates of sources are settled when everything is known, by the same rules as in a
//! file that is read whole: what [`Assembler::so_far`] shows may call things otherwise than the end does.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::names::Names;
use super::{Chunk, ChunkWriter, MAX_TOLD};
use crate::issue::{Issue, Place, Spot};
use crate::model::date::Moment;
use crate::model::draft::build::{settle_actors, settle_sources, too_early};
use crate::model::draft::{DraftActor, DraftSource};
use crate::model::pack::{Met, Numbers};
use crate::model::timeline::{EventKeys, Parts, Placed, Stretch, find};
use crate::model::{Actor, ActorId, Meta, Source, SourceId, Stance, Status, Timeline};
use crate::text::{Text, TextRef, line};

/// How many keys that are there twice are told; of more only their number.
const MAX_DOUBLED: usize = 200;

/// How many bytes of refused records are kept: 64 MiB.
pub const MAX_REFUSED: usize = 64 << 20;

/// Puts chunks together.
#[derive(Debug, Default)]
pub struct Assembler {
    meta: Meta,
    actors: Names<DraftActor>,
    sources: Names<DraftSource>,
    /// What the numbers of each writer mean.
    writers: Vec<Writer>,
    /// What their numbers mean stands in `writers` until the end.
    blocks: Vec<Placed>,
    origins: Vec<Origin>,
    /// How many events have come.
    events: usize,
    stretches: Stretch,
    keys: EventKeys,
    /// The events whose keys were made for them.
    made: Vec<u32>,
    /// How many events each name of an actor has.
    counts: Vec<u32>,
    renamed: HashMap<u32, Text>,
    /// The number last tried behind a key that is there more than once.
    tried: HashMap<Text, u32>,
    lines: u32,
    issues: Vec<Issue>,
    /// How many more remarks there were, and whether nobody looked for all of them.
    untold: usize,
    stopped: bool,
    refused: Vec<String>,
    /// How many bytes of refused records are kept, how many of the records there were, and how many are
    /// not kept.
    kept: usize,
    refusals: usize,
    unkept: usize,
    remarked: usize,
}

/// The names that a writer has met, by its numbers.
#[derive(Debug, Default)]
struct Writer {
    actors: Vec<u32>,
    sources: Vec<u32>,
}

/// Where a block comes from.
#[derive(Debug)]
struct Origin {
    writer: usize,
    /// The latest beginning of what each of its sources reports as past, by the writer's numbers.
    latest: Vec<(u32, Moment)>,
}

/// What a stream gave, besides its timeline.
#[derive(Debug, Default)]
pub struct Told {
    /// What was wrong, with lines.
    pub issues: Vec<Issue>,
    /// The records that were refused, as they stood, a line each: the first [`MAX_REFUSED`] bytes of them.
    pub refused: Vec<String>,
    /// How many records were refused.
    pub refusals: usize,
    /// How many records were kept with a remark.
    pub remarked: usize,
}

/// Whom the names mean.
struct Settled {
    actors: Vec<Actor>,
    sources: Vec<Source>,
    blocks: Vec<Placed>,
    /// How many events each actor has; `None` where names that are one have to be counted together.
    counts: Option<Vec<u32>>,
    issues: Vec<Issue>,
}

impl Assembler {
    /// Somebody who writes chunks, on a thread of their own: all are to be added, in the order of the file.
    pub fn writer(&mut self) -> ChunkWriter {
        self.writers.push(Writer::default());
        ChunkWriter::new(self.writers.len() - 1, Met::new(self.keys.hasher().clone()))
    }

    /// How many events have come.
    #[must_use]
    pub fn len(&self) -> usize {
        self.events
    }

    /// Whether none has come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events == 0
    }

    /// Makes room for about so many events in all: to grow bit by bit is to copy again and again.
    pub fn expect(&mut self, events: usize) {
        let more = events.saturating_sub(self.events);
        self.stretches.reserve(more);
        self.keys.reserve(more);
    }

    /// Takes the next chunk.
    pub fn add(&mut self, chunk: Chunk) {
        let Chunk { writer, news, block, stretch, hashes, counts, meta, mut actors, mut sources, .. } = chunk;
        if let Some(meta) = meta {
            self.meta.take_over(meta);
        }
        let before = self.lines as usize;
        for actor in &mut actors {
            shift(&mut actor.spot, before);
            actor.key.iter_mut().for_each(|key| shift(&mut key.spot, before));
        }
        for source in &mut sources {
            shift(&mut source.spot, before);
            source.key.iter_mut().for_each(|key| shift(&mut key.spot, before));
            source.published.iter_mut().for_each(|date| shift(&mut date.spot, before));
        }
        self.actors.declared.append(&mut actors);
        self.sources.declared.append(&mut sources);
        let first = u32::try_from(self.events).unwrap_or(u32::MAX);
        if let Some(met) = self.writers.get_mut(writer) {
            let [new_actors, new_sources] = &news;
            met.actors.extend(new_actors.iter().map(|(name, hash)| self.actors.number(name, hash)));
            met.sources.extend(new_sources.iter().map(|(name, hash)| self.sources.number(name, hash)));
            self.counts.resize(self.actors.all.len(), 0);
            for (actor, count) in counts {
                let name = met.actors.get(actor as usize).map_or(usize::MAX, |&name| name as usize);
                self.counts.iter_mut().skip(name).take(1).for_each(|sum| *sum += count.events);
            }
        }
        self.stretches.extend(first, stretch);
        let placed = Placed::new(block, Arc::default(), first, self.lines);
        self.events += placed.rows.len();
        self.blocks.push(placed);
        self.origins.push(Origin { writer, latest: chunk.latest });
        self.keys.reserve(hashes.len());
        for (arrival, (hash, own)) in (first..).zip(hashes) {
            self.key(arrival, hash, own);
        }
        for mut issue in chunk.issues {
            issue.place.line = issue.place.line.saturating_add(self.lines);
            self.remark(issue, MAX_TOLD);
        }
        self.untold += chunk.untold;
        self.keep(chunk.refused, chunk.refusals);
        self.remarked += chunk.remarked;
        self.lines = self.lines.saturating_add(chunk.lines);
    }

    /// Something is wrong; it is told unless so many are already.
    fn remark(&mut self, issue: Issue, most: usize) {
        if self.issues.len() < most {
            self.issues.push(issue);
        } else {
            self.untold += 1;
        }
    }

    /// Whether nothing was said yet of the event on that line.
    fn is_unremarked(&self, line: u32) -> bool {
        self.issues.iter().take(2 * MAX_TOLD).all(|issue| issue.place.line != line)
    }

    fn keep(&mut self, refused: String, count: usize) {
        self.refusals += count;
        if self.kept + refused.len() > MAX_REFUSED {
            self.unkept += count;
        } else if !refused.is_empty() {
            self.kept += refused.len();
            self.refused.push(refused);
        }
    }

    /// A line was passed over, for this reason; it stands before the next chunk.
    pub fn pass_over(&mut self, mut issue: Issue) {
        self.lines = self.lines.saturating_add(1);
        issue.place = Place { line: self.lines, column: 1 };
        self.refusals += 1;
        self.unkept += 1;
        self.remark(issue, 2 * MAX_TOLD);
    }

    /// The stream ends too early, for this reason: what is not there counts as one record.
    pub fn cut_short(&mut self, issue: Issue) {
        self.refusals += 1;
        self.remark(issue, 2 * MAX_TOLD);
    }

    fn key_of(&self, arrival: u32) -> TextRef<'_> {
        if let Some(renamed) = self.renamed.get(&arrival) {
            return renamed.as_ref();
        }
        find(&self.blocks, arrival).map(|(placed, row)| placed.event(row).key).unwrap_or_default()
    }

    fn line_of(&self, arrival: u32) -> u32 {
        find(&self.blocks, arrival).map_or(0, |(placed, row)| placed.event(row).line)
    }

    /// Notes the key of an event; one that is there already gets the next free one, for now.
    fn key(&mut self, arrival: u32, hash: u32, own: bool) {
        if !own {
            self.made.push(arrival);
        }
        if self.keys.find_hashed(hash, |place| self.key_of(place) == self.key_of(arrival)).is_none() {
            return self.keys.insert_hashed(hash, arrival);
        }
        self.rename(arrival);
    }

    /// Gives an event the next of `key-2`, `key-3` .. that nothing has.
    fn rename(&mut self, arrival: u32) -> Text {
        let key = self.key_of(arrival).to_text();
        let mut number = self.tried.get(&key).copied().unwrap_or(1);
        let next = loop {
            number += 1;
            let next = format!("{}-{number}", key.raw());
            if self.keys.find(&next, |place| self.key_of(place).raw() == next).is_none() {
                break next;
            }
        };
        self.tried.insert(key, number);
        self.keys.insert(&next, arrival);
        let next = Text::new(next);
        self.renamed.insert(arrival, next.clone());
        next
    }

    /// Gives out the keys once more: one that an event has of its own goes to nothing else, also where
    /// that comes later.
    fn settle_keys(&mut self) {
        if self.renamed.is_empty() {
            return;
        }
        self.renamed.clear();
        self.tried.clear();
        self.keys = self.keys.emptied();
        self.keys.reserve(self.events);
        let made = std::mem::take(&mut self.made);
        let mut made = made.into_iter().peekable();
        // Events that have to wait, with the one that has their key already.
        let mut waiting = Vec::new();
        for arrival in (0..).take(self.events) {
            if made.next_if_eq(&arrival).is_some() {
                waiting.push((arrival, None));
                continue;
            }
            match self.holder(arrival) {
                Some(first) => waiting.push((arrival, Some(first))),
                None => self.keys.insert_hashed(self.hash_of(arrival), arrival),
            }
        }
        let mut doubled = 0_usize;
        for (arrival, first) in waiting {
            let Some(first) = first else {
                // Two events of one day and title may well be two.
                if self.holder(arrival).is_some() {
                    self.rename(arrival);
                } else {
                    self.keys.insert_hashed(self.hash_of(arrival), arrival);
                }
                continue;
            };
            let key = self.key_of(arrival).to_text();
            let next = self.rename(arrival);
            doubled += 1;
            let is_new = doubled > MAX_DOUBLED || self.is_unremarked(self.line_of(arrival));
            self.remarked += usize::from(is_new);
            if doubled <= MAX_DOUBLED {
                let first = self.line_of(first);
                let what = format!("event key `{}` is there twice (first on line {first})", line(key.raw()));
                let help = format!("rename one; this one is called `{}` here", line(next.raw()));
                let mut issue = Issue::error(Spot::NONE, what, help);
                issue.place = Place { line: self.line_of(arrival), column: 1 };
                self.issues.push(issue);
            }
        }
        if let Some(more) = doubled.checked_sub(MAX_DOUBLED).filter(|&more| more > 0) {
            let what = format!("{more} more events have a key that is there twice");
            self.issues.push(Issue::error(Spot::NONE, what, "give each event a key of its own"));
        }
    }

    fn hash_of(&self, arrival: u32) -> u32 {
        self.keys.hasher().hash(self.key_of(arrival).raw())
    }

    /// The event that has the key of this one already.
    fn holder(&self, arrival: u32) -> Option<u32> {
        let key = self.key_of(arrival);
        self.keys.find_hashed(self.hash_of(arrival), |place| self.key_of(place) == key)
    }

    /// Finds out whom the names mean, from what was declared.
    fn settle(&self, actors: Vec<DraftActor>, sources: Vec<DraftSource>) -> Settled {
        let mut issues = Vec::new();
        let (sources, source_ids) = settle_sources(sources, &self.sources.all, &mut issues);
        let (actors, actor_ids) = settle_actors(actors, &self.actors.all, &mut issues);
        for issue in &mut issues {
            let line_at = |spot: Spot| spot.offset().and_then(|line| u32::try_from(line).ok());
            if let Some(first) = line_at(issue.first) {
                issue.what = Text::new(format!("{} (first on line {first})", issue.what.raw()));
            }
            issue.place = Place { line: line_at(issue.spot).unwrap_or(0), column: 1 };
        }
        let id_of = |ids: &[u32], name: u32| ids.get(name as usize).copied().unwrap_or(u32::MAX);
        let numbers = |writer: &Writer| {
            Arc::new(Numbers {
                actors: writer.actors.iter().map(|&name| ActorId(id_of(&actor_ids, name))).collect(),
                sources: writer.sources.iter().map(|&name| SourceId(id_of(&source_ids, name))).collect(),
            })
        };
        let numbers: Vec<Arc<Numbers>> = self.writers.iter().map(numbers).collect();
        let placed = |(placed, origin): (&Placed, &Origin)| Placed {
            numbers: numbers.get(origin.writer).cloned().unwrap_or_default(),
            ..placed.clone()
        };
        let blocks = self.blocks.iter().zip(&self.origins).map(placed).collect();
        let mut counts = Some(vec![0; actors.len()]);
        for (&id, &count) in actor_ids.iter().zip(&self.counts).filter(|(_, count)| **count > 0) {
            match counts.as_mut().and_then(|counts| counts.get_mut(id as usize)) {
                Some(sum @ 0) => *sum = count,
                // In some event it may be under both names.
                _ => counts = None,
            }
        }
        Settled { actors, sources, blocks, counts, issues }
    }

    /// Remarks on sources that were out before the events that they report as past.
    fn sense(&mut self, settled: &Settled) {
        for (origin, placed) in std::mem::take(&mut self.origins).iter().zip(&settled.blocks) {
            let source = |id: &SourceId| settled.sources.get(id.0 as usize);
            let suspect = origin.latest.iter().any(|&(number, latest)| {
                let source = placed.numbers.sources.get(number as usize).and_then(source);
                let published = source.and_then(|source| source.published.as_ref());
                published.is_some_and(|published| published.ends().latest_end < latest)
            });
            let mut found = Vec::new();
            for row in placed.rows.iter().filter(|_| suspect) {
                if self.issues.len() + found.len() > 2 * MAX_TOLD {
                    self.stopped = true;
                    break;
                }
                let event = placed.event(row);
                let (None | Some(Status::Occurred), Some(date)) = (event.status, &event.date) else {
                    continue;
                };
                for quote in event.quotes.iter().filter(|quote| quote.stance != Some(Stance::Mentions)) {
                    let Some(source) = quote.source.as_ref().and_then(source) else { continue };
                    found.extend(too_early(Spot::NONE, date, source).map(|mut issue| {
                        issue.place = Place { line: event.line, column: 1 };
                        issue
                    }));
                }
            }
            let mut last = 0;
            for issue in found {
                let line = issue.place.line;
                self.remarked += usize::from(line != last && self.is_unremarked(line));
                last = line;
                self.remark(issue, 2 * MAX_TOLD);
            }
        }
    }

    /// What has come so far, as a timeline.
    #[must_use]
    pub fn so_far(&mut self) -> Timeline {
        // What is put in order here need not be in the end.
        self.stretches.sort();
        let settled = self.settle(self.actors.declared.clone(), self.sources.declared.clone());
        Timeline::assemble(Parts {
            meta: self.meta.clone(),
            sources: settled.sources,
            actors: settled.actors,
            blocks: settled.blocks,
            stretches: Some(Cow::Borrowed(&self.stretches)),
            renamed: self.renamed.clone(),
            keys: None,
            counts: settled.counts,
        })
    }

    /// The whole, when nothing more comes.
    #[must_use]
    pub fn finish(mut self) -> (Timeline, Told) {
        self.settle_keys();
        let (actors, sources) =
            (std::mem::take(&mut self.actors.declared), std::mem::take(&mut self.sources.declared));
        let mut settled = self.settle(actors, sources);
        for issue in std::mem::take(&mut settled.issues) {
            self.remark(issue, 2 * MAX_TOLD);
        }
        self.sense(&settled);
        let mut issues = self.issues;
        issues.sort_by_key(|issue| issue.place);
        if self.unkept > 0 {
            let what = format!(
                "{} of the refused records are not kept: they are longer than {} MiB",
                self.unkept,
                MAX_REFUSED >> 20
            );
            issues.push(Issue::error(Spot::NONE, what, "mend those that are told first"));
        }
        if self.untold > 0 || self.stopped {
            let least = if self.stopped { "at least " } else { "" };
            let what = format!("{least}{} more remarks like those above", self.untold);
            issues.push(Issue::error(Spot::NONE, what, "mend those that are told first"));
        }
        let timeline = Timeline::assemble(Parts {
            meta: self.meta,
            sources: settled.sources,
            actors: settled.actors,
            blocks: settled.blocks,
            stretches: Some(Cow::Owned(self.stretches)),
            renamed: self.renamed,
            keys: Some(self.keys),
            counts: settled.counts,
        });
        let told = Told { issues, refused: self.refused, refusals: self.refusals, remarked: self.remarked };
        (timeline, told)
    }
}

/// Moves a spot that is a line.
fn shift(spot: &mut Spot, lines: usize) {
    if let Some(line) = spot.offset() {
        *spot = Spot::at(line + lines);
    }
}
