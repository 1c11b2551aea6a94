//! The ledger's storage, further: what goes back, what ends, what is limited, what is proved.

use super::engines::on_each;
use super::ledger::{made, open_all};
use super::town::{Town, cny};
use crate::db::{Db, DbError};
use crate::wallet::Fault;
use crate::wallet::ledger::account::{Balance, Limits};
use crate::wallet::ledger::journal::Made;
use crate::wallet::ledger::refusal::Refusal;
use crate::wallet::ledger::transfer::{Effects, Step};
use crate::wallet::ledger::{self, LedgerError, Proven};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::AccountId;
use std::thread;
use uuid::Uuid;

const HOUR: i64 = 3_600;
/// An hour after all that is in a new town.
const LATER: i64 = 1_000_000;

fn id(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(n))
}

fn at(seconds: i64, made: Made) -> Made {
    Made { at: Timestamp::from_seconds(seconds), ..made }
}

fn make(db: &Db, made: &Made) -> Result<Vec<Effects>, Refusal> {
    match db.write(|sql| ledger::transfer(sql, std::slice::from_ref(made))) {
        Ok(effects) => Ok(effects),
        Err(LedgerError::Refused { refusal, .. }) => Err(refusal),
        Err(LedgerError::Db(error)) => panic!("the database fails: {error}"),
    }
}

#[test]
fn many_refunds_at_once_give_no_more_back_than_came() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 2);
        let paid = made(200, Step::Posted, 1, 2, cny(5_000));
        make(db, &paid).expect("there is enough");
        let back: i64 = thread::scope(|scope| {
            let threads: Vec<_> = (0..8u128)
                .map(|n| {
                    let step = Step::Reverse(paid.transfer.id);
                    let refund = made(201 + n, step, 2, 1, cny(1_500));
                    scope.spawn(move || make(db, &refund))
                })
                .collect();
            let each = threads.into_iter().map(|t| t.join().expect("it ends"));
            each.map(|made| match made {
                Ok(_) => 1_500,
                Err(Refusal::OverReversed { left: 500 }) => 0,
                Err(other) => panic!("refused for another reason: {other}"),
            })
            .sum()
        });
        assert_eq!(back, 4_500, "three of 15.00 fit into 50.00, whoever comes first");
        town.is_whole();
    });
}

#[test]
fn holds_end_by_themselves_and_are_never_posted_after() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 2);
        let until = Timestamp::from_seconds(10 * HOUR);
        for n in 0..3 {
            let hold = made(210 + n, Step::PendingUntil(until), 1, 2, cny(1_000));
            make(db, &at(9 * HOUR, hold)).expect("there is enough");
        }
        let expire = |seconds: i64| {
            db.write(|sql| {
                let mut next = 900 + u128::try_from(seconds).expect("later");
                ledger::expire(sql, Timestamp::from_seconds(seconds), 100, || {
                    next += 1;
                    Uuid::from_u128(next)
                })
            })
            .expect("the database answers")
        };
        let post =
            |n: u128| made(220 + n, Step::Post(Uuid::from_u128(1_210 + n)), 1, 2, cny(1_000));
        assert_eq!(expire(10 * HOUR - 1).len(), 0, "their time is not over");
        make(db, &at(10 * HOUR - 1, post(0))).expect("in time");
        assert_eq!(make(db, &at(10 * HOUR, post(1))), Err(Refusal::Expired), "too late");
        assert_eq!(expire(10 * HOUR).len(), 2, "the two that are left end");
        assert_eq!(expire(11 * HOUR).len(), 0, "and end once");
        assert_eq!(make(db, &at(11 * HOUR, post(2))), Err(Refusal::Resolved), "it is over");
        let now = Timestamp::from_seconds(12 * HOUR);
        let left = db.read(|sql| ledger::balance_at(sql, id(1), now)).expect("read");
        assert_eq!(left.map(|b| (b.posted, b.held)), Some((9_000, 0)), "one of three moved");
        town.is_whole();
    });
}

#[test]
fn a_balance_can_be_asked_for_at_any_time() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 2);
        for n in 1..=200u128 {
            let seconds = i64::try_from(n).expect("few") * HOUR;
            make(db, &at(seconds, made(300 + n, Step::Posted, 1, 2, cny(10)))).expect("enough");
        }
        // A clock that went back does not put money where it was not.
        make(db, &at(HOUR, made(900, Step::Posted, 1, 2, cny(1)))).expect("enough");
        let balance = |seconds: i64| -> Option<Balance> {
            let at = Timestamp::from_seconds(seconds);
            db.read(|sql| ledger::balance_at(sql, id(1), at)).expect("read")
        };
        assert_eq!(balance(-1), None, "before there was an account");
        for n in 1..200 {
            let expected = Some(10_000 - 10 * n);
            assert_eq!(balance(n * HOUR).map(|b| b.posted), expected, "at hour {n}");
            assert_eq!(balance(n * HOUR + 1).map(|b| b.posted), expected, "just after it");
        }
        assert_eq!(balance(200 * HOUR).map(|b| b.posted), Some(7_999), "with what came late");
        town.is_whole();
    });
}

