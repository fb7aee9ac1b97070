//! The panes beside the events: actors and quotes.

use super::action::{Move, Pane};
use super::layout::{Layout, measure};
use super::list_pane::{ListPane, Window};
use super::page::{self, Style};
use super::text_pane::{MadeFrom, Subject, TextPane};
use super::{App, Reading};
use crate::model::{ActorId, EventId, SourceId, Timeline};

/// A row of the actors' pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorRow {
    /// Who.
    pub actor: ActorId,
    /// Which participant of the event it is; `None` where all actors are listed.
    pub participant: Option<usize>,
    /// In how many events of the whole timeline they take part.
    pub count: usize,
}

/// The state of the two panes.
#[derive(Debug, Default)]
pub struct Side {
    /// The actors' list.
    pub actors: ListPane,
    /// Its rows.
    pub rows: Vec<ActorRow>,
    /// All actors, not those of the event.
    pub all_actors: bool,
    rows_from: Option<(Option<EventId>, bool, u64)>,
    /// The quotes.
    pub quotes: TextPane,
    /// The source whose quotes are shown; `None` shows those of the event.
    pub source: Option<SourceId>,
    /// The number of its first quote on the page: not all of very many are.
    pub source_from: usize,
}

impl Side {
    /// The chosen actor.
    #[must_use]
    pub fn actor(&self) -> Option<ActorId> {
        self.rows.get(self.actors.selected).map(|row| row.actor)
    }
}

impl App {
    pub(super) fn refresh_side(&mut self, layout: &Layout) {
        self.refresh_actors(layout);
        let area = layout.inside(Pane::Quotes);
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        let subject = match (self.side.source, self.selected()) {
            (Some(source), _) => Subject::Source(source),
            (None, Some(event)) => Subject::Event(event),
            (None, None) => Subject::Nothing,
        };
        // One column is kept for the mark of the chosen quote.
        let from = MadeFrom {
            subject,
            width: width.saturating_sub(2),
            edtf: self.edtf,
            generation: self.generation,
        };
        if self.side.quotes.made_from != Some(from) {
            let same = self.side.quotes.made_from.is_some_and(|made| made.subject == subject);
            let style = Style {
                width: from.width,
                edtf: self.edtf,
                needle: self.needle.as_ref(),
                reader: Some(&self.reader),
            };
            self.side.quotes.page = match subject {
                Subject::Event(event) => page::quotes_page(&self.timeline, event, style),
                Subject::Source(source) => {
                    page::source_page(&self.timeline, source, self.side.source_from, style)
                }
                Subject::Nothing => page::Page::default(),
            };
            // A source of which it is not known yet what it says is asked again.
            let is_gathered =
                !matches!(subject, Subject::Source(id) if self.timeline.quotes_at_hand(id).is_none());
            self.side.quotes.made_from = Some(from).filter(|_| is_gathered);
            if !same {
                self.side.quotes.top = 0;
                self.side.quotes.item = 0;
            }
        }
        self.side.quotes.settle(height);
    }

    fn refresh_actors(&mut self, layout: &Layout) {
        let event = if self.side.all_actors { None } else { self.selected() };
        let from = (event, self.side.all_actors, self.reading_number);
        if self.side.rows_from != Some(from) {
            self.side.rows =
                if self.side.all_actors { all_rows(&self.timeline) } else { rows(&self.timeline, event) };
            self.side.rows_from = Some(from);
            self.side.actors = ListPane::default();
        }
        let height = layout.inside(Pane::Actors).height.into();
        self.side.actors.settle(Window::plain(self.side.rows.len(), height));
    }

    pub(super) fn refresh_reading(&mut self, layout: &Layout) {
        let Some(event) = self.selected() else {
            self.reading = None;
            return;
        };
        let Some(Reading { pane, restored }) = &mut self.reading else { return };
        let width = usize::from(measure(layout.body.width));
        let from =
            MadeFrom { subject: Subject::Event(event), width, edtf: self.edtf, generation: self.generation };
        if pane.made_from != Some(from) {
            let same = pane.made_from.is_some_and(|made| made.subject == from.subject);
            let style =
                Style { width, edtf: self.edtf, needle: self.needle.as_ref(), reader: Some(&self.reader) };
            pane.page = page::event_page(&self.timeline, event, style);
            pane.made_from = Some(from);
            if !same && !*restored {
                pane.top = 0;
                pane.item = 0;
            }
            *restored = false;
        }
        pane.settle(layout.body.height.into());
    }

    pub(super) fn move_actors(&mut self, movement: Move) {
        let height = self.layout().inside(Pane::Actors).height.into();
        self.side.actors.apply(movement, Window::plain(self.side.rows.len(), height));
    }

    pub(super) fn move_quotes(&mut self, movement: Move) {
        let height = self.layout().inside(Pane::Quotes).height.into();
        self.side.quotes.step(movement, height);
    }
}

fn rows(timeline: &Timeline, event: Option<EventId>) -> Vec<ActorRow> {
    let Some(event) = event else { return Vec::new() };
    let actors = timeline.event(event).actors.iter().enumerate();
    actors
        .map(|(index, participant)| ActorRow {
            actor: participant.actor,
            participant: Some(index),
            count: timeline.count_of(participant.actor),
        })
        .collect()
}

/// Beyond so many actors those of as many events stand in the order of the file, and not of their names.
const NAMED: usize = 20_000;

/// Every actor, those with most events first.
fn all_rows(timeline: &Timeline) -> Vec<ActorRow> {
    let mut rows: Vec<ActorRow> = timeline
        .actor_ids()
        .map(|actor| ActorRow { actor, participant: None, count: timeline.count_of(actor) })
        .collect();
    if rows.len() > NAMED {
        rows.sort_unstable_by_key(|row| (std::cmp::Reverse(row.count), row.actor));
        return rows;
    }
    rows.sort_by(|a, b| {
        let name = |row: &ActorRow| &timeline.actor(row.actor).name;
        b.count.cmp(&a.count).then_with(|| name(a).cmp(name(b))).then(a.actor.cmp(&b.actor))
    });
    rows
}
