//! Known companies that the document does not prove to be meant.

use super::super::names::firms;
use super::Groups;

impl Groups<'_, '_> {
    /// Lets go of companies that are only called by a word that means something else as often.
    pub(super) fn unproven(&mut self) {
        for at in 0..self.list.len() {
            let Some(entity) = self.list[at].known else { continue };
            let word = |spot: &usize| {
                let tokens = &self.spots[*spot].tokens;
                (tokens.len() == 1).then(|| firms::is_else(entity, self.page.word(tokens.start))).flatten()
            };
            let group = &self.list[at];
            let Some(what) = group.spots.first().and_then(word) else { continue };
            if group.spots.iter().any(|spot| word(spot).is_none()) || firms::is_proven(what, &group.weights) {
                continue;
            }
            for spot in self.list[at].spots.clone() {
                self.spots[spot].known = None;
                self.spots[spot].rule = "the words beside the name";
            }
            self.list[at].known = None;
            self.by_entity.remove(&entity);
        }
    }
}
