//! Whom a pronoun means, which persons are one and which are two, and what only looks like a person.

use annals::extract::actors::{self, How};
use annals::extract::page::Page;

/// Each pronoun with the name of whom it means; `-` where it means nobody.
fn meant(text: &str) -> String {
    let page = Page::read(text);
    let cast = actors::find(&page);
    let is_pronoun = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "he" | "she" | "him" | "her" | "hers" | "his" | "himself" | "herself"
        )
    };
    let mut told: Vec<String> = Vec::new();
    for (at, token) in page.tokens.iter().enumerate() {
        if is_pronoun(token.of(text)) {
            let mention = cast.within(&(at..at + 1)).first().filter(|mention| mention.how == How::Pronoun);
            told.push(mention.map_or("-".to_owned(), |mention| cast.actors[mention.actor].name.clone()));
        }
    }
    told.join(", ")
}

#[test]
fn a_pronoun_means_the_only_one_that_it_can_mean() {
    for (text, want) in [
        ("Lars Holm left Oslo. He was tired.", "Lars Holm"),
        ("Anna Berg met the crew. She left on Monday, and her brother stayed.", "Anna Berg, Anna Berg"),
        ("Anna Berg met Lars Holm. She was tired, and he was not.", "Anna Berg, Lars Holm"),
        ("Anna Berg, the mayor of Bergen, resigned. She was tired.", "Anna Berg"),
        ("Anna Berg was a judge. She was tired.", "Anna Berg"),
        ("The mayor, Lars Holm, resigned. He was tired.", "Lars Holm"),
        ("Lars Holm served as the chairman. He was tired.", "Lars Holm"),
        ("Anna Berg sold her car. A waiter came. She left.", "Anna Berg, Anna Berg"),
        ("Lars Holm hurt himself.", "Lars Holm"),
    ] {
        assert_eq!(meant(text), want, "{text}");
    }
}

#[test]
fn whoever_is_spoken_of_without_a_name_competes_for_a_pronoun() {
    for text in [
        "A gunman shot Lars Holm, the mayor. Police arrested a man. He was charged on Monday.",
        "Lars Holm was shot. The gunman was arrested. He was charged on Monday.",
        "Lars Holm spoke on Monday. A boy was hurt. He died on Tuesday.",
        "A burglar hit Lars Holm. He was arrested at the door.",
        "Lars Holm, whose son was tried in Oslo, stayed at home. He was convicted in June.",
        "Lars Holm, whose nephew Erik Dahl was tried in Oslo, stayed at home. He was convicted in June.",
        "Lars Holm met Erik Dahl. He was tired.",
        "Marius had landed; then Lars Holm came. He was tired.",
    ] {
        assert!(meant(text).ends_with('-'), "{text}: {}", meant(text));
    }
}

#[test]
fn nobody_is_subject_and_object_of_one_clause() {
    for (text, want) in [
        ("Lars Holm had fled. In May he defeated Lars Holm at sea.", "-"),
        ("Lars Holm shot him.", "-"),
        ("The judge, Anna Berg, told her that it was over.", "-"),
        ("Anna Berg said that Erik Dahl had seen her.", "Anna Berg"),
    ] {
        assert_eq!(meant(text), want, "{text}");
    }
}
