//! Moderation: what I reported, hid and muted, decisions about me, and what moderators see.

mod lists;
mod veils;

use crate::Client;
use crate::perform::Draft;
use crate::table::row;
use sampan_protocol::ids::OpId;
pub(crate) use sampan_protocol::moderation::SCOPE;
use sampan_protocol::moderation::{
    ActOn, AppealIt, AskAppeals, AskInForce, AskLog, AskQueue, AskRules, AskSlow, BlockIt, Decided,
    GetRules, GetSlow, GetVeils, HideIt, JudgeIt, LiftIt, Line, ListAppeals, ListDecided,
    ListInForce, ListLog, ListQueue, LogLine, MuteIt, ReportIt, SetRulesOf, State, Statement,
    check_act, check_words, ops, rows, rule,
};
use sampan_protocol::operate::Sealed;
use sampan_protocol::page::Listed;
use sampan_protocol::{Error, Reply};
use serde::Serialize;
use std::cmp::Reverse;
pub(crate) use veils::Unseen;

/// Kinds of rows of that scope, and the kind that is told when a list changed.
pub(crate) const KINDS: &[&str] = &[rows::HIDDEN, rows::MUTE, rows::DECIDED, rows::PAGE];

impl Client {
    /// Answers [`ReportIt`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for a text that is too long.
    pub async fn report_it(&self, request: ReportIt) -> Reply<ReportIt> {
        let ReportIt { op, target, label, reason, text } = request;
        check_words(&text, 0, "error.moderation.text")?;
        let label = veils::label(&label);
        self.core.put(SCOPE, op, ops::REPORT, &ops::Report { target, label, reason, text }).await
    }

