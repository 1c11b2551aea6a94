//! Puts what waits in a currency into one file: each payout in one file, each file once.

use super::desk;
use super::pain::{self, Payment};
use crate::module::{Context, Refusal};
use crate::wallet::table::bank::file;
use crate::wallet::table::bank::payout::{self, Payout};
use sampan_protocol::wallet::bank::desk::acts::MakeFile;
use sampan_protocol::wallet::bank::desk::{
    FILE, MOST_IN_FILE, PayoutFile, PayoutState, end_to_end,
};
use sampan_protocol::wallet::bank::{BankFile, HouseBank, house};
use sampan_protocol::{Currency, Error, Money};

/// Refuses where nothing can be put into a file, or it is not what the act says.
///
/// # Errors
/// `Refused` with the reason.
pub(super) fn check(cx: &mut Context<'_>, args: &MakeFile) -> Result<(), Refusal> {
    house_of(cx, args.sum.currency)?;
    waiting(cx, args).map(drop)
}

/// Makes the file; its identifier is the act's.
///
/// # Errors
/// As [`check`].
pub(super) fn carry_out(cx: &mut Context<'_>, args: &MakeFile) -> Result<(), Refusal> {
    let house = house_of(cx, args.sum.currency)?;
    let waiting = waiting(cx, args)?;
    let mut payments = Vec::with_capacity(waiting.len());
    let mut sum = Money::new(0, args.sum.currency);
    for found in waiting {
        let mut locked = payout::lock(cx.sql, found.id)?.ok_or_else(Error::internal)?;
        if locked.state != PayoutState::Waiting {
            return Err(desk::changed());
        }
        (locked.state, locked.file) = (PayoutState::Filed, Some(cx.op_id));
        sum = sum.checked_add(locked.amount).ok_or_else(Error::internal)?;
        desk::keep(cx, &locked)?;
        desk::tell_filed(cx, &locked)?;
        let (id, account, amount) = (locked.id, locked.account, locked.amount);
        payments.push(Payment { id, account, amount });
    }
    let order = pain::Order {
        id: cx.op_id,
        house: &house,
        service: &cx.settings.name,
        at: cx.now,
        payments: &payments,
    };
    let xml = pain::write(&order).map_err(|error| {
        tracing::error!(%error, "a file of payments could not be written");
        Error::internal()
    })?;
    let name = end_to_end(cx.op_id);
    file::insert(cx.sql, cx.op_id, &BankFile { name: name.clone(), xml }, cx.now)?;
    let count = u32::try_from(payments.len()).unwrap_or(u32::MAX);
    let row = PayoutFile { id: cx.op_id, name, count, sum, at: cx.now };
    Ok(cx.put(&desk::scope(cx), FILE, row.id, &row)?)
}

/// The payouts that have waited longest, as many as the act says: those it was proposed for, if none
/// of them is gone. What came later waits for the next file.
fn waiting(cx: &mut Context<'_>, args: &MakeFile) -> Result<Vec<Payout>, Refusal> {
    let currency = args.sum.currency;
    let count = usize::try_from(args.count).unwrap_or(usize::MAX);
    let found = payout::waiting(cx.sql, currency, count.clamp(1, MOST_IN_FILE))?;
    if found.is_empty() {
        return Err(Error::refused("error.bank.none_waits")
            .with("currency", currency.code())
            .into());
    }
    let sum: i128 = found.iter().map(|payout| i128::from(payout.amount.minor)).sum();
    if found.len() != count || sum != i128::from(args.sum.minor) {
        return Err(desk::changed());
    }
    Ok(found)
}

fn house_of(cx: &Context<'_>, currency: Currency) -> Result<HouseBank, Refusal> {
    house::of(&cx.settings.bank, currency).cloned().ok_or_else(|| {
        Error::refused("error.bank.no_house").with("currency", currency.code()).into()
    })
}
