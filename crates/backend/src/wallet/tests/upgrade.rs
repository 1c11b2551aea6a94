//! A ledger of the first form, as an earlier program left it, is taken over whole.

use super::engines::on_each_address;
use super::ledger::made;
use super::town::cny;
use crate::audit;
use crate::db::{Db, DbError};
use crate::params;
use crate::wallet::ledger::account::{Account, Balance, Limits, Side};
use crate::wallet::ledger::journal::{Head, Line, Made, OpenAccount, Owner};
use crate::wallet::ledger::rule;
use crate::wallet::ledger::state::State;
use crate::wallet::ledger::transfer::Step;
use crate::wallet::{MIGRATIONS, ledger};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::AccountId;
use uuid::Uuid;

/// The last version of the first form.
const FIRST: usize = 6;

#[test]
fn a_ledger_of_the_first_form_is_taken_over_whole() {
    on_each_address(|url| {
        let db = &Db::open(url).expect("the database opens");
        db.migrate(&[("wallet", &MIGRATIONS[..FIRST])]).expect("the first form is laid");
        let lines = left_behind(db);
        db.migrate(&[("wallet", MIGRATIONS)]).expect("the second form is laid over it");
        let found = audit(db).expect("it can be read");
        assert_eq!(found.first_bad, None, "it is whole");
        assert_eq!(found.entries, lines, "nothing is gone");
        let more = [made(150, Step::Posted, 1, 2, cny(5))];
        db.write(|sql| ledger::transfer(sql, &more)).expect("it goes on");
        let id = AccountId(Uuid::from_u128(1));
        let then = Timestamp::from_seconds(1_700_000_120);
        let past = db.read(|sql| ledger::balance_at(sql, id, then)).expect("it can be read");
        assert_eq!(past.map(|b| b.posted), Some(900), "its past is known as well");
        assert_eq!(audit(db).expect("it can be read").first_bad, None, "and whole still");
    });
}

/// What an earlier program left: two accounts, and a few transfers. Says how many lines.
fn left_behind(db: &Db) -> u64 {
    let open = |n: u128, side, limits, owner: &str| OpenAccount {
        account: Account::new(AccountId(Uuid::from_u128(n)), cny(0).currency, side, limits),
        owner: Owner::System(owner.to_owned()),
        opened: Timestamp::from_seconds(1_700_000_000),
    };
    let mut accounts = [
        open(0, Side::Asset, Limits::NONE, "rail/sandbox"),
        open(1, Side::Liability, Limits::PERSON, "one"),
        open(2, Side::Liability, Limits::PERSON, "two"),
    ];
    let (mut state, mut head, mut lines) = (State::default(), Head::empty(1), Vec::new());
    for account in &mut accounts {
        account.account.balance = Balance { version: 1, ..Balance::default() };
        lines.push(head.open(account));
        state.insert(account.account.clone());
    }
    let mut transfers = Vec::new();
    // More than are between two marks.
    let many = std::iter::repeat_n((2, 1, 1), 70);
    let first = [(0, 1, 1_000), (1, 2, 100), (2, 1, 7)].into_iter().chain(many);
    for (n, (debit, credit, minor)) in first.enumerate() {
        let one = made(n as u128, Step::Posted, debit, credit, cny(minor));
        let at = Timestamp::from_seconds(1_700_000_060 + 60 * i64::try_from(n).expect("few"));
        let effects = rule::apply(&state, &one.transfer, at).expect("it may be");
        state.absorb(&effects);
        let one = Made { at, ..one };
        lines.extend(head.moved(&one, &effects));
        transfers.push(one);
    }
    for (opened, account) in accounts.iter_mut().zip(state.accounts()) {
        opened.account = account.clone();
    }
    db.write(|sql| -> Result<(), DbError> {
        for account in &accounts {
            insert_account(sql, account)?;
        }
        for one in &transfers {
            insert_transfer(sql, one)?;
        }
        for line in &lines {
            insert_line(sql, line)?;
        }
        let end = params![head.seq, head.hash.as_str()];
        sql.execute("UPDATE wallet_streams SET seq = $1, hash = $2", &end).map(drop)
    })
    .expect("it is written");
    lines.len() as u64
}

fn insert_account(sql: &mut dyn crate::db::Sql, opened: &OpenAccount) -> Result<(), DbError> {
    let Account { id, currency, side, limits, balance, .. } = &opened.account;
    sql.execute(
        "INSERT INTO wallet_accounts (id, owner, currency, side, at_least, at_most, opened, posted,
            held, expected, version) VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, 0, 0, $8)",
        &params![
            id,
            opened.owner.to_string(),
            currency,
            side.word(),
            limits.floor,
            opened.opened,
            balance.posted,
            balance.version,
        ],
    )
    .map(drop)
}

fn insert_transfer(sql: &mut dyn crate::db::Sql, made: &Made) -> Result<(), DbError> {
    let one = &made.transfer;
    sql.execute(
        "INSERT INTO wallet_transfers (id, step, debit, credit, currency, amount, purpose, made)
         VALUES ($1, 'posted', $2, $3, $4, $5, $6, $7)",
        &params![
            one.id.to_string(),
            one.debit,
            one.credit,
            one.amount.currency,
            one.amount.minor,
            made.purpose.as_str(),
            made.at,
        ],
    )
    .map(drop)
}

fn insert_line(sql: &mut dyn crate::db::Sql, line: &Line) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_entries (stream, seq, event, subject, digest, account, change_posted,
            change_held, change_expected, posted, held, expected, version, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, 0, 0, $9, $10)",
        &params![
            line.stream,
            line.seq,
            line.event.word(),
            line.subject.to_string(),
            line.digest.as_str(),
            line.account,
            line.change.posted,
            line.after.posted,
            line.after.version,
            line.hash.as_str(),
        ],
    )
    .map(drop)
}
