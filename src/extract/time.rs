//! Expressions of time: where a text speaks of a date, a time, a duration or a set of them, and what it means.
//!
//! [`find`] gives for each its bytes, its kind, its value in TIMEX3 and in EDTF, the rule that fired, what it was
//! reckoned from and how sure that is.
//!
//! | step | module |
//! |---|---|
//! | words to tags | `lexicon`, `scan` |
//! | tags to readings | `phrase`, `ranges`, `lists` over `narrowed`, `within`, `days`, `pins`, `years`, `decades`, `seasons`, `spans`, `deictic`, `clock`, `parts`, `returns`, `numbers`, `idioms` |
//! | readings to values | `resolve`, `dates`, `months`, `quarters`, `feasts` by `story`, `passage`, `told`, `speech`, `habits`, `tense` and `calendar` |
//! | values to text | `value` |
//!
//! Most dates of a report count from the day it was written; those of a history count from each other. Which of
//! both a text is shows in its own dates, see [`Setting::narrative`].

pub mod calendar;
mod clock;
mod dates;
mod days;
mod decades;
mod deictic;
mod feasts;
mod habits;
mod idioms;
mod lexicon;
mod lists;
mod months;
mod narrowed;
mod numbers;
mod parts;
mod passage;
mod phrase;
mod pins;
mod quarters;
mod ranges;
mod reading;
mod resolve;
mod returns;
mod scan;
mod seasons;
mod spans;
mod speech;
mod story;
mod tag;
mod tense;
mod told;
mod value;
mod within;
mod years;

use std::ops::Range;

use super::page::{Form, Page};
use calendar::Day;
use passage::Passages;
use phrase::Found;
use reading::{Core, Grain, Unit, Which, Within};
use scan::Scan;
use story::Context;

pub use reading::Modifier;
pub use tense::{Tense, tense};

/// What kind of expression it is, as TIMEX3 knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexKind {
    /// A day or what is coarser: `Tuesday`, `last year`, `the 1990s`.
    Date,
    /// What is finer than a day: `noon`, `Tuesday night`.
    Time,
    /// How long: `two weeks`.
    Duration,
    /// How often: `daily`, `every Monday`.
    Set,
}

impl TimexKind {
    /// Its name in TIMEX3.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What an expression was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: it says all by itself.
    Itself,
    /// The document's own date.
    Document,
    /// The year of the earliest day that the document can be of, see [`Setting::earliest`].
    Bounds,
    /// A date that was spoken of before, at these bytes.
    Spoken {
        /// Its first byte.
        start: usize,
        /// The byte behind its last.
        end: usize,
    },
}

/// How sure a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// One of several that are as good.
    Guess,
    /// Reckoned by tense or by what was spoken of.
    Likely,
    /// Said in full, or counted from a date that is known.
    Certain,
}

/// A stretch that is told by both its ends: `June 12–13`, `from 2023 to 2025`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The bytes from the first to the last.
    pub span: Range<usize>,
    /// As an EDTF interval.
    pub edtf: String,
}

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Its tokens in the page.
    pub tokens: Range<usize>,
    /// What kind it is.
    pub kind: TimexKind,
    /// Its value as TIMEX3 writes it.
    pub value: String,
    /// What narrows the value: `early`, `about`.
    pub modifier: Option<Modifier>,
    /// As EDTF, where it lies on the calendar.
    pub edtf: Option<String>,
    /// The stretch whose first or last end it is.
    pub stretch: Option<Stretch>,
    /// The first and the last day that it can mean, where it lies on the calendar.
    pub days: Option<(Day, Day)>,
    /// The rule that fired.
    pub rule: &'static str,
    /// What it was reckoned from.
    pub anchor: Anchor,
    /// How sure the value is.
    pub sure: Sure,
}

/// What is known of a document before it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The day it was written on.
    pub date: Option<Day>,
    /// The earliest day that it can be of, where the day itself is not known: years are guessed by it, nothing finer.
    pub earliest: Option<Day>,
    /// The latest day that it can be of, where the day itself is not known: the year is known where it is that of both.
    pub latest: Option<Day>,
    /// Whether it tells a history, whose dates count from each other; found from the text where nothing is said.
    pub narrative: Option<bool>,
}

