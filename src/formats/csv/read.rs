//! Rows to events.

use std::collections::HashSet;

use super::columns::{self, Chart, Field};
use super::dating::{Dates, Says};
use super::names::{own, plain};
use super::namesakes::Namesakes;
use super::row::{ANYWHERE, Beside, RAGGED, Remarks, Row, unknown_word};
use super::write::ALWAYS;
use crate::formats::table::Record;
use crate::formats::{Input, Reading};
use crate::issue::{Issue, Lines, Spot};
use crate::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use crate::model::{CaveatKind, Importance, Stance, Status, Word};
use crate::text::{Text, line};

/// What a profile of the format does with an event when all known columns are read.
pub(in crate::formats) type Finish = fn(&mut DraftEvent, &mut Says);

/// What others call the grades of importance.
const GRADES: [(&str, Importance); 9] = [
    ("key", Importance::Core),
    ("high", Importance::Core),
    ("major", Importance::Core),
    ("supporting", Importance::Secondary),
    ("medium", Importance::Secondary),
    ("normal", Importance::Secondary),
    ("background", Importance::Marginal),
    ("low", Importance::Marginal),
    ("minor", Importance::Marginal),
];

/// The grades by which other words than annals' own are known.
pub(super) fn is_grade(text: &str) -> bool {
    Importance::from_word(text).is_some() || GRADES.iter().any(|(name, _)| name.eq_ignore_ascii_case(text))
}

pub(super) fn table(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    profile(input, &[], &[], |_, _| {})
}

/// Reads a table of events in which columns of those names, where they are there, hold those fields;
/// those called `own` are the format's, too, and kept; `finish` completes each event.
pub(in crate::formats) fn profile(
    input: Input<'_>,
    pins: &[(Field, &str)],
    own: &[&str],
    finish: Finish,
) -> Result<Reading, Box<Issue>> {
    let mut reading = Reading::foreign();
    let chart = columns::open(input.text, input.options, pins, own, &mut reading)?;
    let edtf = !pins.is_empty() || is_ours(&chart);
    let dates = Dates::of(&chart, input.options.year_zero, edtf);
    dates.tell(&chart, &mut reading);
    let lines = Lines::of(input.text);
    let mut remarks = Remarks::default();
    let mut known = Known::default();
    for record in chart.table.records() {
        let says = Says { reading: &mut reading, remarks: &mut remarks };
        let reader = Reader { chart: &chart, dates: &dates, known: &mut known, says };
        if let Some(mut event) = reader.event(&record) {
            event.line = lines.line(record.start());
            finish(&mut event, &mut Says { reading: &mut reading, remarks: &mut remarks });
            reading.event(event);
        }
    }
    if let Some(title) = &known.namesakes.apart {
        reading.tell(format!(
            "“{}” stands with an address, and without: such sources are kept apart",
            line(title)
        ));
    }
    remarks.tell(&chart, &mut reading);
    Ok(reading)
}

/// Whether a table was written by annals, or says that its dates are EDTF: then a year before our era is
/// what EDTF makes of it.
fn is_ours(chart: &Chart) -> bool {
    let header = &chart.table.header;
    let says_so = || chart.columns.at(Field::Date).is_some_and(|at| plain(header.given(at)).contains("edtf"));
    ALWAYS.iter().all(|&field| header.find(own(field)).is_some()) || says_so()
}

/// How long a cell of JSON may be.
const MAX_JSON: usize = 64 * 1024;

