//! How well persons and bodies are found and brought together: `score actors < news-entities.jsonl`.
//!
//! A document has `text` and `entities`, each with its `type` (`PER`, `ORG`; others are left out) and its
//! `mentions` as `[start, end, kind]`; only names are measured (`NAM`, `PRE.NAM`), in the sentences that were
//! annotated: up to the last annotated place. A found name is a right one where it lies within one of the
//! answers, or one of the answers within it, and no other of the two is nearer: pairs are made by the share
//! of code points that they have in common, the greatest first.
//!
//! Over the names so paired, three figures, each the harmonic mean of precision and recall:
//!
//! | figure | what it counts |
//! |---|---|
//! | names | the share of names that have a partner |
//! | B³ | for each name, the share of its cluster that is in its partner's cluster; 0 without a partner |
//! | CEAF-e | clusters paired one to one at their best, by the names they share: `2 n / (a + b)` |
//!
//! Every fourth document, by the order of their names, is held out: with `-e` errors are listed, but never
//! those of a document that is held out, and the figures of the two parts are told apart.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::ops::Range;

use annals::extract::actors::{self, How, Kind};
use annals::extract::page::Page;
use serde_json::Value;

/// Clusters of names: ranges of code points.
type Clusters = Vec<Vec<Range<usize>>>;

/// Sums over documents.
#[derive(Clone, Copy, Default)]
struct Sums {
    paired: f64,
    precision: f64,
    recall: f64,
    best: f64,
    found: f64,
    wanted: f64,
    found_clusters: f64,
    wanted_clusters: f64,
}

/// Reads documents from standard input and writes the figures.
pub(crate) fn score(errors: bool) -> io::Result<()> {
    let mut documents = Vec::new();
    for line in io::stdin().lock().lines() {
        documents.push(serde_json::from_str::<Value>(&line?)?);
    }
    documents.sort_by(|one, other| one["id"].as_str().cmp(&other["id"].as_str()));
    let mut out = io::stdout().lock();
    let (mut open, mut held) = (Sums::default(), Sums::default());
    for (number, document) in documents.iter().enumerate() {
        let text = document["text"].as_str().unwrap_or_default();
        let wanted = wanted(document);
        let found = found(text, last(document));
        let pairs = pairs(&found, &wanted);
        let hidden = number % 4 == 3;
        add(if hidden { &mut held } else { &mut open }, &found, &wanted, &pairs);
        if errors && !hidden {
            let points: Vec<char> = text.chars().collect();
            let id = document["id"].as_str().unwrap_or_default();
            tell(&mut out, id, &points, &found, &wanted, &pairs)?;
        }
    }
    for (name, sums) in [("open", open), ("held out", held)] {
        writeln!(
            out,
            "{name:9} names {:5.1}  B³ {:5.1}  CEAF-e {:5.1}  ({} names, {} clusters wanted)",
            100.0 * mean(sums.paired / sums.found, sums.paired / sums.wanted),
            100.0 * mean(sums.precision / sums.found, sums.recall / sums.wanted),
            100.0 * mean(sums.best / sums.found_clusters, sums.best / sums.wanted_clusters),
            sums.wanted,
            sums.wanted_clusters,
        )?;
    }
    Ok(())
}

fn mean(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// The end of the last annotated place.
fn last(document: &Value) -> usize {
    let entities = document["entities"].as_array().into_iter().flatten();
    let mentions = entities.flat_map(|entity| entity["mentions"].as_array().into_iter().flatten());
    mentions.filter_map(|mention| point(&mention[1])).max().unwrap_or(0)
}

fn point(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|point| usize::try_from(point).ok())
}

fn wanted(document: &Value) -> Clusters {
    let entities = document["entities"].as_array().into_iter().flatten();
    let measured = entities.filter(|entity| matches!(entity["type"].as_str(), Some("PER" | "ORG")));
    let clusters = measured.map(|entity| {
        let mentions = entity["mentions"].as_array().into_iter().flatten();
        let named = mentions.filter(|mention| matches!(mention[2].as_str(), Some("NAM" | "PRE.NAM")));
        named.filter_map(|mention| Some(point(&mention[0])?..point(&mention[1])?)).collect::<Vec<_>>()
    });
    clusters.filter(|cluster| !cluster.is_empty()).collect()
}

fn found(text: &str, last: usize) -> Clusters {
    let page = Page::read(text);
    let cast = actors::find(&page);
    // Places grow with the text, so that each is counted on from the one before.
    let (mut byte, mut points) = (0, 0);
    let mut place = |at: usize| {
        if at < byte {
            (byte, points) = (0, 0);
        }
        points += text.get(byte..at).unwrap_or_default().chars().count();
        byte = at;
        points
    };
    let mut clusters: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
    for mention in &cast.mentions {
        let kind = cast.actors[mention.actor].kind;
        let named = !matches!(mention.how, How::Pronoun | How::Noun);
        let range = place(mention.span.start)..place(mention.span.end);
        if named && matches!(kind, Kind::Person | Kind::Organisation | Kind::Company) && range.start < last {
            clusters.entry(mention.actor).or_default().push(range);
        }
    }
    let mut clusters: Vec<(usize, Vec<Range<usize>>)> = clusters.into_iter().collect();
    clusters.sort_by_key(|(actor, _)| *actor);
    clusters.into_iter().map(|(_, names)| names).collect()
}

