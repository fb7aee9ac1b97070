//! Where the events of a timeline lie: its blocks, one behind the other as the files have them.

use std::cmp::Ordering;
use std::iter::repeat_n;
use std::sync::Arc;

use crate::model::Event;
use crate::model::pack::{Block, Numbers, Row};

/// A block, and what its numbers mean here.
#[derive(Clone, Debug)]
pub(in crate::model) struct Placed {
    pub(in crate::model) block: Arc<Block>,
    /// Those of its events that are in the timeline, in the order of the file.
    pub(in crate::model) rows: Arc<Vec<Row>>,
    /// How many events stand before them.
    pub(in crate::model) first: u32,
    pub(in crate::model) numbers: Arc<Numbers>,
    /// How many lines of the file stand before it; those of its events count from its own beginning.
    pub(in crate::model) lines: u32,
}

impl Placed {
    /// A block with its rows, behind so many events and lines.
    pub(in crate::model) fn new(mut block: Block, numbers: Arc<Numbers>, first: u32, lines: u32) -> Self {
        let rows = Arc::new(std::mem::take(&mut block.rows));
        Self { block: Arc::new(block), rows, first, numbers, lines }
    }

    /// One of its events.
    pub(in crate::model) fn event(&self, row: &Row) -> Event<'_> {
        let mut event = Event::read(self.block.cursor(row.record), row.ends, &self.numbers);
        event.line = event.line.saturating_add(if event.line > 0 { self.lines } else { 0 });
        event
    }
}

/// The block and the row of the event that came in that place, where `blocks` stand one behind the other.
pub(in crate::model) fn find(blocks: &[Placed], arrival: u32) -> Option<(&Placed, &Row)> {
    let placed = blocks.get(blocks.partition_point(|placed| placed.first <= arrival).checked_sub(1)?)?;
    Some((placed, placed.rows.get((arrival - placed.first) as usize)?))
}

/// Blocks, and in which of them each event is.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    pub(super) blocks: Vec<Placed>,
    homes: Vec<u32>,
}

impl Places {
    pub(super) fn new(blocks: Vec<Placed>) -> Self {
        let mut homes = Vec::with_capacity(blocks.iter().map(|placed| placed.rows.len()).sum());
        for (number, placed) in (0..).zip(&blocks) {
            homes.extend(repeat_n(number, placed.rows.len()));
        }
        Self { blocks, homes }
    }

    /// How many events there are.
    pub(super) fn len(&self) -> usize {
        self.homes.len()
    }

    /// The event that came in that place.
    pub(super) fn get(&self, arrival: u32) -> Option<(&Placed, &Row)> {
        let placed = self.blocks.get(*self.homes.get(arrival as usize)? as usize)?;
        Some((placed, placed.rows.get(arrival.checked_sub(placed.first)? as usize)?))
    }

    /// The same of an event that is there.
    pub(super) fn at(&self, arrival: u32) -> (&Placed, &Row) {
        let placed = &self.blocks[self.homes[arrival as usize] as usize];
        (placed, &placed.rows[(arrival - placed.first) as usize])
    }

    /// All rows as they came.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.blocks.iter().flat_map(|placed| placed.rows.iter())
    }

    /// How many bytes all of it takes, and how many of them are text.
    pub(super) fn memory(&self) -> (usize, usize) {
        let blocks: usize = self.blocks.iter().map(|placed| placed.block.size()).sum();
        let texts = self.blocks.iter().map(|placed| placed.block.texts()).sum();
        (blocks + self.len() * (size_of::<Row>() + size_of::<u32>()), texts)
    }

    /// The order of two events whose years are too far away for their ends.
    pub(super) fn far_order(&self, a: u32, b: u32) -> Ordering {
        let date = |arrival: u32| self.get(arrival).and_then(|(placed, row)| placed.event(row).date);
        match (date(a), date(b)) {
            (Some(a), Some(b)) => a.order(&b),
            _ => Ordering::Equal,
        }
    }
}
