//! Rails that take their time, on a real backend: whatever becomes of their webhooks, the money is
//! there once, or back.

use super::engines::on_each_address;
use super::somebody::{Somebody, newcomer, op};
use super::town::cny;
use crate::backend::Backend;
use crate::config::Config;
use crate::params;
use crate::pin::PinCost;
use crate::system::SystemClock;
use crate::wallet::audit::audit;
use crate::wallet::rail::sim::Sim;
use crate::wallet::rail::{Happened, RailEvent, Reason, Said, SimSettings};
use crate::wallet::table::{rail_event, rail_order};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use sampan_protocol::ids::{BillId, OpId};
use sampan_protocol::sync::{Cursor, Outcome, Pull};
use sampan_protocol::wallet::ops::{
    PAY_VIA, PayVia, RAIL_BACK, RAIL_END, RAIL_IN, RAIL_OUT, RailBack, RailEnd, RailIn, RailOut,
};
use sampan_protocol::wallet::rows::{self, Bill, BillState};
use sampan_protocol::{Clock, Error, Timestamp};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tower::ServiceExt;

/// A clock that is put forward by hand.
#[derive(Clone, Default)]
pub(super) struct Ahead(Arc<AtomicI64>);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus_seconds(self.0.load(Ordering::SeqCst))
    }
}

impl Ahead {
    /// Lets time pass second by second, the rails being asked all the while.
    pub(super) async fn pass(&self, backend: &Backend, seconds: i64, step: i64) {
        for _ in 0..seconds / step {
            self.0.fetch_add(step, Ordering::SeqCst);
            backend.reach_out(backend.now()).await.expect("the rails are asked");
        }
    }
}

pub(super) fn on_each<F: Future<Output = ()>>(
    sim: &SimSettings,
    test: impl Fn(Backend, Ahead) -> F,
) {
    on_each_address(|url| {
        let clock = Ahead::default();
        let mut config = Config::bundled(url, "memory:");
        config.pin_cost = PinCost::DEMO;
        config.clock = Arc::new(clock.clone());
        config.rails.sim = Some(sim.clone());
        let backend = Backend::open(config).expect("the backend opens");
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(test(backend.clone(), clock));
        let audit = audit(backend.db()).expect("the database answers");
        assert_eq!(audit.first_bad, None, "the ledger is whole");
        assert!(audit.totals.values().all(|sum| *sum == 0), "{:?} are zero", audit.totals);
    });
}

pub(super) fn come(minor: i64) -> RailIn {
    RailIn { rail: "sim".to_owned(), amount: cny(minor), fee: (minor * 50 + 9_999) / 10_000 }
}

pub(super) fn go(minor: i64) -> RailOut {
    let fee = (minor * 100 + 9_999) / 10_000;
    RailOut { rail: "sim".to_owned(), amount: cny(minor), fee, detail: String::new() }
}

/// Orders something; the identifier of its bill.
pub(super) async fn order(
    who: &mut Somebody,
    backend: &Backend,
    name: &str,
    args: &impl serde::Serialize,
) -> BillId {
    let id = op(backend);
    let pin = sampan_protocol::wallet::ops::needs_pin(name).then_some(super::somebody::PIN);
    let done = who.device.act(id, &who.scope.clone(), name, args, pin).await;
    assert!(matches!(done, Ok(Outcome::Applied { .. })), "{name} is applied: {done:?}");
    BillId(id.0)
}

pub(super) async fn bill(who: &mut Somebody, id: BillId) -> Bill {
    let cursor = Cursor { scope: who.scope.clone(), epoch: 0, seq: 0 };
    let pulled = who.device.ask(&Pull { cursors: vec![cursor], limit: 1_000 }).await;
    let pulled = pulled.expect("they may read");
    let changes = pulled.scopes.into_iter().flat_map(|scope| scope.changes);
    let found = changes.filter(|row| row.kind == rows::BILL && row.key == id.to_string());
    let value = found.filter_map(|row| row.value).next().expect("the bill is there");
    serde_json::from_str(&value).expect("a bill")
}

