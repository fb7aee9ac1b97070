//! Actors: the people, states, bodies, companies, places and programmes that a document names.
//!
//! [`find`] reads one document: it cuts its capitalised words into names, weighs what each name is by the
//! words around it, and brings the forms of one name together (`President Aliyev`, `Ilham Aliyev`).
//! [`join`] does the same across documents. Both only do what the text gives evidence for: a join that is
//! merely likely is kept as a [`Doubt`], shown and not done.
//!
//! | step | module | gives |
//! |---|---|---|
//! | lists | [`lists`] | states, bodies, companies, cities, first names, titles: facts as tables |
//! | words | [`lexicon`] | what a token may mean, and the longest known name at a token |
//! | names | [`names`] | candidates: spans with the evidence for what they are |
//! | aliases | [`alias`] | candidates of one document brought together |
//! | roles | [`roles`] | offices beside a name, and `the mayor` where there is only one |
//! | nouns | [`common`] | `the company`, `the Bank`, where there is only one |
//! | pronouns | [`pronouns`] | `he` and `she`, where there is only one it can be |
//! | pile | [`pile`] | actors of many documents brought together |
//! | spelling | [`spelling`] | one key for the spellings of a name, in Latin and Cyrillic letters |

pub mod alias;
pub mod common;
pub mod lexicon;
pub mod lists;
pub mod names;
pub mod pile;
pub mod pronouns;
pub mod roles;
pub mod spelling;

use std::ops::Range;

use super::page::Page;

pub use pile::{Joined, Member, Pile, Places, join};

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A country, also one that is not recognised by all.
    State,
    /// A body that is not a company: a ministry, an alliance, a university, a party.
    Organisation,
    /// A human being.
    Person,
    /// A city, a region, a sea.
    Place,
    /// A body that trades.
    Company,
    /// What bodies do together: a treaty, a conference, a project.
    Programme,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// By its full name.
    Full,
    /// A person by surname.
    Surname,
    /// A person by first name.
    First,
    /// A person by title and surname: `President Aliyev`.
    Title,
    /// A body by a part of its name: `the Commission`.
    Short,
    /// By its initials.
    Acronym,
    /// A state by its adjective or its people: `Ukrainian`.
    Demonym,
    /// A state by its capital: `Baku says`.
    Metonym,
    /// By a name in another script.
    Script,
    /// By what it is: `the company`.
    Noun,
    /// By a pronoun.
    Pronoun,
}

/// Whether a person is spoken of as he or as she.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// `she`
    Female,
    /// `he`
    Male,
}

/// A join that the text makes likely and does not prove: it is shown and not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The actor that this one may be: its place in [`Cast::actors`].
    pub with: usize,
    /// What speaks for it.
    pub why: &'static str,
}

/// Somebody or something that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The fullest form of the name, on one line.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The other forms that the document uses, in the order of their first mention.
    pub aliases: Vec<String>,
    /// Its mentions: places in [`Cast::mentions`], in the order of the text.
    pub mentions: Vec<usize>,
    /// What the actor was known by.
    pub rule: &'static str,
    /// A person's titles and offices as the document writes them: `President`.
    pub roles: Vec<String>,
    /// The states that stand with a person's office (`Russian President`) or that a body is of: their names.
    pub of: Vec<String>,
    /// A person's gender, where the text or the first name tells.
    pub gender: Option<Gender>,
    /// Whom else it may be.
    pub doubts: Vec<Doubt>,
}

/// A place in the text where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the name; of a surname with the title right before it: `President Aliyev`.
    pub span: Range<usize>,
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// Whom it names: a place in [`Cast::actors`].
    pub actor: usize,
    /// How it names it.
    pub how: How,
    /// What it was known by.
    pub rule: &'static str,
}

/// Somebody who is spoken of and has no name there: `a man`, `the driver`, a pronoun that may be of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The token that tells of them.
    pub token: usize,
    /// Their gender, where the word tells.
    pub gender: Option<Gender>,
}

