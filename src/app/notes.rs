//! Writing a note: a small editor over the panes.

use crossterm::event::KeyEvent;
use ratatui_textarea::{TextArea, WrapMode};

use super::action::Action;
use super::overlay::Overlay;
use super::{App, Effect};
use crate::session::{NoteId, Target};

/// The editor that is open.
#[derive(Debug)]
pub struct NoteEditor {
    /// The text.
    pub text: TextArea<'static>,
    /// What the note is about.
    pub on: Target,
    /// The same in words.
    pub about: String,
    /// The note that is rewritten; `None` for a new one.
    note: Option<NoteId>,
    /// What it said when it was opened.
    opened: String,
}

/// The longest note, in characters: more is a document.
const LONGEST: usize = 100_000;

impl NoteEditor {
    fn new(on: Target, about: String, note: Option<NoteId>, text: &str) -> Self {
        let lines: Vec<String> = crate::text::shown(text).split('\n').map(str::to_owned).collect();
        let mut area = TextArea::new(lines);
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.move_cursor(ratatui_textarea::CursorMove::Bottom);
        area.move_cursor(ratatui_textarea::CursorMove::End);
        area.set_cursor_line_style(ratatui::style::Style::new());
        Self { text: area, on, about, note, opened: text.to_owned() }
    }

    /// What is written.
    #[must_use]
    pub fn words(&self) -> String {
        self.text.lines().join("\n")
    }

    /// Whether something was typed that is worth keeping.
    fn is_changed(&self) -> bool {
        let words = self.words();
        words != crate::text::shown(&self.opened) && !(self.note.is_none() && words.trim().is_empty())
    }

    pub(super) fn key(&mut self, key: KeyEvent) {
        let room = self.text.lines().iter().map(String::len).sum::<usize>() < LONGEST;
        if room || !matches!(key.code, crossterm::event::KeyCode::Char(_)) {
            self.text.input(key);
        }
    }

    pub(super) fn insert(&mut self, text: &str) {
        let text: String = crate::text::shown(text).chars().take(LONGEST).collect();
        self.text.insert_str(text);
    }
}

impl App {
    /// Opens the editor for what the focus is on; the last note there is taken up again.
    pub(super) fn open_note(&mut self) {
        if !self.remembers() {
            return;
        }
        let Some(on) = self.target() else {
            self.fail("There is nothing here to note something on");
            return;
        };
        self.open_note_on(on);
    }

    pub(super) fn open_note_on(&mut self, on: Target) {
        let about = self.describe(&on);
        let last = self
            .reader
            .session()
            .and_then(|session| session.notes_on(&on).next_back().map(|(id, note)| (id, note.text.clone())));
        let (note, text) = last.map_or((None, String::new()), |(id, text)| (Some(id), text));
        self.overlay = Some(Overlay::Note(Box::new(NoteEditor::new(on, about, note, &text))));
    }

    pub(super) fn perform_in_note(&mut self, editor: Box<NoteEditor>, action: Action) -> Vec<Effect> {
        match action {
            Action::Accept => self.keep_note(*editor),
            Action::Discard => self.say("What was typed was thrown away"),
            Action::NoteInEditor => {
                let effect = Effect::EditText { text: editor.words() };
                self.overlay = Some(Overlay::Note(editor));
                return vec![effect];
            }
            _ => self.overlay = Some(Overlay::Note(editor)),
        }
        Vec::new()
    }

    /// Keeps what was written. What somebody else made of the note meanwhile stays beside it.
    pub(super) fn keep_note(&mut self, editor: NoteEditor) {
        if !editor.is_changed() {
            self.say("Nothing was changed");
            return;
        }
        let words = editor.words();
        let now = editor.note.and_then(|id| Some(self.reader.session()?.note(id)?.text.clone()));
        if editor.note.is_some() && now.as_deref() != Some(editor.opened.as_str()) && !words.trim().is_empty()
        {
            self.write_note(editor.on, None, words);
            self.say("The note was changed elsewhere meanwhile: yours is kept as another one");
            return;
        }
        self.write_note(editor.on, editor.note, words);
    }

    /// The reader's own editor was left with this text.
    pub(super) fn edited(&mut self, text: &str) {
        if let Some(Overlay::Note(editor)) = &mut self.overlay {
            let (on, about, note) = (editor.on.clone(), editor.about.clone(), editor.note);
            let opened = std::mem::take(&mut editor.opened);
            **editor = NoteEditor::new(on, about, note, text.trim_end());
            editor.opened = opened;
        }
    }
}
