//! Who said what: tables of what a reader would answer, properties, and the measured set.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "quotes/genres.rs"]
mod genres;
#[path = "quotes/measured.rs"]
mod measured;
#[path = "quotes/persons.rs"]
mod persons;

use std::ops::Range;
use std::time::{Duration, Instant};

use annals::extract::actors::{self, Cast};
use annals::extract::page::Page;
use annals::extract::quotes::{self, Act, Said, Sure};
use proptest::prelude::*;

/// Source and words of everything that is attributed in `text`, parts of the words joined by ` ~ `.
fn said(text: &str) -> Vec<(String, String)> {
    let page = Page::read(text);
    quotes::find(&page, &Cast::default())
        .iter()
        .map(|said| {
            let parts: Vec<&str> = said.parts().map(|part| &text[part.clone()]).collect();
            (text[said.source.clone().unwrap()].to_owned(), parts.join(" ~ "))
        })
        .collect()
}

fn holds(table: &[(&str, &[(&str, &str)])]) {
    for (text, want) in table {
        let found = said(text);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(who, what)| (who.as_str(), what.as_str())).collect();
        assert_eq!(found, *want, "{text}");
    }
}

#[test]
fn direct_speech_belongs_to_the_subject_of_its_verb_wherever_that_stands() {
    holds(&[
        ("“It rains,” Mara Lind said.", &[("Mara Lind", "“It rains,”")]),
        (
            "“It rains,” said Mara Lind, a sailor from Oslo.",
            &[("Mara Lind, a sailor from Oslo", "“It rains,”")],
        ),
        ("“It rains,” the old captain told a reporter on Monday.", &[("the old captain", "“It rains,”")]),
        ("Mara Lind said: “It rains. It pours.”", &[("Mara Lind", "“It rains. It pours.”")]),
        (
            "“It rains,” she said, “and it will not stop.”",
            &[("she", "“It rains,” ~ “and it will not stop.”")],
        ),
        ("Mara Lind, who sails, said, “It rains.”", &[("Mara Lind, who sails", "“It rains.”")]),
        ("“Why now?” Lind asked.", &[("Lind", "“Why now?”")]),
        ("“Never!” he bellowed.", &[("he", "“Never!”")]),
        ("Added Lind: “We sail at noon.”", &[("Lind", "“We sail at noon.”")]),
    ]);
}

#[test]
fn speech_goes_on_over_sentences_and_paragraphs() {
    holds(&[
        (
            "“It rains,” Lind said. “We will sail on Friday instead.”",
            &[("Lind", "“It rains,” ~ “We will sail on Friday instead.”")],
        ),
        (
            "Lind said: “The first day was calm and warm.\n\n“The second day was not, and we turned back.”",
            &[("Lind", "“The first day was calm and warm. ~ “The second day was not, and we turned back.”")],
        ),
        (
            "Lind told the crew:\n\n“Nobody goes ashore before the storm is over.”",
            &[("Lind", "“Nobody goes ashore before the storm is over.”")],
        ),
    ]);
}

#[test]
fn marks_of_every_kind_hold_speech() {
    for (open, close) in [
        ("“", "”"),
        ("\"", "\""),
        ("«", "»"),
        ("« ", " »"),
        ("„", "“"),
        ("»", "«"),
        ("``", "''"),
        ("''", "''"),
        ("‘", "’"),
        ("'", "'"),
    ] {
        let text = format!("Lind said, {open}We won’t sail, the crew's tired.{close}");
        let found = said(&text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0], ("Lind".to_owned(), format!("{open}We won’t sail, the crew's tired.{close}")));
    }
}

#[test]
fn a_mark_that_is_left_open_reaches_no_further_than_its_paragraph() {
    let found = said("“It rains, Lind said.\n\nThe harbour was closed. Nobody came.");
    assert!(found.iter().all(|(_, words)| !words.contains("harbour")), "{found:?}");
    let found = said("Lind said, “It rains. The boat “Vega” left.");
    assert!(found.iter().all(|(_, words)| words.len() < 60), "{found:?}");
}

