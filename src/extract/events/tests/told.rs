//! Tests of whole short documents: news, courts, companies, sport, science, lives, wars, minutes, letters. What was
//! written by hand as what a chronologist would note is what comes out.

use super::{Clues, account, told};
use crate::extract::events::Status;
use crate::extract::time::calendar::Day;

/// Of each document the day it was written, its text, and its events as `date | status | title`.
type Row = (&'static str, &'static str, &'static [&'static str]);

fn check(rows: &[Row]) {
    for (day, text, wanted) in rows {
        let clues = Clues { given: Day::parse(day), ..Clues::default() };
        let events = account::read(text, &clues).events;
        let found: Vec<String> = events
            .iter()
            .map(|told| {
                let date = told.event.when.as_ref().map_or("-", |when| when.edtf.as_str());
                let status = match told.event.status {
                    Status::Occurred => "",
                    Status::Ongoing => "ongoing ",
                    Status::Planned => "planned ",
                    Status::Target => "target ",
                };
                format!("{date} {status}{}", told.title)
            })
            .collect();
        assert_eq!(found, *wanted, "{text}");
    }
}

/// What has one date that is wide happened some time in it; a stretch with both its ends took all of it.
#[test]
fn a_wide_date_is_some_time_and_a_stretch_is_all_of_it() {
    check(&[(
        "2024-06-20",
        "The memorial was restored in the mid-1990s. The pier was burned down in early 1950. The abbey was built \
         from 1462 to 1471. The council rejected the plan last week.",
        &[
            "[1994..1996] The memorial was restored",
            "[1950-01..1950-04] The pier was burned down",
            "1462/1471 The abbey was built",
            "[2024-06-10..2024-06-16] The council rejected the plan",
        ],
    )]);
}

/// Who says something behind a passive is not told of.
#[test]
fn what_is_said_behind_a_passive_is_not_one() {
    check(&[(
        "2023-07-01",
        "The firm was founded in 1902 and announced on 3 June 2023 that it would cut 400 jobs.",
        &["1902 The firm was founded", "2023-06-03 The firm announced that it would cut 400 jobs"],
    )]);
}

#[test]
fn news_of_companies_and_courts() {
    check(&[
        (
            "2024-03-04",
            "Nordkraft Oyj said on Monday it had agreed to buy the grid operator Voltra for 1.2 billion euros. \
             Voltra, founded in 1994, employs 3,200 people. The deal is expected to close in June 2025.",
            &[
                "2024-03-04 Nordkraft Oyj said it had agreed to buy the grid operator Voltra",
                "1994 Voltra was founded",
                "2025-06 planned The deal is expected to close",
            ],
        ),
        (
            "2024-06-20",
            "The Regional Court of Graz on Thursday sentenced former mayor Josef Pichler to four years in prison. \
             Pichler was arrested in May 2022. The next hearing is scheduled for 12 September.",
            &[
                "2024-06-20 The Regional Court of Graz sentenced former mayor Josef Pichler to four years in prison",
                "2022-05 Pichler was arrested",
                "2024-09-12 planned The next hearing is scheduled",
            ],
        ),
        (
            "2024-05-14",
            "A federal appeals court ruled on Tuesday that the state cannot ban the sale of syrups. The law was \
             passed in 2019 and was to take effect on January 1, 2020.",
            &[
                "2024-05-14 A federal appeals court ruled that the state cannot ban the sale of syrups",
                "2019 The law was passed",
            ],
        ),
        (
            "2024-04-25",
            "The board of Meridian Bank named Clara Voigt chief executive on Wednesday. Voigt joined Meridian in 2010.",
            &[
                "2024-04-24 The board of Meridian Bank named Clara Voigt chief executive",
                "2010 Voigt joined Meridian",
            ],
        ),
        (
            "2024-10-03",
            "Kestrel Air to cut 900 jobs by 2025\n\nCarrier Kestrel Air said on Thursday it would cut 900 jobs.",
            &[
                "2025 target Kestrel Air to cut 900 jobs",
                "2024-10-03 Carrier Kestrel Air said it would cut 900 jobs",
            ],
        ),
        (
            "2024-02-15",
            "The painting was stolen from the museum in November 2022. It was found in a garage in Porto last week. \
             Two of the men are due to appear in court on Friday.",
            &[
                "2022-11 The painting was stolen from the museum",
                "[2024-02-05..2024-02-11] The painting was found in a garage in Porto",
                "2024-02-16 planned Two of the men are due to appear in court",
            ],
        ),
    ]);
}

