//! Content lines: unfolding, name, parameters, value; and the same again for writing.

use std::borrow::Cow;

use crate::formats::MAX_DEPTH;
use crate::text::shown;

/// How many octets a written line may have, its end not counted.
const WIDTH: usize = 75;

/// One content line, unfolded.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Where it begins in the text.
    pub(super) at: usize,
    /// Where it ends, folds and all.
    pub(super) end: usize,
    /// The name, in capitals.
    pub(super) name: String,
    params: Vec<(String, Vec<String>)>,
    text: Cow<'a, str>,
    colon: usize,
}

/// A line that is none, as it stands.
#[derive(Debug)]
pub(super) struct Broken<'a> {
    pub(super) at: usize,
    pub(super) text: Cow<'a, str>,
    pub(super) why: &'static str,
}

/// The content lines of a text. Blank lines are passed over.
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next line of the file, without its end, and where that begins and ends.
    fn physical(&mut self) -> Option<(usize, usize, &'a str)> {
        let at = self.at;
        let rest = self.text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        self.at = (at + length + 1).min(self.text.len());
        let line = &rest[..length];
        Some((at, at + length, line.strip_suffix('\r').unwrap_or(line)))
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Result<Line<'a>, Broken<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let (at, mut end, first) = loop {
            let line = self.physical()?;
            if !line.2.trim().is_empty() {
                break line;
            }
        };
        let mut whole = Cow::Borrowed(first);
        while self.text.as_bytes().get(self.at).is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
            let Some((_, to, more)) = self.physical() else { break };
            whole.to_mut().push_str(more.get(1..).unwrap_or_default());
            end = to;
        }
        Some(Line::parse(at, end, whole))
    }
}

impl<'a> Line<'a> {
    fn parse(at: usize, end: usize, text: Cow<'a, str>) -> Result<Self, Broken<'a>> {
        match Head::of(&text) {
            Ok(Head { name, params, colon }) => Ok(Self { at, end, name, params, text, colon }),
            Err(why) => Err(Broken { at, text, why }),
        }
    }

    /// A line of its own, from nowhere; `None` where it is none.
    pub(super) fn alone(text: &'a str) -> Option<Self> {
        (!text.contains(['\n', '\r'])).then_some(())?;
        Self::parse(0, text.len(), Cow::Borrowed(text)).ok()
    }

    /// The whole line, as it was written but for its folds.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What stands behind the colon, as it was written.
    pub(super) fn value(&self) -> &str {
        self.text.get(self.colon + 1..).unwrap_or_default()
    }

    /// Where the value stands, as far as folds let it be known.
    pub(super) fn value_at(&self) -> usize {
        if matches!(self.text, Cow::Borrowed(_)) { self.at + self.colon + 1 } else { self.at }
    }

    /// Name and parameters, as they were written but for the case of the name.
    pub(super) fn head(&self) -> String {
        format!("{}{}", self.name, self.written_params())
    }

    /// The parameters as they were written, from the first semicolon on.
    pub(super) fn written_params(&self) -> &str {
        self.text.get(self.name.len()..self.colon).unwrap_or_default()
    }

    /// The first value of a parameter.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        let (_, values) = self.params.iter().find(|(known, _)| known == name)?;
        values.first().map(String::as_str).filter(|value| !value.is_empty())
    }

    /// All parameters, names in capitals.
    pub(super) fn params(&self) -> &[(String, Vec<String>)] {
        &self.params
    }
}

/// What stands before the colon.
struct Head {
    name: String,
    params: Vec<(String, Vec<String>)>,
    colon: usize,
}

impl Head {
    fn of(text: &str) -> Result<Self, &'static str> {
        let length =
            text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count();
        if length == 0 {
            return Err("it does not begin with the name of a property");
        }
        let name = text[..length].to_ascii_uppercase();
        let mut params = Vec::new();
        let mut at = length;
        loop {
            match text.as_bytes().get(at) {
                Some(b':') => return Ok(Self { name, params, colon: at }),
                Some(b';') => {
                    let (param, next) = param(text, at + 1);
                    if !param.0.is_empty() {
                        params.push(param);
                    }
                    at = next;
                }
                // Some write a blank before the colon.
                Some(b' ') if text[at..].trim_start_matches(' ').starts_with(':') => {
                    at = text.len() - text[at..].trim_start_matches(' ').len();
                }
                Some(_) => return Err("its name holds a character that no name may hold"),
                None => return Err("there is no colon in it"),
            }
        }
    }
}

