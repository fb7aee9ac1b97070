//! What a token may mean by itself, and the longest known name that begins at a token.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::lists::{companies, first_names, organisations, places, seats, states, titles, words};
use super::{Gender, How, Kind};
use crate::extract::lex::{self, Shape};
use crate::extract::page::Page;
use crate::extract::vocabulary::Column;

/// The meanings of a word, as bits: a word may have several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sense(u32);

impl Sense {
    /// A title that only a person's name follows.
    pub const HONOUR: Self = Self(1);
    /// The last word of an office.
    pub const OFFICE: Self = Self(1 << 1);
    /// A word before the last of an office.
    pub const BEFORE_OFFICE: Self = Self(1 << 2);
    /// A first name.
    pub const FIRST: Self = Self(1 << 3);
    /// .. of women
    pub const FEMALE: Self = Self(1 << 4);
    /// .. of men
    pub const MALE: Self = Self(1 << 5);
    /// .. that is something else as often
    pub const WEAK: Self = Self(1 << 6);
    /// The noun of a body.
    pub const BODY: Self = Self(1 << 7);
    /// The end of a company's name.
    pub const SUFFIX: Self = Self(1 << 8);
    /// A noun of trade.
    pub const TRADE: Self = Self(1 << 9);
    /// The noun of a place.
    pub const PLACE: Self = Self(1 << 10);
    /// The noun of a programme.
    pub const PROGRAMME: Self = Self(1 << 11);
    /// The noun of a thing that is no actor.
    pub const THING: Self = Self(1 << 12);
    /// A subject that names of bodies are made of.
    pub const TOPIC: Self = Self(1 << 13);
    /// `company`, `maker` ..
    pub const COMPANY_NOUN: Self = Self(1 << 14);
    /// `agency`, `newspaper` ..
    pub const BODY_NOUN: Self = Self(1 << 15);
    /// What bodies have.
    pub const OF_BODIES: Self = Self(1 << 16);
    /// A verb of saying.
    pub const SAYS: Self = Self(1 << 17);
    /// A verb of doing.
    pub const ACTS: Self = Self(1 << 18);
    /// A verb of a government.
    pub const RULES: Self = Self(1 << 19);
    /// A word with a capital letter only by its place.
    pub const COMMON: Self = Self(1 << 20);
    /// A word of no content.
    pub const EMPTY: Self = Self(1 << 21);
    /// A month that is a first name too.
    pub const MONTH: Self = Self(1 << 22);
    /// A noun that stands before the name of a place.
    pub const BEFORE_PLACE: Self = Self(1 << 23);
    /// A verb of trade.
    pub const DEALS: Self = Self(1 << 24);
    /// A human being in lower case: `gunman`, `boy`.
    pub const HUMAN: Self = Self(1 << 25);
    /// A family name that stands before the given name.
    pub const FAMILY: Self = Self(1 << 26);
    /// A noun that ends or begins the name of a body, a company, a place or a programme.
    pub const HEAD: Self =
        Self(Self::BODY.0 | Self::SUFFIX.0 | Self::TRADE.0 | Self::PLACE.0 | Self::PROGRAMME.0);

    /// Whether it has one of the meanings of `other`.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The meanings of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The gender a first name tells.
    #[must_use]
    pub fn gender(self) -> Option<Gender> {
        match (self.is(Self::FEMALE), self.is(Self::MALE)) {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        }
    }
}

/// Somebody or something that the lists know.
#[derive(Clone, Copy, Debug)]
pub struct Entity {
    /// The name to show.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The state whose capital it is: its entity.
    pub capital_of: Option<u32>,
    /// A body that many states have: its place in [`Lexicon::seats`].
    pub seat: Option<u16>,
    /// A day that is named and is no actor: `Christmas Eve`.
    pub feast: bool,
    /// The body of that sort and the state that this one is of: `Congress of the United States`.
    pub seat_of: Option<(u32, u32)>,
}

/// A body that many states have under one name.
#[derive(Clone, Debug, Default)]
pub struct Seat {
    /// The states that have it, where not nearly all do.
    pub only: Vec<u32>,
    /// Those that have none.
    pub never: Vec<u32>,
}

