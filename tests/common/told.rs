//! What is found of time in a text, as lines that the tables of the tests can hold.

use annals::extract::page::Page;
use annals::extract::time::{self, Setting, Timex};

/// A text, and each expression that is to be found in it.
pub(crate) type Row<'r> = (&'r str, &'r [&'r str]);

/// The expressions of a text, each as `words = what is shown of it`.
pub(crate) fn lines(text: &str, setting: &Setting, show: impl Fn(&Timex) -> String) -> Vec<String> {
    let found = time::find(&Page::read(text), setting);
    found.iter().map(|timex| format!("{} = {}", &text[timex.span.clone()], show(timex))).collect()
}

/// Holds each text of a table against what is to be found in it.
pub(crate) fn check(rows: &[Row<'_>], found: impl Fn(&str) -> Vec<String>) {
    for (text, want) in rows {
        assert_eq!(found(text), *want, "{text}");
    }
}
