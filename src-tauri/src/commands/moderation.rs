//! Commands about moderation.

use sampan_protocol::moderation::{
    ActOn, AppealIt, BlockIt, GetRules, GetSlow, GetVeils, HideIt, JudgeIt, LiftIt, ListAppeals,
    ListDecided, ListInForce, ListLog, ListQueue, MuteIt, ReportIt, SetRulesOf,
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
    list_in_force: ListInForce,
    lift_it: LiftIt,
    get_slow: GetSlow,
    get_rules: GetRules,
    set_rules_of: SetRulesOf,
    block_it: BlockIt,
}
