//! Cutting a filter into terms. What the terms mean is none of this file's business.

use std::ops::Range;

use super::FilterError;

/// One term as it was typed: `-field:value,value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// All of it.
    pub(super) range: Range<usize>,
    pub(super) negate: bool,
    /// The name of the field, without the colon.
    pub(super) field: Option<Range<usize>>,
    /// At least one; empty ones have been told as an error.
    pub(super) values: Vec<Value>,
}

/// One alternative of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// With its quotation marks.
    pub(super) range: Range<usize>,
    /// Without them.
    pub(super) text: String,
    pub(super) quoted: bool,
}

/// The terms of `text`, and the first thing that is wrong with them. What could be read is there
/// even so: completion works on filters that are not finished.
pub(super) fn pieces(text: &str) -> (Vec<Piece>, Option<FilterError>) {
    let mut reader = Reader { text, at: 0, error: None };
    let mut pieces = Vec::new();
    loop {
        while reader.peek().is_some_and(char::is_whitespace) {
            reader.bump();
        }
        if reader.peek().is_none() {
            return (pieces, reader.error);
        }
        pieces.push(reader.piece());
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    error: Option<FilterError>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn wrong(&mut self, range: Range<usize>, what: &str, help: &str) {
        if self.error.is_none() {
            self.error = Some(FilterError::new(range, what, help));
        }
    }

    fn piece(&mut self) -> Piece {
        let start = self.at;
        let negate = self.peek() == Some('-');
        if negate {
            self.bump();
        }
        let field = self.field();
        let mut values = Vec::new();
        loop {
            values.push(self.value());
            if self.peek() != Some(',') {
                break;
            }
            self.bump();
        }
        let piece = Piece { range: start..self.at, negate, field, values };
        self.check(&piece);
        piece
    }

    /// Letters before a colon name a field.
    fn field(&mut self) -> Option<Range<usize>> {
        let letters = self.rest().find(|c: char| !c.is_ascii_alphabetic() && c != '_')?;
        let start = self.at;
        if letters == 0 || !self.rest().get(letters..)?.starts_with(':') {
            return None;
        }
        self.at = start + letters + 1;
        Some(start..start + letters)
    }

    fn value(&mut self) -> Value {
        let start = self.at;
        let mut value = Value { range: start..start, text: String::new(), quoted: false };
        // Between brackets commas belong to a date: {1667,1668}.
        let mut depth = 0usize;
        while let Some(c) = self.peek() {
            match c {
                c if c.is_whitespace() => break,
                ',' if depth == 0 => break,
                '"' => self.quoted(&mut value),
                '“' | '„' if self.at == start => self.quoted(&mut value),
                _ => {
                    match c {
                        '[' | '{' => depth += 1,
                        ']' | '}' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    value.text.push(c);
                    self.bump();
                }
            }
        }
        value.range.end = self.at;
        value
    }

    /// What stands in quotation marks. `\"` and `\\` inside straight ones are the mark and the
    /// backslash themselves.
    fn quoted(&mut self, value: &mut Value) {
        let start = self.at;
        value.quoted = true;
        let straight = self.bump() == Some('"');
        while let Some(c) = self.bump() {
            match c {
                '"' if straight => return,
                '”' | '“' if !straight => return,
                '\\' if straight && matches!(self.peek(), Some('"' | '\\')) => {
                    value.text.extend(self.bump());
                }
                _ => value.text.push(c),
            }
        }
        self.wrong(start..self.at, "this quotation mark is never closed", "put a `\"` where the words end");
    }

    fn check(&mut self, piece: &Piece) {
        let Some(empty) = piece.values.iter().find(|value| value.text.trim().is_empty()) else { return };
        let range = empty.range.clone();
        if piece.values.len() > 1 {
            self.wrong(
                range,
                "there is nothing on one side of this comma",
                "a comma stands between alternatives",
            );
        } else if let Some(field) = &piece.field {
            let name = self.text.get(field.clone()).unwrap_or_default();
            let what = format!("`{name}:` needs a value");
            self.wrong(field.start..range.end, &what, "write it right after the colon");
        } else if empty.quoted {
            self.wrong(range, "there is nothing between these quotation marks", "write words to search for");
        } else {
            self.wrong(
                piece.range.clone(),
                "this `-` excludes nothing",
                "write what to leave out right after it",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `-field:a|b` for each term; quoted values in brackets.
    fn dump(text: &str) -> Vec<String> {
        let dump = |piece: &Piece| {
            let values: Vec<String> = piece
                .values
                .iter()
                .map(|v| if v.quoted { format!("<{}>", v.text) } else { v.text.clone() })
                .collect();
            let field = piece.field.clone().map(|range| format!("{}:", &text[range])).unwrap_or_default();
            format!("{}{field}{}", if piece.negate { "-" } else { "" }, values.join("|"))
        };
        pieces(text).0.iter().map(dump).collect()
    }

    #[test]
    fn cuts_terms() {
        let rows: [(&str, &[&str]); 12] = [
            ("", &[]),
            ("  gas  transit ", &["gas", "transit"]),
            ("\"gas transit\" -russia", &["<gas transit>", "-russia"]),
            ("actor:\"ilham aliyev\",us -tag:x", &["actor:<ilham aliyev>|us", "-tag:x"]),
            ("date:{1667,1668},1670", &["date:{1667,1668}|1670"]),
            ("12:30 --0043", &["12:30", "--0043"]),
            (r#""say \"no\" \\ \n""#, &[r#"<say "no" \ \n>"#]),
            ("“gas transit” „so“", &["<gas transit>", "<so>"]),
            ("title:O’Brien's", &["title:O’Brien's"]),
            ("a\"b c\"d", &["<ab cd>"]),
            ("2024..2025", &["2024..2025"]),
            ("état:x", &["état:x"]),
        ];
        for (text, wanted) in rows {
            assert_eq!(dump(text), wanted, "{text}");
            assert_eq!(pieces(text).1, None, "{text}");
        }
    }

    #[test]
    fn says_where_it_is_wrong() {
        let rows = [
            ("gas -", "-", "excludes nothing"),
            ("- gas", "-", "excludes nothing"),
            ("gas actor:", "actor:", "needs a value"),
            ("-actor: x", "actor:", "needs a value"),
            ("tag:a,,b", "", "comma"),
            ("tag:a,", "", "comma"),
            ("x \"gas transit", "\"gas transit", "never closed"),
            ("title:\"a", "\"a", "never closed"),
            ("x \"\"", "\"\"", "nothing between"),
            ("tag:\" \"", "tag:\" \"", "needs a value"),
        ];
        for (text, wanted, what) in rows {
            let error = pieces(text).1.unwrap();
            assert_eq!(&text[error.range.clone()], wanted, "{text}");
            assert!(error.what.contains(what), "{text}: {}", error.what);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut(text in "([-:,\"“”{}\\[\\] a-c\\\\]|\\PC){0,40}") {
            let (pieces, error) = pieces(&text);
            for piece in pieces {
                prop_assert!(!piece.values.is_empty() && text.get(piece.range).is_some());
                for value in piece.values {
                    prop_assert!(text.get(value.range).is_some());
                }
            }
            if let Some(error) = error {
                prop_assert!(text.get(error.range.clone()).is_some());
                let _ = error.report(&text);
            }
        }

        #[test]
        fn a_quoted_value_comes_back(value in "\\PC{0,20}") {
            let text = format!("title:{}", super::super::Filter::quote_value(&value));
            let (pieces, _) = pieces(&text);
            prop_assert_eq!(pieces.len(), 1);
            prop_assert_eq!(&pieces[0].values.len(), &1);
            prop_assert_eq!(&pieces[0].values[0].text, &value);
        }
    }
}
