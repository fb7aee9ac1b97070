//! Letters with their places on a page, put together to lines.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// How many letters a page may have.
const MAX_LETTERS: usize = 4_000_000;

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// From where to where it goes, from the left.
    pub(super) from: f64,
    pub(super) to: f64,
    /// How high it stands, from below.
    pub(super) height: f64,
    /// How large its letters are.
    pub(super) size: f64,
}

/// Takes the letters of a page as they are drawn.
#[derive(Default)]
pub(super) struct Lines {
    done: Vec<Line>,
    line: Line,
    /// The next letter is the first of a string that is drawn at once.
    begins: bool,
    letters: usize,
}

impl Lines {
    /// The lines of the page, in the order in which they were drawn.
    pub(super) fn done(mut self) -> Vec<Line> {
        self.end();
        self.done
    }

    fn end(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.text.truncate(line.text.trim_end().len());
        if !line.text.trim().is_empty() {
            self.done.push(line);
        }
    }
}

impl OutputDev for Lines {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        self.letters += 1;
        if self.letters > MAX_LETTERS {
            return Err(OutputError::IoError(std::io::Error::other("more letters than a page holds")));
        }
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let size = (scale * font_size).abs().max(0.1);
        let (x, y) = (place.m31, place.m32);
        let is_new = self.line.text.is_empty();
        // A little higher or lower is a sign of a footnote, not another line.
        let elsewhere = (y - self.line.height).abs() > 0.6 * size.max(self.line.size)
            || x < self.line.from - size
            || x + 4.0 * size < self.line.to;
        if !is_new && elsewhere {
            self.end();
        }
        if self.line.text.is_empty() {
            if letter.trim().is_empty() {
                return Ok(());
            }
            self.line = Line { text: String::new(), from: x, to: x, height: y, size };
        } else if self.begins && x > self.line.to + 0.15 * size && !self.line.text.ends_with(' ') {
            self.line.text.push(' ');
        }
        let blank = letter.chars().all(char::is_whitespace);
        if !blank || !self.line.text.ends_with(' ') {
            self.line.text.push_str(if blank { " " } else { letter });
        }
        self.line.to = x + width * size;
        self.begins = false;
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.begins = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
