//! Marks and notes: what they sit on, setting them, going to them, taking them back.

use super::App;
use super::action::{Pane, Way};
use crate::model::{ActorId, EventId, Quote, SourceId};
use crate::session::{Letter, NoteId, Op, Outcome, Target, words_hash};
use crate::store::session::said_paths;
use crate::text::{cut, line};

impl App {
    /// What the focus is on: what a mark or a note would sit on.
    pub(super) fn target(&self) -> Option<Target> {
        let event = |id: EventId| self.timeline.event(id).key.raw().to_owned();
        if let Some(source) = self.chosen_source() {
            return Some(Target::Source(self.timeline.source(source).key.raw().to_owned()));
        }
        let id = self.selected()?;
        if self.reading.is_none() {
            match self.shape.focus {
                Pane::Actors => {
                    let actor = self.side.actor()?;
                    return Some(Target::Actor(self.timeline.actor(actor).key.raw().to_owned()));
                }
                Pane::Quotes => {
                    let item = self.side.quotes.chosen()?;
                    let event = self.timeline.event(item.event);
                    let quote = event.quotes.get(item.quote)?;
                    return Some(super::page::quotes::target(&self.timeline, &event, &quote));
                }
                Pane::Events => {}
            }
        }
        Some(Target::Event(event(id)))
    }

    /// What a target is, in words.
    pub(super) fn describe(&self, target: &Target) -> String {
        let event = |key: &str| self.timeline.event_by_key(key).map(|id| self.timeline.event(id));
        let words = match target {
            Target::Event(key) => event(key).map(|event| line(event.title.raw()).into_owned()),
            Target::Actor(key) => {
                let id = self.timeline.actor_by_key(key.as_str());
                id.map(|id| line(self.timeline.actor(id).name.raw()).into_owned())
            }
            Target::Source(key) => {
                let id = self.timeline.source_by_key(key.as_str());
                id.map(|id| line(self.timeline.source(id).title.raw()).into_owned())
            }
            Target::Quote { event: key, words } => event(key).and_then(|event| {
                let quote = event.quotes.iter().find(|quote| words_hash(quote.text.raw()) == *words)?;
                Some(format!("“{}”", line(quote.text.raw())))
            }),
        };
        words.unwrap_or_else(|| "something that is no longer in the file".to_owned())
    }

    pub(super) fn set_mark(&mut self, letter: char) {
        let (Some(letter), true) = (Letter::new(letter), self.remembers()) else { return };
        let Some(on) = self.target() else { return };
        let hint = self.describe(&on);
        // One line of the narrowest screen with panes beside each other.
        let said = cut(&hint, 40).into_owned();
        let outcome = self.reader.apply(&self.timeline, Op::SetMark { letter, on, hint });
        match outcome {
            Outcome::Unchanged => self.say(format!("Mark {} is here already", letter.char())),
            _ => self.say(format!("Mark {0}: {said} (' {0} comes back)", letter.char())),
        }
    }

    pub(super) fn go_to_mark(&mut self, letter: char) {
        let (Some(letter), true) = (Letter::new(letter), self.remembers()) else { return };
        let Some(session) = self.reader.session() else { return };
        let Some(mark) = session.mark_at(letter).cloned() else {
            self.fail(format!("There is no mark {}: m {0} sets it", letter.char()));
            return;
        };
        if !session.is_here(&mark) {
            let title = mark.timeline.as_ref().map_or("another timeline", |there| there.title.as_str());
            let path = mark.timeline.as_ref().and_then(|there| there.path.as_deref());
            let path = path.map_or_else(String::new, |path| format!(": {}", said_paths(path)));
            self.say(format!("Mark {} is in {title}{path}", letter.char()));
            return;
        }
        self.visit(&mark.on);
    }

    /// Goes to what a mark or a note is about; a filter that hides it is lifted.
    pub(super) fn visit(&mut self, target: &Target) {
        // A page shows an event; what is beside it is seen on the main screen.
        if !matches!(target, Target::Event(_)) {
            self.leave_page();
            self.reading = None;
        }
        match target {
            Target::Event(key) => {
                self.visit_event(key);
            }
            Target::Quote { event: key, words } => {
                let Some(id) = self.visit_event(key) else { return };
                self.side.source = None;
                self.shape.focus = Pane::Quotes;
                let layout = self.layout();
                self.refresh_side(&layout);
                let fits = |quote: Quote| words_hash(quote.text.raw()) == *words;
                if let Some(at) = self.timeline.event(id).quotes.iter().position(fits) {
                    self.side.quotes.choose(at, layout.inside(Pane::Quotes).height.into());
                }
            }
            Target::Actor(key) => match self.timeline.actor_by_key(key.as_str()) {
                Some(actor) => self.visit_actor(actor),
                None => self.fail("The actor of this mark is no longer in the file"),
            },
            Target::Source(key) => match self.timeline.source_by_key(key.as_str()) {
                Some(source) => self.show_source(source, self.selected()),
                None => self.fail("The source of this mark is no longer in the file"),
            },
        }
    }

    pub(super) fn visit_event(&mut self, key: &str) -> Option<EventId> {
        let Some(id) = self.timeline.event_by_key(key) else {
            self.fail("The event of this mark is no longer in the file");
            return None;
        };
        if self.view.position(id).is_none() {
            self.leave();
            // The empty filter can always be read.
            let _ = self.set_filter("");
            self.say("The filter hid it: every event is shown again");
        }
        if let Some(position) = self.view.position(id) {
            self.jump(position);
        }
        Some(id)
    }

    pub(super) fn visit_actor(&mut self, actor: ActorId) {
        self.side.all_actors = true;
        self.shape.focus = Pane::Actors;
        self.choose_actor(actor);
    }

    pub(super) fn chosen_source(&self) -> Option<SourceId> {
        match &self.overlay {
            Some(super::Overlay::Sources(list)) => self.timeline.source_ids().nth(list.pane.selected),
            _ => None,
        }
    }

    /// Writes a note, or rewrites one.
    pub(super) fn write_note(&mut self, on: Target, note: Option<NoteId>, text: String) {
        let blank = text.trim().is_empty();
        let op = match note {
            Some(note) => Op::EditNote { note, text },
            None if blank => {
                self.say("Nothing was noted");
                return;
            }
            None => Op::AddNote { on, text },
        };
        let outcome = self.reader.apply(&self.timeline, op);
        self.generation += 1;
        match outcome {
            Outcome::Unchanged => self.say("The note is as it was"),
            _ if blank => self.say("The note is gone: u brings it back"),
            _ => self.say("Noted: u takes it back"),
        }
    }

    pub(super) fn undo(&mut self, way: Way) {
        if !self.remembers() {
            return;
        }
        let op = if way == Way::Back { Op::Undo } else { Op::Redo };
        let outcome = self.reader.apply(&self.timeline, op);
        self.reader.by_hand = self.reader.page.map(|(id, ..)| id);
        self.generation += 1;
        match (outcome, way) {
            (Outcome::Turned(what), Way::Back) => self.say(format!("Taken back: {what}")),
            (Outcome::Turned(what), Way::Forward) => self.say(format!("Done again: {what}")),
            (Outcome::Overtaken(what), _) => {
                self.fail(format!("{what} was changed elsewhere since, and stays"));
            }
            (_, Way::Back) => self.say("There is nothing to take back"),
            (_, Way::Forward) => self.say("There is nothing to do again"),
        }
    }
}
