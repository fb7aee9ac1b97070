//! Reading a timeline of any size while it is shown.
//!
//! One thread reads blocks that end where a line does, as many threads as there are processors make
//! packed chunks of them, and the first puts the chunks together in their order. What has come so far
//! can be shown from the first block on. Memory is the packed timeline and a few blocks.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use memchr::{memchr, memrchr};

use super::unpack;
use crate::formats::jsonl::{MAX_LINE, Stretches};
use crate::issue::{Issue, Spot};
use crate::model::Timeline;
use crate::model::stream::{Assembler, Chunk, Told};

/// The sizes of the blocks: a screenful at once, then what keeps a thread busy and is in its cache when it comes.
const BLOCKS: [usize; 2] = [128 << 10, 512 << 10];

// A part is shown when there are a third more events than in the last one, and either building parts has cost at
// most one part in SHARE of the time so far, or there are GROWTH times as many.
/// See above: what of the time parts may cost.
const SHARE: u32 = 50;
/// See above: how many times more events are shown whatever it costs.
const GROWTH: usize = 4;

/// While the input pauses, a part may cost one part in so many of the time since the last one.
const IDLE: u32 = 20;

/// What showing an event costs, about: counted with until a part has more than [`KNOWN`] events.
const EACH: Duration = Duration::from_nanos(20);
/// From so many events on, the next part is taken to cost what the last one did for each event.
const KNOWN: usize = 20_000;

/// So many events are not shown in part any more where the whole will be there within [`SOON`]: putting them in
/// order would only hold up the rest.
const MANY: usize = 200_000;
/// See [`MANY`].
const SOON: Duration = Duration::from_millis(300);

/// How often progress is told.
const OFTEN: Duration = Duration::from_millis(100);

/// Most threads that parse; more wait for the one that puts together.
const MAX_THREADS: usize = 8;

/// How many blocks wait for each of them.
const AHEAD: usize = 4;

/// After so many blocks one can tell how many events come in all, at most those of so many bytes.
const ENOUGH: usize = 8;
const MOST_EXPECTED: u64 = 8 << 30;

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub read: u64,
    /// Bytes in all, where that is known.
    pub total: Option<u64>,
    /// Events that have come.
    pub events: usize,
}

/// What is told while a timeline is read.
#[derive(Debug)]
pub enum News {
    /// This has come so far.
    Part(Box<Timeline>, Progress),
    /// Nothing new to show, but the reading goes on.
    Going(Progress),
}

/// What was read in the end.
#[derive(Debug)]
pub struct Whole {
    /// The timeline.
    pub timeline: Timeline,
    /// What was wrong.
    pub told: Told,
    /// A hash of the bytes: tells whether a file is still the same.
    pub digest: String,
    /// How many bytes there were.
    pub bytes: u64,
}

