//! Why somebody reports something, and what the reasons are called in the DSA Transparency Database.

use super::Category;
use serde::{Deserialize, Serialize};

/// Why somebody reports something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Advertising, repeated over and over.
    #[default]
    Spam,
    /// Somebody wants money by deceit.
    Scam,
    /// Somebody is insulted or pursued.
    Harassment,
    /// Hatred of people for what they are.
    Hate,
    /// Violence, or threats of it.
    Violence,
    /// Suicide, self-harm.
    SelfHarm,
    /// Nudity or sexual content.
    Sexual,
    /// A child is in danger.
    Minors,
    /// What must not be sold.
    Goods,
    /// Somebody else's work.
    Copyright,
    /// Somebody's private data.
    Privacy,
    /// False claims that harm.
    Misinformation,
    /// Against the rules of the place.
    Rules,
}

impl Reason {
    /// Every reason, in the order in which people choose.
    pub const ALL: [Self; 13] = [
        Self::Spam,
        Self::Rules,
        Self::Harassment,
        Self::Hate,
        Self::Scam,
        Self::Misinformation,
        Self::Violence,
        Self::SelfHarm,
        Self::Sexual,
        Self::Minors,
        Self::Goods,
        Self::Copyright,
        Self::Privacy,
    ];

    /// Its word, in the database and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Scam => "scam",
            Self::Harassment => "harassment",
            Self::Hate => "hate",
            Self::Violence => "violence",
            Self::SelfHarm => "self_harm",
            Self::Sexual => "sexual",
            Self::Minors => "minors",
            Self::Goods => "goods",
            Self::Copyright => "copyright",
            Self::Privacy => "privacy",
            Self::Misinformation => "misinformation",
            Self::Rules => "rules",
        }
    }

    /// The reason with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// Its category in the DSA Transparency Database.
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::Scam => Category::ScamsAndFraud,
            Self::Harassment => Category::CyberViolence,
            Self::Hate => Category::IllegalOrHarmfulSpeech,
            Self::Violence => Category::Violence,
            Self::SelfHarm => Category::SelfHarm,
            Self::Minors => Category::ProtectionOfMinors,
            Self::Goods => Category::UnsafeAndProhibitedProducts,
            Self::Copyright => Category::IntellectualPropertyInfringements,
            Self::Privacy => Category::DataProtectionAndPrivacyViolations,
            Self::Misinformation => Category::NegativeEffectsOnCivicDiscourseOrElections,
            Self::Spam | Self::Sexual | Self::Rules => Category::OtherViolationTc,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_found_by_its_word() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_word(reason.word()), Some(reason), "{reason:?}");
        }
        assert_eq!(Reason::Scam.category(), Category::ScamsAndFraud, "as the database names it");
    }
}
