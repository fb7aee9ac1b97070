//! Who speaks, and what is nobody's speech: bare things, times, captions, what another does behind the words.

use annals::extract::actors;
use annals::extract::page::Page;
use annals::extract::quotes::{self, Act, Sure};

use super::{said, speakers};

/// Who is said to have said something, with the first of the words; thoughts, wishes and mere topics left out.
fn speech(text: &str) -> Vec<(String, String)> {
    let page = Page::read(text);
    let cast = actors::find(&page);
    quotes::find(&page, &cast)
        .iter()
        .filter(|said| said.act == Act::Speech)
        .map(|said| {
            let who = said.speaker.map_or("-", |actor| cast.actors[actor].name.as_str());
            (who.to_owned(), text[said.span.clone()].to_owned())
        })
        .collect()
}

#[test]
fn a_bare_thing_or_a_time_is_nobodys_speech() {
    for text in [
        "The rebels fired on Friday.",
        "The rebels fired on the village.",
        "Few people voted on Tuesday.",
        "The meeting, planned for Sunday, was called off.",
        "The race, announced in May, was cancelled.",
        "Anna Berg welcomed Lars Holm in Oslo.",
        "The captain threatened Chad on Monday.",
        "The clinic admitted 12 patients.",
        "Anna Berg showed her boat to Lars Holm.",
        "Anna Berg offered coffee to the crew.",
        "Anna Berg spoke on Monday.",
        "Anna Berg praised the crew.",
        "The council voted on Monday to close the school.",
    ] {
        assert_eq!(speech(text), [], "{text}");
    }
    for (text, words) in [
        ("Anna Berg welcomed the plan as “a gift”.", "the plan as “a gift”"),
        ("The captain threatened to sail.", "to sail"),
        ("The clinic admitted that it was wrong.", "that it was wrong"),
        ("Anna Berg, the mayor, said on Monday that it rained.", "that it rained"),
    ] {
        let found = speech(text);
        assert_eq!(found.first().map(|(_, words)| words.as_str()), Some(words), "{text}: {found:?}");
    }
}

#[test]
fn words_end_where_their_speaker_does_something_else() {
    for (text, words) in [
        ("Anna Berg told the crew that “it is over” and left on Friday.", "that “it is over”"),
        ("Anna Berg said, “It is all over now,” and left on Friday.", "“It is all over now,”"),
        ("Lars Holm, who Anna Berg said was a liar, resigned.", "was a liar"),
        ("Anna Berg said “it is over” and that she would leave.", "“it is over” and that she would leave"),
    ] {
        let found = said(text);
        assert!(found.iter().any(|(_, found)| found == words), "{text}: {found:?}");
    }
}

#[test]
fn speakers_are_found_by_what_stands_around_them() {
    for (text, want) in [
        ("“It is calm,” said Chief of Police Anna Berg.", Some("Anna Berg")),
        ("The boat came in. “It is calm,” DS Holm said.", Some("Holm")),
        ("City boss Lars Holm was less pleased: “We were asleep.”", Some("Lars Holm")),
        ("Coach Anna Berg, 51, was in tears. “Nobody gave us a chance before the game.”", Some("Anna Berg")),
        ("“I was there,” Anna Berg quoted Lars Holm as saying.", Some("Lars Holm")),
        ("Anna Berg told her that it was over. “It is not,” she replied.", None),
        ("Anna Berg met a nurse. “It is over,” she said.", None),
        ("Lars Holm found a note: “We are gone and will not be back.”", None),
    ] {
        let found = speakers(text);
        let who: Vec<Option<&str>> =
            found.iter().filter(|(_, words)| words.starts_with('“')).map(|(who, _)| who.as_deref()).collect();
        assert!(
            who.iter().all(|who| *who == want) && who.is_empty() == (want.is_none() && text.contains("note")),
            "{text}: {found:?}"
        );
    }
    // What rests on the sentence before is a guess.
    let text = "Coach Anna Berg was in tears. “Nobody gave us a chance before the game.”";
    let page = Page::read(text);
    let found = quotes::find(&page, &actors::find(&page));
    assert_eq!(found.iter().map(|said| said.sure).collect::<Vec<_>>(), [Sure::Guess]);
}

#[test]
fn letters_and_parts_stand_for_names_in_a_transcript() {
    let turns = |text: &str| -> String {
        let found = speakers(text);
        let names: Vec<&str> = found.iter().map(|(who, _)| who.as_deref().unwrap_or("-")).collect();
        names.join(", ")
    };
    let legend = "Interviewer: Anna Berg (AB)\nWitness: Dr. Lars Holm (LH), sailor\n\nAB: When was it?\n\nLH: In May.\n\n\
                  AB: Where?\n\nLH: In Oslo.\n\nAB: And then?\n\nLH: Then it rained.\n";
    assert_eq!(turns(legend), "Anna Berg, Lars Holm, Anna Berg, Lars Holm, Anna Berg, Lars Holm");
    let first = "Anna Berg (AB): When was it?\n\nCarl Novak (CN): In May.\n\nAB: Where?\n\nCN: In Oslo.\n\n\
                 AB: And then?\n\nCN: Then it rained.\n";
    assert_eq!(turns(first), "Anna Berg, Carl Novak, Anna Berg, Carl Novak, Anna Berg, Carl Novak");
    let questions = "Q. When was it?\n\nA. In May.\n\nQ. Who came?\n\nA. No. Holm stayed.\n\nQ. And then?\n\nA. It rained.\n";
    assert_eq!(said(questions).len(), 3);
    assert_eq!(turns(questions), "-, -, -");
    assert_eq!(turns(&["Witness: Lars Holm\n\n", questions].concat()), "Lars Holm, Lars Holm, Lars Holm");
}

#[test]
fn a_caption_within_an_interview_is_nobodys() {
    let text = "Mara Lind,\n\nCaptain of the Vega\n\n\
        - How long have you been at sea? What do you like?\n\
        - I have sailed for thirty years. I like the quiet.\n\n\
        Captain Mara Lind and Mayor Anna Berg met in Oslo. 21 January 2025\n\n\
        We see whales every week.\n\n\
        - And the storms? Are you afraid?\n\
        - Not any more. We know the boat.\n\n\
        - Will you stop one day?\n\
        - One day, yes. Everybody does.\n";
    let found = said(text);
    assert!(found.iter().all(|(_, words)| !words.contains("met in Oslo")), "{found:?}");
    assert!(found.iter().any(|(_, words)| words.contains("We see whales")), "{found:?}");
}