#[test]
fn whatever_becomes_of_webhooks_money_is_there_once_or_back() {
    for seed in 1..=3 {
        let sim = SimSettings { seed, seconds: 3, lost: 40, twice: 50, late: 9 };
        on_each(&sim, |backend, clock| async move {
            let mut ada = newcomer(&backend, "ada", 100_000).await;
            let arrives = order(&mut ada, &backend, RAIL_IN, &come(20_000)).await;
            let fails = order(&mut ada, &backend, RAIL_IN, &come(30_013)).await;
            order(&mut ada, &backend, RAIL_IN, &come(40_017)).await;
            order(&mut ada, &backend, RAIL_IN, &come(10_019)).await;
            order(&mut ada, &backend, RAIL_OUT, &go(15_000)).await;
            let back = order(&mut ada, &backend, RAIL_OUT, &go(25_013)).await;
            order(&mut ada, &backend, RAIL_OUT, &go(5_017)).await;
            assert_eq!(ada.balance().await, 100_000, "nothing has moved yet");
            let waits = bill(&mut ada, arrives).await;
            assert_eq!(waits.amount, cny(19_900), "the fee is told");
            assert!(matches!(waits.state, BillState::AtRail(_)), "and that it is pending");

            clock.pass(&backend, 60, 1).await;
            clock.pass(&backend, 3 * 86_400, 3_600).await;
            let arrived = 19_900 + (10_019 - 51) + (40_017 - 201) - 40_017;
            let left = 15_000 + 51;
            assert_eq!(ada.balance().await, 100_000 + arrived - left, "seed {seed}");
            let settled = bill(&mut ada, arrives).await;
            assert_eq!(settled.state, BillState::Settled, "it is there");
            assert!(settled.balance_after.is_some(), "and says what there was then");
            let failed = BillState::Failed(Reason::Declined.tell());
            assert_eq!(bill(&mut ada, fails).await.state, failed, "what failed says why");
            let failed = BillState::Failed(Reason::NoAccount.tell());
            assert_eq!(bill(&mut ada, back).await.state, failed, "so does what could not go out");
        });
    }
}

/// Tells the backend something, as it would come over the network.
pub(super) async fn tell(backend: &Backend, rail: &str, said: Said) -> (StatusCode, String) {
    let mut request = Request::post(format!("/v1/rails/{rail}/events"));
    request.headers_mut().expect("it is well made").extend(said.headers);
    let request = request.body(Body::from(said.body)).expect("it is well made");
    let answer = backend.router().oneshot(request).await.expect("it answers");
    let status = answer.status();
    let body = answer.into_body().collect().await.expect("it says something").to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

fn said(sim: &SimSettings, order: Option<OpId>, what: Happened) -> Said {
    said_as(sim, "evt", order, what)
}

/// What the rail says under a name of its own.
pub(super) fn said_as(sim: &SimSettings, id: &str, order: Option<OpId>, what: Happened) -> Said {
    let (id, reference) = (id.to_owned(), "sim_1".to_owned());
    let event = RailEvent { id, order, reference, what, at: Timestamp::default() };
    let rail = Sim::new(sim.clone(), Arc::new(SystemClock));
    rail.said(serde_json::to_vec(&event).expect("plain data"))
}

fn count(backend: &Backend, table: &str) -> i64 {
    let query = format!("SELECT COUNT(*) AS n FROM {table}");
    let read = || backend.db().read(|sql| sql.query_one(&query, &params![])?.int("n"));
    tokio::task::block_in_place(read).expect("the database answers")
}

/// A rail that says nothing by itself.
pub(super) fn silent() -> SimSettings {
    SimSettings { seed: 9, seconds: 10_000, lost: 100, twice: 0, late: 0 }
}

#[test]
fn a_webhook_that_is_not_signed_changes_nothing_and_one_that_comes_twice_counts_once() {
    on_each(&silent(), |backend, _| async move {
        let sim = silent();
        let mut ada = newcomer(&backend, "ada", 0).await;
        let id = order(&mut ada, &backend, RAIL_IN, &come(20_000)).await;
        let arrived = || said(&sim, Some(OpId(id.0)), Happened::Succeeded(cny(20_000)));
        let mut forged = arrived();
        forged.body.push(b' ');
        let (status, _) = tell(&backend, "sim", forged).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "another body than was signed");
        let mut unsigned = arrived();
        unsigned.headers.clear();
        assert_eq!(
            tell(&backend, "sim", unsigned).await.0,
            StatusCode::BAD_REQUEST,
            "no signature"
        );
        assert_eq!(ada.balance().await, 0, "nothing came");
        assert_eq!(count(&backend, "wallet_rail_events"), 0, "nothing was written");
        let counted = backend.metrics().text().expect("counts");
        assert!(counted.contains("outcome=\"bad_signature\"} 2"), "both are counted: {counted}");
        for _ in 0..3 {
            assert_eq!(tell(&backend, "sim", arrived()).await.0, StatusCode::OK, "it is heard");
            assert_eq!(ada.balance().await, 19_900, "and counts once");
        }
        let huge = sim_said(&sim, vec![b'x'; 1 << 19]);
        assert_eq!(tell(&backend, "sim", huge).await.0, StatusCode::PAYLOAD_TOO_LARGE, "too long");
        let broken = sim_said(&sim, b"{".to_vec());
        assert_eq!(tell(&backend, "sim", broken).await.0, StatusCode::BAD_REQUEST, "no JSON");
        let (status, _) = tell(&backend, "moon", arrived()).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "there is no such rail");
    });
}

fn sim_said(sim: &SimSettings, body: Vec<u8>) -> Said {
    Sim::new(sim.clone(), Arc::new(SystemClock)).said(body)
}

