//! Lines of pages to paragraphs: what was broken at a width is joined, what stands on every page goes.

use std::collections::{HashMap, HashSet};

use super::lines::Line;

/// The text of all pages, and where in it each begins.
pub(super) fn text(mut pages: Vec<Vec<Line>>) -> (String, Vec<usize>) {
    drop_frames(&mut pages);
    let parted = Parted::of(&pages);
    let mut out = String::new();
    let mut starts = Vec::with_capacity(pages.len());
    for lines in &pages {
        let step = step(lines);
        let right = lines.iter().map(|line| line.to).fold(0.0, f64::max);
        let left = lines.iter().map(|line| line.from).fold(f64::MAX, f64::min);
        let mut before: Option<&Line> = None;
        for line in lines {
            let goes_on = match before {
                None => continues(&out, &line.text),
                Some(before) => {
                    let gap = before.height - line.height;
                    let column = gap < 0.0 || gap > 20.0 * step;
                    if column {
                        continues(&out, &line.text)
                    } else {
                        !parts(before, line, gap, step, left, right)
                    }
                }
            };
            if out.is_empty() {
                starts.push(0);
            } else if goes_on {
                join(&mut out, &line.text, &parted);
            } else {
                out.push_str("\n\n");
            }
            if before.is_none() && starts.last().is_none_or(|&last| last < out.len()) {
                starts.push(out.len());
            }
            out.push_str(line.text.trim());
            before = Some(line);
        }
        if lines.is_empty() {
            starts.push(out.len());
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    (out, starts)
}

/// How far one line stands below the other, mostly.
fn step(lines: &[Line]) -> f64 {
    let mut gaps: Vec<f64> = lines
        .windows(2)
        .map(|pair| pair[0].height - pair[1].height)
        .zip(lines)
        .filter(|(gap, line)| *gap > 0.3 * line.size && *gap < 3.0 * line.size)
        .map(|(gap, _)| gap)
        .collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(14.0)
}

/// Whether a paragraph begins with `line`, that stands by `gap` below `before`.
fn parts(before: &Line, line: &Line, gap: f64, step: f64, left: f64, right: f64) -> bool {
    let closed = before.text.ends_with(['.', '!', '?', ':', '”', '"', '’', ')', ';']);
    let short = before.to < right - 0.15 * (right - left);
    let lower = line.text.starts_with(|c: char| c.is_lowercase());
    let indented = line.from > before.from + 0.8 * line.size && line.from < before.from + 6.0 * line.size;
    gap > 1.35 * step
        || (line.size - before.size).abs() > 0.15 * before.size
        || (!lower && closed && (short || indented))
        || (!lower && short && !closed && before.to < left + 0.6 * (right - left))
        || line.text.starts_with(['•', '▪', '●'])
}

/// Whether a line on another page, or in another column, goes on with the sentence at the end of `out`.
fn continues(out: &str, line: &str) -> bool {
    let open = !out.trim_end().ends_with(['.', '!', '?', ':', '”', '"']);
    !out.is_empty() && open && line.starts_with(|c: char| c.is_lowercase())
}

/// Joins a line to what stands before it, with a blank or, where a word was parted, without its hyphen.
fn join(out: &mut String, line: &str, parted: &Parted) {
    if let Some(stem) = out.strip_suffix(['-', '\u{ad}']) {
        let first = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let second = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if !first.is_empty() && second.starts_with(char::is_lowercase) {
            if out.ends_with('\u{ad}') || !parted.keeps_hyphen(first, second) {
                out.pop();
            }
            return;
        }
    }
    out.push(' ');
}

/// What words stand in the document whole, and which with a hyphen.
struct Parted {
    whole: HashSet<String>,
    hyphened: HashSet<String>,
}

impl Parted {
    fn of(pages: &[Vec<Line>]) -> Self {
        let (mut whole, mut hyphened) = (HashSet::new(), HashSet::new());
        for line in pages.iter().flatten() {
            for word in line.text.split(|c: char| !c.is_alphabetic() && c != '-') {
                let word = word.to_lowercase();
                if word.ends_with('-') || word.is_empty() {
                    continue;
                }
                if word.contains('-') {
                    hyphened.insert(word)
                } else {
                    whole.insert(word)
                };
            }
        }
        Self { whole, hyphened }
    }

    fn keeps_hyphen(&self, first: &str, second: &str) -> bool {
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        !self.whole.contains(&format!("{first}{second}"))
            && self.hyphened.contains(&format!("{first}-{second}"))
    }
}

/// Takes out what stands at the head or foot of many pages, and page numbers.
fn drop_frames(pages: &mut [Vec<Line>]) {
    let key = |line: &Line| {
        let text: String = line.text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        text.trim().to_lowercase()
    };
    let is_number = |line: &Line| {
        let text = line.text.trim().trim_matches(['-', '–', '—', ' ', '|']);
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    for lines in pages.iter() {
        for line in ends(lines) {
            *seen.entry(key(line)).or_default() += 1;
        }
    }
    let often = 3.max(pages.len() / 4);
    let many = pages.len() > 1;
    for lines in pages {
        let frame =
            |line: &Line| many && (is_number(line) || seen.get(&key(line)).is_some_and(|&n| n >= often));
        for _ in 0..2 {
            if lines.last().is_some_and(frame) {
                lines.pop();
            }
            if lines.first().is_some_and(frame) {
                lines.remove(0);
            }
        }
    }
}

/// The two first and the two last lines.
fn ends(lines: &[Line]) -> impl Iterator<Item = &Line> {
    let late = lines.len().saturating_sub(2).max(2);
    lines.iter().enumerate().filter(move |(index, _)| *index < 2 || *index >= late).map(|(_, line)| line)
}
