//! The feed: candidates put in order, each with its reasons.

use crate::{
    Balance, Candidate, Key, Profile, Random, Reason,
    reason::{Parts, Sum, Why},
    score::Scoring,
    variety::{Placed, vary},
};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;

/// How the feed is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// By what this person may like.
    #[default]
    ForYou,
    /// The newest first; nothing of the profile counts.
    Chronological,
}

/// An item of the feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// The item.
    pub item: Key,
    /// Its score; in the chronological mode the seconds of its age, below 0.
    pub score: f64,
    /// Why it stands here: parts that sum to the score, what counts most first.
    pub reasons: Vec<Reason>,
}

/// Puts the best `take` of the candidates in order for the person of `profile` at `now` (Unix seconds).
/// Equal scores are ordered by item.
#[must_use]
pub fn rank<C: Borrow<Candidate>>(
    profile: &Profile,
    candidates: &[C],
    now: i64,
    balance: &Balance,
    mode: Mode,
    take: usize,
    random: &mut Random,
) -> Vec<Ranked> {
    if mode == Mode::Chronological {
        let ages = candidates.iter().map(|c| c.borrow().created.saturating_sub(now) as f64);
        let newest = best(ages, candidates, take);
        return newest.into_iter().map(|placed| told(placed, candidates, &aged(&placed))).collect();
    }
    let scoring = Scoring::of(profile, candidates, now, balance, random);
    // Variety takes off a bounded number of times: what is far below need not be ordered.
    let pool = best(
        scoring.scores.iter().copied(),
        candidates,
        take.saturating_mul(4).saturating_add(100),
    );
    let tell = |placed: Placed| {
        let mut parts = scoring.parts(candidates[placed.place].borrow());
        parts.add(Why::Variety, -placed.off, || None);
        told(placed, candidates, &parts)
    };
    vary(pool, candidates, take).into_iter().map(tell).collect()
}

/// The `most` of the highest scores, in order.
fn best<C: Borrow<Candidate>>(
    scores: impl Iterator<Item = f64>,
    candidates: &[C],
    most: usize,
) -> Vec<Placed> {
    let mut placed: Vec<Placed> =
        scores.enumerate().map(|(place, score)| Placed { place, score, off: 0.0 }).collect();
    let item = |placed: &Placed| -> Key { candidates[placed.place].borrow().item };
    let order =
        |a: &Placed, b: &Placed| b.score.total_cmp(&a.score).then_with(|| item(a).cmp(&item(b)));
    if most < placed.len() {
        placed.select_nth_unstable_by(most, order);
        placed.truncate(most);
    }
    placed.sort_unstable_by(order);
    placed
}

fn told<C: Borrow<Candidate>>(placed: Placed, candidates: &[C], parts: &Parts) -> Ranked {
    let item = candidates[placed.place].borrow().item;
    Ranked { item, score: placed.score - placed.off, reasons: parts.reasons() }
}

fn aged(placed: &Placed) -> Parts {
    let mut parts = Parts::default();
    parts.add(Why::Newest, placed.score, || None);
    parts
}
