//! Finding: folded text, fuzzy names, and the filter language.
