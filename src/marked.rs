//! Documents to look into: the text of a source with everything marked that was found in it.
//!
//! [`read`] reads a document below the folder of documents, finds the quotes that a timeline takes from it,
//! and then the expressions of time, the actors and the speech that are in it. It answers twice, because the
//! text can be shown long before all that is found. Every mark is a range of bytes of [`Marked::text`] and can
//! say of itself what it is and by which rule it was found ([`Marked::about`]).

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::extract::account::Findings;
use crate::extract::actors::{Cast, How, Kind};
use crate::extract::dated::Clues;
use crate::extract::page::{Page, is_hard_wrapped};
use crate::extract::quotes::Said;
use crate::extract::time::{Anchor, Sure, Timex, calendar::Day};
use crate::store::papers::{self, Paper, Stamp};
use crate::text::line;
use crate::verify;

mod lines;
mod sentence;
mod told;

use lines::starts;
pub use sentence::Sentence;

/// A text longer than this is shown without marks: 16 MiB. Finding them takes much more memory than the text.
pub const MAX_MARKED: usize = 16 << 20;

/// What kind of thing a mark is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// An expression of time.
    Time,
    /// The name of an actor.
    Actor,
    /// Words that somebody said.
    Said,
    /// Words that the timeline quotes.
    Quote,
}

impl Sort {
    /// Every sort, in the order in which they are found.
    pub const ALL: [Self; 4] = [Self::Time, Self::Actor, Self::Said, Self::Quote];

    /// What people call several of them.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Time => "dates",
            Self::Actor => "names",
            Self::Said => "spoken words",
            Self::Quote => "quotes of the timeline",
        }
    }
}

/// A stretch of the text, and which of its sort it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its place among what was found of its sort.
    pub of: usize,
}

/// Marks of one sort, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    marks: Vec<Mark>,
    /// The furthest end of this mark and all before it.
    reach: Vec<usize>,
}

impl Marks {
    fn new(mut marks: Vec<Mark>) -> Self {
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
        let mut furthest = 0;
        let reach = marks
            .iter()
            .map(|mark| {
                furthest = furthest.max(mark.span.end);
                furthest
            })
            .collect();
        Self { marks, reach }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Mark] {
        &self.marks
    }

    /// Those that touch these bytes.
    pub fn within(&self, bytes: Range<usize>) -> impl Iterator<Item = &Mark> {
        let from = self.reach.partition_point(|&end| end <= bytes.start);
        let to = self.marks.partition_point(|mark| mark.span.start < bytes.end);
        let touching = self.marks.get(from..to).unwrap_or_default();
        touching.iter().filter(move |mark| mark.span.end > bytes.start)
    }

    /// The place of the first one that begins after this byte.
    #[must_use]
    pub fn after(&self, byte: usize) -> Option<usize> {
        let at = self.marks.partition_point(|mark| mark.span.start <= byte);
        (at < self.marks.len()).then_some(at)
    }

    /// The place of the last one that begins before this byte.
    #[must_use]
    pub fn before(&self, byte: usize) -> Option<usize> {
        self.marks.partition_point(|mark| mark.span.start < byte).checked_sub(1)
    }
}

/// A quote of a timeline that is to be found in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The key of the event that has it.
    pub event: String,
    /// Which of its quotes.
    pub quote: usize,
    /// Its words.
    pub words: String,
    /// Its pin-cite.
    pub locator: Option<String>,
}

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Tells its answers from those to others.
    pub number: u64,
    /// The key of its source.
    pub source: String,
    /// The file, as the source names it; what to call it where it is in none.
    pub file: String,
    /// The day from which its dates count, where that is known.
    pub published: Option<(i32, u8, u8)>,
    /// The quotes that the timeline takes from it.
    pub quotes: Vec<Wanted>,
}

/// What came of a request; of one that goes well there are two.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The number of the request.
    pub number: u64,
    /// The document; or why it cannot be shown and what to do.
    pub document: Result<Arc<Marked>, String>,
}