/// The actors of a document and where they are named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// In the order of their first mention.
    pub actors: Vec<Actor>,
    /// In the order of the text; none overlaps another.
    pub mentions: Vec<Mention>,
    /// In the order of the text; looked for only where persons are named who could be taken for them.
    pub strangers: Vec<Stranger>,
    /// How many mentions end before each [`STEP`]th token and at it, up to the last of them.
    ended: Vec<u32>,
}

/// How many tokens lie between two of [`Cast::ended`].
const STEP: usize = 16;

impl Cast {
    /// Those without a name who are spoken of within these tokens.
    #[must_use]
    pub fn strangers_within(&self, tokens: &Range<usize>) -> &[Stranger] {
        let from = self.strangers.partition_point(|stranger| stranger.token < tokens.start);
        let to = self.strangers.partition_point(|stranger| stranger.token < tokens.end);
        self.strangers.get(from..to).unwrap_or_default()
    }

    /// The mentions that touch these tokens, in order.
    #[must_use]
    pub fn within(&self, tokens: &Range<usize>) -> &[Mention] {
        let from = self.ended_at(tokens.start);
        let mut to = if tokens.len() < STEP { from } else { self.ended_at(tokens.end) };
        while self.mentions.get(to).is_some_and(|mention| mention.tokens.start < tokens.end) {
            to += 1;
        }
        self.mentions.get(from..to).unwrap_or_default()
    }

    /// How many mentions end before a token or at it.
    fn ended_at(&self, token: usize) -> usize {
        let mut count = match self.ended.get(token / STEP) {
            Some(count) => *count as usize,
            None if self.ended.is_empty() => 0,
            None => return self.mentions.len(),
        };
        while self.mentions.get(count).is_some_and(|mention| mention.tokens.end <= token) {
            count += 1;
        }
        count
    }

    /// Notes where mentions end, once all are there.
    fn mark(&mut self) {
        self.ended.clear();
        for (count, mention) in (0_u32..).zip(&self.mentions) {
            let steps = mention.tokens.end.div_ceil(STEP);
            self.ended.resize(self.ended.len().max(steps), count);
        }
        self.ended.push(u32::try_from(self.mentions.len()).unwrap_or(u32::MAX));
    }

    /// Adds mentions that overlap none of those that stand.
    fn put(&mut self, found: Vec<Mention>) {
        self.mentions.extend(found);
        self.mentions.sort_by_key(|mention| mention.tokens.start);
        for actor in &mut self.actors {
            actor.mentions.clear();
        }
        for (at, mention) in self.mentions.iter().enumerate() {
            self.actors[mention.actor].mentions.push(at);
        }
        self.mark();
    }
}

/// All words that the lists have.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    lexicon::listed().chain(names::evidence::PRONOUNS).chain(pronouns::WORDS)
}

/// The most offices that are kept of a person.
const MOST_ROLES: usize = 64;

/// Who is named in a document, and where.
///
/// ```
/// use annals::extract::{actors::{self, How, Kind}, page::Page};
/// let page = Page::read("Prime Minister Anna Berg met Oleh Koval in Kyiv. Berg said Norway would help.");
/// let cast = actors::find(&page);
/// let named: Vec<(&str, Kind)> = cast.actors.iter().map(|actor| (actor.name.as_str(), actor.kind)).collect();
/// assert_eq!(named, [
///     ("Anna Berg", Kind::Person), ("Oleh Koval", Kind::Person), ("Kyiv", Kind::Place), ("Norway", Kind::State),
/// ]);
/// assert_eq!(cast.actors[0].roles, ["Prime Minister"]);
/// assert_eq!((cast.mentions[3].actor, cast.mentions[3].how), (0, How::Surname));
/// ```
#[must_use]
pub fn find(page: &Page) -> Cast {
    let found = names::find(page);
    let mut cast = alias::bring_together(page, found);
    roles::add(page, &mut cast);
    common::add(page, &mut cast);
    pronouns::add(page, &mut cast);
    cast
}
