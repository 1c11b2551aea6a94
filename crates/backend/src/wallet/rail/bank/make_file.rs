//! Puts what waits in a currency into one file: each payout in one file, each file once.

use super::desk;
use super::pain::{self, Payment};
use crate::module::{Context, Refusal};
use crate::wallet::table::bank::{file, payout};
use sampan_protocol::wallet::bank::desk::acts::MakeFile;
use sampan_protocol::wallet::bank::desk::{
    FILE, MOST_IN_FILE, PayoutFile, PayoutState, end_to_end,
};
use sampan_protocol::wallet::bank::{BankFile, HouseBank, house};
use sampan_protocol::{Currency, Error, Money};

/// Refuses where nothing can be put into a file.
///
/// # Errors
/// `Refused` with the reason.
pub(super) fn check(cx: &mut Context<'_>, args: &MakeFile) -> Result<(), Refusal> {
    house_of(cx, args.currency)?;
    if payout::waiting(cx.sql, args.currency, 1)?.is_empty() {
        return Err(none(args.currency));
    }
    Ok(())
}

/// Makes the file; its identifier is the act's.
///
/// # Errors
/// As [`check`].
pub(super) fn carry_out(cx: &mut Context<'_>, args: &MakeFile) -> Result<(), Refusal> {
    let house = house_of(cx, args.currency)?;
    let waiting = payout::waiting(cx.sql, args.currency, MOST_IN_FILE)?;
    if waiting.is_empty() {
        return Err(none(args.currency));
    }
    let mut payments = Vec::with_capacity(waiting.len());
    let mut sum = Money::new(0, args.currency);
    for found in waiting {
        let mut locked = payout::lock(cx.sql, found.id)?.ok_or_else(Error::internal)?;
        if locked.state != PayoutState::Waiting {
            continue;
        }
        (locked.state, locked.file) = (PayoutState::Filed, Some(cx.op_id));
        sum = sum.checked_add(locked.amount).ok_or_else(Error::internal)?;
        desk::keep(cx, &locked)?;
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

fn house_of(cx: &Context<'_>, currency: Currency) -> Result<HouseBank, Refusal> {
    house::of(&cx.settings.bank, currency).cloned().ok_or_else(|| {
        Error::refused("error.bank.no_house").with("currency", currency.code()).into()
    })
}

fn none(currency: Currency) -> Refusal {
    Error::refused("error.bank.none_waits").with("currency", currency.code()).into()
}