/// Reads JSON Lines from `input`, which has `total` bytes where that is known, telling `tell` how it
/// goes; where that answers `false`, nobody wants it any more.
///
/// # Errors
///
/// When reading fails; [`io::ErrorKind::Interrupted`] when nobody wants it any more.
pub fn read(
    input: &mut dyn Read,
    total: Option<u64>,
    tell: &mut dyn FnMut(News) -> bool,
) -> io::Result<Whole> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    let mut assembler = Assembler::default();
    let mut blocks = Blocks::new(input);
    std::thread::scope(|scope| {
        let workers: Vec<Worker> = (0..threads)
            .map(|_| {
                let (to, work) = sync_channel::<Vec<u8>>(AHEAD);
                let (done, from) = sync_channel(AHEAD);
                let mut stretches = Stretches::new(assembler.writer());
                scope.spawn(move || {
                    for block in work {
                        if done.send((stretches.read(&block), block)).is_err() {
                            return;
                        }
                    }
                });
                Worker { to, from }
            })
            .collect();
        let mut told = Telling::new(total);
        let (mut sent, mut received, mut bytes, mut ended) = (0_usize, 0_usize, 0_u64, false);
        loop {
            // The first block is shown before more is fetched.
            let ahead = if received == 0 { 1 } else { AHEAD * threads };
            while !ended && sent - received < ahead {
                if let Some(block) = blocks.next()? {
                    let worker = workers.get(sent % threads);
                    let gone = worker.is_none_or(|worker| worker.to.send(block).is_err());
                    if gone {
                        return Err(io::Error::other("a thread that reads has ended"));
                    }
                    sent += 1;
                } else {
                    ended = blocks.ended;
                    break;
                }
            }
            if received == sent {
                if ended {
                    break;
                }
                // A pipe that pauses: all that came is shown.
                if !told.tell(&mut assembler, blocks.read, true, tell) {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                continue;
            }
            let worker = workers.get(received % threads);
            let Some((chunk, block)) = worker.and_then(|worker| worker.from.recv().ok()) else {
                return Err(io::Error::other("a thread that reads has ended"));
            };
            blocks.long_lines(received).for_each(|issue| assembler.pass_over(issue));
            (received, bytes) = (received + 1, bytes + block.len() as u64);
            blocks.spare.push_back(block);
            assembler.add(chunk);
            if let Some(all) = total.filter(|_| received == ENOUGH) {
                // A little more than as many as there were so far for each byte.
                let events = assembler.len() as u64 * all.min(MOST_EXPECTED) / bytes.max(1);
                assembler.expect(usize::try_from(events + events / 50).unwrap_or(0));
            }
            // A pipe that gives little at a time, all of which has been put in its place.
            let all = blocks.paused && received == sent;
            if !told.tell(&mut assembler, blocks.read, all, tell) {
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
        Ok(())
    })?;
    blocks.long_lines(usize::MAX).for_each(|issue| assembler.pass_over(issue));
    if let Some(error) = blocks.cut {
        if assembler.is_empty() {
            return Err(error);
        }
        assembler.cut_short(crate::formats::cut_short(&error.to_string()));
    }
    let (timeline, told) = assembler.finish();
    Ok(Whole { timeline, told, digest: format!("{:016x}-{}", blocks.hash, blocks.read), bytes: blocks.read })
}

/// A thread that makes chunks of blocks.
struct Worker {
    to: SyncSender<Vec<u8>>,
    from: Receiver<(Chunk, Vec<u8>)>,
}

/// When something is told.
struct Telling {
    total: Option<u64>,
    shown: usize,
    /// How long it took to show what was shown last, and all before.
    cost: Duration,
    spent: Duration,
    /// When the reading began, when something was shown last, and when something was told.
    began: Instant,
    part: Instant,
    last: Instant,
}

impl Telling {
    fn new(total: Option<u64>) -> Self {
        let now = Instant::now();
        let (cost, spent) = (Duration::ZERO, Duration::ZERO);
        Self { total, shown: 0, cost, spent, began: now, part: now, last: now }
    }

    /// Whether the rest comes soon, as fast as what has come.
    fn is_ending(&self, read: u64, now: Instant) -> bool {
        let Some(total) = self.total.filter(|_| read > 0) else { return false };
        let rest = total.saturating_sub(read) as f64 / read as f64;
        (now - self.began).as_secs_f64() * rest < SOON.as_secs_f64()
    }

    /// Whether what has come is to be shown; `all`: nothing more comes for now.
    fn is_due(&self, events: usize, read: u64, all: bool, now: Instant) -> bool {
        let cost = if self.shown < KNOWN {
            self.cost + EACH * u32::try_from(events).unwrap_or(u32::MAX)
        } else {
            self.cost.mul_f64(events as f64 / self.shown as f64)
        };
        if all {
            return events > self.shown && now - self.part >= cost * IDLE;
        }
        let is_cheap = || now - self.began >= (self.spent + cost) * SHARE;
        events > self.shown + self.shown / 3
            && (events > self.shown * GROWTH || is_cheap())
            && (events < MANY || !self.is_ending(read, now))
    }

    fn tell(
        &mut self,
        so_far: &mut Assembler,
        read: u64,
        all: bool,
        tell: &mut dyn FnMut(News) -> bool,
    ) -> bool {
        let progress = Progress { read, total: self.total, events: so_far.len() };
        let now = Instant::now();
        if self.is_due(so_far.len(), read, all, now) {
            let part = Box::new(so_far.so_far());
            let shown = Instant::now();
            (self.shown, self.part, self.last, self.cost) = (so_far.len(), shown, shown, shown - now);
            self.spent += self.cost;
            return tell(News::Part(part, progress));
        }
        if now - self.last < OFTEN {
            return true;
        }
        self.last = now;
        tell(News::Going(progress))
    }
}

/// The blocks of an input.
struct Blocks<'a> {
    input: &'a mut dyn Read,
    /// The beginning of the next line.
    rest: Vec<u8>,
    /// Buffers to use again.
    spare: VecDeque<Vec<u8>>,
    count: usize,
    read: u64,
    hash: u64,
    ended: bool,
    /// A pipe gives nothing for now: what came is not held back for what comes.
    paused: bool,
    /// How many blocks were given.
    given: usize,
    /// What was wrong with lines that were passed over, with the number of the block behind each.
    long: VecDeque<(usize, Issue)>,
    /// Why the input ends too early, where it does.
    cut: Option<io::Error>,
}

impl<'a> Blocks<'a> {
    fn new(input: &'a mut dyn Read) -> Self {
        Self {
            input,
            rest: Vec::new(),
            spare: VecDeque::new(),
            count: 0,
            read: 0,
            hash: 0,
            ended: false,
            paused: false,
            given: 0,
            long: VecDeque::new(),
            cut: None,
        }
    }

    /// What was wrong with the lines that were passed over before the block of that number.
    fn long_lines(&mut self, block: usize) -> impl Iterator<Item = Issue> + use<> {
        let before = self.long.iter().take_while(|(behind, _)| *behind <= block).count();
        self.long.drain(..before).map(|(_, issue)| issue).collect::<Vec<_>>().into_iter()
    }

    /// The next block, which ends where a line does; `None` at the end, and where none has come yet.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        if self.ended {
            return Ok(None);
        }
        let size = BLOCKS.get(self.count).or(BLOCKS.last()).copied().unwrap_or(1 << 20);
        let mut block = self.spare.pop_front().unwrap_or_default();
        block.clear();
        block.append(&mut self.rest);
        let mut wanted = size.max(block.len() + size / 2);
        loop {
            self.fill(&mut block, wanted)?;
            if self.count == 0 && block.starts_with(&[0xef, 0xbb, 0xbf]) {
                block.drain(..3);
            }
            self.count += 1;
            if self.ended {
                self.given += 1;
                return Ok(Some(block).filter(|block| !block.is_empty()));
            }
            if let Some(end) = memrchr(b'\n', &block) {
                self.rest.extend_from_slice(block.get(end + 1..).unwrap_or_default());
                block.truncate(end + 1);
                self.given += 1;
                return Ok(Some(block));
            }
            if self.paused && block.len() <= MAX_LINE {
                self.rest = block;
                return Ok(None);
            }
            if block.len() > MAX_LINE {
                self.pass_over(&mut block)?;
            }
            wanted = block.len().saturating_mul(2).clamp(size, MAX_LINE + 2);
        }
    }

    /// Reads until the block is as long as wanted, or nothing more comes.
    fn fill(&mut self, block: &mut Vec<u8>, wanted: usize) -> io::Result<()> {
        let before = block.len();
        let more = wanted.saturating_sub(before) as u64;
        let got = (&mut *self.input).take(more).read_to_end(block);
        let read = (block.len() - before) as u64;
        self.paused = got.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock);
        match got {
            Err(_) if self.paused => {}
            Err(error) if unpack::is_cut(&error) => {
                self.ended = true;
                self.cut = Some(error);
            }
            got => {
                got?;
                self.ended = read < more;
            }
        }
        self.read += read;
        self.hash = fold(self.hash, block.get(before..).unwrap_or_default());
        Ok(())
    }

    /// Forgets a line that is too long, to its end.
    fn pass_over(&mut self, block: &mut Vec<u8>) -> io::Result<()> {
        let begins: String = String::from_utf8_lossy(block.get(..60).unwrap_or_default()).into_owned();
        let what = format!("a line is longer than {} MiB: {begins}", MAX_LINE >> 20);
        let issue = Issue::error(Spot::NONE, what, "no event needs that; it was passed over");
        self.long.push_back((self.given, issue));
        loop {
            block.clear();
            self.fill(block, 1 << 20)?;
            if let Some(end) = memchr(b'\n', block) {
                block.drain(..=end);
                return Ok(());
            }
            if self.ended {
                block.clear();
                return Ok(());
            }
        }
    }
}

