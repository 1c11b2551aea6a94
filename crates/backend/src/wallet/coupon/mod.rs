//! Coupons and cash vouchers: offered, got, ended, and told to whom they concern.

pub(super) mod claim;
pub(super) mod end;
pub(super) mod give;
pub(super) mod look;
pub(super) mod make;

use super::bills;
use super::table::campaign::{self, Kept, Piece};
use crate::db::Sql;
use crate::module::{Context, Refusal};
use crate::ports::People;
use sampan_protocol::Error;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::people::Person;
use sampan_protocol::wallet::coupon::{CAMPAIGN, COUPON, Campaign, Coupon};

/// The kind of the job that ends a campaign.
pub(super) const END: &str = "voucher.end";

/// A campaign, locked.
///
/// # Errors
/// `NotFound` if there is none.
pub(super) fn lock(cx: &mut Context<'_>, id: OpId) -> Result<Kept, Refusal> {
    let found = campaign::lock(cx.sql, id)?;
    found.ok_or_else(|| Error::not_found("error.wallet.campaign_unknown").into())
}

/// Tells the merchant how a campaign stands.
pub(super) fn tell(cx: &mut Context<'_>, kept: &Kept) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    let row = told(cx.sql, people.as_ref(), kept, kept.merchant)?;
    Ok(cx.put(&bills::scope(kept.merchant), CAMPAIGN, kept.id, &row)?)
}

/// Tells its owner how a piece stands.
pub(super) fn tell_piece(cx: &mut Context<'_>, kept: &Kept, piece: &Piece) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    let row = Coupon {
        id: piece.id,
        campaign: kept.id,
        merchant: person(cx.sql, people.as_ref(), kept.merchant)?,
        name: kept.name.clone(),
        offer: kept.offer,
        minimum: kept.minimum,
        from: kept.from,
        until: kept.until,
        got: piece.got,
        used: piece.used,
        pending: false,
    };
    Ok(cx.put(&bills::scope(piece.person), COUPON, piece.id, &row)?)
}

/// A campaign as somebody may know it: its word is the merchant's alone.
fn told(
    sql: &mut dyn Sql,
    people: &dyn People,
    kept: &Kept,
    reader: PersonId,
) -> Result<Campaign, Refusal> {
    Ok(Campaign {
        id: kept.id,
        merchant: person(sql, people, kept.merchant)?,
        name: kept.name.clone(),
        offer: kept.offer,
        minimum: kept.minimum,
        pieces: kept.pieces,
        each: kept.each,
        from: kept.from,
        until: kept.until,
        way: kept.way,
        code: kept.code.clone().filter(|_| kept.merchant == reader),
        claimed: kept.claimed,
        used: kept.used,
        mine: campaign::pieces_of(sql, kept.id, reader)?,
        made: kept.made,
        pending: false,
    })
}

/// Hands a piece of a locked campaign to somebody, if one is left and they have not all of theirs.
fn hand_out(cx: &mut Context<'_>, kept: &mut Kept, to: PersonId) -> Result<(), Refusal> {
    if cx.now >= kept.until {
        return Err(Error::refused("error.wallet.campaign_over").with("ended", kept.until).into());
    }
    if kept.claimed >= kept.pieces {
        return Err(Error::refused("error.wallet.campaign_empty").into());
    }
    if campaign::pieces_of(cx.sql, kept.id, to)? >= kept.each {
        return Err(Error::refused("error.wallet.campaign_each")
            .with("limit", i64::from(kept.each))
            .into());
    }
    kept.claimed += 1;
    campaign::count(cx.sql, kept)?;
    let piece = Piece { id: cx.op_id, campaign: kept.id, person: to, got: cx.now, used: None };
    campaign::add_piece(cx.sql, &piece)?;
    tell_piece(cx, kept, &piece)?;
    tell(cx, kept)
}

fn person(sql: &mut dyn Sql, people: &dyn People, id: PersonId) -> Result<Person, Refusal> {
    people.person(sql, id)?.ok_or_else(|| {
        tracing::error!(%id, "a campaign names nobody");
        Error::internal().into()
    })
}
