//! How the bank's money moves in the ledger: under identifiers made of what it is for, so that it
//! moves once.

use crate::module::{Context, Refusal};
use crate::wallet::ledger::account::Limits;
use crate::wallet::ledger::journal::{Made, Order};
use crate::wallet::ledger::transfer::{Effects, Step, Transfer};
use crate::wallet::table::bank::payout::Payout;
use crate::wallet::{accounts, fees, ledger, refusal};
use sampan_protocol::ids::AccountId;
use sampan_protocol::wallet::bank::RAIL;
use sampan_protocol::{Currency, Error, Money};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The account for lines that nobody knows.
const SUSPENSE: &str = "suspense/bank";
/// The account for what the bank takes and gives by itself.
const CHARGES: &str = "charges/bank";

/// One move of linked ones.
pub(super) struct Move {
    pub(super) id: Uuid,
    pub(super) step: Step,
    pub(super) debit: AccountId,
    pub(super) credit: AccountId,
    pub(super) amount: Money,
}

/// The accounts of the service that lines move money between.
#[derive(Debug, Clone, Copy)]
pub(super) struct House {
    /// What it has at the bank.
    pub(super) rail: AccountId,
    /// Lines that nobody knows.
    pub(super) suspense: AccountId,
    /// What the bank takes and gives by itself.
    pub(super) charges: AccountId,
    /// What the service keeps.
    pub(super) fees: AccountId,
}

impl House {
    /// Those for a currency, opened where they are not there.
    pub(super) fn of(cx: &mut Context<'_>, currency: Currency) -> Result<Self, Refusal> {
        let rail = accounts::rail(cx, RAIL, currency)?.id;
        let mut open =
            |purpose: &str| accounts::system_of(cx, purpose.to_owned(), currency, Limits::NONE);
        let (suspense, charges) = (open(SUSPENSE)?.id, open(CHARGES)?.id);
        let fees = accounts::fees(cx, fees::PURPOSE, currency)?.id;
        Ok(Self { rail, suspense, charges, fees })
    }
}

impl House {
    /// The moves by which a payout leaves, in part or whole: what is held for it and the fee are
    /// taken, and the fee stays with the service. The first one is the payout's.
    pub(super) fn leaves(&self, payout: &Payout, id: Uuid, own: i64) -> Vec<Move> {
        let money = |minor| Money::new(minor, payout.amount.currency);
        let post = Move {
            id,
            step: Step::Post(payout.id.0),
            debit: payout.debit,
            credit: payout.credit,
            amount: money(own.saturating_add(payout.fee)),
        };
        let fee = (payout.fee > 0).then(|| Move {
            id: named(&["bank-fee", &payout.id.to_string()]),
            step: Step::Posted,
            debit: self.rail,
            credit: self.fees,
            amount: money(payout.fee),
        });
        std::iter::once(post).chain(fee).collect()
    }
}

/// Makes linked moves: all or none.
pub(super) fn linked(
    cx: &mut Context<'_>,
    purpose: &str,
    moves: &[Move],
) -> Result<Vec<Effects>, Refusal> {
    let order =
        cx.signed.map(|op| Order { body: op.body.clone(), signature: op.signature.clone() });
    let made: Vec<Made> = moves
        .iter()
        .map(|m| Made {
            transfer: Transfer {
                id: m.id,
                step: m.step,
                debit: m.debit,
                credit: m.credit,
                amount: m.amount,
            },
            purpose: purpose.to_owned(),
            order: order.clone(),
            at: cx.now,
        })
        .collect();
    let amount = moves.first().map_or_else(|| Err(Error::internal()), |first| Ok(first.amount))?;
    ledger::transfer(cx.sql, &made).map_err(|error| refusal::tell(error, amount))
}

/// Makes one move.
pub(super) fn one(cx: &mut Context<'_>, purpose: &str, only: Move) -> Result<Effects, Refusal> {
    let mut all = linked(cx, purpose, &[only])?;
    all.pop().ok_or_else(|| Error::internal().into())
}

/// The identifier that is made of these words, always the same.
pub(super) fn named(words: &[&str]) -> Uuid {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(u64::try_from(word.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(word.as_bytes());
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
