//! Persons: full names that are one, and surnames and first names that one person bears.

use std::collections::HashMap;
use std::hash::Hasher;

use smallvec::SmallVec;

use super::super::lexicon::Mix;
use super::super::lists::words;
use super::super::names::Spot;
use super::super::names::cut::{is_byname, is_generation, is_listed};
use super::super::names::evidence::{For, Weights};
use super::super::spelling;
use super::super::{Gender, Kind};
use super::{Group, Groups, MOST};
use crate::extract::lex::Shape;

/// Joins what names one person.
pub(super) fn join(groups: &mut Groups) {
    let mut bearers = Bearers::new(groups);
    bearers.unite_full(groups);
    for group in 0..groups.list.len() {
        if groups.root(group) == group && groups.list[group].words.len() == 1 {
            single(groups, &bearers, group);
        }
    }
}

/// Persons by the last and by the first word of their full names.
struct Bearers {
    surname: ByWord,
    first: ByWord,
    /// By what all spellings of the surname have in common, as a number, in its order.
    spelled: Vec<(u64, usize)>,
}

/// Persons by a word of their names.
type ByWord = HashMap<u32, Named, Mix>;

/// Those who bear a name: mostly one or two.
type Named = SmallVec<[usize; 2]>;

/// The persons that are named in full, with their groups.
fn full_names<'g>(groups: &'g Groups) -> impl Iterator<Item = (usize, &'g Group)> {
    groups.list.iter().enumerate().filter(|(_, group)| {
        group.kind == Some(Kind::Person) && group.words.len() >= 2 && group.known.is_none()
    })
}

/// Persons by the last word of their full names.
fn by_surname(groups: &Groups) -> ByWord {
    let mut bearers = ByWord::default();
    for (at, _) in full_names(groups) {
        if let Some(word) = surname(groups, at) {
            bearers.entry(word).or_default().push(at);
        }
    }
    bearers
}

impl Bearers {
    fn new(groups: &Groups) -> Self {
        let mut first = ByWord::default();
        for (at, group) in full_names(groups) {
            if let Some(word) = group.words.first() {
                first.entry(*word).or_default().push(at);
            }
        }
        Self { surname: by_surname(groups), first, spelled: Vec::new() }
    }

    /// `George W. Bush` and `George Bush` are one, if there is no `George H. W. Bush`, who is another.
    fn unite_full(&mut self, groups: &mut Groups) {
        // Of a page of names these are many: numbers in order take a tenth of what a table of words would.
        let mut same_ends: Vec<(u64, usize)> = Vec::new();
        let mut full: Vec<usize> = self.surname.values().flatten().copied().collect();
        full.sort_unstable();
        for group in full {
            let name = Name::of(groups, group);
            if let [first, .., last] = name.words.as_slice() {
                self.spelled.push((numbered(&[&spelling::of_surname(last)]), group));
                let (first, last) = spelling::of_person(first, last);
                same_ends.push((numbered(&[&first, &last]), group));
            }
        }
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        same_ends.sort_unstable();
        for named in same_ends.chunk_by(|one, other| one.0 == other.0).filter(|named| named.len() > 1) {
            let names: Vec<(usize, Name)> =
                named.iter().take(MOST).map(|(_, group)| (*group, Name::of(groups, *group))).collect();
            for (at, (one, name)) in names.iter().enumerate() {
                for (other, second) in &names[..at] {
                    match name.is(second, &names) {
                        Some(true) => pairs.push((*other, *one)),
                        Some(false) if leads(groups, *one, *other) || share_title(groups, *one, *other) => {
                            pairs.push((*other, *one));
                        }
                        Some(false) => {
                            groups.doubts.push((*one, *other, "the same name but for a part of it"));
                        }
                        None => {}
                    }
                }
            }
        }
        // `Debbie Lind Holm` and `Lind Holm`
        for named in self.surname.values() {
            for (at, one) in named.iter().enumerate().take(MOST) {
                for other in named.iter().take(MOST).skip(at + 1) {
                    let (long, short) = (&groups.list[*one].words, &groups.list[*other].words);
                    let ends =
                        |long: &[u32], short: &[u32]| long.len() > short.len() && long.ends_with(short);
                    if ends(long, short) || ends(short, long) {
                        pairs.push((*one, *other));
                    }
                }
            }
        }
        // In the order of the text, whatever the order of the table.
        pairs.sort_unstable();
        for (one, other) in pairs {
            groups.unite(one, other);
        }
        for (_, group) in &mut self.spelled {
            *group = groups.root(*group);
        }
        self.spelled.sort_unstable();
        self.spelled.dedup();
        for list in self.surname.values_mut().chain(self.first.values_mut()) {
            for group in list.iter_mut() {
                *group = groups.root(*group);
            }
            list.sort_unstable();
            list.dedup();
            list.truncate(MOST);
        }
    }
}

