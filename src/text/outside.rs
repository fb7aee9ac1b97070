//! The type of every string that was written by somebody else.

use std::borrow::Cow;
use std::fmt;

/// Text from outside, kept byte for byte and printed clean.
///
/// `Display` shows stand-ins for control characters (see [`super::shown`]), so a text can be put in
/// a message or on a screen without thought. The bytes as they were written are [`Text::raw`]; use
/// them only to compare, to search, or to write a file back.
///
/// ```
/// use annals::text::Text;
/// let title = Text::new("red \u{1b}[31malert");
/// assert_eq!(title.to_string(), "red ␛[31malert");
/// assert_eq!(title.raw(), "red \u{1b}[31malert");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(Box<str>);

impl Text {
    /// Keeps `text` as it stands.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The bytes as they were written: never for a terminal.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// What a terminal may show, with line breaks kept.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        super::shown(&self.0)
    }

    /// What a terminal may show on one line: white space folded to single blanks.
    #[must_use]
    pub fn line(&self) -> Cow<'_, str> {
        super::line(&self.0)
    }

    /// Whether nothing but white space is there.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.shown())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

/// A [`Text`] that lies in somebody else's memory: as cheap to hand on as a `&str`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRef<'a>(&'a str);

impl<'a> TextRef<'a> {
    /// `text` as it stands.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The bytes as they were written: never for a terminal.
    #[must_use]
    pub fn raw(self) -> &'a str {
        self.0
    }

    /// What a terminal may show, with line breaks kept.
    #[must_use]
    pub fn shown(self) -> Cow<'a, str> {
        super::shown(self.0)
    }

    /// What a terminal may show on one line: white space folded to single blanks.
    #[must_use]
    pub fn line(self) -> Cow<'a, str> {
        super::line(self.0)
    }

    /// Whether nothing but white space is there.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.0.trim().is_empty()
    }

    /// A copy that stands by itself.
    #[must_use]
    pub fn to_text(self) -> Text {
        Text::new(self.0)
    }
}

impl Text {
    /// This text, lent.
    #[must_use]
    pub fn as_ref(&self) -> TextRef<'_> {
        TextRef(&self.0)
    }
}

impl fmt::Display for TextRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.shown())
    }
}

impl fmt::Debug for TextRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

impl<'a> From<&'a Text> for TextRef<'a> {
    fn from(text: &'a Text) -> Self {
        text.as_ref()
    }
}

impl<'a> From<&TextRef<'a>> for TextRef<'a> {
    fn from(text: &TextRef<'a>) -> Self {
        *text
    }
}

impl PartialEq<TextRef<'_>> for Text {
    fn eq(&self, other: &TextRef<'_>) -> bool {
        *self.0 == *other.0
    }
}

impl From<TextRef<'_>> for Text {
    fn from(text: TextRef<'_>) -> Self {
        text.to_text()
    }
}

impl<'a> From<&'a str> for TextRef<'a> {
    fn from(text: &'a str) -> Self {
        Self(text)
    }
}

impl PartialEq<Text> for TextRef<'_> {
    fn eq(&self, other: &Text) -> bool {
        *self.0 == *other.0
    }
}

/// So that a map by [`Text`] can be asked with any text.
impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}
