//! The tables of the language: the fields, which the parser, completion, help and the errors read, and
//! what else can be said, for help.

use super::FilterError;
use super::build::{self, Build, one_of};
use super::eval::{Has, Is, Scope, Test};
use super::parse::Value;
use crate::model::{ActorKind, CaveatKind, Importance, Stance, Status, Word};
use crate::review::Certainty;

/// A field of the filter language, as help tells it.
#[derive(Debug)]
pub struct FieldHelp {
    /// The name, without the colon.
    pub name: &'static str,
    /// Other names that do the same.
    pub also: &'static [&'static str],
    /// What stands behind the colon, in a word or two.
    pub value: &'static str,
    /// Which events it means.
    pub meaning: &'static str,
    /// A term as somebody would type it.
    pub example: &'static str,
    pub(super) make: Make,
    pub(super) offer: Offer,
}

/// Makes a test of a value.
pub(super) type Make = fn(&Build<'_>, &Value) -> Result<Test, FilterError>;

/// What completion offers behind the colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offer {
    Nothing,
    Actors,
    Sources,
    Tags,
    Places,
    Roles,
    Status,
    Importance,
    Kind,
    Stance,
    Caveat,
    Certainty,
    Has,
    Is,
}

/// What can be said, beside the fields: how it is written, and what it means.
pub const SYNTAX: &[(&str, &str)] = &[
    ("gas", "text, also within words: in titles, summaries, quotes, notes or caveats"),
    ("\"gas transit\"", "whole words: \"met\" is not in arithmetic; quotes keep blanks, also behind a field"),
    ("2024  2024-05  2024..2025  198X", "a date or a stretch of time; \"2024\" in quotes is text"),
    ("gas energy", "both"),
    ("tag:gas,energy", "one of them"),
    ("-russia", "not that"),
];

/// Every field, in the order in which help lists them.
pub const FIELDS: &[FieldHelp] = &[
    FieldHelp {
        name: "actor",
        also: &["who"],
        value: "key or name",
        meaning: "that actor takes part; for several at once, write several terms",
        example: "actor:\"ilham aliyev\"",
        make: |build, value| build.actor(value),
        offer: Offer::Actors,
    },
    FieldHelp {
        name: "role",
        also: &[],
        value: "text",
        meaning: "somebody takes part in that role",
        example: "role:host",
        make: |_, value| build::text(Scope::Roles, value),
        offer: Offer::Roles,
    },
    FieldHelp {
        name: "kind",
        also: &[],
        value: "kind of actor",
        meaning: "an actor of that kind takes part",
        example: "kind:company",
        make: |build, value| build.kind(value),
        offer: Offer::Kind,
    },
    FieldHelp {
        name: "speaker",
        also: &[],
        value: "key or name",
        meaning: "that actor is quoted",
        example: "speaker:zelenskyy",
        make: |build, value| build.speaker(value),
        offer: Offer::Actors,
    },
    FieldHelp {
        name: "source",
        also: &[],
        value: "key, title, publisher or number of the file",
        meaning: "that source is quoted, or reports it",
        example: "source:003",
        make: |build, value| build.source(value),
        offer: Offer::Sources,
    },
    FieldHelp {
        name: "stance",
        also: &[],
        value: "stance",
        meaning: "a quote bears on it in that way",
        example: "stance:contradicts",
        make: |_, value| one_of::<Stance>("stance", value).map(Test::Stance),
        offer: Offer::Stance,
    },
    FieldHelp {
        name: "caveat",
        also: &[],
        value: "kind of caveat",
        meaning: "there is that kind of doubt",
        example: "caveat:disputed",
        make: |_, value| one_of::<CaveatKind>("kind of caveat", value).map(Test::Caveat),
        offer: Offer::Caveat,
    },
    FieldHelp {
        name: "tag",
        also: &[],
        value: "tag",
        meaning: "it has that tag",
        example: "tag:energy",
        make: |build, value| build.tag(value),
        offer: Offer::Tags,
    },
    FieldHelp {
        name: "status",
        also: &[],
        value: "status",
        meaning: "the sources know it as that",
        example: "status:planned,target",
        make: |_, value| one_of::<Status>("status", value).map(Test::Status),
        offer: Offer::Status,
    },
    FieldHelp {
        name: "importance",
        also: &["imp"],
        value: "importance",
        meaning: "it matters so much",
        example: "imp:core",
        make: |_, value| one_of::<Importance>("importance", value).map(Test::Importance),
        offer: Offer::Importance,
    },
    FieldHelp {
        name: "place",
        also: &[],
        value: "text",
        meaning: "it is in its place",
        example: "place:baku",
        make: |_, value| build::text(Scope::Place, value),
        offer: Offer::Places,
    },
    FieldHelp {
        name: "date",
        also: &[],
        value: "date or stretch of time",
        meaning: "it falls into that time, certainly or possibly",
        example: "date:\"last year\"",
        make: |build, value| build.window(value).map(Test::Date),
        offer: Offer::Nothing,
    },
    FieldHelp {
        name: "after",
        also: &[],
        value: "date",
        meaning: "it begins after the end of that",
        example: "after:2024-11",
        make: |build, value| build.window(value).map(|ends| Test::After(ends.latest_end)),
        offer: Offer::Nothing,
    },
    FieldHelp {
        name: "before",
        also: &[],
        value: "date",
        meaning: "it ends before the beginning of that",
        example: "before:\"spring 2025\"",
        make: |build, value| build.window(value).map(|ends| Test::Before(ends.earliest_start)),
        offer: Offer::Nothing,
    },
    FieldHelp {
        name: "title",
        also: &[],
        value: "text",
        meaning: "it is in the title",
        example: "title:summit",
        make: |_, value| build::text(Scope::Title, value),
        offer: Offer::Nothing,
    },
    FieldHelp {
        name: "quote",
        also: &[],
        value: "text",
        meaning: "it is in the words of a quote",
        example: "quote:\"natural gas\"",
        make: |_, value| build::text(Scope::Quotes, value),
        offer: Offer::Nothing,
    },
    FieldHelp {
        name: "key",
        also: &[],
        value: "text",
        meaning: "it is in the event's key",
        example: "key:cop29",
        make: |_, value| build::text(Scope::Key, value),
        offer: Offer::Nothing,
    },
    FieldHelp {
        name: "origin",
        also: &[],
        value: "text",
        meaning: "it is from that file, where several are read at once",
        example: "origin:reuters.csv",
        make: |_, value| build::text(Scope::Origin, value),
        offer: Offer::Nothing,
    },
    FieldHelp {
        name: "certainty",
        also: &[],
        value: "certainty",
        meaning: "it is a candidate that nobody has judged, and so sure: certain, likely, guess",
        example: "certainty:guess",
        make: |_, value| one_of::<Certainty>("certainty", value).map(Test::Sure),
        offer: Offer::Certainty,
    },
    FieldHelp {
        name: "has",
        also: &[],
        value: "part of an event",
        meaning: "it has that: quote, caveat, date, place, summary, note, mark, tag, actor, sources",
        example: "has:caveat",
        make: |_, value| build::has(value),
        offer: Offer::Has,
    },
    FieldHelp {
        name: "is",
        also: &[],
        value: "state, status or importance",
        meaning: "it is that: undated, exact, approximate, candidate, a status, an importance; or to you unread, read, new, changed, marked, noted",
        example: "is:undated",
        make: |_, value| build::is(value),
        offer: Offer::Is,
    },
];

