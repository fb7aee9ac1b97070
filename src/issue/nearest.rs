//! The name that was probably meant.

/// Below this a name has too little in common with what was written to be offered.
const LIKE: f64 = 0.6;

/// Longer names are not compared: the cost grows with the square of the length.
const LONGEST: usize = 100;

/// The candidate most like `word`, if one is like it; the first of equals.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    if word.len() > LONGEST {
        return None;
    }
    let mut best = None;
    let mut best_score = LIKE;
    for candidate in candidates {
        if candidate.len() > LONGEST {
            continue;
        }
        let score = strsim::normalized_damerau_levenshtein(&word, &candidate.to_lowercase());
        if score > best_score {
            best_score = score;
            best = Some(candidate);
        }
    }
    best
}

/// ``did you mean `x`?``, or nothing.
pub(crate) fn did_you_mean(name: Option<&str>) -> String {
    name.map(|name| format!("did you mean `{name}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_leaves_strangers_alone() {
        let fields = ["key", "date", "title", "summary", "status", "importance", "actors", "quotes"];
        let rows = [
            ("titel", Some("title")),
            ("Date", Some("date")),
            ("actor", Some("actors")),
            ("qoutes", Some("quotes")),
            ("colour", None),
            ("", None),
        ];
        for (word, wanted) in rows {
            assert_eq!(nearest(word, fields), wanted, "{word}");
        }
        assert_eq!(nearest(&"x".repeat(5000), fields), None);
    }
}
