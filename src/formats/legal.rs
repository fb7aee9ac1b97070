//! The legal chronology: a table that keeps the date of an event and the date of its document apart.
//!
//! | column | field |
//! |---|---|
//! | `event_date` | `date`; `date_certainty` marks it: `approximate` as `~`, `date_uncertain` as `?` |
//! | `document_date` | `published` of the source, never of the event |
//! | `date_certainty` | also `exact`, and `source_conflict`: a caveat, disputed |
//! | `actor`, `event`, `notes`, `issue_tags` | `actors`, `title`, `summary`, `tags` |
//! | `source_identifier`, `quote` | source and words of a quote |
//! | `significance` | `importance`: `key`, `supporting`, `background` |
//! | `date_extracted_from`, `confidence` | kept as they are |
//!
//! Otherwise it is read and written as other tables are ([`super::csv`]).

use std::collections::HashMap;
use std::io;

use super::csv::{
    Cells, Extras, Field, Named, Says, date_alone, defused, fields, guarded, own, plain, profile,
    timeline_itself,
};
use super::table::{Dialect, Table};
use super::{Format, Losses, Writer};
use crate::issue::Issue;
use crate::model::draft::{DraftCaveat, DraftEvent};
use crate::model::{Caveat, CaveatKind, Date, Event, Importance, Timeline};
use crate::text::{Text, line};

pub(super) const FORMAT: Format = Format {
    name: "legal",
    extensions: &["csv"],
    description: "a legal chronology, with the dates of events and of documents, as a table",
    sniff,
    records: true,
    fields,
    read: Some(|input| profile(input, &PINS, &[CERTAINTY, KEPT[0], KEPT[1]], certainty)),
    write: Some(Writer::File(write)),
};

/// The columns, and the fields that they hold.
const PINS: [(Field, &str); 9] = [
    (Field::Date, "event_date"),
    (Field::Published, "document_date"),
    (Field::Actors, "actor"),
    (Field::Title, "event"),
    (Field::Sources, "source_identifier"),
    (Field::Quotes, "quote"),
    (Field::Importance, "significance"),
    (Field::Tags, "issue_tags"),
    (Field::Summary, "notes"),
];

/// The column that is part of the date, and those that are kept as they are.
const CERTAINTY: &str = "date_certainty";
const KEPT: [&str; 2] = ["date_extracted_from", "confidence"];

/// What a caveat says that stands for `source_conflict`.
const CONFLICT: &str = "the sources conflict on the date";

fn sniff(text: &str) -> bool {
    let Some(table) = Table::open(text, Dialect::sniff(text), |_| true) else { return false };
    let has = |name: &str| (0..table.header.len()).any(|at| plain(table.header.given(at)) == name);
    // A table that annals wrote has all of its own columns, and may have these beside them.
    let is_plain = ["key", "date", "title"].into_iter().all(has);
    let is_ours = ["document date", "date certainty", "source identifier"].into_iter().any(has);
    !is_plain && has("event date") && is_ours
}

/// What `date_certainty` says becomes part of the date, or a caveat.
fn certainty(event: &mut DraftEvent, says: &mut Says) {
    let Some(extra) = &mut event.extra else { return };
    let Some(name) = extra.keys().find(|name| plain(name) == plain(CERTAINTY)).cloned() else { return };
    let Some(word) = extra.get(&name).and_then(|value| value.as_str()).map(plain) else { return };
    let date = event.date.as_mut();
    let understood = match word.as_str() {
        "exact" => date.is_some(),
        "approximate" => date.is_some_and(|at| mark(&mut at.value, '~', Date::is_approximate)),
        "date uncertain" | "uncertain" => date.is_some_and(|at| mark(&mut at.value, '?', Date::is_uncertain)),
        "source conflict" => {
            let text = Text::from(CONFLICT);
            let caveat = DraftCaveat {
                spot: event.spot,
                kind: Some(CaveatKind::Disputed),
                text,
                ..DraftCaveat::default()
            };
            event.caveats.push(caveat);
            true
        }
        _ => {
            let what = format!("date_certainty `{}` is not known, and kept as it stands", line(&word));
            let help = "write one of exact, approximate, date_uncertain, source_conflict";
            says.warn(Issue::warning(event.spot, what, help));
            false
        }
    };
    if understood {
        extra.remove(&name);
    }
}

