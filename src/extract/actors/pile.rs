//! Actors of many documents brought together.
//!
//! What is joined depends on the documents alone and never on their order: every join rests on a relation of
//! two actors that reads the same from both sides, and what is joined is what these relations connect.
//!
//! - Bodies, states, places and programmes: the same name; or a name that is another form of exactly one.
//! - Persons: the same first name and surname, in any spelling where names of their language have several
//!   ([`super::spelling`]), if no middle name, no gender and no office contradicts; a surname alone only with the
//!   same office, for the same state. Names that merely sound alike are doubtful.
//!
//! What is likely and no more is kept as a doubt on both sides.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::names::cut::{is_byname, is_generation as is_numbered};
use super::spelling;
use super::{Actor, Cast, Gender, Kind};

/// An actor of one of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// Which document: its place in what was given to [`join`].
    pub cast: usize,
    /// Which of its actors.
    pub actor: usize,
}

/// An actor of the pile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The name that the most mentions stand for.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Every other form of the name, in the order of the alphabet.
    pub aliases: Vec<String>,
    /// The titles and offices of a person, in the order of the alphabet.
    pub roles: Vec<String>,
    /// Who it is in the documents.
    pub members: Vec<Member>,
    /// Whom else it may be, by place in [`Pile::actors`], and what speaks for it.
    pub doubts: Vec<(usize, &'static str)>,
}

/// The actors of many documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pile {
    /// By kind, then by name.
    pub actors: Vec<Joined>,
}

impl Pile {
    /// Which actor of the pile each actor of the documents is.
    #[must_use]
    pub fn places(&self) -> Places {
        let mut places: Vec<Vec<Option<usize>>> = Vec::new();
        for (place, joined) in self.actors.iter().enumerate() {
            for member in &joined.members {
                places.resize_with(places.len().max(member.cast + 1), Vec::new);
                let of = &mut places[member.cast];
                of.resize(of.len().max(member.actor + 1), None);
                of[member.actor] = Some(place);
            }
        }
        Places(places)
    }
}

/// Which actor of a pile each actor of its documents is, see [`Pile::places`].
#[derive(Clone, Debug)]
pub struct Places(Vec<Vec<Option<usize>>>);

impl Places {
    /// The place in [`Pile::actors`] of an actor of a document.
    #[must_use]
    pub fn of(&self, member: Member) -> Option<usize> {
        *self.0.get(member.cast)?.get(member.actor)?
    }
}

/// Brings the actors of many documents together.
///
/// ```
/// use annals::extract::{actors::{self, Kind}, page::Page};
/// let one = actors::find(&Page::read("Norwegian President Olga Berg met Erik Lund, a baker from Oslo."));
/// let two = actors::find(&Page::read("President Berg of Norway spoke. Olga Berg was heard."));
/// let pile = actors::join(&[&one, &two]);
/// let berg: Vec<_> = pile.actors.iter().filter(|joined| joined.name.ends_with("Berg")).collect();
/// assert_eq!((berg.len(), berg[0].members.len()), (1, 2));
/// ```
#[must_use]
pub fn join(casts: &[&Cast]) -> Pile {
    let members: Vec<Member> = casts
        .iter()
        .enumerate()
        .flat_map(|(cast, of)| (0..of.actors.len()).map(move |actor| Member { cast, actor }))
        .collect();
    let actors: Vec<&Actor> = members.iter().map(|member| &casts[member.cast].actors[member.actor]).collect();
    let persons: Vec<Option<Person>> =
        actors.iter().map(|actor| (actor.kind == Kind::Person).then(|| Person::of(actor))).collect();
    let sets = Sets((0..members.len()).collect());
    let mut work = Work { actors: &actors, persons: &persons, sets, doubts: Vec::new() };
    work.bodies();
    work.full_names();
    work.surnames();
    let Work { sets, doubts, .. } = work;
    // What told them apart is as much as all that is made of them.
    drop(persons);
    pile(&actors, &members, sets, doubts)
}

