//! Timelines of every kind, with fields that mean something else on a slide.

use annals::issue::Spot;
use annals::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use annals::model::{Date, Draft, Extra, Importance, Meta, Stance, Status, Word};
use annals::text::Text;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = Text> {
    let pieces = prop::sample::select(vec![
        "a",
        "B",
        " ",
        "\n",
        "<",
        ">",
        "&",
        "&amp;",
        "<b>",
        "<br>",
        "\"",
        "'",
        "=",
        "-",
        "é",
        "дата",
        "\u{1b}[31m",
        "\t",
        "\r\n",
        "\u{202e}",
        "\0",
        "</blockquote>",
        "<blockquote class=\"annals\">",
        ",",
        "\\",
    ]);
    prop_oneof![
        4 => vec(pieces, 0..6).prop_map(|parts| Text::new(parts.concat())),
        1 => any::<String>().prop_map(Text::new),
    ]
}

fn some_text() -> impl Strategy<Value = Text> {
    text().prop_filter("not blank", |text| !text.is_blank())
}

fn date() -> impl Strategy<Value = At<Date>> {
    let dates = [
        "1994",
        "2024-11-11/2024-11-22",
        "c. 1580",
        "-0043-03-15",
        "0000",
        "2025-05~",
        "1995/..",
        "../1990",
        "1980s",
        "Y17E7",
        "Y-13800000000",
        "2024-05-01T10:30",
        "2024-05-01T10:30:15.250",
        "2024-05-01T23:00:00-05:00",
        "2025-21",
        "[1667,1668]",
        "2024-05-01T10:00/2024-05-01T12:00",
        "2004-06-XX",
        "12345",
        "44 BC",
    ];
    prop::sample::select(dates.to_vec()).prop_map(|text| at(Date::parse(text).unwrap().0))
}

fn at<T>(value: T) -> At<T> {
    At::new(value, Spot::NONE)
}

fn key() -> impl Strategy<Value = At<Text>> {
    prop_oneof![prop::sample::select(vec!["a", "b", "nato", "-x"]).prop_map(Text::from), some_text()]
        .prop_map(at)
}

fn value() -> impl Strategy<Value = toml::Value> {
    let leaf = prop_oneof![
        text().prop_map(|text| toml::Value::String(text.raw().into())),
        any::<i32>().prop_map(|number| toml::Value::Integer(number.into())),
        (-1000..1000).prop_map(|number| toml::Value::Float(f64::from(number) / 8.0)),
        any::<bool>().prop_map(toml::Value::Boolean),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        let names =
            prop::sample::select(vec!["year", "month", "headline", "text", "url", "caption", "name", "x"]);
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(toml::Value::Array),
            vec((names, inner), 0..3).prop_map(|fields| toml::Value::Table(
                fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            )),
        ]
    })
}

/// Fields that mean something on a slide, and others.
fn extra() -> impl Strategy<Value = Extra> {
    let names = prop::sample::select(vec![
        "start_date",
        "end_date",
        "text",
        "media",
        "background",
        "display_date",
        "group",
        "unique_id",
        "location",
        "x_edtf",
        "x_tags",
        "x_extra",
        "x_quotes",
        "x-Note",
        "autolink",
        "foo",
        "scale",
        "events",
        "title",
    ]);
    of(vec((names, value()), 1..4).prop_map(|fields| {
        Box::new(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }))
}

fn event() -> impl Strategy<Value = DraftEvent> {
    let note = || {
        of(vec(value(), 1)
            .prop_map(|mut values| Box::new(toml::Table::from_iter([("xn".to_owned(), values.remove(0))]))))
    };
    let participant =
        (key(), of(text()), note()).prop_map(|(actor, role, extra)| DraftParticipant { actor, role, extra });
    let quote = (
        of(some_text()).prop_map(Option::unwrap_or_default),
        of(key()),
        of(key()),
        of(text()),
        of(prop::sample::select(Stance::ALL)),
        of(text()),
        note(),
    )
        .prop_map(|(text, source, speaker, locator, stance, note, extra)| DraftQuote {
            text,
            source,
            speaker,
            locator,
            stance,
            note,
            extra,
            ..DraftQuote::default()
        });
    let caveat = (some_text(), of(text())).prop_map(|(text, quote)| DraftCaveat {
        text,
        quote,
        ..DraftCaveat::default()
    });
    let head = (of(key()), of(date()), some_text(), of(text()), of(text()));
    let words = (of(prop::sample::select(Status::ALL)), of(prop::sample::select(Importance::ALL)), extra());
    let lists = (vec(participant, 0..3), vec(quote, 0..3), vec(caveat, 0..2), vec(text(), 0..3));
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

pub(super) fn draft() -> impl Strategy<Value = Draft> {
    let some = || of(text().prop_filter("absent, not empty", |text| !text.raw().is_empty()));
    let meta =
        (some(), some(), some(), extra(), extra()).prop_map(|(title, description, language, extra, rest)| {
            Meta { title, description, language, extra, rest }
        });
    let source = (key(), of(some_text()), of(text()), of(text()), of(date())).prop_map(
        |(key, title, url, author, published)| DraftSource {
            key: Some(key),
            title,
            url,
            author,
            published,
            ..DraftSource::default()
        },
    );
    let actor = (key(), of(some_text()), vec(text(), 0..2)).prop_map(|(key, name, aliases)| DraftActor {
        key: Some(key),
        name,
        aliases,
        ..DraftActor::default()
    });
    (meta, vec(source, 0..3), vec(actor, 0..3), vec(event(), 0..4))
        .prop_map(|(meta, sources, actors, events)| Draft { meta, sources, actors, events, foreign: false })
}
