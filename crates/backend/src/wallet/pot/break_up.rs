//! Breaks a pot, so that everything in it comes back; mends it; notes that it was celebrated.

use super::{keep, mine, put_off, shift, whole};
use crate::module::{Context, Refusal};
use crate::wallet::accounts;
use crate::wallet::bills::Way;
use crate::wallet::table::pot;
use sampan_protocol::Error;
use sampan_protocol::wallet::plan::calendar;
use sampan_protocol::wallet::pot::{BREAK, MEND, MOST_POTS, PotAct};

/// Takes everything out, and puts nothing in by itself any more.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it is broken.
pub(in crate::wallet) fn break_up(cx: &mut Context<'_>, op: &PotAct) -> Result<(), Refusal> {
    let mut kept = whole(cx, op.pot)?;
    let all = kept.saved.minor;
    if all > 0 {
        let id = cx.op_id.0;
        shift(cx, &mut kept, id, BREAK, all, Way::In)?;
    }
    (kept.broken, kept.next) = (Some(all), None);
    put_off(cx, &kept)?;
    keep(cx, &kept)
}

/// Makes a broken pot whole: what was in it is put back, as far as it is there.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it is whole, or there are too many.
pub(in crate::wallet) fn mend(cx: &mut Context<'_>, op: &PotAct) -> Result<(), Refusal> {
    let mut kept = mine(cx, op.pot)?;
    let Some(was) = kept.broken.take() else {
        return Err(Error::refused("error.wallet.pot_whole").into());
    };
    if pot::count(cx.sql, cx.me.id)? >= MOST_POTS {
        return Err(Error::refused("error.wallet.pot_many").with("limit", MOST_POTS).into());
    }
    let own = accounts::find(cx, cx.me.id, kept.saved.currency)?;
    let back = was.min(own.map_or(0, |own| own.balance.available()));
    if back > 0 {
        let id = cx.op_id.0;
        shift(cx, &mut kept, id, MEND, back, Way::Out)?;
    }
    let next = kept.terms.saving.and_then(|s| calendar::next_after(&s.rhythm, 0, cx.now));
    kept.next = next.map(|(_, at)| at);
    super::set::only_one_rounds(cx, &kept)?;
    put_off(cx, &kept)?;
    keep(cx, &kept)
}

/// Notes that a reached goal was celebrated: once, on whichever device.
///
/// # Errors
/// `NotFound` if it is none of mine.
pub(in crate::wallet) fn cheer(cx: &mut Context<'_>, op: &PotAct) -> Result<(), Refusal> {
    let mut kept = mine(cx, op.pot)?;
    kept.cheered = kept.reached.is_some();
    keep(cx, &kept)
}
