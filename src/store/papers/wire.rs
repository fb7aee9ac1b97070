//! What was read of a document, as bytes that go from one process to another.
//!
//! A field is a letter, the length of what follows as decimal digits, a line end, and as many bytes. What
//! comes is believed no further than it must be: whoever wrote it had read a document of anybody's.

use super::{MAX_TEXT, Stamp, Words, html};

/// The first bytes; both ends are of the same version.
const MAGIC: &[u8] = concat!("annals-paper ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// How many bytes there may be beyond those of the text.
const MAX_REST: usize = 16 << 20;

/// The most that is ever sent.
pub(super) const MAX_SENT: usize = MAX_TEXT + MAX_REST;

/// How many dates and notes are taken.
const MAX_MANY: usize = 1000;

/// Writes what was read, or why it could not be.
pub(super) fn write(read: &Result<Words, String>) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let mut field = |tag: u8, value: &str| {
        out.push(tag);
        out.extend_from_slice(format!("{}\n", value.len()).as_bytes());
        out.extend_from_slice(value.as_bytes());
    };
    let words = match read {
        Ok(words) if words.text.len() <= MAX_TEXT => words,
        Ok(_) => {
            field(b'e', &super::too_much_text());
            field(b'.', "");
            return out;
        }
        Err(reason) => {
            field(b'e', reason);
            field(b'.', "");
            return out;
        }
    };
    field(b'T', &words.text);
    let pages: Vec<String> = words.pages.iter().map(usize::to_string).collect();
    field(b'p', &pages.join(" "));
    let meta = &words.meta;
    let singles = [
        (b't', &words.title),
        (b'a', &meta.author),
        (b'P', &meta.publisher),
        (b'u', &meta.url),
        (b'l', &meta.language),
    ];
    for (tag, value) in singles {
        if let Some(value) = value {
            field(tag, value);
        }
    }
    for date in meta.dates.iter().take(MAX_MANY) {
        field(b'f', date.from);
        field(b'd', &date.value);
    }
    for note in words.notes.iter().take(MAX_MANY) {
        field(b'n', note);
    }
    field(b'.', "");
    out
}

/// Reads what [`write`] wrote; nothing where it is anything else, or not whole.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Words, String>> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let mut words = Words::default();
    let (mut error, mut from) = (None, None);
    loop {
        let (tag, value);
        (tag, value, rest) = field(rest)?;
        let said = || value.to_owned();
        match tag {
            b'T' => words.text = said(),
            b'p' => {
                words.pages = value
                    .split(' ')
                    .filter(|at| !at.is_empty())
                    .map(|at| at.parse().ok())
                    .collect::<Option<_>>()?;
            }
            b't' => words.title = Some(said()),
            b'a' => words.meta.author = Some(said()),
            b'P' => words.meta.publisher = Some(said()),
            b'u' => words.meta.url = Some(said()),
            b'l' => words.meta.language = Some(said()),
            b'f' => from = Some(origin(value)?),
            b'd' => words.meta.dates.push(Stamp { value: said(), from: from? }),
            b'n' => words.notes.push(said()),
            b'e' => error = Some(said()),
            b'.' => break,
            _ => return None,
        }
    }
    let in_order = words.pages.windows(2).all(|pair| pair[0] <= pair[1]);
    let in_text = words.pages.iter().all(|&at| words.text.is_char_boundary(at));
    (rest.is_empty() && in_order && in_text).then_some(error.map_or(Ok(words), Err))
}

/// The first field: its letter, its value, and what follows.
fn field(bytes: &[u8]) -> Option<(u8, &str, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let end = rest.iter().take(20).position(|&byte| byte == b'\n')?;
    let length: usize = std::str::from_utf8(&rest[..end]).ok()?.parse().ok()?;
    let rest = &rest[end + 1..];
    let value = std::str::from_utf8(rest.get(..length)?).ok()?;
    Some((tag, value, &rest[length..]))
}

/// Where a date was written, by the name of that place.
fn origin(name: &str) -> Option<&'static str> {
    let others = ["CreationDate", "dc:date", "Date", html::METADATA, html::TIME];
    html::NAMES.iter().copied().chain(others).find(|known| *known == name)
}

#[cfg(test)]
mod tests {
    use super::super::Meta;
    use super::*;

    fn words() -> Words {
        Words {
            text: "Été\n\nT3\n.0\n".into(),
            title: Some(String::new()),
            pages: vec![0, 7],
            meta: Meta {
                author: Some("Ada\nBrook".into()),
                dates: vec![
                    Stamp { value: "2019".into(), from: "dc:date" },
                    Stamp { value: "2020-01-02".into(), from: "datePublished" },
                ],
                ..Meta::default()
            },
            notes: vec!["one".into(), "two".into()],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let read = read(&write(&Ok(words()))).unwrap().unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", words()));
        assert_eq!(super::read(&write(&Err("it is locked".into()))).unwrap().unwrap_err(), "it is locked");
    }

    #[test]
    fn what_is_not_whole_or_not_so_is_nothing() {
        let whole = write(&Ok(words()));
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_none(), "{end}");
        }
        let told = |fields: &str| [MAGIC, fields.as_bytes()].concat();
        for wrong in [
            "T2\nabc.0\n",
            "x0\n.0\n",
            "T1\né.0\n",
            "p1\n9.0\n",
            "T2\nép1\n1.0\n",
            "d1\n2.0\n",
            "f1\nz.0\n",
            ".0\n.",
        ] {
            assert!(read(&told(wrong)).is_none(), "{wrong}");
        }
        assert!(read(&told("T2\nab.0\n")).unwrap().is_ok());
    }
}