/// One number for words: whoever has the same is called the same.
fn numbered(words: &[&str]) -> u64 {
    let mut mix = Mix::default();
    for word in words {
        mix.write(word.as_bytes());
        mix.write_u32(u32::MAX);
    }
    mix.finish()
}

/// A full name, taken apart.
struct Name {
    /// First names and surname.
    words: Vec<String>,
    /// What tells its bearer from another: `Jr`, `II`, `Elder`.
    number: Option<String>,
}

impl Name {
    fn of(groups: &Groups, group: usize) -> Self {
        let tokens = &groups.list[group].first;
        let end = name_end(groups, tokens);
        let word = |at: usize| groups.page.word(at);
        let is_word = |at: &usize| groups.page.tokens[*at].kind == crate::extract::lex::Kind::Word;
        Self {
            words: (tokens.start..end).filter(is_word).map(|at| word(at).to_owned()).collect(),
            number: (end..tokens.end).rfind(is_word).map(|at| word(at).to_owned()),
        }
    }

    fn middle(&self) -> &[String] {
        self.words.get(1..self.words.len().saturating_sub(1)).unwrap_or_default()
    }

    /// Whether two names that begin and end alike are one: `Some(false)` where only their places may tell.
    fn is(&self, other: &Self, all: &[(usize, Self)]) -> Option<bool> {
        let several = |of: &dyn Fn(&Self) -> bool, alike: &dyn Fn(&Self) -> bool| {
            all.iter().map(|(_, name)| name).any(|name| of(name) && !alike(name))
        };
        if self.number != other.number {
            // `George Hill` is the junior, unless there is a senior too.
            let number = self.number.as_ref().or(other.number.as_ref());
            let two = self.number.is_some() && other.number.is_some();
            let more = several(&|name| name.number.is_some(), &|name| name.number.as_ref() == number);
            if two || more || self.words.len() < 2 || other.words.len() < 2 {
                return None;
            }
        }
        let (long, short) = if self.middle().len() >= other.middle().len() {
            (self.middle(), other.middle())
        } else {
            (other.middle(), self.middle())
        };
        if !short.is_empty() || long.is_empty() {
            return alike(long, short).then_some(true);
        }
        if several(&|name| !name.middle().is_empty(), &|name| alike(name.middle(), long)) {
            return None;
        }
        Some(long.iter().all(|word| word.chars().count() == 1))
    }
}

/// Whether middle names are the same, or the initials of the same.
fn alike(one: &[String], other: &[String]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            let initial = one.chars().count() == 1 || other.chars().count() == 1;
            one == other || initial && one.chars().next() == other.chars().next()
        })
}

/// Whether the fuller of two names comes first, as names do that are shortened later, and no sentence has both:
/// `John Quincy Adams` and `John Adams` of one sentence are two.
fn leads(groups: &Groups, one: usize, other: usize) -> bool {
    let length = |group: usize| groups.list[group].words.len();
    let (long, short) = if length(one) >= length(other) { (one, other) } else { (other, one) };
    let sentences = |group: usize| {
        let spots = groups.list[group].spots.iter().take(MOST);
        spots.map(|spot| groups.page.sentence_of(groups.spots[*spot].tokens.start)).collect::<Vec<_>>()
    };
    let begins = groups.list[long].first.start;
    groups.list[short].spots.iter().all(|spot| groups.spots[*spot].tokens.start > begins) && {
        let of_long = sentences(long);
        sentences(short).iter().all(|sentence| !of_long.contains(sentence))
    }
}

