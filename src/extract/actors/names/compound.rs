//! Names with a noun that says what they are: what stands before the noun, and what `of` and `for` add.

use std::ops::Range;

use super::super::lexicon::Sense;
use super::super::{How, Kind};
use super::cut::follows;
use super::evidence::{For, Weights};
use super::run::{CLOSED, Item, Link, is_state};
use super::{Finder, Spot};
use crate::extract::lex::Shape;

impl Finder<'_, '_> {
    /// Whether a word is written as only products are: `iPod`.
    pub(super) fn is_product(&self, item: &Item) -> bool {
        let token = &self.page.tokens[item.tokens.start];
        let small = self.page.word(item.tokens.start).starts_with(|c: char| c.is_lowercase());
        item.known.is_none() && token.shape == Shape::Mixed && small
    }

    /// The end of a body, place or programme that begins at an item: premodifiers, head, complement.
    pub(super) fn compound(&self, items: &[Item], from: usize) -> Option<(usize, Kind)> {
        if let Some(found) = self.headed_first(items, from) {
            return Some(found);
        }
        let mut head = None;
        for at in from..items.len().min(from + 8) {
            let item = &items[at];
            let joined = match item.link {
                _ if at == from => true,
                Link::Space | Link::Hyphen | Link::Dot | Link::Ampersand | Link::Particle => true,
                // `Freedom of Information Act`
                Link::Of => {
                    at == from + 1
                        && items[from].is(Sense::TOPIC)
                        && !items[from].is(Sense::HEAD)
                        && item.is(Sense::TOPIC)
                }
                Link::And => {
                    items[at - 1].is(Sense::TOPIC.or(Sense::COMMON)) && item.is(Sense::TOPIC.or(Sense::HEAD))
                }
                _ => false,
            };
            let before = at.checked_sub(1).map(|at| &items[at]);
            if item.known.is_none() && item.is(Sense::EMPTY) {
                break;
            }
            let is_head = item.known.is_none() && item.is(Sense::HEAD.or(Sense::THING));
            // `Martin Luther King Street`: a rank inside a name that ends in the noun of a place.
            let inside = at > from
                && items[from].open()
                && item.link == Link::Space
                && items.get(at + 1).is_some_and(|next| {
                    next.link == Link::Space
                        && next.known.is_none()
                        && next.is(Sense::PLACE.or(Sense::PROGRAMME))
                });
            // `Treasury Secretary`: the word before an office is a part of it only if it is no head.
            if !joined || item.titles() && !(is_head && at > from) && !inside {
                break;
            }
            if at == from
                && item.known.is_none()
                && self.begins_by_place(item)
                && !item.is(Sense::TOPIC.or(Sense::HEAD))
                && !self.numbers(items, at)
            {
                return None;
            }
            if head.is_some() && !is_head && !item.is(Sense::TOPIC) {
                break;
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
        if items[from..head].iter().any(|item| self.is_product(item)) {
            return None;
        }
        let kind = self.kind_of(items, from, head)?;
        let mut end = head + 1;
        let takes = items[head].is(Sense::BODY.or(Sense::PROGRAMME).or(Sense::PLACE))
            || matches!(kind, Kind::Organisation | Kind::Programme);
        if takes {
            end = self.complement(items, end, 0);
        }
        let troop = kind == Kind::Organisation && self.is_troop(&items[head]);
        if troop && end == head + 1 {
            end = self.quarter(items, end);
        }
        let lone = end == from + 1 && !(troop && self.is_counted(items[from].tokens.start));
        // One word is a kind of thing and no name of one; `Foreign Minister John Church` is a person.
        if lone || is_person_by_first(self, items, from, head, end) {
            return None;
        }
        Some((end, kind))
    }

    /// A name whose noun comes first: `Operation Dawn`, `Lake Baikal`, `Fort Bragg`.
    fn headed_first(&self, items: &[Item], from: usize) -> Option<(usize, Kind)> {
        let item = &items[from];
        if item.known.is_some() {
            return None;
        }
        if let Some(bank) = self.bank(items, from) {
            return Some(bank);
        }
        let next = items.get(from + 1).filter(|next| matches!(next.link, Link::Space | Link::Dot))?;
        let operation = self.page.word(item.tokens.start).eq_ignore_ascii_case("operation");
        if operation && next.known.is_none() && !next.is(Sense::EMPTY) {
            let mut end = from + 2;
            while items
                .get(end)
                .is_some_and(|item| item.link == Link::Space && item.known.is_none() && end < from + 4)
            {
                end += 1;
            }
            return Some((end, Kind::Programme));
        }
        (item.is(Sense::BEFORE_PLACE) && next.open()).then_some((from + 2, Kind::Place))
    }

    /// The end of what `of`, `for` or `on` adds to a name, where it adds something.
    pub(super) fn complement(&self, items: &[Item], from: usize, depth: usize) -> usize {
        let Some(item) = items.get(from) else { return from };
        if depth > 3 || !matches!(item.link, Link::Of | Link::OfThe | Link::For | Link::On | Link::To) {
            return from;
        }
        if item.titles() || item.link == Link::To && depth == 0 || Self::stops(item) {
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
                        && (before.known.is_none() || item.is(Sense::HEAD) || item.link == Link::Hyphen)
                        && (item.is(CLOSED)
                            || before.known.is_none()
                                && (!before.is(Sense::TOPIC) || is_noun(self.page.word(item.tokens.start))))
                        // `Chief of Police Víðir Reynisson`: a name follows the office.
                        && !(depth == 1 && item.open() && before.is(CLOSED) && follows(items, at))
                }
                Link::And | Link::Comma => {
                    before.is(Sense::TOPIC.or(Sense::HEAD))
                        && item.known.is_none()
                        && !item.titles()
                        && (item.is(Sense::TOPIC.or(Sense::COMMON))
                            || item.link == Link::Comma && !item.is(Sense::FIRST))
                }
                _ => false,
            };
            if !goes_on {
                break;
            }
            at += 1;
        }
        // `Council on Trade National Director`: what belongs to the office behind it.
        if items.get(at).is_some_and(|item| item.link == Link::Space && item.titles()) {
            while at > from + 1 && items[at - 1].is(Sense::BEFORE_OFFICE) && items[at - 1].link == Link::Space
            {
                at -= 1;
            }
        }
        self.complement(items, at, depth + 1)
    }

