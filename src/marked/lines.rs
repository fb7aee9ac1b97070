//! Cutting a text into pieces that are laid out one by one.

/// The longest piece, in bytes: what is longer is cut at a blank, or where there is none between two letters.
const LONGEST: usize = 8 << 10;

/// Where each piece begins: at 0, after every line break, and within lines that are very long. Where lines were
/// broken at a width, only after those that end before it.
pub(super) fn starts(text: &str, broken: bool) -> Vec<usize> {
    let mut starts = vec![0];
    let mut start = 0;
    let full = if broken { full(text) } else { usize::MAX };
    let mut line = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    for end in ends.chain(std::iter::once(text.len())) {
        let is_full = end - line > full;
        line = end;
        let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || "“\"'‘(«".contains(c));
        if is_full && end - start <= LONGEST && text.get(end..).is_some_and(goes_on) {
            continue;
        }
        while end - start > LONGEST {
            let reach = (start..=start + LONGEST).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(end);
            let part = text.get(start..reach).unwrap_or_default();
            let cut = part.rfind(char::is_whitespace).filter(|&at| at > LONGEST / 2);
            let cut = cut.and_then(|at| Some(at + part.get(at..)?.chars().next()?.len_utf8()));
            start += cut.unwrap_or(part.len()).max(1);
            starts.push(start);
        }
        start = end;
        if end < text.len() {
            starts.push(end);
        }
    }
    starts
}

/// From how many bytes on a line of a text that was broken at a width is full: a word less than most of the
/// longest are.
fn full(text: &str) -> usize {
    let mut lengths: Vec<usize> = text.lines().take(2_000).map(str::len).filter(|&length| length > 30).collect();
    lengths.sort_unstable();
    let most = lengths.get(lengths.len() * 3 / 4).copied().unwrap_or(usize::MAX);
    most.saturating_sub(most / 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_lines_and_none_is_very_long() {
        assert_eq!(starts("", false), [0]);
        assert_eq!(starts("a\n\nb\n", false), [0, 2, 3]);
        let long = format!("{}\nend", "word ".repeat(5_000));
        let found = starts(&long, false);
        assert!(found.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] <= LONGEST));
        assert!(found.iter().all(|&at| at == 0 || long[..at].ends_with([' ', '\n'])));
        let wrapped = "The harbour was opened on Monday by the mayor and\nby nobody else at all, as it was told to us all\nthat day.\nIt rained.\n";
        assert_eq!(starts(wrapped, true), [0, 107]);
        let solid = "é".repeat(20_000);
        assert!(starts(&solid, false).iter().all(|&at| solid.is_char_boundary(at)));
    }
}