/// A parameter that begins at `at`, and where it ends.
fn param(text: &str, at: usize) -> ((String, Vec<String>), usize) {
    let rest = &text[at..];
    let length = rest.find(['=', ';', ':']).unwrap_or(rest.len());
    let name = rest[..length].trim().to_ascii_uppercase();
    let mut at = at + length;
    let mut values = Vec::new();
    if text.as_bytes().get(at) != Some(&b'=') {
        return ((name, values), at);
    }
    loop {
        let (value, next) = param_value(text, at + 1);
        values.push(value);
        at = next;
        if text.as_bytes().get(at) != Some(&b',') {
            return ((name, values), at);
        }
    }
}

/// A parameter's value that begins at `at`, in quotes or not, and where it ends. Some programs escape
/// the delimiters with a backslash where the standard has quotes.
fn param_value(text: &str, at: usize) -> (String, usize) {
    let rest = &text[at..];
    if let Some(quoted) = rest.strip_prefix('"')
        && let Some(length) = quoted.find('"')
        && quoted.as_bytes().get(length + 1).is_none_or(|b| matches!(b, b',' | b';' | b':'))
    {
        return (decaret(&quoted[..length]), at + length + 2);
    }
    let mut value = String::new();
    let mut chars = rest.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        match c {
            ',' | ';' | ':' => return (decaret(&value), at + index),
            '\\' if matches!(chars.peek(), Some((_, ',' | ';' | ':' | ' ' | '\\'))) => {
                value.extend(chars.next().map(|(_, c)| c));
            }
            _ => value.push(c),
        }
    }
    (decaret(&value), text.len())
}

/// RFC 6868: `^n`, `^'` and `^^` in the value of a parameter.
fn decaret(text: &str) -> String {
    if !text.contains('^') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let meant = match (c, chars.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                out.push(c);
                continue;
            }
        };
        chars.next();
        out.push(meant);
    }
    out
}

/// `;NAME=value` for a line that is written.
pub(super) fn push_param(out: &mut String, name: &str, value: &str) {
    out.push(';');
    out.push_str(name);
    out.push('=');
    let encoded: String = shown(value).replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    if encoded.contains([':', ';', ',', '\\', ' ']) {
        out.push('"');
        out.push_str(&encoded);
        out.push('"');
    } else {
        out.push_str(&encoded);
    }
}

/// A value of the type TEXT, unescaped.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let meant = match (c, chars.peek()) {
            ('\\', Some('n' | 'N')) => '\n',
            ('\\', Some(&next @ ('\\' | ';' | ',' | '"'))) => next,
            _ => {
                out.push(c);
                continue;
            }
        };
        chars.next();
        out.push(meant);
    }
    out
}

/// A value of the type TEXT, for a line that is written; what a terminal would obey is shown instead.
pub(super) fn escape(text: &str) -> String {
    escape_verbatim(&shown(text))
}

/// The same for a text that is known to be harmless.
pub(super) fn escape_verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            _ => out.push(c),
        }
    }
    out
}

