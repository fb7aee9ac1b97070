//! The candidates of one document brought together: one group for each name, then one for each actor.
//!
//! Groups are joined where the document gives evidence and nothing speaks against it: a surname that one
//! person bears ([`people`]), an abbreviation or the head of a body's name ([`bodies`]). Where two could be
//! meant, the group stays its own and is doubtful.

pub mod bodies;
pub mod lines;
pub mod people;

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::{LEXICON, Mix, Sense};
use super::names::evidence::{For, Weights};
use super::names::{Found, Spot};
use super::{Actor, Cast, Doubt, How, Kind, Mention};
use crate::extract::lex::Kind as Made;
use crate::extract::page::Page;

/// All spots that write one name.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The hashes of its words.
    pub(super) words: Vec<u32>,
    /// The tokens of its first spot.
    pub(super) first: Range<usize>,
    /// Its spots.
    pub(super) spots: Vec<usize>,
    /// What all of them say.
    pub(super) weights: Weights,
    /// What the lists know it as.
    pub(super) known: Option<u32>,
    /// What it is, where that is decided.
    pub(super) kind: Option<Kind>,
}

/// The groups of a document while they are joined.
pub(super) struct Groups<'p, 't> {
    pub(super) page: &'p Page<'t>,
    pub(super) spots: Vec<Spot>,
    pub(super) groups: Vec<Group>,
    by_words: HashMap<u64, usize, Mix>,
    by_entity: HashMap<u32, usize, Mix>,
    /// The group that a group was joined to: itself where none.
    parent: Vec<usize>,
    /// The group of each spot.
    pub(super) of_spot: Vec<usize>,
    pub(super) doubts: Vec<(usize, usize, &'static str)>,
}

/// Brings the candidates of a document together.
#[must_use]
pub fn bring_together(page: &Page, found: Found) -> Cast {
    let mut groups = Groups {
        page,
        spots: Vec::with_capacity(found.spots.len()),
        groups: Vec::new(),
        by_words: HashMap::default(),
        by_entity: HashMap::default(),
        parent: Vec::new(),
        of_spot: Vec::new(),
        doubts: Vec::new(),
    };
    for spot in found.spots {
        groups.add(spot);
    }
    groups.abbreviations();
    groups.recurring();
    groups.decide();
    people::join(&mut groups);
    people::surnames(&mut groups, &found.words);
    bodies::join(&mut groups);
    groups.metonyms();
    lines::add(&mut groups, &found.loose);
    groups.cast()
}

impl Groups<'_, '_> {
    /// Adds a spot to the group of its name.
    pub(super) fn add(&mut self, spot: Spot) {
        let group = match spot.known {
            Some((entity, _)) => self.of_entity(entity, &spot.tokens),
            None => {
                let words = self.hashes(&spot.tokens);
                self.of_words(words, &spot.tokens)
            }
        };
        self.put(spot, group);
    }

    /// Adds a spot to a group.
    pub(super) fn put(&mut self, spot: Spot, group: usize) {
        let at = self.spots.len();
        self.groups[group].spots.push(at);
        self.groups[group].weights.sum(&spot.weights);
        self.of_spot.push(group);
        self.spots.push(spot);
    }

    /// The group of an entity of the lists.
    pub(super) fn of_entity(&mut self, entity: u32, tokens: &Range<usize>) -> usize {
        if let Some(group) = self.by_entity.get(&entity) {
            return *group;
        }
        let group = self.group(self.hashes(tokens), tokens);
        self.groups[group].known = Some(entity);
        self.by_entity.insert(entity, group);
        group
    }

    fn of_words(&mut self, words: Vec<u32>, tokens: &Range<usize>) -> usize {
        let key = mixed(&words);
        if let Some(group) = self.by_words.get(&key) {
            return *group;
        }
        let group = self.group(words, tokens);
        self.by_words.insert(key, group);
        group
    }

    pub(super) fn group(&mut self, words: Vec<u32>, tokens: &Range<usize>) -> usize {
        let at = self.groups.len();
        self.groups.push(Group {
            words,
            first: tokens.clone(),
            spots: Vec::new(),
            weights: Weights::default(),
            known: None,
            kind: None,
        });
        self.parent.push(at);
        at
    }

