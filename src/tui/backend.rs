//! Cells to bytes, in as few as a terminal understands.
//!
//! ratatui tells which cells have changed; how many bytes that takes is left to the backend. Over a slow line
//! that is what a key press costs, so here nothing is said twice: one sequence a change of style, in its
//! short form; a hop over cells that stay instead of an address, or the cells themselves where they are
//! shorter; blanks, whose colour nobody sees, in whatever colour is at hand; and a long run of them erased
//! instead of written.

use std::io::{self, Write};
use std::ops::Range;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use smallvec::SmallVec;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// From how many blanks on erasing them is shorter, with the hop behind them.
const ERASED: u16 = 9;

/// A backend that draws by itself and leaves all else to crossterm's.
pub(super) struct Terse<W: Write> {
    rest: CrosstermBackend<W>,
    /// Whether the cursor is known to be hidden.
    hidden: bool,
    shown: Shown,
}

impl<W: Write> Terse<W> {
    pub(super) fn new(writer: W) -> Self {
        Self { rest: CrosstermBackend::new(writer), hidden: false, shown: Shown::default() }
    }
}

impl<W: Write> Backend for Terse<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut pen = Pen::default();
        let mut cells = content.peekable();
        while let Some((x, y, cell)) = cells.next() {
            pen.go(x, y, &self.shown);
            let mut halves = self.shown.see(x, y, cell);
            if !is_blank(cell) {
                pen.change(Look::of(cell));
                pen.print(cell.symbol());
                continue;
            }
            let look = pen.look.under_a_blank(&Look::of(cell));
            pen.change(look);
            let mut run = 1;
            while let Some((x, y, cell)) = cells.next_if(|(next_x, next_y, next)| {
                (*next_x, *next_y) == (x.saturating_add(run), y)
                    && is_blank(next)
                    && look.shows_blank_as(&Look::of(next))
            }) {
                halves = self.shown.see(x, y, cell);
                run += 1;
            }
            pen.blanks(run, halves);
        }
        pen.change(Look::default());
        self.rest.write_all(&pen.out)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.hidden, true) { Ok(()) } else { self.rest.hide_cursor() }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.hidden = false;
        self.rest.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.rest.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.rest.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.shown = Shown::default();
        self.rest.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        // The reader's screen never asks for less than all.
        self.shown = Shown::default();
        self.rest.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.rest.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.rest.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.rest)
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

/// How a cell looks, but for its symbol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    line: Color,
    modifier: Modifier,
}

/// What is seen on a blank, too.
const ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

impl Look {
    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, line: cell.underline_color, modifier: cell.modifier }
    }

    /// Whether a blank in this look cannot be told from one in the other.
    fn shows_blank_as(&self, other: &Self) -> bool {
        let marked = other.modifier.intersection(ON_BLANKS);
        self.bg == other.bg
            && self.modifier.intersection(ON_BLANKS) == marked
            && (marked.is_empty()
                || (self.fg == other.fg && self.line == other.line && self.modifier == other.modifier))
    }

    /// This look where it shows the blank as well, or else the one that was asked for.
    fn under_a_blank(self, wanted: &Self) -> Self {
        if self.shows_blank_as(wanted) { self } else { *wanted }
    }
}

/// What stands on the screen, by rows and columns, as far as it takes a byte to write it again. A new backend
/// begins on a cleared screen.
#[derive(Default)]
struct Shown(Vec<Vec<Option<(u8, Look)>>>);

/// The second half of something wide.
const HALF: Option<(u8, Look)> =
    Some((0, Look { fg: Color::Reset, bg: Color::Reset, line: Color::Reset, modifier: Modifier::empty() }));

/// A cell that nothing was written to.
const BLANK: Option<(u8, Look)> = Some((
    b' ',
    Look { fg: Color::Reset, bg: Color::Reset, line: Color::Reset, modifier: Modifier::empty() },
));

