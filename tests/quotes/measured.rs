//! The figures of the measured set, and the documents that this is for.

use std::fs;
use std::ops::Range;
use std::path::Path;

use annals::extract::actors::{self, Cast};
use annals::extract::page::Page;
use annals::extract::quotes::{self, Said};

/// A measured document: its text, and what was attributed in it, in bytes.
struct Gold {
    id: String,
    text: String,
    attributions: Vec<(Spans, Spans)>,
}

type Spans = Vec<Range<usize>>;

fn gold(path: &Path) -> Vec<Gold> {
    let mut documents: Vec<Gold> = fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|line| {
            let document: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = document["text"].as_str().unwrap().to_owned();
            let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            bytes.push(text.len());
            let place = |at: &serde_json::Value| bytes[usize::try_from(at.as_u64().unwrap()).unwrap()];
            let spans = |found: &serde_json::Value| -> Spans {
                found.as_array().unwrap().iter().map(|span| place(&span[0])..place(&span[1])).collect()
            };
            let attributions = document["attributions"].as_array().unwrap().iter();
            let attributions = attributions.map(|found| (spans(&found["source"]), spans(&found["content"])));
            let attributions =
                attributions.filter(|(source, content)| !source.is_empty() && !content.is_empty());
            Gold {
                id: document["id"].as_str().unwrap().to_owned(),
                attributions: attributions.collect(),
                text,
            }
        })
        .collect();
    documents.sort_by(|one, other| one.id.cmp(&other.id));
    documents
}

fn shared(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum()
}

fn length(spans: &[Range<usize>]) -> usize {
    spans.iter().map(Range::len).sum()
}

/// Stretches between double marks, a paragraph at a time.
fn quoted(text: &str) -> Spans {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let mut at = 0;
        while let Some(open) = line[at..].find(['“', '"']).map(|open| at + open) {
            let mark = line[open..].chars().next().unwrap();
            let inner = open + mark.len_utf8();
            let rest = line[inner..].trim_end_matches('\n');
            let close = rest.find(if mark == '"' { &['"'][..] } else { &['“', '”'][..] });
            at = match close {
                Some(0) => inner,
                Some(close) if !rest[close..].starts_with('“') => {
                    let end = inner + close + rest[close..].chars().next().unwrap().len_utf8();
                    found.push(line_start + open..line_start + end);
                    end
                }
                None if mark == '“' && !rest.is_empty() => {
                    found.push(line_start + open..line_start + inner + rest.len());
                    line.len()
                }
                _ => inner,
            };
        }
        line_start += line.len();
    }
    found
}

/// What was counted: right ones, how many were answered, how many there are.
#[derive(Default)]
struct Count {
    right: f64,
    found: f64,
    there: f64,
}

impl Count {
    fn f1(&self) -> f64 {
        200.0 * self.right / (self.found + self.there)
    }
}

fn count(document: &Gold, direct: &mut Count, all: &mut Count) {
    let page = Page::read(&document.text);
    let found: Vec<(Spans, Spans)> = quotes::find(&page, &Cast::default())
        .iter()
        .map(|said| (vec![said.source.clone().unwrap()], said.parts().cloned().collect()))
        .collect();
    for quotation in quoted(&document.text) {
        let holds =
            |content: &Spans| 2 * shared(content, std::slice::from_ref(&quotation)) >= quotation.len();
        let right: Vec<&Spans> = document
            .attributions
            .iter()
            .filter(|(_, content)| holds(content))
            .map(|(source, _)| source)
            .collect();
        let answer = found.iter().find(|(_, content)| holds(content));
        direct.there += f64::from(u8::from(!right.is_empty()));
        direct.found += f64::from(u8::from(answer.is_some()));
        let agrees = answer.is_some_and(|(source, _)| right.iter().any(|right| shared(right, source) > 0));
        direct.right += f64::from(u8::from(agrees));
    }
    let mut used = vec![false; found.len()];
    for (source, content) in &document.attributions {
        all.there += 1.0;
        let mut best: Option<(usize, usize, usize)> = None;
        for (at, (_, words)) in found.iter().enumerate().filter(|(at, _)| !used[*at]) {
            let (both, sum) = (2 * shared(content, words), length(content) + length(words));
            let better = best.is_none_or(|(_, best, of)| both * of > best * sum);
            if 2 * both >= sum && better {
                best = Some((at, both, sum));
            }
        }
        if let Some((at, _, _)) = best {
            used[at] = true;
            all.right += f64::from(u8::from(shared(source, &found[at].0) > 0));
        }
    }
    all.found += f64::from(u32::try_from(found.len()).unwrap());
}

/// Speakers as actors, held against the names that are given: right, wrong, none.
#[derive(Default)]
struct Speakers {
    right: u32,
    wrong: u32,
    none: u32,
}

