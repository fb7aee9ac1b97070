//! A line of text that the reader types: a filter, a search, a date.

use crossterm::event::{Event as TerminalEvent, KeyCode, KeyEvent, KeyModifiers};
use tui_input::backend::crossterm::EventHandler;
use tui_input::{Input, InputRequest};

use super::action::{Action, Mend, Way};
use super::list_pane::ListPane;
use super::overlay::Overlay;
use super::places::Place;
use super::work::{Later, NO_HIT};
use super::{App, Effect};
use crate::review::Unjudged;
use crate::search::filter::{Completion, complete_with};
use crate::search::text::Needle;
use crate::session;

/// What a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// A filter; applied while it is typed.
    Filter,
    /// A search; the first hit is shown while it is typed.
    Search,
    /// Words of the document that is read.
    Find,
    /// A date to go to.
    GoTo,
    /// A file to write the memo to.
    Memo,
    /// Something else in an event.
    Mend(Mend),
    /// Title and date of an event that is made of a sentence.
    Add(Mend),
    /// The file that the reviewed timeline is written to.
    WriteReview,
}

impl PromptKind {
    /// What stands before the text.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Filter => "filter: ",
            Self::Search | Self::Find => "/",
            Self::GoTo => "go to: ",
            Self::Memo => "write the memo to: ",
            Self::Mend(Mend::Date) => "date: ",
            Self::Mend(Mend::Title) => "title: ",
            Self::Mend(Mend::Actors) => "actors: ",
            Self::Mend(Mend::Speaker) => "said by: ",
            Self::Mend(Mend::Status) => "status: ",
            Self::Mend(Mend::Place) => "place: ",
            Self::Add(Mend::Date) => "its date: ",
            Self::Add(_) => "new event: ",
            Self::WriteReview => "write to: ",
        }
    }

    /// What to type, shown while nothing is typed.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Filter => {
                "actor:putin 2024..2025 has:caveat -russia   (Tab completes; Esc and ? tell more)"
            }
            Self::Search => "words in titles, summaries, quotes and caveats",
            Self::Find => "words of this document",
            Self::GoTo => "2024-11, spring 2025, last year",
            Self::Mend(Mend::Date) => "2024-11, spring 2025, about May 1994, undated",
            Self::Mend(Mend::Title) => "one line that says what",
            Self::Mend(Mend::Actors) => "Anna Berg, host; Denmark   (Tab completes names)",
            Self::Mend(Mend::Speaker) => "a name; nothing where nobody speaks   (Tab completes)",
            Self::Mend(Mend::Status) => {
                "occurred, ongoing, planned, target, cancelled   (Tab goes through them)"
            }
            Self::Mend(Mend::Place) => "where it was",
            Self::Add(Mend::Date) => "2024-11, spring 2025; nothing where it is undated",
            Self::Add(_) => "its title, one line that says what",
            Self::WriteReview => "its own file, or one that is not there yet: .toml or .json",
            Self::Memo => "a file that is not there yet; .json writes JSON, .bib the sources as BibLaTeX",
        }
    }
}

/// A prompt that is open.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// The text.
    pub input: Input,
    /// Why the text cannot be read, where it cannot.
    pub error: Option<String>,
    /// What is to be known of the text, where nothing is wrong with it.
    pub note: Option<String>,
    /// Which bytes of the text are wrong.
    pub wrong: Option<std::ops::Range<usize>>,
    /// What becomes of candidates that nobody has judged, where the text is a file to write them to.
    unjudged: Unjudged,
    /// What Tab would put in; the one chosen, where Tab was pressed.
    completions: Vec<Completion>,
    completing: Option<(usize, Input)>,
    /// What was there when the prompt was opened: Esc brings it back.
    before: Before,
    /// How far back in the history; 0 is the text itself.
    recalled: usize,
    typed: String,
    /// Enter was pressed, and could not be obeyed.
    refused: bool,
    /// The text for which it was asked whether known actors are meant, and of how many names: the same again means others.
    asked: Option<(String, usize)>,
}

