//! Where everything is: a pure function of the size and of what is shown.
//!
//! Both the transition and the drawing ask it, so a pane knows its height before it is drawn.

use ratatui::layout::Rect;

use super::action::Pane;

/// Below this width the panes stand on top of each other.
pub const STACKED: u16 = 80;
/// Below this width there is one pane at a time.
pub const SINGLE: u16 = 60;
/// Fewer columns or rows than this can show nothing of use.
pub const SMALLEST: (u16, u16) = (12, 3);

/// What the reader has set about the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The pane that has the focus.
    pub focus: Pane,
    /// Whether it fills the screen.
    pub zoomed: bool,
    /// The share of the width that the events take, in percent.
    pub split: u16,
    /// The share of the height that the actors take on their side, in percent.
    pub actors: u16,
    /// Whether a page is read instead.
    pub reading: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self { focus: Pane::Events, zoomed: false, split: 62, actors: 35, reading: false }
    }
}

/// The parts of the main screen. A part without room has no area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Title, counts.
    pub title: Rect,
    /// The time strip.
    pub strip: Rect,
    /// The three panes, borders included.
    pub events: Rect,
    /// Who takes part.
    pub actors: Rect,
    /// What the sources say.
    pub quotes: Rect,
    /// All panes together: where a page or a window may stand.
    pub body: Rect,
    /// The last line.
    pub status: Rect,
    /// Whether panes have borders, or only a title line.
    pub borders: bool,
}

impl Layout {
    /// The area of a pane.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Events => self.events,
            Pane::Actors => self.actors,
            Pane::Quotes => self.quotes,
        }
    }

    /// What is left of a pane for its rows.
    #[must_use]
    pub fn inside(&self, pane: Pane) -> Rect {
        inside(self.pane(pane), self.borders)
    }

    /// Whether there is room for anything.
    #[must_use]
    pub fn too_small(&self) -> bool {
        self.body.is_empty()
    }
}

/// `area` without its border, or without its title line where there are no borders.
#[must_use]
pub fn inside(area: Rect, borders: bool) -> Rect {
    if borders {
        return Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(2),
        }
        .intersection(area);
    }
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }.intersection(area)
}

/// How many rows the time strip gets in a screen of this height.
fn strip_height(height: u16) -> u16 {
    match height {
        0..=13 => 0,
        14..=17 => 2,
        18..=27 => 3,
        _ => 4,
    }
}

/// Divides a screen of `width` x `height`.
#[must_use]
pub fn panes(width: u16, height: u16, shape: Shape) -> Layout {
    let mut layout = Layout::default();
    if width < SMALLEST.0 || height < SMALLEST.1 {
        return layout;
    }
    let row = |y: u16, rows: u16| Rect { x: 0, y, width, height: rows };
    let title = u16::from(height >= 6);
    // A page wants the room more than the strip does.
    let strip = if shape.reading && height < 36 { 0 } else { strip_height(height) };
    layout.title = row(0, title);
    layout.strip = row(title, strip);
    layout.status = row(height - 1, 1);
    layout.body = row(title + strip, height - 1 - title - strip);
    layout.borders = width >= SINGLE && layout.body.height >= 12;
    divide(&mut layout, width, shape);
    layout
}

fn divide(layout: &mut Layout, width: u16, shape: Shape) {
    let body = layout.body;
    let least = if width < STACKED { 9 } else { 6 };
    if shape.zoomed || width < SINGLE || body.height < least {
        match shape.focus {
            Pane::Events => layout.events = body,
            Pane::Actors => layout.actors = body,
            Pane::Quotes => layout.quotes = body,
        }
        return;
    }
    if width < STACKED {
        // Events above; below them quotes, with the actors beside where they are wide enough.
        let upper = share(body.height, shape.split.min(60)).max(3);
        let lower = Rect { y: body.y + upper, height: body.height - upper, ..body };
        layout.events = Rect { height: upper, ..body };
        let actors = share(body.width, shape.actors);
        layout.actors = Rect { width: actors, ..lower };
        layout.quotes = Rect { x: lower.x + actors, width: lower.width - actors, ..lower };
        return;
    }
    let left = share(body.width, shape.split);
    // Without borders a blank column parts the two sides.
    let gap = u16::from(!layout.borders);
    let right = Rect { x: body.x + left + gap, width: body.width - left - gap, ..body };
    layout.events = Rect { width: left, ..body };
    let actors = share(right.height, shape.actors).clamp(2.min(right.height), right.height);
    layout.actors = Rect { height: actors, ..right };
    layout.quotes = Rect { y: right.y + actors, height: right.height - actors, ..right };
}

fn share(whole: u16, percent: u16) -> u16 {
    u16::try_from(u32::from(whole) * u32::from(percent.min(100)) / 100).unwrap_or(whole)
}

/// How wide a page of prose is in `width` columns: between 66 and 80 where there is room.
#[must_use]
pub fn measure(width: u16) -> u16 {
    match width {
        0..=71 => width.saturating_sub(2).max(1),
        72..=99 => 68,
        100..=139 => 74,
        _ => 80,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps_and_nothing_sticks_out() {
        let focus = [Pane::Events, Pane::Actors, Pane::Quotes];
        for (width, height) in (0..140).step_by(3).flat_map(|w| (0..50).map(move |h| (w, h))) {
            for (focus, zoomed, split) in
                focus.into_iter().flat_map(|f| [(f, true, 62), (f, false, 20), (f, false, 90)])
            {
                let shape = Shape { focus, zoomed, split, ..Shape::default() };
                let layout = panes(width, height, shape);
                let screen = Rect { x: 0, y: 0, width, height };
                let parts =
                    [layout.title, layout.strip, layout.events, layout.actors, layout.quotes, layout.status];
                for (index, part) in parts.iter().enumerate() {
                    assert_eq!(part.intersection(screen).area(), part.area(), "{width}x{height} {part:?}");
                    for other in &parts[index + 1..] {
                        assert!(part.intersection(*other).is_empty(), "{width}x{height}: {part:?} {other:?}");
                    }
                }
                let covered: u32 = parts.iter().map(|part| part.area()).sum();
                assert!(
                    layout.too_small() || !layout.borders || covered == screen.area(),
                    "{width}x{height} leaves holes"
                );
                assert!(layout.too_small() || !layout.pane(focus).is_empty(), "the focus is always seen");
            }
        }
    }
}
