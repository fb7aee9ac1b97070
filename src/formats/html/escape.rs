//! Text, addresses and names made safe for a page: nothing of the timeline becomes markup.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::text::{line, shown};

/// A text as HTML shows it, line breaks kept. Controls and marks that reorder letters are visible.
pub(super) struct Lines<'a>(pub(super) &'a str);

/// A text on one line, good also between the quotation marks of an attribute.
pub(super) struct Line<'a>(pub(super) &'a str);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(&shown(self.0), f)
    }
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(&line(self.0), f)
    }
}

fn escape(text: &str, out: &mut impl fmt::Write) -> fmt::Result {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let with = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ if is_noncharacter(c) => "",
            _ => continue,
        };
        out.write_str(text.get(from..at).unwrap_or_default())?;
        out.write_str(with)?;
        if with.is_empty() {
            write!(out, "&lt;{:x}&gt;", u32::from(c))?;
        }
        from = at + c.len_utf8();
    }
    out.write_str(text.get(from..).unwrap_or_default())
}

/// No character at all, says Unicode, and an error in a page, says HTML.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// The address of a link. Only what leads to a page or a mailbox is one: nothing that runs.
///
/// What a URL cannot hold is written in percent, so that a browser reads the same as we do.
pub(super) fn link(address: &str) -> Option<String> {
    let address = address.trim();
    let is_after = |scheme: &str| {
        let head = address.get(..scheme.len()).filter(|head| head.eq_ignore_ascii_case(scheme))?;
        address.get(head.len()..).filter(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
    };
    // Hidden characters in an address are there to mislead.
    if shown(address) != address || address.contains(|c| c == '\n' || is_noncharacter(c)) {
        return None;
    }
    let (scheme, rest) = ["https://", "http://", "mailto:"]
        .into_iter()
        .find_map(|scheme| Some((scheme, is_after(scheme)?)))?;
    let mut out = scheme.to_owned();
    let host = if scheme == "mailto:" { 0 } else { rest.find(['/', '?', '#']).unwrap_or(rest.len()) };
    let mut is_fragment = false;
    for (at, c) in rest.char_indices() {
        let hex = |n: usize| rest.as_bytes().get(at + n).is_some_and(u8::is_ascii_hexdigit);
        let is_plain = match c {
            '%' => hex(1) && hex(2),
            '[' | ']' | ':' => at < host || c == ':',
            '#' => !std::mem::replace(&mut is_fragment, true),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            _ => !c.is_whitespace(),
        };
        if is_plain {
            out.push(c);
        } else {
            percent(c, &mut out);
        }
    }
    Some(out)
}

fn percent(c: char, out: &mut String) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        let _ = write!(out, "%{byte:02X}");
    }
}

/// What a place in the page is called: `key` where it can be, else the place's number.
///
/// The page's own names begin with `_`; so no key of an event can be one of them.
pub(super) fn id<'k>(prefix: &str, key: &'k str, number: u32) -> Cow<'k, str> {
    let own = prefix.is_empty() && key.starts_with('_');
    let odd = |c: char| c.is_whitespace() || is_noncharacter(c);
    let plain = !key.is_empty() && !own && !key.contains(odd) && shown(key) == key;
    match (plain, prefix) {
        (true, "") => Cow::Borrowed(key),
        (true, prefix) => Cow::Owned(format!("_{prefix}-{key}")),
        (false, "") => Cow::Owned(format!("_event_{}", number + 1)),
        (false, prefix) => Cow::Owned(format!("_{prefix}_{}", number + 1)),
    }
}

/// The address of that place within the page.
pub(super) fn anchor(id: &str) -> String {
    let mut out = String::with_capacity(id.len() + 1);
    out.push('#');
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | ':' | '/' | ',' | '@') {
            out.push(c);
        } else {
            percent(c, &mut out);
        }
    }
    out
}

