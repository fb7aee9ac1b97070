//! What is known beforehand: facts about states, bodies, companies, cities, names and words, as tables.
//!
//! A row of names is parted by `|`, a list of single words by blanks. A name that is written in capitals in
//! a table (`WHO`) counts only where the text writes it so; any other only with capital letters.

pub mod companies;
pub mod first_names;
pub mod organisations;
pub mod places;
pub mod seats;
pub mod states;
pub mod titles;
pub mod words;
