//! Gives somebody a family card, which pays once they have taken it.

use super::keep;
use crate::module::{Context, Refusal};
use crate::wallet::table::family::{self, Kept};
use crate::wallet::{accounts, transfer};
use sampan_protocol::Error;
use sampan_protocol::ids::CardId;
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::family::allowance::check_caps;
use sampan_protocol::wallet::family::{Allowance, CardState, MOST_GIVEN, NewCard, check_name};

/// Applies the operation; the card's identifier is the operation's.
///
/// # Errors
/// Why there is no such card.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &NewCard) -> Result<(), Refusal> {
    check_caps(op.month, op.each)?;
    check_name(&op.name)?;
    if !(-900..=900).contains(&op.utc_offset) {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    accounts::mine(cx, op.month.currency)?;
    let user = transfer::payee(cx, op.to)?;
    if user.kind != Kind::Person {
        return Err(Error::refused("error.wallet.family_person").into());
    }
    if family::count(cx.sql, cx.me.id)? >= MOST_GIVEN {
        return Err(Error::refused("error.wallet.family_many").with("limit", MOST_GIVEN).into());
    }
    let kept = Kept {
        id: CardId(cx.op_id.0),
        giver: cx.me.id,
        user: user.id,
        name: op.name.trim().to_owned(),
        allowance: Allowance::new(op.month, op.each, op.utc_offset, cx.now),
        state: CardState::Offered,
        device: cx.my_device()?,
        at: cx.now,
    };
    keep(cx, &kept)
}
