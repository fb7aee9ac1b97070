//! Any bytes as a document: nothing panics, and every place that is told lies in the text.
//!
//! `cargo +nightly fuzz run extract`

#![no_main]

use annals::extract::page::Page;
use annals::extract::time::{self, Setting};
use annals::extract::{actors, quotes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let page = Page::read(&text);
    for timex in time::find(&page, &Setting::default()) {
        assert!(text.get(timex.span.clone()).is_some(), "{timex:?}");
    }
    let cast = actors::find(&page);
    for mention in &cast.mentions {
        assert!(text.get(mention.span.clone()).is_some() && mention.actor < cast.actors.len(), "{mention:?}");
    }
    for said in quotes::find(&page, &cast) {
        assert!(text.get(said.span.clone()).is_some(), "{said:?}");
    }
});
