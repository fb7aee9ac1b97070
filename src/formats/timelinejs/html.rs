//! HTML to plain text and back, for the little of it that people put on slides.
//!
//! Tags are taken out in one pass, without a tree and without calling itself: breaks and blocks become
//! line breaks, scripts and comments nothing, character references their characters, runs of white
//! space one blank. A text without any markup stays as it is, white space and all.

use std::borrow::Cow;
use std::fmt::Write as _;

use memchr::memmem;

/// What a piece of HTML says, as plain text.
pub(in crate::formats) fn plain(html: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'<', b'&', html.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }
    let mut strip = Strip { html, out: Out::default(), careful: true, closes: true, marked: false };
    strip.run();
    if strip.marked { Cow::Owned(strip.out.text) } else { Cow::Borrowed(html) }
}

/// Plain text as HTML from which [`plain`] makes the same text again.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut blank_may_follow = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            // A single blank between words is not folded away; all other white space would be.
            ' ' if blank_may_follow && rest.peek().is_some_and(|next| !next.is_ascii_whitespace()) => {
                out.push(' ');
            }
            c if c.is_ascii_whitespace() || !harmless(c) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
        blank_may_follow = !c.is_ascii_whitespace();
    }
    out
}

/// Whether a terminal shows a character as it is.
fn harmless(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_control();
    }
    crate::text::shown(c.encode_utf8(&mut [0; 4])).starts_with(c)
}

/// The same HTML, of which a spreadsheet makes no formula.
pub(super) fn defused(html: &str) -> Cow<'_, str> {
    match html.chars().next() {
        Some(c @ ('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')) => {
            Cow::Owned(format!("&#{};{}", u32::from(c), &html[c.len_utf8()..]))
        }
        _ => Cow::Borrowed(html),
    }
}

/// Text for between the quotation marks of an attribute.
pub(super) fn attribute(text: &str) -> String {
    escape(text).replace('"', "&#34;")
}

struct Strip<'a> {
    html: &'a str,
    out: Out,
    /// Whether a `>` within quotation marks is still looked for: not once one mark was left open.
    careful: bool,
    /// Whether there may be another `>`.
    closes: bool,
    /// Whether any markup was found.
    marked: bool,
}

impl Strip<'_> {
    fn run(&mut self) {
        let html = self.html;
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'<', b'&', &html.as_bytes()[at..]) {
            self.out.text(&html[at..at + found]);
            at += found;
            let rest = &html[at..];
            let taken = if rest.starts_with('<') { self.tag(rest) } else { self.reference(rest) };
            self.marked |= taken > 0;
            if taken == 0 {
                self.out.text(&rest[..1]);
            }
            at += taken.max(1);
        }
        self.out.text(&html[at..]);
    }

    /// How many bytes the tag has that `rest` begins with; 0 where it is only a `<`.
    fn tag(&mut self, rest: &str) -> usize {
        let bytes = rest.as_bytes();
        let closing = bytes.get(1) == Some(&b'/');
        let name = rest.get(1 + usize::from(closing)..).unwrap_or_default();
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let odd = matches!(bytes.get(1), Some(b'!' | b'?'));
        if !odd && !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return 0;
        }
        if rest.starts_with("<!--") {
            // A comment that is not closed hides the rest, as it does on a page.
            return memmem::find(&bytes[4..], b"-->").map_or(rest.len(), |end| end + 7);
        }
        let Some(end) = self.close(rest) else { return 0 };
        if odd {
            return end;
        }
        let name = name.to_ascii_lowercase();
        if !closing && matches!(name.as_str(), "script" | "style") {
            let shut = format!("</{name}");
            let after = &bytes[end..];
            let found = memchr::memchr_iter(b'<', after).find(|&at| {
                after.get(at..at + shut.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(shut.as_bytes()))
            });
            // The closing tag itself is next.
            return found.map_or(rest.len(), |at| end + at);
        }
        self.out.tag(&name);
        end
    }

    /// The end of the tag that `rest` begins with.
    fn close(&mut self, rest: &str) -> Option<usize> {
        if !self.closes {
            return None;
        }
        if self.careful {
            let mut quote = None;
            for (at, &byte) in rest.as_bytes().iter().enumerate() {
                match (quote, byte) {
                    (None, b'>') => return Some(at + 1),
                    (None, b'"' | b'\'') => quote = Some(byte),
                    (Some(open), byte) if open == byte => quote = None,
                    _ => {}
                }
            }
            self.careful = false;
        }
        let end = memchr::memchr(b'>', rest.as_bytes());
        self.closes = end.is_some();
        end.map(|end| end + 1)
    }

    /// How many bytes the character reference has that `rest` begins with; 0 where it is only a `&`.
    fn reference(&mut self, rest: &str) -> usize {
        let Some(end) = rest.bytes().take(LONGEST).position(|byte| byte == b';') else { return 0 };
        let Some(c) = rest.get(1..end).and_then(character) else { return 0 };
        self.out.exactly(c);
        end + 1
    }
}

