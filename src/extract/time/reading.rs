//! What an expression says by itself, before anything is known of the document: the typed reading.

/// A stretch of the calendar or the clock that can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season(Season),
    Year,
    Decade,
    Century,
    Millennium,
}

/// A season of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    /// Autumn by the word that is also a verb.
    Fall,
    Winter,
}

impl Season {
    /// The month in which it begins.
    pub(super) fn first_month(self) -> u8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn | Self::Fall => 9,
            Self::Winter => 12,
        }
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// A time that is only pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ref {
    Past,
    Present,
    Future,
}

/// A day that is called by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    Christmas,
    ChristmasEve,
    Boxing,
    Easter,
    EasterMonday,
    PalmSunday,
    AshWednesday,
    GoodFriday,
    Pentecost,
    WhitMonday,
    TrinitySunday,
    CorpusChristi,
    MaundyThursday,
    ShroveTuesday,
    Ascension,
    Epiphany,
    Candlemas,
    Michaelmas,
    AllSaints,
    Martinmas,
    MayDay,
    Patrick,
    Bastille,
    Columbus,
    King,
    Presidents,
    Thanksgiving,
    Halloween,
    NewYear,
    NewYearsEve,
    Independence,
    Labor,
    Memorial,
    Veterans,
    Valentine,
    Election,
}

/// How an expression stands to what it is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// `this`, `current`: the one that holds the day of writing.
    This,
    /// `last`, `past`: before the day of writing.
    Last,
    /// `next`, `coming`: after the day of writing.
    Next,
    /// `that`, `the same`: the one spoken of.
    That,
    /// `the previous`: before the one spoken of.
    Previous,
    /// `the following`: after the one spoken of.
    Following,
    /// `the`: the one spoken of, else the one of the day of writing.
    The,
}

/// How much: tenths of a unit, or not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// Tenths, so that `two and a half` can be said; `None` for `several`.
    pub(super) tenths: Option<u32>,
    pub(super) unit: Unit,
}

/// An hour of the clock, and what is finer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
}

/// What is named of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    /// A day of a month.
    Day(u8, u8),
    /// `the 25th`: a day of the month spoken of.
    DayOfMonth(u8),
    Month(u8),
    Season(Season),
    /// A quarter, 1 to 4.
    Quarter(u8),
    Half(u8),
    Weekday(u8),
    /// So many days, weeks or months from the day of writing.
    Near(Unit, i8),
    /// `the first Monday of May`: which of them (the last for 0), the weekday, the month.
    Nth(u8, u8, u8),
    Feast(Feast),
    /// The year itself.
    Year,
    /// By its first year; the century may be left open (`the nineties`).
    Decade(i32, bool),
    /// By its first year.
    Century(i32),
    /// By its first year.
    Millennium(i32),
}

/// Which year, or which stretch, a date lies in, as far as the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// Not said.
    Open,
    /// This year; 0 is 1 BC.
    Year(i32),
    /// `'98`
    ShortYear(u8),
    /// `of last year`, `of that month`
    Which(Which, Unit),
}

/// What an expression is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Core {
    /// `12 June`, `Tuesday`, `the third quarter of last year`, `last March`.
    Named {
        grain: Grain,
        which: Option<Which>,
        within: Within,
    },
    /// `last year`, `the previous week`, `this month`.
    Shift {
        which: Which,
        unit: Unit,
    },
    /// `today`, `yesterday`
    Day(i8),
    /// `three years ago`, `two days later`: from the day of writing, or from the date spoken of.
    Offset {
        amount: Amount,
        back: bool,
        spoken: bool,
    },
    /// `two days before Christmas`, `a week from Monday`: from a day that is named with it.
    Beside {
        amount: Amount,
        back: bool,
        grain: Grain,
        within: Within,
    },
    /// `the first week of March 1990`, `the last days of May`: so much of a date, by its rank, 0 for the last.
    Run {
        amount: Amount,
        rank: u8,
        grain: Grain,
        within: Within,
    },
    /// `year-earlier`: what is spoken of, a year before.
    YearEarlier,
    /// `three years`
    Duration(Amount),
    /// `daily`, `every Monday`
    Set(Amount),
    SetOf(Grain),
    /// `now`, `recently`
    Refer(Ref),
    /// A part of the day, or an hour, of the day spoken of or of the day of writing.
    Hours(Option<Which>),
}

/// What narrows a date, as TIMEX3 names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// `early`, `the beginning of`
    Start,
    /// `mid-`
    Mid,
    /// `late`, `the end of`
    End,
    /// `about`
    Approx,
    /// `more than`
    MoreThan,
    /// `less than`, `nearly`
    LessThan,
    /// `at least`
    EqualOrMore,
    /// `at most`, `up to`
    EqualOrLess,
    /// `before`
    Before,
    /// `after`
    After,
}

impl Modifier {
    /// Its name in TIMEX3.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
        }
    }
}

/// An expression as it stands: what it is about, narrowed to a part of the day or an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) core: Core,
    pub(super) part: Option<DayPart>,
    pub(super) clock: Option<Clock>,
    pub(super) modifier: Option<Modifier>,
    /// The weekday that stands before a day of a month.
    pub(super) weekday: Option<u8>,
    /// Which of how many equal parts of it: `the second half of`.
    pub(super) share: Option<(u8, u8)>,
    pub(super) rule: &'static str,
}

impl Reading {
    pub(super) fn new(core: Core, rule: &'static str) -> Self {
        Self { core, part: None, clock: None, modifier: None, weekday: None, share: None, rule }
    }

    pub(super) fn named(grain: Grain, within: Within, rule: &'static str) -> Self {
        Self::new(Core::Named { grain, which: None, within }, rule)
    }

    pub(super) fn modified(self, modifier: Option<Modifier>) -> Self {
        Self { modifier: modifier.or(self.modifier), ..self }
    }
}
