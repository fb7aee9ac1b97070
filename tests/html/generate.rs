//! Timelines at random, of texts that would be markup.

use annals::issue::Spot;
use annals::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use annals::model::{Date, Draft, Timeline, Word};
use annals::text::Text;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn nasty() -> impl Strategy<Value = Text> {
    let pieces = prop::sample::select(vec![
        "<script>",
        "</script>",
        "</style>",
        "<!--",
        "-->",
        "]]>",
        "\"",
        "'",
        "&",
        "&lt",
        "&#x41;",
        "<",
        ">",
        "=",
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        " ",
        "\u{1b}[31m",
        "\0",
        "\u{9b}",
        "\u{202e}",
        "\u{feff}",
        "\u{fdd0}",
        "\u{1ffff}",
        "\u{85}",
        "\u{2028}",
        "_contents",
        "_",
        "#",
        "%",
        "%4",
        "%41",
        "http://",
        "https://e.example/",
        "mailto:a",
        "javascript:x",
        "a",
        "B",
        "é",
        "نام",
        "👨‍👩‍👧",
        "https://[",
        "\\",
        "{",
        "`",
        "en",
        "de-AT",
    ]);
    prop_oneof![
        4 => vec(pieces, 0..6).prop_map(|parts| Text::new(parts.concat())),
        1 => any::<String>().prop_map(Text::new),
    ]
}

fn at<T>(value: T) -> At<T> {
    At::new(value, Spot::NONE)
}

fn date() -> impl Strategy<Value = Option<At<Date>>> {
    let dates = [
        "1994",
        "2024-11-11/2024-11-22",
        "c. 1580",
        "-0043-03-15",
        "0000",
        "2025-05~",
        "1995/..",
        "1980s",
        "Y17E7",
        "2025-05-03T10:00:00Z",
        "2025-05-03T10:00:00+04",
        "../1990",
        "[1994,1996]",
        "2025-21",
        "12025",
        "1994/1996",
    ];
    of(prop::sample::select(dates.to_vec())
        .prop_filter_map("a date", |text| Some(at(Date::parse(text).ok()?.0))))
}

fn word<T: Word + std::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
    of(prop::sample::select(T::ALL))
}

fn key() -> impl Strategy<Value = At<Text>> {
    prop_oneof![prop::sample::select(vec!["a", "b", "a b"]).prop_map(Text::from), nasty()].prop_map(at)
}

fn quote() -> impl Strategy<Value = DraftQuote> {
    (nasty(), of(key()), of(key()), of(nasty()), word(), of(nasty())).prop_map(
        |(text, source, speaker, locator, stance, note)| DraftQuote {
            text,
            source,
            speaker,
            locator,
            stance,
            note,
            ..DraftQuote::default()
        },
    )
}

fn event() -> impl Strategy<Value = DraftEvent> {
    let words = (word(), word(), of(nasty()), vec(nasty(), 0..3));
    let actors = vec((key(), of(nasty())), 0..3);
    let caveats = vec((word(), nasty(), of(nasty())), 0..2);
    let texts = (of(key()), of(nasty()), of(nasty()));
    (texts, date(), words, actors, vec(quote(), 0..3), caveats).prop_map(
        |((key, title, summary), date, (status, importance, place, tags), actors, quotes, caveats)| {
            DraftEvent {
                key,
                date,
                title,
                summary,
                status,
                importance,
                place,
                tags,
                quotes,
                actors: actors
                    .into_iter()
                    .map(|(actor, role)| DraftParticipant { actor, role, extra: None })
                    .collect(),
                caveats: caveats
                    .into_iter()
                    .map(|(kind, text, quote)| DraftCaveat { kind, text, quote, ..DraftCaveat::default() })
                    .collect(),
                ..DraftEvent::default()
            }
        },
    )
}

fn source() -> impl Strategy<Value = DraftSource> {
    (of(key()), vec(of(nasty()), 7), date()).prop_map(|(key, mut texts, published)| {
        let mut text = || texts.pop().flatten();
        DraftSource {
            key,
            title: text(),
            publisher: text(),
            author: text(),
            kind: text(),
            url: text(),
            language: text(),
            published_basis: text(),
            published,
            ..DraftSource::default()
        }
    })
}

fn actor() -> impl Strategy<Value = DraftActor> {
    (of(key()), of(nasty()), word(), vec(nasty(), 0..3), of(nasty())).prop_map(
        |(key, name, kind, aliases, description)| DraftActor {
            key,
            name,
            kind,
            aliases,
            description,
            ..DraftActor::default()
        },
    )
}

/// A timeline.
pub(crate) fn timeline() -> impl Strategy<Value = Timeline> {
    let meta = (of(nasty()), of(nasty()), of(nasty()));
    (meta, vec(source(), 0..3), vec(actor(), 0..3), vec(event(), 0..6), any::<bool>()).prop_map(
        |((title, description, language), sources, actors, events, foreign)| {
            let mut draft = Draft { sources, actors, events, foreign, ..Draft::default() };
            (draft.meta.title, draft.meta.description, draft.meta.language) = (title, description, language);
            draft.build().0
        },
    )
}
