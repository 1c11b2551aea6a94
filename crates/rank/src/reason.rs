//! Why an item stands where it does: the parts its score is the sum of.

use crate::Key;
use serde::{Deserialize, Serialize};

/// Names a part of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Those who like what you like, like it; `because` is what spoke for it most.
    Taste,
    /// Many like it now.
    Trend,
    /// How you took to its author; `because` is the author.
    Author,
    /// How you took to its topics; `because` is the topic that counts most.
    Topic,
    /// You follow its author; `because` is the author.
    Followed,
    /// It was made near.
    Near,
    /// It is new and is being tried.
    NewItem,
    /// You have seen little of its author, who is being tried; `because` is the author.
    NewAuthor,
    /// You have seen it, or much of its author, lately.
    Fatigue,
    /// You did not want it, its author or its topic.
    Refused,
    /// There is much of its author or topic right above.
    Variety,
    /// The feed is in the order of time.
    Newest,
}

/// One part of a score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What it is.
    pub why: Why,
    /// What it adds (below 0: takes off); all of a score's parts sum to the score.
    pub part: f64,
    /// Its share of all that adds, or of all that takes off: from -1 to 1.
    pub share: f64,
    /// The item, author or topic it is about.
    pub because: Option<Key>,
}

/// Takes the parts of one score, one by one.
pub(crate) trait Sum {
    /// Adds a part.
    fn add(&mut self, why: Why, part: f64, because: impl FnOnce() -> Option<Key>);
}

/// Only the score: for the many of which nothing is told.
impl Sum for f64 {
    fn add(&mut self, _: Why, part: f64, _: impl FnOnce() -> Option<Key>) {
        *self += part;
    }
}

/// The parts of one score, before they are told.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts(Vec<(Why, f64, Option<Key>)>);

impl Sum for Parts {
    fn add(&mut self, why: Why, part: f64, because: impl FnOnce() -> Option<Key>) {
        if part != 0.0 {
            self.0.push((why, part, because()));
        }
    }
}

impl Parts {
    /// What to tell: the parts with their shares, what counts most first.
    pub(crate) fn reasons(&self) -> Vec<Reason> {
        let for_it: f64 = self.0.iter().map(|part| part.1.max(0.0)).sum();
        let against: f64 = self.0.iter().map(|part| (-part.1).max(0.0)).sum();
        let mut reasons: Vec<Reason> = self
            .0
            .iter()
            .map(|&(why, part, because)| {
                let share = if part > 0.0 { part / for_it } else { part / against };
                Reason { why, part, share, because }
            })
            .collect();
        reasons.sort_by(|a, b| b.part.abs().total_cmp(&a.part.abs()).then(a.why.cmp(&b.why)));
        reasons
    }
}
