//! Who is named in a text: names, kinds, the forms that are one, and what is left alone.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(clippy::print_stderr, reason = "a test says what it leaves out")]

#[path = "actors/newcomers.rs"]
mod newcomers;
#[path = "actors/persons.rs"]
mod persons;
#[path = "actors/seeds.rs"]
mod seeds;

use annals::extract::actors::{self, Cast, Gender, How, Kind, Member};
use annals::extract::page::Page;
use proptest::prelude::*;

fn cast(text: &str) -> Cast {
    actors::find(&Page::read(text))
}

/// Every actor as `name:kind letter`, and its other forms behind it.
fn told(text: &str) -> Vec<String> {
    let letter = |kind| match kind {
        Kind::State => 's',
        Kind::Organisation => 'o',
        Kind::Person => 'p',
        Kind::Place => 'l',
        Kind::Company => 'c',
        Kind::Programme => 'g',
    };
    let tell = |actor: &actors::Actor| {
        let mut told = format!("{} {}", letter(actor.kind), actor.name);
        for alias in &actor.aliases {
            told += " = ";
            told += alias;
        }
        told
    };
    cast(text).actors.iter().map(tell).collect()
}

#[test]
fn names_are_cut_told_apart_and_brought_together() {
    let rows: [(&str, &[&str]); 24] = [
        // Titles, surnames, pronouns.
        ("Prime Minister Olga Berg left. Later Berg said she was tired.", &["p Olga Berg = Berg"]),
        ("President Koval met Ana Ruiz.", &["p Koval = President Koval", "p Ana Ruiz"]),
        ("Mr. Brown and Mrs. Green left.", &["p Brown = Mr. Brown", "p Green = Mrs. Green"]),
        ("Gordon Brown resigned. Brown was 59.", &["p Gordon Brown = Brown"]),
        ("The analyst Tor Vik, 56, of Oslo agreed.", &["p Tor Vik", "l Oslo"]),
        // States, their people, their capitals.
        ("The Ukrainian team left Poland for Ukraine.", &["s Ukraine = Ukrainian", "s Poland"]),
        ("Paris rejected the offer, and Germany agreed.", &["s France = Paris", "s Germany"]),
        ("It rained in Paris.", &["l Paris"]),
        ("Trade of the U.S. and the UAE", &["s United States = U.S.", "s United Arab Emirates = UAE"]),
        // Bodies and what belongs to their names.
        (
            "The Ministry of Ecology and Natural Resources of Latvia wrote to the Foreign Ministry.",
            &["o Ministry of Ecology and Natural Resources of Latvia", "o Foreign Ministry"],
        ),
        (
            "The National Agency for Mine Safety (NAMS) grew. NAMS hired.",
            &["o National Agency for Mine Safety = NAMS"],
        ),
        (
            "Norvex Holdings Ltd. fell. Norvex blamed Boeing.",
            &["c Norvex Holdings Ltd. = Norvex", "c Boeing"],
        ),
        ("The software maker Quillon hired Quillon CEO Mia Holt.", &["c Quillon", "p Mia Holt"]),
        ("The EU and the European Union are one.", &["o European Union = EU"]),
        (
            "They spoke at the UN Security Council.",
            &["o United Nations Security Council = UN Security Council"],
        ),
        // Offices of bodies before a name.
        (
            "Deputy Chair of the Regional Water Board Olena Sych spoke.",
            &["o Regional Water Board", "p Olena Sych"],
        ),
        ("The Norway-Sweden Energy Council met.", &["o Norway-Sweden Energy Council"]),
        // Programmes.
        ("At COP31 the Lisbon Forest Agreement was signed.", &["g COP31", "g Lisbon Forest Agreement"]),
        (
            "It joined the “Schools for Clean Air” (SCA) initiative. SCA helps.",
            &["g Schools for Clean Air = SCA"],
        ),
        // What is no actor.
        ("The new iPhone 14 has a Photo Viewer.", &[]),
        ("Yesterday I read. Why? Nobody knows. However, In May it rained.", &[]),
        ("What We Know About The Harvest So Far", &[]),
        // Headlines take what the text has shown.
        (
            "Berg Meets Koval In Oslo\n\nOlga Berg met Oleh Koval.",
            &["p Olga Berg = Berg", "p Oleh Koval = Koval", "l Oslo"],
        ),
        // Another script.
        ("Президент Олег Коваль у Києві. President Oleh Koval spoke there.", &["p Oleh Koval = Олег Коваль"]),
    ];
    let wrong: Vec<String> = rows
        .iter()
        .filter(|(text, wanted)| told(text) != *wanted)
        .map(|(text, wanted)| format!("{text}\n  found  {:?}\n  wanted {wanted:?}", told(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The offices of each person, and what else the text calls them by a noun.
fn offices(text: &str) -> Vec<String> {
    let cast = cast(text);
    let people = cast.actors.iter().filter(|actor| actor.kind == Kind::Person);
    let nouns = |actor: &actors::Actor| -> String {
        let of = actor.mentions.iter().map(|at| &cast.mentions[*at]);
        of.filter(|mention| mention.how == How::Noun)
            .map(|mention| [" = ", &text[mention.span.clone()]].concat())
            .collect()
    };
    people.map(|actor| format!("{}: {}{}", actor.name, actor.roles.join("; "), nouns(actor))).collect()
}

#[test]
fn an_office_beside_a_name_is_the_persons_and_means_the_person_where_there_is_one() {
    let rows: [(&str, &[&str]); 14] = [
        (
            "Anna Berg, the mayor of Oslo, left. The mayor was tired.",
            &["Anna Berg: mayor of Oslo = The mayor"],
        ),
        (
            "The mayor of Oslo, Anna Berg, left. The mayor was tired.",
            &["Anna Berg: mayor of Oslo = The mayor"],
        ),
        ("The mayor, Anna Berg, left. So did the mayor.", &["Anna Berg: mayor = the mayor"]),
        (
            "Norvex spokesman Erik Dahl left. The spokesman was tired.",
            &["Erik Dahl: spokesman = The spokesman"],
        ),
        (
            "Prime Minister Mara Lind left. The minister was tired.",
            &["Mara Lind: Prime Minister = The minister"],
        ),
        ("Deputy Minister Mara Lind left. The minister was tired.", &["Mara Lind: Deputy Minister"]),
        (
            "Anna Berg, 56, a former mayor of Bergen, met Lars Holm, the mayor of Oslo. The mayor was tired.",
            &["Anna Berg: former mayor of Bergen", "Lars Holm: mayor of Oslo = The mayor"],
        ),
        // Two may be meant, one of them unnamed.
        (
            "Anna Berg, president of Chad, met the president of Peru. The president was tired.",
            &["Anna Berg: president of Chad"],
        ),
        (
            "Anna Berg, president of Chad, met the president of Peru. The president of Chad was tired.",
            &["Anna Berg: president of Chad = The president"],
        ),
        (
            "Mayor Anna Berg met Mayor Lars Holm. The mayor was tired.",
            &["Anna Berg: Mayor", "Lars Holm: Mayor"],
        ),
        // Before the name it is nobody’s yet; in a list it is another’s.
        ("The mayor was tired. Anna Berg, the mayor of Oslo, left.", &["Anna Berg: mayor of Oslo"]),
        ("Anna Berg, the mayor, and Olga Lind left.", &["Anna Berg: ", "Olga Lind: "]),
        ("Anna Berg, whose brother is a doctor, left. The doctor was tired.", &["Anna Berg: "]),
        (
            "President-elect Lars Holm met Editor-in-Chief Olga Lind.",
            &["Lars Holm: President-elect", "Olga Lind: Editor-in-Chief"],
        ),
    ];
    for (text, want) in rows {
        assert_eq!(offices(text), want, "{text}");
    }
}

#[test]
fn feasts_days_and_what_is_named_for_people_are_no_people() {
    for (text, want) in [
        ("On Christmas Eve, the pope was tired.", &[][..]),
        ("It was New Year’s Eve. Labor Day came, and Good Friday, and St. Patrick's Day.", &[]),
        ("Don't go. Isn’t it late?", &[]),
        ("He landed at John F. Kennedy Airport on Monday.", &["l John F. Kennedy Airport"]),
        ("They met in Martin Luther King Street.", &["l Martin Luther King Street"]),
        ("They met at Diego Maradona Stadium.", &["l Diego Maradona Stadium"]),
        ("The Anna Berg Prize was given to him.", &["g Anna Berg Prize"]),
        ("The Lars Holm Foundation paid for it.", &["o Lars Holm Foundation"]),
        ("The F16 landed, and the A320 too.", &[]),
    ] {
        assert_eq!(told(text), want, "{text}");
    }
}

#[test]
fn a_capital_stands_for_its_state_only_where_it_acts() {
    let how = |text: &str| cast(text).mentions.iter().map(|mention| mention.how).collect::<Vec<_>>();
    assert_eq!(how("Vienna denied it."), [How::Metonym]);
    assert_eq!(how("She flew to Vienna."), [How::Full]);
}

#[test]
fn a_body_that_many_states_have_belongs_to_the_state_that_the_text_gives_it() {
    let rows: [(&str, &[&str]); 17] = [
        ("Brazil’s Congress met.", &["s Brazil", "o Congress of Brazil = Congress"]),
        ("The Indian Supreme Court met.", &["s India = Indian", "o Supreme Court of India = Supreme Court"]),
        ("The Supreme Court of India met.", &["o Supreme Court of India = Supreme Court", "s India"]),
        (
            "The Communist Party of Vietnam met. Then the Communist Party voted.",
            &["o Communist Party of Vietnam = Communist Party", "s Vietnam"],
        ),
        (
            "The US Congress met. Congress voted.",
            &["o Congress of the United States = US Congress = Congress"],
        ),
        ("In Kenya, the Supreme Court met.", &["s Kenya", "o Supreme Court of Kenya = Supreme Court"]),
        (
            "The UK’s High Court met.",
            &["s United Kingdom = UK", "o High Court of the United Kingdom = High Court"],
        ),
        // Nobody’s, where the text does not tell, or may be of a state that has none.
        ("Congress met.", &["o Congress"]),
        ("Congress voted on the war in Iraq.", &["o Congress", "s Iraq"]),
        ("Chad and Peru wrote to the Supreme Court.", &["s Chad", "s Peru", "o Supreme Court"]),
        ("The Supreme Court of Texas met.", &["o Supreme Court of Texas = Supreme Court", "l Texas"]),
        // Two states, two bodies.
        (
            "Ghana’s Supreme Court and the Kenyan Supreme Court met.",
            &[
                "s Ghana",
                "o Supreme Court of Ghana = Supreme Court",
                "s Kenya = Kenyan",
                "o Supreme Court of Kenya = Supreme Court",
            ],
        ),
        // One ministry under two names.
        (
            "The Foreign Ministry of Latvia wrote. Latvia’s Ministry of Foreign Affairs waited.",
            &["o Foreign Ministry of Latvia = Ministry of Foreign Affairs", "s Latvia"],
        ),
        (
            "The Ministry of Health wrote. The Health Ministry waited.",
            &["o Ministry of Health = Health Ministry"],
        ),
        (
            "Chad’s Ministry of Defence wrote to the Defence Ministry of Peru.",
            &["s Chad", "o Ministry of Defence of Chad = Ministry of Defence", "o Defence Ministry of Peru"],
        ),
        ("The Chinese Communist Party met.", &["o Communist Party of China = Chinese Communist Party"]),
        (
            "Al-Qaida in Iraq is not Al-Qaida.",
            &["o al-Qaeda in Iraq = Al-Qaida in Iraq", "o al-Qaeda = Al-Qaida"],
        ),
    ];
    for (text, want) in rows {
        assert_eq!(told(text), want, "{text}");
    }
}

#[test]
fn bodies_of_two_states_stay_two_across_documents() {
    let one = cast("Brazil’s Congress approved the budget.");
    let two = cast("The US Congress approved the budget.");
    let three = cast("Congress approved the budget.");
    let pile = actors::join(&[&one, &two, &three]);
    let bodies: Vec<(&str, usize)> = pile
        .actors
        .iter()
        .filter(|actor| actor.kind == Kind::Organisation)
        .map(|actor| (actor.name.as_str(), actor.doubts.len()))
        .collect();
    assert_eq!(bodies, [("Congress", 1), ("Congress of Brazil", 1), ("Congress of the United States", 0)]);
}

#[test]
fn two_of_one_name_stay_two_and_the_surname_alone_is_doubtful() {
    let cast = cast("Ada Lund and Olof Lund came. Lund spoke.");
    let names: Vec<&str> = cast.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Ada Lund", "Olof Lund", "Lund"]);
    let maybe: Vec<usize> = cast.actors[2].doubts.iter().map(|doubt| doubt.with).collect();
    assert_eq!(maybe, [0, 1]);
}

#[test]
fn numbers_and_generations_tell_bearers_of_a_name_apart() {
    for (text, want) in [
        (
            "Wilhelm I was crowned in 1871. Wilhelm II fled. Wilhelm was old.",
            &["p Wilhelm I", "p Wilhelm II", "p Wilhelm"][..],
        ),
        ("Emperor Franz Joseph I died in Vienna.", &["p Franz Joseph I", "l Vienna"]),
        ("George Hill Jr. met George Hill Sr. there.", &["p George Hill Jr.", "p George Hill Sr."]),
        ("George Hill Jr. left. George Hill was old.", &["p George Hill Jr. = George Hill"]),
        ("With Anna I was happy. Anna Berg left.", &["p Anna Berg = Anna"]),
        // A second bearer makes the surname doubtful from then on.
        (
            "Anna Berg left. Berg was old. Lars Berg came. Berg was angry.",
            &["p Anna Berg = Berg", "p Lars Berg", "p Berg"],
        ),
        // The ordinary spelling is the name.
        ("BERG: Yes.\nThe speaker is Anna Berg. Berg left.", &["p Anna Berg = BERG = Berg"]),
    ] {
        assert_eq!(told(text), want, "{text}");
    }
    let pile = |one: &str, other: &str| actors::join(&[&cast(one), &cast(other)]).actors.len();
    assert_eq!(pile("Wilhelm I was crowned.", "Wilhelm II was crowned."), 2);
    assert_eq!(pile("George Hill Jr. left.", "George Hill Sr. left."), 2);
}

#[test]
fn a_crown_or_another_gender_keeps_bearers_of_a_name_apart() {
    for text in ["Paul Reyes spoke. Mrs. Reyes left.", "Paul Reyes met King Reyes."] {
        let names: Vec<String> = cast(text).actors.into_iter().map(|actor| actor.name).collect();
        assert_eq!(names, ["Paul Reyes", "Reyes"], "{text}");
    }
}

#[test]
fn gender_is_told_by_title_first_name_and_pronoun() {
    for (text, wanted) in [
        ("Mrs. Tamm left.", Some(Gender::Female)),
        ("Anna Tamm left.", Some(Gender::Female)),
        ("President Tamm left. He was tired.", Some(Gender::Male)),
        ("President Tamm left.", None),
    ] {
        assert_eq!(cast(text).actors[0].gender, wanted, "{text}");
    }
}

const PILE: [&str; 6] = [
    "Norwegian President Olga Berg met Erik Lund.",
    "President Berg of Norway spoke in Oslo.",
    "Mr. Berg was tired.",
    "President Volodymyr Zelenskyy met President Berg.",
    "Ukrainian President Volodymyr Zelensky flew home with Mrs. Lund.",
    "The NATO chief met Olga Berg of Norvex Ltd. and John A. Smith.",
];

/// The name of an actor of the pile, its members as documents and names, the names of whom else it may be.
type Row = (String, Vec<(usize, String)>, Vec<String>);

/// The pile as sets of documents and names, whatever the order the documents were given in.
fn piled(order: &[usize]) -> Vec<Row> {
    let casts: Vec<Cast> = order.iter().map(|at| cast(PILE[*at])).collect();
    let pile = actors::join(&casts.iter().collect::<Vec<_>>());
    let mut piled: Vec<_> = pile
        .actors
        .iter()
        .map(|joined| {
            let name =
                |member: &Member| (order[member.cast], casts[member.cast].actors[member.actor].name.clone());
            let mut members: Vec<_> = joined.members.iter().map(name).collect();
            members.sort();
            let mut doubts: Vec<String> =
                joined.doubts.iter().map(|(with, _)| pile.actors[*with].name.clone()).collect();
            doubts.sort();
            (joined.name.clone(), members, doubts)
        })
        .collect();
    piled.sort();
    piled
}

#[test]
fn documents_are_joined_by_name_spelling_and_office() {
    let piled = piled(&[0, 1, 2, 3, 4, 5]);
    let members = |name: &str| {
        piled
            .iter()
            .filter(|row| row.0 == name)
            .map(|row| row.1.iter().map(|member| member.0).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    assert_eq!(members("Olga Berg"), [[0, 1, 3, 5]]);
    assert_eq!(
        members("Volodymyr Zelenskyy").concat().len() + members("Volodymyr Zelensky").concat().len(),
        2
    );
    // A surname without an office is shown as doubtful and not joined.
    let lone = piled.iter().find(|row| row.0 == "Berg").unwrap();
    assert_eq!((lone.1.len(), lone.2.as_slice()), (1, &["Olga Berg".to_owned()][..]));
    // Mrs. Lund is not Erik.
    assert_eq!((members("Erik Lund").len(), members("Lund").len()), (1, 1));
}

proptest! {
    #[test]
    fn the_order_of_documents_does_not_matter(order in Just((0..PILE.len()).collect::<Vec<_>>()).prop_shuffle()) {
        prop_assert_eq!(piled(&order), piled(&[0, 1, 2, 3, 4, 5]));
    }

    #[test]
    fn any_text_is_read_without_a_panic_and_every_place_is_valid(text in "\\PC{0,200}") {
        valid(&text)?;
    }

    #[test]
    fn any_mix_of_names_is_read_without_a_panic(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        valid(&words.concat())?;
    }
}

const WORDS: &[&str] = &[
    "Mr. ",
    "President ",
    "Anna ",
    "Berg ",
    "Berg",
    "O’Hara ",
    "of ",
    "of the ",
    "for ",
    "and ",
    ", ",
    ". ",
    "\n",
    "\n\n",
    "(",
    ")",
    "-",
    "NATO ",
    "(NATO) ",
    "Ministry ",
    "Bank ",
    "Inc. ",
    "Kyiv ",
    "says ",
    "said ",
    "he ",
    "she ",
    "’s ",
    "“",
    "” ",
    "iPod ",
    "COP",
    "29 ",
    "29th ",
    "Олег ",
    "Коваль ",
    "King ",
    "May ",
    "the ",
    "The ",
    "Ukrainian ",
    "U.S. ",
    "A. ",
    "de ",
    "al-",
    "& ",
    "é",
    "\u{301}",
    "日本 ",
    "Lake ",
    "Operation ",
    "II ",
    "Jr. ",
];

/// Spans lie in the text and in their tokens, in order and apart; actors and mentions know each other; twice the
/// same text gives the same answer.
fn valid(text: &str) -> Result<(), TestCaseError> {
    let page = Page::read(text);
    let cast = actors::find(&page);
    prop_assert_eq!(&cast, &actors::find(&page));
    let mut end = 0;
    for (at, mention) in cast.mentions.iter().enumerate() {
        prop_assert!(text.get(mention.span.clone()).is_some_and(|said| !said.is_empty()));
        prop_assert_eq!(page.bytes(&mention.tokens), mention.span.clone());
        prop_assert!(mention.span.start >= end);
        end = mention.span.end;
        prop_assert!(cast.actors[mention.actor].mentions.contains(&at));
    }
    for (at, actor) in cast.actors.iter().enumerate() {
        prop_assert!(!actor.name.is_empty() && !actor.mentions.is_empty());
        prop_assert!(actor.mentions.iter().all(|mention| cast.mentions[*mention].actor == at));
        prop_assert!(actor.doubts.iter().all(|doubt| doubt.with < cast.actors.len() && doubt.with != at));
    }
    let pile = actors::join(&[&cast, &cast]);
    prop_assert_eq!(
        pile.actors.iter().map(|joined| joined.members.len()).sum::<usize>(),
        2 * cast.actors.len()
    );
    Ok(())
}
