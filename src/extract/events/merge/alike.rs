//! Whether two tellings are of one event: who did what to whom, and when.

use std::ops::Range;

use super::super::clause::{Clause, Predicate, Told};
use super::super::title::Setting;
use super::super::words::{self, Mark, Sheet};
use super::super::{Event, Status};
use super::{Piece, numbered};
use crate::extract::actors::{Cast, How, Kind};
use crate::extract::lex::{Kind as Sort, Shape, hash};
use crate::extract::time::calendar::Day;

/// What an event is held against others by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Keys of the words that tell it, in order, without names and dates.
    pub(super) stems: Vec<u32>,
    /// Those of its title but for its verb: what it is about.
    pub(super) things: Vec<u32>,
    /// Its numbers.
    pub(super) numbers: Vec<u32>,
    /// The key of its verb, or of the noun that it is.
    pub(super) head: u32,
    /// Who does it: places in [`Cast::actors`].
    pub(super) subjects: Vec<usize>,
    /// To whom it is done.
    pub(super) objects: Vec<usize>,
    /// Two do it together, whoever is named first.
    pub(super) together: bool,
    /// Keys of the happenings that its words name by a number of their own: `COP29`, `G20`.
    pub(super) numbered: Vec<u32>,
    /// Keys of the words of its title that are written as names: `the Harrow dam`.
    pub(super) named: Vec<u32>,
}

impl Traits {
    pub(in super::super) fn of(
        cast: &Cast,
        page: &Sheet<'_, '_>,
        setting: &Setting<'_, '_, '_>,
        clause: &Clause,
        predicate: &Predicate,
        parts: &[Range<usize>],
    ) -> Self {
        let mut traits = Self {
            head: words::stem(page, predicate.head).unwrap_or_default(),
            together: predicate.marks.has(Mark::TOGETHER),
            numbered: numbered::keys(page, &clause.tokens),
            ..Self::default()
        };
        // Names and dates are compared on their own.
        let plain = |range: &Range<usize>| {
            let named = cast.within(range).iter().filter(|mention| mention.how != How::Pronoun);
            let mut named = named.map(|mention| &mention.tokens).peekable();
            range.clone().filter(move |&at| {
                while named.next_if(|name| name.end <= at).is_some() {}
                named.peek().is_none_or(|name| at < name.start) && !setting.skips(at)
            })
        };
        for at in plain(&clause.tokens) {
            traits.stems.extend(words::stem(page, at));
        }
        let begins =
            page.sentences.get(page.sentence_of(predicate.head)).map_or(0, |sentence| sentence.tokens.start);
        traits.named.extend(parts.iter().cloned().flatten().filter_map(|at| {
            let token = &page.tokens[at];
            let name = token.kind == Sort::Word && token.shape != Shape::Lower && !setting.skips(at);
            let sure = at != begins || !cast.within(&(at..at + 1)).is_empty();
            words::stem(page, at).filter(|_| name && sure)
        }));
        for at in parts.iter().flat_map(plain) {
            let Some(stem) = words::stem(page, at) else { continue };
            if page.tokens[at].kind == Sort::Number {
                traits.numbers.push(stem);
            } else if stem != traits.head {
                traits.things.push(stem);
            }
            traits.stems.push(stem);
        }
        for part in parts {
            for mention in cast.within(part) {
                let Some(actor) = cast.actors.get(mention.actor) else { continue };
                if actor.kind == Kind::Place && mention.how != How::Metonym {
                    continue;
                }
                let at = mention.tokens.start;
                let by = at > 0 && page.word(at - 1).eq_ignore_ascii_case("by");
                // A name from elsewhere stands for the pronoun that does it.
                let before = at < predicate.head || !clause.tokens.contains(&at);
                if predicate.told == Told::Noun {
                    continue;
                }
                let list = if before != predicate.passive || predicate.passive && by {
                    &mut traits.subjects
                } else {
                    &mut traits.objects
                };
                if !list.contains(&mention.actor) {
                    list.push(mention.actor);
                }
            }
        }
        let Self { stems, things, numbers, numbered, named, .. } = &mut traits;
        for list in [stems, things, numbers, numbered, named] {
            list.sort_unstable();
            list.dedup();
        }
        traits
    }
}

/// What two tellings are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Like {
    Same,
    /// They may be one event that is told with two dates, or two numbers.
    Disputed,
    Other,
}

/// Whether each names somebody whom the other does not know of, or both have it the other way round.
pub(super) fn contradict(a: &Piece<'_>, b: &Piece<'_>) -> bool {
    let lacks =
        |one: &Piece<'_>, two: &Piece<'_>| one.named().any(|actor| two.actors.binary_search(&actor).is_err());
    if lacks(a, b) && lacks(b, a) {
        return true;
    }
    let reversed = |one: &Piece<'_>, two: &Piece<'_>| {
        one.subjects.iter().any(|actor| two.objects.contains(actor) && !two.subjects.contains(actor))
    };
    let together = a.event.traits.together || b.event.traits.together;
    if !together && (reversed(a, b) || reversed(b, a)) {
        return true;
    }
    // `opened a school`, `opened a hospital`
    let (one, two) = (&a.event.traits, &b.event.traits);
    let about = |traits: &Traits, piece: &Piece<'_>| !traits.things.is_empty() || !piece.objects.is_empty();
    let common = shared(&one.things, &two.things) + shared(&a.objects, &b.objects);
    let other_role = a.objects.iter().any(|actor| b.subjects.contains(actor))
        || b.objects.iter().any(|actor| a.subjects.contains(actor));
    one.head == two.head && about(one, a) && about(two, b) && common == 0 && !(together && other_role)
}

