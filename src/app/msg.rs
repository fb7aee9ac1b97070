//! What comes in, and what goes out.

use std::path::PathBuf;

use crossterm::event::{KeyEvent, MouseEvent};

use crate::change::Changes;
use crate::issue::Issue;
use crate::marked::{Answer, Request};
use crate::model::Timeline;
use crate::review::Seen;
use crate::session::{ContentHash, OldText};
use crate::store::review::{Edit, Written};
use crate::store::stream::Progress;

/// Everything that can happen to the reader.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed (never a release).
    Key(KeyEvent),
    /// The mouse did something, inside the screen.
    Mouse(MouseEvent),
    /// Text was pasted: capped, and cleaned with [`crate::text::shown`].
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The timeline was read again.
    Reloaded(Box<Timeline>, Vec<Issue>),
    /// The same, compared already with what was read before.
    Compared(Box<Again>),
    /// More of a timeline that is still being read, and how far that is.
    LoadPart(Box<Timeline>, Progress),
    /// The reading goes on, and is so far.
    LoadProgress(Progress),
    /// All of the timeline that was being read, with what is wrong with it.
    LoadDone(Box<Timeline>, Vec<Issue>),
    /// The timeline's file has changed and cannot be read as it is now: why, and what to say. What was
    /// read before stays.
    Broken(Box<Issue>, String),
    /// After [`Msg::Broken`], the file is what it was when it was last read: what to say.
    Mended(String),
    /// The time has come that the program asked for, with nothing else before it.
    Tick,
    /// A key is held from now on, or no more: while it is, what [`App::follows`](super::App::follows) names is
    /// not shown as it is, and need not be.
    Held(bool),
    /// The reader's editor was left with this text.
    Edited(String),
    /// What an event said when it was read, as [`Effect::Recall`] asked; nothing where that was not kept.
    Recalled(ContentHash, Option<Box<OldText>>),
    /// A document that was asked for with [`Effect::ReadDocument`].
    Document(Answer),
    /// A review was written, as [`Effect::WriteReview`] asked, or was not.
    Reviewed(Written),
    /// The writing of a review was taken back, as [`Effect::TakeBackReview`] asked, or was not, and why.
    TakenBack(Result<(), String>),
    /// An effect was carried out, or was not.
    Done(Outcome),
}

/// Another reading of the timeline's file, and what is different in it: comparing takes long where it is large.
#[derive(Debug, Clone)]
pub struct Again {
    /// What it says now.
    pub timeline: Timeline,
    /// What is wrong with it.
    pub issues: Vec<Issue>,
    /// What it said before.
    pub before: Timeline,
    /// The difference.
    pub changes: Changes,
}

/// How an effect ended; shown in the status line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It worked: what to say, if anything.
    Did(String),
    /// It did not: why.
    Failed(String),
}

/// What the shell is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Stop, as Ctrl-Z does, until continued.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Put text on the clipboard (OSC 52), and say so with these words for it.
    Copy {
        /// The text, as it is.
        text: String,
        /// What it is, for the message: "quote with citation".
        what: String,
    },
    /// Open a web address in the reader's browser.
    OpenUrl(String),
    /// Open a file that a source names, as it names it: nothing outside the folder of documents.
    OpenFile(PathBuf),
    /// Read a document below the folder of documents; it comes back as [`Msg::Document`], the text first and
    /// then with all marks. Only the last one asked for is waited for.
    ReadDocument(Request),
    /// Open the timeline's file in the reader's editor at a line, then read it again.
    Edit {
        /// One of several inputs; `None` is the timeline's own file.
        file: Option<PathBuf>,
        /// Line, from 1; 0 where none is known.
        line: u32,
    },
    /// Read the timeline's file again.
    Reload,
    /// Let the reader write this text in their editor; it comes back as [`Msg::Edited`].
    EditText {
        /// The text to begin with.
        text: String,
    },
    /// Look up what an event said when it was read; it comes back as [`Msg::Recalled`].
    /// For whoever holds the session's files: the terminal does not know them.
    Recall(ContentHash),
    /// Write a text to a file that is not there yet.
    Write {
        /// The file.
        path: PathBuf,
        /// The text.
        text: String,
        /// What it is, for the message.
        what: String,
    },
    /// Write a review to the timeline's file: do the `steps` in what stands there now; or to a file that is not
    /// there yet, whole. How it ended comes back as [`Msg::Reviewed`].
    WriteReview {
        /// The file.
        path: PathBuf,
        /// All of a new file; nothing where one is edited.
        text: Option<String>,
        /// What was done since the last writing.
        steps: Vec<Seen>,
    },
    /// From now on the timeline is this file: follow it, read and edit it.
    Follow {
        /// The file.
        path: PathBuf,
        /// The [digest](crate::store::digest) of what is shown of it: what somebody else has written since is news.
        digest: String,
    },
    /// Put the timeline's file back as it was before a review was written to it. How it ended comes back as
    /// [`Msg::TakenBack`].
    TakeBackReview {
        /// The file.
        path: PathBuf,
        /// What the review had changed.
        edit: Edit,
    },
    /// Report the mouse to the program, or leave it to the terminal.
    Mouse(bool),
}
