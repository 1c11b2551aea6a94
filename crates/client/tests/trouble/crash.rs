//! Crashes: whatever happens in whatever order, everything happens once and nothing is left over.

use crate::double::desk::{Desk, TestClock, config, op, payment};
use crate::double::world::{PIN, World};
use crate::double::{Moment, Service, Trouble};
use proptest::prelude::*;
use sampan_client::{Client, Run};
use sampan_protocol::device::{DiscardWaiting, WaitingState};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// What was on disk at one moment, and how the world was.
struct Shot {
    path: String,
    moment: Moment,
    folder: tempfile::TempDir,
    world: World,
}

fn copy(from: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(from).expect("readable").flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), to.path().join(entry.file_name())).expect("copied");
        }
    }
    to
}

/// Photographs disk and world at every exchange.
fn photograph(desk: &Desk) -> Arc<Mutex<Vec<Shot>>> {
    let shots = Arc::new(Mutex::new(Vec::new()));
    let (folder, album) = (desk.folder.path().to_owned(), shots.clone());
    desk.service.hook(move |path, moment, world| {
        let shot =
            Shot { path: path.to_owned(), moment, folder: copy(&folder), world: world.clone() };
        album.lock().expect("not poisoned").push(shot);
    });
    shots
}

async fn wake_up(shot: Shot) -> Desk {
    let service = Service::new(shot.world);
    let clock = TestClock::at(crate::double::desk::NOW);
    let config = config(shot.folder.path(), service.clone(), clock.clone(), Run::ByHand);
    let client = Client::open(config).await.expect("opened after the crash");
    Desk { folder: shot.folder, service, clock, client }
}

/// Brings everything that waits to its end.
async fn finish(desk: &Desk) {
    desk.service.no_trouble();
    for _ in 0..60 {
        desk.sync().await.expect("synchronised");
        let waiting = desk.waiting().await;
        let Some(next) = waiting.first() else { return };
        match next.state {
            WaitingState::NeedsPin => {
                let _ = desk.retry(next.op, Some(PIN)).await;
            }
            WaitingState::Rejected(_) => {
                let discard = DiscardWaiting { op: next.op };
                desk.client.discard_waiting(discard).await.expect("dropped");
            }
            WaitingState::Queued | WaitingState::Halted => {
                let _ = desk.retry(next.op, Some(PIN)).await;
            }
        }
    }
    panic!("it never ends: {:?}", desk.waiting().await);
}

#[tokio::test]
async fn killed_at_any_moment_of_a_payment_it_is_made_once() {
    let desk = Desk::with(5_000).await;
    desk.service.cut(true);
    desk.top_up(1, 300).await.expect("waits");
    desk.service.cut(false);
    let shots = photograph(&desk);
    desk.pay(2, 1_000, Some(PIN)).await.expect("paid");
    desk.service.hook(|_, _, _| {});
    let shots = std::mem::take(&mut *shots.lock().expect("not poisoned"));
    let seen: Vec<_> = shots.iter().map(|s| (s.path.clone(), s.moment)).collect();
    for path in ["/v1/sync/authorize", "/v1/sync/push", "/v1/sync/pull"] {
        for moment in [Moment::Asked, Moment::Done] {
            assert!(
                seen.contains(&(path.to_owned(), moment)),
                "{path} {moment:?} was photographed"
            );
        }
    }
    for shot in shots {
        let when = format!("killed at {} {:?}", shot.path, shot.moment);
        let desk = wake_up(shot).await;
        desk.check(&when).await;
        desk.sync().await.expect("synchronised");
        desk.check(&when).await;
        // The person presses again: it is the same payment.
        desk.client.pay(payment(2, 1_000, Some(PIN))).await.expect("paid");
        finish(&desk).await;
        desk.check_done(&when).await;
        assert_eq!(desk.service.world().balance, 4_300, "{when}: each once");
        assert_eq!(desk.service.world().applied.len(), 2, "{when}: both happened");
    }
}

/// Takes the outbox as it was at one moment and the cache as it was in the end.
fn torn(shot: &Shot, last: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let name = format!("cache.db{suffix}");
        let _ = std::fs::remove_file(shot.folder.path().join(&name));
        if last.join(&name).exists() {
            std::fs::copy(last.join(&name), shot.folder.path().join(&name)).expect("copied");
        }
    }
}

#[tokio::test]
async fn killed_between_the_commits_of_the_two_files_nothing_is_counted_twice() {
    let desk = Desk::with(5_000).await;
    let shots = photograph(&desk);
    desk.pay(1, 1_000, Some(PIN)).await.expect("paid");
    desk.service.hook(|_, _, _| {});
    let last = copy(desk.folder.path());
    let shots = std::mem::take(&mut *shots.lock().expect("not poisoned"));
    let pushed = |shot: &Shot| shot.world.balance == 4_000;
    let mut torn_ones = 0;
    for shot in shots.into_iter().filter(pushed) {
        let when = format!("outbox of {} {:?}, cache of the end", shot.path, shot.moment);
        torn(&shot, last.path());
        let desk = wake_up(shot).await;
        assert_eq!(desk.waiting().await.len(), 1, "{when}: it still stands in the outbox");
        desk.check(&when).await;
        assert_eq!(desk.money().await, (4_000, 4_000), "{when}: taken off once");
        desk.sync().await.expect("synchronised");
        desk.check_done(&when).await;
        torn_ones += 1;
    }
    assert!(torn_ones >= 2, "sent and unknown, and applied but not removed, were both there");
}