/// Gives a date a mark that it does not have yet; not one of several dates.
fn mark(date: &mut Date, mark: char, has: fn(&Date) -> bool) -> bool {
    if has(date) {
        return true;
    }
    let edtf = date.edtf();
    let both = if edtf.ends_with(['~', '?']) { '%' } else { mark };
    let marked = format!("{}{both}", edtf.trim_end_matches(['~', '?']));
    let found =
        Date::parse(&marked).ok().filter(|(_, notes)| notes.is_empty() && !edtf.contains(['/', '[', '{']));
    found.map(|(marked, _)| *date = marked).is_some()
}

fn write(timeline: &Timeline, out: &mut dyn io::Write, losses: &mut Losses) -> io::Result<()> {
    let columns: Vec<&str> = PINS.iter().map(|pin| pin.1).chain([CERTAINTY]).collect();
    let extras = Extras::beside(timeline, &columns, &PINS.map(|pin| pin.0), &KEPT);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns.into_iter().chain(extras.names()))?;
    unwritten(timeline, losses);
    for event in timeline.events() {
        for (field, _) in PINS {
            let cell = cell(timeline, &event, field, losses);
            writer.write_field(guarded(&cell, own(field), event.key, losses))?;
        }
        let kept = kept_certainty(&event);
        writer.write_field(defused(kept.as_deref().unwrap_or_else(|| certainty_of(&event))))?;
        for cell in extras.cells(&event, |name| name == CERTAINTY && kept.is_some(), losses) {
            writer.write_field(guarded(&cell, "extra", event.key, losses))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn cell(timeline: &Timeline, event: &Event, field: Field, losses: &mut Losses) -> String {
    match field {
        Field::Date => {
            let alone = event.date.as_ref().map(date_alone);
            if alone.as_ref().is_some_and(|(_, is_whole)| !is_whole) {
                losses.lose("date", event.key);
            }
            alone.map(|(cell, _)| cell).unwrap_or_default()
        }
        Field::Importance => match event.importance {
            Some(Importance::Core) => "key".into(),
            Some(Importance::Secondary) => "supporting".into(),
            Some(Importance::Marginal) => "background".into(),
            None => String::new(),
        },
        field => Cells { timeline, losses, event }.cell(field),
    }
}

/// The word for how certain a date is.
fn certainty_of(event: &Event) -> &'static str {
    match &event.date {
        _ if event.caveats.iter().any(|caveat| is_conflict(&caveat)) => "source_conflict",
        Some(date) if date.is_uncertain() => "date_uncertain",
        Some(date) if date.is_approximate() => "approximate",
        Some(date) if !date.is_fuzzy() => "exact",
        _ => "",
    }
}

/// A certainty that was not understood, and will not be again.
fn kept_certainty(event: &Event) -> Option<String> {
    let extra = event.extra.get()?;
    let text = extra.get(CERTAINTY)?.as_str()?;
    let is_known = match plain(text).as_str() {
        "exact" | "approximate" | "date uncertain" | "uncertain" => event.date.is_some(),
        "source conflict" => true,
        _ => false,
    };
    let fits = text.trim() == text && !text.is_empty() && crate::text::shown(text) == text;
    (fits && !is_known && !event.caveats.iter().any(|caveat| is_conflict(&caveat))).then(|| text.to_owned())
}

fn is_conflict(caveat: &Caveat) -> bool {
    caveat.kind == Some(CaveatKind::Disputed)
        && caveat.text.raw() == CONFLICT
        && caveat.quote.is_none()
        && caveat.extra.is_empty()
}

/// What these columns have no room for.
fn unwritten(timeline: &Timeline, losses: &mut Losses) {
    timeline_itself(timeline, losses);
    let actors = alike(timeline.actor_ids().map(|id| timeline.actor(id).name.shown().into_owned()));
    let sources = alike(timeline.source_ids().map(|id| timeline.source(id).title.shown().into_owned()));
    for event in timeline.events() {
        let mut lose = |is_lost: bool, name| {
            if is_lost {
                losses.lose(name, event.key);
            }
        };
        lose(true, "key");
        lose(event.status.is_some(), "status");
        lose(event.place.is_some(), "place");
        let conflicts = event.caveats.iter().filter(is_conflict).count();
        lose(conflicts > 1 || event.caveats.len() > conflicts, "caveats");
        for one in &event.actors {
            lose(one.role.is_some(), "actors.role");
            lose(actors.get(one.actor.0 as usize).copied().unwrap_or_default(), "actors");
        }
        for quote in &event.quotes {
            lose(quote.speaker.is_some(), "quotes.speaker");
            lose(quote.locator.is_some(), "quotes.locator");
            lose(quote.stance.is_some(), "quotes.stance");
            lose(quote.note.is_some(), "quotes.note");
            let is_alike =
                |id: crate::model::SourceId| sources.get(id.0 as usize).copied().unwrap_or_default();
            lose(quote.source.is_some_and(is_alike), "quotes.source");
        }
    }
    let named = Named::of(timeline);
    for id in timeline.actor_ids() {
        let actor = timeline.actor(id);
        if !named.acts(id) {
            losses.lose("actors", &actor.key);
            continue;
        }
        for (is_lost, name) in [
            (true, "actors.key"),
            (actor.name.shown() != actor.name.raw(), "actors.name"),
            (actor.kind.is_some(), "actors.kind"),
            (!actor.aliases.is_empty(), "actors.aliases"),
            (actor.description.is_some(), "actors.description"),
            (actor.extra.is_some(), "actors.extra"),
        ] {
            if is_lost {
                losses.lose(name, &actor.key);
            }
        }
    }
    for id in timeline.source_ids() {
        let source = timeline.source(id);
        // A title of which nothing can be shown leaves the cell empty.
        if !named.is_quoted(id) || source.title.shown().trim().is_empty() {
            losses.lose("sources", &source.key);
            continue;
        }
        for (is_lost, name) in [
            (true, "sources.key"),
            (source.title.shown() != source.title.raw(), "sources.title"),
            (source.publisher.is_some(), "sources.publisher"),
            (source.author.is_some(), "sources.author"),
            (source.kind.is_some(), "sources.kind"),
            (source.published.as_ref().is_some_and(|date| !date_alone(date).1), "sources.published"),
            (source.published_basis.is_some(), "sources.published_basis"),
            (source.url.is_some(), "sources.url"),
            (source.language.is_some(), "sources.language"),
            (source.file.is_some(), "sources.file"),
            (source.sha256.is_some(), "sources.sha256"),
            (source.extra.is_some(), "sources.extra"),
        ] {
            if is_lost {
                losses.lose(name, &source.key);
            }
        }
    }
}

/// Which names do not tell who is meant: blank ones, and those that make the same key as another.
fn alike(names: impl Iterator<Item = String>) -> Vec<bool> {
    let folded = |name: String| {
        let latin = deunicode::deunicode(&name).to_lowercase();
        let words = latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        (words.collect::<Vec<_>>().join("-"), name.trim().is_empty())
    };
    let folded: Vec<(String, bool)> = names.map(folded).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (name, _) in &folded {
        *times.entry(name).or_default() += 1;
    }
    let is_double = |name: &str| times.get(name).is_some_and(|&times| times > 1);
    folded.iter().map(|(name, is_blank)| *is_blank || is_double(name)).collect()
}
