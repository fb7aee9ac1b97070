//! The screen: its size, its cells, one write a frame.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::backend::Terse;
use super::wide::Unsure;
use super::{Program, modes};

/// The largest area that is drawn; a larger terminal stays blank to the right and below. Cells are
/// kept twice, and a hostile size would ask for 200 GB of them.
const LARGEST: Size = Size { width: 800, height: 300 };
/// The size of a terminal that does not know its own: what terminals have been since the VT100.
const USUAL: Size = Size { width: 80, height: 24 };

/// Terminals that know these show a frame only when it is whole; others ignore them.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";

/// The terminal, taken; given back when this is dropped.
pub(super) struct Screen {
    terminal: Terminal<Terse<Sink>>,
    sink: Sink,
    size: Size,
    mouse: bool,
    /// What is on the terminal is not known: clear it before the next frame.
    unknown: bool,
    /// What stands where the program shows only what follows ([`Program::follows`]).
    follows: Option<Buffer>,
    unsure: Unsure,
    /// Nothing was drawn on the cells yet: they need not be made anew.
    fresh: bool,
}

impl Screen {
    /// Takes the terminal, and asks it `question` at once: it thinks while this makes the cells.
    pub(super) fn up(mouse: bool, question: &str) -> io::Result<Self> {
        modes::up(mouse)?;
        modes::write(question.as_bytes()).inspect_err(|_| modes::down())?;
        let size = measure();
        let sink = Sink::default();
        let terminal = terminal(&sink, size).inspect_err(|_| modes::down())?;
        Ok(Self {
            terminal,
            sink,
            size,
            mouse,
            unknown: true,
            follows: None,
            unsure: Unsure::default(),
            fresh: true,
        })
    }

    /// Columns and rows that are drawn.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Looks whether the terminal has another size by now.
    pub(super) fn resized(&mut self) -> io::Result<bool> {
        let size = measure();
        if size == self.size {
            return Ok(false);
        }
        self.size = size;
        self.terminal = terminal(&self.sink, size)?;
        (self.unknown, self.fresh) = (true, true);
        Ok(true)
    }

    /// The next frame is drawn whole, whatever is on the terminal.
    pub(super) fn forget(&mut self) {
        self.unknown = true;
    }

    /// Whether what follows the selection can stay as it is in the next frame.
    pub(super) fn can_wait(&self, program: &impl Program) -> bool {
        let kept = self.follows.as_ref().map(|kept| kept.area);
        !self.unknown && kept.is_some() && kept == program.follows()
    }

    /// Draws one frame, in one write; what follows the selection stays as it is where it `waits`.
    pub(super) fn draw(&mut self, program: &impl Program, waits: bool) -> io::Result<()> {
        self.sink.put(BEGIN);
        let fresh = std::mem::take(&mut self.fresh);
        if self.unknown {
            if !fresh {
                self.terminal = terminal(&self.sink, self.size)?;
            }
            self.sink.put(CLEAR);
            self.unsure.forget();
        }
        let area = program.follows();
        let mut follows = self.follows.take().filter(|_| waits);
        let unsure = &mut self.unsure;
        self.terminal.draw(|frame| {
            if let Some(kept) = &follows {
                program.render_held(frame);
                copy_cells(kept, frame.buffer_mut());
            } else {
                program.render(frame);
                let area = area.map(|area| area.intersection(frame.area()));
                follows = area.map(|area| part(frame.buffer_mut(), area));
            }
            unsure.mark(frame.buffer_mut());
        })?;
        self.follows = follows;
        self.unknown = false;
        // Where nothing is different nothing is sent, not even that a frame begins and ends.
        let mut frame = self.sink.take();
        if frame == BEGIN {
            return Ok(());
        }
        frame.extend_from_slice(END);
        modes::write(&frame)
    }

    /// Switches the reports of the mouse.
    pub(super) fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        modes::write(if on { modes::MOUSE_ON } else { modes::MOUSE_OFF }.as_bytes())
    }

    /// Gives the terminal back for a while; [`Screen::again`] takes it.
    pub(super) fn down(&mut self) {
        modes::down();
        self.unknown = true;
    }

    /// Takes the terminal again, also when somebody else has changed its modes meanwhile.
    pub(super) fn again(&mut self) -> io::Result<()> {
        modes::down();
        self.unknown = true;
        modes::up(self.mouse)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        modes::down();
    }
}

/// Sends `text` to the terminal's clipboard (OSC 52, in base64, so its bytes do no harm).
pub(super) fn copy(text: &str) -> io::Result<()> {
    let mut sequence = String::new();
    CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).map_err(io::Error::other)?;
    modes::write(sequence.as_bytes())
}

/// A terminal with empty cells that never asks anybody for its size or its cursor: with a fixed
/// area ratatui does not, where crossterm might start `tput` for it.
fn terminal(sink: &Sink, size: Size) -> io::Result<Terminal<Terse<Sink>>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
    Terminal::with_options(Terse::new(sink.clone()), TerminalOptions { viewport })
}

/// The cells of `area`.
fn part(buffer: &Buffer, area: Rect) -> Buffer {
    let mut part = Buffer::empty(area);
    for position in area.positions() {
        if let (Some(from), Some(to)) = (buffer.cell(position), part.cell_mut(position)) {
            to.clone_from(from);
        }
    }
    part
}

/// Puts the cells of `part` where they belong.
fn copy_cells(part: &Buffer, buffer: &mut Buffer) {
    for position in part.area.positions() {
        if let (Some(from), Some(to)) = (part.cell(position), buffer.cell_mut(position)) {
            to.clone_from(from);
        }
    }
}

fn measure() -> Size {
    match rustix::termios::tcgetwinsize(rustix::stdio::stdout()) {
        Ok(size) => within(Size { width: size.ws_col, height: size.ws_row }),
        Err(_) => USUAL,
    }
}

fn within(size: Size) -> Size {
    if size.width == 0 || size.height == 0 {
        return USUAL;
    }
    Size { width: size.width.min(LARGEST.width), height: size.height.min(LARGEST.height) }
}

/// Collects what is drawn. Flushing does nothing: ratatui does it several times a frame.
#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Sink {
    fn put(&self, bytes: &[u8]) {
        self.0.borrow_mut().extend_from_slice(bytes);
    }

    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.borrow_mut())
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_size_is_too_large_or_nothing() {
        let rows = [
            ((0, 0), (80, 24)),
            ((0, 50), (80, 24)),
            ((1, 1), (1, 1)),
            ((120, 40), (120, 40)),
            ((65535, 65535), (800, 300)),
            ((1, 65535), (1, 300)),
        ];
        for ((width, height), wanted) in rows {
            let size = within(Size { width, height });
            assert_eq!((size.width, size.height), wanted);
        }
    }

    #[test]
    fn a_dropped_terminal_leaves_no_more_than_a_cursor_behind() {
        let sink = Sink::default();
        let mut first = terminal(&sink, USUAL).unwrap();
        first.draw(|frame| frame.render_widget("text", frame.area())).unwrap();
        sink.take();
        drop(first);
        assert_eq!(sink.take(), b"\x1b[?25h");
    }
}
