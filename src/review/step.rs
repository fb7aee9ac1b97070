//! What is done in a review, a step each.

use serde::{Deserialize, Serialize};

use super::Verdict;

/// One step of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// These were accepted or rejected, or neither any more.
    Judge {
        /// The keys of the events.
        events: Vec<String>,
        /// What was said.
        verdict: Option<Verdict>,
    },
    /// Another date, in EDTF; none makes it undated.
    Date {
        /// The key of the event.
        event: String,
        /// The date.
        date: Option<String>,
    },
    /// Another title.
    Title {
        /// The key of the event.
        event: String,
        /// The title.
        title: String,
    },
    /// Others who take part.
    Actors {
        /// The key of the event.
        event: String,
        /// The actors, each with what they are in it.
        actors: Vec<Part>,
    },
    /// Another speaker of a quote, or none.
    Speaker {
        /// The key of the event.
        event: String,
        /// Which of its quotes.
        quote: usize,
        /// A key or name of an actor of the timeline, or the name of a new one.
        speaker: Option<String>,
    },
    /// Another status, or none.
    Status {
        /// The key of the event.
        event: String,
        /// As files have it: `planned`.
        status: Option<String>,
    },
    /// Another place, or none.
    Place {
        /// The key of the event.
        event: String,
        /// The place.
        place: Option<String>,
    },
    /// Two are one: the first takes up the evidence of the second, which goes.
    Merge {
        /// The key of the one that stays.
        into: String,
        /// The key of the one that goes.
        from: String,
        /// Which date holds where both have one and they differ.
        #[serde(default, skip_serializing_if = "Holds::is_first")]
        date: Holds,
    },
    /// One is two: a quote goes to an event of its own; the only quote is in both.
    Split {
        /// The key of the event.
        event: String,
        /// Which of its quotes.
        quote: usize,
        /// The key of the new event.
        new: String,
    },
    /// An event that the reader has found in a document, and so has accepted.
    Add(Box<Added>),
}

/// Which of two dates an event has that was two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// That of the one that stays.
    #[default]
    First,
    /// That of the one that goes.
    Second,
    /// That of the one that stays; a caveat tells the other.
    FirstNoted,
    /// That of the one that goes; a caveat tells the other.
    SecondNoted,
}

impl Holds {
    /// Whether the date is the other one's.
    #[must_use]
    pub fn is_second(self) -> bool {
        matches!(self, Self::Second | Self::SecondNoted)
    }

    /// Whether a caveat tells of the date that does not hold.
    #[must_use]
    pub fn is_noted(self) -> bool {
        matches!(self, Self::FirstNoted | Self::SecondNoted)
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_first(&self) -> bool {
        *self == Self::First
    }
}

/// An event that the reader has found in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// Its key.
    pub new: String,
    /// Its title.
    pub title: String,
    /// Its date, in EDTF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who takes part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Part>,
    /// The key of the source that says it.
    pub source: String,
    /// The file of that source, by which it is found in another reading of the documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The digest of that file, by which it is found under another name. Earlier versions did not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The words of it that say so.
    pub quote: String,
    /// Where they stand: `par. 7`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
}

impl Added {
    /// Whether it is the same event, whatever its key: the same words of the same document, under the same title.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.source == other.source && self.quote == other.quote && self.title == other.title
    }
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// A key or name of an actor of the timeline, or the name of a new one.
    pub actor: String,
    /// What they are in it: host, mediator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

impl Step {
    /// The event that it makes.
    #[must_use]
    pub fn makes(&self) -> Option<&str> {
        match self {
            Self::Split { new, .. } => Some(new),
            Self::Add(added) => Some(&added.new),
            _ => None,
        }
    }

