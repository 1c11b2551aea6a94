//! Which lists of moderation there are.

use crate::pages::List;
use sampan_protocol::moderation::{
    Appealed, AppealsPart, AskAppeals, AskLog, AskQueue, AskRules, Case, LogPart, QueuePart,
    RulesOf, RulesPart, rows,
};
use sampan_protocol::operate::Sealed;
use sampan_protocol::page::Part;

macro_rules! lists {
    ($($list:ident, $ask:ident -> $item:ty, $word:literal;)+) => {$(
        impl List for $list {
            type Ask = $ask;
            type Item = $item;
            const WORD: &'static str = $word;
            const KIND: &'static str = rows::PAGE;

            fn ask(&self, part: Part) -> $ask {
                $ask { list: self.clone(), part }
            }
        }
    )+};
}

lists! {
    AskQueue, QueuePart -> Case, "moderation.queue";
    AskAppeals, AppealsPart -> Appealed, "moderation.appeals";
    AskLog, LogPart -> Sealed, "moderation.log";
    AskRules, RulesPart -> RulesOf, "moderation.rules";
}
