//! The ranking of short videos: one pure model, the same on the device, at the service and in evaluation.
//!
//! The service knows likes and how often something was shown: of these it makes [`neighbours`], the
//! [`Popularity`] of each item, and the [`Balance`] of the two. The device alone knows what its person
//! watched: that is the [`Profile`], changed by [`observe`], forgotten by `Profile::default()`, exported
//! as JSON. [`rank`] puts the two together and says why each item stands where it does. [`eval`] serves
//! recorded interactions by that same function and compares it with three baselines.
//!
//! Nothing here reads a clock, a file or a random device: time, text and randomness are passed in.
//! Times are seconds since 1970 (Unix time).

pub mod eval;

mod balance;
mod beta;
mod candidate;
mod config;
mod event;
mod feed;
mod gram;
mod hashing;
mod key;
mod neighbours;
mod noise;
mod popularity;
mod profile;
mod random;
mod reason;
mod ridge;
mod score;
mod taste;
mod variety;

pub use crate::{
    balance::Balance,
    candidate::{Candidate, Neighbour, Source},
    config::{CONFIG, Config},
    event::{Event, Refusal, Signal},
    feed::{Mode, Ranked, rank},
    key::Key,
    neighbours::{Basket, Neighbours, Privacy, neighbours},
    noise::two_sided_geometric,
    popularity::{Like, Popularity, Sweep},
    profile::{Interest, Profile, Tally, observe},
    random::Random,
    reason::{Reason, Why},
    score::score,
};
