//! Lands and their people inside the names of bodies: `English Heritage`, `Sport England`, `Bank of Ireland`. The
//! state is not what is named there.

use std::collections::HashSet;
use std::ops::Range;

use super::super::lexicon::{Mix, Sense};
use super::super::{How, Kind};
use super::cut::Title;
use super::evidence::{For, Weights};
use super::run::{Item, Link, is_state};
use super::{Finder, Spot};
use crate::extract::lex::Shape;

/// The rule of a name that begins or ends with a land.
const RULE: &str = "a name with a land in it";

impl Finder<'_, '_> {
    /// The item behind a name that begins with a land or its people, or ends with a land; the name is noted.
    pub(super) fn land(&mut self, items: &[Item], at: usize, title: &Title) -> Option<usize> {
        if self.opens_other_name(items, at) || self.is_given(items, at, title) {
            return None;
        }
        let (end, mut weights) = match self.begins_with_land(items, at) {
            Some(end) => (end, self.of_tail(&items[at + 1..end])),
            None => (self.ends_with_land(items, at)?, body(3)),
        };
        let tokens = items[at].tokens.start..items[end - 1].tokens.end;
        self.behind(tokens.end, 1, &mut weights);
        let state = items[at..end].iter().filter(|item| is_state(self, item)).find_map(|item| item.known);
        self.push(Spot {
            title: tokens.start..tokens.start,
            tokens,
            known: None,
            weights,
            rule: RULE,
            of: state.map(|form| form.entity),
            gender: None,
            short_of: None,
        });
        self.abbreviated(items, end);
        Some(end)
    }

    /// What the words behind a land speak for: a subject or many for a body, a word alone for nothing yet.
    fn of_tail(&self, tail: &[Item]) -> Weights {
        let word = |item: &Item| self.page.word(item.tokens.start);
        if tail.iter().any(|item| is_contest(word(item))) {
            Weights::of(For::Thing, 9)
        } else if tail.iter().any(|item| item.is(Sense::TOPIC.or(Sense::HEAD)) || is_plural(word(item))) {
            body(2)
        } else {
            // `the Spaniard Nadal`, `the Israeli Merkava`
            let mut weights = body(0);
            weights.add(For::Thing, 2);
            weights
        }
    }

    /// `English Heritage`, `Scottish Widows`: capitalised words that are nothing else follow right behind.
    fn begins_with_land(&self, items: &[Item], at: usize) -> Option<usize> {
        if self.is_city_of_team(items, at) {
            return Some(at + 2);
        }
        if !is_state(self, &items[at]) || items[at].is(Sense::FIRST) && super::cut::follows(items, at) {
            return None;
        }
        let mut end = at + 1;
        while let Some(item) = items.get(end).filter(|item| end < at + 4 && self.goes_on(item)) {
            // `British Jews`, `Russian Sunday`: a common word with the capital that it always has.
            let common = item.is(Sense::COMMON.or(Sense::THING));
            if common
                && (!item.is(Sense::TOPIC.or(Sense::TRADE))
                    || is_adjective(self.page.word(item.tokens.start)))
            {
                return None;
            }
            end += 1;
        }
        let next = items.get(end).is_some_and(|next| {
            matches!(next.link, Link::Space | Link::Hyphen | Link::And | Link::Comma)
                && (next.is(Sense::OFFICE.or(Sense::HONOUR).or(Sense::TOPIC)) || next.known.is_some())
        });
        // A name that follows, or a line of nothing else.
        let first = items.get(at + 1).is_some_and(|item| item.is(Sense::FIRST) && !item.is(Sense::WEAK));
        let line = items[at].tokens.start == self.begin && items[end - 1].tokens.end == self.end;
        (end > at + 1 && !next && !first && !line).then_some(end)
    }

    /// `Chicago Bulls`, `Boston Dynamics`: a city, and many of which nothing is known.
    fn is_city_of_team(&self, items: &[Item], at: usize) -> bool {
        let city = items[at].known.is_some_and(|form| {
            form.how == How::Full && self.lexicon.entities[form.entity as usize].kind == Kind::Place
        });
        let team = items.get(at + 1).is_some_and(|item| {
            self.goes_on(item) && item.open() && is_plural(self.page.word(item.tokens.start))
        });
        let ends = items.get(at + 2).is_none_or(|next| next.link != Link::Space);
        city && team && ends && !items[at].is(Sense::FIRST)
    }

    fn goes_on(&self, item: &Item) -> bool {
        let word = self.page.word(item.tokens.start);
        item.link == Link::Space
            && item.known.is_none()
            && item.tokens.len() == 1
            && self.page.tokens[item.tokens.start].shape == Shape::Title
            && !item.is(Sense::OFFICE.or(Sense::HONOUR).or(Sense::EMPTY).or(Sense::MONTH).or(Sense::PLACE))
            && !item.is(Sense::SAYS.or(Sense::ACTS).or(Sense::PROGRAMME))
            && !is_land_noun(word)
    }

