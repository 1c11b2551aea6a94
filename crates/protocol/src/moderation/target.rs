//! What something is about: a kind that some module knows, and an identifier.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a report or a decision is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Target {
    /// Its kind, in one word: `post`, `comment`, `community`, `person`.
    pub kind: String,
    /// Its identifier.
    pub id: String,
}

impl Target {
    /// Something of this kind.
    #[must_use]
    pub fn new(kind: &str, id: impl fmt::Display) -> Self {
        Self { kind: kind.to_owned(), id: format!("{id}") }
    }

    /// Its name among rows: `post/<identifier>`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.kind, self.id)
    }

    /// What has this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let (kind, id) = key.split_once('/')?;
        let plain = |text: &str| {
            !text.is_empty()
                && text.len() <= 64
                && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        (plain(kind) && plain(id)).then(|| Self::new(kind, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_named_and_found_by_its_name() {
        let post = Target::new("post", "018f0000-0000-7000-8000-000000000001");
        assert_eq!(Target::from_key(&post.key()), Some(post), "there and back");
        for key in ["", "post", "post/", "/x", "Post/x", "post/a b", "post/a/b"] {
            assert_eq!(Target::from_key(key), None, "{key:?} names nothing");
        }
    }
}
