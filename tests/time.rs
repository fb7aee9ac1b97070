//! Expressions of time: what a reader can rely on, and how well the measured sets are read.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may fail, and says what it skips"
)]

#[path = "common/timex.rs"]
mod timex;
#[path = "common/told.rs"]
mod told;

use std::fs;
use std::path::Path;

use annals::extract::dated::{self, Clues};
use annals::extract::page::Page;
use annals::extract::time::calendar::Day;
use annals::extract::time::{self, Setting, Timex};
use annals::model::Date;
use proptest::prelude::*;

use timex::{Expression, Score};
use told::{Row, lines};

/// Written on a Tuesday.
const WRITTEN: &str = "2025-05-06";

fn written() -> Setting {
    Setting { date: Day::parse(WRITTEN), ..Setting::default() }
}

fn find(text: &str) -> Vec<Timex> {
    time::find(&Page::read(text), &written())
}

/// What is found, as `words = value`.
fn said(text: &str) -> Vec<String> {
    lines(text, &written(), |timex| timex.value.clone())
}

fn check(rows: &[Row<'_>]) {
    told::check(rows, said);
}

#[test]
fn days_and_months_in_the_orders_that_people_write() {
    check(&[
        ("They met on June 12, 2024.", &["June 12, 2024 = 2024-06-12"]),
        ("They met on 12 June 2024 in Paris.", &["12 June 2024 = 2024-06-12"]),
        ("They met on the 12th of June, 2024.", &["the 12th of June, 2024 = 2024-06-12"]),
        ("They met on Sept. 29, 2024.", &["Sept. 29, 2024 = 2024-09-29"]),
        ("It opened on 2024-08-19.", &["2024-08-19 = 2024-08-19"]),
        ("It opened on 08/19/2024.", &["08/19/2024 = 2024-08-19"]),
        ("It opened on 19.08.2024.", &["19.08.2024 = 2024-08-19"]),
        ("They met on Tuesday, June 3, 2025.", &["Tuesday, June 3, 2025 = 2025-06-03"]),
        ("It ended in late April 2025.", &["late April 2025 = 2025-04"]),
        ("It began in mid-2023.", &["mid-2023 = 2023"]),
        ("It was signed in June last year.", &["June last year = 2024-06"]),
        ("The talks of February of this year were short.", &["February of this year = 2025-02"]),
    ]);
}

#[test]
fn years_and_what_is_counted_in_them() {
    check(&[
        ("It began in 1994.", &["1994 = 1994"]),
        ("2005: The vote", &["2005 = 2005"]),
        ("They met in July/August 1943.", &["July = 1943-07", "August 1943 = 1943-08"]),
        ("It was held in spring and summer of 1942.", &["spring = 1942-SP", "summer of 1942 = 1942-SU"]),
        ("It snowed in December and January 1943.", &["December = 1942-12", "January 1943 = 1943-01"]),
        (
            "They landed on the night of 5/6 June 1944.",
            &["the night of 5 = 1944-06-05TNI", "6 June 1944 = 1944-06-06"],
        ),
        (
            "They left at 0630 hours on 6 June 1944.",
            &["0630 hours = 1944-06-06T06:30", "6 June 1944 = 1944-06-06"],
        ),
        ("It took two-and-a-half years.", &["two-and-a-half years = P2Y6M"]),
        ("It was founded in 264 BC.", &["264 BC = BC0264"]),
        ("It began in the late 1970s.", &["the late 1970s = 197"]),
        ("It began in the '80s.", &["the '80s = 198"]),
        ("It was built in the 19th century.", &["the 19th century = 18"]),
        ("It grew in the third quarter of 2024.", &["the third quarter of 2024 = 2024-Q3"]),
        ("It grew in the second half of 2024.", &["the second half of 2024 = 2024-H2"]),
        ("It grew in Q3 2024.", &["Q3 2024 = 2024-Q3"]),
        ("It was hot in the summer of 2023.", &["the summer of 2023 = 2023-SU"]),
        ("It was in nineteen ninety-six.", &["nineteen ninety-six = 1996"]),
        ("It was held on Christmas Eve.", &["Christmas Eve = 2024-12-24"]),
        ("It is Thanksgiving 2024.", &["Thanksgiving 2024 = 2024-11-28"]),
    ]);
}

#[test]
fn what_is_reckoned_from_the_day_of_writing() {
    check(&[
        ("They met on Monday.", &["Monday = 2025-05-05"]),
        ("They will meet on Friday.", &["Friday = 2025-05-09"]),
        ("They met last Friday.", &["last Friday = 2025-05-02"]),
        ("They met in March.", &["March = 2025-03"]),
        ("They will meet in March.", &["March = 2026-03"]),
        ("The hall opens Friday.", &["Friday = 2025-05-09"]),
        ("They agreed to meet again in March.", &["March = 2026-03"]),
        ("They agreed to the truce in March.", &["March = 2025-03"]),
        ("In December, the case of Smith vs. Jones was closed.", &["December = 2024-12"]),
        ("Profit rose in the quarter ended Jan. 31.", &["the quarter = 2024-Q4", "Jan. 31 = 2025-01-31"]),
        ("Earlier Monday, they met.", &["Monday = 2025-05-05"]),
        ("It was his third visit in as many years.", &[]),
        ("The court gave them until Friday to answer.", &["Friday = 2025-05-09"]),
        ("They waited until Friday and left.", &["Friday = 2025-05-02"]),
        ("A verdict could come as early as Monday.", &["Monday = 2025-05-12"]),
        ("They want to undo Thursday's verdict.", &["Thursday = 2025-05-01"]),
        ("She was named chairman, effective July 31.", &["July 31 = 2025-07-31"]),
        (
            "The boat sank at 2 p.m. local time on Sunday.",
            &["2 p.m. = 2025-05-04T14:00", "Sunday = 2025-05-04"],
        ),
        ("It rained this past Sunday.", &["this past Sunday = 2025-05-04"]),
        ("They met the day before yesterday.", &["the day before yesterday = 2025-05-04"]),
        ("It rained between October and February.", &["October = 2024-10", "February = 2025-02"]),
        ("They met today and will meet tomorrow.", &["today = 2025-05-06", "tomorrow = 2025-05-07"]),
        ("They met yesterday afternoon.", &["yesterday afternoon = 2025-05-05TAF"]),
        ("They met two weeks ago.", &["two weeks ago = 2025-W17"]),
        ("They met several days ago.", &["several days ago = PAST_REF"]),
        ("It rose last year and will fall next year.", &["last year = 2024", "next year = 2026"]),
        ("It was signed this June.", &["this June = 2025-06"]),
        ("It grew over the weekend.", &["the weekend = 2025-W18-WE"]),
        ("It grew by the end of the year.", &["the end of the year = 2025"]),
    ]);
}

#[test]
fn what_is_reckoned_from_the_date_said_before() {
    check(&[
        (
            "On 3 May 2024 they met. Two days later they signed.",
            &["3 May 2024 = 2024-05-03", "Two days later = 2024-05-05"],
        ),
        (
            "On 3 May 2024 they met. The following month they signed.",
            &["3 May 2024 = 2024-05-03", "The following month = 2024-06"],
        ),
        (
            "On 3 May 2024 they met. That night they left.",
            &["3 May 2024 = 2024-05-03", "That night = 2024-05-03TNI"],
        ),
    ]);
}

#[test]
fn how_long_and_how_often() {
    check(&[
        ("It lasted for three decades.", &["three decades = P30Y"]),
        ("The 30-year-long war ended.", &["30-year-long = P30Y"]),
        ("It took two and a half years.", &["two and a half years = P2Y6M"]),
        ("It took more than two years.", &["more than two years = P2Y"]),
        ("Over the past three months it grew.", &["the past three months = P3M"]),
        ("In the coming months it will grow.", &["the coming months = PXM"]),
        ("They waited a few hours.", &["a few hours = PTXH"]),
        ("They meet every Monday.", &["every Monday = XXXX-WXX-1"]),
        ("They meet annually.", &["annually = P1Y"]),
    ]);
}

#[test]
fn leaves_alone_what_only_looks_like_a_time() {
    for text in [
        "Theresa May met June Smith.",
        "They may march on.",
        "They sold 2024 people a second chance at COP29 and flew a Boeing 747.",
        "It cost $2000 and 1999 shares.",
        "He fell in the fall of the city.",
        "She was a 30-year-old.",
        "Resolution 1973 and page 2001 say so.",
        "A quarter of them left, and three quarters of the rest.",
        "He watched “60 Minutes” there.",
        "Version 10.2019.3 is out.",
        "The March on Rome and the Sunday Times.",
        "They read John 3:16, at odds of 3:15, and won in 1:45.",
        "It fell in the third quarter of the game.",
        "Its code is 20241399.",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn both_ends_of_a_stretch_know_the_whole() {
    for (text, want) in [
        ("He visits on June 12–13.", "2025-06-12/2025-06-13"),
        ("It runs November 11-22, 2024.", "2024-11-11/2024-11-22"),
        ("It ran from 2023 to 2025.", "2023/2025"),
        ("It runs between 2 and 5 May.", "2025-05-02/2025-05-05"),
        ("It ran from 5 May to 9 June 2024.", "2024-05-05/2024-06-09"),
        ("They fought from 1914-18.", "1914/1918"),
        ("They meet from Monday to Friday.", "2025-05-05/2025-05-09"),
    ] {
        let found = find(text);
        let whole: Vec<&str> = found
            .iter()
            .filter_map(|timex| timex.stretch.as_ref())
            .map(|stretch| stretch.edtf.as_str())
            .collect();
        assert_eq!(whole, [want, want], "{text}");
    }
}

#[test]
fn a_history_counts_from_its_own_dates() {
    let text = "In March 1812 the army gathered. In May 1812 it marched. In July 1812 it met the enemy. By October the \
                city had burned. In January the rest came home.";
    let values: Vec<String> = find(text).into_iter().map(|timex| timex.value).collect();
    assert_eq!(values, ["1812-03", "1812-05", "1812-07", "1812-10", "1813-01"]);
}

#[test]
fn an_undated_text_keeps_what_it_cannot_know() {
    let text = "Last year they met. In 2024 it grew. Today they sign.";
    let setting = Setting { earliest: Day::parse("2025-04-30"), ..Setting::default() };
    let found = time::find(&Page::read(text), &setting);
    let edtf: Vec<Option<&str>> = found.iter().map(|timex| timex.edtf.as_deref()).collect();
    assert_eq!(edtf, [Some("2024"), Some("2024"), None]);
    assert_eq!((found[0].anchor, found[0].sure), (time::Anchor::Bounds, time::Sure::Guess));
}

/// Words that rules look for.
const WORDS: &str = "the a last next past early late mid - – , . of in and to from June May Sept. Monday week weeks \
    year years day decade century 1 12 31 1999 2024 264 BC AD ' s th two hundred thousand half third quarter summer \
    fall winter morning night noon 10 : 30 a.m. EST ago later before today tonight now Christmas Easter every per \
    about more than nineteen ninety this that same following previous end beginning / 2000 9999 0 29 February 2023 \
    weekend since until between old ( 999999999 first last turn close hours small 0530 At At d New Year second Easter \
    or minutes 9 1850s 60s ) Ides 14th 11 date Published Updated on judgment Minutes meeting : \n";

/// A label's small word can be the first of all.
#[test]
fn a_document_may_begin_with_any_word_of_a_label() {
    for first in ["of", "Of", "on", "at", "date", "Published", "Minutes of", "Judgment of", ":", "by"] {
        hold(&format!("{first} 3 May 2021"), &written());
        hold(&format!("{first} May 2021\n\nIt rained."), &written());
    }
}

/// Those words in any order.
fn salad() -> impl Strategy<Value = String> {
    let words = prop::sample::select(WORDS.split(' ').collect::<Vec<_>>());
    prop::collection::vec((words, prop::bool::weighted(0.8)), 0..40).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, spaced)| if spaced { format!("{word} ") } else { word.to_owned() })
            .collect()
    })
}

