//! What an event says, as a number that changes when it does.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use crate::model::{Date, Event, Quote, Timeline, Word};
use crate::text::TextRef;

/// The content of an event at some time: what [`content_hash`] gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContentHash(#[serde(with = "super::hex")] pub u64);

/// The words of a quote: with the key of its event, what a quote is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WordsHash(#[serde(with = "super::hex")] pub u64);

/// The hash of what `event` says: changed by every edit that a reader would see, and by no other.
///
/// # How it is made
///
/// The first 64 bits of the SHA-256 of a sequence of fields. Each field is one letter that names it,
/// the number of its bytes (64 bits, little end first) and the bytes; a field that is absent is
/// left out. Text is put into normal form C with every run of white space as one blank: wrapping a
/// summary anew is no change. Participants, quotes, caveats and tags are hashed one by one and those
/// hashes sorted, so their order is no change either. It holds the date (canonical EDTF), title,
/// summary, status, importance, place, actors with their roles, quotes (words, source, speaker,
/// pin-cite, stance, note), caveats and tags; actors and sources by key. Fields that annals does not
/// know, the event's own key and its place in the file are not in it. It begins with a word for its
/// version, so that it never means two things, and it is the same on every platform.
///
/// ```
/// use annals::formats::{self, Hint};
/// use annals::session::content_hash;
/// let hash = |file: &str| {
///     let timeline = formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline;
///     content_hash(&timeline, &timeline.events().next().unwrap())
/// };
/// let was = hash("[[events]]\nkey = 'a'\ntitle = 'The talks  open'\ntags = ['x', 'y']");
/// assert_eq!(was, hash("[[events]]\ntags = ['y', 'x']\ntitle = 'The talks open'\nkey = 'a'"));
/// assert_ne!(was, hash("[[events]]\nkey = 'a'\ntitle = 'The talks opened'\ntags = ['x', 'y']"));
/// ```
#[must_use]
pub fn content_hash(timeline: &Timeline, event: &Event) -> ContentHash {
    let mut all = Fields::new("annals event 1");
    all.raw(b'd', event.date.as_ref().map(Date::edtf));
    all.text(b't', Some(event.title));
    all.text(b's', event.summary);
    all.raw(b'u', event.status.map(Word::word));
    all.raw(b'i', event.importance.map(Word::word));
    all.text(b'p', event.place);
    all.unordered(
        b'a',
        event.actors.iter().map(|participant| {
            let mut one = Fields::new("actor");
            one.raw(b'k', timeline.actors().get(participant.actor.0 as usize).map(|actor| actor.key.raw()));
            one.text(b'r', participant.role);
            one
        }),
    );
    all.unordered(b'q', event.quotes.iter().map(|quote| quote_fields(timeline, &quote)));
    all.unordered(
        b'c',
        event.caveats.iter().map(|caveat| {
            let mut one = Fields::new("caveat");
            one.raw(b'k', caveat.kind.map(Word::word));
            one.text(b't', Some(caveat.text));
            one.text(b'q', caveat.quote);
            one
        }),
    );
    all.unordered(
        b'g',
        event.tags.iter().map(|tag| {
            let mut one = Fields::new("tag");
            one.text(b't', Some(tag));
            one
        }),
    );
    ContentHash(all.hash64())
}

fn quote_fields(timeline: &Timeline, quote: &Quote) -> Fields {
    let mut one = Fields::new("quote");
    one.text(b't', Some(quote.text));
    let source = quote.source.and_then(|id| timeline.sources().get(id.0 as usize));
    one.raw(b's', source.map(|source| source.key.raw()));
    let speaker = quote.speaker.and_then(|id| timeline.actors().get(id.0 as usize));
    one.raw(b'w', speaker.map(|actor| actor.key.raw()));
    one.text(b'l', quote.locator.map(crate::model::Locator::text));
    one.raw(b'b', quote.stance.map(Word::word));
    one.text(b'n', quote.note);
    one
}

/// The hash of a quote's words; layout does not matter.
#[must_use]
pub fn words_hash(words: &str) -> WordsHash {
    let mut one = Fields::new("words");
    one.text(b't', Some(TextRef::new(words)));
    WordsHash(one.hash64())
}

/// The hash of some strings, in their order.
pub(super) fn hash_of(what: &str, parts: &[&str]) -> u64 {
    let mut all = Fields::new(what);
    for part in parts {
        all.raw(b'-', Some(part));
    }
    all.hash64()
}

