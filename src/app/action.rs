//! Everything a key can do, by name.

use crate::marked::Sort;
use crate::review::{Holds, Verdict};

/// A movement in a list or a text; every pane understands each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// One up.
    Up,
    /// One down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Half a page up.
    HalfUp,
    /// Half a page down.
    HalfDown,
    /// To the first.
    Top,
    /// To the last.
    Bottom,
}

/// A pane of the main screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The events, in order.
    #[default]
    Events,
    /// Who takes part.
    Actors,
    /// What the sources say.
    Quotes,
}

/// What is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CopyWhat {
    /// The words with their citation.
    Quote,
    /// The citation.
    Citation,
    /// The words.
    Words,
    /// The event with all its evidence.
    Event,
    /// The key of the event.
    Key,
    /// The address of the source.
    Url,
}

/// A direction on the screen, or in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Down, right, later.
    Forward,
    /// Up, left, earlier.
    Back,
}

/// What is mended of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mend {
    /// When.
    Date,
    /// What.
    Title,
    /// Who.
    Actors,
    /// Who says the words of the quote.
    Speaker,
    /// Whether it has happened.
    Status,
    /// Where.
    Place,
}

/// What the reader asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Move in the focused pane or window.
    Move(Move),
    /// Scroll the text beside the list without leaving it.
    ScrollText(Way),
    /// The next or previous event, from wherever the focus is.
    Event(Way),
    /// The next or previous event of the same actor.
    SameActor(Way),
    /// The next unread event.
    NextUnread,
    /// The next event that is new, or changed since it was read.
    NextChanged,
    /// Mark the event as read, or as unread again.
    ToggleRead,
    /// What a changed event said, beside what it says.
    Compare,
    /// Set a mark: its letter follows.
    SetMark,
    /// Go to a mark: its letter follows.
    GoToMark,
    /// List the marks.
    Marks,
    /// Write a note on what the focus is on.
    Note,
    /// Write the note in the reader's own editor.
    NoteInEditor,
    /// Throw away what was typed.
    Discard,
    /// Take back, or do again, the last change of marks, notes and read states.
    Undo(Way),
    /// What was read, and when.
    Statistics,
    /// Write what was marked and noted to a file.
    Memo,
    /// Over the next or previous long silence.
    Gap(Way),
    /// The next or previous heading.
    Period(Way),
    /// Through the places visited.
    Place(Way),
    /// The next or previous hit of the search.
    Hit(Way),
    /// Give a pane the focus.
    Focus(Pane),
    /// Give the next or previous pane the focus.
    FocusCycle(Way),
    /// Give the pane on that side the focus.
    FocusAside(Way),
    /// Let the focused pane fill the screen, or not.
    Zoom,
    /// Make the list wider or narrower.
    Widen(Way),
    /// Make the upper pane on the right higher or lower.
    Heighten(Way),
    /// Give the panes their first sizes again.
    EvenPanes,
    /// Go in: read the event, follow the actor, go to the quote.
    Open,
    /// Read on: a page, and then the next event.
    ReadOn,
    /// Read back: a page, and then the event before.
    ReadBack,
    /// Go back by one: close what is open, clear what is set.
    Back,
    /// Close what is open; leave the program where nothing is.
    Close,
    /// Leave the program.
    Quit,
    /// Show all keys.
    Help,
    /// Find any action by its name.
    Palette,
    /// Find an actor, and follow them.
    FindActor,
    /// Choose several, in a finder.
    Choose,
    /// Whether several chosen actors are meant together or each.
    AnyOrAll,
    /// Filter the events.
    Filter,
    /// Show every event again.
    ClearFilter,
    /// Show certain hits only, or possible ones too.
    CertainOnly,
    /// Search the text of events and quotes.
    Search,
    /// Go to a date.
    GoTo,
    /// Complete what is typed.
    Complete,
    /// Accept what is typed or chosen.
    Accept,
    /// Take what was typed before, or after.
    History(Way),
    /// All actors, or those of the event.
    ActorScope,
    /// The quotes of the same source, in its order, or those of the event.
    SourceQuotes,
    /// List the sources.
    Sources,
    /// List what is wrong with the file.
    Issues,
    /// Dates as EDTF, or as people write them.
    Edtf,
    /// Show how long after the event before.
    Delta,
    /// Copy something.
    Copy(CopyWhat),
    /// Open the source of the quote.
    OpenSource,
    /// Read the document of the quote here.
    Document,
    /// The next or previous mark of a sort in a document.
    Mark(Sort, Way),
    /// The next or previous sentence of a document.
    Sentence(Way),
    /// Make an event of a sentence of a document.
    AddEvent,
    /// Show the review of candidates, or leave it.
    Review,
    /// Accept or reject a candidate.
    Judge(Verdict),
    /// Accept all candidates that are at least as sure as this one.
    AcceptAll,
    /// Make one of a candidate and the one that is marked, or the next.
    Merge,
    /// Mark a candidate, to be merged with another.
    MarkForMerge,
    /// Which of two dates holds.
    Holds(Holds),
    /// Make two of a candidate.
    Split,
    /// Mend a candidate.
    Mend(Mend),
    /// The next or previous candidate that is left.
    Candidate(Way),
    /// The next quote of a candidate.
    NextQuote,
    /// Take back, or do again, the last step of the review.
    UndoReview(Way),
    /// Write what was reviewed to the timeline's file.
    WriteReview,
    /// Open the timeline in the editor.
    Edit,
    /// Read the file again.
    Reload,
    /// Leave the mouse to the terminal, or not.
    Mouse,
    /// Draw the screen again.
    Redraw,
    /// Stop until continued.
    Suspend,
}

