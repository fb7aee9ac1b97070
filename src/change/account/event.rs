//! What changed of one event.

use std::collections::{HashMap, HashSet};

use super::{Change, Names, dates, quotes};
use crate::model::draft::{DraftCaveat, DraftEvent};
use crate::model::{Extra, Word};
use crate::text::Text;

/// How many pairs of caveats are compared.
const CAVEATS: usize = 1_000_000;

pub(super) fn changes(old: &DraftEvent, new: &DraftEvent, names: &Names) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    out.extend(Change::prose("title", "the title", old.title.as_ref(), new.title.as_ref()));
    out.extend(dates::change("the date", old.date.as_ref(), new.date.as_ref()));
    out.extend(Change::prose("summary", "the summary", old.summary.as_ref(), new.summary.as_ref()));
    let word = |word: Option<&'static str>| word.map(Text::from);
    let status = |event: &DraftEvent| word(event.status.map(Word::word));
    out.extend(Change::field("status", "the status", status(old).as_ref(), status(new).as_ref()));
    let weight = |event: &DraftEvent| word(event.importance.map(Word::word));
    out.extend(Change::field("importance", "the importance", weight(old).as_ref(), weight(new).as_ref()));
    out.extend(Change::field("place", "the place", old.place.as_ref(), new.place.as_ref()));
    out.extend(actors(old, new, names));
    out.extend(quotes::changes(&old.quotes, &new.quotes, names));
    out.extend(caveats(&old.caveats, &new.caveats));
    out.extend(texts("tags", "the tag", &old.tags, &new.tags));
    out.extend(extra(&old.extra, &new.extra));
    out
}

/// Who joined, who left, and whose role is another.
fn actors(old: &DraftEvent, new: &DraftEvent, names: &Names) -> Vec<Change> {
    let mut out = Vec::new();
    // Who takes part in several roles has them all.
    let roles = |event: &DraftEvent| {
        let mut all: Vec<(Text, Vec<Text>)> = Vec::new();
        let mut places: HashMap<Text, usize> = HashMap::new();
        for one in &event.actors {
            let at = *places.entry(one.actor.value.clone()).or_insert(all.len());
            if at == all.len() {
                all.push((one.actor.value.clone(), Vec::new()));
            }
            all[at].1.extend(one.role.clone());
        }
        (all, places)
    };
    let said = |roles: &[Text]| roles.iter().map(Text::raw).collect::<Vec<_>>().join(", ");
    let ((before, of_old), (after, of_new)) = (roles(old), roles(new));
    for (key, old_roles) in &before {
        let name = names.actor(key);
        match of_new.get(key).map(|&at| &after[at]) {
            None => out.push(Change::new("actors", format!("{name} left"), Some(key), None)),
            Some((_, new_roles)) if new_roles != old_roles => {
                let role = |roles: &[Text]| (!roles.is_empty()).then(|| Text::new(said(roles)));
                let what = format!("the role of {name}");
                out.extend(Change::field(
                    "actors",
                    &what,
                    role(old_roles).as_ref(),
                    role(new_roles).as_ref(),
                ));
            }
            Some(_) => {}
        }
    }
    for (key, roles) in &after {
        if !of_old.contains_key(key) {
            let role = if roles.is_empty() { String::new() } else { format!(" as {}", said(roles)) };
            let line = crate::text::line(&role).into_owned();
            let gap = if line.is_empty() { "" } else { " " };
            out.push(Change::new(
                "actors",
                format!("{} joined{gap}{line}", names.actor(key)),
                None,
                Some(key),
            ));
        }
    }
    if out.is_empty() && old.actors != new.actors {
        let order = before.iter().map(|(key, _)| key).ne(after.iter().map(|(key, _)| key));
        let said = if order { "the actors stand in another order" } else { "a detail of the actors changed" };
        out.push(Change::new("actors", said.into(), None, None));
    }
    out
}

fn caveats(old: &[DraftCaveat], new: &[DraftCaveat]) -> Vec<Change> {
    let mut out = Vec::new();
    if old.len().saturating_mul(new.len()) > CAVEATS && old != new {
        let said = format!("the caveats changed ({} before, {} now)", old.len(), new.len());
        return vec![Change::new("caveats", said, None, None)];
    }
    let said = |caveat: &DraftCaveat| {
        let kind = caveat.kind.map_or_else(String::new, |kind| format!("{}: ", kind.word()));
        format!("{kind}{}", caveat.text.line())
    };
    for caveat in old.iter().filter(|caveat| !new.contains(caveat)) {
        out.push(match new.iter().find(|other| other.text == caveat.text) {
            Some(other) if !old.contains(other) => {
                let said = format!("a caveat changed: {} (was {})", said(other), said(caveat));
                Change::new("caveats", said, Some(&caveat.text), Some(&other.text))
            }
            _ => {
                let said = format!("a caveat was removed: {}", said(caveat));
                Change::new("caveats", said, Some(&caveat.text), None)
            }
        });
    }
    for caveat in new.iter().filter(|caveat| !old.contains(caveat)) {
        if !old.iter().any(|other| other.text == caveat.text && !new.contains(other)) {
            let said = format!("a caveat was added: {}", said(caveat));
            out.push(Change::new("caveats", said, None, Some(&caveat.text)));
        }
    }
    if out.is_empty() && old != new {
        out.push(Change::new("caveats", "the caveats stand in another order".into(), None, None));
    }
    out
}

/// What was added to a list of words, and what was removed.
pub(super) fn texts(part: &'static str, name: &str, old: &[Text], new: &[Text]) -> Vec<Change> {
    let mut out = Vec::new();
    let (before, after): (HashSet<&Text>, HashSet<&Text>) = (old.iter().collect(), new.iter().collect());
    for text in old.iter().filter(|text| !after.contains(text)) {
        out.push(Change::new(part, format!("{name} “{}” was removed", text.line()), Some(text), None));
    }
    for text in new.iter().filter(|text| !before.contains(text)) {
        out.push(Change::new(part, format!("{name} “{}” was added", text.line()), None, Some(text)));
    }
    if out.is_empty() && old != new {
        out.push(Change::new(part, format!("{name}s stand in another order"), None, None));
    }
    out
}

/// Fields that annals does not know.
pub(super) fn extra(old: &Extra, new: &Extra) -> Vec<Change> {
    fn value<'e>(extra: &'e Extra, name: &str) -> Option<&'e toml::Value> {
        extra.as_ref()?.get(name)
    }
    let shown = |value: &toml::Value| match value {
        toml::Value::String(text) => Text::new(text.as_str()),
        value => Text::new(value.to_string()),
    };
    let mut names: Vec<&String> = old.iter().chain(new).flat_map(|table| table.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        // The order of the fields within a field says nothing.
        .filter(|name| value(old, name) != value(new, name))
        .filter_map(|name| {
            let field = format!("the field {}", crate::text::line(name));
            let [from, to] = [old, new].map(|extra| value(extra, name).map(shown));
            Change::field("other", &field, from.as_ref(), to.as_ref())
        })
        .collect()
}
