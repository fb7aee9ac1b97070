//! Where it says so.

use super::{Date, Extra};
use crate::text::Text;

/// A source of one timeline, at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Stable name in files and on the command line.
    pub key: Text,
    /// Its title; brackets where the title is ours.
    pub title: Text,
    /// Who published it.
    pub publisher: Option<Text>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// What it is: article, interview, report ..
    pub kind: Option<Text>,
    /// When it was published.
    pub published: Option<Date>,
    /// How that is known.
    pub published_basis: Option<Text>,
    /// Where it is on the web.
    pub url: Option<Text>,
    /// Its language, as a tag such as `en`.
    pub language: Option<Text>,
    /// The document itself, relative to a folder of documents.
    pub file: Option<Text>,
    /// The SHA-256 of that file, in hexadecimal.
    pub sha256: Option<Text>,
    /// Unknown fields.
    pub extra: Extra,
    /// `false` where the file only refers to this key and never says what it is.
    pub declared: bool,
}
