//! Lets nothing leave a person's accounts, with a reason that they are told; and ends that.

use super::{keep, known, limit_all};
use crate::module::{Context, Refusal};
use crate::wallet::accounts;
use crate::wallet::ledger::account::Today;
use crate::wallet::table::standing;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::operate::{Freeze, Frozen, Tier, check_reason};
use sampan_protocol::{Error, Money};

pub(super) fn check(cx: &mut Context<'_>, wanted: &Freeze, freeze: bool) -> Result<(), Refusal> {
    check_reason(&wanted.reason)?;
    known(cx, wanted.person)?;
    match (standing::of(cx.sql, wanted.person)?.frozen.is_some(), freeze) {
        (true, true) => Err(Error::refused("error.wallet.frozen_already").into()),
        (false, false) => Err(Error::refused("error.wallet.not_frozen").into()),
        _ => Ok(()),
    }
}

pub(super) fn carry_out(
    cx: &mut Context<'_>,
    wanted: &Freeze,
    freeze: bool,
) -> Result<(), Refusal> {
    check(cx, wanted, freeze)?;
    let mut standing = standing::of(cx.sql, wanted.person)?;
    standing.frozen = freeze.then(|| Frozen { reason: wanted.reason.clone(), at: cx.now });
    limit_all(cx, wanted.person, |_, limits| limits.frozen = freeze)?;
    Ok(keep(cx, wanted.person, &standing)?)
}

/// Refuses what the service lets nobody move who stands as this person does. The ledger would refuse
/// it, too, where it is frozen; here it is told why.
///
/// # Errors
/// `Refused` with the reason, or with the limit of their tier and what is left of it.
pub(in crate::wallet) fn check_leave(
    cx: &mut Context<'_>,
    person: PersonId,
    amount: Money,
) -> Result<(), Refusal> {
    let standing = standing::of(cx.sql, person)?;
    if let Some(frozen) = standing.frozen {
        let told = Error::refused("error.wallet.frozen_by_service");
        return Err(told.with("reason", frozen.reason).into());
    }
    let (tier, currency) = (cx.settings.tiers.of(standing.tier), amount.currency);
    let each = Tier::money(tier.each, currency);
    if let Some(limit) = each.filter(|limit| amount.minor > limit.minor) {
        return Err(Error::refused("error.wallet.over_tier_each").with("limit", limit).into());
    }
    let Some(day) = Tier::money(tier.day, currency) else { return Ok(()) };
    let Some(theirs) = accounts::find(cx, person, currency)? else { return Ok(()) };
    let gone = if theirs.today.day == Today::of(cx.now) { theirs.today.out } else { 0 };
    let left = day.minor.saturating_sub(gone).max(0);
    if amount.minor > left {
        let left = Money::new(left, currency);
        let told = Error::refused("error.wallet.over_tier_day").with("limit", day);
        return Err(told.with("left", left).into());
    }
    Ok(())
}
