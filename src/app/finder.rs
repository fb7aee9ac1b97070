//! The actor finder: type a few letters, see who is meant and what they did, follow them.

use tui_input::Input;

use super::action::{Action, Move};
use super::list_pane::{ListPane, Window};
use super::overlay::Overlay;
use super::{App, Effect};
use crate::model::{ActorId, Timeline};
use crate::search::actors::{ActorHit, ActorIndex, ActorSearch};

/// How many hits are kept: more than anybody scrolls through.
const MOST: usize = 1_000;
/// How many are shown while the search goes on: a screenful.
const FIRST: usize = 100;
/// How much is searched between two looks at the keyboard, and how many actors are taken into the index:
/// a few milliseconds' worth of each.
const SLICE: usize = 200_000;
const GROWTH: usize = 40_000;

/// The finder that is open.
#[derive(Debug)]
pub struct Finder {
    /// What is typed.
    pub input: Input,
    /// Who fits, best first.
    pub hits: Vec<ActorHit>,
    /// Which of them is selected.
    pub list: ListPane,
    /// Who was chosen with Tab, in that order.
    pub chosen: Vec<ActorId>,
    /// All of the chosen together, not any of them.
    pub together: bool,
    /// How many actors fit, as far as has been looked.
    pub found: usize,
    search: ActorSearch,
    /// Whether there are actors that were not looked at yet.
    pub searching: bool,
}

impl Finder {
    pub(super) fn new(index: &mut ActorIndex, timeline: &Timeline) -> Self {
        let mut finder = Self {
            input: Input::default(),
            hits: Vec::new(),
            list: ListPane::default(),
            chosen: Vec::new(),
            together: false,
            found: 0,
            search: ActorSearch::start(""),
            searching: false,
        };
        finder.step(index, timeline);
        finder
    }

    /// Looks at some more actors. What is selected stays where the list is not moved.
    pub(super) fn step(&mut self, index: &mut ActorIndex, timeline: &Timeline) {
        let has_all = index.grow(timeline, GROWTH);
        self.searching = !self.search.step(index, SLICE) || !has_all;
        self.hits = self.search.hits(index, if self.searching { FIRST } else { MOST });
        self.found = self.search.found(index);
    }

    /// The selected actor.
    #[must_use]
    pub fn selected(&self) -> Option<ActorId> {
        self.hits.get(self.list.selected).map(|hit| hit.actor)
    }

    pub(super) fn edit(
        &mut self,
        edit: impl FnOnce(&mut Input),
        index: &mut ActorIndex,
        timeline: &Timeline,
    ) {
        let before = self.input.value().to_owned();
        edit(&mut self.input);
        if self.input.value() != before {
            self.search.retype(self.input.value());
            self.list = ListPane::default();
            self.step(index, timeline);
        }
    }

    pub(super) fn settle(&mut self, rows: usize) {
        self.list.settle(Window::plain(self.hits.len(), rows));
    }

    fn choose(&mut self) {
        let Some(actor) = self.selected() else { return };
        match self.chosen.iter().position(|&chosen| chosen == actor) {
            Some(at) => {
                self.chosen.remove(at);
            }
            None => self.chosen.push(actor),
        }
    }
}

impl App {
    pub(super) fn perform_in_finder(&mut self, mut finder: Finder, action: Action) -> Vec<Effect> {
        let rows = self.finder_rows();
        match action {
            // As in every other prompt: Ctrl-U takes away what is typed.
            Action::Back => return Vec::new(),
            Action::Move(movement) => finder.list.apply(movement, Window::plain(finder.hits.len(), rows)),
            Action::Choose => {
                finder.choose();
                finder.list.apply(Move::Down, Window::plain(finder.hits.len(), rows));
            }
            Action::AnyOrAll => finder.together = !finder.together,
            Action::Accept => {
                // Who is best is known when everybody was looked at, not before.
                while finder.searching {
                    finder.step(&mut self.actor_index, &self.timeline);
                }
                let mut actors = finder.chosen.clone();
                if actors.is_empty() {
                    actors.extend(finder.selected());
                }
                if actors.is_empty() {
                    self.overlay = Some(Overlay::Finder(finder));
                    return Vec::new();
                }
                self.reading = None;
                self.follow(&actors, finder.together);
                return Vec::new();
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Finder(finder));
        Vec::new()
    }
}