/// All words that the lists have.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    lexicon::listed()
}

/// The expressions of time of a page, in order; they do not overlap.
///
/// ```
/// use annals::extract::{page::Page, time::{self, Setting, calendar::Day}};
/// let page = Page::read("They met on Tuesday and will meet again next month.");
/// let setting = Setting { date: Day::new(2025, 9, 4), ..Setting::default() };
/// let said: Vec<(&str, String)> = time::find(&page, &setting)
///     .into_iter()
///     .map(|timex| (&page.text[timex.span.clone()], timex.value))
///     .collect();
/// assert_eq!(said, [("Tuesday", "2025-09-02".to_owned()), ("next month", "2025-10".to_owned())]);
/// ```
#[must_use]
pub fn find(page: &Page<'_>, setting: &Setting) -> Vec<Timex> {
    spot(page).resolve(setting)
}

/// What a text means that is nothing but one date or stretch, as EDTF: `Christmas Eve 2022`, `the winter of 1985-86`.
///
/// ```
/// use annals::extract::time::{self, calendar::Day};
/// assert_eq!(time::alone("Christmas Eve 2022", None).as_deref(), Some("2022-12-24"));
/// assert_eq!(time::alone("the day before yesterday", Day::new(2025, 9, 4)).as_deref(), Some("2025-09-02"));
/// assert_eq!(time::alone("the day before yesterday", None), None);
/// assert_eq!(time::alone("Christmas Eve 2022 or so they say", None), None);
/// ```
#[must_use]
pub fn alone(text: &str, written: Option<Day>) -> Option<String> {
    // `last week of March 1990`: who types leaves articles out.
    let text = text.trim().trim_end_matches('.');
    whole(text, written).or_else(|| whole(&format!("the {text}"), written))
}

fn whole(text: &str, written: Option<Day>) -> Option<String> {
    if text.len() > MOST_ALONE {
        return None;
    }
    let page = Page::read(text);
    let setting = Setting { date: written, narrative: Some(false), ..Setting::default() };
    let found = find(&page, &setting);
    let (edtf, span) = match found.as_slice() {
        [one] => (one.edtf.clone()?, one.span.clone()),
        [first, second] => {
            let stretch = first.stretch.clone().filter(|_| first.stretch == second.stretch)?;
            (stretch.edtf, stretch.span)
        }
        _ => return None,
    };
    // `in the winter of ..`, `from .. to ..`
    let led = text.get(..span.start)?.trim();
    let leads = led.is_empty()
        || ["in", "on", "at", "during", "from", "between"].contains(&led.to_ascii_lowercase().as_str());
    (leads && span.end == text.len()).then_some(edtf)
}

/// No expression is longer, in bytes.
const MOST_ALONE: usize = 200;

/// The expressions of a page as they stand, which no more than a document's own date is needed to resolve: a page
/// is walked once, and resolved as often as more comes to be known of it.
#[derive(Debug)]
pub struct Spotted<'p, 't> {
    page: &'p Page<'t>,
    tags: Vec<tag::Tag>,
    found: Vec<Found>,
    /// Which sentence each stands in.
    of: Vec<usize>,
    age: scan::Age,
    habits: habits::Habits,
}

