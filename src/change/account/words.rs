//! What differs between two short texts, word by word.

/// The product of the numbers of words up to which texts are compared word by word.
const COMPARISONS: usize = 40_000;

/// `They [-met-]{+meet+} at Davos`; where the texts are long or have little in common, both whole.
pub(super) fn diff(from: &str, to: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (from.split(' ').collect(), to.split(' ').collect());
    let whole = || format!("[-{from}-] {{+{to}+}}");
    if old.len().saturating_mul(new.len()) > COMPARISONS {
        return whole();
    }
    let common = common(&old, &new);
    if common.len() * 4 < old.len().max(new.len()) {
        return whole();
    }
    let mut out: Vec<String> = Vec::new();
    let (mut a, mut b) = (0, 0);
    for (x, y) in common.into_iter().chain([(old.len(), new.len())]) {
        let (gone, added) = (old[a..x].join(" "), new[b..y].join(" "));
        let gone = if gone.is_empty() { gone } else { format!("[-{gone}-]") };
        let added = if added.is_empty() { added } else { format!("{{+{added}+}}") };
        if !gone.is_empty() || !added.is_empty() {
            out.push(gone + &added);
        }
        out.extend(old.get(x).map(|&word| word.to_owned()));
        (a, b) = (x + 1, y + 1);
    }
    out.join(" ")
}

/// The longest run of words that both have in that order, by their numbers.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            longest[a * width + b] = if old[a] == new[b] {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut out = Vec::new();
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            out.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn words_that_went_and_came_are_marked() {
        let rows = [
            ("They met at Davos", "They meet at Davos", "They [-met-]{+meet+} at Davos"),
            ("a b c", "a c", "a [-b-] c"),
            ("a c", "a b c d", "a {+b+} c {+d+}"),
            ("one two three", "four five six", "[-one two three-] {+four five six+}"),
            ("", "a", "[--] {+a+}"),
        ];
        for (from, to, wanted) in rows {
            assert_eq!(diff(from, to), wanted);
        }
        let long = "word ".repeat(1_000);
        assert!(diff(&long, "other").starts_with("[-word"));
    }
}
