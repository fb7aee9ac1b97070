//! Timelines of every shape that a format has to hold.

#![allow(dead_code, reason = "not every test needs every kind")]

use annals::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use annals::model::{ActorKind, CaveatKind, Date, Draft, Extra, Importance, Meta, Stance, Status, Word};
use annals::text::Text;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn nasty() -> impl Strategy<Value = Text> {
    let nasty = prop::sample::select(vec![
        "\"",
        "'",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\u{1b}[31m",
        "\0",
        "\u{9b}",
        "\u{202e}",
        "\u{feff}",
        "é",
        "дата",
        "👨‍👩‍👧",
        "\"\"\"",
        "'''",
        " ",
        "#",
        "=",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        "[[events]]",
        "a",
        "B",
        "-",
        "x = 1",
        "\u{2028}",
        "\u{85}",
        "\u{7f}",
        "\u{e0041}",
        "0",
    ]);
    prop_oneof![
        3 => vec(nasty, 0..6).prop_map(|parts| Text::new(parts.concat())),
        1 => "\\PC{0,12}".prop_map(Text::new),
        1 => any::<String>().prop_map(Text::new),
    ]
}

fn value() -> impl Strategy<Value = toml::Value> {
    let dates = ["1979-05-27T07:32:00Z", "1979-05-27T00:32:00.5-07:00", "1979-05-27", "07:32:00"];
    let leaf = prop_oneof![
        nasty().prop_map(|text| toml::Value::String(text.raw().into())),
        any::<i64>().prop_map(toml::Value::Integer),
        any::<f64>().prop_filter("equal to itself", |n| !n.is_nan()).prop_map(toml::Value::Float),
        any::<bool>().prop_map(toml::Value::Boolean),
        prop::sample::select(dates.to_vec()).prop_map(|date| toml::Value::Datetime(date.parse().unwrap())),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(toml::Value::Array),
            vec((nasty(), inner), 0..3).prop_map(|fields| toml::Value::Table(
                fields.into_iter().map(|(name, value)| (name.raw().to_owned(), value)).collect()
            )),
        ]
    })
}

fn extra() -> impl Strategy<Value = Extra> {
    of(vec((nasty(), value()), 1..3).prop_map(|fields| {
        // A mark before each name keeps it from being one that the format knows.
        let fields = fields.into_iter().map(|(name, value)| (format!("x{}", name.raw()), value));
        Box::new(fields.collect())
    }))
}

/// The fields that other formats keep under names of their own.
fn names_of_others() -> impl Strategy<Value = Extra> {
    let names = [
        "RRULE",
        "GEO",
        "TZID",
        "STATUS",
        "UID",
        "RECURRENCE-ID",
        "X-A;B=c",
        "CLASS",
        "DTSTAMP",
        "id",
        "location",
    ];
    of(vec((prop::sample::select(names.to_vec()), value()), 1..3).prop_map(|fields| {
        Box::new(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }))
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
        "2024-02-29",
        "2024-01-01T10:00:00Z",
        "2024-01-01T10:00:00",
        "2024-01-01T10:00:00+02:00",
        "2024-01-01T10:00/2024-01-02T11:00",
        "9999-12-31",
        "../1995",
        "[1994,1996-05]",
        "5 May 1994",
        "0000",
    ];
    prop::sample::select(dates.to_vec()).prop_filter_map("a date", |text| Some(at(Date::parse(text).ok()?.0)))
}

fn at<T>(value: T) -> At<T> {
    At::new(value, annals::issue::Spot::NONE)
}

fn word<T: Word + std::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
    of(prop::sample::select(T::ALL))
}

/// Keys from few, so that references lead somewhere and keys are doubled.
fn key() -> impl Strategy<Value = At<Text>> {
    prop_oneof![prop::sample::select(vec!["a", "b", "c-2", "nato"]).prop_map(Text::from), nasty()]
        .prop_map(at)
}

fn source() -> impl Strategy<Value = DraftSource> {
    let texts = vec(of(nasty()), 8);
    (of(key()), of(nasty()), texts, of(date()), extra()).prop_map(
        |(key, title, mut texts, published, extra)| {
            let mut text = || texts.pop().flatten();
            DraftSource {
                key,
                title,
                publisher: text(),
                author: text(),
                kind: text(),
                published,
                published_basis: text(),
                url: text(),
                language: text(),
                file: text(),
                sha256: text(),
                extra,
                ..DraftSource::default()
            }
        },
    )
}

fn actor() -> impl Strategy<Value = DraftActor> {
    (of(key()), of(nasty()), word::<ActorKind>(), vec(nasty(), 0..3), of(nasty()), extra()).prop_map(
        |(key, name, kind, aliases, description, extra)| DraftActor {
            key,
            name,
            kind,
            aliases,
            description,
            extra,
            ..DraftActor::default()
        },
    )
}

