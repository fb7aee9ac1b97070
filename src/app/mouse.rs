//! The mouse: a click selects and focuses, the wheel scrolls what is under it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::action::{Action, Move, Pane};
use super::list_pane::{Row, Window};
use super::overlay::Overlay;
use super::{App, Effect};

/// How many rows a turn of the wheel scrolls.
const WHEEL: usize = 3;

impl App {
    pub(super) fn mouse_event(&mut self, event: MouseEvent) -> Vec<Effect> {
        let at = Position { x: event.column, y: event.row };
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                self.message = None;
                self.pending.clear();
                self.click(at)
            }
            MouseEventKind::ScrollDown => self.wheel(at, true),
            MouseEventKind::ScrollUp => self.wheel(at, false),
            _ => Vec::new(),
        }
    }

    fn click(&mut self, at: Position) -> Vec<Effect> {
        if self.overlay.is_some() || self.reading.is_some() || self.sheet().is_some() {
            return Vec::new();
        }
        let layout = self.layout();
        if let Some(column) = self.strip_column(layout.strip, at) {
            self.click_strip(column);
            return Vec::new();
        }
        for pane in [Pane::Events, Pane::Actors, Pane::Quotes] {
            if !layout.pane(pane).contains(at) {
                continue;
            }
            self.shape.focus = pane;
            let inside = layout.inside(pane);
            if inside.contains(at) {
                self.click_row(pane, usize::from(at.y - inside.y));
            }
        }
        Vec::new()
    }

    fn click_row(&mut self, pane: Pane, row: usize) {
        match pane {
            Pane::Events => {
                if let Some(Row::Item(item)) = self.events_window().row(self.events.top + row) {
                    self.select(item);
                }
            }
            Pane::Actors => {
                let item = self.side.actors.top + row;
                if item < self.side.rows.len() {
                    self.side.actors.selected = item;
                }
            }
            Pane::Quotes if self.reviewing().is_some() => {}
            Pane::Quotes => {
                let line = self.side.quotes.top + row;
                if let Some(item) = self.side.quotes.page.lines.get(line).and_then(|line| line.item) {
                    self.side.quotes.item = item;
                }
            }
        }
    }

    /// The column of the time strip under a place on the screen.
    fn strip_column(&self, strip: Rect, at: Position) -> Option<usize> {
        if !strip.contains(at) || at.x == 0 {
            return None;
        }
        let columns = self.view.strip().columns.len();
        let cell = cell_width(strip.width, columns);
        let column = usize::from(at.x - 1) / cell;
        (column < columns).then_some(column)
    }

    fn click_strip(&mut self, column: usize) {
        let Some(moment) = self.view.strip().moment(column) else { return };
        let timeline = &self.timeline;
        let begins_before = |id| timeline.ends(id).is_some_and(|ends| ends.earliest_start < moment);
        let at = self.view.visible.partition_point(begins_before);
        self.jump(at);
    }

    fn wheel(&mut self, at: Position, down: bool) -> Vec<Effect> {
        let movement = if down { Move::Down } else { Move::Up };
        match &mut self.overlay {
            Some(Overlay::Prompt(_)) => {}
            Some(_) => {
                for _ in 0..WHEEL {
                    self.perform(Action::Move(movement));
                }
                return Vec::new();
            }
            None => {}
        }
        let layout = self.layout();
        if self.sheet().is_some() {
            for _ in 0..WHEEL {
                self.perform(Action::Move(movement));
            }
        } else if let Some(reading) = &mut self.reading {
            for _ in 0..WHEEL {
                reading.pane.scroll(movement, layout.body.height.into());
            }
        } else if layout.events.contains(at) {
            let mut pane = self.events;
            pane.scroll(down, WHEEL, self.events_window());
            self.events = pane;
        } else if layout.actors.contains(at) {
            let window = Window::plain(self.side.rows.len(), layout.inside(Pane::Actors).height.into());
            self.side.actors.scroll(down, WHEEL, window);
        } else if layout.quotes.contains(at) && self.reviewing().is_some() {
            for _ in 0..WHEEL {
                self.move_beside(movement);
            }
        } else if layout.quotes.contains(at) {
            for _ in 0..WHEEL {
                self.side.quotes.scroll(movement, layout.inside(Pane::Quotes).height.into());
            }
        }
        Vec::new()
    }
}

/// How many cells a column of the strip takes, in a strip of this width with a cell of margin on
/// each side.
#[must_use]
pub fn cell_width(strip: u16, columns: usize) -> usize {
    (usize::from(strip.saturating_sub(2)) / columns.max(1)).clamp(1, 6)
}
