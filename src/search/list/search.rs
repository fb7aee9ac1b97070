//! Going through a list in slices, keeping the best.

use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::best::{Best, Hit};
use super::lanes::{self, Told};
use super::{FuzzyHit, FuzzyList};
use crate::search::fuzzy::{Ceiling, Matcher, Skim};
use crate::search::query::{Query, Tier};

/// How many hits are kept unless told otherwise: more than anybody scrolls through.
const KEPT: usize = 1_000;

/// What things cost, as shares of looking at a name letter by letter: telling by the letters it has that
/// it cannot be one, and scoring it.
const LOOK: usize = 16;
const GLANCE: usize = 1;
const TELL: usize = 4;
const SCORE: usize = 256;

/// How many items are collected before they are looked at, and from how many on two threads are at it:
/// to start one takes as long as to look at a thousand.
const BATCH: usize = 1 << 16;
const SHARED: usize = 1 << 13;
/// How many names are asked of memory together, and how many a thread takes at a time: of so many it is told at
/// once how they answer.
const FETCHED: usize = 256;
const TAKEN: usize = 4096;

/// A search under way, through one list from its start to its end: give it the same one each time. The
/// list may have grown.
///
/// ```
/// use annals::search::list::{FuzzyList, FuzzySearch};
/// let list = FuzzyList::of(["Ilham Aliyev", "Heydar Aliyev", "Albania"]);
/// let mut search = FuzzySearch::start("a");
/// while !search.step(&list, 2) { /* draw, look for keys */ }
/// assert_eq!(search.found(&list), 3);
/// search.retype("ali"); // looks at the three only
/// while !search.step(&list, 2) {}
/// assert_eq!(search.hits(&list, 1)[0].ranges, [6..9]);
/// ```
#[derive(Debug)]
pub struct FuzzySearch<M = Skim> {
    query: Query,
    /// Items to look at first: what the last query has left.
    todo: Vec<u32>,
    /// How many of those have been looked at.
    done: usize,
    /// Then the rest of the list, from here.
    next: usize,
    /// The items that are looked at next; here for its memory.
    batch: Vec<u32>,
    /// Has what was found.
    main: Worker<M>,
    /// Takes half of a large batch.
    second: Worker<M>,
}

/// What is to be looked at.
enum Items<'a> {
    /// These, which have the letters of the query.
    These(&'a [u32]),
    /// Those of the list, all of them.
    All(Range<usize>),
}

/// What is to be looked at, from which each thread takes the next when it is done with the last, until they
/// have spent so much together.
struct Share<'a> {
    items: Items<'a>,
    taken: AtomicUsize,
    spent: AtomicUsize,
    budget: usize,
}

impl<'a> Share<'a> {
    fn new(items: Items<'a>, budget: usize) -> Self {
        Self { items, taken: AtomicUsize::new(0), spent: AtomicUsize::new(0), budget }
    }

    fn len(&self) -> usize {
        match &self.items {
            Items::These(items) => items.len(),
            Items::All(items) => items.len(),
        }
    }

    /// How many were taken.
    fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed).min(self.len())
    }

    /// The next to be looked at.
    fn take(&self) -> Option<Items<'a>> {
        if self.spent.load(Ordering::Relaxed) >= self.budget {
            return None;
        }
        let from = self.taken.fetch_add(TAKEN, Ordering::Relaxed);
        let to = self.len().min(from.saturating_add(TAKEN));
        (from < to).then(|| match &self.items {
            Items::These(items) => Items::These(items.get(from..to).unwrap_or_default()),
            Items::All(all) => Items::All(all.start + from..all.start + to),
        })
    }

    fn spend(&self, cost: usize) {
        self.spent.fetch_add(cost, Ordering::Relaxed);
    }
}

/// What one thread needs, and what it has found.
#[derive(Debug)]
struct Worker<M> {
    matcher: M,
    /// The items that answer.
    found: Vec<u32>,
    best: Best,
    /// Kept for their memory.
    places: Vec<usize>,
    told: Vec<u8>,
    near: Vec<u32>,
}

