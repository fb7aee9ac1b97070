//! Reading documents: megabytes a second of each step, on one core.
//!
//! `cargo bench --bench extract` reads prose of its own; `cargo bench --bench extract -- FILE ..` reads files
//! of yours (as plain text), and `-- --hostile` texts that are made to be slow.

use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use annals::extract::account;
use annals::extract::actors;
use annals::extract::dated::{self, Clues};
use annals::extract::events::{self, Found, merge};
use annals::extract::page::Page;
use annals::extract::quotes;

/// How much text is read at once: more than the caches hold.
const SIZE: usize = 20_000_000;
/// What a document has: a long article.
const DOCUMENT: usize = 20_000;
const RUNS: usize = 3;

/// Prose with about as many dates, names and quotations as news have.
const PROSE: &str = "\
Port workers return after nine days\n\
VALMORA, March 14, 2023 - Dock workers in the port of Valmora went back to work on Tuesday, nine days after a \
dispute over night shifts had closed both terminals. The Transport Ministry said the backlog of 140 ships would \
be cleared by the end of the month.\n\
\n\
“Nobody has won anything yet,” said Irena Kolvar, who leads the union. “We have a paper, and the paper runs out \
in June 2024.” Kolvar, a former crane driver, had called the strike in late February after talks with the Harbour \
Company broke down. She told reporters that the members would vote again next spring.\n\
\n\
The harbour has been at the centre of the country's economy since the 1960s, when the second basin was dug. In \
1987 a fire destroyed its grain stores, and it took four years to build them again. Between 2005 and 2012 traffic \
doubled. According to the Institute for Trade, every tenth container of the region now passes through the city.\n\
\n\
President Tomas Arden, who visited the port last week, promised a new law on working hours. The government had \
announced a similar law two years ago, but it was never passed. “This time we mean it,” he said on Friday. \
Opposition leaders accused him of buying time before the elections of October 8.\n\
\n\
The ships that waited longest carried fruit, timber and steel. Their owners want to be paid for the delay, and a \
lawyer for three of them, Paul Esterhaz, said the claims might reach 40 million. He added that the court would \
hear the first of them within six weeks. Insurance does not cover strikes that were announced, as this one was.\n\
\n\
Prices in the markets hardly moved. Traders had seen the strike coming and filled their stores; some even sold \
abroad what they had bought in winter. Others were less lucky, among them the bakers, who had to mix flour of two \
kinds and were told about it by their customers every morning.\n\
\n";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` starts benchmarks too, only to see that they start.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let files: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    if arguments.iter().any(|argument| argument == "--hostile") {
        for (name, piece) in HOSTILE {
            // Twice the text should take twice the time.
            for size in [SIZE / 4, SIZE / 2, SIZE] {
                let text = piece.repeat(size / piece.len());
                measure(&format!("{name}, {} MB", size / 1_000_000), &[&text]);
            }
        }
        return;
    }
    let texts: Vec<String> = if files.is_empty() {
        vec![PROSE.repeat(DOCUMENT / PROSE.len()); SIZE / DOCUMENT]
    } else {
        files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect()
    };
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    measure("articles", &texts);
}

const HOSTILE: &[(&str, &str)] = &[
    ("last last ..", "last "),
    ("1 1 1 ..", "1 "),
    ("quotation marks", "“"),
    ("straight marks", "\" "),
    ("said said ..", "said "),
    ("A A A ..", "A "),
    ("of the of the ..", "of the "),
    ("and Mr. and Mr. ..", "and Mr. "),
    ("2024-2024-..", "2024-"),
    ("no blank", "a"),
    ("brackets", "(("),
    ("commas", "Bo, "),
];

/// What is measured: each step by itself, a document as a reader gets it, and the merging of all documents.
const STEPS: [&str; 7] = ["page", "dates", "actors", "quotes", "events", "document", "merge"];

/// A row of the table: the best of some runs of each step.
fn measure(name: &str, texts: &[&str]) {
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let clues = Clues::default();
    let mut best = [Duration::MAX; STEPS.len()];
    for _ in 0..RUNS {
        let mut spent = [Duration::ZERO; STEPS.len()];
        let mut step = Instant::now();
        let mut lap = |at: usize| {
            spent[at] += step.elapsed();
            step = Instant::now();
        };
        for text in texts {
            let page = Page::read(black_box(text));
            lap(0);
            let (dated, timexes) = dated::read(&page, &clues);
            lap(1);
            let cast = actors::find(&page);
            lap(2);
            let said = quotes::find(&page, &cast);
            lap(3);
            let found = Found { dated: &dated, timexes: &timexes, cast: &cast, said: &said };
            black_box(events::find(&page, &found));
            lap(4);
        }
        let accounts: Vec<_> = texts.iter().map(|text| account::read(text, &clues)).collect();
        lap(5);
        let told = accounts.iter().map(|account| {
            (&account.cast, account.events.iter().map(|told| &told.event).collect::<Vec<_>>())
        });
        black_box(merge::stories(&told.collect::<Vec<_>>()));
        lap(6);
        for (best, spent) in best.iter_mut().zip(spent) {
            *best = (*best).min(spent);
        }
    }
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    let steps = STEPS.iter().zip(best).map(|(step, time)| format!("{step} {:.0}", speed(time)));
    let all = best[5] + best[6];
    let _ = writeln!(
        io::stdout().lock(),
        "{name}: MB/s: {}; page with dates {:.0}; all of it {:.0}, {:.0} documents/s",
        steps.collect::<Vec<_>>().join(", "),
        speed(best[0] + best[1]),
        speed(all),
        texts.len() as f64 / all.as_secs_f64(),
    );
}
