//! When a page says it was published: in its metadata, its linked data, its marked times.

use dom_query::Document;
use serde_json::Value;

use super::super::{Stamp, one_line};

/// Names of metadata that hold the date, the most trustworthy first.
pub(in super::super) const NAMES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date",
];

/// The element of a time.
pub(in super::super) const TIME: &str = "time";

/// How many values of linked data are looked at.
const MOST: usize = 20_000;

/// Every date that the page says it was published on, the most trustworthy first.
pub(super) fn find(document: &Document) -> Vec<Stamp> {
    let mut found: Vec<Stamp> = Vec::new();
    let mut add = |value: &str, from| {
        let value = one_line(value);
        if !value.is_empty() && value.len() < 100 && found.iter().all(|old: &Stamp| old.value != value) {
            found.push(Stamp { value, from });
        }
    };
    let metas = document.select("meta[content]");
    let named = |wanted: &'static str| {
        let metas = &metas;
        metas.nodes().iter().filter(move |node| {
            ["property", "name", "itemprop"]
                .iter()
                .any(|key| node.attr(key).is_some_and(|name| name.trim().eq_ignore_ascii_case(wanted)))
        })
    };
    let meta = |names: &[&'static str], add: &mut dyn FnMut(&str, &'static str)| {
        for name in names {
            for node in named(name) {
                add(&node.attr_or("content", ""), name);
            }
        }
    };
    meta(&NAMES[..2], &mut add);
    for script in document.select("script[type='application/ld+json']").nodes() {
        for value in linked(&script.text()) {
            add(&value, "datePublished");
        }
    }
    meta(&NAMES[2..], &mut add);
    for node in document.select("[itemprop=datePublished]").nodes() {
        let said = node.attr("datetime").or_else(|| node.attr("content")).unwrap_or_else(|| node.text());
        add(&said, "datePublished");
    }
    for node in document
        .select("time[pubdate], article time[datetime], main time[datetime], header time[datetime]")
        .nodes()
        .iter()
        .take(1)
    {
        add(&node.attr_or("datetime", ""), TIME);
    }
    found
}

/// Every `datePublished` of linked data, those of the outer things first.
fn linked(text: &str) -> Vec<String> {
    let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let Ok(value) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let mut found = Vec::new();
    let mut level = vec![&value];
    let mut seen = 0;
    while !level.is_empty() && seen < MOST {
        let mut below = Vec::new();
        for value in level {
            seen += 1;
            match value {
                Value::Object(fields) => {
                    found.extend(fields.get("datePublished").and_then(Value::as_str).map(str::to_owned));
                    // What a page only speaks of was published when it was.
                    below.extend(
                        fields
                            .iter()
                            .filter(|(key, _)| *key == "@graph" || *key == "mainEntity")
                            .map(|(_, value)| value),
                    );
                }
                Value::Array(all) => below.extend(all),
                _ => {}
            }
        }
        level = below;
    }
    found
}