/// The token behind the names of a full name: before `Jr`, `II`, `the Elder`.
fn name_end(groups: &Groups, tokens: &std::ops::Range<usize>) -> usize {
    let word = |at: usize| groups.page.word(at);
    let mut end = tokens.end;
    while end > tokens.start + 1 {
        let last = word(end - 1);
        if end > tokens.start + 2 && is_byname(last) && word(end - 2) == "the" {
            end -= 2;
        } else if matches!(last, "I" | ".") || is_generation(last) {
            end -= 1;
        } else {
            break;
        }
    }
    end
}

/// The word that is a person's surname: the last, but for `Jr`.
fn surname(groups: &Groups, group: usize) -> Option<u32> {
    let tokens = &groups.list[group].first;
    groups.hashes(&(tokens.start..name_end(groups, tokens))).last().copied()
}

/// A word alone: the surname or the first name of one person, a person by its title, or none.
fn single(groups: &mut Groups, bearers: &Bearers, at: usize) {
    let Some(word) = groups.list[at].words.first().copied() else { return };
    let group = &groups.list[at];
    if group.known.is_some() {
        return known(groups, bearers, at, word);
    }
    let weights = group.weights;
    // `the Jobs`, `a Ford`, `Ford 150`: much speaks against a person.
    let against =
        weights.get(For::Thing).max(weights.get(For::Place)) > weights.get(For::Person).saturating_add(6);
    let acronym = groups.page.tokens[group.first.start].shape == crate::extract::lex::Shape::Upper;
    if against || acronym && !bearers.surname.contains_key(&word) {
        return;
    }
    if let Some(named) = bearers.surname.get(&word) {
        return choose(groups, at, named, "the same surname");
    }
    if let Some(named) = bearers.first.get(&word) {
        return choose(groups, at, named, "the same first name");
    }
    let written = groups.page.word(groups.list[at].first.start);
    let key = numbered(&[&spelling::of_surname(written)]);
    let from = bearers.spelled.partition_point(|(other, _)| *other < key);
    let named = bearers.spelled[from..].iter().take_while(|(other, _)| *other == key).take(MOST);
    let named: Named = named.map(|(_, person)| *person).collect();
    if !named.is_empty() {
        choose(groups, at, &named, "the same surname in another spelling");
    }
}

/// Joins a name of one word to the one person that bears it. Where there are more: to the one with the same
/// title; to the only one that was named before it in full, until another is; to none.
fn choose(groups: &mut Groups, at: usize, named: &[usize], why: &'static str) {
    // `Her father, János Varga, ..`: who is named as another's kin does not take the surname over.
    let own: Vec<usize> = named.iter().copied().filter(|person| !is_kin(groups, *person)).collect();
    let named = if own.is_empty() { named } else { &own[..] };
    let at = part_conflicts(groups, at, named);
    let Some(at) = at else { return };
    if let [only] = named {
        groups.unite(*only, at);
        return;
    }
    let titles = titles(groups, at);
    let shares =
        |person: &usize| titles_of(groups, *person).any(|title| titles.binary_search(&title).is_ok());
    let by_title: Vec<usize> = named.iter().copied().filter(shares).collect();
    if let [only] = by_title.as_slice() {
        groups.unite(*only, at);
        return;
    }
    let begins = groups.list[at].first.start;
    let before: Vec<usize> =
        named.iter().copied().filter(|person| groups.list[*person].first.start < begins).collect();
    let main = match before.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    if main.is_some() {
        part_later(groups, at, named, why);
    }
    groups.list[at].kind = Some(Kind::Person);
    for person in named.iter().filter(|person| Some(**person) != main) {
        groups.doubts.push((at, *person, why));
    }
    if let Some(main) = main {
        groups.unite(main, at);
    }
}