#[test]
fn limits_change_and_the_journal_knows() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 2);
        let limit = |limits: Limits| {
            let now = Timestamp::from_seconds(HOUR);
            db.write(|sql| ledger::limit(sql, id(1), limits, None, now)).expect("it answers")
        };
        limit(Limits { frozen: true, ..Limits::PERSON }).expect("it is there");
        let pay = |n| make(db, &at(2 * HOUR, made(n, Step::Posted, 1, 2, cny(600))));
        assert_eq!(pay(400), Err(Refusal::Frozen(id(1))), "nothing leaves");
        limit(Limits { day_gross: Some(1_000), ..Limits::PERSON }).expect("it is there");
        pay(401).expect("within the day");
        assert_eq!(pay(402), Err(Refusal::OverDay { left: 400 }), "600 of 1,000 are gone");
        let floor = Limits { floor: Some(9_999), ..Limits::PERSON };
        assert!(limit(floor).is_none(), "no floor above what is there");
        town.is_whole();
        for damage in [
            "UPDATE wallet_accounts SET day_gross = NULL",
            "UPDATE wallet_limits SET frozen = 0",
            "UPDATE wallet_limits SET day_gross = 2000 WHERE day_gross = 1000",
            "DELETE FROM wallet_limits WHERE version > 1",
        ] {
            assert_eq!(broken(db, damage), Fault::Subject, "{damage}");
        }
    });
}

/// What an audit finds of damage, which is put right again after it.
fn broken(db: &Db, damage: &str) -> Fault {
    let keep = "CREATE TABLE kept_accounts AS SELECT * FROM wallet_accounts;
                CREATE TABLE kept_limits AS SELECT * FROM wallet_limits";
    let back = "DELETE FROM wallet_limits;
                INSERT INTO wallet_limits SELECT * FROM kept_limits;
                UPDATE wallet_accounts SET day_gross =
                    (SELECT day_gross FROM kept_accounts k WHERE k.id = wallet_accounts.id);
                DROP TABLE kept_accounts; DROP TABLE kept_limits";
    let run = |text: &str| db.write(|sql| sql.batch(text)).expect("it can be altered");
    run(keep);
    run(damage);
    let bad = crate::audit(db).expect("it can be read").first_bad;
    run(back);
    bad.unwrap_or_else(|| panic!("not found: {damage}")).fault
}

#[test]
fn a_line_is_proved_when_its_hour_is_over() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 3);
        for n in 0..25u128 {
            let payment = made(500 + n, Step::Posted, 1 + n % 3, 1 + (n + 1) % 3, cny(1));
            make(db, &at(LATER * HOUR, payment)).expect("enough");
        }
        let prove = |n: u128, account: u128| -> Proven {
            let transfer = Uuid::from_u128(1_500 + n);
            db.read(|sql| ledger::prove(sql, transfer, id(account))).expect("it can be read")
        };
        assert_eq!(prove(3, 1), Proven::NotYet, "its hour is not over");
        db.write(|sql| ledger::close_hours(sql, Timestamp::from_seconds((LATER + 1) * HOUR)))
            .expect("the hour is closed");
        let mut roots = Vec::new();
        for n in 0..25 {
            for account in [1 + n % 3, 1 + (n + 1) % 3] {
                let Proven::By(proof) = prove(n, account) else {
                    panic!("payment {n} of {account} is not proved");
                };
                assert!(proof.holds(), "{proof:?}");
                assert_eq!(proof.hour, LATER, "it was in that hour");
                let mut other = proof.clone();
                other.line = "0".repeat(64);
                assert!(!other.holds(), "another line is not");
                roots.push(proof.root);
            }
        }
        roots.dedup();
        assert_eq!(roots.len(), 1, "an hour has one root");
        assert_eq!(prove(3, 9), Proven::Unknown, "nobody else's");
        make(db, &at((LATER + 1) * HOUR, made(600, Step::Posted, 1, 2, cny(1)))).expect("enough");
        town.is_whole();
        db.write(|sql| -> Result<(), DbError> {
            sql.batch("UPDATE wallet_seals SET root = REPLACE(root, 'a', 'b') WHERE hour = 1000000")
        })
        .expect("it can be altered");
        let bad = town.audit().first_bad.expect("it is found");
        assert_eq!(bad.fault, Fault::Seal, "the root of the hour: {bad:?}");
    });
}

#[test]
fn groups_of_a_batch_do_not_fail_together() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 3);
        let good = [made(700, Step::Posted, 1, 2, cny(9_000))];
        let poor =
            [made(701, Step::Posted, 2, 3, cny(100)), made(702, Step::Posted, 1, 3, cny(1_001))];
        let rich = [made(703, Step::Posted, 2, 3, cny(19_000))];
        let again = [made(700, Step::Posted, 1, 2, cny(9_000))];
        let groups: [&[Made]; 4] = [&good, &poor, &rich, &again];
        let all = db.write(|sql| ledger::batch(sql, &groups)).expect("it answers");
        let told: Vec<_> = all.iter().map(|o| o.as_ref().map(Vec::len)).collect();
        let missing = (1, Refusal::TooLittle { missing: 1 });
        assert_eq!(told, [Ok(1), Err(&missing), Ok(1), Ok(1)], "each for itself");
        let posted = |n| {
            let now = Timestamp::from_seconds(HOUR);
            let found = db.read(|sql| ledger::balance_at(sql, id(n), now)).expect("read");
            found.map(|b| b.posted)
        };
        assert_eq!((posted(1), posted(2), posted(3)), (Some(1_000), Some(0), Some(29_000)));
        town.is_whole();
    });
}