/// Every attribution that was found and whose source is given with a name: the actor is right where the last word
/// of its name, or its initials, stand in the words of that source.
fn speakers(document: &Gold, count: &mut Speakers) {
    let page = Page::read(&document.text);
    let cast = actors::find(&page);
    let found = quotes::find(&page, &cast);
    let mut used = vec![false; found.len()];
    for (source, content) in &document.attributions {
        let source: String = source.iter().map(|span| [&document.text[span.clone()], " "].concat()).collect();
        let words: Vec<&str> =
            source.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let pronoun = |word: &str| {
            matches!(
                word,
                "He" | "She" | "They" | "It" | "I" | "We" | "Who" | "His" | "Her" | "Their" | "Him" | "You"
            )
        };
        if !words.iter().any(|word| word.starts_with(char::is_uppercase) && !pronoun(word)) {
            continue;
        }
        let overlap = |said: &Said| {
            let parts: Spans = said.parts().cloned().collect();
            (2 * shared(content, &parts), length(content) + length(&parts))
        };
        let best = (0..found.len())
            .filter(|at| !used[*at])
            .map(|at| (overlap(&found[at]), at))
            .filter(|((both, sum), _)| 2 * both >= *sum)
            .max_by(|((one, a), _), ((other, b), _)| (one * b).cmp(&(other * a)));
        let Some((_, at)) = best else { continue };
        used[at] = true;
        let Some(actor) = found[at].speaker else {
            count.none += 1;
            continue;
        };
        let name = &cast.actors[actor].name;
        let mut last = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).rev();
        let last = last.find(|word| !matches!(*word, "Jr" | "Sr" | "II" | "III" | "IV"));
        let initials: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
        let same =
            |word: &&str| last.is_some_and(|last| word.eq_ignore_ascii_case(last)) || **word == initials;
        // `Hillary`: who is called so here.
        let first = |word: &&str| name.split(' ').next().is_some_and(|first| *word == first);
        if words.iter().any(|word| same(word) || words.len() == 1 && first(word)) {
            count.right += 1;
        } else {
            count.wrong += 1;
        }
    }
}

/// A wrong speaker is worse than none: of those that are named few may be wrong.
#[test]
fn speakers_are_the_actors_that_the_measured_set_names() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/quotes/attributions.jsonl");
    if !path.exists() {
        eprintln!("skipped: the measured set is not at ../shared/quotes");
        return;
    }
    let mut count = Speakers::default();
    for document in gold(&path) {
        speakers(&document, &mut count);
    }
    let Speakers { right, wrong, none } = count;
    eprintln!("speakers: right {right}, wrong {wrong}, none {none}");
    assert!(wrong * 100 <= (right + wrong) * 5, "right {right}, wrong {wrong}, none {none}");
    assert!(right * 100 >= (right + wrong + none) * 68, "right {right}, wrong {wrong}, none {none}");
}

/// Figures of the measured set are held: speakers of direct speech, and of everything attributed.
#[test]
fn the_measured_set_is_answered_as_well_as_it_was() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/quotes/attributions.jsonl");
    if !path.exists() {
        eprintln!("skipped: the measured set is not at ../shared/quotes");
        return;
    }
    let (mut direct, mut all) = (Count::default(), Count::default());
    for document in gold(&path) {
        count(&document, &mut direct, &mut all);
    }
    let (direct, all) = (direct.f1(), all.f1());
    eprintln!("direct {direct:.1}, all {all:.1}");
    assert!(direct >= 89.5, "speakers of direct speech: F1 {direct:.1}");
    assert!(all >= 63.5, "all attributions: F1 {all:.1}");
}

/// The kind of document that it is for: a long interview, and news that quotes an official.
#[test]
fn the_interview_and_the_news_at_hand_are_read_as_a_reader_would() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.exists() {
        eprintln!("skipped: the documents are not at ../shared/seeds");
        return;
    }
    let text = fs::read_to_string(folder.join("001_34dde71620fc2244.txt")).unwrap();
    let page = Page::read(&text);
    let cast = actors::find(&page);
    let found = quotes::find(&page, &cast);
    let answers: Vec<&Said> = found.iter().filter(|said| said.rule == "answer in an interview").collect();
    assert_eq!(answers.len(), 8);
    for answer in &answers {
        assert_eq!(answer.speaker.map(|actor| cast.actors[actor].name.as_str()), Some("Seymur Mardaliyev"));
        assert!(answer.parts().all(|part| !text[part.clone()].trim_end().ends_with('?')));
    }
    let text = fs::read_to_string(folder.join("003_1c569600b5f54454.txt")).unwrap();
    let direct: Vec<_> = speakers_of_direct(&text);
    assert!(direct.len() >= 5 && direct.iter().all(|who| who == "Alexander Vinnikov"), "{direct:?}");
}

fn speakers_of_direct(text: &str) -> Vec<String> {
    let page = Page::read(text);
    let cast = actors::find(&page);
    quotes::find(&page, &cast)
        .iter()
        .filter(|said| said.direct)
        .map(|said| said.speaker.map_or_else(|| "nobody".to_owned(), |actor| cast.actors[actor].name.clone()))
        .collect()
}
