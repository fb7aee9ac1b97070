//! The actors or the sources of all parts, and what each is called in the whole.

use std::collections::{HashMap, HashSet};

use super::folded;
use crate::change::kept::{Other, fill, fill_all, keep_beside};
use crate::issue::{Issue, Spot};
use crate::model::draft::{At, DraftActor, DraftSource};
use crate::model::{Date, Timeline, Word as _};
use crate::text::{Text, cut, line};

/// The longest that a value is told.
const SHOWN: usize = 60;

/// What has a key and names.
pub(super) trait Named: Clone {
    fn key(&self) -> Option<&Text>;
    fn set_key(&mut self, key: Text);
    /// What it is called, the first name first.
    fn names(&self) -> Vec<&Text>;
    /// Whether another of that name is something else all the same.
    fn is_apart(&self, other: &Self) -> bool;
    /// Takes in what another says of it and it does not say itself. What both say otherwise is kept beside
    /// it, and told.
    fn absorb(&mut self, other: Self) -> Vec<Other>;
}

impl Named for DraftActor {
    fn key(&self) -> Option<&Text> {
        self.key.as_ref().map(|at| &at.value)
    }

    fn set_key(&mut self, key: Text) {
        self.key = Some(At::new(key, Spot::NONE));
    }

    fn names(&self) -> Vec<&Text> {
        self.name.iter().chain(&self.aliases).collect()
    }

    /// Who somebody is, is not known by what is said of them.
    fn is_apart(&self, _: &Self) -> bool {
        false
    }

    fn absorb(&mut self, other: Self) -> Vec<Other> {
        for name in other.name.into_iter().chain(other.aliases) {
            if self.name.as_ref() != Some(&name) && !self.aliases.contains(&name) {
                self.aliases.push(name);
            }
        }
        let mut others = Vec::new();
        others.extend(fill("kind", &mut self.kind, other.kind, |kind| Text::new(kind.word())));
        others.extend(fill("description", &mut self.description, other.description, Text::clone));
        others.extend(fill_all(&mut self.extra, other.extra));
        for one in &others {
            keep_beside(&mut self.extra, &one.field, &one.says);
        }
        others
    }
}

impl Named for DraftSource {
    fn key(&self) -> Option<&Text> {
        self.key.as_ref().map(|at| &at.value)
    }

    fn set_key(&mut self, key: Text) {
        self.key = Some(At::new(key, Spot::NONE));
    }

    fn names(&self) -> Vec<&Text> {
        self.title.iter().collect()
    }

    /// A report of the same title that stands elsewhere, or is of another day, is another report.
    fn is_apart(&self, other: &Self) -> bool {
        fn differs<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            matches!((a, b), (Some(a), Some(b)) if a != b)
        }
        let day = |one: &Self| one.published.as_ref().map(|at| at.value.edtf().to_owned());
        differs(self.url.as_ref(), other.url.as_ref())
            || differs(self.file.as_ref(), other.file.as_ref())
            || differs(day(self), day(other))
    }

    fn absorb(&mut self, other: Self) -> Vec<Other> {
        let mut others = Vec::new();
        for (field, into, from) in [
            ("title", &mut self.title, other.title),
            ("publisher", &mut self.publisher, other.publisher),
            ("author", &mut self.author, other.author),
            ("kind", &mut self.kind, other.kind),
            ("published_basis", &mut self.published_basis, other.published_basis),
            ("url", &mut self.url, other.url),
            ("language", &mut self.language, other.language),
            ("file", &mut self.file, other.file),
            ("sha256", &mut self.sha256, other.sha256),
        ] {
            others.extend(fill(field, into, from, Text::clone));
        }
        let day = |at: At<Date>| Text::new(at.value.edtf());
        let mut published = self.published.clone().map(day);
        others.extend(fill("published", &mut published, other.published.clone().map(day), Text::clone));
        self.published = self.published.take().or(other.published);
        others.extend(fill_all(&mut self.extra, other.extra));
        for one in &others {
            keep_beside(&mut self.extra, &one.field, &one.says);
        }
        others
    }
}