/// Walks a page for its expressions of time.
///
/// ```
/// use annals::extract::{page::Page, time::{self, Setting, calendar::Day}};
/// let page = Page::read("They met on Tuesday.");
/// let spotted = time::spot(&page);
/// assert_eq!(spotted.resolve(&Setting::default())[0].edtf, None);
/// let setting = Setting { date: Day::new(2025, 9, 4), ..Setting::default() };
/// assert_eq!(spotted.resolve(&setting)[0].edtf.as_deref(), Some("2025-09-02"));
/// ```
#[must_use]
pub fn spot<'p, 't>(page: &'p Page<'t>) -> Spotted<'p, 't> {
    let tags = scan::tags(page);
    let age = scan::age(page, &tags);
    let mut found: Vec<Found> = Vec::new();
    let mut of: Vec<usize> = Vec::new();
    for (number, sentence) in page.sentences.iter().enumerate() {
        let form = page.blocks.get(sentence.block).map(|block| block.form);
        if matches!(form, Some(Form::Foreign))
            || !sentence.tokens.clone().any(|at| scan::tells(page, &tags, at))
        {
            continue;
        }
        let scan = Scan {
            page,
            tags: &tags,
            prose: form == Some(Form::Prose),
            age,
            start: sentence.tokens.start,
            end: sentence.tokens.end,
        };
        scan.run(&mut found);
        of.resize(found.len(), number);
    }
    let habits = habits::of(page, &found);
    Spotted { page, tags, found, of, age, habits }
}

impl Spotted<'_, '_> {
    /// Whether the page writes the day before the month, as far as its dates tell: `9 May`, `25/12/2024`.
    #[must_use]
    pub fn day_first(&self) -> Option<bool> {
        self.habits.day_first
    }

    /// The values of the expressions, in order, by what is known of the document.
    #[must_use]
    pub fn resolve(&self, setting: &Setting) -> Vec<Timex> {
        self.walk(setting).all()
    }

    /// The same, as far as they are asked for.
    pub(super) fn walk(&self, setting: &Setting) -> Walk<'_> {
        let mut found = self.found.clone();
        let narrative = setting.narrative.unwrap_or_else(|| is_narrative(self.page, &found, setting));
        let context = Context::new(setting, narrative, self.habits);
        let passages = match setting.date.filter(|_| narrative && setting.narrative.is_none()) {
            Some(written) => Passages::of(self.page, &found, &self.of, written),
            None => Passages::default(),
        };
        let timexes: Vec<Timex> = Vec::with_capacity(found.len());
        self.share_years(&mut found);
        let speech = speech::Speech::default();
        Walk { spotted: self, found, context, passages, speech, followed: None, timexes, at: 0 }
    }

    /// The year behind the last of a list is that of all: `May, June and July 1994`.
    fn share_years(&self, found: &mut [Found]) {
        for at in (1..found.len()).rev() {
            let Some(scan) = self.scan_of(at - 1).filter(|_| self.of[at - 1] == self.of[at]) else {
                continue;
            };
            lists::share_year_of_both(&scan, found, at);
            if scan.is_pair(&found[at - 1], &found[at]) {
                complete(found, at - 1, false);
            } else {
                lists::share_year(&scan, found, at - 1);
            }
        }
    }

    /// The sentence that an expression stands in.
    fn scan_of(&self, at: usize) -> Option<Scan<'_, '_>> {
        let sentence = self.page.sentences.get(*self.of.get(at)?)?;
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        Some(Scan { page: self.page, tags: &self.tags, prose: true, age: self.age, start, end })
    }
}

/// Expressions on the way to their values: each counts from those before it.
pub(super) struct Walk<'s> {
    spotted: &'s Spotted<'s, 's>,
    found: Vec<Found>,
    context: Context,
    passages: Passages,
    speech: speech::Speech,
    /// The right end of a stretch whose year is that of the left: it is no surer than that.
    followed: Option<(usize, Sure)>,
    timexes: Vec<Timex>,
    /// Which comes next.
    at: usize,
}

