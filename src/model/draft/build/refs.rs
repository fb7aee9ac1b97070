//! References by key, and what becomes of those that lead nowhere.

use std::collections::HashMap;

use super::keys::slug;
use super::{At, Thing};
use crate::issue::{Issue, Spot, did_you_mean, nearest};
use crate::model::{Actor, Source};
use crate::text::{Text, line};

/// How many names are compared, over a whole file, to find those that were meant.
const COMPARISONS: usize = 2_000_000;

/// What has a key and can be referred to.
pub(super) trait Keyed {
    fn key(&self) -> &Text;
    /// Gives it a key, and counts it as declared.
    fn declare(&mut self, key: Text);
}

impl Keyed for Actor {
    fn key(&self) -> &Text {
        &self.key
    }

    fn declare(&mut self, key: Text) {
        self.key = key;
        self.declared = true;
    }
}

impl Keyed for Source {
    fn key(&self) -> &Text {
        &self.key
    }

    fn declare(&mut self, key: Text) {
        self.key = key;
        self.declared = true;
    }
}

/// Actors or sources: those declared, then those that are only referred to.
pub(super) struct References<T> {
    thing: Thing,
    all: Vec<T>,
    declared: usize,
    ids: HashMap<Text, u32>,
    names: fn(&T) -> Vec<&Text>,
    /// Names folded, with the one they belong to; made when the first reference leads nowhere.
    folded: Option<HashMap<String, usize>>,
    /// What was meant by keys that are not there.
    meant: HashMap<u32, Option<Text>>,
    budget: usize,
    /// To name is to declare.
    foreign: bool,
    /// The number last tried behind a key, where two names make the same.
    doubled: HashMap<Text, u32>,
}

impl<T: Keyed> References<T> {
    pub(super) fn new(thing: Thing, all: Vec<T>, names: fn(&T) -> Vec<&Text>, foreign: bool) -> Self {
        let mut ids: HashMap<Text, u32> = (0..).zip(&all).map(|(id, one)| (one.key().clone(), id)).collect();
        if foreign {
            for (id, one) in (0..).zip(&all) {
                for name in names(one) {
                    ids.entry(name.clone()).or_insert(id);
                }
            }
        }
        Self {
            thing,
            declared: all.len(),
            all,
            ids,
            names,
            folded: None,
            meant: HashMap::new(),
            budget: COMPARISONS,
            foreign,
            doubled: HashMap::new(),
        }
    }

    /// A key for something that is only named.
    fn key_for(&mut self, name: &Text) -> Text {
        let base = Text::new(slug(&[name.raw()], self.thing.word()));
        let mut key = base.clone();
        while self.ids.contains_key(&key) {
            let number = self.doubled.entry(base.clone()).or_insert(1);
            *number += 1;
            key = Text::new(format!("{}-{number}", base.raw()));
        }
        key
    }

    pub(super) fn into_all(self) -> Vec<T> {
        self.all
    }

    /// The id that a key stands for. One that is not declared gets an id, and an issue wherever it is
    /// referred to.
    pub(super) fn resolve(
        &mut self,
        at: &At<Text>,
        undeclared: fn(&Text) -> T,
        issues: &mut Vec<Issue>,
    ) -> u32 {
        let key = &at.value;
        let id = self.ids.get(key).copied().unwrap_or_else(|| {
            let id = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
            let mut one = undeclared(key);
            if self.foreign {
                let named = self.key_for(key);
                self.ids.insert(named.clone(), id);
                one.declare(named);
            }
            self.all.push(one);
            self.ids.insert(key.clone(), id);
            id
        });
        if !self.foreign && id as usize >= self.declared {
            let meant = if let Some(known) = self.meant.get(&id) {
                known.clone()
            } else {
                let meant = self.nearest_key(key.raw());
                self.meant.insert(id, meant.clone());
                meant
            };
            issues.push(self.leads_nowhere(at, meant.as_ref()));
        }
        id
    }

    /// The ids of names, in the order in which they were met first.
    pub(super) fn settle(&mut self, names: &[Text], undeclared: fn(&Text) -> T) -> Vec<u32> {
        // Whoever refers to what is not there is told with the place of the reference.
        let unplaced = |name: &Text| At::new(name.clone(), Spot::NONE);
        names.iter().map(|name| self.resolve(&unplaced(name), undeclared, &mut Vec::new())).collect()
    }

    fn leads_nowhere(&self, at: &At<Text>, meant: Option<&Text>) -> Issue {
        let word = self.thing.word();
        let declare = format!("declare it under [[{word}s]]");
        let help = match meant {
            Some(meant) => format!("{} If not, {declare}", did_you_mean(Some(&line(meant.raw())))),
            None => declare,
        };
        Issue::error(at.spot, format!("there is no {word} `{}`", line(at.value.raw())), help)
    }

    /// The key that was probably meant: that of something so named, or the most similar one.
    fn nearest_key(&mut self, key: &str) -> Option<Text> {
        let wanted = slug(&[key], "");
        let declared = &self.all[..self.declared.min(self.all.len())];
        let names = self.names;
        let folded = self.folded.get_or_insert_with(|| {
            let mut folded = HashMap::new();
            for (index, one) in declared.iter().enumerate() {
                for name in names(one) {
                    folded.entry(slug(&[name.raw()], "")).or_insert(index);
                }
            }
            folded
        });
        if let Some(&index) = folded.get(&wanted).filter(|_| !wanted.is_empty()) {
            return declared.get(index).map(|one| one.key().clone());
        }
        let all: usize = folded.len();
        self.budget = self.budget.checked_sub(all)?;
        // In the order of the file, so that of two equals the first is offered.
        let mut sorted: Vec<(&str, usize)> =
            folded.iter().map(|(name, &index)| (name.as_str(), index)).collect();
        sorted.sort_unstable_by_key(|&(name, index)| (index, name));
        let best = nearest(&wanted, sorted.iter().map(|&(name, _)| name))?;
        declared.get(*folded.get(best)?).map(|one| one.key().clone())
    }
}
