//! A frame as text, or as an SVG picture.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::text::width;

/// The frame as lines of text, without blanks at their ends.
pub(super) fn plain(buffer: &Buffer) -> String {
    let mut text = String::new();
    for row in rows(buffer) {
        let mut line = String::new();
        let mut skip = 0;
        for cell in row {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            skip = width(cell.symbol()).saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content().chunks(usize::from(buffer.area.width).max(1))
}

/// The size of a cell, in pixels.
const CELL: (f32, f32) = (8.43, 16.3);
const INK: &str = "#d8dee9";
const PAPER: &str = "#1b1f27";

/// The frame as a picture: a rectangle for each background, a text for each run of one style.
pub(super) fn svg(buffer: &Buffer) -> String {
    let (columns, lines) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (wide, high) = (columns * CELL.0 + 24.0, lines * CELL.1 + 24.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide:.0} {high:.0}\" width=\"{wide:.0}\" height=\"{high:.0}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\" \
         transform=\"translate(12 12)\" xml:space=\"preserve\">\n"
    );
    for (y, row) in (0_u16..).zip(rows(buffer)) {
        let mut x = 0;
        while x < row.len() {
            let look = Look::of(&row[x]);
            let mut run = String::new();
            let from = x;
            while x < row.len() && Look::of(&row[x]) == look {
                run.push_str(row[x].symbol());
                x += width(row[x].symbol()).max(1);
            }
            look.draw(&mut svg, from, x.min(row.len()), y, &run);
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// How a run of cells looks.
#[derive(PartialEq)]
struct Look {
    ink: String,
    paper: Option<String>,
    modifier: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let ink = colour(cell.fg).unwrap_or_else(|| INK.to_owned());
        let paper = colour(cell.bg);
        if cell.modifier.contains(Modifier::REVERSED) {
            return Self {
                ink: paper.unwrap_or_else(|| PAPER.to_owned()),
                paper: Some(ink),
                modifier: cell.modifier,
            };
        }
        Self { ink, paper, modifier: cell.modifier }
    }

    fn draw(&self, svg: &mut String, from: usize, to: usize, line: u16, text: &str) {
        let x = from as f32 * CELL.0;
        let y = f32::from(line) * CELL.1;
        let wide = (to - from) as f32 * CELL.0;
        if let Some(paper) = &self.paper {
            let _ = writeln!(
                svg,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{:.1}\" fill=\"{paper}\"/>",
                CELL.1
            );
        }
        if text.trim().is_empty() {
            return;
        }
        let mut style = String::new();
        if self.modifier.contains(Modifier::BOLD) {
            style.push_str(" font-weight=\"bold\"");
        }
        if self.modifier.contains(Modifier::DIM) {
            style.push_str(" opacity=\"0.6\"");
        }
        if self.modifier.contains(Modifier::UNDERLINED) {
            style.push_str(" text-decoration=\"underline\"");
        }
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{wide:.1}\" fill=\"{}\"{style}>{}</text>",
            y + CELL.1 * 0.78,
            self.ink,
            escaped(text)
        );
    }
}

fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        _ => None,
    }
}

/// Text for XML. A blank that would be folded is kept by the `xml:space` around it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
