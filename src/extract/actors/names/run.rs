//! A run of capitalised words and what links them, cut into titles and names.

use std::ops::Range;

use super::super::Kind;
use super::super::lexicon::{Form, Sense};
use super::Finder;
use crate::extract::lex::{Gap, Kind as Made, Shape, Token};

/// What stands between an item of a run and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Space,
    Hyphen,
    /// The dot of an initial or an abbreviation, an apostrophe inside a name.
    Dot,
    Ampersand,
    /// `de`, `van`, `al-`
    Particle,
    And,
    Comma,
    Of,
    OfThe,
    For,
    On,
    To,
}

/// A word of a run, or a known name of several words.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) tokens: Range<usize>,
    pub(super) sense: Sense,
    pub(super) known: Option<&'static Form>,
    pub(super) link: Link,
}

impl Item {
    pub(super) fn is(&self, sense: Sense) -> bool {
        self.sense.is(sense)
    }

    /// Whether it can only be a part of a title.
    pub(super) fn titles(&self) -> bool {
        self.known.is_none()
            && self.is(Sense::OFFICE.or(Sense::HONOUR))
            && !self.is(Sense::TOPIC.or(Sense::HEAD))
    }

    /// Whether nothing is known of the word.
    pub(super) fn open(&self) -> bool {
        self.known.is_none() && !self.is(CLOSED)
    }
}

/// Words that make no part of a name of a person by themselves.
pub(super) const CLOSED: Sense =
    Sense::HONOUR.or(Sense::OFFICE).or(Sense::HEAD).or(Sense::TOPIC).or(Sense::COMMON);

/// The most words of a run: names are shorter, and the walk stays linear.
const LONGEST: usize = 24;

impl Finder<'_, '_> {
    /// Reads the run that begins at a token; gives the token behind it.
    pub(super) fn run(&mut self, at: usize) -> usize {
        self.items.clear();
        let mut link = Link::Space;
        let mut at = at;
        loop {
            let (known, end) = match self.known(at) {
                Some((form, end)) if !self.is_accident(form, at, end) && !self.is_part(form, at, end) => {
                    (Some(form), end)
                }
                _ => (None, self.second_half(at)),
            };
            let stroked = self.stroked_suffix(at).filter(|_| !self.items.is_empty());
            let (known, mut end) = stroked.map_or((known, end), |end| (None, end));
            let sense = match stroked {
                Some(_) => Sense::SUFFIX,
                None if end == at + 1 => self.sense_in_run(at),
                None => Sense::default(),
            };
            // The dot of `Inc.` is a part of it.
            let dotted = sense.is(Sense::SUFFIX) || matches!(self.page.word(end - 1), "Jr" | "Sr" | "Bros");
            if dotted && end < self.end && self.touching(end, ".") {
                end += 1;
            }
            if sense.is(Sense::OFFICE) {
                end = self.office_tail(end);
            }
            self.items.push(Item { tokens: at..end, sense, known, link });
            match self.link(end) {
                Some((next, found)) if self.items.len() < LONGEST => (at, link) = (next, found),
                _ => break,
            }
        }
        let end = self.items.last().map_or(at + 1, |item| item.tokens.end);
        let items = std::mem::take(&mut self.items);
        self.cut(&items);
        self.items = items;
        end
    }

    /// The end of an office that goes on behind hyphens: `President-elect`, `Editor-in-Chief`.
    fn office_tail(&self, end: usize) -> usize {
        let joined =
            |at: usize| self.touching(at, "-") && self.page.tokens.get(at + 1).is_some_and(Token::touches);
        if !joined(end) || end + 1 >= self.end {
            return end;
        }
        match self.page.word(end + 1) {
            "elect" | "designate" => end + 2,
            "in" | "at" | "of" if joined(end + 2) && end + 3 < self.end => end + 4,
            _ => end,
        }
    }

    /// What a word of a run may mean: an initial means nothing, `Sen` is a title only before a dot or a name.
    fn sense_in_run(&self, at: usize) -> Sense {
        let token = &self.page.tokens[at];
        let dot = self.touching(at + 1, ".");
        if dot && token.end - token.start == 1 {
            return Sense::default();
        }
        let sense = self.sense_at(at);
        // Ranks of the police are written in capitals: `DS Holm`.
        if token.shape == Shape::Upper
            && matches!(self.page.word(at), "DS" | "DI" | "DC" | "DCI" | "DSU" | "PC" | "WPC" | "SGT")
            && self.capital(at + 1)
            && self.page.tokens[at + 1].shape == Shape::Title
        {
            return Sense::HONOUR;
        }
        let abbreviates =
            sense.is(Sense::HONOUR) && !sense.is(Sense::OFFICE.or(Sense::MALE).or(Sense::FEMALE));
        if abbreviates && token.end - token.start <= 4 && !dot && !self.capital(at + 1) {
            return Sense::default();
        }
        sense
    }

