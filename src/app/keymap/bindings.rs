//! The table of keys. A new key is a new row.

use super::{Chord, Context};
use crate::app::action::{Action, CopyWhat, Mend, Move, Pane, Way};
use crate::marked::Sort;
use crate::review::{Holds, Verdict};

/// One row: in this context, any of these keys does that.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The keys; a blank parts the keys of a sequence: `"y c"`.
    pub keys: &'static [&'static str],
    /// What they do.
    pub action: Action,
}

impl Binding {
    /// The keys as chords.
    pub fn sequences(&self) -> impl Iterator<Item = Vec<Chord>> {
        self.keys.iter().map(|keys| keys.split(' ').filter_map(Chord::parse).collect())
    }

    /// The keys as help prints them: `Ctrl-D`, `Space`, `y c`.
    #[must_use]
    pub fn shown(&self) -> Vec<String> {
        self.keys.iter().map(|keys| keys.split(' ').map(pretty).collect::<Vec<_>>().join(" ")).collect()
    }
}

/// `ctrl-d` as people print it: `Ctrl-D`. Single letters keep their case: `g` is not `G`.
pub(crate) fn pretty(key: &str) -> String {
    if key.chars().count() == 1 {
        return key.to_owned();
    }
    let capital = |part: &str| {
        let mut chars = part.chars();
        chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
    };
    let arrow = |part: &str| match part {
        "up" => "↑".to_owned(),
        "down" => "↓".to_owned(),
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        "pgup" => "PgUp".to_owned(),
        "pgdn" => "PgDn".to_owned(),
        "LETTER" => "a-z A-Z".to_owned(),
        part => capital(part),
    };
    // `ctrl--` is Ctrl and the minus key.
    match key.strip_suffix("--") {
        Some(modifiers) => format!("{}--", modifiers.split('-').map(capital).collect::<Vec<_>>().join("-")),
        None => key.split('-').map(arrow).collect::<Vec<_>>().join("-"),
    }
}

macro_rules! bindings {
    ($($context:ident: $($($key:literal)+ => $action:expr;)+)+) => {
        /// Every key annals reacts to. Inside a prompt, keys that are not here edit the text.
        pub const BINDINGS: &[Binding] = {
            use {Action as A, CopyWhat as C, Holds as H, Move as M, Pane as P, Sort as S, Verdict as V, Way::{Back as B, Forward as F}};
            &[$($(Binding { context: Context::$context, keys: &[$($key),+], action: $action },)+)+]
        };
    };
}

