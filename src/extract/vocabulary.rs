//! One number for each word that any list has: a token is looked up once, and every list is asked by number.

use std::sync::LazyLock;

use super::lex::{Kind, Token};
use super::words::Words;
use super::{actors, events, quotes, time};

/// The number of a word of some list, see [`Column`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number(u16);

/// The words of all lists.
static WORDS: LazyLock<Words<Number>> = LazyLock::new(|| {
    let all = time::listed().chain(actors::listed()).chain(quotes::listed()).chain(events::listed());
    let mut list: Vec<&'static str> = all.collect();
    list.sort_unstable();
    list.dedup();
    // Nothing is listed under the first number, and nothing behind the last that there is room for.
    let numbered = (1..=u16::MAX).zip(list).map(|(number, word)| (word, Number(number)));
    Words::new(&numbered.collect::<Vec<_>>())
});

/// The number of each token, in their order; the first number where no list has its word.
pub(super) fn numbers(text: &str, tokens: &[Token]) -> Vec<Number> {
    let words = &*WORDS;
    let number = |token: &Token| match token.kind {
        Kind::Clitic => Number::default(),
        _ => words.get(text, token).unwrap_or_default(),
    };
    tokens.iter().map(number).collect()
}

/// What a list says of words, by their numbers.
#[derive(Debug)]
pub(super) struct Column<T>(Box<[T]>);

impl<T: Copy + Default> Column<T> {
    /// What `list` says of words in lower case, and the default of all others. Of a word that is listed twice
    /// the first counts. All words have to be among those that the parts give for [`WORDS`].
    pub(super) fn new(list: &[(&'static str, T)]) -> Self {
        let mut means: Vec<Option<T>> = Vec::new();
        for (word, meaning) in list {
            let Some(Number(number)) = WORDS.of(word) else { continue };
            let at = usize::from(number);
            means.resize(means.len().max(at + 1), None);
            means[at] = means[at].or(Some(*meaning));
        }
        Self(means.into_iter().map(Option::unwrap_or_default).collect())
    }

    /// What the list says of the word of this number.
    pub(super) fn get(&self, number: Number) -> T {
        self.0.get(usize::from(number.0)).copied().unwrap_or_default()
    }
}