impl FuzzySearch {
    /// A search for `query` that keeps the best thousand hits. Nothing is looked at yet.
    #[must_use]
    pub fn start(query: &str) -> Self {
        Self::keeping(query, KEPT)
    }

    /// The same, keeping so many hits: the fewer, the sooner it is done.
    #[must_use]
    pub fn keeping(query: &str, most: usize) -> Self {
        Self {
            query: Query::new(query),
            todo: Vec::new(),
            done: 0,
            next: 0,
            batch: Vec::new(),
            main: Worker::new(most),
            second: Worker::new(most),
        }
    }
}

impl Default for FuzzySearch {
    fn default() -> Self {
        Self::start("")
    }
}

impl<M: Matcher + Send> FuzzySearch<M> {
    /// Goes on with another query. Where it only narrows the last one, what that one has dropped is
    /// not looked at again.
    pub fn retype(&mut self, query: &str) {
        let query = Query::new(query);
        if !self.query.is_empty() && query.narrows(&self.query) {
            let mut todo = std::mem::take(&mut self.main.found);
            todo.extend(self.todo.get(self.done..).unwrap_or_default());
            self.todo = todo;
        } else {
            self.todo.clear();
            self.next = 0;
        }
        self.done = 0;
        self.main.found.clear();
        self.main.best.clear();
        self.query = query;
    }

    /// Does so much of the work: a budget of one looks at one name letter by letter. Names without the
    /// letters cost next to nothing, scoring costs more. `true` when all have been looked at.
    pub fn step(&mut self, list: &FuzzyList, budget: usize) -> bool {
        if self.query.is_empty() && !list.is_weighted() {
            return true;
        }
        let budget = budget.max(1).saturating_mul(LOOK);
        let mut spent = 0;
        let is_told = !self.query.is_empty() && self.query.short_parts(lanes::PART).is_some();
        while spent < budget {
            if is_told && self.done >= self.todo.len() {
                if self.next >= list.len() {
                    break;
                }
                let rest = list.len().min(self.next.saturating_add((budget - spent).div_ceil(TELL)));
                let mut share = Share::new(Items::All(self.next..rest), budget - spent);
                self.look(list, &mut share);
                self.next += share.taken();
                spent += share.spent.into_inner().max(1);
            } else if self.glance(list, budget - spent, &mut spent) {
                let batch = std::mem::take(&mut self.batch);
                let mut share = Share::new(Items::These(&batch), usize::MAX);
                self.look(list, &mut share);
                spent += share.spent.into_inner();
                self.batch = batch;
            } else {
                break;
            }
        }
        self.done >= self.todo.len() && self.next >= list.len()
    }

    /// Collects the next items that have the letters of the query; `false` at the end.
    fn glance(&mut self, list: &FuzzyList, budget: usize, spent: &mut usize) -> bool {
        let wanted = self.query.mask();
        let room = (budget / LOOK).clamp(1, BATCH);
        self.batch.clear();
        self.batch.resize(room, 0);
        let mut taken = 0;
        let mut seen = 0;
        // Never more than there is room for, should all of them have the letters: then nothing needs to be
        // asked in between.
        while seen < budget / GLANCE && taken <= room - room.div_ceil(4) {
            let most = room - taken;
            let mut take = |item: u32, letters: u64| {
                if let Some(place) = self.batch.get_mut(taken) {
                    *place = item;
                }
                taken += usize::from(wanted & !letters == 0);
            };
            let todo = self.todo.get(self.done..).unwrap_or_default();
            let count = if todo.is_empty() {
                let letters = list.masks.get(self.next..).unwrap_or_default();
                let first = u32::try_from(self.next).unwrap_or(u32::MAX);
                for (item, &letters) in (first..).zip(letters.iter().take(most)) {
                    take(item, letters);
                }
                let count = letters.len().min(most);
                self.next += count;
                count
            } else {
                for &item in todo.iter().take(most) {
                    take(item, list.masks.get(item as usize).copied().unwrap_or(0));
                }
                let count = todo.len().min(most);
                self.done += count;
                count
            };
            if count == 0 {
                break;
            }
            seen += count;
        }
        self.batch.truncate(taken);
        *spent += seen * GLANCE;
        seen > 0
    }

