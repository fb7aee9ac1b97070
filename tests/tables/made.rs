//! Timelines made of what tables trip over.

use annals::issue::Spot;
use annals::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use annals::model::{CaveatKind, Date, Draft, Extra, Importance, Stance, Status, Timeline, Word};
use annals::text::Text;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// Text of pieces that tables trip over; with control characters where it is `wild`.
fn text(wild: bool) -> impl Strategy<Value = Text> {
    let tame = vec![
        "\"", "'", "\"\"", ",", ";", "; ", "\n", "=1+1", "+", "-", "@", "|", "a", "B", "é", "дата", "x y",
        "3/4/2024", "1994", "date", "45234", "(host)", "nato", "#", "00:00:00",
    ];
    let rough = vec![" ", "\t", "\r\n", "\u{1b}[31m", "\0", "\u{202e}", "\u{200b}", "\u{feff}", "\u{85}"];
    let pieces = if wild { [tame, rough].concat() } else { tame };
    vec(prop::sample::select(pieces), 1..5).prop_map(move |parts| {
        let text = parts.concat();
        Text::new(if wild { text } else { text.trim().to_owned() })
    })
}

fn at<T>(value: T) -> At<T> {
    At::new(value, Spot::NONE)
}

fn date() -> impl Strategy<Value = At<Date>> {
    let dates = [
        "1994",
        "2024-11-11/2024-11-22",
        "c. 1580",
        "-0043-03-15",
        "2025-05~",
        "1995/..",
        "1980s",
        "Y17E7",
        "May 2025",
        "25/12/2020",
        "12345",
        "2024-05-01 00:00:00",
        "4/4/2024",
        "[1667,1668]",
        "1994?",
        "44 BC",
        "2004-06~-11",
    ];
    prop::sample::select(dates.to_vec()).prop_map(|text| at(Date::parse(text).unwrap().0))
}

fn word<T: Word + std::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
    of(prop::sample::select(T::ALL))
}

fn name() -> impl Strategy<Value = At<Text>> {
    prop::sample::select(vec!["a", "b", "c"]).prop_map(|key| at(key.into()))
}

fn extra(wild: bool) -> impl Strategy<Value = Extra> {
    let names = [
        "note",
        "Note",
        "x",
        "Datum",
        "year",
        "date",
        "status",
        "speaker",
        "column 5",
        "=f",
        "confidence",
        "date_certainty",
    ];
    of(vec((prop::sample::select(names.to_vec()), text(wild)), 1..3).prop_map(|fields| {
        let value = |text: Text| toml::Value::String(text.raw().to_owned());
        Box::new(fields.into_iter().map(|(name, text)| (name.to_owned(), value(text))).collect())
    }))
}

fn event(wild: bool) -> impl Strategy<Value = DraftEvent> {
    let t = move || text(wild);
    let participant =
        (name(), of(t())).prop_map(|(actor, role)| DraftParticipant { actor, role, extra: None });
    let words = of(t()).prop_map(Option::unwrap_or_default);
    let quote = (words, of(name()), of(name()), of(t()), word::<Stance>(), of(t())).prop_map(
        |(text, source, speaker, locator, stance, note)| DraftQuote {
            text,
            source,
            speaker,
            locator,
            stance,
            note,
            ..DraftQuote::default()
        },
    );
    let caveat = (word::<CaveatKind>(), t(), of(t())).prop_map(|(kind, text, quote)| DraftCaveat {
        kind,
        text,
        quote,
        ..DraftCaveat::default()
    });
    let head = (of(t().prop_map(at)), of(date()), t(), of(t()), of(t()));
    let words = (word::<Status>(), word::<Importance>(), extra(wild));
    let lists = (vec(participant, 0..3), vec(quote, 0..3), vec(caveat, 0..3), vec(t(), 0..3));
    (head, words, lists).prop_map(
        |(
            (key, date, title, summary, place),
            (status, importance, extra),
            (actors, quotes, caveats, tags),
        )| DraftEvent {
            key,
            date,
            title: Some(title),
            summary,
            status,
            importance,
            place,
            actors,
            quotes,
            caveats,
            tags,
            extra,
            ..DraftEvent::default()
        },
    )
}

pub(crate) fn timeline(wild: bool) -> impl Strategy<Value = Timeline> {
    let source = move || {
        (text(wild), vec(of(text(wild)), 7), of(date())).prop_map(|(title, mut texts, published)| {
            let mut text = || texts.pop().flatten();
            DraftSource {
                title: Some(title),
                publisher: text(),
                author: text(),
                kind: text(),
                published_basis: text(),
                url: text(),
                language: text(),
                file: text(),
                published,
                ..DraftSource::default()
            }
        })
    };
    let keys = ["a", "b", "c"];
    (vec(event(wild), 0..4), vec(source(), 3), vec(text(wild), 3)).prop_map(
        move |(events, sources, names)| {
            let sources = sources.into_iter().zip(keys);
            let sources =
                sources.map(|(source, key)| DraftSource { key: Some(at(key.into())), ..source }).collect();
            let actors = names.into_iter().zip(keys).map(|(name, key)| DraftActor {
                key: Some(at(key.into())),
                name: Some(name),
                ..DraftActor::default()
            });
            let draft = Draft { sources, actors: actors.collect(), events, ..Draft::default() };
            let whole = draft.build().0;
            let ids: Vec<_> = whole.event_ids().collect();
            whole.part(&ids)
        },
    )
}
