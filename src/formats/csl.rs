//! The sources as CSL-JSON, the bibliography format of Zotero, pandoc and the like.
//!
//! Every source is an item, in the order of the file; what the sources are quoted for is not in it.
//! How a source becomes an item, and a date one of CSL's, is in [`crate::cite`].

use std::io;

use super::{Format, Losses, Writer};
use crate::cite::csl::{holds_date, holds_kind, runs, write_csl_json};
use crate::model::Timeline;
use crate::text::line;

pub(super) const FORMAT: Format = Format {
    name: "csl-json",
    extensions: &[],
    description: "the sources as a bibliography, for Zotero and pandoc",
    sniff: |_| false,
    records: false,
    fields: Vec::new,
    read: None,
    write: Some(Writer::File(write)),
};

fn write(timeline: &Timeline, out: &mut dyn io::Write, losses: &mut Losses) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    write_csl_json(timeline, timeline.source_ids(), &mut out)?;
    lose(timeline, losses);
    io::Write::flush(&mut out)
}

fn lose(timeline: &Timeline, losses: &mut Losses) {
    let meta = timeline.meta();
    let fields = [
        ("timeline.title", meta.title.is_some()),
        ("timeline.description", meta.description.is_some()),
        ("timeline.language", meta.language.is_some()),
        ("timeline.extra", meta.extra.is_some() || meta.rest.is_some()),
    ];
    losses.lose_where("timeline", &fields);
    for id in timeline.event_ids() {
        losses.lose("events", timeline.event(id).key);
    }
    for id in timeline.actor_ids() {
        losses.lose("actors", &timeline.actor(id).key);
    }
    for id in timeline.source_ids() {
        let source = timeline.source(id);
        let fields = [
            ("sources.key", line(source.key.raw()) != source.key.raw()),
            ("sources.kind", source.kind.as_ref().is_some_and(|kind| !holds_kind(kind.raw()))),
            ("sources.published", source.published.as_ref().is_some_and(|date| !holds_date(date))),
            ("sources.url", source.url.as_ref().is_some_and(|url| runs(&url.line()))),
            ("sources.file", source.file.is_some()),
            ("sources.sha256", source.sha256.is_some()),
            ("sources.extra", source.extra.is_some()),
        ];
        losses.lose_where(&source.key, &fields);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Hint, by_name, read, write_to};

    #[test]
    fn says_what_a_bibliography_has_no_place_for() {
        let text = b"[timeline]\ntitle = 'T'\n[[actors]]\nkey = 'n'\nname = 'N'\n\
            [[sources]]\nkey = 's'\ntitle = 'S'\nkind = 'press release'\npublished = '1994?'\nfile = 'a.txt'\n\
            [[sources]]\nkey = 't'\ntitle = 'T'\nkind = 'legal case'\npublished = '-0043-03~'\nurl = 'https://example.org/'\n\
            [[sources]]\nkey = 'u'\ntitle = 'U'\npublished = '1994~/1995'\nurl = ' JavaScript:alert(1)'\n\
            [[events]]\nkey = 'a'\ntitle = 'A'\n[[events]]\nkey = 'b'\ntitle = 'B'\n";
        let timeline = read(Hint::None, text).unwrap().timeline;
        let mut out = Vec::new();
        let losses = write_to(by_name("csl-json").unwrap(), &timeline, &mut out).unwrap();
        let rows: Vec<_> = losses.rows().collect();
        let wanted = [
            ("timeline.title", 1),
            ("events", 2),
            ("actors", 1),
            ("sources.kind", 1),
            ("sources.published", 2),
            ("sources.file", 1),
            ("sources.url", 1),
        ];
        assert_eq!(rows, wanted);
        let items: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(items[1]["issued"]["date-parts"], serde_json::json!([[-44, 3]]));
        assert_eq!(items[1]["type"], "legal_case");
        assert_eq!(items[1]["URL"], "https://example.org/");
        assert_eq!(items[2].get("URL"), None);
    }

    #[test]
    fn ids_differ_even_where_keys_look_the_same() {
        let text = b"[[sources]]\nkey = 'a b'\ntitle = '1'\n[[sources]]\nkey = \"a\\nb\"\ntitle = '2'\n";
        let timeline = read(Hint::None, text).unwrap().timeline;
        let items: serde_json::Value =
            serde_json::from_str(&super::super::write("csl-json", &timeline).unwrap()).unwrap();
        assert_eq!((&items[0]["id"], &items[1]["id"]), (&"a b".into(), &"a b-2".into()));
    }
}
