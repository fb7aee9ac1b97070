//! What stands over the panes: one thing at a time, each with its own state.

use super::action::{Action, Group};
use super::keymap::Context;
use super::list_pane::{ListPane, Window};
use super::text_pane::TextPane;
use super::{
    App, Effect, Finder, MarkList, MergeQuestion, NoteEditor, Palette, Prompt, WhichSession, help_page,
};

/// A window or prompt over the panes.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and it is not moved about")]
pub enum Overlay {
    /// All keys and marks.
    Help(TextPane),
    /// What is wrong with the file.
    Issues(IssueList),
    /// The sources.
    Sources(SourceList),
    /// What was read, and when.
    Statistics(TextPane),
    /// What an event said, beside what it says.
    Compare(TextPane),
    /// Which date holds when two events become one.
    Merge(MergeQuestion),
    /// A note that is being written.
    Note(Box<NoteEditor>),
    /// Which session belongs to the timeline.
    Session(WhichSession),
    /// The marks and notes.
    Marks(MarkList),
    /// A line of text.
    Prompt(Prompt),
    /// The actor finder.
    Finder(Finder),
    /// Every action by name.
    Palette(Palette),
}

/// The list of issues.
#[derive(Clone, Copy, Debug, Default)]
pub struct IssueList {
    /// Which is selected.
    pub pane: ListPane,
}

/// The list of sources.
#[derive(Clone, Copy, Debug, Default)]
pub struct SourceList {
    /// Which is selected.
    pub pane: ListPane,
}

/// How many rows each issue, each source and each session takes in its list.
pub const ROWS_EACH: usize = 2;

impl Overlay {
    /// What the keys mean in it.
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Help(_)
            | Self::Issues(_)
            | Self::Sources(_)
            | Self::Statistics(_)
            | Self::Compare(_)
            | Self::Session(_) => Context::Window,
            Self::Merge(_) => Context::Question,
            Self::Note(_) => Context::Editor,
            Self::Prompt(_) => Context::Prompt,
            Self::Finder(_) | Self::Palette(_) | Self::Marks(_) => Context::Picker,
        }
    }

    /// Brings what is derived up to date.
    pub(super) fn refresh(&mut self, app: &App) {
        let body = app.layout().body;
        let rows = usize::from(body.height.saturating_sub(2));
        match self {
            Self::Help(pane) => {
                let width = usize::from(body.width.saturating_sub(4));
                if pane.made_from.is_none_or(|made| made.width != width) {
                    pane.page = help_page(width, app.group_here());
                    pane.made_from = Some(super::text_pane::MadeFrom {
                        subject: super::text_pane::Subject::Nothing,
                        width,
                        edtf: false,
                        generation: 0,
                    });
                }
                pane.settle(rows);
            }
            Self::Issues(list) => list.pane.settle(Window::plain(app.all_issues().count(), rows / ROWS_EACH)),
            Self::Sources(list) => {
                list.pane.settle(Window::plain(app.timeline.sources().len(), rows / ROWS_EACH));
            }
            Self::Statistics(pane) => {
                let width = usize::from(body.width.saturating_sub(4));
                if pane.made_from.is_none_or(|made| made.width != width) {
                    pane.page = app.statistics(width).unwrap_or_default();
                    pane.made_from = Some(super::text_pane::MadeFrom {
                        subject: super::text_pane::Subject::Nothing,
                        width,
                        edtf: false,
                        generation: 0,
                    });
                }
                pane.settle(rows);
            }
            Self::Compare(pane) => pane.settle(rows),
            Self::Merge(question) => {
                let page = app.merge_page(question, usize::from(body.width.saturating_sub(4)));
                question.pane.page = page;
                question.pane.settle(rows);
            }
            Self::Session(which) => which.settle(rows),
            Self::Note(_) => {}
            Self::Marks(marks) => marks.settle(app.finder_rows()),
            Self::Finder(finder) => finder.settle(app.finder_rows()),
            Self::Palette(palette) => palette.settle(app.finder_rows()),
            Self::Prompt(_) => {}
        }
    }
}

