//! UCDP GED: organised violence, one row for each event; read only.
//!
//! - `date_start` and `date_end` bound the day of an event, they are not a time that it took: one of
//!   `[2001-05-07..2001-05-13]`. A day that is known exactly (`date_prec` 1) is that day.
//! - The dead are a best estimate between a low and a high one: told in the title, kept as numbers.
//! - `event_clarity` 2 means that the sources tell of several events together: a doubt.
//! - Sources come as lists that run in parallel (office, date, headline), with quotes and semicolons. Each
//!   reports the event; the event keeps `source_article`, which holds all three again. A headline is a
//!   title: no words of the article are given, so nothing is quoted.
//! - What only repeats another column is not kept twice: the year, a point made of latitude and longitude.

use super::dataset::{Kept, Sources, edtf, iso_day, keep, looks, open, place, refusal, report};
use super::table::{Header, Record};
use super::{Format, Input, Reading};
use crate::issue::{Issue, Lines, Spot};
use crate::model::draft::{At, DraftCaveat, DraftEvent, DraftParticipant, DraftSource};
use crate::model::event::CaveatKind;
use crate::text::{Text, line};

pub(super) const FORMAT: Format = Format {
    name: "ucdp",
    extensions: &["csv", "tsv", "tab"],
    description: "events of UCDP GED: organised violence, as CSV",
    sniff: |text| looks(text, "type_of_violence", is_ucdp),
    records: true,
    fields: Vec::new,
    read: Some(read),
    write: None,
};

/// Columns of which events are made, and which are not kept beside them.
const USED: [&str; 16] = [
    "id",
    "year",
    "dyad_name",
    "side_a",
    "side_b",
    "source_office",
    "source_date",
    "source_headline",
    "geom_wkt",
    "where_coordinates",
    "adm_1",
    "country",
    "date_start",
    "date_end",
    "type_of_violence",
    "region",
];

/// Columns that are kept as they are.
const DOCUMENTED: [&str; 33] = [
    "relid",
    "active_year",
    "code_status",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "side_a_dset_id",
    "side_a_new_id",
    "side_b_dset_id",
    "side_b_new_id",
    "number_of_sources",
    "source_article",
    "source_original",
    "where_prec",
    "where_description",
    "adm_2",
    "latitude",
    "longitude",
    "priogrid_gid",
    "country_id",
    "event_clarity",
    "date_prec",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

fn is_ucdp(header: &Header) -> bool {
    ["id", "type_of_violence", "side_a", "date_start", "date_end"].iter().all(|name| header.has(name))
}

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let wanted = ("UCDP GED", "id, type_of_violence, side_a, date_start and date_end");
    let (table, mut reading) = open(input.text, is_ucdp, wanted)?;
    let lines = Lines::of(input.text);
    reading.tell("a day is one of those from `date_start` to `date_end`, not the time that an event took");
    let mut reader = Reader {
        columns: Columns::of(&table.header),
        kept: Kept::of(&table.header, &DOCUMENTED, &USED),
        header: &table.header,
        reading,
        sources: Sources::default(),
        uneven: 0,
    };
    for record in table.records() {
        if let Some(issue) = refusal(&record, &table) {
            reader.reading.refuse(record.range(), issue);
            continue;
        }
        table.remarks(&record).into_iter().for_each(|issue| reader.reading.issue(issue));
        let event = reader.event(&record, lines.line(record.start()));
        reader.reading.event(event);
    }
    if reader.uneven > 0 {
        let told = format!(
            "the lists of sources do not run in parallel on {} rows: their sources are as `source_article` has them",
            reader.uneven
        );
        reader.reading.tell(told);
    }
    Ok(reader.reading)
}

/// Where the columns are that events are made of.
struct Columns {
    id: Option<usize>,
    year: Option<usize>,
    violence: Option<usize>,
    dyad: Option<usize>,
    sides: [Option<usize>; 2],
    /// Articles, and what runs in parallel with them: office, date, headline.
    article: Option<usize>,
    parallel: [Option<usize>; 3],
    places: [Option<usize>; 3],
    region: Option<usize>,
    /// Latitude, longitude, and the point that they make.
    point: [Option<usize>; 3],
    clarity: Option<usize>,
    precision: Option<usize>,
    days: [Option<usize>; 2],
    /// Best, low, high.
    dead: [Option<usize>; 3],
}

