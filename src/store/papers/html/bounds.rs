//! A page weighed before it is parsed: how deep it would be, and how large.
//!
//! What is left open costs more than it seems. A parser opens the `<font>` of one paragraph again in every
//! later one, and looks for the ends of things through all that is open: a few kilobytes can be a gigabyte,
//! or an hour. So the tags of a page are gone through once, opened and closed as a parser would, and
//! nothing is built of them.

use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::VOID;

/// How deep a page may be.
const DEPTH: usize = 1000;

/// How many elements that set letters may be open at once.
const FORMATS: usize = 200;

/// How many elements and pieces of text a page may be of.
const NODES: usize = 1_000_000;

/// How many more of them than bytes: what a small page may have by what stays open.
const SPARE: usize = 10_000;

/// How often the page and its body may begin; each time is looked for in all that came before.
const BODIES: usize = 50;

/// How many attributes one tag may have: each is looked for among all before it.
const ATTRIBUTES: usize = 5000;

/// So many bytes are looked at before it is asked whether it is enough.
const PIECE: usize = 64 << 10;

/// Elements that set letters, and go on in the next paragraph where they were not ended.
const FORMAT: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements around what they set: what is open in them ends with them.
const MARKERS: &[&str] = &["applet", "caption", "marquee", "object", "td", "template", "th"];

/// Elements beyond which no end is looked for.
const SCOPE: &[&str] = &["applet", "caption", "html", "marquee", "object", "table", "td", "template", "th"];

/// Elements that are ended only by their own end, beside those of [`BLOCK`] and [`SCOPE`].
const SPECIAL: &[&str] = &[
    "body", "button", "colgroup", "dd", "dt", "frameset", "head", "iframe", "li", "noembed", "noframes",
    "noscript", "p", "script", "select", "style", "tbody", "textarea", "tfoot", "thead", "title", "tr",
    "xmp",
];

/// Elements before which a paragraph ends.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
];

/// Elements that need no end: which of them a new one ends, unless one of the others stands between.
const IMPLIED: &[(&[&str], &[&str], &[&str])] = &[
    (&["li"], &["li"], &["ul", "ol", "menu", "table"]),
    (&["dd", "dt"], &["dd", "dt"], &["dl", "table"]),
    (&["td", "th"], &["td", "th"], &["tr", "table"]),
    (&["tr"], &["tr"], &["table"]),
    (&["tbody", "thead", "tfoot"], &["tbody", "thead", "tfoot"], &["table"]),
    (&["option", "optgroup"], &["option"], &["select"]),
];

/// Refuses a page that a parser would take too long for, or too much memory.
pub(super) fn check(page: &str) -> Result<(), String> {
    if most_attributes(page.as_bytes()) > ATTRIBUTES {
        return Err(format!("it has a tag of more than {ATTRIBUTES} attributes; save it as plain text"));
    }
    let most = NODES.min(page.len() + SPARE);
    let tokenizer = Tokenizer::new(Scale(RefCell::new(Open::new(most))), TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = page;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece(rest));
        rest = after;
        input.push_back(StrTendril::from(piece));
        let _ = tokenizer.feed(&input);
        if let Some(what) = tokenizer.sink.0.borrow().too {
            return Err(format!("it is {what}; save it as plain text"));
        }
    }
    Ok(())
}

/// The most attributes that a tag has, as far as that can be told without a tokenizer.
fn most_attributes(page: &[u8]) -> usize {
    let (mut most, mut at) = (0, 0);
    while let Some(found) = memchr::memchr(b'<', &page[at..]) {
        at += found + 1;
        let rest = &page[at..];
        let begins = |word: &[u8]| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        if let Some(word) = [&b"script"[..], b"style"].into_iter().find(|word| begins(word)) {
            let end = [b"</", word].concat();
            at += memchr::memmem::find(rest, &end).unwrap_or(0);
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let (count, length) = attributes(rest);
            most = most.max(count);
            at += length;
        }
    }
    most
}

/// How many attributes a tag has, and how long it is.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let (mut count, mut at, mut before) = (0, 0, b'x');
    while let Some(&byte) = tag.get(at) {
        match byte {
            b'>' => break,
            b'"' | b'\'' if before == b'=' => {
                at += 1 + memchr::memchr(byte, &tag[at + 1..]).unwrap_or(tag.len());
                before = b' ';
                at += 1;
                continue;
            }
            _ if byte.is_ascii_whitespace() && before == b'=' => {}
            _ => {
                let is_gap = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
                count += usize::from(!is_gap(byte) && is_gap(before) && byte != b'=');
                before = byte;
            }
        }
        at += 1;
    }
    (count, at.min(tag.len()))
}

