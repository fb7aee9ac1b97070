//! The shapes in which historians and journalists write dates, spans and hours: where each ends, what it means.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

#[path = "common/told.rs"]
mod told;

use annals::extract::time::calendar::Day;
use annals::extract::time::{Setting, Timex};

use told::{Row, lines};

/// Holds texts against what is found in them: in histories, or in reports of Wednesday 3 November 1999.
fn check_as(narrative: bool, rows: &[Row<'_>], show: impl Fn(&Timex) -> String + Copy) {
    let setting =
        Setting { date: Day::parse("1999-11-03"), narrative: Some(narrative), ..Setting::default() };
    told::check(rows, |text| lines(text, &setting, show));
}

/// As `words = value`.
fn check(narrative: bool, rows: &[Row<'_>]) {
    check_as(narrative, rows, |timex| timex.value.clone());
}

/// As `words = EDTF`, of a stretch the whole of it.
fn check_edtf(rows: &[Row<'_>]) {
    check_as(true, rows, |timex| {
        let whole = timex.stretch.as_ref().map(|stretch| stretch.edtf.clone());
        whole.or_else(|| timex.edtf.clone()).unwrap_or_else(|| "-".to_owned())
    });
}

#[test]
fn years_that_are_told_in_short() {
    check_edtf(&[
        ("It fell on 11 January 1538/9.", &["11 January 1538/9 = 1539-01-11"]),
        ("It fell on 11 January 1638/39.", &["11 January 1638/39 = 1639-01-11"]),
        ("The revolts of 1848/49 failed.", &["1848 = 1848/1849", "49 = 1848/1849"]),
        ("In 1908–9 he sailed.", &["1908 = 1908/1909", "9 = 1908/1909"]),
        ("In 1899-00 he sailed.", &["1899 = 1899/1900", "00 = 1899/1900"]),
        ("The 1917-18 season was its last.", &["1917 = 1917/1918", "18 = 1917/1918"]),
        (
            "In the academic year 1923-24 he taught.",
            &["the academic year 1923 = 1923/1924", "24 = 1923/1924"],
        ),
        ("He reigned 1327–1377.", &["1327 = 1327/1377", "1377 = 1327/1377"]),
        ("He ruled AD 66–70 there.", &["AD 66 = 0066/0070", "70 = 0066/0070"]),
        ("He ruled from 66 to 70 AD.", &["66 = 0066/0070", "70 AD = 0066/0070"]),
        ("It fell from c. 1200 to c. 1000 BC.", &["c. 1200 = -1199~/-0999~", "c. 1000 BC = -1199~/-0999~"]),
        ("In 1618, 1648 and 1660 they met.", &["1618 = 1618", "1648 = 1648", "1660 = 1660"]),
        // Numbers of something else.
        ("Call 555-1327, or see pages 1327-1377.", &[]),
        ("An army of 1200-1500 men came.", &[]),
    ]);
}

#[test]
fn decades_and_centuries_in_one_breath() {
    check(
        true,
        &[
            ("In the 1850s and 60s it grew.", &["the 1850s = 185", "60s = 186"]),
            ("In the 1850s and '60s it grew.", &["the 1850s = 185", "'60s = 186"]),
            (
                "In the late 1940s and early fifties it grew.",
                &["the late 1940s = 194", "early fifties = 195"],
            ),
            ("In the 1920s, 30s and forties it grew.", &["the 1920s = 192", "30s = 193", "forties = 194"]),
            ("In the 5th and 4th centuries BC it grew.", &["the 5th = BC04", "4th centuries BC = BC03"]),
            (
                "In 387 BC it burnt. In the previous century it grew.",
                &["387 BC = BC0387", "the previous century = BC04"],
            ),
            (
                "It fell in 489 BC, and rose in the following decade.",
                &["489 BC = BC0489", "the following decade = BC047"],
            ),
        ],
    );
    check(
        false,
        &[
            ("The eighties and nineties were good.", &["The eighties = 198", "nineties = 199"]),
            ("The mid-90s were good.", &["The mid-90s = 199"]),
            ("Men in their late 80s came.", &[]),
            ("Temperatures in the 40s and the mid-50s are near.", &[]),
        ],
    );
}

#[test]
fn parts_of_a_date() {
    check_edtf(&[
        ("It was common in the mid-to-late 1990s.", &["the mid-to-late 1990s = 199X"]),
        ("It was common in the early to mid-19th century.", &["the early to mid-19th century = 18XX"]),
        ("By the close of 1917 it fell.", &["the close of 1917 = 1917-09/1917-12"]),
        ("At the dawn of the 20th century it fell.", &["the dawn of the 20th century = 1900/1933"]),
        ("At the turn of the 20th century it was sold.", &["the turn of the 20th century = 1900~"]),
        (
            "Born in 1885, he was known by the turn of the century.",
            &["1885 = 1885", "the turn of the century = 1900~"],
        ),
        ("In the second half of May 1940 it fell.", &["the second half of May 1940 = 1940-05-16/1940-05-31"]),
        (
            "In the last quarter of the 19th century it grew.",
            &["the last quarter of the 19th century = 1875/1899"],
        ),
        ("In the last decade of the 19th century it grew.", &["the last decade of the 19th century = 189X"]),
        (
            "In the first week of March 1990 he came.",
            &["the first week of March 1990 = 1990-03-01/1990-03-07"],
        ),
        ("In the third week of May 1940 it fell.", &["the third week of May 1940 = 1940-05-15/1940-05-21"]),
        (
            "In the last two days of May 1940 it fell.",
            &["the last two days of May 1940 = 1940-05-30/1940-05-31"],
        ),
        ("In the last days of April 1945 it fell.", &["the last days of April 1945 = 1945-04-21/1945-04-30"]),
        ("In the first ten months of 1915 they rested.", &["the first ten months of 1915 = 1915-01/1915-10"]),
        (
            "In the closing years of the 18th century it fell.",
            &["the closing years of the 18th century = 1790/1799"],
        ),
        // Of nothing that lies on the calendar.
        ("In the first week of the siege it fell.", &["the first week = -"]),
    ]);
    check(
        false,
        &[
            ("In the first nine months of 1999 profit rose.", &["the first nine months of 1999 = P9M"]),
            ("By end-June it had risen.", &["end-June = 1999-06"]),
            ("In the new year it will rise.", &["the new year = 2000"]),
            ("In the week to 29 October sales rose.", &["the week to 29 October = 1999-W43"]),
            ("On the weekend of Oct. 30-31 it rained.", &["the weekend of Oct. 30-31 = 1999-W43-WE"]),
            ("In the week of 7–13 May 1998 it rained.", &["the week of 7–13 May 1998 = 1998-W19"]),
            ("For fiscal '99 it lost.", &["fiscal '99 = 1999"]),
            ("They made the late-October trip.", &["late-October = 1999-10"]),
            ("It broke the 8-month-old truce.", &["8-month-old = P8M"]),
            ("She brought her 8-month-old son.", &[]),
        ],
    );
}

#[test]
fn nights_and_days_of_two_calendars() {
    check(
        true,
        &[
            (
                "On the night of 3-4 June 1942 they sailed.",
                &["the night of 3 = 1942-06-03TNI", "4 June 1942 = 1942-06-04"],
            ),
            (
                "On 25 October (7 November) 1917 they rose.",
                &["25 October = 1917-10-25", "7 November = 1917-11-07", "1917 = 1917"],
            ),
            ("On 1 (14) February 1918 they fought.", &["1 = 1918-02-01", "14) February 1918 = 1918-02-14"]),
            (
                "In May 1940 he came. On the 14th and 15th he fought.",
                &["May 1940 = 1940-05", "the 14th = 1940-05-14", "15th = 1940-05-15"],
            ),
            ("He wrote on May 3d, 1863.", &["May 3d, 1863 = 1863-05-03"]),
            (
                "It lasted through the summer and into the autumn of 1943.",
                &["the summer = 1943-SU", "the autumn of 1943 = 1943-FA"],
            ),
            ("In spring-summer 1942 it was lost.", &["spring = 1942-SP", "summer 1942 = 1942-SU"]),
            (
                "The winter counter-offensive of 1941–42 came.",
                &["winter = 1941-WI", "1941 = 1941", "42 = 1942"],
            ),
        ],
    );
}

#[test]
fn feasts_of_histories() {
    check(
        true,
        &[
            ("At Michaelmas 1215 the barons met.", &["Michaelmas 1215 = 1215-09-29"]),
            ("On All Saints' Day 1755 the city shook.", &["All Saints' Day 1755 = 1755-11-01"]),
            ("On Maundy Thursday 1204 they stormed it.", &["Maundy Thursday 1204 = 1204-04-22"]),
            ("On Good Friday, 10 April 1998, they signed.", &["Good Friday, 10 April 1998 = 1998-04-10"]),
            ("By New Year 1916 it was over.", &["New Year 1916 = 1916-01-01"]),
            ("On the Ides of March 44 BC he died.", &["the Ides of March 44 BC = BC0044-03-15"]),
            ("The Easter Rising of April 1916 failed.", &["Easter = 1916-04-23", "April 1916 = 1916-04"]),
            ("They landed on Easter Island.", &[]),
        ],
    );
    check(false, &[("Much changed after 9/11.", &["9/11 = 2001-09-11"]), ("A vote of 9/11 was lost.", &[])]);
}

#[test]
fn hours_that_are_told_in_digits() {
    check(
        true,
        &[
            (
                "On 6 June 1944 they landed between 0200 and 0530.",
                &["6 June 1944 = 1944-06-06", "0200 = 1944-06-06T02:00", "0530 = 1944-06-06T05:30"],
            ),
            (
                "On 31 May 1916 they met. At 1710 the ship sank.",
                &["31 May 1916 = 1916-05-31", "1710 = 1916-05-31T17:10"],
            ),
            (
                "On 31 May 1916 they met. At 18.10 the ship sank.",
                &["31 May 1916 = 1916-05-31", "18.10 = 1916-05-31T18:10"],
            ),
            (
                "On 18 October 1977, shortly after midnight, it was freed.",
                &["18 October 1977 = 1977-10-18", "midnight = 1977-10-18T00:00"],
            ),
            (
                "In the early hours of 13 August 1961 it began.",
                &["the early hours of 13 August 1961 = 1961-08-13TMO"],
            ),
            (
                "At 5:34 AM Moscow time on 20 March 1983 it fell.",
                &["5:34 AM = 1983-03-20T05:34", "20 March 1983 = 1983-03-20"],
            ),
        ],
    );
    check(
        false,
        &[
            (
                "It ran between 02:00 and 05:30 on Tuesday.",
                &["02:00 = 1999-11-02T02:00", "05:30 = 1999-11-02T05:30", "Tuesday = 1999-11-02"],
            ),
            ("The train left at 18.10 on Monday.", &["18.10 = 1999-11-01T18:10", "Monday = 1999-11-01"]),
            (
                "They sat from 9 to 11 a.m. on Tuesday.",
                &["9 = 1999-11-02T09:00", "11 a.m. = 1999-11-02T11:00", "Tuesday = 1999-11-02"],
            ),
            ("They met at 6:30 Tuesday evening.", &["6:30 Tuesday evening = 1999-11-02T18:30"]),
            (
                "They met at 10 a.m. and 2 p.m. Tuesday.",
                &["10 a.m. = 1999-11-02T10:00", "2 p.m. Tuesday = 1999-11-02T14:00"],
            ),
            // Numbers of something else.
            ("The index stood at 1710 on Monday.", &["Monday = 1999-11-01"]),
            ("The share closed at 18.10 on Monday.", &["Monday = 1999-11-01"]),
            ("It sold at 1950 prices.", &[]),
        ],
    );
}

#[test]
fn what_came_minutes_later_counts_from_the_hour_that_was_told() {
    check(
        true,
        &[
            (
                "On 31 May 1916 they met at 16:05. Two minutes later the ship blew up.",
                &[
                    "31 May 1916 = 1916-05-31",
                    "16:05 = 1916-05-31T16:05",
                    "Two minutes later = 1916-05-31T16:07",
                ],
            ),
            (
                "On 31 May 1916 they met at 11 p.m. Two hours later the ship blew up.",
                &[
                    "31 May 1916 = 1916-05-31",
                    "11 p.m. = 1916-05-31T23:00",
                    "Two hours later = 1916-06-01T01:00",
                ],
            ),
            (
                "On 31 May 1916 they met. Minutes later she sank.",
                &["31 May 1916 = 1916-05-31", "Minutes later = 1916-05-31"],
            ),
            (
                "On 5 May 1805 he sailed. A fortnight later he was dead.",
                &["5 May 1805 = 1805-05-05", "A fortnight later = 1805-W20"],
            ),
        ],
    );
    // Where nothing was told, only how long it was is known.
    check(
        false,
        &[
            ("Two minutes later, police came.", &["Two minutes = PT2M"]),
            ("A few days later it fell.", &["A few days = PXD"]),
        ],
    );
}

#[test]
fn terms_weeks_of_feasts_and_years_about() {
    check_edtf(&[
        ("In Michaelmas term 1921 he read law.", &["Michaelmas term 1921 = 1921-36~"]),
        ("The Hilary term of 1920 was cut short.", &["The Hilary term of 1920 = 1920-33~"]),
        ("Deaths peaked in week 14 of 2020.", &["week 14 of 2020 = 2020-03-30/2020-04-05"]),
        ("They fought at Loos (Sept–Oct 1915).", &["Sept = 1915-09/1915-10", "Oct 1915 = 1915-09/1915-10"]),
        ("The colony, founded in or about 1607, failed.", &["about 1607 = 1607~"]),
        ("The rising began in Easter week 1916.", &["Easter week 1916 = 1916-04-24/1916-04-30"]),
        (
            "The hall (c. 1350–60) and the gate (c.1480) stand.",
            &["c. 1350 = 1350~/1360~", "60 = 1350~/1360~", "c.1480 = 1480~"],
        ),
        ("The plague came in 1665 and '66.", &["1665 = 1665", "'66 = 1666"]),
    ]);
}

#[test]
fn an_hour_in_digits_tells_what_others_of_its_sentence_are() {
    check(
        true,
        &[
            (
                "On 6 June 1944 they landed at 0625; by 1400 the beach was clear.",
                &["6 June 1944 = 1944-06-06", "0625 = 1944-06-06T06:25", "1400 = 1944-06-06T14:00"],
            ),
            ("By 1400 the town had a wall, and by 1500 a port.", &["1400 = 1400", "1500 = 1500"]),
        ],
    );
}

#[test]
fn fiscal_years_in_short_are_of_our_time() {
    check(
        false,
        &[
            ("Sales rose in Q3 FY24.", &["Q3 FY24 = 2024-Q3"]),
            ("Sales fell in Q4 FY2001.", &["Q4 FY2001 = 2001-Q4"]),
            ("Sales fell in FY85.", &["FY85 = 1985"]),
        ],
    );
}

#[test]
fn the_number_of_a_version_is_no_day() {
    check(
        true,
        &[
            ("## 1.1.28 - 2024-10-05", &["2024-10-05 = 2024-10-05"]),
            ("[1.2.26] Fixed.", &[]),
            ("Since version 2.3.12 it holds.", &[]),
            ("It was signed on 1.2.98 in Bonn.", &["1.2.98 = 1998-02-01"]),
            ("Press release 12.05.98", &["12.05.98 = 1998-05-12"]),
            ("1.2.98: They met.", &["1.2.98 = 1998-02-01"]),
        ],
    );
}