#[test]
fn disasters_wars_and_science() {
    check(&[
        (
            "2024-10-07",
            "An earthquake struck the coast of Velmora on Saturday, killing at least 42 people and injuring 300. It \
             was the strongest earthquake in the country since 1976, when more than 2,000 people died.",
            &[
                "2024-10-05 An earthquake struck the coast of Velmora, killing at least 42 people and injuring 300",
                "1976 More than 2,000 people died",
            ],
        ),
        (
            "2024-04-11",
            "The river Lomna burst its banks on 3 April. The army evacuated 2,400 people on 4 and 5 April.",
            &[
                "2024-04-03 The river Lomna burst its banks",
                "2024-04-04/2024-04-05 The army evacuated 2,400 people",
            ],
        ),
        (
            "2024-06-09",
            "The spacecraft Helios-3 lifted off from Kourou at 09:42 GMT on 8 June. Helios-3 is to reach the comet in 2029.",
            &[
                "2024-06-08T09:42:00 The spacecraft Helios-3 lifted off from Kourou",
                "2029 planned Helios-3 is to reach the comet",
            ],
        ),
        (
            "2024-09-09",
            "The team used data that the probe Alva sent back in 2019. Alva was launched on 14 October 2011 and \
             reached the planet in July 2017.",
            &[
                "2019 The probe Alva sent back data",
                "2011-10-14 Alva was launched",
                "2017-07 Alva reached the planet",
            ],
        ),
        (
            "",
            "The Battle of Harrow Ridge was fought on 14 and 15 September 1863 between the armies of Orland and \
             Kessia. Peace was signed at Lindau on 3 March 1864.",
            &[
                "1863-09-14/1863-09-15 The Battle of Harrow Ridge was fought between the armies of Orland and Kessia",
                "1864-03-03 Peace was signed at Lindau",
            ],
        ),
        (
            "",
            "The treaty ended the Five Years' War, which had begun in 1734. The resistance blew up the bridge in 1742.",
            &["1734 The Five Years' War had begun", "1742 The resistance blew up the bridge"],
        ),
        (
            "2024-02-06",
            "A plane crashed near Tulsan on Sunday evening. The aircraft, a turboprop built in 1998, took off from Mirny.",
            &["2024-02-04 A plane crashed near Tulsan", "1998 The aircraft was built"],
        ),
        (
            "2024-08-16",
            "Armed men killed six guards on Wednesday night, the ministry said in a statement on Thursday. Minister \
             Yusuf Karimi vowed to punish those behind the attack and flew to Harim on Thursday.",
            &["2024-08-14 Armed men killed six guards", "2024-08-15 Minister Yusuf Karimi flew to Harim"],
        ),
    ]);
}

#[test]
fn lives_firms_and_buildings() {
    check(&[
        (
            "",
            "Karin Oster was a painter. In 1921 she married the sculptor Niels Brun. Her first exhibition was held at \
             the Galerie Morel in 1926. A museum dedicated to her opened in 1985.",
            &[
                "1921 Karin Oster married the sculptor Niels Brun",
                "1926 Karin Oster’s first exhibition was held at the Galerie Morel",
                "1985 A museum dedicated to Karin Oster opened",
            ],
        ),
        (
            "",
            "In 1928 the chemist Otto Brandt discovered the enzyme by accident. It was isolated only in 1941.",
            &[
                "1928 The chemist Otto Brandt discovered the enzyme by accident",
                "1941 The enzyme was isolated",
            ],
        ),
        (
            "",
            "The firm was established in Turin in 1899. In 1906 it built its first lorry. The company went public in \
             1924, and in 1936 it moved to Chieri.",
            &[
                "1899 The firm was established in Turin",
                "1906 The firm built its first lorry",
                "1924 The company went public",
                "1936 The company moved to Chieri",
            ],
        ),
        (
            "",
            "The Old Bridge of Mirov, built by the Ottomans in 1566, was destroyed by shelling on 9 November 1993. It \
             was rebuilt and reopened on 23 July 2004.",
            &[
                "1566 The Old Bridge of Mirov was built by the Ottomans",
                "1993-11-09 The Old Bridge of Mirov was destroyed by shelling",
                "2004-07-23 The Old Bridge of Mirov reopened",
            ],
        ),
        (
            "",
            "The Larks are a rock band formed in Hull in 2003. The theatre burned down in 1944 and was rebuilt in 1953.",
            &[
                "2003 The Larks were formed in Hull",
                "1944 The theatre burned down",
                "1953 The theatre was rebuilt",
            ],
        ),
        (
            "2024-05-27",
            "The pipeline, built in 1974 and modernised in 2011, carries gas. The exercise, organised every two years \
             since 2012, is held in Romania.",
            &[
                "1974 The pipeline was built",
                "2011 The pipeline was modernised",
                "2012/.. ongoing The exercise has been organised every two years",
            ],
        ),
        (
            "2024-01-05",
            "Kemp was born in Swansea in 1929. He joined the navy in 1951. He retired in 1988. A memorial service will \
             be held at the cathedral on 20 January.",
            &[
                "1929 Kemp was born in Swansea",
                "1951 Kemp joined the navy",
                "1988 Kemp retired",
                "2024-01-20 planned A memorial service will be held at the cathedral",
            ],
        ),
    ]);
}

