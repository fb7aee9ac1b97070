//! The actor finder: type a few letters, see who is meant and what they did, follow them.

use std::rc::Rc;

use tui_input::Input;

use super::action::{Action, Move};
use super::list_pane::{ListPane, Window};
use super::overlay::Overlay;
use super::{App, Effect};
use crate::model::ActorId;
use crate::search::actors::{ActorHit, ActorIndex, ActorSearch};

/// How many hits are kept: more than anybody scrolls through.
const MOST: usize = 1_000;
/// How many actors are looked at between two looks at the keyboard: a few milliseconds' worth.
const SLICE: usize = 20_000;

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
    index: Rc<ActorIndex>,
    search: ActorSearch,
    /// Whether there are actors that were not looked at yet.
    pub searching: bool,
}

impl Finder {
    pub(super) fn new(index: Rc<ActorIndex>) -> Self {
        let mut finder = Self {
            input: Input::default(),
            hits: Vec::new(),
            list: ListPane::default(),
            chosen: Vec::new(),
            together: false,
            index,
            search: ActorSearch::start(""),
            searching: false,
        };
        finder.step();
        finder
    }

    /// Looks at some more actors. What is selected stays where the list is not moved.
    pub(super) fn step(&mut self) {
        self.searching = !self.search.step(&self.index, SLICE);
        self.hits = self.search.hits(&self.index, MOST);
    }

    /// How many actors fit, as far as has been looked.
    #[must_use]
    pub fn found(&self) -> usize {
        self.search.found(&self.index)
    }

    /// The selected actor.
    #[must_use]
    pub fn selected(&self) -> Option<ActorId> {
        self.hits.get(self.list.selected).map(|hit| hit.actor)
    }

    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Input)) {
        let before = self.input.value().to_owned();
        edit(&mut self.input);
        if self.input.value() != before {
            self.search.retype(self.input.value());
            self.list = ListPane::default();
            self.step();
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
            Action::Back => {
                // First what is typed goes, then the finder.
                if finder.input.value().is_empty() {
                    return Vec::new();
                }
                finder.edit(Input::reset);
            }
            Action::Move(movement) => finder.list.apply(movement, Window::plain(finder.hits.len(), rows)),
            Action::Choose => {
                finder.choose();
                finder.list.apply(Move::Down, Window::plain(finder.hits.len(), rows));
            }
            Action::AnyOrAll => finder.together = !finder.together,
            Action::Accept => {
                // Who is best is known when everybody was looked at, not before.
                while finder.searching {
                    finder.step();
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