/// The parts of a list, at commas that are not escaped, each still escaped.
pub(super) fn list(text: &str) -> Vec<&str> {
    let (mut parts, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b',' => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

/// Whether a raw value can be written as it stands: it holds nothing that would end the line, or that a
/// terminal would obey.
pub(super) fn is_plain(text: &str) -> bool {
    !text.contains('\n') && shown(text) == text
}

/// A component as a text, one content line a line.
pub(super) fn unfolded(component: &str) -> String {
    let mut out = String::with_capacity(component.len());
    for line in Lines::of(component) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(match &line {
            Ok(line) => line.text(),
            Err(broken) => &broken.text,
        });
    }
    out
}

/// Whether such a text is one whole component that can be written as it stands, with nothing behind it.
pub(super) fn is_component(text: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut lines = text.split('\n').peekable();
    while let Some(text) = lines.next() {
        let Some(line) = Line::alone(text).filter(|_| is_plain(text) && !text.starts_with([' ', '\t']))
        else {
            return false;
        };
        let name = text.get(line.colon + 1..).unwrap_or_default();
        match line.name.as_str() {
            "BEGIN" if open.len() < MAX_DEPTH / 2 => open.push(name),
            "END" if open.pop() == Some(name) => {}
            "BEGIN" | "END" => return false,
            _ if open.is_empty() => return false,
            _ => {}
        }
        if open.is_empty() {
            return lines.peek().is_none();
        }
    }
    false
}

/// Writes a content line, folded, never within a character.
pub(super) fn push_line(out: &mut String, line: &str) {
    let mut room = WIDTH;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = WIDTH - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_name_parameters_and_a_value() {
        let row = |text| {
            let line = Line::alone(text).unwrap();
            (line.name.clone(), line.params().to_vec(), line.value().to_owned())
        };
        let param =
            |name: &str, values: &[&str]| (name.to_owned(), values.iter().map(|&v| v.to_owned()).collect());
        let rows = [
            ("summary:a: b", ("SUMMARY", vec![], "a: b")),
            (
                "ATTENDEE;CN=\"A; B\",c;role=CHAIR:mailto:x",
                ("ATTENDEE", vec![param("CN", &["A; B", "c"]), param("ROLE", &["CHAIR"])], "mailto:x"),
            ),
            ("X;A=^n^^^'^x:", ("X", vec![param("A", &["\n^\"^x"])], "")),
            ("X;CN=that\\, that\\::z\\:", ("X", vec![param("CN", &["that, that:"])], "z\\:")),
            ("X;A=\"open:b", ("X", vec![param("A", &["\"open"])], "b")),
            ("X;A;B=:c", ("X", vec![param("A", &[]), param("B", &[""])], "c")),
            ("DTSTART :1", ("DTSTART", vec![], "1")),
        ];
        for (text, (name, params, value)) in rows {
            assert_eq!(row(text), (name.into(), params, value.into()), "{text}");
        }
        for text in ["", ":x", "no colon", "A B:c", "A;b", "A:b\nc"] {
            assert!(Line::alone(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn folds_are_undone_and_places_kept() {
        let text = "A:on\r\n e\n\ntw\n\to:3\nC:é\n";
        let found: Vec<_> = Lines::of(text)
            .map(|line| match line {
                Ok(line) => (line.at, line.end, line.value().to_owned()),
                Err(broken) => (broken.at, 0, broken.text.into_owned()),
            })
            .collect();
        assert_eq!(found, [(0, 8, "one".into()), (10, 17, "3".into()), (18, 22, "é".into())]);
    }

    #[test]
    fn lines_are_folded_between_characters() {
        for text in ["x".repeat(200), "é".repeat(100), format!("a{}", "👨‍👩‍👧".repeat(30)), String::new()]
        {
            let mut out = String::new();
            push_line(&mut out, &format!("A:{text}"));
            assert!(out.split("\r\n").all(|line| line.len() <= WIDTH));
            let lines: Vec<_> = Lines::of(&out).map(|line| line.unwrap().value().to_owned()).collect();
            assert_eq!(lines, [text]);
        }
    }

    #[test]
    fn text_comes_back_as_it_was() {
        for text in ["a;b,c\\n\nd", "\\", "\\\\n", "C:\\new", "\"q\""] {
            assert_eq!(unescape(&escape(text)), text);
            let line = format!("A:{},x", escape(text));
            let line = Line::alone(&line).unwrap();
            assert_eq!(list(line.value()).iter().map(|part| unescape(part)).collect::<Vec<_>>(), [text, "x"]);
            let mut line = String::from("A");
            push_param(&mut line, "P", text);
            line.push(':');
            assert_eq!(Line::alone(&line).unwrap().param("P"), Some(text));
        }
        assert_eq!(unescape("a\\:b\\"), "a\\:b\\");
    }
}
