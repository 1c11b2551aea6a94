//! Which lists of moderation there are.

use crate::pages::lists;
use sampan_protocol::moderation::{
    Appealed, AppealsPart, AskAppeals, AskInForce, AskLog, AskQueue, AskRules, AskSlow, Case,
    InForce, InForcePart, LogPart, QueuePart, RulesOf, RulesPart, Slow, SlowPart, rows,
};
use sampan_protocol::operate::Sealed;

lists! { rows::PAGE;
    AskQueue, QueuePart -> Case, "moderation.queue";
    AskAppeals, AppealsPart -> Appealed, "moderation.appeals";
    AskLog, LogPart -> Sealed, "moderation.log";
    AskRules, RulesPart -> RulesOf, "moderation.rules";
    AskInForce, InForcePart -> InForce, "moderation.in_force";
    AskSlow, SlowPart -> Slow, "moderation.slow";
}
