//! What each action does.

use super::action::{Action, Move, Pane, Way};
use super::overlay::{IssueList, Overlay, SourceList};
use super::text_pane::TextPane;
use super::work::Later;
use super::{App, Effect, Finder, Palette, Prompt, PromptKind, Reading};
use crate::model::{ActorId, EventId};
use crate::search::filter::{Filter, FilterError};
use crate::text::plural;

/// By how much a pane grows or shrinks at a time, in percent.
const STEP: u16 = 5;

impl App {
    /// Carries out an action: the only place that knows them all.
    pub(super) fn perform(&mut self, action: Action) -> Vec<Effect> {
        if !matches!(action, Action::Move(_)) {
            self.catch_up();
        }
        if let Some(overlay) = self.overlay.take() {
            return self.perform_in(overlay, action);
        }
        if let Some(effects) = self.perform_in_document(action) {
            return effects;
        }
        match action {
            Action::Move(movement) => self.movement(movement),
            Action::ScrollText(way) => self.scroll_text(way),
            Action::Event(way) => self.step(way),
            Action::SameActor(way) => self.same_actor(way),
            Action::Gap(way) => self.over_gap(way),
            Action::NextUnread => self.go_to_unread(false),
            Action::NextChanged => self.go_to_unread(true),
            Action::ToggleRead => self.toggle_read(),
            Action::Compare => return self.compare(),
            Action::SetMark => self.letter.take().into_iter().for_each(|letter| self.set_mark(letter)),
            Action::GoToMark => self.letter.take().into_iter().for_each(|letter| self.go_to_mark(letter)),
            Action::Marks => self.open_marks(),
            Action::Note => self.open_note(),
            Action::Undo(way) => self.undo(way),
            Action::Statistics => {
                if self.remembers() {
                    self.overlay = Some(Overlay::Statistics(TextPane::default()));
                }
            }
            Action::Memo => {
                if self.remembers() {
                    self.prompt(PromptKind::Memo);
                }
            }
            Action::Period(way) => self.period(way),
            Action::Place(way) => self.place(way),
            Action::Hit(way) => self.hit(way),
            Action::Focus(pane) => self.shape.focus = pane,
            Action::FocusCycle(way) => self.cycle(way),
            Action::FocusAside(Way::Forward) => self.aside(true),
            Action::FocusAside(Way::Back) => self.aside(false),
            Action::Zoom => self.zoom(),
            Action::Widen(way) => self.shape.split = resized(self.shape.split, way),
            Action::Heighten(way) => self.shape.actors = resized(self.shape.actors, way),
            Action::EvenPanes => {
                let even = super::Shape::default();
                self.shape = super::Shape { focus: self.shape.focus, ..even };
            }
            Action::Open => self.open(),
            Action::ReadOn => self.read_on(),
            Action::ReadBack => self.read_back(),
            Action::Back => self.back(),
            Action::Close => return self.close(),
            Action::Quit => return vec![Effect::Quit],
            Action::Help => self.overlay = Some(Overlay::Help(TextPane::default())),
            Action::Palette => self.overlay = Some(Overlay::Palette(Palette::new(self.context()))),
            Action::FindActor => self.find_actor(),
            Action::Filter => self.prompt(PromptKind::Filter),
            Action::Search => self.prompt(PromptKind::Search),
            Action::GoTo => self.prompt(PromptKind::GoTo),
            Action::ClearFilter => self.clear_filter(),
            Action::CertainOnly => self.certain_only(),
            Action::ActorScope => self.actor_scope(),
            Action::SourceQuotes => self.source_quotes(),
            Action::Sources => self.overlay = Some(Overlay::Sources(SourceList::default())),
            Action::Issues if self.all_issues().next().is_none() => self.say_that_nothing_is_wrong(),
            Action::Issues => self.overlay = Some(Overlay::Issues(IssueList::default())),
            Action::Edtf => self.edtf = !self.edtf,
            Action::Delta => self.delta = !self.delta,
            Action::Copy(what) => return self.copy(what),
            Action::OpenSource => return self.open_source(),
            Action::Document => self.open_document_here(),
            Action::AddEvent => self.say("An event is made of a sentence in a document: D opens it"),
            Action::Review => self.toggle_review(),
            Action::Judge(_)
            | Action::AcceptAll
            | Action::Merge
            | Action::MarkForMerge
            | Action::Split
            | Action::Mend(_)
            | Action::Candidate(_)
            | Action::NextQuote
            | Action::UndoReview(_)
            | Action::WriteReview => return self.perform_in_review(action),
            Action::Edit => return self.edit(),
            Action::Reload => return vec![Effect::Reload],
            Action::Mouse => return vec![self.toggle_mouse()],
            Action::Redraw => return vec![Effect::Redraw],
            Action::Suspend => return vec![Effect::Suspend],
            // These are keys of prompts and finders.
            Action::Discard
            | Action::NoteInEditor
            | Action::Accept
            | Action::Choose
            | Action::AnyOrAll
            | Action::Mark(..)
            | Action::Sentence(_)
            | Action::Holds(_)
            | Action::Complete
            | Action::History(_) => {}
        }
        Vec::new()
    }

