//! E-mail: the words of a message, its subject, who sent it and when.

use std::fmt::Write as _;

use mail_parser::{HeaderName, MessageParser, MimeHeaders, PartType};

use super::{Meta, Stamp, Words, html, quiet};

/// Whether a text begins with the headers of a message.
pub(super) fn looks_like_it(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let mut known = 0;
    for line in head.lines().take(40) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        let letters = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if name.is_empty() || !name.chars().all(letters) {
            break;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(matches!(
            name.as_str(),
            "from" | "to" | "subject" | "date" | "received" | "message-id" | "mime-version" | "return-path"
        ));
    }
    known >= 3
}

/// What is said where a letter quotes others.
pub(super) const OTHERS: &str = "what it quotes of other letters is not read for events; give those as files";

/// Reads a message.
pub(super) fn read(bytes: &[u8]) -> Result<Words, String> {
    let message = MessageParser::default()
        .parse(bytes)
        .filter(|message| !message.headers().is_empty())
        .ok_or("it is no e-mail message; give it the ending .txt to have it read as text")?;
    let mut out = Words { title: message.subject().map(str::to_owned), ..Words::default() };
    out.meta.author = message.from().and_then(|from| {
        let first = from.first()?;
        first.name().or(first.address()).map(str::to_owned)
    });
    if let Some(date) = message.date().filter(|date| date.is_valid()) {
        let mut value = String::new();
        let _ = write!(value, "{:04}-{:02}-{:02}", date.year, date.month, date.day);
        out.meta.dates.push(Stamp { value, from: "Date" });
    }
    out.meta.url = message
        .header(HeaderName::Other("Archived-At".into()))
        .and_then(|value| value.as_text())
        .map(|url| url.trim().trim_matches(['<', '>']).to_owned())
        .filter(|url| url.starts_with("http"));
    for part in message.text_bodies() {
        let text = match &part.body {
            PartType::Text(text) => flowed(text, is_flowed(part)),
            PartType::Html(page) => html::letter(page)?,
            _ => continue,
        };
        if !out.text.is_empty() {
            out.text.push_str("\n\n");
        }
        out.text.push_str(text.trim_matches(['\n', '\r']));
    }
    if !out.text.is_empty() {
        out.text.push('\n');
    }
    out.quiet = quiet::quoted(&out.text);
    if !out.quiet.is_empty() {
        out.notes.push(OTHERS.into());
    }
    let attached = message.attachment_count();
    if attached > 0 {
        let things = if attached == 1 { "an attachment".into() } else { format!("{attached} attachments") };
        out.notes.push(format!("{things} of it not read; save what matters as files"));
    }
    let Meta { language, .. } = &mut out.meta;
    *language = part_language(&message);
    Ok(out)
}

fn part_language(message: &mail_parser::Message<'_>) -> Option<String> {
    let value = message.header(HeaderName::ContentLanguage)?;
    value.as_text().or_else(|| value.as_text_list()?.first().map(AsRef::as_ref)).map(str::to_owned)
}

fn is_flowed(part: &mail_parser::MessagePart<'_>) -> bool {
    let format = part.content_type().and_then(|kind| kind.attribute("format"));
    format.is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
}

/// Lines without carriage returns; where they were flowed (RFC 3676), a blank at the end joins the next.
fn flowed(text: &str, is_flowed: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line);
        if !is_flowed || !line.ends_with(' ') || line == "-- " {
            out.push('\n');
        }
    }
    out
}
