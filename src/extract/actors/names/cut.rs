//! A run cut into titles, known names, compounds and the names of which nothing is known.

use std::ops::Range;

use super::super::lexicon::{Form, Sense};
use super::super::lists::titles;
use super::super::{Gender, How, Kind};
use super::evidence::For;
use super::run::{CLOSED, Item, Link};
use super::{Finder, Spot};
use crate::extract::lex::{Kind as Made, Shape};
use crate::extract::page::Page;

impl Finder<'_, '_> {
    /// Cuts a run into names.
    pub(super) fn cut(&mut self, items: &[Item]) {
        let mut at = 0;
        let mut title = Title::default();
        if self.defined(items) {
            return;
        }
        while at < items.len() {
            let item = &items[at];
            if !matches!(item.link, Link::Space | Link::Hyphen | Link::Dot) && at > 0 && !title.open {
                title = Title::default();
            }
            title.open = false;
            if let Some(end) = self.ship(items, at).or_else(|| self.saint(items, at)) {
                at = end;
                continue;
            }
            if self.is_letters(items, at) {
                at += 1;
                continue;
            }
            if self.meeting(items, at) {
                at += 1;
                continue;
            }
            if let Some((end, kind)) = self.compound(items, at) {
                self.body(items, at..end, kind);
                at = end;
                continue;
            }
            if let Some(end) = self.land(items, at, &title) {
                at = end;
                title = Title::default();
                continue;
            }
            if let Some(form) =
                item.known.filter(|_| !starts_person(items, at) && !self.is_given(items, at, &title))
            {
                at = self.known_item(items, at, form, &mut title);
                continue;
            }
            if let Some(end) = self.title(items, at, &mut title) {
                at = end;
                continue;
            }
            let mut end = self.name_end(items, at, &title);
            if end == at
                && items[at].tokens.len() == 1
                && items[at].sense.is(CLOSED)
                && !(items[at].is(Sense::MONTH) && self.is_date(items[at].tokens.start))
            {
                self.found.words.push(items[at].tokens.start);
            }
            if end > at {
                if !self.is_family(items, at, end) && !self.is_vessel(items, at, end) {
                    self.name(items, at..end, &title);
                }
                end = self.seat(items, end, &title);
                title = Title::default();
            }
            at = end.max(at + 1);
        }
    }

    fn known_item(&mut self, items: &[Item], at: usize, form: &'static Form, title: &mut Title) -> usize {
        let entity = &self.lexicon.entities[form.entity as usize];
        let tokens = items[at].tokens.clone();
        if entity.feast {
            return at + 1;
        }
        if self.opens_other_name(items, at) {
            return at + 2;
        }
        // `Minsk-2`, `Soyuz-M`: hyphens to what is no name part nothing here.
        self.push(Spot {
            tokens: tokens.clone(),
            title: tokens.start..tokens.start,
            known: Some((form.entity, form.how)),
            weights: self.proof(items, at, form),
            rule: rule_of(entity.kind, form.how),
            of: None,
            gender: None,
            short_of: None,
        });
        if entity.kind == Kind::State {
            title.of = Some(form.entity);
        }
        self.abbreviated(items, at + 1);
        at + 1
    }

    /// A title at an item: `Deputy Prime Minister for Restoration`, `President of Ukraine`. Gives its end.
    fn title(&mut self, items: &[Item], from: usize, title: &mut Title) -> Option<usize> {
        let mut at = from;
        let mut office = None;
        while let Some(item) = items.get(at).filter(|item| item.known.is_none()) {
            let joined =
                at == from || matches!(item.link, Link::Space | Link::Hyphen | Link::Dot | Link::And);
            let fits = item.is(Sense::HONOUR.or(Sense::OFFICE).or(Sense::BEFORE_OFFICE).or(Sense::TOPIC));
            // A first name that is a title elsewhere: `Dean Acheson`, with a surname behind it.
            if !joined
                || !fits
                || at > from && item.link == Link::And && !item.is(Sense::OFFICE.or(Sense::BEFORE_OFFICE))
                || self.is_named_as_office(items, at)
                // `Then Ms Holm left`: no title of hers where a sentence begins with it.
                || at == from && item.tokens.start == self.begin && self.page.word(self.begin) == "Then"
            {
                break;
            }
            at += 1;
            if item.is(Sense::HONOUR.or(Sense::OFFICE)) {
                office = Some(at);
            }
        }
        let end = office?;
        let mut tokens = items[from].tokens.start..items[end - 1].tokens.end;
        // The dot of `Mr.`
        if items.get(end).is_some_and(|item| item.link == Link::Dot && item.tokens.start == tokens.end + 1) {
            tokens.end += 1;
        }
        let goes_on = title.tokens.end == tokens.start && !title.tokens.is_empty();
        title.tokens = if goes_on { title.tokens.start..tokens.end } else { tokens };
        title.honour |= items[from..end].iter().any(|item| item.is(Sense::HONOUR));
        title.gender = items[from..end]
            .iter()
            .filter(|item| item.is(Sense::HONOUR))
            .find_map(|item| item.sense.gender())
            .or(title.gender);
        title.open = true;
        let Some(next) = items.get(end) else { return Some(end) };
        if !matches!(next.link, Link::Of | Link::OfThe | Link::For | Link::To | Link::On) {
            return Some(end);
        }
        if next.known.is_some() || self.compound(items, end).is_some() || Self::stops(next) {
            return Some(end);
        }
        let after = self.complement(items, end, 1);
        title.tokens.end = items[after.max(end) - 1].tokens.end;
        Some(after.max(end))
    }