impl Columns {
    fn of(header: &Header) -> Self {
        let find = |name: &str| header.find(name);
        Self {
            id: find("id"),
            year: find("year"),
            violence: find("type_of_violence"),
            dyad: find("dyad_name"),
            sides: ["side_a", "side_b"].map(find),
            article: find("source_article"),
            parallel: ["source_office", "source_date", "source_headline"].map(find),
            places: ["where_coordinates", "adm_1", "country"].map(find),
            region: find("region"),
            point: ["latitude", "longitude", "geom_wkt"].map(find),
            clarity: find("event_clarity"),
            precision: find("date_prec"),
            days: ["date_start", "date_end"].map(find),
            dead: ["best", "low", "high"].map(find),
        }
    }
}

struct Reader<'t, 'a> {
    columns: Columns,
    kept: Kept,
    header: &'t Header<'a>,
    reading: Reading,
    sources: Sources,
    /// Rows on which the lists of sources have not the same length.
    uneven: usize,
}

impl Reader<'_, '_> {
    fn event(&mut self, record: &Record, line: u32) -> DraftEvent {
        let spot = Spot::at(record.start());
        let text = |at: Option<usize>| at.map(|at| record.text(at)).unwrap_or_default();
        let mut event = DraftEvent { spot, line, ..DraftEvent::default() };
        let id = text(self.columns.id);
        event.key = (!id.is_empty()).then(|| At::new(Text::new(id.as_ref()), spot));
        self.date(record, &mut event);
        let sides = self.columns.sides.map(text);
        for ((name, at), role) in sides.iter().zip(self.columns.sides).zip(["side A", "side B"]) {
            if !name.is_empty() {
                let actor = At::new(Text::new(name.as_ref()), at.map_or(spot, |at| record.spot(at)));
                event.actors.push(DraftParticipant { actor, role: Some(role.into()), extra: None });
            }
        }
        let between: Vec<&str> = sides.iter().map(AsRef::as_ref).filter(|name| !name.is_empty()).collect();
        let between = between.join(" - ");
        let dyad = text(self.columns.dyad);
        if *dyad != between {
            keep(&mut event.extra, "dyad_name", &dyad);
        }
        let places = self.columns.places.map(text);
        event.place = place(places.iter().map(AsRef::as_ref));
        let mut title = if dyad.is_empty() { between } else { dyad.into_owned() };
        if title.is_empty() {
            title.push_str("Violence");
        }
        if !places[0].is_empty() {
            title.extend([", ", &places[0]]);
        }
        title.push_str(&killed(self.columns.dead.map(text).each_ref().map(AsRef::as_ref)));
        event.title = Some(Text::new(title));
        let violence = text(self.columns.violence);
        match violence_word(&violence) {
            Some(word) => event.tags.push(word.into()),
            None => keep(&mut event.extra, "type_of_violence", &violence),
        }
        let region = text(self.columns.region);
        if !region.is_empty() {
            event.tags.push(Text::new(region.as_ref()));
        }
        if text(self.columns.clarity) == "2" {
            event.caveats.push(DraftCaveat {
                spot,
                kind: Some(CaveatKind::Imprecise),
                text: "The sources tell of several events together, and not of each apart.".into(),
                ..DraftCaveat::default()
            });
        }
        let [latitude, longitude, point] = self.columns.point.map(text);
        if !is_point(&point, &longitude, &latitude) {
            keep(&mut event.extra, "geom_wkt", &point);
        }
        self.cite(record, &mut event);
        self.kept.keep(record, self.header, &mut event.extra);
        event
    }

    fn date(&mut self, record: &Record, event: &mut DraftEvent) {
        let [(start, spot), (end, _)] = self.columns.days.map(|at| {
            at.map_or((std::borrow::Cow::Borrowed(""), event.spot), |at| (record.text(at), record.spot(at)))
        });
        let exact = self.columns.precision.is_some_and(|at| record.text(at) == "1");
        let expression = match (iso_day(&start), iso_day(&end)) {
            (Some(start), Some(end)) if start == end && exact => start.to_owned(),
            (Some(start), Some(end)) if start == end => format!("{start}~"),
            (Some(start), Some(end)) => format!("[{start}..{end}]"),
            _ => String::new(),
        };
        event.date = edtf(&expression, spot);
        let year = self.columns.year.map(|at| record.text(at)).unwrap_or_default();
        if event.date.is_none() {
            let what = format!("“{}” and “{}” are no days", line(&start), line(&end));
            self.reading.issue(Issue::error(
                spot,
                what,
                "write them as 2001-05-07; they are kept as they stand",
            ));
            keep(&mut event.extra, "date_start", &start);
            keep(&mut event.extra, "date_end", &end);
            keep(&mut event.extra, "year", &year);
        } else if start.get(..4) != Some(&year) {
            keep(&mut event.extra, "year", &year);
        }
    }