/// Where the next piece ends.
fn piece(text: &str) -> usize {
    (PIECE.min(text.len())..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// Takes the tags of a page.
struct Scale(RefCell<Open>);

impl TokenSink for Scale {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let Ok(mut open) = self.0.try_borrow_mut() else { return TokenSinkResult::Continue };
        if open.too.is_some() {
            return TokenSinkResult::Continue;
        }
        let result = match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => open.start(&tag),
            Token::TagToken(tag) => {
                open.end(&tag.name);
                TokenSinkResult::Continue
            }
            Token::CharacterTokens(text) => {
                if text.contains(|c: char| !c.is_ascii_whitespace()) {
                    open.again();
                }
                // A text comes line by line.
                open.nodes += usize::from(!open.in_text);
                open.in_text = true;
                return TokenSinkResult::Continue;
            }
            Token::ParseError(_) => return TokenSinkResult::Continue,
            _ => {
                open.nodes += 1;
                TokenSinkResult::Continue
            }
        };
        open.in_text = false;
        open.judge();
        result
    }
}

/// An element that sets letters.
struct Format {
    name: LocalName,
    /// Tells it from another with other attributes.
    hash: u64,
    /// Whether it is among the open elements, or waits to be opened again.
    is_open: bool,
}

/// What is open at a place of the page.
struct Open {
    elements: Vec<LocalName>,
    /// `None` is a marker: what stands before it is not opened again until it has gone.
    formats: Vec<Option<Format>>,
    /// How many of the open elements are pictures or formulas.
    foreign: usize,
    nodes: usize,
    most: usize,
    bodies: usize,
    in_text: bool,
    too: Option<&'static str>,
}

impl Open {
    fn new(most: usize) -> Self {
        Self {
            elements: Vec::new(),
            formats: Vec::new(),
            foreign: 0,
            nodes: 0,
            most,
            bodies: 0,
            in_text: false,
            too: None,
        }
    }

    fn judge(&mut self) {
        self.too = if self.elements.len() > DEPTH {
            Some("nested more than 1000 elements deep")
        } else if self.formats.len() > FORMATS + DEPTH || self.waiting() > FORMATS {
            Some("full of elements that are never ended")
        } else if self.nodes > self.most {
            Some("made of more elements than can be read")
        } else if self.bodies > BODIES {
            Some("more than one page")
        } else {
            None
        };
    }

    /// How many elements that set letters are open, or are opened again by the next letter.
    fn waiting(&self) -> usize {
        self.formats.iter().rev().take_while(|format| format.is_some()).take(FORMATS + 1).count()
    }