    fn toggle_mouse(&mut self) -> Effect {
        self.mouse = !self.mouse;
        self.say(if self.mouse {
            "The mouse selects and scrolls here"
        } else {
            "The mouse is left to the terminal"
        });
        Effect::Mouse(self.mouse)
    }

    pub(super) fn prompt(&mut self, kind: PromptKind) {
        let text = match kind {
            // What is typed is another term.
            PromptKind::Filter if !self.view.filter_text.is_empty() => format!("{} ", self.view.filter_text),
            PromptKind::Memo => format!("memo-{}.md", self.today),
            PromptKind::Mend(what) => self.mend_text(what),
            PromptKind::Add(what) => self.add_text(what),
            PromptKind::WriteReview => self.proposed_name(),
            _ => String::new(),
        };
        if kind == PromptKind::Filter {
            self.anchor = self.selected().or(self.last);
            // What it lets through is seen while it is typed.
            if self.layout().pane(Pane::Events).is_empty() {
                self.shape.focus = Pane::Events;
            }
        }
        let place = self.here();
        let needle = self.needle.clone();
        self.opened(Prompt::new(kind, text, self.events, needle, place));
    }

    fn zoom(&mut self) {
        let others = [Pane::Events, Pane::Actors, Pane::Quotes].map(|pane| self.layout().pane(pane));
        if !self.shape.zoomed && others.iter().filter(|area| !area.is_empty()).count() < 2 {
            self.say("One pane fills the screen already: 1, 2 and 3 go from one to the other");
            return;
        }
        self.shape.zoomed = !self.shape.zoomed;
    }

    fn find_actor(&mut self) {
        let finder = Finder::new(&mut self.actor_index, &self.timeline);
        self.overlay = Some(Overlay::Finder(finder));
    }

    fn movement(&mut self, movement: Move) {
        let height = self.layout().body.height.into();
        if let Some(reading) = &mut self.reading {
            reading.pane.scroll(movement, height);
            return;
        }
        match self.shape.focus {
            Pane::Events => {
                if matches!(movement, Move::Top | Move::Bottom) {
                    self.leave();
                }
                let mut pane = self.events;
                pane.apply(movement, self.events_window());
                self.events = pane;
            }
            Pane::Actors => self.move_actors(movement),
            Pane::Quotes if self.reviewing().is_some() => self.move_beside(movement),
            Pane::Quotes => self.move_quotes(movement),
        }
    }

    fn scroll_text(&mut self, way: Way) {
        let height = self.layout().inside(Pane::Quotes).height.into();
        let movement = if way == Way::Forward { Move::Down } else { Move::Up };
        if self.reviewing().is_some() {
            self.move_beside(movement);
            return;
        }
        self.side.quotes.scroll(movement, height);
    }

    fn cycle(&mut self, way: Way) {
        use Pane::{Actors, Events, Quotes};

        let height = self.layout().body.height.into();
        if let Some(reading) = &mut self.reading {
            let last = reading.pane.page.items.len().saturating_sub(1);
            let item = match way {
                Way::Forward if reading.pane.item < last => reading.pane.item + 1,
                Way::Forward => 0,
                Way::Back => reading.pane.item.checked_sub(1).unwrap_or(last),
            };
            reading.pane.choose(item, height);
            return;
        }
        self.shape.focus = match (self.shape.focus, way) {
            (Events, Way::Forward) | (Quotes, Way::Back) => Actors,
            (Actors, Way::Forward) | (Events, Way::Back) => Quotes,
            (Quotes, Way::Forward) | (Actors, Way::Back) => Events,
        };
    }

    fn aside(&mut self, right: bool) {
        self.shape.focus = match (self.shape.focus, right) {
            (Pane::Events, true) => Pane::Actors,
            (Pane::Actors, true) => Pane::Quotes,
            (Pane::Quotes, false) => Pane::Actors,
            (Pane::Actors, false) => Pane::Events,
            (pane, _) => pane,
        };
    }

