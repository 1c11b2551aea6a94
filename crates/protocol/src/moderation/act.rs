//! What moderators do, with what they say for it.

use super::statement::{
    AccountDecision, Automated, Category, ContentType, EEA, Ground, ProvisionDecision, Source,
    Statement, VisibilityDecision, YesNo,
};
use super::{Target, WORDS_LIMIT};
use crate::error::Error;
use crate::ids::OpId;
use crate::time::Timestamp;
use crate::words::turns;
use serde::{Deserialize, Serialize};

/// What a moderator does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Lets it stand: reports about it are closed, and what was held back is shown.
    #[default]
    Keep,
    /// Tells its author what not to do.
    Warn,
    /// Takes it away.
    Remove,
    /// Lets nobody comment on it any more.
    Lock,
    /// Lets everybody of the place post only once in so many seconds.
    SlowMode,
    /// Lets its author say nothing in the place, for a time.
    Mute,
    /// Lets its author take no part in the place, or in the whole service, for a time.
    Ban,
}

impl Action {
    /// Every action, from the mildest on.
    pub const ALL: [Self; 7] =
        [Self::Keep, Self::Warn, Self::Remove, Self::Lock, Self::SlowMode, Self::Mute, Self::Ban];

    /// Its word, in the database and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Warn => "warn",
            Self::Remove => "remove",
            Self::Lock => "lock",
            Self::SlowMode => "slow_mode",
            Self::Mute => "mute",
            Self::Ban => "ban",
        }
    }

    /// The action with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.word() == word)
    }

    /// Whether it takes a length of time.
    #[must_use]
    pub const fn takes_time(self) -> bool {
        matches!(self, Self::SlowMode | Self::Mute | Self::Ban)
    }

    /// Whether it needs reasons: all that takes something away from somebody.
    #[must_use]
    pub const fn has_reasons(self) -> bool {
        !matches!(self, Self::Keep)
    }

    /// Whether it is stated to whoever it is about. What slows a whole place is stated there.
    #[must_use]
    pub const fn is_stated(self) -> bool {
        !matches!(self, Self::Keep | Self::SlowMode)
    }
}

/// On what a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A rule of the community.
    #[default]
    Rule,
    /// The service's terms.
    Terms,
    /// The law.
    Law,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 3] = [Self::Rule, Self::Terms, Self::Law];

    /// Its word, in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Terms => "terms",
            Self::Law => "law",
        }
    }
}

/// What a moderator decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Act {
    /// What they do.
    pub action: Action,
    /// About what.
    pub target: Target,
    /// In the whole service instead of where it stands; operators only.
    pub everywhere: bool,
    /// For so many seconds; none for no end. Slow mode: seconds between two posts, 0 to end it.
    pub seconds: Option<i64>,
    /// On what it stands.
    pub basis: Basis,
    /// Which rule, which of the terms, which law.
    pub rule: String,
    /// What kind of violation.
    pub category: Category,
    /// What happened.
    pub facts: String,
}

/// The longest time that a mute, a ban or a slow mode has, where it has an end.
const LONGEST: i64 = 366 * 86_400;

/// Refuses what no moderator decides.
///
/// # Errors
/// `Invalid` with what is missing.
pub fn check_act(act: &Act) -> Result<(), Error> {
    if act.action.has_reasons() {
        check_words(&act.facts, 1, "error.moderation.facts")?;
        check_words(&act.rule, 1, "error.moderation.rule")?;
    }
    let fits = match (act.action, act.seconds) {
        (Action::SlowMode, Some(seconds)) => (0..=86_400).contains(&seconds),
        (Action::Mute | Action::Ban, Some(seconds)) => (60..=LONGEST).contains(&seconds),
        (Action::SlowMode, None) => false,
        (Action::Mute | Action::Ban, None) => true,
        (_, seconds) => seconds.is_none(),
    };
    if fits { Ok(()) } else { Err(Error::invalid("error.moderation.seconds")) }
}

/// Refuses a text that says too little, too much, or turns around.
///
/// # Errors
/// `Invalid` with the limit.
pub fn check_words(text: &str, least: usize, key: &str) -> Result<(), Error> {
    let plain = !text.chars().any(|c| c.is_control() && c != '\n' || turns(c));
    if plain && (least..=WORDS_LIMIT).contains(&text.trim().chars().count()) {
        return Ok(());
    }
    Err(Error::invalid(key).with("limit", WORDS_LIMIT as i64))
}