/// A document with its marks.
#[derive(Debug)]
pub struct Marked {
    /// The file, as the source names it; fit for a terminal.
    pub name: String,
    /// How it was understood, a sentence each; fit for a terminal.
    pub notes: Vec<String>,
    /// Its text.
    pub text: Arc<str>,
    /// Whether all is found that is to be found.
    pub is_done: bool,
    starts: Arc<[usize]>,
    marks: [Marks; 4],
    wanted: Arc<[Wanted]>,
    /// What the file says of its own date, apart from its text.
    dates: Arc<[Stamp]>,
    /// Quotes that are not in it, with how far they are.
    missing: Vec<(usize, String)>,
    sentences: Vec<Range<usize>>,
    times: Vec<Timex>,
    cast: Cast,
    said: Vec<Said>,
    /// From which day its dates count, in words: the day of the document, or the earliest that it can be of.
    day: Option<String>,
}

impl Marked {
    /// A text with the quotes that are in it, before anything else is found.
    #[must_use]
    pub fn new(name: &str, text: &str, wanted: &[Wanted]) -> Self {
        let document = verify::Document::new(text);
        let mut found = Vec::new();
        let mut missing = Vec::new();
        for (of, quote) in wanted.iter().enumerate() {
            match verify::place(&document, &quote.words, quote.locator.as_deref()) {
                Some(hit) => found.push(Mark { span: hit.start..hit.end, of }),
                None => missing.push((of, verify::parting(&document, &quote.words))),
            }
        }
        Self {
            name: line(name).into_owned(),
            notes: Vec::new(),
            text: text.into(),
            is_done: false,
            starts: starts(text, is_hard_wrapped(text)).into(),
            marks: [Marks::default(), Marks::default(), Marks::default(), Marks::new(found)],
            wanted: wanted.into(),
            dates: Arc::default(),
            missing,
            sentences: Vec::new(),
            times: Vec::new(),
            cast: Cast::default(),
            said: Vec::new(),
            day: None,
        }
    }

    /// The same with all that is found in it. Its dates count from the day it was `published` on.
    ///
    /// ```
    /// use annals::marked::{Marked, Sort};
    /// let text = "“The bridge is open,” Anna Berg said on 3 May 2024.";
    /// let document = Marked::new("a.txt", text, &[]).read_through(None);
    /// let of = |sort| {
    ///     let marks = document.marks(sort).all().iter();
    ///     marks.map(|mark| &text[mark.span.clone()]).collect::<Vec<_>>()
    /// };
    /// assert_eq!(of(Sort::Time), ["3 May 2024"]);
    /// assert_eq!(of(Sort::Actor), ["Anna Berg"]);
    /// assert_eq!(of(Sort::Said), ["“The bridge is open,”"]);
    /// assert_eq!(document.about(Sort::Time, 0), "3 May 2024 · certain");
    /// ```
    #[must_use]
    pub fn read_through(&self, published: Option<Day>) -> Self {
        let mut all = Self {
            name: self.name.clone(),
            notes: self.notes.clone(),
            text: Arc::clone(&self.text),
            is_done: true,
            starts: Arc::clone(&self.starts),
            marks: self.marks.clone(),
            wanted: Arc::clone(&self.wanted),
            dates: Arc::clone(&self.dates),
            missing: self.missing.clone(),
            sentences: Vec::new(),
            times: Vec::new(),
            cast: Cast::default(),
            said: Vec::new(),
            day: None,
        };
        if self.text.len() > MAX_MARKED {
            all.notes.push(format!(
                "it is longer than {} MiB: dates, actors and spoken words are not marked",
                MAX_MARKED >> 20
            ));
            return all;
        }
        let page = Page::read(&self.text);
        let file_name = self.name.rsplit('/').next();
        let metadata: Vec<(&str, &str)> =
            self.dates.iter().map(|date| (date.from, date.value.as_str())).collect();
        let clues = Clues { given: published, metadata: &metadata, file_name };
        let Findings { dated, timexes: times, cast, said } = Findings::of(&page, &clues);
        all.sentences = page.sentences.iter().map(|sentence| page.bytes(&sentence.tokens)).collect();
        all.day = dated.day.or(dated.earliest).map(told::day);
        all.times = times;
        (all.cast, all.said) = (cast, said);
        let times = all.times.iter().enumerate().map(|(of, timex)| Mark { span: timex.span.clone(), of });
        let names = all.cast.mentions.iter().enumerate();
        let names = names
            .filter(|(_, mention)| !matches!(mention.how, How::Pronoun | How::Noun))
            .map(|(of, mention)| Mark { span: mention.span.clone(), of });
        let said = all.said.iter().enumerate();
        let said = said.flat_map(|(of, said)| said.parts().map(move |part| Mark { span: part.clone(), of }));
        let (times, names, said) = (times.collect(), names.collect(), said.collect());
        all.marks[Sort::Time as usize] = Marks::new(times);
        all.marks[Sort::Actor as usize] = Marks::new(names);
        all.marks[Sort::Said as usize] = Marks::new(said);
        all
    }