impl App {
    /// The part of the help that tells of where the reader is.
    fn group_here(&self) -> Option<Group> {
        if self.sheet().is_some() {
            Some(Group::Document)
        } else if self.reading.is_some() {
            Some(Group::Read)
        } else {
            self.reviewing().map(|_| Group::Review)
        }
    }

    /// How many rows a finder's list has.
    #[must_use]
    pub fn finder_rows(&self) -> usize {
        usize::from(self.layout().body.height.saturating_sub(3))
    }

    /// An action while `overlay` is open.
    pub(super) fn perform_in(&mut self, overlay: Overlay, action: Action) -> Vec<Effect> {
        match overlay {
            Overlay::Prompt(prompt) => self.perform_in_prompt(prompt, action),
            Overlay::Finder(finder) => self.perform_in_finder(finder, action),
            Overlay::Palette(palette) => self.perform_in_palette(palette, action),
            Overlay::Note(editor) => self.perform_in_note(editor, action),
            Overlay::Marks(marks) => self.perform_in_marks(marks, action),
            Overlay::Session(which) => self.perform_in_session(which, action),
            Overlay::Merge(question) => self.perform_in_merge(question, action),
            _ => self.perform_in_window(overlay, action),
        }
    }

    fn perform_in_window(&mut self, mut overlay: Overlay, action: Action) -> Vec<Effect> {
        let rows = usize::from(self.layout().body.height.saturating_sub(2));
        match (&mut overlay, action) {
            // The key that opened a window closes it too.
            (_, Action::Back | Action::Close)
            | (Overlay::Help(_), Action::Help)
            | (Overlay::Issues(_), Action::Issues)
            | (Overlay::Sources(_), Action::Sources)
            | (Overlay::Statistics(_), Action::Statistics)
            | (Overlay::Compare(_), Action::Compare) => return Vec::new(),
            (
                Overlay::Help(pane) | Overlay::Statistics(pane) | Overlay::Compare(pane),
                Action::Move(movement),
            ) => pane.scroll(movement, rows),
            (Overlay::Issues(list), Action::Move(movement)) => {
                list.pane.apply(movement, Window::plain(self.all_issues().count(), rows / ROWS_EACH));
            }
            (Overlay::Sources(list), Action::Move(movement)) => {
                list.pane.apply(movement, Window::plain(self.timeline.sources().len(), rows / ROWS_EACH));
            }
            (Overlay::Issues(list), Action::Open | Action::Edit) => {
                let issue = self.all_issues().nth(list.pane.selected);
                let line = issue.map_or(0, |issue| issue.place.line);
                let file = issue.and_then(|issue| issue.file.as_ref()).map(|file| file.raw().into());
                let effects = self.edit_at(file, line);
                self.overlay = Some(overlay);
                return effects;
            }
            (Overlay::Sources(list), Action::Open | Action::Document | Action::SourceQuotes) => {
                let source = self.timeline.source_ids().nth(list.pane.selected);
                if let Some(source) = source {
                    let has_file = self.timeline.source(source).file.is_some();
                    if action != Action::SourceQuotes && has_file {
                        self.read_document(source, None);
                        return Vec::new();
                    }
                    self.documents.sheet = None;
                    self.reading = None;
                    self.show_source(source, self.selected());
                }
                return Vec::new();
            }
            (Overlay::Sources(_), Action::Note | Action::SetMark) => {
                self.overlay = Some(overlay);
                if action == Action::SetMark {
                    self.letter.take().into_iter().for_each(|letter| self.set_mark(letter));
                } else {
                    self.open_note();
                }
                return Vec::new();
            }
            (Overlay::Sources(list), Action::OpenSource) => {
                let source = self.timeline.source_ids().nth(list.pane.selected);
                let effects = source.map_or_else(Vec::new, |source| self.open_document(source));
                self.overlay = Some(overlay);
                return effects;
            }
            // Anything else that means something everywhere closes the window and is done.
            (_, Action::Open) => {
                self.overlay = Some(overlay);
                return Vec::new();
            }
            (_, action) => return self.perform(action),
        }
        self.overlay = Some(overlay);
        Vec::new()
    }
}
