//! Sources of one title in a table, told apart by what else is said of them.

use std::collections::HashMap;

/// All sources of a table, by their titles.
#[derive(Default)]
pub(super) struct Namesakes {
    titles: HashMap<String, Titled>,
    /// The first title that stands for a source at an address, and for one without.
    pub(super) apart: Option<String>,
}

/// The sources of one title.
#[derive(Default)]
struct Titled {
    /// How each is called, by what is said of it; and that an address is the name of one.
    names: HashMap<String, Name>,
    count: usize,
    /// How the first is called that is at no address.
    without: Option<Name>,
    /// It is named where nothing else is said of it.
    is_bare: bool,
}

/// How a source is called where others have its title.
#[derive(Clone, Copy)]
enum Name {
    Title,
    Address,
    Number(usize),
}

/// A source that a row names.
pub(super) struct Found {
    /// How it is called.
    pub(super) name: String,
    /// It is to be declared, under that name unless that is its title.
    pub(super) is_new: bool,
    /// Before it one is to be declared of which nothing is said but its title.
    pub(super) bare_first: bool,
}

/// Stands between the things that are said of a source.
const BETWEEN: &str = "\u{1f}";

impl Namesakes {
    /// The source of which this is said, its address first. One at no address is not that of a namesake.
    pub(super) fn find(&mut self, title: &str, said: &[String]) -> Found {
        let titled = self.titles.entry(title.to_owned()).or_default();
        let address = said.first().map_or("", String::as_str);
        let (is_bare, mark) = (said.iter().all(String::is_empty), said.join(BETWEEN));
        let call = |name: Name| match name {
            Name::Title => title.to_owned(),
            Name::Address => address.to_owned(),
            Name::Number(number) => format!("{title} ({number})"),
        };
        let known = titled.names.get(&mark).copied().or(titled.without.filter(|_| is_bare));
        if known.is_some() || is_bare && titled.count == 0 {
            titled.is_bare |= is_bare;
            return Found { name: call(known.unwrap_or(Name::Title)), is_new: false, bare_first: false };
        }
        let bare_first = titled.count == 0 && titled.is_bare && !address.is_empty();
        if bare_first {
            titled.names.insert(vec![""; said.len()].join(BETWEEN), Name::Title);
            titled.without = Some(Name::Title);
            titled.count = 1;
        }
        if bare_first || is_bare {
            self.apart.get_or_insert_with(|| title.to_owned());
        }
        titled.count += 1;
        let name = if titled.count == 1 {
            Name::Title
        } else if !address.is_empty() && !titled.names.contains_key(address) {
            titled.names.insert(address.to_owned(), Name::Address);
            Name::Address
        } else {
            Name::Number(titled.count)
        };
        titled.names.insert(mark, name);
        if address.is_empty() {
            titled.without.get_or_insert(name);
        }
        Found { name: call(name), is_new: true, bare_first }
    }
}