/// Whether a person is brought in as somebody's kin: `her father, János Varga`, `whose son Hunter`.
fn is_kin(groups: &Groups, person: usize) -> bool {
    let page = groups.page;
    let first = groups.list[person].first.start;
    let floor = page.sentences[page.sentence_of(first)].tokens.start;
    let before =
        |back: usize| first.checked_sub(back).filter(|at| *at >= floor).map_or("", |at| page.word(at));
    // `her daughter, the film-maker Siri Holm`
    let describes = |back: &usize| {
        let at = first.saturating_sub(*back);
        page.tokens[at].shape == Shape::Lower || page.word(at) == "-"
    };
    let role = (1..=6).take_while(describes).count();
    let apposed = role > 0 && before(role + 1) == "," && matches!(before(role), "the" | "a" | "an");
    let first = if apposed { first - role } else { first };
    let before =
        |back: usize| first.checked_sub(back).filter(|at| *at >= floor).map_or("", |at| page.word(at));
    let comma = usize::from(before(1) == ",");
    let owner = |word: &str| {
        matches!(word, "his" | "His" | "her" | "Her" | "whose" | "their" | "Their" | "'s" | "’s")
    };
    is_listed(words::KIN, before(1 + comma)) && (owner(before(2 + comma)) || owner(before(3 + comma)))
}

/// Takes the spots behind the first mention of a second bearer out of a group, as a name that may be either's.
fn part_later(groups: &mut Groups, at: usize, named: &[usize], why: &'static str) {
    let mut firsts: Vec<usize> = named.iter().map(|person| groups.list[*person].first.start).collect();
    firsts.sort_unstable();
    let Some(second) = firsts.get(1).copied() else { return };
    let (later, kept): (Vec<usize>, Vec<usize>) =
        groups.list[at].spots.iter().partition(|spot| groups.spots[**spot].tokens.start > second);
    let Some(first) = later.first().filter(|_| !kept.is_empty()) else { return };
    let first = groups.spots[*first].tokens.clone();
    let words = groups.list[at].words.clone();
    let other = groups.group(words, &first);
    groups.list[other].kind = Some(Kind::Person);
    for spot in &later {
        groups.of_spot[*spot] = other;
    }
    groups.list[at].spots = kept.into();
    groups.list[other].spots = later.into();
    groups.doubts.extend(named.iter().map(|person| (other, *person, why)));
}

/// Takes the spots whose title contradicts every bearer out of a group, as a person of their own: `King
/// Hussein` is not Saddam Hussein, `Mrs. Reyes` not Paul Reyes. Gives what is left.
fn part_conflicts(groups: &mut Groups, at: usize, named: &[usize]) -> Option<usize> {
    let spots = groups.list[at].spots.clone();
    let bearers: Vec<Bearer> = named.iter().map(|person| Bearer::of(groups, *person)).collect();
    let against: Vec<usize> = spots
        .iter()
        .copied()
        .filter(|spot| bearers.iter().all(|bearer| bearer.contradicts(groups, &groups.spots[*spot])))
        .collect();
    if against.is_empty() {
        return Some(at);
    }
    if against.len() == spots.len() {
        groups.list[at].kind = Some(Kind::Person);
        for person in named {
            groups.doubts.push((at, *person, "the same surname with another title"));
        }
        return None;
    }
    let first = groups.spots[against[0]].tokens.clone();
    let words = groups.list[at].words.clone();
    let other = groups.group(words, &first);
    groups.list[other].kind = Some(Kind::Person);
    for spot in &against {
        groups.of_spot[*spot] = other;
    }
    groups.list[at].spots.retain(|spot| against.binary_search(spot).is_err());
    groups.list[other].spots = against.into();
    for person in named {
        groups.doubts.push((other, *person, "the same surname with another title"));
    }
    Some(at)
}

/// What the mentions of a person tell of the titles that fit.
struct Bearer {
    gender: Option<Gender>,
    crowned: bool,
}

impl Bearer {
    fn of(groups: &Groups, person: usize) -> Self {
        let spots = || groups.list[person].spots.iter().map(|spot| &groups.spots[*spot]);
        Self {
            gender: spots().find_map(|spot| spot.gender),
            crowned: spots().any(|spot| is_crowned(groups, spot)),
        }
    }

