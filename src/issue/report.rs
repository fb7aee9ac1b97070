//! Issues as a check prints them.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{Issue, Severity};
use crate::text::{line, plural, shown};

/// Each issue as `path:line:column: severity: what; what to do`, and below it the line of the file
/// with a caret under the place. Nothing in it can move a terminal's cursor.
///
/// ```
/// use annals::issue::{Issue, Lines, Spot, report};
/// let mut issue = Issue::error(Spot::at(7), "no such month", "months are 01 to 12");
/// Lines::of("date = 2025-13").locate(&mut issue);
/// let text: String = report("notes.toml", &[issue]).collect();
/// assert_eq!(text, "\
/// notes.toml:1:8: error: no such month; months are 01 to 12
///   1 | date = 2025-13
///     |        ^
/// ");
/// ```
pub fn report<'a>(path: &'a str, issues: &'a [Issue]) -> impl Iterator<Item = String> + use<'a> {
    issues.iter().map(move |issue| one(path, issue))
}

/// How many of each: `2 errors, 1 warning`; nothing where there are none.
#[must_use]
pub fn count(issues: &[Issue]) -> String {
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| {
            let n = issues.iter().filter(|issue| issue.severity == severity).count();
            (n > 0).then(|| plural(n, severity.word()))
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn one(path: &str, issue: &Issue) -> String {
    let between = if issue.place.line == 0 { ": " } else { ":" };
    let mut out = format!("{}{between}{issue}\n", line(path));
    if let Some(excerpt) = &issue.excerpt {
        let number = issue.place.line.to_string();
        let before = issue.place.shown_before();
        let split = excerpt.raw().char_indices().nth(before).map_or(excerpt.raw().len(), |(at, _)| at);
        let (left, right) = excerpt.raw().split_at(split);
        // The two halves are cleaned apart, so that the caret stands where the right one begins.
        let (left, right) = (on_one_line(left), on_one_line(right));
        let cut = if issue.place.column as usize > before + 1 { "… " } else { "" };
        let gap = " ".repeat(cut.width() + left.width());
        let _ = writeln!(out, "  {number} | {cut}{left}{}", right.trim_end());
        let _ = writeln!(out, "  {:1$} | {gap}^", "", number.len());
    }
    out
}

/// [`shown`], with the line breaks that other systems use taken out too.
fn on_one_line(text: &str) -> String {
    shown(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::{Lines, Spot};

    fn told(text: &str, at: usize) -> String {
        let mut issue = Issue::warning(Spot::at(at), "odd", "");
        Lines::of(text).locate(&mut issue);
        report("a\u{1b}b.toml", &[issue]).collect()
    }

    #[test]
    fn the_caret_stands_under_the_place() {
        let rows = [
            ("\tx = 1", 1, "  1 |  x = 1\n    |  ^\n"),
            ("名前 = 1", 9, "  1 | 名前 = 1\n    |        ^\n"),
            ("\u{1b}[1m = 1", 4, "  1 | ␛[1m = 1\n    |     ^\n"),
            ("ok\nx", 3, "  2 | x\n    | ^\n"),
            ("", 0, "  1 | \n    | ^\n"),
        ];
        for (text, at, wanted) in rows {
            let report = told(text, at);
            assert!(report.starts_with("a␛b.toml:"), "{report}");
            assert_eq!(report.split_once('\n').map(|(_, rest)| rest), Some(wanted), "{text:?}");
        }
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}!{}", "a".repeat(500), "b".repeat(500));
        let report = told(&text, 500);
        let lines: Vec<&str> = report.lines().collect();
        let mark = lines[1].chars().position(|c| c == '!');
        assert_eq!(mark, lines[2].chars().position(|c| c == '^'));
        assert!(lines[1].width() < 200);
    }

    #[test]
    fn a_whole_file_has_no_line() {
        let issue = Issue::error(Spot::NONE, "it is empty", "");
        assert_eq!(report("x", &[issue]).collect::<String>(), "x: error: it is empty\n");
    }

    #[test]
    fn counts_in_words() {
        let issue = |severity| Issue::new(severity, Spot::NONE, "", "");
        let issues = [issue(Severity::Note), issue(Severity::Error), issue(Severity::Error)];
        assert_eq!(count(&issues), "2 errors, 1 note");
        assert_eq!(count(&[]), "");
    }
}
