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

impl Front<'_> {
    fn tell(self, out: &mut Words, notes: &mut Vec<String>) {
        let read: Result<serde_json::Map<String, serde_json::Value>, String> = match self {
            Self::Yaml(text) => serde_saphyr::from_str(text).map_err(|error| error.to_string()),
            Self::Toml(text) => toml::from_str::<toml::Table>(text)
                .map_err(|error| error.to_string())
                .map(|table| table.into_iter().map(|(key, value)| (key, plain(value))).collect()),
        };
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                let error = error.lines().next().unwrap_or_default();
                notes.push(format!("its front matter cannot be read, and is passed over: {error}"));
                return;
            }
        };
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
