//! Operators: two of them where it matters, and a log that cannot be edited.

use crate::world::{PIN, Someone, World, key, on_each, rejection};
use sampan_backend::{audit_operators, system::SystemRandom};
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::operate::{
    APPOINT, About, Act, ActState, CONFIGURE, Change, Configure, DISMISS, Sealed, first_broken,
    ops, rows,
};
use sampan_protocol::people::{Kind, Me};
use sampan_protocol::service::{INFO_PATH, Info};
use sampan_protocol::sync::{Cursor, Outcome, Pull, Scope, SyncProtocol};
use sampan_protocol::{Error, auth::Signed};
use serde::Serialize;
use serde_json::Value;

/// What anybody is told of the service.
pub(crate) async fn info(world: &World) -> Info {
    let unsigned = Signed {
        method: "GET".into(),
        path: INFO_PATH.into(),
        body: Vec::new(),
        device: world.device().id,
        counter: 0,
        signature: String::new(),
    };
    let answer = world.backend.send(unsigned).await.expect("in process");
    serde_json::from_slice(&answer.body).expect("it tells anybody")
}

/// The operators' scope.
async fn scope(world: &World) -> Scope {
    Scope::of("operate", info(world).await.service_id)
}

/// Does something in the operators' scope; answers under which identifier.
async fn act(
    who: &mut Someone,
    scope: &Scope,
    name: &str,
    args: &impl Serialize,
) -> Result<(OpId, Outcome), Error> {
    let op = who.new_op();
    let pin = ops::needs_pin(name).then_some(PIN);
    let outcome = who.device.act(op, scope, name, args, pin).await?;
    Ok((op, outcome))
}

/// Proposes an act.
pub(crate) async fn propose(
    who: &mut Someone,
    scope: &Scope,
    kind: &str,
    args: &impl Serialize,
) -> Result<OpId, Error> {
    let args = serde_json::to_value(args).expect("plain data");
    let propose = ops::Propose { kind: kind.to_owned(), args };
    act(who, scope, ops::PROPOSE, &propose).await.map(|(op, _)| op)
}

/// Confirms what is seen.
pub(crate) async fn confirm(who: &mut Someone, scope: &Scope, id: OpId) -> Result<(), Error> {
    let digest = one(who, scope, id).await.digest();
    act(who, scope, ops::CONFIRM, &ops::Confirm { act: id, digest }).await.map(drop)
}

/// Rows of a kind in the operators' scope; none for who may not read it.
pub(crate) async fn seen(who: &mut Someone, scope: &Scope, kind: &str) -> Option<Vec<Value>> {
    let cursors = vec![Cursor { scope: scope.clone(), epoch: 0, seq: 0 }];
    let mut pulled = who.device.ask(&Pull { cursors, limit: 1_000 }).await.expect("an answer");
    let changes = pulled.scopes.pop()?.changes;
    let of = changes.into_iter().filter(|change| change.kind == kind);
    let mut rows: Vec<_> = of.filter_map(|change| Some((change.key, change.value?))).collect();
    rows.sort();
    Some(rows.iter().map(|(_, text)| serde_json::from_str(text).expect("JSON")).collect())
}

/// An act as it stands.
pub(crate) async fn one(who: &mut Someone, scope: &Scope, id: OpId) -> Act {
    let acts = seen(who, scope, rows::ACT).await.expect("an operator reads");
    let acts = acts.into_iter().map(|act| serde_json::from_value::<Act>(act).expect("an act"));
    acts.into_iter().find(|act| act.id == id).expect("it is there")
}

