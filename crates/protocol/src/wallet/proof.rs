//! Inclusion proofs: that a line of the ledger's journal is under the root of its hour (RFC 6962).

use crate::auth::sha256_hex;
use serde::{Deserialize, Serialize};

/// Proof that a line stands in the ledger's journal, and that its hour was sealed with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proof {
    /// The hour: whole hours since 1970-01-01T00:00:00Z.
    pub hour: i64,
    /// The root of that hour, which the service may never change again.
    pub root: String,
    /// The hash of the line.
    pub line: String,
    /// The way from the line to the root of its stream.
    pub in_stream: Way,
    /// The way from the root of its stream to the root of the hour.
    pub in_hour: Way,
}

/// The way from a leaf to the root of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Way {
    /// The leaf's place, from 0.
    pub at: u64,
    /// How many leaves there are.
    pub leaves: u64,
    /// The hashes beside the way, lowest first.
    pub path: Vec<String>,
}

impl Way {
    /// The root that the way leads to; none for a way that no tree has.
    #[must_use]
    pub fn root(&self, leaf: &str) -> Option<String> {
        root_of(leaf, self.at, self.leaves, &self.path)
    }
}

impl Proof {
    /// Whether the line is under the root.
    #[must_use]
    pub fn holds(&self) -> bool {
        let stream = self.in_stream.root(&self.line);
        stream.and_then(|root| self.in_hour.root(&root)).is_some_and(|root| root == self.root)
    }
}

/// The hash of a leaf, of what it stands for.
#[must_use]
pub fn leaf_hash(line: &str) -> String {
    sha256_hex(&[&[0], line.as_bytes()].concat())
}

/// The hash of a node, of the hashes below it.
#[must_use]
pub fn node_hash(left: &str, right: &str) -> String {
    sha256_hex(&[&[1], left.as_bytes(), right.as_bytes()].concat())
}

/// The root of a tree of `leaves` in which `line` is leaf number `at`, with these hashes beside the
/// way; none where no tree has such a way (RFC 9162, 2.1.3.2).
#[must_use]
pub fn root_of(line: &str, at: u64, leaves: u64, path: &[String]) -> Option<String> {
    if at >= leaves {
        return None;
    }
    let (mut node, mut last) = (at, leaves - 1);
    let mut hash = leaf_hash(line);
    for beside in path {
        if last == 0 {
            return None;
        }
        if node % 2 == 1 || node == last {
            hash = node_hash(beside, &hash);
            while node % 2 == 0 && node != 0 {
                node /= 2;
                last /= 2;
            }
        } else {
            hash = node_hash(&hash, beside);
        }
        node /= 2;
        last /= 2;
    }
    (last == 0).then_some(hash)
}
