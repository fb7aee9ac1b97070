//! Quotes whose words were mended on one side: one quote still, and not two.

use super::super::account::is_like;
use crate::model::draft::DraftQuote;

/// Beyond so many quotes of one event nobody mends by hand what is looked for here.
const MANY: usize = 500;

/// Quotes of the three sides, told apart by their words from now on.
pub(super) struct Aligned {
    pub(super) base: Option<Vec<DraftQuote>>,
    pub(super) a: Vec<DraftQuote>,
    pub(super) b: Vec<DraftQuote>,
    /// Pairs that say nearly the same of the same source, where nobody knows which words are right.
    pub(super) doubtful: Vec<(DraftQuote, DraftQuote)>,
}

fn same(a: &DraftQuote, b: &DraftQuote) -> bool {
    a.text == b.text && a.source == b.source
}

/// Whether one may be the other with its words mended.
fn alike(a: &DraftQuote, b: &DraftQuote) -> bool {
    a.source == b.source && !same(a, b) && is_like(a.text.raw(), b.text.raw())
}

/// The quote of `side` that is `quote` of the base with other words, and that no other quote of the base is.
fn mended(quote: &DraftQuote, side: &[DraftQuote], base: &[DraftQuote]) -> Option<usize> {
    side.iter().position(|one| alike(one, quote) && !base.iter().any(|other| same(one, other)))
}

/// Where one side mended the words of a quote of the base, the others take them over, so that it stays
/// one quote; where both did, or there is no base to tell who did, the pair is doubtful.
pub(super) fn align(base: Option<&[DraftQuote]>, a: &[DraftQuote], b: &[DraftQuote]) -> Aligned {
    let mut out = Aligned {
        base: base.map(<[DraftQuote]>::to_vec),
        a: a.to_vec(),
        b: b.to_vec(),
        doubtful: Vec::new(),
    };
    if a.len().max(b.len()).max(base.map_or(0, <[DraftQuote]>::len)) > MANY {
        return out;
    }
    for quote in base.unwrap_or_default() {
        let here = |side: &[DraftQuote]| side.iter().position(|one| same(one, quote));
        let known = base.unwrap_or_default();
        let words = match (here(&out.a), here(&out.b)) {
            (None, Some(at)) => mended(quote, &out.a, known).map(|from| {
                out.b[at].text = out.a[from].text.clone();
                out.b[at].text.clone()
            }),
            (Some(at), None) => mended(quote, &out.b, known).map(|from| {
                out.a[at].text = out.b[from].text.clone();
                out.a[at].text.clone()
            }),
            _ => None,
        };
        let slot = out.base.iter_mut().flatten().find(|one| same(one, quote));
        if let (Some(words), Some(slot)) = (words, slot) {
            slot.text = words;
        }
    }
    for one in &out.a {
        let only_here = |one: &DraftQuote, other: &[DraftQuote]| !other.iter().any(|two| same(one, two));
        let twin = out.b.iter().find(|two| {
            only_here(one, &out.b) && only_here(two, &out.a) && alike(one, two) && one.locator == two.locator
        });
        out.doubtful.extend(twin.map(|twin| (one.clone(), twin.clone())));
    }
    out
}
