//! What speaks for a name being a person, a body, a place, a programme or no actor at all.
//!
//! Each sign beside a name adds a little to one or more kinds; the mentions of a name are summed up, and the
//! kind with the most wins, if it has enough. So no single sign has to be right.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::Kind;
use super::super::lexicon::Sense;
use super::super::lists::{titles, words};
use super::Finder;
use super::cut::is_listed;
use super::run::{Item, Link};
use crate::extract::lex::{Kind as Made, Shape};
use crate::extract::vocabulary::Column;

/// What a sign speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// A human being.
    Person,
    /// A body of any sort.
    Body,
    /// A body that trades.
    Company,
    /// A body that does not.
    Organisation,
    /// A place.
    Place,
    /// A programme.
    Programme,
    /// No actor.
    Thing,
}

/// How much speaks for what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights([i16; 7]);

impl Weights {
    /// So much for one.
    #[must_use]
    pub fn of(what: For, much: i16) -> Self {
        let mut weights = Self::default();
        weights.add(what, much);
        weights
    }

    /// Adds so much.
    pub fn add(&mut self, what: For, much: i16) {
        let sum = &mut self.0[what as usize];
        *sum = sum.saturating_add(much);
    }

    /// Adds what another mention says.
    pub fn sum(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum = sum.saturating_add(more);
        }
    }

    /// How much speaks for one.
    #[must_use]
    pub fn get(&self, what: For) -> i16 {
        self.0[what as usize]
    }

    /// The kind that has the most, and how much more than it needs.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        let body =
            self.get(For::Body).saturating_add(self.get(For::Company).max(self.get(For::Organisation)));
        let company = self.get(For::Company) >= self.get(For::Organisation);
        let ranked = [
            (self.get(For::Person), Kind::Person),
            (body, if company { Kind::Company } else { Kind::Organisation }),
            (self.get(For::Place), Kind::Place),
            (self.get(For::Programme), Kind::Programme),
        ];
        let (most, kind) = ranked.into_iter().rev().max_by_key(|(much, _)| *much)?;
        (most >= ENOUGH && most > self.get(For::Thing)).then_some(kind)
    }
}

/// What a kind needs at the least.
const ENOUGH: i16 = 4;

/// Pronouns that tell what the name before them is.
pub(in super::super) const PRONOUNS: [&str; 6] = ["he", "she", "his", "her", "him", "its"];

static NUMBERED: LazyLock<Column<bool>> = LazyLock::new(|| Column::new(&PRONOUNS.map(|word| (word, true))));

impl Finder<'_, '_> {
    /// What the words of a name and beside it speak for.
    pub(super) fn evidence(
        &self,
        items: &[Item],
        at: &Range<usize>,
        title: &Range<usize>,
    ) -> (Weights, &'static str) {
        let first = &items[at.start];
        let last = &items[at.end - 1];
        let tokens = first.tokens.start..last.tokens.end;
        let mut weights = Weights::default();
        let mut rule = "the words beside the name";
        let words = at.len();
        let start = if title.is_empty() { tokens.start } else { title.start };
        if first.sense.is(Sense::FIRST) {
            let weak = first.sense.is(Sense::WEAK);
            let much = match (words, weak) {
                (1, true) => 0,
                (1, false) => 2,
                (_, true) => 3,
                (_, false) => 5,
            };
            weights.add(For::Person, much);
            if words > 1 {
                rule = "a first name before a name";
            }
        }
        weights.add(
            For::Person,
            super::family::begins(items, at.start).filter(|_| words > 1).unwrap_or_default(),
        );
        // `“No,” said Harriet.`
        let told = tokens.start > self.begin && {
            let said = tokens.start - 1;
            self.page.tokens[said].shape == Shape::Lower && self.sense_at(said).is(Sense::SAYS)
        };
        if words == 1 && told && first.sense.is(Sense::FIRST) && !first.sense.is(Sense::WEAK) {
            weights.add(For::Person, 2);
        }
        if words == 1 && title.is_empty() && !first.is(super::run::CLOSED) {
            weights.add(For::Person, self.deed(&tokens));
        }
        let particle = |item: &Item| {
            let before = item.tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
            let small = item.link == Link::Particle;
            small
                && !matches!(
                    before,
                    "de" | "da" | "di" | "do" | "dos" | "del" | "della" | "la" | "le" | "du" | "y"
                )
        };
        if items[at.start + 1..at.end].iter().any(particle) {
            weights.add(For::Person, 3);
        }
        if words > 1 && is_listed(titles::BEHIND, self.page.word(tokens.end - 1)) {
            weights.add(For::Person, 6);
        }
        let initial = (tokens.start..tokens.end).any(|at| {
            self.page.tokens[at].shape == Shape::Upper && self.page.word(at).trim_end_matches('.').len() == 1
        });
        if words > 1 && initial && self.page.word(tokens.end - 1).len() > 2 {
            weights.add(For::Person, 3);
        } else if words == 2 || words == 3 {
            // Most names of two words that nothing else is known of are persons.
            let shaped = tokens.clone().all(|at| self.page.tokens[at].shape == Shape::Title);
            weights.add(
                For::Person,
                if !shaped {
                    1
                } else if words == 2 {
                    3
                } else {
                    2
                },
            );
        }
        if is_surname(self.page.word(tokens.end - 1)) {
            weights.add(For::Person, 2);
        }
        self.shapes(&tokens, words, &mut weights);
        self.before(start, tokens.end, words, &mut weights);
        self.pronoun(tokens.end, &mut weights);
        self.behind(tokens.end, words, &mut weights);
        (weights, rule)
    }

