//! Sources as BibLaTeX, written by the `biblatex` crate, which knows what has to be escaped.

use std::collections::HashSet;

use biblatex::{Bibliography, Chunk, Entry, EntryType, Spanned};

use crate::model::{Source, SourceId, Timeline};
use crate::text::line;

/// Writes `sources` as BibLaTeX: `@online` where there is an address, `@article` for articles, and
/// `@misc` otherwise.
///
/// `date` is EDTF where BibLaTeX reads that; a date that it does not is told in a `note`. Names and
/// titles are kept whole, in braces of their own.
#[must_use]
pub fn bib(timeline: &Timeline, sources: &[SourceId]) -> String {
    let mut bibliography = Bibliography::new();
    let mut keys = HashSet::new();
    for source in sources.iter().filter_map(|id| timeline.sources().get(id.0 as usize)) {
        let plain = key(source.key.raw());
        let others = (2_usize..).map(|n| format!("{plain}-{n}"));
        let free = std::iter::once(plain.clone()).chain(others).find(|key| !keys.contains(key));
        let key = free.unwrap_or(plain);
        keys.insert(key.clone());
        bibliography.insert(entry(source, key));
    }
    bibliography.to_biblatex_string()
}

fn entry(source: &Source, key: String) -> Entry {
    let kind = source.kind.as_ref().map_or("", |kind| kind.raw()).to_lowercase();
    let kind = match () {
        () if kind.contains("article") => EntryType::Article,
        () if source.url.is_some() => EntryType::Online,
        () if kind == "book" => EntryType::Book,
        () if kind == "report" => EntryType::Report,
        () => EntryType::Misc,
    };
    let publisher = match kind {
        EntryType::Article => "journaltitle",
        EntryType::Online => "organization",
        EntryType::Book => "publisher",
        EntryType::Report => "institution",
        _ => "howpublished",
    };
    let mut entry = Entry::new(key, kind);
    let mut set = |field: &str, text: &str, whole: bool| {
        let text = line(text).into_owned();
        if !text.is_empty() {
            let chunk = if whole { Chunk::Verbatim(text) } else { Chunk::Normal(text) };
            entry.set(field, vec![Spanned::zero(chunk)]);
        }
    };
    set("title", source.title.raw(), true);
    if let Some(author) = &source.author {
        set("author", author.raw(), true);
    }
    if let Some(name) = &source.publisher {
        set(publisher, name.raw(), true);
    }
    if let Some(url) = &source.url {
        set("url", url.raw(), false);
    }
    if let Some(date) = &source.published {
        match plain_date(date.edtf()) {
            // Not escaped as text would be: the date's own writing is `~` and the like.
            Some(edtf) => set("date", edtf, false),
            None => set("note", &format!("Published {}", date.human()), false),
        }
    }
    entry
}

/// The EDTF as BibLaTeX reads it. Where the sign for "about" stands, which the writer would escape,
/// words are better.
fn plain_date(edtf: &str) -> Option<&str> {
    let day = |text: &str| {
        let text = text.strip_prefix('-').unwrap_or(text);
        text.len() >= 4 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    };
    let edtf = edtf.split_once('T').map_or(edtf, |(day, _)| day);
    edtf.split('/').all(day).then_some(edtf)
}

/// A key that BibLaTeX takes.
fn key(text: &str) -> String {
    let text = deunicode::deunicode(text);
    let key: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':') { c } else { '-' })
        .take(100)
        .collect();
    if key.chars().any(|c| c.is_ascii_alphanumeric()) { key } else { "source".to_owned() }
}
