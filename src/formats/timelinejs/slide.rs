//! A slide, as either file has it, and the event that it becomes.
//!
//! What people see and change in other programs has the word: a side field (`x_edtf`, `x_quotes`) says
//! more than the slide shows only as long as it agrees with it.

use ::toml::{Table, Value};

use super::super::YearZero;
use super::when::{self, End};
use super::{html, quotes, shown};
use crate::issue::{Issue, Spot};
use crate::model::Date;
use crate::model::draft::{At, DraftEvent, DraftSource};
use crate::text::{Text, line};

/// One end of a date: its numbers, and where they stand.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) fields: Table,
    pub(super) spot: Spot,
    pub(super) spots: Vec<(String, Spot)>,
}

/// A slide.
#[derive(Debug, Default)]
pub(super) struct Slide {
    /// What needs no more to be said of: the place, the key, and the side fields that are those of the
    /// native format.
    pub(super) event: DraftEvent,
    pub(super) is_era: bool,
    pub(super) start: Side,
    pub(super) end: Side,
    pub(super) display_date: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) text: Option<At<String>>,
    /// What else is in the table of texts.
    pub(super) text_rest: Table,
    pub(super) group: Option<Text>,
    /// All tags, where there are many.
    pub(super) tags: Vec<Text>,
    pub(super) edtf: Option<At<String>>,
    /// The date as it was written, where that is not its EDTF.
    pub(super) written: Option<String>,
    /// Everything else.
    pub(super) extra: Table,
    /// Fields whose names mean something else on a slide.
    pub(super) kept: Table,
}

/// What a slide became.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) event: DraftEvent,
    /// What its medium is.
    pub(super) source: Option<DraftSource>,
    pub(super) before_our_era: bool,
    pub(super) cosmological: bool,
}

impl Slide {
    /// Whether nothing is on it.
    pub(super) fn is_empty(&self) -> bool {
        let blank = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
        blank(self.headline.as_deref())
            && blank(self.text.as_ref().map(|text| text.value.as_str()))
            && self.event.quotes.is_empty()
            && [&self.start.fields, &self.end.fields, &self.text_rest, &self.extra, &self.kept]
                .into_iter()
                .all(Table::is_empty)
    }

    /// The event that it is.
    pub(super) fn done(mut self, zero: YearZero, issues: &mut Vec<Issue>) -> Done {
        let mut done = Done { event: std::mem::take(&mut self.event), ..Done::default() };
        self.date(zero, &mut done, issues);
        self.texts(&mut done.event, issues);
        self.tags(&mut done.event);
        if done.event.place.is_none() {
            let name = self.extra.get("location").and_then(|location| location.get("name"));
            done.event.place = name.and_then(Value::as_str).map(Text::from);
        }
        done.source = self.extra.get("media").and_then(|media| source(media, done.event.spot));
        if self.is_era
            && let Some(other) = self.extra.insert("type".into(), Value::String("era".into()))
        {
            self.extra.insert("type-2".into(), other);
        }
        for (name, value) in self.kept {
            self.extra.insert(name, value);
        }
        let extra = done.event.extra.get_or_insert_default();
        extra.extend(self.extra);
        done
    }

    fn date(&mut self, zero: YearZero, done: &mut Done, issues: &mut Vec<Issue>) {
        let seen = when::read(&self.start.fields, &self.end.fields, zero);
        let spot = if self.start.spot == Spot::NONE { done.event.spot } else { self.start.spot };
        for problem in &seen.problems {
            let (side, name) = match problem.end {
                End::Start => (&self.start, "start"),
                End::End => (&self.end, "end"),
            };
            let own = side.spots.iter().find(|(name, _)| name == problem.part).map(|&(_, spot)| spot);
            let spot = own.unwrap_or(if side.spot == Spot::NONE { done.event.spot } else { side.spot });
            let what = format!("the {name} of this slide: {}", problem.what);
            issues.push(Issue::error(spot, what, "mend it; what is coarser counts, and the rest is kept"));
        }
        let mut date = seen.date;
        let mut said = self.display_date.take();
        if let Some(edtf) = self.edtf.take() {
            match exact(&edtf.value, self.written.as_deref()) {
                Some(exact) if agrees(&exact, date.as_ref(), zero) => {
                    // The words were made from the date; others would be the author's.
                    said = said.filter(|said| *said != exact.human());
                    date = Some(exact);
                }
                _ => {
                    let what = format!("`x_edtf` is {}, but the slide shows another date", line(&edtf.value));
                    let help = "the date that is shown counts; take `x_edtf` out or mend it";
                    issues.push(Issue::warning(edtf.spot, what, help));
                    self.extra.insert("x_edtf".into(), Value::String(edtf.value));
                    let written = self.written.take().map(Value::String);
                    self.extra.extend(written.map(|written| ("x_written".to_owned(), written)));
                }
            }
        } else {
            done.before_our_era = seen.before_our_era;
        }
        done.cosmological = seen.cosmological;
        if date.is_none() && seen.problems.is_empty() {
            let help = "give it at least a year; here it is undated";
            let what = "TimelineJS leaves out a slide without a start_date";
            issues.push(Issue::note(done.event.spot, what, help));
        } else if self.is_era && (self.end.fields.is_empty() || self.headline.is_none()) {
            let what = "TimelineJS shows no era without a start_date, an end_date and a headline";
            issues.push(Issue::warning(done.event.spot, what, "add what is missing"));
        }
        done.event.date = date.map(|date| At::new(date, spot));
        for (name, rest) in ["start_date", "end_date"].into_iter().zip(seen.rest) {
            if !rest.is_empty() {
                self.extra.insert(name.into(), Value::Table(rest));
            }
        }
        if let Some(said) = said.filter(|said| !said.is_empty()) {
            self.extra.insert("display_date".into(), Value::String(said));
        }
    }

