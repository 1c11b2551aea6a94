//! Which lists of moderation there are.

use crate::pages::lists;
use sampan_protocol::moderation::{
    Appealed, AppealsPart, AskAppeals, AskLog, AskQueue, AskRules, Case, LogPart, QueuePart,
    RulesOf, RulesPart, rows,
};
use sampan_protocol::operate::Sealed;

lists! { rows::PAGE;
    AskQueue, QueuePart -> Case, "moderation.queue";
    AskAppeals, AppealsPart -> Appealed, "moderation.appeals";
    AskLog, LogPart -> Sealed, "moderation.log";
    AskRules, RulesPart -> RulesOf, "moderation.rules";
}
