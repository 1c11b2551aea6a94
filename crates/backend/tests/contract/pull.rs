//! Reading what changed: cursors, parts, other lives, checksums.

use crate::world::{World, on_each};
use sampan_protocol::people::ops;
use sampan_protocol::sync::{Change, Cursor, Pull, Scope, row_checksum};
use std::collections::BTreeMap;

/// What a reader holds: rows by kind and key.
#[derive(Default)]
struct Replica(BTreeMap<(String, String), String>);

impl Replica {
    fn take(&mut self, changes: Vec<Change>) {
        for change in changes {
            let at = (change.kind, change.key);
            match change.value {
                Some(value) => self.0.insert(at, value),
                None => self.0.remove(&at),
            };
        }
    }

    fn checksum(&self) -> u64 {
        self.0
            .iter()
            .fold(0, |sum, ((kind, key), value)| sum.wrapping_add(row_checksum(kind, key, value)))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_goes_step_by_step_has_what_the_backend_has() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut replica = Replica::default();
        let (mut epoch, mut seq) = (0, 0);
        for round in 0..12 {
            for n in 0..3 {
                let other = world.someone(&format!("friend_{round}_{n}"), "Friend").await;
                let set = ops::SetContact { person: other.id(), note: format!("{n}") };
                mei.act("people.set_contact", &set, None).await.expect("kept");
                if n == 1 {
                    let remove = ops::RemoveContact { person: other.id() };
                    mei.act("people.remove_contact", &remove, None).await.expect("removed");
                }
            }
            loop {
                let part = mei.pull("person", epoch, seq, 2).await;
                assert!(!part.reset, "nothing has to be forgotten");
                assert!(part.changes.len() <= 2, "no more than asked for");
                assert!(part.changes.windows(2).all(|w| w[0].seq < w[1].seq), "in order");
                assert!(part.seq > seq || !part.more, "every part goes on");
                (epoch, seq) = (part.epoch, part.seq);
                replica.take(part.changes);
                if !part.more {
                    assert_eq!(part.checksum, Some(replica.checksum()), "both have the same");
                    break;
                }
                assert_eq!(part.checksum, None, "a part has no checksum");
            }
        }
        assert_eq!(replica.0.len(), 2 + 24, "me, my device, and two friends a round");
        let again = mei.pull("person", epoch, seq, 2).await;
        assert!(again.changes.is_empty() && !again.more, "then there is nothing new");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_another_life_starts_anew() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let now = mei.pull("person", 0, 0, 100).await;
        assert!(!now.reset && now.epoch != 0, "a first reader has nothing to forget");
        for (epoch, seq) in [(now.epoch + 1, 1), (now.epoch, now.seq + 1), (0, 1)] {
            let anew = mei.pull("person", epoch, seq, 100).await;
            assert!(anew.reset, "({epoch}, {seq}) is of another life");
            assert_eq!(anew.changes, now.changes, "it gets everything");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_reads_ones_own_scopes_only() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let otto = world.someone("otto", "Otto").await;
        let foreign = [
            otto.scope("person"),
            otto.scope("wallet"),
            Scope::of("moon", mei.id()),
            Scope("person".into()),
            Scope("person:\0".into()),
        ];
        let mut scopes = foreign.to_vec();
        scopes.push(mei.scope("person"));
        let cursors = scopes.into_iter().map(|scope| Cursor { scope, epoch: 0, seq: 0 }).collect();
        let pulled = mei.device.ask(&Pull { cursors, limit: 0 }).await.expect("she may ask");
        assert_eq!(pulled.lost, foreign, "what is not hers is lost to her");
        assert_eq!(pulled.scopes.len(), 1, "hers is answered");
        assert_eq!(pulled.scopes[0].changes.len(), 1, "a limit of nothing is one");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_is_for_all_scopes_together() {
    on_each(async |world: World| {
        let mut mei = world.someone("mei", "Mei").await;
        let cursors = ["person", "wallet"]
            .map(|word| Cursor { scope: mei.scope(word), epoch: 0, seq: 0 })
            .to_vec();
        let pulled = mei.device.ask(&Pull { cursors, limit: 2 }).await.expect("she may ask");
        let [person, wallet] = &pulled.scopes[..] else { panic!("both are hers") };
        assert_eq!((person.changes.len(), person.more), (2, false), "the first takes all");
        assert_eq!((wallet.changes.len(), wallet.more), (0, true), "the second waits");
        assert_eq!(wallet.seq, 0, "and has not moved");
    })
    .await;
}
