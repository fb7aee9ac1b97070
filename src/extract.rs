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
//! | actors | [`actors`] | people, states, bodies and places, under all their names |
//! | quotes | [`quotes`] | who said what |
//! | date | [`dated`] | the day that the document was written on, or its bounds |
//!
//! Every place is a range of bytes of the untouched text, so that what is shown can always be held
//! against the document.

pub mod actors;
pub mod dated;
pub mod lex;
pub mod page;
pub mod quotes;
pub mod time;
pub mod words;
