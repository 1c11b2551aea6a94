//! Takes a card, lets it rest and pay again, and ends it at once, whichever side wants that.

use super::{keep, mine};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::wallet::family::{CardAct, CardState, PAUSE, RESUME, TAKE};

/// Applies one of these operations; what is over stays over.
///
/// # Errors
/// `NotFound` if it is none of mine to do this with, `Refused` if it stands otherwise.
pub(in crate::wallet) fn apply(
    cx: &mut Context<'_>,
    name: &str,
    op: &CardAct,
) -> Result<(), Refusal> {
    let mut kept = match name {
        TAKE => mine(cx, op.card, |kept, me| kept.user == me)?,
        PAUSE | RESUME => mine(cx, op.card, |kept, me| kept.giver == me)?,
        _ => mine(cx, op.card, |kept, me| kept.user == me || kept.giver == me)?,
    };
    kept.state = match (name, kept.state) {
        (TAKE, CardState::Offered) => CardState::Active,
        (PAUSE, CardState::Active | CardState::Paused) => CardState::Paused,
        (RESUME, CardState::Active | CardState::Paused) => CardState::Active,
        (TAKE | PAUSE | RESUME, _) => {
            return Err(Error::refused("error.wallet.family_closed").into());
        }
        _ => CardState::Ended,
    };
    keep(cx, &kept)
}
