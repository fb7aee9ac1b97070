//! Events that are packed as they come, before anybody knows what else the file declares.
//!
//! A draft of an event takes ten times the room of its packed record. So whoever reads record by record
//! hands each over at once; whom names mean, and which of two events keeps a key, is settled in the end.

use super::pack::Packing;
use super::{
    NO_TITLE, Thing, actor_references, made_key, named_actor, named_source, nameless, sense,
    source_references, sourceless,
};
use crate::issue::{Issue, Issues, Spot};
use crate::model::draft::{At, DraftActor, DraftEvent, DraftParticipant, DraftQuote, DraftSource};
use crate::model::pack::{Met, place};
use crate::model::timeline::{Given, Packed};
use crate::model::{Meta, Stance, Timeline};
use crate::text::{Text, line};

/// The events of a file, packed.
#[derive(Debug)]
pub(crate) struct Pile {
    /// See [`Draft::foreign`](crate::model::Draft::foreign).
    foreign: bool,
    met: Met,
    packing: Packing,
    issues: Issues,
    /// Where each event begins.
    spots: Vec<Spot>,
    /// Where the key of each stands.
    key_spots: Vec<Spot>,
    /// Events whose keys are made for them, events without title, and without evidence.
    made: Vec<u32>,
    untitled: Vec<u32>,
    bare: Vec<u32>,
    /// What is told as past, and who reports it.
    reports: Vec<Report>,
    /// Where somebody is named; not where to name is to declare.
    references: Vec<(Thing, u32, Spot)>,
}

/// A quote of a source, which reports an event as past.
#[derive(Clone, Copy, Debug)]
struct Report {
    event: u32,
    source: u32,
    spot: Spot,
}

impl Pile {
    /// An empty one, of which at most so many issues are told.
    pub(crate) fn new(foreign: bool, most: usize) -> Self {
        Self {
            foreign,
            met: Met::default(),
            packing: Packing::default(),
            issues: Issues::up_to(most),
            spots: Vec::new(),
            key_spots: Vec::new(),
            made: Vec::new(),
            untitled: Vec::new(),
            bare: Vec::new(),
            reports: Vec::new(),
            references: Vec::new(),
        }
    }

    /// Where each event begins, in their order.
    pub(crate) fn spots(&self) -> &[Spot] {
        &self.spots
    }

    /// Packs an event.
    pub(crate) fn event(&mut self, draft: &DraftEvent) {
        let event = place(self.spots.len());
        let own = draft.key.as_ref().filter(|at| !at.value.is_blank());
        self.spots.push(draft.spot);
        self.key_spots.push(own.map_or(draft.spot, |at| at.spot));
        let made;
        let key = if let Some(own) = own {
            &own.value
        } else {
            self.made.push(event);
            let date = draft.date.as_ref().map_or("", |date| date.value.edtf());
            made = Text::new(made_key(date, draft.title.as_ref().map_or("", Text::raw)));
            &made
        };
        let mut odd = Vec::new();
        sense::event(draft, &mut odd);
        self.issues.extend(odd);
        if draft.quotes.is_empty() && !self.foreign {
            self.bare.push(event);
        }
        let stand_in;
        let title = if let Some(title) = draft.title.as_ref().filter(|title| !title.is_blank()) {
            title
        } else {
            self.untitled.push(event);
            stand_in = Text::new(NO_TITLE);
            &stand_in
        };
        let who: Vec<u32> = draft.actors.iter().map(|one| self.participant(one)).collect();
        let is_past = draft.date.is_some() && sense::is_past(draft.status);
        let past = Some(event).filter(|_| is_past);
        let whose: Vec<_> = draft.quotes.iter().map(|quote| self.quote(quote, past)).collect();
        self.packing.event(draft, key, title, &who, &whose);
    }

    fn participant(&mut self, draft: &DraftParticipant) -> u32 {
        let named = self.is_name(&draft.actor);
        let number = self.met.actor(if named { draft.actor.value.raw() } else { "?" });
        self.refer(Thing::Actor, number, draft.actor.spot)
    }

    /// Whether something is named. Where to name is to declare, blank text names nobody: what it declared
    /// would have no name.
    fn is_name(&self, at: &At<Text>) -> bool {
        !(at.value.raw().is_empty() || self.foreign && at.value.is_blank())
    }