#[derive(Clone, Debug)]
struct Before {
    filter: String,
    selected: usize,
    /// The row on top of the list.
    top: usize,
    needle: Option<Needle>,
    place: Option<Place>,
}

impl Prompt {
    pub(super) fn new(
        kind: PromptKind,
        text: String,
        list: ListPane,
        needle: Option<Needle>,
        place: Option<Place>,
    ) -> Self {
        let before = Before { filter: text.clone(), selected: list.selected, top: list.top, needle, place };
        Self {
            kind,
            input: Input::new(text),
            error: None,
            note: None,
            wrong: None,
            unjudged: Unjudged::default(),
            completions: Vec::new(),
            completing: None,
            before,
            recalled: 0,
            typed: String::new(),
            refused: false,
            asked: None,
        }
    }

    /// Whether the text can still become right by going on: then what Tab offers says more than
    /// what is wrong.
    #[must_use]
    pub fn is_on_the_way(&self) -> bool {
        let at_end = self.wrong.as_ref().is_none_or(|wrong| wrong.end >= self.input.value().len());
        at_end && !self.completions.is_empty() && !self.refused
    }

    /// What Tab offers, and which of it is in the text now.
    #[must_use]
    pub fn completions(&self) -> (&[Completion], Option<usize>) {
        (&self.completions, self.completing.as_ref().map(|(chosen, _)| *chosen))
    }
}

/// What was accepted before, the newest last, for each kind of prompt.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    filters: Vec<String>,
    searches: Vec<String>,
    dates: Vec<String>,
    memos: Vec<String>,
    mended: Vec<String>,
}

/// How many entries are kept.
const MOST: usize = 100;
/// More characters than this nobody means to paste into one line.
const LONGEST_PASTE: usize = 1_000;

impl History {
    fn of(&mut self, kind: PromptKind) -> &mut Vec<String> {
        match kind {
            PromptKind::Filter => &mut self.filters,
            PromptKind::Search | PromptKind::Find => &mut self.searches,
            PromptKind::GoTo => &mut self.dates,
            PromptKind::Memo | PromptKind::WriteReview => &mut self.memos,
            PromptKind::Mend(_) | PromptKind::Add(_) => &mut self.mended,
        }
    }

    fn remember(&mut self, kind: PromptKind, text: &str) {
        let entries = self.of(kind);
        entries.retain(|entry| entry != text);
        if !text.trim().is_empty() {
            entries.push(text.to_owned());
        }
        if entries.len() > MOST {
            entries.remove(0);
        }
    }
}

impl App {
    /// Takes up what was typed in earlier runs.
    pub(super) fn recall_history(&mut self) {
        let Some(session) = self.reader.session() else { return };
        let typed = |prompt| session.history(prompt).into_iter().rev().map(str::to_owned).collect();
        self.history = History {
            filters: typed(session::Prompt::Filter),
            searches: typed(session::Prompt::Search),
            dates: typed(session::Prompt::Jump),
            ..History::default()
        };
    }

    /// A key that edits the text of a prompt or finder.
    pub(super) fn edit_prompt(&mut self, key: KeyEvent) {
        // Shells move by words so too, and terminals tell Alt and not Meta.
        let request = match (key.code, key.modifiers) {
            (KeyCode::Char('b') | KeyCode::Left, KeyModifiers::ALT) => Some(InputRequest::GoToPrevWord),
            (KeyCode::Char('f') | KeyCode::Right, KeyModifiers::ALT) => Some(InputRequest::GoToNextWord),
            (KeyCode::Char('d'), KeyModifiers::ALT) => Some(InputRequest::DeleteNextWord),
            (KeyCode::Char('d'), KeyModifiers::CONTROL) => Some(InputRequest::DeleteNextChar),
            _ => None,
        };
        self.edit_with(|input| match request {
            Some(request) => drop(input.handle(request)),
            None => drop(input.handle_event(&TerminalEvent::Key(key))),
        });
    }