pub(super) fn alike(a: &Piece<'_>, b: &Piece<'_>) -> Like {
    let same_document = a.telling.document == b.telling.document;
    if same_document && a.event.sentence == b.event.sentence {
        return Like::Other;
    }
    // An aim is another thing than what was done for it.
    if (a.event.status == Status::Target) != (b.event.status == Status::Target) {
        return Like::Other;
    }
    let shared_actors = shared(&a.actors, &b.actors);
    let (one, two) = (&a.event.traits, &b.event.traits);
    let both_host = host_same(a, b);
    let same_head = one.head == two.head;
    // `The Harrow dam burst`: nobody does it, but it has a name.
    let names = shared(&one.named, &two.named);
    let called = names > 0 && names == one.named.len().min(two.named.len());
    let known = shared_actors > 0 || called && same_head && !same_document;
    if !both_host && (!known || contradict(a, b)) {
        return Like::Other;
    }
    let (both, all) = overlap(&one.stems, &two.stems);
    let like = |part: usize, of: usize| both * of >= all * part;
    let things = shared(&one.things, &two.things);
    // Two that were at one place and time told of each other.
    let met = shared_actors >= 2 && a.place.is_some() && a.place == b.place && like(1, 10);
    let other_numbers = !one.numbers.is_empty()
        && !two.numbers.is_empty()
        && shared(&one.numbers, &two.numbers) < one.numbers.len().min(two.numbers.len());
    // Another document tells in other words the same of the same: in one place, of nothing with another name.
    let elsewhere = a.town.is_some() && b.town.is_some() && a.town != b.town;
    let other_names = names == 0 && !one.named.is_empty() && !two.named.is_empty();
    let told_again = !same_document && same_head && things > 0 && !elsewhere && !other_names && like(1, 5);
    let same = |sure: bool| match (sure, other_numbers) {
        (true, false) => Like::Same,
        (true, true) => Like::Disputed,
        _ => Like::Other,
    };
    match (a.days(), b.days()) {
        (Some(one), Some(two)) if one == two => {
            same(like(7, 20) && both > 0 || met || same_head && shared_actors >= 2 || told_again || both_host)
        }
        (Some(one), Some(two)) if within(one, two) || within(two, one) => {
            let two_told = same_head && shared_actors >= 2 && like(1, 4);
            same(like(9, 20) && !elsewhere || met || two_told || told_again || both_host)
        }
        (Some(days), Some(others)) => {
            let alike = same_head && a.actors == b.actors && like(1, 2) && things > 0 && !other_numbers;
            let days_apart = (days.0.count() - others.0.count()).abs();
            let length = |days: (Day, Day)| days.1.count() - days.0.count();
            let grain = length(days);
            // Of like grain: two days, two months, two years.
            let comparable = (grain - length(others)).abs() <= 3;
            let near = match grain {
                0 => days_apart <= 370,
                1..=92 => days_apart <= 370 && !same_document,
                _ => days_apart <= 2 * grain + 2 && !same_document,
            };
            let two_told = shared_actors >= 2 && same_head && like(1, 2);
            if comparable && near && (alike && !same_document || grain == 0 && two_told) {
                Like::Disputed
            } else {
                Like::Other
            }
        }
        (None, None)
            if a.event.when.as_ref().map(|when| &when.edtf)
                == b.event.when.as_ref().map(|when| &when.edtf) =>
        {
            let told = same_head && like(1, 2) && a.named().eq(b.named());
            same(told && (things > 0 || shared_actors >= 2))
        }
        _ => Like::Other,
    }
}

/// Whether both tell that one and the same conference or treaty takes place, whoever else is named.
pub(super) fn host_same(a: &Piece<'_>, b: &Piece<'_>) -> bool {
    let (one, two) = (&a.event.traits.numbered, &b.event.traits.numbered);
    if !one.is_empty() && !two.is_empty() && shared(one, two) == 0 {
        return false;
    }
    // One of many words may be written in two ways: `UN`, `United Nations`.
    let words = shared(&a.programme_words, &b.programme_words);
    let named = words >= 3 && words * 4 >= a.programme_words.len().min(b.programme_words.len()) * 3;
    (named || shared(&a.programmes, &b.programmes) > 0 || shared(one, two) > 0)
        && hosts(a.event)
        && hosts(b.event)
}

/// Whether it is told that a conference or a treaty takes place at all.
pub(in super::super) fn hosts(event: &Event) -> bool {
    ["host", "held", "hold", "organis", "organiz", "conven", "conference", "summit"]
        .iter()
        .any(|word| hash(word.as_bytes()) == event.traits.head)
}

pub(super) fn within(inner: (Day, Day), outer: (Day, Day)) -> bool {
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
