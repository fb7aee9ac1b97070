//! Coming back: the place of the last time, and what is new since.

use super::action::{Action, Pane, Way};
use super::keymap::{Context, key_of};
use super::reader::Reader;
use super::{App, Reading};
use crate::session::{Millis, Op, Place, Session, View};
use crate::text::plural;

/// The words for the panes in a saved place.
const PANES: [(Pane, &str); 3] =
    [(Pane::Events, "events"), (Pane::Actors, "actors"), (Pane::Quotes, "quotes")];

impl App {
    /// Looks at a session without sitting down to it: nothing of it changes.
    pub fn look_at(&mut self, session: Session) {
        self.reader = Reader::of(session, &self.timeline);
    }

    /// Takes up a session: what is new is known from now on, and the place is restored unless `fresh`.
    /// Who has moved already stays, and is told how to get there.
    pub fn attach(&mut self, mut session: Session, now: Millis, fresh: bool) {
        let path = self.identity().map(str::to_owned);
        let delta = session.begin(&self.timeline, path.as_deref(), now);
        let place = session.place().cloned();
        self.reader = Reader::default();
        (self.reader.session, self.reader.now, self.reader.unsaved) = (Some(session), now, delta);
        self.reader.take_in(&self.timeline);
        match place.filter(|_| !fresh) {
            Some(place) if self.is_untouched() => self.restore(&place),
            Some(place) => self.keep_behind(&place),
            None => {}
        }
        self.recall_history();
        if let Some(followed) = self.followed()
            && self.message.as_ref().is_none_or(|message| !message.is_error)
        {
            self.say(followed);
        }
        self.refresh();
    }

    /// Says which events were found again that have another title or date, where some were.
    pub(super) fn followed(&mut self) -> Option<String> {
        let count = self.reader.session.as_mut()?.take_followed();
        let (it, has) = if count == 1 { ("it", "has") } else { ("them", "have") };
        let what = plural(count, "event");
        (count > 0).then(|| format!("{what} {has} another title or date now: what was kept of {it} goes on"))
    }

    /// What a session knows it by.
    #[must_use]
    pub fn identity(&self) -> Option<&str> {
        self.origin.inputs.as_deref().or(self.origin.identity.as_deref())
    }

    /// The program ends: the page that was read to its end counts.
    pub fn leaving(&mut self) {
        self.leave_page();
        if let Some(super::Overlay::Note(editor)) = self.overlay.take() {
            self.keep_note(*editor);
        }
        self.reader.apply(&self.timeline, Op::Touch);
    }

    /// The timeline is another: what is new and changed is found again.
    pub(super) fn meet_again(&mut self) {
        self.reader.page = None;
        let now = self.reader.now;
        let path = self.identity().map(str::to_owned);
        if let Some(session) = &mut self.reader.session {
            let delta = session.meet(&self.timeline, path.as_deref(), now);
            self.reader.unsaved.absorb(delta);
            self.reader.take_in(&self.timeline);
        }
    }

    pub(super) fn place_now(&self) -> Place {
        let word = |pane: Pane| PANES.iter().find(|(one, _)| *one == pane).map_or("", |(_, word)| word);
        let mut panes = vec![format!("split={}", self.shape.split), format!("actors={}", self.shape.actors)];
        if self.side.all_actors {
            panes.push("all-actors".to_owned());
        }
        panes.extend(self.edtf.then(|| "edtf".to_owned()));
        panes.extend(self.delta.then(|| "delta".to_owned()));
        panes.extend(self.view.certain_only.then(|| "certain".to_owned()));
        let scroll = self.reading.as_ref().map_or(self.top(), |reading| reading.pane.top);
        Place {
            event: self.home().map(|id| self.timeline.event(id).key.raw().to_owned()),
            filter: self.view.filter_text.clone(),
            view: if self.reading.is_some() { View::Read } else { View::List },
            focus: word(self.shape.focus).to_owned(),
            panes,
            zoom: if self.shape.zoomed { word(self.shape.focus).to_owned() } else { String::new() },
            scroll: u32::try_from(scroll).unwrap_or(u32::MAX),
        }
    }

