//! How fast the ledger is, and what the same rows cost without it.

use rusqlite::{Connection, params};
use sampan_backend::db::Db;
use sampan_backend::module::Module;
use sampan_backend::wallet::Wallet;
use sampan_backend::wallet::ledger::account::{Account, Limits, Side};
use sampan_backend::wallet::ledger::journal::{Made, OpenAccount, Owner};
use sampan_backend::wallet::ledger::transfer::{Step, Transfer};
use sampan_backend::wallet::ledger::{self, LedgerError};
use sampan_protocol::ids::AccountId;
use sampan_protocol::{Currency, Money, Timestamp};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use uuid::Uuid;

/// How many people move money.
pub(crate) const PEOPLE: u128 = 1_000;
/// When it all happens.
pub(crate) const NOW: Timestamp = Timestamp::from_seconds(1_700_000_000);

/// A ledger in a file, with money on every account.
pub(crate) fn world(folder: &Path) -> (Db, tempfile::TempDir) {
    let home = tempfile::tempdir_in(folder).expect("a folder can be made");
    let db = world_at(&format!("sqlite:{}", home.path().join("ledger.db").display()));
    (db, home)
}

fn world_at(address: &str) -> Db {
    let db = Db::open(address).expect("a database can be made");
    db.migrate(&[("wallet", Wallet::default().migrations())]).expect("the tables are made");
    db.set_durable(false).expect("it can be chosen");
    db.write(|sql| -> Result<(), LedgerError> {
        for n in 0..=PEOPLE {
            let (side, limits) = if n == 0 {
                (Side::Asset, Limits::NONE)
            } else {
                (Side::Liability, Limits::PERSON)
            };
            let account = Account::new(account(n), currency(), side, limits);
            let owner = Owner::System(format!("trial/{n}"));
            ledger::open(sql, OpenAccount { account, owner, opened: NOW })?;
        }
        let fill: Vec<Made> = (1..=PEOPLE).map(|n| made(n, 0, n, 1 << 40)).collect();
        ledger::transfer(sql, &fill).map(drop)
    })
    .expect("the accounts are filled");
    db.set_durable(true).expect("it can be chosen");
    db
}

pub(crate) fn account(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n))
}

pub(crate) fn currency() -> Currency {
    Currency::new("CNY").expect("listed")
}

fn made(id: u128, debit: u128, credit: u128, minor: i64) -> Made {
    Made {
        transfer: Transfer {
            id: Uuid::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0000 + id),
            step: Step::Posted,
            debit: account(debit),
            credit: account(credit),
            amount: Money::new(minor, currency()),
        },
        purpose: "wallet.transfer".to_owned(),
        order: None,
        at: NOW,
    }
}

/// The n-th payment: between two people who follow from the number.
pub(crate) fn payment(n: u64) -> Made {
    let n = u128::from(n);
    let from = 1 + n.wrapping_mul(7_919) % PEOPLE;
    let to = 1 + (from + n.wrapping_mul(104_729) % (PEOPLE - 1)) % PEOPLE;
    made(1_000_000 + n, from, to, 1)
}

/// Transfers a second, durable, in batches of so many; and each batch's time, sorted, microseconds.
#[must_use]
pub fn ours(folder: &Path, batch: u64, transfers: u64) -> (u64, Vec<u64>) {
    let (db, _home) = world(folder);
    let began = Instant::now();
    let mut waits = Vec::new();
    for from in (0..transfers).step_by(usize::try_from(batch).unwrap_or(1)) {
        let all: Vec<[Made; 1]> = (from..from + batch).map(|n| [payment(n)]).collect();
        let groups: Vec<&[Made]> = all.iter().map(<[Made; 1]>::as_slice).collect();
        let start = Instant::now();
        let outcomes = db.write(|sql| ledger::batch(sql, &groups)).expect("it is written");
        waits.push(micros(start));
        assert!(outcomes.iter().all(Result::is_ok), "everybody has enough");
    }
    waits.sort_unstable();
    (rate(transfers, began), waits)
}

/// The same five rows a transfer, put into the same tables by prepared statements, and not synced.
#[must_use]
pub fn raw(folder: &Path, batch: u64, transfers: u64) -> u64 {
    let (db, home) = world(folder);
    drop(db);
    let db = Connection::open(home.path().join("ledger.db")).expect("it is there");
    db.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768;
         PRAGMA wal_autocheckpoint = 4000;",
    )
    .expect("it is set");
    let began = Instant::now();
    for from in (0..transfers).step_by(usize::try_from(batch).unwrap_or(1)) {
        db.execute_batch("BEGIN IMMEDIATE").expect("it begins");
        rows(&db, from..from + batch).expect("they are written");
        db.execute_batch("COMMIT").expect("it ends");
    }
    rate(transfers, began)
}