    /// Whether the word for an office is a surname here: a title that is no office stands before it, and nothing
    /// behind it: `Ms Dean`, but `Mr Justice Lund`.
    fn is_named_as_office(&self, items: &[Item], at: usize) -> bool {
        const CIVIL: [&str; 10] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "messrs", "sir", "dame"];
        let Some(before) = at.checked_sub(1).map(|before| self.page.word(items[before].tokens.start)) else {
            return false;
        };
        matches!(items[at].link, Link::Space | Link::Dot)
            && CIVIL.iter().any(|title| title.eq_ignore_ascii_case(before))
            && items.get(at + 1).is_none_or(|next| next.link != Link::Space)
            && is_listed(titles::SURNAMES_TOO, self.page.word(items[at].tokens.start))
    }

    /// The item behind the seat of a lord: `Lord Mellor of Hale`.
    fn seat(&self, items: &[Item], end: usize, title: &Title) -> usize {
        let peer = title
            .tokens
            .clone()
            .any(|at| matches!(self.page.word(at), "Lord" | "Lady" | "Baroness" | "Baron" | "Viscount"));
        let of = items.get(end).is_some_and(|item| item.link == Link::Of && item.tokens.len() == 1);
        end + usize::from(peer && of)
    }

    /// Where the name of a person, or a name of which nothing is known, ends.
    fn name_end(&self, items: &[Item], from: usize, title: &Title) -> usize {
        let first = &items[from];
        let near =
            !title.tokens.is_empty() && title.tokens.end <= first.tokens.start && first.link != Link::And;
        // `Mrs May`, `Prime Minister May`
        let month = first.is(Sense::MONTH);
        let titled = near
            && (title.honour || month && first.tokens.start <= title.tokens.end + 1)
            && !(month && self.dated(first.tokens.start));
        let verb = first.is(Sense::SAYS.or(Sense::ACTS)) && !first.is(Sense::FIRST);
        let empty = verb || first.is(Sense::EMPTY);
        if empty && !(month && titled) || month && self.dated(first.tokens.start) {
            return from;
        }
        let given = first.is(Sense::FIRST)
            || super::family::begins(items, from).is_some()
            || self.is_given(items, from, title);
        let followed = follows(items, from);
        let closed = first.is(CLOSED) && (!given || first.is(Sense::COMMON));
        if closed && !titled && !(given && followed) {
            return from;
        }
        if from == 0 && self.begins_by_place(first) && !given && !followed {
            return from;
        }
        // `Rival Hillary Clinton`: the name begins at the first name.
        let opens = first.tokens.start == self.begin || self.begins_by_place(first);
        let alone = near && first.open();
        if !given
            && strong(items, from + 1)
            && follows(items, from + 1)
            && items[from].link != Link::Dot
            && (opens && !alone || !first.open())
        {
            return from;
        }
        let mut at = from + 1;
        while let Some(item) = items.get(at).filter(|_| at < from + 5) {
            if self.is_letters(items, at) {
                break;
            }
            // Another name begins, or a verb of a headline: `Ana Ruiz Meets Leo Koch`.
            let verb =
                item.known.is_none() && item.is(Sense::SAYS.or(Sense::ACTS)) && (at > from + 1 || !given);
            if verb || at > from + 1 && item.link == Link::Space && strong(items, at) && follows(items, at) {
                break;
            }
            let joined = match item.link {
                Link::Space | Link::Dot | Link::Particle => true,
                Link::Ampersand => item.known.is_none(),
                Link::Hyphen => item.known.is_none() && !item.is(CLOSED),
                _ => false,
            };
            // A surname may be any word: `Gordon Brown`, `Jack London`, `Larry King`.
            let rank = item.is(Sense::OFFICE) && !item.is(Sense::HONOUR)
                || item.is(Sense::HONOUR) && follows(items, at);
            let surname = at == from + 1
                && given
                && (!first.is(Sense::WEAK) || self.is_given(items, from, title))
                && !rank
                && !item.is(Sense::SUFFIX)
                && if item.is(Sense::MONTH) {
                    !self.dated(item.tokens.start)
                } else {
                    !item.is(Sense::EMPTY)
                };
            // `Martin Luther King`: a rank that ends a name has nobody behind it to be the rank of.
            let rank_last = at == from + 2
                && given
                && item.link == Link::Space
                && item.known.is_none()
                && item.is(Sense::HONOUR)
                && !item.is(Sense::EMPTY)
                && items.get(at + 1).is_none_or(|next| is_generation(self.page.word(next.tokens.start)));
            // `Ruth Dean KC`: letters stand behind a whole name.
            let lettered = at == from + 1 && given && self.is_letters(items, at + 1);
            let surname = surname || lettered || self.is_titled_surname(items, from, at, title);
            if !joined || !(item.open() || rank_last || surname && item.tokens.len() == 1) {
                break;
            }
            at += 1;
        }
        at + usize::from(self.numbered(items, at, at - from, title))
    }

    /// Whether the item tells one bearer of a name from another: `Wilhelm II`, `George Hill Jr.`
    fn numbered(&self, items: &[Item], at: usize, words: usize, title: &Title) -> bool {
        let Some(item) = items.get(at).filter(|item| item.link == Link::Space && item.known.is_none()) else {
            return false;
        };
        let word = self.page.word(item.tokens.start);
        if is_generation(word) {
            return words > 1 || word != "Jr" && word != "Sr";
        }
        // `I` is a number behind the name of a ruler, with what is told of a ruler behind it.
        let next = self.page.word(item.tokens.end);
        let behind = matches!(
            next,
            "was"
                | "of"
                | ","
                | "("
                | "."
                | "and"
                | "had"
                | "died"
                | "became"
                | "ruled"
                | "reigned"
                | "’s"
                | "'s"
        );
        let before = items[at - words].tokens.start;
        let told = before > self.begin
            && matches!(
                self.page.word(before - 1),
                "with" | "With" | "to" | "To" | "for" | "For" | "and" | "that"
            );
        word == "I"
            && words <= 2
            && behind
            && !told
            && (items[at - 1].is(Sense::FIRST) || !title.tokens.is_empty())
    }

    /// Whether a month is that of a date, at the head of a sentence too.
    fn is_date(&self, at: usize) -> bool {
        let counted = self.page.tokens.get(at + 1).is_some_and(|token| token.kind == Made::Number);
        if at == self.begin { counted } else { self.dated(at) }
    }

    /// Whether a month stands behind what only a date follows.
    fn dated(&self, at: usize) -> bool {
        at == self.begin
            || matches!(
                self.page.word(at - 1),
                "in" | "In"
                    | "last"
                    | "since"
                    | "Since"
                    | "early"
                    | "late"
                    | "mid"
                    | "of"
                    | "until"
                    | "by"
                    | "By"
                    | "this"
                    | "from"
                    | "next"
                    | "between"
            )
            || self.page.tokens[at - 1].kind == Made::Number
            || self.page.tokens.get(at + 1).is_some_and(|token| token.kind == Made::Number)
    }

    /// Whether a word stands where every word has a capital, and is written without it elsewhere or never
    /// a name.
    pub(super) fn begins_by_place(&self, item: &Item) -> bool {
        let at = item.tokens.start;
        let first = at == self.begin
            || (at == self.begin + 1 && self.page.tokens[self.begin].kind == Made::Sign)
            || (self.page.tokens[at - 1].kind == Made::Sign
                && matches!(self.page.word(at - 1), "\"" | "“" | "‘" | "«" | ":" | "•" | "-" | "`" | "*"));
        first && (item.is(Sense::COMMON) || self.lower.has(self.page.tokens[at].hash))
    }

    fn name(&mut self, items: &[Item], at: Range<usize>, title: &Title) {
        let mut tokens = items[at.start].tokens.start..items[at.end - 1].tokens.end;
        // `Pitt the Elder`
        if tokens.end + 1 < self.end
            && self.page.word(tokens.end) == "the"
            && is_byname(self.page.word(tokens.end + 1))
            && !self.page.tokens.get(tokens.end + 2).is_some_and(|next| next.shape == Shape::Title)
        {
            tokens.end += 2;
        }
        let near = title.tokens.end <= tokens.start && title.open_to(tokens.start, self.page);
        let titled =
            if near && !title.tokens.is_empty() { title.tokens.clone() } else { tokens.start..tokens.start };
        let (mut weights, mut rule) = self.evidence(items, &at, &titled);
        if title.honour && !titled.is_empty() {
            weights.add(For::Person, 8);
            rule = "a title before a name";
        } else if !titled.is_empty() {
            weights.add(For::Person, 5);
            rule = "an office before a name";
        }
        // `Norvex CEO Ana Ruiz`, `Smith & Harrow`
        let office = items.get(at.end).is_some_and(|item| {
            item.link == Link::Space
                && item.known.is_none()
                && item.is(Sense::OFFICE)
                && !item.is(Sense::HONOUR)
        });
        if office && titled.is_empty() && at.len() == 1 {
            weights.add(For::Body, 4);
        }
        if items[at.start + 1..at.end].iter().any(|item| item.link == Link::Ampersand) {
            weights.add(For::Company, 6);
        }
        if self.is_given(items, at.start, title) || self.is_letters(items, at.end) {
            weights.add(For::Person, 5);
        }
        let gender = if titled.is_empty() { None } else { title.gender };
        // `Kim Min-jun`: a family name in front tells nothing.
        let given = (at.len() > 1 || !titled.is_empty()) && super::family::begins(items, at.start).is_none();
        self.push(Spot {
            tokens,
            title: titled,
            known: None,
            weights,
            rule,
            of: title.of.filter(|_| near),
            gender: gender.or(items[at.start].sense.gender().filter(|_| given)),
            short_of: None,
        });
        self.abbreviated(items, at.end);
    }

    pub(super) fn push(&mut self, spot: Spot) {
        self.found.spots.push(spot);
    }
}