    /// `Sport England`, `Historic England`, `Health Canada`
    fn ends_with_land(&self, items: &[Item], at: usize) -> Option<usize> {
        let land = items.get(at + 1)?;
        let word = self.page.word(items[at].tokens.start);
        let named = land.link == Link::Space
            && is_state(self, land)
            && land.known.is_some_and(|form| form.how != How::Demonym)
            && items.get(at + 2).is_none_or(|next| !matches!(next.link, Link::Space | Link::Hyphen));
        (items[at].known.is_none() && named && is_care(word)).then_some(at + 2)
    }

    /// `Bank of Ireland`, `Banco de Portugal`: the item behind it.
    pub(super) fn bank(&self, items: &[Item], from: usize) -> Option<(usize, Kind)> {
        let bank = matches!(
            self.page.word(items[from].tokens.start),
            "Bank" | "Banco" | "Banque" | "Banca" | "Bangko"
        );
        let of = items.get(from + 1).filter(|of| {
            let land = of.known.is_some_and(|form| {
                let kind = self.lexicon.entities[form.entity as usize].kind;
                matches!(kind, Kind::State | Kind::Place) && form.how != How::Demonym
            });
            matches!(of.link, Link::Of | Link::OfThe | Link::Particle) && land
        })?;
        (bank && items[from].known.is_none()).then(|| {
            let state = is_state(self, of);
            (from + 2, if state { Kind::Organisation } else { Kind::Company })
        })
    }

    /// Takes apart what only looked like one name: in `the Dane Lund` somebody is called Lund, whom the document
    /// names without the land too.
    pub(super) fn settle_lands(&mut self) {
        if !self.found.spots.iter().any(|spot| spot.rule == RULE) {
            return;
        }
        let last = |tokens: &Range<usize>| self.page.tokens[tokens.end - 1].hash;
        let others = self.found.spots.iter().filter(|spot| spot.rule != RULE && spot.known.is_none());
        let named: HashSet<u32, Mix> = others.map(|spot| last(&spot.tokens)).collect();
        for at in 0..self.found.spots.len() {
            let spot = &self.found.spots[at];
            let parted = spot.rule == RULE && named.contains(&last(&spot.tokens));
            let known = self.lexicon.known(self.page, spot.tokens.start, spot.tokens.end).filter(|_| parted);
            let Some((form, end)) = known.filter(|(_, end)| *end < spot.tokens.end) else { continue };
            let name = Spot {
                tokens: end..spot.tokens.end,
                title: end..end,
                weights: Weights::default(),
                rule: "the words beside the name",
                of: None,
                ..spot.clone()
            };
            let spot = &mut self.found.spots[at];
            spot.tokens.end = end;
            spot.known = Some((form.entity, form.how));
            spot.rule = "a state";
            spot.of = None;
            self.found.spots.push(name);
        }
    }
}

/// Whether a noun behind a land only tells which time or part of it is meant: `the British Empire`.
fn is_land_noun(noun: &str) -> bool {
    const NOUNS: [&str; 16] = [
        "Empire",
        "Republic",
        "Kingdom",
        "Dynasty",
        "Monarchy",
        "Crown",
        "Federation",
        "Realm",
        "Colony",
        "Colonies",
        "Isles",
        "People",
        "Peoples",
        "Language",
        "Caliphate",
        "Dominion",
    ];
    NOUNS.contains(&noun)
}

/// Whether a word is what a body cares for whose name a land ends: `Sport England`.
fn is_care(word: &str) -> bool {
    const CARES: [&str; 24] = [
        "Sport",
        "Sports",
        "Health",
        "Statistics",
        "Elections",
        "Energy",
        "Heritage",
        "Historic",
        "Natural",
        "Creative",
        "Cricket",
        "Tennis",
        "Athletics",
        "Swimming",
        "Cycling",
        "Rugby",
        "Football",
        "Basketball",
        "Hockey",
        "Rowing",
        "Enterprise",
        "Tourism",
        "Transport",
        "Universities",
    ];
    CARES.contains(&word)
}

/// Whether a word names a contest or a time of a land, which is no actor: `the US Open`, `the Arab Spring`.
fn is_contest(word: &str) -> bool {
    matches!(word, "Open" | "Masters" | "Derby" | "Classic" | "Dream" | "Spring")
}

/// Whether a word is a noun of many; surnames end so too: `Indiana Jones`.
fn is_plural(word: &str) -> bool {
    const NAMES: [&str; 10] = ["nes", "ams", "kins", "ards", "erts", "vis", "ris", "ens", "ghes", "ells"];
    word.len() > 4
        && word.ends_with('s')
        && !NAMES.iter().any(|end| word.ends_with(end))
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}

fn is_adjective(word: &str) -> bool {
    ["al", "ic", "ox", "ern", "ive", "ary", "an", "ous"].iter().any(|end| word.ends_with(end))
}

/// So much for a body that does not trade.
fn body(much: i16) -> Weights {
    let mut weights = Weights::of(For::Body, much);
    weights.add(For::Organisation, 1);
    weights
}
