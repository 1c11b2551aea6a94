//! A few posts at a time: as many as a part of a list has, so that what they carry is read at once by
//! one statement that is always the same.

use crate::db::Value;
use sampan_protocol::ids::PostId;

/// How many there may be: the items of a part, and the one that says there is another part.
pub(crate) const MOST: usize = crate::page::ITEMS + 1;

/// A few posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Few(Vec<PostId>);

impl Few {
    /// These posts, of which there are at most [`MOST`].
    pub(crate) fn of(posts: &[PostId]) -> Self {
        debug_assert!(posts.len() <= MOST, "no part has more");
        Self(posts.iter().copied().take(MOST).collect())
    }

    /// The values of a statement: first `$1`, then those of [`listed!`].
    pub(crate) fn values(&self, first: Value) -> Vec<Value> {
        let mut values = vec![first];
        values.extend(self.0.iter().map(Value::from));
        values.resize(MOST + 1, Value::from(String::new()));
        values
    }
}

/// The places of a few posts in a statement: `$2` and those behind.
macro_rules! listed {
    () => {
        "($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
          $21, $22)"
    };
}
pub(crate) use listed;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_a_value() {
        let values = Few::of(&[PostId(uuid::Uuid::nil())]).values(Value::from(1));
        let last = format!("${})", values.len());
        assert!(listed!().ends_with(&last), "{last} is the last place");
    }
}
