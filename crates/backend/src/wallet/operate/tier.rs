//! Says how well a person is known, which limits what they may hold and move.
//!
//! What may leave is looked up when it leaves. The ceiling of an account is the ledger's own: it is
//! declared when the account is opened, and again when its person gets a tier.

use super::{keep, known, limit_all};
use crate::db::DbError;
use crate::module::{Context, Refusal};
use crate::wallet::ledger::account::Limits;
use crate::wallet::table::standing;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::operate::{SetTier, Standing, Tier, Tiers, check_reason};
use sampan_protocol::{Currency, Error};

pub(super) fn check(cx: &mut Context<'_>, wanted: &SetTier) -> Result<(), Refusal> {
    check_reason(&wanted.reason)?;
    known(cx, wanted.person)?;
    if wanted.tier > Tiers::FULL {
        return Err(Error::invalid("error.wallet.tier").into());
    }
    if standing::of(cx.sql, wanted.person)?.tier == wanted.tier {
        return Err(Error::refused("error.wallet.tier_same").into());
    }
    Ok(())
}

pub(super) fn carry_out(cx: &mut Context<'_>, wanted: &SetTier) -> Result<(), Refusal> {
    check(cx, wanted)?;
    let standing = Standing { tier: wanted.tier, ..standing::of(cx.sql, wanted.person)? };
    let tier = cx.settings.tiers.of(wanted.tier);
    limit_all(cx, wanted.person, |currency, limits| limits.ceiling = ceiling(tier, currency))?;
    Ok(keep(cx, wanted.person, &standing)?)
}

/// Gives who registers the tier of newcomers, before they have any account.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn begin(cx: &mut Context<'_>) -> Result<(), DbError> {
    let tier = cx.settings.tiers.newcomers;
    if tier == Tiers::FULL || cx.me.kind == Kind::Merchant {
        return Ok(());
    }
    keep(cx, cx.me.id, &Standing { tier, frozen: None })
}

/// What may be done with a new account of a person, as they stand.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn limits_of(
    cx: &mut Context<'_>,
    owner: PersonId,
    currency: Currency,
) -> Result<Limits, DbError> {
    let standing = standing::of(cx.sql, owner)?;
    let tier = cx.settings.tiers.of(standing.tier);
    let frozen = standing.frozen.is_some();
    Ok(Limits { ceiling: ceiling(tier, currency), frozen, ..Limits::PERSON })
}

fn ceiling(tier: Tier, currency: Currency) -> Option<i64> {
    Tier::money(tier.ceiling, currency).map(|most| most.minor)
}
