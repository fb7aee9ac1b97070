//! Fuzzy search over any list of names: actors, commands, titles.
//!
//! [`FuzzyList`] keeps the folded names ready; [`FuzzySearch`] goes through them in slices, so that
//! a screen can answer keys while a million names are searched. How well they answer is told of many at
//! once; where a query goes on, of those that are left by the letters they have, one number each, and one
//! after the other. Few can still come among the best, and only those are scored.

mod best;
mod lanes;
mod search;

use std::cmp::Ordering;
use std::ops::Range;

use super::fold::{self, Folded, NAME_CHARS};
use super::fuzzy::Matcher;
use super::query::{Query, Tier, letters};

use lanes::Lanes;
pub use search::FuzzySearch;

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
    /// All keys; behind a key the text, where its places are not the same as in the key.
    room: String,
    rows: Vec<Row>,
    /// The keys once more, side by side.
    lanes: Lanes,
    /// The letters of each item. They lie by themselves, as most items are never looked at further.
    masks: Vec<u64>,
    /// The first row of each item.
    starts: Vec<u32>,
    /// The item of each row.
    owners: Vec<u32>,
    /// How much each item weighs, where they do.
    weights: Vec<u32>,
}

/// One spelling, folded one way.
#[derive(Clone, Copy, Debug)]
struct Row {
    at: usize,
    key: u16,
    /// The length of the text as shown, or 0 where a character of the key is the byte of the text.
    shown: u16,
    form: u16,
    latin: bool,
    is_ascii: bool,
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
        self.masks.push(0);
        for (form, shown) in (0..u16::MAX).zip(forms) {
            let shown = shown.as_ref();
            if !self.push_row(form, shown, false) {
                self.push_row(form, shown, true);
            }
        }
    }

    /// Adds an item that weighs something: of two equal hits the heavier wins, then the one whose name
    /// comes first. Weigh all items of a list or none.
    pub fn push_weighted<S: AsRef<str>>(&mut self, weight: u32, forms: impl IntoIterator<Item = S>) {
        self.push(forms);
        self.weights.push(weight);
    }

    /// Whether the key is of ASCII letters only.
    fn push_row(&mut self, form: u16, shown: &str, latin: bool) -> bool {
        let at = self.room.len();
        if latin {
            fold::add_latin(shown, &mut self.room);
        } else {
            fold::add_name(shown, &mut self.room);
        }
        let key = self.room.get(at..).unwrap_or_default();
        let (length, is_ascii, mask) = (key.len(), key.is_ascii(), letters(key));
        let kept = if shown.is_ascii() && shown.len() == length { "" } else { cut(shown) };
        self.room.push_str(kept);
        // One that is too long cannot come here, as names are cut.
        if let (Ok(key), Ok(shown)) = (u16::try_from(length), u16::try_from(kept.len())) {
            self.rows.push(Row { at, key, shown, form, latin, is_ascii });
            self.owners.push(u32::try_from(self.starts.len()).unwrap_or(u32::MAX).saturating_sub(1));
            if self.lanes.is_due(self.rows.len()) {
                let (room, from) = (&self.room, self.lanes.len());
                let key = |row: &Row| room.get(row.at..row.at + usize::from(row.key)).unwrap_or_default();
                self.lanes.push(self.rows.iter().skip(from).map(key));
            }
            if let Some(letters) = self.masks.last_mut() {
                *letters |= mask;
            }
        }
        is_ascii
    }

    fn key(&self, row: &Row) -> &str {
        self.room.get(row.at..row.at + usize::from(row.key)).unwrap_or_default()
    }

    fn shown(&self, row: &Row) -> &str {
        let from = row.at + usize::from(row.key);
        self.room.get(from..from + usize::from(row.shown)).unwrap_or_default()
    }

    fn rows_of(&self, item: u32) -> Range<usize> {
        let start = |item: usize| self.starts.get(item).map_or(self.rows.len(), |&row| row as usize);
        start(item as usize)..start(item as usize + 1)
    }

    /// Reads a byte of each item's name, so that memory brings them all at once and not one after the
    /// other when each is looked at.
    fn fetch(&self, items: &[u32]) {
        let bytes = self.room.as_bytes();
        let row = |&item: &u32| self.rows.get(*self.starts.get(item as usize)? as usize);
        let byte = |row: &Row| bytes.get(row.at).copied();
        std::hint::black_box(items.iter().filter_map(row).filter_map(byte).fold(0, u8::wrapping_add));
    }

    fn is_weighted(&self) -> bool {
        !self.weights.is_empty()
    }

    fn weight(&self, item: u32) -> u32 {
        self.weights.get(item as usize).copied().unwrap_or(0)
    }

    /// Which of two items that weigh the same comes first, by their names.
    fn order(&self, item: u32, other: u32) -> Ordering {
        if !self.is_weighted() {
            return Ordering::Equal;
        }
        let name = |item| self.rows.get(self.rows_of(item).start).map(|row| self.key(row));
        name(item).cmp(&name(other))
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

    /// The best `limit` items for `query`, best first; for an empty one, the heaviest or the first of
    /// the list.
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> Vec<FuzzyHit> {
        let mut search = FuzzySearch::keeping(query, limit);
        while !search.step(self, usize::MAX) {}
        search.hits(self, limit)
    }

    /// The matched letters of one spelling, as bytes of its text.
    fn ranges(&self, row: &Row, query: &Query, matcher: &impl Matcher) -> Vec<Range<usize>> {
        let places = query.places(self.key(row), matcher);
        match self.shown(row) {
            "" => fold::join_ranges(places.into_iter().map(|at| at..at + 1).collect()),
            shown if row.latin => Folded::latin(shown).ranges_of_chars(&places),
            shown => Folded::name(shown).ranges_of_chars(&places),
        }
    }
}

