//! Operations in scope `moderation:<me>`; the name of each stands in [`NAMES`].

use super::{Act as Decision, Mute, Reason, Rule, Target};
use crate::ids::OpId;
use serde::{Deserialize, Serialize};

/// Tells moderators of something, which I do not see any more. `moderation.report`
pub const REPORT: &str = "moderation.report";
/// Hides something from me, or shows it again. `moderation.hide`
pub const HIDE: &str = "moderation.hide";
/// Mutes something for me, or lets it be heard again. `moderation.mute`
pub const MUTE: &str = "moderation.mute";
/// Decides about something. `moderation.act`
pub const ACT: &str = "moderation.act";
/// Asks somebody else to look at a decision about me. `moderation.appeal`
pub const APPEAL: &str = "moderation.appeal";
/// Decides an appeal. `moderation.judge`
pub const JUDGE: &str = "moderation.judge";
/// Ends what a decision imposed, before its time. `moderation.lift`
pub const LIFT: &str = "moderation.lift";
/// Changes which words and links a place takes. `moderation.set_rules`
pub const SET_RULES: &str = "moderation.set_rules";
/// Blocks a picture and what looks like it, or blocks it no longer. `moderation.block_picture`
pub const BLOCK_PICTURE: &str = "moderation.block_picture";

/// The names of these operations.
pub const NAMES: &[&str] =
    &[REPORT, HIDE, MUTE, ACT, APPEAL, JUDGE, LIFT, SET_RULES, BLOCK_PICTURE];

/// [`REPORT`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Of what.
    pub target: Target,
    /// Its beginning, so that I know it again.
    pub label: String,
    /// Why.
    pub reason: Reason,
    /// What else there is to say; may be empty.
    pub text: String,
}

/// [`HIDE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hide {
    /// What.
    pub target: Target,
    /// Its beginning, so that I know it again.
    pub label: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// [`MUTE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetMute {
    /// What.
    pub mute: Mute,
    /// Whether it is muted.
    pub on: bool,
}

/// [`ACT`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Act {
    /// What is decided; the decision is named by the operation.
    pub act: Decision,
}

/// [`APPEAL`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// Against which decision.
    pub decision: OpId,
    /// Why.
    pub text: String,
}

/// [`JUDGE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judge {
    /// Which decision.
    pub decision: OpId,
    /// Whether it stands.
    pub uphold: bool,
    /// Why.
    pub text: String,
}

/// [`LIFT`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lift {
    /// Which decision.
    pub decision: OpId,
    /// Why.
    pub text: String,
}

/// [`SET_RULES`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRules {
    /// Where: kind and identifier; empty for the whole service.
    pub place: String,
    /// Its rules from now on.
    pub rules: Vec<Rule>,
}

/// [`BLOCK_PICTURE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockPicture {
    /// SHA-256 of the picture.
    pub picture: String,
    /// Whether it is blocked.
    pub on: bool,
}