/// Everything of one kind.
pub(super) struct Registry<T> {
    word: &'static str,
    all: Vec<Option<T>>,
    /// The part that each came from first.
    parts: Vec<usize>,
    /// Those that were called so in their own part.
    homes: HashMap<Text, Vec<usize>>,
    /// What the things of a part are called, where that is not as in their part.
    renamed: HashMap<(usize, Text), Text>,
    /// What gave way to what.
    joined: HashMap<Text, Text>,
    taken: HashSet<Text>,
    /// Pairs of which it was told that they may be one.
    told: HashSet<(usize, usize)>,
}

impl<T: Named> Registry<T> {
    /// Knows the keys of all parts, so that none is given to something else.
    pub(super) fn new<'a>(word: &'static str, parts: impl Iterator<Item = &'a [T]>) -> Self
    where
        T: 'a,
    {
        let taken = parts.flatten().filter_map(|one| one.key().cloned()).collect();
        Self {
            word,
            all: Vec::new(),
            parts: Vec::new(),
            homes: HashMap::new(),
            renamed: HashMap::new(),
            joined: HashMap::new(),
            taken,
            told: HashSet::new(),
        }
    }

    /// Adds a thing of a part; notes where it has to be called otherwise, or is told otherwise.
    pub(super) fn add(&mut self, part: usize, mut one: T, parts: &[(Text, &Timeline)]) -> Vec<Issue> {
        let key = one.key().cloned().unwrap_or_default();
        let name = one.names().first().map(|name| folded(name));
        let homes = self.homes.entry(key.clone()).or_default();
        let is_same =
            |known: &T| known.names().first().map(|name| folded(name)) == name && !known.is_apart(&one);
        let same = homes.iter().copied().find(|&at| self.all[at].as_ref().is_some_and(is_same));
        if let Some(at) = same
            && let Some(known) = &mut self.all[at]
        {
            let called = known.key().cloned().unwrap_or_default();
            let whose = parts.get(self.parts[at]).map(|(name, _)| name.line()).unwrap_or_default();
            let others = known.absorb(one);
            let notes = others.iter().map(|other| beside(self.word, &called, &whose, other)).collect();
            if called != key {
                self.renamed.insert((part, key), called);
            }
            return notes;
        }
        let first = homes.first().copied();
        homes.push(self.all.len());
        self.told.extend(first.map(|first| (first, self.all.len())));
        let note = first.map(|first| {
            let new = free(&key, &mut self.taken);
            let whose = parts.get(self.parts[first]).map(|(name, _)| name.line().into_owned());
            let (word, short) = (self.word, new.line().into_owned());
            self.renamed.insert((part, key.clone()), new.clone());
            one.set_key(new);
            Issue::note(
                Spot::NONE,
                format!("{word} key `{}` is another {word} in {}", key.line(), whose.unwrap_or_default()),
                format!("this one is called `{short}` here; if they are one, --join {short}={}", key.line()),
            )
        });
        self.all.push(Some(one));
        self.parts.push(part);
        note.into_iter().collect()
    }

    /// What that part's `key` is called in the whole.
    pub(super) fn called(&self, part: usize, key: &Text) -> Text {
        let key = self.renamed.get(&(part, key.clone())).unwrap_or(key);
        self.joined.get(key).unwrap_or(key).clone()
    }

    pub(super) fn has(&self, key: &Text) -> bool {
        self.find(key).is_some() || self.joined.contains_key(key)
    }

    /// Whether something gave way to what has that key.
    pub(super) fn has_joined(&self, key: &Text) -> bool {
        !self.joined.is_empty() && self.joined.values().any(|to| to == key)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flatten().filter_map(|one| one.key().map(Text::raw))
    }

