//! Makes a pot.

use super::{account, keep, put_off, set::only_one_rounds};
use crate::module::{Context, Refusal};
use crate::wallet::accounts;
use crate::wallet::table::pot::{self, Kept};
use sampan_protocol::ids::PotId;
use sampan_protocol::wallet::plan::calendar;
use sampan_protocol::wallet::pot::{MOST_POTS, NewPot, check_terms};
use sampan_protocol::{Error, Money};

/// Applies the operation; the pot's identifier is the operation's.
///
/// # Errors
/// Why there is no such pot.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &NewPot) -> Result<(), Refusal> {
    check_terms(&op.terms, op.currency, cx.now)?;
    accounts::offered(cx, op.currency)?;
    if pot::count(cx.sql, cx.me.id)? >= MOST_POTS {
        return Err(Error::refused("error.wallet.pot_many").with("limit", MOST_POTS).into());
    }
    let id = PotId(cx.op_id.0);
    let next = op.terms.saving.and_then(|s| calendar::next_after(&s.rhythm, 0, cx.now));
    let kept = Kept {
        id,
        owner: cx.me.id,
        account: account(cx, id, op.currency)?,
        terms: op.terms.clone(),
        saved: Money::new(0, op.currency),
        broken: None,
        next: next.map(|(_, at)| at),
        last: None,
        reached: None,
        cheered: false,
        made: cx.now,
    };
    only_one_rounds(cx, &kept)?;
    put_off(cx, &kept)?;
    keep(cx, &kept)
}