    fn shapes(&self, tokens: &Range<usize>, words: usize, weights: &mut Weights) {
        let token = &self.page.tokens[tokens.start];
        let word = self.page.word(tokens.start);
        let counted = tokens.start.checked_sub(1).is_some_and(|at| self.page.tokens[at].kind == Made::Number);
        if counted && token.touches() {
            weights.add(For::Thing, 8);
        }
        // `Norvex OS Vista`: nobody bears capitals alone among other words.
        let letters = |at: usize| self.page.word(at).chars().filter(|c| *c != '.').count();
        let given = self.sense_at(tokens.start).is(Sense::FIRST);
        let shape = |at: usize| {
            self.page.tokens[at].shape == Shape::Upper
                && letters(at) > 1 + usize::from(given)
                && !super::cut::is_generation(self.page.word(at))
        };
        if words > 1 && tokens.clone().any(shape) && !tokens.clone().all(shape) {
            weights.add(For::Person, -4);
        }
        if words == 1 && token.shape == Shape::Upper && word.len() > 1 {
            weights.add(For::Organisation, 1);
            weights.add(For::Thing, 1);
            weights.add(For::Person, -4);
        }
        for at in tokens.clone() {
            weights.add(For::Thing, if self.sense_at(at).is(Sense::THING) { 4 } else { 0 });
        }
        // `Marine Accident investigators`
        if words > 1 && self.sense_at(tokens.end - 1).is(Sense::THING) && self.is_modifier(tokens.end) {
            weights.add(For::Thing, 6);
        }
        let small = word.chars().next().is_some_and(char::is_lowercase);
        if token.shape == Shape::Mixed && small {
            weights.add(For::Thing, 6);
        }
    }

    /// Whether a noun in lower case stands right behind a name and is told more closely by it.
    fn is_modifier(&self, end: usize) -> bool {
        end < self.end && self.page.tokens[end].shape == Shape::Lower && {
            let sense = self.sense_at(end);
            !sense.is(Sense::SAYS.or(Sense::ACTS).or(Sense::EMPTY)) && self.page.word(end).len() > 3
        }
    }

    /// The first pronoun that follows in the sentence: `he` speaks for a person, `its` for a body.
    fn pronoun(&self, end: usize, weights: &mut Weights) {
        let words = &*NUMBERED;
        for at in end..self.end.min(end + 12) {
            if words.get(self.page.numbers()[at]) && self.page.tokens[at].shape == Shape::Lower {
                let what = if self.page.word(at) == "its" { For::Body } else { For::Person };
                return weights.add(what, 1);
            }
        }
    }

    pub(super) fn sense_at(&self, at: usize) -> Sense {
        self.senses.get(at).copied().unwrap_or_default()
    }

