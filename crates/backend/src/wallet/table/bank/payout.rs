//! Money that is to leave by a file, or has left.

use super::{json, written};
use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::ids::{AccountId, OpId, PersonId};
use sampan_protocol::wallet::bank::BankAccount;
use sampan_protocol::wallet::bank::desk::PayoutState;
use sampan_protocol::{Currency, Money, Timestamp};
use uuid::Uuid;

/// A payout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Payout {
    /// Which: also the transfer by which the ledger holds the money.
    pub(crate) id: OpId,
    /// Whose money it is; none for what goes back to strangers.
    pub(crate) person: Option<PersonId>,
    /// How much leaves by the bank.
    pub(crate) amount: Money,
    /// What the service keeps besides, minor units; held with it.
    pub(crate) fee: i64,
    /// Out of which account.
    pub(crate) debit: AccountId,
    /// Into which account: the rail's.
    pub(crate) credit: AccountId,
    /// To which account at a bank.
    pub(crate) account: BankAccount,
    /// How it stands.
    pub(crate) state: PayoutState,
    /// The file that it is in.
    pub(crate) file: Option<OpId>,
    /// The transfer by which it was posted.
    pub(crate) posted: Option<Uuid>,
    /// When it was asked for.
    pub(crate) at: Timestamp,
}

impl Payout {
    /// What the person's account holds for it, or has lost by it.
    pub(crate) const fn whole(&self) -> Money {
        Money::new(self.amount.minor.saturating_add(self.fee), self.amount.currency)
    }
}

/// Keeps a payout as it is now.
pub(crate) fn put(sql: &mut dyn Sql, payout: &Payout) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_bank_payouts (id, person, currency, amount, debit, credit, account,
            state, file, posted, at, fee)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (id) DO UPDATE SET amount = excluded.amount, state = excluded.state,
            file = excluded.file, posted = excluded.posted",
        &params![
            payout.id,
            payout.person,
            payout.amount.currency,
            payout.amount.minor,
            payout.debit,
            payout.credit,
            written(&payout.account)?,
            payout.state.word(),
            payout.file,
            payout.posted.map(|id| id.to_string()),
            payout.at,
            payout.fee,
        ],
    )
    .map(drop)
}

/// A payout, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: OpId) -> Result<Option<Payout>, DbError> {
    sql.query_opt(
        "UPDATE wallet_bank_payouts SET state = state WHERE id = $1
         RETURNING id, person, currency, amount, debit, credit, account, state, file, posted, at, fee",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// A payout, only looked at.
pub(crate) fn get(sql: &mut dyn Sql, id: OpId) -> Result<Option<Payout>, DbError> {
    sql.query_opt(
        "SELECT id, person, currency, amount, debit, credit, account, state, file, posted, at, fee
         FROM wallet_bank_payouts WHERE id = $1",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// What waits for a file in a currency, oldest first.
pub(crate) fn waiting(
    sql: &mut dyn Sql,
    currency: Currency,
    limit: usize,
) -> Result<Vec<Payout>, DbError> {
    let rows = sql.query(
        "SELECT id, person, currency, amount, debit, credit, account, state, file, posted, at, fee
         FROM wallet_bank_payouts WHERE state = 'waiting' AND currency = $1
         ORDER BY at, id LIMIT $2",
        &params![currency, i64::try_from(limit).unwrap_or(i64::MAX)],
    )?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Payout, DbError> {
    let state = PayoutState::from_word(row.text("state")?)
        .ok_or_else(|| DbError::Decode("column state is no state".to_owned()))?;
    Ok(Payout {
        id: row.parse("id")?,
        person: row.opt_parse("person")?,
        amount: Money::new(row.int("amount")?, row.parse("currency")?),
        debit: row.parse("debit")?,
        credit: row.parse("credit")?,
        account: json(row, "account")?,
        state,
        file: row.opt_parse("file")?,
        posted: row.opt_parse("posted")?,
        fee: row.int("fee")?,
        at: row.time("at")?,
    })
}
