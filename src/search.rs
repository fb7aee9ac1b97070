//! Finding: folded text, fuzzy names, and the filter language.
//!
//! Three ways to look, for three kinds of text:
//!
//! - **names** (actors, commands, titles) are found by letters typed in order, [`actors`] and
//!   [`list`], best first;
//! - **prose** (summaries, quotes, notes) is searched for whole words and phrases, [`text`]: letters
//!   in order would be found in nearly every paragraph;
//! - **events** are chosen by what is known of them, with the filter language, [`filter`].
//!
//! All three compare text as [`fold`] leaves it, so that case, accents and the spelling of quotation
//! marks and dashes never hide a hit; and all three answer with byte ranges of the text *as shown*.

pub mod actors;
pub mod filter;
pub mod fold;
pub mod fuzzy;
pub mod list;
pub mod query;
pub mod text;
