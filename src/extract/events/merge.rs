//! One event that is told several times, in one document or in many.
//!
//! Two tellings are of one event where their dates allow it, the same take part in the same way, and their words are
//! alike. What is told of a month or with fewer names is given to what is told of a day or with more of them, where
//! there is only one that it can be. The order of the documents does not matter.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Event, Status};
use crate::extract::actors::{self, Cast, Kind, Member, Pile};
use crate::extract::lex::hash;
use crate::extract::time::calendar::Day;

mod alike;
mod numbered;

use alike::{Like, alike, contradict, within};

pub use alike::Traits;
pub(super) use alike::hosts;

/// How many tellings of one actor and year are held against each other, each with each.
const MANY: usize = 120;

/// How many tellings of a story are asked whether they speak against another.
const ASKED: usize = 40;

/// With how many of its neighbours in time each is held against where there are more.
const NEAR: usize = 16;

/// One telling: which document, which of its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Telling {
    /// Which document: its place in what was given.
    pub document: usize,
    /// Which of its events.
    pub event: usize,
}

/// The events of many documents, each with all its tellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stories {
    /// The actors of all documents.
    pub pile: Pile,
    /// The events, each with its tellings, the one that tells it best first.
    pub stories: Vec<Vec<Telling>>,
    /// Pairs of events that may be one that is told with two dates, or two numbers: places in `stories`.
    pub disputed: Vec<(usize, usize)>,
}

/// Brings together what documents report: for each its actors and its events.
#[must_use]
pub fn stories(documents: &[(&Cast, Vec<&Event>)]) -> Stories {
    let casts: Vec<&Cast> = documents.iter().map(|(cast, _)| *cast).collect();
    let pile = actors::join(&casts);
    let places = pile.places();
    let mut tellings: Vec<Piece<'_>> = Vec::new();
    for (document, (cast, events)) in documents.iter().enumerate() {
        for (number, event) in events.iter().enumerate() {
            let group = |actor: &usize| places.of(Member { cast: document, actor: *actor });
            let groups = |actors: &[usize]| {
                let mut groups: Vec<usize> = actors.iter().filter_map(group).collect();
                groups.sort_unstable();
                groups.dedup();
                groups
            };
            let programmes: Vec<usize> = event
                .actors
                .iter()
                .copied()
                .filter(|&actor| cast.actors.get(actor).is_some_and(|actor| actor.kind == Kind::Programme))
                .collect();
            tellings.push(Piece {
                telling: Telling { document, event: number },
                event,
                actors: groups(&event.actors),
                subjects: groups(&event.traits.subjects),
                objects: groups(&event.traits.objects),
                programme_words: words(&pile, &groups(&programmes)),
                programmes: groups(&programmes),
                place: event.place.as_ref().and_then(group),
                town: event
                    .place
                    .as_ref()
                    .filter(|&&place| cast.actors.get(place).is_some_and(|place| place.kind == Kind::Place))
                    .and_then(group),
            });
        }
    }
    let mut same: Vec<(usize, usize)> = Vec::new();
    let mut disputes: Vec<(usize, usize)> = Vec::new();
    for (one, two) in pairs(&tellings) {
        match alike(&tellings[one], &tellings[two]) {
            Like::Same => same.push((one, two)),
            Like::Disputed => disputes.push((one, two)),
            Like::Other => {}
        }
    }
    let mut union = Union { above: (0..tellings.len()).collect() };
    bring_together(&tellings, &same, &mut union);
    let mut stories: Vec<Vec<usize>> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for index in 0..tellings.len() {
        let root = union.root(index);
        let story = *place.entry(root).or_insert_with(|| {
            stories.push(Vec::new());
            stories.len() - 1
        });
        stories[story].push(index);
    }
    let mut disputed: Vec<(usize, usize)> = disputes
        .into_iter()
        .map(|(one, two)| (place[&union.root(one)], place[&union.root(two)]))
        .filter(|(one, two)| one != two)
        .map(|(one, two)| (one.min(two), one.max(two)))
        .collect();
    disputed.sort_unstable();
    disputed.dedup();
    let stories = stories
        .into_iter()
        .map(|mut story| {
            story.sort_by_key(|&index| (Reverse(worth(tellings[index].event)), index));
            story.into_iter().map(|index| tellings[index].telling).collect()
        })
        .collect();
    Stories { pile, stories, disputed }
}

