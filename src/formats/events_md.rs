//! A folder of Markdown files, each of them one event: YAML front matter, and a text below it.
//!
//! People keep timelines like that in repositories and note programs. One file is read as a timeline of
//! one event; whoever opens the folder reads them together. The fields are those of the native format,
//! and the names that such files have in the wild:
//!
//! | field | becomes |
//! |---|---|
//! | `id` | the key |
//! | `location` | the place |
//! | `importance`, 1 to 10 | core from 8, secondary from 4, else marginal; the number is kept |
//! | `actors`: names, or `actor`, `name`, `role` | actors |
//! | `sources`: addresses, or `title`, `url`, `outlet`, `date` .. | sources, quoted without words where the file has no `quotes` |
//! | a `status` of other words | kept, with a remark |
//! | the text below | the summary |
//! | everything else | kept under its own name |
//!
//! What is written reads back as it was. Each file says whatever it must to stand alone: the sources that
//! it quotes, and under `names` what its actors are called. `_timeline.md` (with `annals: timeline`) has the title, and all
//! that is said of actors and sources. A field of the timeline's own that has the name of another stands
//! under `extra`.
//!
//! YAML is read with the parser beneath `serde-saphyr`, which says where everything stands: [`super::yaml`].

use super::{Format, Input, Reading, Writer, markwhen};
use crate::issue::{Issue, Lines, Spot};

mod front;
mod write;

pub(super) const FORMAT: Format = Format {
    name: "events-md",
    extensions: &["md", "markdown"],
    description: "a folder of Markdown files with YAML front matter, one event each",
    sniff: looks_like,
    records: false,
    fields: Vec::new,
    read: Some(read),
    write: Some(Writer::Folder(write::write)),
};

/// Fields one of which an event has; the files of other programs have other ones.
const TELLING: &[&str] = &["date:", "id:", "key:", "annals: timeline"];

fn looks_like(text: &str) -> bool {
    let Some(parts) = split(text) else { return false };
    let has = |name: &str| parts.yaml.lines().any(|line| line.starts_with(name));
    // The header of markwhen has a title too, and events with their dates below it.
    TELLING.iter().any(|name| has(name)) || (has("title:") && !(markwhen::FORMAT.sniff)(parts.body))
}

/// A file in its two parts.
#[derive(Clone, Copy)]
struct Parts<'a> {
    yaml: &'a str,
    /// Where the YAML begins.
    at: usize,
    body: &'a str,
    /// Where the body begins.
    body_at: usize,
}

/// Takes the front matter apart from the text below; `None` where there is none.
fn split(text: &str) -> Option<Parts<'_>> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut end = first.len();
    for line in text.get(first.len()..)?.split_inclusive('\n') {
        let body_at = end + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = text.get(first.len()..end)?;
            return Some(Parts { yaml, at: first.len(), body: text.get(body_at..)?, body_at });
        }
        end = body_at;
    }
    None
}

/// What is said of Markdown that is none: in a folder of events it is only passed over.
pub(crate) const NO_EVENT: &str = "this Markdown is not an event: it has no front matter";

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let no_event = |what: &str, help: &str| Err(Box::new(Issue::error(Spot::at(0), what, help)));
    let Some(parts) = split(input.text) else {
        let help = "an event begins with a line ---, its fields as `name: value`, and another line ---";
        return no_event(NO_EVENT, help);
    };
    let mut issues = Vec::new();
    let Some(table) = front::fields(parts.yaml, parts.at, &mut issues) else {
        return match issues.into_iter().next() {
            Some(issue) => Err(Box::new(issue)),
            None => {
                no_event("the front matter has no fields", "write `name: value` lines between the two ---")
            }
        };
    };
    let lines = Lines::of(input.text);
    let (mut draft, found) = front::records(table, (parts.body, parts.body_at), &mut issues).draft(&lines);
    issues.extend(found);
    front::unmark(&mut draft.meta.extra);
    draft.events.iter_mut().for_each(|event| front::unmark(&mut event.extra));
    Ok(Reading::whole(draft, issues))
}
