//! What each variable of a query is for: by what the user says, by its name, by what it is bound to.
//!
//! Nothing in a result says which variable is the event and which its date. The conventions of the query
//! service help: `?xLabel`, `?xDescription` and `?xAltLabel` belong to `?x`. How the variables were
//! understood is told, so that a wrong guess is seen and `--map` can mend it.

use std::collections::HashMap;

use super::terms::{Rows, Term};
use crate::formats::Options;
use crate::issue::{Issue, Spot, did_you_mean, nearest};

/// Which date of an event is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The day or time itself.
    Date,
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// What a variable is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What the row is about: rows with the same one are one event.
    Event,
    Title,
    Summary,
    Time(Which),
    Precision(Which),
    Calendar(Which),
    Place,
    Tag,
    Actor,
    /// The document that a statement refers to.
    Document,
    /// Its address.
    Address,
    /// Its words.
    Quotation,
    /// Its page.
    Page,
    /// The name of what another variable holds.
    LabelOf(usize),
    /// What another variable holds, in a few words.
    DescriptionOf(usize),
    /// Nothing that annals knows.
    Other,
}

/// Fields that `--map` may name.
const FIELDS: [(&str, Role); 15] = [
    ("key", Role::Event),
    ("event", Role::Event),
    ("title", Role::Title),
    ("summary", Role::Summary),
    ("date", Role::Time(Which::Date)),
    ("start", Role::Time(Which::Start)),
    ("end", Role::Time(Which::End)),
    ("precision", Role::Precision(Which::Date)),
    ("calendar", Role::Calendar(Which::Date)),
    ("place", Role::Place),
    ("tags", Role::Tag),
    ("actors", Role::Actor),
    ("source", Role::Document),
    ("url", Role::Address),
    ("quote", Role::Quotation),
];

/// What variables are usually called, in lower case without underscores.
const NAMES: [(Role, &[&str]); 11] = [
    (Role::Time(Which::Date), &["date", "time", "when", "pointintime", "day", "datum"]),
    (Role::Time(Which::Start), &["start", "startdate", "starttime", "begin", "begindate", "from", "since"]),
    (Role::Time(Which::End), &["end", "enddate", "endtime", "to", "until"]),
    (Role::Place, &["place", "location", "loc", "city", "country", "venue", "site"]),
    (Role::Tag, &["type", "class", "instance", "instanceof", "kind", "genre", "category", "topic", "tag"]),
    (Role::Document, &["statedin", "stated", "ref", "source", "refsource"]),
    (Role::Address, &["refurl", "referenceurl", "sourceurl", "url"]),
    (Role::Quotation, &["quotation", "quote", "refquote", "refquotation"]),
    (Role::Page, &["page", "pages", "refpage"]),
    (Role::Title, &["title", "label", "name"]),
    (Role::Summary, &["description", "summary"]),
];

/// Times in the names of which one of these stands are those of a source or a record, not of an event.
const ELSEWHERE: [&str; 5] = ["retriev", "access", "publi", "modif", "record"];

/// The roles of all variables, and what is to be said of how they were found.
pub(super) struct Roles {
    pub(super) roles: Vec<Role>,
    pub(super) issues: Vec<Issue>,
}

fn folded(name: &str) -> String {
    name.trim_start_matches(['?', '$']).replace('_', "").to_ascii_lowercase()
}

/// What `--map` may call a variable.
pub(super) fn fields() -> Vec<&'static str> {
    FIELDS.iter().map(|(name, _)| *name).collect()
}

