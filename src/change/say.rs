//! Changes in a line of words.

use super::Changes;
use crate::model::Timeline;
use crate::text::Text;

/// How many parts are named before the rest is counted.
const NAMED: usize = 3;

impl Changes {
    /// One line, fit for a terminal: `2 new, 1 changed, 1 gone`; a single event is named.
    ///
    /// `old` and `new` are the timelines that were compared.
    #[must_use]
    pub fn summary(&self, old: &Timeline, new: &Timeline) -> String {
        let title = |timeline: &Timeline, key: &Text| {
            let id = timeline.event_by_key(key);
            id.map_or(key.line(), |id| timeline.event(id).title.line()).into_owned()
        };
        match (self.added.as_slice(), self.changed.as_slice(), self.removed.as_slice()) {
            ([], [], []) => match self.beside.as_slice() {
                [] => "nothing has changed but how it is written".to_owned(),
                beside => format!("changed: {}", listed(beside)),
            },
            ([key], [], []) => format!("new: {}", title(new, key)),
            ([], [(key, parts)], []) => format!("changed: {}: {}", title(new, key), listed(parts)),
            ([], [], [key]) => format!("gone: {}", title(old, key)),
            (added, changed, removed) => {
                let counts = [(added.len(), "new"), (changed.len(), "changed"), (removed.len(), "gone")];
                let said: Vec<String> = counts
                    .into_iter()
                    .filter(|&(count, _)| count > 0)
                    .map(|(count, word)| format!("{count} {word}"))
                    .collect();
                said.join(", ")
            }
        }
    }
}

/// `date, quotes`; `title, date, place and 2 more`.
fn listed(parts: &[impl ToString]) -> String {
    let named = if parts.len() > NAMED + 1 { NAMED } else { parts.len() };
    let (named, more) = parts.split_at(named);
    let said = named.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if more.is_empty() { said } else { format!("{said} and {} more", more.len()) }
}
