//! One event that is told several times, in one document or in many.
//!
//! Two tellings are of one event where their dates allow it, somebody takes part in both, and their words are
//! alike; a finer date lies within a coarser one. The order of the documents does not matter.

use std::collections::HashMap;

use super::{Event, Status};
use crate::extract::actors::{self, Cast, Kind, Member, Pile};
use crate::extract::lex::hash;
use crate::extract::time::calendar::Day;

/// How many tellings of one actor and year are held against each other, each with each.
const MANY: usize = 120;

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
    /// Pairs of events that may be one that is told with two dates: places in `stories`.
    pub disputed: Vec<(usize, usize)>,
}

/// Brings together what documents report: for each its actors and its events.
#[must_use]
pub fn stories(documents: &[(&Cast, Vec<&Event>)]) -> Stories {
    let casts: Vec<&Cast> = documents.iter().map(|(cast, _)| *cast).collect();
    let pile = actors::join(&casts);
    let mut of: HashMap<Member, usize> = HashMap::new();
    for (group, joined) in pile.actors.iter().enumerate() {
        of.extend(joined.members.iter().map(|member| (*member, group)));
    }
    let mut tellings: Vec<Piece<'_>> = Vec::new();
    for (document, (cast, events)) in documents.iter().enumerate() {
        for (number, event) in events.iter().enumerate() {
            let mut named: Vec<usize> = event
                .actors
                .iter()
                .filter_map(|&actor| of.get(&Member { cast: document, actor }).copied())
                .collect();
            named.sort_unstable();
            named.dedup();
            let place = event.place.and_then(|actor| of.get(&Member { cast: document, actor }).copied());
            let programme = event
                .actors
                .iter()
                .any(|&actor| cast.actors.get(actor).is_some_and(|actor| actor.kind == Kind::Programme));
            tellings.push(Piece {
                telling: Telling { document, event: number },
                event,
                actors: named,
                programme,
                place,
            });
        }
    }
    let mut union = Union::of(&tellings);
    let mut disputes: Vec<(usize, usize)> = Vec::new();
    let mut buckets: HashMap<(usize, i32), Vec<usize>> = HashMap::new();
    for (index, piece) in tellings.iter().enumerate() {
        let year = piece.event.when.as_ref().and_then(|when| when.days).map_or(0, |(first, _)| first.year);
        for &actor in &piece.actors {
            buckets.entry((actor, year)).or_default().push(index);
        }
    }
    let mut keys: Vec<&(usize, i32)> = buckets.keys().collect();
    keys.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let days = |index: &usize| tellings[*index].event.when.as_ref().and_then(|when| when.days);
    for key in keys {
        let mut bucket = buckets[key].clone();
        bucket.sort_by_key(days);
        let most = if bucket.len() > MANY { NEAR } else { MANY };
        for (index, &one) in bucket.iter().enumerate() {
            let near = bucket[index + 1..].iter().take(most);
            pairs.extend(near.map(|&two| (one.min(two), one.max(two))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    // Those of like dates first: a month is not tied to the wrong day by a year between.
    pairs.sort_by_key(|(one, two)| days(one) != days(two));
    for (one, two) in pairs {
        let (a, b) = (&tellings[one], &tellings[two]);
        match alike(a, b) {
            Like::Same => union.join(one, two),
            Like::Disputed => disputes.push((one, two)),
            Like::Other => {}
        }
    }
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
            story.sort_by_key(|&index| (std::cmp::Reverse(worth(tellings[index].event)), index));
            story.into_iter().map(|index| tellings[index].telling).collect()
        })
        .collect();
    Stories { pile, stories, disputed }
}

struct Piece<'e> {
    telling: Telling,
    event: &'e Event,
    /// Groups of actors, in order.
    actors: Vec<usize>,
    programme: bool,
    /// Where, as a group.
    place: Option<usize>,
}

enum Like {
    Same,
    Disputed,
    Other,
}

fn alike(a: &Piece<'_>, b: &Piece<'_>) -> Like {
    if a.telling.document == b.telling.document && a.event.sentence == b.event.sentence {
        return Like::Other;
    }
    // An aim is another thing than what was done for it.
    if (a.event.status == Status::Target) != (b.event.status == Status::Target) {
        return Like::Other;
    }
    let shared = shared(&a.actors, &b.actors);
    if shared == 0 {
        return Like::Other;
    }
    let same_head = a.event.head == b.event.head;
    let (both, all) = overlap(&a.event.stems, &b.event.stems);
    let like = |part: usize, of: usize| both * of >= all * part;
    let days = |piece: &Piece<'_>| piece.event.when.as_ref().and_then(|when| when.days);
    // Two that were at one place and time told of each other.
    let met = shared >= 2 && a.place.is_some() && a.place == b.place && like(1, 10);
    match (days(a), days(b)) {
        (Some(one), Some(two)) if one == two => {
            let same = like(7, 20)
                || met
                || same_head && shared >= 2
                || a.programme && b.programme && hosts(a.event) && hosts(b.event);
            if same { Like::Same } else { Like::Other }
        }
        (Some(one), Some(two)) if within(one, two) || within(two, one) => {
            let same = like(9, 20)
                || met
                || same_head && shared >= 2 && like(1, 4)
                || a.programme && b.programme && hosts(a.event) && hosts(b.event);
            if same { Like::Same } else { Like::Other }
        }
        (Some(one), Some(two)) => {
            let near = (one.0.year - two.0.year).abs() <= 1 && one.0 == one.1 && two.0 == two.1;
            if near && same_head && shared >= 2 && like(1, 2) { Like::Disputed } else { Like::Other }
        }
        (None, None) => {
            if same_head && like(1, 2) {
                Like::Same
            } else {
                Like::Other
            }
        }
        _ => Like::Other,
    }
}

/// Whether it is told that a conference or a treaty takes place at all.
pub(super) fn hosts(event: &Event) -> bool {
    ["host", "held", "hold", "organis", "organiz", "conven", "conference", "summit"]
        .iter()
        .any(|word| hash(word.as_bytes()) == event.head)
}

fn within(inner: (Day, Day), outer: (Day, Day)) -> bool {
    outer.0 <= inner.0 && inner.1 <= outer.1
}

/// How many are in both of two lists that are in order.
fn shared<T: Ord>(one: &[T], two: &[T]) -> usize {
    let (mut a, mut b, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (one.get(a), two.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                a += 1;
                b += 1;
            }
        }
    }
    both
}

