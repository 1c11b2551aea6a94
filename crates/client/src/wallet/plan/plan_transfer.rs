//! Plans transfers to somebody: approved by PIN, once for all of them.

use super::super::SCOPE;
use super::plans;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::ids::PlanId;
use sampan_protocol::wallet::plan::{MakePlan, PLAN, PlanTransfer, check_rhythm};
use sampan_protocol::wallet::{check_amount, check_note};
use sampan_protocol::{Error, Reply};

/// How long ago the first payment may be: a form may be open for a while.
const GRACE_SECONDS: i64 = 600;

impl Client {
    /// Answers [`PlanTransfer`]. Without PIN, or where the backend is not reached, it waits.
    ///
    /// # Errors
    /// As for [`Client::pay`].
    pub async fn plan_transfer(&self, request: PlanTransfer) -> Reply<PlanTransfer> {
        let core = &self.core;
        let limits = core.known().service.map_or(Vec::new(), |s| s.transfer_limits);
        check_amount(request.amount, &limits)?;
        check_note(&request.note)?;
        let now = core.service_now();
        check_rhythm(&request.rhythm, now)?;
        if request.rhythm.first < now.plus_seconds(-GRACE_SECONDS) {
            return Err(Error::invalid("error.wallet.plan_past"));
        }
        if request.to.id == core.me()?.id {
            return Err(Error::refused("error.wallet.own_payment"));
        }
        let args = MakePlan {
            to: request.to.id,
            amount: request.amount,
            note: request.note,
            rhythm: request.rhythm,
        };
        let draft = Draft::new(request.op, SCOPE, PLAN, &args, Some(request.to))?;
        let op_id = core.make(draft).await?;
        core.see_through(op_id, request.pin.as_deref()).await?;
        let all = core.view(SCOPE, plans).await?;
        all.into_iter().find(|plan| plan.id == PlanId(op_id.0)).ok_or_else(Error::internal)
    }
}
