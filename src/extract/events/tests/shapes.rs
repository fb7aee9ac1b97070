//! Tests of the shapes in which a deed is told: turned round, listed, set in, over another clause; and of who does it
//! in the account of a life.

use super::*;

#[test]
fn a_deed_is_found_in_whatever_shape_it_is_told() {
    let rows: [(&str, &[&str]); 19] = [
        ("On 7 June 2021 came the verdict.", &["2021-06-07 Occurred The verdict came"]),
        (
            "It was on 4 October 1957 that the satellite was launched.",
            &["1957-10-04 Occurred The satellite was launched"],
        ),
        (
            "The strike, which began on 5 May 2023, ended on 9 June 2023.",
            &["2023-05-05 Occurred The strike began", "2023-06-09 Occurred The strike ended"],
        ),
        (
            "In 1759 a fire, which began in a bakery, destroyed most of the town.",
            &["1759 Occurred A fire destroyed most of the town"],
        ),
        (
            "Norvex announced on 3 June 2024 that it would cut 400 jobs.",
            &["2024-06-03 Occurred Norvex announced that it would cut 400 jobs"],
        ),
        (
            "The court ruled on 6 June 2022 that the contract was void.",
            &["2022-06-06 Occurred The court ruled that the contract was void"],
        ),
        ("Anna Berg said on 6 June 2022 that the contract was void.", &[]),
        (
            "The election of 5 March 1933 gave the party half of the seats.",
            &["1933-03-05 Occurred The election of 5 March 1933 gave the party half of the seats"],
        ),
        (
            "The museum reopened in 2015 after a fire in 2009 had destroyed its roof.",
            &["2015 Occurred The museum reopened"],
        ),
        (
            "The company was founded in 1902 by two brothers, floated in 1921 and sold to Norvex in 1988.",
            &[
                "1902 Occurred The company was founded by two brothers",
                "1921 Occurred The company floated",
                "1988 Occurred The company was sold to Norvex",
            ],
        ),
        // What is so for long takes no verb's place, neither its own date.
        (
            "The yard was closed in 1945 and sold to owners led by Lars Holm in 1992.",
            &[
                "1945 Occurred The yard was closed",
                "1992 Occurred The yard was sold to owners led by Lars Holm",
            ],
        ),
        (
            "Norvex, the insurer led by Anna Berg, agreed on 3 June 2024 to buy Halden Bank, it said.",
            &["2024-06-03 Occurred Norvex agreed to buy Halden Bank"],
        ),
        (
            "Following the signing of the pact on 11 November 1918 the garrison was withdrawn.",
            &["1918-11-11 Occurred Signing of the pact"],
        ),
        // Of several dates before a verb none is the verb's.
        ("His arrest in 1934, his trial in 1935 and his death in 1937 shocked the party.", &[]),
        // The years of a life are no deed.
        ("Ingrid Lund, botanist who mapped the northern fens, 1931-2019\n\nIt rained.", &[]),
        ("The mayor retires on 1 October 2024.", &["2024-10-01 Planned The mayor retires"]),
        // It can be either: no name is put for it.
        ("The treaty ended the war. It was signed on 5 May 1951.", &["1951-05-05 Occurred It was signed"]),
        ("The treaty was long. It was signed on 5 May 1951.", &["1951-05-05 Occurred The treaty was signed"]),
        (
            "The owners signed on 3 May 2024 an old big red grey green brown black white round soft warm cold dry wet deep wide \
             text.",
            &[
                "2024-05-03 Occurred The owners signed an old big red grey green brown black white round soft warm cold…",
            ],
        ),
    ];
    for (text, wanted) in rows {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn a_life_is_told_of_whom_it_is_about() {
    let text = "Ingrid Lund, botanist of the north\n\nBy Ellen Marsh, Science Correspondent\n\n\
        Ingrid Lund, who has died aged 93, was a botanist. She was born in Narvik on 4 March 1931, the daughter of a smith. \
        Her father, Peder Lund, drowned in 1938.\n\nIn 1949 she moved to Oslo. She married Erik Dahl in 1956. He died in 1990.\n\n\
        In 1962 she published her first book. In 1989 she retired. Lund died on 3 June 2024.\n";
    let account = read(text);
    let titles: Vec<&str> = account.events.iter().map(|told| told.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Ingrid Lund was born in Narvik",
            "Ingrid Lund’s father, Peder Lund, drowned",
            "Ingrid Lund moved to Oslo",
            "Ingrid Lund married Erik Dahl",
            "Erik Dahl died",
            "Ingrid Lund published her first book",
            "Ingrid Lund retired",
            "Lund died",
        ]
    );
    assert_eq!(account.author.as_deref(), Some("Ellen Marsh"));
    assert_eq!(account.headline.as_deref(), Some("Ingrid Lund, botanist of the north"));
}