    /// Title, summary and quotes, and the HTML where it says more.
    fn texts(&mut self, event: &mut DraftEvent, issues: &mut Vec<Issue>) {
        let mut raw = std::mem::take(&mut self.text_rest);
        if let Some(headline) = self.headline.take() {
            let title = html::plain(&headline).into_owned();
            if says_more(&headline, &title) {
                raw.insert("headline".into(), Value::String(headline));
            }
            event.title = Some(Text::new(title));
        }
        let mut text = self.text.take().unwrap_or_default();
        if let Some((own, found)) = quotes::split(&text.value, text.spot) {
            if event.quotes.is_empty() || quotes::same(&event.quotes, &found) {
                text.value.truncate(own);
                if event.quotes.is_empty() {
                    event.quotes = found;
                }
            } else {
                let what = "the quotes in this text are others than those in `x_quotes`";
                let help = "mend one of them; here the quotes are those of `x_quotes`, and the text is kept";
                issues.push(Issue::warning(text.spot, what, help));
            }
        }
        let summary = html::plain(&text.value).into_owned();
        let embedded = self.extra.get("media").and_then(embedded).filter(|_| text.value.trim().is_empty());
        if says_more(&text.value, &summary) {
            raw.insert("text".into(), Value::String(text.value));
        }
        event.summary = match embedded {
            Some(words) => Some(Text::new(words)),
            None => Some(Text::new(summary)).filter(|summary| !summary.raw().is_empty()),
        };
        if !raw.is_empty() {
            self.extra.insert("text".into(), Value::Table(raw));
        }
    }

    fn tags(&mut self, event: &mut DraftEvent) {
        let mut tags = std::mem::take(&mut self.tags);
        let group = self.group.take().filter(|group| !group.raw().is_empty());
        if tags.first() != group.as_ref() {
            // Somebody has put the slide in another group, or in none.
            tags.drain(..tags.len().min(1));
            tags.retain(|tag| Some(tag) != group.as_ref());
            tags.splice(..0, group);
        }
        event.tags = tags;
    }
}

/// An event that is partly read from its slide, and partly from its native fields.
pub(super) fn joined(slide: DraftEvent, native: DraftEvent) -> DraftEvent {
    DraftEvent { spot: slide.spot, line: slide.line, key: slide.key, ..native }
}

/// Whether HTML holds more than the plain text made from it.
pub(super) fn says_more(html: &str, plain: &str) -> bool {
    if html == plain {
        return false;
    }
    let escaped = html::escape(plain);
    html != escaped && html != html::defused(&escaped)
}

/// The date that the side fields say.
fn exact(edtf: &str, written: Option<&str>) -> Option<Date> {
    let parse = |text: &str| Date::parse(text).ok().map(|(date, _)| date);
    let written = written.and_then(parse).filter(|date| date.edtf() == edtf);
    written.or_else(|| parse(edtf).filter(|date| date.edtf() == edtf))
}

/// Whether the numbers on the slide are those that a date is shown as.
fn agrees(exact: &Date, seen: Option<&Date>, zero: YearZero) -> bool {
    let shown = shown::of(exact);
    when::read(&shown.start, &shown.end, zero).date.as_ref() == seen
}

fn media_text<'a>(media: &'a Value, name: &str) -> &'a str {
    media.get(name).and_then(Value::as_str).unwrap_or_default().trim()
}

/// The words of a medium that is a piece of HTML.
pub(super) fn embedded(media: &Value) -> Option<String> {
    let url = media_text(media, "url");
    let words = url.starts_with('<').then(|| html::plain(url).into_owned())?;
    (!words.trim().is_empty()).then_some(words)
}

/// The source that a medium is: something on the web, with whom to credit.
fn source(media: &Value, spot: Spot) -> Option<DraftSource> {
    let url = media_text(media, "url");
    if url.is_empty() || url.starts_with('<') {
        return None;
    }
    let words = |name: &str| {
        let words = html::plain(media_text(media, name)).trim().to_owned();
        (!words.is_empty()).then_some(words)
    };
    let title = words("title").or_else(|| words("caption")).or_else(|| words("alt"));
    Some(DraftSource {
        spot,
        title: Some(Text::new(title.unwrap_or_else(|| url.to_owned()))),
        author: words("credit").map(Text::from),
        kind: Some("media".into()),
        url: Some(url.into()),
        ..DraftSource::default()
    })
}

/// The sources of media, each address once.
#[derive(Default)]
pub(super) struct Sources {
    seen: std::collections::HashSet<Text>,
    pub(super) all: Vec<DraftSource>,
}

impl Sources {
    pub(super) fn add(&mut self, source: Option<DraftSource>) {
        let Some(source) = source else { return };
        if source.url.as_ref().is_some_and(|url| self.seen.insert(url.clone())) {
            self.all.push(source);
        }
    }
}

/// How years before our era were counted, for who wants to know.
pub(super) fn told(zero: YearZero) -> &'static str {
    match zero {
        YearZero::Historical => {
            "years before our era count as people count and as TimelineJS labels them: -44 is 44 BCE; \
             --year-zero astronomical makes it 45 BCE"
        }
        YearZero::Astronomical => {
            "years before our era count as astronomers count, as you say: -44 is 45 BCE, though TimelineJS \
             labels it 44 BCE"
        }
    }
}