    fn open(&mut self) {
        if let Some(reading) = &self.reading {
            match reading.pane.chosen().copied() {
                Some(item) => drop(self.open_document_of(item)),
                None => self.read_on(),
            }
            return;
        }
        match self.shape.focus {
            Pane::Events => self.begin_reading(),
            Pane::Actors => {
                if let Some(actor) = self.side.actor() {
                    self.follow(&[actor], false);
                }
            }
            Pane::Quotes => self.open_quote(),
        }
    }

    pub(super) fn begin_reading(&mut self) {
        if self.selected().is_some() {
            self.reading = Some(Reading::default());
        }
    }

    /// From a quote to its words in the document; where there is no document, to the page of its event.
    fn open_quote(&mut self) {
        let Some(item) = self.side.quotes.chosen().copied() else { return };
        if self.open_document_of(item) {
            return;
        }
        if self.side.source.is_none() {
            self.begin_reading();
            return;
        }
        match self.view.position(item.event) {
            Some(position) => {
                self.jump(position);
                self.begin_reading();
            }
            None => self.say("The filter hides the event of this quote: F shows every event"),
        }
    }

    pub(super) fn read_on(&mut self) {
        let height = self.layout().body.height.into();
        let Some(reading) = &mut self.reading else {
            self.begin_reading();
            return;
        };
        if !reading.pane.at_end(height) {
            reading.pane.scroll(Move::PageDown, height);
        } else if self.reader.is_on() {
            self.leave_page();
            match self.next_unread(|state| state != super::ReadState::Read) {
                Some(position) => self.select(position),
                None => self.say("Everything shown is read: q goes back to the list"),
            }
        } else if self.events.selected + 1 < self.view.visible.len() {
            self.select(self.events.selected + 1);
        } else {
            self.say("That was the last event: q goes back to the list");
        }
    }

    fn read_back(&mut self) {
        let height = self.layout().body.height.into();
        match &mut self.reading {
            None => self.movement(Move::PageUp),
            Some(reading) if reading.pane.top > 0 => reading.pane.scroll(Move::PageUp, height),
            Some(_) => self.step(Way::Back),
        }
    }

    /// One step back: each press undoes one thing, and none leaves the program.
    fn back(&mut self) {
        if self.reading.take().is_some() || self.side.source.take().is_some() {
            return;
        }
        if self.shape.zoomed {
            self.shape.zoomed = false;
        } else if !self.view.filter_text.is_empty() {
            self.clear_filter();
        } else if self.needle.take().is_some() {
            self.generation += 1;
        } else if self.shape.focus != Pane::Events {
            self.shape.focus = Pane::Events;
        } else {
            self.say("q leaves the program");
        }
    }

    fn close(&mut self) -> Vec<Effect> {
        if self.reading.take().is_some() || self.side.source.take().is_some() {
            return Vec::new();
        }
        vec![Effect::Quit]
    }

    /// Reads a filter and shows what it lets through, staying as near as can be.
    pub(super) fn set_filter(&mut self, text: &str) -> Result<(), FilterError> {
        let here = self.anchor.or_else(|| self.home()).or(self.last);
        self.set_filter_at(text, here.unwrap_or_default())
    }

    /// The same, staying near an event.
    pub(super) fn set_filter_at(&mut self, text: &str, home: EventId) -> Result<(), FilterError> {
        let lexicon = self.lexicon();
        let early = lexicon.is_some_and(|lexicon| !lexicon.is_done(&self.timeline));
        let filter = match Filter::parse_with(text, &self.timeline, self.today, lexicon) {
            // What is not in the words so far may be in the rest: then everything is looked through.
            Err(_) if early => Filter::parse(text, &self.timeline, self.today)?,
            read => read?,
        };
        self.view.set(&self.timeline, &self.reader, (text, filter), home);
        self.jump_silently(self.view.nearest(home));
        self.drift_from(home);
        Ok(())
    }

    /// Stays near an event, as long as a filter is at work.
    pub(super) fn drift_from(&mut self, home: EventId) {
        self.events.selected = self.view.nearest(home);
        self.work.drift = Some((home, self.events.selected)).filter(|_| self.view.is_scanning());
    }

    fn clear_filter(&mut self) {
        if self.view.filter_text.is_empty() {
            self.say("No filter is set");
            return;
        }
        self.leave();
        // The empty filter can always be read.
        let _ = self.set_filter("");
        self.say(format!("All {} again", plural(self.view.visible.len(), "event")));
    }

