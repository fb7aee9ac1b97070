//! What a format cannot hold: told when a timeline is written in it.

use crate::model::{Event, Timeline};
use crate::text::{Text, TextRef};

/// Which fields were lost or made coarser in writing, and on how many events.
///
/// Fields are called by the names of the native format, nested ones with a dot: `actors.role`,
/// `quotes.speaker`, `quotes.source`, `sources.publisher`, `actors.description`, `timeline.language`. `date` is a date that
/// the format can only hold coarser or not at all; `extra` is what annals itself does not know. A field
/// that is named says also that what lies within it is lost: `quotes` means all of each quote.
///
/// ```
/// use annals::formats::Losses;
/// let mut losses = Losses::default();
/// losses.lose("actors.role", "cop29");
/// losses.lose("actors.role", "cop29");
/// losses.lose("actors.role", "davos");
/// let rows: Vec<_> = losses.rows().collect();
/// assert_eq!(rows, [("actors.role", 2)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    rows: Vec<Row>,
    /// What annals reads back as it was, and other programs see otherwise.
    misread: Vec<Row>,
    /// The names of lost fields that annals does not know, and how many more there were.
    names: Vec<String>,
    more: bool,
    /// The same of those that come back as text.
    texts: Vec<String>,
    more_texts: bool,
}

/// The row of the fields that annals does not know whose numbers, dates and booleans come back as text.
pub const AS_TEXT: &str = "extra as text";

/// How many names of lost fields are told.
const MAX_NAMES: usize = 12;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    field: &'static str,
    count: usize,
    last: Option<Text>,
}

impl Losses {
    /// `field` of the record with that key is not written as it is. Saying it twice in a row of the same
    /// record counts once.
    pub fn lose<'k>(&mut self, field: &'static str, key: impl Into<TextRef<'k>>) {
        count(&mut self.rows, field, key.into());
    }

    /// Other programs than annals see another `field` of that record than it has, or where that is `events` do
    /// not see it at all; annals reads it back as it is, so it is not lost.
    pub fn misread<'k>(&mut self, field: &'static str, key: impl Into<TextRef<'k>>) {
        count(&mut self.misread, field, key.into());
    }

    /// Fields of these names are lost that annals does not know.
    pub(super) fn name<'n>(&mut self, names: impl IntoIterator<Item = &'n String>) {
        names.into_iter().for_each(|name| note(&mut self.names, &mut self.more, name));
    }

    /// A number, a date or a yes or no of that name, which annals does not know, stands there and is read back
    /// as text: a row of the field [`AS_TEXT`].
    pub(super) fn as_text<'k>(&mut self, name: &str, key: impl Into<TextRef<'k>>) {
        note(&mut self.texts, &mut self.more_texts, name);
        self.lose(AS_TEXT, key);
    }

    /// [`Losses::lose`] for each field beside which `true` stands.
    pub(super) fn lose_where<'k>(&mut self, key: impl Into<TextRef<'k>>, fields: &[(&'static str, bool)]) {
        let key = key.into();
        for (field, _) in fields.iter().filter(|(_, is_lost)| *is_lost) {
            self.lose(field, key);
        }
    }

    /// Dates of TOML, infinities and what is no number, wherever annals keeps a field that it does not know:
    /// where a format has no such values they come back as text.
    pub(super) fn odd_as_text(&mut self, timeline: &Timeline) {
        let meta = timeline.meta();
        self.odd(meta.extra.as_deref(), "");
        self.odd(meta.rest.as_deref(), "");
        timeline.sources().iter().for_each(|source| self.odd(source.extra.as_deref(), &source.key));
        timeline.actors().iter().for_each(|actor| self.odd(actor.extra.as_deref(), &actor.key));
        for event in timeline.events() {
            let parts = event.actors.iter().map(|one| one.extra);
            let parts = parts.chain(event.quotes.iter().map(|quote| quote.extra));
            let parts = parts.chain(event.caveats.iter().map(|caveat| caveat.extra));
            for extra in std::iter::once(event.extra).chain(parts).filter(|extra| !extra.is_empty()) {
                self.odd(extra.get().as_deref(), event.key);
            }
        }
    }

    fn odd<'k>(&mut self, extra: Option<&toml::Table>, key: impl Into<TextRef<'k>>) {
        let key = key.into();
        for (name, _) in extra.into_iter().flatten().filter(|(_, value)| is_odd(value)) {
            self.as_text(name, key);
        }
    }

    /// Each field with the number of records that lose it, in the order in which they were met.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.rows.iter().map(|row| (row.field, row.count))
    }

    /// What other programs see otherwise than it is, as [`Losses::rows`].
    pub fn misread_rows(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.misread.iter().map(|row| (row.field, row.count))
    }

    /// What `extra` stands for: `shelf, binding ..`; empty where nobody said.
    #[must_use]
    pub fn names(&self) -> String {
        let more = if self.more { " .." } else { "" };
        format!("{}{more}", self.names.join(", "))
    }

    /// What [`AS_TEXT`] stands for, as [`Losses::names`].
    #[must_use]
    pub fn text_names(&self) -> String {
        let more = if self.more_texts { " .." } else { "" };
        format!("{}{more}", self.texts.join(", "))
    }

    /// Whether nothing was lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Whether JSON has no such value, or it has none within.
fn is_odd(value: &toml::Value) -> bool {
    match value {
        toml::Value::Datetime(_) => true,
        toml::Value::Float(number) => !number.is_finite(),
        toml::Value::Array(values) => values.iter().any(is_odd),
        toml::Value::Table(table) => table.iter().any(|(_, value)| is_odd(value)),
        _ => false,
    }
}

fn note(names: &mut Vec<String>, more: &mut bool, name: &str) {
    if *more || names.iter().any(|known| known == name) {
        return;
    }
    if names.len() < MAX_NAMES {
        names.push(name.to_owned());
    } else {
        *more = true;
    }
}

fn count(rows: &mut Vec<Row>, field: &'static str, key: TextRef) {
    let at = rows.iter().position(|row| row.field == field).unwrap_or_else(|| {
        rows.push(Row { field, count: 0, last: None });
        rows.len() - 1
    });
    if let Some(row) = rows.get_mut(at).filter(|row| row.last.as_ref().is_none_or(|last| *last != key)) {
        row.count += 1;
        row.last = Some(key.to_text());
    }
}

/// Whether annals itself does not know all of an event.
pub(super) fn has_extra(event: &Event) -> bool {
    !event.extra.is_empty()
        || event.actors.iter().any(|one| !one.extra.is_empty())
        || event.quotes.iter().any(|quote| !quote.extra.is_empty())
        || event.caveats.iter().any(|caveat| !caveat.extra.is_empty())
}