    /// Whether the title of a spot cannot be this person's: of the other gender, or a crown that the person has not.
    fn contradicts(&self, groups: &Groups, spot: &Spot) -> bool {
        let other = spot.gender.zip(self.gender).is_some_and(|(one, other)| one != other);
        !spot.title.is_empty() && (other || !self.crowned && is_crowned(groups, spot))
    }
}

fn is_crowned(groups: &Groups, spot: &Spot) -> bool {
    spot.title.clone().any(|at| is_crown(groups.page.word(at)))
}

fn is_crown(word: &str) -> bool {
    ["king", "queen", "prince", "princess", "emperor", "empress", "pope", "sultan", "emir", "tsar", "czar"]
        .iter()
        .any(|crown| word.eq_ignore_ascii_case(crown))
}

/// The titles of the mentions of a group, by their last words.
fn titles_of(groups: &Groups, group: usize) -> impl Iterator<Item = u32> {
    let titles = groups.list[group].spots.iter().map(|spot| &groups.spots[*spot].title);
    titles.filter(|title| !title.is_empty()).map(|title| groups.page.tokens[title.end - 1].hash)
}

/// Whether a mention of the one has a title of the other.
fn share_title(groups: &Groups, one: usize, other: usize) -> bool {
    titles_of(groups, one).any(|title| titles_of(groups, other).any(|another| another == title))
}

/// The same in order, each once.
fn titles(groups: &Groups, group: usize) -> Vec<u32> {
    let mut titles: Vec<u32> = titles_of(groups, group).collect();
    titles.sort_unstable();
    titles.dedup();
    titles
}

/// A known name of one word that a person of the document bears as a surname: `Harold Ford .. Ford said`.
fn known(groups: &mut Groups, bearers: &Bearers, at: usize, word: u32) {
    let Some([person]) = bearers.surname.get(&word).map(SmallVec::as_slice) else { return };
    let begins = groups.list[*person].first.start;
    let spots = groups.list[at].spots.clone();
    for spot in spots {
        let tokens = groups.spots[spot].tokens.clone();
        if tokens.len() != 1 || groups.page.tokens[tokens.start].hash != word || tokens.start < begins {
            continue;
        }
        let before = tokens.start.checked_sub(1).map_or("", |at| groups.page.word(at));
        if matches!(before, "in" | "at" | "from" | "near" | "to" | "the" | "In" | "The") {
            continue;
        }
        groups.spots[spot].known = None;
        groups.spots[spot].rule = "the surname of a person named before";
        groups.of_spot[spot] = *person;
    }
}

/// The surnames that one person of the document bears, and who that is.
pub(super) fn surnames_of(groups: &Groups) -> Vec<(u32, usize)> {
    let mut found = Vec::new();
    for (surname, named) in by_surname(groups) {
        let person = groups.root(named[0]);
        if named.iter().all(|other| groups.root(*other) == person) {
            found.push((surname, person));
        }
    }
    found
}

/// Adds common words that are the surname of somebody whom the document names in full: `Brown said`.
pub(super) fn surnames(groups: &mut Groups, words: &[usize]) {
    let bearers = by_surname(groups);
    if bearers.is_empty() {
        return;
    }
    for at in words.iter().copied() {
        let token = &groups.page.tokens[at];
        let Some([first, rest @ ..]) = bearers.get(&token.hash).map(SmallVec::as_slice) else { continue };
        let person = groups.root(*first);
        if rest.iter().any(|other| groups.root(*other) != person) || groups.list[person].first.start > at {
            continue;
        }
        groups.put(
            Spot {
                tokens: at..at + 1,
                title: at..at,
                known: None,
                weights: Weights::default(),
                rule: "the surname of a person named before",
                of: None,
                gender: None,
                short_of: None,
            },
            person,
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::actors::find;
    use crate::extract::page::Page;

    #[test]
    fn a_name_that_stands_thousands_of_times_is_weighed_as_one_that_stands_often() {
        let text = "King Varn met Karsen Varn in town. ".repeat(9_000);
        let cast = find(&Page::read(&text));
        assert!(cast.actors.iter().any(|actor| actor.name == "Karsen Varn" && actor.mentions.len() >= 9_000));
    }
}
