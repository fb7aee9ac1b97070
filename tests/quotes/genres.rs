//! Who speaks in court reports, records, minutes, interviews and novels: each paragraph with those who are named
//! as speakers, `-` where nobody is, and no wrong one.

use annals::extract::actors;
use annals::extract::page::Page;
use annals::extract::quotes;

/// The speakers of a text, in the order of their words.
fn speakers(text: &str) -> String {
    let page = Page::read(text);
    let cast = actors::find(&page);
    let mut said = quotes::find(&page, &cast);
    said.sort_by_key(|said| said.span.start.min(said.cue.start));
    let names = said.iter().map(|said| said.speaker.map_or("-", |actor| cast.actors[actor].name.as_str()));
    names.collect::<Vec<_>>().join(", ")
}

#[test]
fn speakers_are_found_in_every_genre() {
    for (text, wanted) in [
        // Courts
        ("Judge Nora Falk jailed Peter Lunt. “You showed no pity,” the judge told him.", "Nora Falk"),
        ("It was submitted for the appellant that the trial was unfair.", ""),
        ("Counsel for the Crown submitted that the sentence was right.", "-"),
        ("The coroner, Dr Helga Roth, said the road was wet.", "Helga Roth"),
        // Parliament and councils
        ("Cllr Webb moved that the fence be painted.", "Webb"),
        ("Ms Orla Daly replied that she shared his concern.", "Orla Daly"),
        ("It was agreed that Cllr Webb would write to the Council.", ""),
        // Companies
        ("Turkish Airlines ran late. The airline said it was sorry.", "Turkish Airlines"),
        ("Its chair, Dame Joan Pryce, said nobody was to blame.", "Joan Pryce"),
        ("A spokeswoman for Norvex Ltd said it was sorry.", "-"),
        // Novels
        ("“The truth,” said Harriet. “There is none,” said a voice.", "Harriet, -"),
        // What looks like a verb of speech
        ("American Red Cross volunteers arrived on Sunday.", ""),
    ] {
        assert_eq!(speakers(text), wanted, "{text}");
    }
}

#[test]
fn an_interview_without_labels_gives_its_answers_to_the_only_one_who_is_introduced() {
    let talk = "\n\nHow did you come to run a ferry?\n\nMy uncle owned it. I was nineteen.\n\n\
        Did you ever want to leave?\n\nI wanted to leave every winter.\n\n\
        What changed after the bridge opened?\n\nEverything changed for me.\n\n";
    let one = "A conversation with Marta Ilic\n\nBy Tom Hale";
    assert_eq!(speakers(&format!("{one}{talk}")), "Marta Ilic, Marta Ilic, Marta Ilic");
    // What follows the last answer is nobody's.
    let after = "The conversation was held in May. It was cut for length.";
    let page = format!("{one}{talk}{after}");
    let read = Page::read(&page);
    let said = quotes::find(&read, &actors::find(&read));
    assert!(said.iter().flat_map(quotes::Said::parts).all(|part| !page[part.clone()].contains("length")));
    // Two are introduced, or nothing tells that anybody was asked: nobody's.
    for head in ["We met Marta Ilic and Ivo Kern in May.", "Marta Ilic runs a ferry."] {
        assert!(!speakers(&format!("{head}{talk}")).contains("Marta Ilic, Marta"), "{head}");
    }
}

#[test]
fn a_turn_ends_before_the_record_and_before_who_asks() {
    let record = "HELEN MARSH: I beg to move that the bill be read.\n\nTOM HALE: Will she give way?\n\n\
        HELEN MARSH: I will not.\n\nTOM HALE: On a point of order.\n\nHELEN MARSH: I have done.\n\n\
        TOM HALE: I am grateful.\n\nThe House divided at 7.14 pm. The bill was lost.";
    let page = Page::read(record);
    let cast = actors::find(&page);
    let said = quotes::find(&page, &cast);
    assert_eq!(said.len(), 6);
    assert!(said.iter().flat_map(quotes::Said::parts).all(|part| !record[part.clone()].contains("divided")));

    let reply = "Mr Orr: I ask the Minister.\n\nThe Minister of State (Ms Ada Daly): I refer to the reply.\n\n\
        Mr Orr: When will it open?\n\nThe Minister of State: In June.\n\nMs Dean: Too late.\n\nMr Orr: I agree.";
    assert_eq!(speakers(reply), "Orr, Ada Daly, Orr, Ada Daly, Dean, Orr");

    let trial = "Q. Where were you?\n\nA. I was at home.\n\nQ. Did you see it?\n\nA. I saw a red car.\n\n\
        MS VALE: My Lord, I object to that.\n\nQ. When was it?\n\nA. It was late.";
    assert_eq!(speakers(trial), "-, -, Vale, -");
}
