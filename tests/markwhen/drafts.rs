//! Arbitrary timelines, with texts that want to be lines of markwhen.

use annals::issue::Spot;
use annals::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use annals::model::{ActorKind, CaveatKind, Date, Draft, Extra, Importance, Meta, Stance, Status, Word};
use annals::text::Text;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// Pieces of texts: whole lines of markwhen, what YAML means something by, what a terminal obeys.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "\n", "\n\n", "\r\n", "\r", " ", "  ", "\t", "\n2025: no event", "2025-01 / now: x", "\n# Heading", "#", "#tag",
    " #tag", "# ", "//", "// x", "\n//", "_-_-_break_-_-_", "\n_-_-_break_-_-_\n", "!id", "\n!id: x", " !id", "!",
    ":", ": ", "a: b", "\na: b", "---", "\n---\n", "[x] ", "[ ]", "- [ ] ", "- a", "40%", "[Paris](location)", "section x",
    "\nendSection\n", "group", "now", "now: x", "by: x", "every day: x", "May: x", "\"", "'", "\\", "\\n", "{", "}", "[", "]",
    ",", "&a", "*a", "|", ">", "%", "@", "`", "~", "null", "true", "yes", "1", "1.0", "0x1f", "1e3", ".inf", "<<", "? ",
    "\u{1b}[31m", "\0", "\u{9b}", "\u{202e}", "\u{feff}", "é", "дата", "👨‍👩‍👧", "\u{2028}", "\u{85}", "\u{7f}", "\u{e0041}",
    "a", "B", "word ", "toml-value", "annals: 1",
];

pub(super) fn words() -> impl Strategy<Value = Text> {
    prop_oneof![
        4 => vec(prop::sample::select(PIECES.to_vec()), 0..6).prop_map(|parts| Text::new(parts.concat())),
        2 => "[A-Z][a-z]{1,6}( [a-z]{1,6}){0,4}(\n\n?[A-Z][a-z]{1,6})?".prop_map(Text::new),
        1 => "\\PC{0,12}".prop_map(Text::new),
        1 => any::<String>().prop_map(Text::new),
    ]
}

fn value() -> impl Strategy<Value = toml::Value> {
    let dates = ["1979-05-27T07:32:00Z", "1979-05-27T00:32:00.5-07:00", "1979-05-27", "07:32:00"];
    let leaf = prop_oneof![
        words().prop_map(|text| toml::Value::String(text.raw().into())),
        any::<i64>().prop_map(toml::Value::Integer),
        any::<f64>().prop_filter("equal to itself", |n| !n.is_nan()).prop_map(toml::Value::Float),
        any::<bool>().prop_map(toml::Value::Boolean),
        prop::sample::select(dates.to_vec()).prop_map(|date| toml::Value::Datetime(date.parse().unwrap())),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(toml::Value::Array),
            vec((words(), inner.clone()), 0..3).prop_map(|fields| toml::Value::Table(
                fields.into_iter().map(|(name, value)| (name.raw().to_owned(), value)).collect()
            )),
            inner.prop_map(|value| toml::Value::Table(
                [("toml-value".to_owned(), value)].into_iter().collect()
            )),
        ]
    })
}

/// Names of extra fields: some that mean something to markwhen, none that means something to annals.
fn extra() -> impl Strategy<Value = Extra> {
    let names = prop_oneof![
        prop::sample::select(vec![
            "id",
            "edtf",
            "extra",
            "timezone",
            "tz",
            "dateFormat",
            "rest",
            "annals",
            "range",
            "line",
            "recurrence",
            "completed",
            "percent",
            "sections",
            "pages",
            "now",
            "by",
            "every",
            "May",
            "#work",
            "x-title",
            "long",
        ])
        .prop_map(str::to_owned),
        words().prop_map(|name| format!("x{}", name.raw())),
        Just("x".repeat(1_500)),
    ];
    of(vec((names, value()), 1..3).prop_map(|fields| Box::new(fields.into_iter().collect())))
}

fn date() -> impl Strategy<Value = At<Date>> {
    let dates = [
        "1994",
        "1994-02",
        "1994-02-03",
        "2024-11-11/2024-11-22",
        "c. 1580",
        "-0043-03-15",
        "2025-05~",
        "1995/..",
        "2095/..",
        "1980s",
        "Y17E7",
        "Y-13800000000",
        "[..1984]",
        "/1984",
        "{1990,1992}",
        "2025-05-03T14:30:00",
        "2025-05-03T14:30:15+04:00",
        "2024-24",
        "44 BC",
        "200-101 BC",
        "18 March 2026",
        "2025-03-01 14:30",
        "1999 - 2001",
        "2026W01",
        "0000",
        "12345",
        "-0043/..",
        "2025-05-03T10:00:00Z/2025-05-04T12:00:00Z",
        "1994/1996-03",
        "-0001/0001",
        "2001/1999",
    ];
    prop::sample::select(dates.to_vec()).prop_filter_map("a date", |text| Some(at(Date::parse(text).ok()?.0)))
}

fn at<T>(value: T) -> At<T> {
    At::new(value, Spot::NONE)
}

fn word<T: Word + std::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
    of(prop::sample::select(T::ALL))
}

fn key() -> impl Strategy<Value = At<Text>> {
    prop_oneof![
        prop::sample::select(vec!["a", "b", "c-2", "nato", "1", "true"]).prop_map(Text::from),
        words()
    ]
    .prop_map(at)
}

fn source() -> impl Strategy<Value = DraftSource> {
    (of(key()), of(words()), vec(of(words()), 8), of(date()), extra()).prop_map(
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
    (of(key()), of(words()), word::<ActorKind>(), vec(words(), 0..3), of(words()), extra()).prop_map(
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

fn participant() -> impl Strategy<Value = DraftParticipant> {
    (key(), of(words()), extra()).prop_map(|(actor, role, extra)| DraftParticipant { actor, role, extra })
}

fn quote() -> impl Strategy<Value = DraftQuote> {
    let text = of(words()).prop_map(Option::unwrap_or_default);
    (text, of(key()), of(key()), of(words()), word::<Stance>(), of(words()), extra()).prop_map(
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
    )
}

fn caveat() -> impl Strategy<Value = DraftCaveat> {
    (word::<CaveatKind>(), words(), of(words()), extra()).prop_map(|(kind, text, quote, extra)| DraftCaveat {
        kind,
        text,
        quote,
        extra,
        ..DraftCaveat::default()
    })
}

fn event() -> impl Strategy<Value = DraftEvent> {
    let head = (of(key()), of(date()), of(words()), of(words()), of(words()));
    let sense = (word::<Status>(), word::<Importance>(), extra());
    let tag = prop_oneof![
        prop::sample::select(vec!["eu", "nato", "a_1", "12", "Europe/France"]).prop_map(Text::from),
        words()
    ];
    let lists = (vec(participant(), 0..3), vec(quote(), 0..3), vec(caveat(), 0..2), vec(tag, 0..3));
    (head, sense, lists).prop_map(
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

pub(super) fn draft() -> impl Strategy<Value = Draft> {
    let some = || of(words().prop_filter("absent, not empty", |text| !text.raw().is_empty()));
    let meta =
        (some(), some(), some(), extra(), extra()).prop_map(|(title, description, language, extra, rest)| {
            Meta { title, description, language, extra, rest }
        });
    (meta, vec(source(), 0..3), vec(actor(), 0..3), vec(event(), 0..4))
        .prop_map(|(meta, sources, actors, events)| Draft { meta, sources, actors, events, foreign: false })
}
