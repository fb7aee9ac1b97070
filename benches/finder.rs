//! A keystroke in the finder, over 100,000 and over 1,000,000 actor names.
//!
//! `first` is what a key costs when everything has to be searched; `growing` is the key that makes
//! a query one letter longer, where only the survivors of the last one are. Both include drawing up
//! the fifty best with their matched letters. `longest slice` is how long the screen may stand still
//! while that goes on. `index` is what opening a timeline costs.

use std::hint::black_box;
use std::time::{Duration, Instant};

use annals::search::list::{FuzzyList, FuzzySearch};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

/// As many as a tall screen shows.
const SHOWN: usize = 50;
/// As the app does it.
const SLICE: usize = 20_000;

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
fn names(count: usize) -> Vec<String> {
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
    (0..count).map(|_| name()).collect()
}

/// The whole way of a key: everything looked at, the best drawn up.
fn searched(list: &FuzzyList, query: &str) -> FuzzySearch {
    let mut search = FuzzySearch::start(query);
    while !search.step(list, usize::MAX) {}
    search
}

/// The longest time between two looks at the keyboard while `query` is searched for.
fn longest_slice(list: &FuzzyList, query: &str) -> Duration {
    let mut search = FuzzySearch::start(query);
    let mut longest = Duration::ZERO;
    loop {
        let start = Instant::now();
        let done = search.step(list, SLICE);
        black_box(search.hits(list, SHOWN));
        longest = longest.max(start.elapsed());
        if done {
            return longest;
        }
    }
}

fn keystrokes(criterion: &mut Criterion) {
    for count in [100_000, 1_000_000] {
        let names = names(count);
        let list = FuzzyList::of(&names);
        let mut group = criterion.benchmark_group(format!("finder {}k", count / 1_000));
        group.sample_size(10).warm_up_time(Duration::from_millis(500));
        group.bench_function("index", |bench| bench.iter(|| FuzzyList::of(black_box(&names))));
        for query in ["m", "mar", "mkv", "markov", "ml mk"] {
            group.bench_function(format!("first {query}"), |bench| {
                bench.iter(|| searched(&list, black_box(query)).hits(&list, SHOWN));
            });
        }
        for (before, query) in [("m", "ma"), ("ma", "mar"), ("mk", "mkv"), ("marko", "markov")] {
            group.bench_function(format!("growing {query}"), |bench| {
                bench.iter_batched(
                    || searched(&list, before),
                    |mut search| {
                        search.retype(query);
                        while !search.step(&list, usize::MAX) {}
                        (search.hits(&list, SHOWN), search)
                    },
                    BatchSize::PerIteration,
                );
            });
        }
        for query in ["m", "mkv"] {
            group.bench_function(format!("longest slice {query}"), |bench| {
                bench.iter_custom(|times| (0..times).map(|_| longest_slice(&list, query)).sum());
            });
        }
        group.finish();
    }
}

criterion_group!(benches, keystrokes);
criterion_main!(benches);
