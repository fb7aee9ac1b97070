//! Answers of the terminal that are no keys.
//!
//! A terminal may answer a question late, or tell what nobody asked: a string sequence such as
//! `ESC ] 11 ; rgb:0000/0000/0000 ESC \`. crossterm 0.29 does not know those and takes them for
//! Alt-`]`, `1`, `1` and so on. A person does not type a whole sequence within one burst of bytes,
//! so what begins one is held back until it either ends (and is dropped) or the burst is over (and
//! is passed on).

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The longest sequence that is held back, in keys.
const LONGEST: usize = 512;

/// Sifts string sequences out of a stream of keys.
#[derive(Debug, Default)]
pub(super) struct Reports {
    held: Vec<Event>,
    /// The last sequence that was dropped, without what begins and ends it.
    answer: Option<String>,
}

impl Reports {
    /// What may be passed on now that `event` has come.
    pub(super) fn sift(&mut self, event: Event) -> Vec<Event> {
        let key = match &event {
            Event::Key(key) => *key,
            _ if self.held.is_empty() => return vec![event],
            // Not part of any sequence; whatever is held stays in front of it.
            _ => return self.release().into_iter().chain([event]).collect(),
        };
        if self.held.is_empty() {
            if !begins(key) {
                return vec![event];
            }
            self.held.push(event);
            return Vec::new();
        }
        if ends(key) {
            self.answer = Some(self.held.drain(..).skip(1).filter_map(|event| character(&event)).collect());
            return Vec::new();
        }
        self.held.push(event);
        if self.held.len() > LONGEST || !continues(key) { self.release() } else { Vec::new() }
    }

    /// What the terminal has answered since the last look.
    pub(super) fn answer(&mut self) -> Option<String> {
        self.answer.take()
    }

    /// Whether something is held back.
    pub(super) fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// The burst is over: what is held was typed after all.
    pub(super) fn release(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.held)
    }
}

fn character(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char(c), .. }) => Some(*c),
        _ => None,
    }
}

/// `ESC ]`, `ESC P`, `ESC _`, `ESC ^`, `ESC X` as crossterm reads them.
fn begins(key: KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::ALT)
        && matches!(key.code, KeyCode::Char(']' | 'P' | '_' | '^' | 'X'))
}

/// `ESC \` or BEL.
fn ends(key: KeyEvent) -> bool {
    match key.code {
        KeyCode::Char('\\') => key.modifiers.contains(KeyModifiers::ALT),
        KeyCode::Char('g') => key.modifiers == KeyModifiers::CONTROL,
        _ => false,
    }
}

/// Plain printable characters.
fn continues(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char(_)) && (key.modifiers - KeyModifiers::SHIFT).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `]` alone is the key; `~x` is Alt-x, `%g` is Ctrl-G.
    fn keys(spelt: &str) -> Vec<Event> {
        let mut modifiers = KeyModifiers::NONE;
        let mut keys = Vec::new();
        for c in spelt.chars() {
            match c {
                '~' => modifiers = KeyModifiers::ALT,
                '%' => modifiers = KeyModifiers::CONTROL,
                _ => {
                    keys.push(Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers)));
                    modifiers = KeyModifiers::NONE;
                }
            }
        }
        keys
    }

    fn sifted(events: Vec<Event>) -> Vec<Event> {
        let mut reports = Reports::default();
        let mut passed: Vec<Event> = events.into_iter().flat_map(|e| reports.sift(e)).collect();
        passed.extend(reports.release());
        passed
    }

    #[test]
    fn whole_sequences_vanish_and_everything_else_stays_in_order() {
        let rows = [
            ("abc", "abc"),
            ("a~]11;rgb:0000/0000/0000~\\b", "ab"),
            ("a~]10;rgb:ff/ff/ff%gb", "ab"),
            ("~P>|term(1)~\\q", "q"),
            ("~]", "~]"),
            ("~]jj", "~]jj"),
            ("~]11%c~\\", "~]11%c~\\"),
            ("%g~\\", "%g~\\"),
        ];
        for (typed, wanted) in rows {
            assert_eq!(sifted(keys(typed)), keys(wanted), "{typed}");
        }
    }

    #[test]
    fn an_answer_can_be_read() {
        let mut reports = Reports::default();
        for event in keys("~]11;rgb:ff/ff/ff~\\") {
            reports.sift(event);
        }
        assert_eq!(reports.answer().as_deref(), Some("11;rgb:ff/ff/ff"));
        assert_eq!(reports.answer(), None);
    }

    #[test]
    fn nothing_is_held_for_ever() {
        let typed = keys(&format!("~]{}", "j".repeat(3 * LONGEST)));
        assert_eq!(sifted(typed.clone()), typed);
        let mixed = [keys("~]1"), vec![Event::Resize(1, 1)], keys("x")].concat();
        assert_eq!(sifted(mixed.clone()), mixed);
    }
}