/// What can stand behind `has:`; the plural does as well.
pub(super) const HAS: &[(&str, Has, &str)] = &[
    ("quote", Has::Quote, "a quote"),
    ("caveat", Has::Caveat, "a known doubt"),
    ("date", Has::Date, "a date"),
    ("place", Has::Place, "a place"),
    ("summary", Has::Summary, "a summary"),
    ("note", Has::Note, "a note, yours or the file's; is:noted is yours"),
    ("tag", Has::Tag, "a tag"),
    ("actor", Has::Actor, "somebody who takes part"),
    ("sources", Has::Sources, "quotes of more than one source"),
];

/// What can stand behind `is:`, beside status, importance and the words of the session.
pub(super) const IS: &[(&str, Is, &str)] = &[
    ("dated", Is::Dated, "it has a date"),
    ("undated", Is::Undated, "nobody says when"),
    ("exact", Is::Exact, "known to the day, without doubt"),
    ("approximate", Is::Approximate, "\"about\": ~ or % in EDTF"),
    ("uncertain", Is::Uncertain, "\"perhaps\": ? or % in EDTF"),
    ("candidate", Is::Candidate, "found by rules, and not judged yet"),
];

/// The field of that name, whatever its case.
pub(super) fn by_name(name: &str) -> Option<&'static FieldHelp> {
    FIELDS.iter().find(|field| {
        std::iter::once(&field.name).chain(field.also).any(|known| known.eq_ignore_ascii_case(name))
    })
}

/// Everything that help offers behind `is:`.
pub(super) fn is_words() -> impl Iterator<Item = &'static str> + Clone {
    let states = IS.iter().map(|(word, ..)| *word);
    states.chain(words::<Status>()).chain(words::<Importance>())
}

fn words<W: Word>() -> impl Iterator<Item = &'static str> + Clone {
    W::ALL.iter().map(|word| word.word())
}

impl Offer {
    /// The words of a closed list, each with what it means where that is not plain.
    pub(super) fn words(self) -> Vec<(&'static str, &'static str)> {
        fn bare<W: Word>() -> Vec<(&'static str, &'static str)> {
            words::<W>().map(|word| (word, "")).collect()
        }
        match self {
            Self::Status => bare::<Status>(),
            Self::Importance => bare::<Importance>(),
            Self::Kind => bare::<ActorKind>(),
            Self::Stance => bare::<Stance>(),
            Self::Caveat => bare::<CaveatKind>(),
            Self::Certainty => bare::<Certainty>(),
            Self::Has => HAS.iter().map(|&(word, _, meaning)| (word, meaning)).collect(),
            Self::Is => is_words()
                .map(|word| {
                    (word, IS.iter().find(|(is, ..)| *is == word).map_or("", |&(.., meaning)| meaning))
                })
                .collect(),
            Self::Nothing | Self::Actors | Self::Sources | Self::Tags | Self::Places | Self::Roles => {
                Vec::new()
            }
        }
    }
}