fn hold(text: &str, setting: &Setting) {
    let page = Page::read(text);
    let mut end = 0;
    for timex in time::find(&page, setting) {
        assert!(timex.span.start >= end && timex.span.start < timex.span.end, "{:?} in {text:?}", timex.span);
        assert!(text.is_char_boundary(timex.span.start) && text.is_char_boundary(timex.span.end));
        assert_eq!(page.bytes(&timex.tokens), timex.span);
        end = timex.span.end;
        for edtf in timex.edtf.iter().chain(timex.stretch.as_ref().map(|stretch| &stretch.edtf)) {
            let (date, notes) =
                Date::parse(edtf).unwrap_or_else(|error| panic!("{edtf} in {text:?}: {error}"));
            assert_eq!((date.edtf(), notes), (edtf.as_str(), Vec::new()), "{text:?}");
        }
    }
    if let Some(edtf) = dated::find(&page, &Clues::default()).edtf() {
        assert!(Date::parse(&edtf).is_ok(), "{edtf} in {text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_words_of_time_give_places_in_order_and_canonical_edtf(text in salad(), dated in any::<bool>(), told in any::<Option<bool>>()) {
        let date = dated.then(|| Day::parse("2024-02-29")).flatten();
        hold(&text, &Setting { date, narrative: told, ..Setting::default() });
    }

    #[test]
    fn any_text_is_read_without_harm(text in ".{0,200}") {
        hold(&text, &written());
    }
}

#[test]
fn a_hostile_text_takes_no_longer_than_its_length() {
    for seed in [
        "last ",
        "1 1 1 ",
        "and ",
        "the ",
        "1,",
        "1-",
        "two years ago ",
        "twenty hundred thousand ",
        "1850-",
        "“3 May 2024 said” yesterday ",
        "“yesterday,” he said on 3 May 2024 ",
        "The 30th anniversary of 1994 was held here. ",
        "the 30th anniversary of 1994 ",
        "3 May 1921\n\nIt fell.\n\n",
        "BAKU, June 13 - ",
        "India's Independence Day ",
    ] {
        let reads = |size: usize| {
            let text = seed.repeat(size / seed.len());
            let begun = std::time::Instant::now();
            let page = Page::read(&text);
            let (_, timexes) = dated::read(&page, &Clues::default());
            let _ = dated::headings(&page, &timexes);
            find(&text);
            begun.elapsed().as_secs_f64()
        };
        // Four times as much text may take four times as long; of what is quadratic it would be sixteen. Other work of
        // the machine is no fault of the reader: the best of some.
        let best = |size: usize| (0..3).map(|_| reads(size)).fold(f64::INFINITY, f64::min);
        let (once, four) = (best(50_000), best(200_000));
        assert!(four < 0.3 + once * 9.0, "{seed}: {once} s, then {four} s");
    }
}

/// A measured set, where it is there.
fn set(name: &str) -> Option<Vec<serde_json::Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/timex").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn measure(documents: &[serde_json::Value]) -> [f64; 3] {
    let mut score = Score::default();
    for document in documents {
        let text = document["text"].as_str().unwrap();
        let place =
            |timex: &serde_json::Value, side: &str| usize::try_from(timex[side].as_u64().unwrap()).unwrap();
        let gold: Vec<Expression> = document["timexes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|timex| Expression {
                span: place(timex, "start")..place(timex, "end"),
                value: timex["value"].as_str().unwrap_or_default().to_owned(),
            })
            .collect();
        let date = document["dct"].as_str().and_then(|date| Day::parse(date.get(..10)?));
        let points = |byte: usize| text[..byte].chars().count();
        let found: Vec<Expression> = time::find(&Page::read(text), &Setting { date, ..Setting::default() })
            .into_iter()
            .map(|timex| Expression {
                span: points(timex.span.start)..points(timex.span.end),
                value: timex.value,
            })
            .collect();
        score.add(&gold, &found);
    }
    score.figures()
}