/// Three people, the first two of whom run the service.
pub(crate) async fn desk(world: &World) -> (Someone, Someone, Someone, Scope) {
    let mut ada = world.someone("ada", "Ada").await;
    let (ben, eve) = (world.someone("ben", "Ben").await, world.someone("eve", "Eve").await);
    let scope = scope(world).await;
    let about = About { person: ben.id() };
    propose(&mut ada, &scope, APPOINT, &about).await.expect("a lone operator appoints alone");
    (ada, ben, eve, scope)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_role_is_given_and_taken_by_operators_only() {
    on_each(async |world| {
        let (mut ada, mut ben, mut eve, scope) = desk(&world).await;
        let me = ben.rows("person", "people.me").await.pop().expect("himself");
        let me: Me = serde_json::from_value(me).expect("himself");
        assert!(me.operator, "his devices are told");
        let names = seen(&mut ben, &scope, rows::OPERATOR).await.expect("he reads now");
        assert_eq!(names.len(), 2, "both are shown");
        assert!(seen(&mut eve, &scope, rows::ACT).await.is_none(), "nobody else reads");
        let about = About { person: eve.id() };
        let not = propose(&mut eve, &scope, APPOINT, &about).await;
        assert_eq!(key(not), "error.sync.not_yours", "or acts");
        let third = propose(&mut ada, &scope, APPOINT, &about).await.expect("it is proposed");
        assert_eq!(one(&mut ada, &scope, third).await.state, ActState::Proposed, "two from now on");
        let own = confirm(&mut ada, &scope, third).await;
        assert_eq!(key(own), "error.operate.own_act", "nobody confirms their own");
        confirm(&mut ben, &scope, third).await.expect("the other one may");
        assert!(seen(&mut eve, &scope, rows::ACT).await.is_some(), "she reads now");

        let about = About { person: ben.id() };
        let out = propose(&mut ada, &scope, DISMISS, &about).await.expect("it is proposed");
        confirm(&mut eve, &scope, out).await.expect("he is dismissed");
        assert!(seen(&mut ben, &scope, rows::ACT).await.is_none(), "and reads no more");
        let late = propose(&mut ada, &scope, DISMISS, &about).await;
        assert_eq!(key(late), "error.operate.is_no_operator", "once is enough");
        let about = About { person: PersonId::new(&world.clock, &SystemRandom) };
        let nobody = propose(&mut ada, &scope, APPOINT, &about).await;
        assert_eq!(key(nobody), "error.people.unknown", "nobody is nobody");
        let (mut shop, id) = (world.device(), PersonId::new(&world.clock, &SystemRandom));
        let registered = shop.register(id, "shop", "Shop", Kind::Merchant, Some(5_812), PIN).await;
        registered.expect("they register");
        let merchant = propose(&mut ada, &scope, APPOINT, &About { person: id }).await;
        assert_eq!(key(merchant), "error.operate.merchant", "who sells here does not run it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dismissed_operator_proposed_is_not_carried_out() {
    on_each(async |world| {
        let (mut ada, mut ben, mut eve, scope) = desk(&world).await;
        let appoint = About { person: eve.id() };
        let third = propose(&mut ada, &scope, APPOINT, &appoint).await.expect("proposed");
        confirm(&mut ben, &scope, third).await.expect("three of them");
        let kim = world.someone("kim", "Kim").await;
        let about = About { person: kim.id() };
        let left = propose(&mut ada, &scope, APPOINT, &about).await.expect("proposed");
        let own = propose(&mut ben, &scope, APPOINT, &about).await.expect("proposed");
        let out = About { person: ada.id() };
        let out = propose(&mut ben, &scope, DISMISS, &out).await.expect("proposed");
        confirm(&mut eve, &scope, out).await.expect("she is dismissed");
        let dismissed = confirm(&mut eve, &scope, left).await;
        assert_eq!(key(dismissed), "error.operate.proposer_left", "it takes two who are operators");
        let digest = one(&mut ben, &scope, own).await.digest();
        let late = act(&mut ada, &scope, ops::CONFIRM, &ops::Confirm { act: own, digest }).await;
        assert_eq!(key(late), "error.sync.not_yours", "and she confirms nothing any more");
        let names = seen(&mut ben, &scope, rows::OPERATOR).await.expect("he reads");
        assert_eq!(names.len(), 2, "Kim is none");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_operator_stays() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let scope = scope(&world).await;
        let about = About { person: ada.id() };
        let last = propose(&mut ada, &scope, DISMISS, &about).await;
        assert_eq!(key(last), "error.operate.last", "somebody runs the service");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_is_decided_once_and_as_it_was_seen() {
    on_each(async |world| {
        let (mut ada, mut ben, eve, scope) = desk(&world).await;
        let about = About { person: eve.id() };
        let id = propose(&mut ada, &scope, APPOINT, &about).await.expect("proposed");
        let other = ops::Confirm { act: id, digest: "0".repeat(64) };
        let unseen = act(&mut ben, &scope, ops::CONFIRM, &other).await;
        assert_eq!(key(unseen), "error.operate.other_act", "only what was seen");
        let withdraw = ops::Withdraw { act: id };
        let not_his = act(&mut ben, &scope, ops::WITHDRAW, &withdraw).await;
        assert_eq!(key(not_his), "error.operate.not_own_act", "he declines instead");
        let decline = ops::Decline { act: id, why: "Who is she?".into() };
        let own = act(&mut ada, &scope, ops::DECLINE, &decline).await;
        assert_eq!(key(own), "error.operate.own_act", "she takes it back instead");
        act(&mut ben, &scope, ops::DECLINE, &decline).await.expect("he says no");
        let declined = one(&mut ada, &scope, id).await;
        assert_eq!((declined.state, declined.why.as_str()), (ActState::Declined, "Who is she?"));
        assert_eq!(key(confirm(&mut ben, &scope, id).await), "error.operate.decided", "no is no");
        let mine = propose(&mut ada, &scope, APPOINT, &about).await.expect("proposed again");
        act(&mut ada, &scope, ops::WITHDRAW, &ops::Withdraw { act: mine })
            .await
            .expect("taken back");
        let late = propose(&mut ada, &scope, APPOINT, &about).await.expect("and again");
        world.clock.forward(7 * 86_400 + 1);
        let now = world.backend.now();
        world.blocking(move |backend| backend.run_due(now)).await;
        assert_eq!(one(&mut ada, &scope, late).await.state, ActState::Expired, "a week is enough");
        assert_eq!(key(confirm(&mut ben, &scope, late).await), "error.operate.decided", "too late");
        let kind = propose(&mut ada, &scope, "moon.land", &about).await;
        assert_eq!(key(kind), "error.operate.kind", "what nobody knows is refused");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_carried_out_says_why() {
    on_each(async |world| {
        let (mut ada, mut ben, eve, scope) = desk(&world).await;
        let about = About { person: eve.id() };
        let first = propose(&mut ada, &scope, APPOINT, &about).await.expect("proposed");
        let second = propose(&mut ada, &scope, APPOINT, &about).await.expect("proposed twice");
        confirm(&mut ben, &scope, first).await.expect("she is one");
        confirm(&mut ben, &scope, second).await.expect("it is decided");
        let failed = one(&mut ben, &scope, second).await;
        let problem = failed.problem.map(|problem| problem.key);
        let told = (failed.state, problem.as_deref());
        assert_eq!(told, (ActState::Failed, Some("error.operate.is_operator")), "and it is told");
        let again = confirm(&mut ben, &scope, first).await;
        assert_eq!(key(again), "error.operate.decided", "what is done is not done again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_of_money_change_by_acts() {
    on_each(async |world| {
        let (mut ada, mut ben, _, scope) = desk(&world).await;
        let change = |from: u32, to: u32| {
            let (from, to) = (from.to_string(), to.to_string());
            Configure { changes: vec![Change { name: "caps.code_each".into(), from, to }] }
        };
        propose(&mut ada, &scope, CONFIGURE, &change(500, 300)).await.expect("lower at once");
        assert_eq!(info(&world).await.settings.caps.code_each, 300, "one lowers a cap");
        let raise =
            propose(&mut ada, &scope, CONFIGURE, &change(300, 900)).await.expect("proposed");
        assert_eq!(info(&world).await.settings.caps.code_each, 300, "two raise it");
        propose(&mut ben, &scope, CONFIGURE, &change(300, 200)).await.expect("lower still");
        confirm(&mut ben, &scope, raise).await.expect("it is decided");
        let stale = one(&mut ben, &scope, raise).await;
        let problem = stale.problem.map(|problem| problem.key);
        assert_eq!(problem.as_deref(), Some("error.operate.setting_changed"), "not as it was seen");
        let mut settings = info(&world).await.settings;
        settings.caps.code_each = 5_000;
        let around = sampan_protocol::service::Configure { settings };
        let not = ada.device.ask(&around).await;
        assert_eq!(key(not), "error.service.money_settings", "there is no way around");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_byte_of_the_log_that_is_flipped_is_found() {
    on_each(async |world| {
        let (mut ada, mut ben, eve, scope) = desk(&world).await;
        let about = About { person: eve.id() };
        let id = propose(&mut ada, &scope, APPOINT, &about).await.expect("proposed");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        let audit = async || world.blocking(|backend| Ok(audit_operators(backend.db())?)).await;
        let whole = audit().await;
        assert_eq!((whole.lines, whole.first_bad), (3, None), "appointed, proposed, appointed");
        let lines = seen(&mut ada, &scope, rows::LINE).await.expect("she reads the log");
        let lines: Vec<Sealed> =
            lines.into_iter().map(|line| serde_json::from_value(line).expect("a line")).collect();
        assert_eq!(first_broken(&lines), None, "a device follows the chain, too");
        for (flip, back, bad) in [
            (
                "UPDATE operator_log SET line = replace(line, 'Ada', 'Adb') WHERE seq = 2",
                "UPDATE operator_log SET line = replace(line, 'Adb', 'Ada') WHERE seq = 2",
                2,
            ),
            (
                "UPDATE operator_acts SET act = replace(act, '\"done\"', '\"failed\"')",
                "UPDATE operator_acts SET act = replace(act, '\"failed\"', '\"done\"')",
                0,
            ),
            (
                "UPDATE operator_head SET hash = 'a' || hash",
                "UPDATE operator_head SET hash = substr(hash, 2)",
                4,
            ),
        ] {
            for (sql, found) in [(flip, Some(bad)), (back, None)] {
                let run = move |backend: &sampan_backend::Backend| {
                    Ok(backend.db().write(|db| db.execute(sql, &[]).map(drop))?)
                };
                world.blocking(run).await;
                assert_eq!(audit().await.first_bad, found, "after {sql}");
            }
        }
        let cut = |backend: &sampan_backend::Backend| {
            let last = "DELETE FROM operator_log WHERE seq = 3";
            Ok(backend.db().write(|db| db.execute(last, &[]).map(drop))?)
        };
        world.blocking(cut).await;
        assert_eq!(audit().await.first_bad, Some(3), "a line that is gone is missed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_need_the_pin_and_happen_once() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let ben = world.someone("ben", "Ben").await;
        let scope = scope(&world).await;
        let args = serde_json::to_value(About { person: ben.id() }).expect("plain data");
        let propose = ops::Propose { kind: APPOINT.to_owned(), args };
        let op = ada.new_op();
        let bare = ada.device.act(op, &scope, ops::PROPOSE, &propose, None).await;
        assert_eq!(bare, Ok(Outcome::NeedsApproval), "the PIN is asked for");
        for _ in 0..2 {
            let done = ada.device.act(op, &scope, ops::PROPOSE, &propose, Some(PIN)).await;
            assert!(matches!(done, Ok(Outcome::Applied { .. })), "twice is once: {done:?}");
        }
        let acts = seen(&mut ada, &scope, rows::ACT).await.expect("she reads");
        assert_eq!(acts.len(), 1, "one act");
        let elsewhere = Scope::of("operate", "00000000");
        let op = ada.new_op();
        let other = ada.device.act(op, &elsewhere, ops::PROPOSE, &propose, Some(PIN)).await;
        let told = other.map_or_else(|error| error.key, |outcome| rejection(&outcome).to_owned());
        assert_eq!(told, "error.sync.not_yours", "of another service nobody here knows");
    })
    .await;
}
