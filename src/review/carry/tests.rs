//! Reviews that are carried over to other readings of the documents.

use std::fmt::Write as _;

use super::*;
use crate::formats::{self, Hint};
use crate::review::{Holds, Review, Tally, Verdict};

/// A document with its candidates, each by date, title and sentence.
struct Paper<'p>(&'p str, &'p str, &'p [(&'p str, &'p str, &'p str)]);

const FIRST: &[(&str, &str, &str)] = &[
    ("2024-05-03", "The port opened", "The port opened on Friday."),
    ("2024-06", "A ship sank", "A ship sank in June."),
    ("2024-07", "They met", "They met in July."),
];
const SECOND: &[(&str, &str, &str)] = &[("2023", "The bridge fell", "In 2023 the bridge fell.")];

fn written(papers: &[Paper]) -> String {
    let mut text = String::new();
    for (number, Paper(file, digest, events)) in papers.iter().enumerate() {
        let _ = write!(
            text,
            "[[sources]]\nkey = 's{number}'\ntitle = 'S'\nfile = '{file}'\nsha256 = '{digest}'\n"
        );
        for (date, title, words) in *events {
            let _ = write!(
                text,
                "[[events]]\ndate = '{date}'\ntitle = '{title}'\ncertainty = 'likely'\n\
                 [[events.quotes]]\ntext = '{words}'\nsource = 's{number}'\n"
            );
        }
    }
    text
}

fn of_text(text: &str) -> Timeline {
    formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline
}

fn read(papers: &[Paper]) -> Timeline {
    of_text(&written(papers))
}

/// The same where everything was accepted long ago.
fn accepted(papers: &[Paper]) -> Timeline {
    of_text(&written(papers).replace("certainty = 'likely'\n", ""))
}

fn add(new: &str, title: &str, quote: &str, digest: Option<&str>) -> Step {
    let text = str::to_owned;
    Step::Add(Box::new(Added {
        new: text(new),
        title: text(title),
        source: text("s0"),
        file: Some(text("a.txt")),
        sha256: digest.map(text),
        quote: text(quote),
        ..Added::default()
    }))
}

fn key(timeline: &Timeline, title: &str) -> String {
    timeline.events().find(|event| event.title.raw() == title).unwrap().key.raw().to_owned()
}

fn judge(timeline: &Timeline, title: &str, verdict: Verdict) -> Step {
    Step::Judge { events: vec![key(timeline, title)], verdict: Some(verdict) }
}

/// What a journal says of these steps.
fn past(timeline: &Timeline, steps: Vec<Step>) -> Past {
    let known = steps.iter().flat_map(Step::events).filter_map(|event| Known::of(timeline, event)).collect();
    Past { pile: Pile::of(timeline), known, steps, ..Past::default() }
}

fn reviewed() -> Past {
    let before = read(&[Paper("a.txt", "11", FIRST)]);
    let steps = vec![
        judge(&before, "The port opened", Verdict::Accepted),
        judge(&before, "A ship sank", Verdict::Rejected),
        Step::Title { event: key(&before, "They met"), title: "Both met".into() },
        judge(&before, "They met", Verdict::Accepted),
    ];
    past(&before, steps)
}

#[test]
fn a_document_more_or_another_name_or_more_text_leaves_judgements_as_they_were() {
    let one = Paper("a.txt", "11", FIRST);
    let more = [FIRST, &[("2025", "A fair was held", "A fair was held in 2025.")]].concat();
    let rows: [(&str, &[Paper], usize); 4] = [
        ("the same", std::slice::from_ref(&one), 0),
        ("one more", &[Paper("b.txt", "22", SECOND), Paper("a.txt", "11", FIRST)], 1),
        ("renamed", &[Paper("c.txt", "11", FIRST)], 0),
        ("a line more", &[Paper("a.txt", "33", &more)], 1),
    ];
    for (name, papers, new) in rows {
        let now = read(papers);
        let carried = carried(&now, &[reviewed()]);
        assert_eq!((carried.new, carried.changed.len(), carried.gone.len()), (new, 0, 0), "{name}");
        let tally = Review::resumed(now, carried.steps).tally();
        assert_eq!(tally, Tally { left: new, accepted: 2, rejected: 1, mended: 1 }, "{name}");
    }
}

#[test]
fn what_says_something_else_is_to_be_judged_again_and_what_was_mended_in_it_holds() {
    let now = read(&[Paper(
        "a.txt",
        "11",
        &[
            ("2023-05-05", "The port opened", FIRST[0].2),
            ("2024-06", "A ship sank", FIRST[1].2),
            ("2024-07", "They met in July", FIRST[2].2),
        ],
    )]);
    let carried = carried(&now, &[reviewed()]);
    assert_eq!((carried.new, carried.gone.len()), (0, 0));
    let [changed] = &carried.changed[..] else { panic!("{:?}", carried.changed) };
    let event = now.event(now.event_by_key(changed.event.as_str()).unwrap());
    assert_ne!(
        event.date.as_ref().map(|date| date.edtf().to_owned()),
        changed.was.date,
        "what it was is known"
    );
    let review = Review::resumed(now, carried.steps);
    assert_eq!(review.tally(), Tally { left: 1, accepted: 1, rejected: 1, mended: 1 });
    assert_eq!(review.now().0.events().filter(|event| event.title.raw() == "Both met").count(), 1);
}

#[test]
fn what_is_gone_from_its_document_is_told_and_other_documents_are_not_missed() {
    let now = read(&[Paper("a.txt", "44", &FIRST[1..])]);
    assert_eq!(carried(&now, &[reviewed()]).gone.len(), 1);
    let both = read(&[Paper("a.txt", "11", FIRST), Paper("b.txt", "22", SECOND)]);
    let of_both = past(&both, vec![judge(&both, "The bridge fell", Verdict::Accepted)]);
    let carried = carried(&read(&[Paper("a.txt", "11", FIRST)]), &[of_both]);
    assert_eq!((carried.gone.len(), carried.steps.len()), (0, 0));
}

#[test]
fn of_two_reviews_the_later_one_holds_and_each_adds_what_it_has() {
    let one = read(&[Paper("a.txt", "11", FIRST)]);
    let other = read(&[Paper("b.txt", "22", SECOND), Paper("a.txt", "11", FIRST)]);
    let later = past(
        &other,
        vec![
            judge(&other, "The port opened", Verdict::Rejected),
            judge(&other, "The bridge fell", Verdict::Accepted),
        ],
    );
    let earlier = past(
        &one,
        vec![judge(&one, "The port opened", Verdict::Accepted), judge(&one, "They met", Verdict::Accepted)],
    );
    let now = read(&[Paper("b.txt", "22", SECOND), Paper("a.txt", "11", FIRST)]);
    let carried = carried(&now, &[later, earlier]);
    let review = Review::resumed(now, carried.steps);
    let verdict = |title| review.verdict(&key(review.base(), title));
    assert_eq!(verdict("The port opened"), Some(Verdict::Rejected));
    assert_eq!(verdict("The bridge fell"), Some(Verdict::Accepted));
    assert_eq!(verdict("They met"), Some(Verdict::Accepted));
}

#[test]
fn merges_and_splits_are_done_again_under_the_new_keys() {
    let one = read(&[Paper("a.txt", "11", FIRST)]);
    let (into, from) = (key(&one, "A ship sank"), key(&one, "They met"));
    let steps = vec![
        Step::Merge { into: into.clone(), from, date: Holds::First },
        Step::Split { event: into.clone(), quote: 1, new: "half".into() },
        Step::Title { event: "half".into(), title: "The other half".into() },
        Step::Judge { events: vec!["half".into()], verdict: Some(Verdict::Accepted) },
    ];
    let past = past(&one, steps);
    // The title of the first has changed, and so has its key.
    let events = [FIRST[0], (FIRST[1].0, "A ship went down", FIRST[1].2), FIRST[2]];
    let now = read(&[Paper("a.txt", "11", &events)]);
    let review = Review::resumed(now.clone(), carried(&now, &[past]).steps);
    let titles: Vec<String> = review.now().0.events().map(|event| event.title.raw().to_owned()).collect();
    assert!(
        titles.contains(&"The other half".to_owned()) && titles.contains(&"A ship went down".to_owned()),
        "{titles:?}"
    );
    assert_eq!(titles.len(), 3);
}

#[test]
fn a_review_of_other_documents_says_nothing() {
    let now = read(&[Paper("a.txt", "99", SECOND)]);
    assert_eq!(carried(&now, &[reviewed()]), Carried::default(), "only the name of the file is the same");
}

#[test]
fn what_was_added_where_rules_found_nothing_is_not_lost() {
    let base = read(&[Paper("a.txt", "11", &[])]);
    let title = Step::Title { event: "k".into(), title: "They met at last".into() };
    let past = past(&base, vec![add("k", "They met", "They met in May.", Some("11")), title]);
    let carried = carried(&base, std::slice::from_ref(&past));
    assert_eq!((&carried.steps, carried.gone.len()), (&past.steps, 0));
}

#[test]
fn mends_of_what_was_accepted_long_ago_are_not_lost() {
    let papers = [Paper("a.txt", "11", FIRST), Paper("b.txt", "22", SECOND)];
    let unquoted = "[[events]]\nkey = 'bare'\ntitle = 'Bare'\n";
    let base = of_text(&(written(&papers).replace("certainty = 'likely'\n", "") + unquoted));
    let event = key(&base, "They met");
    let mut review = Review::new(base.clone());
    for step in [
        Step::Date { event: event.clone(), date: Some("2024-07-05".into()) },
        Step::Split { event, quote: 0, new: "half".into() },
        Step::Place { event: "bare".into(), place: Some("Vik".into()) },
    ] {
        review.act(step).unwrap();
    }
    let mut past = past(&base, review.steps().to_vec());
    past.marks = review.seen().map(|(_, marks)| marks.to_vec()).collect();
    let carried = carried(&base, std::slice::from_ref(&past));
    assert_eq!((&carried.steps, carried.new), (&past.steps, 0));
    // One more is read with them: what can be found again is.
    let more = accepted(&[Paper("c.txt", "33", &[]), Paper("a.txt", "11", FIRST)]);
    assert_eq!(super::carried(&more, &[past]).steps.len(), 2);
}

#[test]
fn what_was_mended_and_written_is_not_mended_again() {
    let before = read(&[Paper("a.txt", "11", FIRST)]);
    let event = key(&before, "They met");
    let steps = vec![Step::Split { event: event.clone(), quote: 0, new: "half".into() }];
    let carried = carried(&accepted(&[Paper("a.txt", "11", FIRST)]), &[past(&before, steps)]);
    assert_eq!(carried.steps, [], "{event}");
}

#[test]
fn what_was_added_is_of_one_document_whatever_its_name() {
    let words = "They met in May.";
    let of = |papers: &[Paper], digest: Option<&str>, events| {
        let before = read(&[Paper("a.txt", "11", events)]);
        let past = past(&before, vec![add("k", "They met in May", words, digest)]);
        let carried = carried(&read(papers), &[past]);
        let source = carried.steps.iter().find_map(|step| match step {
            Step::Add(added) => {
                Some(format!("{} {}", added.source, added.sha256.clone().unwrap_or_default()))
            }
            _ => None,
        });
        (source, carried.gone.len())
    };
    let here = |source: &str| (Some(source.to_owned()), 0);
    let other = Paper("a.txt", "99", SECOND);
    for (digest, events) in [(Some("11"), FIRST), (Some("11"), &[]), (None, FIRST)] {
        assert_eq!(of(&[Paper("a.txt", "11", &[])], digest, events), here("s0 11"), "{digest:?}");
        assert_eq!(of(std::slice::from_ref(&other), digest, events), (None, 0), "another of that name");
    }
    assert_eq!(of(&[other, Paper("b.txt", "11", FIRST)], Some("11"), FIRST), here("s1 11"), "renamed");
    assert_eq!(of(&[Paper("a.txt", "33", &FIRST[1..])], Some("11"), FIRST), here("s0 33"), "a line more");
    let quoted = [("2024-05", "Both met", words)];
    assert_eq!(of(&[Paper("a.txt", "33", &quoted)], Some("11"), &[]), here("s0 33"), "its words are there");
    let papers = [Paper("a.txt", "99", SECOND), Paper("b.txt", "11", FIRST)];
    let both = read(&[Paper("a.txt", "55", &[]), Paper("b.txt", "11", FIRST)]);
    let past = past(
        &both,
        vec![add("k", "They met in May", words, Some("55")), judge(&both, "They met", Verdict::Accepted)],
    );
    let carried = carried(&read(&papers), &[past]);
    assert_eq!(
        (carried.steps.len(), carried.gone.len()),
        (1, 1),
        "its document is another, and that is told"
    );
}

#[test]
fn additions_of_one_name_do_not_swallow_each_other() {
    let base = read(&[Paper("a.txt", "11", &[])]);
    let steps = vec![
        add("k", "They met", "They met in May.", Some("11")),
        add("k-2", "They met", "They met again.", Some("11")),
        Step::Title { event: "k-2".into(), title: "They met twice".into() },
    ];
    let one = past(&base, steps);
    let other = past(&base, vec![add("k", "They met", "They met for long.", Some("11"))]);
    // The next reading has an event of that key.
    let found = "[[events]]\nkey = 'k'\ntitle = 'They met'\n";
    let now = of_text(&(written(&[Paper("a.txt", "11", &[])]) + found));
    let carried = carried(&now, &[one.clone(), one, other]);
    let review = Review::resumed(now, carried.steps);
    let mut titles: Vec<String> = review
        .now()
        .0
        .events()
        .map(|event| {
            format!("{} {}", event.title.raw(), event.quotes.first().map_or("", |quote| quote.text.raw()))
        })
        .collect();
    titles.sort_unstable();
    let all = [
        "They met ",
        "They met They met for long.",
        "They met They met in May.",
        "They met twice They met again.",
    ];
    assert_eq!(titles, all);
}