    /// Whether an item begins something else: a person, a sentence's common word.
    pub(super) fn stops(item: &Item) -> bool {
        item.known.is_none() && item.is(Sense::FIRST) && !item.is(Sense::WEAK.or(CLOSED))
    }

    pub(super) fn kind_of(&self, items: &[Item], from: usize, head: usize) -> Option<Kind> {
        let sense = items[head].sense;
        let named = |item: &Item| {
            item.open() || item.known.is_some_and(|form| form.how != How::Demonym && !is_state(self, item))
        };
        let special = items[from..head].iter().any(named);
        if sense.is(Sense::SUFFIX) {
            let group = self.page.word(items[head].tokens.start).eq_ignore_ascii_case("group");
            if self.is_product(&items[from]) {
                return None;
            }
            return match (special, group) {
                (_, false) if head > from => Some(Kind::Company),
                (true, true) => Some(Kind::Company),
                (false, true) if head > from => Some(Kind::Organisation),
                _ => None,
            };
        }
        if sense.is(Sense::BODY) {
            // A hall for meetings is a place: `Moscone Convention Center`.
            let word = self.page.word(items[head].tokens.start);
            let venue = word.eq_ignore_ascii_case("center") || word.eq_ignore_ascii_case("centre");
            let before = items[from].tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
            let topical = items[from..head]
                .iter()
                .any(|item| item.known.is_none() && item.is(Sense::TOPIC) && !item.is(Sense::PROGRAMME));
            if venue
                && !topical
                && (matches!(before, "at" | "in")
                    || items[from..head].iter().any(|item| item.is(Sense::PROGRAMME)))
            {
                return Some(Kind::Place);
            }
            return Some(Kind::Organisation);
        }
        if sense.is(Sense::TRADE) {
            let vague = sense.is(Sense::TOPIC.or(Sense::COMMON));
            // `Scottish Power`; but not in `Scottish Power Minister Anna Berg`.
            let land = || {
                let behind = items[head + 1..].iter().take_while(|item| {
                    matches!(item.link, Link::Space | Link::And | Link::Comma | Link::Hyphen)
                });
                let office = { behind }.any(|item| item.is(Sense::OFFICE));
                is_state(self, &items[from]) && head == from + 1 && !office
            };
            return (special || head > from && (!vague || land())).then_some(Kind::Company);
        }
        let topical = items[from..head].iter().any(|item| item.known.is_none() && item.is(Sense::TOPIC));
        if sense.is(Sense::PLACE) && !(topical && sense.is(Sense::PROGRAMME)) {
            return Some(Kind::Place);
        }
        if sense.is(Sense::PROGRAMME) && !sense.is(Sense::THING) {
            return Some(Kind::Programme);
        }
        None
    }

    pub(super) fn body(&mut self, items: &[Item], at: Range<usize>, kind: Kind) {
        let tokens = items[at.start].tokens.start..items[at.end - 1].tokens.end;
        let troop = || items[at.clone()].iter().any(|item| self.is_troop(item));
        let tokens = if kind == Kind::Programme || kind == Kind::Organisation && troop() {
            self.counted(&tokens)
        } else {
            tokens
        };
        let of = items[at.clone()].iter().filter(|item| is_state(self, item)).find_map(|item| item.known);
        let (weights, rule) = match kind {
            Kind::Company => (Weights::of(For::Company, 6), "the noun of a company"),
            Kind::Place => (Weights::of(For::Place, 5), "the noun of a place"),
            Kind::Programme => (Weights::of(For::Programme, 5), "the noun of a programme"),
            _ => (Weights::of(For::Organisation, 6), "the noun of a body"),
        };
        let mut weights = weights;
        self.noun_behind(tokens.end, &mut weights);
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

/// Whether a word looks like a common noun or a participle more than like a name: `Exporting`, `Countries`.
fn is_noun(word: &str) -> bool {
    ["ing", "ies", "ions", "ers", "ment", "ments", "ness", "ists"]
        .iter()
        .any(|end| word.len() > 5 && word.ends_with(end))
}
