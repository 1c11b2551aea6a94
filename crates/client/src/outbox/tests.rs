//! Tests of the outbox: order, once each, and what a crash in between leaves.

use super::*;
use crate::db::Store;
use crate::vault::{KeyHome, Vault};
use sampan_protocol::Random;
use sampan_protocol::ids::DeviceId;
use serde_json::json;
use uuid::Uuid;

struct Sevens;

impl Random for Sevens {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

struct Desk {
    folder: tempfile::TempDir,
    own: Store,
    identity: Identity,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let own = Store::open::<Outbox>(folder.path()).expect("opened");
    let vault = Vault::new(KeyHome::File, folder.path(), "test".to_owned());
    let device = DeviceId(Uuid::from_u128(5));
    let identity = Identity::make(&vault, device, &Sevens).expect("a key");
    Desk { folder, own, identity }
}

fn id(number: u128) -> OpId {
    OpId(Uuid::from_u128(number))
}

fn new(number: u128, scope: &str) -> NewOp {
    NewOp {
        op_id: id(number),
        scope: Scope(scope.to_owned()),
        name: "wallet.top_up".to_owned(),
        args: json!({ "number": number as u64 }),
        other: None,
        at: Timestamp::from_seconds(number as i64),
    }
}

impl Desk {
    fn put(&self, number: u128, scope: &str) {
        self.own
            .write(|tx| {
                insert(tx, &new(number, scope))?;
                let op = get(tx, id(number))?.expect("inserted");
                enqueue(tx, &op, &self.identity).map(drop)
            })
            .expect("enqueued");
    }

    fn note(&self, number: u128, outcome: &Outcome) {
        self.own.write(|tx| record(tx, id(number), outcome)).expect("noted");
    }

    fn next(&self) -> Vec<(u128, u64)> {
        let ops = self.own.read(|db| sendable(db, 100)).expect("readable");
        ops.into_iter().map(|op| (op.op_id.0.as_u128(), op.client_seq.expect("a place"))).collect()
    }

    fn state(&self, number: u128) -> Option<State> {
        self.own.read(|db| get(db, id(number))).expect("readable").map(|op| op.state)
    }
}

fn refusal() -> Outcome {
    Outcome::Rejected(Error::refused("error.wallet.too_little"))
}

#[test]
fn operations_keep_their_order_in_each_scope_and_over_a_restart() {
    let desk = desk();
    for (number, scope) in [(1, "wallet:x"), (2, "person:x"), (3, "wallet:x")] {
        desk.put(number, scope);
    }
    let expected = [(2, 1), (1, 1), (3, 2)];
    assert_eq!(desk.next(), expected, "by scope, and in it by place");
    let Desk { folder, own, identity } = desk;
    drop(own);
    let own = Store::open::<Outbox>(folder.path()).expect("opened again");
    assert_eq!(Desk { folder, own, identity }.next(), expected, "nothing is lost");
}

#[test]
fn what_is_signed_is_what_stands_in_the_row() {
    let desk = desk();
    desk.put(1, "wallet:x");
    let op = desk.own.read(|db| get(db, id(1))).expect("readable").expect("there");
    let signed = op.signed.expect("signed");
    let body: Operation = serde_json::from_str(&signed.body).expect("an operation");
    assert_eq!((body.op_id, body.client_seq, body.args), (op.op_id, 1, op.args), "the same");
    assert_eq!(body.device, desk.identity.device(), "by this device");
}

#[test]
fn an_operation_stands_once() {
    let desk = desk();
    desk.put(1, "wallet:x");
    let twice = desk.own.write(|tx| insert(tx, &new(1, "wallet:x")));
    assert!(twice.is_err(), "the identifier is unique");
    assert_eq!(desk.next().len(), 1, "one row");
}

#[test]
fn a_refusal_halts_what_follows_in_its_scope_until_it_is_decided() {
    let desk = desk();
    for (number, scope) in [(1, "wallet:x"), (2, "wallet:x"), (3, "person:x")] {
        desk.put(number, scope);
    }
    desk.note(1, &refusal());
    desk.note(2, &Outcome::Halted);
    assert_eq!(desk.next(), [(3, 1)], "only the other scope goes on");
    assert_eq!(desk.own.read(counts).expect("counted"), (2, 1), "two wait, one needs the person");
    let release = |desk: &Desk| {
        desk.own
            .write(|tx| crate::perform::release(tx, &Scope("wallet:x".into()), &desk.identity))
            .expect("released");
    };
    release(&desk);
    assert_eq!(desk.next(), [(3, 1)], "while it is undecided, nothing is released");
    desk.own.write(|tx| remove(tx, id(1))).expect("removed");
    release(&desk);
    assert_eq!(desk.next(), [(3, 1), (2, 3)], "then it goes on, at the end of the queue");
}

#[test]
fn halted_behind_what_needs_the_pin_goes_on_at_once() {
    let desk = desk();
    desk.put(1, "wallet:x");
    desk.put(2, "wallet:x");
    desk.note(1, &Outcome::NeedsApproval);
    desk.note(2, &Outcome::Halted);
    assert_eq!(desk.state(1), Some(State::NeedsPin), "it has no place any more");
    assert_eq!(desk.next(), [(2, 2)], "and holds nobody up");
}

#[test]
fn what_is_contained_leaves_once_and_only_then() {
    let desk = desk();
    let scope = Scope("wallet:x".to_owned());
    desk.put(1, "wallet:x");
    desk.put(2, "wallet:x");
    desk.note(1, &Outcome::Applied { change_seq: 10 });
    desk.note(2, &Outcome::Applied { change_seq: 12 });
    let leave =
        |seq| desk.own.write(|tx| remove_contained(tx, &scope, seq)).expect("removed").len();
    assert_eq!(leave(9), 0, "nothing is contained yet");
    assert_eq!((leave(11), leave(11)), (1, 0), "the first one, once");
    assert_eq!(desk.state(2), Some(State::Sent), "the other one stays");
    desk.own.write(|tx| send_again(tx, &scope)).expect("sent again");
    assert_eq!(desk.next(), [(2, 2)], "another life of the scope may not have it");
}

#[test]
fn a_new_try_is_found_under_the_old_name() {
    let desk = desk();
    desk.own.write(|tx| rename(tx, id(1), id(2))).expect("renamed");
    desk.own.write(|tx| rename(tx, id(1), id(3))).expect("renamed again");
    assert_eq!(desk.own.read(|db| current(db, id(1))).expect("found"), id(3), "the last one");
    assert_eq!(desk.own.read(|db| current(db, id(9))).expect("found"), id(9), "else itself");
}