/// A part of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Getting about.
    Move,
    /// Going through time.
    Time,
    /// What the reader does: read, mark, note.
    Session,
    /// Finding and filtering.
    Find,
    /// Panes and what they show.
    Show,
    /// On a page of the read view, besides.
    Read,
    /// In a document, besides.
    Document,
    /// Going through candidates, besides.
    Review,
    /// Taking things out.
    Take,
    /// The program.
    Program,
    /// Inside prompts and lists.
    Prompt,
}

impl Group {
    /// All groups, in the order of the help.
    pub const ALL: &'static [Self] = &[
        Self::Move,
        Self::Read,
        Self::Time,
        Self::Session,
        Self::Find,
        Self::Show,
        Self::Document,
        Self::Review,
        Self::Take,
        Self::Program,
        Self::Prompt,
    ];

    /// The heading in the help.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Move and read",
            Self::Time => "Through time",
            Self::Session => "Read, mark and note",
            Self::Find => "Find and filter",
            Self::Show => "Show",
            Self::Read => "In the read view",
            Self::Document => "In a document",
            Self::Review => "Review of candidates",
            Self::Take => "Copy and open",
            Self::Program => "Program",
            Self::Prompt => "In a prompt or list",
        }
    }
}

/// An action with the words for it.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    /// The action.
    pub action: Action,
    /// Its name, for the palette: `next-gap`.
    pub name: &'static str,
    /// What it does, in one line.
    pub doc: &'static str,
    /// One or two words, for the hints at the foot of the screen.
    pub hint: &'static str,
    /// Where the help lists it.
    pub group: Group,
}

macro_rules! actions {
    ($(@$group:ident $($action:expr => $name:literal, $hint:literal, $doc:literal;)+)+) => {
        /// Every action, in the order of the help.
        pub const ACTIONS: &[Described] = {
            use {Action as A, CopyWhat as C, Holds as H, Move as M, Pane as P, Sort as S, Verdict as V, Way::{Back as B, Forward as F}};
            &[$($(Described { action: $action, name: $name, doc: $doc, hint: $hint, group: Group::$group },)+)+]
        };
    };
}

