//! The help: made from the table of keys and the table of the filter language.

use super::action::{ACTIONS, Group};
use super::keymap::{BINDINGS, Context};
use super::page::{Line, Page, Span, Style, Tone, Writer};
use crate::search::filter::{FIELDS, SYNTAX};
use crate::text::{fill, width};

/// One row of the key table: the keys, where they work, what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The part of the help.
    pub group: Group,
    /// The keys as people print them.
    pub keys: Vec<String>,
    /// The name of the action.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
}

/// Every key, in the order of the help. `annals keys` and the README print it.
///
/// An action has one row for the main screen, and one more for each other place in which other keys
/// do it.
#[must_use]
pub fn key_table() -> Vec<KeyRow> {
    let mut rows: Vec<KeyRow> = Vec::new();
    for described in ACTIONS {
        for binding in BINDINGS.iter().filter(|binding| binding.action == described.action) {
            let group = match binding.context {
                Context::Read => Group::Read,
                Context::Window | Context::Prompt | Context::Picker | Context::Editor => Group::Prompt,
                Context::Question => Group::Review,
                _ => described.group,
            };
            let keys = binding.shown();
            match rows.iter_mut().find(|row| row.name == described.name && row.group == group) {
                Some(row) => {
                    let new: Vec<String> = keys.into_iter().filter(|key| !row.keys.contains(key)).collect();
                    row.keys.extend(new);
                }
                None => rows.push(KeyRow { group, keys, name: described.name, doc: described.doc }),
            }
        }
    }
    rows
}

/// The marks in the lists, and what they mean.
pub(super) const MARKS: &[(&str, &str)] = &[
    ("◆", "core to the story; ◇ belongs to it; · is there for completeness"),
    ("→", "planned, not yet happened; ◎ a target; … goes on; ⊘ cancelled"),
    ("3”", "so many quotes are its evidence"),
    ("!2", "so many caveats: known errors, disputes, ambiguities"),
    ("?", "a possible hit of the filter: its date may or may not be inside"),
    ("11–22 Nov", "from the one to the other"),
    ("11…30 Nov", "some time between the two: nobody says more"),
    ("~1995", "about; ?2025 uncertain"),
    ("p", "a person; S a state, o an organisation, c a company, @ a place, # a programme"),
    ("12 ··▂█", "beside an actor: in how many events, and when, over the time strip"),
    ("•", "never read; + new since the last time, * changed since it was read (in the strip: +)"),
    ("a✎", "the letter of a mark; there is a note"),
    ("█", "in the time strip: events that surely begin here"),
    ("░", "events that may begin here; · where less than one is to be expected"),
    ("┊", "a stretch in which nothing begins, left out"),
    ("◂41", "so many events begin before what the time strip draws; 12▸ after it"),
    ("▲", "the selected event; △ where it may begin"),
    ("━", "what the list on the screen covers"),
];

/// Those that a reviewer meets at once.
const EVIDENCE: &[&str] = &["3”", "!2"];

/// Those of candidates.
const CANDIDATES: &[(&str, &str)] = &[
    ("●", "a candidate that nobody has judged, and that is certain; ◐ likely; ○ a guess"),
    ("✓", "a candidate that was accepted; ✗ that was rejected, and goes when the review is written"),
    ("»", "the candidate that is marked: m on another merges it into that"),
];

/// The help as a page of `columns`. It begins with the part that tells of where the reader is.
#[must_use]
pub fn help_page(columns: usize, first: Option<Group>) -> Page {
    let mut page = Writer::new(Style { width: columns, edtf: false, needle: None, reader: None });
    page.paragraph(
        Tone::Plain,
        "",
        "",
        "Space alone reads the whole timeline. Esc goes back by one, q leaves.",
    );
    page.blank();
    let rows = key_table();
    let reviewing = first == Some(Group::Review);
    let rest = Group::ALL.iter().filter(|group| first != Some(**group));
    for group in first.iter().chain(rest) {
        page.paragraph(Tone::Heading, "", "", group.title());
        if reviewing && *group == Group::Review {
            for (mark, meaning) in
                CANDIDATES.iter().chain(MARKS.iter().filter(|(mark, _)| EVIDENCE.contains(mark)))
            {
                definition(&mut page, mark, meaning, columns);
            }
        }
        for row in rows.iter().filter(|row| row.group == *group) {
            let keys = row.keys.join("  ");
            definition(&mut page, &keys, row.doc, columns);
        }
        page.blank();
    }
    page.paragraph(Tone::Heading, "", "", "Marks");
    for (mark, meaning) in MARKS.iter().chain(CANDIDATES.iter().filter(|_| !reviewing)) {
        definition(&mut page, mark, meaning, columns);
    }
    page.blank();
    page.paragraph(Tone::Heading, "", "", "Filter language");
    for (example, meaning) in SYNTAX {
        definition(&mut page, example, meaning, columns);
    }
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
