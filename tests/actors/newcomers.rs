//! Names as reports, minutes, records and letters write them: bodies with a land in their name, titles of many
//! sorts, letters behind a name, capitals of captions, nouns that mean a body.

use annals::extract::actors::{self, How, Kind};
use annals::extract::page::Page;

use super::told;

#[test]
fn a_land_in_the_name_of_a_body_is_no_state() {
    let rows: [(&str, &[&str]); 18] = [
        ("English Heritage said the castle would close.", &["o English Heritage"]),
        ("Scottish Widows paid, and Georgia Power said so.", &["o Scottish Widows", "c Georgia Power"]),
        ("Kenya Power said that Dutch Railways ran late.", &["c Kenya Power", "c Dutch Railways"]),
        (
            "We asked Historic England, Sport England and Health Canada.",
            &["o Historic England", "o Sport England", "o Health Canada"],
        ),
        (
            "The Bank of Ireland lent it. Banco de Portugal warned of debt.",
            &["o Bank of Ireland", "o Banco de Portugal"],
        ),
        (
            "The South African Police Service and the New York Times agreed.",
            &["o South African Police Service", "o New York Times"],
        ),
        ("Chicago Bulls won. Boston Dynamics built it.", &["o Chicago Bulls", "o Boston Dynamics"]),
        ("Georgia Tech beat Virginia Tech.", &["o Georgia Tech", "o Virginia Tech"]),
        ("American Red Cross volunteers arrived on Sunday.", &["o American Red Cross"]),
        // What is no name with a land in it.
        ("Brazilian Torvão said he was ill. Torvão died.", &["s Brazil = Brazilian", "p Torvão"]),
        ("British Jews marched.", &["s United Kingdom = British"]),
        ("The British Empire collapsed.", &["s United Kingdom = British"]),
        ("Russian Orthodox leaders came.", &["s Russia = Russian"]),
        ("German Finance Minister Ada Kern spoke.", &["s Germany = German", "p Ada Kern"]),
        ("Chancellor Merz left Germany.", &["p Merz = Chancellor Merz", "s Germany"]),
        ("Indiana Jones ran.", &["l Indiana"]),
        ("The US Open began.", &[]),
        ("The Spaniard Nolar won.", &[]),
    ];
    for (text, wanted) in rows {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn titles_of_all_sorts_stand_before_a_person() {
    for (text, name) in [
        ("Ms Orla Fitch joined in 2018. Ms Fitch left.", "Orla Fitch"),
        ("Mrs Rahel Siemens wrote it.", "Rahel Siemens"),
        ("Mx Robin Tarn came.", "Robin Tarn"),
        ("Cllr. Osman seconded it.", "Osman"),
        ("Sra. Ortega wrote.", "Ortega"),
        ("Sr Maria Quill taught.", "Maria Quill"),
        ("Then Ms Dean left.", "Dean"),
        ("Dr King resigned on 3 May.", "King"),
        ("Herr Doktor Weiss spoke.", "Weiss"),
        ("Kemal Bey came home.", "Kemal Bey"),
        ("His Honour Judge Tolley sat.", "Tolley"),
        ("Prof Sir John Leith FRCP chaired.", "John Leith"),
        ("Lord Mellor of Richmond spoke.", "Mellor"),
        ("Sheikh Hamad bin Khalid resigned.", "Hamad bin Khalid"),
        ("MS VALE: My Lord, I object to that.", "Vale"),
    ] {
        let cast = actors::find(&Page::read(text));
        let named: Vec<(&str, Kind)> =
            cast.actors.iter().map(|actor| (actor.name.as_str(), actor.kind)).collect();
        assert_eq!(named, [(name, Kind::Person)], "{text}");
    }
    for text in ["Mr Speaker rose.", "The Clerk read the minutes.", "The Respondent denied it."] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_caption_in_capitals_names_whom_the_document_names() {
    let text = "OSMAN DEMIR, THE MAYOR OF IZMIR\n\nDemir was born in 1961.";
    assert_eq!(told(text)[0], "p Osman Demir = OSMAN DEMIR = Demir");
}

#[test]
fn a_family_name_in_front_tells_no_gender() {
    let cast = actors::find(&Page::read("Kim Min-jun won."));
    assert_eq!((cast.actors[0].name.as_str(), cast.actors[0].gender), ("Kim Min-jun", None));
}

/// Whom each `the ..` without a name means.
fn nouns(text: &str) -> Vec<(String, String)> {
    let cast = actors::find(&Page::read(text));
    let nouns = cast.mentions.iter().filter(|mention| mention.how == How::Noun);
    nouns
        .map(|mention| (text[mention.span.clone()].to_owned(), cast.actors[mention.actor].name.clone()))
        .collect()
}

#[test]
fn a_noun_means_a_body_only_where_no_other_can_be_meant() {
    for (text, noun, name) in [
        ("British Airways was late. The airline said crews were ill.", "The airline", "British Airways"),
        ("The Bank of England met. The Bank said so.", "The Bank", "Bank of England"),
        ("Halden Foods Ltd fell. The company expects a loss.", "The company", "Halden Foods Ltd"),
        (
            "Leeds City Council met. The Council noted it. A council spokesman left.",
            "The Council",
            "Leeds City Council",
        ),
        ("Norvik FC sacked him. The club said so.", "The club", "Norvik FC"),
    ] {
        assert_eq!(nouns(text), [(noun.to_owned(), name.to_owned())], "{text}");
    }
    for text in [
        "Halden Foods Ltd fell. Tarn Foods Ltd rose. The company said so.",
        "Halden Foods Ltd fell. A rival company rose. The company said so.",
        "The company said so. Halden Foods Ltd fell.",
        "Halden Foods Ltd fell. The company that made it said so.",
        "The Respondent said its shares fell. The Respondent's employees left. The company said so.",
        "Halden Bank Ltd fell. The bank manager said so.",
    ] {
        assert_eq!(nouns(text), [], "{text}");
    }
}

#[test]
fn who_is_brought_in_without_a_name_may_be_meant_by_the_office() {
    let said = "Spokesman Erik Dahl said no. The spokesman left.";
    assert_eq!(nouns(said), [("The spokesman".to_owned(), "Erik Dahl".to_owned())]);
    let two = "Spokesman Erik Dahl said no. A spokesman for the embassy said yes. The spokesman left.";
    assert_eq!(nouns(two), []);
    let chair = "Present: Ada Holt (Chair), Sam Birch. The Chair welcomed members.";
    assert_eq!(nouns(chair), [("The Chair".to_owned(), "Ada Holt".to_owned())]);
}
