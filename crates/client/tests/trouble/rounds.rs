//! The loop under trouble: garbage, divergence, another life, revoked, a wrong clock, wake-ups.

use crate::double::Trouble;
use crate::double::desk::{Desk, NOW, op};
use crate::double::world::{PIN, baker, cny};
use sampan_client::Run;
use sampan_protocol::device::Event;
use sampan_protocol::sync::Wake;
use sampan_protocol::wallet::{AskMoney, BillState, GetWallet, MakeCode};
use sampan_protocol::{Code, Error, Timestamp};
use std::time::Duration;

fn html() -> String {
    "<html>Sign in to the hotel's network</html>".to_owned()
}

#[tokio::test]
async fn garbage_is_told_and_wedges_nothing() {
    let error = serde_json::to_string(&Error::internal()).expect("JSON");
    let cases: [(&str, u16, String, &str); 5] = [
        ("/v1/sync/push", 200, html(), "error.device.not_sampan"),
        ("/v1/sync/push", 200, "{\"results\":7}".to_owned(), "error.device.not_sampan"),
        ("/v1/sync/push", 503, "busy".to_owned(), "error.device.server_trouble"),
        ("/v1/sync/push", 500, error, "error.internal"),
        ("/v1/sync/pull", 404, html(), "error.device.not_sampan"),
    ];
    for (path, status, body, key) in cases {
        let desk = Desk::with(5_000).await;
        desk.service.cut(true);
        desk.top_up(1, 300).await.expect("waits");
        desk.service.cut(false);
        desk.service.next(path, Trouble::Instead(status, body.clone()));
        let told = desk.sync().await.expect_err("it did not work");
        assert_eq!(told.key, key, "{status} {body}");
        let state = desk.client.session().await.expect("a session").sync;
        assert_eq!(state.problem.map(|p| p.key).as_deref(), Some(key), "the state says so");
        desk.check("in between").await;
        desk.sync().await.expect("the next time it works");
        let state = desk.client.session().await.expect("a session").sync;
        assert_eq!((state.online, state.problem), (true, None), "and that is said, too");
        desk.check_done("after garbage").await;
        assert_eq!(desk.service.world().balance, 5_300, "once");
    }
}

#[tokio::test]
async fn a_cache_that_differs_is_pulled_again() {
    let desk = Desk::with(5_000).await;
    // Somebody changes a row behind the change log's back.
    {
        let mut world = desk.service.world();
        let scope = world.wallet();
        let log = world.log(&scope);
        let (_, value) = log.rows.values_mut().next().expect("a row");
        *value = value.as_ref().map(|text| text.replace("5000", "7000"));
    }
    desk.sync().await.expect("it repairs itself");
    assert_eq!(desk.money().await.1, 7_000, "what the service has is what is shown");
}

#[tokio::test]
async fn a_service_that_contradicts_itself_is_told_and_does_not_spin() {
    let desk = Desk::with(5_000).await;
    let calls = desk.service.asked().len();
    let (scope, pulled) = {
        let world = desk.service.world();
        (world.wallet(), world.scopes[&world.wallet()].clone())
    };
    let lie = serde_json::json!({ "lost": [], "scopes": [{
        "scope": scope, "epoch": pulled.epoch, "reset": false, "changes": [], "seq": pulled.seq,
        "more": false, "last_applied": 0, "checksum": 12345,
    }]});
    for _ in 0..4 {
        desk.service.next("/v1/sync/pull", Trouble::Instead(200, lie.to_string()));
    }
    let told = desk.sync().await.expect_err("they do not agree");
    assert_eq!(told.key, "error.device.diverged", "the person is told");
    assert!(desk.service.asked().len() - calls < 6, "it is not asked for ever");
    desk.service.no_trouble();
    desk.sync().await.expect("synchronised");
    desk.check_done("when the service agrees again").await;
}

#[tokio::test]
async fn another_life_of_a_scope_replaces_the_rows_and_sends_again() {
    let desk = Desk::with(5_000).await;
    desk.service.next("/v1/sync/pull", Trouble::LostBefore);
    let receipt = desk.top_up(1, 300).await.expect("applied, not pulled yet");
    assert_eq!(receipt.bill.state, BillState::Pending, "it is not confirmed");
    {
        // The service is put back to before the top-up.
        let mut world = desk.service.world();
        let scope = world.wallet();
        world.decided.clear();
        world.applied.clear();
        world.balance = 0;
        let log = world.log(&scope);
        (log.epoch, log.seq, log.last_applied) = (42, 0, 0);
        log.rows.clear();
        world.give(1_000_000, 5_000);
    }
    desk.sync().await.expect("synchronised");
    desk.sync().await.expect("synchronised");
    desk.check_done("in the new life").await;
    assert_eq!(desk.service.world().balance, 5_300, "it was sent again");
}

#[tokio::test]
async fn many_changes_come_in_pages() {
    let desk = Desk::with(0).await;
    {
        let mut world = desk.service.world();
        world.page = 3;
        for number in 0..20 {
            world.give(number + 1, 100);
        }
    }
    desk.sync().await.expect("synchronised");
    desk.check_done("after all pages").await;
    assert_eq!(desk.bills().await.len(), 20, "none is missing");
}