    /// The marks of a sort.
    #[must_use]
    pub fn marks(&self, sort: Sort) -> &Marks {
        &self.marks[sort as usize]
    }

    /// The quotes of the timeline that were looked for, in the order in which they were given.
    #[must_use]
    pub fn wanted(&self) -> &[Wanted] {
        &self.wanted
    }

    /// The place among the marks of a quote of an event, or of the same `words` in another; or how far the
    /// document has them.
    ///
    /// # Errors
    ///
    /// When it is not in the document, or was not looked for.
    pub fn quote(&self, event: &str, quote: usize, words: &str) -> Result<usize, &str> {
        let is_it = |wanted: &Wanted| wanted.quote == quote && wanted.event == event && wanted.words == words;
        let has_words = |wanted: &Wanted| wanted.words == words;
        let marks = self.marks(Sort::Quote).all();
        let position = |is: &dyn Fn(&Wanted) -> bool| {
            marks.iter().position(|mark| self.wanted.get(mark.of).is_some_and(is))
        };
        if let Some(at) = position(&is_it).or_else(|| position(&has_words)) {
            return Ok(at);
        }
        let missing = self.missing.iter().find(|(of, _)| self.wanted.get(*of).is_some_and(has_words));
        Err(missing.map_or("", |(_, parting)| parting.as_str()))
    }

    /// How many of the quotes are not in the document.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.missing.len()
    }

    /// Where each piece of the text begins that is laid out on its own: lines or paragraphs, and parts of very
    /// long ones.
    #[must_use]
    pub fn starts(&self) -> &[usize] {
        &self.starts
    }

    /// The bytes of a piece, without the line break that ends it. A line break within it is a blank: the lines
    /// of a document that were broken at a width are joined.
    #[must_use]
    pub fn piece(&self, index: usize) -> Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.text.len());
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        start..start + text.len()
    }

    /// The piece that a byte is in.
    #[must_use]
    pub fn piece_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// What a mark means, what that rests on and how sure it is, in a sentence for the reader.
    #[must_use]
    pub fn about(&self, sort: Sort, index: usize) -> String {
        let Some(mark) = self.marks(sort).all().get(index) else { return String::new() };
        match sort {
            Sort::Time => self.times.get(mark.of).map_or_else(String::new, |timex| self.about_time(timex)),
            Sort::Actor => self.about_actor(mark.of),
            Sort::Said => self.about_said(mark.of),
            Sort::Quote => String::new(),
        }
    }

    fn about_time(&self, timex: &Timex) -> String {
        let mut about = told::time(timex);
        let day = self.day.as_deref();
        match timex.anchor {
            Anchor::Itself => {}
            Anchor::Document => match day {
                Some(day) => {
                    let _ = write!(about, ", counted from {day}, the day of the document");
                }
                None => about.push_str(", counted from the day of the document"),
            },
            Anchor::Bounds => match day {
                Some(day) => {
                    let _ = write!(about, ", as the document cannot be older than {day}");
                }
                None => about.push_str(", counted from the earliest day that the document can be of"),
            },
            Anchor::Spoken { start, end } => {
                let words = line(self.text.get(start..end).unwrap_or_default());
                let _ = write!(about, ", counted from “{words}”");
            }
        }
        let sure = match timex.sure {
            Sure::Certain => "certain",
            Sure::Likely => "likely",
            Sure::Guess => "a guess",
        };
        let _ = write!(about, " · {sure}");
        about
    }

    fn about_actor(&self, of: usize) -> String {
        let Some(mention) = self.cast.mentions.get(of) else { return String::new() };
        let Some(actor) = self.cast.actors.get(mention.actor) else { return String::new() };
        let kind = match actor.kind {
            Kind::State => "state",
            Kind::Organisation => "organisation",
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Company => "company",
            Kind::Programme => "programme",
        };
        let how = match mention.how {
            How::Full => "in full",
            How::Surname => "by surname",
            How::First => "by first name",
            How::Title => "by title",
            How::Short => "by a part of the name",
            How::Acronym => "by initials",
            How::Demonym => "by its adjective or people",
            How::Metonym => "by its capital",
            How::Script => "in another script",
            How::Noun => "by what it is",
            How::Pronoun => "by a pronoun",
        };
        let mut about = format!("{}: {kind}, named {how}", line(&actor.name));
        if actor.mentions.len() > 1 {
            let _ = write!(about, ", {} times here", actor.mentions.len());
        }
        if let Some(other) = actor.doubts.first().and_then(|doubt| self.cast.actors.get(doubt.with)) {
            let _ = write!(about, "; perhaps {}", line(&other.name));
        }
        about
    }

    fn about_said(&self, of: usize) -> String {
        let Some(said) = self.said.get(of) else { return String::new() };
        let words =
            |range: &Range<usize>| line(self.text.get(range.clone()).unwrap_or_default()).into_owned();
        let who = match (said.speaker.and_then(|actor| self.cast.actors.get(actor)), &said.source) {
            (Some(actor), _) => line(&actor.name).into_owned(),
            (None, Some(source)) if !source.is_empty() => format!("“{}”, whoever that is", words(source)),
            _ => "nobody that is named".to_owned(),
        };
        let how = if said.direct { "word for word" } else { "as reported" };
        let sure = match said.sure {
            Sure::Certain => "certain",
            Sure::Likely => "likely",
            Sure::Guess => "a guess",
        };
        format!("said by {who}, {how} · {sure}")
    }
}

