//! The words behind a range: the title, and what markwhen marks in it.

use std::borrow::Cow;
use std::collections::HashSet;

/// What the first line of an event says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct First<'a> {
    pub(super) title: Cow<'a, str>,
    /// Tags in their order, each once.
    pub(super) tags: Vec<&'a str>,
    /// `!name`, as older files name an event.
    pub(super) id: Option<&'a str>,
    /// `[x]` or `[ ]`
    pub(super) completed: Option<bool>,
    /// `40%`
    pub(super) percent: Option<u32>,
    /// `[Paris](location)`
    pub(super) place: Option<&'a str>,
    /// `@name`, each once.
    pub(super) people: Vec<String>,
    /// The title stands in the line with marks in it, of links, tags and people.
    pub(super) is_marked: bool,
}

/// The field that keeps such a line, so that it can be written as it stood.
pub(super) const LINE: &str = "line";

/// Reads the words behind the colon. Tags at either end are taken out of the title; one within it is a
/// word of its sentence too, as are who is named and what is linked.
pub(super) fn read(text: &str) -> First<'_> {
    let mut out = First::default();
    let mut title = text.trim();
    if let Some((completed, rest)) = check_box(title) {
        out.completed = Some(completed);
        title = rest.trim_start();
    }
    let mut words = Vec::new();
    let mut seen = HashSet::new();
    let mut seen_people = HashSet::new();
    for word in title.split_whitespace() {
        if let Some(tag) = tag(word)
            && seen.insert(tag)
        {
            out.tags.push(tag);
        }
        if let Some(id) = word.strip_prefix('!').filter(|id| is_word(id) && out.id.is_none()) {
            out.id = Some(id);
        }
        let percent = word.strip_suffix('%').filter(|number| number.len() <= 3);
        let percent = percent.filter(|number| number.bytes().all(|b| b.is_ascii_digit()));
        out.percent = out.percent.or_else(|| percent?.parse().ok());
        words.push(word);
    }
    let id = out.id;
    let names = |word: &str| word.strip_prefix('!').is_some_and(|name| id == Some(name));
    let goes = |word: &&str| tag(word).is_some() || names(word);
    let begin = words.iter().take_while(|word| goes(word)).count();
    let end = words.len() - words.iter().skip(begin).rev().take_while(|word| goes(word)).count();
    let kept = words.get(begin..end).unwrap_or_default();
    out.title = if kept.iter().any(|word| names(word)) {
        let rest: Vec<&str> = kept.iter().copied().filter(|word| !names(word)).collect();
        Cow::Owned(rest.join(" "))
    } else {
        Cow::Borrowed(without(title, words.get(..begin), words.get(end..)))
    };
    if let Some((place, title)) = location(&out.title, title) {
        out.place = Some(place);
        out.title = Cow::Owned(title);
    }
    let plain = without_links(&out.title);
    for word in plain.split_whitespace() {
        if let Some((name, _)) = person(word)
            && seen_people.insert(name.to_owned())
        {
            out.people.push(name.replace('_', " "));
        }
    }
    let plain = unmarked(&plain);
    if plain != out.title && !plain.is_empty() {
        out.is_marked = true;
        out.title = Cow::Owned(plain);
    }
    out
}

/// A title with the words of its links, and nothing of where they lead.
fn without_links(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(middle) = rest.find("](") {
        let (before, behind) = rest.split_at(middle);
        // Up to the next bracket, so that nothing is looked at twice.
        let end = behind.get(1..).and_then(|target| target.find([')', ' ', '[', ']'])).map(|end| end + 1);
        let end = end.filter(|&end| end > 2 && behind[end..].starts_with(')'));
        let link = before.rfind(['[', ']']).filter(|&begin| before[begin..].starts_with('[')).zip(end);
        if let Some((begin, end)) = link {
            let (front, words) = before.split_at(begin);
            out.push_str(front.strip_suffix('!').unwrap_or(front));
            out.push_str(&words[1..]);
            rest = &behind[end + 1..];
        } else {
            let (passed, after) = rest.split_at(middle + 2);
            out.push_str(passed);
            rest = after;
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// A title in which tags and people are words.
fn unmarked(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for part in title.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if let Some((name, behind)) = person(word) {
            out.push_str(&name.replace('_', " "));
            out.push_str(behind);
        } else {
            out.push_str(if tag(word).is_some() { &word[1..] } else { word });
        }
        out.push_str(&part[word.len()..]);
    }
    out
}

/// Who a word names, and what stands behind the name: `@alice,`.
fn person(word: &str) -> Option<(&str, &str)> {
    let name = word.strip_prefix('@').filter(|name| name.starts_with(char::is_alphabetic))?;
    let end =
        name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.')).unwrap_or(name.len());
    let end = name.get(..end)?.trim_end_matches(['-', '.', '_']).len();
    let (name, behind) = name.split_at_checked(end)?;
    let closing = behind.starts_with(['\'', '’']) || behind.chars().all(closes);
    closing.then_some((name, behind))
}

/// Whether a sign may stand behind a name without being of it.
fn closes(sign: char) -> bool {
    matches!(sign, '.' | ',' | ';' | ':' | '!' | '?' | ')')
}

/// A text without the words that it begins and ends with. Blanks between the others are its author's.
fn without<'a>(text: &'a str, first: Option<&[&str]>, last: Option<&[&str]>) -> &'a str {
    let begun = first.unwrap_or_default().iter();
    let text = begun.fold(text, |text, word| text.trim_start().strip_prefix(word).unwrap_or(text));
    let ended = last.unwrap_or_default().iter().rev();
    ended.fold(text, |text, word| text.trim_end().strip_suffix(word).unwrap_or(text)).trim()
}

