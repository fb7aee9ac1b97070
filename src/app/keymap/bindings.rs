//! The table of keys. A new key is a new row.

use super::{Chord, Context};
use crate::app::action::{Action, CopyWhat, Move, Pane, Way};

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
            use Action::{
                Accept, ActorScope, AnyOrAll, Back, CertainOnly, Choose, ClearFilter, Close, Complete, Copy, Delta, Edit,
                Edtf, EvenPanes, Event, Filter, FindActor, Focus, FocusAside, FocusCycle, Gap, GoTo, Heighten, Help,
                History, Hit, Issues, Mouse, Open, OpenSource, Palette, Period, Place, Quit, ReadBack, ReadOn, Redraw,
                Reload, SameActor, ScrollText, Search, SourceQuotes, Sources, Suspend, Widen, Zoom,
            };
            use {CopyWhat as C, Move as M, Pane as P, Way::{Back as B, Forward as F}};
            &[$($(Binding { context: Context::$context, keys: &[$($key),+], action: $action },)+)+]
        };
    };
}

bindings! {
    Global:
        "j" "down" "ctrl-n" => Action::Move(M::Down);
        "k" "up" => Action::Move(M::Up);
        "ctrl-f" "pgdn" => Action::Move(M::PageDown);
        "ctrl-b" "pgup" => Action::Move(M::PageUp);
        "ctrl-d" => Action::Move(M::HalfDown);
        "ctrl-u" => Action::Move(M::HalfUp);
        "g" "home" "<" => Action::Move(M::Top);
        "G" "end" ">" => Action::Move(M::Bottom);
        "esc" => Back;
        "q" => Close;
        "Q" "ctrl-c" => Quit;
        "Z Z" => Quit;
        "?" "f1" => Help;
        ":" "ctrl-p" => Palette;
        "@" => FindActor;
        "f" "&" => Filter;
        "F" => ClearFilter;
        "c" => CertainOnly;
        "/" => Search;
        "n" => Hit(F);
        "N" => Hit(B);
        "t" => GoTo;
        "]" => Event(F);
        "[" => Event(B);
        ")" => SameActor(F);
        "(" => SameActor(B);
        "}" => Gap(F);
        "{" => Gap(B);
        "ctrl-o" "alt-left" => Place(B);
        "alt-right" "ctrl-y" => Place(F);
        "S" => Sources;
        "!" => Issues;
        "E" => Edtf;
        "y y" => Copy(C::Quote);
        "y c" => Copy(C::Citation);
        "y t" => Copy(C::Words);
        "y e" => Copy(C::Event);
        "y i" => Copy(C::Key);
        "y u" => Copy(C::Url);
        "o" => OpenSource;
        "e" => Edit;
        "R" "f5" => Reload;
        "f2" => Mouse;
        "ctrl-l" => Redraw;
        "ctrl-z" => Suspend;
    Panes:
        "tab" => FocusCycle(F);
        "shift-tab" => FocusCycle(B);
        "h" "left" => FocusAside(B);
        "l" "right" => FocusAside(F);
        "1" => Focus(P::Events);
        "2" => Focus(P::Actors);
        "3" => Focus(P::Quotes);
        "z" "+" "_" => Zoom;
        "ctrl-w w" "ctrl-w ctrl-w" => FocusCycle(F);
        "ctrl-w W" => FocusCycle(B);
        "ctrl-w h" "ctrl-w k" => FocusAside(B);
        "ctrl-w l" "ctrl-w j" => FocusAside(F);
        "ctrl-w o" => Zoom;
        "ctrl-w >" => Widen(F);
        "ctrl-w <" => Widen(B);
        "ctrl-w +" => Heighten(F);
        "ctrl-w -" => Heighten(B);
        "ctrl-w =" => EvenPanes;
        "enter" => Open;
        "space" => ReadOn;
        "b" => ReadBack;
        "J" => ScrollText(F);
        "K" => ScrollText(B);
        "L" => Period(F);
        "H" => Period(B);
        "A" => ActorScope;
        "s" => SourceQuotes;
        "d" => Delta;
    Read:
        "space" "enter" => ReadOn;
        "b" "shift-space" => ReadBack;
        "l" "right" => Event(F);
        "h" "left" => Event(B);
    Window:
        "enter" => Open;
        "space" => Action::Move(M::PageDown);
        "b" => Action::Move(M::PageUp);
    Prompt:
        "enter" => Accept;
        "esc" "ctrl-c" => Back;
        "tab" => Complete;
        "up" => History(B);
        "down" => History(F);
    Picker:
        "down" "ctrl-n" "ctrl-j" => Action::Move(M::Down);
        "up" "ctrl-p" "ctrl-k" => Action::Move(M::Up);
        "pgdn" => Action::Move(M::PageDown);
        "pgup" => Action::Move(M::PageUp);
        "tab" => Choose;
        "ctrl-t" => AnyOrAll;
}
