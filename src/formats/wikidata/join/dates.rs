//! The date of a row: its value, its precision, its calendar.

use super::{
    CaveatKind, DraftCaveat, Issue, JULIAN, Join, Role, Seen, Term, Text, View, Which, edtf, line, short,
    time,
};
use crate::formats::wikidata::time::When;
use crate::issue::Spot;

/// One date as it was understood.
struct Found<'a> {
    when: When,
    /// As it was written, and for which variable.
    text: &'a str,
    variable: usize,
    spot: Spot,
}

const ALL: [Which; 3] = [Which::Date, Which::Start, Which::End];

impl<'a> Join<'_, 'a> {
    /// Reads what a row says of the time of its event.
    pub(super) fn date(&mut self, at: usize, view: &View<'_, 'a>) {
        let [date, start, end] = ALL.map(|which| view.text(Role::Time(which)));
        let unknown = ALL
            .iter()
            .any(|&which| view.find(Role::Time(which)).is_some_and(|cell| cell.term == Term::Unknown));
        if date.or(start).or(end).is_none() && !unknown {
            return;
        }
        let [precision, calendar] =
            [Role::Precision(Which::Date), Role::Calendar(Which::Date)].map(|role| view.text(role));
        if !self.seen.insert(Seen::Date(at, [date, start, end, precision, calendar])) {
            return;
        }
        let [date, start, end] = ALL.map(|which| self.found(at, which, view));
        let spot = [&date, &start, &end].into_iter().flatten().map(|found| found.spot).next();
        let Some(spot) = spot else {
            if unknown {
                self.doubt(
                    at,
                    CaveatKind::Imprecise,
                    "It has a date, but nobody knows it: Wikidata says \u{201c}unknown value\u{201d}.",
                );
            }
            return;
        };
        let expression = match (&date, &start, &end) {
            (Some(date), _, _) => date.when.edtf.clone(),
            (None, start, end) => interval(start.as_ref(), end.as_ref()),
        };
        let read = edtf(&expression, spot);
        if read.is_none() {
            let what = format!("{} cannot be written as one date", line(&expression));
            self.reading.issue(Issue::warning(spot, what, "its parts are kept as extra fields"));
        }
        let whole =
            date.is_some() || [&start, &end].into_iter().flatten().all(|found| is_plain(&found.when.edtf));
        let dated = self.events.get(at).is_some_and(|event| event.date.is_some());
        for found in [&date, &start, &end].into_iter().flatten() {
            if found.when.assumed {
                self.assumed.push(found.spot);
            }
            let used = date.is_none() || found.text == date.as_ref().map_or("", |date| date.text);
            if dated || !found.when.whole || !whole || !used || read.is_none() {
                self.keep(at, found.variable, found.text);
            }
        }
        let Some(read) = read else { return };
        if dated {
            let text = format!("Wikidata gives another date too: {}.", line(&read.value.human()));
            self.doubt(at, CaveatKind::Disputed, &text);
            return;
        }
        if let Some(event) = self.events.get_mut(at) {
            event.date = Some(read);
        }
        self.remarks(at, view, [date, start, end].into_iter().flatten());
    }

    /// What a reader of the date has to know.
    fn remarks(&mut self, at: usize, view: &View<'_, 'a>, found: impl Iterator<Item = Found<'a>>) {
        if found.filter(|found| found.when.may_be_a_year_off).count() > 0 {
            self.bce += 1;
            let text = "It may be a year off: some years before our era were put into Wikidata counted with a year 0, some without.";
            self.doubt(at, CaveatKind::Imprecise, text);
        }
        if ALL
            .iter()
            .any(|&which| view.text(Role::Calendar(which)).is_some_and(|model| short(model) == JULIAN))
        {
            let text = "Wikidata calls this date Julian. It stands here as the query service gave it, which has converted days of the Julian calendar to the Gregorian one.";
            self.doubt(at, CaveatKind::Imprecise, text);
        }
    }

    fn found(&mut self, at: usize, which: Which, view: &View<'_, 'a>) -> Option<Found<'a>> {
        let cell = view.find(Role::Time(which))?;
        let (Term::Literal(text) | Term::Uri(text)) = cell.term else { return None };
        let precision = view.find(Role::Precision(which)).and_then(|cell| {
            let Term::Literal(text) = cell.term else { return None };
            let precision = text.parse::<u8>().ok().filter(|&precision| precision <= time::FINEST);
            if precision.is_none() {
                let what = format!("`{}` is not a precision", line(text));
                let help = "it is a number from 0 to 14: 9 is a year, 11 a day";
                self.reading.issue(Issue::warning(cell.spot, what, help));
            }
            precision
        });
        match time::when(text, precision) {
            Ok(when) => Some(Found { when, text, variable: cell.variable, spot: cell.spot }),
            Err(why) => {
                let what = format!("\u{201c}{}\u{201d} is not a date: {why}", line(text));
                self.reading.issue(Issue::error(cell.spot, what, "it is kept as it stands"));
                self.unread.push((at, cell.variable, text));
                None
            }
        }
    }

    fn doubt(&mut self, at: usize, kind: CaveatKind, text: &str) {
        if let Some(event) = self.events.get_mut(at) {
            event.caveats.push(DraftCaveat {
                spot: event.spot,
                kind: Some(kind),
                text: Text::new(text),
                ..DraftCaveat::default()
            });
        }
    }
}

/// A time from one date to another, of which one may not be known.
fn interval(start: Option<&Found>, end: Option<&Found>) -> String {
    let [start, end] = [(start, 0), (end, 1)]
        .map(|(found, side)| found.map_or(String::new(), |found| outermost(&found.when.edtf, side)));
    format!("{start}/{end}")
}

/// An interval has plain dates at its ends: of a set the outermost one, about; of a moment the day.
fn outermost(expression: &str, side: usize) -> String {
    if let Some(inner) = expression.strip_prefix('[') {
        let end = inner.trim_end_matches(']').split("..").nth(side).unwrap_or(inner);
        return format!("{end}~");
    }
    expression.split('T').next().unwrap_or(expression).to_owned()
}

fn is_plain(expression: &str) -> bool {
    !expression.starts_with('[') && !expression.contains('T')
}