    /// The hashes of the words of a name, its signs left out; what a hyphen or an apostrophe joins is one word.
    pub(super) fn hashes(&self, tokens: &Range<usize>) -> Vec<u32> {
        let mut words: Vec<u32> = Vec::with_capacity(tokens.len());
        let mut joins = false;
        for at in tokens.clone() {
            let token = &self.page.tokens[at];
            if token.kind == Made::Sign {
                joins = token.touches() && matches!(self.page.word(at), "-" | "'" | "’" | "‑" | "–");
                continue;
            }
            match words.last_mut() {
                Some(last) if joins && token.touches() => *last = last.rotate_left(5) ^ token.hash,
                _ => words.push(token.hash),
            }
            joins = false;
        }
        words
    }

    /// The group that stands for a group.
    pub(super) fn root(&self, mut group: usize) -> usize {
        while self.parent[group] != group {
            group = self.parent[group];
        }
        group
    }

    /// Joins two groups: the one stands for both from now on.
    pub(super) fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        self.parent[other] = one;
        let joined = self.groups[other].clone();
        let group = &mut self.groups[one];
        group.weights.sum(&joined.weights);
        group.known = group.known.or(joined.known);
        group.kind = group.kind.or(joined.kind);
    }

    /// Joins every abbreviation in brackets to the name before it.
    fn abbreviations(&mut self) {
        for at in 0..self.spots.len() {
            let Some(long) = self.spots[at].short_of else { continue };
            let (short, long) = (self.of_spot[at], self.of_spot[long]);
            if self.groups[short].known.is_some() && self.groups[long].known.is_none() {
                self.unite(short, long);
            } else {
                self.unite(long, short);
            }
        }
    }

    /// Weighs what the document says again: the last word of a full name alone is a person's surname, the first
    /// word alone the short name of a body.
    fn recurring(&mut self) {
        let mut alone: HashMap<u32, usize, Mix> = HashMap::default();
        for (at, group) in self.groups.iter().enumerate() {
            if let ([word], None) = (group.words.as_slice(), group.known) {
                alone.insert(*word, at);
            }
        }
        for at in 0..self.groups.len() {
            let group = &self.groups[at];
            if group.known.is_some() || !(2..=4).contains(&group.words.len()) {
                continue;
            }
            let last = group.words.last().and_then(|word| alone.get(word)).copied();
            let first = group.words.first().and_then(|word| alone.get(word)).copied();
            if let Some(last) = last.filter(|last| self.groups[*last].weights.get(For::Thing) < 4) {
                let _ = last;
                self.groups[at].weights.add(For::Person, 3);
            } else if first.is_some() {
                self.groups[at].weights.add(For::Body, 1);
            }
        }
    }

    /// Decides what each group is, where its own spots tell.
    fn decide(&mut self) {
        for at in 0..self.groups.len() {
            if self.parent[at] != at {
                continue;
            }
            let group = &mut self.groups[at];
            group.kind = match group.known {
                Some(entity) => Some(LEXICON.entities[entity as usize].kind),
                None => group.weights.kind(),
            };
        }
    }

    /// Gives a capital that acts to its state: `Baku says`.
    fn metonyms(&mut self) {
        for at in 0..self.spots.len() {
            let Some((entity, _)) = self.spots[at].known else { continue };
            let Some(state) = LEXICON.entities[entity as usize].capital_of else { continue };
            let tokens = self.spots[at].tokens.clone();
            if !self.acts(&tokens) {
                continue;
            }
            let group = self.of_entity(state, &tokens);
            self.groups[group].kind = Some(Kind::State);
            self.spots[at].known = Some((state, How::Metonym));
            self.spots[at].rule = "a capital that acts";
            self.of_spot[at] = group;
        }
    }

    /// Whether a city does what only a government does.
    fn acts(&self, tokens: &Range<usize>) -> bool {
        let page = self.page;
        let before = tokens.start.checked_sub(1).map_or("", |at| page.word(at));
        if matches!(before, "official" | "Official") {
            return true;
        }
        let sentence = &page.sentences[page.sentence_of(tokens.start)].tokens;
        let head = tokens.start == sentence.start
            || matches!(
                before,
                "," | "that"
                    | "and"
                    | "but"
                    | "while"
                    | "as"
                    | "does"
                    | "did"
                    | "will"
                    | "because"
                    | "\""
                    | "“"
            );
        if !head {
            return false;
        }
        let next = (tokens.end..sentence.end.min(tokens.end + 2)).find(|at| {
            !matches!(page.word(*at), "has" | "had" | "also" | "will" | "would" | "have" | "again" | "now")
        });
        next.is_some_and(|at| LEXICON.sense(page.text, &page.tokens[at]).is(Sense::RULES))
    }