    /// Declares the sources of a row, and keeps of its lists what `source_article` does not hold.
    fn cite(&mut self, record: &Record, event: &mut DraftEvent) {
        let text = |at: Option<usize>| at.map(|at| record.text(at)).unwrap_or_default();
        let spot = self.columns.article.or(self.columns.parallel[0]).map_or(event.spot, |at| record.spot(at));
        let cells = self.columns.parallel.map(text);
        let [offices, dates, headlines] = cells.each_ref().map(|cell| list(cell));
        let article = text(self.columns.article);
        let articles = list(&article);
        let count = offices.len();
        let even = dates.len() == count && headlines.len() == count;
        if even && count > 0 {
            let mut said = articles.len() == count;
            for (at, office) in offices.iter().enumerate() {
                let (date, headline) = (dates.get(at).map_or("", |x| x), headlines.get(at).map_or("", |x| x));
                let whole = format!("{office},{date},{headline}");
                said &= articles.get(at) == Some(&whole);
                // By a key of its own: two articles may have one headline.
                let key = At::new(Text::new(whole.as_str()), spot);
                event.quotes.push(report(&whole, spot));
                self.sources.declare(&mut self.reading, &whole, || DraftSource {
                    key: Some(key),
                    ..source(office, date, headline, spot)
                });
            }
            if said {
                return;
            }
        } else {
            self.uneven += usize::from(cells.iter().any(|cell| !cell.is_empty()));
            for article in articles.iter().filter(|article| !article.is_empty()) {
                event.quotes.push(report(article, spot));
                self.sources.declare(&mut self.reading, article, || DraftSource {
                    spot,
                    title: Some(Text::new(article.as_str())),
                    ..DraftSource::default()
                });
            }
        }
        for (cell, name) in cells.iter().zip(["source_office", "source_date", "source_headline"]) {
            keep(&mut event.extra, name, cell);
        }
    }
}

fn source(office: &str, date: &str, headline: &str, spot: Spot) -> DraftSource {
    let some = |text: &str| (!text.is_empty()).then(|| Text::from(text));
    let published = iso_day(date).and_then(|day| edtf(day, spot));
    let mut extra = None;
    if published.is_none() {
        keep(&mut extra, "source_date", date);
    }
    let title = [headline, office, date].into_iter().find_map(some);
    DraftSource {
        spot,
        title: title.or_else(|| Some("(unnamed)".into())),
        publisher: some(office),
        published,
        extra,
        ..DraftSource::default()
    }
}

/// The parts of a list between semicolons, of which any may stand in quotes; a blank list has none.
fn list(cell: &str) -> Vec<String> {
    if cell.trim().is_empty() {
        return Vec::new();
    }
    let (mut parts, mut part, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // A quote opens at the beginning of a part only, and closes before a semicolon or the end.
            '"' if !quoted && part.trim().is_empty() => quoted = true,
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                part.push('"');
            }
            '"' if quoted && matches!(letters.peek(), None | Some(';')) => quoted = false,
            ';' if !quoted => parts.push(std::mem::take(&mut part).trim().to_owned()),
            other => part.push(other),
        }
    }
    parts.push(part.trim().to_owned());
    parts
}

/// `: 3 killed (3 to 5)`, where that is known.
fn killed([best, low, high]: [&str; 3]) -> String {
    match (best, low, high) {
        ("", _, _) => String::new(),
        _ if (low.is_empty() || low == best) && (high.is_empty() || high == best) => {
            format!(": {best} killed")
        }
        _ => format!(": {best} killed ({low} to {high})"),
    }
}

fn violence_word(code: &str) -> Option<&'static str> {
    Some(match code {
        "1" => "state-based conflict",
        "2" => "non-state conflict",
        "3" => "one-sided violence",
        _ => return None,
    })
}

/// Whether a point is made of nothing but a longitude and a latitude.
fn is_point(point: &str, longitude: &str, latitude: &str) -> bool {
    let inner = point.strip_prefix("POINT").and_then(|rest| rest.trim().strip_prefix('(')?.strip_suffix(')'));
    inner
        .and_then(|inner| inner.trim().split_once(' '))
        .is_some_and(|(x, y)| x == longitude && y.trim() == latitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_quotes() {
        let rows: [(&str, &[&str]); 6] = [
            ("", &[]),
            ("a;b", &["a", "b"]),
            ("\"A,2001,x; y\";\"B\"", &["A,2001,x; y", "B"]),
            ("\"say \"\"no\"\"\";b", &["say \"no\"", "b"]),
            ("the \"plan\";", &["the \"plan\"", ""]),
            ("\"open;b", &["open;b"]),
        ];
        for (text, wanted) in rows {
            assert_eq!(list(text), wanted, "{text}");
        }
    }
}