/// Keys of the words of their names that are not short.
fn words(pile: &Pile, groups: &[usize]) -> Vec<u32> {
    let names = groups.iter().filter_map(|&group| pile.actors.get(group));
    let words = names.flat_map(|joined| joined.name.split_whitespace()).filter(|word| word.len() > 3);
    let mut words: Vec<u32> = words.map(|word| hash(word.as_bytes())).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What two tellings may have in common.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Common {
    Actor(usize),
    Numbered(u32),
    /// Something with a name that the same is told of.
    Named(u32, u32),
}

/// Tellings that have somebody, or something with a number or a name, in common and lie near each other: the first of a pair is the lower.
fn pairs(tellings: &[Piece<'_>]) -> Vec<(usize, usize)> {
    let mut buckets: HashMap<(Common, i32), Vec<usize>> = HashMap::new();
    for (index, piece) in tellings.iter().enumerate() {
        let year = piece.days().map_or(0, |(first, _)| first.year);
        let actors = piece.actors.iter().copied().map(Common::Actor);
        let traits = &piece.event.traits;
        let named = traits.named.iter().map(|&name| Common::Named(traits.head, name));
        for common in actors.chain(traits.numbered.iter().copied().map(Common::Numbered)).chain(named) {
            buckets.entry((common, year)).or_default().push(index);
            // Of two years that follow each other one may be wrong.
            if piece.days().is_some_and(|(first, last)| last.count() - first.count() > 300) {
                buckets.entry((common, year + 1)).or_default().push(index);
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, mut bucket) in buckets {
        bucket.sort_by_cached_key(|&index| (tellings[index].days(), tellings[index].key(), index));
        let most = if bucket.len() > MANY { NEAR } else { MANY };
        for (index, &one) in bucket.iter().enumerate() {
            let near = bucket[index + 1..].iter().take(most);
            pairs.extend(near.map(|&two| (one.min(two), one.max(two))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Joins what is one event: first what is told alike, with the same names and of the same date; then what is told
/// of a longer time, or with fewer names, where only one is left that it can be.
fn bring_together(tellings: &[Piece<'_>], same: &[(usize, usize)], union: &mut Union) {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); tellings.len()];
    for &(one, two) in same {
        let (a, b) = (&tellings[one], &tellings[two]);
        if a.days() == b.days() && a.actors == b.actors {
            union.join(one, two);
        }
        near[one].push(two);
        near[two].push(one);
    }
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for index in 0..tellings.len() {
        groups.entry(union.root(index)).or_default().push(index);
    }
    // The finest and fullest first; what is equal in all of this is told in the same words.
    let mut order: Vec<usize> =
        groups.keys().copied().filter(|root| groups[root].iter().any(|&at| !near[at].is_empty())).collect();
    let rank = |root: &usize| {
        let first = groups[root].iter().min_by_key(|&&at| tellings[at].key()).copied().unwrap_or(*root);
        let piece = &tellings[first];
        let length = piece.event.when.as_ref().map_or(i64::MAX, super::When::length);
        (length, Reverse(piece.actors.len()), piece.key())
    };
    order.sort_by_cached_key(|root| (rank(root), *root));
    let mut placed: HashMap<usize, Vec<usize>> = HashMap::new();
    for root in order {
        let members = &groups[&root];
        let mut fits: Vec<usize> = Vec::new();
        for &member in members {
            for &other in &near[member] {
                let host = union.root(other);
                if host == root || fits.contains(&host) {
                    continue;
                }
                let Some(hosted) = placed.get(&host) else { continue };
                let agrees = hosted.iter().take(ASKED).all(|&other| {
                    let (a, b) = (&tellings[member], &tellings[other]);
                    let dates = match (a.days(), b.days()) {
                        (Some(one), Some(two)) => within(one, two) || within(two, one),
                        (None, None) => true,
                        _ => false,
                    };
                    dates && (!contradict(a, b) || alike::host_same(a, b))
                });
                if agrees {
                    fits.push(host);
                }
            }
        }
        if let [host] = fits[..] {
            union.join(host, root);
            let root = union.root(host);
            let mut all = placed.remove(&host).unwrap_or_default();
            all.extend(members);
            placed.insert(root, all);
        } else {
            placed.insert(root, members.clone());
        }
    }
}

struct Piece<'e> {
    telling: Telling,
    event: &'e Event,
    /// Groups of actors, in order.
    actors: Vec<usize>,
    subjects: Vec<usize>,
    objects: Vec<usize>,
    /// Conferences, treaties and the like.
    programmes: Vec<usize>,
    /// The words of their names, in order.
    programme_words: Vec<u32>,
    /// Where, as a group.
    place: Option<usize>,
    /// The same where it is a town, and no land that others lie in.
    town: Option<usize>,
}

impl<'e> Piece<'e> {
    fn days(&self) -> Option<(Day, Day)> {
        self.event.when.as_ref().and_then(|when| when.days)
    }

    /// Who is named in the title.
    fn named(&self) -> impl Iterator<Item = usize> {
        self.subjects.iter().chain(&self.objects).copied()
    }

    /// What it is told with, whatever document that is in.
    fn key(&self) -> (&'e str, &'e [u32], usize) {
        let edtf = self.event.when.as_ref().map_or("", |when| when.edtf.as_str());
        (edtf, &self.event.traits.stems, self.event.sentence.len())
    }
}

/// How well a telling tells its event.
fn worth(event: &Event) -> (bool, bool, i64, usize) {
    let length = event.when.as_ref().map_or(i64::MIN, |when| when.length().saturating_neg());
    (
        event.status == Status::Occurred,
        event.title.len() == 1 && event.sure > super::Sure::Guess,
        length,
        event.actors.len(),
    )
}

/// Sets that are joined.
struct Union {
    above: Vec<usize>,
}

impl Union {
    fn root(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        self.above[one.max(two)] = one.min(two);
    }
}
