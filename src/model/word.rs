//! Closed lists of words: the enums of the format.

/// An enum that stands in a file as one of a few words.
pub trait Word: Copy + Eq + 'static {
    /// What the field is called in a file: `status`, `kind` ..
    const FIELD: &'static str;

    /// All values, in the order in which help lists them.
    const ALL: &'static [Self];

    /// The word as a file has it.
    fn word(self) -> &'static str;

    /// Reads a word, whatever its case; blanks and hyphens are the same.
    #[must_use]
    fn from_word(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL.iter().copied().find(|value| {
            let word = value.word();
            word.len() == text.len()
                && word.bytes().zip(text.bytes()).all(|(a, b)| {
                    a.eq_ignore_ascii_case(&b)
                        || (matches!(a, b' ' | b'-') && matches!(b, b' ' | b'-' | b'_'))
                })
        })
    }
}

/// Defines an enum and its words together, so that neither can be forgotten.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident in $field:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $crate::model::Word for $name {
            const FIELD: &'static str = $field;
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}
pub(crate) use words;