actions! {
    @Move
        A::Move(M::Down) => "down", "down", "Go one down";
        A::Move(M::Up) => "up", "up", "Go one up";
        A::Move(M::PageDown) => "page-down", "page", "Go a page down";
        A::Move(M::PageUp) => "page-up", "page", "Go a page up";
        A::Move(M::HalfDown) => "half-page-down", "half page", "Go half a page down";
        A::Move(M::HalfUp) => "half-page-up", "half page", "Go half a page up";
        A::Move(M::Top) => "top", "first", "Go to the first";
        A::Move(M::Bottom) => "bottom", "last", "Go to the last";
        A::ScrollText(F) => "scroll-down", "scroll", "Scroll the quotes without leaving the list";
        A::ScrollText(B) => "scroll-up", "scroll", "Scroll the quotes back";
        A::Open => "open", "open", "Read the event; follow the actor; open the quote's document, and back";
        A::ReadOn => "read-on", "read on", "Read: a page on, and at the end the next unread event";
        A::ReadBack => "read-back", "read back", "Read back: a page, and at the top the event before";
        A::Back => "back", "back", "Close what is open, or clear the filter";
        A::Close => "close", "close", "Close what is open; at the top, leave the program";
    @Time
        A::Event(F) => "next-event", "next", "Go to the next event";
        A::Event(B) => "previous-event", "previous", "Go to the event before";
        A::SameActor(F) => "next-of-actor", "same actor", "Go to the next event of the same actor";
        A::SameActor(B) => "previous-of-actor", "same actor", "Go to the event of the same actor before this";
        A::Gap(F) => "next-gap", "next gap", "Go over the next long silence";
        A::Gap(B) => "previous-gap", "gap", "Go back over the last long silence";
        A::Period(F) => "next-period", "period", "Go to the next heading";
        A::Period(B) => "previous-period", "period", "Go to the heading before";
        A::GoTo => "go-to-date", "go to", "Go to a date: 2024-11, spring 2025, last year";
        A::Place(B) => "place-back", "back", "Go back through the places visited";
        A::Place(F) => "place-forward", "forward", "Go forward through the places visited";
    @Session
        A::NextUnread => "next-unread", "unread", "Go to the next unread event";
        A::NextChanged => "next-changed", "changed", "Go to the next event that is new or changed";
        A::ToggleRead => "toggle-read", "read", "Mark the event as read, or as unread again";
        A::Compare => "compare", "compare", "Show what a changed event said, beside what it says";
        A::SetMark => "set-mark", "mark", "Set a mark: a-z in this timeline, A-Z across all";
        A::GoToMark => "go-to-mark", "mark", "Go to a mark";
        A::Marks => "marks", "marks", "List the marks and notes";
        A::Note => "note", "note", "Write a note on the event, actor, quote or source";
        A::Undo(B) => "undo", "undo", "Take back the last mark, note or read state";
        A::Undo(F) => "redo", "redo", "Do again what was taken back";
        A::Statistics => "statistics", "statistics", "Show what was read, and when";
        A::Memo => "memo", "memo", "Write what was marked and noted to a file, with citations";
    @Find
        A::FindActor => "find-actor", "actors", "Find an actor, and follow them";
        A::Filter => "filter", "filter", "Filter the events: actor:putin 2024.. has:caveat -russia";
        A::ClearFilter => "clear-filter", "clear", "Show every event again";
        A::CertainOnly => "certain-only", "certain", "Show certain hits only, or possible ones too";
        A::Search => "search", "search", "Search titles, summaries and quotes";
        A::Hit(F) => "next-hit", "next hit", "Go to the next hit of the search";
        A::Hit(B) => "previous-hit", "hit", "Go to the hit before";
        A::Palette => "palette", "actions", "Find an action by name; also :250, :2024-11, :q";
    @Show
        A::FocusCycle(F) => "next-pane", "pane", "Go to the next pane; on a page, to the next quote";
        A::FocusCycle(B) => "previous-pane", "pane", "Go to the pane before; on a page, to the quote before";
        A::FocusAside(F) => "pane-right", "right", "Go to the pane on the right";
        A::FocusAside(B) => "pane-left", "left", "Go to the pane on the left";
        A::Focus(P::Events) => "focus-events", "events", "Go to the events";
        A::Focus(P::Actors) => "focus-actors", "actors", "Go to the actors";
        A::Focus(P::Quotes) => "focus-quotes", "quotes", "Go to the quotes";
        A::Zoom => "zoom", "zoom", "Let the pane fill the screen, or not";
        A::Widen(F) => "widen", "wider", "Make the list of events wider";
        A::Widen(B) => "narrow", "narrower", "Make the list of events narrower";
        A::Heighten(F) => "heighten", "higher", "Make the actors higher";
        A::Heighten(B) => "lower", "lower", "Make the actors lower";
        A::EvenPanes => "even-panes", "even", "Give the panes their first sizes again";
        A::ActorScope => "actor-scope", "all actors", "Show all actors, or those of the event";
        A::SourceQuotes => "source-quotes", "same source", "Show the quotes of this source in its order, or those of the event";
        A::Sources => "sources", "sources", "List the sources";
        A::Issues => "issues", "problems", "List what is wrong: with the file, with documents, with what was judged";
        A::Edtf => "edtf", "EDTF", "Show dates as EDTF, or as people write them";
        A::Delta => "delta", "gaps", "Show the time since the event before";
    @Document
        A::Mark(S::Quote, F) => "next-quote-here", "quote", "Go to the next quote of the timeline; Enter goes to its event";
        A::Mark(S::Quote, B) => "previous-quote-here", "quote", "Go to the quote of the timeline before";
        A::Mark(S::Time, F) => "next-date-here", "date", "Go to the next date or time in the document";
        A::Mark(S::Time, B) => "previous-date-here", "date", "Go to the date or time before";
        A::Mark(S::Actor, F) => "next-actor-here", "name", "Go to the next name of an actor in the document";
        A::Mark(S::Actor, B) => "previous-actor-here", "name", "Go to the name before";
        A::Mark(S::Said, F) => "next-words-here", "said", "Go to the next words that somebody says in it";
        A::Mark(S::Said, B) => "previous-words-here", "said", "Go to the words before";
        A::Sentence(F) => "next-sentence", "sentence", "Go to the next sentence of the document";
        A::Sentence(B) => "previous-sentence", "sentence", "Go to the sentence before";
        A::AddEvent => "add-event", "add", "Make an event of this sentence: asks for title and date, and accepts it";
    @Review
        A::Review => "review", "review", "Go through the candidates and mend events, or leave the review";
        A::Judge(V::Accepted) => "accept-candidate", "accept", "Accept the candidate and go to the next; on an accepted one: take that back";
        A::Judge(V::Rejected) => "reject-candidate", "reject", "Reject the candidate and go to the next; on a rejected one: take that back";
        A::AcceptAll => "accept-all", "accept all", "Accept all in the list that are left and at least as certain";
        A::Merge => "merge", "merge", "Make one event of it and the marked one, else the next in the list, with the quotes of both";
        A::MarkForMerge => "mark-for-merge", "mark", "Mark the candidate: m on another merges it into that";
        A::Holds(H::First) => "merge-first-date", "first date", "Where the dates of a merge differ: the date of the first holds";
        A::Holds(H::Second) => "merge-second-date", "second date", "The date of the second holds";
        A::Holds(H::FirstNoted) => "merge-first-noted", "first, noted", "That of the first holds, and a caveat tells the other";
        A::Holds(H::SecondNoted) => "merge-second-noted", "second, noted", "That of the second holds, and a caveat tells the other";
        A::Split => "split", "split", "Make two events of it: the chosen quote goes to the second, an only quote to both";
        A::Mend(Mend::Date) => "mend-date", "date", "Mend the date";
        A::Mend(Mend::Title) => "mend-title", "title", "Mend the title";
        A::Mend(Mend::Actors) => "mend-actors", "actors", "Mend who takes part, and as what";
        A::Mend(Mend::Speaker) => "mend-speaker", "speaker", "Mend who says the words of the quote";
        A::Mend(Mend::Status) => "mend-status", "status", "Mend whether it occurred, goes on, is planned or a target";
        A::Mend(Mend::Place) => "mend-place", "place", "Mend where it was";
        A::Candidate(F) => "next-candidate", "next left", "Go to the next candidate that is left";
        A::Candidate(B) => "previous-candidate", "left before", "Go to the one before that is left";
        A::NextQuote => "next-quote", "next quote", "Show its next quote in the document beside it";
        A::UndoReview(B) => "undo-review", "undo", "Take back the last step of the review, and then the last writing";
        A::UndoReview(F) => "redo-review", "redo", "Do again what was taken back of the review";
        A::WriteReview => "write-review", "write", "Write the timeline with what was reviewed to its file";
    @Take
        A::Copy(C::Quote) => "copy-quote", "quote", "Copy the quote with its citation";
        A::Copy(C::Citation) => "copy-citation", "citation", "Copy the citation";
        A::Copy(C::Words) => "copy-words", "words", "Copy the words of the quote";
        A::Copy(C::Event) => "copy-event", "event", "Copy the event with its evidence, as Markdown";
        A::Copy(C::Key) => "copy-key", "key", "Copy the key of the event";
        A::Copy(C::Url) => "copy-url", "address", "Copy the address of the source";
        A::OpenSource => "open-source", "open source", "Open the source of the quote: its address, or its file";
        A::Document => "document", "document", "Read the document of the quote here, at its words";
        A::Edit => "edit", "edit", "Open the timeline in $EDITOR at the event";
    @Program
        A::Help => "help", "help", "Show all keys, the marks and the filter language";
        A::Reload => "reload", "reload", "Read the file again";
        A::Mouse => "mouse", "mouse", "Leave the mouse to the terminal, or take it back";
        A::Redraw => "redraw", "redraw", "Draw the screen again";
        A::Suspend => "suspend", "suspend", "Stop the program until `fg`";
        A::Quit => "quit", "quit", "Leave the program";
    @Prompt
        A::Accept => "accept", "accept", "Accept what is typed or chosen";
        A::NoteInEditor => "note-in-editor", "$EDITOR", "Write the note in $EDITOR";
        A::Discard => "discard", "discard", "Throw away what was typed in a note";
        A::Choose => "choose", "choose several", "Choose one of several";
        A::AnyOrAll => "any-or-all", "any or all", "Any of the chosen actors, or all of them together";
        A::Complete => "complete", "complete", "Complete what is typed";
        A::History(B) => "history-back", "earlier", "Take what was typed before";
        A::History(F) => "history-forward", "later", "Take what was typed after";
}

impl Action {
    /// The words for it. Every action has a row: a test sees to it.
    #[must_use]
    pub fn described(self) -> Option<&'static Described> {
        ACTIONS.iter().find(|described| described.action == self)
    }
}
