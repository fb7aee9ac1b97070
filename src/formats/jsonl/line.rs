//! The short way to read a line: an event in which nothing is odd.
//!
//! Texts are borrowed from the line, and copied once, into the packed memory. Whatever is not plain
//! (an unknown field, a field twice, another type, a word that is none, a date that takes explaining,
//! an event without title) makes the reader give up, and the line is read the long way; so there is
//! one place that knows what is wrong with a line, and this one need only know what is right.

use std::borrow::Cow;

use hashbrown::HashMap;
use smallvec::SmallVec;

use crate::model::date::Ends;
use crate::model::pack::{EventParts, Loose, PartCaveat, PartParticipant, PartQuote};
use crate::model::stream::ChunkWriter;
use crate::model::{CaveatKind, Date, Importance, Stance, Status, Word};

type Str<'a> = Cow<'a, str>;

/// As many as most events have lie on the stack.
type Few<T> = SmallVec<[T; 3]>;

/// Reads lines, and remembers the dates that it met.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// Dates that are more than a day; `None` takes explaining.
    dates: HashMap<String, Option<Date>>,
}

/// The length of the longest name of a field: `importance`.
const LONGEST: usize = 10;

/// How many different dates are remembered.
const DATES: usize = 10_000;

#[derive(Default)]
struct Event<'a> {
    key: Option<Str<'a>>,
    date: Option<Str<'a>>,
    title: Option<Str<'a>>,
    summary: Option<Str<'a>>,
    status: Option<Status>,
    importance: Option<Importance>,
    place: Option<Str<'a>>,
    actors: Few<(Str<'a>, Option<Str<'a>>)>,
    quotes: Few<Quote<'a>>,
    caveats: Vec<Caveat<'a>>,
    tags: Few<Str<'a>>,
    seen: u16,
}

#[derive(Default)]
struct Quote<'a> {
    text: Option<Str<'a>>,
    source: Option<Str<'a>>,
    speaker: Option<Str<'a>>,
    locator: Option<Str<'a>>,
    stance: Option<Stance>,
    note: Option<Str<'a>>,
}

#[derive(Default)]
struct Caveat<'a> {
    kind: Option<CaveatKind>,
    text: Option<Str<'a>>,
    quote: Option<Str<'a>>,
}

impl Reader {
    /// Packs the event of a line. `false`: it is no plain event, and nothing was packed.
    pub(super) fn read(&mut self, line: &str, number: u32, writer: &mut ChunkWriter) -> bool {
        self.try_read(line, number, writer).is_some()
    }

    fn try_read(&mut self, line: &str, number: u32, writer: &mut ChunkWriter) -> Option<()> {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut json = Json { text: line, bytes: line.as_bytes(), at: 0, clean: clean(line.as_bytes()) };
        let event = event(&mut json)?;
        json.space();
        if json.at != json.bytes.len() {
            return None;
        }
        let title = event.title.as_deref().filter(|title| !is_blank(title))?;
        let key = event.key.as_deref().unwrap_or_default();
        if is_blank(key) && !key.is_empty() {
            return None;
        }
        let day;
        let date = match event.date.as_deref() {
            None => None,
            Some(text) => Some(if let Some(ends) = Ends::of_plain_day(text) {
                Loose { edtf: text, original: None, ends }
            } else {
                day = self.date(text)?;
                Loose::from(day)
            }),
        };
        let mut actors = Few::with_capacity(event.actors.len());
        for (name, role) in &event.actors {
            let actor = writer.actor(named(name)?);
            actors.push(PartParticipant { actor, role: role.as_deref(), extra: None });
        }
        let mut quotes = Few::with_capacity(event.quotes.len());
        for quote in &event.quotes {
            quotes.push(PartQuote {
                // Without words the source reports the event.
                text: match quote.text.as_deref() {
                    Some(text) if is_blank(text) => return None,
                    text => text.unwrap_or_default(),
                },
                source: Some(writer.source(named(quote.source.as_deref()?)?)),
                speaker: match quote.speaker.as_deref() {
                    Some(speaker) => Some(writer.actor(named(speaker)?)),
                    None => None,
                },
                locator: quote.locator.as_deref(),
                stance: quote.stance,
                note: quote.note.as_deref(),
                extra: None,
            });
        }
        let mut caveats = Vec::with_capacity(event.caveats.len());
        for caveat in &event.caveats {
            let text = caveat.text.as_deref()?;
            caveats.push(PartCaveat { kind: caveat.kind, text, quote: caveat.quote.as_deref(), extra: None });
        }
        let tags: Few<&str> = event.tags.iter().map(AsRef::as_ref).collect();
        writer.event(&EventParts {
            key,
            date,
            title,
            summary: event.summary.as_deref(),
            status: event.status,
            importance: event.importance,
            place: event.place.as_deref(),
            actors: &actors,
            quotes: &quotes,
            caveats: &caveats,
            tags: &tags,
            extra: None,
            line: number,
            origin: None,
        });
        Some(())
    }

