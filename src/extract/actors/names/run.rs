//! A run of capitalised words and what links them, cut into titles and names.

use std::ops::Range;

use super::super::lexicon::{Form, Sense};
use super::super::{How, Kind};
use super::evidence::{For, Weights};
use super::{Finder, Spot};
use crate::extract::lex::{Gap, Kind as Made, Shape};

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
    fn is(&self, sense: Sense) -> bool {
        self.sense.is(sense)
    }

    /// Whether it can only be a part of a title.
    fn titles(&self) -> bool {
        self.known.is_none()
            && self.is(Sense::OFFICE.or(Sense::HONOUR))
            && !self.is(Sense::TOPIC.or(Sense::HEAD))
    }

    /// Whether nothing is known of the word.
    fn open(&self) -> bool {
        self.known.is_none() && !self.is(CLOSED)
    }
}

/// Words that make no part of a name of a person by themselves.
const CLOSED: Sense = Sense::HONOUR.or(Sense::OFFICE).or(Sense::HEAD).or(Sense::TOPIC).or(Sense::COMMON);

/// The most words of a run: names are shorter, and the walk stays linear.
const LONGEST: usize = 24;

impl Finder<'_, '_> {
    /// Reads the run that begins at a token; gives the token behind it.
    pub(super) fn run(&mut self, at: usize) -> usize {
        self.items.clear();
        let mut link = Link::Space;
        let mut at = at;
        loop {
            let (known, mut end) = match self.known(at) {
                Some((form, end)) if !self.is_accident(form, at, end) => (Some(form), end),
                _ => (None, at + 1),
            };
            let sense = if end == at + 1 {
                self.lexicon.sense(self.page.text, &self.page.tokens[at])
            } else {
                Sense::default()
            };
            // The dot of `Inc.` is a part of it.
            let dotted = sense.is(Sense::SUFFIX) || matches!(self.page.word(end - 1), "Jr" | "Sr" | "Bros");
            if dotted && end < self.end && self.touching(end, ".") {
                end += 1;
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

    fn touching(&self, at: usize, sign: &str) -> bool {
        self.page.tokens.get(at).is_some_and(|token| token.touches()) && self.page.word(at) == sign
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
                self.capital(next).then_some((next, link))
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
        let topic = |at: usize| {
            self.capital(at) && self.lexicon.sense(self.page.text, &self.page.tokens[at]).is(Sense::TOPIC)
        };
        let begun = self.items.iter().any(|item| matches!(item.link, Link::Of | Link::OfThe | Link::For));
        begun
            && topic(comma - 1)
            && (comma + 1..self.end.min(comma + 8))
                .any(|at| self.page.word(at) == "and" && self.capital(at + 1))
    }

    /// Whether a known name is only a common word with the capital of its place.
    fn is_accident(&self, form: &Form, at: usize, end: usize) -> bool {
        if end != at + 1 || self.page.tokens[at].shape == Shape::Upper && form.words.len() > 1 {
            return false;
        }
        let token = &self.page.tokens[at];
        let sense = self.lexicon.sense(self.page.text, token);
        let kind = self.lexicon.entities[form.entity as usize].kind;
        let first = at == self.begin || !matches!(self.page.tokens[at - 1].kind, Made::Word | Made::Clitic);
        let common = sense.is(Sense::COMMON.or(Sense::THING).or(Sense::TOPIC).or(Sense::OFFICE));
        let body = matches!(kind, Kind::Organisation | Kind::Company);
        body && first && (common || self.lower.has(token.hash))
    }

    /// Cuts a run into names.
    fn cut(&mut self, items: &[Item]) {
        let mut at = 0;
        let mut title = Title::default();
        while at < items.len() {
            let item = &items[at];
            if !matches!(item.link, Link::Space | Link::Hyphen | Link::Dot) && at > 0 && !title.open {
                title = Title::default();
            }
            title.open = false;
            if let Some((end, kind)) = self.compound(items, at) {
                self.body(items, at..end, kind);
                at = end;
                continue;
            }
            if let Some(form) = item.known.filter(|_| !starts_person(items, at)) {
                at = self.known_item(items, at, form, &mut title);
                continue;
            }
            if let Some(end) = self.title(items, at, &mut title) {
                at = end;
                continue;
            }
            let end = self.name_end(items, at, &title);
            if end > at {
                self.name(items, at..end, &title);
                title = Title::default();
            }
            at = end.max(at + 1);
        }
    }

    fn known_item(&mut self, items: &[Item], at: usize, form: &'static Form, title: &mut Title) -> usize {
        let entity = &self.lexicon.entities[form.entity as usize];
        let tokens = items[at].tokens.clone();
        // `Minsk-2`, `Soyuz-M`: hyphens to what is no name part nothing here.
        self.push(Spot {
            tokens: tokens.clone(),
            title: tokens.start..tokens.start,
            known: Some((form.entity, form.how)),
            weights: Weights::default(),
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

    /// The end of a body, place or programme that begins at an item: premodifiers, head, complement.
    fn compound(&self, items: &[Item], from: usize) -> Option<(usize, Kind)> {
        let mut head = None;
        for at in from..items.len().min(from + 8) {
            let item = &items[at];
            let joined = match item.link {
                _ if at == from => true,
                Link::Space | Link::Hyphen | Link::Dot | Link::Ampersand | Link::Particle => true,
                Link::And => {
                    items[at - 1].is(Sense::TOPIC.or(Sense::COMMON)) && item.is(Sense::TOPIC.or(Sense::HEAD))
                }
                _ => false,
            };
            let before = at.checked_sub(1).map(|at| &items[at]);
            let is_head = item.known.is_none() && item.is(Sense::HEAD.or(Sense::THING));
            // `Treasury Secretary`: the word before an office is a part of it only if it is no head.
            if !joined || item.titles() && !(is_head && at > from) {
                break;
            }
            if at == from
                && item.known.is_none()
                && self.begins_by_place(item)
                && !item.is(Sense::TOPIC.or(Sense::HEAD))
            {
                return None;
            }
            if head.is_some() && !is_head && !item.is(Sense::TOPIC) {
                break;
            }
            // A pair of states is no premodifier: `Russia-Ukraine`.
            if item.link == Link::Hyphen
                && is_state(self, item)
                && before.is_some_and(|item| item.known.is_some())
            {
                return None;
            }
            let first = item.is(Sense::FIRST) && !item.is(Sense::WEAK) && item.known.is_none();
            if first && at > from && before.is_some_and(|item| !item.is(Sense::FIRST)) && !is_head {
                break;
            }
            if is_head {
                head = Some(at);
            }
        }
        let head = head?;
        let kind = self.kind_of(items, from, head)?;
        let mut end = head + 1;
        let takes = items[head].is(Sense::BODY.or(Sense::PROGRAMME).or(Sense::PLACE))
            || matches!(kind, Kind::Organisation | Kind::Programme);
        if takes {
            end = self.complement(items, end, 0);
        }
        let lone = end == from + 1;
        // One word is a kind of thing and no name of one; `Foreign Minister John Church` is a person.
        if lone || is_person_by_first(self, items, from, head, end) {
            return None;
        }
        Some((end, kind))
    }

    /// The end of what `of`, `for` or `on` adds to a name, where it adds something.
    fn complement(&self, items: &[Item], from: usize, depth: usize) -> usize {
        let Some(item) = items.get(from) else { return from };
        if depth > 3 || !matches!(item.link, Link::Of | Link::OfThe | Link::For | Link::On | Link::To) {
            return from;
        }
        if item.titles() || item.link == Link::To && depth == 0 || self.stops(item) {
            return from;
        }
        if item.link == Link::OfThe
            && self
                .compound(items, from)
                .is_some_and(|(end, kind)| kind == Kind::Organisation && end > from + 1)
        {
            return from;
        }
        let mut at = from + 1;
        while let Some(item) = items.get(at).filter(|_| at < from + 7) {
            let before = &items[at - 1];
            let goes_on = match item.link {
                Link::Space | Link::Hyphen | Link::Ampersand | Link::Dot => {
                    !item.titles()
                        && item.known.is_none()
                        && (!item.is(Sense::FIRST) || item.is(CLOSED))
                        && (before.known.is_none() || item.is(Sense::HEAD))
                        && (item.is(CLOSED) || before.known.is_none() && !before.is(Sense::TOPIC))
                }
                Link::And | Link::Comma => {
                    before.is(Sense::TOPIC.or(Sense::HEAD))
                        && item.is(Sense::TOPIC.or(Sense::COMMON))
                        && item.known.is_none()
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        self.complement(items, at, depth + 1)
    }

    /// Whether an item begins something else: a person, a sentence's common word.
    fn stops(&self, item: &Item) -> bool {
        let _ = self;
        item.known.is_none() && item.is(Sense::FIRST) && !item.is(Sense::WEAK.or(CLOSED))
    }

    fn kind_of(&self, items: &[Item], from: usize, head: usize) -> Option<Kind> {
        let sense = items[head].sense;
        let named = |item: &Item| {
            item.open() || item.known.is_some_and(|form| form.how != How::Demonym && !is_state(self, item))
        };
        let special = items[from..head].iter().any(named);
        if sense.is(Sense::SUFFIX) {
            let group = self.page.word(items[head].tokens.start).eq_ignore_ascii_case("group");
            return match (special, group) {
                (_, false) if head > from => Some(Kind::Company),
                (true, true) => Some(Kind::Company),
                (false, true) if head > from => Some(Kind::Organisation),
                _ => None,
            };
        }
        if sense.is(Sense::BODY) {
            return Some(Kind::Organisation);
        }
        if sense.is(Sense::TRADE) {
            let vague = sense.is(Sense::TOPIC.or(Sense::COMMON));
            return (special || !vague && head > from).then_some(Kind::Company);
        }
        if sense.is(Sense::PLACE) {
            return Some(Kind::Place);
        }
        if sense.is(Sense::PROGRAMME) && !sense.is(Sense::THING) {
            return Some(Kind::Programme);
        }
        None
    }

    fn body(&mut self, items: &[Item], at: Range<usize>, kind: Kind) {
        let tokens = items[at.start].tokens.start..items[at.end - 1].tokens.end;
        let of = items[at.clone()].iter().filter(|item| is_state(self, item)).find_map(|item| item.known);
        let (weights, rule) = match kind {
            Kind::Company => (Weights::of(For::Company, 6), "the noun of a company"),
            Kind::Place => (Weights::of(For::Place, 5), "the noun of a place"),
            Kind::Programme => (Weights::of(For::Programme, 5), "the noun of a programme"),
            _ => (Weights::of(For::Organisation, 6), "the noun of a body"),
        };
        self.push(Spot {
            title: tokens.start..tokens.start,
            tokens,
            known: None,
            weights,
            rule,
            of: of.map(|form| form.entity),
            gender: None,
            short_of: None,
        });
        self.abbreviated(items, at.end);
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
            if !joined || !fits || item.link == Link::And && !item.is(Sense::OFFICE.or(Sense::BEFORE_OFFICE))
            {
                break;
            }
            at += 1;
            if item.is(Sense::HONOUR.or(Sense::OFFICE)) {
                office = Some(at);
            }
        }
        let end = office?;
        let tokens = items[from].tokens.start..items[end - 1].tokens.end;
        title.tokens = match title.tokens.end == tokens.start && !title.tokens.is_empty() {
            true => title.tokens.start..tokens.end,
            false => tokens,
        };
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
        if next.known.is_some() || self.compound(items, end).is_some() || self.stops(next) {
            return Some(end);
        }
        let after = self.complement(items, end, 1);
        title.tokens.end = items[after.max(end) - 1].tokens.end;
        Some(after.max(end))
    }

    /// Where the name of a person, or a name of which nothing is known, ends.
    fn name_end(&self, items: &[Item], from: usize, title: &Title) -> usize {
        let first = &items[from];
        let given = first.is(Sense::FIRST);
        let titled = title.honour && title.tokens.end <= first.tokens.start && first.link != Link::And;
        if first.is(CLOSED)
            && !(given && !first.is(Sense::COMMON))
            && !(titled || given && follows(items, from))
        {
            return from;
        }
        if from == 0 && self.begins_by_place(first) && !given && !follows(items, from) {
            return from;
        }
        let mut at = from + 1;
        while let Some(item) = items.get(at).filter(|_| at < from + 5) {
            let joined = match item.link {
                Link::Space | Link::Dot | Link::Particle => true,
                Link::Hyphen => item.known.is_none() && !item.is(CLOSED),
                _ => false,
            };
            // A surname may be any word: `Gordon Brown`, `Jack London`.
            let surname =
                at == from + 1 && given && !item.is(Sense::HONOUR.or(Sense::OFFICE).or(Sense::SUFFIX));
            if !joined || !(item.open() || surname && item.tokens.len() == 1) {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a word stands where every word has a capital, and is written without it elsewhere or never
    /// a name.
    fn begins_by_place(&self, item: &Item) -> bool {
        let at = item.tokens.start;
        let first = at == self.begin
            || (at == self.begin + 1 && self.page.tokens[self.begin].kind == Made::Sign)
            || (self.page.tokens[at - 1].kind == Made::Sign
                && matches!(self.page.word(at - 1), "\"" | "“" | "‘" | "«" | ":" | "•" | "-" | "`" | "*"));
        first && (item.is(Sense::COMMON) || self.lower.has(self.page.tokens[at].hash))
    }

    fn name(&mut self, items: &[Item], at: Range<usize>, title: &Title) {
        let tokens = items[at.start].tokens.start..items[at.end - 1].tokens.end;
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
        let gender = if titled.is_empty() { None } else { title.gender };
        let given = at.len() > 1 || !titled.is_empty();
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

    fn push(&mut self, spot: Spot) {
        self.found.spots.push(spot);
    }

    /// An abbreviation in brackets behind the last item of a run.
    fn abbreviated(&mut self, items: &[Item], end: usize) {
        if end != items.len() {
            return;
        }
        let Some(last) = items.last() else { return };
        let open = last.tokens.end;
        if self.page.word(open) != "(" || open + 1 >= self.end {
            return;
        }
        let short = open + 1;
        let token = &self.page.tokens[short];
        let mut close = short + 1;
        if self.page.tokens.get(close).is_some_and(|token| token.kind == Made::Number && token.touches()) {
            close += 1;
        }
        if self.page.word(close) != ")" || token.kind != Made::Word || token.end - token.start < 2 {
            return;
        }
        let letters: Vec<char> = self.page.word(short).chars().filter(|c| c.is_alphabetic()).collect();
        let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
        let Some(long) = self.found.spots.len().checked_sub(1) else { return };
        let name = self.found.spots[long].tokens.clone();
        if capitals * 2 < letters.len() || !initials(self.page, &name, &letters) {
            return;
        }
        self.push(Spot {
            tokens: short..close,
            title: short..short,
            known: self.known(short).map(|(form, _)| (form.entity, How::Acronym)),
            weights: Weights::default(),
            rule: "an abbreviation in brackets behind the name",
            of: None,
            gender: None,
            short_of: Some(long),
        });
    }
}

/// The title that waits for its name.
#[derive(Clone, Debug, Default)]
struct Title {
    tokens: Range<usize>,
    honour: bool,
    gender: Option<super::super::Gender>,
    of: Option<u32>,
    /// It was read just now: what follows may belong to it.
    open: bool,
}

impl Title {
    /// Whether only the words of a role stand between the title and a name that begins at `start`.
    fn open_to(&self, start: usize, page: &crate::extract::page::Page) -> bool {
        (self.tokens.end..start).all(|at| !matches!(page.word(at), "and" | ","))
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

/// Whether the item is a state or its people.
fn is_state(finder: &Finder, item: &Item) -> bool {
    item.known.is_some_and(|form| finder.lexicon.entities[form.entity as usize].kind == Kind::State)
}

/// Whether a word that is a known name is here a first name: a surname of which nothing else is known follows.
fn starts_person(items: &[Item], at: usize) -> bool {
    items[at].is(Sense::FIRST) && items[at].tokens.len() == 1 && follows(items, at)
}

/// Whether an open word follows right behind an item.
fn follows(items: &[Item], at: usize) -> bool {
    items.get(at + 1).is_some_and(|item| matches!(item.link, Link::Space | Link::Dot) && item.open())
}

/// Whether a first name and a surname only look like the name of a place or a trade: `Jonah Hill`.
fn is_person_by_first(finder: &Finder, items: &[Item], from: usize, head: usize, end: usize) -> bool {
    let first = &items[from];
    let near = items[from].tokens.start.checked_sub(1).map_or("", |at| finder.page.word(at));
    first.is(Sense::FIRST)
        && !first.is(Sense::WEAK)
        && first.known.is_none()
        && end == from + 2
        && head == from + 1
        && !items[head].is(Sense::SUFFIX.or(Sense::BODY))
        && !matches!(near, "the" | "in" | "at" | "near" | "a" | "to")
}

/// Whether the letters are the initials of words of the name, in their order, from its first or second word on.
fn initials(page: &crate::extract::page::Page, name: &Range<usize>, letters: &[char]) -> bool {
    let mut wanted = letters.iter().copied().map(|c| c.to_ascii_lowercase()).peekable();
    for at in name.clone() {
        let word = page.word(at);
        let mut inner = word.chars().map(|c| c.to_ascii_lowercase());
        if inner.next() == wanted.peek().copied() {
            wanted.next();
        }
        // Letters inside a word count too where the word began one: `SOCAR`, `MoD`.
        if page.tokens[at].shape == Shape::Upper {
            for c in inner {
                if Some(c) == wanted.peek().copied() {
                    wanted.next();
                }
            }
        }
    }
    wanted.count() <= usize::from(letters.len() > 4)
}