pub(super) fn of(rows: &Rows, options: &Options) -> Roles {
    let variables = &rows.variables;
    let names: Vec<String> = variables.iter().map(|name| folded(name)).collect();
    let index: HashMap<&str, usize> = (0..).zip(&names).map(|(at, name)| (name.as_str(), at)).collect();
    let mut roles: Vec<Option<Role>> = vec![None; names.len()];
    let mut issues = Vec::new();
    for (field, header) in &options.map {
        match (FIELDS.iter().find(|(name, _)| name == field), index.get(folded(header).as_str())) {
            (Some(&(_, role)), Some(&at)) => {
                if let Some(slot) = roles.get_mut(at) {
                    *slot = Some(role);
                }
            }
            (None, _) => {
                let meant = did_you_mean(nearest(field, FIELDS.iter().map(|(name, _)| *name)));
                issues.push(Issue::warning(Spot::NONE, format!("no field `{field}` can be mapped"), meant));
            }
            (_, None) => {
                let meant = did_you_mean(nearest(header, variables.iter().copied()));
                issues.push(Issue::warning(Spot::NONE, format!("there is no variable `{header}`"), meant));
            }
        }
    }
    let kinds = kinds(rows);
    let is = |at: usize| kinds.get(at).copied().unwrap_or_default();
    // Whatever else a variable is called: `?xLabel` belongs to `?x`.
    let about =
        |name: &str, suffix: &str| name.strip_suffix(suffix).and_then(|stem| index.get(stem)).copied();
    let has_label = |name: &str| index.contains_key(format!("{name}label").as_str());
    for (at, name) in names.iter().enumerate() {
        if roles[at].is_none() {
            roles[at] = about(name, "label")
                .map(Role::LabelOf)
                .or_else(|| about(name, "description").map(Role::DescriptionOf));
        }
    }
    if !roles.contains(&Some(Role::Event)) {
        let free = |at: &usize| roles[*at].is_none() && is(*at).uri;
        let called =
            ["event", "item", "entity"].iter().filter_map(|name| index.get(name).copied()).find(free);
        let unnamed = |at: &usize| by_name(&names[*at]).is_none();
        let labelled = || (0..names.len()).filter(free).filter(unnamed).find(|&at| has_label(&names[at]));
        let any = || (0..names.len()).filter(free).find(unnamed);
        if let Some(at) = called.or_else(labelled).or_else(any) {
            roles[at] = Some(Role::Event);
        }
    }
    for (at, name) in names.iter().enumerate() {
        let found = roles[at].or_else(|| by_name(name)).or_else(|| aside(name));
        let actor = || (is(at).uri && has_label(name)).then_some(Role::Actor);
        roles[at] = found.filter(|&role| fits(role, is(at))).or_else(actor).or(Some(Role::Other));
    }
    if !roles.iter().any(|role| matches!(role, Some(Role::Time(_)))) {
        let elsewhere = |at: usize| ELSEWHERE.iter().any(|word| names[at].contains(word));
        let free = |&at: &usize| is(at).time && roles[at] == Some(Role::Other) && !elsewhere(at);
        let time = (0..names.len()).find(free);
        if let Some(at) = time {
            roles[at] = Some(Role::Time(Which::Date));
        }
    }
    Roles { roles: roles.into_iter().map(|role| role.unwrap_or(Role::Other)).collect(), issues }
}

/// What a variable is bound to in some row.
#[derive(Clone, Copy, Debug, Default)]
struct Kind {
    uri: bool,
    time: bool,
}

fn kinds(rows: &Rows) -> Vec<Kind> {
    let mut kinds = vec![Kind::default(); rows.variables.len()];
    for cell in rows.list.iter().flat_map(|row| &row.cells) {
        if let Some(kind) = kinds.get_mut(cell.variable) {
            kind.uri |= matches!(cell.term, Term::Uri(_));
            kind.time |= cell.is_time;
        }
    }
    kinds
}

fn by_name(name: &str) -> Option<Role> {
    NAMES.iter().find(|(_, names)| names.contains(&name)).map(|&(role, _)| role)
}

/// Precision and calendar stand beside the date that they belong to: `prec`, `startPrecision`, `dateCal`.
fn aside(name: &str) -> Option<Role> {
    let strip = |endings: &[&str]| endings.iter().find_map(|ending| which(name.strip_suffix(ending)?));
    strip(&["precision", "prec"])
        .map(Role::Precision)
        .or_else(|| strip(&["calendarmodel", "calendar", "cal"]).map(Role::Calendar))
}

/// The date that a variable is called after; without any it is the date itself.
fn which(stem: &str) -> Option<Which> {
    match by_name(stem) {
        Some(Role::Time(which)) => Some(which),
        _ => stem.is_empty().then_some(Which::Date),
    }
}

/// A date that is nothing but addresses is none, nor is a page.
fn fits(role: Role, kind: Kind) -> bool {
    match role {
        Role::Title | Role::Summary | Role::Quotation | Role::Page => !kind.uri,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_date_belongs_to_it() {
        let rows = [
            ("prec", Some(Role::Precision(Which::Date))),
            ("timeprecision", Some(Role::Precision(Which::Date))),
            ("startprec", Some(Role::Precision(Which::Start))),
            ("starttimeprecision", Some(Role::Precision(Which::Start))),
            ("endtimecalendarmodel", Some(Role::Calendar(Which::End))),
            ("cal", Some(Role::Calendar(Which::Date))),
            ("person", None),
            ("local", None),
        ];
        for (name, wanted) in rows {
            assert_eq!(aside(name), wanted, "{name}");
        }
    }
}
