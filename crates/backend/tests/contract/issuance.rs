//! What operators do to wallets: issuing, freezing, verifying.

use crate::operate::{confirm, desk, info, one, propose};
use crate::world::{PIN, Someone, key, on_each};
use sampan_backend::{audit, audit_operators};
use sampan_protocol::ids::PersonId;
use sampan_protocol::operate::{ActState, CONFIGURE, Change, Configure};
use sampan_protocol::sync::Outcome;
use sampan_protocol::wallet::operate::{
    AskFloat, AskHolder, FREEZE, Freeze, ISSUE, Issue, SET_TIER, SetTier, Standing, UNFREEZE,
    WITHDRAW_ISSUE, WithdrawIssue,
};
use sampan_protocol::wallet::{Account, Bill, ops};
use sampan_protocol::{Currency, Error, Money};

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

/// What somebody has.
async fn has(who: &mut Someone) -> i64 {
    let rows = who.rows("wallet", "wallet.account").await;
    let accounts = rows.into_iter().map(serde_json::from_value::<Account>);
    accounts.map(|account| account.expect("an account")).map(|account| account.balance).sum()
}

async fn pay(from: &mut Someone, to: PersonId, minor: i64) -> Result<Outcome, Error> {
    let args = ops::Transfer {
        to,
        amount: cny(minor),
        note: String::new(),
        request: None,
        code: None,
        chat: None,
    };
    let (op, scope) = (from.new_op(), from.scope("wallet"));
    from.device.act(op, &scope, ops::TRANSFER, &args, Some(PIN)).await
}