/// Sets of actors, each known by its least.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// A full name, who bears it, and what tells them from others.
type Named<'c> = (&'c (String, String), usize, &'c Person);

struct Work<'c> {
    actors: &'c [&'c Actor],
    /// What tells the persons among them apart.
    persons: &'c [Option<Person>],
    sets: Sets,
    doubts: Vec<(usize, usize, &'static str)>,
}

impl<'c> Work<'c> {
    /// The persons among the actors.
    fn persons(&self) -> impl Iterator<Item = (usize, &'c Person)> + use<'c> {
        self.persons.iter().enumerate().filter_map(|(at, person)| Some((at, person.as_ref()?)))
    }

    /// Everything but persons: by name, then by the forms that only one of them has.
    fn bodies(&mut self) {
        let mut by_name: BTreeMap<(u8, String), (usize, Vec<usize>)> = BTreeMap::new();
        for at in 0..self.actors.len() {
            let actor = self.actors[at];
            if actor.kind == Kind::Person {
                continue;
            }
            let key = (class(actor.kind), actor.name.to_lowercase());
            let (first, _) = *by_name.entry(key).or_insert((at, Vec::new()));
            self.sets.unite(first, at);
        }
        // Only now are the sets whole, and a form can be asked whose it is.
        for at in 0..self.actors.len() {
            let actor = self.actors[at];
            if actor.kind != Kind::Person {
                let root = self.sets.root(at);
                for form in actor.aliases.iter().chain([&actor.name]) {
                    if let Some((_, of)) = by_name.get_mut(&(class(actor.kind), form.to_lowercase())) {
                        of.push(root);
                    }
                }
            }
        }
        for ((class, _), (named, mut others)) in by_name {
            let named = self.sets.root(named);
            others.sort_unstable();
            others.dedup();
            others.retain(|other| *other != named);
            match others.as_slice() {
                [] => {}
                // `Congress` alone is not the one of Brazil because another document speaks of that.
                [only] if class == 1 && !self.same_state(named, *only) => {
                    self.doubts.push((named, *only, "a body that many states have"));
                }
                [only] if class != 0 => self.sets.unite(named, *only),
                some => self.doubts.extend(some.iter().map(|other| (named, *other, "a form of its name"))),
            }
        }
    }

    /// Whether two bodies are of the same state, or neither is of one.
    fn same_state(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.actors[one].of, &self.actors[other].of);
        one.is_empty() && other.is_empty() || one.iter().any(|state| other.contains(state))
    }

