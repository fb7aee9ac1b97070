//! Timelines of any size, the same every time: what the benchmarks read.
#![allow(dead_code, reason = "no benchmark uses all of it")]

use std::fmt::Write as _;

use annals::formats::{self, Hint};
use annals::model::Timeline;

const WORDS: &[&str] = &[
    "gas", "transit", "treaty", "visit", "summit", "energy", "corridor", "talks", "signed", "opened",
    "closed", "Élysée", "pipeline", "mission", "border", "reform", "Київ", "trade", "school", "rebuilt",
];

/// Numbers that look like chance: a linear congruence.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn words(&mut self, count: u64) -> String {
        let mut text = String::new();
        for _ in 0..count {
            let word = usize::try_from(self.below(WORDS.len() as u64)).unwrap_or(0);
            text.push_str(WORDS[word]);
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// Days, months, years, doubt, stretches; a few events have no date.
    fn date(&mut self) -> Option<String> {
        let (year, month, day) = (1900 + self.below(125), 1 + self.below(12), 1 + self.below(28));
        match self.below(12) {
            0 => None,
            1 => Some(format!("{year}")),
            2 => Some(format!("{year}-{month:02}")),
            3 => Some(format!("{year}-{month:02}~")),
            4 => Some(format!("{year}/{}", year + 1 + self.below(9))),
            5 => Some(format!("[{year}-{month:02}-01..{year}-{month:02}-{day:02}]")),
            _ => Some(format!("{year}-{month:02}-{day:02}")),
        }
    }
}

/// The JSON of a timeline of so many events and actors: three actors in each event, one quote.
pub(crate) fn json(events: u64, actors: u64) -> String {
    let mut dice = Dice(29);
    let named: Vec<_> = (0..actors)
        .map(|number| {
            let name = format!("{} {number}", dice.words(2));
            serde_json::json!({ "key": format!("a{number}"), "name": name, "kind": "organisation" })
        })
        .collect();
    let told: Vec<_> = (0..events)
        .map(|number| {
            let actor = dice.below(actors);
            let part = |step: u64| serde_json::json!({ "actor": format!("a{}", (actor + step) % actors) });
            let mut event = serde_json::json!({
                "key": format!("e{number}"),
                "title": dice.words(6),
                "summary": dice.words(20),
                "actors": [part(0), part(1), part(2)],
                "quotes": [{ "text": dice.words(15), "source": "s", "locator": "par. 1" }],
            });
            if let Some(date) = dice.date() {
                event["date"] = date.into();
            }
            event
        })
        .collect();
    let sources = serde_json::json!([{ "key": "s", "title": "A source" }]);
    serde_json::json!({ "sources": sources, "actors": named, "events": told }).to_string()
}

/// The same as JSON Lines, as large files are: an event a line.
pub(crate) fn lines(events: u64, actors: u64) -> String {
    let mut dice = Dice(31);
    let mut out = String::new();
    for number in 0..events {
        let actor = dice.below(actors);
        let date = dice.date().map(|date| format!("\"date\":\"{date}\",")).unwrap_or_default();
        let (title, summary, quote) = (dice.words(6), dice.words(20), dice.words(15));
        let tag = WORDS[usize::try_from(dice.below(6)).unwrap_or(0)];
        let _ = writeln!(
            out,
            "{{\"key\":\"e{number}\",{date}\"title\":\"{title}\",\"summary\":\"{summary}\",\
             \"actors\":[\"a{actor}\",\"a{}\"],\"tags\":[\"{tag}\"],\
             \"quotes\":[{{\"text\":\"{quote}\",\"source\":\"s\"}}]}}",
            actor / 40,
        );
    }
    out
}

/// [`json`], read.
pub(crate) fn timeline(events: u64, actors: u64) -> Timeline {
    read("json", json(events, actors).as_bytes())
}

/// The timeline in those bytes.
pub(crate) fn read(format: &str, bytes: &[u8]) -> Timeline {
    formats::read(Hint::Name(format), bytes).map(|import| import.timeline).unwrap_or_default()
}
