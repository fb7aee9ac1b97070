//! Quotes on a slide: blocks at the end of its text, and how they are found again.
//!
//! Only blocks of annals' own making become quotes. Other people's are part of their text: whether
//! their words are verbatim nobody knows.

use super::html::{attribute, escape, plain};
use crate::issue::Spot;
use crate::model::Timeline;
use crate::model::draft::{At, DraftQuote};
use crate::text::Text;

const OPEN: &str = "<blockquote class=\"annals\">";
const CLOSE: &str = "</blockquote>";
const CITE: (&str, &str) = ("<cite>", "</cite>");

/// The quotes of an event as HTML.
pub(super) fn write(timeline: &Timeline, event: &crate::model::Event) -> String {
    let mut out = String::new();
    for quote in &event.quotes {
        out.push_str(OPEN);
        out.push_str(&escape(quote.text.raw()));
        out.push_str(CITE.0);
        if let Some(speaker) = quote.speaker {
            out.push_str(&escape(timeline.actor(speaker).name.raw()));
            out.push_str(", ");
        }
        let source = quote.source.map(|id| timeline.source(id));
        let url = source.and_then(|source| source.url.as_ref()).map(Text::raw);
        let title = source.map(|source| escape(source.title.raw())).unwrap_or_default();
        if let Some(url) = url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
            out.push_str("<a href=\"");
            out.push_str(&attribute(url));
            out.push_str("\">");
            out.push_str(&title);
            out.push_str("</a>");
        } else {
            out.push_str("<i>");
            out.push_str(&title);
            out.push_str("</i>");
        }
        if let Some(locator) = &quote.locator {
            out.push_str(", ");
            out.push_str(&escape(locator.text().raw()));
        }
        out.push_str(CITE.1);
        out.push_str(CLOSE);
    }
    out
}

/// Where the quotes at the end of a text begin, and what they say.
pub(super) fn split(html: &str, spot: Spot) -> Option<(usize, Vec<DraftQuote>)> {
    let at = html.find(OPEN)?;
    let mut rest = &html[at..];
    let mut found = Vec::new();
    while !rest.is_empty() {
        let inner = rest.strip_prefix(OPEN)?;
        let (quote, after) = inner.split_once(CLOSE)?;
        let (words, cite) = quote.split_once(CITE.0)?;
        found.push(cited(words, cite.strip_suffix(CITE.1)?, spot)?);
        rest = after.trim_start();
    }
    Some((at, found))
}

fn cited(words: &str, cite: &str, spot: Spot) -> Option<DraftQuote> {
    let tag = cite.find("<a ").or_else(|| cite.find("<i>"))?;
    let (speaker, rest) = cite.split_at(tag);
    let (_, rest) = rest.split_once('>')?;
    let (source, rest) = rest.split_once("</")?;
    let (_, locator) = rest.split_once('>')?;
    let some = |html: &str| Some(plain(html).into_owned()).filter(|text| !text.is_empty());
    let named = |html: &str| some(html).map(|text| At::new(Text::from(text), spot));
    Some(DraftQuote {
        spot,
        text: Text::new(plain(words)),
        source: named(source),
        speaker: named(speaker.strip_suffix(", ").unwrap_or(speaker)),
        locator: some(locator.strip_prefix(", ").unwrap_or(locator)).map(Text::from),
        ..DraftQuote::default()
    })
}

/// Whether both say the same words.
pub(super) fn same(a: &[DraftQuote], b: &[DraftQuote]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.text == b.text)
}
