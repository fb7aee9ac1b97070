//! Tests of events: what a text of a known day tells, with dates, titles and who takes part.

mod decided;
mod joined;
mod shapes;
mod thin;
mod told;

use super::*;
use crate::extract::account::{self, Account};
use crate::extract::dated::Clues;

mod honest;

fn read(text: &str) -> Account {
    account::read(text, &Clues { given: Day::new(2024, 8, 19), ..Clues::default() })
}

/// `date | status | title` of every event.
fn told(text: &str) -> Vec<String> {
    let line = |told: &account::Told| {
        let date = told.event.when.as_ref().map_or("-", |when| when.edtf.as_str());
        format!("{date} {:?} {}", told.event.status, told.title)
    };
    read(text).events.iter().map(line).collect()
}

#[test]
fn words_are_put_into_no_mouth() {
    let rows = [
        // What is quoted, who says it, whose speech it tells in other words.
        (
            "“We opened a school in Oslo on 3 May 2023,” Anna Berg said.",
            ("We opened a school in Oslo on 3 May 2023,", Some("Anna Berg"), None),
        ),
        ("“We opened a school in Oslo on 3 May 2023.”", ("We opened", None, None)),
        // The day is that of the saying.
        (
            "“We have opened a school in Oslo,” Anna Berg said on 3 May 2023.",
            ("We have opened a school in Oslo,", Some("Anna Berg"), None),
        ),
        (
            "Anna Berg said that Norway had opened a school in Oslo on 3 May 2023.",
            ("Anna Berg said", None, Some("Anna Berg")),
        ),
        ("Norway opened a school in Oslo on 3 May 2023.", ("Norway opened", None, None)),
    ];
    for (text, (begins, speaker, reported)) in rows {
        let account = read(text);
        let name = |actor: Option<usize>| Some(account.cast.actors.get(actor?)?.name.as_str());
        let told = account.events.first().unwrap_or_else(|| panic!("{text}"));
        assert!(
            told.quote.trim_start_matches('“').starts_with(begins.trim_start_matches('“')),
            "{}",
            told.quote
        );
        assert_eq!((name(told.event.speaker), name(told.event.reported)), (speaker, reported), "{text}");
    }
}