/// Whether a text has the form of a language tag, such as `en` or `zh-Hant`.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    (2..=3).contains(&first.len())
        && letters(first)
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether EDTF is also a date as HTML's `time` takes it: a year, a month, a day or a moment.
pub(super) fn is_html_time(edtf: &str) -> bool {
    let (day, clock) = edtf.split_once('T').map_or((edtf, None), |(day, clock)| (day, Some(clock)));
    let parts: Vec<&str> = day.split('-').collect();
    let number = |part: &str, digits: usize| {
        part.parse::<u16>().ok().filter(|_| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let year = parts.first().and_then(|part| number(part, 4)).is_some_and(|year| year > 0);
    let month = parts.get(1).is_none_or(|part| number(part, 2).is_some_and(|month| month <= 12));
    let days = parts.get(2).is_none_or(|part| number(part, 2).is_some());
    let clock = clock.is_none_or(|clock| {
        let (time, zone) = clock.split_at_checked(8).unwrap_or((clock, ""));
        let is_zone = zone.is_empty() || zone == "Z" || (zone.len() == 6 && zone.as_bytes()[3] == b':');
        parts.len() == 3 && time.len() == 8 && !time.ends_with(":60") && is_zone
    });
    year && month && days && clock && parts.len() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let rows = [
            ("<b a='1'>&\"", "&lt;b a=&#39;1&#39;&gt;&amp;&quot;"),
            ("a\u{202e}b\u{1b}", "a&lt;202e&gt;b␛"),
            ("\u{ffff}x\u{fdd0}", "&lt;ffff&gt;x&lt;fdd0&gt;"),
            ("two\n lines", "two lines"),
        ];
        for (text, wanted) in rows {
            assert_eq!(Line(text).to_string(), wanted, "{text:?}");
        }
    }

    #[test]
    fn only_addresses_that_are_safe_are_links() {
        let rows = [
            ("https://example.org/a b?c=d#e#f", Some("https://example.org/a%20b?c=d#e%23f")),
            ("HTTP://example.org", Some("http://example.org")),
            ("http://[::1]:80/x[1]", Some("http://[::1]:80/x%5B1%5D")),
            ("https://example.org/100%", Some("https://example.org/100%25")),
            ("https://example.org/\\\"<x>", Some("https://example.org/%5C%22%3Cx%3E")),
            ("mailto:a@example.org", Some("mailto:a@example.org")),
            ("https://пример.example/é", Some("https://пример.example/é")),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            (" data:text/html,x", None),
            ("https:///x", None),
            ("https://exa\u{202e}mple.org", None),
            ("//example.org", None),
            ("https", None),
            ("", None),
        ];
        for (address, wanted) in rows {
            assert_eq!(link(address).as_deref(), wanted, "{address:?}");
        }
    }

    #[test]
    fn names_of_places_do_not_meet() {
        let rows = [
            (("", "cop29"), "cop29"),
            (("", "a b"), "_event_8"),
            (("", "_contents"), "_event_8"),
            (("", ""), "_event_8"),
            (("actor", "nato"), "_actor-nato"),
            (("actor", "a\tb"), "_actor_8"),
            (("actor", "\u{ffff}"), "_actor_8"),
        ];
        for ((prefix, key), wanted) in rows {
            assert_eq!(id(prefix, key, 7), wanted, "{key:?}");
        }
        assert_eq!(anchor("a%\u{e9}\"#"), "#a%25%C3%A9%22%23");
    }

    #[test]
    fn languages_and_times_are_known() {
        for text in ["en", "zh-Hant", "de-AT"] {
            assert!(is_language(text), "{text}");
        }
        for text in ["", "English", "e", "en_GB", "en-", "\"x"] {
            assert!(!is_language(text), "{text}");
        }
        for text in ["1994", "2025-05", "2025-05-06", "2025-05-06T10:00:00", "2025-05-06T10:00:00+04:00"] {
            assert!(is_html_time(text), "{text}");
        }
        for text in
            ["0000", "-0043", "2025-21", "1994?", "1994/1995", "Y17E7", "2025-05-06T10:00:00+04", "198X"]
        {
            assert!(!is_html_time(text), "{text}");
        }
    }
}