    /// Looks at items, in two threads where they are many.
    fn look(&mut self, list: &FuzzyList, share: &mut Share) {
        let Self { query, main, second, .. } = self;
        if share.len() < SHARED || processors() < 2 {
            return main.work(list, query, share);
        }
        second.best.take_bar(&main.best);
        let (query, items) = (&*query, &*share);
        thread::scope(|scope| {
            let other = &mut *second;
            let thread = thread::Builder::new().spawn_scoped(scope, move || other.work(list, query, items));
            main.work(list, query, items);
            // One that was never there has taken nothing.
            if let Ok(Err(panic)) = thread.map(thread::ScopedJoinHandle::join) {
                resume_unwind(panic);
            }
        });
        main.found.append(&mut second.found);
        second.best.pour_into(&mut main.best, list);
    }

    /// How many items answer, as far as has been looked.
    #[must_use]
    pub fn found(&self, list: &FuzzyList) -> usize {
        if self.query.is_empty() { list.len() } else { self.main.found.len() }
    }

    /// The best `limit` so far, best first, as far as they are kept. The order depends on the list and
    /// the query alone.
    pub fn hits(&mut self, list: &FuzzyList, limit: usize) -> Vec<FuzzyHit> {
        if self.query.is_empty() && !list.is_weighted() {
            let first = u32::try_from(limit.min(list.len())).unwrap_or(u32::MAX);
            return (0..first)
                .map(|item| FuzzyHit { item, form: 0, rank: (Tier::Exact, 0), ranges: Vec::new() })
                .collect();
        }
        let hit = |hit: &Hit| {
            let row = list.rows.get(hit.row as usize)?;
            let ranges = list.ranges(row, &self.query, &self.main.matcher);
            Some(FuzzyHit { item: hit.item, form: row.form.into(), rank: (hit.tier, hit.score), ranges })
        };
        self.main.best.sorted(list).iter().take(limit).filter_map(hit).collect()
    }
}

impl<M: Matcher + Default> Worker<M> {
    fn new(most: usize) -> Self {
        let (found, places, told, near) = Default::default();
        Self { matcher: M::default(), found, best: Best::new(most), places, told, near }
    }
}

impl<M: Matcher> Worker<M> {
    fn work(&mut self, list: &FuzzyList, query: &Query, share: &Share) {
        while let Some(items) = share.take() {
            share.spend(match items {
                Items::These(items) => self.look_at(list, query, items),
                Items::All(items) => self.look_through(list, query, &items),
            });
        }
    }

    /// Looks at items one by one; says what that has cost.
    fn look_at(&mut self, list: &FuzzyList, query: &Query, items: &[u32]) -> usize {
        let mut cost = 0;
        for some in items.chunks(FETCHED) {
            list.fetch(some);
            for &item in some {
                cost += if query.is_empty() {
                    self.take(list, item)
                } else {
                    LOOK + self.look(list, query, item, |_| Told::Unknown)
                };
            }
        }
        cost
    }

    /// Is told of all items how they answer, and looks at those that need it; says what that has cost.
    fn look_through(&mut self, list: &FuzzyList, query: &Query, items: &Range<usize>) -> usize {
        let Some(parts) = query.short_parts(lanes::PART) else { return 0 };
        let mut cost = items.len() * TELL;
        let (mut told, mut near) = (std::mem::take(&mut self.told), std::mem::take(&mut self.near));
        let number = |item: usize| u32::try_from(item).unwrap_or(u32::MAX);
        let rows = (list.rows_of(number(items.start)).start, list.rows_of(number(items.end)).start);
        let first = list.lanes.tell(rows, &parts, &mut told);
        let told_of = |row: usize| lanes::told(told.get(row - first));
        let mut last = None;
        near.clear();
        lanes::answering(&told, |at| {
            let row = first + at;
            let item = list.owners.get(row).copied().filter(|_| (rows.0..rows.1).contains(&row));
            if item == last {
                return;
            }
            last = item.or(last);
            let Some(item) = item else { return };
            // Mostly it has one spelling, and answers too loosely to be among the best.
            let is_far = |row| matches!(told_of(row), Told::Answers(tier) if self.is_far(tier));
            if is_far(row) && list.rows_of(item).all(|row| told_of(row) == Told::Not || is_far(row)) {
                self.found.push(item);
            } else {
                near.push(item);
            }
        });
        for some in near.chunks(FETCHED) {
            list.fetch(some);
            for &item in some {
                cost += self.look(list, query, item, told_of);
            }
        }
        (self.told, self.near) = (told, near);
        cost
    }

