//! What a format's reader is given, and what it fills.

use std::ops::Range;

use super::MAX_ISSUES;
use crate::issue::{Issue, Issues, Spot};
use crate::model::draft::{DraftActor, DraftEvent, DraftSource, Pile};
use crate::model::{Draft, Meta, Timeline};

/// What the user says about how a file is to be read. The default says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which column or property is which field, `(field, header)`, as `--map date=Datum` says.
    pub map: Vec<(String, String)>,
    /// How years before our era are counted, in formats that do not say it themselves; `None` where the
    /// user has not said it, and each file is read as its own years show.
    pub year_zero: Option<YearZero>,
    /// The encoding of the text, where the user names it; else it is seen.
    pub encoding: Option<String>,
    /// What the file is called, without its folder: formats take names from it where they have none.
    pub name: Option<String>,
}

impl Options {
    /// How years before our era are counted where nothing in the file tells.
    #[must_use]
    pub fn years(&self) -> YearZero {
        self.year_zero.unwrap_or_default()
    }
}

/// How a format counts the years before our era.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearZero {
    /// As people count: 44 BCE is -44, and there is no year 0.
    #[default]
    Historical,
    /// As astronomers and EDTF count: 44 BCE is -43, and 1 BCE is 0.
    Astronomical,
}

impl YearZero {
    /// The astronomical year that a format's number means. 0 stays 0 either way: nothing else can be
    /// meant by it.
    ///
    /// ```
    /// use annals::formats::YearZero;
    /// assert_eq!(YearZero::Historical.astronomical(-44), -43);
    /// assert_eq!(YearZero::Astronomical.astronomical(-44), -44);
    /// ```
    #[must_use]
    pub fn astronomical(self, year: i64) -> i64 {
        if self == Self::Historical && year < 0 { year + 1 } else { year }
    }

    /// The number by which a format calls an astronomical year.
    ///
    /// ```
    /// use annals::formats::YearZero;
    /// assert_eq!(YearZero::Historical.number(-43), -44);
    /// assert_eq!(YearZero::Historical.number(0), -1);
    /// ```
    #[must_use]
    pub fn number(self, astronomical: i64) -> i64 {
        if self == Self::Historical && astronomical <= 0 {
            astronomical.saturating_sub(1)
        } else {
            astronomical
        }
    }
}

/// What a reader is given.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text, decoded, without byte order mark; never blank.
    pub text: &'a str,
    /// What the user says.
    pub options: &'a Options,
}

/// What a reader fills: records in the order of the file, and what is to be said of them.
///
/// A record becomes an event, or it is refused: nothing is dropped in silence. What could not be
/// understood of a record that is kept is an [`Issue`] at its place, and stays in the event's `extra`.
#[derive(Debug)]
pub struct Reading {
    meta: Meta,
    sources: Vec<DraftSource>,
    actors: Vec<DraftActor>,
    pile: Pile,
    issues: Issues,
    /// Where something was remarked that is only counted.
    counted: Vec<Spot>,
    refused: Vec<Range<usize>>,
    told: Vec<String>,
    header: Option<Range<usize>>,
}

impl Reading {
    /// A reading of a format that is not annals' own: naming an actor or a source declares it, and an
    /// event without key or quote is nothing to remark.
    #[must_use]
    pub fn foreign() -> Self {
        Self::new(true)
    }

    fn new(foreign: bool) -> Self {
        Self {
            meta: Meta::default(),
            sources: Vec::new(),
            actors: Vec::new(),
            pile: Pile::new(foreign, MAX_ISSUES),
            issues: Issues::up_to(MAX_ISSUES),
            counted: Vec::new(),
            refused: Vec::new(),
            told: Vec::new(),
            header: None,
        }
    }

    /// A record became this event, which is packed at once.
    #[expect(clippy::needless_pass_by_value, reason = "whoever has handed it over keeps no draft of it")]
    pub fn event(&mut self, event: DraftEvent) {
        self.pile.event(&event);
    }

    /// Something is wrong there that is told of so many already: the record counts as one with a remark.
    pub fn remarked(&mut self, spot: Spot) {
        self.counted.push(spot);
    }

    /// Declares an actor.
    pub fn actor(&mut self, actor: DraftActor) {
        self.actors.push(actor);
    }

