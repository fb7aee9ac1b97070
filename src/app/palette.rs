//! The palette: every action by its name; also a number, a date, `q`.

use std::ops::Range;

use tui_input::Input;

use super::action::{ACTIONS, Action, Described, Group};
use super::keymap::{self, Context};
use super::list_pane::{ListPane, Window};
use super::overlay::Overlay;
use super::{App, Effect};
use crate::search::list::FuzzyList;

/// A hit in the palette.
#[derive(Clone, Debug)]
pub struct PaletteHit {
    /// The action.
    pub described: &'static Described,
    /// Which bytes of its name were matched.
    pub ranges: Vec<Range<usize>>,
}

/// The palette that is open.
#[derive(Debug)]
pub struct Palette {
    /// What is typed.
    pub input: Input,
    /// What fits, best first.
    pub hits: Vec<PaletteHit>,
    /// Which of them is selected.
    pub list: ListPane,
    /// Where it was opened: the keys shown are those of that place.
    pub context: Context,
    names: FuzzyList,
    /// Why what is typed cannot be done.
    pub error: Option<String>,
}

/// The actions that the palette offers: those that have a key where it was opened.
fn offered(context: Context) -> impl Iterator<Item = &'static Described> {
    let asks_for_more = |action| matches!(action, Action::SetMark | Action::GoToMark | Action::Palette);
    ACTIONS.iter().filter(move |described| {
        described.group != Group::Prompt
            && !asks_for_more(described.action)
            && keymap::key_of(context, described.action).is_some()
    })
}

/// Whether a text is a number or a date to go to: `250`, `#250`, `2024-11`.
fn is_place(text: &str) -> bool {
    text.trim_start_matches(['-', '#']).starts_with(|c: char| c.is_ascii_digit())
}

impl Palette {
    /// What Enter does with what is typed, or what may be typed.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self.input.value().trim() {
            typed if is_place(typed) => "Enter goes there",
            typed if !typed.is_empty() && self.hits.is_empty() => "no action has such a name",
            _ => "a name, a number, a date",
        }
    }

    pub(super) fn new(context: Context) -> Self {
        let mut names = FuzzyList::default();
        for described in offered(context) {
            names.push([described.name, described.hint, described.doc]);
        }
        let mut palette = Self {
            input: Input::default(),
            hits: Vec::new(),
            list: ListPane::default(),
            context,
            names,
            error: None,
        };
        palette.search();
        palette
    }

    fn search(&mut self) {
        let offered: Vec<&'static Described> = offered(self.context).collect();
        let hits = self.names.find(self.input.value(), usize::MAX);
        self.hits = hits
            .into_iter()
            .filter_map(|hit| {
                let described = offered.get(hit.item as usize)?;
                // Letters of the name are marked; a hit in the words of the help is a hit all the same.
                let ranges = if hit.form == 0 { hit.ranges } else { Vec::new() };
                Some(PaletteHit { described, ranges })
            })
            .collect();
        self.list = ListPane::default();
        self.error = None;
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
}

impl App {
    pub(super) fn perform_in_palette(&mut self, mut palette: Palette, action: Action) -> Vec<Effect> {
        let rows = self.finder_rows();
        match action {
            Action::Back => return Vec::new(),
            Action::Move(movement) => palette.list.apply(movement, Window::plain(palette.hits.len(), rows)),
            Action::Accept => match self.spoken(palette.input.value().trim()) {
                Some(Ok(effects)) => return effects,
                Some(Err(error)) => palette.error = Some(error),
                None => {
                    if let Some(hit) = palette.hits.get(palette.list.selected) {
                        return self.perform(hit.described.action);
                    }
                    palette.error = Some("no action, number or date of that name".to_owned());
                }
            },
            _ => {}
        }
        self.overlay = Some(Overlay::Palette(palette));
        Vec::new()
    }

    /// What is not the name of an action: `q`, `250`, `2024-11`.
    fn spoken(&mut self, text: &str) -> Option<Result<Vec<Effect>, String>> {
        if matches!(text, "q" | "q!" | "qa" | "wq" | "x") {
            return Some(Ok(vec![Effect::Quit]));
        }
        if !is_place(text) {
            return None;
        }
        let counted = text.strip_prefix('#').and_then(|number| number.parse::<usize>().ok());
        // A year has four digits; a shorter number counts events, and so does one with a #.
        let short = || text.parse::<usize>().ok().filter(|number| text.len() < 4 || *number > 9999);
        if let Some(number) = counted.or_else(short) {
            let count = self.view.visible.len();
            return Some(if (1..=count).contains(&number) {
                self.jump(number - 1);
                Ok(Vec::new())
            } else {
                Err(format!("there are {count} events here, not {number}"))
            });
        }
        Some(self.go_to(text).map(|()| Vec::new()))
    }
}
