//! Rows to events: those of one item are one event.

use std::collections::{HashMap, HashSet};

use toml::Value;

use super::roles::{Role, Which};
use super::terms::{Cell, Row, Rows, Term};
use super::time;
use crate::formats::Reading;
use crate::formats::dataset::{self, Sources, edtf, made_of, own_name};
use crate::issue::{Issue, Lines, Severity, Spot};
use crate::model::Extra;
use crate::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use crate::model::event::CaveatKind;
use crate::text::{Text, line, plural};

mod dates;

/// Where the items of Wikidata have their addresses.
const ENTITY: &str = "/entity/";
const JULIAN: &str = "Q1985786";

/// Makes events of rows, in the order in which their items come first.
pub(super) fn join<'a>(text: &'a str, rows: &Rows<'a>, roles: &[Role], lines: &Lines, reading: &mut Reading) {
    let mut join = Join {
        text,
        variables: &rows.variables,
        roles,
        reading,
        events: Vec::new(),
        index: HashMap::new(),
        places: HashMap::new(),
        unread: Vec::new(),
        seen: HashSet::new(),
        actors: HashSet::new(),
        sources: Sources::default(),
        assumed: Vec::new(),
        bce: 0,
    };
    for row in &rows.list {
        let line = lines.line(row.range.start);
        join.row(row, line);
    }
    let Join { events, assumed, bce, .. } = join.done();
    let joined = rows.list.len() - events.len();
    tell(rows, roles, &events, joined, reading);
    if let Some(&first) = assumed.first() {
        let years = plural(assumed.len(), "date");
        let what = format!(
            "no precision is given: the first of January at midnight is read as the year ({years} of this file)"
        );
        let help = "ask for wikibase:timePrecision in the query, as ?datePrecision";
        reading.issue(Issue::new(Severity::Note, first, what, help));
    }
    if bce > 0 {
        reading.tell("years before our era are counted as the query service counts them: 0000 is 1 BCE");
    }
    for event in events {
        reading.event(event);
    }
}

fn tell(rows: &Rows, roles: &[Role], events: &[DraftEvent], joined: usize, reading: &mut Reading) {
    let made = made_of(rows.list.len(), "row", events.len());
    reading.tell(format!("{made}; {joined} joined to an event above"));
    let named = |(name, role): (&&str, &Role)| {
        let word = match role {
            Role::Event => "the event",
            Role::Title => "its title",
            Role::Summary => "its summary",
            Role::Time(Which::Date) => "its date",
            Role::Time(Which::Start) => "where it begins",
            Role::Time(Which::End) => "where it ends",
            Role::Precision(_) => "how precise a date is",
            Role::Calendar(_) => "the calendar of a date",
            Role::Place => "the place",
            Role::Tag => "a tag",
            Role::Actor => "who takes part",
            Role::Document => "a source",
            Role::Address => "the address of a source",
            Role::Quotation => "the words of a source",
            Role::Page => "the page of a source",
            Role::LabelOf(_) | Role::DescriptionOf(_) => return None,
            Role::Other => "kept as it is",
        };
        Some(format!("?{} is {word}", line(name)))
    };
    let roles: Vec<String> = rows.variables.iter().zip(roles).filter_map(named).collect();
    if !roles.is_empty() {
        reading.tell(roles.join(", "));
    }
}