/// A known name, as it may stand in a text.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// What it names.
    pub entity: u32,
    /// How it names it.
    pub how: How,
    /// The name as the list has it.
    pub words: &'static str,
}

/// All lists, made once.
#[derive(Debug)]
pub struct Lexicon {
    /// Words with their senses.
    words: Vec<(&'static str, Sense)>,
    /// The first words of known names, in lower case.
    firsts: Vec<String>,
    /// What the lists know, by entity.
    pub entities: Vec<Entity>,
    /// Bodies that many states have.
    pub seats: Vec<Seat>,
    forms: Vec<Form>,
    /// From a node and the hash of a token to the next node.
    edges: HashMap<(u32, u32), u32, Mix>,
    /// Which tokens may follow at a node, by six bits of their hashes: mostly that alone tells that a name is over.
    follow: Vec<u64>,
    /// The form that ends at a node.
    ends: Vec<Option<u32>>,
}

/// What each word may mean.
static SENSES: LazyLock<Column<Sense>> = LazyLock::new(|| Column::new(&LEXICON.words));

/// To which node each word leads that begins a known name; no name begins with a word of the first.
static BEGINS: LazyLock<Column<u32>> = LazyLock::new(|| Column::new(&LEXICON.begins()));

/// All words of the lists, and all that begin a known name.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    LEXICON.words.iter().map(|(word, _)| *word).chain(LEXICON.firsts.iter().map(String::as_str))
}

/// The words of the lists that have one of the meanings of `sense`.
pub(super) fn listed_as(sense: Sense) -> impl Iterator<Item = &'static str> {
    LEXICON.words.iter().filter(move |(_, own)| own.is(sense)).map(|(word, _)| *word)
}

