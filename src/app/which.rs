//! Which reading session belongs to the timeline: asked over the panes where it is not plain.

use super::action::{Action, Move};
use super::list_pane::{ListPane, Window};
use super::overlay::{Overlay, ROWS_EACH};
use super::{App, Effect};

/// A session that may belong to the timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionChoice {
    /// The title of the timeline that it was kept for.
    pub title: String,
    /// Where that one is, and how much of it is the same.
    pub about: String,
}

/// The question, as a list: each session, and a new one below.
#[derive(Clone, Debug, Default)]
pub struct WhichSession {
    /// The sessions, the likeliest first.
    pub choices: Vec<SessionChoice>,
    /// Which is selected; behind the last one stands a new one.
    pub pane: ListPane,
    /// Whether one is selected: nothing is before a key has gone to one, so that an Enter that was meant for
    /// something else takes none.
    pub is_chosen: bool,
}

/// What the reader said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionAnswer {
    /// The session of that number in the list.
    This(usize),
    /// None of them: a new one.
    New,
    /// Nothing: what is read now is not kept.
    None,
}

impl WhichSession {
    fn items(&self) -> usize {
        self.choices.len() + 1
    }

    pub(super) fn settle(&mut self, rows: usize) {
        self.pane.settle(Window::plain(self.items(), rows / ROWS_EACH));
    }
}

impl App {
    /// Asks which of the sessions belongs to the timeline; [`App::session_answer`] tells.
    pub fn ask_session(&mut self, choices: Vec<SessionChoice>) {
        self.overlay = Some(Overlay::Session(WhichSession { choices, ..WhichSession::default() }));
        self.refresh();
    }

    /// What was said to [`App::ask_session`] since this was last asked.
    pub fn session_answer(&mut self) -> Option<SessionAnswer> {
        self.session_answer.take()
    }

    pub(super) fn perform_in_session(&mut self, mut which: WhichSession, action: Action) -> Vec<Effect> {
        let rows = usize::from(self.layout().body.height.saturating_sub(2));
        match action {
            Action::Back | Action::Close => {
                self.session_answer = Some(SessionAnswer::None);
                self.say("No session was chosen: what you read now is not kept");
                return Vec::new();
            }
            Action::Open if !which.is_chosen => self.say("j and k go to one, Enter takes it; Esc takes none"),
            Action::Open => {
                let chosen = which.pane.selected;
                let known = chosen < which.choices.len();
                self.session_answer =
                    Some(if known { SessionAnswer::This(chosen) } else { SessionAnswer::New });
                return Vec::new();
            }
            Action::Quit | Action::Suspend | Action::Redraw => {
                self.overlay = Some(Overlay::Session(which));
                return self.perform(action);
            }
            Action::Move(movement) => {
                let window = Window::plain(which.items(), rows / ROWS_EACH);
                // The first key goes to the first one, or from below to the last.
                let movement = match (std::mem::replace(&mut which.is_chosen, true), movement) {
                    (false, Move::Down) => Move::Top,
                    (false, Move::Up) => Move::Bottom,
                    (_, movement) => movement,
                };
                which.pane.apply(movement, window);
            }
            // The question stands until it is answered.
            _ => {}
        }
        self.overlay = Some(Overlay::Session(which));
        Vec::new()
    }
}
