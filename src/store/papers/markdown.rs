//! Markdown: its words without the signs that set them, line by line where they stand in the file.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Meta, Stamp, Words, one_line};

/// Takes front matter and markup out of a text. Lines stay what they are, so that line and paragraph
/// numbers are those of the file.
pub(super) fn read(words: Words) -> Words {
    let Words { text, mut notes, .. } = words;
    let (front, body) = front_matter(&text);
    let mut out = Words { text: String::with_capacity(text.len()), ..Words::default() };
    if let Some(front) = front {
        front.tell(&mut out, &mut notes);
    }
    let mut at = 0;
    let lines = |out: &mut String, skipped: &str| {
        out.extend(skipped.bytes().filter(|&byte| byte == b'\n').map(|_| '\n'));
    };
    lines(&mut out.text, &text[..body]);
    let source = &text[body..];
    let mut heading: Option<String> = None;
    let mut first_heading = None;
    let mut code = 0;
    let mut items: Vec<bool> = Vec::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, place) in Parser::new_ext(source, options).into_offset_iter() {
        if place.start > at {
            lines(&mut out.text, &source[at..place.start]);
            at = place.start;
        }
        match event {
            Event::Text(said) | Event::Code(said) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&said);
                }
                at = place.end.max(at);
                // A line end in code is a blank in its words, and one that was spelled is none in the file.
                let ends = |text: &str| text.bytes().filter(|&byte| byte == b'\n').count();
                let (there, here) = (ends(&source[place]), ends(&said));
                if here > there {
                    out.text.push_str(&said.replace('\n', " "));
                } else {
                    out.text.push_str(&said);
                }
                let missing = if here > there { there } else { there - here };
                out.text.extend(std::iter::repeat_n('\n', missing));
            }
            Event::SoftBreak | Event::HardBreak => {
                out.text.push('\n');
                at = place.end.max(at);
            }
            Event::Start(Tag::List(first)) => items.push(first.is_some()),
            Event::End(TagEnd::List(_)) => {
                items.pop();
            }
            Event::Start(Tag::Item) if items.last() == Some(&false) => out.text.push_str("- "),
            Event::Start(Tag::TableCell) if !out.text.ends_with('\n') && !out.text.is_empty() => {
                out.text.push('\t');
            }
            Event::Start(Tag::CodeBlock(_)) => code = out.text.len(),
            Event::End(TagEnd::CodeBlock) => out.quiet.push(code..out.text.len()),
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                first_heading = first_heading.or(heading.take());
                heading = None;
            }
            _ => {}
        }
    }
    lines(&mut out.text, source.get(at..).unwrap_or_default());
    out.title = out.title.or(first_heading);
    out.notes = notes;
    out
}

/// What stands before the text between two lines of `---` (YAML) or `+++` (TOML).
#[derive(Clone, Copy)]
enum Front<'t> {
    Yaml(&'t str),
    Toml(&'t str),
}

/// The front matter, and where the text begins.
fn front_matter(text: &str) -> (Option<Front<'_>>, usize) {
    let fence = match text.get(..3) {
        Some(fence @ ("---" | "+++")) if text[3..].starts_with(['\n', '\r']) => fence,
        _ => return (None, 0),
    };
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate().take(500) {
        at += line.len();
        let ends = number > 0 && (line.trim_end() == fence || fence == "---" && line.trim_end() == "...");
        if ends {
            let inner = &text[text.find('\n').map_or(at, |end| end + 1)..at - line.len()];
            let front = if fence == "---" { Front::Yaml(inner) } else { Front::Toml(inner) };
            return (Some(front), at);
        }
    }
    (None, 0)
}

type Fields = serde_json::Map<String, serde_json::Value>;

/// Each entry of front matter with the line of the file on which it begins: the fence is the first.
fn entries(text: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        // What is set in, a closing bracket and an item of a list go on with the entry before.
        let begins = line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '_'));
        match found.last_mut() {
            Some((_, last)) if !begins => last.end = end,
            _ => found.push((number + 2, start..end)),
        }
        start = end;
    }
    found.into_iter().filter_map(|(line, span)| Some((line, text.get(span)?))).collect()
}

/// An error without the place that it tells of the part that was read.
fn placeless(error: &str) -> String {
    let rest = error.strip_prefix("error: ").unwrap_or(error);
    let place = rest.strip_prefix("line ").and_then(|rest| rest.split_once(": "));
    let rest = match place {
        Some((place, rest)) if place.len() < 30 => rest,
        _ => rest,
    };
    let at = rest.rfind(" at line ").filter(|at| rest.len() - at < 40);
    at.map_or(rest, |at| &rest[..at]).to_owned()
}

impl Front<'_> {
    /// The fields of a text, or what is wrong with it and on which of its lines, from 0.
    fn fields(&self, text: &str) -> Result<Fields, (usize, String)> {
        let said = |error: &str| {
            error.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
        };
        match self {
            Self::Yaml(_) => serde_saphyr::from_str(text).map_err(|error| {
                let line = error.location().and_then(|place| usize::try_from(place.line()).ok());
                (line.unwrap_or(1).saturating_sub(1), placeless(&said(&error.without_snippet().to_string())))
            }),
            Self::Toml(_) => match toml::from_str::<toml::Table>(text) {
                Ok(table) => Ok(table.into_iter().map(|(key, value)| (key, plain(value))).collect()),
                Err(error) => {
                    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
                    Err((before.bytes().filter(|&byte| byte == b'\n').count(), said(error.message())))
                }
            },
        }
    }

    fn tell(self, out: &mut Words, notes: &mut Vec<String>) {
        let text = match self {
            Self::Yaml(text) | Self::Toml(text) => text,
        };
        let mut read = Fields::new();
        match self.fields(text) {
            Ok(all) => read = all,
            // Entry by entry, so that one that is wrong takes no other along.
            Err(_) => {
                for (line, entry) in entries(text) {
                    match self.fields(entry) {
                        Ok(fields) => read.extend(fields),
                        Err((within, error)) => notes.push(format!(
                            "line {} of its front matter cannot be read, and is passed over: {error}",
                            line + within
                        )),
                    }
                }
            }
        }
        let field = |names: &[&str]| {
            let found =
                names.iter().find_map(|name| read.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
            found.and_then(|(_, value)| said(value))
        };
        out.title = field(&["title", "headline"]);
        out.meta = Meta {
            author: field(&["author", "authors", "by", "byline"]),
            publisher: field(&["publisher", "site", "publication", "newspaper"]),
            url: field(&["url", "source_url", "canonical", "canonical_url", "link", "source"])
                .filter(|url| url.starts_with("http")),
            language: field(&["lang", "language", "locale"]),
            dates: field(&["date", "published", "publishDate", "pubdate", "date_published", "datePublished"])
                .map(|value| Stamp { value, from: "front matter" })
                .into_iter()
                .collect(),
        };
    }
}

fn plain(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(all) => all.into_iter().map(plain).collect(),
        other => other.to_string().into(),
    }
}

/// A word or a list of them.
fn said(value: &serde_json::Value) -> Option<String> {
    let text = match value {
        serde_json::Value::String(text) => one_line(text),
        serde_json::Value::Number(number) => number.to_string(),
        serde_json::Value::Array(all) => {
            let all: Vec<String> = all.iter().filter_map(serde_json::Value::as_str).map(one_line).collect();
            all.join(", ")
        }
        serde_json::Value::Object(fields) => one_line(fields.get("name")?.as_str()?),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}