#[test]
fn diplomacy_minutes_and_timetables() {
    check(&[
        (
            "2025-01-15",
            "President Marta Sokol received the ambassadors of Chile, Ghana and Vietnam on Wednesday. The ambassador \
             of Chile, Rodrigo Fuentes, invited her to attend the forum in Punta Arenas in December 2025.",
            &[
                "2025-01-15 President Marta Sokol received the ambassadors of Chile, Ghana and Vietnam",
                "2025-12 planned The ambassador of Chile, Rodrigo Fuentes, invited her to attend the forum in Punta Arenas",
            ],
        ),
        (
            "",
            "The 15th meeting of the Intergovernmental Commission on trade between Kazakhstan and Hungary was held in \
             Astana on September 12, 2023.",
            &[
                "2023-09-12 The 15th meeting of the Intergovernmental Commission on trade between Kazakhstan and Hungary \
               was held in Astana",
            ],
        ),
        (
            "2024-06-13",
            "Head of the Trade Department of the Presidential Administration Rashad Aliev discussed the current state \
             and prospects of the partnership during his visit to Belgium on June 12.",
            &[
                "2024-06-12 Rashad Aliev discussed the current state and prospects of the partnership during his visit \
                 to Belgium",
            ],
        ),
        (
            "2024-11-20",
            "Both sides signed the pact at a meeting that Norway and Chad held in Oslo in 2023. Today's visit of Anna \
             Berg to Oslo can be seen as its fruit.",
            &["2023 Norway and Chad held a meeting in Oslo", "2024-11-20 Visit of Anna Berg to Oslo"],
        ),
        (
            "2024-06-08",
            "The championships end on 16 June. Ticket sales start tomorrow. Elections are due in 2026. Our summer \
             exhibition is a treat.",
            &[
                "2024-06-16 planned The championships end",
                "2024-06-09 planned Ticket sales start",
                "2026 planned Elections are due",
            ],
        ),
        (
            "2024-10-14",
            "The council voted on Monday to extend the mandate until 31 October 2025. Koval will be sworn in on 1 December.",
            &[
                "2024-10-14 The council voted to extend the mandate",
                "2024-12-01 planned Koval will be sworn in",
            ],
        ),
        (
            "2024-02-12",
            "The minutes of the meeting of 8 January were approved. The opposition wants the vote to be held in March. \
             The rules rest on the treaty of 1992.",
            &[],
        ),
        (
            "2024-06-12",
            "The rebels said they had captured the town of Dara on Monday. After a roof collapse at the station killed \
             15 people in November, the minister resigned.",
            &[
                "2024-06-10 The rebels said they had captured the town of Dara",
                "2023-11 A roof collapse at the station killed 15 people",
            ],
        ),
    ]);
}

#[test]
fn the_day_of_a_dateline_is_that_of_the_news_and_of_nothing_in_it() {
    check(&[
        (
            "",
            "TURNAU, 3 May 2024 - The mayor opened a bridge on Thursday.",
            &["2024-05-02 The mayor opened a bridge"],
        ),
        (
            "",
            "Harrow Falls, 3 May 2024 – The mayor opened a bridge on Thursday. It was built in 2021.",
            &["2024-05-02 The mayor opened a bridge", "2021 A bridge was built"],
        ),
        (
            "",
            "TURNAU, May 3 (Wire) — The mayor opened a bridge on May 2, 2024.",
            &["2024-05-02 The mayor opened a bridge"],
        ),
        (
            "2024-05-07",
            "Bergen, May 6 (Wire) — Norway opened a bridge on Monday. It was built in 2021.",
            &["2024-05-06 Norway opened a bridge", "2021 A bridge was built"],
        ),
        // An entry of a chronicle begins with its day.
        ("", "3 May 2024 - The mayor opened a bridge.", &["2024-05-03 The mayor opened a bridge"]),
    ]);
}

#[test]
fn who_says_we_is_named() {
    assert_eq!(
        told("“We signed the contract in 2020 and broke ground a year later,” said Lucia Ferri, the chief."),
        ["2020 Occurred Lucia Ferri: we signed the contract", "2021 Occurred Lucia Ferri: we broke ground",]
    );
    assert_eq!(
        told("“Four bridges are still missing, and we hope to start building them in 2025,” said Anna Berg."),
        [
            "2025 Planned Anna Berg: four bridges are still missing, and we hope to start building them in 2025"
        ]
    );
}

#[test]
fn what_is_to_be_done_by_a_day_may_be_done_before() {
    let given = "2024-06-03";
    check(&[
        (given, "The loan will be paid by 31 March 2025.", &["[..2025-03-31] planned The loan will be paid"]),
        (
            given,
            "The plant is to be closed by the end of 2027.",
            &["[..2027-12] planned The plant is to be closed"],
        ),
        (given, "The bridge must be finished by 2030.", &["2030 target The bridge must be finished"]),
        (given, "The bridge must not be finished by 2030.", &[]),
        (given, "Replies are due no later than 5 August 2024.", &["[..2024-08-05] planned Replies are due"]),
        (
            given,
            "The club shall submit its accounts at the latest by 30 June 2025.",
            &["[..2025-06-30] planned The club shall submit its accounts"],
        ),
        (
            given,
            "The minister told members that the treaty was signed on 4 April 2023.",
            &["2023-04-04 The treaty was signed"],
        ),
    ]);
}