/// The title that waits for its name.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    tokens: Range<usize>,
    honour: bool,
    gender: Option<Gender>,
    of: Option<u32>,
    /// It was read just now: what follows may belong to it.
    open: bool,
}

impl Title {
    /// Whether it ends where a name begins.
    pub(super) fn is_right_before(&self, start: usize) -> bool {
        !self.tokens.is_empty() && self.tokens.end == start
    }

    /// Whether only the words of a role stand between the title and a name that begins at `start`.
    fn open_to(&self, start: usize, page: &Page) -> bool {
        // A role is short: the walk back stays short too.
        !self.tokens.is_empty()
            && start - self.tokens.end < 48
            && (self.tokens.end..start).all(|at| !matches!(page.word(at), "and" | ","))
    }
}

fn rule_of(kind: Kind, how: How) -> &'static str {
    match (kind, how) {
        (Kind::State, How::Demonym) => "the people of a state",
        (Kind::State, _) => "a state",
        (Kind::Place, _) => "a known place",
        (Kind::Company, _) => "a known company",
        _ => "a known body",
    }
}

/// Whether a list of words in lower case has a word.
pub(in super::super) fn is_listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed.eq_ignore_ascii_case(word))
}

/// Whether a word that is a known name is here a first name: a surname of which nothing else is known follows.
fn starts_person(items: &[Item], at: usize) -> bool {
    items[at].is(Sense::FIRST) && items[at].tokens.len() == 1 && follows(items, at)
}

