//! Compares the model with the baselines.

use super::{
    Fault,
    baselines::{Baseline, Likes},
    dataset::{Dataset, Row},
    learn::{learn, relevant},
    model::{Model, Request},
    ndcg::ndcg,
    rows::read,
    split::{Split, split},
};
use serde::{Deserialize, Serialize};
use std::io::BufRead;

/// nDCG@10 of each way to rank, on both splits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Each user's own last fifth foretold.
    pub per_user_temporal: Scores,
    /// The last fifth of all foretold.
    pub global_temporal: Scores,
}

/// nDCG@10 of each way to rank, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// This model.
    pub ours: f64,
    /// Likes in training.
    pub popularity: f64,
    /// Likes in the 14 days before serving.
    pub popularity_14d: f64,
    /// Cosine between items.
    pub item_cosine: f64,
}

/// What is asked, where people do it in different ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Protocol {
    /// Splits all rows, not only the likes: then what was rated below 4 is not offered again either.
    pub all_rows: bool,
    /// Also averages over users without a training row, served as newcomers.
    pub newcomers: bool,
}

/// Evaluates as [`super`] says.
///
/// # Errors
/// Where the file is not what it should be or cannot be tested, with what to do about it.
pub fn evaluate(from: impl BufRead) -> Result<Report, Fault> {
    evaluate_under(from, Protocol::default())
}

/// Evaluates under another protocol.
///
/// # Errors
/// As for [`evaluate`].
pub fn evaluate_under(from: impl BufRead, protocol: Protocol) -> Result<Report, Fault> {
    let mut data = Dataset::of(&read(from)?);
    if !protocol.all_rows {
        data.rows.retain(|row| row.liked);
    }
    let on = |how| compare(&data, how, protocol.newcomers);
    match (on(Split::PerUser), on(Split::Global)) {
        (None, None) => Err(Fault::Untestable),
        (per_user, global) => Ok(Report {
            per_user_temporal: per_user.unwrap_or_default(),
            global_temporal: global.unwrap_or_default(),
        }),
    }
}

fn compare(data: &Dataset, how: Split, newcomers: bool) -> Option<Scores> {
    let (train, test) = split(&data.rows, data.users.len(), how);
    let mut model = Model::train(&train, data.users.len(), data.items.len());
    let (requests, wanted) = asked(&model, &test, how, newcomers);
    if requests.is_empty() {
        return None;
    }
    let mean = |served: &[Vec<usize>]| {
        let of = |(items, user): (&Vec<usize>, &Request)| ndcg(items, &wanted[user.user], 10);
        served.iter().zip(&requests).map(of).fold(0.0, |sum, gain| sum + gain)
            / requests.len() as f64
    };
    let likes = Likes::of(&model, data.items.len());
    let baseline = |baseline: Baseline| {
        mean(&requests.iter().map(|r| baseline.serve(&model, &likes, r, 10)).collect::<Vec<_>>())
    };
    let mut scores = Scores {
        ours: 0.0,
        popularity: baseline(Baseline::Popularity),
        popularity_14d: baseline(Baseline::Popularity14d),
        item_cosine: baseline(Baseline::ItemCosine),
    };
    let balance = learn(model.likes());
    scores.ours = mean(&model.serve(&requests, &balance, 10));
    Some(scores)
}

/// Who is asked, and what they want.
fn asked(
    model: &Model<'_>,
    test: &[Row],
    how: Split,
    newcomers: bool,
) -> (Vec<Request>, Vec<std::collections::BTreeSet<usize>>) {
    let wanted = relevant(model, test);
    let at = Some(model.end()).filter(|_| how == Split::Global);
    let (known, new): (Vec<usize>, Vec<usize>) = (0..wanted.len())
        .filter(|user| !wanted[*user].is_empty())
        .partition(|user| !model.by_user()[*user].is_empty());
    let all = newcomers || known.is_empty();
    let requests = known
        .into_iter()
        .chain(new.into_iter().filter(|_| all))
        .map(|user| model.request(user, at))
        .collect();
    (requests, wanted)
}