    /// A date that is read without a remark.
    fn date(&mut self, text: &str) -> Option<&Date> {
        if self.dates.len() > DATES {
            self.dates.clear();
        }
        let read = || {
            let read = Date::parse(text).ok().filter(|(_, notes)| notes.is_empty()).map(|(date, _)| date);
            read.filter(|date| date.ends().latest_end >= date.ends().earliest_start)
        };
        self.dates.entry_ref(text).or_insert_with(read).as_ref()
    }
}

/// Whether there is nothing but white space.
fn is_blank(text: &str) -> bool {
    // Most begin with a letter, and need no closer look.
    !text.bytes().next().is_some_and(|first| first.is_ascii_graphic()) && text.trim().is_empty()
}

/// The name, where it names somebody.
fn named(name: &str) -> Option<&str> {
    Some(name).filter(|name| !is_blank(name))
}

fn event<'a>(json: &mut Json<'a>) -> Option<Event<'a>> {
    let mut out = Event::default();
    json.object(|json, name| {
        // Each arm says once which bit is its own: a field that is there twice is not plain.
        match name {
            "key" => out.first(0)?.key = Some(json.text()?),
            "date" => out.first(1)?.date = Some(json.text()?),
            "title" => out.first(2)?.title = Some(json.text()?),
            "summary" => out.first(3)?.summary = Some(json.text()?),
            "status" => out.first(4)?.status = Some(json.word()?),
            "importance" => out.first(5)?.importance = Some(json.word()?),
            "place" => out.first(6)?.place = Some(json.text()?),
            "actors" => {
                let out = out.first(7)?;
                json.list(|json| {
                    out.actors.push(participant(json)?);
                    Some(())
                })?;
            }
            "quotes" => {
                let out = out.first(8)?;
                json.list(|json| {
                    out.quotes.push(quote(json)?);
                    Some(())
                })?;
            }
            "caveats" => {
                let out = out.first(9)?;
                json.list(|json| {
                    out.caveats.push(caveat(json)?);
                    Some(())
                })?;
            }
            "tags" => {
                let out = out.first(10)?;
                json.list(|json| {
                    out.tags.push(json.text()?);
                    Some(())
                })?;
            }
            _ => return None,
        }
        Some(())
    })?;
    Some(out)
}

impl Event<'_> {
    /// This event, unless the field of that bit has been there before.
    fn first(&mut self, bit: u16) -> Option<&mut Self> {
        let fresh = self.seen & (1 << bit) == 0;
        self.seen |= 1 << bit;
        fresh.then_some(self)
    }
}

fn participant<'a>(json: &mut Json<'a>) -> Option<(Str<'a>, Option<Str<'a>>)> {
    if json.next()? == b'"' {
        return Some((json.text()?, None));
    }
    let (mut actor, mut role) = (None, None);
    json.object(|json, name| match name {
        "actor" => json.once(&mut actor),
        "role" => json.once(&mut role),
        _ => None,
    })?;
    Some((actor?, role))
}

fn quote<'a>(json: &mut Json<'a>) -> Option<Quote<'a>> {
    let mut out = Quote::default();
    json.object(|json, name| match name {
        "text" => json.once(&mut out.text),
        "source" => json.once(&mut out.source),
        "speaker" => json.once(&mut out.speaker),
        "locator" => json.once(&mut out.locator),
        "note" => json.once(&mut out.note),
        "stance" if out.stance.is_none() => {
            out.stance = Some(json.word()?);
            Some(())
        }
        _ => None,
    })?;
    Some(out)
}

fn caveat<'a>(json: &mut Json<'a>) -> Option<Caveat<'a>> {
    let mut out = Caveat::default();
    json.object(|json, name| match name {
        "text" => json.once(&mut out.text),
        "quote" => json.once(&mut out.quote),
        "kind" if out.kind.is_none() => {
            out.kind = Some(json.word()?);
            Some(())
        }
        _ => None,
    })?;
    Some(out)
}

/// A line of JSON, read from front to back. `None` is anything that is not plain.
struct Json<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// No control character stands in the whole line, so none in a text of it.
    clean: bool,
}

