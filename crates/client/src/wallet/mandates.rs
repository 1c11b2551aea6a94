//! Mandates: read, asked for, changed, and charged under.

use super::pay::{carry_out, settled};
use super::{SCOPE, waiting};
use crate::Client;
use crate::perform::Draft;
use crate::table::row;
use sampan_protocol::wallet::mandate::{
    AskMandate, ChangeMandate, ChargeMandate, ListMandates, MANDATE, Mandate, MandateChange,
    check_caps, check_text, seen,
};
use sampan_protocol::wallet::{check_amount, check_note, ops};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`ListMandates`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_mandates(&self, _: ListMandates) -> Reply<ListMandates> {
        self.core
            .view(SCOPE, |db, view| {
                let known: Vec<Mandate> = row::all(db, &view.scope, MANDATE)?;
                Ok(seen(&known, &waiting(db, view)?, &view.me))
            })
            .await
    }

    /// Answers [`AskMandate`]; works offline.
    ///
    /// # Errors
    /// `Invalid` or `Refused` for what cannot be asked for.
    pub async fn ask_mandate(&self, request: AskMandate) -> Reply<AskMandate> {
        let limits = self.core.known().service.map_or(Vec::new(), |s| s.transfer_limits);
        check_amount(request.each, &limits)?;
        check_caps(request.each, request.month)?;
        check_text(&request.text)?;
        if request.payer.id == self.core.me()?.id {
            return Err(Error::refused("error.wallet.own_request"));
        }
        let AskMandate { op, payer, text, each, month } = request;
        let args = ops::AskMandate { payer: payer.id, text, each, month };
        let draft = Draft::new(op, SCOPE, ops::ASK_MANDATE, &args, Some(payer))?;
        self.core.make(draft).await.map(drop)
    }

    /// Answers [`ChangeMandate`]. Agreeing happens now or never; lowering and ending works offline,
    /// and is sent at once where it can be.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the refusal.
    pub async fn change_mandate(&self, request: ChangeMandate) -> Reply<ChangeMandate> {
        let (core, mandate) = (&self.core, request.mandate);
        let draft = match request.change {
            MandateChange::Agree { each, month, pin } => {
                check_caps(each, month)?;
                let args = ops::AgreeMandate { mandate, each, month };
                let draft = Draft::new(request.op, SCOPE, ops::AGREE_MANDATE, &args, None)?;
                return core.now_or_never(draft, &pin).await;
            }
            MandateChange::Lower { each, month } => {
                check_caps(each, month)?;
                let args = ops::LowerMandate { mandate, each, month };
                Draft::new(request.op, SCOPE, ops::LOWER_MANDATE, &args, None)?
            }
            MandateChange::End => {
                let args = ops::EndMandate { mandate };
                Draft::new(request.op, SCOPE, ops::END_MANDATE, &args, None)?
            }
        };
        let op_id = core.make(draft).await?;
        core.see_through(op_id, None).await
    }

    /// Answers [`ChargeMandate`]; works offline: it waits, and is refused where it is over a cap.
    ///
    /// # Errors
    /// `Invalid` or `Refused` for what cannot be charged.
    pub async fn charge_mandate(&self, request: ChargeMandate) -> Reply<ChargeMandate> {
        let core = &self.core;
        if let Some(done) = settled(core, request.op).await? {
            return Ok(done);
        }
        check_amount(request.amount, &[])?;
        check_note(&request.note)?;
        let all = self.list_mandates(ListMandates {}).await?;
        let found = all.into_iter().find(|mandate| mandate.id == request.mandate);
        let mandate = found.ok_or_else(|| Error::not_found("error.wallet.mandate_unknown"))?;
        if request.amount.currency != mandate.each.currency
            || request.amount.minor > mandate.each.minor
        {
            return Err(Error::refused("error.wallet.mandate_each").with("limit", mandate.each));
        }
        let ChargeMandate { op, mandate: id, amount, note } = request;
        let args = ops::ChargeMandate { mandate: id, amount, note };
        let draft = Draft::new(op, SCOPE, ops::CHARGE_MANDATE, &args, Some(mandate.payer))?;
        carry_out(core, draft, None).await
    }
}
