//! Ends a campaign of cash vouchers: what is left of the money goes back to the merchant.

use super::tell;
use crate::module::{Context, Refusal};
use crate::wallet::bills::Way;
use crate::wallet::table::campaign;
use crate::wallet::transfer::settle;
use crate::wallet::{accounts, bills, ledger};
use sampan_protocol::{Error, Money};

/// What the ledger calls it.
const PURPOSE: &str = "wallet.voucher_return";

/// Does the job of this campaign.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let id = subject.parse().map_err(|_| Error::internal())?;
    let kept = campaign::lock(cx.sql, id)?.ok_or_else(Error::internal)?;
    let Some(account) = kept.account else { return Ok(()) };
    let lies = ledger::account(cx.sql, account)?.ok_or_else(Error::internal)?.account;
    let rest = Money::new(lies.balance.available(), lies.currency);
    if rest.minor > 0 {
        let back = accounts::open(cx, kept.merchant, rest.currency)?;
        let effects = settle(cx, PURPOSE, account, back.id, rest)?;
        bills::put_voucher(cx, kept.merchant, None, &kept.name, &effects, Way::In)?;
    }
    tell(cx, &kept)
}
