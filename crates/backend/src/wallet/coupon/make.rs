//! Makes a campaign; money for cash vouchers goes into an account of the campaign's own.

use super::{END, tell};
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use crate::wallet::bills::Way;
use crate::wallet::table::campaign::{self, Kept};
use crate::wallet::table::out::Proof;
use crate::wallet::transfer::settle;
use crate::wallet::{accounts, bills, limits};
use sampan_protocol::Error;
use sampan_protocol::ids::AccountId;
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::coupon::{Campaign, check, same_word};
use sampan_protocol::wallet::ops::{MAKE_CAMPAIGN, MakeCampaign};

/// Applies the operation; the campaign's identifier is the operation's.
///
/// # Errors
/// Why there is no such campaign.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &MakeCampaign) -> Result<(), Refusal> {
    if cx.me.kind != Kind::Merchant {
        return Err(Error::refused("error.wallet.campaign_merchants").into());
    }
    check(op, cx.now)?;
    accounts::offered(cx, op.minimum.currency)?;
    let account = fund(cx, op)?;
    let kept = Kept {
        id: cx.op_id,
        merchant: cx.me.id,
        name: op.name.trim().to_owned(),
        offer: op.offer,
        minimum: op.minimum,
        pieces: op.pieces,
        each: op.each,
        from: op.from,
        until: op.until,
        way: op.way,
        code: op.code.as_deref().map(same_word),
        account,
        claimed: 0,
        used: 0,
        made: cx.now,
    };
    campaign::insert(cx.sql, &kept)?;
    if account.is_some() {
        let (subject, person, due) = (kept.id.to_string(), cx.me.id, kept.until);
        cx.schedule(&NewJob { module: "wallet", kind: END, subject: &subject, person, due })?;
    }
    tell(cx, &kept)
}

/// Puts the money for all pieces aside, where they are cash.
fn fund(cx: &mut Context<'_>, op: &MakeCampaign) -> Result<Option<AccountId>, Refusal> {
    let Some(funds) = Campaign::funds(&op.offer, op.pieces) else {
        return Ok(None);
    };
    check_amount(funds, cx.limits)?;
    limits::leave(cx, funds, Proof::Pin)?;
    let from = accounts::mine(cx, funds.currency)?;
    let account = accounts::system(cx, format!("voucher/{}", cx.op_id), funds.currency)?;
    let effects = settle(cx, MAKE_CAMPAIGN, from.id, account.id, funds)?;
    bills::put_voucher(cx, cx.me.id, None, op.name.trim(), &effects, Way::Out)?;
    Ok(Some(account.id))
}
