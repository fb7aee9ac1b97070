//! Packing the events of a draft.

use std::collections::HashMap;
use std::sync::Arc;

use super::{DraftEvent, Text};
use crate::model::pack::{Block, EventParts, Loose, Numbers, Packer, PartCaveat, PartParticipant, PartQuote};
use crate::model::timeline::{Parts, Placed};
use crate::model::{Actor, ActorId, Extra, Meta, Source, SourceId};

/// Blocks that fill one after the other.
#[derive(Default)]
pub(super) struct Packing {
    full: Vec<Block>,
    packer: Packer,
}

impl Packing {
    /// Packs one event; actors and sources have the numbers that they have in the timeline.
    pub(super) fn event(
        &mut self,
        draft: &DraftEvent,
        key: &Text,
        title: &Text,
        who: &[u32],
        whose: &[(Option<u32>, Option<u32>)],
    ) {
        if self.packer.is_full() {
            self.full.push(std::mem::take(&mut self.packer).finish());
        }
        with_parts(draft, key, title, who, whose, |parts| self.packer.event(parts));
    }

    /// Everything that a timeline is made of.
    pub(super) fn place(self, meta: Meta, sources: Vec<Source>, actors: Vec<Actor>) -> Parts<'static> {
        let Self { mut full, packer } = self;
        full.push(packer.finish());
        // The numbers in the blocks are those of the timeline already.
        let numbers = Arc::new(Numbers {
            actors: (0..).map(ActorId).take(actors.len()).collect(),
            sources: (0..).map(SourceId).take(sources.len()).collect(),
        });
        let mut first = 0;
        let mut blocks = Vec::new();
        for mut block in full {
            block.shrink();
            let placed = Placed::new(block, Arc::clone(&numbers), first, 0);
            first = first.saturating_add(u32::try_from(placed.rows.len()).unwrap_or(u32::MAX));
            blocks.push(placed);
        }
        Parts {
            meta,
            sources,
            actors,
            blocks,
            stretches: None,
            renamed: HashMap::new(),
            keys: None,
            counts: None,
        }
    }
}

/// Lends a draft to be packed, with the numbers of its actors, and of the source and the speaker of each
/// quote.
pub(in crate::model) fn with_parts(
    draft: &DraftEvent,
    key: &Text,
    title: &Text,
    who: &[u32],
    whose: &[(Option<u32>, Option<u32>)],
    then: impl FnOnce(&EventParts),
) {
    let actors: Vec<PartParticipant> = draft
        .actors
        .iter()
        .zip(who)
        .map(|(one, &actor)| PartParticipant {
            actor,
            role: some(one.role.as_ref()),
            extra: table(&one.extra),
        })
        .collect();
    let quotes: Vec<PartQuote> = draft
        .quotes
        .iter()
        .zip(whose)
        .map(|(one, &(source, speaker))| PartQuote {
            text: one.text.raw(),
            source,
            speaker,
            locator: some(one.locator.as_ref()),
            stance: one.stance,
            note: some(one.note.as_ref()),
            extra: table(&one.extra),
        })
        .collect();
    let caveats: Vec<PartCaveat> = draft
        .caveats
        .iter()
        .map(|one| PartCaveat {
            kind: one.kind,
            text: one.text.raw(),
            quote: some(one.quote.as_ref()),
            extra: table(&one.extra),
        })
        .collect();
    let tags: Vec<&str> = draft.tags.iter().map(Text::raw).filter(|tag| !tag.is_empty()).collect();
    then(&EventParts {
        key: key.raw(),
        date: draft.date.as_ref().map(|date| Loose::from(&date.value)),
        title: title.raw(),
        summary: some(draft.summary.as_ref()),
        status: draft.status,
        importance: draft.importance,
        place: some(draft.place.as_ref()),
        actors: &actors,
        quotes: &quotes,
        caveats: &caveats,
        tags: &tags,
        extra: table(&draft.extra),
        line: draft.line,
        origin: some(draft.origin.as_ref()),
    });
}

/// Absent means absent, not empty.
fn some(text: Option<&Text>) -> Option<&str> {
    text.map(Text::raw).filter(|text| !text.is_empty())
}

fn table(extra: &Extra) -> Option<&toml::Table> {
    extra.as_deref().filter(|extra| !extra.is_empty())
}
