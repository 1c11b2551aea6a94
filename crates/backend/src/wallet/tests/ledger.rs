//! The ledger's storage: many threads at once, one transfer once, groups and holds.

use super::engines::on_each;
use super::town::{Town, cny};
use crate::db::{Db, DbError};
use crate::wallet::ledger::account::{Account, Limits, Side};
use crate::wallet::ledger::journal::{Made, OpenAccount, Owner};
use crate::wallet::ledger::refusal::Refusal;
use crate::wallet::ledger::transfer::{Step, Transfer};
use crate::wallet::ledger::{LedgerError, balance_at, open, transfer};
use sampan_protocol::ids::{AccountId, PersonId};
use sampan_protocol::{Money, Timestamp};
use std::thread;
use uuid::Uuid;

fn account(n: u128, floor: Option<i64>) -> OpenAccount {
    OpenAccount {
        account: Account::new(
            AccountId(Uuid::from_u128(n)),
            cny(0).currency,
            if floor.is_some() { Side::Liability } else { Side::Asset },
            Limits { floor, ..Limits::NONE },
        ),
        owner: match floor {
            Some(_) => Owner::Person(PersonId(Uuid::from_u128(0x1f0 + n))),
            None => Owner::System("rail/test".to_owned()),
        },
        opened: Timestamp::default(),
    }
}

pub(super) fn made(id: u128, step: Step, debit: u128, credit: u128, amount: Money) -> Made {
    Made {
        transfer: Transfer {
            id: Uuid::from_u128(1_000 + id),
            step,
            debit: AccountId(Uuid::from_u128(debit)),
            credit: AccountId(Uuid::from_u128(credit)),
            amount,
        },
        purpose: "test".to_owned(),
        order: None,
        at: Timestamp::default(),
    }
}

/// Opens account 0 for the rail and as many for people, each with 100.00.
pub(super) fn open_all(db: &Db, people: u128) {
    db.write(|sql| -> Result<(), LedgerError> {
        open(sql, account(0, None))?;
        for n in 1..=people {
            open(sql, account(n, Some(0)))?;
            transfer(sql, &[made(n, Step::Posted, 0, n, cny(10_000))])?;
        }
        Ok(())
    })
    .expect("the accounts are opened");
}

#[test]
fn many_threads_never_overdraw_and_always_sum_to_zero() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 4);
        let (threads, each) = (8u128, 25u128);
        thread::scope(|scope| {
            for t in 0..threads {
                scope.spawn(move || {
                    for n in 0..each {
                        let (debit, credit) = (1 + (t + n) % 4, 1 + (t + 3 * n + 1) % 4);
                        if debit == credit {
                            continue;
                        }
                        let id = 100 + t * each + n;
                        let amount = cny(1_700 + 100 * i64::try_from(n).expect("few"));
                        let one = [made(id, Step::Posted, debit, credit, amount)];
                        match db.write(|sql| transfer(sql, &one)) {
                            Ok(_)
                            | Err(LedgerError::Refused {
                                refusal: Refusal::TooLittle { .. },
                                ..
                            }) => {}
                            Err(other) => panic!("a transfer failed: {other}"),
                        }
                    }
                });
            }
        });
        town.is_whole();
        let sums = db
            .read(|sql| -> Result<_, DbError> {
                let row = sql.query_one(
                    "SELECT CAST(SUM(posted) AS BIGINT) AS total, MIN(posted) AS least
                     FROM wallet_accounts
                     WHERE owner LIKE 'person:00000000-0000-0000-0000-0000000001f_'",
                    &[],
                )?;
                Ok((row.int("total")?, row.int("least")?))
            })
            .expect("the accounts can be read");
        assert_eq!(sums.0, 40_000, "money only went round");
        assert!(sums.1 >= 0, "nobody is overdrawn");
    });
}

#[test]
fn many_pay_one_at_once_and_nobody_is_turned_away() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 65);
        thread::scope(|scope| {
            for client in 2..=65u128 {
                scope.spawn(move || {
                    for n in 0..5u128 {
                        let one = [made(1_000 + 5 * client + n, Step::Posted, client, 1, cny(1))];
                        db.write(|sql| transfer(sql, &one)).expect("there is enough; it waits");
                    }
                });
            }
        });
        let one = AccountId(Uuid::from_u128(1));
        let balance = db.read(|sql| balance_at(sql, one, Timestamp::default()));
        let posted = balance.expect("it can be read").map(|balance| balance.posted);
        assert_eq!(posted, Some(10_320), "64 paid five times each");
        town.is_whole();
    });
}

#[test]
fn one_transfer_from_many_threads_happens_once() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 2);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let one = [made(50, Step::Posted, 1, 2, cny(6_000))];
                    let effects = db.write(|sql| transfer(sql, &one)).expect("it is the same");
                    assert_eq!(effects[0].entries[1].after.posted, 16_000, "what it did then");
                });
            }
        });
        town.is_whole();
        let other = [made(50, Step::Posted, 1, 2, cny(5_999))];
        let refused = db.write(|sql| transfer(sql, &other)).expect_err("another amount");
        assert!(
            matches!(refused, LedgerError::Refused { refusal: Refusal::IdTaken, .. }),
            "the identifier stands for one transfer: {refused}"
        );
    });
}

#[test]
fn linked_transfers_and_holds_are_kept_as_the_rule_says() {
    on_each(|db| {
        let town = Town::new(db);
        open_all(db, 3);
        let posted = |n: u128| -> i64 {
            db.read(|sql| -> Result<_, DbError> {
                let id = Uuid::from_u128(n).to_string();
                let sql_text = "SELECT posted - held AS free FROM wallet_accounts WHERE id = $1";
                sql.query_one(sql_text, &crate::params![id])?.int("free")
            })
            .expect("the account is there")
        };
        let group =
            [made(60, Step::Posted, 1, 2, cny(10_000)), made(61, Step::Posted, 2, 3, cny(20_001))];
        let refused = db.write(|sql| transfer(sql, &group)).expect_err("the second is too much");
        assert!(matches!(refused, LedgerError::Refused { at: 1, .. }), "{refused}");
        assert_eq!(posted(1), 10_000, "the first one did not happen either");

        let hold = made(62, Step::Pending, 1, 2, cny(9_000));
        let make = |made: &Made| db.write(|sql| transfer(sql, std::slice::from_ref(made)));
        make(&hold).expect("there is enough");
        assert_eq!((posted(1), posted(2)), (1_000, 10_000), "held money cannot be spent");
        let post = made(63, Step::Post(hold.transfer.id), 1, 2, cny(4_000));
        make(&post).expect("part of it moves");
        assert_eq!((posted(1), posted(2)), (6_000, 14_000), "the rest is free again");
        make(&post).expect("again changes nothing");
        let void = made(64, Step::Void(hold.transfer.id), 1, 2, cny(9_000));
        let refused = make(&void).expect_err("it is over");
        assert!(
            matches!(refused, LedgerError::Refused { refusal: Refusal::Resolved, .. }),
            "{refused}"
        );
        town.is_whole();
    });
}
