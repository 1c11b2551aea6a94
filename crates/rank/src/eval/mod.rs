//! Evaluation: recorded interactions, served by the model that the device runs, against baselines.
//!
//! **What is read.** CSV with a header line that names `user`, `item`, `rating` and `timestamp` (Unix
//! seconds) in any order; other columns are left alone. Ratings of 4 and more are likes.
//!
//! **What is served.** Everybody gets items of the training rows that are not in a training row of
//! their own. The profile is made of their own rows up to the time of serving. Popularity counts the
//! likes up to the time of serving, never one after it. Neighbours and [`crate::Balance`] are learned
//! from all training rows, as a service would that has them when it computes.
//!
//! **What is compared.** [`evaluate`] keeps the likes and splits them 80/20: per user by time, where
//! each user is served at the time of their own last training like; and globally by time, where all are
//! served at the time of the last training like. nDCG@10 over full ranking, with binary gain, is
//! averaged over users who have a training like (else nothing about them is asked of a ranking) and a
//! test like of something they had not liked before. Where a split has no such user, those without a
//! training like are served instead, as newcomers. The baselines: likes in training; likes in the 14
//! days before serving; and cosines of binary like vectors, summed over the user's likes. Ties go by
//! item id.

mod baselines;
mod dataset;
mod fault;
mod learn;
mod model;
mod ndcg;
mod recommend;
mod report;
mod rows;
mod split;

pub use fault::Fault;
pub use learn::learn;
pub use ndcg::ndcg;
pub use recommend::{line, recommend};
pub use report::{Protocol, Report, Scores, evaluate, evaluate_under};