fn event() -> impl Strategy<Value = DraftEvent> {
    let participant = (key(), of(nasty()), extra()).prop_map(|(actor, role, extra)| DraftParticipant {
        actor,
        role,
        extra,
    });
    let words = of(nasty()).prop_map(Option::unwrap_or_default);
    let quote = (words, of(key()), of(key()), of(nasty()), word::<Stance>(), of(nasty()), extra()).prop_map(
        |(text, source, speaker, locator, stance, note, extra)| DraftQuote {
            text,
            source,
            speaker,
            locator,
            stance,
            note,
            extra,
            ..DraftQuote::default()
        },
    );
    let caveat =
        (word::<CaveatKind>(), nasty(), of(nasty()), extra()).prop_map(|(kind, text, quote, extra)| {
            DraftCaveat { kind, text, quote, extra, ..DraftCaveat::default() }
        });
    let head = (of(key()), of(date()), of(nasty()), of(nasty()), of(nasty()));
    let words = (word::<Status>(), word::<Importance>(), prop_oneof![extra(), names_of_others()]);
    let lists = (vec(participant, 0..3), vec(quote, 0..3), vec(caveat, 0..2), vec(nasty(), 0..3));
    (head, words, lists).prop_map(
        |((key, date, title, summary, place), (status, importance, extra), lists)| {
            let (actors, quotes, caveats, tags) = lists;
            DraftEvent {
                key,
                date,
                title,
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
            }
        },
    )
}

/// A draft of the native format: what is not declared is told.
pub(crate) fn native() -> impl Strategy<Value = Draft> {
    let some = || of(nasty().prop_filter("absent, not empty", |text| !text.raw().is_empty()));
    let meta =
        (some(), some(), some(), extra(), extra()).prop_map(|(title, description, language, extra, rest)| {
            Meta { title, description, language, extra, rest }
        });
    (meta, vec(source(), 0..3), vec(actor(), 0..3), vec(event(), 0..4))
        .prop_map(|(meta, sources, actors, events)| Draft { meta, sources, actors, events, foreign: false })
}

/// A draft with extra fields that JSON has a form for.
pub(crate) fn of_json() -> impl Strategy<Value = Draft> {
    native().prop_map(|mut draft| {
        extras_as_json_has_them(&mut draft);
        draft
    })
}

/// A draft of a format of others with extra fields that JSON has a form for.
pub(crate) fn foreign_of_json() -> impl Strategy<Value = Draft> {
    foreign().prop_map(|mut draft| {
        extras_as_json_has_them(&mut draft);
        draft
    })
}

/// A draft of a format of others, where to name something is to declare it, and a blank is not a name.
pub(crate) fn foreign() -> impl Strategy<Value = Draft> {
    let name = |key: &mut Option<At<Text>>| *key = key.take().filter(|key| !key.value.is_blank());
    native().prop_map(move |mut draft| {
        draft.sources.iter_mut().for_each(|one| name(&mut one.key));
        draft.actors.iter_mut().for_each(|one| name(&mut one.key));
        for event in &mut draft.events {
            name(&mut event.key);
            event.actors.retain(|one| !one.actor.value.is_blank());
            for quote in &mut event.quotes {
                name(&mut quote.source);
                name(&mut quote.speaker);
            }
        }
        Draft { foreign: true, ..draft }
    })
}

/// What JSON makes of a value that it has no form for.
fn as_json_has_it(value: &mut toml::Value) {
    match value {
        toml::Value::Datetime(date) => *value = toml::Value::String(date.to_string()),
        toml::Value::Float(number) if !number.is_finite() => *value = toml::Value::String(number.to_string()),
        toml::Value::Array(values) => values.iter_mut().for_each(as_json_has_it),
        toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| as_json_has_it(value)),
        _ => {}
    }
}

fn extras_as_json_has_them(draft: &mut Draft) {
    let fix = |extra: &mut Extra| {
        extra.iter_mut().flat_map(|extra| extra.iter_mut()).for_each(|(_, value)| as_json_has_it(value));
    };
    fix(&mut draft.meta.extra);
    fix(&mut draft.meta.rest);
    draft.sources.iter_mut().for_each(|one| fix(&mut one.extra));
    draft.actors.iter_mut().for_each(|one| fix(&mut one.extra));
    for event in &mut draft.events {
        fix(&mut event.extra);
        event.actors.iter_mut().for_each(|one| fix(&mut one.extra));
        event.quotes.iter_mut().for_each(|one| fix(&mut one.extra));
        event.caveats.iter_mut().for_each(|one| fix(&mut one.extra));
    }
}
