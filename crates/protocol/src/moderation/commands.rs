//! What the UI asks of the shell about moderation.

use super::{
    Act, Appealed, Case, Decided, Hidden, InForce, LogLine, Mute, Reason, Rule, RulesOf, Slow,
    Target,
};
use crate::command::commands;
use crate::ids::OpId;
use crate::page::Listed;
use serde::{Deserialize, Serialize};

/// Tells moderators of something, and hides it from me; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportIt {
    /// Idempotency key.
    pub op: OpId,
    /// Of what.
    pub target: Target,
    /// Its beginning, so that I know it again.
    pub label: String,
    /// Why.
    pub reason: Reason,
    /// What else there is to say; may be empty.
    pub text: String,
}

/// Hides something from me, or shows it again; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HideIt {
    /// Idempotency key.
    pub op: OpId,
    /// What.
    pub target: Target,
    /// Its beginning, so that I know it again.
    pub label: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// Mutes something for me, or lets it be heard again; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MuteIt {
    /// Idempotency key.
    pub op: OpId,
    /// What.
    pub mute: Mute,
    /// Whether it is muted.
    pub on: bool,
}

/// Reads what I do not want to see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetVeils {}

/// What I do not want to see.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Veils {
    /// What I muted, by name.
    pub mutes: Vec<Mute>,
    /// What I hid or reported, the latest first.
    pub hidden: Vec<Hidden>,
}

/// Reads decisions about me, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListDecided {}

/// Asks somebody else to look at a decision about me.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealIt {
    /// Idempotency key.
    pub op: OpId,
    /// Against which decision.
    pub decision: OpId,
    /// Why.
    pub text: String,
}

/// Reads what waits for me as a moderator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQueue {
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Reads appeals that I may decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListAppeals {
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Reads the public log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListLog {
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Decides about something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActOn {
    /// Idempotency key, and the decision's name.
    pub op: OpId,
    /// What is decided.
    pub act: Act,
}

/// Decides an appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgeIt {
    /// Idempotency key.
    pub op: OpId,
    /// Which decision.
    pub decision: OpId,
    /// Whether it stands.
    pub uphold: bool,
    /// Why.
    pub text: String,
}

/// Reads what is in force in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListInForce {
    /// Its kind and identifier; empty for the whole service.
    pub place: String,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Ends what a decision imposed, before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiftIt {
    /// Idempotency key.
    pub op: OpId,
    /// Which decision.
    pub decision: OpId,
    /// Why.
    pub text: String,
}

/// Reads whether everybody is slowed in a place, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetSlow {
    /// Its kind and identifier.
    pub place: String,
}

/// Reads the rules of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetRules {
    /// Its kind and identifier; empty for the whole service.
    pub place: String,
}

/// Changes the rules of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRulesOf {
    /// Idempotency key.
    pub op: OpId,
    /// Its kind and identifier; empty for the whole service.
    pub place: String,
    /// Its rules from now on.
    pub rules: Vec<Rule>,
}

/// Blocks a picture and what looks like it; operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockIt {
    /// Idempotency key.
    pub op: OpId,
    /// SHA-256 of the picture.
    pub picture: String,
    /// Whether it is blocked.
    pub on: bool,
}

commands! { "moderation";
    ReportIt => "report_it" -> (),
    HideIt => "hide_it" -> (),
    MuteIt => "mute_it" -> (),
    GetVeils => "get_veils" -> Veils,
    ListDecided => "list_decided" -> Vec<Decided>,
    AppealIt => "appeal_it" -> (),
    ListQueue => "list_queue" -> Listed<Case>,
    ListAppeals => "list_appeals" -> Listed<Appealed>,
    ListLog => "moderation_log" -> Listed<LogLine>,
    ActOn => "act_on" -> (),
    JudgeIt => "judge_it" -> (),
    ListInForce => "list_in_force" -> Listed<InForce>,
    LiftIt => "lift_it" -> (),
    GetSlow => "get_slow" -> Listed<Slow>,
    GetRules => "get_rules" -> Listed<RulesOf>,
    SetRulesOf => "set_rules_of" -> (),
    BlockIt => "block_it" -> (),
}
