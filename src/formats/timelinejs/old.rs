//! The forms before TimelineJS 3: JSON wrapped as a script, and the root `timeline`.
//!
//! `storyjs_jsonp_data = {"timeline": {"headline": .., "date": [{"startDate": "1888,1,2", ..}]}}`

use std::borrow::Cow;

use super::super::node::{Field, Kind, Node, Table};
use crate::issue::Spot;

/// A text without the script around it: what stood before it became blanks, so that places stay.
pub(super) fn unwrapped(text: &str) -> Cow<'_, str> {
    let Some(at) = wrapper(text) else { return Cow::Borrowed(text) };
    let body = text[at..].trim_end().trim_end_matches(';');
    let mut out = String::with_capacity(at + body.len());
    out.extend(text[..at].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    out.push_str(body);
    Cow::Owned(out)
}

/// Where the object of `name = {` begins.
pub(super) fn wrapper(text: &str) -> Option<usize> {
    let head = text.trim_start();
    let name =
        head.strip_prefix("var ").or_else(|| head.strip_prefix("window.")).unwrap_or(head).trim_start();
    let after = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$'));
    let object = after.trim_start().strip_prefix('=')?.trim_start();
    (after.len() < name.len() && object.starts_with('{')).then(|| text.len() - object.len())
}

/// Whether the root is that of TimelineJS 1 or 2.
pub(super) fn is_old(root: &mut Table) -> bool {
    if root.has("events") {
        return false;
    }
    let Some(Kind::Table(timeline)) = root.get_mut("timeline").map(|field| &field.value.kind) else {
        return false;
    };
    ["date", "startDate", "headline", "era"].iter().any(|name| timeline.has(name))
}

