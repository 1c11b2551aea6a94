//! Orders at rails: whose they are, how many there may be, and what a rail may take back.

use super::rails::{come, go, key, on_each, order, said_as, silent, tell};
use super::somebody::{Somebody, newcomer};
use super::town::cny;
use crate::backend::Backend;
use crate::wallet::ledger;
use crate::wallet::ledger::account::Limits;
use crate::wallet::ledger::journal::Owner;
use crate::wallet::ledger::table::account;
use crate::wallet::rail::{Happened, RailEvent, SimSettings, order_of};
use crate::wallet::table::rail_event;
use axum::http::StatusCode;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::ops::{RAIL_BACK, RAIL_END, RAIL_IN, RAIL_OUT, RailBack, RailEnd};

#[test]
fn nobody_calls_off_or_sends_back_what_somebody_else_ordered() {
    let sim = SimSettings { lost: 0, ..SimSettings::default() };
    on_each(&sim, |backend, clock| async move {
        let mut ada = newcomer(&backend, "ada", 0).await;
        let mut bob = newcomer(&backend, "bob", 50_000).await;
        let id = order(&mut ada, &backend, RAIL_IN, &come(20_000)).await;
        let refused = bob.act(&backend, RAIL_END, &RailEnd { bill: id }).await;
        assert_eq!(key(&refused), "error.wallet.no_bill", "it is not bob's to call off");
        clock.pass(&backend, 30, 1).await;
        let back = RailBack { bill: id, rail: "sim".to_owned(), amount: cny(10_000) };
        let refused = bob.act(&backend, RAIL_BACK, &back).await;
        assert_eq!(key(&refused), "error.wallet.no_bill", "or to have sent back");
        clock.pass(&backend, 30, 1).await;
        assert_eq!((ada.balance().await, bob.balance().await), (19_900, 50_000), "as it was");
    });
}

#[test]
fn an_order_is_known_to_its_own_rail_alone() {
    on_each(&silent(), |backend, _| async move {
        let mut ada = newcomer(&backend, "ada", 0).await;
        let id = OpId(order(&mut ada, &backend, RAIL_IN, &come(20_000)).await.0);
        let event = RailEvent {
            id: "evt".to_owned(),
            order: Some(id),
            reference: String::new(),
            what: Happened::Succeeded(cny(20_000)),
            at: Timestamp::default(),
        };
        let of = |rail: &str| {
            let read = || backend.db().read(|sql| order_of(sql, rail, &event));
            tokio::task::block_in_place(read).expect("the database answers").map(|order| order.id)
        };
        assert_eq!(of("sim"), Some(id), "the rail that has it");
        assert_eq!(of("stripe"), None, "another says nothing about it");
    });
}

/// Freezes what somebody has in yuan, as operators do.
fn freeze(backend: &Backend, who: &Somebody) {
    let owner = Owner::Person(who.id);
    let frozen = || {
        backend.db().write(|sql| {
            let found = account::of(sql, &owner, cny(0).currency)?.expect("they have an account");
            let limits = Limits { frozen: true, ..found.account.limits };
            ledger::limit(sql, found.account.id, limits, None, backend.now())
        })
    };
    let changed = tokio::task::block_in_place(frozen).expect("the database answers");
    assert!(changed.is_some(), "it can be");
}

#[test]
fn what_a_rail_takes_back_is_never_what_is_held_or_frozen() {
    on_each(&silent(), |backend, _| async move {
        let sim = silent();
        let mut ada = newcomer(&backend, "ada", 0).await;
        let mut eve = newcomer(&backend, "eve", 0).await;
        let mut missing = 0;
        for (who, name, held) in [(&mut ada, "ada", 15_000), (&mut eve, "eve", 0)] {
            let id = OpId(order(who, &backend, RAIL_IN, &come(20_000)).await.0);
            let told =
                |event: &str, what| said_as(&sim, &format!("{event}_{name}"), Some(id), what);
            tell(&backend, "sim", told("came", Happened::Succeeded(cny(20_000)))).await;
            assert_eq!(who.balance().await, 19_900, "it came");
            if held > 0 {
                order(who, &backend, RAIL_OUT, &go(held)).await;
            } else {
                freeze(&backend, who);
            }
            let back = told("back", Happened::Returned(cny(20_000)));
            assert_eq!(tell(&backend, "sim", back).await.0, StatusCode::OK, "it is heard");
            let left = if held > 0 { held } else { 19_900 };
            assert_eq!(who.balance().await, left, "{name} keeps what cannot be taken");
            missing += 1;
            let read = || backend.db().read(|sql| rail_event::lines(sql, false, 10));
            let lines = tokio::task::block_in_place(read).expect("the database answers");
            let short = lines.iter().filter(|line| line.why.word() == "short").count();
            assert_eq!(short, missing, "and an operator is told that it is missing");
        }
    });
}

#[test]
fn nobody_has_more_orders_open_than_anybody_can_follow() {
    on_each(&silent(), |backend, _| async move {
        let mut ada = newcomer(&backend, "ada", 0).await;
        for _ in 0..20 {
            order(&mut ada, &backend, RAIL_IN, &come(20_000)).await;
        }
        let refused = ada.act(&backend, RAIL_IN, &come(20_000)).await;
        assert_eq!(key(&refused), "error.wallet.rail_many", "twenty are enough");
    });
}
