//! A dispute that both sides leave to the operators: two of them decide, and nothing moves before.

use crate::operate::{confirm, desk, one, propose};
use crate::operations::{applied, cny, push_one, top_up};
use crate::world::{PIN, Someone, key, on_each};
use sampan_backend::audit;
use sampan_protocol::ids::{BillId, OpId};
use sampan_protocol::operate::ActState;
use sampan_protocol::wallet::dispute::{DISPUTE, Dispute, RESOLVE_DISPUTE, Reason, Stage, ops};
use sampan_protocol::wallet::{Account, ops as wallet};
use serde::Serialize;

/// Does something in one's own wallet.
async fn act(who: &mut Someone, name: &str, args: &impl Serialize) -> OpId {
    let (op, scope) = (who.new_op(), who.scope("wallet"));
    let pin = wallet::needs_pin(name).then_some(PIN);
    let done = who.device.act(op, &scope, name, args, pin).await.expect("it is taken");
    assert!(applied(&done), "{name} is applied: {done:?}");
    op
}

/// What somebody has, and what of it is held.
async fn has(who: &mut Someone) -> (i64, i64) {
    let rows = who.rows("wallet", "wallet.account").await;
    let accounts = rows.into_iter().map(serde_json::from_value::<Account>);
    let account =
        accounts.map(|account| account.expect("an account")).next().expect("there is one");
    (account.balance, account.held)
}

async fn stage(who: &mut Someone) -> Stage {
    let row = who.rows("wallet", DISPUTE).await.pop().expect("they see it");
    serde_json::from_value::<Dispute>(row).expect("a dispute").state.stage
}

#[tokio::test(flavor = "multi_thread")]
async fn two_operators_decide_a_dispute_and_one_does_not() {
    on_each(async |world| {
        let (mut ada, mut ben, mut eve, scope) = desk(&world).await;
        let mut kim = world.someone("kim", "Kim").await;
        let fill = top_up(&mut eve, 10_000);
        assert!(applied(&push_one(&mut eve, fill).await), "she has money");
        let (to, amount, note) = (kim.id(), cny(5_000), "Chair".to_owned());
        let pay = wallet::Transfer { to, amount, note, request: None, code: None, chat: None };
        let paid = act(&mut eve, wallet::TRANSFER, &pay).await;
        let (reason, text) = (Reason::NotReceived, "Nothing came".to_owned());
        let (bill, amount, pictures) = (BillId(paid.0), cny(3_000), Vec::new());
        let open = ops::OpenDispute { bill, reason, amount, text, pictures };
        let dispute = act(&mut eve, ops::OPEN_DISPUTE, &open).await;
        let (text, pictures) = ("It was sent".to_owned(), Vec::new());
        let contest = ops::ContestDispute { dispute, text, pictures };
        act(&mut kim, ops::CONTEST_DISPUTE, &contest).await;
        assert_eq!(has(&mut kim).await, (5_000, 3_000), "what is disputed is held");

        let decide = |minor| {
            let (refund, reason) = (cny(minor), "It never left".to_owned());
            ops::ResolveDispute { dispute, refund, reason }
        };
        let not = propose(&mut eve, &scope, RESOLVE_DISPUTE, &decide(3_000)).await;
        assert_eq!(key(not), "error.sync.not_yours", "nobody decides their own");
        let much = propose(&mut ada, &scope, RESOLVE_DISPUTE, &decide(3_001)).await;
        assert_eq!(key(much), "error.wallet.dispute_over", "no more than is disputed");
        let id =
            propose(&mut ada, &scope, RESOLVE_DISPUTE, &decide(1_000)).await.expect("proposed");
        assert_eq!(one(&mut ada, &scope, id).await.state, ActState::Proposed, "it waits");
        assert_eq!(stage(&mut eve).await, Stage::Reviewing, "one operator decides nothing");
        assert_eq!((has(&mut eve).await, has(&mut kim).await), ((5_000, 0), (5_000, 3_000)));
        let own = confirm(&mut ada, &scope, id).await;
        assert_eq!(key(own), "error.operate.own_act", "nor the same one twice");
        confirm(&mut ben, &scope, id).await.expect("two do");
        assert_eq!(stage(&mut kim).await, Stage::InPart, "both sides are told");
        assert_eq!((has(&mut eve).await, has(&mut kim).await), ((6_000, 0), (4_000, 0)), "moved");
        let again = propose(&mut ben, &scope, RESOLVE_DISPUTE, &decide(1_000)).await;
        assert_eq!(key(again), "error.wallet.dispute_closed", "it is final");
        let audited = world.blocking(|backend| Ok(audit(backend.db())?)).await;
        assert_eq!(audited.first_bad, None, "the ledger is whole");
    })
    .await;
}
