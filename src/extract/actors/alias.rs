//! The candidates of one document brought together: one group for each name, then one for each actor.
//!
//! Groups are joined where the document gives evidence and nothing speaks against it: a surname that one
//! person bears ([`people`]), an abbreviation or the head of a body's name ([`bodies`]). Where two could be
//! meant, the group stays its own and is doubtful.

pub mod bodies;
mod firms;
pub mod lines;
pub mod people;
pub mod scripts;
mod seats;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use smallvec::SmallVec;

use super::lexicon::{LEXICON, Mix, Sense, sense};
use super::names::evidence::{For, Weights};
use super::names::{Found, Spot};
use seats::Seat;

use super::{Actor, Cast, Doubt, How, Kind, Mention};
use crate::extract::lex::{Kind as Made, Shape};
use crate::extract::page::Page;

/// The hashes of the words of a name: few enough to need no place of their own.
pub(super) type Hashes = SmallVec<[u32; 4]>;

/// The most forms, titles and doubts that are kept of an actor: whatever stands in a document, the time that it
/// takes stays linear.
pub(super) const MOST: usize = 64;

/// All spots that write one name.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The hashes of its words.
    pub(super) words: Hashes,
    /// The tokens of its first spot.
    pub(super) first: Range<usize>,
    /// Its spots.
    pub(super) spots: SmallVec<[usize; 2]>,
    /// What all of them say.
    pub(super) weights: Weights,
    /// What the lists know it as.
    pub(super) known: Option<u32>,
    /// What it is, where that is decided.
    pub(super) kind: Option<Kind>,
    /// Its name, where that is more than the words of a spot: `Supreme Court of India`.
    name: Option<Box<str>>,
    /// The state whose body it is.
    of: Option<u32>,
}

/// The groups of a document while they are joined.
pub(super) struct Groups<'p, 't> {
    pub(super) page: &'p Page<'t>,
    pub(super) spots: Vec<Spot>,
    pub(super) list: Vec<Group>,
    by_words: HashMap<u64, usize, Mix>,
    by_entity: HashMap<u32, usize, Mix>,
    by_seat: HashMap<(u64, u32), usize, Mix>,
    /// The group that a group was joined to: itself where none.
    parent: Vec<Cell<usize>>,
    /// The group of each spot.
    pub(super) of_spot: Vec<usize>,
    pub(super) doubts: Vec<(usize, usize, &'static str)>,
}

/// Brings the candidates of a document together.
#[must_use]
pub fn bring_together(page: &Page, found: Found) -> Cast {
    let mut groups = Groups {
        page,
        spots: found.spots,
        list: Vec::new(),
        by_words: HashMap::default(),
        by_entity: HashMap::default(),
        by_seat: HashMap::default(),
        parent: Vec::new(),
        of_spot: Vec::new(),
        doubts: Vec::new(),
    };
    let seats = seats::find(page, &groups.spots);
    for at in 0..groups.spots.len() {
        groups.add(at, seats.get(at).and_then(Option::as_ref));
    }
    groups.list.shrink_to_fit();
    groups.unproven();
    groups.abbreviations();
    groups.recurring();
    groups.decide();
    people::join(&mut groups);
    people::surnames(&mut groups, &found.words);
    bodies::join(&mut groups);
    groups.metonyms();
    lines::add(&mut groups, &found.loose);
    scripts::add(&mut groups);
    groups.cast()
}

impl Groups<'_, '_> {
    /// Adds a spot to the group of its name.
    fn add(&mut self, at: usize, seat: Option<&Seat>) {
        let (tokens, known) = (self.spots[at].tokens.clone(), self.spots[at].known);
        let group = if let Some((seat, state)) = seat.and_then(|seat| Some((seat, seat.state?))) {
            self.of_seat(at, seat, state)
        } else if let Some(seat) = seat.filter(|_| known.is_none()) {
            // `the Health Ministry`, `the Ministry of Health`
            let group = self.by_seat.get(&(seat.key, u32::MAX)).copied();
            let group = group.unwrap_or_else(|| self.of_words(self.hashes(&tokens), &tokens));
            self.by_seat.insert((seat.key, u32::MAX), group);
            group
        } else if let Some((entity, _)) = known {
            self.of_entity(entity, &tokens)
        } else {
            self.of_words(self.hashes(&tokens), &tokens)
        };
        self.tie(at, group);
    }

