//! One key with its modifiers.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key press. Shift is part of a letter (`G`), and named with other keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

/// Keys with names, as they are written in the table.
const NAMED: &[(&str, KeyCode)] = &[
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("f1", KeyCode::F(1)),
    ("f2", KeyCode::F(2)),
    ("f5", KeyCode::F(5)),
];

/// How the table writes "any letter from a to z, or A to Z".
const ANY_LETTER: &str = "LETTER";

impl Chord {
    /// Whether `pressed` is what this row of the table asks for.
    #[must_use]
    pub fn admits(self, pressed: Self) -> bool {
        if self.code == KeyCode::Null {
            return pressed.letter().is_some();
        }
        self == pressed
    }

    /// The letter typed, if the key is one from a to z or A to Z.
    #[must_use]
    pub fn letter(self) -> Option<char> {
        self.typed().filter(char::is_ascii_alphabetic)
    }

    /// Reads `j`, `G`, `ctrl-d`, `alt-left`, `shift-tab`, `space`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut chord = Self { code: KeyCode::Null, ctrl: false, alt: false, shift: false };
        let mut rest = text;
        loop {
            if let Some(after) = rest.strip_prefix("ctrl-") {
                chord.ctrl = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("alt-") {
                chord.alt = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("shift-") {
                chord.shift = true;
                rest = after;
            } else {
                break;
            }
        }
        if rest == ANY_LETTER {
            return Some(chord);
        }
        if let Some((_, code)) = NAMED.iter().find(|(name, _)| *name == rest) {
            chord.code = *code;
            return Some(chord);
        }
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => chord.code = KeyCode::Char(c),
            _ => return None,
        }
        Some(chord)
    }

    /// The character typed, if that is all the key is.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Chord {
    fn from(key: KeyEvent) -> Self {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            KeyCode::BackTab => Self { code: KeyCode::Tab, ctrl, alt, shift: true },
            KeyCode::Char(c) if c != ' ' => {
                // Some terminals send Ctrl-Shift-letters as capitals: one spelling is enough.
                let c = if ctrl { c.to_ascii_lowercase() } else { c };
                Self { code: KeyCode::Char(c), ctrl, alt, shift: false }
            }
            code => Self { code, ctrl, alt, shift },
        }
    }
}

impl From<Chord> for KeyEvent {
    fn from(chord: Chord) -> Self {
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, chord.ctrl);
        modifiers.set(KeyModifiers::ALT, chord.alt);
        modifiers.set(KeyModifiers::SHIFT, chord.shift);
        Self::new(chord.code, modifiers)
    }
}

/// As the table and the help write it.
impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if on {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMED.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Null => f.write_str(ANY_LETTER),
            KeyCode::Char(c) => write!(f, "{c}"),
            other => write!(f, "{other}"),
        }
    }
}
