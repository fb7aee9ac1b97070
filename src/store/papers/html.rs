//! Web pages: their main text, and what they say of themselves.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::{MAX_TEXT, Meta, Stamp, Words, encoding, guard, one_line};

mod blocks;
mod dates;

pub(super) use dates::{NAMES, TIME};

/// Where a date stands that was found by the reader of the main text.
pub(super) const METADATA: &str = "metadata of the page";

/// A page of more elements and pieces of text is read whole: finding its main text would take too long.
const MAX_NODES: usize = 200_000;

/// A page that is nested more deeply, too.
const MAX_DEPTH: usize = 300;

/// A main text that is shorter than this, in bytes, may be a miss.
const SHORT: usize = 400;

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
    let document = Document::from(page.as_str());
    let meta = Meta {
        language: document.html_root().attr("lang").map(|tag| one_line(&tag)).filter(|tag| !tag.is_empty()),
        dates: dates::find(&document),
        url: url(&document),
        ..Meta::default()
    };
    let mut out = Words { meta, ..Words::default() };
    let (all, size) = blocks::text(&document.body().unwrap_or_else(|| document.root()), true);
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
    let text = if miss { all } else { found };
    let title = out.title.as_deref().map(one_line).unwrap_or_default();
    if !title.is_empty() && !one_line(&text).starts_with(&title) {
        out.text = format!("{title}\n\n");
    }
    out.text.push_str(&text);
    if out.text.len() > MAX_TEXT {
        return Err(super::too_much_text());
    }
    Ok(out)
}

/// All the words of a page.
pub(super) fn all(bytes: &[u8]) -> String {
    whole(&encoding::labelled(bytes, charset(bytes).as_deref()))
}

/// All the words of a page or a part of one, as the body of a letter and the chapter of a book.
pub(super) fn whole(page: &str) -> String {
    let document = if page.trim_start().starts_with("<?xml") {
        Document::from(closed(page).as_str())
    } else {
        Document::from(page)
    };
    blocks::text(&document.body().unwrap_or_else(|| document.root()), false).0
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
    let (text, _) = blocks::text(&content.body().unwrap_or_else(|| content.root()), false);
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
