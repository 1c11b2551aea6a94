//! Seals: the Merkle root of what a stream's journal got in an hour, kept for good.

use super::merkle::Tree;
use sampan_protocol::Timestamp;
use serde::{Deserialize, Serialize};

/// Microseconds of an hour.
const HOUR: i64 = 60 * 60 * 1_000_000;

/// The root of an hour of one stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The stream.
    pub stream: i64,
    /// The hour: whole hours since 1970-01-01T00:00:00Z.
    pub hour: i64,
    /// The first line.
    pub first: i64,
    /// The last line.
    pub last: i64,
    /// Merkle tree hash (RFC 6962) of the lines' hashes, lower-case hexadecimal.
    pub root: String,
}

/// The hour of a point in time.
#[must_use]
pub const fn hour_of(at: Timestamp) -> i64 {
    at.micros().div_euclid(HOUR)
}

/// The root of an hour: the tree over the roots of its streams, which come in their order.
#[must_use]
pub fn root_of_hour(seals: &[Seal]) -> String {
    let mut tree = Tree::default();
    seals.iter().for_each(|seal| tree.push(&seal.root));
    tree.root()
}
