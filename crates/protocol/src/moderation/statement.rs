//! The statement of reasons: fields and values as the EU's DSA Transparency Database names them.

use crate::ids::OpId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// An enumeration of the database, each value spelt as it is spelt there.
macro_rules! values {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $value:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $word)] $value),+
        }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// Its word in the database.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }
        }
    )+};
}

values! {
    /// `decision_visibility`: what becomes of the content.
    VisibilityDecision {
        /// It was taken away.
        Removed = "DECISION_VISIBILITY_CONTENT_REMOVED",
        /// It is not reached any more.
        Disabled = "DECISION_VISIBILITY_CONTENT_DISABLED",
        /// Nobody may answer it any more.
        InteractionRestricted = "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED",
        /// Something else, in words.
        Other = "DECISION_VISIBILITY_OTHER",
    }

    /// `decision_provision`: what becomes of the service for its author.
    ProvisionDecision {
        /// A part of it, for a time.
        PartialSuspension = "DECISION_PROVISION_PARTIAL_SUSPENSION",
        /// A part of it, for good.
        PartialTermination = "DECISION_PROVISION_PARTIAL_TERMINATION",
    }

    /// `decision_account`: what becomes of the account.
    AccountDecision {
        /// It may not take part for a time.
        Suspended = "DECISION_ACCOUNT_SUSPENDED",
        /// It may not take part any more.
        Terminated = "DECISION_ACCOUNT_TERMINATED",
    }

    /// `decision_ground`: against the law, or against the terms.
    Ground {
        /// Against the law.
        Illegal = "DECISION_GROUND_ILLEGAL_CONTENT",
        /// Against the terms, among which are a community's rules.
        Incompatible = "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    }

    /// `category`: what kind of violation.
    Category {
        /// Animals.
        AnimalWelfare = "STATEMENT_CATEGORY_ANIMAL_WELFARE",
        /// What consumers have to be told.
        ConsumerInformation = "STATEMENT_CATEGORY_CONSUMER_INFORMATION",
        /// Harassment and pursuit.
        CyberViolence = "STATEMENT_CATEGORY_CYBER_VIOLENCE",
        /// The same against women.
        CyberViolenceAgainstWomen = "STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN",
        /// Private data.
        DataProtectionAndPrivacyViolations =
            "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        /// What is said.
        IllegalOrHarmfulSpeech = "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        /// Somebody else's work.
        IntellectualPropertyInfringements =
            "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        /// Elections and public debate.
        NegativeEffectsOnCivicDiscourseOrElections =
            "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
        /// Another violation of the terms.
        OtherViolationTc = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        /// Children.
        ProtectionOfMinors = "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
        /// Terrorism and other dangers to everybody.
        RiskForPublicSecurity = "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY",
        /// Deceit for money.
        ScamsAndFraud = "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        /// Suicide and self-harm.
        SelfHarm = "STATEMENT_CATEGORY_SELF_HARM",
        /// What must not be sold.
        UnsafeAndProhibitedProducts = "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS",
        /// Violence.
        Violence = "STATEMENT_CATEGORY_VIOLENCE",
    }

    /// `content_type`: what the content is.
    ContentType {
        /// Words.
        Text = "CONTENT_TYPE_TEXT",
        /// Pictures.
        Image = "CONTENT_TYPE_IMAGE",
        /// Something else, such as a person's account.
        Other = "CONTENT_TYPE_OTHER",
    }

    /// `source_type`: how it was noticed.
    Source {
        /// Somebody reported it as illegal (article 16).
        Article16 = "SOURCE_ARTICLE_16",
        /// Somebody reported it otherwise.
        OtherNotification = "SOURCE_TYPE_OTHER_NOTIFICATION",
        /// A moderator found it.
        Voluntary = "SOURCE_VOLUNTARY",
    }

    /// `automated_decision`: whether a program decided.
    Automated {
        /// A program alone.
        Fully = "AUTOMATED_DECISION_FULLY",
        /// A program and a person.
        Partially = "AUTOMATED_DECISION_PARTIALLY",
        /// A person.
        Not = "AUTOMATED_DECISION_NOT_AUTOMATED",
    }

    /// Yes or no, as the database spells them.
    YesNo {
        /// It is so.
        Yes = "Yes",
        /// It is not so.
        No = "No",
    }
}

/// The countries in which a decision applies: all of the European Economic Area.
pub const EEA: [&str; 30] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IS", "IE", "IT",
    "LV", "LI", "LT", "LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

/// A statement of reasons (article 17 of the Digital Services Act).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// The decision, as the service names it.
    pub puid: OpId,
    /// What becomes of the content.
    pub decision_visibility: Vec<VisibilityDecision>,
    /// The same in words, where it is something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_visibility_other: Option<String>,
    /// What becomes of the service for its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_provision: Option<ProvisionDecision>,
    /// What becomes of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_account: Option<AccountDecision>,
    /// Against the law, or against the terms.
    pub decision_ground: Ground,
    /// Which law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub illegal_content_legal_ground: Option<String>,
    /// Why it is against the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub illegal_content_explanation: Option<String>,
    /// Which of the terms, or which rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incompatible_content_ground: Option<String>,
    /// Why it is against them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incompatible_content_explanation: Option<String>,
    /// What kind of violation.
    pub category: Category,
    /// What the content is.
    pub content_type: Vec<ContentType>,
    /// When it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_date: Option<Timestamp>,
    /// From when on the decision applies.
    pub application_date: Timestamp,
    /// Until when the content is restricted; none for no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date_visibility_restriction: Option<Timestamp>,
    /// Until when the service is restricted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date_service_restriction: Option<Timestamp>,
    /// Until when the account is restricted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date_account_restriction: Option<Timestamp>,
    /// In which countries.
    pub territorial_scope: Vec<String>,
    /// What happened.
    pub decision_facts: String,
    /// How it was noticed.
    pub source_type: Source,
    /// Whether a program noticed it.
    pub automated_detection: YesNo,
    /// Whether a program decided.
    pub automated_decision: Automated,
}

impl Statement {
    /// When it ends; none for no end, or nothing that could.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        let of_service = self.end_date_service_restriction.or(self.end_date_account_restriction);
        of_service.or(self.end_date_visibility_restriction)
    }

    /// The rule or law that it stands on, in words.
    #[must_use]
    pub fn ground(&self) -> &str {
        let stated = match self.decision_ground {
            Ground::Illegal => &self.illegal_content_legal_ground,
            Ground::Incompatible => &self.incompatible_content_ground,
        };
        stated.as_deref().unwrap_or_default()
    }
}