    /// Answers [`HideIt`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn hide_it(&self, request: HideIt) -> Reply<HideIt> {
        let HideIt { op, target, label, hidden } = request;
        let label = veils::label(&label);
        self.core.put(SCOPE, op, ops::HIDE, &ops::Hide { target, label, hidden }).await
    }

    /// Answers [`MuteIt`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn mute_it(&self, request: MuteIt) -> Reply<MuteIt> {
        let MuteIt { op, mut mute, on } = request;
        mute.label = veils::label(&mute.label);
        self.core.put(SCOPE, op, ops::MUTE, &ops::SetMute { mute, on }).await
    }

    /// Answers [`GetVeils`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_veils(&self, _: GetVeils) -> Reply<GetVeils> {
        self.core.view(SCOPE, veils::read).await
    }

    /// Answers [`ListDecided`], the latest first.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_decided(&self, _: ListDecided) -> Reply<ListDecided> {
        self.core
            .view(SCOPE, |db, view| {
                let mut all: Vec<Decided> = row::all(db, &view.scope, rows::DECIDED)?;
                let open = view.waiting.iter().filter(|waiting| waiting.is_open());
                for waiting in open.filter(|waiting| waiting.name == ops::APPEAL) {
                    let Some(appeal) = waiting.args::<ops::Appeal>() else { continue };
                    for one in all.iter_mut().filter(|one| one.decision == appeal.decision) {
                        one.state = State::Appealed;
                        one.appeal.clone_from(&appeal.text);
                    }
                }
                all.sort_by_key(|one| Reverse(one.statement.application_date));
                Ok(all)
            })
            .await
    }

    /// Answers [`AppealIt`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for a text that says nothing.
    pub async fn appeal_it(&self, request: AppealIt) -> Reply<AppealIt> {
        let AppealIt { op, decision, text } = request;
        check_words(&text, 1, "error.moderation.appeal")?;
        self.core.put(SCOPE, op, ops::APPEAL, &ops::Appeal { decision, text }).await
    }

    /// Answers [`ListQueue`].
    ///
    /// # Errors
    /// What the service says where it refuses.
    pub async fn list_queue(&self, request: ListQueue) -> Reply<ListQueue> {
        self.core.listed(AskQueue {}, request.parts).await
    }

    /// Answers [`ListAppeals`].
    ///
    /// # Errors
    /// What the service says where it refuses.
    pub async fn list_appeals(&self, request: ListAppeals) -> Reply<ListAppeals> {
        self.core.listed(AskAppeals {}, request.parts).await
    }

    /// Answers [`ListLog`]: each line with whether it follows the one before it by its hash.
    ///
    /// # Errors
    /// What the service says where it refuses.
    pub async fn moderation_log(&self, request: ListLog) -> Reply<ListLog> {
        let Listed { items, more, state } = self.core.listed(AskLog {}, request.parts).await?;
        let told = items.iter().enumerate().filter_map(|(at, line)| told(line, items.get(at + 1)));
        Ok(Listed { items: told.collect(), more, state })
    }

    /// Answers [`ActOn`].
    ///
    /// # Errors
    /// `Invalid` with what is missing; what the service says where it refuses.
    pub async fn act_on(&self, request: ActOn) -> Reply<ActOn> {
        check_act(&request.act)?;
        self.moderate_now(request.op, ops::ACT, &ops::Act { act: request.act }).await
    }

    /// Answers [`JudgeIt`].
    ///
    /// # Errors
    /// `Invalid` for a text that says nothing; what the service says where it refuses.
    pub async fn judge_it(&self, request: JudgeIt) -> Reply<JudgeIt> {
        let JudgeIt { op, decision, uphold, text } = request;
        check_words(&text, 1, "error.moderation.judgement")?;
        self.moderate_now(op, ops::JUDGE, &ops::Judge { decision, uphold, text }).await
    }

    /// Answers [`ListInForce`].
    ///
    /// # Errors
    /// `Refused` for who does not moderate there.
    pub async fn list_in_force(&self, request: ListInForce) -> Reply<ListInForce> {
        self.core.listed(AskInForce { place: request.place }, request.parts).await
    }

    /// Answers [`LiftIt`].
    ///
    /// # Errors
    /// `Invalid` for a text that says nothing; what the service says where it refuses.
    pub async fn lift_it(&self, request: LiftIt) -> Reply<LiftIt> {
        let LiftIt { op, decision, text } = request;
        check_words(&text, 1, "error.moderation.lift")?;
        self.moderate_now(op, ops::LIFT, &ops::Lift { decision, text }).await
    }

    /// Answers [`GetSlow`]: a list of one, or of none.
    ///
    /// # Errors
    /// What the service says where it refuses.
    pub async fn get_slow(&self, request: GetSlow) -> Reply<GetSlow> {
        self.core.listed(AskSlow { place: request.place }, 1).await
    }

    /// Answers [`GetRules`]: a list of one.
    ///
    /// # Errors
    /// `Refused` for who may not change them.
    pub async fn get_rules(&self, request: GetRules) -> Reply<GetRules> {
        self.core.listed(AskRules { place: request.place }, 1).await
    }

    /// Answers [`SetRulesOf`].
    ///
    /// # Errors
    /// `Invalid` for a rule that looks for nothing; what the service says where it refuses.
    pub async fn set_rules_of(&self, request: SetRulesOf) -> Reply<SetRulesOf> {
        let SetRulesOf { op, place, rules } = request;
        rule::check_rules(&rules)?;
        self.moderate_now(op, ops::SET_RULES, &ops::SetRules { place, rules }).await
    }

    /// Answers [`BlockIt`].
    ///
    /// # Errors
    /// What the service says where it refuses.
    pub async fn block_it(&self, request: BlockIt) -> Reply<BlockIt> {
        let BlockIt { op, picture, on } = request;
        self.moderate_now(op, ops::BLOCK_PICTURE, &ops::BlockPicture { picture, on }).await
    }

    /// Does something and waits for what the service says of it, if it is reached; then what is shown
    /// of it is asked for again.
    async fn moderate_now(
        &self,
        op: OpId,
        name: &'static str,
        args: &(impl Serialize + Sync),
    ) -> Result<(), Error> {
        let op = self.core.make(Draft::new(op, SCOPE, name, args, None)?).await?;
        let done = self.core.see_through(op, None).await;
        self.core.asked.forget();
        self.core.status.tell_rows(crate::features::kinds_of(name));
        done
    }
}

/// A line of the public log; the line before it comes after it in the list.
fn told(sealed: &Sealed, before: Option<&Sealed>) -> Option<LogLine> {
    let line: Line = serde_json::from_str(&sealed.text).ok()?;
    let whole = match before {
        Some(before) => sealed.follows((before.seq, &before.hash)),
        // The first line of all follows nothing; what is before the last one here is not here.
        None => sealed.seq > 1 || sealed.follows((0, "")),
    };
    let of = |read: fn(&Statement) -> &str| {
        line.statement.as_ref().map(read).unwrap_or_default().to_owned()
    };
    let facts = of(|statement| &statement.decision_facts);
    Some(LogLine {
        seq: sealed.seq,
        at: line.at,
        action: line.action,
        step: line.step,
        ground: of(|statement| statement.ground()),
        facts: if facts.is_empty() { line.why } else { facts },
        about: line.about,
        statement: line.statement,
        whole,
    })
}
