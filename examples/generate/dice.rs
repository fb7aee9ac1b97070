//! Numbers that look like chance and are the same every time.

/// `splitmix64`.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to `n`, which is small, without it.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        ((self.next() >> 32) * n) >> 32
    }

    pub(crate) fn index(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap_or(0)
    }

    pub(crate) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.index(words.len())]
    }
}

/// Of so many, the first most often, the second half as often, the third a third as often.
///
/// In whole numbers, so that no machine rounds it another way.
pub(crate) struct Popularity(Vec<u64>);

impl Popularity {
    pub(crate) fn new(many: usize) -> Self {
        let mut sum = 0;
        let upto = |nth: u64| {
            sum += 100_000_000 / (nth + 3);
            sum
        };
        Self((0..many as u64).map(upto).collect())
    }

    pub(crate) fn pick(&self, dice: &mut Dice) -> usize {
        let sum = self.0.last().copied().unwrap_or(1);
        let at = dice.below(sum);
        self.0.partition_point(|&upto| upto <= at)
    }
}
