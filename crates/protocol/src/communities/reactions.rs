//! What people feel about a post or a comment: one of a few reactions each, which puts nothing in order.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What somebody feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reaction {
    /// It is dear to them.
    Heart,
    /// It makes them laugh.
    Laugh,
    /// It surprises them.
    Wow,
    /// It makes them sad.
    Sad,
    /// It is well done.
    Clap,
    /// It helped them.
    Thanks,
}

impl Reaction {
    /// Every reaction, in the order in which people choose.
    pub const ALL: [Self; 6] =
        [Self::Heart, Self::Laugh, Self::Wow, Self::Sad, Self::Clap, Self::Thanks];

    /// Its word, in the database and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Heart => "heart",
            Self::Laugh => "laugh",
            Self::Wow => "wow",
            Self::Sad => "sad",
            Self::Clap => "clap",
            Self::Thanks => "thanks",
        }
    }

    /// The reaction with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reaction| reaction.word() == word)
    }

    /// How it is drawn: an emoji of Unicode, in colour.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Heart => "\u{2764}\u{fe0f}",
            Self::Laugh => "\u{1f602}",
            Self::Wow => "\u{1f62e}",
            Self::Sad => "\u{1f622}",
            Self::Clap => "\u{1f44f}",
            Self::Thanks => "\u{1f64f}",
        }
    }
}

/// How many people feel what about something, and what whoever reads it feels.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reactions {
    /// How many feel each, without those that nobody feels.
    pub counts: BTreeMap<Reaction, i64>,
    /// What the reader feels.
    pub mine: Option<Reaction>,
}

impl Reactions {
    /// The same, with what I feel now instead of what I felt when it was told.
    #[must_use]
    pub fn with_mine(mut self, now: Option<Reaction>) -> Self {
        if self.mine == now {
            return self;
        }
        for (reaction, change) in [(self.mine, -1), (now, 1)] {
            if let Some(reaction) = reaction {
                *self.counts.entry(reaction).or_default() += change;
            }
        }
        self.counts.retain(|_, many| *many > 0);
        self.mine = now;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_reaction() -> impl Strategy<Value = Option<Reaction>> {
        (0usize..7).prop_map(|n| Reaction::ALL.get(n).copied())
    }

    #[test]
    fn what_i_feel_is_counted_once() {
        let told = Reactions { counts: [(Reaction::Heart, 2)].into(), mine: None };
        let felt = told.clone().with_mine(Some(Reaction::Wow));
        assert_eq!(felt.counts, [(Reaction::Heart, 2), (Reaction::Wow, 1)].into(), "one more");
        assert_eq!(felt.clone().with_mine(Some(Reaction::Wow)), felt, "the service knows already");
        assert_eq!(felt.with_mine(None), told, "it was taken back");
    }

    #[test]
    fn words_are_of_one_reaction_each() {
        for reaction in Reaction::ALL {
            assert_eq!(Reaction::from_word(reaction.word()), Some(reaction), "{reaction:?}");
        }
        assert_eq!(Reaction::from_word("anger"), None, "no such reaction");
    }

    proptest! {
        #[test]
        fn there_and_back_is_nothing(a in any_reaction(), b in any_reaction(), many in 1i64..9) {
            let counts = Reaction::ALL.into_iter().map(|one| (one, many)).collect();
            let told = Reactions { counts, mine: a };
            prop_assert_eq!(told.clone().with_mine(b).with_mine(a), told);
        }
    }
}