/// How many are in both, and in any.
fn overlap(one: &[u32], two: &[u32]) -> (usize, usize) {
    let both = shared(one, two);
    (both, (one.len() + two.len() - both).max(1))
}

/// How well a telling tells its event.
fn worth(event: &Event) -> (bool, bool, i64, usize) {
    let length = event.when.as_ref().and_then(|when| when.days).map_or(i64::MIN, |(first, last)| {
        -(i64::from(last.year - first.year) * 372
            + (i64::from(last.month) - i64::from(first.month)) * 31
            + i64::from(last.day)
            - i64::from(first.day))
    });
    (
        event.status == Status::Occurred,
        event.title.len() == 1 && event.sure > super::Sure::Guess,
        length,
        event.actors.len(),
    )
}

/// Sets that are joined, each with the dates that all of it can have.
struct Union {
    above: Vec<usize>,
    days: Vec<Option<(Day, Day)>>,
}

impl Union {
    fn of(pieces: &[Piece<'_>]) -> Self {
        let days = pieces.iter().map(|piece| piece.event.when.as_ref().and_then(|when| when.days)).collect();
        Self { above: (0..pieces.len()).collect(), days }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    /// Joins two, where there is a day that all of both can mean.
    fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        if one == two {
            return;
        }
        let days = match (self.days[one], self.days[two]) {
            (Some(a), Some(b)) if within(a, b) => Some(a),
            (Some(a), Some(b)) if within(b, a) => Some(b),
            (Some(_), Some(_)) => return,
            (a, b) => a.or(b),
        };
        let (low, high) = (one.min(two), one.max(two));
        self.above[high] = low;
        self.days[low] = days;
    }
}
