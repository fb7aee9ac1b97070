//! What is noted of some of many numbers.

/// A note for each number that has one. Taking the notes costs as much as there are, not as there are numbers.
#[derive(Debug)]
pub(super) struct Sparse<T> {
    notes: Vec<Option<T>>,
    /// The numbers that have one, as they came.
    noted: Vec<u32>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { notes: Vec::new(), noted: Vec::new() }
    }
}

impl<T> Sparse<T> {
    /// Makes the note of a number from the one that it has.
    pub(super) fn note(&mut self, number: u32, change: impl FnOnce(Option<T>) -> T) {
        let at = number as usize;
        if at >= self.notes.len() {
            self.notes.resize_with(at + 1, || None);
        }
        if let Some(slot) = self.notes.get_mut(at) {
            if slot.is_none() {
                self.noted.push(number);
            }
            *slot = Some(change(slot.take()));
        }
    }

    /// Every note with its number; none is left.
    pub(super) fn take(&mut self) -> Vec<(u32, T)> {
        let Self { notes, noted } = self;
        let take = |number: u32| Some((number, notes.get_mut(number as usize)?.take()?));
        noted.drain(..).filter_map(take).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_note_is_taken_once() {
        let mut sums = Sparse::default();
        for (number, value) in [(7, 1), (0, 2), (7, 3)] {
            sums.note(number, |sum| sum.unwrap_or(0) + value);
        }
        assert_eq!(sums.take(), [(7, 4), (0, 2)]);
        sums.note(7, |sum| sum.unwrap_or(0) + 1);
        assert_eq!(sums.take(), [(7, 1)]);
        assert_eq!(sums.take(), []);
    }
}
