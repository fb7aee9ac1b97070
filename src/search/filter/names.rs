//! Which of many is meant by a name that somebody typed.

use crate::issue::nearest;
use crate::search::fold::{self, Folded};

/// How many names are compared to find the nearest one: this runs while somebody types.
const COMPARED: usize = 5_000;
/// How many near names are told.
const TOLD: usize = 3;

/// What a spelling is to the thing that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Its key.
    Key,
    /// Its name: a whole one decides, even if it is part of other names.
    Name,
    /// Another spelling.
    Other,
}

/// How closely a spelling fits. Only those that fit most closely are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    None,
    /// It begins a word.
    Begins,
    /// It is one or more whole words.
    Words,
    /// It is the name.
    Whole,
    /// It is the key, letter by letter.
    Key,
}

/// Takes each spelling of a thing.
pub(super) type Spell<'a> = &'a mut dyn FnMut(Form, &str);

/// The things that `value` names, in their order. `forms` spells a thing out.
pub(super) fn resolve<T: Copy, I: Iterator<Item = T>>(
    value: &str,
    things: impl Fn() -> I,
    forms: impl Fn(T, Spell<'_>),
) -> Vec<T> {
    let wanted = fold::name(value);
    let found = fitting(value, &wanted, things(), &forms, fold::name_into);
    if !found.is_empty() || !wanted.is_ascii() {
        return found;
    }
    // Nobody is called that; somebody may be, in another script.
    fitting(value, &wanted, things(), &forms, |spelling, room| {
        room.clear();
        if !spelling.is_ascii() {
            room.push_str(Folded::latin(spelling).key());
        }
    })
}

fn fitting<T: Copy>(
    value: &str,
    wanted: &str,
    things: impl Iterator<Item = T>,
    forms: &impl Fn(T, Spell<'_>),
    fold_into: impl Fn(&str, &mut String),
) -> Vec<T> {
    let mut found = Vec::new();
    let mut best = Fit::Begins;
    let mut room = String::new();
    for thing in things {
        let mut fit = Fit::None;
        forms(thing, &mut |form, spelling| {
            if form == Form::Key && spelling == value {
                fit = Fit::Key;
                return;
            }
            fold_into(spelling, &mut room);
            // A name of punctuation folds to nothing, and is only found by itself.
            let mut closeness = if spelling == value { Fit::Whole } else { closeness(wanted, &room) };
            if closeness == Fit::Whole && form == Form::Other {
                closeness = Fit::Words;
            }
            fit = fit.max(closeness);
        });
        if fit > best {
            found.clear();
            best = fit;
        }
        if fit == best {
            found.push(thing);
        }
    }
    found
}

fn closeness(wanted: &str, spelling: &str) -> Fit {
    if wanted.is_empty() {
        return Fit::None;
    }
    if wanted == spelling {
        return Fit::Whole;
    }
    let bytes = spelling.as_bytes();
    let mut best = Fit::None;
    for at in memchr::memmem::find_iter(bytes, wanted) {
        if at == 0 || bytes.get(at - 1) == Some(&b' ') {
            match bytes.get(at + wanted.len()) {
                None | Some(b' ') => return Fit::Words,
                Some(_) => best = Fit::Begins,
            }
        }
    }
    best
}

/// Whether `typed`, folded as a name, begins a word of `spelling`: what completion offers.
pub(super) fn begins(typed: &str, spelling: &str) -> bool {
    typed.is_empty() || closeness(typed, &fold::name(spelling)) >= Fit::Begins
}

/// Up to three of `names` that may have been meant by `value`, which none of them is.
pub(super) fn near<'a>(value: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let keys: Vec<(String, &str)> = names.take(COMPARED).map(|name| (fold::name(name), name)).collect();
    let spellings = keys.iter().flat_map(|(key, _)| std::iter::once(key.as_str()).chain(key.split(' ')));
    let Some(meant) = nearest(&fold::name(value), spellings) else { return Vec::new() };
    let mut told: Vec<&str> = Vec::new();
    for (key, name) in &keys {
        if closeness(meant, key) >= Fit::Words && !told.contains(name) && told.len() < TOLD {
            told.push(name);
        }
    }
    told
}

/// The name of a file without its folder and its extension.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: [(&str, &str, &str); 6] = [
        ("ilham-aliyev", "Ilham Aliyev", "President Aliyev"),
        ("heydar-aliyev", "Heydar Aliyev", "Гейдар Алиев"),
        ("us", "United States", "USA"),
        ("usaid", "USAID", "United States Agency for International Development"),
        ("aliyeva", "Mehriban Aliyeva", "Əliyeva"),
        ("mardaliiev", "Мардалієв", ""),
    ];

    fn meant(value: &str) -> Vec<&'static str> {
        resolve(
            value,
            || PEOPLE.iter(),
            |(key, name, other), spell| {
                spell(Form::Key, key);
                spell(Form::Name, name);
                spell(Form::Other, other);
            },
        )
        .into_iter()
        .map(|(key, ..)| *key)
        .collect()
    }

    #[test]
    fn the_closest_fit_decides() {
        let rows: [(&str, &[&str]); 13] = [
            ("ilham-aliyev", &["ilham-aliyev"]),
            ("ILHAM ALIYEV", &["ilham-aliyev"]),
            ("aliyev", &["ilham-aliyev", "heydar-aliyev"]),
            ("aliye", &["ilham-aliyev", "heydar-aliyev", "aliyeva"]),
            ("us", &["us"]),
            ("usa", &["us"]),
            ("united states", &["us"]),
            ("united", &["us", "usaid"]),
            ("Алиев", &["heydar-aliyev"]),
            ("gei", &["heydar-aliyev"]),
            ("liyev", &[]),
            ("?", &[]),
            ("mardalii", &["mardaliiev"]),
        ];
        for (value, wanted) in rows {
            assert_eq!(meant(value), wanted, "{value}");
        }
    }

    #[test]
    fn near_names_are_told() {
        let names = || PEOPLE.iter().map(|(_, name, _)| *name);
        assert_eq!(near("aliev", names()), ["Ilham Aliyev", "Heydar Aliyev"]);
        assert_eq!(near("untied states", names()), ["United States"]);
        assert!(near("quux", names()).is_empty());
    }

    #[test]
    fn a_stem_is_a_name_without_folder_and_extension() {
        for (file, wanted) in
            [("docs/003_x.txt", "003_x"), ("003", "003"), (".txt", ".txt"), ("a\\b.tar.gz", "b.tar")]
        {
            assert_eq!(stem(file), wanted);
        }
    }
}
