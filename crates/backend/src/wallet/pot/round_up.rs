//! Rounds a payment up to the next whole unit: what that adds goes into a pot of the payer's, in the
//! payment's own transaction, or is left out.

use super::{keep, shift};
use crate::module::{Context, Refusal};
use crate::wallet::accounts;
use crate::wallet::bills::Way;
use crate::wallet::legs::leg;
use crate::wallet::table::pot;
use sampan_protocol::Money;
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::wallet::pot::{ROUND, rule};

/// Rounds a payment up that was just made, if the payer wants that and has it. Whatever comes of
/// it, the payment stands.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn round_up(
    cx: &mut Context<'_>,
    [payer, payee]: [&Person; 2],
    paid: Money,
) -> Result<(), Refusal> {
    let Some(up) = rule::round_up(paid).filter(|_| payee.kind == Kind::Merchant) else {
        return Ok(());
    };
    let Some(id) = pot::rounding(cx.sql, payer.id, paid.currency)?.pop() else {
        return Ok(());
    };
    let own = accounts::find(cx, payer.id, paid.currency)?;
    let has = own.map_or(0, |own| own.balance.available());
    let Some(mut kept) = pot::lock(cx.sql, id)? else {
        return Ok(());
    };
    let goal = kept.terms.goal.as_ref();
    let whole = rule::automatic(kept.saved.minor, goal, up.minor);
    let Some(minor) = whole.filter(|minor| *minor <= has) else {
        return Ok(());
    };
    let leg = leg("sampan-round-up-v1", cx.op_id.0);
    let done = cx.attempt(|cx| {
        shift(cx, &mut kept, leg, ROUND, minor, Way::Out)?;
        keep(cx, &kept)
    });
    match done {
        Err(Refusal::Rejected(error)) => {
            tracing::info!(%error, "a payment is not rounded up");
            Ok(())
        }
        done => done,
    }
}
