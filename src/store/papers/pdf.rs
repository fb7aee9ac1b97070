//! PDF: the words of its pages, put together to lines and paragraphs again.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use memchr::memmem;
use pdf_extract::{Document, Object, ObjectId};

use super::{MAX_TEXT, Stamp, Words, guard};
use crate::store::MAX_UNPACKED;

mod layout;
mod lines;
mod tame;

use lines::{Line, Lines};

/// The largest file that is read, in bytes: 128 MiB.
const MAX_PDF: usize = 128 << 20;

/// How many pages are read.
const MAX_PAGES: usize = 20_000;

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Words, String> {
    super::within(bytes, MAX_PDF, "PDF", "MAX_PDF")?;
    // A reader looks for the beginning, and so may stand before it what likes to.
    let start = memmem::find(&bytes[..bytes.len().min(2048)], b"%PDF-").unwrap_or(0);
    let mut document = Document::load_mem(&bytes[start..])
        .map_err(|_| "it is damaged, or no PDF; get it again, or save it as plain text".to_owned())?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err("it is locked with a password; save it without, or as plain text".into());
    }
    let mut out = Words::default();
    information(&document, &mut out);
    let places: Vec<ObjectId> = document.page_iter().take(MAX_PAGES + 1).collect();
    if places.len() > MAX_PAGES {
        return Err(format!("it has more than {MAX_PAGES} pages; split it"));
    }
    tame::tame(&mut document, &places);
    let mut pages: Vec<Vec<Line>> = Vec::with_capacity(places.len());
    let (mut bad, mut size, mut tree) = (0_usize, 0_usize, None);
    for &page in &places {
        let mut lines = Lines::default();
        // The library counts all pages for each that it gives, so that there must not be more than one.
        tree = Some(tame::only(&mut document, page, tree));
        let read = guard::contained(|| pdf_extract::output_doc_page(&document, &mut lines, 1));
        bad += usize::from(!matches!(read, Some(Ok(()))));
        let lines = lines.done();
        size += lines.iter().map(|line| line.text.len()).sum::<usize>();
        if size > MAX_TEXT {
            return Err(super::too_much_text());
        }
        pages.push(lines);
    }
    (out.text, out.pages) = layout::text(pages);
    if out.text.trim().is_empty() {
        let why = if bad > 0 {
            "its text cannot be read"
        } else {
            "there is no text in it: its pages are pictures"
        };
        return Err(format!("{why}; give it as plain text"));
    }
    if bad > 0 {
        let what = if bad == 1 { "1 page".to_owned() } else { format!("{bad} pages") };
        out.notes.push(format!("{what} of {} could not be read, or not whole", places.len()));
    }
    Ok(out)
}

/// What the file says of itself.
fn information(document: &Document, out: &mut Words) {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|info| match info {
        Object::Reference(id) => document.get_object(*id).ok(),
        other => Some(other),
    });
    let Some(info) = info.and_then(|info| info.as_dict().ok()) else { return };
    let field = |key: &[u8]| {
        let text = pdf_extract::decode_text_string(info.get(key).ok()?).ok()?;
        let text = super::one_line(text.trim_matches('\0'));
        (!text.is_empty()).then_some(text)
    };
    // Programs write the name of a file for a title where nobody gave one.
    let is_title = |title: &String| title.contains(' ') && !title.starts_with("Microsoft ");
    out.title = field(b"Title").filter(is_title);
    out.meta.author = field(b"Author").filter(|author| author.contains(' '));
    if let Some(day) = field(b"CreationDate").as_deref().and_then(day) {
        out.meta.dates.push(Stamp { value: day, from: "CreationDate" });
    }
}

/// The day of `D:20240613101500+02'00'`.
fn day(date: &str) -> Option<String> {
    let digits = date.trim_start_matches("D:");
    let digits = digits.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

/// Refuses what would burst when it is unpacked: every packed stream is unpacked once, into nothing. Sees
/// only what is packed with nothing around it, so it is for those that have no process to spare.
pub(super) fn weigh(bytes: &[u8]) -> Result<(), String> {
    let mut all = 0_u64;
    for at in memmem::find_iter(bytes, b"stream") {
        let rest = bytes[at + 6..].trim_ascii_start();
        if bytes[..at].ends_with(b"end") || !is_packed(rest) {
            continue;
        }
        all += count(rest, 0, MAX_UNPACKED - all);
        if all > MAX_UNPACKED {
            return Err(format!(
                "it is larger than {} MiB when unpacked (the limit MAX_UNPACKED); split it",
                MAX_UNPACKED >> 20
            ));
        }
    }
    Ok(())
}

/// Whether this begins as zlib does.
fn is_packed(bytes: &[u8]) -> bool {
    matches!(bytes, [a, b, ..] if a & 0x0f == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0)
}

/// How many bytes are packed here, packed again in themselves or not, counted up to one beyond `most`.
fn count(packed: &[u8], depth: usize, most: u64) -> u64 {
    let reader = |depth| {
        (0..=depth).fold(Box::new(packed) as Box<dyn Read>, |inner, _| Box::new(ZlibDecoder::new(inner)))
    };
    let mut head = [0; 2];
    if depth < 3 && reader(depth).read_exact(&mut head).is_ok() && is_packed(&head) {
        let inner = count(packed, depth + 1, most);
        if inner > most {
            return inner;
        }
    }
    let mut sink = Tally(0);
    // What is damaged counts as far as it goes.
    let _ = io::copy(&mut reader(depth).take(most + 1), &mut sink);
    sink.0
}

/// Counts what is written to it.
struct Tally(u64);

impl io::Write for Tally {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