    fn before(&self, start: usize, end: usize, words: usize, weights: &mut Weights) {
        if start <= self.begin {
            return;
        }
        let at = start - 1;
        let word = self.page.word(at);
        let sense = self.sense_at(at);
        let lower = self.page.tokens[at].shape == Shape::Lower;
        match word {
            // `the Reyes government`: the article is the noun's.
            "the" | "The" if self.is_modifier(end) => {}
            "the" | "The" => {
                weights.add(For::Person, -4);
                weights.add(For::Thing, 2);
                weights.add(For::Body, 1);
            }
            "a" | "an" | "new" | "this" | "A" | "An" | "each" | "every" | "These" | "This" => {
                weights.add(For::Person, -3);
                weights.add(For::Thing, 3);
            }
            "'s" | "’s"
                if matches!(
                    self.page.word(at - usize::from(at > 0)),
                    "it" | "It" | "that" | "he" | "she" | "what"
                ) => {}
            "its" | "their" | "his" | "her" | "our" | "my" | "'s" | "’s" => {
                weights.add(For::Person, -1);
                weights.add(For::Thing, 2);
            }
            "in" | "near" | "In" | "outside" | "around" | "across" => weights.add(For::Place, 3),
            "at" | "from" => {
                weights.add(For::Place, 1);
                weights.add(For::Body, 1);
            }
            "by" | "By" | "with" | "and" | "to" | "for" | "like" | "between" | "against" | "," => {
                weights.add(For::Person, i16::from(words > 1));
            }
            "of" => {
                let noun = self.page.word(at.saturating_sub(1));
                if matches!(noun, "city" | "town" | "village" | "region" | "province" | "port" | "district") {
                    weights.add(For::Place, 5);
                }
            }
            _ if lower && is_bearer(word) => weights.add(For::Thing, 8),
            _ if lower && sense.is(Sense::OFFICE) => weights.add(For::Person, 5),
            _ if lower && sense.is(Sense::COMPANY_NOUN) => weights.add(For::Company, 4),
            _ if lower && sense.is(Sense::BODY_NOUN) => weights.add(For::Organisation, 4),
            _ if lower && sense.is(Sense::SAYS) => weights.add(For::Person, i16::from(words > 1) + 1),
            _ => {}
        }
    }

    pub(super) fn behind(&self, end: usize, words: usize, weights: &mut Weights) {
        let Some(token) = self.page.tokens.get(end).filter(|_| end < self.end) else { return };
        let word = self.page.word(end);
        let sense = self.sense_at(end);
        match (token.kind, word) {
            (Made::Number, _) if !token.touches() || words == 1 => weights.add(For::Thing, 2),
            (Made::Clitic, "'s" | "’s") => self.possessed(end + 1, weights),
            (Made::Word, "who" | "whose" | "himself" | "herself") => weights.add(For::Person, 4),
            (
                Made::Word,
                "region" | "province" | "district" | "city" | "village" | "town" | "area" | "airport",
            ) => {
                weights.add(For::Place, 4);
            }
            (
                Made::Word,
                "administration" | "campaign" | "presidency" | "aide" | "supporters" | "supporter",
            ) => {
                weights.add(For::Person, 2);
            }
            (Made::Word, _) if token.shape == Shape::Lower => {
                self.noun_behind(end, weights);
                if sense.is(Sense::SAYS) {
                    weights.add(For::Person, 2);
                    weights.add(For::Body, if words > 1 { 1 } else { 2 });
                } else if sense.is(Sense::OF_BODIES) {
                    weights.add(For::Body, 2);
                    weights.add(For::Company, 1);
                } else if sense.is(Sense::DEALS) {
                    weights.add(For::Body, 2);
                    weights.add(For::Person, 1);
                } else if sense.is(Sense::ACTS) {
                    weights.add(For::Person, 1);
                    weights.add(For::Body, 1);
                }
            }
            (Made::Sign, "," | "(") => self.apposed(end + 1, weights),
            (Made::Sign, "\"" | "”" | "’" | "'") => self.noun_behind(end + 1, weights),
            _ => {}
        }
    }

    /// The noun right behind a name that says what it is: `the Horizon project`.
    pub(super) fn noun_behind(&self, at: usize, weights: &mut Weights) {
        const NOUNS: [&str; 18] = [
            "project",
            "projects",
            "programme",
            "program",
            "initiative",
            "conference",
            "agreement",
            "treaty",
            "summit",
            "festival",
            "forum",
            "campaign",
            "accord",
            "protocol",
            "convention",
            "scheme",
            "framework",
            "talks",
        ];
        if at < self.end && NOUNS.contains(&self.page.word(at)) {
            weights.add(For::Programme, 3);
        }
    }

