//! Unknown fields in packed form: a letter for the kind of each value, and the value.

use toml::{Table, Value};

/// Appends a table.
pub(super) fn write(table: &Table, out: &mut Vec<u8>) {
    number(table.len(), out);
    for (name, value) in table {
        text(name, out);
        write_value(value, out);
    }
}

fn write_value(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::String(value) => {
            out.push(b's');
            text(value, out);
        }
        Value::Integer(value) => {
            out.push(b'i');
            out.extend(value.to_le_bytes());
        }
        Value::Float(value) => {
            out.push(b'f');
            out.extend(value.to_le_bytes());
        }
        Value::Boolean(value) => out.push(if *value { b'1' } else { b'0' }),
        Value::Datetime(value) => {
            out.push(b'd');
            text(&value.to_string(), out);
        }
        Value::Array(values) => {
            out.push(b'a');
            number(values.len(), out);
            for value in values {
                write_value(value, out);
            }
        }
        Value::Table(table) => {
            out.push(b't');
            write(table, out);
        }
    }
}

fn number(number: usize, out: &mut Vec<u8>) {
    super::writer::number(u32::try_from(number).unwrap_or(u32::MAX), out);
}

fn text(text: &str, out: &mut Vec<u8>) {
    number(text.len(), out);
    out.extend(text.as_bytes());
}

/// The table that [`write`] wrote.
pub(super) fn read(bytes: &[u8]) -> Table {
    table(&mut Reader(bytes)).unwrap_or_default()
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn eight(&mut self) -> Option<[u8; 8]> {
        self.take(8)?.try_into().ok()
    }

    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0_usize, 0);
        loop {
            let &[byte] = self.take(1)? else { return None };
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
            if byte < 0x80 {
                return Some(number);
            }
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let len = self.number()?;
        std::str::from_utf8(self.take(len)?).ok()
    }
}

fn table(from: &mut Reader) -> Option<Table> {
    let count = from.number()?;
    let mut out = Table::new();
    for _ in 0..count {
        let name = from.text()?.to_owned();
        out.insert(name, value(from)?);
    }
    Some(out)
}

fn value(from: &mut Reader) -> Option<Value> {
    let &[kind] = from.take(1)? else { return None };
    Some(match kind {
        b's' => Value::String(from.text()?.to_owned()),
        b'i' => Value::Integer(i64::from_le_bytes(from.eight()?)),
        b'f' => Value::Float(f64::from_le_bytes(from.eight()?)),
        b'0' => Value::Boolean(false),
        b'1' => Value::Boolean(true),
        b'd' => Value::Datetime(from.text()?.parse().ok()?),
        b'a' => {
            let count = from.number()?;
            Value::Array((0..count).map(|_| value(from)).collect::<Option<_>>()?)
        }
        b't' => Value::Table(table(from)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let toml =
            "a = 1\nb = -2.5\nc = true\nd = 1979-05-27T07:32:00Z\ne = ['x', ['ü']]\n[f.g]\nh = false\n";
        let table: Table = toml::from_str(toml).unwrap();
        let mut packed = Vec::new();
        write(&table, &mut packed);
        assert_eq!(read(&packed), table);
        for cut in 0..packed.len() {
            let _ = read(&packed[..cut]);
        }
    }
}