    /// Declares a source.
    pub fn source(&mut self, source: DraftSource) {
        self.sources.push(source);
    }

    /// What the file says of the timeline itself.
    pub fn meta(&mut self) -> &mut Meta {
        &mut self.meta
    }

    /// Something is wrong or worth saying at `issue.spot`, and the record there is kept.
    pub fn issue(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    /// The record that stands at `range`, in bytes of the text, cannot be an event; `issue` says where
    /// and why.
    pub fn refuse(&mut self, range: Range<usize>, issue: Issue) {
        self.issues.push(issue);
        self.refused.push(range);
    }

    /// How the file was understood, in a sentence: which column is which field, how years count.
    pub fn tell(&mut self, how: impl Into<String>) {
        self.told.push(how.into());
    }

    /// What stands at `range` gives the records of a table their meaning: refused records are written
    /// below it, so that they can be mended and read.
    pub fn header(&mut self, range: Range<usize>) {
        self.header = Some(range);
    }

    /// Everything at once, from a reader that makes a whole draft.
    #[must_use]
    pub fn whole(draft: Draft, issues: Vec<Issue>) -> Self {
        let Draft { meta, sources, actors, events, foreign } = draft;
        let mut reading = Self { meta, sources, actors, ..Self::new(foreign) };
        reading.issues.extend(issues);
        for event in events {
            reading.event(event);
        }
        reading
    }

    /// What was read, when nothing more comes; `issues` are those that were there before.
    pub(super) fn finish(self, mut issues: Vec<Issue>) -> Whole {
        let Self { meta, sources, actors, pile, issues: found, counted, refused, told, header } = self;
        let spots = pile.spots().to_vec();
        let (timeline, sense, wrong) = pile.build(meta, sources, actors);
        let (found, more) = found.into_parts();
        issues.extend(found.into_iter().chain(sense));
        let about = issues.iter().map(|issue| issue.spot).chain(wrong).chain(more).chain(counted);
        Whole { tally: Tally::of(spots, &refused, about), timeline, issues, refused, told, header }
    }
}

/// A file that was read.
pub(super) struct Whole {
    pub(super) timeline: Timeline,
    pub(super) issues: Vec<Issue>,
    pub(super) tally: Tally,
    /// Where the refused records stand.
    pub(super) refused: Vec<Range<usize>>,
    pub(super) told: Vec<String>,
    /// Where the header stands, where the reader has told.
    pub(super) header: Option<Range<usize>>,
}

/// How many records a file had, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records that were there.
    pub read: usize,
    /// Records that were kept, but with a remark.
    pub remarked: usize,
    /// Records that were refused.
    pub refused: usize,
}

/// `120 records read, 3 kept with a remark, 2 refused`
impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { read, remarked, refused } = self;
        let records = if *read == 1 { "record" } else { "records" };
        write!(f, "{read} {records} read, {remarked} kept with a remark, {refused} refused")
    }
}

impl Tally {
    /// Counts, given where the kept events begin and what issues are about. One is a remark on the last
    /// event that begins at or before it.
    fn of(events: Vec<Spot>, refused: &[Range<usize>], about: impl Iterator<Item = Spot>) -> Self {
        let (all, mut starts) = (events.len(), events);
        starts.retain(|&spot| spot != Spot::NONE);
        let nowhere = all - starts.len();
        starts.sort_unstable();
        // What recurs is many events and one record.
        starts.dedup();
        let mut ranges: Vec<&Range<usize>> = refused.iter().collect();
        ranges.sort_unstable_by_key(|range| range.start);
        let in_refused = |at: usize| {
            let index = ranges.partition_point(|range| range.start <= at).checked_sub(1);
            let before = index.and_then(|index| ranges.get(index));
            before.is_some_and(|range| range.contains(&at) || range.start == at)
        };
        let mut remarked: Vec<usize> = about
            .filter(|spot| spot.offset().is_some_and(|at| refused.is_empty() || !in_refused(at)))
            .filter_map(|spot| starts.partition_point(|&start| start <= spot).checked_sub(1))
            .collect();
        remarked.sort_unstable();
        remarked.dedup();
        Self {
            read: nowhere + starts.len() + refused.len(),
            remarked: remarked.len(),
            refused: refused.len(),
        }
    }
}