    fn touching(&self, at: usize, sign: &str) -> bool {
        self.page.tokens.get(at).is_some_and(Token::touches) && self.page.word(at) == sign
    }

    fn capital(&self, at: usize) -> bool {
        at < self.end
            && self.page.tokens[at].kind == Made::Word
            && matches!(self.page.tokens[at].shape, Shape::Title | Shape::Upper | Shape::Mixed)
    }

    /// What leads from the end of an item to the next capitalised word, and where that stands.
    fn link(&self, at: usize) -> Option<(usize, Link)> {
        if at >= self.end {
            return None;
        }
        let token = &self.page.tokens[at];
        let word = self.page.word(at);
        let next = at + 1;
        match token.kind {
            Made::Word if self.capital(at) => (token.gap != Gap::None).then_some((at, Link::Space)),
            Made::Word if token.shape == Shape::Lower && token.gap != Gap::None => {
                let link = match word {
                    "of" => Link::Of,
                    "for" => Link::For,
                    "on" => Link::On,
                    "to" => Link::To,
                    "and" => Link::And,
                    "de" | "da" | "di" | "do" | "dos" | "del" | "della" | "van" | "von" | "der" | "den"
                    | "bin" | "ibn" | "al" | "el" | "la" | "le" | "du" | "ter" | "ben" | "zu" | "y" => {
                        Link::Particle
                    }
                    _ => return None,
                };
                let mut next = next;
                let mut link = link;
                if link == Link::Particle {
                    if self.touching(next, "-") || matches!(self.page.word(next), "la" | "der" | "den" | "al")
                    {
                        next += 1;
                    }
                } else if self.page.word(next) == "the" && link != Link::And {
                    next += 1;
                    if link == Link::Of {
                        link = Link::OfThe;
                    }
                }
                // `at the airport on Monday`
                (self.capital(next) && !is_day_or_month(self.page.word(next))).then_some((next, link))
            }
            // `Education, Science, and Culture`
            Made::Sign if word == "," && self.page.word(next) == "and" && self.capital(next + 1) => {
                self.lists_topics(at).then_some((next + 1, Link::And))
            }
            Made::Sign if !self.capital(next) => None,
            Made::Sign => {
                let tight = token.touches() && self.page.tokens[next].touches();
                let before = self.page.word(at - 1);
                match word {
                    "-" | "–" | "+" | "/" | "‑" if tight => Some((next, Link::Hyphen)),
                    "." if token.touches() => {
                        let last = self.items.last()?;
                        let abbreviates = before.chars().count() == 1
                            || last.is(Sense::HONOUR.or(Sense::SUFFIX))
                            || matches!(before, "St" | "Ft" | "Mt" | "Jr" | "Sr" | "Bros");
                        abbreviates.then_some((next, Link::Dot))
                    }
                    "'" | "’" if tight && before.len() <= 2 => Some((next, Link::Dot)),
                    "&" => Some((next, Link::Ampersand)),
                    "," if self.lists_topics(at) => Some((next, Link::Comma)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether the comma stands in a list of subjects: `Education, Science and Culture`.
    fn lists_topics(&self, comma: usize) -> bool {
        let topic = |at: usize| self.capital(at) && self.sense_at(at).is(Sense::TOPIC.or(Sense::HEAD));
        let begun = self.items.iter().any(|item| matches!(item.link, Link::Of | Link::OfThe | Link::For));
        begun
            && topic(comma - 1)
            && (comma + 1..self.end.min(comma + 10))
                .any(|at| self.page.word(at) == "and" && self.capital(at + 1))
    }

    /// Whether a known name is only a common word with the capital of its place.
    fn is_accident(&self, form: &Form, at: usize, end: usize) -> bool {
        if end != at + 1 || self.page.tokens[at].shape == Shape::Upper && form.words.len() > 1 {
            return false;
        }
        let token = &self.page.tokens[at];
        let sense = self.sense_at(at);
        let kind = self.lexicon.entities[form.entity as usize].kind;
        let first = at == self.begin || !matches!(self.page.tokens[at - 1].kind, Made::Word | Made::Clitic);
        let common = sense.is(Sense::COMMON.or(Sense::THING).or(Sense::TOPIC).or(Sense::OFFICE));
        let body = matches!(kind, Kind::Organisation | Kind::Company);
        body && first && (common || self.lower.has(token.hash))
    }
}

/// Whether a word is one of dates, whatever else it may be.
fn is_day_or_month(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}

/// Whether the item is a state or its people.
pub(super) fn is_state(finder: &Finder, item: &Item) -> bool {
    item.known.is_some_and(|form| finder.lexicon.entities[form.entity as usize].kind == Kind::State)
}