/// The names, and the roles beside them, of a cell that is a JSON list of actors: texts, or objects with a name.
/// `None` where it is anything else.
fn json_actors(cell: &str) -> Option<Vec<(String, Option<String>)>> {
    if !cell.starts_with(['[', '{']) || cell.len() > MAX_JSON {
        return None;
    }
    let value: serde_json::Value = serde_json::from_str(cell).ok()?;
    let all = match value {
        serde_json::Value::Array(all) => all,
        one => vec![one],
    };
    let one = |value: &serde_json::Value| {
        let text = |names: &[&str]| {
            let found = names.iter().find_map(|name| value.get(name)?.as_str());
            found.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        match value {
            serde_json::Value::String(name) => Some((name.trim().to_owned(), None)),
            _ => Some((text(&["actor", "name", "label", "title"])?, text(&["role", "type"]))),
        }
    };
    all.iter().map(one).collect()
}

/// Actors and sources that were declared.
#[derive(Default)]
struct Known {
    actors: HashSet<String>,
    sources: HashSet<String>,
    namesakes: Namesakes,
}

/// Names that may be several.
const COMMAS: &str = "cells hold commas, and are read as one actor each";

/// Titles and summaries out of a web page: their markup is taken out, and the text is kept as it stood.
fn unmarked(event: &mut DraftEvent) {
    for (text, name) in [(&mut event.title, "x-title-html"), (&mut event.summary, "x-summary-html")] {
        let Some(raw) = text.take_if(|text| is_html(text.raw())) else { continue };
        let said = crate::formats::timelinejs::plain(raw.raw()).trim().to_owned();
        if said.is_empty() {
            *text = Some(raw);
            continue;
        }
        *text = Some(Text::new(said));
        event.extra.get_or_insert_default().insert(name.into(), toml::Value::String(raw.raw().to_owned()));
    }
}

/// Whether a text holds what only a web page does.
fn is_html(text: &str) -> bool {
    const SIGNS: [&str; 10] =
        ["</p>", "</a>", "</b>", "</i>", "</strong>", "</em>", "</div>", "</span>", "</li>", "<br"];
    text.contains('<') && SIGNS.iter().any(|sign| text.contains(sign))
}

struct Reader<'r, 'a> {
    chart: &'r Chart<'a>,
    dates: &'r Dates,
    known: &'r mut Known,
    says: Says<'r>,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn event(mut self, record: &'r Record<'a>) -> Option<DraftEvent> {
        let spot = Spot::at(record.start());
        if let Some(issue) = record.refusal().or_else(|| self.is_header(record)) {
            self.says.reading.refuse(record.range(), issue);
            return None;
        }
        let mut row = Row::new(self.chart, record);
        let date = self.dates.date(&mut row, &mut self.says);
        let (title, summary) = Self::words(&row);
        let quotes = self.quotes(&mut row);
        if date.is_none() && title.is_none() && quotes.iter().all(|quote| quote.text.is_blank()) {
            let help = "give it one of them, or take it out";
            let issue = Issue::error(spot, "a row with neither date nor title nor quote", help);
            self.says.reading.refuse(record.range(), issue);
            return None;
        }
        for issue in self.chart.table.remarks(record) {
            self.says.remarks.say(self.says.reading, ANYWHERE, RAGGED, issue);
        }
        let Says { reading, remarks } = &mut self.says;
        let event = DraftEvent {
            spot,
            key: row.cell(Field::Key).map(|cell| At::new(Text::new(cell.text), cell.spot)),
            date,
            title,
            summary,
            status: row.word::<Status>(Field::Status, &[], reading, remarks),
            importance: row.word(Field::Importance, &GRADES, reading, remarks),
            place: row.text(Field::Place),
            actors: self.actors(&mut row),
            quotes,
            caveats: self.caveats(&mut row),
            tags: row.items(Field::Tags).into_iter().filter(|tag| !tag.is_empty()).map(Text::new).collect(),
            ..DraftEvent::default()
        };
        let mut event = DraftEvent { extra: row.extra(event.date.is_some()), ..event };
        // In a table of ours every text is what it is.
        let has = |name: &str| self.chart.table.header.find(name).is_some();
        if !(has("key") && has("date") && has("title") || has("event_date") && has("source_identifier")) {
            unmarked(&mut event);
        }
        Some(event)
    }

    /// A row that is the header once more, as where files were put together.
    fn is_header(&self, record: &Record) -> Option<Issue> {
        let header = &self.chart.table.header;
        let same =
            record.len() == header.len() && (0..header.len()).all(|at| record.text(at) == header.given(at));
        same.then(|| Issue::note(Spot::at(record.start()), "the header once more", "take it out"))
    }

    /// Title and summary. A row that has only a summary is called by its first line.
    fn words(row: &Row) -> (Option<Text>, Option<Text>) {
        let (title, summary) = (row.text(Field::Title), row.text(Field::Summary));
        match (title, summary) {
            (None, Some(summary)) => match summary.raw().split_once('\n') {
                Some((first, _)) => (Some(Text::new(first.trim())), Some(summary)),
                None => (Some(summary), None),
            },
            both => both,
        }
    }

    fn actors(&mut self, row: &mut Row) -> Vec<DraftParticipant> {
        let spot = row.cell(Field::Actors).map_or(Spot::NONE, |cell| cell.spot);
        if let Some(found) = row.cell(Field::Actors).and_then(|cell| json_actors(&cell.text)) {
            return self.listed_actors(row, found, spot);
        }
        let names = row.items(Field::Actors);
        if let ([name], Some(cell)) = (names.as_slice(), row.cell(Field::Actors))
            && name.contains(", ")
        {
            let what = format!("“{}” is read as one actor", line(name));
            let issue = Issue::note(spot, what, "if it is several, part them with semicolons");
            self.says.remarks.say(self.says.reading, cell.at, COMMAS, issue);
        }
        let keys = row.beside(Field::ActorKeys, names.len());
        let roles = row.beside(Field::Roles, names.len());
        let each = names.iter().enumerate();
        each.filter_map(|(at, name)| {
            let actor = self.actor(name, keys.get(at), spot)?;
            Some(DraftParticipant { actor, role: roles.text(at), extra: None })
        })
        .collect()
    }

    /// Actors that a program has put into the cell as JSON, each with its role.
    fn listed_actors(
        &mut self,
        row: &mut Row,
        found: Vec<(String, Option<String>)>,
        spot: Spot,
    ) -> Vec<DraftParticipant> {
        let keys = row.beside(Field::ActorKeys, found.len());
        let roles = row.beside(Field::Roles, found.len());
        let each = found.into_iter().enumerate();
        each.filter_map(|(at, (name, role))| {
            let actor = self.actor(&name, keys.get(at), spot)?;
            let role = roles.text(at).or_else(|| role.filter(|role| !role.is_empty()).map(Text::new));
            Some(DraftParticipant { actor, role, extra: None })
        })
        .collect()
    }

    /// An actor by its key, where there is one; by its name else.
    fn actor(&mut self, name: &str, key: Option<&str>, spot: Spot) -> Option<At<Text>> {
        if let Some(key) = key
            && self.known.actors.insert(key.to_owned())
        {
            let key = Some(At::new(Text::new(key), spot));
            self.says.reading.actor(DraftActor {
                spot,
                key,
                name: Some(Text::new(name)),
                ..DraftActor::default()
            });
        }
        let named = key.unwrap_or(name);
        (!named.is_empty()).then(|| At::new(Text::new(named), spot))
    }

    fn quotes(&mut self, row: &mut Row) -> Vec<DraftQuote> {
        let mut texts = row.prose(Field::Quotes);
        if texts.is_empty() {
            // Where nothing is quoted, whoever is named reports it: one, for a title may hold semicolons,
            // unless there are several addresses.
            let is_url = |item: &String| item.starts_with("https://") || item.starts_with("http://");
            let urls = row.items(Field::Urls);
            let is_named = [Field::Sources, Field::SourceKeys, Field::Urls]
                .into_iter()
                .any(|field| row.cell(field).is_some());
            let count = if urls.len() > 1 && urls.iter().all(is_url) { urls.len() } else { 1 };
            texts = vec![String::new(); if is_named { count } else { 0 }];
        }
        let spot = row.cell(Field::Quotes).map_or(Spot::NONE, |cell| cell.spot);
        let mut beside = |field| row.beside(field, texts.len());
        let [titles, keys, speakers, speaker_keys, locators, stances, notes] = [
            Field::Sources,
            Field::SourceKeys,
            Field::Speakers,
            Field::SpeakerKeys,
            Field::Locators,
            Field::Stances,
            Field::QuoteNotes,
        ]
        .map(&mut beside);
        let about = ABOUT.map(&mut beside);
        let mut quotes = Vec::with_capacity(texts.len());
        for (at, text) in texts.iter().enumerate() {
            let source = self.source(titles.get(at), keys.get(at), &about, at, titles.spot);
            let stance = stances.get(at).and_then(|word| self.word::<Stance>(row, Field::Stances, word));
            quotes.push(DraftQuote {
                spot,
                text: Text::new(text.as_str()),
                source,
                speaker: self.actor(
                    speakers.get(at).unwrap_or_default(),
                    speaker_keys.get(at),
                    speakers.spot,
                ),
                locator: locators.text(at),
                stance,
                note: notes.text(at),
                extra: None,
            });
        }
        quotes
    }

    /// A word of a list beside another; one that is not known is told, and its cell kept.
    fn word<T: Word>(&mut self, row: &mut Row, field: Field, word: &str) -> Option<T> {
        let found = T::from_word(word);
        if let (None, Some(cell)) = (found, row.cell(field)) {
            let issue = unknown_word::<T>(word, cell.spot);
            row.keep(cell, issue, self.says.reading, self.says.remarks);
        }
        found
    }

    /// The source of a quote: declared where more is said of it than its title.
    fn source(
        &mut self,
        title: Option<&str>,
        key: Option<&str>,
        about: &[Beside; ABOUT.len()],
        at: usize,
        spot: Spot,
    ) -> Option<At<Text>> {
        let said: Vec<String> =
            about.iter().map(|cell| cell.get(at).unwrap_or_default().to_owned()).collect();
        let url = said.first().filter(|url| !url.is_empty());
        let title = title.or(url.map(String::as_str)).or(key)?;
        if let Some(key) = key {
            if self.known.sources.insert(key.to_owned()) {
                self.declare(Some(key), title, &said, about, spot);
            }
            return Some(At::new(Text::new(key), spot));
        }
        let found = self.known.namesakes.find(title, &said);
        if found.bare_first {
            self.declare(None, title, &[], about, spot);
        }
        if found.is_new {
            self.declare(Some(found.name.as_str()).filter(|name| *name != title), title, &said, about, spot);
        }
        Some(At::new(Text::new(found.name), spot))
    }

    fn declare(&mut self, key: Option<&str>, title: &str, said: &[String], about: &[Beside], spot: Spot) {
        let text = |index: usize| {
            said.get(index).filter(|text| !text.is_empty()).map(|text| Text::new(text.as_str()))
        };
        let mut source = DraftSource {
            spot,
            key: key.map(|key| At::new(Text::new(key), spot)),
            title: Some(Text::new(title)),
            url: text(0),
            publisher: text(1),
            author: text(2),
            kind: text(3),
            published_basis: text(5),
            language: text(6),
            file: text(7),
            sha256: text(8),
            ..DraftSource::default()
        };
        if let Some(published) = text(4) {
            let spot = about.get(4).map_or(spot, |cell| cell.spot);
            match self.dates.parse(Field::Published, published.raw()) {
                Ok((date, _)) => {
                    if date.original().is_none() && !published.raw().starts_with(date.edtf()) {
                        source.extra = Some(Box::new(only("published_original", published.raw())));
                    }
                    source.published = Some(At::new(date, spot));
                }
                Err(why) => {
                    let at = self.chart.columns.at(Field::Published).unwrap_or_default();
                    self.says.lost(at, spot, &format!("{why}; kept with its source, `{}`", line(title)));
                    source.extra = Some(Box::new(only("published", published.raw())));
                }
            }
        }
        self.says.reading.source(source);
    }

    fn caveats(&mut self, row: &mut Row) -> Vec<DraftCaveat> {
        let texts = row.prose(Field::Caveats);
        let spot = row.cell(Field::Caveats).map_or(Spot::NONE, |cell| cell.spot);
        let kinds = row.beside(Field::CaveatKinds, texts.len());
        let quotes = row.beside(Field::CaveatQuotes, texts.len());
        let mut caveats = Vec::with_capacity(texts.len());
        for (at, text) in texts.into_iter().enumerate() {
            let kind = kinds.get(at).and_then(|word| self.word::<CaveatKind>(row, Field::CaveatKinds, word));
            caveats.push(DraftCaveat {
                spot,
                kind,
                text: Text::new(text),
                quote: quotes.text(at),
                extra: None,
            });
        }
        caveats
    }
}

/// One field that is kept as it stands.
fn only(name: &str, text: &str) -> toml::Table {
    let field = (name.to_owned(), toml::Value::String(text.to_owned()));
    std::iter::once(field).collect()
}

/// What is said of a source beside its title.
const ABOUT: [Field; 9] = [
    Field::Urls,
    Field::Publishers,
    Field::Authors,
    Field::Kinds,
    Field::Published,
    Field::Bases,
    Field::Languages,
    Field::Files,
    Field::Sums,
];