/// States the reasons of a decision.
#[must_use]
pub fn state(
    act: &Act,
    (id, now): (OpId, Timestamp),
    content: (Vec<ContentType>, Option<Timestamp>),
    (source, noticed_by_program): (Source, bool),
) -> Statement {
    let until = act.seconds.filter(|_| act.action != Action::SlowMode);
    let until = until.map(|seconds| now.plus_seconds(seconds));
    let (mut visibility, mut other, mut provision, mut account) = (Vec::new(), None, None, None);
    match act.action {
        Action::Remove => visibility.push(VisibilityDecision::Removed),
        Action::Lock => visibility.push(VisibilityDecision::InteractionRestricted),
        Action::Keep | Action::Warn | Action::SlowMode => {
            visibility.push(VisibilityDecision::Other);
            other = Some(act.action.word().to_owned());
        }
        Action::Mute | Action::Ban if !act.everywhere => {
            provision = Some(match until {
                Some(_) => ProvisionDecision::PartialSuspension,
                None => ProvisionDecision::PartialTermination,
            });
        }
        Action::Mute | Action::Ban => {
            account = Some(match until {
                Some(_) => AccountDecision::Suspended,
                None => AccountDecision::Terminated,
            });
        }
    }
    let said = |is: bool, text: &str| is.then(|| text.to_owned());
    let illegal = act.basis == Basis::Law;
    let yes = if noticed_by_program { YesNo::Yes } else { YesNo::No };
    Statement {
        puid: id,
        decision_visibility: visibility,
        decision_visibility_other: other,
        end_date_visibility_restriction: None,
        end_date_service_restriction: until.filter(|_| provision.is_some()),
        end_date_account_restriction: until.filter(|_| account.is_some()),
        decision_provision: provision,
        decision_account: account,
        decision_ground: if illegal { Ground::Illegal } else { Ground::Incompatible },
        illegal_content_legal_ground: said(illegal, &act.rule),
        illegal_content_explanation: said(illegal, &act.facts),
        incompatible_content_ground: said(!illegal, &act.rule),
        incompatible_content_explanation: said(!illegal, &act.facts),
        category: act.category,
        content_type: content.0,
        content_date: content.1,
        application_date: now,
        territorial_scope: EEA.map(str::to_owned).to_vec(),
        decision_facts: act.facts.clone(),
        source_type: source,
        automated_detection: yes,
        automated_decision: Automated::Not,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn act(action: Action, seconds: Option<i64>) -> Act {
        Act {
            action,
            target: Target::new("post", "1"),
            everywhere: false,
            seconds,
            basis: Basis::Rule,
            rule: "Be kind.".into(),
            category: Category::CyberViolence,
            facts: "An insult.".into(),
        }
    }

    #[test]
    fn a_decision_says_what_on_what_and_for_how_long() {
        assert!(check_act(&act(Action::Remove, None)).is_ok(), "taken away");
        assert!(check_act(&act(Action::Remove, Some(60))).is_err(), "for good, not for a time");
        assert!(check_act(&act(Action::SlowMode, None)).is_err(), "how slow?");
        assert!(check_act(&act(Action::Ban, Some(1))).is_err(), "that is no time");
        let silent = Act { facts: " ".into(), ..act(Action::Warn, None) };
        assert!(check_act(&silent).is_err(), "nothing without facts");
        let slow = Act { action: Action::SlowMode, seconds: Some(60), ..silent };
        assert!(check_act(&slow).is_err(), "nor for a whole place");
        let kept = Act { facts: String::new(), rule: String::new(), ..act(Action::Keep, None) };
        assert!(check_act(&kept).is_ok(), "what stays needs none");
    }

    #[test]
    fn the_statement_has_the_databases_words() {
        let now = Timestamp::from_seconds(1_000);
        let id = OpId(Uuid::nil());
        let of = |act: &Act| {
            let content = (vec![ContentType::Text], Some(now));
            state(act, (id, now), content, (Source::OtherNotification, false))
        };
        let json = serde_json::to_value(of(&act(Action::Remove, None))).expect("it is written");
        assert_eq!(json["decision_visibility"][0], "DECISION_VISIBILITY_CONTENT_REMOVED");
        assert_eq!(json["decision_ground"], "DECISION_GROUND_INCOMPATIBLE_CONTENT");
        assert_eq!(json["category"], "STATEMENT_CATEGORY_CYBER_VIOLENCE");
        assert_eq!(json["automated_detection"], "No");
        assert!(json.get("illegal_content_legal_ground").is_none(), "only what applies");
        let muted = of(&act(Action::Mute, Some(60)));
        assert_eq!(muted.ends(), Some(now.plus_seconds(60)), "it ends");
        assert_eq!(muted.decision_provision, Some(ProvisionDecision::PartialSuspension));
        let banned = of(&Act { everywhere: true, ..act(Action::Ban, None) });
        assert_eq!(banned.decision_account, Some(AccountDecision::Terminated));
        let law = of(&Act { basis: Basis::Law, ..act(Action::Remove, None) });
        assert_eq!((law.decision_ground, law.ground()), (Ground::Illegal, "Be kind."));
    }
}
