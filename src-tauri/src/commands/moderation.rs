//! Commands about moderation.

use sampan_protocol::moderation::{
    ActOn, AppealIt, BlockIt, GetRules, GetVeils, HideIt, JudgeIt, ListAppeals, ListDecided,
    ListLog, ListQueue, MuteIt, ReportIt, SetRulesOf,
};

super::forward! { "moderation";
    report_it: ReportIt,
    hide_it: HideIt,
    mute_it: MuteIt,
    get_veils: GetVeils,
    list_decided: ListDecided,
    appeal_it: AppealIt,
    list_queue: ListQueue,
    list_appeals: ListAppeals,
    moderation_log: ListLog,
    act_on: ActOn,
    judge_it: JudgeIt,
    get_rules: GetRules,
    set_rules_of: SetRulesOf,
    block_it: BlockIt,
}