bindings! {
    Global:
        "j" "down" "ctrl-n" => A::Move(M::Down);
        "k" "up" => A::Move(M::Up);
        "ctrl-f" "pgdn" => A::Move(M::PageDown);
        "ctrl-b" "pgup" => A::Move(M::PageUp);
        "ctrl-d" => A::Move(M::HalfDown);
        "ctrl-u" => A::Move(M::HalfUp);
        "g" "home" "<" => A::Move(M::Top);
        "G" "end" ">" => A::Move(M::Bottom);
        "esc" => A::Back;
        "q" => A::Close;
        "Q" "ctrl-c" => A::Quit;
        "Z Z" => A::Quit;
        "?" "f1" => A::Help;
        ":" "ctrl-p" => A::Palette;
        "@" => A::FindActor;
        "f" "&" => A::Filter;
        "F" => A::ClearFilter;
        "c" => A::CertainOnly;
        "/" => A::Search;
        "n" => A::Hit(F);
        "N" => A::Hit(B);
        "t" => A::GoTo;
        "]" => A::Event(F);
        "[" => A::Event(B);
        "." => A::NextUnread;
        "," => A::NextChanged;
        "r" => A::ToggleRead;
        "v" => A::Compare;
        "m LETTER" => A::SetMark;
        "' LETTER" "` LETTER" => A::GoToMark;
        "' '" "` `" => A::Place(B);
        "M" => A::Marks;
        "a" => A::Note;
        "u" => A::Undo(B);
        "ctrl-r" => A::Undo(F);
        "T" => A::Statistics;
        "X" => A::Memo;
        ")" => A::SameActor(F);
        "(" => A::SameActor(B);
        "}" => A::Gap(F);
        "{" => A::Gap(B);
        "ctrl-o" "alt-left" => A::Place(B);
        "alt-right" "ctrl-y" => A::Place(F);
        "S" => A::Sources;
        "C" => A::Review;
        "!" => A::Issues;
        "E" => A::Edtf;
        "y y" => A::Copy(C::Quote);
        "y c" => A::Copy(C::Citation);
        "y t" => A::Copy(C::Words);
        "y e" => A::Copy(C::Event);
        "y i" => A::Copy(C::Key);
        "y u" => A::Copy(C::Url);
        "o" => A::OpenSource;
        "D" => A::Document;
        "e" => A::Edit;
        "R" "f5" => A::Reload;
        "f2" => A::Mouse;
        "ctrl-l" => A::Redraw;
        "ctrl-z" => A::Suspend;
    Panes:
        "tab" => A::FocusCycle(F);
        "shift-tab" => A::FocusCycle(B);
        "h" "left" => A::FocusAside(B);
        "l" "right" => A::FocusAside(F);
        "1" => A::Focus(P::Events);
        "2" => A::Focus(P::Actors);
        "3" => A::Focus(P::Quotes);
        "z" "+" "_" => A::Zoom;
        "ctrl-w w" "ctrl-w ctrl-w" => A::FocusCycle(F);
        "ctrl-w W" => A::FocusCycle(B);
        "ctrl-w h" "ctrl-w k" => A::FocusAside(B);
        "ctrl-w l" "ctrl-w j" => A::FocusAside(F);
        "ctrl-w o" => A::Zoom;
        "ctrl-w >" => A::Widen(F);
        "ctrl-w <" => A::Widen(B);
        "ctrl-w +" => A::Heighten(F);
        "ctrl-w -" => A::Heighten(B);
        "ctrl-w =" => A::EvenPanes;
        "enter" => A::Open;
        "space" => A::ReadOn;
        "b" => A::ReadBack;
        "J" => A::ScrollText(F);
        "K" => A::ScrollText(B);
        "L" => A::Period(F);
        "H" => A::Period(B);
        "A" => A::ActorScope;
        "s" => A::SourceQuotes;
        "d" => A::Delta;
    Read:
        "tab" => A::FocusCycle(F);
        "shift-tab" => A::FocusCycle(B);
        "space" => A::ReadOn;
        "enter" => A::Open;
        "b" "shift-space" => A::ReadBack;
        "l" "right" => A::Event(F);
        "h" "left" => A::Event(B);
    Review:
        "a" => A::Judge(V::Accepted);
        "x" => A::Judge(V::Rejected);
        "A" => A::AcceptAll;
        "m" => A::Merge;
        "M" => A::MarkForMerge;
        "s" => A::Split;
        "d" => A::Mend(Mend::Date);
        "t" => A::Mend(Mend::Title);
        "p" => A::Mend(Mend::Actors);
        "v" => A::Mend(Mend::Speaker);
        "i" => A::Mend(Mend::Status);
        "P" => A::Mend(Mend::Place);
        "." => A::Candidate(F);
        "," => A::Candidate(B);
        ";" => A::NextQuote;
        "u" => A::UndoReview(B);
        "ctrl-r" => A::UndoReview(F);
        "w" => A::WriteReview;
    Question:
        "1" => A::Holds(H::First);
        "2" => A::Holds(H::Second);
        "3" => A::Holds(H::FirstNoted);
        "4" => A::Holds(H::SecondNoted);
        "esc" "q" "ctrl-c" => A::Back;
        "j" "down" => A::Move(M::Down);
        "k" "up" => A::Move(M::Up);
    Document:
        "tab" => A::Mark(S::Quote, F);
        "shift-tab" => A::Mark(S::Quote, B);
        "d" => A::Mark(S::Time, F);
        "D" => A::Mark(S::Time, B);
        "p" => A::Mark(S::Actor, F);
        "P" => A::Mark(S::Actor, B);
        "w" => A::Mark(S::Said, F);
        "W" => A::Mark(S::Said, B);
        ")" => A::Sentence(F);
        "(" => A::Sentence(B);
        "a" => A::AddEvent;
        "enter" => A::Open;
        "space" => A::Move(M::PageDown);
        "b" => A::Move(M::PageUp);
    Window:
        "enter" => A::Open;
        "s" => A::SourceQuotes;
        "space" => A::Move(M::PageDown);
        "b" => A::Move(M::PageUp);
    Editor:
        "ctrl-s" "esc" => A::Accept;
        "ctrl-o" => A::NoteInEditor;
        "ctrl-g" => A::Discard;
    Prompt:
        "enter" => A::Accept;
        "esc" "ctrl-c" => A::Back;
        "tab" => A::Complete;
        "up" => A::History(B);
        "down" => A::History(F);
    Picker:
        "down" "ctrl-n" "ctrl-j" => A::Move(M::Down);
        "up" "ctrl-p" "ctrl-k" => A::Move(M::Up);
        "pgdn" => A::Move(M::PageDown);
        "pgup" => A::Move(M::PageUp);
        "tab" => A::Choose;
        "ctrl-t" => A::AnyOrAll;
}