fn why(reason: &str) -> String {
    reason.to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn money_is_issued_by_two_and_everything_adds_up() {
    on_each(async |world| {
        let (mut ada, mut ben, mut eve, scope) = desk(&world).await;
        let issue = |person, minor| Issue { person, amount: cny(minor), reason: why("cash") };
        let to_eve = issue(Some(eve.id()), 70_000);
        let id = propose(&mut ada, &scope, ISSUE, &to_eve).await.expect("proposed");
        assert_eq!(has(&mut eve).await, 0, "one operator issues nothing");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        assert_eq!(has(&mut eve).await, 70_000, "two do");
        let bill = eve.rows("wallet", "wallet.bill").await.pop().expect("she is told");
        let bill: Bill = serde_json::from_value(bill).expect("a bill");
        assert_eq!((bill.rail.as_deref(), bill.note.as_str()), (Some("issuance"), "cash"), "why");

        let float = propose(&mut ben, &scope, ISSUE, &issue(None, 1_000)).await.expect("proposed");
        confirm(&mut ada, &scope, float).await.expect("confirmed");
        let back = |minor| WithdrawIssue { amount: cny(minor), reason: why("too much") };
        let id = propose(&mut ben, &scope, WITHDRAW_ISSUE, &back(400)).await.expect("proposed");
        confirm(&mut ada, &scope, id).await.expect("confirmed");
        let id = propose(&mut ben, &scope, WITHDRAW_ISSUE, &back(601)).await.expect("proposed");
        confirm(&mut ada, &scope, id).await.expect("decided");
        let problem = one(&mut ada, &scope, id).await;
        assert_eq!(problem.state, ActState::Failed, "there is not that much in the float");
        let told = problem.problem.map(|problem| problem.key);
        assert_eq!(told.as_deref(), Some("error.wallet.too_little"), "and that is said");

        let seen = ada.device.ask(&AskFloat {}).await.expect("an operator asks");
        let line = &seen.currencies[0];
        assert_eq!((line.people, line.of("issuance"), line.of("float")), (70_000, -70_600, 600));
        assert_eq!(line.total(), 0, "nothing is lost or invented");
        let replayed = world.blocking(|backend| Ok(audit(backend.db())?)).await;
        assert_eq!(replayed.first_bad, None, "the audit says the same");
        assert_eq!((replayed.root, replayed.entries), (seen.root, seen.entries), "to the root");
        let log = world.blocking(|backend| Ok(audit_operators(backend.db())?)).await;
        assert_eq!(log.first_bad, None, "the log, too");
        let not = eve.device.ask(&AskFloat {}).await.map(drop);
        assert_eq!(key(not), "error.service.operators_only", "nobody else asks");
        let nothing = propose(&mut ada, &scope, ISSUE, &issue(None, 0)).await;
        assert_eq!(key(nothing), "error.wallet.not_positive", "nothing is not issued");
        let silent = Issue { person: None, amount: cny(1), reason: " ".into() };
        let silent = propose(&mut ada, &scope, ISSUE, &silent).await;
        assert_eq!(key(silent), "error.wallet.reason", "without a reason neither");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_wallet_takes_money_and_gives_none() {
    on_each(async |world| {
        let (mut ada, mut ben, mut eve, scope) = desk(&world).await;
        let issue = Issue { person: Some(eve.id()), amount: cny(5_000), reason: why("cash") };
        let id = propose(&mut ada, &scope, ISSUE, &issue).await.expect("proposed");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        let freeze = Freeze { person: eve.id(), reason: why("stolen phone") };
        let id = propose(&mut ada, &scope, FREEZE, &freeze).await.expect("proposed");
        pay(&mut eve, ben.id(), 100).await.expect("not frozen by one operator");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        let refused = pay(&mut eve, ben.id(), 100).await;
        assert_eq!(key(refused), "error.wallet.frozen_by_service", "nothing leaves");
        pay(&mut ben, eve.id(), 50).await.expect("money arrives");
        let rows = eve.rows("wallet", "wallet.standing").await;
        let standing: Standing = serde_json::from_value(rows[0].clone()).expect("how it stands");
        let reason = standing.frozen.map(|frozen| frozen.reason);
        assert_eq!(reason.as_deref(), Some("stolen phone"), "she is told why");
        let twice = propose(&mut ada, &scope, FREEZE, &freeze).await;
        assert_eq!(key(twice), "error.wallet.frozen_already", "once is enough");
        let holder = ben.device.ask(&AskHolder { person: eve.id() }).await.expect("he looks");
        assert!(holder.standing.frozen.is_some(), "operators see it");
        assert_eq!(holder.balances, [cny(4_950)], "and what is there");

        let thaw = propose(&mut ben, &scope, UNFREEZE, &freeze).await.expect("proposed");
        confirm(&mut ada, &scope, thaw).await.expect("confirmed");
        pay(&mut eve, ben.id(), 100).await.expect("she pays again");
        let replayed = world.blocking(|backend| Ok(audit(backend.db())?)).await;
        assert_eq!(replayed.first_bad, None, "the journal has the freeze, and holds");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tier_limits_what_is_held_and_moved() {
    on_each(async |world| {
        let (mut ada, mut ben, mut eve, scope) = desk(&world).await;
        let issue = |minor| Issue { person: Some(eve.id()), amount: cny(minor), reason: why("x") };
        let (first, more) = (issue(90_000), issue(20_000));
        let id = propose(&mut ada, &scope, ISSUE, &first).await.expect("proposed");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        let tier = SetTier { person: eve.id(), tier: 0, reason: why("no papers") };
        propose(&mut ada, &scope, SET_TIER, &tier).await.expect("one operator is enough");
        let each = pay(&mut eve, ben.id(), 20_001).await;
        assert_eq!(key(each), "error.wallet.over_tier_each", "200 at once");
        for _ in 0..2 {
            pay(&mut eve, ben.id(), 20_000).await.expect("within it");
        }
        let day = pay(&mut eve, ben.id(), 10_001).await.expect_err("500 a day");
        assert_eq!(day.key, "error.wallet.over_tier_day", "and it is told");
        assert_eq!(day.args.get("left"), Some(&cny(10_000).into()), "with what is left");
        world.clock.forward(86_400);
        pay(&mut eve, ben.id(), 20_000).await.expect("the next day");
        let id = propose(&mut ada, &scope, ISSUE, &first).await.expect("proposed");
        confirm(&mut ben, &scope, id).await.expect("decided");
        let over = one(&mut ada, &scope, id).await.problem.map(|problem| problem.key);
        assert_eq!(over.as_deref(), Some("error.wallet.too_much"), "1,000 is the most she holds");
        let id = propose(&mut ada, &scope, ISSUE, &more).await.expect("proposed");
        confirm(&mut ben, &scope, id).await.expect("decided");
        assert_eq!(one(&mut ada, &scope, id).await.state, ActState::Done, "below it money arrives");
        let same = propose(&mut ada, &scope, SET_TIER, &tier).await;
        assert_eq!(key(same), "error.wallet.tier_same", "she has it already");

        let newcomers = Change { name: "tiers.newcomers".into(), from: "2".into(), to: "0".into() };
        let lower = Configure { changes: vec![newcomers] };
        propose(&mut ada, &scope, CONFIGURE, &lower).await.expect("one lowers it");
        assert_eq!(info(&world).await.settings.tiers.newcomers, 0, "for who comes next");
        let mut kim = world.someone("kim", "Kim").await;
        let rows = kim.rows("wallet", "wallet.standing").await;
        let standing: Standing = serde_json::from_value(rows[0].clone()).expect("how it stands");
        assert_eq!(standing.tier, 0, "Kim begins unverified");
    })
    .await;
}