/// The same in the form of TimelineJS 3.
pub(super) fn converted(root: Table<'_>) -> Table<'_> {
    let mut out = Table::default();
    let mut title = Table::default();
    each(root, |name, field| {
        let Kind::Table(timeline) = field.value.kind else { return out.add(name, field) };
        if name != "timeline" {
            let value = Node::new(Kind::Table(timeline), field.value.spot);
            return out.add(name, Field { value, ..field });
        }
        let mut words = Table::default();
        each(timeline, |name, field| match (name.as_ref(), field.value.kind) {
            ("date", Kind::List(slides)) => {
                out.add("events".into(), list(slides, field.value.spot, field.name_spot));
            }
            ("era", Kind::List(slides)) => {
                out.add("eras".into(), list(slides, field.value.spot, field.name_spot));
            }
            ("headline" | "text", kind) => words.add(name, again(kind, field.value.spot, field.name_spot)),
            ("asset", Kind::Table(asset)) => title.add("media".into(), media(asset, field.value.spot)),
            (_, kind) => title.add(name, again(kind, field.value.spot, field.name_spot)),
        });
        title.add("text".into(), again(Kind::Table(words), field.value.spot, field.name_spot));
    });
    let spot = Spot::NONE;
    out.add("title".into(), again(Kind::Table(title), spot, spot));
    out
}

fn again(kind: Kind<'_>, spot: Spot, name_spot: Spot) -> Field<'_> {
    Field { name_spot, value: Node::new(kind, spot) }
}

/// Hands on every field, also those whose name is repeated.
fn each<'a>(table: Table<'a>, mut take: impl FnMut(Cow<'a, str>, Field<'a>)) {
    let (named, repeated) = table.into_parts();
    for (name, field) in named.into_iter().chain(repeated) {
        take(name, field);
    }
}

fn list(slides: Vec<Node<'_>>, spot: Spot, name_spot: Spot) -> Field<'_> {
    let slides = slides.into_iter().map(|node| match node.kind {
        Kind::Table(table) => Node::new(Kind::Table(slide(table, node.spot)), node.spot),
        _ => node,
    });
    again(Kind::List(slides.collect()), spot, name_spot)
}

fn slide(table: Table<'_>, spot: Spot) -> Table<'_> {
    let mut out = Table::default();
    let mut words = Table::default();
    each(table, |name, field| match (name.as_ref(), field.value.kind) {
        ("startDate", Kind::Text(text) | Kind::Number(text)) => {
            out.add("start_date".into(), date(&text, field.value.spot));
        }
        ("endDate", Kind::Text(text) | Kind::Number(text)) => {
            out.add("end_date".into(), date(&text, field.value.spot));
        }
        ("headline" | "text", kind) => words.add(name, again(kind, field.value.spot, field.name_spot)),
        ("tag", kind) => out.add("group".into(), again(kind, field.value.spot, field.name_spot)),
        ("asset", Kind::Table(asset)) => out.add("media".into(), media(asset, field.value.spot)),
        (_, kind) => out.add(name, again(kind, field.value.spot, field.name_spot)),
    });
    out.add("text".into(), again(Kind::Table(words), spot, spot));
    out
}

fn media(asset: Table<'_>, spot: Spot) -> Field<'_> {
    let mut out = Table::default();
    each(asset, |name, field| out.add(if name == "media" { "url".into() } else { name }, field));
    again(Kind::Table(out), spot, spot)
}

/// A date in one text, as the parts of one in the form of TimelineJS 3.
fn date<'a>(text: &str, spot: Spot) -> Field<'a> {
    let mut out = Table::default();
    for (name, part) in parts(text) {
        out.add(name.into(), again(Kind::Text(part.into()), spot, spot));
    }
    again(Kind::Table(out), spot, spot)
}

/// `1888,1,2,14,30`, ISO, or month, day and year as the United States write them, perhaps with a time.
/// What is none of them stays whole, and will be told to be no year.
pub(super) fn parts(text: &str) -> Vec<(&'static str, String)> {
    use super::when::PARTS;
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (day, time) = digits.split_once([' ', 'T']).unwrap_or((digits, ""));
    let mut found: Vec<String> = if digits.contains(',') {
        digits.split(',').map(|part| part.trim().to_owned()).collect()
    } else if day.contains('/') {
        let mut parts: Vec<String> = day.split('/').map(str::to_owned).collect();
        let year_first = parts.first().is_some_and(|year| year.len() > 2);
        if !year_first {
            // Month, day and year; month and year.
            parts.rotate_right(1);
        }
        parts
    } else {
        day.split('-').map(str::to_owned).collect()
    };
    if !digits.contains(',') && !time.is_empty() {
        found.truncate(3);
        found.extend(time.trim_end_matches('Z').split([':', '.']).map(str::to_owned));
    }
    let number = |part: &String| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if found.len() > PARTS.len() || !found.iter().all(number) {
        return vec![("year", text.to_owned())];
    }
    found[0].insert_str(0, sign);
    PARTS.into_iter().zip(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_dates_are_told_apart() {
        let rows = [
            ("1888,1,2", "1888 1 2"),
            ("-44,3,15", "-44 3 15"),
            ("2011,12,10,07,02", "2011 12 10 07 02"),
            ("1888", "1888"),
            ("2011-12-10", "2011 12 10"),
            ("12/10/2011", "2011 12 10"),
            ("2011/12/10 07:02:30", "2011 12 10 07 02 30"),
            ("5/1999", "1999 5"),
            ("last spring", "last spring"),
            ("", ""),
        ];
        for (text, wanted) in rows {
            let found: Vec<String> = parts(text).into_iter().map(|(_, part)| part).collect();
            assert_eq!(found.join(" "), wanted, "{text}");
        }
    }

    #[test]
    fn the_script_around_is_taken_off() {
        let rows = [
            ("storyjs_jsonp_data = {\"a\": 1};\n", Some(21)),
            ("var x={}", Some(6)),
            ("{\"a\": 1}", None),
            ("title = \"x\"", None),
            ("= {}", None),
        ];
        for (text, wanted) in rows {
            assert_eq!(wrapper(text), wanted, "{text}");
        }
        assert_eq!(unwrapped("\n x = {} ;"), "\n     {} ");
    }
}
