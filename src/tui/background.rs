//! Is the terminal dark or light?
//!
//! The question (OSC 11) is sent once the screen is up and its answer is read like any other input,
//! so a terminal that never answers costs next to nothing and no key typed meanwhile is lost.

use std::time::Duration;

use crate::ui::theme::Background;

/// The question. The bell ends it, which older terminals understand better than `ESC \`.
pub(super) const QUESTION: &str = "\x1b]11;?\x07";
/// How long the first frame waits for the answer, which takes most terminals a few milliseconds.
pub(super) const FIRST: Duration = Duration::from_millis(50);
/// How long a reader who leaves at once waits for it, lest it arrives at the shell.
pub(super) const LAST: Duration = Duration::from_millis(150);

/// What `COLORFGBG` says, `15;0` or `15;default;0`: rxvt and Konsole name the colours of letters and
/// ground there.
pub(super) fn from_environment(value: &str) -> Option<Background> {
    let (_, ground) = value.rsplit_once(';')?;
    match ground.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        _ => None,
    }
}

/// Whether a terminal of this name is worth asking: the Linux console has no background to tell.
pub(super) fn knows_the_question(term: &str) -> bool {
    term != "linux"
}

/// What an answer such as `11;rgb:ffff/ffff/ffff` says: 1 to 4 hexadecimal digits for each colour.
pub(super) fn from_answer(answer: &str) -> Option<Background> {
    let colours = answer.strip_prefix("11;rgb")?;
    let colours = colours.strip_prefix("a:").or_else(|| colours.strip_prefix(':'))?;
    let mut parts = colours.split('/').map(per_mille);
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    // How bright the eye finds the three colours of a screen.
    let brightness = (299 * red + 587 * green + 114 * blue) / 1000;
    Some(if brightness > 500 { Background::Light } else { Background::Dark })
}

/// A hexadecimal number as thousandths of the largest one with as many digits.
fn per_mille(digits: &str) -> Option<u32> {
    let most = match digits.len() {
        n @ 1..=4 => (1_u32 << (4 * n)) - 1,
        _ => return None,
    };
    Some(u32::from_str_radix(digits, 16).ok()? * 1000 / most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_rxvt_says() {
        let rows = [
            ("15;0", Some(Background::Dark)),
            ("0;15", Some(Background::Light)),
            ("0;default;7", Some(Background::Light)),
            ("15;default", None),
            ("", None),
            ("15;99", None),
        ];
        for (value, wanted) in rows {
            assert_eq!(from_environment(value), wanted, "{value}");
        }
    }

    #[test]
    fn reads_what_a_terminal_answers() {
        let rows = [
            ("11;rgb:0000/0000/0000", Some(Background::Dark)),
            ("11;rgb:ffff/ffff/ffff", Some(Background::Light)),
            ("11;rgb:ff/ff/d7", Some(Background::Light)),
            ("11;rgb:0/2/3", Some(Background::Dark)),
            ("11;rgba:ffff/ffff/ffff/8000", Some(Background::Light)),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;rgb:fffff/ffff/ffff", None),
            ("11;rgb:ffff/ffff", None),
            ("11;rgb:+fff/ffff/é", None),
            ("11;?", None),
            ("", None),
        ];
        for (answer, wanted) in rows {
            assert_eq!(from_answer(answer), wanted, "{answer}");
        }
    }
}
