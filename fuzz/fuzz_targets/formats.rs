//! Any bytes as a timeline, in every format: nothing panics.
//!
//! `cargo +nightly fuzz run formats`; the first byte picks the format, the rest is the file.

#![no_main]

use annals::formats::{self, FORMATS, Hint};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let format = &FORMATS[usize::from(*which) % FORMATS.len()];
    let _ = formats::read(Hint::Name(format.name), bytes);
    let _ = formats::read(Hint::None, bytes);
});
