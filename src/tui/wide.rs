//! Rows in which terminals part over how wide something is.
//!
//! Flags, joined emoji and marks that combine take one column in one terminal and two in another. What such
//! a symbol spills over, ratatui believes unchanged, so it would stand there until the whole screen is drawn
//! anew. So where a row with such a symbol changes, all of it from there on is sent, cell by cell, and once
//! more when the symbol has gone.

use std::collections::BTreeMap;

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use unicode_width::UnicodeWidthChar as _;

/// The rows with such symbols in the last frame, from the first of them on.
#[derive(Debug, Default)]
pub(super) struct Unsure(BTreeMap<u16, (u16, Vec<Cell>)>);

impl Unsure {
    /// Marks in `buffer` what is to be sent, whatever ratatui believes.
    pub(super) fn mark(&mut self, buffer: &mut Buffer) {
        let before = std::mem::take(&mut self.0);
        let area = buffer.area;
        for y in area.top()..area.bottom() {
            let row = |buffer: &Buffer, from: u16| -> Vec<Cell> {
                (from..area.right()).filter_map(|x| buffer.cell((x, y)).cloned()).collect()
            };
            let now = (area.left()..area.right())
                .find(|&x| buffer.cell((x, y)).is_some_and(|cell| is_unsure(cell.symbol())));
            let now = now.map(|x| (x, row(buffer, x)));
            let was = before.get(&y);
            let from = now.iter().chain(was).map(|(x, _)| *x).min();
            if let Some(from) = from.filter(|_| now.as_ref() != was) {
                for x in from..area.right() {
                    if let Some(cell) = buffer.cell_mut((x, y)) {
                        cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                    }
                }
            }
            self.0.extend(now.map(|now| (y, now)));
        }
    }

    /// Nothing is on the screen any more.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

/// Whether it is more than one character, or one of no width that all agree on.
fn is_unsure(symbol: &str) -> bool {
    // Nearly all cells have one byte.
    if symbol.len() < 2 {
        return false;
    }
    let mut chars = symbol.chars();
    chars.next().is_some_and(|c| !matches!(c.width(), Some(1 | 2))) || chars.next().is_some()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn screen(rows: [&str; 2]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 2));
        for (y, row) in (0..).zip(rows) {
            buffer.set_string(0, y, row, Style::default());
        }
        buffer
    }

    /// The columns of each row that are sent when the second screen follows the first, which has been there
    /// for two frames: to ratatui a cell that had to be sent is another cell in the next frame.
    fn sent(first: [&str; 2], second: [&str; 2]) -> [Vec<u16>; 2] {
        let mut unsure = Unsure::default();
        let (mut from, mut to) = (screen(first), screen(second));
        unsure.mark(&mut screen(first));
        unsure.mark(&mut from);
        unsure.mark(&mut to);
        let diff = from.diff(&to);
        [0, 1].map(|row| diff.iter().filter(|(_, y, _)| *y == row).map(|(x, ..)| *x).collect())
    }

    #[test]
    fn a_row_is_sent_from_what_is_unsure_on_when_it_changes() {
        // The letters behind have not changed, but may have been written over.
        assert_eq!(sent(["ab🇳🇴cd", "plain"], ["abxycd", "plain"]), [(2..12).collect(), vec![]]);
        assert_eq!(sent(["abxycd", "plain"], ["ab🇳🇴cd", "plain"])[0], [2, 4, 5, 6, 7, 8, 9, 10, 11]);
    }

    #[test]
    fn what_stays_is_not_sent_again() {
        assert_eq!(sent(["ab🇳🇴cd", "plain"], ["ab🇳🇴cd", "plaiN"]), [vec![], vec![4]]);
        assert_eq!(sent(["ab中cd", "plain"], ["ab中ce", "plain"]), [vec![5], vec![]]);
    }
}
