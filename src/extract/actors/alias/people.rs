//! Persons: full names that are one, and surnames and first names that one person bears.

use std::collections::HashMap;

use super::super::lexicon::Mix;
use super::super::names::Spot;
use super::super::names::cut::is_generation;
use super::super::names::evidence::{For, Weights};
use super::super::{Gender, Kind};
use super::{Groups, MOST};

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
    surname: HashMap<u32, Vec<usize>, Mix>,
    first: HashMap<u32, Vec<usize>, Mix>,
}

impl Bearers {
    fn new(groups: &Groups) -> Self {
        let mut made = Self { surname: HashMap::default(), first: HashMap::default() };
        for (at, group) in groups.list.iter().enumerate() {
            if group.kind != Some(Kind::Person) || group.words.len() < 2 || group.known.is_some() {
                continue;
            }
            if let Some(word) = surname(groups, at) {
                made.surname.entry(word).or_default().push(at);
            }
            if let Some(word) = group.words.first() {
                made.first.entry(*word).or_default().push(at);
            }
        }
        made
    }

    /// `George W. Bush` and `George Bush` are one; `George H. W. Bush` is another.
    fn unite_full(&mut self, groups: &mut Groups) {
        let mut same_ends: HashMap<(u32, u32), Vec<usize>, Mix> = HashMap::default();
        for (surname, named) in &self.surname {
            for group in named {
                if let Some(first) = groups.list[*group].words.first() {
                    same_ends.entry((*first, *surname)).or_default().push(*group);
                }
            }
        }
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for ((_, surname), named) in &same_ends {
            // `George Hill` is the junior, unless there is a senior too.
            let number =
                |group: usize| groups.list[group].words.last().copied().filter(|last| last != surname);
            let mut numbers: Vec<u32> = named.iter().take(MOST).filter_map(|group| number(*group)).collect();
            numbers.sort_unstable();
            numbers.dedup();
            let junior = |one: usize, other: usize| {
                let plain = |group: usize| {
                    let words = &groups.list[group].words;
                    words
                        .split_last()
                        .filter(|_| number(group).is_some())
                        .map_or(&words[..], |(_, rest)| rest)
                };
                numbers.len() == 1
                    && number(one).is_some() != number(other).is_some()
                    && plain(one).len() > 1
                    && same(plain(one), plain(other))
            };
            for (at, one) in named.iter().enumerate().take(MOST) {
                for other in &named[..at] {
                    if same(&groups.list[*one].words, &groups.list[*other].words) || junior(*one, *other) {
                        pairs.push((*other, *one));
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

/// The word that is a person's surname: the last, but for `Jr`.
fn surname(groups: &Groups, group: usize) -> Option<u32> {
    let group = &groups.list[group];
    let mut end = group.first.end;
    while end > group.first.start + 1
        && (matches!(groups.page.word(end - 1), "I" | ".") || is_generation(groups.page.word(end - 1)))
    {
        end -= 1;
    }
    groups.hashes(&(group.first.start..end)).last().copied()
}

/// Whether two full names are one: alike first and last, and one has no more between than the other.
fn same(one: &[u32], other: &[u32]) -> bool {
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    long.first() == short.first() && long.last() == short.last() && {
        let mut rest = long.iter();
        short.iter().all(|word| rest.any(|other| other == word))
    }
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
        choose(groups, at, named, "the same first name");
    }
}

/// Joins a name of one word to the one person that bears it. Where there are more: to the one with the same
/// title; to the only one that was named before it in full, until another is; to none.
fn choose(groups: &mut Groups, at: usize, named: &[usize], why: &'static str) {
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

/// The same in order, each once.
fn titles(groups: &Groups, group: usize) -> Vec<u32> {
    let mut titles: Vec<u32> = titles_of(groups, group).collect();
    titles.sort_unstable();
    titles.dedup();
    titles
}

/// A known name of one word that a person of the document bears as a surname: `Harold Ford .. Ford said`.
fn known(groups: &mut Groups, bearers: &Bearers, at: usize, word: u32) {
    let Some([person]) = bearers.surname.get(&word).map(Vec::as_slice) else { return };
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
    let bearers = Bearers::new(groups);
    let mut found = Vec::new();
    for (surname, named) in bearers.surname {
        let person = groups.root(named[0]);
        if named.iter().all(|other| groups.root(*other) == person) {
            found.push((surname, person));
        }
    }
    found
}

/// Adds common words that are the surname of somebody whom the document names in full: `Brown said`.
pub(super) fn surnames(groups: &mut Groups, words: &[usize]) {
    let bearers = Bearers::new(groups);
    if bearers.surname.is_empty() {
        return;
    }
    for at in words.iter().copied() {
        let token = &groups.page.tokens[at];
        let Some([first, rest @ ..]) = bearers.surname.get(&token.hash).map(Vec::as_slice) else { continue };
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
