//! Which quotes were removed, added, or changed.

use std::collections::{HashMap, VecDeque};

use super::{Change, Names, words};
use crate::model::Word as _;
use crate::model::draft::DraftQuote;
use crate::text::Text;

/// How many quotes of an event are compared word by word.
const COMPARED: usize = 64;

/// The longest that the words of a quote are shown, in characters.
const SHOWN: usize = 120;

/// How many quotes of the same words are looked through for one that is equal.
const SAME: usize = 64;

pub(super) fn changes(old: &[DraftQuote], new: &[DraftQuote], names: &Names) -> Vec<Change> {
    let mut out = Vec::new();
    // Reports have no words to know them by.
    let mark = |quote: &DraftQuote| {
        let source = quote.source.as_ref().filter(|_| quote.text.is_blank());
        (quote.text.clone(), source.map(|at| at.value.clone()))
    };
    let mut free: HashMap<_, VecDeque<usize>> = HashMap::new();
    for (at, quote) in new.iter().enumerate() {
        free.entry(mark(quote)).or_default().push_back(at);
    }
    let mut taken = vec![false; new.len()];
    let mut gone: Vec<&DraftQuote> = old.iter().collect();
    gone.retain(|quote| {
        let Some(same) = free.get_mut(&mark(quote)) else { return true };
        let found = same.iter().take(SAME).position(|&at| new[at] == **quote);
        let Some(at) = found.and_then(|at| same.remove(at)) else { return true };
        taken[at] = true;
        false
    });
    // The same words, of which something else is said.
    gone.retain(|quote| {
        let Some(at) = free.get_mut(&mark(quote)).and_then(VecDeque::pop_front) else { return true };
        taken[at] = true;
        out.extend(details(quote, &new[at], names));
        false
    });
    // Like words.
    if gone.len() <= COMPARED && new.len() <= 4 * COMPARED {
        gone.retain(|quote| {
            let is_it = |&at: &usize| !taken[at] && is_like(quote.text.raw(), new[at].text.raw());
            let Some(at) = (0..new.len()).find(is_it) else { return true };
            taken[at] = true;
            let differs = words::diff(&quote.text.line(), &new[at].text.line());
            let said = format!("a quote changed: {differs}");
            out.push(Change::new("quotes", said, Some(&quote.text), Some(&new[at].text)));
            out.extend(details(quote, &new[at], names));
            false
        });
    }
    for quote in gone {
        let what = if quote.text.is_blank() { "a report" } else { "a quote" };
        let said = format!("{what} was removed: {}", cited(quote, names));
        out.push(Change::new("quotes", said, Some(&quote.text), None));
    }
    for quote in new.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(quote, _)| quote) {
        let what = if quote.text.is_blank() { "a report" } else { "a quote" };
        let said = format!("{what} was added: {}", cited(quote, names));
        out.push(Change::new("quotes", said, None, Some(&quote.text)));
    }
    if out.is_empty() && old != new {
        out.push(Change::new("quotes", "the quotes stand in another order".into(), None, None));
    }
    out
}

/// Whether more than half of the words are the same.
pub(in crate::change) fn is_like(a: &str, b: &str) -> bool {
    let set = |text: &str| {
        let mut words: Vec<String> = text.split_whitespace().take(500).map(str::to_lowercase).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (a, b) = (set(a), set(b));
    let common = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    2 * common > a.len().max(b.len())
}

/// What else is said of the same words.
fn details(old: &DraftQuote, new: &DraftQuote, names: &Names) -> Vec<Change> {
    let of = match &old.source {
        Some(source) if old.text.is_blank() => format!("of the report by {}", names.source(&source.value)),
        _ => format!("of the quote {}", short(&old.text)),
    };
    let mut out = Vec::new();
    let named = |key: Option<&Text>, name: &dyn Fn(&Text) -> String| key.map(|key| Text::new(name(key)));
    let source =
        |quote: &DraftQuote| named(quote.source.as_ref().map(|at| &at.value), &|key| names.source(key));
    let speaker =
        |quote: &DraftQuote| named(quote.speaker.as_ref().map(|at| &at.value), &|key| names.actor(key));
    let locator = |quote: &DraftQuote| quote.locator.clone();
    let stance = |quote: &DraftQuote| quote.stance.map(|stance| Text::new(stance.word()));
    for (name, from, to) in [
        ("the source", source(old), source(new)),
        ("the speaker", speaker(old), speaker(new)),
        ("the place in the source", locator(old), locator(new)),
        ("the stance", stance(old), stance(new)),
        ("the note", old.note.clone(), new.note.clone()),
    ] {
        out.extend(Change::field("quotes", &format!("{name} {of}"), from.as_ref(), to.as_ref()));
    }
    if out.is_empty() && old.text == new.text {
        out.push(Change::new("quotes", format!("a detail {of} changed"), None, None));
    }
    out
}

/// `“They met once” (Letter to the editor, par. 3)`
fn cited(quote: &DraftQuote, names: &Names) -> String {
    let source = quote.source.as_ref().map(|at| names.source(&at.value));
    let locator = quote.locator.as_ref().map(|locator| locator.line().into_owned());
    let from: Vec<String> = source.into_iter().chain(locator).collect();
    if quote.text.is_blank() && !from.is_empty() {
        return from.join(", ");
    }
    let from = if from.is_empty() { String::new() } else { format!(" ({})", from.join(", ")) };
    format!("{}{from}", short(&quote.text))
}

fn short(text: &Text) -> String {
    let line = text.line();
    let mut cut: String = line.chars().take(SHOWN).collect();
    if cut.len() < line.len() {
        cut.push('…');
    }
    format!("“{cut}”")
}