    /// Persons with a first name and a surname.
    fn full_names(&mut self) {
        let named = |(at, person): (usize, &'c Person)| Some((person.full.as_ref()?, at, person));
        let mut same: Vec<Named<'c>> = self.persons().filter_map(named).collect();
        same.sort_unstable_by_key(|(name, at, _)| (*name, *at));
        self.sound_alike(&same);
        for named in same.chunk_by(|(one, ..), (other, ..)| one == other).filter(|named| named.len() > 1) {
            // Those that nothing tells apart are one profile; there are few of them.
            let mut profiles: BTreeMap<&Profile, usize> = BTreeMap::new();
            for (_, at, person) in named {
                let first = *profiles.entry(&person.profile).or_insert(*at);
                self.sets.unite(first, *at);
            }
            let list: Vec<(&Profile, usize)> = profiles.into_iter().take(MOST).collect();
            let middles: BTreeSet<&Vec<String>> =
                list.iter().map(|(profile, _)| &profile.middle).filter(|middle| !middle.is_empty()).collect();
            for (number, (one, a)) in list.iter().enumerate() {
                for (other, b) in &list[..number] {
                    // Without a middle name it could be either of two; and a whole one is seldom left out.
                    let whole = |one: &Profile| one.middle.iter().any(|word| word.chars().count() > 1);
                    let open = (middles.len() > 1 || whole(one) || whole(other))
                        && !one.supports(other)
                        && one.middle.is_empty() != other.middle.is_empty();
                    if open || one.contradicts(other) {
                        self.doubts.push((*a, *b, "the same name"));
                    } else {
                        self.sets.unite(*a, *b);
                    }
                }
            }
        }
    }

    /// Full names that are written otherwise and sound the same are doubtful.
    fn sound_alike(&mut self, same: &[Named<'c>]) {
        let names = same.chunk_by(|(one, ..), (other, ..)| one == other);
        let sound =
            |(name, at, person): Named<'c>| ((spelling::key(&name.0), spelling::key(&name.1)), at, person);
        let mut sounds: Vec<((String, String), usize, &Person)> =
            names.map(|named| sound(named[0])).collect();
        sounds.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        for alike in sounds.chunk_by(|(one, ..), (other, ..)| one == other) {
            for (number, (_, one, person)) in alike.iter().enumerate().take(MOST) {
                let others = alike[..number].iter();
                let may = others.filter(|(.., other)| !person.profile.contradicts(&other.profile));
                self.doubts.extend(may.map(|(_, other, _)| (*one, *other, "a name that sounds the same")));
            }
        }
    }

    /// Persons whom a document only names by surname: joined by office, else doubtful.
    fn surnames(&mut self) {
        let named = |(at, person): (usize, &'c Person)| (person.surname.as_str(), at, person);
        let single = self.persons().filter(|(_, person)| person.full.is_none());
        let mut alone: Vec<_> = single.map(named).collect();
        alone.sort_unstable_by_key(|(name, at, _)| (*name, *at));
        // Who bears such a surname, and what all members of a set say.
        let mut full_of: Vec<(&str, usize)> = Vec::new();
        let mut known: BTreeMap<usize, Cow<'c, Profile>> = BTreeMap::new();
        for (name, at, person) in self.persons().filter(|(_, person)| person.full.is_some()).map(named) {
            if alone.binary_search_by(|(other, ..)| (*other).cmp(name)).is_err() {
                continue;
            }
            let root = self.sets.root(at);
            full_of.push((name, root));
            let all = known.entry(root).and_modify(|all| all.to_mut().add(&person.profile));
            all.or_insert(Cow::Borrowed(&person.profile));
        }
        full_of.sort_unstable();
        full_of.dedup();
        for singles in alone.chunk_by(|(one, ..), (other, ..)| one == other) {
            let name = singles[0].0;
            let from = full_of.partition_point(|(other, _)| *other < name);
            let bearers = full_of[from..].iter().take_while(|(other, _)| *other == name).take(MOST);
            let bearers: Vec<usize> = bearers.map(|(_, bearer)| *bearer).collect();
            let mut profiles: BTreeMap<&Profile, usize> = BTreeMap::new();
            for &(_, at, person) in singles {
                let first = *profiles.entry(&person.profile).or_insert(at);
                if !self.actors[at].roles.is_empty() {
                    self.sets.unite(first, at);
                } else if first != at {
                    self.doubts.push((first, at, "the same surname"));
                }
            }
            let list: Vec<(&Profile, usize)> = profiles.into_iter().take(MOST).collect();
            for (number, (one, a)) in list.iter().enumerate() {
                for (other, b) in &list[..number] {
                    if one.supports(other) {
                        self.sets.unite(*a, *b);
                    } else if !one.contradicts(other) {
                        self.doubts.push((*a, *b, "the same surname"));
                    }
                }
                let fits: Vec<usize> = bearers
                    .iter()
                    .copied()
                    .filter(|bearer| known.get(bearer).is_some_and(|all| one.supports(all)))
                    .collect();
                if let [only] = fits.as_slice() {
                    self.sets.unite(*only, *a);
                } else {
                    let may = bearers
                        .iter()
                        .filter(|bearer| known.get(*bearer).is_some_and(|all| !one.contradicts(all)));
                    self.doubts.extend(may.map(|bearer| (*a, *bearer, "the same surname")));
                }
            }
        }
    }
}

/// The pile of what belongs together.
fn pile(
    actors: &[&Actor],
    members: &[Member],
    mut sets: Sets,
    doubts: Vec<(usize, usize, &'static str)>,
) -> Pile {
    let mut of: Vec<(usize, usize)> = (0..actors.len()).map(|at| (sets.root(at), at)).collect();
    of.sort_unstable();
    let each = of.chunk_by(|(one, _), (other, _)| one == other);
    let mut all: Vec<(usize, Joined)> = each
        .map(|set| {
            let of: Vec<usize> = set.iter().map(|(_, at)| *at).collect();
            (set[0].0, joined(actors, members, &of))
        })
        .collect();
    all.sort_by(|(_, one), (_, other)| {
        (one.kind, &one.name, &one.aliases, &one.roles).cmp(&(
            other.kind,
            &other.name,
            &other.aliases,
            &other.roles,
        ))
    });
    let mut place = vec![0; actors.len()];
    for (at, (root, _)) in all.iter().enumerate() {
        place[*root] = at;
    }
    let mut joined: Vec<Joined> = all.into_iter().map(|(_, joined)| joined).collect();
    for (one, other, why) in doubts {
        let (one, other) = (place[sets.root(one)], place[sets.root(other)]);
        if one != other {
            joined[one].doubts.push((other, why));
            joined[other].doubts.push((one, why));
        }
    }
    for actor in &mut joined {
        actor.doubts.sort_unstable();
        actor.doubts.dedup();
    }
    Pile { actors: joined }
}

/// The actor that so many of the documents are.
fn joined(actors: &[&Actor], members: &[Member], of: &[usize]) -> Joined {
    let mut names: Vec<(&str, usize)> =
        of.iter().map(|at| (actors[*at].name.as_str(), actors[*at].mentions.len())).collect();
    names.sort_unstable();
    names.dedup_by(|(name, often), (kept, sum)| {
        let same = name == kept;
        *sum += if same { *often } else { 0 };
        same
    });
    // A full name before a surname, then the most mentions, then the alphabet.
    let words = |name: &str| name.split_whitespace().count().min(2);
    let name = names
        .iter()
        .max_by_key(|(name, often)| (words(name), *often, std::cmp::Reverse(*name)))
        .map_or("", |(name, _)| *name)
        .to_owned();
    let forms = of.iter().flat_map(|at| actors[*at].aliases.iter().chain([&actors[*at].name]));
    let forms = sorted(forms.filter(|form| **form != name));
    let roles = sorted(of.iter().flat_map(|at| &actors[*at].roles));
    let kind = of.iter().map(|at| actors[*at].kind).min().unwrap_or(Kind::Person);
    Joined {
        name,
        kind,
        aliases: forms,
        roles,
        members: of.iter().map(|at| members[*at]).collect(),
        doubts: Vec::new(),
    }
}

/// Each of the words once, in the order of the alphabet.
fn sorted<'w>(words: impl Iterator<Item = &'w String>) -> Vec<String> {
    let mut words: Vec<&String> = words.collect();
    words.sort_unstable();
    words.dedup();
    words.into_iter().cloned().collect()
}

/// The most profiles of one name that are held against each other: a pile stays linear whatever is in it.
const MOST: usize = 64;

/// Kinds that one name may have in two documents.
fn class(kind: Kind) -> u8 {
    match kind {
        Kind::State => 0,
        Kind::Organisation | Kind::Company => 1,
        Kind::Place => 2,
        Kind::Programme => 3,
        Kind::Person => 4,
    }
}

/// What tells a person from others.
struct Person {
    /// The keys of the first name and the surname, where the document has both.
    full: Option<(String, String)>,
    /// The key of the surname, or of the only name.
    surname: String,
    profile: Profile,
}

impl Person {
    fn of(actor: &Actor) -> Self {
        let (first, last) = ends(actor);
        let both = !last.is_empty();
        Self {
            full: both.then(|| spelling::of_person(first, last)),
            surname: spelling::of_surname(if both { last } else { &actor.name }),
            profile: Profile::new(actor),
        }
    }
}

/// A person's first name and surname as they are written, the latter empty where there is none.
fn ends(actor: &Actor) -> (&str, &str) {
    let words = names_of(&actor.name);
    let first = words.first().copied().unwrap_or_default();
    // `Wilhelm II`: a ruler's number does for a surname.
    let last = words.get(1..).and_then(<[&str]>::last).copied().or_else(|| number(&actor.name));
    (first, last.unwrap_or_default())
}

/// The words of a name that are no number and no byname: `William Pitt the Elder`.
fn names_of(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if let [.., "the", by] = words.as_slice()
        && is_byname(by)
    {
        words.truncate(words.len() - 2);
    }
    words.retain(|word| !is_generation(word));
    words
}

/// What tells one bearer of a name from another: `Jr`, `II`, `Elder`.
fn number(name: &str) -> Option<&str> {
    name.split_whitespace().next_back().filter(|word| is_generation(word) || is_byname(word))
}

fn is_generation(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    matches!(word, "Jr" | "Sr" | "I") || is_numbered(word)
}

/// What a document says of a person beside the name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Profile {
    /// What stands between first name and surname.
    middle: Vec<String>,
    /// What tells father from son: `Jr`.
    number: String,
    /// The last words of the titles, in lower case: `president`.
    offices: BTreeSet<String>,
    states: BTreeSet<String>,
    female: bool,
    male: bool,
}

impl Profile {
    fn new(actor: &Actor) -> Self {
        let words = names_of(&actor.name);
        let between = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
        let office = |role: &String| {
            let head =
                role.split(" of ").next().unwrap_or_default().split(" for ").next().unwrap_or_default();
            head.split_whitespace().next_back().map(|word| word.trim_end_matches('.').to_lowercase())
        };
        let honour = |word: &String| {
            matches!(word.as_str(), "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "lady" | "lord")
        };
        let number = number(&actor.name);
        Self {
            number: number.map(|word| word.trim_end_matches('.').to_owned()).unwrap_or_default(),
            middle: between.iter().map(|word| word.trim_end_matches('.').to_lowercase()).collect(),
            offices: actor.roles.iter().filter_map(office).filter(|word| !honour(word)).collect(),
            states: actor.of.iter().cloned().collect(),
            female: actor.gender == Some(Gender::Female),
            male: actor.gender == Some(Gender::Male),
        }
    }

    fn add(&mut self, other: &Self) {
        if self.middle.is_empty() {
            self.middle.clone_from(&other.middle);
        }
        if self.number.is_empty() {
            self.number.clone_from(&other.number);
        }
        self.offices.extend(other.offices.iter().cloned());
        self.states.extend(other.states.iter().cloned());
        self.female |= other.female;
        self.male |= other.male;
    }

    /// Whether both cannot be one: another middle name, another gender, other offices in other states.
    fn contradicts(&self, other: &Self) -> bool {
        let middle = !self.middle.is_empty() && !other.middle.is_empty() && {
            let alike = |(one, other): (&String, &String)| {
                let initial = one.chars().count() == 1 || other.chars().count() == 1;
                one == other || initial && one.chars().next() == other.chars().next()
            };
            self.middle.len() != other.middle.len() || !self.middle.iter().zip(&other.middle).all(alike)
        };
        let gender = self.female && other.male && !other.female || self.male && other.female && !other.male;
        let apart = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
            !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
        };
        let number = !self.number.is_empty() && !other.number.is_empty() && self.number != other.number;
        middle
            || number
            || gender
            || apart(&self.states, &other.states) && apart(&self.offices, &other.offices)
    }

    /// Whether the office says that both are one: the same one, and not for another state.
    fn supports(&self, other: &Self) -> bool {
        let apart =
            !self.states.is_empty() && !other.states.is_empty() && self.states.is_disjoint(&other.states);
        !self.offices.is_disjoint(&other.offices) && !apart && !self.contradicts(other)
    }
}
