//! What a file says, before anything is resolved: the one door into a [`Timeline`].
//!
//! Every format fills a [`Draft`] and calls [`Draft::build`]; so references, duplicates and order
//! are dealt with in one place, and every format reports them alike.

use super::event::{CaveatKind, Importance, Status};
use super::quote::Stance;
use super::{ActorKind, Date, Extra, Meta, Timeline};
use crate::issue::{Issue, Spot};
use crate::text::Text;

mod again;
pub(super) mod build;

pub(crate) use build::{NO_TITLE, Pile, made_key, slug};

/// A value and where it stands in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub spot: Spot,
}

impl<T> At<T> {
    /// `value`, found at `spot`.
    pub fn new(value: T, spot: Spot) -> Self {
        Self { value, spot }
    }
}

/// A whole file.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Title, description, language.
    pub meta: Meta,
    /// `[[sources]]`
    pub sources: Vec<DraftSource>,
    /// `[[actors]]`
    pub actors: Vec<DraftActor>,
    /// `[[events]]`
    pub events: Vec<DraftEvent>,
    /// It comes from a format in which nobody gives keys, declares actors or quotes evidence: an actor
    /// or source is declared by being named, and what is missing is not worth a remark.
    pub foreign: bool,
}

/// A source as a file has it. Fields mean what they mean in [`super::Source`].
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct DraftSource {
    pub spot: Spot,
    pub key: Option<At<Text>>,
    pub title: Option<Text>,
    pub publisher: Option<Text>,
    pub author: Option<Text>,
    pub kind: Option<Text>,
    pub published: Option<At<Date>>,
    pub published_basis: Option<Text>,
    pub url: Option<Text>,
    pub language: Option<Text>,
    pub file: Option<Text>,
    pub sha256: Option<Text>,
    pub extra: Extra,
}

/// An actor as a file has it. Fields mean what they mean in [`super::Actor`].
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct DraftActor {
    pub spot: Spot,
    pub key: Option<At<Text>>,
    pub name: Option<Text>,
    pub kind: Option<ActorKind>,
    pub aliases: Vec<Text>,
    pub description: Option<Text>,
    pub extra: Extra,
}

/// An event as a file has it. Fields mean what they mean in [`super::Event`].
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct DraftEvent {
    pub spot: Spot,
    /// The line on which it begins; 0 where there is none.
    pub line: u32,
    /// The input that it came from, where there is more than one.
    pub origin: Option<Text>,
    pub key: Option<At<Text>>,
    pub date: Option<At<Date>>,
    pub title: Option<Text>,
    pub summary: Option<Text>,
    pub status: Option<Status>,
    pub importance: Option<Importance>,
    pub place: Option<Text>,
    pub actors: Vec<DraftParticipant>,
    pub quotes: Vec<DraftQuote>,
    pub caveats: Vec<DraftCaveat>,
    pub tags: Vec<Text>,
    pub extra: Extra,
}

/// A participant, by key.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct DraftParticipant {
    pub actor: At<Text>,
    pub role: Option<Text>,
    pub extra: Extra,
}

/// A quote, its source and speaker by key.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct DraftQuote {
    pub spot: Spot,
    pub text: Text,
    pub source: Option<At<Text>>,
    pub speaker: Option<At<Text>>,
    pub locator: Option<Text>,
    pub stance: Option<Stance>,
    pub note: Option<Text>,
    pub extra: Extra,
}

/// A caveat.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct DraftCaveat {
    pub spot: Spot,
    pub kind: Option<CaveatKind>,
    pub text: Text,
    pub quote: Option<Text>,
    pub extra: Extra,
}

impl DraftEvent {
    /// Whether its key is one that annals makes of the date and the title, and so says no more than these.
    pub(crate) fn has_made_key(&self) -> bool {
        let date = self.date.as_ref().map_or("", |date| date.value.edtf());
        let made = build::slug(&[date, self.title.as_ref().map_or("", Text::raw)], "event");
        let key = self.key.as_ref().map_or("", |key| key.value.raw());
        let numbered = |rest: &str| rest.strip_prefix('-').is_some_and(|rest| rest.parse::<u32>().is_ok());
        key.strip_prefix(made.as_str()).is_some_and(|rest| rest.is_empty() || numbered(rest))
    }
}

impl Draft {
    /// Orders the events, resolves the references, makes the keys unique.
    ///
    /// Nothing is dropped. A reference to a key that is not there becomes an actor or source that is
    /// marked as not declared; of two things with one key the first keeps it and the other gets the
    /// next free one (`key-2`); an event without a key gets one made from its date and title. Each
    /// is told as an issue, as is what the model can see to be wrong: an event without evidence, a
    /// quote without source, an interval that ends before it begins, a source published before an
    /// event that it reports as past.
    #[must_use]
    pub fn build(self) -> (Timeline, Vec<Issue>) {
        build::build(self)
    }

    /// The same with `events` instead of its own, which are made one after the other. Each has a key that no
    /// other has, and what is wrong with them is known.
    pub(crate) fn build_with(self, events: impl Iterator<Item = DraftEvent>) -> Timeline {
        build::build_with(self, events, 0).0
    }
}
