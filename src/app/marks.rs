//! The list of marks and notes: find one by its words, go there.

use std::ops::Range;

use tui_input::Input;

use super::action::Action;
use super::list_pane::{ListPane, Window};
use super::overlay::Overlay;
use super::{App, Effect};
use crate::search::list::FuzzyList;
use crate::session::Target;

/// One mark or note.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The letter of a mark; `None` for a note.
    pub letter: Option<char>,
    /// What stands there, or what was noted; clean, on one line.
    pub words: String,
    /// What it is about; for a note.
    pub about: String,
    /// Where it leads; `None` where that is in another timeline.
    pub to: Option<Target>,
}

/// The list that is open.
#[derive(Debug)]
pub struct MarkList {
    /// What is typed.
    pub input: Input,
    /// Which of them is selected.
    pub list: ListPane,
    /// What fits, best first: which entry, and which bytes of its words were matched.
    pub hits: Vec<(usize, Vec<Range<usize>>)>,
    /// Everything there is.
    pub entries: Vec<Entry>,
    names: FuzzyList,
}

impl MarkList {
    fn new(entries: Vec<Entry>) -> Self {
        let names = FuzzyList::of(entries.iter().map(|entry| entry.words.as_str()));
        let mut list =
            Self { input: Input::default(), list: ListPane::default(), hits: Vec::new(), entries, names };
        list.search();
        list
    }

    fn search(&mut self) {
        let query = self.input.value();
        self.hits = if query.trim().is_empty() {
            (0..self.entries.len()).map(|entry| (entry, Vec::new())).collect()
        } else {
            let hits = self.names.find(query, self.entries.len());
            hits.into_iter().map(|hit| (hit.item as usize, hit.ranges)).collect()
        };
        self.list = ListPane::default();
    }

    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Input)) {
        let before = self.input.value().to_owned();
        edit(&mut self.input);
        if self.input.value() != before {
            self.search();
        }
    }

    pub(super) fn settle(&mut self, rows: usize) {
        self.list.settle(Window::plain(self.hits.len(), rows));
    }

    /// The selected entry.
    #[must_use]
    pub fn selected(&self) -> Option<&Entry> {
        self.hits.get(self.list.selected).and_then(|(entry, _)| self.entries.get(*entry))
    }
}

impl App {
    pub(super) fn open_marks(&mut self) {
        if !self.remembers() {
            return;
        }
        let Some(session) = self.reader.session() else { return };
        let clean = |text: &str| crate::text::line(text).into_owned();
        let mut entries: Vec<Entry> = session
            .marks()
            .map(|(letter, mark)| {
                let here = session.is_here(mark);
                let title = mark.timeline.as_ref().map(|there| clean(&there.title)).unwrap_or_default();
                Entry {
                    letter: Some(letter.char()),
                    words: if here { self.describe(&mark.on) } else { clean(&mark.hint) },
                    about: if here { String::new() } else { title },
                    to: here.then(|| mark.on.clone()),
                }
            })
            .collect();
        entries.extend(session.notes().map(|(_, note)| Entry {
            letter: None,
            words: clean(&note.text),
            about: self.describe(&note.on),
            to: Some(note.on.clone()),
        }));
        if entries.is_empty() {
            self.say("No marks and no notes yet: m sets a mark, a writes a note");
            return;
        }
        self.overlay = Some(Overlay::Marks(MarkList::new(entries)));
    }

    pub(super) fn perform_in_marks(&mut self, mut marks: MarkList, action: Action) -> Vec<Effect> {
        let rows = self.finder_rows();
        match action {
            Action::Back => return Vec::new(),
            Action::Move(movement) => marks.list.apply(movement, Window::plain(marks.hits.len(), rows)),
            Action::Accept => match marks.selected().map(|entry| (entry.to.clone(), entry.about.clone())) {
                Some((Some(target), _)) => {
                    self.leave_page();
                    self.reading = None;
                    self.visit(&target);
                    return Vec::new();
                }
                Some((None, about)) => self.say(format!("That is in another timeline: {about}")),
                None => {}
            },
            _ => {}
        }
        self.overlay = Some(Overlay::Marks(marks));
        Vec::new()
    }
}
