//! EPUB: the chapters of a book in the order in which they are read.

use std::io::{self, Cursor, Read, Write};

use rbook::Epub;

use super::{MAX_PAGE, MAX_TEXT, Stamp, Words, encoding, guard, html};
use crate::store::MAX_UNPACKED;

/// How many files a book may be made of.
const MAX_PARTS: usize = 20_000;

/// Reads a book.
pub(super) fn read(bytes: Vec<u8>) -> Result<Words, String> {
    weigh(&bytes)?;
    let damaged =
        |error: &dyn std::fmt::Display| format!("it is no EPUB that can be read: {error}; get it again");
    let book = Epub::options().skip_toc(true).read(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let said = book.metadata();
    let mut out = Words { title: said.title().map(|title| title.value().to_owned()), ..Words::default() };
    let list = |all: Vec<&str>| Some(all.join(", ")).filter(|all| !all.is_empty());
    out.meta.author = list(said.creators().map(|creator| creator.value()).collect());
    out.meta.publisher = list(said.publishers().map(|publisher| publisher.value()).collect());
    out.meta.language = said.language().map(|language| language.value().to_owned());
    out.meta.dates = said
        .published_entry()
        .map(|date| Stamp { value: date.value().to_owned(), from: "dc:date" })
        .into_iter()
        .collect();
    let mut bad = 0_usize;
    for entry in book.spine().iter().filter_map(|entry| entry.manifest_entry()) {
        let mut page = Capped { bytes: Vec::new(), most: MAX_PAGE };
        if entry.copy_bytes(&mut page).is_err() {
            bad += 1;
            continue;
        }
        let page = page.bytes;
        let Some(text) = guard::contained(|| html::whole(&encoding::labelled(&page, None))) else {
            bad += 1;
            continue;
        };
        let text = text.trim();
        if out.text.len() + text.len() > MAX_TEXT {
            return Err(super::too_much_text());
        }
        if !text.is_empty() {
            out.text.push_str(text);
            out.text.push_str("\n\n");
        }
    }
    if bad > 0 {
        let parts = if bad == 1 { "1 part".to_owned() } else { format!("{bad} parts") };
        out.notes.push(format!("{parts} of it could not be read"));
    }
    if out.text.is_empty() {
        return Err("there is no text in it".into());
    }
    Ok(out)
}

/// Refuses what would burst when it is unpacked: everything is unpacked once, into nothing, and counted.
fn weigh(bytes: &[u8]) -> Result<(), String> {
    let damaged = |error: &dyn std::fmt::Display| format!("it is damaged: {error}; get it again");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(format!("it is made of more than {MAX_PARTS} files"));
    }
    let mut all = 0_u64;
    for index in 0..archive.len() {
        // What cannot be unpacked now is told when it is asked for.
        let Ok(part) = archive.by_index(index) else { continue };
        let room = MAX_UNPACKED - all;
        let mut part = part.take(room + 1);
        all += io::copy(&mut part, &mut io::sink()).unwrap_or(0);
        if all > MAX_UNPACKED {
            return Err(format!(
                "it is larger than {} MiB when unpacked (the limit MAX_UNPACKED); split it",
                MAX_UNPACKED >> 20
            ));
        }
    }
    Ok(())
}

/// Takes no more bytes than it should.
struct Capped {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::Error::other("it is too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
