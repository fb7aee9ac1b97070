//! Fuzzy search over any list of names: actors, commands, titles.
//!
//! [`FuzzyList`] keeps the folded names ready; [`FuzzySearch`] goes through them in slices, so that
//! a screen can answer keys while a million names are searched.

use std::cmp::Reverse;
use std::ops::Range;

use super::fold::{Folded, NAME_CHARS};
use super::fuzzy::{Matcher, Skim};
use super::query::{Query, Tier, letters};

/// Names to be found, each with any number of spellings.
///
/// ```
/// use annals::search::list::FuzzyList;
/// let list = FuzzyList::of(["quit", "quote", "copy quote"]);
/// let found: Vec<u32> = list.find("qt", 9).iter().map(|hit| hit.item).collect();
/// assert_eq!(found, [0, 1, 2]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct FuzzyList {
    /// All keys, and the texts of those whose places are not the same as in their key.
    room: String,
    rows: Vec<Row>,
    /// The first row of each item.
    starts: Vec<u32>,
}

/// One spelling, folded one way.
#[derive(Clone, Debug)]
struct Row {
    mask: u64,
    key: (usize, u16),
    /// The text as shown, where a character of the key is not the byte of the text.
    shown: Option<(usize, u16)>,
    form: u16,
    latin: bool,
}

/// A name that answers a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuzzyHit {
    /// Which of the list, in the order in which they were added.
    pub item: u32,
    /// Which of its spellings, from 0: the first where it answers well, otherwise the best.
    pub form: usize,
    /// How well: first the tier, then the score within it.
    pub rank: (Tier, i64),
    /// The matched letters, as bytes of that spelling.
    pub ranges: Vec<Range<usize>>,
}