    /// The actors of the groups, and their mentions.
    fn cast(self) -> Cast {
        let mut order: Vec<usize> = (0..self.spots.len()).collect();
        order.sort_by_key(|at| (self.spots[*at].tokens.start, self.spots[*at].tokens.end));
        let mut actor_of: HashMap<usize, usize> = HashMap::new();
        let mut cast = Cast::default();
        let mut end = 0;
        for at in order {
            let spot = &self.spots[at];
            let root = self.root(self.of_spot[at]);
            let Some(kind) = self.groups[root].kind else { continue };
            if spot.tokens.start < end {
                continue;
            }
            let actor = *actor_of.entry(root).or_insert_with(|| {
                cast.actors.push(self.actor(root, kind, spot));
                cast.actors.len() - 1
            });
            let how = self.how(root, kind, spot);
            let mut tokens = spot.tokens.clone();
            let titled = how == How::Title && spot.title.end == tokens.start && spot.title.len() <= 4;
            if titled && spot.title.start >= end {
                tokens.start = spot.title.start;
            }
            end = tokens.end;
            let span = self.page.bytes(&tokens);
            let of = &mut cast.actors[actor];
            of.mentions.push(cast.mentions.len());
            let form = shown(self.page, &tokens);
            if form != of.name && !of.aliases.contains(&form) {
                of.aliases.push(form);
            }
            if kind == Kind::Person && !spot.title.is_empty() {
                let role = shown(self.page, &spot.title);
                if !of.roles.contains(&role) {
                    of.roles.push(role);
                }
            }
            if let Some(state) = spot.of {
                let state = LEXICON.entities[state as usize].name.to_owned();
                if !of.of.contains(&state) {
                    of.of.push(state);
                }
            }
            of.gender = of.gender.or(spot.gender.filter(|_| kind == Kind::Person));
            cast.mentions.push(Mention { span, tokens, actor, how, rule: spot.rule });
        }
        for (one, other, why) in &self.doubts {
            let (one, other) = (self.root(*one), self.root(*other));
            if let (Some(one), Some(other)) = (actor_of.get(&one), actor_of.get(&other))
                && one != other
                && !cast.actors[*one].doubts.iter().any(|doubt| doubt.with == *other)
            {
                cast.actors[*one].doubts.push(Doubt { with: *other, why });
            }
        }
        cast
    }

    fn actor(&self, root: usize, kind: Kind, spot: &Spot) -> Actor {
        let name = match self.groups[root].known {
            Some(entity) => LEXICON.entities[entity as usize].name.to_owned(),
            None => self.longest(root),
        };
        Actor {
            name,
            kind,
            aliases: Vec::new(),
            mentions: Vec::new(),
            rule: spot.rule,
            roles: Vec::new(),
            of: Vec::new(),
            gender: None,
            doubts: Vec::new(),
        }
    }

    /// The form with the most words among the groups that a group stands for; of two the first.
    fn longest(&self, root: usize) -> String {
        let members = (0..self.groups.len()).filter(|group| self.root(*group) == root);
        let best = members.max_by_key(|group| {
            let group = &self.groups[*group];
            (group.words.len(), std::cmp::Reverse(group.first.start))
        });
        shown(self.page, &self.groups[best.unwrap_or(root)].first)
    }

    fn how(&self, root: usize, kind: Kind, spot: &Spot) -> How {
        if let Some((_, how)) = spot.known {
            return how;
        }
        if spot.short_of.is_some() {
            return How::Acronym;
        }
        let words = self.hashes(&spot.tokens);
        match kind {
            Kind::Person if words.len() > 1 => How::Full,
            Kind::Person if !spot.title.is_empty() => How::Title,
            Kind::Person => {
                let given = (0..self.groups.len()).any(|group| {
                    let group = &self.groups[group];
                    group.words.len() > 1 && group.words.first() == words.first() && {
                        let last = group.words.last() != words.last();
                        last && group.kind == Some(Kind::Person)
                    }
                });
                if given { How::First } else { How::Surname }
            }
            _ if words.len() < self.groups[root].words.len() => How::Short,
            _ => How::Full,
        }
    }
}

/// The words of a name on one line.
pub(super) fn shown(page: &Page, tokens: &Range<usize>) -> String {
    let said = page.said(tokens);
    if said.contains(['\n', '\r', '\t']) || said.contains("  ") {
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        said.to_owned()
    }
}

fn mixed(words: &[u32]) -> u64 {
    use std::hash::Hasher;
    let mut mix = Mix::default();
    for word in words {
        mix.write_u32(*word);
    }
    mix.finish()
}
