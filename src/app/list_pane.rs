//! A list that scrolls: which item is selected, and which row is on top.

use super::action::Move;

/// A list of items in a window, where headings may stand between items.
///
/// Only positions are kept. How many items there are, how high the window is and where headings
/// stand is given with each call, so the pane can never disagree with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListPane {
    /// The selected item.
    pub selected: usize,
    /// The first row in the window. Headings are rows too.
    pub top: usize,
}

/// What a [`ListPane`] is shown in.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// How many items there are.
    pub items: usize,
    /// How many rows the window has.
    pub height: usize,
    /// The items before which a heading stands, ascending.
    pub headings: &'a [u32],
}

/// One row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The heading that stands before this item.
    Heading(usize),
    /// This item.
    Item(usize),
}

impl Window<'_> {
    /// A window on items without headings.
    #[must_use]
    pub fn plain(items: usize, height: usize) -> Window<'static> {
        Window { items, height, headings: &[] }
    }

    /// All rows: items and headings.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.items + self.headings.len()
    }

    /// How many rows stay in sight above and below what is selected.
    fn margin(&self) -> usize {
        (self.height / 8).min(3)
    }

    /// The row of an item.
    #[must_use]
    pub fn row_of(&self, item: usize) -> usize {
        item + self.headings.partition_point(|&before| before as usize <= item)
    }

    /// What stands in a row.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Row> {
        if row >= self.rows() {
            return None;
        }
        // The k-th heading stands in row `headings[k] + k`.
        let above = partition_point(self.headings.len(), |k| self.headings[k] as usize + k < row);
        if self.headings.get(above).is_some_and(|&before| before as usize + above == row) {
            return Some(Row::Heading(row - above));
        }
        Some(Row::Item(row - above))
    }
}

fn partition_point(len: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

impl ListPane {
    /// Moves, and scrolls so that what is selected is seen.
    pub fn apply(&mut self, movement: Move, window: Window) {
        let last = window.items.saturating_sub(1);
        let page = window.height.saturating_sub(1).max(1);
        let half = (window.height / 2).max(1);
        self.selected = match movement {
            Move::Up => self.selected.saturating_sub(1),
            Move::Down => self.selected + 1,
            Move::PageUp => self.selected.saturating_sub(page),
            Move::PageDown => self.selected + page,
            Move::HalfUp => self.selected.saturating_sub(half),
            Move::HalfDown => self.selected + half,
            Move::Top => 0,
            Move::Bottom => last,
        }
        .min(last);
        self.settle(window);
    }

    /// Selects an item and scrolls as little as possible to show it.
    pub fn select(&mut self, item: usize, window: Window) {
        self.selected = item.min(window.items.saturating_sub(1));
        self.settle(window);
    }

    /// Selects an item from far away: one that is not in the window comes to its middle.
    pub fn reveal(&mut self, item: usize, window: Window) {
        self.selected = item.min(window.items.saturating_sub(1));
        let row = window.row_of(self.selected);
        if row < self.top || row >= self.top + window.height {
            self.top = row.saturating_sub(window.height / 2);
        }
        self.settle(window);
    }

    /// Scrolls by rows, as a mouse wheel does; the selection follows into the window.
    pub fn scroll(&mut self, down: bool, rows: usize, window: Window) {
        let max = window.rows().saturating_sub(window.height);
        self.top = if down { (self.top + rows).min(max) } else { self.top.saturating_sub(rows) };
        let margin = window.margin();
        let first = if self.top == 0 { 0 } else { self.top + margin };
        let last = self.top + window.height.saturating_sub(1);
        let last = if self.top == max { last } else { last.saturating_sub(margin) };
        let item = |row: usize| match window.row(row) {
            Some(Row::Item(item)) => Some(item),
            _ => None,
        };
        let row = window.row_of(self.selected);
        let near = if row < first {
            (first..window.rows()).find_map(item)
        } else if row > last {
            (self.top..=last).rev().find_map(item)
        } else {
            None
        };
        self.selected = near.unwrap_or(self.selected);
    }

    /// Brings selection and top back into bounds after the list or the window changed.
    pub fn settle(&mut self, window: Window) {
        self.selected = self.selected.min(window.items.saturating_sub(1));
        if window.height == 0 || window.items == 0 {
            self.top = 0;
            return;
        }
        let row = window.row_of(self.selected);
        // The heading above the selected item is seen with it where there is room.
        let wanted = match row.checked_sub(1).and_then(|above| window.row(above)) {
            Some(Row::Heading(_)) if window.height > 1 => row - 1,
            _ => row,
        };
        let margin = window.margin();
        self.top =
            self.top.min(wanted.saturating_sub(margin)).max((row + 1 + margin).saturating_sub(window.height));
        self.top = self.top.min(window.rows().saturating_sub(window.height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: &[u32] = &[0, 2, 5];

    fn window(height: usize) -> Window<'static> {
        Window { items: 8, height, headings: HEADINGS }
    }

    #[test]
    fn rows_and_items_agree() {
        use Row::{Heading as H, Item as I};
        let w = window(4);
        let rows: Vec<Row> = (0..w.rows()).filter_map(|row| w.row(row)).collect();
        assert_eq!(rows, [H(0), I(0), I(1), H(2), I(2), I(3), I(4), H(5), I(5), I(6), I(7)]);
        for item in 0..8 {
            assert_eq!(w.row(w.row_of(item)), Some(I(item)));
        }
        assert_eq!(w.row(11), None);
    }

    #[test]
    fn moves_as_a_table() {
        use Move::{Bottom, Down, HalfDown, PageDown, PageUp, Top, Up};
        // (moves, height) -> (selected, top)
        let rows: &[(&[Move], usize, usize, usize)] = &[
            (&[], 4, 0, 0),
            (&[Down], 4, 1, 0),
            (&[Down, Down], 4, 2, 1),
            (&[Up], 4, 0, 0),
            (&[Bottom], 4, 7, 7),
            (&[Bottom, Down], 4, 7, 7),
            (&[Bottom, Top], 4, 0, 0),
            (&[PageDown], 4, 3, 2),
            (&[PageDown, PageUp], 4, 0, 0),
            (&[HalfDown], 4, 2, 1),
            (&[Bottom], 1, 7, 10),
            (&[Bottom], 0, 7, 0),
            (&[Bottom], 100, 7, 0),
        ];
        for (moves, height, selected, top) in rows {
            let mut pane = ListPane::default();
            for movement in *moves {
                pane.apply(*movement, window(*height));
            }
            assert_eq!((pane.selected, pane.top), (*selected, *top), "{moves:?} in {height}");
        }
    }

    #[test]
    fn the_wheel_takes_the_selection_along() {
        let mut pane = ListPane::default();
        pane.scroll(true, 3, window(4));
        assert_eq!((pane.selected, pane.top), (2, 3));
        pane.scroll(false, 3, window(4));
        assert_eq!((pane.selected, pane.top), (1, 0), "the last item in the window");
        pane.scroll(true, 100, window(4));
        assert_eq!(pane.top, 7);
    }

    #[test]
    fn an_empty_list_moves_nowhere() {
        let mut pane = ListPane::default();
        for movement in [Move::Down, Move::Bottom, Move::PageDown, Move::Up] {
            pane.apply(movement, Window::plain(0, 5));
            assert_eq!(pane, ListPane::default());
        }
    }
}
