//! Expressions of time in a history: dates count from each other, and what is only named on the way moves nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "common/told.rs"]
mod told;

use annals::extract::page::Page;
use annals::extract::time::calendar::Day;
use annals::extract::time::{self, Setting};

use told::{Row, lines};

fn history() -> Setting {
    Setting { date: Day::parse("2009-01-01"), narrative: Some(true), ..Setting::default() }
}

/// Holds histories against what is told in them, as `words = value`.
fn check(rows: &[Row<'_>]) {
    told::check(rows, |text| lines(text, &history(), |timex| timex.value.clone()));
}

#[test]
fn a_year_that_is_only_named_is_not_that_of_what_follows() {
    check(&[
        // What had been before.
        (
            "In May 1704 the duke crossed the river and beat the army that had wintered there in 1702. In August he won.",
            &["May 1704 = 1704-05", "1702 = 1702", "August = 1704-08"],
        ),
        // What was yet to come.
        (
            "In 1936 the generals rose. The north would hold out for the republic into 1939. In July the city was shelled.",
            &["1936 = 1936", "1939 = 1939", "July = 1936-07"],
        ),
        (
            "In October 1944 the siege began and lasted until the fall of the citadel in February 1945. By December it snowed.",
            &["October 1944 = 1944-10", "February 1945 = 1945-02", "December = 1944-12"],
        ),
        // Which one a thing is.
        (
            "In April 1915 they bargained over a secret 1902 treaty. On 23 May they declared war.",
            &["April 1915 = 1915-04", "1902 = 1902", "23 May = 1915-05-23"],
        ),
        (
            "In late April 1808 losses rose beyond the May 1807 high. In early June they fell.",
            &["late April 1808 = 1808-04", "May 1807 = 1807-05", "early June = 1808-06"],
        ),
        // What it followed.
        (
            "The cabinet met on 20 May 1806. This followed the vote of December 1805. On 23 November it fell.",
            &["20 May 1806 = 1806-05-20", "December 1805 = 1805-12", "23 November = 1806-11-23"],
        ),
        // The end of a stretch leads on.
        (
            "From the summer of 1951 until the armistice in July 1953 the war stood still. In August they went home.",
            &["the summer of 1951 = 1951-SU", "July 1953 = 1953-07", "August = 1953-08"],
        ),
    ]);
}

#[test]
fn a_season_and_a_part_of_a_year_move_the_story_on() {
    check(&[
        (
            "In September 1846 it took the city. The following spring it marched on, and won on 14 September.",
            &["September 1846 = 1846-09", "The following spring = 1847-SP", "14 September = 1847-09-14"],
        ),
        (
            "In the winter of 1812 they fled. By January few were left.",
            &["the winter of 1812 = 1812-WI", "January = 1813-01"],
        ),
        (
            "In late 1942 they withdrew, and launched the summer offensive against the port in June 1943.",
            &["late 1942 = 1942", "summer = 1943-SU", "June 1943 = 1943-06"],
        ),
        (
            "The year 1914 ended. For the first ten months of 1915 they rested. The attack began in October.",
            &["The year 1914 = 1914", "the first ten months of 1915 = P10M", "October = 1915-10"],
        ),
    ]);
}

#[test]
fn years_hours_and_stretches_are_taken_whole() {
    check(&[
        ("The rebellion of 1798 was put down by autumn.", &["1798 = 1798", "autumn = 1798-FA"]),
        ("An army of 1500 was put down by autumn 1640.", &["autumn 1640 = 1640-FA"]),
        (
            "On 17 June 1815 it rained, and at 11:30 the next morning the guns spoke.",
            &["17 June 1815 = 1815-06-17", "11:30 the next morning = 1815-06-18T11:30"],
        ),
        (
            "On 8 May 1954 it fell. In the last week of the campaign it had no water.",
            &["8 May 1954 = 1954-05-08", "the last week = P1W"],
        ),
        (
            "In June 1916 it began. A week later it failed.",
            &["June 1916 = 1916-06", "A week later = 1916-XX-XX"],
        ),
    ]);
}

#[test]
fn years_of_old_are_known_by_each_other() {
    check(&[(
        "In late 1648 the army marched, and by early 1649 the king was dead. The civil war of 1642-1646 had ruined the \
         town. Throughout 1643 the war went badly; the 1644 campaign was worse. 1645 saw it end.",
        &[
            "late 1648 = 1648",
            "early 1649 = 1649",
            "1642 = 1642",
            "1646 = 1646",
            "1643 = 1643",
            "1644 = 1644",
            "1645 = 1645",
        ],
    )]);
    let old = "In 1337 it began. It ended in July 1453, in 1453 for good. ";
    for (text, want) in [
        ("From 1369 they won it back.", &["1369"][..]),
        ("The truces of 1347 and 1355 did not hold.", &["1347", "1355"]),
        ("In 1340, 1341 and 1342 the harvest failed.", &["1340", "1341", "1342"]),
        ("Edward's 1346 campaign went well.", &["1346"]),
        ("Around 1350 plague came.", &["Around 1350"]),
        ("An army of 1500 marched with 1200 archers.", &[]),
        ("They lost 1346 men.", &[]),
    ] {
        let all = format!("{old}{text}");
        let found: Vec<&str> = time::find(&Page::read(&all), &history())
            .iter()
            .filter(|timex| timex.span.start >= old.len())
            .map(|timex| &all[timex.span.clone()])
            .collect();
        assert_eq!(found, want, "{text}");
    }
    check(&[
        // By the calendar of then.
        ("At Easter 1204 the siege began.", &["Easter 1204 = 1204-04-25"]),
        ("On Saturday, 26 August 1346, they met.", &["Saturday, 26 August 1346 = 1346-08-26"]),
    ]);
}

#[test]
fn a_story_is_told_on() {
    check(&[
        // A verb of its own leads on; the end of a stretch does too.
        (
            "Talks opened in 1644, but years passed before peace was signed on 24 October 1648. In the same year a town fell.",
            &["1644 = 1644", "years = PXY", "24 October 1648 = 1648-10-24", "the same year = 1648"],
        ),
        (
            "The town was besieged from 19 September 1870 until 28 January 1871. In March the people rose.",
            &["19 September 1870 = 1870-09-19", "28 January 1871 = 1871-01-28", "March = 1871-03"],
        ),
        (
            "In the autumn of 1854 they landed. The siege was to last eleven months. On 5 November there was fog.",
            &["the autumn of 1854 = 1854-FA", "eleven months = P11M", "5 November = 1854-11-05"],
        ),
        (
            "In the spring of 218 BC the army left and by the autumn it had crossed. The next summer it won by the lake.",
            &["the spring of 218 BC = BC0218-SP", "the autumn = BC0218-FA", "The next summer = BC0217-SU"],
        ),
        (
            "He drowned on 10 June 1190. The port fell on 12 July of the following year. On 7 September he won.",
            &[
                "10 June 1190 = 1190-06-10",
                "12 July of the following year = 1191-07-12",
                "7 September = 1191-09-07",
            ],
        ),
    ]);
}

#[test]
fn the_end_of_a_reign_is_where_the_story_stands() {
    check(&[(
        "She sang in Lund from 1955 until 1961. Ten years later she retired.",
        &["1955 = 1955", "1961 = 1961", "Ten years later = 1971"],
    )]);
}