/// How many bytes a character reference may have.
const LONGEST: usize = 12;

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    let row = NAMED.iter().find(|(known, _)| *known == name);
    row.map(|&(_, c)| c)
}

/// The names that people use: marks of punctuation, signs, and the letters of Western Europe.
#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{a0}'),
    ("ndash", '–'), ("mdash", '—'), ("hellip", '…'), ("lsquo", '‘'), ("rsquo", '’'), ("sbquo", '‚'),
    ("ldquo", '“'), ("rdquo", '”'), ("bdquo", '„'), ("laquo", '«'), ("raquo", '»'), ("lsaquo", '‹'),
    ("rsaquo", '›'), ("bull", '•'), ("middot", '·'), ("shy", '\u{ad}'), ("thinsp", '\u{2009}'),
    ("ensp", '\u{2002}'), ("emsp", '\u{2003}'), ("copy", '©'), ("reg", '®'), ("trade", '™'), ("sect", '§'),
    ("para", '¶'), ("deg", '°'), ("plusmn", '±'), ("times", '×'), ("divide", '÷'), ("frac12", '½'),
    ("frac14", '¼'), ("frac34", '¾'), ("sup1", '¹'), ("sup2", '²'), ("sup3", '³'), ("micro", 'µ'),
    ("euro", '€'), ("pound", '£'), ("yen", '¥'), ("cent", '¢'), ("dagger", '†'), ("Dagger", '‡'),
    ("prime", '′'), ("Prime", '″'), ("larr", '←'), ("rarr", '→'), ("minus", '−'), ("iexcl", '¡'),
    ("iquest", '¿'), ("ordf", 'ª'), ("ordm", 'º'), ("szlig", 'ß'), ("aelig", 'æ'), ("AElig", 'Æ'),
    ("oelig", 'œ'), ("OElig", 'Œ'), ("eth", 'ð'), ("ETH", 'Ð'), ("thorn", 'þ'), ("THORN", 'Þ'),
    ("aacute", 'á'), ("agrave", 'à'), ("acirc", 'â'), ("auml", 'ä'), ("atilde", 'ã'), ("aring", 'å'),
    ("Aacute", 'Á'), ("Agrave", 'À'), ("Acirc", 'Â'), ("Auml", 'Ä'), ("Atilde", 'Ã'), ("Aring", 'Å'),
    ("eacute", 'é'), ("egrave", 'è'), ("ecirc", 'ê'), ("euml", 'ë'), ("Eacute", 'É'), ("Egrave", 'È'),
    ("Ecirc", 'Ê'), ("Euml", 'Ë'), ("iacute", 'í'), ("igrave", 'ì'), ("icirc", 'î'), ("iuml", 'ï'),
    ("Iacute", 'Í'), ("Igrave", 'Ì'), ("Icirc", 'Î'), ("Iuml", 'Ï'), ("oacute", 'ó'), ("ograve", 'ò'),
    ("ocirc", 'ô'), ("ouml", 'ö'), ("otilde", 'õ'), ("oslash", 'ø'), ("Oacute", 'Ó'), ("Ograve", 'Ò'),
    ("Ocirc", 'Ô'), ("Ouml", 'Ö'), ("Otilde", 'Õ'), ("Oslash", 'Ø'), ("uacute", 'ú'), ("ugrave", 'ù'),
    ("ucirc", 'û'), ("uuml", 'ü'), ("Uacute", 'Ú'), ("Ugrave", 'Ù'), ("Ucirc", 'Û'), ("Uuml", 'Ü'),
    ("ccedil", 'ç'), ("Ccedil", 'Ç'), ("ntilde", 'ñ'), ("Ntilde", 'Ñ'), ("yacute", 'ý'), ("Yacute", 'Ý'),
    ("yuml", 'ÿ'), ("scaron", 'š'), ("Scaron", 'Š'),
];

