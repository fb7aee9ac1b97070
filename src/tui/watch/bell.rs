//! How the thread that follows the file is told of something, without anything piling up.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What has happened since the last look.
#[derive(Debug, Default)]
pub(super) struct News {
    /// When something was last done to the file.
    pub(super) touched: Option<Instant>,
    /// The folders themselves were moved or removed.
    pub(super) moved: bool,
    /// What the loop wants.
    pub(super) wish: Wish,
}

/// What the loop can want; a later one includes those before it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wish {
    /// To hear of what changes.
    #[default]
    Follow,
    /// That the file is looked at without waiting.
    Look,
    /// To hear what comes of that, also when it is no news.
    Tell,
    /// Nothing more.
    Stop,
}

#[derive(Debug, Default)]
pub(super) struct Bell {
    news: Mutex<News>,
    rung: Condvar,
}

impl Bell {
    /// Notes what has happened.
    pub(super) fn ring(&self, change: impl FnOnce(&mut News)) {
        change(&mut self.news.lock().unwrap_or_else(PoisonError::into_inner));
        self.rung.notify_all();
    }

    /// Notes what the loop wants.
    pub(super) fn wish(&self, wish: Wish) {
        self.ring(|news| news.wish = news.wish.max(wish));
    }

    /// Waits until something is wanted, or until the file was touched and then left alone for as long
    /// as `quiet`; takes what has happened.
    pub(super) fn wait(&self, quiet: Duration) -> News {
        let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        while news.wish == Wish::Follow {
            news = match news.touched.map(|touched| quiet.saturating_sub(touched.elapsed())) {
                None => self.rung.wait(news).unwrap_or_else(PoisonError::into_inner),
                Some(left) if left.is_zero() => break,
                Some(left) => self.rung.wait_timeout(news, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
        std::mem::take(&mut news)
    }
}
