//! A keystroke in the finder, over 100,000 actor names.
//!
//! `first` is what a key costs when everything has to be searched; `growing` is the key that makes
//! a query one letter longer, where only the survivors of the last one are. Both include drawing up
//! the fifty best with their matched letters. `index` is what opening a timeline costs.

use std::hint::black_box;

use annals::search::list::{FuzzyList, FuzzySearch};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

const NAMES: usize = 100_000;
/// As many as a tall screen shows.
const SHOWN: usize = 50;

const GIVEN: &[&str] = &[
    "Ilham",
    "Heydar",
    "Volodymyr",
    "Mehriban",
    "Ursula",
    "Recep",
    "José",
    "Zoë",
    "Łukasz",
    "Anna",
    "Nikol",
    "Олена",
    "Petro",
    "Jean-Luc",
    "Siobhán",
    "Mukhtar",
    "Elmar",
    "Aysel",
    "Viktor",
    "Владислав",
];
const SYLLABLES: &[&str] = &[
    "ali", "bek", "chu", "dar", "ener", "far", "gul", "ham", "ili", "jan", "kov", "lev", "mar", "nov",
    "oglu", "pet", "ras", "sky", "tov", "uz", "vid", "yev", "zel", "é", "ø",
];

/// The same names every time: a linear congruence, not chance.
fn names() -> Vec<String> {
    let mut state = 29_u64;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % n
    };
    let mut name = || {
        let mut name = GIVEN[below(GIVEN.len())].to_owned();
        for word in 0..=below(2) {
            name.push_str(if word == 0 { " " } else { "-" });
            (0..2 + below(3)).for_each(|_| name.push_str(SYLLABLES[below(SYLLABLES.len())]));
        }
        name
    };
    (0..NAMES).map(|_| name()).collect()
}

fn searched(list: &FuzzyList, query: &str) -> FuzzySearch {
    let mut search = FuzzySearch::start(query);
    while !search.step(list, NAMES) {}
    search
}

fn keystrokes(criterion: &mut Criterion) {
    let names = names();
    let list = FuzzyList::of(&names);
    let mut group = criterion.benchmark_group("finder 100k");
    group.sample_size(20);
    group.bench_function("index", |bench| bench.iter(|| FuzzyList::of(black_box(&names))));
    for query in ["m", "mar", "markov", "ml mk"] {
        group.bench_function(format!("first {query}"), |bench| {
            bench.iter(|| searched(&list, black_box(query)).hits(&list, SHOWN));
        });
    }
    for (before, query) in [("m", "ma"), ("ma", "mar"), ("marko", "markov")] {
        group.bench_function(format!("growing {query}"), |bench| {
            bench.iter_batched(
                || searched(&list, before),
                |mut search| {
                    search.retype(query);
                    while !search.step(&list, NAMES) {}
                    search.hits(&list, SHOWN)
                },
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, keystrokes);
criterion_main!(benches);
