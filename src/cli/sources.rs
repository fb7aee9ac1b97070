//! `annals sources`: the documents.

use serde_json::json;

use super::args::{Format, SourcesArgs};
use super::list;
use super::out::{Out, Set};
use super::table::{Column, Table};
use super::{End, load};
use crate::cite;
use crate::formats::markdown_line;
use crate::model::{Source, SourceId, Timeline};
use crate::text::Text;

pub(super) fn run(args: &SourcesArgs, out: &mut Out) -> anyhow::Result<End> {
    let files = [args.input.file.as_slice(), &args.paths].concat();
    let loaded = load::open(&files, &args.input.manner)?;
    loaded.warn();
    let timeline = &loaded.timeline;
    let ids: Vec<SourceId> = timeline.source_ids().collect();
    match args.format {
        Format::Table => {
            let mut table = Table::new([
                Column::new(Set::Dim).at_most(list::KEY),
                Column::new(Set::Accent),
                Column::new(Set::Dim).of_counts(),
                Column::new(Set::Plain),
            ]);
            for &id in &ids {
                let source = timeline.source(id);
                let published = cite::published(source, false).unwrap_or_default();
                let quotes = cite::evidence(timeline.evidence_of(id));
                table.row([source.key.raw().to_owned(), published, quotes, source.title.raw().to_owned()]);
            }
            table.print(out)?;
        }
        Format::Md => {
            for &id in &ids {
                let source = timeline.source(id);
                let imprint = markdown_line(&cite::imprint(source, false));
                out.line(Set::Plain, &format!("- **{}**, {imprint}", markdown_line(source.title.raw())))?;
            }
        }
        Format::Csv => {
            let mut header: Vec<&str> = fields(timeline.sources().first()).map(|(name, _)| name).collect();
            header.extend(["quotes", "reports"]);
            list::csv(&header, ids.iter().map(|&id| cells(timeline, id)), out)?;
        }
        format => {
            let values: Vec<_> = ids.iter().map(|&id| value(timeline, id)).collect();
            list::json(&values, format, out)?;
        }
    }
    if ids.is_empty() {
        list::nothing("source", &[]);
    }
    Ok(End::found(!ids.is_empty()))
}

/// The fields of a source, by name, as they were written.
fn fields(source: Option<&Source>) -> impl Iterator<Item = (&'static str, Option<String>)> + use<> {
    let text = |get: fn(&Source) -> Option<&Text>| source.and_then(get).map(|text| text.raw().to_owned());
    [
        ("key", text(|s| Some(&s.key))),
        ("title", text(|s| Some(&s.title))),
        ("publisher", text(|s| s.publisher.as_ref())),
        ("author", text(|s| s.author.as_ref())),
        ("kind", text(|s| s.kind.as_ref())),
        ("published", source.and_then(|s| s.published.as_ref()).map(|date| date.edtf().to_owned())),
        ("published_original", text(|s| s.published.as_ref()?.original())),
        ("published_basis", text(|s| s.published_basis.as_ref())),
        ("url", text(|s| s.url.as_ref())),
        ("language", text(|s| s.language.as_ref())),
        ("file", text(|s| s.file.as_ref())),
        ("sha256", text(|s| s.sha256.as_ref())),
    ]
    .into_iter()
}

fn cells(timeline: &Timeline, id: SourceId) -> Vec<String> {
    let mut cells: Vec<String> =
        fields(Some(timeline.source(id))).map(|(_, value)| value.unwrap_or_default()).collect();
    let (quotes, reports) = timeline.evidence_of(id);
    cells.extend([quotes.to_string(), reports.to_string()]);
    cells
}

fn value(timeline: &Timeline, id: SourceId) -> serde_json::Value {
    let mut value = json!({});
    for (name, field) in fields(Some(timeline.source(id))) {
        if let Some(field) = field {
            value[name] = field.into();
        }
    }
    let (quotes, reports) = timeline.evidence_of(id);
    value["quotes"] = quotes.into();
    value["reports"] = reports.into();
    value
}
