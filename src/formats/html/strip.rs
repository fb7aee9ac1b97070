//! The time strip as a picture in the page.
//!
//! Lengths across are in percent, so that one picture fits a phone and a sheet of paper and its letters
//! stay as large as they are; labels for which a phone has no room are shown on wider pages only.

use std::io;

use super::escape::Line;
use crate::model::Timeline;
use crate::model::date::{Moment, era_year};
use crate::strip::{Column, Strip};
use crate::text::width;

/// How many columns there are at most. On a phone each is still five pixels wide.
const COLUMNS: usize = 60;

/// With fewer columns than these a column does not become wider.
const FEWEST: usize = 16;

/// The height of the highest bar, and of the space above it.
const HEIGHT: f32 = 80.0;
const ABOVE: f32 = 6.0;

/// How wide a letter is at most, and how wide the picture is on a phone and on a page, in pixels.
const LETTER: f32 = 6.6;
const NARROW: f32 = 300.0;
const WIDE: f32 = 620.0;

/// Draws it; nothing where there is no date to draw.
pub(super) fn write(timeline: &Timeline, ours: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let events: Vec<_> = timeline.event_ids().collect();
    let strip = Strip::of(timeline, &events, COLUMNS);
    if strip.columns.is_empty() || strip.highest <= 0.0 {
        return Ok(());
    }
    let pitch = 100.0 / strip.columns.len().max(FEWEST) as f32;
    writeln!(
        out,
        "<figure class=\"strip\"{ours}>\n<svg width=\"100%\" height=\"108\" role=\"img\" \
         aria-labelledby=\"_strip-title _strip-desc\" xmlns=\"http://www.w3.org/2000/svg\">"
    )?;
    let unit = strip.unit_name();
    writeln!(out, "<title id=\"_strip-title\">When events begin, by {unit}</title>")?;
    writeln!(out, "<desc id=\"_strip-desc\">{}</desc>", Line(&described(timeline, &strip)))?;
    out.write_all(
        b"<defs><pattern id=\"_hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" \
          patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M0 0V4\"/></pattern></defs>\n",
    )?;
    for (index, column) in strip.columns.iter().enumerate() {
        write_column(out, &strip, index, column, pitch)?;
    }
    write_labels(out, &strip, pitch)?;
    out.write_all(b"</svg>\n")?;
    let hatched = strip.columns.iter().any(|column| column.possible > 0.0);
    let broken = strip.columns.iter().any(|column| column.is_break);
    let far = |before: bool, when: &str| {
        let at = if before { strip.columns.first() } else { strip.columns.last() };
        let column = at.filter(|column| column.is_far)?;
        let edge = strip.near();
        let edge = strip.name(if before { edge.start } else { edge.end.checked_sub(1)? })?;
        Some(format!(" Not drawn: {} {when} {edge}.", beginning(column.certain)))
    };
    let legend = [
        (hatched, " Hatched: events that may begin there."),
        (broken, " Dotted: a stretch in which nothing begins, left out."),
    ];
    write!(out, "<figcaption>How many events begin in each {unit}.{}", highest(&strip))?;
    for (_, text) in legend.iter().filter(|(is_there, _)| *is_there) {
        out.write_all(text.as_bytes())?;
    }
    for text in [far(true, "before"), far(false, "after")].into_iter().flatten() {
        write!(out, "{}", Line(&text))?;
    }
    out.write_all(b"</figcaption>\n</figure>\n")
}

fn write_column(
    out: &mut dyn io::Write,
    strip: &Strip,
    index: usize,
    column: &Column,
    pitch: f32,
) -> io::Result<()> {
    let x = index as f32 * pitch;
    let (bottom, right) = (ABOVE + HEIGHT, x + pitch);
    if column.is_break {
        let middle = x + pitch / 2.0;
        return writeln!(
            out,
            "<line class=\"break\" x1=\"{middle:.2}%\" x2=\"{middle:.2}%\" y1=\"{ABOVE}\" y2=\"{bottom}\"/>"
        );
    }
    writeln!(
        out,
        "<line class=\"axis\" x1=\"{x:.2}%\" x2=\"{right:.2}%\" y1=\"{bottom}\" y2=\"{bottom}\"/>"
    )?;
    let certain = if column.is_far { 0.0 } else { column.certain as f32 };
    if certain + column.possible <= 0.0 {
        return Ok(());
    }
    let tall = |mass: f32| if mass <= 0.0 { 0.0 } else { (mass / strip.highest * HEIGHT).max(2.0) };
    let (solid, all) = (tall(certain), tall(certain + column.possible));
    let (from, wide) = (x + pitch * 0.08, pitch * 0.84);
    let bar = |class: &str, top: f32, high: f32| {
        format!(
            "<rect class=\"{class}\" x=\"{from:.2}%\" y=\"{:.1}\" width=\"{wide:.2}%\" height=\"{high:.1}\"/>",
            bottom - top
        )
    };
    let also = if column.possible > 0.0 { ", and others that may" } else { "" };
    let title = format!("{}: {}{also}", strip.name(index).unwrap_or_default(), beginning(column.certain));
    write!(out, "<g><title>{}</title>", Line(&title))?;
    if all > solid {
        out.write_all(bar("may", all, all - solid).as_bytes())?;
    }
    if solid > 0.0 {
        out.write_all(bar("bar", solid, solid).as_bytes())?;
    }
    out.write_all(b"</g>\n")
}