impl Walk<'_> {
    /// Those that begin before a byte.
    pub(super) fn before(&mut self, byte: usize) -> &[Timex] {
        // One that lies behind may end a stretch that the last of them begins.
        while self.timexes.last().is_none_or(|last| last.span.start < byte) && self.at < self.found.len() {
            self.step();
        }
        let count = self.timexes.partition_point(|timex| timex.span.start < byte);
        &self.timexes[..count]
    }

    /// All of them.
    pub(super) fn all(mut self) -> Vec<Timex> {
        while self.at < self.found.len() {
            self.step();
        }
        self.timexes
    }

    /// Resolves the next.
    fn step(&mut self) {
        let Self { spotted, found, context, passages, speech, followed, timexes, at } = self;
        let (page, at) = (spotted.page, std::mem::replace(at, *at + 1));
        let Some(scan) = spotted.scan_of(at) else { return };
        passages.enter(context, at, page.sentences.get(spotted.of[at]).map(|sentence| sentence.block));
        let together = at + 1 < found.len() && spotted.of[at] == spotted.of[at + 1];
        let linked = together && scan.is_range(&found[at], &found[at + 1]);
        if linked || together && scan.is_pair(&found[at], &found[at + 1]) {
            complete(found, at, linked);
        }
        if together {
            date_season(found, at);
        }
        let mut hit = found[at];
        if !fits(&hit, context.narrative) {
            return;
        }
        context.beside = None;
        if context.habits.headed {
            context.heading = habits::heading_year(page, &hit).or(context.heading);
        }
        context.saying = speech.day(context, &scan, found, at);
        if at > 0 && spotted.of[at - 1] == spotted.of[at] && scan.is_beside(&found[at - 1], &hit) {
            context.beside = context.last_year;
        } else if together && scan.is_beside(&hit, &found[at + 1]) && is_counted_year(&found[at + 1]) {
            let behind = resolve::resolve(&mut context.clone(), &scan, &found[at + 1]);
            context.beside = year_alone(behind.value);
        }
        // `two years earlier, in 1789`
        if together
            && is_year_on(&hit)
            && scan.is_beside(&hit, &found[at + 1])
            && let Core::Named { grain: Grain::Year, within, .. } = found[at + 1].reading.core
        {
            hit.reading.core = Core::Named { grain: Grain::Year, which: None, within };
        }
        let mut resolved = resolve::resolve(context, &scan, &hit);
        // `Ten years later`, after nothing that was told: only how long it was.
        if hit.reading.rule == "later" && matches!(resolved.value, value::Value::Duration(_)) {
            hit.end = scan.behind_amount(&hit);
        }
        if let Some((_, sure)) = followed.filter(|(next, _)| *next == at) {
            resolved.sure = resolved.sure.min(sure);
        }
        context.last_year = year_alone(resolved.value);
        if linked && let value::Value::Date(point) = resolved.value {
            // By itself the right end may come to lie before the left, or years behind it.
            let alone = resolve::resolve(&mut context.clone(), &scan, &found[at + 1]);
            if let (value::Value::Date(right), Some((from, _))) = (alone.value, point.days())
                && right.days().is_some_and(|(to, _)| to < from || to > from.plus(366))
            {
                follow(&mut found[at + 1], point, context.narrative);
                *followed = Some((at + 1, resolved.sure));
            }
        }
        timexes.push(timex(page, &hit, resolved));
        if at > 0
            && spotted.of[at - 1] == spotted.of[at]
            && scan.is_range(&found[at - 1], &found[at])
            && !scan.is_moved(&found[at - 1])
        {
            stretch(timexes);
        }
    }
}

/// An expression with its value.
fn timex(page: &Page<'_>, hit: &Found, resolved: resolve::Resolved) -> Timex {
    let modifier = hit.reading.modifier;
    let tokens = hit.start..hit.end;
    let days = || match resolved.value {
        value::Value::Date(point) | value::Value::Time(point, _) => point.days(),
        value::Value::Run(_, from, to) => Some((from, to)),
        _ => None,
    };
    // Where a fiscal year begins, each company and state says for itself.
    let about = if hit.reading.rule == "fiscal-year" { Some(Modifier::Approx) } else { modifier };
    let part = match hit.reading.share {
        Some(share) => resolved.value.share(share),
        None if hit.reading.rule == "turn-of" => resolved.value.turn(),
        None => None,
    };
    let (edtf, days) = match part {
        Some((edtf, days)) => (Some(edtf), Some(days)),
        None => (resolved.value.edtf(about), days()),
    };
    Timex {
        span: page.bytes(&tokens),
        tokens,
        kind: resolved.value.kind(),
        value: resolved.value.timex(),
        modifier,
        edtf,
        stretch: None,
        days,
        rule: if resolved.off { "no-such-day" } else { hit.reading.rule },
        anchor: resolved.anchor,
        sure: resolved.sure,
    }
}

