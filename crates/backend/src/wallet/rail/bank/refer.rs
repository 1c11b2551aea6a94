//! Gives a person the reference by which a bank transfer finds them.

use crate::module::{Context, Refusal};
use crate::wallet::table::bank::reference as table;
use crate::wallet::{accounts, bills};
use sampan_protocol::wallet::bank::ops::AskReference;
use sampan_protocol::wallet::bank::{BankReference, REFERENCE, house, reference};
use sampan_protocol::{Currency, Error};

/// How often another number is tried where one is taken.
const TRIES: usize = 20;

/// Applies the operation; asked again, it is the same one.
///
/// # Errors
/// `Refused` where the service has no bank account in the currency.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &AskReference) -> Result<(), Refusal> {
    let currency = op.currency;
    accounts::offered(cx, currency)?;
    if house::of(&cx.settings.bank, currency).is_none() {
        return Err(Error::refused("error.bank.no_house").with("currency", currency.code()).into());
    }
    let reference = match table::of(cx.sql, cx.me.id, currency)? {
        Some(known) => known,
        None => fresh(cx, currency)?,
    };
    let row = BankReference { currency, reference };
    Ok(cx.put(&bills::scope(cx.me.id), REFERENCE, currency, &row)?)
}

/// A new one: twelve digits, which people can type, with the check digits before them.
fn fresh(cx: &mut Context<'_>, currency: Currency) -> Result<String, Refusal> {
    for _ in 0..TRIES {
        let mut bytes = [0; 8];
        cx.random.fill(&mut bytes);
        let digits = format!("{:012}", u64::from_be_bytes(bytes) % 1_000_000_000_000);
        let made = reference::with_check_digits(&digits).ok_or_else(Error::internal)?;
        if table::insert(cx.sql, &made, cx.me.id, currency)? {
            return Ok(made);
        }
    }
    Err(Error::internal().into())
}
