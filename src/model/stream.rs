//! A timeline that is read piece by piece: chunks are packed side by side, and put together in order.
//!
//! A [`ChunkWriter`] packs the events of one stretch after the other without knowing what others read
//! between; an [`Assembler`] takes the chunks in the order of the file, gives actors and sources their
//! numbers, sees to it that each key is there once, and can show at any time what has come so far.
//!
//! A writer gives each name that it meets a number of its own, which holds for all its chunks, and a chunk
//! brings only the names that are new: who takes part in a million events is looked up once a thread.

use super::date::Moment;
use super::draft::build::{checked, slug, with_parts};
use super::draft::{DraftActor, DraftEvent, DraftSource};
use super::pack::{Block, EventParts, Met, NameList, Packer};
use super::timeline::Stretch;
use super::{Draft, Meta, Stance, Status};
use crate::issue::{Issue, Spot};
use crate::text::Text;

mod assemble;
mod names;
mod sparse;

pub use assemble::{Assembler, MAX_REFUSED, Told};
use sparse::Sparse;

/// How many remarks are told, of a chunk and of the whole; of more only their number.
const MAX_TOLD: usize = 1_000;

/// The events of one stretch of a file, and what it declares.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Who wrote it.
    writer: usize,
    /// The actors and the sources that its writer has not met before.
    news: [NameList; 2],
    block: Block,
    stretch: Stretch,
    /// The hash of each event's key, and whether the key is the event's own.
    hashes: Vec<(u32, bool)>,
    /// In how many events each actor of the chunk is, by the writer's numbers.
    counts: Vec<(u32, Count)>,
    meta: Option<Meta>,
    /// Their spots are lines of the stretch.
    actors: Vec<DraftActor>,
    sources: Vec<DraftSource>,
    /// The latest beginning of what each source of the chunk reports as past, by the writer's numbers.
    latest: Vec<(u32, Moment)>,
    /// What was wrong; lines count from the beginning of the stretch.
    issues: Vec<Issue>,
    /// How many more remarks there were.
    untold: usize,
    /// How many lines the stretch has.
    pub lines: u32,
    /// Records that were refused, as they stood, a line each.
    refused: String,
    refusals: usize,
    /// How many records were kept with a remark.
    pub remarked: usize,
}

impl Chunk {
    /// Something is wrong; its line counts from the beginning of the stretch.
    pub fn remark(&mut self, issue: Issue) {
        if self.issues.len() < MAX_TOLD {
            self.issues.push(issue);
        } else {
            self.untold += 1;
        }
    }

    /// How many lines were refused, or kept with a remark.
    #[must_use]
    pub fn odd(&self) -> usize {
        self.refusals + self.remarked
    }

    /// A line can be no event.
    pub fn refuse(&mut self, line: &str) {
        self.refusals += 1;
        self.refused.push_str(line.trim_end_matches(['\r', '\n']));
        self.refused.push('\n');
    }
}

/// How many events, and the last of them: one in which somebody is twice counts once.
#[derive(Clone, Copy, Debug)]
struct Count {
    events: u32,
    last: usize,
}

/// Packs chunks, one after the other: what a thread reads. [`Assembler::writer`] makes them.
#[derive(Debug)]
pub struct ChunkWriter {
    number: usize,
    met: Met,
    packer: Packer,
    chunk: Chunk,
    counts: Sparse<Count>,
    latest: Sparse<Moment>,
}

impl ChunkWriter {
    fn new(number: usize, met: Met) -> Self {
        Self {
            number,
            met,
            packer: Packer::default(),
            chunk: Chunk::default(),
            counts: Sparse::default(),
            latest: Sparse::default(),
        }
    }

    /// Begins a chunk of a stretch of about so many bytes.
    pub fn begin(&mut self, bytes: usize) {
        self.packer = Packer::with_capacity(bytes);
    }

    /// The number of an actor of that key or name, for [`EventParts`].
    pub fn actor(&mut self, name: &str) -> u32 {
        self.met.actor(name)
    }

    /// The number of a source of that key or title, for [`EventParts`].
    pub fn source(&mut self, name: &str) -> u32 {
        self.met.source(name)
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
        self.chunk.hashes.push((self.met.hasher().hash(event.key), own));
        let this = self.chunk.hashes.len();
        for one in event.actors {
            self.counts.note(one.actor, |count| match count {
                None => Count { events: 1, last: this },
                Some(count) if count.last == this => count,
                Some(count) => Count { events: count.events + 1, last: this },
            });
        }
        if let (None | Some(Status::Occurred), Some(date)) = (event.status, &event.date) {
            let begins = date.ends.earliest_start;
            for quote in event.quotes.iter().filter(|quote| quote.stance != Some(Stance::Mentions)) {
                let Some(source) = quote.source else { continue };
                self.latest.note(source, |latest| latest.map_or(begins, |latest| latest.max(begins)));
            }
        }
        self.packer.event(event);
    }

    /// Takes in what the line of that number declares or tells, event by event; what is wrong with it goes
    /// to `issues`.
    pub fn draft(&mut self, draft: Draft, number: u32, issues: &mut Vec<Issue>) {
        let Draft { meta, mut sources, mut actors, events, foreign: _ } = draft;
        if meta != Meta::default() {
            self.chunk.meta.get_or_insert_default().take_over(meta);
        }
        // What is wrong with them shows when all are known: until then a spot is a line.
        let spot = Spot::at(number as usize);
        for source in &mut sources {
            source.spot = spot;
            source.key.iter_mut().for_each(|key| key.spot = spot);
            source.published.iter_mut().for_each(|date| date.spot = spot);
        }
        for actor in &mut actors {
            actor.spot = spot;
            actor.key.iter_mut().for_each(|key| key.spot = spot);
        }
        self.chunk.sources.append(&mut sources);
        self.chunk.actors.append(&mut actors);
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
        let key = Text::new(own.map_or_else(made, str::to_owned));
        let title = checked(draft, &key, issues);
        let met = &mut self.met;
        let named = |text: &Text| if text.is_blank() { "?".to_owned() } else { text.raw().to_owned() };
        let who: Vec<u32> = draft.actors.iter().map(|one| met.actor(&named(&one.actor.value))).collect();
        let mut whose = Vec::with_capacity(draft.quotes.len());
        for quote in &draft.quotes {
            let source = quote.source.as_ref().filter(|at| !at.value.is_blank());
            let speaker = quote.speaker.as_ref().filter(|at| !at.value.is_blank());
            whose.push((
                source.map(|at| met.source(at.value.raw())),
                speaker.map(|at| met.actor(at.value.raw())),
            ));
        }
        with_parts(draft, &key, &title, &who, &whose, |parts| self.push(parts, own.is_some()));
    }

    /// The chunk, when its stretch is read.
    pub fn finish(&mut self) -> Chunk {
        let mut chunk = std::mem::take(&mut self.chunk);
        chunk.writer = self.number;
        chunk.news = self.met.news();
        chunk.counts = self.counts.take();
        chunk.latest = self.latest.take();
        chunk.block = std::mem::take(&mut self.packer).finish();
        chunk.block.shrink();
        chunk.stretch = Stretch::of(&chunk.block.rows);
        chunk
    }
}

#[cfg(test)]
mod tests;
