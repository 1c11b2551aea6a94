//! Disputes: read, opened, and gone on with.

use super::{SCOPE, waiting};
use crate::Client;
use crate::operate;
use crate::perform::Draft;
use crate::table::row;
use sampan_protocol::service::KeepPicture;
use sampan_protocol::wallet::dispute::{
    ChangeDispute, DISPUTE, Dispute, DisputeChange, KeepEvidence, ListAllDisputes, ListDisputes,
    OpenDispute, can_be_disputed, check_evidence, ops, seen,
};
use sampan_protocol::wallet::refund::GetGivenBack;
use sampan_protocol::wallet::rows::BILL;
use sampan_protocol::wallet::{Bill, GetBill};
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`ListDisputes`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_disputes(&self, _: ListDisputes) -> Reply<ListDisputes> {
        self.core
            .view(SCOPE, |db, view| {
                let known: Vec<Dispute> = row::all(db, &view.scope, DISPUTE)?;
                let waiting = waiting(db, view)?;
                let mut bills = Vec::new();
                let opening = waiting.iter().filter(|w| w.name == ops::OPEN_DISPUTE);
                for w in opening {
                    let key = w.args["bill"].as_str().unwrap_or_default();
                    bills.extend(row::get::<Bill>(db, &view.scope, BILL, key)?);
                }
                let find = |id| bills.iter().find(|bill| bill.id == id).cloned();
                Ok(seen(known, &waiting, &view.me, &find))
            })
            .await
    }

    /// Answers [`ListAllDisputes`]; from the cache of an operator's device.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_all_disputes(&self, _: ListAllDisputes) -> Reply<ListAllDisputes> {
        self.core
            .view(operate::SCOPE, |db, view| {
                let known: Vec<Dispute> = row::all(db, &view.scope, DISPUTE)?;
                Ok(seen(known, &[], &view.me, &|_| None))
            })
            .await
    }

    /// Answers [`KeepEvidence`]: hands a picture in.
    ///
    /// # Errors
    /// `Invalid` for what is no picture, `Offline` if it cannot be handed in now.
    pub async fn keep_evidence(&self, request: KeepEvidence) -> Reply<KeepEvidence> {
        let picture = KeepPicture { base64: request.base64, fine: true };
        match self.core.wire.ask(&picture).await {
            Ok(kept) => Ok(kept.sha256),
            Err(error) if error.code == Code::Offline => {
                Err(Error::new(Code::Offline, "error.wallet.picture_offline"))
            }
            Err(error) => Err(error),
        }
    }

    /// Answers [`OpenDispute`]; works offline: it waits, and is sent at once where it can be.
    ///
    /// # Errors
    /// `Invalid` or `Refused` for what cannot be disputed.
    pub async fn open_dispute(&self, request: OpenDispute) -> Reply<OpenDispute> {
        check_evidence(&request.text, &request.pictures, true)?;
        let bill = self.get_bill(GetBill { id: request.bill }).await?;
        let back = self.get_given_back(GetGivenBack { bill: request.bill }).await?;
        let now = self.core.service_now();
        if !can_be_disputed(&bill, back.as_ref(), now) {
            return Err(Error::refused("error.wallet.dispute_late"));
        }
        if back.is_some_and(|back| request.amount.minor > back.left().minor) {
            return Err(Error::refused("error.wallet.dispute_amount"));
        }
        let OpenDispute { op, bill: id, reason, amount, text, pictures } = request;
        let args = ops::OpenDispute { bill: id, reason, amount, text, pictures };
        let draft = Draft::new(op, SCOPE, ops::OPEN_DISPUTE, &args, bill.other)?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await?;
        Ok(op_id)
    }

    /// Answers [`ChangeDispute`]. Giving in happens now or never; everything else works offline, and
    /// is sent at once where it can be.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the refusal.
    pub async fn change_dispute(&self, request: ChangeDispute) -> Reply<ChangeDispute> {
        let (core, op, dispute) = (&self.core, request.op, request.dispute);
        let draft = match request.change {
            DisputeChange::Accept { text, pin } => {
                check_evidence(&text, &[], false)?;
                let args = ops::AcceptDispute { dispute, text };
                let draft = Draft::new(op, SCOPE, ops::ACCEPT_DISPUTE, &args, None)?;
                return core.now_or_never(draft, &pin).await;
            }
            DisputeChange::Add { text, pictures } => {
                check_evidence(&text, &pictures, pictures.is_empty())?;
                let args = ops::AddEvidence { dispute, text, pictures };
                Draft::new(op, SCOPE, ops::ADD_EVIDENCE, &args, None)?
            }
            DisputeChange::Contest { text, pictures } => {
                check_evidence(&text, &pictures, true)?;
                let args = ops::ContestDispute { dispute, text, pictures };
                Draft::new(op, SCOPE, ops::CONTEST_DISPUTE, &args, None)?
            }
            DisputeChange::Withdraw => {
                let args = ops::WithdrawDispute { dispute };
                Draft::new(op, SCOPE, ops::WITHDRAW_DISPUTE, &args, None)?
            }
        };
        let op_id = core.make(draft).await?;
        core.see_through(op_id, None).await
    }
}
