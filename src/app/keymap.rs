//! Keys: one table, from which dispatch, help, hints, `annals keys` and the README's table come.

mod bindings;
mod chord;

pub use bindings::{BINDINGS, Binding};
pub use chord::Chord;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::Action;

/// Where a key is pressed. A context falls back to a wider one: see [`Context::wider`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere but in a prompt.
    Global,
    /// On the main screen, in any pane.
    Panes,
    /// In the list of events.
    Events,
    /// In the list of actors.
    Actors,
    /// In the quotes.
    Quotes,
    /// On a page of the read view.
    Read,
    /// In the list of events while candidates are reviewed.
    Review,
    /// In the document of a source.
    Document,
    /// Where it is asked which date holds.
    Question,
    /// In a window of text or rows: help, problems, sources.
    Window,
    /// Where a note is written.
    Editor,
    /// Where text is typed.
    Prompt,
    /// Where text is typed to choose from a list.
    Picker,
}

impl Context {
    /// Every context.
    pub const ALL: &'static [Self] = &[
        Self::Global,
        Self::Panes,
        Self::Events,
        Self::Actors,
        Self::Quotes,
        Self::Review,
        Self::Question,
        Self::Read,
        Self::Document,
        Self::Window,
        Self::Editor,
        Self::Prompt,
        Self::Picker,
    ];

    /// Where a key is looked up that this context does not bind.
    #[must_use]
    pub fn wider(self) -> Option<Self> {
        match self {
            Self::Global | Self::Prompt | Self::Editor | Self::Question => None,
            Self::Panes | Self::Read | Self::Document | Self::Window => Some(Self::Global),
            Self::Events | Self::Actors | Self::Quotes => Some(Self::Panes),
            Self::Review => Some(Self::Events),
            Self::Picker => Some(Self::Prompt),
        }
    }

    /// This context and all wider ones, narrowest first.
    pub fn chain(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |context| context.wider())
    }

    /// What the help calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Global => "everywhere",
            Self::Panes => "main screen",
            Self::Events => "events",
            Self::Actors => "actors",
            Self::Quotes => "quotes",
            Self::Read => "read view",
            Self::Review => "review",
            Self::Document => "documents",
            Self::Question => "questions",
            Self::Window => "windows",
            Self::Editor => "notes",
            Self::Prompt => "prompts",
            Self::Picker => "finders",
        }
    }
}

/// What a key means, given those pressed before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This.
    Action(Action),
    /// It begins a sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Looks up `chord` after `pending` in `context` and wider ones.
#[must_use]
pub fn lookup(context: Context, pending: &[Chord], chord: Chord) -> Meaning {
    let mut meaning = Meaning::Nothing;
    for context in context.chain() {
        for binding in BINDINGS.iter().filter(|binding| binding.context == context) {
            for keys in binding.sequences() {
                let Some((typed, rest)) = keys.split_at_checked(pending.len() + 1) else { continue };
                let admitted =
                    typed.split_last().is_some_and(|(last, before)| before == pending && last.admits(chord));
                if !admitted {
                    continue;
                }
                if rest.is_empty() {
                    return Meaning::Action(binding.action);
                }
                meaning = Meaning::Prefix;
            }
        }
        if meaning == Meaning::Prefix {
            return meaning;
        }
    }
    meaning
}

/// What may follow `pending` in `context`: the next key, and what it would do.
#[must_use]
pub fn followers(context: Context, pending: &[Chord]) -> Vec<(Chord, Action)> {
    let mut found: Vec<(Chord, Action)> = Vec::new();
    for context in context.chain() {
        for binding in BINDINGS.iter().filter(|binding| binding.context == context) {
            for keys in binding.sequences() {
                if let Some(next) = keys.strip_prefix(pending).and_then(|rest| rest.first())
                    && !found.iter().any(|(_, action)| *action == binding.action)
                {
                    found.push((*next, binding.action));
                }
            }
        }
    }
    found
}

/// Reads keys as `annals view --keys` and the tests write them: letters as they are, others by name.
///
/// ```
/// assert_eq!(annals::app::keymap::typed("@zel<enter>jj").unwrap().len(), 7);
/// ```
///
/// # Errors
///
/// When something in angle brackets is not a key.
pub fn typed(text: &str) -> Result<Vec<KeyEvent>, String> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named =
            rest.strip_prefix('<').and_then(|rest| rest.split_once('>')).filter(|(name, _)| !name.is_empty());
        if let Some((name, after)) = named {
            let chord = Chord::parse(&name.to_lowercase()).ok_or_else(|| {
                let name = crate::text::line(name);
                format!("<{name}> is not a key; write <enter>, <esc>, <tab>, <space>, <pgdn>, <ctrl-d>")
            })?;
            keys.push(chord.into());
            rest = after;
        } else {
            keys.push(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(keys)
}

/// A key as people print it: `Ctrl-D`, `Space`, `g`.
#[must_use]
pub fn shown(chord: Chord) -> String {
    bindings::pretty(&chord.to_string())
}

/// The first key of an action in `context`, as help prints it.
#[must_use]
pub fn key_of(context: Context, action: Action) -> Option<String> {
    context.chain().find_map(|context| {
        let binding = BINDINGS.iter().find(|b| b.context == context && b.action == action)?;
        binding.shown().into_iter().next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::ACTIONS;

    #[test]
    fn every_key_in_the_table_can_be_read() {
        for binding in BINDINGS {
            for keys in binding.keys {
                for key in keys.split(' ') {
                    let chord = Chord::parse(key);
                    assert!(chord.is_some(), "{keys:?} of {:?}", binding.action);
                    assert_eq!(chord.map(|c| c.to_string()).as_deref(), Some(key), "one spelling each");
                }
            }
        }
    }

    #[test]
    fn no_key_is_bound_twice_or_hidden_by_a_prefix() {
        for context in Context::ALL {
            let mut seen: Vec<(Vec<Chord>, Action)> = Vec::new();
            for binding in BINDINGS.iter().filter(|b| b.context == *context) {
                for keys in binding.sequences() {
                    for (other, action) in &seen {
                        assert!(
                            !keys.starts_with(other) && !other.starts_with(&keys),
                            "{context:?}: {:?} and {action:?} both want {keys:?}",
                            binding.action
                        );
                    }
                    seen.push((keys, binding.action));
                }
            }
        }
    }

    #[test]
    fn every_action_has_words_and_a_key() {
        for binding in BINDINGS {
            assert!(binding.action.described().is_some(), "{:?} has no words", binding.action);
        }
        for described in ACTIONS {
            assert!(BINDINGS.iter().any(|b| b.action == described.action), "{} has no key", described.name);
            assert_eq!(ACTIONS.iter().filter(|d| d.name == described.name).count(), 1, "{}", described.name);
        }
    }

    #[test]
    fn a_sequence_is_a_prefix_and_then_an_action() {
        let y = Chord::parse("y").unwrap();
        assert_eq!(lookup(Context::Events, &[], y), Meaning::Prefix);
        assert!(matches!(lookup(Context::Events, &[y], y), Meaning::Action(Action::Copy(_))));
        assert_eq!(lookup(Context::Events, &[y], Chord::parse("z").unwrap()), Meaning::Nothing);
        assert!(followers(Context::Events, &[y]).len() > 3);
    }
}