    /// For no query, all answer; those that weigh most come first.
    fn take(&mut self, list: &FuzzyList, item: u32) -> usize {
        let row = u32::try_from(list.rows_of(item).start).unwrap_or(u32::MAX);
        let hit = Hit { tier: Tier::Exact, score: 0, length: 0, weight: list.weight(item), item, row };
        self.best.keep(list, hit);
        LOOK / 4
    }

    /// Whether who answers so well is not among the best, whatever else is known; it may still be the query itself
    /// where its letters begin a word.
    fn is_far(&self, tier: Tier) -> bool {
        tier < Tier::Starts && self.best.least().is_some_and(|least| tier < least)
    }

    /// Looks at the spellings of an item, of which `told` may know something; says what that has cost more.
    fn look(&mut self, list: &FuzzyList, query: &Query, item: u32, told: impl Fn(usize) -> Told) -> usize {
        let mut cost = 0;
        let mut answers = false;
        let mut best: Option<Hit> = None;
        let mut name: Option<u32> = None;
        let has_letters =
            || list.masks.get(item as usize).is_some_and(|letters| query.mask() & !letters == 0);
        for index in list.rows_of(item) {
            let told = told(index);
            if told == Told::Not || told == Told::Unknown && !has_letters() {
                continue;
            }
            if matches!(told, Told::Answers(tier) if self.is_far(tier)) {
                answers = true;
                continue;
            }
            let Some(row) = list.rows.get(index) else { continue };
            let key = list.key(row);
            let tier = match told {
                Told::Answers(tier) if tier >= Tier::Starts && query.is(key) => Some(Tier::Exact),
                Told::Answers(tier) => Some(tier),
                _ => query.tier(key, row.is_ascii),
            };
            let Some(tier) = tier else { continue };
            answers = true;
            let row_index = u32::try_from(index).unwrap_or(u32::MAX);
            if row.form == 0 && tier >= Tier::Starts && name.is_none() {
                name = Some(row_index);
            }
            let weight = list.weight(item);
            let mut hit = Hit { tier, score: i64::MAX, length: row.key, weight, item, row: row_index };
            // Each answer is dearer than the one before: by the tier, by the ceilings, by the score.
            if self.best.is_full() {
                if self.best.is_too_low(list, &hit) {
                    continue;
                }
                hit.score = query.ceiling(key, &self.matcher, Ceiling::Rough);
                if self.best.is_too_low(list, &hit) {
                    continue;
                }
                hit.score = query.ceiling(key, &self.matcher, Ceiling::Close);
                if self.best.is_too_low(list, &hit) {
                    continue;
                }
            }
            cost += SCORE;
            hit.score = query.score(key, &self.matcher, &mut self.places);
            if best.is_none_or(|best| hit.compare(&best, list).is_lt()) {
                best = Some(hit);
            }
        }
        if answers {
            self.found.push(item);
        }
        // The name itself is shown where the words are in it, even if an alias fits more closely.
        if let Some(hit) = best {
            self.best.keep(list, Hit { row: name.unwrap_or(hit.row), ..hit });
        }
        cost
    }
}

/// How many threads can run at once.
fn processors() -> usize {
    static PROCESSORS: OnceLock<usize> = OnceLock::new();
    *PROCESSORS.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}