impl<'a> Json<'a> {
    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// The next byte that is no white space; it is not taken.
    fn next(&mut self) -> Option<u8> {
        self.space();
        self.bytes.get(self.at).copied()
    }

    /// Takes `byte` if it is the next one.
    fn has(&mut self, byte: u8) -> bool {
        let there = self.next() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// An object: `field` reads the value of each.
    fn object(&mut self, mut field: impl FnMut(&mut Self, &'a str) -> Option<()>) -> Option<()> {
        if !self.has(b'{') {
            return None;
        }
        if self.has(b'}') {
            return Some(());
        }
        loop {
            let name = self.name()?;
            if !self.has(b':') {
                return None;
            }
            field(self, name)?;
            if !self.has(b',') {
                return self.has(b'}').then_some(());
            }
        }
    }

    fn list(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if !self.has(b'[') {
            return None;
        }
        if self.has(b']') {
            return Some(());
        }
        loop {
            item(self)?;
            if !self.has(b',') {
                return self.has(b']').then_some(());
            }
        }
    }

    /// A text that is not empty.
    fn text(&mut self) -> Option<Str<'a>> {
        self.string().filter(|text| !text.is_empty())
    }

    /// A text for a field that was not there before.
    fn once(&mut self, slot: &mut Option<Str<'a>>) -> Option<()> {
        if slot.is_some() {
            return None;
        }
        *slot = Some(self.text()?);
        Some(())
    }

    /// A word as the format spells it.
    fn word<W: Word>(&mut self) -> Option<W> {
        let text = self.string()?;
        W::ALL.iter().copied().find(|word| word.word() == text)
    }

    /// The name of a field. Those that are known are short, and have nothing odd in them.
    fn name(&mut self) -> Option<&'a str> {
        if !self.has(b'"') {
            return None;
        }
        let from = self.at;
        let len = self.bytes.get(from..)?.iter().take(LONGEST + 1).position(|&byte| byte == b'"')?;
        self.at = from + len + 1;
        self.text.get(from..from + len)
    }

    fn string(&mut self) -> Option<Str<'a>> {
        if !self.has(b'"') {
            return None;
        }
        let from = self.at;
        let len = plain_len(self.bytes.get(from..)?)?;
        let plain = self.text.get(from..from + len)?;
        self.at = from + len;
        if self.bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            return (self.clean || clean(plain.as_bytes())).then_some(Cow::Borrowed(plain));
        }
        if !(self.clean || clean(plain.as_bytes())) {
            return None;
        }
        self.escaped(plain)
    }

    /// The rest of a string, from its first escape on.
    fn escaped(&mut self, plain: &str) -> Option<Str<'a>> {
        let mut out = String::with_capacity(plain.len() + 32);
        out.push_str(plain);
        loop {
            match self.bytes.get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some(Cow::Owned(out));
                }
                b'\\' => {
                    out.push(self.escape()?);
                }
                _ => {
                    let len = plain_len(self.bytes.get(self.at..)?)?;
                    let plain = self.text.get(self.at..self.at + len)?;
                    if !(self.clean || clean(plain.as_bytes())) {
                        return None;
                    }
                    out.push_str(plain);
                    self.at += len;
                }
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let letter = *self.bytes.get(self.at + 1)?;
        self.at += 2;
        Some(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => {
                let high = self.hex()?;
                if !(0xd800..0xdc00).contains(&high) {
                    return char::from_u32(high);
                }
                if self.bytes.get(self.at..self.at + 2)? != b"\\u" {
                    return None;
                }
                self.at += 2;
                let low = self.hex()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                return char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + low);
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

/// Where the first quotation mark or backslash is.
fn plain_len(bytes: &[u8]) -> Option<usize> {
    // Names of fields and short texts end before a search of 32 bytes at a time has begun. A byte of
    // `x ^ mark` is 0 where the mark stands; the lowest one is found exactly.
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    let mut at = 0;
    while at < 16 {
        let Some(word) = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) else { break };
        let word = u64::from_le_bytes(word);
        let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
        let found = zero(word ^ (ONES * u64::from(b'"'))) | zero(word ^ (ONES * u64::from(b'\\')));
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    memchr::memchr2(b'"', b'\\', bytes.get(at..)?).map(|len| at + len)
}

/// Whether no control character stands in it: JSON allows none as it is.
fn clean(bytes: &[u8]) -> bool {
    // The least of all, not the first that is too small: so many are looked at in one step.
    bytes.iter().copied().min().is_none_or(|least| least >= 0x20)
}