impl Shown {
    /// Takes note of a cell that is written. Whether the first half of something wide stood there: then nobody
    /// knows what the cell behind it shows.
    fn see(&mut self, x: u16, y: u16, cell: &Cell) -> bool {
        let (x, y) = (usize::from(x), usize::from(y));
        if self.0.len() <= y {
            self.0.resize_with(y + 1, Vec::new);
        }
        let row = &mut self.0[y];
        // What is wide covers the cell behind it, too.
        if row.len() <= x + 1 {
            row.resize(x + 2, BLANK);
        }
        let halves = row[x + 1] == HALF;
        if let [byte] = cell.symbol().as_bytes() {
            row[x] = Some((*byte, Look::of(cell)));
            if halves {
                row[x + 1] = None;
            }
        } else {
            (row[x], row[x + 1]) = (None, if cell.symbol().width() > 1 { HALF } else { None });
        }
        halves
    }

    /// The few cells of a row that look as the pen writes.
    fn between(&self, columns: Range<u16>, y: u16, look: Look) -> Option<SmallVec<[u8; 4]>> {
        if columns.len() > 4 {
            return None;
        }
        let row = self.0.get(usize::from(y));
        columns
            .map(|x| {
                let cell = row.and_then(|row| row.get(usize::from(x))).unwrap_or(&BLANK);
                let (byte, other) = cell.filter(|(byte, _)| *byte > 0)?;
                let same = if byte == b' ' { look.shows_blank_as(&other) } else { look == other };
                same.then_some(byte)
            })
            .collect()
    }
}

/// Where the cursor is, how it writes, and what was written.
#[derive(Default)]
struct Pen {
    out: Vec<u8>,
    /// Nothing where it cannot be known: terminals part over what is wide.
    at: Option<(u16, u16)>,
    look: Look,
}

impl Pen {
    fn go(&mut self, x: u16, y: u16, shown: &Shown) {
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((column, row)) if row == y && column < x => {
                let said = self.out.len();
                self.hop(x - column);
                let hop = self.out.len() - said;
                if let Some(between) = shown.between(column..x, y, self.look)
                    && between.len() < hop
                {
                    self.out.truncate(said);
                    self.out.extend_from_slice(&between);
                }
            }
            _ => self.put(format_args!("\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1)),
        }
        self.at = Some((x, y));
    }

    fn hop(&mut self, columns: u16) {
        match columns {
            0 => {}
            1 => self.out.extend_from_slice(b"\x1b[C"),
            _ => self.put(format_args!("\x1b[{columns}C")),
        }
    }

    fn print(&mut self, symbol: &str) {
        self.out.extend_from_slice(symbol.as_bytes());
        let mut chars = symbol.chars();
        let one_column = chars.next().is_some_and(|c| c.width() == Some(1)) && chars.next().is_none();
        self.at = self.at.filter(|_| one_column).and_then(|(x, y)| Some((x.checked_add(1)?, y)));
    }

    /// So many blanks, the last of which `halves` something wide where its first half stood: that one is written,
    /// since not every terminal clears the second half of what is erased.
    fn blanks(&mut self, count: u16, halves: bool) {
        let plain = self.look.bg == Color::Reset && self.look.modifier.intersection(ON_BLANKS).is_empty();
        let erased = if plain { count - u16::from(halves) } else { 0 };
        let mut written = count;
        if erased >= ERASED {
            // The cursor stays where the erased begins; the next cell hops from there.
            self.put(format_args!("\x1b[{erased}X"));
            written -= erased;
            if written == 0 {
                return;
            }
            self.hop(erased);
        }
        self.out.resize(self.out.len() + usize::from(written), b' ');
        self.at = self.at.and_then(|(x, y)| Some((x.checked_add(count)?, y)));
    }

    /// Changes the look by whichever is shorter: what is different, or all anew.
    fn change(&mut self, look: Look) {
        if look == self.look {
            return;
        }
        let mut change = Codes::default();
        change.modifiers(self.look.modifier, look.modifier);
        change.colours(&self.look, &look);
        let mut anew = Codes::default();
        if look != Look::default() {
            anew.code(0);
            anew.modifiers(Modifier::empty(), look.modifier);
            anew.colours(&Look::default(), &look);
        }
        let codes = if change.0.len() <= anew.0.len() { change } else { anew };
        self.put(format_args!("\x1b[{}m", codes.0));
        self.look = look;
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.out.write_fmt(text);
    }
}

/// The numbers of one SGR sequence.
#[derive(Default)]
struct Codes(String);

impl Codes {
    fn code(&mut self, code: u8) {
        self.text(&code.to_string());
    }

