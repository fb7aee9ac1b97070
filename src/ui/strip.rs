//! The time strip: bars over an axis.
//!
//! Solid bars are events that surely begin in a column; `░` stands for those that may, `·` where it
//! is less than one to be expected. Under them the axis: heavy where the list on the screen reaches, `▲` at the selected event, `┊` for a
//! stretch in which nothing begins and which is left out, `◂` and `▸` where something begins beyond what is drawn,
//! with how many that are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane;
use super::theme::Theme;
use crate::app::App;
use crate::app::list_pane::Row;
use crate::app::mouse::cell_width;
use crate::strip::Column;
use crate::text::width;

const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Draws it: one or two rows of bars, the axis, and labels where there is room.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let strip = app.view.strip();
    if area.height < 2 || strip.columns.is_empty() {
        return;
    }
    let labels = area.height >= 3;
    let bars = area.height - 1 - u16::from(labels);
    let cell = cell_width(area.width, strip.columns.len());
    let canvas = Canvas { area: Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }, cell };
    let selected =
        app.selected().and_then(|id| app.timeline.ends(id)).and_then(|ends| strip.columns_of(&ends));
    let seen = seen(app);

    for (index, column) in strip.columns.iter().enumerate() {
        draw_bar(&canvas, index, column, strip.highest, bars, theme, buffer);
        let in_window = seen.is_some_and(|(from, to)| (from..=to).contains(&index));
        let at_cursor = selected.is_some_and(|(from, to)| (from..=to).contains(&index));
        let (symbol, style) = match (column.is_break, in_window) {
            (true, _) => ("┊", theme.dim),
            (_, _) if column.is_far => (if index == 0 { "◂" } else { "▸" }, theme.key),
            (false, true) => ("━", theme.focus),
            (false, false) => ("─", theme.dim),
        };
        let axis = canvas.area.y + bars;
        for x in canvas.cells(index) {
            let middle = x == canvas.middle(index);
            if at_cursor && middle && !column.is_break {
                // Hollow where the event may begin in more than one column.
                let mark = if selected.is_some_and(|(from, to)| from == to) { "▲" } else { "△" };
                pane::put(buffer, (x, axis), 1, mark, theme.key);
            } else if middle && app.view.news.get(index) == Some(&true) {
                pane::put(buffer, (x, axis), 1, "+", theme.caveat);
            } else if (column.is_break || column.is_far) && !middle {
                pane::put(buffer, (x, axis), 1, " ", theme.dim);
            } else {
                pane::put(buffer, (x, axis), 1, symbol, style);
            }
        }
    }
    if labels {
        draw_labels(app, &canvas, canvas.area.y + bars + 1, theme, buffer);
    }
}

struct Canvas {
    area: Rect,
    cell: usize,
}

impl Canvas {
    fn x(&self, column: usize) -> u16 {
        self.area.x.saturating_add(u16::try_from(column * self.cell).unwrap_or(u16::MAX))
    }

    fn cells(&self, column: usize) -> std::ops::Range<u16> {
        self.x(column).min(self.area.right())..self.x(column + 1).min(self.area.right())
    }

    fn middle(&self, column: usize) -> u16 {
        self.x(column) + u16::try_from((self.cell - 1) / 2).unwrap_or(0)
    }
}

/// Which of the bars is so many eighths high; at least the lowest.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped to 1..=8 before")]
fn eighths(height: f32) -> usize {
    height.clamp(1.0, 8.0) as usize - 1
}

fn draw_bar(
    canvas: &Canvas,
    index: usize,
    column: &Column,
    highest: f32,
    rows: u16,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if column.is_break || column.is_far || highest <= 0.0 {
        return;
    }
    let steps = f32::from(rows) * 8.0;
    let height = |mass: f32| if mass <= 0.0 { 0.0 } else { (mass / highest * steps).max(1.0).round() };
    let solid = height(column.certain as f32);
    let all = height(column.certain as f32 + column.possible).max(solid);
    // A gap between columns that are wide enough for one.
    let cells = canvas.cells(index);
    let end = if canvas.cell >= 3 { cells.end.saturating_sub(1) } else { cells.end };
    for row in 0..rows {
        let y = canvas.area.y + rows - 1 - row;
        let base = f32::from(row) * 8.0;
        let (symbol, style) = if solid > base {
            (BARS[eighths(solid - base)], theme.bar)
        } else if all > base {
            (if column.possible < 1.0 { "·" } else { "░" }, theme.dim)
        } else {
            continue;
        };
        for x in cells.start..end {
            pane::put(buffer, (x, y), 1, symbol, style);
        }
    }
}

/// The columns between the first and the last event on the screen.
fn seen(app: &App) -> Option<(usize, usize)> {
    let window = app.events_window();
    let rows = app.events.top..app.events.top + window.height;
    let column = |row: usize| {
        let Row::Item(item) = window.row(row)? else { return None };
        let ends = app.timeline.ends(app.view.visible.get(item)?)?;
        app.view.strip().columns_of(&ends)
    };
    let first = rows.clone().find_map(column)?;
    let last = rows.rev().find_map(column)?;
    Some((first.0, last.0.max(first.0)))
}

/// Labels where there is room: how many are far away first, years, and then what stands between them.
fn draw_labels(app: &App, canvas: &Canvas, y: u16, theme: &Theme, buffer: &mut Buffer) {
    let strip = app.view.strip();
    let mut taken: Vec<(u16, u16)> = Vec::new();
    for rank in 0..3 {
        for (index, column) in strip.columns.iter().enumerate() {
            let Some(label) = strip.label(index) else { continue };
            let is_year = !label.starts_with(|c: char| c.is_ascii_alphabetic());
            if rank != if column.is_far { 0 } else { 2 - u8::from(is_year) } {
                continue;
            }
            let wide = u16::try_from(width(&label)).unwrap_or(u16::MAX);
            // Nothing stands behind the last column: its label ends where it does.
            let ends = column.is_far && index > 0;
            let mut x = if ends { canvas.x(index + 1).saturating_sub(wide) } else { canvas.x(index) };
            // The first year stands behind how many are far away before it: without it no month has a year.
            if index > 0 && index == strip.near().start {
                x = x.max(taken.first().map_or(0, |&(_, end)| end + 1));
            }
            let end = x.saturating_add(wide);
            // A blank stays between two labels.
            let free = taken.iter().all(|&(from, to)| end < from || x > to);
            if free && end <= canvas.area.right() {
                pane::put(buffer, (x, y), end - x, &label, theme.dim);
                taken.push((x, end));
            }
        }
    }
}
