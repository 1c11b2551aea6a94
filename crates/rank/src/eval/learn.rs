//! Learns the balance of taste and popularity from likes: what would have served best so far.

use super::{
    dataset::Row,
    model::{Model, Request},
    ndcg::ndcg,
    split::{Split, split},
};
use crate::{Balance, Like};
use std::collections::BTreeSet;

/// The fewest people whose likes can tell something.
const FEWEST: usize = 20;

/// The most items that are scored for one try: with many items, fewer people are asked.
const SCORED: usize = 250_000;

/// Learns from likes, which are in the order of time. The service does this with the likes it knows.
///
/// The last fifth of the likes is foretold from what was before, once for people in the middle of
/// watching and once for people who come back; the weights go by turns to what foretells best (nDCG@10,
/// coordinate ascent over fixed steps). Where fewer than twenty people can tell, the configured stay.
#[must_use]
pub fn learn(likes: &[Like]) -> Balance {
    let users = likes.iter().map(|like| like.user + 1).max().unwrap_or(0);
    let items = likes.iter().map(|like| like.item + 1).max().unwrap_or(0);
    let rows: Vec<Row> = likes
        .iter()
        .map(|like| Row { user: like.user, item: like.item, at: like.at, liked: true })
        .collect();
    let parts = [Split::PerUser, Split::Global].map(|how| (how, split(&rows, users, how)));
    let mut trials: Vec<Trial<'_>> = parts
        .iter()
        .map(|(how, (train, test))| Trial::new(Model::train(train, users, items), test, *how))
        .filter(|trial| trial.requests.len() >= FEWEST)
        .collect();
    climb(&mut trials)
}

/// A weight, the values it is tried at, and whether it only counts for people who come back.
type Step = (fn(&mut Balance) -> &mut f64, &'static [f64], bool);

const WEIGHTS: [f64; 9] = [0.0, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 16.0];

const STEPS: [Step; 8] = [
    (|balance| &mut balance.floor, &[0.1, 0.2, 0.4, 0.7, 1.0], false),
    (|balance| &mut balance.recall, &[0.2, 0.4, 0.7, 1.0], true),
    (|balance| &mut balance.fresh, &WEIGHTS, false),
    (|balance| &mut balance.away, &WEIGHTS, true),
    (|balance| &mut balance.novelty, &[0.0, 0.2, 0.4, 0.6], false),
    (|balance| &mut balance.tail, &[0.005, 0.02, 0.1, 0.5, 2.0, 10.0], false),
    (|balance| &mut balance.fresh, &WEIGHTS, false),
    (|balance| &mut balance.away, &WEIGHTS, true),
];

fn climb(trials: &mut [Trial<'_>]) -> Balance {
    let mut best = Balance::default();
    let mut gains: Vec<f64> = trials.iter_mut().map(|trial| trial.run(&best)).collect();
    for (weight, values, returning) in STEPS {
        for value in values {
            let mut tried = best;
            *weight(&mut tried) = *value;
            if tried == best {
                continue;
            }
            let got: Vec<f64> = trials
                .iter_mut()
                .zip(&gains)
                .map(
                    |(trial, gain)| {
                        if returning && !trial.returning { *gain } else { trial.run(&tried) }
                    },
                )
                .collect();
            if got.iter().sum::<f64>() > gains.iter().sum::<f64>() + 1e-9 {
                (best, gains) = (tried, got);
            }
        }
    }
    best
}

/// One split of the likes, with the people who are asked.
struct Trial<'a> {
    model: Model<'a>,
    requests: Vec<Request>,
    relevant: Vec<BTreeSet<usize>>,
    returning: bool,
}

impl<'a> Trial<'a> {
    fn new(model: Model<'a>, test: &[Row], how: Split) -> Self {
        let mut wanted = relevant(&model, test);
        let returning = how == Split::Global;
        let at = Some(model.end()).filter(|_| returning);
        let (mut requests, mut relevant) = (Vec::new(), Vec::new());
        let able: Vec<usize> = (0..wanted.len())
            .filter(|user| !wanted[*user].is_empty() && !model.by_user()[*user].is_empty())
            .collect();
        let stride = (able.len() * model.offered()).div_ceil(SCORED).max(1);
        for user in able.into_iter().step_by(stride) {
            requests.push(model.request(user, at));
            relevant.push(std::mem::take(&mut wanted[user]));
        }
        Self { model, requests, relevant, returning }
    }

    fn run(&mut self, balance: &Balance) -> f64 {
        let served = self.model.serve(&self.requests, balance, 10);
        let sum: f64 =
            served.iter().zip(&self.relevant).map(|(items, wanted)| ndcg(items, wanted, 10)).sum();
        sum / self.requests.len().max(1) as f64
    }
}

/// For each user the items liked in the test that are in no training row of theirs.
pub(crate) fn relevant(model: &Model<'_>, test: &[Row]) -> Vec<BTreeSet<usize>> {
    let mut relevant = vec![BTreeSet::new(); model.by_user().len()];
    for row in test.iter().filter(|row| row.liked) {
        relevant[row.user].insert(row.item);
    }
    for (wanted, rows) in relevant.iter_mut().zip(model.by_user()) {
        for row in rows {
            wanted.remove(&row.item);
        }
    }
    relevant
}
