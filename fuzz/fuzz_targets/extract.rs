//! Any bytes as a document, with any knowledge of its date: nothing panics, and every place that is told lies in the text.
//!
//! `cargo +nightly fuzz run extract`

#![no_main]

use annals::extract::account;
use annals::extract::dated::{self, Clues};
use annals::extract::draft;
use annals::extract::page::Page;
use annals::extract::time::calendar::Day;
use annals::extract::time::{self, Setting};
use annals::model::draft::DraftSource;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (head, rest) = bytes.split_at(bytes.len().min(6));
    let text = String::from_utf8_lossy(rest);
    let byte = |at: usize| head.get(at).copied().unwrap_or(0);
    let day = |at: usize| {
        let year = i32::from(byte(at)) * 40 - 3000;
        Day::new(year, byte(at + 1) % 12 + 1, byte(at + 1) / 12 % 28 + 1)
    };
    let known = byte(0);
    let inside = |span: &std::ops::Range<usize>| text.get(span.clone()).is_some();

    let page = Page::read(&text);
    let setting = Setting {
        date: day(1).filter(|_| known & 1 != 0),
        earliest: day(2).filter(|_| known & 2 != 0),
        latest: day(4).filter(|_| known & 4 != 0),
        narrative: (known & 8 != 0).then_some(known & 16 != 0),
    };
    let timexes = time::find(&page, &setting);
    for timex in &timexes {
        assert!(inside(&timex.span), "{timex:?}");
        assert!(timex.stretch.as_ref().is_none_or(|stretch| inside(&stretch.span)), "{timex:?}");
        assert!(timex.days.is_none_or(|(first, last)| first <= last), "{timex:?}");
    }
    assert!(timexes.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{timexes:?}");
    for heading in dated::headings(&page, &timexes) {
        std::hint::black_box(heading);
    }

    let metadata = [("date", text.get(..text.len().min(20)).unwrap_or_default())];
    let clues = Clues {
        given: day(3).filter(|_| known & 32 != 0),
        metadata: if known & 64 != 0 { &metadata } else { &[] },
        file_name: (known & 128 != 0).then_some("2024-08-19.txt"),
    };
    let account = account::read(&text, &clues);
    assert!(account.dated.span.as_ref().is_none_or(inside), "{:?}", account.dated);
    for mention in &account.cast.mentions {
        assert!(inside(&mention.span) && mention.actor < account.cast.actors.len(), "{mention:?}");
    }
    for said in &account.said {
        assert!(inside(&said.span), "{said:?}");
    }
    for told in &account.events {
        let event = &told.event;
        assert!(inside(&event.sentence) && inside(&event.quote), "{told:?}");
        assert!(!told.title.trim().is_empty() && event.title.iter().all(inside), "{told:?}");
        assert!(event.actors.iter().all(|actor| *actor < account.cast.actors.len()), "{told:?}");
    }
    let documents =
        [draft::Document { source: DraftSource::default(), name: "fuzz.txt".to_owned(), account }];
    std::hint::black_box(draft::build(&documents));
});
