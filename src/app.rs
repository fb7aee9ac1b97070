//! The state of the reader, and its one transition.
//!
//! [`App::update`] takes a [`Msg`] and answers with [`Effect`]s. It never sees a terminal, a file or
//! a clock, so everything that the program does can be tested by calling it.

mod msg;

pub use msg::{Effect, Msg, Outcome};

use crate::issue::Issue;
use crate::model::Timeline;

/// The whole state of the reader.
#[derive(Debug, Default)]
pub struct App {
    /// What is read.
    pub timeline: Timeline,
    /// What was wrong with the file.
    pub issues: Vec<Issue>,
}

impl App {
    /// A reader at the start of `timeline`.
    #[must_use]
    pub fn new(timeline: Timeline, issues: Vec<Issue>) -> Self {
        Self { timeline, issues }
    }

    /// The one transition: takes in `msg`, says what the shell has to do.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) if key.code == crossterm::event::KeyCode::Char('q') => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }
}