/// A hash that goes on where another one ended. It tells files apart that changed, not ones that were
/// made to look alike.
fn fold(hash: u64, bytes: &[u8]) -> u64 {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut lanes = [hash, !hash, hash.rotate_left(21), hash.rotate_left(42)];
    let mut words = bytes.chunks_exact(32);
    for word in &mut words {
        for (lane, eight) in lanes.iter_mut().zip(word.chunks_exact(8)) {
            let number = u64::from_le_bytes(eight.try_into().unwrap_or_default());
            *lane = (*lane ^ number).wrapping_mul(MIX).rotate_left(29);
        }
    }
    let rest = words
        .remainder()
        .iter()
        .fold(bytes.len() as u64, |sum, &byte| (sum ^ u64::from(byte)).wrapping_mul(MIX));
    lanes.into_iter().fold(rest, |sum, lane| (sum ^ lane).wrapping_mul(MIX).rotate_left(31))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::model::stream::MAX_REFUSED;

    fn lines(count: usize) -> String {
        let mut out = String::new();
        for n in 0..count {
            let year = 9999 - n % 9000;
            let _ = writeln!(out, "{{\"key\": \"e{n}\", \"title\": \"Event {n}\", \"date\": \"{year:04}\"}}");
        }
        out
    }

    fn read_all(text: &[u8]) -> (Whole, Vec<usize>) {
        let mut parts = Vec::new();
        let read = read(&mut &text[..], None, &mut |news| {
            if let News::Part(timeline, progress) = news {
                assert_eq!(timeline.len(), progress.events);
                parts.push(timeline.len());
            }
            true
        });
        (read.unwrap(), parts)
    }

    #[test]
    fn parts_grow_and_the_whole_is_in_order() {
        let (read, parts) = read_all(lines(60_000).as_bytes());
        assert_eq!(read.timeline.len(), 60_000);
        assert!(!parts.is_empty() && parts.is_sorted(), "{parts:?}");
        let years: Vec<_> = read.timeline.events().filter_map(|event| event.date).collect();
        assert!(years.is_sorted_by(|a, b| a.order(b).is_le()));
        let last = read.timeline.in_file_order().last().unwrap();
        assert_eq!((last.key.raw(), last.line), ("e59999", 60_000));
        assert!(read.told.issues.is_empty());
    }

    #[test]
    fn what_has_come_is_shown_as_often_as_time_allows() {
        let began = Instant::now();
        let at = |ms| began + Duration::from_millis(ms);
        let ms = Duration::from_millis;
        let telling = |shown, cost, spent| Telling {
            total: Some(1_000),
            shown,
            cost: ms(cost),
            spent: ms(spent),
            began,
            part: at(1_000),
            last: at(1_000),
        };
        // Shown before, what that took, what all took; then what has come, how far it is, whether nothing more
        // comes for now, and when.
        let rows = [
            ((0, 0, 0), (1, 1, false, 0), true),
            ((900, 1, 1), (1_000, 10, false, 9_000), false),
            ((900, 1, 1), (1_800, 10, false, 9_000), true),
            ((900, 30, 90), (1_800, 10, false, 6_000), false),
            ((900, 30, 90), (1_800, 10, false, 6_100), true),
            ((900, 30, 90), (3_700, 10, false, 1_000), true),
            ((100_000, 1, 1), (300_000, 10, false, 150), false),
            ((100_000, 1, 1), (300_000, 10, false, 200), true),
            ((900_000, 1, 1), (1_800_000, 995, false, 9_000), false),
            // A pipe that pauses.
            ((900, 1, 1), (900, 10, true, 9_000), false),
            ((900, 1, 1), (901, 10, true, 9_000), true),
            ((900, 90, 90), (901, 10, true, 2_700), false),
            ((900, 90, 90), (901, 10, true, 3_000), true),
        ];
        for (before, (events, read, all, when), wanted) in rows {
            let (shown, cost, spent) = before;
            let due = telling(shown, cost, spent).is_due(events, read, all, at(when));
            assert_eq!(due, wanted, "{before:?}: {events}, {read}, {all}, {when}");
        }
    }

    #[test]
    fn what_changed_has_another_digest() {
        let text = lines(20);
        let one = read_all(text.as_bytes()).0.digest;
        assert_eq!(one, read_all(text.as_bytes()).0.digest);
        assert_ne!(one, read_all(text.replace("Event 7", "Event 8").as_bytes()).0.digest);
        assert_ne!(one, read_all(&text.as_bytes()[..text.len() - 1]).0.digest);
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let text =
            format!("{{\"title\": \"a\"}}\n{}\n{{\"title\": \"b\"}}\n", "x".repeat(MAX_LINE + (5 << 20)));
        let (read, _) = read_all(text.as_bytes());
        assert_eq!(read.timeline.len(), 2);
        assert_eq!(read.told.refusals, 1);
        let lines: Vec<u32> = read.timeline.in_file_order().map(|event| event.line).collect();
        assert_eq!(lines, [1, 3]);
        let issue = read
            .told
            .issues
            .iter()
            .map(ToString::to_string)
            .find(|issue| issue.contains("is longer than 64 MiB"));
        assert!(issue.unwrap().starts_with("2:1: error: "));
    }

    #[test]
    fn what_is_refused_takes_bounded_memory() {
        let text = format!("{}{{\"title\": \"a\"}}\n", format!("{:1000}x\n", "no").repeat(70_000));
        let (read, _) = read_all(text.as_bytes());
        assert_eq!((read.timeline.len(), read.told.refusals), (1, 70_000));
        assert!(read.told.refused.iter().map(String::len).sum::<usize>() <= MAX_REFUSED);
        assert!(read.told.issues.len() < 2_000);
        let issues: Vec<String> = read.told.issues.iter().map(ToString::to_string).collect();
        assert!(issues.iter().any(|issue| issue.contains("are not kept")), "{:?}", issues.last());
    }

    #[test]
    fn who_does_not_want_it_any_more_is_heard() {
        let text = lines(60_000);
        let mut asked = 0;
        let error = read(&mut text.as_bytes(), None, &mut |_| {
            asked += 1;
            false
        });
        assert_eq!(error.unwrap_err().kind(), io::ErrorKind::Interrupted);
        assert_eq!(asked, 1);
    }
}