/// Floors a little under what was reached, so that a figure never falls unseen.
#[test]
fn the_measured_sets_are_read_as_well_as_before() {
    for (name, floors) in [
        ("timebank.jsonl", [91.2, 94.7, 83.3]),
        ("aquaint.jsonl", [85.3, 94.5, 76.5]),
        ("wikiwars-train.jsonl", [92.0, 96.5, 89.2]),
        ("news-entities.jsonl", [93.4, 96.1, 85.2]),
    ] {
        let Some(documents) = set(name) else { continue };
        let figures = measure(&documents);
        eprintln!("{name}: strict {:.2}, relaxed {:.2}, value {:.2}", figures[0], figures[1], figures[2]);
        for (figure, floor) in figures.iter().zip(floors) {
            assert!(*figure >= floor, "{name}: {figures:?} below {floors:?}");
        }
    }
}

#[test]
fn the_documents_of_the_pile_are_dated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let want = match name.get(..3) {
            Some("000") => ("2025-09-03", "date-line"),
            Some("001") => ("2025-04-30/..", "bounds"),
            Some("002") => ("2024-08-19", "header"),
            Some("003") => ("2025-05-06", "anniversary"),
            Some("004") => ("2024-06-13", "header"),
            _ => continue,
        };
        let text = fs::read_to_string(&path).unwrap();
        let dated = dated::find(&Page::read(&text), &Clues { file_name: Some(&name), ..Clues::default() });
        assert_eq!((dated.edtf().as_deref(), dated.rule), (Some(want.0), want.1), "{name}: {}", dated.reason);
    }
}
