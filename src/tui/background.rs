//! Is the terminal dark or light?

use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec};
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use super::modes;
use crate::ui::theme::Background;

/// How long a terminal is given to answer. Most take a few milliseconds; some never do.
const TIMEOUT: Duration = Duration::from_millis(100);

/// Looks at `COLORFGBG`, then asks the terminal. To be called before the screen is up.
pub(super) fn find() -> Background {
    if let Some(told) = std::env::var("COLORFGBG").ok().and_then(|value| from_colorfgbg(&value)) {
        return told;
    }
    // Raw first: what was typed without Enter cannot be seen otherwise.
    if enable_raw_mode().is_err() {
        return Background::Unknown;
    }
    let answer = ask();
    let _ = disable_raw_mode();
    answer
}

fn ask() -> Background {
    // The question takes over the input while it waits, and would swallow what was typed ahead.
    if has_typed_ahead() {
        return Background::Unknown;
    }
    let mut options = QueryOptions::default();
    options.timeout = TIMEOUT;
    match theme_mode(options) {
        Ok(ThemeMode::Dark) => Background::Dark,
        Ok(ThemeMode::Light) => Background::Light,
        Err(_) => Background::Unknown,
    }
}

/// `15;0` or `15;default;0`: rxvt and Konsole name the colours of letters and ground.
fn from_colorfgbg(value: &str) -> Option<Background> {
    let (_, ground) = value.rsplit_once(';')?;
    match ground.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        _ => None,
    }
}

fn has_typed_ahead() -> bool {
    let Ok(tty) = modes::input() else { return true };
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    rustix::event::poll(&mut [PollFd::new(&tty, PollFlags::IN)], Some(&now)).is_ok_and(|n| n > 0)
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
            assert_eq!(from_colorfgbg(value), wanted, "{value}");
        }
    }
}
