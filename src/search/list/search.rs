//! Going through a list in slices, keeping the best.

use std::cmp::{Ordering, Reverse};

use super::{FuzzyHit, FuzzyList};
use crate::search::fuzzy::{Matcher, Skim};
use crate::search::query::{Query, Tier};

/// How many hits are kept unless told otherwise: more than anybody scrolls through.
const KEPT: usize = 1_000;

/// What things cost, as shares of looking at a name letter by letter: telling by the letters it has that
/// it cannot be one, and scoring it.
const LOOK: usize = 16;
const GLANCE: usize = 1;
const SCORE: usize = 256;

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
    matcher: M,
    /// How many hits are kept.
    most: usize,
    /// Items to look at first: what the last query has left.
    todo: Vec<u32>,
    /// How many of those have been looked at.
    done: usize,
    /// Then the rest of the list, from here.
    next: usize,
    /// The items that answer.
    found: Vec<u32>,
    /// The best of them, and until they are sorted out some more.
    best: Vec<Hit>,
    /// Who comes after this one is not among the best.
    bar: Option<Hit>,
    room: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Hit {
    tier: Tier,
    score: i64,
    length: u16,
    weight: u32,
    item: u32,
    row: u32,
}

impl Hit {
    /// The better one is less; no two are equal.
    fn compare(&self, other: &Self, list: &FuzzyList) -> Ordering {
        let key = |hit: &Self| (Reverse((hit.tier, hit.score)), hit.length, Reverse(hit.weight));
        key(self)
            .cmp(&key(other))
            .then_with(|| list.order(self.item, other.item))
            .then(self.item.cmp(&other.item))
    }
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
            matcher: Skim::default(),
            most: most.max(1),
            todo: Vec::new(),
            done: 0,
            next: 0,
            found: Vec::new(),
            best: Vec::new(),
            bar: None,
            room: Vec::new(),
        }
    }
}

impl Default for FuzzySearch {
    fn default() -> Self {
        Self::start("")
    }
}

impl<M: Matcher> FuzzySearch<M> {
    /// Goes on with another query. Where it only narrows the last one, what that one has dropped is
    /// not looked at again.
    pub fn retype(&mut self, query: &str) {
        let query = Query::new(query);
        if !self.query.is_empty() && query.narrows(&self.query) {
            let mut todo = std::mem::take(&mut self.found);
            todo.extend(self.todo.get(self.done..).unwrap_or_default());
            self.todo = todo;
        } else {
            self.todo.clear();
            self.next = 0;
        }
        self.done = 0;
        self.found.clear();
        self.best.clear();
        self.bar = None;
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
        while spent < budget {
            let item = if let Some(&item) = self.todo.get(self.done) {
                self.done += 1;
                item
            } else if self.next < list.len() {
                self.next += 1;
                u32::try_from(self.next - 1).unwrap_or(u32::MAX)
            } else {
                return true;
            };
            spent += if self.query.is_empty() { self.take(list, item) } else { self.look(list, item) };
        }
        self.done >= self.todo.len() && self.next >= list.len()
    }

    /// For no query, all answer; those that weigh most come first.
    fn take(&mut self, list: &FuzzyList, item: u32) -> usize {
        let row = u32::try_from(list.rows_of(item).start).unwrap_or(u32::MAX);
        let hit = Hit { tier: Tier::Exact, score: 0, length: 0, weight: list.weight(item), item, row };
        if self.is_too_low(list, &hit) {
            return GLANCE;
        }
        self.keep(list, hit);
        LOOK
    }

    /// Looks at an item, and says what that has cost.
    fn look(&mut self, list: &FuzzyList, item: u32) -> usize {
        let mut cost = GLANCE;
        let mut answers = false;
        let mut best: Option<Hit> = None;
        let mut name: Option<u32> = None;
        for index in list.rows_of(item) {
            if !list.has_letters(index, self.query.mask()) {
                continue;
            }
            let Some(row) = list.rows.get(index) else { continue };
            let key = list.key(row);
            cost += LOOK;
            if !self.query.allows(key) {
                continue;
            }
            answers = true;
            let tier = self.query.tier(key);
            let row_index = u32::try_from(index).unwrap_or(u32::MAX);
            if row.form == 0 && tier >= Tier::Starts && name.is_none() {
                name = Some(row_index);
            }
            // Each answer is dearer than the one before: by the tier, by the ceiling, by the score.
            let mut hit = Hit {
                tier,
                score: i64::MAX,
                length: row.key,
                weight: list.weight(item),
                item,
                row: row_index,
            };
            if self.bar.is_some() {
                if self.is_too_low(list, &hit) {
                    continue;
                }
                hit.score = self.query.ceiling(key, &self.matcher);
                if self.is_too_low(list, &hit) {
                    continue;
                }
            }
            cost += SCORE;
            hit.score = self.query.score(key, &self.matcher, &mut self.room);
            if best.is_none_or(|best| hit.compare(&best, list).is_lt()) {
                best = Some(hit);
            }
        }
        if answers {
            self.found.push(item);
        }
        // The name itself is shown where the words are in it, even if an alias fits more closely.
        if let Some(hit) = best
            && !self.is_too_low(list, &hit)
        {
            self.keep(list, Hit { row: name.unwrap_or(hit.row), ..hit });
        }
        cost
    }

    fn is_too_low(&self, list: &FuzzyList, hit: &Hit) -> bool {
        self.bar.is_some_and(|bar| hit.compare(&bar, list).is_gt())
    }

    fn keep(&mut self, list: &FuzzyList, hit: Hit) {
        self.best.push(hit);
        if self.best.len() >= self.most.saturating_mul(2) {
            self.best.select_nth_unstable_by(self.most - 1, |a, b| a.compare(b, list));
            self.best.truncate(self.most);
            self.bar = self.best.last().copied();
        }
    }

    /// How many items answer, as far as has been looked.
    #[must_use]
    pub fn found(&self, list: &FuzzyList) -> usize {
        if self.query.is_empty() { list.len() } else { self.found.len() }
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
        self.best.sort_unstable_by(|a, b| a.compare(b, list));
        self.best.truncate(self.most);
        if self.best.len() == self.most {
            self.bar = self.best.last().copied();
        }
        let hit = |hit: &Hit| {
            let row = list.rows.get(hit.row as usize)?;
            let ranges = list.ranges(row, &self.query, &self.matcher);
            Some(FuzzyHit { item: hit.item, form: row.form.into(), rank: (hit.tier, hit.score), ranges })
        };
        self.best.iter().take(limit).filter_map(hit).collect()
    }
}
