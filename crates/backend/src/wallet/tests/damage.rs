//! Every kind of damage that an audit has to find.

use super::engines::on_each;
use super::town::{Town, cny, op_id, pay};
use crate::db::DbError;
use crate::wallet::Fault;
use sampan_protocol::wallet::ops;

/// Damage, and what it is to be called.
const PLANTED: &[(&str, Fault)] = &[
    ("UPDATE wallet_accounts SET posted = posted + 1 WHERE at_least = 0", Fault::Balance),
    (
        "UPDATE wallet_accounts SET owner = 'person:00000000-0000-0000-0000-00000000000a'
          WHERE at_least IS NULL",
        Fault::Subject,
    ),
    ("UPDATE wallet_accounts SET at_least = NULL WHERE posted > 0", Fault::Subject),
    ("UPDATE wallet_transfers SET amount = amount + 1", Fault::Subject),
    (
        "UPDATE wallet_transfers SET order_body = REPLACE(order_body, 'wallet', 'Wallet')",
        Fault::Subject,
    ),
    ("UPDATE wallet_transfers SET order_signature = 'ab'", Fault::Subject),
    ("UPDATE wallet_transfers SET made = made + 1", Fault::Subject),
    ("UPDATE wallet_entries SET change_posted = 0 - change_posted", Fault::Hash),
    ("UPDATE wallet_entries SET hash = REPLACE(hash, 'a', 'b')", Fault::Hash),
    ("UPDATE wallet_entries SET event = 'burn' WHERE seq = 5", Fault::Unreadable),
    ("UPDATE wallet_streams SET hash = hash || '0' WHERE seq > 0", Fault::Missing),
    ("DELETE FROM wallet_entries WHERE seq = 4", Fault::Missing),
    (
        "DELETE FROM wallet_entries WHERE seq = (SELECT MAX(seq) FROM wallet_entries)",
        Fault::Missing,
    ),
    ("UPDATE wallet_entries SET before_seq = before_seq - 1 WHERE seq = 9", Fault::Lead),
    ("UPDATE wallet_accounts SET last_seq = last_seq - 2 WHERE at_least IS NULL", Fault::Lead),
    (
        "INSERT INTO wallet_marks SELECT account, made, version, stream, seq FROM wallet_entries",
        Fault::Lead,
    ),
    ("DELETE FROM wallet_entries", Fault::Missing),
    ("DELETE FROM wallet_streams", Fault::Missing),
];

#[test]
fn an_audit_finds_what_was_altered_in_the_database() {
    for (sql_text, fault) in PLANTED {
        on_each(|db| {
            let town = Town::new(db);
            for n in 1..=3 {
                town.act(1, n, ops::TRANSFER, &pay(2, cny(1_000))).expect("there is enough");
            }
            town.is_whole();
            db.write(|sql| -> Result<(), DbError> { sql.batch(sql_text) })
                .expect("whoever owns the database can alter it");
            let bad = town.audit().first_bad.unwrap_or_else(|| panic!("not found: {sql_text}"));
            assert_eq!(bad.fault, *fault, "{sql_text}: {bad:?}");
        });
    }
}

#[test]
fn an_audit_finds_marks_that_mislead() {
    on_each(|db| {
        let town = Town::new(db);
        for n in 1..=70 {
            town.act(1, n, ops::TRANSFER, &pay(2, cny(1))).expect("there is enough");
        }
        town.is_whole();
        for sql_text in ["UPDATE wallet_marks SET seq = seq - 1", "DELETE FROM wallet_marks"] {
            db.write(|sql| -> Result<(), DbError> { sql.batch(sql_text) }).expect("it is altered");
            let bad = town.audit().first_bad.unwrap_or_else(|| panic!("not found: {sql_text}"));
            assert_eq!(bad.fault, Fault::Lead, "{sql_text}: {bad:?}");
        }
    });
}

#[test]
fn an_audit_finds_a_transfer_that_no_entry_tells_of() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, ops::TRANSFER, &pay(2, cny(1_000))).expect("there is enough");
        db.write(|sql| {
            sql.execute(
                "INSERT INTO wallet_transfers (id, step, debit, credit, currency, amount, purpose, made, stream, seq)
                 SELECT $1, step, debit, credit, currency, amount, purpose, made, stream, seq
                 FROM wallet_transfers WHERE id = $2",
                &crate::params![op_id(77), op_id(1)],
            )
        })
        .expect("it is planted");
        let bad = town.audit().first_bad.expect("it is found");
        assert_eq!((bad.fault, bad.transfer), (Fault::Missing, Some(op_id(77).0)), "that one");
    });
}

#[test]
fn the_root_tells_ledgers_apart() {
    on_each(|db| {
        let town = Town::new(db);
        let before = town.audit();
        town.act(1, 1, ops::TRANSFER, &pay(2, cny(1))).expect("there is enough");
        let after = town.audit();
        assert_ne!(before.root, after.root, "one more transfer is another ledger");
        assert_eq!(before.entries + 2, after.entries, "it has two entries");
    });
}