#[test]
fn reported_speech_is_found_with_and_without_that() {
    holds(&[
        ("Lind said that the harbour was closed.", &[("Lind", "that the harbour was closed")]),
        ("Lind said the harbour was closed.", &[("Lind", "the harbour was closed")]),
        ("The harbour was closed, Lind said.", &[("Lind", "The harbour was closed")]),
        (
            "The harbour was closed, said Lind, the captain.",
            &[("Lind, the captain", "The harbour was closed")],
        ),
        ("According to Mara Lind, the harbour was closed.", &[("Mara Lind", "the harbour was closed")]),
        ("The harbour was closed, according to the captain.", &[("the captain", "The harbour was closed")]),
        (
            "Lind told reporters in Oslo that the harbour was closed.",
            &[("Lind", "that the harbour was closed")],
        ),
        ("The report says two boats were lost.", &[("The report", "two boats were lost")]),
        ("Lind denied the claim.", &[("Lind", "the claim")]),
        ("Lind refused to sail.", &[("Lind", "to sail")]),
        ("Lind said the plan was “dead in the water.”", &[("Lind", "the plan was “dead in the water.”")]),
        (
            "Critics were stunned by Lind’s claim that the boat was safe.",
            &[("Lind", "that the boat was safe")],
        ),
        ("The owners are confident that the boat is safe.", &[("The owners", "that the boat is safe")]),
    ]);
}

#[test]
fn clauses_keep_to_their_own_speaker() {
    holds(&[
        (
            "After Berg criticised the crew, Lind said, “They did well.”",
            &[("Berg", "the crew"), ("Lind", "“They did well.”")],
        ),
        (
            "Lind said the boat was safe, but Berg said it was not.",
            &[("Lind", "the boat was safe"), ("Berg", "it was not")],
        ),
        (
            "Lind praised the crew and said the boat was safe.",
            &[("Lind", "the crew"), ("Lind", "the boat was safe")],
        ),
        (
            "A letter obtained by the agency warns that the boat leaks.",
            &[("A letter obtained by the agency", "that the boat leaks")],
        ),
        ("Lind left the harbour, saying that the boat was safe.", &[("Lind", "that the boat was safe")]),
    ]);
}

#[test]
fn titles_and_names_in_marks_are_not_speech() {
    for text in [
        "The boat “Vega” left the harbour.",
        "The so-called “sea road” was closed for a week.",
        "They sang “Home Again” on the quay.",
        "A group called “Friends of the Sea” met on Monday.",
        "The crew’s boats and the sailors’ nets were lost in the ’90s.",
    ] {
        assert!(said(text).is_empty(), "{text}: {:?}", said(text));
    }
}

#[test]
fn nouns_that_look_like_verbs_say_nothing() {
    for text in [
        "Early states vote in March.",
        "The talks were held in Oslo in May.",
        "Two claims that were made are still open.",
        "It rained.",
        "",
    ] {
        assert!(
            said(text).iter().all(|(_, what)| !what.contains("March") && !what.contains("open")),
            "{text}"
        );
    }
}