/// Whether a word tells father from son or one ruler from another: `Jr`, `III`.
pub(in super::super) fn is_generation(word: &str) -> bool {
    let numeral = |word: &str| word.len() > 1 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    matches!(word, "Jr" | "Sr") || numeral(word) && word.len() < 6
}

/// Whether a word behind `the` tells one bearer of a name from another: `Pitt the Younger`.
pub(in super::super) fn is_byname(word: &str) -> bool {
    matches!(
        word,
        "Elder"
            | "Younger"
            | "Great"
            | "Bald"
            | "Bold"
            | "Conqueror"
            | "Confessor"
            | "Terrible"
            | "Magnificent"
            | "Wise"
            | "Pious"
            | "Fat"
            | "Lame"
            | "Lion"
            | "Impaler"
            | "Apostate"
            | "Simple"
            | "Short"
            | "Tall"
            | "Fair"
            | "Good"
            | "Red"
            | "Black"
            | "Old"
            | "Young"
    )
}

/// Whether an item is a word that is little else than a first name.
fn strong(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| item.known.is_none() && item.is(Sense::FIRST) && !item.is(Sense::WEAK))
}

/// Whether an open word follows right behind an item.
pub(super) fn follows(items: &[Item], at: usize) -> bool {
    items.get(at + 1).is_some_and(|item| matches!(item.link, Link::Space | Link::Dot) && item.open())
}
