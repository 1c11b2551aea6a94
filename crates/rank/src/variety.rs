//! Variety: what is much like what stands right above it is put off.

use crate::{CONFIG, Candidate};
use std::borrow::Borrow;

/// A candidate, by its place, with its score and what repetition takes off it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Placed {
    pub(crate) place: usize,
    pub(crate) score: f64,
    pub(crate) off: f64,
}

/// Picks the first `take` of `scored`, which is in order, one by one: each time the best after what
/// repetition takes off (maximal marginal relevance, Carbonell and Goldstein 1998, with the sameness
/// of author and topic for similarity).
pub(crate) fn vary<C: Borrow<Candidate>>(
    scored: Vec<Placed>,
    candidates: &[C],
    take: usize,
) -> Vec<Placed> {
    let of = |scored: &Placed| -> &Candidate { candidates[scored.place].borrow() };
    let mut pool = scored;
    if pool.iter().all(|scored| of(scored).author.is_none() && of(scored).topics.is_empty()) {
        pool.truncate(take);
        return pool;
    }
    let mut picked: Vec<Placed> = Vec::with_capacity(take.min(pool.len()));
    while picked.len() < take && !pool.is_empty() {
        let above = &picked[picked.len().saturating_sub(CONFIG.variety)..];
        let off = |scored: &Placed| -> f64 {
            above.iter().map(|other| repetition(of(scored), of(other))).sum()
        };
        let mut best: Option<(usize, f64, f64)> = None;
        for (at, scored) in pool.iter().enumerate() {
            // The pool is in order: once the plain score is lower than the best, nothing better follows.
            if best.is_some_and(|(_, most, _)| scored.score <= most) {
                break;
            }
            let off = off(scored);
            if best.is_none_or(|(_, most, _)| scored.score - off > most) {
                best = Some((at, scored.score - off, off));
            }
        }
        let Some((at, _, off)) = best else { break };
        let mut next = pool.remove(at);
        next.off = off;
        picked.push(next);
    }
    picked
}

fn repetition(one: &Candidate, other: &Candidate) -> f64 {
    let author = one.author.is_some() && one.author == other.author;
    let topic = one.topics.iter().any(|topic| other.topics.contains(topic));
    f64::from(u8::from(author)) * CONFIG.same_author
        + f64::from(u8::from(topic)) * CONFIG.same_topic
}
