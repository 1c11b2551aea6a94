//! Pays somebody: checked here, approved by PIN, moved by the ledger, and never twice.

use super::{SCOPE, accounts, family, receipt, small, waiting};
use crate::Client;
use crate::core::Core;
use crate::db::blocking;
use crate::outbox;
use crate::perform::Draft;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::wallet::family::{PAY, PayCard};
use sampan_protocol::wallet::overlay::{available, opening};
use sampan_protocol::wallet::{Pay, Receipt, check_amount, check_note, code, ops};
use sampan_protocol::{Error, Money, Reply};

impl Client {
    /// Answers [`Pay`]. What the person calls small goes without PIN; else without PIN, or where the backend is not reached, the payment waits.
    ///
    /// # Errors
    /// `Invalid` or `Refused` for what cannot be paid; `WrongPin` and `PinLocked`, after which the
    /// payment waits and the same `op` may be tried again; the ledger's refusal.
    pub async fn pay(&self, request: Pay) -> Reply<Pay> {
        let core = &self.core;
        if let Some(done) = settled(core, request.op).await? {
            return Ok(done);
        }
        let limits = core.known().service.map_or(Vec::new(), |s| s.transfer_limits);
        check_amount(request.amount, &limits)?;
        check_note(&request.note)?;
        if request.to.id == core.me()?.id {
            return Err(Error::refused("error.wallet.own_payment"));
        }
        if let Some(payload) = &request.code {
            check_code(core, payload, (request.to.id, request.amount))?;
        }
        if let Some(card) = request.card {
            family::check(core, card, request.to.id, request.amount).await?;
        } else if request.rail.is_none() {
            enough(core, request.op, request.amount).await?;
        }
        let args = ops::Transfer {
            to: request.to.id,
            amount: request.amount,
            note: request.note,
            request: request.request,
            code: request.code,
            chat: request.chat,
        };
        if let Some(card) = request.card {
            let args = PayCard::by(card, args);
            let draft = Draft::new(request.op, SCOPE, PAY, &args, Some(request.to))?;
            return carry_out(core, draft, request.pin.as_deref()).await;
        }
        if let Some(rail) = request.rail {
            let args = ops::PayVia::by(rail, args);
            let draft = Draft::new(request.op, SCOPE, ops::PAY_VIA, &args, Some(request.to))?;
            return carry_out(core, draft, request.pin.as_deref()).await;
        }
        let without = request.pin.is_none() && core.view(SCOPE, small).await?.allows(args.amount);
        let name = if without { ops::PAY_SMALL } else { ops::TRANSFER };
        let draft = Draft::new(request.op, SCOPE, name, &args, Some(request.to))?;
        carry_out(core, draft, request.pin.as_deref()).await
    }
}

/// Makes a movement and sees it through; answers how it stands then.
pub(super) async fn carry_out(
    core: &Core,
    draft: Draft,
    pin: Option<&str>,
) -> Result<Receipt, Error> {
    let op_id = core.make(draft).await?;
    core.see_through(op_id, pin).await?;
    receipt(core, op_id).await?.ok_or_else(Error::internal)
}

/// The receipt of a movement that the ledger has already made: pressing twice pays once.
pub(super) async fn settled(core: &Core, asked: OpId) -> Result<Option<Receipt>, Error> {
    let own = core.own.clone();
    let op_id = blocking(move || own.read(|db| outbox::current(db, asked))).await?;
    Ok(receipt(core, op_id).await?.filter(Receipt::settled))
}

/// Refuses an amount that one certainly does not have. What another device or person moved is
/// certain only after a pull; where the backend is not reached, it decides later.
pub(super) async fn enough(core: &Core, asked: OpId, amount: Money) -> Result<(), Error> {
    if short_of(core, asked, amount).await?.is_none() {
        return Ok(());
    }
    if core.round().await.is_err() {
        return Ok(());
    }
    short_of(core, asked, amount).await?.map_or(Ok(()), Err)
}

/// Why an amount cannot be paid from what this device knows, leaving out what waits as `asked`.
async fn short_of(core: &Core, asked: OpId, amount: Money) -> Result<Option<Error>, Error> {
    let own = core.own.clone();
    let itself = blocking(move || own.read(|db| outbox::current(db, asked))).await?;
    core.view(SCOPE, move |db, view| {
        let mut waiting = waiting(db, view)?;
        waiting.retain(|w| w.op_id != itself);
        let account = accounts(db, view)?.into_iter().find(|a| a.currency == amount.currency);
        Ok(match account {
            None if opening(&waiting).contains(&amount.currency) => None,
            None => Some(
                Error::refused("error.wallet.no_account").with("currency", amount.currency.code()),
            ),
            Some(account) => {
                let missing = amount.minor.saturating_sub(available(&account, &waiting));
                (missing > 0).then(|| {
                    Error::refused("error.wallet.too_little")
                        .with("missing", Money::new(missing, amount.currency))
                })
            }
        })
    })
    .await
}

/// Refuses a code of ours that certainly cannot be paid so; its signature the backend checks.
pub(super) fn check_code(
    core: &Core,
    payload: &str,
    (to, amount): (PersonId, Money),
) -> Result<(), Error> {
    let terms = code::read(payload)?.terms;
    if terms.person != to {
        return Err(Error::refused("error.wallet.code_payee"));
    }
    let Ok(service) = core.service() else {
        return Ok(());
    };
    terms.check(&service.service_id, core.service_now(), Some(amount))
}