    /// `Boeing's shares`, `Koval's wife`.
    fn possessed(&self, at: usize, weights: &mut Weights) {
        let noun = self.page.word(at);
        if is_listed(words::KIN, noun) || matches!(noun, "lawyer" | "death" | "career" | "life") {
            weights.add(For::Person, 4);
            return;
        }
        for at in at..self.end.min(at + 3) {
            if self.sense_at(at).is(Sense::OF_BODIES) {
                weights.add(For::Body, 2);
                weights.add(For::Company, 1);
                return;
            }
        }
    }

    /// What an apposition says: `, 56,`, `, who ..`, `, a software company`, `, the president of ..`.
    fn apposed(&self, from: usize, weights: &mut Weights) {
        let Some(token) = self.page.tokens.get(from).filter(|_| from < self.end) else { return };
        let word = self.page.word(from);
        if token.kind == Made::Number {
            let age = word.len() <= 2 && matches!(self.page.word(from + 1), "," | "." | ")");
            weights.add(For::Person, if age { 5 } else { 0 });
            return;
        }
        if matches!(word, "who" | "whose" | "aged") {
            weights.add(For::Person, 5);
            return;
        }
        let article = matches!(
            word,
            "a" | "an" | "the" | "then" | "its" | "one" | "formerly" | "chief" | "former" | "head"
        );
        let office =
            token.shape == Shape::Lower && self.sense_at(from).is(Sense::OFFICE.or(Sense::BEFORE_OFFICE));
        if !article && !office {
            // `Toulouse, France`: a state behind a comma says where.
            if let Some((form, _)) = self.known(from)
                && matches!(self.lexicon.entities[form.entity as usize].kind, Kind::State | Kind::Place)
                && form.how == super::super::How::Full
            {
                weights.add(For::Place, 3);
            }
            return;
        }
        for at in from..self.end.min(from + 8) {
            let token = &self.page.tokens[at];
            if token.kind == Made::Sign && !matches!(self.page.word(at), "-" | "&")
                || self.page.word(at) == "of"
            {
                break;
            }
            let sense = self.sense_at(at);
            let noun = token.kind == Made::Word;
            if noun && sense.is(Sense::OFFICE) {
                weights.add(For::Person, 4);
                break;
            }
            let next = self.sense_at(at + 1);
            let ends = !next.is(Sense::OFFICE.or(Sense::OF_BODIES));
            if noun && ends && sense.is(Sense::COMPANY_NOUN) {
                weights.add(For::Company, 4);
                break;
            }
            if noun && ends && sense.is(Sense::BODY_NOUN) {
                weights.add(For::Organisation, 4);
                break;
            }
        }
    }
}

/// Whether a noun is a ship, whatever is named behind it.
pub(super) fn is_vessel_noun(noun: &str) -> bool {
    const SHIPS: [&str; 12] = [
        "ferry",
        "ship",
        "yacht",
        "trawler",
        "tanker",
        "vessel",
        "boat",
        "steamer",
        "frigate",
        "destroyer",
        "submarine",
        "warship",
    ];
    SHIPS.contains(&noun)
}

/// Whether a noun before a name tells that it is that of a thing: `the ferry Vega`, `his novel Hunger`.
fn is_bearer(noun: &str) -> bool {
    const THINGS: [&str; 13] = [
        "locomotive",
        "racehorse",
        "novel",
        "book",
        "poem",
        "treatise",
        "album",
        "film",
        "opera",
        "spacecraft",
        "probe",
        "comet",
        "asteroid",
    ];
    is_vessel_noun(noun) || THINGS.contains(&noun)
}

/// Whether a word ends as surnames do, in languages where they have an ending of their own.
pub(super) fn is_surname(word: &str) -> bool {
    const ENDS: [&str; 32] = [
        "ov", "ova", "ev", "eva", "yev", "yeva", "enko", "shvili", "yan", "ian", "ski", "sky", "skyy",
        "skiy", "ska", "oğlu", "oglu", "zade", "zadeh", "sson", "ssen", "sen", "ez", "berg", "stein", "mann",
        "dottir", "poulos", "escu", "ić", "chuk", "czyk",
    ];
    word.len() >= 6 && ENDS.iter().any(|end| word.ends_with(end))
}
