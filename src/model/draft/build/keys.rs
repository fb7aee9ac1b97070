//! Keys: given, doubled, missing.

use std::collections::HashMap;

use super::{At, Thing};
use crate::issue::{Issue, Spot};
use crate::text::{Text, line};

/// How long a key made from a title may get, in letters.
const LONGEST: usize = 60;

/// Gives out keys so that each is there once.
///
/// A key that the file gives is never given to something else, so a reference means what it meant
/// whatever is doubled or missing around it.
pub(super) struct Keys {
    thing: Thing,
    /// A missing key is nothing to remark.
    foreign: bool,
    known: HashMap<Text, Known>,
}

#[derive(Default)]
struct Known {
    /// Who has it, once somebody has.
    first: Option<Spot>,
    /// The number last tried behind it, so that a key doubled a million times stays cheap.
    last: u64,
}

impl Keys {
    /// Notes the keys that the file gives.
    pub(super) fn new<'a>(
        thing: Thing,
        foreign: bool,
        given: impl Iterator<Item = Option<&'a At<Text>>>,
    ) -> Self {
        let keys = given.flatten().filter(|at| !at.value.is_blank());
        Self { thing, foreign, known: keys.map(|at| (at.value.clone(), Known::default())).collect() }
    }

    /// The key for the next thing: its own, or one made from it.
    pub(super) fn take(
        &mut self,
        given: Option<&At<Text>>,
        spot: Spot,
        issues: &mut Vec<Issue>,
        named: impl FnOnce() -> String,
    ) -> Text {
        let word = self.thing.word();
        let Some(given) = given.filter(|at| !at.value.is_blank()) else {
            let base = Text::new(named());
            let key = if self.known.contains_key(&base) { self.next(&base) } else { base };
            self.known.insert(key.clone(), Known { first: Some(spot), last: 1 });
            if self.foreign {
                return key;
            }
            let what = format!("{word} without key, here called `{}`", key.raw());
            let help = "give it a key, so that others can refer to it";
            issues.push(Issue::warning(spot, what, help));
            return key;
        };
        let first = self.known.entry(given.value.clone()).or_default();
        let Some(first) = first.first else {
            first.first = Some(given.spot);
            return given.value.clone();
        };
        let key = self.next(&given.value);
        self.known.insert(key.clone(), Known { first: Some(given.spot), last: 1 });
        let short = line(given.value.raw());
        issues.push(
            Issue::error(
                given.spot,
                format!("{word} key `{short}` is there twice"),
                format!("rename one; this one is called `{}` here", line(key.raw())),
            )
            .repeating(first),
        );
        key
    }

    /// The next of `key-2`, `key-3` .. that nothing has and nothing is given.
    fn next(&mut self, key: &Text) -> Text {
        let mut number = self.known.get(key).map_or(1, |known| known.last).max(1);
        loop {
            number += 1;
            let next = Text::new(format!("{}-{number}", key.raw()));
            if !self.known.contains_key(&next) {
                self.known.entry(key.clone()).or_default().last = number;
                return next;
            }
        }
    }
}

/// Words as a key: Latin letters and digits in lower case, with hyphens between; `fallback` where
/// nothing is left of them.
pub(crate) fn slug(parts: &[&str], fallback: &str) -> String {
    let mut out = String::new();
    for part in parts {
        let short: String = part.chars().take(4 * LONGEST).collect();
        for word in deunicode::deunicode(&short).split(|c: char| !c.is_ascii_alphanumeric()) {
            let gap = usize::from(!out.is_empty());
            if word.is_empty() || out.len() + gap + word.len() > LONGEST {
                continue;
            }
            if gap == 1 {
                out.push('-');
            }
            out.push_str(&word.to_ascii_lowercase());
        }
    }
    if out.is_empty() { fallback.to_owned() } else { out }
}
