//! Names side by side: how well many of them answer a query is told at once.
//!
//! The first letters of so many names lie together, then their second letters, and so on. What a query does
//! with one name after the other is here done with all of them by each instruction. Letters are bytes: where a
//! query is of ASCII letters, those of others are only passed over, however many a letter takes.

use crate::search::query::Tier;

/// How many names lie side by side.
const LANES: usize = 16;

/// A longer name is looked at by itself.
const LONGEST: usize = 48;

/// The longest part that can be told of: one bit for each letter.
pub(super) const PART: usize = 8;

/// How a name answers: not at all, or well enough for the tier below that number.
const NOT: u8 = 0;
/// That has to be asked of the name itself.
const UNKNOWN: u8 = u8::MAX;

type Lane = [u8; LANES];

/// Names of a list, in its order, as far as there are enough for all lanes.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    letters: Vec<Lane>,
    /// For each group of names the first of its letters, and which of them are told of, one bit each.
    groups: Vec<(u32, u16)>,
}

/// What is known of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// It does not answer.
    Not,
    /// It does, so well; or it is the query itself.
    Answers(Tier),
    /// Nothing.
    Unknown,
}

impl Lanes {
    /// How many names are told of.
    pub(super) fn len(&self) -> usize {
        self.groups.len() * LANES
    }

    /// Whether so many names more fill another group.
    pub(super) fn is_due(&self, names: usize) -> bool {
        names >= self.len() + LANES
    }

    /// Takes in the next names, `LANES` of them.
    pub(super) fn push<'k>(&mut self, names: impl Iterator<Item = &'k str>) {
        let first = self.letters.len();
        let mut known = 0;
        for (lane, key) in names.take(LANES).enumerate() {
            if key.len() > LONGEST {
                continue;
            }
            known |= 1 << lane;
            // A blank stands behind each: where a name ends a word does.
            if self.letters.len() < first + key.len() + 1 {
                self.letters.resize(first + key.len() + 1, [b' '; LANES]);
            }
            for (column, &letter) in self.letters.iter_mut().skip(first).zip(key.as_bytes()) {
                if let Some(place) = column.get_mut(lane) {
                    *place = letter;
                }
            }
        }
        self.groups.push((u32::try_from(first).unwrap_or(u32::MAX), known));
    }

    /// Tells of the names from `from` to `to` how they answer the parts of a query, each of at most [`PART`]
    /// letters; the first that is told of is returned.
    pub(super) fn tell<'p>(
        &self,
        (from, to): (usize, usize),
        parts: &(impl Iterator<Item = &'p [u8]> + Clone),
        told: &mut Vec<u8>,
    ) -> usize {
        told.clear();
        let first = from / LANES;
        for group in first..to.div_ceil(LANES) {
            let Some(&(start, known)) = self.groups.get(group) else {
                told.extend([UNKNOWN; LANES]);
                continue;
            };
            let end = self.groups.get(group + 1).map_or(self.letters.len(), |&(next, _)| next as usize);
            let letters = self.letters.get(start as usize..end).unwrap_or_default();
            let mut all = [UNKNOWN; LANES];
            for part in parts.clone() {
                let ranks = ranks(letters, part);
                for lane in 0..LANES {
                    all[lane] = all[lane].min(ranks[lane]);
                }
            }
            for (lane, rank) in all.iter_mut().enumerate() {
                if known & (1 << lane) == 0 {
                    *rank = UNKNOWN;
                }
            }
            told.extend(all);
        }
        first * LANES
    }
}

/// Calls `each` with the places of those that answer or may, of what was told.
pub(super) fn answering(told: &[u8], mut each: impl FnMut(usize)) {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    for (first, eight) in (0..).step_by(8).zip(told.chunks(8)) {
        let ranks = eight.try_into().map_or(u64::MAX, u64::from_le_bytes);
        // The highest bit of each byte that is not 0.
        let mut set = (((ranks & LOW) + LOW) | ranks) & !LOW;
        while set != 0 {
            each(first + set.trailing_zeros() as usize / 8);
            set &= set - 1;
        }
    }
}

/// What [`Lanes::tell`] says of a name.
pub(super) fn told(rank: Option<&u8>) -> Told {
    match rank {
        Some(&NOT) => Told::Not,
        Some(1) => Told::Answers(Tier::Loose),
        Some(2) => Told::Answers(Tier::Inside),
        Some(3) => Told::Answers(Tier::Starts),
        Some(4) => Told::Answers(Tier::Words),
        _ => Told::Unknown,
    }
}

/// How a part goes through the words of names that lie side by side; the same as one name after the other.
fn ranks(letters: &[Lane], part: &[u8]) -> Lane {
    // Of a known length it is in registers as a whole.
    match part.len() {
        0..=1 => ranks_of::<1>(letters, part),
        2 => ranks_of::<2>(letters, part),
        3 => ranks_of::<3>(letters, part),
        4 => ranks_of::<4>(letters, part),
        _ => ranks_of::<PART>(letters, part),
    }
}

fn ranks_of<const N: usize>(letters: &[Lane], part: &[u8]) -> Lane {
    // What no name has stands behind the last letter.
    let wanted: [Lane; N] = std::array::from_fn(|at| [part.get(at).copied().unwrap_or(u8::MAX); LANES]);
    let [mut word, mut ever, mut from, mut piece, mut start] = [[0_u8; LANES]; 5];
    let [mut pieces, mut starts, mut words] = [[0_u8; LANES]; 3];
    let mut blank = [u8::MAX; LANES];
    for column in letters {
        let mut bits = [0; LANES];
        for (at, wanted) in wanted.iter().enumerate() {
            for lane in 0..LANES {
                bits[lane] |= if column[lane] == wanted[lane] { 1_u8 << at } else { 0 };
            }
        }
        for lane in 0..LANES {
            let bits = bits[lane];
            let reached = (from[lane].wrapping_add(from[lane]) | 1) & bits;
            piece[lane] = (piece[lane].wrapping_add(piece[lane]) | 1) & bits;
            pieces[lane] |= piece[lane];
            let before = start[lane];
            start[lane] = (before.wrapping_add(before) | (blank[lane] & 1)) & bits;
            starts[lane] |= start[lane];
            blank[lane] = if column[lane] == b' ' { u8::MAX } else { 0 };
            words[lane] |= before & blank[lane];
            ever[lane] |= reached;
            word[lane] = (word[lane] | reached) & !blank[lane];
            from[lane] = word[lane] | (ever[lane] & blank[lane]);
        }
    }
    let last = 1_u8 << part.len().clamp(1, PART).saturating_sub(1);
    let mut ranks = [NOT; LANES];
    for lane in 0..LANES {
        let has = |bits: u8| u8::from(bits & last != 0);
        ranks[lane] = has(ever[lane]) + has(pieces[lane]) + has(starts[lane]) + has(words[lane]);
    }
    ranks
}