/// The year that an expression means, where it means no more.
fn year_alone(value: value::Value) -> Option<i32> {
    match value {
        value::Value::Date(value::Point::Year(year)) => Some(year),
        _ => None,
    }
}

/// `two years earlier`, `ten years later`
fn is_year_on(found: &Found) -> bool {
    matches!(found.reading.core, Core::Offset { amount, spoken: true, .. }
        if amount.unit == Unit::Year && amount.tenths.is_some())
}

/// `two years ago`, `last year`: a year that is told by its place.
fn is_counted_year(found: &Found) -> bool {
    match found.reading.core {
        Core::Offset { amount, .. } => amount.unit == Unit::Year && amount.tenths.is_some(),
        Core::Shift { which, unit } => unit == Unit::Year && which != Which::The,
        _ => false,
    }
}

/// The right end of a range, or of two in one breath, says the year of both: `November 11 – December 3, 2024`.
fn complete(found: &mut [Found], at: usize, range: bool) {
    let [first, second] = &mut found[at..at + 2] else { return };
    if let (
        Core::Named { within: within @ Within::Open, grain, .. },
        Core::Named { within: Within::Year(year), .. },
    ) = (&mut first.reading.core, second.reading.core)
        && matches!(grain, Grain::Day(..) | Grain::Month(_) | Grain::Season(_) | Grain::Quarter(_))
    {
        // `December and January 2013`: what comes first lies before.
        let turned = matches!(
            (*grain, second.reading.core),
            (Grain::Month(from) | Grain::Day(from, _),
             Core::Named { grain: Grain::Month(to) | Grain::Day(to, _), .. }) if from > to
        );
        *within = Within::Year(if turned { year - 1 } else { year });
    }
    // `c. 1200 to c. 1000 BC`: years before our era count down.
    if let (
        Core::Named { grain: Grain::Year, within: Within::Year(from), .. },
        Core::Named { grain: Grain::Year, within: Within::Year(to @ ..=0), .. },
    ) = (&mut first.reading.core, second.reading.core)
        && range
        && *from > 1 - to
        && first.reading.rule != "era-year"
    {
        *from = 1 - *from;
    }
    // `from 9 a.m. to noon on 3 May`
    if let (Core::Hours(None), Core::Named { .. }) = (first.reading.core, second.reading.core)
        && first.reading.clock.is_some()
        && second.reading.clock.is_some()
    {
        first.reading.core = second.reading.core;
    }
    // `from the 13th to the 19th of October`
    if let (
        Core::Named { grain: grain @ Grain::DayOfMonth(_), within: open @ Within::Open, .. },
        Core::Named { grain: Grain::Day(month, _), within, .. },
    ) = (&mut first.reading.core, second.reading.core)
        && let Grain::DayOfMonth(day) = *grain
    {
        (*grain, *open) = (Grain::Day(month, day), within);
    }
    // `each Monday and Friday`
    if let (
        Core::SetOf(Grain::Weekday(_)),
        Core::Named { grain: grain @ Grain::Weekday(_), which: None, .. },
    ) = (first.reading.core, second.reading.core)
    {
        second.reading.core = Core::SetOf(grain);
    }
    // `Monday through Friday`: the Friday of that week.
    if let (
        true,
        Core::Named { grain: Grain::Weekday(_), .. },
        Core::Named { grain: Grain::Weekday(_), which: None, within: within @ Within::Open },
    ) = (range, first.reading.core, &mut second.reading.core)
    {
        *within = Within::Which(Which::That, Unit::Week);
    }
}

/// So many tokens at most stand between a season and its date.
const NEAR_DATE: usize = 9;

/// `the summer offensive against the coast in June 1942`: a season is of the year of the date that lies in it.
fn date_season(found: &mut [Found], at: usize) {
    let [first, second] = &mut found[at..at + 2] else { return };
    if let (
        Core::Named { grain: Grain::Season(season), which: None, within: within @ Within::Open },
        Core::Named {
            grain: Grain::Month(month) | Grain::Day(month, _), within: year @ Within::Year(_), ..
        },
    ) = (&mut first.reading.core, second.reading.core)
        && second.start - first.end <= NEAR_DATE
        && (season.first_month()..season.first_month() + 3).contains(&month)
    {
        *within = year;
    }
}

