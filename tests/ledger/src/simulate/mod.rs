//! The simulator: worlds that are made of a seed, and what must hold in each of them.

mod asks;
mod checks;
mod model;
mod plant;
mod traffic;
mod world;

pub use plant::{PLANTS, Plant};
pub use world::{Counts, Violation, World};

/// How many requests one world gets before the next one is made.
pub const WORLD: u64 = 5_000;