    fn certain_only(&mut self) {
        let here = self.home();
        let home = here.or(self.last).unwrap_or_default();
        self.view.toggle_certain(&self.timeline, &self.reader, home);
        self.drift_from(home);
        self.say_when_found(Later::Certain);
    }

    /// Says what came of a filter: now, or when every event was asked.
    pub(super) fn say_when_found(&mut self, later: Later) {
        if self.view.is_scanning() {
            let words = format!("Looking at {} ...", plural(self.timeline.len(), "event"));
            self.work.later = Some((later, words.clone()));
            self.say(words);
            return;
        }
        let shown = self.view.visible.len();
        match later {
            Later::Certain => self.say_how_certain(),
            Later::Followed => self.say(format!("{}: Esc shows every event again", plural(shown, "event"))),
            Later::Filtered => {
                let hidden = self.timeline.len() - shown;
                self.say(format!(
                    "{} shown, {hidden} hidden: Esc shows every event again",
                    plural(shown, "event")
                ));
            }
        }
    }

    fn say_how_certain(&mut self) {
        match (self.view.certain_only, self.view.left_out, self.view.possible.len()) {
            (true, 0, _) => self.say("Certain hits only: every hit is certain"),
            (true, n, _) => self.say(format!("Certain hits only: {} left out", plural(n, "possible hit"))),
            (false, _, 0) => self.say("Possible hits too: every hit is certain"),
            (false, _, n) => self.say(format!("Possible hits too: {n} marked with ?")),
        }
    }

    /// Shows only the events in which these actors take part: any of them, or all together.
    pub(super) fn follow(&mut self, actors: &[ActorId], together: bool) {
        let value = |actor: &ActorId| Filter::quote_value(self.timeline.actor(*actor).key.raw());
        let values: Vec<String> = actors.iter().map(value).collect();
        if values.is_empty() {
            return;
        }
        let text = if together {
            values.iter().map(|value| format!("actor:{value}")).collect::<Vec<_>>().join(" ")
        } else {
            format!("actor:{}", values.join(","))
        };
        self.leave();
        // Who is followed is read from the beginning, unless the reader is among their events.
        let takes_part = |id: &EventId| {
            let is_followed = |actor: &ActorId| self.timeline.has_actor(*id, |one| one == *actor);
            if together { actors.iter().all(is_followed) } else { actors.iter().any(is_followed) }
        };
        let here = self.selected().filter(takes_part);
        match self.set_filter_at(&text, here.unwrap_or_default()) {
            Ok(()) => {
                if here.is_none() {
                    self.select(0);
                }
                self.shape.focus = Pane::Events;
                self.side.source = None;
                self.say_when_found(Later::Followed);
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    fn actor_scope(&mut self) {
        self.side.all_actors = !self.side.all_actors;
    }

    fn source_quotes(&mut self) {
        if self.side.source.take().is_some() {
            return;
        }
        let Some(event) = self.selected_event() else { return };
        let quote = event.quotes.get(self.side.quotes.item).or_else(|| event.quotes.first());
        match quote.and_then(|quote| quote.source) {
            Some(source) => self.show_source(source, self.selected()),
            None => self.say("No source is quoted for this event"),
        }
    }

    /// Shows the quotes of a source in its order, with the focus on those of `near`.
    pub(super) fn show_source(&mut self, source: crate::model::SourceId, near: Option<EventId>) {
        let quotes = self.timeline.quotes_at_hand(source).unwrap_or_default();
        let first = quotes.iter().position(|(event, _)| Some(*event) == near).unwrap_or(0);
        // Of very many, those around it.
        let most = super::page::quotes::MOST_QUOTES;
        let first = if quotes.len() > most { first.saturating_sub(most / 2) } else { 0 };
        if (self.side.source, self.side.source_from) != (Some(source), first) {
            self.side.quotes.made_from = None;
        }
        (self.side.source, self.side.source_from) = (Some(source), first);
        self.shape.focus = Pane::Quotes;
        let layout = self.layout();
        self.refresh_side(&layout);
        let quotes = &mut self.side.quotes;
        if let Some(item) = quotes.page.items.iter().position(|item| Some(item.event) == near) {
            quotes.choose(item, layout.inside(Pane::Quotes).height.into());
        }
    }
}

fn resized(share: u16, way: Way) -> u16 {
    match way {
        Way::Forward => (share + STEP).min(85),
        Way::Back => share.saturating_sub(STEP).max(15),
    }
}