#[tokio::test]
async fn a_scope_that_is_lost_is_purged() {
    let desk = Desk::with(5_000).await;
    let scope = desk.service.world().wallet();
    desk.service.world().lost = vec![scope];
    desk.sync().await.expect("synchronised");
    assert!(desk.bills().await.is_empty(), "its rows are gone");
    assert!(desk.client.session().await.expect("a session").me.is_some(), "the person stays");
}

#[tokio::test]
async fn a_revoked_device_is_told_and_loses_nothing() {
    let desk = Desk::with(5_000).await;
    desk.service.cut(true);
    desk.top_up(1, 300).await.expect("waits");
    desk.service.cut(false);
    desk.service.world().refuse = Some(Error::new(Code::Unauthorized, "error.auth.revoked"));
    let told = desk.sync().await.expect_err("revoked");
    assert_eq!(told.key, "error.auth.revoked", "it is told");
    let parts = desk.client.session().await.expect("a session");
    assert_eq!(parts.sync.problem.map(|p| p.key).as_deref(), Some("error.auth.revoked"), "shown");
    assert_eq!(
        (desk.money().await.1, desk.waiting().await.len()),
        (5_000, 1),
        "nothing is deleted"
    );
}

#[tokio::test]
async fn another_version_is_told_and_nothing_is_lost() {
    let desk = Desk::with(5_000).await;
    desk.service.cut(true);
    desk.top_up(1, 300).await.expect("waits");
    desk.service.cut(false);
    let other = Error::new(Code::Incompatible, "error.auth.protocol");
    desk.service.world().refuse = Some(other.clone());
    assert_eq!(desk.sync().await, Err(other.clone()), "it is told");
    let state = desk.client.session().await.expect("a session").sync;
    assert_eq!((state.problem, state.waiting), (Some(other), 1), "shown, and what waits stays");
    desk.service.world().refuse = None;
    desk.sync().await.expect("updated");
    desk.check_done("after the update").await;
}

#[tokio::test]
async fn a_clock_wrong_by_a_day_is_told_and_work_goes_on() {
    let desk = Desk::with(5_000).await;
    desk.clock.turn(86_400);
    let desk = desk.reopen().await;
    desk.sync().await.expect("synchronised");
    let state = desk.client.session().await.expect("a session").sync;
    assert_eq!(state.problem.map(|p| p.key).as_deref(), Some("error.device.clock"), "it is told");
    let receipt = desk.pay(1, 100, Some(PIN)).await.expect("paid");
    assert!(receipt.settled(), "work goes on");
    let code = MakeCode { amount: Some(cny(500)), currency: cny(0).currency, note: String::new() };
    let code = desk.client.make_code(code).await.expect("a code");
    let end = Timestamp::from_seconds(NOW + 600);
    assert_eq!(code.expires, Some(end), "codes run out by the service's clock");
    let parsed = sampan_protocol::wallet::code::read(&code.payload).expect("ours");
    assert_eq!(parsed.terms.expires, Some(end), "as the code itself says");
}

#[tokio::test]
async fn a_cache_broken_while_it_is_open_heals() {
    let desk = Desk::with(5_000).await;
    let path = desk.folder.path().join("cache.db");
    let desk = {
        let Desk { folder, service, clock, client } = desk;
        drop(client);
        // The files are closed when the tasks that serve media have ended.
        tokio::time::sleep(Duration::from_millis(100)).await;
        let mut bytes = std::fs::read(&path).expect("read");
        assert!(bytes.len() > 8_192, "there is something to break");
        bytes[4_096..].fill(0xA5);
        std::fs::write(&path, bytes).expect("broken");
        let config =
            crate::double::desk::config(folder.path(), service.clone(), clock.clone(), Run::ByHand);
        let client = sampan_client::Client::open(config).await.expect("opened");
        Desk { folder, service, clock, client }
    };
    // Whoever reads first is told; then it is laid anew and pulled.
    let _ = desk.client.get_wallet(GetWallet {}).await;
    let _ = desk.sync().await;
    desk.sync().await.expect("synchronised");
    desk.check_done("after healing").await;
    assert_eq!(desk.money().await.1, 5_000, "everything came back");
}

#[tokio::test]
async fn in_the_background_a_wake_up_brings_news() {
    let desk = Desk::empty(Run::Background).await;
    desk.client.onboard(crate::double::desk::onboard()).await.expect("registered");
    let mut events = desk.client.watch();
    let scope = {
        let mut world = desk.service.world();
        world.give(9, 4_200);
        world.wallet()
    };
    let news = async {
        loop {
            // The stream may be opened at any moment: it is woken up until it hears.
            desk.service.wake(Wake { scope: scope.clone(), seq: 1 });
            match tokio::time::timeout(Duration::from_millis(100), events.next()).await {
                Ok(Some(Event::Rows(kinds))) if kinds.iter().any(|k| k == "wallet.bill") => return,
                _ => {}
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), news).await.expect("the news came");
    assert_eq!(desk.money().await.1, 4_200, "and it is shown");
    // What is done is sent by itself.
    let ask = AskMoney { op: op(1), payer: baker(), amount: cny(900), note: String::new() };
    desk.client.ask_money(ask).await.expect("asked");
    let sent = async {
        while !desk.waiting().await.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), sent).await.expect("it was sent by itself");
    assert_eq!(desk.service.world().applied.get(&op(1)), Some(&1), "once");
}