    /// Adds a spot that was found later to a group.
    pub(super) fn put(&mut self, spot: Spot, group: usize) {
        self.spots.push(spot);
        self.tie(self.spots.len() - 1, group);
    }

    /// Ties the next spot to its group.
    fn tie(&mut self, at: usize, group: usize) {
        self.list[group].spots.push(at);
        self.list[group].weights.sum(&self.spots[at].weights);
        self.of_spot.push(group);
    }

    /// The group of a body of a state, whatever it is called here.
    fn of_seat(&mut self, spot: usize, seat: &Seat, state: u32) -> usize {
        if let Some(group) = self.by_seat.get(&(seat.key, state)) {
            return *group;
        }
        let spot = &self.spots[spot];
        let (name, tokens) = (seats::name(self.page, spot, seat, state), spot.tokens.clone());
        let group = if let Some(entity) = LEXICON.named(&name) {
            self.of_entity(entity, &tokens)
        } else {
            let group = self.group(self.hashes(&tokens), &tokens);
            self.list[group].name = Some(name.into());
            group
        };
        self.list[group].kind = Some(Kind::Organisation);
        self.list[group].of = Some(state);
        self.by_seat.insert((seat.key, state), group);
        group
    }

    /// The group of an entity of the lists.
    pub(super) fn of_entity(&mut self, entity: u32, tokens: &Range<usize>) -> usize {
        if let Some(group) = self.by_entity.get(&entity) {
            return *group;
        }
        let group = self.group(self.hashes(tokens), tokens);
        self.list[group].known = Some(entity);
        self.by_entity.insert(entity, group);
        group
    }

    fn of_words(&mut self, words: Hashes, tokens: &Range<usize>) -> usize {
        let key = mixed(&words);
        if let Some(group) = self.by_words.get(&key) {
            return *group;
        }
        let group = self.group(words, tokens);
        self.by_words.insert(key, group);
        group
    }

    pub(super) fn group(&mut self, words: Hashes, tokens: &Range<usize>) -> usize {
        let at = self.list.len();
        self.list.push(Group {
            words,
            first: tokens.clone(),
            spots: SmallVec::new(),
            weights: Weights::default(),
            known: None,
            kind: None,
            name: None,
            of: None,
        });
        self.parent.push(Cell::new(at));
        at
    }

    /// The hashes of the words of a name, its signs left out; what a hyphen or an apostrophe joins is one word.
    pub(super) fn hashes(&self, tokens: &Range<usize>) -> Hashes {
        let mut words = Hashes::new();
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
        while self.parent[group].get() != group {
            // Every second step is cut, so that no chain grows long.
            self.parent[group].set(self.parent[self.parent[group].get()].get());
            group = self.parent[group].get();
        }
        group
    }

    /// Joins two groups: the one stands for both from now on.
    pub(super) fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        self.parent[other].set(one);
        let (weights, known, kind) = {
            let group = &self.list[other];
            (group.weights, group.known, group.kind)
        };
        let group = &mut self.list[one];
        group.weights.sum(&weights);
        group.known = group.known.or(known);
        group.kind = group.kind.or(kind);
    }

    /// Joins every abbreviation in brackets to the name before it.
    fn abbreviations(&mut self) {
        for at in 0..self.spots.len() {
            let Some(long) = self.spots[at].short_of else { continue };
            let (short, long) = (self.of_spot[at], self.of_spot[long]);
            if self.list[short].known.is_some() && self.list[long].known.is_none() {
                self.unite(short, long);
            } else {
                // Initials weigh against a person, but where they are of one: `Carl Novak (CN)`.
                let own = self.list[self.root(long)].weights;
                self.unite(long, short);
                if own.kind() == Some(Kind::Person) {
                    let long = self.root(long);
                    self.list[long].weights = own;
                }
            }
        }
    }

    /// Weighs what the document says again: the last word of a full name alone is a person's surname, the first
    /// word alone the short name of a body.
    fn recurring(&mut self) {
        let mut alone: HashMap<u32, usize, Mix> = HashMap::default();
        for (at, group) in self.list.iter().enumerate() {
            if let ([word], None) = (group.words.as_slice(), group.known) {
                alone.insert(*word, at);
            }
        }
        for at in 0..self.list.len() {
            let group = &self.list[at];
            if group.known.is_some() || !(2..=4).contains(&group.words.len()) {
                continue;
            }
            let last = group.words.last().and_then(|word| alone.get(word)).copied();
            let first = group.words.first().and_then(|word| alone.get(word)).copied();
            if last.is_some_and(|last| self.list[last].weights.get(For::Thing) < 4) {
                self.list[at].weights.add(For::Person, 3);
            } else if first.is_some() {
                self.list[at].weights.add(For::Body, 1);
            }
        }
    }

