//! # annals
//!
//! A terminal reader of timelines in which every event carries its evidence: who took part, and the
//! verbatim words of the sources that say so.
//!
//! ## Map of the crate
//!
//! A module uses only what stands above it in this list.
//!
//! | layer | modules | may do |
//! |---|---|---|
//! | 0 ground | [`text`], [`issue`], [`model`] | compute; never panic on any input |
//! | 1 services | [`period`], [`strip`], [`extract`], [`formats`], [`search`], [`cite`], [`change`], [`session`], [`memo`], [`review`] | compute over the model |
//! | 2 files | [`store`], [`verify`], [`marked`] | read and write files |
//! | 3 state | [`app`] | compute: [`app::App::update`] is the only transition |
//! | 4 drawing | [`ui`] | turn `&App` into cells |
//! | 5 shells | [`tui`], [`cli`] | own the terminal, the process, the loop |
//!
//! ## Invariants
//!
//! - A [`model::Timeline`] is valid by construction: events are ordered, every reference resolves,
//!   keys are unique. What was wrong with the file is told in [`issue::Issue`]s.
//! - Text from outside is kept as it was written and is only ever printed through
//!   [`text::shown`]: no control character reaches a terminal raw.
//! - Nothing gives an undated event a date, and nothing gives a year a day.
//!
//! ## Words
//!
//! *Timeline* is the whole record; an *event* is something dated; an *actor* is a person, state,
//! organisation, company, place or programme; a *source* is a document; a *quote* is verbatim words
//! of a source that bear on an event, with *speaker*, *stance* and *locator* (the pin-cite); a
//! *caveat* is a known error, dispute or ambiguity. Terminal input is never called an event here: it
//! is a message ([`app::Msg`]).

pub mod app;
pub mod change;
pub mod cite;
pub mod cli;
pub mod extract;
pub mod formats;
pub mod issue;
pub mod marked;
pub mod memo;
pub mod model;
pub mod period;
pub mod review;
pub mod search;
pub mod session;
pub mod store;
pub mod strip;
pub mod text;
pub mod tui;
pub mod ui;
pub mod verify;
