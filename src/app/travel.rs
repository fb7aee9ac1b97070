//! Getting about: from event to event, over silences, along one actor, back and forward.

use super::App;
use super::action::{Pane, Way};
use super::list_pane::Window;
use super::places::Place;
use crate::model::{ActorId, EventId};

impl App {
    /// Selects an event by its place in the list, without remembering the place before.
    pub(super) fn select(&mut self, position: usize) {
        let mut pane = self.events;
        pane.select(position, self.events_window());
        self.events = pane;
    }

    /// Selects an event from far away, without remembering the place before.
    pub(super) fn jump_silently(&mut self, position: usize) {
        let mut pane = self.events;
        pane.reveal(position, self.events_window());
        self.events = pane;
    }

    /// Selects an event, and remembers the place before.
    pub(super) fn jump(&mut self, position: usize) {
        if position != self.events.selected {
            self.leave();
        }
        self.jump_silently(position);
    }

    pub(super) fn here(&self) -> Option<Place> {
        let event = self.selected_event()?.key.to_text();
        Some(Place { event, filter: self.view.filter_text.clone(), focus: self.shape.focus })
    }

    pub(super) fn leave(&mut self) {
        if let Some(place) = self.here() {
            self.places.leave(place);
        }
    }

    pub(super) fn step(&mut self, way: Way) {
        match way {
            Way::Forward if self.events.selected + 1 < self.view.visible.len() => {
                self.select(self.events.selected + 1);
            }
            Way::Forward => self.say("This is the last event"),
            Way::Back if self.events.selected > 0 => self.select(self.events.selected - 1),
            Way::Back => self.say("This is the first event"),
        }
    }

    /// The actor that "the same actor" means: the one chosen, or the first of the event.
    pub(super) fn main_actor(&self) -> Option<ActorId> {
        self.side.actor().or_else(|| Some(self.selected_event()?.actors.first()?.actor))
    }

    pub(super) fn same_actor(&mut self, way: Way) {
        let (Some(actor), Some(here)) = (self.main_actor(), self.selected()) else {
            self.say("No actor is named for this event");
            return;
        };
        let name = crate::text::line(self.timeline.actor(actor).name.raw()).into_owned();
        let Some(events) = self.timeline.events_at_hand(actor) else {
            self.say(format!("The events of {name} are still being gathered: try again in a moment"));
            return;
        };
        let at = events.partition_point(|&event| event < here);
        let found = match way {
            Way::Forward => {
                let after = at + usize::from(events.get(at) == Some(&here));
                events[after..].iter().find_map(|&event| self.view.position(event))
            }
            Way::Back => events[..at].iter().rev().find_map(|&event| self.view.position(event)),
        };
        match found {
            Some(position) => {
                self.jump(position);
                let chosen = self.side.all_actors;
                if !chosen {
                    self.choose_actor(actor);
                }
                self.say(format!("With {name}"));
            }
            None if way == Way::Forward => self.say(format!("No later event with {name} is shown")),
            None => self.say(format!("No earlier event with {name} is shown")),
        }
    }

    /// Chooses an actor among those of the selected event, so that the next step follows the same.
    pub(super) fn choose_actor(&mut self, actor: ActorId) {
        let layout = self.layout();
        self.refresh_side(&layout);
        if let Some(row) = self.side.rows.iter().position(|row| row.actor == actor) {
            let height = layout.inside(Pane::Actors).height.into();
            self.side.actors.select(row, Window::plain(self.side.rows.len(), height));
        }
    }

    pub(super) fn over_gap(&mut self, way: Way) {
        let here = u32::try_from(self.events.selected).unwrap_or(u32::MAX);
        let gaps = self.view.gaps();
        let found = match way {
            Way::Forward => gaps.get(gaps.partition_point(|&at| at <= here)),
            Way::Back => gaps.partition_point(|&at| at < here).checked_sub(1).and_then(|at| gaps.get(at)),
        };
        let Some(&position) = found else {
            self.say(if way == Way::Forward {
                "No long silence after this"
            } else {
                "No long silence before this"
            });
            return;
        };
        self.jump(position as usize);
        if let Some(silence) = self.silence_before(position as usize) {
            self.say(format!("After {silence} of silence"));
        }
    }