    fn text(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push(';');
        }
        self.0.push_str(text);
    }

    fn modifiers(&mut self, from: Modifier, to: Modifier) {
        let gone = from.difference(to);
        let mut new = to.difference(from);
        // Bold and dim go together, and the slow blink with the rapid one.
        for (pair, off) in [
            (Modifier::BOLD.union(Modifier::DIM), 22),
            (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
        ] {
            if gone.intersects(pair) {
                self.code(off);
                new |= to.intersection(pair);
            }
        }
        for (modifier, on, off) in [
            (Modifier::BOLD, 1, None),
            (Modifier::DIM, 2, None),
            (Modifier::ITALIC, 3, Some(23)),
            (Modifier::UNDERLINED, 4, Some(24)),
            (Modifier::SLOW_BLINK, 5, None),
            (Modifier::RAPID_BLINK, 6, None),
            (Modifier::REVERSED, 7, Some(27)),
            (Modifier::HIDDEN, 8, Some(28)),
            (Modifier::CROSSED_OUT, 9, Some(29)),
        ] {
            if gone.contains(modifier)
                && let Some(off) = off
            {
                self.code(off);
            }
            if new.contains(modifier) {
                self.code(on);
            }
        }
    }

    fn colours(&mut self, from: &Look, to: &Look) {
        if from.fg != to.fg {
            self.colour(to.fg, 30, "38");
        }
        if from.bg != to.bg {
            self.colour(to.bg, 40, "48");
        }
        if from.line != to.line {
            match to.line {
                Color::Reset => self.code(59),
                Color::Rgb(r, g, b) => self.text(&format!("58;2;{r};{g};{b}")),
                Color::Indexed(index) => self.text(&format!("58;5;{index}")),
                named => self.text(&format!("58;5;{}", number(named))),
            }
        }
    }

    /// A colour whose first number as one of the eight is `base`, and else begins with `long`.
    fn colour(&mut self, colour: Color, base: u8, long: &str) {
        match colour {
            Color::Reset => self.code(base + 9),
            Color::Rgb(r, g, b) => self.text(&format!("{long};2;{r};{g};{b}")),
            Color::Indexed(index) => self.text(&format!("{long};5;{index}")),
            named => match number(named) {
                dark @ 0..8 => self.code(base + dark),
                bright => self.code(base + 60 + bright - 8),
            },
        }
    }
}

/// Which of the sixteen colours of a terminal this is.
fn number(colour: Color) -> u8 {
    match colour {
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    /// The bytes for one screen, and then for the next, by the backend under test and by crossterm's.
    fn bytes(from: &Buffer, to: &Buffer) -> ([Vec<u8>; 2], [Vec<u8>; 2]) {
        let empty = Buffer::empty(from.area);
        let (terse, long) = (RefCell::default(), RefCell::default());
        let (mut backend, mut other) = (Terse::new(Into(&terse)), CrosstermBackend::new(Into(&long)));
        let frames = [(&empty, from), (from, to)].map(|(from, to)| {
            backend.draw(from.diff(to).into_iter()).unwrap();
            other.draw(from.diff(to).into_iter()).unwrap();
            (terse.take(), long.take())
        });
        let [(first, long_first), (second, long_second)] = frames;
        ([first, second], [long_first, long_second])
    }

    struct Into<'a>(&'a RefCell<Vec<u8>>);

    impl Write for Into<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn screen(rows: &[(u16, u16, String, Style)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 6));
        for (x, y, text, style) in rows {
            buffer.set_string(*x, *y, text, *style);
        }
        // Of bold and dim the model of a terminal keeps the one that came last.
        for cell in &mut buffer.content {
            if cell.modifier.contains(Modifier::DIM) {
                cell.modifier.remove(Modifier::BOLD);
            }
        }
        buffer
    }