    /// Opens again what was left open.
    fn again(&mut self) {
        let from = self.formats.iter().rposition(Option::is_none).map_or(0, |marker| marker + 1);
        for format in self.formats[from..].iter_mut().flatten().filter(|format| !format.is_open) {
            format.is_open = true;
            self.elements.push(format.name.clone());
            self.nodes += 1;
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        self.nodes += 1;
        if let "html" | "body" = name {
            self.bodies += 1;
            return TokenSinkResult::Continue;
        }
        for (starts, ended, between) in IMPLIED {
            if starts.contains(&name) {
                self.close(ended, between);
            }
        }
        let is_heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        if name == "p" || name == "li" || name == "dd" || name == "dt" || BLOCK.contains(&name) {
            self.close(&["p"], &["button"]);
            if is_heading(name) && self.elements.last().is_some_and(|last| is_heading(last)) {
                self.pop();
            }
        } else if name == "a" {
            self.end_format("a");
            self.again();
        } else if !SPECIAL.contains(&name) {
            self.again();
        }
        if VOID.contains(&name) || tag.self_closing && (self.foreign > 0 || matches!(name, "svg" | "math")) {
            return TokenSinkResult::Continue;
        }
        if FORMAT.contains(&name) {
            self.format(tag);
        } else if MARKERS.contains(&name) {
            self.formats.push(None);
        }
        self.elements.push(tag.name.clone());
        let in_foreign = self.foreign > 0;
        self.foreign += usize::from(matches!(name, "svg" | "math"));
        match name {
            _ if in_foreign => TokenSinkResult::Continue,
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    /// Notes an element that sets letters; of more than three that are the same the first is forgotten.
    fn format(&mut self, tag: &Tag) {
        let mut hasher = DefaultHasher::new();
        for attribute in &tag.attrs {
            (&*attribute.name.local, &*attribute.value).hash(&mut hasher);
        }
        let hash = hasher.finish();
        let from = self.formats.iter().rposition(Option::is_none).map_or(0, |marker| marker + 1);
        let is_same = |format: &&Option<Format>| {
            format.as_ref().is_some_and(|format| format.name == tag.name && format.hash == hash)
        };
        if self.formats[from..].iter().filter(is_same).count() >= 3
            && let Some(first) = self.formats[from..].iter().position(|format| is_same(&format))
        {
            self.formats.remove(from + first);
        }
        self.formats.push(Some(Format { name: tag.name.clone(), hash, is_open: true }));
    }

    fn end(&mut self, name: &LocalName) {
        let word = &**name;
        if FORMAT.contains(&word) {
            self.end_format(word);
        } else if matches!(word, "table" | "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" | "caption") {
            let between: &[&str] = if word == "table" { &["template"] } else { &["table", "template"] };
            self.close(&[word], between);
        } else if word == "p" {
            self.close(&["p"], &["button"]);
            self.nodes += 1;
        } else if word == "li" {
            self.close(&["li"], &["ol", "ul"]);
        } else if BLOCK.contains(&word) || SPECIAL.contains(&word) || SCOPE.contains(&word) {
            self.close(&[word], &[]);
        } else {
            // An end that belongs to nothing special does not reach beyond what is.
            let is_end = |open: &LocalName| {
                let open = &**open;
                open == word || BLOCK.contains(&open) || SPECIAL.contains(&open) || SCOPE.contains(&open)
            };
            if let Some(at) = self.elements.iter().rposition(is_end)
                && &*self.elements[at] == word
            {
                self.pop_to(at);
            }
        }
    }

    /// Ends the last of those elements, and all in it, unless one of the others stands between.
    fn close(&mut self, ended: &[&str], between: &[&str]) {
        let is_table = |word: &&str| {
            matches!(*word, "table" | "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" | "caption")
        };
        let scope = if ended.iter().any(is_table) { &[][..] } else { SCOPE };
        let is_end = |open: &LocalName| {
            let open = &**open;
            ended.contains(&open) || between.contains(&open) || scope.contains(&open)
        };
        if let Some(at) = self.elements.iter().rposition(is_end)
            && ended.contains(&&*self.elements[at])
        {
            self.pop_to(at);
        }
    }

    /// Ends an element that sets letters; what is open in it stays.
    fn end_format(&mut self, name: &str) {
        let from = self.formats.iter().rposition(Option::is_none).map_or(0, |marker| marker + 1);
        let last = self.formats[from..]
            .iter()
            .rposition(|format| format.as_ref().is_some_and(|format| &*format.name == name));
        if let Some(last) = last {
            let ended = self.formats.remove(from + last);
            if ended.is_some_and(|format| format.is_open)
                && let Some(at) = self.elements.iter().rposition(|open| &**open == name)
            {
                // What it held is put into others like it.
                self.nodes += if at + 1 == self.elements.len() { 0 } else { 8 };
                self.elements.remove(at);
            }
        }
    }

    fn pop_to(&mut self, at: usize) {
        while self.elements.len() > at {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(name) = self.elements.pop() else { return };
        let word = &*name;
        if matches!(word, "svg" | "math") {
            self.foreign = self.foreign.saturating_sub(1);
        } else if MARKERS.contains(&word) {
            while let Some(Some(_)) = self.formats.pop() {}
        } else if FORMAT.contains(&word) {
            let mut formats = self.formats.iter_mut().rev().flatten();
            if let Some(format) = formats.find(|format| format.name == name && format.is_open) {
                format.is_open = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_by_itself_is_not_deep() {
        let many = 3000;
        for good in [
            "<ul>".to_owned() + &"<li>One<ul><li>two</ul>".repeat(many),
            "<table>".to_owned() + &"<tr><td><font size=2>One<td><b><i>two".repeat(many),
            "<p>One <b>two</b> <a href=x>three".repeat(many),
            "<dl>".to_owned() + &"<dt>One<dd>two<p>three".repeat(many),
            "<select>".to_owned() + &"<option>One".repeat(many),
            "<h2>One<h3>two".repeat(many),
            "<div><br><img src=x><p><b><i>One</b></i></div>".repeat(many),
            "<script>for(i=0;i<a.length;i++)if(a<b&&c>d)x='<div>'</script>".repeat(many),
            "<svg><title>One</title><path d='M 0 0'/><g/></svg>".repeat(many),
            format!("<svg><path d='{}'/></svg>", "0 1 ".repeat(many * 3)),
            "<p>a &lt; b &amp;\n".repeat(many * 30),
            "<div>".repeat(DEPTH - 1),
        ] {
            assert_eq!(check(&good), Ok(()), "{}", &good[..40]);
        }
    }

    #[test]
    fn what_would_take_a_parser_too_long_is_refused() {
        let many = 3000;
        let fonts: String =
            (0..many).fold(String::new(), |all, number| format!("{all}<font color={number}>"));
        let names: String = (0..many * 2).fold(String::new(), |all, number| format!("{all} a{number}"));
        for bad in [
            "<div>".repeat(many),
            "<span>".repeat(many),
            "<table>".repeat(many),
            "<span><div></span>".repeat(many),
            "<b><div>".repeat(many) + &"</b>".repeat(many),
            fonts.clone() + &"<p>x".repeat(many),
            format!("<svg><style>{fonts}"),
            "<body a=b>".repeat(many),
            format!("<a{names}>"),
            format!("<!-- \" --><a{names}>"),
            // Some that are within all limits, but not together.
            (0..150).fold(String::new(), |all, number| format!("{all}<p><font color={number}>"))
                + &"<p>x".repeat(many),
        ] {
            assert!(check(&bad).is_err(), "{}", &bad[..40]);
        }
    }
}