    /// Pasted text.
    pub(super) fn insert(&mut self, text: &str) {
        self.edit_with(|input| {
            let text: String = text.chars().take(LONGEST_PASTE).collect();
            let at = byte_cursor(input);
            let (before, after) = input.value().split_at(at);
            let cursor = input.cursor() + text.chars().count();
            *input = Input::new(format!("{before}{text}{after}")).with_cursor(cursor);
        });
    }

    fn edit_with(&mut self, edit: impl FnOnce(&mut Input)) {
        let Some(mut overlay) = self.overlay.take() else { return };
        match &mut overlay {
            Overlay::Prompt(prompt) => {
                let before = prompt.input.value().to_owned();
                edit(&mut prompt.input);
                prompt.completing = None;
                if prompt.input.value() != before {
                    prompt.recalled = 0;
                    self.typed(prompt);
                }
            }
            Overlay::Finder(finder) => finder.edit(edit, &mut self.actor_index, &self.timeline),
            Overlay::Palette(palette) => palette.edit(edit),
            Overlay::Marks(marks) => marks.edit(edit),
            _ => {}
        }
        self.overlay = Some(overlay);
    }

    /// More is known of the names that a filter may have: what is being typed is read again.
    pub(super) fn typed_again(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Prompt(mut prompt)) if prompt.kind == PromptKind::Filter => {
                if prompt.completing.is_none() {
                    self.typed(&mut prompt);
                }
                self.overlay = Some(Overlay::Prompt(prompt));
            }
            other => {
                self.overlay = other;
                let text = self.view.filter_text.clone();
                if text.contains(':') {
                    // It could be read before, so it can be read.
                    let _ = self.set_filter(&text);
                }
            }
        }
    }

    /// A prompt that was just opened says what there is to know of the text that it begins with.
    pub(super) fn opened(&mut self, mut prompt: Prompt) {
        if matches!(prompt.kind, PromptKind::Mend(_) | PromptKind::Add(_) | PromptKind::WriteReview) {
            self.typed(&mut prompt);
        }
        self.overlay = Some(Overlay::Prompt(prompt));
    }

    /// The text changed: show at once what it would give.
    fn typed(&mut self, prompt: &mut Prompt) {
        prompt.error = None;
        prompt.wrong = None;
        prompt.refused = false;
        let text = prompt.input.value().to_owned();
        match prompt.kind {
            PromptKind::Filter => {
                prompt.completions =
                    complete_with(&text, byte_cursor(&prompt.input), &self.timeline, self.lexicon());
                if let Err(error) = self.set_filter(&text) {
                    // What is right of the filter is shown all the same; a term that goes on where the last
                    // good one was leaves the list as it is.
                    let without = error_free(&text, &error.range);
                    if !goes_on(&text, &without, &self.view.filter_text) {
                        let _ = self.set_filter(&without);
                    }
                    prompt.wrong = Some(error.range.clone());
                    prompt.error = Some(error.to_string());
                }
            }
            PromptKind::Search => {
                self.search(&text);
                let from = prompt.before.selected.min(self.view.visible.len().saturating_sub(1));
                self.select(from);
                self.hunt_first(from);
                if self.work.is_in_vain() {
                    prompt.error = Some(NO_HIT.to_owned());
                }
            }
            PromptKind::Find => self.find_typed(&text),
            PromptKind::Memo => {}
            PromptKind::Mend(what) => {
                prompt.completions = self.mend_offers(what, &text, byte_cursor(&prompt.input));
                prompt.note = self.mend_note(what, &text);
                prompt.error = self.mend_error(what, &text);
            }
            PromptKind::Add(what) => match self.add_note(what, &text) {
                Ok(note) => prompt.note = Some(note),
                Err(error) => prompt.error = Some(error),
            },
            PromptKind::WriteReview => prompt.note = self.note_of_writing(&text, prompt.unjudged),
            PromptKind::GoTo => {
                if !text.trim().is_empty() {
                    prompt.error = crate::model::Date::parse_prose(&text, self.today).err();
                }
            }
        }
    }

    fn search(&mut self, text: &str) {
        self.work.forget_hits();
        self.needle = (!text.trim().is_empty()).then(|| Needle::new(text));
        self.generation += 1;
    }

    pub(super) fn perform_in_prompt(&mut self, mut prompt: Prompt, action: Action) -> Vec<Effect> {
        match action {
            Action::Accept => return self.accept(prompt),
            Action::Back => {
                self.cancel(&prompt);
                return Vec::new();
            }
            Action::Complete => self.complete(&mut prompt),
            Action::History(way) => self.recall(&mut prompt, way),
            _ => {}
        }
        self.overlay = Some(Overlay::Prompt(prompt));
        Vec::new()
    }

    fn accept(&mut self, mut prompt: Prompt) -> Vec<Effect> {
        let text = prompt.input.value().to_owned();
        let refused = match prompt.kind {
            kind if text.trim().is_empty() && !may_be_empty(kind) => {
                self.cancel(&prompt);
                return Vec::new();
            }
            PromptKind::Filter => self.set_filter(&text).err().map(|error| error.to_string()),
            PromptKind::Search if prompt.error.is_some() => {
                self.cancel(&prompt);
                self.fail(format!("No event shown has {}", crate::text::line(text.trim())));
                return Vec::new();
            }
            PromptKind::Search | PromptKind::Find => prompt.error.clone(),
            PromptKind::GoTo => self.go_to(&text).err(),
            PromptKind::Memo => return self.write_memo(text.trim()),
            PromptKind::Mend(what) => {
                if let Some(error) = self.ask_who(&mut prompt, what) {
                    Some(error)
                } else {
                    self.mended_by(what, &text).err()
                }
            }
            PromptKind::Add(what) => self.added_by(what, &text).err(),
            PromptKind::WriteReview => match self.write_review(text.trim(), prompt.unjudged) {
                Ok(effect) => return vec![effect],
                Err(error) => Some(error),
            },
        };
        if let Some(error) = refused {
            prompt.error = Some(error);
            prompt.refused = true;
            self.overlay = Some(Overlay::Prompt(prompt));
            return Vec::new();
        }
        self.history.remember(prompt.kind, text.trim());
        self.anchor = None;
        // Where the reader was before the list changed can be gone back to.
        if let (PromptKind::Filter | PromptKind::Search, Some(place)) = (prompt.kind, &prompt.before.place) {
            self.places.leave(place.clone());
        }
        let kept = match prompt.kind {
            PromptKind::Filter => Some(session::Prompt::Filter),
            PromptKind::Search | PromptKind::Find => Some(session::Prompt::Search),
            PromptKind::GoTo => Some(session::Prompt::Jump),
            _ => None,
        };
        if let Some(kept) = kept.filter(|_| !text.trim().is_empty()) {
            self.typed_at(kept, text.trim());
        }
        match prompt.kind {
            PromptKind::Filter if text.trim().is_empty() => self.say("No filter"),
            PromptKind::Filter => self.say_when_found(Later::Filtered),
            PromptKind::Search => self.count_hits(),
            PromptKind::Find => self.find_ends(true),
            PromptKind::Mend(_) => self.ask_next(),
            _ => {}
        }
        Vec::new()
    }

    /// Before a new actor is made whose name may be that of a known one, it is asked, once for each; Tab puts that in.
    fn ask_who(&mut self, prompt: &mut Prompt, what: Mend) -> Option<String> {
        let text = prompt.input.value();
        let asked = prompt.asked.as_ref().filter(|(of, _)| of == text).map_or(0, |(_, asked)| *asked);
        let (error, offers) = self.who_may_be(what, text, asked)?;
        prompt.asked = Some((text.to_owned(), asked + 1));
        prompt.completions = offers;
        prompt.completing = None;
        Some(error)
    }

    fn cancel(&mut self, prompt: &Prompt) {
        let anchor = self.anchor.take();
        match prompt.kind {
            PromptKind::Filter => {
                // It was in force before, so it can be read.
                let home = anchor.or_else(|| self.home()).unwrap_or_default();
                let _ = self.set_filter_at(&prompt.before.filter, home);
                if self.view.is_scanning() {
                    // The rows before it are not counted yet.
                    self.stand_at(prompt.before.top);
                    return;
                }
            }
            PromptKind::Search => {
                self.search_no_more();
                self.needle.clone_from(&prompt.before.needle);
                self.generation += 1;
            }
            PromptKind::Find => {
                self.find_ends(false);
                return;
            }
            PromptKind::Add(_) => {
                self.add_nothing();
                return;
            }
            PromptKind::Mend(_) => self.ask_no_more(),
            _ => {}
        }
        self.events.top = prompt.before.top;
        self.select(prompt.before.selected);
    }

    /// Tab puts in the first completion; pressed again, the next one.
    fn complete(&mut self, prompt: &mut Prompt) {
        match prompt.kind {
            PromptKind::Filter | PromptKind::Mend(_) => {}
            PromptKind::WriteReview => {
                prompt.unjudged = match prompt.unjudged {
                    Unjudged::Stay => Unjudged::LeftOut,
                    Unjudged::LeftOut => Unjudged::Stay,
                };
                self.typed(prompt);
                return;
            }
            _ => return,
        }
        if prompt.completions.is_empty() && prompt.kind == PromptKind::Filter {
            let (text, cursor) = (prompt.input.value(), byte_cursor(&prompt.input));
            prompt.completions = complete_with(text, cursor, &self.timeline, self.lexicon());
        }
        if prompt.completions.is_empty() {
            return;
        }
        let (chosen, base) = match prompt.completing.take() {
            Some((chosen, base)) => ((chosen + 1) % prompt.completions.len(), base),
            None => (0, prompt.input.clone()),
        };
        let completion = &prompt.completions[chosen];
        let mut text = base.value().to_owned();
        let range = completion.range.clone();
        if text.get(range.clone()).is_some() {
            text.replace_range(range.clone(), &completion.insert);
            let cursor = text[..range.start + completion.insert.len()].chars().count();
            prompt.input = Input::new(text.clone()).with_cursor(cursor);
        }
        let completions = std::mem::take(&mut prompt.completions);
        let only = completions.len() == 1;
        self.typed(prompt);
        if !only {
            prompt.completions = completions;
            prompt.completing = Some((chosen, base));
        }
    }

    fn recall(&mut self, prompt: &mut Prompt, way: Way) {
        let entries = self.history.of(prompt.kind);
        let wanted = match way {
            Way::Back => (prompt.recalled + 1).min(entries.len()),
            Way::Forward => prompt.recalled.saturating_sub(1),
        };
        if wanted == prompt.recalled {
            return;
        }
        if prompt.recalled == 0 {
            prompt.input.value().clone_into(&mut prompt.typed);
        }
        let text = match wanted {
            0 => prompt.typed.clone(),
            back => entries[entries.len() - back].clone(),
        };
        prompt.recalled = wanted;
        prompt.input = Input::new(text);
        prompt.completing = None;
        self.typed(prompt);
    }
}

/// Whether nothing at all is an answer too: no filter, nobody, nowhere.
fn may_be_empty(kind: PromptKind) -> bool {
    use Mend::{Actors, Place, Speaker, Status};

    matches!(
        kind,
        PromptKind::Filter
            | PromptKind::Add(Mend::Date)
            | PromptKind::Mend(Actors | Speaker | Status | Place)
    )
}

/// The filter before the term that cannot be read.
fn error_free(text: &str, wrong: &std::ops::Range<usize>) -> String {
    let before = text.get(..wrong.start).unwrap_or_default();
    let end = before.rfind(char::is_whitespace).unwrap_or(0);
    before[..end].to_owned()
}

/// Whether a text whose last terms are wrong only adds to `good`, which has a field there already.
fn goes_on(text: &str, without: &str, good: &str) -> bool {
    text.starts_with(good) && good.get(without.len()..).is_some_and(|last| last.contains(':'))
}

/// The cursor as a byte of the text; the input counts characters.
fn byte_cursor(input: &Input) -> usize {
    input.value().char_indices().nth(input.cursor()).map_or(input.value().len(), |(at, _)| at)
}