fn rows(db: &Connection, numbers: std::ops::Range<u64>) -> rusqlite::Result<()> {
    let mut transfer = db.prepare_cached(
        "INSERT INTO wallet_transfers (id, step, pending, debit, credit, currency, amount, purpose,
            order_body, order_signature, made, expires, reverses, stream, seq)
         VALUES (?1, 'posted', NULL, ?2, ?3, 'CNY', 1, 'wallet.transfer', NULL, NULL, ?4, NULL, NULL, 1, ?5)",
    )?;
    let mut entry = db.prepare_cached(
        "INSERT INTO wallet_entries (stream, seq, event, subject, digest, account, change_posted,
            change_held, change_expected, posted, held, expected, version, made, hash,
            before_stream, before_seq)
         VALUES (1, ?1, 'move', ?2, ?3, ?4, ?5, 0, 0, 1000, 0, 0, ?6, ?7, ?3, 1, ?1 - 1000)",
    )?;
    let mut balance = db.prepare_cached(
        "UPDATE wallet_accounts SET posted = posted + ?2, version = version + 1, today = 1,
            today_out = today_out + 1, today_into = 0, changed = ?3, last_stream = 1,
            last_seq = ?4 WHERE id = ?1",
    )?;
    let hash = "0".repeat(64);
    for n in numbers {
        let Made { transfer: t, at, .. } = payment(n);
        let (id, debit, credit) = (t.id.to_string(), t.debit.to_string(), t.credit.to_string());
        let seq = 100_000 + 2 * i64::try_from(n).unwrap_or_default();
        let at = at.micros();
        transfer.execute(params![id, debit, credit, at, seq])?;
        entry.execute(params![seq, id, hash, debit, -1, seq, at])?;
        entry.execute(params![seq + 1, id, hash, credit, 1, seq, at])?;
        balance.execute(params![debit, -1, at, seq])?;
        balance.execute(params![credit, 1, at, seq + 1])?;
    }
    Ok(())
}

/// How long the disk itself takes to sync a page that was appended, sorted, microseconds.
#[must_use]
pub fn syncs(folder: &Path, times: usize) -> Vec<u64> {
    let home = tempfile::tempdir_in(folder).expect("a folder can be made");
    let path = home.path().join("page");
    let mut file: File =
        OpenOptions::new().create(true).append(true).open(path).expect("a file can be made");
    let mut waits: Vec<u64> = (0..times)
        .map(|_| {
            let start = Instant::now();
            file.write_all(&[7; 4_096]).expect("there is room");
            file.sync_data().expect("it is synced");
            micros(start)
        })
        .collect();
    waits.sort_unstable();
    waits
}

/// Clients who pay one merchant at once, each so often, in an empty database.
#[must_use]
pub fn contended_at(address: &str, clients: u64, each: u64) -> Contended {
    pay_one(&world_at(address), clients, each)
}

/// Clients who pay one merchant at once, each so often.
#[must_use]
pub fn contended(folder: &Path, clients: u64, each: u64) -> Contended {
    let (db, _home) = world(folder);
    pay_one(&db, clients, each)
}

/// What those saw who paid one merchant at once.
pub struct Contended {
    /// The most commits between asking and being answered; 0 where the engine does not count.
    pub most_commits: u64,
    /// How long each waited, sorted, microseconds.
    pub waits: Vec<u64>,
    /// How often a payment was tried.
    pub tries: u64,
}

fn pay_one(db: &Db, clients: u64, each: u64) -> Contended {
    let (seen, tries) = (Mutex::new(Vec::new()), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for client in 0..clients {
            let (db, seen, tries) = (&db, &seen, &tries);
            scope.spawn(move || {
                for n in 0..each {
                    let id = 9_000_000 + u128::from(client * each + n);
                    let one = [made(id, 2 + u128::from(client), 1, 1)];
                    let (before, start) = (db.commits(), Instant::now());
                    db.write(|sql| {
                        tries.fetch_add(1, Ordering::Relaxed);
                        ledger::transfer(sql, &one)
                    })
                    .expect("it is written");
                    let one = (db.commits() - before, micros(start));
                    seen.lock().expect("nobody panics").push(one);
                }
            });
        }
    });
    let seen = seen.into_inner().expect("nobody panics");
    let mut waits: Vec<u64> = seen.iter().map(|(_, wait)| *wait).collect();
    waits.sort_unstable();
    let most_commits = seen.iter().map(|(commits, _)| *commits).max().unwrap_or_default();
    Contended { most_commits, waits, tries: tries.into_inner() }
}

fn micros(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
}

pub(crate) fn rate(transfers: u64, began: Instant) -> u64 {
    (u128::from(transfers) * 1_000_000 / began.elapsed().as_micros().max(1)) as u64
}
