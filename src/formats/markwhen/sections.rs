//! The sections of a timeline that came from markwhen, around their events again.
//!
//! In the timeline a section is a tag of its events, with the sections around it: `Europe/France`. Which tags
//! are sections stands in the timeline's field `sections`, as a reader of markwhen leaves it there. They are
//! headings, which end where the next begins; where an event stands behind a section that is closed, all of them
//! are groups, with an end.

use std::collections::HashMap;

use toml::{Table, Value};

use super::{first, lines};
use crate::model::Timeline;
use crate::text::{TextRef, line};

/// The deepest heading that there is.
const DEEPEST: usize = 6;
const HEADINGS: &str = "######";

/// The sections, where all of them can be written.
pub(super) struct Sections<'t> {
    all: HashMap<&'t str, Section<'t>>,
    /// They are groups, not headings.
    groups: bool,
    /// The sections that are open.
    open: Vec<&'t str>,
    /// Whose fields were written.
    said: Vec<&'t str>,
}

struct Section<'t> {
    title: &'t str,
    level: usize,
    /// With the outermost first, and itself last.
    chain: Vec<&'t str>,
    fields: &'t Table,
}

impl<'t> Sections<'t> {
    /// `None` where there are none, or one has a title that is not read again.
    pub(super) fn of(timeline: &'t Timeline) -> Option<Self> {
        let listed = timeline.meta().extra.as_ref()?.get("sections")?.as_array()?;
        let mut all: HashMap<&str, Section> = HashMap::new();
        let mut headings = true;
        for fields in listed.iter().filter_map(Value::as_table) {
            let Some(path) = fields.get("section").and_then(Value::as_str) else { continue };
            if all.contains_key(path) {
                continue;
            }
            let around = path.match_indices('/').map(|(at, _)| &path[..at]).rev();
            let outer = around.into_iter().find_map(|outer| all.get_key_value(outer));
            let title = outer.map_or(path, |(outer, _)| &path[outer.len() + 1..]);
            let chain = outer.map(|(_, section)| section.chain.clone()).unwrap_or_default();
            let level = fields.get("level").and_then(Value::as_integer);
            let level = level.and_then(|level| usize::try_from(level).ok()).unwrap_or(chain.len() + 1);
            let deeper = outer.is_none_or(|(_, section)| section.level < level);
            headings &= deeper && (1..=DEEPEST).contains(&level);
            if !is_title(title) {
                return None;
            }
            all.insert(path, Section { title, level, chain: [chain, vec![path]].concat(), fields });
        }
        let any = timeline.in_file_order().any(|event| deepest(&all, event.tags.iter()).is_some());
        let groups = !(headings && fits_headings(&all, timeline));
        any.then_some(Self { all, groups, open: Vec::new(), said: Vec::new() })
    }

    /// The headings that stand above an event with these tags, and its section.
    pub(super) fn above<'e>(
        &mut self,
        tags: impl Iterator<Item = TextRef<'e>>,
        mut field: impl FnMut(&mut String, &str, &Value),
    ) -> (String, Option<&'t str>) {
        let mut out = String::new();
        let found = deepest(&self.all, tags).map(|(path, section)| (path, section.chain.clone()));
        let Some((path, chain)) = found else {
            self.close(0, &mut out);
            return (out, None);
        };
        if self.open.last() == Some(&path) {
            return (out, Some(path));
        }
        let same = if self.groups { alike(&chain, &self.open) } else { common(&chain, &self.open) };
        self.close(same, &mut out);
        for path in chain.iter().skip(same) {
            let Some(one) = self.all.get(path) else { continue };
            out.push_str(if self.groups { "group" } else { HEADINGS.get(..one.level).unwrap_or(HEADINGS) });
            out.push(' ');
            out.push_str(one.title);
            out.push('\n');
            if !self.said.contains(path) {
                self.said.push(path);
                let own =
                    one.fields.iter().filter(|(name, _)| !["section", "level"].contains(&name.as_str()));
                own.for_each(|(name, value)| field(&mut out, name, value));
            }
            out.push('\n');
        }
        self.open = chain;
        (out, Some(path))
    }

    /// Ends the groups that are open from `depth` on. Headings have no end.
    pub(super) fn close(&mut self, depth: usize, out: &mut String) {
        let ends = self.open.len().saturating_sub(depth);
        if self.groups && ends > 0 {
            out.push_str(&"endGroup\n".repeat(ends));
            out.push('\n');
            self.open.truncate(depth);
        }
    }
}

/// Whether headings say in which section each event is: none stands behind one that is closed.
fn fits_headings<'t>(all: &HashMap<&'t str, Section<'t>>, timeline: &'t Timeline) -> bool {
    let mut open: &[&str] = &[];
    for event in timeline.in_file_order() {
        let Some((_, section)) = deepest(all, event.tags.iter()) else {
            if open.is_empty() {
                continue;
            }
            return false;
        };
        if open.last() == section.chain.last() {
            continue;
        }
        // A heading ends those that are no higher; what stays open is around it.
        let same = common(&section.chain, open);
        let level = |path: &&str| all.get(*path).map_or(0, |section| section.level);
        let first = section.chain.get(same).map_or(0, level);
        if open.iter().take_while(|path| level(path) < first).count() != same {
            return false;
        }
        open = &section.chain;
    }
    true
}

/// How many sections of a chain are open.
fn alike(chain: &[&str], open: &[&str]) -> usize {
    chain.iter().zip(open).take_while(|(a, b)| a == b).count()
}

/// How many sections of a chain are open already. To come back to a section around the open one, its heading
/// is needed again.
fn common(chain: &[&str], open: &[&str]) -> usize {
    alike(chain, open).min(chain.len().saturating_sub(1))
}

/// The section that an event is in, by its tags.
fn deepest<'t, 's, 'e>(
    all: &'s HashMap<&'t str, Section<'t>>,
    tags: impl Iterator<Item = TextRef<'e>>,
) -> Option<(&'t str, &'s Section<'t>)> {
    let found = tags.filter_map(|tag| all.get_key_value(tag.raw()));
    found.max_by_key(|(_, section)| section.chain.len()).map(|(path, section)| (*path, section))
}

/// Whether a title is read again as it is behind `#` and behind `group`.
fn is_title(title: &str) -> bool {
    let marked = |line: &str| match lines::mark(line, true) {
        Some(lines::Mark::Heading(_, found) | lines::Mark::Open(found)) => found == title,
        _ => false,
    };
    line(title) == title
        && !title.is_empty()
        && marked(&format!("# {title}"))
        && marked(&format!("group {title}"))
        && first::read(title) == first::First { title: title.into(), ..first::First::default() }
}