    /// Has it name one event by another key.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        let put = |key: &mut String| {
            if key == from {
                to.clone_into(key);
            }
        };
        match self {
            Self::Judge { events, .. } => events.iter_mut().for_each(put),
            Self::Date { event, .. }
            | Self::Title { event, .. }
            | Self::Actors { event, .. }
            | Self::Speaker { event, .. }
            | Self::Status { event, .. }
            | Self::Place { event, .. }
            | Self::Split { event, .. } => put(event),
            Self::Merge { into, from, .. } => {
                put(into);
                put(from);
            }
            Self::Add(added) => put(&mut added.new),
        }
    }

    /// The events that it names.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        let (many, one, two): (&[String], _, _) = match self {
            Self::Judge { events, .. } => (events, None, None),
            Self::Date { event, .. }
            | Self::Title { event, .. }
            | Self::Actors { event, .. }
            | Self::Speaker { event, .. }
            | Self::Status { event, .. }
            | Self::Place { event, .. }
            | Self::Split { event, .. } => (&[], Some(event), None),
            Self::Merge { into, from, .. } => (&[], Some(into), Some(from)),
            Self::Add(added) => (&[], Some(&added.new), None),
        };
        many.iter().chain(one).chain(two).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Hint};
    use crate::review::{Certainty, Review, Seen, Unjudged};

    #[test]
    fn what_is_added_while_another_of_that_name_rests_leaves_that_its_key() {
        let read = |toml: &str| formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
        let (s, t) = ("[[sources]]\nkey = 's'\ntitle = 'S'\n", "[[sources]]\nkey = 't'\ntitle = 'T'\n");
        let add = |new: &str, source: &str, quote: &str| {
            let (title, new) = ("They met".to_owned(), new.to_owned());
            let (source, quote) = (source.to_owned(), quote.to_owned());
            Step::Add(Box::new(Added { new, title, source, quote, ..Added::default() }))
        };
        let all = |review: &Review| -> Vec<Seen> {
            let holding = review.seen().map(|(step, marks)| (step.clone(), marks.to_vec()));
            review.resting().iter().cloned().chain(holding).collect()
        };
        let titles = |review: &Review| {
            let now = review.now().0;
            let mut titles: Vec<String> =
                now.events().map(|event| format!("{} {}", event.key.raw(), event.title.raw())).collect();
            titles.sort_unstable();
            titles
        };
        let both = read(&[s, t].concat());
        let mut review = Review::new(both.clone());
        let key = review.key_of(None, "They met");
        review.act(add(&key, "s", "They met in May.")).unwrap();
        let mut away = Review::taken_up(read(t), all(&review));
        assert_eq!((away.resting().len(), away.steps().len()), (1, 0));
        let second = away.key_of(None, "They met");
        assert_ne!(second, key, "that is the key of what rests");
        away.act(add(&second, "t", "They met again.")).unwrap();
        assert_eq!(titles(&Review::taken_up(both.clone(), all(&away))).len(), 2);

        // Both have one key in a journal that was kept before.
        let title = |title: &str| Step::Title { event: "k".into(), title: title.into() };
        let steps = [
            add("k", "s", "They met in May."),
            title("First"),
            add("k", "t", "They met again."),
            title("Second"),
        ];
        let seen: Vec<Seen> = steps.into_iter().map(|step| (step, Vec::new())).collect();
        let back = Review::taken_up(both, seen.clone());
        assert_eq!(titles(&back), ["k First", "k-2 Second"]);
        assert_eq!(titles(&Review::taken_up(read(t), seen.clone())), ["k-2 Second"]);

        // The file has an event of that key now; where it is what was added, nothing is added again.
        let event = |quote: &str| {
            let event = "[[events]]\nkey = 'k'\ntitle = 'E'\n[[events.quotes]]\nsource = 's'\n";
            read(&format!("{s}{event}text = '{quote}'\n"))
        };
        let first = seen.get(..1).unwrap_or_default().to_vec();
        assert_eq!(titles(&Review::taken_up(event("Else."), first.clone())), ["k E", "k-2 They met"]);
        assert_eq!(titles(&Review::taken_up(event("They met in May."), first)), ["k E"]);
    }

    #[test]
    fn an_event_that_was_found_by_a_reader_is_accepted_where_it_can_be() {
        let toml = "[[sources]]\nkey = 's'\nfile = 's.txt'\n[[events]]\nkey = 'a'\ntitle = 'A'\ncertainty = 'guess'\n";
        let base = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
        let added = |new: &str, source: &str| {
            let (title, quote) = ("They met".to_owned(), "They met in May.".to_owned());
            let actors = vec![Part { actor: "Anna".into(), role: None }];
            let (new, source) = (new.to_owned(), source.to_owned());
            Step::Add(Box::new(Added { new, title, actors, source, quote, ..Added::default() }))
        };
        let mut review = Review::new(base.clone());
        let key = review.key_of(Some("2024-05"), "They met");
        assert_eq!(key, "2024-05-they-met");
        assert!(review.act(added("x", "nobody")).is_none() && review.steps().is_empty(), "of no source");
        assert!(
            review.act(added("a", "s")).is_none() && review.steps().is_empty(),
            "under a key that is there"
        );
        review.act(added(&key, "s")).unwrap();
        assert_eq!(review.key_of(Some("2024-05"), "They met"), "2024-05-they-met-2");
        assert_eq!(review.verdict(&key), Some(Verdict::Accepted));
        let tally = review.tally();
        assert_eq!((tally.left, tally.accepted, tally.mended), (1, 1, 0));
        let (written, _) = review.result(Unjudged::LeftOut);
        let event = written.event(written.event_by_key(key.as_str()).unwrap());
        assert_eq!((written.len(), event.actors.len(), Certainty::of(&event)), (1, 1, None));
        // A step is kept in a journal as it is.
        let line = serde_json::to_string(&review.steps()).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Step>>(&line).unwrap(), review.steps());
        let old = r#"{"merge":{"into":"a","from":"b"}}"#;
        let merge = Step::Merge { into: "a".into(), from: "b".into(), date: Holds::First };
        assert_eq!(serde_json::from_str::<Step>(old).unwrap(), merge, "as earlier versions wrote it");
        assert_eq!(serde_json::to_string(&merge).unwrap(), old);
        // Where its source is gone it rests, and what was done with it.
        let title = Step::Title { event: key.clone(), title: "They parted".into() };
        review.act(title).unwrap();
        let seen: Vec<Seen> = review.seen().map(|(step, marks)| (step.clone(), marks.to_vec())).collect();
        let other =
            formats::read(Hint::Name("toml"), b"[[events]]\nkey = 'a'\ntitle = 'A'\n").unwrap().timeline;
        assert_eq!(Review::taken_up(other, seen.clone()).resting().len(), 2);
        assert_eq!(Review::taken_up(base, seen).steps().len(), 2);
        review.undo().unwrap();
        review.undo().unwrap();
        assert_eq!(review.tally().accepted, 0);
    }
}