    #[test]
    fn says_nothing_twice() {
        let style = Style::new().fg(Color::Green);
        let from = screen(&[(0, 0, "one two".into(), style)]);
        let to = screen(&[
            (0, 0, "one twenty".into(), style),
            (3, 2, "dim".into(), style.add_modifier(Modifier::DIM)),
        ]);
        let ([_, terse], _) = bytes(&from, &to);
        assert_eq!(String::from_utf8(terse).unwrap(), "\x1b[1;7H\x1b[32menty\x1b[3;4H\x1b[2mdim\x1b[m");
    }

    #[test]
    fn erases_long_blanks_and_hops_over_what_stays() {
        let from = screen(&[(0, 0, "gone and forgotten, kept".into(), Style::new())]);
        let to = screen(&[(20, 0, "kept".into(), Style::new()), (30, 0, "new".into(), Style::new())]);
        let ([_, terse], _) = bytes(&from, &to);
        // Blanks that stay cost a byte each, what is behind the erased one hop.
        assert_eq!(String::from_utf8(terse).unwrap(), "\x1b[1;1H         \x1b[10X\x1b[21Cnew");
    }

    #[test]
    fn what_is_wide_is_never_erased_by_half() {
        let from = screen(&[(0, 0, "overandover世界".into(), Style::new())]);
        let ([_, terse], _) = bytes(&from, &screen(&[]));
        // The first halves are written: from them every terminal clears the second ones.
        assert_eq!(String::from_utf8(terse).unwrap(), "\x1b[1;1H\x1b[11X\x1b[11C \x1b[C ");
    }

    prop_compose! {
        fn style()(fg in 0..20_u8, bg in 0..6_u8, bits in any::<u16>()) -> Style {
            let colour = |n: u8| match n {
                0..=2 => Color::Reset,
                3 => Color::Rgb(n, 7, 9),
                4 => Color::Indexed(200),
                5 => Color::Gray,
                6 => Color::DarkGray,
                7 => Color::White,
                n => Color::Indexed(n),
            };
            // What the model of a terminal below knows.
            let known = Modifier::BOLD | Modifier::DIM | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED;
            let modifier = Modifier::from_bits_truncate(bits) & known;
            Style::new().fg(colour(fg)).bg(colour(bg)).add_modifier(modifier)
        }
    }

    prop_compose! {
        fn screens()(rows in prop::collection::vec((0..40_u16, 0..6_u16, "[ a-c …界é]{0,30}", style()), 0..12)) -> Buffer {
            screen(&rows)
        }
    }

    proptest! {
        /// A terminal that got the short bytes shows what one shows that got crossterm's.
        #[test]
        fn a_terminal_shows_the_same(from in screens(), to in screens()) {
            let mut shown = Vec::new();
            for which in [true, false] {
                let mut terminal = vt100::Parser::new(6.try_into().unwrap(), 40.try_into().unwrap(), 0);
                let (terse, long) = bytes(&from, &to);
                for frame in if which { &terse } else { &long } {
                    terminal.process(frame);
                }
                let screen = terminal.screen();
                let mut cells = Vec::new();
                for (row, column) in (0..6).flat_map(|row| (0..40).map(move |column| (row, column))) {
                    let cell = screen.cell(row, column).unwrap();
                    let blank = cell.contents().trim().is_empty() && !cell.inverse() && !cell.underline();
                    let pen = (!blank).then(|| (cell.fgcolor(), cell.bold(), cell.dim(), cell.italic()));
                    let text = cell.contents().trim().to_owned();
                    cells.push((text, pen, cell.bgcolor(), cell.inverse(), cell.underline()));
                }
                shown.push(cells);
            }
            let differs = shown[0].iter().zip(&shown[1]).find(|(terse, long)| terse != long);
            prop_assert!(differs.is_none(), "{:?}", differs);
        }

        /// And they are never more.
        #[test]
        fn never_longer(from in screens(), to in screens()) {
            let (terse, long) = bytes(&from, &to);
            for (terse, long) in terse.iter().zip(&long) {
                prop_assert!(terse.len() <= long.len(), "{} > {}", terse.len(), long.len());
            }
        }
    }
}