/// Reads a document below `folder`, and hands out what is known of it: first its text, then all marks. One that
/// is in no file may have its text `at_hand`. Stops between the two where `post` answers `false`.
pub fn read(
    folder: Option<&Path>,
    at_hand: Option<&str>,
    request: &Request,
    post: &mut dyn FnMut(Answer) -> bool,
) {
    let number = request.number;
    let document = match at_hand {
        Some(text) => Ok(Marked::new(&request.file, text, &request.quotes)),
        None => open(folder, request),
    };
    match document {
        Err(reason) => {
            post(Answer { number, document: Err(reason) });
        }
        Ok(document) => {
            let document = Arc::new(document);
            if post(Answer { number, document: Ok(Arc::clone(&document)) }) {
                let published = request.published.and_then(|(year, month, day)| Day::new(year, month, day));
                let document = Arc::new(document.read_through(published));
                post(Answer { number, document: Ok(document) });
            }
        }
    }
}

/// Why a document cannot be shown where nobody knows its folder, and what to do.
#[must_use]
pub fn not_at_hand(file: &str) -> String {
    let name = line(file);
    format!(
        "{name} is not at hand: it is not known where the documents are; start annals with --documents FOLDER"
    )
}

fn open(folder: Option<&Path>, request: &Request) -> Result<Marked, String> {
    let name = line(&request.file).into_owned();
    let Some(folder) = folder else {
        return Err(not_at_hand(&name));
    };
    let shown = line(&folder.to_string_lossy()).into_owned();
    let path =
        verify::resolve(folder, &request.file).map_err(|reason| format!("{name} in {shown}: {reason}"))?;
    let bytes = crate::store::read_file(&path).map_err(|reason| {
        format!("{name} cannot be read in {shown}: {reason}; put it there, or start annals with --documents FOLDER")
    })?;
    let paper: Paper = papers::of(Some(&path), bytes.clone())
        .map_err(|reason| format!("{name} cannot be shown: {reason}"))?;
    let mut document = Marked::new(&request.file, &paper.text, &request.quotes);
    // What was quoted from around the main text of a page is shown with all of the page.
    if document.missing() > 0
        && let Some(whole) = papers::whole(&paper, bytes)
    {
        let all = Marked::new(&request.file, &whole, &request.quotes);
        if all.missing() < document.missing() {
            document = all;
        }
    }
    document.notes.extend(paper.notes);
    document.dates = paper.meta.dates.into();
    Ok(document)
}

#[cfg(test)]
mod tests;