/// `[x] rest`, `- [ ] rest`
fn check_box(text: &str) -> Option<(bool, &str)> {
    let text = text.strip_prefix("- ").map_or(text, str::trim_start);
    let (inner, rest) = text.strip_prefix('[')?.split_once(']')?;
    match inner {
        "x" | "X" => Some((true, rest)),
        "" | " " => Some((false, rest)),
        _ => None,
    }
}

/// `[Paris](location)`, found in `whole`, and the title without it.
fn location<'a>(title: &str, whole: &'a str) -> Option<(&'a str, String)> {
    for kind in ["](location)", "](map)"] {
        if let Some(end) = whole.find(kind)
            && let Some(begin) = whole.get(..end).and_then(|before| before.rfind('['))
            && let Some(place) = whole.get(begin + 1..end).filter(|place| !place.is_empty())
            && let Some(found) = whole.get(begin..end + kind.len())
        {
            return Some((place, title.replacen(found, "", 1).trim().to_owned()));
        }
    }
    None
}

/// The tag that a word is: `#name`, but not `#12`. In any script, with hyphens in it: markwhen takes what is ASCII.
pub(super) fn tag(word: &str) -> Option<&str> {
    let name = word.strip_prefix('#')?;
    let len = name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(name.len());
    let (name, rest) = name.split_at(len);
    let is_name = name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && !name.ends_with('-')
        && !name.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (is_name && rest.chars().all(closes)).then_some(name)
}

/// Whether markwhen has a tag of that name.
pub(super) fn is_tag(name: &str) -> bool {
    is_word(name) && !name.bytes().all(|b| b.is_ascii_digit())
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_from_the_title() {
        let rows = [
            ("  e v e n t   t i t l e  ", "e v e n t   t i t l e", ""),
            (" Met #nato people #eu #a", "Met nato people", "nato eu a"),
            ("Über #Außenpolitik #a-b #-a #12-3 #", "Über Außenpolitik a-b #-a #12-3 #", "Außenpolitik a-b"),
            ("@Jane_Doe met @bob’s, and @ noon @5", "Jane Doe met bob’s, and @ noon @5", "~Jane Doe ~bob"),
            ("See [the #paper](x.org/a) ![map](m.png) now", "See the paper map now", ""),
            ("a](b [c](d e) [](f)", "a](b [c](d e)", ""),
            ("#eu Met", "Met", "eu"),
            ("No #12 or #", "No #12 or #", ""),
            ("Pearl Harbor !pearl", "Pearl Harbor", "!pearl"),
            ("a !b c", "a c", "!b"),
            ("[x] ok", "ok", "done"),
            ("- [ ] ok", "ok", "open"),
            ("[] ok", "ok", "open"),
            ("[link](x.org) ok", "link ok", ""),
            ("Built 40% of it", "Built 40% of it", "40%"),
            ("Party [Paris](location) tonight", "Party  tonight", "@Paris"),
            ("", "", ""),
            ("#eu", "", "eu"),
        ];
        for (text, title, marks) in rows {
            let first = read(text);
            let mut found: Vec<String> = first.tags.iter().map(|&tag| tag.to_owned()).collect();
            found.extend(first.id.map(|id| format!("!{id}")));
            found.extend(first.completed.map(|done| if done { "done" } else { "open" }.to_owned()));
            found.extend(first.percent.map(|percent| format!("{percent}%")));
            found.extend(first.place.map(|place| format!("@{place}")));
            found.extend(first.people.iter().map(|name| format!("~{name}")));
            assert_eq!((first.title.as_ref(), found.join(" ").as_str()), (title, marks), "{text}");
        }
    }
}