#[test]
fn an_unknown_payment_and_one_after_its_end_wait_for_an_operator() {
    on_each(&silent(), |backend, clock| async move {
        let sim = silent();
        let mut ada = newcomer(&backend, "ada", 0).await;
        let stranger = Some(op(&backend));
        let what = || Happened::Succeeded(cny(20_000));
        let (status, _) = tell(&backend, "sim", said(&sim, stranger, what())).await;
        assert_eq!(status, StatusCode::OK, "the rail need not tell it again");
        let id = order(&mut ada, &backend, RAIL_IN, &come(20_000)).await;
        order(&mut ada, &backend, RAIL_END, &RailEnd { bill: id }).await;
        clock.pass(&backend, 5, 1).await;
        assert_eq!(bill(&mut ada, id).await.state, BillState::CalledBack, "it is called off");
        tell(&backend, "sim", said(&sim, Some(OpId(id.0)), what())).await;
        assert_eq!(ada.balance().await, 0, "what came nevertheless is nobody's yet");
        let back = RailBack { bill: id, rail: "sim".to_owned(), amount: cny(20_000) };
        let refused = ada.act(&backend, RAIL_BACK, &back).await;
        assert_eq!(key(&refused), "error.wallet.rail_no_refund", "nor theirs to send back");
        let read = || backend.db().read(|sql| rail_event::lines(sql, false, 10));
        let lines = tokio::task::block_in_place(read).expect("the database answers");
        let mut why: Vec<&str> = lines.iter().map(|line| line.why.word()).collect();
        why.sort_unstable();
        assert_eq!(why, ["after_end", "unknown_order"], "both are kept for operators");
        assert!(lines.iter().all(|line| line.amount == Some(cny(20_000))), "with the amount");
    });
}

#[test]
fn a_top_up_goes_back_the_way_it_came_and_no_further() {
    let sim = SimSettings { lost: 0, ..SimSettings::default() };
    on_each(&sim, |backend, clock| async move {
        let mut ada = newcomer(&backend, "ada", 0).await;
        let id = order(&mut ada, &backend, RAIL_IN, &come(20_000)).await;
        clock.pass(&backend, 30, 1).await;
        assert_eq!(ada.balance().await, 19_900, "it is there");
        let late = ada.act(&backend, RAIL_END, &RailEnd { bill: id }).await;
        assert_eq!(key(&late), "error.wallet.rail_over", "and cannot be called off any more");
        let back = |minor| RailBack { bill: id, rail: "sim".to_owned(), amount: cny(minor) };
        order(&mut ada, &backend, RAIL_BACK, &back(12_000)).await;
        clock.pass(&backend, 30, 1).await;
        assert_eq!(ada.balance().await, 7_900, "a part went back");
        let refused = ada.act(&backend, RAIL_BACK, &back(8_001)).await;
        assert_eq!(key(&refused), "error.wallet.over_refund", "not more than came");
        order(&mut ada, &backend, RAIL_BACK, &back(5_013)).await;
        clock.pass(&backend, 30, 1).await;
        assert_eq!(ada.balance().await, 7_900, "the rail could not: it is here again");
        order(&mut ada, &backend, RAIL_BACK, &back(7_900)).await;
        clock.pass(&backend, 30, 1).await;
        assert_eq!(ada.balance().await, 0, "what could not go back once may be tried again");
    });
}

pub(super) fn key(done: &Result<Outcome, Error>) -> String {
    match done {
        Ok(Outcome::Rejected(error)) | Err(error) => error.key.clone(),
        other => format!("{other:?}"),
    }
}

#[test]
fn what_a_rail_cannot_do_is_refused_before_it_is_asked() {
    on_each(&silent(), |backend, _| async move {
        let mut ada = newcomer(&backend, "ada", 10_000).await;
        let bob = newcomer(&backend, "bob", 0).await;
        let dear = RailIn { fee: 1, ..come(20_000) };
        let refused = ada.act(&backend, RAIL_IN, &dear).await;
        assert_eq!(key(&refused), "error.wallet.rail_fee", "another fee than was shown");
        let refused = ada.act(&backend, RAIL_OUT, &go(10_001)).await;
        assert_eq!(key(&refused), "error.wallet.too_little", "more than there is");
        let unknown = RailIn { rail: "moon".to_owned(), ..come(20_000) };
        let refused = ada.act(&backend, RAIL_IN, &unknown).await;
        assert_eq!(key(&refused), "error.wallet.unknown_rail", "there is no such rail");
        let pay = super::somebody::pay(bob.id, cny(100));
        let refused = ada.act(&backend, PAY_VIA, &PayVia::by("sim".to_owned(), pay)).await;
        assert_eq!(key(&refused), "error.wallet.rail_slow", "it takes its time");
        order(&mut ada, &backend, RAIL_OUT, &go(9_000)).await;
        let refused = ada.act(&backend, RAIL_OUT, &go(1_001)).await;
        assert_eq!(key(&refused), "error.wallet.too_little", "what is held is spent once");
        assert_eq!(count(&backend, "wallet_rail_orders"), 1, "nothing else was ordered");
    });
}

/// An order as it stands.
pub(super) fn order_of(backend: &Backend, id: BillId) -> crate::wallet::rail::Order {
    let read = || backend.db().read(|sql| rail_order::find(sql, OpId(id.0)));
    let found = tokio::task::block_in_place(read).expect("the database answers");
    found.expect("the order is there")
}