    /// Decides what each group is, where its own spots tell.
    fn decide(&mut self) {
        for at in 0..self.list.len() {
            if self.root(at) != at {
                continue;
            }
            let group = &mut self.list[at];
            group.kind = match group.known {
                _ if group.of.is_some() => group.kind,
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
            self.list[group].kind = Some(Kind::State);
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
        next.is_some_and(|at| sense(page, at).is(Sense::RULES))
    }

    /// The actors of the groups, and their mentions.
    fn cast(mut self) -> Cast {
        // Here most is held at once: of a page of nothing but names, what is not needed any more is let go.
        self.by_words = HashMap::default();
        self.spots.shrink_to_fit();
        self.list.shrink_to_fit();
        let mut order: Vec<usize> = (0..self.spots.len()).collect();
        order.sort_by_key(|at| (self.spots[*at].tokens.start, self.spots[*at].tokens.end));
        // The groups in the order of what they were joined to, and where those of each begin.
        let mut members: Vec<(usize, usize)> = (0..self.list.len()).map(|at| (self.root(at), at)).collect();
        members.sort_unstable();
        let mut begins = vec![0; self.list.len() + 1];
        for (root, _) in &members {
            begins[root + 1] += 1;
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        let members: Vec<usize> = members.into_iter().map(|(_, at)| at).collect();
        let members = |root: usize| &members[begins[root]..begins[root + 1]];
        let mut actor_of: Vec<Option<usize>> = vec![None; self.list.len()];
        let named = (0..self.list.len()).filter(|at| self.root(*at) == *at && self.list[*at].kind.is_some());
        let mut cast = Cast {
            actors: Vec::with_capacity(named.count()),
            mentions: Vec::with_capacity(self.spots.len()),
            ..Cast::default()
        };
        let mut end = 0;
        for at in order {
            let spot = &self.spots[at];
            let root = self.root(self.of_spot[at]);
            let Some(kind) = self.list[root].kind else { continue };
            if spot.tokens.start < end {
                continue;
            }
            let actor = *actor_of[root].get_or_insert_with(|| {
                cast.actors.push(self.actor(members(root), root, kind, spot));
                cast.actors.len() - 1
            });
            let how = self.how(members(root), root, kind, spot);
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
            if form != of.name && of.aliases.len() < MOST && !of.aliases.iter().any(|other| *other == form) {
                of.aliases.push(form.into_owned());
            }
            if kind == Kind::Person && !spot.title.is_empty() {
                let role = shown(self.page, &spot.title);
                if of.roles.len() < MOST && !of.roles.iter().any(|other| *other == role) {
                    of.roles.push(role.into_owned());
                }
            }
            if let Some(state) = spot.of {
                let state = LEXICON.entities[state as usize].name;
                if of.of.len() < MOST && !of.of.iter().any(|other| other == state) {
                    of.of.push(state.to_owned());
                }
            }
            of.gender = of.gender.or(spot.gender.filter(|_| kind == Kind::Person));
            cast.mentions.push(Mention { span, tokens, actor, how, rule: spot.rule });
        }
        // Who is only ever called by a first name is of the gender that it tells.
        for actor in cast.actors.iter_mut().filter(|actor| actor.kind == Kind::Person) {
            let first = actor.mentions.first().map(|first| cast.mentions[*first].tokens.clone());
            let first = first.filter(|first| first.len() == 1 && !actor.name.contains(' '));
            if let Some(word) = first.filter(|_| actor.gender.is_none() && actor.roles.is_empty()) {
                let sense = sense(self.page, word.start);
                actor.gender = sense.gender().filter(|_| sense.is(Sense::FIRST) && !sense.is(Sense::WEAK));
            }
        }
        cast.mark();
        for (one, other, why) in &self.doubts {
            let (one, other) = (self.root(*one), self.root(*other));
            if let (Some(one), Some(other)) = (actor_of[one], actor_of[other])
                && one != other
                && cast.actors[one].doubts.len() < MOST
                && !cast.actors[one].doubts.iter().any(|doubt| doubt.with == other)
            {
                cast.actors[one].doubts.push(Doubt { with: other, why });
            }
        }
        cast
    }

    fn actor(&self, members: &[usize], root: usize, kind: Kind, spot: &Spot) -> Actor {
        let group = &self.list[root];
        let name = match (&group.name, group.known) {
            (Some(name), _) => name.to_string(),
            (_, Some(entity)) => LEXICON.entities[entity as usize].name.to_owned(),
            _ => self.longest(members, root),
        };
        let of = group.of.map(|state| LEXICON.entities[state as usize].name.to_owned());
        Actor {
            name,
            kind,
            aliases: Vec::new(),
            mentions: Vec::new(),
            rule: spot.rule,
            roles: Vec::new(),
            of: of.into_iter().collect(),
            gender: None,
            doubts: Vec::new(),
        }
    }

    /// The form with the most words among the groups that a group stands for; of two the first.
    fn longest(&self, members: &[usize], root: usize) -> String {
        let best = members.iter().copied().max_by_key(|group| {
            let group = &self.list[*group];
            (group.words.len(), std::cmp::Reverse(group.first.start))
        });
        let group = &self.list[best.unwrap_or(root)];
        // `KIEL` of a dateline is called Kiel, if the text writes it so elsewhere.
        let shouted = |tokens: &Range<usize>| {
            self.page.tokens[tokens.clone()].iter().all(|token| {
                token.kind != Made::Word || token.shape == Shape::Upper && token.end - token.start > 1
            })
        };
        let ordinary = || {
            let spots = group.spots.iter().map(|spot| &self.spots[*spot].tokens);
            spots.clone().find(|tokens| tokens.len() == group.first.len() && !shouted(tokens))
        };
        if !shouted(&group.first) {
            return shown(self.page, &group.first).into_owned();
        }
        match ordinary() {
            Some(tokens) => shown(self.page, tokens).into_owned(),
            // `DALTON REEVE` at the head of a record is called Dalton Reeve.
            None if self.list[root].kind == Some(Kind::Person)
                && (group.words.len() > 1
                    || group.spots.iter().take(MOST).any(|spot| !self.spots[*spot].title.is_empty())) =>
            {
                lowered(&shown(self.page, &group.first))
            }
            None => shown(self.page, &group.first).into_owned(),
        }
    }

    fn how(&self, members: &[usize], root: usize, kind: Kind, spot: &Spot) -> How {
        if let Some((_, how)) = spot.known {
            return how;
        }
        if spot.short_of.is_some() {
            return How::Acronym;
        }
        if self.page.tokens[spot.tokens.start].shape == Shape::Other {
            return How::Script;
        }
        let words = self.hashes(&spot.tokens);
        match kind {
            Kind::Person if words.len() > 1 => How::Full,
            Kind::Person if !spot.title.is_empty() => How::Title,
            Kind::Person => {
                let given = members.iter().take(MOST).any(|group| {
                    let name = &self.list[*group].words;
                    name.len() > 1 && name.first() == words.first() && name.last() != words.last()
                });
                if given { How::First } else { How::Surname }
            }
            _ if words.len() < self.list[root].words.len() => How::Short,
            _ => How::Full,
        }
    }
}

/// The words of a name on one line.
pub(super) fn shown<'t>(page: &Page<'t>, tokens: &Range<usize>) -> Cow<'t, str> {
    let said = page.said(tokens);
    let plain =
        said.bytes().zip(said.bytes().skip(1)).all(|(one, other)| one > b' ' || one == b' ' && other > b' ');
    if plain {
        Cow::Borrowed(said)
    } else {
        Cow::Owned(said.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// A name in capitals with no more than its first letters in capitals; numbers of rulers and initials stay.
fn lowered(name: &str) -> String {
    let mut lower = String::with_capacity(name.len());
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            lower.push(' ');
        }
        if super::names::cut::is_generation(word) || word.chars().count() < 3 {
            lower.push_str(word);
            continue;
        }
        let mut begins = true;
        for c in word.chars() {
            if begins {
                lower.push(c);
            } else {
                lower.extend(c.to_lowercase());
            }
            begins = !c.is_alphanumeric();
        }
    }
    lower
}

fn mixed(words: &[u32]) -> u64 {
    use std::hash::Hasher;
    let mut mix = Mix::default();
    for word in words {
        mix.write_u32(*word);
    }
    mix.finish()
}
