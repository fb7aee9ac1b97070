//! Expressions of time that leave open which day or year they are reckoned from: which anchor they take.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "common/told.rs"]
mod told;

use annals::extract::time::calendar::Day;
use annals::extract::time::{Setting, Sure};

use told::{Row, lines};

/// What is found in a text written then, as `words = value`, with `?` behind a guess and `~` behind what is likely.
fn said(written: &str, text: &str) -> Vec<String> {
    let setting = Setting { date: Day::parse(written), ..Setting::default() };
    lines(text, &setting, |timex| {
        let sure = match timex.sure {
            Sure::Guess => "?",
            Sure::Likely => "~",
            Sure::Certain => "",
        };
        format!("{}{sure}", timex.value)
    })
}

fn check(written: &str, rows: &[Row<'_>]) {
    told::check(rows, |text| said(written, text));
}

/// A paragraph that makes a text look back.
const BACKGROUND: &str =
    "The harbour was dug in 1961. A second pier followed in 1974, a third in 1988. In 2009 the cranes came.";

#[test]
fn a_report_with_a_history_in_it_counts_from_its_own_day_where_it_tells_of_now() {
    for (passage, want) in [
        (
            "In May, the council met. It will vote on October 3.",
            &["May = 2025-05~", "October 3 = 2025-10-03~"][..],
        ),
        ("The port will close next month.", &["next month = 2025-09"]),
        (
            "Last week two ships came. A third is due on 9 September.",
            &["Last week = 2025-W32", "9 September = 2025-09-09~"],
        ),
        (
            "The mayor said on Monday that it was late. In June, a buoy sank.",
            &["Monday = 2025-08-11~", "June = 2025-06~"],
        ),
        // Within one paragraph the telling turns with what shows where it stands.
        (
            "In 1990 it burnt. In May it was rebuilt. Next year a tower will rise. In March the plan was drawn.",
            &["1990 = 1990", "May = 1990-05~", "Next year = 2026", "March = 2025-03~"],
        ),
    ] {
        let text = format!("{BACKGROUND}\n\n{passage}");
        assert_eq!(said("2025-08-15", &text)[4..], *want, "{text}");
    }
}

#[test]
fn a_history_goes_on_from_what_it_told() {
    for (passage, want) in [
        ("In May, the council met. In October it fell.", &["May = 2010-05~", "October = 2010-10~"][..]),
        ("The port would close in June. It was to open in July.", &["June = 2010-06~", "July = 2010-07~"]),
        // What somebody said was said then.
        (
            "“We will land in June,” the captain wrote. In July he sailed.",
            &["June = 2010-06~", "July = 2010-07~"],
        ),
        ("On Tuesday they signed.", &["Tuesday = 2010-04-13~"]),
    ] {
        let text = format!("{BACKGROUND} On 8 April 2010 the dockers struck.\n\n{passage}");
        assert_eq!(said("2025-08-15", &text)[5..], *want, "{text}");
    }
    // A month of a history is left where the text turns to its own day, and taken up again behind.
    let text = format!(
        "{BACKGROUND} In May 2010 the dockers struck.\n\nIn July they won.\n\nIn December, the port will close.\n\nIn March, \
         the council met.\n\nIn 1975 a ship sank. In June it was raised."
    );
    assert_eq!(
        said("2025-08-15", &text)[5..],
        ["July = 2010-07~", "December = 2025-12~", "March = 2025-03~", "1975 = 1975", "June = 1975-06~"]
    );
}

/// What is found in a text of which only this is known.
fn known(earliest: Option<&str>, latest: Option<&str>, text: &str) -> Vec<String> {
    let day = |day: Option<&str>| day.and_then(Day::parse);
    let setting = Setting { earliest: day(earliest), latest: day(latest), ..Setting::default() };
    lines(text, &setting, |timex| timex.value.clone())
}

#[test]
fn what_is_to_come_is_not_of_a_year_that_has_been() {
    for (text, want) in [
        (
            "The club was last champion in 1998. The season will begin on 3 May.",
            &["1998 = 1998", "3 May = XXXX-05-03"],
        ),
        ("The mill closed in 2004. It will open again in June.", &["2004 = 2004", "June = XXXX-06"]),
        ("The mill closed in 2004. It opens again next spring.", &["2004 = 2004", "next spring = XXXX-SP"]),
        // What was, and what is to come in the same year.
        ("The mill closed in 2004. It burnt in June.", &["2004 = 2004", "June = 2004-06"]),
        ("A fair will be held in 2031. It will end on 3 May.", &["2031 = 2031", "3 May = 2031-05-03"]),
    ] {
        assert_eq!(known(None, None, text), want, "{text}");
    }
    // Where the month of writing is known, so is what comes next.
    let month = |text| known(Some("2022-06-01"), Some("2022-06-30"), text);
    assert_eq!(
        month("It opens next spring. It closed last winter."),
        ["next spring = 2023-SP", "last winter = 2021-WI"]
    );
    assert_eq!(
        month("It will open in October, and close in March."),
        ["October = 2022-10", "March = 2023-03"]
    );
    assert_eq!(month("It will open in June."), ["June = XXXX-06"]);
}

#[test]
fn days_that_come_round_are_reckoned_by_all_that_they_say() {
    // Written on a Friday.
    check(
        "2025-08-15",
        &[
            ("The mill burnt down ten years ago today.", &["ten years ago today = 2015-08-15"]),
            ("A decade ago yesterday the mill burnt down.", &["A decade ago yesterday = 2015-08-14"]),
            ("Five years ago tomorrow, they wed.", &["Five years ago tomorrow = 2020-08-16"]),
            ("Two years ago on Tuesday, the dam broke.", &["Two years ago on Tuesday = 2023-08-12?"]),
            ("Half a century ago this week the ship sailed.", &["Half a century ago this week = 1975-W33"]),
            ("The bank failed 15 years ago next month.", &["15 years ago next month = 2010-09"]),
            ("She was born on this day in 1911.", &["this day in 1911 = 1911-08-15"]),
            ("On this day 40 years ago the link was laid.", &["this day 40 years ago = 1985-08-15"]),
            ("It fell this month in 1995.", &["this month in 1995 = 1995-08"]),
            ("Thirty years ago on 3 May they signed.", &["Thirty years ago = 1995", "3 May = 1995-05-03~"]),
            ("Two years ago in June it rained.", &["Two years ago = 2023", "June = 2023-06~"]),
            // What says no more than the year.
            ("Ten years ago it was signed.", &["Ten years ago = 2015"]),
            ("Ten years ago he came; on Monday he left.", &["Ten years ago = 2015", "Monday = 2025-08-11~"]),
        ],
    );
}

#[test]
fn years_before_our_era_are_whole_and_tell_nothing_of_later_ones() {
    check(
        "2025-08-15",
        &[
            ("The palace burnt in 1,375 BC.", &["1,375 BC = BC1375"]),
            ("By 3,100 B.C. it had walls; 3,100 men lived there.", &["3,100 B.C. = BC3100"]),
            ("It was built in the fourth millennium BC.", &["the fourth millennium BC = BC3"]),
            ("It was built in the first century BC.", &["the first century BC = BC00"]),
            ("It was built in the first century AD.", &["the first century AD = 00"]),
            (
                "It fell in 510 BC, in 390 BC and in 211 BC. In '79 it was dug up. It opens on 3 September.",
                &[
                    "510 BC = BC0510",
                    "390 BC = BC0390",
                    "211 BC = BC0211",
                    "'79 = 1979~",
                    "3 September = 2025-09-03~",
                ],
            ),
            // In what they tell themselves they go on.
            (
                "It fell in 510 BC, in 390 BC and in 211 BC. In May the wall was built again.",
                &["510 BC = BC0510", "390 BC = BC0390", "211 BC = BC0211", "May = BC0211-05~"],
            ),
        ],
    );
}

#[test]
fn a_short_year_and_a_decade_are_of_the_nearest_century() {
    let history = "The canal was begun in 1791. It reached the lake in 1796, and the sea in 1799.";
    for (told, want) in [
        ("In the twenties it was widened.", "the twenties = 182~"),
        ("In the eighties there had been no road.", "the eighties = 178~"),
        ("In '04 the bank failed.", "'04 = 1804~"),
        ("In '97 the bank had failed.", "'97 = 1797~"),
    ] {
        let text = format!("{history} {told}");
        assert_eq!(said("2025-08-15", &text)[3..], [want], "{text}");
    }
    check(
        "2025-08-15",
        &[
            ("In the sixties it was a village.", &["the sixties = 196~"]),
            ("The class of '31 will meet. That of '98 met.", &["'31 = 2031~", "'98 = 1998~"]),
            // Of which century, nobody can tell.
            (
                "The firm was founded in 1861. In the nineties it was sold.",
                &["1861 = 1861", "the nineties = 199?"],
            ),
        ],
    );
}

#[test]
fn a_year_behind_the_last_of_several_dates_is_that_of_all() {
    check(
        "2025-08-15",
        &[
            (
                "It was shelled on 2 March, stormed on 5 March and burnt on 6 March 1807.",
                &["2 March = 1807-03-02", "5 March = 1807-03-05", "6 March 1807 = 1807-03-06"],
            ),
            (
                "It rained in the spring, summer and autumn of 1816.",
                &["the spring = 1816-SP", "summer = 1816-SU", "autumn of 1816 = 1816-FA"],
            ),
            (
                "They sat on the 4th, 6th and 9th of May 1921.",
                &["the 4th = 1921-05-04", "6th = 1921-05-06", "9th of May 1921 = 1921-05-09"],
            ),
            (
                "Between the 7th and the 9th of May 1921 it snowed.",
                &["the 7th = 1921-05-07", "the 9th of May 1921 = 1921-05-09"],
            ),
        ],
    );
}

#[test]
fn a_weekday_with_a_name_keeps_its_year_and_a_number_of_a_thing_is_none() {
    check(
        "2025-08-15",
        &[
            ("Black Thursday 1929 ruined him.", &["Thursday 1929 = 1929"]),
            ("On Bloody Sunday 1920 players fell.", &["Sunday 1920 = 1920"]),
            ("On Whit Tuesday 1844 the fair was held.", &["Tuesday 1844 = 1844"]),
            ("On Friday 2000 men came.", &["Friday = 2025-08-15~"]),
            ("It stands at kilometre 1904, by pier 1920.", &[]),
            ("Locomotive 1932 broke down.", &[]),
        ],
    );
}