    pub(super) fn restore(&mut self, place: &Place) {
        if let Some((pane, _)) = PANES.iter().find(|(_, word)| *word == place.focus) {
            // The keys of a review are those of the list.
            self.shape.focus = if self.reviewing().is_some() { Pane::Events } else { *pane };
        }
        self.shape.zoomed = !place.zoom.is_empty();
        let share = |text: &str| text.parse::<u16>().ok().filter(|share| (15..=85).contains(share));
        for word in &place.panes {
            match word.split_once('=') {
                Some(("split", value)) => self.shape.split = share(value).unwrap_or(self.shape.split),
                Some(("actors", value)) => self.shape.actors = share(value).unwrap_or(self.shape.actors),
                _ => match word.as_str() {
                    "all-actors" => self.side.all_actors = true,
                    "edtf" => self.edtf = true,
                    "delta" => self.delta = true,
                    "certain" => self.view.certain_only = true,
                    _ => {}
                },
            }
        }
        let id = place.event.as_deref().and_then(|key| self.timeline.event_by_key(key));
        // A large file is filtered a little at a time, from here on.
        if let Err(error) = self.set_filter_at(&place.filter, id.unwrap_or_default()) {
            self.fail(format!("The filter of last time no longer fits the file: {error}"));
            if let Some(id) = id {
                self.jump_silently(self.view.nearest(id));
            }
        }
        let scroll = usize::try_from(place.scroll).unwrap_or(0);
        if place.view == View::Read && self.selected().is_some() {
            let mut reading = Reading::default();
            reading.pane.top = scroll;
            reading.restored = true;
            self.reading = Some(reading);
        } else {
            self.stand_at(scroll);
        }
        self.welcome(place.event.is_none() || id.is_some());
    }

    /// Leaves the place of last time where going back leads to.
    fn keep_behind(&mut self, place: &Place) {
        let Some(event) = place.event.as_deref().filter(|key| self.timeline.event_by_key(*key).is_some())
        else {
            return;
        };
        let pane =
            PANES.iter().find(|(_, word)| *word == place.focus).map_or(Pane::Events, |(pane, _)| *pane);
        self.places.leave(super::places::Place {
            event: event.into(),
            filter: place.filter.clone(),
            focus: pane,
        });
        let back = key_of(Context::Panes, Action::Place(Way::Back)).unwrap_or_default();
        self.say(format!("{back} goes to where you were last time"));
    }

    /// Says what is new since the last time. `is_here` says whether the event of last time is still there.
    fn welcome(&mut self, is_here: bool) {
        let Some(session) = self.reader.session() else { return };
        let Some(last) = session.last_sitting() else { return };
        let since = since(last, self.reader.now);
        if self.message.as_ref().is_some_and(|message| message.is_error) {
            return;
        }
        match self.reader.news().sentence(&since) {
            Some(sentence) => {
                self.say(format!("{sentence}: . goes to the next unread, , to the next changed"));
            }
            None if !is_here => self.say("The event at which you were is not in the file any more"),
            None if self.view.filter_text.is_empty() => self.say(format!("Here you were {since}")),
            None => {
                let all = key_of(Context::Panes, Action::Back).unwrap_or_default();
                self.say(format!("Here you were {since}, with this filter: {all} shows all again"));
            }
        }
    }
}

/// "today", "yesterday", "Tuesday", "on 3 May": when the last sitting was.
fn since(last: Millis, now: Millis) -> String {
    const DAY: i64 = 86_400_000;
    let days = now.div_euclid(DAY).saturating_sub(last.div_euclid(DAY));
    let date = chrono::DateTime::from_timestamp(last.div_euclid(1000), 0);
    match (days, date) {
        (..=0, _) => "earlier today".to_owned(),
        (1, _) => "yesterday".to_owned(),
        (2..=6, Some(date)) => date.format("%A").to_string(),
        (_, Some(date)) => date.format("%-d %B %Y").to_string(),
        (_, None) => "last time".to_owned(),
    }
}
