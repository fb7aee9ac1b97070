//! Reading documents: from the words of an article to dated events, their actors and who said what.
//!
//! Rules and word lists, no model and no network: the same text always gives the same answer, and every
//! answer names the rule that gave it and the bytes of the document that it rests on.
//!
//! # The way of a document
//!
//! | step | module | gives |
//! |---|---|---|
//! | tokens | [`lex`] | words, numbers and signs with their places and shapes |
//! | page | [`page`] | blocks (prose, headline, table, ..) and sentences |
//! | time | [`time`] | expressions of time with their values |
//! | date | [`dated`] | the day that the document was written on, or its bounds |
//! | actors | [`actors`] | people, states, bodies and places, under all their names |
//! | quotes | [`quotes`] | who said what |
//! | events | [`events`] | what happened, is planned or aimed at, and when |
//! | account | [`account`] | all of these of one document |
//! | draft | [`draft`] | a timeline of many documents |
//!
//! Every place is a range of bytes of the untouched text, so that what is shown can always be held
//! against the document.

pub mod account;
pub mod actors;
pub mod dated;
pub mod draft;
pub mod events;
pub mod lex;
pub mod page;
pub mod quotes;
mod replies;
pub mod time;
pub mod vocabulary;
pub mod words;