#[test]
fn what_was_not_said_is_nobodys() {
    for text in [
        "Mara Lind did not say that the harbour was closed.",
        "Mara Lind never said the harbour was closed.",
        "The ministers didn't say whether the harbour was closed.",
        "Nobody said that the harbour was closed.",
        "No captain said that the harbour was closed.",
        "Neither Lind nor Holm said that the harbour was closed.",
        "The owners failed to say that the harbour was closed.",
        "Did the captains say that the harbour was closed?",
        "If the judges say that the sale is void, the ship stays.",
        "The owners might say that they never knew.",
        "It is not true that Lind said the harbour was closed.",
        "There is no evidence that Lind said the harbour was closed.",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
    holds(&[
        ("Lind did not say who paid, but Holm said the owners had.", &[("Holm", "the owners had")]),
        (
            "Lind denied that Holm had said the harbour was closed.",
            &[("Lind", "that Holm had said the harbour was closed")],
        ),
        (
            "“I saw it,” said a sailor, who asked not to be named.",
            &[("a sailor, who asked not to be named", "“I saw it,”")],
        ),
    ]);
}

#[test]
fn deeds_are_no_speech_and_words_about_them_are() {
    for text in [
        "Chad attacked Oslo.",
        "Rebels attacked the village and killed nine people.",
        "The king declared a state of emergency.",
        "Sweden ratified it.",
        "The court upheld the law.",
        "The senators approved the budget, and the president vetoed it.",
        "The firm recalled 40,000 cars.",
        "The board dismissed the director.",
        "The museum unveiled a statue of the poet.",
        "The minister called an election for June.",
        "Astronomers discovered a planet.",
        "The road will be closed by the end of March.",
        "The bridge was announced by mistake.",
        "The dead were named by police on Friday.",
        "The ferry left at 5:30 a.m. on Friday.",
        "They found a map: “Nobody knows this place any more.”",
    ] {
        let page = Page::read(text);
        let found = quotes::find(&page, &Cast::default());
        assert!(found.iter().all(|said| said.act == Act::Thought), "{text}: {found:?}");
    }
    holds(&[
        ("The king declared that the war was over.", &[("The king", "that the war was over")]),
        ("Lind attacked the plan as “a gift to the rich”.", &[("Lind", "the plan as “a gift to the rich”")]),
        ("Lind attacked the plan as reckless.", &[("Lind", "the plan as reckless")]),
        ("Lind rejected claims that she was paid.", &[("Lind", "claims that she was paid")]),
        ("The plan was criticised by Mara Lind.", &[("Mara Lind", "The plan")]),
        (
            "The council was told by engineers that the dam was safe.",
            &[("engineers", "that the dam was safe")],
        ),
        ("At 10:45 a.m. the police said the road was open.", &[("the police", "the road was open")]),
    ]);
}

#[test]
fn a_sentence_behind_finished_speech_takes_no_part_in_it() {
    holds(&[
        (
            "'It rains,' she said. 'We shall stay.' Mara Lind nodded.",
            &[("she", "'It rains,' ~ 'We shall stay.'")],
        ),
        ("“It rains.” Mara Lind nodded.", &[]),
        ("“It rains.” Lind left for Oslo on Monday.", &[]),
        ("“It rains.” Lind said nothing.", &[]),
        ("“Will it rain?” Lind looked at the sky.", &[]),
        ("“It will rain at last,” Lind smiled.", &[("Lind", "“It will rain at last,”")]),
        ("“It rains.” Lind said on Monday.", &[("Lind", "“It rains.”")]),
    ]);
}

#[test]
fn who_is_quoted_by_another_is_the_speaker() {
    holds(&[
        ("Lind quoted Holm as saying that it rained.", &[("Holm", "that it rained")]),
        ("Holm was quoted as saying that it rained.", &[("Holm", "that it rained")]),
        ("Holm was quoted by Lind as saying that it rained.", &[("Holm", "that it rained")]),
        ("“It rained,” the pilot was quoted as saying.", &[("the pilot", "“It rained,”")]),
        (
            "The paper cited the pilot, Erik Dahl, as saying that it rained.",
            &[("the pilot, Erik Dahl", "that it rained")],
        ),
    ]);
}

#[test]
fn several_may_speak_as_one_and_some_speak_for_others() {
    let told = |text: &str| {
        let page = Page::read(text);
        let cast = actors::find(&page);
        let name = |actor: &usize| cast.actors[*actor].name.clone();
        let found = quotes::find(&page, &cast);
        let said = found.first().unwrap();
        let speakers: Vec<String> = said.speaker.iter().chain(&said.with).map(name).collect();
        (speakers.join(" + "), said.behalf.as_ref().map(name))
    };
    for (text, speakers, behalf) in [
        ("Anna Berg and Lars Holm said they would stay.", "Anna Berg + Lars Holm", None),
        ("Norway, Sweden and Chad said they would sign.", "Sweden + Chad + Norway", None),
        ("Anna Berg and her driver said they would stay.", "", None),
        ("A spokesman for Norvex Holdings said the plant would close.", "", Some("Norvex Holdings")),
        ("A Kremlin spokesman said the talks went well.", "", Some("Kremlin")),
        ("US officials said the strike went wrong.", "", Some("United States")),
        ("Lars Holm’s lawyer said he was innocent.", "", Some("Lars Holm")),
        ("Officials said the dam would hold.", "", None),
        ("The president of Chad said the war was over.", "", None),
    ] {
        assert_eq!(told(text), (speakers.to_owned(), behalf.map(str::to_owned)), "{text}");
    }
}

fn speakers(text: &str) -> Vec<(Option<String>, String)> {
    let page = Page::read(text);
    let cast = actors::find(&page);
    let name = |said: &Said| said.speaker.map(|actor| cast.actors[actor].name.clone());
    quotes::find(&page, &cast).iter().map(|said| (name(said), text[said.span.clone()].to_owned())).collect()
}

#[test]
fn sources_are_resolved_to_actors_where_that_is_plain_and_else_to_none() {
    for (text, want) in [
        (
            "President Anna Berg met the crew. “It rains,” Berg said. She added that the boat was safe.",
            vec![Some("Anna Berg"), Some("Anna Berg")],
        ),
        // The campaign is not the woman.
        ("Anna Berg left Oslo. Berg’s campaign said the boat was safe.", vec![None]),
        // Two speak at once: one of them is unknown, so that nobody is the speaker.
        ("Anna Berg and her brother said the boat was safe.", vec![None]),
        // Who is he?
        ("Oleh Koval met Ivan Hnatiuk in Kyiv. The talks were long. He said the boat was safe.", vec![None]),
        ("Officials said the boat was safe.", vec![None]),
    ] {
        let found: Vec<Option<String>> = speakers(text).into_iter().map(|(who, _)| who).collect();
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn an_answer_names_what_it_is_and_how_sure_it_is() {
    let text = "“It rains,” Mara Lind said. Lind believes the boat is safe.";
    let page = Page::read(text);
    let found = quotes::find(&page, &Cast::default());
    assert_eq!((found[0].direct, found[0].act, found[0].sure), (true, Act::Speech, Sure::Certain));
    assert_eq!((found[1].direct, found[1].act, found[1].sure), (false, Act::Thought, Sure::Likely));
    assert_eq!(&text[found[0].cue.clone()], "said");
    assert!(found.iter().all(|said| !said.rule.is_empty()));
}

const INTERVIEW: &str = "Mara Lind,\n\nCaptain of the Vega\n\n\
    - How long have you been at sea? What do you like about it?\n\
    - I have sailed for thirty years. I like the quiet.\n\n\
    We see whales nearly every week.\n\n\
    - And what about the storms? Are you afraid of them?\n\
    - Not any more. We know the boat and the boat knows us.\n\n\
    - Will you stop one day?\n\
    - One day, yes. Everybody stops one day.\n";

#[test]
fn in_an_interview_answers_belong_to_the_guest_and_questions_to_nobody() {
    let found = said(INTERVIEW);
    let answers: Vec<&str> = found.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(
        answers,
        [
            "I have sailed for thirty years. I like the quiet. ~ We see whales nearly every week.",
            "Not any more. We know the boat and the boat knows us.",
            "One day, yes. Everybody stops one day.",
        ]
    );
    assert!(found.iter().all(|(who, _)| who == "Mara Lind"));
}

#[test]
fn turns_of_a_transcript_belong_to_whom_their_label_names() {
    let text = "BERG: When did it begin?\n\nLIND: It began at dawn.\n\nThe wind was strong.\n\nBERG: And then?\n\n\
                LIND: Then it was calm.\n\nBERG: At once?\n\nLIND: At once.\n";
    let found = said(text);
    assert_eq!(found.len(), 6, "{found:?}");
    assert_eq!(found[1], ("LIND".to_owned(), "It began at dawn. ~ The wind was strong.".to_owned()));
}

/// Pieces that meet in hostile and in ordinary texts.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        "«",
        "»",
        "„",
        "``",
        "''",
        " said ",
        " X ",
        ", ",
        ". ",
        ": ",
        "\n",
        "\n\n",
        "- ",
        "Q: ",
        "A: ",
        "?",
        "he ",
        "that ",
        "according to ",
        "who ",
        "(",
        ")",
        "—",
        " told ",
        "the ",
        "Anna Berg ",
        "’s ",
        "claim ",
        "дім ",
        "é",
        "\u{2029}",
        "of ",
        "and ",
        "to ",
        "was ",
        "saying ",
        "**",
        "Bob: ",
        "by ",
        "U.S. ",
        "-",
        "called ",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|parts| parts.concat())
}

fn is_sound(text: &str) {
    let page = Page::read(text);
    let cast = actors::find(&page);
    for said in quotes::find(&page, &cast) {
        let whole = |span: &Range<usize>| span.start < span.end && text.get(span.clone()).is_some();
        assert!(said.parts().all(whole), "{text:?} {said:?}");
        assert!(whole(&said.cue) && said.source.as_ref().is_none_or(whole), "{text:?} {said:?}");
        assert!(said.speaker.is_none_or(|actor| actor < cast.actors.len()));
    }
}

proptest! {
    #[test]
    fn every_answer_is_a_piece_of_its_text(text in pieces()) {
        is_sound(&text);
    }

    #[test]
    fn no_text_is_too_strange(text in any::<String>()) {
        is_sound(&text);
    }
}

#[test]
fn hostile_texts_take_time_in_proportion_to_their_length() {
    for piece in [
        "\"",
        "“a ",
        "'a ",
        "‘a ",
        "said ",
        "X said ",
        "he said that ",
        "“a,” said X, ",
        "X said “a b” and “c d” ",
        "- a?\n",
        "man of ",
    ] {
        let time = |times: usize| {
            let text = piece.repeat(times);
            let page = Page::read(&text);
            let start = Instant::now();
            std::hint::black_box(quotes::find(&page, &Cast::default()));
            start.elapsed()
        };
        let (short, long) = (time(4_000), time(32_000));
        assert!(
            long < short * 30 + Duration::from_millis(300),
            "{piece:?}: {short:?}, eight times as long {long:?}"
        );
    }
}