    /// How long nothing happened before the event at a position, as people say it.
    pub(crate) fn silence_before(&self, position: usize) -> Option<String> {
        let date = |position: usize| self.timeline.ends(self.view.visible.get(position)?);
        let (before, after) = (date(position.checked_sub(1)?)?, date(position)?);
        Some(crate::model::date::human_gap(crate::model::date::gap(&before, &after)))
    }

    pub(super) fn period(&mut self, way: Way) {
        let here = u32::try_from(self.events.selected).unwrap_or(u32::MAX);
        let before = &self.view.headings().before;
        let found = match way {
            Way::Forward => before.get(before.partition_point(|&at| at <= here)),
            Way::Back => before.partition_point(|&at| at < here).checked_sub(1).and_then(|at| before.get(at)),
        };
        if let Some(&position) = found {
            self.jump(position as usize);
        }
    }

    pub(super) fn place(&mut self, way: Way) {
        let Some(here) = self.here() else { return };
        let place = match way {
            Way::Back => self.places.back(here),
            Way::Forward => self.places.forward(here),
        };
        let Some(place) = place else {
            self.say(if way == Way::Back { "No place before this" } else { "No place after this" });
            return;
        };
        self.shape.focus = place.focus;
        let id = self.timeline.event_by_key(&place.event);
        if place.filter != self.view.filter_text {
            // It was in force before, so it can be read; if it cannot, the event is still found.
            let _ = match id {
                Some(id) => self.set_filter_at(&place.filter, id),
                None => self.set_filter(&place.filter),
            };
        }
        if let Some(id) = id.filter(|_| self.work.drift.is_none()) {
            let mut pane = self.events;
            pane.reveal(self.view.nearest(id), self.events_window());
            self.events = pane;
        }
    }

    pub(super) fn hit(&mut self, way: Way) {
        if self.needle.is_none() {
            self.say("Nothing is searched for: press /");
            return;
        }
        if self.view.visible.is_empty() {
            self.fail("No event is shown to search in");
            return;
        }
        self.hunt(self.events.selected, way);
    }

    /// The next hit was found, or there is none; `here` is where it was looked for from.
    pub(super) fn hit_found(&mut self, found: Option<usize>, here: usize, way: Way) {
        match found {
            Some(position) => {
                let wrapped = if way == Way::Forward { position <= here } else { position >= here };
                self.jump(position);
                let count = self.work.hit_at(position, self.view.edition);
                let count = count.map(|(number, all)| format!("Hit {number} of {all}"));
                let round = match way {
                    Way::Forward => "searched on from the top",
                    Way::Back => "searched on from the end",
                };
                match (count, wrapped) {
                    (Some(count), true) => self.say(format!("{count}, {round}")),
                    (Some(count), false) => self.say(count),
                    (None, true) => self.say(round.replacen('s', "S", 1)),
                    (None, false) => {}
                }
            }
            None => self.fail("No hit among the events shown"),
        }
    }

    /// Goes to the first event shown that is not before a date.
    pub(super) fn go_to(&mut self, text: &str) -> Result<(), String> {
        let date = crate::model::Date::parse_prose(text, self.today)?;
        let start = date.ends().earliest_start;
        let timeline = &self.timeline;
        let begins = |id: EventId| timeline.ends(id).map(|ends| ends.earliest_start);
        let dated = self.view.visible.partition_point(|id| begins(id).is_some());
        if dated == 0 {
            return Err("no event that is shown has a date".to_owned());
        }
        let visible = &self.view.visible;
        let at = visible.partition_point(|id| begins(id).is_some_and(|begin| begin < start));
        let human = date.human();
        let said = if at == dated {
            format!("{human}: nothing surely begins then or later; this is the last dated event")
        } else if visible.get(at).and_then(begins).is_some_and(|begin| begin > date.ends().latest_end) {
            format!("{human}: nothing surely begins then; this is the next event")
        } else {
            human
        };
        self.jump(at.min(dated - 1));
        self.say(said);
        Ok(())
    }
}
