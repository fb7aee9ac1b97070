//! What the kernel says of a program and its children.

use std::collections::VecDeque;
use std::fs;
use std::time::Duration;

/// The program and all that it has started.
fn family(pid: u32) -> Vec<u32> {
    let mut all = Vec::new();
    let mut todo = VecDeque::from([pid]);
    while let Some(pid) = todo.pop_front() {
        all.push(pid);
        for thread in threads(pid) {
            let children = fs::read_to_string(format!("{thread}/children")).unwrap_or_default();
            todo.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
        }
    }
    all
}

fn threads(pid: u32) -> Vec<String> {
    let Ok(entries) = fs::read_dir(format!("/proc/{pid}/task")) else { return Vec::new() };
    entries.flatten().map(|entry| entry.path().display().to_string()).collect()
}

/// The processor time of all threads that live, to the nanosecond.
pub(crate) fn processor(pid: u32) -> Duration {
    let ran = |thread: String| -> Option<u64> {
        fs::read_to_string(format!("{thread}/schedstat")).ok()?.split(' ').next()?.parse().ok()
    };
    Duration::from_nanos(family(pid).into_iter().flat_map(threads).filter_map(ran).sum())
}

/// How often the threads that live have waited for something.
pub(crate) fn waits(pid: u32) -> u64 {
    let all = family(pid).into_iter().flat_map(threads);
    all.map(|thread| field(&format!("{thread}/status"), "voluntary_ctxt_switches:")).sum()
}

/// The most memory that was in use, in KiB.
pub(crate) fn peak(pid: u32) -> u64 {
    family(pid).into_iter().map(|pid| field(&format!("/proc/{pid}/status"), "VmHWM:")).sum()
}

fn field(path: &str, name: &str) -> u64 {
    let text = fs::read_to_string(path).unwrap_or_default();
    let value = text.lines().find_map(|line| line.strip_prefix(name));
    value.and_then(|value| value.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
