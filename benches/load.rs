//! From bytes to a timeline, and a filter over many events.

#[path = "generate/timeline.rs"]
mod generate;

use std::hint::black_box;
use std::time::Duration;

use annals::search::filter::Filter;
use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const BUNDLED: &[u8] = include_bytes!("../assets/timeline.toml");

fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
    let ten_thousand = generate::json(10_000, 1_000);
    for (name, format, bytes) in
        [("bundled", "toml", BUNDLED), ("10,000 events, JSON", "json", ten_thousand.as_bytes())]
    {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bench| bench.iter(|| generate::read(format, black_box(bytes))));
    }
    group.finish();
}

/// Every event of a hundred thousand, held against one filter.
fn filter(criterion: &mut Criterion) {
    let timeline = generate::timeline(100_000, 10_000);
    let mut group = criterion.benchmark_group("filter 100k");
    group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
    for text in ["treaty", "\"gas transit\"", "actor:a77", "1950..1960", "1950 treaty -visit"] {
        group.bench_function(text, |bench| {
            bench.iter(|| {
                let filter = Filter::parse(black_box(text), &timeline, NaiveDate::MIN);
                filter.map_or(0, |filter| filter.hits(&timeline, &()).count())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, load, filter);
criterion_main!(benches);