#[test]
fn what_happens_is_told_with_its_date_in_the_words_of_the_sentence() {
    let rows: [(&str, &[&str]); 20] = [
        (
            "On 6 May 2023, Anna Berg opened a school in Oslo.",
            &["2023-05-06 Occurred Anna Berg opened a school in Oslo"],
        ),
        (
            "The school was opened by Anna Berg in May 2023.",
            &["2023-05 Occurred The school was opened by Anna Berg"],
        ),
        (
            "Norway will host the Games in Oslo from 3 to 9 May 2026.",
            &["2026-05-03/2026-05-09 Planned Norway will host the Games in Oslo"],
        ),
        (
            "Norway aims to reduce its emissions by half by 2035.",
            &["2035 Target Norway aims to reduce its emissions by half"],
        ),
        ("The treaty signed in 1994 is still kept today.", &["1994 Occurred The treaty was signed"]),
        ("She was glad about her visit to Chad in May 2023.", &["2023-05 Occurred Visit to Chad"]),
        (
            "The fair has been held in Bergen since 1995.",
            &["1995/.. Ongoing The fair has been held in Bergen"],
        ),
        (
            "Anna Berg, the mayor of Bergen, signed the decree (No. 7) on Monday.",
            &["2024-08-19 Occurred Anna Berg signed the decree"],
        ),
        (
            "This came in addition to two ships that were delivered in 2023.",
            &["2023 Occurred Two ships were delivered"],
        ),
        (
            "In May 2023, it was agreed that both towns would share the port.",
            &["2023-05 Occurred It was agreed that both towns would share the port"],
        ),
        (
            "The summit to be held in Oslo in May 2025 already shows its weight.",
            &["2025-05 Planned The summit is to be held in Oslo"],
        ),
        (
            "Anna Berg is expected to meet Erik Lund in March 2025.",
            &["2025-03 Planned Anna Berg is expected to meet Erik Lund"],
        ),
        // Nothing happens here.
        ("Relations between Norway and Chad have been based on trust since 1990.", &[]),
        ("The town could have opened a port in 2023.", &[]),
        ("If Norway had signed the treaty in 2023, it would be kept.", &[]),
        ("Norway did not sign the treaty in 2023.", &[]),
        ("Did Norway sign the treaty in May 2023?", &[]),
        ("Published: 19 August 2024", &[]),
        ("Norway is one of the largest countries in the region today.", &[]),
        ("May 2023\n\nMo Tu We Th Fr Sa Su 12345678910", &[]),
    ];
    for (text, wanted) in rows {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn a_month_without_a_year_is_the_last_one_where_its_paragraph_speaks_of_none() {
    let text = "In 2021 the port sold little.\n\nIn April, the town launched two ferries. The trade grew.\n\n\
                In 2020 the mill closed. In May, the town opened a school.\n\n\
                The hall was opened at the end of April 2023.";
    let dated: Vec<(String, Sure)> = account::read(text, &Clues::default())
        .events
        .iter()
        .filter_map(|told| Some((told.event.when.as_ref()?.edtf.clone(), told.event.sure)))
        .filter(|(edtf, _)| edtf.len() == 7)
        .collect();
    assert_eq!(dated, [("2023-04".to_owned(), Sure::Guess), ("2020-05".to_owned(), Sure::Likely)]);
}

#[test]
fn what_is_beyond_doubt_is_kept_without_a_date_and_what_points_back_has_one() {
    assert_eq!(
        told("Anna Berg founded the harbour of Bergen."),
        ["- Occurred Anna Berg founded the harbour of Bergen"]
    );
    assert_eq!(told("They built bridges between people."), [""; 0]);
    let visit = "Anna Berg began a visit to Chad on 6 May 2023. During the visit, Berg met Erik Lund.";
    assert_eq!(told(visit)[1], "2023-05-06 Occurred Berg met Erik Lund");
    assert_eq!(read(visit).events[1].event.rule, SAME_OCCASION);
}

#[test]
fn every_title_and_date_stands_in_its_sentence() {
    let text = "KIEL, 3 May 2023 - “We opened the port on Monday,” Anna Berg said. The port, which was built in 1990, \
                will close in 2030.";
    for told in read(text).events {
        let sentence = &told.event.sentence;
        assert!(text.is_char_boundary(sentence.start) && sentence.end <= text.len());
        for part in told.event.title.iter().chain(told.event.when.as_ref().map(|when| &when.span)) {
            assert!(sentence.start <= part.start && part.end <= sentence.end, "{told:?}");
        }
        assert_eq!(told.quote, text[sentence.clone()].split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

#[test]
fn one_event_of_two_documents_is_one_and_its_date_the_finer() {
    let one = read("In May 2023, Norway and Chad signed a treaty on fish in Oslo.");
    let two = read("Norway and Chad signed the treaty on fish on 6 May 2023.");
    let other = read("Norway and Chad opened a school in May 2023.");
    let accounts = [&one, &two, &other];
    let given: Vec<_> = accounts
        .iter()
        .map(|account| (&account.cast, account.events.iter().map(|told| &told.event).collect()))
        .collect();
    let merged = merge::stories(&given);
    let stories: Vec<Vec<usize>> =
        merged.stories.iter().map(|story| story.iter().map(|telling| telling.document).collect()).collect();
    assert_eq!(stories, [vec![1, 0], vec![2]]);
}

#[test]
fn what_did_not_happen_is_not_told() {
    for text in [
        "Brage failed to open a plant in Turku in 2019.",
        "Peru was unable to ratify the pact in May 2023.",
        "Peru refused to sign the pact on 3 May 2024.",
        "Lars Holm tried to kill King Olaf in 1905.",
        "Peru wanted Malta to sign the pact in May 2023.",
        "The town planned to open the library in March 2019.",
        "Peru denied that it shelled Turku on 3 May 2024.",
        "It is not true that Peru shelled Turku on 3 May 2024.",
        "There is no proof that Peru shelled Turku on 3 May 2024.",
        "Rumours that Peru shelled Turku on 3 May 2024 are false.",
        "The claim that Peru bombed Turku on 3 May 2024 was false.",
        "Had Peru joined the union in May 2023, Malta would have left it.",
        "If Peru joins the union in 2025, Malta will leave.",
        "Peru almost won the cup in 2019.",
        "The side nearly reached the final in 2019.",
        "Peru never joined the union of 1990.",
        "No treaty was signed on 3 May 2024.",
        "Nobody was killed in the crash on 3 May 2024.",
        "Neither Peru nor Malta joined the union on 3 May 2024.",
        "Peru neither signed nor ratified the pact in 2019.",
        "Peru signed no treaty in 2019.",
        "The minister ruled out that Peru bought the ships in 2019.",
        "Critics doubt that Peru kept the pact on 3 May 2024.",
        "It is unclear whether Peru left the union on 3 May 2024.",
        "Contrary to reports, Peru did not leave the union on 3 May 2024.",
        "Peru may have left the union on 3 May 2024.",
        "Plans to build a bridge in Turku in 2019 were dropped.",
        "The concert scheduled for 3 May 2024 was cancelled.",
        "The alleged attack on Turku on 3 May 2024 was denied by Peru.",
        "The ferry was supposed to sail in 2019.",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn what_is_only_said_is_less_sure_and_says_so_in_its_title() {
    for (text, title, sure) in [
        ("Peru shelled Turku on 3 May 2024.", "Peru shelled Turku", Sure::Certain),
        ("Peru allegedly shelled Turku on 3 May 2024.", "Peru allegedly shelled Turku", Sure::Guess),
        ("Peru reportedly left the union on 3 May 2024.", "Peru reportedly left the union", Sure::Guess),
        (
            "According to rumours, Peru left the union on 3 May 2024.",
            "According to rumours, Peru left the union",
            Sure::Guess,
        ),
        (
            "The mayor claimed that Peru left the union on 3 May 2024.",
            "The mayor claimed that Peru left the union",
            Sure::Guess,
        ),
        ("The mayor said that Peru left the union on 3 May 2024.", "Peru left the union", Sure::Likely),
        (
            "Lars Holm was accused of stealing a ring in 2019.",
            "Lars Holm was accused of stealing a ring",
            Sure::Guess,
        ),
        (
            "Anna Berg managed to open the school in 2019.",
            "Anna Berg managed to open the school",
            Sure::Likely,
        ),
        ("Peru agreed in May 2024 to join the union.", "Peru agreed to join the union", Sure::Certain),
    ] {
        let account = read(text);
        let found: Vec<(&str, Sure)> =
            account.events.iter().map(|told| (told.title.as_str(), told.event.sure)).collect();
        assert_eq!(found, [(title, sure)], "{text}");
    }
}

#[test]
fn a_date_belongs_to_what_it_is_said_of() {
    let rows: [(&str, &[&str]); 22] = [
        (
            "Anna Berg (born 3 May 1970) won the vote in Turku on 9 June 2024.",
            &[
                "1970-05-03 Occurred Anna Berg was born",
                "2024-06-09 Occurred Anna Berg won the vote in Turku",
            ],
        ),
        (
            "Lars Holm (1870–1945) founded the school in Turku.",
            &["- Occurred Lars Holm founded the school in Turku"],
        ),
        (
            "Born in 1828 in Skien, Ibsen published the play in 1867.",
            &["1828 Occurred Ibsen was born in Skien", "1867 Occurred Ibsen published the play"],
        ),
        ("Published in 1990, the novel made its author famous.", &["1990 Occurred The novel was published"]),
        (
            "The law, which Peru adopted in 2019, was repealed on 3 May 2024.",
            &["2019 Occurred Peru adopted the law", "2024-05-03 Occurred The law was repealed"],
        ),
        (
            "Anna Berg, who founded the party in 1990, died on 3 May 2024.",
            &["1990 Occurred Anna Berg founded the party", "2024-05-03 Occurred Anna Berg died"],
        ),
        (
            "Lars Holm, 45, who had been arrested in 2019, escaped on 3 May 2024.",
            &["2019 Occurred Lars Holm had been arrested", "2024-05-03 Occurred Lars Holm escaped"],
        ),
        (
            "The church, built in 1240, burned down on 3 May 2024.",
            &["1240 Occurred The church was built", "2024-05-03 Occurred The church burned down"],
        ),
        ("Peru ratified the pact before 1990.", &["[..1989] Occurred Peru ratified the pact"]),
        ("Peru left the union after 1990.", &["[1991..] Occurred Peru left the union"]),
        ("The firm built ships until 2019.", &["[..2019] Occurred The firm built ships"]),
        ("By 1990 the firm had built 40 ships.", &["[..1990] Occurred The firm had built 40 ships"]),
        (
            "Anna Berg resigned the day after the vote on 5 November 2023.",
            &["- Occurred Anna Berg resigned the day after the vote"],
        ),
        ("The town postponed the fair from 3 May to 5 June 2024.", &[]),
        ("The 2019 law was repealed on 3 May 2024.", &["2024-05-03 Occurred The 2019 law was repealed"]),
        (
            "The church of 1240 was destroyed on 3 May 2024.",
            &["2024-05-03 Occurred The church of 1240 was destroyed"],
        ),
        (
            "Since its foundation in 1990, the club has won the cup in 2003.",
            &["2003 Occurred The club has won the cup"],
        ),
        ("The crash killed more people than the one in 1990.", &[]),
        ("In 2023, compared with 2019, Peru sold more fish.", &["2023 Occurred Peru sold more fish"]),
        ("Instead of paying on 3 May 2024, Peru left the union.", &["- Occurred Peru left the union"]),
        (
            "Peru began building the bridge in 1990 and completed it in 1995.",
            &[
                "1990 Occurred Peru began building the bridge",
                "1995 Occurred Peru completed building the bridge",
            ],
        ),
        ("Peru won the war of 1905.", &["1905 Occurred Peru won the war of 1905"]),
    ];
    for (text, wanted) in rows {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn what_was_has_no_date_to_come() {
    for text in [
        "Peru opened the bridge on 3 May 2025.",
        "On 3 May 2025, the minister met the pope.",
        "The pact was signed on September 11, 2024.",
    ] {
        for event in read(text).events {
            assert!(
                event.event.when.is_none() && event.event.status == Status::Occurred,
                "{text}: {event:?}"
            );
        }
    }
}

#[test]
fn titles_have_their_subject_and_lose_nothing_of_it() {
    let rows: [(&str, &str); 16] = [
        (
            "Turkey, Greece and Malta signed the pact on 3 May 2024.",
            "Turkey, Greece and Malta signed the pact",
        ),
        (
            "On 3 May 2024, Anna Berg, Lars Holm and Olga Lind founded the party.",
            "Anna Berg, Lars Holm and Olga Lind founded the party",
        ),
        ("In addition, 7.6 million US dollars were spent in 2023.", "7.6 million US dollars were spent"),
        (
            "That comes on top of 5 million US dollars that were paid in 2023.",
            "5 million US dollars were paid",
        ),
        ("Anna Berg is a nurse. She opened the school on 3 May 2024.", "Anna Berg opened the school"),
        ("Lars Holm spoke. He will visit Malta in August 2025.", "Lars Holm will visit Malta"),
        ("In 1962 we moved to Bergen, where my father had a shop.", "We moved to Bergen"),
        ("War broke out in 1914.", "War broke out"),
        ("Peru joined the union in 1990 and left Turku to Malta.", "Peru joined the union"),
        (
            "A bomb exploded in Turku on 3 May 2024, killing 40 people.",
            "A bomb exploded in Turku, killing 40 people",
        ),
        ("The court on 3 May 2024 jailed Lars Holm for 12 years.", "The court jailed Lars Holm for 12 years"),
        (
            "On 3 May 2024 it was decided that the school would close.",
            "It was decided that the school would close",
        ),
        ("The works, the largest in Chad, were closed in 2019.", "The works were closed"),
        ("Set in Turku, the novel was published in 1990.", "The novel was published"),
        (
            "Anna Berg and Lars Holm, the mayor, opened the bridge in 2019.",
            "Anna Berg and Lars Holm opened the bridge",
        ),
        ("The earthquake, which struck Chad in 2019, was strong.", "The earthquake struck Chad"),
    ];
    for (text, wanted) in rows {
        assert_eq!(read(text).events.first().map(|told| told.title.as_str()), Some(wanted), "{text}");
    }
    for text in ["On 3 May 2024, Peru said.", "The president announced on 3 May 2024."] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
}

#[test]
fn an_entry_has_the_date_at_its_head_and_a_paragraph_that_of_its_heading() {
    let rows: [(&str, &[&str]); 8] = [
        (
            "3 September 1939: Britain declared war on Germany.",
            &["1939-09-03 Occurred Britain declared war on Germany"],
        ),
        ("1914 – The war begins.", &["1914 Occurred The war begins"]),
        ("June 1919: Treaty of Versailles signed.", &["1919-06 Occurred Treaty of Versailles signed"]),
        ("- 1905 – Peru leaves the union", &["1905 Occurred Peru leaves the union"]),
        ("1914–1918: First World War.", &["1914/1918 Occurred First World War"]),
        (
            "| Date | Event |\n|---|---|\n| 1814 | Peru adopts its laws |\n| Fall of Turku | 9 April 1940 |",
            &["1814 Occurred Peru adopts its laws", "1940-04-09 Occurred Fall of Turku"],
        ),
        (
            "## 3 May 1905\n\nPeru left the union. Lars Holm fled to Turku.\n\n## 9 April 1940\n\nPeru invaded Malta.\n\n## Sources\n\nAnna Berg wrote the book.",
            &[
                "1905-05-03 Occurred Peru left the union",
                "1905-05-03 Occurred Lars Holm fled to Turku",
                "1940-04-09 Occurred Peru invaded Malta",
            ],
        ),
        ("1814: Peru never adopted its laws.", &[]),
    ];
    for (text, wanted) in rows {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn long_and_hostile_texts_end_soon() {
    for part in [
        "held ",
        "in 2023 ",
        "(in 2023 signed, and ",
        "that was signed in 2023 ",
        "“Norway said in May ",
        "Norway, ",
        "to be held ",
    ] {
        // Twice the text takes about twice the time, not four times as much.
        let spent = |times: usize| {
            let text = part.repeat(times);
            let start = std::time::Instant::now();
            let _ = read(&text);
            start.elapsed().as_secs_f64()
        };
        let (half, whole) = (spent(10_000).min(spent(10_000)), spent(40_000));
        assert!(whole < half * 12.0 + 0.5, "{part}: {half} {whole}");
    }
}

proptest::proptest! {
    #[test]
    fn any_words_are_read(text in "((On|Norway|signed|was|to|be|held|in|May|2023|the|visit|of|and|that|which|,|\\.|\\(|\\)|“|”|\n|é|’s|–|will|by|US) ?){0,60}") {
        for told in read(&text).events {
            proptest::prop_assert!(text.get(told.event.sentence.clone()).is_some());
            for part in &told.event.title {
                proptest::prop_assert!(text.get(part.clone()).is_some());
            }
        }
    }
}