/// So much of a text that its first [`NAME_CHARS`] letters are in it, with their accents.
fn cut(shown: &str) -> &str {
    let most = 4 * NAME_CHARS;
    if shown.len() <= most {
        return shown;
    }
    shown.char_indices().nth(most).map_or(shown, |(at, _)| shown.get(..at).unwrap_or_default())
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
            while steps == 99 && !search.step(&list, 30) {}
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
        fn the_best_are_the_best_of_all(
            names in prop::collection::vec(("[a-cA-C ’éя.-]{0,12}", 0u32..3), 1..60),
            query in "[a-c éя’-]{0,4}",
            most in 1_usize..9,
        ) {
            let mut plain = FuzzyList::default();
            let mut weighted = FuzzyList::default();
            for (name, weight) in &names {
                plain.push([name, "abc"]);
                weighted.push_weighted(*weight, [name]);
            }
            for list in [plain, weighted] {
                let mut all = list.find(&query, usize::MAX);
                all.truncate(most);
                prop_assert_eq!(list.find(&query, most), all);
            }
        }

        /// However many lie side by side, each answers as it does by itself.
        #[test]
        fn names_side_by_side_answer_as_one_by_one(
            names in prop::collection::vec("([a-c]{1,4} ){0,3}[a-cé北]{0,9}|[a-c]{60}", 1..80),
            query in "[a-c]{1,9}|[a-c]{1,3} [a-c]{1,2}|é[ab]",
        ) {
            let mut list = FuzzyList::default();
            for pair in names.chunks(2) {
                list.push(pair);
            }
            let mut found = list.find(&query, usize::MAX);
            found.sort_by_key(|hit| hit.item);
            let alone = |pair: &[String]| {
                let mut one = FuzzyList::default();
                one.push(pair);
                one.find(&query, 1).pop()
            };
            let wanted = (0..).zip(names.chunks(2));
            let wanted = wanted.filter_map(|(item, pair)| Some(FuzzyHit { item, ..alone(pair)? }));
            prop_assert_eq!(found, wanted.collect::<Vec<_>>());
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