/// The left end of a range fixes the year of the right, which comes after it: `between March and May`.
fn follow(second: &mut Found, first: value::Point, narrative: bool) {
    let (year, month, day) = match first {
        value::Point::Day(day) => (day.year, day.month, day.day),
        value::Point::Month(Some(year), month) => (year, month, 1),
        _ => return,
    };
    let Core::Named { grain, which: None, within: within @ Within::Open } = &mut second.reading.core else {
        return;
    };
    let later = match *grain {
        Grain::Day(of, at) => (of, at) >= (month, day),
        Grain::Month(of) => of >= month,
        _ => return,
    };
    // In a history the year that is told may be the one of the right end.
    if narrative && !later {
        return;
    }
    *within = Within::Year(if later { year } else { year + 1 });
}

/// Makes one stretch of the last two, where both lie on the calendar, in order.
fn stretch(timexes: &mut [Timex]) {
    let [.., first, second] = timexes else { return };
    let (Some(from), Some(to), Some((early, _)), Some((late, _))) =
        (&first.edtf, &second.edtf, first.days, second.days)
    else {
        return;
    };
    // `from late 1999 until early 2003`: from the beginning of the one to the end of the other.
    let (from, to) =
        (from.split('/').next().unwrap_or_default(), to.split('/').next_back().unwrap_or_default());
    if early >= late || from.is_empty() || to.is_empty() || from == ".." || to == ".." {
        return;
    }
    // An interval of EDTF has no hours.
    let days = |edtf: &str| edtf.split('T').next().unwrap_or_default().to_owned();
    let edtf = format!("{}/{}", days(from), days(to));
    let whole = Stretch { span: first.span.start..second.span.end, edtf };
    first.stretch = Some(whole.clone());
    second.stretch = Some(whole);
}

/// Whether a word that only points fits the kind of the text: what was `former` or `soon` to come is a time in a
/// history, and little more than a manner of speaking in a report, or the other way round.
fn fits(hit: &Found, narrative: bool) -> bool {
    match hit.reading.rule {
        "former" | "future" | "recent" | "that-time" | "attributive-set" | "attributive-night"
        | "now-attribute" => narrative,
        "soon" => !narrative,
        _ => true,
    }
}

/// Whether a text tells a history: many years that lie well back, and few days that count from its writing. Where
/// nobody knows when it was written, the last year that it names stands for that.
fn is_narrative(page: &Page<'_>, found: &[Found], setting: &Setting) -> bool {
    let written = setting.date.or(setting.earliest);
    let years = || {
        found.iter().filter_map(|hit| match hit.reading.core {
            Core::Named { within: Within::Year(year), .. } => Some(year),
            _ => None,
        })
    };
    let Some(present) = written.map(|day| day.year).or_else(|| years().max()) else { return false };
    let old = years().filter(|year| *year < present - 1).count();
    let now: usize = found
        .iter()
        .map(|hit| match hit.reading.core {
            Core::Day(_) => 2,
            Core::Named { grain: Grain::Weekday(_), .. } => 1,
            Core::Shift { which: Which::This | Which::Last | Which::Next, .. } => 1,
            Core::Offset { spoken: false, .. } => 1,
            _ => 0,
        })
        .sum();
    // News begins with what is new: a weekday, or today, among the first dates of the text.
    let news = written.is_some()
        && found.iter().take(HEAD).any(|hit| {
            matches!(
                hit.reading.core,
                Core::Day(_) | Core::Named { grain: Grain::Weekday(_), which: None, .. }
            )
        });
    let short = || setting.date.is_some_and(|written| passage::is_short_history(page, found, written));
    !news && (old > 2 && old > now * 2 || short())
}

/// How many dates at the head of a text tell whether it is news.
const HEAD: usize = 2;
