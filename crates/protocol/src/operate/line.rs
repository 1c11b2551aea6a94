//! Lines of the operators' log, each chained to the one before by its hash.

use crate::auth::sha256_hex;
use crate::error::Error;
use crate::ids::OpId;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a line tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// Who; none for what happened by itself.
    pub by: Option<Person>,
    /// What became of the act.
    pub step: Step,
    /// Which act.
    pub act: OpId,
    /// Of which kind.
    pub kind: String,
    /// With what: JSON text.
    pub args: String,
    /// Whom it is about.
    pub about: Option<Person>,
    /// Why it was declined.
    pub why: String,
    /// Why it could not be carried out.
    pub problem: Option<Error>,
}

/// A step in the life of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// It was proposed.
    Proposed,
    /// It was carried out: confirmed, or one operator was enough.
    Done,
    /// Another operator said no.
    Declined,
    /// It was taken back.
    Withdrawn,
    /// It was confirmed, and could not be carried out.
    Failed,
    /// Nobody decided in time.
    Expired,
}

/// A line as it is kept: the very text that is hashed. Row `operate.line`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sealed {
    /// Its number, from 1.
    pub seq: u64,
    /// JSON text of a [`Line`].
    pub text: String,
    /// SHA-256 over number, text and the hash before, lower-case hexadecimal.
    pub hash: String,
}

impl Sealed {
    /// Seals a line's text behind the hash of the line before, which is empty for the first.
    #[must_use]
    pub fn new(seq: u64, text: String, before: &str) -> Self {
        let hash = hash(seq, &text, before);
        Self { seq, text, hash }
    }

    /// Whether it is as it was sealed, right behind a line with this number and hash.
    #[must_use]
    pub fn follows(&self, (seq, before): (u64, &str)) -> bool {
        self.seq == seq + 1 && self.hash == hash(self.seq, &self.text, before)
    }
}

fn hash(seq: u64, text: &str, before: &str) -> String {
    sha256_hex(format!("sampan-operators-v1\n{seq}\n{before}\n{text}").as_bytes())
}

/// The number of the first line that does not follow the one before, of a whole log in its order.
#[must_use]
pub fn first_broken<'a>(lines: impl IntoIterator<Item = &'a Sealed>) -> Option<u64> {
    let mut head = (0, "");
    for line in lines {
        if !line.follows(head) {
            return Some(head.0 + 1);
        }
        head = (line.seq, &line.hash);
    }
    None
}