/// A name: its cluster and its place there.
type Name = (usize, usize);

/// Which found name is which answer.
fn pairs(found: &Clusters, wanted: &Clusters) -> HashMap<Name, Name> {
    let mut all = Vec::new();
    for (a, cluster) in found.iter().enumerate() {
        for (b, name) in cluster.iter().enumerate() {
            for (c, other) in wanted.iter().enumerate() {
                for (d, answer) in other.iter().enumerate() {
                    let within = name.start >= answer.start && name.end <= answer.end;
                    let around = answer.start >= name.start && answer.end <= name.end;
                    if within || around {
                        let (short, long) = (name.len().min(answer.len()), name.len().max(answer.len()));
                        all.push((short as f64 / long.max(1) as f64, (a, b), (c, d)));
                    }
                }
            }
        }
    }
    all.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let mut pairs: HashMap<Name, Name> = HashMap::new();
    let mut taken = std::collections::HashSet::new();
    for (_, name, answer) in all {
        if !pairs.contains_key(&name) && taken.insert(answer) {
            pairs.insert(name, answer);
        }
    }
    pairs
}

fn add(sums: &mut Sums, found: &Clusters, wanted: &Clusters, pairs: &HashMap<Name, Name>) {
    let mut shared = vec![vec![0_u32; wanted.len()]; found.len()];
    for (name, answer) in pairs {
        shared[name.0][answer.0] += 1;
    }
    let mut worth = vec![vec![0.0; wanted.len()]; found.len()];
    for (a, cluster) in found.iter().enumerate() {
        for (b, answer) in wanted.iter().enumerate() {
            let both = f64::from(shared[a][b]);
            sums.precision += both * both / cluster.len() as f64;
            sums.recall += both * both / answer.len() as f64;
            worth[a][b] = 2.0 * both / (cluster.len() + answer.len()) as f64;
        }
    }
    sums.paired += pairs.len() as f64;
    sums.best += best(&worth);
    sums.found += found.iter().map(Vec::len).sum::<usize>() as f64;
    sums.wanted += wanted.iter().map(Vec::len).sum::<usize>() as f64;
    sums.found_clusters += found.len() as f64;
    sums.wanted_clusters += wanted.len() as f64;
}

/// The greatest sum of a choice of one from each row and each column: augmenting paths over potentials.
fn best(worth: &[Vec<f64>]) -> f64 {
    let size = worth.len().max(worth.first().map_or(0, Vec::len));
    let cost = |row: usize, column: usize| {
        -worth.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
    };
    let (mut rows, mut columns) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        let (mut least, mut from, mut seen) =
            (vec![f64::INFINITY; size + 1], vec![0; size + 1], vec![false; size + 1]);
        row_of[0] = row;
        let mut column = 0;
        while row_of[column] != 0 {
            seen[column] = true;
            let here = row_of[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in (1..=size).filter(|other| !seen[*other]) {
                let reduced = cost(here - 1, other - 1) - rows[here] - columns[other];
                if reduced < least[other] {
                    (least[other], from[other]) = (reduced, column);
                }
                if least[other] < step {
                    (step, next) = (least[other], other);
                }
            }
            for other in 0..=size {
                if seen[other] {
                    rows[row_of[other]] += step;
                    columns[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[from[column]];
            column = from[column];
        }
    }
    (1..=size).map(|column| -cost(row_of[column] - 1, column - 1)).sum()
}

fn tell(
    out: &mut impl Write,
    id: &str,
    points: &[char],
    found: &Clusters,
    wanted: &Clusters,
    pairs: &HashMap<Name, Name>,
) -> io::Result<()> {
    let said =
        |range: &Range<usize>| points.get(range.clone()).unwrap_or_default().iter().collect::<String>();
    let around = |range: &Range<usize>| {
        let from = range.start.saturating_sub(30)..(range.end + 30).min(points.len());
        said(&from).replace('\n', " ")
    };
    writeln!(out, "# {id}")?;
    for (a, cluster) in found.iter().enumerate() {
        for (b, name) in cluster.iter().enumerate() {
            if !pairs.contains_key(&(a, b)) {
                writeln!(out, "  too much: {} | {}", said(name), around(name))?;
            }
        }
        let mut meant: Vec<usize> =
            (0..cluster.len()).filter_map(|b| pairs.get(&(a, b))).map(|answer| answer.0).collect();
        meant.sort_unstable();
        meant.dedup();
        if meant.len() > 1 {
            let names: Vec<String> = cluster.iter().map(said).collect();
            writeln!(out, "  joined: {}", names.join(" = "))?;
        }
    }
    for (c, cluster) in wanted.iter().enumerate() {
        let mut given = Vec::new();
        for (d, answer) in cluster.iter().enumerate() {
            match pairs.iter().find(|(_, other)| **other == (c, d)) {
                Some((name, _)) => given.push(name.0),
                None => writeln!(out, "  missed: {} | {}", said(answer), around(answer))?,
            }
        }
        given.sort_unstable();
        given.dedup();
        if given.len() > 1 {
            let names: Vec<String> = cluster.iter().map(said).collect();
            writeln!(out, "  parted: {}", names.join(" / "))?;
        }
    }
    Ok(())
}
