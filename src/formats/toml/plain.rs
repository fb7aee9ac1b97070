//! Statements in which nothing is odd: a bare name, and texts, lists and inline tables of texts.
//!
//! Nearly all statements of a timeline are so plain. They are read here as the parser would read them, and in
//! a fraction of its time; for anything else ([`assignment`] gives `None`) there is the parser.

use super::super::node::{Field, Kind, Node, Table};
use super::statements::is_bare;
use crate::issue::Spot;

/// The name and the value of an assignment that begins at `offset` of the file; its brackets are known not to lie
/// too deep.
pub(super) fn assignment(statement: &str, offset: usize) -> Option<(&str, Field<'_>)> {
    let mut plain = Plain { text: statement, at: 0, offset };
    let (name, field) = plain.field()?;
    (plain.at == statement.len()).then_some((name, field))
}

struct Plain<'a> {
    text: &'a str,
    at: usize,
    offset: usize,
}

impl<'a> Plain<'a> {
    fn spot(&self) -> Spot {
        Spot::at(self.offset + self.at)
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes `byte` if it is the next one.
    fn has(&mut self, byte: u8) -> bool {
        let there = self.next() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\t') = self.next() {
            self.at += 1;
        }
    }

    fn blanks_and_lines(&mut self) {
        while let Some(b' ' | b'\t' | b'\n') = self.next() {
            self.at += 1;
        }
    }

    fn field(&mut self) -> Option<(&'a str, Field<'a>)> {
        let name_spot = self.spot();
        let rest = self.text.get(self.at..)?;
        let name = rest.get(..rest.find([' ', '\t', '='])?).filter(|name| is_bare(name))?;
        self.at += name.len();
        self.blanks();
        if !self.has(b'=') {
            return None;
        }
        self.blanks();
        Some((name, Field { name_spot, value: self.value()? }))
    }

    fn value(&mut self) -> Option<Node<'a>> {
        let spot = self.spot();
        let kind = match self.next()? {
            b'"' => Kind::Text(self.quoted()?.into()),
            b'[' => Kind::List(self.list()?),
            b'{' => Kind::Table(self.table()?),
            _ => return None,
        };
        Some(Node::new(kind, spot))
    }

    /// A text between quotation marks, with nothing in it to decode.
    fn quoted(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at + 1..)?;
        let text = rest.get(..memchr::memchr2(b'"', b'\\', rest.as_bytes())?)?;
        // All of them are looked at, and not up to the first that is odd: so many are in one step.
        let is_odd = text.bytes().fold(false, |odd, byte| odd | (byte < b' ') | (byte == 0x7f));
        self.at += 1 + text.len();
        (!is_odd && self.has(b'"')).then_some(text)
    }

    fn list(&mut self) -> Option<Vec<Node<'a>>> {
        let mut list = Vec::new();
        self.at += 1;
        loop {
            self.blanks_and_lines();
            if self.has(b']') {
                return Some(list);
            }
            list.push(self.value()?);
            self.blanks_and_lines();
            if !self.has(b',') {
                return self.has(b']').then_some(list);
            }
        }
    }

    fn table(&mut self) -> Option<Table<'a>> {
        let mut table = Table::default();
        self.at += 1;
        loop {
            self.blanks();
            let (name, field) = self.field()?;
            if table.has(name) {
                return None;
            }
            table.add(name.into(), field);
            self.blanks();
            if !self.has(b',') {
                return self.has(b'}').then_some(table);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Context;
    use super::*;
    use ::toml::de::DeTable;

    /// What the parser makes of a statement, where it finds nothing wrong with it.
    fn parsed(statement: &str, offset: usize) -> Option<Table<'_>> {
        let (table, errors) = DeTable::parse_recoverable(statement);
        // Spots count from the beginning of the file.
        let context = Context { text: statement, offset };
        errors.is_empty().then(|| context.table(table.into_inner()))
    }

    fn read(statement: &str, offset: usize) -> Option<Table<'_>> {
        let (name, field) = assignment(statement, offset)?;
        let mut table = Table::default();
        table.add(name.into(), field);
        Some(table)
    }

    #[test]
    fn plain_statements_are_read_as_the_parser_reads_them() {
        let plain = [
            "a = \"\"",
            "a-b_1=\"Élysée, [not] a # remark\"",
            "a = []",
            "a = [ \"x\" , \"y\" ]",
            "a = [\n  { actor = \"NATO\", role = \"party\" },\n  {actor=\"EU\"},\n]",
            "a = [[\"x\"], [\n\"y\",\n], []]",
            "a = { b = { c = \"d\" }, e = [\"f\"] }",
        ];
        for statement in plain {
            let (ours, theirs) =
                (read(statement, 0).expect(statement), parsed(statement, 0).expect(statement));
            assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "{statement}");
        }
    }

    #[test]
    fn the_rest_is_left_to_the_parser() {
        let odd = [
            "",
            "a",
            "a =",
            "a = 1",
            "a = true",
            "a = 'x'",
            "a = \"x\\n\"",
            "a = \"x\u{7f}\"",
            "a = \"x\ty\"",
            "a = \"\"\"x\"\"\"",
            "a = \"x\" # why",
            "a = [\"x\" # why\n]",
            "a = [\"x\"",
            "a = [\"x\" \"y\"]",
            "a = [,]",
            "a = [1]",
            "a = { b = \"c\", b = \"d\" }",
            "a = {\n b = \"c\" }",
            "a = { b = \"c\", }",
            "a = { b.c = \"d\" }",
            "a.b = \"c\"",
            "\"a\" = \"b\"",
            "= \"b\"",
            "[a]",
        ];
        for statement in odd {
            assert!(read(statement, 0).is_none(), "{statement}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_here_the_parser_reads_alike(
            statement in prop::collection::vec(
                prop::sample::select(vec![
                    "a", "b", " ", "=", " = ", "\"x\"", "\"\"", "\"é\"", "[", "]", "{", "}", ",", "\n", ".", "#", "1",
                ]),
                0..16,
            ).prop_map(|parts| format!("a = {}", parts.concat()))
        ) {
            if let Some(ours) = read(&statement, 0) {
                let theirs = parsed(&statement, 0);
                prop_assert_eq!(Some(format!("{ours:?}")), theirs.map(|theirs| format!("{theirs:?}")));
            }
        }
    }
}