/// Something that happens.
#[derive(Debug, Clone)]
enum Act {
    TopUp(i64),
    Pay(i64, bool),
    PressAgain(usize),
    Sync,
    Retry(usize, bool),
    Discard(usize),
    Trouble(&'static str, u8),
    Cut(bool),
    Comes(i64),
    Tick(i64),
    Kill,
}

fn act() -> impl Strategy<Value = Act> {
    let path = prop::sample::select(vec![
        "/v1/sync/push",
        "/v1/sync/pull",
        "/v1/sync/authorize",
        "/v1/service",
    ]);
    prop_oneof![
        3 => (1..500i64).prop_map(Act::TopUp),
        4 => (1..900i64, any::<bool>()).prop_map(|(minor, pin)| Act::Pay(minor, pin)),
        2 => (0..8usize).prop_map(Act::PressAgain),
        4 => Just(Act::Sync),
        2 => (0..4usize, any::<bool>()).prop_map(|(at, pin)| Act::Retry(at, pin)),
        1 => (0..4usize).prop_map(Act::Discard),
        4 => (path, 0..3u8).prop_map(|(path, kind)| Act::Trouble(path, kind)),
        2 => any::<bool>().prop_map(Act::Cut),
        1 => (-400..400i64).prop_map(Act::Comes),
        1 => (1..200i64).prop_map(Act::Tick),
        2 => Just(Act::Kill),
    ]
}

/// Everything that the person asked for, to press again.
type Asked = Vec<(u128, i64, bool)>;

async fn perform(desk: Desk, number: u128, act: Act, asked: &mut Asked) -> Desk {
    match act {
        Act::TopUp(minor) => {
            asked.push((number, minor, false));
            let _ = desk.top_up(number, minor).await;
        }
        Act::Pay(minor, pin) => {
            asked.push((number, minor, true));
            let _ = desk.pay(number, minor, pin.then_some(PIN)).await;
        }
        Act::PressAgain(at) => match asked.get(at) {
            Some((number, minor, true)) => {
                let _ = desk.pay(*number, *minor, Some(PIN)).await;
            }
            Some((number, minor, false)) => {
                let _ = desk.top_up(*number, *minor).await;
            }
            None => {}
        },
        Act::Sync => {
            let _ = desk.sync().await;
        }
        Act::Retry(at, pin) => {
            if let Some(waiting) = desk.waiting().await.get(at) {
                let _ = desk.retry(waiting.op, pin.then_some(PIN)).await;
            }
        }
        Act::Discard(at) => {
            if let Some(waiting) = desk.waiting().await.get(at) {
                let _ = desk.client.discard_waiting(DiscardWaiting { op: waiting.op }).await;
            }
        }
        Act::Trouble(path, kind) => desk.service.next(
            path,
            match kind {
                0 => Trouble::LostBefore,
                1 => Trouble::LostAfter,
                _ => Trouble::Instead(200, "<html>".to_owned()),
            },
        ),
        Act::Cut(cut) => desk.service.cut(cut),
        Act::Comes(minor) => {
            let balance = desk.service.world().balance;
            desk.service.world().give(number, minor.max(-balance));
        }
        Act::Tick(seconds) => {
            desk.clock.turn(seconds);
            let mut world = desk.service.world();
            world.now = world.now.plus_seconds(seconds);
        }
        Act::Kill => return desk.reopen().await,
    }
    desk
}

/// More of them by `PROPTEST_CASES`.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn in_any_order_everything_happens_once_and_nothing_is_left(
        acts in prop::collection::vec(act(), 1..24),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let mut desk = Desk::with(1_000).await;
            let mut asked = Asked::new();
            for (number, act) in acts.iter().enumerate() {
                desk = perform(desk, number as u128 + 1, act.clone(), &mut asked).await;
                desk.check(&format!("after {act:?}")).await;
            }
            desk.clock.turn(200);
            finish(&desk).await;
            desk.check_done("in the end").await;
            // Pressing everything again moves nothing but what was refused or dropped before.
            let before = desk.service.world().applied.clone();
            for (number, minor, pays) in &asked {
                if before.contains_key(&op(*number)) {
                    let again = if *pays {
                        desk.pay(*number, *minor, Some(PIN)).await
                    } else {
                        desk.top_up(*number, *minor).await
                    };
                    assert!(again.expect("known").settled(), "it is the same one");
                }
            }
            desk.check_done("after pressing everything again").await;
            assert_eq!(desk.service.world().applied, before, "nothing happened a second time");
        });
    }
}
