//! # annals
//!
//! A terminal reader of timelines in which every event carries its evidence: who took part, and the
//! verbatim words of the sources that say so.
//!
//! ## Map of the crate
//!
//! A module uses only what stands above it in this list, or beside it without going round in a circle.
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
//! ## From file to frame
//!
//! ```text
//! path, stdin ─ store::open ─> bytes, decoded and unpacked
//!   ─ formats::read ─> Import: a Timeline, and an Issue for all that was wrong, each with its place
//!   ─ Msg ─> App: view.visible, the events that the filter lets through, in the order of their dates
//!   ─ ui::render ─> only the rows on the screen are made into text ─> cells ─ tui ─> what has changed
//! ```
//!
//! A reader of a format hands on a draft of each event, and [`model::draft`] settles references, keys and order
//! for all formats alike. A large file comes in parts while the first screen stands; each part is a whole
//! timeline, and the place in the one before is kept.
//!
//! ## From key to file
//!
//! ```text
//! key ─> Chord ─ keymap: context, keys typed before ─> Action
//!   ─ App::update(Msg) ─> state, and Effects: what has to be read, written, copied, opened
//!   ─ tui runs the effects beside the loop ─> Msg: what came of it
//! ```
//!
//! Every key is a row of one table, from which help, hints, `annals keys` and the README follow. [`app`] sees no
//! file, no terminal and no clock, so that a test is keys in and a screen out (`annals view --keys`).
//!
//! ## From document to timeline
//!
//! ```text
//! document ─ store::papers ─> its text and what it says of itself
//!   ─ extract::account ─> Account: dates, actors, who says what, events, each with its bytes in the text
//!   ─ extract::draft ─> a Timeline of candidates, one event for all documents that tell of it
//!   ─ review ─> what somebody accepted, mended, rejected ─ store::review ─> the timeline's file
//! ```
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
//!
//! A *draft* is what a file or a document gave before references are settled. A *candidate* is an event that
//! rules found in a document and nobody has judged yet. A *paper* is a document that was read, a *pile* several
//! of them. *Manner* is how the command line says a file is to be read. A record is *refused* when it cannot be
//! kept, and *told* is what is said to the reader about it.
//!
//! ## Stability
//!
//! The library serves the program, its tests and its benchmarks; nothing of it is promised to stay.

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