    fn find(&self, key: &Text) -> Option<usize> {
        self.all.iter().position(|one| one.as_ref().and_then(Named::key) == Some(key))
    }

    /// Has `this` give way to `that`, and tells what is said of it otherwise, each with the number of its
    /// part; nothing where one of them is not here.
    pub(super) fn join(
        &mut self,
        this: &Text,
        that: &Text,
        parts: &[(Text, &Timeline)],
    ) -> Option<Vec<(usize, Issue)>> {
        let here = |key: &Text| self.joined.get(key).unwrap_or(key).clone();
        let (this, that) = (here(this), here(that));
        let (from, to) = (self.find(&this)?, self.find(&that)?);
        if from == to {
            return Some(Vec::new());
        }
        let mut notes = Vec::new();
        if let Some(gone) = self.all[from].take()
            && let Some(stays) = &mut self.all[to]
        {
            let whose = parts.get(self.parts[to]).map(|(name, _)| name.line()).unwrap_or_default();
            let others = stays.absorb(gone);
            let note = |other: &Other| (self.parts[from], beside(self.word, &that, &whose, other));
            notes.extend(others.iter().map(note));
        }
        for target in self.joined.values_mut().filter(|target| **target == this) {
            *target = that.clone();
        }
        self.joined.insert(this, that);
        Some(notes)
    }

    /// Things of different parts that share a name, as far as there are not too many.
    pub(super) fn namesakes(&self, parts: &[(Text, &Timeline)], most: usize) -> Vec<(usize, Issue)> {
        let mut first: HashMap<String, usize> = HashMap::new();
        let mut proposed = self.told.clone();
        let mut notes = Vec::new();
        let mut more = 0;
        for (at, one) in self.all.iter().enumerate() {
            let Some(one) = one else { continue };
            for name in one.names() {
                let known = *first.entry(folded(name)).or_insert(at);
                let apart = self.parts[known] != self.parts[at];
                if !apart || name.is_blank() || !proposed.insert((known, at)) {
                    continue;
                }
                let keys = (self.all[known].as_ref().and_then(Named::key), one.key());
                let (Some(that), Some(this)) = keys else { continue };
                if notes.len() == most {
                    more += 1;
                    continue;
                }
                let whose = parts.get(self.parts[known]).map(|(name, _)| name.line().into_owned());
                let (word, this, that) = (self.word, this.line(), that.line());
                let what = format!(
                    "{word} `{this}` may be `{that}` of {}: both are called “{}”",
                    whose.unwrap_or_default(),
                    name.line()
                );
                let help = format!("if they are one, --join {this}={that}");
                notes.push((self.parts[at], Issue::note(Spot::NONE, what, help)));
            }
        }
        if more > 0 {
            let what = format!("{more} more {}s that may be one with those of other files", self.word);
            notes.push((0, Issue::note(Spot::NONE, what, "join those above first")));
        }
        notes
    }

    pub(super) fn all(&self) -> Vec<T> {
        self.all.iter().flatten().cloned().collect()
    }
}

/// Says that something else is told of a thing than what stands.
fn beside(word: &str, key: &Text, whose: &str, other: &Other) -> Issue {
    let Other { field, kept, says } = other;
    let shown = |text: &Text| cut(&text.line(), SHOWN).into_owned();
    Issue::note(
        Spot::NONE,
        format!("{word} `{}` has another {} in {whose}: {}", key.line(), line(field), shown(kept)),
        format!("that stands; “{}” is kept beside it as `conflict_{}`", shown(says), line(field)),
    )
}

/// The first of `key-2`, `key-3` .. that nothing has; from now on it is taken.
fn free(key: &Text, taken: &mut HashSet<Text>) -> Text {
    let mut number = 2_u64;
    loop {
        let new = Text::new(format!("{}-{number}", key.raw()));
        if taken.insert(new.clone()) {
            return new;
        }
        number += 1;
    }
}