fn beginning(count: u32) -> String {
    if count == 1 { "1 event begins".to_owned() } else { format!("{count} events begin") }
}

/// Labels where there is room: those that a phone has room for, then more for wider pages.
fn write_labels(out: &mut dyn io::Write, strip: &Strip, pitch: f32) -> io::Result<()> {
    let labels: Vec<(usize, String)> =
        (0..strip.columns.len()).filter_map(|index| Some((index, strip.label(index)?))).collect();
    let is_month = |label: &str| label.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut taken: Vec<(f32, f32)> = Vec::new();
    // Where a strip as wide as the page ends, no label has room but one that ends there, too.
    let last = strip.columns.len().saturating_sub(1);
    let year = strip.moment(last).and_then(Moment::civil).map(|(year, ..)| era_year(year));
    if let Some(year) = year.filter(|_| (last + 1) as f32 * pitch > 99.0) {
        let room = (width(&year) as f32 * LETTER + 5.0) / NARROW * 100.0;
        let is_said =
            |(index, label): &(usize, String)| *label == year && *index as f32 * pitch + room <= 101.0;
        if !labels.iter().any(is_said) {
            taken.push((100.0 - room, 100.0));
            writeln!(out, "<text x=\"100%\" y=\"103\" text-anchor=\"end\">{}</text>", Line(&year))?;
        }
    }
    for (class, room) in [("", NARROW), (" class=\"wide\"", WIDE)] {
        // What stood on a phone stands as many percent wide or less on a page.
        for months in [false, true] {
            for (index, label) in labels.iter().filter(|(_, label)| is_month(label) == months) {
                let from = *index as f32 * pitch;
                let end = from + (width(label) as f32 * LETTER + 5.0) / room * 100.0;
                let fits = end <= 101.0 && taken.iter().all(|&(a, b)| end <= a || from >= b);
                if fits {
                    taken.push((from, end));
                    writeln!(out, "<text{class} x=\"{from:.2}%\" y=\"103\">{}</text>", Line(label))?;
                }
            }
        }
        // On the wider page the same labels take less.
        for (from, end) in &mut taken {
            if *end >= 100.0 {
                *from = *end - (*end - *from) * NARROW / WIDE;
            } else {
                *end = *from + (*end - *from) * NARROW / WIDE;
            }
        }
    }
    Ok(())
}

/// The highest column and what is in it.
fn highest(strip: &Strip) -> String {
    let near = || strip.columns.iter().enumerate().filter(|(_, column)| !column.is_far);
    let most = near().map(|(_, column)| column.certain).max().unwrap_or_default();
    let at = near().find(|(_, column)| column.certain == most).map(|(at, _)| at);
    match at.and_then(|at| strip.name(at)).filter(|_| most > 1) {
        Some(name) => format!(" The most, {most}, in {name}."),
        None => String::new(),
    }
}

/// The picture in words, for those who do not see it.
fn described(timeline: &Timeline, strip: &Strip) -> String {
    let near = strip.near();
    let name = |at: usize| strip.name(at).unwrap_or_default();
    let (first, last) = (name(near.start), name(near.end.saturating_sub(1)));
    let undated = match timeline.event_ids().count().saturating_sub(timeline.dated()) {
        0 => String::new(),
        1 => " 1 event has no date and is not in it.".to_owned(),
        n => format!(" {n} events have no date and are not in it."),
    };
    format!("From {first} to {last}, one column a {}.{}{undated}", strip.unit_name(), highest(strip))
}
