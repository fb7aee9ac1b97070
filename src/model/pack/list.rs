//! A list within a record: quotes, participants, caveats, tags.

use std::fmt;
use std::marker::PhantomData;

use super::{Cursor, Numbers};

/// Something of which a record has several.
pub trait Item<'a>: Sized {
    /// Reads one.
    fn read(cursor: &mut Cursor<'a>, numbers: &'a Numbers) -> Self;
}

/// A list that is read where it lies: one item after the other.
///
/// ```
/// use annals::formats::{self, Hint};
/// let read = formats::read(Hint::Name("toml"), b"[[events]]\ntitle = 'A'\ntags = ['x', 'y']").unwrap();
/// let event = read.timeline.events().next().unwrap();
/// assert_eq!(event.tags.len(), 2);
/// assert_eq!(event.tags.iter().map(|tag| tag.raw()).collect::<Vec<_>>(), ["x", "y"]);
/// ```
pub struct List<'a, T> {
    cursor: Cursor<'a>,
    numbers: &'a Numbers,
    len: u32,
    kind: PhantomData<T>,
}

impl<'a, T: Item<'a>> List<'a, T> {
    /// The list that begins at `cursor`, which is moved behind it.
    pub(in crate::model) fn read(cursor: &mut Cursor<'a>, numbers: &'a Numbers) -> Self {
        let len = cursor.number();
        let mut list = Self { cursor: *cursor, numbers, len, kind: PhantomData };
        if len > 0 {
            let [bytes, said, other] = [(); 3].map(|()| cursor.number() as usize);
            list.cursor = *cursor;
            cursor.skip(bytes, said, other);
        }
        list
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Each, in the order of the file.
    #[must_use]
    pub fn iter(&self) -> Items<'a, T> {
        Items { cursor: self.cursor, numbers: self.numbers, left: self.len, kind: PhantomData }
    }

    /// The first.
    #[must_use]
    pub fn first(&self) -> Option<T> {
        self.iter().next()
    }

    /// The one in that place, from 0. It takes as long as reading those before it.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<T> {
        (index < self.len()).then(|| self.iter().nth(index)).flatten()
    }
}

impl<T> Clone for List<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<'_, T> {}

impl<'a, T: Item<'a> + fmt::Debug> fmt::Debug for List<'a, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, T: Item<'a> + PartialEq> PartialEq for List<'a, T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<'a, T: Item<'a>> IntoIterator for List<'a, T> {
    type Item = T;
    type IntoIter = Items<'a, T>;

    fn into_iter(self) -> Items<'a, T> {
        self.iter()
    }
}

impl<'a, T: Item<'a>> IntoIterator for &List<'a, T> {
    type Item = T;
    type IntoIter = Items<'a, T>;

    fn into_iter(self) -> Items<'a, T> {
        self.iter()
    }
}

/// What [`List::iter`] gives.
pub struct Items<'a, T> {
    cursor: Cursor<'a>,
    numbers: &'a Numbers,
    left: u32,
    kind: PhantomData<T>,
}

impl<'a, T: Item<'a>> Iterator for Items<'a, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.left = self.left.checked_sub(1)?;
        Some(T::read(&mut self.cursor, self.numbers))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

impl<'a, T: Item<'a>> ExactSizeIterator for Items<'a, T> {}