/// The lists.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    fn new() -> Self {
        let mut made = Self {
            words: Vec::new(),
            firsts: Vec::new(),
            entities: Vec::new(),
            seats: Vec::new(),
            forms: Vec::new(),
            edges: HashMap::default(),
            follow: vec![0],
            ends: vec![None],
        };
        let mut senses: HashMap<&'static str, u32> = HashMap::new();
        for (list, sense) in WORDS {
            for word in list.split_whitespace() {
                *senses.entry(word).or_default() |= sense.0;
            }
        }
        made.states();
        for rows in [
            (organisations::ORGANISATIONS, Kind::Organisation),
            (companies::COMPANIES, Kind::Company),
            (organisations::PROGRAMMES, Kind::Programme),
            (places::PLACES, Kind::Place),
        ] {
            for row in rows.0.iter().flat_map(|rows| rows.split(';')) {
                made.row(row, rows.1);
            }
        }
        for (names, only, never) in seats::SEATS {
            let seat = u16::try_from(made.seats.len()).ok();
            let first = made.entities.len();
            made.row(names, Kind::Organisation);
            if let Some(entity) = made.entities.get_mut(first) {
                entity.seat = seat;
            }
            let of = |states| split(states).filter_map(|state| made.state(state)).collect();
            let found = Seat { only: of(only), never: of(never) };
            made.seats.push(found);
        }
        made.tie_seats();
        for feast in split(words::FEASTS) {
            let entity = made.entity(feast, Kind::Programme);
            made.entities[entity as usize].feast = true;
            made.form(feast, entity, How::Full);
        }
        for (title, gender) in titles::HONOURS {
            let bits = match gender {
                'f' => Sense::HONOUR.0 | Sense::FEMALE.0,
                'm' => Sense::HONOUR.0 | Sense::MALE.0,
                _ => Sense::HONOUR.0,
            };
            *senses.entry(title).or_default() |= bits;
        }
        made.words = senses.into_iter().map(|(word, sense)| (word, Sense(sense))).collect();
        made
    }

    /// Ties the bodies that the lists give with their state to the name that they share with others.
    fn tie_seats(&mut self) {
        for at in 0..self.entities.len() {
            let Some((body, state)) = self.entities[at].name.split_once(" of ") else { continue };
            let Some(state) = self.state(state.strip_prefix("the ").unwrap_or(state)) else { continue };
            let base = self.entities.iter().position(|entity| entity.seat.is_some() && entity.name == body);
            self.entities[at].seat_of =
                base.and_then(|base| u32::try_from(base).ok()).map(|base| (base, state));
        }
    }

    /// The entity of a state by the name to show.
    fn state(&self, name: &str) -> Option<u32> {
        let at = self.entities.iter().position(|entity| entity.kind == Kind::State && entity.name == name)?;
        u32::try_from(at).ok()
    }

    fn states(&mut self) {
        for (name, others, peoples, capital) in states::STATES {
            let entity = self.entity(name, Kind::State);
            self.form(name, entity, How::Full);
            for other in split(others) {
                self.form(other, entity, if is_acronym(other) { How::Acronym } else { How::Full });
            }
            for people in split(peoples) {
                self.form(people, entity, How::Demonym);
            }
            let mut seat = None;
            for city in split(capital) {
                // Every name of a capital is the same city, but for cities that took turns.
                let place = match seat {
                    Some(place) if similar(self.entities[place as usize].name, city) => place,
                    _ => self.entity(city, Kind::Place),
                };
                seat = Some(place);
                self.entities[place as usize].capital_of = Some(entity);
                self.form(city, place, How::Full);
            }
        }
    }

    fn row(&mut self, row: &'static str, kind: Kind) {
        let mut names = split(row);
        let Some(first) = names.next() else { return };
        let entity = self.entity(first, kind);
        self.form(first, entity, How::Full);
        for name in names {
            let how = if is_acronym(name) { How::Acronym } else { How::Full };
            self.form(name, entity, how);
        }
    }

    fn entity(&mut self, name: &'static str, kind: Kind) -> u32 {
        let at = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        self.entities.push(Entity { name, kind, capital_of: None, seat: None, feast: false, seat_of: None });
        at
    }

    fn form(&mut self, words: &'static str, entity: u32, how: How) {
        let mut node = 0;
        let tokens = lex::tokens(words);
        self.firsts.extend(tokens.first().map(|token| token.of(words).to_ascii_lowercase()));
        for token in tokens {
            let next = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
            self.follow[node as usize] |= 1 << (token.hash & 63);
            node = *self.edges.entry((node, token.hash)).or_insert(next);
            if node == next {
                self.ends.push(None);
                self.follow.push(0);
            }
        }
        let at = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        if let Some(end) = self.ends.get_mut(node as usize).filter(|end| end.is_none()) {
            *end = Some(at);
            self.forms.push(Form { entity, how, words });
        }
    }

    /// The first words of known names, each with the node that it leads to.
    fn begins(&self) -> Vec<(&str, u32)> {
        let node =
            |first: &str| self.edges.get(&(0, lex::hash(first.as_bytes()))).copied().unwrap_or_default();
        self.firsts.iter().map(|first| (first.as_str(), node(first))).collect()
    }

    /// The longest known name that begins at a token and ends before `limit`, and the token behind it.
    #[must_use]
    pub fn known(&self, page: &Page, at: usize, limit: usize) -> Option<(&Form, usize)> {
        let node = page.numbers().get(at).map_or(0, |number| BEGINS.get(*number));
        if node == 0 { None } else { self.longest(node, page, at, limit) }
    }

    fn longest(&self, first: u32, page: &Page, at: usize, limit: usize) -> Option<(&Form, usize)> {
        let mut node = first;
        let mut best = None;
        for (end, token) in page.tokens.iter().enumerate().take(limit).skip(at) {
            if end > at {
                if self.follow[node as usize] & 1 << (token.hash & 63) == 0 {
                    break;
                }
                let Some(next) = self.edges.get(&(node, token.hash)) else { break };
                node = *next;
            }
            if let Some(form) = self.ends[node as usize].map(|form| &self.forms[form as usize])
                && fits(page, at..end + 1, form.words)
            {
                best = Some((form, end + 1));
            }
        }
        best
    }

    /// The entity of this exact name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<u32> {
        let page = Page::read(name);
        let (form, end) = self.known(&page, 0, page.tokens.len())?;
        (end == page.tokens.len()).then_some(form.entity)
    }
}