impl FuzzyList {
    /// A list of names with one spelling each, as they are shown (see [`crate::text::line`]).
    #[must_use]
    pub fn of<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let mut list = Self::default();
        for name in names {
            list.push([name.as_ref()]);
        }
        list
    }

    /// Adds an item with its spellings as they are shown; of two equal hits the earlier item wins.
    pub fn push<S: AsRef<str>>(&mut self, forms: impl IntoIterator<Item = S>) {
        self.starts.push(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        for (form, shown) in (0..u16::MAX).zip(forms) {
            let shown = shown.as_ref();
            let folded = Folded::name(shown);
            self.push_row(form, shown, &folded, false);
            if !folded.key().is_ascii() {
                self.push_row(form, shown, &Folded::latin(shown), true);
            }
        }
    }

    fn push_row(&mut self, form: u16, shown: &str, folded: &Folded, latin: bool) {
        let same = shown.is_ascii() && shown.len() == folded.key().len();
        let shown = if same { None } else { self.keep(cut(shown)) };
        let mask = letters(folded.key());
        if let Some(key) = self.keep(folded.key()) {
            self.rows.push(Row { mask, key, shown, form, latin });
        }
    }

    /// Keeps a text; one that is too long cannot come here, as names are cut before.
    fn keep(&mut self, text: &str) -> Option<(usize, u16)> {
        let kept = (self.room.len(), u16::try_from(text.len()).ok()?);
        self.room.push_str(text);
        Some(kept)
    }

    fn text(&self, (at, len): (usize, u16)) -> &str {
        self.room.get(at..at + usize::from(len)).unwrap_or_default()
    }

    fn rows_of(&self, item: u32) -> Range<usize> {
        let start = |item: usize| self.starts.get(item).map_or(self.rows.len(), |&row| row as usize);
        start(item as usize)..start(item as usize + 1)
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The best `limit` items for `query`, best first; for an empty one, the first of the list.
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> Vec<FuzzyHit> {
        let mut search = FuzzySearch::start(query);
        while !search.step(self, usize::MAX) {}
        search.hits(self, limit)
    }

    /// The matched letters of one spelling, as bytes of its text.
    fn ranges(&self, row: &Row, query: &Query, matcher: &impl Matcher) -> Vec<Range<usize>> {
        let places = query.places(self.text(row.key), matcher);
        match row.shown {
            None => super::fold::join_ranges(places.into_iter().map(|at| at..at + 1).collect()),
            Some(shown) if row.latin => Folded::latin(self.text(shown)).ranges_of_chars(&places),
            Some(shown) => Folded::name(self.text(shown)).ranges_of_chars(&places),
        }
    }
}

/// So much of a text that its first [`NAME_CHARS`] letters are in it, with their accents.
fn cut(shown: &str) -> &str {
    let most = 4 * NAME_CHARS;
    shown.char_indices().nth(most).map_or(shown, |(at, _)| shown.get(..at).unwrap_or_default())
}

/// A search under way, through one list from its start to its end: give it the same one each time.
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
#[derive(Debug, Default)]
pub struct FuzzySearch<M = Skim> {
    query: Query,
    matcher: M,
    /// Items to look at first: what the last query has left.
    todo: Vec<u32>,
    /// How many of those have been looked at.
    done: usize,
    /// Then the rest of the list, from here.
    next: usize,
    hits: Vec<Hit>,
    room: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Hit {
    tier: Tier,
    score: i64,
    length: u16,
    item: u32,
    row: u32,
}

impl Hit {
    /// Sorts the best first; no two are equal.
    fn key(&self) -> (Reverse<(Tier, i64)>, u16, u32) {
        (Reverse((self.tier, self.score)), self.length, self.item)
    }
}

impl FuzzySearch {
    /// A search for `query`. Nothing is looked at yet.
    #[must_use]
    pub fn start(query: &str) -> Self {
        Self { query: Query::new(query), ..Self::default() }
    }
}

impl<M: Matcher> FuzzySearch<M> {
    /// Goes on with another query. Where it only narrows the last one, what that one has dropped is
    /// not looked at again.
    pub fn retype(&mut self, query: &str) {
        let query = Query::new(query);
        if query.narrows(&self.query) {
            let mut todo: Vec<u32> = self.hits.iter().map(|hit| hit.item).collect();
            todo.extend(self.todo.get(self.done..).unwrap_or_default());
            self.todo = todo;
        } else {
            self.todo.clear();
            self.next = 0;
        }
        self.done = 0;
        self.hits.clear();
        self.query = query;
    }

    /// Looks at up to `budget` items more; `true` when all have been looked at.
    pub fn step(&mut self, list: &FuzzyList, budget: usize) -> bool {
        if self.query.is_empty() {
            return true;
        }
        for _ in 0..budget.max(1) {
            let item = if let Some(&item) = self.todo.get(self.done) {
                self.done += 1;
                item
            } else if self.next < list.len() {
                self.next += 1;
                u32::try_from(self.next - 1).unwrap_or(u32::MAX)
            } else {
                return true;
            };
            if let Some(hit) = self.look(list, item) {
                self.hits.push(hit);
            }
        }
        self.done >= self.todo.len() && self.next >= list.len()
    }

    fn look(&mut self, list: &FuzzyList, item: u32) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        let mut name: Option<u32> = None;
        for index in list.rows_of(item) {
            let Some(row) = list.rows.get(index) else { continue };
            let key = list.text(row.key);
            if self.query.mask() & !row.mask != 0 || !self.query.allows(key) {
                continue;
            }
            let Some((tier, score)) = self.query.rank(key, &self.matcher, &mut self.room) else { continue };
            let row_index = u32::try_from(index).unwrap_or(u32::MAX);
            if row.form == 0 && tier >= Tier::Starts && name.is_none() {
                name = Some(row_index);
            }
            let hit = Hit { tier, score, length: row.key.1, item, row: row_index };
            if best.is_none_or(|best| hit.key() < best.key()) {
                best = Some(hit);
            }
        }
        // The name itself is shown where the words are in it, even if an alias fits more closely.
        best.map(|best| Hit { row: name.unwrap_or(best.row), ..best })
    }

    /// How many items answer, as far as has been looked.
    #[must_use]
    pub fn found(&self, list: &FuzzyList) -> usize {
        if self.query.is_empty() { list.len() } else { self.hits.len() }
    }

    /// The best `limit` so far, best first. The order depends on the list and the query alone.
    pub fn hits(&mut self, list: &FuzzyList, limit: usize) -> Vec<FuzzyHit> {
        if self.query.is_empty() {
            let first = limit.min(list.len());
            let first = u32::try_from(first).unwrap_or(u32::MAX);
            return (0..first)
                .map(|item| FuzzyHit { item, form: 0, rank: (Tier::Exact, 0), ranges: Vec::new() })
                .collect();
        }
        if limit == 0 {
            return Vec::new();
        }
        if limit < self.hits.len() {
            self.hits.select_nth_unstable_by_key(limit - 1, Hit::key);
        }
        let limit = limit.min(self.hits.len());
        let Some(top) = self.hits.get_mut(..limit) else { return Vec::new() };
        top.sort_unstable_by_key(Hit::key);
        top.iter()
            .filter_map(|hit| {
                let row = list.rows.get(hit.row as usize)?;
                let ranges = list.ranges(row, &self.query, &self.matcher);
                Some(FuzzyHit { item: hit.item, form: row.form.into(), rank: (hit.tier, hit.score), ranges })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use proptest::prelude::*;

    fn items(list: &FuzzyList, query: &str) -> Vec<u32> {
        list.find(query, usize::MAX).into_iter().map(|hit| hit.item).collect()
    }

    /// The best hit, its matched letters in brackets.
    fn marked(shown: &str, query: &str) -> String {
        let hits = FuzzyList::of([shown]).find(query, 1);
        let Some(hit) = hits.first() else { return String::new() };
        let mut out = String::new();
        let mut end = 0;
        for range in &hit.ranges {
            let _ = write!(out, "{}[{}]", &shown[end..range.start], &shown[range.clone()]);
            end = range.end;
        }
        out + &shown[end..]
    }

    #[test]
    fn the_right_letters_are_marked() {
        let rows = [
            ("Ilham Aliyev", "aliyev", "Ilham [Aliyev]"),
            ("Ilham Aliyev", "aliyev il", "[Il]ham [Aliyev]"),
            ("Palais de l’Élysée", "elys", "Palais de l’[Élys]ée"),
            ("Élysée", "elysee", "[Élysée]"),
            ("Conan O’Brien", "obri", "Conan [O’Bri]en"),
            ("Владислав Мардалієв", "mardaliiev", "Владислав [Мардалієв]"),
            ("Владислав Мардалієв", "МАРДАЛ", "Владислав [Мардал]ієв"),
            ("Straße", "s", "[S]traße"),
            ("Partnership for Peace", "pfp", "[P]artnership [f]or [P]eace"),
            ("Bashar al-Assad", "al-assad", "Bashar [al]-[Assad]"),
        ];
        for (shown, query, wanted) in rows {
            assert_eq!(marked(shown, query), wanted, "{query}");
        }
    }

    #[test]
    fn best_first_and_stable() {
        let list = FuzzyList::of([
            "Albania foreign ministry, Yerevan",
            "Heydar Aliyev Foundation",
            "Ilham Aliyev",
            "Heydar Aliyev",
            "Mehriban Aliyeva",
            "Aliyev",
            "Ilham Aliyev",
        ]);
        assert_eq!(items(&list, "aliyev"), [5, 2, 6, 3, 1, 4, 0]);
        assert_eq!(items(&list, "aliyev"), items(&list, "ALIYEV "));
        assert_eq!(items(&list, ""), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(items(&list, "zzz"), [0u32; 0]);
    }

    #[test]
    fn the_spelling_that_answers_is_told() {
        let mut list = FuzzyList::default();
        list.push(["United States", "US", "Сполучені Штати"]);
        list.push(["Ukraine"]);
        let form = |query: &str| list.find(query, 1).first().map(|hit| (hit.item, hit.form));
        assert_eq!(form("us"), Some((0, 1)));
        assert_eq!(form("united"), Some((0, 0)));
        assert_eq!(form("shtati"), Some((0, 2)));
        assert_eq!(form("штати"), Some((0, 2)));
    }

    #[test]
    fn slices_and_growing_find_the_same_as_all_at_once() {
        let names: Vec<String> =
            (0..500).map(|n| format!("{} Petro{} Koval", n * 7919 % 997, n % 13)).collect();
        let list = FuzzyList::of(&names);
        let mut search = FuzzySearch::start("");
        for (typed, steps) in
            [("p", 1), ("pe", 0), ("pe k", 1), ("pe ko", 9), ("pe ko1", 3), ("pe ko", 99), ("9 pe", 99)]
        {
            search.retype(typed);
            for _ in 0..steps {
                search.step(&list, 30);
            }
            let mut whole = FuzzySearch::start(typed);
            while !whole.step(&list, 7) {}
            if steps == 99 {
                assert_eq!(search.hits(&list, 600), whole.hits(&list, 600), "{typed}");
                assert_eq!(search.found(&list), whole.found(&list));
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_searched_safely(names in prop::collection::vec(any::<String>(), 0..6), query in any::<String>()) {
            let list = FuzzyList::of(&names);
            for hit in list.find(&query, 9) {
                let shown = &names[hit.item as usize];
                for range in hit.ranges {
                    prop_assert!(shown.get(range).is_some_and(|part| !part.is_empty()));
                }
            }
        }

        #[test]
        fn a_longer_query_never_adds_hits(
            names in prop::collection::vec("[a-cA-C ’é.-]{0,12}", 1..9),
            query in "[a-c é’-]{0,6}",
            more in "[a-c é’-]{0,3}",
        ) {
            let list = FuzzyList::of(&names);
            let mut before = items(&list, &query);
            before.sort_unstable();
            for item in items(&list, &(query + &more)) {
                prop_assert!(before.binary_search(&item).is_ok());
            }
        }

        #[test]
        fn a_name_is_found_by_itself(name in "\\PC{1,30}") {
            let list = FuzzyList::of([&name]);
            prop_assert_eq!(items(&list, &name).len(), 1);
        }
    }
}
