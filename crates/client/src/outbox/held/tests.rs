//! Tests of what is held: what comes before what, and outboxes of older versions.

use super::*;
use crate::db::Store;
use crate::outbox::{self, NewOp, Outbox};
use crate::perform::release;
use crate::vault::{KeyHome, Vault};
use sampan_protocol::ids::DeviceId;
use sampan_protocol::{Random, Timestamp};
use serde_json::json;
use uuid::Uuid;

struct Sevens;

impl Random for Sevens {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

struct Desk {
    _folder: tempfile::TempDir,
    own: Store,
    identity: Identity,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let own = Store::open::<Outbox>(folder.path()).expect("opened");
    let vault = Vault::new(KeyHome::File, folder.path(), "test".to_owned());
    let identity = Identity::make(&vault, DeviceId(Uuid::from_u128(5)), &Sevens).expect("a key");
    Desk { _folder: folder, own, identity }
}

fn id(number: u128) -> OpId {
    OpId(Uuid::from_u128(number))
}

fn file(place: usize) -> File {
    File { place, sha256: format!("{place:064}"), kept: None }
}

impl Desk {
    /// Puts an operation in, with so many files.
    fn put(&self, number: u128, lane: &str, files: usize) {
        let new = NewOp {
            op_id: id(number),
            scope: Scope("messages:me".to_owned()),
            name: "messages.send".to_owned(),
            args: json!({}),
            other: None,
            at: Timestamp::from_seconds(1),
        };
        let lane = Lane { name: Some(lane.to_owned()), files: (0..files).map(file).collect() };
        let put = |tx: &Transaction<'_>| {
            outbox::insert(tx, &new)?;
            set(tx, new.op_id, &lane)?;
            let op = get(tx, new.op_id)?.expect("inserted");
            queue_up(tx, &op, &self.identity)
        };
        self.own.write(put).expect("put in");
    }

    fn done(&self, number: u128) -> bool {
        let args = json!({ "named": number as u64 });
        self.own.write(|tx| handed_in(tx, id(number), &args, &self.identity)).expect("noted")
    }

    fn queue(&self) -> Vec<u128> {
        let ops = self.own.read(|db| outbox::sendable(db, 100)).expect("readable");
        ops.iter().map(|op| op.op_id.0.as_u128()).collect()
    }
}

#[test]
fn what_comes_behind_waits_and_another_lane_does_not() {
    let desk = desk();
    for (number, lane, files) in [(1, "a", 2), (2, "a", 0), (3, "b", 0), (4, "a", 1), (5, "a", 0)] {
        desk.put(number, lane, files);
    }
    assert_eq!(desk.queue(), [3], "only what waits for nothing is queued");
    assert!(desk.done(4), "it may be handed in before its turn");
    assert_eq!(desk.queue(), [3], "but keeps its turn");
    assert!(desk.done(1), "the first one");
    assert_eq!(desk.queue(), [3, 1, 2, 4, 5], "lets everything go, in order");
    assert!(!desk.done(1), "once");
    let op = desk.own.read(|db| get(db, id(1))).expect("readable").expect("there");
    assert_eq!((op.args, op.held), (json!({ "named": 1 }), false), "it says what it was told");
}

#[test]
fn what_is_refused_or_taken_back_holds_up_nothing() {
    let desk = desk();
    for (number, files) in [(1, 1), (2, 0), (3, 1), (4, 0)] {
        desk.put(number, "a", files);
    }
    let error = Error::refused("error.moderation.picture");
    desk.own.write(|tx| refuse(tx, id(1), error, &desk.identity)).expect("noted");
    assert_eq!(desk.queue(), [2], "what waited behind it goes on");
    let kept = desk.own.read(named).expect("readable");
    assert_eq!(kept.len(), 1, "its file is kept, as is the same one of another");
    desk.own
        .write(|tx| {
            outbox::remove(tx, id(3))?;
            release(tx, &Scope("messages:me".to_owned()), &desk.identity)
        })
        .expect("taken back");
    assert_eq!(desk.queue(), [2, 4], "so it does behind what was taken back");
    desk.own.write(|tx| outbox::remove(tx, id(1))).expect("given up");
    assert!(desk.own.read(named).expect("readable").is_empty(), "no file is named any more");
}

#[test]
fn an_outbox_of_the_first_version_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let old = rusqlite::Connection::open(folder.path().join("outbox.db")).expect("opened");
    old.execute_batch(include_str!("../../outbox.sql")).expect("laid");
    old.execute(
        "INSERT INTO op (op_id, scope, name, args, at, state, client_seq, body, signature)
         VALUES (?1, 'messages:me', 'messages.send', '{}', 1, 'queued', 1, '{}', 'x')",
        [id(1).to_string()],
    )
    .expect("put in");
    old.pragma_update(None, "user_version", 1).expect("the first version");
    drop(old);
    let own = Store::open::<Outbox>(folder.path()).expect("opened");
    let waits = own.read(|db| outbox::sendable(db, 10)).expect("readable");
    assert_eq!(waits.len(), 1, "what waited still does");
    assert!(!waits[0].held && waits[0].lane.is_none(), "and is not held");
}
