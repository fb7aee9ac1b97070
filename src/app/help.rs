//! The help: made from the table of keys and the table of the filter language.

use super::action::{ACTIONS, Group};
use super::keymap::{BINDINGS, Context};
use super::page::{Line, Page, Span, Style, Tone, Writer};
use crate::search::filter::FIELDS;
use crate::text::{fill, width};

/// One row of the key table: the keys, where they work, what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The part of the help.
    pub group: Group,
    /// The keys as people print them.
    pub keys: Vec<String>,
    /// Where they work.
    pub contexts: Vec<Context>,
    /// The name of the action.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
}

/// Every action with its keys, in the order of the help. `annals keys` and the README print it.
#[must_use]
pub fn key_table() -> Vec<KeyRow> {
    ACTIONS
        .iter()
        .map(|described| {
            let mut keys: Vec<String> = Vec::new();
            let mut contexts: Vec<Context> = Vec::new();
            for binding in BINDINGS.iter().filter(|binding| binding.action == described.action) {
                keys.extend(
                    binding.shown().into_iter().filter(|key| !keys.contains(key)).collect::<Vec<_>>(),
                );
                if !contexts.contains(&binding.context) {
                    contexts.push(binding.context);
                }
            }
            KeyRow { group: described.group, keys, contexts, name: described.name, doc: described.doc }
        })
        .collect()
}

/// The marks in the lists, and what they mean.
pub const MARKS: &[(&str, &str)] = &[
    ("◆", "core to the story; ◇ belongs to it; · is there for completeness"),
    ("→", "planned, not yet happened; ◎ a target; … goes on"),
    ("3”", "so many quotes are its evidence"),
    ("!2", "so many caveats: known errors, disputes, ambiguities"),
    ("?", "a possible hit of the filter: its date may or may not be inside"),
    ("~", "about; ? uncertain (in dates)"),
    ("█", "in the time strip: events that surely begin here"),
    ("░", "in the time strip: events that may begin here"),
    ("┊", "in the time strip: a stretch in which nothing begins, left out"),
];

/// The help as a page of `columns`.
#[must_use]
pub fn help_page(columns: usize) -> Page {
    let mut page = Writer::new(Style { width: columns, edtf: false, needle: None });
    page.paragraph(
        Tone::Plain,
        "",
        "",
        "Space alone reads the whole timeline. Esc goes back by one, q leaves.",
    );
    page.blank();
    let rows = key_table();
    for group in Group::ALL {
        page.paragraph(Tone::Heading, "", "", group.title());
        for row in rows.iter().filter(|row| row.group == *group) {
            let keys = row.keys.join("  ");
            definition(&mut page, &keys, row.doc, columns);
        }
        page.blank();
    }
    page.paragraph(Tone::Heading, "", "", "Marks");
    for (mark, meaning) in MARKS {
        definition(&mut page, mark, meaning, columns);
    }
    page.blank();
    page.paragraph(Tone::Heading, "", "", "Filter language");
    page.paragraph(
        Tone::Plain,
        "",
        "",
        "Terms stand side by side and must all hold; a comma inside a term means or; - before a term means not; quotation marks keep blanks together. Dates are EDTF, or prose after date: before: after:",
    );
    for field in FIELDS {
        definition(&mut page, field.example, field.meaning, columns);
    }
    page.done()
}

/// The widest first column.
const KEYS: usize = 24;

fn definition(page: &mut Writer, term: &str, meaning: &str, columns: usize) {
    let first = KEYS.min(columns / 2).max(1);
    if width(term) >= first {
        page.push(Line {
            spans: vec![Span { text: term.to_owned(), tone: Tone::Name, hit: false }],
            item: None,
        });
        let indent = " ".repeat(first);
        page.paragraph(Tone::Plain, &indent, &indent, meaning);
        return;
    }
    let indent = " ".repeat(first);
    let from = page.len();
    page.paragraph(Tone::Plain, &indent, &indent, meaning);
    page.retitle(from, fill(term, first));
}