/// How many words a reader of `event` has to read: title, summary and quotes.
#[must_use]
pub fn word_count(event: &Event) -> u32 {
    let texts =
        std::iter::once(event.title).chain(event.summary).chain(event.quotes.iter().map(|quote| quote.text));
    let count: usize = texts.map(|text| text.raw().split_whitespace().count()).sum();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What an event said when it was read: enough to show beside what it says now.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OldText {
    /// Its date, in EDTF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its title.
    pub title: String,
    /// Its summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The words of its quotes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<String>,
}

impl OldText {
    /// What `event` says now.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        Self {
            date: event.date.as_ref().map(|date| date.edtf().to_owned()),
            title: event.title.raw().to_owned(),
            summary: event.summary.map(|text| text.raw().to_owned()),
            quotes: event.quotes.iter().map(|quote| quote.text.raw().to_owned()).collect(),
        }
    }
}

/// The fields that go into a hash.
struct Fields(Sha256);

impl Fields {
    fn new(what: &str) -> Self {
        let mut fields = Self(Sha256::new());
        fields.raw(b'=', Some(what));
        fields
    }

    fn raw(&mut self, name: u8, value: Option<&str>) {
        if let Some(value) = value {
            self.0.update([name]);
            self.0.update((value.len() as u64).to_le_bytes());
            self.0.update(value.as_bytes());
        }
    }

    fn text(&mut self, name: u8, value: Option<TextRef>) {
        let Some(value) = value else { return };
        let folded: String = value.raw().split_whitespace().collect::<Vec<_>>().join(" ");
        if folded.is_ascii() {
            self.raw(name, Some(&folded));
        } else {
            self.raw(name, Some(&folded.nfc().collect::<String>()));
        }
    }

    fn unordered(&mut self, name: u8, each: impl Iterator<Item = Self>) {
        let mut hashes: Vec<[u8; 32]> = each.map(|fields| fields.0.finalize().into()).collect();
        hashes.sort_unstable();
        for hash in hashes {
            self.0.update([name]);
            self.0.update(hash);
        }
    }

    fn hash64(self) -> u64 {
        let hash: [u8; 32] = self.0.finalize().into();
        hash.iter().take(8).fold(0, |number, &byte| (number << 8) | u64::from(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Hint};

    fn hash(fields: &str) -> ContentHash {
        let file = format!(
            "[[actors]]\nkey='a'\n[[actors]]\nkey='b'\n[[sources]]\nkey='s'\n[[events]]\nkey='e'\n{fields}"
        );
        let timeline = formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline;
        content_hash(&timeline, &timeline.events().next().unwrap())
    }

    #[test]
    fn the_hash_is_the_same_for_ever() {
        // What readers have on their disks depends on these numbers.
        assert_eq!(words_hash("The talks opened."), words_hash(" The  talks\nopened. "));
        let full = "date='2025-05'\ntitle='T'\nsummary='S'\nstatus='planned'\nactors=['a']\ntags=['x']\n\
                    [[events.quotes]]\ntext='W'\nsource='s'\nspeaker='b'\nlocator='par. 3'\nstance='supports'";
        assert_eq!(format!("{:016x}", hash(full).0), "dce00a1796582130");
    }

    #[test]
    fn every_field_counts_and_order_does_not() {
        let base = "title='T'\ndate='2025'\nactors=['a','b']\ntags=['x','y']";
        let rows = [
            ("tags=['y','x']\nactors=['b','a']\ndate='2025'\ntitle=' T '", true),
            ("title='U'\ndate='2025'\nactors=['a','b']\ntags=['x','y']", false),
            ("title='T'\ndate='2025~'\nactors=['a','b']\ntags=['x','y']", false),
            ("title='T'\ndate='2025'\nactors=['a']\ntags=['x','y']", false),
            ("title='T'\ndate='2025'\nactors=['a','b']\ntags=['xy']", false),
            ("title='T'\ndate='2025'\nactors=['a','b']\ntags=['x','y']\nstatus='planned'", false),
            ("title='T'\ndate='2025'\nactors=['a','b']\ntags=['x','y']\nplace='P'", false),
            ("title='T'\ndate='2025'\nactors=[{actor='a',role='r'},'b']\ntags=['x','y']", false),
        ];
        for (other, same) in rows {
            assert_eq!(hash(base) == hash(other), same, "{other}");
        }
    }
}
