//! The places visited: where the reader was before each jump.

use super::action::Pane;
use crate::text::Text;

/// A place: an event, by its key, under a filter, and the pane that had the focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) event: Text,
    pub(super) filter: String,
    pub(super) focus: Pane,
}

/// Places behind and ahead, as a browser keeps them.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    behind: Vec<Place>,
    ahead: Vec<Place>,
}

/// More than anybody goes back.
const MOST: usize = 200;

impl Places {
    /// Remembers the place that is being left.
    pub(super) fn leave(&mut self, place: Place) {
        if self.behind.last() != Some(&place) {
            self.behind.push(place);
        }
        if self.behind.len() > MOST {
            self.behind.remove(0);
        }
        self.ahead.clear();
    }

    /// Goes back, leaving `here` ahead.
    pub(super) fn back(&mut self, here: Place) -> Option<Place> {
        while let Some(place) = self.behind.pop() {
            if place != here {
                self.ahead.push(here);
                return Some(place);
            }
        }
        None
    }

    /// Goes forward, leaving `here` behind.
    pub(super) fn forward(&mut self, here: Place) -> Option<Place> {
        while let Some(place) = self.ahead.pop() {
            if place != here {
                self.behind.push(here);
                return Some(place);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(key: &str) -> Place {
        Place { event: key.into(), filter: String::new(), focus: Pane::Events }
    }

    #[test]
    fn back_and_forward_as_in_a_browser() {
        let mut places = Places::default();
        places.leave(place("a"));
        places.leave(place("b"));
        assert_eq!(places.back(place("c")), Some(place("b")));
        assert_eq!(places.back(place("b")), Some(place("a")));
        assert_eq!(places.back(place("a")), None);
        assert_eq!(places.forward(place("a")), Some(place("b")));
        assert_eq!(places.forward(place("b")), Some(place("c")));
        assert_eq!(places.forward(place("c")), None);
        places.leave(place("d"));
        assert_eq!(places.forward(place("e")), None, "a new way closes the old one");
    }
}