    /// The source and the speaker of a quote.
    fn quote(&mut self, draft: &DraftQuote, past: Option<u32>) -> (Option<u32>, Option<u32>) {
        let source = draft.source.as_ref().filter(|at| self.is_name(at)).map(|at| {
            let number = self.met.source(at.value.raw());
            self.refer(Thing::Source, number, at.spot)
        });
        // Who only mentions it may have announced it.
        let reported = past.filter(|_| draft.stance != Some(Stance::Mentions));
        match (source, reported) {
            (Some(source), Some(event)) => self.reports.push(Report { event, source, spot: draft.spot }),
            (None, _) => self.issues.push(sourceless(draft)),
            _ => {}
        }
        let speaker = draft.speaker.as_ref().filter(|at| self.is_name(at)).map(|at| {
            let number = self.met.actor(at.value.raw());
            self.refer(Thing::Actor, number, at.spot)
        });
        (source, speaker)
    }

    fn refer(&mut self, thing: Thing, number: u32, spot: Spot) -> u32 {
        if !self.foreign {
            self.references.push((thing, number, spot));
        }
        number
    }

    /// The timeline, when everything is known, what is wrong with it, and where more is wrong.
    pub(crate) fn build(
        mut self,
        meta: Meta,
        sources: Vec<DraftSource>,
        actors: Vec<DraftActor>,
    ) -> (Timeline, Vec<Issue>, Vec<Spot>) {
        let mut declared = Vec::new();
        let mut sources = source_references(sources, self.foreign, &mut declared);
        let mut actors = actor_references(actors, self.foreign, &mut declared);
        let mut issues = std::mem::replace(&mut self.issues, Issues::up_to(0));
        issues.extend(declared);
        let [actor_names, source_names] =
            self.met.news().map(|names| names.iter().map(|(name, _)| Text::new(name)).collect::<Vec<_>>());
        let actor_ids = actors.settle(&actor_names, named_actor);
        let source_ids = sources.settle(&source_names, named_source);
        for &(thing, number, spot) in &self.references {
            let at = |names: &[Text]| At::new(names.get(number as usize).cloned().unwrap_or_default(), spot);
            let mut nowhere = Vec::new();
            match thing {
                Thing::Source => sources.resolve(&at(&source_names), named_source, &mut nowhere),
                _ => actors.resolve(&at(&actor_names), named_actor, &mut nowhere),
            };
            issues.extend(nowhere);
        }
        let (sources, actors) = (sources.into_all(), actors.into_all());
        let packing = std::mem::take(&mut self.packing);
        let mut parts = packing.place(meta, sources, actors, &source_ids, &actor_ids);

        let packed = Packed(&parts.blocks);
        let mut given = Given::default();
        let doubled = given.settle(&packed, &self.made);
        for (event, first) in doubled {
            issues.push(self.doubled(event, first, &given, &packed));
        }
        if !self.foreign {
            issues.extend(self.made.iter().map(|&event| {
                let what = format!("event without key, here called `{}`", given.key(event, &packed).raw());
                let help = "give it a key of its own, so that marks and notes stay with it";
                Issue::note(self.spot(event), what, help)
            }));
        }
        let key = |event: u32| given.key(event, &packed).to_text();
        issues
            .extend(self.untitled.iter().map(|&event| nameless(Thing::Event, &key(event), self.spot(event))));
        for report in &self.reports {
            let id = source_ids.get(report.source as usize).copied().unwrap_or(u32::MAX);
            let Some(source) = parts.sources.get(id as usize) else { continue };
            if source.published.is_some()
                && let Some(date) = packed.event(report.event).and_then(|event| event.date)
            {
                issues.extend(sense::too_early(report.spot, &date, source));
            }
        }
        let bare: Vec<_> = self.bare.iter().map(|&event| (self.spot(event), key(event))).collect();
        let mut without = Vec::new();
        sense::bare(&bare, self.spots.len(), &mut without);
        issues.extend(without);
        (parts.renamed, parts.keys) = given.into_parts();
        let (mut issues, more) = issues.into_parts();
        // Stable: at one place they stay in the order in which they were found.
        issues.sort_by_key(|issue| issue.spot);
        (Timeline::assemble(parts), issues, more)
    }

    fn spot(&self, event: u32) -> Spot {
        self.spots.get(event as usize).copied().unwrap_or_default()
    }

    fn doubled(&self, event: u32, first: u32, given: &Given, packed: &Packed) -> Issue {
        let spot = |event: u32| self.key_spots.get(event as usize).copied().unwrap_or_default();
        let own = packed.key(event);
        let help = format!("rename one; this one is called `{}` here", line(given.key(event, packed).raw()));
        Issue::error(spot(event), format!("event key `{}` is there twice", line(own.raw())), help)
            .repeating(spot(first))
    }
}