/// What is told apart so that each thing is said of an event once.
#[derive(PartialEq, Eq, Hash)]
enum Seen<'a> {
    Date(usize, [Option<&'a str>; 5]),
    Actor(usize, usize, &'a str),
    Place(usize, &'a str),
    Tag(usize, &'a str),
    Reference(usize, [Option<&'a str>; 4]),
    Kept(usize, usize, &'a str),
}

struct Join<'r, 'a> {
    text: &'a str,
    variables: &'r [&'a str],
    roles: &'r [Role],
    reading: &'r mut Reading,
    events: Vec<DraftEvent>,
    /// Which event an item is.
    index: HashMap<&'a str, usize>,
    /// Where events are.
    places: HashMap<usize, String>,
    /// Dates that could not be read: event and variable.
    unread: Vec<(usize, usize, &'a str)>,
    seen: HashSet<Seen<'a>>,
    /// Actors that are declared.
    actors: HashSet<&'a str>,
    sources: Sources,
    /// Dates that were taken for years.
    assumed: Vec<Spot>,
    bce: usize,
}

/// A row by what its variables are for.
struct View<'r, 'a> {
    /// The first cell of each role, in the order of the row.
    cells: Vec<(Role, &'r Cell<'a>)>,
    terms: HashMap<usize, Term<'a>>,
    labels: HashMap<usize, &'a str>,
    descriptions: HashMap<usize, &'a str>,
}

impl<'r, 'a> View<'r, 'a> {
    fn of(row: &'r Row<'a>, roles: &[Role]) -> Self {
        let mut view = Self {
            cells: Vec::with_capacity(row.cells.len()),
            terms: HashMap::with_capacity(row.cells.len()),
            labels: HashMap::new(),
            descriptions: HashMap::new(),
        };
        for cell in &row.cells {
            let role = roles.get(cell.variable).copied().unwrap_or(Role::Other);
            match (role, cell.term) {
                (Role::LabelOf(of), Term::Literal(text)) => drop(view.labels.insert(of, text)),
                (Role::DescriptionOf(of), Term::Literal(text)) => drop(view.descriptions.insert(of, text)),
                _ => {}
            }
            view.terms.insert(cell.variable, cell.term);
            view.cells.push((role, cell));
        }
        view
    }

    fn find(&self, role: Role) -> Option<&'r Cell<'a>> {
        self.cells.iter().find(|(of, _)| *of == role).map(|(_, cell)| *cell)
    }

    fn text(&self, role: Role) -> Option<&'a str> {
        match self.find(role)?.term {
            Term::Uri(text) | Term::Literal(text) => Some(text),
            Term::Unknown => None,
        }
    }

    /// What a cell's thing is called; a label that is only its number is none.
    fn label(&self, cell: &Cell<'a>) -> Option<&'a str> {
        let label = self.labels.get(&cell.variable).copied().filter(|label| !label.trim().is_empty())?;
        match cell.term {
            Term::Uri(uri) if short(uri) == label || uri == label => None,
            _ => Some(label),
        }
    }

    /// What to call a cell's thing in any case; `None` where it is not known.
    fn name(&self, cell: &Cell<'a>) -> Option<&'a str> {
        match cell.term {
            Term::Uri(uri) => Some(self.label(cell).unwrap_or_else(|| short(uri))),
            Term::Literal(text) => Some(text),
            Term::Unknown => None,
        }
    }
}

/// `Q42` of its address; other addresses as they are.
fn short(uri: &str) -> &str {
    match uri.rsplit_once(ENTITY) {
        Some((_, id)) if !id.is_empty() => id,
        _ => uri,
    }
}

impl<'a> Join<'_, 'a> {
    /// What is known of an event only when all rows are read.
    fn done(mut self) -> Self {
        for (at, places) in std::mem::take(&mut self.places) {
            if let Some(event) = self.events.get_mut(at) {
                event.place = Some(Text::new(places));
            }
        }
        for (at, variable, text) in std::mem::take(&mut self.unread) {
            match self.events.get_mut(at) {
                // Where there is no other date it is shown as it was written.
                Some(event) if event.date.is_none() => {
                    add(&mut event.extra, "date", Value::String(text.to_owned()));
                }
                _ => self.keep(at, variable, text),
            }
        }
        self
    }

    fn row(&mut self, row: &Row<'a>, line: u32) {
        let view = View::of(row, self.roles);
        let subject = view.find(Role::Event);
        let uri = subject.and_then(|cell| if let Term::Uri(uri) = cell.term { Some(uri) } else { None });
        let at = match uri.and_then(|uri| self.index.get(uri).copied()) {
            Some(at) => at,
            None => self.begin(row, &view, uri, line),
        };
        self.date(at, &view);
        for &(role, cell) in &view.cells {
            match role {
                Role::Place => self.place(at, &view, cell),
                Role::Tag => self.tag(at, &view, cell),
                Role::Actor => self.actor(at, &view, cell),
                _ => {}
            }
            self.rest(at, role, &view, cell);
        }
        self.reference(at, row, &view);
        for (variable, range) in &row.odd {
            self.keep(at, *variable, self.text.get(range.clone()).unwrap_or_default());
        }
    }

    fn begin(&mut self, row: &Row<'a>, view: &View<'_, 'a>, uri: Option<&'a str>, line: u32) -> usize {
        let at = self.events.len();
        let spot = Spot::at(row.range.start);
        let subject = view.find(Role::Event);
        let label = subject.and_then(|cell| view.label(cell)).or_else(|| view.text(Role::Title));
        let summary = subject.and_then(|cell| view.descriptions.get(&cell.variable).copied());
        let summary = summary.or_else(|| view.text(Role::Summary));
        let named =
            || subject.and_then(|cell| view.name(cell)).or_else(|| first_label(view)).unwrap_or("(unnamed)");
        self.events.push(DraftEvent {
            spot,
            line,
            key: uri.map(|uri| At::new(Text::new(short(uri)), spot)),
            title: Some(Text::new(label.unwrap_or_else(named))),
            summary: summary.map(Text::new),
            ..DraftEvent::default()
        });
        if let Some(uri) = uri {
            self.index.insert(uri, at);
        }
        at
    }

    fn place(&mut self, at: usize, view: &View<'_, 'a>, cell: &Cell<'a>) {
        let Some(name) = view.name(cell) else { return };
        if self.seen.insert(Seen::Place(at, name)) {
            let places = self.places.entry(at).or_default();
            if !places.is_empty() {
                places.push_str("; ");
            }
            places.push_str(name);
        }
    }

    fn tag(&mut self, at: usize, view: &View<'_, 'a>, cell: &Cell<'a>) {
        let Some(name) = view.name(cell) else { return };
        if self.seen.insert(Seen::Tag(at, name))
            && let Some(event) = self.events.get_mut(at)
        {
            event.tags.push(Text::new(name));
        }
    }

    fn actor(&mut self, at: usize, view: &View<'_, 'a>, cell: &Cell<'a>) {
        let (id, name) = match (cell.term, view.name(cell)) {
            (Term::Uri(uri), Some(name)) => (short(uri), name),
            (Term::Literal(text), _) => (text, text),
            _ => return,
        };
        if self.actors.insert(id) {
            self.reading.actor(DraftActor {
                spot: cell.spot,
                key: Some(At::new(Text::new(id), cell.spot)),
                name: Some(Text::new(name)),
                description: view.descriptions.get(&cell.variable).copied().map(Text::new),
                ..DraftActor::default()
            });
        }
        if self.seen.insert(Seen::Actor(at, cell.variable, id))
            && let Some(event) = self.events.get_mut(at)
        {
            let variable = self.variables.get(cell.variable).copied().unwrap_or_default();
            event.actors.push(DraftParticipant {
                actor: At::new(Text::new(id), cell.spot),
                role: role(variable),
                extra: None,
            });
        }
    }

    /// Keeps what nothing else holds.
    fn rest(&mut self, at: usize, role: Role, view: &View<'_, 'a>, cell: &Cell<'a>) {
        let text = match cell.term {
            Term::Unknown => "unknown value",
            Term::Uri(text) | Term::Literal(text) => text,
        };
        let event = self.events.get(at);
        let said = match role {
            Role::Event => cell.term != Term::Unknown && text.contains(ENTITY),
            Role::Actor => cell.term != Term::Unknown,
            Role::Title => {
                event.is_some_and(|event| event.title.as_ref().is_some_and(|title| title.raw() == text))
            }
            Role::Summary => {
                event.is_some_and(|event| event.summary.as_ref().is_some_and(|words| words.raw() == text))
            }
            // The item itself is kept, beside its name.
            Role::Place | Role::Tag => cell.term != Term::Unknown && view.label(cell).is_none(),
            Role::LabelOf(of) => self.label_is_held(at, of, view, text),
            Role::DescriptionOf(of) => match self.roles.get(of) {
                Some(Role::Event) => {
                    event.is_some_and(|event| event.summary.as_ref().is_some_and(|words| words.raw() == text))
                }
                Some(Role::Actor) => true,
                _ => false,
            },
            Role::Document | Role::Address | Role::Quotation | Role::Page => cell.term != Term::Unknown,
            // What a date leaves unsaid is kept where it is read.
            Role::Time(_) => cell.term != Term::Unknown,
            Role::Precision(_) | Role::Calendar(_) | Role::Other => false,
        };
        if !said {
            let text = if matches!(role, Role::Calendar(_)) { short(text) } else { text };
            self.keep(at, cell.variable, text);
        }
    }

    fn label_is_held(&self, at: usize, of: usize, view: &View<'_, 'a>, label: &str) -> bool {
        let thing = view.terms.get(&of).copied();
        let number = matches!(thing, Some(Term::Uri(uri)) if short(uri) == label);
        match self.roles.get(of) {
            _ if number => true,
            Some(Role::Event) => {
                let title = self.events.get(at).and_then(|event| event.title.as_ref());
                title.is_some_and(|title| title.raw() == label)
            }
            Some(Role::Actor | Role::Place | Role::Tag) => matches!(thing, Some(Term::Uri(_))),
            Some(Role::Document) => matches!(thing, Some(Term::Uri(_))),
            _ => false,
        }
    }

    fn keep(&mut self, at: usize, variable: usize, text: &'a str) {
        if text.is_empty() || !self.seen.insert(Seen::Kept(at, variable, text)) {
            return;
        }
        let name = own_name(self.variables.get(variable).copied().unwrap_or_default());
        if let Some(event) = self.events.get_mut(at) {
            add(&mut event.extra, &name, dataset::value(text));
        }
    }

    fn reference(&mut self, at: usize, row: &Row<'a>, view: &View<'_, 'a>) {
        let document = view.find(Role::Document);
        let [stated, address, words, page] =
            [Role::Document, Role::Address, Role::Quotation, Role::Page].map(|role| view.text(role));
        let Some(identity) = address.or(stated) else {
            for (role, cell) in &view.cells {
                if let (Role::Quotation | Role::Page, Term::Literal(text) | Term::Uri(text)) =
                    (role, cell.term)
                {
                    if *role == Role::Quotation && !self.seen.contains(&Seen::Kept(at, cell.variable, text)) {
                        let help = "ask for the document too: prov:wasDerivedFrom/pr:P248 as ?statedIn; they are kept as an extra field";
                        self.reading.issue(Issue::warning(
                            cell.spot,
                            "the words of a reference without its document",
                            help,
                        ));
                    }
                    self.keep(at, cell.variable, text);
                }
            }
            return;
        };
        if !self.seen.insert(Seen::Reference(at, [stated, address, words, page])) {
            return;
        }
        let spot = document.map_or_else(|| Spot::at(row.range.start), |cell| cell.spot);
        let key = short(identity);
        let title = document.and_then(|cell| view.name(cell)).unwrap_or(identity);
        self.sources.declare(self.reading, key, || DraftSource {
            spot,
            key: Some(At::new(Text::new(key), spot)),
            title: Some(Text::new(title)),
            url: address.or(stated.filter(|text| dataset::is_url(text))).map(Text::new),
            extra: stated.filter(|_| address.is_some()).map(|stated| {
                Box::new(toml::Table::from_iter([(
                    "stated_in".to_owned(),
                    Value::String(short(stated).to_owned()),
                )]))
            }),
            ..DraftSource::default()
        });
        let Some(event) = self.events.get_mut(at) else { return };
        let pin = page.map(|page| {
            if page.starts_with(|c: char| c.is_ascii_digit()) {
                format!("p. {page}")
            } else {
                page.to_owned()
            }
        });
        // Without words it reports the event.
        let words = words.filter(|words| !words.trim().is_empty()).unwrap_or_default();
        event.quotes.push(DraftQuote {
            spot: view.find(Role::Quotation).map_or(spot, |cell| cell.spot),
            text: Text::new(words),
            source: Some(At::new(Text::new(key), spot)),
            locator: pin.as_deref().map(Text::from),
            ..DraftQuote::default()
        });
    }
}

/// `headOfState` as "head of state"; a person who merely takes part has no role.
fn role(variable: &str) -> Option<Text> {
    if matches!(
        variable.to_ascii_lowercase().as_str(),
        "actor" | "person" | "people" | "human" | "participant"
    ) {
        return None;
    }
    let mut out = String::with_capacity(variable.len() + 4);
    for letter in variable.chars() {
        if letter == '_' || (letter.is_uppercase() && !out.is_empty()) {
            out.push(' ');
        }
        out.extend(letter.to_lowercase().filter(|letter| *letter != '_'));
    }
    Some(Text::new(out))
}

/// A name for an event that has none: whatever its row calls something.
fn first_label<'a>(view: &View<'_, 'a>) -> Option<&'a str> {
    let label = |(role, cell): &(Role, &Cell<'a>)| match (role, cell.term) {
        (Role::LabelOf(_), Term::Literal(text)) => Some(text),
        _ => None,
    };
    view.cells.iter().find_map(label)
}

/// A second value makes a list.
fn add(extra: &mut Extra, name: &str, value: Value) {
    let extra = extra.get_or_insert_default();
    match extra.get_mut(name) {
        None => drop(extra.insert(name.to_owned(), value)),
        Some(Value::Array(list)) => list.push(value),
        Some(one) => {
            let first = std::mem::replace(one, Value::Boolean(false));
            *one = Value::Array(vec![first, value]);
        }
    }
}
