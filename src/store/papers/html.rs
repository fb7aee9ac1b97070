//! Web pages: their main text, and what they say of themselves.

use std::borrow::Cow;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::{MAX_TEXT, Meta, Stamp, Words, encoding, guard, one_line};

mod blocks;
mod bounds;
mod dates;
mod frame;

pub(super) use dates::{NAMES, TIME};

/// Where a date stands that was found by the reader of the main text.
pub(super) const METADATA: &str = "metadata of the page";

/// A page of more elements and pieces of text is read whole: finding its main text would take too long.
const MAX_NODES: usize = 200_000;

/// A page that is nested more deeply, too.
const MAX_DEPTH: usize = 300;

/// A main text that is shorter than this, in bytes, may be a miss.
const SHORT: usize = 400;

/// What stands between a heading and the text is no longer than this, in bytes.
const HEAD: usize = 800;

/// And of no more lines.
const HEAD_LINES: usize = 12;

/// Whether a text begins as a web page does.
pub(super) fn looks_like_it(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    let begins =
        ["<!doctype html", "<html", "<head", "<body", "<?xml"].iter().any(|tag| head.starts_with(tag));
    begins && (!head.starts_with("<?xml") || head.contains("<html"))
}

/// Reads a page.
pub(super) fn read(bytes: &[u8]) -> Result<Words, String> {
    let page = encoding::labelled(bytes, charset(bytes).as_deref());
    let page = if page.trim_start().starts_with("<?xml") { closed(&page) } else { page };
    bounds::check(&page)?;
    let document = Document::from(page.as_str());
    let meta = Meta {
        language: document.html_root().attr("lang").map(|tag| one_line(&tag)).filter(|tag| !tag.is_empty()),
        dates: dates::find(&document),
        url: url(&document),
        ..Meta::default()
    };
    let mut out = Words { meta, ..Words::default() };
    frame::remove(&document);
    let (all, size) = blocks::text(&document.body().unwrap_or_else(|| document.root()));
    let heading = one_line(&document.select_single("h1").text());
    let is_plain = size.nodes <= MAX_NODES && size.depth <= MAX_DEPTH;
    let main = is_plain.then(|| guard::contained(|| main_text(document))).flatten();
    let found = if let Some(Ok(main)) = main {
        out.title = main.title;
        out.meta.author = main.author;
        out.meta.publisher = main.publisher;
        if let Some(value) = main.published.filter(|_| out.meta.dates.is_empty()) {
            out.meta.dates.push(Stamp { value, from: METADATA });
        }
        main.text
    } else {
        out.notes.push("its main text could not be told from the rest: all of it is read".into());
        String::new()
    };
    // A page of a few lines, or one that is all list, is taken whole.
    let miss = found.len() < SHORT && all.len() > found.len() * 2 || found.is_empty();
    let text = if miss { all } else { headed(&all, &heading, found) };
    let title = out.title.as_deref().map(one_line).unwrap_or_default();
    let is_headed =
        !heading.is_empty() && text.lines().take(HEAD_LINES).any(|line| one_line(line) == heading);
    if !title.is_empty() && !is_headed && !one_line(&text).starts_with(&title) {
        out.text = format!("{title}\n\n");
    }
    out.text.push_str(&text);
    if out.text.len() > MAX_TEXT {
        return Err(super::too_much_text());
    }
    Ok(out)
}

/// The main text with what stands between the heading of its page and itself: that heading, who wrote it,
/// when. A reader of main texts takes these for a frame.
fn headed(all: &str, heading: &str, main: String) -> String {
    let lines = |text| str::lines(text).filter(|line| !line.trim().is_empty());
    let Some(from) = lines(all).position(|line| !heading.is_empty() && one_line(line) == heading) else {
        return main;
    };
    let is_heading = |line: &str| one_line(line) == heading;
    let Some(first) = lines(&main).take(HEAD_LINES).find(|line| !is_heading(line)) else { return main };
    let between = lines(all).skip(from + 1).take(HEAD_LINES).position(|line| line == first);
    let missing: Vec<&str> = lines(all).skip(from).take(1 + between.unwrap_or(0)).collect();
    if missing.iter().map(|line| line.len()).sum::<usize>() > HEAD {
        return main;
    }
    // What stood before it of these lines stands there again.
    let at = main.find(first).unwrap_or(0);
    format!("{}\n\n{}", missing.join("\n\n"), &main[at..])
}

/// All the words of a page.
pub(super) fn all(bytes: &[u8]) -> Result<String, String> {
    whole(&encoding::labelled(bytes, charset(bytes).as_deref()))
}

/// All the words of a page or a part of one, as the chapter of a book.
pub(super) fn whole(page: &str) -> Result<String, String> {
    let document = parsed(page)?;
    Ok(blocks::text(&document.body().unwrap_or_else(|| document.root())).0)
}

/// The words of the body of a letter, with a `>` before each line of what it quotes.
pub(super) fn letter(page: &str) -> Result<String, String> {
    let document = parsed(page)?;
    Ok(blocks::letter(&document.body().unwrap_or_else(|| document.root())))
}

fn parsed(page: &str) -> Result<Document, String> {
    let is_xml = page.trim_start().starts_with("<?xml");
    let page = if is_xml { Cow::Owned(closed(page)) } else { Cow::Borrowed(page) };
    bounds::check(&page)?;
    Ok(Document::from(&*page))
}

/// Elements that have no end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// A page of XHTML for a reader of HTML, to whom `<title/>` only begins something.
fn closed(page: &str) -> String {
    let mut out = String::with_capacity(page.len() + 64);
    let mut rest = page;
    while let Some(end) = rest.find("/>") {
        let (before, after) = rest.split_at(end);
        rest = after.get(2..).unwrap_or_default();
        let tag = before.rfind('<').map(|at| &before[at + 1..]).unwrap_or_default();
        let name = tag.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let is_name =
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-'));
        out.push_str(before);
        if is_name && !VOID.contains(&name) {
            out.extend(["></", name, ">"]);
        } else {
            out.push_str("/>");
        }
    }
    out.push_str(rest);
    out
}

struct Main {
    text: String,
    title: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
}

fn main_text(document: Document) -> Result<Main, String> {
    let plain = |error: dom_smoothie::ReadabilityError| error.to_string();
    let config = Config { char_threshold: SHORT, ..Config::default() };
    let mut reading = Readability::with_document(document, None, Some(config)).map_err(plain)?;
    let article = reading.parse().map_err(plain)?;
    let content = Document::from(article.content);
    let (text, _) = blocks::text(&content.body().unwrap_or_else(|| content.root()));
    let said = |text: Option<String>| text.map(|text| one_line(&text)).filter(|text| !text.is_empty());
    Ok(Main {
        text,
        title: said(Some(article.title)),
        author: said(article.byline).map(|by| by.strip_prefix("By ").map_or(by.clone(), str::to_owned)),
        publisher: said(article.site_name),
        published: said(article.published_time),
    })
}

/// Where the page says that it is on the web.
fn url(document: &Document) -> Option<String> {
    let link = document.select_single("link[rel=canonical]").attr("href");
    let found = link.or_else(|| document.select_single("meta[property='og:url']").attr("content"))?;
    Some(found.trim().to_owned()).filter(|url| url.starts_with("http"))
}

/// The encoding that the page says it is in.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| {
        let xml = head.find("<?xml").filter(|&at| at < 8)?;
        head[xml..].find("encoding=").map(|at| xml + at + 9)
    })?;
    let label = head[at..].trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'))?;
    Some(label[..end].to_owned()).filter(|label| !label.is_empty())
}
