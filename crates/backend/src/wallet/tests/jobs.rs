//! What happens by itself: in its time, once, in any number of processes, and never blocked by
//! what fails.

use super::somebody::{newcomer, on_each, op};
use super::town::cny;
use crate::backend::Backend;
use crate::jobs::NewJob;
use crate::jobs::table::job;
use futures::future::join_all;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;
use sampan_protocol::sync::Outcome;
use sampan_protocol::wallet::packet::{SEND, SendPacket, Sharing};

const DAY: i64 = 86_400;

fn packet(to: PersonId, minor: i64) -> SendPacket {
    let (amount, sharing) = (cny(minor), Sharing::Equal);
    SendPacket {
        amount,
        shares: 1,
        sharing,
        greeting: String::new(),
        to: vec![to],
        secret: None,
        chat: None,
    }
}

/// Puts a job in that nobody can do.
fn impossible(backend: &Backend, person: PersonId, due: Timestamp) {
    let new = NewJob { module: "wallet", kind: "nonsense", subject: "x", person, due };
    let put = || backend.db().write(|sql| job::put(sql, op(backend), &new));
    tokio::task::block_in_place(put).expect("it is put in");
}

fn due(backend: &Backend, kind: &str) -> Option<(Timestamp, i64)> {
    let read = || {
        backend.db().read(|sql| {
            sql.query("SELECT due, attempts FROM jobs WHERE kind = $1", &crate::params![kind])
        })
    };
    let rows = tokio::task::block_in_place(read).expect("the database answers");
    rows.first()
        .map(|row| (row.time("due").expect("a time"), row.int("attempts").expect("a count")))
}

#[test]
fn what_is_put_off_happens_in_its_time_and_once() {
    on_each(|backend| async move {
        let mut giver = newcomer(&backend, "giver", 10_000).await;
        let friend = newcomer(&backend, "friend", 0).await;
        let given = giver.act(&backend, SEND, &packet(friend.id, 600)).await;
        assert!(matches!(given, Ok(Outcome::Applied { .. })), "it is given: {given:?}");
        assert_eq!(giver.balance().await, 9_400, "the money is in the packet");
        let now = backend.now();
        let run = |at| tokio::task::block_in_place(|| backend.run_due(at)).expect("it looks");
        assert_eq!(run(now.plus_seconds(DAY - 60)), 0, "not before its time");
        assert_eq!(run(now.plus_seconds(DAY + 60)), 1, "in its time");
        assert_eq!(giver.balance().await, 10_000, "what is left came back");
        assert_eq!(run(now.plus_seconds(9 * DAY)), 0, "and only once");
        assert_eq!(giver.balance().await, 10_000, "not twice");
    });
}

#[test]
fn many_processes_at_once_do_it_once() {
    on_each(|backend| async move {
        let mut giver = newcomer(&backend, "giver", 10_000).await;
        let friend = newcomer(&backend, "friend", 0).await;
        for minor in 1..=20 {
            giver.act(&backend, SEND, &packet(friend.id, minor)).await.expect("it is given");
        }
        assert_eq!(giver.balance().await, 9_790, "twenty packets");
        let later = backend.now().plus_seconds(2 * DAY);
        let keepers = (0..6).map(|_| {
            let backend = backend.clone();
            tokio::task::spawn_blocking(move || backend.run_due(later).expect("it looks"))
        });
        let done: usize = join_all(keepers).await.into_iter().map(|n| n.expect("it ends")).sum();
        assert_eq!(done, 20, "each was done by one of them");
        assert_eq!(giver.balance().await, 10_000, "each came back once");
    });
}

#[test]
fn what_fails_is_tried_again_later_and_blocks_nobody() {
    on_each(|backend| async move {
        let mut giver = newcomer(&backend, "giver", 10_000).await;
        let friend = newcomer(&backend, "friend", 0).await;
        let now = backend.now();
        impossible(&backend, giver.id, now);
        giver.act(&backend, SEND, &packet(friend.id, 600)).await.expect("it is given");
        let later = now.plus_seconds(2 * DAY);
        let run = |at| tokio::task::block_in_place(|| backend.run_due(at)).expect("it looks");
        assert_eq!(run(later), 1, "the one behind it is done");
        assert_eq!(giver.balance().await, 10_000, "what is left came back");
        assert_eq!(due(&backend, "nonsense"), Some((later.plus_seconds(30), 1)), "put off");
        assert_eq!(run(later.plus_seconds(29)), 0, "not before its time");
        run(later.plus_seconds(31));
        let expected = (later.plus_seconds(31 + 60), 2);
        assert_eq!(due(&backend, "nonsense"), Some(expected), "put off for longer");
    });
}

#[test]
fn a_keeper_does_what_is_due_until_the_backend_closes() {
    on_each(|backend| async move {
        let giver = newcomer(&backend, "giver", 10_000).await;
        let keeper = backend.keep_time();
        impossible(&backend, giver.id, backend.now());
        // Only a push tells the keeper; this job was put in behind its back.
        backend.wake_keeper();
        let tried = async {
            while due(&backend, "nonsense").is_none_or(|(_, attempts)| attempts == 0) {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        let in_time = tokio::time::timeout(std::time::Duration::from_secs(20), tried).await;
        assert!(in_time.is_ok(), "the keeper woke and tried it");
        backend.close();
        let ended = tokio::time::timeout(std::time::Duration::from_secs(20), keeper).await;
        assert!(matches!(ended, Ok(Ok(()))), "it ends with the backend");
    });
}