/// What the word of a token may mean.
#[must_use]
pub fn sense(page: &Page, at: usize) -> Sense {
    page.numbers().get(at).map_or(Sense::default(), |number| SENSES.get(*number))
}

/// What the word of each token may mean.
pub(super) fn senses(page: &Page) -> impl Iterator<Item = Sense> {
    let senses = &*SENSES;
    page.numbers().iter().map(|number| senses.get(*number))
}

/// Whether the tokens write the name as the list has it: what stands in capitals there must stand in
/// capitals, what begins with a capital must not be in lower case.
fn fits(page: &Page, tokens: Range<usize>, words: &str) -> bool {
    let mut rest = words;
    for at in tokens {
        let token = &page.tokens[at];
        let mut written = token.of(page.text);
        rest = rest.trim_start();
        // Either apostrophe is as good.
        if let (Some(behind), Some(other)) = (written.strip_prefix('’'), rest.strip_prefix('\'')) {
            (written, rest) = (behind, other);
        }
        let Some(wanted) = rest.get(..written.len()) else { return false };
        if !wanted.eq_ignore_ascii_case(written) {
            return false;
        }
        rest = &rest[written.len()..];
        if token.kind != lex::Kind::Word {
            continue;
        }
        let capitals = wanted.chars().filter(|c| c.is_uppercase()).count();
        let ok = match capitals {
            0 => true,
            1 if wanted.len() > 1 => token.shape != Shape::Lower,
            _ => wanted == written,
        };
        if !ok {
            return false;
        }
    }
    rest.is_empty()
}

fn split(row: &'static str) -> impl Iterator<Item = &'static str> {
    row.split('|').map(str::trim).filter(|name| !name.is_empty())
}

fn is_acronym(name: &str) -> bool {
    name.len() <= 8 && name.chars().all(|c| !c.is_lowercase() && c != ' ')
}

/// Whether two names of a capital are spellings of one: they begin alike.
fn similar(one: &str, other: &str) -> bool {
    one.get(..2) == other.get(..2)
}

/// Two numbers that are well mixed already need no costly hashing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mix(u64);

impl std::hash::BuildHasher for Mix {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl std::hash::Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// Every list of single words and what its words mean.
const WORDS: &[(&str, Sense)] = &[
    (titles::OFFICES, Sense::OFFICE),
    (titles::BEFORE_OFFICES, Sense::BEFORE_OFFICE),
    (first_names::FEMALE, Sense(Sense::FIRST.0 | Sense::FEMALE.0)),
    (first_names::MALE, Sense(Sense::FIRST.0 | Sense::MALE.0)),
    (first_names::WEAK, Sense::WEAK),
    (words::BODIES, Sense::BODY),
    (words::SUFFIXES, Sense::SUFFIX),
    (words::TRADES, Sense::TRADE),
    (words::PLACES, Sense::PLACE),
    (words::PROGRAMMES, Sense::PROGRAMME),
    (words::THINGS, Sense::THING),
    (words::TOPICS, Sense::TOPIC),
    (words::COMPANY_NOUNS, Sense::COMPANY_NOUN),
    (words::BODY_NOUNS, Sense::BODY_NOUN),
    (words::OF_BODIES, Sense::OF_BODIES),
    (words::SAYS, Sense::SAYS),
    (words::ACTS, Sense::ACTS),
    (words::RULES, Sense::RULES),
    (words::DEALS, Sense::DEALS),
    (words::COMMON, Sense::COMMON),
    (words::EMPTY, Sense::EMPTY),
    (words::MONTHS, Sense::MONTH),
    (words::BEFORE_PLACES, Sense::BEFORE_PLACE),
    (first_names::FAMILY, Sense::FAMILY),
    (words::MEN, Sense(Sense::HUMAN.0 | Sense::MALE.0)),
    (words::WOMEN, Sense(Sense::HUMAN.0 | Sense::FEMALE.0)),
    (words::HUMANS, Sense::HUMAN),
];