/// Text in the making.
#[derive(Default)]
struct Out {
    text: String,
    gap: Gap,
}

/// What is to come before the next letter, if there is one.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
    Paragraph,
}

impl Out {
    /// Letters between tags: runs of white space are one blank.
    fn text(&mut self, text: &str) {
        for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if index > 0 {
                self.gap = self.gap.max(Gap::Blank);
            }
            if !word.is_empty() {
                self.fill();
                self.text.push_str(word);
            }
        }
    }

    /// A character that is written as its number or name: it stays whatever it is.
    fn exactly(&mut self, c: char) {
        self.fill();
        self.text.push(c);
    }

    fn tag(&mut self, name: &str) {
        let gap = match name {
            // Each break counts, also at the ends.
            "br" => {
                self.gap = if self.gap > Gap::Blank { self.gap } else { Gap::None };
                self.fill();
                self.text.push('\n');
                return;
            }
            "p" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "table" | "hr"
            | "pre" | "figure" => Gap::Paragraph,
            "div" | "li" | "tr" | "dt" | "dd" | "section" | "article" | "header" | "footer"
            | "figcaption" | "cite" => Gap::Line,
            "td" | "th" | "img" | "iframe" => Gap::Blank,
            _ => return,
        };
        self.gap = self.gap.max(gap);
    }

    fn fill(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.is_empty() {
            return;
        }
        let lines = self.text.len() - self.text.trim_end_matches('\n').len();
        match gap {
            Gap::None => {}
            Gap::Blank if lines > 0 => {}
            Gap::Blank => self.text.push(' '),
            Gap::Line => self.text.push_str(if lines > 0 { "" } else { "\n" }),
            Gap::Paragraph => self.text.push_str(["\n\n", "\n", ""][lines.min(2)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_part_of_html_is_understood() {
        let rows = [
            ("no markup,\n  as it is ", "no markup,\n  as it is "),
            ("Q&A, 1 < 2, AT&T;, &unknown;", "Q&A, 1 < 2, AT&T;, &unknown;"),
            ("Euclid's <i>Optica</i>", "Euclid's Optica"),
            ("<p>One.</p>\n<p>Two\n  lines.</p>", "One.\n\nTwo lines."),
            ("a<br>b<br/>c", "a\nb\nc"),
            ("<ul><li>one</li><li>two</li></ul>end", "one\ntwo\n\nend"),
            ("R&oacute;zsa &amp; P&eacute;ter &#8212; &#x201C;x&#x201d;", "Rózsa & Péter — “x”"),
            ("<a href=\"x>y\" title='\"'>words</a>", "words"),
            ("<script>if (a < b) { \"</p>\" }</script >after", "after"),
            ("<!-- <b> -->a<!doctype html>b", "ab"),
            ("x <!-- open", "x"),
            ("<b", "<b"),
            ("a <b \"open> and on", "a and on"),
            ("&#0;&#1114112;&#27;&#xzz;", "\0&#1114112;\u{1b}&#xzz;"),
        ];
        for (html, wanted) in rows {
            assert_eq!(plain(html), wanted, "{html}");
        }
    }

    #[test]
    fn made_to_hurt_it_takes_no_time() {
        for piece in ["<a \"", "<a", "<!--", "<script>", "&#", "<div>", "<style></", "<a '><"] {
            let _ = plain(&piece.repeat(500_000));
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_escaped_comes_back(text in "[ \t\n\r<>&;a\"'#é\u{a0}\u{1b}-]{0,24}") {
            let (escaped, quoted) = (escape(&text), attribute(&text));
            proptest::prop_assert_eq!(plain(&escaped), text.as_str());
            proptest::prop_assert_eq!(plain(&quoted), text.as_str());
        }

        #[test]
        fn never_panics(text: String) {
            let _ = plain(&text);
            let escaped = escape(&text);
            proptest::prop_assert_eq!(plain(&escaped), text.as_str());
        }
    }
}
