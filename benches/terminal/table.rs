//! One table of all.

use std::fmt::Write as _;
use std::time::Duration;

use crate::measure::{Figures, Keys};

const HEAD: &[&str] = &[
    "program · events",
    "first",
    "loaded",
    "down",
    "page",
    "end",
    "letter",
    "finder",
    "filter",
    "follow",
    "bytes",
    "within",
    "peak MB",
    "idle %",
    "wakeups/s",
];

pub(crate) fn markdown(rows: &[(String, Figures)]) -> String {
    let mut out = format!("| {} |\n", HEAD.join(" | "));
    let rule: Vec<&str> =
        HEAD.iter().enumerate().map(|(at, _)| if at == 0 { "---" } else { "---:" }).collect();
    let _ = writeln!(out, "| {} |", rule.join(" | "));
    for (name, figures) in rows {
        let cells = [
            if figures.ended { format!("{name} †") } else { name.clone() },
            time(figures.first),
            time(figures.loaded),
            keys(&figures.down),
            keys(&figures.page),
            keys(&figures.ends),
            typed(&figures.search, figures.by_enter),
            typed(&figures.finder, false),
            typed(&figures.filter, false),
            typed(&figures.follow, true),
            bytes(&figures.down),
            bytes(&figures.within),
            still(figures, figures.peak as f64 / 1024.0, 1),
            still(figures, figures.idle, 2),
            still(figures, figures.wakeups, 1),
        ];
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}

/// What can only be known of a program that is still there.
fn still(figures: &Figures, figure: f64, digits: usize) -> String {
    if figures.ended { "–".to_owned() } else { format!("{figure:.digits$}") }
}

fn time(time: Option<Duration>) -> String {
    match time {
        None => "–".to_owned(),
        Some(time) if time < Duration::from_secs(1) => format!("{:.1} ms", millis(time)),
        Some(time) => format!("{:.2} s", time.as_secs_f64()),
    }
}

/// Median and 99th percentile; a dash where the key does mostly nothing.
fn keys(keys: &Keys) -> String {
    if keys.pressed == 0 || keys.last.len() * 2 < keys.pressed {
        return "–".to_owned();
    }
    format!("{} / {}", figure(percentile(&keys.last, 50)), figure(percentile(&keys.last, 99)))
}

fn typed(letters: &Keys, by_enter: bool) -> String {
    let settled = keys(letters);
    if settled == "–" {
        return settled;
    }
    let mark = if by_enter { "↵ " } else { "" };
    let first = [50, 99].map(|share| figure(percentile(&letters.first, share)));
    format!("{mark}{settled} ({} / {})", first[0], first[1])
}

fn bytes(keys: &Keys) -> String {
    keys.bytes.checked_div(keys.pressed).map_or_else(|| "–".to_owned(), |bytes| bytes.to_string())
}

fn percentile(times: &[Duration], share: usize) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = (times.len() * share).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or_default()
}

fn figure(time: Duration) -> String {
    let millis = millis(time);
    if millis < 99.95 { format!("{millis:.1}") } else { format!("{millis:.0}") }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
